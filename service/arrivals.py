"""Who has sent what: the grid of provinces and quarters, and how complete each quarter is."""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from data.model import Period, Text, today
from data.places import Unit
from indicators.define import Nature
from indicators.engine.values import Flag
from service import submissions
from service.review.moves import Review
from service.service import Service
from service.submissions import Submission


@dataclass(frozen=True, slots=True)
class Completeness:
    """Of the core figures that a province owes for a quarter: how many are known, and the codes of the others."""

    known: int
    due: int
    missing: tuple[str, ...]


class Arrival(StrEnum):
    """State of one cell of the grid of provinces and quarters."""

    NOT_DUE = "not_due"
    NOT_SENT = "not_sent"
    WAITING = "waiting"  # sent, and not yet reviewed
    SENT = "sent"
    QUESTIONS = "questions"  # sent, with questions answered
    CORRECTED = "corrected"  # a later version took the place of something; one that only adds to it does not


@dataclass(frozen=True, slots=True)
class Received:
    """Whether one unit has sent one quarter. `late` speaks of the first version."""

    unit: Unit
    period: Period
    state: Arrival
    late: bool
    versions: int
    submission: Submission | None  # the newest


ARRIVAL_LABELS: dict[Arrival, Text] = {
    Arrival.NOT_DUE: Text("Chưa đến hạn", "Not yet due"),
    Arrival.NOT_SENT: Text("Chưa nộp", "Not sent"),
    Arrival.WAITING: Text("Chờ duyệt", "Waiting for review"),
    Arrival.SENT: Text("Đã nộp", "Sent"),
    Arrival.QUESTIONS: Text("Đã nộp, có giải trình", "Sent, with answered questions"),
    Arrival.CORRECTED: Text("Đã nộp lại", "Corrected"),
}


def completeness(service: Service, period: Period) -> dict[str, Completeness]:
    """How many of the figures that each province owes for a quarter are known, by unit key.

    Owed are the core figures that apply to it, those sent once a year with the fourth quarter; a withheld one is
    answered, and so is one that was only sent as the year so far. What the product computes from others is not owed.
    """
    owed = [
        code
        for code, m in service.measures.items()
        if m.core and m.kind not in (Nature.RATIO, Nature.INDEX) and (not m.yearly or period.last % 4 == 3)
    ]
    known: dict[str, set[str]] = defaultdict(set)
    ruled_out: dict[str, set[str]] = defaultdict(set)
    with service.store.reading() as work:
        for unit, code, covered, due, flags in work.rows(
            """SELECT unit, measure, covered, due, flags FROM observation
            WHERE split = '' AND last = $last::INTEGER AND list_contains($owed::VARCHAR[], measure)
                AND (span = CASE WHEN list_contains($yearly::VARCHAR[], measure) THEN 'year' ELSE 'quarter' END
                    OR (span = $span::VARCHAR AND part = $part::VARCHAR))""",
            span=str(period.so_far().grain),
            part=period.so_far().part,
            last=period.last,
            owed=owed,
            yearly=[code for code in owed if service.measures[code].yearly],
        ):
            if due == 0:
                ruled_out[unit].add(code)
            elif covered == due or flags & Flag.WITHHELD:
                known[unit].add(code)
    found = {}
    for unit in service.places.of_quarter(period.last):
        have, out = known[unit.key], ruled_out[unit.key]
        missing = tuple(code for code in owed if code not in have | out)
        found[unit.key] = Completeness(len(have), len(owed) - len(out), missing)
    return found


def received(service: Service, first: Period, last: Period) -> list[Received]:
    """The grid of who has sent what: a cell for each unit in each quarter of its life, by unit and quarter."""
    versions: dict[tuple[str, int], list[Submission]] = defaultdict(list)
    for one in submissions.sent(service, first, last):  # newest first
        versions[one.unit, one.period.last].append(one)
    cells = []
    for quarter in range(first.first, last.last + 1):
        period = Period.quarter(quarter)
        for unit in service.places.of_quarter(quarter):
            mine = versions.get((unit.key, quarter), [])
            waiting = [one for one in mine if one.state is Review.SENT]
            mine = [one for one in mine if one.state is Review.ACCEPTED]
            if waiting:
                state, mine = Arrival.WAITING, mine or waiting
            elif not mine:
                state = Arrival.NOT_SENT if period.due < today() else Arrival.NOT_DUE
            elif _corrected(mine):
                state = Arrival.CORRECTED
            else:
                state = Arrival.QUESTIONS if any(one.questions for one in mine) else Arrival.SENT
            late = mine[-1].late if mine else False
            cells.append(Received(unit, period, state, late, len(mine), mine[0] if mine else None))
    return cells


def _corrected(versions: list[Submission]) -> bool:
    """Whether one of them, the newest first, has a table of which an older one had rows already. Lists as CSV files,
    or a report with its template beside, are several files of which none corrects another."""
    later: set[str] = set()
    for one in versions:
        if any(rows and name in later for name, rows in one.sheets.items()):
            return True
        later |= one.sheets.keys()
    return False
