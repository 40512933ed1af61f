"""Rules that paint a cell by its value, and letters in the colour of their ground: what they make of a number that is
seen. Rules that only colour, as everybody has them, are silent."""

import io
import zipfile
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from openpyxl.formatting.rule import (
    CellIsRule,
    ColorScaleRule,
    DataBarRule,
    FormulaRule,
    IconSetRule,
    Rule,
)
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.context.beside import edited
from tests.context.case import FIGURE as LINE
from tests.context.case import FIGURE_READ, FORM, FORM_HEADINGS, Context, accepted, asked, form_of, list_of
from tests.hostile import biff
from tests.support.corpus import altered, zipped

WHITE, RED = "FFFFFFFF", "FFC00000"


def painted(*rules: Rule, where: str = "D2:D9", data: bytes = b"", odd: bool = False) -> bytes:
    """A form with rules over a block; with `odd` its XML is written so that only the slow reader takes it."""

    def edit(sheet: Worksheet, _: Workbook) -> None:
        for rule in rules:
            sheet.conditional_formatting.add(where, rule)

    made = edited(data or form_of(), edit)
    if not odd:
        return made
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"<c r=", b"<c  r=", 1)
    return zipped(parts)


def shows(code: str, operator: str = "greaterThan", *formula: str) -> Rule:
    style = DifferentialStyle(numFmt=NumberFormat(numFmtId=170, formatCode=code))
    return Rule(type="cellIs", operator=operator, formula=list(formula or ("0",)), dxf=style)


def by_formula(formula: str, code: str = "#,##0,") -> Rule:
    style = DifferentialStyle(numFmt=NumberFormat(numFmtId=170, formatCode=code))
    return Rule(type="expression", formula=[formula], dxf=style)


def white(operator: str = "greaterThan", at: str = "0", ground: str = "") -> Rule:
    fill = PatternFill(bgColor=ground, fill_type="solid") if ground else None
    return CellIsRule(operator=operator, formula=[at], font=Font(color=WHITE), fill=fill)


def bar(shown: bool) -> Rule:
    return DataBarRule(start_type="min", end_type="max", color=RED, showValue=shown)


def icons(shown: bool) -> Rule:
    return IconSetRule("3Arrows", "percent", [0, 33, 67], showValue=shown)


def coloured(font: Font, fill: PatternFill | None = None, where: str = "D2") -> bytes:
    def edit(sheet: Worksheet, _: Workbook) -> None:
        sheet[where].font = font
        if fill is not None:
            sheet[where].fill = fill

    return edited(form_of(), edit)


def solid(colour: str) -> PatternFill:
    return PatternFill(fgColor=colour, fill_type="solid")


_SPACES = "".join(
    f' xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"'
    for p in ("office", "table", "text", "style", "number")
)


