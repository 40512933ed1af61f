"""The wording of the quarter's bulletin: its title, its status, five findings, what was revised, how it is read."""

from data.model import Text

# Title
TITLE = Text(
    "{quarter}: {measure}{span} {moved} so với cùng kỳ, ở {count} tỉnh đủ số hai kỳ",
    "{quarter}: {measure}{span} {moved} on a year before, in the {count} provinces complete both times",
)
UP = Text("tăng {by}", "up {by}")
DOWN = Text("giảm {by}", "down {by}")
UNCHANGED = Text("không đổi", "unchanged")
TITLE_SPAN = Text(" {months}", " over {months}")
SENT_TITLE = Text("{quarter}: {sent} trên {all} tỉnh đã nộp", "{quarter}: {sent} of {all} provinces have sent")
LEFT_OUT = Text("Không tính {who}", "Leaving out {who}")
LEFT_OUT_WHY = Text("đã được hỏi và giải trình; tính cả thì {moved}", "asked about and explained; with all {moved}")

# Status
FINAL = Text("Đã chốt {day}", "Frozen {day}")
PRELIMINARY = Text("Sơ bộ, còn có thể sửa", "Preliminary, may still change")
REVISED = Text("Đã sửa {count} số từ khi chốt", "{count} figures revised since")
AS_FROZEN = Text("Bản chốt {day}, giữ nguyên như khi ấy", "As frozen on {day}, kept as it was")
SEE_NOW = Text("Xem số hiện nay", "See today’s figures")
HAVE_SENT = Text("{sent}/{all} tỉnh đã nộp", "{sent} of {all} provinces have sent")
COLLECTING = Text(
    "{quarter} đang thu thập: {sent}/{all}, hạn {day}", "{quarter} is coming in: {sent} of {all}, due {day}"
)
NEXT_DUE = Text("{quarter}: hạn nộp {day}", "{quarter}: due {day}")
SENT_AGAIN = Text("{count} tỉnh đã nộp lại quý này", "sent again by {count} of them")

# Cards
SAME = Text("{moved} · cùng {count} tỉnh", "{moved} · same {count}")
WITH_ALL = Text("tính cả số đã giải trình: {moved}", "with the explained: {moved}")
NOT_COMPARED = Text("không so được với cùng kỳ", "not comparable with a year before")
HOLDS = Text("{share} tỉnh", "{share} provinces")

# Findings
FINDINGS = Text("Năm điều của quý này", "Five things of this quarter")
SEE = Text("Xem", "See")
SEE_ARRIVALS = Text("Tình hình nộp", "Who has sent")
SEE_PLAN = Text("Kế hoạch", "Plan")
MOST_MOVED = Text("{area}: {measure} {moved}", "{area}: {measure} {moved}")
MOST_MOVED_REST = Text(
    " so với cùng kỳ, từ {before} lên {now} ({span}); là biến động lớn nhất trong tổng cả nước.",
    " on a year before, from {before} to {now} ({span}); the largest move in the national sum.",
)
MOST_MOVED_DOWN = Text(
    " so với cùng kỳ, từ {before} xuống {now} ({span}); là biến động lớn nhất trong tổng cả nước.",
    " on a year before, from {before} to {now} ({span}); the largest move in the national sum.",
)
NOTHING_MOVED = (
    Text("Không có biến động lớn", "No large move"),
    Text(
        " ở những số có đủ cả hai kỳ: không số nào đổi từ {least} % trở lên, không kể số đã giải trình và số rất nhỏ.",
        " among the figures complete both times: none changed by {least}% or more, explained and very small ones apart.",
    ),
)
PLAN = Text(
    "Kế hoạch {year}: {good}/{all} mục tiêu đạt hoặc đúng tiến độ",
    "Plan {year}: {good} of {all} targets are met or on track",
)
PLAN_WORST = Text(
    "; chậm nhất: {area}, {measure}, mới đi {share} % chặng đường (số {when}).",
    "; the furthest behind: {area}, {measure}, {share}% of the path covered (figure of {when}).",
)
PLAN_ALL_GOOD = Text("; không mục tiêu nào chậm.", "; no target is behind.")
NO_PLAN = Text("Chưa có kế hoạch năm {year}", "No plan for {year} yet")
NO_PLAN_REST = Text(", nên chưa nói được đạt hay chậm.", ", so nothing can be said of progress.")
RATE = Text("Trên 10.000 dân, {area} cao nhất: {value}", "For every 10,000 people {area} leads: {value}")
RATE_REST = Text(
    " {measure}; thấp nhất là {last}: {least}. So trong {count} tỉnh có đủ số và có dân số cùng cách tính.",
    " {measure}; {last} has least: {least}. Among the {count} provinces that are complete and whose population is of one concept.",
)
NO_RATE = Text("Chưa so được theo dân số", "No comparison by population yet")
NO_RATE_REST = Text(", vì chưa tỉnh nào có đủ số.", ", because no province is complete.")
BROKE = Text("{area}: {measure} {moved} ({span}), đã giải trình", "{area}: {measure} {moved} ({span}), explained")
BROKE_REST = Text(
    ": «{reason}»; {count} số khác cũng được giải trình.",
    ": “{reason}”; explained besides: {count}.",
)
BROKE_ALONE = Text(": «{reason}».", ": “{reason}”.")
NOTHING_BROKE = Text("Không số nào phải giải trình", "No figure had to be explained")
NOTHING_BROKE_REST = Text(" trong những chỉ tiêu chính của quý này.", " among the main measures of this quarter.")
SILENT = Text("{who} chưa nộp", "{who} have not sent")
SILENT_REST = Text(
    "; cùng kỳ năm trước các tỉnh này chiếm {share} % {measure} cả nước.",
    "; a year before they had {share}% of the nation’s {measure}.",
)
SILENT_UNKNOWN = Text(", nên tổng số chưa gồm các tỉnh này.", ", so totals do not hold them.")
ALL_SENT = Text("Đủ {all} tỉnh đã nộp", "All {all} provinces have sent")
ALL_SENT_REST = Text(": số liệu quý này không thiếu tỉnh nào.", ": no province is wanting in this quarter.")

