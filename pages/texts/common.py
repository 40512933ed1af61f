"""The frame's own wording, in both languages."""

from data.model import DUE_RULE, Text
from indicators.define import Direction, Nature

# The product, its pages and its frame
PRODUCT = Text("Số liệu khoa học và công nghệ các tỉnh", "Science and technology figures of the provinces")
LANGUAGE = Text("Ngôn ngữ", "Language")
OVERVIEW = Text("Tổng quan", "Overview")
TRENDS = Text("Xu hướng", "Trends")
MORE_PAGES = Text("Trang khác", "More pages")
TABLE = Text("Bảng số liệu", "Data table")
SUBMIT = Text("Nộp số liệu", "Send figures")
RECEIVED = Text("Tình hình nộp", "Who has sent")
ABOUT = Text("Giới thiệu", "About")
PROFILE = Text("Hồ sơ tỉnh", "Province profile")
FAMILIES = Text("Lĩnh vực", "Fields")
DATA = Text("Dữ liệu", "Data")
FIGURES = Text("Số liệu", "Figures")
DEMO = Text("Dữ liệu minh họa", "Demonstration data")
DEMO_BANNER = Text(
    "**Dữ liệu minh họa.** Số liệu ở đây được tạo ra để giới thiệu sản phẩm, không dùng để báo cáo.",
    "**Demonstration data.** These figures were made to show the product and are not for reporting.",
)
FAILED = Text(
    "Trang này gặp lỗi của hệ thống. Lỗi đã được ghi lại; hãy tải lại trang, nếu còn lỗi xin báo người quản trị.",
    "This page met a fault of ours. It has been logged; reload the page, and tell the administrator if it stays.",
)
BUSY = Text(
    "Kho số liệu đang được một chương trình khác sử dụng. Hãy đóng chương trình đó rồi tải lại trang này.",
    "The store is in use by another program. Close that program, then reload this page.",
)
UNKNOWN_CHOICE = Text(
    "Liên kết có lựa chọn không tồn tại: {choices}. Trang đang hiển thị lựa chọn mặc định.",
    "The link holds a choice that does not exist: {choices}. The page shows the usual one instead.",
)
SOURCE = Text("Nguồn: số liệu do các tỉnh, thành phố nộp", "Source: figures sent by the provinces and cities")
VERSION = Text("phiên bản số liệu {number}", "data version {number}")
SEEN_AT = Text("xem lúc {time}", "seen at {time}")

# An empty store
EMPTY = Text("Chưa có số liệu nào được nộp", "No figures have been sent yet")
EMPTY_HINT = Text(
    "Hãy nộp bản đầu tiên, hoặc nạp dữ liệu minh họa để xem sản phẩm hoạt động thế nào.",
    "Send the first workbook, or load demonstration data to see how the product works.",
)
LOAD_DEMO = Text("Nạp dữ liệu minh họa", "Load demonstration data")
DEMO_UNFINISHED = Text(
    "Số liệu minh họa mới nạp được một phần, vì lần nạp trước bị dừng giữa chừng.",
    "Only a part of the demo figures is here: loading them was broken off.",
)
LOAD_REST = Text("Nạp tiếp số liệu minh họa", "Load the rest of the demo")
LOADING_DEMO = Text(
    "Đang nạp dữ liệu minh họa: {done}/{total} tệp", "Loading demonstration data: {done} of {total} files"
)
PREPARING_DEMO = Text("Đang chuẩn bị dữ liệu minh họa", "Preparing the demonstration data")
SEND_FIRST = Text("Nộp bản đầu tiên", "Send the first workbook")

