"""What the page shows of a report: nothing of it is lost or markup, and a phone is shown its beginning."""

import re

from pages.pictures.picture_frame import Kind
from pages.reports.document import Block, Grid, Heading, Letter, Picture, Report, Section, paragraph
from pages.sections.report_preview import preview
from pages.ui.folding import PHONE

LETTER = Letter("", "", "", "", "", "Báo cáo", "", (), "")


def draw(kind: Kind) -> bytes:
    raise AssertionError(f"a preview draws no {kind}")


def of(*sections: tuple[Block, ...]) -> str:
    numbered = tuple(Section(f"s{n}", f"Mục {n}", blocks) for n, blocks in enumerate(sections, 1))
    return preview(Report("vi", LETTER, numbered, (), "ten"))


def beginning(html: str) -> str:
    return html.partition('class="fold part"')[0]


def test_what_a_province_wrote_is_letters_and_never_markup() -> None:
    table = Grid("<i>Biểu", ("A", "<u>"), (("<s>dòng", "1"),), (10, 10))
    blocks = (Heading("<b>đầu"), paragraph("<script>1"), table, Picture(draw, "<em>hình", ""))
    html = of(blocks)
    assert not re.search(r"<(b|script|i|u|s)>|<em>hình", html.partition("</style>")[2].replace("<em>&lt;em&gt;", ""))
    for said in ("&lt;b&gt;đầu", "&lt;script&gt;1", "&lt;i&gt;Biểu", "&lt;u&gt;", "&lt;s&gt;dòng", "&lt;em&gt;hình"):
        assert said in html


def test_a_short_report_is_not_folded() -> None:
    assert "<details" not in of((paragraph("một"),), (paragraph("hai"),))


def test_a_long_section_is_folded_after_its_beginning_and_those_after_it_each_by_itself() -> None:
    html = of(tuple(paragraph(f"đoạn {n}.") for n in range(PHONE + 3)), (paragraph("hai"),), (paragraph("ba"),))
    assert f"đoạn {PHONE - 1}." in beginning(html)
    assert f"đoạn {PHONE}." not in beginning(html)
    assert re.findall(r"<summary>.*?>(Xem[^<]*)<", html) == [
        "Xem thêm 3 đoạn của «Mục 1»",
        "Xem thêm «Mục 2»",
        "Xem thêm «Mục 3»",
    ]
    assert all(f"đoạn {n}." in html for n in range(PHONE + 3))


def test_no_heading_stands_alone_before_what_is_folded() -> None:
    words = [paragraph(f"đoạn {n}.") for n in range(PHONE - 1)]
    html = of((*words, Heading("Tiểu mục"), paragraph("dưới")))
    assert "Tiểu mục" not in beginning(html)
    assert "Xem thêm 1 đoạn của «Mục 1»" in html
    assert "Tiểu mục" in html


def test_a_table_is_folded_with_its_section_and_its_lines_after_so_many_on_a_phone() -> None:
    lines = tuple((f"dòng {n}", "1") for n in range(PHONE + 60))
    html = of((Grid("Biểu", ("A", "B"), lines, (10, 10)),))
    assert "<table" not in beginning(html)
    assert "Xem thêm «Mục 1»" in html
    assert "Xem thêm 60 dòng" in html
    assert 'class="screen"' not in html, "on a screen a preview is whole"
