"""Documents in prose: what stands in them is read with its place, and what must not be opened is refused in words."""

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from data import sandbox
from data.model import Severity
from data.prose.kinds import is_document
from data.prose.opened import read
from data.prose.passages import Document, mentions, sentences
from data.rules.findings import Refused
from tests.support.corpus import ROW as LIST_ROW
from tests.support.corpus import trainings, with_parts
from tests.support.reports import paragraphs, pdf, saying, word

SENTENCE = "Từ đầu năm 2024 đến nay, Sở đã kiểm định 10.036 phương tiện đo."
REPORT = paragraphs("quang_tri_2024")


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read(data)
    assert refused.value.finding.severity is Severity.STOP
    return refused.value.finding.rule


def made(fill: Callable[[Word], None]) -> Document:
    document = Word()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return read(out.getvalue())


def paragraph(xml: str) -> Document:
    """A document of one paragraph of this content."""
    return made(lambda word: word.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")))


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def scan() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1240, 1754), "white").save(out, "PDF")
    return out.getvalue()


# What must not be opened


def test_a_scan_is_recognised_and_refused_with_the_way_forward() -> None:
    with pytest.raises(Refused) as refused:
        read(scan())
    assert refused.value.finding.rule == "scanned_document"
    assert "Word .docx" in refused.value.finding.message.vi


def test_a_word_document_of_a_picture_only_is_a_scan_too() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (100, 100), "white").save(picture, "PNG")
    document, out = Word(), io.BytesIO()
    document.add_picture(io.BytesIO(picture.getvalue()))
    document.save(out)
    assert refusal(out.getvalue()) == "scanned_document"


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.7 ...", "document_damaged"),
        (pdf(["Một câu."] * 30)[:-400], "document_damaged"),
        (b"PK\x03\x04word/document.xml", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_document"),
        (b"plain words", "no_document"),
        (trainings(LIST_ROW), "no_document"),
        (word([]), "document_without_text"),
    ],
)
def test_what_is_no_report_is_refused_by_its_name(data: bytes, rule: str) -> None:
    assert refusal(data) == rule


def test_a_zip_that_lies_about_its_size_an_entity_and_a_macro_are_refused() -> None:
    good = saying(SENTENCE)
    entity = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert refusal(with_parts(good, {"word/document.xml": entity})) == "unsafe_part"
    assert refusal(with_parts(good, {"word/vbaProject.bin": b"x"})) == "macros"
    assert refusal(with_parts(good, {"word/document.xml": b"<a"})) == "document_damaged"
    deep = b"<w:p xmlns:w='a'>" + b"<w:ins>" * 300 + b"</w:ins>" * 300 + b"</w:p>"
    assert refusal(with_parts(good, {"word/document.xml": deep})) == "document_damaged"


@pytest.mark.slow
def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO(saying(SENTENCE))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/footnotes.xml", b"0" * (150 << 20))
    assert refusal(out.getvalue()) == "too_big_unpacked"


@pytest.mark.slow
def test_a_hostile_pdf_ends_only_its_reader_and_the_next_report_is_read() -> None:
    endless = b"%PDF-1.4\n" + b"[" * 400_000
    found = sandbox.document(endless)
    assert not isinstance(found, Document)
    assert found.severity is Severity.STOP
    assert isinstance(sandbox.document(saying(SENTENCE)), Document)


# What is read


def test_deleted_hidden_and_raised_text_is_not_read_and_leaves_a_doubt() -> None:
    deleted = paragraph(f"<w:del w:id='1'><w:r><w:delText>90</w:delText></w:r></w:del>{run('Có 59 nhãn hiệu.')}")
    hidden = paragraph(run("Có 59 nhãn hiệu.") + run("90", "<w:vanish/>"))
    raised = paragraph(run("Có 59") + run("1", '<w:vertAlign w:val="superscript"/>') + run(" nhãn hiệu."))
    struck = paragraph(run("Có 59 nhãn hiệu.", "<w:strike/>"))
    assert [one.passages[0].doubt for one in (deleted, hidden, raised, struck)] == [
        "tracked",
        "hidden",
        "mark",
        "struck",
    ]
    assert {one.passages[0].text for one in (deleted, hidden, raised, struck)} == {"Có 59 nhãn hiệu."}


