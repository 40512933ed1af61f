"""Illustrative data: workbooks as the provinces might have sent them, in the order in which they would have come.

Real are the geographical indications (`data/reference/geographical_indications.csv`, each with its source), the
innovation indices as far as they could be read (`innovation_index.csv`) and what Quảng Trị's report of 2024 says;
everything else is made up from the name of a province and a quarter, always the same.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from openpyxl import load_workbook

import indicators  # its catalogue is complete only once this module has been discovered beside it
from data.model import Period
from data.places import PLACES, Unit
from data.table import State
from data.templates.build import FIRST_ROW, build_nationwide, sheet_name
from data.templates.fill import Blank
from data.templates.styles import saved
from service.demo.form_figures import SEASON, chance_of, families, holders, report_2024, size

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
INDICATIONS, INDICES = REFERENCE / "geographical_indications.csv", REFERENCE / "innovation_index.csv"
FIRST, LAST = Period(2023, "Q1"), Period(2026, "Q3")

Rows = Sequence[Mapping[str, object]]
Lists = Mapping[str, Rows]


@dataclass(frozen=True, slots=True)
class DemoFile:
    """A workbook, who sent it and when; `reason` answers the questions it raises, None where it raises none."""

    name: str
    data: bytes
    unit: Unit | None  # None for the whole country's index
    period: Period
    received_at: datetime
    reason: str | None


GROWTH = 0.04  # a year

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
# The total is known before the list is: the list says it is not available, the form carries the total.
WITHOUT_LIST = {("lang-son", "2023-Q2"): "collective_marks", ("hau-giang", "2024-Q4"): "trainings"}
NOT_APPLICABLE = {("lai-chau", "2024-Q2"): "calibrated_instruments"}

# The quarter with which Quảng Trị's report of 2024 was sent: what it gives, and nothing else.
PUBLISHED = ("quang-tri", "2024-Q4")
PUBLISHED_REASON = (
    "Theo báo cáo năm 2024 của Sở: chỉ có số lũy kế; tỷ lệ giải quyết trước hạn được nêu mà không có số hồ sơ."
)
# Collective and certification marks at the end of 2024 that are not made up from a province's size: Quảng Trị's report
# gives them, and Bắc Giang's are on their way from the 41 and 4 of its plan's base to the 80 and 8 it aims at.
MARKS = {"quang-tri": (59, 6), "bac-giang": (75, 7)}
RELEASED = {2023: date(2024, 3, 12), 2024: date(2024, 12, 30), 2025: date(2025, 10, 1)}  # of the innovation index
INDEX_NAME = "chi-so-doi-moi-sang-tao-{year}.xlsx"
INDEX_REASON = "Chỉ ghi những tỉnh có số liệu đã công bố đọc được, mỗi dòng kèm nguồn."


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


def workbooks(wanted: Iterable[Delivery] | None = None) -> Iterator[DemoFile]:
    """The workbooks of these deliveries, of all where none are named; the same bytes each time."""
    blanks: dict[Period, Blank] = {}
    for one in deliveries() if wanted is None else wanted:
        if one.period not in blanks:
            blanks[one.period] = Blank(indicators.TABLES, one.unit, one.period, PLACES.units_in(one.period))
        rows, states = sheets(one.unit, one.period, first_of_two=one.version < one.versions)
        data = blanks[one.period].fill(one.unit, rows, states)
        yield DemoFile(one.name, data, one.unit, one.period, one.received_at, one.reason)


def names() -> set[str]:
    """Of every file of the demo, no two alike; quickly, since none is made for it."""
    return {one.name for one in deliveries()} | {INDEX_NAME.format(year=year) for year in RELEASED}


def indices() -> Iterator[DemoFile]:
    """The innovation index of each year of which something could be read: the ministry's file, a row a province."""
    with INDICES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for year, day in RELEASED.items():
        mine = {row["province"]: row for row in rows if row["year"] == str(year)}
        provinces = PLACES.of_quarter(Period(year).last)
        data = _index_workbook(year, provinces, mine)
        at = datetime.combine(day, time(3, 0), UTC)
        yield DemoFile(INDEX_NAME.format(year=year), data, None, Period(year), at, INDEX_REASON)


