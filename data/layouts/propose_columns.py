"""Which column of a table is which: proposed by its headings, the roles and times these name, and what stands in it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from data.column_types.cell import Raw, is_blank
from data.column_types.choice import read_choice, spellings
from data.column_types.numbers import number_in
from data.layouts.grid import SheetTable
from data.layouts.layout import ASIDE, COUNTER, LayoutColumn
from data.layouts.list_sheets import CUT
from data.layouts.words import (
    AT_END,
    MONTHS,
    OTHER_DAY,
    OTHER_MONTH,
    OTHER_QUARTER,
    OTHER_SPAN,
    OTHER_YEAR,
    QUARTER,
    TO_DATE,
    YEAR,
    spelt_out,
)
from data.model import Period
from data.reading.roles import FigureRole, meaning
from data.table import Column, Table
from data.text_keys import bare

_NAMES = (
    "noi dung",
    "chi tieu",
    "ten chi tieu",
    "danh muc",
    "dien giai",
    "ten",
    "nhiem vu",
    "linh vuc",
    "hoat dong",
    "ket qua hoat dong",
)
_UNITS = ("don vi tinh", "dvt", "don vi", "dv tinh")
_NOTES = ("ghi chu", "giai trinh", "chu thich", "dien giai")
_ASIDE = {
    FigureRole.PLAN,
    FigureRole.SHARE,
    FigureRole.GROWTH,
    FigureRole.EARLIER,
    FigureRole.LATER,
    FigureRole.AVERAGE,
}
_ELSE = (OTHER_QUARTER, OTHER_SPAN, OTHER_YEAR, OTHER_DAY, OTHER_MONTH)
SAMPLE = 200  # cells of a column that are looked at
ALIKE = 0.8


def form_columns(grid: SheetTable, period: Period) -> dict[int, LayoutColumn]:
    """Column → what it is of a synthesis. Where nothing tells, `becomes` is open."""
    told = {column: _of_form(grid, column, heading) for column, heading in grid.headings(period).items()}
    _one_name(grid, told)
    _months(told)
    _one_each(told)
    _of_this_quarter(told)
    return _unread(grid, told)


def _of_form(grid: SheetTable, column: int, heading: str) -> LayoutColumn:
    said = grid.said(column)
    own, words = bare(grid.paths[column][-1]), bare(said)
    if grid.is_counter(column):
        return LayoutColumn(heading, said, COUNTER, why="số thứ tự")
    if own.startswith(_UNITS) and len(own.split()) <= 4:
        return LayoutColumn(heading, said, "unit", why="đơn vị tính")
    if own in ("ma so", "ma", "ma chi tieu"):
        return LayoutColumn(heading, said, "code", why="mã chỉ tiêu")
    if own.startswith(_NOTES[:3]):
        return LayoutColumn(heading, said, "note", why="ghi chú")
    if own in _NAMES or (own.startswith(_NAMES) and not _numeric(grid, column)):
        return LayoutColumn(heading, said, "name", why="tên chỉ tiêu")
    return _of_numbers(heading, said, words)


def _of_numbers(heading: str, said: str, words: str) -> LayoutColumn:
    roles = meaning(said).roles
    if aside := next((role for role in roles if role in _ASIDE), None):
        return LayoutColumn(heading, said, ASIDE, why=f"không phải số thực hiện: «{roles[aside]}»")
    if FigureRole.ESTIMATE in roles:
        return LayoutColumn(
            heading, said, ASIDE, sure=False, why=f"số ước: «{roles[FigureRole.ESTIMATE]}»", others=("value",)
        )
    if FigureRole.TO_DATE in roles or TO_DATE in heading:
        ours = not any(token in heading for token in _ELSE)
        return LayoutColumn(
            heading, said, "year_to_date" if ours else ASIDE, sure=ours, why="số lũy kế", others=("year_to_date",)
        )
    if any(token in heading for token in MONTHS):
        return LayoutColumn(heading, said, "value", why="tháng của quý: cộng ba tháng")
    other, own = any(token in heading for token in _ELSE), QUARTER in heading or FigureRole.QUARTER in roles
    if own and not other:
        return LayoutColumn(heading, said, "value", why="số của quý")
    if other:  # of the same quarter of another year as well
        sure = OTHER_YEAR in heading or not own
        return LayoutColumn(heading, said, ASIDE, sure=sure, why="của kỳ khác", others=("value",) if not sure else ())
    if AT_END in heading:
        return LayoutColumn(
            heading, said, "value", sure=False, why="có đến ngày cuối kỳ", others=("value", "year_to_date")
        )
    if YEAR in heading:
        return LayoutColumn(heading, said, "year_to_date", sure=False, why="của cả năm", others=("value",))
    if words.startswith(("thuc hien", "ket qua", "so lieu", "so luong", "gia tri")):
        return LayoutColumn(
            heading, said, "value", sure=False, why="số thực hiện, không ghi kỳ", others=("year_to_date",)
        )
    return LayoutColumn(heading, said, "", sure=False, why="chưa rõ là gì", others=(ASIDE, "value", "year_to_date"))


def _numeric(grid: SheetTable, column: int) -> bool:
    cells = [raw for raw in _sample(grid, column) if not is_blank(raw)]
    return sum(number_in(raw) is not None for raw in cells) * 2 > len(cells)


def _sample(grid: SheetTable, column: int) -> list[Raw]:
    return [cells[column] for _, cells in grid.rows()][:SAMPLE]


def _one_name(grid: SheetTable, told: dict[int, LayoutColumn]) -> None:
    """The column of names where no heading says so: that with the most words."""
    named = [column for column, each in told.items() if each.becomes == "name"]
    if not named:
        texts = {
            c: sum(isinstance(raw, str) and len(raw) > 8 for raw in _sample(grid, c))
            for c, e in told.items()
            if e.becomes in ("", ASIDE)
        }
        best = max(texts, key=lambda c: texts[c], default=None)
        if best is not None and texts[best]:
            told[best] = replace(told[best], becomes="name", sure=True, why="cột có tên các dòng")
    for column in named[1:]:
        told[column] = replace(told[column], becomes=ASIDE, sure=not _numeric(grid, column), why="cột chữ khác")


def _months(told: dict[int, LayoutColumn]) -> None:
    """Months are added only where the quarter has no column of its own, and all three are there."""
    months = [
        column for column, each in told.items() if each.becomes == "value" and any(m in each.heading for m in MONTHS)
    ]
    quarter = [c for c, each in told.items() if each.becomes == "value" and c not in months]
    if months and (quarter or len(months) != 3):
        for column in months:
            told[column] = replace(told[column], becomes=ASIDE, sure=bool(quarter), why="tháng; đã có cột của quý")


def _one_each(told: dict[int, LayoutColumn]) -> None:
    """One column of each kind: of several none is sure, but for months, and for one that says more of its time."""
    for key in ("value", "year_to_date", "unit", "note", "code"):
        mine = [c for c, each in told.items() if each.becomes == key]
        months = all(any(m in told[c].heading for m in MONTHS) for c in mine)
        if len(mine) < 2:
            if mine and key == "value" and not told[mine[0]].sure and _alone(told):
                told[mine[0]] = replace(told[mine[0]], sure=True, why=f"{told[mine[0]].why}; bên cạnh có cột lũy kế")
            continue
        if months:
            continue
        sure = [c for c in mine if told[c].sure]
        for column in mine:
            if len(sure) == 1 and column not in sure:
                told[column] = replace(told[column], becomes=ASIDE, sure=False, others=(key,))
            elif len(sure) != 1 and column != mine[0]:
                told[column] = replace(
                    told[column], becomes=ASIDE, sure=False, why=f"{told[column].why}; đã có cột khác", others=(key,)
                )
            elif len(sure) != 1:
                told[column] = replace(told[column], sure=False)


def _of_this_quarter(told: dict[int, LayoutColumn]) -> None:
    """A table without a column of this quarter, though with others': perhaps another quarter was chosen."""
    if not any(each.becomes == "value" for each in told.values()):
        for column, each in told.items():
            if OTHER_QUARTER in each.heading and each.becomes == ASIDE:
                told[column] = replace(each, sure=False, why="không phải quý đang chọn; bảng không có cột của quý này")


