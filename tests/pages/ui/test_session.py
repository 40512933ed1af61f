"""What all pages ask by: an answer about some provinces is a part of the one about all, which is asked once."""

import pytest

from data.model import Grain, Period
from data.places import Boundary
from indicators import MEASURES
from indicators.engine.answer import By, Question
from pages.server import store
from pages.ui import session
from service.service import Service
from tests.support.rows import Tell

SOME = ("hue", "quang-tri-2025", "ha-noi", "son-la")  # the last has sent nothing
LONGER = (Grain.YEAR, Grain.YTD)


@pytest.fixture
def here(service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(store, "_open", lambda _: service)
    session.answers.clear()
    for quarter, by in (("2025-Q1", 1), ("2025-Q2", 2), ("2026-Q1", 3), ("2026-Q2", 4)):
        tell("Huế", quarter, {"AP01": 100 * by, "IN06": 3 * by})
        if by != 2:
            tell("Hà Nội", quarter, {"AP01": 70 * by})
    tell("Quảng Bình", "2025-Q1", {"AP01": 40})
    tell("Quảng Trị", "2026-Q1", {"AP01": 90})
    return service


@pytest.mark.parametrize("grain", [Grain.QUARTER, *(pytest.param(g, marks=pytest.mark.slow) for g in LONGER)])
def test_what_is_told_of_some_provinces_is_what_the_store_says_of_them(here: Service, grain: Grain) -> None:
    for code in MEASURES:
        asked = Question(code, Period.parse("2025-Q1"), Period.parse("2026-Q2"), By.PROVINCE, SOME, grain)
        told, said = session.ask(asked), here.ask(asked)
        assert told.question == asked
        assert [row._replace(reasons=()) for row in told.rows] == list(said.rows), code
    assert any(row.value for row in session.ask(Question("AP01", asked.first, asked.last, By.PROVINCE, SOME)).rows)


def test_on_the_units_of_then_and_by_parts_the_store_is_asked_itself(here: Service) -> None:
    first, last = Period.parse("2025-Q1"), Period.parse("2025-Q2")
    split = MEASURES["MQ01"].breakdowns[0]
    for asked in (
        Question("MQ01", first, last, By.PROVINCE, ("quang-binh", "hue"), boundary=Boundary.THEN),
        Question("MQ01", first, last, By.PROVINCE, SOME, split=split),
    ):
        assert session.ask(asked).rows == here.ask(asked).rows


def test_whoever_chooses_other_provinces_asks_the_store_nothing_more(
    here: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Question("AP01", Period.parse("2025-Q1"), Period.parse("2026-Q2"), By.PROVINCE, SOME)
    session.ask(asked)
    monkeypatch.setattr(type(here), "ask", lambda *_: pytest.fail("asked again"))
    other = Question("AP01", asked.first, asked.last, By.PROVINCE, ("hue", "an-giang-2025"))
    assert {row.key for row in session.ask(other).rows} == {"hue", "an-giang-2025"}
