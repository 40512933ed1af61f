"""What a file says of its numbers outside the sheets that are read: its name, its cover, sheets that correct others."""

import re

from data.model import Finding
from data.reading import roles
from data.reading.cells import Sheet, address
from data.reading.money import unit as money_unit
from data.reading.surroundings import LONGEST, MOST_SAID, Said
from data.rules.findings import Location, finding, shown
from data.text_keys import fold

_DISTRICT = re.compile(r"(?:huyen|thi xa|thi tran|ubnd)\b")
_MENDS = re.compile(r"\b(?:dinh chinh|sua (?:lai|doi)|thay the|dieu chinh|corrections?|corrected)\b")


def of_file(name: str) -> tuple[list[Finding], Said]:
    """What a file's own name says."""
    stem = re.split(r"[/\\]", name)[-1].rpartition(".")[0] or name
    said = roles.meaning(re.sub(r"[_-]+", " ", stem))
    role = next((role for role in roles.TITLE_ROLES if role in said.roles), None)
    found = []
    if role is not None:
        words = {"role": roles.ROLE_LABELS[role], "words": said.roles[role]}
        found.append(finding("other_role:file", Location(), shown(stem), **words))
    part = roles.DISTRICT.search(roles.plain(re.sub(r"[_-]+", " ", stem)))
    if role is None and part is not None and _DISTRICT.match(part[0]):
        words = {"role": roles.ROLE_LABELS[roles.FigureRole.PART], "words": part[0]}
        found.append(finding("other_role:file", Location(), shown(stem), **words))
    if said.scaled and money_unit(said.unit) != 1:
        found.append(finding("unit_above:file", Location(), shown(stem), unit=said.unit))
    return found, Said("file", stem[:LONGEST])


def cover(sheet: Sheet, ours: bool) -> tuple[list[Finding], list[Said]]:
    """The upper part of a cover sheet: whose the workbook is, and, where it is not our own, what its numbers are."""
    found: list[Finding] = []
    said: list[Said] = []
    for row, cells in enumerate(sheet.rows[:8]):
        for column, raw in enumerate(cells):
            if not isinstance(raw, str) or not 0 < len(raw.strip()) <= LONGEST:
                continue
            said.append(Said("title", raw, sheet.name, address(row, column), row + 1))
            meant = roles.meaning(raw)
            role = next((role for role in roles.TITLE_ROLES if role in meant.roles), None)
            if role is not None and not ours:
                place = Location(sheet.name, address(row, column), row + 1, title=shown(sheet.name))
                words = {"role": roles.ROLE_LABELS[role], "words": meant.roles[role]}
                found.append(finding("other_role", place, shown(raw), **words))
    return found[:MOST_SAID], said[:MOST_SAID]


def mends(sheet: Sheet) -> str:
    """The cell of a sheet that is not loaded which says that it puts other figures right; "" where none does."""
    if _MENDS.search(fold(sheet.name)):
        return "A1"
    texts = ((r, c, raw) for r, cells in enumerate(sheet.rows[:30]) for c, raw in enumerate(cells[:30]))
    found = (address(r, c) for r, c, raw in texts if isinstance(raw, str) and _MENDS.search(fold(raw[:LONGEST])))
    return next(found, "")