def _index_workbook(year: int, provinces: Sequence[Unit], rows: Mapping[str, Mapping[str, str]]) -> bytes:
    table = next(table for table in indicators.TABLES.values() if table.nationwide)
    book = load_workbook(io.BytesIO(build_nationwide(table, year, provinces)))
    sheet = next(
        sheet for sheet in book.worksheets if sheet.sheet_state == "visible" and sheet.title == sheet_name(table)
    )
    place = {key: number for number, key in enumerate(table.columns, 1)}
    for number in range(FIRST_ROW, FIRST_ROW + len(provinces)):
        found = rows.get(str(sheet.cell(number, place["province"]).value), {})
        for key in ("score", "input", "output"):
            if found.get(key):
                sheet.cell(number, place[key]).value = float(found[key])
        if found.get("rank"):
            sheet.cell(number, place["rank"]).value = int(found["rank"])
        if found:
            sheet.cell(number, place["source"]).value = found["source"]
    return saved(book)


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


def sheets(unit: Unit, period: Period, first_of_two: bool = False) -> tuple[Lists, Mapping[str, str]]:
    """What a province fills in: rows by table, states by list; `first_of_two` is what it will correct later."""
    case = (unit.key, period.code)
    told = {name: list(rows) for name, rows in lists(unit.key, period).items()}
    if first_of_two:
        told["trainings"] = told["trainings"][:-1]
        told["calibrated_instruments"] = told["calibrated_instruments"][1:]
    states = {name: State.HAS_DATA if rows else State.NOTHING for name, rows in told.items()}
    if case == PUBLISHED:
        for name in ("collective_marks", "calibrated_instruments", "trainings"):
            told[name], states[name] = [], State.NOT_AVAILABLE
        return {**told, **report_2024()}, states
    typed = figures(told, period)
    if _counts_up(unit.key, period):
        for code, total in _year_to_date(unit.key, period, typed).items():
            typed[code]["year_to_date"] = total
    for reported, state in ((WITHOUT_LIST, State.NOT_AVAILABLE), (NOT_APPLICABLE, State.NOT_APPLICABLE)):
        if case in reported:
            told[reported[case]], states[reported[case]] = [], state
            if state is State.NOT_APPLICABLE:
                typed["MQ01"] = {
                    "code": "MQ01",
                    "value": "x",
                    "note": "Không có tổ chức kiểm định trên địa bàn trong quý",
                }
                del typed["MQ02"]
    if EXPLAINED.get(case) == SILENT:
        told["trainings"] = []
        del states["trainings"], typed["TR01"], typed["TR02"]
    forms = families(unit.key, period)
    for line in forms.get("intellectual_property", []):  # nobody may use what there is not, or has only just come
        if line["code"] == "IP10":
            line["value"] = sum(
                holders(territory, period)
                for territory in PLACES.predecessors(unit.key) or [unit.key]
                if any(_day(i["registered_on"]) < FIRST.start for i in _indications(territory))
            )
    forms["summary"] = [*typed.values(), *forms.get("summary", [])]
    return {**told, **forms}, {name: str(state) for name, state in states.items()}


def figures(told: Lists, period: Period) -> dict[str, dict[str, object]]:
    """The lines of the form that agree with the lists, by code."""
    indications, marks = told["geographical_indications"], told["collective_marks"]
    instruments, classes = told["calibrated_instruments"], told["trainings"]

    def standing(kind: str) -> int:
        return sum(row["mark_type"] == kind and row["status"] == "in_force" for row in marks)

    judged = [row for row in instruments if row.get("passed") is not None]
    tried = _sum(judged, "instruments")
    values: dict[str, float | None] = {
        "IP01": sum(row["status"] == "in_force" for row in indications),
        "IP02": sum(Period.at(_day(row["registered_on"])) == period for row in indications),
        "IP04": standing("collective"),
        "IP05": standing("certification"),
        "MQ01": _sum(instruments, "instruments"),
        "MQ02": round(100 * _sum(judged, "passed") / tried, 1) if tried else None,
        "TR01": len(classes),
        "TR02": _sum(classes, "participants"),
    }
    return {code: {"code": code, "value": value} for code, value in values.items() if value is not None}


def _counts_up(key: str, period: Period) -> bool:
    """Whether a province types the year so far besides the quarter; a unit born in the middle of a year does not."""
    of_its_own = PLACES.alive(key, Period(period.year, "Q1").end)
    return of_its_own and key != PUBLISHED[0] and chance_of("habit", key).random() < 0.25


