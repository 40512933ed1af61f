"""The wording of the page on which a figure is followed to what was sent, in both languages."""

from data.model import Text

TRACE = Text("Nguồn số liệu", "Where a figure came from")
ANOTHER = Text("Chọn số khác", "Another figure")
ITEM = Text("Mục", "Part")
HOW_TO_READ = Text(
    "Mỗi số suy ra từ các số đứng ngay dưới nó, theo phép tính ghi bên cạnh. Bấm vào một dòng để mở hoặc gấp; bấm vào tên tỉnh để đi tiếp đến từng ô.",
    "Each figure follows from those right below it by the operation beside it. Press a line to open or fold it, a province’s name to go on to the cells.",
)
DEFINED = Text("Định nghĩa: {definition} Công thức: {formula}.", "Definition: {definition} Formula: {formula}.")
NONE_SUCH = Text(
    "Không có số nào cho lựa chọn này: mục hoặc vùng không có trong kỳ. Chọn mục, vùng hoặc kỳ khác.",
    "There is no such figure: the part or region is not there in this span. Choose another part, region or span.",
)
PATH = Text("Đường đi của con số", "The path of the figure")
ROW = Text("Dòng", "Row")
ADDS = Text("Cộng vào", "Adds")
CELLS_AS_SENT = Text("Nội dung ô như đã gửi", "Cells as sent")
WHERE_FROM = Text("Xem nguồn số liệu", "See where it came from")
ORIGINALS = Text("Các tệp mà con số này đến từ đó", "The files this figure came from")
CLICK_SOURCE = Text(
    "Bấm vào một điểm, hoặc một số trong bảng, để xem số ấy từ đâu mà có.",
    "Click a point, or a figure in a table, to see where it came from.",
)
CLICK_PROVINCE = Text(
    "Bấm vào một tỉnh, hoặc một số trong bảng, để xem số ấy từ đâu mà có; bấm vào tên tỉnh trong bảng để mở hồ sơ.",
    "Click a province, or a figure in the table, to see where it came from; the name in the table opens the profile.",
)
