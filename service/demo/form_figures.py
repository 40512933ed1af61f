"""Illustrative figures of the families that are typed on forms, made up from a province's name and a quarter.

What Quảng Trị's report of 2024 and the published innovation indices say is real and stands apart, with its source.
"""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from data.model import Period
from data.places import PLACES
from service.demo.tables import demo_table

Line = dict[str, object]


@dataclass(frozen=True, slots=True)
class Flow:
    """What an ordinary province does in a year, how it is broken down, and by how much it grows a year."""

    year: float
    parts: Mapping[str, float] | None = None  # item → share
    growth: float = 0.04
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Stock:
    """What an ordinary province has, and by how much it grows a year; `sized` with the province."""

    level: float
    parts: Mapping[str, float] | None = None
    growth: float = 0.03
    sized: bool = True


RIGHTS = ("invention", "utility_solution", "industrial_design", "trademark", "geographical_indication")
FLOWS: Mapping[str, Flow] = {
    "IP06": Flow(150, dict(zip(RIGHTS, (0.04, 0.03, 0.12, 0.81, 0), strict=True)), 0.08),
    "IP07": Flow(96, dict(zip(RIGHTS, (0.02, 0.02, 0.11, 0.85, 0), strict=True)), 0.06),
    "MQ04": Flow(
        1900, {"food": 0.34, "environment": 0.22, "construction": 0.24, "gold": 0.05, "fuel": 0.11, "other": 0.04}
    ),
    "MQ05": Flow(14),
    "MQ06": Flow(12),
    "MQ07": Flow(26),
    "MQ07.exempt": Flow(6),
    "TM02": Flow(30),
    "TM03": Flow(2.4, {"domestic": 0.6, "inward": 0.4, "outward": 0}),
    "TM04": Flow(8, growth=0.12),
    "TM05": Flow(13, decimals=1),
    "RN01": Flow(16, {"new": 0.3, "renewal": 0.5, "amendment": 0.2}),
    "RN03": Flow(26),
    "RN04": Flow(0),
    "IN01": Flow(4, growth=-0.05),
    "IN02": Flow(12, {"standards_quality": 0.6, "intellectual_property": 0.2, "radiation": 0.2, "other": 0}),
    "IN03": Flow(1500),
    "IN04": Flow(660),
    "IN07.inspected": Flow(20),
    "PB02": Flow(62_000, {"investment": 0.38, "recurrent": 0.62}, 0.07),
    "AP05": Flow(900, {"before_time": 0.72, "on_time": 0.26, "late": 0.02}),
}
STOCKS: Mapping[str, Stock] = {
    "IP03": Stock(1.2),
    "IP10": Stock(24),
    "MQ08": Stock(3),
    "MQ09": Stock(420, {"gs1": 0.7, "internal": 0.3}, 0.1),
    "ST05": Stock(12),
    "ST06": Stock(40),
    "TM01": Stock(9, growth=0.06),
    "RN02": Stock(62, {"x_ray": 0.9, "radioactive_source": 0.1}),
    "AP01": Stock(52, growth=0, sized=False),
}
# How much larger or smaller a province is than an ordinary one; the rest vary a little by themselves.
SIZE = {row["province"]: float(row["size"]) for row in demo_table("sizes")}
IN_USE = {"water_meter": 9000, "police": 60, "fuel": 900, "medical": 500, "market": 2400, "other": 700}  # instruments
SEASON = {"Q1": 0.82, "Q2": 1.05, "Q3": 0.98, "Q4": 1.15}
BLANK = {("son-la", "2026-Q3"): "inspection", ("an-giang-2025", "2026-Q3"): "radiation_safety"}  # what is sent without
SILENT = 0.008  # of a province's forms in a quarter, the share that is left blank
# What Quảng Trị's report says that it has stays so before and after.
KEPT: Mapping[str, Mapping[str, float]] = {
    "quang-tri": {"IP03": 1, "MQ08": 3, "ST05": 15, "ST06": 70, "TM01": 7, "AP01": 52, "AP02": 37, "AP03": 15}
}
WITHHELD = {"ninh-thuan", "lam-dong", "lam-dong-2025", "khanh-hoa-2025"}  # radiation sources are not published there
NO_RADIATION = {"lai-chau", "bac-kan"}


def report_2024() -> dict[str, list[Line]]:
    """The lines, by form, of Quảng Trị's report to its province on its work programme of 2024 (seed 004).

    Of two counts of classes that overlap, 30 is the department's and 29 its centre's part of them.
    """
    lines: dict[str, list[Line]] = {}
    for row in demo_table("report_2024"):
        numbers = {key: _reported(row[key]) for key in ("value", "year_to_date")}
        lines.setdefault(_form(row["code"]), []).append({"code": row["code"], **numbers})
    return lines


