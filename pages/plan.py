"""Kế hoạch: what was to be reached, how far it is, and the working of each; targets entered, sent, looked back on."""

import streamlit as st

from indicators import MEASURES
from indicators.engine.progress import PACE_LABELS, Pace
from pages.download_formats.format import Download
from pages.sections import target_chart, targets_entry, targets_table
from pages.server.store import service
from pages.texts import common, explorer
from pages.texts import targets as texts
from pages.ui import downloads, filters, session
from pages.ui.controls import pick, pick_some
from pages.ui.folding import folded
from pages.ui.formats import literal
from pages.ui.session import language, t
from service.targets.merged import TargetRole

answer = st.container()
with st.container(key="choices"):
    one, two, three, four, more = st.columns([5, 4, 5, 4, 3], vertical_alignment="bottom")
    drawer = more.popover(t(explorer.MORE), icon=":material/tune:")
with two:
    quarter = filters.quarter()
with drawer:
    boundary = filters.boundary()
    view = pick("xem-ke-hoach", texts.VIEW, {code: t(text) for code, text in texts.VIEWS.items()}, row=True)
with one:
    chosen = filters.provinces(boundary, common.ALL_PROVINCES)
everything = [p for p in session.progress(quarter, boundary) if not chosen or p.under in chosen]
targets = [p for p in everything if p.role is not TargetRole.LEFT]
left_out = [t(texts.LEFT_OUT, count=left)] if (left := len(everything) - len(targets)) else []
with three:
    codes = {p.target.measure: f"{p.target.measure} · {t(MEASURES[p.target.measure].label)}" for p in targets}
    measures = pick_some("chi-tieu-ke-hoach", texts.MEASURES, codes, none=texts.EVERY_MEASURE)
with four:
    paces = {str(pace): f"{texts.FORMS[pace]} {t(PACE_LABELS[pace])}" for pace in Pace}
    kept = pick_some("danh-gia", texts.PACES, paces, none=texts.EVERY_PACE)
targets = [p for p in targets if (not measures or p.target.measure in measures) and (not kept or p.pace in kept)]

if targets:
    with drawer:
        chosen_target = pick(targets_table.CHOSEN, texts.WORKING, targets_table.options(targets))
    if looked_at := next((p for p in targets if p.target.key == chosen_target), None):
        with answer:
            target_chart.draw(looked_at, targets_table.title(looked_at))
            targets_table.draw_working(looked_at)
    whose = filters.unit_names(chosen) or t(common.ALL_PROVINCES)
    answer.subheader(literal(f"{whose} · {targets_table.summary(targets, quarter)}"), anchor=False)
    st.html(targets_table.legend())
    table = targets_table.matrix(targets) if view == "bang" else targets_table.listing(targets)
    st.html(folded(table, language()))
    selection = {
        common.QUARTER: t(quarter.label),
        common.UNITS: boundary.value,
        common.SOME_PROVINCES: whose,
        texts.MEASURES: ", ".join(codes[code] for code in measures) or t(texts.EVERY_MEASURE),
        texts.PACES: ", ".join(t(PACE_LABELS[Pace(pace)]) for pace in kept) or t(texts.EVERY_PACE),
    }
    downloads.offer(
        Download(
            "plan",
            f"ke-hoach_{quarter}_{boundary.value}",
            selection,
            rows=targets_table.to_table(targets),
            notes=[*left_out, *map(t, texts.RULES)],
            measures=[MEASURES[p.target.measure] for p in targets],
            states=texts.MEANINGS,
            shares=[texts.SHARE],
        )
    )
else:
    st.info(f"{t(texts.NOTHING)} {t(texts.NOTHING_HINT)}", icon=":material/flag:")
for note in left_out:
    st.caption(note)
if service().is_demo and targets:
    st.caption(t(texts.REAL_TARGETS))
with st.expander(t(texts.RULE), icon=":material/rule:"):
    st.markdown("\n".join(f"- {t(rule)}" for rule in texts.RULES))
targets_entry.draw()
