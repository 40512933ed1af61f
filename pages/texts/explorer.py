"""The wording of the explorer: its views, its sentence of controls, how figures are read."""

from data.model import Text

EXPLORE = Text("Khám phá", "Explore")
VIEW = Text("Cách xem", "View")
VIEWS = {
    "duong": Text("Đường", "Lines"),
    "ban-do": Text("Bản đồ", "Map"),
    "xep-hang": Text("Xếp hạng", "Ranking"),
    "tang-giam": Text("Tăng, giảm", "Rise and fall"),
    "theo-ky": Text("Theo kỳ", "Over time"),
    "phan-bo": Text("Phân bố", "Distribution"),
    "hai-chi-tieu": Text("Hai chỉ tiêu", "Two measures"),
    "co-cau": Text("Cơ cấu", "Make-up"),
    "bang": Text("Bảng", "Table"),
}
SUMMARY = {"tom-tat": Text("Tóm tắt", "Summary")}
RECORDS = {"danh-sach": Text("Danh sách", "Records")}

# The title of a field
MOVED = Text(
    "{area}, {when}: {up} trong {of} chỉ tiêu tăng{fell} so với cùng kỳ",
    "{area}, {when}: {up} of {of} measures rose{fell} on a year before",
)
FELL = Text(", {down} giảm", ", {down} fell")
ONE_MOVED = Text(
    "{area}, {when}: {measure} {moved} so với cùng kỳ", "{area}, {when}: {measure} {moved} on a year before"
)
NOT_COMPARED = Text("; {count} chưa so được", "; {count} cannot be compared")

# The sentence
AREAS = Text("Địa phương", "Areas")
NATION_ADD = Text("cả nước; thêm tỉnh, vùng", "the nation; add areas")
BY = {
    "quarter": Text("theo quý", "by quarter"),
    "half": Text("theo 6 tháng", "by half-year"),
    "nine-months": Text("theo 9 tháng", "by nine months"),
    "year": Text("theo năm", "by year"),
    "ytd": Text("từ đầu năm", "so far this year"),
}
MORE = Text("Thêm…", "More…")
AMONG = Text("So trong", "Among")
ALL = Text("mọi tỉnh", "all provinces")
ONLY_CHOSEN = Text("chỉ các tỉnh đã chọn", "the chosen only")
MERGED = Text("các tỉnh đã sắp xếp", "merged provinces")
UNMERGED = Text("các tỉnh giữ nguyên", "unmerged provinces")
SIZE_OF = Text("các tỉnh cỡ như {area}", "provinces of the size of {area}")

# How figures are read
READING = Text("Cách tính", "Read as")
READINGS = {
    "": Text("số báo cáo", "as reported"),
    "dan-so": Text("trên 10.000 dân", "per 10,000 people"),
    "to-chuc": Text("trên mỗi tổ chức KH&CN", "per S&T organisation"),
    "doanh-nghiep": Text("trên mỗi doanh nghiệp KH&CN", "per S&T enterprise"),
    "ty-trong": Text("phần trong cả nước", "share of the nation"),
    "tang-truong": Text("so với cùng kỳ", "on a year before"),
    "chi-so": Text("chỉ số (đầu kỳ = 100)", "index (start = 100)"),
}
RAW_ON_MAP = Text("số báo cáo, chưa tính theo dân số", "as reported, not by population")
SHARE_SAID = Text(
    "Phần trong cả nước: số của tỉnh chia cho tổng của các tỉnh đã báo cáo trong kỳ.",
    "Share of the nation: the province’s figure over the sum of those that reported for the period.",
)
GROWTH_SAID = Text(
    "Tăng, giảm của cả nước và vùng: tính ở những tỉnh có đủ số cả hai kỳ; dải dưới biểu đồ ghi bao nhiêu tỉnh.",
    "Growth of the nation and of regions: over the provinces complete both times; the strip below counts them.",
)
PER_SAID = Text(
    "Mẫu số: {code} {label}, số gần nhất đến cuối kỳ.",
    "Divided by {code} {label}, its latest figure by the period’s end.",
)
HEADS_SAID = Text("Dân số: {source} ({count} tỉnh).", "Population: {source} ({count} provinces).")
OTHER_CONCEPT = Text(
    "Ghi «≈» và không xếp hạng cùng, vì dân số theo khái niệm khác ({count}): {who}.",
    "Marked “≈” and not ranked with the others, since their population is of another concept ({count}): {who}.",
)
NO_POPULATION = Text("Không có dân số có nguồn ({count}): {who}.", "No population with a source ({count}): {who}.")

# Around the chart
PLAY = Text("Chạy theo thời gian", "Play over time")
PAUSE = Text("Dừng", "Pause")
HOW_TO_READ = Text("Đọc thế nào", "How to read")
NO_SPLITS = Text(
    "Chỉ tiêu này không có phân tổ. Chọn chỉ tiêu khác để xem cơ cấu.",
    "This measure has no breakdown. Choose another one to see what it is made of.",
)
RECORDS_OF = Text("Xem, lọc và tải toàn bộ danh sách", "See, filter and download the whole list")
CLOSE_CARD = Text(
    "Bấm vào một tỉnh trên bản đồ để xem số, diễn biến và thứ hạng.",
    "Click a province on the map to see its figure, course and rank.",
)
PROFILE_OF = Text("Hồ sơ tỉnh", "Province profile")
REFERENCE_NATION = Text("cả nước {value}", "nation {value}")
JUST_SENT = Text("mới nộp", "just sent")
