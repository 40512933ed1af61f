"""Tables one under the other, captions, totals, hidden parts: what a row's caption says is part of what it means."""

from collections.abc import Callable
from functools import partial

from tests.context.case import (
    FIGURE,
    FIGURE_READ,
    FORM_HEADINGS,
    LIST,
    Context,
    accepted,
    asked,
    form_of,
    list_of,
    refused,
    sheet_of,
)
from tests.support.corpus import HEADINGS, ROW, book_of, saved

OTHER = ["Lớp dưới", *ROW[1:]]
THIRD = ["Lớp thứ ba", *ROW[1:6], 30, 12]

CAPTIONS = (
    ("B. CÁC LỚP DỰ KIẾN", "other_role"),
    ("II. Kế hoạch năm tới", "other_role"),
    ("II. Quý III/2024", "other_period"),
    ("Quý III năm 2024", "other_period"),
    ("Năm 2023", "other_period"),
    ("Tỉnh Quảng Trị (cũ)", "other_role"),
    ("Tỉnh Quảng Bình", "other_province"),
    ("B. Cùng kỳ năm trước", "other_role"),
    ("Các lớp ước thực hiện", "other_role"),
)
PLAIN = ("I. Lĩnh vực nông nghiệp", "A. CÁC LỚP DO SỞ TỔ CHỨC", "II. Quý IV/2024", "Trong đó:")


def numbered(*lines: list[object]) -> bytes:
    """A list with a column that numbers its rows."""
    return saved(book_of({LIST: [["STT", *HEADINGS], *lines]}))


def hidden(change: str) -> bytes:
    book = book_of({LIST: [HEADINGS, ROW, OTHER], "Danh bạ": [["Họ tên"], ["A"]]})
    sheet = sheet_of(book)
    if change == "sheet":
        book.active = 1
        sheet.sheet_state = "hidden"
    elif change == "row":
        sheet.row_dimensions[3].hidden = True
    else:
        sheet.column_dimensions["G"].hidden = True
    return saved(book)


def summed(first: str, *rest: object) -> bytes:
    numbers = [(45, 20), (31, 14), (52, 30), (128, 64)]
    rows = [[f"Lớp {n}", *ROW[1:6], *pair] for n, pair in enumerate(numbers)]
    rows[-1] = [first, *(rest or ROW[1:6]), *numbers[-1]]
    return list_of(lines=rows)


def twice(name: str, *lines: list[object]) -> bytes:
    return saved(book_of({LIST: [HEADINGS, ROW], name: list(lines)}))


def stacked(*between: list[object], headings: list[object] | None = None) -> Callable[[], bytes]:
    return partial(list_of, lines=[ROW, [], *between, headings or [*HEADINGS], OTHER])


def changed(at: int, heading: str) -> list[object]:
    return [*HEADINGS[:at], heading, *HEADINGS[at + 1 :]]


CASES: list[Context] = [
    *(
        asked(
            f"«{caption}» in the first column over further rows",
            partial(list_of, lines=[ROW, [caption], OTHER]),
            f"{rule}@A3",
        )
        for caption, rule in CAPTIONS
    ),
    *(
        asked(
            f"«{caption}» beside its number over further rows",
            partial(numbered, [1, *ROW], ["B", caption], [2, *OTHER]),
            f"{rule}@B3",
        )
        for caption, rule in CAPTIONS
        if caption[1] not in ". " and not caption.startswith("II.")
    ),
    *(
        asked(
            f"«{caption}» in a form",
            partial(form_of, lines=[FIGURE, [None, caption], ["TR01", "Số lớp tập huấn", "lớp", 3, 9]]),
            f"{rule}@B3",
        )
        for caption, rule in CAPTIONS
    ),
    *(accepted(f"«{caption}» over further rows", partial(list_of, lines=[ROW, [caption], OTHER])) for caption in PLAIN),
    asked("a second table under a caption", stacked(["Bảng 2: lớp của Trung tâm"]), "second_table@A4"),
    asked("a second table of a plan", stacked(["KẾ HOẠCH NĂM 2025"]), "other_role@A4"),
    asked("a second table of another quarter", stacked(["QUÝ III NĂM 2024"]), "other_period@A4"),
    asked(
        "a second table with one heading changed", stacked(headings=changed(6, "Số người (kế hoạch)")), "other_role@G4"
    ),
    asked(
        "a second table with a year in a heading", stacked(headings=changed(6, "Số người năm 2023")), "other_period@G4"
    ),
    accepted("the headings again for a second page", stacked()),
    asked(
        "a second form under the first",
        partial(
            form_of,
            lines=[FIGURE, [], ["Kế hoạch năm 2025"], FORM_HEADINGS, ["TR01", "Số lớp tập huấn", "lớp", 3, 9]],
        ),
        "other_role@A4",
    ),
    asked("a hidden sheet", partial(hidden, "sheet"), "hidden_sheet@"),
    asked("a hidden row", partial(hidden, "row"), "hidden_rows@"),
    asked("a hidden column", partial(hidden, "column"), "hidden_columns@"),
    *(
        accepted(f"«{word}» as the last row's name alone", partial(summed, word, None, None, None, None, None))
        for word in (
            "Cộng",
            "Tổng",
            "Tổng cộng",
            "Toàn tỉnh",
            "Chung",
            "Tổng số",
            "Cộng toàn tỉnh",
            "Total",
            "Tổng chung",
        )
    ),
    *(
        asked(f"«{word}» as a row with everything else filled in", partial(summed, word), "total_perhaps@A5")
        for word in ("Toàn tỉnh", "Tổng cộng", "Chung")
    ),
    asked("a row that is the sum of the others under another name", partial(summed, "Các lớp năm"), "sum_of_others@A5"),
    refused("the list again on a sheet with another name", partial(twice, "Tập huấn", HEADINGS, ROW), "table_twice@A1"),
    accepted("two blocks of one list with a blank row between", partial(list_of, lines=[ROW, [], OTHER])),
    accepted(
        "a form with captions of its groups",
        partial(
            form_of,
            lines=[[None, "I. Đo lường"], FIGURE, [None, "II. Đào tạo"], ["TR01", "Số lớp tập huấn", "lớp", 3, 9]],
        ),
        [FIGURE_READ, ["TR01", 3, 9]],
    ),
]
