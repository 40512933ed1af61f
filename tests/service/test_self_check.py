"""What goes wrong while the app runs is found without anybody asking, said, and mended from what is sound."""

import json
from datetime import date
from pathlib import Path

import pytest

from service import backup
from service.access.roles import LOCAL
from service.health import condition
from service.self_check import SelfCheck, differing
from service.service import Service
from service.store_faults import StoreFaultError
from tests.support.forging import chained_anew, files_of, lines_of, spoil, write_lines
from tests.support.rows import Tell, send, trainings


@pytest.fixture
def check(service: Service, tell: Tell) -> SelfCheck:
    tell("45", "2024-Q1", {"MQ01": 10}, trainings=trainings(2, date(2024, 2, 1)))
    tell("46", "2024-Q2", {"MQ01": 20})
    return SelfCheck(service)


def whole(check: SelfCheck) -> None:
    """Rounds until everything was looked at once."""
    begun = check.rounds
    while check.rounds < begun + 2:
        check.round()


def test_a_sound_store_gives_no_alarm_and_is_looked_at_a_bit_at_a_time(check: SelfCheck, service: Service) -> None:
    rounds = 0
    while check.rounds < 2:
        check.round(seconds=0)
        rounds += 1
    assert rounds > 6
    assert (service.fault, service.repository.alarms, service.repository.notices) == (None, [], [])


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE observation SET value = value + 1 WHERE measure = 'MQ01'",
        "UPDATE figure SET value = 11 WHERE value = 10",
        "DELETE FROM list_trainings WHERE submission = 1 AND row = 9",
        "DELETE FROM observation WHERE measure = 'TR01'",
    ],
)
@pytest.mark.slow
def test_a_value_changed_in_the_answers_is_found_and_made_again(
    check: SelfCheck, service: Service, change: str
) -> None:
    before = service.store.prints()
    with service.store.writing() as work:
        work.run(change)
    assert differing(service, "quang-tri", 2024)
    whole(check)
    assert service.store.prints() == before
    assert any("khác với sổ ghi" in notice.vi for notice in service.repository.notices)
    assert differing(service, "quang-tri", 2024) == []


def test_a_bit_flipped_in_a_line_stops_taking_in_and_says_which(check: SelfCheck, service: Service) -> None:
    write_lines(service.home, [line.replace("người thử", "người thử!") for line in lines_of(service.home)])
    whole(check)
    assert service.fault is not None
    assert "dòng 1" in service.fault.vi
    with pytest.raises(StoreFaultError):
        send(service, "45", "2024-Q3", {"MQ01": 1})


@pytest.mark.slow
def test_a_chain_made_again_under_the_app_is_held_against_what_it_knows(check: SelfCheck, service: Service) -> None:
    lines = [json.loads(line) for line in lines_of(service.home)]
    whole(check)
    write_lines(service.home, chained_anew([lines[0] | {"reason": "khác"}, *lines[1:]]))
    whole(check)
    assert service.fault is not None
    with pytest.raises(StoreFaultError):
        send(service, "45", "2024-Q3", {"MQ01": 1})


@pytest.mark.parametrize("backed_up", [True, False])
def test_a_kept_file_that_changed_is_put_right_from_the_backup_or_an_alarm(
    check: SelfCheck, service: Service, tmp_path: Path, backed_up: bool
) -> None:
    if backed_up:
        backup.backup(service.home, tmp_path / "copy")
    one = files_of(service.home)[0]
    spoil(service.home, one, b"spoilt")
    whole(check)
    state = condition(service, LOCAL)
    assert service.fault is None
    assert bool(state.alarms) == (not backed_up)
    assert bool(state.notices) == backed_up
    assert bool(backup.verify(service.home).faults) == (not backed_up)
