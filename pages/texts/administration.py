"""The wording of review and administration, in both languages."""

from data.model import Text
from service.review.moves import Move, Review

# Pages and sections
MANAGE = Text("Quản lý", "Manage")
REVIEW = Text("Duyệt số liệu", "Review")
ADMIN = Text("Quản trị", "Administration")
SECTION = Text("Mục", "Section")
SECTIONS = {
    "nguoi-dung": Text("Người dùng", "People"),
    "khoa": Text("Khóa và duyệt", "Locks and review"),
    "mo": Text("Giao diện mở", "Open interface"),
    "cach-doc": Text("Cách đọc tệp", "Layouts"),
    "nhat-ky": Text("Nhật ký", "Log"),
    "phien-ban": Text("Phiên bản", "Versions"),
    "kho": Text("Kho số liệu", "The store"),
}

# What all forms share
REASON = Text("Lý do (bắt buộc, được giữ trong sổ ghi)", "Reason (required, kept in the ledger)")
EVERY_PROVINCE = Text("Tất cả các tỉnh", "All provinces")
THIS_MACHINE = Text("Tại máy chủ", "At the server")
TIME = Text("Thời điểm", "Time")
NUMBER = Text("Bản nộp số", "Submission no.")

# Review
WAITS = Text("{count} bản nộp chờ duyệt", "{count} submissions wait for review")
NOTHING_WAITS = Text(
    "Không có bản nộp nào chờ duyệt trong các tỉnh của tài khoản này.",
    "Nothing waits for review in the provinces of this account.",
)
REVIEW_ON = Text(
    "Đang bật duyệt: số liệu mới nộp chỉ được dùng sau khi người duyệt chấp nhận; người nộp không tự duyệt bản của mình.",
    "Review is on: what is sent counts only once someone other than its sender has accepted it.",
)
REVIEW_OFF = Text(
    "Đang tắt duyệt: số liệu hợp lệ được dùng ngay khi nộp. Quản trị bật duyệt ở trang Quản trị, mục Khóa và duyệt.",
    "Review is off: what is sent and passes the checks counts at once. An administrator switches it on under Administration, Locks and review.",
)
TO_CHECK = Text(
    "{count} bản phải xem: có câu hỏi đã giải trình", "{count} to look at: with questions that were answered"
)
UNASKED = Text("{count} bản không có câu hỏi nào", "{count} of which nothing was asked")
WHICH_UNASKED = Text("Xem danh sách", "Show them")
SET_APART = Text("Để lại, xem riêng", "Leave these to be looked at")
NONE_APART = Text("Không để lại bản nào", "None")
ACCEPT_MANY = Text("Chấp nhận {count} bản", "Accept {count}")
ACCEPTED_MANY = Text("Đã chấp nhận {count} bản nộp.", "{count} submissions are accepted.")
ACCEPTED_SOME = Text("Đã chấp nhận {count} bản; còn lại: {why}", "{count} are accepted; of the others: {why}")
WHY_WAITS = Text("Vì sao phải xem", "Why it waits")
ASKED = Text("{count} câu hỏi đã giải trình", "{count} questions answered")
REPLACES = Text("thay lần {version}", "takes the place of version {version}")
OLDEST_FIRST = Text("Bản chờ lâu nhất đứng đầu.", "The one that has waited longest comes first.")
SUBMISSION = Text("Bản nộp", "Submission")
LOOK_AT = Text("Xem bản nộp", "Look at")
CHOICE = Text(
    "{unit}, {period}, lần {version} (bản nộp số {number})", "{unit}, {period}, version {version} (no. {number})"
)
FOUND = Text("Câu hỏi và giải trình của người nộp", "What was asked, and the sender’s reasons")
NOTHING_ASKED = Text("Không có câu hỏi nào phải giải trình.", "Nothing had to be explained.")
NEWER_STANDS = Text(
    "Đã có lần nộp mới hơn được chấp nhận; số liệu của các sheet sau không thay đổi: {sheets}.",
    "A newer version is accepted already; nothing changes on these sheets: {sheets}.",
)
ROW_BY_ROW = Text("So từng dòng với số liệu đang dùng", "Row by row against what stands")
DECIDE = Text("Quyết định", "Decision")
DECISION_REASON = Text(
    "Lý do (bắt buộc khi trả lại; người nộp sẽ đọc)", "Reason (required to return it; the sender reads it)"
)
MOVES = {Move.ACCEPT: Text("Chấp nhận", "Accept"), Move.RETURN: Text("Trả lại", "Return")}
DECIDED = {
    Move.ACCEPT: Text("Đã chấp nhận bản nộp số {number}.", "Submission {number} is accepted."),
    Move.RETURN: Text("Đã trả lại bản nộp số {number}.", "Submission {number} is returned."),
}
NOT_YOUR_OWN = Text(
    "Bản này do chính tài khoản này nộp, nên phải để một người duyệt khác xem.",
    "This was sent from this very account; another reviewer must look at it.",
)
QUARTER_LOCKED = Text(
    "{period} đã khóa ({reason}). Hãy mở khóa trước khi quyết định.",
    "{period} is locked ({reason}). Unlock it before deciding.",
)

