"""The wording of the page where everything is taken away at once."""

from data.model import Text

OPEN_DATA = Text("Dữ liệu mở", "Open data")
INTRO = Text(
    "Mọi số liệu đang có hiệu lực trong một tệp nén: CSV, Parquet, SDMX-CSV, mô tả từng cột, và những gì đã thay đổi từ lần công bố trước.",
    "Every figure that stands, in one archive: CSV, Parquet, SDMX-CSV, a description of every column, and what changed since the last publication.",
)
LATEST = Text("Phiên bản {version}", "Version {version}")
TOLD = Text(
    "Công bố lúc {time} · {size} · thêm {added}, sửa {corrected}, rút {removed} so với lần trước · {reason}",
    "Published at {time} · {size} · {added} added, {corrected} corrected, {removed} removed since the last · {reason}",
)
NONE = Text(
    "Chưa công bố phiên bản nào. Tải được ở đây là số liệu đang có hiệu lực, chưa mang số phiên bản và có thể còn thay đổi.",
    "Nothing has been published yet. What can be taken here is what stands now, under no version, and may still change.",
)
EVERYTHING = Text("Tải toàn bộ", "Download everything")
OF_QUARTER = Text("Tải {quarter}", "Download {quarter}")
QUARTER_HINT = Text("Một quý và lũy kế từ đầu năm đến hết quý đó.", "One quarter, and the year up to its end.")
TAKES_TIME = Text("Tải toàn bộ có thể mất một phút.", "Everything may take a minute.")
SINCE = Text(
    "Từ phiên bản này sổ ghi đã thêm {count} việc, có thể làm thay đổi số liệu.",
    "Since this version the ledger has {count} more entries, which may have changed figures.",
)
EARLIER = Text("Các phiên bản đã công bố", "Versions published")
VERSION, TIME, CHANGED, WHY, HASH = (
    Text("Phiên bản", "Version"),
    Text("Lúc", "At"),
    Text("Thêm / sửa / rút", "Added / corrected / removed"),
    Text("Lý do", "Reason"),
    Text("SHA-256 của tệp", "SHA-256 of the file"),
)
WHICH = Text("Phiên bản", "Version")
OF_A_QUARTER = Text("Tải riêng một quý", "One quarter alone")
MEANS = Text("Số phiên bản nghĩa là gì", "What version numbers mean")
MEANINGS = [
    Text(
        "Số đầu tăng: định nghĩa, chỉ tiêu hoặc địa giới thay đổi; đọc lại phần chỉ tiêu trước khi so với bản cũ.",
        "The first number rises: definitions, measures or boundaries changed; read the measures again before comparing.",
    ),
    Text("Số giữa tăng: có số liệu mới.", "The middle number rises: there are new figures."),
    Text(
        "Số cuối tăng: số liệu đã công bố được sửa hoặc rút; bảng changes trong tệp ghi số cũ, số mới và bản nộp.",
        "The last number rises: published figures were corrected or withdrawn; the table changes has old and new and the submission.",
    ),
]
PUBLISH = Text("Công bố phiên bản mới", "Publish a new version")
PUBLISH_HINT = Text(
    "Gom mọi số liệu đang có hiệu lực, so với lần công bố trước và lưu lại cùng mã băm. Có thể mất vài phút.",
    "Gathers every figure that stands, compares it with the last publication and keeps it with its hash. May take minutes.",
)
GATHERING = Text("Đang gom số liệu: {done}/{total} chỉ tiêu", "Gathering: {done} of {total} measures")
PUBLISHED = Text("Đã công bố.", "Published.")
