"""The wording of the screen on which the figures of a report in prose are confirmed, in both languages."""

from data.model import Text

READING = Text("Đang đọc báo cáo «{file}»", "Reading the report “{file}”")
FOUND = Text(
    "Đọc được {count} số: {sure} số chắc chắn, {asked} số cần hỏi. Chưa số nào được lưu: xem từng câu rồi bấm một phím.",
    "{count} figures were read: {sure} certain, {asked} to be asked about. None is stored yet: look at each sentence and press one key.",
)
NOTHING_FOUND = Text(
    "Không nhận ra số nào của bộ chỉ tiêu trong báo cáo này. Điền mẫu Excel ở bước 2 rồi nộp.",
    "No figure of the catalogue was recognised in this report. Fill in the Excel template of step 2 and send it.",
)
TEMPLATE_BETTER = Text(
    "Mẫu Excel vẫn là cách chắc nhất; báo cáo bằng lời thường không có danh sách và số chi tiết.",
    "The Excel template remains the surest way; a report in prose rarely has the lists and the details.",
)
HOW = Text("Đọc số liệu từ", "Read the figures from")
SENTENCES = Text("các câu", "its sentences")
TABLES = Text("các bảng", "its tables")
BOTH = Text("cả hai", "both")
ONE_WAY = Text(
    "Các bảng được đọc theo cách đọc đã xác nhận của tỉnh. Muốn nộp cả số trong các câu, chọn «cả hai»: một văn bản chỉ được nhận một lần.",
    "The tables are read by the province's confirmed layout. To send what its sentences say as well, choose “both”: a document is taken once.",
)
BESIDE = Text(
    "{count} số đọc từ các bảng theo cách đọc «{name}» được nộp cùng các số xác nhận dưới đây. Số ghi khác nhau sẽ được hỏi.",
    "{count} figures read from the tables by layout “{name}” are sent with those confirmed below. Where they differ, it is asked about.",
)
NO_TABLES_YET = Text(
    "Các bảng chưa đọc được: xác nhận cách đọc dưới đây trước, rồi đến các câu.",
    "The tables cannot be read yet: confirm their layout below first, then the sentences.",
)
OF_A_PROVINCE = Text(
    "Báo cáo bằng lời là của một tỉnh: chọn tỉnh ở bước 1.",
    "A report in prose is of one province: choose it in step 1.",
)
UNREAD = Text(
    "Các trang {pages} chỉ có ảnh, không đọc được; kiểm tra xem có số liệu ở đó không.",
    "Pages {pages} are pictures and were not read; see whether they hold figures.",
)
STEP = Text("Số {at}/{count}", "Figure {at} of {count}")
STANDING = Text("Đã nhận {taken}, bỏ qua {left}, còn {open}", "{taken} confirmed, {left} left out, {open} to go")
SURE = Text("Hiểu trọn câu", "Understood to its last word")
ASKED = Text("Cần hỏi", "To be asked")
WHY = Text("Vì sao hỏi: {why}.", "Why it is asked: {why}.")
SPANS = {
    "value": Text("trong quý", "of the quarter"),
    "year_to_date": Text("lũy kế từ đầu năm", "since January"),
    "at_date": Text("tại thời điểm cuối quý", "at the quarter's end"),
}
TAKE = Text("Đúng", "Right")
LEAVE = Text("Không lấy", "Leave out")
MEND = Text("Sửa", "Mend")
BACK = Text("Số trước", "Back")
VALUE = Text("Số", "Figure")
WHICH = Text("Chỉ tiêu", "Measure")
OF_WHEN = Text("Của thời gian nào", "Of what time")
SAVE = Text("Lưu số đã sửa", "Keep as mended")
ALL_SEEN = Text(
    "Đã xem hết: nhận {taken} số, bỏ qua {left} số.", "All were looked at: {taken} confirmed, {left} left out."
)
AGAIN = Text("Xem lại các số", "Look at them again")
NONE_TAKEN = Text("Chưa số nào được nhận nên không có gì để nộp.", "None was confirmed, so there is nothing to send.")
TAKEN_TABLE = Text("Các số đã xem ({count})", "Figures looked at ({count})")
NUMBER = Text("Số thứ", "No.")
PLACE = Text("Chỗ trong văn bản", "Where in the document")
DECISION = Text("Quyết định", "Decision")
DECISIONS = {
    "taken": Text("Nhận", "Confirmed"),
    "mended": Text("Nhận, đã sửa", "Confirmed as mended"),
    "left": Text("Bỏ qua", "Left out"),
    "open": Text("Chưa xem", "To go"),
}
UNCLAIMED = Text("Số không rõ là chỉ tiêu nào ({count})", "Numbers of no known figure ({count})")
SENTENCE = Text("Câu trong văn bản", "The sentence")
