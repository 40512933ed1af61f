"""Figures as they are written: with their unit, with their change, with the word for what is not there."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from math import floor, log10

from data.model import Language, Text, number_text
from data.places import PLACES
from indicators.define import Measure, Nature
from indicators.engine.answer import STANDING_LABELS, Row, Standing, mixes
from pages.texts import common
from service.completeness import ENOUGH

UNCHANGED = Text("không đổi", "unchanged")
PER_CENT = Text(" %", "%")  # after a figure
MILLIONS, BILLIONS = Text("triệu đồng", "million VND"), Text("tỷ đồng", "billion VND")
BILLION = Text("{amount} tỷ", "{amount} bn")  # on an axis
WHOLE, MUCH = 1_000, 10_000  # million đồng; from here on they are told without tenths, as billions
MOST = 5  # decimals of what is very small
EXPLAINED = "※"  # beside a figure that was asked about and explained, wherever it stands
NOTED = "†"  # beside a figure beside which its sender wrote something that was not asked about
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&@/])")
# Where the browser would make a link of an address, escaped or not, an invisible mark that joins words prevents one.
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)", re.IGNORECASE)


def literal(text: str) -> str:
    """Typed text as Markdown shows it letter by letter: nothing in it is markup, a link or a formula."""
    return _MARKDOWN.sub(r"\\\1", _ADDRESS.sub("\u2060", " ".join(text.split())))


def kept_together(said: str) -> str:
    """`▲ 4,1 %` stands on one line, and a sign beside what it marks."""
    return re.sub(r"(?<=[▲▼]) | (?=[%※])", "\u00a0", said)


def small(text: Text) -> Text:
    """As it stands inside a sentence; S&T and GI stay what they are."""
    said = (text.vi, text.en)
    return Text(*(one if one[1:2].isupper() or one[1:2] == "&" else f"{one[:1].lower()}{one[1:]}" for one in said))


@dataclass(frozen=True)
class Rate(Measure):
    """A figure for so many of something, with as many decimals as small ones need: `0,043`, never `0,0` for all."""

    decimals: int = 1


def rate(measure: Measure, values: Iterable[float | None], unit: Text, formula: Text) -> Rate:
    """A measure whose `values` were divided; the largest has two digits that say something."""
    top = max((abs(value) for value in values if value), default=1.0)
    held = {each.name: getattr(measure, each.name) for each in fields(measure)}
    told = {"unit": unit, "formula": formula, "whole": False, "decimals": min(max(1, 1 - floor(log10(top))), MOST)}
    return Rate(**held | told)


def decimals_of(measure: Measure) -> int:
    """How many are written; a score as it is published."""
    if isinstance(measure, Rate):
        return measure.decimals
    return 0 if measure.whole else 2 if measure.kind is Nature.INDEX else 1


def apart(measure: Measure, values: Iterable[float]) -> int:
    """How many decimals figures that stand beside each other need, so that none that differ look equal; one more at
    most."""
    different = set(values)
    if measure.unit == MILLIONS and max(map(abs, different), default=0) >= WHOLE:
        return 0
    usual = decimals_of(measure)
    return usual + (not measure.whole and len({round(value, usual) for value in different}) < len(different))


def amount(measure: Measure, value: float, language: Language, decimals: int | None = None) -> str:
    """`10.036`, `71,2`; a score as it is published, `62,86`; of a thousand million and more no tenths of a million."""
    if decimals is None:
        decimals = 0 if measure.unit == MILLIONS and abs(value) >= WHOLE else decimals_of(measure)
    return number_text(value, language, decimals)


def quantity(measure: Measure, row: Row, language: Language, decimals: int | None = None) -> str:
    """The figure of a row that has one, with the sign that says it is not exact: `> 70`."""
    return f"{row.bound} {amount(measure, row.value or 0, language, decimals)}".strip()


def marked(measure: Measure, row: Row, language: Language, decimals: int | None = None) -> str:
    """The same with a sign where its sender was asked about it and explained it: `54.199 ※`."""
    return quantity(measure, row, language, decimals) + f" {EXPLAINED}" * bool(row.reasons)


def beside_unit(measure: Measure, value: float, language: Language) -> tuple[str, str]:
    """A figure and its unit; much money by the thousand million, as people write it: `1.143`, `tỷ đồng`."""
    if measure.unit == MILLIONS and abs(value) >= MUCH:
        return number_text(value / 1000, language, 0 if abs(value) >= 10 * MUCH else 1), BILLIONS.in_(language)
    return amount(measure, value, language), measure.unit.in_(language)


def with_unit(measure: Measure, value: float, language: Language) -> str:
    """`10.036 phương tiện`, `71,2 %`, `1.143 tỷ đồng`."""
    told, unit = beside_unit(measure, value, language)
    return told + (PER_CENT.in_(language) if unit == "%" else f" {unit}")


def in_full(measure: Measure, row: Row, language: Language) -> str:
    """The figure of a row that has one, with sign and unit: `> 70 quy trình`."""
    return f"{row.bound} {with_unit(measure, row.value or 0, language)}".strip() + f" {EXPLAINED}" * bool(row.reasons)


def next_plain(measure: Measure, rows: Sequence[Row], language: Language) -> str:
    """After who leads, of `rows` with the first in front: where that figure had to be explained, who leads without."""
    plain = next((row for row in rows if not row.reasons), None)
    if plain is None or plain is rows[0]:
        return ""
    said = {"area": area(plain, language), "said": quantity(measure, plain, language)}
    return common.NEXT_PLAIN.in_(language).format(**said)


def labels(measure: Measure, rows: Sequence[Row], language: Language) -> list[str]:
    """What stands at the ends of bars: none that differ look equal; much money by the thousand million, all of it."""
    values = [abs(row.value or 0) for row in rows]
    if measure.unit != MILLIONS or max(values, default=0) < MUCH:
        digits = apart(measure, values)
        return [marked(measure, row, language, digits) for row in rows]
    told = [number_text((row.value or 0) / 1000, language, 1) for row in rows]
    return [
        f"{row.bound} {BILLION.in_(language).format(amount=one)}".strip() + f" {EXPLAINED}" * bool(row.reasons)
        for row, one in zip(rows, told, strict=True)
    ]


def figure(measure: Measure, row: Row, language: Language) -> str:
    """The figure alone, or the word for why there is none."""
    if row.value is not None:
        return quantity(measure, row, language)
    return state_label(row).in_(language)


def state_label(row: Row) -> Text:
    """How far a figure may be trusted, or why there is none."""
    return common.IN_CONFLICT if row.conflict else STANDING_LABELS[row.state]


def state_said(row: Row, language: Language) -> str:
    """The same with how much of a total there is: `Chưa đủ (31/34)`; of a span that lacks quarters `Chưa đủ quý`."""
    said = state_label(row).in_(language)
    if row.state is not Standing.PARTIAL:
        return said
    share = held(row, language)
    return f"{said} ({share})" if row.reported or row.conflict else f"{share[:1].upper()}{share[1:]}"


def entry(measure: Measure, row: Row, language: Language, decimals: int | None = None, *, brief: bool = False) -> str:
    """What is said where figures stand beside each other: the figure, how many of its areas it holds, or why there is
    none; `brief`, in a table, the number of areas alone."""
    if row.value is None and not row.reported:
        return state_said(row, language)
    text = figure(measure, row, language) if row.value is None else marked(measure, row, language, decimals)
    share = f"{row.reported}/{row.expected}" if brief and row.reported else held(row, language)
    return f"{text} ({share})" if row.state is Standing.PARTIAL else text


def nearly(row: Row) -> bool:
    """Whether a total lacks so few of its provinces that it still speaks of all of them."""
    return row.expected > 1 and 100 * row.reported >= ENOUGH * row.expected


def held(row: Row, language: Language) -> str:
    """How many of its areas a total holds; of a span that still runs, that it does."""
    if row.reported == 0:
        return Text("chưa đủ quý", "not all quarters").in_(language)
    share = f"{row.reported}/{row.expected}"
    return (
        Text(f"{share} đơn vị trước và sau sắp xếp", f"{share} units before and after the merger").in_(language)
        if mixes(row)
        else share
    )


def area(row: Row, language: Language) -> str:
    """An area's name; a province that has passed into another says until when it was."""
    return _dated(row.name.in_(language), row.key, language)


