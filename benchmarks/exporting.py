"""A million rows taken away, against the usual ways: pandas `to_csv`, and xlsxwriter row by row; each in a process of its own."""

import sys
import tempfile
import time
from itertools import chain
from pathlib import Path
from statistics import median

from benchmarks.measure import Figure, apart, peak

ROWS = 1_000_000
SAMPLE = 100_000  # rows of the slow baseline, which takes as long for each
RUNS = 3
AIM_CSV, AIM_XLSX, AIM_MEMORY = 10, 5, 200  # times as fast, and MiB
BY_ROW = f"xlsxwriter constant_memory row by row, {SAMPLE:,} rows × {ROWS // SAMPLE}"
COLUMNS = """'MQ' || lpad((i % 60)::VARCHAR, 2, '0') AS "Chỉ tiêu",
    'Số phương tiện đo được kiểm định, loại ' || (i % 60)::VARCHAR AS "Tên chỉ tiêu",
    lpad((i % 34)::VARCHAR, 2, '0') AS "Mã", 'Tỉnh số ' || (i % 34)::VARCHAR AS "Địa phương",
    (2016 + i // 60 % 10)::VARCHAR || '-Q' || (1 + i % 4)::VARCHAR AS "Kỳ",
    (hash(i) % 1000000)::DOUBLE / 10 AS "Giá trị", (hash(i + 1) % 64)::INTEGER AS "Số tỉnh đã báo cáo",
    DATE '2016-01-01' + (hash(i + 2) % 3600)::INTEGER AS "Ngày nhận" """


def lay_down(path: Path) -> None:
    """The rows, in a file of the store."""
    from data.storage.database import Store

    store = Store(path)
    with store.writing() as work:
        work.run(f"CREATE TABLE many AS SELECT {COLUMNS} FROM range({ROWS}) AS r(i)")
    store.close()


def ours(kind: str, source: Path, target: Path) -> tuple[float, float]:
    """From the store's rows, as they come, to a whole file."""
    import pyarrow as pa

    from data.exports import csv_file, xlsx_file
    from data.storage.database import Store

    store = Store(source)
    with store.reading() as work, target.open("wb") as out:
        start = time.perf_counter()
        batches = work.batches("FROM many", 16_384)
        first = next(batches)
        rows = pa.RecordBatchReader.from_batches(first.schema, chain([first], batches))
        if kind == "csv":
            csv_file.write(rows, out)
        else:
            xlsx_file.write(rows, out, "Số liệu")
        took = time.perf_counter() - start
    store.close()
    return took, took


def theirs(kind: str, source: Path, target: Path) -> tuple[float, float]:
    """The same way, and the writing alone, from a table that is in memory already. Of XLSX only a sample of the rows."""
    import xlsxwriter

    from data.storage.database import Store

    store = Store(source)
    with store.reading() as work:
        start = time.perf_counter()
        table = work.arrow(f"FROM many LIMIT {ROWS if kind == 'csv' else SAMPLE}")
        if kind == "csv":
            frame = table.to_pandas()
            read = time.perf_counter()
            frame.to_csv(target, index=False, encoding="utf-8-sig")
        else:
            read = time.perf_counter()
            book = xlsxwriter.Workbook(target, {"constant_memory": True, "default_date_format": "dd/mm/yyyy"})
            sheet = book.add_worksheet("Số liệu")
            sheet.write_row(0, 0, table.column_names)
            for number, line in enumerate(zip(*(c.to_pylist() for c in table.columns), strict=True), start=1):
                sheet.write_row(number, 0, line)
            book.close()
        end = time.perf_counter()
    store.close()
    times = 1 if kind == "csv" else ROWS / SAMPLE
    return times * (end - start), times * (end - read)


def run(who: str, kind: str, source: Path) -> None:
    """Print: seconds from the store to the file, seconds of the writing alone, peak memory in MiB."""
    with tempfile.TemporaryDirectory() as folder:
        print(*(ours if who == "ours" else theirs)(kind, source, Path(folder) / f"rows.{kind}"), peak())


def figures() -> list[Figure]:
    found = []
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "many.duckdb"
        apart("benchmarks.exporting", "lay_down", "all", str(source))
        for kind, aim, baseline in (("csv", AIM_CSV, "pandas to_csv"), ("xlsx", AIM_XLSX, BY_ROW)):
            # In turn, so that whatever else the machine does falls on both.
            sides = ("ours", "theirs")
            pairs = [
                [tuple(map(float, apart("benchmarks.exporting", who, kind, str(source)))) for who in sides]
                for _ in range(RUNS)
            ]
            mine = median(ours[0] for ours, _ in pairs)
            memory = max(ours[2] for ours, _ in pairs)
            for place, how in ((0, "as we do, from the store"), (1, "its table in memory already")):
                usual = median(theirs[place] for _, theirs in pairs)
                name = f"{kind.upper()} of a million rows × 8 columns, from the store ({baseline}, {how})"
                found.append(Figure.faster(name, mine, usual, aim, digits=1))
            found.append(Figure.memory("… its peak memory", memory, AIM_MEMORY))
    return found


if __name__ == "__main__":
    _, what, *rest = sys.argv
    if what == "lay_down":
        lay_down(Path(rest[1]))
    else:
        run(what, rest[0], Path(rest[1]))
