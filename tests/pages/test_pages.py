"""Every page as its reader meets it: empty and full, in both languages, by menu and by link."""

import ast
import asyncio
import base64
import hashlib
import io
import re
import threading
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from streamlit.testing.v1 import AppTest

from data.exports.xlsx_file import TextSheet
from data.model import Finding, Language, Period, Severity, Text, day_text
from data.places import PLACES
from data.reading.reader import Reading
from data.storage.truth import StoreBusyError
from data.templates.fill import Blank
from indicators import CATALOGUE, TABLES
from pages.download_formats import excel, parquet
from pages.download_formats.csv import csv as as_csv_bytes
from pages.explorer.choices import DRAWER
from pages.server import menu, security_headers, store
from pages.submission import finding_groups
from pages.texts import access, common, sending
from pages.ui import downloads, list_rows, masthead
from pages.ui.formats import literal
from service import acceptance, drafts, submissions
from service.demo import load
from service.service import Service
from tests.support.pages import FRAME, PATIENCE, headings, shown, text, unfolded
from tests.support.rows import Rows, indication, instruments, mark, sheet_rows, training, trainings

ADDRESSES = ["", *(entry.path for entry in menu.PAGES)]
FAMILY = next(entry.path for entry in menu.PAGES if entry.menu is common.FAMILIES)
MARKS = next(path for path, name in menu.FIELDS.items() if name == "collective_marks")
TITLES = {entry.path: entry.title for entry in menu.PAGES} | {"": menu.PAGES[0].title}
LANGUAGES: list[Language] = ["vi", "en"]
DRAWN = {"plotly_chart", "dataframe"}


def _send(service: Service, province: str, quarter: str, **lists: Rows) -> None:
    period = Period.parse(quarter)
    unit = PLACES.find(province, period.end)
    sheets = {name: sheet_rows(TABLES[name], rows) for name, rows in lists.items()}
    data = repr((province, quarter, lists)).encode()
    draft = acceptance.accept(
        service,
        drafts.judge(service, "mau.xlsx", data, Reading({}, sheets, []), unit, period),
        "người thử",
        "đúng như vậy",
    )
    assert draft.receipt is not None


@pytest.fixture(scope="module")
def full_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Two provinces over a year, one of them with a corrected version; made once, since pages only read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", "2026-11-21")
        service = Service(tmp_path_factory.mktemp("full") / "store")
        starts = {"2024-Q4": date(2024, 10, 12), "2025-Q3": date(2025, 8, 1), "2025-Q4": date(2025, 10, 12)}
        for quarter, start in starts.items():
            _send(
                service,
                "Hà Nội",
                quarter,
                geographical_indications=[indication("1", product_group="Chè")],
                collective_marks=[mark("4-1", expires_on=date(2026, 6, 1))],
                trainings=trainings(2, start),
                calibrated_instruments=instruments(100, 50, passed=45),
            )
            formula = [training(1, started_on=start, title="=1+1")]
            _send(service, "Huế", quarter, calibrated_instruments=instruments(30), trainings=formula)
        _send(service, "Huế", "2025-Q4", calibrated_instruments=instruments(31), trainings=trainings(1, start))
        yield service
        service.close()


