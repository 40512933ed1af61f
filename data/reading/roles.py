"""The words by which a heading, a title, a caption or a note says what its numbers are: one vocabulary for them all.

Roles (plan, estimate, last year …), times (`times.py`), units and scales, in Vietnamese and English, with the
abbreviations that offices use. Nothing here knows an indicator; what is not in here is a word not understood.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from data.reading.role_words import ROLE_LABELS as ROLE_LABELS
from data.reading.role_words import WORDS
from data.reading.role_words import FigureRole as FigureRole
from data.reading.times import Time, times_in
from data.reading.toned_words import OLD, TEN_THOUSANDS, TONED
from data.text_keys import fold

LONGEST = 400  # characters of a text in which its meaning is looked for


# What a title or a caption may say that makes all below it something else.
TITLE_ROLES = (
    *(FigureRole.PLAN, FigureRole.ESTIMATE, FigureRole.EARLIER, FigureRole.LATER, FigureRole.TO_DATE),
    *(FigureRole.AVERAGE, FigureRole.ELSEWHERE, FigureRole.UNDONE, FigureRole.ROUNDED, FigureRole.COUNTED),
)
_PATTERNS = {
    role: re.compile(rf"(?<![\w&])(?:{words})" + (r"(?!\w)" if role is not FigureRole.SHARE else ""))
    for role, words in WORDS.items()
}
# A scale where a unit is expected; and one that is a scale wherever it stands (a company is «công ty» too).
SCALE = re.compile(
    r"(?<!\w)x ?1[ .,]?0{1,2}(?:0|[ .,]000)*\b|\b(?:nghin|ngan(?! sach| han)|tram(?! y te)|(?<!to )(?<!cong )(?<!vien )chuc|trieu(?! phong)|"
    r"(?<!cong )(?:ty|ti)(?! le| trong| suat| so)|thousands?|millions?|billions?|hundreds?|1[ .,]?000)\b"
)
_COUNTED = r"(?:dong|vnd|d|nguoi|luot|lop|phuong tien|ho so|don vi|mau|san pham|usd|vnd)"
_PLAIN_SCALE = re.compile(
    rf"\b(?:nghin|thousands?|millions?|billions?|(?:ngan|trieu|ty|ti|1[ .,]?000) ?{_COUNTED})\b|"
    rf"[(\[](?:trieu|ty|ngan)[)\]]|(?<!\w)x ?1[ .,]?0{{1,2}}(?:0|[ .,]000)*\b"
)
MONEY = re.compile(r"(?:nghin|ngan|trieu|ty|ti)? ?(?:dong(?! ho| thap| nai| du)|vnd|vn d)(?: viet nam)?")

# Words that change nothing wherever they stand: what a heading is called, how it is filled in, small words.
_NEUTRAL = re.compile(
    r"(?<!\w)(?:thuc (?:hien|te)|th|kq|sl|so lieu|so luong|so|cac|ket qua|gia tri|chi tieu|noi dung|bao cao|tong so|tong cong|tong|cong|"
    r"ky|quy|nam|thang|ngay|cot|dong|ten|ma so|ma|stt|tt|don vi tinh|don vi|dvt|tinh|unit|units|bat buoc|required|"
    r"neu co|if any|va|hoac|cua|den|het|tu|theo|tai|duoc|la|o|in|the|of|and|or|from|to|at|as|on|by|"
    r"dd|mm|yyyy|yy|dd/mm/yyyy|ngay/thang/nam|ghi ro|phat sinh|co den|thoi diem|cuoi ky|dau ky|trong do|chia ra|"
    r"trong|thoi gian|thong tin|quy mo|ca|"
    r"nguoi|luot|lop|hoc vien|ho so|phuong tien|mau|nhiem vu|du an|to chuc|doanh nghiep|san pham|diem|dot|cuoc|co so|"
    r"actual|result|results|figure|figures|value|values|number|total|data|quarter|period|year|i|ii|iii|iv|v|vi|"
    r"[a-h]|\d{1,2})(?!\w)"
)
# Units of counting: over a table they say that its numbers are counted one by one.
COUNTERS = {"nguoi", "luot", "luot nguoi", "lop", "hoc vien", "phuong tien", "ho so", "cai", "chiec", "don vi", "diem"}
_LEFT_OUT = (
    "bao cao",
    "bc",
    "phan bo sung",
    "danh sach",
    "so bo sung",
    "phat sinh",
    "khong",
    "chua",
    "moi",
    "so lieu",
    "tong hop",
    "chi tinh",
    "ngoai tru",
    "loai tru",
    "excluding",
    "except",
)
_ONLY = re.compile(r"(?:(?:ghi chu|chu thich|so lieu|so)[ :]*)*(?:rieng|chi|tru|only|mot phan)\b")
# What a note says of itself.
NOTED = (
    *("ghi chu", "chu thich", "nguon", "luu y", "nhung", "tren", "o tren", "bieu", "bang", "nay", "note", "source"),
    *(
        "lay",
        "dung",
        "su dung",
        "giu nguyen",
        "gom ca",
        "bao gom",
        "gom",
        "ke ca",
        "tinh ca",
        "cap nhat",
        "da",
        "ca",
        "chi",
    ),
    *("copy", "chep", "lai", "gop", "lui", "doi", "vao", "toi"),
    *(
        "yeu cau",
        "day",
        "bao lai",
        "duoi day",
        "o duoi",
        "in nghieng",
        "in dam",
        "to mau",
        "mau do",
        "mau vang",
        "chu do",
    ),
    *("cong", "chuyen sang", "chuyen", "sang", "tinh bang", "tinh theo", "tam", "hang"),
)
TOTALS = {"tong so", "tong", "tong cong", "cong", "chung", "total", "tat ca"}

_UNIT = re.compile(r"(?:\bdon vi tinh|\bdvt|\bdon vi|\bunits?)\s*[:(]?\s*([^()\n;]{1,40})|[(\[]([^()\[\]]{1,40})[)\]]")
_LABEL = re.compile(r"^(?:don vi tinh|dvt|don vi|units?)(?: ?: ?| )")
_NOT_UNIT = re.compile(
    r"(?:truc thuoc|cap duoi|lien quan|bao cao|thuc hien|to chuc|chu tri|lap|gui|nhan|quan ly|chu quan|cung cap|hanh chinh|"
    r"ngoai|trong nganh|khac|con lai|tren dia ban|su nghiep)\b"
)
_CITED = re.compile(
    r"(?:\(?ban hanh )?(?:kem )?(?:theo |can cu |thuc hien )*(?:thong tu|nghi dinh|quyet dinh|cong van|nghi quyet|luat|"
    r"van ban|ke hoach so(?= ?:? ?[\w.&/-]*\d)|to trinh|circular|decree|decision)(?: lien tich)?(?: so)? ?[:]?(?: ?[\w.&/-]*\d[\w.&/-]*)?"
    r"(?: (?:cua|nam) [^,;\d]{1,60}?)?(?:,? (?:ngay|nam|dated) [\d/. -]+(?:thang [\d]+ nam [\d]+)?)?"
)


# What a note says of work, not of its number: «thực hiện theo kế hoạch», «dự án giai đoạn 2021-2025».
_OF_WORK = re.compile(
    r"(?:(?:thuc hien|trien khai|to chuc|tien hanh|hoan thanh|lam|mo|dao tao|kiem tra|thanh tra)(?: xong)? (?:theo |dung )?|"
    r"^(?:theo|dung) |(?:dat|vuot) (?:\d[\d,.]* ?% )?)(?:ke hoach|kh)(?: (?:nam|quy|giao)\b)?|"
    r"thoi gian (?:thuc hien|trien khai|to chuc)[^;,]*|"
    r"(?:du an|de an|chuong trinh|nhiem vu|nghi quyet|chien luoc)(?: [a-z&]+){0,6} (?:giai doan )?\d{4} ?(?:-|den) ?\d{4}"
)


@dataclass(slots=True)
class Meaning:
    """What a text says besides a name that it is known by."""

    roles: dict[FigureRole, str] = field(default_factory=dict)  # with the words that say so
    times: list[Time] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    unit: str = ""  # the words of a unit or a scale, folded; "" where none is named
    scaled: bool = False  # thousands, millions
    rest: str = ""  # the text, plain, with a bar for each letter of what was understood


_QUARTER = re.compile(r"\bqui\b")  # «quí» is «quý»


@lru_cache(maxsize=4_000)
def folded(text: str) -> str:
    """`fold`, remembered for titles and notes, which come back in every file."""
    return fold(text[:LONGEST])


@lru_cache(maxsize=4_000)
def plain(text: str) -> str:
    """A text as the vocabulary has its words: folded, with nothing between words but one blank."""
    spelt = unicodedata.normalize("NFKC", text[:LONGEST].replace("×", "x")) if not text.isascii() else text[:LONGEST]
    words = re.sub(r"[^\w%&/.:;()\[\]\-]+|_", " ", fold(spelt).replace("–", "-"))
    return " ".join(_QUARTER.sub("quy", words).split())


@lru_cache(maxsize=4_000)
def meaning(text: str, names: tuple[str, ...] = (), neutral: tuple[str, ...] = (), of_work: bool = False) -> Meaning:
    """What a text says. `names` (plain) are what it may be called, `neutral` further words that change nothing; with
    `of_work` what is said of a plan or a programme that was followed is nothing said of the number."""
    words = plain(text)
    said = Meaning()
    taken = bytearray(len(words))
    for name in names:
        for start, end in places(words, name):
            _take(taken, start, end)
    cited = _cited(words, of_work)
    own = (int.from_bytes(taken) | int.from_bytes(cited)).to_bytes(len(words))
    for time, start, end in times_in(words):
        if not all(cited[start:end]):
            said.times.append(time)
        _take(taken, start, end)
    _find_roles(words, own, said, taken)
    _find_toned(text, said, named=bool(names))
    _find_unit(words, own, said, taken)
    for name in neutral:
        for start, end in places(words, name):
            _take(taken, start, end)
    said.rest = "".join(c if not t else "|" for c, t in zip(words, taken, strict=True))
    said.unknown = left(said.rest)
    return said


@lru_cache(maxsize=4_000)
def times_of(text: str) -> tuple[Time, ...]:
    """The times that `meaning` finds in a text, without looking for all else: titles name their province and quarter,
    so that every file brings new ones."""
    words = plain(text)
    cited = _cited(words)
    return tuple(time for time, start, end in times_in(words) if not all(cited[start:end]))


def _cited(words: str, of_work: bool = False) -> bytearray:
    """Where a text speaks of a document, or of work that followed a plan, and not of its number."""
    cited = bytearray(len(words))
    for pattern in (_CITED, _OF_WORK) if of_work else (_CITED,):
        for match in pattern.finditer(words):
            _take(cited, *match.span())
    return cited


def _find_toned(text: str, said: Meaning, named: bool) -> None:
    """Roles that words say only with their accents, or their capitals."""
    spelt = unicodedata.normalize("NFC", text)
    for role, pattern in TONED:
        if (match := pattern.search(spelt)) and not (named and pattern is OLD):
            said.roles.setdefault(role, "cũ" if pattern is OLD else match[0].strip())
    if TEN_THOUSANDS.search(spelt):
        said.scaled, said.unit = True, "vạn (10 nghìn)"


def as_written(text: str, words: Sequence[str]) -> str:
    """Words that are not understood as they stand in their text, with their accents."""
    spelt = {plain(word): word for word in reversed(re.findall(r"[\w&]+", text))}
    return " ".join(spelt.get(word, word) for word in words)


def noted(text: str) -> Meaning:
    """What a note says."""
    return meaning(text, (), NOTED, True)


def speaks(text: str) -> bool:
    """Whether a text says of numbers what they are: a plan, an estimate, another time, a part."""
    said = meaning(text)
    own = (*TITLE_ROLES, FigureRole.PART)
    return any(role in said.roles for role in own) or any(time.kind != "day" for time in said.times)


def leaves_out(text: str, said: Meaning) -> bool:
    """Whether a note says that its number is only a part: «chưa bao gồm 3 huyện», «riêng khối xã»."""
    part = said.roles.get(FigureRole.PART, "")
    return part.startswith(_LEFT_OUT) or (bool(part) and _ONLY.match(plain(text)) is not None)


def places(words: str, name: str) -> Iterable[tuple[int, int]]:
    """Where a name stands in a text as whole words."""
    at = words.find(name) if name else -1
    while at >= 0:
        end = at + len(name)
        if not words[at - 1 : at].isalnum() and not words[end : end + 1].isalnum():
            yield at, end
        at = words.find(name, end)


def _take(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\1" * (end - start)


def _find_roles(words: str, own: bytes, said: Meaning, taken: bytearray) -> None:
    for role, pattern in _PATTERNS.items():
        for match in pattern.finditer(words):
            if not all(own[match.start() : match.end()]):
                said.roles.setdefault(role, match[0])
            _take(taken, *match.span())


def _find_unit(words: str, own: Sequence[int], said: Meaning, taken: bytearray) -> None:
    """A unit after its label or in brackets, and a scale anywhere beside the name."""
    for match in _UNIT.finditer(words):
        inside = (match[1] or match[2]).strip(" .:-")
        bare_unit = _LABEL.sub("", inside)
        labelled = match[1] is not None or bare_unit != inside
        if labelled and (_NOT_UNIT.match(bare_unit) or not _is_unit(match[0], bare_unit)):
            continue
        if labelled or MONEY.fullmatch(bare_unit) or SCALE.search(bare_unit):
            said.unit = said.unit or bare_unit
            said.scaled = said.scaled or SCALE.search(bare_unit) is not None
    for match in (SCALE if any(own) else _PLAIN_SCALE).finditer(words):
        if not all(own[match.start() : match.end()]):
            said.scaled = True
            said.unit = said.unit or words[match.start() :].split("(")[0][:40].strip(" )].:-")
            _take(taken, *match.span())
    for match in MONEY.finditer(words):
        _take(taken, *match.span())


def _is_unit(labelled: str, words: str) -> bool:
    """Whether it is a unit that stands behind its label: of «đơn vị» alone, which is an office too, a known one."""
    known = MONEY.match(words) or SCALE.search(words) or words.startswith(tuple(COUNTERS)) or not words[:1].isalpha()
    return bool(known) or re.match(r"[(\[]?(?:don vi tinh|dvt|units?\b|don vi ?:)", labelled) is not None


def left(rest: str) -> list[str]:
    """The words of which nothing was understood; `rest` as `Meaning` has it."""
    pieces = [piece for piece in re.split(r"[^\w&]*\|[^\w&]*|[()\[\]:;%/.\-]+", rest) if piece.strip()]
    unknown = []
    for piece in pieces:
        unknown += _NEUTRAL.sub(" ", piece).split()
    return [word for word in unknown if not word.isdigit() or len(word) > 2]
