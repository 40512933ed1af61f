"""Whether a note leaves its number what it is, told by examples: notes that people wrote and told apart.

A note is free text; no vocabulary holds it. What its words and pairs of words say together is weighed instead: how much
oftener each stands in notes that change what a number means than in those that do not (naive Bayes, after C. Manning et
al., Introduction to Information Retrieval, ch. 13). A note of which nothing is known is asked about. A note told wrong
is mended by a row in `data/reference/labelled_notes.csv`.
"""

import csv
import math
import re
from collections import Counter
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path

from data.reading.people import is_no_name, without_people
from data.reading.roles import noted
from data.text_keys import fold, tidy

EXAMPLES = Path(__file__).parents[1] / "reference" / "labelled_notes.csv"
# The weights from which on a sentence, a long one, and a clause of one are asked about, and from which on what stands
# above a comment is no name. In a long sentence much that is plain outweighs the few words that are not: of it so many
# words on end are weighed by themselves. All by cross-validation over the lots.
OF_SENTENCE, OF_LONG, OF_CLAUSE, OF_NAME = 0.0, 8.0, 8.0, 2.5
SHORT, OF_STRETCH = 12, {12: 15.0, 18: 8.0}  # words
MOST = 20  # sentences of a note, clauses of a sentence, that are weighed apart
_SMALL = 0.2  # added to every count, so that a word seen once decides little
_TOKEN = re.compile(r"\w+|[%?;:+=]")
_SENTENCE = re.compile(r"[;\n]|(?<=[^\WA-Z_]{2})[.!?]\s+")  # not behind «III.», «TP.»
_MARKED = re.compile(r"\s*([:;,])\s*(?=[^\W\d])")  # «thiếu :Hướng Hóa»
_CLAUSE = re.compile(r"[,:()]|\s[-–]\s")
# Which commune or person it is says nothing: names of two words and more, behind a word, are one and the same.
_NAME = r"[^\W\d_a-zà-ỹđ][a-zà-ỹđ]+"
_NAMES = re.compile(rf"(?<=[\w,:;] )(?:{_NAME} )+{_NAME}\b")
_ANY_NAME = "xnamex"
_NAME_OR_TOKEN = re.compile(f"{_NAMES.pattern}|{_TOKEN.pattern}")
Feature = str | tuple[str, str]


def _features(note: str) -> set[Feature]:
    """Words and pairs of them, as they are written and, marked, without accents."""
    words, plain = _words(note)
    return {*words[1:-1], *pairwise(words), *plain[1:-1], *pairwise(plain)}


def _words(note: str) -> tuple[list[str], list[str]]:
    """The words of a note as they are written, and marked, without accents; each name is one and the same word."""
    note = _NAMES.sub(_ANY_NAME, note)
    return _tokens(note.lower()), ["~" + word for word in _tokens(fold(note))]


def _tokens(text: str) -> list[str]:
    return ["^", *("0" if any(map(str.isdigit, word)) else word for word in _TOKEN.findall(text)), "$"]


@cache
def _examples() -> dict[str, bool]:
    """Each note that was told apart, by its key: whether it changes its number."""
    with EXAMPLES.open(encoding="utf-8", newline="") as lines:
        return {_key(line["text"]): line["changes"] == "yes" for line in csv.DictReader(lines)}


def _key(note: str) -> str:
    return tidy(note).lower().strip(" .-+•*:/")


@cache
def _counts() -> tuple[Counter[Feature], Counter[Feature], float]:
    """In how many notes that change their number, and that do not, each feature stands; and what is added to the
    logarithm of their ratio, since there are more of the one than of the other."""
    found: dict[bool, Counter[Feature]] = {True: Counter(), False: Counter()}
    for note, changes in _examples().items():
        found[changes].update(_features(note))
    notes = Counter(_examples().values())
    return found[True], found[False], math.log((notes[False] + 2 * _SMALL) / (notes[True] + 2 * _SMALL))


