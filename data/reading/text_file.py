"""CSV and TSV files: which encoding, which separator, and their records as rows of cells."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Sequence

from data.column_types.text import ORDINARY
from data.reading.guard import LARGEST_FILE, MOST_COLUMNS, MOST_ROWS
from data.reading.legacy_encodings import converted, plainly, syllables
from data.rules.findings import Refused

SEPARATORS = (",", ";", "\t", "|")
_SAMPLE = 65_536  # characters in which the separator is looked for
_PIECES, _PIECE = 64, 16_384  # octets by which an old font's code is told

_VIETNAMESE = ORDINARY | frozenset("\r\x0b\x0c₫€·×±§½¼¾µ®©")
_C1 = re.compile(rb"[\x80-\x9f]")
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n')


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or windows-1258. Raises Refused where its encoding cannot be told."""
    text = _unicode(data)
    if text is None:
        text = _old_font(data) or _windows_1258(data)
    if "\0" in text:
        raise Refused("nul_bytes")
    return text


def _unicode(data: bytes) -> str | None:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                raise Refused("undecodable") from None
    if b"\0" in data:
        return _unmarked_utf16(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without its mark shows by its line ends; anything else with NUL in it is refused."""
    for encoding in ("utf-16-le", "utf-16-be"):
        if "\n".encode(encoding) in data and len(data) % 2 == 0:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            odd = sum(unicodedata.category(c) in ("Cc", "Cn", "Co") and c not in "\r\n\t" for c in text)
            if not odd and any(c in text for c in SEPARATORS):
                return text
    raise Refused("nul_bytes")


def _old_font(data: bytes) -> str | None:
    """Text in TCVN3 or VNI, as its Western letters stand for it, where nearly all its words are that and not 1258."""
    page = "cp1252" if _C1.search(data) else "latin-1"
    text = data.decode(page, "replace")
    if "\ufffd" in text:
        return None
    sample = _spread(data)
    said = sample.decode(page, "replace")
    code = plainly(said)
    if code is None:
        return None
    there = unicodedata.normalize("NFC", sample.decode("cp1258", "replace"))
    return text if syllables(converted(said, code)) > syllables(there) else None


def _spread(data: bytes) -> bytes:
    """Enough of a large file to tell its code by: pieces from all over it."""
    if len(data) <= _PIECES * _PIECE:
        return data
    step = len(data) // _PIECES
    return b"\n".join(data[at : at + _PIECE] for at in range(0, step * _PIECES, step))


def _windows_1258(data: bytes) -> str:
    """Vietnamese of the Windows code page, put together into NFC; refused unless it plainly is that.

    Any octets decode to something, so what comes out must be nothing but Vietnamese letters; and what was cut or
    damaged UTF-8 must not become nonsense that happens to be.
    """
    high = sum(octet >= 0x80 for octet in data)
    if 2 * sum(map(len, _UTF8.findall(data))) > high:
        raise Refused("undecodable")
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        raise Refused("undecodable") from None
    if not set(text) <= _VIETNAMESE:
        raise Refused("undecodable")
    return text


def read(text: str, fits: Callable[[Sequence[Sequence[str]]], int]) -> list[list[str]]:
    """The records, separated in the way whose first records fit a table best. Raises Refused."""
    told = _SEPARATOR_LINE.match(text)
    if told:
        text = text[told.end() :]
    candidates = (told[1],) if told else SEPARATORS
    best = max(candidates, key=lambda separator: fits(_first(text, separator)))
    records: list[list[str]] = []
    csv.field_size_limit(LARGEST_FILE)  # a cell that is too long is told of at its place
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=best, strict=True):
            records.append(record)
            if len(records) > MOST_ROWS:
                raise Refused("too_many_rows", "CSV", f"A{len(records)}")
            if len(record) > MOST_COLUMNS and any(record[MOST_COLUMNS:]):
                raise Refused("too_many_columns", "CSV", f"A{len(records)}")
    except csv.Error:
        raise Refused("bad_quotes", "", "", len(records) + 1) from None
    return records


def _first(text: str, separator: str) -> list[list[str]]:
    records = []
    try:
        for record in csv.reader(io.StringIO(text[:_SAMPLE], newline=""), delimiter=separator):
            records.append(record[:MOST_COLUMNS])
            if len(records) == 60:
                break
    except csv.Error:
        pass
    return records
