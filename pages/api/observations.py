"""`observations`: the figures themselves, asked for as on the command line (its address is made in `routes.py`)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, islice
from typing import Any, NamedTuple

import pyarrow as pa

from data.model import Calendar, Grain, Period, Text, today
from data.places import Boundary
from indicators import CATALOGUE
from indicators.define import Measure, Nature
from indicators.engine.answer import OBS_STATUS, Answer, By, Question, Row, Standing
from indicators.engine.areas import NoSuchAreaError, provinces_of
from indicators.engine.growth import Growth, last_year
from pages.api.operation import Found, Operation, ResponseColumn
from pages.api.parameters import SERIES, SPLITS, ObservationsParameters
from pages.server.problem import RefusedError
from pages.server.turns import still_wanted
from pages.ui import session
from pages.ui.filters import FIRST
from service.publishing import figure_table
from service.service import Service

MOST = 200_000  # figures that one request may ask for, whatever the size of its pages; last year's count, too


class ObservationRow(NamedTuple):
    answer: Answer
    row: Row
    growth: Growth | None
    demo: bool


class Figures(Found):
    """The rows of several questions, of which only those are asked that a page has something of."""

    def __init__(self, service: Service, questions: Sequence[Question], compare: bool) -> None:
        super().__init__([])
        self._counts = [(question, service.count(question)) for question in questions]
        self._compare, self._demo = compare, service.is_demo

    def __len__(self) -> int:
        return sum(count for _, count in self._counts)

    def cost(self, begin: int, end: int) -> int:
        """How many figures are made for some rows: whole questions, twice where each is compared with another."""
        return sum(count for _, count, _ in self._of(begin, end)) * (2 if self._compare else 1)

    def page(self, begin: int, end: int) -> list[ObservationRow]:
        found: list[ObservationRow] = []
        for question, count, start in self._of(begin, end):
            still_wanted()
            answer = session.ask(question)
            growths = last_year(session.ask, question) if self._compare else [None] * count
            rows = zip(answer.rows, growths, strict=True)
            shown = islice(rows, max(begin - start, 0), end - start)
            found += [ObservationRow(answer, *each, self._demo) for each in shown]
        return found

    def _of(self, begin: int, end: int) -> Iterator[tuple[Question, int, int]]:
        """The questions with something between two rows, how many rows each has, and where it starts."""
        start = 0
        for question, count in self._counts:
            if start < end and start + count > begin:
                yield question, count, start
            start += count


def _find(service: Service, query: ObservationsParameters) -> Figures:
    figures = Figures(service, questions_of(service, query), bool(query.compare))
    size = len(figures) * (2 if query.compare else 1)
    if size > MOST:
        raise RefusedError(
            Text(
                f"Yêu cầu khoảng {size} số liệu, tối đa {MOST} mỗi lần. Hãy hỏi ít chỉ tiêu hơn (measure) hoặc khoảng kỳ ngắn hơn (from, to).",
                f"This asks for about {size} figures; {MOST} at most can be asked at once. Name fewer measures, or a shorter span (from, to).",
            ),
            "measure",
        )
    return figures


def _table(things: Sequence[ObservationRow]) -> pa.Table:
    """A page of figures by code, as the files of all published data have them."""
    pages = []
    for _, some in groupby(things, key=lambda figure: id(figure.answer)):
        rows = list(some)
        pages.append(replace(rows[0].answer, rows=tuple(figure.row for figure in rows)))
    return figure_table.table(pages)


def questions_of(service: Service, query: ObservationsParameters) -> list[Question]:
    """A question for each measure. Raises RefusedError where what was asked does not go together."""
    measures = [_series()[code] for code in dict.fromkeys(query.measure or service.measures)]
    first, last = span(service, query.from_, query.to, service.latest())
    boundary, split = query.units, query.split or ""
    try:
        keys = provinces_of(query.province, first, last, boundary, service.places)
    except NoSuchAreaError as unknown:
        raise no_such_province(service, str(unknown), first, last, boundary) from None
    if split and not query.measure:
        raise RefusedError(
            Text("Phân tổ cần đi cùng chỉ tiêu (measure).", "A breakdown needs the measure it is of."), "split", split
        )
    for measure in measures:
        if split and split not in measure.breakdowns:
            raise RefusedError(
                Text(f"{measure.code} không có phân tổ này.", f"{measure.code} has no such breakdown."),
                "split",
                split,
                list(measure.breakdowns),
            )
    within = stored(service, first, last)
    return [
        Question(
            measure.code,
            *within,
            query.by or _usual_by(measure, bool(keys)),
            keys,
            query.grain or (Grain.YEAR if measure.yearly else Grain.QUARTER),
            boundary,
            split,
            query.calendar,
        )
        for measure in measures
        if within
    ]


def _series() -> Mapping[str, Measure]:
    return {code: measure for indicator in CATALOGUE.values() for code, measure in indicator.series.items()}


def _usual_by(measure: Measure, named: bool) -> By:
    return By.PROVINCE if named or measure.kind is Nature.INDEX else By.NATION


def span(
    service: Service, from_: Period | None, to: Period | None, usual: Period | None = None
) -> tuple[Period, Period]:
    """From when to when; without a wish what there is, or up to the usual end. Raises RefusedError where it ends before
    it begins."""
    last = to or usual or service.newest() or Period.at(today()).shift(-1)
    first = from_ or min(service.first() or last, last)
    if from_ and not to:
        last = max(last, first)
    if last.last < first.first:
        raise RefusedError(
            Text(f"Kỳ cuối {last} trước kỳ đầu {first}.", f"The last period {last} is before the first {first}."),
            "to",
            last.code,
        )
    return first, last


def stored(service: Service, first: Period, last: Period) -> tuple[()] | tuple[Period, Period]:
    """What of a span anything can be of, sent or owed; nothing where none of it is.

    That is from the first quarter that could be sent to the end of this year, or of the last year that was sent.
    """
    low = Period(min(FIRST, service.first() or FIRST).year, "Q1")
    high = Period(max(today().year, (service.newest() or low).year), "Q4")
    if last.last < low.first or first.first > high.last:
        return ()
    return (first if first.first >= low.first else low), (last if last.last <= high.last else high)


def no_such_province(service: Service, text: str, first: Period, last: Period, boundary: Boundary) -> RefusedError:
    known = service.places.current if boundary is Boundary.TODAY else service.places.of_quarter(last.last)
    return RefusedError(
        Text(
            f"Không có tỉnh này trong khoảng {first} – {last}.", f"There was no such province from {first} to {last}."
        ),
        "province",
        text,
        [unit.key for unit in known],
    )


def plain(value: float | None) -> float | int | None:
    """Whole numbers without a point."""
    return int(value) if value is not None and value.is_integer() else value


def _published(
    name: str, attribute: Callable[[ObservationRow], object], values: Sequence[str] = (), **more: Any
) -> ResponseColumn:
    """A column that the files of all published data have, too."""
    about = figure_table.COLUMNS[name][1]
    return ResponseColumn(name, about.vi, about.en, attribute, values, **more)


def _grown(name: str, attribute: Callable[[Growth], object], vi: str, en: str, kind: Any = str) -> ResponseColumn:
    """A column of what a figure is compared with."""
    return ResponseColumn(name, vi, en, lambda figure: attribute(figure.growth), kind=kind, empty=True, only="compare")


COLUMNS = (
    _published("measure", lambda of: of.answer.measure.code, SERIES),
    ResponseColumn("measure_name", "Tên chỉ tiêu", "Name of the measure", lambda of: of.answer.measure.label),
    _published("unit", lambda of: of.answer.measure.unit),
    _published("boundary", lambda of: of.answer.question.boundary, list(Boundary)),
    _published("area", lambda of: of.row.key),
    _published("area_code", lambda of: of.row.area),
    ResponseColumn("area_name", "Tên địa phương", "Name of the area", lambda of: of.row.name),
    _published("period", lambda of: of.row.period.code),
    _published("breakdown", lambda of: of.answer.question.split, ["", *SPLITS]),
    _published("item", lambda of: of.row.item),
    _published("item_label", lambda of: of.answer.items.get(of.row.item, "")),
    _published("calendar", lambda of: of.answer.question.calendar or figure_table.ALL, [figure_table.ALL, *Calendar]),
    _published("value", lambda of: plain(of.row.value), empty=True, kind=float),
    _published("bound", lambda of: of.row.bound, ["", "~", ">", "≥", "<", "≤"]),
    _published("reported", lambda of: of.row.reported, kind=int),
    _published("expected", lambda of: of.row.expected, kind=int),
    _published("state", lambda of: of.row.state, list(Standing)),
    _published("obs_status", lambda of: OBS_STATUS[of.row.state], sorted(set(OBS_STATUS.values()))),
    _published("days", lambda of: of.row.calendar, ["", *Calendar, "mixed"]),
    _published("conflict", lambda of: of.row.conflict, kind=bool),
    ResponseColumn(
        "missing",
        "Khóa các tỉnh chưa có",
        "Keys of the provinces that lack it",
        lambda of: of.row.missing,
        kind=list[str],
    ),
    ResponseColumn(
        "withheld",
        "Khóa các tỉnh không công bố",
        "Keys of those that keep it to themselves",
        lambda of: of.row.withheld,
        kind=list[str],
    ),
    _grown(
        "before",
        lambda of: of.before and plain(of.before.value),
        "Cùng kỳ năm trước",
        "Same span last year",
        kind=float,
    ),
    _grown(
        "difference", lambda of: plain(of.difference), "Chênh lệch", "Difference, in the measure's unit", kind=float
    ),
    _grown("percent", lambda of: of.percent, "Tăng, giảm theo %", "Change in percent", kind=float),
    _grown("why", lambda of: of.why, "Vì sao không so được", "Why the two cannot be compared"),
    ResponseColumn(
        "demo", "Dữ liệu minh họa, không dùng để báo cáo", "Demonstration data, not for reporting", kind=bool
    ),
)
OBSERVATIONS = Operation(
    "observations",
    Text("Số liệu", "Figures"),
    Text(
        "Mỗi dòng là một chỉ tiêu của một địa phương trong một kỳ. Số còn thiếu không phải là 0: cột «state» nói vì sao.",
        "A row is one measure of one area in one period. What is missing is not zero: “state” says why.",
    ),
    ObservationsParameters,
    _find,
    COLUMNS,
    _table,
)
