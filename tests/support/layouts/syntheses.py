"""Departments' own syntheses: no codes, sections in Roman numerals, plan and share beside the figure that counts."""

from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Any

from tests.support.layouts.page import Case, Page, Sent, Value
from tests.support.layouts.wordings import FIELDS, PARTS, STRANGERS, WORDINGS

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
DASH = ("- ", "+ ", "", "Trong đó: ")


@dataclass
class Style:
    """How an office makes its table."""

    heading: str = "two"  # one, two, three, quarters, months, items
    units: str = "column"  # column, name, line
    numbering: str = "counter"  # counter, in the name, none
    letterhead: bool = True
    texts: bool = False  # numbers as text: `10.036`, `02`, `02 chỉ dẫn địa lý (…)`
    strangers: bool = True
    note: bool = False
    footer: bool = True
    stocks_to_date: bool = False  # figures at a date stand in the year's column only
    dash: int = 0
    kind: str = "xlsx"
    sections: bool = True
    label: str = "Quý {roman}"
    province: str = "Quảng Trị"


LABELS = (
    "Quý {roman}",
    "Quý {n}",
    "Q.{roman}",
    "Thực hiện quý {roman}/{year}",
    "Trong quý {roman}",
    "Quý {roman} năm {year}",
)
SPANS = {1: "3 tháng", 2: "6 tháng đầu năm", 3: "9 tháng", 4: "cả năm"}


@dataclass
class Line:
    code: str
    name: str
    unit: str
    stock: bool
    field: str
    part: bool = False


def chosen(random: Random, count: int, strangers: bool) -> list[Line]:
    """The lines of a synthesis, in fields, parts below their wholes."""
    mine = sorted(random.sample(range(len(WORDINGS)), min(count, len(WORDINGS))))
    lines: list[Line] = []
    for n in mine:
        field, code, names, unit, stock = WORDINGS[n]
        lines.append(Line(code, random.choice(names), unit, stock, field))
        if code in PARTS and random.random() < 0.7:
            lines += [Line(part, name, unit, stock, field, True) for part, name in PARTS[code]]
    if strangers:
        for field, name, unit in random.sample(STRANGERS, 2):
            at = max((i for i, line in enumerate(lines) if line.field == field), default=-1)
            if at >= 0:
                lines.insert(at + 1, Line("aside", name, unit, False, field))
    return lines


