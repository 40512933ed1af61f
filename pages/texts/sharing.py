"""The wording of links, previews, frames, keys and what is open to all, in both languages."""

from data.model import Text

LINK = Text("Chép liên kết", "Copy link")
LINK_HINT = Text(
    "Liên kết mở đúng những gì đang xem.",
    "This link opens exactly what is seen now.",
)
COPY, COPIED = Text("Chép", "Copy"), Text("Đã chép liên kết.", "The link is copied.")
CLOSED = Text(
    "Trình duyệt không cho chép: bấm ba lần vào liên kết rồi Ctrl+C.",
    "The browser does not allow it: click the link three times, then Ctrl+C.",
)
PREVIEW = Text(
    "{product}: bảng, biểu đồ, bản đồ theo tỉnh và kỳ, kèm nguồn và tình trạng của từng số.",
    "{product}: tables, charts and maps by province and period, each figure with its source and state.",
)
FRAME = Text("Nhúng vào trang web", "Show on a web site")
FRAME_HINT = Text(
    "Dán đoạn này vào trang web đã được quản trị cho phép: {sites}.",
    "Paste this into a web site that the administrator has allowed: {sites}.",
)
NO_FRAME = Text(
    "Quản trị chưa cho phép trang web nào nhúng biểu đồ.",
    "The administrator has not allowed any web site to show charts.",
)
NO_SUCH = Text("«{name}» nêu một lựa chọn không có.", "“{name}” names a choice that does not exist.")
TOO_MANY_MEASURES = Text(
    "Biểu đồ nhúng vẽ tối đa {most} chỉ tiêu, liên kết này nêu {count}. Hãy bớt chỉ tiêu rồi chép lại liên kết.",
    "A framed chart draws at most {most} measures; this link names {count}. Choose fewer, then copy the link again.",
)
TOO_MANY_POINTS = Text(
    "Biểu đồ nhúng vẽ tối đa {most} điểm (chỉ tiêu × địa phương × kỳ), liên kết này cần khoảng {count}. "
    "Hãy bớt chỉ tiêu, bớt tỉnh hoặc rút ngắn khoảng kỳ rồi chép lại liên kết.",
    "A framed chart draws at most {most} points (measures × areas × periods); this link needs about {count}. "
    "Choose fewer measures or provinces, or a shorter span, then copy the link again.",
)
NOT_SWITCHED_ON = Text("Biểu đồ nhúng chưa được bật.", "Charts for other web sites are not switched on.")
OPEN_PAGE = Text("Xem số liệu và cách tính", "See the figures and how they are made")
IN_FRAME = Text("Biểu đồ: {title}", "Chart: {title}")

# Administration
PUBLIC = Text("Số liệu công khai", "Figures open to all")
IS_PUBLIC = Text(
    "Đang mở: ai cũng đọc được số liệu qua {root} và biểu đồ nhúng mà không cần đăng nhập. Tệp đã nộp, tên người, giải trình và các trang vẫn cần đăng nhập.",
    "Open: everybody may read figures at {root} and in framed charts without signing in. Files, names of people, reasons and the pages still need a sign-in.",
)
NOT_PUBLIC = Text(
    "Đang đóng: chỉ người đã đăng nhập và có quyền, hoặc có khóa truy cập, đọc được số liệu qua {root}.",
    "Closed: only people signed in with a role, or with an access key, may read figures at {root}.",
)
LOCAL = Text(
    "Hệ thống đang chạy tại máy, không cần đăng nhập và chỉ trả lời máy này; lựa chọn ở đây có hiệu lực khi bật đăng nhập.",
    "The system runs in local mode, without a sign-in, and answers this machine only; this takes effect once a sign-in is set up.",
)
SWITCH_PUBLIC = {True: Text("Mở công khai", "Open to all"), False: Text("Đóng lại", "Close again")}
SWITCHED_PUBLIC = {
    True: Text("Số liệu đã mở công khai.", "The figures are open to all."),
    False: Text("Số liệu không còn mở công khai.", "The figures are no longer open to all."),
}
SITES = Text("Trang web được nhúng biểu đồ", "Web sites that may show charts")
SITES_HINT = Text(
    "Mỗi dòng một địa chỉ, ví dụ https://so-khcn.tinh.gov.vn. Để trống là tắt. Khi có đăng nhập, biểu đồ nhúng chỉ hiện khi số liệu đang mở công khai.",
    "One address a line, like https://department.province.gov.vn. None switches it off. With a sign-in, framed charts show only while the figures are open to all.",
)
SAVE = Text("Lưu danh sách", "Save the list")
SAVED = Text("Đã lưu danh sách trang web.", "The list of web sites is saved.")
KEYS = Text("Khóa truy cập cho chương trình", "Access keys for programs")
KEYS_HINT = Text(
    "Khóa đọc được những gì chủ của nó được xem, cho đến ngày cuối hoặc khi bị thu hồi. Hệ thống chỉ giữ mã băm của khóa.",
    "A key reads what its owner may see, until its last day or until it is withdrawn. Only a hash of it is kept.",
)
NO_KEYS = Text("Chưa cấp khóa nào.", "No key has been given.")
KEY = Text("Khóa số", "Key no.")
OWNER = Text("Của ai", "Whose")
PURPOSE = Text("Dùng để làm gì", "What it is for")
UNTIL = Text("Ngày cuối", "Last day")
GIVE = Text("Cấp khóa", "Give a key")
NOBODY = Text(
    "Chỉ cấp khóa cho người đã có quyền. Hãy cấp quyền ở mục Người dùng trước.",
    "Keys are for people with a role. Grant one under People first.",
)
GIVEN = Text(
    "Khóa của {email}. Hãy chép ngay: khóa chỉ hiện lần này.", "The key of {email}. Copy it now: it is shown this once."
)
GIVEN_SHORT = Text("Đã cấp khóa cho {email}.", "A key is given to {email}.")
WITHDRAW = Text("Thu hồi khóa", "Withdraw the key")
WITHDRAWN = Text("Đã thu hồi khóa số {number}.", "Key no. {number} is withdrawn.")
KEY_TOLD = Text("{email}: {purpose}, đến hết {until}", "{email}: {purpose}, until the end of {until}")
KEY_END_TOLD = Text("khóa số {number}", "key no. {number}")
BAD_KEY = Text(
    "Khóa truy cập không đúng, đã hết hạn hoặc đã bị thu hồi. Hãy xin quản trị khóa mới.",
    "The access key is wrong, has ended or was withdrawn. Ask an administrator for a new one.",
)
NOT_OPEN = Text(
    "Số liệu không mở công khai. Hãy đăng nhập, hoặc gửi khóa truy cập: «Authorization: Bearer …».",
    "The figures are not open to all. Sign in, or send an access key: “Authorization: Bearer …”.",
)
