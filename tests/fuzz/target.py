"""What the fuzzers call: one input through the reader, and what must hold of whatever comes out."""

import csv
import io
import zipfile
from collections.abc import Sequence
from xml.etree import ElementTree

from data.model import Severity
from data.reading.reader import Reading, read
from data.rules.findings import RULES
from indicators import TABLES
from tests.fuzz import oracle
from tests.hostile import biff
from tests.hostile.layouts import line, ods
from tests.support.corpus import HEADER_XML, HEADINGS, MAIN, ROW, plain_parts, row_xml, zipped

TABLE = TABLES["trainings"]
KNOWN = {
    name: TABLES[name] for name in ("trainings", "summary", "geographical_indications")
}  # the fewer, the more runs
NAMES = ("a.xlsx", "a.xls", "a.ods", "a.csv")
GOOD_ROW = row_xml(2, [str(raw) for raw in ROW])
PARTS = plain_parts(HEADER_XML + GOOD_ROW)
SHEET = "xl/worksheets/sheet1.xml"
ODS_ROW = line()


class Wrong(AssertionError):  # noqa: N818 - it is read aloud
    """The reader has broken its word."""


def anything(data: bytes, name: str) -> Reading:
    """Any bytes: an answer in words, no exception."""
    reading = read(data, name, KNOWN)
    if not reading.sheets and not reading.findings:
        raise Wrong("nothing loaded and nothing said")
    for finding in reading.findings:
        if finding.rule not in RULES or not finding.message.vi or not finding.message.en:
            raise Wrong(f"a finding without words: {finding}")
        if "{" in finding.rule or "Traceback" in finding.message.en:
            raise Wrong(f"a finding that is not for people: {finding}")
    return reading


def loaded(reading: Reading) -> list[dict[str, object]]:
    """The rows of the list where the file would be accepted after its questions; none where it is refused."""
    if any(f.severity in (Severity.STOP, Severity.ERROR) for f in reading.findings) or TABLE.name not in reading.sheets:
        return []
    return reading.sheets[TABLE.name].rows.to_pylist()


def compare(reading: Reading, cell: dict[tuple[int, str], str]) -> None:
    """Every loaded value is what the cell of its row and column letter says, or a question stands at that column."""
    asked = {f.column for f in reading.findings if f.severity is not Severity.INFO}
    letters = reading.sheets[TABLE.name].columns if TABLE.name in reading.sheets else {}
    for row in loaded(reading):
        for key, letter in letters.items():
            text = cell.get((int(str(row["_row"])), letter), "")
            if row[key] is not None and key not in asked and not oracle.may_be(TABLE.columns[key], text, row[key]):
                raise Wrong(f"{letter}{row['_row']}: {text!r} became {row[key]!r}")
            if row[key] is None and oracle.plain(text) and not reading.findings:
                raise Wrong(f"{letter}{row['_row']}: {text!r} was lost without a word")


def text_file(rows: Sequence[Sequence[str]], separator: str = ",") -> None:
    """Cells in CSV."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([HEADINGS, *rows])
    reading = anything(out.getvalue().encode("utf-8", "replace"), "a.csv")
    said = [[cell.encode("utf-8", "replace").decode() for cell in row] for row in rows]
    compare(reading, {(n, "ABCDEFGH"[c]): text for n, row in enumerate(said, 2) for c, text in enumerate(row[:8])})


def sheet(xml: bytes) -> None:
    """The XML of a sheet's data, mutated; where it is XML at all, what an ordinary parser finds in it is the truth."""
    content = PARTS[SHEET].replace(HEADER_XML + GOOD_ROW, xml)
    reading = anything(zipped(PARTS | {SHEET: content}), "a.xlsx")
    if loaded(reading):
        compare(reading, _by_tree(content))


def _by_tree(content: bytes) -> dict[tuple[int, str], str]:
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError:
        raise Wrong("what is no XML was loaded") from None
    space = "{" + MAIN.decode() + "}"
    cells: dict[tuple[int, str], str] = {}
    for cell in root.iter(f"{space}c"):
        ref = cell.get("r") or ""
        letters = ref.rstrip("0123456789")
        values = [part for part in cell.iter() if part.tag in (f"{space}v", f"{space}t")]
        if letters and ref[len(letters) :]:
            key = int(ref[len(letters) :]), letters
            if key in cells:
                raise Wrong(f"{ref} stands there twice and was loaded")
            cells[key] = "".join("".join(value.itertext()) for value in values)
    return cells


def package(data: bytes, part: str, content: bytes) -> None:
    """A good workbook with one of its parts replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    anything(zipped(parts | {part: content}), "a.xlsx")


def old_workbook(cells: Sequence[biff.Cell], rubbish: bytes, at: int) -> None:
    """An .xls with these cells, and some of its octets changed."""
    data = bytearray(biff.workbook([HEADINGS, cells]))
    for i, octet in enumerate(rubbish):
        data[(at + i) % len(data)] = octet
    anything(bytes(data), "a.xls")


def open_document(row: str) -> None:
    """An .ods whose row is this XML."""
    anything(ods(row), "a.ods")


def mutated(seed: bytes, changes: Sequence[tuple[int, int, bytes]]) -> bytes:
    """A seed with stretches replaced: where, how many octets go, what comes."""
    out = bytearray(seed)
    for at, gone, comes in changes:
        start = at % (len(out) + 1)
        out[start : start + gone] = comes
    return bytes(out)
