"""The ways in which reports tell a figure, made ready for looking: from each measure's own words, phrase and label."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data.table import FormFigure
from indicators.define import Indicator, Measure, Told
from indicators.prose.words import SentenceWords, plain_words, typed_words

WINDOW = 120  # words before a number in which it may be told
UNDER = 6  # what the words over a paragraph weigh
_GAP = r"(?:[^;\s]\S* ){0,90}?"
_WIDE_GAP = r"(?:\S+ ){0,120}?"
_SHORT_GAP = r"(?:(?!# )[^;\s]\S* ){0,8}?"
_BOUNDS = (
    "tren|hon|it nhat|toi thieu|khong duoi|khong it hon|duoi|it hon|chua den|chua toi|khong qua|toi da|khoang|gan|"
    "xap xi|uoc|uoc tinh|uoc dat"
)
_FILL = rf"(?:(?:la|dat|duoc|gom|co|cho|tong so|tong cong|voi|len|:|\||{_BOUNDS}) ){{0,3}}"
_NONE = r"(?:khong (?:co|de xay ra|xay ra|phat sinh|ghi nhan)|chua (?:xay ra|phat sinh|ghi nhan)) "
_LABEL_STARTS = re.compile(r"^(?:tổng số|số lượng|số|lượng|tỷ lệ) ", re.IGNORECASE)
_PARTS = re.compile(r"(…;|…|\([^()]*\))")
_HOLE = re.compile(r"\{(?:n|0|name)\}")


@dataclass(frozen=True, slots=True)
class Claim:
    """One way of telling a line of a form: what stands before and after the number."""

    code: str
    left: re.Pattern[str]
    right: re.Pattern[str]
    kind: str  # n, 0, name
    beside: tuple[bool, ...]  # of each group of words, whether no gap parts it from the number
    under: tuple[str, ...]
    typed: frozenset[str]  # its words with their accents
    sure: bool
    parts: bool
    said: str  # as it is declared

    def found(self, words: SentenceWords, index: int) -> tuple[set[int], int] | None:
        """The words of a sentence by which this is told of the number at a place, and how much they weigh: those
        beside the number twice; None where it is not told."""
        right = self.right.match(words.line, words.start(index + 1))
        if right is None:
            return None
        first = words.start(max(0, index - WINDOW))
        left = self.left.search(words.line[first : words.start(index)])
        if left is None:
            return None
        spans = [(a + first, b + first) if a >= 0 else (a, b) for a, b in left.regs[1:]] + list(right.regs[1:])
        taken, weight = {index}, UNDER * len(self.under[:1])
        for (start, end), near in zip(spans, self.beside, strict=True):
            own = words.within(start, end) if start >= 0 else range(0)
            taken |= set(own)
            weight += len(own) * (2 if near else 1)
        return taken, weight


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A line of a form that a report may tell: its figure, its table, its measure."""

    figure: FormFigure
    table: str
    measure: Measure


def lines_of(catalogue: Mapping[str, Indicator]) -> dict[str, ToldLine]:
    """By code, every line of a province's forms."""
    series = {code: m for indicator in catalogue.values() for code, m in indicator.series.items()}
    found = {}
    for name, indicator in catalogue.items():
        for figure in indicator.figures if indicator.form else ():
            measure = series.get(figure.code) or series[figure.part_of]
            found[figure.code] = ToldLine(figure, name, measure)
    return found


def claims_of(catalogue: Mapping[str, Indicator]) -> list[Claim]:
    """Every way of telling every line; of a file more, its own too."""
    return [claim for code, line in lines_of(catalogue).items() for claim in _of_line(code, line)]


def _of_line(code: str, line: ToldLine) -> Iterator[Claim]:
    measure, own = line.measure, line.measure.code == code
    for said in measure.told:
        told = Told(said) if isinstance(said, str) else said
        if told.item == ("" if own else code.removeprefix(f"{measure.code}.")):
            yield _claim(code, told)
    if own and measure.phrase is not None and "{n}" in measure.phrase.vi:
        yield _claim(code, Told(measure.phrase.vi))
    label = _LABEL_STARTS.sub("", measure.label.vi)
    if own and len(plain_words(label).split()) >= 3 and label == label.partition(":")[0]:
        unit = "" if measure.unit.vi == "%" else f"({measure.unit.vi}|)"
        yield _claim(code, Told(f"{label} … {{n}} {unit}"), by_label=True)


def _claim(code: str, told: Told, by_label: bool = False) -> Claim:
    hole = _HOLE.search(told.words)
    if hole is None:
        raise ValueError(f"{code}: no number in {told.words!r}")
    kind, gap = hole[0].strip("{}"), _SHORT_GAP if by_label else _GAP
    left, right = told.words[: hole.start()], told.words[hole.end() :]
    before, far = _pattern(left, gap)
    after, near = _pattern(right, gap)
    before += {"n": _FILL, "0": f"({_NONE})(?:[^;\\s]\\S* ){{0,6}}?"}.get(kind, "")
    after += r"(?=[;|):%]|$)" if by_label else ""  # a label's number stands by itself
    texts = [re.sub(r"[…()|]", " ", part) for part in (left, right)]
    return Claim(
        code=code,
        left=re.compile(rf"(?:^|(?<= )){before}$"),
        right=re.compile(after),
        kind=kind,
        beside=(
            *("…" not in left[place:] for place in far),
            *(kind == "0",) * (kind == "0"),
            *("…" not in right[:place] for place in near),
        ),
        under=tuple(plain_words(one).strip() for one in told.under.split("|") if one),
        typed=frozenset(typed_words(texts)),
        sure=told.sure and not told.under,
        parts=told.parts,
        said=told.words,
    )


def _pattern(text: str, gap: str) -> tuple[str, list[int]]:
    """A regular expression for words as they are declared, and where in the text each of its groups stands."""
    made, places, at = "", list[int](), 0
    for part in _PARTS.split(text):
        if part in ("…", "…;"):
            made += gap if part == "…" else _WIDE_GAP
        elif part.startswith("("):
            options = {_exactly(one) for one in part[1:-1].split("|")}
            made += f"({'|'.join(sorted(options, key=len, reverse=True))})"
            places.append(at)
        elif words := _exactly(part):
            made += f"({words})"
            places.append(at)
        at += len(part)
    return made, places


def _exactly(text: str) -> str:
    return re.escape(plain_words(text)).replace(r"\ ", " ")


def bound_words(words: SentenceWords, index: int) -> int:
    """How many words right before the number at a place make it a bound: «trên», «ít nhất»."""
    match = re.search(rf"(?:^| )((?:{_BOUNDS}) )$", words.line[: words.start(index)])
    return len(match[1].split()) if match else 0
