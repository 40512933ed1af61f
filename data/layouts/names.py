"""Which figure a name means: the names of the catalogue and those that offices use, words compared by their weight.

Deterministic and told: each answer says with which name a row was compared and how much of both is the same.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from data.layouts.words import OF_WHICH, marked, spelt_out
from data.reading.money import unit as money_unit
from data.reading.roles import COUNTERS
from data.table import FormFigure, Table
from data.text_keys import bare

SURE, MARGIN, NEAR = 0.84, 0.12, 0.45  # of one, how alike a name must be, how far before the next, and to be thought of
_STOP = {
    *("so", "tong", "luong", "cac", "duoc", "trong", "ky", "quy", "cua", "tai", "va", "ve", "theo", "den", "nay", "da"),
    *("la", "gom", "tren", "o", "voi", "thuoc", "ket", "qua", "thuc", "hien"),
}
# What says nothing in a name, told by its accents: «năm» is no «nam», «cho» no «chợ».
_SAYS_NOTHING = re.compile(r"\b(?:năm|cho|(?:trên )?địa bàn(?: (?:toàn )?tỉnh| thành phố)?|(?:của|toàn) tỉnh)\b", re.I)
# Words that make a figure another one: where only one of two names has one, they are not surely the same.
TELLING = {
    *("chua", "khong", "phai", "huy", "qua", "truoc", "dung", "moi", "gia", "thu", "hoi", "choi", "nu", "sua", "mien"),
    *(
        "hoach",
        "kien",
        "uoc",
        "ty",
        "le",
        "tien",
        "luot",
        "nhap",
        "xuat",
        "thuong",
        "xuyen",
        "trieu",
        "noi",
        "mat",
        "tre",
    ),
    *("dang", "cap", "thieu", "giam", "tang", "binh", "quan", "con", "het", "nguoi", "chuan", "huyen", "xa", "ngoai"),
}
_UNIT_BEHIND = re.compile(r"\s*[(\[]([^()\[\]]{1,30})[)\]]\s*$")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that a name may mean; `exact` where one of its names has just these words."""

    code: str
    score: float
    name: str
    exact: bool
    telling: tuple[str, ...] = ()  # telling words that only one of the two names has


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a name that count, abbreviations written out, no numbering, no unit in brackets."""
    text = _SAYS_NOTHING.sub(" ", unicodedata.normalize("NFC", OF_WHICH.sub("", marked(text)[1], count=1)))
    without = _BRACKETS.sub(lambda found: " " if len(found[1]) <= 20 and not _speaks(found[1]) else found[0], text)
    words = spelt_out(without).split()
    return tuple(word for word in words if word not in _STOP and not word.isdigit()) or tuple(words)


def _speaks(inside: str) -> bool:
    """Whether what stands in brackets is more than a unit or an abbreviation."""
    return any(word in TELLING for word in spelt_out(inside).split())


class Names:
    """Every name of every figure of the catalogue."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self.figures: dict[str, FormFigure] = {f.code: f for table in tables.values() for f in table.figures}
        self.table_of = {f.code: name for name, table in tables.items() for f in table.figures}
        self.units = {bare(unit) for f in self.figures.values() for unit in (f.unit.vi, f.unit.en)} | COUNTERS
        self._labels = Counter(figure.label.vi for figure in self.figures.values())
        self.spelt: list[tuple[str, str, tuple[str, ...]]] = []
        for figure in self.figures.values():
            self.spelt += [(figure.code, name, tokens(name)) for name in self._names(figure)]
        counts = Counter(word for *_, words in self.spelt for word in set(words))
        self._known: dict[str, str] = {}  # a word as written → the catalogue's own
        self._rare = {word: math.log(1 + len(self.spelt) / count) for word, count in counts.items()}
        self._unknown = max(self._rare.values(), default=1.0)

    def _names(self, figure: FormFigure) -> Iterable[str]:
        """A part goes by its own name only below its whole; elsewhere by both."""
        whole = self.figures.get(figure.part_of)
        if whole is None or (self._labels[figure.label.vi] == 1 and len(tokens(figure.label.vi)) > 3):
            yield figure.label.vi
        if whole is not None:
            yield f"{whole.label.vi} {figure.label.vi}"
        yield from figure.also

    def parts(self, code: str) -> list[FormFigure]:
        return [figure for figure in self.figures.values() if figure.part_of == code]

    def ranked(self, said: str) -> list[Candidate]:
        """The figures that a name may mean, the likeliest first; each once."""
        own = self._spelt(said)
        best: dict[str, Candidate] = {}
        for code, name, words in self.spelt:
            found = self._compared(code, name, own, words)
            if found.score >= NEAR and (code not in best or _better(found, best[code])):
                best[code] = found
        return sorted(best.values(), key=lambda each: (-each.exact, -each.score, each.code))

    def among(self, said: str, figures: Iterable[FormFigure]) -> list[Candidate]:
        """The same among parts, by their own names."""
        own = self._spelt(said)
        found = [
            max(
                (self._compared(f.code, name, own, tokens(name)) for name in (f.label.vi, *f.also)),
                key=lambda c: (c.exact, c.score),
            )
            for f in figures
        ]
        return sorted((c for c in found if c.score >= NEAR), key=lambda each: (-each.exact, -each.score, each.code))

    def _compared(self, code: str, name: str, own: tuple[str, ...], words: tuple[str, ...]) -> Candidate:
        exact = sorted(own) == sorted(words)
        if exact:
            return Candidate(code, 1.0, name, True)
        mine, theirs = Counter(own), Counter(words)
        same = sum(self._weight(word) * count for word, count in (mine & theirs).items())
        total = sum(map(self._weight, own)) + sum(map(self._weight, words))
        alike = 2 * same / total if total else 0.0
        if alike < NEAR / 2:
            return Candidate(code, 0.0, name, False)
        order = fuzz.ratio(" ".join(own), " ".join(words)) / 100
        telling = tuple(sorted({*(mine - theirs), *(theirs - mine)} & TELLING))
        return Candidate(code, round(0.8 * alike + 0.2 * order, 4), name, False, telling)

    def _spelt(self, said: str) -> tuple[str, ...]:
        """The words of a name, those that are written a little differently put right."""
        without = _UNIT_BEHIND.sub(lambda found: "" if self._is_unit(found[1]) else found[0], said)
        return tuple(map(self._word, tokens(without)))

    def _is_unit(self, words: str) -> bool:
        return bare(words) in self.units or money_unit(words) is not None

    def _word(self, word: str) -> str:
        if word not in self._known:
            near = None
            if word not in self._rare and len(word) >= 4:
                near = process.extractOne(
                    word, [w for w in self._rare if len(w) >= 4], scorer=fuzz.ratio, score_cutoff=85
                )
            self._known[word] = near[0] if near else word
        return self._known[word]

    def _weight(self, word: str) -> float:
        return self._rare.get(word, self._unknown)


def _better(one: Candidate, other: Candidate) -> bool:
    return (one.exact, one.score) > (other.exact, other.score)
