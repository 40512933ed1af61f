"""Figures confirmed of a document's sentences beside those that a layout read from its tables: one reading of both."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pyarrow as pa

from data.model import Finding, number_text
from data.reading.reader import Reading, SheetRows
from data.rules.findings import Location, finding, shown

FIRST = 1_000_000  # the row of what is only in sentences: behind every row of a table
_NUMBERS = {"value": ("_value_bound", "_value_state"), "year_to_date": ("_ytd_bound", "_ytd_state")}


def combined(tables: Reading, sentences: Reading) -> Reading:
    """The tables' reading with what sentences say besides. Of a number that both give differently the sentence's, which
    somebody confirmed by itself, is taken, and asked about."""
    sheets, findings = dict(tables.sheets), [*tables.findings, *sentences.findings]
    for name, told in sentences.sheets.items():
        if (own := sheets.get(name)) is None:
            sheets[name] = told
        else:
            sheets[name], asked = _both(own, told)
            findings += asked
    said = tuple(dict.fromkeys((*tables.said, *sentences.said)))
    return replace(tables, sheets=sheets, findings=findings, said=said)


def _both(own: SheetRows, told: SheetRows) -> tuple[SheetRows, list[Finding]]:
    lines = {line["code"]: line for line in own.rows.to_pylist()}
    numbered, asked = dict[str, int](), list[Finding]()
    for line in told.rows.to_pylist():
        number, mine = line["_row"], lines.get(line["code"])
        row = FIRST + number if mine is None else mine["_row"]
        if mine is None:
            mine = lines[line["code"]] = line | {"_row": row} | dict.fromkeys(_NUMBERS)
        for column, beside in _NUMBERS.items():
            if line[column] is None:
                continue
            if mine[column] not in (None, line[column]):
                asked.append(_differ(own, mine, line, column))
            mine |= {key: line[key] for key in (column, *beside) if key in line}
            numbered[f"{row} {column}"] = number
        mine["note"] = "\n".join(filter(None, dict.fromkeys((mine["note"], line["note"]))))
    rows = pa.Table.from_pylist(sorted(lines.values(), key=lambda each: each["_row"]), schema=own.rows.schema)
    return replace(own, rows=rows, numbered=numbered), asked


def _differ(own: SheetRows, mine: Mapping[str, Any], line: Mapping[str, Any], column: str) -> Finding:
    sheet, cell, row = own.stood(mine["_row"], column)
    place = Location(sheet, cell, row, column, own.table, title=shown(sheet))
    words = {"table": number_text(mine[column]), "sentence": number_text(line[column]), "code": line["code"]}
    return finding("confirmed_beside", place, words["table"], **words)
