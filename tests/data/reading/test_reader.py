"""Whole files as provinces send them: what is loaded, what is told at which cell, what is left aside by name."""

import unicodedata
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.checks import yearly_lines
from data.column_types.cell import is_blank
from data.model import Finding, Period, Severity, Text
from data.reading.reader import Reading, read
from data.reading.tally import Limit
from data.rules.findings import RULES
from data.table import FORM_COLUMNS, Bound, FormFigure, Table
from indicators import TABLES
from tests.support.corpus import HEADINGS, ROW, TRAININGS, book_of, example, form, saved, trainings, workbook

GOOD = ["Nuôi tôm", "other", "department", date(2024, 10, 12), date(2024, 10, 14), "Xã Vĩnh Linh", 45, 20]
TITLE = "Đào tạo, tập huấn"


def of(data: bytes, name: str = "a.xlsx") -> Reading:
    return read(data, name, TABLES)


def rows(reading: Reading, table: str = "trainings") -> list[list[object]]:
    return [list(row.values()) for row in reading.sheets[table].rows.to_pylist()]


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(finding.rule, finding.cell) for finding in reading.findings]


def said(reading: Reading, rule: str) -> Finding:
    return next(finding for finding in reading.findings if finding.rule == rule)


# Faults at their cells


def test_every_fault_of_a_file_is_told_in_one_pass_each_at_its_cell() -> None:
    reading = of(
        trainings(
            [None, "Sai", "Sở", "31/02/2024", None, "x" * 1001, "mười", 1],
            ROW,
            ["Lớp", "Khác", "Xã", "04/25/2024", "#REF!", None, -3, True],
        )
    )
    assert told(reading) == [
        ("required", "A2"),
        ("unknown_choice", "B2"),
        ("no_such_day", "D2"),
        ("too_long", "F2"),
        ("not_whole", "G2"),
        ("unknown_choice", "C4"),
        ("month_first", "D4"),
        ("error_cell", "E4"),
        ("negative", "G4"),
        ("truth_value", "H4"),
    ]
    assert rows(reading)[1] == [3, *GOOD]
    assert rows(reading)[0] == [2, None, None, "department", None, None, None, None, 1]


def test_a_fault_says_where_what_came_what_was_expected_and_what_to_do() -> None:
    finding = of(trainings([*ROW[:6], "mười", 1])).findings[0]
    assert finding.message.vi == (
        "Sheet «Đào tạo, tập huấn», ô G2 («Số lượt người tham dự»): nhận «mười», cần số nguyên không âm, ví dụ 1.250. "
        "Sửa ô này rồi nộp lại."
    )
    assert finding.message.en == (
        "Sheet “Đào tạo, tập huấn”, cell G2 (“Participants”): received “mười”, expected a whole number, not negative, "
        "e.g. 1250. Mend this cell and send the file again."
    )
    assert (finding.received, finding.expected.vi) == ("mười", "số nguyên không âm, ví dụ 1.250")
    assert (finding.row, finding.column, finding.table, finding.sheet) == (2, "participants", "trainings", TITLE)


def test_an_unknown_choice_is_told_all_choices() -> None:
    finding = said(of(trainings(["Lớp", "Sai", *ROW[2:]])), "unknown_choice")
    assert all(choice.vi in finding.message.vi for choice in TRAININGS.columns["topic"].choices.values())
    assert all(choice.en in finding.expected.en for choice in TRAININGS.columns["topic"].choices.values())


def test_what_stood_in_a_cell_is_repeated_short_and_with_nothing_that_acts() -> None:
    finding = of(trainings(["a\u202eb" + "c" * 2000, *ROW[1:]])).findings[0]
    assert len(finding.received) <= 80
    assert "\u202e" not in finding.received


@pytest.mark.parametrize("raw", ["-", "...", "N/A"])
def test_nothing_is_nothing_in_a_required_column_however_it_is_written(raw: str) -> None:
    assert told(of(trainings([*ROW[:6], raw, 1]))) == [("required", "G2")]
    assert told(of(trainings([*ROW[:6], 45, raw]))) == [("dash" if raw == "-" else "not_available", "H2")]


def test_a_stray_cell_far_below_is_judged_as_a_row() -> None:
    reading = of(trainings(ROW, *[[]] * 30, [None] * 7 + [3]))
    assert told(reading) == [("required", f"{c}33") for c in "ABCDG"]