# Choices
SCOPE = Text("Phạm vi", "Area")
REGION = Text("Vùng", "Region")
QUARTER = Text("Quý", "Quarter")
UNITS = Text("Đơn vị hành chính", "Provinces as of")
UNITS_TODAY = Text("34 (hiện nay)", "34 (today)")
UNITS_THEN = Text("63 (khi báo cáo)", "63 (as reported)")
MEASURE = Text("Chỉ tiêu", "Measure")
PROVINCE = Text("Tỉnh, thành phố", "Province")
SOME_PROVINCES = Text("Tỉnh, thành phố", "Provinces")
NATION_ONLY = Text("Cả nước; chọn thêm tỉnh", "The nation; add provinces")
ALL_PROVINCES = Text("Tất cả các tỉnh", "All provinces")
EVERYTHING = Text("Tất cả", "All")
GRAIN = Text("Kỳ", "Span")
GRAINS = {
    "quarter": Text("Quý", "Quarter"),
    "half": Text("6 tháng", "Half"),
    "nine-months": Text("9 tháng", "9 months"),
    "year": Text("Năm", "Year"),
    "ytd": Text("Từ đầu năm", "So far"),
}
MORE_MEASURES = Text("Xem cùng", "Shown together")
MORE_MEASURES_NONE = Text("Không thêm", "None")
ALSO_SHOWN = Text("Thêm vào biểu đồ", "Add to the chart")
EXTRAS = {
    "nam-truoc": Text("Cùng kỳ năm trước", "A year before"),
    "muc-tieu": Text("Mục tiêu", "Target"),
    "chi-so": Text("Chỉ số (đầu kỳ = 100)", "Index (start = 100)"),
    "dan-so": Text("Trên 10.000 dân", "By population"),
    "o-nho": Text("Từng ô nhỏ", "Small charts"),
}
TARGET = Text("Mục tiêu", "Target")
INDEX_UNIT = Text("chỉ số", "index")
INDEX_FORMULA = Text("100 × số của kỳ ÷ số của kỳ gốc", "100 × the period’s figure ÷ the base period’s")
INDEX_BASE = Text("Kỳ gốc của chỉ số", "Base of the index")
HEADS_FORMULA = Text("10.000 × số của kỳ ÷ dân số", "10,000 × the period’s figure ÷ population")
OWN_BASES = Text("kỳ đầu tiên đủ số liệu của mỗi đường = 100", "each line’s first complete period = 100")
EXTRA_SAID = {
    "nam-truoc": Text("Đường nhạt: cùng kỳ năm trước.", "Pale line: the same span a year before."),
    "muc-tieu": Text("Nét đứt có hình thoi: mức kế hoạch đòi hỏi.", "Dashes with diamonds: what the plan asks for."),
}
AIMS_BY_YEAR = Text(
    "Mục tiêu của số trong kỳ tính cho cả năm: chọn kỳ «Từ đầu năm» hoặc «Năm» để thấy mức kế hoạch đòi hỏi.",
    "A target of what happens in a period is for the year: choose “So far” or “Year” to see what the plan asks for.",
)
NO_AIM = Text(
    "Kế hoạch đã nộp không có mục tiêu cho chỉ tiêu và địa phương này.",
    "No plan that was sent sets a target for this measure and area.",
)
PEOPLE_SAID = Text(
    "Dân số {area} năm {year}: {people} người ({source})", "Population of {area} in {year}: {people} ({source})"
)
BREAKS_MEAN = Text(
    "Tam giác dưới trục: từ ngày đó số liệu không còn hoàn toàn như trước, chỉ vào để đọc.",
    "Triangle on the axis: from that day the series is not quite the same; point at it to read why.",
)
YEARLY_ONLY = Text("Chỉ tiêu báo cáo mỗi năm một lần, chỉ xem theo năm.", "Reported once a year; seen by year only.")
CHOOSE_A_PROVINCE = Text(
    "Chỉ số của từng tỉnh không cộng và không lấy trung bình, nên cả nước không có giá trị. Hãy chọn tỉnh.",
    "A province’s score is neither summed nor averaged, so the nation has none. Choose provinces.",
)
FROM = Text("Từ quý", "From")
TO = Text("Đến quý", "To")
SPLIT = Text("Phân tổ", "Breakdown")
NO_PARTS = Text("{split}: chưa có số liệu phân tổ.", "{split}: no figures by this breakdown.")
NO_SPLIT = Text("Không phân tổ", "None")
MODULE = Text("Danh sách", "List")
SEARCH = Text("Tìm trong bảng", "Search the table")
SEARCH_HINT = Text("có dấu hoặc không dấu", "with or without accents")

