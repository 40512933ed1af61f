"""The wording of the page of plans, in both languages."""

from data.model import Text
from indicators.engine.progress import Pace
from service.targets.merged import TargetRole
from service.targets.target import Operator

PLAN = Text("Kế hoạch", "Plans")
MEASURES = Text("Chỉ tiêu", "Measures")
EVERY_MEASURE = Text("Tất cả chỉ tiêu có kế hoạch", "All measures with a target")
PACES = Text("Đánh giá", "Class")
EVERY_PACE = Text("Tất cả", "All")
WORKING = Text("Cách tính", "The working")
NONE = Text("–", "–")
VIEW = Text("Cách xem", "View")
VIEWS = {"danh-sach": Text("Danh sách", "List"), "bang": Text("Tỉnh × chỉ tiêu", "Province × measure")}

SUMMARY = Text("{count} chỉ tiêu kế hoạch, {told}", "{count} targets, {told}")
NOT_BEGUN = Text(
    "kế hoạch {when} chưa bắt đầu ({count} chỉ tiêu)", "the plan for {when} has not begun (targets: {count})"
)
NOTHING = Text("Chưa có chỉ tiêu kế hoạch nào khớp với lựa chọn.", "No target matches what was chosen.")
NOTHING_HINT = Text(
    "Bỏ bớt điều kiện lọc, ghi một chỉ tiêu, hoặc nộp tệp kế hoạch ở cuối trang.",
    "Drop a filter, enter a target, or send a plan's workbook at the foot of the page.",
)
REAL_TARGETS = Text(
    "Chỉ tiêu của Bắc Giang là thật, theo văn bản ghi ở phần cách tính; chỉ tiêu năm 2026 của các tỉnh và mọi số thực hiện được tạo ra để minh họa.",
    "The targets of Bắc Giang are real, from the document named in the working; those of 2026 and all figures they are held against are made up.",
)
LEFT_OUT = Text(
    "{count} chỉ tiêu của các tỉnh cũ là tỷ lệ, tốc độ tăng hoặc giao cho cấp huyện nên không chuyển sang tỉnh đã hợp nhất; chọn 63 đơn vị để xem.",
    "{count} targets of former provinces are shares, growth or set by district and are not carried to the merged one; choose 63 units to see them.",
)
TARGET = Text("Mục tiêu", "Target")
ACTUAL = Text("Thực hiện", "Actual")
NEEDED = Text("Cần đến lúc đó", "Needed by then")
SHARE = Text("Phần lộ trình", "Share of the path")
PACE = Text("Đánh giá", "Class")
FORMS = {
    Pace.ACHIEVED: "✓",
    Pace.ON_TRACK: "▶",
    Pace.BEHIND: "▽",
    Pace.FAR_BEHIND: "▼",
    Pace.NOT_REACHED: "✗",
    Pace.CANNOT_SAY: "?",
    Pace.NOT_BEGUN: "○",
}
BY = {
    Operator.AT_LEAST: Text("≥ {value}", "≥ {value}"),
    Operator.AT_MOST: Text("≤ {value}", "≤ {value}"),
    Operator.RANGE: Text("{value} – {value_to}", "{value} – {value_to}"),
    Operator.WITHDRAWN: Text("thôi áp dụng", "withdrawn"),
}
PER_DISTRICT = Text("mỗi huyện", "per district")
CARRIED = Text("Từ các tỉnh cũ", "From former provinces")
ROLES = {
    TargetRole.OWN: Text("", ""),
    TargetRole.SUM: Text("tổng của các tỉnh hợp thành", "sum of the provinces it is made of"),
    TargetRole.PART: Text("phần của {unit}, theo số cuối cùng", "the part of {unit}, by its last figure"),
    TargetRole.LEFT: Text("của {unit}, không chuyển", "of {unit}, not carried"),
}

