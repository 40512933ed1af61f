"""What a report in prose is proposed to say: right, with its sentence; and never certain where it is something else."""

import pytest

from data.model import Period
from data.places import PLACES
from data.prose.opened import read
from indicators import CATALOGUE
from indicators.prose.proposal import Proposals
from indicators.prose.propose import propose
from indicators.prose.spans import Span
from tests.support.changed_sentences import CHANGES
from tests.support.reports import HEAD, paragraphs, pdf, saying, word

QUARTER = Period.parse("2024-Q4")
UNIT = PLACES.find("Quảng Trị", QUARTER.end)
INSTRUMENTS = "Tổng số phương tiện đo được kiểm định, hiệu chuẩn từ đầu năm 2024 đến nay là 10.036 phương tiện đo."


def of(data: bytes, quarter: Period = QUARTER) -> Proposals:
    assert UNIT is not None
    return propose(read(data), UNIT, quarter, CATALOGUE)


def told(*sentences: str, head: tuple[str, ...] = HEAD) -> list[tuple[str, str, str, bool]]:
    """Code, column, what goes into the cell, how sure."""
    return [(one.code, one.column, one.typed, one.sure) for one in of(saying(*sentences, head=head)).figures]


def test_a_sentence_is_proposed_with_its_figure_its_time_and_the_number_marked_in_it() -> None:
    (one,) = of(saying(INSTRUMENTS)).figures
    assert (one.code, one.span, one.column, one.typed, one.sure) == (
        "MQ01",
        Span.TO_DATE,
        "year_to_date",
        "10.036",
        True,
    )
    (quote,) = one.quotes
    assert (quote.text, quote.typed, quote.place.vi) == (INSTRUMENTS, "10.036", "đoạn 7")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Trong quý IV năm 2024, Sở đã tổ chức 12 lớp tập huấn.", ("TR01", "value", "12", True)),
        ("Năm 2024, Sở đã tổ chức 12 lớp tập huấn.", ("TR01", "year_to_date", "12", True)),
        ("Tính đến nay, toàn tỉnh có trên 70 quy trình công nghệ.", ("ST06", "value", "trên 70", True)),
        ("Năm 2024, Sở đã sản xuất, cung cấp 15,5 tấn chế phẩm.", ("TM05", "year_to_date", "15,5", True)),
        (
            "Năm 2024, Sở đã xử phạt với số tiền 20 triệu đồng.",
            ("IN06", "year_to_date", "20 triệu đồng", True),
        ),
        ("Sở đã tổ chức 12 lớp tập huấn.", ("TR01", "year_to_date", "12", False)),
        ("Năm 2024, không để xảy ra sự cố bức xạ.", ("RN04", "year_to_date", "0", False)),
    ],
)
def test_of_what_time_and_how_exact_a_number_is(sentence: str, expected: tuple[str, str, str, bool]) -> None:
    assert told(sentence) == [expected]


def test_a_total_and_its_parts_are_each_what_they_are() -> None:
    sentence = (
        "Tính đến tháng 11/2024, đã triển khai thực hiện 43 nhiệm vụ KH&CN các cấp, trong đó có: 40 nhiệm vụ chuyển "
        "tiếp từ năm 2022 và 2023 và 03 nhiệm vụ đã phê duyệt thực hiện năm 2024."
    )
    assert told(sentence) == [
        (code, "year_to_date", n, False) for code, n in (("ST01", "43"), ("ST02", "40"), ("ST03", "03"))
    ]


def test_numbers_told_one_by_one_are_proposed_as_their_sum_with_every_place() -> None:
    sentence = "Năm 2024, Sở đã cử đi đào tạo 01 thí nghiệm viên; 03 thử nghiệm viên; 02 kiểm định viên."
    (one,) = of(saying(sentence)).figures
    assert (one.code, one.typed, one.sure) == ("TR03", "6", False)
    assert [quote.typed for quote in one.quotes] == ["01", "03", "02"]


