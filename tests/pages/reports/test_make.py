"""Reports: sentences that say what the figures say and what they lack, as Word and PDF, with nothing of the data as markup."""

import io
import re
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import plotly.graph_objects as go
import pytest
from docx import Document
from docx.shared import Mm
from pypdf import PdfReader
from typer.testing import CliRunner

import cli
from commands.console import REFUSED, USAGE
from data.model import Finding, Language, Period, Severity, Text, day_text
from data.places import NATION_KEY, PLACES
from pages.pictures.picture_frame import Around
from pages.reports import charts as report_charts
from pages.reports import template_check, template_worker, word_template
from pages.reports.document import Grid, Letter, Paragraph, Picture, Report, Section, TextRun
from pages.reports.docx import docx, drawn
from pages.reports.facts import runs
from pages.reports.make import printed, written
from pages.reports.pdf import pdf
from pages.reports.template_check import TemplateRefusedError
from pages.reports.word_template import PARTS, WORDS
from pages.sections import report_job
from pages.sections.report_job import Job, ReportRequest, StoppedError
from pages.server import store
from pages.texts import common
from pages.texts import reports as texts
from service import acceptance, drafts
from service.demo import targets as demo_targets
from service.demo.deliveries import deliveries
from service.demo.workbooks import workbooks
from service.service import Service
from service.targets import plans
from tests.support.pages import PATIENCE, shown, text
from tests.support.quang_tri_2024 import REPORT
from tests.support.rows import Tell, indication, plan_file, trainings

Of = Callable[..., Report]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def of(service: Service) -> Of:
    """The report of a province by its name at the time, or of the nation."""

    def make(province: str, period: str, language: Language = "vi") -> Report:
        span = Period.parse(period)
        unit = None if province == NATION_KEY else PLACES.find(province, span.end)
        return written(service, unit.key if unit else NATION_KEY, span, language)

    return make


def section(report: Report, key: str) -> str:
    """The words of one part."""
    alone = Report(report.language, report.letter, tuple(s for s in report.sections if s.key == key), (), "")
    return alone.text.split("\n", 3)[-1]


def lines_of(report: Report, key: str) -> list[tuple[str, ...]]:
    found = next(s for s in report.sections if s.key == key)
    return [row for block in found.blocks if isinstance(block, Grid) for row in block.rows]


# Sentences


