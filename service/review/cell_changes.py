"""How two versions of a form differ, cell by cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pyarrow as pa

from data.storage.database import Work

GONE, OTHER, NEW = "removed", "changed", "added"


class FormCell(NamedTuple):
    """What a cell of a form says."""

    value: float | None
    bound: int = 0
    state: str | None = None


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of a form that says something else than before; None: it is blank."""

    code: str
    column: str  # value or year_to_date
    before: FormCell | None
    after: FormCell | None

    @property
    def how(self) -> str:
        return NEW if self.before is None else GONE if self.after is None else OTHER

    @property
    def weight(self) -> tuple[int, float]:
        """The gravest first: what goes, then what changes most, then what is new."""
        before, after = ((said.value or 0.0) if said else 0.0 for said in (self.before, self.after))
        far = abs(after - before) / max(abs(before), 1.0)
        return [GONE, OTHER, NEW].index(self.how), -far if self.before else 0.0


def form_lines(work: Work, form: str, number: int) -> pa.Table:
    """The lines of a form in a submission, as the reader gave them when it came."""
    return work.arrow(
        """SELECT row AS _row, code, NULL::VARCHAR AS name, NULL::VARCHAR AS unit, value, year_to_date, note,
            value_state AS _value_state, ytd_state AS _ytd_state, coalesce(value_bound, 0)::TINYINT AS _value_bound,
            coalesce(ytd_bound, 0)::TINYINT AS _ytd_bound
        FROM figure WHERE submission = $number::INTEGER AND form = $form ORDER BY row""",
        number=number,
        form=form,
    )


def cell_changes(before: Sequence[Mapping[str, object]], after: Sequence[Mapping[str, object]]) -> Iterator[CellChange]:
    """The cells that say something else, in the order of the lines."""
    was, will = _cells(before), _cells(after)
    for at in dict.fromkeys([*was, *will]):
        if was.get(at) != will.get(at):
            yield CellChange(*at, was.get(at), will.get(at))


def _cells(lines: Sequence[Mapping[str, object]]) -> dict[tuple[str, str], FormCell]:
    """The cells of a form that say something."""
    cells = {}
    for line in lines:
        for column, short in (("value", "value"), ("year_to_date", "ytd")):
            cell = FormCell(line[column], line.get(f"_{short}_bound") or 0, line[f"_{short}_state"])  # type: ignore[arg-type]
            if cell != FormCell(None):
                cells[str(line["code"]), column] = cell
    return cells
