"""Values as offices, programs and pranksters write them: each becomes exactly what was meant, is asked about, or is refused."""

from datetime import date, datetime, time
from functools import partial

from tests.hostile.case import Case, cell, csv_cell
from tests.support.corpus import TABLES, book_of, form, saved

NUMBERS: list[tuple[str, object, tuple[str, ...], object]] = [
    ("a point before three digits stands between thousands", "10.036", (), 10036),
    ("the same where Excel made a number of it", 10.036, ("thousands_point",), 10036),
    ("a comma before three digits is the English thousands", "10,036", ("english_thousands",), 10036),
    ("a decimal comma in a count", "1.425,5", ("fraction",), ...),
    ("a short decimal may be what was left of thousands", 1.42, ("thousands_lost",), ...),
    ("a share in a count", "14.50%", ("number_with_unit",), ...),
    ("an exponent", "1e3", ("exponent",), ...),
    ("an exponent with its sign", "1.5E+03", ("exponent",), ...),
    ("full-width digits", "１２３", ("wide_digits",), 123),
    ("full-width digits with a full-width point", "１．２３４", ("wide_digits",), 1234),
    ("Arabic digits", "١٢٣", ("other_digits",), ...),
    ("Devanagari digits", "१२३", ("other_digits",), ...),
    ("Chinese digits", "一二三", ("not_whole",), ...),
    ("a circled digit", "①", ("other_digits",), ...),
    ("a superscript footnote", "45²", ("footnote",), ...),
    ("a vulgar fraction", "45½", ("other_digits",), ...),
    ("a fraction with a slash", "45/2", ("two_numbers",), ...),
    ("a negative number in brackets", "(45)", ("negative",), ...),
    ("a minus behind the number", "45-", ("negative",), ...),
    ("a minus of typography", "−45", ("negative",), ...),
    ("a negative number", -45, ("negative",), ...),
    ("negative zero", -0.0, (), 0),
    ("a unit in the cell", "45 người", ("number_with_unit",), ...),
    ("a unit before the number", "SL: 45", ("number_with_unit",), ...),
    ("a currency sign", "$45", ("number_with_unit",), ...),
    ("two numbers", "45/50", ("two_numbers",), ...),
    ("a range", "45-50", ("number_range",), ...),
    ("a sum", "45+5", ("two_numbers",), ...),
    ("a bound", "trên 45", ("bound",), ...),
    ("a tilde", "~45", ("bound",), ...),
    ("a footnote mark", "45*", ("footnote",), ...),
    ("letters for digits", "l0O", ("number_with_unit",), ...),
    ("a number in words", "bốn mươi lăm", ("not_whole",), ...),
    ("an apostrophe before the number", "'45", (), 45),
    ("spaces around and between thousands", " 1 045 ", (), 1045),
    ("fixed spaces between thousands", "1\u00a0045", (), 1045),
    ("thin spaces between thousands", "1\u2009045", (), 1045),
    ("a zero-width space within", "4\u200b5", (), 45),
    ("a direction mark before", "\u200e45", (), 45),
    ("a right-to-left override before", "\u202e45", (), 45),
    ("leading zeros", "0045", (), 45),
    ("thousands in groups of two", "1.04.500", ("not_whole",), ...),
    ("thousands with a leading zero", "0.045", ("fraction",), ...),
    ("an apostrophe between thousands", "1'045", ("two_numbers",), ...),
    ("an underscore between digits", "1_045", ("two_numbers",), ...),
    ("a trailing point", "45.", ("not_whole",), ...),
    ("a number past all counts", "9" * 30, ("too_large",), ...),
    ("a number past all counts as Excel keeps it", 1e15, ("too_large",), ...),
    ("almost a whole number", 44.99999999999999, (), 45),
    ("half a person", 45.5, ("thousands_lost",), ...),
    ("a hexadecimal number", "0x2D", ("other_digits",), ...),
    ("NaN as a word", "NaN", ("placeholder",), ...),
    ("infinity as a word", "inf", ("placeholder",), ...),
    ("NULL", "NULL", ("placeholder",), ...),
    ("None", "None", ("placeholder",), ...),
    ("an error as text", "#DIV/0!", ("error_cell",), ...),
    ("hashes of a narrow column", "#####", ("error_cell",), ...),
    ("a truth value", True, ("truth_value",), ...),
    ("a number that became a date", datetime(2024, 5, 4), ("became_date",), ...),
    ("a number that became a time", time(4, 5), ("time_value",), ...),
    ("a tab before the number", "\t45", (), 45),
    ("a line break after the number", "45\n", (), 45),
    ("two lines of numbers", "45\n46", ("two_numbers",), ...),
    ("nothing where a number is required", None, ("required",), ...),
    ("blanks where a number is required", "   ", ("required",), ...),
    ("a zero-width space where a number is required", "\u200b", ("required",), ...),
    ("a dash where a number is required", "-", ("required",), ...),
    ("dots where a number is required", "...", ("required",), ...),
    ("Không is zero", "Không", (), 0),
]

