"""All drills in turn, and a table of what they found; exit code 1 when a promise was broken."""

import argparse
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

from tests.drills import shim
from tests.drills.scenes import Ground, ground
from tests.drills.whole import Tally

open_until_the_end = ExitStack()
Drill = Callable[[bool], Iterator[Tally]]


@cache
def stage(short: bool, small: bool) -> Ground:
    """The files and stores that several drills share."""
    return open_until_the_end.enter_context(ground(short, small))


def kills(short: bool) -> Iterator[Tally]:
    from tests.drills.kills import accepting

    yield from accepting(*((50, 25) if short else (1000, 5)))


def together(short: bool) -> Iterator[Tally]:
    from tests.drills.kills import together

    yield from together(12 if short else 300)


def command(short: bool) -> Iterator[Tally]:
    from tests.drills.kills import command

    if not short:
        yield from command(300)


def beside(short: bool) -> Iterator[Tally]:
    from tests.drills.kills import beside

    yield from beside(4 if short else 40)


def anew(short: bool) -> Iterator[Tally]:
    from tests.drills.anew import drill

    yield from drill(stage(short, short), 4 if short else 100)


def calls(short: bool) -> Iterator[Tally]:
    from tests.drills.calls import drill

    yield from drill(stage(short, True), 12 if short else 1, 1 if short else 4)


def faults(short: bool) -> Iterator[Tally]:
    from tests.drills.faults import drill

    yield from drill(stage(short, short), 9 if short else 1)


def power(short: bool) -> Iterator[Tally]:
    from tests.drills.power import drill

    yield from drill(stage(short, True), 2 if short else 12, 18 if short else 1200)


def reader(short: bool) -> Iterator[Tally]:
    from tests.drills.reader import drill

    yield from drill(*((30, 40) if short else (300, 1000)))


def restore(short: bool) -> Iterator[Tally]:
    from tests.drills.restore import drill

    yield from drill(stage(short, short), short)


def disk(short: bool) -> Iterator[Tally]:
    from tests.drills.small_disk import drill

    if not short:
        yield from drill()


def table(short: bool) -> Iterator[Tally]:
    from tests.drills.table import drill

    yield from drill(stage(short, short), 9 if short else 1, write=not short)


DRILLS: dict[str, Drill] = {
    each.__name__: each
    for each in (kills, together, command, beside, anew, calls, faults, power, reader, restore, disk, table)
}


def told(tally: Tally) -> str:
    return (
        f"| {tally.name} | {tally.cases} | {tally.lost} | {tally.half} | {tally.unopenable} | {tally.wrong} "
        f"| {tally.slowest:.2f} s | {'held' if tally.held else '**broken**'} |"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="DRILL", help=", ".join(DRILLS))
    parser.add_argument("--short", action="store_true", help="what the test command has time for")
    options = parser.parse_args()
    if not shim.loaded():
        os.execve(sys.executable, [sys.executable, "-m", "tests.drills", *sys.argv[1:]], shim.environment())
    os.environ.setdefault("INDICATORS_TODAY", "2026-11-21")
    logging.disable()  # what the product tells its operator of each fault
    print("| drill | cases | lost | half | unopenable | else wrong | slowest start | |")
    print("|---|--:|--:|--:|--:|--:|--:|---|", flush=True)
    with open_until_the_end:
        results = [_run(name, options.short) for name in options.names or DRILLS]
    return 0 if all(results) else 1


def _run(name: str, short: bool) -> bool:
    held, began = True, time.monotonic()
    for tally in DRILLS[name](short):
        held &= tally.held
        print(told(tally), flush=True)
        for words, times in sorted(tally.words.items(), key=lambda item: -item[1])[:12]:
            print(f"    {times} × {words}", file=sys.stderr, flush=True)
    print(f"    {name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return held


if __name__ == "__main__":
    raise SystemExit(main())
