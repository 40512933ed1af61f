"""Files that must not be opened, or not believed: each is refused in words, and none takes the process with it."""

import io
import os
import re
import signal
import struct
import zipfile
from collections.abc import Callable

import pytest

from data.model import Severity
from data.reading.guard import LARGEST_FILE
from data.reading.reader import Reading, read
from data.sandbox import read_file
from indicators import TABLES
from tests.support.corpus import (
    HEADER_XML,
    HEADINGS,
    ROW,
    altered,
    cell,
    lying_size,
    plain_parts,
    raw_workbook,
    row_xml,
    trainings,
    with_parts,
    zipped,
)

GOOD = trainings(ROW)
GOOD_XML = row_xml(2, [str(raw) for raw in ROW])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(data: bytes, name: str = "a.xlsx") -> str:
    reading = read(data, name, TABLES)
    assert not reading.sheets
    assert [finding.severity for finding in reading.findings] == [Severity.STOP], reading.findings
    return reading.findings[0].rule


def compound(*streams: str) -> bytes:
    """The smallest compound file (the container of .xls) with streams of these names and nothing in them."""
    entries = b""
    for kind, name in [(5, "Root Entry"), *((2, name) for name in streams)]:
        words = name.encode("utf-16-le")
        entry = words.ljust(64, b"\0") + struct.pack("<HBB", len(words) + 2, kind, 1)
        entries += entry.ljust(116, b"\xff") + struct.pack("<II", 0xFFFFFFFE, 0) + b"\0" * 4
    directory = entries.ljust(512, b"\0")
    header = OLE + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 10
    header += struct.pack("<IIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 0)
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE)
    return header.ljust(512, b"\xff") + table.ljust(512, b"\xff") + directory


def with_cell(old: str, new: bytes) -> bytes:
    """The good sheet with its cell G2 or so written in another way."""
    before = cell(old, str(ROW[ord(old[0]) - 65]))
    assert before in GOOD_XML
    return raw_workbook(GOOD_XML.replace(before, new))


