"""Workbooks whose values are fine and whose form is not: headings, sheets, positions, what `_meta` says; and .ods."""

from collections.abc import Sequence

from tests.hostile.case import READ, Case, loads, read_with, refused
from tests.support.corpus import HEADINGS, ROW, book_of, saved, trainings, workbook, zipped

TITLE = "Đào tạo, tập huấn"
META = ["template", "khcn-quarterly"]


def headed(*changes: tuple[int, object]) -> bytes:
    heads: list[object] = list(HEADINGS)
    for at, heading in changes:
        heads[at] = heading
    return trainings(ROW, headings=heads)


def shifted(rows: int, columns: int) -> bytes:
    lines: list[Sequence[object]] = [[] for _ in range(rows)]
    return workbook({TITLE: [*lines, [None] * columns + HEADINGS, [None] * columns + ROW]})


def second(name: str, *rows: Sequence[object]) -> bytes:
    return workbook({TITLE: [HEADINGS, ROW], name: rows})


def cells(*words: str) -> str:
    return "".join(words)


def said(word: str, more: str = "") -> str:
    return f"<table:table-cell{more}><text:p>{word}</text:p></table:table-cell>"


def number(value: str, shown: str = "", more: str = "") -> str:
    return f'<table:table-cell office:value-type="float" office:value="{value}"{more}><text:p>{shown or value}</text:p></table:table-cell>'