def _year_to_date(key: str, period: Period, now: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    """The flows from January on: the quarters before as they stand, and this one as it is told."""
    totals: dict[str, object] = {}
    before = [Period.quarter(index) for index in range(period.year * 4, period.last)]
    for code in ("IP02", "MQ01", "TR01", "TR02"):
        earlier = [{"n": figures(lists(key, quarter), quarter)[code]["value"]} for quarter in before]
        totals[code] = _sum([*earlier, {"n": now[code]["value"]}], "n")
    return totals


# What there is to tell


@cache
def lists(key: str, period: Period) -> Lists:
    """The four lists of one unit: those of the territories that it was made of, one after the other."""
    territories = PLACES.predecessors(key) or [key]
    told: dict[str, list[Mapping[str, object]]] = {
        name: [] for name, table in indicators.TABLES.items() if not table.is_form and not table.nationwide
    }
    for territory in territories:
        told["geographical_indications"] += [
            i for i in _indications(territory) if _day(i["registered_on"]) <= period.end
        ]
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


@cache
def reference() -> list[dict[str, str]]:
    """The rows of the reference table, one an indication."""
    with INDICATIONS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _indications(territory: str) -> Rows:
    """The real indications of one old province, with what their sources say of them."""
    code = PLACES.versions[territory][-1].code
    return [
        {
            "certificate_no": row["certificate_no"],
            "name": row["name"],
            "product": row["product"],
            "product_group": row["product_group"],
            "registered_on": date.fromisoformat(row["registered_on"]),
            "manager": row["manager"] or None,
            "status": "in_force",
        }
        for row in reference()
        if code in row["provinces"].split("|")
    ]


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark through its life."""

    number: str
    name: str
    kind: str
    group: str
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
        return {
            "certificate_no": self.number,
            "name": self.name,
            "mark_type": self.kind,
            "product_group": self.group,
            "owner": self.owner,
            "granted_on": self.granted_on,
            "expires_on": expires_on,
            "status": status,
        }


PRODUCTS = (
    ("Gạo nếp", "Gạo"),
    ("Gạo tẻ thơm", "Gạo"),
    ("Mật ong", "Mật ong"),
    ("Chè xanh", "Chè"),
    ("Bưởi", "Trái cây"),
    ("Cam", "Trái cây"),
    ("Chuối", "Trái cây"),
    ("Nhãn", "Trái cây"),
    ("Rau an toàn", "Rau, củ"),
    ("Khoai lang", "Rau, củ"),
    ("Hành tỏi", "Gia vị"),
    ("Hạt tiêu", "Gia vị"),
    ("Nước mắm", "Nước mắm, mắm"),
    ("Tôm khô", "Thủy sản"),
    ("Cá khô", "Thủy sản"),
    ("Gà đồi", "Vật nuôi"),
    ("Lợn bản địa", "Vật nuôi"),
    ("Nấm", "Rau, củ"),
    ("Cà phê", "Cà phê"),
    ("Lạc", "Hạt"),
    ("Mây tre đan", "Thủ công mỹ nghệ"),
    ("Gốm", "Thủ công mỹ nghệ"),
    ("Rượu gạo", "Đồ uống"),
    ("Bún khô", "Thực phẩm chế biến"),
    ("Bánh tráng", "Thực phẩm chế biến"),
    ("Hoa cúc", "Hoa, cây cảnh"),
    ("Nghệ", "Dược liệu"),
    ("Đinh lăng", "Dược liệu"),
)
OWNERS = ("Hội Nông dân (minh họa {n})", "Hợp tác xã minh họa số {n}", "Hội sản xuất minh họa số {n}")


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
        dates += [
            _from_to(chance, date(2025, 1, 1), LAST.end) for _ in range(round(count * chance.uniform(0.04, 0.12)))
        ]
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


# Service, type, share of all instruments, how many pass; the last two only where the province is large.
WORK = (
    ("verification", "scale", 0.26, 0.975),
    ("verification", "electricity_meter", 0.24, 0.985),
    ("verification", "water_meter", 0.16, 0.97),
    ("verification", "fuel_dispenser", 0.08, 0.98),
    ("verification", "blood_pressure_meter", 0.08, 0.95),
    ("verification", "pressure_gauge", 0.06, 0.955),
    ("calibration", "pressure_gauge", 0.05, 0.97),
    ("calibration", "other", 0.03, 0.97),
    ("testing", "other", 0.04, 0.93),
    ("verification", "taximeter", 0.06, 0.985),
    ("verification", "medical", 0.04, 0.96),
)


def _instruments(territory: str, period: Period, alone: bool) -> list[dict[str, object]]:
    """What was verified, calibrated and tested in one quarter."""
    chance, big = chance_of("instruments", territory, period.code), size(territory)
    total = 2450 * big * SEASON[period.part] * (1 + GROWTH) ** (period.year - 2024)
    centre = "Trung tâm Kỹ thuật TCĐLCL" + ("" if alone else f" – cơ sở {PLACES.versions[territory][-1].name}")
    rows: list[dict[str, object]] = []
    for place, (service, kind, share, passing) in enumerate(WORK[: None if big > 1.2 else -2]):
        count = max(1, round(total * share * chance.uniform(0.88, 1.12)))
        passed = min(count, round(count * (passing + chance.uniform(-0.02, 0.012))))
        outside = kind in ("electricity_meter", "water_meter")
        rows.append(
            {
                "provider": "Tổ chức kiểm định được chỉ định" if outside else centre,
                "service": service,
                "instrument_type": kind,
                "instruments": count,
                "passed": None if place == 8 and chance.random() < 0.5 else passed,
            }
        )
    return rows


TOPICS = (
    ("microbial_aquaculture", "Ứng dụng chế phẩm vi sinh trong nuôi trồng thủy sản", 2),
    ("microbial_waste", "Ứng dụng chế phẩm vi sinh xử lý rác thải sinh hoạt", 2),
    ("microbial_feed", "Ứng dụng chế phẩm vi sinh trong thức ăn chăn nuôi", 2),
    ("technology_transfer", "Chuyển giao kỹ thuật sản xuất nông nghiệp", 4),
    ("intellectual_property", "Xác lập và khai thác quyền sở hữu trí tuệ", 3),
    ("standards_quality", "Tiêu chuẩn, đo lường, chất lượng cho doanh nghiệp", 3),
    ("traceability", "Truy xuất nguồn gốc sản phẩm", 3),
    ("startup_innovation", "Khởi nghiệp đổi mới sáng tạo", 2),
    ("radiation_safety", "An toàn bức xạ", 1),
    ("grassroots_council", "Nghiệp vụ hội đồng khoa học cơ sở", 1),
    ("other", "Phổ biến văn bản pháp luật về khoa học và công nghệ", 1),
)
ORGANISERS = (("department", 4), ("centre", 4), ("commune", 1), ("other", 1))


def _trainings(territory: str, period: Period) -> list[dict[str, object]]:
    """The classes that began in one quarter; the smallest provinces begin none after the New Year of some years."""
    chance, big = chance_of("trainings", territory, period.code), size(territory)
    if period.part == "Q1" and period > FIRST and big < 0.75 and chance.random() < 0.3:
        return []
    usual = 3.4 + 2.8 * big
    count = max(round(usual * 0.6), round(usual * SEASON[period.part] * chance.uniform(0.8, 1.25)))
    place = PLACES.versions[territory][-1].name
    rows = []
    for number in range(1, count + 1):
        topic, title, _ = chance.choices(TOPICS, [weight for *_, weight in TOPICS])[0]
        organiser = chance.choices(ORGANISERS, [weight for _, weight in ORGANISERS])[0][0]
        started_on = _from_to(chance, period.start + timedelta(days=4), period.end - timedelta(days=6))
        participants = chance.randint(28, 62)
        hall = f"Nhà văn hóa xã (điểm {number})" if organiser == "commune" else f"Hội trường Sở KH&CN {place}"
        rows.append(
            {
                "title": f"{title} – lớp {number}",
                "topic": topic,
                "organiser": organiser,
                "started_on": started_on,
                "ended_on": started_on + timedelta(days=chance.randint(0, 4)),
                "place": hall,
                "participants": participants,
                "women": round(participants * chance.uniform(0.3, 0.62)) if chance.random() < 0.85 else None,
            }
        )
    return sorted(rows, key=lambda row: (_day(row["started_on"]), str(row["title"])))


# Small things


def _from_to(chance: random.Random, first: date, last: date) -> date:
    """A day of the span, at most the 28th, so that it exists in every year."""
    day = first + timedelta(days=chance.randint(0, (last - first).days))
    return max(first, day.replace(day=min(day.day, 28)))


def _day(value: object) -> date:
    assert isinstance(value, date)
    return value


def _sum(rows: Rows, key: str) -> int:
    return sum(value for row in rows if isinstance(value := row[key], int))
