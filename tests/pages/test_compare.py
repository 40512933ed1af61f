"""Provinces beside each other: who is ranked, how ranks move, what cells, dots and classes say."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

import pytest

from data.model import Grain, Language, Period, Text
from data.places import PLACES, Boundary
from indicators import MEASURES
from indicators.define import Direction
from indicators.engine.answer import Answer, Given, Standing
from pages.charts import colour_scale, comparisons, distribution, heatmap, movers, ranking, scatter
from pages.explorer import groups
from pages.texts import common as general
from pages.texts import compare as words
from pages.ui import formats, page_links, sentences
from tests.support.pages import shown, text, unfolded
from tests.support.province_answers import MISSING, PARTIAL, answer, row


def ranked(
    now: Mapping[str, float | None], then: Mapping[str, float | None], measure: str = "MQ01"
) -> tuple[ranking.Ranking, Answer]:
    here = answer([row(key, value) for key, value in now.items()], measure)
    return ranking.rank(here, answer([row(key, value, "2025-Q3") for key, value in then.items()], measure)), here


def marks(told: ranking.Ranking, language: Language = "vi") -> dict[str, str]:
    return {one.row.key: ranking.mark(one, told, language) for one in told.placed}


# Ranking


def test_a_province_without_a_complete_figure_has_no_rank() -> None:
    rows = [
        row("hue", None),
        row("ha-noi", 90, state=PARTIAL),
        row("son-la", 80, bound=">"),
        row("lai-chau", 70, conflict=True),
        row("cao-bang", None, state=Standing.WITHHELD),
        row("nghe-an", 3),
    ]
    told = ranking.rank(answer(rows), answer([row(each.key, 1, "2025-Q3") for each in rows]))
    assert {one.row.key: one.rank for one in told.placed if one.rank} == {"nghe-an": 1}
    said = ranking.unranked([one.row for one in told.others], "vi")
    assert said == [
        "Chưa báo cáo (1): Huế",
        "Chưa đủ (1): Hà Nội (chưa đủ quý)",
        "Chỉ là cận, không phải số chính xác (1): Sơn La",
        "Số lũy kế đang mâu thuẫn (1): Lai Châu",
        "Không công bố (1): Cao Bằng",
    ]
    assert list(ranking.figure(told, "vi").data[0].y) == ["nghe-an"], "nobody without a figure has a bar of length zero"


def test_zero_is_ranked_and_silence_is_not() -> None:
    told, _ = ranked({"ha-noi": 0, "hue": None}, {"ha-noi": 0, "hue": 0})
    assert [(one.row.key, one.rank) for one in told.placed] == [("ha-noi", 1), ("hue", None)]


def test_where_an_explained_figure_leads_the_title_says_who_leads_without_it() -> None:
    given = (Given("dong-thap-2025", Period.parse("2026-Q3"), 1, Text("Tăng", "Rose"), "Kiểm định đồng loạt"),)
    rows = [row("dong-thap-2025", 44_577)._replace(reasons=given), row("ha-noi", 30_028), row("hue", 5)]
    here = answer(rows)
    said = ranking.title(ranking.rank(here, here), here, "vi")
    assert said.endswith("44.577 phương tiện ※; không kể số đã giải trình: Hà Nội 30.028")
    assert sentences.title(here, "vi", all_=True).endswith("không kể số đã giải trình: Hà Nội 30.028")
    plain = answer(rows[1:])
    assert "không kể" not in ranking.title(ranking.rank(plain, plain), plain, "vi")


def test_equal_figures_share_a_rank_and_the_next_is_left_out() -> None:
    values = {"a": 9, "b": 7, "c": 7, "d": 1}
    assert ranking.ranks(values, Direction.HIGHER_BETTER) == {"a": 1, "b": 2, "c": 2, "d": 4}
    assert ranking.ranks(values, Direction.LOWER_BETTER) == {"d": 1, "b": 2, "c": 2, "a": 4}


def test_ranks_are_compared_among_those_who_were_complete_both_times() -> None:
    """Huế has overtaken nobody: the one before it has not reported yet."""
    told, here = ranked({"ha-noi": None, "hue": 5, "son-la": 4}, {"ha-noi": 9, "hue": 5, "son-la": 4})
    assert marks(told) == {"hue": "=", "son-la": "=", "ha-noi": ""}
    assert any("trong 2 tỉnh" in note for note in ranking.footnotes(told, here, "vi"))


def test_a_change_of_rank_is_told_and_who_was_not_ranked_is_new() -> None:
    told, _ = ranked({"ha-noi": 3, "hue": 9, "son-la": 5}, {"ha-noi": 8, "hue": 2, "son-la": None})
    assert marks(told) == {"hue": "▲1", "son-la": "mới", "ha-noi": "▼1"}
    assert marks(told, "en")["son-la"] == "new"


def test_ranks_among_sixty_three_are_not_compared_with_ranks_among_thirty_four() -> None:
    told, here = ranked({"ha-noi": 3, "quang-tri-2025": 9}, {"ha-noi": 8, "quang-tri": 2, "quang-binh": 4})
    assert set(marks(told).values()) == {""}
    assert "khi đó có 3 đơn vị, nay 2" in "\n".join(ranking.footnotes(told, here, "vi"))


def test_no_year_before_says_so_in_place_of_calling_everyone_new() -> None:
    told, here = ranked({"ha-noi": 3, "hue": 9}, {"ha-noi": None, "hue": None})
    assert set(marks(told).values()) == {""}
    assert "Không so hạng với quý III/2025: Quý III/2025: chưa báo cáo." in ranking.footnotes(told, here, "vi")


def test_the_title_tells_of_the_province_looked_at_else_of_the_first() -> None:
    told, here = ranked({"ha-noi": 3, "hue": 9, "son-la": None}, {"ha-noi": 8, "hue": 2, "son-la": 1})
    assert ranking.title(told, here, "vi") == "Quý III/2026: Huế dẫn đầu với 9 phương tiện"
    mine = ranking.title(told, here, "vi", ("ha-noi",))
    assert mine == "Hà Nội: 3 phương tiện, thứ 2/2, quý III/2026 (giảm 1 bậc so với cùng kỳ)"
    assert ranking.title(told, here, "en", ("son-la",)) == "Sơn La is not ranked, Q3 2026: Not reported"


def test_a_measure_without_better_and_worse_is_never_called_best() -> None:
    told, here = ranked({"ha-noi": 3, "hue": 9}, {"ha-noi": 8, "hue": 2}, "AP01")
    assert ranking.title(told, here, "vi") == "Quý III/2026: Huế cao nhất với 9 thủ tục"
    assert "không có chiều tốt hay xấu" in "\n".join(ranking.footnotes(told, here, "vi"))


def test_the_province_looked_at_is_the_one_in_colour() -> None:
    told, _ = ranked({"ha-noi": 3, "hue": 9}, {"ha-noi": 3, "hue": 9})
    bars = ranking.figure(told, "vi", ("ha-noi",)).data[0]
    colours = dict(zip(bars.y, bars.marker.color, strict=True))
    assert colours["ha-noi"] != colours["hue"]
    assert list(bars.customdata) == ["hue", "ha-noi"], "a bar knows whose it is when it is clicked"


def test_different_calendars_are_told() -> None:
    rows = [row("hue", 1, calendar="administrative"), row("ha-noi", 2)]
    assert "quý dương lịch 1, kỳ từ ngày 15 1" in ranking.calendars(rows, "vi")[0]
    assert ranking.calendars(rows[1:], "vi") == []


def test_what_is_taken_away_has_ranks_and_their_change() -> None:
    told, here = ranked({"ha-noi": 3, "hue": 9, "son-la": None}, {"ha-noi": 8, "hue": 2, "son-la": None})
    taken = ranking.to_table(told, here, "vi").to_pydict()
    assert (taken["Hạng"], taken["Đổi hạng"]) == ([1, 2, None], [1, -1, None])
    assert taken["Giá trị"] == [9, 3, None]


# Over time


def test_a_cell_without_a_figure_is_grey_with_a_sign_and_zero_is_coloured() -> None:
    rows = [
        row("hue", None, "2026-Q2"),
        row("hue", 0, "2026-Q3"),
        row("ha-noi", 5, "2026-Q2", PARTIAL),
        row("ha-noi", 7, "2026-Q3"),
    ]
    grey, coloured = heatmap.figure(answer(rows), "vi").data
    assert _cells(grey) == {("hue", 0): "–"}
    assert _cells(coloured) == {("ha-noi", 0): "○", ("ha-noi", 1): "", ("hue", 1): "0"}
    assert grey.marker.pattern.shape == "/"
    assert min(coloured.marker.color) == coloured.marker.color[2] < max(coloured.marker.color)


def _cells(drawn: Any) -> dict[tuple[str, float], str]:
    return dict(zip(zip(drawn.y, (at + 0.5 for at in drawn.base), strict=True), drawn.text, strict=True))


@pytest.mark.parametrize(
    ("state", "drawn"),
    [(MISSING, "–"), (Standing.NOT_DUE, "·"), (Standing.WITHHELD, "k"), (Standing.NOT_APPLICABLE, "×")],
)
def test_each_kind_of_nothing_has_a_sign_of_its_own(state: Standing, drawn: str) -> None:
    assert heatmap.sign(row("hue", None, state=state)) == drawn


def test_before_a_unit_was_there_its_cells_are_blank() -> None:
    rows = [row("quang-tri-2025", None, "2025-Q2"), row("quang-tri-2025", 7, "2025-Q3")]
    grey, coloured = heatmap.figure(answer(rows, boundary=Boundary.THEN), "vi").data
    assert _cells(grey) == {}
    assert _cells(coloured) == {("quang-tri-2025", 1): ""}


def test_units_that_are_no_more_stand_below_those_that_are() -> None:
    rows = [row("quang-tri", 900, "2025-Q2"), row("quang-tri", None, "2025-Q3", Standing.NOT_APPLICABLE)]
    rows += [row("hue", 1, "2025-Q2"), row("hue", 1, "2025-Q3")]
    told = heatmap.ordered(answer(rows, boundary=Boundary.THEN))
    assert [line[0].key for line in told] == ["hue", "quang-tri"]


def test_the_title_of_the_cells_names_who_lacks_most() -> None:
    rows = [row("hue", None, "2026-Q2"), row("hue", 0, "2026-Q3"), row("ha-noi", 5, "2026-Q2"), row("ha-noi", 7)]
    assert heatmap.title(answer(rows), "vi").endswith("Huế thiếu 1/2 kỳ, nhiều nhất")


# Classes


@pytest.mark.parametrize("measure", ["MQ01", "MQ02", "IP08"])
@pytest.mark.parametrize(
    "values", [[], [0], [5], [0, 0, 1, 2], [0, 3, 5, 12, 100, 240, 10036], [94.2, 95, 96.1, 97.7, 99.1, 88.8]]
)
def test_every_figure_has_a_class_with_a_colour_and_a_name(measure: str, values: list[float]) -> None:
    classes = colour_scale.scale(values, MEASURES[measure], "vi")
    assert len(classes.names) == len(classes.colours) == len(classes.edges) + 1
    assert list(classes.edges) == sorted(set(classes.edges))
    assert all(0 <= classes.of(value) < len(classes.colours) for value in values)
    assert len(set(classes.colours)) == len(classes.colours)


def test_none_of_a_count_is_a_class_of_its_own() -> None:
    classes = colour_scale.scale([0, 0, 3, 5, 12, 100, 240, 10036], MEASURES["MQ01"], "vi")
    assert (classes.names[0], classes.of(0), classes.of(1)) == ("0", 0, 1)


def test_growth_and_decline_have_different_hues_around_zero() -> None:
    classes = colour_scale.scale([-30, -5, 4, 12, 55], MEASURES["IP08"], "en")
    assert 0 in classes.edges
    assert {*classes.colours} <= {*colour_scale.DIVERGING}
    assert classes.of(-0.1) < classes.of(0.1)


def test_one_giant_does_not_make_all_others_look_the_same() -> None:
    values = [float(n) for n in range(10, 43)] + [100_000.0]
    classes = colour_scale.scale(values, MEASURES["MQ01"], "vi")
    assert len({classes.of(value) for value in values}) == len(classes.colours) == 5


# Distribution


def test_of_three_provinces_there_is_no_distribution() -> None:
    told = answer([row("hue", 1), row("ha-noi", 2), row("son-la", 3), row("cao-bang", None)])
    assert distribution.quarters(told.rows) is None
    assert "mới có 3 tỉnh đủ số liệu" in distribution.title(told, "vi")
    assert distribution.footnotes(told, "vi") == []


def test_the_middle_half_and_the_province_looked_at_are_told() -> None:
    keys = ["hue", "ha-noi", "son-la", "cao-bang", "nghe-an"]
    told = answer([row(key, 10 * n) for n, key in enumerate(keys, 1)])
    assert distribution.title(told, "vi") == "Quý III/2026: một nửa số tỉnh có từ 20 đến 40 phương tiện, trung vị 30"
    assert "thuộc một phần tư thấp nhất" in distribution.title(told, "vi", ("hue",))
    assert "thuộc một phần tư cao nhất" in distribution.title(told, "vi", ("nghe-an",))
    dots = distribution.figure(told, "vi", ("hue",)).data[0]
    assert list(dots.x) == [10, 20, 30, 40, 50]
    assert dots.marker.size[0] > dots.marker.size[1]


def test_equal_figures_are_heaped_and_not_hidden() -> None:
    keys = ["hue", "ha-noi", "son-la", "cao-bang"]
    dots = distribution.figure(answer([row(key, 7) for key in keys]), "vi").data[0]
    assert len(set(zip(dots.x, dots.y, strict=True))) == len(keys)


def test_shares_that_lie_close_together_are_not_squeezed_by_an_axis_from_zero() -> None:
    rows = [row(key, 90 + n) for n, key in enumerate(["hue", "ha-noi", "son-la", "cao-bang"])]
    assert distribution.figure(answer(rows, "MQ02"), "vi").layout.xaxis.range[0] > 80
    assert distribution.figure(answer(rows, "MQ01"), "vi").layout.xaxis.range[0] <= 0


def test_the_title_of_the_cells_says_from_when_to_when_they_are() -> None:
    """Fewer periods may be drawn than were chosen, and the choice above says another beginning."""
    rows = [row("hue", 1, "2026-Q1"), row("hue", None, "2026-Q2"), row("hue", 2)]
    said = heatmap.title(answer(rows), "vi")
    assert said == "1 đơn vị, quý I/2026 – quý III/2026: Huế thiếu 1/3 kỳ, nhiều nhất"


# Two measures


def test_a_province_that_lacks_one_of_the_two_is_left_out_and_told_why() -> None:
    first = answer([row("hue", 1), row("ha-noi", 2), row("son-la", None)])
    second = answer([row("hue", 1), row("ha-noi", 3, state=PARTIAL), row("son-la", 4)], "IP04")
    couples = scatter.paired(first, second)
    assert list(scatter.figure(couples, first, second, "vi").data[0].customdata) == ["hue"]
    assert scatter.left_out(couples, first, second, "vi") == [
        "Không có trong biểu đồ (1), IP04: chưa đủ: Hà Nội",
        "Không có trong biểu đồ (1), MQ01: chưa báo cáo: Sơn La",
    ]


def test_without_any_pair_the_sheet_is_empty_and_says_so() -> None:
    first, second = answer([row("hue", None)]), answer([row("hue", 1)], "IP04")
    couples = scatter.paired(first, second)
    assert not scatter.figure(couples, first, second, "vi").data[0].x
    assert scatter.title(couples, first, second, "vi") == "Quý III/2026: không tỉnh nào có đủ cả hai số liệu"


def test_what_moved_by_less_than_is_written_neither_rose_nor_fell() -> None:
    """Of shares «18 tỉnh giảm, 14 tỉnh tăng» was said, of which eight bars said «không đổi»."""
    now = answer([row("hue", 98.04), row("ha-noi", 97.0), row("son-la", 99.96)], "AP06")
    then = answer(
        [row(key, value, "2025-Q3") for key, value in (("hue", 98.0), ("ha-noi", 98.0), ("son-la", 100))], "AP06"
    )
    told = ranking.rank(now, then)
    title = movers.title(told, now, "vi")
    assert title == "Quý III/2026: 1 tỉnh giảm, 0 tỉnh tăng, 2 tỉnh không đổi so với cùng kỳ, 0 tỉnh chưa so được"
    assert any(note.startswith("Giảm (1): Hà Nội") for note in movers.footnotes(told, now, "vi"))


def test_much_money_beside_bars_is_written_by_the_thousand_million_all_of_it() -> None:
    """«168.250,0» stood under a title of «168 tỷ đồng», «26.584,5» under «26,6 tỷ đồng»."""
    now = answer([row("hue", 168_250.0), row("ha-noi", 9_289.0), row("son-la", 26_584.5)], "PB02")
    drawn = ranking.figure(ranking.rank(now, answer([row("hue", 1, "2025-Q3")], "PB02")), "vi")
    assert [each.split("  ")[0] for each in drawn.data[0].text] == ["168,3 tỷ", "26,6 tỷ", "9,3 tỷ"]
    assert formats.apart(MEASURES["PB02"], [168_250.0, 9_289.0]) == 0
    assert distribution.short(MEASURES["PB02"], 26_584.5, "vi") == "26,6 tỷ đồng"
    few = [row("hue", 9_289.4), row("ha-noi", 81.5)]
    assert formats.labels(MEASURES["PB02"], few, "vi") == ["9.289", "82"]


def test_an_axis_of_much_money_does_not_name_two_units() -> None:
    """Ticks said «50 tỷ» beside a name that said «(triệu đồng)»."""
    few, much = ([row("hue", 5 * each), row("ha-noi", 9 * each)] for each in (1, 10_000))
    for rows, name in ((few, "(triệu đồng)"), (much, "")):
        first, second = answer(rows, "PB02"), answer([row("hue", 1), row("ha-noi", 2)], "IP06")
        drawn = scatter.figure(scatter.paired(first, second), first, second, "vi")
        (said,) = (each.text for each in drawn.layout.annotations if each.text.startswith("Chi ngân sách"))
        assert ("(triệu đồng)" in said) is bool(name)


# Clicks


@pytest.mark.parametrize(
    ("points", "key"),
    [
        ([], ""),
        ([{"customdata": "hue"}], "hue"),
        ([{"customdata": ["hue"]}], "hue"),
        ([{"customdata": "atlantis"}], ""),
        ([{"x": 1}], ""),
    ],
)
def test_a_click_names_a_province_or_nobody(points: list[dict[str, object]], key: str) -> None:
    assert page_links.clicked({"selection": {"points": points}}) == key


def test_a_click_on_a_line_follows_that_point_to_its_source(monkeypatch: pytest.MonkeyPatch) -> None:
    gone: list[dict[str, str]] = []
    monkeypatch.setattr("streamlit.switch_page", lambda _page, query_params: gone.append(query_params))
    span, of = Period.parse("2025-9M"), ("sector", "a & b")
    held = page_links.leads("MQ01", [None, (span, "hue")], Boundary.THEN, "vi", *of)
    for data in held["customdata"]:
        point = {"customdata": data, "legendgroup": held["legendgroup"], "x": 1}
        page_links.to_source({"selection": {"points": [point]}}, Boundary.THEN)
    address = page_links.source("MQ01", span, "hue", Boundary.THEN, "vi", *of)
    assert gone == [dict(parse_qsl(address.partition("?")[2]))], "a gap leads nowhere"


# The page


@pytest.mark.slow
@pytest.mark.usefixtures("open_desk")
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("view", ["xep-hang", "tang-giam", "theo-ky", "phan-bo", "hai-chi-tieu"])
def test_each_view_opens_by_its_link(view: str, language: str) -> None:
    at = shown("kham-pha", xem=view, lang=language, chi_tieu="MQ01", tinh="hue")
    assert not at.warning
    assert at.segmented_control(key="xem").value == view
    assert len(at.get("plotly_chart")) == 1
    assert "Huế" in text(unfolded(at))


@pytest.mark.usefixtures("open_desk")
def test_the_ranking_lists_the_silent_apart_and_links_everyone_to_their_page() -> None:
    said = text(shown("kham-pha", xem="xep-hang", chi_tieu="TR01"))
    assert "Quý III/2026: Cao Bằng dẫn đầu với 4 lớp" in said.replace("\\", "")
    assert "Chưa báo cáo (30)" in said.replace("\\", "")
    assert 'href="ho-so-tinh?tinh=nghe-an"' in said


@pytest.mark.usefixtures("open_desk")
@pytest.mark.parametrize("grain", [str(each) for each in Grain])
def test_every_length_of_period_can_be_compared(grain: str) -> None:
    at = shown("kham-pha", xem="xep-hang", chi_tieu="TR01", ky=grain)
    assert not at.warning
    assert len(at.get("plotly_chart")) == 1
    assert len(re.findall(r'href="ho-so-tinh[?]tinh=hue"', text(at))) == 1, "each province has one line"


@pytest.mark.usefixtures("open_desk")
@pytest.mark.parametrize("view", ["xep-hang", "ban-do"])
def test_so_far_this_year_is_one_span_and_not_all_spans_of_the_year(view: str) -> None:
    said = text(shown("kham-pha", xem=view, chi_tieu="TR01", ky="ytd"))
    assert len(re.findall(r'href="ho-so-tinh[?]tinh=hue"', said)) == 1


@pytest.mark.usefixtures("open_desk")
def test_the_years_so_far_end_with_the_period_looked_at() -> None:
    said = text(unfolded(shown("kham-pha", chi_tieu="TR01", ky="ytd", xem="theo-ky")))
    assert "9T/2026" in said
    assert not re.search(r'<th scope="col">2026</th>', said)


@pytest.mark.usefixtures("open_desk")
def test_a_figure_of_the_year_is_compared_by_the_year_only() -> None:
    at = shown("kham-pha", xem="xep-hang", chi_tieu="PI01")
    (grain,) = [box for box in at.selectbox if box.label == general.GRAIN.vi]
    assert (grain.options, grain.disabled) == (["theo năm"], True)


@pytest.mark.usefixtures("open_desk")
def test_a_region_keeps_only_its_provinces() -> None:
    said = text(shown("kham-pha", xem="xep-hang", chi_tieu="TR01", nhom="trung-du-mien-nui-phia-bac"))
    assert "tinh=son-la" in said
    assert "tinh=ha-noi" not in said


@pytest.mark.usefixtures("open_desk")
def test_as_reported_then_the_units_are_those_of_the_periods_last_day() -> None:
    at = shown("kham-pha", xem="xep-hang", chi_tieu="TR01", don_vi="63", ky="year", nam="2025")
    assert "tinh=quang-binh" not in text(at)
    assert "tinh=quang-tri-2025" in text(at)


def test_units_are_those_of_the_day_or_of_today() -> None:
    before, after = Period.parse("2025-Q2"), Period.parse("2025-Q3")
    assert len(groups.units(Boundary.THEN, before, before)) == 63
    assert len(groups.units(Boundary.THEN, after, after)) == 34
    assert len(groups.units(Boundary.TODAY, before, before)) == 34
    assert len(groups.units(Boundary.THEN, before, after)) > 63


def test_a_shared_first_place_is_told_as_shared() -> None:
    told, here = ranked({"ha-noi": 9, "hue": 9, "son-la": 1}, {"ha-noi": None, "hue": None, "son-la": None})
    assert ranking.title(told, here, "en") == "Q3 2026: Hà Nội (shared with 1 more) leads with 9 instruments"


# Rise and fall


def test_a_missing_report_is_not_a_fall() -> None:
    told, here = ranked({"ha-noi": 90, "hue": None, "son-la": 120}, {"ha-noi": 100, "hue": 500, "son-la": 100})
    assert [one.row.key for one in movers.moved(told)] == ["ha-noi", "son-la"]
    assert (
        movers.title(told, here, "vi") == "Quý III/2026: 1 tỉnh giảm, 1 tỉnh tăng so với cùng kỳ, 1 tỉnh chưa so được"
    )
    notes = movers.footnotes(told, here, "vi")
    assert "Giảm (1): Hà Nội ▼ 10,0 %" in notes
    assert "Chưa so được (1): Huế (Quý III/2026: chưa báo cáo)" in notes


def test_what_was_nothing_a_year_ago_has_no_per_cent_and_is_told_apart() -> None:
    told, here = ranked({"ha-noi": 7, "hue": 50}, {"ha-noi": 0, "hue": 50})
    assert [one.row.key for one in movers.moved(told)] == ["hue"]
    assert "Bằng 0 vào quý III/2025, không tính được phần trăm: Hà Nội ▲ 7" in movers.footnotes(told, here, "vi")
    assert "0 tỉnh giảm, 0 tỉnh tăng" in movers.title(told, here, "vi")


def test_where_nobody_can_be_compared_the_title_says_so() -> None:
    told, here = ranked({"ha-noi": 7}, {"ha-noi": None})
    assert movers.title(told, here, "vi") == "Quý III/2026: chưa so được với cùng kỳ ở tỉnh nào"
    assert list(movers.figure(told, "vi").data[0].y) == []


def test_a_bar_far_longer_than_the_others_is_cut_and_says_so() -> None:
    keys = [unit.key for unit in PLACES.current[:12]]
    told, here = ranked(dict.fromkeys(keys, 110) | {keys[0]: 900}, dict.fromkeys(keys, 100))
    bar = movers.figure(told, "vi").data[0]
    assert (max(bar.x), bar.text[-1]) == (30, "≫ ▲ 800,0 %")
    assert words.TOO_LONG.vi in movers.footnotes(told, here, "vi")


def test_of_the_province_looked_at_its_own_change_is_told() -> None:
    told, here = ranked({"ha-noi": 90, "hue": 30}, {"ha-noi": 100, "hue": 20})
    assert movers.title(told, here, "en", ("ha-noi",)) == "Hà Nội: ▼ 10.0% on a year before, Q3 2026"


@pytest.mark.slow
@pytest.mark.usefixtures("open_desk")
def test_the_overviews_figures_lead_to_who_rose_and_fell() -> None:
    said = text(shown(""))
    assert 'href="kham-pha?xem=tang-giam&amp;chi-tieu=TR01&amp;ky=ytd&amp;luy-ke=2026-9M"' in said


# Going together


def test_of_few_provinces_nothing_is_said_about_whether_two_measures_go_together() -> None:
    keys = [unit.key for unit in PLACES.current[:7]]
    rows = [row(key, n) for n, key in enumerate(keys)]
    couples = scatter.paired(answer(rows), answer(rows, "IP04"))
    assert scatter.together(couples) is None
    assert "từ trung vị trở lên ở cả số phương tiện đo" in scatter.title(
        couples, answer(rows), answer(rows, "IP04"), "vi"
    )


@pytest.mark.parametrize(
    ("ups", "said"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 800], "đi cùng nhau rõ rệt (tương quan thứ hạng 1,00, 8 tỉnh)"),
        ([8, 7, 6, 5, 4, 3, 2, 1], "đi ngược nhau (tương quan thứ hạng −1,00, 8 tỉnh)"),
        ([4, 7, 1, 6, 3, 8, 2, 5], "không thấy đi cùng nhau (tương quan thứ hạng 0,00, 8 tỉnh)"),
    ],
)
def test_whether_two_measures_go_together_is_told_by_their_ranks_and_not_by_one_large_province(
    ups: list[float], said: str
) -> None:
    keys = [unit.key for unit in PLACES.current[:8]]
    first = answer([row(key, n) for n, key in enumerate(keys)])
    second = answer([row(key, n) for key, n in zip(keys, ups, strict=True)], "IP04")
    names = "số phương tiện đo được kiểm định, hiệu chuẩn và số nhãn hiệu tập thể được bảo hộ"
    assert scatter.title(scatter.paired(first, second), first, second, "vi") == f"Quý III/2026: {names} {said}"


def test_where_one_of_two_measures_is_the_same_everywhere_there_is_no_correlation() -> None:
    keys = [unit.key for unit in PLACES.current[:9]]
    first, second = answer([row(key, n) for n, key in enumerate(keys)]), answer([row(key, 3) for key in keys], "IP04")
    assert scatter.together(scatter.paired(first, second)) is None


@pytest.mark.usefixtures("open_desk")
def test_two_measures_begin_with_a_pair_worth_a_look_and_keep_what_was_chosen() -> None:
    def seen(at: Any) -> list[str]:
        return [at.selectbox(key=key).value for key in ("chi-tieu", "chi-tieu-2")]

    assert seen(shown("kham-pha", xem="hai-chi-tieu")) == ["PB02", "IP06"]
    at = shown("kham-pha", xem="xep-hang")
    assert seen(at.segmented_control(key="xem").set_value("hai-chi-tieu").run()) == ["PB02", "IP06"]
    at = shown("kham-pha", xem="xep-hang", chi_tieu="MQ01")
    assert seen(at.segmented_control(key="xem").set_value("hai-chi-tieu").run()) == ["MQ01", "IP06"]


def test_many_small_equal_figures_leave_the_highest_their_own_colours() -> None:
    classes = colour_scale.scale([0] * 4 + [1] * 15 + [2] * 9 + [3, 3, 4, 5, 8], MEASURES["IP01"], "vi")
    assert classes.names == ("0", "1", "2", "3 – 4", "từ 5")


# Where figures lead


@pytest.mark.usefixtures("open_desk")
@pytest.mark.parametrize("view", ["xep-hang", "tang-giam", "theo-ky", "phan-bo", "hai-chi-tieu"])
def test_every_figure_of_a_table_leads_to_where_it_came_from(view: str) -> None:
    said = text(unfolded(shown("kham-pha", xem=view, chi_tieu="MQ01", chi_tieu_2="TR01")))
    assert "nguon-so-lieu?chi-tieu=MQ01&amp;ky=quarter&amp;quy=2026-Q3&amp;pham-vi=ha-noi" in said
    assert ("nguon-so-lieu?chi-tieu=TR01" in said) == (view == "hai-chi-tieu")
    last_year = "nguon-so-lieu?chi-tieu=MQ01&amp;ky=quarter&amp;quy=2025-Q3&amp;pham-vi=ha-noi" in said
    assert last_year == (view in ("xep-hang", "tang-giam", "theo-ky"))


@pytest.mark.usefixtures("open_desk")
def test_every_figure_beside_the_map_leads_to_where_it_came_from() -> None:
    said = text(shown("kham-pha", xem="ban-do", chi_tieu="MQ01"))
    assert "nguon-so-lieu?chi-tieu=MQ01&amp;ky=quarter&amp;quy=2026-Q3&amp;pham-vi=ha-noi" in said


def test_a_cell_of_the_heat_map_leads_to_where_its_figure_came_from() -> None:
    drawn = heatmap.figure(answer([row("ha-noi", 5), row("hue", None)]), "vi").data
    assert sorted(point for bar in drawn for point in bar.customdata) == ["2026-Q3 ha-noi", "2026-Q3 hue"]
    assert {bar.legendgroup for bar in drawn} == {"nguon-so-lieu?chi-tieu=MQ01"}


@pytest.mark.usefixtures("open_desk")
def test_an_address_that_names_the_usual_choices_stays_so_that_back_goes_back_at_once() -> None:
    asked = {"chi_tieu": "MQ01", "ky": "quarter", "quy": "2026-Q3", "pham_vi": "VN"}
    at = shown("nguon-so-lieu", **asked)
    left = {key: value if isinstance(value, str) else value[-1] for key, value in dict(at.query_params).items()}
    assert left == {key.replace("_", "-"): value for key, value in asked.items()}


def test_the_change_on_the_page_is_taken_away_with_the_reason_where_there_is_none() -> None:
    told, here = ranked({"ha-noi": 9, "hue": 5}, {"ha-noi": 8, "hue": None})
    lines = {line["Địa phương"]: line["Thay đổi"] for line in ranking.to_table(told, here, "vi").to_pylist()}
    assert lines == {"Hà Nội": "▲ 1", "Huế": "Quý III/2025: chưa báo cáo"}


def test_a_picture_of_many_periods_sends_nobody_to_a_table() -> None:
    rows = [row("ha-noi", 5, f"{year}-Q{n}", PARTIAL, missing=("hue",)) for year in (2025, 2026) for n in (1, 2, 3)]
    assert not [note for note in comparisons.over_time(answer(rows), "vi", ()).notes if general.SEE_TABLE.vi in note]


def test_who_rose_and_fell_stands_in_the_table_in_the_order_of_the_chart() -> None:
    now, then = ({"ha-noi": 90, "hue": 60, "son-la": 200}, {"ha-noi": 100, "hue": 50, "son-la": 100})
    answers = [
        answer([row(key, value, when) for key, value in values.items()])
        for values, when in ((now, "2026-Q3"), (then, "2025-Q3"))
    ]
    seen = comparisons.moved(*answers, "vi", ())
    assert list(seen.figure.data[0].y) == ["ha-noi", "hue", "son-la"]
    assert re.findall("tinh=([a-z-]+)", seen.table()) == ["ha-noi", "hue", "son-la"]


def test_a_ring_on_the_map_is_told_before_who_has_no_figure() -> None:
    now = answer([row("ha-noi", 90), row("hue", 5, state=PARTIAL), row("son-la", None)])
    notes = comparisons.mapped(now, answer([row("hue", 1, "2025-Q3")]), date(2026, 9, 30), "vi", ()).notes
    assert notes[0].startswith("○")
    assert "Huế" in notes[0]
    assert not notes[1].startswith("○")
    assert "Sơn La" in notes[1]
