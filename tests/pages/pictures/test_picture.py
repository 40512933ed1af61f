"""Pictures of charts: what is missing, partial or in conflict on the page is so on paper, and everything around it comes along."""

import io
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date

import plotly.graph_objects as go
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from PIL import Image

from data.model import Period, Text
from indicators.engine.answer import Answer, Given
from pages.charts import bars, choropleth, heatmap, ranking
from pages.charts import lines as charts_lines
from pages.pictures import palette
from pages.pictures.figure_renderer import FigureRenderer
from pages.pictures.palette import colour
from pages.pictures.picture import folded, picture, render
from pages.pictures.picture_frame import DEMO, Around
from tests.support.answers import FINAL, MISSING, PARTIAL, answer, row

SOURCE = "Nguồn: số liệu do các tỉnh, thành phố nộp · phiên bản số liệu 7 · 21/11/2026"


def around(**changes: object) -> Around:
    usual: dict[str, object] = {
        "language": "vi",
        "title": "Cả nước: 7 phương tiện",
        "subtitle": "Số phương tiện đo · phương tiện",
        "notes": ("Điểm rỗng: chưa đủ tỉnh",),
        "source": SOURCE,
    }
    return Around(**(usual | changes))  # type: ignore[arg-type]


def on_paper(figure: go.Figure) -> Axes:
    """What was put on the sheet, part by part."""
    ax = Figure().add_axes((0, 0, 1, 1))
    render(FigureRenderer(ax, figure.to_plotly_json(), "vi", 0, 0, 900))
    return ax


def words_of(svg: bytes) -> str:
    """Letters are outlines; matplotlib keeps the words beside them."""
    return svg.decode()


def lines_in(ax: Axes, shade: str) -> list[list[float]]:
    """The heights of every stretch of a line of a colour."""
    return [list(line.get_ydata()) for line in ax.lines if line.get_marker() == "None" and line.get_color() == shade]


FIRST = colour(charts_lines.COLOURS[0])


def test_a_gap_on_the_page_is_a_gap_on_paper() -> None:
    told = answer([row("2024-Q1", 5), row("2024-Q2", 6), row("2024-Q3", None, MISSING), row("2024-Q4", 7)])
    assert [len(run) for run in lines_in(on_paper(charts_lines.trend(None, told, "vi")), FIRST)] == [2, 1]


def test_a_partial_total_is_hollow_and_dashed_and_a_complete_one_is_neither() -> None:
    told = answer([row("2024-Q1", 5), row("2024-Q2", 4, PARTIAL, reported=20), row("2024-Q3", 7)])
    ax = on_paper(charts_lines.trend(None, told, "vi"))
    marks = [line for line in ax.lines if line.get_marker() == "o"]
    assert sorted((str(mark.get_markerfacecolor()), mark.get_markersize()) for mark in marks) == [
        (FIRST, 5.0),
        (FIRST, 5.0),
        ("white", 8.0),
    ]
    dashed = [line for line in ax.lines if line.is_dashed() and line.get_color() == FIRST]
    assert [len(line.get_ydata()) for line in dashed] == [3]


def test_a_figure_in_conflict_is_a_cross_on_the_axis() -> None:
    told = answer([row("2024-Q1", 5), row("2024-Q2", None, FINAL, conflict=True), row("2024-Q3", 7)])
    crosses = [line for line in on_paper(charts_lines.trend(None, told, "vi")).lines if line.get_marker() == "x"]
    assert len(crosses) == 1


def test_bars_that_are_not_all_of_their_areas_are_hatched() -> None:
    told = answer([row("2024-Q1", 3, item="a"), row("2024-Q2", 4, PARTIAL, item="a", reported=20)], split="service")
    boxes = [patch for patch in on_paper(bars.stacked(told, "vi")).patches if isinstance(patch, Rectangle)]
    assert [box.get_hatch() for box in boxes if box.get_hatch()] == ["///"]


def test_parts_of_a_whole_stand_on_each_other_as_high_as_their_sum() -> None:
    told = answer([row("2024-Q1", 3, item="a"), row("2024-Q1", 5, item="b")], split="service")
    figure = bars.stacked(told, "vi")
    low, high = [p for p in on_paper(figure).patches if isinstance(p, Rectangle) and p.get_height() > 20]
    assert high.get_y() == pytest.approx(low.get_y() + low.get_height())
    assert high.get_height() / low.get_height() == pytest.approx(5 / 3)


def test_the_map_has_every_area_and_names_both_archipelagos_and_its_licence() -> None:
    figure = choropleth.figure(
        answer([row("2024-Q4", 5, key="hue", expected=1), row("2024-Q4", None, MISSING, key="ha-noi")]),
        date(2026, 11, 21),
        "vi",
    )
    ax = on_paper(figure)
    areas = [patch for patch in ax.patches if isinstance(patch, PathPatch)]
    assert len(areas) == 34
    assert len({to_hex(area.get_facecolor(), keep_alpha=True) for area in areas}) == 2, (
        "one with a figure, the others grey"
    )
    said = [text.get_text() for text in ax.texts]
    assert "Quần đảo Hoàng Sa (Đà Nẵng)" in said
    assert "Quần đảo Trường Sa (Khánh Hòa)" in said
    assert "Open Development Mekong · CC BY-SA 4.0" in said
    east = max(x for area in areas for x in area.get_path().vertices[:, 0])
    assert east == pytest.approx(
        max(text.get_position()[0] for text in ax.texts if "Trường Sa" in text.get_text()), abs=60
    )


