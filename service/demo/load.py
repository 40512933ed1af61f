"""Send the demo's workbooks through the intake."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from data.sandbox import READERS, read_file
from service import acceptance, drafts
from service.service import Service


def load_demo(service: Service, progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Send the demo's workbooks through the intake, in the order in which they would have come; how many there were.

    Raises ValueError on a store that holds anything else: demo and real figures never mix.
    """
    from service.demo.workbooks import indices, workbooks  # its tables of real names are needed for nothing else
    from service.targets.upload import load_demo_targets  # which needs the service

    if service.is_real and not service.is_demo:
        raise ValueError("the store holds real submissions")
    files = sorted([*workbooks(), *indices()], key=lambda file: file.received_at)
    with ThreadPoolExecutor(READERS) as readers:  # they read ahead while this thread judges and stores
        readings = readers.map(lambda file: read_file(file.data, file.name, service.tables), files)
        for done, (file, reading) in enumerate(zip(files, readings, strict=True)):
            progress(done, len(files))
            draft = drafts.judge(service, file.name, file.data, reading, file.unit, file.period)
            acceptance.accept(
                service, draft, by="Dữ liệu minh họa", reasons=file.reason or "", at=file.received_at, demo=True
            )
            if draft.receipt is None:
                raise AssertionError(f"{file.name}: {[(f.rule, f.message.vi) for f in draft.findings]}")
    progress(len(files), len(files))
    load_demo_targets(service)
    service.repository.compact()
    return len(files)
