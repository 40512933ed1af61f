"""What stands beside rows is read as far as one file may cost, over all its columns together."""

import pytest

from data.reading import beside
from data.reading.reader import read
from indicators import TABLES
from tests.support.corpus import HEADINGS, ROW


def test_however_many_columns_a_file_adds_so_many_different_texts_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[object] = []
    monkeypatch.setattr(beside, "MOST", 5)
    monkeypatch.setattr(beside, "_judge", lambda around, heading, raw, at: looked.append(raw))
    monkeypatch.setattr(beside, "_judge_words", lambda around, words, *rest: looked.append(words))
    cells = ["" if raw is None else str(raw) for raw in ROW]
    rows = [["STT", *map(str, HEADINGS), "a", "b"], *([f"s{n}", *cells, f"x{n}", f"y{n}"] for n in range(9))]
    read("\n".join(";".join(row) for row in rows).encode(), "Đào tạo, tập huấn.csv", TABLES)
    assert len(looked) == 5
