"""Departments' own registers: classes, marks, instruments, under headings of their own making."""

from dataclasses import dataclass
from random import Random
from typing import Any

from tests.support.layouts.page import Case, Page, Sent

TITLES = (
    "Ứng dụng chế phẩm vi sinh trong nuôi tôm",
    "Quản trị tài sản trí tuệ cho hợp tác xã",
    "Truy xuất nguồn gốc nông sản",
    "An toàn bức xạ trong y tế",
    "Kỹ năng khởi nghiệp sáng tạo",
    "Xây dựng hệ thống ISO 9001",
    "Công nghệ sấy lạnh",
    "Đăng ký nhãn hiệu cho làng nghề",
    "Công ty và quyền sở hữu trí tuệ",
    "Tổng quan về đo lường chợ",
)
TOPICS = {
    "Sở hữu trí tuệ": "intellectual_property",
    "Chuyển giao kỹ thuật": "technology_transfer",
    "An toàn bức xạ": "radiation_safety",
    "Truy xuất nguồn gốc": "traceability",
    "Khác": "other",
}
ORGANISERS = {"Sở KH&CN": "department", "Trung tâm Kỹ thuật TCĐLCL": "centre", "UBND xã": "commune"}
PLACES = ("Phường Đông Hà", "Xã Vĩnh Linh", "Xã Cam Lộ", "Xã Gio Linh", "Phường Quảng Trị")
TYPES = {
    "Công tơ điện": "electricity_meter",
    "Đồng hồ nước": "water_meter",
    "Áp kế": "pressure_gauge",
    "Taximet": "taximeter",
}
OWNERS = ("HTX Nông nghiệp Cam Lộ", "Hội Nông dân xã Vĩnh Linh", "Công ty cổ phần Hồ tiêu", "UBND xã Gio Linh")


@dataclass
class Look:
    """How an office makes its register."""

    kind: str = "trainings"
    pairs: bool = False  # «Số lượng (nam/nữ)» as 30/15
    span: bool = False  # «từ 12 đến 14/10/2024»
    parents: bool = False  # «Số người» over «Tổng số | Nữ»
    subtotals: bool = False
    sheets: str = ""  # a sheet a month, or nothing
    wide: str = ""  # communes, months, services
    number_and_day: bool = False
    stranger: bool = False  # a column that is none of the list
    file: str = "xlsx"
    titled: bool = True


def register(seed: int, look: Look, name: str = "", year: int = 2024) -> Case:
    random = Random(seed)
    make = {"trainings": _trainings, "marks": _marks, "instruments": _instruments}[look.kind]
    sent, following = make(random, look, year, 4), make(random, look, year + 1, 1, True)
    choices: dict[tuple[str, str], str] = {("topic", k.lower()): v for k, v in TOPICS.items()}
    choices |= {("organiser", k.lower()): v for k, v in ORGANISERS.items()}
    choices |= {("status", "đang hiệu lực"): "in_force", ("status", "hết hạn"): "expired"}
    constants = {
        "topic": "other",
        "organiser": "department",
        "service": "verification",
        "provider": "Trung tâm Kỹ thuật TCĐLCL",
        "status": "in_force",
        "mark_type": "collective",
    }
    return Case(
        name or f"{look.kind} {seed}", f"{year}-Q4", sent, f"{year + 1}-Q1", following, {}, {}, choices, constants
    )


def _head(page: Page, heads: list[tuple[str, str, str]]) -> None:
    """Headings as parent, own, and the column they are."""
    page.top = len(page.cells)
    two = any(parent for parent, *_ in heads)
    page.add(*[parent or own for parent, own, _ in heads])
    if two:
        page.add(*[own if parent else None for parent, own, _ in heads])
        for column, (parent, *_) in enumerate(heads):
            if not parent:
                page.merged.append((page.top, column, page.top + 1, column))
        for parent in dict.fromkeys(p for p, *_ in heads if p):
            mine = [c for c, (p, *_) in enumerate(heads) if p == parent]
            for c in mine[1:]:
                page.cells[page.top][c] = None
            if len(mine) > 1:
                page.merged.append((page.top, mine[0], page.top, mine[-1]))
    page.start = len(page.cells)
    page.columns = {column: what for column, (*_, what) in enumerate(heads)}


