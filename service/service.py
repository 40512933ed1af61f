"""One store, opened: its catalogue, places, ledger and answers.

What people do with it are functions of the modules beside this one, which take it first; pages and the command line
call these and nothing below them.
"""

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from weakref import WeakKeyDictionary

from data.model import Period, Text
from data.places import PLACES, Places
from data.storage.database import Store, Work
from data.storage.ledger import NOTHING_BEFORE, Head
from data.table import Table
from indicators import CATALOGUE
from indicators.define import Indicator
from indicators.engine.answer import Answer, Question
from indicators.engine.observations import Observer
from indicators.engine.query import ask, count
from service.access.roles import Action, Identity, NotAllowedError, Person
from service.completeness import QuarterSent
from service.repository import CHANGES, Repository

HOME = "INDICATORS_HOME"
JUDGES = 2  # files judged at the same time: more would only take the interpreter from each other
LARGE = 5_000  # rows of a file that takes memory as well: of such ones one at a time


class Service:
    """One store, as this process has it open; any thread may call, and other processes may have it open too.

    `home` is the folder of the store, by default what INDICATORS_HOME names, else `var`. Raises StoreBusyError while it
    is being restored.
    """

    def __init__(
        self, home: Path | None = None, catalogue: Mapping[str, Indicator] = CATALOGUE, places: Places = PLACES
    ) -> None:
        self.home = home or Path(os.environ.get(HOME) or "var")
        self.catalogue = catalogue
        self.places = places
        self.tables: Mapping[str, Table] = {name: indicator.table for name, indicator in catalogue.items()}
        self.measures = {code: m for indicator in catalogue.values() for code, m in indicator.measures.items()}
        self.series = {code: m for indicator in catalogue.values() for code, m in indicator.series.items()}
        self.observer = Observer(catalogue, places)
        self.turn = threading.RLock()  # files are taken in one by one
        self._judges, self._large = threading.BoundedSemaphore(JUDGES), threading.Lock()
        self.repository = Repository(self.home, self.tables, self.observer)
        self.store: Store = self.repository.store
        self.truth = self.repository.truth
        self.repository.followed = self.look
        self._of_last: tuple[object, Head] = None, (0, NOTHING_BEFORE)  # by the hash of the ledger's last line
        self._versions: WeakKeyDictionary[Work, Head] = WeakKeyDictionary()  # of each snapshot that a thread holds
        self.look()

    def look(self) -> None:
        """What is asked of the store at every click, kept at hand."""
        with self.store.reading() as work:
            rows = work.rows(
                """SELECT quarter, list(DISTINCT unit) FILTER (WHERE number NOT IN (SELECT submission FROM held)),
                    bool_or(demo), bool_or(NOT demo)
                FROM submission GROUP BY quarter ORDER BY quarter"""
            )
        self.is_demo = any(demo for *_, demo, _ in rows)
        self.is_real = any(real for *_, real in rows)
        owing = {quarter: {unit.key for unit in self.places.of_quarter(quarter)} for quarter, *_ in rows}
        self.sent = [  # the quarters of which something counts, the oldest first
            QuarterSent(Period.quarter(quarter), len(owing[quarter].intersection(units)), len(owing[quarter]))
            for quarter, units, *_ in rows
            if units
        ]

    def recall(self) -> None:
        """Have at hand what was sent this year: for a process that goes on to take in files."""
        if (newest := self.newest()) is not None:
            with self.store.reading() as work:
                self.observer.recall(work, newest.year)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Whatever this thread asks in the block, it is told of one moment, and of which."""
        with self.store.held():
            yield

    @property
    def version(self) -> Head:
        """Of what is known: the ledger's last line that changed it, and its hash. What was computed is good while it
        stays."""
        if not self.store.holds:
            return self.repository.version
        with self.store.reading() as work:
            if work not in self._versions:  # asked many times while a page is drawn
                # The hash of the last line says all that stands before it, so that the rest is asked once for each.
                ((last,),) = work.rows("SELECT max_by(hash, seq) FROM event")
                held = self._of_last
                if held[0] != last:
                    held = self._of_last = last, self._last_change(work)
                self._versions[work] = held[1]
            return self._versions[work]

    def _last_change(self, work: Work) -> Head:
        told = work.rows(
            "SELECT seq, hash FROM event WHERE list_contains($kinds::VARCHAR[], kind) ORDER BY seq DESC LIMIT 1",
            kinds=[str(kind) for kind in CHANGES],
        )
        return told[0] if told else (0, NOTHING_BEFORE)

    @property
    def revision(self) -> int:
        """The number of that line."""
        return self.version[0]

    @property
    def empty(self) -> bool:
        return not self.sent

    @property
    def fault(self) -> Text | None:
        """Why nothing can be taken in at present; None when all is well."""
        self.repository.look()
        return self.repository.fault

    def close(self) -> None:
        self.repository.close()

    @contextmanager
    def judging(self, rows: int) -> Iterator[None]:
        """A turn at judging a file of so many rows. Whatever is taken in meanwhile is noticed when it is accepted."""
        with self._large if rows > LARGE else nullcontext(), self._judges:
            yield

    # Who may

    def person(self, who: Identity) -> Person | None:
        """What someone may do now; None for a stranger."""
        return self.repository.access.person(who)

    def permit(self, who: Identity, action: Action, unit: str | None = None) -> Person:
        """Raises NotAllowedError where this person may not do this now."""
        person = self.person(who)
        if person is None or not person.may(action, unit):
            raise NotAllowedError(action, unit)
        return person

    # Asking

    def ask(self, question: Question) -> Answer:
        """Of a measure or a term of one. Raises KeyError for an unknown code, ValueError for an unknown breakdown."""
        if question.measure not in self.series:
            raise KeyError(question.measure)
        with self.store.reading() as work:
            return ask(work, question, self.catalogue, self.places)

    def count(self, question: Question) -> int:
        """How many rows the answer will have, found without making it. Raises KeyError for an unknown code."""
        if question.measure not in self.series:
            raise KeyError(question.measure)
        with self.store.reading() as work:
            return count(work, question, self.catalogue, self.places)

    def first(self) -> Period | None:
        """The earliest quarter of which something was sent."""
        return self.sent[0].period if self.sent else None

    def newest(self) -> Period | None:
        """The newest quarter of which something was sent, be it by one province alone."""
        return self.sent[-1].period if self.sent else None

    def latest(self) -> Period | None:
        """The last quarter that enough provinces have sent (`completeness`); where none is, the newest."""
        enough = (one.period for one in reversed(self.sent) if self.complete_enough(one.period))
        return next(enough, self.newest())

    def complete_enough(self, quarter: Period) -> bool:
        """Whether a quarter may be told as the latest."""
        return any(one.enough(self.repository.access.enough) for one in self.sent if one.period == quarter)

    def collecting(self) -> list[QuarterSent]:
        """The quarters after the latest of which something was sent already, the newest first."""
        latest = self.latest()
        return [one for one in reversed(self.sent) if latest and one.period > latest]
