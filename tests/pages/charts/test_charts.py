"""Charts and their words: pure functions of an answer."""

import json
import re
from dataclasses import replace
from itertools import pairwise

import plotly.graph_objects as go
import plotly.io
import pytest

from data.model import Grain, Period, Text
from data.places import NATION_KEY, PLACES, Boundary
from indicators import MEASURES
from indicators.define import Nature
from indicators.engine.answer import Answer, By, Given, Question, Standing
from indicators.engine.growth import compare
from pages.charts import (
    axis,
    bars,
    cards,
    colour_scale,
    comparisons,
    labels,
    line_marks,
    lines,
    ranking,
    readings,
    transforms,
    trend_series,
)
from pages.texts import common, explorer
from pages.ui import formats, sentences, tables
from tests.support.answers import FINAL, MISSING, PARTIAL, answer, row


def test_a_gap_in_the_series_is_a_gap_in_the_line() -> None:
    told = answer([row("2024-Q1", 5), row("2024-Q2", None, MISSING), row("2024-Q3", 7)])
    line = lines.trend(None, told, "vi").data[0]
    assert list(line.y) == [5, None, 7]
    assert not line.connectgaps


def test_a_fall_is_drawn_below_nothing_and_not_cut_off() -> None:
    told = answer([row("2024-Q1", 12.0), row("2024-Q2", -8.0)])
    grown = replace(told, measure=replace(told.measure, kind=Nature.RATIO, growth_of="MQ01", whole=False))
    low, high = lines.trend(None, grown, "vi").layout.yaxis.range
    assert low < -8
    assert 12 < high < 20, "and growth is not seen against a whole of 100"
    low, _ = lines.trend(None, told, "vi").layout.yaxis.range
    assert low == 0, "a count begins at zero"


def test_an_axis_of_much_money_says_thousand_millions_as_the_sentence_above_does() -> None:
    told = answer([row("2024-Q1", 4_600_000.0), row("2024-Q2", 5_200_000.0)], "PB02")
    axis_of_money = lines.trend(None, told, "vi").layout.yaxis
    assert axis_of_money.ticktext == ("0", "2.000 tỷ", "4.000 tỷ")
    assert axis_of_money.tickvals == (0, 2_000_000, 4_000_000)
    few = lines.trend(None, answer([row("2024-Q1", 900.0)], "PB02"), "vi").layout.yaxis
    assert few.ticktext is None


def test_more_than_ten_periods_of_the_year_so_far_are_told_by_their_months() -> None:
    told = answer(
        [row(f"{year}-{part}", 1) for year in (2023, 2024, 2025) for part in ("Q1", "H1", "9M")]
        + [row(str(year), 1) for year in (2023, 2024)]
    )
    ticks = lines.trend(None, told, "vi").layout.xaxis.ticktext
    assert list(ticks) == ["3<br>2023", "6", "9", "12", "3<br>2024", "6", "9", "12", "3<br>2025", "6", "9"]


def test_a_card_of_much_money_says_thousand_millions_and_old_and_new_units_are_no_provinces() -> None:
    held = row("2025", 5_216_673.0, PARTIAL, reported=84, expected=86)
    growth = compare(held, None, MEASURES["PB02"])
    html = cards.card(cards.AreaFigure(MEASURES["PB02"], growth, ()), "vi")
    assert '5.217 <span class="unit">tỷ đồng</span>' in html
    assert "84/86 đơn vị trước và sau sắp xếp đã báo cáo" in html


def test_a_missing_figure_is_never_drawn_as_zero() -> None:
    told = answer([row("2024-Q1", None, MISSING), row("2024-Q2", 0)])
    line = lines.trend(None, told, "vi").data[0]
    assert list(line.y) == [None, 0]


def test_a_partial_total_is_hollow_and_dashed_and_not_on_the_solid_line() -> None:
    told = answer([row("2024-Q1", 5), row("2024-Q2", 4, PARTIAL, reported=20), row("2024-Q3", 7)])
    solid, dashed, _ = lines.trend(None, told, "vi").data
    assert list(solid.y) == [5, None, 7]
    assert solid.line.dash is None
    assert list(dashed.y) == [5, 4, 7], "the dashes reach to both neighbours"
    assert (dashed.line.dash, dashed.marker.symbol) == ("dot", "circle-open")


def test_complete_figures_far_from_a_partial_one_are_not_dashed() -> None:
    told = answer(
        [row(f"2024-Q{q}", q, PARTIAL if q == 4 else FINAL, reported=30 if q == 4 else 34) for q in (1, 2, 3, 4)]
    )
    assert list(lines.trend(None, told, "vi").data[1].y) == [None, None, 3, 4]