def test_so_many_faults_of_a_kind_are_counted_not_cut_off() -> None:
    reading = read(trainings(*[[*ROW[:6], "mười", 1]] * 10), "a.xlsx", TABLES, Limit(3, 10))
    assert told(reading) == [("not_whole", "G2"), ("not_whole", "G3"), ("not_whole", "G4"), ("more_errors", "G5")]
    assert "7 ô" in said(reading, "more_errors").message.vi
    assert (said(reading, "more_errors").severity, said(reading, "more_errors").count) == (Severity.ERROR, 7)


# Headings


def test_columns_may_stand_in_any_order_under_any_of_their_names() -> None:
    order = [7, 3, 0, 6, 1, 2, 5, 4]
    names = [
        "Nội dung\ntập huấn (*)",
        "CHỦ ĐỀ",
        "organiser",
        "Từ ngày:",
        "Ended on",
        "dia diem",
        "Số học viên (người)",
        "2. Nữ",
    ]
    reading = of(trainings([ROW[i] for i in order], headings=[names[i] for i in order]))
    assert (rows(reading), reading.findings) == ([[2, *GOOD]], [])
    assert reading.sheets["trainings"].columns["title"] == "C"


def test_titles_numbered_columns_blank_rows_and_a_table_set_off_are_no_hindrance() -> None:
    reading = of(
        workbook(
            {
                "Sheet1": [
                    ["UBND TỈNH QUẢNG TRỊ", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
                    [],
                    [None, "Danh sách lớp Quý IV/2024"],
                    [],
                    [None, None, "STT", *HEADINGS],
                    [None, None, "A", "B", 1, 2, 3, 4, 5, 6, "7=5+6"],
                    [],
                    [None, None, 1, *ROW],
                    [],
                    [None, None, 2, *ROW],
                    [None, None, 3],
                ]
            }
        )
    )
    assert (rows(reading), reading.findings) == ([[8, *GOOD], [10, *GOOD]], [])
    assert reading.sheets["trainings"].header_row == 5


def test_headings_of_two_levels_are_read_together() -> None:
    book = book_of(
        {
            "Tập huấn": [
                [
                    "Tên lớp",
                    "Chủ đề",
                    "Đơn vị tổ chức",
                    "Thời gian",
                    None,
                    "Địa điểm",
                    "Số lượt người tham dự",
                    "Trong đó",
                ],
                [None, None, None, "Từ ngày", "Đến ngày", None, None, "Nữ"],
                ROW,
            ]
        }
    )
    for block in ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2", "G1:G2"):
        book.active.merge_cells(block)
    reading = of(saved(book))
    assert (rows(reading), reading.findings) == ([[3, *GOOD]], [])


def test_a_missing_column_a_column_twice_and_one_too_many_are_told_at_the_headings() -> None:
    headings = ["Tên lớp", "Chủ đề", "Đơn vị tổ chức", "Nữ", "Trong đó nữ", "Kinh phí"]
    reading = of(trainings(["Lớp", "Khác", "Sở", 1, 2, 3], headings=headings))
    assert told(reading) == [
        ("missing_column", "A1"),
        ("missing_column", "A1"),
        ("extra_column", "F1"),
        ("column_twice", "E1"),
    ]
    assert "«Ngày khai giảng»" in reading.findings[0].message.vi
    assert said(reading, "extra_column").received == "Kinh phí"


def test_a_heading_in_thousands_is_no_heading_of_ours() -> None:
    headings = [*HEADINGS[:6], "Số lượt người tham dự (nghìn người)", HEADINGS[7]]
    assert told(of(trainings(ROW, headings=headings))) == [("scaled_heading", "G1")]


def test_a_sheet_without_its_headings_is_told() -> None:
    assert told(of(workbook({TITLE: [ROW], "Tổng hợp": [["Mã số", "Chỉ tiêu", "Trong quý"]]})))[0][0] == "no_header"


# Sheets


def test_a_sheet_is_known_by_its_name_or_its_headings() -> None:
    for name in (TITLE, "TRAININGS", "tap huan", "4. Tập huấn", "Tập huấn quý 4", "Trang1"):
        assert rows(of(workbook({name: [HEADINGS, ROW]}))) == [[2, *GOOD]], name


def test_one_table_on_two_sheets_is_an_error() -> None:
    reading = of(workbook({TITLE: [HEADINGS, ROW], "Tập huấn": [HEADINGS, ROW]}))
    assert [(f.rule, f.sheet, f.severity) for f in reading.findings] == [("table_twice", "Tập huấn", Severity.ERROR)]


def test_other_sheets_are_named_and_left_alone_blank_ones_without_a_word() -> None:
    reading = of(workbook({"Hướng dẫn": [["a"]], "Ảnh": [["x", 1]], TITLE: [HEADINGS, ROW], "Sheet3": []}))
    assert [(f.rule, f.sheet, f.severity) for f in reading.findings] == [("unknown_sheet", "Ảnh", Severity.INFO)]


def test_a_workbook_without_any_of_our_sheets_is_no_submission() -> None:
    assert [(f.rule, f.severity) for f in of(workbook({"A": [["x"]]})).findings] == [("no_sheet", Severity.STOP)]


def test_the_words_of_meta_are_given_and_another_template_is_refused() -> None:
    meta: list[list[object]] = [
        ["template", "khcn-quarterly"],
        ["province", "01"],
        ["units", 63],
        ["period", "2024-Q4"],
    ]
    book = book_of({"_meta": [*meta, [], ["sheet", "table"], ["Của tôi", "trainings"]], "Của tôi": [HEADINGS, ROW]})
    book["_meta"].sheet_state = "veryHidden"
    reading = of(saved(book))
    assert reading.meta == {"template": "khcn-quarterly", "province": "01", "units": "63", "period": "2024-Q4"}
    assert rows(reading) == [[2, *GOOD]]
    for calendar, word in (("administrative", {"calendar": "administrative"}), ("lunar", {})):
        dated = of(workbook({"_meta": [*meta, ["calendar", calendar]], TITLE: [HEADINGS, ROW]}))
        assert dated.meta == reading.meta | word
    other = of(workbook({"_meta": [["template", "another"]], TITLE: [HEADINGS, ROW]}))
    assert [(f.rule, f.severity) for f in other.findings] == [("not_our_template", Severity.STOP)]


def test_what_is_hidden_is_read_and_asked_about() -> None:
    book = book_of({TITLE: [HEADINGS, ROW, ROW, ROW]})
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["G"].hidden = True
    book.create_sheet("Khác")
    book.active = 1
    book[TITLE].sheet_state = "hidden"
    reading = of(saved(book))
    assert len(rows(reading)) == 3
    assert [(f.rule, f.severity) for f in reading.findings] == [
        ("hidden_sheet", Severity.QUESTION),
        ("hidden_columns", Severity.QUESTION),
        ("hidden_rows", Severity.QUESTION),
    ]


@pytest.mark.parametrize(
    ("above", "state", "cell"),
    [
        ([["Tình trạng số liệu"], ["Có số liệu"]], "has_data", "A2"),
        ([["Tình trạng số liệu"], ["nothing"]], "nothing", "A2"),
        ([["Tình trạng số liệu:", "Không phát sinh"]], "nothing", "B1"),
        ([["Tình trạng số liệu: Chưa có số liệu"]], "not_available", "A1"),
        ([["State of the data", None, "Not applicable"]], "not_applicable", "C1"),
        ([["Tình trạng số liệu"], []], None, "A2"),
        ([["Tiêu đề"]], None, ""),
    ],
)
def test_the_state_of_the_data_stands_below_or_beside_its_label(
    above: list[list[object]], state: str | None, cell: str
) -> None:
    sheet = of(workbook({TITLE: [*above, HEADINGS, ROW]})).sheets["trainings"]
    assert (sheet.state, sheet.state_cell) == (state, cell)


def test_an_unknown_state_is_told_with_all_states() -> None:
    reading = of(workbook({TITLE: [["Tình trạng số liệu"], ["có lẽ"], HEADINGS]}))
    assert told(reading) == [("unknown_state", "A2")]
    assert "«Không phát sinh (bằng 0)»" in reading.findings[0].message.vi


# Rows that are none


def test_totals_captions_and_signatures_are_named_and_not_loaded() -> None:
    reading = of(
        workbook(
            {
                TITLE: [
                    ["STT", *HEADINGS],
                    [None, "Tổng số", None, None, None, None, None, 90, 40],
                    ["I", "Lớp của Sở"],
                    [1, *ROW],
                    ["II", "Lớp của xã"],
                    [2, *ROW],
                    ["TỔNG CỘNG", None, None, None, None, None, None, 90, 40],
                    [],
                    [None, "Ghi chú: số liệu đến 31/12/2024"],
                    [None, "Người lập biểu", None, None, None, None, "Quảng Trị, ngày 05 tháng 01 năm 2025"],
                    [None, "(Ký, ghi rõ họ tên)", None, None, None, None, "GIÁM ĐỐC"],
                    [None, "Nguyễn Văn A"],
                ]
            }
        )
    )
    assert [row[0] for row in rows(reading)] == [4, 6]
    assert told(reading) == [
        ("total_row", "B2"),
        ("section_row", "A3"),
        ("section_row", "A5"),
        ("total_row", "A7"),
        ("footer", "B9"),
        ("note_kept", "B9"),
    ]
    assert {f.severity for f in reading.findings} == {Severity.INFO}


def test_headings_repeated_for_printing_are_no_row() -> None:
    reading = of(trainings(ROW, HEADINGS, ROW))
    assert ([row[0] for row in rows(reading)], told(reading)) == ([2, 4], [("headings_again", "A3")])


def test_a_row_that_merely_begins_like_a_total_or_a_signature_is_data() -> None:
    reading = of(
        trainings(
            ["Tổng kết mô hình nuôi tôm", *ROW[1:]], ["Giám đốc với khởi nghiệp", *ROW[1:]], ["Tổng cộng", *ROW[1:]]
        )
    )
    assert len(rows(reading)) == 3
    assert told(reading) == [("total_perhaps", "A4")]  # called exactly as a total is: that is asked


def test_data_below_a_signature_is_not_lost() -> None:
    reading = of(trainings(ROW, ["Người lập biểu"], ROW, ["Lớp thiếu", "Khác", "Sở", "12/10/2024"]))
    assert [row[0] for row in rows(reading)] == [2, 4, 5]
    assert told(reading) == [("footer", "A3"), ("required", "G5")]


def test_merged_cells_that_leave_rows_without_their_own_value_are_told_with_their_range() -> None:
    book = book_of({TITLE: [HEADINGS, ROW, ROW, ROW, ["Tổng cộng", None, None, None, None, None, 3]]})
    book.active.merge_cells("B2:B3")
    book.active.merge_cells("G4:H4")
    book.active.merge_cells("A5:F5")
    reading = of(saved(book))
    assert [(f.rule, f.cell, "B2:B3" in f.message.vi or "G4:H4" in f.message.vi) for f in reading.findings[:2]] == [
        ("merged_cells", "B2", True),
        ("merged_cells", "G4", True),
    ]
    assert told(reading)[2:] == [("total_row", "A5")]


def test_what_stands_beside_the_table_is_told() -> None:
    assert told(of(trainings([*ROW, None, "xem lịch"]))) == [("unheaded_cells", "J2"), ("note_kept", "J2")]
    assert told(of(trainings([*ROW, None, "tính lại"]))) == [("unheaded_cells", "J2"), ("unknown_words", "J2")]


def test_a_sheets_name_is_shown_with_every_character_visible() -> None:
    message = of(workbook({"Ảnh\u202etxt": [["x", 1]], TITLE: [HEADINGS, ROW]})).findings[0].message.vi
    assert "Ảnh·txt" in message


# The form


def figures(reading: Reading) -> dict[str, tuple[object, object]]:
    return {str(row["code"]): (row["value"], row["year_to_date"]) for row in reading.sheets["summary"].rows.to_pylist()}


def test_figures_are_found_by_code_or_name_and_read_as_they_are_meant() -> None:
    reading = of(
        form(
            ["mq01", None, None, "10.036", "20.000"],
            ["MQ02", None, "%", "98,5 %", None],
            [None, "Số lớp tập huấn", "lớp", "Không", 12],
            ["TR02"],
            ["IP01", None, None, None, None, "chưa thống kê"],
        )
    )
    assert figures(reading) == {
        "MQ01": (10036.0, 20000.0),
        "MQ02": (98.5, None),
        "TR01": (0.0, 12.0),
        "IP01": (None, None),
    }
    assert reading.findings == []


def test_a_figure_may_be_not_applicable_or_not_yet_known_but_a_dash_is_asked_about() -> None:
    reading = of(form(["MQ01", None, None, "x", "chưa có số liệu"], ["TR01", None, None, "-"]))
    answer = reading.sheets["summary"].rows.to_pylist()
    assert [(row["_value_state"], row["_ytd_state"]) for row in answer] == [("not_applicable", "not_available")]
    assert [(f.rule, f.cell, f.severity) for f in reading.findings] == [("dash_in_form", "D3", Severity.QUESTION)]


@pytest.mark.parametrize(
    ("line", "rule", "cell"),
    [
        (["ZZ9", None, None, 3], "unknown_figure", "A2"),
        ([None, None, None, 3], "unknown_figure", "A2"),
        (["MQ01", "Số lớp tập huấn", None, 3], "figure_name", "B2"),
        (["MQ01", None, "nghìn phương tiện", 3], "unit_differs", "C2"),
        (["TR02", None, "người", 3], "unit_other", "C2"),
        (["MQ01", None, None, 10.5], "thousands_lost", "D2"),
        (["MQ01", None, None, "trên 70 cái"], "number_with_unit", "D2"),
        (["MQ01", None, None, "02-03"], "number_range", "D2"),
        (["MQ01", None, None, "từ 02 đến 03"], "number_range", "D2"),
        (["MQ02", None, None, "trên 101"], "share_above", "D2"),
        (["MQ01", None, None, None, "#REF!"], "error_cell", "E2"),
        (["MQ02", None, None, 101], "share_above", "D2"),
        (["MQ02", None, None, 0.985], "share_fraction", "D2"),
        (["IP01", None, None, 59, 60], "year_to_date_of_stock", "E2"),
        (["IP01", None, None, 59, 59], "year_to_date_ignored", "E2"),
        (["Tổng cộng", None, None, 59], "total_row", "A2"),
    ],
)
def test_a_figure_at_fault_is_told_at_its_cell(line: list[object], rule: str, cell: str) -> None:
    assert told(of(form(line))) == [(rule, cell)]


def test_the_same_figure_twice_is_an_error() -> None:
    assert told(of(form(["MQ01", None, None, 3], ["MQ01", None, None, 3]))) == [("figure_twice", "A3")]


def test_a_share_that_excel_shows_as_a_percentage_is_that_percentage() -> None:
    book = book_of(
        {"Tổng hợp": [[c.label.vi for c in TABLES["summary"].columns.values()], ["MQ02", None, None, 0.985]]}
    )
    book.active["D2"].number_format = "0.0%"
    reading = of(saved(book))
    assert figures(reading) == {"MQ02": (98.5, None)}
    assert told(reading) == [("shown_as_percent", "D2")]


# A form whose lines have parts: PB is broken down, a name stands under two figures

DOSSIERS, SUM = Text("hồ sơ", "dossiers"), Text("triệu đồng", "million VND")


def _figure(code: str, vi: str, en: str, part_of: str = "", **more: bool) -> FormFigure:
    unit = SUM if more.get("money") else DOSSIERS
    return FormFigure(
        code, Text(vi, en), unit, not more.get("money"), more.pop("at_date", False), part_of=part_of, **more
    )


PARTS = Table(
    "parts",
    Text("Biểu thử", "A form"),
    FORM_COLUMNS,
    figures=(
        _figure("ZZ01", "Hồ sơ đã giải quyết", "Settled"),
        _figure("ZZ01.early", "Trước hạn", "Before time", "ZZ01"),
        _figure("ZZ01.late", "Quá hạn", "Late", "ZZ01"),
        _figure("ZZ02", "Hồ sơ đang giải quyết", "Open"),
        _figure("ZZ02.late", "Quá hạn", "Late", "ZZ02"),
        _figure("ZZ03", "Kinh phí", "Money", money=True),
        _figure("ZZ04", "Số sáng kiến trong năm", "Initiatives of the year", yearly=True),
        _figure("ZZ05", "Số cán bộ cuối năm", "Staff at the year's end", yearly=True, at_date=True),
    ),
)


def parts(*lines: Sequence[object], headings: Sequence[object] = ()) -> Reading:
    named = headings or [column.label.vi for column in PARTS.columns.values()]
    return read(workbook({"Biểu thử": [named, *lines]}), "a.xlsx", {"parts": PARTS})


def values(reading: Reading) -> dict[str, object]:
    return {str(row["code"]): row["value"] for row in reading.sheets["parts"].rows.to_pylist()}


def test_a_part_is_found_by_its_code_however_its_name_is_set_in() -> None:
    reading = parts(
        ["ZZ01", "Hồ sơ đã giải quyết", None, 30],
        ["ZZ01.early", "– Trước hạn", None, 10],
        ["zz01.LATE", "Trong đó: Quá hạn", None, 20],
        ["ZZ02.late", "    + Late", None, 3],
    )
    assert (values(reading), reading.findings) == (
        {"ZZ01": 30.0, "ZZ01.early": 10.0, "ZZ01.late": 20.0, "ZZ02.late": 3.0},
        [],
    )


def test_without_codes_a_part_is_that_of_the_figure_above_it() -> None:
    reading = parts(
        ["Hồ sơ đã giải quyết", 30],
        ["Trong đó:"],
        ["- Trước hạn", 10],
        ["- Quá hạn", 20],
        ["Hồ sơ đang giải quyết", 9],
        ["* Quá hạn", 2],
        headings=["Chỉ tiêu", "Trong quý"],
    )
    assert values(reading) == {"ZZ01": 30.0, "ZZ01.early": 10.0, "ZZ01.late": 20.0, "ZZ02": 9.0, "ZZ02.late": 2.0}
    assert [rule for rule, _ in told(reading)] == ["missing_column", "section_row"]


def test_a_name_of_several_figures_is_not_guessed_at() -> None:
    reading = parts([None, "– Quá hạn", None, 2], ["ZZ02", None, None, 5], [None, "– Quá hạn", None, 3])
    assert values(reading) == {"ZZ02": 5.0, "ZZ02.late": 3.0}
    assert told(reading) == [("unclear_figure", "A2")]
    assert "ZZ01.late, ZZ02.late" in reading.findings[0].message.vi


def test_a_part_under_the_code_of_another_is_told() -> None:
    assert told(parts(["ZZ01.early", "– Quá hạn", None, 2])) == [("figure_name", "B2")]


def test_a_code_that_is_none_is_told_those_that_come_near() -> None:
    assert "ZZ01.early, ZZ01.late." in parts(["ZZ01.lat", None, None, 2]).findings[0].message.en
    assert "ZZ01, ZZ02, ZZ03" in parts(["ZZ1", None, None, 2]).findings[0].message.en


@pytest.mark.parametrize(
    ("raw", "value", "bound", "said", "said_en"),
    [
        ("trên 70", 70.0, Bound.MORE, "lớn hơn 70", "more than 70"),
        ("≥ 1.250", 1250.0, Bound.AT_LEAST, "ít nhất 1.250", "at least 1,250"),
        ("dưới 5", 5.0, Bound.LESS, "nhỏ hơn 5", "less than 5"),
        ("không quá 10", 10.0, Bound.AT_MOST, "nhiều nhất 10", "at most 10"),
        ("khoảng 500", 500.0, Bound.ABOUT, "khoảng 500", "about 500"),
    ],
)
def test_a_bound_keeps_its_number_and_its_word_and_is_told(
    raw: str, value: float, bound: Bound, said: str, said_en: str
) -> None:
    reading = parts(["ZZ01", None, None, raw, "1300"])
    row = reading.sheets["parts"].rows.to_pylist()[0]
    assert (row["value"], row["_value_bound"], row["year_to_date"], row["_ytd_bound"]) == (value, bound, 1300.0, 0)
    assert [(f.rule, f.cell, f.severity) for f in reading.findings] == [("bound_taken", "D2", Severity.INFO)]
    assert said in reading.findings[0].message.vi
    assert said_en in reading.findings[0].message.en


def test_a_share_may_be_a_bound_too_and_a_doubtful_number_stays_one() -> None:
    assert told(of(form(["MQ02", None, None, "trên 98,5 %"]))) == [("bound_taken", "D2")]
    assert told(parts(["ZZ01", None, None, "trên 1,250"])) == [("english_thousands", "D2"), ("bound_taken", "D2")]


@pytest.mark.parametrize("raw", ["mật", "Bảo mật", "không công bố", "withheld", "Confidential"])
def test_a_figure_may_be_kept_to_oneself(raw: str) -> None:
    reading = parts(["ZZ01", None, None, raw, raw])
    row = reading.sheets["parts"].rows.to_pylist()[0]
    assert (row["value"], row["_value_state"], row["_ytd_state"]) == (None, "withheld", "withheld")
    assert reading.findings == []


def test_a_list_may_be_kept_to_itself_but_a_required_number_of_it_not() -> None:
    reading = of(workbook({TITLE: [["Tình trạng số liệu"], ["Không công bố"], HEADINGS]}))
    assert (reading.sheets["trainings"].state, reading.findings) == ("withheld", [])
    assert told(of(trainings([*ROW[:6], "mật", "mật"]))) == [("required", "G2"), ("withheld", "H2")]


@pytest.mark.parametrize(
    ("line", "value", "rules"),
    [
        (["ZZ03", None, "triệu đồng", "1.250,5"], 1250.5, []),
        (["ZZ03", None, "trđ", 20], 20.0, []),
        (["ZZ03", None, None, "20 triệu đồng"], 20.0, ["money_unit"]),
        (["ZZ03", None, "triệu đồng", "2,3 tỷ"], 2300.0, ["money_unit"]),
        (["ZZ03", None, "tỷ đồng", "2,3"], 2300.0, ["money_unit"]),
        (["ZZ03", None, "tỷ đồng", "trên 2,3"], 2300.0, ["money_unit", "bound_taken"]),
        (["ZZ03", None, "tỷ đồng", "Không"], 0.0, []),
        (["ZZ03", None, "nghìn đồng", "2,3 tỷ"], None, ["money_units"]),
        (["ZZ03", None, "trăm triệu", 2], 2.0, ["unit_differs"]),
        (["ZZ01", None, None, "20 triệu đồng"], None, ["number_with_unit"]),
    ],
)
def test_money_is_million_dong_whatever_it_was_typed_in(
    line: list[object], value: float | None, rules: list[str]
) -> None:
    reading = parts(line)
    assert (values(reading).get(str(line[0])), [rule for rule, _ in told(reading)]) == (value, rules)


def test_the_question_about_money_says_what_came_and_what_was_made_of_it() -> None:
    for line, came in ((["ZZ03", None, "tỷ đồng", "2,3"], "«2,3»"), (["ZZ03", None, None, "2,3 tỷ"], "«2,3 tỷ»")):
        message = parts(line).findings[0].message.vi
        assert came in message
        assert "2.300 triệu đồng" in message
        assert ("từ «tỷ đồng»" in message) == (came == "«2,3»")


@pytest.mark.parametrize(
    ("period", "line", "told"),
    [
        ("2024-Q3", ["ZZ04", None, None, None, 12], [("yearly_line", "E2")]),
        ("2024-Q1", ["ZZ05", None, None, 12], [("yearly_line", "D2")]),
        ("2024-Q4", ["ZZ04", None, None, 3, 12], [("yearly_in_quarter", "D2")]),
        ("2024-Q4", ["ZZ04", None, None, None, 12], []),
        ("2024-Q4", ["ZZ05", None, None, 12], []),
        ("2024-Q3", ["ZZ01", None, None, 3, 12], []),
        ("2024-Q3", ["ZZ04", None, None, "x"], []),
    ],
)
def test_a_figure_of_the_year_comes_with_the_fourth_quarter_as_the_years_total(
    period: str, line: list[object], told: list[tuple[str, str]]
) -> None:
    findings = yearly_lines(parts(line), {"parts": PARTS}, Period.parse(period))
    assert [(f.rule, f.cell) for f in findings] == told
    assert all(f.severity is Severity.ERROR and f.sheet == "Biểu thử" and f.received in ("3", "12") for f in findings)


def test_forms_with_the_same_headings_are_told_apart_by_their_lines() -> None:
    for data, name in (
        (workbook({"Sheet1": [list(PARTS.columns), ["ZZ01", None, None, 3]]}), "a.xlsx"),
        (b"code,name,value\nZZ01,,3\n", "a.csv"),
    ):
        reading = read(data, name, {**TABLES, "parts": PARTS})
        assert (values(reading), reading.findings) == ({"ZZ01": 3.0}, [])


def test_a_form_without_a_line_that_is_known_is_not_taken_for_any() -> None:
    reading = read(b"code,name,value\nQQ01,,3\n", "a.csv", {**TABLES, "parts": PARTS})
    assert [(f.rule, f.severity) for f in reading.findings] == [("unclear_table", Severity.STOP)]


# Text files

LINE = ",".join(f'"{heading}"' for heading in HEADINGS)
GOOD_LINE = "Nuôi tôm,Khác,Sở,12/10/2024,14/10/2024,Xã Vĩnh Linh,45,20"
TEXT = f"{LINE}\n{GOOD_LINE}\n"


def windows_1258(text: str) -> bytes:
    """As Vietnamese Windows wrote it: a letter with its hat or hook, then its tone."""
    out = bytearray()
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
        plain = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
        out += (plain + tones).encode("cp1258")
    return bytes(out)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        windows_1258(TEXT),
        unicodedata.normalize("NFD", TEXT).encode(),
        TEXT.replace(",", ";").replace("Đào tạo; ", "Đào tạo, ").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        ("sep=;\n" + TEXT.replace(",", ";")).encode(),
        (",".join(TRAININGS.columns) + "\n" + GOOD_LINE).encode(),
        TEXT.replace("45,20", "45,20,,").encode(),
    ],
    ids=["utf-8", "bom", "utf-16", "le", "be", "1258", "nfd", "semicolon", "tab", "crlf", "cr", "sep", "keys", "spare"],
)
def test_a_text_file_is_read_in_every_usual_dress(data: bytes) -> None:
    reading = of(data, "a.csv")
    assert (rows(reading), reading.findings) == ([[2, *GOOD]], [])


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        ((TEXT + "a\0b").encode(), "nul_bytes"),
        ((TEXT + '"abc,Khác,Sở\n').encode(), "bad_quotes"),
        ((TEXT + '"a"bc,Khác,Sở,12/10/2024,,,5,\n').encode(), "bad_quotes"),
        (b"T\xaan l\xedp,Ch\xf1 \x92\xd2\n", "undecodable"),
        (",".join(TRAININGS.columns).encode() + b"\n" + GOOD_LINE.encode()[:-20] + b"\xff\n", "undecodable"),
        (",".join(TRAININGS.columns).encode() + "\n中国,Khác".encode("gbk"), "undecodable"),
        (GOOD_LINE.encode(), "unclear_table"),
        (b"hello", "unclear_table"),
    ],
)
def test_a_text_file_that_cannot_be_read_for_certain_is_refused(data: bytes, rule: str) -> None:
    assert [(f.rule, f.severity) for f in of(data, "a.csv").findings] == [(rule, Severity.STOP)]


