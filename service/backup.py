"""Backup, restore, verify: the truth is all that is needed, and a backup is one file of it.

A backup can be taken while the app runs: it is what was committed at one moment. It bears its name only when every line
and every file in it was verified.
"""

import json
import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from data.model import Text
from data.storage import truth, truth_file
from data.storage.durable_files import make_folder, make_private, sync_folder, write_whole
from data.storage.ledger import NOTHING_BEFORE, LedgerError, LedgerLine
from data.storage.open_files import ARCHIVE, FILE, OpenFiles, lay_down, source_of, take_over
from data.storage.truth import Truth
from data.storage.truth_file import TruthError
from service.repository import LAST_BACKUP
from service.service import Service

Progress = Callable[[int, int], None]
PART = "part"  # the folder in which a backup is written
BEFORE = "before"  # and the one that it followed
READABLE = (None, truth_file.NEWER, truth_file.NETWORK)  # faults with which a truth can be read all the same
BROKEN_AT = Text(
    "Sổ ghi không còn liền mạch từ dòng {line}: có dòng bị sửa, bị xóa hoặc đổi chỗ.",
    "The ledger does not hold together from line {line} on: a line was changed, removed or moved.",
)
TOLD = "truth.json"  # beside a backup: when it was taken, its last line and the hash of that


class NotRestoredError(Exception):
    """What was to be restored cannot be, or would overwrite something; nothing was changed."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(vi, en)


@dataclass(slots=True)
class IntegrityReport:
    """What was found of a truth. `faults` is empty where everything holds together."""

    lines: int = 0
    head: str = NOTHING_BEFORE
    last_at: datetime | None = None
    files: int = 0
    size: int = 0
    faults: list[Text] = field(default_factory=list)
    differ: list[str] | None = None  # tables of the store unlike those made from the truth; None: not compared


@dataclass(frozen=True, slots=True)
class Copied:
    lines: int
    head: str
    files: int  # that the backup before did not have
    size: int


def _quiet(done: int, total: int) -> None:
    return None


def read_lines(source: Truth | OpenFiles) -> tuple[list[LedgerLine], Text | None]:
    """The lines of a ledger as far as they hold together, and why no further."""
    lines: list[LedgerLine] = []
    try:
        if source.fault in READABLE:
            lines.extend(source.lines())
    except LedgerError as error:
        return lines, BROKEN_AT.format(line=error.line)
    except TruthError as error:
        return lines, error.text
    except OSError:
        return lines, truth_file.DAMAGED
    return lines, source.fault


def verify(folder: Path, service: Service | None = None, progress: Progress = _quiet) -> IntegrityReport:
    """Look at every line, every file by its hash and, where a service is open, every row; change nothing."""
    with closing(source_of(folder)) as source:
        lines, fault = read_lines(source)
        state = IntegrityReport(len(lines), lines[-1].hash if lines else NOTHING_BEFORE)
        if lines:
            state.last_at = datetime.fromisoformat(lines[-1].at)
        if fault is not None:
            state.faults.append(fault)
        _verify_files(source, lines, state, progress)
    if service is not None and not state.faults:
        service.repository.look(now=True)
        state.differ = service.repository.rebuild(check=True)
    return state


def _verify_files(
    source: Truth | OpenFiles, lines: Sequence[LedgerLine], state: IntegrityReport, progress: Progress
) -> None:
    seen: set[str] = set()
    for done, line in enumerate(lines):
        progress(done, len(lines))
        for sha256 in line.files:
            if sha256 in seen:
                continue
            seen.add(sha256)
            try:
                state.size += len(source.read(sha256))
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
    progress(len(lines), len(lines))


def backup(home: Path, into: Path, progress: Progress = _quiet) -> Copied:
    """Copy the truth as it is at this moment; the backup before is kept beside the new one.

    Raises OSError where the folder cannot be written, ValueError where the store's own files are damaged,
    NotRestoredError where the folder holds the backup of another store, StoreBusyError while it is restored.
    """
    make_folder(into)
    part = into / PART
    try:
        _copy(home, part)
        state = verify(part, None, progress)
        if state.faults:
            raise ValueError(state.faults[0].en)
        had = _not_anothers(into, part)
        _place(part, into, into / BEFORE)
    except LedgerError as error:
        raise ValueError(str(error)) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    at = datetime.now(UTC).replace(microsecond=0).isoformat()
    told = {"at": at, "lines": state.lines, "head": state.head}
    write_whole(into / TOLD, json.dumps(told).encode())
    with suppress(OSError):  # a store on a full disk can be backed up all the same
        write_whole(home / LAST_BACKUP, json.dumps(told | {"folder": str(into.resolve())}).encode())
    return Copied(state.lines, state.head, state.files - had[0], state.size - had[1])


def lay_open(home: Path, into: Path) -> int:
    """The truth as `ledger.jsonl` and files named after their hash, for any program; how many files.

    Raises OSError, ValueError, TruthError, LedgerError where it cannot be read.
    """
    with closing(Truth(home, read_only=True)) as source:
        if source.fault not in READABLE:
            raise ValueError(source.fault.en)
        return lay_down(source, into)


def _copy(home: Path, folder: Path) -> None:
    """The truth of a folder, whichever form it has, as one file in another."""
    shutil.rmtree(folder, ignore_errors=True)
    make_folder(folder)
    with closing(source_of(home)) as source:
        if isinstance(source, OpenFiles):
            take_over(source, folder / truth.FILE)
        elif source.fault not in READABLE:
            raise ValueError(source.fault.en)
        else:
            source.copy_to(folder / truth.FILE)


def _not_anothers(into: Path, part: Path) -> tuple[int, int]:
    """How many files a folder's backup has, and their bytes; it must be one that the new one goes on from."""
    if not ((into / truth.FILE).exists() or (into / FILE).exists()):
        return 0, 0
    with closing(source_of(into)) as before, closing(Truth(part, read_only=True)) as now:
        lines, _ = read_lines(before)
        if lines and not now.holds((lines[-1].seq, lines[-1].hash)):
            raise NotRestoredError(
                "Thư mục sao lưu đang giữ bản sao của một kho khác. Hãy chọn thư mục khác; không có gì bị ghi đè.",
                "The folder holds the backup of another store. Choose another one; nothing was overwritten.",
            )
        return before.size() if isinstance(before, Truth) and before.fault is None else (0, 0)


def _place(part: Path, home: Path, aside: Path) -> None:
    """Name a whole truth in one step; the one that it takes the place of stays aside."""
    file = home / truth.FILE
    if file.exists():
        make_folder(aside)
        (aside / truth.FILE).unlink(missing_ok=True)
        os.link(file, aside / truth.FILE)
        sync_folder(aside)
    (part / truth.FILE).replace(file)
    sync_folder(home)


def restore(source: Path, home: Path, progress: Progress = _quiet) -> IntegrityReport:
    """Make a store again from a backup: into an empty folder, or one whose ledger the backup continues or repeats.

    It is verified beside what stands there and put in its place in one step; what stood is kept aside. Raises
    NotRestoredError where the backup is damaged or the folder knows more than the backup, StoreBusyError while anybody
    has the folder open.
    """
    if (strange := _strange(source)) is not None:
        name = strange.relative_to(source)
        raise NotRestoredError(
            f"«{name}» trong bản sao lưu là liên kết hoặc thiết bị, không phải tệp. Không có gì được đọc hay ghi; hãy dùng một bản sao lưu nguyên vẹn.",
            f"“{name}” in the backup is a link or a device, no file. Nothing was read or written; use a backup that is whole.",
        )
    there = (source / truth.FILE).exists() or (source / FILE).exists()
    state = verify(source, None, progress) if there else IntegrityReport()
    if state.faults:
        raise NotRestoredError(state.faults[0].vi, state.faults[0].en)
    if not state.lines:
        raise NotRestoredError("Thư mục này không có bản sao lưu nào.", "There is no backup in this folder.")
    make_private(home)
    held = truth.hold(home, alone=True)
    try:
        _replace(source, home, held)
    finally:
        if held is not None:
            os.close(held)
    Service(home).close()  # which makes the store
    return state


def _replace(source: Path, home: Path, held: int | None) -> None:
    part = home / truth.RESTORING
    make_folder(part)  # from here on the folder is none that was never used
    _copy(source, part)
    state = verify(part)
    if state.faults:
        raise OSError(state.faults[0].en)
    with closing(source_of(home)) as before, closing(Truth(part, read_only=True)) as now:
        have, _ = read_lines(before)
        if have and not now.holds((have[-1].seq, have[-1].hash)):
            shutil.rmtree(part)
            raise NotRestoredError(
                "Kho hiện tại có những lần ghi mà bản sao lưu không có. Không khôi phục đè lên; hãy sao lưu kho hiện tại, chuyển nó đi nơi khác rồi khôi phục vào thư mục trống.",
                "The store holds entries that the backup does not have. It is not overwritten: back it up, move it elsewhere and restore into an empty folder.",
            )
    aside = home / f"aside-{datetime.now():%Y%m%d-%H%M%S-%f}"
    for name in ("answers", f"{truth.FILE}-journal"):  # what followed from the other, and what would be undone in it
        if (home / name).exists():
            make_folder(aside)
            (home / name).rename(aside / name)
    at = datetime.now(UTC).replace(microsecond=0).isoformat()
    told = {"at": at, "lines": state.lines, "head": state.head, "folder": str(source.resolve())}
    write_whole(home / LAST_BACKUP, json.dumps(told).encode())
    _place(part, home, aside)
    if held is not None:
        truth.mark(held)
    shutil.rmtree(part)


def _strange(folder: Path) -> Path | None:
    """What a backup cannot hold: a link, which leads out of it, or a device or pipe, which never ends."""
    for path in (folder / truth.FILE, folder / FILE, *(folder / ARCHIVE).rglob("*"), folder / ARCHIVE):
        if path.is_symlink() or (path.exists() and not path.is_file() and not path.is_dir()):
            return path
    return None