def test_all_a_few_less_and_far_fewer_provinces_look_different_and_one_missing_breaks_no_line() -> None:
    told = answer(
        [
            row("2024-Q1", 5),
            row("2024-Q2", 4, PARTIAL, reported=33, missing=("hue",)),
            row("2024-Q3", 7),
            row("2024-Q4", 2, PARTIAL, reported=20),
        ]
    )
    figure = lines.trend(None, told, "vi")
    solid, dashed, strip = figure.data
    assert list(solid.y) == [5, 4, 7, None], "33 of 34 stand on the line"
    assert list(solid.marker.opacity)[:3] == [1, 0.35, 1]
    assert list(dashed.y) == [None, None, 7, 2]
    assert [round(share, 2) for share in strip.y] == [1, 0.97, 1, 0.59]
    assert len(set(strip.marker.color)) == 3
    assert [note.text for note in figure.layout.annotations if note.text.isdigit()] == ["34", "33", "34", "20"]
    assert "Chưa báo cáo: Thừa Thiên Huế" in strip.hovertext[1]


def test_the_months_of_a_year_that_runs_are_a_point_of_their_own_and_no_headline() -> None:
    years = answer([row("2024", 40), row("2025", 50), row("2026", 30, PARTIAL, reported=0)])
    months = {"2026-9M": row("2026-9M", 36), "2025-9M": row("2025-9M", 30)}

    def ask(question: Question) -> Answer:
        return answer([months[question.first.code]])

    told = transforms.ended(years, Period.parse("2026-Q3"), ask)
    assert [r.period.code for r in told.rows] == ["2024", "2025", "2026-9M"]
    assert sentences.title(told, "vi") == "Cả nước: 50 phương tiện, năm 2025 (▲ 10 so với cùng kỳ)"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(line_marks, "ask", ask)
        line, apart, *_ = lines.trend(None, told, "vi").data
    assert list(line.y) == [40, 50, None, None], "nothing leads to it"
    assert [value for value in apart.y if value is not None] == [36]
    assert apart.text == "9 tháng"
    assert "▲ 6 so với cùng kỳ" in apart.hovertext[-1], "beside the same months of the year before"


def test_the_same_provinces_are_those_that_are_complete_in_every_period_shown() -> None:
    nation = answer([row("2024-Q1", 30), row("2024-Q2", 20, PARTIAL, reported=2)])
    keys = ("hue", "ha-noi", "cao-bang")
    figures = [("2024-Q1", 10, FINAL), ("2024-Q2", 10, FINAL)]
    rows = [
        row(code, value, state, key=key, expected=1, reported=1) for key in keys[:2] for code, value, state in figures
    ]
    rows += [row("2024-Q1", 10, key="cao-bang", expected=1), row("2024-Q2", None, MISSING, key="cao-bang", expected=1)]
    told = transforms.same_provinces(nation, answer(rows, provinces=keys))
    assert [(r.name.vi, r.value, r.state) for r in told.rows[2:]] == [("Cùng 2 tỉnh", 20, FINAL)] * 2
    assert len(lines.trend(None, told, "vi").data) >= 3


def test_counts_start_at_zero() -> None:
    told = answer([row("2024-Q1", 1000), row("2024-Q2", 1001)])
    assert lines.trend(None, told, "vi").layout.yaxis.range[0] == 0


def test_nothing_known_is_an_empty_chart_and_says_so() -> None:
    told = answer([row("2024-Q1", None, MISSING)])
    assert list(lines.trend(None, told, "vi").data[0].y) == [None]
    assert sentences.title(told, "en") == "Viet Nam: no figures yet in the span chosen"


@pytest.mark.parametrize(
    ("codes", "at"),
    [
        (["2025-Q1", "2025-Q2", "2025-Q3"], 1.5),  # between two quarters
        (["2024", "2025", "2026"], 1.0),  # within a year
        (["2024-H2", "2025-H1", "2025-H2"], 1.5),
    ],
)
def test_the_merger_is_a_rule_where_it_happened(codes: list[str], at: float) -> None:
    spans = [Period.parse(code) for code in codes]
    assert [(turn[0], turn[2:]) for turn in axis.turns(spans)] == [(at, (63, 34))]


def test_there_is_no_rule_outside_the_span() -> None:
    assert axis.turns([Period.parse("2024-Q1"), Period.parse("2024-Q2")]) == []
    assert axis.turns([Period.parse("2025-Q3"), Period.parse("2025-Q4")]) == []


def test_the_rule_is_drawn_with_a_word() -> None:
    told = answer([row("2025-Q2", 5), row("2025-Q3", 7)])
    figure = lines.trend(None, told, "vi")
    assert [shape.x0 for shape in figure.layout.shapes] == [0.5]
    assert any("01/07/2025: 63 → 34" in note.text for note in figure.layout.annotations)


def test_labels_stand_a_line_apart_and_none_above_a_sheet_that_has_room_below() -> None:
    placed = labels.apart([10, 12, 198, 199, 200], 200)
    assert all(b - a >= labels.LINE for a, b in pairwise(placed))
    assert placed[-1] == 200


