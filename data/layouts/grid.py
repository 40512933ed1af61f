"""A sheet as it was sent seen as tables: where their headings stand, what stands over each column, where rows end."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from data.column_types.cell import Broken, Raw, is_blank
from data.layouts.words import BETWEEN, relative
from data.model import Period
from data.reading.cells import Range, Sheet
from data.reading.headers import is_column_numbers, known, spellings
from data.reading.roles import TOTALS, meaning
from data.table import Table
from data.text_keys import bare

SEARCHED = 5_000  # rows in which headings are looked for
LEVELS = 4  # a heading may be this many rows high
LONGEST = 160  # characters of a heading

_HEAD = re.compile(
    r"(?:stt|tt|so tt|so thu tu|noi dung|chi tieu|ten(?! lop)|danh muc|nhiem vu|linh vuc|don vi(?: tinh)?|dvt|so luong|"
    r"thuc hien|ket qua|luy ke|ke hoach|ghi chu|ngay|thoi gian|dia diem|noi|chu so huu|co quan|loai|nhom|"
    r"so (?:nguoi|lop|luot|don|ho so|van bang|giay|phuong tien)|trong (?:quy|ky|do)|tong|cong|ty le|so sanh|"
    r"so voi|cung ky|quy|ma so|ma|tinh|huyen|xa|dia phuong|nam|nu|san pham|tinh trang|hoat dong|dat|khong dat|"
    r"gia tri|chu de|to chuc|uoc|mau|thang|dien giai)\b.*"
)
_NAMING = re.compile(
    r"(?:stt|tt|so tt|so thu tu|noi dung|chi tieu|ten|danh muc|linh vuc|don vi|tinh|dia phuong|huyen|xa|loai|nhiem vu|"
    r"dien giai|hoat dong|ma so|so giay|so van bang|ngay|co quan)\b.*"
)
_TYPED = re.compile(r"\s*\d[\d.,/]*\s*%?\s*")
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNTERS = {"stt", "tt", "so tt", "so thu tu", "no", "s tt"}


def known_headings(tables: Iterable[Table]) -> frozenset[str]:
    """Every heading of every table, folded."""
    return frozenset(word for table in tables for word in known(table))


@dataclass(slots=True)
class SheetTable:
    """One table: headings in rows `top` to `last`, rows from `start` up to `end`, titles over it from `above`."""

    sheet: Sheet
    above: int
    top: int
    last: int
    start: int
    end: int
    paths: dict[int, tuple[str, ...]] = field(default_factory=dict)  # column → its headings, the highest first

    def said(self, column: int) -> str:
        return " / ".join(" ".join(part.split()) for part in self.paths[column])

    def headings(self, period: Period) -> dict[int, str]:
        """Column → what all its headings say, times as they stand to the quarter."""
        return {column: signature(path, period) for column, path in self.paths.items()}

    def rows(self) -> Iterator[tuple[int, list[Raw]]]:
        for row in range(self.start, self.end):
            yield row, self.sheet.rows[row]

    def title(self, period: Period) -> str:
        """The last line over the table that is no line of units."""
        told = [text for _, _, text in self.titles if not meaning(text).unit]
        return relative(told[-1], period) if told else ""

    def is_counter(self, column: int) -> bool:
        return bare(self.paths[column][-1]) in _COUNTERS

    @property
    def titles(self) -> Iterator[tuple[int, int, str]]:
        """The texts over the headings."""
        for row in range(self.above, self.top):
            for column, raw in enumerate(self.sheet.rows[row]):
                if isinstance(raw, str) and not is_blank(raw):
                    yield row, column, raw


def signature(path: Iterable[str], period: Period) -> str:
    return BETWEEN.join(part for part in (relative(text, period) for text in path) if part)


def grids(sheet: Sheet, heads: frozenset[str]) -> list[SheetTable]:
    """The tables of a sheet, from the top."""
    return _Finder(sheet, heads).grids()


def widest(sheet: Sheet, heads: frozenset[str]) -> int:
    """How many headings the widest table of a sheet has."""
    return max((len(grid.paths) for grid in grids(sheet, heads)), default=0)


class _Finder:
    def __init__(self, sheet: Sheet, heads: frozenset[str]) -> None:
        self.sheet, self.heads = sheet, heads
        self.blocks: Mapping[tuple[int, int], Range] = {
            (row, column): block
            for block in sheet.marks.merged
            if (block[2] - block[0]) < LEVELS and block[3] - block[1] < 256
            for row in range(block[0], block[2] + 1)
            for column in range(block[1], block[3] + 1)
        }

    @cached_property
    def candidates(self) -> list[int]:
        return [row for row in range(min(len(self.sheet.rows), SEARCHED)) if self._is_heading(row)]

    def _texts(self, row: int) -> dict[int, str]:
        return {c: raw for c, raw in enumerate(self.sheet.rows[row]) if isinstance(raw, str) and not is_blank(raw)}

    def _is_heading(self, row: int) -> bool:
        texts = self._texts(row)
        if len(texts) < 2 or self._has_number(row) or any(len(text) > LONGEST for text in texts.values()):
            return False
        told = [text for text in texts.values() if self._is_head(text)]
        naming = any(_NAMING.fullmatch(bare(text)) or bare(text) in self.heads for text in told)
        return naming and len(told) >= max(2, (len(texts) + 1) // 2)

    def _is_head(self, text: str) -> bool:
        if any(word in self.heads for word in spellings(text)):
            return True
        words = bare(text)
        if len(words.split()) > 14 or re.match(r"\s*(?:[IVX]+|[A-Z]|\d+)[.)]\s", text):
            return False
        said = meaning(text)
        return bool(_HEAD.fullmatch(words) or (said.roles and len(words.split()) < 8) or said.times)

    def _has_number(self, row: int) -> bool:
        """Whether a row holds numbers, unless they are years that follow each other: 2022, 2023, 2024."""
        cells = self.sheet.rows[row]
        numbers = [str(raw).removesuffix(".0") for raw in cells if isinstance(raw, int | float | Broken)]
        numbers += [raw.strip() for raw in cells if isinstance(raw, str) and _TYPED.fullmatch(raw)]
        years = [int(each) for each in numbers if _A_YEAR.fullmatch(each)]
        follow = len(years) > 1 and all(later - year == 1 for year, later in pairwise(years))
        return bool(numbers) and not (follow and len(years) == len(numbers))

    def grids(self) -> list[SheetTable]:
        found: list[SheetTable] = []
        after = 0
        for row in self.candidates:
            if row < after:
                continue
            last = self._last(row)
            start = last + 1
            if is_column_numbers(self.sheet, start):
                start += 1
            grid = SheetTable(self.sheet, after, row, last, start, len(self.sheet.rows))
            grid.paths = self._paths(row, last)
            if found and found[-1].end > row:
                found[-1].end = grid.above = self._title_start(found[-1].start, row)
            if len(grid.paths) >= 2:
                found.append(grid)
            after = start
        return found

    def _title_start(self, first: int, row: int) -> int:
        """Where the titles of a further table begin: under the last row of the table before that has a number, or two
        cells."""
        while row > first:
            cells = [raw for raw in self.sheet.rows[row - 1] if not is_blank(raw)]
            if len(cells) > 1:
                break
            row -= 1
        return row

    def _last(self, top: int) -> int:
        last = max((self.blocks[top, c][2] for c in range(self.sheet.width) if (top, c) in self.blocks), default=top)
        while last + 1 < len(self.sheet.rows) and last - top + 1 < LEVELS and self._goes_on(top, last + 1):
            last += 1
        return last

    def _goes_on(self, top: int, row: int) -> bool:
        """Whether a row under headings stands under some of them only, and so is one of headings too."""
        over, texts = self._texts(row - 1), self._texts(row)
        if not texts or self._has_number(row) or is_column_numbers(self.sheet, row):
            return False
        named = next((c for c in sorted(self._texts(top)) if bare(self._texts(top)[c]) not in _COUNTERS), 0)
        if any(column <= named for column in texts) or any(len(text) > 60 for text in texts.values()):
            return False
        below = {column for column in texts if column not in over}
        spread = {column - 1 for column in below} & texts.keys()  # the first under a heading over several
        return bool(below or len(texts) < len(over)) and all(
            self._is_head(t) or column in below | spread for column, t in texts.items()
        )

    def _paths(self, top: int, last: int) -> dict[int, tuple[str, ...]]:
        paths: dict[int, list[str]] = {}
        seen: dict[int, set[tuple[int, int]]] = {}
        for row in range(top, last + 1):
            running: tuple[int, int] | None = None
            lower = {c for below in range(row + 1, last + 1) for c in self._texts(below)}
            for column in range(self.sheet.width):
                block = self.blocks.get((row, column))
                at = (block[0], block[1]) if block else (row, column)
                if not is_blank(self.sheet.cell(*at)):
                    running = at if block is None else None
                elif block is None and running is not None and column in lower and running[1] in lower:
                    at = running
                else:
                    continue
                if at[0] >= top and at not in seen.setdefault(column, set()):
                    seen[column].add(at)
                    paths.setdefault(column, []).append(str(self.sheet.cell(*at)))
        return {column: _without_totals(path) for column, path in paths.items()}


def _without_totals(path: list[str]) -> tuple[str, ...]:
    """«Số người» over «Tổng số» is what «Số người» is alone."""
    if len(path) > 1 and bare(path[-1]) in TOTALS:
        return (*path[:-1], "Tổng số")
    return tuple(path)
