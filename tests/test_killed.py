"""The process is killed while it submits: what is left is whole submissions and nothing else."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

from data.model import Period
from data.places import PLACES
from indicators.desk import Desk

ROOT = Path(__file__).parent.parent
KILLS = 50
# Imports once, then forks for every line it reads: the child submits one file after another, saying so as each is
# acknowledged, and is killed after that many seconds.
SENDERS = """
import os, signal, sys, time
from pathlib import Path
from data.model import Period
from data.places import PLACES
from indicators.desk import Desk

def send(home, files):
    desk = Desk(home)
    print("open", flush=True)
    for file in sorted(files.iterdir()):
        period = Period.parse(file.stem)
        draft = desk.check(file.name, file.read_bytes(), PLACES.find("45", period.end), period)
        if draft.already is None:
            desk.accept(draft, "người thử", "đúng")
            print(period.code if draft.receipt else "refused", flush=True)

for line in sys.stdin:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writer, 1)
        send(Path(sys.argv[1]), Path(sys.argv[2]))
        os._exit(0)
    os.close(writer)
    said = os.fdopen(reader)
    assert said.readline() == "open\\n"
    time.sleep(float(line))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    print(said.read().replace("\\n", " "), flush=True)
"""
QUARTERS = [Period(year, f"Q{quarter}") for year in range(2010, 2025) for quarter in (1, 2, 3, 4)]


def filled(period: Period, folder: Path) -> None:
    lines = ["Tên lớp;Chủ đề;Đơn vị tổ chức;Ngày khai giảng;Số lượt người tham dự"]
    day = period.start.strftime("%d/%m/%Y")
    lines += [f"Lớp {n};Khác;Sở;{day};{20 + n}" for n in range(200)]
    (folder / f"{period.code}.csv").write_text("\n".join(lines), encoding="utf-8")


def test_fifty_kills_in_the_middle_of_submit_leave_only_whole_submissions(tmp_path: Path) -> None:
    home, files = tmp_path / "store", tmp_path / "files"
    files.mkdir()
    for period in QUARTERS:
        filled(period, files)
    chance = random.Random(45)
    unit = PLACES.find("45", QUARTERS[0].end)
    assert unit is not None
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    acknowledged: set[str] = set()
    senders = subprocess.Popen(
        [sys.executable, "-c", SENDERS, str(home), str(files)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT,
    )  # fmt: skip
    assert senders.stdin is not None
    assert senders.stdout is not None
    for _ in range(KILLS):
        print(chance.uniform(0.0, 0.25), file=senders.stdin, flush=True)
        said = senders.stdout.readline().split()
        assert "refused" not in said
        acknowledged |= set(said)

        desk = Desk(home)
        with desk.store.reading() as work:
            whole = work.rows(
                """SELECT s.quarter, (SELECT count(*) FROM list_trainings WHERE submission = s.number),
                    (SELECT count(*) FROM sheet WHERE submission = s.number)
                FROM submission AS s ORDER BY s.number"""
            )
            strays = work.one("SELECT count(*) FROM list_trainings WHERE submission NOT IN (SELECT number FROM submission)")
        assert all((rows, sheets) == (200, 1) for _, rows, sheets in whole)
        assert strays == 0
        stored = {Period.quarter(quarter).code for quarter, *_ in whole}
        assert len(stored) == len(whole), "a quarter was stored twice"
        assert acknowledged <= stored, "an acknowledged submission is lost"
        assert all(desk.archive.read(one.sha256) for code in stored for one in desk.history(unit, Period.parse(code)))
        assert desk.rebuild(check=True) == 0
        desk.close()
    senders.stdin.close()
    senders.wait(10)
    senders.stdout.close()
    assert acknowledged, "nothing was ever acknowledged: the test kills too early"
