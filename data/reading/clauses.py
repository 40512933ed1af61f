"""The parts of a note that each say something of its number by itself."""

import re
from collections.abc import Iterator

from data.reading.roles import LONGEST, FigureRole, noted, plain

_CLAUSES = re.compile(r"[;\n]|[,.]\s|\s[-–]\s")
_WHY = re.compile(r",?\s(?:do|vì|bởi|theo yêu cầu|chứ không)\s", re.I)  # with its accents: «đo» is to measure
_OF_ANOTHER = re.compile(r"(?:[:=]| là)\s*\d[\d.,]*\s*$")  # «tháng 10: 400», «cùng kỳ là 1.200»
# In a clause a mark may set apart what by itself says something of the number: «đã tổng hợp: 9 tháng».
_MARKS = re.compile(r"[:=→()\[\]\"“”«»]")
_COUNTED_BY = re.compile(r"\b(?:tong hop|thong ke|so lieu|bao cao|(?<!tong )cong|gop|tinh|lay|chot|cap nhat)\b")
# Unless what stands before it names another number or thing: a column, a day of sending, a programme, a span of time.
_OF_OTHER_THING = re.compile(
    r"\b(?:cot|dong|hon)\b|\bngay (?:nhan|gui|nop|ky|lap)\b|\bhan (?:nop|gui)\b|"
    r"\b(?:kinh phi|du an|de an|chuong trinh|nghi quyet|chien luoc|hop dong)\b"
)
_TURN = re.compile(r"\b(?:dot|lop|lan|khoa|buoi|ca) \d+$")
_LASTS = re.compile(r"\b(?:thoi (?:gian|han|luong)|hieu luc|bao hanh|chu ky|ky han)\b")
_SO_LONG, _BARE_YEAR = re.compile(r"\d+ thang(?: \w+)?"), re.compile(r"(?:19|20)\d\d")


def clauses(text: str) -> list[str]:
    """The parts of a note that each say something of its number by itself, not of another number nor why: «hủy do bão»
    says «hủy»; the whole note among them, unless it lists several other numbers: «tháng 10: 3; tháng 11: 5»."""
    parts = [part for part in _CLAUSES.split(text[:LONGEST]) if part.strip()]
    own = [part for part in parts if not _OF_ANOTHER.search(part)]
    whole = [text] if len(parts) - len(own) <= 1 else []
    own += [said for part in parts for said, counted in _behind_marks(part, part not in own) if counted]
    bare = [said for part in own if (said := _WHY.split(part, 1)[0]) != part]
    return [*whole, *own, *bare]


def asides(text: str) -> list[str]:
    """What stands behind a mark and may say what the number is, or when something beside it was: «chợ Lao Bảo
    (tháng 11)»."""
    parts = [part for part in _CLAUSES.split(text[:LONGEST]) if part.strip() and not _OF_ANOTHER.search(part)]
    own = [said for part in parts for said, counted in _behind_marks(part, of_another=False) if not counted]
    return [*own, *(said for part in own if (said := _WHY.split(part, 1)[0]) != part)]


def _behind_marks(clause: str, of_another: bool) -> Iterator[tuple[str, bool]]:
    """What stands behind a colon, an equals sign or in brackets of a clause and may say what its number is, and whether
    what stands before it speaks of counting; of a clause that ends in another number only a year: «đã gộp: 2023»."""
    pieces = _MARKS.split(clause)
    for at, piece in enumerate(pieces):
        before, words, after = (plain(" ".join(some)) for some in (pieces[:at], [piece], pieces[at + 1 :]))
        head = before or after  # «quý III: đã tổng hợp»
        counted = _COUNTED_BY.search(head) is not None
        if _BARE_YEAR.fullmatch(words):
            named = counted
        else:
            named = not of_another and any(map(str.isalpha, words)) and (counted or not _lasts(head, words))
        other = after[:1].isdigit() or _OF_OTHER_THING.search(head) or FigureRole.GROWTH in noted(head).roles
        if head and named and not other and (before or (counted and noted(piece).times)):
            yield piece, counted and bool(before)


def _lasts(head: str, words: str) -> bool:
    """Whether they say how long something takes, or when one of several turns was."""
    turn = _TURN.search(head) is not None and words.startswith("tu ")
    return turn or (_LASTS.search(head) is not None and _SO_LONG.fullmatch(words) is not None)
