"""Workbooks of the demo as two departments make them for themselves: no codes, no template, the same figures.

One is a synthesis under a letterhead, its names shortened as offices do; the other a synthesis of two-row headings with
the department's registers behind it, the classes a sheet a month.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from openpyxl import Workbook

import indicators  # its catalogue is complete only once this module has been discovered beside it
from data.model import Period, day_text
from data.places import Unit
from data.table import FormFigure, Table, lines, sheets
from data.templates.styles import saved
from service.demo.own_pages import OwnPage

Line = Mapping[str, object]
Rows = Sequence[Mapping[str, object]]
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
SECTIONS = {  # the fields of a department's work, by the letters with which the codes of their figures begin
    "ST": "Nhiệm vụ khoa học và công nghệ",
    "IP": "Sở hữu trí tuệ",
    "MQ": "Tiêu chuẩn, đo lường, chất lượng",
    "TM": "Công nghệ và thị trường công nghệ",
    "RN": "An toàn bức xạ, hạt nhân",
    "IN": "Thanh tra, kiểm tra",
    "AP": "Cải cách hành chính",
    "TR": "Đào tạo, tập huấn",
    "PB": "Ngân sách cho khoa học và công nghệ",
}
OTHER = "Nội dung khác"
SHORT = {
    "chỉ dẫn địa lý": "CDĐL",
    "nhãn hiệu tập thể": "NHTT",
    "nhãn hiệu chứng nhận": "NHCN",
    "sở hữu công nghiệp": "SHCN",
    "phương tiện đo": "PTĐ",
    "thủ tục hành chính": "TTHC",
    "truy xuất nguồn gốc": "TXNG",
}
OWN_HEADINGS = {  # of registers that do not head a column as the template does: what stands over it, and its own
    ("trainings", "title"): ("", "Nội dung tập huấn"),
    ("trainings", "topic"): ("", "Lĩnh vực"),
    ("trainings", "organiser"): ("", "Đơn vị chủ trì"),
    ("trainings", "place"): ("", "Địa điểm tổ chức"),
    ("trainings", "participants"): ("Số người", "Tổng số"),
    ("trainings", "women"): ("Số người", "Nữ"),
}


@dataclass(frozen=True, slots=True)
class OwnWorkbook:
    """The workbook, and what whoever confirms how it is read knows of it: by the name of a row as it is written the
    code of its figure, by a heading the column. Rows of one name are told by what stands over them."""

    data: bytes
    rows: Mapping[str, str]
    columns: Mapping[str, str]


def shortened(label: str) -> str:
    """A figure's name as an office that is in a hurry writes it."""
    for words, short in SHORT.items():
        label = label.replace(words, short)
    return label


def synthesis(unit: Unit, period: Period, told: Mapping[str, Line]) -> OwnWorkbook:
    """One sheet of «Nội dung | ĐVT | Thực hiện quý | Lũy kế», with abbreviations. `told` are the lines by code."""
    book, quarter = Workbook(), f"QUÝ {ROMAN[period.last % 4]} NĂM {period.year}"
    page = OwnPage(_first(book, "Tổng hợp"), (6, 58, 16, 16, 18))
    page.letterhead(unit, f"TỔNG HỢP KẾT QUẢ HOẠT ĐỘNG KHOA HỌC VÀ CÔNG NGHỆ {quarter}")
    now, so_far = f"Thực hiện quý {ROMAN[period.last % 4]}", "Lũy kế từ đầu năm"
    page.headings(*(("", text) for text in ("STT", "Nội dung", "ĐVT", now, so_far)))
    rows = dict(_lines(page, period, told, shortened))
    page.add()
    page.add(None, "NGƯỜI LẬP BIỂU", None, "GIÁM ĐỐC", bold=True, ruled=False)
    return OwnWorkbook(saved(book), rows, {now: "value", so_far: "year_to_date"})


