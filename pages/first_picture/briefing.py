"""A province's briefing as it is seen first: the whole of it, which is HTML."""

from html import escape

from data.places import PLACES
from pages.sections import appendix, briefing_choices, briefing_told, briefing_view, collecting, duties
from pages.sections.briefing_choices import BriefingChoice
from pages.ui import controls
from pages.ui.session import language, t
from service.access.roles import Person

LIVE = "#root .briefing"
STYLE = """<style>
#first-picture .chosen {display: flex; gap: 1rem; height: 40px; margin-bottom: 1rem} #first-picture .chosen span {border: 1px solid light-dark(#d5d2cb, #3a4048); background: light-dark(#f6f5f2, #1e2228); border-radius: 4px; padding: 0 .5rem; line-height: 38px; font-size: .875rem; width: 235px; box-sizing: border-box} #first-picture .chosen span + span {width: 174px}
#first-picture .briefing + .briefing {padding-top: 15px} #first-picture .chosen {margin-top: -3px} #first-picture .say {font-size: .875rem; margin: 15px 0 16px}
@media (max-width: 640px) {#first-picture .chosen {flex-wrap: wrap; height: 78px} #first-picture .chosen span {flex: 4 1 0; height: 40px} #first-picture .chosen span + span {flex: 3 1 0}}
</style>"""


def choose() -> BriefingChoice:
    """What the address of this visit comes to; the appendix, unfolded or not, stands below what is seen."""
    chosen = briefing_choices.choose()
    controls.settled("phu-luc", {appendix.OPEN})
    return chosen


def draw(someone: Person, chosen: BriefingChoice) -> str:
    """For what is chosen; `` of a province that there was not yet, and for an officer of this one, who is told first
    what is owed."""
    key, quarter, boundary, _ = chosen
    if duties.sends_for(someone, key):
        return ""
    told = briefing_told.told(key, quarter, boundary, language())
    if not told.body:
        return ""
    name, still = PLACES.version(key, quarter.end).name, collecting.said(quarter)
    line = f'<div class="chosen"><span>{escape(name)}</span><span>{escape(t(quarter.label))}</span></div>'
    note = f'<p class="say">{escape(still.text)}</p>' if still else ""
    return f"{STYLE}{briefing_view.STYLE}{line}{told.head}{note}{told.body}"
