"""A report in prose in the store: only what was confirmed, by the rules of every file, traced to its sentence."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from commands.console import DONE, REFUSED
from data.model import Finding, Period, Severity
from data.places import PLACES, Boundary, Unit
from data.prose.confirmed import ConfirmedFigure, Marked, NotInDocumentError
from service import acceptance, prose, submissions
from service.drafts import Draft, Verdict
from service.lineage.render import facts
from service.lineage.trace import FigureKey, trace, with_texts
from service.prose import Proposed
from service.service import Service
from tests.support.quang_tri_2024 import REPORT
from tests.support.reports import paragraphs, pdf, saying, word

pytestmark = pytest.mark.slow  # whole stories

Q4 = Period.parse("2024-Q4")
INSTRUMENTS = "Tổng số phương tiện đo được kiểm định, hiệu chuẩn từ đầu năm 2024 đến nay là 10.036 phương tiện đo."


@pytest.fixture
def unit() -> Unit:
    found = PLACES.find("Quảng Trị", Q4.end)
    assert found is not None
    return found


def proposed(service: Service, data: bytes, unit: Unit) -> Proposed:
    found = prose.proposed(service, data, unit, Q4)
    assert isinstance(found, Proposed)
    return found


def confirmed(service: Service, data: bytes, unit: Unit, name: str = "bao-cao.docx") -> Draft:
    """Everything that is proposed, as it is."""
    found = proposed(service, data, unit)
    figures = [prose.as_confirmed(one) for one in found.proposals.figures]
    return prose.check(service, name, data, found.document, figures, unit, Q4)


def test_a_file_that_is_no_report_is_refused_with_what_to_do(service: Service, unit: Unit) -> None:
    found = prose.proposed(service, b"%PDF-1.7 broken", unit, Q4)
    assert isinstance(found, Finding)
    assert (found.rule, found.severity) == ("document_damaged", Severity.STOP)


def test_proposing_stores_nothing(service: Service, unit: Unit) -> None:
    proposed(service, saying(INSTRUMENTS), unit)
    assert service.empty


def test_a_place_that_the_document_does_not_have_is_never_taken(service: Service, unit: Unit) -> None:
    data = saying(INSTRUMENTS)
    read = proposed(service, data, unit).document
    for place in (Marked(99, 0, 3), Marked(0, 0, 3), Marked(7, 90, 400), Marked(7, 5, 5)):
        with pytest.raises(NotInDocumentError):
            prose.check(service, "a.docx", data, read, [ConfirmedFigure("MQ01", "value", "1", (place,))], unit, Q4)


def test_the_rules_of_a_cell_hold_for_what_is_confirmed(service: Service, unit: Unit) -> None:
    data = saying(INSTRUMENTS)
    found = proposed(service, data, unit)
    (one,) = found.proposals.figures
    for typed, rule in (("10.03", "number_word"), ("mười nghìn", ""), ("-5", "negative"), ("", "")):
        figure = ConfirmedFigure("MQ01", "year_to_date", typed, prose.as_confirmed(one).places)
        draft = prose.check(service, "a.docx", data, found.document, [figure], unit, Q4)
        assert not typed or draft.verdict is Verdict.REFUSED, (typed, rule)
        assert all(each.cell in ("", "số 1") for each in draft.findings)


def test_a_value_that_was_mended_is_asked_about(service: Service, unit: Unit) -> None:
    data = saying(INSTRUMENTS)
    found = proposed(service, data, unit)
    figure = prose.as_confirmed(found.proposals.figures[0], typed="10.063")
    draft = prose.check(service, "a.docx", data, found.document, [figure], unit, Q4)
    assert [f.rule for f in draft.findings if f.severity is Severity.QUESTION] == ["confirmed_mended"]
    assert "Văn bản «a.docx», số thứ 1" in draft.findings[0].message.vi


def test_one_figure_confirmed_twice_is_an_error(service: Service, unit: Unit) -> None:
    data = saying("Năm 2024, Sở đã tổ chức 30 lớp tập huấn.", "Năm 2024, Sở đã tổ chức 31 lớp tập huấn.")
    draft = confirmed(service, data, unit)
    assert "confirmed_twice" in [f.rule for f in draft.findings]
    assert draft.verdict is Verdict.REFUSED


def test_a_document_of_another_province_or_year_is_asked_about(service: Service, unit: Unit) -> None:
    heads = [
        ("UBND TỈNH QUẢNG BÌNH", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Quảng Bình, ngày 20 tháng 12 năm 2024"),
        ("UBND TỈNH QUẢNG TRỊ", "BÁO CÁO", "Báo cáo kết quả năm 2023"),
    ]
    for head, rule in zip(heads, ("other_province", "other_period"), strict=True):
        draft = confirmed(service, saying(INSTRUMENTS, head=head), unit)
        assert rule in [f.rule for f in draft.findings]


def test_two_figures_of_one_sentence_keep_their_own_questions_and_reasons(service: Service, unit: Unit) -> None:
    data = saying("Tính đến nay, toàn tỉnh có 06 nhãn hiệu chứng nhận và 59 nhãn hiệu tập thể.")
    found = proposed(service, data, unit)
    first, second = found.proposals.figures
    figures = [prose.as_confirmed(first, typed="7"), prose.as_confirmed(second)]
    draft = prose.check(service, "a.docx", data, found.document, figures, unit, Q4)
    acceptance.accept(service, draft, "Sở KH&CN", "đã đối chiếu sổ")
    marks = {code: trace(service, _key(code, unit)).root for code in ("IP04", "IP05")}
    given = {
        code: [one.reason for node in root.every() if node.source for one in node.source.given]
        for code, root in marks.items()
    }
    assert given == {"IP05": ["đã đối chiếu sổ"], "IP04": []}


@pytest.mark.parametrize("made", [word, pdf])
def test_the_report_goes_in_as_a_submission_like_any_other_and_the_document_is_its_original(
    service: Service, unit: Unit, made: object
) -> None:
    data = made(paragraphs("quang_tri_2024"))  # type: ignore[operator]
    draft = confirmed(service, data, unit, "bao-cao.docx" if made is word else "bao-cao.pdf")
    assert draft.verdict is Verdict.QUESTIONS  # of AP06, of which the parts are not told
    acceptance.accept(service, draft, "Sở KH&CN Quảng Trị", "trong báo cáo chỉ có tỷ lệ")
    assert draft.receipt is not None
    assert submissions.original(service, prose.LOCAL, draft.receipt.number) == data
    with service.store.reading() as work:
        stored = {
            code: (value, year) for code, value, year in work.rows("SELECT code, value, year_to_date FROM figure")
        }
    assert stored == REPORT


def test_the_trace_of_a_figure_ends_at_the_sentence_with_its_number_marked(service: Service, unit: Unit) -> None:
    data = pdf(paragraphs("quang_tri_2024"))
    draft = confirmed(service, data, unit, "bao-cao.pdf")
    acceptance.accept(service, draft, "Sở KH&CN", "đúng")
    root = with_texts(service, trace(service, _key("MQ01", unit, Period(2024))).root)
    source = next(node.source for node in root.every() if node.source)
    told = dict(facts(source, "vi"))
    assert told["Văn bản"].startswith("bao-cao.pdf, số được xác nhận thứ ")
    sentence = told["Câu trong văn bản như đã gửi"]
    assert sentence.startswith("trang 6, đoạn ")
    assert "từ đầu năm 2024 đến nay là ⟦10.036⟧ phương tiện đo; Tổng số mẫu thử nghiệm là 1.929 mẫu" in sentence


def test_the_same_report_sent_again_is_recognised(service: Service, unit: Unit) -> None:
    data = saying(INSTRUMENTS)
    numbers = []
    for _ in range(2):
        draft = confirmed(service, data, unit)
        acceptance.accept(service, draft, "Sở KH&CN")
        assert draft.receipt is not None
        numbers.append(draft.receipt.number)
    assert numbers == [1, 1]


def _key(code: str, unit: Unit, period: Period = Q4) -> FigureKey:
    return FigureKey(code, period, unit.key, Boundary.THEN)


# On the command line


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INDICATORS_HOME", str(tmp_path / "store"))
    (tmp_path / "bao-cao.docx").write_bytes(saying(INSTRUMENTS))
    (tmp_path / "khac.docx").write_bytes(saying(INSTRUMENTS, "Một câu nữa."))
    return tmp_path


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli.app, [str(word) for word in words])
    return result.exit_code, result.output


def test_nothing_goes_in_until_it_is_confirmed_in_the_file_of_the_proposal(folder: Path) -> None:
    scope = ("--province", "Quảng Trị", "--period", "2024-Q4")
    proposal, report = folder / "f.json", folder / "bao-cao.docx"
    assert run("submit", report, *scope)[0] == REFUSED
    assert run("propose", report, *scope, "--out", proposal)[0] == DONE
    assert run("submit", report, *scope, "--proposal", proposal)[0] == REFUSED
    told = json.loads(proposal.read_text())
    told["figures"][0]["confirmed"] = True
    proposal.write_text(json.dumps(told))
    code, said = run("submit", folder / "khac.docx", *scope, "--proposal", proposal)
    assert (code, "không phải của văn bản" in " ".join(said.split())) == (REFUSED, True)
    code, said = run("submit", report, *scope, "--proposal", proposal)
    assert (code, "Biên nhận số 1" in said) == (DONE, True)


def test_a_proposal_with_a_place_or_a_line_that_is_not_there_is_refused_in_words(folder: Path) -> None:
    scope = ("--province", "Quảng Trị", "--period", "2024-Q4")
    proposal, report = folder / "f.json", folder / "bao-cao.docx"
    run("propose", report, *scope, "--out", proposal)
    good = json.loads(proposal.read_text())
    good["figures"][0]["confirmed"] = True
    for change in (
        {"code": "XX99"},
        {"places": [{"sentence": 900, "start": 0, "end": 1}]},
        {"places": 5},
        {"value": None},
    ):
        proposal.write_text(json.dumps(good | {"figures": [good["figures"][0] | change]}))
        code, said = run("submit", report, *scope, "--proposal", proposal)
        assert code == REFUSED, (change, said)
    for text in ("", "[]", "{}", '{"version": 1}', "\x00"):
        proposal.write_text(text)
        assert run("submit", report, *scope, "--proposal", proposal)[0] == REFUSED
