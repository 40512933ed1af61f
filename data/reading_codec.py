"""A reading as bytes and back, for the way between a reader's process and ours."""

import io
import json
import struct
from collections import defaultdict
from dataclasses import astuple
from operator import itemgetter
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute

from data.kept_file import KeptFile
from data.layouts.origins import CellOrigins
from data.model import Finding, Severity, Text
from data.reading.findings_sheet import ReturnedFinding
from data.reading.reader import Reading, SheetRows
from data.reading.said import Said


def _encode(reading: Reading, out: BinaryIO) -> None:
    """Length, JSON, then one Arrow stream a sheet, each after its length.

    Findings that differ in their place only are sent once, with their places.
    """
    alike: dict[tuple[object, ...], list[list[object]]] = defaultdict(list)
    for number, f in enumerate(reading.findings):
        hole = f.cell or "\0"
        words = (f.message.vi.replace(hole, "\0"), f.message.en.replace(hole, "\0"))
        same = (f.rule, f.severity.value, *words, f.sheet, f.column, f.table, f.received, *astuple(f.expected), f.count)
        alike[same].append([number, f.cell, f.row])
    about = ("table", "sheet", "state", "state_cell", "columns", "header_row", "numbered")
    sheets = [
        {key: getattr(sheet, key) for key in about}
        | ({"origins": sheet.origins.as_json()} if sheet.origins is not None else {})
        for sheet in reading.sheets.values()
    ]
    found = {
        "meta": reading.meta,
        "sheets": sheets,
        "findings": list(alike.items()),
        "answers": reading.answers,
        "said": reading.said,
        "layout": reading.layout,
    }
    said = json.dumps(found).encode()
    out.write(struct.pack("<Q", len(said)) + said)
    for sheet in reading.sheets.values():
        stream = pa.BufferOutputStream()
        with pa.ipc.new_stream(stream, sheet.rows.schema) as writer:
            writer.write_table(sheet.rows)
        rows = stream.getvalue()
        out.write(struct.pack("<Q", rows.size))
        out.write(rows)
    out.flush()


def _decode(answer: BinaryIO) -> Reading:
    said: dict[str, Any] = json.loads(_part(answer))
    findings: list[tuple[int, Finding]] = []
    for same, places in said["findings"]:
        rule, severity, vi, en, sheet, column, table, received, expected_vi, expected_en, count = same
        expected = Text(expected_vi, expected_en)
        for number, cell, row in places:
            message = Text(vi.replace("\0", cell), en.replace("\0", cell))
            place = (sheet, cell, row, column, table)
            found = Finding(rule, Severity(severity), message, *place, received, expected, count=count)
            findings.append((number, found))
    sheets = {}
    for about in said["sheets"]:
        rows = pa.ipc.open_stream(_part(answer)).read_all()
        about |= {"origins": CellOrigins.from_json(about["origins"])} if "origins" in about else {}
        sheets[about["table"]] = SheetRows(rows=rows, **about)
    answers = tuple(ReturnedFinding(*one) for one in said["answers"])
    in_order = [finding for _, finding in sorted(findings, key=itemgetter(0))]
    return Reading(said["meta"], sheets, in_order, answers, tuple(Said(*one) for one in said["said"]), said["layout"])


class PackedReading:
    """A reading held on the disk until it is asked for."""

    def __init__(self, reading: Reading) -> None:
        out = io.BytesIO()
        _encode(reading, out)
        self._kept = KeptFile(out.getvalue())

    def unpacked(self) -> Reading:
        return _decode(io.BytesIO(self._kept.read()))


def _part(answer: BinaryIO) -> bytes:
    (length,) = struct.unpack("<Q", answer.read(8))
    return answer.read(length)
