"""The plan that comes with the demo: published targets, real, unlike the demo's figures, each with its document."""

from datetime import datetime

from data.model import VIETNAM
from service.demo.tables import REFERENCE, read_table
from service.service import Service
from service.targets import plans
from service.targets.target import split_of

SENDER = "Dữ liệu minh họa"


def published() -> list[dict[str, str]]:
    """The rows of the targets that come with the product, each with its document."""
    return read_table(REFERENCE / "targets.csv")


def loaded(service: Service) -> bool:
    return any(one.demo for one in plans.history(service))


def load(service: Service) -> int:
    """Send them as a workbook would be; how many."""
    columns, rows = plans.table(service).columns, []
    for row in published():
        if split_of(service, row["measure"], row["item"]) is None:
            continue  # a catalogue without that figure
        numbers = {key: float(row[key]) for key in ("value", "value_to", "base") if row[key]}
        rows.append({key: row[key] or None for key in columns} | numbers)
    if not rows:
        return 0
    plan = plans.check(service, "chi-tieu-bac-giang.xlsx", plans.template(service, rows))
    at = datetime(2021, 2, 1, 8, 0, tzinfo=VIETNAM)
    plans.accept(service, plan, SENDER, "Chỉ tiêu lấy nguyên từ kế hoạch đã ban hành.", at=at, demo=True)
    if plan.receipt is None:
        raise AssertionError(f"targets.csv: {[f.message.vi for f in plan.findings]}")
    return len(plan.targets)
