"""The sender's own workbook, every finding marked at its cell: a fill by severity, a note, a first sheet with all of
them.

The package is edited where it must be and copied for the rest, so that formulas, their kept values, pictures, text
boxes and whatever else a file holds stay as they are, and a large list costs seconds. Programs that load and save a
workbook drop what they do not know (openpyxl: shapes, sparklines, newer rules). Run it through
`data.sandbox.mark_file`: the file is hostile.
"""

import io
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from xml.parsers import expat
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import python_calamine as calamine

from data.feedback.comments import EMPTY_CANVAS, EMPTY_NOTES, MARK, with_boxes, with_notes
from data.feedback.fills import COLOURS, Painter, Styles, solid
from data.feedback.package_parts import after_rows, reindexed, relations_of
from data.feedback.xml_text import MAIN, Unmarkable, attribute, before_end, place
from data.model import SEVERITY_LABELS, Finding, Language, Severity, Text
from data.reading import findings_sheet
from data.reading.addresses import letter
from data.reading.findings_sheet import ADDRESS
from data.reading.guard import LARGEST_FILE, LARGEST_UNPACKED, Package

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT = "application/vnd.openxmlformats-officedocument"
MADE = (2025, 1, 1, 0, 0, 0)  # what the package says of its parts, whenever it is made
MOST_NOTES = 5_000  # a program that opens the file draws a box for each
EXPECTED = Text("Cần", "Expected")
RECEIVED = Text("Nhận được", "Received")
_RELATION = re.compile(r"<Relationship\b[^>]*?/>|<Relationship\b[^>]*>\s*</Relationship>")
# What follows the drawing of notes in a worksheet.
_AFTER_NOTES = {
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
}


def mark(data: bytes, findings: Sequence[Finding], language: Language, said: str = "") -> bytes:
    """The same workbook with these findings in it, in the place of those that an earlier marking left. Raises
    Unmarkable.

    `said` stands on top of the sheet of findings in the place of how to use it.
    """
    book = _Book(data)
    old = book.without_findings()
    fills = {(one.sheet, one.cell): one.fill for one in old or ()}
    wanted: dict[str, dict[tuple[int, int], list[Finding]]] = {}
    for f in findings:
        if f.sheet in book.sheets and ADDRESS.fullmatch(f.cell):
            wanted.setdefault(f.sheet, {}).setdefault(place(f.cell), []).append(f)
    notes, was = MOST_NOTES, dict[tuple[str, str], str]()
    for name, part in book.sheets.items():
        cells = wanted.get(name, {})
        book.unselect(part)
        if cells or old is not None:
            told = {where: _note(some, language) for where, some in islice(cells.items(), notes)}
            notes -= len(told)
            marks = {
                where: solid(COLOURS[min((f.severity for f in some), key=list(Severity).index)])
                for where, some in cells.items()
            }
            restored = {
                place(cell): fill for (sheet, cell), fill in fills.items() if sheet == name and ADDRESS.fullmatch(cell)
            }
            before = book.paint(part, marks, restored, again=old is not None)
            was |= {(name, letter(column - 1) + str(row)): fill for (row, column), fill in before.items()}
            if told or old is not None:
                book.annotate(part, told)
    few = MOST_NOTES if sum(map(len, wanted.values())) > MOST_NOTES else None
    looks = book.styles.looks()
    book.add_first(findings_sheet.write(findings, language, looks, list(book.sheets), was, few, said), language)
    return book.saved()


def _note(findings: Iterable[Finding], language: Language) -> str:
    """What is wrong at a cell, what was received, what is expected; the message says how to mend it."""
    lines = [MARK]
    for f in findings:
        lines.append(f"{SEVERITY_LABELS[f.severity].in_(language)}: {f.message.in_(language)}")
        lines += [f"{RECEIVED.in_(language)}: {f.received}"] if f.received else []
        lines += [f"{EXPECTED.in_(language)}: {f.expected.in_(language)}"] if f.expected.in_(language) else []
    return "\n".join(lines)


