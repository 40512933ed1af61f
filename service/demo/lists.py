"""The rows of the demo's lists: real indications; marks, instruments and trainings in proportion to a province."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import indicators  # its catalogue is complete only once this module has been discovered beside it
from data.model import Period
from data.places import PLACES
from service.demo.deliveries import CAMPAIGN, CROWDED, EXPLAINED, FAILED, FIRST, LAST
from service.demo.form_figures import SEASON, chance_of, size
from service.demo.tables import REFERENCE, demo_table, read_table

Rows = Sequence[Mapping[str, object]]
Lists = Mapping[str, Rows]
INDICATIONS = REFERENCE / "geographical_indications.csv"
GROWTH = 0.04  # a year
PRODUCTS = [(row["product"], row["group"]) for row in demo_table("products")]
OWNERS = ("Hội Nông dân (minh họa {n})", "Hợp tác xã minh họa số {n}", "Hội sản xuất minh họa số {n}")
ORGANISERS = (("department", 4), ("centre", 4), ("commune", 1), ("other", 1))
# Collective and certification marks at the end of 2024 that are not made up from a province's size: Quảng Trị's report
# gives them, and Bắc Giang's are on their way from the 41 and 4 of its plan's base to the 80 and 8 it aims at.
MARKS = {"quang-tri": (59, 6), "bac-giang": (75, 7)}


@cache
def lists(key: str, period: Period) -> Lists:
    """The four lists of one unit: those of the territories that it was made of, one after the other."""
    territories = PLACES.predecessors(key) or [key]
    told: dict[str, list[Mapping[str, object]]] = {
        name: [] for name, table in indicators.TABLES.items() if not table.is_form and not table.nationwide
    }
    for territory in territories:
        known = _indications(territory)
        told["geographical_indications"] += [one for one in known if _day(one["registered_on"]) <= period.end]
        told["collective_marks"] += [mark.row(period) for mark in _marks(territory) if mark.granted_on <= period.end]
        told["calibrated_instruments"] += _instruments(territory, period, alone=len(territories) == 1)
        told["trainings"] += _trainings(territory, period)
    happened = EXPLAINED.get((key, period.code), "")
    if happened == CROWDED:
        told["trainings"][0] = {**told["trainings"][0], "participants": 620, "women": 285}
    if happened in (CAMPAIGN, FAILED):
        many = 8 * _sum(told["calibrated_instruments"], "instruments") if happened == CAMPAIGN else 140
        passed = round(many * 0.96) if happened == CAMPAIGN else 52
        told["calibrated_instruments"].append(
            {"provider": "Công ty cấp nước", "service": "verification", "instrument_type": "water_meter"}
            | {"instruments": many, "passed": passed}
        )
    return told


def reference() -> list[dict[str, str]]:
    """The rows of the reference table, one an indication."""
    return read_table(INDICATIONS)


@cache
def _indications(territory: str) -> Rows:
    """The real indications of one old province, with what their sources say of them."""
    code = PLACES.versions[territory][-1].code
    return [
        {key: row[key] for key in ("certificate_no", "name", "product", "product_group")}
        | {"registered_on": date.fromisoformat(row["registered_on"])}
        | {"manager": row["manager"] or None, "status": "in_force"}
        for row in reference()
        if code in row["provinces"].split("|")
    ]


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark through its life."""

    certificate_no: str
    name: str
    mark_type: str
    product_group: str
    owner: str
    granted_on: date
    renewed: bool
    cancelled_on: date | None

    def row(self, period: Period) -> dict[str, object]:
        """As it stands on the quarter's last day."""
        runs_out = self.granted_on.replace(year=self.granted_on.year + 9)  # ten years from a filing a year before
        expires_on, status = runs_out, "in_force"
        if self.cancelled_on is not None and self.cancelled_on <= period.end:
            status = "cancelled"
        elif runs_out <= period.end and self.renewed:
            expires_on = runs_out.replace(year=runs_out.year + 10)
        elif runs_out <= period.end:
            status = "expired"
        kept = ("certificate_no", "name", "mark_type", "product_group", "owner", "granted_on")
        return {key: getattr(self, key) for key in kept} | {"expires_on": expires_on, "status": status}


