"""Send the demo's workbooks through the intake: all of them, or those that a load broken off has left."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from heapq import merge
from pathlib import Path

from data.reading.reader import Reading
from data.sandbox import READERS, read_file
from service import acceptance, drafts, submissions
from service.demo import confirmed, targets, workbooks
from service.demo import deliveries as schedule
from service.demo.workbooks import DemoFile
from service.drafts import Draft
from service.service import JUDGES, Service
from service.store_faults import StoreFaultError


def mark(home: Path) -> Path:
    """A file that lies beside the store as long as the demo in it is a part: `make run` looks for it."""
    return home / "demo-unfinished"


def missing(service: Service) -> set[str]:
    """The names of the demo's files that the store lacks."""
    return workbooks.lacking(submissions.file_names(service))


def whole(service: Service) -> bool:
    """Whether nothing of the demo is missing, its plan included, and the load came to its end."""
    return not mark(service.home).exists() and not missing(service) and targets.loaded(service)


def newest_at(service: Service) -> int:
    """How many of the demo's files are in as soon as the newest quarter is that comes before its past."""
    first = {name for one in schedule.deliveries() if one.comes_first for name in one.files}
    return len(workbooks.names()) - len(missing(service) - first)


def load_demo(service: Service, progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Send what is missing of the demo; how many files there were. First the plans and the newest quarter, to be looked
    at while its past comes in, then the others in the order in which they would have come.

    Broken off anywhere it goes on the next time, and ends in the same store. Raises ValueError on a store that holds
    anything else: demo and real figures never mix. Raises StoreFaultError where nothing is taken in.
    """
    if service.is_real:
        raise ValueError("the store holds real submissions")
    if service.fault is not None:
        raise StoreFaultError(service.fault)
    with suppress(OSError):  # what the disk does not take is told by what is sent next
        mark(service.home).touch()
    if not targets.loaded(service):
        targets.load(service)
        targets.load_made_up(service)
    wanted, known = missing(service), len(workbooks.names())
    files = (file for file in _files(wanted) if file.name in wanted)  # each made when its turn comes
    done = known - len(wanted)
    with ThreadPoolExecutor(READERS) as readers, ThreadPoolExecutor(JUDGES) as judges:  # ahead of what is stored here
        try:
            for file, draft in _judged(judges, _read(readers, files, service), service):
                progress(done, known)
                acceptance.accept(service, draft, targets.SENDER, file.reason or "", at=file.received_at, demo=True)
                if draft.receipt is None:
                    raise AssertionError(f"{file.name}: {[(f.rule, f.message.vi) for f in draft.findings]}")
                done += 1
        except BaseException:
            for pool in (readers, judges):
                pool.shutdown(wait=False, cancel_futures=True)
            raise
    progress(known, known)
    service.repository.publish()
    mark(service.home).unlink(missing_ok=True)
    return len(wanted)


def _files(wanted: set[str]) -> Iterator[DemoFile]:
    """Those of every delivery that lacks one of these, and the indices, in the order in which they are sent."""
    sent = [one for one in schedule.deliveries() if wanted.intersection(one.files)]
    yield from workbooks.workbooks(one for one in sent if one.comes_first)
    past = workbooks.workbooks(one for one in sent if not one.comes_first)
    yield from merge(past, workbooks.indices(), key=lambda file: file.received_at)


Read = tuple[DemoFile, Future[Reading] | None]


def _read(readers: ThreadPoolExecutor, files: Iterator[DemoFile], service: Service) -> Iterator[Read]:
    """Each file with what is read of it, a few of them begun before they are asked for; None for a province's own, of
    which what stands when its turn comes decides how it is read."""
    waiting: deque[Read] = deque()
    for file in files:
        reading = None if file.own else readers.submit(read_file, file.data, file.name, service.tables)
        waiting.append((file, reading))
        if len(waiting) > 2 * READERS:
            yield waiting.popleft()
    yield from waiting


def _judged(judges: ThreadPoolExecutor, files: Iterator[Read], service: Service) -> Iterator[tuple[DemoFile, Draft]]:
    """Each file's draft, the next ones judged while one is stored: as they would be one after the other, since a file
    is held only against its own family of provinces and against quarters before its own."""
    waiting: deque[tuple[DemoFile, Future[Draft]]] = deque()
    for file, reading in files:
        if reading is None or any(_touches(service, one, file) for one, _ in waiting):
            yield from _settled(waiting)
        if reading is None:
            yield file, confirmed.draft_of(service, file)
            continue
        waiting.append((file, judges.submit(_judge, service, file, reading)))
        if len(waiting) > JUDGES:
            yield waiting[0][0], waiting.popleft()[1].result()
    yield from _settled(waiting)


def _settled(waiting: deque[tuple[DemoFile, Future[Draft]]]) -> Iterator[tuple[DemoFile, Draft]]:
    while waiting:
        file, draft = waiting.popleft()
        yield file, draft.result()


def _judge(service: Service, file: DemoFile, reading: Future[Reading]) -> Draft:
    return drafts.judge(service, file.name, file.data, reading.result(), file.unit, file.period)


def _touches(service: Service, before: DemoFile, file: DemoFile) -> bool:
    """Whether what is judged of a file depends on whether another one has been stored."""
    if before.unit is None or file.unit is None or before.period.last < file.period.last:
        return True
    family = service.observer.family
    return not set(family(before.unit.key, before.period.year)).isdisjoint(family(file.unit.key, file.period.year))
