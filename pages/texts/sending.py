"""The wording of the page on which a quarter is sent, its template, its findings and its receipt."""

from data.model import Text

# Sending
STEP_CHOOSE = Text("1 · Chọn quý và tỉnh", "1 · Choose quarter and province")


STEP_TEMPLATE = Text("2 · Tải mẫu", "2 · Get the template")


STEP_UPLOAD = Text("3 · Nộp tệp", "3 · Upload")


STEP_CHECK = Text("4 · Kiểm tra", "4 · Check")


STEP_ANSWER = Text("5 · Giải trình", "5 · Answer")


STEP_RECEIPT = Text("6 · Biên nhận", "6 · Receipt")


WHICH_CALENDAR = Text("Lịch báo cáo", "Calendar")


WHOLE_INDEX = Text("Cả nước: chỉ số đổi mới sáng tạo", "All provinces: innovation index")


OF_THE_YEAR = Text(
    "Chỉ số của năm {year}, mỗi tỉnh một dòng; nộp một lần trong năm.",
    "The index of {year}, a row a province; sent once a year.",
)


DATES = Text("Từ {start} đến {end}; hạn nộp {due}.", "From {start} to {end}; due {due}.")


PASSED_DUE = Text("Đã quá hạn {days} ngày, vẫn nộp được.", "{days} days past the due date; it can still be sent.")


GET_TEMPLATE = Text("Tải mẫu Excel", "Download the template")


TEMPLATE_HINT = Text(
    "Mẫu ghi sẵn tỉnh, quý, các danh sách của lần nộp trước; bên cạnh mỗi dòng là số quý trước, cùng kỳ năm trước để đối chiếu.",
    "It names the province and quarter and holds the registers as last sent; beside each line stand last quarter's and last year's figures.",
)


GET_AS_SENT = Text("Tải mẫu đã điền số liệu đã nộp", "Download it filled with what was sent")


AS_SENT_HINT = Text(
    "Quý này đã có bản nộp: mẫu điền sẵn có mọi số liệu đang có giá trị, kể cả từ tệp riêng hay báo cáo Word. Chỉ sửa ô cần sửa rồi nộp lại; ô để nguyên không đổi gì.",
    "This quarter was sent: the filled template holds all that stands of it, be it from a file of your own or a Word report. Correct what must be corrected and send it again; what you leave changes nothing.",
)


YOUR_FILES = Text(
    "Tệp số liệu (.xlsx, .xls, .ods, .csv, .tsv) hoặc báo cáo bằng lời (.docx, .pdf); tối đa 20 MB mỗi tệp",
    "Workbooks (.xlsx, .xls, .ods, .csv, .tsv) or a report in prose (.docx, .pdf); up to 20 MB each",
)


CHOOSE_FILES = Text("Chọn tệp", "Choose files")


DROP_FILES = Text("Kéo thả tệp vào đây, nhiều tệp cùng lúc cũng được", "Drop files here, several at once if you like")


TOO_MANY_FILES = Text(
    "Đã chọn {count} tệp; mỗi lần xem được {most} tệp. Bỏ bớt, nộp xong rồi chọn tiếp.",
    "{count} files were chosen; {most} are looked at at a time. Take some out, send these, then choose the others.",
)


PAGE_OF = Text(
    "Nhóm {first} đến {last} trong {count}; danh sách đầy đủ ở tệp đã đánh dấu.",
    "Groups {first} to {last} of {count}; the marked file has the whole list.",
)


SENDER = Text("Người nộp (họ tên, đơn vị)", "Sent by (name, office)")


SENDER_NEEDED = Text("Ghi tên người nộp để xác nhận.", "Give the sender's name to confirm.")


READING = Text("Đang đọc và kiểm tra «{file}»", "Reading and checking “{file}”")


STORING = Text("Đang lưu", "Storing")


