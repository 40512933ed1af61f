"""The process is killed at random moments while it submits, a thousand times."""

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import indicators
from service.service import Service
from tests.drills import shim
from tests.drills.jobs import Job, as_csv, lists
from tests.drills.shim import Deed
from tests.drills.stage import Say, apart
from tests.drills.whole import Tally, look, opened, prints

ROOT = Path(indicators.__file__).parent.parent
A_HOME = 240  # submissions after which another store is begun


def accepting(kills: int, every: int, seed: int = 45) -> Iterator[Tally]:
    """One process after another opens the store, looks, and goes on submitting where the last was killed.

    `every` so many kills the store is compared with one made from ledger and archive alone.
    """
    tally = Tally("random kills of the acceptance", least=kills)
    chance = random.Random(seed)
    with TemporaryDirectory() as name:
        folder = Path(name)
        jobs = lists(min(A_HOME, 2 * kills), 200)
        known = prints(folder / "clean", jobs)
        while tally.cases < kills:
            home, acknowledged, stored = folder / f"from-{tally.cases}", set[str](), 0
            while tally.cases < kills and stored < len(jobs) - 20:
                thorough = tally.cases % every == 0

                def work(
                    say: Say,
                    home: Path = home,
                    said: frozenset[str] = frozenset(acknowledged),
                    thorough: bool = thorough,
                ) -> None:
                    began = time.monotonic()
                    service = Service(home)
                    seconds = time.monotonic() - began
                    seen = look(service, known, said, thorough)
                    seen.seconds = seconds
                    say(seen)
                    for job in jobs[len(seen.stored) :]:
                        job.send(service)
                        say(job.sha256)

                outcome = apart(work, kill_at=chance.uniform(0.0, 0.25))
                if not outcome.killed:
                    tally.fault(f"the work ended by itself: {outcome.fault}")
                outcome.result = outcome.said[0] if outcome.said else None
                acknowledged |= set(outcome.said[1:])
                seen = tally.count(outcome, f"kill {tally.cases}")
                if seen is None:
                    break
                if seen.stored != [job.sha256 for job in jobs[: len(seen.stored)]]:
                    tally.fault("not in the order in which they were sent")
                stored = len(seen.stored)
            if stored < len(acknowledged) and tally.held:  # after the last kill
                tally.cases -= 1
                tally.count(opened(home, known, acknowledged), "in the end")
    yield tally