def _reported(text: str) -> float | str | None:
    """A number, words such as `trên 70`, or nothing."""
    if text.isdigit():
        return int(text)
    return float(text) if text.replace(".", "").isdigit() else text or None


def families(key: str, period: Period) -> dict[str, list[Line]]:
    """The lines of every family's form for one unit: a merged one has what the territories it was made of have."""
    territories = PLACES.predecessors(key) or [key]
    figures: dict[str, float] = {}
    so_far: dict[str, float] = {}
    for territory in territories:
        for code, number in _figures(territory, period).items():
            figures[code] = round(figures.get(code, 0) + number, 1)
        for code, number in _tasks(territory, period).items():
            so_far[code] = so_far.get(code, 0) + number
    yearly = _of_the_year(territories, period) if period.part == "Q4" else {}
    found: dict[str, list[Line]] = {}
    lines: list[Line] = [{"code": code, "value": number} for code, number in figures.items()]
    lines += [{"code": code, "year_to_date": number} for code, number in so_far.items()]
    lines += [{"code": code, "value": value, "year_to_date": total} for code, (value, total) in yearly.items()]
    for line in lines:
        found.setdefault(_form(str(line["code"])), []).append(line)
    return {form: _told(key, period, form, own) for form, own in found.items()}


def _told(key: str, period: Period, form: str, lines: list[Line]) -> list[Line]:
    """What the province leaves blank, keeps to itself or does not have."""
    if form == "radiation_safety" and key in NO_RADIATION and period.year < 2024:
        return [{"code": str(line["code"]), "value": "x"} for line in lines if "." not in str(line["code"])]
    if form == "radiation_safety" and key in WITHHELD:
        sources = [line for line in lines if not str(line["code"]).startswith("RN02")]
        return [*sources, {"code": "RN02", "value": "mật"}]
    left_out = BLANK.get((key, period.code)) == form
    if left_out or chance_of("silent", key, form, period.code).random() < SILENT:
        return []
    return lines


@cache
def _form(code: str) -> str:
    import indicators  # complete only once this module has been discovered beside it

    return next(name for name, table in indicators.TABLES.items() if code in {one.code for one in table.figures})


@cache
def _figures(territory: str, period: Period) -> Mapping[str, float]:
    """What one old province did in a quarter, and what it has on its last day."""
    chance, big = chance_of("families", territory, period.code), size(territory)
    found: dict[str, float] = {}
    for code, flow in FLOWS.items():
        trend = (1 + flow.growth) ** (period.year - 2024)
        number = flow.year / 4 * big * SEASON[period.part] * trend * chance.uniform(0.88, 1.12)
        whole = round(number, flow.decimals) if flow.decimals else _rounded(number, chance)
        found[code] = whole
        found |= {f"{code}.{item}": part for item, part in _split(int(whole), flow.parts or {}).items()}
    for code, stock in STOCKS.items():
        own = chance_of("stock", territory, code)
        level = stock.level * (big if stock.sized else 1) * own.uniform(0.85, 1.15)
        grown = level * (1 + stock.growth) ** ((period.last - Period(2024, "Q1").last) / 4)
        found[code] = round(grown)
        found |= {f"{code}.{item}": part for item, part in _split(round(grown), stock.parts or {}).items()}
    found["MQ05.product_kinds"] = 3 * found["MQ05"]
    begun = chance_of("online", territory).uniform(0.45, 0.68)
    online = begun + 0.006 * (period.last - Period(2023, "Q1").last)
    found |= {"AP02": round(found["AP01"] * online), "AP03": round(found["AP01"] * 0.2)}
    by_inspection, by_check = _rounded(0.5 * big, chance), _rounded(2.2 * big, chance)
    found["IN07.inspected"] = max(found["IN07.inspected"], by_inspection)
    found |= {"IN05": by_inspection + by_check, "IN05.inspection": by_inspection, "IN05.check": by_check}
    fines = (by_inspection * chance.randint(6, 14), by_check * chance.randint(5, 12))
    found |= {"IN06": sum(fines), "IN06.inspection": fines[0], "IN06.check": fines[1]}
    return {**found, **KEPT.get(territory, {})}


def holders(territory: str, period: Period) -> float:
    """How many may use the indications of one old province, if it has any."""
    return _figures(territory, period)["IP10"]


