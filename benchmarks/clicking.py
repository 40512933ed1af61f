"""A click on *Xu hướng*: the server's work, against a plain page of pandas and plotly.express on the same figures."""

import json
import os
import tempfile
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from statistics import median

from benchmarks.measure import Figure, demo_store
from tests.support.serving import Served, served
from tests.support.visiting import Tab

ROOT = Path(__file__).parent.parent
TODAY = "2026-11-21"
MEASURE, PLACES_CHOSEN, AREAS = "Chỉ tiêu", "Tỉnh, thành phố", "Địa phương"  # what the plain page and ours call them
NATION = "Cả nước"
LINES = 6  # what the page draws as lines on one sheet, beside the nation's
WARM, CLICKS, ROUNDS = 10, 54, 3
AIM = 0.3


def export(home: Path, path: Path) -> tuple[list[str], list[str], int]:
    """The store's figures by quarter for the nation and its 34 provinces, as a plain page would be given them.

    Gives back the measures and provinces by name, and how many quarters there are.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    from indicators.engine.answer import By, Question
    from service.service import Service

    service = Service(home)
    first, last = service.first(), service.newest()
    assert first is not None
    assert last is not None
    lines = [
        {"measure": f"{measure.label.vi} · {code}", "area": row.name.vi, "period": row.period.code, "value": row.value}
        for code, measure in service.measures.items()
        for by in (By.NATION, By.PROVINCE)
        for row in service.ask(Question(code, first, last, by)).rows
    ]
    service.close()
    pq.write_table(pa.Table.from_pylist(lines), path)
    measures, areas = (list(dict.fromkeys(str(line[key]) for line in lines)) for key in ("measure", "area"))
    return measures, [area for area in areas if area != NATION], last.last - first.last + 1


def cpu(pid: int) -> float:
    """The processor seconds that a process has used, in all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def work(server: Served, page: str, measures: Sequence[str], provinces: Sequence[str], start: int) -> float:
    """Processor seconds a click: other provinces, then one measure after the other, then other provinces …"""
    with Tab(server.url, page) as tab:
        box = AREAS if AREAS in tab.lists else PLACES_CHOSEN
        options = {name.partition(" · ")[0]: name for name in tab.lists[box][1]}
        everywhere = [options[NATION]]
        before, steps = 0.0, count()

        def click(label: str, value: str | list[str]) -> None:
            nonlocal before
            if next(steps) == WARM:
                before = cpu(server.pid)
            tab.choose(label, value)

        now = 0  # the page opens with the first measure
        for turn in range(-(-(WARM + CLICKS) // len(measures))):
            chosen = [provinces[(5 * (start + turn) + n) % len(provinces)] for n in range(LINES)]
            click(box, everywhere + [options[name] for name in chosen])
            for _ in measures[1:]:  # never twice the same, which the server would answer from what it sent before
                now = (now + 1) % len(measures)
                click(MEASURE, measures[now])
                names = {trace.get("name", "") for chart in tab.charts for trace in json.loads(chart)["data"]}
                assert names >= set(chosen), f"{measures[now]}: asked for {chosen}, drawn were {names}"
        time.sleep(0.5)  # what the server does after its answer is work too
        return (cpu(server.pid) - before) / (next(steps) - WARM)


def figures(home: Path | None = None) -> list[Figure]:
    """`home` is a store that holds the demo; without one it is built."""
    home = home or demo_store()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        measures, provinces, quarters = export(home, folder / "figures.parquet")
        ours = {"INDICATORS_HOME": str(home), "INDICATORS_TODAY": TODAY}
        theirs = {"PLAIN_PAGE_DATA": str(folder / "figures.parquet")}
        with (
            served(ROOT / "app.py", ROOT, folder / "ours.log", ours) as app,
            served(ROOT / "benchmarks" / "plain_page.py", folder, folder / "plain.log", theirs) as plain,
        ):
            rounds = [
                (work(app, "kham-pha", measures, provinces, 7 * n), work(plain, "", measures, provinces, 7 * n))
                for n in range(ROUNDS)
            ]
    mine, baseline = (median(values) for values in zip(*rounds, strict=True))
    return [
        Figure.in_ms(
            f"Server CPU a click on Khám phá, the nation and {LINES} provinces × {quarters} quarters (pandas and plotly.express, default settings)",
            *(mine, baseline, AIM, 2),
        )
    ]


if __name__ == "__main__":
    import sys

    for figure in figures(Path(sys.argv[1]) if len(sys.argv) > 1 else None):
        print(figure)
