"""Which quarter is the latest, in words; and the quarters after it, of which figures still come in."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import streamlit as st

from data.model import Period
from data.places import PLACES, Boundary
from indicators import MEASURES
from indicators.engine.answer import By, Question
from indicators.engine.growth import alike
from pages.charts import coverage
from pages.server.store import service
from pages.texts import common
from pages.texts import completeness as texts
from pages.ui import filters
from pages.ui.formats import change, kept_together, listed, literal, with_unit
from pages.ui.session import ask, language, t
from service import arrivals


def headline(sentence: str, period: Period, *, rule: bool = False) -> None:
    """The answer of a page as its title, and under it how far it can be trusted as yet."""
    st.title(kept_together(literal(sentence)), anchor=False)
    say(period, rule=rule)


class Caution(NamedTuple):
    """A sentence, and whether it warns."""

    text: str
    warns: bool


def say(period: Period, *, rule: bool = False) -> None:
    """What is to be said of a period, on the page."""
    told = said(period, rule=rule)
    if told is not None and told.warns:
        st.warning(told.text, icon=":material/hourglass_top:")
    elif told is not None:
        st.caption(told.text)


def said(period: Period, *, rule: bool = False) -> Caution | None:
    """That what is looked at is not all there yet; with `rule` also by what rule it is the latest."""
    share = service().repository.access.enough
    still = next((one for one in service().collecting() if period.last >= one.period.last), None)
    if still is not None:
        told = {
            "when": t(still.period.label),
            "day": filters.day(still.period.due),
            "latest": t(filters.latest().inside),
        }
        return Caution(t(texts.COLLECTING_SAID, **told, sent=still.sent, all=still.owing), warns=True)
    if period.last >= filters.latest().last and not service().complete_enough(filters.latest()):
        return Caution(t(texts.NONE_COMPLETE, share=share), warns=False)
    if rule and period == filters.latest():
        return Caution(t(texts.LATEST_SAID, share=share), warns=False)
    return None


def draw(latest: Period, inside: Collection[str], boundary: Boundary, codes: Sequence[str]) -> None:
    """Beside the latest quarter those that are being collected, apart from its figures: who has sent, who has not, and
    how far figures moved in those provinces alone that sent this year and last."""
    for one in service().collecting() if latest == filters.latest() else ():
        quarter = one.period
        cells = arrivals.received(service(), quarter, quarter)
        cells = [cell for cell in cells if {cell.unit.key, PLACES.heir(cell.unit.key)} & set(inside)]
        there = [cell.unit.name for cell in coverage.sent(cells)]
        rest = [cell.unit.name for cell in cells if cell.unit.name not in there]
        with st.container(border=True, key=f"collecting-{quarter}"):
            head = {"when": t(quarter.inside), "sent": len(there), "all": len(cells), "day": filters.day(quarter.due)}
            st.markdown(f"**{t(texts.COLLECTING, **head)}**")
            told = [t(texts.SENT_BY, who=listed(there, language()) or t(common.NOBODY))]
            told += [t(texts.STILL_TO_COME, count=len(rest), who=listed(rest, language(), 6))] if rest else []
            st.markdown("\n".join(f"- {line}" for line in [*told, *_moves(quarter, tuple(inside), boundary, codes)]))


def _moves(quarter: Period, inside: tuple[str, ...], boundary: Boundary, codes: Sequence[str]) -> list[str]:
    """`Phương tiện đo, quý IV/2026: 5.250 phương tiện ở 1 tỉnh đã nộp cả hai kỳ, ▲ 2,1 % so với cùng kỳ`."""
    said = []
    for measure in map(MEASURES.__getitem__, codes):
        span = measure.latest(quarter)
        same = alike(ask, Question(measure.code, span, span, By.PROVINCE, inside, span.grain, boundary))
        if same is not None:
            told = {"measure": t(measure.label), "span": t(span.inside), "count": same.provinces}
            value = with_unit(measure, same.now, language())
            moved = change(measure, same.now, same.before, language())
            said.append(t(texts.MOVED_IN_BOTH, **told, value=value, moved=moved))
    return said
