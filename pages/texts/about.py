"""The wording of «Giới thiệu»: how the figures are to be read."""

from data.model import DUE_RULE, Text

FAMILY = Text("{name} ({count} chỉ tiêu)", "{name} ({count} measures)")

SEARCH_CATALOGUE = Text("Tìm theo mã, tên, định nghĩa, căn cứ", "Search by code, name, definition, legal basis")


MEASURES_FOUND = Text("{count} chỉ tiêu khớp", "{count} measures match")


NO_MEASURE = Text(
    "Không có chỉ tiêu nào khớp. Bớt một từ, hoặc tìm theo mã.", "No measure matches. Drop a word, or search by code."
)


WHAT_IT_IS = Text(
    "Nơi các tỉnh, thành phố nộp số liệu khoa học và công nghệ hằng quý bằng Excel hoặc CSV, được kiểm tra từng ô, "
    "lưu giữ đúng như đã gửi, và trả lời ngay câu hỏi về xu hướng.",
    "The place where provinces and cities send their quarterly science and technology figures in Excel or CSV, to be "
    "checked cell by cell, kept as they were sent, and read at once as trends.",
)


HOW_TO_READ = Text("Cách đọc số liệu", "How to read the figures")


ASSUMPTIONS = Text("Những điều đang giả định", "What is assumed as yet")
ASSUMPTIONS_HINT = Text(
    "Những điều dưới đây chưa đối chiếu được với văn bản gốc. Ai có văn bản, xin gửi cho người quản trị.",
    "These have not been compared with the texts themselves. Whoever has one, please send it to the administrator.",
)
ASSUMED = [
    Text(
        "Tỉnh nào thuộc vùng nào, trước và sau ngày 01/07/2025.",
        "Which province belongs to which region, before and since 1 July 2025.",
    ),
    Text(
        "Dân số của 23 tỉnh sau sắp xếp (Nghị quyết 202/2025/QH15) và của 11 tỉnh giữ nguyên (Niên giám thống kê 2024) được dẫn lại từ nguồn công khai.",
        "The population of the 23 merged provinces (Resolution 202/2025/QH15) and of the 11 unchanged (Statistical Yearbook 2024) as quoted by public sources.",
    ),
]
ACCESSIBILITY = Text("Khả năng tiếp cận", "Accessibility")
ACCESSIBLE = Text(
    "Các trang theo WCAG 2.1 mức AA: dùng được bằng bàn phím và trình đọc màn hình, không chỉ dựa vào màu, phóng to 200 % không mất gì, sáng và tối. "
    "Mỗi biểu đồ có bảng số cùng nội dung. Gặp chỗ khó dùng, xin báo người quản trị; phép kiểm tự động không thấy hết mọi lỗi.",
    "The pages follow WCAG 2.1 AA: they work by keyboard and screen reader, do not rely on colour alone, lose nothing at 200% zoom, in light and dark. "
    "Every chart has a table that says the same. Tell the administrator of anything hard to use; automatic checks do not find every fault.",
)
READING_RULES = [
    Text(
        "Bằng 0 và chưa báo cáo là hai điều khác nhau: trang không bao giờ viết 0 thay cho chưa có số liệu.",
        "Zero and not reported are two things: a page never writes 0 for a figure that is not there.",
    ),
    Text(
        "Tổng số luôn ghi có bao nhiêu tỉnh đã báo cáo; tổng chưa đủ tỉnh được vẽ rỗng, nét đứt hoặc gạch chéo.",
        "A total says how many provinces it holds; one that does not hold all is hollow, dashed or hatched.",
    ),
    Text(
        "Trước 01/07/2025 có 63 đơn vị, từ ngày đó có 34. Chuỗi số đọc được theo đơn vị hiện nay hoặc theo đơn vị khi báo cáo.",
        "There were 63 units until 30 June 2025 and 34 since. Series can be read on today's units or as reported.",
    ),
    Text(
        "Vùng: trước và sau sắp xếp đều gồm sáu vùng nhưng khác nhau.",
        "Regions: six before and six after the merger, not the same.",
    ),
    DUE_RULE,
    Text(
        "Số trong kỳ nộp theo quý hay lũy kế đều được: số nào đã gửi được giữ nguyên, số kia tính ra khi số của kỳ liền trước đã có. Lũy kế giảm "
        "so với kỳ trước là mâu thuẫn, được ghi rõ và không bao giờ thành số âm.",
        "What happens in a period may be sent by quarter or as a year-to-date: what was sent is kept, the other is derived when its neighbour stands. "
        "A year-to-date that falls is in conflict, is said so and never becomes a negative figure.",
    ),
    Text(
        "Hai lịch: kỳ thống kê theo quý dương lịch, kỳ hành chính từ ngày 15 tháng trước đến ngày 14. Mỗi bản nộp ghi theo lịch nào; chuỗi có cả hai được chú thích. "
        "Quý III/2025 của kỳ hành chính (15/06–14/09/2025) vắt qua ngày sắp xếp tỉnh.",
        "Two calendars: statistical quarters are calendar quarters, administrative ones run from the 15th to the 14th. A submission says which; series that mix them say so. "
        "The administrative third quarter of 2025 (15 June to 14 September) straddles the merger.",
    ),
    Text(
        "Tăng, giảm chỉ tính khi hai kỳ có cùng các tỉnh, cùng lịch, không mâu thuẫn, không là số cận («trên 70»), và chuỗi số không đứt; nếu không, trang nói vì sao chưa so được.",
        "Growth is told only where both spans hold the same provinces, the same calendar, no conflict, no bound (“over 70”) and no break between; otherwise the page says why not.",
    ),
    Text(
        "«> 70» là số cận đúng như tỉnh gửi: tổng có số cận cũng là số cận.",
        "“> 70” is a bound as it was sent; a total that holds one is a bound, too.",
    ),
    Text(
        "Chỉ số đổi mới sáng tạo (PII) giữ nguyên theo tỉnh đã được chấm: không cộng, không lấy trung bình, không so giữa 2024 và 2025.",
        "The innovation index stays with the province that was scored: not summed, not averaged, not compared across 2024 and 2025.",
    ),
]