@pytest.fixture
def full(full_desk: Service, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(store, "_open", lambda _: full_desk)
    return full_desk


@pytest.fixture
def empty(service: Service, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(store, "_open", lambda _: service)
    monkeypatch.setenv("INDICATORS_HOME", str(service.home))  # what is kept for a store is kept by its folder
    return service


@pytest.mark.slow
@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_opens_on_an_empty_store_and_says_what_to_do_next(address: str, language: Language) -> None:
    at = shown(address, lang=language)
    offered = {button.key for button in at.button}
    assert ({"load-demo", "send-first"} <= offered) == (address not in menu.WITHOUT_FIGURES)
    assert [title.value for title in at.title] == [TITLES[address].in_(language)]
    assert common.DEMO.in_(language) not in text(at)


def test_a_store_in_use_by_another_program_is_told_calmly(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_: Path) -> Service:
        raise StoreBusyError

    monkeypatch.setattr(store, "_open", busy)
    at = shown("kham-pha")
    assert [warning.value for warning in at.warning] == [common.BUSY.vi]


def test_the_demo_is_loaded_on_asking_and_its_progress_shown(empty: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    reached, done = threading.Event(), threading.Event()

    def slow(_: Service, progress: Callable[[int, int], None]) -> None:
        progress(3, 8)
        reached.set()
        done.wait(PATIENCE)

    monkeypatch.setattr(load, "load_demo", slow)
    at = shown("kham-pha")
    at.button(key="load-demo").click().run()
    assert reached.wait(PATIENCE)
    at.run()
    assert [bar.proto.text for bar in at.get("progress")] == [common.LOADING_DEMO.vi.format(done=3, total=8)]
    assert not at.button, "nobody can ask for it twice"
    done.set()


@cache
def opened(address: str, language: Language) -> AppTest:
    """A page of the full store, which no test of it changes."""
    return shown(address, lang=language)


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_opens_with_figures(address: str, language: Language) -> None:
    at = opened(address, language)
    said = headings(at)
    assert len(said) == 1
    assert said == [TITLES[address].in_(language)] or address in masthead.ANSWERS, "which say what they found instead"
    said = text(at)
    assert not at.warning
    assert not at.error
    assert len(said) > 200
    assert common.SOURCE.in_(language) in said


@pytest.mark.slow
@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("address", [path for path in ADDRESSES if path not in menu.WITHOUT_FIGURES])
def test_a_page_in_english_has_no_vietnamese_sentence_of_ours(address: str) -> None:
    said = text(opened(address, "en"))
    ours = [value.vi for value in vars(common).values() if isinstance(value, Text) and len(value.vi) > 25]
    assert [sentence for sentence in ours if sentence in said] == []


@pytest.mark.usefixtures("full")
def test_where_nothing_is_known_stands_why_and_no_empty_axes() -> None:
    """Of a province without a score an axis from 0 to 1 was drawn, with a note on pale points."""
    at = shown("kham-pha", chi_tieu="MQ01", tinh="da-nang-2025")
    assert not at.get("plotly_chart")
    assert "Đà Nẵng: chưa có số liệu trong khoảng đã chọn" in text(at).replace("\\", "")
    assert "Chưa báo cáo</a></td>" in text(at)
    assert shown("kham-pha", chi_tieu="MQ01", tinh="da-nang-2025,hue").get("plotly_chart")


def test_every_chart_and_table_says_in_words_what_it_shows() -> None:
    silent = [
        f"{path.name}:{call.lineno}"
        for path in FRAME.parent.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in DRAWN
        and "alt" not in {keyword.arg for keyword in call.keywords}
    ]
    assert silent == []


# Links


@pytest.mark.usefixtures("full")
def test_a_link_opens_exactly_what_it_names() -> None:
    at = unfolded(shown("kham-pha", chi_tieu="TR01", tinh="hue,ha-noi", ky="year", don_vi="63", lang="en"), DRAWER)
    assert at.selectbox(key="chi-tieu").value == "TR01"
    assert at.multiselect(key="tinh").value == ["hue", "ha-noi"]
    assert at.selectbox(key="ky").value == "year"
    assert at.segmented_control(key="don-vi").value == "63"
    assert "classes" in at.title[0].value, "the answer is the title"


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("chi-tieu", "XX99"),
        ("tinh", "hue,atlantis"),
        ("ky", "month"),
        ("don-vi", "64"),
        ("lang", "klingon"),
        ("tu", "2024-Q9"),
        ("phan-to", "<b>"),
    ],
)
def test_a_choice_that_does_not_exist_is_told_once_and_the_usual_one_taken(key: str, value: str) -> None:
    at = shown("kham-pha", **{key: value})
    (said,) = [warning.value for warning in at.warning]
    assert literal(f"({key}): «{value.rpartition(',')[2]}»") in said
    assert "<b>" not in text(at)
    assert value not in str(dict(at.query_params))


@pytest.mark.usefixtures("full")
def test_only_choices_that_differ_stand_in_the_address() -> None:
    at = shown("kham-pha")
    assert dict(at.query_params) == {}
    at.selectbox(key="chi-tieu").select("TR01").run()
    assert at.query_params["chi-tieu"] in ("TR01", ["TR01"])
    at.selectbox(key="chi-tieu").select("IP01").run()
    assert dict(at.query_params) == {}


@pytest.mark.usefixtures("full")
def test_choices_survive_the_change_of_language_and_of_page() -> None:
    at = shown("kham-pha", chi_tieu="TR01", tinh="hue")
    at.segmented_control(key="lang").select("en").run()
    assert ("classes" in at.title[0].value, at.selectbox(key="chi-tieu").value) == (True, "TR01")
    at.query_params.clear()  # as the browser does on a change of page
    at.switch_page("list_rows.py").run()
    assert (at.title[0].value, at.multiselect(key="tinh").value) == ("Data table", ["hue"])
    at.query_params.clear()
    at.switch_page("explore.py").run()
    assert at.selectbox(key="chi-tieu").value == "TR01"
    assert at.query_params["lang"] in ("en", ["en"])


@pytest.mark.usefixtures("full")
def test_chosen_provinces_go_along_when_the_units_change() -> None:
    at = unfolded(shown("kham-pha", tinh="quang-tri-2025"), DRAWER)
    at.segmented_control(key="don-vi").select("63").run()
    assert at.multiselect(key="tinh").value == ["quang-binh", "quang-tri", "quang-tri-2025"]
    at.segmented_control(key="don-vi").select("34").run()
    assert at.multiselect(key="tinh").value == ["quang-tri-2025"]


@pytest.mark.usefixtures("full")
def test_a_province_that_is_no_more_opens_as_its_heir() -> None:
    at = shown("kham-pha", tinh="quang-binh")
    assert at.multiselect(key="tinh").value == ["quang-tri-2025"]
    assert not at.warning


@pytest.mark.usefixtures("full")
def test_a_provinces_name_stands_without_an_aid_for_searching() -> None:
    labels = shown("kham-pha").multiselect(key="tinh").options
    assert "Đà Nẵng" in labels
    assert not any("da nang" in label for label in labels)


# Figures


@pytest.mark.usefixtures("full")
def test_the_overview_tells_how_many_have_sent_and_who_has_not() -> None:
    said = text(shown(""))
    assert "Quý IV/2025: 2 trên 34 tỉnh đã nộp" in said
    assert "Cao Bằng" in said


@pytest.mark.usefixtures("full")
def test_zero_and_not_reported_look_different_in_the_table() -> None:
    said = text(shown("kham-pha", xem="bang", chi_tieu="IP02", tinh="ha-noi,hue", tu="2025-Q4"))
    assert re.search(r'<td class="number"><a [^>]+>0</a></td>', said)
    assert re.search(r'<td class="none"><a [^>]+>Chưa báo cáo</a></td>', said)


@pytest.mark.usefixtures("full")
def test_the_data_table_shows_as_many_rows_as_it_counts() -> None:
    at = shown("bang-so-lieu", danh_sach="calibrated_instruments")
    assert at.subheader[0].value.endswith(": 3 dòng")
    assert len(at.dataframe[0].value) == 3


@pytest.mark.usefixtures("full")
def test_a_table_too_large_to_style_is_shown_whole_and_says_how_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_rows, "STYLED", 1)
    at = shown("bang-so-lieu", danh_sach="calibrated_instruments")
    assert common.UNFORMATTED.vi in text(at)
    assert len(at.dataframe[0].value) == 3


