"""Vietnamese that was typed before Unicode, or read through a wrong code page: recognised, and put right.

In TCVN3 (.VnTime) and VNI the file holds Western letters, and only the font drew Vietnamese ones: «§¾k N«ng», «Ñaék
Noâng». Text that was UTF-8 and read as Windows-1252 holds two or three letters for one: «NÃ´ng». The font's name
tells first; without it a word counts only where it is no Vietnamese as it stands and becomes a Vietnamese syllable.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache, partial
from itertools import chain

from data.reading.syllables import TONES, ByWord, is_syllable
from data.text_keys import letters, spans_of

Place = tuple[int, int]  # row and column, counted from 0


class Code(StrEnum):
    """How a text is coded that is not plain Unicode."""

    TCVN3 = "TCVN3 (.VnTime)"
    CAPITALS = "TCVN3 (.VnTimeH)"  # fonts of this kind draw every letter as a capital
    VNI = "VNI"
    TWICE = "UTF-8"  # decoded as something else


@dataclass(frozen=True, slots=True)
class Mended:
    """A cell that was converted: what stood there, how it was coded, and whether only that reading makes sense."""

    before: str
    code: Code
    sure: bool


# The two font codes. Tones in the order of each row: grave, hook, tilde, acute, dot below.

_ROWS = {
    "a": "µ¶·¸¹",
    "ă": "»¼½¾Æ",
    "â": "ÇÈÉÊË",
    "e": "ÌÎÏÐÑ",
    "ê": "ÒÓÔÕÖ",
    "i": "×ØÜÝÞ",
    "o": "ßáâãä",
    "ô": "åæçèé",
    "ơ": "êëìíî",
    "u": "ïñòóô",
    "ư": "õö÷øù",
    "y": "úûüýþ",
}


def _toned(letter: str, tone: int) -> str:
    return unicodedata.normalize("NFC", letter + TONES[tone])


TCVN3: dict[str, str] = {code: _toned(letter, n) for letter, row in _ROWS.items() for n, code in enumerate(row)}
TCVN3 |= dict(zip("¨©ª«¬\u00ad®¡¢£¤¥¦§", "ăâêôơưđĂÂÊÔƠƯĐ", strict=True))


def _vni() -> dict[str, str]:
    """A vowel followed by its mark, in small letters, in capitals, and a capital followed by a small mark."""
    pairs = {
        "aâ": "â",
        "aê": "ă",
        "eâ": "ê",
        "oâ": "ô",
        "ô": "ơ",
        "ö": "ư",
        "ñ": "đ",
        "î": "ỵ",
        "æ": "ỉ",
        "ó": "ĩ",
        "ò": "ị",
    }
    marked = [(vowel, vowel, "øûõùï") for vowel in "aeouy"] + [("ô", "ơ", "øûõùï"), ("ö", "ư", "øûõùï")]
    marked += [("a", "â", "àåãáä"), ("e", "ê", "àåãáä"), ("o", "ô", "àåãáä"), ("a", "ă", "èúüéë")]
    pairs |= {typed + mark: _toned(letter, n) for typed, letter, marks in marked for n, mark in enumerate(marks)}
    capitals = {typed.upper(): letter.upper() for typed, letter in pairs.items()}
    mixed = {typed[0].upper() + typed[1:]: letter.upper() for typed, letter in pairs.items()}
    return pairs | capitals | mixed


VNI = _vni()
_VNI = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
# Letters of any script as one set of characters, which is searched many times faster than [^\\W\\d_] beside another.
_LETTERS = spans_of(chain((c for c in map(chr, range(0x10000)) if c.isalnum() and not c.isdecimal()), TCVN3))
_WORD = f"[{_LETTERS}\U00010000-\U0001efff\U00020000-\U0003ffff]+"
_TOKEN = re.compile(_WORD)
_BETWEEN = re.compile(f"({_WORD})")
_WIDE = re.compile("[\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]")  # letters and marks that neither code has
_NO_LETTER = re.compile("[µ®©°§£¥¢¨ª«¬¶·¹»¼½¾×÷\u00ad]+")
_UNIT = re.compile("µ[mglsAFHLVW]?")
# Letters that Unicode Vietnamese has none of; a word votes for a code only where it has one, or a pair of VNI.
_TELLING_TCVN3 = frozenset(TCVN3) - frozenset("ÌÒÕÝÔÊÈÉáâãèéêìíòóôõùúý")
_TELLING_VNI = re.compile(
    "[aA][âêøûõùïáàåãäéèúüëÂÊØÛÕÙÏÁÀÅÃÄÉÈÚÜË]|[eE][âøûõùïåäáàãÂØÛÕÙÏÅÄÁÀÃ]|[oO][âøûõùïåäàáãÂØÛÕÙÏÅÄÀÁÃ]"
    "|[uUyY][øûõùïØÛÕÙÏ]|[ôöÔÖ][øûõùïØÛÕÙÏ]|[ñÑöÖîÎæÆ]"
)

# One text


def of_font(name: str) -> Code | None:
    """The code that a font of this name draws."""
    plain = name.strip().lower()
    if plain.startswith(".vn"):
        return Code.CAPITALS if plain.endswith("h") else Code.TCVN3
    return Code.VNI if re.match(r"vni\b|vni[- ]", plain) else None


def converted(text: str, code: Code) -> str:
    """A text in Unicode, from the code that it is in. What is a sign and no letter of a word stays."""
    return decoded_once(text) or text if code is Code.TWICE else _converted(text, code)[0]


def _converted(text: str, code: Code) -> tuple[str, bool]:
    """A text in Unicode, and whether all its words are Vietnamese then."""
    by_word = _IN_UNICODE[code]
    parts = _BETWEEN.split(text)  # every second one is a word
    words = parts[1::2]
    if code is not Code.VNI and any(map(_MAY_BE_SIGN.__getitem__, words)):
        made = _TOKEN.sub(
            lambda word: word[0] if _MAY_BE_SIGN[word[0]] and _is_sign(text, word) else by_word[word[0]], text
        )
        return made, _all_vietnamese(made)
    words = parts[1::2] = list(map(by_word.__getitem__, words))
    return "".join(parts), all(map(_ALL_FINE.__getitem__, words))


def _of_tcvn3(word: str, capitals: bool = False) -> str:
    if word[0] == "«" or word[-1] == "»":  # quotation marks, or ô and ằ
        inner = word.removeprefix("«").removesuffix("»")
        before = word[: len(word) - len(word.removeprefix("«"))]
        after = word[len(before) + len(inner) :]
        if not is_syllable(_tcvn3(word)) and (not inner or inner.isascii() or is_syllable(_tcvn3(inner))):
            return before + _in_capitals(inner, capitals) + after
    return _in_capitals(word, capitals)


def _tcvn3(word: str) -> str:
    sign = "®" if len(word) > 1 and word[-1] == "®" else ""  # no Vietnamese word ends in đ
    return "".join(TCVN3.get(c, c) for c in word.removesuffix(sign)) + sign


def _in_capitals(word: str, capitals: bool) -> str:
    """TCVN3 has no capitals with a tone: within a word of capitals the small ones are meant as such."""
    plain = [c for c in word if c.isascii() and c.isalpha()]
    shouted = capitals or (len(plain) > 1 and all(c.isupper() for c in plain))
    made = _tcvn3(word)
    return made.upper() if shouted and not word.isascii() else made


def _of_vni(word: str) -> str:
    return _VNI.sub(lambda match: VNI[match[0]], word)


def _may_be_sign(word: str) -> bool:
    return bool(_UNIT.fullmatch(word) or _NO_LETTER.fullmatch(word))


_MAY_BE_SIGN = ByWord(_may_be_sign)
_IN_UNICODE = {
    Code.VNI: ByWord(_of_vni),
    Code.TCVN3: ByWord(_of_tcvn3),
    Code.CAPITALS: ByWord(partial(_of_tcvn3, capitals=True)),
}


def _is_sign(text: str, match: re.Match[str]) -> bool:
    """Whether signs stand for themselves: `10×20`, `5 µm`, `§ 3`, `ABC®`."""
    word, (start, end) = match[0], match.span()
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    if _UNIT.fullmatch(word):
        return bool(re.search(r"\d\s?$", text[:start])) or len(word) == 2
    return bool(_NO_LETTER.fullmatch(word)) and (len(word) == 1 or any(c.isdigit() for c in beside))


_LENIENT = {code: {octet: chr(octet) for octet in range(0x80, 0xA0)} for code in ("cp1252", "cp1258")}
for _page, _letters in _LENIENT.items():
    for _octet in range(0x80, 0x100):
        try:
            _letters[_octet] = bytes([_octet]).decode(_page)
        except UnicodeDecodeError:
            _letters[_octet] = chr(_octet)
_OCTETS = {code: {letter: octet for octet, letter in letters.items()} for code, letters in _LENIENT.items()}
_GOES_ON = "".join(sorted({letters[octet] for letters in _LENIENT.values() for octet in range(0x80, 0xC0)}))
_QUOTES = "‘’“”…–—•«»‹›"
_SEQUENCE = re.compile(f"[áâ][º»€\u0080-\u009f][{re.escape(_GOES_ON)}]|[ÃÄÅÆÂĂ][{re.escape(_GOES_ON)}]")
_PLAIN_SEQUENCE = re.compile(f"[ÃÄÅÆÂĂ][{_QUOTES}]")
_LOST_SPACE = re.compile(r"á[º»](?=\s|$)|[a-z]Ã(?=\s|$)")  # Ạ, Ỡ and à whose last octet was taken for a space
_ALLOWED = frozenset(map(chr, range(0x20, 0x7F))) | frozenset(
    "\n\r\t\u00a0–—“”‘’…«»°²³±×µ½•₫€"
    + "".join(
        chr(c) for c in chain(range(0xC0, 0x180), range(0x1A0, 0x1B1), range(0x1EA0, 0x1EFA), range(0x300, 0x304))
    )
    + "\u0309\u0323"
)


def decoded_once(text: str) -> str | None:
    """What a text was before UTF-8 was read as a Western or Vietnamese code page; None where that does not come out."""
    best = None
    for octets in _OCTETS.values():
        now = text
        for _ in range(3):
            again = _undone(now, octets)
            if again is None:
                break
            now = best = again
        if best is not None:
            return best
    return None


def _undone(text: str, octets: Mapping[str, int]) -> str | None:
    if text.isascii() or _SEQUENCE.search(text) is None:
        return None
    try:
        made = bytes(ord(c) if c < "\x80" else octets[c] for c in text).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None
    if len(_SEQUENCE.findall(text)) == len(_PLAIN_SEQUENCE.findall(text)) and _all_vietnamese(text):
        return None  # it is Vietnamese as it stands, with quotation marks that happen to fit
    return made if set(made) <= _ALLOWED or _SEQUENCE.search(made) else None


def _is_lost(text: str, found: re.Match[str]) -> bool:
    """Not so `«cá»`: a quotation that ends in a vowel."""
    before = text[: found.start()]
    return found[0] != "á»" or before.count("«") <= before.count("»")


def is_broken(text: str) -> bool:
    """Whether a text has the marks of a wrong code page: letters that only stand together where UTF-8 was misread."""
    if text.isascii():
        return False
    if "\ufffd" in text or any(_is_lost(text, at) for at in _LOST_SPACE.finditer(text)):
        return True
    found = _SEQUENCE.findall(text)
    return len(found) > len(_PLAIN_SEQUENCE.findall(text)) or decoded_once(text) is not None


# Which code


@dataclass(slots=True)
class Votes:
    """How many words of a text, or of many, are Vietnamese in one code only."""

    tcvn3: int = 0
    vni: int = 0
    unicode: int = 0

    def add(self, other: Votes) -> None:
        self.tcvn3 += other.tcvn3
        self.vni += other.vni
        self.unicode += other.unicode

    @property
    def code(self) -> Code | None:
        if self.tcvn3 == self.vni:
            return None
        return Code.TCVN3 if self.tcvn3 > self.vni else Code.VNI

    @property
    def rules(self) -> Code | None:
        """The code of a column or sheet: plainly more words of it than of any other."""
        best = max(self.tcvn3, self.vni)
        return self.code if best >= 3 and best > 4 * (self.tcvn3 + self.vni - best) and best > self.unicode else None


def _votes_of_word(word: str) -> int:
    """Its votes for TCVN3, VNI and Unicode, each in `_SHARE` bits of one number, so that many are added at once."""
    if word.isascii():
        return 0
    if _WIDE.search(word) is not None:
        return is_syllable(word) << 2 * _SHARE
    quoted = word.removeprefix("«").removesuffix("»")
    if is_syllable(word) or is_syllable(quoted) or quoted.isascii():
        return 0
    tcvn3 = not _TELLING_TCVN3.isdisjoint(word) and is_syllable(_of_tcvn3(word).removeprefix("«").removesuffix("»"))
    vni = _TELLING_VNI.search(word) is not None and is_syllable(_of_vni(word))
    return tcvn3 + (vni << _SHARE)


_SHARE = 32
_VOTES = ByWord(_votes_of_word)


@lru_cache(maxsize=1_000)
def _votes(text: str) -> tuple[int, int, int]:
    words = _TOKEN.findall(text)
    if any(map(_MAY_BE_SIGN.__getitem__, words)):
        words = [m[0] for m in _TOKEN.finditer(text) if not (_MAY_BE_SIGN[m[0]] and _is_sign(text, m))]
    said, most = sum(map(_VOTES.__getitem__, words)), (1 << _SHARE) - 1
    return said & most, said >> _SHARE & most, said >> 2 * _SHARE


def votes(text: str) -> Votes:
    """How the words of one text vote."""
    return Votes() if text.isascii() else Votes(*_votes(text))


def old_font(text: str) -> str:
    """The rule that a text breaks which is still in an old font's code, else ""; one word alone is asked about."""
    said = votes(text)
    count = max(said.tcvn3, said.vni)
    return "" if not count else "old_font_perhaps" if count == 1 or _WIDE.search(text) else "old_font"


