"""One person writes so many lines of the ledger and no more, by whichever way; each stays for good."""

import pytest

from data.model import Period
from service import administration, ledger_limits
from service.access.roles import LOCAL, Identity, Person, Role
from service.repository import StoreFaultError
from service.service import Service
from service.targets import plans
from tests.support.rows import plan_file

AN = Identity("an@example.vn", "Nguyễn An")
DUC = Identity("duc@example.vn", "Trần Văn Đức")
Q4, MOST = Period.parse("2024-Q4"), 5


@pytest.fixture(autouse=True)
def few(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    administration.grant(service, LOCAL, Person(AN.email, AN.name, Role.ANALYST), "thử")
    administration.grant(service, LOCAL, Person(DUC.email, DUC.name, Role.REVIEWER), "thử")
    monkeypatch.setattr(ledger_limits, "MOST", {3_600: MOST})


@pytest.mark.slow
def test_whoever_enters_one_target_after_another_is_told_to_stop(service: Service) -> None:
    """A press of «Lưu» a tenth of a second: 36,000 lines an hour, each with its workbook, for good."""
    before = len(service.repository.ledger.lines)

    def enter(value: int) -> None:
        row = {"province": "Huế", "measure": "MQ01", "period": "2027", "operator": "at_least", "value": value}
        plan = plans.check(service, "p.xlsx", plan_file(service, [row | {"source": "QĐ 1"}]), AN)
        plans.accept(service, plan, AN.name, who=AN)

    for value in range(MOST):
        enter(value)
    with pytest.raises(StoreFaultError) as refused:
        enter(MOST)
    assert refused.value.text == ledger_limits.TOO_MANY.format(most=MOST, hours=1)
    assert len(service.repository.ledger.lines) - before == MOST
    assert len(plans.history(service)) == MOST
    assert service.fault is None
    administration.lock(service, DUC, Q4, "xong")  # nobody else is kept from anything


def test_what_is_locked_and_unlocked_again_and_again_counts_too_and_the_machine_itself_does_not(
    service: Service,
) -> None:
    for turn in range(MOST):
        (administration.unlock if turn % 2 else administration.lock)(service, DUC, Q4, "thử")
    with pytest.raises(StoreFaultError):
        administration.unlock(service, DUC, Q4, "thử")
    for turn in range(MOST + 1):
        (administration.lock if turn % 2 else administration.unlock)(service, LOCAL, Q4, "thử")
