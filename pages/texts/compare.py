"""The wording of the views that look across provinces: rankings, moves, spread, two measures, the map."""

from data.model import Grain, Text

# Choices
SPAN = Text("Kỳ xem", "Period")
SPAN_KEYS = {
    Grain.QUARTER: "quy",
    Grain.HALF: "nua-nam",
    Grain.NINE_MONTHS: "chin-thang",
    Grain.YEAR: "nam",
    Grain.YTD: "luy-ke",
}
SECOND_MEASURE = Text("Chỉ tiêu thứ hai", "Second measure")
CLICK_PROVINCE = Text(
    "Bấm vào một tỉnh để mở hồ sơ tỉnh; bấm vào một số trong bảng để xem số ấy từ đâu mà có.",
    "Click a province to open its profile, a figure in the table to see where it came from.",
)

# Ranking
RANK = Text("Hạng", "Rank")
RANK_MOVED = Text("Đổi hạng", "Change of rank")
YEAR_BEFORE = Text("Cùng kỳ năm trước", "A year before")
CHANGE = Text("Thay đổi", "Change")
NEW = Text("mới", "new")
RISEN = Text("tăng {places} bậc so với cùng kỳ", "up {places} on a year before")
FALLEN = Text("giảm {places} bậc so với cùng kỳ", "down {places} on a year before")
KEPT = Text("giữ nguyên hạng so với cùng kỳ", "the same rank as a year before")
NONE_RANKED = Text(
    "{when}: chưa tỉnh nào có số liệu đầy đủ để so sánh", "{when}: no province has a complete figure yet"
)
RANKED_AT = Text("{area}: {said}, thứ {rank}/{all}, {when}", "{area}: {said}, rank {rank} of {all}, {when}")
NOT_RANKED_AT = Text("{area} không xếp hạng, {when}: {state}", "{area} is not ranked, {when}: {state}")
LEADS = {
    "higher_better": Text("{when}: {area} dẫn đầu với {said}", "{when}: {area} leads with {said}"),
    "lower_better": Text(
        "{when}: {area} thấp nhất, tức tốt nhất, với {said}", "{when}: {area} is lowest, which is best, with {said}"
    ),
    "neutral": Text("{when}: {area} cao nhất với {said}", "{when}: {area} is highest with {said}"),
}
AND_OTHERS = Text("{area} (cùng {count} tỉnh khác)", "{area} (shared with {count} more)")
ORDERS = {
    "higher_better": Text("Cao hơn là tốt hơn.", "Higher is better."),
    "lower_better": Text(
        "Thấp hơn là tốt hơn: hạng 1 là số thấp nhất.", "Lower is better: rank 1 is the lowest figure."
    ),
    "neutral": Text(
        "Xếp từ cao đến thấp; chỉ tiêu này không có chiều tốt hay xấu.",
        "From high to low; this measure has no better or worse.",
    ),
}
RULE = Text(
    "Chỉ xếp hạng số liệu đầy đủ; các tỉnh bằng nhau cùng hạng. {ranked}/{all} tỉnh được xếp hạng.",
    "Only complete figures are ranked; equal ones share a rank. {ranked} of {all} provinces are ranked.",
)
MOVES_AMONG = Text(
    "Đổi hạng so với {when}, tính trong {count} tỉnh có số liệu đầy đủ ở cả hai kỳ; «mới»: cùng kỳ năm trước chưa được xếp hạng.",
    "Change of rank since {when}, among the {count} provinces complete in both; “new”: not ranked a year before.",
)
OTHER_UNITS = Text(
    "Không so hạng với {when}: khi đó có {before} đơn vị, nay {now}.",
    "No change of rank since {when}: there were {before} units then, {now} now.",
)
NO_MOVES = Text("Không so hạng với {when}: {why}.", "No change of rank since {when}: {why}.")
NOBODY_BOTH = Text("không tỉnh nào có số liệu đầy đủ ở cả hai kỳ", "no province is complete in both")
UNRANKED = Text("Không xếp hạng", "Not ranked")
BOUND = Text("Chỉ là cận, không phải số chính xác", "A bound, not exact")
OTHER_PEOPLE = Text("Dân số theo khái niệm khác", "Population of another concept")
IN_CONFLICT = Text("Số lũy kế đang mâu thuẫn", "Year-to-date figures in conflict")
ENDED = Text("Xếp các đơn vị có vào ngày cuối kỳ ({day}).", "The units are those of the period's last day ({day}).")
CALENDARS = Text(
    "Các tỉnh theo lịch báo cáo khác nhau: quý dương lịch {statistical}, kỳ từ ngày 15 {administrative}, cả hai {mixed}.",
    "Provinces follow different calendars: calendar quarters {statistical}, from the 15th {administrative}, both {mixed}.",
)

