"""Figures that a person confirmed of a document, read by the rules that read the template: cells, units, bounds.

Each is laid into its line of a form as it is typed in the document; what is found there is told at its sentence.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from data.column_types.cell import Raw
from data.model import Finding, Text
from data.prose.passages import Document, ProseSentence
from data.reading import headers
from data.reading.cells import Sheet
from data.reading.form_reader import read_form
from data.reading.reader import Reading, SheetRows
from data.reading.said import Said
from data.reading.table_reader import SheetReader
from data.rules.findings import CONFIRMED, Location, finding, shown
from data.table import FormFigure, Table

OPEN, SHUT = "⟦", "⟧"  # around a number in the sentence that is kept beside its figure
HEAD = 25  # passages in which a document says of whom and when it is
_COLUMNS = ("code", "name", "unit", "value", "year_to_date")
_GOES_ON = re.compile(r"\s+và\s+(?:đề xuất|phương hướng|nhiệm vụ|kế hoạch)\b.*$", re.DOTALL | re.IGNORECASE)
_SIGNED = re.compile(r"(,\s*ngày)\s*[\d. …]*\s*tháng\b")
_MONEY = re.compile(r"^(.*?\d)\s*([^\d\s].*)$")
_FIRST_TITLE = re.compile(r"(?:I|1)\.\s")


@dataclass(frozen=True, slots=True)
class Marked:
    """A number in a document: its sentence, and the stretch of that."""

    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ConfirmedFigure:
    """A figure as a person confirmed it: its line, the column, what goes into the cell, and where that is said.

    `mended`: what goes into the cell is not what was proposed of those places.
    """

    code: str
    column: str  # value, year_to_date
    typed: str
    places: tuple[Marked, ...]
    mended: bool = False


class NotInDocumentError(Exception):
    """A place that the document does not have: the confirmation is of another one."""


def read_confirmed(
    document: Document, name: str, figures: Sequence[ConfirmedFigure], tables: Mapping[str, Table]
) -> Reading:
    """The figures as a reading. Raises NotInDocumentError, and KeyError for a line that there is none of."""
    lines = {figure.code: (table.name, figure) for table in tables.values() for figure in table.figures}
    numbers = {code: number for number, code in enumerate(dict.fromkeys(one.code for one in figures), 1)}
    by_table: dict[str, dict[str, dict[str, ConfirmedFigure]]] = defaultdict(lambda: defaultdict(dict))
    findings: list[Finding] = []
    for one in figures:
        table, _ = lines[one.code]
        place = Location(
            name, f"{CONFIRMED}{numbers[one.code]}", numbers[one.code], one.column, table, title=shown(name)
        )
        if one.column in by_table[table][one.code]:
            findings.append(finding("confirmed_twice", place, shown(one.typed), code=one.code))
        by_table[table][one.code].setdefault(one.column, one)
        if one.mended:
            findings.append(finding("confirmed_mended", place, shown(one.typed), code=one.code))
    sheets = {}
    for table, own in by_table.items():
        sheets[table], found = _sheet(
            document, name, tables[table], own, {c: f for c, (_, f) in lines.items()}, numbers
        )
        findings += found
    return Reading({}, sheets, findings, said=tuple(_said(document, name)))


def _sheet(
    document: Document,
    name: str,
    table: Table,
    own: Mapping[str, Mapping[str, ConfirmedFigure]],
    lines: Mapping[str, FormFigure],
    numbers: Mapping[str, int],
) -> tuple[SheetRows, list[Finding]]:
    """One form, read from cells in which the figures are laid; a line's row is its number among all confirmed."""
    rows: list[list[Raw]] = [[table.columns[key].label.vi for key in _COLUMNS]]
    for code, by_column in own.items():
        typed = {column: one.typed for column, one in by_column.items()}
        figure = lines[code]
        unit = figure.unit.vi
        for column, text in typed.items() if figure.money else ():
            if amount := _MONEY.match(text):  # its unit goes where the template has it
                typed[column], unit = amount[1], amount[2]
        rows.append([code, figure.label.vi, unit, typed.get("value", ""), typed.get("year_to_date", "")])
    sheet = Sheet(name, rows)
    header = headers.read(sheet, table)
    assert header is not None  # its headings are the table's own
    page = SheetReader(sheet, table, header, since_1904=False)
    read = read_form(page, {})
    codes = read.column("code").to_pylist()
    notes = [_note(document, own[code].values()) for code in codes]
    new = {"_row": pa.array([numbers[code] for code in codes], pa.int32()), "note": pa.array(notes, pa.string())}
    for key, column in new.items():
        read = read.set_column(read.column_names.index(key), key, column)
    by_row = [numbers[code] for code in own]
    findings = [_renumbered(f, by_row) for f in page.findings]
    return SheetRows(table.name, name, read, columns=dict.fromkeys(("value", "year_to_date"), CONFIRMED)), findings


def _renumbered(found: Finding, by_row: Sequence[int]) -> Finding:
    """A finding at a cell that was laid, told at the number of its figure."""
    if found.row is None or found.row < 2:
        return found
    number = by_row[found.row - 2]
    vi = found.message.vi.replace(f"ô {found.cell}", f"số thứ {number}", 1).replace("Sheet «", "Văn bản «", 1)
    en = found.message.en.replace(f"cell {found.cell}", f"figure no. {number}", 1).replace("Sheet “", "Document “", 1)
    return replace(found, cell=f"{CONFIRMED}{number}", row=number, message=Text(vi, en))


def _note(document: Document, figures: Iterable[ConfirmedFigure]) -> str:
    """The sentences of a line, each with its number marked, as they are kept beside the figure."""
    quotes = [quoted(document, place) for one in figures for place in one.places]
    return "\n".join(dict.fromkeys(quotes))


def quoted(document: Document, place: Marked) -> str:
    """A sentence with the number marked. Raises NotInDocumentError."""
    sentence = _of(document, place)
    return f"{sentence.text[: place.start]}{OPEN}{sentence.text[place.start : place.end]}{SHUT}{sentence.text[place.end :]}"


def _of(document: Document, place: Marked) -> ProseSentence:
    if not 1 <= place.sentence <= len(document.sentences):
        raise NotInDocumentError
    sentence = document.sentences[place.sentence - 1]
    if not 0 <= place.start < place.end <= len(sentence.text):
        raise NotInDocumentError
    return sentence


def found_again(document: Document, note: str) -> list[tuple[Text, str]]:
    """The sentences of a kept note where the document has them: each with its place, the number marked."""
    by_text = {sentence.text: sentence for sentence in reversed(document.sentences)}
    again = []
    for quote in note.split("\n"):
        sentence = by_text.get(quote.replace(OPEN, "").replace(SHUT, ""))
        if OPEN in quote and sentence is not None:
            again.append((document.of(sentence).place, quote))
    return again


def _said(document: Document, name: str) -> Iterable[Said]:
    """What the head of a document says of whom and when it is: up to its first section."""
    yield Said("file", name)
    for passage in document.passages[:HEAD]:
        if _FIRST_TITLE.match(passage.text):
            return
        text = _GOES_ON.sub("", passage.text)
        signed = _SIGNED.search(text)
        if len(text) <= 300 and (signed or text.isupper() or "báo cáo" in text.lower()):
            dated = _SIGNED.sub(r"\1 28 tháng", text)  # the day is often left blank
            yield Said("signature" if signed else "section", dated, name)
