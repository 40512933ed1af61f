"""What makes a store anew is killed at random moments: a restore, a rebuild, the first start of an earlier version's files."""

import random
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from service import backup as service_backup
from service.service import Service
from tests.drills.scenes import Ground
from tests.drills.stage import Say, apart
from tests.drills.whole import Tally, opened


def drill(ground: Ground, kills: int, seed: int = 45) -> Iterator[Tally]:
    scene = next(each for each in ground.scenes if each.name == "submission")
    with TemporaryDirectory(dir=ground.folder) as name:
        kept, old, nothing = (Path(name) / each for each in ("kept", "old", "nothing"))
        apart(lambda _: (service_backup.backup(scene.home, kept), service_backup.lay_open(scene.home, old)))
        nothing.mkdir()
        work: dict[str, tuple[Path, Callable[[Path], object]]] = {
            "restore": (nothing, lambda home: service_backup.restore(kept, home)),
            "rebuild": (scene.home, lambda home: Service(home).repository.rebuild()),
            "the first start of an earlier version's files": (old, lambda home: Service(home)),
        }
        for what, (of, act) in work.items():
            tally = Tally(f"random kills of {what}", least=kills)
            chance, lasts = random.Random(seed), _seconds(of, act, Path(name))
            while tally.cases < kills:
                home = Path(name) / "home"
                shutil.copytree(of, home)
                outcome = apart(_begun(home, act), kill_at=chance.uniform(0.0, lasts))
                if outcome.failed:
                    tally.fault(f"ended by itself: {outcome.fault}")
                if outcome.killed:
                    if what == "restore":  # said, or not begun: it is done again, as the administrator is told
                        apart(lambda _, home=home: service_backup.restore(kept, home))
                    tally.count(opened(home, ground.known, scene.acknowledged, scene.job), what)
                shutil.rmtree(home)
            yield tally


def _begun(home: Path, act: Callable[[Path], object]) -> Callable[[Say], None]:
    def work(say: Say) -> None:
        say("begun")
        act(home)

    return work


def _seconds(of: Path, act: Callable[[Path], object], place: Path) -> float:
    """How long it takes when it is not killed."""
    shutil.copytree(of, place / "timed")
    began = time.monotonic()
    assert not apart(_begun(place / "timed", act)).fault
    shutil.rmtree(place / "timed")
    return time.monotonic() - began