# What figures are and are not
MEASURE_NAME = Text("Tên chỉ tiêu", "Name of measure")
CODE = Text("Mã", "Code")
AREA = Text("Địa phương", "Area")
PERIOD = Text("Kỳ", "Period")
PART = Text("Nhóm", "Part")
VALUE = Text("Giá trị", "Value")
UNIT = Text("Đơn vị tính", "Unit")
REPORTED = Text("Số tỉnh đã báo cáo", "Provinces reported")
EXPECTED = Text("Số tỉnh phải báo cáo", "Provinces expected")
STATE = Text("Tình trạng", "State")
OBS_STATUS = Text("Mã tình trạng (SDMX)", "Observation status (SDMX)")
SIGN = Text("Dấu", "Sign")
CALENDAR = Text("Lịch kỳ báo cáo", "Calendar")
CALENDARS = {
    "statistical": Text("thống kê", "statistical"),
    "administrative": Text("hành chính", "administrative"),
    "mixed": Text("lẫn hai lịch", "mixed"),
}
NOTE = Text("Ghi chú", "Note")
PROVINCES = Text("tỉnh", "provinces")
COVERAGE = Text("{share} đã báo cáo", "{share} reported")
STILL_MISSING = Text("Chưa báo cáo", "Not reported")
WHO_IS_MISSING = Text("Tỉnh chưa báo cáo", "Provinces not reported")
WHO_WITHHOLDS = Text("Tỉnh không công bố", "Provinces that withhold")
CONFLICT = Text("Lũy kế thấp hơn kỳ trước", "The year-to-date is below the one before")
IN_CONFLICT = Text("Mâu thuẫn", "In conflict")
WITHHELD_BY = Text("Không công bố", "Withheld")
ADMINISTRATIVE_DAYS = Text(
    "Theo kỳ hành chính (từ ngày 15 tháng trước đến ngày 14)", "By administrative quarters (15th to 14th)"
)
MIXED_DAYS = Text(
    "Gồm cả kỳ thống kê và kỳ hành chính, số ngày không trùng nhau",
    "Holds both calendar and administrative quarters, whose days differ",
)
THAN_LAST_YEAR = Text("so với cùng kỳ", "on a year before")
NO_YEAR_BEFORE = Text("Chưa có số cùng kỳ năm trước", "No figure of the year before")
OF_THE_SAME = Text("{moved} ở {count} tỉnh có đủ số cả hai kỳ", "{moved} in the {count} provinces complete both times")
NOT_COMPARED = Text("Chưa so được với cùng kỳ: {why}", "Not compared with a year before: {why}")
ALL_OTHERS = Text("Các nhóm còn lại", "All others")
ONLY_TOTALS = Text(
    "{count} đơn vị chỉ gửi tổng số, không có trong phân tổ",
    "{count} units gave a total only and are not in the breakdown",
)
PARTIAL_MEANS = Text(
    "Điểm rỗng, nét đứt, gạch chéo: chưa đủ tỉnh báo cáo. Khoảng trống: chưa có số liệu, không phải bằng 0.",
    "Hollow points, dashes and hatching: not all provinces have reported. A gap: no figure, which is not zero.",
)
HOLDS = Text("mới có {share}", "{share} so far")
SEE_TABLE = Text("xem bảng", "see the table")
OF_THE_CHOSEN = Text("trong các tỉnh đã chọn", "of the provinces chosen")
NO_UNIT = Text("Đơn vị không tồn tại vào kỳ này", "There was no such unit then")
UNTIL = Text("đến {day}", "until {day}")
SINCE = Text("từ {day}", "since {day}")
BY_PROVINCE = Text("Theo tỉnh, thành phố", "By province")
IN_TABLE = Text("Số liệu dạng bảng", "As a table")
EXPIRING = Text("Hết hiệu lực trong 12 tháng tới", "Expiring in the next 12 months")
NONE_EXPIRING = Text("Không có mục nào hết hiệu lực trong 12 tháng tới.", "Nothing expires in the next 12 months.")
ROWS_SHOWN = Text("{count} dòng", "{count} rows")
NO_ROWS = Text(
    "Không có dòng nào khớp. Bỏ bớt điều kiện lọc hoặc chọn quý khác.",
    "No row matches. Drop a filter or choose another quarter.",
)
UNFORMATTED = Text(
    "Bảng lớn: số được viết theo cách của trình duyệt.", "A large table: numbers are written the browser's way."
)
SUBMISSION = Text("Bản nộp số", "Submission")
SHEET_ROW = Text("Dòng trong tệp", "Row in the file")

