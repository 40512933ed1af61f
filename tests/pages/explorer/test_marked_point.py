"""After a receipt the new point is seen where it came to stand: that province, that quarter, ringed and named."""

import json

import pytest

from pages.server import store
from pages.texts import explorer as texts
from pages.ui import session
from service.service import Service
from tests.support.pages import shown
from tests.support.rows import Tell


@pytest.fixture
def here(service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(store, "_open", lambda _: service)
    session.answers.clear()
    for when, value in (("2026-Q2", 100), ("2026-Q3", 130)):
        tell("Huế", when, {"AP01": value})
    return service


def rings(**query: str) -> list[dict[str, object]]:
    at = shown("kham-pha", chi_tieu="AP01", tinh="VN,hue", **query)
    assert not at.warning
    (chart,) = at.get("plotly_chart")
    return [trace for trace in json.loads(chart.proto.spec)["data"] if trace.get("text") == [texts.JUST_SENT.vi]]


@pytest.mark.usefixtures("here")
def test_the_point_that_a_link_speaks_of_is_ringed_once_and_stands_at_its_value() -> None:
    (ring,) = rings(diem="2026-Q3")
    assert ring["y"] == [130]


@pytest.mark.usefixtures("here")
def test_without_such_a_link_and_of_a_quarter_without_a_figure_nothing_is_ringed() -> None:
    assert rings() == []
    assert rings(diem="2020-Q1") == []
    assert rings(diem="<b>") == []
