"""Further edits of a good workbook, as offices make them: rules that paint cells, half-named places, drafts, ditto
marks, figures counted elsewhere; and notes, titles and colours that change nothing."""

from hypothesis import strategies as st
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, FormulaRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter

from tests.context import asides, offices
from tests.context.edits import TYPED, Edit, Edited
from tests.context.free_texts import texts

FREE_NOTES, PLAIN_NOTES = texts("note", plain=False), texts("note", plain=True)
FREE_TITLES, PLAIN_TITLES = texts("title", plain=False), texts("title", plain=True)
WHITE, RED = "FFFFFFFF", "FFC00000"
CODES = ["#,##0,", '0.0,," tr"', '"KH "0', '0" (ước)"', ";;;", '"không có"', '0" nghìn"', "0%"]


def _cell(e: Edited, at: int) -> str:
    return f"{get_column_letter(e.left + at + 1)}{e.first}"


def _typed(e: Edited) -> str:
    return _cell(e, TYPED[e.kind][-1])


def _block(e: Edited, draw: st.DataObject) -> str:
    """A block of cells around the last number of the first line, the whole column among them."""
    cell = _typed(e)
    letters = cell.rstrip("0123456789")
    return draw.draw(st.sampled_from([cell, f"{letters}1:{letters}99", f"A1:{letters}1048576", f"A1 {cell}"]))


def rule(e: Edited, draw: st.DataObject) -> None:
    code = draw.draw(st.sampled_from(CODES))
    style = DifferentialStyle(numFmt=NumberFormat(numFmtId=171, formatCode=code))
    kind = draw.draw(st.sampled_from([("cellIs", "greaterThan", ["0"]), ("cellIs", "between", ["1", "99999"])]))
    made = Rule(type=kind[0], operator=kind[1], formula=kind[2], dxf=style)
    if draw.draw(st.booleans()):
        made = Rule(type="expression", formula=[draw.draw(st.sampled_from(["$A$1<>1", "ROW()>0"]))], dxf=style)
    e.sheet.conditional_formatting.add(_block(e, draw), made)
    e.at = _typed(e)
    e.done.append(f"rule {code!r}")


def white(e: Edited, draw: st.DataObject) -> None:
    if draw.draw(st.booleans()):
        e.sheet[_typed(e)].font = Font(color=WHITE)
    else:
        made = CellIsRule(operator="greaterThan", formula=["0"], font=Font(color=WHITE))
        e.sheet.conditional_formatting.add(_block(e, draw), made)
    e.at = _typed(e)
    e.done.append("white")


def ditto(e: Edited, draw: st.DataObject) -> None:
    at = draw.draw(st.sampled_from(range(e.width) if e.kind == "list" else [3, 4, 5]))
    mark = draw.draw(st.sampled_from(offices.DITTOS))
    e.put(e.first, at, mark)
    e.at = _cell(e, at)
    e.done.append(f"ditto {mark!r} in {e.at}")


def half_named(e: Edited, draw: st.DataObject) -> None:
    words = draw.draw(st.sampled_from(offices.TITLES))
    where = draw.draw(st.sampled_from(["title", "sheet", "file", "signature"]))
    if where == "title":
        e.above(words, "")
    elif where == "sheet":
        e.sheet.title = words
    elif where == "file":
        e.name = f"{words}.xlsx"
    else:
        e.put(e.sheet.max_row + 2, 3, f"{words}, ngày 10 tháng 01 năm 2025")
    e.done.append(f"{words!r} in the {where}")


def district(e: Edited, draw: st.DataObject) -> None:
    e.sheet.title = draw.draw(st.sampled_from(offices.DISTRICTS))
    e.done.append(f"sheet {e.sheet.title!r}")


def file_of_drafts(e: Edited, draw: st.DataObject) -> None:
    names = [name for names in offices.FILES.values() for name in names]
    e.name = f"{draw.draw(st.sampled_from(names))}.xlsx"
    e.done.append(f"file {e.name!r}")


def office_note(e: Edited, draw: st.DataObject) -> None:
    notes = [*offices.NOTES.values(), *asides.NOTES.values()]
    words = draw.draw(st.sampled_from([*(word for words in notes for word in words), *FREE_NOTES]))
    if e.kind == "list":
        e.put(e.sheet.max_row + 2, 0, f"Ghi chú: {words}")
    else:
        e.put(e.first, 5, words)
        e.at = _cell(e, 5)
    e.done.append(f"note {words!r}")


def free_title(e: Edited, draw: st.DataObject) -> None:
    words = draw.draw(st.sampled_from(FREE_TITLES))
    e.above(words, *[""] * draw.draw(st.integers(0, 2)))
    e.done.append(f"free title {words!r}")


def quarter_for_heading(e: Edited, draw: st.DataObject) -> None:
    """The number of another quarter under its own heading, where the form asks for the quarter's."""
    if e.kind == "list":
        return ditto(e, draw)
    e.put(
        e.head, 3, draw.draw(st.sampled_from(["Quý III/2024", "Quý 1 năm 2025", "Q3", "Quý IV/2023", "Tháng 12/2024"]))
    )
    if draw.draw(st.booleans()):
        e.put(e.head, 4, draw.draw(st.sampled_from(["Quý II/2024", "Năm 2024"])))
    e.done.append("quarter for a heading")
    return None


OFFICE_CHANGES: list[Edit] = [
    free_title,
    *(
        rule,
        rule,
        white,
        white,
        ditto,
        half_named,
        half_named,
        district,
        file_of_drafts,
        office_note,
        quarter_for_heading,
    ),
]

# Edits that change nothing.


def coloured(e: Edited, draw: st.DataObject) -> None:
    """Rules and colours as everybody has them."""
    made = draw.draw(
        st.sampled_from(
            [
                CellIsRule(operator="lessThan", formula=["100000"], font=Font(color=RED)),
                CellIsRule(operator="equal", formula=["0"], font=Font(color=WHITE)),
                FormulaRule(formula=["ISBLANK(A1)"], font=Font(color=WHITE)),
                ColorScaleRule(start_type="min", start_color=RED, end_type="max", end_color=WHITE),
                CellIsRule(
                    operator="greaterThan",
                    formula=["0"],
                    font=Font(color=WHITE),
                    fill=PatternFill(bgColor=RED, fill_type="solid"),
                ),
            ]
        )
    )
    e.sheet.conditional_formatting.add(_block(e, draw), made)
    e.done.append("coloured")


def innocent_note(e: Edited, draw: st.DataObject) -> None:
    words = draw.draw(
        st.sampled_from([*offices.INNOCENT_NOTES, *offices.PLAIN_NOTES, *asides.PLAIN_NOTES, *PLAIN_NOTES])
    )
    if e.kind != "list":
        e.put(e.first, 5, words)
        e.done.append(f"innocent note {words!r}")


def innocent_title(e: Edited, draw: st.DataObject) -> None:
    lines = [line for line in (*offices.INNOCENT_ABOVE, *PLAIN_TITLES) if not line.startswith("ĐVT")]
    words = draw.draw(st.lists(st.sampled_from(lines), min_size=1, max_size=3, unique=True))
    e.above(*words, "")
    e.done.append(f"innocent titles {words!r}")


def innocent_name(e: Edited, draw: st.DataObject) -> None:
    e.name = f"{draw.draw(st.sampled_from(offices.PLAIN_FILES))}.xlsx"
    e.done.append(f"innocent file {e.name!r}")


OFFICE_KEEPS: list[Edit] = [coloured, innocent_note, innocent_title, innocent_name]
