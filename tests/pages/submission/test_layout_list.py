"""The layouts that stand, listed: of whom, of what kind of file, by what they were used; edited, brought in, withdrawn."""

import pytest

from data.layouts.answering import answered, proposals
from data.layouts.layout import ASIDE, Layout, LayoutBlock, LayoutColumn, LayoutRow
from data.model import Period
from data.places import PLACES
from pages.server import store
from pages.texts import layouts as texts
from service import acceptance, drafts, layouts
from service.access.roles import LOCAL
from service.access.state import NotPossibleError
from service.service import Service
from tests.support.admin_page import shown
from tests.support.layouts import histories
from tests.support.pages import shown as page
from tests.support.pages import text

ANCHOR = Period.parse("2024-Q4")
ROWS = (LayoutRow("so lop", "Số lớp <b>tập huấn</b>", "TR01"), LayoutRow("khac", "Khác", ASIDE))
COLUMNS = (LayoutColumn("noi dung", "Nội dung", "name"), LayoutColumn("<quý>", "Quý IV", "value"))
LAYOUT = Layout("Tổng hợp <i>của Sở</i>", (LayoutBlock("form", columns=COLUMNS, rows=ROWS),))


@pytest.fixture
def stocked(service: Service, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(store, "_open", lambda _: service)
    monkeypatch.setenv("INDICATORS_HOME", str(service.home))
    return service


def test_where_none_stands_it_is_said_how_one_comes_to_be(stocked: Service) -> None:
    assert texts.NONE_STANDS.vi in text(shown("cach-doc"))


def test_a_file_that_is_no_layout_is_not_brought_in(stocked: Service) -> None:
    for data in (b"\xff\xfe", b"[]", b'{"version": 1, "name": "x", "blocks": []}', b"{" * 10_000):
        with pytest.raises(NotPossibleError):
            layouts.bring_in(stocked, LOCAL, "hue", data, "từ tỉnh khác")
    assert layouts.kept(stocked) == []


def test_each_is_listed_with_what_it_reads_who_confirmed_it_and_why_every_typed_word_as_letters(
    stocked: Service,
) -> None:
    layouts.save(stocked, LOCAL, "hue", LAYOUT, "đối chiếu <u>từng dòng</u>")
    told = text(shown("cach-doc"))
    for words in (
        "Tổng hợp &lt;i&gt;của Sở",
        "Huế",
        "bảng tổng hợp, 1 chỉ tiêu",
        "đối chiếu &lt;u&gt;từng",
        "chưa bản nộp nào",
    ):
        assert words in told
    for raw in ("<i>", "<u>"):
        assert raw not in told


@pytest.mark.slow
def test_the_submissions_that_one_has_read_are_counted(stocked: Service) -> None:
    unit = PLACES.find("Quảng Trị", ANCHOR.end)
    assert unit is not None
    made = histories.side_by_side(histories.numbers(1, (2024,)), (2024,))
    data = made.data
    proposed = layouts.propose(stocked, made.file, data, unit, ANCHOR)
    assert proposed is not None
    layouts.save(stocked, LOCAL, unit.key, answered(proposed, proposals(proposed)), "đã xem")
    standing = layouts.applicable(stocked, unit, ANCHOR)
    draft = drafts.check(stocked, made.file, data, unit, ANCHOR, standing=standing)
    acceptance.accept(stocked, draft, "người thử", "đúng")
    assert "1 bản nộp, mới nhất số 1 (quý IV/2024)" in text(shown("cach-doc"))


def test_one_is_edited_under_its_name_and_withdrawn_with_a_reason(stocked: Service) -> None:
    kept = layouts.save(stocked, LOCAL, "hue", LAYOUT, "đã xem")
    at = shown("cach-doc")
    at.selectbox(key="layout-one-0").select(kept.number).run()
    at.selectbox(key=f"layout-mend-{kept.number}").select((0, "row", "khac")).run()
    to = next(each for each in at.selectbox if each.key and each.key.startswith(f"layout-mend-to-{kept.number}"))
    to.select("TR02").run()
    assert at.button(key=f"layout-edit-{kept.number}").disabled
    at.text_area(key=f"layout-edit-reason-{kept.number}-0").input("dòng này là số lượt người").run()
    at.button(key=f"layout-edit-{kept.number}").click().run()
    assert not at.exception
    (edited,) = layouts.kept(stocked)
    assert [row.becomes for row in layouts.layout(stocked, edited.number).blocks[0].rows] == ["TR01", "TR02"]
    assert edited.reason == "dòng này là số lượt người"

    at = shown("cach-doc")
    at.selectbox(key="layout-one-0").select(edited.number).run()
    assert at.button(key=f"layout-end-go-{edited.number}").disabled
    at.text_area(key=f"layout-end-{edited.number}-0").input("tỉnh chuyển sang biểu mẫu").run()
    at.button(key=f"layout-end-go-{edited.number}").click().run()
    assert not at.exception
    assert layouts.kept(stocked) == []


def test_the_page_of_sending_lists_those_of_the_chosen_province_alone(stocked: Service) -> None:
    layouts.save(stocked, LOCAL, "hue", LAYOUT, "đã xem")
    for unit, count in (("hue", 1), ("ha-noi", 0)):
        at = page("nop-so-lieu", quy_nop="2025-Q3", tinh_nop=unit)
        assert f"({count})" in at.toggle(key="layouts-standing").label