@pytest.mark.parametrize(
    ("line", "findings"),
    [
        ("Lớp,Khác,Sở,12/10/2024", [("ragged_row", "E3")]),
        (GOOD_LINE + ",7", [("ragged_row", "I3")]),
        ("Lớp,Khác,Sở,12/10/2024,,,4,5,6", [("ragged_row", "I3")]),
        ('"Nuôi\ntôm",Khác,Sở,12/10/2024,,,mười,', [("not_whole", "G3")]),
        (GOOD_LINE.replace("Nuôi tôm", "NuÃ´i tÃ´m"), [("decoded_twice", "A3")]),
        (GOOD_LINE.replace("Nuôi tôm", "NuÃ´i trÃ  tÃ´m"), [("broken_text", "A3")]),
        ('"' + "a" * 200_000 + '",Khác,Sở,12/10/2024,,,5,', [("too_long", "A3")]),
        ("=cmd|x,Khác,Sở,12/10/2024,,,5,", []),
    ],
)
def test_a_text_files_faults_are_told_by_record(line: str, findings: list[tuple[str, str]]) -> None:
    assert told(of(f"{TEXT}{line}\n".encode(), "a.csv")) == findings


def test_a_text_file_may_have_a_title_and_a_footer() -> None:
    reading = of(f"SỞ KHCN\n\nDanh sách,,\n{TEXT}Tổng cộng,,,,,,45,20\n\nNgười lập biểu\n".encode(), "a.csv")
    assert (rows(reading), told(reading)) == ([[5, *GOOD]], [("total_row", "A6"), ("footer", "A8")])


