"""Files that hold a history: quarters and years side by side, a sheet a quarter, former provinces, districts."""

from collections.abc import Sequence
from random import Random
from typing import Any

from tests.support.layouts.page import Case, Page, Sent

FIGURES = (
    ("Số đơn đăng ký SHCN", "đơn", "IP06", 20, 60),
    ("Số lớp tập huấn", "lớp", "TR01", 4, 9),
    ("Số lượt người được tập huấn", "lượt người", "TR02", 150, 300),
    ("Số phương tiện đo được kiểm định, hiệu chuẩn", "phương tiện", "MQ01", 900, 3000),
)
ROMAN = ("I", "II", "III", "IV")
Numbers = dict[tuple[str, int, int], dict[str, int]]  # province, year and quarter → code → number


def numbers(seed: int, years: Sequence[int], provinces: Sequence[str] = ("",)) -> Numbers:
    random = Random(seed)
    return {
        (name, year, quarter): {code: random.randint(low, high) for *_, code, low, high in FIGURES}
        for name in provinces
        for year in years
        for quarter in (1, 2, 3, 4)
    }


def side_by_side(told: Numbers, years: Sequence[int], title: str = "SỐ LIỆU KHOA HỌC VÀ CÔNG NGHỆ") -> Sent:
    """A column a quarter under its year, each year with its whole."""
    page = Page("Lịch sử")
    page.add("SỞ KHOA HỌC VÀ CÔNG NGHỆ")
    page.add(title)
    page.top = len(page.cells)
    heads: list[Any] = ["STT", "Nội dung", "ĐVT"]
    below: list[Any] = [None, None, None]
    for year in years:
        heads += [f"Năm {year}", *[None] * 4]
        below += [*(f"Quý {roman}" for roman in ROMAN), "Cả năm"]
        page.merged.append((page.top, len(heads) - 5, page.top, len(heads) - 1))
    page.add(*heads)
    page.add(*below)
    page.start = len(page.cells)
    for n, (name, unit, code, *_) in enumerate(FIGURES, 1):
        row: list[Any] = [n, name, unit]
        for year in years:
            own = [told["", year, quarter][code] for quarter in (1, 2, 3, 4)]
            row += [*own, sum(own)]
        page.rows[page.add(*row)] = code
    return Sent("so lieu nhieu nam.xlsx", [page])


def sheet_a_quarter(told: Numbers, year: int) -> Sent:
    pages = []
    for quarter in (1, 2, 3, 4):
        page = Page(f"Quý {ROMAN[quarter - 1]}")
        page.add(f"KẾT QUẢ HOẠT ĐỘNG KH&CN QUÝ {ROMAN[quarter - 1]} NĂM {year}")
        page.top = page.add("STT", "Nội dung", "ĐVT", "Thực hiện trong quý", "Lũy kế từ đầu năm")
        page.start = page.top + 1
        for n, (name, unit, code, *_) in enumerate(FIGURES, 1):
            so_far = sum(told["", year, each][code] for each in range(1, quarter + 1))
            page.rows[page.add(n, name, unit, told["", year, quarter][code], so_far)] = code
        pages.append(page)
    return Sent("bao cao cac quy.xlsx", pages)


def province_rows(told: Numbers, provinces: Sequence[str], year: int, quarter: int, heir: str) -> Sent:
    """A row a former province, a column a figure."""
    page = Page("Tỉnh cũ")
    page.add(f"SỐ LIỆU QUÝ {ROMAN[quarter - 1]} NĂM {year} CỦA CÁC TỈNH NAY LÀ TỈNH {heir.upper()}")
    page.top = page.add("STT", "Tỉnh", *(name for name, *_ in FIGURES))
    page.start = page.top + 1
    page.columns = dict(enumerate(("counter", "name", *(f"item:{code}" for _, _, code, *_ in FIGURES))))
    for n, name in enumerate(provinces, 1):
        row = page.add(n, name, *(told[name, year, quarter][code] for _, _, code, *_ in FIGURES))
        page.rows[row] = "province"
    sums = [sum(told[name, year, quarter][code] for name in provinces) for _, _, code, *_ in FIGURES]
    page.add(None, "Tổng cộng", *sums)
    return Sent("hai tinh cu.xlsx", [page])


