"""What a sender answered stands beside the figure ever after, and nothing in it does anything."""

from pathlib import Path

import pytest
from openpyxl.comments import Comment

from data.model import Finding, Period, Severity, Text
from data.places import PLACES, Boundary
from data.reading.findings_sheet import ReturnedFinding
from indicators import TABLES
from indicators.engine.answer import By, Given, Question, SenderNote
from pages.charts import lines as charts_lines
from pages.server import store
from pages.texts import submission
from pages.ui import downloads, reason_marks, sentences, session, tables
from service import acceptance, drafts, submissions
from service.lineage.render import facts
from service.lineage.trace import FigureKey, trace
from service.reasons import Reasons, carried, read
from service.service import Service
from tests.support.corpus import book_of, saved
from tests.support.rows import Tell, indication, training, trainings

Q4 = Period.parse("2024-Q4")
WILD = "<script>alert(1)</script> **đậm** =1+1"


def _reasons(service: Service) -> Reasons:
    with service.store.reading() as work:
        return read(work, service.catalogue, service.places)


def _about(service: Service, measure: str, unit: str, period: Period = Q4) -> list[str]:
    return [one.reason for one in _reasons(service).of(measure, unit, period)]


def test_a_question_about_a_line_of_a_form_is_answered_beside_that_measure_only(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q3", {"MQ01": 10, "AP01": 50}, accept=True)
    tell("45", "2024-Q4", {"MQ01": 5000, "AP01": 50}, reason="đúng sổ")
    assert [f.rule for f, reason in submissions.findings(service, 2) if reason] == ["slip"]
    assert _about(service, "MQ01", "quang-tri") == ["đúng sổ"]
    assert _about(service, "AP01", "quang-tri") == []
    assert _about(service, "MQ01", "ha-noi") == []


def test_a_question_about_a_column_of_a_list_is_answered_beside_the_measures_that_read_it(
    service: Service, tell: Tell
) -> None:
    tell("45", "2024-Q4", trainings=[training(participants=501)], reason="hội trường lớn")
    assert _about(service, "TR02", "quang-tri") == ["hội trường lớn"]
    assert _about(service, "TR01", "quang-tri") == []


def test_a_question_about_the_whole_file_is_answered_beside_all_it_says(service: Service, tell: Tell) -> None:
    whole = Finding("of_the_file", Severity.QUESTION, Text("Cả tệp?", "The whole file?"))
    tell("45", "2024-Q4", {"MQ01": 5}, findings=[whole], trainings=trainings(1), reason="phải")
    for measure in ("MQ01", "TR01", "TR02"):
        assert _about(service, measure, "quang-tri") == ["phải"]
    assert _about(service, "IP01", "quang-tri") == []


def test_the_same_asked_of_many_cells_is_told_once_with_their_number(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q4", trainings=[training(n, participants=501 + n) for n in range(4)], reason="đúng")
    (given,) = _reasons(service).of("TR02", "quang-tri", Q4)
    assert given.alike == 3


def test_a_reason_goes_when_its_submission_is_replaced(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q4", trainings=[training(participants=501)], reason="cũ")
    tell("45", "2024-Q4", trainings=trainings(1))
    assert _about(service, "TR02", "quang-tri") == []
    assert [reason for _, reason in submissions.findings(service, 1)] == ["cũ"], "the version itself keeps it"


def test_a_year_has_the_reasons_of_its_quarters_and_a_stock_only_those_of_the_last(
    service: Service, tell: Tell
) -> None:
    tell("45", "2024-Q4", trainings=[training(participants=501)], reason="quý tư")
    register = [indication(str(n)) for n in range(5)]
    tell("45", "2024-Q3", geographical_indications=register)
    tell(
        "45", "2024-Q4", geographical_indications=register[:3], trainings=[training(participants=501)], reason="rút hai"
    )
    found = _reasons(service)
    assert [one.reason for one in found.of("TR02", "quang-tri", Period(2024))] == ["rút hai"]
    assert {one.reason for one in found.of("IP01", "quang-tri", Period(2024), at_date=True)} == {"rút hai"}
    assert found.of("IP01", "quang-tri", Period.parse("2024-Q3"), at_date=True) == ()


def test_a_merged_province_answers_for_those_it_was_made_of(service: Service, tell: Tell) -> None:
    tell("24", "2024-Q4", trainings=[training(participants=501)], reason="của Bắc Giang")
    assert _about(service, "TR02", "bac-ninh-2025") == ["của Bắc Giang"]
    assert _about(service, "TR02", "bac-giang") == ["của Bắc Giang"]
    assert _about(service, "TR02", "VN") == []


# What was written beside a figure


def _sent(service: Service, *line: object, comment: str = "") -> None:
    book = book_of({"Tổng hợp": [[c.label.vi for c in TABLES["summary"].columns.values()], list(line)]})
    if comment:
        book["Tổng hợp"]["D2"].comment = Comment(comment, "A")
    unit = PLACES.find("45", Q4.end)
    draft = drafts.check(service, "so-lieu.xlsx", saved(book), unit, Q4)
    assert acceptance.accept(service, draft, "Sở", "đã đối chiếu sổ").receipt is not None


def _written(service: Service, measure: str, unit: str = "quang-tri") -> list[tuple[str, str]]:
    return [(one.line, one.text) for one in _reasons(service).sender_notes(measure, unit, Q4)]


def test_a_note_and_a_comment_stand_beside_their_figure_and_no_other(service: Service) -> None:
    _sent(
        service, "MQ01", None, None, 1260, 10036, "tăng do thay đồng hồ nước", comment="Phòng Quản lý đo lường cung cấp"
    )
    assert _written(service, "MQ01") == [
        ("MQ01", "Phòng Quản lý đo lường cung cấp"),
        ("MQ01", "tăng do thay đồng hồ nước"),
    ]
    assert _written(service, "MQ01", "quang-tri-2025") == _written(service, "MQ01")
    assert _written(service, "MQ01", "ha-noi") == _written(service, "AP01") == []


def test_a_note_that_was_asked_about_stands_there_with_its_answer_and_not_twice(service: Service) -> None:
    _sent(service, "MQ01", None, None, 1260, 10036, "số ước thực hiện")
    assert _written(service, "MQ01") == []
    assert "đã đối chiếu sổ" in _about(service, "MQ01", "quang-tri")


def test_a_note_does_not_tell_the_figure_that_its_sender_keeps_to_itself(service: Service) -> None:
    _sent(service, "MQ01", None, None, "mật", None, "đủ 245 nguồn, đã đối chiếu với sổ")
    assert _written(service, "MQ01") == []


def test_how_somebody_can_be_reached_is_not_shown_beside_a_figure_and_other_numbers_are(service: Service) -> None:
    note = "Chị Hoa phòng Đo lường nhập, 0912 345 678, (0233) 3852458, hoa.nt@sokhcn.vn, theo QĐ 0123/QĐ-SKHCN ngày 05/11/2024"
    _sent(service, "MQ01", None, None, 1260, 10036, note)
    shown = "Chị Hoa phòng Đo lường nhập, […], […], […], theo QĐ 0123/QĐ-SKHCN ngày 05/11/2024"
    assert _written(service, "MQ01") == [("MQ01", shown)]


def test_a_note_goes_when_its_submission_is_replaced(service: Service, tell: Tell) -> None:
    _sent(service, "MQ01", None, None, 1260, 10036, "tăng do thay đồng hồ nước")
    tell("45", "2024-Q4", {"MQ01": 1261})
    assert _written(service, "MQ01") == []


# What came in the file


def _question(cell: str, received: str = "5", sheet: str = "S", text: str = "hỏi") -> Finding:
    return Finding("jump", Severity.QUESTION, Text(text, f"{text}?"), sheet, cell, None, "", "", received)


def _told(cell: str, reason: str, received: str = "5", message: str = "hỏi", rule: str = "jump") -> ReturnedFinding:
    return ReturnedFinding(rule, "S", cell, message, received, reason)


def test_a_reason_written_in_the_file_is_found_again_at_its_question() -> None:
    findings = [Finding("jump", Severity.ERROR, Text("a", "a"), "S", "D9"), _question("D9"), _question("D10")]
    assert carried(findings, [_told("D9", "đúng"), _told("D11", "khác"), _told("D9", "khác", rule="other")]) == {
        1: "đúng"
    }


def test_a_reason_is_not_taken_over_for_a_figure_that_was_changed_since() -> None:
    assert carried([_question("D9", received="9.000")], [_told("D9", "đúng", received="5.000")]) == {}


def test_two_questions_at_one_place_are_told_apart_by_their_words_in_either_language() -> None:
    findings = [_question("", text="một"), _question("", text="hai")]
    answers = [_told("", "trả lời hai", message="hai?"), _told("", "trả lời một", message="một")]
    assert carried(findings, answers) == {0: "trả lời một", 1: "trả lời hai"}


# How it is shown


@pytest.fixture
def told(service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> Service:
    tell("45", "2024-Q4", trainings=[training(participants=501)], reason=WILD)
    monkeypatch.setattr(store, "_open", lambda _: service)
    monkeypatch.setattr(store, "home", lambda: Path("x"))
    return service


def test_tables_points_and_downloads_say_it_and_nothing_typed_is_markup(told: Service) -> None:
    answer = session.ask(Question("TR02", Q4, Q4, By.PROVINCE, ("quang-tri-2025",)))
    (row,) = answer.rows
    assert [one.reason for one in row.reasons] == [WILD]
    html = tables.figures([answer], "", "vi")
    assert '<details class="reason" name="reason"><summary aria-label="Giải trình của người nộp"' in html
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **đậm** =1+1" in html
    lines = charts_lines.trend(answer, session.ask(Question("TR02", Q4, Q4)), "vi").data
    spoken = [text for line in lines for text in line.hovertext or ()]
    assert any("※" in text for text in spoken)
    assert not any("<script>" in text for text in spoken)
    (cell,) = downloads.of_answers([answer], "vi").column("Giải trình").to_pylist()
    assert cell == f"Quý IV/2024 (bản nộp số 1): {WILD}"
    nation = session.ask(Question("TR02", Q4, Q4))
    assert "Giải trình" not in downloads.of_answers([nation], "vi").column_names


def test_beside_a_point_only_the_newest_and_short() -> None:
    given = [Given("x", Q4, n, Text("h", "h"), "dài " * 60) for n in (1, 2)]
    said = reason_marks.line(given, "vi")
    assert said.startswith("※ Quý IV/2024 (bản nộp số 2): dài")
    assert said.endswith("… (và 1 giải trình khác)")
    assert len(said) < 150


def test_a_note_is_seen_at_the_point_in_the_table_in_the_download_and_at_the_source(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    _sent(service, "MQ01", None, None, 1260, 10036, WILD)
    monkeypatch.setattr(store, "_open", lambda _: service)
    monkeypatch.setattr(store, "home", lambda: Path("x"))
    answer = session.ask(Question("MQ01", Q4, Q4, By.PROVINCE, ("quang-tri-2025",)))
    (row,) = answer.rows
    assert row.reasons == (), "it was not asked about: nothing is left out of a comparison for it"
    html = tables.figures([answer], "", "vi")
    assert 'aria-label="Ghi chú của đơn vị gửi"' in html
    assert ">†</summary>" in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **đậm** =1+1" in html
    nation = session.ask(Question("MQ01", Q4, Q4))
    spoken = [text for line in charts_lines.trend(answer, nation, "vi").data for text in line.hovertext or ()]
    assert any("† Quý IV/2024 (bản nộp số 1): " in text for text in spoken)
    assert not any("<script>" in text for text in spoken)
    (cell,) = downloads.of_answers([answer], "vi").column("Ghi chú của đơn vị gửi").to_pylist()
    assert cell == f"Quý IV/2024 (bản nộp số 1): {WILD}"
    assert "Ghi chú của đơn vị gửi" not in downloads.of_answers([nation], "vi").column_names
    assert submission.NOTED_MEANS.vi in sentences.explained(answer.rows, "vi")
    found = trace(service, FigureKey("MQ01", Q4, "quang-tri", Boundary.THEN), _reasons(service))
    (source,) = [node.source for node in found.root.every() if node.source is not None]
    assert ("Ghi chú của đơn vị gửi", f"«{WILD}»") in list(facts(source, "vi"))


def test_beside_a_point_only_the_newest_note_and_of_which_part_it_is() -> None:
    sender_notes = [SenderNote("x", Q4, n, "AP01.early", "lời " * 60) for n in (1, 2)]
    said = reason_marks.line_of_notes(sender_notes, "vi")
    assert said.startswith("† Quý IV/2024 (bản nộp số 2), AP01.early: lời")
    assert said.endswith("… (và 1 ghi chú khác)")
