"""The bytes as sent, by their hash: what was received can always be read again."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from data.storage.durable_files import make_folder, read_regular, write_whole


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Archive:
    """A folder of files named after the SHA-256 of their content; a file that is there is never written again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def keep(self, data: bytes) -> str:
        """Store the bytes durably, once, and give their hash. A file that does not hold its bytes is put right."""
        sha256 = digest(data)
        path = self.path(sha256)
        if not path.exists() or path.read_bytes() != data:
            make_folder(path.parent)
            write_whole(path, data)
        return sha256

    def read(self, sha256: str) -> bytes:
        """The bytes with this hash. Raises FileNotFoundError, or ValueError where the disk gives other bytes."""
        data = read_regular(self.path(sha256))
        if digest(data) != sha256:
            raise ValueError(f"archived file {sha256} has changed")
        return data

    def __iter__(self) -> Iterator[str]:
        """Every hash there is a file for."""
        for path in sorted(self.folder.glob("??/*")):
            if re.fullmatch(r"[0-9a-f]{64}", path.name):
                yield path.name
