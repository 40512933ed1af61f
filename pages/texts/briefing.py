"""The wording of a province's briefing: its verdict, its table, what is owed, and the rules of all that."""

from data.model import Text

# The verdict
NUMBERS = {
    "vi": ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám"),
    "en": ("none", "one", "two", "three", "four", "five", "six", "seven", "eight"),
}
VERDICT = Text("{area}, {when}: {said}", "{area}, {when}: {said}")
NOT_SENT_YET = Text("chưa có số liệu", "no figures yet")
NOT_COMPARED = Text("chưa chỉ tiêu chính nào so được với cùng kỳ", "no main measure can be compared with a year before")
ALL_ROSE = Text("cả {of} chỉ tiêu chính tăng", "all {of} main measures rose")
SOME_ROSE = Text("{up} trong {of} chỉ tiêu chính tăng", "{up} of {of} main measures rose")
NONE_ROSE = Text("không chỉ tiêu nào trong {of} chỉ tiêu chính tăng", "none of {of} main measures rose")
AND_FELL = Text(", {down} giảm", ", {down} fell")
COMPARABLE = Text(" (trong các chỉ tiêu so được)", " (of those that can be compared)")
BUT_EXPLAINED = Text(", không kể {count} đã giải trình ※", ", without {count} explained ※")
ONE_PLAN = Text("; kế hoạch đạt {share}", "; {share} of the plan")
SOME_PLANS = Text(
    "; {good} trong {of} mục tiêu kế hoạch đạt hoặc đúng tiến độ", "; {good} of {of} plan targets met or on track"
)
RULES = (
    Text(
        "Tiêu đề: đếm trong sáu chỉ tiêu chính những chỉ tiêu có số lớn hơn (nhỏ hơn) cùng kỳ năm trước; chỉ tiêu không so được và số "
        "phải giải trình không được đếm, và tiêu đề nói có bao nhiêu. Kế hoạch: phần chặng đường đã đi của mục tiêu duy nhất, "
        "hoặc số mục tiêu đạt và đúng tiến độ trong các mục tiêu đánh giá được.",
        "The title counts, of six main measures, those above (below) the same span of the year before; what cannot be compared and "
        "figures that had to be explained are not counted, and the title says how many. Plan: the share of the path covered of the only "
        "target, or how many of those that can be judged are met or on track.",
    ),
    Text(
        "Tăng, giảm đáng chú ý: thay đổi từ {least} % trở lên của chỉ tiêu cùng kỳ có từ {small} trở lên, cả hai kỳ đủ số; số đã giải "
        "trình mang dấu ※ và đứng cuối.",
        "Rose and fell: by {least}% or more where the year before was {small} or more, complete both times; explained figures carry ※ and "
        "come last.",
    ),
    Text(
        "Thanh so sánh và thứ hạng theo mức trên 10.000 dân, chỉ giữa các tỉnh có số đủ và có dân số tính cùng một cách (dân số: {source}); "
        "không có dân số có nguồn thì theo số báo cáo, so với trung bình một tỉnh. Chỉ tiêu càng thấp càng tốt: hạng 1 là thấp nhất.",
        "Bars and ranks are by 10,000 people, among provinces with complete figures and a population counted the same way (population: "
        "{source}); without a sourced population by the reported figure, beside the mean of a province. Where lower is better, first is lowest.",
    ),
)
HOW_TO_READ = Text("Đọc thế nào", "How to read this")

# Chips
SENT_ON = Text("Đã nộp {day}, lần {version}", "Sent {day}, version {version}")
SENT_BY_PARTS = Text("{sent}/{all} đơn vị cũ đã nộp", "{sent} of {all} former units have sent")
WAITS = Text("Chờ duyệt, nộp {day}", "Waits for review, sent {day}")
NOTHING_SENT = Text("Chưa nộp {when}", "{when} not sent")
MERGED_OF = Text("{old} cũ, hợp nhất {day}", "Former {old}, merged {day}")
NOT_MERGED = Text("Không sắp xếp năm 2025", "Not merged in 2025")
DUE_IN = Text("{when}: còn {days} ngày (hạn {day})", "{when}: due in {days} days ({day})")
OVERDUE = Text("{when}: quá hạn {days} ngày", "{when}: {days} days overdue")

# Ways on
MAKE_REPORT = Text("Làm báo cáo", "Make a report")
PRINT = Text("In trang này", "Print this page")

