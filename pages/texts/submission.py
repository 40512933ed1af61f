"""Wording of what comes back to a sender, of reasons, and of what a file would change."""

from data.model import Text

# Reasons beside figures
REASON_OF_SENDER = Text("Giải trình của người nộp", "The sender’s reason")
OF_SUBMISSION = Text("{period} (bản nộp số {number})", "{period} (submission no. {number})")
NOTE_OF_SENDER = Text("Ghi chú của đơn vị gửi", "The sender’s note")
NOTED_MEANS = Text(
    "†: số có ghi chú của đơn vị gửi; chỉ vào hoặc mở dấu để đọc.",
    "†: a figure with a note of its sender; point at it, or open the sign, to read it.",
)
AND_MORE_NOTES = Text(" (và {count} ghi chú khác)", " (and {count} more notes)")
AND_MORE = Text(" (và {count} ô khác)", " (and {count} more cells)")
AND_MORE_REASONS = Text(" (và {count} giải trình khác)", " (and {count} more reasons)")

# The file that comes back
MAKE_MARKED = Text("Đánh dấu lỗi vào tệp của tôi", "Mark the findings in my file")
MARKED_HINT = Text(
    "Nhận lại đúng tệp đã gửi: mỗi ô có vấn đề được tô màu và ghi chú, trang đầu liệt kê tất cả. Sửa ngay trong tệp đó, ghi giải trình vào trang đầu nếu có câu hỏi, rồi nộp lại.",
    "Your own file back: each cell in question is coloured and noted, the first sheet lists everything. Mend it there, write reasons on the first sheet where there are questions, and send it again.",
)
GET_MARKED = Text("Tải tệp đã đánh dấu", "Download the marked file")
GET_LIST = Text("Tải danh sách lỗi (Excel)", "Download the list of findings (Excel)")
MARKING = Text("Đang đánh dấu vào tệp", "Marking the file")
CARRIED = Text(
    "Giải trình đã ghi trong tệp ({count}) được điền sẵn dưới đây; hãy đọc lại trước khi xác nhận.",
    "Reasons written in the file ({count}) are filled in below; read them before you confirm.",
)
ON_NATION = Text("Ảnh hưởng đến tổng cả nước: khoảng {value} %.", "Effect on the national total: about {value}%.")

# Consequences
CONSEQUENCES = Text("Sau khi nhận, những gì sẽ thay đổi", "What will change once this is accepted")
FORESEEING = Text("Đang tính những gì sẽ thay đổi", "Working out what will change")
IN_THE_FILE = Text("Số dòng trong tệp: {sheets}", "Rows in the file: {sheets}")
NO_CHANGE = Text("Không số liệu nào thay đổi.", "No figure changes.")
STANDS = Text(
    "Đang có: lần {version}, bản nộp số {number}, {by} nộp lúc {time}.",
    "What stands: version {version}, submission no. {number}, sent by {by} at {time}.",
)
FIRST = Text("Đây là bản nộp đầu tiên của quý này.", "This is the first submission of this quarter.")
OF_VALUES = Text(
    "Số liệu trong biểu: {added} thêm, {changed} đổi, {removed} bỏ",
    "Figures on forms: {added} added, {changed} changed, {removed} removed",
)
OF_ROWS = Text(
    "{sheet}: {added} dòng thêm, {changed} dòng đổi, {removed} dòng bỏ",
    "{sheet}: {added} rows added, {changed} changed, {removed} removed",
)
ROWS_NAMED = {
    "removed": Text("Bỏ: {names}", "Removed: {names}"),
    "changed": Text("Đổi: {names}", "Changed: {names}"),
    "added": Text("Thêm: {names}", "Added: {names}"),
}
AND_OTHERS = Text(" và {count} dòng khác", " and {count} more")
STATE_CHANGES = Text(
    "Tình trạng số liệu: «{before}» thành «{after}»", "State of the data: “{before}” becomes “{after}”"
)
NO_STATE = Text("chưa chọn", "none chosen")
ON_TOTALS = Text("Tổng cả nước", "National totals")
ON_RANKS = Text("Hạng của tỉnh", "The province’s ranks")
ON_TARGETS = Text("Mục tiêu", "Targets")
RANK_OF = Text("{rank}/{of}", "{rank} of {of}")
NO_RANK = Text("chưa xếp hạng", "not ranked")
REACHED = Text("{pace}, {share} % chặng đường", "{pace}, {share}% of the path")
HOW = {"removed": Text("bỏ", "removed"), "changed": Text("đổi", "changed"), "added": Text("thêm", "added")}
COLUMNS = {"value": Text("trong quý", "in the quarter"), "year_to_date": Text("lũy kế", "year to date")}
BLANK = Text("để trống", "blank")
FIGURE = Text("Số liệu", "Figure")
CELL_CHANGE = Text("Thay đổi", "Change")
ALL_VALUES = Text("Từng số thay đổi ({count})", "Every figure that changes ({count})")
OTHERS = Text("Ít quan trọng hơn ({count})", "The rest ({count})")
MORE_LINES = Text("… và {count} số khác", "… and {count} more")

# Somebody else was first
MEANWHILE = Text(
    "Trong lúc anh/chị làm việc, {by} đã nộp lần {version} của quý này (bản nộp số {number}, lúc {time}). Bản của anh/chị sẽ thay bản đó. Dưới đây là khác biệt so với bản vừa nộp; hãy xem rồi mới xác nhận.",
    "While you were at work, {by} sent version {version} of this quarter (submission no. {number}, at {time}). Yours will replace it. Below is how yours differs from it; look at it before you confirm.",
)
SEEN = Text("Tôi đã xem khác biệt và vẫn nộp bản của tôi", "I have seen the differences and still send mine")
