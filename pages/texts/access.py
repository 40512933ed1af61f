"""The wording of sign-in, roles and refusals, in both languages."""

from data.model import Text

SIGN_IN = Text("Đăng nhập", "Sign in")
SIGN_OUT = Text("Đăng xuất", "Sign out")
SIGN_IN_HINT = Text(
    "Trang này chỉ dành cho người đã được cấp quyền. Hãy đăng nhập bằng tài khoản của cơ quan.",
    "This site is for people who were given a role. Sign in with the account of your office.",
)
NO_ROLE = Text("Tài khoản chưa được cấp quyền", "This account has no role")
WHO_YOU_ARE = Text("Bạn đã đăng nhập bằng tài khoản {email}.", "You are signed in as {email}.")
NO_ROLE_HINT = Text(
    "Tài khoản này chưa có quyền, hoặc quyền đã hết hạn, nên không có trang nào mở được.",
    "It has no role, or the role has ended, so that no page can be opened.",
)
ASK_SOMEONE = Text("Hãy liên hệ {contact} để được cấp quyền.", "Ask {contact} for a role.")
ADMINISTRATOR = Text("người quản trị hệ thống", "the administrator of this system")
FAILED = Text("Đăng nhập không thành công", "The sign-in did not succeed")
FAILED_HINT = Text(
    "Hệ thống đăng nhập không xác nhận được tài khoản, hoặc địa chỉ thư điện tử của tài khoản chưa được xác minh. "
    "Hãy thử đăng nhập lại; nếu vẫn không được, hãy báo người quản trị hệ thống.",
    "The sign-in service did not vouch for the account, or its e-mail address is not verified. "
    "Try again; if it does not help, tell the administrator of this system.",
)
UNREACHABLE = Text("Chưa đăng nhập được", "Signing in is not possible now")
UNREACHABLE_HINT = Text(
    "Dịch vụ đăng nhập của cơ quan chưa trả lời. Hãy thử lại sau ít phút; người đang làm việc trong hệ thống không bị ảnh hưởng.",
    "The sign-in service of your office does not answer. Try again in some minutes; people already signed in can go on.",
)
TRY_AGAIN = Text("Thử lại", "Try again")
OTHER_LANGUAGE = Text("English", "Tiếng Việt")

# Refusals of the server, read where no page can be drawn
STRANGER = Text("Hãy đăng nhập trước.", "Sign in first.")
NO_PAGE = Text("Không có trang này", "There is no such page")
NO_PAGE_HINT = Text(
    "Địa chỉ vừa mở không dẫn đến trang nào. Liên kết có thể bị cắt khi chép, hoặc trang đã đổi tên.",
    "The address leads to no page. The link may have been cut when it was copied, or the page renamed.",
)
FIRST_PAGE = Text("Về trang Tổng quan", "To the overview")
NOT_FOUND = Text("Không có gì ở địa chỉ này.", "There is nothing at this address.")
NOT_HERE = Text(
    "Địa chỉ này không thuộc hệ thống. Hãy mở đúng địa chỉ được cấp.",
    "This is not an address of the system. Use the one that was given to you.",
)
LOCAL_ONLY = Text(
    "Hệ thống đang chạy cho riêng máy này. Hãy mở ngay trên máy đó, tại http://localhost.",
    "The system is running for this machine alone. Open it on that machine, at http://localhost.",
)
MAY_NOT_SEND = Text(
    "Tài khoản này không có quyền gửi tệp. Hãy liên hệ người quản trị để được cấp quyền.",
    "This account may not send files. Ask an administrator for the right.",
)
NOT_YOUR_SESSION = Text(
    "Tệp gửi vào phiên làm việc đã hết hoặc của người khác. Hãy tải lại trang rồi chọn lại tệp.",
    "The file was sent into a session that has ended or is not yours. Reload the page, then choose the file again.",
)
TOO_LARGE = Text("Tệp lớn hơn {size} MB. Hãy chia nhỏ tệp.", "The file is larger than {size} MB. Divide it.")
TOO_MANY = Text(
    "Đã quá số lần cho phép. Hãy thử lại sau {seconds} giây.", "Too many requests. Try again in {seconds} seconds."
)
TOO_LONG = Text(
    "Địa chỉ dài {count} ký tự sau dấu hỏi, tối đa {most}. Hãy hỏi ít hơn mỗi lần.",
    "The address has {count} characters after its question mark; {most} at most. Ask for less at a time.",
)
TOO_MANY_FILES = Text(
    "Mỗi người gửi tối đa 10 tệp một phút, 50 tệp và 500 MB một ngày. Hãy thử lại sau {wait}.",
    "One person may send 10 files a minute, 50 files and 500 MB a day. Try again in {wait}.",
)
TOO_MANY_DOWNLOADS = Text(
    "Mỗi người tải tối đa 60 tệp trong năm phút. Hãy thử lại sau {wait}.",
    "One person may take 60 files in five minutes. Try again in {wait}.",
)
MESSAGE_TOO_LARGE = Text(
    "Trang vừa gửi về nhiều hơn mức cho phép (256 KB, hoặc một ô quá dài) nên thao tác này chưa được thực hiện. Hãy rút ngắn "
    "nội dung đã nhập hoặc tải lại trang.",
    "The page sent more than is allowed (256 KB, or one field that is too long), so that this was not done. Shorten what "
    "was entered, or reload the page.",
)
SECONDS = Text("{count} giây", "{count} seconds")
HOURS = Text("{count} giờ", "{count} hours")
BUSY = Text(
    "Kho số liệu đang được khôi phục từ bản sao lưu. Hãy thử lại sau ít phút.",
    "The store is being restored from a backup. Try again in some minutes.",
)
FAULT = Text(
    "Hệ thống gặp lỗi. Lỗi đã được ghi lại; hãy thử lại, nếu còn lỗi xin báo người quản trị.",
    "The system met a fault. It has been logged; try again, and tell the administrator if it stays.",
)

# In the pages
MANY_WINDOWS = Text(
    "Bạn đang có quá nhiều cửa sổ cùng tải trang. Đóng bớt, rồi tải lại trang này.",
    "Too many windows of yours are loading pages. Close some, then reload this page.",
)
LOCAL_MODE = Text("Chế độ tại máy: không cần đăng nhập", "Local mode: no sign-in")
ENDED = Text(
    "Phiên làm việc đã hết. Hãy tải lại trang để đăng nhập.", "The session has ended. Reload the page to sign in."
)
MAY_NOT = Text(
    "Vai trò «{role}» không dùng được trang này ({what}). Hãy liên hệ người quản trị để được cấp quyền.",
    "The role “{role}” may not use this page ({what}). Ask an administrator for the right.",
)
SENT_BY = Text("Người gửi", "Sent by")
OF_PROVINCES = Text("của {provinces}", "for {provinces}")
NONE_OF_THAT_QUARTER = Text(
    "Quý này không có đơn vị nào mà tài khoản của bạn được nộp số liệu. Hãy chọn quý khác, hoặc đề nghị quản trị cấp quyền.",
    "In that quarter there is no unit for which your account may send figures. Choose another quarter, or ask an "
    "administrator for the right.",
)
