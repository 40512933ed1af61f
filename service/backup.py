"""Backup, restore, verify: the ledger and the archive are all that is needed, and both only ever grow.

A backup can be taken while the app runs: what a line of the ledger names was durable before the line was written.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from data.model import Text
from data.storage.archive import Archive, digest
from data.storage.durable_files import make_folder, read_regular, sync_folder, write_whole
from data.storage.ledger import FILE, NOTHING_BEFORE, LedgerError, LedgerLine, chained
from service.service import Service

Progress = Callable[[int, int], None]
LAST_BACKUP = "last-backup.json"  # beside the ledger: when it was last copied, and how far


class NotRestoredError(Exception):
    """What was to be restored cannot be, or would overwrite something; nothing was changed."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(vi, en)


@dataclass(slots=True)
class IntegrityReport:
    """What was found of a ledger and its archive. `faults` is empty where everything holds together."""

    lines: int = 0
    head: str = NOTHING_BEFORE
    last_at: datetime | None = None
    files: int = 0
    size: int = 0
    faults: list[Text] = field(default_factory=list)
    differ: list[str] | None = None  # tables of the store unlike those made from ledger and archive; None: not compared


@dataclass(frozen=True, slots=True)
class Copied:
    lines: int
    head: str
    files: int  # copied now; the others were there already
    size: int


def _quiet(done: int, total: int) -> None:
    return None


def read_ledger(folder: Path) -> tuple[list[LedgerLine], int | None]:
    """The lines of a folder's ledger, without holding it, and the line at which it stops holding together."""
    path = folder / FILE
    lines: list[LedgerLine] = []
    try:
        lines.extend(chained(read_regular(path) if path.exists() else b""))
    except LedgerError as error:
        return lines, error.line
    return lines, None


def _files(lines: Sequence[LedgerLine], progress: Progress) -> Iterator[tuple[LedgerLine, str]]:
    """The lines of a ledger with the hash of each file in the archive that they speak of, told as it goes on."""
    for done, line in enumerate(lines):
        progress(done, len(lines))
        yield from ((line, line.body[key]) for key in ("sha256", "rows") if key in line.body)
    progress(len(lines), len(lines))


def verify(folder: Path, service: Service | None = None, progress: Progress = _quiet) -> IntegrityReport:
    """Look at every line, every file by its hash and, where a service is open, every row; change nothing."""
    lines, broken = read_ledger(folder)
    archive = Archive(folder / "archive")
    state = IntegrityReport(len(lines), lines[-1].hash if lines else NOTHING_BEFORE)
    if lines:
        state.last_at = datetime.fromisoformat(lines[-1].at)
    if broken:
        state.faults.append(
            Text(
                f"Sổ ghi không còn liền mạch từ dòng {broken}: có dòng bị sửa, bị xóa hoặc đổi chỗ.",
                f"The ledger does not hold together from line {broken} on: a line was changed, removed or moved.",
            )
        )
    seen: set[str] = set()
    for line, sha256 in _files(lines, progress):
        if sha256 in seen:
            continue
        seen.add(sha256)
        try:
            state.size += len(archive.read(sha256))
            state.files += 1
        except (OSError, ValueError) as error:
            vi, en = "đã bị thay đổi hoặc không đọc được", "has changed or cannot be read"
            if isinstance(error, FileNotFoundError):
                vi, en = "không còn", "is missing"
            state.faults.append(
                Text(
                    f"Dòng {line.seq} của sổ ghi: tệp lưu {sha256[:16]}… {vi}.",
                    f"Line {line.seq} of the ledger: the archived file {sha256[:16]}… {en}.",
                )
            )
    if service is not None and not state.faults:
        state.differ = service.repository.rebuild(check=True)
    return state


