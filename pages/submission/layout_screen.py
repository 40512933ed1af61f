"""A file that is no template: how it is read is proposed, drawn, answered, tried, and confirmed once."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

import streamlit as st

from data.kept_file import KeptFile
from data.layouts.answering import Where, answered, proposals
from data.layouts.layout import ASIDE, COUNTER, LIST, PART, TOTAL, Layout, OpenQuestion, told_of
from data.layouts.standing import standing_of
from data.model import Period, Severity, Text
from data.places import Unit
from indicators import MEASURES
from pages.server.store import service
from pages.submission import layout_grid, layout_options
from pages.submission.finding_groups import counted, grouped
from pages.texts import layouts as texts
from pages.ui import actions, downloads, tables
from pages.ui.formats import literal
from pages.ui.session import kept_some, localized, t, who
from service import drafts, layouts
from service.drafts import Draft

SHOWN = 40  # questions drawn at a time
# What a file is refused for that may be a table of its sender's own; of a Word document it may be one inside.
MENDED_HERE = {"no_sheet", "unclear_table", "other_document"}


def draw(draft: Draft, name: str, file: KeptFile, unit: Unit | None, period: Period, number: int) -> bool:
    """From the proposal to the confirmation, for a refused file that is no template; whether it is drawn, so that what
    was found without it need not be told."""
    stopped = {f.rule for f in draft.findings if f.severity is Severity.STOP}
    if unit is None or draft.reading.meta or stopped - MENDED_HERE:
        return False
    key = f"layout-{number}-{file.sha256[:12]}"
    if not st.toggle(t(texts.OPEN), value=not any(draft.sheets.values()), key=key, help=t(texts.WHY)):
        return False
    return _opened(name, file, unit, period, number)


def _opened(name: str, file: KeptFile, unit: Unit, period: Period, number: int) -> bool:
    key = (name, file.sha256, unit.key, period, service().revision)

    def propose() -> Layout | None:
        with st.spinner(t(texts.PROPOSING), show_time=True):
            return layouts.propose(service(), name, file, unit, period, who(), name.rpartition(".")[0])

    proposed = kept_some("layouts", key, propose)
    if proposed is None:
        st.warning(t(texts.NOTHING))
        return False
    st.text(t(texts.WHY))
    given: dict[Where, str] = st.session_state.setdefault("layout answers", {}).setdefault(key, {})
    current = answered(proposed, given)
    _summary(current)
    if codes := sorted({code for block in current.blocks for code in block.fonts}):
        st.caption(literal(t(texts.FONTS, codes=", ".join(codes))))
    if codes := sorted({str(code) for block in current.blocks for code in block.fonts}):
        st.caption(literal(t(texts.FONTS, codes=", ".join(codes))))
    view = kept_some(
        "layout views", (key, current.to_json()), lambda: layouts.draw(service(), name, file, current, period, who())
    )
    asked = current.open
    left, right = st.columns([3, 5])
    with left:
        _questions(current, asked, given, number)
        mend(current, given, number)
    with right:
        layout_grid.legend()
        layout_grid.draw(view, {each.key: _anchor(each) for each in asked})
    if not asked:
        _confirm(name, file, unit, period, current, number)
    return True


def _summary(layout: Layout) -> None:
    figures = {
        row.becomes for block in layout.blocks for row in block.rows if row.becomes not in ("", ASIDE, PART, TOTAL)
    }
    figures |= {c.item for block in layout.blocks if block.pick or block.adds for c in block.columns if c.item}
    columns = sum(
        c.becomes not in ("", ASIDE, COUNTER) for block in layout.blocks if block.shape == LIST for c in block.columns
    )
    what = [t(text, count=localized(n)) for text, n in ((texts.FIGURES, len(figures)), (texts.COLUMNS, columns)) if n]
    st.subheader(t(texts.SUMMARY, what=", ".join(what) or "0", asked=localized(len(layout.open))), anchor=False)


def _anchor(question: OpenQuestion) -> str:
    return "hoi-" + sha256("\0".join(map(str, question[:3])).encode()).hexdigest()[:10]


def _questions(layout: Layout, asked: Sequence[OpenQuestion], given: dict[Where, str], number: int) -> None:
    """What is asked, each with its proposal first; one choice mends one mapping."""
    st.markdown(f"**{t(texts.ANSWER)}**")
    if not asked:
        st.text(t(texts.ALL_ANSWERED))
        return
    ready = proposals(layout)
    if ready and st.button(t(texts.TAKE_ALL, count=len(ready)), key=f"layout-all-{number}", type="primary"):
        given |= ready
        st.rerun()
    for question in asked[:SHOWN]:
        st.html(f'<span id="{_anchor(question)}"></span>')
        _ask(layout, question, given, f"{_anchor(question)}-{number}")


def _ask(layout: Layout, question: OpenQuestion, given: dict[Where, str], key: str) -> None:
    block = layout.blocks[question.block]
    options = layout_options.options(block, question)
    told = told_of(block, question.kind, question.key)
    why = told.why if told else ""
    chosen = st.selectbox(
        layout_options.label(block, question),
        list(options),
        index=None,
        format_func=options.__getitem__,
        key=key,
        placeholder=t(texts.CHOOSE),
        help=literal(why) if why else None,
    )
    if chosen is not None:
        given[question.block, question.kind, question.key] = chosen
        st.rerun()


def mend(layout: Layout, given: dict[Where, str], number: int, title: Text = texts.MEND) -> None:
    """Anything that was sure, or answered, said to be something else."""
    every: dict[Where, str] = {}
    for at, block in enumerate(layout.blocks):
        for kind, some in (("row", block.rows), ("column", block.columns)):
            for each in some:
                key = getattr(each, "name", "") or getattr(each, "heading", "")
                told = layout_options.becomes(each)
                every[at, kind, key] = f"{' '.join(each.said.split())} → {told}"
    with st.expander(t(title)):
        where = actions.choose(texts.WHICH, every, f"layout-mend-{number}", index=None, placeholder=t(texts.CHOOSE))
        if where is None:
            return
        question = OpenQuestion(*where, where[2])
        options = layout_options.options(layout.blocks[where[0]], question)
        becomes = actions.choose(
            texts.IS, options, f"layout-mend-to-{number}-{_anchor(question)}", index=None, placeholder=t(texts.CHOOSE)
        )
        if becomes is not None and given.get(where) != becomes:
            given[where] = becomes
            st.rerun()


def _confirm(name: str, file: KeptFile, unit: Unit, period: Period, layout: Layout, number: int) -> None:
    """What this reading gives, and the confirmation of it."""
    standing = standing_of(service().places, unit, period, (("", layout),))
    tried = kept_some(
        "layouts tried",
        (file.sha256, layout.to_json(), service().revision),
        lambda: drafts.check(service(), name, file, unit, period, None, who(), standing),
    )
    st.markdown(f"**{t(texts.TRIAL)}**")
    groups = grouped(tried.findings)
    st.text(counted(groups))
    told = [g for g in groups if g.finding.severity is not Severity.INFO]
    for group in told[:SHOWN]:
        st.markdown(literal(t(group.message)))
    _found(tried)
    _names(tried, layout)
    downloads.button(
        t(texts.TAKE_AWAY), layout.to_json().encode, f"{name}.json", f"layout-json-{number}", "application/json"
    )
    called = st.text_input(t(texts.NAME), value=layout.name, max_chars=200, key=f"layout-name-{number}").strip()
    reason = st.text_input(
        t(texts.REASON), placeholder=t(texts.REASON_HINT), max_chars=1000, key=f"layout-reason-{number}"
    ).strip()
    if st.button(t(texts.CONFIRM), key=f"layout-save-{number}", type="primary", disabled=not (called and reason)):
        actions.do(
            lambda: layouts.save(service(), who(), unit.key, replace(layout, name=called), reason),
            texts.SAVED,
            name=called,
        )


def _found(draft: Draft) -> None:
    """The figures and rows that would be read, each with its cell."""
    body: list[tables.Line | str] = []
    for name, sheet in draft.reading.sheets.items():
        table = service().tables[name]
        if not table.is_form:
            body.append(t(texts.ROWS_READ, table=t(table.label), count=localized(sheet.rows.num_rows)))
            continue
        body.append(t(table.label))
        labels = {figure.code: t(figure.label) for figure in table.figures}
        for line in sheet.rows.to_pylist():
            shown = ["" if line[key] is None else localized(line[key]) for key in ("value", "year_to_date")]
            cell = sheet.cells(line["_row"], "value") or sheet.cells(line["_row"], "year_to_date")
            body.append(tables.line(f"{line['code']} · {labels[line['code']]}", *shown, cell))
    tables.show(texts.FOUND, [texts.FIGURE, texts.QUARTER, texts.TO_DATE, texts.CELL], body)


def _names(draft: Draft, layout: Layout) -> None:
    """What of the file is not used, and which figures that every province owes are not in it."""
    left = [row.said for block in layout.blocks for row in block.rows if row.becomes == ASIDE]
    read = {
        line["code"] for sheet in draft.reading.sheets.values() for line in sheet.rows.to_pylist() if "code" in line
    }
    owed = [
        f"{code} · {t(m.label)}"
        for code, m in MEASURES.items()
        if m.typed and m.core and not m.yearly and code not in read
    ]
    if left:
        st.caption(literal(t(texts.LEFT, names="; ".join(" ".join(said.split()) for said in left))))
    if owed and any(table.is_form for name, table in service().tables.items() if name in draft.reading.sheets):
        st.caption(literal(t(texts.MISSING, names="; ".join(owed))))
