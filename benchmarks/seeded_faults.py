"""How many planted faults the checks find, and how often they ask of a clean file; see `tests/support/seeded_faults.py`."""

import argparse
import random
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from benchmarks.measure import Figure
from data.places import PLACES
from indicators.validation import history, unlike_rows
from service.demo import deliveries
from tests.support.seeded_faults import FAULTS, OWN_PAST, Tally, province

PUBLISHED = Path(__file__).parent.parent / "docs" / "kiem-tra.md"
BETWEEN = re.compile(r"(?<=<!-- table -->\n).*(?=<!-- /table -->)", re.DOTALL)
NAMES = {
    "×10": "Số thừa một chữ số 0 (×10)",
    "×100": "×100",
    "×1000": "×1.000 (sai đơn vị)",
    "÷10": "Thiếu một chữ số 0 (÷10)",
    "÷100": "÷100",
    "÷1000": "÷1.000 (sai đơn vị)",
    "×10 in a row": "×10 ở một dòng danh sách",
    "÷10 in a row": "÷10 ở một dòng danh sách",
    "zero": "Đột ngột bằng 0",
    "column of last quarter": "Chép lại cột của quý trước",
    "last quarter's file": "Nộp lại tệp quý trước với kỳ mới",
    "register without rows": "Danh sách bị mất dòng",
    "lines shifted": "Lệch dòng",
    "two lines swapped": "Đổi chỗ hai dòng",
    "year as quarter": "Ghi lũy kế vào cột trong quý",
    "quarter as year": "Ghi số trong quý vào cột lũy kế",
    "columns swapped": "Đổi chỗ hai cột",
    "lists swapped": "Đổi chỗ hai danh sách",
}


def halves() -> tuple[list[str], list[str]]:
    """Today's provinces in two halves, each with all it was made of."""
    keys = sorted(unit.key for unit in PLACES.of_quarter(deliveries.LAST.last))
    random.Random("halves").shuffle(keys)
    return keys[::2], keys[1::2]


def _thresholds(factor: float) -> None:
    """How unlikely in its past a figure must be to be asked about, as a multiple of what is set."""
    history.LIKELIER, history.FAR_OF_NOTHING, unlike_rows.LIKELIER = (factor * set_ for set_ in SET)


def measure(kind: str, seed: int, keys: Sequence[str], share: float, workers: int = 1, factor: float = 1.0) -> Tally:
    total = Tally()
    jobs = partial(province, kind, seed)
    if workers == 1:
        _thresholds(factor)
        for key in keys:
            total.add(jobs(key, share))
        return total
    with ProcessPoolExecutor(workers, initializer=_thresholds, initargs=(factor,)) as pool:
        for tally in pool.map(jobs, keys, [share] * len(keys)):
            total.add(tally)
    return total


def percent(part: int, whole: int, decimals: int = 1) -> str:
    return f"{100 * part / whole:.{decimals}f} %".replace(".", ",") if whole else "–"


def _rules_of(tally: Tally) -> str:
    return ", ".join(f"{rule} {n}" for rule, n in tally.rules.most_common() if rule in OWN_PAST) or "–"


HELD_OUT, TUNING = 3, 1
KINDS = {"demo": "số liệu minh họa", "hard": "số liệu khó"}
AIM_FOUND, AIM_ASKED = 0.99, 0.01
SET = history.LIKELIER, history.FAR_OF_NOTHING, unlike_rows.LIKELIER
FACTORS = 0.5, 0.7, 1.0, 1.4, 2.0  # of the thresholds, for the curve of asked and found
CURVE = Path(__file__).parent / "README.md"
CURVE_AT = re.compile(r"(?<=<!-- curve -->\n).*(?=<!-- /curve -->)", re.DOTALL)
SHARE, WORKERS = 0.08, 2  # of the clean files, those in which faults are planted; processes


