"""What makes a number another than it seems: plans, other years, parts, negations; and words that are not understood.

A proposal is certain only where every word of its clause is understood. What is listed below gives the doubt its name.
"""

import re
from collections.abc import Iterable

from data.model import Text
from data.text_keys import fold, tidy
from indicators.prose.words import SentenceWords

# The words that change nothing, as they are typed.
_NEUTRAL_TEXT = """
sở khoa học và công nghệ kh&cn đã các loại là có được đạt tổng số cộng trên địa bàn toàn tỉnh cho với của về thực hiện
triển khai tổ chức tiến hành hoàn thành tiếp nhận xử lý giải quyết kết quả cụ thể như sau gồm tất cả lượng ta :
"""
NEUTRAL = frozenset(_NEUTRAL_TEXT.split())
# Of those that make a number a bound (`data.column_types.numbers`), and of money.
_BOUND_TEXT = """
trên hơn ít nhất tối thiểu không dưới chưa đến tới quá đa khoảng gần xấp xỉ ước tính lên nghìn ngàn triệu tỷ đồng
"""
BOUND_WORDS = frozenset(_BOUND_TEXT.split())
# What a number may be of besides: in the order in which it is told.
_NAMED: tuple[tuple[Text, re.Pattern[str]], ...] = tuple(
    (Text(vi, en), re.compile(rf"(?<![\w&])(?:{words})(?!\w)"))
    for vi, en, words in (
        ("kế hoạch, chỉ tiêu, chưa phải kết quả", "a plan or target, not a result",
         r"ke hoach|du toan|phan dau|chi tieu|muc tieu|dat ra|de ra|duoc giao|giao|se|can|phai|nhu cau|de xuat|de nghi|"
         r"it nhat moi|toi thieu dat|dinh huong|sap toi|thoi gian toi|nam toi|quy toi"),
        ("dự kiến hoặc ước tính", "an estimate", r"du kien|uoc|uoc tinh|uoc dat|uoc thuc hien|tam tinh|so bo|khoang|du bao"),
        ("kỳ khác", "another time",
         r"cung ky|nam truoc|ky truoc|quy truoc|thang truoc|nam ngoai|giai doan|nhiem ky|tu nam|qua cac nam|hang nam|"
         r"moi nam|\d+ nam qua|truoc day|truoc do"),
        ("so sánh, tăng giảm", "a comparison", r"so voi|tang|giam|gap|chenh lech|vuot|bang"),
        ("phủ định, chưa làm", "something not done",
         r"khong|chua|tu choi|huy|tam dung|dung|hoan|thu hoi|het han|khong dat|chua dat"),
        ("một phần của tổng", "a part of a total",
         r"trong do|rieng|con lai|chi tinh|mot phan|chua ke|khong ke|ngoai ra|trong so|thuoc linh vuc|theo linh vuc|"
         r"huyen|thi xa|xa|phuong|thi tran|cum|khu vuc|dot \d+"),
        ("nơi khác", "another place", r"ca nuoc|toan quoc|cac tinh|tinh ban|quoc gia|vung|khu vuc|thanh pho"),
        ("bình quân, tỷ lệ", "an average or a share", r"binh quan|trung binh|moi|ty le|ti le|/"),
        ("đính chính", "a correction", r"dinh chinh|nham|sua lai|so lieu tren|con so nay|so cu"),
    )
)  # fmt: skip
# What makes all that follows in its paragraph doubtful; fewer words, since it is not of the number's own clause.
_AROUND = re.compile(
    r"(?<!\w)(?:theo ke hoach|ke hoach (?:nam|quy)|du toan|phan dau|chi tieu|muc tieu|du kien|uoc thuc hien|uoc dat|so bo|cung ky|"
    r"nam truoc|quy truoc|giai doan|nhiem ky|ca nuoc|toan quoc|dinh chinh|nham lan|(?:so lieu|con so) (?:tren|nay)|"
    r"chua (?:chinh thuc|kiem tra|doi chieu)|vi du|gia su|"
    r"lam tron|quy doi|chua bao gom|chua day du|so uoc|minh hoa|(?:so lieu|so)(?: \w+)? (?:tinh|cap nhat|thong ke|chot|lay) den)(?!\w)"
)
# What leads to what follows: another place or time, a pattern to be filled in.
_LEAD = re.compile(
    r"\W*(?:tinh|thanh pho|tp|huyen|thi xa|xa|phuong|quy|nam|thang)\b[^:]{0,80}:|[^:]{0,200}\b(?:mau|ke hoach|chi tieu)\b[^:]{0,80}:"
)
_NOTE = re.compile(r"\s*(?:ghi chu|luu y|chu thich)\s*:|\s*\(?\*")
_MARKED = re.compile(r"\s?(?:[*†¹²³]|\(\*)")
_PLANNED_SECTION = re.compile(
    r"\b(?:phuong huong|nhiem vu|giai phap|ke hoach|de xuat|kien nghi|du kien|muc tieu|dinh huong|thoi gian toi)\b"
)
_DONE_SECTION = re.compile(r"\bket qua\b")
_TITLE = re.compile(r"(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]\s")
LONGEST_TITLE = 400


def named(text: str) -> list[Text]:
    """What a text says that its numbers may be, besides the result of the quarter."""
    plain = " ".join(fold(text).split())
    return [label for label, pattern in _NAMED if pattern.search(plain)]


def around(text: str) -> str:
    """The words of what stands around a clause that make all of it doubtful; empty where there are none."""
    found = _AROUND.search(" ".join(fold(text).split()))
    return found[0] if found else ""


def notes(texts: Iterable[str]) -> str:
    """The words of a document's notes that make all of its numbers doubtful; empty where there are none."""
    said = (text for text in texts if _NOTE.match(fold(text[:LONGEST_TITLE])))
    return next(filter(None, (around(text) or tidy(text)[:60] * _dated(text) for text in said)), "")


def _dated(text: str) -> bool:
    return re.search(r"\bden (?:het |ngay )*\d{1,2}/\d", fold(text)) is not None


def leads(before: str) -> str:
    """The words before a sentence that make it another place's or time's; empty where there are none."""
    found = _LEAD.match(fold(before[:LONGEST_TITLE]))
    return found[0] if found else ""


def marked(after: str) -> bool:
    """Whether a mark of a footnote follows a number."""
    return _MARKED.match(after) is not None


def not_understood(words: SentenceWords, stretch: range, taken: set[int], own: frozenset[str]) -> list[str]:
    """The words of a stretch that nobody knows to change nothing, as they are typed."""
    left = []
    for index in stretch:
        word = words.words[index]
        if index in taken or word.typed in NEUTRAL or word.typed in own:
            continue
        if all(part in NEUTRAL for part in word.typed.split()):
            continue
        left.append(word.typed)
    return left


def neutral_names(*names: str) -> frozenset[str]:
    """The words of names that may stand in a sentence, such as the province's own."""
    return frozenset(word for name in names for word in tidy(name).lower().split())


def title_level(text: str) -> int:
    """How high a title a passage is: 1 for a Roman numeral, 2 for a number, 3 for a letter, 0 for none."""
    if len(text) > LONGEST_TITLE or not _TITLE.match(text):
        return 0
    return 1 if text[0] in "IVX" else 2 if text[0].isdigit() else 3


def is_plan(title: str) -> bool:
    """Whether what stands under a title is to be done."""
    plain = fold(title)
    return bool(_PLANNED_SECTION.search(plain)) and not _DONE_SECTION.search(plain)
