"""When each province sends each quarter of the demo, and what did not go as it should."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from data.model import Period
from data.places import PLACES, Unit
from service.demo.form_figures import chance_of

FIRST, LAST = Period(2023, "Q1"), Period(2026, "Q3")


# What did not go as it should: not sent, sent late, sent twice, sent with something to explain.
MISSING = {
    ("bac-kan", "2023-Q2"),
    ("tra-vinh", "2023-Q4"),
    ("kon-tum", "2024-Q1"),
    ("hau-giang", "2024-Q3"),
    ("quang-tri", "2024-Q1"),
    ("quang-tri", "2024-Q2"),
    ("quang-tri", "2024-Q3"),
    ("dien-bien", "2025-Q1"),
    ("cao-bang", "2025-Q4"),
    ("lai-chau", "2026-Q2"),
    ("lai-chau", "2026-Q3"),
    ("ca-mau-2025", "2026-Q3"),
}


CORRECTED = {
    ("yen-bai", "2023-Q1"),
    ("phu-yen", "2023-Q3"),
    ("tien-giang", "2023-Q4"),
    ("bac-giang", "2024-Q1"),
    ("nghe-an", "2024-Q2"),
    ("dak-lak", "2024-Q4"),
    ("long-an", "2025-Q1"),
    ("hue", "2025-Q2"),
    ("vinh-long-2025", "2025-Q3"),
    ("gia-lai-2025", "2026-Q1"),
    ("thanh-hoa", "2026-Q3"),
}


CROWDED, CAMPAIGN, FAILED, SILENT = "crowded", "campaign", "failed", "silent"


EXPLAINED: Mapping[tuple[str, str], str] = {
    ("hai-duong", "2023-Q3"): CROWDED,
    ("khanh-hoa", "2024-Q3"): CAMPAIGN,
    ("ninh-thuan", "2024-Q2"): SILENT,
    ("can-tho", "2025-Q1"): FAILED,
    ("da-nang-2025", "2026-Q1"): CROWDED,
    ("son-la", "2026-Q2"): FAILED,
    ("dong-thap-2025", "2026-Q3"): CAMPAIGN,
}


REASONS = {
    CROWDED: "Lớp phổ biến pháp luật tổ chức tại hội trường tỉnh kết hợp trực tuyến, số người dự đúng như danh sách.",
    CAMPAIGN: "Trong quý kiểm định đồng loạt đồng hồ nước theo kế hoạch thay thế của công ty cấp nước.",
    FAILED: "Lô đồng hồ nước cũ được kiểm định để loại bỏ, đa số không đạt là đúng.",
    SILENT: "Đơn vị phụ trách đào tạo chưa gửi báo cáo, sẽ bổ sung sau.",
}


# The quarter with which Quảng Trị's report of 2024 was sent: what it gives, and nothing else.
PUBLISHED = ("quang-tri", "2024-Q4")


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
        again = "_nop-lai" if self.version > 1 else ""
        return f"{self.unit.code}_{self.unit.key.removesuffix('-2025')}_{self.period.code}{again}.xlsx"

    @property
    def reason(self) -> str | None:
        case = (self.unit.key, self.period.code)
        return PUBLISHED_REASON if case == PUBLISHED else REASONS.get(EXPLAINED.get(case, ""))


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
