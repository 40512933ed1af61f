"""`observations`: the figures themselves, asked for as on the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Any

import pyarrow as pa

from data.model import Calendar, Grain, Language, Period, Text, periods, today
from data.places import Boundary
from indicators import CATALOGUE
from indicators.define import Measure, Nature
from indicators.engine.growth import Growth, last_year
from indicators.engine.query import OBS_STATUS, Answer, By, Question, Standing, areas_of
from indicators.engine.query import Row as Observed
from pages.api.operation import Column, Found, Operation, Row
from pages.api.parameters import BY, CALENDAR, COMPARE, FROM, GRAIN, MEASURE, PROVINCE, SERIES, SPLIT, SPLITS, TO, UNITS
from pages.server.problem import RefusedError
from pages.ui import session
from service.publishing import figure_table
from service.service import Service

MOST = 200_000  # figures that one request may ask for, whatever the size of its pages
ITEMS = 10  # that a breakdown is reckoned to have


def _as_in_files(name: str, kind: str, values: Sequence[str] = (), empty: bool = False) -> Column:
    """A column that the files of all published data have, too."""
    return Column(name, kind, figure_table.COLUMNS[name][1], values, empty)


COLUMNS = (
    _as_in_files("measure", "string", SERIES),
    Column("measure_name", "string", Text("Tên chỉ tiêu", "Name of the measure")),
    _as_in_files("unit", "string"),
    _as_in_files("boundary", "string", list(Boundary)),
    _as_in_files("area", "string"),
    _as_in_files("area_code", "string"),
    Column("area_name", "string", Text("Tên địa phương", "Name of the area")),
    _as_in_files("period", "string"),
    _as_in_files("breakdown", "string", ["", *SPLITS]),
    _as_in_files("item", "string"),
    _as_in_files("item_label", "string"),
    _as_in_files("calendar", "string", [figure_table.ALL, *Calendar]),
    _as_in_files("value", "number", empty=True),
    _as_in_files("bound", "string", ["", "~", ">", "≥", "<", "≤"]),
    _as_in_files("reported", "integer"),
    _as_in_files("expected", "integer"),
    _as_in_files("state", "string", list(Standing)),
    _as_in_files("obs_status", "string", sorted(set(OBS_STATUS.values()))),
    _as_in_files("days", "string", ["", *Calendar, "mixed"]),
    _as_in_files("conflict", "boolean"),
    Column("missing", "array", Text("Khóa các tỉnh chưa có", "Keys of the provinces that lack it")),
    Column("withheld", "array", Text("Khóa các tỉnh không công bố", "Keys of those that keep it to themselves")),
    Column("before", "number", Text("Cùng kỳ năm trước", "Same span last year"), empty=True, only="compare"),
    Column("difference", "number", Text("Chênh lệch", "Difference, in the measure's unit"), empty=True, only="compare"),
    Column("percent", "number", Text("Tăng, giảm theo %", "Change in percent"), empty=True, only="compare"),
    Column("why", "string", Text("Vì sao không so được", "Why the two cannot be compared"), empty=True, only="compare"),
    Column("demo", "boolean", Text("Dữ liệu minh họa, không dùng để báo cáo", "Demonstration data, not for reporting")),
)


def find(service: Service, asked: Mapping[str, Any], language: Language) -> Found:
    questions = questions_of(service, asked)
    size = 0
    for question in questions:
        areas, _ = areas_of(question, service.places)
        spans = periods(question.first, question.last, question.grain)
        size += len(areas) * len(spans) * (ITEMS if question.split else 1)
    if size > MOST:
        raise RefusedError(
            Text(
                f"Yêu cầu khoảng {size} số liệu, tối đa {MOST} mỗi lần. Hãy hỏi ít chỉ tiêu hơn (measure) hoặc khoảng kỳ ngắn hơn (from, to).",
                f"This asks for about {size} figures; {MOST} at most can be asked at once. Name fewer measures, or a shorter span (from, to).",
            ),
            "measure",
        )
    things: list[Thing] = []
    for question in questions:
        answer = session.ask(question)
        growths = last_year(session.ask, question) if "compare" in asked else [None] * len(answer.rows)
        things += [(answer, row, growth) for row, growth in zip(answer.rows, growths, strict=True)]
    return Found(things, partial(_told, language=language, demo=service.is_demo), _table)


Thing = tuple[Answer, Observed, Growth | None]


def _table(things: Sequence[Thing]) -> pa.Table:
    """A page of figures by code, as the files of all published data have them."""
    pages = []
    for _, some in groupby(things, key=lambda thing: id(thing[0])):
        found = list(some)
        pages.append(replace(found[0][0], rows=tuple(row for _, row, _ in found)))
    return figure_table.table(pages)


def questions_of(service: Service, asked: Mapping[str, Any]) -> list[Question]:
    """A question for each measure. Raises RefusedError where what was asked does not go together."""
    measures = [_series()[code] for code in dict.fromkeys(asked.get("measure") or service.measures)]
    first, last = span(service, asked)
    boundary, split = asked.get("units", Boundary.TODAY), asked.get("split", "")
    keys = tuple(dict.fromkeys(_area(service, text, first, last, boundary) for text in asked.get("province", ())))
    if split and not asked.get("measure"):
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
    return [
        Question(
            measure.code,
            first,
            last,
            asked.get("by") or _usual_by(measure, bool(keys)),
            keys,
            asked.get("grain") or (Grain.YEAR if measure.yearly else Grain.QUARTER),
            boundary,
            split,
            asked.get("calendar"),
        )
        for measure in measures
    ]


def _series() -> Mapping[str, Measure]:
    return {code: measure for indicator in CATALOGUE.values() for code, measure in indicator.series.items()}


def _usual_by(measure: Measure, named: bool) -> By:
    return By.PROVINCE if named or measure.kind is Nature.INDEX else By.NATION


def span(service: Service, asked: Mapping[str, Any]) -> tuple[Period, Period]:
    """From when to when; without a wish what there is. Raises RefusedError where it ends before it begins."""
    last: Period = asked.get("to") or service.latest() or Period.at(today()).shift(-1)
    first: Period = asked.get("from") or min(service.first() or last, last)
    if "from" in asked and "to" not in asked:
        last = max(last, first)
    if last.last < first.first:
        raise RefusedError(
            Text(f"Kỳ cuối {last} trước kỳ đầu {first}.", f"The last period {last} is before the first {first}."),
            "to",
            last.code,
        )
    return first, last


def _area(service: Service, text: str, first: Period, last: Period, boundary: Boundary) -> str:
    """A province by key, or by the code or name it bore at the time; on today's units its heir."""
    places = service.places
    if text in places.versions:
        return places.heir(text) if boundary is Boundary.TODAY else text
    if boundary is Boundary.THEN:
        unit = places.find(text, first.start) or places.find(text, last.end)
    else:
        unit = places.find(text, today()) or places.find(text, first.start)
    if unit is None:
        known = places.current if boundary is Boundary.TODAY else places.of_quarter(last.last)
        raise RefusedError(
            Text(
                f"Không có tỉnh này trong khoảng {first} – {last}.",
                f"There was no such province from {first} to {last}.",
            ),
            "province",
            text,
            [unit.key for unit in known],
        )
    return places.heir(unit.key) if boundary is Boundary.TODAY else unit.key


