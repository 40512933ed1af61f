"""A table in a Word document is a sheet like any other for a layout, and for nothing else."""

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from docx import Document as Word
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from data.layouts.layout import Layout
from data.layouts.propose import Asked, proposed
from data.layouts.standing import StandingLayouts
from data.model import Period
from data.places import PLACES
from data.prose import word_tables
from data.prose.word_tables import package_of
from data.reading.cells import Sheet
from data.reading.reader import Reading, read
from data.rules.findings import Refused
from indicators import TABLES
from service import drafts
from service.service import Service
from tests.support.corpus import HEADINGS, ROW, trainings, with_parts
from tests.support.layouts.answers import answered, missing_values, wrong_values
from tests.support.layouts.page import Case, Sent
from tests.support.layouts.registers import Look, register
from tests.support.layouts.syntheses import Style, synthesis

pytestmark = pytest.mark.slow  # documents as Word's own library makes them


def as_document(sent: Sent) -> Sent:
    return replace(sent, kind="docx", file="bao-cao.docx")


def documents(case: Case) -> Case:
    return replace(case, sent=as_document(case.sent), following=as_document(case.following))


SYNTHESIS = documents(synthesis(1, Style("two"), 35))
CASES = [SYNTHESIS, documents(register(5, Look("instruments", wide="communes"))), documents(register(3, Look()))]
PERIOD = Period.parse(SYNTHESIS.quarter)


def layout_of(case: Case) -> Layout:
    text = proposed(case.sent.data, case.sent.file, TABLES, Asked(Period.parse(case.quarter)))
    return answered(Layout.from_json(text, TABLES), case)


@pytest.fixture(scope="module")
def synthesis_layout() -> Layout:
    return layout_of(SYNTHESIS)


def by(layout: Layout, data: bytes, quarter: str) -> Reading:
    return read(data, "bao-cao.docx", TABLES, standing=StandingLayouts((("kept", layout),), Period.parse(quarter)))


def told(reading: Reading) -> set[str]:
    return {finding.rule for finding in reading.findings if finding.severity != "info"}


def changed(change: Callable[[Document], object]) -> bytes:
    document = Word(io.BytesIO(SYNTHESIS.sent.data))
    change(document)
    return saved(document)


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def sheets(fill: Callable[[Document], object]) -> list[Sheet]:
    document = Word()
    fill(document)
    package = package_of(saved(document))
    assert package is not None
    return word_tables.read(package)


def number_cell(document: Document):  # type: ignore[no-untyped-def]
    """The first cell with a number of the quarter."""
    column = next(c for c, what in SYNTHESIS.sent.pages[0].columns.items() if what == "value")
    page = SYNTHESIS.sent.pages[0]
    return document.tables[0].cell(min(page.rows) - page.top, column)


# What is never read


def template_table(document: Document) -> None:
    document.add_paragraph("Đào tạo, tập huấn")
    table = document.add_table(2, len(HEADINGS))
    for row, cells in zip(table.rows, (HEADINGS, ROW), strict=True):
        for cell, value in zip(row.cells, cells, strict=True):
            cell.text = str(value)


def test_without_a_layout_that_it_fits_a_document_is_refused_though_its_table_is_that_of_the_template(
    synthesis_layout: Layout,
) -> None:
    document = Word()
    template_table(document)
    for reading in (
        read(saved(document), "a.docx", TABLES),
        read(saved(document), "a.xlsx", TABLES),
        by(synthesis_layout, saved(document), SYNTHESIS.quarter),
    ):
        assert [finding.rule for finding in reading.findings] == ["other_document"]
        assert not reading.sheets


def test_a_document_without_a_table_is_one_in_prose(synthesis_layout: Layout) -> None:
    document = Word()
    document.add_paragraph("Sở đã mở 12 lớp.")
    assert [f.rule for f in by(synthesis_layout, saved(document), SYNTHESIS.quarter).findings] == ["other_document"]


