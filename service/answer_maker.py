"""The stores in which answers lie, made from lines of the ledger: from a published file and what came since, or from
nothing; on the disk, or in memory where it takes nothing."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from data.layouts.layout import Layout
from data.layouts.standing import StandingLayouts, standing_of
from data.model import Period, Text
from data.sandbox import read_file
from data.storage import row_bundle
from data.storage.answers import AnswerFiles, line_of
from data.storage.database import Fault, ShortOfMemory, Store, StoreBrokenError, layout_of
from data.storage.ledger import Ledger, LedgerError, LedgerLine, chained
from data.storage.truth import Truth
from data.storage.truth_file import TruthError
from data.table import Table
from indicators.engine.observations import Observer
from service.access.events import Event
from service.line_rows import Rows, apply, came_to, come_to
from service.submitted_rows import rows_of

FEW = 40  # provinces' years that are made again one by one; of more, everything at once
AT_ONCE = 200  # lines that follow in one transaction
AT_ONCE_SIZE = 32 << 20  # bytes of their files
ANSWERS_BROKEN = Text(
    "Tệp số liệu đã tính bị hỏng và đang được dựng lại từ sổ ghi; số liệu đã nhận vẫn nguyên. Hãy thử lại sau giây lát.",
    "The computed figures were damaged and are being made again; what was received is safe. Try again in a moment.",
)
Failed = (*Fault, *ShortOfMemory, TruthError, StoreBrokenError)

_log = logging.getLogger(__name__)


class ContradictedError(Exception):
    """The answers were made from another line than the truth has now, or from one that it has no longer."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} of the ledger was another one")
        self.line = line


