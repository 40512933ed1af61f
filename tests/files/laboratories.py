"""Laboratories: a list dropped in by a test, with a column of a kind that is dropped in beside it."""

from data.column_types import share
from data.model import Text
from data.table import text
from indicators.define import Indicator, flow

INDICATOR = Indicator(
    order=91,
    label=Text("Phòng thử nghiệm", "Laboratories"),
    vi="Phòng thử nghiệm của tỉnh.",
    en="Laboratories of the province.",
    basis="Nghị định 107/2016/NĐ-CP",
    columns={
        "laboratory": text(Text("Tên phòng", "Name"), Text("Tên phòng thử nghiệm.", "Its name."), "Phòng 1"),
        "capacity": share.share(
            Text("Công suất", "Capacity"), Text("Phần công suất đã dùng.", "Share in use."), "98,5"
        ),
    },
    key=("laboratory",),
    measures={
        "XX02": flow(
            Text("Số phòng thử nghiệm dùng quá nửa công suất", "Laboratories used above half"),
            Text("phòng", "laboratories"),
            "Số phòng dùng trên 50% công suất.",
            "Laboratories with more than 50% in use.",
            Text("Đếm dòng có công suất trên 50", "Rows with a capacity above 50"),
            "Nghị định 107/2016/NĐ-CP",
            value="count(*) FILTER (WHERE capacity > 50)",
        )
    },
)