# What the sender reads of it
WAITING_RECEIPT = Text(
    "Bản nộp đang chờ duyệt: số liệu chỉ được dùng sau khi người duyệt chấp nhận. Kết quả ghi ở trang Tình hình nộp.",
    "The submission waits for review: its figures count once a reviewer has accepted it. The outcome stands under Who has sent.",
)
WAS_RETURNED = Text(
    "{unit}, {period}: bản nộp số {number} đã bị trả lại. Lý do: {reason}. Hãy sửa rồi nộp lại.",
    "{unit}, {period}: submission {number} was returned. Reason: {reason}. Mend it and send it again.",
)
MOVED = {
    Review.ACCEPTED: Text("Chấp nhận lúc {time}, {name}", "Accepted at {time}, {name}"),
    Review.RETURNED: Text("Trả lại lúc {time}, {name}", "Returned at {time}, {name}"),
    Review.SET_ASIDE: Text("Thay bằng phiên bản trước lúc {time}, {name}", "Set aside at {time}, {name}"),
}
MOVE_REASON = Text("Lý do: {reason}", "Reason: {reason}")
ORIGINAL = Text("Tải tệp gốc", "Download the original")
ORIGINAL_HINT = Text("Mỗi lần tải được ghi vào nhật ký.", "Each download is written into the log.")

# Locks
LOCKS = Text("Quý đã khóa", "Locked quarters")
LOCKS_HINT = Text(
    "Quý đã khóa không nhận thêm số liệu, không duyệt, không khôi phục. Mở khóa phải ghi lý do.",
    "A locked quarter takes no figures and nothing of it is reviewed or restored. Unlocking takes a reason.",
)
NO_LOCKS = Text("Chưa khóa quý nào.", "No quarter is locked.")
LOCK = Text("Khóa", "Lock")
LOCK_ONE = Text("Khóa một quý", "Lock a quarter")
UNLOCK_ONE = Text("Mở khóa một quý", "Unlock a quarter")
UNLOCK = Text("Mở khóa", "Unlock")
WHICH_LOCK = Text("Khóa cần mở", "Lock to open")
LOCKED = Text("Đã khóa {period}, {unit}.", "{period} is locked, {unit}.")
UNLOCKED = Text("Đã mở khóa {period}, {unit}.", "{period} is unlocked, {unit}.")
BY = Text("Người thực hiện", "By")
WHY = Text("Lý do", "Reason")
SWITCH = {True: Text("Bật duyệt", "Switch review on"), False: Text("Tắt duyệt", "Switch review off")}
ENOUGH = Text("Quý mới nhất", "The latest quarter")
ENOUGH_SHARE = Text("Số tỉnh phải nộp ít nhất (%)", "Provinces that must have sent, at least (%)")
SAVE_SHARE = Text("Đặt mức đủ", "Set the share")
SHARE_SAVED = Text("Từ nay cần {share} % số tỉnh.", "From now on {share}% of the provinces are needed.")
SWITCHED = {True: Text("Đã bật duyệt.", "Review is on."), False: Text("Đã tắt duyệt.", "Review is off.")}
STILL_WAITING = Text(
    "Đang có {count} bản nộp chờ duyệt; tắt duyệt thì các bản này vẫn chờ quyết định.",
    "{count} submissions wait; switched off, they still wait to be decided.",
)

