"""What a note says of how its number was counted, where it was taken from, or what was done to it afterwards.

Such a note is understood or asked about: words for counting and taking, as they are written with their accents, but for
the uses of them that say nothing of a number. Of a text without any accents only what can mean nothing else.
"""

import re
import unicodedata

# Within the department; what is counted from.
_OFFICE = (
    r"(?:(?:các|những|tất cả) )?(?:chi cục|trung tâm|tt\w*|phòng|p\. ?\w+|thanh tra sở|văn phòng|bộ phận|"
    r"đơn vị|cơ sở|sở(?! (?:y|công|nông|tài|tư|giáo|xây|nội|văn|thông|du|lao|giao|ngoại|dân)\b)|"
    r"sổ|hồ sơ|phần mềm|hệ thống|csdl|cơ sở dữ liệu|biên bản|quyết định|giấy chứng nhận|chứng từ|danh sách)"
)
_SOURCE = rf"(?:(?:báo cáo|bc|bảng tổng hợp|số liệu|thống kê)(?: của| từ)? )*{_OFFICE}"
_CHECKED = (
    r"(?:đối chi[êế]u|kiểm tra|rà soát|soát|soát xét|thẩm định|xác nhận|phê duyệt|duyệt|ký|thống nhất|xác minh|"
    r"so với)"
)
# Said of a number, and nothing changed by it: its own time, whose count it is, that it was checked, that it is large.
_SOUND = re.compile(
    rf"(?:(?:là |đã |được |rất |hoàn toàn |(?:lãnh đạo |giám đốc )?(?:sở |phòng |chi cục ))*"
    rf"(?:chính thức|thực tế|thực hiện|đầy đủ|cuối cùng|đúng|chính xác|{_CHECKED})|"
    rf"(?:do|của|từ|theo|lấy từ|lấy theo|trích (?:xuất )?từ|xuất từ|tổng hợp từ|tổng hợp theo) {_SOURCE}|"
    r"(?:tính |lấy |tổng hợp |cập nhật )?(?:của |từ |đến |trong |hết )*(?:quý|kỳ|năm|tháng|ngày|hết|thời điểm|"
    r"\d)|"
    r"mới nhất|có trong (?:bc|báo cáo)|(?:đã )?khớp|không (?:thay đổi|đổi|biến động)|(?:tăng|giảm|ít|nhiều|"
    r"thấp|cao)\b(?! bất thường)|\W*$)"
)
_CHECKED_ALONE = re.compile(rf"(?:(?:sở|phòng|chi cục|trung tâm|các đơn vị) )?(?:đã|được) (?:được )?{_CHECKED}")
_OF_NUMBER = r"(?:(?:con |các |những )?số(?: liệu)?(?: này| trên| đó| ở đây)(?: là)?|số liệu(?: là)?|con số)"
_SUBJECT = re.compile(rf"(?:^|[:(]\s*|\s){_OF_NUMBER}\s+")
_NUMBER_OF = re.compile(
    r"(?:^|[:(]\s*)số (?:của|cũ|anh|chị|ông|bà|em|cô|chú|bên|tạm|cả|lấy|ghi|gõ|ở|nhập|do|cam kết|đăng ký|"
    r"phấn đấu|"
    r"mục tiêu|miệng|thô|khống|xin|dự|giữ|ví dụ|chờ|tự|thử|sở giao|được giao|chỉ tiêu|kế hoạch|trong (?:quý|kỳ|"
    r"bảng|biểu|kế hoạch|dự toán))\b"
)
# A note that is the name of a number and nothing else: «Số phương tiện đang sử dụng».
_RENAMED = re.compile(
    r"(?:là )?số (?!hóa\b|hoá\b|hiệu\b|lượng\b|này\b|liệu\b)"
    r"(?:(?!(?:do|vì|tăng|giảm|ít|nhiều|khớp|được|không)\b)[^\W\d]+(?:\s|$)){3,}"
)