@lru_cache(maxsize=100_000)
def _speaks(feature: Feature) -> float:
    """How strongly a feature speaks for a changed number; one that is not known says nothing."""
    changing, plain, correction = _counts()
    if feature not in changing and feature not in plain:
        return 0.0
    return math.log((changing[feature] + _SMALL) / (plain[feature] + _SMALL)) + correction


def told_of(text: str) -> bool | None:
    """Whether a text that is an example changes its number; None for any other."""
    return _examples().get(_key(text))


def _weight(part: str) -> float:
    """How strongly a part of a note speaks for a changed number; what is an example says what was told of it."""
    if (told := told_of(part)) is not None:
        return math.inf if told else -math.inf
    return sum(map(_speaks, _features(part)))


def _without_author(comment: str) -> str:
    """A comment without the name that Excel writes above it, unless the name speaks for another number: «Thiếu:»."""
    first, _, rest = comment.partition("\n")
    names = first.strip().removesuffix(":").split()
    if not first.strip().endswith(":") or len(names) > 5 or not all(map(str.isalpha, names)):
        return comment
    name = " ".join(names)
    named = len(names) == 1 or all(word[0].isupper() for word in names)
    return rest if named and not is_no_name(name) and _weight(name) < OF_NAME else comment


def _is_open(part: str) -> bool:
    """Whether it is more than a role, a time, a unit or a number: those are judged as what they are."""
    said = noted(part)
    known = said.roles or said.times or said.unit
    return any(not word.isdigit() for word in said.unknown) or (not known and any(map(str.isalpha, part)))


def _sentences(note: str) -> list[str]:
    """What is weighed of a note: its sentences, without who wrote it and what is understood. Beside a name nothing is:
    of such a sentence nobody else judges the times."""
    parts = ((part, without_people(part)) for part in _SENTENCE.split(_without_author(note), MOST))
    return [
        _MARKED.sub(r"\1 ", tidy(own)).rstrip(" :")
        for part, own in parts
        if _is_open(own) or (own != part and any(map(str.isalpha, own)))
    ]


def surely_changes(note: str) -> str:
    """The clause that alone speaks so strongly for another number that nothing beside it outweighs it; "" for none."""
    if (told := told_of(note)) is not None:
        return note if told else ""
    sentences = (part for part in _sentences(note) if _weight(part) > -math.inf)
    clauses = [tidy(part) for sentence in sentences for part in _CLAUSE.split(sentence, MOST) if _is_open(part)]
    return worst if clauses and _weight(worst := max(clauses, key=_weight)) >= OF_CLAUSE else ""


@lru_cache(maxsize=4_000)
def may_change(note: str) -> str:
    """The part of a note by which it may change what its number means; "" where it leaves the number what it is."""
    if (clause := surely_changes(note)) or told_of(note) is False:
        return clause
    for sentence in _sentences(note):
        weight = _weight(sentence)
        if weight >= (OF_LONG if len(sentence.split()) > SHORT else OF_SENTENCE):
            return sentence
        if weight > -math.inf and (stretch := _stretch(sentence)):
            return stretch
    return ""


def _stretch(sentence: str) -> str:
    """So many words on end of a sentence, weighed as if they were a note; "" where none speaks for another number."""
    words, plain = _words(sentence)
    if len(words) != len(plain):
        return ""
    ends = words[0], words[-1], plain[0], plain[-1]
    single = [_speaks(word) + _speaks(bare) for word, bare in zip(words, plain, strict=True)]
    pairs = [_speaks(one) + _speaks(two) for one, two in zip(pairwise(words), pairwise(plain), strict=True)]
    sums = [0.0, *accumulate(word + pair for word, pair in zip(single[1:], pairs, strict=True))]
    for length, least in OF_STRETCH.items():
        for first in range(1, len(words) - length - 1):
            last = first + length - 1
            edges = (ends[0], words[first]), (words[last], ends[1]), (ends[2], plain[first]), (plain[last], ends[3])
            inside = single[first] + sums[last] - sums[first]
            if inside + sum(_speaks(edge) for edge in edges) >= least:
                return " ".join(_NAME_OR_TOKEN.findall(sentence)[first - 1 : last])
    return ""
