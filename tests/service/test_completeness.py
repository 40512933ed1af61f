"""Which quarter is the latest: the last that is due and that enough provinces have sent."""

from datetime import date

import pytest

from data.model import Period
from data.places import PLACES
from service import administration
from service.access.roles import LOCAL
from service.access.state import NotPossibleError
from service.service import Service
from tests.support.rows import Tell

LATE, OPEN = Period.parse("2026-Q3"), Period.parse("2026-Q4")
NAMES = [unit.name for unit in PLACES.of_quarter(LATE.last)]


def sent_by(tell: Tell, count: int, quarter: Period) -> None:
    for order, name in enumerate(NAMES[:count]):
        tell(name, quarter.code, {"IP01": order})


@pytest.mark.slow
def test_the_latest_quarter_is_the_last_that_nine_tenths_have_sent(service: Service, tell: Tell) -> None:
    sent_by(tell, 30, LATE)
    tell(NAMES[0], "2026-Q2", {"IP01": 1})
    assert service.latest() == LATE, "none is complete enough: the newest stands in"
    assert not service.complete_enough(LATE)
    sent_by(tell, 31, LATE)
    assert service.complete_enough(LATE)
    tell(NAMES[0], OPEN.code, {"IP01": 1})
    assert (service.newest(), service.latest()) == (OPEN, LATE)
    assert [(one.period, one.sent, one.owing) for one in service.collecting()] == [(OPEN, 1, 34)]


@pytest.mark.slow
def test_a_quarter_whose_due_day_has_not_passed_is_not_the_latest(
    service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent_by(tell, 34, Period.parse("2026-Q2"))
    sent_by(tell, 34, LATE)
    for day, latest in ((LATE.due, "2026-Q2"), (date(2026, 10, 16), "2026-Q3")):
        monkeypatch.setenv("INDICATORS_TODAY", day.isoformat())
        assert service.latest() == Period.parse(latest)


@pytest.mark.slow
def test_an_administrator_sets_the_share_with_a_reason(service: Service, tell: Tell) -> None:
    sent_by(tell, 17, LATE)
    assert not service.complete_enough(LATE)
    for percent, reason in ((49, "x"), (101, "x"), (90, "x"), (50, " ")):
        with pytest.raises(NotPossibleError):
            administration.require_share(service, LOCAL, percent, reason)
    administration.require_share(service, LOCAL, 50, "quý đầu sau sắp xếp")
    assert service.complete_enough(LATE)
    service.close()
    again = Service(service.home)
    assert again.complete_enough(LATE), "it stands in the ledger"
    again.close()
