"""Cells as provincial offices write them: what is read, what is asked about, what is refused."""

import pickle
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from data.column_types import COLUMN_TYPES
from data.column_types.cell import Broken, Raw
from data.column_types.choice import read_choice, spellings
from data.column_types.column import ColumnType, read_each
from data.column_types.day import read_day
from data.column_types.decimal import read_decimal
from data.column_types.numbers import unbound
from data.column_types.text import read_text
from data.column_types.whole import WHOLE, read_whole
from data.discovery import discover
from data.model import Severity, Text
from data.reading.legacy_encodings import old_font
from data.reading.money import read_money, unit
from data.rules.cell_rules import CELL
from data.table import Bound, Column, choice, day, decimal, text, whole

LABEL = Text("Cột", "Column")


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        ("mười", "not_whole"),
        ("15,5", "fraction"),
        (15.5, "thousands_lost"),
        (10.03, "thousands_lost"),
        ("10.03", "thousands_lost"),
        (0.5, "fraction"),
        ("0.036", "fraction"),
        ("1.234,5", "fraction"),
        (1234.567, "fraction"),
        ("-5", "negative"),
        (-5.0, "negative"),
        ("(5)", "negative"),
        ("−5", "negative"),
        ("1e3", "exponent"),
        ("0x10", "other_digits"),
        ("١٢", "other_digits"),
        ("½", "other_digits"),
        ("5²", "footnote"),
        ("59*", "footnote"),
        ("59 (1)", "footnote"),
        ("20 triệu đồng", "number_with_unit"),
        ("30 lớp", "number_with_unit"),
        ("100%", "number_with_unit"),
        ("tăng 5%", "number_with_unit"),
        ("52/52", "two_numbers"),
        ("37 (71%)", "two_numbers"),
        ("05 + 05", "two_numbers"),
        ("30 lớp/1.200 lượt", "two_numbers"),
        ("1 2", "two_numbers"),
        ("02-03", "number_range"),
        ("từ 02 đến 03", "number_range"),
        ("10.000–20.000", "number_range"),
        ("trên 70", "bound"),
        ("> 70", "bound"),
        ("khoảng 500", "bound"),
        ("ít nhất 04", "bound"),
        ("70+", "bound"),
        ("at least 4", "bound"),
        ("99999999999999", "too_large"),
        (1e13, "too_large"),
        ("9" * 400, "too_large"),
        ("NULL", "placeholder"),
        ("nan", "placeholder"),
        ("None", "placeholder"),
        (float("nan"), "placeholder"),
        (float("inf"), "placeholder"),
        ("#REF!", "error_cell"),
        ("Err:502", "error_cell"),
        (Broken("error_cell", "#N/A"), "error_cell"),
        (Broken("no_kept_value", "=A1"), "no_kept_value"),
        (True, "truth_value"),
        (date(2024, 3, 2), "became_date"),
        (time(3, 4), "time_value"),
        ("1\x002", "control_characters"),
        ("5" * 40_000, "too_long"),
    ],
)
def test_what_is_no_count_is_refused_by_its_own_rule(raw: Raw, rule: str) -> None:
    said = read_whole(raw)
    assert (said.value, said.rule) == (None, rule)
    assert CELL[rule].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("10.036", 10036),
        ("1.234.567", 1234567),
        ("10 036", 10036),
        ("10\u00a0036", 10036),
        ("10\u202f036", 10036),
        ("1668", 1668),
        ("02", 2),
        ("'05", 5),
        ("+5", 5),
        (" 5 ", 5),
        ("\u200b12", 12),
        (12.0, 12),
        (12, 12),
        (2.9999999999999996, 3),
        ("Không", 0),
        ("không có", 0),
        ("Không phát sinh.", 0),
        ("", None),
        ("  ", None),
        ("\u200b", None),
    ],
)
def test_a_count_is_read_without_a_word(raw: Raw, value: int | None) -> None:
    assert (read_whole(raw).value, read_whole(raw).rule) == (value, "")


@pytest.mark.parametrize(
    ("raw", "value", "rule"),
    [
        (10.036, 10036, "thousands_point"),
        (1.929, 1929, "thousands_point"),
        ("1,234", 1234, "english_thousands"),
        ("12,0", 12, "whole_with_decimals"),
    ],
)
def test_a_doubtful_count_is_read_and_asked_about(raw: Raw, value: int, rule: str) -> None:
    said = read_whole(raw)
    assert (said.value, said.rule, CELL[rule].severity) == (value, rule, Severity.QUESTION)


