"""Layouts in the ledger: confirmed with a reason, used by what is sent, withdrawn, and traced to the cell as sent."""

from dataclasses import replace

import pytest

from data.layouts.layout import Layout
from data.model import Period
from data.places import PLACES, Boundary, Unit
from data.reading.addresses import address
from service import acceptance, drafts, layouts
from service.access.roles import LOCAL, Identity, NotAllowedError, Person, Role
from service.access.state import NotPossibleError
from service.administration import grant
from service.drafts import Draft, Verdict
from service.lineage.trace import FigureKey, trace, with_texts
from service.service import Service
from tests.context.formulas import computed
from tests.support.layouts.answers import answered
from tests.support.layouts.page import Case, Sent
from tests.support.layouts.registers import Look, register
from tests.support.layouts.syntheses import Style, synthesis

pytestmark = pytest.mark.slow  # whole stories

QUARTER, NEXT = Period.parse("2025-Q4"), Period.parse("2026-Q1")


def unit(name: str = "Quảng Trị") -> Unit:
    found = PLACES.find(name, QUARTER.end)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def case() -> Case:
    return synthesis(21, Style("two"), 35, year=2025)


def confirmed(service: Service, case: Case) -> Layout:
    proposed = layouts.propose(service, case.sent.file, case.sent.data, unit(), QUARTER)
    assert proposed is not None
    return answered(proposed, case)


def look(service: Service, sent: Sent, quarter: Period = QUARTER, name: str = "Quảng Trị") -> Draft:
    of = unit(name)
    return drafts.check(service, sent.file, sent.data, of, quarter, standing=layouts.applicable(service, of, quarter))


def test_a_layout_with_an_open_question_is_not_kept(service: Service, case: Case) -> None:
    proposed = layouts.propose(service, case.sent.file, case.sent.data, unit(), QUARTER)
    assert proposed is not None
    assert proposed.open
    with pytest.raises(NotPossibleError, match="questions are open"):
        layouts.save(service, LOCAL, unit().key, proposed, "đã xem")
    assert layouts.kept(service) == []


def test_a_layout_is_kept_only_with_a_reason_and_a_name(service: Service, case: Case) -> None:
    layout = confirmed(service, case)
    with pytest.raises(NotPossibleError):
        layouts.save(service, LOCAL, unit().key, layout, " ")
    with pytest.raises(NotPossibleError):
        layouts.save(service, LOCAL, unit().key, replace(layout, name=" "), "đã xem")


def test_only_who_sends_for_a_province_confirms_its_layout(service: Service, case: Case) -> None:
    layout = confirmed(service, case)
    grant(service, LOCAL, Person("a@hue.gov.vn", "A", Role.ANALYST, frozenset({unit("Huế").key})), "việc")
    who = Identity("a@hue.gov.vn", "A")
    for of in (unit().key, layouts.NATIONAL):
        with pytest.raises(NotAllowedError):
            layouts.save(service, who, of, layout, "đã xem")
    assert layouts.save(service, who, unit("Huế").key, layout, "đã xem").by == "A"


def test_a_file_is_not_accepted_by_a_layout_that_nobody_kept(service: Service, case: Case) -> None:
    from data.layouts.standing import StandingLayouts

    trial = StandingLayouts((("", confirmed(service, case)),), QUARTER)
    draft = drafts.check(service, case.sent.file, case.sent.data, unit(), QUARTER, standing=trial)
    draft.read = replace(draft.reading, layout="nothing")
    with pytest.raises(NotPossibleError, match="not kept"):
        acceptance.accept(service, draft, "người thử", "đúng")


def test_a_layout_reads_the_files_of_its_province_until_it_is_withdrawn(service: Service, case: Case) -> None:
    kept = layouts.save(service, LOCAL, unit().key, confirmed(service, case), "đã xem từng dòng")
    assert look(service, case.sent).reading.layout == kept.sha256
    assert look(service, case.sent, name="Huế").reading.layout == ""
    layouts.withdraw(service, LOCAL, kept.number, "làm lại")
    assert look(service, case.sent).reading.layout == ""
    with pytest.raises(NotPossibleError):
        layouts.withdraw(service, LOCAL, kept.number, "lần nữa")


def test_a_layout_of_the_nation_reads_every_provinces_files(service: Service, case: Case) -> None:
    layouts.save(service, LOCAL, layouts.NATIONAL, confirmed(service, case), "biểu của Bộ")
    assert look(service, case.sent, name="Huế").reading.layout


