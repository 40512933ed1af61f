"""Tables as HTML, which screen readers, printers and phones can read; every word in them is escaped."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import NamedTuple

import streamlit as st

from data.model import Language, Period, Text
from data.places import PLACES, REGIONS, Boundary
from indicators import MEASURES
from indicators.engine.answer import Answer, Row, Standing
from pages.texts import common
from pages.ui import page_links, reason_marks
from pages.ui.folding import folded
from pages.ui.formats import area, entry, held
from pages.ui.session import language, t
from service.arrivals import ARRIVAL_LABELS, Arrival, Completeness, Received


class Cell(NamedTuple):
    """What stands in a cell."""

    text: str
    form: str = ""  # the class that gives it its form
    title: str = ""  # what is said when pointed at
    link: str = ""  # where it leads
    picture: str = ""  # HTML of ours that stands after the text


Line = tuple[Cell, Sequence[Cell]]


def line(name: str | Cell, *texts: str | Cell) -> Line:
    """A line of words; a cell stays as it is."""
    cells = [text if isinstance(text, Cell) else Cell(text, "words") for text in texts]
    return name if isinstance(name, Cell) else Cell(name), cells


def show(
    caption: Text | str, head: Sequence[Text | str], body: Iterable[Line | str], form: str = "texts stacked"
) -> None:
    """The table on the page, in the reader's language; a long one is folded, and on a phone each row is a card."""
    label, *headings = (t(text) if isinstance(text, Text) else text for text in (caption, *head))
    st.html(folded(table(label, headings, body, form), language()))


def show_facts(caption: Text | str, head: Text, facts: Iterable[tuple[str, str]]) -> None:
    """What is known of one thing, a line each."""
    show(caption, [head, ""], [line(label, text) for label, text in facts], "texts")


def table(caption: str, head: Sequence[str], body: Iterable[Line | str], form: str = "") -> str:
    """A table whose first column names the row; a bare string is a heading across all columns. Of a `stacked` one each
    row is a card on a phone, its cells below each other with their headings."""
    lines, stacked = [], "stacked" in form.split()
    for line in body:
        if isinstance(line, str):
            across = f'scope="rowgroup" colspan="{len(head)}"'
            lines.append(f'<tr class="part"><th {across}><span>{escape(line)}</span></th></tr>')
            continue
        name, cells = line
        first, *labels = (f' data-label="{escape(word)}"' if stacked else "" for word in head)
        told = zip(cells, labels, strict=True)
        others = "".join(f"<td{_form(cell)}{label}>{_text(cell)}</td>" for cell, label in told)
        number = first if name.text.isdigit() else ""  # of which the number alone says nothing
        lines.append(f'<tr><th scope="row"{_form(name)}{number}>{_text(name)}</th>{others}</tr>')
    headings = "".join(f'<th scope="col">{escape(word)}</th>' for word in head)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(caption)}"><table class="figures {form}">'
        f"<thead><tr>{headings}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
    )


def _text(cell: Cell) -> str:
    text = escape(cell.text)
    return (f'<a href="{escape(cell.link)}" target="_self">{text}</a>' if cell.link else text) + cell.picture


def _form(cell: Cell) -> str:
    return (f' class="{cell.form}"' if cell.form else "") + (f' title="{escape(cell.title)}"' if cell.title else "")


def linked(answer: Answer, row: Row, language: Language, form: str, decimals: int | None = None) -> Cell:
    """A figure with its state, which leads to where it came from."""
    asked = answer.question
    link = page_links.source(asked.measure, row.period, row.key, asked.boundary, language, asked.split, row.item)
    text = entry(answer.measure, row._replace(reasons=()), language, decimals, brief=True)  # its mark is one that opens
    return Cell(text, form, link=link, picture=reason_marks.mark(row.reasons, language, row.sender_notes))


def _figure(answer: Answer, row: Row | None, language: Language) -> Cell:
    if row is None:
        return Cell("")
    then = answer.question.boundary is Boundary.THEN and row.key in PLACES.versions and row.value is None
    if then and not PLACES.alive(row.key, row.period.end):
        return Cell("–", "none", common.NO_UNIT.in_(language))
    form = {Standing.FINAL: "number", Standing.PARTIAL: "number partial"}.get(row.state, "none")
    title = held(row, language) if row.state is Standing.PARTIAL else ""
    title = common.CONFLICT.in_(language) if row.conflict else title
    return linked(answer, row, language, form)._replace(title=title)


