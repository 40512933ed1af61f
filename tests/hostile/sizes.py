"""Small files that stand for immense ones: each is refused within the limits, or read at the cost of what it holds."""

from tests.hostile import biff
from tests.hostile.case import COLUMNS, Case, loads, refused
from tests.hostile.xml import shared
from tests.support.corpus import (
    HEADER_XML,
    HEADINGS,
    ROW,
    book_of,
    cell,
    plain_parts,
    raw_workbook,
    row_xml,
    saved,
    zipped,
)

XML = row_xml(2, [str(raw) for raw in ROW])


def giant(letters: int) -> bytes:
    return raw_workbook(XML.replace(cell("F2", str(ROW[5])), cell("F2", "a" * letters)))


def blank_rows(count: int, step: int = 1) -> bytes:
    rows = (
        b'<row r="%d" s="0" customFormat="1"><c r="A%d" s="0"/><c r="H%d" s="0"/></row>' % (n, n, n)
        for n in range(3, count, step)
    )
    return raw_workbook(XML + b"".join(rows))


def far_apart() -> bytes:
    book = book_of({"Tập huấn": [HEADINGS, ROW], "S1": [["x"]], "S2": [["x"]]})
    for name in ("S1", "S2"):
        book[name]["IV16000"] = 1
    return saved(book)


def wide_row(count: int) -> bytes:
    """Many cells in one row, past any column."""
    return raw_workbook(XML + b'<row r="3">' + b"<c><v>1</v></c>" * count + b"</row>")


def wrong(rows: int) -> bytes:
    """Every cell of many rows is at fault."""
    return raw_workbook(
        b"".join(row_xml(n, ["a" * 1001, "?", "?", "?", "?", "NULL", "?", "?"]) for n in range(2, rows + 2))
    )


def strings(megabytes: int) -> bytes:
    return shared("<si><t>Nuôi tôm</t></si>" + "<si><t>" + "a" * (megabytes << 20) + "</t></si>")


def many_strings(count: int) -> bytes:
    return shared("<si><t>Nuôi tôm</t></si>" + "<si><t>a</t></si>" * count)


def nested(depth: int) -> bytes:
    parts = plain_parts(HEADER_XML + XML)
    deep = b"<a>" * depth + b"</a>" * depth
    return zipped(
        parts
        | {"xl/worksheets/sheet1.xml": parts["xl/worksheets/sheet1.xml"].replace(b"<sheetData>", deep + b"<sheetData>")}
    )


def zeros(megabytes: int, name: str = "xl/media/image1.png") -> bytes:
    return zipped(plain_parts(HEADER_XML + XML) | {name: b"\0" * (megabytes << 20)})


CASES: list[Case] = [
    refused("a part of 130 MB of nothing", lambda: zeros(130), "too_big_unpacked@", apart=True),
    loads("a part of 100 MB of nothing", lambda: zeros(100), apart=True),
    refused("one cell of a million letters", lambda: giant(1_000_000), "too_long@F2", apart=True),
    refused("one cell of 50 MB", lambda: giant(50 << 20), "too_long@F2", heavy=True, apart=True),
    refused("one cell of 125 MB", lambda: giant(125 << 20), "too_big_unpacked@", heavy=True, apart=True),
    loads("a shared string of 30 MB that no cell has", lambda: strings(30), heavy=True, apart=True),
    loads("a million shared strings", lambda: many_strings(1_000_000), heavy=True, apart=True),
    loads("thirty thousand blank formatted rows", lambda: blank_rows(30_000), apart=True),
    loads("a million blank formatted rows", lambda: blank_rows(1_000_000), heavy=True, apart=True),
    loads("blank formatted rows at the end of the sheet", lambda: blank_rows(1_048_576, 4_000), apart=True),
    refused(
        "two corners of the sheet",
        raw_workbook(XML + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "too_many_rows@XFD1048576",
        apart=True,
    ),
    refused(
        "a cell in the last column",
        raw_workbook(XML + b'<row r="3"><c r="XFD3"><v>1</v></c></row>'),
        "too_many_columns@XFD3",
        apart=True,
    ),
    refused(
        "a cell in the last row",
        raw_workbook(XML + b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
        "too_many_rows@A1048576",
        apart=True,
    ),
    refused(
        "a rectangle of sixty million cells between two",
        raw_workbook(XML + b'<row r="240000"><c r="IV240000"><v>1</v></c></row>'),
        "too_many_cells@IV240000",
        apart=True,
    ),
    refused(
        "two sheets of a few cells each, between which lie more than memory holds at once",
        far_apart,
        "too_many_cells@A1",
        apart=True,
    ),
    loads(
        "an .xls of a few kilobytes whose two cells are as far apart as may be",
        lambda: biff.workbook([HEADINGS, ROW, *[[]] * 31_200, [None] * 255 + ["x"]]),
        "unheaded_cells@IV31203",
        name="a.xls",
        apart=True,
    ),
    refused(
        "a row of a hundred thousand cells without addresses",
        lambda: wide_row(100_000),
        "too_many_columns@IW3",
        apart=True,
    ),
    loads("elements two hundred thousand deep", lambda: nested(200_000), apart=True),
    refused(
        "thirty thousand faults",
        lambda: wrong(4_000),
        *(
            f"{rule}@{c}{n}"
            for n in range(2, 4_002)
            for rule, c in zip(
                (
                    "too_long",
                    "unknown_choice",
                    "unknown_choice",
                    "not_a_day",
                    "not_a_day",
                    "placeholder",
                    "not_whole",
                    "not_whole",
                ),
                COLUMNS,
                strict=True,
            )
        ),
        heavy=True,
        apart=True,
    ),
    refused(
        "more rows than there may be",
        lambda: raw_workbook(
            XML + b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(3, 250_003))
        ),
        "too_many_rows@A250002",
        heavy=True,
        apart=True,
    ),
]