@pytest.mark.parametrize(
    ("raw", "state"),
    [
        ("-", "dash"),
        ("–", "dash"),
        ("x", "not_applicable"),
        ("...", "not_available"),
        ("…", "not_available"),
        ("chưa có số liệu", "not_available"),
        ("N/A", "not_available"),
        ("mật", "withheld"),
        ("Bảo mật", "withheld"),
        ("không công bố", "withheld"),
        ("Confidential", "withheld"),
        ("withheld", "withheld"),
    ],
)
def test_a_dash_an_x_and_dots_are_no_zero(raw: str, state: str) -> None:
    assert (read_whole(raw).value, read_whole(raw).state) == (None, state)
    assert (read_decimal(raw).value, read_decimal(raw).state) == (None, state)


def test_what_is_lost_is_not_taken_for_what_is_secret() -> None:
    assert read_whole("mất").rule == "not_whole"


@pytest.mark.parametrize(
    ("raw", "number", "bound"),
    [
        ("trên 70", "70", Bound.MORE),
        ("> 70", "70", Bound.MORE),
        ("over 1,250", "1,250", Bound.MORE),
        ("ít nhất 04", "04", Bound.AT_LEAST),
        ("≥ 4", "4", Bound.AT_LEAST),
        (">=4", "4", Bound.AT_LEAST),
        ("từ 70 trở lên", "70", Bound.AT_LEAST),
        ("70+", "70", Bound.AT_LEAST),
        ("dưới 5", "5", Bound.LESS),
        ("< 5", "5", Bound.LESS),
        ("không quá 10", "10", Bound.AT_MOST),
        ("≤ 10", "10", Bound.AT_MOST),
        ("no more than 10", "10", Bound.AT_MOST),
        ("khoảng 500", "500", Bound.ABOUT),
        ("~500", "500", Bound.ABOUT),
        ("Gần 500", "500", Bound.ABOUT),
        ("ước đạt 2,3 tỷ", "2,3 ty", Bound.ABOUT),
        ("từ 02 đến 03", "từ 02 đến 03", Bound.EXACT),
        ("02-03", "02-03", Bound.EXACT),
        ("trên", "trên", Bound.EXACT),
        ("+5", "+5", Bound.EXACT),
        ("không", "không", Bound.EXACT),
        (70.0, 70.0, Bound.EXACT),
    ],
)
def test_the_words_of_a_bound_are_parted_from_its_number(raw: Raw, number: Raw, bound: Bound) -> None:
    assert unbound(raw) == (number, bound)


@pytest.mark.parametrize(
    ("words", "worth"),
    [
        ("triệu đồng", "1"),
        ("Tr.đ", "1"),
        ("tỷ", "1000"),
        ("tỉ đồng", "1000"),
        ("nghìn đồng", "0.001"),
        ("ngàn đ", "0.001"),
        ("1.000 đồng", "0.001"),
        ("đồng", "0.000001"),
        ("VNĐ", "0.000001"),
        ("ĐVT: tỷ đồng", "1000"),
        ("billion VND", "1000"),
        ("nghìn", "0.001"),
        ("nghìn tỷ đồng", "1000000"),
    ],
)
def test_a_unit_of_money_is_known_in_its_usual_dress(words: str, worth: str) -> None:
    assert unit(words) == Decimal(worth)


@pytest.mark.parametrize("words", ["", "người", "trăm triệu", "USD", "tỷ lệ"])
def test_what_is_no_unit_of_money_is_not_taken_for_one(words: str) -> None:
    assert unit(words) is None


@pytest.mark.parametrize(
    ("raw", "column", "value"),
    [
        ("20 triệu đồng", None, 20.0),
        ("1.250 trđ", "1", 1250.0),
        ("2,3 tỷ", "1", 2300.0),
        ("500.000 đồng", None, 0.5),
        ("1.234.567₫", None, 1.234567),
        ("20.000 nghìn đồng", "1", 20.0),
        ("2,3 tỷ", "1000", 2300.0),
        ("2,3", "1000", 2300.0),
        (0.1, "1000", 100.0),
        ("20.000", "0.001", 20.0),
    ],
)
def test_money_in_another_unit_becomes_million_dong_to_the_last_dong_and_is_asked_about(
    raw: Raw, column: str | None, value: float
) -> None:
    said = read_money(raw, Decimal(column) if column else None, whole=False)
    assert said is not None
    assert (said.value, said.rule, CELL["money_unit"].severity) == (value, "money_unit", Severity.QUESTION)


@pytest.mark.parametrize(
    ("raw", "column", "rule"),
    [
        ("2,3 tỷ", "0.001", "money_units"),
        ("1.2.3 tỷ", None, "number_with_unit"),
        ("500.000 đồng", None, "money_fraction"),
        ("9.000.000.000.000 tỷ", None, "too_large"),
        (-5.0, "1000", "negative"),
        ("mười", "1000", "not_number"),
    ],
)
def test_money_that_cannot_be_converted_is_refused(raw: Raw, column: str | None, rule: str) -> None:
    said = read_money(raw, Decimal(column) if column else None, whole=True)
    assert said is not None
    assert (said.value, said.rule, CELL[rule].severity) == (None, rule, Severity.ERROR)