def test_much_money_at_the_end_of_a_line_is_told_in_billions_below_the_name_so_that_a_phone_has_room() -> None:
    told = answer([row("2026-Q1", 1_330_403.0)], measure="PB02")
    written = [note.text for note in lines.trend(None, told, "vi").layout.annotations]
    assert "Cả nước<br>1.330 tỷ đồng" in written


def test_a_name_too_long_for_a_figure_beside_it_stands_alone() -> None:
    keys = ("ba-ria-vung-tau", "hue")
    told = answer([row("2025-Q1", 1234, key=key, expected=1, reported=1) for key in keys], provinces=keys)
    written = [note.text for note in lines.trend(told, answer([row("2025-Q1", 9)]), "vi").layout.annotations]
    assert "Bà Rịa - Vũng Tàu (đến 06/2025)" in written
    assert "Cả nước 9" in written


def test_lines_are_named_at_their_ends_with_their_last_figure_and_the_names_stand_apart() -> None:
    keys = ("ha-noi", "hue")
    told = answer(
        [
            row(c, v, key=k, expected=1, reported=1)
            for k, v in zip(keys, (100, 101), strict=True)
            for c in ("2024-Q1", "2024-Q2")
        ],
        provinces=keys,
    )
    nation = answer([row("2024-Q1", 900), row("2024-Q2", 950)])
    notes = [n for n in lines.trend(told, nation, "vi").layout.annotations if n.yref == "y2"]
    assert {n.text for n in notes} == {"Hà Nội 100", "Thừa Thiên Huế 101"}
    heights = sorted((n.yshift or 0) + n.y / 101 for n in notes)
    assert heights[1] - heights[0] > 10


def test_the_first_province_chosen_has_the_first_colour() -> None:
    keys = ("hue", "ha-noi")
    rows = [row("2024-Q1", 5, key=k, expected=1, reported=1) for k in ("ha-noi", "hue")]
    figure = lines.trend(answer(rows, provinces=keys), answer([row("2024-Q1", 9)]), "vi")
    assert {t.name: t.line.color for t in figure.data if t.yaxis == "y2"}["Thừa Thiên Huế"] == axis.COLOURS[0]


def test_small_charts_share_one_scale() -> None:
    keys = tuple(unit.key for unit in PLACES.of_quarter(Period.parse("2024-Q1").last)[:7])
    rows = [row("2024-Q1", 10 * n, key=key, expected=1, reported=1) for n, key in enumerate(keys)]
    figure = lines.multiples(answer(rows, provinces=keys), "vi")
    scales = {tuple(figure.layout[name].range) for name in figure.layout if str(name).startswith("yaxis")}
    assert len(figure.data) == 7
    assert len(scales) == 1


LAST = Period.parse("2026-Q3")
ALL = tuple(unit.key for unit in PLACES.of_quarter(LAST.last))


def all_provinces(quarters: int, split: tuple[str, ...] = ("",)) -> Answer:
    codes = [LAST.shift(-n).code for n in reversed(range(quarters))]
    rows = [
        row(code, 100 + n, key=key, item=item, expected=1, reported=1)
        for n, key in enumerate(ALL)
        for code in codes
        for item in split
    ]
    return answer(rows, provinces=ALL, split="service" if split != ("",) else "")


@pytest.mark.parametrize("view", ["ranked", "moved", "over time", "spread out", "two", "made of"])
def test_a_chart_of_all_provinces_stands_on_one_screen(view: str) -> None:
    """Below a headline that begins at 260 of 720 pixels, and at 400 of 844 on a phone."""
    now, then, chosen = all_provinces(1), all_provinces(1), ALL[:4]
    figure = {
        "ranked": lambda: comparisons.ranked(now, then, "vi", chosen, {}).figure,
        "moved": lambda: comparisons.moved(now, then, "vi", chosen).figure,
        "over time": lambda: comparisons.over_time(all_provinces(12), "vi", chosen).figure,
        "spread out": lambda: comparisons.spread_out(now, "vi", chosen).figure,
        "two": lambda: comparisons.two(now, now, "vi", chosen).figure,
        "made of": lambda: bars.stacked(
            answer([one for one in all_provinces(12, ("a", "b")).rows if one.key in chosen], "MQ01", "service", chosen),
            "vi",
        ),
    }[view]()
    assert figure is not None
    assert figure.layout.height <= 440


def test_names_beside_dots_and_over_them_never_cover_each_other() -> None:
    names = ["Quảng Trị", "Nghệ An", "Huế"]
    sides = labels.beside([(0.10, 0.20), (0.11, 0.19), (0.12, 0.18)], names, 300)
    boxes = [
        labels._box(side, x * labels.NARROW, y * 300, labels.LETTER * len(name))
        for side, (x, y), name in zip(sides, [(0.10, 0.20), (0.11, 0.19), (0.12, 0.18)], names, strict=True)
        if side is not None
    ]
    assert len(boxes) >= 2
    assert not any(labels._meet(one, other) for n, one in enumerate(boxes) for other in boxes[:n])
    assert labels.tiers([(0, 60), (50, 90), (70, 120), (130, 160)]) == [0, 1, 0, 0]