# A sheet


def mend(rows: Sequence[list[object]], fonts: Mapping[Place, Code]) -> dict[Place, Mended]:
    """Convert the cells of a sheet that are in an old code, where they stand; say of each what it was.

    A cell is what its font draws; else what its own words say; else, where they do not tell, what its column and its
    sheet plainly are.
    """
    texts = dict.fromkeys(r for r in dict.fromkeys(chain.from_iterable(rows)) if type(r) is str and not r.isascii())
    together = "\n".join(texts)
    misread = not letters(together).isdisjoint(_GOES_ON) and _SEQUENCE.search(together) is not None
    doubtful = {t for t in texts if _WIDE.search(t) is None or (misread and _SEQUENCE.search(t) is not None)}
    if not fonts and not misread and not any(map(any, map(_votes, doubtful))):
        return {}
    columns: dict[int, Votes] = {}
    sheet = Votes()
    places: list[tuple[Place, str, Votes]] = []
    for row, cells in enumerate(rows):
        for column, raw in enumerate(cells):
            if type(raw) is str and raw in texts:
                of_cell = votes(raw)
                columns.setdefault(column, Votes()).add(of_cell)
                sheet.add(of_cell)
                if raw in doubtful or (row, column) in fonts:
                    places.append(((row, column), raw, of_cell))
    mended: dict[Place, Mended] = {}
    for (row, column), raw, of_cell in places:
        code, text, sure = _in_unicode(raw, fonts.get((row, column)), of_cell, columns[column], sheet, misread)
        if code is not None and text != raw:
            rows[row][column] = text
            mended[row, column] = Mended(raw, code, sure)
    return mended


