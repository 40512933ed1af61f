"""The file of the truth: its tables, what guards them, how a new one is made, and what can be wrong with one."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    NullPool,
    String,
    Table,
    Text,
    create_engine,
    insert,
)
from sqlalchemy.exc import DBAPIError

from data import model
from data.storage.durable_files import FILE_MODE, sync_folder

VERSION = "1"  # of the tables below; an older program only reads a newer truth

META = MetaData()
LEDGER = Table(
    "ledger",
    META,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("line", Text, nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
)
BLOB = Table("blob", META, Column("hash", String(64), primary_key=True), Column("bytes", LargeBinary, nullable=False))
ABOUT = Table("about", META, Column("key", String(32), primary_key=True), Column("value", Text, nullable=False))
# Bytes that do not give their hash may be put right, and nothing else may be changed.
GUARDS = (
    "CREATE TRIGGER ledger_stands BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'only added to'); END",
    "CREATE TRIGGER ledger_stays BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'only added to'); END",
    "CREATE TRIGGER blob_stays BEFORE DELETE ON blob BEGIN SELECT RAISE(ABORT, 'only added to'); END",
    """CREATE TRIGGER blob_stands BEFORE UPDATE ON blob WHEN NEW.hash <> OLD.hash OR sha256_of(NEW.bytes) <> NEW.hash
    BEGIN SELECT RAISE(ABORT, 'only added to'); END""",
)

RESTORE_IT = model.Text(
    " Hệ thống chỉ cho xem số liệu đã lưu và không nhận thêm. Quản trị cần khôi phục từ bản sao lưu.",
    " What is stored can be read, and nothing more is taken in. The administrator must restore it from a backup.",
)


def unsafe(vi: str, en: str) -> model.Text:
    return model.Text(vi + RESTORE_IT.vi, en + RESTORE_IT.en)


BROKEN = unsafe(
    "Sổ ghi không còn liền mạch từ dòng {line}: có dòng bị sửa, bị xóa hoặc đổi chỗ.",
    "The ledger does not hold together from line {line} on: a line was changed, removed or moved.",
)
LOST = unsafe(
    "Kho đã từng có số liệu nhưng tệp sổ ghi không còn hoặc đang trống.",
    "There were entries here, but the file of the ledger is gone or empty.",
)
REPLACED = unsafe(
    "Tệp sổ ghi đã bị xóa hoặc bị thay bằng tệp khác trong khi đang chạy.",
    "The file of the ledger was removed or replaced by another one while it was in use.",
)
DAMAGED = unsafe("Tệp sổ ghi bị hỏng và không đọc được.", "The file of the ledger is damaged and cannot be read.")
NEWER = model.Text(
    "Kho này do phiên bản mới hơn của phần mềm ghi. Phiên bản này chỉ xem được; hãy cài phiên bản mới.",
    "A newer version of the program wrote this store. This one can only read it; install the newer version.",
)
NETWORK = model.Text(
    "Kho số liệu nằm trên ổ đĩa mạng, nơi không bảo đảm được việc ghi. Hãy chuyển kho sang ổ đĩa của máy.",
    "The store lies on a network file system, where writing cannot be relied on. Move it to a disk of the machine.",
)


class TruthError(Exception):
    """It cannot be relied on, and nothing more is taken in; `text` says why."""

    def __init__(self, text: model.Text) -> None:
        super().__init__(text.en)
        self.text = text


@contextmanager
def making(path: Path) -> Iterator[Connection]:
    """A new truth, to be filled in the block; it bears its name only when all of it is durable, and if none came
    first."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    part.touch(FILE_MODE)
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(part, isolation_level=None), poolclass=NullPool)
    try:
        with told(), engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA synchronous=EXTRA")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            META.create_all(connection)
            for guard in GUARDS:
                connection.exec_driver_sql(guard)
            connection.execute(insert(ABOUT).values(key="version", value=VERSION))
            yield connection
            connection.exec_driver_sql("COMMIT")
        with suppress(FileExistsError):
            os.link(part, path)
        sync_folder(path.parent)
    finally:
        for left in (part, part.with_name(f"{part.name}-journal")):
            left.unlink(missing_ok=True)


@contextmanager
def told() -> Iterator[None]:
    """What the engine says of a disk, as the disk's own errors."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        words = str(error)
        if "malformed" in words or "not a database" in words or "no such table" in words:
            raise TruthError(DAMAGED) from error
        if "locked" in words:
            raise TimeoutError(errno.ETIMEDOUT, "others keep on writing") from error
        raise OSError(errno.ENOSPC if "full" in words else errno.EIO, words.splitlines()[0]) from error