# People
PEOPLE = Text("{count} người được cấp quyền", "People with a role: {count}")
NO_PEOPLE = Text(
    "Chưa cấp quyền cho ai. Khi bật đăng nhập, chỉ người có tên ở đây mới vào được.",
    "Nobody has a role yet. With the sign-in on, only people named here can enter.",
)
EMAIL = Text("Thư điện tử đăng nhập", "E-mail signed in with")
NAME = Text("Họ tên", "Name")
ROLE = Text("Vai trò", "Role")
PROVINCES = Text("Tỉnh", "Provinces")
PROVINCES_HINT = Text(
    "Chỉ dùng cho chuyên viên nộp số liệu và người duyệt. Quyền ở một tỉnh đã hợp nhất gồm cả những quý trước của các tỉnh cũ.",
    "Only for analysts and reviewers. A merged province takes with it the earlier quarters of those it was made of.",
)
WHICH_PROVINCES = Text("Chọn tỉnh", "Choose provinces")
ALL_OF_THEM = Text("Mọi tỉnh và bảng chung của cả nước", "Every province, and the table of the whole country")
UNTIL = Text("Ngày cuối (để trống: không thời hạn)", "Last day (blank: no end)")
LASTS = Text("Thời hạn", "Lasts")
ENDED = Text("đã hết hạn {day}", "ended on {day}")
GRANT = Text("Cấp quyền", "Grant a role")
GRANT_HINT = Text(
    "Người đã có tên được đổi sang quyền mới. Quyền có hiệu lực ngay ở lần bấm tiếp theo của người đó.",
    "Someone who has a role gets the new one in its place. It holds from that person’s next click.",
)
GRANTED = Text("Đã cấp quyền {role} cho {email}.", "{email} is now {role}.")
CHOOSE_PROVINCES = Text(
    "Chuyên viên nộp số liệu và người duyệt phải có tỉnh: hãy chọn tỉnh, hoặc đánh dấu mọi tỉnh.",
    "Analysts and reviewers need provinces: choose some, or mark every province.",
)
REVOKE = Text("Thu hồi quyền", "Revoke a role")
WHOSE = Text("Của ai", "Whose")
REVOKED = Text("Đã thu hồi quyền của {email}.", "The role of {email} is revoked.")
WHAT_ROLES_DO = Text("Vai trò nào được làm gì", "What each role may do")

# The log
EVENTS = Text("Việc", "What was done")
ALL_EVENTS = Text("Mọi việc", "Everything")
WHO = Text("Ai", "Who")
ANYONE = Text("Mọi người", "Anyone")
LOG_PROVINCE = Text("Tỉnh", "Province")
LOG_SEARCH = Text("Tìm trong dòng ghi", "Search the lines")
FROM_DAY = Text("Từ ngày", "From")
TO_DAY = Text("Đến ngày", "To")
PAGE = Text("Trang", "Page")
PAGE_OF = Text("Dòng {first}–{last}", "Lines {first}–{last}")
LINES = Text("{count} dòng ghi", "Lines: {count}")
NO_LINES = Text("Không có dòng ghi nào khớp với lựa chọn.", "No line matches what was chosen.")
LINE = Text("Dòng", "Line")
ABOUT_WHAT = Text("Nội dung", "What about")
FINGERPRINT = Text("Mã băm", "Hash")
SUBMISSION_TOLD = Text(
    "bản nộp số {number}, lần {version}, tệp {file}", "submission {number}, version {version}, file {file}"
)
TARGETS_TOLD = Text("lần ghi {number}, tệp {file}", "set {number}, file {file}")
MOVE_TOLD = Text("bản nộp số {number}: {state}", "submission {number}: {state}")
GRANT_TOLD = Text("{email} ({name}): {role}, {provinces}, {lasts}", "{email} ({name}): {role}, {provinces}, {lasts}")
SWITCH_TOLD = {True: Text("bật", "on"), False: Text("tắt", "off")}
FETCH_TOLD = Text("bản nộp số {number}", "submission {number}")
LAYOUT_TOLD = Text("cách đọc «{layout_name}»", "layout “{layout_name}”")
LAYOUT_END_TOLD = Text("cách đọc số {number}", "layout {number}")
CHAIN = Text("Chuỗi sổ ghi", "The chain")
CHAIN_HEAD = Text("Dòng cuối {line}, mã băm {hash}", "Last line {line}, hash {hash}")
CHAIN_HINT = Text(
    "Mỗi dòng mang mã băm của dòng trước. Ghi lại mã băm của dòng cuối ở nơi khác (văn bản, thư) để sau này đối chiếu.",
    "Each line carries the hash of the one before. Note the last one somewhere else (on paper, by mail) to compare it later.",
)
CHECK_CHAIN = Text("Kiểm tra chuỗi", "Check the chain")
CHAIN_WHOLE = Text(
    "Chuỗi liền mạch: {lines} dòng, từ dòng đầu đến mã băm {hash}.",
    "The chain holds: {lines} lines, from the first to hash {hash}.",
)
CHAIN_BROKEN = Text(
    "Chuỗi không còn liền mạch từ dòng {line}: có dòng bị sửa, bị xóa hoặc đổi chỗ. Hãy khôi phục sổ ghi từ bản sao lưu.",
    "The chain does not hold from line {line} on: a line was changed, removed or moved. Restore the ledger from a backup.",
)
CHAIN_OTHER = Text(
    "Sổ ghi trên đĩa không phải sổ mà hệ thống đang dùng: có dòng bị bớt hoặc cả sổ bị thay. Hãy khôi phục từ bản sao lưu.",
    "The ledger on the disk is not the one in use: lines were taken away, or all of it was replaced. Restore it from a backup.",
)

