"""What a file that was read adds to the tables of the store, by their names."""

from collections.abc import Mapping, Sequence

import pyarrow as pa

from data import checks
from data.model import Finding
from data.reading.reader import SheetRows
from data.storage.database import columns_of
from data.table import Table


def rows_of(sheets: Mapping[str, SheetRows], tables: Mapping[str, Table], number: int) -> dict[str, pa.Table]:
    """Its sheets, their figures and the rows of their lists, as those of a submission."""
    made = {"sheet": checks.state_rows(sheets, number)}
    figures = []
    for name, sheet in sheets.items():
        if tables[name].is_form:
            figures.append(_figures(name, sheet, number))
        else:
            rows = sheet.rows.rename_columns(["row" if c == "_row" else c for c in sheet.rows.column_names])
            made[f"list_{name}"] = rows.append_column("submission", pa.array([number] * rows.num_rows, pa.int32()))
    if figures:
        made["figure"] = pa.concat_tables(figures)
    return made


def _figures(form: str, sheet: SheetRows, submission: int) -> pa.Table:
    lines = [
        {"submission": submission, "form": form, "row": line["_row"]}
        | {key: line[key] for key in ("code", "value", "year_to_date", "note")}
        | {key: line.get(f"_{key}") for key in ("value_bound", "ytd_bound", "value_state", "ytd_state")}
        | {
            "value_cell": sheet.cells(line["_row"], "value"),
            "ytd_cell": sheet.cells(line["_row"], "year_to_date"),
        }
        for line in sheet.rows.to_pylist()
    ]
    types = {key: pa.string() for key in ("form", "code", "value_state", "ytd_state", "note", "value_cell", "ytd_cell")}
    types |= {"submission": pa.int32(), "row": pa.int32(), "value": pa.float64(), "year_to_date": pa.float64()}
    types |= {"value_bound": pa.uint8(), "ytd_bound": pa.uint8()}
    return columns_of(lines, types)


def finding_rows(findings: Sequence[Finding], answers: Mapping[int, str], submission: int) -> pa.Table:
    told = ("rule", "sheet", "cell", "row", "received")
    lines = [
        {key: getattr(f, key) for key in told}
        | {"submission": submission, "seq": index, "severity": str(f.severity), "reason": answers.get(index, "")}
        | {"message_vi": f.message.vi, "message_en": f.message.en, "col": f.column, "tbl": f.table}
        | {"expected_vi": f.expected.vi, "expected_en": f.expected.en}
        for index, f in enumerate(findings)
    ]
    words = ("rule", "severity", "message_vi", "message_en", "sheet", "cell", "col", "tbl", "received")
    types = dict.fromkeys(("submission", "seq", "row"), pa.int32())
    types |= dict.fromkeys((*words, "expected_vi", "expected_en", "reason"), pa.string())
    return columns_of(lines, types)
