"""Sheets whose XML is legal and strange, or not legal: entities, cells out of place, formulas, errors, dates, merged cells."""

import re
from datetime import date

from tests.hostile import biff
from tests.hostile.case import READ, Case, loads, read_with, refused
from tests.support.corpus import (
    HEADER_XML,
    HEADINGS,
    MAIN,
    ROW,
    altered,
    book_of,
    cell,
    plain_parts,
    raw_workbook,
    row_xml,
    saved,
    trainings,
    zipped,
)

XML = row_xml(2, [str(raw) for raw in ROW])
SHEET = "xl/worksheets/sheet1.xml"
PARTS = plain_parts(HEADER_XML + XML)


def put(column: str, xml: bytes) -> bytes:
    """The good row with one cell written in another way."""
    plain = cell(f"{column}2", str(ROW[ord(column) - 65]))
    assert plain in XML
    return raw_workbook(XML.replace(plain, xml))


def doctype(words: bytes, inside: bytes = b"&x;") -> bytes:
    """A sheet with a definition of its own and, in its first cell, a use of it."""
    xml = PARTS[SHEET].replace(b"<worksheet", words + b"<worksheet", 1).replace("Nuôi tôm".encode(), inside)
    return zipped(PARTS | {SHEET: xml})


LAUGHS = (
    b"<!DOCTYPE a [<!ENTITY x0 'ha'>"
    + b"".join(b"<!ENTITY x%d '%s'>" % (n, b"&x%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]>"
)
QUADRATIC = b"<!DOCTYPE a [<!ENTITY x '" + b"a" * 50_000 + b"'>]>"


STRINGS = (
    b'<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"'
    b' Target="sharedStrings.xml"/>'
)


def shared(words: str, index: str = "0") -> bytes:
    """A name by way of the shared strings."""
    rels = PARTS["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", STRINGS + b"</Relationships>")
    strings = b'<?xml version="1.0" encoding="UTF-8"?><sst xmlns="' + MAIN + b'">' + words.encode() + b"</sst>"
    xml = PARTS[SHEET].replace(cell("A2", "Nuôi tôm"), f'<c r="A2" t="s"><v>{index}</v></c>'.encode())
    return zipped(PARTS | {SHEET: xml, "xl/_rels/workbook.xml.rels": rels, "xl/sharedStrings.xml": strings})


def dated(since_1904: bool, serial: bytes) -> bytes:
    parts = dict(PARTS)
    if since_1904:
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')
    xml = parts[SHEET].replace(cell("D2", ROW[3]), b'<c r="D2"><v>' + serial + b"</v></c>")
    return zipped(parts | {SHEET: xml})


def merged(*blocks: str) -> bytes:
    book = book_of({"Tập huấn": [HEADINGS, ROW, [*ROW[:6], None, None], ROW]})
    for block in blocks:
        book.active.merge_cells(block)
    return saved(book)


def hidden() -> bytes:
    book = book_of({"Tập huấn": [HEADINGS, ROW, ["Lớp ẩn", *ROW[1:]]], "Khác": [["x"]]})
    book["Tập huấn"].row_dimensions[3].hidden = True
    book["Tập huấn"].column_dimensions["H"].hidden = True
    book.active = 1
    book["Tập huấn"].sheet_state = "veryHidden"
    return saved(book)


def filtered() -> bytes:
    """Rows that a filter hides are data as well."""
    book = book_of({"Tập huấn": [HEADINGS, ROW, ["Lớp lọc", *ROW[1:]]]})
    book.active.auto_filter.ref = "A1:H3"
    book.active.row_dimensions[3].hidden = True
    return saved(book)


# What calamine reads as 4, as 46 or as nothing.
INSIDE = {
    "a comment": b'<c r="G2"><v>4<!-- -->5</v></c>',
    "CDATA": b'<c r="G2"><v>4<![CDATA[5]]></v></c>',
    "an instruction": b'<c r="G2"><v>4<?a b?>5</v></c>',
    "a digit by its number": b'<c r="G2"><v>4&#53;</v></c>',
    "an element": b'<c r="G2"><v><b>4</b>5</v></c>',
    "another value beside": b'<c r="G2"><v>45</v><v>46</v></c>',
    "its formula behind": b'<c r="G2"><v>45</v><f>1</f></c>',
}

ERRORS = ("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA")
CODES = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}

CASES: list[Case] = [
    refused("a definition of a letter", doctype(b'<!DOCTYPE a [<!ENTITY x "y">]>'), "unsafe_part@"),
    refused(
        "a definition from a file", doctype(b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "unsafe_part@"
    ),
    refused("a definition from the web", doctype(b'<!DOCTYPE a SYSTEM "http://localhost:9/x.dtd">'), "unsafe_part@"),
    refused(
        "a definition by a parameter",
        doctype(b'<!DOCTYPE a [<!ENTITY % p SYSTEM "http://localhost:9/x"> %p;]>'),
        "unsafe_part@",
    ),
    refused("a billion laughs", doctype(LAUGHS, b"&x9;"), "unsafe_part@", apart=True),
    refused("one long word ten thousand times", doctype(QUADRATIC, b"&x;" * 10_000), "unsafe_part@", apart=True),
    refused(
        "a definition in the shared strings",
        shared('<!DOCTYPE a [<!ENTITY x "y">]><si><t>&x;</t></si>'),
        "unsafe_part@",
    ),
    refused(
        "an entity that nobody defined", put("A", b'<c r="A2" t="inlineStr"><is><t>&nbsp;x</t></is></c>'), "damaged@"
    ),
    loads(
        "the five entities of XML",
        put("A", b'<c r="A2" t="inlineStr"><is><t>&lt;b&gt; &amp;&quot;&apos;</t></is></c>'),
        rows=[read_with("A", "<b> &\"'")],
    ),
    loads("a letter by its number", put("A", b'<c r="A2" t="inlineStr"><is><t>Nu&#244;i t&#xF4;m</t></is></c>')),
    loads("a name in shared strings", shared("<si><t>Nuôi tôm</t></si>")),
    loads(
        "a name in pieces of several formats",
        shared('<si><r><t>Nuôi</t></r><r><rPr><b/></rPr><t xml:space="preserve"> tôm</t></r></si>'),
    ),
    loads("a name with its reading beside it", shared('<si><t>Nuôi tôm</t><rPh sb="0" eb="1"><t>X</t></rPh></si>')),
    refused("a shared string that is not there", shared("<si><t>Nuôi tôm</t></si>", "7"), "unclear_writing@"),
    *(
        refused(
            f"a shared string numbered {said or 'nothing'}",
            shared("<si><t>Nuôi tôm</t></si>", said),
            "unclear_writing@A2",
        )
        for said in ("-1", "abc", "0x0", "99999999999999999999")
    ),
    *(refused(f"a number with {what} in it", put("G", xml), "unclear_writing@G2") for what, xml in INSIDE.items()),
    refused(
        "a text in its cell and a value beside it",
        put("G", b'<c r="G2" t="inlineStr"><is><t>46</t></is><v>45</v></c>'),
        "unclear_writing@G2",
    ),
    refused(
        "a text in its cell that is a value", put("G", b'<c r="G2" t="inlineStr"><v>45</v></c>'), "unclear_writing@G2"
    ),
    refused("an address twice", put("G", b'<c r="G2" r="H2"><v>45</v></c>'), "damaged@"),
    loads(
        "a text in its cell in two pieces",
        put("G", b'<c r="G2" t="inlineStr"><is><r><t>4</t></r><r><t>5</t></r></is></c>'),
    ),
    loads("a value with blanks around", put("G", b'<c r="G2"><v> 45 </v></c>')),
    refused(
        "a cell past the last column",
        raw_workbook(XML + b'<row r="3"><c r="XFE3"><v>1</v></c></row>'),
        "cell_past_sheet@",
    ),
    refused(
        "a cell past the last row",
        raw_workbook(XML + b'<row r="1048577"><c r="A1048577"><v>1</v></c></row>'),
        "cell_past_sheet@",
        apart=True,
    ),
    refused(
        "a cell in a row of another number",
        raw_workbook(XML.replace(b'r="G2"', b'r="G9"') + row_xml(9, [str(r) for r in ROW])),
        "unclear_writing@G9",
    ),
    refused("a cell without a number", raw_workbook(XML.replace(b'r="G2"', b'r="G"')), "cell_past_sheet@"),
    refused("a cell of nought", raw_workbook(XML.replace(b'r="G2"', b'r="G0"')), "cell_past_sheet@"),
    refused(
        "a cell twice with other values",
        raw_workbook(XML.replace(b"</row>", cell("G2", "99") + b"</row>")),
        "cell_twice@G2",
    ),
    refused("a row twice", raw_workbook(XML + XML), "cell_twice@A2"),
    refused(
        "a row that comes before the one above",
        raw_workbook(row_xml(3, [str(r) for r in ROW]) + XML + XML),
        "cell_twice@A2",
    ),
    *(
        refused(f"the error {error}", put("G", f'<c r="G2" t="e"><v>{error}</v></c>'.encode()), "error_cell@G2")
        for error in ERRORS
    ),
    *(
        refused(
            f"the error {words} in a column that may be blank",
            put("F", f'<c r="F2" t="e"><f>1/0</f><v>{words}</v></c>'.encode()),
            "error_cell@F2",
        )
        for words in ERRORS[:2]
    ),
    *(
        refused(
            f"the error {words} in an .xls",
            biff.workbook([HEADINGS, [*ROW[:6], biff.error(code), 20]]),
            "error_cell@G2",
            name="a.xls",
        )
        for code, words in CODES.items()
    ),
    refused(
        "an error that an .xls kept of a formula",
        biff.workbook([HEADINGS, [*ROW[:6], biff.formula_error(0x17), 20]]),
        "error_cell@G2",
        name="a.xls",
    ),
    refused("a formula without a value", put("G", b'<c r="G2"><f>SUM(A1)</f></c>'), "no_kept_value@G2"),
    refused("a shared formula without a value", put("G", b'<c r="G2"><f t="shared" si="0"/></c>'), "no_kept_value@G2"),
    refused("a formula with an empty value", put("H", b'<c r="H2"><f>A1</f><v></v></c>'), "no_kept_value@H2"),
    loads("a formula with its value", put("G", b'<c r="G2"><f>40+5</f><v>45</v></c>')),
    loads("a formula with words for a value", put("A", '<c r="A2" t="str"><f>"Nu"</f><v>Nuôi tôm</v></c>'.encode())),
    loads(
        "a formula whose value is the empty text",
        put("F", b'<c r="F2" t="str"><f>""</f><v></v></c>'),
        rows=[read_with("F", None)],
    ),
    refused("a truth value as Excel keeps it", put("G", b'<c r="G2" t="b"><v>1</v></c>'), "truth_value@G2"),
    refused("a number past all numbers", put("G", b'<c r="G2"><v>1e400</v></c>'), "placeholder@G2"),
    refused("no number", put("G", b'<c r="G2"><v>NaN</v></c>'), "placeholder@G2"),
    refused("words said to be a number", put("G", b'<c r="G2"><v>abc</v></c>'), "not_whole@G2"),
    loads("a number with all its digits", put("G", b'<c r="G2"><v>4.5E1</v></c>')),
    loads("an ISO day", put("D", b'<c r="D2" t="d"><v>2024-10-12T00:00:00</v></c>')),
    loads("days since 1900", dated(False, b"45577")),
    loads("days since 1904", dated(True, b"44115")),
    loads(
        "days since 1904 in an .xls",
        biff.workbook([HEADINGS, [*ROW[:3], 44115, *ROW[4:]]], since_1904=True),
        name="a.xls",
    ),
    refused("a day of 1900 counted from 1904", dated(True, b"1"), "not_a_day@D2"),
    loads("a time of day on a day", dated(False, b"45577.75")),
    refused(
        "a cell of the two-letter kind nobody knows", put("G", b'<c r="G2" t="zz"><v>45</v></c>'), "unclear_writing@"
    ),
    loads(
        "blank cells with a format",
        raw_workbook(XML.replace(b"</row>", b'<c r="I2" s="0"/></row><row r="3"><c r="A3" s="0"/></row>')),
    ),
    loads("cells without addresses", zipped(PARTS | {SHEET: re.sub(rb' r="[A-Z]?\d+"', b"", PARTS[SHEET])})),
    loads(
        "comments and CDATA",
        zipped(PARTS | {SHEET: PARTS[SHEET].replace(b"<t>45</t>", b"<!-- 9 --><t><![CDATA[45]]></t>")}),
    ),
    loads(
        "a prefix before each name",
        zipped(
            PARTS
            | {
                SHEET: re.sub(rb"<(/?)(worksheet|sheetData|row|c|is|t)\b", rb"<\1x:\2", PARTS[SHEET]).replace(
                    b"xmlns=", b"xmlns:x="
                )
            }
        ),
    ),
    refused(
        "a data cell merged over two rows",
        merged("B2:B3", "G2:G3", "H2:H3"),
        "merged_cells@B2",
        "merged_cells@G2",
        "merged_cells@H2",
    ),
    refused("two data cells merged side by side", merged("G2:H2"), "merged_cells@G2", "required@G3"),
    loads(
        "hidden sheets, rows and columns are data",
        hidden(),
        "hidden_sheet@",
        "hidden_columns@",
        "hidden_rows@",
        "unknown_sheet@",
        rows=[READ, read_with("A", "Lớp ẩn")],
    ),
    loads("rows that a filter hides are data", filtered(), "hidden_rows@", rows=[READ, read_with("A", "Lớp lọc")]),
    loads(
        "hidden rows and columns of an .xls are data",
        biff.workbook([HEADINGS, ROW], hidden_rows=[1], hidden_columns=[7]),
        "hidden_columns@",
        "hidden_rows@",
        name="a.xls",
    ),
    refused(
        "a count shown as a percentage in an .xls",
        biff.workbook([HEADINGS, [*ROW[:6], 0.45, 20]], percent=[(1, 6)]),
        "count_as_percent@G2",
        name="a.xls",
    ),
    loads(
        "an .xls drawn in .VnTime",
        biff.workbook([HEADINGS, ["Nu«i t«m", *ROW[1:]]], fonts={(1, 0): ".VnTime"}),
        "old_font_read@A2",
        name="a.xls",
    ),
    loads(
        "an .xls drawn in VNI",
        biff.workbook([HEADINGS, ["Nuoâi toâm", *ROW[1:]]], fonts={(1, 0): "VNI-Times"}),
        "old_font_read@A2",
        name="a.xls",
    ),
    refused(
        "a code page that lies about a sheet's words",
        altered(trainings(ROW), "xl/worksheets/sheet1.xml", b"<worksheet", b"\xff<worksheet"),
        "damaged@",
    ),
    loads("the last day there is", dated(False, b"73050"), rows=[read_with("D", date(2099, 12, 31))]),
]
