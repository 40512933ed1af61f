"""The sheets behind the figures of a workbook: what each measure or column means; what was chosen, when."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from data.exports.xlsx_file import TextSheet, Value
from data.model import Language, Text
from data.table import Column
from indicators.define import Measure
from pages.texts import about, common
from pages.texts import downloads as texts


def meanings(
    measures: Sequence[Measure],
    columns: Sequence[Column],
    language: Language,
    notes: Sequence[str] = (),
    states: Sequence[Text] = about.NOTHINGS,
) -> TextSheet:
    """«Chú giải»: of measures all that the catalogue says, of a list's columns what stands in them; then the states,
    and what the page says of the figures."""
    head = [common.CODE, common.MEASURE_NAME, common.UNIT, common.KIND, common.DEFINITION, common.FORMULA, common.BASIS]
    lines = []
    for m in dict.fromkeys(measures):
        said = (m.label, m.unit, common.NATURES[m.kind], m.definition, m.formula)
        lines.append([m.code, *(text.in_(language) for text in said), m.basis])
    if columns and not measures:
        head = [texts.COLUMN, texts.MEANING]
        lines = [[column.label.in_(language), column.hint.in_(language)] for column in columns]
    lines += [[], [texts.STATES.in_(language)]]
    for sentence in states:  # written for a page, where the first words are bold
        name, _, meaning = sentence.in_(language).replace("**", "").partition(": ")
        lines.append([name, meaning])
    if notes:
        lines += [[], [texts.REMARKS.in_(language)], *(["", note] for note in notes)]
    lines += [[], [common.SOURCE.in_(language)]]
    return TextSheet(texts.NOTES.in_(language), [text.in_(language) for text in head], lines)


def chosen(choices: Mapping[str, Value], language: Language) -> TextSheet:
    """«Bộ lọc»."""
    head = [texts.ITEM.in_(language), texts.CONTENT.in_(language)]
    return TextSheet(texts.CHOSEN.in_(language), head, [list(line) for line in choices.items()])


def plain(value: Value) -> str:
    """As a file that has no types says it."""
    return f"{value:%H:%M %d/%m/%Y}" if isinstance(value, datetime) else str(value)


def citation(title: str, version: str, time: str, link: str) -> Text:
    citation = texts.CITED.format(title=title, version=version, time=time)
    return Text(f"{citation.vi} {link}".strip(), f"{citation.en} {link}".strip())
