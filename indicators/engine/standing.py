"""The sheets that stand of some units and quarters, and what is typed on them: asked once for all who need it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from data.model import Calendar, Period
from data.storage.database import Work
from indicators.engine.values import FormLine

# The rows of some submissions of a list, with the days of their quarter, which measures and rules may use.
ROWS = """
    SELECT s.unit, s.quarter, s.period_start, s.period_end, r.*
    FROM "list_{name}" AS r JOIN (
        SELECT unnest($numbers::INTEGER[]) AS submission, unnest($units::VARCHAR[]) AS unit,
            unnest($quarters::INTEGER[]) AS quarter, unnest($starts::DATE[]) AS period_start,
            unnest($ends::DATE[]) AS period_end) AS s USING (submission)
"""

RowsOf = tuple[str, int, str]  # the hash of all rows of a submission, and the quarter and calendar that they are of


class Sent(NamedTuple):
    """A sheet of the submission that stands for a unit and quarter."""

    number: int  # of the submission
    unit: str
    quarter: int
    calendar: str
    rows: int
    state: str | None
    title: str = ""  # of the sheet, in its file
    content: str = ""  # SHA-256 of all rows of the submission

    @property
    def as_measured(self) -> RowsOf:
        return self.content, self.quarter, self.calendar

    @property
    def days(self) -> tuple[date, date]:
        return Calendar(self.calendar).days(Period.quarter(self.quarter))


def placed(sheets: Iterable[Sent]) -> dict[str, object]:
    """Some sheets of a list as `ROWS` wants them."""
    placed = [(one.number, one.unit, one.quarter, *one.days) for one in sheets]
    names = ("numbers", "units", "quarters", "starts", "ends")
    return {name: [each[n] for each in placed] for n, name in enumerate(names)}


Standing = Mapping[str, Sequence[Sent]]  # by the name of the list or form


def stands(work: Work, units: Sequence[str], first: int, last: int) -> Standing:
    """Every sheet that stands of some quarters; `units` empty for all."""
    found: dict[str, list[Sent]] = defaultdict(list)
    for name, *sheet in work.rows(
        """SELECT name, number, unit, quarter, calendar, rows, state, title, content FROM standing
        WHERE (len($units::VARCHAR[]) = 0 OR list_contains($units::VARCHAR[], unit))
            AND quarter BETWEEN $first::INTEGER AND $last::INTEGER""",
        units=units,
        first=first,
        last=last,
    ):
        found[name].append(Sent(*sheet))
    return found


def typed_lines(work: Work, standing: Standing, every: bool = False) -> Iterator[tuple[str, Sent, FormLine]]:
    """What is typed on these sheets: the line's code, the sheet, the line. `every`: they are nearly all there are."""
    sheets = {(one.number, form): one for form, of in standing.items() for one in of}
    # By their numbers, which takes a third of the time of a join with what stands.
    for number, form, code, *line in work.rows(
        """SELECT submission, form, code, value, year_to_date, value_bound, ytd_bound, value_state, ytd_state
        FROM figure WHERE $every::BOOLEAN OR list_contains($numbers::INTEGER[], submission)""",
        every=every,
        numbers=[] if every else sorted({number for number, _ in sheets}),
    ):
        if (sheet := sheets.get((number, form))) is not None:
            yield code, sheet, FormLine._make(line)
