"""People, locks and the log: what is refused leaves no line, what is done leaves exactly one, and a line that was touched is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from conftest import Tell, trainings
from data.model import Period, today
from data.storage.ledger import FILE
from service import administration, api_keys, backup
from service.access.events import Event, Move
from service.access.roles import LOCAL, Identity, Person, Role
from service.access.state import NotPossibleError
from service.administration import Wanted
from service.health import chain, condition, verify
from service.publishing import releases
from service.review import decisions
from service.service import Desk
from service.targets import upload

Q4 = Period.parse("2024-Q4")
AN = Identity("an@example.vn", "Nguyễn An")


def grant(desk: Desk, role: Role, *units: str, email: str = AN.email, until: date | None = None) -> None:
    administration.grant(desk, LOCAL, Person(email, "Nguyễn An", role, frozenset(units), until), "phân công")


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
def test_what_is_no_address_gets_no_role(desk: Desk, email: str) -> None:
    with pytest.raises(NotPossibleError):
        grant(desk, Role.VIEWER, email=email)
    assert desk.revision == 0


def test_an_address_is_one_person_however_it_is_written(desk: Desk) -> None:
    grant(desk, Role.VIEWER, email=" An@Example.VN ")
    grant(desk, Role.ANALYST, "hue")
    (person,) = administration.people(desk)
    assert (person.email, person.role) == ("an@example.vn", Role.ANALYST)
    assert desk.person(Identity("AN@example.vn", "")) == person


def test_a_role_for_a_province_that_is_none_or_until_a_day_that_has_passed_is_refused(desk: Desk) -> None:
    with pytest.raises(NotPossibleError, match="province"):
        grant(desk, Role.ANALYST, "atlantis")
    with pytest.raises(NotPossibleError, match="passed"):
        grant(desk, Role.ANALYST, "hue", until=today() - timedelta(days=1))
    assert not administration.people(desk)


def test_provinces_bind_those_who_send_and_review_and_nobody_else(desk: Desk) -> None:
    for role in Role:
        grant(desk, role, "hue", email=f"{role}@example.vn")
    units = {person.role: set(person.units) for person in administration.people(desk)}
    assert units == {
        Role.VIEWER: set(),
        Role.ANALYST: {"hue"},
        Role.REVIEWER: {"hue"},
        Role.ADMINISTRATOR: set(),
    }


def test_the_last_administrator_stays_one(desk: Desk) -> None:
    grant(desk, Role.ADMINISTRATOR)
    for step in (lambda: administration.revoke(desk, LOCAL, AN.email, "nghỉ"), lambda: grant(desk, Role.VIEWER)):
        with pytest.raises(NotPossibleError, match="only administrator"):
            step()
    grant(desk, Role.ADMINISTRATOR, email="binh@example.vn")
    administration.revoke(desk, LOCAL, AN.email, "nghỉ")
    assert desk.person(AN) is None


def test_someone_without_a_role_has_none_to_lose(desk: Desk) -> None:
    with pytest.raises(NotPossibleError):
        administration.revoke(desk, LOCAL, AN.email, "nghỉ")


# Locks and review


def test_a_lock_is_of_one_quarter_of_a_province_that_is_one(desk: Desk) -> None:
    with pytest.raises(NotPossibleError, match="quarters"):
        administration.lock(desk, LOCAL, Period.parse("2024"), "lý do")
    with pytest.raises(NotPossibleError, match="province"):
        administration.lock(desk, LOCAL, Q4, "lý do", "atlantis")
    assert not administration.locks(desk)


def test_a_quarter_is_locked_once_and_only_what_is_locked_is_unlocked(desk: Desk) -> None:
    administration.lock(desk, LOCAL, Q4, "đã công bố", "hue")
    with pytest.raises(NotPossibleError, match="already"):
        administration.lock(desk, LOCAL, Q4, "lần nữa", "hue")
    for unit in ("", "ha-noi"):
        with pytest.raises(NotPossibleError, match="not locked"):
            administration.unlock(desk, LOCAL, Q4, "lý do", unit)
    administration.unlock(desk, LOCAL, Q4, "cần sửa", "hue")
    assert not administration.locks(desk)


def test_review_is_switched_only_from_one_to_the_other(desk: Desk) -> None:
    with pytest.raises(NotPossibleError):
        administration.switch_review(desk, LOCAL, False, "lý do")
    administration.switch_review(desk, LOCAL, True, "lý do")
    with pytest.raises(NotPossibleError):
        administration.switch_review(desk, LOCAL, True, "lý do")
    assert desk.revision == 1


# The log


def everything(desk: Desk, tell: Tell) -> list[tuple[Event, Callable[[], object]]]:
    """Each thing that can be done, in an order in which it can, with the kind of line that it leaves."""
    row = {
        "province": "Hà Nội",
        "period": "Quý IV/2024",
        "operator": "≥",
        "measure": "TR01",
        "value": 4,
        "source": "KH",
    }
    return [
        (Event.GRANT, lambda: grant(desk, Role.ANALYST, "ha-noi")),
        (Event.REVOKE, lambda: administration.revoke(desk, LOCAL, AN.email, "nghỉ")),
        (Event.SUBMISSION, lambda: tell("01", "2024-Q4", trainings=trainings(1))),
        (Event.SUBMISSION, lambda: tell("01", "2024-Q4", trainings=trainings(2))),
        (Event.MOVE, lambda: decisions.restore(desk, LOCAL, 1, "bản sau sai")),
        (Event.REVIEW, lambda: administration.switch_review(desk, LOCAL, True, "bật")),
        (Event.SUBMISSION, lambda: tell("01", "2024-Q4", trainings=trainings(3))),
        (Event.MOVE, lambda: decisions.decide(desk, LOCAL, 3, Move.RETURN, "thiếu")),
        (Event.SUBMISSION, lambda: tell("01", "2024-Q4", trainings=trainings(4))),
        (Event.MOVE, lambda: decisions.decide(desk, LOCAL, 4, Move.ACCEPT)),
        (Event.LOCK, lambda: administration.lock(desk, LOCAL, Q4, "xong")),
        (Event.UNLOCK, lambda: administration.unlock(desk, LOCAL, Q4, "sửa")),
        (Event.TARGETS, lambda: upload.accept(desk, upload.check(desk, "b.xlsx", upload.template(desk, [row])), "An")),
        (Event.FETCH, lambda: administration.fetch(desk, LOCAL, 1)),
        (Event.OPEN, lambda: api_keys.open_figures(desk, LOCAL, True, "công khai")),
        (Event.SITES, lambda: api_keys.allow_sites(desk, LOCAL, ["https://so.example.vn"], "nhúng")),
        (Event.GRANT, lambda: grant(desk, Role.ANALYST, "ha-noi")),
        (Event.TOKEN, lambda: api_keys.issue(desk, LOCAL, AN.email, "R", today(), "báo cáo")),
        (Event.TOKEN_END, lambda: api_keys.withdraw(desk, LOCAL, 18, "xong")),
        (Event.PUBLICATION, lambda: releases.publish(desk, LOCAL, "hằng quý")),
    ]


def test_everything_that_is_done_leaves_exactly_one_line_of_its_kind(desk: Desk, tell: Tell) -> None:
    done = everything(desk, tell)
    assert {kind for kind, _ in done} == set(Event)
    for number, (kind, step) in enumerate(done, 1):
        step()
        assert desk.book.ledger.head[0] == number, kind
        assert administration.log(desk, LOCAL, limit=1)[0].event is kind


def test_whoever_takes_an_original_file_stands_in_the_log_with_its_fingerprint(desk: Desk, tell: Tell) -> None:
    draft = tell("01", "2024-Q4", trainings=trainings(1))
    grant(desk, Role.ANALYST, "ha-noi")
    assert administration.fetch(desk, AN, 1) == draft.data
    line = administration.log(desk, LOCAL)[0]
    assert (line.event, line.actor, line.unit, line.body["of"]) == (Event.FETCH, AN.email, "ha-noi", draft.sha256)


def test_a_file_is_not_handed_out_where_that_cannot_be_written_down(
    desk: Desk, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell("01", "2024-Q4", trainings=trainings(1))
    monkeypatch.setattr("service.repository.RESERVE", 1 << 60)
    with pytest.raises(Exception, match="no space left"):
        administration.fetch(desk, LOCAL, 1)


def test_the_log_is_searched_by_kind_person_province_words_and_days(desk: Desk, tell: Tell) -> None:
    for _, step in everything(desk, tell):
        step()

    def found(**wanted: object) -> list[Event]:
        lines = administration.log(desk, LOCAL, Wanted(**wanted))  # type: ignore[arg-type]
        assert len(lines) == administration.log_size(desk, LOCAL, Wanted(**wanted))  # type: ignore[arg-type]
        return [line.event for line in lines]

    assert found(events=(Event.LOCK, Event.UNLOCK)) == [Event.UNLOCK, Event.LOCK]
    assert found(actor=AN.email) == []
    assert len(found(actor="")) == len(found()) == 20
    assert set(found(unit="ha-noi")) == {Event.SUBMISSION, Event.MOVE, Event.FETCH}
    assert found(search="THIEU") == [Event.MOVE]
    assert found(search="'; DROP TABLE event; --") == []
    now = administration.log(desk, LOCAL)[0].at.date()
    assert len(found(first=now - timedelta(days=1), last=now)) == 20
    assert found(first=now + timedelta(days=1)) == []
    assert found(last=now - timedelta(days=2)) == []


def test_pages_of_the_log_are_the_log(desk: Desk, tell: Tell) -> None:
    for _, step in everything(desk, tell):
        step()
    whole = [line.seq for line in administration.log(desk, LOCAL)]
    assert whole == list(range(20, 0, -1))
    assert [line.seq for n in range(4) for line in administration.log(desk, LOCAL, limit=5, offset=5 * n)] == whole


# The chain


def _ledger(desk: Desk) -> list[dict[str, object]]:
    return [json.loads(line) for line in (desk.home / FILE).read_text(encoding="utf-8").splitlines()]


def _write(desk: Desk, lines: list[dict[str, object]]) -> None:
    text = "".join(json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n" for line in lines)
    (desk.home / FILE).write_text(text, encoding="utf-8")


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


@pytest.mark.parametrize("how", SPOILT)
def test_a_line_that_was_changed_removed_or_moved_is_found_where_it_stands(desk: Desk, how: str) -> None:
    for quarter in range(8090, 8096):
        administration.lock(desk, LOCAL, Period.quarter(quarter), "lý do")
    assert chain(desk, LOCAL).broken is None
    assert not verify(desk, LOCAL, lambda done, total: None).faults
    spoil, line = SPOILT[how]
    _write(desk, spoil(_ledger(desk)))
    assert chain(desk, LOCAL).broken == line
    (fault,) = verify(desk, LOCAL, lambda done, total: None).faults
    assert str(line) in fault.vi


def test_lines_taken_from_the_end_or_a_whole_new_chain_are_told_from_the_one_in_use(desk: Desk, tmp_path: Path) -> None:
    for quarter in range(8090, 8096):
        administration.lock(desk, LOCAL, Period.quarter(quarter), "lý do")
    assert not chain(desk, LOCAL).other
    whole = (desk.home / FILE).read_bytes()
    _write(desk, _ledger(desk)[:-1])
    assert chain(desk, LOCAL).other
    another = Desk(tmp_path / "another")
    for quarter in range(8090, 8097):
        administration.lock(another, LOCAL, Period.quarter(quarter), "lý do khác")
    another.close()
    (desk.home / FILE).write_bytes((tmp_path / "another" / FILE).read_bytes())
    assert (chain(desk, LOCAL).broken, chain(desk, LOCAL).other) == (None, True)
    (desk.home / FILE).write_bytes(whole)
    assert not chain(desk, LOCAL).other


# The store


def test_the_state_of_the_store_says_when_it_was_last_backed_up_and_how_far(
    desk: Desk, tell: Tell, tmp_path: Path
) -> None:
    assert condition(desk, LOCAL).backup is None
    tell("01", "2024-Q4", trainings=trainings(1))
    backup.backup(desk.home, tmp_path / "backup")
    administration.lock(desk, LOCAL, Q4, "xong")
    state = condition(desk, LOCAL)
    assert state.backup is not None
    assert (state.backup.lines, state.lines) == (1, 2)
    assert (state.files, state.fault) == (2, None)
    assert state.archive_size > 0
    assert state.head == desk.book.ledger.head[1]
    (desk.home / backup.LAST_BACKUP).write_text("[]")
    assert condition(desk, LOCAL).backup is None