# The map beside
MAP_MOVED = Text("Thay đổi so với cùng kỳ: {measure}", "Change on a year before: {measure}")
MAP_PLAN = Text("Mục tiêu đạt hoặc đúng tiến độ", "Targets met or on track")
MAP_RATE = Text("Trên 10.000 dân: {measure}", "For every 10,000 people: {measure}")
MAP_BROKE = Text("Có số được hỏi và giải trình", "With figures that were explained")
MAP_SENT = Text("Đã nộp {quarter}", "Has sent {quarter}")
MAP_HINT = Text("Chọn một trong năm điều: bản đồ đổi theo điều ấy.", "Point at one of the five: the map follows.")
NO_FIGURE = Text("không so được", "not comparable")
KEYS = {
    "moved": (
        Text("giảm", "down"),
        Text("giảm dưới {least} %", "down by less than {least}%"),
        Text("tăng dưới {least} %", "up by less than {least}%"),
        Text("tăng", "up"),
    ),
    "plan": (
        Text("dưới 1/3", "under 1/3"),
        Text("đến 2/3", "to 2/3"),
        Text("trên 2/3", "above 2/3"),
        Text("tất cả", "all"),
    ),
    "broke": (Text("không", "no"), Text("có", "yes")),
    "sent": (Text("đã nộp", "sent"), Text("chưa nộp", "not sent")),
}

# What was revised, and how all this is read
REVISIONS = Text("Đã sửa từ lần chốt", "Revised since it was frozen")
REVISED_LINE = Text("{area}, {measure}, {span}: {old} → {new}", "{area}, {measure}, {span}: {old} → {new}")
NONE_REVISED = Text("Chưa số nào của bản chốt thay đổi.", "No figure of the frozen bulletin has changed.")
HOW = Text("Đọc thế nào", "How to read this")
RULES = (
    Text(
        "Quý được nói đến là quý gần nhất đã qua hạn và có ít nhất {share} % số tỉnh đã nộp.",
        "The quarter is the last whose due day is past and which at least {share}% of the provinces have sent.",
    ),
    Text(
        "Tăng, giảm chỉ tính ở những tỉnh có đủ số cả hai kỳ; số đã được hỏi và giải trình (※) không dẫn đầu, và khi có thì không tính vào tiêu đề.",
        "Changes are of those provinces alone that are complete both times; a figure that was asked about and explained (※) never leads and is left out of the title.",
    ),
    Text(
        "Tiêu đề: trong bốn số đầu, số đổi nhiều nhất theo phần trăm (từ {few} trở lên). Điều 1: trong các số đổi từ {least} % trở lên, số làm tổng cả nước đổi nhiều nhất.",
        "Title: of the four figures the one that moved most in per cent (from {few} up). Finding 1: of what changed by {least}% or more, what moves the national sum most.",
    ),
    Text(
        "Số thiếu không phải là không: tỉnh chưa nộp để trắng, tổng số nói có bao nhiêu tỉnh.",
        "What is missing is not zero: who has not sent is left blank, and a total says how many it holds.",
    ),
)

# Freezing
FREEZE = Text("Chốt bản tin {quarter}", "Freeze the bulletin of {quarter}")
FREEZE_HINT = Text(
    "Bản tin được giữ nguyên như lúc này để ai cũng đọc lại được; số sửa về sau được liệt kê bên cạnh, không thay vào bản đã chốt.",
    "The bulletin is kept as it is now for everyone to read again; what is revised later is listed beside it and never put into it.",
)
FROZEN = Text("Đã chốt bản tin.", "The bulletin is frozen.")
PDF = Text("Tải bản tin (PDF)", "The bulletin as PDF")
OTHER_VIEW = Text("Quý khác, vùng khác", "Another quarter or region")
MORE = Text("Các chỉ tiêu khác và ai đã nộp", "Other measures, and who has sent")
NATION = Text("Cả nước", "The nation")
