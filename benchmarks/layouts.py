"""Files of provinces' own making: what is proposed right, what goes in after one confirmation and untouched a quarter
later, and what is stored wrong of every file and of every change of one (it must be nothing)."""

import shutil
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from tempfile import mkdtemp

from benchmarks.measure import Figure
from data import sandbox
from data.layouts.layout import Layout, LayoutError
from data.layouts.propose import Asked, proposed
from data.layouts.standing import StandingLayouts, names_of, siblings, standing_of
from data.model import Period
from data.places import PLACES
from indicators import TABLES
from service import drafts
from service.drafts import Draft
from service.service import Service
from tests.support.layouts import histories
from tests.support.layouts.answers import answered, asks, blocked, missing_values, scored, wrong_values
from tests.support.layouts.corpus import contained, drawn, named
from tests.support.layouts.mutations import MUTATIONS
from tests.support.layouts.page import Case, Sent

PROVINCE = "Quảng Trị"
COLUMNS = {key: column.label.vi for key, column in TABLES["trainings"].columns.items()}


@dataclass
class Result:
    """What a corpus says."""

    files: int = 0
    there: int = 0
    right: int = 0
    sure_and_wrong: list[str] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)
    went_in: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)
    untouched: int = 0
    mutations: Counter[tuple[str, str]] = field(default_factory=Counter)
    silent: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def worst(self) -> float:
        return max(self.seconds, default=0.0)


def measured(cases: Sequence[Case], mutate: bool = True) -> Result:
    """Every file of the corpus through proposal, a person's answers, and the pipeline that reads the template."""
    home = Path(mkdtemp())
    service = Service(home / "store")
    result = Result()
    try:
        for number, case in enumerate(cases):
            _one(service, case, number, result, mutate)
    finally:
        service.close()
        shutil.rmtree(home)
    return result


def _one(service: Service, case: Case, number: int, result: Result, mutate: bool) -> None:
    period = Period.parse(case.quarter)
    result.files += 1
    started = time.process_time()
    unit = PLACES.find(PROVINCE, period.end)
    former = frozenset(name for each in siblings(PLACES, unit, period) for name in names_of(each))
    text = proposed(case.sent.data, case.sent.file, service.tables, Asked(period, former=former))
    result.seconds.append(time.process_time() - started)
    if not text:
        result.refused.append(f"{case.name}: nothing proposed")
        return
    layout = Layout.from_json(text, service.tables)
    score = scored(layout, case)
    result.there, result.right = result.there + score.there, result.right + score.right
    result.sure_and_wrong += [f"{case.name}: {each}" for each in score.sure_and_wrong]
    result.asked.append(score.asked)
    layout = answered(layout, case)
    try:
        layout.judge(service.tables)
    except LayoutError as error:
        result.refused.append(f"{case.name}: {error}")
        return
    first = _looked(service, case.sent, layout, period)
    wrong = _wrong(first, case.sent)
    missing = missing_values(first.reading, case.sent)
    if blocked(first.findings) or wrong or missing:
        told = [f"{f.rule} {f.cell}" for f in first.findings if f.severity in ("stop", "error")]
        result.refused.append(f"{case.name}: {[*told, *wrong, *missing][:4]}")
    else:
        result.went_in.append(case.name)
    _next(service, case, layout, result)
    if mutate:
        for sent, quarter in ((case.sent, case.quarter), (case.following, case.next_quarter)):
            _mutated(service, case.name, sent, quarter, layout, number, result)


def _next(service: Service, case: Case, layout: Layout, result: Result) -> None:
    """The next quarter's file: nothing is asked of how it is read."""
    draft = _looked(service, case.following, layout, Period.parse(case.next_quarter))
    wrong, missing = _wrong(draft, case.following), missing_values(draft.reading, case.following)
    told = [
        f"{f.rule} {f.cell}"
        for f in draft.findings
        if f.severity in ("stop", "error") or (f.severity == "question" and f.rule.startswith("layout"))
    ]
    if told or wrong or missing:
        result.touched.append(f"{case.name}: {[*told, *wrong, *missing][:4]}")
    else:
        result.untouched += 1
    if wrong and not blocked(draft.findings):
        result.silent += [f"{case.name}, next quarter: {each}" for each in wrong]


def _looked(service: Service, sent: Sent, layout: Layout, period: Period) -> Draft:
    unit = PLACES.find(PROVINCE, period.end)
    assert unit is not None
    standing = standing_of(PLACES, unit, period, (("case", layout),))
    return drafts.check(service, sent.file, sent.data, unit, period, standing=standing)


def _wrong(draft: Draft, sent: Sent) -> list[str]:
    return [] if blocked(draft.findings) else wrong_values(draft.reading, sent)


def _mutated(
    service: Service, name: str, sent: Sent, quarter: str, layout: Layout, number: int, result: Result
) -> None:
    """Every change of a file; what is read of it and is not what it now says must be asked about."""
    for change, mutation in MUTATIONS.items():
        changed = mutation(sent.copy(), Random(number))
        if changed is None:
            continue
        draft = _looked(service, changed, layout, Period.parse(quarter))
        how = "refused" if blocked(draft.findings) else "asked" if asks(draft.findings) else "quiet"
        result.mutations[change, how] += 1
        wrong = _wrong(draft, changed)
        if wrong and how == "quiet":
            result.silent.append(f"{name}, {change}, {quarter}: {wrong[:3]}")
        elif wrong and not _about(draft, wrong):
            result.silent.append(f"{name}, {change}, {quarter}: asked, but not about {wrong[:3]}")