def together(kills: int, seed: int = 45) -> Iterator[Tally]:
    """Three processes send into one store at once, as an app and two commands; each is killed at random and begun again."""
    tally = Tally("random kills of three that send at once", least=kills)
    with TemporaryDirectory() as name:
        folder = Path(name)
        jobs = lists(min(120, 3 * kills), 40)
        known = prints(folder / "clean", jobs)
        home, said = folder / "store", set[str]()

        def sender(mine: list[Job], chance: random.Random) -> int:
            """One of the three, until it was killed often enough; how often it was."""
            killed = 0
            while killed < -(-kills // 3):

                def work(say: Say) -> None:
                    service = Service(home)
                    for job in mine:
                        job.send(service)
                        say(job.sha256)
                    say("done")
                    time.sleep(60)

                outcome = apart(work, kill_at=chance.uniform(0.0, 0.4))
                killed += outcome.killed
                said.update(word for word in outcome.said if word != "done")
                if not outcome.killed:
                    tally.fault(f"ended by itself: {outcome.fault}")
                    break
            return killed

        with ThreadPoolExecutor(3) as senders:
            ended = senders.map(sender, [jobs[n::3] for n in range(3)], [random.Random(seed + n) for n in range(3)])
        killed = sum(ended)
        tally.count(opened(home, known, said), "in the end")
        tally.cases = killed
    yield tally


def command(kills: int, seed: int = 45) -> Iterator[Tally]:
    """`cli.py submit` as an officer starts it, killed at a random file call or by the clock; its file is sent until it is in."""
    tally = Tally("random kills of the command `submit`", least=kills)
    chance = random.Random(seed)
    with TemporaryDirectory() as name:
        folder = Path(name)
        jobs = [as_csv(job) for job in lists(56, 30)]
        known = prints(folder / "clean", jobs)
        calls = _calls(folder, jobs)
        home, at, acknowledged = folder / "store", 0, set[str]()
        while tally.cases < kills:
            if at == len(jobs):
                home, at, acknowledged = folder / f"from-{tally.cases}", 0, set()
            job, deed = jobs[at], chance.choice([Deed.KILL_BEFORE, Deed.KILL_AFTER, Deed.TEAR])
            if chance.random() < 0.8:
                said = _submit(folder, job, home, told=f"{chance.randint(1, calls)} {int(deed)} 0 {tally.cases}")
            else:
                said = _submit(folder, job, home, kill_at=chance.uniform(0.4, 1.6))
            if said:
                acknowledged.add(job.sha256)
            seen = tally.count(opened(home, known, acknowledged), f"kill {tally.cases}")
            if seen is None or job.sha256 in seen.stored:
                at += 1
    yield tally


def beside(files: int) -> Iterator[Tally]:
    """An app takes files in while an officer's commands send others into the same store: each is there, whole and once."""
    tally = Tally("an app and commands that send at once", least=2 * files)
    with TemporaryDirectory() as name:
        folder = Path(name)
        jobs = [as_csv(job) for job in lists(2 * files, 30)]
        known, home, sent = prints(folder / "clean", jobs), folder / "store", set[str]()

        def app() -> None:
            def work(say: Say) -> None:
                service = Service(home)
                for job in jobs[::2]:
                    job.send(service)
                    say(job.sha256)
                    time.sleep(0.5)  # commands come in between

            outcome = apart(work, 600)
            sent.update(outcome.said)
            if outcome.fault:
                tally.fault(f"the app ended: {outcome.fault}")

        def commands() -> None:
            for job in jobs[1::2]:
                if _submit(folder, job, home):
                    sent.add(job.sha256)
                else:
                    tally.fault(f"{job.file} was not accepted")

        home.mkdir()
        with ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(app), pool.submit(commands)]:
                done.result()
        tally.count(opened(home, known, sent), "in the end")
        tally.cases = len(sent)
    yield tally


def _calls(folder: Path, jobs: list[Job]) -> int:
    """How many file calls the command makes on a store that is there: the first at which it is not killed, less one."""
    home = folder / "counted"
    assert _submit(folder, jobs[0], home)
    least, most = 1, 256
    while least < most:
        middle = (least + most) // 2
        with TemporaryDirectory(dir=folder) as copy:
            shutil.copytree(home, Path(copy) / "store")
            survived = _submit(folder, jobs[1], Path(copy) / "store", told=f"{middle} {int(Deed.KILL_AFTER)} 0 0")
        least, most = (least, middle) if survived else (middle + 1, most)
    return least - 1


def _submit(folder: Path, job: Job, home: Path, told: str = "", kill_at: float | None = None) -> bool:
    """Whether the command said that the file was accepted, before it was killed if it was."""
    assert job.unit is not None
    file = folder / job.file
    file.write_bytes(job.data)
    home.mkdir(exist_ok=True)
    environment = shim.environment() | ({"DRILL": f"{told} {home}"} if told else {}) | {"INDICATORS_HOME": str(home)}
    process = subprocess.Popen(
        [
            sys.executable,
            "cli.py",
            "submit",
            str(file),
            "--province",
            job.unit.code,
            "--period",
            job.period.code,
            "--by",
            "diễn tập",
            "--reason",
            "đúng như vậy",
            "--json",
        ],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        said = process.communicate(timeout=kill_at)[0]
    except subprocess.TimeoutExpired:
        process.kill()
        said = process.communicate()[0]
    return b'"verdict": "accepted"' in said
