"""What of a cell's style in an .xlsx file changes how its value is read or meant."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.etree import ElementTree

from data.reading import colours
from data.reading.cells import Marks
from data.reading.conditional_formats import Painting, PaintRule, local, rules
from data.reading.legacy_encodings import Code, of_font
from data.reading.number_formats import DisplayedAs, is_percent, shown

HIDDEN = DisplayedAs("format_hides:colour", "")
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


class StyleSheet(NamedTuple):
    """What of a workbook's styles changes how values are read or meant: those of cells, by number, and what the styles
    of conditional formats make of a number, in their order."""

    cells: dict[int, Style]
    paintings: list[Painting]

    def rules(self, blocks: Sequence[ElementTree.Element]) -> list[PaintRule]:
        return rules(blocks, self.paintings, painting)


class _Font(NamedTuple):
    code: Code | None
    struck: bool
    colour: str | None


def read(root: ElementTree.Element) -> StyleSheet:
    """The styles of `xl/styles.xml`."""
    return StyleSheet(_of_cells(root), [painting(dxf) for part in root if local(part.tag) == "dxfs" for dxf in part])


def _of_cells(root: ElementTree.Element) -> dict[int, Style]:
    codes = {
        numeral(element.get("numFmtId")): element.get("formatCode") or ""
        for element in root.iter()
        if local(element.tag) == "numFmt"
    }
    fonts: list[_Font] = []
    grounds: list[tuple[str | None, bool]] = []
    styles: dict[int, Style] = {}
    for element in root:
        if local(element.tag) == "fonts":
            fonts = [_Font(of_font(_font_name(font)), _is_struck(font), _colour(font)) for font in element]
        elif local(element.tag) == "fills":
            grounds = [_ground(fill, "fgColor") for fill in element]
        elif local(element.tag) == "cellXfs":
            for number, style in enumerate(element):
                at, format_, fill = (numeral(style.get(name)) for name in ("fontId", "numFmtId", "fillId"))
                code = codes.get(format_, "")
                font = fonts[at] if at < len(fonts) else _Font(None, False, None)
                ground = grounds[fill] if fill < len(grounds) else (None, False)
                seen = shown(code) or (HIDDEN if colours.unseen(font.colour, *ground) else None)
                said = Style(is_percent(format_, code), font.code, seen, font.struck)
                if any(said):
                    styles[number] = said
    return styles


def painting(dxf: ElementTree.Element) -> Painting:
    """What one style of a conditional format makes of a number; that it is red, nothing."""
    parts = {local(part.tag): part for part in dxf}
    seen, struck = None, False
    if (format_ := parts.get("numFmt")) is not None:
        code = format_.get("formatCode") or ""
        percent = is_percent(numeral(format_.get("numFmtId")), code)
        seen = DisplayedAs("format_says", "%") if percent else shown(code)
    font, fill = parts.get("font"), parts.get("fill")
    if font is not None:
        struck = _is_struck(font)
    letters = _colour(font) if font is not None else None
    ground = _ground(fill, "bgColor") if fill is not None else (None, False)
    if seen is None and (letters or ground[0]) and colours.unseen(letters, *ground):
        seen = HIDDEN
    return Painting(seen, struck)


def _colour(font: ElementTree.Element) -> str | None:
    return next((colours.of_excel(dict(part.attrib)) for part in font if local(part.tag) == "color"), None)


def _ground(fill: ElementTree.Element, solid: str) -> tuple[str | None, bool]:
    """The colour of a fill, and whether it is a pattern or a gradient, of which no one colour is known. The colour of a
    whole fill stands as `fgColor` in a style and as `bgColor` in that of a rule."""
    for pattern in fill:
        kind = pattern.get("patternType", "solid" if solid == "bgColor" else "none")
        if local(pattern.tag) != "patternFill" or kind not in ("solid", "none"):
            return None, True
        known = (colours.of_excel(dict(part.attrib)) for part in pattern if local(part.tag) == solid)
        return (next(known, None) if kind == "solid" else None), False
    return None, False


def _is_struck(font: ElementTree.Element) -> bool:
    return any(local(part.tag) == "strike" and part.get("val", "1") in ("1", "true") for part in font)


def _font_name(font: ElementTree.Element) -> str:
    return next((part.get("val") or "" for part in font if local(part.tag) == "name"), "")


def numeral(text: str | None, otherwise: int = 0) -> int:
    """A number of the file's own bookkeeping, where it is one."""
    return int(text[:9]) if text and text.isascii() and text.isdigit() else otherwise


def unseen(attributes: Mapping[str, str], size: str) -> bool:
    """Whether a row or a column is hidden, or as high or wide as a line is thick."""
    return attributes.get("hidden") in ("1", "true") or _NO_SIZE.fullmatch(attributes.get(size, "")) is not None
