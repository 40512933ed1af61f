"""Who may do what to whose figures: every function that changes or hands out something, against every kind of person.

The functions are called as a page would that forgot to ask, or a request that was replayed: each looks at the right itself,
at the moment in which it would write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest

from data.model import Period
from data.places import NATION_KEY, PLACES
from data.reading.reader import Reading
from indicators import TABLES
from service import acceptance, administration, api_keys, drafts, health
from service.access.roles import LOCAL, Action, Identity, NotAllowedError, Person, Role
from service.access.state import NotPossibleError
from service.drafts import Draft, Verdict
from service.repository import Transaction
from service.review import decisions
from service.review.moves import Move
from service.service import Service
from service.targets import plans
from tests.support.rows import Tell, plan_file, sheet_rows, trainings

Q4, CLOSED = Period.parse("2024-Q4"), Period.parse("2020-Q2")
OWN, OTHER = "ha-noi", "hue"
LAST_DAY = date(2026, 11, 30)


class Office:
    """People of every kind; of two provinces a submission that stands, one that waits, and files not yet sent."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.standing = {unit: self._send(unit, 1) for unit in (OWN, OTHER)}
        for unit in (OWN, OTHER):
            self._send(unit, 2)
        administration.switch_review(service, LOCAL, True, "thử")
        self.waiting = {unit: self._send(unit, 3) for unit in (OWN, OTHER)}
        for unit in ("", OWN, OTHER):
            administration.lock(service, LOCAL, CLOSED, "cũ", unit)
        for role in Role:
            for units in (frozenset({OWN}), frozenset[str]()):
                person = Person(f"{role}{len(units)}@example.vn", "A", role, units, LAST_DAY)
                administration.grant(service, LOCAL, person, "thử")
        api_keys.issue(service, LOCAL, "viewer0@example.vn", "R", LAST_DAY, "thử")
        self.key = service.repository.ledger.head[0]
        self.files = {unit: self._draft(unit, 9) for unit in (OWN, OTHER)}
        self.files[NATION_KEY] = replace(self.files[OWN], unit=None, nation=True, over=0)
        self.plans = {unit: self._plan(unit) for unit in (OWN, OTHER, NATION_KEY)}

    def _draft(self, unit: str, classes: int, who: Identity = LOCAL) -> Draft:
        sheet = sheet_rows(TABLES["trainings"], trainings(classes))
        reading = Reading({}, {"trainings": sheet}, [])
        data = f"{unit} {classes}".encode()
        return drafts.judge(self.service, "a.xlsx", data, reading, PLACES.version(unit, Q4.end), Q4, who=who)

    def _send(self, unit: str, classes: int) -> int:
        receipt = acceptance.accept(self.service, self._draft(unit, classes), "A", "đúng").receipt
        assert receipt is not None
        return receipt.number

    def _plan(self, unit: str) -> plans.Plan:
        name = PLACES.version(unit, Q4.end).name if unit in PLACES.versions else "Cả nước"
        row = {
            "period": "Quý IV/2024",
            "operator": "≥",
            "measure": "TR01",
            "value": 4,
            "source": "KH",
            "province": name,
        }
        plan = plans.check(self.service, "b.xlsx", plan_file(self.service, [row]))
        assert not plan.refused, plan.findings
        return plan


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", "2026-11-21")
        service = Service(tmp_path_factory.mktemp("rights") / "store")
        yield Office(service)
        service.close()


def _decide(move: Move) -> Step:
    return lambda at, who, unit: decisions.decide(at.service, who, at.waiting[unit], move, "x")


def _quiet(done: int, total: int) -> None:
    return None


