"""What a release holds: its version, its figures as one table, and the columns of that table."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from data.model import Text
from service.publishing.figure_table import column

FIGURES = "parquet/figures.parquet"
CHANGES = "parquet/changes.parquet"
COLUMNS: Mapping[str, tuple[pa.DataType, Text]] = {
    "change": column("added: thêm; corrected: sửa; removed: rút", "added, corrected, removed"),
    "measure": column("Mã chỉ tiêu", "Code of the measure"),
    "area": column("Khóa của tỉnh như khi báo cáo", "Key of the province as it reported"),
    "period": column("Kỳ", "Period"),
    "breakdown": column("Phân tổ; trống là tổng", "Breakdown; blank for the total"),
    "item": column("Nhóm", "Item"),
    "old_value": column("Giá trị đã công bố lần trước", "Value as last published", pa.float64()),
    "old_state": column("Tình trạng lần trước", "State as last published"),
    "new_value": column("Giá trị nay", "Value now", pa.float64()),
    "new_state": column("Tình trạng nay", "State now"),
    "submissions": column(
        "Các bản nộp giữa hai lần công bố đã làm thay đổi", "The submissions between the two that changed it"
    ),
}
SCHEMA = pa.schema([(name, kind) for name, (kind, _) in COLUMNS.items()])
_KEY = ["measure", "area", "period", "breakdown", "item"]


class ReleaseVersion(NamedTuple):
    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"

    @classmethod
    def parse(cls, text: str) -> ReleaseVersion:
        return cls(*map(int, text.split(".")))


@dataclass(frozen=True, slots=True)
class Publication:
    version: ReleaseVersion
    at: datetime  # in Viet Nam
    by: str
    reason: str
    head: int  # the last line of the ledger that it holds …
    head_hash: str
    sha256: str  # … and its archive, in the archive
    size: int
    structure: str  # a hash of what was defined
    counts: Mapping[str, int]  # of changes, by kind
    demo: bool


@dataclass(frozen=True, slots=True)
class Everything:
    """All that stands, as of one line of the ledger."""

    figures: pa.Table
    head: int
    head_hash: str


def _read(data: bytes) -> tuple[pa.Table, pa.Table]:
    with zipfile.ZipFile(io.BytesIO(data)) as kept:
        found = [pq.read_table(pa.BufferReader(kept.read(path))) for path in (FIGURES, CHANGES)]
    return found[0].replace_schema_metadata(), found[1].replace_schema_metadata()
