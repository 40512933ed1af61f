"""Answers as one table by code: what programs read, and what every file for programs is made from."""

from collections.abc import Iterable, Mapping

import pyarrow as pa

from data.model import Text
from indicators.engine.answer import OBS_STATUS, Answer

ALL = "all"  # whatever calendar its quarters follow
STRING = pa.string()


def column(vi: str, en: str, kind: pa.DataType = STRING) -> tuple[pa.DataType, Text]:
    """What a column of a published table is made of, and what it holds."""
    return kind, Text(vi, en)


# What each column holds, in the order in which they stand.
COLUMNS: Mapping[str, tuple[pa.DataType, Text]] = {
    "measure": column("Mã chỉ tiêu, xem bảng measures", "Code of the measure, see measures"),
    "boundary": column(
        "34: đơn vị hiện nay, số của đơn vị cũ được cộng vào; 63: đơn vị như khi báo cáo",
        "34: today's units, the former ones added up into them; 63: units as reported",
    ),
    "area": column(
        "Khóa của địa phương, xem bảng areas; VN là cả nước", "Key of the area, see areas; VN is the nation"
    ),
    "area_code": column(
        "Mã của địa phương vào cuối khoảng được hỏi", "Code of the area at the end of the span asked for"
    ),
    "period": column("Kỳ: 2024-Q4, 2024-H1, 2024-9M, 2024", "Period: 2024-Q4, 2024-H1, 2024-9M, 2024"),
    "breakdown": column("Phân tổ; trống là tổng", "Breakdown; blank for the total"),
    "item": column("Nhóm của phân tổ, theo mã", "Item of the breakdown, by code"),
    "item_label": column("Tên nhóm", "Name of the item"),
    "calendar": column(
        "Chỉ tính các bản nộp theo lịch này; all là tất cả",
        "Only submissions by this calendar are counted; all is every one",
    ),
    "value": column(
        "Giá trị; trống là không có số, không phải bằng 0", "Value; blank is no figure, never zero", pa.float64()
    ),
    "bound": column(
        "Dấu trước giá trị không chính xác: >, ≥, <, ≤, ~", "Sign before a value that is not exact: >, ≥, <, ≤, ~"
    ),
    "unit": column("Đơn vị tính", "Unit"),
    "reported": column(
        "Số tỉnh đã có số của cả kỳ", "Provinces whose figure for the whole period is known", pa.int32()
    ),
    "expected": column("Số tỉnh phải báo cáo", "Provinces that are to report", pa.int32()),
    "state": column(
        "Tình trạng: final, partial, missing, not_applicable, not_due, withheld",
        "State: final, partial, missing, not_applicable, not_due, withheld",
    ),
    "obs_status": column(
        "Mã tình trạng quan sát theo SDMX (CL_OBS_STATUS)", "Observation status of SDMX (CL_OBS_STATUS)"
    ),
    "days": column(
        "Lịch của các bản nộp làm nên giá trị: statistical, administrative, mixed",
        "Calendar of the submissions it is made of: statistical, administrative, mixed",
    ),
    "conflict": column("Lũy kế thấp hơn kỳ trước", "The year-to-date is below the one before", pa.bool_()),
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
            period, item = row.period.code, row.item
            about = (measure, boundary, row.key, row.area, period, split, item, labels.get(item, ""), calendar)
            figure = (row.value, row.bound, unit, row.reported, row.expected, row.state.value, OBS_STATUS[row.state])
            key = (measure, boundary, row.key, period, split, item, calendar)
            found[key] = (*about, *figure, row.calendar, row.conflict)
    columns = list(zip(*found.values(), strict=True)) or [()] * len(SCHEMA)
    return pa.table([pa.array(values, each.type) for values, each in zip(columns, SCHEMA, strict=True)], schema=SCHEMA)
