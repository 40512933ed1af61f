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
from service.service import Service
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


def load_demo(service: Service, progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Send what is missing of the demo, in the order in which it would have come; how many files there were.

    Broken off anywhere it goes on the next time, and ends in the same store. Raises ValueError on a store that holds
    anything else: demo and real figures never mix. Raises StoreFaultError where nothing is taken in.
    """
    if service.is_real:
        raise ValueError("the store holds real submissions")
    if service.fault is not None:
        raise StoreFaultError(service.fault)
    with suppress(OSError):  # what the disk does not take is told by what is sent next
        mark(service.home).touch()
    wanted, known = missing(service), len(workbooks.names())
    sent = workbooks.workbooks(one for one in schedule.deliveries() if wanted.intersection(one.files))
    files = merge(sent, workbooks.indices(), key=lambda file: file.received_at)  # each made when its turn comes
    files = (file for file in files if file.name in wanted)
    done = known - len(wanted)
    with ThreadPoolExecutor(READERS) as readers:  # they read ahead while this thread judges and stores
        try:
            for file, reading in _ahead(readers, files, service):
                progress(done, known)
                if reading is None:
                    draft = confirmed.draft_of(service, file)
                else:
                    draft = drafts.judge(service, file.name, file.data, reading, file.unit, file.period)
                acceptance.accept(service, draft, targets.SENDER, file.reason or "", at=file.received_at, demo=True)
                if draft.receipt is None:
                    raise AssertionError(f"{file.name}: {[(f.rule, f.message.vi) for f in draft.findings]}")
                done += 1
        except BaseException:
            readers.shutdown(wait=False, cancel_futures=True)
            raise
    progress(known, known)
    if not targets.loaded(service):
        targets.load(service)
        targets.load_made_up(service)
    service.repository.publish()
    mark(service.home).unlink(missing_ok=True)
    return len(wanted)


def _ahead(
    readers: ThreadPoolExecutor, files: Iterator[DemoFile], service: Service
) -> Iterator[tuple[DemoFile, Reading | None]]:
    """Each file with what was read of it, a few of them read before they are asked for; None for a province's own, of
    which what stands when its turn comes decides how it is read."""
    waiting: deque[tuple[DemoFile, Future[Reading] | None]] = deque()
    for file in files:
        reading = None if file.own else readers.submit(read_file, file.data, file.name, service.tables)
        waiting.append((file, reading))
        if len(waiting) > 2 * READERS:
            yield _read(*waiting.popleft())
    for each in waiting:
        yield _read(*each)


def _read(file: DemoFile, reading: Future[Reading] | None) -> tuple[DemoFile, Reading | None]:
    return file, reading.result() if reading else None