def table(tallies: Mapping[str, Tally]) -> str:
    """As Markdown, in Vietnamese."""
    heads = [f"{name}: gieo | tìm thấy | nhờ quá khứ" for name in map(KINDS.__getitem__, tallies)]
    lines = ["| lỗi được gieo | " + " | ".join(heads) + " |", "|---|" + "--:|--:|--:|" * len(tallies)]
    for fault in (*FAULTS, ""):
        cells = [f"**{NAMES.get(fault, 'tất cả')}**" if not fault else NAMES[fault]]
        for t in tallies.values():
            n, found, past = (c[fault] if fault else c.total() for c in (t.planted, t.found, t.by_past))
            cells += [str(n), percent(found, n), percent(past, n)]
        lines.append("| " + " | ".join(cells) + " |")
    rows: dict[str, Callable[[Tally], str]] = {
        "ba lỗi cùng một tệp: gieo, tìm thấy": lambda t: f"{t.together[0]}, {percent(t.together[1], t.together[0])}",
        "câu hỏi đứng đúng ô sai": lambda t: f"{percent(t.right, t.said)} của {t.said}",
        "tệp đúng": lambda t: str(t.clean),
        "… bị hỏi nhầm": lambda t: f"{t.asked} ({percent(t.asked, t.clean)})",
        "số trong các tệp đúng": lambda t: str(t.figures),
        "… bị hỏi nhầm ": lambda t: f"{t.figures_asked} ({percent(t.figures_asked, max(t.figures, 1), 3)})",
        "các câu hỏi nhầm đó": _rules_of,
        "giảm số tồn (quy tắc đã công bố), tính riêng": lambda t: str(t.rules["stock_falls"]),
    }
    lines += ["", "| | " + " | ".join(map(KINDS.__getitem__, tallies)) + " |", "|---|" + "--:|" * len(tallies)]
    lines += [f"| {name.strip()} | " + " | ".join(map(told, tallies.values())) + " |" for name, told in rows.items()]
    return "\n".join(lines)


def figures_of(tallies: Mapping[str, Tally]) -> list[Figure]:
    found = []
    for kind, t in tallies.items():
        share, asked = t.found.total() / t.planted.total(), t.asked / t.clean
        name = f"Seeded faults found, {kind} data ({t.planted.total()} planted)"
        found.append(Figure(name, f"{share:.1%}", "–", "–", "≥ 99 %", share >= AIM_FOUND))
        name = f"… clean files asked about their past ({t.clean} files)"
        found.append(Figure(name, f"{asked:.1%}", "–", "–", "≤ 1 %", asked <= AIM_ASKED))
    return found


def figures() -> list[Figure]:
    """The half that was held out; the table goes into the published list of checks too."""
    tallies = {kind: measure(kind, HELD_OUT, halves()[1], SHARE, WORKERS) for kind in KINDS}
    publish(tallies)
    return figures_of(tallies)


def curve(seed: int, keys: Sequence[str], share: float, workers: int) -> str:
    """What more or fewer questions would find, on the harder data."""
    lines = ["| thresholds × | clean files asked | faults planted | found |", "|--:|--:|--:|--:|"]
    for factor in FACTORS:
        t = measure("hard", seed, keys, share, workers, factor)
        asked, found = percent(t.asked, t.clean), percent(t.found.total(), t.planted.total())
        lines.append(f"| {factor:g} | {asked} of {t.clean} | {t.planted.total()} | {found} |".replace(",", "."))
        print(lines[-1], flush=True)
    return "\n".join(lines)


def publish(tallies: Mapping[str, Tally]) -> None:
    text = PUBLISHED.read_text(encoding="utf-8")
    PUBLISHED.write_text(BETWEEN.sub(lambda _: f"\n{table(tallies)}\n\n", text), encoding="utf-8")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--tuning", action="store_true", help="the half on which the settings were chosen")
    asked.add_argument("--kind", choices=list(KINDS), action="append")
    asked.add_argument(
        "--share", type=float, default=SHARE, help="of the clean files, those in which faults are planted"
    )
    asked.add_argument("--provinces", type=int, default=99)
    asked.add_argument("--seed", type=int, help="another draw of figures and faults than the published one")
    asked.add_argument("--workers", type=int, default=WORKERS)
    asked.add_argument(
        "--missed", action="store_true", help="name the faults that were not found, and what clean files were asked"
    )
    asked.add_argument("--publish", action="store_true", help="write the table into docs/kiem-tra.md")
    asked.add_argument(
        "--curve", action="store_true", help="write the curve of asked and found into this folder's README"
    )
    given = asked.parse_args()
    keys = halves()[0 if given.tuning else 1][: given.provinces]
    seed = given.seed or (TUNING if given.tuning else HELD_OUT)
    if given.curve:
        text, lines = CURVE.read_text(encoding="utf-8"), curve(seed, keys, given.share, given.workers)
        CURVE.write_text(CURVE_AT.sub(lambda _: f"\n{lines}\n\n", text), encoding="utf-8")
        return
    tallies = {kind: measure(kind, seed, keys, given.share, given.workers) for kind in given.kind or KINDS}
    print(table(tallies))
    if given.missed:
        print("\n".join(line for tally in tallies.values() for line in tally.missed + tally.wrongly))
    if given.publish:
        publish(tallies)


if __name__ == "__main__":
    main()
