"""The plans that come with the demo: published targets, real, each with its document; and, so that the year under way
has a plan, targets of 2026 that are made up and say so in every row."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from data.model import VIETNAM, Period
from data.places import PLACES
from service.demo.form_figures import FLOWS, chance_of, size
from service.demo.tables import REFERENCE, read_table
from service.service import Service
from service.targets import plans
from service.targets.target import split_of

SENDER = "Dữ liệu minh họa"
PUBLISHED, MADE_UP = "chi-tieu-bac-giang.xlsx", "chi-tieu-minh-hoa-2026.xlsx"
YEAR = Period(2026)
NO_DOCUMENT = "Chỉ tiêu minh họa, được tạo ra để giới thiệu sản phẩm; không phải kế hoạch của tỉnh"
# What an ordinary province does in 2024 and how it grows a year; the instruments as in lists.py.
AIMED = {"MQ01": (9800.0, 0.04)} | {code: (FLOWS[code].year, FLOWS[code].growth) for code in ("IP06", "TM02")}
WITHOUT = 0.12  # the share of provinces that have no plan


def published() -> list[dict[str, str]]:
    """The rows of the targets that come with the product, each with its document."""
    return read_table(REFERENCE / "targets.csv")


def made_up() -> list[dict[str, str]]:
    """Targets of today's provinces for the year under way, around what the demo's figures lead to."""
    rows = []
    for unit in PLACES.current:
        chance = chance_of("plan", unit.key)
        if chance.random() < WITHOUT:
            continue
        big = sum(size(key) for key in PLACES.predecessors(unit.key) or [unit.key])
        for code, (year, growth) in AIMED.items():
            number = year * big * (1 + growth) ** (YEAR.year - 2024) * chance.uniform(0.82, 1.02)
            digits = 3 - len(str(round(number)))  # nobody plans to the last one
            value = max(1, round(number, min(0, digits)))
            rows.append(
                {"province": unit.name, "measure": code, "item": "", "period": YEAR.code, "operator": ">="}
                | {"value": str(value), "source": NO_DOCUMENT}
            )
    return rows


def loaded(service: Service) -> bool:
    return {PUBLISHED, MADE_UP} <= {one.file for one in plans.history(service) if one.demo}


def load(service: Service) -> int:
    """Send the published ones as a workbook would be; how many."""
    note = "Chỉ tiêu lấy nguyên từ kế hoạch đã ban hành."
    return _send(service, PUBLISHED, published(), note, datetime(2021, 2, 1, 8, 0, tzinfo=VIETNAM))


def load_made_up(service: Service) -> int:
    """Send those that are made up; how many."""
    return _send(service, MADE_UP, made_up(), f"{NO_DOCUMENT}.", datetime(2026, 1, 12, 9, 0, tzinfo=VIETNAM))


def _send(service: Service, name: str, told: Sequence[Mapping[str, str]], note: str, at: datetime) -> int:
    columns, rows = plans.table(service).columns, []
    for row in told:
        if split_of(service, row["measure"], row["item"]) is None:
            continue  # a catalogue without that figure
        numbers = {key: float(row[key]) for key in ("value", "value_to", "base") if row.get(key)}
        rows.append({key: row.get(key) or None for key in columns} | numbers)
    if not rows:
        return 0
    plan = plans.check(service, name, plans.template(service, rows))
    plans.accept(service, plan, SENDER, note, at=at, demo=True)
    if plan.receipt is None:
        raise AssertionError(f"{name}: {[f.message.vi for f in plan.findings]}")
    return len(plan.targets)
