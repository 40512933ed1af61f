"""Everything that may be wrong with a file, by rule: how grave it is, what was expected, what to do next.

The rule ids are a contract: they stand in receipts, in `--json` and in the reasons that senders give.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from data.model import Finding, Severity, Text, day_text

SHOWN = 80  # characters of a cell that a message repeats


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule says. `expected` goes on after «cần …»; where there is none, `todo` says everything."""

    severity: Severity
    expected: Text
    todo: Text


MEND = Text("Sửa ô này rồi nộp lại.", "Mend this cell and send the file again.")
CONFIRM = Text(
    "Nếu đúng, ghi lý do xác nhận; nếu sai, sửa ô này.", "If that is right, confirm it; if not, mend the cell."
)
NOTHING = Text("", "")


def _error(vi: str, en: str, todo: Text = MEND) -> Rule:
    return Rule(Severity.ERROR, Text(vi, en), todo)


def _question(vi: str, en: str, todo: Text = CONFIRM) -> Rule:
    return Rule(Severity.QUESTION, Text(vi, en), todo)


def _info(vi: str, en: str) -> Rule:
    return Rule(Severity.INFO, NOTHING, Text(vi, en))


def _stop(vi: str, en: str) -> Rule:
    return Rule(Severity.STOP, NOTHING, Text(vi, en))


_WHOLE_VI, _WHOLE_EN = "số nguyên không âm, ví dụ 1.250", "a whole number, not negative, e.g. 1250"
_NUMBER_VI, _NUMBER_EN = "một số không âm, ví dụ 15,5", "a number, not negative, e.g. 15,5"
_DAY_VI, _DAY_EN = "ngày theo dạng ngày/tháng/năm, ví dụ 15/06/2024", "a date as day/month/year, e.g. 15/06/2024"

