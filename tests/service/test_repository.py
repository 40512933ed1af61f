"""The answers follow the truth, whatever happens to either of them or to the disk."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from data.model import Period
from data.places import PLACES
from data.reading.reader import Reading
from data.storage.answers import KEPT
from data.storage.database import Store, StoreBrokenError, Work
from data.storage.ledger import LedgerLine
from data.storage.truth import FILE, LOCK, Truth
from service import acceptance, answer_maker, drafts, submissions
from service import repository as books
from service.drafts import Draft
from service.service import Service
from service.store_faults import StoreFaultError
from tests.support.forging import chained_anew, lines_of, spoil, write_lines
from tests.support.rows import Tell, send, trainings

pytestmark = pytest.mark.slow

Reopened = Callable[[], Service]
Prints = dict[str, tuple[int, int]]


@pytest.fixture
def home(service: Service) -> Path:
    return service.home


@pytest.fixture
def reopened(home: Path) -> Iterator[Reopened]:
    """The store opened again, as after a stop of the machine, or beside a process that has it open."""
    services: list[Service] = []

    def again() -> Service:
        services.append(Service(home))
        return services[-1]

    yield again
    for service in services:
        service.close()


def told(service: Service) -> Prints:
    return service.store.prints()


def published(home: Path) -> list[Path]:
    return sorted((home / "answers").glob("[0-9]*.duckdb"))


def three_sent(tell: Tell) -> None:
    tell("45", "2024-Q1", {"MQ01": 10}, trainings=trainings(2, date(2024, 2, 1)))
    tell("45", "2024-Q2", {"MQ01": 20})
    assert tell("46", "2024-Q2", {"MQ01": (None, 30)}, trainings=trainings(1, date(2024, 5, 1))).receipt


# What can happen to the answers


def _flipped(path: Path, at: float) -> None:
    data = bytearray(path.read_bytes())
    data[int(at * (len(data) - 1))] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("how", ["gone", "garbage", "emptied", "cut", "flipped", "the whole folder gone"])
def test_answers_that_are_lost_or_ruined_are_made_again_from_the_truth(
    service: Service, tell: Tell, reopened: Reopened, home: Path, how: str
) -> None:
    three_sent(tell)
    service.repository.publish()
    before = told(service)
    service.close()
    for path in published(home):
        match how:
            case "gone":
                path.unlink()
            case "garbage":
                path.write_bytes(b"garbage" * 100_000)
            case "emptied":
                path.write_bytes(b"")
            case "cut":
                path.write_bytes(path.read_bytes()[:-4096])
            case "flipped":
                _flipped(path, 0.5)
    if how == "the whole folder gone":
        shutil.rmtree(home / "answers")
    again = reopened()
    assert told(again) == before
    assert again.fault is None
    assert bool(again.repository.notices) == (how not in ("gone", "the whole folder gone"))


def test_one_flipped_bit_anywhere_in_a_published_file_is_seen_before_it_is_opened(
    service: Service, tell: Tell, home: Path, reopened: Reopened
) -> None:
    """Of 24 flips in the file that stores were before, 19 started silently and then no command worked."""
    three_sent(tell)
    service.repository.publish()
    before, path = told(service), published(home)[-1]
    service.close()
    whole = path.read_bytes()
    for n in range(24):
        path.write_bytes(whole)
        _flipped(path, n / 23)
        again = Service(home)
        assert told(again) == before
        again.close()
    assert len(list((home / "answers").iterdir())) <= KEPT, "no try leaves one more file"


def test_a_store_made_anew_has_every_observation_or_is_not_used_at_all(
    service: Service, tell: Tell, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between the lines and their observations a store of 42,005 figures came up blank, and said nothing."""
    three_sent(tell)
    before = told(service)
    service.close()
    shutil.rmtree(home / "answers")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("indicators.engine.observations.Observer.rebuild", killed)
        with pytest.raises(KeyboardInterrupt):
            Service(home)
    assert published(home) == []
    again = Service(home)
    assert told(again) == before
    again.close()


