"""A layout: how one kind of file is read, as a value that is shown, edited, kept and exported as JSON.

A block is one table as it stands on a sheet. Of a form's block every row is a figure, told by its name with the names
above it; of a list's every row is a thing. What a block does not claim by name is not read, and asked about.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, NamedTuple, Self

from data.layouts.words import MONTHS, QUARTER
from data.model import Text
from data.table import Table

VERSION = 1
PART, TOTAL = "part", "total"  # of a form whose rows add up: what a row is
LARGEST = 2_000_000  # characters of a layout as JSON
ASIDE = "aside"  # is known, and not read
COUNTER = "counter"  # numbers the rows
ITEM = "item"  # the figure is that of the row, of this item
FORM, LIST = "form", "list"
CUTS: Mapping[str, tuple[str, ...]] = {  # how one cell's text is cut into several columns
    "number_and_day": ("text", "day"),
    "men_and_women": ("whole", "whole"),
    "from_to": ("day", "day"),
}


class LayoutError(ValueError):
    """What is no layout; `text` says what and where, for people."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(vi, en)


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """A column as it was sent, known by all its headings; `becomes` a column of the table, `aside`, `counter`, or
    nothing yet. Two columns that become the same number are added."""

    heading: str  # `data.layouts.words.relative` of its headings
    said: str  # as it was written when it was confirmed
    becomes: str = ""
    item: str = ""  # of a form: a figure's code, or the end of the code after that of the row (`.invention`)
    gives: Mapping[str, str] = field(default_factory=dict)  # of a list: what holds for every cell of it; of a form:
    # the former `province` whose column it is, folded
    cut: str = ""
    sure: bool = True
    why: str = ""
    others: tuple[str, ...] = ()  # what else it may be

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self.becomes.split("+"))


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """A row of a form as it was sent, known by its name and those above it; `becomes` a figure's code, `aside`, or
    nothing yet."""

    name: str
    said: str
    becomes: str = ""
    unit: str = ""  # of its own column or its name, folded
    words: str = ""  # what stands beside the number in its cell, folded
    take: str = ""  # `year_to_date`: a figure at a date that stands only in that column
    sure: bool = True
    why: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LayoutBlock:
    """One table on a sheet."""

    shape: str  # form, list; or aside: a table that is known, and not read
    table: str = ""  # of a list
    sheets: tuple[str, ...] = ()  # the names of its sheets, as `relative` tells them; several: they are put together
    columns: tuple[LayoutColumn, ...] = ()
    rows: tuple[LayoutRow, ...] = ()
    units: str = ""  # the line of units over it, folded
    constants: Mapping[str, str] = field(default_factory=dict)  # of a list: column → what holds for every row
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # of a list: column → word → choice
    skips: tuple[str, ...] = ()  # of a list: how rows begin that are subtotals, with their accents
    sure: bool = True
    why: str = ""
    title: str = ""  # the line over it, where another table has the same headings
    words: tuple[str, ...] = ()  # over it that are not understood (`data.reading.titles`), as was confirmed
    fonts: tuple[str, ...] = ()  # the old codes its texts are typed in (`legacy_encodings.Code`), as was confirmed
    pick: bool = False  # of a form: its rows are provinces, of which one is read; each column is a figure
    adds: bool = False  # of a form: its rows are districts or communes that add up; each column is a figure

    @property
    def kind(self) -> tuple[str, bool, bool]:
        """What decides how its rows are read."""
        return self.shape, self.pick, self.adds

    @property
    def of_months(self) -> bool:
        """Whether its sheets are the months of the quarter."""
        return len(self.sheets) > 1 and all(any(month in name for month in MONTHS) for name in self.sheets)

    @property
    def headings(self) -> frozenset[str]:
        return frozenset(column.heading for column in self.columns)


def told_of(block: LayoutBlock, kind: str, key: str) -> LayoutColumn | LayoutRow | None:
    """The column or row of a block under a key."""
    if kind == "row":
        return next((row for row in block.rows if row.name == key), None)
    return next((column for column in block.columns if column.heading == key), None) if kind == "column" else None


