"""Makes a small store with the code that lies around it, for keeping: how each fixture here came to be.

In a folder with the code of an issue's last commit (`git archive COMMIT | tar -x -C FOLDER`):
`python -m tests.stores.make NAME FOLDER_FOR_IT [left]`; with `left` the process ends without closing the store, as by a kill.
Beside `NAME.tar.xz` it writes `NAME.json`: of every table its columns, how many rows, and a hash of them.
"""

import hashlib
import io
import json
import os
import sys
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from service import acceptance, drafts

Prints = dict[str, dict[str, Any]]
KEPT = "table_name LIKE 'list_%' OR table_name IN ('submission', 'sheet', 'figure', 'finding', 'target_set', 'target')"


def rows_print(work: Any, table: str, columns: list[str]) -> dict[str, Any]:
    """These columns of a table: how many rows, and a hash of them in whatever order they lie."""
    named = ", ".join(f'"{column}"' for column in columns)
    rows = sorted(map(repr, work.rows(f'SELECT {named} FROM "{table}"')))
    return {"columns": columns, "rows": len(rows), "sha256": hashlib.sha256("\n".join(rows).encode()).hexdigest()}


def prints(work: Any) -> Prints:
    tables = [name for (name,) in work.rows(f"SELECT table_name FROM duckdb_tables() WHERE {KEPT} ORDER BY 1")]
    columns = {table: [row[0] for row in work.rows(f'DESCRIBE "{table}"')] for table in tables}
    return {table: rows_print(work, table, columns[table]) for table in tables}


def workbook(tables: Any, period: Any, people: int) -> bytes:
    """A form and two lists, small, as an office would type them without the template."""
    import xlsxwriter

    whole = io.BytesIO()
    book = xlsxwriter.Workbook(whole, {"in_memory": True})
    book.set_properties({"created": datetime(2026, 11, 21)})

    def sheet(name: str, lines: list[list[object]]) -> None:
        page = book.add_worksheet(str(tables[name].label.vi)[:31])
        page.write_row(0, 0, [column.label.vi for column in tables[name].columns.values()])
        for number, line in enumerate(lines, 1):
            for place, value in enumerate(line):
                if value is not None:
                    page.write(number, place, value)

    day = f"{period.start:15/%m/%Y}"
    topics = list(tables["trainings"].columns["topic"].choices.values())
    organisers = list(tables["trainings"].columns["organiser"].choices.values())
    sheet(
        "trainings",
        [[f"Lớp {n}", topics[n % 3].vi, organisers[n % 2].vi, day, None, "Đông Hà", people + n] for n in range(3)],
    )
    services = [choice.vi for choice in tables["calibrated_instruments"].columns["service"].choices.values()]
    kinds = [choice.vi for choice in tables["calibrated_instruments"].columns["instrument_type"].choices.values()]
    sheet("calibrated_instruments", [["Trung tâm", services[0], kinds[n], 40 + n, 38 + n] for n in range(2)])
    form = tables["summary"]
    codes = [figure.code for figure in form.figures if figure.code in ("TR01", "TR02")]
    told = {"TR01": 3, "TR02": 3 * people + 3}
    keys = list(form.columns)
    sheet(
        "summary",
        [[code if key == "code" else told[code] if key == "value" else None for key in keys] for code in codes],
    )
    book.close()
    return whole.getvalue()


def fill(home: Path) -> Any:
    """A few submissions: two provinces, a correction, an empty list said to be so, a former province, and a plan."""
    from data.model import Period
    from data.places import PLACES
    from indicators import TABLES
    from service.service import Service

    service = Service(home)
    period, reason = Period.parse("2024-Q4"), "Đúng như sổ theo dõi của Sở."

    def send(name: str, data: bytes, code: str, quarter: Period, hour: int) -> None:
        draft = drafts.check(service, name, data, PLACES.find(code, quarter.end), quarter)
        acceptance.accept(service, draft, "Sở KH&CN", reason, at=datetime(2025, 1, 10, hour, tzinfo=UTC))
        assert draft.receipt is not None, [(f.rule, f.message.vi) for f in draft.findings]

    heads = ";".join(column.label.vi for column in TABLES["trainings"].columns.values())
    topic = next(iter(TABLES["trainings"].columns["topic"].choices.values())).vi
    organiser = next(iter(TABLES["trainings"].columns["organiser"].choices.values())).vi
    one = f"{heads}\nLớp ở xã;{topic};{organiser};20/10/2024;;Xã;25;\n".encode()
    send("quang-tri.xlsx", workbook(TABLES, period, 30), "45", period, 1)
    send("ha-noi.xlsx", workbook(TABLES, period, 1500), "01", period, 2)
    send("quang-tri-2.xlsx", workbook(TABLES, period, 31), "45", period, 3)
    send("quang-binh.csv", one, "44", period, 4)
    later = Period.parse("2025-Q3")
    send("quang-tri-moi.csv", one.replace(b"10/2024", b"08/2025"), "44", later, 5)
    try:
        from service.targets import plans
    except ImportError:
        return service
    plan = plans.check(
        service,
        "ke-hoach.xlsx",
        plans.template(
            service,
            [
                {
                    "province": "45",
                    "measure": "TR01",
                    "period": "2025",
                    "operator": ">=",
                    "value": 12,
                    "source": "Kế hoạch 1/KH-UBND",
                    "quote": "12 lớp",
                }
            ],
        ),
    )
    plans.accept(service, plan, "Sở KH&CN", reason, at=datetime(2025, 1, 10, 6, tzinfo=UTC))
    assert plan.receipt is not None, [(f.rule, f.message.vi) for f in plan.findings]
    return service


def main(name: str, folder: Path, left: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "store"
        service = fill(home)
        with service.store.reading() as work:
            told = prints(work)
        if not left:
            service.close()
        with tarfile.open(folder / f"{name}.tar.xz", "w:xz", preset=9) as box:
            for path in sorted(home.rglob("*")):
                if path.is_file():
                    box.add(path, path.relative_to(home), filter=_nobody)
    (folder / f"{name}.json").write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    sys.stdout.flush()
    os._exit(0)


def _nobody(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = member.mtime = 0
    member.uname = member.gname = ""
    return member


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), "left" in sys.argv[3:])
