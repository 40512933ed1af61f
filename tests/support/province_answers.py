"""Answers about provinces, made up row by row, without a store."""

from data.model import Period, Text
from data.places import PLACES, Boundary
from indicators import MEASURES
from indicators.engine.answer import Answer, By, Question, Row, Standing

FINAL, PARTIAL, MISSING = Standing.FINAL, Standing.PARTIAL, Standing.MISSING


def row(key: str, value: float | None, when: str = "2026-Q3", state: Standing | None = None, **more: object) -> Row:
    period = Period.parse(when)
    name = PLACES.version(key, period.end).name
    state = state or (MISSING if value is None else FINAL)
    told = {"reported": int(state is FINAL), "expected": 1, "calendar": "statistical" if value is not None else ""}
    return Row(key, key, Text(name, name), period, "", value, state=state, **(told | more))  # type: ignore[arg-type]


def answer(rows: list[Row], measure: str = "MQ01", boundary: Boundary = Boundary.TODAY) -> Answer:
    spans = [each.period for each in rows]
    asked = Question(measure, min(spans), max(spans), By.PROVINCE, boundary=boundary)
    return Answer(asked, MEASURES[measure], tuple(rows))
