"""The wording of pictures and reports, in both languages."""

from data.model import Text

# Pictures
PICTURE = Text("Tải hình", "Download picture")
PICTURE_HINT = Text(
    "Hình có tiêu đề, đơn vị, chú thích và nguồn, dùng được trong văn bản và bài trình bày.",
    "The picture carries its title, unit, notes and source, for documents and slides.",
)
PICTURE_TOO_LARGE = Text(
    "Biểu đồ này có {count} đường, một hình vẽ tối đa {most}. Hãy bớt chỉ tiêu hoặc tỉnh rồi tải lại.",
    "This chart has {count} lines; a picture holds {most} at most. Choose fewer measures or provinces, then download.",
)
FOR_SCREENS = Text("PNG (chèn vào văn bản)", "PNG (for documents)")
FOR_PRINT = Text("SVG (phóng to không vỡ)", "SVG (any size)")

# The letter around a report, by Decree 30/2020/NĐ-CP
REPORT = Text("Báo cáo", "Report")
PEOPLES_COMMITTEE = Text("UBND {kind} {name}", "People’s Committee of {name} {kind}")
DEPARTMENT = Text("Sở Khoa học và Công nghệ", "Department of Science and Technology")
MINISTRY = Text("Bộ Khoa học và Công nghệ", "Ministry of Science and Technology")
MINISTRY_OFFICE = Text("……………………", "……………………")
NUMBERED = Text("Số: ……/BC-SKHCN", "No.: ……/BC-SKHCN")
NUMBERED_NATION = Text("Số: ……/BC-……", "No.: ……/BC-……")
DATED = Text("{place}, ngày …… tháng …… năm ……", "{place}, …… …… ……")
CAPITAL = Text("Hà Nội", "Hà Nội")
TITLE = Text(
    "Kết quả hoạt động khoa học, công nghệ và đổi mới sáng tạo {when} {of}",
    "Science, technology and innovation in {of}, {when}",
)
OF_UNIT = Text("của {kind} {name}", "{name}")
OF_NATION = Text("của cả nước", "Viet Nam")
BASIS = Text(
    "Thực hiện ………………………… về chế độ báo cáo định kỳ, Sở Khoa học và Công nghệ báo cáo như sau:",
    "In accordance with ………………………… on regular reports, the Department of Science and Technology reports as follows:",
)
BASIS_NATION = Text(
    "Tổng hợp từ số liệu do các tỉnh, thành phố nộp, kết quả như sau:",
    "Drawn together from the figures that the provinces and cities sent, the results are as follows:",
)
RECEIVERS = (
    Text("- UBND {kind} {name};", "- the People’s Committee of {name} {kind};"),
    Text("- ………………;", "- ………………;"),
    Text("- Lưu: VT, ……", "- files."),
)
RECEIVERS_NATION = (Text("- ………………;", "- ………………;"), Text("- Lưu: VT, ……", "- files."))
RECEIVERS_HEAD = Text("Nơi nhận:", "To:")
SIGNER = Text("Giám đốc", "Director")
SIGNER_NATION = Text("Thủ trưởng đơn vị", "Head of the unit")
STATE_NAME = Text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM")
STATE_MOTTO = Text("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness")
DEMO_REPORT = Text("{label} – không dùng để báo cáo", "{label} – not for reporting")

