"""The catalogue in words: every measure found by its code, name, definition or basis, and everything declared of it."""

import re
from collections.abc import Iterator, Mapping

from data.model import SEVERITY_LABELS, Language, Text, day_text
from data.text_keys import fold
from indicators import CATALOGUE
from indicators.define import Check, Indicator, Measure
from indicators.engine.series_breaks import breaks_of
from pages.texts import common
from pages.ui.tables import Cell, table

_CODE = re.compile(r"[A-Z]{2}\d{2}")


def matching(search: str, families: Mapping[str, Indicator] = CATALOGUE) -> Iterator[tuple[Indicator, list[Measure]]]:
    """The families that have something of what was typed, each with the measures that have it; all where nothing was.

    Every word must stand somewhere in a measure's code, names, definitions, basis or family; accents are ignored.
    """
    words = fold(search).split()
    for indicator in families.values():
        hits = [m for m in indicator.measures.values() if all(word in _searchable(indicator, m) for word in words)]
        if hits:
            yield indicator, hits


def _searchable(indicator: Indicator, measure: Measure) -> str:
    texts = (indicator.label, measure.label, measure.definition, measure.formula)
    return fold(" ".join([measure.code, measure.basis, *(f"{text.vi} {text.en}" for text in texts)]))


def facts(indicator: Indicator, measure: Measure, language: Language) -> str:
    """Everything that is declared of a measure, as a table."""

    def in_language(text: Text) -> str:
        return text.in_(language)

    splits = [
        f"{in_language(indicator.split_label(key))}{_items(indicator, key, language)}" for key in measure.breakdowns
    ]
    lines = [
        (common.DEFINITION, [in_language(measure.definition)]),
        (common.FORMULA, [in_language(measure.formula)]),
        (common.UNIT, [in_language(measure.unit)]),
        (common.KIND, [in_language(common.NATURES[measure.kind])]),
        (common.FREQUENCY, [in_language(common.YEARLY if measure.yearly else common.QUARTERLY)]),
        (common.REQUIRED_OF_ALL, [in_language(common.CORE if measure.core else common.EXTENDED)]),
        (common.DIRECTION, [in_language(common.DIRECTIONS[measure.direction])]),
        (common.BREAKDOWNS, splits or ["–"]),
        (common.CHECKS, [_checked(check, language) for check in checks_of(indicator, measure)] or ["–"]),
        (
            common.BREAKS,
            [
                f"{day_text(one.day, language)}: {in_language(one.text)}" + f" ({one.cited})" * bool(one.cited)
                for one in breaks_of(measure)
            ],
        ),
        (common.BASIS, [measure.basis]),
    ]
    body = [(Cell(in_language(label)), [Cell("\n".join(told), "words lines")]) for label, told in lines]
    return table(measure.code, [in_language(common.MEASURE), measure.code], body, "texts")


def checks_of(indicator: Indicator, measure: Measure) -> list[Check]:
    """The checks in which a measure plays a part, wherever they are declared."""
    every = [check for each in CATALOGUE.values() for check in each.checks]
    every += [check for check in indicator.checks if check not in every]
    return [check for check in every if measure.code in _CODE.findall(check.broken)]


def _checked(check: Check, language: Language) -> str:
    return f"{SEVERITY_LABELS[check.severity].in_(language)}: {check.message.in_(language)}"


def _items(indicator: Indicator, split: str, language: Language) -> str:
    """The closed list of a breakdown, where it has one."""
    if split in indicator.breakdowns:
        items = list(indicator.breakdowns[split].items.values())
    else:
        items = list(indicator.columns[split].choices.values())
    return f" ({', '.join(item.in_(language) for item in items)})" if items else ""


def columns(indicator: Indicator, language: Language) -> str:
    """The columns of a list's sheet."""
    body = [
        (
            Cell(column.label.in_(language)),
            [
                Cell(column.type.label.in_(language), "words"),
                Cell(common.REQUIRED.in_(language) if column.required else "", "words"),
                Cell(column.hint.in_(language), "words"),
            ],
        )
        for column in indicator.columns.values()
    ]
    head = [common.COLUMN.in_(language), common.KIND.in_(language), "", common.MEANING.in_(language)]
    return table(indicator.label.in_(language), head, body, "texts")