def test_a_hole_in_the_middle_does_not_pass_as_whole(service: Service, tell: Tell, home: Path) -> None:
    """Lines lost in the middle of a store's log: 101 of 107 events, and only the last line's hash was compared."""
    three_sent(tell)
    before = told(service)
    with service.store.writing() as work:
        work.run("DELETE FROM event WHERE seq = 2")
    service.repository.publish()
    service.close()
    again = Service(home)
    assert told(again) == before
    again.close()


def test_lines_of_many_files_follow_with_their_observations_in_whole_portions(
    service: Service, tell: Tell, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer_maker, "AT_ONCE", 2)
    beside = Service(home)
    for quarter in range(1, 5):
        tell("45", f"2023-Q{quarter}", {"MQ01": quarter})
    seen: list[tuple[int, int]] = []
    real = answer_maker.came_to

    def watched(work: Work, seq: int, hash_: str) -> None:
        real(work, seq, hash_)
        seen.append((seq, work.one("SELECT count(*) FROM observation WHERE measure = 'MQ01' AND span = 'quarter'")))

    monkeypatch.setattr(answer_maker, "came_to", watched)
    beside.repository.look(now=True)
    assert [seq for seq, _ in seen] == [2, 4]
    assert all(observations >= seq for seq, observations in seen)
    assert told(beside) == told(service)
    beside.close()


