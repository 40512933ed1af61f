"""Bảng số liệu: the rows the provinces sent, filtered, searched and taken away."""

import streamlit as st

from data.table import Kind
from indicators import CATALOGUE
from pages.parts import downloads, places, sheet, words
from pages.parts.controls import pick, pick_some, search
from pages.parts.session import desk, language, t

LISTS = {name: indicator for name, indicator in CATALOGUE.items() if not indicator.form}

with st.container(key="choices"):
    one, two, three = st.columns([2, 3, 2])
    both, six = st.columns([2, 3])
    four, five = both.columns(2, wrap=False)
    rest = st.container()
with one:
    indicator = LISTS[pick("danh-sach", words.MODULE, {name: t(each.label) for name, each in LISTS.items()})]
with three:
    boundary = places.boundary()
with two:
    chosen = places.provinces(boundary, words.ALL_PROVINCES)
latest = places.reach()[1]
with four:
    first = places.since("tu-quy", latest)
with five:
    last = places.until("den-quy")
with six:
    wanted = search("tim", words.SEARCH)
choices = {key: column for key, column in indicator.columns.items() if column.kind is Kind.CHOICE}
where: dict[str, list[str]] = {}
with rest:
    for place, (key, column) in zip(st.columns(max(len(choices), 1)), choices.items(), strict=False):
        with place:
            options = {code: t(label) for code, label in column.choices.items()}
            where[key] = pick_some(f"{indicator.name}-{key}", column.label, options, none=words.EVERYTHING)
first, last = min(first, last), max(first, last)
where = {key: codes for key, codes in where.items() if codes}

rows = desk().rows(indicator.name, first, last, chosen, boundary, where, wanted)
shown = sheet.named(rows, indicator)
st.subheader(t(words.ROWS_SHOWN).format(count=sheet.cell(rows.num_rows, None)), anchor=False)
if not rows.num_rows:
    st.info(t(words.NO_ROWS))
else:
    sheet.draw(shown, alt=t(indicator.label), key=f"rows-{indicator.name}-{language()}")
named = {key: ", ".join(t(choices[key].choices[code]) for code in codes) for key, codes in where.items()}
filters = "; ".join(f"{t(indicator.columns[key].label)}: {said}" for key, said in named.items())
downloads.offer(
    lambda: shown,
    f"{indicator.name}_{first}_{last}",
    {
        words.MODULE: t(indicator.label),
        words.FROM: t(first.label),
        words.TO: t(last.label),
        words.UNITS: boundary.value,
        words.SOME_PROVINCES: places.told(chosen) or t(words.ALL_PROVINCES),
        words.FILTERS: filters or t(words.EVERYTHING),
        words.SEARCH: wanted,
    },
    key="rows",
    columns=list(indicator.columns.values()),
)
