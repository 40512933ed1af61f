"""Bảng số liệu: the rows the provinces sent, filtered, searched and taken away."""

import streamlit as st

from indicators import CATALOGUE
from pages.download_formats.format import Download
from pages.server.store import service
from pages.texts import common
from pages.ui import downloads, filters, list_rows
from pages.ui.controls import pick, pick_some, search
from pages.ui.formats import literal
from pages.ui.session import language, t
from service.list_rows import rows as standing_rows

LISTS = {name: indicator for name, indicator in CATALOGUE.items() if not indicator.form}

answer = st.container()
with st.container(key="choices"):
    one, two, three = st.columns([2, 3, 2])
    both, six = st.columns([2, 3])
    four, five = both.columns(2, wrap=False)
    rest = st.container()
with one:
    indicator = LISTS[pick("danh-sach", common.MODULE, {name: t(each.label) for name, each in LISTS.items()})]
with three:
    boundary = filters.boundary()
with two:
    chosen = filters.provinces(boundary, common.ALL_PROVINCES)
with four:
    first = filters.since("tu-quy", filters.latest())
with five:
    last = filters.until("den-quy")
with six:
    query = search("tim", common.SEARCH)
choices = {key: column for key, column in indicator.columns.items() if column.choices}
where: dict[str, list[str]] = {}
with rest:
    for place, (key, column) in zip(st.columns(max(len(choices), 1)), choices.items(), strict=False):
        with place:
            options = {code: t(label) for code, label in column.choices.items()}
            where[key] = pick_some(f"{indicator.name}-{key}", column.label, options, none=common.EVERYTHING)
first, last = min(first, last), max(first, last)
where = {key: codes for key, codes in where.items() if codes}

rows = standing_rows(service(), indicator.name, first, last, chosen, boundary, where, query)
shown = list_rows.named(rows, indicator)
whose = filters.unit_names(chosen) or t(common.ALL_PROVINCES)
when = t(first.label) if first == last else f"{t(first.label)} – {t(last.label)}"
count = t(common.ROWS_SHOWN, count=list_rows.cell(rows.num_rows, None))
answer.subheader(literal(f"{t(indicator.label)} · {whose} · {when}: {count}"), anchor=False)
if not rows.num_rows:
    st.info(t(common.NO_ROWS))
else:
    list_rows.draw(shown, alt=t(indicator.label), key=f"rows-{indicator.name}-{language()}")
named = {key: ", ".join(t(choices[key].choices[code]) for code in codes) for key, codes in where.items()}
kept = "; ".join(f"{t(indicator.columns[key].label)}: {said}" for key, said in named.items())
selection = {
    common.MODULE: t(indicator.label),
    common.FROM: t(first.label),
    common.TO: t(last.label),
    common.UNITS: boundary.value,
    common.SOME_PROVINCES: whose,
    common.FILTERS: kept or t(common.EVERYTHING),
    common.SEARCH: query,
}
columns = list(indicator.columns.values())
downloads.offer(Download("rows", f"{indicator.name}_{first}_{last}", selection, rows=shown, columns=columns))