def _title(page: Page, look: Look, text: str, later: bool) -> None:
    if look.titled:
        page.add("SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH QUẢNG TRỊ")
        if later:
            page.add()
        page.add(text)
        page.add()


def _day(random: Random, year: int, quarter: int, month: int = 0) -> tuple[int, int, int]:
    return random.randint(1, 25), month or 3 * quarter - random.randint(0, 2), year


def _trainings(random: Random, look: Look, year: int, quarter: int, later: bool = False) -> Sent:
    heads = [
        ("", "TT", "counter"),
        ("", "Nội dung tập huấn", "title"),
        ("", "Lĩnh vực", "topic"),
        ("", "Đơn vị chủ trì", "organiser"),
    ]
    heads += (
        [("", "Thời gian tổ chức", "from_to")]
        if look.span
        else [("", "Ngày bắt đầu", "started_on"), ("", "Ngày kết thúc", "ended_on")]
    )
    heads += [("", "Địa điểm tổ chức", "place")]
    if look.pairs:
        heads += [("", "Số lượng (nam/nữ)", "pair")]
    elif look.parents:
        heads += [("Số người", "Tổng số", "participants"), ("Số người", "Nữ", "women")]
    else:
        heads += [("", "Số học viên", "participants"), ("", "Trong đó nữ", "women")]
    if look.stranger:
        heads += [("", "Kinh phí (triệu đồng)", "money"), ("", "Giảng viên", "words")]
    rows: list[dict[str, Any]] = []
    pages: list[Page] = []
    months = [3 * quarter - 2, 3 * quarter - 1, 3 * quarter] if look.sheets == "month" else [0]
    for month in months:
        page = Page(f"Tháng {month}" if month else "Tập huấn")
        _title(page, look, f"DANH SÁCH LỚP TẬP HUẤN {f'THÁNG {month}' if month else f'QUÝ {quarter}'}/{year}", later)
        _head(page, heads)
        total = 0
        for n in range(random.randint(5, 8)):
            day, m, y = _day(random, year, quarter, month)
            people = random.randint(20, 80)
            women = random.randint(1, people)
            row = {
                "title": f"{random.choice(TITLES)} (khóa {len(rows) + 1})",
                "topic": list(TOPICS)[n % len(TOPICS)],
                "organiser": list(ORGANISERS)[n % 3],
                "started_on": (y, m, day),
                "ended_on": (y, m, day + 2),
                "place": random.choice(PLACES),
                "participants": people,
                "women": women,
            }
            rows.append(row | {"topic": TOPICS[row["topic"]], "organiser": ORGANISERS[row["organiser"]]})
            said = {
                "counter": n + 1,
                "from_to": f"từ {day} đến {day + 2}/{m}/{y}",
                "pair": f"{people - women}/{women}",
                "money": 15.5,
                "words": "TS. Nguyễn Văn A",
            }
            said |= row | {"started_on": f"{day:02d}/{m:02d}/{y}", "ended_on": f"{day + 2:02d}/{m:02d}/{y}"}
            page.rows[page.add(*[said[what] for what in page.columns.values()])] = "row"
            total += people
        if look.subtotals:
            cells: list[Any] = [None] * len(page.columns)
            cells[1] = f"Cộng quý {quarter}" if not month else f"Cộng tháng {month}"
            cells[
                list(page.columns.values()).index("participants") if "participants" in page.columns.values() else -1
            ] = total
            page.rows[page.add(*cells)] = "total"
        pages.append(page)
    return Sent("ds lop.xlsx" if not later else "dao tao moi.xlsx", pages, {}, {"trainings": rows})


