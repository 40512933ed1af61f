"""A report on its way: written in a thread, so that who waits sees how far it is and can stop it."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.model import Language, Period
from data.turns import NoRoomError, Turns
from service.service import Service

if TYPE_CHECKING:
    from pages.reports.document import Report

AT_ONCE = 2  # reports written at the same time in this process, one of a person; more wait
_turns = Turns(AT_ONCE, waiting=2)


class StoppedError(Exception):
    """Whoever waited does not want it any more."""


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """Which report: of whom (a unit's key or `VN`), when, in which language, of which data."""

    area: str
    period: Period
    language: Language
    revision: int
    site: str = ""  # the address of the product, as this visitor reached it


@dataclass(slots=True)
class Job:
    """One report being written, of one visitor."""

    request: ReportRequest
    whose: str = ""
    done: int = 0
    total: int = 0
    what: str = ""
    report: Report | None = None
    failed: bool = False
    too_many: bool = False  # of this person wait already
    stopped: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def start(self, service: Service) -> None:
        self._thread = threading.Thread(target=self._write, args=(service,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self.stopped.set()

    def wait(self, seconds: float) -> None:
        if self._thread is not None:
            self._thread.join(seconds)

    def _write(self, service: Service) -> None:
        try:
            woken = threading.Event()
            ticket = _turns.join(self.whose, woken.set)
            try:
                while not woken.wait(0.2):
                    if self.stopped.is_set():
                        return
                from pages.reports.make import written  # matplotlib takes a second to load

                asked = self.request
                self.report = written(service, asked.area, asked.period, asked.language, self._reach, asked.site)
            finally:
                _turns.leave(ticket)
        except StoppedError:
            pass
        except NoRoomError:
            self.too_many = True
        except Exception:  # the boundary of a thread: nobody above would hear of it
            self.failed = True
            logging.getLogger(__name__).exception("a report could not be written")

    def _reach(self, done: int, total: int, what: str) -> None:
        if self.stopped.is_set():
            raise StoppedError
        self.done, self.total, self.what = done, total, what