def test_what_may_not_be_opened_is_refused_by_a_layout_too(synthesis_layout: Layout) -> None:
    data = SYNTHESIS.sent.data
    deep = b"<w:sdt>" * 300 + b"</w:sdt>" * 300
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for parts, rule in (
        ({"word/vbaProject.bin": b"x"}, "macros"),
        ({"word/document.xml": b"<a"}, "document_damaged"),
        ({"word/document.xml": b"<w:document %b><w:body>%b</w:body></w:document>" % (space, deep)}, "document_damaged"),
        ({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "unsafe_part"),
    ):
        reading = by(synthesis_layout, with_parts(data, parts), SYNTHESIS.quarter)
        assert [finding.rule for finding in reading.findings] == [rule]


def test_a_table_larger_than_a_sheet_may_be_is_refused_at_its_place() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    wide = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="9999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    xml = f"<w:document {space}><w:body>{wide}</w:body></w:document>".encode()
    package = package_of(with_parts(SYNTHESIS.sent.data, {"word/document.xml": xml}))
    assert package is not None
    with pytest.raises(Refused) as refused:
        word_tables.read(package)
    assert refused.value.finding.rule == "too_many_columns"


def test_a_workbook_is_no_document() -> None:
    assert package_of(trainings(ROW)) is None
    assert package_of(with_parts(trainings(ROW), {"word/document.xml": b"<a/>"})) is None


# What changes a number


@pytest.mark.parametrize("words", ["Kế hoạch năm 2025", "Đơn vị tính: nghìn phương tiện", "Số ước thực hiện"])
def test_the_line_over_a_table_is_asked_about(synthesis_layout: Layout, words: str) -> None:
    data = changed(lambda document: document.tables[0]._tbl.addprevious(Word().add_paragraph(words)._p))
    assert told(by(synthesis_layout, data, SYNTHESIS.quarter))


@pytest.mark.parametrize("words", ["Số liệu quý III năm 2024", "UBND tỉnh Bắc Giang"])
@pytest.mark.parametrize("place", ["over the table", "at the head of a long document"])
def test_another_quarter_or_province_is_asked_about_wherever_it_stands(
    service: Service, words: str, place: str
) -> None:
    def change(document: Document) -> None:
        table = document.tables[0]._tbl
        if place == "over the table":
            table.addprevious(Word().add_paragraph(words)._p)
            return
        document.element.body.insert(0, Word().add_paragraph(words)._p)
        for number in range(20):
            table.addprevious(Word().add_paragraph(f"Đoạn thứ {number} nói về công việc.")._p)

    unit = PLACES.find("Quảng Trị", PERIOD.end)
    standing = StandingLayouts((("", layout_of(SYNTHESIS)),), PERIOD)
    draft = drafts.check(service, "bao-cao.docx", changed(change), unit, PERIOD, standing=standing)
    assert {"other_period", "other_province"} & {f.rule for f in draft.findings if f.severity != "info"}


def test_what_the_document_says_at_its_head_is_asked_about_of_every_table() -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("BÁO CÁO QUÝ III NĂM 2024")
        for _ in range(2):
            for number in range(9):
                document.add_paragraph(f"Một đoạn dài về công việc số {number}.")
            document.add_table(2, 2)

    assert [sheet.marks.remarks[0].text for sheet in sheets(fill)] == ["BÁO CÁO QUÝ III NĂM 2024"] * 2


def test_a_note_under_a_table_stands_below_its_rows() -> None:
    def fill(document: Document) -> None:
        document.add_table(1, 2).cell(0, 0).text = "Nội dung"
        document.add_paragraph("(*) Số ước thực hiện")
        document.add_paragraph("Trong quý, Sở đã mở 12 lớp.")

    (sheet,) = sheets(fill)
    assert sheet.rows == [["Nội dung", ""], ["(*) Số ước thực hiện", ""]]


@pytest.mark.parametrize(
    "run",
    [
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>1260</w:t></w:r>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>1</w:t></w:r><w:r><w:t>260</w:t></w:r>",
        '<w:ins w:id="1" w:author="a"><w:r><w:t>1260</w:t></w:r></w:ins>',
        '<w:del w:id="1" w:author="a"><w:r><w:delText>99</w:delText></w:r></w:del><w:r><w:t>1260</w:t></w:r>',
        '<w:r><w:t>1260</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>',
        '<w:r><w:t>1260</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>',
    ],
    ids=[
        "struck out",
        "hidden in part",
        "inserted",
        "deleted beside",
        "with the mark of a footnote",
        "with a footnote",
    ],
)
def test_a_number_of_which_nobody_knows_whether_it_stands_is_asked_about(synthesis_layout: Layout, run: str) -> None:
    def change(document: Document) -> None:
        paragraph = number_cell(document).paragraphs[0]._p
        for child in list(paragraph):
            paragraph.remove(child)
        for child in parse_xml(f"<w:p {nsdecls('w')}>{run}</w:p>"):
            paragraph.append(child)

    assert told(by(synthesis_layout, changed(change), SYNTHESIS.quarter))


@pytest.mark.parametrize("how", ["del", "ins", "hidden"])
def test_a_row_of_which_nobody_knows_whether_it_stands_is_asked_about(synthesis_layout: Layout, how: str) -> None:
    def change(document: Document) -> None:
        row = number_cell(document)._tc.getparent()
        row.insert(0, parse_xml(f'<w:trPr {nsdecls("w")}><w:{how} w:id="1" w:author="a"/></w:trPr>'))

    assert told(by(synthesis_layout, changed(change), SYNTHESIS.quarter))


@pytest.mark.parametrize("part", ["header1", "footnotes", "comments"])
def test_what_stands_outside_of_the_body_is_asked_about(synthesis_layout: Layout, part: str) -> None:
    words = "<w:p><w:r><w:t>Số liệu ước thực hiện</w:t></w:r></w:p>"
    xml = f"<w:any {nsdecls('w')}><w:one>{words}</w:one></w:any>".encode()
    data = with_parts(SYNTHESIS.sent.data, {f"word/{part}.xml": xml})
    assert told(by(synthesis_layout, data, SYNTHESIS.quarter))


# What is read


def test_a_row_or_a_cell_in_a_form_field_is_read_like_the_others(synthesis_layout: Layout) -> None:
    def change(document: Document) -> None:
        cell = number_cell(document)._tc
        for element in (cell, cell.getparent()):
            field = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
            element.addprevious(field)
            field[0].append(element)

    reading = by(synthesis_layout, changed(change), SYNTHESIS.quarter)
    assert (wrong_values(reading, SYNTHESIS.sent), missing_values(reading, SYNTHESIS.sent)) == ([], [])


def test_cells_lie_where_word_draws_them() -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("Biểu 1. Kết quả")
        table = document.add_table(3, 3)
        for row in table.rows:
            for cell, text in zip(row.cells, "abc", strict=True):
                cell.text = text
        table.cell(0, 0).merge(table.cell(1, 0)).text = "trên dưới"
        table.cell(0, 1).merge(table.cell(0, 2)).text = "hai cột"
        table.cell(2, 0).text = "   Trong đó"

    (sheet,) = sheets(fill)
    assert sheet.rows == [
        ["Biểu 1. Kết quả", "", ""],
        ["trên dưới", "hai cột", ""],
        ["", "b", "c"],
        ["   Trong đó", "b", "c"],
    ]
    assert sorted(sheet.marks.merged) == [(1, 0, 2, 0), (1, 1, 1, 2)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_confirmed_table_goes_in_whole_and_so_does_that_of_the_next_quarter(case: Case) -> None:
    layout = layout_of(case)
    for sent, quarter in ((case.sent, case.quarter), (case.following, case.next_quarter)):
        reading = by(layout, sent.data, quarter)
        assert (told(reading), wrong_values(reading, sent), missing_values(reading, sent)) == (set(), [], [])
