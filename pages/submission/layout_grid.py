"""A file as it was sent, drawn as a grid: each cell in the colour of what it becomes, and leading to its question."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from data.layouts.layout import ASIDE, COUNTER
from data.layouts.view import ViewCell, ViewSheet
from data.reading.addresses import letter
from pages.texts import layouts as texts
from pages.ui.session import t


def kind_of(becomes: str) -> str:
    """The class of a cell by what it becomes: a number, the year's total, something else that is read, nothing."""
    if becomes in ("", "asked", ASIDE, "value", "year_to_date"):
        return becomes
    return ASIDE if becomes == COUNTER else "other"


def legend() -> None:
    told = "".join(f'<span class="sent-{kind}">{escape(t(text))}</span>' for kind, text in texts.LEGEND.items())
    st.html(f'<div class="legend sent">{told}</div>')


def draw(view: Sequence[ViewSheet], questions: Mapping[str, str]) -> None:
    """`questions`: key of a row or column → the id of its question, to which its cells lead."""
    for sheet in view:
        wide = max(map(len, sheet.rows), default=0)
        head = "".join(f'<th scope="col">{letter(column)}</th>' for column in range(wide))
        body = "".join(_row(number, row, questions) for number, row in enumerate(sheet.rows, 1))
        more = f"<p>{escape(t(texts.MORE, count=sheet.more))}</p>" if sheet.more else ""
        st.html(
            f'<p><b>«{escape(sheet.name)}»</b></p><div class="scroll sent" role="region" tabindex="0" '
            f'aria-label="{escape(t(texts.SENT))}: {escape(sheet.name)}"><table><thead><tr><th></th>{head}</tr></thead>'
            f"<tbody>{body}</tbody></table></div>{more}"
        )


def _row(number: int, row: Sequence[ViewCell], questions: Mapping[str, str]) -> str:
    cells = "".join(_cell(cell, questions) for cell in row)
    return f'<tr><th scope="row">{number}</th>{cells}</tr>'


def _cell(cell: ViewCell, questions: Mapping[str, str]) -> str:
    text, kind = escape(cell.text), kind_of(cell.becomes)
    if not text:
        return "<td></td>"
    known = texts.LEGEND.get(kind)
    title = f' title="{escape(t(known))}"' if known else ""
    if kind == "asked" and cell.key in questions:
        text = f'<a href="#{questions[cell.key]}">{text}</a>'
    return f'<td class="sent-{kind}"{title}>{text}</td>' if kind else f"<td>{text}</td>"