def _alone(told: Mapping[int, LayoutColumn]) -> bool:
    """Whether beside a column «Thực hiện» the year's total has a sure one, so that it is the quarter's."""
    return any(each.becomes == "year_to_date" and each.sure for each in told.values())


def _unread(grid: SheetTable, told: dict[int, LayoutColumn]) -> dict[int, LayoutColumn]:
    """A column of which nothing is known and in which no number stands may be left aside."""
    for column, each in told.items():
        if not each.becomes and not any(
            isinstance(raw, int | float) or (isinstance(raw, str) and raw[:1].isdigit())
            for raw in _sample(grid, column)
        ):
            told[column] = replace(each, becomes=ASIDE, sure=True, why="không có số")
    return told


# Lists


def list_score(grid: SheetTable, table: Table) -> int:
    """How many columns of a list a table has by name."""
    found = {key for column in grid.paths if (key := _best(grid, column, table)[0])}
    parents = [path[0] for path in grid.paths.values() if len(path) > 1]
    numbers = {key for key, declared in table.columns.items() if declared.type.is_number}
    spread = {
        key
        for key in numbers - found
        for parent in parents
        if _named(bare(parent), table.columns[key]) and parents.count(parent) > 1
    }
    return len(found | spread)


def _named(own: str, column: Column) -> bool:
    return any(own == bare(name) or _alike(own, name) >= ALIKE for name in (column.label.vi, *column.also))