# Its parts
RESULTS = Text("Kết quả thực hiện", "Results")
TABLE = Text("Biểu số liệu", "Table of figures")
CHARTS = Text("Biểu đồ", "Charts")
MISSING = Text("Số liệu còn thiếu và lý do", "What is missing, and why")
TASKS = Text("Nhiệm vụ, giải pháp trọng tâm thời gian tới", "Tasks to come")
TO_WRITE = Text("[Phần này do đơn vị soạn.]", "[To be written by the office.]")
SOURCES = Text("Nguồn số liệu", "Sources")
WITHOUT_TITLE = Text("Địa phương còn thiếu số liệu bắt buộc", "Provinces that lack required figures")
STILL_LACKING = Text("Còn thiếu / phải có", "Lacking / owed")
NOBODY_LACKS = Text("Mọi địa phương đều đủ số liệu bắt buộc.", "No province lacks a required figure.")
NO_FIGURES = Text("Chưa có số liệu về: {names}.", "There is no figure of: {names}.")
NOTHING_HERE = Text("Chưa có số liệu của lĩnh vực này.", "There are no figures of this field.")
NUMBER = Text("TT", "No.")
FIGURE = Text("Chỉ tiêu", "Measure")
FIGURE_UNIT = Text("Chỉ tiêu (đơn vị tính)", "Measure (unit)")
PLAN = Text("Kế hoạch", "Plan")
RESULT = Text("Thực hiện trong kỳ", "Result")
SO_FAR = Text("Lũy kế từ đầu năm", "Year to date")
SHARE = Text("Đạt (% KH)", "Of plan (%)")
A_YEAR_BEFORE = Text("Cùng kỳ năm trước", "A year before")
CHANGE = Text("So với cùng kỳ", "Change")
POINTS = Text("điểm", "points")
TABLE_OF = Text("Kết quả {when}", "Results of {when}")
NOT_COMPARED = Text(
    "Không so với cùng kỳ ở dòng {numbers}: {why}.", "Not compared with a year before in line {numbers}: {why}."
)
OF_THE_SAME = Text(
    "Số trong ngoặc ở cột «So với cùng kỳ»: chỉ so ở bấy nhiêu địa phương có đủ số của cả hai kỳ.",
    "In brackets in the column “Change”: compared only in so many provinces, which are complete both times.",
)
WITHOUT_EXPLAINED = Text(
    "Thay đổi ở dòng {number} không kể số đã giải trình của {who}.",
    "The change in line {number} is without the explained figures of {who}.",
)
SINCE_JANUARY = Text(
    "Dòng {numbers} tính từ đầu năm, không tách riêng cho quý: cột cùng kỳ và thay đổi cũng là của lũy kế.",
    "Lines {numbers} are counted since January and not of the quarter alone; so are the figure of a year before and the change.",
)
OLD_AND_NEW = Text(
    "{star} Đếm cả đơn vị cũ và đơn vị mới, vì kỳ có cả thời gian trước và sau ngày sắp xếp đơn vị hành chính.",
    "{star} Old and new units are counted, since the span holds time before and after the merger.",
)
UNFINISHED = Text(
    "{when} chưa kết thúc: báo cáo ghi những số đã có đến ngày {day}.",
    "{when} is not over: the report tells what is known by {day}.",
)
NO_PLAN = Text(
    "Chưa có kế hoạch nào của cấp này được nộp vào hệ thống, nên cột «Kế hoạch» để trống.",
    "No plan of this area has been sent, so the column “Plan” is empty.",
)
NO_CHARTS = Text(
    "Chưa chỉ tiêu nào có đủ {least} kỳ số liệu để vẽ biểu đồ.",
    "No figure is known for {least} periods, so there is no chart.",
)
CAPTION = Text("Hình {number}. {label}", "Figure {number}. {label}")
WHY = Text("Lý do", "Reason")
MISSING_OF = Text("Chỉ tiêu bắt buộc chưa có hoặc chưa đủ số liệu", "Required figures that are not there or not whole")
NOTHING_MISSING = Text(
    "Mọi chỉ tiêu bắt buộc của kỳ đều đã đủ số liệu.", "Every required figure of the period is there."
)
OTHERS_MISSING = Text(
    "Chỉ tiêu không bắt buộc chưa có số liệu: {names}.", "Figures nobody owes and nobody sent: {names}."
)
NOT_APPLICABLE = Text("Không áp dụng với kỳ hoặc địa phương này: {names}.", "Not applicable here or then: {names}.")
IN_CONFLICT = Text(
    "số lũy kế giữa các quý mâu thuẫn, cần đơn vị nộp xác nhận",
    "the year-to-date figures contradict each other and await their sender",
)
WITHHELD = Text("có số liệu nhưng không công bố", "there is a figure, and it is not published")
NOT_DUE = Text("chưa đến hạn nộp ({day})", "not yet due ({day})")
STATED = Text("đơn vị nộp ghi «{state}» ở sheet {place}", "its sender stated “{state}” on sheet {place}")
UNSENT = Text("chưa nộp số liệu {quarters}", "nothing was sent for {quarters}")
LACKS = Text("bản nộp {quarters} không ghi chỉ tiêu này", "left blank in what was sent for {quarters}")
NO_INDEX = Text("chưa có bảng chỉ số cả nước của năm {year}", "the nation’s index of {year} has not been sent")
MADE_FROM = Text(
    "{source}. Báo cáo lập từ phiên bản số liệu {version}, ngày {day}; chú thích cuối trang chỉ rõ bản nộp, sheet và ô của từng số, "
    "kèm trang đi theo số đó đến tận nơi (địa chỉ viết tiếp sau địa chỉ của hệ thống).",
    "{source}. Made from data version {version} on {day}; the footnotes name submission, sheet and cell of each figure, "
    "and the page that follows it (its address goes after that of the system).",
)
CALENDARS = {
    "statistical": Text("Số liệu theo kỳ thống kê (quý dương lịch).", "Figures follow calendar quarters."),
    "administrative": Text(
        "Có số liệu theo kỳ hành chính (từ ngày 15 tháng trước đến ngày 14).",
        "Some figures follow administrative quarters (15th to 14th).",
    ),
}
FILES = Text("Các bản nộp đã dùng", "The submissions used")
SUBMISSION = Text("Bản nộp số", "Submission")
QUARTER = Text("Kỳ", "Period")
VERSION = Text("Lần", "Version")
RECEIVED = Text("Nhận lúc", "Received")
SENDER = Text("Người nộp", "Sender")
FILE = Text("Tệp", "File")
HASH = Text("Mã băm SHA-256 (16 ký tự đầu)", "SHA-256 (first 16)")