def _about(draft: Draft, wrong: Sequence[str]) -> bool:
    """Whether something that is asked is of what is wrong: of the file's reading, or at a figure that is wrong."""
    questions = [f for f in draft.findings if f.severity == "question"]
    codes = {each.split(":")[0].split(" ")[0] for each in wrong}
    return any(
        f.rule.startswith(("layout", "other_", "year_in", "unit", "scaled"))
        or any(code in f.message.vi for code in codes)
        for f in questions
    )


def report(result: Result) -> str:
    """The figures that must hold, in lines."""
    lines = [
        f"files                                  {result.files}",
        f"figures and columns proposed right     {result.right} of {result.there}: {result.right / max(1, result.there):.1%}",
        f"proposed wrong and sure                {len(result.sure_and_wrong)}",
        f"questions a file                       {sum(result.asked) / max(1, len(result.asked)):.1f} (most {max(result.asked, default=0)})",
        f"files in after one confirmation        {len(result.went_in)} of {result.files}: {len(result.went_in) / max(1, result.files):.1%}",
        f"next quarter's untouched               {result.untouched} of {result.files}: {result.untouched / max(1, result.files):.1%}",
        f"changed files                          {sum(result.mutations.values())}",
        f"values stored wrong                    {len(result.silent)}",
        f"proposing                              median {sorted(result.seconds)[len(result.seconds) // 2]:.2f} s, worst {result.worst:.2f} s",
    ]
    lines += [f"  {kind:<20} {how:<8} {count}" for (kind, how), count in sorted(result.mutations.items())]
    for title, listed in (
        ("sure and wrong", result.sure_and_wrong),
        ("not in", result.refused),
        ("touched", result.touched),
        ("STORED WRONG", result.silent),
    ):
        lines += [f"{title}: {each}" for each in listed]
    return "\n".join(lines)


def cost(rows: int = 20_000, times: int = 5) -> tuple[float, float]:
    """Seconds of a processor that a list as CSV takes under the template's headings, and under a layout."""
    ours = [*COLUMNS.values()]
    theirs = [
        "Nội dung tập huấn",
        "Lĩnh vực",
        "Đơn vị chủ trì",
        "Ngày bắt đầu",
        "Ngày kết thúc",
        "Địa điểm",
        "Số học viên",
        "Số nữ",
    ]
    body = [
        f"Lớp số {n};Sở hữu trí tuệ;Sở;{1 + n % 28:02d}/11/2024;{1 + n % 28:02d}/11/2024;Xã Cam Lộ;{20 + n % 50};{n % 20}"
        for n in range(rows)
    ]
    one, other = ("\r\n".join([";".join(heads), *body]).encode("utf-8-sig") for heads in (ours, theirs))
    period = Period.parse("2024-Q4")
    layout = Layout.from_json(proposed(other, "lop.csv", TABLES, Asked(period)), TABLES)
    sure = replace(layout.blocks[0], columns=tuple(replace(c, sure=True) for c in layout.blocks[0].columns))
    standing = StandingLayouts((("kept", replace(layout, blocks=(sure,))),), period)
    best = [float("inf"), float("inf")]
    for _ in range(times):
        for n, (data, read_by) in enumerate(((one, None), (other, standing))):
            reading, took = sandbox.measured(data, "lop.csv", TABLES, standing=read_by)
            best[n] = min(best[n], took.processor)
            assert reading.sheets["trainings"].rows.num_rows == rows, [f.message.vi for f in reading.findings][:3]
    return best[0], best[1]


def every() -> list[Case]:
    """The whole corpus: the kinds, the containers, tables in parts, and as many files drawn."""
    return [*named(), *contained(), *histories.cases(), *drawn()]


def figures() -> list[Figure]:
    """What must hold, for the table of all benchmarks."""
    result = measured(every())
    template, own = cost()

    def share(name: str, part: int, of: int, aim: float) -> Figure:
        return Figure(name, f"{part / max(1, of):.1%}", "–", f"{part} of {of}", f"≥ {aim:.0%}", part >= aim * of)

    none, slow = len(result.silent), result.worst
    return [
        share("Own layouts: figures and columns proposed right", result.right, result.there, 0.95),
        share("… files in after one confirmation", len(result.went_in), result.files, 0.95),
        share("… next quarter's files untouched", result.untouched, result.files, 1.0),
        Figure(
            f"… values stored wrong, of {sum(result.mutations.values())} changed files",
            str(none),
            "–",
            "–",
            "0",
            none == 0,
        ),
        Figure("… proposing, the slowest of ordinary files", f"{slow:.2f} s", "–", "–", "≤ 1 s", slow <= 1),
        Figure(
            "… a list of 20,000 rows (the template)",
            f"{own:.2f} s",
            f"{template:.2f} s",
            f"{own / template:.2f}",
            "≤ 1.3",
            own <= 1.3 * template,
        ),
    ]


def main() -> None:
    print(report(measured(every())))
    template, own = cost()
    print(
        f"a list of 20,000 rows                  template {template:.2f} s, under a layout {own:.2f} s: {own / template:.2f}×"
    )


if __name__ == "__main__":
    main()
