"""What may happen to a file between one quarter and the next: each change with what is then in the file.

A mutation gives the changed file, or None where there is nothing to change. `figures` and `lists` of the changed file say
what it holds now; where nobody could say (`lost`), it must be asked about.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise
from random import Random

from tests.support.layouts.page import Page, Sent

Mutation = Callable[[Sent, Random], "Sent | None"]


def _figure_rows(page: Page) -> list[int]:
    return [row for row, code in page.rows.items() if code not in ("aside", "row", "total")]


def _column(page: Page, *what: str) -> int | None:
    return next((column for column, each in page.columns.items() if each in what), None)


def _wider(page: Page, width: int) -> None:
    for row in page.cells:
        row.extend([None] * (width - len(row)))


def rows_swapped(sent: Sent, random: Random) -> Sent | None:
    """Two rows with all that stands in them change places, within what stands under one name."""
    page = sent.pages[0]
    rows = list(page.rows)
    if len(rows) < 2:
        return None
    pairs = [
        (a, b)
        for a, b in pairwise(rows)
        if b == a + 1 and _mark(page, a) == _mark(page, b) and _mark(page, b + 1) == _mark(page, a)
    ]
    if not pairs:
        return None
    a, b = random.choice(pairs)
    page.cells[a], page.cells[b] = page.cells[b], page.cells[a]
    page.rows[a], page.rows[b] = page.rows[b], page.rows[a]
    return sent


def _mark(page: Page, row: int) -> str:
    where = _column(page, "name")
    text = (
        str(page.cells[row][where])
        if where is not None and row < len(page.cells) and where < len(page.cells[row])
        else ""
    )
    first = str(page.cells[row][0]) if row < len(page.cells) and page.cells[row] and where else ""
    return f"{text[:1] if text[:1] in '-+ ' or text[:1].isdigit() or text.startswith('Trong') else 'x'}{bool(first and first != 'None')}"


def column_inserted(sent: Sent, random: Random) -> Sent | None:
    """A column of numbers among the others, under a heading that nobody knows."""
    for page in sent.pages:
        at = _column(page, "value", "month", "participants", "instruments", "name") or 1
        _wider(page, max(map(len, page.cells)))
        for row, cells in enumerate(page.cells):
            shown = "Số hiệu chỉnh" if row == page.top else random.randint(1, 99) if row in page.rows else None
            cells.insert(at, shown)
        page.merged = [(t, left + (left >= at), b, right + (right >= at)) for t, left, b, right in page.merged]
        page.columns = {c + (c >= at): what for c, what in page.columns.items()}
    return sent


def columns_swapped(sent: Sent, random: Random) -> Sent | None:
    """The quarter's and the year's column change places, headings and all."""
    page = sent.pages[0]
    one, other = _column(page, "value"), _column(page, "year_to_date")
    if one is None or other is None:
        return None
    _wider(page, max(map(len, page.cells)))
    single = page.start - page.top == 1
    for row, cells in enumerate(page.cells):
        if row >= page.start or (row >= page.top and (single or row > page.top)):
            cells[one], cells[other] = cells[other], cells[one]
    if not single and page.cells[page.top][one] is not None and page.cells[page.top][other] is not None:
        page.cells[page.top][one], page.cells[page.top][other] = page.cells[page.top][other], page.cells[page.top][one]
    return sent


def headings_swapped(sent: Sent, random: Random) -> Sent | None:
    """Only the two headings change places: the numbers now stand under the other's."""
    page = sent.pages[0]
    one, other = _column(page, "value"), _column(page, "year_to_date")
    if one is None or other is None:
        return None
    row = page.start - 1
    if page.cells[row][one] is None or page.cells[row][other] is None:
        return None
    if all(page.cells[r][one] == page.cells[r][other] for r in page.rows):
        return None  # in a first quarter both are the same
    page.cells[row][one], page.cells[row][other] = page.cells[row][other], page.cells[row][one]
    sent.figures = dict.fromkeys(sent.figures, (None, None))  # what is which nobody can say
    return sent


def other_quarter(sent: Sent, random: Random) -> Sent | None:
    """The column that counts is headed with another quarter."""
    page = sent.pages[0]
    at = _column(page, "value")
    row = page.start - 1
    if at is None or not page.cells[row][at]:
        return None
    page.cells[row][at] = "Quý II/2023"
    sent.figures = {code: (None, total) for code, (_, total) in sent.figures.items()}
    return sent


def heading_is_plan(sent: Sent, random: Random) -> Sent | None:
    """The column that counts is called a plan."""
    page = sent.pages[0]
    at = _column(page, "value", "participants", "instruments")
    row = page.start - 1
    if at is None or not page.cells[row][at]:
        return None
    page.cells[row][at] = f"Kế hoạch {page.cells[row][at]}"
    sent.figures = {code: (None, total) for code, (_, total) in sent.figures.items()}
    sent.lists = {name: [] for name in sent.lists}
    return sent


