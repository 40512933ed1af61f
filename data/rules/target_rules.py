"""What may be wrong with a row of a plan."""

from data.rules.cell_rules import MEND
from data.rules.declare import BARE, TARGET_MESSAGE, Rule


def _error(vi: str, en: str, todo_vi: str = MEND[0], todo_en: str = MEND[1]) -> Rule:
    """What was expected comes first, what to do after it."""
    return TARGET_MESSAGE.error(todo_vi, todo_en, vi, en)


TARGET: dict[str, Rule] = {
    "no_targets": BARE.error(
        "Sheet «{sheet}» không có dòng chỉ tiêu nào. Điền ít nhất một dòng rồi nộp lại.",
        "Sheet “{sheet}” has no target. Fill in at least one row and send it again.",
    ),
    "target_twice": _error(
        "mỗi chỉ tiêu một dòng; {code} của đơn vị và kỳ này đã có ở dòng {first}",
        "one row a target; {code} of this area and period stands in row {first}",
        *("Bỏ một trong hai dòng rồi nộp lại.", "Drop one of the two rows and send the file again."),
    ),
    "target_not_standing": _error(
        *("một chỉ tiêu đang áp dụng của đơn vị và kỳ này", "a target of this area and period that stands"),
        *("Kiểm tra đơn vị, mã và kỳ; hoặc bỏ dòng này.", "Check area, code and period, or drop the row."),
    ),
    "target_before_figures": TARGET_MESSAGE.info(
        "Chỉ tiêu vẫn được lưu, nhưng chưa có số liệu để đánh giá.",
        "It is kept, but there is no figure to judge it by.",
        "thường là kỳ từ {period}, quý đầu tiên có số liệu",
        "usually a period from {period} on, the first with figures",
    ),
    "target_measure": _error(
        *("mã của một chỉ tiêu, ví dụ IP04", "the code of a measure, e.g. IP04"),
        "Chọn trong danh sách của mẫu, hoặc tra mã ở trang «Giới thiệu».",
        "Choose from the template's list, or look the code up on the page “About”.",
    ),
    "target_item": _error("một trong: {items}", "one of: {items}"),
    "target_item:none": _error("ô trống: chỉ tiêu này không có phân tổ", "a blank: this measure has no parts"),
    "target_period": _error(
        "một năm (2025), một quý (Quý IV/2025) hoặc các năm (2021–2025)",
        "a year (2025), a quarter (2025-Q4) or years (2021–2025)",
    ),
    "target_period:yearly": _error("một năm: {code} là chỉ tiêu năm", "a year: {code} is known once a year"),
    "target_area": _error(
        "tên hoặc mã của một tỉnh có trong kỳ này, hoặc «Cả nước»",
        "the name or code of a province of this period, or “Cả nước”",
    ),
    "target_area:two": _error(
        "«{older} (cũ)» hoặc «{newer} (mới)»: trong kỳ này «{name}» là hai đơn vị khác nhau",
        "“{older} (cũ)” or “{newer} (mới)”: in this period “{name}” was two different units",
    ),
    "target_operator": _error("một trong: {operators}", "one of: {operators}"),
    "target_value": _error("mức phải đạt, ví dụ 80", "what is to be reached, e.g. 80"),
    "target_range": _error("mức trên của khoảng", "the upper end of the range"),
    "target_range:below": _error(
        "số từ {least} trở lên: mức trên của khoảng", "{least} or more: the upper end of the range"
    ),
    "target_range:other_demand": _error("ô trống, hoặc yêu cầu «trong khoảng»", "a blank, or the demand “between”"),
    "share_above:target": _error("tỷ lệ phần trăm từ 0 đến 100", "a percentage from 0 to 100"),
    "target_base": _error("một năm hoặc một quý, ví dụ 2020", "a year or a quarter, e.g. 2020"),
    "target_base:no_period": _error("kỳ của số gốc, ví dụ 2020", "the period of the base, e.g. 2020"),
    "target_base:late": _error("kỳ trước {period}", "a period before {period}"),
    "target_path": _error("các mốc kỳ=giá trị, ví dụ 2022=50; 2023=60", "points period=value, e.g. 2022=50; 2023=60"),
    "target_path:years": _error(
        "ô trống: mỗi năm một chỉ tiêu thì không có lộ trình chung",
        "a blank: a target for each year has no path across them",
    ),
    "target_path:outside": _error(
        "các mốc khác nhau, sau kỳ gốc và trước kỳ của chỉ tiêu",
        "different points after the base and before the target's period",
    ),
}
