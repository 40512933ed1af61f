"""What a title, a letterhead or a caption makes of the numbers below it, and which of its words are not understood."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from data.place_names import half_named
from data.places import PLACES
from data.reading import roles
from data.reading.note_meaning import surely_changes, told_of
from data.reading.notes import UNIT_LINE
from data.reading.parts_of_province import part_of_province
from data.reading.people import without_people
from data.reading.roles import FigureRole, Meaning
from data.reading.title_words import TITLE_WORDS

# Whom a file goes to, and who wrote it: names of people and of ministries, which may be those of places.
_OF_OTHERS = re.compile(
    r"(?:kinh gui|noi nhan|don vi nhan)\b.*\b(?:bo|cuc|tong cuc|uy ban tieu chuan|chinh phu)\b|"
    r"(?:ho (?:va )?ten|nguoi (?:lap|bao cao|tong hop|nhap|phu trach)|can bo|dien thoai|email|dia chi)\b"
)
# A title that says first of all that what stands below it are shares or changes.
_COMPARES = re.compile(
    r"(?:bang |bieu |so lieu )?(?:so sanh )?(?:muc |toc do )?(?:tang giam|tang/giam|chenh lech|ty le|ti le|"
    r"co cau|ty trong)\b"
)
# Who writes, by a name that may be any.
_OFFICE = re.compile(
    r"(?:chi cục|trung tâm|phòng|p\.|viện|trường|ban quản lý|công ty|liên hiệp|hội|hiệp hội|văn phòng|quỹ|tổ|"
    r"đội|"
    r"chi cuc|trung tam|ban quan ly|cong ty|lien hiep|hiep hoi|van phong)(?: (?!số\b|so lieu|dữ liệu|"
    r"bản\b)[^\W\d]+[&.,-]?| [-–&]){1,14}\s*",
    re.I,
)
# Lines that are known by how they begin, whatever follows: what is followed; whom to ask; how the sheet is filled in
# or printed.
_KNOWN_LINE = re.compile(
    r"(?:\(? ?)(?:can cu|theo|thuc hien|trien khai|ban hanh|kem theo|ap dung|phuc vu|chuan bi|"
    r"tai lieu)(?: kem theo)?(?: theo)? "
    r"(?:thong tu|nghi dinh|quyet dinh|luat|chi thi|de an|chuong trinh|nghi quyet|ke hoach so|cong van|"
    r"hoi nghi|hop|ky hop|"
    r"giao ban|doan|bao cao|van ban|to trinh|yeu cau)\b|"
    r"(?:o (?:khong|trong|nao|vang|xam|co)|cot ghi chu|chi tieu khong phat sinh|(?:cot|dong|to so) \d|"
    r"tu viet tat|viet tat|gui kem|chao mung)\b|"
    r"(?:d/c|dong chi|ong|lanh dao|phu trach|(?:nguoi )?lien he|moi (?:thac mac|vuong mac)|hotline|zalo|dt|fax|"
    r"tel|phone|website|lh)\b[ :.]|"
    r"(?:huong dan|cach (?:nhap|ghi|dien))\b[^:]{0,20}:|do (?:khan|mat) ?:|"
    r"\(?(?:(?:de nghi|xin|vui long|luu y:?|chu y:?) )?(?:khong (?:dien|nhap|ghi|go|xoa|doi|sua|them|chen|an|"
    r"gop)|ghi|nhap|dien|go|in|chon|to mau)\b"
    r"(?=.*\b(?:o|cot|dong|hang|sheet|file|tep|bieu|kho giay|cong thuc|chi tieu|mau)\b)"
)
_UNIT_ELSEWHERE = re.compile(r"\(?(?:đơn vị tính|đvt)\b.*\b(?:cột|dòng|từng|biểu|mục)\b", re.I)
_PLACE_AND_DAY = re.compile(r"\s*[^\d,]{2,30},\s*ngày\s*\d", re.I)
_DOCUMENT = re.compile(
    r"\b(\d+)/\1 (?:huyen|xa|phuong|don vi)\b|"
    r"\bso ?:? ?[\d.…]* ?/ ?[\w&./-]+|\S+@\S+|\bwww\.\S+|\b\d[\d .-]{6,}\d\b|\b[a-z]{2}\d{2}\b|\b\d+[a-z]\b|"
    r"\b[a-z]*\d+/[a-z\d/&-]+|\b[a-z]+\d+(?:-[a-z\d]+)+"
)
_NUMBERED = re.compile(r"(?<=[a-z]{3})\d+$")
_TOKEN = re.compile(r"[\w&]+|[^\w\s]")
_ABBREVIATION = re.compile(r"(?!tmp|bk|bs$|dc$)[b-df-hj-np-tv-xz&]{2,6}")  # no word has no vowel


class TitleSaid(NamedTuple):
    """What a text over numbers makes of them: the role and the words that say so, and the unit that it names."""

    role: FigureRole | None
    meaning: Meaning
    unit: str
    of_whom_or_when: bool  # it may say so; who gets a file and who wrote it says nothing of that


def read_title(text: str, over_table: bool) -> TitleSaid:
    """`over_table`: it stands over the headings, where a caption stands among the rows."""
    words = roles.plain(text)
    said = roles.meaning(without_people(text))
    role = next((role for role in (*roles.TITLE_ROLES, FigureRole.SAMPLE) if role in said.roles), None)
    part_only = said.roles.get(FigureRole.PART, "")
    if role is None and (part_only == "cũ" or "/" in part_only or roles.leaves_out(text, said)):
        role = FigureRole.PART
    if role is None and over_table and _COMPARES.match(words):
        role = next((one for one in (FigureRole.GROWTH, FigureRole.SHARE) if one in said.roles), None)
    unit = said.unit
    if _UNIT_ELSEWHERE.match(text) or not (said.scaled or "dong" in unit or "vnd" in unit or UNIT_LINE.match(words)):
        unit = ""
    if role is None and over_table and (part := part_of_province(text)):
        role, said = FigureRole.PART, Meaning({FigureRole.PART: part})
    return TitleSaid(role, said, unit, not _OF_OTHERS.match(words))


def not_understood(text: str, own: tuple[str, ...]) -> list[str]:
    """The words of a title that say nothing known: no time, role or unit, and none that titles have. `own`: the names
    of its table."""
    unknown = _in_no_phrase(text, ())
    return _in_no_phrase(text, own) if unknown else []


@lru_cache(maxsize=4_000)
def _in_no_phrase(text: str, own: tuple[str, ...]) -> list[str]:
    text = without_people(text)
    words = roles.plain(text)
    if _OF_OTHERS.match(words) or _known_line(text, words):
        return []
    if (told := told_of(text)) is not None and roles.meaning(text).unknown:
        return [words] if told else []
    spans = [match.span() for match in _DOCUMENT.finditer(words)]
    spans += [span for name in own for span in roles.places(words, name)]
    rest = _without(roles.meaning(text).rest, spans)
    if not _unknown(words, rest):
        return []
    halves = (roles.plain(half) for half, _ in half_named(text))
    return _unknown(words, _without(rest, [span for half in halves for span in roles.places(words, half)]))


def _without(rest: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        rest = rest[:start] + "|" * (end - start) + rest[end:]
    return rest


def _known_line(text: str, words: str) -> bool:
    known = (
        _KNOWN_LINE.match(words) or _OFFICE.fullmatch(text) or _UNIT_ELSEWHERE.match(text) or _PLACE_AND_DAY.match(text)
    )
    return known is not None and not surely_changes(text)


def _unknown(words: str, rest: str) -> list[str]:
    """The words of a title's rest that stand in no phrase that titles have, and in no name of a place."""
    tokens = list(_TOKEN.finditer(words))
    spelt = tuple(_NUMBERED.sub("", token[0]) for token in tokens)  # «Sheet1», «Bieu02»
    phrases = _phrases()
    covered: set[int] = set()
    for at, word in enumerate(spelt):
        for phrase in phrases.get(word, ()):
            if spelt[at : at + len(phrase)] == phrase:
                covered.update(range(at, at + len(phrase)))
    left = ("|" if at in covered else rest[slice(*token.span())] for at, token in enumerate(tokens))
    return [word for word in roles.left(" ".join(left)) if not _ABBREVIATION.fullmatch(word)]


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    """What titles may have, in words, by the first of them."""
    names = (name for versions in PLACES.versions.values() for unit in versions for name in (unit.name, *unit.aliases))
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in {tuple(_TOKEN.findall(roles.plain(words))) for words in (*TITLE_WORDS, *names)}:
        found.setdefault(phrase[0], []).append(phrase)
    return found