def _dated(name: str, key: str, language: Language) -> str:
    """`Quảng Trị (đến 06/2025)`, of a unit that has passed into another."""
    versions = PLACES.versions.get(key)
    if not versions or not versions[-1].successor or versions[-1].valid_to is None:
        return name
    return f"{name} ({common.UNTIL.in_(language).format(day=f'{versions[-1].valid_to:%m/%Y}')})"


def change(measure: Measure, now: float, before: float, language: Language) -> str:
    """How far a figure moved: points for a share, the difference for small counts, else per cent."""
    difference = now - before
    if difference == 0:
        return UNCHANGED.in_(language)
    arrow = "▲" if difference > 0 else "▼"
    share = 100 * abs(difference / before) if abs(before) >= 100 else 0.0
    if measure.kind is Nature.RATIO:
        told, unit, digits = abs(difference), f" {Text('điểm %', 'points').in_(language)}", 1
    elif measure.kind is Nature.INDEX or share < 0.05:  # per cent would show 0,0 of a count that did change
        told, unit, digits = abs(difference), "", decimals_of(measure)
    else:
        told, unit, digits = share, PER_CENT.in_(language), 1
    if told < 0.5 * 10**-digits:  # less than the last digit that is shown
        return UNCHANGED.in_(language)
    return f"{arrow} {number_text(told, language, digits)}{unit}"


def names(keys: Iterable[str], row: Row, language: Language) -> list[str]:
    """What units were called at the end of a row's period; until when they were where the name lives on in another."""
    units = [PLACES.version(key, row.period.end) for key in keys]
    living = {unit.name for unit in PLACES.current}
    return [_dated(u.name, u.key, language) if u.name in living else u.name for u in units]


def listed(words: list[str], language: Language, at_most: int = 12) -> str:
    """Names one after the other; what is left out is counted."""
    if len(words) <= at_most:
        return ", ".join(words)
    rest = Text(f"và {len(words) - at_most} đơn vị khác", f"and {len(words) - at_most} more").in_(language)
    return f"{', '.join(words[:at_most])} {rest}"
