"""What of an .ods file's styles changes how a value is read or meant, and the headers and footers of its pages."""

import re
from collections.abc import Iterator
from contextlib import suppress
from xml.etree import ElementTree
from xml.parsers import expat

from data.column_types.cell import Raw
from data.reading import colours
from data.reading.cells import Annotation, Marks
from data.reading.conditional_formats import PICTURE, Painting, PaintRule, libre, libre_blocks
from data.reading.guard import Package
from data.reading.legacy_encodings import Code, of_font
from data.reading.number_formats import DisplayedAs, shown
from data.reading.remarks import LONGEST
from data.reading.xlsx_styles import HIDDEN

_FORMATS = ("number:number-style", "number:currency-style", "number:percentage-style")
_DEEP = 10  # styles that rest on each other
_PAGES = {"header", "footer", "header-left", "footer-left", "header-first", "footer-first"}


class OdsStyles:
    """Styles as styles.xml and content.xml declare them, element by element; names come with their usual prefixes."""

    def __init__(self) -> None:
        self.hidden: set[str] = set()  # of tables that are not shown
        self._faces: dict[str, str] = {}  # a font's name in the file → its family
        self._fonts: dict[str, Code] = {}
        self._struck: set[str] = set()
        self._formats: dict[str, DisplayedAs | None] = {}
        self._format_of: dict[str, str] = {}  # a cell's style → that of its numbers
        self._parents: dict[str, str] = {}  # a cell's style → the one it rests on
        self._letters: dict[str, str] = {}
        self._grounds: dict[str, str] = {}
        self._maps: dict[str, list[tuple[str, str]]] = {}  # a style → conditions, each with the style it gives way to
        self._blocks = ""  # of the rules that are being read
        self._style = self._format = ""
        self._code: list[str] = []  # of the format that is being read, as Excel would write it
        self._in_text = False

    def read_common(self, package: Package) -> None:
        """The styles that all sheets share, as far as they can be read."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.words
        with suppress(expat.ExpatError):
            parser.Parse(package.read("styles.xml") if package.has("styles.xml") else b"<none/>", True)

    def start(self, name: str, said: dict[str, str]) -> None:
        own = said.get("style:name", "")
        if name == "style:style":
            self._style = own
            self._format_of[own] = said.get("style:data-style-name", "")
            self._parents[own] = said.get("style:parent-style-name", "")
        elif name in _FORMATS:
            self._format, self._code = own, []
        elif name == "style:font-face":
            self._faces[own] = said.get("svg:font-family", "").strip("'\" ")
        elif name == "style:table-properties" and said.get("table:display") == "false":
            self.hidden.add(self._style)
        elif name == "style:map":
            to = said.get("style:condition", ""), said.get("style:apply-style-name", "")
            self._maps.setdefault(self._format or self._style, []).append(to)
        elif name == "style:table-cell-properties" and self._style:
            self._grounds[self._style] = said.get("fo:background-color", "")
        elif name == "style:text-properties" and self._style:
            self._text(said)
        elif self._format:
            self._part(name, said)

    def _text(self, said: dict[str, str]) -> None:
        self._letters[self._style] = said.get("fo:color", "")
        face = said.get("style:font-name", said.get("fo:font-family", "")).strip("'\" ")
        if font := of_font(self._faces.get(face, face)):
            self._fonts[self._style] = font
        if said.get("style:text-line-through-style", "none") != "none":
            self._struck.add(self._style)

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

    def mark(self, marks: Marks, style: str, at: tuple[int, int], raw: Raw) -> None:
        """Note what a style says of a cell with something in it."""
        if isinstance(raw, str) and (font := self._fonts.get(style)):
            marks.fonts[at] = font
        if style in self._struck:
            marks.struck.add(at)
        if isinstance(raw, int | float) and (said := self._shown(self._given_way(style, raw), raw)):
            marks.shown[at] = said

    def rule(self, name: str, said: dict[str, str]) -> PaintRule | None:
        """A conditional format, from an element of a sheet; None for one that changes nothing of a number."""
        if name == "calcext:conditional-format":
            self._blocks = said.get("calcext:target-range-address", "")
            return None
        painting = Painting()
        if name in ("calcext:data-bar", "calcext:icon-set") and said.get("calcext:show-value") == "false":
            painting = Painting(PICTURE)
        elif name == "calcext:condition":
            style = said.get("calcext:apply-style-name", "")
            painting = Painting(self._shown(style, 1.0), style in self._struck)
        holds = libre(said.get("calcext:value", ""))
        return PaintRule(libre_blocks(self._blocks), holds, painting) if any(painting) else None

    def _given_way(self, style: str, raw: float) -> str:
        """The style that a cell has, given the conditions of its own: cell-content()>5."""
        return next((other for condition, other in self._maps.get(style, ()) if libre(condition)(raw)), style)

    def _shown(self, style: str, raw: float) -> DisplayedAs | None:
        """How a number is shown: by its format, the one of its sign or size where there are several; or not at all."""
        format_ = self._given_way(self._inherited(self._format_of, style), raw)
        letters, ground = (colours.of_rgb(self._inherited(said, style)) for said in (self._letters, self._grounds))
        unseen = letters is not None and colours.unseen(letters, ground)
        return self._formats.get(format_) or (HIDDEN if unseen else None)

    def _inherited(self, said: dict[str, str], style: str) -> str:
        for _ in range(_DEEP):
            if said.get(style) or not style:
                break
            style = self._parents.get(style, "")
        return said.get(style, "")


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
