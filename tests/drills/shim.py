"""shim.c, built and spoken to."""

import ctypes
import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")


class NoCompilerError(Exception):
    """The drills need a C compiler: `apt-get install gcc libc6-dev`."""


class Deed(IntEnum):
    NOTHING, KILL_BEFORE, KILL_AFTER, TEAR, NO_SPACE, BAD_DISK = range(6)


def built() -> Path:
    """The library, compiled once for each state of its source."""
    stamp = hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:12]
    library = SOURCE.parent / "__pycache__" / f"shim-{stamp}.so"
    if library.exists():
        return library
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        raise NoCompilerError(NoCompilerError.__doc__)
    library.parent.mkdir(exist_ok=True)
    aside = library.with_suffix(f".{os.getpid()}")
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", "-o", aside, SOURCE, "-ldl"], check=True
    )
    return aside.rename(library)


def loaded() -> bool:
    return str(built()) in os.environ.get("LD_PRELOAD", "")


def environment() -> dict[str, str]:
    """What a process is started with to be under the shim."""
    return os.environ | {"LD_PRELOAD": str(built())}


@cache
def _library() -> ctypes.CDLL:
    if not loaded():
        raise RuntimeError("start this process with shim.environment()")
    library = ctypes.CDLL(None)
    library.drill_calls.restype = library.drill_spoilt.restype = ctypes.c_long
    library.drill_kind.restype = ctypes.c_char
    library.drill_path.restype = ctypes.c_char_p
    return library


def watch(folder: Path) -> None:
    """From here on count the file calls under this folder."""
    _library().drill_watch(os.fsencode(folder))


def arm(call: int, deed: Deed, lasting: bool = False, seed: int = 0) -> None:
    """Count from nothing; do it at this call, or with `lasting` at this and every later one."""
    _library().drill_arm(ctypes.c_long(call), int(deed), int(lasting), ctypes.c_uint(seed))


def disarm() -> None:
    _library().drill_disarm()


def record(file: Path) -> None:
    """Write down every call from here on."""
    _library().drill_record(os.fsencode(file))


def list_calls(file: Path) -> None:
    """Write down kind and path of every call that counts from here on, a line each; nothing of its bytes."""
    _library().drill_list(os.fsencode(file))


def mark(text: str) -> None:
    """A note between the recorded calls, such as that something was acknowledged."""
    _library().drill_mark(text.encode())


def calls() -> int:
    return int(_library().drill_calls())


def spoilt() -> str:
    """The kind of the call that was made to fail; empty where none was reached."""
    return bytes(_library().drill_kind()).decode() if _library().drill_spoilt() else ""


def spoilt_path() -> str:
    """Which file it was for, below the watched folder."""
    return os.fsdecode(_library().drill_path())


def sees_all() -> bool:
    """Whether no bytes reached the folder by a way that the shim does not count."""
    return not _library().drill_unseen()


@dataclass(frozen=True, slots=True)
class Call:
    """One recorded call. `kind`: c create, t truncate, w write, s sync, f allocate, r rename, l link, u unlink, d mkdir,
    x rmdir, y symlink, m mark; paths are below the watched folder, which itself is `.`."""

    kind: str
    offset: int
    path: str
    other: str
    data: bytes


def recorded(file: Path) -> Iterator[Call]:
    with file.open("rb") as log:
        while head := log.readline():
            kind, offset, length, path, other = head.split()
            yield Call(
                kind.decode(),
                int(offset),
                log.read(int(path)).decode(),
                log.read(int(other)).decode(),
                log.read(int(length)),
            )
