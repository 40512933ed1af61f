"""The provinces of the demo that do not fill in the template: two send their own workbook, one its report in prose."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from data.model import Period
from data.places import PLACES, Boundary
from indicators import TABLES
from service import acceptance, arrivals, drafts, layouts, submissions
from service.arrivals import Arrival
from service.demo import confirmed, load, own_pages, workbooks
from service.demo import deliveries as schedule
from service.demo.deliveries import OWN, REGISTERS, REPORT, SYNTHESIS, Delivery, deliveries
from service.demo.own_workbooks import OwnWorkbook, shortened
from service.demo.word_reports import MADE_UP, TOLD, OwnReport, typed_number
from service.demo.workbooks import DemoFile, sheets
from service.lineage.render import facts
from service.lineage.trace import FigureKey, trace, with_texts
from service.lineage.tree import Node
from service.service import Service

NEWEST = Period.parse("2026-Q3")
PROVINCES = {kind: key for (key, quarter), kind in OWN.items() if quarter == NEWEST.code}
MINE = [one for one in deliveries() if one.own]


def sent(kind: str) -> DemoFile:
    """The own file of a kind, of the newest quarter."""
    mine = (one for one in MINE if (one.own, one.period) == (kind, NEWEST))
    return list(workbooks.workbooks(mine))[-1]


def only(monkeypatch: pytest.MonkeyPatch, few: list[Delivery]) -> None:
    """The demo is these deliveries and nothing else."""
    for module in (workbooks, schedule):
        monkeypatch.setattr(module, "deliveries", lambda: few)
    monkeypatch.setattr(workbooks, "RELEASED", {})


# What goes wrong


@pytest.mark.slow
def test_a_row_that_nobody_of_the_office_knows_is_not_guessed(service: Service) -> None:
    file = sent(REGISTERS)
    assert isinstance(file.own, OwnWorkbook)
    with pytest.raises(KeyError):
        confirmed.draft_of(service, replace(file, own=replace(file.own, rows={})))
    assert layouts.kept(service) == []


@pytest.mark.slow
def test_a_number_that_the_report_does_not_tell_is_not_confirmed(service: Service) -> None:
    file = sent(REPORT)
    assert isinstance(file.own, OwnReport)
    with pytest.raises(AssertionError, match="AP05"):
        confirmed.draft_of(service, replace(file, own=replace(file.own, typed={**file.own.typed, "AP05": "441"})))


def test_a_demo_of_before_lacks_nothing_of_a_quarter_that_it_has_as_the_template() -> None:
    before = {one.name for one in deliveries()} | (workbooks.names() - {n for one in deliveries() for n in one.files})
    assert workbooks.lacking(before) == set()
    assert workbooks.lacking(set()) == workbooks.names()
    one = next(one for one in MINE if one.own == SYNTHESIS)
    assert workbooks.lacking(before - {one.name}) == set(one.files)


def test_of_two_files_of_a_quarter_the_one_that_is_missing_is_lacking() -> None:
    one = next(one for one in MINE if one.own == REPORT)
    assert workbooks.lacking(workbooks.names() - {one.files[1]}) == {one.files[1]}


@pytest.mark.slow
def test_the_template_that_comes_after_the_report_does_not_erase_it_without_a_word(service: Service) -> None:
    beside, report = workbooks.workbooks(one for one in MINE if one.own == REPORT)
    acceptance.accept(service, confirmed.draft_of(service, report), "Sở KH&CN")
    draft = drafts.check(service, beside.name, beside.data, beside.unit, beside.period)
    asked = {f.table: f.message.vi for f in draft.findings if f.rule == "figures_gone"}
    assert set(asked) == set(TOLD)
    assert "7 số mà tệp này để trống: AP01, AP02" in asked["administrative_procedures"]


@pytest.mark.slow
def test_a_load_broken_off_between_two_files_of_a_quarter_ends_in_the_same_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Broken off there, and once more when the layout is kept and its file is not in."""
    few = [one for one in MINE if one.own == SYNTHESIS][:2]
    only(monkeypatch, few)
    whole, broken = Service(tmp_path / "whole"), Service(tmp_path / "broken")

    def stop_at_one(done: int, total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    assert load.load_demo(whole) == 4
    with pytest.raises(KeyboardInterrupt):
        load.load_demo(broken, stop_at_one)
    assert submissions.file_names(broken) == {few[0].files[0]}
    with monkeypatch.context() as patch:
        patch.setattr(confirmed.drafts, "check", killed)
        with pytest.raises(KeyboardInterrupt):
            load.load_demo(broken)
    assert len(layouts.kept(broken)) == 1
    assert not load.whole(broken)
    assert load.load_demo(broken) == 3
    assert load.whole(broken)
    assert broken.store.prints() == whole.store.prints()
    for service in (whole, broken):
        service.close()


# What they send


def test_two_provinces_send_their_own_layout_quarter_after_quarter_and_one_its_newest_report() -> None:
    assert set(PROVINCES) == {SYNTHESIS, REGISTERS, REPORT}
    quarters = [(one.own, one.period.code) for one in MINE]
    for kind in (SYNTHESIS, REGISTERS):
        assert {quarter for each, quarter in quarters if each == kind} == {"2026-Q1", "2026-Q2", "2026-Q3"}
    assert [quarter for each, quarter in quarters if each == REPORT] == ["2026-Q3"]


@pytest.mark.slow
def test_the_files_are_the_same_bytes_each_time_and_say_that_they_are_made_up() -> None:
    for kind in PROVINCES:
        file = sent(kind)
        assert file.data == sent(kind).data
        if kind == REPORT:
            assert MADE_UP in [paragraph.text for paragraph in Document(io.BytesIO(file.data)).paragraphs]
        else:
            for sheet in openpyxl.load_workbook(io.BytesIO(file.data)).worksheets:
                assert own_pages.MADE_UP in [row[0].value for row in sheet.iter_rows(max_row=8)]


@pytest.mark.slow
def test_their_own_files_have_no_codes_and_shorten_names_as_offices_do() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sent(SYNTHESIS).data))
    texts = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    codes = {figure.code for table in TABLES.values() for figure in table.figures}
    assert not codes & texts
    assert {"Số CDĐL được bảo hộ", "- Sáng chế", "II"} <= texts
    assert shortened("Số phương tiện đo được kiểm tra") == "Số PTĐ được kiểm tra"


