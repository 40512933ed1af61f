"""`make attack`: every attack against the app as deployed, and the table of what it cost; `make soak` is `… soak`.

Ends with 1 where something cost more than it may. The app runs on one core, the attackers on the other.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from service import api_keys
from service.access.roles import LOCAL
from service.service import Service
from tests.attacks import soak
from tests.attacks.attacks import ATTACKS, Attack, Limits, used
from tests.attacks.stage import Bystanders, Usage, apart, forgotten, p95, watched
from tests.browser.signing import SignedApp
from tests.support.browsing import ROOT, TODAY
from tests.support.deployment import deployment

CLICK, HEALTH, MOST, MORE = 1.0, 0.2, 1024, 1.1  # seconds at the 95th percentile, MB, and how much of the beginning's
QUIET = 8  # seconds after which what was given up has ended


def demo(home: Path) -> None:
    """The labelled demo, whole (`DEMO_STORE` names one that is there); figures open to all, one site may frame them."""
    if made := os.environ.get("DEMO_STORE"):
        shutil.copytree(made, home)
    else:
        environment = os.environ | {"INDICATORS_HOME": str(home)}
        subprocess.run([sys.executable, "cli.py", "demo"], cwd=ROOT, env=environment, check=True, capture_output=True)
    service = Service(home)
    api_keys.open_figures(service, LOCAL, True, "thử")
    api_keys.allow_sites(service, LOCAL, ["https://so.example.vn"], "thử")
    service.close()


def run(app: SignedApp, attack: Attack) -> tuple[str, list[str]]:
    """A line of the table, and what is wrong with it."""
    before = Usage.of(app.pid)
    with watched(app) as others:
        try:
            said = attack.run(app)
        except Exception as fault:  # an attack that cannot be made is told in its line
            said = f"could not be made: {fault!r}"[:200]
            others.faults.append(said)
        time.sleep(2)
    time.sleep(QUIET)
    after = Usage.of(app.pid)
    cpu, memory = after.cpu - before.cpu, after.memory - before.memory
    faults = list(others.faults)
    if cpu > attack.limits.cpu + clicking(others):
        faults.append(f"{cpu:.1f} s of processor time, at most {attack.limits.cpu:.0f}")
    if memory > attack.limits.memory:
        faults.append(f"{memory:.0f} MB kept, at most {attack.limits.memory:.0f}")
    faults += fared(others)
    line = (
        f"| {attack.name} | {said} | {cpu:.1f} s | {before.memory:.0f} → {after.memory:.0f} MB, at most {others.most:.0f} | "
        f"{p95(others.clicks):.2f} s of {len(others.clicks)} | {p95(others.health):.2f} s | "
        f"{'held' if not faults else '; '.join(faults)} |"
    )
    return line, faults


def together(app: SignedApp) -> str:
    """All of them, each from a process of its own that makes way for the bystanders."""
    begun = time.monotonic()
    with ProcessPoolExecutor(len(ATTACKS), get_context("spawn"), os.nice, (10,)) as attackers:
        for attacker in [attackers.submit(attack.run, app) for attack in ATTACKS]:
            attacker.result()
    return f"{len(ATTACKS)} attacks in {time.monotonic() - begun:.0f} s"


def clicking(others: Bystanders) -> float:
    """What the bystanders' own clicks may take of the app."""
    return 0.3 * len(others.clicks) + 0.02 * len(others.health)


def fared(others: Bystanders) -> list[str]:
    late = p95(others.clicks)
    faults = [f"a click took {late:.2f} s"] if late > CLICK else []
    slow = p95(others.health)
    faults += [f"/healthz took {slow:.2f} s"] if slow > HEALTH else []
    return faults + ([f"{others.most:.0f} MB at once"] if others.most > MOST else [])


def main(wanted: list[str]) -> int:
    os.environ["INDICATORS_TODAY"] = TODAY
    with tempfile.TemporaryDirectory() as folder, deployment(Path(folder), demo) as app:
        apart(app.pid)
        with watched(app):  # everything is loaded, and what is kept for all is kept
            used(app)
        forgotten(app)
        if "soak" in wanted:
            return soak.run(app, float(next((each for each in wanted if each.isdigit()), 1800)))
        first = Usage.of(app.pid)
        print(
            f"{os.cpu_count()} processors, load before it {os.getloadavg()[0]:.1f}: with more than one the times say little"
        )
        print(
            "| attack | came of it | processor | memory | a click, p95 | /healthz, p95 | verdict |\n" + "|---" * 7 + "|"
        )
        faults = []
        for attack in [*ATTACKS, ALL]:
            if not wanted or any(each in attack.name for each in wanted):
                line, wrong = run(app, attack)
                faults += wrong
                print(line, flush=True)
        forgotten(app)
        last = Usage.of(app.pid)
        print(f"\nat the beginning {first}\nat the end       {last}")
        if last.memory > min(MOST, first.memory * MORE):
            faults.append(f"{first.memory:.0f} → {last.memory:.0f} MB")
        print("\n".join(faults) or "everything held")
    return 1 if faults else 0


ALL = Attack("all at once", Limits(120, 250), together)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
