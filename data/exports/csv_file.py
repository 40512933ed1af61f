"""CSV that Excel opens as it is meant: a byte-order mark, a separator and decimal mark that go together, no formulas.

A text that a spreadsheet would take for a formula gets an apostrophe, at its start and after whatever may begin a cell
for a spreadsheet that takes another separator: a separator, a line break, a quotation mark (which then opens a cell
instead of standing in one). `exact` undoes it; numbers are never touched.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv

AT_ONCE = 16_384  # rows
BOM = b"\xef\xbb\xbf"


class Separator(StrEnum):
    """A semicolon goes with the decimal comma, as Vietnamese Excel expects; a comma with the point, as programs do."""

    COMMA = ","
    SEMICOLON = ";"


_SPACES = r"['\p{Zs}\x{0b}\x{0c}]*"
_OPENS_CELL = r'(^|[,;\t\r\n"])'
_FORMULA = rf"{_OPENS_CELL}({_SPACES}[=+\-@＝＋－＠])"
_CONTROL = rf"^({_SPACES}[\t\r\n\x{{0}}])"
_GUARDED_FORMULA = rf"{_OPENS_CELL}'({_SPACES}[=+\-@＝＋－＠])"
_GUARDED_CONTROL = rf"^'({_SPACES}[\t\r\n\x{{0}}])"


def write(rows: pa.RecordBatchReader, out: IO[bytes], separator: Separator = Separator.COMMA) -> None:
    """All rows; nothing is held but the batch at hand."""
    comma = separator is Separator.SEMICOLON
    fields = [
        pa.field(guarded(pa.array([field.name]))[0].as_py(), pa.string() if _said(field.type, comma) else field.type)
        for field in rows.schema
    ]
    schema = pa.schema(fields)
    options = pcsv.WriteOptions(delimiter=str(separator), quoting_style="needed", batch_size=AT_ONCE)
    out.write(BOM)
    pieces = (each.slice(start, AT_ONCE) for each in rows for start in range(0, each.num_rows, AT_ONCE))
    made = (pa.record_batch([_column(column, comma) for column in piece.columns], schema=schema) for piece in pieces)
    with pcsv.CSVWriter(out, schema, write_options=options) as writer:
        for batch in _ahead(made):
            writer.write_batch(batch)


def _ahead(made: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The next one is made while this one is written: Arrow does both without Python's lock."""
    with ThreadPoolExecutor(1) as maker:
        following = maker.submit(next, made, None)
        while (batch := following.result()) is not None:
            following = maker.submit(next, made, None)
            yield batch


def write_codes(rows: pa.RecordBatchReader, out: IO[bytes]) -> None:
    """For programs: no mark before it, and texts as they are, which must be codes that nobody typed."""
    with pcsv.CSVWriter(out, rows.schema, write_options=pcsv.WriteOptions(quoting_style="needed")) as writer:
        for batch in rows:
            writer.write_batch(batch)


def _said(kind: pa.DataType, comma: bool) -> bool:
    """Whether a column is written as text."""
    return not (pa.types.is_integer(kind) or pa.types.is_date(kind) or (pa.types.is_floating(kind) and not comma))


def _column(values: pa.Array, comma: bool) -> pa.Array:
    if not _said(values.type, comma):
        return values
    if pa.types.is_floating(values.type):
        return pc.replace_substring(values.cast(pa.string()), ".", ",")
    values = values.cast(pa.string())
    texts = values.dictionary_encode()  # each text is looked at once
    safe = guarded(texts.dictionary)
    return values if safe.equals(texts.dictionary) else safe.take(texts.indices)


def guarded(texts: pa.Array) -> pa.Array:
    """With an apostrophe before whatever would be a formula."""
    inline = pc.replace_substring_regex(texts, _FORMULA, r"\1'\2")
    return pc.replace_substring_regex(inline, _CONTROL, r"'\1")


def guarded_text(text: str) -> str:
    """The same of one text."""
    return str(guarded(pa.array([text]))[0].as_py())


def exact(texts: pa.Array) -> pa.Array:
    """What was guarded, as it was."""
    inline = pc.replace_substring_regex(texts, _GUARDED_CONTROL, r"\1")
    return pc.replace_substring_regex(inline, _GUARDED_FORMULA, r"\1\2")
