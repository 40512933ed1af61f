"""Standards adopted: a fifth list, dropped in by a test to show that one file is enough."""

from data.model import Text
from data.table import choice, text, whole
from indicators.define import Indicator, flow

KIND = {"national": Text("Tiêu chuẩn quốc gia", "National"), "base": Text("Tiêu chuẩn cơ sở", "Company")}

INDICATOR = Indicator(
    order=90,
    label=Text("Tiêu chuẩn áp dụng", "Standards adopted"),
    vi="Tiêu chuẩn được áp dụng trong quý.",
    en="Standards adopted in the quarter.",
    basis="Luật Tiêu chuẩn và quy chuẩn kỹ thuật",
    columns={
        "standard": text(Text("Số hiệu", "Number"), Text("Số hiệu tiêu chuẩn.", "Its number."), "TCVN 1:2024"),
        "standard_kind": choice(Text("Loại", "Kind"), Text("Loại tiêu chuẩn.", "Its kind."), KIND),
        "users": whole(Text("Số đơn vị áp dụng", "Users"), Text("Số đơn vị.", "Bodies."), "12"),
    },
    measures={
        "XX01": flow(
            Text("Số đơn vị áp dụng tiêu chuẩn", "Bodies that adopted standards"),
            Text("đơn vị", "bodies"),
            "Số đơn vị áp dụng tiêu chuẩn trong kỳ.",
            "Bodies that adopted a standard in the period.",
            Text("Tổng cột «Số đơn vị áp dụng»", "Sum of column “Users”"),
            "Luật Tiêu chuẩn và quy chuẩn kỹ thuật",
            value="coalesce(sum(users), 0)",
            breakdowns=("standard_kind",),
            phrase=Text("{n} đơn vị áp dụng tiêu chuẩn", "{n} bodies adopted standards"),
        )
    },
)