def test_a_point_says_who_has_not_reported() -> None:
    partial = row("2025-Q4", 1234, PARTIAL, missing=("cao-bang",), reported=33)
    said = sentences.hover(MEASURES["MQ01"], partial, [partial], "vi")
    assert said.splitlines() == [
        "Cả nước · Quý IV/2025",
        "1.234 phương tiện",
        "Chưa đủ: 33/34",
        "Chưa báo cáo: Cao Bằng",
    ]


def test_a_change_is_told_only_between_complete_figures() -> None:
    now, complete, partial = row("2025-Q1", 110), row("2024-Q1", 100), row("2024-Q1", 100, PARTIAL, missing=("hue",))
    assert sentences.moved(MEASURES["MQ01"], now, [complete, now], "vi") == "▲ 10,0 % so với cùng kỳ"
    assert sentences.moved(MEASURES["MQ01"], now, [partial, now], "vi") == ""
    said = cards.change(MEASURES["MQ01"], compare(now, partial, MEASURES["MQ01"]), "vi")
    assert "số tỉnh có đủ số liệu khác nhau: 34/34 ở quý I/2025, 31/34 ở quý I/2024" in said


@pytest.mark.parametrize(
    ("measure", "now", "before", "said"),
    [
        ("MQ01", 10036, 9000, "▲ 11.5%"),
        ("IP04", 12, 9, "▲ 3"),
        ("IP04", 9, 9, "unchanged"),
        ("MQ02", 94.2, 95.0, "▼ 0.8 points"),
        ("MQ01", 5, 0, "▲ 5"),
    ],
)
def test_a_change_is_told_in_its_measures_way(measure: str, now: float, before: float, said: str) -> None:
    assert formats.change(MEASURES[measure], now, before, "en") == said


def test_the_title_is_the_answer_in_words() -> None:
    one = answer([row("2024", 10036, key="quang-tri", expected=1, reported=1)], provinces=("quang-tri",))
    assert sentences.title(one, "vi") == "Quảng Trị (đến 06/2025): 10.036 phương tiện, năm 2024"
    keys = ("ha-noi", "cao-bang")
    two = answer(
        [row("2024-Q1", v, key=k, expected=1, reported=1) for k, v in zip(keys, (7, 9), strict=True)], provinces=keys
    )
    assert sentences.title(two, "en") == "Q1 2024, of the provinces chosen: Cao Bằng leads with 9 instruments"


def test_footnotes_name_who_is_missing_and_count_what_they_leave_out() -> None:
    rows = [row(f"{y}-Q{q}", 5, PARTIAL, missing=("cao-bang",)) for y in (2023, 2024) for q in (1, 2, 3, 4)]
    said = sentences.footnotes(answer(rows), "vi", most=2)
    assert said == [
        "Cả nước, quý IV/2024: 31/34 · Chưa báo cáo: Cao Bằng",
        "Cả nước, quý III/2024: 31/34 · Chưa báo cáo: Cao Bằng",
        "và 6 kỳ khác, xem bảng",
    ]


def test_a_breakdown_of_many_parts_keeps_the_largest_and_sums_the_rest() -> None:
    rows = [row("2024-Q1", n, item=f"part {n}") for n in range(1, 14)]
    told = answer(rows, split="instrument_type")
    members = bars.drawn_as(told)
    assert list(members)[-1] == ""
    assert members[""] == [f"part {n}" for n in range(1, 9)]
    assert len(members) == 6, "a stack of more is no chart"
    drawn = [trace for trace in bars.stacked(told, "vi").data if trace.type == "bar"]
    assert sum(trace.y[0] for trace in drawn) == sum(range(1, 14)), "nothing is lost on the way"


def test_parts_beyond_six_can_all_be_seen_in_small_each_leading_to_its_own_source() -> None:
    rows = [row(code, n, item=f"part {n}") for n in range(1, 10) for code in ("2024-Q1", "2024-Q2")]
    told = answer(rows, split="instrument_type")
    figure = lines.parts(told, bars.present(told), "vi")
    assert [max(line.y) for line in figure.data] == list(range(1, 10)), "no part is summed away"
    assert [note.text for note in figure.layout.annotations] == [f"part {n}" for n in range(1, 10)]
    assert all(f"muc=part+{n}" in line.legendgroup for n, line in enumerate(figure.data, 1))
    assert figure.layout.height <= axis.TALL + 60


def test_shares_are_never_summed() -> None:
    rows = [row("2024-Q1", 90, item=f"part {n}") for n in range(12)]
    told = answer(rows, measure="MQ02", split="instrument_type")
    assert "" not in bars.drawn_as(told)
    assert all(trace.type == "scatter" for trace in bars.stacked(told, "vi").data)