def drawn(random: Random, lines: list[Line], quarter: int, before: dict[str, Value]) -> dict[str, Value]:
    """Figures of a quarter that go on from the quarter before; parts add up to their whole."""
    values: dict[str, Value] = {}
    for n, line in enumerate(lines):
        if line.part:
            continue
        low, high = RANGES.get(line.code, (3, 90))
        number = float(random.randint(low, high))
        earlier = 0.0 if quarter == 1 else float(random.randint(3 * low, 3 * high))
        parts = []
        for each in lines[n + 1 :]:
            if not each.part:
                break
            parts.append(each.code)
        values[line.code if line.code != "aside" else line.name] = (number, None if line.stock else earlier + number)
        of_quarter, of_before = _split(random, int(number), len(parts)), _split(random, int(earlier), len(parts))
        for code, now, was in zip(parts, of_quarter, of_before, strict=True):
            values[code] = (float(now), None if line.stock else float(now + was))
    if "AP01" in values:
        total = int(values["AP01"][0] or 0)
        for code, share in (("AP02", 2), ("AP03", 3)):
            if code in values:
                values[code] = (float(total // share), None)
    return values


RANGES = {
    "RN04": (0, 0),
    "TR01": (4, 12),
    "TR02": (150, 300),
    "MQ01": (900, 3000),
    "IP04": (60, 90),
    "IP05": (10, 50),
    "IN03": (200, 300),
    "IN05": (3, 40),
    "IN02": (5, 20),
    "AP01": (80, 150),
    "AP05": (300, 900),
    "RN01": (3, 9),
    "MQ08": (2, 9),
}


def _split(random: Random, whole: int, parts: int) -> list[int]:
    cuts = sorted(random.randint(0, whole) for _ in range(parts - 1))
    return [b - a for a, b in pairwise([0, *cuts, whole])] if parts else []


def synthesis(seed: int, style: Style, count: int = 24, name: str = "", year: int = 2024) -> Case:
    random = Random(seed)
    lines = chosen(random, count, style.strangers)
    quarter = 4
    first = drawn(random, lines, quarter, {})
    second = drawn(random, lines, 1, first)
    sent = _sent(random, lines, first, year, quarter, style)
    # The next quarter's: another file name, a title row and a blank line more, rows of one field in another order.
    following = _sent(random, _shuffled(random, lines), second, year + 1, 1, style, later=True)
    rows = {line.name: line.code for line in lines}
    return Case(name or f"synthesis {seed}", f"{year}-Q4", sent, f"{year + 1}-Q1", following, rows, {})


def _shuffled(random: Random, lines: list[Line]) -> list[Line]:
    groups: list[list[Line]] = []
    for line in lines:
        if line.part:
            groups[-1].append(line)
        else:
            groups.append([line])
    fields = list(dict.fromkeys(line.field for line in lines))
    told: list[Line] = []
    for field in fields:
        mine = [group for group in groups if group[0].field == field]
        random.shuffle(mine)
        told += [line for group in mine for line in group]
    return told


def heading_rows(page: Page, style: Style, year: int, quarter: int) -> dict[str, int]:
    """Write the headings; what stands in which column."""
    roman = ROMAN[quarter - 1]
    now = style.label.format(roman=roman, n=quarter, year=year)
    to_date = f"Lũy kế {SPANS[quarter]}" if style.heading == "three" else "Lũy kế từ đầu năm"
    left = ["STT"] if style.numbering == "counter" else []
    left += ["Nội dung" if style.heading != "one" else "Chỉ tiêu"]
    left += ["ĐVT"] if style.units == "column" else []
    right = ["Ghi chú"] if style.note else []
    middle: list[tuple[str, str, str]]  # parent, heading, what it is
    match style.heading:
        case "one":
            middle = [("", now, "value"), ("", to_date, "year_to_date")]
        case "two":
            middle = [
                ("", f"Kế hoạch năm {year}", "plan"),
                ("Thực hiện", now, "value"),
                ("Thực hiện", to_date, "year_to_date"),
                ("", "Tỷ lệ TH/KH (%)", "share"),
            ]
        case "three":
            middle = [
                ("", f"Kế hoạch năm {year}", "plan"),
                ("Kết quả thực hiện", now, "value"),
                ("Kết quả thực hiện", to_date, "year_to_date"),
                ("So sánh", "Cùng kỳ năm trước", "last"),
                ("So sánh", "So với cùng kỳ (%)", "growth"),
            ]
        case "quarters":
            middle = [
                (f"Thực hiện năm {year}", f"Quý {ROMAN[n]}", "value" if n == quarter - 1 else "other") for n in range(4)
            ]
            middle += [(f"Thực hiện năm {year}", "Lũy kế", "year_to_date")]
        case "months":
            months = range(3 * quarter - 2, 3 * quarter + 1)
            middle = [("Thực hiện trong quý", f"Tháng {n}", "month") for n in months] + [
                ("", "Lũy kế từ đầu năm", "year_to_date")
            ]
    heads = [
        *[("", text, {"STT": "counter", "ĐVT": "unit", "Nội dung": "name", "Chỉ tiêu": "name"}[text]) for text in left],
        *middle,
        *[("", text, "note") for text in right],
    ]
    top = len(page.cells)
    page.top = top
    two = any(parent for parent, *_ in heads)
    page.add(*[parent or text for parent, text, _ in heads])
    if two:
        page.add(*[text if parent else None for parent, text, _ in heads])
        _merge(page, heads, top)
    page.start = len(page.cells)
    page.columns = {column: what for column, (*_, what) in enumerate(heads)}
    where: dict[str, int] = {}
    for column, what in page.columns.items():
        where.setdefault(what, column)
    return where


def _merge(page: Page, heads: list[tuple[str, str, str]], top: int) -> None:
    column = 0
    while column < len(heads):
        parent = heads[column][0]
        last = column
        while parent and last + 1 < len(heads) and heads[last + 1][0] == parent:
            last += 1
        if not parent:
            page.merged.append((top, column, top + 1, column))
        else:
            for c in range(column + 1, last + 1):
                page.cells[top][c] = None
            if last > column:
                page.merged.append((top, column, top, last))
        column = last + 1


def _sent(
    random: Random,
    lines: list[Line],
    values: dict[str, Value],
    year: int,
    quarter: int,
    style: Style,
    later: bool = False,
) -> Sent:
    page = Page("Tổng hợp" if not later else f"TH quy {quarter}")
    if style.letterhead:
        page.add(f"UBND TỈNH {style.province.upper()}", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        page.add("SỞ KHOA HỌC VÀ CÔNG NGHỆ", None, None, "Độc lập - Tự do - Hạnh phúc")
        page.add()
    if later:
        page.add("TÀI LIỆU PHỤC VỤ GIAO BAN")
        page.add()
    page.add(f"TỔNG HỢP KẾT QUẢ HOẠT ĐỘNG KHOA HỌC VÀ CÔNG NGHỆ QUÝ {ROMAN[quarter - 1]} NĂM {year}")
    if style.units == "line":
        page.add(None, None, "ĐVT: triệu đồng" if all(line.unit == "triệu đồng" for line in lines) else None)
    where = heading_rows(page, style, year, quarter)
    figures: dict[str, Value] = {}
    field, section, number = "", 0, 0
    for n, line in enumerate(lines):
        if line.field != field and style.sections:
            field, section, number = line.field, section + 1, 0
            page.add(*_section(style, ROMAN[section - 1], FIELDS[field][sum(map(ord, field)) % 3]))
        if later and n == 3:
            page.add()
        number += not line.part
        key = line.code if line.code != "aside" else line.name
        _line(random, page, style, where, line, number, values[key], quarter)
        if line.code != "aside":
            value, total = values[key]
            figures[line.code] = (value, None if line.stock else total)
    if style.footer:
        page.add()
        page.add(None, "NGƯỜI LẬP BIỂU", None, "GIÁM ĐỐC")
    name = f"BC tong hop Q{quarter}-{year}.xlsx" if not later else "bao cao gui So (ban chot).xlsx"
    return Sent(name.replace("xlsx", "csv") if style.kind != "xlsx" else name, [page], figures, kind=style.kind)


def _section(style: Style, roman: str, name: str) -> list[Any]:
    if style.numbering == "counter":
        return [roman, name]
    return [f"{roman}. {name}" if style.numbering == "name" else name.upper()]


def _line(
    random: Random, page: Page, style: Style, where: dict[str, int], line: Line, number: int, value: Value, quarter: int
) -> None:
    cells: list[Any] = [None] * len(page.columns)
    name = line.name
    if style.units == "name":
        name = f"{name} ({line.unit})"
    if line.part:
        name = f"{DASH[style.dash] if style.dash < 3 or style.numbering == 'none' else '- '}{name}"
        if style.numbering == "none" and style.dash == 2:
            name = f"   {name}"
    elif style.numbering == "counter":
        cells[where["counter"]] = number
    elif style.numbering == "name":
        name = f"{number}. {name}"
    cells[where["name"]] = name
    if "unit" in where:
        cells[where["unit"]] = line.unit
    now, total = value
    for column, what in page.columns.items():
        cells[column] = (
            _number(random, style, line, what, now, total, column, page, quarter)
            if cells[column] is None
            else cells[column]
        )
    page.rows[page.add(*cells)] = line.code


def _number(
    random: Random,
    style: Style,
    line: Line,
    what: str,
    now: float | None,
    total: float | None,
    column: int,
    page: Page,
    quarter: int,
) -> Any:
    match what:
        case "value":
            return None if line.stock and style.stocks_to_date else _typed(style, line, now)
        case "year_to_date":
            if line.stock:
                return (
                    _typed(style, line, now)
                    if style.stocks_to_date or not style.texts or style.heading == "months"
                    else None
                )
            return _typed(style, line, total)
        case "month":
            months = [c for c, w in page.columns.items() if w == "month"]
            if line.stock:
                return None
            parts = [int(now or 0) // 3, int(now or 0) // 3]
            parts.append(int(now or 0) - sum(parts))
            return parts[months.index(column)]
        case "plan":
            return random.randint(5, 500) if not line.part else None
        case "other":
            nth = [c for c in page.columns if page.columns[c] in ("value", "other")].index(column)
            return random.randint(1, 300) if nth < quarter - 1 else None
        case "last":
            return random.randint(1, 300)
        case "share" | "growth":
            return round(random.uniform(50, 150), 1) if not line.part else None
    return None


def _typed(style: Style, line: Line, number: float | None) -> Any:
    if number is None:
        return None
    whole = int(number) if float(number).is_integer() else number
    if not style.texts or not isinstance(whole, int):
        return whole
    text = (
        f"{whole:,}".replace(",", ".")
        if whole >= 1000 and line.unit not in ("tấn", "triệu đồng")
        else f"{whole}"
        if whole >= 1000
        else f"{whole:02d}"
    )
    return f"{text} chỉ dẫn địa lý (Tiêu và Chè Vàng)" if line.code == "IP01" else text
