"""Writing so that it is there after a power cut: whole files by another name, and folders that remember their names."""

import os
import stat
from contextlib import suppress
from pathlib import Path

FILE_MODE, FOLDER_MODE = 0o600, 0o700  # what was sent, and by whom, is for the service's own account


def sync_folder(folder: Path) -> None:
    """The names in a folder are durable only once the folder itself is."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """A folder with all above it, each known to the one that holds it."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(FOLDER_MODE, exist_ok=True)
    sync_folder(folder.parent)


def make_private(home: Path) -> None:
    """A store's folder, closed to others; DuckDB asks the umask, and an earlier version left it open."""
    os.umask(0o077)
    make_folder(home)
    if stat.S_IMODE(home.stat().st_mode) == FOLDER_MODE:
        return
    with suppress(OSError):  # another's folder, or one that can only be read, is left as it is
        for path in home.rglob("*"):
            if not path.is_symlink():
                path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)
        home.chmod(FOLDER_MODE)  # last: a start that was killed here begins again


def read_regular(path: Path) -> bytes:
    """The bytes of an ordinary file. Raises OSError for a link, a device, a pipe or a folder: a backup has none."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(f"{path.name} is no ordinary file")
        return file.read()


def write_whole(path: Path, data: bytes) -> None:
    """The file holds either what it held before or all of `data`, whatever happens: written aside, synced, renamed."""
    aside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, FILE_MODE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
