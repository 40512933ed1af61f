"""When each province sends each quarter of the demo, and what did not go as it should."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from data.model import Period
from data.places import PLACES, Unit
from service.demo.form_figures import chance_of
from service.demo.tables import demo_table

FIRST, LAST = Period(2023, "Q1"), Period(2026, "Q3")
# What did not go as it should: not sent, sent twice, sent with something to explain.
CASES = {(row["province"], row["quarter"]): row["case"] for row in demo_table("cases")}
CROWDED, CAMPAIGN, FAILED, SILENT = "crowded", "campaign", "failed", "silent"
MISSING = {case for case, what in CASES.items() if what == "missing"}
CORRECTED = {case for case, what in CASES.items() if what == "corrected"}
REASONS = {
    CROWDED: "Lớp phổ biến pháp luật tổ chức tại hội trường tỉnh kết hợp trực tuyến, số người dự đúng như danh sách.",
    CAMPAIGN: "Trong quý kiểm định đồng loạt đồng hồ nước theo kế hoạch thay thế của công ty cấp nước.",
    FAILED: "Lô đồng hồ nước cũ được kiểm định để loại bỏ, đa số không đạt là đúng.",
    SILENT: "Đơn vị phụ trách đào tạo chưa gửi báo cáo, sẽ bổ sung sau.",
}
EXPLAINED = {case: what for case, what in CASES.items() if what in REASONS}
# The quarter with which Quảng Trị's report of 2024 was sent: what it gives, and nothing else.
PUBLISHED = ("quang-tri", "2024-Q4")
# Who sends a file of its own making instead of the template, and what stands in the names of what is sent then.
OWN = {(row["province"], row["quarter"]): row["kind"] for row in demo_table("own_files")}
SYNTHESIS, REGISTERS, REPORT = "synthesis", "registers", "report"
ENDINGS = {
    SYNTHESIS: ("_danh-sach.xlsx", "_tong-hop.xlsx"),
    REGISTERS: ("_so-lieu-cua-so.xlsx",),
    REPORT: ("_bieu-kem-theo.xlsx", "_bao-cao.docx"),
}
PUBLISHED_REASON = (
    "Theo báo cáo năm 2024 của Sở: chỉ có số lũy kế; tỷ lệ giải quyết trước hạn được nêu mà không có số hồ sơ."
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """That a province sends a quarter: when, and the how manieth of how many versions it is."""

    received_at: datetime
    unit: Unit
    period: Period
    version: int
    versions: int

    @property
    def name(self) -> str:
        """Of the template, were it sent."""
        again = "_nop-lai" if self.version > 1 else ""
        return f"{self.unit.code}_{self.unit.key.removesuffix('-2025')}_{self.period.code}{again}.xlsx"

    @property
    def own(self) -> str:
        """Which file of its own making the province sends instead of the template; empty for the template."""
        return OWN.get((self.unit.key, self.period.code), "")

    @property
    def files(self) -> tuple[str, ...]:
        """The names of what is sent, in the order in which it is taken in."""
        stem = self.name.removesuffix(".xlsx")
        return tuple(stem + ending for ending in ENDINGS[self.own]) if self.own else (self.name,)

    @property
    def reason(self) -> str | None:
        case = (self.unit.key, self.period.code)
        return PUBLISHED_REASON if case == PUBLISHED else REASONS.get(EXPLAINED.get(case, ""))

    @property
    def comes_first(self) -> bool:
        """Whether it is loaded before all others: of the newest quarter, and neither a correction nor asked about
        something that only its past shows."""
        return self.period == LAST and self.version == 1 and self.reason is None


def deliveries() -> list[Delivery]:
    """Every delivery, by the time of receipt."""
    return sorted(_deliveries(), key=lambda one: (one.received_at, one.unit.code))


def _deliveries() -> Iterator[Delivery]:
    for index in range(FIRST.last, LAST.last + 1):
        period = Period.quarter(index)
        for unit in PLACES.of_quarter(index):
            case = (unit.key, period.code)
            if case in MISSING:
                continue
            chance = chance_of("sent", *case)
            late = chance.random() < 0.06
            days = chance.randint(1, 16) if late else -chance.randint(0, 11)
            hour = time(chance.randint(1, 9), chance.randint(0, 59), chance.randint(0, 59))  # 8 to 17 o'clock in Hà Nội
            sent = datetime.combine(period.due + timedelta(days=days), hour, UTC)
            versions = 2 if case in CORRECTED else 1
            yield Delivery(sent, unit, period, 1, versions)
            if versions == 2:
                yield Delivery(sent + timedelta(days=chance.randint(6, 18)), unit, period, 2, versions)