def test_two_numbers_for_one_figure_are_both_asked_about() -> None:
    first, second = "Năm 2024, Sở đã tổ chức 30 lớp tập huấn.", "Năm 2024, Sở đã tổ chức 31 lớp tập huấn."
    assert told(first, second) == [("TR01", "year_to_date", n, False) for n in ("30", "31")]


def test_a_number_of_nobody_is_listed() -> None:
    proposals = of(saying("Năm 2024, Sở đã trồng 120 cây xanh."))
    assert proposals.figures == ()
    assert [quote.typed for quote in proposals.unclaimed] == ["120"]


def test_a_row_of_a_table_is_never_certain_since_its_headings_may_say_that_it_is_a_plan() -> None:
    import io

    from docx import Document as Word

    document = Word(io.BytesIO(saying("Từ đầu năm 2024 đến nay:")))
    table = document.add_table(rows=1, cols=2)
    for cell, text in zip(table._cells, ("Số phương tiện đo được kiểm định, hiệu chuẩn", "10.036"), strict=True):
        cell.text = text
    out = io.BytesIO()
    document.save(out)
    assert [(one.code, one.typed, one.sure) for one in of(out.getvalue()).figures] == [("MQ01", "10.036", False)]


def test_a_sentence_that_no_office_writes_is_not_looked_into_but_its_numbers_are_listed() -> None:
    endless = "Năm 2024, bảo hộ xử phạt kiểm tra thẩm định 5 phương tiện đo, " + "thẩm định 5 phương tiện đo, " * 300
    proposals = of(saying(endless.strip(", ") + ".", PLAIN[0]))
    assert [one.code for one in proposals.figures] == ["MQ01"]
    assert 50 < len(proposals.unclaimed) < 400


# What would make it another number: never certain

PLAIN = (
    "Từ đầu năm 2024 đến nay, Sở đã kiểm định, hiệu chuẩn 10.036 phương tiện đo.",
    "Từ đầu năm 2024 đến nay, Sở đã tổ chức 10.036 lớp tập huấn.",
)


@pytest.mark.parametrize("sentence", PLAIN)
def test_the_plain_sentence_is_certain(sentence: str) -> None:
    assert [sure for *_, sure in told(sentence)] == [True]


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("sentence", PLAIN)
def test_a_sentence_that_says_something_else_is_never_certain(change: str, sentence: str) -> None:
    changed = CHANGES[change](sentence)
    assert changed != sentence
    assert not any(sure for *_, sure in told(changed))


@pytest.mark.parametrize(
    "head",
    [
        (),
        ("UBND TỈNH QUẢNG BÌNH", *HEAD[1:2], "Quảng Bình, ngày 20 tháng 12 năm 2024"),
        (*HEAD[:2], "Quảng Trị, ngày 20 tháng 12 năm 2023"),
        (*HEAD[:2], "Quảng Trị, ngày 20 tháng 6 năm 2024"),
        (*HEAD[:2], "Quảng Trị, ngày 05 tháng 10 năm 2024", "BÁO CÁO", "Kết quả công tác 9 tháng đầu năm 2024"),
        (*HEAD[:2], "Quảng Trị, ngày 05 tháng 10 năm 2024", "BÁO CÁO", "Kết quả công tác quý III năm 2024"),
        (
            *HEAD[:2],
            "Quảng Trị, ngày 05 tháng 10 năm 2024",
            "BÁO CÁO",
            "Kết quả công tác",
        ),  # the third's, or this one's
        (*HEAD[:2], "Quảng Trị, ngày 20 tháng 3 năm 2025", *HEAD[3:]),
        (*HEAD[:2], "Quảng Trị, ngày 10 tháng 01 năm 2025", "BÁO CÁO", "Kết quả công tác"),
    ],
)
def test_a_document_that_is_not_of_this_province_and_quarter_has_nothing_certain(head: tuple[str, ...]) -> None:
    assert not any(sure for *_, sure in told(*PLAIN, head=head))


