"""The way a number came: a tree in which each figure follows from its parts by an operation, down to what was sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from data.model import Period, Text
from data.rules.findings import CONFIRMED
from indicators.engine.answer import Given, Row, SenderNote, sign
from indicators.engine.steps import How
from indicators.engine.values import Quantity, percentage
from service.review.moves import Review

if TYPE_CHECKING:
    from service.submissions import Submission


HOW_LABELS: dict[How, Text] = {
    How.SUM: Text("Cộng các số dưới đây", "Sum of the figures below"),
    How.DISTINCT: Text(
        "Cộng các số dưới đây, mỗi mục có tên chỉ tính một lần", "Sum of the figures below, what is named counting once"
    ),
    How.RATIO: Text(
        "100 × tổng tử số ÷ tổng mẫu số của các dòng dưới đây", "100 × all numerators ÷ all denominators below"
    ),
    How.QUOTIENT: Text(
        "100 × tổng các số trên ÷ tổng các số dưới vạch", "100 × the figures above ÷ the figures below the line"
    ),
    How.LAST: Text(
        "Số thời điểm: lấy số cuối cùng còn giá trị trong kỳ", "A stock: the last figure that stands in the period"
    ),
    How.GROWTH: Text("100 × (kỳ này ÷ cùng kỳ năm trước − 1)", "100 × (this span ÷ last year’s − 1)"),
    How.ZERO: Text(
        "Các đơn vị đã báo cáo, không đơn vị nào có mục này: bằng 0", "All have reported and none has any: zero"
    ),
    How.NONE: Text("Không suy ra được số", "No figure follows"),
    How.TYPED: Text("Số ghi trong biểu", "Typed on the form"),
    How.COUNTED: Text("Tính từ các dòng của danh sách", "Counted from the rows of the list"),
    How.STATED: Text("Theo lời khai của người nộp", "As its sender stated"),
    How.SILENT: Text("Chưa báo cáo", "Not reported"),
    How.UNOPENED: Text("Mở đơn vị để xem tiếp", "Open the unit to see on"),
}
MINUS = Text("Hiệu của các số dưới đây", "Difference of the figures below")


@dataclass(frozen=True, slots=True)
class FigureVersion:
    """What another version of the same sheet said of the same figure; `word` where that is no number."""

    number: int  # of the submission
    version: int
    at: datetime
    by: str
    state: Review
    quantity: Quantity
    word: Text | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """One row of a list with what it adds."""

    row: int
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell as it was sent: its address, the heading it stands under, its text."""

    cell: str
    heading: Text
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a reported figure stands: the submission, its sheet, the cell or the rows, and what was said about it."""

    submission: Submission
    table: str
    sheet: str  # as it is called in the file
    cell: str = ""  # of a form
    line: int = 0  # of a form, the row under which it is stored
    rows: tuple[Counted, ...] = ()  # those listed
    count: int = 0  # all that count
    columns: tuple[str, ...] = ()  # whose cells tell it
    rule: Text | None = None  # how rows are counted
    given: tuple[Given, ...] = ()
    sender_notes: tuple[SenderNote, ...] = ()  # what its sender wrote at its line
    others: tuple[FigureVersion, ...] = ()  # newest first
    note: str = ""  # beside a figure of a form; of a document in prose the sentences, each with its number marked
    spots: Mapping[int, tuple[Spot, ...]] | None = None  # by row; None: not looked up, or not to be read

    @property
    def of_document(self) -> bool:
        """Whether it was confirmed of a report in prose, which has sentences and no cells."""
        return self.cell.startswith(CONFIRMED)


@dataclass(frozen=True, slots=True)
class Node:
    """A figure on the way: what it is, how it follows, its parts. `sign` is that with which it enters its sum."""

    name: Text
    how: How
    quantity: Quantity = field(default_factory=Quantity)
    parts: tuple[Node, ...] = ()
    sign: int = 1
    flags: int = 0  # Flag and Bound
    notes: tuple[Text, ...] = ()  # what else is to be known
    key: str = ""  # of the area or unit
    period: Period | None = None
    line: str = ""  # of the form, where it is another than what was asked about
    row: Row | None = None  # of an area, as `ask` gives it
    source: Source | None = None

    @property
    def value(self) -> float | None:
        return self.quantity.value

    @property
    def bound(self) -> str:
        """The sign before a figure that is not exact."""
        return sign(self.flags) if self.value is not None else ""

    @property
    def operation(self) -> Text:
        """How it follows, in words."""
        return MINUS if self.how is How.SUM and any(one.sign < 0 for one in self.parts) else HOW_LABELS[self.how]

    def every(self) -> Iterator[Node]:
        """Itself and all below it."""
        yield self
        for one in self.parts:
            yield from one.every()

    def mapped(self, sources: Mapping[int, Source]) -> Node:
        """The same with other sources, by the identity of those it has."""
        source = sources.get(id(self.source), self.source) if self.source else None
        return replace(self, source=source, parts=tuple(one.mapped(sources) for one in self.parts))


def distinct(parts: list[Quantity]) -> Quantity:
    """What was named by several counts once; what was only given as a number adds up."""
    keys = keys_of(parts)
    only = sum_known(one.value - len(one.keys or ()) if one.value is not None else None for one in parts)
    return Quantity(len(keys or ()) + only if only is not None else None, keys=keys)


def counted(rows: list[Quantity]) -> Quantity:
    """What the rows of a list add up to; a list of which none counts says zero."""
    if not rows:
        return Quantity(0.0)
    if any(row.keys is not None for row in rows):
        keys = keys_of(rows) or []
        return Quantity(float(len(keys)), keys=keys)
    if below := sum_known(row.denominator for row in rows):
        return percentage(sum_known(row.numerator for row in rows), below)
    return Quantity(sum_known(row.value for row in rows))


def shared(parts: list[Quantity]) -> list[str]:
    """The keys that more than one part names."""
    times = Counter(key for part in parts for key in part.keys or ())
    return sorted(key for key in times if times[key] > 1)


def keys_of(parts: list[Quantity]) -> list[str] | None:
    named = [part.keys for part in parts if part.keys is not None]
    return sorted({key for keys in named for key in keys}) if named else None


def sum_known(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