VERDICTS = {
    "acceptable": Text("Hợp lệ, chờ xác nhận", "Acceptable, awaiting confirmation"),
    "accepted": Text("Đã nhận", "Accepted"),
    "questions": Text("Cần giải trình trước khi nhận", "Questions to answer first"),
    "refused": Text("Chưa nhận được: còn lỗi phải sửa", "Cannot be accepted: errors to mend"),
}


ALREADY = Text(
    "Tệp này đã được nhận trước đây: bản nộp số {number}, {time}. Nộp lại không thay đổi gì.",
    "This very file was accepted before: submission no. {number}, {time}. Sending it again changes nothing.",
)


ANOTHER = Text(
    "Tệp ghi {said}, khác với lựa chọn ở bước 1; số liệu được nhận theo tệp.",
    "The file says {said}, not what step 1 says; it is taken as the file says.",
)


ERRORS = Text("{count} lỗi", "{count} errors")


QUESTIONS = Text("{count} câu hỏi", "{count} questions")


IN_CELLS = Text(" ({count} ô)", " ({count} cells)")


MEND = Text("Sửa lỗi trong tệp rồi nộp lại.", "Mend the errors in the file and send it again.")


MEND_FIRST = Text(
    "Sửa lỗi trong tệp rồi nộp lại; câu hỏi trả lời khi hết lỗi, hoặc ghi sẵn vào tệp đã đánh dấu.",
    "Mend the errors and send the file again; questions are answered after that, or now in the marked file.",
)


ASKED_LATER = Text("{count} câu hỏi, trả lời khi hết lỗi", "{count} questions, answered once there is no error")


TO_KNOW = Text("Để biết, không phải làm gì ({count})", "For information, nothing to do ({count})")


NOTES_KEPT = Text(
    "Ghi chú đã đọc, hiểu là không làm đổi số, sẽ hiện cùng số liệu ({count}). Nếu ghi chú nào nói số là ước, thiếu, gồm thêm hay của kỳ khác, sửa số rồi nộp lại tệp.",
    "Notes that were read as leaving their numbers what they are, and will be shown with them ({count}). If one says that its number is estimated, partial, includes more or is of another time, mend the number and send the file again.",
)
NOTE = Text("Ghi chú", "Note")


ANSWER_APART = Text("Giải trình riêng từng câu ({count})", "A reason for each ({count})")


GIVE_ONE_REASON = Text(
    "Giải trình chung cho {count} câu hỏi cùng loại (bắt buộc)", "One reason for these {count} questions (required)"
)


MORE_QUESTIONS = Text("Xem thêm {count} câu hỏi", "Show {count} more questions")


NO_FINDINGS = Text("Không phát hiện lỗi nào.", "No fault was found.")


CELLS = Text("Ô", "Cells")


WHOLE_FILE = Text("Cả tệp", "The whole file")


PREVIEW = Text("Sau khi nhận, quý này sẽ ghi", "Once accepted, the quarter will say")


BEFORE = Text("Hiện nay", "Now")


AFTER = Text("Sau khi nhận", "Afterwards")


NOT_KNOWN = Text("chưa báo cáo", "not reported")


GIVE_REASON = Text("Giải trình (bắt buộc)", "Reason (required)")


REASON_HINT = Text(
    "Ví dụ: đã đối chiếu sổ theo dõi, số liệu đúng.", "For example: checked against the register, the figure is right."
)


REASONS_MISSING = Text("Còn {count} câu hỏi chưa giải trình.", "{count} questions are still unanswered.")


CONFIRM = Text("Xác nhận nộp", "Confirm and send")


RECEIPT = Text("Biên nhận bản nộp số {number}", "Receipt of submission no. {number}")


GET_RECEIPT = Text("Tải biên nhận", "Download the receipt")


STORED = Text("Đã lưu", "Stored")


FILE = Text("Tệp", "File")


SIZE = Text("Kích thước", "Size")


RECEIVED_AT = Text("Thời điểm nhận (giờ Việt Nam)", "Received at (Viet Nam time)")


VERSION_NO = Text("Lần nộp của quý", "Version of the quarter")


SEE_TREND = Text("Xem xu hướng", "See the trend")