NOTABLE = Text("Điều đáng chú ý", "Worth a look")
MOVED = Text(
    "{area}: {measure}, {span}: {value}, {moved} so với cùng kỳ",
    "{area}: {measure}, {span}: {value}, {moved} on a year before",
)
BEHIND_PLAN = Text(
    "{area}: {measure}: {pace} so với kế hoạch, mới đi được {share} % chặng đường",
    "{area}: {measure}: {pace} its plan, {share}% of the path covered",
)
SILENT = Text("{count} tỉnh chưa nộp quý này: {who}", "{count} provinces have not sent this quarter: {who}")
LACKING = Text(
    "{area} đã nộp nhưng còn thiếu {missing} trên {due} chỉ tiêu bắt buộc",
    "{area} has sent but still lacks {missing} of {due} required figures",
)
NOTHING_NOTABLE = Text(
    "Không có biến động lớn so với cùng kỳ, không có mục tiêu chậm, không thiếu chỉ tiêu bắt buộc.",
    "No large move on a year before, no target behind, no required figure missing.",
)
OTHER_FIGURES = Text("Các lĩnh vực khác", "Other fields")
REQUIRED_KNOWN = Text(
    "Chỉ tiêu bắt buộc đã có: {known}/{due} ({share} %)", "Required figures known: {known} of {due} ({share}%)"
)
HOW_COMPLETE = Text("Mức đủ của chỉ tiêu bắt buộc, {when}", "How complete the required figures are, {when}")
COMPLETE_MEANS = Text(
    "Chỉ tiêu bắt buộc của quý mà tỉnh đã có số (kể cả bằng 0 và không công bố). Bấm tên tỉnh để xem hồ sơ.",
    "Figures that every province owes for the quarter and that are there (zero and withheld included). The name leads to the profile.",
)
ALL_MISSING = Text("tất cả {due} chỉ tiêu", "all {due} figures")
ALL_COMPLETE = Text("Đủ mọi chỉ tiêu bắt buộc ({count}): {who}", "Complete ({count}): {who}")
KNOWN_OF_DUE = Text("Đã có / phải có", "Known / owed")
WHAT_IS_MISSING = Text("Còn thiếu", "Still missing")
NOTHING_MISSING = Text("Đã đủ mọi chỉ tiêu bắt buộc của quý.", "Every required figure of the quarter is there.")

