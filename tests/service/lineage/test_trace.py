"""Where a number came from: every figure follows from what stands below it, down to the cell as it was sent."""

import io
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

import cli
from commands.console import USAGE
from data.model import GRAIN_PARTS, KEPT_GRAINS, Calendar, Period
from data.places import Boundary
from data.reading.source_cells import CellRequest
from data.sandbox import cells_as_sent
from indicators import TABLES
from indicators.engine.answer import By, Question
from indicators.engine.steps import How
from pages.sections import lineage_tree as drawing
from service import acceptance, blank_workbooks, drafts
from service.demo.deliveries import deliveries
from service.demo.workbooks import workbooks
from service.lineage.render import document, facts, figure, held
from service.lineage.trace import FigureKey, trace, with_texts
from service.lineage.tree import Node
from service.service import Service
from tests.support.forging import files_of, spoil
from tests.support.lineage import follows
from tests.support.rows import Tell, indication, instruments, trainings
from tests.support.story import FLOWS, HEIR, OLD, OTHER, REPORTS, STOCK, cell, send, story

EXAMPLES = int(os.environ.get("EXAMPLES", "3"))
QUANG_TRI = "quang-tri-2025"


def path(service: Service, measure: str, period: str, area: str = "VN", **more: Any) -> Node:
    return trace(service, FigureKey(measure, Period.parse(period), area, **more)).root


def holds(root: Node) -> None:
    """Every node says what its parts give by its operation."""
    for node in root.every():
        given = follows(node).value
        assert given == (None if node.value is None else pytest.approx(node.value)), (node.name.vi, node.line, node.how)


def leaves(root: Node) -> list[Node]:
    return [node for node in root.every() if node.source]


def said(node: Node) -> list[str]:
    return [text.vi for text in node.notes]


# What is not there


def test_a_figure_that_was_never_sent_is_not_reported_and_leads_nowhere(service: Service) -> None:
    root = path(service, "MQ04", "2024-Q4", "ha-noi")
    assert (root.how, root.value, leaves(root)) == (How.SILENT, None, [])


@pytest.mark.parametrize(("measure", "area"), [("ZZ99", "VN"), ("MQ04", "atlantis")])
def test_what_there_is_no_such_measure_or_area_of_is_refused(service: Service, measure: str, area: str) -> None:
    with pytest.raises(KeyError):
        path(service, measure, "2024-Q4", area)


def test_a_withheld_figure_shows_neither_its_other_cell_nor_what_earlier_versions_said(
    service: Service, tell: Tell
) -> None:
    tell("45", "2024-Q4", {"MQ04": (71234, 81234)})
    tell("45", "2024-Q4", {"MQ04": ("mật", 91234)})
    root = with_texts(service, path(service, "MQ04", "2024-Q4", "quang-tri", boundary=Boundary.THEN))
    (leaf,) = leaves(root)
    assert (leaf.value, said(leaf)) == (None, ["Không công bố"])
    told = json.dumps(document(root)) + repr(list(facts(leaf.source, "vi")) if leaf.source else "")
    assert not [number for number in ("71234", "81234", "91234") if number in told]


def test_a_version_that_was_never_accepted_shows_no_figure(service: Service, tell: Tell) -> None:
    from service.access.roles import LOCAL
    from service.administration import switch_review

    tell("45", "2024-Q4", {"MQ04": 5})
    switch_review(service, LOCAL, True, "rà soát")
    tell("45", "2024-Q4", {"MQ04": 77777})
    (leaf,) = leaves(path(service, "MQ04", "2024-Q4", "quang-tri", boundary=Boundary.THEN))
    assert leaf.value == 5
    assert leaf.source is not None
    assert [(one.quantity.value, one.word and one.word.vi) for one in leaf.source.others] == [(None, "Chờ duyệt")]


def test_a_quarter_that_two_totals_contradict_says_so_and_shows_both(service: Service, tell: Tell) -> None:
    for quarter, total in (("Q1", 100), ("Q2", 250), ("Q3", 260)):
        tell("45", f"2024-{quarter}", {"MQ04": (None, total)})
    tell("45", "2024-Q2", {"MQ04": (None, 300)})
    root = path(service, "MQ04", "2024-Q3", "quang-tri", boundary=Boundary.THEN)
    assert (root.how, root.value) == (How.NONE, None)
    assert [(one.sign, one.value) for one in root.parts] == [(1, 260), (-1, 300)]
    assert "Mâu thuẫn" in said(root)[0]


