"""Which row of a synthesis is which figure: proposed by its name and what stands over it, its unit, its numbers, and
the province's own past."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from data.column_types.numbers import number_in
from data.layouts.form_sheets import number_and_words, unit_of
from data.layouts.grid import SheetTable
from data.layouts.layout import ASIDE, LayoutRow
from data.layouts.names import MARGIN, SURE, Candidate, Names
from data.layouts.walk import Line
from data.layouts.words import BETWEEN, spelt_out
from data.model import number_text
from data.reading.money import unit as money_unit
from data.reading.roles import TOTALS
from data.table import FormFigure, Table
from data.text_keys import bare

_NUMBERED = re.compile(r"^(?:bieu|bang|phu luc)(?: so)?(?: \d+)? ")
FAR = 0.62  # a row less like any figure is proposed to be left aside
_SAME_UNITS = (
    {"phuong tien", "ptd", "phuong tien do", "cai", "chiec", "thiet bi"},
    {"luot nguoi", "nguoi", "luot", "hoc vien"},
    {"lop", "lop tap huan", "khoa"},
    {
        "co so",
        "to chuc",
        "don vi",
        "giay phep",
        "luot",
        "luot co so",
        "ho",
        "co so ho",
        "luot co so ho",
        "vu",
        "chu the",
    },
    {"cuoc", "dot", "lan", "doan", "cuoc dot"},
    {"nhiem vu", "de tai", "du an", "nv", "de tai du an"},
    {"ho so", "hs", "luot ho so"},
    {"don", "ho so", "don dang ky"},
    {"van bang", "giay chung nhan", "gcn", "bang"},
    {"thu tuc", "tthc", "thu tuc hanh chinh", "dich vu", "dvc"},
    {"san pham", "co so", "loai", "loai san pham", "ma"},
    {"nhan hieu", "giay chung nhan", "gcn", "nhtt", "nhcn"},
    {"chi dan dia ly", "cddl", "san pham"},
    {"du an", "doanh nghiep", "dn"},
    {"mau", "mau thu"},
    {"hop dong", "hd"},
    {"co quan", "don vi"},
    {"chung chi", "nguoi"},
    {"su co", "vu"},
)


@dataclass(frozen=True, slots=True)
class Past:
    """What a province last sent of a figure: the same year's total so far, or what stood."""

    year_to_date: float | None = None
    stood: float | None = None


@dataclass(frozen=True, slots=True)
class RowNumbers:
    """What stands in a row."""

    value: Decimal | None
    year_to_date: Decimal | None
    words: str