@pytest.mark.parametrize("raw", ["20", "20 người", "20-30 tỷ", "2 tỷ 300 triệu", 20.0, "x", ""])
def test_what_names_no_unit_of_money_is_left_to_the_reader_of_numbers(raw: Raw) -> None:
    assert read_money(raw, Decimal(1), whole=False) is None


@pytest.mark.parametrize(
    ("raw", "value", "rule"),
    [
        ("1.234", None, "ambiguous_number"),
        ("mười", None, "not_number"),
        ("14,5%", None, "number_with_unit"),
        (-1.0, None, "negative"),
        ("15,5", 15.5, ""),
        ("1.234,5", 1234.5, ""),
        ("1.234.567", 1234567.0, ""),
        ("0,985", 0.985, ""),
        (15.500000000000002, 15.5, ""),
        ("98.5", 98.5, "english_decimal"),
        ("1,234.5", 1234.5, "english_decimal"),
        ("1,234", 1.234, "english_decimal"),
        ("Không", 0.0, ""),
    ],
)
def test_a_decimal_that_can_be_read_in_two_ways_is_refused(raw: Raw, value: float | None, rule: str) -> None:
    assert (read_decimal(raw).value, read_decimal(raw).rule) == (value, rule)


def test_only_a_share_may_carry_its_percent_sign() -> None:
    assert read_decimal("14,5%", share=True).value == 14.5
    assert read_decimal("100 %", share=True).value == 100.0


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        ("31/02/2024", "no_such_day"),
        ("13/25/2024", "no_such_day"),
        ("00/01/2024", "no_such_day"),
        ("04/25/2024", "month_first"),
        ("6/2024", "day_incomplete"),
        ("2024", "day_incomplete"),
        (2024.0, "day_incomplete"),
        ("Quý I/2024", "day_incomplete"),
        ("ngày   tháng 11 năm 2024", "day_incomplete"),
        ("01/01/1850", "year_out"),
        (date(2150, 1, 1), "year_out"),
        (5.0, "not_a_day"),
        ("hôm qua", "not_a_day"),
        (True, "truth_value"),
        (time(1, 2), "time_value"),
        ("NULL", "placeholder"),
    ],
)
def test_what_is_no_day_is_refused_by_its_own_rule(raw: Raw, rule: str) -> None:
    assert (read_day(raw).value, read_day(raw).rule) == (None, rule)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("03/04/2025", date(2025, 4, 3)),
        ("15/6/2024", date(2024, 6, 15)),
        ("15.6.2024", date(2024, 6, 15)),
        ("15-6-2024", date(2024, 6, 15)),
        ("15/6/24", date(2024, 6, 15)),
        ("2024-06-15", date(2024, 6, 15)),
        ("ngày 11/11/2024", date(2024, 11, 11)),
        ("ngày 11 tháng 11 năm 2024", date(2024, 11, 11)),
        ("15/06/2024 00:00:00", date(2024, 6, 15)),
        ("21 Nov 2026", date(2026, 11, 21)),
        (45458.0, date(2024, 6, 15)),
        (datetime(2024, 6, 15, 7, 8), date(2024, 6, 15)),
        (date(2024, 6, 15), date(2024, 6, 15)),
    ],
)
def test_a_day_is_read_with_the_day_first(raw: Raw, value: date) -> None:
    assert (read_day(raw).value, read_day(raw).rule) == (value, "")


def test_a_day_of_two_digits_in_the_far_future_is_asked_about() -> None:
    assert (read_day("1/1/45").value, read_day("1/1/45").rule) == (date(2045, 1, 1), "short_year")


def test_days_counted_from_1904_are_not_four_years_early() -> None:
    assert read_day(43996.0, since_1904=True).value == date(2024, 6, 15)


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        ("NÃ´ng", "broken_text"),
        ("N\ufffdng", "broken_text"),
        ("§¾k N«ng", "old_font"),
        ("Ph\xad¬ng tiÖn ®o", "old_font"),
        ("Ñaék Noâng", "old_font"),
        ("Phöông tieän ño", "old_font"),
        ("NULL", "placeholder"),
        ("#N/A", "error_cell"),
        ("a\x07b", "control_characters"),
        ("a" * 1001, "too_long"),
        (4.03e15, "digits_lost"),
        (True, "truth_value"),
    ],
)
def test_text_that_is_not_what_was_typed_is_refused(raw: Raw, rule: str) -> None:
    assert (read_text(raw).value, read_text(raw).rule) == (None, rule)


