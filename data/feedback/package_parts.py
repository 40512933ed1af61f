"""Parts of a workbook's package as text: where a reference goes, what relations a part has, what stands after the
rows."""

import re
from xml.parsers import expat

from data.feedback.xml_text import Unmarkable


def reindexed(text: str, at: int, by: int) -> str:
    """Names that belong to one sheet count the sheets; one came or went at a place."""

    def moved(found: re.Match[str]) -> str:
        number = int(found[2])
        if by < 0 and number == at:
            return ""
        return f"{found[1]}{number + by if number >= at else number}{found[3]}"

    return re.sub(r'(<definedName\b[^>]*\slocalSheetId=")(\d+)("[^>]*>.*?</definedName>)', moved, text, flags=re.S)


def relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def after_rows(sheet: bytes) -> list[tuple[str, dict[str, str], int]]:
    """The elements of a worksheet below its rows, each with its attributes and where it begins."""
    start = sheet.rindex(b"</sheetData>") if b"</sheetData>" in sheet else sheet.index(b"<sheetData")
    opening = b"<worksheet><sheetData>" if sheet.startswith(b"</", start) else b"<worksheet>"
    found: list[tuple[str, dict[str, str], int]] = []
    depth = 0
    parser = expat.ParserCreate()

    def begins(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth == 2 and name != "sheetData":
            found.append((name, attributes, start + parser.CurrentByteIndex - len(opening)))

    def ends(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = begins, ends
    try:
        parser.Parse(opening + sheet[start:], True)
    except expat.ExpatError:
        raise Unmarkable("unusual") from None
    return found
