"""A Word document (.docx) read into passages: what stands in it, without what was deleted, hidden or only a mark."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from data.prose.passages import Passage
from data.reading.guard import Package
from data.rules.findings import Refused
from data.text_keys import tidy

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MAIN = "word/document.xml"
_GONE = {f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "footnoteReference", "rPr", "pPr")}
_STANDS_FOR = {f"{W}{name}": " " for name in ("tab", "br", "cr", "ptab")} | {f"{W}noBreakHyphen": "-"}
_TRACKED = {f"{W}{name}" for name in ("del", "ins", "moveFrom", "moveTo")}
_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag")}
DEEPEST = 60  # elements within each other


def read(package: Package) -> list[Passage]:
    """Raises Refused for what is no document that Word would write."""
    reader = Reader()
    reader.blocks(body_of(package))
    return reader.passages


def no_macros(package: Package) -> None:
    """Raises Refused where there are some."""
    names = (name.lower() for name in package.names)
    if any("vbaproject" in name for name in names) or b"macroEnabled" in package.read("[Content_Types].xml"):
        raise Refused("macros:document")


def body_of(package: Package) -> etree._Element:
    """What stands in the document. Raises Refused for what is none."""
    package.drain()  # every part is counted, and looked at for what XML may not have
    body = part_of(package, MAIN).find(f"{W}body")
    if body is None:
        raise Refused("document_damaged")
    return body


def part_of(package: Package, name: str) -> etree._Element:
    """A part of a document whose every part was counted. Raises Refused for what no office program writes."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, recover=False, remove_comments=True
    )
    try:
        return etree.fromstring(package.read(name), parser)
    except etree.XMLSyntaxError:
        raise Refused("document_damaged") from None


@dataclass(slots=True)
class _Run:
    """The text of a paragraph while it is put together."""

    parts: list[str] = field(default_factory=list)
    doubt: str = ""
    boxes: list[etree._Element] = field(default_factory=list)


class Reader:
    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.page = self.paragraph = self.table = 0

    def blocks(self, parent: etree._Element, depth: int = 0) -> None:
        """The paragraphs and tables of a body, a text box or what wraps them."""
        _not_too_deep(depth)
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                self._table(child, depth)
            elif child.tag in _WRAPPERS:
                self.blocks(child, depth + 1)

    def _paragraph(self, element: etree._Element, depth: int) -> None:
        run, page = _Run(), self.page
        self._inline(element, run, depth)
        text = tidy("".join(run.parts))
        if text:
            self.paragraph += 1
            item = element.find(f"{W}pPr/{W}numPr") is not None
            self.passages.append(Passage("item" if item else "paragraph", text, page, self.paragraph, doubt=run.doubt))
        for box in run.boxes:
            self.blocks(box, depth + 1)

    def _table(self, element: etree._Element, depth: int) -> None:
        """A row is one passage, its cells parted by a bar; what is nested in a cell belongs to its row."""
        self.table += 1
        table = self.table
        for number, row in enumerate(inside(element, "tr"), 1):
            page = self.page
            told = (self.text_of(cell, depth) for cell in inside(row, "tc"))
            cells = [(tidy(text), doubt) for text, doubt in told]
            if any(text for text, _ in cells):
                words, doubt = " | ".join(text for text, _ in cells), next((d for _, d in cells if d), "table")
                self.passages.append(Passage("row", words, page, self.paragraph, table, number, doubt))

    def text_of(self, cell: etree._Element, depth: int) -> tuple[str, str]:
        """The text of a table's cell, with the blanks that set it in, and why it is not certain."""
        run = _Run()
        for paragraph in cell.iter(f"{W}p"):
            self._inline(paragraph, run, depth + 1)
            run.parts.append(" ")
        if run.boxes:  # of which nobody knows what it says of the cell
            run.doubt = run.doubt or "hidden"
        return "".join(run.parts).rstrip(), run.doubt

    def _inline(self, parent: etree._Element, run: _Run, depth: int) -> None:
        _not_too_deep(depth)
        for child in parent:
            tag = child.tag
            if tag in _TRACKED:
                run.doubt = run.doubt or "tracked"
            if tag == f"{W}lastRenderedPageBreak" or (tag == f"{W}br" and child.get(f"{W}type") == "page"):
                self.page = max(self.page, 1) + 1
            if tag in _GONE or not isinstance(tag, str) or tag == f"{_MC}Fallback":
                continue
            if tag in _STANDS_FOR or tag == f"{W}t":
                run.parts.append(_STANDS_FOR.get(tag) or child.text or "")
            elif tag == f"{W}txbxContent":
                run.boxes.append(child)
            elif tag == f"{W}r":
                self._run(child, run, depth)
            else:
                self._inline(child, run, depth + 1)

    def _run(self, element: etree._Element, run: _Run, depth: int) -> None:
        """A run of one look: hidden text is not there, a raised number is a mark and no digit of another."""
        look = element.find(f"{W}rPr")
        if look is not None:
            if _set(look, "vanish"):
                run.doubt = "hidden"
                return
            if _set(look, "strike") or _set(look, "dstrike"):
                run.doubt = "struck"
            raised = look.find(f"{W}vertAlign")
            if raised is not None and raised.get(f"{W}val") == "superscript":
                inside = "".join(element.itertext(f"{W}t")).strip()
                if inside[:1].isdigit() or inside[:1] in ("*", "("):
                    run.doubt = run.doubt or "mark"
                    return
        self._inline(element, run, depth + 1)


def inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, though a form field or a tracked change is wrapped around them."""
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in _WRAPPERS:
            yield from inside(child, name)


def _set(look: etree._Element, name: str) -> bool:
    found = look.find(f"{W}{name}")
    return found is not None and found.get(f"{W}val") not in ("0", "false", "off")


def _not_too_deep(depth: int) -> None:
    if depth > DEEPEST:
        raise Refused("unsafe_part")
