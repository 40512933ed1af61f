"""Someone looks every 2 ms while files come in and are published: never half a submission, never a figure astray."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from data.storage.database import Work
from service.service import Service
from tests.drills.jobs import Job, lists
from tests.drills.stage import Say, apart
from tests.drills.whole import Tally

PAUSE = 0.002


def drill(files: int, rows: int) -> Iterator[Tally]:
    tally = Tally(f"a reader every 2 ms, {files} files of {rows} rows", least=files)
    with TemporaryDirectory() as folder:
        outcome = apart(lambda say: _both(Path(folder) / "store", lists(files, rows), rows, say), 600)
    looks, halves, faults, slowest = outcome.result or (0, 0, [outcome.fault], 0.0)
    tally.cases, tally.half, tally.slowest = looks, halves, slowest
    for fault in faults:
        tally.fault(fault)
    yield tally


def _both(home: Path, jobs: list[Job], rows: int, say: Say) -> tuple[int, int, list[str], float]:
    service, done = Service(home), threading.Event()
    looks, halves, slowest, faults = 0, 0, 0.0, list[str]()

    def watch() -> None:
        nonlocal looks, halves, slowest
        most = 0
        while not done.is_set():
            began = time.monotonic()
            try:
                with service.store.reading() as work:
                    whole, stored = _whole(work, rows)
            except Exception as error:
                faults.append(f"reading was refused: {type(error).__name__}: {error}"[:120])
                continue
            slowest = max(slowest, time.monotonic() - began)
            looks += 1
            halves += not whole
            if stored < most:
                faults.append("something that had been seen was gone")
            most = max(most, stored)
            time.sleep(PAUSE)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        for number, job in enumerate(jobs, 1):
            job.send(service)
            if number % 10 == 0:
                service.repository.publish()
    finally:
        done.set()
        watcher.join()
    with service.store.reading() as work:
        whole, stored = _whole(work, rows)
    if not whole or stored != len(jobs):
        faults.append(f"{stored} of {len(jobs)} are there in the end")
    service.close()
    return looks, halves, faults, slowest


def _whole(work: Work, rows: int) -> tuple[bool, int]:
    """Whether every submission seen has all its rows and its figure, and nothing else has any; how many there are."""
    ((stored, wrong),) = work.rows(
        """SELECT count(*), count(*) FILTER (WHERE n IS DISTINCT FROM $rows::INTEGER OR s.number IS NULL OR o.value IS DISTINCT FROM $rows)
        FROM submission AS s
        FULL JOIN (SELECT submission, count(*) AS n FROM list_trainings GROUP BY 1) AS l ON l.submission = s.number
        LEFT JOIN observation AS o ON o.unit = s.unit AND o.last = s.quarter AND o.span = 'quarter' AND o.split = '' AND o.measure = 'TR01'""",
        rows=rows,
    )
    return wrong == 0, stored