DAYS: list[tuple[str, object, tuple[str, ...], object]] = [
    ("the day comes first", "03/11/2024", (), date(2024, 11, 3)),
    ("the month cannot come first", "11/13/2024", ("month_first",), ...),
    ("there is no 31 November", "31/11/2024", ("no_such_day",), ...),
    ("29 February outside a leap year", "29/02/2023", ("no_such_day",), ...),
    ("the day nought", "00/11/2024", ("no_such_day",), ...),
    ("a year of two digits", "12/10/24", (), date(2024, 10, 12)),
    ("a year of two digits in the far future", "12/10/45", ("short_year",), date(2045, 10, 12)),
    ("a year of five digits", "12/10/20240", ("not_a_day",), ...),
    ("ISO", "2024-10-12", (), date(2024, 10, 12)),
    ("ISO with a time and zone", "2024-10-12T00:00:00Z", (), date(2024, 10, 12)),
    ("points between", "12.10.2024", (), date(2024, 10, 12)),
    ("spoken", "ngày 12 tháng 10 năm 2024", (), date(2024, 10, 12)),
    ("with its weekday", "Thứ bảy, 12/10/2024", (), date(2024, 10, 12)),
    ("an English month", "12-Oct-24", (), date(2024, 10, 12)),
    ("a French month", "12 octobre 2024", ("not_a_day",), ...),
    ("a month alone", "10/2024", ("day_incomplete",), ...),
    ("a quarter", "Quý IV/2024", ("day_incomplete",), ...),
    ("a year alone", 2024, ("day_incomplete",), ...),
    ("a range of days", "12/10 - 14/10/2024", ("not_a_day",), ...),
    ("two days", "12/10/2024, 14/10/2024", ("not_a_day",), ...),
    ("a serial number typed as text", "45577", ("serial_text",), date(2024, 10, 12)),
    ("a serial number without a format", 45577, (), date(2024, 10, 12)),
    ("the 60th day of Excel's 1900, which never was", 60, ("not_a_day",), ...),
    ("full-width digits in a day", "１２/１０/２０２４", ("wide_digits",), date(2024, 10, 12)),
    ("Arabic digits in a day", "١٢/١٠/٢٠٢٤", ("other_digits",), ...),
    ("the Buddhist year", "12/10/2567", ("year_out",), ...),
    ("before 1900", "12/10/1824", ("year_out",), ...),
    ("a time alone", time(10, 12), ("time_value",), ...),
    ("a truth value as a day", False, ("truth_value",), ...),
    ("an error as a day", "#VALUE!", ("error_cell",), ...),
    ("yesterday", "hôm qua", ("not_a_day",), ...),
    ("zero-width marks in a day", "12\u200b/10/\u200e2024", (), date(2024, 10, 12)),
]

