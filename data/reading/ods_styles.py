"""What of an .ods file's styles changes how a value is read or meant, and the headers and footers of its pages."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from data.reading.cells import Annotation, Marks
from data.reading.guard import Package
from data.reading.legacy_encodings import Code, of_font
from data.reading.number_formats import DisplayedAs, shown
from data.reading.remarks import LONGEST

_FORMATS = ("number:number-style", "number:currency-style", "number:percentage-style")
_PAGES = {"header", "footer", "header-left", "footer-left", "header-first", "footer-first"}


class OdsStyles:
    """OdsStyles as content.xml declares them, element by element; names come with their usual prefixes."""

    def __init__(self) -> None:
        self.hidden: set[str] = set()  # of tables that are not shown
        self._faces: dict[str, str] = {}  # a font's name in the file → its family
        self._fonts: dict[str, Code] = {}
        self._struck: set[str] = set()
        self._formats: dict[str, DisplayedAs | None] = {}
        self._format_of: dict[str, str] = {}  # a cell's style → that of its numbers
        self._style = self._format = ""
        self._code: list[str] = []  # of the format that is being read, as Excel would write it
        self._in_text = False

    def start(self, name: str, said: dict[str, str]) -> None:
        own = said.get("style:name", "")
        if name == "style:style":
            self._style = own
            self._format_of[own] = said.get("style:data-style-name", "")
        elif name in _FORMATS:
            self._format, self._code = own, []
        elif name == "style:font-face":
            self._faces[own] = said.get("svg:font-family", "").strip("'\" ")
        elif name == "style:table-properties" and said.get("table:display") == "false":
            self.hidden.add(self._style)
        elif name == "style:text-properties" and self._style:
            face = said.get("style:font-name", said.get("fo:font-family", "")).strip("'\" ")
            if font := of_font(self._faces.get(face, face)):
                self._fonts[self._style] = font
            if said.get("style:text-line-through-style", "none") != "none":
                self._struck.add(self._style)
        elif self._format:
            self._part(name, said)

    def _part(self, name: str, said: dict[str, str]) -> None:
        if name in ("number:number", "number:scientific-number", "number:fraction"):
            factor = said.get("number:display-factor", "1").rstrip(".0") or "1"
            zeros = len(said.get("number:display-factor", "1").partition(".")[0]) - 1 if factor == "1" else 0
            self._code.append("0" + "," * (zeros // 3))
        elif name in ("number:text", "number:currency-symbol"):
            self._in_text = True

    def words(self, text: str) -> None:
        if self._in_text and text != "%":
            self._code.append('"' + text.replace('"', "") + '"')

    def end(self, name: str) -> None:
        self._in_text = False
        if name == "style:style":
            self._style = ""
        elif name in _FORMATS:
            self._formats[self._format], self._format = shown("".join(self._code)), ""

    def mark(self, marks: Marks, style: str, at: tuple[int, int], text: bool) -> None:
        """Note what a style says of a cell with something in it."""
        if text and (font := self._fonts.get(style)):
            marks.fonts[at] = font
        if style in self._struck:
            marks.struck.add(at)
        if not text and (said := self._formats.get(self._format_of.get(style, ""))):
            marks.shown[at] = said


def of_pages(package: Package) -> list[Annotation]:
    """The headers and footers of the file's pages."""
    if not package.has("styles.xml"):
        return []
    try:
        tree = ElementTree.fromstring(package.read("styles.xml"))
    except (ElementTree.ParseError, ValueError, LookupError):
        return []
    return [Annotation("page", None, text[:LONGEST]) for text in dict.fromkeys(_texts(tree)) if text]


def _texts(tree: ElementTree.Element) -> Iterator[str]:
    for part in tree.iter():
        if part.tag.rpartition("}")[2] in _PAGES:
            for words in part.iter():
                if words.tag.endswith("}p"):
                    yield re.sub(r"\s+", " ", "".join(_own(words))).strip()


def _own(element: ElementTree.Element) -> Iterator[str]:
    """The text of a paragraph without its fields: the number of the page, the name of the sheet."""
    yield element.text or ""
    for child in element:
        if child.tag.endswith(("}span", "}a")):
            yield from _own(child)
        yield child.tail or ""