# Uses of the words below that say nothing of a number.
_ELSE = re.compile(
    r"máy tính|giới tính|thống kê|(?:đơn vị|phương pháp) tính|tạm thời tại|không (?:có|còn) [^;,]{0,20}chưa|"
    r"tính (?:chất|năng|mới|mạng|khả thi|ổn định|cấp thiết|đến|từ)|(?:đặc|thuộc) tính|tính toán|"
    rf"không tính (?:vào|ở) [a-z]{{2}}\d\d|lấy (?:theo|từ) {_SOURCE}|lấy (?!theo)(?:\w+ )?mẫu|"
    rf"đưa vào (?:sử dụng|hoạt động|vận hành|khai thác)|ghi (?:số )?0\b|ghi số nguyên|lấy ý kiến|tổng cộng|"
    rf"công cộng|"
    r"cộng (?:đồng|hòa|hoà|tác)|khấu trừ|trừ khi|bù trừ|đền bù|sửa (?:chữa|đổi)|bãi bỏ|bỏ phiếu|(?:cao|"
    r"tầng) trên|"
    r"chia (?:cho|theo|thành) (?:\w+ )?(?:huyện|xã|lớp|đợt|nhóm|đơn vị|tổ|ca)|chia sẻ|nhân (?:rộng|giống|lực|"
    r"sự|viên|dân|dịp)|"
    r"tạm (?:đình chỉ|giữ|ứng|dừng|ngừng|trú|nhập tái)|bộ (?:số )?đếm|máy đếm|điều chỉnh (?:lại )?(?:vị trí|"
    r"nhiệt|độ|giá)|không (?:có gì )?thay đổi[^;]*|quy (?:chuẩn|định|trình|hoạch|chế|mô)|ch[ẩu]ẩ?n đoán|"
    r"công ước|"
    r"chưa có (?:nhu cầu|đơn vị|khiếu nại|vi phạm|phát sinh|quy định|hướng dẫn|kinh phí)|đang rà soát hồ sơ|"
    r"tài liệu tham khảo|"
    r"(?<!chỉ )gồm(?:(?::| các| cả các)|:? ?\d)(?![^;]*\b(?:ngày|tháng|quý [ivx\d]|năm \d))[^;]*"
)
_WHY = re.compile(r"\s(?:do|vì|bởi|nhằm)\s")
_COMPARED = re.compile(r"(?:số(?: lượng)? )?(?:tăng|giảm|gấp|bằng|cao hơn|thấp hơn)\b")
_GUIDE = re.compile(r"(?:gõ|nhập|điền|chọn|bấm) (?:số|chữ|vào|theo|từ|ngày|mã|tên|đúng|0)|ô này\b")
# Wherever a note says it, in a reason as well: «tăng do tính cả số của …».
_COUNTED = re.compile(
    r"\btính\b|\bđếm\b|\b(?:kể|luôn) cả\b|\b(?:gồm|tính|kể) luôn\b|\blà số\b|\bbáo (?:đủ|\d)|\bquên báo\b|"
    r"\bthực chất\b|\bđặt hàng\b|\bcopy\b|\bbê\b|\bthay số\b|\bđể số\b|\bgồm cả (?:mấy|hàng|một số|vài|tiền|số|"
    r"phần|lô|lượt|người|học viên|của|năm|quý|tháng|đợt|những)\b|"
    r"\b(?:bao )?gồm \d|\btrừ\b|\bcộng\b|\bgộp\b|\bgom\b|\bdồn\b|\bchốt\b|\blấy\b|\bchép\b|\bgõ\b|"
    r"\bghi (?:theo|bằng|nhờ|bù|tạm|lại|nhầm|thêm|luôn|vậy|đây|vào|số|trước|trùng|cho|đủ|chung|gộp|cả|từ|dư|"
    r"\d)|"
    r"\bquy (?:ra|về|đổi|thành)\b|\bchia\b|\bnhân (?:với|lên|đôi|\d)|\bx ?\d\b|\bsuy (?:ra|từ)\b|\bsót\b|"
    r"\bbù\b|\bkhống\b|"
    r"\b(?:nâng|hạ|đôn|kê|khai) (?:lên|xuống|thêm|số)\b|\bbáo (?:trùng|thừa|thiếu|nhầm)\b|\btương đương\b|"
    r"\bcho đủ\b|\b(?:tỉnh|số|số liệu|biểu|bản|kỳ|đơn vị) cũ\b|\b(?:không|chưa) có số(?: liệu)?(?=$| của| ở)|"
    r"\blộn\b(?! xộn)|\bnhầm\b|\bngược nhau\b|\bghi ngược\b|\bcòn (?:thay đổi|điều chỉnh|bổ sung)\b|"
    r"\bmang máng\b|\bkhông biết\b|\bqua điện thoại\b|\bnhảy số\b|\b(?:bấy nhiêu|từng ấy)\b|\bmới ghi\b|"
    r"\btheo (?:báo(?! cáo)|tin|mạng|anh|chị|ông|bà|em|sếp)\b|\bkhông tách\b|\bđính chính\b|\bcó cả\b|"
    r"\bđã kể\b|\bnhắc lại\b|"
    r"^thực tế (?:là|làm)\b|\bthực tế (?:làm )?(?:chưa|ít|nhiều)\b|\bchỉ (?:gồm|tính|lấy|của|trong)\b|"
    r"\btự (?:điền|ghi|tính|nhập)\b|\bkhông phải\b|\bchứ không\b|\bđưa vào\b|"
    r"\btham khảo\b|\bkhông chịu trách nhiệm\b|\bkhông (?:dùng )?làm căn cứ\b"
)
# Outside of reasons, where it is of the number itself.
_DONE_TO_IT = re.compile(
    r"\bsửa\b|\bđổi (?:lại|thành|từ|\d)|\b(?:điều |hiệu )?chỉnh\b|\b(?:bỏ|bớt|loại) (?:bớt|ra|đi|bỏ|các|số|"
    r"phần|\d)|\btạm\b|"
    r"\bchưa (?:có|khớp|tách|trừ|tính|gồm|đủ|rõ|thống nhất|chốt|duyệt|ký|về|kịp|nhập|gửi|báo|xong|chắc|bỏ|loại|"
    r"cộng|hết|thấy|học|vào|đồng ý)\b|"
    r"^(?:số )?mới (?:được|tính|có|lập|nhận|báo|làm|nộp|tổng hợp|thống kê|xong|cập nhật)\b|\bmới nộp\b|"
    r"^mới đến\b|\bnhưng\b|^chờ\b|\bbỏ [^;,]{1,40} ra\b|\bhình như\b|\bchắc (?:khoảng|là|cỡ)\b|"
    r"(?:^|\bcòn |\bđang |\bbị )thiếu (?!kinh phí|nhân lực|nguồn|thiết bị|chuẩn|người|cán bộ|phương tiện|"
    r"giảng viên)|"
    r"\b(?:hỏi|rà|kiểm đếm) lại\b|\bđang (?:rà|soát|chờ|xin|gom|đợi)\b|\blệch\b|\bkhông khớp\b|\bvênh\b|"
    r"\bthì khác\b|"
    r"\bđề xuất$|\b(?:ko|không|chưa|k) chắc\b|\bchắc số\b|\bthấy (?:cao|thấp|lạ)\b|^xấp xỉ\b|\bchừng ấy\b|"
    r"\bphỏng$|\b(?:ước|đoán) (?:chừng|là|khoảng)|^ước\b|\bước$|\bkhoảng chừng\b|\?|\bsẽ (?:giảm|tăng|thay|trừ|"
    r"bổ sung|gửi|nộp|báo|sửa|cập nhật)\b|"
    r"\btheo (?:chỉ tiêu(?! (?:chất|kỹ|an|kinh|cảm|hóa|vi)\b)|mục tiêu|định mức|cam kết)\b|\bthực (?:dự|"
    r"tế) (?:ít|nhiều|thấp|cao) hơn\b|"
    r"^(?:(?:y|cứ) (?:như|nguyên)|(?:giống|trùng|nguyên|y)) (?:hệt |với |số |của )*(?:quý|kỳ|năm|"
    r"tháng) (?:trước|ngoái)"
)
_UNTONED = re.compile(
    r"\b(?:da tru|tru di|tru ra|gom ca|tinh ca|ke ca|chot (?:so|den|ngay|\d)|dem ca|lay lai|lay so|so nay|"
    r"sua lai|sua so|ghi bu|"
    r"ghi theo|bao sot|con thieu|chua co so|chua du|so cua|tam ghi|quy ra|chinh so|nang len)\b"
)
_PARTS = re.compile(r"[;\n]|[,.]\s")


