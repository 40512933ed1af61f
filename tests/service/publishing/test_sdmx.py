"""What SDMX says of the figures is what `ask` says: the same keys, values and kinds of nothing, each code defined."""

import io
import json
import math
from pathlib import Path

import pyarrow as pa
import pytest
from pysdmx.io import get_datasets, read_sdmx

from data.model import Grain, Period
from data.places import PLACES, Boundary
from indicators import CATALOGUE
from indicators.engine.answer import OBS_STATUS, Answer, By, Question
from service.publishing import figure_table, sdmx
from service.service import Service
from tests.support.rows import Tell, trainings

FIRST, LAST = Period(2024, "Q1"), Period(2024, "Q4")


@pytest.fixture
def answers(service: Service, tell: Tell) -> list[Answer]:
    """Numbers, bounds, silence, what does not apply and what is withheld; a breakdown with a name that SDMX cannot spell."""
    tell("Huế", "2024-Q4", {"AP01": 5, "AP02": 3}, trainings=trainings(3))
    tell("Hà Nội", "2024-Q4", {"AP01": "> 70", "AP02": "mật"}, trainings=[])
    tell("Cao Bằng", "2024-Q4", {"AP01": "x"})
    return [
        service.ask(Question(code, FIRST, LAST, by, (), grain, Boundary.TODAY, split))
        for code in ("AP01", "AP02", "TR01")
        for split in ("", *service.measures[code].breakdowns)
        for grain in (Grain.QUARTER, Grain.YTD)
        for by in By
    ]


def written(table: pa.Table, folder: Path) -> tuple[Path, Path]:
    out = io.BytesIO()
    sdmx.write(table, out, CATALOGUE)
    data, structure = folder / "figures.csv", folder / "structure.json"
    data.write_bytes(out.getvalue())
    structure.write_text(json.dumps(sdmx.structure(table, CATALOGUE, PLACES), ensure_ascii=False), encoding="utf-8")
    return data, structure


@pytest.mark.slow
def test_pysdmx_reads_every_figure_back_as_ask_gave_it(answers: list[Answer], tmp_path: Path) -> None:
    table = figure_table.table(answers)
    data, structure = written(table, tmp_path)
    (dataset,) = get_datasets(data, structure)
    assert dataset.structure.id == sdmx.FLOW  # type: ignore[union-attr]
    back = dataset.data
    told = {
        (row.key, sdmx._time(row.period)[1], answer.measure.code, answer.question.split, row.item): row
        for answer in answers
        for row in answer.rows
    }
    assert len(back) == len(told) == table.num_rows
    items = {code: pair for pair, code in sdmx.Items(table, CATALOGUE).codes.items()} | {"_T": ("", "")}
    for line in back.itertuples():
        row = told[line.REF_AREA, line.TIME_PERIOD, line.INDICATOR, *items[line.ITEM]]
        value = float(line.OBS_VALUE) if line.OBS_VALUE is not None else math.nan
        assert value == row.value or (row.value is None and math.isnan(value))
        assert OBS_STATUS[row.state] == line.OBS_STATUS
        assert (int(line.REPORTED), int(line.EXPECTED)) == (row.reported, row.expected)
        assert sdmx.BOUNDS.get(row.bound, "") == line.BOUND
    assert {"A", "P", "L", "M", "Q"} <= set(back["OBS_STATUS"])


@pytest.mark.slow
def test_the_structure_is_valid_and_defines_every_code_in_the_data(answers: list[Answer], tmp_path: Path) -> None:
    table = figure_table.table(answers)
    _, structure = written(table, tmp_path)
    message = read_sdmx(structure, validate=True)  # against the published JSON schema
    lists = {one.id: {code.id for code in one} for one in message.get_codelists()}
    columns = {**sdmx.DIMENSIONS, **sdmx.ATTRIBUTES}
    rows = sdmx.observations(table, CATALOGUE)
    for name, (_, kind) in columns.items():
        if kind in lists:
            assert set(rows[name].unique().to_pylist()) - {""} <= lists[kind], name


def test_no_two_units_measures_or_items_share_a_code() -> None:
    empty = figure_table.table([])
    structure = sdmx.structure(empty, CATALOGUE, PLACES)
    for one in structure["data"]["codelists"]:
        codes = [code["id"] for code in one["codes"]]
        assert len(codes) == len(set(codes)), one["id"]
    series = [m for indicator in CATALOGUE.values() for m in indicator.series.values()]
    assert len({sdmx.unit_code(m.unit) for m in series}) == len({m.unit.en.casefold() for m in series})
    assert len({sdmx.spelt(m.code) for m in series}) == len(series)


def test_a_name_that_a_sender_typed_becomes_a_code_and_stays_a_name() -> None:
    typed = ['=1,"x"', "Đồ gốm", "do gom"]
    line = dict.fromkeys(figure_table.COLUMNS, "") | {
        "measure": "AP01",
        "period": "2024-Q4",
        "breakdown": "field",
        "value": 1.0,
    }
    lines = [
        line | {"item": item, "item_label": item, "reported": 1, "expected": 1, "conflict": False} for item in typed
    ]
    table = pa.Table.from_pylist(lines, figure_table.SCHEMA)
    items = sdmx.Items(table, CATALOGUE)
    codes = [items.codes["field", item] for item in typed]
    assert len(set(codes)) == 3
    assert all(set(code) <= set("abcdefghijklmnopqrstuvwxyz0123456789_@$-") for code in codes)
    assert [items.names[code].vi for code in codes] == typed


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("2024-Q4", ("Q", "2024-Q4")),
        ("2024-H1", ("S", "2024-S1")),
        ("2024-9M", ("M9", "2024-01-01/P9M")),
        ("2024", ("A", "2024")),
    ],
)
def test_periods_are_written_as_sdmx_does(code: str, said: tuple[str, str]) -> None:
    assert sdmx._time(Period.parse(code)) == said