def test_partial_bars_are_hatched() -> None:
    rows = [row("2024-Q1", 5, PARTIAL, item="a", reported=20), row("2024-Q1", 3, FINAL, item="b")]
    told = answer(rows, split="service")
    assert list(bars.compared([told], {"a": "A", "b": "B"}, "vi").data[0].marker.pattern.shape) == ["", "/"]


def test_a_measure_of_which_nothing_is_known_takes_no_room() -> None:
    known = answer([row("2024-Q1", 5, item="a")], split="service")
    unknown = answer([row("2024-Q1", None, MISSING, item="a")], measure="MQ02", split="service")
    assert len(bars.compared([known, unknown], {"a": "A"}, "vi").data) == 1
    assert len(bars.compared([unknown], {"a": "A"}, "vi").data) == 1


def test_typed_names_are_no_markup_in_charts_and_tables() -> None:
    rows = [row("2024-Q1", 5, item="<a href='x'>b</a>")]
    told = answer(rows, split="product_group")
    figure = bars.compared([told], {"<a href='x'>b</a>": "<a href='x'>b</a>"}, "vi")
    assert "<a" not in figure.data[0].y[0]
    assert "<a" not in figure.data[0].hovertext[0]
    assert "<a href='" not in tables.figures([told], "bảng", "vi")
    assert "<b>" not in tables.figures([told], "bảng", "vi"), "nor in the address that a figure leads to"


def test_markdown_in_a_name_is_shown_letter_by_letter() -> None:
    assert formats.literal("**a** [b](c) :red[d] $e$ <i>") == r"\*\*a\*\* \[b\]\(c\) \:red\[d\] \$e\$ \<i\>"


def test_a_table_tells_zero_from_not_reported_and_from_no_such_unit() -> None:
    rows = [
        row("2025-Q2", 0, key="quang-tri", expected=1, reported=1),
        row("2025-Q1", None, MISSING, key="quang-tri", expected=1),
    ]
    rows.append(row("2025-Q3", None, Standing.NOT_APPLICABLE, key="quang-tri", expected=0))
    asked = Question("MQ01", rows[1].period, rows[2].period, By.PROVINCE, ("quang-tri",), boundary=Boundary.THEN)
    html = tables.figures([Answer(asked, MEASURES["MQ01"], tuple(rows))], "bảng", "vi")
    assert re.search(r'<td class="number"><a href="nguon-so-lieu[^"]+" target="_self">0</a></td>', html)
    assert re.search(r'<td class="none"><a [^>]+>Chưa báo cáo</a></td>', html)
    assert ">–</td>" in html


def test_a_unit_that_ended_within_a_year_keeps_what_it_reported_of_it() -> None:
    rows = [row("2025", 4600, key="quang-tri", expected=1, reported=1)]
    asked = Question("MQ01", rows[0].period, rows[0].period, By.PROVINCE, ("quang-tri",), boundary=Boundary.THEN)
    assert ">4.600<" in tables.figures([Answer(asked, MEASURES["MQ01"], tuple(rows))], "bảng", "vi")


def test_a_span_that_still_runs_says_so() -> None:
    told = answer([row("2026", 660, PARTIAL, reported=0)])
    assert sentences.title(told, "vi") == "Cả nước: 660 phương tiện, năm 2026 (chưa đủ quý)"
    assert sentences.footnotes(answer([row("2026", 660, PARTIAL, reported=0, missing=("hue",))]), "vi") == [
        "Cả nước, năm 2026: chưa đủ quý"
    ]


def test_inside_a_sentence_a_word_of_capitals_stays_what_it_is() -> None:
    small = [formats.small(MEASURES[code].label).en for code in ("ST01", "IP03", "PI02", "MQ01")]
    assert small == [
        "S&T tasks under way in the period",
        "GI applications under way",
        "PII rank",
        "measuring instruments verified or calibrated",
    ]


def test_what_lacks_quarters_is_said_once() -> None:
    """«Chưa đủ (chưa đủ quý)» stood in tables and profiles."""
    lacking = row("2026", None, PARTIAL, key="hue", reported=0, expected=1)
    for language, said in (("vi", "Chưa đủ quý"), ("en", "Not all quarters")):
        assert formats.state_said(lacking, language) == said
        assert formats.entry(MEASURES["MQ01"], lacking, language) == said
        assert said in sentences.hover(MEASURES["MQ01"], lacking, [], language).split("\n")
    assert formats.state_said(row("2026", 1, PARTIAL), "vi") == "Chưa đủ (31/34)"
    assert formats.state_said(row("2026", None, MISSING, key="hue", expected=1), "vi") == "Chưa báo cáo"