def _in_unicode(
    text: str, font: Code | None, own: Votes, column: Votes, sheet: Votes, misread: bool
) -> tuple[Code | None, str, bool]:
    """The code of a cell, its text in Unicode, and whether that is sure."""
    if misread and (once := decoded_once(text)) is not None:
        return Code.TWICE, once, True
    if _WIDE.search(text) is not None:
        return None, text, False
    if font is not None:
        other = own.vni > own.tcvn3 if font is not Code.VNI else own.tcvn3 > own.vni
        code, named = None if other else font, True
    else:
        code = own.code or column.rules or (sheet.rules if not column.unicode else None)
        named = own.code is code
    if code is None:
        return None, text, False
    made, sure = _converted(text, code)
    return code, made, named and sure


def _all_vietnamese(text: str) -> bool:
    return all(map(_FINE.__getitem__, _TOKEN.findall(text)))


_FINE = ByWord(lambda word: word.isascii() or is_syllable(word))
_ALL_FINE = ByWord(_all_vietnamese)  # a word that was converted may have quotation marks beside it


def plainly(text: str) -> Code | None:
    """The code that a whole text file is in, where nearly all its words say so; None where they do not."""
    said = votes(text)
    foreign = sum(map(_FOREIGN.__getitem__, _TOKEN.findall(text)))
    best = max(said.tcvn3, said.vni)
    return said.code if best >= 3 and best * 10 >= foreign * 6 else None


def syllables(text: str) -> int:
    """How many words of a text with letters beyond ASCII are Vietnamese syllables."""
    return sum(map(_VIETNAMESE.__getitem__, _TOKEN.findall(text)))


_FOREIGN = ByWord(lambda word: not word.isascii())
_VIETNAMESE = ByWord(lambda word: not word.isascii() and is_syllable(word))
