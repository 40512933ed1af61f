"""The layouts that stand: of whom, since when, of what kind of file, used by what; edited, taken away, withdrawn."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from data.layouts.answering import Where, answered
from data.layouts.layout import ASIDE, FORM, LIST, Layout, LayoutBlock, LayoutError, told_of
from data.model import day_text
from data.places import NATION, PLACES
from pages.server.store import service
from pages.submission import layout_options
from pages.submission.layout_screen import mend
from pages.texts import administration, common
from pages.texts import layouts as texts
from pages.ui import actions, downloads, tables
from pages.ui.session import language, localized, person, t, who
from service import layouts, submissions
from service.access.roles import Action
from service.layouts import NATIONAL, KeptLayout

LARGEST = 2 << 20  # bytes of a layout that is brought in


def draw(unit: str | None = None) -> None:
    """All that stand; with a `unit` those that files of that province are read by. Changed only by who may."""
    kept = layouts.kept(service(), unit)
    st.text(t(texts.LIST_HINT))
    if not kept:
        st.text(t(texts.NONE_STANDS))
    else:
        body = [_line(one) for one in kept]
        head = [texts.NAME, texts.OF_WHOM, texts.READS, texts.CONFIRMED_BY, texts.REASON, texts.USED_BY]
        tables.show(texts.STANDING, head, body)
        _one(kept)
    if unit is not None and _may(unit):
        _bring_in(unit)


def _may(unit: str) -> bool:
    someone = person()
    if someone is None:
        return False
    return someone.may(Action.ADMINISTER) if unit == NATIONAL else someone.may(Action.SEND, unit)


def _of_whom(unit: str) -> str:
    return t(NATION) if unit == NATIONAL else PLACES.versions[unit][-1].name


def _line(one: KeptLayout) -> tables.Line:
    made = f"{one.by or t(administration.THIS_MACHINE)}, {day_text(one.at.date(), language())}"
    name = f"{one.name} ({t(common.DEMO)})" if one.demo else one.name
    return tables.line(name, _of_whom(one.unit), _kinds(one), made, one.reason, _used(one))


def _kinds(one: KeptLayout) -> str:
    """What kind of file it reads, a table after another."""
    try:
        return "; ".join(filter(None, map(_kind, layouts.layout(service(), one.number).blocks)))
    except (KeyError, LayoutError, OSError, ValueError):
        return t(texts.READS_NOTHING)


def _kind(block: LayoutBlock) -> str:
    if block.shape == LIST:
        told = t(texts.READS_LIST, table=t(service().tables[block.table].label))
    elif block.shape != FORM:
        return ""
    elif block.adds:
        told = t(texts.READS_PARTS, count=localized(len(block.rows)))
    elif block.pick:
        told = t(texts.READS_PROVINCES)
    else:
        told = t(texts.READS_FORM, count=localized(sum(row.becomes not in ("", ASIDE) for row in block.rows)))
    return told + (t(texts.A_SHEET_EACH) if len(block.sheets) > 1 else "")


def _used(one: KeptLayout) -> str:
    numbers = layouts.used_by(service(), one)
    if not numbers:
        return t(texts.USED_BY_NONE)
    newest = submissions.submission(service(), numbers[-1])
    return t(texts.USED_BY_SOME, count=localized(len(numbers)), number=newest.number, period=t(newest.period.inside))


# One of them


def _one(kept: Sequence[KeptLayout]) -> None:
    names = {one.number: f"{one.name} · {_of_whom(one.unit)}" for one in kept}
    number = actions.choose(texts.CHOOSE_ONE, names, actions.key("layout-one"), index=None, placeholder=t(texts.CHOOSE))
    one = next((each for each in kept if each.number == number), None)
    if one is None:
        return
    try:
        layout = layouts.layout(service(), one.number)
    except (KeyError, LayoutError, OSError, ValueError):
        st.warning(t(texts.READS_NOTHING))
        layout = None
    if layout is not None:
        downloads.button(
            t(texts.TAKE_AWAY), layout.to_json().encode, f"{one.name}.json", f"layout-out-{number}", "application/json"
        )
        _shown(layout)
    if _may(one.unit):
        if layout is not None:
            _edit(one, layout)
        _withdraw(one)


def _shown(layout: Layout) -> None:
    """What becomes of every column and row."""
    body: list[tables.Line | str] = []
    for number, block in enumerate(layout.blocks, 1):
        body.append(f"{t(texts.TABLE, number=number)}: {_kind(block) or t(texts.ASIDE)}")
        for kind, some in ((texts.A_COLUMN, block.columns), (texts.A_ROW, block.rows)):
            body += [tables.line(" ".join(each.said.split()), t(kind), layout_options.becomes(each)) for each in some]
    with st.expander(t(texts.EVERY_PART)):
        tables.show(texts.EVERY_PART, [texts.IN_FILE, "", texts.IS], body)


def _edit(one: KeptLayout, layout: Layout) -> None:
    """Anything of it said to be something else; kept under its name, and the former one ends."""
    given: dict[Where, str] = st.session_state.setdefault("layout edits", {}).setdefault(one.number, {})
    mend(layout, given, one.number, texts.EDIT)
    if not given:
        return
    for (block, kind, key), becomes in given.items():
        told = told_of(layout.blocks[block], kind, key)
        said = " ".join((told.said if told else key).split())
        shown = becomes if becomes != ASIDE else t(texts.ASIDE)
        st.text(f"{t(texts.COLUMN if kind == 'column' else texts.ROW, said=said)} → {shown}")
    reason = actions.reason(f"layout-edit-reason-{one.number}")
    if st.button(t(texts.SAVE_EDIT), key=f"layout-edit-{one.number}", type="primary", disabled=not reason):
        changed = replace(answered(layout, given), name=one.name)

        def save() -> None:
            layouts.save(service(), who(), one.unit, changed, reason)
            given.clear()

        actions.do(save, texts.SAVED, name=one.name)


def _withdraw(one: KeptLayout) -> None:
    with st.expander(t(texts.WITHDRAW)):
        st.text(t(texts.WITHDRAW_HINT))
        reason = actions.reason(f"layout-end-{one.number}")
        if st.button(t(texts.WITHDRAW), key=f"layout-end-go-{one.number}", disabled=not reason):
            actions.do(lambda: layouts.withdraw(service(), who(), one.number, reason), texts.WITHDRAWN, name=one.name)


def _bring_in(unit: str) -> None:
    """A layout as a file, of another province or edited outside, kept for this one."""
    with st.expander(t(texts.BRING_IN)):
        file = st.file_uploader(t(texts.LAYOUT_FILE), type=["json"], key=actions.key("layout-in"))
        reason = actions.reason("layout-in-reason")
        if st.button(t(texts.BRING_IN), key="layout-in-go", disabled=not (file and reason)) and file is not None:
            data = file.getvalue()[:LARGEST]

            def save() -> None:
                layouts.bring_in(service(), who(), unit, data, reason)

            actions.do(save, texts.SAVED, name=file.name)
