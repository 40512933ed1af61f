"""A layout proposed for a file by rules that can be told, offline; what is not sure is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from data.column_types.cell import Raw, is_blank
from data.column_types.choice import read_choice, spellings
from data.column_types.numbers import number_in
from data.layouts.fit import ALIKE, units_over, words_over
from data.layouts.grid import SheetTable, grids, known_headings, widest
from data.layouts.layout import ASIDE, COUNTER, FORM, LIST, PART, TOTAL, Layout, LayoutBlock, LayoutColumn, LayoutRow
from data.layouts.propose_columns import form_columns, list_columns, list_score
from data.layouts.propose_parts import former_columns, of_other_time, part_rows, without_share
from data.layouts.propose_rows import Past, RowProposer
from data.layouts.walk import lines
from data.layouts.words import TIMES, relative, spelt_out
from data.model import Period
from data.places import PLACES
from data.reading import findings_sheet
from data.reading.cells import Sheet
from data.reading.legacy_encodings import Code
from data.reading.workbook import Book
from data.rules.findings import Refused
from data.table import Column, Table
from data.text_keys import bare, tidy

NEARLY = 0.62  # how like a figure's name a heading must be, to be proposed as that
MOST_LINES = 600  # of a synthesis; what has more rows is no form
MOST_WORDS = 300  # of a column of choices


@dataclass(frozen=True, slots=True)
class Asked:
    """What a layout is proposed with: the quarter, what the province sent before, the layouts that stand."""

    period: Period
    past: Mapping[str, Past] = field(default_factory=dict)
    standing: tuple[Layout, ...] = ()
    name: str = ""
    former: frozenset[str] = frozenset()  # names of the provinces that became the sender's, folded


def proposed(data: bytes, name: str, tables: Mapping[str, Table], asked: Asked) -> str:
    """The layout as JSON, or nothing where the file may not be opened or has no table."""
    heads = known_headings(tables.values())

    def fits(records: Sequence[Sequence[object]]) -> int:
        width = max(map(len, records), default=0)
        return widest(Sheet("", [[*map(str, record), *[""] * (width - len(record))] for record in records]), heads)

    try:
        book = Book(data, name, fits, documents=True)
        sheets = [sheet for sheet in book.sheets() if findings_sheet.read(sheet.name, sheet.rows) is None]
    except Refused:
        return ""
    layout = propose(sheets, tables, asked)
    return layout.to_json() if layout is not None else ""


def propose(sheets: Sequence[Sheet], tables: Mapping[str, Table], asked: Asked) -> Layout | None:
    heads = known_headings(tables.values())
    told, timed = _of_the_quarter([sheet for sheet in sheets if not sheet.name.startswith("_")], asked.period)
    found = [grid for sheet in told for grid in grids(sheet, heads)]
    proposer = _Proposer({name: table for name, table in tables.items() if not table.nationwide}, asked, timed)
    blocks: list[LayoutBlock] = []
    groups = _alike(found, asked.period)
    headings = [tuple(sorted(group[0].headings(asked.period).values())) for group in groups]
    for group, own in zip(groups, headings, strict=True):
        title = group[0].title(asked.period) if headings.count(own) > 1 else ""
        block = proposer.block(group, title)
        if block is not None:
            blocks.append(block)
    return Layout(asked.name, tuple(proposer.apart(blocks))) if blocks else None


def _alike(found: Sequence[SheetTable], period: Period) -> list[list[SheetTable]]:
    """Tables with the same headings on sheets of their own stand together: a sheet a month, a district."""
    groups: dict[object, list[SheetTable]] = {}
    for grid in found:
        headings = tuple(sorted(grid.headings(period).items()))
        key = (headings, sum(each.sheet is grid.sheet for each in groups.get(headings, ())))
        titled = bool(list(grid.titles)) or grid.top == 0
        mine = groups.setdefault(headings, [])
        if key[1] and titled:
            groups[(headings, grid.sheet.name, grid.top)] = [grid]
        elif key[1]:
            mine[-1].end = grid.end  # headings printed again
        else:
            mine.append(grid)
    return list(groups.values())


def _of_the_quarter(sheets: Sequence[Sheet], period: Period) -> tuple[list[Sheet], frozenset[str]]:
    """Of a sheet a month, a quarter, a year, those of the quarter, and the names of these where others are left; each
    time a file comes the others are asked about."""
    names = {sheet.name: relative(sheet.name, period) for sheet in sheets}
    for tokens, other in TIMES:
        mine = {name for name, told in names.items() if any(token in told for token in tokens)}
        others = {name for name, told in names.items() if other in told}
        if mine and others:
            return [sheet for sheet in sheets if sheet.name not in others], frozenset(mine)
    return list(sheets), frozenset()


class _Proposer:
    def __init__(self, tables: Mapping[str, Table], asked: Asked, timed: frozenset[str] = frozenset()) -> None:
        self.tables, self.asked, self.period, self.timed = tables, asked, asked.period, timed
        self.rows = RowProposer(tables, asked.past)

    def block(self, group: Sequence[SheetTable], title: str) -> LayoutBlock | None:
        block = self._block(group, title)
        if block is None:
            return None
        return replace(block, title=title, words=tuple(sorted(words_over(group))), fonts=_fonts(group))

    def _block(self, group: Sequence[SheetTable], title: str) -> LayoutBlock | None:
        grid = group[0]
        if not any(
            isinstance(raw, int | float) or (isinstance(raw, str) and not is_blank(raw))
            for _, cells in grid.rows()
            for raw in cells
        ):
            return None
        by_name = len(group) > 1 or grid.sheet.name in self.timed
        sheets = tuple(relative(each.sheet.name, self.period) for each in group) if by_name else ()
        lists = {name: table for name, table in self.tables.items() if not table.is_form}
        best = max(lists, key=lambda name: list_score(grid, lists[name]))
        score = list_score(grid, lists[best])
        needed = min(3, len(lists[best].columns))
        rivals = sum(list_score(grid, table) == score for table in lists.values())
        form = self._form(group, sheets, title)
        known = sum(row.becomes != ASIDE for row in form.rows) if form and not form.adds else 0
        known += sum(bool(column.item) for column in form.columns) if form and (form.pick or form.adds) else 0
        if score >= needed and score > known and rivals == 1:
            return self._settled(self._list(group, lists[best], sheets), grid)
        if form is not None and known >= 1:
            return self._settled(form, grid)
        return self._settled(self._aside(grid, form), grid)

    def _aside(self, grid: SheetTable, form: LayoutBlock | None) -> LayoutBlock:
        columns = tuple(LayoutColumn(h, grid.said(c), ASIDE) for c, h in grid.headings(self.period).items())
        numbers = any(number_in(raw) is not None for _, cells in grid.rows() for raw in cells)
        return LayoutBlock(ASIDE, "", (), columns, sure=not numbers, why="không nhận ra bảng này")

    def _form(self, group: Sequence[SheetTable], sheets: tuple[str, ...], title: str) -> LayoutBlock | None:
        grid = group[0]
        columns = former_columns(grid, form_columns(grid, self.period), self.asked.former)
        where = {
            key: next((c for c, e in columns.items() if e.becomes == key), None)
            for key in ("name", "unit", "value", "year_to_date")
        }
        if where["name"] is None or grid.end - grid.start > MOST_LINES:
            return None
        if self._of_provinces(grid, where["name"]):
            picked = tuple(self._picked(grid, column, each, where["name"]) for column, each in columns.items())
            return LayoutBlock(FORM, "", sheets, picked, (), units_over(grid), pick=True)
        numbers = [c for c, each in columns.items() if each.becomes in ("value", "year_to_date", "", ASIDE)]
        told = list(lines(grid, where["name"], numbers, self.period, (), where["unit"]))
        if parts := part_rows(grid, where["name"], told):
            told_apart = (self._picked(grid, column, each, where["name"]) for column, each in columns.items())
            picked = tuple(without_share(each, self.rows.names.figures) for each in told_apart)
            why = "mỗi dòng là một huyện, xã; số của tỉnh là tổng các dòng"
            return LayoutBlock(FORM, "", sheets, picked, parts, units_over(grid), adds=True, sure=False, why=why)
        items = self._items(grid, columns, where)
        numbers = [c for c, each in columns.items() if each.becomes in ("value", "year_to_date", "")]
        if not numbers:
            return None
        rows: dict[str, LayoutRow] = {}
        for each in group:
            told = list(lines(each, where["name"], numbers, self.period, (), where["unit"]))
            for row in self.rows.rows(each, told, where, title):
                rows.setdefault(row.name, row)
        block = LayoutBlock(FORM, "", sheets, tuple(items.values()), tuple(rows.values()), units_over(grid))
        if len(sheets) > 1 and not block.of_months:
            return replace(block, sure=False, why="nhiều sheet giống nhau; số sẽ được cộng lại")
        return block

    def _of_provinces(self, grid: SheetTable, name: int) -> bool:
        """Whether the rows of a table are provinces."""
        named = [
            str(cells[name]) for _, cells in grid.rows() if isinstance(cells[name], str) and not is_blank(cells[name])
        ]
        found = sum(PLACES.find(text, self.period.end) is not None for text in named)
        former = {bare(text) for text in named if bare(text) in self.asked.former}
        if len(former) > 1 and len(former) * 5 >= len(named) * 3:
            return True
        return found >= 5 and found * 5 >= len(named) * 3

    def _picked(self, grid: SheetTable, column: int, each: LayoutColumn, name: int) -> LayoutColumn:
        """A column of a table of provinces is a figure, by its heading."""
        if column == name or each.becomes in (COUNTER, "note", "code") or of_other_time(each.heading):
            return each if column != name else replace(each, becomes="name", sure=True)
        ranked = self.rows.names.ranked(grid.paths[column][-1])
        if not ranked or ranked[0].score < NEARLY:
            return replace(each, becomes=ASIDE, sure=False, why="không giống chỉ tiêu nào")
        best = ranked[0]
        becomes = "year_to_date" if each.becomes == "year_to_date" else "value"
        others = tuple(one.code for one in ranked[:4])
        why = f"giống «{best.name}» {best.score:.0%}"
        return replace(each, becomes=becomes, item=best.code, sure=best.exact, why=why, others=others)

    def _items(
        self, grid: SheetTable, columns: dict[int, LayoutColumn], where: Mapping[str, int | None]
    ) -> dict[int, LayoutColumn]:
        """Columns that are parts of the row's figure: «Sáng chế | Kiểu dáng | Nhãn hiệu» beside a total."""
        open_ = [
            c for c, each in columns.items() if each.becomes in ("", ASIDE) and not each.sure and c != where["name"]
        ]
        if len(open_) < 2:
            return columns
        parts: dict[str, str] = {}
        for figure in self.rows.names.figures.values():
            if figure.part_of:
                parts.setdefault(bare(figure.label.vi), figure.code[len(figure.part_of) :])
        for column in open_:
            name = bare(grid.paths[column][-1])
            if name in parts:
                columns[column] = replace(
                    columns[column], becomes="value", item=parts[name], sure=False, why="phần của chỉ tiêu ở mỗi dòng"
                )
        return columns

    def _list(self, group: Sequence[SheetTable], table: Table, sheets: tuple[str, ...]) -> LayoutBlock:
        grid = group[0]
        columns = list_columns(grid, table, self.period)
        choices: dict[str, dict[str, str]] = {}
        for each in group:
            for column, told in columns.items():
                for key in told.keys:
                    declared = table.columns.get(key)
                    if declared is not None and declared.choices and not told.gives:
                        words = choices.setdefault(key, {})
                        words |= {
                            word: code for word, code in _choices(each, column, declared).items() if word not in words
                        }
        taken = {key for told in columns.values() for key in (*told.keys, *told.gives)}
        wanting = [key for key, c in table.columns.items() if c.required and key not in taken]
        constants = {key: self._constant(grid, table.columns[key]) for key in wanting}
        skips = sorted({skip for each in group for skip in _skips(each)})
        kept = {key: words for key, words in choices.items() if words}
        return LayoutBlock(
            LIST, table.name, sheets, tuple(columns.values()), (), units_over(grid), constants, kept, tuple(skips)
        )

    def _constant(self, grid: SheetTable, column: Column) -> str:
        """A choice that the title or the sheet's name names, and no other of its column."""
        said = " ".join([grid.sheet.name, *(text for *_, text in grid.titles)])
        words = f" {bare(said)} "
        named = {code for code, label in column.choices.items() if f" {bare(label.vi)} " in words}
        return named.pop() if len(named) == 1 else ""

    def _settled(self, block: LayoutBlock, grid: SheetTable) -> LayoutBlock:
        """What a standing layout has of this table was confirmed: only the rest is proposed anew."""
        for layout in self.asked.standing:
            for known in layout.blocks:
                both = known.headings | block.headings
                if len(known.headings & block.headings) / max(1, len(both)) >= ALIKE and known.kind == block.kind:
                    return _taken_over(block, known)
        return block

    def apart(self, blocks: Sequence[LayoutBlock]) -> list[LayoutBlock]:
        """A figure that stands in two tables is not sure in either."""
        codes: dict[str, int] = {}
        for block in blocks:
            for code in {row.becomes for row in block.rows if row.becomes not in (ASIDE, PART, TOTAL)}:
                codes[code] = codes.get(code, 0) + 1
        return [
            replace(
                block,
                rows=tuple(
                    replace(row, sure=False, why=f"{row.why}; bảng khác cũng có {row.becomes}")
                    if codes.get(row.becomes, 0) > 1
                    else row
                    for row in block.rows
                ),
            )
            for block in blocks
        ]