def test_a_small_picture_has_words_and_leaves_gaps() -> None:
    picture = cards.sparkline([row("2024-Q1", 5), row("2024-Q2", None, MISSING), row("2024-Q3", 7)], "ba quý")
    assert 'alt="ba quý"' in picture
    from base64 import b64decode

    drawn = b64decode(picture.split("base64,")[1].split('"')[0]).decode()
    assert "<line " not in drawn
    assert formats.EXPLAINED not in drawn


def test_a_small_picture_marks_what_was_explained() -> None:
    from base64 import b64decode

    given = Given("ha-noi", Period.parse("2024-Q2"), 7, Text("Hỏi", "Asked"), "chiến dịch")
    picture = cards.sparkline([row("2024-Q1", 5), row("2024-Q2", 50, reasons=(given,))], "hai quý")
    drawn = b64decode(picture.split("base64,")[1].split('"')[0]).decode()
    assert drawn.count(formats.EXPLAINED) == 1


def test_numbers_are_written_in_the_readers_way() -> None:
    assert formats.with_unit(MEASURES["MQ01"], 10036, "vi") == "10.036 phương tiện"
    assert formats.with_unit(MEASURES["MQ02"], 71.25, "en") == "71.3%"
    assert lines.trend(None, answer([row("2024-Q1", 5)]), "vi").layout.separators == ",."


# Breaks, last year, plans, several measures


def test_a_break_in_a_series_is_a_rule_with_its_sentence_and_its_source() -> None:
    told = answer([row(f"2025-Q{q}", 5) for q in (2, 3)])
    figure = lines.trend(None, told, "vi")
    (marks,) = [trace for trace in figure.data if "triangle" in str(trace.marker.symbol)]
    assert list(marks.x) == [0.5], "what lies before the series has no rule in it"
    assert "34 tỉnh, thành phố thay cho 63" in marks.hovertext[0].replace("<br>", " ")
    assert "Nghị quyết 202/2025/QH15" in marks.hovertext[0]


def test_breaks_of_one_year_share_a_rule_and_keep_both_sentences() -> None:
    told = answer([row(str(year), 5) for year in (2024, 2025, 2026)])
    (marks,) = [trace for trace in lines.trend(None, told, "en").data if "triangle" in str(trace.marker.symbol)]
    assert list(marks.x) == [1]
    assert "1 March 2025" in marks.hovertext[0].replace("<br>", " ")
    assert "1 July 2025" in marks.hovertext[0].replace("<br>", " ")


def test_a_break_of_one_measure_alone_is_on_its_chart_alone() -> None:
    own = MEASURES["IN01"].breaks[0]
    spans = [Period.parse("2024-Q4"), Period.at(own.day), Period.at(own.day).shift(1)]
    codes = [span.code for span in spans]
    drawn = {
        code: "".join(str(t.hovertext) for t in lines.trend(None, answer([row(c, 5) for c in codes], code), "vi").data)
        for code in ("IN01", "MQ01")
    }
    assert own.text.vi[:20] in drawn["IN01"].replace("<br>", " ")
    assert own.text.vi[:20] not in drawn["MQ01"].replace("<br>", " ")


def test_last_year_is_pale_and_a_gap_in_it_stays_a_gap() -> None:
    told = answer([row("2024-Q1", 5), row("2024-Q2", 6)])
    past = {NATION_KEY: [row("2023-Q1", None, MISSING), row("2023-Q2", 4)]}
    pale = lines.trend(None, told, "vi", past).data[0]
    assert list(pale.y) == [None, 4]
    assert pale.opacity < 0.5


def test_the_years_so_far_are_not_joined_from_one_year_to_the_next() -> None:
    codes = ("2023-9M", "2023", "2024-Q1", "2024-H1")
    flow = lines.trend(None, answer([row(code, 5) for code in codes]), "vi").data[0]
    assert list(flow.x) == [0, 1, None, 2, 3]
    stock = lines.trend(None, answer([row(code, 5) for code in codes], "TM01"), "vi").data[0]
    assert list(stock.x) == [0, 1, 2, 3]


def test_a_quarter_in_conflict_is_a_cross_on_the_axis_and_never_a_negative_point() -> None:
    told = answer([row("2024-Q1", 100), row("2024-Q2", 200), row("2024-Q3", None, MISSING, conflict=True)])
    traces = lines.trend(None, told, "vi").to_plotly_json()["data"]
    cross = next(trace for trace in traces if trace["marker"].get("symbol") == "x-thin")
    assert list(cross["y"]) == [None, None, 0]
    assert "mâu thuẫn" in cross["hovertext"][2].lower()
    assert all(value is None or value >= 0 for trace in traces for value in trace["y"])


def test_a_figure_in_conflict_is_hollow() -> None:
    told = answer([row("2024-Q1", 5), row("2024-Q2", 4, conflict=True)])
    assert list(lines.trend(None, told, "vi").data[0].y) == [5, None]
    assert formats.figure(MEASURES["MQ01"], row("2024-Q2", None, MISSING, conflict=True), "vi") == "Mâu thuẫn"