def backup(home: Path, into: Path, progress: Progress = _quiet) -> Copied:
    """Copy ledger and archive as they are now; what the folder has already is not copied again.

    Raises OSError where the folder cannot be written, ValueError where the store's own files are damaged,
    NotRestoredError where the folder holds the backup of another store.
    """
    lines, broken = read_ledger(home)
    if broken:
        raise ValueError(f"line {broken} of the ledger")
    before, _ = read_ledger(into)
    if [line.hash for line in before] != [line.hash for line in lines[: len(before)]]:
        raise NotRestoredError(
            "Thư mục sao lưu đang giữ bản sao của một kho khác. Hãy chọn thư mục khác; không có gì bị ghi đè.",
            "The folder holds the backup of another store. Choose another one; nothing was overwritten.",
        )
    source, target = Archive(home / "archive"), Archive(into / "archive")
    copied, size = 0, 0
    make_folder(into)
    for _, sha256 in _files(lines, progress):
        path = target.path(sha256)
        if not path.exists() or digest(path.read_bytes()) != sha256:
            data = source.read(sha256)
            target.keep(data)
            copied, size = copied + 1, size + len(data)
    write_whole(into / FILE, b"".join(line.text for line in lines))
    copy = Copied(len(lines), lines[-1].hash if lines else NOTHING_BEFORE, copied, size)
    with suppress(OSError):  # a store on a full disk can be backed up all the same
        note = {"at": datetime.now(UTC).replace(microsecond=0).isoformat(), "lines": copy.lines, "head": copy.head}
        write_whole(home / LAST_BACKUP, json.dumps(note).encode())
    return copy


def restore(source: Path, home: Path, progress: Progress = _quiet) -> IntegrityReport:
    """Make a store again from a backup: into an empty folder, or one whose ledger the backup continues or repeats.

    A ledger that is damaged there is moved aside first, together with the store; files that are there and whole stay.
    Raises NotRestoredError where the backup is damaged or the folder knows more than the backup.
    """
    if (strange := _strange(source)) is not None:
        name = strange.relative_to(source)
        raise NotRestoredError(
            f"«{name}» trong bản sao lưu là liên kết hoặc thiết bị, không phải tệp. Không có gì được đọc hay ghi; hãy dùng một bản sao lưu nguyên vẹn.",
            f"“{name}” in the backup is a link or a device, no file. Nothing was read or written; use a backup that is whole.",
        )
    state = verify(source)
    if state.faults:
        raise NotRestoredError(state.faults[0].vi, state.faults[0].en)
    if not state.lines:
        raise NotRestoredError("Thư mục này không có bản sao lưu nào.", "There is no backup in this folder.")
    lines, _ = read_ledger(source)
    have, _ = read_ledger(home)
    if [line.hash for line in have] != [line.hash for line in lines[: len(have)]]:
        raise NotRestoredError(
            "Kho hiện tại có những lần ghi mà bản sao lưu không có. Không khôi phục đè lên; hãy sao lưu kho hiện tại, chuyển nó đi nơi khác rồi khôi phục vào thư mục trống.",
            "The store holds entries that the backup does not have. It is not overwritten: back it up, move it elsewhere and restore into an empty folder.",
        )
    make_folder(home)
    _move_aside(home)
    kept, archive = Archive(source / "archive"), Archive(home / "archive")
    for _, sha256 in _files(lines, progress):
        archive.keep(kept.read(sha256))
    write_whole(home / FILE, b"".join(line.text for line in lines))
    Service(home).close()  # which makes the store
    return state


def _strange(folder: Path) -> Path | None:
    """What a backup cannot hold: a link, which leads out of it, or a device or pipe, which never ends."""
    for path in (folder / FILE, *(folder / "archive").rglob("*"), folder / "archive"):
        if path.is_symlink() or (path.exists() and not path.is_file() and not path.is_dir()):
            return path
    return None


def _move_aside(home: Path) -> None:
    """What stands of a damaged store, kept to be looked at."""
    stands = [path for name in (FILE, "store") if (path := home / name).exists()]
    if not stands:
        return
    aside = home / f"aside-{datetime.now():%Y%m%d-%H%M%S-%f}"
    aside.mkdir()
    for path in stands:
        shutil.move(path, aside / path.name)
    sync_folder(home)
