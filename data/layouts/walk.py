"""The rows of a form as it was sent: which are figures, which are headings over others, what each is called."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from data.column_types.cell import ZERO, Raw, is_blank, no_value
from data.layouts.grid import SheetTable
from data.layouts.words import BETWEEN, OF_WHICH, level_of, marked, relative
from data.model import Period
from data.text_keys import bare, fold, tidy

_BELOW = {"trong do", "chia ra", "bao gom", "gom", "chia theo"}
_SECTION, _FIGURE, _DETAIL, _PART = 1, 2, 3, 5
_SPACES = re.compile(r"^[\s\u00a0]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A row with a name; `path` are the names over it, the highest first."""

    row: int
    said: str
    name: str  # as `relative` tells it
    path: tuple[str, ...]
    section: bool  # stands over others and has no figure of its own
    filled: bool  # something stands in its columns of numbers

    @property
    def key(self) -> str:
        return BETWEEN.join((*self.path, self.name))


def lines(
    grid: SheetTable,
    name: int,
    numbers: Collection[int],
    period: Period,
    known: Collection[str] = (),
    unit: int | None = None,
) -> Iterator[Line]:
    """The named rows of a table. `name`: the column of names, `numbers`: those of figures, `known`: keys of rows that
    are figures though they be blank."""
    counter = next((column for column in grid.paths if grid.is_counter(column)), None)
    told = [(row, cells, *_named(cells, name, counter)) for row, cells in grid.rows()]
    numbered = any(level == _FIGURE for *_, level, _ in told)
    stack: list[tuple[int, str]] = []
    below = False  # under «Trong đó:»
    for row, cells, level, said in told:
        if not said:
            continue
        spelt = OF_WHICH.sub("", said, count=1) or said
        if bare(said) in _BELOW:
            below = True
            continue
        filled = any(column < len(cells) and says_number(cells[column]) for column in numbers)
        if level is not None:
            below = below and level > _DETAIL
        else:
            part = below or spelt != said or _indented(cells, name)
            level = _PART if part else _DETAIL if numbered else _FIGURE
        words = relative(spelt, period)
        path = [above for at, above in stack if at < level]
        blank = not filled and BETWEEN.join((*path, words)) not in known
        section = blank and (level < _FIGURE or said.isupper() or (unit is None or is_blank(cells[unit])))
        if section and level >= _FIGURE and not (unit is None and level > _DETAIL):
            level, path = _SECTION, [above for at, above in stack if at < _SECTION]
        stack = [(at, above) for at, above in stack if at < level] + [(level, words)]
        yield Line(row, said, words, tuple(path), section, filled)


def says_number(raw: Raw) -> bool:
    """Whether something that may be a figure stands in a cell, and not a name or a signature."""
    if not isinstance(raw, str):
        return True
    words = tidy(raw)
    if not words:
        return False
    return (
        any(c.isdigit() for c in words) or no_value(words, fold(words)) is not None or fold(words).rstrip(". ") in ZERO
    )


def _named(cells: list[Raw], name: int, counter: int | None) -> tuple[int | None, str]:
    """The level that a row's numbering gives it, and its name; a section may stand in the column of numbers."""
    raw, mark = cells[name], cells[counter] if counter is not None else ""
    if is_blank(raw) and isinstance(mark, str) and len(mark.strip()) > 8:
        return marked(mark)
    if not isinstance(raw, str) or is_blank(raw):
        return None, ""
    level, said = marked(raw)
    if counter is not None and not is_blank(mark) and (own := level_of(mark)) is not None:
        return own, said
    return level, " ".join(said.split())


def _indented(cells: list[Raw], name: int) -> bool:
    raw = cells[name]
    return isinstance(raw, str) and (found := _SPACES.match(raw)) is not None and found.end() >= 2
