"""What is said where something is taken away, and in the file itself."""

from data.model import Text

MORE = Text("Định dạng khác", "Other formats")
ONLY_REPORTED = Text(
    "SDMX-CSV và gói dữ liệu chỉ có số như đã báo cáo, dưới mã của chỉ tiêu: bỏ «Chỉ số» và «Trên 10.000 dân» để tải.",
    "SDMX-CSV and the data package hold figures as reported only, under the measure’s code: switch off the index and the figures by population to take them.",
)
GUARDED = Text(
    "Trong CSV, chữ giống công thức có thêm dấu nháy đơn ở trước để bảng tính không chạy nó; Excel và Parquet giữ nguyên.",
    "In CSV a text that looks like a formula has an apostrophe before it, so that no spreadsheet runs it; Excel and Parquet keep it.",
)

# The sheets of a workbook
NOTES = Text("Chú giải", "Notes")
CHOSEN = Text("Bộ lọc", "Filters")
ITEM, CONTENT = Text("Mục", "Item"), Text("Nội dung", "Content")
MEANING = Text("Ý nghĩa", "Meaning")
COLUMN = Text("Cột", "Column")
REMARKS = Text("Ghi chú", "Remarks")
STATES = Text("Tình trạng và cách đọc", "States and how to read them")
ROWS = Text("Số dòng", "Rows")
MADE = Text("Tạo lúc", "Made at")
CITATION = Text("Trích dẫn", "Citation")
CITED = Text(
    "Số liệu do các tỉnh, thành phố nộp, {title}; phiên bản số liệu {version}; tải lúc {time}.",
    "Figures sent by the provinces and cities, {title}; data version {version}; taken at {time}.",
)
