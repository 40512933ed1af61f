"""The charts of a report: which figures have one, and how it is printed."""

from dataclasses import replace
from functools import cache, partial

import plotly.graph_objects as go

from data.model import Grain
from indicators.engine.answer import Standing
from pages.charts import lines
from pages.pictures.picture import picture
from pages.pictures.picture_frame import Around
from pages.reports.document import Block, Picture, Section
from pages.reports.facts import ReportedFigure, ReportWriter
from pages.reports.movement import SMALL
from pages.reports.sections import Step, known
from pages.texts import common
from pages.texts import reports as texts
from pages.ui import sentences

LEAST = 4  # points of a chart
ACROSS = 640  # pixels of a picture that is printed 165 mm wide
HIGH = 200  # pixels of a chart, so that two of them fit on a page, with what stands around them
PICTURES = 6


def pictures(writer: ReportWriter, figures: dict[str, list[ReportedFigure]], step: Step) -> Section:
    """A chart of each family that has one, those with most to show: flows before stocks, many before few."""
    chosen: list[ReportedFigure] = []
    for done, told in enumerate(figures.values()):
        step(done, len(figures), writer.t(texts.CHARTS))
        order = sorted(told, key=lambda one: (not one.measure.core, *_little(one)))
        chosen += [one for one in order if known(one) and not one.measure.growth_of and _shows(writer, one)][:1]
    best = sorted(chosen, key=_little)[:PICTURES]
    shown = [one for one in chosen if one in best]
    blocks: list[Block] = [chart(writer, one, number) for number, one in enumerate(shown, 1)]
    return Section("bieu_do", writer.t(texts.CHARTS), tuple(blocks or [writer.paragraph(texts.NO_CHARTS, least=LEAST)]))


def _little(figure: ReportedFigure) -> tuple[bool, bool]:
    return figure.measure.at_date, (figure.now.value or 0) < SMALL


def _shows(writer: ReportWriter, figure: ReportedFigure) -> bool:
    """Whether a chart of it would show something: enough that is known, until now, not mostly gaps, and not nothing."""
    rows = writer.course(figure).rows
    there = [row for row in rows if row.value is not None]
    enough = len(there) >= LEAST and 2 * len(there) >= len(rows)
    return enough and rows[-1].period.last >= writer.period.first and bool(figure.now.value)


def chart(writer: ReportWriter, figure: ReportedFigure, number: int) -> Picture:
    """Titled by the report's span, whatever its points are."""
    course, measure, tongue = writer.course(figure), figure.measure, writer.language
    titled = replace(course, rows=tuple(row for row in (figure.growth.before, figure.now) if row is not None))
    label = f"{measure.label.in_(tongue)} ({measure.unit.in_(tongue)})"
    so_far = course.question.grain is Grain.YTD
    under = f"{label}, {writer.t(texts.SO_FAR).lower()}" if so_far else label
    hollow = any(row.state is Standing.PARTIAL for row in course.rows)
    notes = (writer.t(common.PARTIAL_MEANS),) * hollow
    around = Around(tongue, sentences.title(titled, tongue), under, notes, demo=writer.service.is_demo, across=ACROSS)
    drawn = lines.trend(None, course, tongue).update_layout(height=HIGH)
    return printed(drawn, around, writer.t(texts.CAPTION, number=number, label=label))


def printed(drawn: go.Figure, around: Around, caption: str) -> Picture:
    """Drawn once for each kind, however often the report is taken."""
    return Picture(cache(partial(picture, drawn, around)), caption, f"{caption}: {around.title}")
