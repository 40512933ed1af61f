"""The first sheet of the template: whose workbook this is, and how it is filled in."""

from collections.abc import Iterable, Mapping

from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from data.model import CALENDAR_LABELS, Text, day_text
from data.table import STATE_LABELS, DataState, Table
from data.templates.styles import INK, WorkbookScope, set_up, write

COVER = Text("Hướng dẫn", "How to fill in")
STATE = Text("Tình trạng số liệu", "State of the data")

STATE_MEANINGS: Mapping[str, Text] = {
    DataState.HAS_DATA: Text("Danh sách có ít nhất một dòng.", "The list has at least one row."),
    DataState.NOTHING: Text("Trong quý không có gì để kê: tính là 0.", "There is nothing to list: it counts as zero."),
    DataState.NOT_AVAILABLE: Text(
        "Có phát sinh nhưng chưa tổng hợp được: tính là chưa báo cáo, không phải 0.",
        "There is something, not yet known: it counts as not reported, not as zero.",
    ),
    DataState.NOT_APPLICABLE: Text(
        "Tỉnh không có hoạt động hay chức năng này.", "The province has no such activity or duty."
    ),
    DataState.WITHHELD: Text(
        "Có số liệu nhưng thuộc diện mật hoặc không được công bố: không hiện ở đâu, không tính là 0.",
        "It is known and may not be published: shown nowhere and not taken as zero.",
    ),
}
_STEPS = (
    Text(
        "Điền trang «{form}», các biểu chỉ tiêu và từng danh sách. Chỉ điền vào ô nền sáng; cột có dấu * là bắt buộc.",
        "Fill in “{form}”, the other forms and each list. Type only into the light cells; columns marked * are required.",
    ),
    Text(
        "Ở mỗi trang danh sách, chọn «Tình trạng số liệu» phía trên bảng. Trang để trống mà không chọn tình trạng sẽ bị hỏi lại, không được coi là 0.",
        "On each list choose the state of the data above the table. A blank list without a state is asked about; it is not taken as zero.",
    ),
    Text(
        "Danh sách «theo tình trạng ngày cuối quý» đã ghi sẵn các dòng của quý trước, nếu có: sửa và thêm dòng. Cái đã hủy bỏ hay hết hiệu lực thì đổi tình trạng, không xóa dòng.",
        "A list “as of the last day” comes filled with what stood last quarter, if anything did: mend and add rows. Change the status of what was cancelled or has expired, do not delete its row.",
    ),
    Text(
        "Tổng số ở trang «{form}» phải khớp với danh sách. Chỉ có tổng mà chưa có danh sách thì vẫn ghi tổng.",
        "Totals on “{form}” must agree with the lists. Where only the total is known, type the total.",
    ),
    Text(
        "Lưu tệp rồi nộp ở trang «Nộp số liệu». Mọi lỗi được chỉ đúng ô trước khi nhận.",
        "Save the file and send it on the page “Nộp số liệu”. Every fault is shown at its cell before it is accepted.",
    ),
)
_FORMS = (
    (
        Text("Không phát sinh", "None"),
        Text(
            "Gõ 0 hoặc Không. Dấu gạch «-» không phải là 0: được hiểu là chưa có số liệu.",
            "Type 0 or Không. A dash “-” is not zero: it is taken as no figure.",
        ),
    ),
    (
        Text("Chưa có số liệu", "Not known"),
        Text(
            "Để trống ô. Không áp dụng thì gõ x; không công bố thì gõ mật.",
            "Leave the cell blank. Not applicable: type x; withheld: type mật.",
        ),
    ),
    (
        Text("Số", "Numbers"),
        Text(
            "Chỉ gõ con số, không kèm đơn vị: 10036 hoặc 10.036; số lẻ dùng dấu phẩy: 15,5.",
            "The number alone, without a unit: 10036 or 10.036; a comma before decimals: 15,5.",
        ),
    ),
    (
        Text("Số chưa chính xác", "Numbers that are not exact"),
        Text(
            "Ở các biểu chỉ tiêu ghi được: trên 70, ít nhất 4, dưới 5, không quá 10, khoảng 500. Không ghi khoảng 02-03.",
            "On a form one may write trên 70 (over), ít nhất 4 (at least), dưới 5 (under), không quá 10 (at most), khoảng 500 (about). No ranges such as 02-03.",
        ),
    ),
    (
        Text("Tiền", "Money"),
        Text("Theo triệu đồng: 2,3 tỷ đồng ghi 2.300.", "In million VND: 2.3 billion VND is 2.300."),
    ),
    (Text("Ngày", "Dates"), Text("Ngày/tháng/năm: 15/06/2024.", "Day/month/year: 15/06/2024.")),
    (
        Text("Số giấy chứng nhận", "Numbers of certificates"),
        Text("Giữ nguyên số 0 ở đầu: 00126.", "Keep leading zeros: 00126."),
    ),
)