# Rise and fall
FELL_AND_ROSE = Text(
    "{when}: {fell} tỉnh giảm, {rose} tỉnh tăng{same} so với cùng kỳ, {rest} tỉnh chưa so được",
    "{when}: {fell} provinces fell, {rose} rose{same} on a year before, {rest} cannot be compared yet",
)
STOOD = Text(", {count} tỉnh không đổi", ", {count} did not move")
MOVED_AT = Text("{area}: {moved} so với cùng kỳ, {when}", "{area}: {moved} on a year before, {when}")
NONE_MOVED = Text(
    "{when}: chưa so được với cùng kỳ ở tỉnh nào", "{when}: no province can be compared with a year before"
)
MOVES_RULE = Text(
    "So với {when}; chỉ tỉnh có số liệu đầy đủ, so được ở cả hai kỳ. Tỉnh chưa báo cáo không bị tính là giảm.",
    "Against {when}; only provinces that are complete and comparable both times. A missing report is not a fall.",
)
FELL = Text("Giảm ({count}): {who}", "Fell ({count}): {who}")
FROM_NOTHING = Text("Bằng 0 vào {when}, không tính được phần trăm: {who}", "Nothing in {when}, so no per cent: {who}")
NOT_COMPARED = Text("Chưa so được ({count}): {who} ({why})", "Not compared ({count}): {who} ({why})")
TOO_LONG = Text(
    "≫: thanh dài hơn khung, chỉ số ghi bên cạnh là đúng.",
    "≫: the bar is longer than the chart; the figure beside it is right.",
)

# Over time
OVER_TIME = Text("{areas} đơn vị, {since} – {when}", "{areas} units, {since} – {when}")
MOST_GAPS = Text("{area} thiếu {gaps}/{count} kỳ, nhiều nhất", "{area} lacks {gaps} of {count}, most of all")
MARKS = Text(
    "Ô xám gạch chéo: không có số liệu («–» chưa báo cáo, «·» chưa đến hạn, «k» không công bố, «×» không áp dụng). "
    "Vòng tròn: chưa đủ. Số 0 ở đầu thang màu và ghi «0». Ô trống: đơn vị không tồn tại vào kỳ đó.",
    "Grey and hatched: no figure (“–” not reported, “·” not yet due, “k” withheld, “×” not applicable). "
    "A circle: partial. Zero is at the foot of the scale and says “0”. Blank: there was no such unit.",
)

# Distribution
HALF_LIES = Text(
    "{when}: một nửa số tỉnh có từ {low} đến {high}, trung vị {median}",
    "{when}: half of the provinces have {low} to {high}, the median is {median}",
)
STANDS = Text("{area}: {said}, {where} ({when})", "{area}: {said}, {where} ({when})")
QUARTERS_OF = (
    Text("thuộc một phần tư thấp nhất", "in the lowest quarter"),
    Text("dưới trung vị", "below the median"),
    Text("từ trung vị trở lên", "at or above the median"),
    Text("thuộc một phần tư cao nhất", "in the highest quarter"),
)
TOO_FEW = Text(
    "{when}: mới có {count} tỉnh đủ số liệu, chưa mô tả được phân bố (cần ít nhất {least})",
    "{when}: only {count} provinces are complete; a distribution needs {least}",
)
MEDIAN = Text("Trung vị {value}", "Median {value}")
QUARTILES = Text(
    "Mỗi chấm là một tỉnh có số liệu đầy đủ. Dải xám: một nửa số tỉnh ở giữa, từ tứ phân vị thứ nhất ({low}) đến thứ ba ({high}); vạch: trung vị ({median}).",
    "Each dot is a province with a complete figure. Grey band: the middle half, from the first quartile ({low}) to the third ({high}); line: the median ({median}).",
)
LEFT_OUT = Text("Không có trong biểu đồ", "Not in the chart")