# A province's own page
SPAN = Text("Kỳ", "Span")
CHANGE = Text("So với cùng kỳ", "On a year before")
COURSE = Text("Diễn biến", "Course")
RANK = Text("Hạng", "Rank")
NATIONS = Text("cả nước {value}", "nation {value}")
UNIT_KINDS = {"Tỉnh": Text("Tỉnh", "Province"), "Thành phố": Text("Thành phố", "City")}
MADE_OF = Text("từ {day}, hợp nhất {old}", "since {day}, merged from {old}")
BECAME = Text("đến {day}, nay thuộc {heir}", "until {day}, now part of {heir}")
INDEX_RANK = Text("hạng PII {year}: {rank}/{of}", "PII rank {year}: {rank} of {of}")
INHERITED = Text("Phần đóng góp của các tỉnh trước sắp xếp", "What each former province brought along")
INHERITED_SAID = Text(
    "Số của {when}, quý cuối trước sắp xếp (số trong kỳ: từ đầu năm); phần trăm là phần trong tổng của các tỉnh ấy, chỉ ghi "
    "khi mọi tỉnh đủ số. Tỷ lệ và chỉ số không cộng được nên không có ở đây.",
    "Figures of {when}, the last quarter before the merger (what happens in a period: of the year so far); per cent is of "
    "the sum of these provinces, given where all are complete. Ratios and indices do not add up and are not here.",
)
NO_SUCH_UNIT = Text(
    "{name} không tồn tại vào {when}. Chọn quý khác, hoặc xem theo 34 đơn vị hiện nay.",
    "{name} did not exist in {when}. Choose another quarter, or look at today’s 34 units.",
)
RANKS_SAID = Text(
    "Hạng: trong các tỉnh có số liệu đủ; với chỉ tiêu càng thấp càng tốt, hạng 1 là thấp nhất; chỉ tiêu trung tính xếp theo độ lớn. "
    "Mục tiêu: phần chặng đường kế hoạch đã đi được đến nay. Để in trang này, dùng lệnh In của trình duyệt (Ctrl+P).",
    "Rank: among provinces with complete figures; where lower is better, first is lowest; neutral figures are ordered by size. "
    "Target: the share of the planned path covered so far. To print this page use the browser’s Print (Ctrl+P).",
)

# Taking away
DOWNLOAD = Text("Tải", "Download")
LINK = Text("Liên kết", "Link")
DATA_VERSION = Text("Phiên bản số liệu", "Data version")
FILTERS = Text("Điều kiện lọc", "Filters")

# Who has sent
HAVE_SENT = Text("{when}: {sent} trên {all} tỉnh đã nộp", "{when}: {sent} of {all} provinces have sent")
IN_TIME = Text("Đúng hạn", "In time")
LATE = Text("nộp sau hạn", "sent late")
SENT_LATE = Text("Sau hạn", "Late")
NOT_SENT = Text("Chưa nộp", "Not sent")
WHO_HAS_SENT = Text("Tình hình nộp quý này", "Who has sent this quarter")
NOBODY = Text("không có", "none")
DUE = Text("hạn nộp {day}", "due {day}")
HISTORY = Text("Lịch sử nộp", "History")
CHOOSE_HISTORY = Text("Chọn một tỉnh, hoặc bấm vào một ô trong bảng", "Choose a province, or click a cell of the table")
NO_HISTORY = Text("Chưa có bản nộp nào cho quý này.", "Nothing has been sent for this quarter.")
VERSION_OF = Text(
    "Lần {version} · bản nộp số {number} · {time} · {by}", "Version {version} · submission no. {number} · {time} · {by}"
)
ANSWERS = Text("Câu hỏi đã giải trình", "Questions answered")
REASON_GIVEN = Text("Giải trình", "Reason")