FIVE_NOTHINGS = Text("Năm trường hợp không có số, và số chưa đủ", "Five kinds of nothing, and partial totals")


NOTHINGS = [
    Text("**0**: tỉnh báo cáo không phát sinh.", "**0**: the province said that nothing happened."),
    Text("**Chưa báo cáo**: đã đến hạn, tỉnh chưa gửi số.", "**Not reported**: due, and no figure was sent."),
    Text(
        "**Không áp dụng**: chỉ tiêu không có nghĩa với tỉnh hoặc kỳ ấy.",
        "**Not applicable**: the measure means nothing there or then.",
    ),
    Text("**Chưa đến hạn**: hạn nộp chưa qua.", "**Not yet due**: its day has not come."),
    Text(
        "**Không công bố**: có số nhưng không được công bố.",
        "**Withheld**: there is a figure, and it may not be published.",
    ),
    Text(
        "**Chưa đủ (n/N)**: tổng mới gồm n trong N tỉnh; trang và tệp tải về ghi tên tỉnh còn thiếu.",
        "**Partial (n/N)**: a total of n of N provinces; pages and downloads name who is missing.",
    ),
]


DEMO_CAVEAT = Text(
    "Các chỉ dẫn địa lý là có thật, lấy từ những nguồn công khai dưới đây, nhưng không phải danh sách đầy đủ; số liệu Quảng Trị "
    "quý IV/2024 lấy từ báo cáo năm 2024 đã công bố. Mọi số liệu khác được tạo ra, không phản ánh tỉnh nào.",
    "The geographical indications are real, taken from the public sources below, but the list is not complete; the figures of "
    "Quảng Trị for Q4 2024 are from its published report of 2024. Everything else is made up and speaks of no province.",
)
