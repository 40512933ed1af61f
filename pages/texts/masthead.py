"""The wording of what stands over and under every page."""

from data.model import Text

PURPOSE = Text(
    "Báo cáo hằng quý của các Sở Khoa học và Công nghệ, từ {year}",
    "Quarterly reports of the provincial departments of science and technology, since {year}",
)
SEARCH = Text("Tìm chỉ tiêu, tỉnh, trang", "Find a measure, province, page")
SEARCH_HINT = Text("Tìm chỉ tiêu, tỉnh", "Measure, province")  # as much as has room on a phone
NOW_PART_OF = Text("{old}, nay thuộc {name}", "{old}, now part of {name}")
PROFILE_OF = Text("{name} · hồ sơ tỉnh", "{name} · profile of the province")
OF_AREA = Text("{area}: {measure} · {view}", "{area}: {measure} · {view}")
COURSE, RANK = Text("diễn biến", "over time"), Text("xếp hạng", "ranking")
ALIKE = Text("so với tỉnh cùng cỡ", "beside those of its size")
SOURCE = Text("nguồn số liệu", "where it came from")
MORE_HITS = Text("và {count} kết quả khác; gõ thêm chữ để hẹp lại", "and {count} more; type more to narrow")
NO_HIT = Text(
    "Không thấy chỉ tiêu, tỉnh hay trang nào như vậy. Hãy gõ ít chữ hơn; không cần dấu.",
    "No such measure, province or page. Type fewer words; accents are not needed.",
)
PRESS_ENTER = Text("Nhấn Enter để dùng", "Press Enter to apply")
NO_OPTION = Text("Không có mục nào như vậy", "No results")
SKIP = Text("Đến nội dung chính", "Skip to main content")
MENU = Text("Menu", "Menu")
# In a field for a day in which nothing stands yet.
DAY, MONTH, YEAR = Text("ngày", "dd"), Text("tháng", "mm"), Text("năm", "yyyy")
DEMO_LINE = Text(
    "Dữ liệu minh họa, không dùng để báo cáo.",
    "Demonstration data, not for reporting.",
)
CONTACT = Text("Liên hệ: {contact}", "Contact: {contact}")
LICENCE = Text("Giấy phép dữ liệu", "Licence of the data")
INTERFACE = Text("Giao diện cho chương trình", "Interface for programs")
ACCESSIBILITY = Text("Khả năng tiếp cận", "Accessibility")