# The national synthesis
COVERAGE = Text("Tình hình nộp số liệu", "Who has sent")
HAVE_SENT = Text(
    "{when}: {sent}/{all} địa phương đã nộp, trong đó {late} nộp sau hạn.",
    "{when}: {sent} of {all} provinces have sent, {late} of them late.",
)
OWED_KNOWN = Text(
    "Chỉ tiêu bắt buộc đã có số: {known}/{due} ({share} %).", "Required figures known: {known} of {due} ({share}%)."
)
SILENT = Text("Chưa nộp ({count}): {who}.", "Not sent ({count}): {who}.")
WAITING = Text("Đã nộp, chờ duyệt ({count}): {who}.", "Sent and waiting for review ({count}): {who}.")
NOT_DUE_YET = Text("Chưa đến hạn ({count}): {who}.", "Not yet due ({count}): {who}.")
MOVES = Text("Biến động lớn so với cùng kỳ năm trước", "Largest movements on a year before")
MOVES_RULE = Text(
    "Chỉ kể số liệu đủ và so được với cùng kỳ, thay đổi từ {least} % trở lên, năm trước từ {small} trở lên; mỗi chỉ tiêu một địa phương.",
    "Only complete and comparable figures that moved by {least}% or more from at least {small}; one province a measure.",
)
NO_MOVES = Text("Không có biến động nào như vậy.", "There is no such movement.")
PLANS = Text("Thực hiện mục tiêu kế hoạch", "Plans")
NO_PLANS = Text("Chưa có kế hoạch nào được nộp.", "No plan has been sent.")
NO_PLANS_NOW = Text(
    "Đã nộp {count} mục tiêu, không mục tiêu nào còn ý nghĩa với các đơn vị của kỳ này.",
    "{count} targets were sent; none means anything for the units of this period.",
)
PLANS_STAND = Text("{count} mục tiêu đang theo dõi: {told}.", "Targets that are followed: {count} ({told}).")
PLANS_NOT_BEGUN = Text(
    "Kế hoạch {when} chưa bắt đầu ({count} mục tiêu).", "The plan for {when} has not begun (targets: {count})."
)
PLANS_OF_OLD = Text(
    "Trong đó {count} mục tiêu do đơn vị trước hợp nhất đặt, xét theo số cuối của đơn vị đó: {who}.",
    "Of these {count} were set by units before they merged, and are judged by those units’ last figures: {who}.",
)
PLANS_LEFT = Text(
    "Ngoài ra {count} mục tiêu của đơn vị trước hợp nhất không chuyển sang đơn vị mới được.",
    "Besides, {count} targets of units that merged cannot be carried over to the new ones.",
)
NATIONAL_PLAN = Text(
    "Mục tiêu quốc gia {when}: {measure} {goal}: {pace}.", "National target for {when}: {measure} {goal}: {pace}."
)
MAPS = Text("Bản đồ", "Maps")
MAP_CAPTION = Text("Bản đồ {number}. {label}", "Map {number}. {label}")
PROVINCES = Text("Số liệu theo địa phương", "Figures by province")
BY_PROVINCE = Text("Số liệu chính theo địa phương, {when}", "Main figures by province, {when}")
COUNTED_ONCE = Text(
    "Cột «{measure}» cộng lại là {sum}, cả nước là {total}: {more} trường hợp do nhiều địa phương cùng báo cáo, cả nước tính một lần.",
    "The column “{measure}” adds up to {sum}, the nation has {total}: {more} are reported by several provinces and count once.",
)
WITHHOLDING = Text("Không công bố {measure}: {who}.", "Withheld, {measure}: {who}.")
GIVEN = Text("; giải trình của đơn vị nộp: «{reason}»", "; its sender’s reason: “{reason}”")
OWED = Text("Đã có / phải có", "Known / owed")
MADE_FROM_ALL = Text(
    "{source}: {count} bản nộp của kỳ. Báo cáo lập từ phiên bản số liệu {version}, ngày {day}; "
    "chú thích cuối trang chỉ rõ số nào đủ ở bao nhiêu địa phương, kèm trang đi theo số đó đến tận nơi (địa chỉ viết tiếp sau địa chỉ của hệ thống).",
    "{source}: {count} submissions of the period. Made from data version {version} on {day}; "
    "the footnotes say how many provinces a figure holds, and the page that follows it (its address goes after that of the system).",
)

