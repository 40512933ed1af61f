"""What is spoilt: the pieces of work that change a store, each on a prepared home."""

import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from service import backup as service_backup
from service import drafts
from service.service import Service
from tests.drills import shim
from tests.drills.jobs import Job, lists, provinces
from tests.drills.stage import Say, apart
from tests.drills.whole import Tally, opened, prints


@dataclass(frozen=True, slots=True)
class Scene:
    """A home as it is before, what is done to it while the shim watches, and the job that must be in it in the end."""

    name: str
    home: Path
    act: Callable[[Path, Say], None]
    acknowledged: frozenset[str]  # before it begins
    job: Job
    again: Callable[[Path], None] | None = None  # what the store says is to be done where it was broken off


@dataclass(frozen=True, slots=True)
class Ground:
    """What all scenes share: the jobs and how each looks when whole."""

    folder: Path
    jobs: Sequence[Job]
    known: dict[str, str]
    scenes: Sequence[Scene]
    always: bool  # whether every store that is opened is compared with one made anew

    @contextmanager
    def home(self, scene: Scene) -> Iterator[Path]:
        """A copy of the scene's home, to be spoilt."""
        with TemporaryDirectory(dir=self.folder) as folder:
            home = Path(folder) / "store"
            if scene.home.exists():
                shutil.copytree(scene.home, home)
            else:
                home.mkdir()
            yield home

    def look(
        self, scene: Scene, home: Path, said: Collection[str], tally: Tally, of: str, thorough: bool = True
    ) -> None:
        """Open what was spoilt after so much was acknowledged, and count it. What was broken off before it said
        anything is done again, where the store says that it must be."""
        if (again := scene.again) is not None and not said:
            done = apart(lambda _: again(home))
            if done.fault or done.failed:
                tally.fault(f"{of}, again: {done.fault}")
        tally.count(opened(home, self.known, {*scene.acknowledged, *said}, scene.job, thorough), of)


@contextmanager
def ground(short: bool, small: bool) -> Iterator[Ground]:
    """`short`: the scenes that matter most, not every store compared; `small`: stores that are made anew in no time."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        jobs = [*provinces(2 if small else 6), *lists(2, 40 if small else 3000)]
        known = prints(folder / "clean", jobs)
        base, new, last = folder / "base", jobs[-2], jobs[-1]
        prints(base, jobs[:-2])
        before = frozenset(job.sha256 for job in jobs[:-2])
        crashed = folder / "crashed"
        shutil.copytree(base, crashed)
        apart(lambda say: _left_by_a_kill(crashed, new))
        scenes = [
            Scene("first submission", folder / "empty", _sending(jobs[0], True), frozenset(), jobs[0]),
            Scene("submission", base, _sending(new, False), before, new),
            Scene("start after a kill", crashed, _sending(last, True), before | {new.sha256}, last),
        ]
        if not short:
            without, backup = folder / "without", folder / "backup"
            shutil.copytree(base, without)
            shutil.rmtree(without / "answers")
            apart(lambda _: service_backup.backup(base, backup))
            scenes += [
                Scene("publishing", base, _publishing, before, new),
                Scene("start without the answers", without, _sending(new, True), before, new),
                Scene(
                    "restore",
                    folder / "nothing",
                    _restoring(backup, before),
                    frozenset(),
                    new,
                    partial(_restored_if_told, backup),
                ),
            ]
        yield Ground(folder, jobs, known, scenes, always=not short)


def _sending(job: Job, from_the_start: bool) -> Callable[[Path, Say], None]:
    """Open the home and send; the shim's count begins with the opening or with the acceptance."""

    def act(home: Path, say: Say) -> None:
        if from_the_start:
            shim.watch(home)
        service = Service(home)
        draft = drafts.judge(service, job.file, job.data, job.reading, job.unit, job.period)
        if not from_the_start:
            shim.watch(home)
        job.confirm(service, draft)
        shim.mark(job.sha256)
        say(job.sha256)

    return act


def _publishing(home: Path, say: Say) -> None:
    service = Service(home)
    shim.watch(home)
    service.repository.publish()


def _restoring(backup: Path, held: frozenset[str]) -> Callable[[Path, Say], None]:
    """Make the store again from a backup; what the backup holds is promised from then on."""

    def act(home: Path, say: Say) -> None:
        shim.watch(home)
        service_backup.restore(backup, home)
        for sha256 in sorted(held):
            shim.mark(sha256)
            say(sha256)

    return act


def _restored_if_told(backup: Path, home: Path) -> None:
    service = Service(home)
    told = service.fault
    service.close()
    if told is not None:
        service_backup.restore(backup, home)


def _left_by_a_kill(home: Path, job: Job) -> None:
    import os
    import signal

    service = Service(home)
    job.send(service)
    os.kill(os.getpid(), signal.SIGKILL)
