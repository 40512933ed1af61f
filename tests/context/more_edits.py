"""Further edits of a good workbook: what stands beside single cells, spoilt cells, another kind of file."""

import csv
import io
from collections.abc import Callable
from html import escape

from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from tests.context.computed import as_open_formula
from tests.context.edits import PLACES, ROLES, TIMES, TYPED, Edit, Edited
from tests.support.corpus import ROW, zipped

# What a note says of its number: words that compare are none of these.
SAID = [word for word in ROLES if not word.startswith(("so với", "tăng"))]
FORMATS = ['"KH: "0', '#,##0" (ước)"', '0" nghìn"', '0"%"', ";;;", '"không có"', "#,##0,", '0" tỷ đồng"', '"-"0']


def _cell(e: Edited, at: int) -> str:
    return f"{get_column_letter(e.left + at + 1)}{e.first}"


def comment(e: Edited, draw: st.DataObject) -> None:
    words = draw.draw(st.sampled_from([*SAID, *TIMES, "số của tỉnh Bắc Giang"]))
    before = draw.draw(st.sampled_from(["", "Số liệu ", "Ghi chú: "])) if not words.startswith(("số", "chưa")) else ""
    e.sheet[_cell(e, TYPED[e.kind][-1])].comment = Comment(f"{before}{words}", "A")
    e.done.append(f"comment {before}{words!r}")


def page(e: Edited, draw: st.DataObject) -> None:
    roles = [word for word in SAID if not word.startswith(("chưa", "riêng"))]
    words = draw.draw(st.sampled_from([*roles, *TIMES, *PLACES]))
    part = draw.draw(st.sampled_from(["oddHeader", "oddFooter"]))
    getattr(getattr(e.sheet, part), draw.draw(st.sampled_from(["left", "center", "right"]))).text = f"Số liệu {words}"
    e.done.append(f"{part} {words!r}")


def number_format(e: Edited, draw: st.DataObject) -> None:
    code = draw.draw(st.sampled_from(FORMATS))
    at = _cell(e, TYPED[e.kind][-1])
    e.sheet[at].number_format = code
    e.at = at
    e.done.append(f"format {code!r}")


def struck(e: Edited, draw: st.DataObject) -> None:
    at = _cell(e, draw.draw(st.sampled_from(TYPED[e.kind])))
    e.sheet[at].font = Font(strike=True)
    e.at = at
    e.done.append(f"struck {at}")


def spoilt(e: Edited, draw: st.DataObject) -> None:
    at = _cell(e, draw.draw(st.sampled_from(TYPED[e.kind][-2:])))
    e.sheet[at] = draw.draw(st.sampled_from(["#REF!", "=1+1", "mười", "12.5.3", True, "1,2,3", "#DIV/0!"]))
    e.at = at
    e.done.append(f"spoilt {at}")


def side_column(e: Edited, draw: st.DataObject) -> None:
    roles = [word for word in SAID if not word.startswith("riêng")]
    heading, values = draw.draw(
        st.sampled_from(
            [
                *[(h, roles) for h in ("Ghi chú thêm", "Tình trạng", "", "Loại số liệu")],
                *[
                    ("Quý", [3, "III", "II/2024", 1]),
                    ("Năm", [2023, "2022", 2025]),
                    ("Kỳ báo cáo", ["Q1 2024", "quý 3"]),
                ],
                *[("Tỉnh", ["Bắc Giang", "Hà Tĩnh"]), ("Địa phương", ["TP Hải Phòng", "Nghệ An"])],
            ]
        )
    )
    value = draw.draw(st.sampled_from(values))
    e.put(e.head, e.width, heading or None)
    e.put(e.first, e.width, value)
    e.at = _cell(e, e.width)
    e.done.append(f"column {heading!r}: {value!r}")


def name(e: Edited, draw: st.DataObject) -> None:
    """Words behind the name of a row or a figure."""
    words = draw.draw(
        st.sampled_from(["kế hoạch", "dự kiến", "ước", "quý III/2024", "cùng kỳ", "chưa tổ chức", "bị hủy"])
    )
    way = draw.draw(st.sampled_from(["{} ({})", "{} [{}]", "{} - {}"]))
    at = 0 if e.kind == "list" else 1
    e.put(e.first, at, way.format(e.sheet[_cell(e, at)].value, words))
    e.at = _cell(e, at)
    e.done.append(f"name {words!r}")


def line_below(e: Edited, draw: st.DataObject) -> None:
    roles = [word for word in SAID if not word.startswith("riêng")]
    words = draw.draw(st.sampled_from([*roles, *TIMES]))
    before = draw.draw(st.sampled_from(["Ghi chú: ", "Ghi chú: số liệu ", "* ", "Chú thích: "]))
    e.put(e.sheet.max_row + 2, 0, f"{before}{words}")
    e.done.append(f"below {before}{words!r}")


def split_title(e: Edited, draw: st.DataObject) -> None:
    words = draw.draw(st.sampled_from(["Quý|3|Năm|2024", "Quý|III", "Năm|2023", "Kỳ|Quý 2", "Đến ngày|30/09/2024"]))
    e.above("", "")
    for at, word in enumerate(words.split("|")):
        e.put(1, at, int(word) if word.isdigit() else word)
    e.done.append(f"title in cells {words!r}")