TEXTS: list[tuple[str, object, tuple[str, ...], object]] = [
    ("a code typed as a number", 1, (), "1"),
    ("a code of sixteen digits typed as a number", 1234567890123456.0, ("digits_lost",), ...),
    ("a fraction as a name", 0.1, (), "0.1"),
    ("a plus that acts", "+1+cmd|' /C calc'!A0", (), "+1+cmd|' /C calc'!A0"),
    ("an at sign that acts", "@SUM(1)", (), "@SUM(1)"),
    ("markup", "<script>alert(1)</script>", (), "<script>alert(1)</script>"),
    ("markdown", "**[a](javascript:x)** $x$", (), "**[a](javascript:x)** $x$"),
    ("SQL", "'); DROP TABLE submission; --", (), "'); DROP TABLE submission; --"),
    ("an entity as text", "&lt;b&gt; &amp;", (), "&lt;b&gt; &amp;"),
    ("a path", "..\\..\\etc\\passwd", (), "..\\..\\etc\\passwd"),
    ("letters in parts", "Nuo\u0302i to\u0302m", (), "Nuôi tôm"),
    ("the Icelandic Đ", "Ðắk Lắk", (), "Đắk Lắk"),
    ("a right-to-left override", "tôm\u202egnp.exe", ("hidden_marks",), "tômgnp.exe"),
    ("zero-width letters", "Nuôi\u200b tôm\ufeff", ("hidden_marks",), "Nuôi tôm"),
    ("tag characters", "Nuôi tôm\U000e0041\U000e007f", ("hidden_marks",), "Nuôi tôm"),
    ("a soft hyphen in Unicode", "Quảng\u00ad Trị", ("hidden_marks",), "Quảng Trị"),
    ("a line break in a name", "Nuôi\r\n tôm", (), "Nuôi tôm"),
    ("a vertical tab, as Excel keeps it", "Nuôi _x000B_tôm", ("control_characters",), ...),
    ("emoji", "Nuôi 🦐", (), "Nuôi 🦐"),
    ("Chinese", "养虾", (), "养虾"),
    ("a name of a thousand and one letters", "a" * 1001, ("too_long",), ...),
    ("a name of all that a cell can hold", "a" * 32_767, ("too_long",), ...),
    ("a private-use letter", "Nuôi \ue000", (), "Nuôi \ue000"),
    ("a replacement character", "Nu\ufffdi tôm", ("broken_text",), ...),
    ("question marks for letters", "Nu?i tôm", ("lost_letters",), "Nu?i tôm"),
    ("NULL as a name", "null", ("placeholder",), ...),
    ("nan as a name", "nan", ("placeholder",), ...),
    ("an error as a name", "#N/A", ("error_cell",), ...),
    ("a name that became a date", datetime(2024, 3, 2), ("date_in_text",), "02/03/2024"),
    ("a name that is true", True, ("truth_value",), ...),
    ("TCVN3 without its font", "Nu«i t«m", ("old_font_read",), "Nuôi tôm"),
    ("VNI without its font", "Nuoâi toâm", ("old_font_read",), "Nuôi tôm"),
    ("TCVN3 with capitals", "NU¤I T¤M", ("old_font_read",), "NUÔI TÔM"),
    ("a Unicode word beside one in TCVN3", "Đào t¹o", ("old_font_perhaps",), "Đào t¹o"),
    ("a word that is one in both old codes", "Höng", ("old_font_perhaps",), "Höng"),
    ("UTF-8 read as Windows-1252", "NuÃ´i tÃ´m", ("decoded_twice",), "Nuôi tôm"),
    ("UTF-8 read as Windows-1258", "NuĂ´i tĂ´m", ("decoded_twice",), "Nuôi tôm"),
    ("UTF-8 read wrong twice over", "NuÃƒÂ´i tÃƒÂ´m", ("decoded_twice",), "Nuôi tôm"),
    ("UTF-8 read wrong, its fixed space lost", "Ã o tÃ´m", ("broken_text",), ...),
    ("German and French in a name", "Maß & Citroën", (), "Maß & Citroën"),
    ("a micrometre", "10×20 µm ®", (), "10×20 µm ®"),
    ("a name of blanks alone", " \u00a0\u2003", ("required",), ...),
]

CHOICES: list[tuple[str, object, tuple[str, ...], object]] = [
    ("a choice in capitals without accents", "SO", (), "department"),
    ("a choice with spaces and a zero-width mark", "  Sở\u200b ", (), "department"),
    ("a choice by its code", "department", (), "department"),
    ("a choice in parts of letters", "So\u031b\u0309", (), "department"),
    ("a choice misspelt", "Sơ KHCN", ("unknown_choice",), ...),
    ("a number for a choice", 1, ("unknown_choice",), ...),
    ("two choices", "Sở; Khác", ("unknown_choice",), ...),
    ("a choice in TCVN3", "Së", ("old_font_read",), "department"),
    ("an error for a choice", "#REF!", ("error_cell",), ...),
]


def _csv() -> list[Case]:
    """What CSV says in other words than a workbook: there every cell is text."""
    same = [("G", case) for case in NUMBERS] + [("D", case) for case in DAYS] + [("A", case) for case in TEXTS[:12]]
    return [
        csv_cell(sentence, column, raw, *places, value=value)
        for column, (sentence, raw, places, value) in same
        if isinstance(raw, str) and "\n" not in raw and raw.isprintable()
    ]


def _form_line(sentence: str, line: list[object], *places: str, rows: list[list[object]] | None = None) -> Case:
    return Case(f"on the form, {sentence}", partial(form, line), places, rows, table="summary")