def test_a_form_that_paper_does_not_know_is_refused_and_never_left_out() -> None:
    with pytest.raises(ValueError, match="heatmap"):
        on_paper(
            go.Figure({"data": [{"type": "heatmap"}], "layout": {"height": 100, "margin": dict.fromkeys("lrtb", 0)}})
        )


# What stands around it


def test_the_picture_says_title_unit_notes_source_and_version() -> None:
    said = words_of(picture(charts_lines.trend(None, answer([row("2024-Q1", 5)]), "vi"), around(), "svg"))
    for words in ("Cả nước: 7 phương tiện", "Số phương tiện đo · phương tiện", "Điểm rỗng: chưa đủ tỉnh", SOURCE):
        assert words in said
    assert DEMO.vi not in said


def test_a_picture_of_demo_data_says_so_at_its_head_and_across_it() -> None:
    chart = charts_lines.trend(None, answer([row("2024-Q1", 5)]), "vi")
    assert words_of(picture(chart, around(demo=True), "svg")).count(DEMO.vi) == 2
    assert words_of(picture(chart, around(demo=True, language="en"), "svg")).count(DEMO.en) == 2


def test_what_the_page_says_at_a_mark_stands_under_the_picture() -> None:
    told = answer([row(f"2025-Q{q}", 5) for q in (1, 2, 3, 4)])
    assert "△ Từ 01/07/2025 cả nước có 34 tỉnh" in words_of(
        picture(charts_lines.trend(None, told, "vi"), around(), "svg")
    )


def test_what_stands_under_a_picture_is_of_one_language() -> None:
    told = answer([row("2024-Q4", 5), *(row(f"2025-Q{q}", 5) for q in (1, 2, 3, 4))])
    for language, own, other in (("vi", "hợp nhất", "merged"), ("en", "merged", "hợp nhất")):
        said = words_of(picture(charts_lines.trend(None, told, language), around(language=language), "svg"))  # type: ignore[arg-type]
        assert own in said
        assert other not in said


def test_numbers_on_the_axis_are_as_the_language_writes_them() -> None:
    told = answer([row("2024-Q1", 12_000), row("2024-Q2", 15_000)])
    for language, words in (("vi", "15.000"), ("en", "15,000")):
        chart = charts_lines.trend(None, told, language)  # type: ignore[arg-type]
        assert words in words_of(picture(chart, around(language=language), "svg"))


def test_the_same_chart_gives_the_same_bytes() -> None:
    chart = charts_lines.trend(None, answer([row("2024-Q1", 5), row("2024-Q2", 4, PARTIAL, reported=20)]), "vi")
    assert picture(chart, around(), "svg") == picture(chart, around(), "svg")


def test_a_png_is_sharp_enough_for_paper() -> None:
    shape = Image.open(
        io.BytesIO(picture(charts_lines.trend(None, answer([row("2024-Q1", 5)]), "vi"), around(), "png"))
    ).size
    assert shape[0] == 1920


HOSTILE = [
    "$\\frac{1}{0}$ $",
    "<script>alert(1)</script>",
    "--><a href='http://example.org'>x</a>",
    "&amp;lt; ]]>",
    "\x00\x0b\u202e_x",
    "W" * 400,
    "🦊 漢",
]


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_is_only_letters_in_a_picture(text: str) -> None:
    from data.model import Text

    told = answer(
        [row("2024-Q1", 5)._replace(name=Text(text, text)), row("2024-Q2", 6)._replace(name=Text(text, text))]
    )
    made: list[Callable[[Answer], go.Figure]] = [
        lambda a: charts_lines.trend(None, a, "vi"),
        lambda a: ranking.figure(ranking.rank(a, a), "vi"),
        lambda a: heatmap.figure(a, "vi"),
    ]
    for make in made:
        tree = ET.fromstring(picture(make(told), around(title=text, notes=(text,)), "svg"))
        tags = {node.tag.rpartition("}")[2] for node in tree.iter()}
        assert not tags & {"script", "a", "foreignObject", "image", "iframe"}
        links = [v for node in tree.iter() for k, v in node.attrib.items() if k.rpartition("}")[2] == "href"]
        assert all(link.startswith("#") for link in links)


@pytest.mark.slow
def test_a_word_longer_than_the_sheet_is_cut_and_nothing_of_it_is_lost() -> None:
    lines = folded("W" * 400 + " xong", 12, 300)
    assert len(lines) > 2
    assert "".join(lines) == "W" * 400 + "xong"


def test_the_width_of_a_long_text_is_not_kept() -> None:
    palette._width.cache_clear()
    assert palette.width("x" * 5_000, 10) > palette.width("x", 10)
    assert palette._width.cache_info().currsize == 1


def test_the_mark_of_an_explained_figure_comes_to_paper() -> None:
    given = Given("hue", Period.parse("2024-Q2"), 12, Text("Tăng", "Up"), "chiến dịch")
    told = answer([row("2024-Q1", 5), row("2024-Q2", 46, reasons=(given,))])
    assert "※" in [text.get_text() for text in on_paper(charts_lines.trend(None, told, "vi")).texts]
