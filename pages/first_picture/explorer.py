"""The explorer as it is seen first: what was chosen as a sentence, the answer, the chart, what is drawn."""

from html import escape

import plotly.graph_objects as go

from indicators import CATALOGUE
from indicators.define import Indicator
from pages.explorer import across, choices, groups, look, marked_point, over_time, summary
from pages.explorer.choices import Selection
from pages.explorer.shown import LINES, Shown
from pages.sections import collecting
from pages.server.menu import FIELDS
from pages.texts import explorer as texts
from pages.ui import filters
from pages.ui.formats import kept_together
from pages.ui.session import language, t

# A chart's axes, be there nothing between them; a map once its provinces are there; the cards of a field. No `:has`: in
# another it makes the whole rule none, and the picture covers the page.
LIVE = "#root .cartesianlayer .xy, #root .choroplethlayer path, #root .st-key-explorer .cards"
WIDE, NARROW = 1152, 358  # pixels of a chart on a screen, give or take a thirtieth, and on a phone
MARKS = 500  # of a chart, which take a quarter of a second to draw; a heat map has more
MAP = 0.6  # of the width; beside it stands a list

STYLE = """<style>
#first-picture .explorer {margin-top: calc(-.6rem - 3px); --strong: light-dark(#9a1b2b, #f0808b); --quiet: light-dark(#5c6167, #b3b1ac)}
#first-picture .sentence {display: flex; gap: .2rem .6rem; height: 39px; font-weight: 600; line-height: 36px} #first-picture .sentence > span {border-bottom: 2px solid var(--strong); padding: 0 3px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; box-sizing: border-box; flex: 0 0 116px} #first-picture .sentence > .measure {flex-basis: 320px} #first-picture .sentence > .areas {flex: 1 1 0}
#first-picture .areas small {font-size: 1rem; font-weight: 600; color: var(--quiet)} #first-picture .sentence .measure + .measure {flex-basis: 250px} #first-picture .areas i {font-style: normal; border: 1.5px solid currentColor; border-radius: 999px; font-size: .85rem; padding: 0 .5rem; margin-right: .25rem; line-height: 1.35rem; display: inline-block}
#first-picture .tabs {display: flex; overflow: hidden; margin-top: 7px; height: 41px; border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent); box-sizing: border-box; font-size: .875rem} #first-picture .tabs a {color: inherit; text-decoration: none; padding: .35rem .8rem; border-bottom: 3px solid transparent; white-space: nowrap; height: 24px} #first-picture .tabs .on {color: var(--strong); border-color: var(--strong); font-weight: 600}
#first-picture .explorer h1 {font-size: 1.35rem; line-height: 1.25; font-weight: 600; margin: 6px 0 0; padding: .1rem 0 1rem}
#first-picture .chart {margin: -10px 0 0; min-height: 366px; padding-bottom: 6px} #first-picture .chart svg {display: block; width: 100%; height: auto; stroke-linejoin: round; stroke-linecap: butt} #first-picture .chart svg.narrow {display: none} #first-picture .chart.map svg.wide {width: 60%}
#first-picture .explorer p.under {font-size: .875rem; color: var(--quiet); margin: 0} #first-picture .explorer p.still {background: light-dark(#fbf3dc, #3a2f14); padding: .7rem 1rem; margin: 0 0 1rem; font-size: .95rem}
#first-picture .explorer .cards {margin-top: -10px; --ground: light-dark(#ffffff, #14171b)}
@media (max-width: 640px) {#first-picture .explorer {margin-top: -.6rem} #first-picture .sentence {height: auto; min-height: 107px; flex-wrap: wrap; gap: 2px .6rem; font-size: .95rem; line-height: 31px} #first-picture .sentence > span {flex: 1 1 28%} #first-picture .sentence > :is(.measure, .areas) {flex: 1 1 100%; height: 34px} #first-picture .tabs {flex-wrap: wrap; height: auto; border: 0; gap: 4px 0; margin-top: 6px} #first-picture .tabs a {padding: .2rem .5rem; height: 26px} #first-picture .explorer h1 {font-size: 1.15rem; margin-top: 0} #first-picture .chart svg.wide {display: none} #first-picture .chart svg.narrow {display: block}}
</style>"""


