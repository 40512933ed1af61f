"""Tables that are neither a plain synthesis nor a register: several on one sheet, parts as columns, money in a unit line."""

from random import Random
from typing import Any

from tests.support.layouts.page import Case, Page, Sent, Value
from tests.support.layouts.syntheses import ROMAN

KINDS = (
    ("Sáng chế", "invention"),
    ("Giải pháp hữu ích", "utility_solution"),
    ("Kiểu dáng công nghiệp", "industrial_design"),
    ("Nhãn hiệu", "trademark"),
)


def several_tables(seed: int) -> Case:
    """Two tables with the same headings, told apart by their titles: applications, and titles granted."""
    return _case(seed, "two tables of the same headings", _two)


def parts_as_columns(seed: int) -> Case:
    """A row a figure, a column a part of it."""
    return _case(seed, "parts as columns", _parts)


def money(seed: int) -> Case:
    """Sums in a unit that stands in a line over the table."""
    return _case(seed, "a line of units", _money)


def _case(seed: int, name: str, make: Any) -> Case:
    random = Random(seed)
    sent, following = make(random, 2024, 4, False), make(random, 2025, 1, True)
    rows = {"Số đơn đăng ký SHCN": "IP06", "Số văn bằng bảo hộ được cấp": "IP07"}
    return Case(f"{name} {seed}", "2024-Q4", sent, "2025-Q1", following, rows, {}, mutable=False)


def _two(random: Random, year: int, quarter: int, later: bool) -> Sent:
    page, figures = Page("SHTT"), dict[str, Value]()
    page.add("SỞ KHOA HỌC VÀ CÔNG NGHỆ")
    if later:
        page.add()
    for title, code in (
        ("Biểu 1. Đơn đăng ký sở hữu công nghiệp", "IP06"),
        ("Biểu 2. Văn bằng bảo hộ được cấp", "IP07"),
    ):
        page.add(title)
        top = page.add("STT", "Loại", f"Quý {ROMAN[quarter - 1]}/{year}", "Lũy kế từ đầu năm")
        if code == "IP06":
            page.top, page.start = top, top + 1
            page.columns = dict(enumerate(("counter", "name", "value", "year_to_date")))
        numbers = [random.randint(1, 90) for _ in KINDS]
        totals = [now + (random.randint(5, 90) if quarter > 1 else 0) for now in numbers]
        page.rows[page.add(None, "Tổng số", sum(numbers), sum(totals))] = code
        figures[code] = (float(sum(numbers)), float(sum(totals)))
        for n, ((name, item), now, total) in enumerate(zip(KINDS, numbers, totals, strict=True), 1):
            page.rows[page.add(n, name, now, total)] = f"{code}.{item}"
            figures[f"{code}.{item}"] = (float(now), float(total))
        page.add()
    return Sent("shtt.xlsx" if not later else "shtt moi.xlsx", [page], figures)


def _parts(random: Random, year: int, quarter: int, later: bool) -> Sent:
    page, figures = Page("SHTT"), dict[str, Value]()
    if later:
        page.add()
    page.add(f"SỞ HỮU TRÍ TUỆ QUÝ {ROMAN[quarter - 1]}/{year}")
    page.top = page.add("STT", "Nội dung", f"Thực hiện quý {ROMAN[quarter - 1]}", *(name for name, _ in KINDS))
    page.start = page.top + 1
    page.columns = dict(enumerate(("counter", "name", "value", *(f"item:.{item}" for _, item in KINDS))))
    for n, (name, code) in enumerate((("Số đơn đăng ký SHCN", "IP06"), ("Số văn bằng bảo hộ được cấp", "IP07")), 1):
        parts = [random.randint(1, 60) for _ in KINDS]
        page.rows[page.add(n, name, sum(parts), *parts)] = code
        figures[code] = (float(sum(parts)), None)
        figures |= {f"{code}.{item}": (float(now), None) for (_, item), now in zip(KINDS, parts, strict=True)}
    return Sent("phan loai.xlsx" if not later else "phan loai q1.xlsx", [page], figures)


def _money(random: Random, year: int, quarter: int, later: bool) -> Sent:
    page, figures = Page("Ngân sách"), dict[str, Value]()
    page.add(f"CHI NGÂN SÁCH CHO KHOA HỌC VÀ CÔNG NGHỆ QUÝ {ROMAN[quarter - 1]}/{year}")
    if later:
        page.add()
    page.add(None, None, None, "ĐVT: nghìn đồng")
    page.top = page.add("TT", "Nội dung chi", f"Quý {ROMAN[quarter - 1]}", "Lũy kế")
    page.start = page.top + 1
    page.columns = dict(enumerate(("counter", "name", "value", "year_to_date")))
    whole = [0, 0]
    rows = []
    for name, code in (("- Chi đầu tư phát triển", "PB02.investment"), ("- Chi sự nghiệp KH&CN", "PB02.recurrent")):
        now = random.randint(100, 900) * 1000
        total = now + (random.randint(100, 900) * 1000 if quarter > 1 else 0)
        whole = [whole[0] + now, whole[1] + total]
        rows.append((name, code, now, total))
    for number, (name, code, now, total) in enumerate(
        [("Chi ngân sách cho khoa học và công nghệ", "PB02", *whole), *rows]
    ):
        page.rows[page.add(1 if number == 0 else None, name, now, total)] = code
        figures[code] = (now / 1000, total / 1000)
    return Sent("chi.xlsx" if not later else "chi q1.xlsx", [page], figures)


PROVINCES = (
    "Hà Nội",
    "Huế",
    "Lai Châu",
    "Điện Biên",
    "Sơn La",
    "Lạng Sơn",
    "Quảng Ninh",
    "Thanh Hóa",
    "Nghệ An",
    "Hà Tĩnh",
    "Cao Bằng",
    "Quảng Trị",
)


def of_all_provinces(seed: int) -> Case:
    """The ministry's own: a row a province, a column a figure."""
    return _case(seed, "a row a province", _provinces)


def _provinces(random: Random, year: int, quarter: int, later: bool) -> Sent:
    page, figures = Page("Tổng hợp 34 tỉnh"), dict[str, Value]()
    page.add("BỘ KHOA HỌC VÀ CÔNG NGHỆ")
    if later:
        page.add()
    page.add(f"SỐ LIỆU CÁC ĐỊA PHƯƠNG QUÝ {ROMAN[quarter - 1]} NĂM {year}")
    heads = (
        ("Số NHTT được bảo hộ", "IP04"),
        ("Số lớp tập huấn", "TR01"),
        ("Số lượt người được tập huấn", "TR02"),
        ("Số nhiệm vụ KH&CN được nghiệm thu", "ST04"),
    )
    page.top = page.add("STT", "Tỉnh, thành phố", *(name for name, _ in heads))
    page.start = page.top + 1
    page.columns = dict(enumerate(("counter", "name", *(f"item:{code}" for _, code in heads))))
    names = list(PROVINCES)
    if later:
        random.shuffle(names)
    for n, name in enumerate(names, 1):
        numbers = [random.randint(20, 60), random.randint(4, 9), random.randint(150, 300), random.randint(1, 20)]
        row = page.add(
            n, name if not later else f"Tỉnh {name}" if name not in ("Hà Nội", "Huế") else f"TP. {name}", *numbers
        )
        if name == "Quảng Trị":
            page.rows[row] = "province"
            figures |= {code: (float(now), None) for (_, code), now in zip(heads, numbers, strict=True)}
    page.add(None, "Tổng cộng", *(1000 for _ in heads))
    return Sent("34 tinh.xlsx" if not later else "34 tinh q1.xlsx", [page], figures)
