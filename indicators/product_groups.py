"""Groups of products as the register of geographical indications sorts them; shared by the two registers."""

from data.model import Text

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