def _told(thing: Thing, language: Language, demo: bool) -> Row:
    answer, row, growth = thing
    measure, asked = answer.measure, answer.question
    item = answer.items[row.item].in_(language) if row.item in answer.items else ""
    grown: Row = ()
    if growth is not None:
        why = growth.why.in_(language) if growth.why else None
        before = growth.before.value if growth.before else None
        grown = (plain(before), plain(growth.difference), growth.percent, why)
    return (
        measure.code,
        measure.label.in_(language),
        measure.unit.in_(language),
        str(asked.boundary),
        row.key,
        row.area,
        row.name.in_(language),
        row.period.code,
        asked.split,
        row.item,
        item,
        str(asked.calendar or figure_table.ALL),
        plain(row.value),
        row.bound,
        row.reported,
        row.expected,
        str(row.state),
        OBS_STATUS[row.state],
        row.calendar,
        row.conflict,
        list(row.missing),
        list(row.withheld),
        *grown,
        demo,
    )


def plain(value: float | None) -> float | int | None:
    """Whole numbers without a point."""
    return int(value) if value is not None and value.is_integer() else value


OBSERVATIONS = Operation(
    "observations",
    Text("Số liệu", "Figures"),
    Text(
        "Mỗi dòng là một chỉ tiêu của một địa phương trong một kỳ. Số còn thiếu không phải là 0: cột «state» nói vì sao.",
        "A row is one measure of one area in one period. What is missing is not zero: “state” says why.",
    ),
    COLUMNS,
    (MEASURE, BY, PROVINCE, FROM, TO, GRAIN, UNITS, SPLIT, CALENDAR, COMPARE),
    find,
    statistical=True,
)
