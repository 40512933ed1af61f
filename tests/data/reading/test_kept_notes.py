"""No note beside a number goes unread: it is asked about, or told as read, so that nobody need trust our reading."""

import csv
from collections import Counter
from collections.abc import Sequence

import pytest

from data.feedback.whole_list import in_order
from data.model import Finding, Severity
from data.reading.reader import read
from data.reading.tally import TOLD
from indicators import TABLES
from tests.context import free_texts
from tests.context.case import FIGURE, form_of, list_of
from tests.support.corpus import HEADINGS, ROW, trainings


def findings(data: bytes) -> list[Finding]:
    return in_order(read(data, "so-lieu.xlsx", TABLES).findings, TABLES)


def told(data: bytes) -> list[tuple[str, str]]:
    return [(one.rule, one.cell) for one in findings(data)]


def noted(*line: object) -> bytes:
    return form_of(lines=[[*FIGURE, *line]])


def test_a_note_that_is_asked_about_is_not_told_besides() -> None:
    assert told(noted("số ước thực hiện")) == [("other_role", "F2")]


def test_a_note_that_passes_is_told_at_its_cell_in_its_own_words() -> None:
    (one,) = findings(noted("Tăng do kiểm định đồng hồ nước theo kế hoạch"))
    assert (one.rule, one.cell, one.severity) == ("note_kept", "F2", Severity.INFO)
    assert one.received == "Tăng do kiểm định đồng hồ nước theo kế hoạch"
    assert one.received in one.message.vi


@pytest.mark.parametrize("nothing", ["", "–", "...", None])
def test_where_no_word_is_written_nothing_is_told(nothing: object) -> None:
    assert told(noted(nothing)) == []


def test_the_parts_of_a_long_letter_are_told_once() -> None:
    letter = "Sở đã kiểm tra tại các trạm cân và chợ trung tâm theo kế hoạch. " * 12
    assert told(form_of([letter], [])) == [("note_kept", "A1")]


def test_the_headings_and_groups_of_a_form_and_who_signs_it_are_no_notes() -> None:
    assert told(form_of(below=[[], ["Người lập biểu"], ["(Ký, ghi rõ họ tên)"], ["Nguyễn Văn A"]])) == [
        ("footer", "A4")
    ]
    assert "note_kept" not in dict(told(list_of(lines=[["I. Lớp của Sở"], ROW])))


def test_of_a_list_each_note_is_told_once() -> None:
    rows = [[*ROW, "tại hội trường"], [*ROW[:3], "13/10/2024", *ROW[4:], "tại hội trường"]]
    data = trainings(*rows, headings=[*HEADINGS, "Ghi chú"])
    assert [rule for rule, _ in told(data)].count("note_kept") == 1


def test_of_very_many_notes_the_first_are_told_and_how_many_more_there_are() -> None:
    """Thousands in a list would fill the ledger, and nobody reads them."""
    plain = [[f"Lớp {n}", *ROW[1:], f"tại hội trường số {n}"] for n in range(TOLD.alike + 20)]
    asked = [[f"Khóa {n}", *ROW[1:], f"số ước thực hiện của lớp {n}"] for n in range(TOLD.alike + 30)]
    found = findings(trainings(*plain, *asked, headings=[*HEADINGS, "Ghi chú"]))
    rules = Counter(one.rule for one in found)
    assert rules["note_kept"] == rules["other_role"] == TOLD.alike
    assert [one.count for one in found if one.rule == "more_notes"] == [20], "none of those that are asked about"
    assert [one.count for one in found if one.rule == "more_questions"] == [30]


def every_note() -> list[tuple[str, str]]:
    """All that were written as notes and comments, by whoever and whatever they say: also those that are told wrong."""
    paths = [free_texts.TEXTS, free_texts.OPEN, free_texts.TEXTS.with_name("held_out_texts.csv")]
    lines = [
        line for path in paths for line in csv.DictReader(path.read_text(encoding="utf-8").splitlines(keepends=True))
    ]
    return [(line["where"], line["text"]) for line in lines if line["where"] in ("note", "comment", "list_note")]


def unread(notes: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    silent = {"unheaded_cells", "extra_column"}  # which speak of a column, not of what stands in it
    return [
        (where, text)
        for where, text in notes
        if not any(one.rule not in silent for one in findings(free_texts.MAKERS[where](text)))
    ]


def test_of_the_notes_that_people_wrote_none_passes_untold() -> None:
    assert unread(every_note()[::48]) == []


@pytest.mark.slow
def test_of_all_notes_that_people_wrote_none_passes_untold() -> None:
    notes = every_note()
    assert len(notes) > 1_300
    assert unread(notes) == []