@pytest.mark.usefixtures("full")
def test_the_data_table_is_searched_without_accents() -> None:
    at = shown("bang-so-lieu", danh_sach="trainings", tu_quy="2024-Q4", tim="HUE")
    assert at.subheader[0].value.endswith(": 3 dòng")


@pytest.mark.usefixtures("full")
def test_marks_that_expire_within_a_year_are_listed() -> None:
    said = text(shown(MARKS, xem="danh-sach", quy="2025-Q3"))
    assert "1 nhãn hiệu hết hiệu lực trong 12 tháng kể từ 30/09/2025" in said
    assert "01/06/2026" in said
    assert common.NONE_EXPIRING.vi.format(day="31/12/2024") in text(shown(MARKS, xem="danh-sach", quy="2024-Q4"))


@pytest.mark.usefixtures("full")
def test_of_the_latest_quarter_a_mark_whose_last_day_has_passed_is_not_soon_to_expire() -> None:
    said = text(shown(MARKS, xem="danh-sach"))
    assert common.NONE_EXPIRING.vi.format(day="21/11/2026") in said, "it ended on 1 June, and today is November"


@pytest.mark.usefixtures("full")
def test_the_data_table_says_of_what_of_whom_and_when_its_rows_are() -> None:
    at = shown("bang-so-lieu", danh_sach="trainings", tinh="hue")
    assert at.subheader[0].value.endswith(": 1 dòng")
    assert at.subheader[0].value.startswith(literal("Đào tạo, tập huấn · Huế · Quý IV/2025"))