# Sending
STEP_CHOOSE = Text("1 · Chọn quý và tỉnh", "1 · Choose quarter and province")
STEP_TEMPLATE = Text("2 · Tải mẫu", "2 · Get the template")
STEP_UPLOAD = Text("3 · Nộp tệp", "3 · Upload")
STEP_CHECK = Text("4 · Kiểm tra", "4 · Check")
STEP_ANSWER = Text("5 · Giải trình", "5 · Answer")
STEP_RECEIPT = Text("6 · Biên nhận", "6 · Receipt")
WHICH_CALENDAR = Text("Lịch báo cáo", "Calendar")
WHOLE_INDEX = Text("Cả nước: chỉ số đổi mới sáng tạo", "All provinces: innovation index")
OF_THE_YEAR = Text(
    "Chỉ số của năm {year}, mỗi tỉnh một dòng; nộp một lần trong năm.",
    "The index of {year}, a row a province; sent once a year.",
)
DATES = Text("Từ {start} đến {end}; hạn nộp {due}.", "From {start} to {end}; due {due}.")
PASSED_DUE = Text("Đã quá hạn {days} ngày, vẫn nộp được.", "{days} days past the due date; it can still be sent.")
GET_TEMPLATE = Text("Tải mẫu Excel", "Download the template")
TEMPLATE_HINT = Text(
    "Mẫu ghi sẵn tỉnh, quý và các danh sách của lần nộp trước. Điền bằng Excel hoặc LibreOffice.",
    "It names the province and quarter and holds the registers as last sent. Fill it in Excel or LibreOffice.",
)
YOUR_FILES = Text(
    "Tệp số liệu (.xlsx, .xls, .ods, .csv, .tsv; tối đa 20 MB mỗi tệp)",
    "Workbooks (.xlsx, .xls, .ods, .csv, .tsv; up to 20 MB each)",
)
CHOOSE_FILES = Text("Chọn tệp", "Choose files")
DROP_FILES = Text("Kéo thả tệp vào đây, nhiều tệp cùng lúc cũng được", "Drop files here, several at once if you like")
SENDER = Text("Người nộp (họ tên, đơn vị)", "Sent by (name, office)")
SENDER_NEEDED = Text("Ghi tên người nộp để xác nhận.", "Give the sender's name to confirm.")
READING = Text("Đang đọc và kiểm tra «{file}»", "Reading and checking “{file}”")
STORING = Text("Đang lưu", "Storing")
VERDICTS = {
    "acceptable": Text("Hợp lệ, chờ xác nhận", "Acceptable, awaiting confirmation"),
    "accepted": Text("Đã nhận", "Accepted"),
    "questions": Text("Cần giải trình trước khi nhận", "Questions to answer first"),
    "refused": Text("Chưa nhận được: còn lỗi phải sửa", "Cannot be accepted: errors to mend"),
}
ALREADY = Text(
    "Tệp này đã được nhận trước đây: bản nộp số {number}, {time}. Nộp lại không thay đổi gì.",
    "This very file was accepted before: submission no. {number}, {time}. Sending it again changes nothing.",
)
ANOTHER = Text(
    "Tệp ghi {said}, khác với lựa chọn ở bước 1; số liệu được nhận theo tệp.",
    "The file says {said}, not what step 1 says; it is taken as the file says.",
)
NO_FINDINGS = Text("Không phát hiện lỗi nào.", "No fault was found.")
CELLS = Text("Ô", "Cells")
GOT = Text("Nhận được", "Received")
WANTED = Text("Cần", "Expected")
WHOLE_FILE = Text("Cả tệp", "The whole file")
PREVIEW = Text("Sau khi nhận, quý này sẽ ghi", "Once accepted, the quarter will say")
BEFORE = Text("Hiện nay", "Now")
AFTER = Text("Sau khi nhận", "Afterwards")
NOT_KNOWN = Text("chưa báo cáo", "not reported")
GIVE_REASON = Text("Giải trình (bắt buộc)", "Reason (required)")
REASON_HINT = Text(
    "Ví dụ: đã đối chiếu sổ theo dõi, số liệu đúng.", "For example: checked against the register, the figure is right."
)
REASONS_MISSING = Text("Còn {count} câu hỏi chưa giải trình.", "{count} questions are still unanswered.")
CONFIRM = Text("Xác nhận nộp", "Confirm and send")
RECEIPT = Text("Biên nhận bản nộp số {number}", "Receipt of submission no. {number}")
GET_RECEIPT = Text("Tải biên nhận", "Download the receipt")
STORED = Text("Đã lưu", "Stored")
FILE = Text("Tệp", "File")
SIZE = Text("Kích thước", "Size")
RECEIVED_AT = Text("Thời điểm nhận (giờ Việt Nam)", "Received at (Viet Nam time)")
VERSION_NO = Text("Lần nộp của quý", "Version of the quarter")
SEE_TREND = Text("Xem xu hướng", "See the trend")