def of_counting(note: str, of_number: bool = True) -> str:
    """The words in which a note speaks of how its number came about, where nothing says that it stays what it is; ""
    where it does not. Without `of_number` it may be of numbers, as titles are."""
    spelt = unicodedata.normalize("NFC", note).lower()
    if spelt.isascii():
        return match[0] if (match := _UNTONED.search(" ".join(spelt.split()))) else ""
    if _GUIDE.match(spelt):
        return ""
    parts = _PARTS.split(_ELSE.sub(" ", spelt))
    return next(filter(None, (_of_part(part, of_number) for part in parts)), "")


def _of_part(part: str, of_number: bool) -> str:
    words = " ".join(part.split())
    if checked := _CHECKED_ALONE.match(words):
        return _doubt(words[checked.end() :])
    for pattern in (_SUBJECT, _NUMBER_OF)[not of_number :]:
        if match := pattern.search(words):
            after = match.end() if pattern is _SUBJECT else match.start() + match[0].index("số") + 3
            sound = _SOUND.match(words, after)
            return _doubt(words[sound.end() :]) if sound else words[match.start() :].strip(" ,:.(")
    if of_number and _RENAMED.fullmatch(words) and not _SOUND.match(words, words.index("số") + 3):
        return words
    return _doubt("" if _COMPARED.match(words) else _WHY.split(words, 1)[0], words)


def _doubt(own: str, words: str = "") -> str:
    """What is said of a number's making, in `own` of the number itself, in `words` anywhere."""
    match = _COUNTED.search(words or own) or _DONE_TO_IT.search(own)
    return match[0].strip() if match else ""


def is_checked(text: str) -> bool:
    """Whether a line says of the numbers only that they are whole, final and checked."""
    words = " ".join(unicodedata.normalize("NFC", text).lower().split())
    subject = _SUBJECT.match(words)
    return _CHECKED_ALONE.match(words) is not None or (
        subject is not None and _SOUND.match(words, subject.end()) is not None and not of_counting(text)
    )