def _best(grid: SheetTable, column: int, table: Table) -> tuple[str, float, str]:
    """The column of a list that headings mean, how surely, and by which name."""
    path = grid.paths[column]
    whole, spelt = bare(" ".join(path)), bare(path[-2] if path[-1] == "Tổng số" else path[-1])
    best = ("", 0.0, "")
    for key, declared in table.columns.items():
        for name in (declared.label.vi, *declared.also):
            score = 1.0 if bare(name) in (whole, spelt) else _alike(spelt, name)
            if score > best[1]:
                best = (key, score, name)
    return best if best[1] >= ALIKE else ("", best[1], best[2])


def _alike(own: str, name: str) -> float:
    one, other = spelt_out(own), spelt_out(name)
    if len(other.split()) > 1 and one.startswith(f"{other} "):
        return 0.88
    return 0.98 if one == other else fuzz.token_sort_ratio(one, other) / 100 - 0.05


def list_columns(grid: SheetTable, table: Table, period: Period) -> dict[int, LayoutColumn]:
    """Column → what it is of a list."""
    headings = grid.headings(period)
    found = {column: _best(grid, column, table) for column in grid.paths}
    told: dict[int, LayoutColumn] = {}
    taken: set[str] = set()
    for column in sorted(found, key=lambda c: (-found[c][1], c)):
        key, score, name = found[column]
        told[column] = _of_list(grid, column, headings[column], table, "" if key in taken else key, score, name)
        taken |= set(told[column].keys)
    _cut(grid, told, table)
    _spread(grid, told, table)
    return dict(sorted(told.items()))


def _of_list(
    grid: SheetTable, column: int, heading: str, table: Table, key: str, score: float, name: str
) -> LayoutColumn:
    said = grid.said(column)
    if key:
        fits = _fits(table.columns[key], _sample(grid, column))
        told = f"giống cột «{name}» {score:.0%}" + ("" if fits else "; nội dung không giống")
        return LayoutColumn(heading, said, key, sure=score >= 0.9 and fits, why=told, others=(ASIDE,))
    if grid.is_counter(column):
        return LayoutColumn(heading, said, COUNTER, why="số thứ tự")
    roles = meaning(said).roles
    if role := next((role for role in roles if role in _ASIDE), None):
        return LayoutColumn(heading, said, ASIDE, why=f"«{roles[role]}»")
    sure = score < 0.55 and not any(number_in(raw) is not None for raw in _sample(grid, column))
    return LayoutColumn(heading, said, ASIDE, sure=sure, why="không có trong danh sách", others=tuple(table.columns))