def unit_changed(sent: Sent, random: Random) -> Sent | None:
    """Sums of money are told in another unit."""
    page = sent.pages[0]
    rows = [row for row, code in page.rows.items() if code == "IN06"]
    name, unit = _column(page, "name"), _column(page, "unit")
    if not rows or name is None:
        return None
    if unit is not None:
        page.cells[rows[0]][unit] = "nghìn đồng"
    else:
        page.cells[rows[0]][name] = str(page.cells[rows[0]][name]).replace("triệu đồng", "nghìn đồng")
    sent.figures = {code: (None, None) if code == "IN06" else value for code, value in sent.figures.items()}
    return sent


def counted_in_thousands(sent: Sent, random: Random) -> Sent | None:
    """A count is told in thousands."""
    page = sent.pages[0]
    unit = _column(page, "unit")
    rows = _figure_rows(page)
    if unit is None or not rows:
        return None
    row = random.choice(rows)
    page.cells[row][unit] = f"nghìn {page.cells[row][unit]}"
    code = page.rows[row]
    sent.figures[code] = (None, None)
    return sent


def line_of_units(sent: Sent, random: Random) -> Sent | None:
    """A line over the table says thousands."""
    for page in sent.pages:
        page.cells.insert(page.top, [None, "Đơn vị tính: nghìn"])
        _shift(page, page.top, 1)
    sent.figures = dict.fromkeys(sent.figures, (None, None))
    sent.lists = {name: [] for name in sent.lists}
    return sent


def _shift(page: Page, at: int, by: int) -> None:
    page.rows = {row + by * (row >= at): code for row, code in page.rows.items()}
    page.merged = [(t + by * (t >= at), left, b + by * (t >= at), right) for t, left, b, right in page.merged]
    page.top, page.start = page.top + by, page.start + by


def total_row(sent: Sent, random: Random) -> Sent | None:
    """A total under the rows."""
    for page in sent.pages:
        last = max(page.rows)
        width = len(page.cells[last])
        name = _column(page, "name", "title", "provider") or 0
        cells = [
            sum(row[c] for r in page.rows if isinstance((row := page.cells[r])[c], int) and page.rows[r] != "total")
            if c in _numbers(page)
            else None
            for c in range(width)
        ]
        cells[name] = random.choice(["Tổng cộng", "Cộng", "TỔNG SỐ"])
        page.cells.insert(last + 1, cells)
    return sent


def _numbers(page: Page) -> set[int]:
    return {
        c
        for c, what in page.columns.items()
        if what in ("value", "year_to_date", "month", "participants", "women", "instruments", "passed")
        or what.startswith("wide")
    }


def year_in_quarter(sent: Sent, random: Random) -> Sent | None:
    """The year's numbers were typed into the quarter's column."""
    page = sent.pages[0]
    one, other = _column(page, "value"), _column(page, "year_to_date")
    if one is None or other is None:
        return None
    changed = 0
    for row in _figure_rows(page):
        if (
            page.cells[row][one] is not None
            and page.cells[row][other] is not None
            and page.cells[row][one] != page.cells[row][other]
        ):
            page.cells[row][one] = page.cells[row][other]
            sent.figures[page.rows[row]] = (None, sent.figures[page.rows[row]][1])
            changed += 1
    return sent if changed >= 3 else None


def row_renamed(sent: Sent, random: Random) -> Sent | None:
    """A row has another name, of something else."""
    page = sent.pages[0]
    name, rows = _column(page, "name"), _figure_rows(page)
    if name is None or not rows:
        return None
    row = random.choice(rows)
    page.cells[row][name] = "Số mô hình trình diễn được xây dựng"
    sent.figures[page.rows[row]] = (None, None)
    return sent


def names_swapped(sent: Sent, random: Random) -> Sent | None:
    """Two rows of one kind change their names, and so their figures."""
    page = sent.pages[0]
    name = _column(page, "name")
    if name is None or any(what.startswith("item:") for what in page.columns.values()):
        return None
    rows = [row for row in _figure_rows(page) if "." not in page.rows[row] and page.rows[row] not in ("ST02", "ST03")]
    pairs = [(a, b) for a in rows for b in rows if a < b and _same_kind(sent, page, a, b)]
    pairs = [(a, b) for a, b in pairs if page.cells[a][name] != page.cells[b][name]]
    if not pairs:
        return None
    a, b = random.choice(pairs)
    page.cells[a][name], page.cells[b][name] = page.cells[b][name], page.cells[a][name]
    codes = {page.rows[a], page.rows[b]}
    was = {code: sent.figures[code] for code in codes}
    sent.figures = {
        code: (None, None)
        if code in codes
        or code.startswith(tuple(f"{c}." for c in codes))
        or (codes & {"ST01"} and code in ("ST02", "ST03"))
        else value
        for code, value in sent.figures.items()
    }
    sent.figures[page.rows[a]], sent.figures[page.rows[b]] = was[page.rows[b]], was[page.rows[a]]
    return sent