def registers(unit: Unit, period: Period, told: Mapping[str, Line], lists: Mapping[str, Rows]) -> OwnWorkbook:
    """A synthesis, and each list as a register of the department's own; the classes a sheet a month."""
    book = Workbook()
    page = OwnPage(_first(book, "Biểu tổng hợp"), (6, 58, 16, 14, 18, 14))
    page.letterhead(unit, f"BIỂU TỔNG HỢP SỐ LIỆU QUÝ {ROMAN[period.last % 4]}/{period.year}")
    heads = (("", "TT"), ("", "Chỉ tiêu"), ("", "Đơn vị tính"), ("Thực hiện", "Trong quý"), ("Thực hiện", "Lũy kế năm"))
    page.headings(*heads, ("", "Ghi chú"))
    rows = dict(_lines(page, period, told, str))
    for name, mine in lists.items():
        table = indicators.TABLES[name]
        if name == "trainings":
            for month in range(period.start.month, period.start.month + 3):
                classes = [row for row in mine if _day(row["started_on"]).month == month]
                _register(
                    book,
                    f"Tập huấn T{month}",
                    unit,
                    f"SỔ LỚP TẬP HUẤN QUÝ {ROMAN[period.last % 4]}/{period.year}",
                    table,
                    classes,
                )
        else:
            title = f"{table.label.vi.upper()} (ĐẾN QUÝ {ROMAN[period.last % 4]}/{period.year})"
            _register(book, table.label.vi[:31], unit, title, table, mine)
    own = {heading: key for (_, key), (_, heading) in OWN_HEADINGS.items()}
    return OwnWorkbook(saved(book), rows, {"Trong quý": "value", "Lũy kế năm": "year_to_date"} | own)


def _first(book: Workbook, title: str):  # type: ignore[no-untyped-def]
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    return sheet


def _lines(
    page: OwnPage, period: Period, told: Mapping[str, Line], name_of: Callable[[str], str]
) -> Iterator[tuple[str, str]]:
    """The lines of all forms under the headings of their fields, what a line details below it; the names as written."""
    every = [figure for table in sheets(indicators.TABLES, period).values() for figure in lines(table, period)]
    every = sorted((figure for figure in every if figure.code in told), key=_place)
    for number, (field, own) in enumerate(groupby(every, key=_field)):
        page.add(ROMAN[number], SECTIONS.get(field, OTHER), *[None] * (len(page.widths) - 2), bold=True)
        counted = 0
        for figure in own:
            counted += not figure.part_of
            name = name_of(figure.label.vi)
            numbers = [told[figure.code].get(key) for key in ("value", "year_to_date")]
            rest = [None] * (len(page.widths) - 5)
            first = (None, f"- {name}") if figure.part_of else (counted, name)
            page.add(*first, figure.unit.vi, *numbers, *rest)
            yield name, figure.code


def _field(figure: FormFigure) -> str:
    return figure.code[:2]


def _place(figure: FormFigure) -> int:
    return [*SECTIONS].index(_field(figure)) if _field(figure) in SECTIONS else len(SECTIONS)


def _register(book: Workbook, name: str, unit: Unit, title: str, table: Table, rows: Rows) -> None:
    heads = [OWN_HEADINGS.get((table.name, key), ("", column.label.vi)) for key, column in table.columns.items()]
    page = OwnPage(book.create_sheet(name), (5, *(max(14, min(30, len(own) + 4)) for _, own in heads)))
    page.letterhead(unit, title)
    page.headings(("", "TT"), *heads)
    for number, row in enumerate(rows, 1):
        page.add(number, *(_typed(row.get(key), column.choices) for key, column in table.columns.items()))


def _typed(value: object, choices: Mapping[str, object]) -> object:
    if isinstance(value, date):
        return day_text(value)
    told = choices.get(str(value))
    return getattr(told, "vi", value)


def _day(value: object) -> date:
    assert isinstance(value, date)
    return value
