"""How a figure is taken: medians over several runs, and the peak memory of a process and of those it started."""

from __future__ import annotations

import atexit
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

from service.demo import load


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: ours, the baseline, and what their ratio should be."""

    name: str
    ours: str
    baseline: str
    ratio: str
    aim: str
    met: bool

    @classmethod
    def in_ms(cls, name: str, ours: float, baseline: float, most: float, digits: int = 3) -> Figure:
        """Of two times in seconds, of which ours may be at most so many times the other."""
        ratio = ours / baseline
        times = (f"{1000 * ours:.1f} ms", f"{1000 * baseline:.1f} ms", f"{ratio:.{digits}f}")
        return cls(name, *times, f"≤ {most:g}", ratio <= most)

    @classmethod
    def faster(cls, name: str, ours: float, baseline: float, least: float, digits: int = 2) -> Figure:
        """Of two times in seconds, of which ours is to be so many times the shorter."""
        ratio = baseline / ours
        times = (f"{ours:.2f} s", f"{baseline:.{digits}f} s", f"{ratio:.1f}× faster")
        return cls(name, *times, f"≥ {least:g}×", ratio >= least)

    @classmethod
    def memory(cls, name: str, mib: float, most: int) -> Figure:
        return cls(name, f"{mib:.0f} MiB", "–", "–", f"≤ {most} MiB", mib <= most)


def seconds(work: Callable[[], object], runs: int) -> float:
    """The median time of some runs, after one that does not count."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)


def peak() -> int:
    """The largest resident size so far of this process or of any child it waited for, in MiB."""
    both = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(both) // 1024


def apart(module: str, *arguments: str) -> list[str]:
    """What a module prints when it runs in a process of its own."""
    done = subprocess.run([sys.executable, "-m", module, *arguments], capture_output=True, text=True, check=True)
    return done.stdout.split()


@cache
def demo_store() -> Path:
    """A store that holds the demo, made once for all benchmarks of a run; it goes when they end."""
    from service.service import Service

    made = tempfile.TemporaryDirectory()
    atexit.register(made.cleanup)
    service = Service(Path(made.name))
    load.load_demo(service)
    service.close()
    return Path(made.name)