# What measures are
NATURES = {
    Nature.FLOW: Text("Số trong kỳ: cộng dồn theo thời gian", "Flow: adds up over time"),
    Nature.STOCK: Text("Số thời điểm: lấy số cuối kỳ", "Stock: the last figure stands"),
    Nature.RATIO: Text(
        "Tỷ lệ: tính lại từ hai phần, không lấy trung bình", "Ratio: made anew from its parts, never averaged"
    ),
    Nature.INDEX: Text("Chỉ số: không cộng, không lấy trung bình", "Index: neither summed nor averaged"),
}
DEFINITION = Text("Định nghĩa", "Definition")
FORMULA = Text("Cách tính", "Formula")
KIND = Text("Loại", "Kind")
BREAKDOWNS = Text("Phân tổ", "Breakdowns")
BASIS = Text("Căn cứ", "Legal basis")
COLUMN = Text("Cột", "Column")
MEANING = Text("Ý nghĩa", "Meaning")
REQUIRED = Text("bắt buộc", "required")
FREQUENCY = Text("Tần suất", "Frequency")
QUARTERLY = Text("hằng quý", "every quarter")
YEARLY = Text("mỗi năm một lần, cùng quý IV", "once a year, with the fourth quarter")
REQUIRED_OF_ALL = Text("Mức độ", "Owed by")
CORE = Text("bắt buộc với mọi tỉnh", "every province")
EXTENDED = Text("mở rộng: ghi khi có số liệu", "those that have something to say")
DIRECTION = Text("Chiều hướng", "Direction")
DIRECTIONS = {
    Direction.HIGHER_BETTER: Text("càng cao càng tốt", "higher is better"),
    Direction.LOWER_BETTER: Text("càng thấp càng tốt", "lower is better"),
    Direction.NEUTRAL: Text("trung tính: không đánh giá cao thấp", "neutral: neither is better"),
}
CHECKS = Text("Kiểm tra khi nộp", "Checked on arrival")
BREAKS = Text("Mốc thay đổi của chuỗi số", "Breaks in the series")
CATALOGUE = Text("Danh mục {count} chỉ tiêu", "The {count} measures")
SEARCH_CATALOGUE = Text("Tìm theo mã, tên, định nghĩa, căn cứ", "Search by code, name, definition, legal basis")
MEASURES_FOUND = Text("{count} chỉ tiêu khớp", "{count} measures match")
NO_MEASURE = Text(
    "Không có chỉ tiêu nào khớp. Bớt một từ, hoặc tìm theo mã.", "No measure matches. Drop a word, or search by code."
)
WHAT_IT_IS = Text(
    "Nơi các tỉnh, thành phố nộp số liệu khoa học và công nghệ hằng quý bằng Excel hoặc CSV, được kiểm tra từng ô, "
    "lưu giữ đúng như đã gửi, và trả lời ngay câu hỏi về xu hướng.",
    "The place where provinces and cities send their quarterly science and technology figures in Excel or CSV, to be "
    "checked cell by cell, kept as they were sent, and read at once as trends.",
)
HOW_TO_READ = Text("Cách đọc số liệu", "How to read the figures")
READING_RULES = [
    Text(
        "Bằng 0 và chưa báo cáo là hai điều khác nhau: trang không bao giờ viết 0 thay cho chưa có số liệu.",
        "Zero and not reported are two things: a page never writes 0 for a figure that is not there.",
    ),
    Text(
        "Tổng số luôn ghi có bao nhiêu tỉnh đã báo cáo; tổng chưa đủ tỉnh được vẽ rỗng, nét đứt hoặc gạch chéo.",
        "A total says how many provinces it holds; one that does not hold all is hollow, dashed or hatched.",
    ),
    Text(
        "Trước 01/07/2025 có 63 đơn vị, từ ngày đó có 34. Chuỗi số đọc được theo đơn vị hiện nay hoặc theo đơn vị khi báo cáo.",
        "There were 63 units until 30 June 2025 and 34 since. Series can be read on today's units or as reported.",
    ),
    Text(
        "Vùng: trước và sau sắp xếp đều gồm sáu vùng nhưng khác nhau; cách xếp vùng ở đây chưa đối chiếu được với văn bản gốc.",
        "Regions: six before and six after the merger, not the same; their lists here were not checked against the official text.",
    ),
    DUE_RULE,
    Text(
        "Số trong kỳ nộp theo quý hay lũy kế đều được: số nào đã gửi được giữ nguyên, số kia tính ra khi số của kỳ liền trước đã có. Lũy kế giảm "
        "so với kỳ trước là mâu thuẫn, được ghi rõ và không bao giờ thành số âm.",
        "What happens in a period may be sent by quarter or as a year-to-date: what was sent is kept, the other is derived when its neighbour stands. "
        "A year-to-date that falls is in conflict, is said so and never becomes a negative figure.",
    ),
    Text(
        "Hai lịch: kỳ thống kê theo quý dương lịch, kỳ hành chính từ ngày 15 tháng trước đến ngày 14. Mỗi bản nộp ghi theo lịch nào; chuỗi có cả hai được chú thích. "
        "Quý III/2025 của kỳ hành chính (15/06–14/09/2025) vắt qua ngày sắp xếp tỉnh.",
        "Two calendars: statistical quarters are calendar quarters, administrative ones run from the 15th to the 14th. A submission says which; series that mix them say so. "
        "The administrative third quarter of 2025 (15 June to 14 September) straddles the merger.",
    ),
    Text(
        "Tăng, giảm chỉ tính khi hai kỳ có cùng các tỉnh, cùng lịch, không mâu thuẫn, không là số cận («trên 70»), và chuỗi số không đứt; nếu không, trang nói vì sao chưa so được.",
        "Growth is told only where both spans hold the same provinces, the same calendar, no conflict, no bound (“over 70”) and no break between; otherwise the page says why not.",
    ),
    Text(
        "«> 70» là số cận đúng như tỉnh gửi: tổng có số cận cũng là số cận.",
        "“> 70” is a bound as it was sent; a total that holds one is a bound, too.",
    ),
    Text(
        "Chỉ số đổi mới sáng tạo (PII) giữ nguyên theo tỉnh đã được chấm: không cộng, không lấy trung bình, không so giữa 2024 và 2025.",
        "The innovation index stays with the province that was scored: not summed, not averaged, not compared across 2024 and 2025.",
    ),
]
FIVE_NOTHINGS = Text("Năm trường hợp không có số, và số chưa đủ", "Five kinds of nothing, and partial totals")
NOTHINGS = [
    Text("**0**: tỉnh báo cáo không phát sinh.", "**0**: the province said that nothing happened."),
    Text("**Chưa báo cáo**: đã đến hạn, tỉnh chưa gửi số.", "**Not reported**: due, and no figure was sent."),
    Text(
        "**Không áp dụng**: chỉ tiêu không có nghĩa với tỉnh hoặc kỳ ấy.",
        "**Not applicable**: the measure means nothing there or then.",
    ),
    Text("**Chưa đến hạn**: hạn nộp chưa qua.", "**Not yet due**: its day has not come."),
    Text(
        "**Không công bố**: có số nhưng không được công bố.",
        "**Withheld**: there is a figure, and it may not be published.",
    ),
    Text(
        "**Chưa đủ (n/N)**: tổng mới gồm n trong N tỉnh; trang và tệp tải về ghi tên tỉnh còn thiếu.",
        "**Partial (n/N)**: a total of n of N provinces; pages and downloads name who is missing.",
    ),
]
DEMO_SOURCES = Text("Nguồn của dữ liệu minh họa", "Sources of the demonstration data")
SOURCES = Text("Nguồn", "Source")
ROWS = Text("Số dòng", "Rows")
DEMO_CAVEAT = Text(
    "Các chỉ dẫn địa lý là có thật, lấy từ những nguồn công khai dưới đây, nhưng không phải danh sách đầy đủ; số liệu Quảng Trị "
    "quý IV/2024 lấy từ báo cáo năm 2024 đã công bố. Mọi số liệu khác được tạo ra, không phản ánh tỉnh nào.",
    "The geographical indications are real, taken from the public sources below, but the list is not complete; the figures of "
    "Quảng Trị for Q4 2024 are from its published report of 2024. Everything else is made up and speaks of no province.",
)
