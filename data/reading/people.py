"""Names of people in what is written beside numbers: whose words they are says nothing of a number.

Any capital words may follow a surname: «Lê Chưa Cộng» is no name. What speaks of counting, of a time or of a part of
the province stays where it is and is judged.
"""

import re

from data.reading.roles import times_of

_SURNAME = "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Lương|Đoàn|Trương"
_PERSON = re.compile(
    rf"\b(?:{_SURNAME})((?: [A-ZĐÂÁÀẢÃẠĂÊÉÈÔÓÒƠƯÚÙÍÌÝ][^\W\d]*){{1,3}})"
    r"(?: (?:nhập|lập|ký|gửi|tổng hợp|kiểm tra)\b)?"
)
# Syllables, with their accents, that nobody is called by: of counting and sending, of parts, times, units, small words.
_SPEAKING = (
    "chưa không thiếu trừ gộp gồm huyện xã phường thôn tổ tháng trước ngoái cũ lấy chép nộp gửi sửa nhầm sai dời hủy huỷ "
    "bỏ bớt tạm nháp đoán ước nửa phần trùng riêng chỉ số liệu kèm chờ đang sẽ đã được bị theo của và các những mỗi "
    "nghìn ngàn trăm cuối đầu đợt khác lại hết còn mấy vài ngoài kể cùng do vì để là có"
)
_NO_NAME = frozenset(_SPEAKING.split())
_NO_NAMES = re.compile(
    r"(?:kế hoạch|dự (?:kiến|toán|báo)|sơ bộ|l[uũ][yỹ] kế|luỹ kế|bổ sung|cùng kỳ|chính thức|(?:năm|quý|kỳ) (?:sau|tới)|"
    r"tổng (?:hợp|số|cộng)|cộng (?:dồn|thêm)|trung tâm|toàn (?:tỉnh|quốc|vùng)|cả (?:năm|tỉnh|nước))\b"
)
# Syllables that are names too, as the last one behind another: «Nguyễn Văn Cộng».
_ALSO_NAMES = "cộng tổng đủ thừa cả báo thêm mới tính sau hoãn"
_RARELY = frozenset(_ALSO_NAMES.split())


def without_people(text: str) -> str:
    """A text without the names of people in it."""
    return _PERSON.sub(lambda match: match[0] if _speaks(match) else " ", text)


def is_no_name(words: str) -> bool:
    """Whether words look like somebody's name and speak of numbers."""
    match = _PERSON.fullmatch(words)
    return match is not None and _speaks(match)


def _speaks(match: re.Match[str]) -> bool:
    given = match[1].lower()
    words = given.split()
    rare = [at for at, word in enumerate(words) if word in _RARELY]
    as_name = not rare or (rare == [len(words) - 1] and len(words) > 1)
    return not as_name or not _NO_NAME.isdisjoint(words) or bool(_NO_NAMES.search(given) or times_of(match[0]))
