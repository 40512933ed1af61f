"""All 34 provinces send at once: how long each waits for its receipt, against the same files sent one after another.

Into an empty store, and into one that holds the demo's fifteen quarters, where each sends its newest quarter anew.
"""

import io
import shutil
import sys
import tempfile
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from benchmarks.measure import Figure, apart, demo_store
from service import acceptance, drafts
from service import submissions as sent_submissions

AIM = 5.0  # seconds, of 95 in 100
ROWS, RUNS = 3_000, 3
PERIOD = "2026-Q3"


def files(rows: int) -> list[tuple[str, bytes, str]]:
    """A workbook of the demo from every province; `rows`: its list of trainings has so many."""
    import indicators
    from data.model import Period
    from data.places import PLACES
    from data.templates.fill import Blank
    from service.demo.workbooks import sheets

    period = Period.parse(PERIOD)
    units = PLACES.of_quarter(period.last)
    blank = Blank(indicators.TABLES, units[0], period, len(units))
    made = []
    for unit in units:
        told, states = sheets(unit, period)
        lists = dict(told)
        if rows:
            some = lists["trainings"] or [{}]
            lists["trainings"] = [
                {**dict(some[n % len(some)]), "title": f"Lớp số {n}"} for n in range(max(rows, len(some)))
            ]
            lists.pop("summary", None)
        made.append((f"{unit.code}.xlsx", blank.fill(unit, lists, states), unit.code))
    return made


def anew(workbook: bytes) -> bytes:
    """The same figures in a file that is another one."""
    file = io.BytesIO(workbook)
    with zipfile.ZipFile(file, "a") as package:
        package.comment = b"again"
    return file.getvalue()


def send(rows: int, at_once: bool, before: Path | None = None) -> tuple[float, float, float, int]:
    """Seconds until all have their receipts, the median and the 95th of 100 waits, and how many were stored.

    `before` is a store that holds the demo; a copy of it is sent to.
    """
    from data.model import Period
    from service.service import Service

    period, told = Period.parse(PERIOD), [(name, anew(file), code) for name, file, code in files(rows)]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "store"
        if before is not None:
            shutil.copytree(before, home)
        service = Service(home)
        service.recall()
        submissions = len(sent_submissions.sent(service, period, period))
        drafts.check(service, "a.csv", b"a;b\n1;2\n")  # the reader has been started, as it is in the running app
        gate = threading.Barrier(len(told) if at_once else 1)

        def one(file: tuple[str, bytes, str]) -> float:
            gate.wait()
            begun = time.perf_counter()
            unit = service.places.find(file[2], period.end)
            draft = acceptance.accept(
                service, drafts.check(service, file[0], file[1], unit, period), "đo", "đúng như vậy"
            )
            assert draft.receipt is not None, [f.rule for f in draft.findings][:5]
            assert (draft.receipt.sha256, draft.receipt.unit) == (draft.sha256, draft.sender_key), "another's receipt"
            return time.perf_counter() - begun

        begun = time.perf_counter()
        with ThreadPoolExecutor(len(told) if at_once else 1) as senders:
            waits = sorted(senders.map(one, told))
        took = time.perf_counter() - begun
        stored = len(sent_submissions.sent(service, period, period)) - submissions
        service.close()
    return took, waits[len(waits) // 2], waits[int(len(waits) * 0.95)], stored


def figures(home: Path | None = None) -> list[Figure]:
    """`home` is a store that holds the demo; without one it is built."""
    home = home or demo_store()
    found = []
    for rows, store, what in (
        (0, [], "workbooks of the demo"),
        (ROWS, [], f"workbooks with {ROWS:,} rows"),
        (0, [str(home)], "workbooks of the demo, fifteen quarters before them"),
    ):
        runs = [apart("benchmarks.arriving", "at-once", str(rows), *store) for _ in range(RUNS)]
        took, _, late, stored = (median(float(run[n]) for run in runs) for n in range(4))
        alone, *_ = (float(each) for each in apart("benchmarks.arriving", "in-turn", str(rows), *store))
        found.append(
            Figure(
                f"34 provinces at once, {what}: 95 of 100 have their receipt within (all of them in turn)",
                f"{late:.2f} s",
                f"{alone:.2f} s",
                f"{took / alone:.2f}",
                f"≤ {AIM:g} s, 34 stored",
                late <= AIM and stored == 34,
            )
        )
    return found


if __name__ == "__main__":
    print(*send(int(sys.argv[2]), sys.argv[1] == "at-once", *map(Path, sys.argv[3:])))
