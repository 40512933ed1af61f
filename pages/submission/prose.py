"""A report in prose from its reading to its receipt: each figure beside its sentence, confirmed by one keystroke."""

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from data.kept_file import KeptFile
from data.model import SEVERITY_LABELS, Finding
from data.places import Unit
from data.prose.confirmed import ConfirmedFigure
from data.prose.kinds import is_document
from data.table import FormFigure
from indicators.prose.proposal import Proposal, Quote
from pages.server.store import service
from pages.submission import upload
from pages.submission.prose_decisions import Decisions
from pages.submission.upload import Chosen
from pages.texts import prose as texts
from pages.ui import tables
from pages.ui.formats import literal
from pages.ui.session import kept_some, language, t, who
from pages.ui.tables import Cell
from service import layouts, prose
from service.drafts import Draft, Verdict
from service.lineage.render import line_name
from service.prose import Proposed

SENTENCES, TABLES, BOTH = "sentences", "tables", "both"  # what of a document is read


def is_report(file: KeptFile) -> bool:
    """Whether an uploaded file is prose, by its bytes."""
    return kept_some("kinds of files", file.sha256, lambda: is_document(file.read()), most=100)


def draw(number: int, name: str, file: KeptFile, chosen: Chosen, by: str) -> None:
    """What the report says, each figure until it is decided, then what every file shows before it is sent."""
    with st.container(border=True, key=f"file-{number}"):
        unit = chosen.unit
        if unit is None:
            st.warning(t(texts.OF_A_PROVINCE))
            return
        found = _proposed(name, file, unit, chosen)
        if isinstance(found, Finding):
            st.markdown(f"**{literal(name)}** :red-badge[{t(SEVERITY_LABELS[found.severity])}]")
            st.error(t(found.message))
            return
        way = _way(number, name, file, chosen) if any(p.table for p in found.document.passages) else SENTENCES
        if way == TABLES or (way == BOTH and not _beside(name, file, chosen)):
            upload.judged(number, name, upload.draft_of(name, file, chosen), chosen, by, file)
            return
        figures = [one for one in found.proposals.figures if way != BOTH or not _of_table(found, one)]
        if not figures:
            st.markdown(f"**{literal(name)}**")
            st.info(t(texts.NOTHING_FOUND))
            _unclaimed(found.proposals.unclaimed)
            return
        decisions = Decisions.of(file.sha256, unit.key, chosen.period.code, len(figures))
        draft = _accepted(name, file, chosen)
        if draft is None:
            _head(name, found, figures)
            keys = Decisions.has_keys(number, unit.key, chosen.period.code)
            _confirming(number, figures, decisions, keys)
            _unclaimed(found.proposals.unclaimed)
            both = way == BOTH
            draft = _draft(name, file, chosen, unit, found, decisions, both) if decisions.complete else None
        if draft is not None:
            upload.judged(number, name, draft, chosen, by)


def _way(number: int, name: str, file: KeptFile, chosen: Chosen) -> str:
    """Whether the document's sentences are read, its tables by a layout, or both: the tables from the start where one
    of the province's layouts fits them."""
    known = layouts.applicable(service(), chosen.unit, chosen.period) is not None
    fits = known and bool(upload.draft_of(name, file, chosen).reading.layout)
    ways = {SENTENCES: t(texts.SENTENCES), TABLES: t(texts.TABLES), BOTH: t(texts.BOTH)}
    told = st.segmented_control(
        t(texts.HOW),
        list(ways),
        default=TABLES if fits else SENTENCES,
        format_func=ways.__getitem__,
        key=f"by-tables-{number}-{file.sha256[:12]}",
    )
    if told == TABLES:
        st.caption(t(texts.ONE_WAY))
    return told or SENTENCES


def _beside(name: str, file: KeptFile, chosen: Chosen) -> bool:
    """Whether the tables can be read, and so go in beside the sentences; what of them does."""
    draft = upload.draft_of(name, file, chosen)
    layout = (
        next((one for sha, one in draft.standing.layouts if sha == draft.reading.layout), None)
        if draft.standing
        else None
    )
    if layout is None or draft.verdict is Verdict.REFUSED:
        st.warning(t(texts.NO_TABLES_YET))
        return False
    count = sum(sheet.rows.num_rows for sheet in draft.reading.sheets.values())
    st.caption(literal(t(texts.BESIDE, count=count, name=layout.name)))
    return True