def _percent() -> bytes:
    heads = [c.label.vi for c in TABLES["summary"].columns.values()]
    book = book_of({"Tổng hợp": [heads, ["MQ01", None, None, 0.5], ["MQ02", None, None, 0.145]]})
    book.active["D2"].number_format, book.active["D3"].number_format = "0%", "0.00%"
    return saved(book)


FORM = [
    _form_line("a count with a point", ["MQ01", None, None, "10.036"], rows=[["MQ01", 10036.0, None]]),
    _form_line(
        "an English count", ["MQ01", None, None, "10,036"], "english_thousands@D2", rows=[["MQ01", 10036.0, None]]
    ),
    _form_line("a share with a comma", ["MQ02", None, None, "14,5"], rows=[["MQ02", 14.5, None]]),
    _form_line("a share with its sign", ["MQ02", None, None, "14,50%"], rows=[["MQ02", 14.5, None]]),
    _form_line("an English share", ["MQ02", None, None, "14.50%"], "english_decimal@D2", rows=[["MQ02", 14.5, None]]),
    _form_line("a share that can be read in two ways", ["MQ02", None, None, "1.425"], "ambiguous_number@D2"),
    _form_line(
        "a share that may be a fraction", ["MQ02", None, None, 0.145], "share_fraction@D2", rows=[["MQ02", 0.145, None]]
    ),
    _form_line("a share above the whole", ["MQ02", None, None, 145], "share_above@D2"),
    _form_line("a negative figure", ["MQ01", None, None, "(5)"], "negative@D2"),
    _form_line("full-width digits", ["MQ01", None, None, "１２"], "wide_digits@D2", rows=[["MQ01", 12.0, None]]),
    _form_line("a figure with a unit", ["MQ01", None, None, "12 cái"], "number_with_unit@D2"),
    _form_line("a code with a zero-width mark", ["MQ\u200b01", None, None, 5], rows=[["MQ01", 5.0, None]]),
    _form_line("a code with a Cyrillic letter", ["МQ01", None, None, 5], "unknown_figure@A2"),
    _form_line("a code that is no more", ["MQ99", None, None, 5], "unknown_figure@A2"),
    _form_line("a code as a number", [1, None, None, 5], "unknown_figure@A2"),
    _form_line("code and name that disagree", ["MQ01", "Số lớp tập huấn", None, 5], "figure_name@B2"),
    _form_line("a unit a thousand times too large", ["MQ01", None, "nghìn phương tiện", 5], "unit_differs@C2"),
    _form_line("NULL", ["MQ01", None, None, "NULL"], "placeholder@D2"),
    _form_line("an error as text", ["MQ01", None, None, "#REF!"], "error_cell@D2"),
    _form_line("a dash", ["MQ01", None, None, "–"], "dash_in_form@D2", rows=[]),
    _form_line("a day", ["MQ01", None, None, datetime(2024, 5, 4)], "became_date@D2"),
    _form_line(
        "a note in TCVN3",
        ["MQ01", None, None, 5, None, "®· kiÓm tra"],
        "old_font_read@F2",
        "note_kept@F2",
        rows=[["MQ01", 5.0, None]],
    ),
    _form_line("Không in VNI is asked", ["MQ01", None, None, "Khoâng"], "old_font_read@D2", rows=[["MQ01", 0.0, None]]),
    Case(
        "on the form, a count shown as a percentage is refused and a share asked about",
        _percent,
        ("count_as_percent@D2", "shown_as_percent@D3"),
        None,
        table="summary",
    ),
]

CASES = [
    *(cell(sentence, "G", raw, *places, value=value) for sentence, raw, places, value in NUMBERS),
    *(cell(sentence, "D", raw, *places, value=value) for sentence, raw, places, value in DAYS),
    *(cell(sentence, "A", raw, *places, value=value) for sentence, raw, places, value in TEXTS),
    *(cell(sentence, "C", raw, *places, value=value) for sentence, raw, places, value in CHOICES),
    cell("a formula that was never calculated", "G", "=45+5", "no_kept_value"),
    cell("a formula for a name", "A", '=HYPERLINK("x")', "no_kept_value"),
    csv_cell("a sum that looks like a formula", "G", "=45+5", "two_numbers"),
    csv_cell("a formula that acts", "A", '=HYPERLINK("x")', value='=HYPERLINK("x")'),
    *_csv(),
    *FORM,
]
