"""Vietnamese text as it arrives: one form of each letter, no invisible marks, and a key that ignores accents."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

import numpy as np

# Zero-width and direction marks, and tag characters: they look like nothing and make two equal names differ.
_RANGES = (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), *range(0xE0000, 0xE0080))
INVISIBLE = dict.fromkeys((*_RANGES, 0xFEFF, 0x00AD, 0x180E))
_LOOKALIKES = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"})
_LOOKALIKE = re.compile("[ÐƉðɖ]")
_DASHES = re.compile(r"\s*[\u2010-\u2015\u2212\-]\s*")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
KEPT = 80  # letters of a text whose key is remembered: names and headings; what people type at length is not kept


def spans_of(letters: Iterable[str]) -> str:
    """Some letters as a regular expression's set names them, in runs: named one by one it takes long to compile."""
    runs = groupby(enumerate(sorted(set(map(ord, letters)))), lambda at: at[1] - at[0])
    points = [[point for _, point in run] for _, run in runs]
    return "".join(f"{re.escape(chr(run[0]))}-{re.escape(chr(run[-1]))}" for run in points)


# What is in few texts is looked for first: a search takes a fifth of the time of a translation.
_INVISIBLE = re.compile(f"[{spans_of(map(chr, INVISIBLE))}]")
_MARKS = re.compile(f"[{spans_of(c for c in map(chr, range(1 << 16)) if unicodedata.combining(c))}]+")
_BEYOND = re.compile("[\U00010000-\U0010ffff]")


def letters(text: str) -> frozenset[str]:
    """The different letters of a long text, three times as fast as `set`; one beyond U+FFFF as its two surrogates."""
    seen = np.zeros(1 << 16, bool)
    seen[np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)] = True
    return frozenset(map(chr, np.flatnonzero(seen).tolist()))


def tidy(text: str) -> str:
    """One form of a typed text: NFC, `Ð` as `Đ`, no zero-width marks, single spaces, none at the ends."""
    if text.isascii():
        return " ".join(text.split())
    if _INVISIBLE.search(text):
        text = text.translate(INVISIBLE)
    text = unicodedata.normalize("NFC", text)
    if _LOOKALIKE.search(text):
        text = text.translate(_LOOKALIKES)
    return " ".join(text.split())


def fold(text: str) -> str:
    """The key of a text for looking up: `Đà  Nẵng` and `DA NANG` are both `da nang`, dashes stand bare.

    Only for exact look-up in a table of known spellings; never for guessing.
    """
    return _fold(text) if len(text) <= KEPT else _fold.__wrapped__(text)


@lru_cache(maxsize=20_000)
def _fold(text: str) -> str:
    text = _DASHES.sub("-", tidy(text)).lower().replace("đ", "d")
    decomposed = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return "".join(c for c in decomposed if not unicodedata.combining(c)) if _BEYOND.search(text) else decomposed


def bare(text: str) -> str:
    """The fold without any punctuation: headings differ in stars, brackets and line breaks only."""
    return _bare(text) if len(text) <= KEPT else _bare.__wrapped__(text)


@lru_cache(maxsize=20_000)
def _bare(text: str) -> str:
    return _NOT_WORD.sub(" ", fold(text)).strip()
