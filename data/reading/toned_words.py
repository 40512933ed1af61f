"""Words that say what a number is only with their accents, or their capitals: «phỏng tính» is a guess, «phòng tính» an
office; «vạn» are ten thousand, «van» is a valve. Patterns over the text as it is written."""

import re

from data.reading.role_words import FigureRole

OLD = re.compile(r"\bcũ\b|\(cu\)", re.I)  # «Tỉnh Quảng Trị (cũ)»
# «Minh Hóa» is a district, «gia đình» a family.
_SAMPLE = (
    r"\b(?:số (?:ảo|giả|ma)\b|minh h(?:ọa|oạ)|ví dụ(?! ?:)|giả định|(?:chạy|dùng|bản) thử|(?:số|dữ) liệu (?:mẫu|thử|mô phỏng|giả)|mẫu tham khảo|demo|dummy|"
    r"sample (?:data|figures?))\b|^\W*(?:test|thử|số thử)\W*$"
)
_ONLY_OF = r"^\W*chỉ (?:gồm|bao gồm|khối|nhóm|riêng|phần|các (?:huyện|xã)|lấy|của|ở)\b"  # «chi» is to spend
# What somebody heard, remembers, guesses, or put in so that something stands there.
_GUESSED = (
    r"\bnháp\b|"  # «nhập» is another word
    r"^\W*nghe nói\b|\b(?:lấy|chép|số(?: liệu)?) (?:theo |trên |từ )+(?:báo chí|mạng|internet)\b(?! xã hội)|"
    r"^\W*(?:theo|trên) (?:báo chí|mạng|internet)\W*$|\btheo (?:trí nhớ|cảm tính|lời kể)\b|^\W*theo kinh nghiệm\W*$|"
    r"\bphỏng (?:tính|đoán)\b|(?<!chẩn )(?<!chuẩn )\bđoán\b|^\W*(?:tự )?suy (?:từ|ra)\b|\btự suy\b|"
    r"\b(?:lấy|ghi|điền|để|dùng|nhập|báo) tạm\b|\btạm (?:ghi|để|điền|dùng)\b|"
    r"\b(?:điền|ghi|nhập|lấy) (?:bừa|đại(?! diện)|cho (?:đủ|có|xong))\b|\bcho (?:khớp|tròn|đẹp)\b|"
    r"(?:^\W*|\bsố(?: liệu)? )chưa (?:được )?(?:kiểm chứng|thẩm định|thẩm tra|công bố|công nhận|trình lãnh đạo)\W*$|"
    r"^\W*(?:số(?: liệu)? )?(?:chưa|không) có (?:căn cứ|chứng từ|hồ sơ chứng minh)\W*$|"
    r"\bchưa có số(?: liệu)? (?:mới(?! cấp)|chính thức|của)\b|\bthiếu số(?: liệu)? của\b|"
    r"\bmới (?:có|tính)(?: số)? (?:nửa|một|hai|1|2) (?:năm|tháng)\b|"
    r"\bchia (?:đều )?(?:cho )?(?:4|bốn)(?: quý|\W*$)|\bchia đều (?:cho )?(?:các|mỗi) quý\b|\bnhân (?:với \d|hệ số)|"
    r"^\W*(?:chỉ (?:để )?)?tham khảo\W*$|^\W*(?:số(?: liệu)? )?(?:không|chưa) (?:đúng|chính xác)\W*$|\bcó thể sai\b|"
    r"\bcần kiểm tra lại\b|^\W*(?:sẽ sửa|sửa sau|xem lại|kiểm tra lại|rà soát lại)(?: số(?: liệu)?)?\W*$|"
    r"^\W*(?:số )?(?:gần đúng|không (?:rõ|nhớ)(?: số)?)\W*$|"
    r"^\W*(?:gần|hơn|khoảng|trên|dưới|cỡ|chừng|ít nhất|tối thiểu|xấp xỉ)\s+\d[\d.,]*\W*$"
)
_COUNTED_AGAIN = (
    r"\b(?:tính|đếm|cộng) (?:2|hai) lần\b|"
    r"\b(?:tính|đếm|cộng|kể) cả (?:lượt|số|lần) (?:lặp|trùng|làm lại|kiểm lại|kiểm định lại)\b"
)
TONED: tuple[tuple[FigureRole, re.Pattern[str]], ...] = (
    (FigureRole.PART, re.compile(_ONLY_OF, re.I)),
    (FigureRole.PART, OLD),
    (FigureRole.ESTIMATE, re.compile(r"\bDK\b")),  # dự kiến; «ĐK» is something else
    (FigureRole.ESTIMATE, re.compile(_GUESSED, re.I)),
    (FigureRole.COUNTED, re.compile(_COUNTED_AGAIN, re.I)),
    (FigureRole.SAMPLE, re.compile(_SAMPLE, re.I)),
)
TEN_THOUSANDS = re.compile(
    r"^\W*vạn\W*$|\b(?:đơn vị(?: tính)?|đvt)\s*:?\s*vạn\b|\btính (?:theo|bằng) vạn\b|"
    r"\bvạn (?:phương tiện|người|lượt|đồng|lớp|hồ sơ|cái|chiếc|đơn vị|sản phẩm|mẫu)\b",
    re.I,
)
