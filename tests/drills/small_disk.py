"""A real file system is filled to its last byte beside the store, then given room again. Needs root, for mounting it."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from service.service import Service
from tests.drills.jobs import Job, lists
from tests.drills.stage import Say, apart
from tests.drills.whole import Seen, Tally, hashes, look, opened, prints

MEGABYTES = 96
FILES = 12  # sent before it is full


def drill() -> Iterator[Tally]:
    tally = Tally(f"a file system of {MEGABYTES} MB, filled and freed")
    if os.geteuid() != 0:
        tally.fault("not run: mounting needs root")
        yield tally
        return
    with TemporaryDirectory() as name:
        folder = Path(name)
        place = folder / "small"
        place.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", place], check=False)
        if mounted.returncode:
            tally.fault("not run: a file system could not be mounted here")
            yield tally
            return
        try:
            jobs = lists(FILES + 1, 3000)
            known = prints(folder / "clean", jobs)
            outcome = apart(lambda say: _fill(place, jobs, known, say), 600)
            for words in outcome.said:
                tally.fault(words)
            seen = tally.count(outcome, "filled")
            if seen is not None:
                tally.count(opened(place / "store", known, set(seen.stored)), "restarted")
        finally:
            subprocess.run(["umount", place], check=True)
    yield tally


def _fill(place: Path, jobs: list[Job], known: dict[str, str], say: Say) -> Seen:
    service = Service(place / "store")
    *before, job = jobs
    for each in before:
        each.send(service)
    ballast = place / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(1 << 16))
    try:
        job.send(service)
        say("accepted on a full disk")
    except Exception as error:
        if type(error).__name__ != "StoreFaultError":
            say(f"refused by {type(error).__name__}")
    if hashes(service) != [each.sha256 for each in before]:
        say("what was acknowledged cannot be read while the disk is full")
    ballast.unlink()
    end = time.monotonic() + 10
    while True:
        try:
            job.send(service)
            break
        except Exception as error:
            if time.monotonic() > end:
                say(f"still refused when there is room: {type(error).__name__}")
                break
            time.sleep(0.1)
    seen = look(service, known, {each.sha256 for each in jobs})
    service.close()
    return seen
