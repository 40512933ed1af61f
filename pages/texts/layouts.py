"""The wording of the screen on which a person confirms how a file of a province's own making is read."""

from data.model import Text

OPEN = Text("Cách đọc tệp: đây là bảng của chính đơn vị", "How the file is read: it is a table of our own")
WHY = Text(
    "Tệp không theo biểu mẫu. Hệ thống đề xuất cách đọc, một người xác nhận một lần; quý sau tệp cùng kiểu được nhận ngay. Biểu mẫu vẫn là cách nhanh và chắc nhất.",
    "The file is not the template. A reading is proposed and confirmed once; the next quarter's file of the same making goes in at once. The template is still the quickest and surest way.",
)
FONTS = Text(
    "Chữ của bảng gõ bằng phông cũ ({codes}) và được chuyển sang Unicode như thấy ở đây; xác nhận cách đọc là xác nhận cả điều đó.",
    "The table's text is typed in an old font ({codes}) and converted to Unicode as seen here; confirming the layout confirms that, too.",
)
PROPOSING = Text("Đang xem tệp …", "Looking at the file …")
NOTHING = Text(
    "Không thấy bảng nào trong tệp. Kiểm tra lại tệp, hoặc tải biểu mẫu rồi điền vào đó.",
    "There is no table in this file. Check it, or download the template and fill it in.",
)
SUMMARY = Text("Đọc được {what}; {asked} chỗ cần trả lời.", "Understood: {what}; questions open: {asked}.")
FIGURES = Text("{count} chỉ tiêu", "{count} figures")
COLUMNS = Text("{count} cột của danh sách", "{count} columns of lists")
SENT = Text("Tệp như đã gửi", "The file as sent")
MORE = Text("… và {count} dòng nữa", "… and {count} more rows")
ANSWER = Text("Cần trả lời", "To be answered")
ALL_ANSWERED = Text("Không còn chỗ nào phải trả lời.", "Nothing is left to be answered.")
TAKE_ALL = Text("Nhận {count} đề xuất còn lại", "Take the {count} proposals that are left")
MEND = Text("Sửa một chỗ khác", "Mend another")
WHICH = Text("Dòng hoặc cột", "Row or column")
IS = Text("Là", "Is")
CHOOSE = Text("Chọn …", "Choose …")
ASIDE = Text("Để ngoài, không đọc", "Left aside, not read")
PART = Text("Một phần, được cộng", "A part, added up")
TOTAL = Text("Dòng tổng, để so", "A total, to compare")
LEAVE_TABLE = Text("Để cả bảng này ngoài", "Leave the whole table aside")
READ_TABLE = Text("Đọc bảng này như đề xuất", "Read this table as proposed")
FORM_COLUMNS = {
    "name": Text("Tên chỉ tiêu", "Name of the figure"),
    "unit": Text("Đơn vị tính", "Unit"),
    "value": Text("Số trong quý", "The quarter's figure"),
    "year_to_date": Text("Lũy kế từ đầu năm", "Year to date"),
    "note": Text("Ghi chú", "Note"),
    "code": Text("Mã chỉ tiêu", "Code"),
    "counter": Text("Số thứ tự", "Row number"),
}
COLUMN = Text("Cột «{said}»", "Column “{said}”")
ROW = Text("Dòng «{said}»", "Row “{said}”")
TABLE = Text("Bảng {number}", "Table {number}")
WORD = Text("Chữ «{said}» của cột {column}", "The word “{said}” of column {column}")
CONSTANT = Text("Cột {column} của mọi dòng", "Column {column} of every row")
FOUND = Text("Sẽ đọc", "What will be read")
FIGURE = Text("Chỉ tiêu", "Figure")
CELL = Text("Ô", "Cell")
QUARTER = Text("Trong quý", "In the quarter")
TO_DATE = Text("Lũy kế", "Year to date")
ROWS_READ = Text("{table}: {count} dòng", "{table}: {count} rows")
LEFT = Text("Không dùng đến: {names}", "Not used: {names}")
MISSING = Text("Chưa thấy trong tệp: {names}", "Not found in the file: {names}")
TRIAL = Text("Kiểm tra thử theo cách đọc này", "Tried by this reading")
NAME = Text("Tên của cách đọc", "Name of the layout")
REASON = Text("Căn cứ xác nhận", "On what it is confirmed")
REASON_HINT = Text("ví dụ: đã đối chiếu từng dòng với báo cáo của Sở", "such as: each row compared with our report")
CONFIRM = Text("Xác nhận cách đọc này", "Confirm this reading")
SAVED = Text("Đã lưu cách đọc «{name}».", "Layout “{name}” is kept.")
TAKE_AWAY = Text("Tải cách đọc (JSON)", "Download the layout (JSON)")
LEGEND = {
    "value": Text("số trong quý", "the quarter's figure"),
    "year_to_date": Text("lũy kế", "year to date"),
    "other": Text("tên, đơn vị, cột khác được đọc", "names, units, other columns read"),
    "aside": Text("để ngoài", "left aside"),
    "asked": Text("cần trả lời", "to be answered"),
}

