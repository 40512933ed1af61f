"""Answers as one table by code: what programs read, and what every file for programs is made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa

from data.model import Text
from indicators.engine.answer import OBS_STATUS, Answer

ALL = "all"  # whatever calendar its quarters follow
# What each column holds, in the order in which they stand.
COLUMNS: Mapping[str, tuple[pa.DataType, Text]] = {
    "measure": (pa.string(), Text("Mã chỉ tiêu, xem bảng measures", "Code of the measure, see measures")),
    "boundary": (
        pa.string(),
        Text(
            "34: đơn vị hiện nay, số của đơn vị cũ được cộng vào; 63: đơn vị như khi báo cáo",
            "34: today's units, the former ones added up into them; 63: units as reported",
        ),
    ),
    "area": (
        pa.string(),
        Text("Khóa của địa phương, xem bảng areas; VN là cả nước", "Key of the area, see areas; VN is the nation"),
    ),
    "area_code": (
        pa.string(),
        Text("Mã của địa phương vào cuối khoảng được hỏi", "Code of the area at the end of the span asked for"),
    ),
    "period": (pa.string(), Text("Kỳ: 2024-Q4, 2024-H1, 2024-9M, 2024", "Period: 2024-Q4, 2024-H1, 2024-9M, 2024")),
    "breakdown": (pa.string(), Text("Phân tổ; trống là tổng", "Breakdown; blank for the total")),
    "item": (pa.string(), Text("Nhóm của phân tổ, theo mã", "Item of the breakdown, by code")),
    "item_label": (pa.string(), Text("Tên nhóm", "Name of the item")),
    "calendar": (
        pa.string(),
        Text(
            "Chỉ tính các bản nộp theo lịch này; all là tất cả",
            "Only submissions by this calendar are counted; all is every one",
        ),
    ),
    "value": (
        pa.float64(),
        Text("Giá trị; trống là không có số, không phải bằng 0", "Value; blank is no figure, never zero"),
    ),
    "bound": (
        pa.string(),
        Text(
            "Dấu trước giá trị không chính xác: >, ≥, <, ≤, ~", "Sign before a value that is not exact: >, ≥, <, ≤, ~"
        ),
    ),
    "unit": (pa.string(), Text("Đơn vị tính", "Unit")),
    "reported": (
        pa.int32(),
        Text("Số tỉnh đã có số của cả kỳ", "Provinces whose figure for the whole period is known"),
    ),
    "expected": (pa.int32(), Text("Số tỉnh phải báo cáo", "Provinces that are to report")),
    "state": (
        pa.string(),
        Text(
            "Tình trạng: final, partial, missing, not_applicable, not_due, withheld",
            "State: final, partial, missing, not_applicable, not_due, withheld",
        ),
    ),
    "obs_status": (
        pa.string(),
        Text("Mã tình trạng quan sát theo SDMX (CL_OBS_STATUS)", "Observation status of SDMX (CL_OBS_STATUS)"),
    ),
    "days": (
        pa.string(),
        Text(
            "Lịch của các bản nộp làm nên giá trị: statistical, administrative, mixed",
            "Calendar of the submissions it is made of: statistical, administrative, mixed",
        ),
    ),
    "conflict": (pa.bool_(), Text("Lũy kế thấp hơn kỳ trước", "The year-to-date is below the one before")),
}
SCHEMA = pa.schema([(name, kind) for name, (kind, _) in COLUMNS.items()])


def table(answers: Iterable[Answer]) -> pa.Table:
    """One row an area, item and period; what two answers both hold stands once."""
    found: dict[tuple[object, ...], tuple[object, ...]] = {}
    for answer in answers:
        asked, unit = answer.question, answer.measure.unit.vi
        measure, boundary, split = answer.measure.code, asked.boundary.value, asked.split
        calendar = asked.calendar.value if asked.calendar else ALL
        labels = {item: label.vi for item, label in answer.items.items()}
        for row in answer.rows:
            key = (measure, boundary, row.key, row.period.code, split, row.item, calendar)
            found[key] = (
                measure,
                boundary,
                row.key,
                row.area,
                row.period.code,
                split,
                row.item,
                labels.get(row.item, ""),
                calendar,
                row.value,
                row.bound,
                unit,
                row.reported,
                row.expected,
                row.state.value,
                OBS_STATUS[row.state],
                row.calendar,
                row.conflict,
            )
    columns = list(zip(*found.values(), strict=True)) or [()] * len(SCHEMA)
    return pa.table([pa.array(values, each.type) for values, each in zip(columns, SCHEMA, strict=True)], schema=SCHEMA)
