"""What there is to do with a file is said first and once; questions of one kind are answered by one reason."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from pages.server import store
from pages.texts import sending, submission
from service import submissions
from service.service import Service
from tests.support.corpus import HEADINGS, ROW, trainings
from tests.support.pages import shown, text


@pytest.fixture
def empty(service: Service, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(store, "_open", lambda _: service)
    monkeypatch.setenv("INDICATORS_HOME", str(service.home))
    return service


def sent(*rows: list[object]) -> AppTest:
    at = shown("nop-so-lieu", quy_nop="2024-Q4", tinh_nop="ha-noi")
    at.file_uploader(key="files").upload("mau.xlsx", trainings(*rows)).run()
    assert not at.exception
    return at


def classes(*people: object) -> list[list[object]]:
    return [[f"Lớp {n}", *ROW[1:6], count, *ROW[7:]] for n, count in enumerate(people)]


@pytest.mark.usefixtures("empty")
def test_the_first_thing_said_of_a_file_is_how_many_errors_and_questions_there_are() -> None:
    at = sent(*classes(701, 702, "mười", 30))
    heads = [each.value for each in at.subheader]
    (said,) = [each for each in heads if "lỗi" in each]
    assert re.fullmatch(r"1 lỗi, 2 câu hỏi", said)
    assert sending.MEND_FIRST.vi in text(at)
    table = next(element.proto.body for element in at.get("html") if "mười" in element.proto.body)
    assert table.count("<tr>") == 2, "the error alone; what is asked waits, folded"
    assert any(each.label == sending.ASKED_LATER.vi.format(count=2) for each in at.expander)


@pytest.mark.usefixtures("empty")
def test_a_file_that_is_in_order_says_so_and_nothing_else_is_in_the_way() -> None:
    at = sent(*classes(30, 31))
    assert sending.NO_FINDINGS.vi in [each.value for each in at.subheader]
    assert not at.text_area


@pytest.mark.usefixtures("empty")
def test_the_notes_that_were_not_asked_about_stand_open_in_their_own_words_also_where_there_are_errors() -> None:
    at = shown("nop-so-lieu", quy_nop="2024-Q4", tinh_nop="ha-noi")
    note = "Hai lớp <b>mở</b> tại Sở"
    rows = [*ROW, note], [*ROW[:6], "mười", 1]
    at.file_uploader(key="files").upload("a.xlsx", trainings(*rows, headings=[*HEADINGS, "Ghi chú"])).run()
    assert not at.exception
    assert sending.NOTES_KEPT.vi.format(count=1) in text(at)
    (table,) = [element.proto.body for element in at.get("html") if "Hai lớp" in element.proto.body]
    assert "&lt;b&gt;mở&lt;/b&gt;" in table
    assert any("mười" in element.proto.body for element in at.get("html"))


@pytest.mark.slow
def test_questions_of_one_kind_take_one_reason_which_each_of_them_keeps(empty: Service) -> None:
    at = sent(*classes(701, 702, 703, 30))
    (field,) = at.text_area
    assert field.label == sending.GIVE_ONE_REASON.vi.format(count=3)
    for count in ("701", "702", "703"):
        told = [element for element in at.get("html") if count in element.proto.body]
        assert len(told) == 1, "each is told once"
    field.input("hội trường lớn của tỉnh").run()
    at.text_input(key="by").input("Trần Thị Bình").run()
    at.button(key="confirm-0").click().run()
    assert not at.exception
    kept = submissions.findings(empty, 1)
    reasons = [reason for finding, reason in kept if "70" in finding.received or "70" in finding.message.vi]
    assert reasons == ["hội trường lớn của tỉnh"] * 3


@pytest.mark.usefixtures("empty")
def test_questions_of_one_kind_can_be_answered_apart() -> None:
    at = sent(*classes(701, 702, 30))
    (switch,) = [each for each in at.toggle if str(each.key).startswith("apart-")]
    switch.set_value(True).run()
    assert [field.label for field in at.text_area] == [sending.GIVE_REASON.vi] * 2
    at.text_area[0].input("hội trường lớn").run()
    assert sending.REASONS_MISSING.vi.format(count=1) in text(at)
    assert at.button(key="confirm-0").disabled


@pytest.mark.usefixtures("empty")
@pytest.mark.slow
def test_consequences_are_folded_while_something_is_to_be_answered_and_open_when_nothing_is() -> None:
    def folded(at: AppTest) -> bool:
        (one,) = [each for each in at.expander if each.label == submission.CONSEQUENCES.vi]
        return not one.proto.expanded

    assert folded(sent(*classes(701, 30)))
    assert not folded(sent(*classes(30)))
