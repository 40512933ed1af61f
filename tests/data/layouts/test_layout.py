"""A layout is a value: out as JSON and in again, and what is none is told in words."""

import json

import pytest

from data.layouts.layout import ASIDE, FORM, Layout, LayoutBlock, LayoutColumn, LayoutError, LayoutRow
from indicators import TABLES

COLUMNS = (
    LayoutColumn("noi dung", "Nội dung", "name"),
    LayoutColumn("thuc hien › <quý>", "Thực hiện / Quý IV", "value"),
)
ROWS = (LayoutRow("so lop tap huan", "Số lớp tập huấn", "TR01"), LayoutRow("so bai bao", "Số bài báo", ASIDE))
LAYOUT = Layout("Tổng hợp", (LayoutBlock(FORM, columns=COLUMNS, rows=ROWS),))


def changed(**values: object) -> str:
    """The layout as JSON with something of its first block changed."""
    said = json.loads(LAYOUT.to_json())
    said["blocks"][0] |= values
    return json.dumps(said)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "JSON"),
        ("[]", "«version»"),
        ('{"version": 2, "blocks": []}', "«version»"),
        ('{"version": 1, "name": "x"}', "danh sách"),
        ('{"version": 1, "name": "x", "blocks": []}', "không có bảng"),
        ('{"version": 1, "name": 7, "blocks": []}', "phải là chữ"),
        (changed(shape="circle"), "circle"),
        (changed(colour="red"), "colour"),
        (changed(rows="all"), "không đúng kiểu"),
        (changed(rows=[{"said": "x"}]), "thiếu"),
        (changed(rows=[{"name": "a", "said": "a", "becomes": "ZZ99"}]), "ZZ99"),
        (
            changed(
                rows=[{"name": "a", "said": "a", "becomes": "TR01"}, {"name": "b", "said": "b", "becomes": "TR01"}]
            ),
            "TR01",
        ),
        (
            changed(
                rows=[{"name": "a", "said": "a", "becomes": "TR01"}, {"name": "a", "said": "a", "becomes": "TR02"}]
            ),
            "cùng tên",
        ),
        (changed(columns=[{"heading": "a", "said": "A", "becomes": "price"}]), "price"),
        (changed(columns=[{"heading": "a", "said": "A", "becomes": "value+note"}]), "hai nghĩa"),
        (changed(shape="list", table="nothing"), "nothing"),
        (changed(shape="list", table="trainings", columns=[], rows=[], constants={"topic": "cooking"}), "cooking"),
    ],
)
def test_what_is_no_layout_is_told_in_words(text: str, word: str) -> None:
    with pytest.raises(LayoutError) as told:
        Layout.from_json(text, TABLES)
    assert word in told.value.text.vi
    assert told.value.text.en


def test_a_layout_comes_back_from_its_json_as_it_was() -> None:
    assert Layout.from_json(LAYOUT.to_json(), TABLES) == LAYOUT


def test_what_is_not_answered_is_open() -> None:
    said = json.loads(LAYOUT.to_json())
    said["blocks"][0]["rows"][0]["sure"] = False
    said["blocks"][0]["columns"][1]["becomes"] = ""
    assert [(each.kind, each.said) for each in Layout.from_json(json.dumps(said), TABLES).open] == [
        ("column", "Thực hiện / Quý IV"),
        ("row", "Số lớp tập huấn"),
    ]