# What may be wrong with one cell.
CELL: dict[str, Rule] = {
    "required": _error(
        "giá trị cho cột bắt buộc, ví dụ {example}",
        "a value, the column is required, e.g. {example}",
        Text("Điền ô này rồi nộp lại.", "Fill in this cell and send the file again."),
    ),
    "error_cell": _error(
        "giá trị, không phải lỗi công thức",
        "a value, not a formula error",
        Text("Sửa công thức hoặc gõ thẳng giá trị vào ô này.", "Mend the formula or type the value into this cell."),
    ),
    "no_kept_value": _error(
        "giá trị, nhưng công thức này chưa được tính",
        "a value, but this formula was never calculated",
        Text(
            "Mở tệp bằng Excel hoặc LibreOffice, lưu lại, hoặc gõ thẳng giá trị.",
            "Open the file in Excel or LibreOffice and save it, or type the value.",
        ),
    ),
    "placeholder": _error(
        "giá trị thật hoặc ô trống, không phải chữ do phần mềm để lại",
        "a real value or a blank cell, not a word that software left",
        Text(
            "Gõ giá trị đúng; nếu không có thì xóa trắng ô này.",
            "Type the right value, or clear the cell when there is none.",
        ),
    ),
    "truth_value": _error("số hoặc chữ, không phải TRUE/FALSE", "a number or words, not TRUE/FALSE"),
    "time_value": _error("giá trị của cột này, không phải giờ", "a value of this column, not a time of day"),
    # numbers
    "not_whole": _error(_WHOLE_VI, _WHOLE_EN),
    "not_number": _error(_NUMBER_VI, _NUMBER_EN),
    "fraction": _error(
        _WHOLE_VI,
        _WHOLE_EN,
        Text(
            "Cột này đếm nên không có phần lẻ. Sửa ô này rồi nộp lại.",
            "This column counts, so it has no decimals. Mend this cell and send the file again.",
        ),
    ),
    "thousands_lost": _error(
        _WHOLE_VI,
        _WHOLE_EN,
        Text(
            "Có thể Excel đã đổi {guess} thành số này. Gõ lại {plain} (không dấu chấm) rồi nộp lại.",
            "Excel may have made this out of {guess}. Type {plain} (without a point) and send the file again.",
        ),
    ),
    "thousands_point": _question(
        _WHOLE_VI,
        _WHOLE_EN,
        Text(
            "Ô là số lẻ ba chữ số, đã đọc là {value}. Nếu đúng, ghi lý do xác nhận; nếu sai, sửa ô này.",
            "The cell holds a number with three decimals; it was read as {value}. If that is right, confirm it; if not, mend the cell.",
        ),
    ),
    "english_thousands": _question(
        "dấu chấm ngăn hàng nghìn, ví dụ 1.250",
        "a point between thousands, e.g. 1.250",
        Text(
            "Đã đọc dấu phẩy là dấu ngăn hàng nghìn: {value}. Nếu đúng, ghi lý do xác nhận; nếu sai, sửa ô này.",
            "The comma was read as standing between thousands: {value}. If that is right, confirm it; if not, mend the cell.",
        ),
    ),
    "english_decimal": _question(
        "dấu phẩy thập phân, ví dụ 98,5",
        "a decimal comma, e.g. 98,5",
        Text(
            "Đã đọc là {value}. Nếu đúng, ghi lý do xác nhận; nếu sai, sửa ô này.",
            "It was read as {value}. If that is right, confirm it; if not, mend the cell.",
        ),
    ),
    "whole_with_decimals": _question(
        _WHOLE_VI,
        _WHOLE_EN,
        Text(
            "Đã đọc là {value}. Nếu đúng, ghi lý do xác nhận; nếu sai, sửa ô này.",
            "It was read as {value}. If that is right, confirm it; if not, mend the cell.",
        ),
    ),
    "ambiguous_number": _error(
        "số chỉ hiểu được một cách: một nghìn hai trăm ba mươi tư viết 1234, một phẩy hai ba tư viết 1,2340",
        "a number that can be read in one way only: for one thousand two hundred and thirty-four write 1234, for one point two three four write 1,2340",
    ),
    "negative": _error("số không âm", "a number that is not negative"),
    "other_digits": _error("chữ số thường 0–9", "plain digits 0–9"),
    "exponent": _error("số viết đủ chữ số, không viết dạng 1E3", "a number written out, not as 1E3"),
    "number_with_unit": _error(
        "chỉ con số, không kèm đơn vị hay chữ",
        "the number alone, without a unit or words",
        Text(
            "Chỉ gõ số, theo đơn vị ghi ở tiêu đề, rồi nộp lại.",
            "Type only the number, in the unit of the heading, and send the file again.",
        ),
    ),
    "two_numbers": _error(
        "một con số duy nhất",
        "one number only",
        Text(
            "Tách mỗi số vào một ô hoặc ghi tổng, rồi nộp lại.",
            "Put each number in a cell of its own, or type their total, and send the file again.",
        ),
    ),
    "number_range": _error("một con số chính xác, không phải khoảng", "one exact number, not a range"),
    "bound": _error(
        "một con số chính xác, không phải «trên», «khoảng», «ít nhất»",
        "one exact number, not “over”, “about”, “at least”",
    ),
    "footnote": _error(
        "con số không kèm dấu chú thích",
        "the number without a footnote mark",
        Text(
            "Bỏ dấu chú thích khỏi ô số, ghi chú ở cột khác, rồi nộp lại.",
            "Take the footnote mark out of the cell and send the file again.",
        ),
    ),
    "too_large": _error("số nhỏ hơn một nghìn tỷ", "a number below one million million"),
    "became_date": _error(
        "một con số; Excel có thể đã đổi số gõ vào thành ngày",
        "a number; Excel may have turned what was typed into a date",
        Text(
            "Đặt định dạng ô là Số (Number), gõ lại con số rồi nộp lại.",
            "Set the cell's format to Number, type the number again and send the file again.",
        ),
    ),
    "share_above": _error("tỷ lệ phần trăm từ 0 đến 100", "a percentage from 0 to 100"),
    "share_fraction": _question(
        "tỷ lệ phần trăm từ 0 đến 100, ví dụ 98,5",
        "a percentage from 0 to 100, e.g. 98,5",
        Text(
            "Số không quá 1 có thể là phân số (0,985 thay cho 98,5). Nếu đúng là {value} %, ghi lý do xác nhận; nếu sai, sửa ô này.",
            "A number up to 1 may be a fraction (0.985 for 98.5). If {value} % is meant, confirm it; if not, mend the cell.",
        ),
    ),
    "shown_as_percent": _question(
        "tỷ lệ phần trăm gõ như số thường, ví dụ 98,5",
        "a percentage typed as a plain number, e.g. 98,5",
        Text(
            "Ô có định dạng phần trăm, đã đọc là {value} %. Nếu đúng, ghi lý do xác nhận; nếu sai, sửa ô này.",
            "The cell is formatted as a percentage and was read as {value} %. If that is right, confirm it; if not, mend the cell.",
        ),
    ),
    "count_as_percent": _error(
        _WHOLE_VI,
        _WHOLE_EN,
        Text(
            "Ô có định dạng phần trăm. Đặt định dạng Số (Number), gõ lại rồi nộp lại.",
            "The cell is formatted as a percentage. Set its format to Number, type it again and send the file again.",
        ),
    ),
    "wide_digits": _info(
        "Chữ số viết rộng (toàn chiều) đã được đọc như chữ số thường.", "Full-width digits were read as plain ones."
    ),
    "dash": _info(
        "Dấu gạch được hiểu là không có số liệu, không phải số 0. Nếu không phát sinh, hãy gõ 0.",
        "A dash is taken as no figure, not as zero. If there was none, type 0.",
    ),
    "dash_in_form": _question(
        "số 0 khi không phát sinh, ô trống khi chưa có số liệu",
        "0 when there was none, a blank when it is not known",
        Text(
            "Dấu gạch được hiểu là chưa báo cáo, không phải số 0. Nếu không phát sinh, gõ 0; nếu không, ghi lý do.",
            "The dash is taken as not reported, not as zero. If there was none, type 0; otherwise give the reason.",
        ),
    ),
    "not_applicable": _info("«x» được hiểu là không áp dụng.", "“x” is taken as not applicable."),
    "not_available": _info("Được hiểu là chưa có số liệu.", "Taken as not yet available."),
    "withheld": _info("Được hiểu là không công bố.", "Taken as withheld."),
    "bound_taken": _info(
        "Được hiểu là {said} {value}; con số được giữ cùng với mức này.",
        "Taken as {said_en} {value_en}; the number is kept together with that.",
    ),
    "money_unit": _question(
        "số theo triệu đồng, không kèm đơn vị khác",
        "a number in million VND, without another unit",
        Text(
            "Đã đổi{of} thành {value} triệu đồng. Nếu đúng, ghi lý do xác nhận; nếu sai, sửa ô này.",
            "It was converted{of_en} to {value_en} million VND. If that is right, confirm it; if not, mend the cell.",
        ),
    ),
    "money_units": _error(
        "số theo một đơn vị tiền; cột đơn vị tính ghi «{unit}»",
        "a number in one unit of money; the unit column says “{unit}”",
        Text(
            "Ô này và cột đơn vị tính ghi hai đơn vị khác nhau. Đổi số liệu về triệu đồng rồi nộp lại.",
            "This cell and the unit column name two units. Convert the figure to million VND and send the file again.",
        ),
    ),
    "money_fraction": _error(
        "số triệu đồng không có phần lẻ",
        "a whole number of million VND",
        Text(
            "Đổi ra được {value} triệu đồng. Làm tròn đến triệu đồng rồi nộp lại.",
            "It comes to {value_en} million VND. Round it to million VND and send the file again.",
        ),
    ),
    # choices
    "unknown_choice": _error(
        "một trong: {choices}",
        "one of: {choices_en}",
        Text("Chọn trong danh sách rồi nộp lại.", "Choose from the list and send the file again."),
    ),
    # days
    "not_a_day": _error(_DAY_VI, _DAY_EN),
    "no_such_day": _error("một ngày có thật, dạng ngày/tháng/năm", "a day that exists, as day/month/year"),
    "month_first": _error("ngày trước, tháng sau, ví dụ 25/04/2024", "the day first, then the month, e.g. 25/04/2024"),
    "day_incomplete": _error("đủ ngày, tháng và năm, ví dụ 15/06/2024", "day, month and year, e.g. 15/06/2024"),
    "year_out": _error("năm từ 1900 đến 2100", "a year from 1900 to 2100"),
    "short_year": _question(
        "năm viết đủ bốn chữ số, ví dụ 15/06/2024",
        "a year of four digits, e.g. 15/06/2024",
        Text(
            "Đã đọc là {value}. Nếu đúng, ghi lý do xác nhận; nếu sai, sửa ô này.",
            "It was read as {value}. If that is right, confirm it; if not, mend the cell.",
        ),
    ),
    "serial_text": _question(
        _DAY_VI,
        _DAY_EN,
        Text(
            "Số thứ tự ngày của Excel, đã đọc là {value}. Nếu đúng, ghi lý do xác nhận; nếu sai, sửa ô này.",
            "A serial number of Excel, read as {value}. If that is right, confirm it; if not, mend the cell.",
        ),
    ),
    # text
    "too_long": _error("không quá 1.000 ký tự", "no more than 1,000 characters"),
    "control_characters": _error(
        "chữ thường, không có ký tự điều khiển",
        "plain text without control characters",
        Text("Gõ lại nội dung ô này rồi nộp lại.", "Type the cell anew and send the file again."),
    ),
    "hidden_marks": _info(
        "Đã bỏ ký tự ẩn (không độ rộng, đổi chiều chữ) khỏi ô này.",
        "Invisible characters (zero-width, direction marks) were removed from this cell.",
    ),
    "broken_text": _error(
        "chữ tiếng Việt Unicode; chữ trong ô đã hỏng do sai bảng mã",
        "Vietnamese in Unicode; the text was broken by a wrong encoding",
        Text(
            "Gõ lại nội dung ô này, hoặc lưu lại tệp gốc với mã UTF-8, rồi nộp lại.",
            "Type the cell anew, or save the original file as UTF-8, and send it again.",
        ),
    ),
    "old_font": _error(
        "chữ Unicode; chữ trong ô viết bằng phông cũ (TCVN3 hoặc VNI)",
        "Unicode text; the cell is written in an old font's code (TCVN3 or VNI)",
        Text(
            "Chuyển sang Unicode (ví dụ bằng UniKey: Ctrl+Shift+F9) rồi nộp lại.",
            "Convert the text to Unicode and send the file again.",
        ),
    ),
    "old_font_perhaps": _question(
        "chữ Unicode; ô này có thể viết bằng phông cũ (TCVN3 hoặc VNI)",
        "Unicode text; the cell may be written in an old font's code (TCVN3 or VNI)",
    ),
    "old_font_read": _question(
        "chữ Unicode; chữ trong ô theo mã {code}",
        "Unicode text; the cell is coded in {code}",
        Text(
            "Đã chuyển «{before}» thành «{after}».{more} Nếu đúng, ghi lý do xác nhận; nếu sai, gõ lại bằng Unicode.",
            "“{before}” was converted to “{after}”.{more_en} If that is right, confirm it; if not, type it anew in Unicode.",
        ),
    ),
    "decoded_twice": _question(
        "chữ Unicode; chữ trong ô là UTF-8 bị đọc sai bảng mã",
        "Unicode text; the cell is UTF-8 that was read in a wrong encoding",
        Text(
            "Đã chuyển «{before}» thành «{after}».{more} Nếu đúng, ghi lý do xác nhận; nếu sai, gõ lại.",
            "“{before}” was converted to “{after}”.{more_en} If that is right, confirm it; if not, type it anew.",
        ),
    ),
    "lost_letters": _question(
        "chữ đủ dấu; dấu «?» giữa từ có thể là chữ đã mất", "whole words; a “?” within a word may be a lost letter"
    ),
    "date_in_text": _question(
        "chữ; Excel có thể đã đổi nội dung gõ vào thành ngày",
        "text; Excel may have turned what was typed into a date",
        Text(
            "Đã đọc là «{value}». Nếu đúng, ghi lý do xác nhận; nếu sai, sửa ô này.",
            "It was read as “{value}”. If that is right, confirm it; if not, mend the cell.",
        ),
    ),
    "digits_lost": _error(
        "số hiệu dài ở dạng chữ; Excel chỉ giữ 15 chữ số",
        "a long number as text; Excel keeps only 15 digits",
        Text(
            "Đặt định dạng ô là Văn bản (Text), gõ lại rồi nộp lại.",
            "Set the cell's format to Text, type it again and send the file again.",
        ),
    ),
    # the form
    "unknown_figure": _error(
        "mã chỉ tiêu có trong biểu: {codes}",
        "a code of the form: {codes}",
        Text("Sửa mã chỉ tiêu hoặc bỏ dòng này.", "Mend the code or drop the row."),
    ),
    "unclear_figure": _error(
        "mã chỉ tiêu; tên này có ở nhiều chỉ tiêu: {codes}",
        "a code; several figures have this name: {codes}",
        Text(
            "Ghi mã chỉ tiêu ở đầu dòng rồi nộp lại.", "Put the code at the start of the row and send the file again."
        ),
    ),
    "figure_twice": _error(
        "mỗi mã chỉ tiêu một dòng; mã này đã có ở dòng {first}",
        "one row a code; this code stands in row {first} already",
        Text("Bỏ một trong hai dòng rồi nộp lại.", "Drop one of the rows and send the file again."),
    ),
    "figure_name": _error(
        "tên chỉ tiêu của mã {code}: {name}",
        "the name of {code}: {name}",
        Text(
            "Mã và tên không khớp. Sửa lại cho khớp rồi nộp lại.",
            "Code and name do not agree. Mend them and send the file again.",
        ),
    ),
    "unit_differs": _error(
        "đơn vị tính: {unit}",
        "the unit: {unit}",
        Text(
            "Đơn vị khác biểu mẫu. Đổi số liệu về đúng đơn vị, sửa ô này rồi nộp lại.",
            "The unit is not the form's. Convert the figures, mend this cell and send the file again.",
        ),
    ),
    "unit_other": _question(
        "đơn vị tính: {unit}",
        "the unit: {unit}",
        Text(
            "Đơn vị ghi khác biểu mẫu. Nếu số liệu đúng đơn vị của biểu mẫu, ghi lý do xác nhận; nếu không, đổi số liệu.",
            "The unit is not written as on the form. If the figures are in the form's unit, confirm it; if not, convert them.",
        ),
    ),
    "year_to_date_of_stock": _error(
        "ô trống, hoặc cùng số với cột «Trong quý»: chỉ tiêu thời điểm không cộng dồn",
        "a blank, or the same as “In the quarter”: a stock does not add up",
        Text("Sửa hoặc xóa ô này rồi nộp lại.", "Mend or clear this cell and send the file again."),
    ),
    "year_to_date_ignored": _info(
        "Chỉ tiêu thời điểm không cộng dồn; số lũy kế bằng số cuối quý nên không dùng đến.",
        "A stock does not add up; its year-to-date equals the quarter's figure and is not used.",
    ),
    "yearly_line": _error(
        "ô trống: {code} là chỉ tiêu năm, gửi cùng số liệu quý IV/{year}",
        "a blank: {code} is a yearly figure, sent with the figures of Q4 {year}",
        Text(
            "Xóa ô này và ghi số cả năm trong biểu quý IV.",
            "Clear this cell and put the year's figure on the form of the fourth quarter.",
        ),
    ),
    "yearly_in_quarter": _error(
        "ô trống: {code} là chỉ tiêu năm, không có số riêng của quý",
        "a blank: {code} is a yearly figure and has none of the quarter",
        Text(
            "Chuyển số cả năm sang cột «Lũy kế từ đầu năm» và xóa ô này.",
            "Put the year's total under “Year to date” and clear this cell.",
        ),
    ),
    # the state of a list's data
    "unknown_state": _error(
        "một trong: {choices}",
        "one of: {choices_en}",
        Text(
            "Chọn tình trạng số liệu trong danh sách rồi nộp lại.",
            "Choose the state of the data from the list and send the file again.",
        ),
    ),
}

