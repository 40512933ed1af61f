"""How the store is doing: what it holds, whether it holds together, how much room there is, its last backup."""

import json
import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data.model import VIETNAM, Text
from data.storage.ledger import NOTHING_BEFORE, LedgerError
from data.storage.open_files import source_of
from data.storage.truth_file import TruthError
from service import backup as service_backup
from service.access.roles import Action, Identity
from service.repository import LAST_BACKUP
from service.service import Service


@dataclass(frozen=True, slots=True)
class Backup:
    """The last one that was taken of this store."""

    at: datetime  # in Viet Nam
    lines: int


@dataclass(frozen=True, slots=True)
class Condition:
    lines: int  # of the ledger
    head: str
    ledger_size: int  # bytes of its file, as all sizes here
    files: int  # that were sent, and the rows read from them
    archive_size: int
    answers: tuple[tuple[str, int], ...]  # published files
    free: int
    backup: Backup | None
    notices: tuple[Text, ...]  # what had to be mended
    alarms: tuple[Text, ...]  # what could not be
    fault: Text | None


def condition(service: Service, who: Identity) -> Condition:
    """Raises NotAllowedError."""
    service.permit(who, Action.ADMINISTER)
    fault, book = service.fault, service.repository
    seq, head = book.ledger.head
    files, size = service.truth.size() if fault is None else (0, 0)
    answers = tuple((path.name[:16], _size(path)) for path in book.maker.files.published())
    ledger, free = _size(service.truth.path), shutil.disk_usage(service.home).free
    told, alarms = tuple(book.notices), tuple(book.alarms)
    return Condition(seq, head, ledger, files, size, answers, free, _backup(service.home), told, alarms, fault)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _backup(home: Path) -> Backup | None:
    try:
        told = json.loads((home / LAST_BACKUP).read_bytes())
        return Backup(datetime.fromisoformat(told["at"]).astimezone(VIETNAM), int(told["lines"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


@dataclass(frozen=True, slots=True)
class Chain:
    """What the ledger on the disk says. `broken` is the line from which on it does not hold together; it is `other`
    than the one in use where somebody wrote a whole new one in its place."""

    lines: int
    head: str
    broken: int | None
    other: bool


def chain(service: Service, who: Identity) -> Chain:
    """Follow the ledger from its first line to its last, on the disk. Raises NotAllowedError, OSError."""
    service.permit(who, Action.ADMINISTER)
    known = [line.hash for line in service.repository.ledger.lines]
    broken, found = None, list[str]()
    with closing(source_of(service.home)) as source:
        try:
            found.extend(line.hash for line in source.lines())
        except LedgerError as error:
            broken = error.line
        except TruthError:
            found = []
    other = not broken and found[: len(known)] != known  # it may have grown meanwhile, and never shrinks
    return Chain(len(found), found[-1] if found else NOTHING_BEFORE, broken, other)


def verify(service: Service, who: Identity, progress: service_backup.Progress) -> service_backup.IntegrityReport:
    """Every line, every file, and every row of the store against a new one. Raises NotAllowedError, StoreFaultError."""
    service.permit(who, Action.ADMINISTER)
    return service_backup.verify(service.home, service, progress)
