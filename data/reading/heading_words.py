"""A table's headings once they are found, and all that stands over each column: parents, lines, brackets."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from data.column_types.cell import is_blank
from data.reading.cells import Range, Sheet
from data.reading.roles import FigureRole, Meaning, meaning, places, plain
from data.table import Table

ABOVE = 2  # rows over the headings in which parents of theirs are looked for
LONGEST_PARENT = 100  # characters

# A row with one of these is a letterhead, a title or a line of units; no heading stands over columns in it.
_TITLE = re.compile(
    r"[(]?(?:ubnd|uy ban|so (?:khoa hoc|kh)|bo khoa hoc|cong hoa|doc lap|socialist|bieu|mau|phu luc|bao cao|don vi|dvt|unit|"
    r"ky bao cao|ngay (?:nhan|bao cao|lap)|thanh pho|province|tinh trang|state of|kinh gui|danh sach|bang )"
)

_PROVINCE = re.compile(r"\s*(?:tỉnh|tinh)\s", re.I)


class Word(NamedTuple):
    """A text that stands over a column, and its cell counted from 0."""

    text: str
    row: int
    column: int


@dataclass(slots=True)
class Header:
    """The rows `first` to `last` that hold a table's headings; its rows begin at `start`. All counted from 0."""

    first: int
    last: int
    start: int
    columns: dict[str, int] = field(default_factory=dict)  # key → column
    twice: list[tuple[str, int]] = field(default_factory=list)  # key → a further column with its heading
    others: dict[int, str] = field(default_factory=dict)  # column → a heading that is none of the table's
    counters: set[int] = field(default_factory=set)  # columns that number the rows
    said: dict[str, str] = field(default_factory=dict)  # key → its heading as it stands
    words: dict[str, list[Word]] = field(default_factory=dict)  # key → what stands over it, its own heading last
    parents: set[tuple[int, int]] = field(default_factory=set)  # cells over the headings that stand over columns
    by_time: set[str] = field(default_factory=set)  # keys of columns that are known only by a quarter, «Quý IV/2024»

    def required(self, table: Table) -> float:
        """The share of the table's required columns that were found."""
        wanted = [key for key, column in table.columns.items() if column.required]
        return sum(key in self.columns for key in wanted) / max(1, len(wanted))


def names(table: Table, key: str) -> tuple[str, ...]:
    """What a column goes by, plain, the longest first."""
    column = table.columns[key]
    spelt = {plain(name) for name in (column.label.vi, column.label.en, *column.also)}
    return tuple(sorted(spelt, key=len, reverse=True))


def complete(sheet: Sheet, table: Table, header: Header) -> None:
    """Match the headings that say more than a name, and gather what stands over every column."""
    over = _parents(sheet, header)
    _match_more(sheet, table, header)
    if table.is_form and "value" in table.columns and "value" not in header.columns:
        _match_quarter(header)
    _tell_apart(sheet, table, header)
    for key, column in header.columns.items():
        header.words[key] = [level[column] for level in over if column in level]
        if not is_blank(text := sheet.cell(header.last, column)):
            header.words[key].append(Word(str(text), header.last, column))


def _parents(sheet: Sheet, header: Header) -> list[dict[int, Word]]:
    """What stands over the columns in the rows above the lowest headings, the highest row first."""
    blocks = [block for block in sheet.marks.merged if block[0] <= header.last]
    left, right = min(header.columns.values()), max([*header.columns.values(), *header.others])
    levels: list[dict[int, Word]] = []
    row = header.last - 1
    while row >= 0 and row >= header.first - ABOVE:
        level = _level(sheet, blocks, row, left, right)
        if row < header.first and not _stands_over(level.values(), left, right, blocks, header):
            break
        levels.insert(0, level)
        header.parents |= {(word.row, word.column) for word in level.values()}
        row -= 1
    return levels


def _level(sheet: Sheet, blocks: Sequence[Range], row: int, left: int, right: int) -> dict[int, Word]:
    """The texts of a row by the columns they stand over: those of their block, or up to the next text."""
    level: dict[int, Word] = {}
    block_of = {(block[0], block[1]): block for block in blocks if block[0] <= row <= block[2]}
    for block in block_of.values():
        raw = sheet.cell(block[0], block[1])
        if isinstance(raw, str) and raw.strip():
            word = Word(raw, block[0], block[1])
            level.update(dict.fromkeys(range(max(left, block[1]), min(right, block[3]) + 1), word))
    running: Word | None = None
    for column in range(left, right + 1):
        raw = sheet.cell(row, column)
        if column in level:
            running = None
        elif isinstance(raw, str) and raw.strip():
            running = level[column] = Word(raw, row, column)
        elif not is_blank(raw):
            running = None
        elif running is not None:
            level[column] = running
    return level


