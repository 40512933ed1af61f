"""The wording of pictures and reports, in both languages."""

from data.model import Text

# Pictures
PICTURE = Text("Tải hình", "Download picture")
PICTURE_HINT = Text(
    "Hình có tiêu đề, đơn vị, chú thích và nguồn, dùng được trong văn bản và bài trình bày.",
    "The picture carries its title, unit, notes and source, for documents and slides.",
)
FOR_SCREENS = Text("PNG (chèn vào văn bản)", "PNG (for documents)")
FOR_PRINT = Text("SVG (phóng to không vỡ)", "SVG (any size)")