@pytest.mark.usefixtures("full")
def test_history_shows_every_version_the_newest_first() -> None:
    at = shown("tinh-hinh-nop", lich_su="hue")
    versions = [e.label for e in at.expander]
    assert [re.search(r"Lần (\d)", label)[1] for label in versions] == ["2", "1"]  # type: ignore[index]


@pytest.mark.usefixtures("full")
def test_about_tells_everything_of_every_measure() -> None:
    at = shown("gioi-thieu")
    said = text(at)
    for indicator in CATALOGUE.values():
        for code, measure in indicator.measures.items():
            assert f"{code} · {measure.label.vi}" in said
            assert escape(measure.basis) in said


# Taking away

TABLE = pa.table({"Tên": ["=1+1", "@x", "\tb", "Huế", None], "Số": [1, 2, 3, 4, None], "Ngày": [date(2024, 1, 2)] * 5})


def test_a_csv_holds_no_formula_and_opens_in_vietnamese() -> None:
    data = as_csv_bytes(TABLE)
    assert data.startswith(b"\xef\xbb\xbf")
    lines = data.decode("utf-8-sig").splitlines()
    assert [line.split(",")[0].strip('"') for line in lines] == ["Tên", "'=1+1", "'@x", "'\tb", "Huế", ""]
    assert lines[1].split(",")[1:] == ["1", "2024-01-02"]


def test_a_workbook_has_typed_cells_and_says_what_it_is() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(excel.xlsx(TABLE, [TextSheet("Bộ lọc", ["Mục", ""], [["Ghi chú", "Dữ liệu minh họa"]])]))
    )
    rows = list(book.worksheets[0].iter_rows(min_row=2))
    assert [cell.data_type for cell in rows[0]] == ["s", "n", "d"]
    assert rows[0][0].value == "=1+1"
    assert rows[4][0].value is None
    assert book.worksheets[1]["B2"].value == "Dữ liệu minh họa"


def test_parquet_keeps_types_and_says_what_it_is() -> None:
    back = pq.read_table(io.BytesIO(parquet.encoded(TABLE, {"note": "demo"})))
    assert back.schema.types == TABLE.schema.types
    assert back.schema.metadata[b"note"] == b"demo"


