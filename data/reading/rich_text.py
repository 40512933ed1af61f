"""Texts that are struck through letter by letter, which no style of their cells says."""

import posixpath
from xml.etree import ElementTree

from data.reading.cells import Sheet
from data.reading.guard import Package

_STRIKE = b"<strike"


def struck_texts(package: Package) -> set[str]:
    """The shared texts of a workbook that are struck through as a whole."""
    part = posixpath.join(posixpath.dirname(package.workbook), "sharedStrings.xml")
    last, found = b"", False
    for chunk in package.stream(part) if package.has(part) else ():
        found |= _STRIKE in last + chunk
        last = chunk[-len(_STRIKE) :]
    try:
        tree = ElementTree.fromstring(package.read(part)) if found else ElementTree.Element("sst")
    except (ElementTree.ParseError, ValueError, LookupError):
        return set()
    return {text for item in tree if (text := _struck(item))}


def _struck(item: ElementTree.Element) -> str:
    """The text of an item all of whose runs are struck through; "" of any other."""
    text = ""
    for run in item:
        words = "".join(part.text or "" for part in run.iter() if part.tag.endswith("}t"))
        if words.strip() and not any(
            part.tag.endswith("}strike") and part.get("val", "1") in ("1", "true") for part in run.iter()
        ):
            return ""
        text += words
    return text


def mark(sheet: Sheet, texts: set[str]) -> None:
    """Mark the cells of a sheet that hold one of these texts."""
    for row, cells in enumerate(sheet.rows) if texts else ():
        sheet.marks.struck.update((row, column) for column, raw in enumerate(cells) if raw in texts)