# The layouts that stand
STANDING = Text("Cách đọc đang dùng", "Layouts in use")
STANDING_OF = Text(
    "Cách đọc tệp riêng đang dùng của {unit} ({count})", "Layouts in use for {unit}’s own files ({count})"
)
LIST_HINT = Text(
    "Mỗi cách đọc là một kiểu tệp của đơn vị đã được một người xác nhận. Tệp cùng kiểu được đọc theo; thôi dùng thì những gì đã nộp vẫn giữ nguyên.",
    "Each layout is one kind of a province's own file, confirmed by a person. Files of that kind are read by it; what was sent stays when it is withdrawn.",
)
NONE_STANDS = Text(
    "Chưa có cách đọc nào: nộp một tệp không theo mẫu, hệ thống sẽ đề xuất cách đọc.",
    "There is no layout yet: send a file that is not the template, and a reading is proposed.",
)
OF_WHOM = Text("Của", "Of")
READS = Text("Kiểu tệp", "Kind of file")
CONFIRMED_BY = Text("Xác nhận", "Confirmed")
USED_BY = Text("Đã đọc", "Has read")
USED_BY_NONE = Text("chưa bản nộp nào", "no submission yet")
USED_BY_SOME = Text(
    "{count} bản nộp, mới nhất số {number} ({period})", "{count} submissions, the newest no. {number} ({period})"
)
READS_NOTHING = Text(
    "không còn dùng được: nói tới chỉ tiêu không còn", "of no use any more: it names figures that are gone"
)
READS_FORM = Text("bảng tổng hợp, {count} chỉ tiêu", "synthesis of {count} figures")
READS_LIST = Text("danh sách {table}", "list {table}")
READS_PROVINCES = Text("mỗi tỉnh một dòng hoặc cột", "a row or column a province")
READS_PARTS = Text("cộng {count} dòng huyện, xã", "sum of {count} rows of districts or communes")
A_SHEET_EACH = Text(", mỗi sheet một tháng hoặc một phần", ", a sheet a month or part")
CHOOSE_ONE = Text("Xem, sửa hoặc thôi dùng một cách đọc", "Show, edit or withdraw a layout")
EVERY_PART = Text("Mọi cột và dòng", "Every column and row")
IN_FILE = Text("Trong tệp", "In the file")
A_COLUMN = Text("cột", "column")
A_ROW = Text("dòng", "row")
EDIT = Text("Sửa một dòng hoặc cột", "Edit a row or column")
SAVE_EDIT = Text("Lưu bản sửa", "Save what was changed")
WITHDRAW = Text("Thôi dùng cách đọc này", "Withdraw this layout")
WITHDRAW_HINT = Text(
    "Tệp cùng kiểu sẽ được hỏi lại từ đầu. Những gì đã nộp theo cách đọc này vẫn giữ nguyên.",
    "Files of its kind will be asked about anew. What was sent by it stays.",
)
WITHDRAWN = Text("Đã thôi dùng cách đọc «{name}».", "Layout “{name}” was withdrawn.")
BRING_IN = Text("Nhập một cách đọc từ tệp", "Bring in a layout from a file")
LAYOUT_FILE = Text("Tệp cách đọc (.json)", "Layout (.json)")
