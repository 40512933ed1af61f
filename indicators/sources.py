"""Units and sources that several families of figures name."""

from data.model import Text

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
