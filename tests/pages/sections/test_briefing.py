"""A province's briefing: its verdict by the published rule, levels, ranks and means, what rose and fell, the merger."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from data.model import Period, Text
from data.places import PLACES, Boundary
from data.population import Populations
from indicators import MEASURES
from indicators.engine.answer import Given
from indicators.engine.growth import compare
from pages.charts.area_figures import AreaFigure
from pages.sections import briefing, briefing_table, locator, merger
from pages.sections.briefing import MAIN, MainFigure
from pages.server import store
from pages.texts import briefing as texts
from pages.texts import common
from pages.ui import session
from service.service import Service
from tests.support.answers import MISSING, PARTIAL, row
from tests.support.pages import shown, text
from tests.support.rows import Tell, trainings

Q3 = Period(2026, "Q3")
HUE = PLACES.version("hue", date(2026, 9, 30))
EXPLAINED = (Given("hue", Q3, 3, Text("tăng", "rose"), "đúng"),)


@pytest.fixture
def here(service: Service, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(store, "_open", lambda _: service)
    session.answers.clear()  # another store than the test before, perhaps at the same address in memory
    return service


def told(now: float | None, before: float | None, *, explained: bool = False) -> MainFigure:
    """A main figure of Huế that went from one value to another."""
    rows = [
        row(code, value, key="hue", reported=1, expected=1)
        if value is not None
        else row(code, None, MISSING, key="hue")
        for code, value in (("2026-Q3", now), ("2025-Q3", before))
    ]
    rows[0] = rows[0]._replace(reasons=EXPLAINED if explained else ())
    growth = compare(rows[0], rows[1], MEASURES["MQ01"])
    return MainFigure(AreaFigure(MEASURES["MQ01"], growth, tuple(rows)), False, now, None, None, (), None)


def said(figures: Sequence[MainFigure]) -> str:
    return briefing.verdict(HUE, Q3, figures, (), "vi")


# The verdict


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ([told(2, 1), told(3, 1), told(2, 2), told(1, 2)], "hai trong bốn chỉ tiêu chính tăng, một giảm"),
        ([told(2, 1), told(3, 1)], "cả hai chỉ tiêu chính tăng"),
        ([told(1, 1), told(1, 2)], "không chỉ tiêu nào trong hai chỉ tiêu chính tăng, một giảm"),
        ([told(2, 1), told(1, 1), told(5, None)], "một trong hai chỉ tiêu chính tăng (trong các chỉ tiêu so được)"),
        (
            [told(900, 1, explained=True), told(2, 1), told(2, 2)],
            "một trong hai chỉ tiêu chính tăng, không kể một đã giải trình ※",
        ),
        ([told(5, None), told(6, None)], "chưa chỉ tiêu chính nào so được với cùng kỳ"),
        ([told(None, 4), told(None, 4)], "chưa có số liệu"),
        ([], "chưa có số liệu"),
    ],
)
def test_the_verdict_counts_what_can_be_compared_and_was_not_explained(
    figures: list[MainFigure], sentence: str
) -> None:
    assert said(figures) == f"Huế, quý III/2026: {sentence}"


def test_a_missing_figure_is_no_fall_and_a_zero_is_one() -> None:
    assert "giảm" not in said([told(None, 4), told(2, 1), told(3, 2)])
    assert "một giảm" in said([told(0, 4), told(2, 1), told(3, 2)])


# Levels, means and ranks


def people(folder: Path, *lines: str) -> Populations:
    file = folder / "population.csv"
    file.write_text("unit,year,population,concept,source\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return Populations(file)


def test_levels_by_the_head_are_of_those_alone_whose_people_are_counted_the_same_way(tmp_path: Path) -> None:
    known = people(
        tmp_path, "hue,2024,1000000,mean,NG", "ha-noi,2024,2000000,mean,NG", "quang-tri-2025,2025,1000000,merger,NQ"
    )
    rows = [row("2026-Q3", 100, key=key) for key in ("hue", "ha-noi", "quang-tri-2025", "cao-bang")]
    found = briefing.levels(rows, "hue", known)
    assert {key: level for key, (level, _) in found.items()} == {"hue": 1.0, "ha-noi": 0.5}
    average = briefing.mean(found, list(found))
    assert average is not None
    assert (round(average.level, 4), average.of) == (0.6667, 2), "weighed by people: 200 for 3,000,000"
    assert briefing.levels(rows, "cao-bang", known) == {}, "without a population there is no level"


def test_a_mean_of_one_is_no_mean_and_an_incomplete_figure_is_in_none(tmp_path: Path) -> None:
    rows = [row("2026-Q3", 10, key="hue"), row("2026-Q3", 90, PARTIAL, key="ha-noi")]
    found = briefing.levels(rows, "hue", people(tmp_path), by_head=False)
    assert list(found) == ["hue"]
    assert briefing.mean(found, ["hue", "ha-noi"]) is None


@pytest.mark.slow
def test_the_table_has_the_rank_its_course_the_means_and_a_link_to_every_source(here: Service, tell: Tell) -> None:
    for when, hue, hanoi in (("2026-Q2", 30, 40), ("2026-Q3", 60, 50)):
        day = Period.parse(when).start
        tell("Huế", when, trainings=trainings(3, day, hue))
        tell("Hà Nội", when, trainings=trainings(1, day, hanoi))
    figures = briefing.main_figures(HUE, Q3, Boundary.TODAY, Populations(), ())
    classes = next(one for one in figures if one.measure.code == "TR01")
    assert [(one.rank, one.of) for one in classes.ranks] == [(1, 2), (1, 2)]
    html = briefing_table.table([classes], Q3, Boundary.TODAY, "vi")
    plain = re.sub(r"<[^>]+>", " ", html)
    assert re.search(r"\b1/2\b", plain)
    assert "2 tỉnh 0," in plain
    assert "không phải cả 34 tỉnh" in plain, "10/10 was taken for the last of all"
    assert 'href="nguon-so-lieu?chi-tieu=TR01&amp;ky=quarter' in html
    assert texts.PLAN.vi not in plain, "no column of dashes where nobody planned"


@pytest.mark.slow
def test_who_only_gave_the_year_so_far_is_told_by_that_and_not_as_missing(here: Service, tell: Tell) -> None:
    tell("Huế", "2025-Q3", {"MQ01": (None, 100)})
    tell("Huế", "2026-Q3", {"MQ01": (None, 130)})
    (one,) = [f for f in briefing.main_figures(HUE, Q3, Boundary.TODAY, Populations(), ()) if f.measure.code == "MQ01"]
    assert (one.figure.now.period, one.figure.now.value) == (Period(2026, "9M"), 130)
    assert one.figure.growth.difference == 30


@pytest.mark.slow
def test_a_year_so_far_that_lacks_a_quarter_stands_for_none(here: Service, tell: Tell) -> None:
    tell("Huế", "2026-Q1", {"MQ01": 30}, trainings=[])
    tell("Hà Nội", "2026-Q3", {"MQ01": 30})
    figures = briefing.main_figures(HUE, Q3, Boundary.TODAY, Populations(), ())
    assert [one.figure.now.value for one in figures if one.measure.code in ("MQ01", "TR01")] == [None, None]
    assert briefing.verdict(HUE, Q3, figures, (), "vi").endswith("chưa có số liệu")


# The page


@pytest.mark.slow
def test_what_was_not_sent_is_told_and_is_nowhere_a_zero(here: Service, tell: Tell) -> None:
    tell("Hà Nội", "2026-Q3", {"AP01": 1}, trainings=trainings(1, Q3.start))
    page = text(shown("ho-so-tinh", tinh="hue", quy="2026-Q3"))
    assert "Huế, quý III/2026: chưa có số liệu" in page
    assert "Chưa nộp quý III/2026" in page
    assert "Chưa báo cáo" in page
    assert 'class="value"' not in page


@pytest.mark.slow
def test_an_explained_figure_carries_its_mark_and_comes_last_of_what_rose(here: Service, tell: Tell) -> None:
    for when, first, second in (("2025-Q3", 100, 100), ("2026-Q3", 900, 130)):
        tell("Huế", when, {"IP06": first, "IP07": second})
    items = re.findall(r"<li>(.*?)</li>", text(shown("ho-so-tinh", tinh="hue")))
    codes = [code for each in items for code in ("IP06", "IP07") if MEASURES[code].label.vi in each and "▲" in each]
    assert codes == ["IP07", "IP06"]
    (explained,) = [each for each in items if MEASURES["IP06"].label.vi in each and "▲" in each]
    assert "※" in explained
    assert texts.EXPLAINED.vi in explained


@pytest.mark.slow
def test_the_appendix_is_worked_out_only_when_it_is_unfolded_and_comes_with_a_link(here: Service, tell: Tell) -> None:
    tell("Huế", "2026-Q3", {"AP01": 100})
    assert "AP01 ·" not in text(shown("ho-so-tinh", tinh="hue"))
    unfolded = text(shown("ho-so-tinh", tinh="hue", phu_luc="mo"))
    assert "AP01 ·" in unfolded
    assert common.RANKS_SAID.vi in unfolded


@pytest.mark.slow
def test_a_province_that_was_not_there_yet_is_not_offered_for_that_quarter(here: Service, tell: Tell) -> None:
    tell("Quảng Bình", "2024-Q4", {"AP01": 30})
    tell("Quảng Trị", "2026-Q3", {"AP01": 30})
    old = shown("ho-so-tinh", quy="2024-Q4", don_vi="63").selectbox(key="mot-tinh").options
    assert "Quảng Bình" in " ".join(old)
    assert not any("từ 07/2025" in each for each in old)
    now = shown("ho-so-tinh", quy="2026-Q3").selectbox(key="mot-tinh").options
    assert "Quảng Bình" not in " ".join(now)


# The merger


@pytest.mark.slow
def test_before_and_after_are_told_only_where_four_quarters_are_whole(here: Service, tell: Tell) -> None:
    for number in range(Period(2024, "Q3").last, Period(2025, "Q2").last + 1):
        quarter = Period.quarter(number)
        tell("Quảng Bình", quarter.code, trainings=trainings(1, quarter.start))
        tell("Quảng Trị", quarter.code, trainings=trainings(3, quarter.start))
    for number in range(Period(2025, "Q3").last, Period(2026, "Q2").last + 1):
        quarter = Period.quarter(number)
        tell("Quảng Trị", quarter.code, trainings=trainings(5, quarter.start))
    unit = PLACES.version("quang-tri-2025", date(2026, 9, 30))
    html = merger.block(unit, Q3, Boundary.TODAY, "vi")
    cells = re.findall(r"<td[^>]*>(.*?)</td>", next(r for r in html.split("<tr") if MEASURES["TR01"].label.vi in r))
    assert cells == ["16", "20", "▲ 4", "Quảng Bình 25 %, Quảng Trị 75 %"]
    assert merger.block(HUE, Q3, Boundary.TODAY, "vi") == f"<p>{texts.NO_MERGER.vi}</p>"


# The map


@pytest.mark.parametrize("of", locator.ATLASES)
def test_the_country_of_the_small_map_is_what_the_outlines_make_of_it(of: locator.BoundarySet) -> None:
    """`python -m pages.sections.locator` writes it again."""
    kept = (locator.STATIC / "geo" / f"locator_{of.name[-2:]}.svg").read_text(encoding="utf-8")
    assert kept == locator.country(of)
    assert len(kept.encode()) < 25_000


def test_the_small_map_draws_one_province_and_names_both_archipelagos() -> None:
    from base64 import b64decode

    html = locator.draw("da-nang-2025", "Đà Nẵng", date(2026, 9, 30), "vi")
    (over,) = re.findall(r"base64,([A-Za-z0-9+/=]+)", html)
    svg = b64decode(over).decode()
    assert svg.count("<path") == 1
    assert "QĐ. Hoàng Sa" in svg
    assert "QĐ. Trường Sa" in svg
    assert "geo/locator_34.svg" in html


def test_the_main_measures_are_measures_that_everybody_owes_every_quarter() -> None:
    assert [code for code in MAIN if not MEASURES[code].core or MEASURES[code].yearly] == []