@cache
def _tasks(territory: str, period: Period) -> Mapping[str, float]:
    """Science tasks of the year so far: those carried over stay, new ones are added, some are accepted."""
    chance, big = chance_of("tasks", territory, str(period.year)), size(territory)
    quarter = period.last % 4 + 1
    carried, approved, accepted = round(34 * big), round(14 * big), round(16 * big * chance.uniform(0.8, 1.1))
    new = [round(approved * share) for share in (0.1, 0.4, 0.75, 1)][quarter - 1]
    done = [round(accepted * share) for share in (0.15, 0.4, 0.65, 1)][quarter - 1]
    levels = {"national": 0.08, "province": 0.6, "grassroots": 0.32}
    parts = {code: _split(number, levels) for code, number in (("ST02", carried), ("ST03", new))}
    found: dict[str, float] = {"ST01": carried + new, "ST02": carried, "ST03": new, "ST04": done}
    found |= {f"ST01.{level}": parts["ST02"][level] + parts["ST03"][level] for level in levels}
    found |= {f"{code}.{level}": part for code, items in parts.items() for level, part in items.items()}
    marks = _split(done, {"excellent": 0.2, "passed": 0.77, "failed": 0.03})
    return found | {f"ST04.{item}": number for item, number in marks.items()}


def _of_the_year(territories: Iterable[str], period: Period) -> dict[str, tuple[float | None, float | None]]:
    """The figures that are sent once a year: stocks stand in the first column, the year's totals in the second."""
    stocks: dict[str, float] = {}
    totals: dict[str, float] = {}

    def add(to: dict[str, float], code: str, number: float) -> None:
        to[code] = to.get(code, 0) + number

    for territory in territories:
        chance, big = chance_of("year", territory), size(territory)
        year = chance_of("year", territory, str(period.year))
        share = min(0.995, 0.86 + 0.025 * (period.year - 2023) + chance.uniform(-0.04, 0.04))
        for item, number in IN_USE.items():
            required = round(number * big * chance.uniform(0.9, 1.1))
            for side, count in (("required", required), ("verified", round(required * share))):
                add(stocks, f"MQ03.{side}", count)
                add(stocks, f"MQ03.{side}.{item}", count)
        for level, number in (("province", 20), ("commune", 90)):
            for side, count in (("obliged", number), ("applying", round(number * share))):
                add(stocks, f"MQ10.{side}", count)
                add(stocks, f"MQ10.{side}.{level}", count)
        women = round(260 * big * chance.uniform(0.9, 1.1))
        men = round(330 * big * chance.uniform(0.9, 1.1))
        people = {"PB03": round(11 * big), "PB04": women + men, "PB04.women": women, "PB04.men": men}
        for code, number in people.items():
            add(stocks, code, number)
        spent = sum(_figures(territory, Period(period.year, part))["PB02"] for part in ("Q1", "Q2", "Q3", "Q4"))
        asked = round(60 * big * year.uniform(0.8, 1.2))
        for code, number in (
            ("IP09", round(40 * big * year.uniform(0.8, 1.2))),
            ("IP11", round(9 * big * year.uniform(0.8, 1.2))),
            ("TR03", round(16 * big * year.uniform(0.8, 1.2))),
            ("MQ11.received", asked),
            ("MQ11.met", round(asked * share)),
            ("PB02.plan", round(spent * year.uniform(0.97, 1.15))),
            ("PB01.local_budget", round(spent / 0.0075 * chance.uniform(0.8, 1.25))),
            ("AP07", round(8 * year.uniform(0.5, 1.5))),
        ):
            add(totals, code, number)
    found: dict[str, tuple[float | None, float | None]] = {code: (number, None) for code, number in stocks.items()}
    return found | {code: (None, number) for code, number in totals.items()}


def _split(whole: int, shares: Mapping[str, float]) -> dict[str, int]:
    """A whole number in parts that add up to it; the largest takes what rounding leaves over."""
    parts = {item: int(whole * share) for item, share in shares.items()}
    if parts:
        parts[max(shares, key=lambda item: shares[item])] += whole - sum(parts.values())
    return parts


def _rounded(number: float, chance: random.Random) -> int:
    """A whole number near this one, so that rare things happen at times."""
    return int(number) + (chance.random() < number % 1)


@cache
def size(territory: str) -> float:
    """How large an old province is beside an ordinary one."""
    return SIZE.get(territory, chance_of("size", territory).uniform(0.75, 1.25))


def chance_of(*about: str) -> random.Random:
    """Chance that is the same each time for the same thing."""
    return random.Random("|".join(about))