class RowProposer:
    def __init__(self, tables: Mapping[str, Table], past: Mapping[str, Past]) -> None:
        self.names, self.tables, self.past = Names(tables), tables, past
        self.found: dict[str, tuple[str, bool]] = {}  # key of a line → its figure, and whether that is sure
        self.numbers: dict[str, RowNumbers] = {}
        self.title: list[Candidate] = []

    def rows(
        self, grid: SheetTable, told: Sequence[Line], columns: Mapping[str, int | None], title: str = ""
    ) -> list[LayoutRow]:
        """`columns`: where `unit`, `value` and `year_to_date` stand; `title`: what tells the table from its like."""
        rows = []
        self.found, self.title = {}, self.names.ranked(_NUMBERED.sub("", title))[:1] if title else []
        for line in told:
            numbers = self._numbers(grid, line, columns)
            if line.section:
                self._section(line)
                continue
            row = self._row(grid, line, columns, numbers)
            self.numbers[row.becomes] = numbers
            rows.append(row)
        return self._once(rows)

    def _numbers(self, grid: SheetTable, line: Line, columns: Mapping[str, int | None]) -> RowNumbers:
        read: dict[str, Decimal | None] = {}
        words = ""
        for key in ("value", "year_to_date"):
            at = columns.get(key)
            raw = grid.sheet.cell(line.row, at) if at is not None else ""
            number, beside = number_and_words(raw)
            words = words or beside
            read[key] = number_in(number or raw)
        return RowNumbers(read["value"], read["year_to_date"], words)

    def _section(self, line: Line) -> None:
        """A row over others may itself be a figure's name, whose parts follow."""
        ranked = self.names.ranked(line.said)
        if ranked and ranked[0].exact:
            self.found[line.key] = ranked[0].code, True

    def _row(self, grid: SheetTable, line: Line, columns: Mapping[str, int | None], numbers: RowNumbers) -> LayoutRow:
        unit = unit_of(grid, line, columns.get("unit"))
        take = "year_to_date" if numbers.value is None and numbers.year_to_date is not None else ""
        ranked, why, of_part = self._candidates(line)
        if not ranked or ranked[0].score < FAR:
            near = tuple(each.code for each in ranked[:4])
            told = "không giống chỉ tiêu nào" if not near else f"không đủ giống {near[0]}"
            sure = not ranked and not of_part
            return LayoutRow(line.key, line.said, ASIDE, unit, numbers.words, take, sure, told, near)
        best = ranked[0]
        figure = self.names.figures[best.code]
        sure, doubts = self._sure(line, ranked, figure, unit, numbers, of_part)
        self.found[line.key] = best.code, sure
        if figure.at_date and take:
            doubts = [*doubts, "số thời điểm lấy ở cột lũy kế"]
        told = "; ".join([why or f"giống «{best.name}» {best.score:.0%}", *doubts])
        others = tuple(each.code for each in ranked[1:5])
        return LayoutRow(line.key, line.said, best.code, unit, numbers.words, take, sure, told, others)

    def _candidates(self, line: Line) -> tuple[list[Candidate], str, bool]:
        """The figures that a row may be, why, and whether it is asked for as a part of the row above."""
        above = next((self.found[key] for key in _above(line) if key in self.found), None)
        if above is None and self.title:
            above = self.title[0].code, self.title[0].exact
            self.found.setdefault("", above)
        if above is not None and bare(line.said) in TOTALS:
            label = self.names.figures[above[0]].label.vi
            return [Candidate(above[0], 1.0, label, above[1])], f"tổng của «{label}»", False
        if above is not None:
            parts = self.names.among(line.said, self.names.parts(above[0]))
            if parts and parts[0].score >= SURE:
                whole = self.names.figures[above[0]].label.vi
                return parts, f"là phần «{parts[0].name}» của «{whole}»", True
        ranked = self.names.ranked(line.said)
        home = self._home(line)
        if home:
            moved = [(each, 0.04 if self.names.table_of[each.code] in home else -0.06) for each in ranked]
            ranked = [each for each, _ in sorted(moved, key=lambda m: (-m[0].exact, -m[0].score - m[1], m[0].code))]
        return ranked, "", False

    def _home(self, line: Line) -> set[str]:
        """The tables that the sections over a row name."""
        found: set[str] = set()
        for name in line.path[:1]:
            words = set(spelt_out(name).split())
            for key, table in self.tables.items():
                for spelt in (table.label.vi, *table.also):
                    own = [word for word in spelt_out(spelt).split() if word != "va"]
                    if own and words.issuperset(own):
                        found |= {key, "summary"}
        return found

    def _sure(
        self,
        line: Line,
        ranked: Sequence[Candidate],
        figure: FormFigure,
        unit: str,
        numbers: RowNumbers,
        of_part: bool,
    ) -> tuple[bool, list[str]]:
        best, doubts = ranked[0], list[str]()
        second = ranked[1].score if len(ranked) > 1 else 0.0
        twins = len(ranked) > 1 and best.exact and ranked[1].exact
        sure = (best.exact and not twins) or (best.score >= SURE and best.score - second >= MARGIN and not best.telling)
        if not best.exact and best.telling:
            doubts.append(f"khác ở chữ «{', '.join(best.telling)}»")
        elif not sure:
            doubts.append("có chỉ tiêu khác cũng gần giống")
        if of_part and not next((self.found[key][1] for key in (*_above(line), "") if key in self.found), False):
            sure = False
        if not fits_unit(unit, figure):
            sure, doubts = False, [*doubts, f"đơn vị «{unit}» khác «{figure.unit.vi}»"]
        if (
            not best.exact
            and not of_part
            and (line.path and self._home(line))
            and self.names.table_of[best.code] not in self._home(line)
        ):
            sure, doubts = False, [*doubts, "đứng dưới đề mục của lĩnh vực khác"]
        if not best.exact and self._under_figure(line) and not of_part:
            sure, doubts = False, [*doubts, "đứng dưới một chỉ tiêu khác"]
        sure, more = self._by_numbers(figure, numbers, best, sure)
        return sure, doubts + more

    def _under_figure(self, line: Line) -> bool:
        return any(key in self.found for key in _above(line))

    def _by_numbers(
        self, figure: FormFigure, numbers: RowNumbers, best: Candidate, sure: bool
    ) -> tuple[bool, list[str]]:
        """How a row's numbers sit to its whole's, to each other, and to what was sent before."""
        whole = self.numbers.get(figure.part_of)
        value, total = numbers.value, numbers.year_to_date
        if whole is not None and value is not None and whole.value is not None and value > whole.value:
            return False, ["lớn hơn số của cả mục"]
        if value is not None and total is not None and not figure.at_date and value > total:
            return False, ["số trong quý lớn hơn lũy kế"]
        past = self.past.get(figure.code)
        if past is None or past.year_to_date is None or total is None or figure.at_date:
            return sure, []
        before = Decimal(repr(past.year_to_date))
        if total < before:
            return False, [f"lũy kế nhỏ hơn quý trước ({number_text(past.year_to_date)})"]
        if value is not None and value and before and before + value == total:
            return sure or (best.score >= 0.7 and not best.telling), ["nối tiếp đúng lũy kế quý trước"]
        return sure, []

    def _once(self, rows: Sequence[LayoutRow]) -> list[LayoutRow]:
        """A figure that two rows may be is asked about in both; of one name that stands twice neither is known."""
        codes = [row.becomes for row in rows if row.becomes != ASIDE]
        names = [row.name for row in rows]
        told = []
        for row in rows:
            if row.becomes != ASIDE and codes.count(row.becomes) > 1:
                others = [each for each in rows if each.becomes == row.becomes]
                first = max(others, key=lambda each: (each.sure, each.why.startswith("giống") and "100%" in each.why))
                if row is first and row.sure and sum(each.sure for each in others) == 1:
                    told.append(row)
                    continue
                row = replace(
                    row,
                    sure=False,
                    becomes=ASIDE,
                    why=f"một dòng khác cũng là {row.becomes}",
                    others=(row.becomes, *row.others),
                )
            if names.count(row.name) > 1 and row.becomes != ASIDE:
                row = replace(row, becomes=ASIDE, sure=False, why="hai dòng cùng tên", others=(row.becomes,))
            told.append(row)
        return told


def _above(line: Line) -> list[str]:
    """The keys of the rows over one, the nearest first."""
    return [BETWEEN.join(line.path[: n + 1]) for n in reversed(range(len(line.path)))]


def fits_unit(unit: str, figure: FormFigure) -> bool:
    """Whether a unit that a row names may be a figure's; none named may be any."""
    own = bare(figure.unit.vi)
    if not unit:
        return True
    if figure.money or money_unit(unit) is not None:
        return figure.money and money_unit(unit) is not None
    if figure.share or unit == "phan tram":
        return figure.share and unit in ("phan tram", "ty le", "ty le phan tram")
    if unit == own or unit in own or own in unit:
        return True
    return any(unit in alike and own in alike for alike in _SAME_UNITS) and not re.search(r"\d", unit)
