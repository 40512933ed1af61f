"""Units and sources that several families of figures name."""

from data.model import Text
from data.table import Column, text

PERCENT = Text("%", "%")
DOSSIERS = Text("hồ sơ", "dossiers")
MILLION = Text("triệu đồng", "million VND")

PLAN = "Kế hoạch tháng 01/2021 của Sở KH&CN Bắc Giang thực hiện Chỉ thị 01/CT-UBND"
DIRECTIVE = "Chỉ thị của Chủ tịch UBND tỉnh Đăk Nông về tăng cường hoạt động khoa học, công nghệ và đổi mới sáng tạo"
MEETING = "Thông báo kết luận Hội nghị giao ban KH&CN cơ sở năm 2020 của Sở KH&CN Đắk Nông"
REPORT = "Báo cáo năm 2024 của Sở KH&CN Quảng Trị"
FROM_MEMORY = Text("chưa đối chiếu với văn bản gốc", "not checked against the text")


def form(number: str) -> str:
    """A form of the statistical regime of 2019–2025."""
    return f"Biểu {number} (Thông tư 15/2018/TT-BKHCN)"


# A product group is free text in the sheet, since no official list binds provinces; these are the usual ones, offered
# in the drop-down and named in English. Anything else stands as it was typed.
PRODUCT_GROUPS: dict[str, Text] = {
    "fruit": Text("Trái cây", "Fruit"),
    "vegetable": Text("Rau, củ", "Vegetables"),
    "tea": Text("Chè", "Tea"),
    "coffee": Text("Cà phê", "Coffee"),
    "rice": Text("Gạo", "Rice"),
    "spice": Text("Gia vị", "Spices"),
    "nut": Text("Hạt", "Nuts and seeds"),
    "medicinal": Text("Dược liệu", "Medicinal plants"),
    "honey": Text("Mật ong", "Honey"),
    "fishery": Text("Thủy sản", "Fishery products"),
    "sauce": Text("Nước mắm, mắm", "Fish sauce and pastes"),
    "livestock": Text("Vật nuôi", "Livestock"),
    "drink": Text("Đồ uống", "Drinks"),
    "flower": Text("Hoa, cây cảnh", "Flowers and ornamental plants"),
    "craft": Text("Thủ công mỹ nghệ", "Handicrafts"),
    "processed": Text("Thực phẩm chế biến", "Processed food"),
    "other": Text("Khác", "Other"),
}
SUGGESTED = tuple(group.vi for group in PRODUCT_GROUPS.values())


def product_group(example: str) -> Column:
    hint = Text("Chọn trong danh sách hoặc gõ nhóm khác.", "Choose from the list, or type another group.")
    return text(Text("Nhóm sản phẩm", "Product group"), hint, example, required=False, suggestions=SUGGESTED)
