"""The wording of what stands over and under every page."""

from data.model import Text

PURPOSE = Text("34 tỉnh, thành phố · theo quý · từ {year}", "34 provinces · by quarter · since {year}")
SEARCH = Text("Tìm chỉ tiêu, tỉnh, trang", "Find a measure, province, page")
NOW_PART_OF = Text("{old}, nay thuộc {name}", "{old}, now part of {name}")
PROFILE_OF = Text("{name} · hồ sơ tỉnh", "{name} · profile of the province")
MORE_HITS = Text("và {count} kết quả khác; gõ thêm chữ để hẹp lại", "and {count} more; type more to narrow")
NO_HIT = Text(
    "Không thấy chỉ tiêu, tỉnh hay trang nào như vậy. Hãy gõ ít chữ hơn; không cần dấu.",
    "No such measure, province or page. Type fewer words; accents are not needed.",
)
MENU = Text("Menu", "Menu")
DEMO_LINE = Text(
    "Dữ liệu minh họa, không dùng để báo cáo.",
    "Demonstration data, not for reporting.",
)
CONTACT = Text("Liên hệ: {contact}", "Contact: {contact}")
LICENCE = Text("Giấy phép dữ liệu", "Licence of the data")
INTERFACE = Text("Giao diện cho chương trình", "Interface for programs")
ACCESSIBILITY = Text("Khả năng tiếp cận", "Accessibility")