# What may be wrong with a sheet, its headings or its rows. Their `todo` is the whole sentence.
SHEET: dict[str, Rule] = {
    "unknown_sheet": _info(
        "Không nhận ra sheet này là phần nào của biểu nên không nạp.",
        "This sheet is no part of the form and was not loaded.",
    ),
    "unclear_sheet": _info(
        "Tiêu đề của sheet này giống nhiều phần của biểu ({tables}) nên không nạp. Đặt tên sheet theo biểu mẫu.",
        "The headings of this sheet fit several parts of the form ({tables}), so it was not loaded. Name the sheet as in the template.",
    ),
    "table_twice": _error(
        "phần «{label}» chỉ ở một sheet",
        "“{label_en}” on one sheet only",
        Text(
            "Phần «{label}» đã có ở sheet «{first}». Gộp hoặc bỏ một sheet rồi nộp lại.",
            "“{label_en}” is already on sheet “{first}”. Merge the sheets or drop one, and send the file again.",
        ),
    ),
    "no_header": _error(
        "dòng tiêu đề của phần «{label}»",
        "the headings of “{label_en}”",
        Text(
            "Không thấy dòng tiêu đề. Dùng đúng biểu mẫu, giữ nguyên dòng tiêu đề, rồi nộp lại.",
            "No row of headings was found. Use the template, keep its headings, and send the file again.",
        ),
    ),
    "missing_column": _error(
        "cột bắt buộc «{heading}»",
        "the required column “{heading_en}”",
        Text(
            "Thiếu cột bắt buộc «{heading}». Thêm cột này ở dòng tiêu đề rồi nộp lại.",
            "The required column “{heading_en}” is missing. Add it to the headings and send the file again.",
        ),
    ),
    "column_twice": _error(
        "cột «{heading}» chỉ một lần",
        "column “{heading_en}” once only",
        Text(
            "Cột «{heading}» đã có ở cột {first}. Bỏ hoặc đổi tên một trong hai cột.",
            "“{heading_en}” is already column {first}. Drop or rename one of them.",
        ),
    ),
    "scaled_heading": _error(
        "số đếm từng đơn vị, không theo nghìn hay triệu",
        "single units, not thousands or millions",
        Text(
            "Tiêu đề ghi đơn vị khác biểu mẫu. Đổi số liệu về đơn vị của biểu mẫu rồi sửa tiêu đề.",
            "The heading names another unit than the form's. Convert the figures, then mend the heading.",
        ),
    ),
    "old_font_heading": _info(
        "Tiêu đề theo mã cũ ({code}), đã đọc là «{after}».",
        "The heading is in an old code ({code}) and was read as “{after}”.",
    ),
    "extra_column": _info(
        "Cột này không có trong biểu nên không nạp.", "This column is no part of the form and was not loaded."
    ),
    "unheaded_cells": _info(
        "Có nội dung ngoài các cột của biểu; phần này không nạp.",
        "There is something outside the form's columns; it was not loaded.",
    ),
    "hidden_sheet": _info("Sheet đang ẩn; nội dung vẫn được đọc.", "The sheet is hidden; it was read all the same."),
    "hidden_rows": _info("Các dòng đang ẩn vẫn được đọc: {rows}.", "Hidden rows were read all the same: {rows}."),
    "hidden_columns": _info(
        "Các cột đang ẩn vẫn được đọc: {columns}.", "Hidden columns were read all the same: {columns}."
    ),
    "merged_cells": _error(
        "mỗi ô một giá trị, không gộp ô {range}",
        "a value in each cell, {range} not merged",
        Text(
            "Các ô {range} đã gộp nên chỉ ô đầu có giá trị. Bỏ gộp ô, điền từng ô, rồi nộp lại.",
            "Cells {range} are merged, so only the first has a value. Unmerge them, fill in each, and send the file again.",
        ),
    ),
    "headings_again": _info(
        "Dòng này lặp lại tiêu đề, không nạp.", "This row repeats the headings and was not loaded."
    ),
    "total_row": _info("Dòng tổng, không nạp.", "A total, not loaded."),
    "section_row": _info("Dòng đề mục, không có số liệu, không nạp.", "A caption without figures, not loaded."),
    "footer": _info("Phần ghi chú, chữ ký dưới bảng, không nạp.", "Notes and signatures under the table, not loaded."),
    "more_errors": Rule(
        Severity.ERROR,
        NOTHING,
        Text(
            "Còn {count} ô khác của cột «{heading}», từ dòng {first} đến dòng {last}, có cùng loại lỗi ({kind}). Sửa các lỗi đã liệt kê trước.",
            "{count} more cells of column “{heading_en}”, rows {first} to {last}, have the same kind of fault ({kind}). Mend the ones listed first.",
        ),
    ),
    "more_questions": Rule(
        Severity.QUESTION,
        NOTHING,
        Text(
            "Còn {count} ô khác của cột «{heading}», từ dòng {first} đến dòng {last}, cần giải trình cùng một điều ({kind}).",
            "{count} more cells of column “{heading_en}”, rows {first} to {last}, raise the same question ({kind}).",
        ),
    ),
    "more_notes": _info(
        "Còn {count} ô khác của cột «{heading}», từ dòng {first} đến dòng {last}, cũng vậy ({kind}).",
        "The same goes for {count} more cells of column “{heading_en}”, rows {first} to {last} ({kind}).",
    ),
}