def test_a_path_is_drawn_between_the_periods_it_speaks_of_and_not_beyond_the_chart() -> None:
    told = answer([row("2023", 5), row("2024", 6), row("2025", 7)])
    index = Period(2024, "Q2").last
    path = [
        line_marks.Aim(Period(2020).last, 1, "xa"),
        line_marks.Aim(index, 8, "Mục tiêu\nKế hoạch <b>"),
        line_marks.Aim(Period(2025).last, 90, "Mục tiêu"),
    ]
    figure = lines.trend(None, told, "vi", aims={NATION_KEY: path})
    drawn = figure.data[0]
    assert list(drawn.x) == [0.5, 2]
    assert drawn.line.dash == "dash"
    assert "&lt;b&gt;" in drawn.hovertext[0]
    assert figure.layout.yaxis.range[1] > 90, "what is asked for is on the sheet"


def test_several_measures_have_a_scale_each_and_an_area_one_colour() -> None:
    keys = ("hue", "ha-noi")
    answers = [
        answer([row("2024-Q1", size, key=key, expected=1, reported=1) for key in keys], code, provinces=keys)
        for code, size in (("MQ01", 5000), ("TR01", 5))
    ]
    figure = lines.panels(answers, "vi")
    assert figure.layout.yaxis.range[1] > 1000 > figure.layout.yaxis2.range[1]
    assert len({trace.line.color for trace in figure.data if trace.name == "Thừa Thiên Huế"}) == 1
    assert any("TR01 · Số lớp tập huấn (lớp)" in note.text for note in figure.layout.annotations)


def test_indices_of_several_measures_stand_on_one_sheet_by_code() -> None:
    answers = [
        transforms.indexed(answer([row("2024-Q1", n), row("2024-Q2", 2 * n)], code))
        for code, n in (("MQ01", 500), ("TR01", 5))
    ]
    figure = lines.together(answers, "vi")
    assert [list(trace.y) for trace in figure.data] == [[100, 200], [100, 200]]
    assert {"MQ01 200,0", "TR01 200,0"} <= {note.text for note in figure.layout.annotations}


def test_a_bound_is_printed_before_its_figure_everywhere() -> None:
    bound = row("2024-Q1", 70, bound=">")
    told = answer([bound], "ST06")
    assert sentences.title(told, "vi").startswith("Cả nước: > 70 quy trình")
    assert "> 70 quy trình" in sentences.hover(MEASURES["ST06"], bound, [bound], "vi")
    assert "&gt; 70" in tables.figures([told], "bảng", "vi")


def test_figures_of_other_calendars_are_told_below() -> None:
    rows = [
        row("2025-Q3", 5, calendar="administrative"),
        row("2025-Q4", 5, calendar="mixed"),
        row("2026-Q1", 5, calendar="statistical"),
    ]
    said = sentences.footnotes(answer(rows), "vi")
    assert [line.rpartition(": ")[2] for line in said] == ["Cả nước, quý III/2025", "Cả nước, quý IV/2025"]
    assert "kỳ hành chính" in said[0]


def test_who_keeps_figures_to_themselves_is_not_among_the_missing() -> None:
    rows = [row("2025-Q3", 5, PARTIAL, withheld=("hue",), missing=("ha-noi",))]
    said = sentences.footnotes(answer(rows), "vi")
    assert [line for line in said if "Không công bố" in line] == ["Quý III/2025 · Không công bố: Huế"]
    assert [line for line in said if "Chưa báo cáo" in line] == ["Cả nước, quý III/2025: 31/34 · Chưa báo cáo: Hà Nội"]


# What is said of a choice


def test_the_highest_of_the_provinces_chosen_is_not_said_to_be_the_highest_of_all() -> None:
    rows = [row("2024-Q1", 7, key="son-la", expected=1), row("2024-Q1", 9, key="cao-bang", expected=1)]
    told = answer(rows, provinces=("son-la", "cao-bang"))
    assert sentences.title(told, "vi") == "Quý I/2024, trong các tỉnh đã chọn: Cao Bằng cao nhất với 9 phương tiện"


def test_where_no_table_stands_below_no_note_sends_the_reader_to_one() -> None:
    rows = [row(code, 5, PARTIAL, missing=("hue",)) for code in ("2025-Q1", "2025-Q2", "2025-Q3")]
    assert sentences.footnotes(answer(rows), "vi", most=2)[-1] == "và 1 kỳ khác, xem bảng"
    assert sentences.footnotes(answer(rows), "vi", most=2, table=False)[-1] == "và 1 kỳ khác"