def test_a_formula_that_still_points_at_the_last_quarter_is_asked_about_at_its_cell_as_sent(
    service: Service, case: Case
) -> None:
    """The usual way to make a quarter's file is to copy the last one."""
    layouts.save(service, LOCAL, unit().key, confirmed(service, case), "đã xem từng dòng")
    before = look(service, case.sent).findings
    page = case.sent.pages[0]
    row = next(row for row, code in page.rows.items() if code == "IP06")
    column = next(column for column, what in page.columns.items() if what == "value")
    cell = address(row, column)
    for sheet, asked in (("Quý III", ["other_period"]), ("Quý IV", []), ("Bắc Giang", ["other_province"])):
        data = computed({cell: f"='{sheet}'!{cell}"}, case.sent.data)
        standing = layouts.applicable(service, unit(), QUARTER)
        draft = drafts.check(service, case.sent.file, data, unit(), QUARTER, standing=standing)
        more = [f for f in draft.findings if f not in before]
        assert [(f.rule, f.cell) for f in more] == [(rule, cell) for rule in asked], sheet


def test_a_figure_read_by_a_layout_is_followed_to_its_cell_as_sent(service: Service, case: Case) -> None:
    """Also after the layout was withdrawn, and after the store was made again."""
    kept = layouts.save(service, LOCAL, unit().key, confirmed(service, case), "đã xem từng dòng")
    draft = acceptance.accept(service, look(service, case.sent), "người thử", "đúng như vậy")
    assert draft.verdict is Verdict.ACCEPTED
    layouts.withdraw(service, LOCAL, kept.number, "làm lại")
    service.repository.rebuild()
    page = case.sent.pages[0]
    row = next(row for row, code in page.rows.items() if code == "IP06")
    column = next(column for column, what in page.columns.items() if what == "value")
    asked = FigureKey("IP06", QUARTER, unit().key, Boundary.THEN)
    told = trace(service, asked)
    leaf = next(node for node in with_texts(service, told.root).every() if node.source is not None)
    assert leaf.source is not None
    assert leaf.source.sheet == page.name
    assert leaf.source.cell == f"{chr(65 + column)}{row + 1}"
    spots = [spot for each in (leaf.source.spots or {}).values() for spot in each]
    assert [(spot.cell, spot.text) for spot in spots] == [(leaf.source.cell, str(page.cells[row][column]))]


def test_a_row_of_a_list_read_by_a_layout_is_followed_to_its_cells(service: Service) -> None:
    """A sheet a month: the rows of the third month tell their own sheet."""
    case = register(31, Look(sheets="month"), year=2025)
    layouts.save(service, LOCAL, unit().key, confirmed(service, case), "sổ của Sở")
    assert acceptance.accept(service, look(service, case.sent), "người thử", "đúng").verdict is Verdict.ACCEPTED
    told = trace(service, FigureKey("TR02", QUARTER, unit().key, Boundary.THEN))
    leaf = next(node for node in with_texts(service, told.root).every() if node.source is not None)
    assert leaf.source is not None
    texts = {spot.cell: spot.text for each in (leaf.source.spots or {}).values() for spot in each}
    pages = {page.name: page for page in case.sent.pages}
    assert any(cell.startswith("Tháng 12!") for cell in texts)
    for cell, text in texts.items():
        name, _, address = cell.rpartition("!")
        page = pages[name or case.sent.pages[0].name]
        assert str(page.cells[int(address[1:]) - 1][ord(address[0]) - 65]) == text


def test_the_next_quarter_goes_in_without_a_question_of_its_layout(service: Service, case: Case) -> None:
    layouts.save(service, LOCAL, unit().key, confirmed(service, case), "đã xem từng dòng")
    acceptance.accept(service, look(service, case.sent), "người thử", "đúng")
    draft = look(service, case.following, NEXT)
    assert not [f for f in draft.findings if f.rule.startswith("layout") and f.severity != "info"]
    assert draft.verdict in (Verdict.ACCEPTABLE, Verdict.QUESTIONS)


def test_only_what_changed_is_asked_when_a_layout_is_proposed_anew(service: Service, case: Case) -> None:
    layouts.save(service, LOCAL, unit().key, confirmed(service, case), "đã xem từng dòng")
    changed = case.sent.copy()
    page = changed.pages[0]
    row = max(page.rows)
    name = next(column for column, what in page.columns.items() if what == "name")
    page.cells.insert(row + 1, [7 if what in ("value", "year_to_date") else None for what in page.columns.values()])
    page.cells[row + 1][name] = "Số mô hình trình diễn được xây dựng thí điểm"
    proposed = layouts.propose(service, changed.file, changed.data, unit(), QUARTER)
    assert proposed is not None
    assert {each.said for each in proposed.open} <= {"Số mô hình trình diễn được xây dựng thí điểm"}


def test_a_newer_layout_of_the_same_name_takes_the_place_of_the_former(service: Service, case: Case) -> None:
    layout = confirmed(service, case)
    layouts.save(service, LOCAL, unit().key, layout, "lần một")
    fewer = replace(layout.blocks[0], rows=layout.blocks[0].rows[:-1])
    layouts.save(service, LOCAL, unit().key, replace(layout, blocks=(fewer,)), "lần hai")
    assert [one.reason for one in layouts.kept(service)] == ["lần hai"]
