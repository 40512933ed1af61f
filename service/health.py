"""How the store is doing: what it holds, whether it holds together, how much room there is, its last backup."""

import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data.model import VIETNAM, Text
from data.storage.ledger import NOTHING_BEFORE
from service import backup as service_backup
from service.access.roles import Action, Identity
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
    ledger_size: int  # bytes, as all sizes here
    files: int  # in the archive
    archive_size: int
    generation: str  # the store's file in use
    generations: tuple[tuple[str, int], ...]
    log_size: int
    free: int
    backup: Backup | None
    notices: tuple[Text, ...]  # what had to be mended at the start
    fault: Text | None


def condition(service: Service, who: Identity) -> Condition:
    """Raises NotAllowedError."""
    service.permit(who, Action.ADMINISTER)
    book = service.repository
    seq, head = book.ledger.head
    sizes = [_size(service.archive.path(sha256)) for sha256 in service.archive]
    files = tuple((path.name, _size(path)) for path in book.generations.newest_first())
    store, ledger, free = service.store, _size(book.ledger.path), shutil.disk_usage(service.home).free
    archive, name = (len(sizes), sum(sizes)), store.path.name if store.path else ""
    backup, notices = _backup(service.home), tuple(book.notices)
    return Condition(seq, head, ledger, *archive, name, files, store.log_size, free, backup, notices, service.fault)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _backup(home: Path) -> Backup | None:
    try:
        told = json.loads((home / service_backup.LAST_BACKUP).read_bytes())
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
    lines, broken = service_backup.read_ledger(service.home)
    found = [line.hash for line in lines]
    other = not broken and found[: len(known)] != known  # it may have grown meanwhile, and never shrinks
    return Chain(len(lines), found[-1] if found else NOTHING_BEFORE, broken, other)


def verify(service: Service, who: Identity, progress: service_backup.Progress) -> service_backup.IntegrityReport:
    """Every line, every file, and every row of the store against a new one. Raises NotAllowedError, StoreFaultError."""
    service.permit(who, Action.ADMINISTER)
    return service_backup.verify(service.home, service, progress)