def choose(page: str) -> Selection:
    """What the address of this visit comes to."""
    return choices.choose(choices.begin(CATALOGUE.get(FIELDS.get(page, ""))))


def draw(choice: Selection) -> str:
    """For what is chosen; `` where there is no picture of a view."""
    family = choice.family
    if choice.view == "tom-tat" and family is not None:
        shown = summary.figures(choice, family)
        body = _headline(summary.title(choice, shown), choice) + summary.cards_of(choice, shown)
    elif choice.view in ("danh-sach", "bang"):
        return ""
    else:
        body = _view(choice)
    return body and f'{STYLE}<div class="explorer">{_sentence(choice, family)}{body}</div>'


def _view(choice: Selection) -> str:
    shown = over_time.show(choice) if choice.over_time and choice.view != "theo-ky" else across.show(choice)
    if shown.figure is None:
        return _headline(shown.title, choice) + shown.table()
    marked_point.mark(shown.figure)
    return _headline(shown.title, choice) + _chart(shown.figure, shown, choice.view)


def _chart(figure: go.Figure, shown: Shown, view: str) -> str:
    from pages.pictures.drawn_on_page import svg  # matplotlib, which nobody needs who looks at other pages

    map_, tongue = view == "ban-do", language()
    if sum(len(trace.get("x") or ()) for trace in figure.to_dict()["data"]) > MARKS:
        return '<div class="chart"></div>'  # its answer is seen, and the chart when it is there
    wide = svg(figure, tongue, round(WIDE * MAP) if map_ else WIDE).replace("<svg", '<svg class="wide"', 1)
    narrow = svg(figure, tongue, NARROW).replace("<svg", '<svg class="narrow"', 1)
    under = "<br>".join(map(escape, [shown.under, *shown.notes[:LINES]]))
    name = f'class="chart{" map" if map_ else ""}" role="img" aria-label="{escape(shown.title)}"'
    return f'<div {name}>{wide}{narrow}</div><p class="under">{under}</p>'


def _headline(title: str, choice: Selection) -> str:
    still = collecting.said(choice.until)
    note = f'<p class="{"still" if still.warns else "under"}">{escape(still.text)}</p>' if still else ""
    return f"<h1>{escape(kept_together(title))}</h1>{note}"


def _sentence(choice: Selection, family: Indicator | None) -> str:
    measures = [choice.measure, choice.second] if choice.view == "hai-chi-tieu" else [choice.measure]
    named = (
        [t(family.label)]
        if family is not None and choice.view == "tom-tat"
        else [f"{t(m.label)} · {m.code}" for m in measures]
    )
    inks = look.inks(choice.areas)
    chips = "".join(
        f'<i style="color: {ink}">{escape(filters.area(key))}</i>' for key, ink in zip(choice.areas, inks, strict=True)
    )
    spans = [choice.first, choice.last] if choice.over_time else [choice.period]
    parts = [f'<span class="measure">{escape(one)}</span>' for one in named]
    parts.append(f'<span class="areas">{chips or f"<small>{escape(t(texts.NATION_ADD))}</small>"}</span>')
    whole = family is not None and choice.view == "tom-tat"
    parts += [] if whole else [f"<span>{escape(t(texts.BY[str(choice.grain)]))}</span>"]
    parts += [f"<span>{escape(t(span.label))}</span>" for span in spans]
    if not choice.over_time and len(measures) == 1 and not whole:
        parts.append(f"<span>{escape(groups.said(choice.group, choice.provinces))}</span>")
    tabs = "".join(
        f'<a href="{escape(choices.address_of(choice, view))}"{" class=on" * (view == choice.view)}>{escape(word)}</a>'
        for view, word in choices.views(family).items()
    )
    return f'<div class="sentence">{"".join(parts)}</div><div class="tabs">{tabs}</div>'
