"""What a file takes away without a word: figures that stand of its quarter, in forms that it has, and leaves blank.

A report in prose, a synthesis and a template may each be a part of a quarter; which of them comes last must not erase.
"""

from collections import defaultdict

from data.model import Finding, Period
from data.reading.reader import Reading
from data.rules.findings import Location, finding, shown
from data.storage.database import Work

TOLD = 8  # codes that are named


def figures_gone(work: Work, reading: Reading, unit: str, period: Period) -> list[Finding]:
    """A question for each form of the draft that lacks figures which stand of the quarter."""
    standing = work.rows(
        """SELECT f.form, f.code FROM figure AS f JOIN standing AS s ON f.submission = s.number AND f.form = s.name
        WHERE s.unit = $unit AND s.quarter = $quarter::INTEGER ORDER BY f.row""",
        unit=unit,
        quarter=period.last,
    )
    gone: dict[str, list[str]] = defaultdict(list)
    sent = {
        name: set(sheet.rows["code"].to_pylist()) for name, sheet in reading.sheets.items() if _is_form(reading, name)
    }
    for form, code in standing:
        if form in sent and code not in sent[form]:
            gone[form].append(code)
    return [_asked(reading, form, codes) for form, codes in gone.items()]


def _is_form(reading: Reading, name: str) -> bool:
    return "code" in reading.sheets[name].rows.column_names


def _asked(reading: Reading, form: str, codes: list[str]) -> Finding:
    place = Location(reading.sheets[form].sheet, table=form, title=shown(reading.sheets[form].sheet))
    told = ", ".join(codes[:TOLD]) + (", …" if len(codes) > TOLD else "")
    return finding("figures_gone", place, "", count=len(codes), codes=told)
