"""What stands beside single rows of a table: other columns, words behind a name, lines struck through."""

import re
from collections.abc import Collection, Mapping, Sequence

from data.column_types.cell import Raw
from data.reading import roles
from data.reading.cells import spans
from data.reading.moved_days import moved_days
from data.reading.roles import FigureRole
from data.reading.surroundings import Surroundings
from data.text_keys import bare

LONGEST, MOST = 80, 20_000  # characters of a text that may say what its row is; different texts of a sheet

_WHEN = re.compile(r"(?:ky|quy|nam)(?: bao cao| thuc hien| nop)?|quarter|year|period")
_WHERE = re.compile(r"tinh|thanh pho|tinh thanh pho|tinh tp|dia phuong|don vi bao cao|province")
SHORT = 24  # characters
_PERHAPS = re.compile(r"chưa|không|hoãn|h[uủ][yỷ]|dự kiến|kế hoạch|ước|quý", re.I)
# Columns in which a sender writes what is to be said of a row; one without a heading may be such a column.
_NOTES = re.compile(
    r"(?:ghi chu|giai trinh|ly do|dien giai|tinh trang|trang thai|ket qua|nguon|nhan xet|y kien|luu y|kiem tra|notes?|"
    r"remarks?|status)\b.*|"
)
_DONE = re.compile(r"(?:da )?(?:to chuc|thuc hien|hoan thanh|khai giang|lam xong|held|done)")
_NOT_DONE = {"khong", "chua", "0", "no", "not yet"}
_CORRECTS = re.compile(
    r"(?:so |so lieu |gia tri )?(?:da |sau |sau khi )?(?:dieu chinh|dinh chinh|hieu chinh|tham dinh|ra soat|sua|chinh thuc|"
    r"chot|dung|bo sung|phat sinh them|duyet|kiem tra lai|corrected|revised|adjusted|final)(?: lai| thanh| them)?"
)
_NUMBER = re.compile(r"[+-]?[1-9]")
_BEHIND = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]|\s[-–]\s+([^-–]{2,60})$")


def judge_rows(around: Surroundings, rows: Sequence[int]) -> None:
    """Ask about what stands in these rows of the sheet, counted from 0, outside the columns that are read."""
    sheet, header = around.sheet, around.header
    own = {*header.columns.values(), *header.counters}
    left = MOST
    for column in set(range(sheet.width)) - own:
        heading = header.others.get(column, "")
        first = {sheet.rows[row][column]: row for row in reversed(rows)}  # each content with its first row
        first.pop("", None)
        if not first and heading and column - 1 not in {*own, *header.others}:  # no column: it stands beside the table
            around.judge_title("title", heading, (header.last, column))
        for raw, row in list(first.items())[:left]:
            _judge(around, heading, raw, (row, column))
        left = max(left - len(first), 0)
    for column in header.counters:
        words = {sheet.rows[row][column]: row for row in reversed(rows)}
        for raw, row in list(words.items())[:left]:
            if isinstance(raw, str) and len(raw) <= LONGEST and any(map(str.isalpha, raw)):
                _judge_words(around, raw, raw, (row, column), "")
    struck = {row for row, column in sheet.marks.struck if column in header.columns.values()}.intersection(rows)
    if struck:
        cell = min(struck), min(c for r, c in sheet.marks.struck if r == min(struck) and c in own)
        numbers = spans([row + 1 for row in sorted(struck)])
        around.report("struck_out", cell, "", sheet.cell(*cell), rows=numbers)