# What may be wrong with the file as a whole.
FILE: dict[str, Rule] = {
    "empty_file": _stop("Tệp trống. Kiểm tra lại tệp rồi nộp lại.", "The file is empty. Check it and send it again."),
    "too_big": _stop(
        "Tệp lớn hơn 20 MB. Bỏ hình ảnh và sheet thừa, hoặc chia nhỏ, rồi nộp lại.",
        "The file is larger than 20 MB. Remove pictures and spare sheets, or split it, and send it again.",
    ),
    "unknown_kind": _stop(
        "Tệp không phải là bảng tính. Nhận .xlsx, .xls, .ods, .csv, .tsv.",
        "The file is not a spreadsheet. Accepted are .xlsx, .xls, .ods, .csv, .tsv.",
    ),
    "wrong_name": _info(
        "Tên tệp có đuôi «{extension}» nhưng nội dung là {kind}; đã đọc theo nội dung.",
        "The file's name ends in “{extension}” but it holds {kind}; it was read as what it holds.",
    ),
    "web_page": _stop(
        "Tệp là trang web (HTML) mang tên bảng tính. Mở bằng Excel, chọn Lưu thành (Save As) .xlsx rồi nộp lại.",
        "The file is a web page (HTML) under a spreadsheet's name. Open it in Excel, save it as .xlsx and send that.",
    ),
    "xml_file": _stop(
        "Tệp là XML, không phải bảng tính .xlsx. Mở bằng Excel, chọn Lưu thành (Save As) .xlsx rồi nộp lại.",
        "The file is XML, not an .xlsx workbook. Open it in Excel, save it as .xlsx and send that.",
    ),
    "other_document": _stop(
        "Tệp là {kind}, không phải bảng tính. Nộp bảng tính .xlsx, .xls, .ods hoặc CSV.",
        "The file is {kind_en}, not a spreadsheet. Send .xlsx, .xls, .ods or CSV.",
    ),
    "binary_workbook": _stop(
        "Định dạng .xlsb không được nhận. Mở bằng Excel, lưu thành .xlsx rồi nộp lại.",
        "The .xlsb format is not accepted. Open it in Excel, save it as .xlsx and send that.",
    ),
    "old_workbook": _stop(
        "Tệp .xls quá cũ (trước Excel 97). Mở bằng Excel, lưu thành .xlsx rồi nộp lại.",
        "The .xls file is too old (before Excel 97). Open it in Excel, save it as .xlsx and send that.",
    ),
    "encrypted": _stop(
        "Tệp có mật khẩu. Bỏ mật khẩu mở tệp rồi nộp lại.",
        "The file is protected by a password. Remove it and send the file again.",
    ),
    "damaged": _stop(
        "Tệp hỏng hoặc tải lên chưa trọn. Mở lại bằng Excel, lưu thành tệp mới rồi nộp lại.",
        "The file is damaged or incomplete. Open it in Excel, save it as a new file and send that.",
    ),
    "macros": _stop(
        "Tệp có macro (chương trình). Lưu thành .xlsx không macro rồi nộp lại.",
        "The file holds macros (a program). Save it as .xlsx without macros and send that.",
    ),
    "too_many_parts": _stop(
        "Tệp có quá nhiều thành phần bên trong. Chép số liệu sang biểu mẫu mới rồi nộp lại.",
        "The file has too many parts inside. Copy the data into a new template and send that.",
    ),
    "too_big_unpacked": _stop(
        "Tệp quá lớn sau khi giải nén (hơn 120 MB). Xóa dòng, cột, sheet thừa rồi nộp lại.",
        "Unpacked, the file is too large (over 120 MB). Remove spare rows, columns and sheets and send it again.",
    ),
    "unsafe_part": _stop(
        "Cấu trúc bên trong tệp không hợp lệ hoặc không an toàn. Chép số liệu sang biểu mẫu mới rồi nộp lại.",
        "The file's inner structure is not valid or not safe. Copy the data into a new template and send that.",
    ),
    "too_many_rows": _stop(
        "Sheet «{sheet}» có nội dung ở ô {cell}, quá giới hạn 250.000 dòng. Xóa nội dung thừa ở xa bảng hoặc chia nhỏ tệp.",
        "Sheet “{sheet}” has something in cell {cell}, beyond the limit of 250,000 rows. Delete what is far from the table, or split the file.",
    ),
    "too_many_columns": _stop(
        "Sheet «{sheet}» có nội dung ở ô {cell}, quá giới hạn 256 cột. Xóa nội dung thừa ở xa bảng.",
        "Sheet “{sheet}” has something in cell {cell}, beyond the limit of 256 columns. Delete what is far from the table.",
    ),
    "too_many_cells": _stop(
        "Vùng dữ liệu của sheet «{sheet}» quá rộng (đến ô {cell}). Xóa nội dung thừa ở xa bảng hoặc chia nhỏ tệp.",
        "The area in use on sheet “{sheet}” is too large (up to cell {cell}). Delete what is far from the table, or split the file.",
    ),
    "cell_past_sheet": _stop(
        "Sheet «{sheet}» có ô nằm ngoài bảng tính; tệp không do Excel tạo hoặc đã hỏng. Chép số liệu sang biểu mẫu mới.",
        "Sheet “{sheet}” has a cell outside any worksheet; the file is damaged or not made by Excel. Copy the data into a new template.",
    ),
    "cell_twice": _stop(
        "Sheet «{sheet}» ghi ô {cell} hai lần; tệp hỏng. Mở bằng Excel, lưu thành tệp mới rồi nộp lại.",
        "Sheet “{sheet}” holds cell {cell} twice; the file is damaged. Open it in Excel, save it as a new file and send that.",
    ),
    "links": _info(
        "Tệp có liên kết tới tệp khác; đã dùng giá trị lưu sẵn trong ô.",
        "The file links to other files; the values kept in its cells were used.",
    ),
    "embedded": _info(
        "Tệp có đối tượng nhúng hoặc hình; phần này không được đọc.",
        "The file has embedded objects; they were not read.",
    ),
    "not_our_template": _stop(
        "Tệp lập theo biểu mẫu khác («{template}»). Tải biểu mẫu ở trang Nộp số liệu rồi điền lại.",
        "The file follows another template (“{template}”). Download the template from the page Submit and fill it in.",
    ),
    "no_sheet": _stop(
        "Không có sheet nào giống biểu mẫu. Tải biểu mẫu ở trang Nộp số liệu rồi điền vào đó.",
        "No sheet of this file looks like the template. Download the template from the page Submit and fill it in.",
    ),
    "unclear_table": _stop(
        "Không nhận ra tệp này là phần nào của biểu. Dòng tiêu đề phải ghi tên cột như biểu mẫu: {tables}.",
        "It is not clear which part of the form this file is. Its headings must be those of the template: {tables_en}.",
    ),
    "undecodable": _stop(
        "Không đọc được bảng mã chữ của tệp. Lưu lại dạng «CSV UTF-8» hoặc .xlsx rồi nộp lại.",
        "The text encoding of the file cannot be read. Save it as “CSV UTF-8” or .xlsx and send that.",
    ),
    "nul_bytes": _stop(
        "Tệp chữ có ký tự rỗng (NUL), có thể đã hỏng. Lưu lại dạng «CSV UTF-8» hoặc .xlsx rồi nộp lại.",
        "The text file holds NUL characters and may be damaged. Save it as “CSV UTF-8” or .xlsx and send that.",
    ),
    "bad_quotes": _stop(
        "Dấu ngoặc kép mở mà không đóng, hoặc đặt sai, ở khoảng dòng {row}. Sửa dấu ngoặc kép rồi nộp lại.",
        "A quotation mark is not closed, or is misplaced, near row {row}. Mend it and send the file again.",
    ),
    "ragged_row": _error(
        "{expected} ô như dòng tiêu đề",
        "{expected} cells as in the headings",
        Text(
            "Dòng này có {count} ô, tiêu đề có {expected} ô. Kiểm tra dấu ngăn cách trong dòng này rồi nộp lại.",
            "This row has {count} cells, the headings have {expected}. Check the separators in this row and send the file again.",
        ),
    ),
    "too_heavy": _stop(
        "Tệp đòi quá nhiều bộ nhớ để đọc. Xóa dòng, cột, sheet thừa hoặc chia nhỏ, rồi nộp lại.",
        "Reading the file takes too much memory. Remove spare rows, columns and sheets, or split it, and send it again.",
    ),
    "too_slow": _stop(
        "Tệp đòi quá nhiều thời gian để đọc. Xóa dòng, cột, sheet thừa hoặc chia nhỏ, rồi nộp lại.",
        "Reading the file takes too long. Remove spare rows, columns and sheets, or split it, and send it again.",
    ),
    "unreadable": _stop(
        "Không đọc được tệp này. Mở lại bằng Excel, lưu thành tệp .xlsx mới rồi nộp lại.",
        "This file cannot be read. Open it in Excel, save it as a new .xlsx file and send that.",
    ),
}

