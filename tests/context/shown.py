"""What is seen in a cell and is not what is kept there: formats, lines of no height, names of other figures, file names."""

from collections.abc import Callable
from functools import partial

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.context.beside import commented, edited, formatted, printed
from tests.context.case import (
    FIGURE,
    FIGURE_READ,
    FINE,
    FINES,
    FORM,
    FORM_HEADINGS,
    Context,
    accepted,
    asked,
    form_of,
    list_of,
    refused,
)
from tests.support.corpus import ROW, altered, book_of, saved

CLASSES: list[object] = ["TR01", "Số lớp tập huấn", "lớp", 3, 9]
# Formats that show another number, a bound, another unit, or words of which nothing is known.
SAYS = (
    *('"≈"0', '"~"0', '"khoảng "0', '"trên "0', '"<"0', '">"0', '0"+"', '0"00"', '0"0"', "0\\0\\0", '"1"0', '"0,"0'),
    *('0"/2023"', '0" -> 1300"', "0*0", "(#,##0)", '"("0")"', '0"*"', '0" (*)"', '0" (tạm)"', '0" ha"', "0 [$€]"),
    *('0"CK"', '"LK "0', '0" (chưa đủ)"'),
)
THOUSANDS = ('0" K"', '0.0"k"', '0"M"', '0"tr"', '0" trđ"', '[<1000]0;[>=1000]0.0,"k"', '0"x1000"', '0" triệu đồng"')
SOUND = ('#,##0\\ "cái"', "[$-42A]#,##0", "0000", '0;0;"-"', '0" phương tiện"', "[<1000]0;[>=1000]#,##0")


def without_height() -> bytes:
    """A row that its sender made so low that it is not seen."""

    def edit(sheet: Worksheet, _: Workbook) -> None:
        sheet.append(CLASSES)
        sheet.row_dimensions[3].height = 0.125

    return altered(edited(form_of(), edit), "xl/worksheets/sheet1.xml", b'ht="0.125"', b'ht="0"')


def narrow() -> bytes:
    def edit(sheet: Worksheet, _: Workbook) -> None:
        sheet.column_dimensions["E"].width = 0.05

    return edited(form_of(), edit)


def with_code(code: str, name: object = FIGURE[1]) -> bytes:
    return form_of(lines=[[code, name, *FIGURE[2:]]])


def beside(name: str) -> Callable[[], bytes]:
    """The form, and a sheet of that name with other numbers in the same figures."""
    lines = [FORM_HEADINGS, [*FIGURE[:3], 1100, 9000]]
    return lambda: saved(book_of({FORM: [FORM_HEADINGS, FIGURE], name: lines}))


def comma_file(*cells: str) -> bytes:
    return "\r\n".join((",".join(map(str, FORM_HEADINGS)), ",".join(cells))).encode("utf-8-sig")


CASES: list[Context] = [
    refused(
        "a decimal comma that parts a number in a comma file",
        partial(comma_file, "MQ02", "Tỷ lệ phương tiện đo đạt yêu cầu", "%", "98", "5", "97", ""),
        "ragged_row@F2",
        "a.csv",
    ),
    accepted(
        "a comma file whose line ends early",
        partial(comma_file, "MQ01", str(FIGURE[1]).replace(",", " và"), "phương tiện", "1260", "10036"),
        [FIGURE_READ],
        "a.csv",
    ),
    asked(
        "«chưa tổ chức» for a place",
        partial(list_of, lines=[[*ROW[:5], "chưa tổ chức", *ROW[6:]]]),
        "other_role@F2",
    ),
    asked(
        "the result of last year and of the quarter, under abbreviations",
        lambda: saved(book_of({FORM: [[*FORM_HEADINGS[:3], "KH", "TH CK", "LK"], [*FIGURE[:3], 1500, 1100, 10036]]})),
        "other_role@E1",
    ),
    accepted(
        "a plan, last year's result and the quarter's, under abbreviations",
        lambda: saved(
            book_of(
                {
                    FORM: [
                        [*FORM_HEADINGS[:3], "KH", "TH 2023", "TH quý IV/2024", "LK"],
                        [*FIGURE[:3], 1500, 1100, 1260, 10036],
                    ]
                }
            )
        ),
        [FIGURE_READ],
    ),
    *(asked(f"a cell shown by {code}", partial(formatted, code), "format_says@D2") for code in SAYS),
    *(asked(f"a cell shown in other units by {code}", partial(formatted, code), "unit_named@D2") for code in THOUSANDS),
    *(accepted(f"a cell shown by {code}, as it is", partial(formatted, code), [FIGURE_READ]) for code in SOUND),
    asked("a row of no height", without_height, "hidden_rows@"),
    asked("a column of no width", narrow, "hidden_columns@"),
    refused(
        "the name of another form's figure",
        partial(with_code, "MQ01", "Số phương tiện đo được kiểm tra"),
        "figure_name@B2",
    ),
    refused("a code in full-width letters", partial(with_code, "ＭＱ０１"), "unknown_figure@A2"),
    refused("a code with a Cyrillic letter", partial(with_code, "МQ01"), "unknown_figure@A2"),
    asked("Cyrillic words in a heading", partial(form_of, headings={3: "Trong quý (плaн)"}), "unknown_words@D1"),
    *(asked(f"a sheet called «{name}»", partial(form_of, sheet=name), "other_role@A1") for name in ("Cũ", "Nháp")),
    *(
        refused(f"the form once more on a sheet called «{name}»", beside(name), "table_twice@A1")
        for name in ("Tổng hợp 2023", "Năm 2023", "Bản nháp", "Q3")
    ),
    *(
        asked(f"a workbook called «{name}»", form_of, f"{rule}@", name)
        for name, rule in (
            *(("so lieu (nghìn).xlsx", "unit_above"), ("9T2024.xlsx", "other_period")),
            *(("huyen Hai Lang.xlsx", "other_role"), ("den 15.11.2024.xlsx", "other_period")),
        )
    ),
    accepted(
        "a workbook named after its unit",
        partial(form_of, lines=[FINE], sheet=FINES),
        None,
        "so lieu (triệu đồng).xlsx",
    ),
    *(
        asked(f"a comment: {words}", partial(commented, "D2", words), f"{rule}@D2")
        for words, rule in (
            *(("đến 15/11/2024", "other_period"), ("thiếu 2 huyện", "other_role"), ("làm tròn", "other_role")),
            *(("1.360 mới đúng", "other_role"), ("chưa đủ", "other_role")),
        )
    ),
    *(
        asked(f"at the foot of the page: {words}", partial(printed, words, "oddFooter"), f"{rule}@")
        for words, rule in (
            ("Đến 15/11/2024", "other_period"),
            ("Huyện Hải Lăng", "other_role"),
            ("Bản tạm", "other_role"),
        )
    ),
]
