"""The bytes as sent, by their hash: what was received can always be read again."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Archive:
    """A folder of files named after the SHA-256 of their content; a file that is there is never written again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def keep(self, data: bytes) -> str:
        """Store the bytes durably, once, and give their hash: written aside, synced, then named."""
        sha256 = digest(data)
        path = self._path(sha256)
        if path.exists():
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(f".{os.getpid()}.part")
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
        for folder in (path.parent, self.folder):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        return sha256

    def read(self, sha256: str) -> bytes:
        """The bytes with this hash. Raises FileNotFoundError, or ValueError where the disk gives other bytes."""
        data = self._path(sha256).read_bytes()
        if digest(data) != sha256:
            raise ValueError(f"archived file {sha256} has changed")
        return data
