"""The process is killed while it submits: what is left is whole submissions and nothing else."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

from indicators.desk import Desk

ROOT = Path(__file__).parent.parent
KILLS = 50
# Imports once, then forks for every line it reads: the child submits one quarter after another, saying so as each is
# acknowledged, and is killed after that many seconds. The files are read beforehand: what is killed is the acceptance.
SENDERS = """
import os, signal, sys, time
import pyarrow.dataset  # which duckdb loads at its first use, before anything is killed
from pathlib import Path
from conftest import sheet_rows, trainings
from data.model import Period
from data.places import PLACES
from data.reading import Reading
from indicators import TABLES
from indicators.desk import Desk

def send(home, jobs):
    desk = Desk(home)
    print("open", flush=True)
    for job in jobs[desk.revision:]:
        code, period = job[:2], Period.parse(job[3:])
        rows = sheet_rows(TABLES["trainings"], trainings(200, period.start))
        reading = Reading({}, {"trainings": rows}, [])
        draft = desk.judge("x.csv", job.encode(), reading, PLACES.find(code, period.end), period)
        desk.accept(draft, "người thử", "đúng")
        print(job if draft.receipt else "refused", flush=True)

for line in sys.stdin:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writer, 1)
        send(Path(sys.argv[1]), sys.argv[2:])
        os._exit(0)
    os.close(writer)
    said = os.fdopen(reader)
    assert said.readline() == "open\\n"
    time.sleep(float(line))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    print(said.read().replace("\\n", " "), flush=True)
"""
# One submission each, in this order: every quarter of five provinces.
JOBS = [
    f"{code}:{year}-Q{quarter}"
    for code in ("01", "44", "45", "46", "79")
    for year in range(2009, 2025)
    for quarter in (1, 2, 3, 4)
]


def test_fifty_kills_in_the_middle_of_submit_leave_only_whole_submissions(tmp_path: Path) -> None:
    home = tmp_path / "store"
    chance = random.Random(45)
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    acknowledged: set[str] = set()
    senders = subprocess.Popen(
        [sys.executable, "-c", SENDERS, str(home), *JOBS],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT,
    )  # fmt: skip
    assert senders.stdin is not None
    assert senders.stdout is not None
    for _ in range(KILLS):
        print(chance.uniform(0.0, 0.5), file=senders.stdin, flush=True)
        said = senders.stdout.readline().split()
        assert "refused" not in said
        acknowledged |= set(said)

        desk = Desk(home)
        with desk.store.reading() as work:
            whole = work.rows(
                """SELECT s.number, s.unit, s.quarter, s.sha256, (SELECT count(*) FROM sheet WHERE submission = s.number),
                    (SELECT count(*) FROM list_trainings WHERE submission = s.number)
                FROM submission AS s ORDER BY s.number"""
            )
            strays = work.one(
                "SELECT count(*) FROM list_trainings WHERE submission NOT IN (SELECT number FROM submission)"
            )
        stored = JOBS[: len(whole)]
        assert [number for number, *_ in whole] == list(range(1, len(whole) + 1))
        assert [desk.archive.read(sha256).decode() for _, _, _, sha256, *_ in whole] == stored
        assert all(counts == [1, 200] for *_, sheets, rows in whole for counts in [[sheets, rows]])
        assert strays == 0
        assert acknowledged <= set(stored), "an acknowledged submission is lost"
        assert desk.rebuild(check=True) == []
        desk.close()
    senders.stdin.close()
    senders.wait(10)
    senders.stdout.close()
    assert 10 < len(acknowledged) < len(JOBS), "the kills fall before or after the work, not into it"