# The working
SAID = Text("{who}, {measure}: {pace}, theo số {period}", "{who}, {measure}: {pace}, by the figure of {period}")
SAID_SHARE = Text(" ({share} lộ trình đến {period})", " ({share} of the path by {period})")
BASE = Text("Số gốc", "Base")
BASE_GIVEN = Text("ghi cùng chỉ tiêu", "given with the target")
BASE_FOUND = Text("số đã nộp của kỳ gốc", "the figure sent for that period")
NO_BASE = Text("không có", "none")
PATH = Text("Lộ trình", "Path")
STRAIGHT = Text("đều theo thời gian", "evenly in time")
SHARE_HOW = Text("Phần lộ trình đã đi", "Share of the path covered")
WHY = Text("Lý do", "Why")
SUM_OF = Text("Cộng từ", "Sum of")
SOURCE = Text("Văn bản", "Document")
QUOTE = Text("Trích văn bản", "Quote")
VERSIONS = Text("Các lần ghi chỉ tiêu này", "Versions of this target")
NO_DIVISION = Text("không chia được cho 0", "nothing to divide by")
RULE = Text("Quy tắc đánh giá", "How targets are judged")
RULES = [
    Text(
        "Đánh giá theo phần của lộ trình phải đi được đến nay, không theo mục tiêu cuối cùng. Mục tiêu của năm với số cộng dồn được chia đều cho bốn quý; mục tiêu có số gốc đi đều từ số gốc đến kỳ của mục tiêu, hoặc theo các mốc kế hoạch ghi.",
        "A target is judged by the part of its path that should be covered by now, not by its end. A year's target of what adds up is spread evenly over four quarters; a target with a base runs evenly from the base to its period, or through the points that the plan gives.",
    ),
    Text(
        "Có số gốc: phần lộ trình = (thực hiện − số gốc) ÷ (cần đến nay − số gốc), tăng hay giảm đều vậy. Không có số gốc, hoặc số gốc đã đạt: thực hiện ÷ cần đến nay với «ít nhất», cần đến nay ÷ thực hiện với «không quá».",
        "With a base the share is (actual − base) ÷ (needed − base), rising or falling alike. Without one, or where the base had met it: actual ÷ needed for “at least”, needed ÷ actual for “at most”.",
    ),
    Text(
        "Không chia cho 0: khi không chia được, phần lộ trình là 1 nếu đạt mức cần, là 0 nếu chưa.",
        "Nothing is divided by zero: where it would be, the share is 1 when the requirement is met and 0 when not.",
    ),
    Text(
        "✓ Đạt: đã đạt chính mục tiêu; với giới hạn «không quá» của số cộng dồn, chỉ khi hết kỳ. ▶ Đúng tiến độ: phần lộ trình từ 100 %. ▽ Chậm: từ 70 % đến dưới 100 %. ▼ Chậm nhiều: dưới 70 %. ✗ Không đạt: kỳ của mục tiêu đã hết mà chưa đạt. Đánh giá ghi theo số của quý nào.",
        "✓ Achieved: the target itself is met; an upper limit of what adds up only when its time is over. ▶ On track: a share from 100%. ▽ Behind: from 70% to below 100%. ▼ Far behind: below 70%. ✗ Not reached: its time is over and it was not met. A class says of which quarter its figure is.",
    ),
    Text(
        "? Chưa đánh giá được: thiếu số liệu, số liệu chưa đủ tỉnh hoặc chưa đủ quý, không công bố, mâu thuẫn, hoặc chưa có số gốc. Số chưa đủ mà đã vượt mục tiêu «ít nhất» thì vẫn là đạt.",
        "? Cannot say: the figure is missing, not complete, withheld or in conflict, or there is no base. An incomplete total that has already passed an “at least” is achieved all the same.",
    ),
    Text(
        "○ Chưa bắt đầu: kỳ của kế hoạch ở sau quý được chọn; chỉ tiêu được kể riêng, không tính vào số được theo dõi.",
        "○ Not begun: the plan's time is after the chosen quarter; the target is told apart and not counted among those that are followed.",
    ),
    Text(
        "Tỉnh hợp nhất nhận tổng mục tiêu của các tỉnh cũ khi mọi tỉnh đều có và số cộng được; nếu chỉ một số tỉnh có, mục tiêu được nêu là phần của tỉnh đó. Tỷ lệ, tốc độ tăng, chỉ số không chuyển.",
        "A merged province takes the sum of its predecessors' targets where all have one and the figure adds up; where only some have, it is told as the part of that one. Shares, growth and indices are not carried.",
    ),
]
# What the classes mean, as a file says it beside the figures
MEANINGS = [
    Text(
        "**Đạt**: đã đạt chính mục tiêu; với giới hạn «không quá» của số cộng dồn, chỉ khi hết kỳ.",
        "**Achieved**: the target itself is met; an upper limit of what adds up only when its time is over.",
    ),
    Text(
        "**Đúng tiến độ**: phần lộ trình từ 100 %, kỳ của mục tiêu chưa hết.",
        "**On track**: a share of the path from 100%, its time not yet over.",
    ),
    Text("**Chậm**: phần lộ trình từ 70 % đến dưới 100 %.", "**Behind**: a share from 70% to below 100%."),
    Text(
        "**Không đạt**: kỳ của mục tiêu đã hết mà chưa đạt.",
        "**Not reached**: the target's time is over and it was not met.",
    ),
    Text("**Chậm nhiều**: phần lộ trình dưới 70 %.", "**Far behind**: a share below 70%."),
    Text(
        "**Chưa đánh giá được**: thiếu số liệu, số liệu chưa đủ, không công bố, mâu thuẫn, hoặc chưa có số gốc; xem cột lý do.",
        "**Cannot say**: the figure is missing, incomplete, withheld or in conflict, or there is no base; the column says why.",
    ),
    Text(
        "**Chưa bắt đầu**: kỳ của kế hoạch ở sau quý được chọn.",
        "**Not begun**: the plan's time is after the chosen quarter.",
    ),
]