def figures(answers: Sequence[Answer], caption: str, language: Language, *, measures: bool = False) -> str:
    """The rows of answers on the same periods: an area (and item) a line, a period a column, the newest first.

    With `measures` a heading before each answer says which measure it is.
    """
    spans = sorted({row.period for answer in answers for row in answer.rows}, reverse=True)
    body: list[Line | str] = []
    several = len({row.key for answer in answers for row in answer.rows}) > 1
    for answer in answers:
        if measures:
            measure = answer.measure
            body.append(f"{measure.code} · {measure.label.in_(language)} ({measure.unit.in_(language)})")
        found: dict[tuple[str, str], dict[Period, Row]] = {}
        for row in answer.rows:
            found.setdefault((row.key, row.item), {})[row.period] = row
        for (_, item), line in found.items():
            place = area(next(iter(line.values())), language)
            part = answer.items[item].in_(language) if item in answer.items else ""
            name = f"{place} · {part}" if several and part else part or place
            body.append((Cell(name), [_figure(answer, line.get(span), language) for span in spans]))
    return table(caption, [common.AREA.in_(language), *(span.short.in_(language) for span in spans)], body)


# A letter and a colour each, so that neither has to be told apart alone.
LETTERS: dict[Arrival, tuple[Text, str]] = {
    Arrival.WAITING: (Text("D", "W"), "questions"),
    Arrival.SENT: (Text("N", "S"), "sent"),
    Arrival.QUESTIONS: (Text("G", "Q"), "questions"),
    Arrival.CORRECTED: (Text("L", "C"), "corrected"),
    Arrival.NOT_SENT: (Text("–", "–"), "notsent"),
    Arrival.NOT_DUE: (Text("·", "·"), "notdue"),
}


def arrival(cell: Received, language: Language) -> Cell:
    """One quarter of one province; a star says that it came late."""
    letter, form = LETTERS[cell.state]
    text = ARRIVAL_LABELS[cell.state].in_(language) + (f", {common.LATE.in_(language)}" if cell.late else "")
    tongue = "&lang=en" if language == "en" else ""
    link = f"?lich-su={cell.unit.key}&quy={cell.period}{tongue}" if cell.submission else ""
    return Cell(letter.in_(language) + ("*" if cell.late else ""), f"arrival {form}", text, link)


def legend(language: Language) -> str:
    """What the letters of the grid mean."""
    marks = [
        f'<span class="arrival {form}">{letter.in_(language)}</span> {escape(ARRIVAL_LABELS[state].in_(language))}'
        for state, (letter, form) in LETTERS.items()
    ]
    return f'<p class="legend">{" ".join(f"<span>{mark}</span>" for mark in marks)} <span>* {escape(common.LATE.in_(language))}</span></p>'


def grid(cells: Sequence[Received], caption: str, language: Language) -> str:
    """Who has sent which quarter: provinces by region, the newest quarter first."""
    spans = sorted({cell.period for cell in cells}, reverse=True)
    lines: dict[str, dict[Period, Received]] = defaultdict(dict)
    for cell in cells:
        lines[cell.unit.key][cell.period] = cell
    of_region: dict[str, list[str]] = defaultdict(list)
    for key, line in lines.items():
        of_region[line[max(line)].unit.region].append(key)
    body: list[Line | str] = []
    for region in (region for region in REGIONS if region in of_region):
        body.append(REGIONS[region].in_(language))
        # Those that are, then those that were.
        for key in sorted(of_region[region], key=lambda key: bool(lines[key][max(lines[key])].unit.successor)):
            line = lines[key]
            unit = line[max(line)].unit
            until = ""
            if unit.successor and unit.valid_to:
                until = f" ({common.UNTIL.in_(language).format(day=unit.valid_to.strftime('%m/%Y'))})"
            row = [arrival(line[span], language) if span in line else Cell("", "absent") for span in spans]
            body.append((Cell(unit.name + until), row))
    head = [common.PROVINCE.in_(language), *(span.short.in_(language) for span in spans)]
    return table(caption, head, body, "arrivals")


NAMED = 6  # so many figures are missed by name, more by code


def completeness(known: Mapping[str, Completeness], cells: Sequence[Received], caption: str, language: Language) -> str:
    """Who lacks figures that every province owes for a quarter: how many and which, those with most gaps first."""
    tongue = "&lang=en" if language == "en" else ""
    body = []
    for cell in sorted(cells, key=lambda cell: (-len(known[cell.unit.key].missing), cell.unit.code)):
        one = known[cell.unit.key]
        if not one.missing:
            continue
        lacks = ", ".join(f"{code} · {MEASURES[code].label.in_(language)}" for code in one.missing[:NAMED])
        if len(one.missing) > NAMED:
            lacks = ", ".join(one.missing) if one.known else common.ALL_MISSING.in_(language).format(due=one.due)
        link = f"ho-so-tinh?tinh={cell.unit.key}&quy={cell.period}{tongue}"
        bar = f'<progress max="{max(one.due, 1)}" value="{one.known}" aria-label="{one.known}/{one.due}"></progress>'
        share = Cell(f"{one.known}/{one.due} ", "number", picture=bar)
        body.append(line(Cell(cell.unit.name, link=link), share, lacks))
    head = [common.PROVINCE, common.KNOWN_OF_DUE, common.WHAT_IS_MISSING]
    return table(caption, [text.in_(language) for text in head], body, "owed stacked")