class OpenQuestion(NamedTuple):
    """Something of a layout that nobody has answered: of which block, what it is, its key, as it was written."""

    block: int
    kind: str  # block, column, row, constant, choice:<column>
    key: str
    said: str


@dataclass(frozen=True, slots=True)
class Layout:
    name: str
    blocks: tuple[LayoutBlock, ...]
    version: int = VERSION

    @property
    def by_quarter(self) -> bool:
        """Whether each quarter has sheets of its own."""
        return any(QUARTER in name for block in self.blocks for name in block.sheets)

    @property
    def by_province(self) -> bool:
        """Whether a row or a column is a province's."""
        return any(block.pick or any("province" in column.gives for column in block.columns) for block in self.blocks)

    @property
    def open(self) -> list[OpenQuestion]:
        """What nobody has answered yet; while there is any, nothing is read by it."""
        told: list[OpenQuestion] = []
        for number, block in enumerate(self.blocks):
            if not block.sure:
                told.append(OpenQuestion(number, "block", "", block.why))
            if block.shape == ASIDE:
                continue
            columns = (each for each in block.columns if not each.sure or not each.becomes)
            told += [OpenQuestion(number, "column", each.heading, each.said) for each in columns]
            rows = (each for each in block.rows if not each.sure or not each.becomes)
            told += [OpenQuestion(number, "row", each.name, each.said) for each in rows]
            told += [OpenQuestion(number, "constant", key, key) for key, code in block.constants.items() if not code]
            for key, words in block.choices.items():
                told += [OpenQuestion(number, f"choice:{key}", word, word) for word, code in words.items() if not code]
        return told

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: str, tables: Mapping[str, Table]) -> Self:
        """Raises LayoutError where it is none, or speaks of a table, column, figure or choice that there is none of."""
        if len(text) > LARGEST:
            raise LayoutError("Tệp cách đọc quá lớn.", "The layout is too large.")
        try:
            said = json.loads(text)
        except ValueError:
            raise LayoutError("Tệp cách đọc không phải JSON.", "The layout is no JSON.") from None
        if not isinstance(said, dict) or said.get("version") != VERSION:
            raise LayoutError(
                f"Đây không phải tệp cách đọc bản {VERSION}: cần «version»: {VERSION}.",
                f"This is no layout of version {VERSION}: it wants “version”: {VERSION}.",
            )
        blocks = tuple(_block(each, number) for number, each in enumerate(_listed(said.get("blocks"), "blocks"), 1))
        layout = cls(_word(said.get("name", ""), "name"), blocks)
        layout.judge(tables)
        return layout

    def judge(self, tables: Mapping[str, Table]) -> None:
        """Raises LayoutError where it speaks of something that there is none of, or of one thing twice."""
        if not self.blocks:
            raise LayoutError("Cách đọc không có bảng nào.", "The layout has no table.")
        codes = {figure.code for table in tables.values() for figure in table.figures}
        for number, block in enumerate(self.blocks, 1):
            for wrong in _wrong(block, tables, codes):
                raise LayoutError(f"Bảng {number}: {wrong.vi}", f"Table {number}: {wrong.en}")


def _listed(said: object, name: str) -> list[Any]:
    if not isinstance(said, list):
        raise LayoutError(f"«{name}» phải là một danh sách.", f"“{name}” must be a list.")
    return said


def _word(said: object, name: str) -> str:
    if not isinstance(said, str):
        raise LayoutError(f"«{name}» phải là chữ.", f"“{name}” must be a text.")
    return said


def _made(kind: type[Any], said: object, number: int) -> Any:
    """A value of a dataclass from JSON, every key known and of its kind."""
    where = f"blocks[{number}]"
    if not isinstance(said, dict):
        raise LayoutError(f"{where} phải là một đối tượng.", f"{where} must be an object.")
    known = {name: each.type for name, each in kind.__dataclass_fields__.items()}
    for key, value in said.items():
        if key not in known:
            raise LayoutError(f"{where}: không có mục «{key}».", f"{where}: there is no “{key}”.")
        wanted = dict if "Mapping" in str(known[key]) else list if "tuple" in str(known[key]) else known[key]
        if not isinstance(value, wanted if isinstance(wanted, type) else str):
            raise LayoutError(f"{where}: «{key}» không đúng kiểu.", f"{where}: “{key}” is of the wrong kind.")
    try:
        return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in said.items()})
    except TypeError:
        raise LayoutError(f"{where}: thiếu mục bắt buộc.", f"{where}: something required is missing.") from None