def test_a_question_that_meets_a_damaged_file_has_it_made_again(
    service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    import duckdb

    three_sent(tell)
    before = told(service)

    def corrupt(*_: object, **__: object) -> None:
        raise duckdb.IOException("Corrupt database file: computed checksum does not match")

    monkeypatch.setattr(Work, "one", corrupt)
    with pytest.raises(StoreBrokenError), service.store.reading() as work:
        work.one("SELECT 1")
    monkeypatch.undo()
    service.repository.look(now=True)
    assert told(service) == before
    assert service.fault is None


# Others


def test_two_processes_see_what_the_other_took_in_and_never_give_a_number_twice(
    service: Service, tell: Tell, reopened: Reopened
) -> None:
    tell("45", "2024-Q1", {"MQ01": 10})
    beside = reopened()
    assert send(beside, "46", "2024-Q1", {"MQ01": 20}).receipt.number == 2  # type: ignore[union-attr]
    assert tell("45", "2024-Q2", {"MQ01": 30}).receipt.number == 3  # type: ignore[union-attr]
    again = send(beside, "45", "2024-Q2", {"MQ01": 30})
    assert again.receipt is not None
    assert again.receipt.number == 3, "the same bytes, which the other took in"
    beside.repository.look(now=True)
    assert told(beside) == told(service)
    assert service.repository.rebuild(check=True) == []


def test_a_file_that_another_process_overtook_is_looked_at_again(
    service: Service, tell: Tell, reopened: Reopened
) -> None:
    beside = reopened()
    draft = tell("45", "2024-Q1", {"MQ01": 10}, accept=False)
    assert send(beside, "45", "2024-Q1", {"MQ01": 11}).receipt
    with pytest.raises(Exception, match="just sent"):
        acceptance.accept(service, draft, "người thử")


def test_a_restore_waits_until_nobody_has_the_folder_open(service: Service, tell: Tell, tmp_path: Path) -> None:
    """Beside a running app it lost seven of eight acknowledged submissions."""
    from service import backup

    tell("45", "2024-Q1", {"MQ01": 10})
    backup.backup(service.home, tmp_path / "copy")
    files = {path: path.stat().st_ino for path in service.home.rglob("*") if path.is_file()}
    with pytest.raises(books.truth.StoreBusyError):
        backup.restore(tmp_path / "copy", service.home)
    assert {path: path.stat().st_ino for path in service.home.rglob("*") if path.is_file()} == files
    assert tell("45", "2024-Q2", {"MQ01": 20}).receipt


def test_a_step_that_was_broken_off_after_it_was_stored_is_not_taken_twice(
    service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = tell("45", "2024-Q1", {"MQ01": 10}, accept=False)

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(service.repository, "_take", stopped)
        with pytest.raises(KeyboardInterrupt):
            acceptance.accept(service, draft, "người thử")
    service.repository.look(now=True)
    tell("46", "2024-Q1", {"MQ01": 20})
    with service.store.reading() as work:
        assert work.rows("SELECT seq FROM event ORDER BY seq") == [(1,), (2,)]
    assert service.repository.rebuild(check=True) == []


# What can happen to the truth


def test_a_forged_ledger_stops_everything_new_and_leaves_the_figures_to_be_read(
    service: Service, tell: Tell, reopened: Reopened, home: Path
) -> None:
    three_sent(tell)
    service.repository.publish()
    before = told(service)
    service.close()
    forged = lines_of(home)
    forged[0] = forged[0].replace('"version":1', '"version":7', 1)
    write_lines(home, forged)
    again = reopened()
    assert again.fault is not None
    assert "dòng 1" in again.fault.vi
    assert told(again) == before
    with pytest.raises(StoreFaultError), again.repository.entry():
        pass
    assert lines_of(home) == forged, "what is wrong stays to be looked at"


@pytest.mark.parametrize("known_by", ["the answers", "the last backup"])
def test_a_chain_made_again_is_held_against_what_others_know_of_it(
    service: Service, tell: Tell, home: Path, tmp_path: Path, known_by: str
) -> None:
    """A line put in the middle, all hashes computed again: the forged administrator was one."""
    import json

    from service import backup

    three_sent(tell)
    if known_by == "the answers":
        service.repository.publish()
    else:
        backup.backup(home, tmp_path / "copy")
    service.close()
    if known_by == "the last backup":
        shutil.rmtree(home / "answers")
    lines = [json.loads(line) for line in lines_of(home)]
    grant = {
        "kind": "grant",
        "body": {"email": "x@x.vn", "name": "", "role": "administrator", "units": [], "until": None},
    }
    write_lines(home, chained_anew([lines[0], lines[1] | grant, *lines[1:]]))
    again = Service(home)
    assert again.fault is not None
    assert f"dòng {2 if known_by == 'the answers' else 3}" in again.fault.vi.casefold()
    assert not again.empty, "what holds together can be seen"
    with pytest.raises(StoreFaultError):
        send(again, "45", "2024-Q3", {"MQ01": 1})
    again.close()


@pytest.mark.parametrize("how", ["gone", "emptied", "an older copy", "garbage"])
def test_a_truth_that_is_lost_or_older_than_what_follows_from_it_does_not_start_as_new(
    service: Service, tell: Tell, home: Path, how: str
) -> None:
    tell("45", "2024-Q1", {"MQ01": 10})
    older = (home / FILE).read_bytes()
    tell("45", "2024-Q2", {"MQ01": 20})
    service.repository.publish()
    before = told(service)
    service.close()
    match how:
        case "gone":
            (home / FILE).unlink()
        case "an older copy":
            (home / FILE).write_bytes(older)
        case _:
            (home / FILE).write_bytes(b"" if how == "emptied" else b"garbage" * 5000)
    again = Service(home)
    assert again.fault is not None
    assert told(again) == before, "what was computed can be read"
    with pytest.raises(StoreFaultError):
        send(again, "45", "2024-Q3", {"MQ01": 1})
    again.close()
    assert (home / FILE).exists() == (how != "gone")


def test_a_last_line_that_only_the_folder_itself_knows_is_missed_when_an_older_truth_lies_there(
    service: Service, tell: Tell, home: Path
) -> None:
    """An old journal beside a truth undoes an entry as it is opened: it was lost without a word."""
    tell("45", "2024-Q1", {"MQ01": 10})
    older = (home / FILE).read_bytes()
    tell("45", "2024-Q2", {"MQ01": 20})
    service.close()
    shutil.rmtree(home / "answers", ignore_errors=True)
    (home / FILE).write_bytes(older)
    for _ in range(2):
        again = Service(home)
        assert again.fault is not None
        assert "dòng 2" in again.fault.vi.casefold()
        assert not again.empty, "what holds together can be seen"
        again.close()


@pytest.mark.parametrize("published_too", [False, True])
def test_lines_and_backups_that_come_in_while_another_process_starts_are_no_contradiction(
    service: Service, tell: Tell, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, published_too: bool
) -> None:
    """A command that started while the app took a file in was told of a forged ledger."""
    from service import backup

    tell("45", "2024-Q1", {"MQ01": 10})
    real = answer_maker.AnswerMaker.made

    def made(self: answer_maker.AnswerMaker, lines: Sequence[LedgerLine]) -> Store:
        monkeypatch.undo()
        tell("45", "2024-Q2", {"MQ01": 20})
        if published_too:
            service.repository.publish()
        backup.backup(home, tmp_path / "copy")
        return real(self, lines)

    monkeypatch.setattr(answer_maker.AnswerMaker, "made", made)
    beside = Service(home)
    assert len(lines_of(home)) == 2, "it came in between"
    assert beside.fault is None
    assert told(beside) == told(service)
    assert [line.text for line in beside.repository.ledger.lines] == lines_of(home)
    beside.close()


def test_a_mark_that_is_torn_or_of_an_earlier_line_says_nothing(service: Service, tell: Tell, home: Path) -> None:
    tell("45", "2024-Q1", {"MQ01": 10})
    earlier = (home / LOCK).read_bytes()
    tell("45", "2024-Q2", {"MQ01": 20})
    later = (home / LOCK).read_bytes()
    service.close()
    for mark in (earlier, b"made", later[:40] + earlier[40:], later[:-1]):
        (home / LOCK).write_bytes(mark)
        again = Service(home)
        assert again.fault is None
        again.close()


def test_a_line_of_others_that_is_undone_under_a_running_app_is_missed(
    service: Service, tell: Tell, home: Path, reopened: Reopened
) -> None:
    """Only the app's own last line was looked for: the next file was taken in as the undone line's number."""
    tell("45", "2024-Q1", {"MQ01": 10})
    older = (home / FILE).read_bytes()
    beside = reopened()
    assert send(beside, "46", "2024-Q1", {"MQ01": 20}).receipt
    service.repository.look(now=True)
    before = told(service)
    (home / FILE).write_bytes(older)
    with pytest.raises(StoreFaultError):
        tell("45", "2024-Q2", {"MQ01": 30})
    assert service.fault is not None
    assert told(service) == before


@pytest.mark.parametrize("how", ["removed", "cut", "an older copy"])
def test_a_truth_lost_under_a_running_app_is_noticed_and_nothing_goes_into_the_hole(
    service: Service, tell: Tell, home: Path, how: str
) -> None:
    tell("45", "2024-Q1", {"MQ01": 10})
    older = (home / FILE).read_bytes()
    tell("45", "2024-Q2", {"MQ01": 20})
    before, whole = told(service), (home / FILE).read_bytes()
    if how == "removed":
        (home / FILE).unlink()
    else:
        (home / FILE).write_bytes(older if how == "an older copy" else whole[: len(whole) // 3])
    service.repository.look(now=True)
    assert service.fault is not None
    with pytest.raises(StoreFaultError):
        tell("45", "2024-Q3", {"MQ01": 30})
    assert told(service) == before, "what was computed can be read"
    assert len(service.repository.ledger.lines) == 2


def test_what_an_earlier_version_published_goes_once_there_are_newer_ones(
    service: Service, tell: Tell, home: Path
) -> None:
    """Files of another layout of the tables were never cleared away."""
    for n in range(KEPT + 1):
        (home / "answers" / f"{n:08d}-{'0' * 16}-{'0' * 64}.duckdb").write_bytes(b"of an earlier version")
    for quarter in range(KEPT):
        tell("45", f"2024-Q{quarter + 1}", {"MQ01": 10})
        tell("46", f"2024-Q{quarter + 1}", {"MQ01": 10})
        service.repository.publish()
    assert len(published(home)) == KEPT
    assert not any("0" * 64 in path.name for path in published(home))


def test_what_lies_before_a_damaged_page_of_the_truth_can_be_read_and_nothing_is_taken_in(
    service: Service, tell: Tell, home: Path
) -> None:
    """Without answers nothing at all was to be seen of it."""
    import json

    for quarter in range(12):
        tell("45", f"{2022 + quarter // 4}-Q{quarter % 4 + 1}", {"MQ01": 10 + quarter})
    lines = lines_of(home)
    service.close()
    shutil.rmtree(home / "answers")
    data, page = bytearray((home / FILE).read_bytes()), 4096
    at = data.index(f'"hash":"{json.loads(lines[-1])["hash"]}"'.encode()) // page * page
    data[at : at + page] = bytes(page)
    (home / FILE).write_bytes(data)
    again = Service(home)
    assert again.fault is not None
    assert "bị hỏng" in again.fault.vi
    known = [line.text for line in again.repository.ledger.lines]
    assert 0 < len(known) < 12
    assert known == lines[: len(known)]
    with again.store.reading() as work:
        assert work.one("SELECT count(DISTINCT submission) FROM figure") == len(known)
    with pytest.raises(StoreFaultError):
        send(again, "45", "2025-Q1", {"MQ01": 1})
    again.close()


def test_one_damaged_bundle_of_rows_costs_its_own_submission_and_no_other(
    service: Service, tell: Tell, home: Path, reopened: Reopened
) -> None:
    """One of 1,600 ended every start."""
    import json

    three_sent(tell)
    service.close()
    shutil.rmtree(home / "answers")
    spoil(home, json.loads(lines_of(home)[1])["body"]["rows"], b"spoilt")
    again = reopened()
    assert again.fault is None
    assert len(submissions.file_names(again)) > 0
    with again.store.reading() as work:
        assert work.rows("SELECT DISTINCT submission FROM sheet ORDER BY 1") == [(1,), (3,)]
    (notice,) = again.repository.notices
    assert "dòng 2" in notice.vi
    assert "quang-tri" in notice.vi


def looked_at(service: Service) -> Draft:
    period = Period.parse("2023-Q1")
    return drafts.judge(service, "x", b"x", Reading({}, {}, []), PLACES.find("45", period.end), period)


# The disk


@pytest.mark.parametrize("error", [28, 5, 30])
def test_a_disk_that_takes_no_lock_is_read_and_taken_in_to_again_once_it_is_well(
    service: Service, tell: Tell, home: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    tell("45", "2024-Q1", {"MQ01": 10})
    before = told(service)
    service.close()
    opening = os.open

    def failing(path: object, flags: int, *more: int, **names: int) -> int:
        if flags & os.O_CREAT and str(path).endswith(LOCK):
            raise OSError(error, "the disk does not take it")
        return opening(path, flags, *more, **names)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr("os.open", failing)
        again = Service(home)
        assert told(again) == before
    assert send(again, "45", "2024-Q2", {"MQ01": 20}).receipt
    again.close()


def test_answers_that_end_with_the_disk_while_they_are_published_are_made_again_at_once(
    service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkpoint that failed at the first start left a file that answers nothing: the start ended with it."""
    import duckdb

    three_sent(tell)
    before = told(service)

    class Ended:
        def cursor(self) -> "Ended":
            return self

        def execute(self, *_: object) -> None:
            raise duckdb.FatalException("database has been invalidated because of a previous fatal error")

        def close(self) -> None:
            pass

    def failing(*_: object) -> None:
        service.store._opened().root = Ended()  # type: ignore[assignment]
        raise duckdb.FatalException("Failed to create checkpoint")

    with monkeypatch.context() as patch:
        patch.setattr(service.repository.maker.files, "publish", failing)
        service.repository.publish()
    assert told(service) == before


def test_a_full_disk_is_said_plainly_and_what_was_refused_goes_in_when_there_is_room_again(
    service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    tell("45", "2024-Q1", {"MQ01": 10})
    before, draft = told(service), tell("45", "2024-Q2", {"MQ01": 20}, accept=False)
    monkeypatch.setattr(books.shutil, "disk_usage", lambda _: SimpleNamespace(free=1000))
    for _ in range(2):
        with pytest.raises(StoreFaultError) as refused:
            acceptance.accept(service, draft, "người thử")
    assert "hết chỗ" in refused.value.text.vi
    assert str(home) not in refused.value.text.vi + refused.value.text.en
    assert service.fault is not None
    assert told(service) == before
    monkeypatch.undo()
    assert acceptance.accept(service, draft, "người thử").receipt
    assert service.fault is None


def test_rows_of_a_refused_file_are_nobody_elses_figures(
    service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After one refusal the next province showed the refused one's figures: they had the same number."""
    draft = tell("45", "2024-Q1", trainings=trainings(5, date(2024, 2, 1)), accept=False)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("data.storage.truth.Entry.commit", full)
        with pytest.raises(StoreFaultError):
            acceptance.accept(service, draft, "người thử")
    tell("46", "2024-Q1", trainings=trainings(2, date(2024, 2, 1)))
    tell("45", "2024-Q1", trainings=trainings(5, date(2024, 2, 1)))
    tell("46", "2024-Q2", {"MQ01": 1})
    with service.store.reading() as work:
        found = work.rows(
            "SELECT unit, value FROM observation WHERE measure = 'TR01' AND span = 'quarter' AND split = '' "
            "AND value > 0 ORDER BY 1"
        )
    assert [value for _, value in found] == [2.0, 5.0]
    assert service.repository.rebuild(check=True) == []


def test_what_is_committed_is_acknowledged_and_shown_whatever_becomes_of_the_answers(
    service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    import duckdb

    tell("45", "2024-Q1", {"MQ01": 10})
    draft = tell("45", "2024-Q2", {"MQ01": 20}, accept=False)

    class Fails:
        def __init__(self, cursor: object) -> None:
            self.cursor = cursor

        def __getattr__(self, name: str) -> object:
            return getattr(self.cursor, name)

        def commit(self) -> None:
            raise duckdb.FatalException("database has been invalidated")

    store = service.store
    opened = store._opened()
    cursor = opened.root.cursor

    class Root:
        def __getattr__(self, name: str) -> object:
            return getattr(kept, name)

        def cursor(self) -> object:
            return Fails(cursor())

    kept = opened.root
    opened.root = Root()  # type: ignore[assignment]
    assert acceptance.accept(service, draft, "người thử").receipt
    assert len(lines_of(home)) == 2
    assert service.fault is None
    assert service.repository.rebuild(check=True) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root")
@pytest.mark.parametrize("what", ["read-only", "full"])
def test_a_disk_that_takes_nothing_at_the_start_leaves_everything_to_be_read(
    service: Service, tell: Tell, tmp_path: Path, what: str
) -> None:
    """A full disk set the good file aside and did not come up; a read-only one ended without a sentence."""
    import subprocess

    three_sent(tell)
    service.repository.publish()
    before = told(service)
    service.close()
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", place], check=False).returncode:
        pytest.skip("a file system cannot be mounted here")
    try:
        home = shutil.copytree(service.home, place / "store")
        if what == "read-only":
            subprocess.run(["mount", "-o", "remount,ro", place], check=True)
        else:
            with (place / "ballast").open("wb", buffering=0) as ballast, suppress(OSError):
                while ballast.write(bytes(1 << 16)):
                    pass
        again = Service(home)
        assert told(again) == before
        with pytest.raises(StoreFaultError):
            send(again, "45", "2024-Q3", {"MQ01": 1})
        assert told(again) == before
        again.close()
        assert {path.name for path in published(home)} == {path.name for path in published(service.home)}
    finally:
        subprocess.run(["umount", place], check=True)


# Files


def test_published_files_are_two_and_every_process_has_one_of_its_own(
    service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch, reopened: Reopened, home: Path
) -> None:
    monkeypatch.setattr(books, "PUBLISH_AFTER", 1)
    for quarter in ("2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2024-Q1"):
        with service.store.reading() as work:  # a reader goes on while a file is published
            assert tell("45", quarter, {"MQ01": 10}, trainings=trainings(2, Period.parse(quarter).start)).receipt
            assert work.one("SELECT count(*) FROM submission") >= 0
    assert len(published(home)) == KEPT
    inode = published(home)[-1].stat()
    again = reopened()
    assert again.store.path != service.store.path
    assert told(again) == told(service)
    after = published(home)[-1].stat()
    assert (inode.st_ino, inode.st_mtime_ns) == (after.st_ino, after.st_mtime_ns), "nobody opens it to write"


def test_what_a_killed_process_left_is_cleared_away_at_the_next_start(service: Service, tell: Tell, home: Path) -> None:
    three_sent(tell)
    left = home / "answers" / "own-0123456789abcdef.duckdb"
    left.write_bytes(b"x")
    left.with_suffix(".lock").touch()
    again = Service(home)
    assert not left.exists()
    assert service.store.path is not None
    assert service.store.path.exists(), "it belongs to one that runs"
    again.close()


def test_rebuilding_from_the_truth_gives_the_very_same_rows(service: Service, tell: Tell) -> None:
    three_sent(tell)
    tell("45", "2024-Q2", {"MQ01": 25}, trainings=trainings(3, date(2024, 5, 1)))
    before = told(service)
    assert service.repository.rebuild() == []
    assert told(service) == before


def test_a_rebuild_names_the_tables_that_differ(service: Service, tell: Tell) -> None:
    three_sent(tell)
    with service.store.writing() as work:
        work.run("UPDATE figure SET value = 11 WHERE value = 10")
    assert service.repository.rebuild(check=True) == ["figure"]
    assert service.repository.rebuild() == ["figure"]
    assert service.repository.rebuild(check=True) == []


def test_no_room_for_a_published_file_takes_nothing_back_of_what_was_acknowledged(
    service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch, reopened: Reopened, home: Path
) -> None:
    monkeypatch.setattr(books, "PUBLISH_AFTER", 1)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("data.storage.answers.AnswerFiles.publish", full)
    assert tell("45", "2024-Q1", {"MQ01": 10}).receipt
    assert service.fault is None
    before = told(service)
    service.close()
    assert told(reopened()) == before


def test_a_hot_journal_is_undone_at_the_next_start(service: Service, tell: Tell, home: Path) -> None:
    """Killed between the write and the end of the journal: what was not committed is not there."""
    tell("45", "2024-Q1", {"MQ01": 10})
    before = lines_of(home)
    service.close()
    copy = home / "copy"
    raw = sqlite3.connect(home / FILE, isolation_level=None)
    raw.execute("PRAGMA journal_mode=TRUNCATE")
    raw.execute("PRAGMA cache_size=1")
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("INSERT INTO blob VALUES ('x', randomblob(400000))")
    raw.execute("INSERT INTO ledger VALUES (2, '{}', 'x')")
    shutil.copytree(home, copy, ignore=shutil.ignore_patterns("copy"))
    raw.execute("ROLLBACK")
    raw.close()
    assert (copy / f"{FILE}-journal").stat().st_size > 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("data.storage.truth.os.access", lambda *_: False)  # as on a disk that cannot be written
        reader = Truth(copy, read_only=True)
        assert [line.text for line in reader.lines()] == before
        reader.close()
    assert (copy / f"{FILE}-journal").stat().st_size > 0
    from service import backup

    assert backup.backup(copy, home / "backup").lines == 1, "a backup of it can be taken without the app"
    again = Service(copy)
    assert lines_of(copy) == before
    assert again.fault is None
    again.close()