@pytest.mark.slow
def test_demo_data_is_marked_on_every_page_and_real_data_on_none(
    full: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert common.DEMO.vi not in text(shown("kham-pha"))
    monkeypatch.setattr(full, "is_demo", True)
    for address in ADDRESSES:
        at = shown(address)
        assert any(masthead.texts.DEMO_LINE.vi in part.proto.body for part in at.get("html")), address


def test_the_rest_of_a_broken_demo_is_offered_only_while_nothing_real_stands_beside_it(
    full: Service, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("INDICATORS_HOME", str(tmp_path))
    load.mark(tmp_path).touch()
    monkeypatch.setattr(full, "is_demo", True)
    assert full.is_real
    assert "load-rest" not in [button.key for button in shown("kham-pha").button]
    monkeypatch.setattr(full, "is_real", False)
    assert "load-rest" in [button.key for button in shown("kham-pha").button]


def test_a_demo_that_make_run_began_comes_in_behind_and_what_is_there_can_be_looked_at(
    full: Service, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    reached, done = threading.Event(), threading.Event()

    def slow(_: Service, progress: Callable[[int, int], None]) -> None:
        progress(3, 8)
        reached.set()
        done.wait(PATIENCE)

    monkeypatch.setattr(load, "load_demo", slow)
    monkeypatch.setenv("INDICATORS_HOME", str(tmp_path))
    monkeypatch.setattr(full, "is_demo", True)
    monkeypatch.setattr(full, "is_real", False)
    shown("kham-pha")
    assert not reached.is_set(), "nobody began one"
    load.mark(tmp_path).touch()
    monkeypatch.setenv("INDICATORS_DEMO", "1")
    shown("kham-pha")
    assert reached.wait(PATIENCE)
    at = shown("kham-pha", chi_tieu="TR01", tinh="hue")
    assert [bar.proto.text for bar in at.get("progress")] == [common.LOADING_DEMO.vi.format(done=3, total=8)]
    assert "Huế" in text(at)
    assert "load-rest" not in [button.key for button in at.button]
    done.set()


def test_every_row_of_a_demo_download_says_so() -> None:
    assert set(downloads.marked(TABLE, "vi").column(3).to_pylist()) == {common.DEMO.vi}


# Sending


@cache
def blank(quarter: str) -> Blank:
    period = Period.parse(quarter)
    return Blank(TABLES, PLACES.of_quarter(period.last)[0], period, PLACES.units_in(period))


def filled(province: str, quarter: str, classes: list[dict[str, object]]) -> bytes:
    """The province's own template with these classes typed in and everything else said to be nothing."""
    unit = PLACES.find(province, Period.parse(quarter).end)
    assert unit is not None
    states = {name: "nothing" for name, table in blank(quarter).tables.items() if not table.is_form}
    return blank(quarter).fill(unit, {"trainings": classes}, states | {"trainings": "has_data"})


def a_class(**changes: object) -> dict[str, object]:
    return {
        "title": "Lớp",
        "topic": "Khác",
        "organiser": "Sở",
        "started_on": date(2025, 8, 1),
        "participants": 30,
    } | changes


def uploaded(*classes: dict[str, object], name: str = "mau.xlsx") -> AppTest:
    at = shown("nop-so-lieu", quy_nop="2025-Q3", tinh_nop="hue")
    return at.file_uploader(key="files").upload(name, filled("Huế", "2025-Q3", list(classes))).run()


@pytest.mark.usefixtures("full")
def test_the_first_page_is_of_the_nation_or_a_region_and_of_no_province() -> None:
    offered = shown("tong-quan").selectbox(key="pham-vi").options
    assert any("Đồng bằng sông Hồng" in name for name in offered)
    assert not any("Hà Nội" in name for name in offered)


@pytest.mark.usefixtures("full")
def test_the_provinces_offered_are_those_of_the_quarter() -> None:
    assert (
        len(shown("nop-so-lieu", quy_nop="2025-Q2").selectbox(key="tinh-nop").options) == 63 + 1
    )  # and the index of all
    assert len(shown("nop-so-lieu", quy_nop="2025-Q3").selectbox(key="tinh-nop").options) == 34 + 1


@pytest.mark.usefixtures("full")
def test_dates_and_deadline_of_the_quarter_are_told() -> None:
    said = text(shown("nop-so-lieu", quy_nop="2025-Q3"))
    due = day_text(Period.parse("2025-Q3").due)
    assert f"Từ 01/07/2025 đến 30/09/2025; hạn nộp {due}." in said


@pytest.mark.slow
def test_faults_stand_at_their_cells_and_nothing_can_be_confirmed(empty: Service) -> None:
    at = uploaded(a_class(participants="mười"), a_class(title="Lớp hai", participants="mười"))
    said = text(at)
    assert not at.exception
    assert sending.VERDICTS["refused"].vi in said
    assert re.search(r"<td[^>]*>G8, G9</td>", said), "the same fault is told once, with all its cells"
    assert not [button for button in at.button if str(button.key).startswith("confirm")]
    assert empty.empty


@pytest.mark.slow
def test_hostile_words_of_a_file_are_shown_letter_by_letter(empty: Service) -> None:
    hostile = "<img src=x> **b** [l](http://e.vn) :red[r]"
    at = uploaded(a_class(participants=hostile), name="**t** <i>.xlsx")
    said = text(at)
    assert "<img src=x>" not in said
    assert "&lt;img src=x&gt;" in said
    assert r"\*\*t\*\* \<i\>\.xlsx" in said


@pytest.mark.slow
def test_a_question_needs_a_reason_and_a_name_before_the_file_is_taken(empty: Service) -> None:
    at = uploaded(a_class(participants=600))
    assert at.button(key="confirm-0").disabled
    at.text_area[0].input("Lớp trực tuyến")
    at.run()
    assert at.button(key="confirm-0").disabled
    at.text_input(key="by").input("Nguyễn Văn A").run()
    at.button(key="confirm-0").click().run()
    assert not at.exception
    receipt = submissions.versions(empty, "hue", Period(2025, "Q3"))[0]
    assert [
        reason
        for finding, reason in submissions.findings(empty, receipt.number)
        if finding.severity is Severity.QUESTION
    ] == ["Lớp trực tuyến"]
    assert sending.RECEIPT.vi.format(number=receipt.number) in [success.value for success in at.success]
    assert receipt.sha256 in text(at)


def test_what_was_sent_is_in_the_trend_at_once(empty: Service) -> None:
    at = uploaded(a_class(), a_class(title="Lớp hai"))
    at.text_input(key="by").input("Nguyễn Văn A").run()
    at.button(key="confirm-0").click().run()
    assert "Huế: 2 lớp, quý III/2025" in text(shown("kham-pha", chi_tieu="TR01", tinh="hue")).replace("\\", "")


@pytest.mark.slow
def test_the_same_file_again_is_recognised(empty: Service) -> None:
    data = filled("Huế", "2025-Q3", [a_class()])
    acceptance.accept(empty, drafts.check(empty, "mau.xlsx", data), "ai đó")
    at = shown("nop-so-lieu", quy_nop="2025-Q3", tinh_nop="hue")
    at.file_uploader(key="files").upload("mau.xlsx", data).run()
    assert any("đã được nhận trước đây" in info.value for info in at.info)


@pytest.mark.slow
def test_a_quarter_that_was_sent_is_offered_filled_in_and_only_another_is_overdue(empty: Service) -> None:
    acceptance.accept(empty, drafts.check(empty, "mau.xlsx", filled("Huế", "2025-Q3", [a_class()])), "ai đó")
    for place, sent in (("hue", True), ("ha-noi", False)):
        at = shown("nop-so-lieu", quy_nop="2025-Q3", tinh_nop=place)
        assert ("template-as-sent" in {button.key for button in at.get("download_button")}) is sent
        assert ("Đã quá hạn" in text(at)) is not sent


@pytest.mark.slow
def test_a_file_of_another_province_is_taken_as_it_says_and_told(empty: Service) -> None:
    at = shown("nop-so-lieu", quy_nop="2025-Q3", tinh_nop="ha-noi")
    at.file_uploader(key="files").upload("mau.xlsx", filled("Huế", "2025-Q3", [a_class()])).run()
    assert any("Huế · Quý III/2025" in warning.value for warning in at.warning)


def test_findings_are_told_gravest_first_then_as_they_stand_in_the_file_and_no_cell_is_lost() -> None:
    def found(rule: str, severity: Severity, cell: str, received: str = "x") -> Finding:
        return Finding(rule, severity, Text(f"ô {cell}: sai", f"cell {cell}: wrong"), "Trang", cell, received=received)

    groups = finding_groups.grouped(
        [
            found("ask", Severity.QUESTION, "A1"),
            *(found("bad", Severity.ERROR, f"B{n}") for n in range(1, 31)),
            found("alien", Severity.ERROR, "B31"),
            found("bad", Severity.ERROR, "C1", "y"),
        ]
    )
    assert [(g.finding.rule, len(g.cells)) for g in groups] == [("bad", 30), ("bad", 1), ("alien", 1), ("ask", 1)]
    assert groups[0].message.vi.startswith("ô B1, B2, ")
    assert sorted(i for g in groups for i in g.indexes) == list(range(33))


# The server


def answered(
    middleware: type, page: bytes, query: bytes = b"", accept: bytes = b"text/html", path: str = "/"
) -> tuple[dict[bytes, bytes], bytes]:
    """What a browser gets of a page that stands behind a middleware."""
    sent: list[dict[str, Any]] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(page))]}
        await send(start)
        await send({"type": "http.response.body", "body": page[:20], "more_body": True})
        await send({"type": "http.response.body", "body": page[20:]})

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"accept", accept), (b"accept-encoding", b"gzip")]
    scope = {"type": "http", "path": path, "query_string": query, "headers": headers}
    asyncio.run(middleware(inner)(scope, None, send))
    return dict(sent[0]["headers"]), b"".join(message["body"] for message in sent[1:])


