"""What a sheet that is not loaded may hold all the same: rows of the form without headings, corrections, notes."""

import re
from collections.abc import Iterator, Mapping, Sequence

from data.column_types.cell import Raw, is_blank
from data.column_types.column import read_each
from data.model import Finding, Text
from data.reading import roles
from data.reading.addresses import address, column_number
from data.reading.cells import Sheet
from data.reading.notes import read_note
from data.reading.said import Said
from data.reading.surroundings import LONGEST
from data.rules.findings import Location, finding, shown
from data.table import Table
from data.text_keys import bare, fold

_MENDS = re.compile(r"\b(?:dinh chinh|sua (?:lai|doi)|thay the|dieu chinh|corrections?|corrected)\b")
_NOTES = re.compile(r"(?:ghi chu|chu thich|thuyet minh|giai trinh|luu y|notes?)\b.*|(?:sheet|trang tinh) ?\d*")
LOOKED_AT, MOST_NOTES, FEWEST_WORDS = 30, 10, 3  # rows and columns of a sheet; texts of one of notes; words of a note


def mends(sheet: Sheet) -> str:
    """The cell of a sheet that is not loaded which says that it puts other figures right; "" where none does."""
    if _MENDS.search(fold(sheet.name)):
        return "A1"
    found = (address(r, c) for r, c, raw in _texts(sheet) if _MENDS.search(fold(raw[:LONGEST])))
    return next(found, "")


def _cells(sheet: Sheet) -> Iterator[tuple[int, int, Raw]]:
    for r, cells in enumerate(sheet.rows[:LOOKED_AT]):
        yield from ((r, c, raw) for c, raw in enumerate(cells[:LOOKED_AT]) if not is_blank(raw))


def _texts(sheet: Sheet) -> list[tuple[int, int, str]]:
    return [(r, c, raw) for r, c, raw in _cells(sheet) if isinstance(raw, str)]


def judge(
    sheet: Sheet, tables: Mapping[str, Table], of_lists: Mapping[str, Mapping[str, str]]
) -> tuple[list[Finding], list[Said]]:
    """Ask about rows of the form on a sheet without its headings, and what a sheet of notes says of the workbook.
    `of_lists`: a list that was read → its columns, by their letters."""
    asked, said = _notes(sheet)
    codes = {figure.code.upper() for table in tables.values() for figure in table.figures}
    for r, cells in enumerate(sheet.rows[:LOOKED_AT]):
        code = next((raw for raw in cells if isinstance(raw, str) and raw.strip().upper() in codes), None)
        numbers = any(isinstance(raw, int | float) for raw in cells)
        alike = next((tables[name].label for name, at in of_lists.items() if _is_row(cells, tables[name], at)), None)
        what = Text(code, code) if code is not None and numbers else alike
        if what is not None:
            first = next(c for c, raw in enumerate(cells) if not is_blank(raw))
            asked.append(finding("unread_figures", _at(sheet, r, first), what=what))
            break
    return asked, said


def _at(sheet: Sheet, row: int, column: int) -> Location:
    return Location(sheet.name, address(row, column), row + 1, title=shown(sheet.name))


def _is_row(cells: Sequence[Raw], table: Table, columns: Mapping[str, str]) -> bool:
    """Whether each required column of a list has a value where it stands on the sheet that was read."""
    typed = False
    for key, column in table.columns.items():
        if not column.required:
            continue
        at = column_number(columns.get(key, ""))
        raw = cells[at] if 0 <= at < len(cells) else ""
        if is_blank(raw) or (not column.type.is_text and read_each(column, [raw], False)[0].get(raw) is None):
            return False
        typed |= not column.type.is_text
    return typed


def _notes(sheet: Sheet) -> tuple[list[Finding], list[Said]]:
    """What a sheet of a few notes and nothing else says."""
    texts = _texts(sheet) if _NOTES.fullmatch(bare(sheet.name)) else []
    asked: list[Finding] = []
    said: list[Said] = []
    for row, column, text in texts if len(texts) <= MOST_NOTES and len(texts) == len(list(_cells(sheet))) else ():
        if len(text.split()) < FEWEST_WORDS:
            continue
        note, place = read_note(text[:LONGEST]), _at(sheet, row, column)
        if note.role is not None:
            words = {"role": roles.ROLE_LABELS[note.role], "words": note.meaning.roles[note.role]}
            asked.append(finding("other_role", place, shown(text), **words))
        if note.unit:
            asked.append(finding("unit_above", place, shown(text), unit=note.unit))
        if note.of_whom_or_when:
            said.append(Said("note", text[:LONGEST], sheet.name, place.cell, row + 1))
    return asked, said
