"""The store opened for one command; what stands in the way is a sentence and an exit code."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.markup import escape

from commands.console import err, refuse
from data.storage.database import StoreBrokenError
from data.storage.ledger import LedgerError
from data.storage.truth import StoreBusyError
from data.storage.truth_file import TruthError
from service import backup
from service.access.state import NotPossibleError
from service.answer_maker import ANSWERS_BROKEN
from service.service import HOME, Service
from service.store_faults import StoreFaultError


def home_folder() -> Path:
    return Path(os.environ.get(HOME) or "var")


@contextmanager
def opened() -> Iterator[Service]:
    try:
        service = Service()
        for notice in (*service.repository.notices, service.repository.fault):
            if notice is not None:
                err.print(escape(notice.vi))
    except StoreBusyError:
        refuse(
            "Kho số liệu đang được khôi phục từ bản sao lưu. Hãy thử lại khi xong.",
            "The store is being restored from a backup. Try again once that is done.",
        )
    try:
        yield service
    except StoreFaultError as error:
        refuse(error.text.vi)
    except StoreBrokenError:
        refuse(ANSWERS_BROKEN.vi, ANSWERS_BROKEN.en)
    finally:
        service.close()


@contextmanager
def kept() -> Iterator[None]:
    """What cannot be copied or restored is one sentence."""
    try:
        yield
    except StoreBusyError:
        refuse("Kho số liệu đang được ứng dụng hoặc lệnh khác mở. Hãy dừng chúng rồi thử lại; chưa có gì thay đổi.")
    except (backup.NotRestoredError, TruthError) as error:
        refuse(error.text.vi)
    except (OSError, ValueError, LedgerError):
        refuse("Không đọc hoặc ghi được đầy đủ. Hãy chạy verify để biết tệp nào hỏng, và kiểm tra chỗ trống của đĩa.")


@contextmanager
def possible() -> Iterator[None]:
    try:
        yield
    except NotPossibleError as error:
        refuse(error.text.vi)