@pytest.mark.parametrize(
    "words", ["Hoà Xuân", "Bà Rịa", "toán", "Tuân", "«Ba Lan»", "10×20 µm", "ABC®", "Quý: làm gì?"]
)
def test_unicode_is_not_taken_for_an_old_font(words: str) -> None:
    assert old_font(words) == ""
    assert (read_text(words).value, read_text(words).rule) == (words, "")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (49.0, "49"),
        (0.5, "0.5"),
        ("  Quảng \n Trị ", "Quảng Trị"),
        ("Ðắk Lắk", "Đắk Lắk"),
        ("Quảng Trị", "Quảng Trị"),
        ("=1+1", "=1+1"),
        ("<b>x</b>", "<b>x</b>"),
    ],
)
def test_text_is_tidied_and_never_interpreted(raw: Raw, value: str) -> None:
    assert (read_text(raw).value, read_text(raw).rule) == (value, "")


def test_hidden_marks_are_taken_out_and_told() -> None:
    assert (read_text("Quảng\u200b Trị\u202e").value, read_text("a\u200bb").rule) == ("Quảng Trị", "hidden_marks")


def test_a_choice_is_its_code_by_any_of_its_spellings() -> None:
    known = spellings({"department": Text("Sở", "Department")})
    assert [read_choice(raw, known).value for raw in ("Sở", "SO", " sở ", "Department", "department")] == [
        "department"
    ] * 5
    assert read_choice("Sở X", known).rule == "unknown_choice"
    assert read_choice(3.0, known).rule == "unknown_choice"


@pytest.mark.parametrize(
    "column",
    [
        text(LABEL, LABEL, ""),
        whole(LABEL, LABEL, ""),
        decimal(LABEL, LABEL, ""),
        day(LABEL, LABEL, ""),
        choice(LABEL, LABEL, {"a": LABEL}),
    ],
    ids=lambda column: column.type.name,
)
def test_reading_all_cells_at_once_says_the_same_as_reading_each(column: Column) -> None:
    raws: set[Raw] = {
        "",
        "Quảng Trị là một tỉnh",
        "Qu?ng Tr? là một tỉnh",
        "  hai  khoảng  trắng  ",
        "10.036",
        10.036,
        12.0,
        0.5,
        -3.0,
        1e13,
        "a\u200bb",
        "x",
        "-",
        "NULL",
        "#REF!",
        "15/06/2024",
        45458.0,
        date(2024, 6, 15),
        Broken("error_cell", "#N/A"),
        "cột",
    }
    values, flagged = read_each(column, raws)
    read = column.type.reader(column, False)
    assert values == {raw: read(raw).value for raw in raws}
    assert {raw: said.rule for raw, said in flagged.items()} == {raw: read(raw).rule for raw in raws if read(raw).rule}
    assert column.type is not WHOLE or type(values[12.0]) is int


def test_what_each_kind_is_to_the_store_to_arrow_and_to_excel() -> None:
    told = {
        name: (kind.sql, str(kind.arrow), kind.validation, kind.number_format, kind.align, kind.width)
        for name, kind in COLUMN_TYPES.items()
    }
    assert {name: told[name] for name in ("text", "choice", "whole", "decimal", "day")} == {
        "text": ("VARCHAR", "string", "textLength", "@", "left", 24),
        "choice": ("VARCHAR", "string", "list", "@", "left", 22),
        "whole": ("BIGINT", "int64", "whole", "#,##0", "right", 14),
        "decimal": ("DOUBLE", "double", "decimal", "#,##0.0##", "right", 16),
        "day": ("DATE", "date32[day]", "date", "dd/mm/yyyy", "center", 15),
    }


@pytest.mark.parametrize("kind", COLUMN_TYPES.values(), ids=lambda kind: kind.name)
def test_a_kind_of_column_reads_nothing_of_a_blank_cell_and_goes_to_another_process_whole(kind: ColumnType) -> None:
    read = kind.reader(Column(kind, LABEL, LABEL, "", choices={"a": LABEL}), False)
    assert [(read(raw).value, read(raw).rule) for raw in ("", " ", "\u200b")] == [(None, "")] * 3
    assert read(Broken("no_kept_value", "=A1")).rule == "no_kept_value"
    assert pickle.loads(pickle.dumps(kind)) == kind


def test_two_kinds_of_column_with_one_name_stop_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "kinds"
    package.mkdir()
    for name in ("__init__", "one", "two"):
        declared = (
            "from dataclasses import replace\nfrom data.column_types.whole import WHOLE\nX = replace(WHOLE, name='x')\n"
        )
        (package / f"{name}.py").write_text(declared * (name != "__init__"), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ValueError, match="same name"):
        discover([str(package)], "kinds", ColumnType)
