"""What is shown, to take away in every format, with the same rows, marked when they are demo data."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

import pyarrow as pa
import streamlit as st

from data.model import Language, Text
from data.text_keys import fold
from data.turns import Turns
from indicators.engine.answer import OBS_STATUS, Answer, Row
from pages.download_formats import FORMATS
from pages.download_formats.format import Content, Download, DownloadFormat
from pages.server.store import service
from pages.texts import common, submission
from pages.texts import downloads as texts
from pages.ui import reason_marks
from pages.ui.controls import address
from pages.ui.formats import names, state_label
from pages.ui.part import part, popover
from pages.ui.session import language, t, who
from service.service import Service

FILES = Turns(1, waiting=2)  # made when a button is pressed
PATIENCE = 60.0  # seconds until it is given up
SELDOM = (
    common.PART,
    common.SIGN,
    common.WHO_IS_MISSING,
    common.WHO_WITHHOLDS,
    common.REASON_GIVEN,
    submission.NOTE_OF_SENDER,
)
MEDIA = {each.ending: each.media for each in FORMATS} | {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
}


def of_answers(answers: Sequence[Answer], language: Language) -> pa.Table:
    """Answers as a table, one row an area, part and period, under headings in the reader's language."""
    rows = [(answer, row) for answer in answers for row in answer.rows]
    columns: dict[Text, list[object]] = {
        common.MEASURE: [answer.measure.code for answer, _ in rows],
        common.MEASURE_NAME: [answer.measure.label.in_(language) for answer, _ in rows],
        common.CODE: [row.area for _, row in rows],
        common.AREA: [row.name.in_(language) for _, row in rows],
        common.PERIOD: [row.period.code for _, row in rows],
        common.PART: [of.items[row.item].in_(language) if row.item in of.items else None for of, row in rows],
        common.SIGN: [row.bound or None for _, row in rows],
        common.VALUE: [row.value for _, row in rows],
        common.UNIT: [answer.measure.unit.in_(language) for answer, _ in rows],
        common.REPORTED: [row.reported for _, row in rows],
        common.EXPECTED: [row.expected for _, row in rows],
        common.WHO_IS_MISSING: [_named(row.missing, row, language) for _, row in rows],
        common.WHO_WITHHOLDS: [_named(row.withheld, row, language) for _, row in rows],
        common.STATE: [state_label(row).in_(language) for _, row in rows],
        common.OBS_STATUS: [OBS_STATUS[row.state] for _, row in rows],
        common.CALENDAR: [common.CALENDARS[row.calendar].in_(language) if row.calendar else None for _, row in rows],
        common.REASON_GIVEN: [reason_marks.column(row.reasons, language) for _, row in rows],
        submission.NOTE_OF_SENDER: [reason_marks.column_of_notes(row.sender_notes, language) for _, row in rows],
    }
    # What no row has is left out: parts, signs, reasons, notes.
    kept = {label.in_(language): values for label, values in columns.items() if label not in SELDOM or any(values)}
    return pa.table({name: pa.array(values) for name, values in kept.items()})


def _named(keys: Sequence[str], row: Row, language: Language) -> str | None:
    """Of a total, whom it lacks."""
    return ", ".join(names(keys, row, language)) if keys and row.expected > 1 else None


def marked(table: pa.Table, language: Language) -> pa.Table:
    """With a last column that says in every row that it is demo data."""
    note = pa.array([common.DEMO.in_(language)] * table.num_rows, pa.string())
    return table.append_column(common.NOTE.in_(language), note)


def version(service: Service) -> str:
    """Which data: the line of the ledger that last changed what is known, and its hash."""
    seq = service.revision
    return f"{seq}·{service.repository.ledger.lines[seq - 1].hash[:12]}" if seq else "0"


def file_name(name: str, ending: str, demo: bool) -> str:
    """Ours, of plain letters: what it holds, of which period, and that it is demo data."""
    stem = re.sub(r"[^a-z0-9]+", "-", fold(f"{name}_minh-hoa" if demo else name)).strip("-")
    return f"{stem}.{ending}"


def button(
    label: str,
    content: str | bytes | Callable[[], bytes],
    name: str,
    key: str,
    media: str = "",
    kind: Literal["primary", "secondary"] = "secondary",
) -> None:
    """Hands over a file, made when it is pressed where `content` is a function; the page does not run again for it."""
    if callable(content):
        content = partial(_in_turn, who().email, content)
    media = media or MEDIA[name.rpartition(".")[2]]
    icon = ":material/download:"
    st.download_button(label, content, name, media, key=key, on_click="ignore", icon=icon, type=kind)


def _in_turn(email: str, make: Callable[[], bytes]) -> bytes:
    """One file at a time for a person: a button can be pressed by a program, too."""
    with FILES.turn(email, PATIENCE):
        return make()


@part
def offer(download: Download) -> None:
    """A row of buttons that make each file when pressed."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"take-{download.key}"):
        buttons(download)


def buttons(download: Download) -> None:
    """Those of every format, in a row of the caller's; the less usual ones are folded."""
    here, lang = service(), language()
    demo, given = here.is_demo, partial(of_answers, download.answers, lang) if download.rows is None else download.rows

    def rows() -> pa.Table:
        table = given() if callable(given) else given
        return marked(table, lang) if demo else table

    content = Content(download, rows, here, lang, version(here), address(), demo)

    def draw(each: DownloadFormat) -> None:
        name, key = file_name(download.name, each.ending, demo), f"{download.key}-{each.name}"
        button(f"{t(common.DOWNLOAD)} {t(each.label)}", partial(each.make, content), name, key, each.media)

    offered = [each for each in FORMATS if not each.by_code or (download.answers and download.by_code)]

    def others() -> None:
        hints = []
        for each in offered:
            if each.hint is not None:
                draw(each)
                label = t(each.label)
                hints.append(f"{label[0].upper()}{label[1:]}: {t(each.hint)}")
        only = [t(texts.ONLY_REPORTED)] if download.answers and not download.by_code else []
        st.caption("  \n".join([*hints, *only, t(texts.GUARDED)]))

    for each in offered:
        if each.hint is None:
            draw(each)
    popover(t(texts.MORE), ":material/more_horiz:", f"more-{download.key}", others)
