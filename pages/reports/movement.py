"""How a figure of a report moved since last year's same span: in a sentence, and in a cell of the table.

A nation that lacks some provinces is not compared as it stands, and told for those that gave both figures."""

from collections.abc import Sequence

from data.model import number_text
from data.places import PLACES
from indicators.define import Measure, Nature
from indicators.engine.answer import By, Question
from indicators.engine.growth import Alike, alike
from pages.reports import phrases
from pages.reports.facts import ReportedFigure, ReportWriter
from pages.texts import reports as texts
from pages.ui.formats import PER_CENT, listed

SMALL = 100  # below it a change is told in its unit and not in per cent


def told(writer: ReportWriter, figure: ReportedFigure) -> str:
    """The clause that follows a figure; empty where nothing can be compared."""
    measure, growth = figure.measure, figure.growth
    if measure.growth_of:
        return ""
    if growth.difference is None or growth.before is None:
        same = of_the_same(writer, figure)
        return _alike(writer, measure, same) if same else ""
    then = growth.before.value or 0
    before = writer.counted(measure, then)
    if growth.difference == 0:
        return writer.t(phrases.UNMOVED)
    if measure.kind is Nature.INDEX:
        return writer.t(phrases.BEFORE, before=before)
    moved = _way(writer, measure, then + growth.difference, then)
    return writer.t(phrases.MOVED, moved=moved, before=before)


def cell(writer: ReportWriter, figure: ReportedFigure) -> str:
    """`+6,1 %`, `−2`; `+4,1 % (30)` of so many provinces; a dash where nothing is compared."""
    measure, growth = figure.measure, figure.growth
    if measure.growth_of:
        return "–"
    if growth.difference is not None and growth.before is not None:
        then = growth.before.value or 0
        return _signed(writer, measure, then + growth.difference, then)
    same = of_the_same(writer, figure)
    plain = same and (same.without or same)
    return f"{_signed(writer, measure, plain.now, plain.before)} ({plain.provinces})" if plain else "–"


def of_the_same(writer: ReportWriter, figure: ReportedFigure) -> Alike | None:
    """The growth of those provinces of the nation that are whole both times, where it is not compared itself."""
    now, code = figure.now, figure.measure.code
    if writer.by is not By.NATION or figure.growth.difference is not None or now.value is None:
        return None
    asked = Question(code, now.period, now.period, By.PROVINCE, (), now.period.grain, writer.boundary)
    return alike(writer.ask, asked)


def _alike(writer: ReportWriter, measure: Measure, same: Alike) -> str:
    without = ""
    if same.without is not None:
        rest = _way(writer, measure, same.without.now, same.without.before)
        without = writer.t(phrases.WITHOUT_EXPLAINED, who=named(writer, same.explained), moved=rest)
    moved = _way(writer, measure, same.now, same.before)
    return writer.t(phrases.MOVED_ALIKE, moved=moved, count=same.provinces, without=without)


def named(writer: ReportWriter, keys: Sequence[str]) -> str:
    return listed([PLACES.versions[key][-1].name for key in keys], writer.language, 3)


def _way(writer: ReportWriter, measure: Measure, now: float, before: float) -> str:
    """`tăng 4,1 %`, `giảm 2 lớp`, `không đổi`."""
    if now == before:
        return writer.t(phrases.SAME)
    return f"{writer.t(phrases.GREW if now > before else phrases.FELL)} {_step(writer, measure, now, before)}"


def _step(writer: ReportWriter, measure: Measure, now: float, before: float) -> str:
    """The size of a change, without its direction: points of a share, a small count in its unit, else per cent."""
    if measure.kind is Nature.RATIO:
        return writer.t(phrases.POINTS, n=_share(writer, abs(now - before)))
    if abs(before) < SMALL:
        return writer.counted(measure, abs(now - before))
    return f"{_share(writer, 100 * abs(now / before - 1))}{writer.t(PER_CENT)}"


def _signed(writer: ReportWriter, measure: Measure, now: float, before: float) -> str:
    if now == before:
        return "0"
    sign = "+" if now > before else "−"
    if measure.kind is Nature.RATIO:
        return f"{sign}{_tenths(writer, now - before)} {writer.t(texts.POINTS)}"
    if measure.kind is Nature.INDEX or abs(before) < SMALL:
        return f"{sign}{writer.plainly(measure, abs(now - before))}"
    return f"{sign}{_tenths(writer, 100 * (now / before - 1))}{writer.t(PER_CENT)}"


def _share(writer: ReportWriter, value: float) -> str:
    """One decimal; what moved by less did move."""
    least = number_text(0.1, writer.language, 1)
    return number_text(value, writer.language, 1) if value >= 0.05 else f"{writer.t(phrases.BOUNDS['<'])} {least}"


def _tenths(writer: ReportWriter, value: float) -> str:
    """The same in a cell."""
    shown = abs(value) if abs(value) >= 0.05 else 0.1
    return ("<" if shown != abs(value) else "") + number_text(shown, writer.language, 1)
