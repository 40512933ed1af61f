"""A draft: a file that was looked at, judged, and accepted or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import pyarrow as pa

from data.model import Calendar, Finding, Period, Text
from data.places import NATION_KEY, Unit
from data.reading.reader import Reading
from data.storage.database import columns_of
from data.table import Table
from indicators.validation.cross_checks import Outlook
from service.submissions import Submission


class Verdict(StrEnum):
    ACCEPTABLE = "acceptable"
    ACCEPTED = "accepted"
    QUESTIONS = "questions"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Change:
    """What accepting a file would do to one figure of its province and quarter."""

    measure: str
    before: float | None
    after: float | None


@dataclass(slots=True)
class Draft:
    """A file that was looked at; stored once it has a receipt."""

    file: str
    sha256: str
    data: bytes
    unit: Unit | None
    period: Period | None
    findings: list[Finding]
    verdict: Verdict
    reading: Reading
    already: Submission | None = None
    receipt: Submission | None = None
    sheets: Mapping[str, int] = field(default_factory=dict)
    preview: list[Change] = field(default_factory=list)
    outlook: Outlook | None = None  # what would stand, as things were at `revision`
    revision: int = 0
    over: int = 0  # the newest submission of that province and quarter when it was looked at, 0: none
    calendar: Calendar = Calendar.STATISTICAL
    nation: bool = False  # a table of all provinces

    @property
    def sender_key(self) -> str:
        """The key under which it is kept: the province's, or the nation's."""
        return self.unit.key if self.unit else NATION_KEY


OVERTAKEN = Text(
    "Vừa có người nộp số liệu của đúng tỉnh và quý này. Hãy kiểm tra lại tệp để xem hai bản khác nhau ở đâu, rồi xác nhận.",
    "Somebody has just sent figures of this very province and quarter. Check the file again to see how the two differ, "
    "then confirm.",
)


def _in_order(findings: Iterable[Finding], tables: Mapping[str, Table]) -> list[Finding]:
    """As a reader goes through the file: sheet by sheet, row by row; what concerns the whole file first."""
    place = {name: number for number, name in enumerate(tables, 1)}
    return sorted(findings, key=lambda f: (place.get(f.table, 0), f.row or 0, len(f.cell), f.cell))


def _repeat(number: int, times: int) -> pa.Array:
    return pa.array([number] * times, pa.int32())


def _figures(form: str, rows: pa.Table, columns: Mapping[str, str], submission: int) -> pa.Table:
    lines = [
        {
            "submission": submission,
            "form": form,
            "row": line["_row"],
            "code": line["code"],
            "value": line["value"],
            "year_to_date": line["year_to_date"],
            "value_bound": line.get("_value_bound"),
            "ytd_bound": line.get("_ytd_bound"),
            "value_state": line["_value_state"],
            "ytd_state": line["_ytd_state"],
            "note": line["note"],
            "value_cell": f"{columns.get('value', '')}{line['_row']}",
            "ytd_cell": f"{columns.get('year_to_date', '')}{line['_row']}",
        }
        for line in rows.to_pylist()
    ]
    types = {key: pa.string() for key in ("form", "code", "value_state", "ytd_state", "note", "value_cell", "ytd_cell")}
    types |= {"submission": pa.int32(), "row": pa.int32(), "value": pa.float64(), "year_to_date": pa.float64()}
    types |= {"value_bound": pa.uint8(), "ytd_bound": pa.uint8()}
    return columns_of(lines, types)


def _finding_rows(findings: Sequence[Finding], answers: Mapping[int, str], submission: int) -> pa.Table:
    lines = [
        {
            "submission": submission,
            "seq": index,
            "rule": f.rule,
            "severity": str(f.severity),
            "message_vi": f.message.vi,
            "message_en": f.message.en,
            "sheet": f.sheet,
            "cell": f.cell,
            "row": f.row,
            "col": f.column,
            "tbl": f.table,
            "received": f.received,
            "expected_vi": f.expected.vi,
            "expected_en": f.expected.en,
            "reason": answers.get(index, ""),
        }
        for index, f in enumerate(findings)
    ]
    whole = {"submission", "seq", "row"}
    keys = [
        "submission",
        "seq",
        "rule",
        "severity",
        "message_vi",
        "message_en",
        "sheet",
        "cell",
        "row",
        "col",
        "tbl",
        "received",
        "expected_vi",
        "expected_en",
        "reason",
    ]
    return columns_of(lines, {key: pa.int32() if key in whole else pa.string() for key in keys})