def _judge(around: Surroundings, heading: str, raw: Raw, at: tuple[int, int]) -> None:
    """Ask about one content of a column that is none of the table's."""
    if heading and _CORRECTS.fullmatch(bare(heading)) and _NUMBER.match(str(raw).strip()):
        around.report("corrected_beside", (around.header.last, at[1]), "", heading)
    elif isinstance(raw, int | float) and not isinstance(raw, bool):
        if raw == int(raw) and _WHEN.fullmatch(bare(heading)):
            around.hand_on("beside", f"{heading} {int(raw)}", at)
        elif not raw and _DONE.fullmatch(bare(heading)):
            _not_done(around, heading, raw, at)
    elif isinstance(raw, str) and _NOTES.fullmatch(bare(heading)) and (heading or bare(raw)):
        around.judge_remark(raw, at, quarters=False)
    elif isinstance(raw, str) and _DONE.fullmatch(bare(heading)) and bare(raw) in _NOT_DONE:
        _not_done(around, heading, raw, at)
    elif isinstance(raw, str) and len(raw) <= LONGEST:
        if _WHEN.fullmatch(bare(heading)):
            around.hand_on("beside", raw if roles.meaning(raw).times else f"{heading} {raw}", at)
        elif _WHERE.fullmatch(bare(heading)):
            around.hand_on("beside", raw, at)
        else:
            _judge_words(around, raw, raw, at, "")


def _not_done(around: Surroundings, heading: str, raw: Raw, at: tuple[int, int]) -> None:
    words = f"{heading}: {raw}"
    around.tell_role(FigureRole.UNDONE, roles.Meaning({FigureRole.UNDONE: words}), at, "", words)


def _judge_words(around: Surroundings, words: str, raw: str, at: tuple[int, int], key: str) -> None:
    """Ask about words all of which say what a row is: «Dự kiến», «chưa tổ chức», «quý III»."""
    said = roles.meaning(words, (), roles.NOTED)
    role = next((role for role in roles.TITLE_ROLES if role in said.roles and not said.unknown), None)
    if role is None and roles.leaves_out(words, said):
        role = FigureRole.PART
    if role is not None:
        around.tell_role(role, said, at, key, raw)
    elif not said.unknown and any(time.kind == "quarter" or (time.kind == "year" and key) for time in said.times):
        around.hand_on("beside", raw, at, key)
    elif moved_days(words):
        around.hand_on("moved", words, at, key)


def judge_list(around: Surroundings, cells: Mapping[str, Sequence[Raw]], kept: Sequence[int]) -> None:
    """Ask about what stands beside the rows of a list, and behind the names in them: «Nuôi tôm (dự kiến)»."""
    start = around.header.start
    judge_rows(around, range(start, start + len(kept)) if isinstance(kept, range) else [start + i for i in kept])
    wanted: Collection[int] | None = None
    for key, raws in cells.items():
        column = around.table.columns[key]
        if not column.type.is_text or column.choices:
            continue
        if not column.required:
            wanted = _whole_cells(around, key, raws, kept, wanted)
        for raw in {raw for raw in raws if isinstance(raw, str) and ("(" in raw or " - " in raw or "[" in raw)}:
            for match in _BEHIND.finditer(raw[:300]):
                words = match[1] or match[2]
                if roles.speaks(words) or moved_days(words):
                    wanted = wanted if wanted is not None else set(kept)
                    i = next((i for i, other in enumerate(raws) if other == raw and i in wanted), None)
                    if i is not None:
                        _judge_words(around, words, raw, (start + i, around.header.columns[key]), key)


def _whole_cells(
    around: Surroundings, key: str, raws: Sequence[Raw], kept: Sequence[int], wanted: Collection[int] | None
) -> Collection[int] | None:
    """Ask about a cell that says of its whole row what it is, where a place is asked for: «chưa tổ chức»."""
    said = {raw for raw in set(raws) if isinstance(raw, str) and len(raw) <= SHORT and _PERHAPS.search(raw)}
    for raw in said:
        wanted = wanted if wanted is not None else set(kept)
        i = next((i for i, other in enumerate(raws) if other == raw and i in wanted), None)
        if i is not None:
            _judge_words(around, raw, raw, (around.header.start + i, around.header.columns[key]), key)
    return wanted