@pytest.mark.slow
def test_growth_is_told_where_both_years_hold_the_same_and_nowhere_else(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2025-Q2", {"MQ04": 200, "TM02": 10})
    tell("Hà Nội", "2026-Q2", {"MQ04": 250, "TM02": "> 12", "RN03": 4})
    report = of("Hà Nội", "2026-Q2")
    said = section(report, "ket_qua")
    assert "thử nghiệm 250 mẫu, tăng 25,0 % so với cùng kỳ năm trước (200 mẫu)" in said
    assert "cho trên 12 dự án đầu tư;" in said or "cho trên 12 dự án đầu tư." in said
    assert "cấp 04 chứng chỉ nhân viên bức xạ." in said
    reasons = section(report, "bieu_so_lieu")
    assert "số liệu là cận («trên», «khoảng»), không phải số chính xác" in reasons
    assert re.search(r"Không so với cùng kỳ ở dòng [\d, ]+: Quý II/2025: chưa báo cáo", reasons)


@pytest.mark.slow
def test_what_did_not_move_is_not_called_growth(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2025-Q2", {"MQ04": 250})
    tell("Hà Nội", "2026-Q2", {"MQ04": 250})
    said = section(of("Hà Nội", "2026-Q2"), "ket_qua")
    assert "thử nghiệm 250 mẫu, bằng cùng kỳ năm trước" in said
    assert "tăng" not in said


@pytest.mark.slow
def test_small_counts_move_by_their_unit_and_a_little_is_not_nothing(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2025-Q2", {"IN02": 11, "MQ04": 100_000})
    tell("Hà Nội", "2026-Q2", {"IN02": 10, "MQ04": 100_001})
    said = section(of("Hà Nội", "2026-Q2"), "ket_qua")
    assert "tổ chức 10 đợt kiểm tra, giảm 1 đợt so với cùng kỳ năm trước (11 đợt)" in said
    assert "tăng dưới 0,1 % so với cùng kỳ năm trước" in said


@pytest.mark.slow
def test_zero_is_said_to_be_none_and_what_is_missing_is_never_zero(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2026-Q2", {"RN04": 0, "RN03": 5})
    said = section(of("Hà Nội", "2026-Q2"), "ket_qua")
    assert "số sự cố bức xạ, hạt nhân: không phát sinh" in said
    assert "Chưa có số liệu về: số cơ sở được cấp phép tiến hành công việc bức xạ trong kỳ" in said
    assert not re.search(r"\b00?\b (cơ sở|mẫu|hồ sơ)", said)


@pytest.mark.slow
def test_a_half_of_which_a_quarter_is_missing_says_which(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2026-Q2", {"MQ04": 250})
    report = of("Hà Nội", "2026-H1")
    assert "6 tháng đầu năm 2026 (chưa đủ số của cả kỳ; chưa có quý I năm 2026), thử nghiệm 250 mẫu" in section(
        report, "ket_qua"
    )
    (line,) = [row for row in lines_of(report, "con_thieu") if "(MQ04)" in row[1]]
    assert line[2] == "chưa nộp số liệu quý I năm 2026"


@pytest.mark.slow
def test_what_is_missing_is_listed_with_the_reason_that_is_known(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2026-Q1", {"MQ04": 90, "TM02": (None, 50)})
    tell("Hà Nội", "2026-Q2", {"MQ04": 70, "TM02": (None, 60), "RN03": "mật", "RN01": "x"})
    tell("Hà Nội", "2026-Q1", {"MQ04": 90, "TM02": (None, 70)})
    report = of("Hà Nội", "2026-Q2")
    reasons = {row[1].rpartition("(")[2].rstrip(")"): row[2] for row in lines_of(report, "con_thieu")}
    assert reasons["RN03"] == "có số liệu nhưng không công bố"
    assert reasons["TM02"].startswith("số lũy kế giữa các quý mâu thuẫn")
    assert reasons["IN01"] == "bản nộp quý II năm 2026 không ghi chỉ tiêu này"
    assert "RN01" not in reasons
    assert "Không áp dụng với kỳ hoặc địa phương này: Số cơ sở được cấp phép" in section(report, "con_thieu")


def test_nobody_who_has_time_left_is_said_to_have_failed(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2026-Q3", {"MQ04": 1})
    reasons = {row[2] for row in lines_of(of("Hà Nội", "2026-Q4"), "con_thieu")}
    due = day_text(Period.parse("2026-Q4").due)
    assert reasons == {f"chưa đến hạn nộp ({due})"} | {r for r in reasons if r.startswith("chưa có bảng chỉ số")}


@pytest.mark.slow
def test_a_question_that_was_answered_is_said_and_its_reason_stands_in_the_note(tell: Tell, of: Of) -> None:
    asked = Finding(
        "jump",
        Severity.QUESTION,
        Text("Số tăng nhiều", "It rose a lot"),
        "Tập huấn",
        "E9",
        9,
        "participants",
        "trainings",
    )
    tell(
        "Hà Nội",
        "2026-Q2",
        trainings=trainings(1, date(2026, 5, 4)),
        findings=[asked],
        reason="đợt tập huấn lớn của năm",
    )
    report = of("Hà Nội", "2026-Q2")
    assert "tập huấn cho 30 lượt người (đơn vị nộp đã giải trình)" in section(report, "ket_qua")
    assert any("Giải trình: «đợt tập huấn lớn của năm»" in note.text for note in report.notes)


@pytest.mark.slow
def test_every_figure_of_a_province_leads_by_its_note_to_submission_sheet_and_cell(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2026-Q2", {"MQ04": 250}, trainings=trainings(3, date(2026, 5, 4)))
    report = of("Hà Nội", "2026-Q2")
    parts = [part for s in report.sections for b in s.blocks for part in getattr(b, "parts", ())]
    noted = {part.text: str(report.notes[part.note - 1]) for part in parts if part.note}
    (samples,) = [note for said, note in noted.items() if "250 mẫu" in said]
    assert re.fullmatch(
        r"Bản nộp số 1 \(lần 1\), sheet «[^»]+», ô [A-Z]9\. /nguon-so-lieu\?chi-tieu=MQ04&ky=quarter&quy=2026-Q2&pham-vi=ha-noi",
        samples,
    )
    (classes,) = [note for said, note in noted.items() if "03 lớp" in said]
    assert "dòng 9–11" in classes
    assert ("1", "Quý II/2026", "1") in [row[:3] for row in lines_of(report, "nguon")]


def test_rows_that_follow_each_other_are_one_run() -> None:
    assert runs([8, 9, 10, 15, 17, 18]) == "8–10, 15, 17–18"


@pytest.mark.slow
def test_no_sentence_has_an_adjective_that_no_figure_carries(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2025-Q2", {"MQ04": 10, "IN01": 90})
    tell("Hà Nội", "2026-Q2", {"MQ04": 900, "IN01": 1})
    said = section(of("Hà Nội", "2026-Q2"), "ket_qua").lower()
    assert "900 mẫu" in said
    for word in (
        "đáng kể",
        "mạnh",
        "vượt",
        "ấn tượng",
        "tích cực",
        "nổi bật",
        "đột phá",
        "khả quan",
        "đầy đủ",
        "kịp thời",
    ):
        assert word not in said


@pytest.mark.slow
def test_a_nation_that_lacks_provinces_is_compared_in_those_that_gave_both_and_never_as_it_stands(
    tell: Tell, of: Of
) -> None:
    """One of 34 missing left a leader's report without a single comparison."""
    for province, before, now in (("Hà Nội", 1000, 1100), ("Huế", 500, 450), ("Lai Châu", 300, 90000)):
        tell(province, "2025-Q2", {"MQ04": before})
        tell(province, "2026-Q2", {"MQ04": now})  # Lai Châu's is asked about, and answered
    tell("Cà Mau", "2025-Q2", {"MQ04": 5000})
    report = of(NATION_KEY, "2026-Q2")
    said = section(report, "ket_qua")
    assert "(ở 3 địa phương đủ số cả hai kỳ; không kể số đã giải trình của Lai Châu: tăng 3,3 %)" in said
    line = next(row for row in lines_of(report, "bieu_so_lieu") if "mẫu" in "".join(row[1:2]))
    assert line[-1] == "+3,3 % (2)"
    table = section(report, "bieu_so_lieu")
    assert "chỉ so ở bấy nhiêu địa phương" in table
    assert f"dòng {line[0]} không kể số đã giải trình của Lai Châu" in table
    assert "địa phương đủ số" not in section(of("Hà Nội", "2026-Q2"), "ket_qua")


@pytest.mark.slow
def test_where_no_year_before_is_known_a_report_does_not_say_that_nothing_moved(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2026-Q2", {"MQ04": 250})
    assert section(of(NATION_KEY, "2026-Q2"), "bien_dong").endswith(common.NOTHING_COMPARED.vi)


@pytest.mark.slow
def test_a_plan_is_set_beside_what_was_reached_and_a_province_without_one_says_so(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2026-Q2", {"MQ04": 250})
    assert "Chưa có kế hoạch nào" in section(of("Hà Nội", "2026-Q2"), "bieu_so_lieu")


@pytest.mark.slow
def test_a_quarters_count_is_not_held_against_the_plan_of_the_year_but_what_there_is_since_january(
    service: Service, tell: Tell, of: Of
) -> None:
    """A third quarter of 25 said «bằng 25 % mức kế hoạch năm» of a year that had reached 95 of 100."""
    row = {"province": "Hà Nội", "measure": "MQ04", "period": "2026", "operator": ">=", "value": "100", "source": "KH"}
    sent = plans.check(service, "ke-hoach.xlsx", plan_file(service, [row]))
    plans.accept(service, sent, "người thử")
    assert sent.receipt
    for part, value in (("Q1", 30), ("Q2", 40), ("Q3", 25)):
        tell("Hà Nội", f"2026-{part}", {"MQ04": value})
    report = of("Hà Nội", "2026-Q3")
    said = section(report, "ket_qua")
    assert "25" in said
    assert "9 tháng năm 2026 là 95" in said
    assert "bằng 95,0 % mức kế hoạch năm 2026 (≥ 100)" in said
    assert "25,0 %" not in said
    line = next(row for row in lines_of(report, "bieu_so_lieu") if "≥ 100" in "".join(row[2:3]))
    assert line[3:6] == ("25", "95", "95,0")
    for part in ("Q1", "Q2", "Q3"):
        tell("Hà Nội", f"2025-{part}", {"MQ04": 24})
    earlier = section(of("Hà Nội", "2025-Q3"), "ket_qua")
    assert "kế hoạch năm 2026: ≥ 100" in earlier
    assert "mức kế hoạch" not in earlier, "of a year that has not begun nothing is reached"
    first = section(of("Hà Nội", "2026-Q1"), "ket_qua")
    assert "bằng 30,0 % mức kế hoạch năm 2026 (≥ 100)" in first
    assert "là 30" not in first, "of the first quarter it is the same figure"


@pytest.mark.slow
def test_what_is_counted_since_january_is_told_from_january_and_not_as_the_difference_of_two_totals(
    tell: Tell, of: Of
) -> None:
    tasks = {"ST01": 50, "ST02": 40, "ST03": 10}
    tell("Hà Nội", "2026-Q1", {code: (n, n) for code, n in tasks.items()})
    tell("Hà Nội", "2026-Q2", {"ST01": (7, 57), "ST02": (0, 40), "ST03": (7, 17)})
    report = of("Hà Nội", "2026-Q2")
    said = section(report, "ket_qua")
    assert "Từ đầu năm đến hết quý II năm 2026, triển khai thực hiện 57 nhiệm vụ KH&CN các cấp" in said
    assert "; 40 nhiệm vụ chuyển tiếp từ năm trước" in said
    assert "Quý II năm 2026, phê duyệt mới 07 nhiệm vụ" in said
    assert "triển khai thực hiện 07" not in said
    line = next(row for row in lines_of(report, "bieu_so_lieu") if "đang triển khai" in "".join(row))
    assert line[3:5] == ("–", "57")
    assert f"Dòng {line[0]}" in section(report, "bieu_so_lieu")
    assert "6 tháng đầu năm 2026, triển khai thực hiện 57 nhiệm vụ" in section(of("Hà Nội", "2026-H1"), "ket_qua")


@pytest.mark.slow
def test_a_stock_is_dated_on_the_last_day_it_is_known_of_and_never_in_the_future(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2026-Q3", {"TM01": 53, "MQ04": 7})
    tell("Huế", "2026-Q2", {"TM01": 4})
    for area in ("Hà Nội", NATION_KEY):
        said = section(of(area, "2026"), "ket_qua")
        assert "Năm 2026 chưa kết thúc: báo cáo ghi những số đã có đến ngày 21/11/2026." in said
        assert "Tính đến ngày 30/09/2026" in said
        assert "31/12/2026" not in said
    assert "theo số gần nhất của từng địa phương" in said
    assert "chưa kết thúc" not in of("Hà Nội", "2026-Q3").text


@pytest.mark.slow
def test_last_years_partial_total_says_that_it_is_one(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2024-Q1", {"MQ04": 9})
    for quarter in ("2025-Q1", "2025-Q2"):
        tell("Hà Nội", quarter, {"MQ04": 20})
    report = of("Hà Nội", "2025-H1")
    (line,) = [row for row in lines_of(report, "bieu_so_lieu") if "Số mẫu thử nghiệm (mẫu)" in row]
    assert "9 (chưa đủ quý)" in line
    assert report.values["cung_ky"]["MQ04"] == "9 (chưa đủ quý)"


@pytest.mark.slow
def test_english_tells_one_without_a_plural(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2025-Q2", {"MQ05": 2, "IN06": 106})
    tell("Hà Nội", "2026-Q2", {"MQ05": 1, "IN06": 35})
    said = section(of("Hà Nội", "2026-Q2", "en"), "ket_qua")
    assert re.search(r"[^,;]*: 1, down 1 on the same period of last year \(2 ", said)
    assert "fines came to 35 million VND, down 67.0% on the same period of last year (106 million VND)" in said


@pytest.mark.slow
def test_english_says_the_same(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2025-Q2", {"MQ04": 2000})
    tell("Hà Nội", "2026-Q2", {"MQ04": 2500})
    said = of("Hà Nội", "2026-Q2", "en").text
    assert "In Q2 2026, 2,500 samples were tested, up 25.0% on the same period of last year (2,000 samples)" in said


# The report of Quảng Trị


@pytest.fixture(scope="module")
def quang_tri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Report]:
    """The report of 2024 made from the workbook that holds the department's published figures."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", "2026-11-21")
        service = Service(tmp_path_factory.mktemp("report") / "store")
        (file,) = workbooks(one for one in deliveries() if one.unit.key == "quang-tri" and one.period.year == 2024)
        acceptance.accept(
            service, drafts.check(service, file.name, file.data), "Sở KH&CN", file.reason or "", demo=True
        )
        yield written(service, "quang-tri", Period(2024))
        service.close()


@pytest.fixture(scope="module")
def quang_tri_after_a_year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Report]:
    """The same after the four quarters of 2023."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", "2026-11-21")
        service = Service(tmp_path_factory.mktemp("report") / "store")
        for file in workbooks(one for one in deliveries() if one.unit.key == "quang-tri" and one.period.year < 2025):
            acceptance.accept(
                service, drafts.check(service, file.name, file.data), "Sở KH&CN", file.reason or "", demo=True
            )
        yield written(service, "quang-tri", Period(2024))
        service.close()


@pytest.mark.slow
def test_every_figure_of_the_published_report_is_in_the_sentences_of_ours(quang_tri: Report) -> None:
    said = section(quang_tri, "ket_qua")
    for code, (at_end, of_year) in REPORT.items():
        value = of_year if at_end is None else at_end
        assert value is not None
        number = f"{value:,.10g}".replace(",", " ").replace(".", ",").replace(" ", ".")
        number = f"0{number}" if len(number) == 1 else number
        assert re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d])", said), f"{code}: {number}"
    assert "trên 70 quy trình công nghệ" in said
    assert (
        "tổ chức 30 lớp tập huấn (trong đó: lớp do trung tâm thuộc Sở tổ chức 29; lớp về chế phẩm vi sinh 15)" in said
    )


@pytest.mark.slow
def test_the_letter_has_the_form_of_the_decree_with_number_and_date_left_to_fill(quang_tri: Report) -> None:
    letter = quang_tri.letter
    assert (letter.over, letter.office) == ("UBND TỈNH QUẢNG TRỊ", "SỞ KHOA HỌC VÀ CÔNG NGHỆ")
    assert letter.number == "Số: ……/BC-SKHCN"
    assert letter.receivers[0] == "- UBND tỉnh Quảng Trị;"
    assert letter.place_and_date == "Quảng Trị, ngày …… tháng …… năm ……"
    assert letter.title == "Kết quả hoạt động khoa học, công nghệ và đổi mới sáng tạo năm 2024 của tỉnh Quảng Trị"


@pytest.mark.slow
def test_charts_are_of_what_the_year_has_and_titled_by_the_year(quang_tri_after_a_year: Report) -> None:
    drawn = [
        b.alt for s in quang_tri_after_a_year.sections if s.key == "bieu_do" for b in s.blocks if isinstance(b, Picture)
    ]
    assert drawn
    assert all("năm 2024" in alt for alt in drawn)
    for figure in ("10.036 phương tiện", "30 lớp", "1.668 lượt"):
        assert any(figure in alt for alt in drawn), figure
    assert not any(": 0 " in alt for alt in drawn)


@pytest.mark.slow
def test_what_has_too_few_points_is_not_drawn_and_that_is_said(quang_tri: Report) -> None:
    assert section(quang_tri, "bieu_do") == "Chưa chỉ tiêu nào có đủ 4 kỳ số liệu để vẽ biểu đồ."


# Word


def opened(data: bytes) -> tuple[str, str, list[str]]:
    """All words of a document's body, of its footnotes, and of each of its headers."""
    word = Document(io.BytesIO(data))
    body = "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in word.element.body.iter(f"{W}p"))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        notes = parts.read("word/footnotes.xml").decode() if "word/footnotes.xml" in parts.namelist() else ""
    heads = [
        "\n".join(p.text for p in head.paragraphs) for s in word.sections for head in (s.header, s.first_page_header)
    ]
    return body.replace("\u00a0", " "), unescape(re.sub(r"<[^>]+>", " ", notes)), heads


@pytest.mark.slow
def test_the_word_document_has_every_word_note_table_and_picture(quang_tri: Report) -> None:
    data = docx(quang_tri)
    body, notes, heads = opened(data)
    for paragraph in section(quang_tri, "ket_qua").split("\n"):
        assert paragraph in body
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in body
    assert all(note.text in notes for note in quang_tri.notes)
    word = Document(io.BytesIO(data))
    pictures = [b for s in quang_tri.sections for b in s.blocks if isinstance(b, Picture)]
    assert len(word.inline_shapes) == len(pictures)
    assert all(quang_tri.demo in head for head in heads), "demo data is labelled on every page"
    references = [r.get(f"{W}id") for r in word.element.body.iter(f"{W}footnoteReference")]
    assert references == [str(n) for n in range(1, len(quang_tri.notes) + 1)]
    assert "{{" not in body
    assert word_template.MARK not in body


@pytest.mark.slow
def test_in_word_the_signature_follows_the_last_rows_and_notes_are_of_one_size(quang_tri: Report) -> None:
    data = docx(quang_tri)
    table = Document(io.BytesIO(data)).tables[-2]
    assert all(p.paragraph_format.keep_with_next for cell in table.rows[-1].cells for p in cell.paragraphs)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        notes, styles = parts.read("word/footnotes.xml").decode(), parts.read("word/styles.xml").decode()
    (style,) = set(re.findall(r'w:pStyle w:val="(\w+)"', notes))
    assert "w:sz " not in notes
    assert re.search(rf'w:styleId="{style}">(?:(?!</w:style>).)*<w:sz w:val="16"/>', styles, re.DOTALL)


@pytest.mark.slow
def test_real_figures_carry_no_demo_label(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2026-Q2", {"MQ04": 250})
    report = of("Hà Nội", "2026-Q2")
    _, _, heads = opened(docx(report))
    assert report.demo == ""
    assert not any("MINH HỌA" in head for head in heads)


@pytest.mark.slow  # its report of a whole province takes longer than all it asks
def test_no_share_is_parted_from_its_per_cent_sign_at_the_end_of_a_line(quang_tri: Report) -> None:
    word = Document(io.BytesIO(docx(quang_tri)))
    said = "".join(t.text or "" for t in word.element.body.iter(f"{W}t"))
    assert "100,0\u00a0%" in said
    assert not re.search(r"\d %", said)


HOSTILE = (
    '{{ 7*7 }} {% raw %} <w:p/> ]]> &amp; #read("/etc/passwd") $x$ *b* @a https://example.org \\u{202e}\u202e\x0b=1+1'
)


@pytest.fixture
def hostile(tell: Tell, of: Of) -> Report:
    """A report into which a sender's words came: its reason, and in a form that only printers meet, everything else."""
    asked = Finding("jump", Severity.QUESTION, Text("Hỏi", "Asked"), "Tập huấn", "E9", 9, "participants", "trainings")
    tell("Hà Nội", "2026-Q2", trainings=trainings(1, date(2026, 5, 4)), findings=[asked], reason=HOSTILE)
    return of("Hà Nội", "2026-Q2")


@pytest.mark.slow
def test_hostile_words_are_letters_in_word(hostile: Report) -> None:
    data = docx(hostile)
    _, notes, _ = opened(data)
    assert "{{ 7*7 }}" in notes
    assert "49" not in notes.replace("sheet", "")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            if name.endswith(".rels"):
                assert b"External" not in parts.read(name)
        assert b"\xe2\x80\xae" not in parts.read("word/footnotes.xml")


@pytest.mark.slow
def test_hostile_words_are_letters_in_pdf(hostile: Report) -> None:
    reader = PdfReader(io.BytesIO(pdf(hostile)))
    said = " ".join("".join(page.extract_text() for page in reader.pages).split())
    assert "{{ 7*7 }} {% raw %} <w:p/> ]]>" in said
    assert "root:" not in said
    links = [a.get_object() for page in reader.pages for a in page.get("/Annots", [])]
    assert all("/A" not in link or link["/A"].get("/S") == "/GoTo" for link in links), (
        "notes lead inside, nothing leads out"
    )


# PDF


@pytest.mark.slow
def test_the_pdf_is_an_archive_copy_in_fonts_that_ship_with_it(quang_tri: Report) -> None:
    data = pdf(quang_tri)
    reader = PdfReader(io.BytesIO(data))
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in data
    fonts = {
        str(f.get_object()["/BaseFont"]) for page in reader.pages for f in page["/Resources"].get("/Font", {}).values()
    }
    assert fonts
    assert all("LiberationSerif" in font for font in fonts), "no letter fell back to another font"
    pages = [page.extract_text() for page in reader.pages]
    assert all(quang_tri.demo in page for page in pages)
    assert "Kết quả hoạt động khoa học, công nghệ" in pages[0]
    assert "10.036 phương tiện đo" in " ".join("".join(pages).split())


@pytest.mark.slow
def test_a_signature_has_no_page_of_its_own(quang_tri: Report) -> None:
    """Whatever the length of what stands before it."""
    for count in range(1, 60, 4):
        filler = Section("x", "Phần thêm", tuple(Paragraph((TextRun("Một dòng."),)) for _ in range(count)))
        report = replace(quang_tri, sections=(filler, quang_tri.sections[-1]), notes=())
        last = PdfReader(io.BytesIO(pdf(report))).pages[-1].extract_text()
        assert "GIÁM ĐỐC" in last
        assert "45_quang-tri_2024-Q4.xlsx" in last


# A template of one's own


def word_with(*lines: str, head: str = "") -> bytes:
    word = Document()
    for line in lines:
        word.add_paragraph(line)
    if head:
        word.sections[0].header.paragraphs[0].text = head
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def altered(data: bytes, change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.slow
def test_an_officials_own_template_places_parts_words_and_single_figures(quang_tri: Report) -> None:
    mine = word_with(
        "Phòng Kế hoạch",
        "Năm qua đã kiểm định {{ so_lieu.MQ01 }} phương tiện ({{ thay_doi.MQ01 }}).",
        "{{ bieu_so_lieu }}",
        "Kết luận của tôi",
        "{{ con_thieu }}",
        head="{{ co_quan }}",
    )
    body, _, heads = opened(docx(quang_tri, mine))
    assert "Năm qua đã kiểm định 10.036 phương tiện" in body
    assert body.index("Phòng Kế hoạch") < body.index("Kết quả năm 2024") < body.index("Kết luận của tôi")
    assert "SỞ KHOA HỌC VÀ CÔNG NGHỆ" in heads[0]
    assert quang_tri.demo in heads[0]


@pytest.mark.slow
def test_the_products_own_template_can_be_taken_and_brought_back(quang_tri: Report) -> None:
    assert opened(docx(quang_tri, word_template.own()))[0] == opened(docx(quang_tri))[0]


@pytest.mark.slow
def test_a_narrow_template_keeps_tables_inside_its_margins(quang_tri: Report) -> None:
    word = Document(io.BytesIO(word_with("{{ bieu_so_lieu }}")))
    word.sections[0].left_margin = word.sections[0].right_margin = Mm(60)
    out = io.BytesIO()
    word.save(out)
    made = Document(io.BytesIO(docx(quang_tri, out.getvalue())))
    page = made.sections[0]
    room = page.page_width - page.left_margin - page.right_margin
    assert sum(int(c.get(f"{W}w")) for c in made.tables[0]._tbl.iter(f"{W}gridCol")) * 635 <= room


FILLED = (dict.fromkeys(WORDS, "x"), {"so_lieu": {"MQ01": "1"}})


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        "{% for x in range(9) %}{{ noi_dung }}{% endfor %}",
        "{{ 7*7 }}",
        "{{ 9**9**9**9 }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ so_lieu.items }}",
        "{{ so_lieu['MQ01'] }}",
        "{{ trich_yeu|upper }}",
        "{{ trich_yeu.format }}",
        "{{ lipsum() }}",
        "{% include 'x' %}",
        "{%p if 1 %}",
        "{{ trich_yeu ",
    ],
)
@pytest.mark.parametrize("head", [False, True], ids=["body", "header"])
def test_a_template_with_code_anywhere_is_refused(line: str, head: bool) -> None:
    mine = word_with("{{ noi_dung }}", head=line) if head else word_with(line, "{{ noi_dung }}")
    with pytest.raises(TemplateRefusedError) as refused:
        word_template.filled(mine, *FILLED)
    assert refused.value.text == texts.TEMPLATE_CODE


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Nội dung: {{ noi_dung }}", texts.TEMPLATE_ALONE),
        ("Không có chỗ trống", texts.TEMPLATE_EMPTY),
        ("{{ 7*7 }}", texts.TEMPLATE_CODE),
    ],
)
def test_what_a_template_lacks_is_said_in_words(quang_tri: Report, line: str, said: Text) -> None:
    with pytest.raises(TemplateRefusedError) as refused:
        docx(quang_tri, word_with(line))
    assert refused.value.text == said


@pytest.mark.slow
def test_an_unknown_placeholder_is_named(quang_tri: Report) -> None:
    with pytest.raises(TemplateRefusedError) as refused:
        docx(quang_tri, word_with("{{ nguoi_lap }}", "{{ noi_dung }}"))
    assert "«nguoi_lap»" in refused.value.text.vi
    assert "noi_dung" in refused.value.text.vi


def same(_: str, content: bytes) -> bytes:
    return content


def _link(kind: str, where: str) -> Callable[[str, bytes], bytes]:
    line = f'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{where}" TargetMode="External"/></Relationships>'
    return lambda name, c: (
        c.replace(b"</Relationships>", line.encode()) if name == "word/_rels/document.xml.rels" else c
    )


def _field(code: str) -> Callable[[str, bytes], bytes]:
    runs_ = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in code.split("|"))
    return lambda name, c: (
        c.replace(b"<w:body>", f"<w:body><w:p>{runs_}</w:p>".encode()) if name == "word/document.xml" else c
    )


@pytest.mark.parametrize(
    ("change", "more", "said"),
    [
        (_link("attachedTemplate", "https://example.org/x.dotm"), {}, texts.TEMPLATE_OUTSIDE),
        (_link("image", "https://example.org/x.png"), {}, texts.TEMPLATE_OUTSIDE),
        (_link("oleObject", "file:///x"), {}, texts.TEMPLATE_EMBEDDED),
        (_field("DDEAUTO c:\\\\x"), {}, texts.TEMPLATE_FIELD),
        (_field("DD|EAUTO x"), {}, texts.TEMPLATE_FIELD),
        (_field("INCLUDETEXT x"), {}, texts.TEMPLATE_FIELD),
        (same, {"word/vbaProject.bin": b"x"}, texts.TEMPLATE_EMBEDDED),
        (same, {"word/embeddings/oleObject1.bin": b"x"}, texts.TEMPLATE_EMBEDDED),
        (
            lambda n, c: (
                c.replace(b"document.main+xml", b"template.macroEnabledTemplate.main+xml")
                if n == "[Content_Types].xml"
                else c
            ),
            {},
            texts.TEMPLATE_MACRO,
        ),
        (
            lambda n, c: (
                c.replace(b"<w:document", b'<!DOCTYPE x [<!ENTITY e "e">]><w:document', 1)
                if n == "word/document.xml"
                else c
            ),
            {},
            texts.TEMPLATE_OTHER,
        ),
        (lambda n, c: c[:200] if n == "word/document.xml" else c, {}, texts.TEMPLATE_OTHER),
        (same, {"../evil.xml": b"<x/>"}, texts.TEMPLATE_OTHER),
        (same, {"word/x.xml": b"<x>" + b" " * (2 << 20) + b"</x>"}, texts.TEMPLATE_LARGE.format(most=1)),
        (same, {"word/x.xml": b"<x>" + b"{{" * 2000 + b"</x>"}, texts.TEMPLATE_CODE),
    ],
)
def test_a_template_that_could_do_something_is_refused_before_it_is_read(
    change: Callable[[str, bytes], bytes], more: dict[str, bytes], said: Text
) -> None:
    with pytest.raises(TemplateRefusedError) as refused:
        template_check.look(altered(word_with("{{ noi_dung }}"), change, more))
    assert refused.value.text == said


_MARKED = f"{template_check.MARK}ket_qua{template_check.MARK}"
_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def _kind(name: str, kind: str) -> Callable[[str, bytes], bytes]:
    line = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'.encode()
    return lambda part, c: c.replace(b"</Types>", line) if part == "[Content_Types].xml" else c


def _body(xml: str) -> Callable[[str, bytes], bytes]:
    return lambda name, c: c.replace(b"<w:body>", f"<w:body>{xml}".encode()) if name == "word/document.xml" else c


def _char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def _inside(kind: str, where: str) -> Callable[[str, bytes], bytes]:
    line = f'<Relationship Id="rId98" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/{kind}" Target="{where}"/></Relationships>'
    return lambda name, c: (
        c.replace(b"</Relationships>", line.encode()) if name == "word/_rels/document.xml.rels" else c
    )


@pytest.mark.parametrize(
    ("change", "more", "said"),
    [
        (
            _kind("word/tools.dat", "application/vnd.ms-office.vbaProject"),
            {"word/tools.dat": b"x"},
            texts.TEMPLATE_MACRO,
        ),
        (_kind("word/notes.txt", f"{_PART}.comments+xml"), {"word/notes.txt": b"<x/>"}, texts.TEMPLATE_HIDDEN),
        (_kind("word/page.txt", "text/html"), {"word/page.txt": b"<p>x</p>"}, texts.TEMPLATE_EMBEDDED),
        (
            _kind("word/x.dat", "application/vnd.openxmlformats-officedocument.oleObject"),
            {"word/x.dat": b"x"},
            texts.TEMPLATE_EMBEDDED,
        ),
        (
            _kind("word/foot.dat", f"{_PART}.footer+xml"),
            {"word/foot.dat": f"<x>{_MARKED}</x>".encode()},
            texts.TEMPLATE_CODE,
        ),
        (_inside("oleObject", "media/picture.png"), {}, texts.TEMPLATE_EMBEDDED),
        (_inside("attachedTemplate", "media/picture.png"), {}, texts.TEMPLATE_OUTSIDE),
        (_inside("comments", "styles.xml"), {}, texts.TEMPLATE_HIDDEN),
        (_link("hyperlink", "file:///c:/x.exe"), {}, texts.TEMPLATE_OUTSIDE),
        (_link("hyperlink", "\\\\server\\share"), {}, texts.TEMPLATE_OUTSIDE),
        (
            _body(f"<w:p>{_char('begin')}{_code('DD')}</w:p><w:p>{_code('EAUTO c')}{_char('end')}</w:p>"),
            {},
            texts.TEMPLATE_FIELD,
        ),
        (
            _body(f"<w:p>{_char('begin')}{_char('begin')}{_code('QUOTE x')}{_char('end')}{_char('end')}</w:p>"),
            {},
            texts.TEMPLATE_FIELD,
        ),
        (_body(f"<w:p>{_code('DDE<!-- -->AUTO c')}</w:p>"), {}, texts.TEMPLATE_HIDDEN),
        (_body('<w:p><w:fldSimple w:instr="HYPERLINK &quot;file:///c&quot;"/></w:p>'), {}, texts.TEMPLATE_OUTSIDE),
        (_body('<w:altChunk r:id="rId1"/>'), {}, texts.TEMPLATE_EMBEDDED),
        (
            lambda n, c: (
                c.replace(b"</w:settings>", b'<w:attachedTemplate r:id="rId1"/></w:settings>')
                if n == "word/settings.xml"
                else c
            ),
            {},
            texts.TEMPLATE_OUTSIDE,
        ),
        (_body(f"<w:p><w:r><w:t>{_MARKED}</w:t></w:r></w:p>" * 20), {}, texts.TEMPLATE_CODE),
        (_body("<w:p><w:r><w:t>&#xE000;ket_qua&#xE000;</w:t></w:r></w:p>"), {}, texts.TEMPLATE_CODE),
    ],
)
def test_a_part_is_what_its_kind_and_its_relations_make_of_it_whatever_its_name(
    change: Callable[[str, bytes], bytes], more: dict[str, bytes], said: Text
) -> None:
    with pytest.raises(TemplateRefusedError) as refused:
        template_check.look(altered(word_with("{{ noi_dung }}"), change, more))
    assert refused.value.text == said


@pytest.mark.slow
def test_a_part_of_the_report_has_one_place_so_that_nothing_is_drawn_twice(quang_tri: Report) -> None:
    """Twenty marks of our own took 82 seconds of the app; some 17,000 were possible."""
    with pytest.raises(TemplateRefusedError) as refused:
        docx(quang_tri, word_with(*["{{ noi_dung }}"] * 20))
    assert refused.value.text == texts.TEMPLATE_TWICE.format(name="noi_dung")


def test_a_note_of_the_template_language_hides_nothing() -> None:
    with pytest.raises(TemplateRefusedError) as refused:
        word_template.filled(word_with("{# {{ nguoi_ky }} #}", "{{ noi_dung }}"), *FILLED)
    assert refused.value.text == texts.TEMPLATE_HIDDEN


@pytest.mark.slow
def test_an_officials_document_is_filled_in_apart_and_looked_at_again(
    quang_tri: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pages.reports.docx.filled_in", lambda *_: pytest.fail("filled in here"))
    made = docx(quang_tri, word_with("{{ noi_dung }}"))
    template_check.look(made, finished=True)
    with pytest.raises(TemplateRefusedError):
        template_check.look(altered(made, _body(f"<w:p>{_code('DDEAUTO c')}</w:p>")), finished=True)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nothing", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_is_no_word_document_is_refused(data: bytes) -> None:
    with pytest.raises(TemplateRefusedError) as refused:
        template_check.look(data)
    assert refused.value.text == texts.TEMPLATE_OTHER


def test_a_template_with_a_page_number_and_a_link_to_press_is_fine() -> None:
    template_check.look(altered(word_template.own(), _link("hyperlink", "https://example.org")))


@pytest.mark.slow
def test_a_template_that_takes_too_long_is_given_up(quang_tri: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_worker, "PATIENCE", 0.02)
    with pytest.raises(TemplateRefusedError) as refused:
        docx(quang_tri, word_with("{{ noi_dung }}"))
    assert refused.value.text == texts.TEMPLATE_HEAVY


@pytest.mark.slow
def test_templates_are_filled_in_by_turns_and_too_many_of_one_person_are_told_to_wait(
    quang_tri: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They waited in one line, without end: a heavy template takes ten seconds."""
    monkeypatch.setattr(template_worker, "QUEUE", 0.02)
    with template_worker._turns.turn("another"), pytest.raises(TemplateRefusedError) as refused:
        docx(quang_tri, word_with("{{ noi_dung }}"), "me")
    assert refused.value.text == texts.TEMPLATE_WAITS


def test_a_picture_of_a_report_is_drawn_once_however_often_it_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each press and each template drew all of them anew: two seconds of the app for the national report."""
    kinds = list[str]()
    monkeypatch.setattr(report_charts, "picture", lambda _, __, kind: kinds.append(kind) or b"x")
    one = report_charts.printed(go.Figure(), Around("vi", "t"), "c")
    letter = Letter("", "", "", "", "", "", "", (), "")
    report = Report("vi", letter, (Section("a", "b", (one,)),), (), "r")
    for _ in range(3):
        drawn(report)
    assert kinds == ["png"]


def test_every_placeholder_is_explained_to_whoever_makes_a_template() -> None:
    assert {name.partition(".")[0] for name in texts.PLACEHOLDERS} == {*PARTS, *WORDS, *word_template.FIGURES}


# The nation


@pytest.mark.slow
def test_the_national_synthesis_says_who_is_missing_and_what_the_totals_hold(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2026-Q2", {"MQ04": 200})
    tell("Huế", "2026-Q2", {"MQ04": 50})
    report = of(NATION_KEY, "2026-Q2")
    assert "Quý II năm 2026: 2/34 địa phương đã nộp" in section(report, "tinh_hinh_nop")
    assert "Chưa nộp (32): Cao Bằng" in section(report, "tinh_hinh_nop")
    assert "(mới có số của 2/34 địa phương; chưa có " in section(report, "ket_qua")
    assert "thử nghiệm 250 mẫu" in section(report, "ket_qua")
    assert len(lines_of(report, "theo_tinh")) == 34
    assert len(lines_of(report, "con_thieu")) == 34
    assert "Chưa có kế hoạch nào được nộp" in section(report, "ke_hoach")
    maps = [b for s in report.sections if s.key == "ban_do" for b in s.blocks]
    assert maps
    assert isinstance(maps[0], Picture)
    assert b"Open Development Mekong" in maps[0].draw("svg")


@pytest.mark.slow
def test_the_plans_of_provinces_that_merged_are_told_as_theirs(service: Service, tell: Tell, of: Of) -> None:
    demo_targets.load(service)
    tell("Hà Nội", "2026-Q2", {"MQ04": 200})
    said = section(of(NATION_KEY, "2026-Q2"), "ke_hoach")
    assert "Chưa có kế hoạch nào" not in said
    assert "4 mục tiêu đang theo dõi" in said
    assert "4 mục tiêu do đơn vị trước hợp nhất đặt, xét theo số cuối của đơn vị đó: Bắc Giang" in said
    assert "6 mục tiêu của đơn vị trước hợp nhất không chuyển sang đơn vị mới được" in said


@pytest.mark.slow
def test_plans_of_a_year_that_has_not_begun_are_not_counted_among_those_that_are_followed(
    service: Service, tell: Tell, of: Of
) -> None:
    row = {"province": "Hà Nội", "measure": "MQ04", "operator": ">=", "value": "100", "source": "KH"}
    rows = [row | {"period": "2026"}, row | {"period": "2027", "measure": "TR01"}]
    plans.accept(service, plans.check(service, "ke-hoach.xlsx", plan_file(service, rows)), "người thử")
    tell("Hà Nội", "2025-Q4", {"MQ04": 200})
    tell("Hà Nội", "2026-Q1", {"MQ04": 200})
    before, english = (section(of(NATION_KEY, "2025-Q4", lang), "ke_hoach") for lang in ("vi", "en"))
    assert "Kế hoạch năm 2026, năm 2027 chưa bắt đầu (2 mục tiêu)." in before
    assert "The plan for 2026, 2027 has not begun (targets: 2)." in english
    assert "đang theo dõi" not in before
    assert "Chưa đánh giá được" not in before
    begun = section(of(NATION_KEY, "2026-Q1"), "ke_hoach")
    assert "1 mục tiêu đang theo dõi: Đạt: 1." in begun
    assert "Kế hoạch năm 2027 chưa bắt đầu (1 mục tiêu)." in begun


@pytest.mark.slow
def test_who_withholds_a_figure_is_named_where_a_total_lacks_it(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2026-Q2", {"RN02": 20})
    tell("Huế", "2026-Q2", {"RN02": "mật"})
    report = of(NATION_KEY, "2026-Q2")
    assert re.search(r"mới có số của 1/34 địa phương; chưa có [^;)]*; không công bố: Huế\)", section(report, "ket_qua"))
    assert "(RN02): Huế." in section(report, "con_thieu")


@pytest.mark.slow
def test_a_year_of_two_maps_says_which_units_its_totals_hold(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2025-Q1", {"MQ04": 200})
    for quarter in ("2025-Q2", "2025-Q3", "2025-Q4"):
        tell("Hà Nội", quarter, {"MQ04": 200, "TM01": 9} | ({"IP09": (None, 3)} if quarter == "2025-Q4" else {}))
    report = of(NATION_KEY, "2025")
    said = section(report, "ket_qua")
    assert re.search(r"mới có số của 1/\d+ đơn vị trước và sau sắp xếp; chưa có", said)
    assert re.search(r"Tính đến ngày 31/12/2025 \(mới có số của 1/34 địa phương; ", said), (
        "old ones are no more by then"
    )
    assert any(re.search(r"800 \(1/\d+\*\)", cell) for row in lines_of(report, "bieu_so_lieu") for cell in row)
    assert any(cell == "3 (1/34)" for row in lines_of(report, "bieu_so_lieu") for cell in row)
    assert "* Đếm cả đơn vị cũ và đơn vị mới" in section(report, "bieu_so_lieu")


@pytest.mark.slow
def test_every_national_figure_has_a_note_and_a_movement_the_reason_that_was_given(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2025-Q2", {"MQ04": 100})
    asked = Finding("jump", Severity.QUESTION, Text("Hỏi", "Asked"), "TCĐLCL", "E9", 9, "value", "standards_quality")
    tell("Hà Nội", "2026-Q2", {"MQ04": 900}, findings=[asked], reason="trang bị mới hai dây chuyền.")
    report = of(NATION_KEY, "2026-Q2")
    blocks = next(s for s in report.sections if s.key == "ket_qua").blocks
    parts = [part for block in blocks for part in getattr(block, "parts", ())]
    (note,) = [report.notes[part.note - 1] for part in parts if "900 mẫu" in part.text]
    assert note.text.startswith("Đủ số ở 1/34; chưa có ")
    assert note.path == "nguon-so-lieu?chi-tieu=MQ04&ky=quarter&quy=2026-Q2&pham-vi=VN"
    moved = next(s for s in report.sections if s.key == "bien_dong").blocks[1]
    assert "tăng 800,0 % so với cùng kỳ; giải trình của đơn vị nộp: «trang bị mới hai dây chuyền»." in moved.text  # type: ignore[union-attr]
    assert report.notes[moved.parts[0].note - 1].path.endswith("pham-vi=ha-noi")  # type: ignore[union-attr]


@pytest.mark.slow
def test_where_the_site_is_known_a_note_can_be_pressed(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2026-Q2", {"MQ04": 250})
    report = replace(of("Hà Nội", "2026-Q2"), site="https://example.org/so")
    whole = "https://example.org/so/nguon-so-lieu?chi-tieu=MQ04&ky=quarter&quy=2026-Q2&pham-vi=ha-noi"
    with zipfile.ZipFile(io.BytesIO(docx(report))) as parts:
        assert f'HYPERLINK "{whole}"' in unescape(parts.read("word/footnotes.xml").decode())
    links = [a.get_object() for page in PdfReader(io.BytesIO(pdf(report))).pages for a in page.get("/Annots", [])]
    assert whole in [link["/A"].get("/URI") for link in links if "/A" in link]


@pytest.mark.slow
def test_what_two_provinces_share_explains_why_a_column_does_not_add_up(tell: Tell, of: Of) -> None:
    for name in ("Hà Nội", "Huế"):
        tell(name, "2026-Q2", geographical_indications=[indication("1"), indication(f"2 {name}")])
    said = section(of(NATION_KEY, "2026-Q2"), "theo_tinh")
    assert "cộng lại là 4, cả nước là 3: 1 trường hợp do nhiều địa phương cùng báo cáo" in said


@pytest.mark.slow
def test_a_nation_before_the_merger_is_told_on_its_63_units(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2024-Q4", {"MQ04": 200})
    report = of(NATION_KEY, "2024-Q4")
    assert "1/63 địa phương" in section(report, "tinh_hinh_nop")
    assert len(lines_of(report, "theo_tinh")) == 63


@pytest.mark.slow
def test_the_largest_movements_leave_out_what_cannot_be_compared(tell: Tell, of: Of) -> None:
    for name, before, now in (("Hà Nội", 100, 150), ("Huế", 100, None), ("Cao Bằng", 1, 9)):
        tell(name, "2025-Q2", {"MQ04": before})
        tell(name, "2026-Q2", {"MQ04": now} if now else {"RN03": 1})
    said = section(of(NATION_KEY, "2026-Q2"), "bien_dong")
    assert "Hà Nội: Số mẫu thử nghiệm" in said
    assert re.search(r"150 mẫu, tăng 50,0\s%", said)
    assert "Huế" not in said
    assert "Cao Bằng" not in said


@pytest.mark.slow
def test_a_small_count_moves_by_its_unit_and_per_cent(tell: Tell, of: Of) -> None:
    tell("Hà Nội", "2025-Q2", {"IN06": 40})
    tell("Hà Nội", "2026-Q2", {"IN06": 62})
    said = section(of(NATION_KEY, "2026-Q2"), "bien_dong")
    assert re.search(r"62,0 triệu đồng, tăng 22,0 triệu đồng \(55,0\s%\) so với cùng kỳ", said)


# The page and the command


def test_a_report_that_is_stopped_is_not_there(service: Service, tell: Tell) -> None:
    tell("Hà Nội", "2026-Q2", {"MQ04": 250})
    job = Job(ReportRequest("ha-noi", Period(2026, "Q2"), "vi", service.revision))
    job.stop()
    job.start(service)
    job.wait(PATIENCE)
    assert (job.running, job.report, job.failed) == (False, None, False)
    with pytest.raises(StoppedError):
        job._reach(1, 2, "x")


def test_a_report_waits_its_turn_and_can_be_stopped_there(service: Service) -> None:
    with ExitStack() as others:
        for number in range(report_job.AT_ONCE):
            others.enter_context(report_job._turns.turn(f"other {number}"))
        job = Job(ReportRequest(NATION_KEY, Period(2026, "Q2"), "vi", 0), "me")
        job.start(service)
        assert job.running
        job.stop()
        job.wait(PATIENCE)
        assert not job.running


def test_whoever_wants_many_reports_at_once_makes_nobody_else_wait(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They waited in one line: whoever opened twenty windows stood in it twenty times."""
    going, go_on = list[str](), threading.Event()
    monkeypatch.setattr(
        "pages.reports.make.written", lambda _, area, *__: going.append(area) or go_on.wait(PATIENCE) or None
    )
    one = ReportRequest("ha-noi", Period(2026, "Q2"), "vi", 0)
    many = [Job(one, "somebody") for _ in range(5)]
    other = Job(replace(one, area="hue-2025"), "another")
    for job in [*many, other]:
        job.start(service)
    until = time.monotonic() + PATIENCE
    while "hue-2025" not in going:
        assert time.monotonic() < until
        time.sleep(0.01)
    assert going.count("ha-noi") == 1
    go_on.set()
    for job in [*many, other]:
        job.wait(PATIENCE)
    assert sum(job.too_many for job in many) == 2  # one is written, two wait
    assert going.count("ha-noi") == 3


def test_a_fault_of_ours_is_said_and_logged(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    job = Job(ReportRequest("no such key", Period(2026, "Q2"), "vi", 0))
    job.start(service)
    job.wait(PATIENCE)
    assert job.failed
    assert "could not be written" in caplog.text


@pytest.mark.slow
def test_the_page_writes_a_report_and_offers_it(service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    tell("Hà Nội", "2026-Q2", {"MQ04": 250})
    monkeypatch.setattr(store, "_open", lambda _: service)
    monkeypatch.setenv("INDICATORS_HOME", str(service.home))
    at = shown("bao-cao", cua="ha-noi", ky_bao_cao="2026-Q2")
    assert "Chọn đơn vị và kỳ" in text(at)
    at.button(key="write-report").click().run()
    at.session_state["the report being written"].wait(PATIENCE)
    at.run()
    assert not at.exception
    assert "Đã lập: Kết quả hoạt động" in text(at).replace("\\", "")
    assert "thử nghiệm 250 mẫu" in text(at)
    shown_ = " ".join(each.proto.body for each in at.get("html"))
    assert "Thực hiện trong kỳ" in shown_, "tables are in the preview, too"
    assert "Chỉ tiêu bắt buộc chưa có hoặc chưa đủ số liệu" in shown_
    assert {"report-docx", "report-pdf", "report-template"} <= {b.key for b in at.get("download_button")}
    at.query_params["cua"] = "quang-tri"
    at.run()
    told = text(at).replace("\\", "")
    assert "Quảng Trị không tồn tại vào Quý II/2026" in told
    assert "34 đơn vị" not in told


@pytest.mark.slow
def test_the_command_writes_word_and_pdf_and_says_what_it_refuses(
    service: Service, tell: Tell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell("Hà Nội", "2026-Q2", {"MQ04": 250})
    service.close()
    monkeypatch.setenv("INDICATORS_HOME", str(service.home))

    def run(*words: object) -> int:
        return CliRunner().invoke(cli.app, ["report", "--period", "2026-Q2", *map(str, words)]).exit_code

    assert run("--province", "01", "--out", tmp_path / "a.docx") == 0
    assert "250 mẫu" in opened((tmp_path / "a.docx").read_bytes())[0]
    assert run("--province", "01", "--format", "pdf", "--out", tmp_path / "b.pdf") == 0
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF-")
    assert run("--province", "99") == USAGE
    assert run("--province", "01", "--format", "pdf", "--template", tmp_path / "a.docx") == USAGE
    (tmp_path / "bad.docx").write_bytes(word_with("{{ 1+1 }}"))
    assert run("--province", "01", "--template", tmp_path / "bad.docx", "--out", tmp_path / "c.docx") == REFUSED
    assert not (tmp_path / "c.docx").exists()


@pytest.mark.slow
def test_both_papers_come_from_one_door(quang_tri: Report) -> None:
    assert printed(quang_tri, "pdf").startswith(b"%PDF-")
    assert printed(quang_tri, "docx").startswith(b"PK")
