"""What the names say that a formula takes its numbers from: sheets, files and their folders, headings of columns.

A name is written as people read it: «Quý I - Quý III» for several sheets, «Bao cao\\2023\\KH 2025: Sheet1» for one of
another file. What is nearest to the cells speaks first: the sheet and its file, then the folder that the file is in.
"""

import re
from collections.abc import Sequence
from urllib.parse import unquote

from data.reading.roles import Meaning, meaning, plain
from data.reading.times import Time

BETWEEN, TO, OF_FILE, IN_FOLDER = "; ", " - ", ": ", "\\"  # names; several sheets; a file and its sheet; its folders
MOST_FOLDERS, LONGEST = 6, 120  # folders; letters of a file with them

_OF_FILE = re.compile(r"(.*)\[([^\[\]]+)\](.*)")
_SEPARATORS = re.compile(r"[/\\]+")
_NO_FOLDER = re.compile(r"\.{0,2}|[a-z]:|file:", re.I)  # «..», «C:»
_SERVER = re.compile(r"^(?:https?:|file:)?[/\\]{2}[^/\\.]+\.[^/\\]+", re.I)
_OF_PEOPLE = re.compile(r"users|home|documents and settings", re.I)  # in which each folder is called after somebody
_MONTH = re.compile(r"[Tt][ .]?([1-9]|1[0-2])")  # «T9», as sheets of months are called
_OFFICE = re.compile(r"(?:phong|ban|p|so|van phong|to|bo phan|vu|cuc|trung tam)\b|.*\b(?:tai chinh|tc|tong hop)\b")


def called(sheet: str, files: Sequence[str]) -> str:
    """A sheet by its name, one of another workbook behind that workbook's. `files` are those that numbers stand for."""
    match = _OF_FILE.fullmatch(sheet)
    if match is None:
        return sheet.replace(":", TO)
    before, file, name = match.groups()
    if file.isascii() and file.isdigit():
        number = int(file[:6])
        before, file = "", files[number - 1] if 0 < number <= len(files) else ""
    *folders, last = _SEPARATORS.split(unquote(f"{before}/{_SERVER.sub('', file, count=1)}"))
    stem = re.sub(r"[_-]+", " ", last.rpartition(".")[0] or last)
    inside = IN_FOLDER.join([*_speaking(folders), stem[:LONGEST]])[-LONGEST:] if stem else ""
    return OF_FILE.join((inside, name)).removeprefix(OF_FILE).removesuffix(OF_FILE)


def _speaking(folders: Sequence[str]) -> list[str]:
    """The folders of a file that may say something of it, the innermost last: neither drives nor what belongs to
    somebody."""
    found: list[str] = []
    own = False
    for folder in folders:
        if not own and not _NO_FOLDER.fullmatch(folder):
            found.append(re.sub(r"[_;:]+", " ", folder[:LONGEST]))
        own = _OF_PEOPLE.fullmatch(folder) is not None
    return found[-MOST_FOLDERS:]


def places_of(name: str) -> list[str]:
    """The parts of a name that may each name a province, the nearest first."""
    return name.split(IN_FOLDER)[::-1]


def times_of(name: str) -> list[Time]:
    """The times that a name says its numbers are of: those of its nearest part that names any."""
    for part in places_of(name):
        if month := _MONTH.fullmatch(part.strip()):
            return [Time("month", None, int(month[1]))]
        if times := [time for time in meaning(part).times if time.kind not in ("day", "closed")]:
            return times
    return []


def meaning_of(name: str) -> Meaning:
    """The kinds of numbers that a name speaks of: in a folder, which may be called after an office, only beside a
    time."""
    nearest, *folders = places_of(name)
    said = meaning(nearest)
    for folder in folders if not said.roles and not said.times else ():
        of_folder = meaning(folder)
        if of_folder.roles and not _OFFICE.match(plain(folder)):
            return of_folder
        if of_folder.times:
            break
    return said
