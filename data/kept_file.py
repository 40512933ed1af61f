"""A file that somebody works on, held on the disk and not in memory, and gone with its last use.

It has no name in any folder, so nobody else opens it, and the system takes it back even where the process is killed.
"""

import os
import tempfile
import weakref
from hashlib import sha256
from pathlib import Path


class KeptFile:
    """Bytes that are read when they are needed."""

    def __init__(self, data: bytes) -> None:
        self._file, path = tempfile.mkstemp()  # for its owner alone
        weakref.finalize(self, os.close, self._file)
        Path(path).unlink()
        with open(self._file, "wb", closefd=False) as file:
            file.write(data)
        self.size = len(data)
        self.sha256 = sha256(data).hexdigest()

    def read(self) -> bytes:
        return os.pread(self._file, self.size, 0)


def content(data: "bytes | KeptFile") -> bytes:
    return data.read() if isinstance(data, KeptFile) else data
