"""`observations`: the figures themselves, asked for as on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from data.model import Grain, Language, Period, Text, periods, today
from data.places import Boundary
from indicators import CATALOGUE
from indicators.ask import OBS_STATUS, Answer, By, Question, Standing, areas_of
from indicators.ask import Row as Observed
from indicators.compare import Growth, last_year
from indicators.define import Measure, Nature
from indicators.desk import Desk
from pages.api.operation import Column, Found, Operation, Row
from pages.api.parameters import BY, CALENDAR, COMPARE, FROM, GRAIN, MEASURE, PROVINCE, SERIES, SPLIT, TO, UNITS
from pages.api.problem import RefusedError
from pages.parts import session

MOST = 200_000  # figures that one request may ask for, whatever the size of its pages
ITEMS = 10  # that a breakdown is reckoned to have

COLUMNS = (
    Column("measure", "string", Text("Mã chỉ tiêu", "Code of the measure"), SERIES),
    Column("measure_name", "string", Text("Tên chỉ tiêu", "Name of the measure")),
    Column("unit", "string", Text("Đơn vị tính", "Unit of measure")),
    Column("area", "string", Text("Mã tỉnh, khóa vùng hoặc VN", "Province code, region key or VN")),
    Column("area_key", "string", Text("Khóa của địa phương, không bao giờ đổi", "Key of the area, which never changes")),
    Column("area_name", "string", Text("Tên địa phương", "Name of the area")),
    Column("period", "string", Text("Kỳ", "Period")),
    Column("item", "string", Text("Mã của nhóm khi phân tổ", "Item of the breakdown, or empty")),
    Column("item_name", "string", Text("Tên của nhóm", "Name of the item")),
    Column("value", "number", Text("Giá trị; trống không phải là 0", "Value; null is not zero"), empty=True),
    Column("bound", "string", Text("Dấu trước giá trị không chính xác", "Sign before a value that is not exact"), ["", "~", ">", "≥", "<", "≤"]),
    Column("reported", "integer", Text("Số tỉnh đã báo cáo đủ", "Provinces whose figure is known")),
    Column("expected", "integer", Text("Số tỉnh phải báo cáo", "Provinces that owe it")),
    Column("state", "string", Text("Tình trạng", "How far the value may be trusted, or why there is none"), list(Standing)),
    Column("obs_status", "string", Text("Mã tình trạng theo SDMX (CL_OBS_STATUS)", "Observation status as SDMX codes it"), sorted(set(OBS_STATUS.values()))),
    Column("conflict", "boolean", Text("Số lũy kế mâu thuẫn", "A year-to-date total contradicts the one before it")),
    Column("calendar", "string", Text("Lịch kỳ báo cáo", "Calendar of the submissions it is made of"), ["", "statistical", "administrative", "mixed"]),
    Column("missing", "array", Text("Khóa các tỉnh chưa có", "Keys of the provinces that lack it")),
    Column("withheld", "array", Text("Khóa các tỉnh không công bố", "Keys of those that keep it to themselves")),
    Column("before", "number", Text("Cùng kỳ năm trước", "Same span last year"), empty=True, only="compare"),
    Column("difference", "number", Text("Chênh lệch", "Difference, in the measure's unit"), empty=True, only="compare"),
    Column("percent", "number", Text("Tăng, giảm theo %", "Change in percent"), empty=True, only="compare"),
    Column("why", "string", Text("Vì sao không so được", "Why the two cannot be compared"), empty=True, only="compare"),
    Column("demo", "boolean", Text("Dữ liệu minh họa, không dùng để báo cáo", "Demonstration data, not for reporting")),
)  # fmt: skip


def find(desk: Desk, asked: Mapping[str, Any], language: Language) -> Found:
    questions = questions_of(desk, asked)
    size = 0
    for question in questions:
        areas, _ = areas_of(question, desk.places)
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
    if "compare" in asked:
        grown = [(session.ask(question), last_year(session.ask, question)) for question in questions]
        things = [(a, row, g) for a, growths in grown for row, g in zip(a.rows, growths, strict=True)]
        return Found(things, partial(_compared, language=language, demo=desk.is_demo))
    answers = [session.ask(question) for question in questions]
    return Found(
        [(answer, row) for answer in answers for row in answer.rows],
        partial(_told, language=language, demo=desk.is_demo),
    )


def questions_of(desk: Desk, asked: Mapping[str, Any]) -> list[Question]:
    """A question for each measure. Raises RefusedError where what was asked does not go together."""
    measures = [_series()[code] for code in dict.fromkeys(asked.get("measure") or desk.measures)]
    first, last = span(desk, asked)
    boundary, split = asked.get("units", Boundary.TODAY), asked.get("split", "")
    keys = tuple(dict.fromkeys(_area(desk, text, first, last, boundary) for text in asked.get("province", ())))
    if split and not asked.get("measure"):
        raise RefusedError(
            Text("Phân tổ cần đi cùng chỉ tiêu (measure).", "A breakdown needs the measure it is of."), "split", split
        )
    for measure in measures:
        if split and split not in measure.breakdowns:
            raise RefusedError(
                Text(f"{measure.code} không có phân tổ này.", f"{measure.code} has no such breakdown."),
                "split", split, list(measure.breakdowns),
            )  # fmt: skip
    return [
        Question(
            measure.code, first, last, asked.get("by") or _usual_by(measure, bool(keys)), keys,
            asked.get("grain") or (Grain.YEAR if measure.yearly else Grain.QUARTER), boundary, split, asked.get("calendar"),
        )
        for measure in measures
    ]  # fmt: skip


def _series() -> Mapping[str, Measure]:
    return {code: measure for indicator in CATALOGUE.values() for code, measure in indicator.series.items()}


def _usual_by(measure: Measure, named: bool) -> By:
    return By.PROVINCE if named or measure.kind is Nature.INDEX else By.NATION


def span(desk: Desk, asked: Mapping[str, Any]) -> tuple[Period, Period]:
    """From when to when; without a wish what there is. Raises RefusedError where it ends before it begins."""
    last: Period = asked.get("to") or desk.latest() or Period.at(today()).shift(-1)
    first: Period = asked.get("from") or min(desk.first() or last, last)
    if "from" in asked and "to" not in asked:
        last = max(last, first)
    if last.last < first.first:
        raise RefusedError(
            Text(f"Kỳ cuối {last} trước kỳ đầu {first}.", f"The last period {last} is before the first {first}."),
            "to", last.code,
        )  # fmt: skip
    return first, last


def _area(desk: Desk, text: str, first: Period, last: Period, boundary: Boundary) -> str:
    """A province by key, or by the code or name it bore at the time; on today's units its heir."""
    places = desk.places
    if text in places.versions:
        return places.heir(text) if boundary is Boundary.TODAY else text
    if boundary is Boundary.THEN:
        unit = places.find(text, first.start) or places.find(text, last.end)
    else:
        unit = places.find(text, today()) or places.find(text, first.start)
    if unit is None:
        known = places.current if boundary is Boundary.TODAY else places.of_quarter(last.last)
        raise RefusedError(
            Text(f"Không có tỉnh này trong khoảng {first} – {last}.", f"There was no such province from {first} to {last}."),
            "province", text, [unit.key for unit in known],
        )  # fmt: skip
    return places.heir(unit.key) if boundary is Boundary.TODAY else unit.key


def _told(thing: tuple[Answer, Observed], language: Language, demo: bool) -> Row:
    answer, row = thing
    return (*_figure(answer, row, language), demo)


def _compared(thing: tuple[Answer, Observed, Growth], language: Language, demo: bool) -> Row:
    answer, row, growth = thing
    before = growth.before.value if growth.before else None
    why = growth.why.in_(language) if growth.why else None
    return (*_figure(answer, row, language), plain(before), plain(growth.difference), growth.percent, why, demo)


def _figure(answer: Answer, row: Observed, language: Language) -> Row:
    measure = answer.measure
    item = answer.items[row.item].in_(language) if row.item in answer.items else ""
    return (
        measure.code, measure.label.in_(language), measure.unit.in_(language), row.area, row.key, row.name.in_(language),
        row.period.code, row.item, item, plain(row.value), row.bound, row.reported, row.expected, str(row.state),
        OBS_STATUS[row.state], row.conflict, row.calendar, list(row.missing), list(row.withheld),
    )  # fmt: skip


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
)
