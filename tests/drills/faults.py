"""A full and a failing disk at every file call: refused in plain words, read all the while, and accepted once it is well again."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

from data.model import Period
from service import arrivals, drafts
from service.service import Service
from tests.drills import shim
from tests.drills.calls import count
from tests.drills.scenes import Ground, Scene
from tests.drills.shim import Deed
from tests.drills.stage import Say, apart
from tests.drills.whole import Seen, Tally, hashes, look, opened

PATIENCE = 10.0  # seconds after which a disk that is well again must have been noticed
TO_LOOK_AT = Period(2023, "Q1")


def drill(ground: Ground, step: int) -> Iterator[Tally]:
    (scene,) = (each for each in ground.scenes if each.name == "submission")
    calls = count(ground, scene)
    for deed, lasting in [(deed, lasting) for deed in (Deed.NO_SPACE, Deed.BAD_DISK) for lasting in (False, True)]:
        name = {Deed.NO_SPACE: "disk full", Deed.BAD_DISK: "disk failing"}[deed]
        tally = Tally(f"{name} {'from each call on' if lasting else 'once at each call'}", least=calls // step)
        for call in range(1 + calls % step, calls + 1, step):
            for seed in (0, 1) if deed is Deed.NO_SPACE else (0,):  # the second: the write before takes what still fits
                _spoil(ground, scene, tally, call, deed, lasting, seed)
        yield tally


def _spoil(ground: Ground, scene: Scene, tally: Tally, call: int, deed: Deed, lasting: bool, seed: int) -> None:
    of = f"call {call}{' with a short write' if seed else ''}"
    with ground.home(scene) as home:
        outcome = apart(lambda say: _meet(home, ground, scene, call, deed, lasting, seed, say), 120)
        for words in outcome.said:
            if words.startswith("wrong: "):
                tally.fault(f"{of}, {words.removeprefix('wrong: ')}")
        if outcome.signal == signal.SIGABRT and deed is Deed.BAD_DISK:
            # DuckDB ends the process where it cannot even cut its log back: nothing was acknowledged, and a start finds the rest.
            tally.remark(f"{of}: DuckDB ended the process, and the store was opened again")
            tally.count(opened(home, ground.known, scene.acknowledged, scene.job), f"{of}, restarted")
            return
        tally.count(outcome, of)
        if outcome.result is not None:
            tally.cases -= 1  # the same case, after a start
            tally.count(
                opened(home, ground.known, {*scene.acknowledged, scene.job.sha256}, ground.jobs[-1]), f"{of}, restarted"
            )


def _meet(home: Path, ground: Ground, scene: Scene, call: int, deed: Deed, lasting: bool, seed: int, say: Say) -> Seen:
    """In one process: the fault, what is said of it, reading meanwhile, and the same file again when all is well."""
    job = scene.job
    service = Service(home)
    draft = drafts.judge(service, job.file, job.data, job.reading, job.unit, job.period)
    shim.watch(home)
    shim.arm(call, deed, lasting, seed)
    accepted = True
    for _ in range(2 if lasting else 1):
        try:
            job.confirm(service, draft)
        except Exception as error:
            accepted = False
            if not type(error).__module__.startswith(("data.", "indicators.", "service.")):
                say(f"wrong: refused by {type(error).__name__} ({shim.spoilt()}), not in our words")
        try:
            arrivals.received(service, TO_LOOK_AT, TO_LOOK_AT)
            if not scene.acknowledged <= set(hashes(service)):
                say("wrong: figures that were there are not shown")
        except Exception as error:
            say(f"wrong: cannot be read meanwhile ({shim.spoilt()}): {type(error).__name__}")
    # The answers can be made again; a truth whose sync failed once is made sure of before anybody is told.
    if accepted and lasting and shim.spoilt() == "s" and not shim.spoilt_path().startswith("answers"):
        say(f"wrong: acknowledged though a sync of {shim.spoilt_path()} failed")
    shim.disarm()
    end = time.monotonic() + PATIENCE
    while True:
        try:
            job.send(service)
            break
        except Exception as error:
            if time.monotonic() > end:
                say(f"wrong: still refused when all is well ({shim.spoilt()}): {type(error).__name__}")
                break
            time.sleep(0.05)
    seen = look(service, ground.known, {*scene.acknowledged, job.sha256}, ground.always)
    service.close()
    return seen
