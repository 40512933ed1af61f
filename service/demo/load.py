"""Send the demo's workbooks through the intake: all of them, or those that a load broken off has left."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from data.sandbox import READERS, read_file
from service import acceptance, drafts, submissions
from service.demo import deliveries as schedule
from service.demo import targets, workbooks
from service.repository import StoreFaultError
from service.service import Service


def mark(home: Path) -> Path:
    """A file that lies beside the store as long as the demo in it is a part: `make run` looks for it."""
    return home / "demo-unfinished"


def missing(service: Service) -> set[str]:
    """The names of the demo's files that the store lacks."""
    return workbooks.names() - submissions.file_names(service)


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
    made = workbooks.workbooks(one for one in schedule.deliveries() if one.name in wanted)
    files = sorted([*made, *workbooks.indices()], key=lambda file: file.received_at)
    files = [file for file in files if file.name in wanted]
    done = known - len(files)
    with ThreadPoolExecutor(READERS) as readers:  # they read ahead while this thread judges and stores
        readings = readers.map(lambda file: read_file(file.data, file.name, service.tables), files)
        try:
            for file, reading in zip(files, readings, strict=True):
                progress(done, known)
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
    service.repository.publish()
    mark(service.home).unlink(missing_ok=True)
    return len(files)