SHELL = b'<!doctype html><html lang="en"><script>window.a = false</script><body></body></html>'


@pytest.mark.parametrize(("query", "to"), [(b"", b"/"), (b"lang=en", b"/?lang=en")])
def test_the_first_page_is_found_by_its_name_too(query: bytes, to: bytes) -> None:
    headers, body = answered(security_headers.Shell, SHELL, query, path=security_headers.FIRST_PAGE)
    assert (headers[b"location"], body) == (to, b"")


@pytest.mark.parametrize(("query", "lang"), [(b"", b"vi"), (b"tinh=hue&lang=en", b"en"), (b"lang=fr", b"vi")])
def test_the_page_says_in_which_language_it_is(query: bytes, lang: bytes) -> None:
    headers, body = answered(security_headers.Shell, SHELL, query)
    assert b'<html lang="' + lang + b'"' in body
    assert headers[b"content-length"] == b"%d" % len(body)


def test_only_the_pages_own_inline_script_may_run() -> None:
    headers, _ = answered(security_headers.Shell, SHELL)
    policy = headers[b"content-security-policy"].decode()
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    digest = base64.b64encode(hashlib.sha256(b"window.a = false").digest()).decode()
    assert f"'sha256-{digest}'" in scripts
    assert "unsafe-inline" not in scripts
    assert "'unsafe-eval'" not in scripts


