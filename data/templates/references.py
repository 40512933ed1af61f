"""What the store knows of a form's figures, beside each line of the template: printed, locked, never read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.worksheet import Worksheet

from data.model import Text
from data.reading.reference_columns import PREFIX
from data.table import FormFigure
from data.templates.styles import comment, write

_BOX = Border(*[Side(style="thin", color="D5CFC4")] * 4)
_WIDTH = 15


@dataclass(frozen=True, slots=True)
class Reference:
    """One column: what it holds, and its value by the code of a line. Words where it is no plain number."""

    label: Text
    hint: Text
    values: Mapping[str, float | str]


def reference_styles() -> list[NamedStyle]:
    """Grey on grey: not to be typed into."""
    font = Font(name="Arial", size=9.5, color="5F6570", italic=True)
    fill, align = PatternFill("solid", fgColor="EFEDE8"), Alignment(horizontal="right", vertical="center")
    over = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return [
        NamedStyle("reference", font=font, fill=fill, border=_BOX, alignment=align, number_format="#,##0.##"),
        NamedStyle("reference whole", font=font, fill=fill, border=_BOX, alignment=align, number_format="#,##0"),
        NamedStyle("reference heading", font=font, fill=fill, border=_BOX, alignment=over),
    ]


def print_beside(
    sheet: Worksheet, figures: Sequence[FormFigure], references: Sequence[Reference], after: int, header: int
) -> None:
    """The columns behind the last that is read; `after` is its number, `header` the row of the headings."""
    for place, reference in enumerate(references, after + 1):
        cell = sheet.cell(header, place, PREFIX + reference.label.vi)
        cell.style = "reference heading"
        words = f"{reference.hint.vi}\n\n{reference.label.en}: {reference.hint.en}"
        cell.comment = comment(words, 110)
        sheet.column_dimensions[letter(place)].width = _WIDTH
        for row, figure in enumerate(figures, header + 1):
            cell = sheet.cell(row, place)
            value = reference.values.get(figure.code)
            whole = isinstance(value, float) and value.is_integer()
            cell.style = "reference whole" if whole else "reference"
            write(cell, int(value) if isinstance(value, float) and whole else value)
