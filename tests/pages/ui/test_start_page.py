"""Who signs in without a link lands at their own work; without a sign-in, and with a link, nothing is changed."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from pages.server import session_cookie, store
from pages.texts import administration
from pages.texts import briefing as texts
from pages.ui import account, session
from service import administration as access
from service.access.roles import LOCAL, Identity, Person, Role
from service.review import decisions
from service.review.moves import Move
from service.service import Service
from tests.support.hostile_texts import told
from tests.support.pages import shown
from tests.support.rows import Tell, trainings

AN = Identity("an@example.vn", "Nguyễn An")


@pytest.fixture
def here(service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(store, "_open", lambda _: service)
    session.answers.clear()
    for province in ("Huế", "Hà Nội"):
        tell(
            province,
            "2026-Q2",
            {"AP01": 100},
            trainings=trainings(1, start=session.today().replace(year=2026, month=5)),
        )
    return service


def as_(monkeypatch: pytest.MonkeyPatch, service: Service, role: Role, *units: str) -> None:
    access.grant(service, LOCAL, Person(AN.email, AN.name, role, frozenset(units)), "phân công")
    monkeypatch.setattr(session_cookie, "settings", lambda: session_cookie.Settings("https://example.vn"))
    monkeypatch.setattr(session_cookie, "read", lambda _: session_cookie.Passport(AN, b"", 9e9))
    monkeypatch.setattr(account, "who", lambda: AN)


def verdict(at: AppTest) -> str:
    return " ".join(re.findall(r"<h2>(.*?)</h2>", "".join(element.proto.body for element in at.get("html"))))


@pytest.mark.slow
def test_an_officer_of_one_province_lands_at_its_briefing_with_what_it_owes(
    here: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_(monkeypatch, here, Role.ANALYST, "hue")
    at = shown()
    assert verdict(at).startswith("Huế, ")
    assert texts.DUTIES.vi.format(area="Huế") in told(at).replace("\\", "")


@pytest.mark.slow
def test_what_came_back_stands_first_then_what_waits_then_what_is_due(
    here: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    access.switch_review(here, LOCAL, True, "từ nay")
    draft = tell("Huế", "2026-Q1", {"AP01": 120})
    assert draft.receipt is not None
    decisions.decide(here, LOCAL, draft.receipt.number, Move.RETURN, "thiếu lớp tháng 2")
    as_(monkeypatch, here, Role.ANALYST, "hue")
    at = shown()
    assert "thiếu lớp tháng 2" in at.warning[0].value
    links = [link.proto.label.replace("\\", "") for link in at.get("page_link")]
    due = [label for label in links if "phải nộp trong" in label or "quá hạn" in label]
    assert due, "with how many days are left"
    assert due == sorted(due, key=lambda label: "quá hạn" not in label), "what is overdue comes first"


@pytest.mark.slow
def test_a_reviewer_lands_at_what_waits(here: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    as_(monkeypatch, here, Role.REVIEWER)
    assert administration.NOTHING_WAITS.vi in told(shown())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("role", "units"),
    [(Role.VIEWER, ()), (Role.ADMINISTRATOR, ()), (Role.ANALYST, ()), (Role.ANALYST, ("hue", "ha-noi"))],
)
def test_everybody_else_lands_at_the_bulletin(
    role: Role, units: tuple[str, ...], here: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_(monkeypatch, here, role, *units)
    at = shown()
    assert not verdict(at).startswith("Huế, ")
    assert texts.DUTIES.vi.format(area="Huế") not in told(at)


@pytest.mark.slow
def test_a_link_is_opened_as_it_was_sent_and_without_a_sign_in_nothing_is_owed(
    here: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Huế, " not in verdict(shown())
    assert texts.DUTIES.vi.format(area="Huế") not in told(shown("ho-so-tinh", tinh="hue"))
    as_(monkeypatch, here, Role.ANALYST, "hue")
    assert not verdict(shown(pham_vi="ha-noi")).startswith("Huế, ")
