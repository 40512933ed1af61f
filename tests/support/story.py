"""A known truth of two provinces that merge and one that does not, and how it is told in part: for tests of arithmetic."""

from collections.abc import Mapping
from random import Random

from data.model import Calendar, Period
from data.places import PLACES
from data.reading.reader import Reading
from indicators import TABLES
from service import acceptance, drafts
from service.drafts import Verdict
from service.service import Service
from tests.support.rows import figure_line, sheet_rows

OLD, HEIR, OTHER = ("quang-binh", "quang-tri"), "quang-tri-2025", "ha-noi"
REPORTS = [(unit, q) for q in (1, 2) for unit in (*OLD, OTHER)] + [(unit, q) for q in (3, 4) for unit in (HEIR, OTHER)]
FLOWS, STOCK = ("MQ04", "IN05", "IN03", "IN07.inspected"), "AP01"
FORMS = ("standards_quality", "inspection", "administrative_procedures")
HOW = ("quarter", "so far", "both", "", "x")  # x is typed only where the truth is nothing
MIXTURES = ((1, 1, 1, 1, 1), (6, 6, 2, 1, 1), (4, 0, 0, 1, 1), (0, 4, 0, 1, 1), (1, 1, 1, 0, 0))
Report = tuple[str, int]  # a unit and a quarter of 2025
Truth = Mapping[tuple[str, Report], int]
Told = Mapping[tuple[str, Report], str]


def story(chance: Random) -> tuple[Truth, Told]:
    mixture = chance.choice(MIXTURES)
    lines = [(code, at) for at in REPORTS for code in (*FLOWS, STOCK)]
    told = {line: chance.choices(HOW, mixture)[0] for line in lines}
    nothing = {line: chance.random() < (0.7 if told[line] == "x" else 0.2) for line in lines}
    return {line: 0 if nothing[line] else chance.randint(1, 60) for line in lines}, told


def so_far(truth: Truth, code: str, unit: str, quarter: int) -> int:
    """The year up to a quarter, of a merged province with what it was made of."""
    mine = {unit, *(OLD if unit == HEIR else ())}
    return sum(n for (c, (u, q)), n in truth.items() if c == code and u in mine and q <= quarter)


def cell(truth: Truth, told: Told, code: str, at: Report) -> object:
    number, how = truth[code, at], told[code, at]
    if code == STOCK:
        return None if how in ("", "so far") else number
    return {
        "quarter": number,
        "so far": (None, so_far(truth, code, *at)),
        "both": (number, so_far(truth, code, *at)),
        "x": number or "x",
        "": None,
    }[how]


def send(service: Service, at: Report, figures: Mapping[str, object], calendar: Calendar, number: int) -> bool:
    unit, period = at[0], Period(2025, f"Q{at[1]}")
    sheets = {
        name: sheet_rows(TABLES[name], [figure_line(c, n) for c, n in figures.items() if n is not None and c in codes])
        for name in FORMS
        for codes in [{figure.code for figure in TABLES[name].figures}]
    }
    place = PLACES.version(unit, period.end)
    draft = drafts.judge(service, "x", repr(number).encode(), Reading({}, sheets, []), place, period, calendar)
    return acceptance.accept(service, draft, "ai đó", "đúng").verdict is Verdict.ACCEPTED
