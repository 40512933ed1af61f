"""Clean figures that are harder to know from faulty ones than the demo's: what a province tells, from a stated model.

Of each territory and line, once and for all: a level (log-normal around the demo's, 0.6), seasons (log-normal, 0.25; a fourth
quarter up to 1.8 times), a growth a year (normal, 5 ± 8 %), a variation (0.10 to 0.45 of the level, even), and for one series
in ten a new level from some quarter on (log-normal, 0.4). Each quarter is then a negative binomial count; 1.5 % are campaigns
(times a half log-normal, 0.6); nothing at all happens in 25 % of quarters where fewer than 3 are usual, 8 % below 10, 1 %
below 30, 0.1 % above. Parts are a Dirichlet share of their total. Stocks grow by a Poisson number, lose one or two in 1 % of
quarters, and are counted anew in 0.3 % (by up to 15 %). A batch of instruments varies by 0.15 to 0.5; 5 % are left out; classes have a log-normal
number of people (0.45). Money comes late in the year: 0.5, 0.8, 0.9 and 1.8 of a quarter's share. Registers, tasks of the year
and yearly figures are those of the demo. A merged unit has the sum of its territories.
"""

from collections.abc import Mapping
from functools import cache
from zlib import crc32

import numpy as np

from data.model import Period
from data.places import PLACES, Unit
from service.demo import deliveries, workbooks
from service.demo.form_figures import FLOWS, STOCKS, size

SPAN = deliveries.LAST.last - deliveries.FIRST.last + 1
MONEY = {"PB02": (0.5, 0.8, 0.9, 1.8)}
Rows = dict[str, list[dict[str, object]]]


def _chance(*about: object) -> np.random.Generator:
    return np.random.default_rng(crc32("|".join(map(str, about)).encode()))


def _count(chance: np.random.Generator, mean: float, vary: float) -> float:
    """A negative binomial number: Poisson around a gamma."""
    return float(chance.poisson(mean * chance.gamma(1 / vary**2, vary**2))) if mean > 0 else 0.0


@cache
def _flow(seed: int, territory: str, code: str) -> tuple[float, ...]:
    """One flow through all quarters."""
    chance, flow = _chance(seed, territory, code), FLOWS[code]
    level = flow.year / 4 * size(territory) * float(np.exp(chance.normal(0, 0.6)))
    season = MONEY.get(code) or tuple(np.exp(chance.normal(0, 0.25, 4)) * (1, 1, 1, chance.uniform(1, 1.8)))
    growth, vary = chance.normal(0.05, 0.08), chance.uniform(0.10, 0.45) / (2 if code in MONEY else 1)
    new_from, new = (
        (int(chance.integers(1, SPAN)) if chance.random() < 0.1 else SPAN),
        float(np.exp(chance.normal(0, 0.4))),
    )
    found = []
    for n in range(SPAN):
        mean = level * season[n % 4] * (1 + growth) ** (n / 4) * (new if n >= new_from else 1)
        if chance.random() < 0.015:
            mean *= float(np.exp(abs(chance.normal(0, 0.6))))
        nothing = 0.25 if mean < 3 else 0.08 if mean < 10 else 0.01 if mean < 30 else 0.001
        number = 0.0 if chance.random() < nothing else _count(chance, mean, vary)
        found.append(round(number + chance.random(), 1) if flow.decimals and number else number)
    return tuple(found)


@cache
def _stock(seed: int, territory: str, code: str) -> tuple[float, ...]:
    chance, stock = _chance(seed, territory, code), STOCKS[code]
    now = round(stock.level * (size(territory) if stock.sized else 1) * float(np.exp(chance.normal(0, 0.4))))
    found = []
    for _ in range(SPAN):
        now += int(chance.poisson(max(0.0, stock.growth) * now / 4))
        now = max(0, now - int(chance.integers(1, 3))) if chance.random() < 0.01 else now
        now = round(now * chance.uniform(0.85, 1.15)) if chance.random() < 0.003 else now
        found.append(float(now))
    return tuple(found)


def _parts(chance: np.random.Generator, total: float, shares: Mapping[str, float], moves: bool) -> dict[str, float]:
    """Whole parts that add up to a total: drawn one by one, or by shares that stay."""
    weights = chance.dirichlet([max(0.02, 60 * share) for share in shares.values()])
    ends = np.floor(np.cumsum(weights) / weights.sum() * total + 1e-9) if not moves else None
    cut = chance.multinomial(int(total), weights / weights.sum()) if ends is None else np.diff(ends, prepend=0)
    return dict(zip(shares, map(float, cut), strict=True))


def sheets(seed: int, unit: Unit, period: Period) -> tuple[Rows, dict[str, str]]:
    """What a province tells of a quarter: rows by table, states by list."""
    told, states = workbooks.sheets(unit, period)
    rows: Rows = {name: [dict(line) for line in lines] for name, lines in told.items()}
    if unit.key == deliveries.PUBLISHED[0] and period.year == 2024:
        return rows, dict(states)  # a real report, not ours to change
    territories, at = PLACES.predecessors(unit.key) or [unit.key], period.last - deliveries.FIRST.last
    made: dict[str, float] = {}
    for series, source in ((_flow, FLOWS), (_stock, STOCKS)):
        for code, declared in source.items():
            for territory in territories:
                number = series(seed, territory, code)[at]
                made[code] = round(made.get(code, 0.0) + number, 1)
                moves = source is FLOWS  # of a stock the shares stay
                chance = _chance(seed, territory, code, at if moves else "parts")
                for item, part in (_parts(chance, number, declared.parts, moves) if declared.parts else {}).items():
                    made[f"{code}.{item}"] = made.get(f"{code}.{item}", 0.0) + part
    made["AP02"], made["AP03"] = (float(round(made["AP01"] * share)) for share in (0.6, 0.2))
    for name, lines in rows.items():
        for line in lines if name != "summary" else ():
            if isinstance(line.get("value"), int | float) and line["code"] in made:
                line["value"] = made[str(line["code"])]
    _lists(seed, unit, at, rows)
    typed = {str(line["code"]): line for line in rows["summary"]}
    for code, line in workbooks.figures(rows, period).items():
        if code in typed:
            typed[code]["value"] = line["value"]
            typed[code].pop("year_to_date", None)
    return rows, dict(states)


def _lists(seed: int, unit: Unit, at: int, rows: Rows) -> None:
    kept = []
    for row in rows["calibrated_instruments"]:
        same = (seed, unit.key, row["provider"], row["service"], row["instrument_type"])
        of_all, now = _chance(*same), _chance(*same, at)
        usual, vary = float(of_all.lognormal(0, 0.5)), of_all.uniform(0.15, 0.5)
        if now.random() < 0.05:
            continue
        count = int(_count(now, usual * float(str(row["instruments"])), vary)) + 1
        passed = None if row["passed"] is None else int(now.binomial(count, 0.965))
        kept.append({**row, "instruments": count, "passed": passed})
    rows["calibrated_instruments"] = kept or rows["calibrated_instruments"]
    for n, row in enumerate(rows["trainings"]):
        people = int(np.clip(_chance(seed, unit.key, at, n).lognormal(np.log(40), 0.45), 8, 400))
        row["participants"], row["women"] = people, None if row["women"] is None else people // 2