# Versions
VERSIONS_OF = Text("{unit}, {period}: {count} lần nộp", "{unit}, {period}: versions sent {count}")
VERSION = Text("Lần", "Version")
COMPARE = Text("So sánh hai lần", "Compare two versions")
COMPARE_HINT = Text(
    "So toàn bộ số liệu của quý khi mỗi lần là lần mới nhất, không phải riêng từng tệp.",
    "The whole quarter is compared as it stood with each of them, not one file with the other.",
)
EARLIER = Text("Lần trước", "Earlier")
LATER = Text("Lần sau", "Later")
SAME = Text("Không có khác biệt.", "They do not differ.")
SHEETS = Text("Sheet", "Sheet")
BY_VERSION = Text("Theo bản nộp", "By submission")
ROWS = Text("Số dòng", "Rows")
ROW_CHANGES = Text("Dòng của danh sách ({count})", "Rows of lists ({count})")
VALUE_CHANGES = Text("Số liệu trên biểu ({count})", "Figures on forms ({count})")
ROW = Text("Dòng", "Row")
DIFFERENCE = Text("Khác biệt", "Difference")
MORE = Text("… và {count} thay đổi khác", "… and {count} more changes")
RESTORE = Text("Khôi phục một lần nộp", "Restore a version")
RESTORE_HINT = Text(
    "Số liệu của quý trở lại như khi lần đó là lần mới nhất. Không có gì bị xóa: lần bị thay vẫn giữ và khôi phục lại được.",
    "The quarter’s figures become what they were when that version was the newest. Nothing is deleted: what is set aside is kept and can be restored.",
)
WHICH_VERSION = Text("Lần khôi phục", "Version to restore")
NOTHING_TO_RESTORE = Text(
    "Không có lần nào khác để khôi phục: chỉ lần đã từng được dùng mới khôi phục được.",
    "There is nothing else to restore: only a version that once counted can be.",
)
WOULD_CHANGE = Text("Khôi phục sẽ thay đổi", "Restoring it would change")
RESTORED_TO = Text("Sau khi khôi phục", "Once restored")
DO_RESTORE = Text("Khôi phục lần này", "Restore this version")
RESTORED = Text("Đã khôi phục bản nộp số {number}.", "Submission {number} is restored.")

# The store
STATE = Text("Tình trạng kho số liệu", "State of the store")
ALL_WELL = Text("Kho số liệu hoạt động bình thường, đang nhận số liệu.", "The store is well and takes figures.")
NOTICES = Text("Hệ thống đã tự khắc phục:", "The system mended by itself:")
LEDGER = Text("Sổ ghi", "Ledger")
HEAD = Text("Mã băm dòng cuối", "Hash of the last line")
LEDGER_TOLD = Text("{lines} dòng, {size}", "{lines} lines, {size}")
ARCHIVE = Text("Tệp lưu trữ", "Archive")
ARCHIVE_TOLD = Text("{files} tệp, {size}", "{files} files, {size}")
ANSWERS = Text("Tệp số liệu đã tính", "Files of computed figures")
FREE = Text("Chỗ trống trên đĩa", "Free space on the disk")
BACKUP = Text("Bản sao lưu gần nhất", "Last backup")
BACKUP_TOLD = Text(
    "{time}, đến dòng {lines} ({left} dòng chưa sao lưu)", "{time}, up to line {lines} ({left} since then)"
)
NO_BACKUP = Text("chưa có; chạy: python cli.py backup THƯ_MỤC", "none yet; run: python cli.py backup FOLDER")
VERIFY = Text("Kiểm tra toàn bộ kho", "Verify the whole store")
VERIFY_HINT = Text(
    "Đọc lại từng dòng sổ ghi, từng tệp lưu theo mã băm, rồi dựng lại kho và so từng dòng. Trong lúc so, việc nộp phải đợi.",
    "Reads every line of the ledger and every archived file by its hash, then makes the store anew and compares every row. Sending waits meanwhile.",
)
VERIFYING = Text("Đang kiểm tra: {done} trên {total} dòng", "Verifying: line {done} of {total}")
COMPARING = Text("Đang dựng lại kho để so", "Making the store anew to compare it")
VERIFIED = Text(
    "{time}: {lines} dòng sổ ghi, {files} tệp lưu, mọi bảng của kho đều khớp.",
    "{time}: {lines} lines of the ledger, {files} archived files and every table of the store agree.",
)
DIFFER = Text(
    "Kho khác với sổ ghi ở: {tables}. Hãy dừng ứng dụng và chạy: python cli.py rebuild",
    "The store differs from the ledger in: {tables}. Stop the app and run: python cli.py rebuild",
)