def _proposed(name: str, file: KeptFile, unit: Unit, chosen: Chosen) -> Proposed | Finding:
    def read() -> Proposed | Finding:
        with st.spinner(t(texts.READING, file=name), show_time=True):
            return prose.proposed(service(), file, unit, chosen.period, who())

    return kept_some("reports read", (file.sha256, unit.key, chosen.period), read)


def _of_table(found: Proposed, one: Proposal) -> bool:
    """Whether a figure stands in a table of the document, which its layout reads."""
    sentences = found.document.sentences
    return any(bool(found.document.of(sentences[quote.sentence - 1]).table) for quote in one.quotes)


def _head(name: str, found: Proposed, figures: Sequence[Proposal]) -> None:
    sure = sum(one.sure for one in figures)
    st.markdown(f"**{literal(name)}**")
    st.text(t(texts.FOUND, count=len(figures), sure=sure, asked=len(figures) - sure))
    if pages := found.document.unread:
        st.warning(t(texts.UNREAD, pages=", ".join(map(str, pages))))


# One figure


@st.fragment
def _confirming(number: int, figures: Sequence[Proposal], decisions: Decisions, keys: bool) -> None:
    if st.session_state.pop("report decided", False):
        st.rerun()  # what follows stands outside of this part of the page
    if decisions.complete:
        st.text(t(texts.ALL_SEEN, taken=len(decisions.taken), left=len(figures) - len(decisions.taken)))
        if st.button(t(texts.AGAIN), key=f"again-{number}"):
            decisions.restart()
            st.rerun()
        _table(figures, decisions)
        return
    at = decisions.at
    one = figures[at]
    taken, open_ = len(decisions.taken), len(figures) - len(decisions.made)
    told = t(texts.STANDING, taken=taken, left=len(decisions.made) - taken, open=open_)
    st.progress(len(decisions.made) / len(figures), text=f"{t(texts.STEP, at=at + 1, count=len(figures))} · {told}")
    st.html(_card(one))
    with st.container(horizontal=True):  # keyed by the figure: a press that comes late is not taken for the next one
        take = partial(decisions.take, one)
        st.button(
            t(texts.TAKE), key=f"take-{number}-{at}", type="primary", on_click=take, shortcut="1" if keys else None
        )
        st.button(t(texts.LEAVE), key=f"leave-{number}-{at}", on_click=decisions.leave, shortcut="2" if keys else None)
        st.button(
            t(texts.MEND), key=f"mend-{number}-{at}", on_click=decisions.open_form, shortcut="3" if keys else None
        )
        st.button(
            t(texts.BACK),
            key=f"back-{number}-{at}",
            on_click=decisions.back,
            shortcut="4" if keys else None,
            disabled=at == 0,
        )
    if decisions.mending:
        _form(number, one, decisions)
    _table(figures, decisions)


def _card(one: Proposal) -> str:
    """A figure with the sentences it stands in, its number marked; everything typed is escaped."""
    mark = t(texts.SURE if one.sure else texts.ASKED)
    quotes = "".join(f"<blockquote>{marked(q)}<cite>{escape(t(q.place))}</cite></blockquote>" for q in one.quotes)
    name, unit = line_name(one.code, language()), service_unit(one.code)
    why = "; ".join(t(doubt) for doubt in one.doubts)
    doubts = f"<p class='why'>{escape(t(texts.WHY, why=why))}</p>" if why else ""
    figure = f"<b>{escape(one.typed)}</b> {escape(unit)} · {escape(t(texts.SPANS[span_of(one)]))}"
    state = f"<span class='state {'sure' if one.sure else 'asked'}'>{escape(mark)}</span>"
    return f"<div class='told'>{quotes}<p class='what'>{escape(name)}</p><p class='figure'>{figure} {state}</p>{doubts}</div>"


