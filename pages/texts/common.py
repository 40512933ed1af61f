"""The frame's own wording, in both languages."""

from data.model import Text
from indicators.define import Direction, Nature

# The product, its pages and its frame
PRODUCT = Text("Số liệu khoa học và công nghệ các tỉnh", "Science and technology figures of the provinces")
PRODUCT_SHORT = Text(PRODUCT.vi, "Provincial S&T figures")  # beside the menu of a phone
LANGUAGE = Text("Ngôn ngữ", "Language")
OVERVIEW = Text("Tổng quan", "Overview")
MORE_PAGES = Text("Khác", "More")
TABLE = Text("Bảng số liệu", "Data table")
SUBMIT = Text("Nộp số liệu", "Send figures")
RECEIVED = Text("Tình hình nộp", "Who has sent")
ABOUT = Text("Giới thiệu", "About")
PROFILE = Text("Tỉnh, thành phố", "Provinces")
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
    "Kho số liệu đang được khôi phục từ bản sao lưu. Hãy tải lại trang này sau ít phút.",
    "The store is being restored from a backup. Reload this page in some minutes.",
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
UNITS_TODAY = Text("34 đơn vị hiện nay", "Today’s 34")
UNITS_THEN = Text("Tại thời điểm báo cáo", "When reported")
UNITS_SAID = Text("theo đơn vị tại thời điểm báo cáo", "by the provinces there were when it was reported")
UNITS_OF_DAY = Text("{count} đơn vị của ngày {day}", "the {count} provinces of {day}")
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
    "cung-nhom": Text("Cùng nhóm tỉnh", "The same provinces"),
    "muc-tieu": Text("Mục tiêu", "Target"),
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
    "cung-nhom": Text(
        "Cùng nhóm tỉnh: chỉ cộng những tỉnh có đủ số ở mọi kỳ đang xem, nên tăng giảm không do thêm hay thiếu tỉnh.",
        "The same provinces: only those complete in every period shown are added up, so no change is due to who sent.",
    ),
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
WITHOUT = Text("; không kể {who}: {moved}", "; without {who}: {moved}")
NO_FIGURES = Text("Chưa có số liệu trong khoảng đã chọn", "No figures yet in the span chosen")
NO_GROWTH = Text(
    "Chưa so được với cùng kỳ: không kỳ nào có đủ số của cùng những tỉnh ở hai năm",
    "Not comparable with a year before: in no period are the same provinces complete in both years",
)
NEXT_PLAIN = Text("; không kể số đã giải trình: {area} {said}", "; without figures explained: {area} {said}")
EXPLAINED_MEANS = Text(
    "※: số đã được hỏi và người nộp đã giải trình; chỉ vào hoặc mở dấu để đọc.",
    "※: a figure that was asked about and that its sender explained; point at it, or open the sign, to read it.",
)
NOT_COMPARED = Text("Chưa so được với cùng kỳ: {why}", "Not compared with a year before: {why}")
ALL_OTHERS = Text("Các nhóm còn lại", "All others")
ONLY_TOTALS = Text(
    "{count} đơn vị chỉ gửi tổng số, không có trong phân tổ",
    "{count} units gave a total only and are not in the breakdown",
)
PARTIAL_MEANS = Text(
    "Điểm nhạt: thiếu vài tỉnh. Điểm rỗng, nét đứt, gạch chéo: dưới 90 % số tỉnh đã báo cáo. Khoảng trống: chưa có số liệu, không phải bằng 0.",
    "Pale points: a few provinces are missing. Hollow points, dashes and hatching: fewer than 90% have reported. A gap: no figure, which is not zero.",
)
HOLDS = Text("mới có {share}", "{share} so far")
SEE_TABLE = Text("xem bảng", "see the table")
OF_THE_CHOSEN = Text("trong các tỉnh đã chọn", "of the provinces chosen")
NO_UNIT = Text("Đơn vị không tồn tại vào kỳ này", "There was no such unit then")
UNTIL = Text("đến {day}", "until {day}")
SINCE = Text("từ {day}", "since {day}")
IN_TABLE = Text("Số liệu dạng bảng", "As a table")
MARKS_EXPIRING = Text("Nhãn hiệu sắp hết hiệu lực", "Marks that expire soon")
EXPIRING = Text(
    "{count} nhãn hiệu hết hiệu lực trong 12 tháng kể từ {day}", "{count} marks expire in the 12 months from {day}"
)
NONE_EXPIRING = Text(
    "Không nhãn hiệu nào hết hiệu lực trong 12 tháng kể từ {day}", "No mark expires in the 12 months from {day}"
)
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
    "{area}: {measure}: {pace} so với kế hoạch theo số {when}, mới đi được {share} % chặng đường",
    "{area}: {measure}: {pace} its plan by the figure of {when}, {share}% of the path covered",
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
NOTHING_COMPARED = Text(
    "Chưa so được với cùng kỳ: chưa chỉ tiêu nào có đủ số của cả hai kỳ.",
    "Nothing to compare with a year before: no figure is complete both times.",
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
WHICH_PROVINCE = Text("chọn tỉnh", "choose a province")
NO_HISTORY = Text("Chưa có bản nộp nào cho quý này.", "Nothing has been sent for this quarter.")
VERSION_OF = Text(
    "Lần {version} · bản nộp số {number} · {time} · {by}", "Version {version} · submission no. {number} · {time} · {by}"
)
KEPT_BACK = Text("chưa công khai", "not public yet")
NOT_ACCEPTED_YET = Text(
    "Bản nộp này chưa được chấp nhận: nội dung chỉ dành cho đơn vị nộp và người duyệt.",
    "This submission has not been accepted: what it says is for its sender and its reviewers only.",
)
ANSWERS = Text("Câu hỏi đã giải trình", "Questions answered")
REASON_GIVEN = Text("Giải trình", "Reason")


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
DEMO_SOURCES = Text("Nguồn của dữ liệu minh họa", "Sources of the demonstration data")
SOURCES = Text("Nguồn", "Source")
ROWS = Text("Số dòng", "Rows")