Step = Callable[[Office, Identity, str], object]
OF_A_PROVINCE: dict[str, Step] = {
    "send": lambda at, who, unit: acceptance.accept(at.service, at.files[unit], "A", "đúng", who=who),
    "plan": lambda at, who, unit: plans.accept(at.service, at.plans[unit], "A", "đúng", who=who),
    "see what waits": lambda at, who, unit: decisions.pending(at.service, who, at.waiting[unit]),
    "accept": _decide(Move.ACCEPT),
    "return": _decide(Move.RETURN),
    "lock": lambda at, who, unit: administration.lock(at.service, who, Q4, "x", unit),
    "unlock": lambda at, who, unit: administration.unlock(at.service, who, CLOSED, "x", unit),
    "fetch": lambda at, who, unit: administration.fetch(at.service, who, at.standing[unit]),
}
OF_THE_NATION: dict[str, Step] = {
    "send": OF_A_PROVINCE["send"],
    "plan": OF_A_PROVINCE["plan"],
    "lock": lambda at, who, unit: administration.lock(at.service, who, Q4, "x"),
    "unlock": lambda at, who, unit: administration.unlock(at.service, who, CLOSED, "x"),
}
OF_THE_OFFICE: dict[str, Step] = {
    "list what waits": lambda at, who, unit: decisions.waiting(at.service, who),
    "grant": lambda at, who, unit: administration.grant(at.service, who, Person("b@example.vn", "B", Role.VIEWER), "x"),
    "revoke": lambda at, who, unit: administration.revoke(at.service, who, "viewer0@example.vn", "x"),
    "see people": lambda at, who, unit: administration.people(at.service, who),
    "switch review": lambda at, who, unit: administration.switch_review(at.service, who, False, "x"),
    "open the figures": lambda at, who, unit: api_keys.open_figures(at.service, who, True, "x"),
    "set the share": lambda at, who, unit: administration.require_share(at.service, who, 80, "x"),
    "name web sites": lambda at, who, unit: api_keys.allow_sites(at.service, who, ["https://so.example.vn"], "x"),
    "give a key": lambda at, who, unit: api_keys.issue(at.service, who, "viewer0@example.vn", "R", LAST_DAY, "x"),
    "withdraw a key": lambda at, who, unit: api_keys.withdraw(at.service, who, at.key, "x"),
    "list keys": lambda at, who, unit: api_keys.tokens(at.service, who),
    "read the log": lambda at, who, unit: administration.log(at.service, who),
    "count the log": lambda at, who, unit: administration.log_size(at.service, who, administration.AuditFilter()),
    "list who acted": lambda at, who, unit: administration.actors(at.service, who),
    "see the store": lambda at, who, unit: health.condition(at.service, who),
    "follow the chain": lambda at, who, unit: health.chain(at.service, who),
    "verify": lambda at, who, unit: health.verify(at.service, who, _quiet),
    "restore": lambda at, who, unit: decisions.restore(at.service, who, at.standing[OWN], "x"),
}
PLACES_AND_STEPS = {OWN: OF_A_PROVINCE, OTHER: OF_A_PROVINCE, NATION_KEY: OF_THE_NATION, "": OF_THE_OFFICE}

# The matrix, written out by hand, not computed from the table that it holds to account.
SENDER = {"send", "plan", "fetch"}
JUDGE = {"see what waits", "accept", "return", "lock", "unlock", "fetch"}
OVERSEER = {"lock", "unlock", "fetch"}
MAY: dict[Role, set[str]] = {
    Role.VIEWER: set(),
    Role.ANALYST: SENDER,
    Role.REVIEWER: JUDGE,
    Role.ADMINISTRATOR: OVERSEER,
}
MAY_IN_OFFICE = {
    Role.VIEWER: set[str](),
    Role.ANALYST: set[str](),
    Role.REVIEWER: {"list what waits"},
    Role.ADMINISTRATOR: set(OF_THE_OFFICE) - {"list what waits"},
}


class LetThroughError(Exception):
    """It would have been written."""


def let_through(office: Office, who: Identity, where: str) -> set[str]:
    """What this person gets through with; nothing is written, since everything stops where its line would be."""
    before, found = office.service.revision, set()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Transaction, "record", _stop)
        for name, step in PLACES_AND_STEPS[where].items():
            with suppress(NotAllowedError):
                with suppress(LetThroughError):
                    step(office, who, where)
                found.add(name)
    assert office.service.revision == before
    return found


def _stop(*_: object, **__: object) -> None:
    raise LetThroughError


@pytest.mark.slow
@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("everywhere", [False, True], ids=["one province", "all provinces"])
def test_a_role_does_what_the_matrix_says_in_its_provinces_and_nothing_elsewhere(
    office: Office, role: Role, everywhere: bool
) -> None:
    who = Identity(f"{role}{0 if everywhere else 1}@example.vn", "A")
    everywhere = everywhere or role is Role.ADMINISTRATOR  # whose grant is never for some
    assert let_through(office, who, OWN) == MAY[role]
    assert let_through(office, who, OTHER) == (MAY[role] if everywhere else set())
    assert let_through(office, who, NATION_KEY) == (MAY[role] & set(OF_THE_NATION) if everywhere else set())
    assert let_through(office, who, "") == MAY_IN_OFFICE[role]