def side_table(e: Edited, draw: st.DataObject) -> None:
    """The same headings once more at the right, of another time."""
    words, left = draw.draw(st.sampled_from([*SAID[:12], *TIMES])), e.width + 1
    e.above("", "")
    e.put(1, left, words)
    for row in range(e.head, e.head + 2):
        for at in range(e.width):
            e.put(row, left + at, e.sheet.cell(row, e.left + at + 1).value)
    e.done.append(f"table beside: {words!r}")


MORE_CHANGES: list[Edit] = [
    *(
        comment,
        page,
        number_format,
        struck,
        spoilt,
        side_column,
        side_column,
        name,
        line_below,
        split_title,
        side_table,
    ),
]

# Edits that change nothing.


def counter(e: Edited, draw: st.DataObject) -> None:
    e.sheet.insert_cols(e.left + 1)
    e.put(e.head, 0, draw.draw(st.sampled_from(["STT", "TT", "Số TT"])))
    for row in range(e.first, e.first + e.lines):
        e.put(row, 0, row - e.first + 1)
    e.left += 1
    e.done.append("counter")


def blank_rows(e: Edited, draw: st.DataObject) -> None:
    count = draw.draw(st.integers(1, 3))
    e.sheet.insert_rows(1, count)
    e.head += count
    e.done.append(f"{count} blank rows")


def column_numbers(e: Edited, draw: st.DataObject) -> None:
    if e.numbered or any(each.startswith(("note", "harmless", "signature", "total")) for each in e.done):
        return
    e.sheet.insert_rows(e.head + 1)
    for at in range(e.width):
        e.put(e.head + 1, at, f"({at + 1})")
    e.numbered = 1
    e.done.append("column numbers")


def harmless(e: Edited, draw: st.DataObject) -> None:
    """Words in places that are read, which say nothing of the numbers."""
    words = draw.draw(st.sampled_from(["đã đối chiếu", "xem biên bản số 12", "Nguyễn Văn A nhập"]))
    where = draw.draw(st.sampled_from(["comment", "page", "sheet", "column"]))
    if where == "comment":
        e.sheet[_cell(e, 0)].comment = Comment(words, "A")
    elif where == "page":
        e.sheet.oddFooter.center.text = f"{words} &P/&N"
    elif where == "sheet":
        e.book.create_sheet("Ghi chép")["A1"] = words
    else:
        e.put(e.head, e.width, "Người nhập")
        e.put(e.first, e.width, words)
    e.done.append(f"harmless {where}")


def own_unit(e: Edited, draw: st.DataObject) -> None:
    if e.kind != "fines":
        return blank_rows(e, draw)
    e.above(draw.draw(st.sampled_from(["Đơn vị tính: triệu đồng", "ĐVT: Triệu đồng", "(Đơn vị: triệu đồng)"])))
    e.done.append("own unit")
    return None


def total_row(e: Edited, draw: st.DataObject) -> None:
    if e.kind != "list" or "note" in " ".join(e.done):
        return blank_rows(e, draw)
    row = e.first + e.lines
    e.sheet.insert_rows(row)
    e.put(row, 0, draw.draw(st.sampled_from(["Tổng cộng", "Cộng", "Toàn tỉnh"])))
    e.put(row, 6, sum(line[6] for line in LIST_LINES))
    e.put(row, 7, sum(line[7] for line in LIST_LINES))
    e.done.append("total row")
    return None


LIST_LINES = [[*[""] * 6, int(str(ROW[6])), int(str(ROW[7]))], [*[""] * 6, 31, 14], [*[""] * 6, 52, 21]]
MORE_KEEPS: list[Edit] = [counter, blank_rows, column_numbers, harmless, own_unit, total_row]


# The same cells in another kind of file.


def as_csv(e: Edited) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    for row in e.sheet.iter_rows(values_only=True):
        writer.writerow(["" if raw is None else raw for raw in row])
    return out.getvalue().encode()


def as_ods(e: Edited) -> bytes:
    spaces = "".join(f' xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"' for p in ("office", "table", "text"))
    blocks = {
        (b.min_row, b.min_col): (b.max_row - b.min_row + 1, b.max_col - b.min_col + 1)
        for b in e.sheet.merged_cells.ranges
    }
    formulas = e.computed()
    rows = []
    for row in e.sheet.iter_rows():
        cells = []
        for cell in row:
            down, right = blocks.get((cell.row, cell.column), (1, 1))
            more = (
                f' table:number-rows-spanned="{down}" table:number-columns-spanned="{right}"'
                if down * right > 1
                else ""
            )
            raw = cell.value
            if isinstance(raw, int | float):
                more += f' office:value-type="float" office:value="{raw}"'
            if cell.coordinate in formulas:
                formula = as_open_formula(formulas[cell.coordinate], e.file)
                more += f' table:formula="{escape(formula)}"'
            words = f"<text:p>{escape(str(raw))}</text:p>" if raw is not None else ""
            cells.append(f"<table:table-cell{more}>{words}</table:table-cell>")
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="{escape(e.sheet.title)}">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()})


FILES: dict[str, Callable[[Edited], bytes]] = {"csv": as_csv, "ods": as_ods}
