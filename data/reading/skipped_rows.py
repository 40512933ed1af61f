"""Rows under the headings that are no rows of the table: blank ones, totals, captions, notes and signatures."""

import re
from collections.abc import Sequence

from data.column_types.cell import Raw, is_blank
from data.text_keys import bare, fold

Filled = Sequence[tuple[int, Raw]]  # the cells of a row with something in them: column and content

LONGEST = 300  # characters by which a row is known

_TOTAL = re.compile(
    r"(?:tong so|tong cong|tong|cong|cong tong|tong chung|total|grand total|sum)(?: chung)?(?: [\d ]+)?"
)
_CAPTION = re.compile(r"(?:trong do|chia ra|chia theo .*|bao gom|gom|of which)")
_ROMAN_OR_LETTER = re.compile(r"[IVX]{1,5}\.?|[A-H]\.?")
_FOOTER = re.compile(
    r"(?:nguoi (?:lap|tong hop|kiem tra|duyet|bao cao)|lap bieu|thu truong|giam doc|pho giam doc|kt giam doc|tm |tl |"
    r"noi nhan|ghi chu$|nguon$|luu vt|ky ten|ky ghi|ky va|dong dau|xac nhan|chanh van phong|truong phong|chu thich$|"
    r"prepared by|director|notes?$|source$).*"
)
_NOTE_LINE = re.compile(
    r"\s*(?:ghi chú|chú thích|nguồn|ghi chu|chu thich|nguon|lưu ý|notes?|sources?)\s*:.*|\s*\*+\s?\S.*", re.I | re.S
)
_SIGNED = re.compile(r"(?:.*, ?)?ngay[ \d.…]*thang[ \d.…]*nam[ \d.…]*")


class Aside:
    """Decides row by row, from the top, which rows are set aside, and remembers them so that it can be told."""

    def __init__(self, columns: set[int]) -> None:
        self._columns = columns  # of the table; others may number the rows
        self._in_footer = False
        self.told: list[tuple[str, int, int]] = []  # rule, column and row of the first cell, counted from the body

    def takes(self, row: int, filled: Filled, values: bool, words: bool) -> bool:
        """Whether a row is set aside.

        `values`: it has something that reads as a value of a column; `words`: it has required words besides its
        first cell. Such a row is data, however it begins.
        """
        if not filled:
            return True
        filled = [(column, raw[:LONGEST] if isinstance(raw, str) else raw) for column, raw in filled]
        column, first = filled[0]
        if isinstance(first, str) and not words and _TOTAL.fullmatch(bare(first)):
            return self._note("total_row", row, column)
        signed = len(filled) == 1 and isinstance(first, str) and _SIGNED.fullmatch(fold(first)) is not None
        if values and not signed:
            return False
        if self._in_footer or signed or _is_footer(filled):
            self._in_footer = True
            return self._note("footer", row, column)
        if self._is_caption(filled):
            return self._note("section_row", row, column)
        return not any(c in self._columns for c, _ in filled)

    def _is_caption(self, filled: Filled) -> bool:
        """«Trong đó:» alone, or a roman number or letter before the name of a group."""
        if not all(isinstance(raw, str) for _, raw in filled):
            return False
        column, first = filled[0]
        if len(filled) == 1:
            return _CAPTION.fullmatch(bare(str(first))) is not None
        numbered = column not in self._columns and _ROMAN_OR_LETTER.fullmatch(str(first).strip())
        return len(filled) == 2 and bool(numbered)

    def _note(self, rule: str, row: int, column: int) -> bool:
        if rule == "total_row" or not self.told or self.told[-1][0] != rule or rule == "section_row":
            self.told.append((rule, column, row))
        return True


def _is_footer(filled: Filled) -> bool:
    return any(
        _FOOTER.fullmatch(bare(raw)) or _NOTE_LINE.fullmatch(raw) or _SIGNED.fullmatch(fold(raw))
        for _, raw in filled[:3]
        if isinstance(raw, str)
    )


def filled_cells(cells: Sequence[Raw]) -> Filled:
    return [(column, raw) for column, raw in enumerate(cells) if not is_blank(raw)]