def test_a_file_that_is_gone_leaves_the_path_without_the_text_of_its_cells(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q4", {"MQ04": 5})
    for kept in files_of(service.home):
        spoil(service.home, kept, None)
    (leaf,) = leaves(with_texts(service, path(service, "MQ04", "2024-Q4", "quang-tri", boundary=Boundary.THEN)))
    assert leaf.source is not None
    assert leaf.source.spots is None
    assert "không đọc lại được" in dict(facts(leaf.source, "vi"))["Nội dung ô như đã gửi"]


def test_nothing_is_read_from_a_file_that_is_no_workbook() -> None:
    assert cells_as_sent(b"%PDF-1.7", "x.xlsx", TABLES, [CellRequest("trainings", "x", (8,), ("title",))]) == [[]]


@pytest.mark.slow
def test_a_hostile_reason_is_letters_on_the_page_and_on_the_command_line(
    service: Service, tell: Tell, run: Callable[..., Any]
) -> None:
    bad = "<img src=x onerror=alert(1)> [bold red]x[/bold red]"
    tell("45", "2024-Q1", {"MQ04": (None, 100)})
    tell("45", "2024-Q2", {"MQ04": (None, 250)})
    tell("45", "2024-Q1", {"MQ04": (None, 300)}, reason=bad)
    found = trace(service, FigureKey("MQ04", Period.parse("2024-Q1"), "quang-tri", Boundary.THEN))
    html = drawing._item(found, found.root, "MQ04", How.SUM, True, "vi")
    assert "&lt;img src=x" in html
    assert "<img" not in html
    service.close()
    assert bad in run("MQ04", "--province", "45", "--period", "2024-Q1", "--units", "63").stdout


# How figures follow


def test_a_merged_province_is_the_sum_of_those_it_was_made_of_and_itself(service: Service, tell: Tell) -> None:
    tell("44", "2025-Q2", {"MQ04": (4, 10)})
    tell("45", "2025-Q2", {"MQ04": (None, 7)})
    tell("44", "2025-Q3", {"MQ04": (None, 25)})
    root = path(service, "MQ04", "2025-9M", QUANG_TRI)
    holds(root)
    assert (root.how, root.value) == (How.SUM, 25)
    assert {one.key: one.value for one in root.parts} == {"quang-binh": 10, "quang-tri": 7, QUANG_TRI: 8}
    assert [one.name.vi for one in root.parts] == [
        "Quảng Bình (đến 06/2025)",
        "Quảng Trị (đến 06/2025)",
        "Quảng Trị (từ 07/2025)",
    ]
    (third,) = next(one for one in root.parts if one.key == QUANG_TRI).parts
    assert [(one.sign, one.key, one.value) for one in third.parts] == [
        (1, QUANG_TRI, 25),
        (-1, "quang-binh", 10),
        (-1, "quang-tri", 7),
    ]


def test_a_quarter_from_two_totals_of_the_year_leads_to_both_cells(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q1", {"MQ04": (None, 100)})
    tell("45", "2024-Q2", {"MQ04": (None, 250)})
    root = path(service, "MQ04", "2024-Q2", "quang-tri", boundary=Boundary.THEN)
    holds(root)
    assert root.operation.vi == "Hiệu của các số dưới đây"
    assert [(one.sign, one.value, one.source and one.source.cell) for one in root.parts] == [
        (1, 250, "E9"),
        (-1, 100, "E9"),
    ]


@pytest.mark.slow
def test_a_ratio_is_its_counts_of_the_nation_too_and_no_average(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q4", {"AP01": 200, "AP02": 50})
    tell("01", "2024-Q4", {"AP01": 100, "AP02": 90})
    nation = path(service, "AP04", "2024-Q4")
    holds(nation)
    assert (nation.how, nation.quantity.numerator, nation.quantity.denominator) == (How.RATIO, 140, 300)
    own = path(service, "AP04", "2024-Q4", "quang-tri", boundary=Boundary.THEN)
    assert (own.how, [(one.line, one.sign, one.value) for one in own.parts]) == (
        How.QUOTIENT,
        [("AP02", 1, 50), ("AP01", -1, 200)],
    )


def test_a_flow_of_a_list_names_the_rows_that_count_and_what_each_adds(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q4", calibrated_instruments=instruments(30, 12))
    (leaf,) = leaves(path(service, "MQ01", "2024-Q4", "quang-tri", boundary=Boundary.THEN))
    assert leaf.source is not None
    assert [(one.row, one.quantity.value) for one in leaf.source.rows] == [(9, 30), (10, 12)]
    assert (leaf.how, leaf.value, leaf.source.sheet) == (How.COUNTED, 42, TABLES["calibrated_instruments"].label.vi)


@pytest.mark.slow
def test_an_indication_of_two_provinces_counts_once_and_is_named(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q4", geographical_indications=[indication("00001"), indication("00002")])
    tell("44", "2024-Q4", geographical_indications=[indication("00001", name="Khác", product="khác")])
    root = path(service, "IP01", "2024-Q4")
    holds(root)
    assert (root.how, root.value) == (How.DISTINCT, 2)
    merged = path(service, "IP01", "2024-Q4", QUANG_TRI)
    assert [one.value for one in merged.parts] == [1, 2]
    assert any("chỉ tính một lần: «1»" in text for text in said(merged)), "the certificate that both named"


def test_an_empty_list_that_says_so_is_zero_by_its_senders_word(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q4", states={"trainings": "nothing"})
    (leaf,) = leaves(path(service, "TR01", "2024-Q4", "quang-tri", boundary=Boundary.THEN))
    assert (leaf.how, leaf.value, said(leaf)) == (How.STATED, 0, ["Không phát sinh (bằng 0)"])


def test_a_stock_of_a_year_says_that_it_stands_from_an_earlier_quarter(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q2", {"AP01": 150})
    root = path(service, "AP01", "2024", "quang-tri", boundary=Boundary.THEN)
    assert (root.how, root.value, root.parts[0].name.vi) == (How.LAST, 150, "Quý II/2024")
    assert "gần nhất trong kỳ" in said(root)[0]


def test_a_reason_and_earlier_versions_stand_beside_the_cell(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q1", {"MQ04": (None, 100)})
    tell("45", "2024-Q2", {"MQ04": (None, 250)})
    tell("45", "2024-Q1", {"MQ04": (None, 300)}, reason="đối chiếu lại sổ")
    root = path(service, "MQ04", "2024-Q1", "quang-tri", boundary=Boundary.THEN)
    (leaf,) = leaves(root)
    assert leaf.source is not None
    assert [(one.version, one.quantity.value, one.by) for one in leaf.source.others] == [(1, 100, "người thử")]
    assert [one.reason for one in leaf.source.given] == ["đối chiếu lại sổ"]


def test_growth_is_this_span_over_last_years(service: Service, tell: Tell) -> None:
    growing = next(code for code, measure in service.series.items() if measure.growth_of)
    of = service.series[growing].growth_of
    tell("45", "2023-Q4", {of: (None, 200)})
    tell("45", "2024-Q4", {of: (None, 250)})
    root = path(service, growing, "2024", "quang-tri", boundary=Boundary.THEN)
    holds(root)
    assert (root.how, [one.value for one in root.parts], root.value) == (How.GROWTH, [250, 200], 25)
    assert figure(root, "vi") == "25 % = 100 × (250 ÷ 200 − 1)"


def test_a_year_of_one_unit_that_lacks_quarters_says_that_quarters_are_lacking(service: Service, tell: Tell) -> None:
    tell("45", "2024-Q1", {"MQ04": (10, None)})
    root = path(service, "MQ04", "2024", "quang-tri", boundary=Boundary.THEN)
    assert held(root, "vi") == "chưa đủ quý"


# Whatever was told


@pytest.mark.slow
@pytest.mark.parametrize("number", range(EXAMPLES))
def test_every_figure_of_any_story_follows_from_its_parts_and_its_root_is_the_answer(
    service: Service, number: int
) -> None:
    chance = Random(number)
    truth, told = story(chance)
    for version, at in enumerate(REPORTS):
        figures = {code: cell(truth, told, code, at) for code in (*FLOWS, STOCK)}
        send(service, at, figures, chance.choice(list(Calendar)), version)
    periods = [Period(2025, part) for grain in KEPT_GRAINS for part in GRAIN_PARTS[grain]]
    for _ in range(40):
        code, boundary = chance.choice((*FLOWS, STOCK, "IN07")), chance.choice(list(Boundary))
        period, calendar = chance.choice(periods), chance.choice((None, *Calendar))
        area = chance.choice(("VN", HEIR, OTHER, *OLD))
        by = By.NATION if area == "VN" else By.PROVINCE
        root = path(service, code, period.code, area, boundary=boundary, calendar=calendar)
        rows = service.ask(Question(code, period, period, by, (), period.grain, boundary, "", calendar)).rows
        answered = next((row.value for row in rows if row.key == root.key), None)
        assert root.value == (None if answered is None else pytest.approx(answered)), (code, period, area, boundary)
        holds(root)


# From a total of the demo to a cell of a workbook, and back


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Two provinces of the demo, with what became of them, through the intake from their workbooks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", "2026-11-21")
        service = Service(tmp_path_factory.mktemp("demo") / "store")
        mine = [one for one in deliveries() if one.unit.key in (*OLD, HEIR) and one.period.year == 2025]
        for file in workbooks(mine):
            draft = drafts.check(service, file.name, file.data, file.unit, file.period)
            acceptance.accept(service, draft, "Sở KH&CN", file.reason or "", at=file.received_at, demo=True)
            assert draft.receipt is not None
        yield service
        service.close()


@pytest.mark.slow
@pytest.mark.parametrize("measure", ["MQ01", "TR01", "AP05", "AP06", "IP01"])
def test_a_national_total_leads_to_cells_that_say_the_same_in_the_archived_workbook(
    demo: Service, measure: str
) -> None:
    nation = path(demo, measure, "2025")
    holds(nation)
    province = next(node for node in nation.every() if node.row and node.key == QUANG_TRI)
    root = with_texts(demo, province)
    seen = 0
    for leaf in leaves(root):
        assert leaf.source is not None
        book = openpyxl.load_workbook(io.BytesIO(demo.truth.read(leaf.source.submission.sha256)), data_only=True)
        page = book[leaf.source.sheet]
        for spots in (leaf.source.spots or {}).values():
            for spot in spots:
                there = page[spot.cell].value
                there = there.strftime("%d/%m/%Y") if hasattr(there, "strftime") else " ".join(str(there).split())
                assert spot.text.rstrip("…") == there[: len(spot.text.rstrip("…"))], spot
                seen += 1
        if leaf.how is How.TYPED:
            assert page[leaf.source.cell].value == leaf.value
    assert seen
    told = nation.value
    assert told == demo.ask(Question(measure, Period(2025), Period(2025), grain=Period(2025).grain)).rows[0].value


@pytest.mark.slow
def test_the_index_of_a_nationwide_table_leads_to_the_row_of_its_province(service: Service) -> None:
    book = openpyxl.load_workbook(io.BytesIO(blank_workbooks.for_nation(service, "innovation_index", 2024)))
    page = next(sheet for sheet in book.worksheets if not sheet.title.startswith("_") and sheet.max_row > 20)
    head = next(row for row in page.iter_rows() if any(c.value == "Điểm chung" for c in row))
    at = next(c for c in head if c.value == "Điểm chung").column
    places = {
        c.value: c.row
        for row in page.iter_rows(min_row=head[0].row)
        for c in row
        if c.value == "Huế" or c.value == "Thừa Thiên Huế"
    }
    row = next(iter(places.values()))
    page.cell(row, at, 51.5)
    out = io.BytesIO()
    book.save(out)
    draft = acceptance.accept(service, drafts.check(service, "pii.xlsx", out.getvalue()), "Bộ KH&CN", "đúng")
    assert draft.receipt is not None, [f.message.vi for f in draft.findings]
    found = service.ask(
        Question("PI01", Period(2024), Period(2024), By.PROVINCE, grain=Period(2024).grain, boundary=Boundary.THEN)
    )
    key = next(each.key for each in found.rows if each.value == 51.5)
    (leaf,) = leaves(with_texts(service, path(service, "PI01", "2024", key, boundary=Boundary.THEN)))
    assert leaf.source is not None
    assert leaf.source.spots is not None
    assert [(spot.cell, spot.text) for spot in leaf.source.spots[row]][-1] == (page.cell(row, at).coordinate, "51.5")
    nation = path(service, "PI01", "2024", boundary=Boundary.THEN)
    assert (nation.how, nation.value) == (How.NONE, None)


# On the command line


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    monkeypatch.setenv("INDICATORS_HOME", str(tmp_path / "store"))
    return lambda *words: CliRunner().invoke(cli.app, ["trace", *words])


@pytest.mark.parametrize(
    "words",
    [
        ["MQ04"],
        ["NO99", "--period", "2024"],
        ["MQ04", "--period", "2024-Q9"],
        ["MQ04", "--period", "2024", "--province", "Atlantis"],
        ["AP05", "--period", "2024", "--split", "timing"],
        ["AP05", "--period", "2024", "--split", "timing", "--item", "never"],
    ],
)
def test_what_cannot_be_followed_is_wrong_usage(run: Callable[..., Any], words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == USAGE
    assert "Traceback" not in result.output


@pytest.mark.slow
def test_the_command_line_says_the_path_as_a_tree_and_as_json(
    service: Service, tell: Tell, run: Callable[..., Any]
) -> None:
    tell("45", "2024-Q4", {"MQ04": (None, 7)}, trainings=trainings(2))
    tell("45", "2024-Q3", {"MQ04": (None, 3)})
    service.close()
    told = json.loads(run("MQ04", "--province", "45", "--period", "2024-Q4", "--units", "63", "--json").stdout)["path"]
    assert (told["value"], [(part["sign"], part["value"]) for part in told["parts"]]) == (4, [(1, 7), (-1, 3)])
    assert {"submission", "version", "by", "received_at", "sha256", "sheet", "cell"} <= told["parts"][0][
        "source"
    ].keys()
    tree = run("TR01", "--province", "45", "--period", "2024-Q4", "--units", "63").stdout
    assert "dòng 9: +1" in tree
    assert "Cách tính" in tree
