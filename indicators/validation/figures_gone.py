"""What a file takes away without a word: figures that stand of its quarter, in forms that it has, and leaves blank.

A report in prose, a synthesis and a template may each be a part of a quarter; which of them comes last must not erase.
"""

from collections import defaultdict

from data.model import Finding, Period
from data.reading.reader import Reading
from data.rules.findings import Location, finding, shown
from data.storage.database import Work
from indicators.engine.standing import Standing

TOLD = 8  # codes that are named


def figures_gone(work: Work, reading: Reading, unit: str, period: Period, standing: Standing) -> list[Finding]:
    """A question for each form of the draft that lacks figures which stand of the quarter."""
    sheets = {
        (one.number, name)
        for name, of in standing.items()
        for one in of
        if (one.unit, one.quarter) == (unit, period.last) and name in reading.sheets and _is_form(reading, name)
    }
    if not sheets:
        return []
    standing_lines = work.rows(
        "SELECT submission, form, code FROM figure WHERE list_contains($numbers::INTEGER[], submission) ORDER BY row",
        numbers=sorted({number for number, _ in sheets}),
    )
    gone: dict[str, list[str]] = defaultdict(list)
    sent = {name: set(reading.sheets[name].rows["code"].to_pylist()) for _, name in sheets}
    for number, form, code in standing_lines:
        if (number, form) in sheets and code not in sent[form]:
            gone[form].append(code)
    return [_asked(reading, form, codes) for form, codes in gone.items()]


def _is_form(reading: Reading, name: str) -> bool:
    return "code" in reading.sheets[name].rows.column_names


def _asked(reading: Reading, form: str, codes: list[str]) -> Finding:
    place = Location(reading.sheets[form].sheet, table=form, title=shown(reading.sheets[form].sheet))
    told = ", ".join(codes[:TOLD]) + (", …" if len(codes) > TOLD else "")
    return finding("figures_gone", place, "", count=len(codes), codes=told)
