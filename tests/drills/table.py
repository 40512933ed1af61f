"""Every kind of file × every kind of fault × when it happens: after each, the figures are those of a store where nothing
went wrong and hold what was acknowledged; or it is said what is wrong, nothing is taken in, and a restore brings it back.

`python -m tests.drills table` writes the table into docs/promises.md.
"""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.drills import call_faults, resting_faults
from tests.drills.call_faults import AFTER, BEFORE, START, WITHIN
from tests.drills.figures import prepared
from tests.drills.jobs import as_csv, lists
from tests.drills.resting_faults import RESTING
from tests.drills.scenes import Ground
from tests.drills.stage import Say, spread
from tests.drills.whole import Tally
from tests.support.paths import ROOT

FILES = ["truth", "its journal", "own answers", "their log", "published answers", "backup", "lock"]
CALLED = ["full", "failing", "short write", "failing sync", "failing rename"]
MOMENTS = [START, BEFORE, WITHIN, AFTER]
DOCUMENT = ROOT / "docs" / "promises.md"
BEGIN, END = "<!-- table of faults -->\n", "<!-- end -->"
Cell = tuple[str, str, str]  # file, fault, moment

WRITES = ["full", "failing", "short write", "failing sync"]
AT_REST = ["a bit flipped", "truncated"]
NO_SYNC = "its mark of the last line needs no sync: what a power cut leaves of it is true or is not read"
BY_OTHER = "written under another name: see own answers"
# Why cases cannot occur: of a file, by these faults, at these moments.
CANNOT = [
    ("truth", ["failing rename"], [BEFORE, WITHIN, AFTER], "named only by a start, an upgrade and a restore"),
    ("truth", ["short write", "failing sync"], [BEFORE], "written only within an entry"),
    ("truth", WRITES, [AFTER], "written only within an entry"),
    ("its journal", WRITES, [BEFORE, AFTER], "written only within an entry"),
    ("its journal", AT_REST, [BEFORE, AFTER], "empty but within an entry"),
    ("own answers", WRITES, [BEFORE, WITHIN], "written only at a start and as they are published"),
    ("their log", WRITES, [WITHIN], "written only once the entry is in the truth"),
    ("published answers", WRITES[1:3], [START], BY_OTHER),
    (
        "published answers",
        [*WRITES, "failing rename"],
        [BEFORE, WITHIN],
        "published only at a start and after an entry",
    ),
    ("backup", ["failing rename"], [BEFORE], "written whole before it is named"),
    ("backup", ["short write"], [WITHIN], "written whole before it is named"),
    ("lock", WRITES, [BEFORE], "held, not written"),
    ("lock", ["failing sync"], [WITHIN, AFTER], NO_SYNC),
    ("lock", ["short write"], [AFTER], "empty: that it is there is all"),
    *((file, ["failing rename"], MOMENTS, "never renamed") for file in ("own answers", "their log", "lock")),
    ("its journal", ["failing rename"], [BEFORE, WITHIN, AFTER], "set aside only by a restore"),
]


def why_not(cell: Cell) -> str:
    fits = (
        why for file, faults, moments, why in CANNOT if file == cell[0] and cell[1] in faults and cell[2] in moments
    )
    return next(fits, "")


@dataclass(slots=True)
class Table:
    tally: Tally
    held: Counter[Cell]
    said: Counter[Cell]

    def take(self, file: str, fault: str, when: str, verdict: object, of: str) -> None:
        self.tally.cases += 1
        if verdict == "held":
            self.held[file, fault, when] += 1
        elif verdict == "said":
            self.said[file, fault, when] += 1
        else:
            self.tally.fault(f"{file}, {fault}, {when}, {of}: {verdict}")

    def prove(self) -> None:
        """No cell is empty without a reason, and none has both."""
        for file in FILES:
            for fault in [*CALLED, *RESTING]:
                for when in MOMENTS:
                    cases = self.held[file, fault, when] + self.said[file, fault, when]
                    if bool(cases) == bool(why_not((file, fault, when))):
                        told = f"{cases} cases, though it is said that there are none" if cases else "no case"
                        self.tally.fault(f"{file}, {fault}, {when}: {told}")

    def text(self) -> str:
        reasons = dict.fromkeys(row[3] for row in CANNOT)
        letters = {why: chr(ord("a") + number) for number, why in enumerate(reasons)}
        lines = []
        for faults in (CALLED, RESTING):
            lines += [f"| | {' | '.join(faults)} |", f"|---|{'---|' * len(faults)}"]
            for file in FILES:
                cells = [" · ".join(self._told((file, fault, when), letters) for when in MOMENTS) for fault in faults]
                lines.append(f"| {file} | {' | '.join(cells)} |")
            lines.append("")
        return "\n".join([*lines, *(f"- {letter}: {why}." for why, letter in letters.items())]) + "\n"

    def _told(self, cell: Cell, letters: dict[str, str]) -> str:
        held, said = self.held[cell], self.said[cell]
        if not held + said:
            return letters.get(why_not(cell), "**none**")
        return f"{held + said}" + (f" ({said} said)" if said else "")


def _told(task: call_faults.Task, say: Say) -> None:
    task(lambda *verdict: say(verdict))


def drill(ground: Ground, step: int, write: bool = False) -> Iterator[Tally]:
    table = Table(Tally("file × fault × moment", least=60), Counter(), Counter())
    scene = next(each for each in ground.scenes if each.name == "submission")
    with TemporaryDirectory(dir=ground.folder) as name:
        scene = replace(scene, job=as_csv(scene.job))
        stage = prepared(scene, as_csv(lists(200, 40)[-1]), Path(name))
        tasks = [
            *call_faults.tasks(stage, step),
            *resting_faults.tasks(stage, FILES, Path(name), 1 if step == 1 else 4),
        ]
        for verdicts in spread([partial(_told, task) for task in tasks], (os.cpu_count() or 1) if step == 1 else 1):
            for verdict in verdicts:
                table.take(*verdict)
    if step == 1:
        table.prove()
    yield table.tally
    if write and table.tally.cases:
        text = DOCUMENT.read_text(encoding="utf-8")
        before, _, rest = text.partition(BEGIN)
        DOCUMENT.write_text(before + BEGIN + table.text() + END + rest.partition(END)[2], encoding="utf-8")
