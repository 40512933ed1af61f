"""A quarter that was sent comes back as a template with all that stands of it typed in, to be corrected and sent again."""

import io
from collections.abc import Sequence
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from data.model import Period
from data.places import PLACES, Unit
from data.reading.reader import Reading, SheetRows, read
from indicators import TABLES
from service import acceptance, blank_workbooks, drafts
from service.demo import confirmed, workbooks
from service.demo.deliveries import deliveries
from service.drafts import Verdict
from service.review import versions
from service.service import Service
from tests.support.rows import Tell, training

pytestmark = pytest.mark.slow  # whole stories

QUARTER = Period.parse("2024-Q4")
PRINTED = {"_row", "name", "unit"}  # where a line stood, and what a form prints of it


def of(name: str, period: Period = QUARTER) -> Unit:
    unit = PLACES.find(name, period.end)
    assert unit is not None
    return unit


def read_back(service: Service, unit: Unit, period: Period = QUARTER) -> Reading:
    made = blank_workbooks.as_sent(service, unit, period)
    assert made is not None
    return read(made, "mau.xlsx", TABLES)


def lines(sheet: SheetRows) -> Sequence[dict[str, object]]:
    """What was said; of a form only the lines that say something, however they are ordered."""
    told = [{k: v for k, v in row.items() if k not in PRINTED and v is not None} for row in sheet.rows.to_pylist()]
    if "code" in sheet.rows.column_names:
        told = [row for row in told if row.keys() - {"code", "_value_bound", "_ytd_bound"}]
    return sorted(told, key=lambda row: str(row.get("code", "")))


def stored(service: Service, unit: Unit, period: Period) -> dict[str, SheetRows]:
    stands = versions.stands(service, unit.key, period)
    assert stands
    return {name: versions.sheets_of(service, number)[name] for name, number in stands.items()}


def test_of_a_quarter_of_which_nothing_stands_there_is_none(service: Service, tell: Tell) -> None:
    tell("Hà Nội", "2024-Q3", {"MQ04": 3})
    assert blank_workbooks.as_sent(service, of("Hà Nội"), QUARTER) is None


def same(service: Service, unit: Unit, period: Period = QUARTER) -> None:
    """What is read of the workbook is what stands."""
    reading = read_back(service, unit, period)
    for name, sheet in stored(service, unit, period).items():
        assert (reading.sheets[name].state, lines(reading.sheets[name])) == (sheet.state, lines(sheet)), name


def test_what_is_no_plain_number_is_typed_in_words_that_are_read_as_the_same(service: Service, tell: Tell) -> None:
    said = {
        "MQ01": ("> 1234", 5000),
        "MQ04": "≥ 2",
        "IN01": ("< 3", "≤ 12"),
        "IN02": "~ 5",
        "IN03": ("…", "> 1000"),
        "IN06": "> 1234.5",
    }
    tell("Hà Nội", "2024-Q4", said | {"TR01": "x", "TR02": "mật", "IP04": 0})
    same(service, of("Hà Nội"))


def test_a_figure_that_has_left_the_catalogue_is_left_out_of_the_template(service: Service, tell: Tell) -> None:
    tell("Hà Nội", "2024-Q4", {"MQ04": 3, "TR01": 1})
    form = service.tables["summary"]
    gone = replace(form, figures=tuple(figure for figure in form.figures if figure.code != "TR01"))
    service.tables = {**service.tables, "summary": gone}  # type: ignore[misc]
    told = {row["code"] for row in lines(read_back(service, of("Hà Nội")).sheets["summary"])}
    assert "TR01" not in told


def test_lists_come_with_their_rows_and_with_what_their_sender_said_of_them(service: Service, tell: Tell) -> None:
    tell(
        "Hà Nội",
        "2024-Q4",
        states={"calibrated_instruments": "not_available"},
        trainings=[training(1), training(2, title="=1+1 & <b>")],
    )
    same(service, of("Hà Nội"))


def test_every_sheet_is_as_it_stands_whichever_file_brought_it(service: Service, tell: Tell) -> None:
    tell("Hà Nội", "2024-Q4", {"TR01": 1}, trainings=[training(1)])
    tell("Hà Nội", "2024-Q4", {"TR01": 2})
    same(service, of("Hà Nội"))
    assert len(versions.stands(service, of("Hà Nội").key, QUARTER)) == 2


def test_sent_back_with_one_cell_corrected_only_that_cell_is_another(service: Service, tell: Tell) -> None:
    tell("Hà Nội", "2024-Q4", {"MQ04": 3, "TR01": 2}, trainings=[training(1), training(2)])
    before = versions.stands(service, of("Hà Nội").key, QUARTER)
    book = load_workbook(io.BytesIO(blank_workbooks.as_sent(service, of("Hà Nội"), QUARTER) or b""))
    (cell,) = (row[3] for sheet in book for row in sheet.iter_rows() if row[0].value == "MQ04")
    assert cell.value == 3
    cell.value = 4
    out = io.BytesIO()
    book.save(out)
    draft = acceptance.accept(service, drafts.check(service, "sua.xlsx", out.getvalue()), "Sở", "đã sửa")
    assert draft.verdict is Verdict.ACCEPTED, draft.findings
    told = versions.differences(service, before, versions.stands(service, of("Hà Nội").key, QUARTER))
    assert [(c.code, c.column, c.before and c.before.value, c.after and c.after.value) for c in told.cells] == [
        ("MQ04", "value", 3, 4)
    ]
    assert told.rows == []


def test_of_a_report_the_figures_are_there_and_not_its_sentences_as_notes(service: Service) -> None:
    period = Period.parse("2026-Q3")
    unit = of("Nghệ An", period)
    files = workbooks.workbooks(d for d in deliveries() if (d.unit.key, d.period) == (unit.key, period))
    (file,) = (each for each in files if each.own)
    acceptance.accept(service, confirmed.draft_of(service, file), "Sở", "đúng", demo=True)
    kept = [line for sheet in stored(service, unit, period).values() for line in lines(sheet)]
    assert all("⟦" in str(line["note"]) for line in kept)
    read = [line for sheet in read_back(service, unit, period).sheets.values() for line in lines(sheet)]
    bare = [{key: value for key, value in line.items() if key != "note"} for line in kept]
    assert sorted(map(str, read)) == sorted(map(str, bare))


@pytest.mark.parametrize(
    ("place", "quarter"), [("Quảng Trị", "2024-Q4"), ("Lai Châu", "2024-Q2"), ("Ninh Thuận", "2023-Q4")]
)
def test_the_odd_quarters_of_the_demo_come_back_as_they_were_sent(service: Service, place: str, quarter: str) -> None:
    period = Period.parse(quarter)
    unit = of(place, period)
    (file, *_) = workbooks.workbooks(d for d in deliveries() if (d.unit.key, d.period) == (unit.key, period))
    draft = acceptance.accept(
        service, drafts.check(service, file.name, file.data, unit, period), "Sở", "đúng", demo=True
    )
    assert draft.verdict is Verdict.ACCEPTED, draft.findings
    same(service, unit, period)
