"""Edits of a good workbook, drawn by chance: those that change what its numbers mean, and those that do not."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import openpyxl
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.context.case import FIGURE, FINE, FINES, FORM, FORM_HEADINGS, LIST, sheet_of
from tests.context.computed import computed, linked_to
from tests.support.corpus import HEADINGS, ROW, book_of, saved

ROLES = [
    *("kế hoạch", "kế hoạch giao", "dự kiến", "ước thực hiện", "ước cả quý", "cùng kỳ", "cùng kỳ năm trước"),
    *("năm trước", "quý trước", "kỳ trước", "so với cùng kỳ", "tăng/giảm", "dự toán", "chỉ tiêu giao", "mục tiêu"),
    *("plan", "planned", "target", "estimate", "expected", "last year", "previous quarter", "same period"),
    *("dự thảo", "bình quân", "chưa tổ chức", "bị hủy", "không đạt", "KH năm 2025"),
    *("tạm tính", "sơ bộ", "dự báo", "năm sau", "chưa bao gồm Trung tâm", "riêng khối xã"),
]
TIMES = [
    *(
        "năm 2023",
        "quý III/2024",
        "quý 3 năm 2024",
        "Q2 2024",
        "2024-Q1",
        "6 tháng đầu năm 2024",
        "giai đoạn 2021-2025",
    ),
    *(
        "tháng 10/2024",
        "tháng 11 năm 2024",
        "quý IV năm 2022",
        "9 tháng",
        "6 tháng cuối năm",
        "từ 01/07/2024 đến 30/09/2024",
    ),
    *("quí III/2024", "Q.III/2024", "T9/2024", "quý IV/23", "quý thứ ba", "từ đầu năm đến tháng 9/2024"),
    *("third quarter", "first half of 2024", "II/2024", "các năm 2022-2023", "năm 2025"),
]
STRANGE = ["khối tư thục", "bqlr", "đã trừ", "phần mềm", "ngoài giờ", "cấp huyện", "xyz 9999"]
PLACES = [
    "UBND tỉnh Bắc Giang",
    "Sở KH&CN Hà Tĩnh",
    "THÀNH PHỐ HẢI PHÒNG",
    "Tỉnh Nghệ An",
    "Sở Khoa học và Công nghệ Huế",
]
UNITS = ["nghìn đồng", "đồng", "tỷ đồng", "1.000 đồng", "nghìn phương tiện", "nghìn", "trăm người", "triệu lượt"]
TOTALS = ["Tổng cộng", "Cộng", "Toàn tỉnh", "Chung", "Tổng số", "Cộng toàn tỉnh", "Total"]


@dataclass
class Edited:
    """A workbook on its way: `table` is its kind, `head` the row of its headings, `left` the columns before it."""

    kind: str
    book: Workbook
    head: int = 1
    left: int = 0
    done: list[str] = field(default_factory=list)
    name: str = "so-lieu.xlsx"
    at: str = ""  # the cell that must be told of, where it is known
    numbered: int = 0  # rows under the headings that number the columns
    formulas: list[tuple[Cell, str]] = field(default_factory=list)  # behind numbers, which move with their cells
    file: str = ""  # the file that formulas call [1]

    @property
    def first(self) -> int:
        """The row of the first line."""
        return self.head + 1 + self.numbered

    @property
    def lines(self) -> int:
        return len(LINES[self.kind])

    @property
    def sheet(self) -> Worksheet:
        return sheet_of(self.book)

    @property
    def width(self) -> int:
        return len(HEADINGS) if self.kind == "list" else len(FORM_HEADINGS)

    def next_row(self) -> int:
        """A new row below the last line."""
        row = self.first + len(LINES[self.kind])
        self.sheet.insert_rows(row)
        return row

    def heading(self, at: int) -> str:
        return str(self.sheet.cell(self.head, self.left + at + 1).value)

    def put(self, row: int, at: int, value: object) -> None:
        self.sheet.cell(row, self.left + at + 1, value)

    def above(self, *words: str) -> None:
        self.sheet.insert_rows(1, len(words))
        self.head += len(words)
        for row, word in enumerate(words, 1):
            self.put(row, 0, word)

    def compute(self, row: int, at: int, formula: str) -> None:
        """Put a formula behind a number. It names its row as {row}; columns as {a} (the first), {v} and {y} (the two
        numbers), {d} (its own), {f} and {g} (two behind the table)."""
        cell = self.sheet.cell(row, self.left + at + 1)
        assert isinstance(cell, Cell)
        self.formulas.append((cell, formula))

    @property
    def numbers(self) -> tuple[int, int]:
        """The columns of the two numbers of a line."""
        return (6, 7) if self.kind == "list" else (3, 4)

    def computed(self) -> dict[str, str]:
        """The formulas by their cells, as they stand after all that was inserted."""
        columns = {"a": 0, "v": self.numbers[0], "y": self.numbers[1], "f": self.width + 2, "g": self.width + 3}
        letters = {key: get_column_letter(self.left + at + 1) for key, at in columns.items()}
        found = {}
        for cell, formula in self.formulas:
            words = {**letters, "row": str(cell.row), "d": cell.column_letter}
            if isinstance(cell.value, int | float):
                found[cell.coordinate] = re.sub(r"\{(\w+)\}", lambda m, words=words: words[m[1]], formula)
        return found

    def saved(self) -> bytes:
        data, formulas = saved(self.book), self.computed()
        data = computed(formulas, data) if formulas else data
        return linked_to(data, self.file) if self.file else data


LINES = {
    "list": [ROW, ["Chế phẩm vi sinh", *ROW[1:6], 31, 14], ["Truy xuất nguồn gốc", *ROW[1:6], 52, 21]],
    "form": [
        FIGURE,
        ["TR01", "Số lớp tập huấn", "lớp", 3, 9],
        ["IP01", "Số chỉ dẫn địa lý được bảo hộ", "chỉ dẫn địa lý", 2],
        ["MQ02", "Tỷ lệ phương tiện đo đạt yêu cầu", "%", 92, 93],
    ],
    "fines": [FINE],
}
SHEETS = {"list": LIST, "form": FORM, "fines": FINES}
# The columns whose headings are changed: those that are typed into.
TYPED = {"list": (0, 3, 6, 7), "form": (3, 4), "fines": (3, 4)}


def good(kind: str) -> Edited:
    heads = HEADINGS if kind == "list" else FORM_HEADINGS
    return Edited(kind, book_of({SHEETS[kind]: [heads, *LINES[kind]]}))


Edit = Callable[[Edited, st.DataObject], None]


def rename_heading(e: Edited, draw: st.DataObject) -> None:
    at = draw.draw(st.sampled_from(TYPED[e.kind]))
    words = draw.draw(st.sampled_from([*ROLES, *TIMES, *STRANGE]))
    way = draw.draw(
        st.sampled_from(
            [
                "{h} {w}",
                "{w} {h}",
                "{w}: {h}",
                "{h} ({w})",
                "{h}\n{w}",
                "{w}\n{h}",
                "{h} / {w}",
                "{h} - {w}",
                "{h}, {w}",
                "{h}: {w}",
                "{h} [{w}]",
            ]
        )
    )
    if e.kind == "list" and words.startswith(("so với", "tăng")):
        way = "{h} ({w})"  # before the name it is another column, which is not loaded
    e.put(e.head, at, way.format(h=e.heading(at), w=words))
    e.done.append(f"heading {e.heading(at)!r}")


def parent_heading(e: Edited, draw: st.DataObject) -> None:
    at = draw.draw(st.sampled_from(TYPED[e.kind]))
    at = max(at, 1)
    words = draw.draw(st.sampled_from([*ROLES, *TIMES, *STRANGE]))
    e.sheet.insert_rows(e.head)
    e.put(e.head, at, words)
    if at + 1 < e.width and draw.draw(st.booleans()):
        e.sheet.merge_cells(start_row=e.head, start_column=e.left + at + 1, end_row=e.head, end_column=e.left + at + 2)
    e.head += 1
    e.done.append(f"parent {words!r} over {at}")


def title(e: Edited, draw: st.DataObject) -> None:
    roles = [word for word in ROLES if not word.startswith(("so với", "tăng", "chưa", "riêng"))]
    words = draw.draw(st.sampled_from([*roles, *TIMES, *PLACES]))
    before = draw.draw(st.sampled_from(["", "SỐ LIỆU ", "BÁO CÁO KẾT QUẢ ", "Biểu tổng hợp: "]))
    text = f"{before}{words}"
    e.above(draw.draw(st.sampled_from([text, text.upper()])), *[""] * draw.draw(st.integers(0, 2)))
    e.done.append(f"title {text!r}")


def unit_line(e: Edited, draw: st.DataObject) -> None:
    words = draw.draw(st.sampled_from(UNITS))
    e.above(draw.draw(st.sampled_from(["Đơn vị tính: {}", "ĐVT: {}", "(Đơn vị: {})", "Unit: {}"])).format(words))
    e.done.append(f"unit {words!r}")


def caption(e: Edited, draw: st.DataObject) -> None:
    roles = [word for word in ROLES if not word.startswith(("so với", "tăng", "chưa", "riêng"))]
    words = draw.draw(st.sampled_from([*roles, *TIMES, "Tỉnh Bắc Giang", "Tỉnh Quảng Trị (cũ)"]))
    text = draw.draw(st.sampled_from(["{}", "II. {}", "B. {}", "Phần 2: {}"])).format(words)
    row = e.first + 1
    e.sheet.insert_rows(row)
    e.put(row, 1 if e.kind != "list" else 0, text)
    e.done.append(f"caption {text!r}")


def second_table(e: Edited, draw: st.DataObject) -> None:
    words = draw.draw(st.sampled_from([*ROLES[:15], *TIMES, "Bảng 2: lớp của Trung tâm", "Tỉnh Bắc Giang"]))
    row = e.sheet.max_row + 2
    e.put(row, 0, words)
    more = (
        ["Lớp khác", *ROW[1:]] if e.kind == "list" else ["TR02", "Số lượt người được tập huấn", "lượt người", 45, 160]
    )
    more = ["IN01", "Số cuộc thanh tra chuyên ngành", "cuộc", 1, 3] if e.kind == "fines" else more
    for at, (head, raw) in enumerate(zip(HEADINGS if e.kind == "list" else FORM_HEADINGS, more, strict=False)):
        e.put(row + 1, at, head)
        e.put(row + 2, at, raw)
    e.done.append(f"second table {words!r}")


def hide(e: Edited, draw: st.DataObject) -> None:
    what = draw.draw(st.sampled_from(["sheet", "row", "column"]))
    if what == "sheet":
        e.book.create_sheet("Khác")
        e.book.active = 1
        e.sheet.sheet_state = "hidden"
    elif what == "row":
        e.sheet.row_dimensions[e.first].hidden = True
    else:
        e.sheet.column_dimensions[openpyxl.utils.get_column_letter(e.left + TYPED[e.kind][-1] + 1)].hidden = True
    e.done.append(f"hide {what}")


def duplicate(e: Edited, draw: st.DataObject) -> None:
    what = draw.draw(st.sampled_from(["sheet", "column", "row"]))
    if what == "sheet":
        copy = e.book.copy_worksheet(e.sheet)
        copy.title = f"{SHEETS[e.kind][:20]} 2"
    elif what == "column":
        at = TYPED[e.kind][-1]
        for row in range(e.head, e.sheet.max_row + 1):
            e.put(row, e.width, e.sheet.cell(row, e.left + at + 1).value)
    else:
        row = e.next_row()
        for at in range(e.width):
            e.put(row, at, e.sheet.cell(e.first, e.left + at + 1).value)
    e.done.append(f"duplicate {what}")


def total(e: Edited, draw: st.DataObject) -> None:
    if e.kind != "list":
        return unit_line(e, draw)
    first = draw.draw(st.sampled_from([*TOTALS, "Các lớp trong quý"]))
    row = e.next_row()
    numbers = [sum(int(str(e.sheet.cell(r, e.left + at + 1).value)) for r in range(e.first, row)) for at in (6, 7)]
    for at, raw in enumerate([first, *ROW[1:6], *numbers]):
        e.put(row, at, raw)
    e.done.append(f"total {first!r}")
    return None


def sheet_name(e: Edited, draw: st.DataObject) -> None:
    e.sheet.title = f"{ {'list': 'Tập huấn', 'form': 'Tổng hợp', 'fines': 'Thanh tra'}[e.kind] } " + draw.draw(
        st.sampled_from(["quý 3", "Q1 2024", "quy III 2024"])
    )
    e.done.append(f"sheet {e.sheet.title!r}")


def file_name(e: Edited, draw: st.DataObject) -> None:
    e.name = draw.draw(
        st.sampled_from(
            ["bc_quy3_2024.xlsx", "bac-giang-2024-Q4.xlsx", "2023-Q4.xlsx", "KẾ HOẠCH 2024.xlsx", "Q1-2024 Hà Nội.xlsx"]
        )
    )
    e.done.append(f"file {e.name!r}")


CHANGES: list[Edit] = [
    *(rename_heading, rename_heading, parent_heading, title, title, unit_line, caption, second_table, hide, duplicate),
    *(total, sheet_name, file_name),
]

# Edits that change nothing.


def blank_columns(e: Edited, draw: st.DataObject) -> None:
    count = draw.draw(st.integers(1, 4))
    e.sheet.insert_cols(1, count)
    e.left += count
    e.done.append(f"{count} blank columns")


def title_rows(e: Edited, draw: st.DataObject) -> None:
    lines = [
        *("SỞ KHOA HỌC VÀ CÔNG NGHỆ QUẢNG TRỊ", "BÁO CÁO KẾT QUẢ QUÝ IV NĂM 2024", "Tỉnh Quảng Trị", "Quý IV/2024"),
        *(
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Biểu 01/KHCN",
            "",
            "Q4 2024",
            "DANH SÁCH",
        ),
        *("(Ban hành kèm theo Thông tư số 15/2018/TT-BKHCN)", "Từ ngày 01/10/2024 đến ngày 31/12/2024"),
        *("Quảng Trị, ngày 10 tháng 01 năm 2025", "Trung tâm Kỹ thuật Tiêu chuẩn - Đo lường - Chất lượng"),
    ]
    e.above(*draw.draw(st.lists(st.sampled_from(lines), min_size=1, max_size=4, unique=True)), "")
    e.done.append("title rows")


def spelled(e: Edited, draw: st.DataObject) -> None:
    at = draw.draw(st.sampled_from(TYPED[e.kind]))
    way = draw.draw(
        st.sampled_from(
            [
                str.upper,
                str.lower,
                lambda w: f"{w} *",
                lambda w: f"({at + 1}) {w}",
                lambda w: f" {w}:",
                lambda w: w.replace(" ", "\n", 1),
                lambda w: w.replace(" ", "  "),
            ]
        )
    )
    e.put(e.head, at, way(e.heading(at)))
    e.done.append(f"spelled {e.heading(at)!r}")


def this_quarter(e: Edited, draw: st.DataObject) -> None:
    if e.kind == "list":
        return spelled(e, draw)
    at, word = draw.draw(
        st.sampled_from(
            [
                (3, "Trong quý IV/2024"),
                (3, "Trong kỳ báo cáo"),
                (4, "Lũy kế năm 2024"),
                (4, "Lũy kế từ đầu năm 2024"),
                (3, "Thực hiện trong quý"),
            ]
        )
    )
    e.put(e.head, at, word)
    e.done.append(f"this quarter {word!r}")
    return None


def note(e: Edited, draw: st.DataObject) -> None:
    words = draw.draw(
        st.sampled_from(["tại Đông Hà", "theo báo cáo của Trung tâm", "đã kiểm tra", "tăng do mở thêm lớp"])
    )
    if e.kind == "list":
        e.put(e.sheet.max_row + 2, 0, f"Ghi chú: {words}")
    else:
        e.put(e.first, 5, words)
    e.done.append(f"note {words!r}")


def signature(e: Edited, draw: st.DataObject) -> None:
    row = e.sheet.max_row + 2
    e.put(
        row, 3, draw.draw(st.sampled_from(["Quảng Trị, ngày 10 tháng 01 năm 2025", "Đông Hà, ngày 5 tháng 1 năm 2025"]))
    )
    e.put(row + 1, 0, "Người lập biểu")
    e.done.append("signature")


KEEPS: list[Edit] = [blank_columns, title_rows, spelled, this_quarter, note, signature]
__all__ = ["CHANGES", "KEEPS", "Edit", "Edited", "good", "io"]