def _block(said: object, number: int) -> LayoutBlock:
    block: LayoutBlock = _made(LayoutBlock, said, number)
    columns = tuple(_made(LayoutColumn, each, number) for each in block.columns)
    return replace(block, columns=columns, rows=tuple(_made(LayoutRow, each, number) for each in block.rows))


def _wrong(block: LayoutBlock, tables: Mapping[str, Table], codes: set[str]) -> Iterator[Text]:
    if block.shape not in (FORM, LIST, ASIDE):
        yield Text(f"không có loại «{block.shape}»", f"there is no shape “{block.shape}”")
        return
    if block.shape == LIST:
        if block.table not in tables or tables[block.table].is_form:
            yield Text(f"không có danh sách «{block.table}»", f"there is no list “{block.table}”")
            return
        yield from _wrong_columns(block, set(tables[block.table].columns))
        yield from _wrong_words(block, tables[block.table])
    elif block.shape == FORM:
        yield from _wrong_columns(block, {"code", "name", "unit", "value", "year_to_date", "note"})
        for row in block.rows:
            if row.becomes not in ("", ASIDE, *([PART, TOTAL] if block.adds else [])) and row.becomes not in codes:
                yield Text(f"không có chỉ tiêu «{row.becomes}»", f"there is no figure “{row.becomes}”")
        yield from () if block.adds else _twice(block)
        for column in block.columns if block.pick or block.adds else ():
            if column.becomes in ("value", "year_to_date") and column.item not in codes:
                yield Text(f"cột «{column.said}» chưa có chỉ tiêu", f"column “{column.said}” has no figure")


def _wrong_columns(block: LayoutBlock, keys: set[str]) -> Iterator[Text]:
    for column in block.columns:
        if column.becomes in ("", ASIDE, COUNTER):
            continue
        for key in column.keys:
            if key not in keys:
                yield Text(f"không có cột «{key}»", f"there is no column “{key}”")
        if column.cut and (column.cut not in CUTS or len(column.keys) != len(CUTS[column.cut])):
            yield Text(f"không tách được theo «{column.cut}»", f"nothing is cut by “{column.cut}”")
        if len(column.keys) > 1 and not column.cut:
            yield Text(f"cột «{column.said}» có hai nghĩa", f"column “{column.said}” has two meanings")


def _wrong_words(block: LayoutBlock, table: Table) -> Iterator[Text]:
    told = [dict(block.constants), *(dict(column.gives) for column in block.columns)]
    told += [{key: code} for key, words in block.choices.items() for code in words.values()]
    for given in told:
        for key, value in given.items():
            column = table.columns.get(key)
            if column is None:
                yield Text(f"không có cột «{key}»", f"there is no column “{key}”")
            elif value and column.choices and value not in column.choices:
                yield Text(f"«{value}» không có trong cột «{key}»", f"“{value}” is no choice of “{key}”")


def _twice(block: LayoutBlock) -> Iterator[Text]:
    """Two rows that are one figure: which of them counts nobody could say."""
    seen: dict[tuple[str, str], str] = {}
    items = {column.item for column in block.columns if column.becomes == "value"} or {""}
    for row in block.rows:
        if row.becomes in ("", ASIDE):
            continue
        for item in items:
            if (row.becomes, item) in seen:
                first = seen[row.becomes, item]
                yield Text(
                    f"«{first}» và «{row.said}» cùng là chỉ tiêu {row.becomes}; để một dòng ngoài",
                    f"“{first}” and “{row.said}” are both figure {row.becomes}; leave one aside",
                )
            seen[row.becomes, item] = row.said
    names = [row.name for row in block.rows]
    for name in sorted({row.name for row in block.rows if row.becomes != ASIDE and names.count(row.name) > 1}):
        yield Text(f"hai dòng cùng tên «{name}»", f"two rows are called “{name}”")