# Entering
ENTER = Text("Ghi một chỉ tiêu", "Enter a target")
UPLOAD = Text("Nộp tệp kế hoạch", "Send a plan's workbook")
SETS = Text("Các lần ghi", "What was entered")
AREA = Text("Đơn vị", "Area")
PERIOD = Text("Kỳ (2027, Quý IV/2027, 2026–2030)", "Period (2027, 2027-Q4, 2026–2030)")
DEMAND = Text("Yêu cầu", "Demand")
VALUE = Text("Giá trị", "Value")
VALUE_TO = Text("Đến giá trị (chỉ với «trong khoảng»)", "To (only for “between”)")
ITEM = Text("Phân tổ (nếu có)", "Part (if any)")
WHOLE = Text("Toàn bộ", "The whole")
BASE_PERIOD = Text("Kỳ gốc (nếu có lộ trình)", "Base period (where there is a path)")
BASE_VALUE = Text("Số gốc (để trống: lấy số đã nộp)", "Base (blank: the figure that was sent)")
POINTS = Text("Các mốc (để trống: đều theo thời gian)", "Points (blank: evenly in time)")
DOCUMENT = Text("Văn bản giao chỉ tiêu (bắt buộc)", "The document that sets it (required)")
SENDER = Text("Người ghi (họ tên, đơn vị; bắt buộc)", "Entered by (name, office; required)")
SAVE = Text("Ghi chỉ tiêu", "Save the target")
TEMPLATE = Text("Tải mẫu kế hoạch", "Download the template")
FILE = Text("Tệp kế hoạch (.xlsx, .xls, .ods, .csv, .tsv)", "Plan's workbook (.xlsx, .xls, .ods, .csv, .tsv)")
ACCEPT = Text("Nhận kế hoạch", "Accept the plan")
GOOD = Text("Hợp lệ: {rows} dòng, {targets} chỉ tiêu.", "Acceptable: {rows} rows, {targets} targets.")
SAVED = Text("Đã ghi lần {number}: {count} chỉ tiêu.", "Saved as set {number}: {count} targets.")
ALREADY = Text("Nội dung này đã được ghi ở lần {number}, {time}.", "This was entered before as set {number}, {time}.")
SET = Text("Lần ghi", "Set")
ROWS = Text("Chỉ tiêu", "Targets")
AT = Text("Lúc", "At")
BY_WHOM = Text("Người ghi", "By")
NO_SETS = Text("Chưa có lần ghi nào.", "Nothing has been entered yet.")