def _read(extras: tuple[str, ...], reading: str = "") -> tuple[list[trend_series.Series], trend_series.Choice]:
    """Six quarters of the nation and of Hà Nội, a year before drawn beside the last ones."""
    spans = [f"{year}-Q{n}" for year in (2024, 2025) for n in (1, 2, 3)]
    nation = answer([row(code, 100 + 10 * n, PARTIAL, missing=("hue",)) for n, code in enumerate(spans)])
    area = answer(
        [row(code, 50 + 10 * n, key="ha-noi", expected=1) for n, code in enumerate(spans)], provinces=("ha-noi",)
    )
    before = [row(code.replace("2024", "2023"), 7 + n, key="ha-noi", expected=1) for n, code in enumerate(spans[:3])]
    past = transforms.shifted(area, answer([*before, *area.rows], provinces=("ha-noi",)))
    plain = (nation, area)
    shown = tuple(map(transforms.indexed, plain)) if reading == readings.INDEX else plain
    choice = trend_series.Choice(
        Period.parse(spans[0]),
        Period.parse(spans[-1]),
        ("VN", "ha-noi"),
        Grain.QUARTER,
        Boundary.TODAY,
        extras,
        reading=reading,
    )
    return [trend_series.Series(nation.measure, shown[0], shown[1], past, {}, plain)], choice


def test_an_index_taken_away_says_that_it_is_one_and_from_when_it_is_counted() -> None:
    shown, choice = _read((), readings.INDEX)
    table = trend_series.to_table(shown, choice, "vi").to_pylist()
    assert {line["Đơn vị tính"] for line in table} == {"chỉ số"}
    (name,) = {line["Tên chỉ tiêu"] for line in table if line["Địa phương"] == "Hà Nội"}
    assert name.endswith(", Quý I/2024 = 100")
    (*_, area) = trend_series.for_files(shown, choice)
    assert (area.measure.kind, area.measure.formula) == (Nature.INDEX, common.INDEX_FORMULA)
    said = trend_series.describe(shown, choice, "vi")
    assert said[explorer.READING] == explorer.READINGS["chi-so"].vi
    assert "Hà Nội: quý I/2024 = 100" in said[common.INDEX_BASE]


def test_last_years_line_is_in_what_is_taken_away() -> None:
    shown, choice = _read((trend_series.LAST_YEAR,))
    table = trend_series.to_table(shown, choice, "vi").to_pylist()
    told = {line["Kỳ"]: line["Cùng kỳ năm trước"] for line in table if line["Địa phương"] == "Hà Nội"}
    assert told == {"2024-Q1": 7, "2024-Q2": 8, "2024-Q3": 9, "2025-Q1": 50, "2025-Q2": 60, "2025-Q3": 70}


def test_who_is_missing_is_named_in_what_is_taken_away() -> None:
    shown, choice = _read(())
    table = trend_series.to_table(shown, choice, "vi").to_pylist()
    assert {line["Tỉnh chưa báo cáo"] for line in table if line["Kỳ"] == "2025-Q3"} == {"Huế", None}
    assert {line["Tỉnh chưa báo cáo"] for line in table if line["Địa phương"] == "Hà Nội"} == {None}


def test_beside_provinces_the_nations_line_says_too_who_is_missing() -> None:
    shown, choice = _read(())
    assert any(
        note.startswith("Cả nước, ") and note.endswith("Huế") for note in trend_series.missing(shown, choice, "vi")
    )


def test_classes_of_very_small_figures_are_told_apart_by_their_names() -> None:
    values = [0.0431, 0.0282, 0.0113, 0.0091, 0.0085, 0.0064, 0.0051, 0.0049, 0.0021]
    rate = formats.rate(MEASURES["IP01"], values, Text("trên 10.000 dân", "a head"), Text("", ""))
    made = colour_scale.scale(values, rate, "vi")
    assert len(set(made.names)) == len(made.names)
    assert not any("0,00 " in name for name in made.names)


def test_what_stays_dictionaries_is_told_to_the_browser_as_plotly_would(monkeypatch: pytest.MonkeyPatch) -> None:
    told = answer([row("2024-Q1", 5), row("2024-Q2", 4, PARTIAL, reported=20), row("2024-Q3", None, MISSING)])
    monkeypatch.setattr(axis, "VALIDATE", False)
    drawn = lines.trend(None, told, "vi")
    assert isinstance(drawn, axis.DrawnFigure)
    assert drawn.update_layout(height=77).to_dict()["layout"]["height"] == 77, "a report's charts are lower"
    plotlys_own = go.Figure(drawn.to_dict(), _validate=False)
    assert json.loads(plotly.io.to_json(drawn, validate=False)) == json.loads(plotly.io.to_json(plotlys_own))


def test_a_line_that_bars_are_set_against_ends_with_the_last_that_reaches_it() -> None:
    assert ranking.reaching(66.9, [73.5, 66.9, 66.1, 52.9]) == 0.5
    assert ranking.reaching(10.0, [1.0, 2.0]) == 1, "where bars do not fall it goes all the way"
    assert ranking.reaching(10.0, []) == 1