# The table
MAIN = Text("Các chỉ tiêu chính", "Main measures")
COURSE_FROM = Text("Từ {since}", "Since {since}")
BY_HEAD = Text("Mỗi 10.000 dân", "Per 10,000 people")
AGAINST = Text("So với vùng, cả nước", "Against region, nation")
NATION_MEAN = Text("{of} tỉnh {value}", "{of} provinces {value}")
REGION_MEAN = Text("vùng {value}", "region {value}")
PLAN = Text("Kế hoạch", "Plan")
NO_PLAN = Text("chưa có", "none")
RANK = Text("Thứ hạng", "Rank")
RANKS_COURSE = Text("Hạng từ {first} ({at}) đến {last} ({now})", "Rank from {first} ({at}) to {last} ({now})")
AMONG = Text(
    "Hạng tính trên 10.000 dân, chỉ so các tỉnh có đủ số và có dân số cùng cách tính, không phải cả {all} tỉnh.",
    "Ranks are by 10,000 people, among provinces that are complete and whose population is of one concept, not all {all}.",
)
NOT_RANKED = Text("chưa xếp hạng", "not ranked")
LOCATOR = Text("Vị trí {area} trên bản đồ Việt Nam", "Where {area} lies in Viet Nam")

RANKS = Text("Hạng ở từng lĩnh vực", "Rank in each field")
RANKS_NONE = Text("Chưa có số liệu đủ để xếp hạng.", "No complete figures to be ranked by.")

# What rose and fell, what is missing, merger, plan
MOVES = Text("Tăng, giảm đáng chú ý", "What rose and fell")
ROSE = Text(
    "{measure}, {span}: ▲ {percent} %, từ {before} lên {now}", "{measure}, {span}: ▲ {percent}%, from {before} to {now}"
)
FELL = Text(
    "{measure}, {span}: ▼ {percent} %, từ {before} xuống {now}",
    "{measure}, {span}: ▼ {percent}%, from {before} to {now}",
)
NO_MOVES = Text(
    "Không chỉ tiêu nào thay đổi từ {least} % trở lên so với cùng kỳ.",
    "Nothing moved by {least}% or more on a year before.",
)
EXPLAINED = Text("đã giải trình", "explained")
MISSING = Text("Còn thiếu, sắp đến hạn", "Missing and due")
LACKS = Text(
    "{when}: thiếu {missing} trên {due} chỉ tiêu bắt buộc", "{when}: {missing} of {due} required figures missing"
)
LACKS_NONE = Text("{when}: đủ {due} chỉ tiêu bắt buộc", "{when}: all {due} required figures are there")
AND_MORE = Text("và {count} chỉ tiêu khác", "and {count} more")
NO_TARGET = Text("Chưa có mục tiêu năm {year} cho {count} chỉ tiêu chính", "No {year} target for {count} main measures")
MERGER = Text("Trước và sau hợp nhất", "Before and after the merger")
MERGER_SAID = Text(
    "Trước {day} là tổng của {old}. Cột «{before}», «{after}»: bốn quý liền trước và liền sau; phần: từ đầu năm đến {span} (số thời điểm: cuối kỳ).",
    "Before {day} the sum of {old}. Columns “{before}”, “{after}”: the four quarters just before and after; shares: of the year up to {span} (stocks: at the end).",
)
CHANGE = Text("Thay đổi", "Change")
TO_QUARTER = Text("đến {quarter}", "to {quarter}")
SHARES = Text("Phần của mỗi tỉnh cũ", "Share of each former province")
NO_MERGER = Text(
    "Tỉnh giữ nguyên sau ngày 01/07/2025; dãy số liền mạch.", "The province was not merged; its series are unbroken."
)
FORMER_UNIT = Text("Đơn vị cũ, nay thuộc {heir}.", "A former unit, now part of {heir}.")
TWO_SERIES = Text("Xem dãy số riêng của từng tỉnh cũ", "See the former provinces apart")
NO_PLANS = Text("Chưa có mục tiêu nào được nhập.", "No target was entered.")
PLAN_LINE = Text(
    "{measure}: {share} chặng đường theo số {when}, {pace}", "{measure}: {share} of the path by {when}, {pace}"
)
PLAN_UNSAID = Text("{measure}: {pace} ({when})", "{measure}: {pace} ({when})")
APPENDIX = Text("Cả phụ lục: {count} chỉ tiêu theo nhóm", "With the appendix: {count} measures by field")
APPENDIX_SAID = Text("Phụ lục", "Appendix")
FOLDED = Text("Chỉ bản tóm tắt", "The briefing alone")

# What an officer owes
DUTIES = Text("Việc của {area}", "To do for {area}")
DRAFT = Text("«{file}» đang kiểm tra, chưa nộp: {verdict}", "“{file}” is being checked and not sent: {verdict}")
DRAFT_GONE = Text(
    "Tệp đang kiểm tra chỉ giữ trong phiên làm việc này.", "Files being checked are kept for this visit only."
)
OWED_LATE = Text("{when} chưa nộp, quá hạn {days} ngày (hạn {day})", "{when} not sent, {days} days overdue (due {day})")
OWED = Text("{when} phải nộp trong {days} ngày (hạn {day})", "{when} to be sent in {days} days (due {day})")
WAITING = Text("{when}: bản nộp số {number} đang chờ duyệt", "{when}: submission no. {number} waits for review")
NOTHING_OWED = Text("Không còn gì phải nộp lúc này.", "Nothing is owed now.")