@pytest.mark.parametrize(
    ("data", "name", "rule"),
    [
        (b"", "a.xlsx", "empty_file"),
        (b"\0" * 4096, "a.xlsx", "empty_file"),
        (b"x" * (LARGEST_FILE + 1), "a.csv", "too_big"),
        (b"\x01\x02\x03" * 500, "a.xlsx", "damaged"),
        (b"\x01\x02\x03" * 500, "a.bin", "unknown_kind"),
        (b"PK\x03\x04" + b"\x99" * 500, "a.xlsx", "damaged"),
        (GOOD[:-300], "a.xlsx", "damaged"),
        (GOOD[:2000], "a.xlsx", "damaged"),
        (OLE + b"\x99" * 3000, "a.xls", "damaged"),
        (OLE, "a.xls", "damaged"),
        (compound("EncryptionInfo", "EncryptedPackage"), "a.xlsx", "encrypted"),
        (compound("Workbook", "_VBA_PROJECT_CUR"), "a.xls", "macros"),
        (compound("WordDocument"), "a.xls", "other_document"),
        (compound("Book"), "a.xls", "old_workbook"),
        (compound("Contents"), "a.xls", "unknown_kind"),
        (b"<html><table><tr><td>1", "a.xls", "web_page"),
        (b'<?xml version="1.0"?><Workbook/>', "a.xls", "xml_file"),
        (b"%PDF-1.7 ...", "a.xlsx", "other_document"),
        (zipped({"word/document.xml": b"<x/>"}), "a.xlsx", "other_document"),
        (zipped({"a.xlsx": GOOD}), "a.xlsx", "other_document"),
        (zipped({"xl/workbook.bin": b"x"}), "a.xlsb", "binary_workbook"),
        (with_parts(GOOD, {"xl/vbaProject.bin": b"x"}), "a.xlsx", "macros"),
        (altered(GOOD, "[Content_Types].xml", b"sheet.main", b"sheet.macroEnabled.main"), "a.xlsm", "macros"),
        (lambda: with_parts(GOOD, {f"x{i}.bin": b"x" for i in range(500)}), "a.xlsx", "too_many_parts"),
        (with_parts(GOOD, {"../evil.xml": b"<x/>"}), "a.xlsx", "unsafe_part"),
        (with_parts(GOOD, {"/abs.xml": b"<x/>"}), "a.xlsx", "unsafe_part"),
        (zipped([*plain_parts(HEADER_XML).items(), ("XL/workbook.xml", b"<x/>")]), "a.xlsx", "unsafe_part"),
        (with_parts(GOOD, {"docProps/x.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "a.xlsx", "unsafe_part"),
        (with_parts(GOOD, {"x.xml": '<!DOCTYPE a SYSTEM "file:///x"><a/>'.encode("utf-16")}), "a.xlsx", "unsafe_part"),
        (with_parts(GOOD, {"x.xml": b'<?xml version="1.0" encoding="utf-7"?><a/>'}), "a.xlsx", "unsafe_part"),
        (lambda: with_parts(GOOD, {"x.bin": b"\0" * (121 << 20)}), "a.xlsx", "too_big_unpacked"),
        (lambda: lying_size(with_parts(GOOD, {"x.bin": b"\0" * (30 << 20)})), "a.xlsx", "damaged"),
        (altered(GOOD, "xl/worksheets/sheet1.xml", b"</worksheet>", b""), "a.xlsx", "damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_workbook_is_refused_for_its_own_reason(
    data: bytes | Callable[[], bytes], name: str, rule: str
) -> None:
    assert refusal(data if isinstance(data, bytes) else data(), name) == rule


@pytest.mark.parametrize(
    ("cells", "rule", "where"),
    [
        (b'<row r="2"><c r="XFE2"><v>1</v></c></row>', "cell_past_sheet", ""),
        (b'<row r="1048577"><c r="A1048577"><v>1</v></c></row>', "cell_past_sheet", ""),
        (b'<row r="2"><c r="A99999999"><v>1</v></c></row>', "cell_past_sheet", ""),
        (b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "too_many_rows", "XFD1048576"),
        (b'<row r="2"><c r="A1048576"><v>1</v></c></row>', "too_many_rows", "A1048576"),
        (b'<row r="2"><c r="XFD2"><v>1</v></c></row>', "too_many_columns", "XFD2"),
        (
            b'<row r="2"><c r="IV2"><v>1</v></c></row><row r="249999"><c r="A249999"/></row>'
            b'<row r="250000"><c r="A250000"><v>1</v></c></row>',
            "too_many_cells",
            "IV250000",
        ),
        (GOOD_XML.replace(b"</row>", cell("G2", "99") + b"</row>"), "cell_twice", "G2"),
        (GOOD_XML + GOOD_XML, "cell_twice", "A2"),
    ],
)
def test_a_cell_where_none_may_be_is_refused_by_its_address(cells: bytes, rule: str, where: str) -> None:
    reading = read(raw_workbook(cells), "a.xlsx", TABLES)
    assert [(f.rule, f.cell) for f in reading.findings] == [(rule, where)]


@pytest.mark.slow
def test_a_million_blank_formatted_rows_are_no_rows() -> None:
    blank = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (i, i) for i in range(3, 1_000_000, 3))
    reading = read(raw_workbook(GOOD_XML + blank), "a.xlsx", TABLES)
    assert reading.findings == []
    assert reading.sheets["trainings"].rows.num_rows == 1


def rewritten(change: str) -> bytes:
    """The good sheet in XML that is legal and unlike what Excel writes."""
    parts = plain_parts(HEADER_XML + GOOD_XML)
    xml = parts["xl/worksheets/sheet1.xml"]
    if change == "prefixed":
        xml = re.sub(rb"<(/?)(worksheet|sheetData|row|c|is|t)\b", rb"<\1x:\2", xml).replace(b"xmlns=", b"xmlns:x=")
    elif change == "commented":
        xml = xml.replace(b"<sheetData>", b"<sheetData><!-- 1 -->")
    elif change == "cdata":
        xml = xml.replace(b"<t>45</t>", b"<t><![CDATA[45]]></t>")
    elif change == "without addresses":
        xml = re.sub(rb' r="[A-Z]?\d+"', b"", xml)
    elif change == "attributes turned":
        xml = re.sub(rb'<c (r="\w+") (t="\w+")>', rb"<c \2 \1>", xml)
    return zipped(parts | {"xl/worksheets/sheet1.xml": xml})


@pytest.mark.parametrize("change", ["prefixed", "commented", "cdata", "without addresses", "attributes turned"])
def test_unusual_xml_says_the_same(change: str) -> None:
    plain, unusual = read(raw_workbook(GOOD_XML), "a.xlsx", TABLES), read(rewritten(change), "a.xlsx", TABLES)
    assert unusual.findings == plain.findings == []
    assert unusual.sheets["trainings"].rows.equals(plain.sheets["trainings"].rows)


@pytest.mark.parametrize(
    ("at", "xml", "rule"),
    [
        ("G2", b'<c r="G2"><v>NaN</v></c>', "placeholder"),
        ("G2", b'<c r="G2"><v>1e999</v></c>', "placeholder"),
        ("G2", b'<c r="G2" t="b"><v>1</v></c>', "truth_value"),
        ("G2", b'<c r="G2"><f>A1+1</f></c>', "no_kept_value"),
        ("G2", b'<c r="G2"><f>A1+1</f><v></v></c>', "no_kept_value"),
        ("G2", b'<c r="G2"><f>A1+1</f><v/></c>', "no_kept_value"),
        ("F2", b'<c r="F2" t="str"><f>A1</f></c>', "no_kept_value"),
        ("F2", b'<c r="F2" t="e"><v>#NAME?</v></c>', "error_cell"),
        ("F2", b'<c r="F2" s="0" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "error_cell"),
    ],
)
@pytest.mark.parametrize("scan", ["by patterns", "by parser"])
def test_a_cell_without_a_value_is_told_at_its_address(at: str, xml: bytes, rule: str, scan: str) -> None:
    data = with_cell(at, xml)
    if scan == "by parser":
        data = altered(data, "xl/worksheets/sheet1.xml", b"<sheetData>", b"<!-- --><sheetData>")
    assert [(f.rule, f.cell) for f in read(data, "a.xlsx", TABLES).findings] == [(rule, at)]


def test_a_formula_with_a_kept_value_is_that_value() -> None:
    reading = read(with_cell("G2", b'<c r="G2"><f>40+5</f><v>45</v></c>'), "a.xlsx", TABLES)
    assert reading.findings == []
    assert reading.sheets["trainings"].rows["participants"].to_pylist() == [45]


def test_a_file_is_read_for_what_it_is_and_its_wrong_name_told() -> None:
    for name in ("a.xls", "a.csv", "a"):
        reading = read(GOOD, name, TABLES)
        assert [f.rule for f in reading.findings] == ["wrong_name"]
        assert reading.sheets["trainings"].rows.num_rows == 1


def test_links_to_other_files_are_told() -> None:
    reading = read(with_parts(GOOD, {"xl/externalLinks/externalLink1.xml": b"<x/>"}), "a.xlsx", TABLES)
    assert [f.rule for f in reading.findings] == ["links"]


def ods(rows: str) -> bytes:
    spaces = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text")
    )
    header = "".join(f"<table:table-cell><text:p>{heading}</text:p></table:table-cell>" for heading in HEADINGS)
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Tập huấn"><table:table-row>{header}</table:table-row>{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()})


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        (
            '<table:table-row table:number-rows-repeated="9999999"><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>',
            "too_many_rows",
        ),
        (
            '<table:table-row><table:table-cell table:number-columns-repeated="16384"><text:p>a</text:p></table:table-cell></table:table-row>',
            "too_many_columns",
        ),
        (
            '<table:table-row table:number-rows-repeated="240000"><table:table-cell table:number-columns-repeated="250"><text:p>a</text:p></table:table-cell></table:table-row>',
            "too_many_cells",
        ),
        ("<table:table-row><table:table-cell>", "damaged"),
    ],
)
def test_a_few_bytes_of_ods_do_not_become_a_billion_cells(rows: str, rule: str) -> None:
    assert refusal(ods(rows), "a.ods") == rule


def test_blank_rows_to_the_end_of_an_ods_sheet_are_no_rows() -> None:
    blank = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    assert read(ods(blank), "a.ods", TABLES).findings == []


def apart(data: bytes) -> Reading:
    return read_file(data, "a.xlsx", TABLES)


def test_a_reading_comes_back_from_the_child_as_it_was() -> None:
    data = trainings(ROW, [*ROW[:6], 10.036, 7], ["a", "?", "Sở", "x", None, None, "mười", "-"])
    here, there = read(data, "a.xlsx", TABLES), apart(data)
    assert there.findings == here.findings
    assert len(there.findings) == 5
    assert there.sheets["trainings"].rows.equals(here.sheets["trainings"].rows)
    assert (there.meta, there.sheets["trainings"].columns) == (here.meta, here.sheets["trainings"].columns)


def test_a_file_is_read_from_any_folder(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(str(tmp_path))
    assert apart(GOOD).sheets["trainings"].rows.num_rows == 1


class Mine:
    """A file that does something to the child when it arrives there."""

    def __init__(self, does: object, *given: object) -> None:
        self.what = does, given

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self.what


@pytest.mark.parametrize(
    ("mine", "rule"),
    [
        (Mine(os.abort), "too_heavy"),
        (Mine(bytearray, 8 << 30), "too_heavy"),
        (Mine(signal.raise_signal, signal.SIGKILL), "too_heavy"),
        (Mine(int, "x"), "unreadable"),
    ],
    ids=["aborts", "takes all memory", "is killed", "fails"],
)
def test_a_child_that_dies_refuses_its_file_and_the_next_is_read(mine: object, rule: str) -> None:
    reading = read_file(mine, "a.xlsx", TABLES)  # type: ignore[arg-type]
    assert [(f.rule, f.severity) for f in reading.findings] == [(rule, Severity.STOP)]
    assert apart(GOOD).sheets["trainings"].rows.num_rows == 1


def test_no_refusal_shows_a_path_or_a_traceback() -> None:
    for data in (GOOD[:-300], OLE, b"<html>", os.urandom(64), zipped({"../x": b""})):
        words = str([f.message for f in read(data, "a.xlsx", TABLES).findings])
        assert "Traceback" not in words
        assert "/" not in words.replace("PDF/", "").replace("</", "")


def test_the_good_file_of_these_tests_is_good() -> None:
    assert read(GOOD, "a.xlsx", TABLES).findings == []
    with zipfile.ZipFile(io.BytesIO(raw_workbook(GOOD_XML))) as package:
        assert package.testzip() is None