def _stands_over(level: Iterable[Word], left: int, right: int, blocks: Sequence[Range], header: Header) -> bool:
    """Whether the texts of a row over the headings are headings themselves, and no title."""
    cells = {(word.row, word.column): word.text for word in level}
    wide = {(block[0], block[1]) for block in blocks if block[1] <= left and block[3] >= right}
    if not cells or any(at in wide for at in cells) or all(column <= left for _, column in cells):
        return False
    return not any(
        len(text) > LONGEST_PARENT or _TITLE.match(plain(text)) or _PROVINCE.match(text) for text in cells.values()
    )


def _match_more(sheet: Sheet, table: Table, header: Header) -> None:
    """Headings with a name among other words: first those of which every word is understood, «Trong quý IV/2024»;
    then numbers that are not found otherwise, which are asked about."""
    found = []
    for column, text in header.others.items():
        words = plain(text)
        spelt = [(len(n), key) for key in table.columns for n in names(table, key) if any(places(words, n))]
        for length, key in spelt:
            said = meaning(text, names(table, key))
            odd = bool(said.unknown or said.roles or said.scaled)
            if not odd or _numbers(table, key, said, words):
                elsewhen = bool(said.times) and all(time.kind != "quarter" for time in said.times)
                found.append((odd, elsewhen and key == "value", -length, column, key))
    for *_, column, key in sorted(found):
        if column in header.others and key not in header.columns:
            header.columns[key] = column
            header.said[key] = header.others.pop(column)
    for *_, column, key in sorted(found):
        if column in header.others and not odd and _same_times(sheet, table, key, header, column):
            header.twice.append((key, column))
            del header.others[column]


def _match_quarter(header: Header) -> None:
    """Of columns that are headed by a quarter and nothing else the latest holds the quarter's figures; that it is the
    one reported is judged with all else that a file says of its time. None is taken where two are the latest."""
    found: list[tuple[int, int, int]] = []
    for column, text in header.others.items():
        said = meaning(text)
        if [time.kind for time in said.times] == ["quarter"] and not (said.roles or said.unknown or said.scaled):
            found.append((said.times[0].year or 0, said.times[0].quarter, column))
    found.sort()
    years = {bool(year) for year, *_ in found}
    if not found or len(years) > 1 or (len(found) > 1 and found[-1][:2] == found[-2][:2]):
        return
    column = found[-1][2]
    header.columns["value"] = column
    header.said["value"] = header.others.pop(column)
    header.by_time.add("value")


def _numbers(table: Table, key: str, said: Meaning, words: str) -> bool:
    """Whether a heading that says more than is understood may be that of a column of numbers. In a list a share or a
    change of something is another column."""
    other = {FigureRole.SHARE, FigureRole.GROWTH} & set(said.roles)
    begins = words.startswith(names(table, key))
    return table.columns[key].type.is_number and (table.is_form or not other or begins)


def _same_times(sheet: Sheet, table: Table, key: str, header: Header, column: int) -> bool:
    first, second = (str(sheet.cell(header.last, where)) for where in (header.columns[key], column))
    return meaning(first, names(table, key)).times == meaning(second, names(table, key)).times


def _tell_apart(sheet: Sheet, table: Table, header: Header) -> None:
    """Of two columns with one name the one that says something else besides («cùng kỳ») is another column."""
    for key, column in list(header.twice):
        first = header.columns[key]
        odd = [_says_more(sheet, table, key, header.last, where) for where in (first, column)]
        if odd[0] == odd[1]:
            continue
        header.twice.remove((key, column))
        if odd[0]:
            header.columns[key], column = column, first
            header.said[key] = str(sheet.cell(header.last, header.columns[key]))
        header.others[column] = str(sheet.cell(header.last, column))


def _says_more(sheet: Sheet, table: Table, key: str, row: int, column: int) -> bool:
    said = meaning(str(sheet.cell(row, column)), names(table, key))
    return bool(said.times or set(said.roles) - {FigureRole.QUARTER, FigureRole.TO_DATE})
