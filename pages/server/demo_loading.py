"""The demo on its way into the store, behind whoever looks at what is there already."""

import asyncio
import logging
import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pages.server.store import home, service
from service.demo import load
from service.service import Service

log = logging.getLogger(__name__)


class Loading:
    """One for the process and its store, since whoever asked for it may leave the page."""

    def __init__(self) -> None:
        self.done = self.total = 0
        self.newest_stands = False  # what a page is drawn of before that is soon out of date
        self.failed = False
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def start(self, service: Service) -> None:
        with self._starting:
            if not self.running:
                self._thread = threading.Thread(target=self._load, args=(service,), daemon=True)
                self._thread.start()

    def _load(self, service: Service) -> None:
        def reach(done: int, total: int) -> None:
            self.done, self.total, self.newest_stands = done, total, done >= newest_at

        try:
            newest_at = load.newest_at(service)
            load.load_demo(service, reach)
        except Exception:  # the boundary of a thread: nobody above would hear of it
            self.failed = True
            log.exception("the demo could not be loaded")


_loadings: dict[Path, Loading] = {}


def loading() -> Loading:
    return _loadings.setdefault(home(), Loading())


def unfinished() -> bool:
    """Whether the demo is a part that can still be made whole: not once real figures stand beside it."""
    return load.mark(home()).exists() and not service().is_real


def go_on() -> None:
    """Where `make run` began the demo it comes in by itself, while what is there can be looked at."""
    if os.environ.get("INDICATORS_DEMO") and unfinished() and not loading().failed:
        loading().start(service())


@asynccontextmanager
async def begun() -> AsyncIterator[None]:
    """From the start of the server on, so that the first visitor finds more of it."""
    going = asyncio.create_task(asyncio.to_thread(go_on))
    try:
        yield
    finally:
        if going.done() and (error := going.exception()) is not None:
            log.error("the store could not be opened for the demo: %r", error)
