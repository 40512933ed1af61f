"""The views over a span: lines, parts of a whole, and a table; of the nation, regions and provinces."""

from functools import partial

from data.places import NATION_KEY
from indicators.define import Nature
from pages.charts import heatmap, trend_series
from pages.charts.readings import INDEX
from pages.download_formats.format import Download
from pages.explorer.choices import Selection, areas_said
from pages.explorer.shown import Shown
from pages.texts import common, lineage
from pages.texts import explorer as texts
from pages.ui import sentences, tables
from pages.ui.session import ask, language, t


def show(choice: Selection) -> Shown:
    """The measures over the span, as it is drawn in the view that is chosen."""
    if choice.view == "bang" and not choice.areas:
        return _show(choice, _everyone(choice))
    return _show(choice, choice.areas)


def _everyone(choice: Selection) -> tuple[str, ...]:
    """The nation and all provinces, where nobody was chosen for a table."""
    return (NATION_KEY, *choice.units(choice.last, choice.last))


def _show(choice: Selection, areas: tuple[str, ...]) -> Shown:
    measures, tongue = (choice.measure, *choice.more), language()
    first = choice.first if areas == choice.areas else max(choice.first, choice.last.shift(1 - heatmap.PERIODS))
    asked = trend_series.Choice(
        first, choice.last, areas, choice.grain, choice.boundary, choice.extras, choice.split, choice.reading
    )
    shown = [trend_series.read(each, asked, tongue) for each in measures]
    plain = asked._replace(split="", extras=(), reading="" if choice.reading == INDEX else choice.reading)
    whole = shown if plain == asked else [trend_series.read(each, plain, tongue) for each in measures]
    known = any(row.value is not None for one in whole for row in one.shown.rows)  # else the table says why not
    chart = None if choice.view == "bang" or not known else trend_series.figure(shown, asked, tongue)
    said = shown if choice.split else whole
    lasting = [*trend_series.missing(said, asked, tongue, table=False), *trend_series.notes(shown, asked, tongue)]
    drawing = [t(common.PARTIAL_MEANS)] if chart is not None else []
    return Shown(
        _title(choice, whole[0], all_=areas != choice.areas),
        chart,
        trend_series.subtitle(shown, asked, tongue),
        list(dict.fromkeys([*lasting, *drawing])),
        _download(choice, asked, shown, list(dict.fromkeys(lasting))),
        partial(_table, shown, asked),
        lineage.CLICK_SOURCE,
        (t(common.BREAKS_MEAN),),
        open_table=choice.view == "bang",
    )


def _title(choice: Selection, one: trend_series.Series, *, all_: bool) -> str:
    if choice.measure.kind is Nature.INDEX and not choice.provinces and choice.view != "bang":
        return t(common.CHOOSE_A_PROVINCE)
    if choice.view == "co-cau" and not choice.split:
        return t(texts.NO_SPLITS)
    return sentences.title(one.shown, language(), ask if not choice.reading else None, all_=all_)


def _table(shown: list[trend_series.Series], asked: trend_series.Choice) -> str:
    answers = trend_series.answers(shown, asked)
    return tables.figures(answers, t(common.IN_TABLE), language(), measures=len(shown) > 1)


def _download(
    choice: Selection, asked: trend_series.Choice, shown: list[trend_series.Series], notes: list[str]
) -> Download:
    tongue = language()
    selection = {
        common.MEASURE: ", ".join(f"{one.measure.code} · {t(one.measure.label)}" for one in shown),
        common.UNITS: choice.boundary.value,
        common.GRAIN: t(common.GRAINS[choice.grain]),
        common.FROM: t(asked.first.label),
        common.TO: t(asked.last.label),
        texts.AREAS: areas_said(choice.areas),
    } | trend_series.describe(shown, asked, tongue)
    drawing = set(map(t, common.EXTRA_SAID.values()))
    return Download(
        "trend",
        f"{choice.measure.code}_{asked.first}_{asked.last}_{choice.grain}_{choice.boundary.value}",
        selection,
        trend_series.for_files(shown, asked),
        partial(trend_series.to_table, shown, asked, tongue),
        notes=[note for note in notes if note not in drawing],
        by_code=not choice.reading,
    )
