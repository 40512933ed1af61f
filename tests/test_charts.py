"""Charts and their words: pure functions of an answer."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from data.model import Period, Text
from data.places import PLACES, Boundary
from indicators import MEASURES
from indicators.ask import NATION_KEY, Answer, By, Question, Row, Standing
from indicators.compare import compare
from pages.parts import axis, bars, cards, charts, formats, sentences, tables

FINAL, PARTIAL, MISSING = Standing.FINAL, Standing.PARTIAL, Standing.MISSING


def row(
    code: str, value: float | None, state: Standing = FINAL, key: str = NATION_KEY, item: str = "", **more: object
) -> Row:
    name = "Cả nước" if key == NATION_KEY else PLACES.version(key, Period.parse(code).end).name
    held = {FINAL: 34, PARTIAL: 31}.get(state, 0)
    told = {"reported": held, "expected": 34} | more
    return Row(
        key,
        key,
        Text(name, "Viet Nam" if key == NATION_KEY else name),
        Period.parse(code),
        item,
        value,
        state=state,
        **told,
    )  # type: ignore[arg-type]


def answer(rows: Sequence[Row], measure: str = "MQ01", split: str = "", provinces: tuple[str, ...] = ()) -> Answer:
    spans = [r.period for r in rows]
    by = By.PROVINCE if provinces else By.NATION
    items = {r.item: Text(r.item, r.item) for r in rows if r.item}
    return Answer(
        Question(measure, min(spans), max(spans), by, provinces, split=split), MEASURES[measure], tuple(rows), items
    )


def test_a_gap_in_the_series_is_a_gap_in_the_line() -> None:
    told = answer([row("2024-Q1", 5), row("2024-Q2", None, MISSING), row("2024-Q3", 7)])
    line = charts.trend(None, told, "vi").data[0]
    assert list(line.y) == [5, None, 7]
    assert not line.connectgaps


def test_a_missing_figure_is_never_drawn_as_zero() -> None:
    told = answer([row("2024-Q1", None, MISSING), row("2024-Q2", 0)])
    line = charts.trend(None, told, "vi").data[0]
    assert list(line.y) == [None, 0]


def test_a_partial_total_is_hollow_and_dashed_and_not_on_the_solid_line() -> None:
    told = answer([row("2024-Q1", 5), row("2024-Q2", 4, PARTIAL), row("2024-Q3", 7)])
    solid, dashed = charts.trend(None, told, "vi").data
    assert list(solid.y) == [5, None, 7]
    assert solid.line.dash is None
    assert list(dashed.y) == [5, 4, 7], "the dashes reach to both neighbours"
    assert (dashed.line.dash, dashed.marker.symbol) == ("dot", "circle-open")


def test_complete_figures_far_from_a_partial_one_are_not_dashed() -> None:
    told = answer([row(f"2024-Q{q}", q, PARTIAL if q == 4 else FINAL) for q in (1, 2, 3, 4)])
    assert list(charts.trend(None, told, "vi").data[1].y) == [None, None, 3, 4]


def test_counts_start_at_zero() -> None:
    told = answer([row("2024-Q1", 1000), row("2024-Q2", 1001)])
    assert charts.trend(None, told, "vi").layout.yaxis.range[0] == 0


def test_nothing_known_is_an_empty_chart_and_says_so() -> None:
    told = answer([row("2024-Q1", None, MISSING)])
    assert list(charts.trend(None, told, "vi").data[0].y) == [None]
    assert sentences.title(told, "en") == "No figures yet in the span chosen"


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
    figure = charts.trend(None, told, "vi")
    assert [shape.x0 for shape in figure.layout.shapes] == [0.5]
    assert any("01/07/2025: 63 → 34" in note.text for note in figure.layout.annotations)


def test_lines_are_named_at_their_ends_and_the_names_stand_apart() -> None:
    keys = ("ha-noi", "hue")
    told = answer([row(c, v, key=k, expected=1, reported=1) for k, v in zip(keys, (100, 101), strict=True) for c in ("2024-Q1", "2024-Q2")], provinces=keys)  # fmt: skip
    nation = answer([row("2024-Q1", 900), row("2024-Q2", 950)])
    notes = [n for n in charts.trend(told, nation, "vi").layout.annotations if n.yref == "y2"]
    assert {n.text for n in notes} == {"Hà Nội", "Thừa Thiên Huế"}
    heights = sorted((n.yshift or 0) + n.y / 101 for n in notes)
    assert heights[1] - heights[0] > 10


def test_the_first_province_chosen_has_the_first_colour() -> None:
    keys = ("hue", "ha-noi")
    rows = [row("2024-Q1", 5, key=k, expected=1, reported=1) for k in ("ha-noi", "hue")]
    figure = charts.trend(answer(rows, provinces=keys), answer([row("2024-Q1", 9)]), "vi")
    assert {t.name: t.line.color for t in figure.data if t.yaxis == "y2"}["Thừa Thiên Huế"] == axis.COLOURS[0]


def test_small_charts_share_one_scale() -> None:
    keys = tuple(unit.key for unit in PLACES.of_quarter(Period.parse("2024-Q1").last)[:7])
    rows = [row("2024-Q1", 10 * n, key=key, expected=1, reported=1) for n, key in enumerate(keys)]
    figure = charts.multiples(answer(rows, provinces=keys), "vi")
    scales = {tuple(figure.layout[name].range) for name in figure.layout if str(name).startswith("yaxis")}
    assert len(figure.data) == 7
    assert len(scales) == 1


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
    assert "số tỉnh có đủ số liệu khác nhau: 34/34 ở Quý I/2025, 31/34 ở Quý I/2024" in said


@pytest.mark.parametrize(
    ("measure", "now", "before", "said"),
    [
        ("MQ01", 10036, 9000, "▲ 11.5 %"),
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
    assert sentences.title(one, "vi") == "Quảng Trị (đến 06/2025): 10.036 phương tiện, Năm 2024"
    keys = ("ha-noi", "cao-bang")
    two = answer(
        [row("2024-Q1", v, key=k, expected=1, reported=1) for k, v in zip(keys, (7, 9), strict=True)], provinces=keys
    )
    assert sentences.title(two, "en") == "Q1 2024: Cao Bằng leads with 9 instruments"


def test_footnotes_name_who_is_missing_and_count_what_they_leave_out() -> None:
    rows = [row(f"{y}-Q{q}", 5, PARTIAL, missing=("cao-bang",)) for y in (2023, 2024) for q in (1, 2, 3, 4)]
    said = sentences.footnotes(answer(rows), "vi", most=2)
    assert said == [
        "Cả nước, Quý IV/2024: 31/34 · Chưa báo cáo: Cao Bằng",
        "Cả nước, Quý III/2024: 31/34 · Chưa báo cáo: Cao Bằng",
        "và 6 kỳ khác, xem bảng",
    ]


def test_a_breakdown_of_many_parts_keeps_the_largest_and_sums_the_rest() -> None:
    rows = [row("2024-Q1", n, item=f"part {n}") for n in range(1, 14)]
    told = answer(rows, split="instrument_type")
    members = bars.drawn_as(told)
    assert list(members)[-1] == ""
    assert members[""] == [f"part {n}" for n in range(1, 5)]
    drawn = [trace for trace in bars.stacked(told, "vi").data if trace.type == "bar"]
    assert sum(trace.y[0] for trace in drawn) == sum(range(1, 14)), "nothing is lost on the way"


def test_shares_are_never_summed() -> None:
    rows = [row("2024-Q1", 90, item=f"part {n}") for n in range(12)]
    told = answer(rows, measure="MQ02", split="instrument_type")
    assert "" not in bars.drawn_as(told)
    assert all(trace.type == "scatter" for trace in bars.stacked(told, "vi").data)


def test_partial_bars_are_hatched() -> None:
    rows = [row("2024-Q1", 5, PARTIAL, item="a"), row("2024-Q1", 3, FINAL, item="b")]
    told = answer(rows, split="service")
    assert list(bars.compared([told], {"a": "A", "b": "B"}, "vi").data[0].marker.pattern.shape) == ["", "/"]


def test_a_measure_of_which_nothing_is_known_takes_no_room() -> None:
    known = answer([row("2024-Q1", 5, item="a")], split="service")
    unknown = answer([row("2024-Q1", None, MISSING, item="a")], measure="MQ02", split="service")
    assert len(bars.compared([known, unknown], {"a": "A"}, "vi").data) == 1
    assert len(bars.compared([unknown], {"a": "A"}, "vi").data) == 1


def test_a_province_without_a_figure_stands_last_and_says_so() -> None:
    rows = [
        row("2024-Q1", None, MISSING, key="hue"),
        row("2024-Q1", 0, key="ha-noi"),
        row("2024-Q1", 4, key="cao-bang"),
    ]
    bar = bars.ranking(answer(rows), "vi").data[0]
    assert list(zip(bar.y, bar.text, strict=True)) == [("hue", "Chưa báo cáo"), ("ha-noi", "0"), ("cao-bang", "4")]


def test_typed_names_are_no_markup_in_charts_and_tables() -> None:
    rows = [row("2024-Q1", 5, item="<a href='x'>b</a>")]
    told = answer(rows, split="product_group")
    figure = bars.compared([told], {"<a href='x'>b</a>": "<a href='x'>b</a>"}, "vi")
    assert "<a" not in figure.data[0].y[0]
    assert "<a" not in figure.data[0].hovertext[0]
    assert "<a" not in tables.figures([told], "bảng", "vi")


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
    assert '<td class="number">0</td>' in html
    assert '<td class="none">Chưa báo cáo</td>' in html
    assert ">–</td>" in html


def test_a_unit_that_ended_within_a_year_keeps_what_it_reported_of_it() -> None:
    rows = [row("2025", 4600, key="quang-tri", expected=1, reported=1)]
    asked = Question("MQ01", rows[0].period, rows[0].period, By.PROVINCE, ("quang-tri",), boundary=Boundary.THEN)
    assert ">4.600<" in tables.figures([Answer(asked, MEASURES["MQ01"], tuple(rows))], "bảng", "vi")


def test_a_span_that_still_runs_says_so() -> None:
    told = answer([row("2026", 660, PARTIAL, reported=0)])
    assert sentences.title(told, "vi") == "Cả nước: 660 phương tiện, Năm 2026 (chưa đủ quý)"
    assert sentences.footnotes(answer([row("2026", 660, PARTIAL, reported=0, missing=("hue",))]), "vi") == [
        "Cả nước, Năm 2026: chưa đủ quý"
    ]


def test_a_small_picture_has_words_and_leaves_gaps() -> None:
    picture = cards.sparkline([row("2024-Q1", 5), row("2024-Q2", None, MISSING), row("2024-Q3", 7)], "ba quý")
    assert 'alt="ba quý"' in picture
    from base64 import b64decode

    drawn = b64decode(picture.split("base64,")[1].split('"')[0]).decode()
    assert "<line " not in drawn


def test_numbers_are_written_in_the_readers_way() -> None:
    assert formats.with_unit(MEASURES["MQ01"], 10036, "vi") == "10.036 phương tiện"
    assert formats.with_unit(MEASURES["MQ02"], 71.25, "en") == "71.3 %"
    assert charts.trend(None, answer([row("2024-Q1", 5)]), "vi").layout.separators == ",."