def test_text_that_was_inserted_is_read_with_a_doubt() -> None:
    inserted = paragraph(f"{run('Có ')}<w:ins w:id='1'>{run('59')}</w:ins>{run(' nhãn hiệu.')}")
    assert (inserted.passages[0].text, inserted.passages[0].doubt) == ("Có 59 nhãn hiệu.", "tracked")


def test_a_row_of_a_table_is_one_passage_with_its_place() -> None:
    def fill(document: Word) -> None:
        document.add_paragraph("Số liệu:")
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(table._cells, ("Nội dung", "Thực hiện", "Mẫu thử nghiệm", "1.929"), strict=True):
            cell.text = text

    row = made(fill).passages[-1]
    assert (row.kind, row.text, row.place.vi) == ("row", "Mẫu thử nghiệm | 1.929", "bảng 1, dòng 2")


@pytest.mark.slow
def test_the_report_reads_alike_as_word_document_and_as_pdf() -> None:
    """But for what a line's end may have cut: a dash between blanks."""
    typed, printed = read(word(REPORT)), read(pdf(REPORT))
    assert [one.text for one in typed.passages] == [" ".join(one.split()) for one in REPORT]
    missing = {one.text for one in typed.sentences} - {one.text for one in printed.sentences}
    assert [text for text in missing if " - " not in text and " – " not in text] == []


def test_a_passage_of_a_pdf_knows_its_page_and_no_page_number_is_read() -> None:
    document = read(pdf([f"Đoạn thứ {number} của báo cáo này." for number in range(90)]))
    assert document.passages[0].page == 1
    assert document.passages[-1].page > 2
    assert [one.text for one in document.passages] == [f"Đoạn thứ {number} của báo cáo này." for number in range(90)]


def test_a_line_of_a_pdf_that_lies_in_a_ruled_table_is_a_row_of_it() -> None:
    import typst

    source = (
        "#table(columns: 2, [Nội dung], [Thực hiện], [Mẫu thử nghiệm], [1.929])\nMột câu ngoài bảng, đủ dài để đọc."
    )
    document = read(typst.compile(source.encode()))
    assert [(one.kind, one.doubt) for one in document.passages if "1.929" in one.text] == [("row", "table")]
    assert document.passages[-1].kind == "paragraph"


def test_a_document_is_known_by_its_bytes() -> None:
    assert [is_document(data) for data in (saying(SENTENCE), pdf([SENTENCE]), scan(), trainings(LIST_ROW), b"a;b")] == [
        *(True, True, True),
        *(False, False),
    ]


# Sentences and their numbers


def test_a_sentence_does_not_end_at_an_abbreviation_or_a_thousand() -> None:
    text = "1. TP. Đông Hà có 1.929 mẫu. Ông Nguyễn V. An ký. Đến nay là 10.036 phương tiện đo; số mẫu là 5."
    assert sentences(text) == [
        "1. TP. Đông Hà có 1.929 mẫu.",
        "Ông Nguyễn V. An ký.",
        "Đến nay là 10.036 phương tiện đo; số mẫu là 5.",
    ]


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("Kế hoạch số 141-KH/TU ngày 16/04/2024 về 03 nhiệm vụ", ["03"]),
        ("Nghị quyết số 33/2024/NQ-HĐND, giai đoạn 2022 - 2026", []),
        ("tính đến tháng 11/2024 có 43 nhiệm vụ năm 2024", ["43"]),
        ("1. Công tác TCVN 9001, ISO 9001", []),
        ("15,5 tấn; 1.929 mẫu; 10 036 phương tiện; 100% hồ sơ", ["15,5", "1.929", "10 036", "100"]),
        ("10.0036 và 15,,5 và 1.2.3", []),
        ("tại 1668 lượt cơ sở/hộ kinh doanh", ["1668"]),
    ],
)
def test_a_number_counts_unless_it_is_a_date_or_a_documents_number(sentence: str, numbers: list[str]) -> None:
    assert [one.text for one in mentions(sentence)] == numbers
