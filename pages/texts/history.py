"""The wording of sending several quarters of one file at once."""

from data.model import Text

AT_ONCE = Text(
    "Tệp có số liệu của {count} quý ({first} – {last}): nộp nhiều quý một lượt",
    "The file has figures of {count} quarters ({first} – {last}): send several at once",
)
OF_PROVINCES = Text(
    "Bảng có riêng từng tỉnh trước sắp xếp ({names}): nộp cho từng tỉnh một lượt",
    "The table has each former province apart ({names}): send for each at once",
)
WHY = Text(
    "Mỗi tỉnh, mỗi quý là một lần nộp riêng, có biên nhận riêng. Tất cả cùng được nhận, hoặc không lần nào được nhận.",
    "Each province and quarter is a submission with its own receipt. All are taken in together, or none is.",
)
QUARTERS = Text("Các quý nộp một lượt", "The quarters to send at once")
LOOKING = Text("Đang kiểm tra {count} quý …", "Checking {count} quarters …")
READ = Text("{parts} lần nộp, {figures} số.", "{parts} submissions, {figures} figures.")
EACH = Text("Từng quý", "Each quarter")
FIGURES = Text("Số đọc được", "Figures read")
STANDS = Text("Đang có giá trị", "What stands")
VERSION = Text("lần nộp {version}", "version {version}")
NOTHING_STANDS = Text("chưa có", "nothing yet")
STATE = Text("Kết quả kiểm tra", "Checked")
READY = Text("sẵn sàng", "ready")
ALREADY = Text("đã nhận (số {number})", "received already (no. {number})")
ERRORS = Text("{count} lỗi phải sửa", "{count} errors to mend")
ASKED = Text("{count} câu hỏi", "{count} questions")
EVERY_FIGURE = Text("Mọi số sẽ được nhận, với ô của nó", "Every figure that will be taken in, with its cell")
MEND = Text(
    "Chưa nhận được quý nào: sửa các lỗi dưới đây rồi nộp lại tệp, hoặc bỏ quý có lỗi khỏi danh sách ở trên.",
    "No quarter can be taken in yet: mend the errors below and send the file again, or leave the quarters with errors out above.",
)
ONE_REASON = Text("Giải trình, chung cho {count} chỗ", "Reason, for all {count}")
CONFIRM = Text("Xác nhận nộp cả {count} lần", "Confirm all {count} submissions")
STORING = Text("Đang ghi …", "Recording …")
RECEIPTS = Text("Biên nhận", "Receipts")
DONE = Text("Đã nhận cả {count} lần nộp.", "All {count} submissions were taken in.")
NOTHING = Text("Chọn ít nhất một quý.", "Choose at least one quarter.")
