"""Rows under the headings that are no rows of the table: blank ones, totals, captions, notes and signatures."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from data.column_types.cell import Raw, is_blank
from data.reading.roles import TITLE_ROLES, meaning
from data.text_keys import bare, fold

Filled = Sequence[tuple[int, Raw]]  # the cells of a row with something in them: column and content

LONGEST = 2_000  # characters of a row that is set aside
FEWEST_OF_SENTENCE = 4  # words of a cell that is no code and no name
MOST_CAPTIONS = 500  # of a sheet that are looked at

TOTAL = re.compile(
    r"(?:(?:tong so|tong cong|tong|cong|cong tong|tong chung|total|grand total|sum)(?: chung)?|chung|toan bo|tat ca)?"
    r" ?(?:(?:cua )?(?:toan|ca) (?:tinh|thanh pho|nganh|bieu|bang))?(?: [\d ]+)?|"
    r"(?:tong so|tong cong|tong|cong) (?:cac )?(?:lop|khoa|muc|phan|nhom|trang|dot|nguoi|hoc vien)(?: [ivxa-h\d ]+)?"
)
_CAPTION = re.compile(r"(?:trong do|chia ra|chia theo .*|bao gom|gom|of which)")
_ROMAN_OR_LETTER = re.compile(r"[IVX]{1,5}\.?|[A-H]\.?")
FOOTER = re.compile(
    r"(?:nguoi (?:lap|tong hop|kiem tra|duyet|bao cao)|lap bieu|thu truong|giam doc|pho giam doc|kt giam doc|tm |tl |"
    r"noi nhan|ghi chu$|nguon$|luu vt|ky ten|ky ghi|ky va|dong dau|xac nhan|chanh van phong|truong phong|chu thich$|"
    r"so dien thoai|dien thoai|email|prepared by|director|notes?$|source$).*"
)
NOTE_LINE = re.compile(
    r"\s*(?:ghi chú|chú thích|nguồn|ghi chu|chu thich|nguon|lưu ý|notes?|sources?)\s*:.*|\s*[(\[]?\*+[)\]]?\s?\S.*",
    re.I | re.S,
)
SIGNED = re.compile(r"(?:.*, ?)?ngay[ \d.…]*thang[ \d.…]*nam[ \d.…]*")
# «B. CÁC LỚP DỰ KIẾN», «II. Quý III/2024», «Bảng 2: …», «Tỉnh Quảng Trị (cũ)»
_NUMBERED = re.compile(r"\s*(?:[IVX]{1,5}|[A-H])\s*[.)/:-]\s*\S.*", re.S)
_HEADED = re.compile(r"(?:bang|bieu|phu luc|danh sach|tinh|thanh pho|tp|table|list|province)\b.*")


class Caption(NamedTuple):
    """A text of a row that was set aside: which rule told of it, row (counted from the body), column."""

    kind: str
    row: int
    column: int
    text: str


def speaks(text: str) -> bool:
    """Whether a text says of numbers what they are: a plan, an estimate, another time, thousands."""
    said = meaning(text)
    return (
        said.scaled or any(role in said.roles for role in TITLE_ROLES) or any(time.kind != "day" for time in said.times)
    )


class Aside:
    """Decides row by row, from the top, which rows are set aside, and remembers them so that it can be told."""

    def __init__(self, columns: set[int]) -> None:
        self._columns = columns  # of the table; others may number the rows
        self._in_footer = False
        self.told: list[tuple[str, int, int]] = []  # rule, column and row of the first cell, counted from the body
        self.captions: list[Caption] = []

    def takes(self, row: int, filled: Filled, values: bool, words: bool) -> bool:
        """Whether a row is set aside.

        `values`: it has something that reads as a value of a column; `words`: it has required words besides its
        first cell. Such a row is data, however it begins.
        """
        if not filled:
            return True
        filled = [(column, raw[:LONGEST] if isinstance(raw, str) else raw) for column, raw in filled]
        column, first = filled[0]
        if isinstance(first, str) and not words and (plain := bare(first)) and TOTAL.fullmatch(plain):
            return self._note("total_row", row, column)
        signed = len(filled) == 1 and isinstance(first, str) and SIGNED.fullmatch(fold(first)) is not None
        if values and not signed:
            return False
        if self._in_footer or signed or _is_footer(filled):
            self._in_footer = True
            self._keep("footer", row, filled)
            return self._note("footer", row, column)
        if self._is_caption(filled):
            self._keep("section_row", row, filled)
            return self._note("section_row", row, column)
        if any(c in self._columns for c, _ in filled):
            return False
        if any(isinstance(raw, str) and speaks(raw) for _, raw in filled[:3]):
            self._keep("section_row", row, filled)
            return self._note("section_row", row, column)
        return True

    def sentence(self, row: int, filled: Filled) -> bool:
        """Whether a row that is none of the form's is one cell of words, which has no figure to be lost: set aside."""
        return self._one_cell("footer", "sentence", row, filled)

    def caption_perhaps(self, row: int, filled: Filled) -> bool:
        """Whether a row of a list is one cell of words: set aside, and asked about."""
        return self._one_cell("section_perhaps", "section_row", row, filled)

    def _one_cell(self, rule: str, kind: str, row: int, filled: Filled) -> bool:
        if len(filled) != 1 or not isinstance(filled[0][1], str) or len(filled[0][1].split()) < FEWEST_OF_SENTENCE:
            return False
        self._keep(kind, row, filled)
        return self._note(rule, row, filled[0][0])

    def _keep(self, kind: str, row: int, filled: Filled) -> None:
        if len(self.captions) < MOST_CAPTIONS:
            self.captions += [Caption(kind, row, column, raw) for column, raw in filled if isinstance(raw, str)]

    def _is_caption(self, filled: Filled) -> bool:
        """«Trong đó:» alone, or a roman number or letter before the name of a group."""
        if not all(isinstance(raw, str) for _, raw in filled):
            return False
        column, first = filled[0]
        if len(filled) == 1:
            words = str(first)
            plain = bare(words)
            return bool(_CAPTION.fullmatch(plain) or _NUMBERED.fullmatch(words) or _HEADED.fullmatch(plain)) or speaks(
                words
            )
        numbered = column not in self._columns and _ROMAN_OR_LETTER.fullmatch(str(first).strip())
        return len(filled) == 2 and bool(numbered)

    def _note(self, rule: str, row: int, column: int) -> bool:
        if rule == "total_row" or not self.told or self.told[-1][0] != rule or rule.startswith("section"):
            self.told.append((rule, column, row))
        return True


def _is_footer(filled: Filled) -> bool:
    return any(
        FOOTER.fullmatch(bare(raw)) or NOTE_LINE.fullmatch(raw) or SIGNED.fullmatch(fold(raw))
        for _, raw in filled[:3]
        if isinstance(raw, str)
    )


def filled_cells(cells: Sequence[Raw]) -> Filled:
    return [(column, raw) for column, raw in enumerate(cells) if not is_blank(raw)]
