"""What is looked at while the app runs: others' entries every half second; in idle minutes the chain, the kept files by
their hash, and some provinces' years, derived again from the truth and compared with what is shown.

A difference is an alarm. Answers are made again from the truth, a kept file is put right from the last backup; where
the chain itself differs nothing more is taken in.
"""

import json
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from data.places import NATION_KEY
from data.storage import truth_file
from data.storage.database import Work
from data.storage.ledger import LedgerError, LedgerLine, digest
from data.storage.open_files import source_of
from data.storage.truth_file import TruthError
from service.access.events import Event
from service.answer_maker import Failed
from service.repository import LAST_BACKUP, LOOK
from service.service import Service
from service.store_faults import DIFFERS

EVERY = 60.0  # seconds between two rounds
AT_ONCE = 1.0  # seconds of a round; what is not reached then comes in the next

_log = logging.getLogger(__name__)


class SelfCheck:
    """Of one service, in rounds that go on from each other."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._steps: Iterator[None] = iter(())
        self.rounds = 0  # times that everything was looked at

    def watch(self) -> None:
        """Look now and then until the process ends."""
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        due = time.monotonic() + EVERY
        while True:
            time.sleep(LOOK)
            try:
                self.service.repository.look()
                if time.monotonic() >= due:
                    self.round()
                    self.service.repository.publish(1)
                    due = time.monotonic() + EVERY
            except Exception:  # the boundary of a thread: nobody above would hear of it
                _log.exception("the self-check failed")

    def round(self, seconds: float = AT_ONCE) -> None:
        """Go on where the last round ended."""
        until = time.monotonic() + seconds
        for _ in self._steps:
            if time.monotonic() > until:
                return
        self.rounds += 1
        self._steps = self._everything()

    def _everything(self) -> Iterator[None]:
        repository = self.service.repository
        if repository.fault is not None:
            return
        self._chain()
        yield
        lines = list(repository.ledger.lines)
        for line in lines:
            for sha256 in line.files:
                self._file(line, sha256)
                yield
        known = {(line.unit, line.quarter // 4) for line in lines if line.kind == Event.SUBMISSION and line.quarter}
        for unit, year in sorted(known, key=lambda one: (-one[1], one[0])):
            if unit != NATION_KEY:
                self._year(unit, year)
                yield

    def _chain(self) -> None:
        repository = self.service.repository
        try:
            found = [line.hash for line in repository.truth.lines()]
        except LedgerError as error:
            repository.stop(truth_file.BROKEN.format(line=error.line))
            return
        except (TruthError, OSError):
            return  # which `look` tells
        for line in repository.ledger.lines:
            if line.seq > len(found) or found[line.seq - 1] != line.hash:
                repository.stop(DIFFERS.format(line=line.seq))
                return

    def _file(self, line: LedgerLine, sha256: str) -> None:
        repository = self.service.repository
        try:
            repository.truth.read(sha256)
            return
        except (FileNotFoundError, ValueError):
            pass
        if (data := _from_backup(self.service.home, sha256)) is not None:
            with suppress(*Failed), repository.truth.entry() as entry:
                entry.keep(data)
                entry.commit()
                repository.note(
                    f"Dòng {line.seq} của sổ ghi: tệp lưu {sha256[:16]}… bị hỏng; đã lấy lại từ bản sao lưu.",
                    f"Line {line.seq} of the ledger: the kept file {sha256[:16]}… was damaged; it was put right from "
                    "the backup.",
                )
                return
        repository.alarm(
            f"Dòng {line.seq} của sổ ghi: tệp lưu {sha256[:16]}… đã bị thay đổi hoặc không còn, và bản sao lưu gần nhất "
            "không có. Số liệu đã tính từ tệp này vẫn đúng; hãy tìm một bản sao lưu cũ hơn.",
            f"Line {line.seq} of the ledger: the kept file {sha256[:16]}… has changed or is missing, and the last backup "
            "does not have it. What was computed from it is right; look for an older backup.",
        )

    def _year(self, unit: str, year: int) -> None:
        if differ := differing(self.service, unit, year):
            repository = self.service.repository
            repository.rebuild()
            repository.note(
                f"Số liệu đang hiện của {unit}, {year} khác với sổ ghi ở {', '.join(differ)}; đã tính lại toàn bộ.",
                f"What was shown of {unit}, {year} differed from the ledger in {', '.join(differ)}; all was made again.",
            )


def differing(service: Service, unit: str, year: int) -> list[str]:
    """The tables in which a province's year is not what follows from the truth."""
    repository = service.repository
    family = service.observer.family(unit, year)
    with service.at_once(), service.store.reading() as work:
        seq = work.one("SELECT seq FROM derived_to")
        theirs = [
            line
            for line in repository.ledger.lines[:seq]
            if line.kind in (Event.SUBMISSION, Event.MOVE)
            and line.quarter is not None
            and line.quarter // 4 == year
            and line.unit in {*family, NATION_KEY}
        ]
        numbers = [line.body["number"] for line in theirs if line.kind == Event.SUBMISSION]
        shown = _prints(work, numbers, family, year)
    try:
        with closing(repository.maker.small(theirs, unit, year)) as fresh, fresh.reading() as work:
            made = _prints(work, numbers, family, year)
    except (FileNotFoundError, ValueError):
        return []  # there is nothing sound to compare with, which the look at the files tells
    return sorted(table for table in shown if shown[table] != made[table])


def _prints(work: Work, numbers: list[int], units: list[str], year: int) -> dict[str, tuple[int, int]]:
    """Of every table how many rows it has of some submissions, and a hash of them."""
    tables = work.rows(
        """SELECT table_name FROM duckdb_columns() SEMI JOIN duckdb_tables() USING (table_name)
        WHERE column_name = 'submission'"""
    )
    mine = "list_contains($numbers::INTEGER[], submission)"
    found = {name: work.print_of(name, mine, numbers=numbers) for (name,) in tables}
    theirs = "list_contains($units::VARCHAR[], unit) AND last // 4 = $year::INTEGER"
    return found | {"observation": work.print_of("observation", theirs, units=units, year=year)}


def _from_backup(home: Path, sha256: str) -> bytes | None:
    """What the last backup keeps under a hash, where it can still be read."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        folder = Path(json.loads((home / LAST_BACKUP).read_bytes())["folder"])
        with closing(source_of(folder)) as source:
            data = source.read(sha256)
        return data if digest(data) == sha256 else None
    return None