@pytest.mark.parametrize(
    "day", ["ngày 10 tháng 01 năm 2025", "ngày 25 tháng 02 năm 2025", "ngày     tháng 10 năm 2024"]
)
@pytest.mark.parametrize("title", ["Kết quả công tác quý IV năm 2024", "Kết quả năm 2024", "Kết quả 12 tháng năm 2024"])
def test_a_report_is_signed_up_to_sixty_days_after_the_quarter_that_its_title_says(day: str, title: str) -> None:
    (one,) = told(INSTRUMENTS, head=(*HEAD[:2], f"Quảng Trị, {day}", "BÁO CÁO", title))
    assert one[3]


def test_a_report_of_the_third_quarter_signed_in_october_is_certain_of_that_quarter_and_no_other() -> None:
    head = (*HEAD[:2], "Quảng Trị, ngày 05 tháng 10 năm 2024", "BÁO CÁO", "Kết quả công tác quý III năm 2024")
    document = saying("Trong quý III năm 2024, Sở đã tổ chức 12 lớp tập huấn.", head=head)
    (third,) = of(document, Period.parse("2024-Q3")).figures
    assert (third.code, third.column, third.typed, third.sure) == ("TR01", "value", "12", True)
    for other in ("2024-Q2", "2024-Q4", "2023-Q3"):
        assert not any(one.sure for one in of(document, Period.parse(other)).figures), other


@pytest.mark.parametrize("over", ["II. NHIỆM VỤ TRỌNG TÂM NĂM 2025", "Kế hoạch năm 2025:", "Chỉ tiêu được giao:"])
def test_what_stands_under_a_plan_is_never_certain(over: str) -> None:
    assert not any(sure for *_, sure in told(over, PLAIN[0]))


@pytest.mark.slow
@pytest.mark.parametrize(
    "sentences",
    [
        (
            "Từ đầu năm 2024 đến ngày 15/11/2024, tổng số phương tiện đo được kiểm định, hiệu chuẩn là 10.036 phương tiện đo.",
        ),
        (
            "Từ đầu năm 2024 đến tháng 11/2024, tổng số phương tiện đo được kiểm định, hiệu chuẩn là 10.036 phương tiện đo.",
        ),
        (INSTRUMENTS.replace("đến nay", "đến hết tháng 10"),),
        ("Tính đến ngày 31/10/2024, toàn tỉnh có 70 quy trình công nghệ.",),
        (f"{INSTRUMENTS} Số liệu tính đến 15/11/2024.",),
        (f"Số liệu dưới đây đã làm tròn đến nghìn. {INSTRUMENTS}",),
        (INSTRUMENTS, "(*) Số liệu tính đến 15/11."),
        ("Ghi chú: Các số liệu trong báo cáo này là số ước.", INSTRUMENTS),
        ("Tỉnh Quảng Bình:", INSTRUMENTS),
        ("Huyện Hải Lăng:", INSTRUMENTS),
        ("Đề nghị các đơn vị báo cáo theo mẫu sau:", INSTRUMENTS),
        (INSTRUMENTS.replace("10.036", "10.036*"),),
    ],
)
def test_a_day_before_the_end_a_note_or_a_place_over_a_sentence_makes_it_uncertain(sentences: tuple[str, ...]) -> None:
    assert told(*sentences)
    assert not any(sure for *_, sure in told(*sentences))


@pytest.mark.slow
@pytest.mark.parametrize("text", ["bac_giang_2021", "binh_thuan_2017", "dak_nong_2020", "dak_nong_chi_thi"])
def test_plans_and_notices_have_nothing_certain_for_anybody(text: str) -> None:
    for name in ("Bắc Giang", "Bình Thuận", "Đắk Nông"):
        unit = PLACES.find(name, QUARTER.end)
        assert unit is not None
        for quarter in map(Period.parse, ("2017-Q3", "2020-Q3", "2021-Q1", "2024-Q4")):
            found = propose(read(word(paragraphs(text))), unit, quarter, CATALOGUE)
            assert [one for one in found.figures if one.sure] == []


@pytest.mark.slow
def test_the_report_says_the_same_as_word_document_and_as_pdf() -> None:
    report = paragraphs("quang_tri_2024")
    both = [{(one.code, one.column, one.typed, one.sure) for one in of(made(report)).figures} for made in (word, pdf)]
    assert {one[:3] for one in both[0]} == {one[:3] for one in both[1]}
