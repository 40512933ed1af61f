"""A Word document (.docx) read into passages: what stands in it, without what was deleted, hidden or only a mark."""

from dataclasses import dataclass, field

from lxml import etree

from data.prose.passages import Passage
from data.reading.guard import Package
from data.rules.findings import Refused
from data.text_keys import tidy

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MAIN = "word/document.xml"
_GONE = {f"{_W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "footnoteReference", "rPr", "pPr")}
_STANDS_FOR = {f"{_W}{name}": " " for name in ("tab", "br", "cr", "ptab")} | {f"{_W}noBreakHyphen": "-"}
_TRACKED = {f"{_W}{name}" for name in ("del", "ins", "moveFrom", "moveTo")}
DEEPEST = 60  # elements within each other


def read(package: Package) -> list[Passage]:
    """Raises Refused for what is no document that Word would write."""
    package.drain()  # every part is counted, and looked at for what XML may not have
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, recover=False, remove_comments=True
    )
    try:
        root = etree.fromstring(package.read(MAIN), parser)
    except etree.XMLSyntaxError:
        raise Refused("document_damaged") from None
    body = root.find(f"{_W}body")
    if body is None:
        raise Refused("document_damaged")
    reader = _Reader()
    reader.blocks(body)
    return reader.passages


@dataclass(slots=True)
class _Run:
    """The text of a paragraph while it is put together."""

    parts: list[str] = field(default_factory=list)
    doubt: str = ""
    boxes: list[etree._Element] = field(default_factory=list)


class _Reader:
    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.page = self.paragraph = self.table = 0

    def blocks(self, parent: etree._Element, depth: int = 0) -> None:
        """The paragraphs and tables of a body, a text box or what wraps them."""
        _not_too_deep(depth)
        for child in parent:
            if child.tag == f"{_W}p":
                self._paragraph(child, depth)
            elif child.tag == f"{_W}tbl":
                self._table(child, depth)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
                self.blocks(child, depth + 1)

    def _paragraph(self, element: etree._Element, depth: int) -> None:
        run, page = _Run(), self.page
        self._inline(element, run, depth)
        text = tidy("".join(run.parts))
        if text:
            self.paragraph += 1
            item = element.find(f"{_W}pPr/{_W}numPr") is not None
            self.passages.append(Passage("item" if item else "paragraph", text, page, self.paragraph, doubt=run.doubt))
        for box in run.boxes:
            self.blocks(box, depth + 1)

    def _table(self, element: etree._Element, depth: int) -> None:
        """A row is one passage, its cells parted by a bar; what is nested in a cell belongs to its row."""
        self.table += 1
        table = self.table
        for number, row in enumerate(element.iterchildren(f"{_W}tr"), 1):
            run, page, cells = _Run(), self.page, list[str]()
            for cell in row.iterchildren(f"{_W}tc"):
                run.parts = []
                for paragraph in cell.iter(f"{_W}p"):
                    self._inline(paragraph, run, depth + 1)
                    run.parts.append(" ")
                cells.append(tidy("".join(run.parts)))
            if any(cells):
                self.passages.append(
                    Passage("row", " | ".join(cells), page, self.paragraph, table, number, run.doubt or "table")
                )

    def _inline(self, parent: etree._Element, run: _Run, depth: int) -> None:
        _not_too_deep(depth)
        for child in parent:
            tag = child.tag
            if tag in _TRACKED:
                run.doubt = run.doubt or "tracked"
            if tag == f"{_W}lastRenderedPageBreak" or (tag == f"{_W}br" and child.get(f"{_W}type") == "page"):
                self.page = max(self.page, 1) + 1
            if tag in _GONE or not isinstance(tag, str) or tag == f"{_MC}Fallback":
                continue
            if tag in _STANDS_FOR or tag == f"{_W}t":
                run.parts.append(_STANDS_FOR.get(tag) or child.text or "")
            elif tag == f"{_W}txbxContent":
                run.boxes.append(child)
            elif tag == f"{_W}r":
                self._run(child, run, depth)
            else:
                self._inline(child, run, depth + 1)

    def _run(self, element: etree._Element, run: _Run, depth: int) -> None:
        """A run of one look: hidden text is not there, a raised number is a mark and no digit of another."""
        look = element.find(f"{_W}rPr")
        if look is not None:
            if _set(look, "vanish"):
                run.doubt = "hidden"
                return
            if _set(look, "strike") or _set(look, "dstrike"):
                run.doubt = "struck"
            raised = look.find(f"{_W}vertAlign")
            if raised is not None and raised.get(f"{_W}val") == "superscript":
                inside = "".join(element.itertext(f"{_W}t")).strip()
                if inside[:1].isdigit() or inside[:1] in ("*", "("):
                    run.doubt = run.doubt or "mark"
                    return
        self._inline(element, run, depth + 1)


def _set(look: etree._Element, name: str) -> bool:
    found = look.find(f"{_W}{name}")
    return found is not None and found.get(f"{_W}val") not in ("0", "false", "off")


def _not_too_deep(depth: int) -> None:
    if depth > DEEPEST:
        raise Refused("unsafe_part")