# Two measures
TWO_TITLE = Text(
    "{when}: {both}/{count} tỉnh từ trung vị trở lên ở cả {x} và {y}",
    "{when}: {both} of {count} provinces are at or above the median in both {x} and {y}",
)
TOGETHER = (
    Text("đi ngược nhau", "go against each other"),
    Text("không thấy đi cùng nhau", "do not go together"),
    Text("đi cùng nhau ở mức vừa", "go together to some degree"),
    Text("đi cùng nhau rõ rệt", "clearly go together"),
)
TWO_TOGETHER = Text(
    "{when}: {x} và {y} {how} (tương quan thứ hạng {value}, {count} tỉnh)",
    "{when}: {x} and {y} {how} (rank correlation {value}, {count} provinces)",
)
TOGETHER_MEANS = Text(
    "Tương quan thứ hạng (Spearman): 1 là hai chỉ tiêu xếp các tỉnh cùng thứ tự, 0 là không liên hệ, −1 là ngược thứ tự; từ 0,7 gọi là rõ rệt, "
    "từ 0,4 là mức vừa. Với số đếm, tỉnh lớn thường cao ở cả hai.",
    "Rank correlation (Spearman): 1 where both put the provinces in the same order, 0 where there is no link, −1 in the opposite order; "
    "clear from 0.7, some degree from 0.4. Of counts, large provinces often have much of both.",
)
TWO_AREA = Text("{area}: {x} và {y}, {when}", "{area}: {x} and {y}, {when}")
TWO_NONE = Text("{when}: không tỉnh nào có đủ cả hai số liệu", "{when}: no province has both figures complete")
TWO_MEANS = Text(
    "Mỗi chấm là một tỉnh có đủ cả hai số liệu; đường chấm: trung vị. Hai chỉ tiêu cùng cao không có nghĩa cái này là nguyên nhân của cái kia.",
    "Each dot is a province with both figures complete; dotted: the medians. That both are high does not mean that one causes the other.",
)

# Map
ATTRIBUTION = {
    "provinces_34": Text(
        "Ranh giới: Open Development Mekong (nguồn: Cục Đo đạc và Bản đồ), CC BY-SA 4.0, đã giản lược và gộp theo 34 đơn vị.",
        "Boundaries: Open Development Mekong (source: Dept of Survey and Mapping), CC BY-SA 4.0, simplified and merged into 34 units.",
    ),
    "provinces_63": Text(
        "Ranh giới: Open Development Mekong (nguồn: Cục Đo đạc và Bản đồ), CC BY-SA 4.0, đã giản lược.",
        "Boundaries: Open Development Mekong (source: Dept of Survey and Mapping), CC BY-SA 4.0, simplified.",
    ),
}
CREDIT = "Open Development Mekong · CC BY-SA 4.0"
HOANG_SA = Text("Quần đảo Hoàng Sa (Đà Nẵng)", "Hoàng Sa Archipelago (Đà Nẵng)")
TRUONG_SA = Text("Quần đảo Trường Sa (Khánh Hòa)", "Trường Sa Archipelago (Khánh Hòa)")
NO_FIGURE = Text("không có số liệu", "no figure")
MAP_MARKS = Text(
    "Xám: không có số liệu, không phải bằng 0. Vòng tròn rỗng: chưa đủ, hoặc không phải số chính xác. "
    "Bản đồ chỉ để xem số liệu, không dùng để xác định ranh giới.",
    "Grey: no figure, which is not zero. Hollow circle: partial, or not exact. "
    "The map shows figures; it does not settle boundaries.",
)
MAP_UNITS = Text("Bản đồ {count} đơn vị, có vào ngày {day}.", "Map of the {count} units of {day}.")
ISLANDS_BIGGER = Text(
    "Các đảo thuộc quần đảo Hoàng Sa và Trường Sa được vẽ lớn hơn thực tế để nhìn thấy được.",
    "The islands of Hoàng Sa and Trường Sa are drawn larger than they are, so that they can be seen.",
)
