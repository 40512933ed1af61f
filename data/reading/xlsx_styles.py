"""What of a cell's style in an .xlsx file changes how its value is read or meant."""

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.etree import ElementTree

from data.reading.cells import Marks
from data.reading.legacy_encodings import Code, of_font
from data.reading.number_formats import DisplayedAs, is_percent, shown

_NO_SIZE = re.compile(r"0(?:\.[0-2]\d*)?")


class Style(NamedTuple):
    """What of a cell's style changes how its value is read."""

    percent: bool
    font: Code | None
    shown: DisplayedAs | None = None  # by its number format
    struck: bool = False

    def mark(self, marks: Marks, at: tuple[int, int]) -> None:
        if self.percent:
            marks.percent.add(at)
        if self.font is not None:
            marks.fonts[at] = self.font
        if self.shown:
            marks.shown[at] = self.shown
        if self.struck:
            marks.struck.add(at)


def read(root: ElementTree.Element) -> dict[int, Style]:
    """The styles of `xl/styles.xml` that change how a value is read or meant, by number."""
    codes = {
        numeral(element.get("numFmtId")): element.get("formatCode") or ""
        for element in root.iter()
        if _local(element.tag) == "numFmt"
    }
    fonts: list[tuple[Code | None, bool]] = []
    styles: dict[int, Style] = {}
    for element in root:
        if _local(element.tag) == "fonts":
            fonts = [(of_font(_font_name(font)), _is_struck(font)) for font in element]
        elif _local(element.tag) == "cellXfs":
            for number, style in enumerate(element):
                font, format_ = numeral(style.get("fontId")), numeral(style.get("numFmtId"))
                code = codes.get(format_, "")
                old, struck = fonts[font] if font < len(fonts) else (None, False)
                said = Style(is_percent(format_, code), old, shown(code), struck)
                if any(said):
                    styles[number] = said
    return styles


def _is_struck(font: ElementTree.Element) -> bool:
    return any(_local(part.tag) == "strike" and part.get("val", "1") in ("1", "true") for part in font)


def _font_name(font: ElementTree.Element) -> str:
    return next((part.get("val") or "" for part in font if _local(part.tag) == "name"), "")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def numeral(text: str | None, otherwise: int = 0) -> int:
    """A number of the file's own bookkeeping, where it is one."""
    return int(text[:9]) if text and text.isascii() and text.isdigit() else otherwise


def unseen(attributes: Mapping[str, str], size: str) -> bool:
    """Whether a row or a column is hidden, or as high or wide as a line is thick."""
    return attributes.get("hidden") in ("1", "true") or _NO_SIZE.fullmatch(attributes.get(size, "")) is not None
