"""Every version of one province's quarter: when it came, from whom, what was asked and what was answered."""

from __future__ import annotations

import streamlit as st

from data.model import SEVERITY_LABELS, Period, Severity
from data.places import Unit
from pages.parts import tables, words
from pages.parts.formats import literal
from pages.parts.session import desk, language, moment, t


def draw(unit: Unit, period: Period) -> None:
    """The newest version first."""
    versions = desk().history(unit, period)
    if not versions:
        st.text(t(words.NO_HISTORY))
    for number, one in enumerate(versions):
        said = words.VERSION_OF.in_(language()).format(
            version=one.version, number=one.number, time=moment(one.received_at), by=literal(one.by)
        )
        with st.expander(said, expanded=number == 0):
            sheets = ", ".join(f"{t(desk().tables[name].label)}: {rows}" for name, rows in one.sheets.items())
            st.text(f"{t(words.FILE)}: {one.file} · SHA-256 {one.sha256[:16]}…\n{t(words.STORED)}: {sheets}")
            told = [
                (f, reason)
                for f, reason in desk().findings(one.number)
                if f.severity in (Severity.QUESTION, Severity.INFO)
            ]
            if told:
                body = [
                    (
                        tables.Cell(t(SEVERITY_LABELS[finding.severity])),
                        [
                            tables.Cell(text, "words")
                            for text in (finding.sheet, finding.cell, t(finding.message), reason)
                        ],
                    )
                    for finding, reason in told
                ]
                head = [t(words.STATE), "Sheet", t(words.CELLS), t(words.MEANING), t(words.REASON_GIVEN)]
                st.html(tables.table(t(words.ANSWERS), head, body, "texts"))