def ods(styles: str, condition: str = "", common: str = "") -> bytes:
    """A form as .ods with these automatic and common styles; its figure's cell has the style ce1, and a rule."""
    cells = [f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in LINE[:3]]
    cells += [
        f'<table:table-cell office:value-type="float" office:value="{number}" table:style-name="{style}"/>'
        for number, style in ((LINE[3], "ce1"), (LINE[4], ""))
    ]
    heads = "".join(f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in FORM_HEADINGS)
    rule = (
        f"<calcext:conditional-formats><calcext:conditional-format calcext:target-range-address=\"$'{FORM}'.D2:.D9\">"
        f'<calcext:condition calcext:apply-style-name="Own_20_style" calcext:value="{condition}" '
        f"calcext:base-cell-address=\"'{FORM}'.D2\"/></calcext:conditional-format></calcext:conditional-formats>"
    )
    content = (
        f'<office:document-content{_SPACES} xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="{FORM}"><table:table-row>{heads}</table:table-row><table:table-row>{"".join(cells)}'
        f"</table:table-row>{rule if condition else ''}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    parts = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()}
    parts["styles.xml"] = (
        f'<office:document-styles{_SPACES} xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">'
        f"<office:styles>{common}</office:styles></office:document-styles>"
    ).encode()
    return zipped(parts)


def of_number(style: str, inside: str) -> str:
    return f'<number:number-style style:name="{style}">{inside}</number:number-style>'


DIGITS = '<number:number number:min-integer-digits="1" number:grouping="true"/>'
CELL = '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
OWN = '<style:style style:name="Own_20_style" style:family="table-cell" style:data-style-name="N9">{}</style:style>'
WHITE_TEXT = '<style:text-properties fo:color="#ffffff"/>'


def by_sign(minus: str, plus: str, condition: str = "value()&gt;=0") -> str:
    """A number style as LibreOffice writes one of two sections: the last one, and a map to the other."""
    to = f'<style:map style:condition="{condition}" style:apply-style-name="N1P0"/>'
    return of_number("N1P0", plus) + of_number("N1", minus + to) + CELL


def _asked(rules: Sequence[tuple[str, Rule, str]]) -> list[Context]:
    return [asked(f"a rule: {what}", partial(painted, rule), f"{told}@D2") for what, rule, told in rules]


def _silent(rules: Sequence[tuple[str, Rule]]) -> list[Context]:
    return [accepted(f"a rule: {what}", partial(painted, rule), [FIGURE_READ]) for what, rule in rules]


THOUSANDS_ODS = of_number("N9", '<number:number number:min-integer-digits="1" number:display-factor="1000"/>')
ODS: list[tuple[str, Callable[[], bytes], str]] = [
    (
        "a negative shown by a map of its style",
        partial(ods, by_sign(f"<number:text>-</number:text>{DIGITS}", DIGITS)),
        "",
    ),
    (
        "a style whose map shows thousands",
        partial(ods, by_sign(DIGITS, f"{DIGITS}<number:text> nghìn</number:text>", "value()&gt;=1000")),
        "unit_named@D2",
    ),
    (
        "a rule whose style divides",
        partial(ods, "", "&gt;0", THOUSANDS_ODS + OWN.format("")),
        "unit_named@D2",
    ),
    ("a rule that writes white on white", partial(ods, "", "&gt;0", OWN.format(WHITE_TEXT)), "format_hides@D2"),
    ("a rule that writes zeros white on white", partial(ods, "", "=0", OWN.format(WHITE_TEXT)), ""),
    (
        "letters as white as the ground",
        partial(ods, f'<style:style style:name="ce1" style:family="table-cell">{WHITE_TEXT}</style:style>'),
        "format_hides@D2",
    ),
    (
        "white letters on red",
        partial(
            ods,
            '<style:style style:name="ce1" style:family="table-cell"><style:table-cell-properties '
            f'fo:background-color="#c00000"/>{WHITE_TEXT}</style:style>',
        ),
        "",
    ),
]

X14 = (
    '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    'uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"><x14:conditionalFormattings><x14:conditionalFormatting '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule type="expression" id="{1}">'
    '<xm:f>D2&gt;1</xm:f><x14:dxf><numFmt numFmtId="171" formatCode="#,##0,"/></x14:dxf></x14:cfRule>'
    "<xm:sqref>D2:D9</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst></worksheet>"
)


def in_the_newer_form() -> bytes:
    """A rule as Excel 2010 and later write those that speak of other sheets."""
    return altered(form_of(), "xl/worksheets/sheet1.xml", b"</worksheet>", X14.encode())


def number(value: int) -> bytes:
    """A number as .xls files have it in formulas."""
    return b"\x1e" + value.to_bytes(2, "little")


def xls_ruled(parts: bytes, **about: Any) -> bytes:
    """A form as .xls with a conditional format over its numbers."""
    return biff.workbook([FORM_HEADINGS, LINE], FORM, of_sheet=biff.rule(parts, **about))


# What a rule of an .xls says, and what is asked at D2, which holds 1,260.
XLS_RULES: Sequence[tuple[str, bytes, dict[str, Any], str]] = (
    ("white letters", number(0), {"colour": 9}, "format_hides"),
    ("white letters up to less than it", number(1000), {"colour": 9, "sign": 6}, ""),
    ("white letters in a span", number(1), {"more": number(2000), "colour": 9, "sign": 1}, "format_hides"),
    ("white letters outside a span", number(1), {"more": number(2000), "colour": 9, "sign": 2}, ""),
    ("red letters on red", number(0), {"colour": 10, "ground": 10}, "format_hides"),
    ("white letters on red", number(0), {"colour": 9, "ground": 10}, ""),
    ("red letters", number(0), {"colour": 10}, ""),
    ("white noughts", number(0), {"colour": 9, "sign": 3}, ""),
    ("a line through", number(0), {"struck": True}, "struck_out"),
    ("a line through by a formula", biff.beside(0, 0) + number(5) + b"\x0d", {"struck": True, "sign": 0}, "struck_out"),
    ("a number format", number(0), {"code": '"KH "0'}, "format_says"),
    ("a number format that divides", number(0), {"code": "#,##0,"}, "unit_named"),
    ("an ordinary number format", number(0), {"code": "#,##0"}, ""),
)


def xls(colour: int, ground: int = 0) -> bytes:
    return biff.workbook([FORM_HEADINGS, LINE], FORM, colour=colour, ground=ground)


CASES: list[Context] = [
    asked("a rule in the newer form", in_the_newer_form, "unit_named@D2"),
    asked("an .xls with letters as white as the ground", partial(xls, 9), "format_hides@D2", "a.xls"),
    asked("an .xls with red letters on red", partial(xls, 10, 10), "format_hides@D2", "a.xls"),
    accepted("an .xls with white letters on red", partial(xls, 9, 10), [FIGURE_READ], "a.xls"),
    accepted("an .xls with red letters", partial(xls, 10), [FIGURE_READ], "a.xls"),
    *(
        asked(f"an .xls with a rule of {what}", partial(xls_ruled, parts, **about), f"{rule}@D2", "a.xls")
        if rule
        else accepted(f"an .xls with a rule of {what}", partial(xls_ruled, parts, **about), [FIGURE_READ], "a.xls")
        for what, parts, about, rule in XLS_RULES
    ),
    *_asked(
        (
            ("a number above zero is shown in thousands", shows("#,##0,"), "unit_named"),
            (
                "a number above 1000 is shown in millions",
                shows('0.0,," tr"', "greaterThanOrEqual", "1000"),
                "unit_named",
            ),
            ("a number between two is a plan", shows('"KH "0', "between", "1000", "2000"), "format_says"),
            ("a number is shown as an estimate", shows('0" (ước)"', "notEqual", "0"), "format_says"),
            ("a number is shown as a percentage", shows("0%"), "format_says"),
            ("a number is shown as nothing", shows(";;;"), "format_hides"),
            ("a number is shown as words", shows('"Không có"', "lessThan", "2000"), "format_hides"),
            ("by a formula of another cell", by_formula("$E2>100"), "unit_named"),
            ("by a formula of its own cell", by_formula("D2>=1000"), "unit_named"),
            ("by a formula of which nothing is known", by_formula("AND(D2>5,ISNUMBER(D2))"), "unit_named"),
            ("white on white", white(), "format_hides"),
            ("white on a white ground", white(ground=WHITE), "format_hides"),
            ("a bar and no number", bar(shown=False), "format_hides"),
            ("an icon and no number", icons(shown=False), "format_hides"),
            (
                "struck through",
                FormulaRule(formula=["D2>0"], font=Font(strike=True)),
                "struck_out",
            ),
        )
    ),
    *_silent(
        (
            ("red where it is small", CellIsRule(operator="lessThan", formula=["2000"], font=Font(color=RED))),
            ("white on red", white(ground=RED)),
            ("zeros white on white", white("equal", "0")),
            ("what is not above zero white on white", white("lessThanOrEqual", "0")),
            ("thousands only from a million on", shows("#,##0,", "greaterThan", "1000000")),
            ("thousands by its own cell from a million on", by_formula("D2>1000000")),
            ("blanks white on white", FormulaRule(formula=["ISBLANK(D2)"], font=Font(color=WHITE))),
            ("errors white on white", Rule(type="containsErrors", dxf=DifferentialStyle(font=Font(color=WHITE)))),
            ("with points between thousands", shows("#,##0")),
            ("a scale of colours", ColorScaleRule(start_type="min", start_color=RED, end_type="max", end_color=WHITE)),
            ("a bar beside the number", bar(shown=True)),
            ("icons beside the number", icons(shown=True)),
        )
    ),
    accepted(
        "a rule over columns that hold no numbers",
        partial(painted, white("notEqual", '""'), where="A2:C9"),
        [FIGURE_READ],
    ),
    asked("a rule over whole columns", partial(painted, shows("#,##0,"), where="D1:E1048576"), "unit_named@D2"),
    asked("a rule over several blocks", partial(painted, shows("#,##0,"), where="A1:A3 D2"), "unit_named@D2"),
    asked("a rule in unusual XML", partial(painted, shows("#,##0,"), odd=True), "unit_named@D2"),
    asked(
        "a rule over a list's numbers",
        partial(painted, white(), where="G2:H9", data=list_of()),
        "format_hides@G2",
    ),
    asked("letters as white as the ground", partial(coloured, Font(color=WHITE)), "format_hides@D2"),
    asked(
        "letters of the theme's ground",
        partial(coloured, Font(color=Color(theme=0))),
        "format_hides@D2",
    ),
    asked("red letters on red", partial(coloured, Font(color=RED), solid(RED)), "format_hides@D2"),
    accepted("white letters on red", partial(coloured, Font(color=WHITE), solid(RED)), [FIGURE_READ]),
    accepted("red letters", partial(coloured, Font(color=RED)), [FIGURE_READ]),
    accepted("white letters where no number is read", partial(coloured, Font(color=WHITE), None, "C2"), [FIGURE_READ]),
    *(
        asked(f"an .ods with {what}", data, told, "a.ods")
        if told
        else accepted(f"an .ods with {what}", data, [FIGURE_READ], "a.ods")
        for what, data, told in ODS
    ),
]