def province_columns(told: Numbers, provinces: Sequence[str], year: int, quarters: Sequence[int]) -> Sent:
    """A row a figure; under each former province a column a quarter."""
    page = Page("Tổng hợp")
    page.add("TỔNG HỢP SỐ LIỆU TRƯỚC SẮP XẾP")
    page.top = page.add("STT", "Nội dung", "ĐVT", *(name for name in provinces for _ in quarters))
    page.add(None, None, None, *(f"Quý {ROMAN[q - 1]}/{year}" for _ in provinces for q in quarters))
    for n in range(len(provinces)):
        first = 3 + n * len(quarters)
        for column in range(first + 1, first + len(quarters)):
            page.cells[page.top][column] = None
        if len(quarters) > 1:
            page.merged.append((page.top, first, page.top, first + len(quarters) - 1))
    page.start = page.top + 2
    for n, (name, unit, code, *_) in enumerate(FIGURES, 1):
        own = [told[province, year, quarter][code] for province in provinces for quarter in quarters]
        page.rows[page.add(n, name, unit, *own)] = code
    return Sent("tinh cu theo cot.xlsx", [page])


DISTRICTS = ("Huyện Cam Lộ", "Huyện Gio Linh", "Huyện Hải Lăng", "Thị xã Quảng Trị", "Thành phố Đông Hà")


def district_rows(seed: int, total: bool = True, year: int = 2024, quarter: int = 4) -> tuple[Sent, dict[str, int]]:
    """A row a district, a column a figure; with a row of totals or without. Also the province's own figures."""
    random = Random(seed)
    page = Page("Theo huyện")
    page.add(f"SỐ LIỆU QUÝ {ROMAN[quarter - 1]} NĂM {year} CHIA THEO HUYỆN")
    page.top = page.add("STT", "Huyện, thị xã, thành phố", *(name for name, *_ in FIGURES))
    page.start = page.top + 1
    page.columns = dict(enumerate(("counter", "name", *(f"item:{code}" for _, _, code, *_ in FIGURES))))
    sums = dict.fromkeys((code for _, _, code, *_ in FIGURES), 0)
    for n, name in enumerate(DISTRICTS, 1):
        own = {code: random.randint(low // 4, high // 4) for *_, code, low, high in FIGURES}
        sums = {code: sums[code] + own[code] for code in sums}
        page.rows[page.add(n, name, *own.values())] = "part"
    if total:
        page.add(None, "Tổng cộng", *sums.values())
    return Sent("theo huyen.xlsx", [page]), sums


# As files of the corpus: this quarter's and the next one's


def cases() -> list[Case]:
    """Former provinces in rows and in columns, districts with a total and without."""
    names = ("Quảng Bình", "Quảng Trị")
    apart = numbers(71, (2024, 2025), names)
    mine = names[1]
    found = [
        _case(
            "a row a former province",
            province_rows(apart, names, 2024, 4, mine),
            province_rows(apart, names[::-1], 2025, 1, mine),
        ),
        _case(
            "a column a former province",
            province_columns(apart, names, 2024, (4,)),
            province_columns(apart, names, 2025, (1,)),
        ),
    ]
    for case in found:
        for sent, key in ((case.sent, (mine, 2024, 4)), (case.following, (mine, 2025, 1))):
            sent.figures = {code: (float(number), None) for code, number in apart[key].items()}
    for total in (True, False):
        (first, sums), (second, later) = district_rows(74, total), district_rows(75, total, 2025, 1)
        page = second.pages[0]
        page.cells[page.start : page.start + 2] = page.cells[page.start : page.start + 2][::-1]
        case = _case(f"a row a district, {'with a total' if total else 'no total'}", first, second)
        for sent, own in ((first, sums), (second, later)):
            sent.figures = {code: (float(number), None) for code, number in own.items()}
        found.append(case)
    return found


def _case(name: str, sent: Sent, following: Sent) -> Case:
    following.file = f"quy sau {following.file}"
    rows = {name: code for name, _, code, *_ in FIGURES}
    return Case(name, "2024-Q4", sent, "2025-Q1", following, rows, {})