@pytest.mark.parametrize("where", PLACES_AND_STEPS)
def test_whoever_sits_at_the_machine_may_do_everything(office: Office, where: str) -> None:
    assert let_through(office, LOCAL, where) == set(PLACES_AND_STEPS[where])


@pytest.mark.parametrize("where", PLACES_AND_STEPS)
@pytest.mark.parametrize(
    "who",
    [
        Identity("stranger@example.vn", ""),
        Identity("administrator0@example.vn.evil", ""),
        Identity(" ", ""),
        Identity("", "A"),
    ],
    ids=["stranger", "almost an administrator", "blank", "no address"],
)
def test_a_stranger_may_do_nothing(office: Office, who: Identity, where: str) -> None:
    assert let_through(office, who, where) == set()


@pytest.mark.parametrize("role", list(Role))
def test_the_day_after_a_grants_last_it_allows_nothing(
    office: Office, role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = Identity(f"{role}0@example.vn", "A")
    monkeypatch.setenv("INDICATORS_TODAY", "2026-11-30")
    assert let_through(office, who, OWN) == MAY[role]
    monkeypatch.setenv("INDICATORS_TODAY", "2026-12-01")
    assert [let_through(office, who, where) for where in PLACES_AND_STEPS] == [set()] * len(PLACES_AND_STEPS)


def test_of_another_provinces_file_an_analyst_learns_only_that_it_is_not_theirs(office: Office) -> None:
    draft = office._draft(OTHER, 3, Identity("analyst1@example.vn", "A"))
    assert [finding.rule for finding in draft.findings] == ["not_your_province"]
    assert (draft.verdict, draft.projection, draft.already, dict(draft.sheets)) == (Verdict.REFUSED, None, None, {})


def test_a_role_taken_away_between_the_look_and_the_writing_stops_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The right is looked at again once the lock of the book is held, so that nothing slips in between."""
    person = office.service.repository.access.people["administrator0@example.vn"]
    held = office.service.repository.entry

    def late() -> object:
        office.service.repository.access.people.pop(person.email)
        return held()

    monkeypatch.setattr(office.service.repository, "entry", late)
    before, who = office.service.revision, Identity(person.email, "A")
    for name in ("grant", "revoke", "switch review", "restore"):
        with pytest.raises(NotAllowedError):
            OF_THE_OFFICE[name](office, who, "")
        office.service.repository.access.people[person.email] = person
    for name in ("lock", "unlock", "fetch"):
        with pytest.raises(NotAllowedError):
            OF_A_PROVINCE[name](office, who, OWN)
        office.service.repository.access.people[person.email] = person
    assert office.service.revision == before


def test_who_sends_for_a_merged_province_sends_for_the_earlier_quarters_of_those_it_was_made_of() -> None:
    before = PLACES.find("44", date(2024, 12, 31))
    assert before is not None
    assert PLACES.heir(before.key) != before.key
    heir = Person("a@b.vn", "", Role.ANALYST, frozenset({PLACES.heir(before.key)}))
    assert heir.may(Action.SEND, before.key)
    assert not Person("a@b.vn", "", Role.ANALYST, frozenset({before.key})).may(Action.SEND, PLACES.heir(before.key))
    assert not heir.may(Action.SEND, "VN")


@pytest.mark.parametrize("what", ["reason", "name", "answer"])
def test_a_text_that_no_form_lets_through_is_not_written_into_the_ledger_by_another_way(
    service: Service, tell: Tell, what: str
) -> None:
    long, before = "x" * 500_000, service.repository.ledger.head
    draft = tell("01", "2024-Q4", accept=False, trainings=trainings(1, people=501))
    ways: dict[str, Callable[[], object]] = {
        "reason": lambda: administration.switch_review(service, LOCAL, True, long),
        "name": lambda: acceptance.accept(service, draft, long, "đã đối chiếu"),
        "answer": lambda: acceptance.accept(service, draft, "An", long),
    }
    with pytest.raises(NotPossibleError) as refused:
        ways[what]()
    assert "500000" in refused.value.text.vi
    assert service.repository.ledger.head == before