def _marks(random: Random, look: Look, year: int, quarter: int, later: bool = False) -> Sent:
    heads = [("", "STT", "counter")]
    heads += (
        [("", "Số GCN và ngày cấp", "number_and_day")]
        if look.number_and_day
        else [("", "Số GCN", "certificate_no"), ("", "Ngày cấp", "granted_on")]
    )
    heads += [
        ("", "Tên nhãn hiệu", "name"),
        ("", "Loại nhãn hiệu", "mark_type"),
        ("", "Nhóm sản phẩm", "product_group"),
        ("", "Chủ sở hữu", "owner"),
        ("", "Ngày hết hạn", "expires_on"),
        ("", "Tình trạng", "status"),
    ]
    page = Page("Nhãn hiệu của tỉnh")
    _title(page, look, f"SỔ THEO DÕI NHÃN HIỆU (tính đến quý {quarter}/{year})", later)
    _head(page, heads)
    rows = []
    for n in range(random.randint(5, 10)):
        granted = (2013 + n, 3, random.randint(1, 28))
        row = {
            "certificate_no": f"4-{31000 + n * 7}",
            "granted_on": granted,
            "name": f"Nhãn hiệu số {n}",
            "mark_type": random.choice(["Nhãn hiệu tập thể", "Nhãn hiệu chứng nhận"]),
            "product_group": "Khác",
            "owner": random.choice(OWNERS),
            "expires_on": (granted[0] + 20, 3, 1),
            "status": "Đang hiệu lực",
        }
        kinds = {"Nhãn hiệu tập thể": "collective", "Nhãn hiệu chứng nhận": "certification"}
        rows.append(row | {"mark_type": kinds[row["mark_type"]], "status": "in_force"})
        said = {"counter": n + 1, "number_and_day": f"{row['certificate_no']} ngày {granted[2]}/3/{granted[0]}"}
        said |= row | {"granted_on": f"{granted[2]:02d}/03/{granted[0]}", "expires_on": f"01/03/{granted[0] + 20}"}
        page.rows[page.add(*[said[what] for what in page.columns.values()])] = "row"
    return Sent("so nhan hieu.xlsx" if not later else "nhan hieu 2025.xlsx", [page], {}, {"collective_marks": rows})


def _instruments(random: Random, look: Look, year: int, quarter: int, later: bool = False) -> Sent:
    page = Page("Kiểm định")
    _title(page, look, f"KẾT QUẢ KIỂM ĐỊNH PHƯƠNG TIỆN ĐO QUÝ {quarter}/{year}", later)
    heads = [("", "STT", "counter"), ("", "Tổ chức kiểm định", "provider"), ("", "Loại PTĐ", "instrument_type")]
    wide: list[tuple[str, dict[str, Any]]] = []
    if look.wide == "communes":
        wide = [(place, {"commune": place}) for place in PLACES[:4]]
    elif look.wide == "months":
        wide = [(f"Tháng {m}", {}) for m in range(3 * quarter - 2, 3 * quarter + 1)]
    elif look.wide == "services":
        wide = [("Kiểm định", {"service": "verification"}), ("Hiệu chuẩn", {"service": "calibration"})]
    if wide:
        heads += [("Số lượng phương tiện đo", said, f"wide:{said}") for said, _ in wide] + [("", "Tổng cộng", "total")]
    else:
        heads += [("", "Hoạt động", "service"), ("", "Số PTĐ được KĐ, HC", "instruments"), ("", "Số đạt", "passed")]
    _head(page, heads)
    rows: list[dict[str, Any]] = []
    for n, (said, code) in enumerate(TYPES.items()):
        own: dict[str, Any] = {
            "counter": n + 1,
            "provider": "Trung tâm Kỹ thuật TCĐLCL",
            "instrument_type": said,
            "service": "Kiểm định",
        }
        common = {"provider": "Trung tâm Kỹ thuật TCĐLCL", "instrument_type": code, "service": "verification"}
        total = 0
        for heading, gives in wide:
            number = random.randint(5, 900)
            total += number
            own[f"wide:{heading}"] = number
            rows.append(common | {"instruments": number} | gives)
        if not wide:
            number = random.randint(50, 900)
            own |= {"instruments": number, "passed": number - 3}
            rows.append(common | {"instruments": number, "passed": number - 3})
        own["total"] = total
        page.rows[page.add(*[own.get(what) for what in page.columns.values()])] = "row"
    return Sent("kiem dinh.xlsx" if not later else "KD q1.xlsx", [page], {}, {"calibrated_instruments": rows})