@dataclass(slots=True)
class _Book:
    """The parts of a workbook, some of them changed."""

    data: bytes
    package: Package = field(init=False)
    changed: dict[str, bytes] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    sheets: dict[str, str] = field(default_factory=dict)  # name → part
    styles: Styles = field(init=False)

    def __post_init__(self) -> None:
        self.package = Package(self.data)
        self.package.drain()
        names = {name.lower() for name in self.package.names}
        if any(name.startswith("_xmlsignatures/") for name in names):
            raise Unmarkable("signed")
        if any(name.startswith("xl/revisions/") for name in names):
            raise Unmarkable("shared")
        self.plain("xl/workbook.xml", "workbook")
        self.plain("xl/styles.xml", "styleSheet")
        self.styles = Styles(self.text("xl/styles.xml"))
        self.sheets = {name: part for name, part in self._listed() if self.has(part) and "chartsheet" not in part}
        for part in self.sheets.values():
            self.plain(part, "worksheet")

    def has(self, part: str) -> bool:
        return part in self.changed or (self.package.has(part) and part not in self.dropped)

    def read(self, part: str) -> bytes:
        return self.changed[part] if part in self.changed else self.package.read(part)

    def text(self, part: str) -> str:
        try:
            return self.read(part).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Unmarkable("unusual") from None

    def plain(self, part: str, root: str) -> None:
        """Whether a part is written as the usual programs write it, so that it may be edited as text. Raises
        Unmarkable."""
        if not self.package.has(part) or part in self.package.unusual:
            raise Unmarkable("unusual")
        head = self.read(part)[:4096].decode("utf-8", "replace")
        if not re.search(rf'<{root}\b[^>]*\sxmlns\s*=\s*"{re.escape(MAIN)}"', head):
            raise Unmarkable("unusual")

    def _listed(self) -> Iterator[tuple[str, str]]:
        targets = self.relations("xl/workbook.xml")
        for element in re.finditer(r"<sheet\b[^>]*>", self.text("xl/workbook.xml")):
            yield attribute(element[0], "name"), targets.get(attribute(element[0], r"\w+:id"), ("", ""))[1]

    # Relations and kinds

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relation id → its type's last word and the part it leads to."""
        where = relations_of(part)
        found = {}
        for one in _RELATION.finditer(self.text(where)) if self.has(where) else ():
            target = posixpath.normpath(posixpath.join("/" + posixpath.dirname(part), attribute(one[0], "Target")))
            found[attribute(one[0], "Id")] = (attribute(one[0], "Type").rpartition("/")[2], target.lstrip("/"))
        return found

    def relate(self, part: str, kind: str, to: str) -> str:
        """Add a relation; its id."""
        where, known = relations_of(part), self.relations(part)
        new = next(f"khcn{n}" for n in range(1, len(known) + 2) if f"khcn{n}" not in known)
        line = f'<Relationship Id="{new}" Type="{OFFICE}/{kind}" Target="/{to}"/>'
        text = self.text(where) if self.has(where) else f'<Relationships xmlns="{RELATIONS}"></Relationships>'
        self.put(where, before_end(text, "Relationships", line))
        return new

    def put(self, part: str, text: str | bytes) -> None:
        self.changed[part] = text.encode() if isinstance(text, str) else text
        self.dropped.discard(part)

    def declare(self, part: str, kind: str) -> None:
        text = self.text("[Content_Types].xml")
        self.put(
            "[Content_Types].xml", before_end(text, "Types", f'<Override PartName="/{part}" ContentType="{kind}"/>')
        )

    def free(self, pattern: str) -> str:
        """A name that no part has yet."""
        taken = {name.lower() for name in (*self.package.names, *self.changed)}
        return next(name for n in range(1, 10_000) if (name := pattern.format(n)).lower() not in taken)

    # The sheet of findings

    def without_findings(self) -> list[findings_sheet.ReturnedFinding] | None:
        """Take out what an earlier marking put in; what it said, None where there was none."""
        said: list[findings_sheet.ReturnedFinding] | None = None
        for name, part in list(self.sheets.items()):
            if not name.startswith((findings_sheet.NAME.vi, findings_sheet.NAME.en)):
                continue
            rows = (
                calamine.load_workbook(io.BytesIO(self.data)).get_sheet_by_name(name).to_python(skip_empty_area=False)
            )
            told = findings_sheet.read(name, rows)
            if told is None:
                continue
            said = (said or []) + told
            del self.sheets[name]
            order = [sheet for sheet, _ in self._listed()]
            at = order.index(name)
            text = self.text("xl/workbook.xml")
            element = list(re.finditer(r"<sheet\b[^>]*?(?:/>|>\s*</sheet>)", text))[at]
            self.put("xl/workbook.xml", reindexed(text.replace(element[0], "", 1), at, -1))
            relation = attribute(element[0], r"\w+:id")
            where = relations_of("xl/workbook.xml")
            lines = [one[0] for one in _RELATION.finditer(self.text(where)) if attribute(one[0], "Id") == relation]
            self.put(where, self.text(where).replace(lines[0], "", 1))
            self.dropped |= {part, relations_of(part)}
            kinds = re.sub(
                rf'<Override\b[^>]*PartName="/{re.escape(part)}"[^>]*/>', "", self.text("[Content_Types].xml")
            )
            self.put("[Content_Types].xml", kinds)
        return said

    def add_first(self, sheet: str, language: Language) -> None:
        part = self.free("xl/worksheets/findings{}.xml")
        self.put(part, sheet)
        self.declare(part, f"{CONTENT}.spreadsheetml.worksheet+xml")
        relation = self.relate("xl/workbook.xml", "worksheet", part)
        text = self.text("xl/workbook.xml")
        used = [int(n) for n in re.findall(r'<sheet\b[^>]*\ssheetId="(\d+)"', text)]
        name = findings_sheet.NAME.in_(language)
        taken = {one.lower() for one, _ in self._listed()}
        name = next(n for n in (name, *(f"{name} {n}" for n in range(2, 999))) if n.lower() not in taken)
        element = (
            f'<sheet xmlns:r="{OFFICE}" name={quoteattr(name)} sheetId="{max(used, default=0) + 1}" r:id="{relation}"/>'
        )
        text = reindexed(text, 0, 1)
        text = re.sub(r'(<workbookView\b[^>]*?)\s(?:activeTab|firstSheet)="\d+"', r"\1", text)
        text = re.sub(r'(<workbookView\b[^>]*?)\s(?:activeTab|firstSheet)="\d+"', r"\1", text)
        self.put("xl/workbook.xml", re.sub(r"<sheets\b[^>]*>", lambda found: found[0] + element, text, count=1))

    # The sender's sheets

    def unselect(self, part: str) -> None:
        """Of two sheets that are both selected, what is typed into one goes into both."""
        data = self.read(part)
        head, mid, tail = data.partition(b"<sheetData")
        if b"tabSelected" in head:
            self.put(part, re.sub(rb'\stabSelected="[^"]*"', b"", head) + mid + tail)

    def paint(
        self, part: str, marks: Mapping[tuple[int, int], str], former: Mapping[tuple[int, int], str], again: bool
    ) -> dict[tuple[int, int], str]:
        """Give cells their fill, and those marked before theirs back; the fills that the marked ones had."""
        painter = Painter(self.read(part), self.styles, marks, former, self.styles.ours() if again else set())
        self.put(part, painter.painted())
        return painter.before

    def annotate(self, part: str, notes: Mapping[tuple[int, int], str]) -> None:
        """Put notes at cells, in the place of those of ours that are there and below what others wrote."""
        known = self.relations(part)
        old = next((to for kind, to in known.values() if kind == "comments" and self.has(to)), "")
        if not old and not notes:
            return
        below = after_rows(self.read(part))
        picture = next(
            (
                next((v for k, v in about.items() if k.endswith(":id")), "")
                for name, about, _ in below
                if name == "legacyDrawing"
            ),
            None,
        )
        if picture is None and any(name.endswith("AlternateContent") for name, _, _ in below):
            raise Unmarkable("unusual")  # what it holds may belong on either side
        canvas = known.get(picture or "", ("", ""))[1]
        if (picture is not None or old) and not self.has(canvas):
            raise Unmarkable("unusual")
        text = EMPTY_NOTES
        if old:
            self.plain(old, "comments")
            text = self.text(old)
        text, gone, theirs = with_notes(text, notes)
        if picture is None:
            canvas = self._canvas(part, below)
        if not old:
            old = self.free("xl/khcnNotes{}.xml")
            self.declare(old, f"{CONTENT}.spreadsheetml.comments+xml")
            self.relate(part, "comments", old)
        self.put(old, text)
        self.put(canvas, with_boxes(self.text(canvas), [where for where in notes if where not in theirs], gone))

    def _canvas(self, part: str, below: Sequence[tuple[str, dict[str, str], int]]) -> str:
        """A drawing for the notes of a worksheet that has none."""
        canvas = self.free("xl/drawings/khcnNotes{}.vml")
        self.put(canvas, EMPTY_CANVAS)
        kinds = self.text("[Content_Types].xml")
        if not re.search(r'Extension="vml"', kinds, re.I):
            line = f'<Default Extension="vml" ContentType="{CONTENT}.vmlDrawing"/>'
            self.put("[Content_Types].xml", re.sub(r"<Types\b[^>]*>", lambda found: found[0] + line, kinds, count=1))
        element = f'<legacyDrawing xmlns:r="{OFFICE}" r:id="{self.relate(part, "vmlDrawing", canvas)}"/>'.encode()
        sheet = self.read(part)
        at = next((at for name, _, at in below if name in _AFTER_NOTES), sheet.rindex(b"</worksheet"))
        self.put(part, sheet[:at] + element + sheet[at:])
        return canvas

    def saved(self) -> bytes:
        """The package again, every edited part of it still XML. Raises Unmarkable."""
        self.put("xl/styles.xml", self.styles.written())
        out, total = io.BytesIO(), 0
        names = [name.replace("\\", "/") for name in self.package.names]
        with ZipFile(out, "w", ZIP_DEFLATED) as archive:
            for name in [*names, *(name for name in self.changed if name not in names)]:
                if name in self.dropped or name.endswith("/"):
                    continue
                part = self.read(name)
                if name in self.changed and not name.endswith(".vml"):
                    _well_formed(part)
                total += len(part)
                archive.writestr(ZipInfo(name, MADE), part, ZIP_DEFLATED)
        if total > LARGEST_UNPACKED or out.tell() > LARGEST_FILE:
            raise Unmarkable("too_heavy")  # it could not come back
        return out.getvalue()


def _well_formed(part: bytes) -> None:
    try:
        expat.ParserCreate().Parse(part, True)
    except expat.ExpatError:
        raise Unmarkable("unusual") from None
