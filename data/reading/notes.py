"""What a note says of the number beside it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from data.reading import roles
from data.reading.clauses import asides, clauses
from data.reading.note_meaning import may_change
from data.reading.roles import FigureRole, Meaning
from data.reading.toned_words import TEN_THOUSANDS

MOST = 4_000  # characters of a note that are read
LONGEST_OF_SAMPLE = 4  # words of a note that says that its number is a trial's
LONGEST_OF_PLACE = 8  # words of a note that may be the name of a place and nothing else

UNIT_LINE = re.compile(r"[(]?(?:don vi tinh|dvt|don vi|units?)\b")
_COUNTED_IN = re.compile(
    rf"\btinh (?:bang|theo) (?:so )?((?:nghin|ngan|tram|chuc|trieu|ty)\b.{{0,20}}|(?:lo|bo|thung|kien|me|cap|{'|'.join(sorted(roles.COUNTERS))})$)"
)
_OF_PROVINCE = re.compile(
    r"^(?:(?:so|so lieu) (?:nay )?(?:la )?(?:cua )?|(?:la )?cua )(?:tinh|thanh pho|tp|so)\b|"
    r"\b(?:gom|bao gom|ke ca|tinh ca|cong) (?:ca |them )?(?:so )?(?:cua )?(?:tinh|thanh pho|tp)\b|"
    rf"\b\d[\d.,]* (?:{'|'.join(sorted(roles.COUNTERS))}|huyen|xa|vu|mau|nhan hieu) (?:cua|o|thuoc) |"
    r"^do (?:so|chi cuc|trung tam|ubnd|phong)\b|"
    r"\btrong do(?: co)? \d[\d.,]* .{0,20}\b(?:tinh|thanh pho|tp)\b"
)
_OF_QUARTER = re.compile(r"\b(?:trong|thuộc|của) qu[ýí] *(?:i{1,3}|iv|[1-4])\b", re.I)
# A quarter's figures that are in the number, whatever else the note says: «đã cộng 200 phương tiện của quý III».
_WITHIN = re.compile(
    r"\b(?:cộng|dồn|gộp|gồm|kể cả|tính cả|bù|bổ sung)\b(?![^;.]*\bso với\b)[^;.]{0,60}?\bqu[ýí] *(?:i{1,3}|iv|[1-4])\b",
    re.I,
)
_UNTIL_DAY = re.compile(r"\b(?:so|so lieu|tinh|chi)(?: \w+)? (?:den|den het|den ngay) |\bchot(?: so(?: lieu)?)?:? ")
# What a note says of its number wherever it says it.
_ANYWHERE = (FigureRole.ESTIMATE, FigureRole.ROUNDED, FigureRole.REPLACED, FigureRole.COUNTED)
_YEARS_OWN = re.compile(r"(?:day )?(?:la )?so(?: lieu)?(?: cua| trong)?(?: ca)? nam (?:19|20)\d\d")


_UNIT_ALONE = re.compile(
    r"[(]?(?:nghin|ngan|tram|chuc|trieu|ty) [a-z]+(?: [a-z]+)?[)]?|(?:dong|vnd)|"
    r"(?:tien|so tien) ?:? ?(?:tram |chuc )?(?:nghin|ngan|trieu|ty)(?: dong)?"
)
_SHARE = re.compile(r"(?:la |tinh )?(?:(?:ty|ti) le(?: phan tram| ?%)?|phan tram|%)")
_CALLED = re.compile(
    r"\s*(?:ghi chú|chú thích|lưu ý|ghi chu|chu thich|luu y|notes?)\s*:\s*|\s*[(\[]?\*+[)\]]?\s*", re.I
)
_DOUBT = re.compile(r"\W*\?+\W*|.*\d\s*\?.*|khoảng|tương đối|sai", re.I)


def pieces(text: str, longest: int) -> Iterator[str]:
    """A long note in parts that are each short enough to be read, parted between sentences where it has any."""
    part = ""
    for sentence in re.split(r"(?<=[;\n])|(?<=\.)(?=\s)", text[:MOST]):
        for cut in range(0, len(sentence), longest):
            more = sentence[cut : cut + longest]
            if len(part) + len(more) > longest:
                yield part
                part = ""
            part += more
    yield part


class NoteSaid(NamedTuple):
    """What a note makes of its number: the role and the words that say so, and the unit that it names."""

    role: FigureRole | None
    meaning: Meaning
    of_year: bool  # it says that the number is a whole year's
    of_whom_or_when: bool  # it may say that the number is of another time or place
    short: bool  # it may be the name of a place and nothing else
    unit: str
    counted: str = ""  # the words in which it speaks of how its number came about, and is not understood
    aside: bool = False  # it may say, behind a mark, when something beside the number was


def read_note(text: str) -> NoteSaid:
    note = text[called.end() :] if (called := _CALLED.match(text)) else text
    said = roles.noted(note)
    # A clause of which every word is understood says what the number is; one that compares does not.
    own, beside = _understood(clauses(note)), _understood(asides(note))
    whole = [*own, *beside]
    role = next((role for role in _ANYWHERE if role in said.roles), None)
    if role is None:
        said = next((part for part in whole if any(role in part.roles for role in roles.TITLE_ROLES)), said)
        role = next((role for role in roles.TITLE_ROLES if role in said.roles), None) if said in whole else None
    if role is None and roles.leaves_out(note, said):
        role = FigureRole.PART
    if role is None and _DOUBT.fullmatch(note.strip()):
        role, said = FigureRole.ESTIMATE, Meaning({FigureRole.ESTIMATE: note.strip()})
    if role is None and FigureRole.SAMPLE in said.roles and len(note.split()) <= LONGEST_OF_SAMPLE:
        role = FigureRole.SAMPLE
    words = roles.plain(note)
    if role is None and _SHARE.fullmatch(words):
        role, said = FigureRole.SHARE, Meaning({FigureRole.SHARE: note.strip()})
    of_year = _YEARS_OWN.fullmatch(words) is not None
    elsewhere = (
        _UNTIL_DAY.search(words) or _OF_PROVINCE.search(words) or _WITHIN.search(note) or _OF_QUARTER.search(note)
    )
    timed, aside = (any(part.times for part in parts) for parts in (own, beside))
    short = len(words.split()) <= LONGEST_OF_PLACE
    unit = _unit(note, words, said, whole)
    counted = may_change(note) if role is None else ""
    return NoteSaid(role, said, of_year, timed or elsewhere is not None, short, unit, counted, aside)


def _understood(texts: list[str]) -> list[Meaning]:
    parts = map(roles.noted, texts)
    return [
        part
        for part in parts
        if FigureRole.GROWTH not in part.roles and all(roles.SCALE.fullmatch(word) for word in part.unknown)
    ]


def _unit(text: str, words: str, said: Meaning, whole: list[Meaning]) -> str:
    """The unit that a note names, folded; "" where it names none."""
    if _UNIT_ALONE.fullmatch(words):
        return words
    if counted := _COUNTED_IN.search(words):
        return counted[1]
    if said.unit and (UNIT_LINE.search(words) or TEN_THOUSANDS.search(text)):
        return said.unit
    scales = (roles.SCALE.search(words) for part in whole if not part.times)
    return next((scale[0] for scale in scales if scale), "")
