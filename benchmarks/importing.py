"""Importing a list of 200,000 rows: read, check and store, against openpyxl's read-only mode reading alone."""

import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from benchmarks.measure import Figure, apart, peak
from service import acceptance, drafts

ROWS = 200_000
RUNS = 3
AIM, MEMORY = 4.0, 400


def workbook(path: Path) -> None:
    """A list of classes as a province would send it, with the accents, dates and blanks of real ones."""
    import xlsxwriter

    from indicators import TABLES

    columns = TABLES["trainings"].columns
    topics = [text.vi for text in columns["topic"].choices.values()]
    organisers = [text.vi for text in columns["organiser"].choices.values()]
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Đào tạo, tập huấn")
    sheet.write_row(0, 0, [column.label.vi for column in columns.values()])
    for n in range(ROWS):
        start = date(2024, 10, 1) + timedelta(days=n % 92)
        sheet.write_string(n + 1, 0, f"Tập huấn kỹ thuật nuôi trồng số {n}")
        sheet.write_string(n + 1, 1, topics[n % len(topics)])
        sheet.write_string(n + 1, 2, organisers[n % len(organisers)])
        sheet.write_datetime(n + 1, 3, start, day)
        if n % 3:
            sheet.write_datetime(n + 1, 4, start + timedelta(days=2), day)
        sheet.write_string(n + 1, 5, f"Xã Vĩnh Linh {n % 300}")
        sheet.write_number(n + 1, 6, 20 + n % 60)
        if n % 2:
            sheet.write_number(n + 1, 7, n % 20)
    book.close()


def ours(path: Path) -> None:
    from data.model import Period
    from data.places import PLACES
    from service.service import Service

    period = Period.parse("2024-Q4")
    with tempfile.TemporaryDirectory() as home:
        service = Service(Path(home))
        drafts.check(service, "a.csv", b"a;b\n1;2\n")  # the reader has been started, as it is in the running app
        start = time.perf_counter()
        draft = drafts.check(service, path.name, path.read_bytes(), PLACES.find("45", period.end), period)
        acceptance.accept(service, draft, "đo")
        took = time.perf_counter() - start
        assert draft.receipt is not None, draft.findings[:3]
        assert draft.receipt.sheets["trainings"] == ROWS
        service.close()
    print(took, peak())


def theirs(path: Path) -> None:
    import openpyxl

    start = time.perf_counter()
    rows = sum(1 for _ in openpyxl.load_workbook(path, read_only=True).active.iter_rows(values_only=True))
    assert rows == ROWS + 1
    print(time.perf_counter() - start, peak())


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tap-huan.xlsx"
        workbook(path)
        runs = [
            [tuple(map(float, apart("benchmarks.importing", who, str(path)))) for who in ("theirs", "ours")]
            for _ in range(RUNS)
        ]
    baseline, mine = (median(run[who][0] for run in runs) for who in (0, 1))
    memory = max(run[1][1] for run in runs)
    name = f"Import {ROWS:,} rows: read, check, store (openpyxl read-only: reading alone)"
    return [
        Figure.faster(name, mine, baseline, AIM),
        Figure.memory("… its peak memory, child included", memory, MEMORY),
    ]


if __name__ == "__main__":
    {"ours": ours, "theirs": theirs}[sys.argv[1]](Path(sys.argv[2]))