# The declarations


@pytest.mark.parametrize("name", TABLES)
def test_every_sheets_own_examples_are_read_without_a_word(name: str) -> None:
    table = TABLES[name]
    if table.is_form:
        lines: Sequence[Sequence[object]] = [[f.code, f.label.vi, f.unit.vi, "5"] for f in table.figures]
    else:
        lines = [example(table)]
    reading = of(workbook({"Sheet1": [[column.label.vi for column in table.columns.values()], *lines]}))
    assert reading.findings == []
    assert reading.sheets[name].rows.num_rows == len(lines)
    nulls = [reading.sheets[name].rows[key].null_count for key, c in table.columns.items() if not c.type.is_text]
    assert table.is_form or not any(nulls)


def test_every_rule_speaks_both_languages_and_asks_or_tells_what_to_do() -> None:
    for name, rule in ((name, rule) for name, rule in RULES.items() if not name.startswith("declared:")):
        assert rule.todo.vi, name
        assert rule.todo.en, name
        assert rule.todo.vi != rule.todo.en, name


# Whatever comes


def harmless(reading: Reading) -> None:
    for finding in reading.findings:
        assert finding.message.vi
        assert finding.message.en
        assert "Traceback" not in finding.message.en
    assert reading.sheets or reading.findings


SLOW = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@SLOW
@given(st.binary(max_size=300), st.sampled_from(["a.xlsx", "a.xls", "a.ods", "a.csv"]))
def test_no_bytes_at_all_make_the_reader_fail(data: bytes, name: str) -> None:
    for start in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"<"):
        harmless(of(start + data, name))


@pytest.mark.slow
@SLOW
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8))
def test_no_damage_to_a_good_file_makes_the_reader_fail(changes: list[tuple[int, int]]) -> None:
    data = bytearray(trainings(ROW))
    for at, octet in changes:
        data[at % len(data)] = octet
    harmless(of(bytes(data)))


@pytest.mark.slow
@SLOW
@given(
    st.lists(
        st.one_of(st.none(), st.text(max_size=40), st.floats(), st.integers(-(10**18), 10**18), st.booleans()),
        min_size=8,
        max_size=8,
    )
)
def test_no_row_is_lost_silently(cells: list[object]) -> None:
    words = ["" if raw is None else str(raw).replace("\0", "") for raw in cells]
    line = ",".join('"' + word.replace('"', '""') + '"' for word in words)
    reading = of(f"{LINE}\n{line}\n".encode("utf-8", "replace"), "a.csv")
    harmless(reading)
    if not all(map(is_blank, words)):
        assert reading.findings or reading.sheets["trainings"].rows.num_rows == 1