def _fits(column: Column, cells: Sequence[Raw]) -> bool:
    """Whether most of what stands in a column can be read as its kind."""
    filled = [raw for raw in cells if not is_blank(raw)]
    if column.choices or column.type.is_text:
        return sum(number_in(raw) is None for raw in filled) * 2 >= len(filled) or column.type.is_text
    reader = column.type.reader(column, False)
    good = sum(reader(raw).value is not None for raw in filled)
    return good * 4 >= len(filled) * 3


def _cut(grid: SheetTable, told: dict[int, LayoutColumn], table: Table) -> None:
    """Columns whose cells hold two things: a number and its day, men and women, from when to when."""
    pairs = _pairs(table)
    for column, each in told.items():
        filled = [raw for raw in _sample(grid, column) if not is_blank(raw)]
        for cut, keys in pairs.items():
            if len(filled) < 2:
                continue
            own = any(key in each.keys for key in (*keys, *([ASIDE] if cut == "from_to" else []))) or (
                cut == "men_and_women" and "nu" in bare(each.said).split()
            )
            free = not any(other is not each and set(keys) & set(other.keys) for other in told.values())
            split = [raw for raw in filled if isinstance(raw, str) and CUT[cut](raw) is not None]
            if (
                own
                and free
                and len(split) * 4 >= len(filled) * 3
                and (cut != "from_to" or any("-" in s or "đến" in s for s in split))
            ):
                sure = len(split) >= len(filled) - 2
                told[column] = replace(each, becomes="+".join(keys), cut=cut, sure=sure, why="mỗi ô có hai phần")


def _pairs(table: Table) -> dict[str, tuple[str, str]]:
    """Which two columns of a list one cell may hold: a number and its day, all and the women among them, two days."""
    columns = table.columns.items()
    days = [key for key, column in columns if column.type.name == "day"]
    numbered = [key for key, column in columns if column.type.is_text and bare(column.label.vi).startswith("so ")]
    people = [key for key, column in columns if column.type.is_number and column.required]
    women = [key for key, column in columns if column.type.is_number and "nu" in bare(column.label.vi).split()]
    told = {
        "number_and_day": (*numbered[:1], *days[:1]),
        "men_and_women": (*people[:1], *women[:1]),
        "from_to": tuple(days[:2]),
    }
    if numbered:  # two days of a register are no span
        del told["from_to"]
    return {cut: (keys[0], keys[1]) for cut, keys in told.items() if len(keys) == 2}


def _spread(grid: SheetTable, told: dict[int, LayoutColumn], table: Table) -> None:
    """A column a commune, or a choice: each becomes the one number that has no column of its own."""
    taken = {key for each in told.values() for key in each.keys}
    wanted = [key for key, c in table.columns.items() if c.type.is_number and c.required and key not in taken]
    named = {key: bare(c.label.vi).split() for key, c in table.columns.items() if c.type.is_text and key not in taken}
    places = [key for key, words in named.items() if "xa" in words and "phuong" in words]
    if len(wanted) != 1:
        return
    for column, each in told.items():
        if each.becomes != ASIDE or not _numeric(grid, column):
            continue
        name = grid.paths[column][-1].strip()
        for key, declared in table.columns.items():
            if declared.choices and key not in taken and (code := read_choice(name, spellings(declared.choices)).value):
                told[column] = replace(
                    each, becomes=wanted[0], gives={key: str(code)}, sure=True, why=f"cột của «{name}»"
                )
        if places and bare(name).startswith(("xa ", "phuong ", "thi tran ", "p ", "tt ")):
            told[column] = replace(
                each, becomes=wanted[0], gives={places[0]: name}, sure=True, why="cột của một xã, phường"
            )
        if any(month in each.heading for month in MONTHS):
            told[column] = replace(each, becomes=wanted[0], sure=True, why="cột của một tháng trong quý")
        if told[column].becomes == ASIDE and bare(name).startswith(("tong", "cong")):
            told[column] = replace(told[column], sure=True, why="tổng của các cột")