def test_what_is_no_page_passes_as_it_is() -> None:
    headers, body = answered(security_headers.Shell, b'{"a": "<html lang=\\"en\\""}', accept=b"application/json")
    assert body == b'{"a": "<html lang=\\"en\\""}'
    assert headers[b"content-length"] == b"%d" % len(body)


NAMED = b'<html lang="en"><head><title>Streamlit</title></head><body></body></html>'


@pytest.mark.parametrize("accept", [b"*/*", b"text/html", b"application/json, */*;q=0.1"])
def test_whoever_wants_a_preview_gets_it_whatever_form_they_take(accept: bytes) -> None:
    _, body = answered(security_headers.Shell, NAMED, b"tinh=hue", accept, "/kham-pha")
    assert b'property="og:title"' in body
    assert "Huế".encode() in body


@pytest.mark.parametrize(("query", "said"), [(b"", access.NO_PAGE.vi), (b"lang=en", access.NO_PAGE.en)])
def test_an_address_of_no_page_is_told_in_the_readers_language_and_not_by_streamlit(query: bytes, said: str) -> None:
    headers, body = answered(security_headers.Shell, NAMED, query, path="/khong-co<b>trang")
    assert said in body.decode()
    assert b"<b>" not in body
    assert b"default-src 'none'" in headers[b"content-security-policy"]


def test_every_answer_carries_the_headers_that_keep_others_out() -> None:
    headers, _ = answered(security_headers.Guard, b"x" * 30, accept=b"*/*")
    assert {name for name, _ in security_headers.HEADERS} <= set(headers)
    assert b"default-src 'self'" in headers[b"content-security-policy"]


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize(
    ("path", "chosen", "names", "codes"),
    [
        ("kham-pha", {"tinh": "hue", "tu": "2025-Q3"}, {"Huế", "Quý III/2025"}, {"hue", "2025-Q3"}),
        ("kham-pha", {"xem": "xep-hang", "tinh": "hue"}, {"Huế", "Quý", "Quý IV/2025"}, {"hue", "quarter"}),
        ("kham-pha", {"xem": "ban-do"}, {"Quý"}, {"quarter"}),
        ("bang-so-lieu", {"tinh": "hue", "den-quy": "2025-Q4"}, {"Huế", "Quý IV/2025"}, {"hue", "2025-Q4"}),
        (FAMILY, {"tinh": "hue", "quy": "2025-Q4"}, {"Huế", "Quý IV/2025"}, {"hue", "2025-Q4"}),
    ],
)
def test_a_file_names_what_was_chosen_in_words(
    path: str, chosen: dict[str, str], names: set[str], codes: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[Text, str]] = []
    monkeypatch.setattr(downloads, "buttons", lambda of: told.append(dict(of.filters)))
    shown(path, **{key.replace("-", "_"): value for key, value in chosen.items()})
    (about,) = told
    said = set(about.values())
    assert len({label.vi for label in about}) == len(about), "one line of the file covers another"
    assert names <= said
    assert not codes & said