_BLANK = ("", "plain")


class _Lines:
    """A sheet written from top to bottom, a line at a time: words with their styles, in the columns A, B, C."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet, self.row = sheet, 1
        for column, width in (("A", 5), ("B", 30), ("C", 112)):
            sheet.column_dimensions[column].width = width

    def add(self, *cells: tuple[str, str], height: float = 18) -> int:
        """The number of the row that was written."""
        for place, (words, style) in zip((1, 2, 3), cells, strict=False):
            cell = self.sheet.cell(self.row, place)
            cell.style = style
            write(cell, words or None)
        self.sheet.row_dimensions[self.row].height = height
        self.row += 1
        return self.row - 1

    def section(self, label: Text) -> None:
        self.add(_BLANK, height=8)
        self.add((f"{label.vi} / {label.en}", "section"), ("", "section"), ("", "section"), height=22)

    def explained(self, label: Text, lines: Iterable[tuple[Text, Text]]) -> None:
        """A section of words, each with what it means, in both languages."""
        self.section(label)
        for head, text in lines:
            self.add(_BLANK, (head.vi, "words bold"), (text.vi, "words"))
            self.add(_BLANK, (head.en, "english"), (text.en, "english"), height=15)


def cover(sheet: Worksheet, tables: Mapping[str, Table], names: Mapping[str, str], scope: WorkbookScope) -> None:
    """The first sheet: whose workbook this is, and how it is filled in. `names` are the sheets' names, by table."""
    sheet.title = COVER.vi
    lines = _Lines(sheet)
    lines.add(("SỐ LIỆU KHOA HỌC VÀ CÔNG NGHỆ HẰNG QUÝ", "title"), height=30)
    lines.add(("Quarterly science and technology figures", "english"))
    lines.add(_BLANK, height=8)
    span = " – ".join(map(day_text, scope.days))
    for label, value in (
        (Text("Tỉnh, thành phố", "Province"), f"{scope.who} – mã {scope.code}"),
        (Text("Kỳ báo cáo", "Quarter"), f"{scope.period.label.vi} ({span})"),
        (Text("Lịch báo cáo", "Calendar"), CALENDAR_LABELS[scope.calendar].vi),
        (Text("Hạn nộp", "Due"), day_text(scope.period.due)),
    ):
        lines.add(_BLANK, (f"{label.vi} / {label.en}", "fact label"), (value, "fact"), height=24)
    form = next((names[name] for name, table in tables.items() if table.is_form), "")
    lines.section(Text("Các bước", "Steps"))
    for number, step in enumerate(_STEPS, 1):
        if form or "{form}" not in step.vi:
            words = step.format(form=form)  # runs over into the column beside it
            lines.add((str(number), "number"), (words.vi, "plain"))
            lines.add(_BLANK, (words.en, "english"), height=15)
    lines.section(Text("Các trang", "Sheets"))
    for name, table in tables.items():
        _link(lines, names[name], table)
    lines.explained(STATE, ((STATE_LABELS[state], text) for state, text in STATE_MEANINGS.items()))
    lines.explained(Text("Cách ghi", "How to write"), _FORMS)
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = INK
    sheet.protection.sheet = True
    set_up(sheet, scope)
    sheet.page_setup.fitToHeight = 1


def _link(lines: _Lines, sheet_name: str, table: Table) -> None:
    """The way to a table's sheet, and what belongs there."""
    about = Text("danh sách phát sinh trong quý", "what happened in the quarter")
    if table.is_form:
        about = Text("biểu chỉ tiêu, mỗi chỉ tiêu một dòng", "a form, a row a figure")
    elif table.register:
        about = Text("danh sách đầy đủ, theo tình trạng ngày cuối quý", "the whole list as of the last day")
    full = "" if sheet_name == table.label.vi else f"{table.label.vi}: "
    at = lines.add(_BLANK, (sheet_name, "link"), (f"{full}{about.vi} / {table.label.en}: {about.en}", "words"))
    cell = lines.sheet.cell(at, 2)
    cell.hyperlink = Hyperlink(f"B{at}", location="'" + sheet_name.replace("'", "''") + "'!A1")
    cell.style = "link"
