"""A kill and a torn write at every file call, one after the other."""

from collections.abc import Iterator

from tests.drills import shim
from tests.drills.scenes import Ground, Scene
from tests.drills.shim import Deed
from tests.drills.stage import Say, apart
from tests.drills.whole import Tally


def count(ground: Ground, scene: Scene) -> int:
    """How many file calls the scene makes when nothing is spoilt."""
    with ground.home(scene) as home:

        def work(say: Say) -> tuple[int, bool]:
            scene.act(home, say)
            return shim.calls(), shim.sees_all()

        outcome = apart(work)
    assert outcome.result is not None, outcome.failed or outcome.fault
    calls, sees_all = outcome.result
    assert sees_all, "bytes go by a way that the shim does not see"
    return int(calls)


def drill(ground: Ground, step: int, tears: int) -> Iterator[Tally]:
    """At every `step`th call: killed before it, killed after it, and killed in the middle of a write `tears` times over."""
    for scene in ground.scenes:
        tally = Tally(f"kill and tear at each call: {scene.name}", least=count(ground, scene) // step)
        calls = tally.least * step
        for call in range(1 + calls % step, calls + 1, step):
            for deed, seed in [(Deed.KILL_BEFORE, 0), (Deed.KILL_AFTER, 0), *((Deed.TEAR, n) for n in range(tears))]:
                _spoil(ground, scene, tally, call, deed, seed)
        yield tally


def _spoil(ground: Ground, scene: Scene, tally: Tally, call: int, deed: Deed, seed: int) -> None:
    with ground.home(scene) as home:

        def work(say: Say) -> None:
            shim.arm(call, deed, seed=seed * 7919 + call)
            scene.act(home, say)

        outcome = apart(work)
        if outcome.failed:
            tally.fault(f"call {call}, {deed.name}: {outcome.fault}")
        ground.look(scene, home, outcome.said, tally, f"call {call}, {deed.name} {seed}")