def _same_kind(sent: Sent, page: Page, a: int, b: int) -> bool:
    stocks = [sent.figures[page.rows[row]][1] is None for row in (a, b)]
    return page.rows[a][:2] == page.rows[b][:2] and stocks[0] == stocks[1]


def part_moved(sent: Sent, random: Random) -> Sent | None:
    """A part stands under another figure, whose part it then is."""
    page = sent.pages[0]
    parts = [row for row in _figure_rows(page) if "." in page.rows[row]]
    wholes = [row for row in _figure_rows(page) if "." not in page.rows[row] and page.rows[row] not in ("ST02", "ST03")]
    if not parts or not wholes:
        return None
    row = random.choice(parts)
    to = random.choice(wholes)
    cells, code = page.cells.pop(row), page.rows[row]
    if page.rows.get(to, "").split(".")[0] == code.split(".")[0]:
        return None
    at = to - (to > row)
    page.cells.insert(at + 1, cells)
    sent.figures[code] = (None, None)
    for other in list(sent.figures):
        if "." in other and other.split(".")[0] == page.rows[to].split(".")[0]:
            sent.figures[other] = (None, None)  # under two figures of one name nobody knows whose
    return sent


def row_gone(sent: Sent, random: Random) -> Sent | None:
    page = sent.pages[0]
    rows = [
        row for row in _figure_rows(page) if "." in page.rows[row] or page.rows[row] in ("TR01", "MQ05", "IN01", "RN03")
    ]
    if not rows:
        return None
    row = random.choice(rows)
    sent.figures[page.rows[row]] = (None, None)
    del page.cells[row]
    return sent


def row_again(sent: Sent, random: Random) -> Sent | None:
    """A row stands twice, with other numbers."""
    page = sent.pages[0]
    rows = _figure_rows(page)
    if not rows:
        return None
    row = random.choice(rows)
    cells = [
        each + 7 if isinstance(each, int) and c in _numbers(page) else each for c, each in enumerate(page.cells[row])
    ]
    page.cells.insert(row + 1, cells)
    sent.figures[page.rows[row]] = (None, None)
    return sent


def section_renamed(sent: Sent, random: Random) -> Sent | None:
    """The heading over some rows says that they are of another year."""
    page = sent.pages[0]
    name = _column(page, "name")
    if name is None:
        return None
    sections = [
        r
        for r in range(page.start, len(page.cells))
        if r not in page.rows and any(page.cells[r]) and r < max(page.rows)
    ]
    if not sections:
        return None
    row = random.choice(sections)
    at = next(c for c in reversed(range(len(page.cells[row]))) if page.cells[row][c])
    page.cells[row][at] = f"{page.cells[row][at]} (kế hoạch năm sau)"
    below = [r for r in page.rows if r > row and not any(row < s < r for s in sections)]
    for r in below:
        if page.rows[r] in sent.figures:
            sent.figures[page.rows[r]] = (None, None)
    return sent


def words_in_numbers(sent: Sent, random: Random) -> Sent | None:
    """A number with words that nobody confirmed."""
    page = sent.pages[0]
    at, rows = _column(page, "value"), _figure_rows(page)
    if at is None or not rows:
        return None
    row = random.choice(rows)
    if page.cells[row][at] is None:
        return None
    page.cells[row][at] = "05 đang chờ cấp, 12 đã cấp"
    sent.figures[page.rows[row]] = (None, sent.figures[page.rows[row]][1])
    return sent


def second_table(sent: Sent, random: Random) -> Sent | None:
    """A second table of the same headings under the first: the plan of next year."""
    page = sent.pages[0]
    again = [list(row) for row in page.cells[page.top : max(page.rows) + 1]]
    page.cells += [[], ["PHỤ LỤC: KẾ HOẠCH NĂM SAU"], *again]
    return sent


MUTATIONS: Mapping[str, Mutation] = {
    each.__name__: each
    for each in (
        rows_swapped,
        column_inserted,
        columns_swapped,
        headings_swapped,
        other_quarter,
        heading_is_plan,
        unit_changed,
        counted_in_thousands,
        line_of_units,
        total_row,
        year_in_quarter,
        row_renamed,
        names_swapped,
        part_moved,
        row_gone,
        row_again,
        section_renamed,
        words_in_numbers,
        second_table,
    )
}
