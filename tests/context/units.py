"""Units of money and of counting, wherever they stand: over the table, in a heading, in a figure's name, in a note."""

from collections.abc import Sequence
from functools import partial

from tests.context.case import (
    FIGURE,
    FIGURE_READ,
    FINE,
    FINE_READ,
    FINES,
    Context,
    accepted,
    asked,
    form_of,
    list_of,
    refused,
)

BARE = [*FINE[:2], None, 12_000, 35_000]  # no unit in its column
NAMED = [FINE[0], f"{FINE[1]} (đồng)", None, 12_000_000, 35_000_000]


fines_of = partial(form_of, sheet=FINES)


def _fine(name: str, unit: object, *numbers: object) -> Sequence[object]:
    return [FINE[0], name, unit, *numbers]


CASES: list[Context] = [
    *(
        asked(
            f"«{line}» over a column of units that says another",
            partial(fines_of, [line], lines=[FINE]),
            "unit_above@A1",
        )
        for line in (
            "Đơn vị tính: nghìn đồng",
            "ĐVT: đồng",
            "(Đơn vị: tỷ đồng)",
            "Đơn vị tính: 1.000 đồng",
            "Unit: thousand VND",
            "Đơn vị tính: đồng Việt Nam",
            "ĐVT: Ngàn đồng",
        )
    ),
    *(
        asked(
            f"«{line}» at the right, over no column of units", partial(fines_of, [*[None] * 4, line], lines=[BARE]), at
        )
        for line, at in (("Đơn vị tính: nghìn đồng", "money_unit@D3"), ("ĐVT: 1.000đ", "money_unit@D3"))
    ),
    *(
        asked(f"«{line}» over counts", partial(form_of, [line], lines=[FIGURE]), "unit_above@A1")
        for line in ("Đơn vị tính: nghìn phương tiện", "ĐVT: nghìn", "Đơn vị tính: triệu lượt", "Unit: thousands")
    ),
    *(
        asked(f"«{line}» over a list", partial(list_of, [line]), "unit_above@A1")
        for line in ("Đơn vị tính: nghìn người", "ĐVT: trăm lượt")
    ),
    *(
        accepted(f"«{line}» over a form", partial(fines_of, [line], lines=[FINE]), [FINE_READ])
        for line in ("Đơn vị tính: triệu đồng", "ĐVT: Triệu đồng", "(Unit: million VND)")
    ),
    accepted("«Đơn vị tính: người» over a list", partial(list_of, ["Đơn vị tính: người"])),
    accepted("«Đơn vị báo cáo: Sở KH&CN» over a list", partial(list_of, ["Đơn vị báo cáo: Sở KH&CN"])),
    asked("đồng in the figure's name", partial(fines_of, lines=[NAMED]), "money_unit@D2"),
    asked(
        "nghìn đồng in the figure's name beside a column of units",
        partial(fines_of, lines=[_fine(f"{FINE[1]} (nghìn đồng)", "triệu đồng", 12, 35)]),
        "unit_named@B2",
    ),
    accepted(
        "triệu đồng in the figure's name",
        partial(fines_of, lines=[_fine(f"{FINE[1]} (triệu đồng)", "triệu đồng", 12, 35)]),
        [FINE_READ],
    ),
    accepted(
        "the count's unit in the figure's name",
        partial(form_of, lines=[[FIGURE[0], f"{FIGURE[1]} (phương tiện)", *FIGURE[2:]]]),
        [FIGURE_READ],
    ),
    asked(
        "thousands in the figure's name",
        partial(form_of, lines=[[FIGURE[0], f"{FIGURE[1]} (nghìn phương tiện)", *FIGURE[2:]]]),
        "unit_named@B2",
    ),
    refused(
        "thousands in the column of units",
        partial(form_of, lines=[[*FIGURE[:2], "nghìn phương tiện", *FIGURE[3:]]]),
        "unit_differs@C2",
    ),
    *(
        refused(f"«{heading}» for a heading", partial(form_of, headings={3: heading}), "scaled_heading@D1")
        for heading in (
            "Trong quý (nghìn)",
            "Trong quý (ĐVT: nghìn phương tiện)",
            "Trong quý\nnghìn đồng",
            "Trong quý - triệu",
        )
    ),
    refused(
        "«Nghìn phương tiện» over a heading",
        partial(form_of, [None, None, None, "Nghìn phương tiện"]),
        "scaled_heading@D1",
    ),
    asked(
        "«Đơn vị tính nghìn» over a heading",
        partial(form_of, [None, None, None, "Đơn vị tính nghìn"]),
        "unit_above@D1",
    ),
    asked(
        "thousands in the title",
        partial(list_of, ["DANH SÁCH LỚP TẬP HUẤN (nghìn người)"], []),
        "unit_above@A1",
    ),
    asked(
        "money in a title over another unit",
        partial(fines_of, ["Thanh tra (nghìn đồng)"], [], lines=[FINE]),
        "unit_above@A1",
    ),
    asked(
        "a note that says another unit",
        partial(fines_of, lines=[[*FINE, "đơn vị: nghìn đồng"]]),
        "unit_named@F2",
    ),
    accepted("a heading with the count's unit", partial(list_of, headings={6: "Số lượt người tham dự (người)"})),
    accepted("a heading with how days are written", partial(list_of, headings={3: "Ngày khai giảng (ngày/tháng/năm)"})),
]
