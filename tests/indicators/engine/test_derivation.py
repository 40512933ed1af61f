"""A second opinion on the arithmetic: what was told of a known truth is told back, and never anything else.

A truth is made up for two provinces that merge and one that does not, then told in part: by quarter, as year to date, as both, or
not at all, in either calendar, with wrong versions before. What must be known follows here from a few lines of plain
arithmetic that share nothing with the product but its questions. `EXAMPLES=200 pytest tests/indicators/engine/test_derivation.py` looks further.
"""

import os
from collections.abc import Mapping
from random import Random

import pytest

from data.model import GRAIN_PARTS, KEPT_GRAINS, PARTS, Calendar, Period
from data.places import Boundary
from indicators.engine.answer import By, Question, Row, Standing
from service.service import Service
from tests.support.story import FLOWS, HEIR, OLD, OTHER, REPORTS, STOCK, Told, Truth, cell, send, story

pytestmark = pytest.mark.slow

EXAMPLES = int(os.environ.get("EXAMPLES", "4"))


def total_known(told: Told, code: str, unit: str, quarter: int) -> bool:
    """Whether the year up to a quarter is known of a unit: told, or what stood before and the quarter itself."""
    if quarter == 0:
        return True
    if unit == HEIR and quarter == 2:
        return all(total_known(told, code, old, 2) for old in OLD)
    how = told[code, (unit, quarter)]
    return how in ("so far", "both") or (how != "" and total_known(told, code, unit, quarter - 1))


def known(told: Told, code: str, unit: str, quarters: list[int]) -> bool:
    """Whether a flow of a unit is known over some of its quarters: each of them, or the totals at both ends."""

    def own(quarter: int) -> bool:
        how = told[code, (unit, quarter)]
        return total_known(told, code, unit, quarter - 1) if how == "so far" else how != ""

    ends = total_known(told, code, unit, quarters[0] - 1) and total_known(told, code, unit, quarters[-1])
    return ends or all(map(own, quarters))


def ruled_out(truth: Truth, told: Told, code: str, unit: str, quarters: list[int]) -> bool:
    return all(told[code, (unit, q)] == "x" and truth[code, (unit, q)] == 0 for q in quarters)


def answers(service: Service, code: str, period: Period, boundary: Boundary) -> dict[str, Row]:
    """By unit, and the nation under VN."""
    found: dict[str, Row] = {}
    for by in (By.PROVINCE, By.NATION):
        found |= {
            row.key: row for row in service.ask(Question(code, period, period, by, (), period.grain, boundary)).rows
        }
    return found


@pytest.mark.parametrize("number", range(EXAMPLES))
def test_what_was_told_of_a_truth_is_told_back_and_nothing_else(service: Service, number: int) -> None:
    chance = Random(number)
    truth, told = story(chance)
    for version in range(chance.randint(0, 3)):
        wrong = chance.randint(0, 200)
        figures: dict[str, object] = {STOCK: wrong} | dict.fromkeys(FLOWS, (None, wrong))
        send(service, chance.choice(REPORTS), figures, chance.choice(list(Calendar)), version)
    for version, at in enumerate(REPORTS, 100):
        figures = {code: cell(truth, told, code, at) for code in (*FLOWS, STOCK)}
        assert send(service, at, figures, chance.choice(list(Calendar)), version)
    for period in (Period(2025, part) for grain in KEPT_GRAINS for part in GRAIN_PARTS[grain]):
        for boundary in Boundary:
            for code in FLOWS:
                agree(truth, told, code, period, boundary, answers(service, code, period, boundary))
            levels(truth, told, period, boundary, answers(service, STOCK, period, boundary))
            shares(truth, told, period, boundary, answers(service, "IN07", period, boundary))
    assert service.repository.rebuild(check=True) == []


def lives(period: Period, boundary: Boundary) -> dict[str, dict[str, list[int]]]:
    """Each area with its units and the quarters of the period that are theirs."""
    mine = {unit: [q for u, q in REPORTS if u == unit and q in PARTS[period.part]] for unit in (*OLD, HEIR, OTHER)}
    mine = {unit: quarters for unit, quarters in mine.items() if quarters}
    areas: dict[str, dict[str, list[int]]] = {"VN": mine}
    for unit, quarters in mine.items():
        home = HEIR if unit in OLD and boundary is Boundary.TODAY else unit
        areas.setdefault(home, {})[unit] = quarters
    return areas


def agree(truth: Truth, told: Told, code: str, period: Period, boundary: Boundary, rows: Mapping[str, Row]) -> None:
    for area, units in lives(period, boundary).items():
        row = rows[area]
        where = (code, period.code, boundary, area, row)
        sure = {unit for unit, quarters in units.items() if known(told, code, unit, quarters)}
        due = {unit for unit, quarters in units.items() if not ruled_out(truth, told, code, unit, quarters)}
        total = sum(truth[code, (unit, q)] for unit, quarters in units.items() for q in quarters)
        assert row.reported == len(sure & due), where
        assert not row.conflict, where
        if area != "VN" and sure == set(units):
            assert row.value == (total if due else None), where
        elif row.value is not None:
            assert row.state is Standing.PARTIAL, where
            assert row.value <= total, where


def levels(truth: Truth, told: Told, period: Period, boundary: Boundary, rows: Mapping[str, Row]) -> None:
    end = PARTS[period.part][-1]
    for area, units in lives(period, boundary).items():
        closing = [unit for unit, quarters in units.items() if quarters[-1] == end]
        where = (STOCK, period.code, boundary, area, rows[area])
        if area == "VN" or not closing:
            continue
        if all(told[STOCK, (unit, end)] not in ("", "so far") for unit in closing):
            assert rows[area].state is Standing.FINAL, where
            assert rows[area].value == sum(truth[STOCK, (unit, end)] for unit in closing), where
        else:
            assert rows[area].state is not Standing.FINAL, where


def shares(truth: Truth, told: Told, period: Period, boundary: Boundary, rows: Mapping[str, Row]) -> None:
    for area, units in lives(period, boundary).items():
        if rows[area].state is not Standing.FINAL:
            continue
        out = {(u, c) for u, qs in units.items() for c in FLOWS[1:] if ruled_out(truth, told, c, u, qs)}
        mine = {  # a share of nothing, or of what does not apply, does not apply
            u: qs
            for u, qs in units.items()
            if (u, "IN05") not in out and not {(u, "IN03"), (u, "IN07.inspected")} <= out
        }
        sums = {code: sum(truth[code, (u, q)] for u, qs in mine.items() for q in qs) for code in FLOWS[1:]}
        below = sums["IN03"] + sums["IN07.inspected"]
        assert rows[area].value == pytest.approx(100 * sums["IN05"] / below), (period.code, boundary, area, rows[area])
