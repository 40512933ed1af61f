"""What may be wrong with one cell, or with one line of a form."""

from data.model import Text
from data.rules.declare import CELL_MESSAGE, CELL_NOTE, Rule

MEND = ("Sửa ô này rồi nộp lại.", "Mend this cell and send the file again.")
_CONFIRM = ("Nếu đúng, ghi lý do xác nhận; nếu sai, sửa ô này.", "If that is right, confirm it; if not, mend the cell.")
_WHOLE = ("số nguyên không âm, ví dụ 1.250", "a whole number, not negative, e.g. 1250")
_NUMBER = ("một số không âm, ví dụ 15,5", "a number, not negative, e.g. 15,5")
_DAY = ("ngày theo dạng ngày/tháng/năm, ví dụ 15/06/2024", "a date as day/month/year, e.g. 15/06/2024")
_READ_AS = (
    "Đã đọc là {value}. Nếu đúng, ghi lý do xác nhận; nếu sai, sửa ô này.",
    "It was read as {value}. If that is right, confirm it; if not, mend the cell.",
)
_PERCENT = ("tỷ lệ phần trăm từ 0 đến 100, ví dụ 98,5", "a percentage from 0 to 100, e.g. 98,5")

_info = CELL_NOTE.info


def _error(vi: str, en: str, todo_vi: str = MEND[0], todo_en: str = MEND[1]) -> Rule:
    """What was expected comes first, what to do after it."""
    return CELL_MESSAGE.error(todo_vi, todo_en, vi, en)


def _question(vi: str, en: str, todo_vi: str = _CONFIRM[0], todo_en: str = _CONFIRM[1]) -> Rule:
    return CELL_MESSAGE.question(todo_vi, todo_en, vi, en)