# A template of one's own
TEMPLATE_LARGE = Text(
    "Mẫu Word quá lớn: mỗi phần không quá {most} MB. Bỏ bớt ảnh rồi tải lại.",
    "The template is too large: no part may exceed {most} MB. Take out pictures and try again.",
)
TEMPLATE_OTHER = Text(
    "Tệp này không phải văn bản Word (.docx) đọc được. Mở bằng Word, lưu lại dạng .docx rồi tải lại.",
    "This file is no readable Word document (.docx). Open it in Word, save it as .docx and try again.",
)
TEMPLATE_MACRO = Text(
    "Mẫu có macro nên không dùng. Lưu lại bằng Word dạng .docx không macro rồi tải lại.",
    "The template holds macros, so it is not used. Save it in Word as a .docx without macros and try again.",
)
TEMPLATE_EMBEDDED = Text(
    "Mẫu có phần không phải văn bản hay ảnh (đối tượng nhúng, ActiveX, biểu đồ, tệp hoặc phông chữ kèm theo) nên không dùng. Bỏ phần đó hoặc thay bằng ảnh rồi tải lại.",
    "The template holds more than text and pictures (embedded objects, ActiveX, charts, files or fonts inside), so it is not used. Take these out, or put pictures in their place, and try again.",
)
TEMPLATE_OUTSIDE = Text(
    "Mẫu lấy nội dung từ ngoài (mẫu đính kèm, ảnh liên kết, trộn thư) hoặc có liên kết không phải http, https hay mailto nên không dùng. Chèn hẳn nội dung vào tệp, bỏ liên kết đó rồi tải lại.",
    "The template takes content from outside (an attached template, linked pictures, mail merge) or has a link that is not http, https or mailto, so it is not used. Put the content into the file, take the link out and try again.",
)
TEMPLATE_FIELD = Text(
    "Mẫu có trường lệnh của Word chạy, lấy hoặc hỏi điều gì đó (như DDE, INCLUDETEXT, MACROBUTTON) nên không dùng. Chỉ để trường như số trang, ngày, mục lục rồi tải lại.",
    "The template has a Word field that runs, fetches or asks something (as DDE, INCLUDETEXT, MACROBUTTON), so it is not used. Leave fields such as page numbers, dates and contents only and try again.",
)
TEMPLATE_HIDDEN = Text(
    "Mẫu có nhận xét hoặc chú thích ẩn, trong đó có thể giấu trường lệnh hay chỗ trống, nên không dùng. Xóa hết nhận xét (Review, Delete All Comments) rồi tải lại.",
    "The template holds comments or hidden notes, in which a field or a placeholder may hide, so it is not used. Delete all comments (Review, Delete All Comments) and try again.",
)
TEMPLATE_TWICE = Text(
    "Chỗ trống {{{{ {name} }}}} có nhiều lần. Mỗi phần báo cáo chỉ đặt một chỗ; bỏ các chỗ khác rồi tải lại.",
    "The placeholder {{{{ {name} }}}} stands more than once. A part of the report has one place; take the others out and try again.",
)
TEMPLATE_CODE = Text(
    "Mẫu có chỗ trống viết như lệnh. Chỗ trống chỉ gồm tên, ví dụ {{ noi_dung }} hoặc {{ so_lieu.MQ01 }}; không có vòng lặp, điều kiện hay phép tính.",
    "A placeholder is written like a command. Placeholders are names only, for example {{ noi_dung }} or {{ so_lieu.MQ01 }}; no loops, conditions or sums.",
)
TEMPLATE_UNKNOWN = Text(
    "Mẫu có chỗ trống không rõ: «{name}». Các tên dùng được: {names}; và so_lieu, cung_ky, thay_doi, ke_hoach kèm mã chỉ tiêu.",
    "The template has an unknown placeholder: “{name}”. Known are: {names}; and so_lieu, cung_ky, thay_doi, ke_hoach with the code of a measure.",
)
TEMPLATE_HEAVY = Text(
    "Mẫu quá phức tạp nên không điền được trong thời gian cho phép. Dùng một mẫu đơn giản hơn.",
    "The template is too complex to be filled in within the time allowed. Use a simpler one.",
)
TEMPLATE_WAITS = Text(
    "Máy chủ đang điền các mẫu khác nên mẫu này chưa tới lượt. Đợi ít phút rồi tải lại, mỗi lần một mẫu.",
    "Other templates are being filled in, so that the turn of this one has not come. Wait some minutes and try again, one template at a time.",
)
TEMPLATE_ALONE = Text(
    "Chỗ trống của một phần báo cáo (như {{ noi_dung }}) phải đứng riêng một đoạn. Tách ra thành đoạn riêng rồi tải lại.",
    "A placeholder for a part of the report (as {{ noi_dung }}) must stand alone in its paragraph. Set it apart and try again.",
)
TEMPLATE_EMPTY = Text(
    "Mẫu không có chỗ trống cho phần nào của báo cáo. Thêm ít nhất một đoạn chỉ có {{ noi_dung }} rồi tải lại.",
    "The template has no placeholder for any part of the report. Add a paragraph with {{ noi_dung }} alone and try again.",
)

