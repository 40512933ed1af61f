"""People, locks and the log: what is refused leaves no line, what is done leaves exactly one, and a line that was touched is found."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from data.model import Period, today
from data.places import PLACES
from service import administration, api_keys, backup, layouts
from service.access.events import Event
from service.access.roles import LOCAL, Identity, Person, Role
from service.access.state import NotPossibleError
from service.administration import AuditFilter
from service.health import chain, condition, verify
from service.publishing import bulletins, releases
from service.repository import LAST_BACKUP
from service.review import decisions
from service.review.moves import Move
from service.service import Service
from service.targets import plans
from tests.support.forging import lines_of, write_lines
from tests.support.layouts.answers import answered
from tests.support.layouts.syntheses import Style, synthesis
from tests.support.rows import Tell, plan_file, trainings

Q4 = Period.parse("2024-Q4")
AN = Identity("an@example.vn", "Nguyễn An")


def grant(service: Service, role: Role, *units: str, email: str = AN.email, until: date | None = None) -> None:
    administration.grant(service, LOCAL, Person(email, "Nguyễn An", role, frozenset(units), until), "phân công")


# People


@pytest.mark.parametrize(
    "email",
    [
        "",
        "an",
        "an@",
        "an@tinh",
        "a b@tinh.vn",
        "an@tinh.vn\nbcc",
        "<an@tinh.vn>",
        "аn@tinh.vn",
        "an@tinh.vn\u202e",
        "a" * 250 + "@tinh.vn",
    ],
)
def test_what_is_no_address_gets_no_role(service: Service, email: str) -> None:
    with pytest.raises(NotPossibleError):
        grant(service, Role.VIEWER, email=email)
    assert service.revision == 0


def test_an_address_is_one_person_however_it_is_written(service: Service) -> None:
    grant(service, Role.VIEWER, email=" An@Example.VN ")
    grant(service, Role.ANALYST, "hue")
    (person,) = administration.people(service)
    assert (person.email, person.role) == ("an@example.vn", Role.ANALYST)
    assert service.person(Identity("AN@example.vn", "")) == person


def test_a_role_for_a_province_that_is_none_or_until_a_day_that_has_passed_is_refused(service: Service) -> None:
    with pytest.raises(NotPossibleError, match="province"):
        grant(service, Role.ANALYST, "atlantis")
    with pytest.raises(NotPossibleError, match="passed"):
        grant(service, Role.ANALYST, "hue", until=today() - timedelta(days=1))
    assert not administration.people(service)


def test_provinces_bind_those_who_send_and_review_and_nobody_else(service: Service) -> None:
    for role in Role:
        grant(service, role, "hue", email=f"{role}@example.vn")
    units = {person.role: set(person.units) for person in administration.people(service)}
    assert units == {Role.VIEWER: set(), Role.ANALYST: {"hue"}, Role.REVIEWER: {"hue"}, Role.ADMINISTRATOR: set()}


def test_the_last_administrator_stays_one(service: Service) -> None:
    grant(service, Role.ADMINISTRATOR)
    for step in (lambda: administration.revoke(service, LOCAL, AN.email, "nghỉ"), lambda: grant(service, Role.VIEWER)):
        with pytest.raises(NotPossibleError, match="only administrator"):
            step()
    grant(service, Role.ADMINISTRATOR, email="binh@example.vn")
    administration.revoke(service, LOCAL, AN.email, "nghỉ")
    assert service.person(AN) is None


def test_someone_without_a_role_has_none_to_lose(service: Service) -> None:
    with pytest.raises(NotPossibleError):
        administration.revoke(service, LOCAL, AN.email, "nghỉ")


# Locks and review


def test_a_lock_is_of_one_quarter_of_a_province_that_is_one(service: Service) -> None:
    with pytest.raises(NotPossibleError, match="quarters"):
        administration.lock(service, LOCAL, Period.parse("2024"), "lý do")
    with pytest.raises(NotPossibleError, match="province"):
        administration.lock(service, LOCAL, Q4, "lý do", "atlantis")
    assert not administration.locks(service)


def test_a_quarter_is_locked_once_and_only_what_is_locked_is_unlocked(service: Service) -> None:
    administration.lock(service, LOCAL, Q4, "đã công bố", "hue")
    with pytest.raises(NotPossibleError, match="already"):
        administration.lock(service, LOCAL, Q4, "lần nữa", "hue")
    for unit in ("", "ha-noi"):
        with pytest.raises(NotPossibleError, match="not locked"):
            administration.unlock(service, LOCAL, Q4, "lý do", unit)
    administration.unlock(service, LOCAL, Q4, "cần sửa", "hue")
    assert not administration.locks(service)


def test_review_is_switched_only_from_one_to_the_other(service: Service) -> None:
    with pytest.raises(NotPossibleError):
        administration.switch_review(service, LOCAL, False, "lý do")
    administration.switch_review(service, LOCAL, True, "lý do")
    with pytest.raises(NotPossibleError):
        administration.switch_review(service, LOCAL, True, "lý do")
    assert service.revision == 1


# The log


def everything(service: Service, tell: Tell) -> list[tuple[Event, Callable[[], object]]]:
    """Each thing that can be done, in an order in which it can, with the kind of line that it leaves."""
    row = {
        "province": "Hà Nội",
        "period": "Quý IV/2024",
        "operator": "≥",
        "measure": "TR01",
        "value": 4,
        "source": "KH",
    }
    case = synthesis(21, Style("two"), 35, year=2025)
    proposed = layouts.propose(service, case.sent.file, case.sent.data, PLACES.find("01", Q4.end), Q4)
    assert proposed is not None
    layout = answered(proposed, case)
    return [
        (Event.GRANT, lambda: grant(service, Role.ANALYST, "ha-noi")),
        (Event.REVOKE, lambda: administration.revoke(service, LOCAL, AN.email, "nghỉ")),
        (Event.SUBMISSION, lambda: tell("01", "2024-Q4", trainings=trainings(1))),
        (Event.SUBMISSION, lambda: tell("01", "2024-Q4", trainings=trainings(2))),
        (Event.MOVE, lambda: decisions.restore(service, LOCAL, 1, "bản sau sai")),
        (Event.REVIEW, lambda: administration.switch_review(service, LOCAL, True, "bật")),
        (Event.SUBMISSION, lambda: tell("01", "2024-Q4", trainings=trainings(3))),
        (Event.MOVE, lambda: decisions.decide(service, LOCAL, 3, Move.RETURN, "thiếu")),
        (Event.SUBMISSION, lambda: tell("01", "2024-Q4", trainings=trainings(4))),
        (Event.MOVE, lambda: decisions.decide(service, LOCAL, 4, Move.ACCEPT)),
        (Event.LOCK, lambda: administration.lock(service, LOCAL, Q4, "xong")),
        (Event.UNLOCK, lambda: administration.unlock(service, LOCAL, Q4, "sửa")),
        (Event.TARGETS, lambda: plans.accept(service, plans.check(service, "b.xlsx", plan_file(service, [row])), "An")),
        (Event.FETCH, lambda: administration.fetch(service, LOCAL, 1)),
        (Event.OPEN, lambda: api_keys.open_figures(service, LOCAL, True, "công khai")),
        (Event.SITES, lambda: api_keys.allow_sites(service, LOCAL, ["https://so.example.vn"], "nhúng")),
        (Event.GRANT, lambda: grant(service, Role.ANALYST, "ha-noi")),
        (Event.TOKEN, lambda: api_keys.issue(service, LOCAL, AN.email, "R", today(), "báo cáo")),
        (Event.TOKEN_END, lambda: api_keys.withdraw(service, LOCAL, 18, "xong")),
        (Event.COMPLETENESS, lambda: administration.require_share(service, LOCAL, 80, "mới sắp xếp")),
        (Event.PUBLICATION, lambda: releases.publish(service, LOCAL, "hằng quý")),
        (Event.BULLETIN, lambda: bulletins.freeze(service, LOCAL, Q4, {"vi": "a", "en": "b"}, {}, "hằng quý")),
        (Event.LAYOUT, lambda: layouts.save(service, LOCAL, "ha-noi", layout, "đã xem")),
        (Event.LAYOUT_END, lambda: layouts.withdraw(service, LOCAL, 23, "thôi dùng")),
    ]


@pytest.mark.slow
def test_everything_that_is_done_leaves_exactly_one_line_of_its_kind(service: Service, tell: Tell) -> None:
    done = everything(service, tell)
    assert {kind for kind, _ in done} == set(Event)
    for number, (kind, step) in enumerate(done, 1):
        step()
        assert service.repository.ledger.head[0] == number, kind
        assert administration.log(service, LOCAL, limit=1)[0].event is kind


def test_whoever_takes_an_original_file_stands_in_the_log_with_its_fingerprint(service: Service, tell: Tell) -> None:
    draft = tell("01", "2024-Q4", trainings=trainings(1))
    grant(service, Role.ANALYST, "ha-noi")
    assert administration.fetch(service, AN, 1) == draft.data
    line = administration.log(service, LOCAL)[0]
    assert (line.event, line.actor, line.unit, line.body["of"]) == (Event.FETCH, AN.email, "ha-noi", draft.sha256)


@pytest.mark.slow
def test_of_a_file_taken_again_and_again_the_log_has_one_line_a_person_and_hour(
    service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    monkeypatch.setattr(administration, "_now", lambda: now)
    for code in ("01", "46"):
        tell(code, "2024-Q4", trainings=trainings(1))
    grant(service, Role.ADMINISTRATOR)

    def taken() -> list[tuple[str, int]]:
        return [
            (line.actor, line.body["number"]) for line in service.repository.ledger.lines if line.kind == Event.FETCH
        ]

    for _ in range(200):
        administration.fetch(service, LOCAL, 1)
    assert taken() == [("", 1)]
    administration.fetch(service, LOCAL, 2)
    grant(service, Role.REVIEWER, email="binh@example.vn")
    administration.fetch(service, Identity("binh@example.vn", "Bình"), 1)
    assert taken() == [("", 1), ("", 2), ("binh@example.vn", 1)]
    now += timedelta(minutes=59)
    administration.fetch(service, LOCAL, 1)
    assert len(taken()) == 3
    now += timedelta(minutes=1)
    administration.fetch(service, LOCAL, 1)
    assert taken()[3:] == [("", 1)]


def test_a_file_is_not_handed_out_where_that_cannot_be_written_down(
    service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell("01", "2024-Q4", trainings=trainings(1))
    monkeypatch.setattr("service.repository.RESERVE", 1 << 60)
    with pytest.raises(Exception, match="no space left"):
        administration.fetch(service, LOCAL, 1)


@pytest.mark.slow
def test_the_log_is_searched_by_kind_person_province_words_and_days(service: Service, tell: Tell) -> None:
    for _, step in everything(service, tell):
        step()

    def found(**wanted: object) -> list[Event]:
        lines = administration.log(service, LOCAL, AuditFilter(**wanted))  # type: ignore[arg-type]
        assert len(lines) == administration.log_size(service, LOCAL, AuditFilter(**wanted))  # type: ignore[arg-type]
        return [line.event for line in lines]

    assert found(events=(Event.LOCK, Event.UNLOCK)) == [Event.UNLOCK, Event.LOCK]
    assert found(actor=AN.email) == []
    assert len(found(actor="")) == len(found()) == 24
    assert set(found(unit="ha-noi")) == {
        *(Event.SUBMISSION, Event.MOVE, Event.FETCH),
        *(Event.LAYOUT, Event.LAYOUT_END),
    }
    assert found(search="THIEU") == [Event.MOVE]
    assert found(search="'; DROP TABLE event; --") == []
    now = administration.log(service, LOCAL)[0].at.date()
    assert len(found(first=now - timedelta(days=1), last=now)) == 24
    assert found(first=now + timedelta(days=1)) == []
    assert found(last=now - timedelta(days=2)) == []


@pytest.mark.slow
def test_pages_of_the_log_are_the_log(service: Service, tell: Tell) -> None:
    for _, step in everything(service, tell):
        step()
    whole = [line.seq for line in administration.log(service, LOCAL)]
    assert whole == list(range(24, 0, -1))
    assert [line.seq for n in range(5) for line in administration.log(service, LOCAL, limit=5, offset=5 * n)] == whole


# The chain


def _ledger(service: Service) -> list[dict[str, object]]:
    return [json.loads(line) for line in lines_of(service.home)]


def _write(service: Service, lines: list[dict[str, object]]) -> None:
    write_lines(
        service.home, [json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for line in lines]
    )


def _changed(lines: list[dict[str, object]]) -> list[dict[str, object]]:
    lines[3]["reason"] = "khác"
    return lines


SPOILT = {
    "changed": (_changed, 4),
    "removed": (lambda lines: lines[:3] + lines[4:], 4),
    "moved": (lambda lines: [*lines[:3], lines[4], lines[3], *lines[5:]], 4),
    "repeated": (lambda lines: lines[:4] + lines[3:], 5),
    "first removed": (lambda lines: lines[1:], 1),
}


@pytest.mark.slow
@pytest.mark.parametrize("how", SPOILT)
def test_a_line_that_was_changed_removed_or_moved_is_found_where_it_stands(service: Service, how: str) -> None:
    for quarter in range(8090, 8096):
        administration.lock(service, LOCAL, Period.quarter(quarter), "lý do")
    assert chain(service, LOCAL).broken is None
    assert not verify(service, LOCAL, lambda done, total: None).faults
    spoil, line = SPOILT[how]
    _write(service, spoil(_ledger(service)))
    assert chain(service, LOCAL).broken == line
    (fault,) = verify(service, LOCAL, lambda done, total: None).faults
    assert str(line) in fault.vi


def test_lines_taken_from_the_end_or_a_whole_new_chain_are_told_from_the_one_in_use(
    service: Service, tmp_path: Path
) -> None:
    for quarter in range(8090, 8096):
        administration.lock(service, LOCAL, Period.quarter(quarter), "lý do")
    assert not chain(service, LOCAL).other
    whole = lines_of(service.home)
    _write(service, _ledger(service)[:-1])
    assert chain(service, LOCAL).other
    another = Service(tmp_path / "another")
    for quarter in range(8090, 8097):
        administration.lock(another, LOCAL, Period.quarter(quarter), "lý do khác")
    another.close()
    write_lines(service.home, lines_of(tmp_path / "another"))
    assert (chain(service, LOCAL).broken, chain(service, LOCAL).other) == (None, True)
    write_lines(service.home, whole)
    assert not chain(service, LOCAL).other


# The store


def test_the_state_of_the_store_says_when_it_was_last_backed_up_and_how_far(
    service: Service, tell: Tell, tmp_path: Path
) -> None:
    assert condition(service, LOCAL).backup is None
    tell("01", "2024-Q4", trainings=trainings(1))
    backup.backup(service.home, tmp_path / "backup")
    administration.lock(service, LOCAL, Q4, "xong")
    state = condition(service, LOCAL)
    assert state.backup is not None
    assert (state.backup.lines, state.lines) == (1, 2)
    assert (state.files, state.fault) == (2, None)
    assert state.archive_size > 0
    assert state.head == service.repository.ledger.head[1]
    (service.home / LAST_BACKUP).write_text("[]")
    assert condition(service, LOCAL).backup is None