def marked(quote: Quote) -> str:
    """A sentence as HTML with its number marked."""
    text = quote.text
    inside = f"<mark>{escape(text[quote.start : quote.end])}</mark>"
    return escape(text[: quote.start]) + inside + escape(text[quote.end :])


def span_of(one: Proposal) -> str:
    return "at_date" if one.span == "at_date" and one.column == "value" else one.column


def service_unit(code: str) -> str:
    """The unit of a line, in the reader's language; money is typed with its own."""
    figure = _lines()[code]
    return "" if figure.money or figure.share else t(figure.unit)


def _lines() -> dict[str, FormFigure]:
    return {figure.code: figure for table in service().tables.values() for figure in table.figures}


def _form(number: int, one: Proposal, decisions: Decisions) -> None:
    codes = list(dict.fromkeys([one.code, *one.rivals, *_lines()]))
    with st.form(f"mended-{number}-{decisions.at}", border=False):
        typed = st.text_input(t(texts.VALUE), one.typed, max_chars=80)
        code = st.selectbox(t(texts.WHICH), codes, format_func=lambda each: line_name(each, language()))
        columns = ["value", "year_to_date"]
        column = st.radio(
            t(texts.OF_WHEN),
            columns,
            index=columns.index(one.column),
            horizontal=True,
            format_func=lambda each: t(texts.SPANS[each]),
        )
        if st.form_submit_button(t(texts.SAVE), type="primary") and typed.strip():
            decisions.take(one, typed, str(code), str(column))
            st.rerun()


# All of them


def _table(figures: Sequence[Proposal], decisions: Decisions) -> None:
    numbers = decisions.numbers
    body = []
    for index, one in enumerate(figures):
        made = decisions.made.get(index)
        figure: ConfirmedFigure | None = made.figure if made else None
        code, typed, column = (
            (figure.code, figure.typed, figure.column) if figure else (one.code, one.typed, one.column)
        )
        state = t(texts.DECISIONS[made.state if made else "open"])
        number = str(numbers[code]) if figure else ""
        span = t(texts.SPANS[column if figure else span_of(one)])
        cells: list[str | Cell] = [
            Cell(line_name(code, language()), "words"),
            f"{typed}, {span}",
            t(one.quotes[0].place),
            state,
        ]
        body.append(tables.line(number, *cells))
    with st.expander(t(texts.TAKEN_TABLE, count=len(decisions.made))):
        head = [texts.NUMBER, texts.WHICH, texts.VALUE, texts.PLACE, texts.DECISION]
        tables.show(texts.TAKEN_TABLE.format(count=len(decisions.made)), head, body)
        st.caption(t(texts.TEMPLATE_BETTER))


def _unclaimed(quotes: Sequence[Quote]) -> None:
    if quotes:
        with st.expander(t(texts.UNCLAIMED, count=len(quotes))):
            said = "".join(f"<li>{marked(q)} <cite>{escape(t(q.place))}</cite></li>" for q in quotes)
            st.html(f"<ul class='told'>{said}</ul>")


# The draft


def _key(name: str, file: KeptFile, chosen: Chosen) -> tuple[object, ...]:
    return name, file.sha256, chosen


def _accepted(name: str, file: KeptFile, chosen: Chosen) -> Draft | None:
    held: dict[tuple[object, ...], Draft] = st.session_state.get("drafts", {})
    key = _key(name, file, chosen)
    return next((d for k, d in held.items() if k[:3] == key and d.verdict is Verdict.ACCEPTED), None)


def _draft(
    name: str, file: KeptFile, chosen: Chosen, unit: Unit, found: Proposed, decisions: Decisions, both: bool
) -> Draft | None:
    figures = decisions.taken
    if not figures:
        st.info(t(texts.NONE_TAKEN))
        return None
    key = (*_key(name, file, chosen), service().revision, tuple(figures), both)

    def judge() -> Draft:
        scope = unit, chosen.period, chosen.calendar, who()
        standing = layouts.applicable(service(), unit, chosen.period) if both else None
        return prose.check(service(), name, file, found.document, figures, *scope, standing)

    return kept_some("drafts", key, judge)