# The page
PAGE = Text("Báo cáo", "Reports")
OF_WHOM = Text("Báo cáo của", "Report of")
NATIONAL = Text("Cả nước (tổng hợp)", "Viet Nam (synthesis)")
PERIOD = Text("Kỳ báo cáo", "Period")
WRITE = Text("Lập báo cáo", "Write the report")
STOP = Text("Dừng", "Stop")
WRITING = Text("Đang lập: {what} ({done}/{total})", "Writing: {what} ({done} of {total})")
STARTING = Text("Đang chuẩn bị", "Getting ready")
STOPPED = Text("Đã dừng theo yêu cầu; chưa có báo cáo nào được lập.", "Stopped as asked; no report was written.")
TOO_MANY = Text(
    "Bạn đang có nhiều báo cáo chờ lập ở các cửa sổ khác. Đợi chúng xong hoặc dừng chúng, rồi lập lại.",
    "Several reports of yours are waiting in other windows. Let them be written or stop them, then try again.",
)
FAILED = Text(
    "Không lập được báo cáo do lỗi của hệ thống. Lỗi đã được ghi lại; hãy thử lại, nếu còn lỗi xin báo người quản trị.",
    "The report could not be written, by a fault of ours. It has been logged; try again, and tell the administrator if it stays.",
)
BEGIN_SAID = Text(
    "Chọn đơn vị và kỳ rồi bấm «Lập báo cáo». Báo cáo ghi câu chữ theo đúng số đã nộp, nói rõ số nào còn thiếu và vì sao; số, ngày, "
    "căn cứ và phần nhiệm vụ để trống cho đơn vị điền.",
    "Choose whom and when, then press “Write the report”. Its sentences say what was sent, and what is missing and why; number, date, "
    "basis and the tasks to come are left for the office.",
)
DONE = Text("Đã lập: {title}", "Written: {title}")
OLDER = Text(
    "Số liệu đã thay đổi từ khi báo cáo này được lập; hãy lập lại.",
    "The figures have changed since this was written; write it again.",
)
GET_WORD = Text("Tải Word (.docx)", "Word (.docx)")
GET_PDF = Text("Tải PDF/A", "PDF/A")
PREVIEW = Text("Xem trước", "Preview")
MORE_OF = Text("Xem thêm {count} đoạn của «{title}»", "Show {count} more paragraphs of “{title}”")
MORE_SECTION = Text("Xem thêm «{title}»", "Show “{title}”")
NO_SUCH_UNIT = Text(
    "{name} không tồn tại vào {when}. Chọn đơn vị có trong kỳ đó, hoặc chọn kỳ khác.",
    "{name} did not exist in {when}. Choose a unit of that time, or another period.",
)
OWN_TEMPLATE = Text("Dùng mẫu Word của đơn vị", "Use a Word template of your own")
OWN_TEMPLATE_SAID = Text(
    "Tải mẫu của sản phẩm về, sửa bằng Word theo thể thức của đơn vị, rồi đưa lên đây; mẫu chỉ dùng cho lần này, không được lưu lại.",
    "Take the product’s template, change it in Word to your office’s form, and bring it here; it is used this once and not kept.",
)
GET_TEMPLATE = Text("Tải mẫu của sản phẩm", "The product’s template")
NO_UPLOAD = Text(
    "Chỉ người được nộp số liệu hoặc nhập kế hoạch mới đưa mẫu lên được.",
    "Only those who may send figures or enter targets can bring a template.",
)
UPLOAD_TEMPLATE = Text("Mẫu Word của đơn vị (.docx)", "Your Word template (.docx)")
PLACEHOLDER = Text("Chỗ trống", "Placeholder")
MEANING = Text("Được thay bằng", "What takes its place")
PLACEHOLDERS = {
    "noi_dung": Text(
        "toàn bộ các phần của báo cáo (đứng riêng một đoạn)", "all parts of the report (alone in its paragraph)"
    ),
    "ket_qua": Text("phần kết quả bằng lời (đứng riêng một đoạn)", "the results in words (alone in its paragraph)"),
    "bieu_so_lieu": Text("biểu số liệu (đứng riêng một đoạn)", "the table of figures (alone in its paragraph)"),
    "bieu_do": Text("các biểu đồ (đứng riêng một đoạn)", "the charts (alone in its paragraph)"),
    "con_thieu": Text(
        "số liệu còn thiếu và lý do (đứng riêng một đoạn)", "what is missing and why (alone in its paragraph)"
    ),
    "nguon": Text("nguồn số liệu (đứng riêng một đoạn)", "the sources (alone in its paragraph)"),
    "co_quan_chu_quan": Text("tên cơ quan chủ quản", "the body that the office belongs to"),
    "co_quan": Text("tên cơ quan báo cáo", "the office"),
    "so_ky_hieu": Text("số, ký hiệu để điền", "the number, to be filled in"),
    "dia_danh_ngay": Text("địa danh và ngày tháng để điền", "place and date, to be filled in"),
    "ten_loai": Text("tên loại văn bản: BÁO CÁO", "the kind of document: REPORT"),
    "trich_yeu": Text("trích yếu nội dung", "what it is about"),
    "can_cu": Text("câu căn cứ mở đầu", "the opening sentence"),
    "noi_nhan": Text("nơi nhận", "to whom it goes"),
    "nguoi_ky": Text("chức vụ người ký", "who signs"),
    "quoc_hieu": Text("quốc hiệu", "the name of the state"),
    "tieu_ngu": Text("tiêu ngữ", "its motto"),
    "so_lieu.MQ01": Text("số liệu của một chỉ tiêu trong kỳ, theo mã", "the figure of a measure, by its code"),
    "cung_ky.MQ01": Text("số cùng kỳ năm trước", "last year’s figure"),
    "thay_doi.MQ01": Text(
        "thay đổi so với cùng kỳ, hoặc gạch ngang khi không so được",
        "the change, or a dash where there is no comparing",
    ),
    "ke_hoach.MQ01": Text("mức kế hoạch", "what the plan asks for"),
}
