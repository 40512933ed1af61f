"""The map: whose outline it is, what has a colour, and that islands, licence and attribution are always there."""

import hashlib
import json
import re
from datetime import date
from itertools import pairwise

import pytest

from data.model import Period
from data.places import PLACES, Boundary
from indicators.engine.answer import Standing
from pages.charts import choropleth
from pages.charts.colour_scale import NO_FIGURE
from pages.explorer import choices
from pages.texts import compare as words
from tests.support.pages import shown, text, unfolded
from tests.support.province_answers import answer, row

TODAY, THEN = date(2026, 11, 21), date(2024, 12, 31)
GEO = choropleth.STATIC / "geo"
LISTS = {"provinces_63": (63, THEN), "provinces_34": (34, TODAY)}


def features(name: str) -> list[dict[str, object]]:
    return json.loads((GEO / f"{name}.geojson").read_text(encoding="utf-8"))["features"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", LISTS)
def test_the_outlines_are_those_that_were_checked(name: str) -> None:
    printed = re.findall(rf"sha256: {name}\.geojson ([0-9a-f]{{64}})", (GEO / "SOURCES.md").read_text(encoding="utf-8"))
    assert [hashlib.sha256((GEO / f"{name}.geojson").read_bytes()).hexdigest()] == printed


def test_the_licence_stands_beside_the_outlines_and_the_attribution_on_every_map() -> None:
    told = (GEO / "SOURCES.md").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0" in told
    for name, line in words.ATTRIBUTION.items():
        assert all("Open Development Mekong" in said and "CC BY-SA 4.0" in said for said in (line.vi, line.en)), name
    assert words.ATTRIBUTION["provinces_34"].vi in told
    assert words.ATTRIBUTION["provinces_34"].en in told
    for day in (THEN, TODAY):
        assert words.ATTRIBUTION[choropleth.atlas(day).name].vi in choropleth.footnotes(day, "vi")
        notes = choropleth.figure(answer([row("hue", 1)]), day, "vi").layout.annotations
        assert words.CREDIT in [note.text for note in notes], "a picture taken of the map alone has it too"


@pytest.mark.parametrize("name", LISTS)
def test_every_unit_of_the_day_has_one_outline_under_its_own_name(name: str) -> None:
    count, day = LISTS[name]
    drawn = {str(each["id"]): PLACES.find(each["properties"]["name_vi"], day) for each in features(name)}  # type: ignore[index]
    assert len(drawn) == count
    assert {code: unit and unit.code for code, unit in drawn.items()} == {u.code: u.code for u in PLACES.at(day)}


@pytest.mark.parametrize("code", ["15", "24", "44", "52", "80", "82", "91"])
def test_a_code_that_passed_to_another_province_is_found_by_its_list(code: str) -> None:
    old, new = (
        {each.code: each.key for each in choropleth.outlines(choropleth.atlas(day))}[code] for day in (THEN, TODAY)
    )
    assert old != new
    assert old == PLACES.find(code, THEN).key  # type: ignore[union-attr]
    assert new == PLACES.find(code, TODAY).key  # type: ignore[union-attr]


def test_a_figure_lands_on_the_outline_of_its_own_province_and_not_on_that_of_its_code() -> None:
    """15 was Yên Bái and is Lào Cai."""
    told = answer([row("yen-bai", 5, "2024-Q4"), row("lao-cai", None, "2024-Q4")], boundary=Boundary.THEN)
    drawn = choropleth.figure(told, THEN, "vi").data[0]
    assert list(zip(drawn.locations, drawn.customdata, strict=True)) == [("15", "yen-bai")]
    told = answer([row("lao-cai-2025", 5)])
    drawn = choropleth.figure(told, TODAY, "vi").data[0]
    assert list(zip(drawn.locations, drawn.customdata, strict=True)) == [("15", "lao-cai-2025")]


@pytest.mark.parametrize("name", LISTS)
def test_rings_run_clockwise_outside_or_the_map_would_be_one_colour(name: str) -> None:
    wrong = []
    for each in features(name):
        shape: dict[str, object] = each["geometry"]  # type: ignore[assignment]
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        for ring in (part[0] for part in parts):  # type: ignore[attr-defined]
            turn = sum((x1 - x0) * (y1 + y0) for (x0, y0), (x1, y1) in pairwise(ring))
            if turn <= 0:
                wrong.append(each["id"])
    assert wrong == []


@pytest.mark.parametrize("name", LISTS)
def test_both_archipelagos_are_areas_of_their_provinces(name: str) -> None:
    far = dict.fromkeys(("48", "56"), 0)
    for each in features(name):
        shape: dict[str, object] = each["geometry"]  # type: ignore[assignment]
        if shape["type"] == "MultiPolygon":
            east = sum(part[0][0][0] > 109.7 for part in shape["coordinates"])  # type: ignore[attr-defined]
            if each["id"] in far:
                far[str(each["id"])] = east
    assert far == {"48": 12, "56": 73}


@pytest.mark.parametrize("day", [THEN, TODAY])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_both_archipelagos_are_named_and_in_the_frame_whatever_is_shown(day: date, language: str) -> None:
    drawn = choropleth.figure(answer([row("hue", None)]), day, language)  # type: ignore[arg-type]
    named = " ".join(
        name for trace in drawn.select_traces({"type": "scattergeo", "mode": "text"}) for name in trace.text
    )
    assert "Hoàng Sa" in named
    assert "Trường Sa" in named
    assert drawn.layout.geo.lonaxis.range[1] > 117
    assert drawn.layout.geo.fitbounds is None or drawn.layout.geo.fitbounds is False


@pytest.mark.parametrize(("name", "count", "day"), [("provinces_63", 63, THEN), ("provinces_34", 34, TODAY)])
def test_every_area_is_drawn_grey_where_there_is_no_figure(name: str, count: int, day: date) -> None:
    known, rest = choropleth.figure(answer([row("ha-noi", 0)]), day, "vi").data[:2]
    assert known.geojson.endswith(f"/app/static/geo/{name}.geojson")
    assert list(known.locations) == ["01"], "zero is a figure"
    assert len(rest.locations) == count - 1
    assert {colour for _, colour in rest.colorscale} == {NO_FIGURE}


def test_what_is_not_complete_is_marked_and_says_so() -> None:
    rows = [row("ha-noi", 5, state=Standing.PARTIAL), row("hue", 70, bound=">"), row("son-la", 7)]
    known, _, hollow = choropleth.figure(answer(rows), TODAY, "vi").data[:3]
    assert len(hollow.lon) == 2
    said = dict(zip(known.customdata, known.hovertext, strict=True))
    assert "Chưa đủ" in said["ha-noi"]
    assert "cận" in said["hue"]
    assert "Hạng 1/1" in said["son-la"]


def test_an_area_whose_province_has_passed_into_another_shows_the_heirs_figure() -> None:
    assert choropleth.holder("quang-binh", TODAY) == "quang-tri-2025"
    assert choropleth.holder("quang-binh", THEN) == "quang-binh"


@pytest.mark.parametrize(
    ("boundary", "period", "name"),
    [
        (Boundary.THEN, "2025-Q2", "provinces_63"),
        (Boundary.THEN, "2025-Q3", "provinces_34"),
        (Boundary.THEN, "2025", "provinces_34"),
        (Boundary.TODAY, "2024", "provinces_34"),
    ],
)
def test_the_map_is_that_of_the_periods_last_day(boundary: Boundary, period: str, name: str) -> None:
    assert choropleth.atlas(choices.day_of(boundary, Period.parse(period))).name == name


def test_nothing_is_asked_of_another_server(monkeypatch: pytest.MonkeyPatch) -> None:
    assert choropleth.config()["topojsonURL"] == "/app/static/topo/"
    stub = json.loads((choropleth.STATIC / "topo" / "world_110m.json").read_text(encoding="utf-8"))
    assert not any(each["geometries"] for each in stub["objects"].values())
    monkeypatch.setattr("streamlit.get_option", lambda _: "/so-lieu/")
    assert choropleth.address("topo/") == "/so-lieu/app/static/topo/", "also behind a base path"


@pytest.mark.usefixtures("open_desk")
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("boundary", ["34", "63"])
def test_the_page_shows_the_map_of_its_units_with_a_table_beside_it(language: str, boundary: str) -> None:
    at = unfolded(
        shown("kham-pha", xem="ban-do", chi_tieu="TR01", don_vi=boundary, quy="2025-Q3", lang=language), "how-to-read"
    )
    said = text(at)
    assert len(at.get("plotly_chart")) == 1
    assert "Open Development Mekong" in said
    assert said.count("ho-so-tinh?tinh=") == 34, "from the third quarter of 2025 on there are 34 either way"
