"""Answers made up row by row, without a store."""

from collections.abc import Sequence

from data.model import Grain, Period, Text
from data.places import NATION_KEY, PLACES
from indicators import MEASURES
from indicators.engine.answer import Answer, By, Question, Row, Standing

FINAL, PARTIAL, MISSING = Standing.FINAL, Standing.PARTIAL, Standing.MISSING


def row(
    code: str, value: float | None, state: Standing = FINAL, key: str = NATION_KEY, item: str = "", **more: object
) -> Row:
    name = "Cả nước" if key == NATION_KEY else PLACES.version(key, Period.parse(code).end).name
    held = {FINAL: 34, PARTIAL: 31}.get(state, 0)
    told = {"reported": held, "expected": 34} | more
    return Row(
        key,
        key,
        Text(name, "Viet Nam" if key == NATION_KEY else name),
        Period.parse(code),
        item,
        value,
        state=state,
        **told,
    )  # type: ignore[arg-type]


def answer(rows: Sequence[Row], measure: str = "MQ01", split: str = "", provinces: tuple[str, ...] = ()) -> Answer:
    spans = [r.period for r in rows]
    by = By.PROVINCE if provinces else By.NATION
    items = {r.item: Text(r.item, r.item) for r in rows if r.item}
    grains = {span.grain for span in spans}
    grain = grains.pop() if len(grains) == 1 else Grain.YTD
    return Answer(
        Question(measure, min(spans), max(spans), by, provinces, grain, split=split),
        MEASURES[measure],
        tuple(rows),
        items,
    )