def ods(row: str, styles: str = "", after: str = "", attributes: str = "") -> bytes:
    spaces = "".join(
        f' xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"'
        for p in ("office", "table", "text", "style", "calcext")
    )
    heads = cells(*(said(heading) for heading in HEADINGS))
    content = (
        f"<office:document-content{spaces}>{styles}<office:body><office:spreadsheet>"
        f'<table:table table:name="Tập huấn"{attributes}><table:table-row>{heads}</table:table-row>{row}</table:table>{after}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()})


def line(*changes: tuple[int, str]) -> str:
    made = [said(str(raw)) for raw in ROW[:6]] + [number(str(raw)) for raw in ROW[6:]]
    for at, cell in changes:
        made[at] = cell
    return f"<table:table-row>{cells(*made)}</table:table-row>"


STYLE = '<office:automatic-styles><style:style style:name="c1" style:family="table-cell"><style:text-properties style:font-name=".VnTime"/></style:style></office:automatic-styles>'
DATE_1904 = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
DOCTYPE = '<!DOCTYPE a [<!ENTITY x "y">]>'

CASES: list[Case] = [
    loads(
        "headings in capitals without accents",
        headed(*enumerate(["TEN LOP", "CHU DE", "DON VI TO CHUC", "NGAY KHAI GIANG"])),
    ),
    loads("headings with stars and line breaks", headed((0, "Tên\nlớp (*)"), (6, " Số lượt  người tham dự:"))),
    loads("headings with zero-width marks", headed((0, "Tên\u200b lớp\ufeff"))),
    loads("headings in parts of letters", headed((0, "Te\u0302n lo\u031b\u0301p"))),
    loads("headings in TCVN3", headed((0, "Tªn líp"), (1, "Chñ ®Ò")), "old_font_heading@A1"),
    loads("headings decoded twice", headed((0, "TÃªn lá»›p")), "old_font_heading@A1"),
    refused("a required heading misspelt", headed((0, "Tên lơp học")), "missing_column@B1", "extra_column@A1"),
    refused("a heading twice", trainings([*ROW, 46], headings=[*HEADINGS, HEADINGS[6]]), "column_twice@I1"),
    refused("a heading in thousands", headed((6, "Số lượt người tham dự (nghìn)")), "scaled_heading@G1"),
    loads("a heading too many", trainings([*ROW, "x"], headings=[*HEADINGS, "Kinh phí"]), "extra_column@I1"),
    refused("no headings", workbook({TITLE: [ROW]}), "no_header@A1"),
    refused("a heading that is an error", headed((6, "#REF!")), "missing_column@A1", "unheaded_cells@G2"),
    loads("the table far down", shifted(40, 0)),
    loads("the table far to the right", shifted(0, 20)),
    loads("the table in both", shifted(12, 7)),
    refused("the table below where headings are looked for", shifted(90, 0), "no_header@A1"),
    refused(
        "the values one column to the right of their headings",
        trainings(["x", *ROW]),
        "unknown_choice@B2",
        "not_a_day@D2",
        "not_whole@G2",
        "unheaded_cells@I2",
    ),
    refused("one table on two sheets", second("Tập huấn", HEADINGS, ROW), "table_twice@A1"),
    loads("a sheet of something else", second("Danh bạ", ["Họ tên", "Điện thoại"], ["A", 1]), "unknown_sheet@"),
    loads("a sheet of nothing", second("Sheet3")),
    loads("the template's guide", second("Hướng dẫn", ["x"])),
    refused("no sheet of ours", workbook({"A": [["x"]], "B": []}), "no_sheet@"),
    refused(
        "another template",
        workbook({"_meta": [["template", "khcn-yearly"]], TITLE: [HEADINGS, ROW]}),
        "not_our_template@",
    ),
    refused("a `_meta` that says nothing", workbook({"_meta": [["x"]], TITLE: [HEADINGS, ROW]}), "not_our_template@"),
    loads(
        "a `_meta` of rubbish behind the template",
        workbook({"_meta": [META, ["province", "'; DROP TABLE x"], ["period", "9999-Q9"]], TITLE: [HEADINGS, ROW]}),
    ),
    loads(
        "totals and signatures",
        trainings(ROW, ["Tổng cộng", None, None, None, None, None, 45, 20], [], ["Người lập biểu"]),
        "total_row@A3",
        "footer@A5",
    ),
    loads("headings again for each page", trainings(ROW, HEADINGS, ROW), "headings_again@A3", rows=[READ, READ]),
    refused(
        "a stray value far below", trainings(ROW, *[[]] * 300, [None] * 7 + [3]), *(f"required@{c}303" for c in "ABCDG")
    ),
    loads("a stray note beside", trainings([*ROW, None, "?"]), "unheaded_cells@J2"),
    refused(
        "every cell of a row wrong",
        trainings([None, "?", 1, "?", "?", "a" * 1001, "?", "?"]),
        *(
            f"{rule}@{c}2"
            for rule, c in zip(
                (
                    "required",
                    "unknown_choice",
                    "unknown_choice",
                    "not_a_day",
                    "not_a_day",
                    "too_long",
                    "not_whole",
                    "not_whole",
                ),
                "ABCDEFGH",
                strict=True,
            )
        ),
    ),
    loads("an .ods", ods(line()), name="a.ods"),
    loads("an .ods under the name of a workbook", ods(line()), "wrong_name@"),
    loads(
        "an .ods of days by their type",
        ods(
            line(
                (
                    3,
                    '<table:table-cell office:value-type="date" office:date-value="2024-10-12"><text:p>10/12/24</text:p></table:table-cell>',
                )
            )
        ),
        name="a.ods",
    ),
    loads("an .ods that counts days from 1904", ods(line((3, number("44115"))), DATE_1904), name="a.ods"),
    refused(
        "an .ods with an error",
        ods(
            line(
                (
                    6,
                    '<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>',
                )
            )
        ),
        "error_cell@G2",
        name="a.ods",
    ),
    refused(
        "an .ods with a truth value",
        ods(
            line(
                (
                    6,
                    '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>',
                )
            )
        ),
        "truth_value@G2",
        name="a.ods",
    ),
    refused(
        "an .ods with a formula without a value",
        ods(line((6, '<table:table-cell table:formula="of:=1+1"/>'))),
        "no_kept_value@G2",
        name="a.ods",
    ),
    refused("an .ods with a number that is none", ods(line((6, number("4,5")))), "error_cell@G2", name="a.ods"),
    refused(
        "an .ods with a share for a count",
        ods(
            line(
                (
                    6,
                    '<table:table-cell office:value-type="percentage" office:value="0.45"><text:p>45%</text:p></table:table-cell>',
                )
            )
        ),
        "count_as_percent@G2",
        name="a.ods",
    ),
    loads(
        "an .ods with a comment at a cell",
        ods(
            line(
                (
                    0,
                    "<table:table-cell><office:annotation><text:p>ghi chú</text:p></office:annotation><text:p>Nuôi tôm</text:p></table:table-cell>",
                )
            )
        ),
        "note_kept@A2",
        name="a.ods",
    ),
    loads(
        "an .ods with a name in pieces",
        ods(line((0, "<table:table-cell><text:p>Nuôi<text:s/><text:span>tôm</text:span></text:p></table:table-cell>"))),
        name="a.ods",
    ),
    loads(
        "an .ods drawn in .VnTime",
        ods(line((0, said("Nu«i t«m", ' table:style-name="c1"'))), STYLE),
        "old_font_read@A2",
        name="a.ods",
    ),
    loads(
        "an .ods whose hidden rows are data",
        ods(line().replace("<table:table-row>", '<table:table-row table:visibility="collapse">')),
        "hidden_rows@",
        name="a.ods",
    ),
    loads(
        "an .ods with the same row three times",
        ods(line().replace("<table:table-row>", '<table:table-row table:number-rows-repeated="3">')),
        rows=[READ] * 3,
        name="a.ods",
    ),
    refused(
        "an .ods with definitions of its own",
        zipped(
            {
                "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                "content.xml": f"{DOCTYPE}<office:document-content/>".encode(),
            }
        ),
        "unsafe_part@",
        name="a.ods",
    ),
    refused(
        "an .ods with one cell a hundred thousand times",
        ods(line((0, said("x", ' table:number-columns-repeated="99999"')))),
        "too_many_columns@EQXC2",
        name="a.ods",
    ),
    refused(
        "an .ods merged over data",
        ods(
            line(
                (6, number("45", more=' table:number-columns-spanned="2" table:number-rows-spanned="1"')),
                (7, "<table:covered-table-cell/>"),
            )
        ),
        "merged_cells@G2",
        name="a.ods",
    ),
    loads("a name of a sheet that hides what it is", saved(book_of({"Tập huấn\u202e": [HEADINGS, ROW]}))),
    loads(
        "two lists of classes one under the other",
        trainings(ROW, [], [], ["Lớp dưới", *ROW[1:]]),
        rows=[READ, read_with("A", "Lớp dưới")],
    ),
]
