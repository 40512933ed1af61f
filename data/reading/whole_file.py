"""What a file says of its numbers outside the sheets that are read: its name and its cover."""

import re

from data.model import Finding
from data.reading import roles
from data.reading.addresses import address
from data.reading.cells import Sheet
from data.reading.money import unit as money_unit
from data.reading.parts_of_province import DISTRICT
from data.reading.said import Said
from data.reading.surroundings import LONGEST, MOST_SAID
from data.rules.findings import Location, finding, shown

_DISTRICT = re.compile(r"(?:huyen|thi xa|thi tran|ubnd|thanh pho|tx|tp)\b")
# What only a file is called, mostly without accents: «v1 nhap», «bc tam», «ban cu»; «nhap lieu» is typing in.
_UNFINISHED = re.compile(
    r"\bnhap\b(?! (?:lieu|hang|khau|so\b|du lieu|thong tin|vao|tu|ngay|kho|mon|hoc|q|quy|thang|cho))|\bdraft\d*\b|"
    r"\btam\b(?= ?$| ?[\d(v]| (?:thoi|tinh)\b)"
)
_REPLACED = re.compile(r"\b(?:ban|file|tep|bc|bao cao|so lieu) cu\b(?= ?$| ?[\d(v])|\bold\b|\b(?:bak|backup)\b")
_MONTH_OF, _DAY_OF = r"(0[1-9]|1[0-2])", r"(0[1-9]|[12]\d|3[01])"
_WRITTEN_TOGETHER = re.compile(
    rf"(?<!\d)(?:(20\d\d)[._-]?{_MONTH_OF}[._-]?{_DAY_OF}|{_DAY_OF}{_MONTH_OF}(20\d\d))(?!\d)"
)
_SAMPLE = re.compile(r"\b(?:test|demo)\b|^(?:vi du|thu|thu nghiem)(?: \d+)?$")


def of_file(name: str) -> tuple[list[Finding], Said]:
    """What a file's own name says."""
    stem = re.split(r"[/\\]", name)[-1].rpartition(".")[0] or name
    spelt = re.sub(r"[_-]+", " ", stem)
    said = roles.meaning(spelt)
    role = next((role for role in roles.TITLE_ROLES if role in said.roles), None)
    told = (role, said.roles[role]) if role is not None else _only_of_files(roles.plain(spelt), spelt.isascii())
    found = []
    if told is not None:
        words = {"role": roles.ROLE_LABELS[told[0]], "words": told[1]}
        found.append(finding("other_role:file", Location(), shown(stem), **words))
    if said.scaled and money_unit(said.unit) != 1:
        found.append(finding("unit_above:file", Location(), shown(stem), unit=said.unit))
    return found, Said("file", _WRITTEN_TOGETHER.sub(_day, stem[:LONGEST]))


def _only_of_files(words: str, ascii_only: bool) -> tuple[roles.FigureRole, str] | None:
    """A draft, an old copy or a part of the province, as the name of a file says it."""
    if ascii_only and (match := _UNFINISHED.search(words)):
        return roles.FigureRole.ESTIMATE, match[0]
    if match := _SAMPLE.search(words):
        return roles.FigureRole.SAMPLE, match[0]
    if match := _REPLACED.search(words):
        return roles.FigureRole.REPLACED, match[0]
    part = DISTRICT.search(words)
    return (roles.FigureRole.PART, part[0]) if part is not None and _DISTRICT.match(part[0]) else None


def _day(match: re.Match[str]) -> str:
    """A day as a file's name has it, 20240930 or 30092024, as it is read elsewhere."""
    year, month, day = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    return f"{day}/{month}/{year}"


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
