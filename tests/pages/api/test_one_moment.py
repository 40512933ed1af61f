"""An answer is of one moment, and says of which: figures, data version and tag belong together."""

import threading
from collections.abc import Callable

import pytest

from indicators.engine.answer import Answer, Question
from pages.server import store
from pages.ui import session
from service.service import Service
from tests.support.interface import Answer as Answered
from tests.support.interface import Server, at_this_machine
from tests.support.rows import Tell, send

ASKED = "/api/v1/observations?measure=AP01&measure=AP02&from=2024-Q4&to=2024-Q4&province=hue&by=province"


@pytest.fixture
def local(service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> Server:
    monkeypatch.setattr(store, "_open", lambda _: service)
    monkeypatch.setattr(store, "opened", lambda: True)
    tell("Huế", "2024-Q4", {"AP01": 10, "AP02": 5})
    return at_this_machine(monkeypatch)


def elsewhere(work: Callable[[], object]) -> None:
    """In another thread, as another visitor would."""
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def values(answer: Answered) -> tuple[dict[str, float], int, str]:
    told = {row["measure"]: row["value"] for row in answer.rows}
    return told, answer.told["data_version"], answer.headers["etag"]


@pytest.mark.parametrize("large", [False, True], ids=["small", "large"])
def test_a_file_that_comes_in_between_two_measures_is_in_none_of_them_and_not_in_the_tag(
    local: Server, service: Service, monkeypatch: pytest.MonkeyPatch, large: bool
) -> None:
    """Four of 31 tags stood for two or three bodies while 25 files came in: a program got 304 of them for ever."""
    if large:
        monkeypatch.setattr("pages.api.observations.Figures.cost", lambda *_: 10**9)
    first = local.ask(ASKED)
    assert values(first)[0] == {"AP01": 10, "AP02": 5}
    session.answers._kept.clear()
    real, asked = Service.ask, list[str]()

    def interrupted(self: Service, question: Question) -> Answer:
        answer = real(self, question)
        if not asked:
            elsewhere(lambda: send(self, "Huế", "2024-Q4", {"AP01": 20, "AP02": 15}))
        asked.append(question.measure)
        return answer

    monkeypatch.setattr(Service, "ask", interrupted)
    assert values(local.ask(ASKED)) == values(first), "all of it is as it was"
    monkeypatch.undo()
    monkeypatch.setattr(store, "_open", lambda _: service)
    monkeypatch.setattr(store, "opened", lambda: True)
    monkeypatch.setenv("INDICATORS_TODAY", "2026-11-21")
    local = at_this_machine(monkeypatch)
    after = values(local.ask(ASKED))
    assert after[:2] == ({"AP01": 20, "AP02": 15}, 2)
    assert after[2] != values(first)[2]
    assert local.ask(ASKED, h_if_none_match=values(first)[2]).status == 200


def test_what_a_thread_has_just_written_it_sees_although_it_asks_of_one_moment(service: Service, tell: Tell) -> None:
    with service.at_once():
        assert service.revision == 0
        assert tell("Huế", "2024-Q4", {"AP01": 10}).receipt
        assert service.revision == 1
        elsewhere(lambda: send(service, "Huế", "2025-Q1", {"AP01": 11}))
        assert service.revision == 1
    assert service.revision == 2


def test_the_next_day_is_asked_anew(service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    """After midnight a running app said «not due» of a quarter that was overdue, until something came in."""
    monkeypatch.setattr(store, "_open", lambda _: service)
    tell("Huế", "2025-Q4", {"AP01": 10})
    from data.model import Period
    from indicators.engine.answer import By

    period = Period.parse("2026-Q3")
    question = Question("AP01", period, period, By.PROVINCE, ("hue",))
    asked = []
    for day in (period.due, period.due.replace(day=period.due.day + 1)):
        monkeypatch.setenv("INDICATORS_TODAY", day.isoformat())
        asked.append(session.ask(question))
        assert asked[-1] == service.ask(question)
    assert asked[0] is not asked[1]