RULES = CELL | SHEET | FILE


class Refused(Exception):  # noqa: N818  not an error of ours: the file is refused, in words for its sender
    """The file is no submission; carries the one finding that says why."""

    def __init__(self, rule: str, sheet: str = "", cell: str = "", **words: object) -> None:
        self.finding = of_file(rule, sheet, cell, **words)
        super().__init__(self.finding.message.en)


def shown(value: object) -> str:
    """What stood in a cell, short enough to be repeated, every character of it visible."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime | date):
        return day_text(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    words = "".join(c if c.isprintable() else "·" for c in " ".join(str(value)[: 4 * SHOWN].split()))
    return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"


def of_file(rule: str, sheet: str = "", cell: str = "", **words: object) -> Finding:
    """A finding about the whole file."""
    said, row = RULES[rule], words.get("row")
    return Finding(
        rule,
        said.severity,
        said.todo.format(sheet=shown(sheet), cell=cell, **words),
        sheet=sheet,
        cell=cell,
        row=row if isinstance(row, int) else None,
        expected=said.expected.format(**words),
    )


def of_sheet(
    rule: str,
    sheet: str,
    table: str = "",
    cell: str = "",
    row: int | None = None,
    column: str = "",
    received: object = "",
    **words: object,
) -> Finding:
    """A finding about a sheet, its headings or a row of it; its `todo` is said after the place."""
    said = RULES[rule]
    what = shown(received)
    place_vi = f"Sheet «{shown(sheet)}»" + (f", ô {cell}" if cell else "") + (f" («{what}»)" if what else "")
    place_en = f"Sheet “{shown(sheet)}”" + (f", cell {cell}" if cell else "") + (f" (“{what}”)" if what else "")
    todo = said.todo.format(**words)
    message = Text(f"{place_vi}: {todo.vi}", f"{place_en}: {todo.en}")
    return Finding(rule, said.severity, message, sheet, cell, row, column, table, what, said.expected.format(**words))


@dataclass(frozen=True, slots=True)
class CellFault:
    """A rule and one value that offends it, to be said of every cell of a column that holds the value."""

    rule: str
    severity: Severity
    before: Text  # the message up to the cell's address, and after it
    after: Text
    sheet: str
    column: str
    table: str
    received: str
    expected: Text

    def at(self, cell: str, row: int) -> Finding:
        message = Text(self.before.vi + cell + self.after.vi, self.before.en + cell + self.after.en)
        return Finding(
            self.rule,
            self.severity,
            message,
            self.sheet,
            cell,
            row,
            self.column,
            self.table,
            self.received,
            self.expected,
        )


def of_cell(
    rule: str, sheet: str, table: str, column: str, heading: Text, received: object, **words: object
) -> CellFault:
    """What is wrong with one value of a column."""
    said = RULES[rule]
    what = shown(received)
    expected, todo = said.expected.format(**words), said.todo.format(**words)
    vi = f"nhận «{what}»" if what else "ô để trống"
    en = f"received “{what}”" if what else "the cell is blank"
    after = Text(
        f" («{heading.vi}»): {vi}{', cần ' + expected.vi if expected.vi else ''}. {todo.vi}",
        f" (“{heading.en}”): {en}{', expected ' + expected.en if expected.en else ''}. {todo.en}",
    )
    before = Text(f"Sheet «{shown(sheet)}», ô ", f"Sheet “{shown(sheet)}”, cell ")
    return CellFault(rule, said.severity, before, after, sheet, column, table, what, expected)