class AnswerMaker:
    """Of one folder; `note` is told what had to be mended."""

    def __init__(
        self,
        home: Path,
        truth: Truth,
        tables: Mapping[str, Table],
        observer: Observer,
        note: Callable[[str, str], None],
    ) -> None:
        self.truth, self.tables, self.observer, self.note = truth, tables, observer, note
        self.files = AnswerFiles(home / "answers", layout_of(tables))
        self.files.sweep()
        self.changed = False  # whether what was published last was made by other declarations

    def rows_of(self, line: LedgerLine) -> Rows:
        """The rows that a line brought. One file that is damaged costs its own submission, and that is said."""
        try:
            return row_bundle.unpack(self.truth.read(line.body["rows"]))
        except (FileNotFoundError, ValueError):
            return self._read_again(line)

    def _read_again(self, line: LedgerLine) -> Rows:
        """The rows out of the file as it was sent; none where that cannot be read either."""
        with suppress(FileNotFoundError, ValueError):
            data = self.truth.read(line.body["sha256"])
            read = None
            if line.kind == Event.SUBMISSION and "sentences" not in line.body:  # which no file says again
                read = read_file(data, line.body["file"], self.tables, standing=self._standing(line))
            if read is not None and read.sheets:
                self.note(
                    f"Các dòng số liệu của dòng {line.seq} trong sổ ghi ({line.unit}) bị hỏng; đã đọc lại từ tệp gốc. Lời "
                    "giải trình khi nộp không còn.",
                    f"The rows of line {line.seq} of the ledger ({line.unit}) were damaged; they were read again from the "
                    "file as sent. The reasons given with it are gone.",
                )
                return rows_of(read.sheets, self.tables, line.body["number"])
        self.note(
            f"Không đọc được các dòng số liệu của dòng {line.seq} trong sổ ghi ({line.unit}); các bản nộp khác vẫn đủ. "
            "Hãy khôi phục từ bản sao lưu.",
            f"The rows of line {line.seq} of the ledger ({line.unit}) cannot be read; all other submissions are "
            "whole. Restore from a backup.",
        )
        return {}

    def _standing(self, line: LedgerLine) -> StandingLayouts | None:
        """The layout by which a submission was read. Raises FileNotFoundError, ValueError where it is damaged."""
        if (key := line.body.get("layout")) is None or line.quarter is None:
            return None
        kept = Layout.from_json(self.truth.read(key).decode(), self.tables)
        period, places = Period.quarter(line.quarter), self.observer.places
        together = tuple(map(Period.parse, line.body.get("together", ())))
        anchor = Period.parse(line.body["anchor"]) if together else None
        unit = places.version(line.unit, period.end)
        return standing_of(places, unit, period, ((key, kept),), together, anchor)

    def derive(self, store: Store, lines: Sequence[LedgerLine]) -> None:
        """What follows from some more lines; each portion with its observations, or not at all."""
        for portion in _portions(lines):
            with store.writing() as work:
                touched = apply(work, portion, self.rows_of)
                if len(touched) > FEW:
                    self.observer.rebuild(work)
                else:
                    for unit, year in sorted(touched):
                        self.observer.refresh(work, unit, year)
                came_to(work, portion[-1].seq, portion[-1].hash)

    def made(self, lines: Sequence[LedgerLine]) -> Store:
        """A store brought up to these lines: from the newest published file that holds together, else from nothing.

        Raises ContradictedError where the newest was made from other lines.
        """
        tried: set[Path] = set()
        while (published := next((path for path in self.files.published() if path not in tried), None)) is not None:
            tried.add(published)  # others publish and clear away meanwhile
            if (store := self._copy(published)) is None:
                continue
            with suppress(*Failed):
                come = come_to(store)
                if (wrong := _contradicts(store, lines)) is not None:
                    if come is not None and wrong > len(lines) and self.truth.holds(come):
                        lines = list(self.truth.lines())  # published since these were listed
                    else:
                        self.discard(store)
                        raise ContradictedError(wrong)
                if come is not None:
                    self.derive(store, lines[come[0] :])
                    self._bring_up(store)
                    return store
            self.discard(store)
        return self.anew(lines)

    def anew(self, lines: Sequence[LedgerLine]) -> Store:
        """A store with everything that some lines say, made from the truth alone."""
        try:
            return self._filled(Store(self.files.own()), lines)
        except (OSError, *Failed) as error:
            _log.warning("the answers lie in memory: %r", error)
            return self._filled(Store(), lines)

    def _filled(self, store: Store, lines: Sequence[LedgerLine]) -> Store:
        store.lay_out(self.tables)
        for portion in _portions(lines):
            with store.writing() as work:
                apply(work, portion, self.rows_of)
        with store.writing() as work:
            self.observer.rebuild(work)
            self.observer.note(work, self.observer.derived_by(work)[1])
            came_to(work, *Ledger(list(lines)).head)
        return store

    def small(self, lines: Sequence[LedgerLine], unit: str, year: int) -> Store:
        """A store in memory with what some lines say, and what follows from them for one province's year.

        Raises FileNotFoundError, ValueError where their rows cannot be read.
        """
        store = Store()
        store.lay_out(self.tables)
        with store.writing() as work:
            apply(work, lines, lambda line: row_bundle.unpack(self.truth.read(line.body["rows"])))
            self.observer.refresh(work, unit, year)
        return store

    def _bring_up(self, store: Store) -> None:
        """Where a measure is new or was declared otherwise, its figures of all years are made again."""
        with store.reading() as work:
            known, now = self.observer.derived_by(work)
        if known == now:
            return
        with store.writing() as work:
            seq, hash_ = work.rows("SELECT seq, hash FROM derived_to")[0]
            self.observer.bring_up(work)
            came_to(work, seq, hash_)
        self.changed = True

    def _copy(self, published: Path) -> Store | None:
        """A published file for this process alone; one that is not what its name says goes."""
        try:
            return Store(self.files.own_copy(published))
        except FileNotFoundError:
            return None
        except OSError as error:
            _log.warning("the answers lie in memory: %r", error)
            with suppress(*Failed):
                store, source = Store(), Store(published, read_only=True)
                store.lay_out(self.tables)
                source.copy_into(store)
                source.close()
                return store
        except StoreBrokenError as error:
            _log.warning("%s cannot be used: %s", published.name, error)
            self.note(
                "Một tệp số liệu đã tính bị hỏng; đã bỏ và dựng lại đầy đủ từ sổ ghi.",
                "A file of computed figures was damaged; it was left and made again in full from the ledger.",
            )
            with suppress(OSError):
                published.unlink()
        return None

    def discard(self, store: Store) -> None:
        path = store.path
        store.close()
        if path is not None:
            self.files.leave(path)

    def replace(self, store: Store, fresh: Store) -> None:
        """Go on with another store in the place of one."""
        old = store.path
        store.become(fresh)
        if old is not None:
            self.files.leave(old)

    def publish(self, store: Store, seq: int, after: int) -> bool:
        """Leave a file for whoever starts next, if it would have so many lines to follow. False where the disk does not
        take it: it is only followed for longer, but the store's own file may answer nothing any more."""
        newest = self.files.published()
        if after and not self.changed and newest and seq - line_of(newest[0]) < after:
            return True
        try:
            self.files.publish(store, seq)
            self.changed = False
        except Fault as error:
            _log.warning("not published: %r", error)
            return False
        return True

    # Where the truth cannot be relied on

    def as_it_was(self, lines: Sequence[LedgerLine]) -> tuple[Store, Sequence[LedgerLine]]:
        """What was computed while the truth could be relied on, and from which lines; else what follows from these."""
        for published in self.files.published():
            if (store := self._copy(published)) is not None:
                with store.reading() as work:
                    texts = [text for (text,) in work.rows("SELECT line FROM event ORDER BY seq")]
                with suppress(LedgerError):
                    known = list(chained(texts))
                    if len(known) >= len(lines):
                        return store, known
                self.discard(store)
        return self.anew(lines), lines


def _contradicts(store: Store, lines: Sequence[LedgerLine]) -> int | None:
    """The first line that a store holds otherwise, or that is not among these."""
    with store.reading() as work:
        known = work.rows("SELECT seq, hash FROM event ORDER BY seq")
    return next((seq for seq, hash_ in known if seq > len(lines) or lines[seq - 1].hash != hash_), None)


def _portions(lines: Sequence[LedgerLine]) -> Iterator[list[LedgerLine]]:
    """Lines that follow in one transaction: not too many, and not too much to hold at once."""
    portion: list[LedgerLine] = []
    size = 0
    for line in lines:
        portion.append(line)
        size += line.body.get("size", 0)
        if len(portion) == AT_ONCE or size > AT_ONCE_SIZE:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion
