"""The truth in the open: `ledger.jsonl`, a line each, and files named after their SHA-256; what stores were before.

Such a folder is taken over whole, and any truth can be laid down as one.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import insert

from data.model import Text
from data.storage import truth, truth_file
from data.storage.durable_files import make_folder, read_regular, write_whole
from data.storage.ledger import LedgerLine, chained, digest
from data.storage.truth import Truth

FILE, ARCHIVE = "ledger.jsonl", "archive"


class OpenFiles:
    """A folder of such files; it is asked like a truth."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fault: Text | None = None

    def lines(self) -> Iterator[LedgerLine]:
        """Each checked against the one before. Raises LedgerError, OSError."""
        data = read_regular(self.folder / FILE)
        end = data.rfind(b"\n") + 1
        # A last line that was being written when the power went was never acknowledged: it lacks its end, or has zeros.
        last = data.rfind(b"\n", 0, max(end - 1, 0)) + 1
        data = data[: last if b"\0" in data[last:end] else end]
        yield from chained(data.decode(errors="replace").removesuffix("\n").split("\n") if data else [])

    def read(self, sha256: str) -> bytes:
        """The bytes with this hash. Raises OSError, or ValueError where the disk gives other bytes."""
        data = read_regular(self.path(sha256))
        if digest(data) != sha256:
            raise ValueError(f"archived file {sha256} has changed")
        return data

    def path(self, sha256: str) -> Path:
        if not re.fullmatch(r"[0-9a-f]{64}", sha256):
            raise ValueError("no hash")
        return self.folder / ARCHIVE / sha256[:2] / sha256

    def close(self) -> None:
        """It is not held."""


def source_of(folder: Path) -> Truth | OpenFiles:
    """What a folder keeps, to be read only, whichever of the two it is."""
    is_open = (folder / FILE).exists() and not (folder / truth.FILE).exists()
    return OpenFiles(folder) if is_open else Truth(folder, read_only=True)


def take_over(source: OpenFiles, into: Path) -> list[tuple[int, str]]:
    """Make a truth of open files, which stay; the lines whose files are not there or not sound.

    Raises LedgerError, OSError; then there is none.
    """
    lines = list(source.lines())
    lacking, kept = [], set[str]()
    with truth_file.making(into) as connection:
        for line in lines:
            connection.execute(insert(truth_file.LEDGER).values(seq=line.seq, line=line.text, hash=line.hash))
            for sha256 in line.files:
                if sha256 in kept:
                    continue
                kept.add(sha256)
                try:
                    connection.execute(insert(truth_file.BLOB).values(hash=sha256, bytes=source.read(sha256)))
                except (OSError, ValueError):
                    lacking.append((line.seq, sha256))
    return lacking


def lay_down(source: Truth, folder: Path) -> int:
    """All of it in the open; how many files. Raises LedgerError, TruthError, OSError, ValueError."""
    lines, target = list(source.lines()), OpenFiles(folder)
    files = {sha256 for line in lines for sha256 in line.files}
    for sha256 in sorted(files):
        make_folder(target.path(sha256).parent)
        write_whole(target.path(sha256), source.read(sha256))
    make_folder(folder)
    write_whole(folder / FILE, "".join(f"{line.text}\n" for line in lines).encode())
    return len(files)