@pytest.mark.parametrize(("number", "text"), [(10036, "10.036"), (96.9, "96,9"), (0, "0"), (None, "")])
def test_a_number_in_a_sentence_is_typed_the_vietnamese_way(number: object, text: str) -> None:
    assert typed_number(number) == text


# How it goes in


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The three provinces from the first quarter that they send in their own way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", "2026-11-21")
        only(patch, MINE)
        service = Service(tmp_path_factory.mktemp("demo") / "store")
        load.load_demo(service)
        assert load.whole(service)
        yield service
        service.close()


def path_of(service: Service, code: str, key: str) -> Node:
    return with_texts(service, trace(service, FigureKey(code, NEWEST, key, Boundary.THEN)).root)


@pytest.mark.slow
def test_each_layout_is_confirmed_once_labelled_and_reads_every_quarter_without_a_question(demo: Service) -> None:
    kept = layouts.kept(demo)
    assert sorted(one.unit for one in kept) == sorted(PROVINCES[kind] for kind in (SYNTHESIS, REGISTERS))
    for one in kept:
        assert one.demo
        assert "minh họa" in one.name
        assert "minh họa" in one.reason
        assert one.by == "Dữ liệu minh họa"
    newest = {one.unit.key: one.received_at for one in MINE if one.comes_first}
    assert all(one.at == newest[one.unit] for one in kept), "which is loaded before its past"
    used = list(layouts.state(demo).used.values())
    assert sorted(used) == sorted(one.sha256 for one in kept for _ in range(3))
    with demo.store.reading() as work:
        assert work.rows("SELECT rule FROM finding WHERE severity <> 'info'") == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", [SYNTHESIS, REGISTERS, REPORT])
def test_what_stands_is_what_the_template_would_have_held(demo: Service, kind: str) -> None:
    for one in (each for each in MINE if each.own == kind):
        rows, _ = sheets(one.unit, one.period)
        told = {line["code"]: line for name in rows if TABLES[name].is_form for line in rows[name]}
        with demo.store.reading() as work:
            of = {"unit": one.unit.key, "quarter": one.period.last}
            stands = work.rows(
                """SELECT f.code, f.value, f.year_to_date FROM figure AS f
                JOIN standing AS s ON f.submission = s.number AND f.form = s.name
                WHERE s.unit = $unit AND s.quarter = $quarter::INTEGER""",
                **of,
            )
            counts = dict(
                work.rows("SELECT name, rows FROM standing WHERE unit = $unit AND quarter = $quarter::INTEGER", **of)
            )
        assert {code: value for code, value, _ in stands} == {code: line.get("value") for code, line in told.items()}
        for code, _, total in stands:
            assert total == told[code].get("year_to_date", total)
        for name, listed in rows.items():
            assert counts[name] == len(listed), name


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "code"), [(SYNTHESIS, "IP06"), (REGISTERS, "AP05"), (REGISTERS, "TR02")])
def test_a_figure_of_an_own_workbook_is_followed_to_its_cells_as_sent(demo: Service, kind: str, code: str) -> None:
    root = path_of(demo, code, PROVINCES[kind])
    leaves = [node for node in root.every() if node.source is not None]
    seen = 0
    for leaf in leaves:
        assert leaf.source is not None
        assert leaf.source.submission.demo
        book = openpyxl.load_workbook(io.BytesIO(demo.truth.read(leaf.source.submission.sha256)))
        for spot in (spot for spots in (leaf.source.spots or {}).values() for spot in spots):
            name, _, cell = spot.cell.rpartition("!")
            there = book[name or leaf.source.sheet][cell].value
            assert spot.text.rstrip("…") == str(there)[: len(spot.text.rstrip("…"))]
            seen += 1
    assert seen


@pytest.mark.slow
def test_a_figure_of_the_report_is_followed_to_its_sentence(demo: Service) -> None:
    key = PROVINCES[REPORT]
    source = next(node.source for node in path_of(demo, "AP05", key).every() if node.source)
    told = dict(facts(source, "vi"))
    number = typed_number(
        next(
            line["value"]
            for line in sheets(PLACES.version(key, NEWEST.end), NEWEST)[0]["administrative_procedures"]
            if line["code"] == "AP05"
        )
    )
    assert told["Văn bản"].startswith(next(one.files[-1] for one in MINE if one.own == REPORT))
    assert f"Sở đã giải quyết ⟦{number}⟧ hồ sơ thủ tục hành chính" in told["Câu trong văn bản như đã gửi"]
    assert "minh họa" in " ".join(told.values())


@pytest.mark.slow
def test_two_files_of_a_quarter_are_one_report_and_no_correction(demo: Service) -> None:
    cells = {cell.unit.key: cell for cell in arrivals.received(demo, NEWEST, NEWEST)}
    assert {kind: cells[key].versions for kind, key in PROVINCES.items()} == {SYNTHESIS: 2, REGISTERS: 1, REPORT: 2}
    assert {cells[key].state for key in PROVINCES.values()} == {Arrival.SENT}
