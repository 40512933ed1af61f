"""The workbook of one list that is of no province's quarter, such as a plan's: how to fill it in, headings, rows."""

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter as letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from data.model import Text
from data.table import Table
from data.templates.styles import AUTHOR, PRIMARY, comment, saved, styles, write

ROWS = 200
_LISTS = "_lists"  # the hidden sheet that the drop-downs draw from


def single(table: Table, notes: Sequence[Text], given: Sequence[Mapping[str, object]] = (), rows: int = ROWS) -> bytes:
    """An .xlsx with one sheet: its name, `notes` on how to fill it in, headings, and the rows it comes filled with."""
    book = Workbook()
    sheet = book.active
    sheet.title = table.label.vi[:31]
    for style in styles():
        book.add_named_style(style)
    sheet.cell(1, 1, table.label.vi).style = "title"
    sheet.cell(2, 1, table.label.en).style = "english"
    sheet.row_dimensions[1].height = 28
    for row, note in enumerate(notes, 3):
        sheet.cell(row, 1, f"• {note.vi} / {note.en}").style = "note"
    header = 4 + len(notes)
    lists = book.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    for place, (key, column) in enumerate(table.columns.items(), 1):
        cell = sheet.cell(header, place, column.label.vi + (" *" if column.required else ""))
        cell.style = "heading" if column.required else "optional"
        example = [f"Ví dụ: {column.example}"] if column.example else []
        told = "\n".join([column.hint.vi, *example, "", f"{column.label.en}: {column.hint.en}"])
        cell.comment = comment(told, 150)
        sheet.column_dimensions[letter(place)].width = column.width or column.type.width
        offered = [text.vi for text in column.choices.values()] or list(column.suggestions)
        cells = f"{letter(place)}{header + 1}:{letter(place)}{header + max(rows, len(given))}"
        if offered:
            write(lists.cell(1, place), key)
            for row, label in enumerate(offered, 2):
                write(lists.cell(row, place), label)
            where = f"{_LISTS}!${letter(place)}$2:${letter(place)}${len(offered) + 1}"
            book.defined_names[f"list_{key}"] = DefinedName(f"list_{key}", attr_text=where)
            rule = DataValidation(type="list", formula1=f"list_{key}", allow_blank=True)
            rule.showErrorMessage = bool(column.choices)  # what is only suggested may be written otherwise
            rule.add(cells)
            sheet.add_data_validation(rule)
        for row in range(header + 1, header + 1 + max(rows, len(given))):
            sheet.cell(row, place).style = f"input {column.type.name}"
    for row, values in enumerate(given, header + 1):
        for place, (key, column) in enumerate(table.columns.items(), 1):
            write(sheet.cell(row, place), column.worded(values.get(key)))
    sheet.row_dimensions[header].height = 44
    sheet.freeze_panes = sheet.cell(header + 1, 3).coordinate
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = PRIMARY
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{header}:{header}"
    book.properties.title, book.properties.creator = table.label.vi, AUTHOR
    return saved(book)
