"""What stands beside single numbers and rows, or in no cell at all: comments, page headers, text boxes, formats, other columns."""

import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from functools import partial

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.context.case import (
    FIGURE,
    FIGURE_READ,
    FINE,
    FINE_READ,
    FINES,
    FORM,
    FORM_HEADINGS,
    LIST,
    Context,
    accepted,
    asked,
    form_of,
    list_of,
    refused,
    sheet_of,
)
from tests.hostile import biff
from tests.support.corpus import HEADINGS, ROW, book_of, saved, zipped

OTHER = ["Chế phẩm vi sinh", *ROW[1:6], 31, 14]
CLASSES: list[object] = ["TR01", "Số lớp tập huấn", "lớp", 3, 9]
TWO = [["Nuôi tôm", 45, 20], ["Chế phẩm vi sinh", 31, 14]]


def edited(data: bytes, edit: Callable[[Worksheet, Workbook], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    edit(sheet_of(book), book)
    return saved(book)


def commented(where: str, words: str, data: bytes = b"") -> bytes:
    def edit(sheet: Worksheet, _: Workbook) -> None:
        sheet[where].comment = Comment(words, "Nguyễn Văn A")

    return edited(data or form_of(), edit)


def printed(words: str, part: str = "oddHeader", data: bytes = b"") -> bytes:
    def edit(sheet: Worksheet, _: Workbook) -> None:
        getattr(sheet, part).center.text = words

    return edited(data or form_of(), edit)


def formatted(code: str, data: bytes = b"") -> bytes:
    def edit(sheet: Worksheet, _: Workbook) -> None:
        sheet["D2"].number_format = code

    return edited(data or form_of(), edit)


def struck(data: bytes, row: int) -> bytes:
    def edit(sheet: Worksheet, _: Workbook) -> None:
        for cell in sheet[row]:
            assert isinstance(cell, Cell)
            cell.font = Font(strike=True)

    return edited(data, edit)


def boxed(words: str) -> bytes:
    """A form with a text box, which openpyxl does not write: its drawing is put into the package by hand."""
    with zipfile.ZipFile(io.BytesIO(form_of())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    spaces = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    parts[sheet] = parts[sheet].replace(b"</worksheet>", f'<drawing {spaces} r:id="rId9"/></worksheet>'.encode())
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{kind}" Target="/xl/drawings/drawing1.xml"/></Relationships>'
    ).encode()
    parts["xl/drawings/drawing1.xml"] = (
        '<x:wsDr xmlns:x="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><x:twoCellAnchor><x:from><x:col>6</x:col>'
        "<x:colOff>0</x:colOff><x:row>1</x:row><x:rowOff>0</x:rowOff></x:from><x:sp><x:txBody><a:bodyPr/>"
        f"<a:p><a:r><a:t>{words}</a:t></a:r></a:p></x:txBody></x:sp></x:twoCellAnchor></x:wsDr>"
    ).encode()
    return zipped(parts)


def with_column(heading: object, *values: object, heads: Sequence[object] = HEADINGS, sheet: str = LIST) -> bytes:
    """Two rows with one more column."""
    lines = (ROW, OTHER) if heads is HEADINGS else ([*FIGURE, None], [*CLASSES, None])
    return saved(book_of({sheet: [[*heads, heading], *([*line, v] for line, v in zip(lines, values, strict=True))]}))


def with_sheet(name: str, words: str, data: bytes = b"") -> bytes:
    def edit(_: Worksheet, book: Workbook) -> None:
        book.create_sheet(name)["A1"] = words

    return edited(data or form_of(), edit)


def margin(words: str) -> bytes:
    """A merged block at the left of two rows."""
    book = book_of({LIST: [["", *HEADINGS], [words, *ROW], ["", *OTHER]]})
    sheet_of(book).merge_cells("A2:A3")
    return saved(book)


def named(name: str) -> bytes:
    return form_of(lines=[[FIGURE[0], name, *FIGURE[2:]]])


def xls(code: str = "", extra: bytes = b"", struck_out: bool = False) -> bytes:
    """A form as .xls whose figure has a number format, with more records of its sheet."""
    return biff.workbook([FORM_HEADINGS, FIGURE], FORM, code=code, of_sheet=extra, struck=struck_out)


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def biff_text(words: str) -> bytes:
    return struct.pack("<HB", len(words), 1) + words.encode("utf-16-le")


def biff_comment(words: str) -> bytes:
    """A comment at D2: its object, the text of that, and where it stands."""
    shape = record(0x5D, struct.pack("<HHHHH", 0x15, 0x12, 0x19, 7, 0) + b"\0" * 12)
    text = record(0x1B6, struct.pack("<HHHHHHHI", 0, 0, 0, 0, 0, len(words), 0, 0))
    return (
        shape + text + record(0x3C, b"\1" + words.encode("utf-16-le")) + record(0x1C, struct.pack("<HHHH", 1, 3, 0, 7))
    )


_SPACES = "".join(
    f' xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"'
    for p in ("office", "table", "text", "style", "number")
)


def ods(format_: str = "", words: str = "", box: str = "", page: str = "", by_column: bool = False) -> bytes:
    """A form as .ods whose figure has a format (the inside of its number style) and more inside its cell."""
    style = '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"'
    style += (
        '><style:text-properties style:text-line-through-style="solid"/></style:style>' if words == "gạch" else "/>"
    )
    own = "" if by_column else ' table:style-name="ce1"'
    columns = '<table:table-column table:number-columns-repeated="3"/><table:table-column table:default-cell-style-name="ce1"/>'
    note = f"<office:annotation><text:p>{words}</text:p></office:annotation>" if words and words != "gạch" else ""
    frame = f"<draw:frame><draw:text-box><text:p>{box}</text:p></draw:text-box></draw:frame>" if box else ""
    cells = [f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in FIGURE[:3]]
    for number, more in ((FIGURE[3], own), (FIGURE[4], "")):
        inner = note + frame if more == own else ""
        cells.append(
            f'<table:table-cell office:value-type="float" office:value="{number}"{more}>{inner}</table:table-cell>'
        )
    heads = "".join(f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in FORM_HEADINGS)
    content = (
        f'<office:document-content{_SPACES} xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">'
        f'<office:automatic-styles><number:number-style style:name="N1">{format_}</number:number-style>{style}'
        f'</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="{FORM}">'
        f"{columns if by_column else ''}<table:table-row>{heads}</table:table-row><table:table-row>{''.join(cells)}"
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    parts = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()}
    if page:
        parts["styles.xml"] = (
            f'<office:document-styles{_SPACES}><office:master-styles><style:master-page style:name="Default"><style:header>'
            f"<text:p>{page}<text:sheet-name>quý III</text:sheet-name></text:p></style:header></style:master-page>"
            "</office:master-styles></office:document-styles>"
        ).encode()
    return zipped(parts)


_DIGITS = '<number:number number:min-integer-digits="1"/>'

CASES: list[Context] = [
    # in no cell
    asked(
        "a comment at a number that it is an estimate", partial(commented, "D2", "Số ước thực hiện"), "other_role@D2"
    ),
    asked("a comment at a number that it is planned", partial(commented, "D2", "Kế hoạch giao"), "other_role@D2"),
    asked("a comment at a heading with a unit", partial(commented, "D1", "Đơn vị: nghìn phương tiện"), "unit_above@D1"),
    asked("a comment of another quarter", partial(commented, "D2", "Số của quý III/2024"), "other_period@D2"),
    asked("a comment of another province", partial(commented, "D2", "Số của tỉnh Bắc Giang"), "other_province@D2"),
    asked("a comment that something is left out", partial(commented, "D2", "chưa gồm khối xã"), "other_role@D2"),
    accepted(
        "a comment that says nothing of it", partial(commented, "D2", "Tăng do mở thêm trạm, xem lại"), [FIGURE_READ]
    ),
    accepted("a comment in the words of the quarter", partial(commented, "D2", "Quý IV/2024"), [FIGURE_READ]),
    refused("another quarter at the head of the page", partial(printed, "QUÝ III NĂM 2024"), "other_period@"),
    refused("another province at the head of the page", partial(printed, "UBND TỈNH BẮC GIANG"), "other_province@"),
    asked("a plan at the foot of the page", partial(printed, "Số liệu kế hoạch", "oddFooter"), "other_role@"),
    asked(
        "a unit at the head of the page",
        partial(printed, "Đơn vị tính: nghìn đồng", data=form_of(lines=[FINE], sheet=FINES)),
        "unit_above@",
    ),
    accepted("this quarter at the head of the page", partial(printed, "Quý IV/2024 · &P/&N"), [FIGURE_READ]),
    asked("a text box with a plan", partial(boxed, "Số liệu kế hoạch năm"), "other_role@G2"),
    refused("a text box with another quarter", partial(boxed, "QUÝ III NĂM 2024"), "other_period@G2"),
    accepted("a text box that greets", partial(boxed, "Trân trọng cảm ơn"), [FIGURE_READ]),
    asked("a line that is struck out", partial(struck, form_of(), 2), "struck_out@A2"),
    asked("a row of a list that is struck out", partial(struck, list_of(lines=[ROW, OTHER]), 3), "struck_out@A3"),
    # formats
    *(
        asked(f"a format that writes {code}", partial(formatted, code), "format_says@D2")
        for code in ('"KH: "#,##0', '#,##0" (ước)"', '0"%"', '"-"#,##0', '#,##0" (quý III)"', '#,##0" dự kiến"')
    ),
    *(
        asked(f"a format that shows no number: {code}", partial(formatted, code), "format_hides@D2")
        for code in ('"Không có"', ";;;", '""', '"x"')
    ),
    *(
        accepted(f"a format that shows the number: {code}", partial(formatted, code), [FIGURE_READ])
        for code in ('#,##0" lớp"', "[Red]0", '_-* #,##0_-;\\-* #,##0_-;_-* "-"_-', '#,##0;"âm "#,##0', "General", "@")
    ),
    asked("a format in an .xls that shows thousands", partial(xls, '#,##0" nghìn"'), "unit_named@D2", "a.xls"),
    asked("a format in an .xls that divides", partial(xls, "#,##0,"), "unit_named@D2", "a.xls"),
    asked("a format in an .xls that writes a plan", partial(xls, '"KH "0'), "format_says@D2", "a.xls"),
    asked("a format in an .xls that hides", partial(xls, ";;;"), "format_hides@D2", "a.xls"),
    asked("a percent sign that an .xls only writes", partial(xls, '0"%"'), "format_says@D2", "a.xls"),
    refused("a share in an .xls where a count is asked", partial(xls, "0.0%"), "count_as_percent@D2", "a.xls"),
    accepted("a format in an .xls that writes people", partial(xls, '#,##0" người"'), [FIGURE_READ], "a.xls"),
    asked("a line of an .xls that is struck out", partial(xls, struck_out=True), "struck_out@D2", "a.xls"),
    asked("a comment in an .xls", partial(xls, extra=biff_comment("Số ước")), "other_role@D2", "a.xls"),
    refused(
        "another quarter at the head of an .xls's page",
        partial(xls, extra=record(0x14, biff_text("&CQuý III/2024"))),
        "other_period@",
        "a.xls",
    ),
    accepted(
        "an .xls with this quarter at its head",
        partial(xls, extra=record(0x14, biff_text("&RQuý IV/2024"))),
        None,
        "a.xls",
    ),
    asked(
        "a format in an .ods that shows thousands",
        partial(ods, _DIGITS + "<number:text> nghìn</number:text>"),
        "unit_named@D2",
        "a.ods",
    ),
    asked(
        "a format in an .ods that divides",
        partial(ods, '<number:number number:display-factor="1000"/>'),
        "unit_named@D2",
        "a.ods",
    ),
    asked(
        "a format of a column in an .ods",
        partial(ods, _DIGITS + "<number:text> (ước)</number:text>", by_column=True),
        "format_says@D2",
        "a.ods",
    ),
    asked(
        "a format in an .ods that hides", partial(ods, "<number:text>không</number:text>"), "format_hides@D2", "a.ods"
    ),
    accepted(
        "a format in an .ods that writes people",
        partial(ods, _DIGITS + "<number:text> người</number:text>"),
        [FIGURE_READ],
        "a.ods",
    ),
    asked("a comment in an .ods", partial(ods, _DIGITS, "Số ước"), "other_role@D2", "a.ods"),
    asked("a text box in an .ods", partial(ods, _DIGITS, box="Số kế hoạch"), "other_role@D2", "a.ods"),
    asked("a line of an .ods that is struck out", partial(ods, _DIGITS, "gạch"), "struck_out@D2", "a.ods"),
    refused(
        "another quarter at the head of an .ods's page",
        partial(ods, _DIGITS, page="Quý III/2024"),
        "other_period@",
        "a.ods",
    ),
    accepted(
        "an .ods with this quarter at its head", partial(ods, _DIGITS, page="Quý IV/2024"), [FIGURE_READ], "a.ods"
    ),
    # other columns
    asked("a note beside a row that it is expected", partial(with_column, "Ghi chú", "", "Dự kiến"), "other_role@I3"),
    asked(
        "a state beside a row: not held",
        partial(with_column, "Tình trạng", "Đã tổ chức", "Chưa tổ chức"),
        "other_role@I3",
    ),
    asked("a column of quarters", partial(with_column, "Quý", "IV", "III"), "other_period@I3"),
    asked("a column of quarters as numbers", partial(with_column, "Quý", 4, 3), "other_period@I3"),
    asked("a column of years", partial(with_column, "Năm", 2024, 2023), "other_period@I3"),
    asked("a column of provinces", partial(with_column, "Tỉnh", "Quảng Trị", "Bắc Giang"), "other_province@I3"),
    asked(
        "a column of quarters beside a form",
        partial(with_column, "Quý", "IV", "III", heads=FORM_HEADINGS, sheet=FORM),
        "other_period@G3",
    ),
    asked("a note without a heading", partial(with_column, None, "", "số kế hoạch"), "other_role@I3"),
    asked("a margin that says another quarter", partial(margin, "Quý III/2024"), "other_period@A2"),
    asked("a margin that says plan", partial(margin, "KẾ HOẠCH"), "other_role@A2"),
    accepted("a column of this quarter", partial(with_column, "Quý", "IV", 4), TWO),
    accepted("a column of years of birth", partial(with_column, "Năm sinh", 1980, 1975), TWO),
    accepted(
        "a column of notes on a plan's number",
        partial(with_column, "Ghi chú", "theo Kế hoạch số 12", "đã quyết toán"),
        TWO,
    ),
    accepted("a column of addresses elsewhere", partial(with_column, "Địa chỉ", "Hà Nội", "Bắc Giang"), TWO),
    *(
        asked(f"a class called {name}", partial(list_of, lines=[[name, *ROW[1:]]]), f"{rule}@A2")
        for name, rule in (
            ("Nuôi tôm (dự kiến)", "other_role"),
            ("Nuôi tôm [kế hoạch]", "other_role"),
            ("Nuôi tôm - chưa tổ chức", "other_role"),
            ("Nuôi tôm (quý III/2024)", "other_period"),
        )
    ),
    *(
        accepted(f"a class called {name}", partial(list_of, lines=[[name, *ROW[1:]]]))
        for name in (
            "Lập kế hoạch kinh doanh",
            "Nuôi tôm (khóa 2)",
            "Đề án 2021-2025 - lớp 1",
            "Ước lượng sai số (cơ bản)",
        )
    ),
    # names, notes, lines below
    asked("a figure of what was not done", partial(named, "Số phương tiện đo chưa được kiểm định"), "other_role@B2"),
    asked("a figure of what failed", partial(named, f"{FIGURE[1]} không đạt"), "other_role@B2"),
    *(
        asked(f"a note: {note}", partial(form_of, lines=[[*FIGURE, note]]), f"{rule}@F2")
        for note, rule in (
            ("Số quý III/2024", "other_period"),
            ("tính bằng nghìn", "unit_named"),
            ("chưa bao gồm 3 huyện", "other_role"),
            ("số của tỉnh Bắc Giang", "other_province"),
        )
    ),
    accepted("a note that compares", partial(form_of, lines=[[*FIGURE, "tăng so với quý III/2024"]]), [FIGURE_READ]),
    accepted("a note with a place", partial(form_of, lines=[[*FIGURE, "có đoàn từ Bắc Giang sang"]]), [FIGURE_READ]),
    *(
        asked(f"a line below: {line}", partial(list_of, lines=[ROW], below=[[], [line]]), f"{rule}@A4")
        for line, rule in (
            ("Ghi chú: số liệu quý III/2024", "other_period"),
            ("Ghi chú: đơn vị tính nghìn người", "unit_above"),
            ("Ghi chú: số liệu chưa bao gồm khối xã", "other_role"),
            ("Ghi chú: số liệu trên là kế hoạch", "other_role"),
            ("Nguồn: Sở KH&CN Bắc Giang", "other_province"),
            ("* Số liệu năm 2023", "other_period"),
        )
    ),
    accepted("a source of its own", partial(list_of, below=[[], ["Nguồn: Sở KH&CN Quảng Trị"]])),
    # titles that several cells say together, abbreviations, parts, what is not done
    asked("a unit in the sheet's name", partial(form_of, lines=[FINE], sheet=f"{FINES} (tỷ đồng)"), "unit_above@"),
    *(
        asked(f"a title: {title}", partial(form_of, [title], []), "other_role@A1")
        for title in (
            *("DỰ THẢO", "Bản nháp, chưa duyệt", "SỐ LIỆU DK QUÝ IV/2024", "SỐ LIỆU BÌNH QUÂN MỘT THÁNG"),
            *("UBND HUYỆN HẢI LĂNG", "PHÒNG KINH TẾ VÀ HẠ TẦNG HUYỆN HẢI LĂNG", "Các lớp ngoài tỉnh"),
        )
    ),
    asked("a plan on the cover", partial(with_sheet, "Bìa", "SỐ LIỆU KẾ HOẠCH"), "other_role@A1"),
    asked("a sheet that corrects", partial(with_sheet, "Sheet2", "Đính chính: MQ01 là 1.200"), "unread_correction@A1"),
    refused("a quarter in a cell of its own", partial(form_of, ["Quý", 3, "Năm", 2024], []), "other_period@A1"),
    asked("a year in a cell of its own", partial(form_of, ["Năm", 2023], []), "other_period@A1"),
    refused("a quarter on two lines", partial(form_of, ["SỐ LIỆU QUÝ"], ["III NĂM 2024"], []), "other_period@A2"),
    refused(
        "a quarter on two lines under the name",
        partial(list_of, [LIST], ["QUÝ"], ["III NĂM 2024"], []),
        "other_period@A3",
    ),
    asked("a plan under the name", partial(list_of, [LIST], ["KẾ HOẠCH"], []), "other_role@A2"),
    asked("a plan beside the English name", partial(list_of, [LIST], ["Trainings · plan"], []), "other_role@A2"),
    refused("a quarter beside it", partial(list_of, [LIST], ["Trainings · Q3 2024"], []), "other_period@A2"),
    refused("quí, as some write it", partial(form_of, ["Quí 3/2024"], []), "other_period@A1"),
    refused("a year of two digits", partial(form_of, ["Quý IV/23"], []), "other_period@A1"),
    asked("a month by its letter", partial(form_of, ["T9/2024"], []), "other_period@A1"),
    accepted("this quarter in cells of their own", partial(form_of, ["Quý", 4, "Năm", 2024], []), [FIGURE_READ]),
    accepted("this quarter, its year in two digits", partial(form_of, ["Quý IV/24"], []), [FIGURE_READ]),
    accepted("a department of the province", partial(form_of, ["PHÒNG QUẢN LÝ ĐO LƯỜNG"], []), [FIGURE_READ]),
    *(
        asked(f"rows under: {words}", partial(list_of, lines=[ROW], below=[[words], OTHER]), "other_role@A3")
        for words in ("B. Các lớp bị hủy", "II. Các lớp chưa tổ chức", "II. Các lớp do Bộ tổ chức tại tỉnh khác")
    ),
    accepted("rows under a field", partial(list_of, lines=[ROW], below=[["II. Khối xã, phường"], OTHER]), TWO),
    asked(
        "subtotals that are filled in like rows",
        partial(
            list_of,
            lines=[
                ["Khối tỉnh", *ROW[1:6], 76, 34],
                *([f"Lớp {n}", *ROW[1:6], *pair] for n, pair in enumerate(((45, 20), (31, 14)))),
                ["Khối xã", *ROW[1:6], 60, 30],
                *([f"Lớp {n}", *ROW[1:6], *pair] for n, pair in enumerate(((35, 15), (25, 15)), 2)),
            ],
        ),
        "sums_of_groups@A2",
    ),
    accepted(
        "a fine in the form's own format",
        partial(formatted, '#,##0" triệu đồng"', form_of(lines=[FINE], sheet=FINES)),
        [FINE_READ],
    ),
]