CELL: dict[str, Rule] = {
    "required": _error(
        *("giá trị cho cột bắt buộc, ví dụ {example}", "a value, the column is required, e.g. {example}"),
        *("Điền ô này rồi nộp lại.", "Fill in this cell and send the file again."),
    ),
    "error_cell": _error(
        *("giá trị, không phải lỗi công thức", "a value, not a formula error"),
        *("Sửa công thức hoặc gõ thẳng giá trị vào ô này.", "Mend the formula or type the value into this cell."),
    ),
    "no_kept_value": _error(
        *("giá trị, nhưng công thức này chưa được tính", "a value, but this formula was never calculated"),
        "Mở tệp bằng Excel hoặc LibreOffice, lưu lại, hoặc gõ thẳng giá trị.",
        "Open the file in Excel or LibreOffice and save it, or type the value.",
    ),
    "placeholder": _error(
        "giá trị thật hoặc ô trống, không phải chữ do phần mềm để lại",
        "a real value or a blank cell, not a word that software left",
        "Gõ giá trị đúng; nếu không có thì xóa trắng ô này.",
        "Type the right value, or clear the cell when there is none.",
    ),
    "ditto": _error(
        "nội dung của chính dòng này, viết đầy đủ, không phải dấu «như trên»",
        "what this row itself says, written out, not a mark for the row above",
        "Chép lại nội dung của dòng trên vào ô này.",
        "Copy what the row above says into this cell.",
    ),
    "truth_value": _error("số hoặc chữ, không phải TRUE/FALSE", "a number or words, not TRUE/FALSE"),
    "time_value": _error("giá trị của cột này, không phải giờ", "a value of this column, not a time of day"),
    # numbers
    "not_whole": _error(*_WHOLE),
    "not_number": _error(*_NUMBER),
    "fraction": _error(
        *_WHOLE,
        "Cột này đếm nên không có phần lẻ. Sửa ô này rồi nộp lại.",
        "This column counts, so it has no decimals. Mend this cell and send the file again.",
    ),
    "thousands_lost": _error(
        *_WHOLE,
        "Có thể Excel đã đổi {guess} thành số này. Gõ lại {plain} (không dấu chấm) rồi nộp lại.",
        "Excel may have made this out of {guess}. Type {plain} (without a point) and send the file again.",
    ),
    "thousands_point": _question(
        *_WHOLE,
        "Ô là số lẻ ba chữ số, đã đọc là {value}. Nếu đúng, ghi lý do xác nhận; nếu sai, sửa ô này.",
        "The cell holds a number with three decimals; it was read as {value}. If that is right, confirm it; if not, mend the cell.",
    ),
    "english_thousands": _question(
        *("dấu chấm ngăn hàng nghìn, ví dụ 1.250", "a point between thousands, e.g. 1.250"),
        "Đã đọc dấu phẩy là dấu ngăn hàng nghìn: {value}. Nếu đúng, ghi lý do xác nhận; nếu sai, sửa ô này.",
        "The comma was read as standing between thousands: {value}. If that is right, confirm it; if not, mend the cell.",
    ),
    "english_decimal": _question("dấu phẩy thập phân, ví dụ 98,5", "a decimal comma, e.g. 98,5", *_READ_AS),
    "whole_with_decimals": _question(*_WHOLE, *_READ_AS),
    "ambiguous_number": _error(
        "số chỉ hiểu được một cách: một nghìn hai trăm ba mươi tư viết 1234, một phẩy hai ba tư viết 1,2340",
        "a number that can be read in one way only: for one thousand two hundred and thirty-four write 1234, for one point two three four write 1,2340",
    ),
    "negative": _error("số không âm", "a number that is not negative"),
    "other_digits": _error("chữ số thường 0–9", "plain digits 0–9"),
    "exponent": _error("số viết đủ chữ số, không viết dạng 1E3", "a number written out, not as 1E3"),
    "number_with_unit": _error(
        *("chỉ con số, không kèm đơn vị hay chữ", "the number alone, without a unit or words"),
        "Chỉ gõ số, theo đơn vị ghi ở tiêu đề, rồi nộp lại.",
        "Type only the number, in the unit of the heading, and send the file again.",
    ),
    "two_numbers": _error(
        *("một con số duy nhất", "one number only"),
        "Tách mỗi số vào một ô hoặc ghi tổng, rồi nộp lại.",
        "Put each number in a cell of its own, or type their total, and send the file again.",
    ),
    "number_range": _error("một con số chính xác, không phải khoảng", "one exact number, not a range"),
    "bound": _error(
        "một con số chính xác, không phải «trên», «khoảng», «ít nhất»",
        "one exact number, not “over”, “about”, “at least”",
    ),
    "footnote": _error(
        *("con số không kèm dấu chú thích", "the number without a footnote mark"),
        "Bỏ dấu chú thích khỏi ô số, ghi chú ở cột khác, rồi nộp lại.",
        "Take the footnote mark out of the cell and send the file again.",
    ),
    "too_large": _error("số nhỏ hơn một nghìn tỷ", "a number below one million million"),
    "became_date": _error(
        "một con số; Excel có thể đã đổi số gõ vào thành ngày",
        "a number; Excel may have turned what was typed into a date",
        "Đặt định dạng ô là Số (Number), gõ lại con số rồi nộp lại.",
        "Set the cell's format to Number, type the number again and send the file again.",
    ),
    "share_above": _error("tỷ lệ phần trăm từ 0 đến 100", "a percentage from 0 to 100"),
    "share_fraction": _question(
        *_PERCENT,
        "Số không quá 1 có thể là phân số (0,985 thay cho 98,5). Nếu đúng là {value} %, ghi lý do xác nhận; nếu sai, sửa ô này.",
        "A number up to 1 may be a fraction (0.985 for 98.5). If {value} % is meant, confirm it; if not, mend the cell.",
    ),
    "shown_as_percent": _question(
        *("tỷ lệ phần trăm gõ như số thường, ví dụ 98,5", "a percentage typed as a plain number, e.g. 98,5"),
        "Ô có định dạng phần trăm, đã đọc là {value} %. Nếu đúng, ghi lý do xác nhận; nếu sai, sửa ô này.",
        "The cell is formatted as a percentage and was read as {value} %. If that is right, confirm it; if not, mend the cell.",
    ),
    "count_as_percent": _error(
        *_WHOLE,
        "Ô có định dạng phần trăm. Đặt định dạng Số (Number), gõ lại rồi nộp lại.",
        "The cell is formatted as a percentage. Set its format to Number, type it again and send the file again.",
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
        "Dấu gạch được hiểu là chưa báo cáo, không phải số 0. Nếu không phát sinh, gõ 0; nếu không, ghi lý do.",
        "The dash is taken as not reported, not as zero. If there was none, type 0; otherwise give the reason.",
    ),
    "not_applicable": _info("«x» được hiểu là không áp dụng.", "“x” is taken as not applicable."),
    "not_available": _info("Được hiểu là chưa có số liệu.", "Taken as not yet available."),
    "withheld": _info("Được hiểu là không công bố.", "Taken as withheld."),
    "bound_taken": _info(
        "Được hiểu là {said} {value}; con số được giữ cùng với mức này.",
        "Taken as {said} {value}; the number is kept together with that.",
    ),
    "money_unit": _question(
        *("số theo triệu đồng, không kèm đơn vị khác", "a number in million VND, without another unit"),
        "Đã đổi{of} thành {value} triệu đồng. Nếu đúng, ghi lý do xác nhận; nếu sai, sửa ô này.",
        "It was converted{of} to {value} million VND. If that is right, confirm it; if not, mend the cell.",
    ),
    "money_units": _error(
        "số theo một đơn vị tiền; cột đơn vị tính ghi «{unit}»",
        "a number in one unit of money; the unit column says “{unit}”",
        "Ô này và cột đơn vị tính ghi hai đơn vị khác nhau. Đổi số liệu về triệu đồng rồi nộp lại.",
        "This cell and the unit column name two units. Convert the figure to million VND and send the file again.",
    ),
    "money_fraction": _error(
        *("số triệu đồng không có phần lẻ", "a whole number of million VND"),
        "Đổi ra được {value} triệu đồng. Làm tròn đến triệu đồng rồi nộp lại.",
        "It comes to {value} million VND. Round it to million VND and send the file again.",
    ),
    # choices
    "unknown_choice": _error(
        *("một trong: {choices}", "one of: {choices}"),
        *("Chọn trong danh sách rồi nộp lại.", "Choose from the list and send the file again."),
    ),
    # days
    "not_a_day": _error(*_DAY),
    "no_such_day": _error("một ngày có thật, dạng ngày/tháng/năm", "a day that exists, as day/month/year"),
    "month_first": _error("ngày trước, tháng sau, ví dụ 25/04/2024", "the day first, then the month, e.g. 25/04/2024"),
    "day_incomplete": _error("đủ ngày, tháng và năm, ví dụ 15/06/2024", "day, month and year, e.g. 15/06/2024"),
    "year_out": _error("năm từ 1900 đến 2100", "a year from 1900 to 2100"),
    "short_year": _question(
        "năm viết đủ bốn chữ số, ví dụ 15/06/2024", "a year of four digits, e.g. 15/06/2024", *_READ_AS
    ),
    "serial_text": _question(
        *_DAY,
        "Số thứ tự ngày của Excel, đã đọc là {value}. Nếu đúng, ghi lý do xác nhận; nếu sai, sửa ô này.",
        "A serial number of Excel, read as {value}. If that is right, confirm it; if not, mend the cell.",
    ),
    # text
    "too_long": _error("không quá 1.000 ký tự", "no more than 1,000 characters"),
    "control_characters": _error(
        *("chữ thường, không có ký tự điều khiển", "plain text without control characters"),
        *("Gõ lại nội dung ô này rồi nộp lại.", "Type the cell anew and send the file again."),
    ),
    "hidden_marks": _info(
        "Đã bỏ ký tự ẩn (không độ rộng, đổi chiều chữ) khỏi ô này.",
        "Invisible characters (zero-width, direction marks) were removed from this cell.",
    ),
    "broken_text": _error(
        "chữ tiếng Việt Unicode; chữ trong ô đã hỏng do sai bảng mã",
        "Vietnamese in Unicode; the text was broken by a wrong encoding",
        "Gõ lại nội dung ô này, hoặc lưu lại tệp gốc với mã UTF-8, rồi nộp lại.",
        "Type the cell anew, or save the original file as UTF-8, and send it again.",
    ),
    "old_font": _error(
        "chữ Unicode; chữ trong ô viết bằng phông cũ (TCVN3 hoặc VNI)",
        "Unicode text; the cell is written in an old font's code (TCVN3 or VNI)",
        "Chuyển sang Unicode (ví dụ bằng UniKey: Ctrl+Shift+F9) rồi nộp lại.",
        "Convert the text to Unicode and send the file again.",
    ),
    "old_font_perhaps": _question(
        "chữ Unicode; ô này có thể viết bằng phông cũ (TCVN3 hoặc VNI)",
        "Unicode text; the cell may be written in an old font's code (TCVN3 or VNI)",
    ),
    "old_font_read": _question(
        *("chữ Unicode; chữ trong ô theo mã {code}", "Unicode text; the cell is coded in {code}"),
        "Đã chuyển «{before}» thành «{after}».{more} Nếu đúng, ghi lý do xác nhận; nếu sai, gõ lại bằng Unicode.",
        "“{before}” was converted to “{after}”.{more} If that is right, confirm it; if not, type it anew in Unicode.",
    ),
    "decoded_twice": _question(
        "chữ Unicode; chữ trong ô là UTF-8 bị đọc sai bảng mã",
        "Unicode text; the cell is UTF-8 that was read in a wrong encoding",
        "Đã chuyển «{before}» thành «{after}».{more} Nếu đúng, ghi lý do xác nhận; nếu sai, gõ lại.",
        "“{before}” was converted to “{after}”.{more} If that is right, confirm it; if not, type it anew.",
    ),
    "lost_letters": _question(
        "chữ đủ dấu; dấu «?» giữa từ có thể là chữ đã mất", "whole words; a “?” within a word may be a lost letter"
    ),
    "date_in_text": _question(
        "chữ; Excel có thể đã đổi nội dung gõ vào thành ngày",
        "text; Excel may have turned what was typed into a date",
        "Đã đọc là «{value}». Nếu đúng, ghi lý do xác nhận; nếu sai, sửa ô này.",
        "It was read as “{value}”. If that is right, confirm it; if not, mend the cell.",
    ),
    "digits_lost": _error(
        *("số hiệu dài ở dạng chữ; Excel chỉ giữ 15 chữ số", "a long number as text; Excel keeps only 15 digits"),
        "Đặt định dạng ô là Văn bản (Text), gõ lại rồi nộp lại.",
        "Set the cell's format to Text, type it again and send the file again.",
    ),
    # the form
    "unknown_figure": _error(
        *("mã chỉ tiêu có trong biểu: {codes}", "a code of the form: {codes}"),
        *("Sửa mã chỉ tiêu hoặc bỏ dòng này.", "Mend the code or drop the row."),
    ),
    "unclear_figure": _error(
        *("mã chỉ tiêu; tên này có ở nhiều chỉ tiêu: {codes}", "a code; several figures have this name: {codes}"),
        *("Ghi mã chỉ tiêu ở đầu dòng rồi nộp lại.", "Put the code at the start of the row and send the file again."),
    ),
    "figure_twice": _error(
        "mỗi mã chỉ tiêu một dòng; mã này đã có ở dòng {first}",
        "one row a code; this code stands in row {first} already",
        *("Bỏ một trong hai dòng rồi nộp lại.", "Drop one of the rows and send the file again."),
    ),
    "figure_name": _error(
        *("tên chỉ tiêu của mã {code}: {name}", "the name of {code}: {name}"),
        "Mã và tên không khớp. Sửa lại cho khớp rồi nộp lại.",
        "Code and name do not agree. Mend them and send the file again.",
    ),
    "unit_differs": _error(
        *("đơn vị tính: {unit}", "the unit: {unit}"),
        "Đơn vị khác biểu mẫu. Đổi số liệu về đúng đơn vị, sửa ô này rồi nộp lại.",
        "The unit is not the form's. Convert the figures, mend this cell and send the file again.",
    ),
    "unit_other": _question(
        *("đơn vị tính: {unit}", "the unit: {unit}"),
        "Đơn vị ghi khác biểu mẫu. Nếu số liệu đúng đơn vị của biểu mẫu, ghi lý do xác nhận; nếu không, đổi số liệu.",
        "The unit is not written as on the form. If the figures are in the form's unit, confirm it; if not, convert them.",
    ),
    "year_to_date_of_stock": _error(
        "ô trống, hoặc cùng số với cột «Trong quý»: chỉ tiêu thời điểm không cộng dồn",
        "a blank, or the same as “In the quarter”: a stock does not add up",
        *("Sửa hoặc xóa ô này rồi nộp lại.", "Mend or clear this cell and send the file again."),
    ),
    "year_to_date_ignored": _info(
        "Chỉ tiêu thời điểm không cộng dồn; số lũy kế bằng số cuối quý nên không dùng đến.",
        "A stock does not add up; its year-to-date equals the quarter's figure and is not used.",
    ),
    "yearly_line": _error(
        "ô trống: {code} là chỉ tiêu năm, gửi cùng số liệu quý IV/{year}",
        "a blank: {code} is a yearly figure, sent with the figures of Q4 {year}",
        "Xóa ô này và ghi số cả năm trong biểu quý IV.",
        "Clear this cell and put the year's figure on the form of the fourth quarter.",
    ),
    "yearly_in_quarter": _error(
        "ô trống: {code} là chỉ tiêu năm, không có số riêng của quý",
        "a blank: {code} is a yearly figure and has none of the quarter",
        "Chuyển số cả năm sang cột «Lũy kế từ đầu năm» và xóa ô này.",
        "Put the year's total under “Year to date” and clear this cell.",
    ),
    # the state of a list's data
    "unknown_state": _error(
        *("một trong: {choices}", "one of: {choices}"),
        "Chọn tình trạng số liệu trong danh sách rồi nộp lại.",
        "Choose the state of the data from the list and send the file again.",
    ),
}

# Parts of the sentences above
CELLS_ALIKE = Text(
    " {count} ô khác của cột này cũng vậy: dòng {rows}.", " So were {count} more cells of this column: rows {rows}."
)
CONVERTED_FROM = Text(" từ «{unit}»", " from “{unit}”")