@cache
def _marks(territory: str) -> tuple[Mark, ...]:
    """The marks of one old province: those that stand at the end of 2024, and those granted since."""
    chance, big = chance_of("marks", territory), size(territory)
    kept = territory in MARKS  # none of its marks ends
    made_up = round(14 + 12 * big * chance.uniform(0.7, 1.3)), round(2 + 3 * big * chance.uniform(0.7, 1.3))
    collective, certified = MARKS.get(territory, made_up)
    unit = PLACES.versions[territory][0]
    found: list[Mark] = []
    for kind, count in (("collective", collective), ("certification", certified)):
        dates = [_granted(chance, n / count) for n in range(count)]
        since = round(count * chance.uniform(0.04, 0.12))
        dates += [_from_to(chance, date(2025, 1, 1), LAST.end) for _ in range(since)]
        for granted_on in sorted(dates):
            n = len(found) + 1
            noun, group = chance.choice(PRODUCTS)
            ends = not kept and chance.random() < 0.03
            cancelled_on = _from_to(chance, max(granted_on, date(2023, 2, 1)), LAST.end) if ends else None
            owner = chance.choice(OWNERS).format(n=n)
            renewed = kept or chance.random() < 0.8
            name = f"{noun} {unit.name} {n:02}"
            found.append(Mark(f"MH-{unit.code}-{n:03}", name, kind, group, owner, granted_on, renewed, cancelled_on))
    return tuple(found)


def _granted(chance: random.Random, share: float) -> date:
    """A day from 2014 to 2024, later days for a larger share; more are granted every year."""
    start = date(2014, 3, 1)
    days = (date(2024, 12, 31) - start).days
    day = start + timedelta(days=int(days * share**0.75 * chance.uniform(0.97, 1.0)))
    return day.replace(day=min(day.day, 28))


def _instruments(territory: str, period: Period, alone: bool) -> list[dict[str, object]]:
    """What was verified, calibrated and tested in one quarter."""
    chance, big = chance_of("instruments", territory, period.code), size(territory)
    total = 2450 * big * SEASON[period.part] * (1 + GROWTH) ** (period.year - 2024)
    centre = "Trung tâm Kỹ thuật TCĐLCL" + ("" if alone else f" – cơ sở {PLACES.versions[territory][-1].name}")
    rows: list[dict[str, object]] = []
    work = demo_table("instruments")  # each with its share of all instruments, and how many pass
    for place, row in enumerate(work if big > 1.2 else work[:-2]):  # the last two only where the province is large
        count = max(1, round(total * float(row["share"]) * chance.uniform(0.88, 1.12)))
        passed = min(count, round(count * (float(row["passing"]) + chance.uniform(-0.02, 0.012))))
        kind = row["type"]
        outside = kind in ("electricity_meter", "water_meter")
        provider = "Tổ chức kiểm định được chỉ định" if outside else centre
        line = {"provider": provider, "service": row["service"], "instrument_type": kind, "instruments": count}
        rows.append(line | {"passed": None if place == 8 and chance.random() < 0.5 else passed})
    return rows


def _trainings(territory: str, period: Period) -> list[dict[str, object]]:
    """The classes that began in one quarter; the smallest provinces begin none after the New Year of some years."""
    chance, big = chance_of("trainings", territory, period.code), size(territory)
    if period.part == "Q1" and period > FIRST and big < 0.75 and chance.random() < 0.3:
        return []
    usual = 3.4 + 2.8 * big
    count = max(round(usual * 0.6), round(usual * SEASON[period.part] * chance.uniform(0.8, 1.25)))
    place = PLACES.versions[territory][-1].name
    topics, rows = demo_table("topics"), []
    for number in range(1, count + 1):
        topic = chance.choices(topics, [int(row["weight"]) for row in topics])[0]
        organiser = chance.choices(ORGANISERS, [weight for _, weight in ORGANISERS])[0][0]
        started_on = _from_to(chance, period.start + timedelta(days=4), period.end - timedelta(days=6))
        participants = chance.randint(28, 62)
        hall = f"Nhà văn hóa xã (điểm {number})" if organiser == "commune" else f"Hội trường Sở KH&CN {place}"
        rows.append(
            {
                "title": f"{topic['title']} – lớp {number}",
                "topic": topic["topic"],
                "organiser": organiser,
                "started_on": started_on,
                "ended_on": started_on + timedelta(days=chance.randint(0, 4)),
                "place": hall,
                "participants": participants,
                "women": round(participants * chance.uniform(0.3, 0.62)) if chance.random() < 0.85 else None,
            }
        )
    return sorted(rows, key=lambda row: (_day(row["started_on"]), str(row["title"])))


def _from_to(chance: random.Random, first: date, last: date) -> date:
    """A day of the span, at most the 28th, so that it exists in every year."""
    day = first + timedelta(days=chance.randint(0, (last - first).days))
    return max(first, day.replace(day=min(day.day, 28)))


def _day(value: object) -> date:
    assert isinstance(value, date)
    return value


def _sum(rows: Rows, key: str) -> int:
    return sum(value for row in rows if isinstance(value := row[key], int))