def _taken_over(block: LayoutBlock, known: LayoutBlock) -> LayoutBlock:
    columns = {column.heading: column for column in known.columns}
    rows = {row.name: row for row in known.rows}
    choices = {key: dict(words) for key, words in block.choices.items()}
    for key, words in known.choices.items():
        choices[key] = {**choices.get(key, {}), **words}
    return replace(
        block,
        table=known.table,
        sheets=known.sheets if len(known.sheets) == len(block.sheets) else block.sheets,
        columns=tuple(columns.get(column.heading, column) for column in block.columns),
        rows=tuple(
            replace(rows[row.name], unit=row.unit, sure=rows[row.name].unit == row.unit and rows[row.name].sure)
            if row.name in rows
            else row
            for row in block.rows
        ),
        constants=known.constants or block.constants,
        choices=choices,
        skips=tuple(sorted({*known.skips, *block.skips})),
        sure=True,
    )


def _choices(grid: SheetTable, column: int, declared: Column) -> dict[str, str]:
    """Words of a column that are none of its choices → the choice each may mean; "" where that is not sure."""
    known, found = spellings(declared.choices), dict[str, str]()
    for _, cells in grid.rows():
        raw = cells[column]
        if isinstance(raw, str) and not is_blank(raw) and len(raw) <= 120 and bare(raw) not in found:
            read = read_choice(raw, known)
            alone = sum(not is_blank(cell) for cell in cells) <= 2
            if read.rule == "unknown_choice" and not alone and len(found) < MOST_WORDS:
                found[bare(raw)] = _meant(raw, declared)
    return found


def _meant(raw: Raw, declared: Column) -> str:
    """The only choice all of whose words a text has, in their order at its beginning."""
    own = spelt_out(str(raw))
    found = []
    for code, label in declared.choices.items():
        words = spelt_out(label.vi)
        if own == words or own.startswith(f"{words} ") or sorted(own.split()) == sorted(words.split()):
            found.append((len(words), code))
    return max(found)[1] if found else ""


def _fonts(group: Sequence[SheetTable]) -> tuple[str, ...]:
    """The old codes that texts of tables plainly are typed in."""
    codes = {
        str(was.code)
        for grid in group
        for (row, _), was in grid.sheet.mended.items()
        if was.sure and was.code is not Code.TWICE and grid.top <= row < grid.end
    }
    return tuple(sorted(codes))


def _skips(grid: SheetTable) -> set[str]:
    """How rows begin that add up others: «Cộng tháng 10», «Tổng huyện …», by their accents."""
    found = set()
    for _, cells in grid.rows():
        words = next((tidy(raw).lower() for raw in cells if isinstance(raw, str) and not is_blank(raw)), "")
        if words.split()[:1] and words.split()[0] in ("cộng", "tổng"):
            found.add(words.split()[0])
    return found
