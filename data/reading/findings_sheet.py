"""The sheet of findings in a workbook that goes back to its sender: written here, and read again when the file returns.

Everything on it is text of its own cell, never a formula. Beside what people read it holds, in two hidden columns, each
finding's rule and the fill that its cell had before it was marked.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from data.column_types.cell import Raw
from data.model import SEVERITY_LABELS, Finding, Language, Severity, Text
from data.reading.addresses import letter

NAME = Text("Kết quả kiểm tra", "Findings")
TITLE = Text("Kết quả kiểm tra tệp số liệu KH&CN", "Findings in this workbook of S&T figures")
HEADINGS = (
    Text("STT", "No."),
    Text("Mức độ", "Severity"),
    Text("Sheet", "Sheet"),
    Text("Ô", "Cell"),
    Text("Nội dung và cách sửa", "What is wrong and how to mend it"),
    Text("Nhận được", "Received"),
    Text("Cần", "Expected"),
    Text("Giải trình", "Reason"),
    Text("Quy tắc", "Rule"),
    Text("Nền cũ", "Former fill"),
)
WIDTHS = (6, 22, 26, 9, 80, 26, 26, 44, 18, 18)
HOW = Text(
    "Bấm vào cột «Ô» để đến chỗ cần sửa. Câu hỏi nào số liệu đã đúng thì ghi lý do ở cột «Giải trình», rồi nộp lại chính tệp này. Trang này không phải số liệu, khi nộp lại được bỏ qua.",
    "The column “Cell” leads to what is to be mended. Where a question is about a figure that is right, write why in the column “Reason”, then send this very file. This sheet is no data and is passed over when the file returns.",
)
FEW_NOTES = Text(
    "Quá nhiều ô: ô nào có dòng riêng ở dưới đây thì được tô màu, {notes} ô đầu có chú thích; nội dung đầy đủ ở dưới đây.",
    "Very many cells: each that has a line of its own below is coloured, the first {notes} have a note; everything is told below.",
)
HEADER_ROW = 5
MOST_LINKS = 60_000  # a sheet may hold no more than 65,530
LONGEST = 32_000  # characters of a cell
ADDRESS = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_AREA = re.compile(rf"{ADDRESS.pattern}(:{ADDRESS.pattern})?")  # of the rest of a kind (`data/reading/tally.py`)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class ReturnedFinding(NamedTuple):
    """A line of the sheet as it came back."""

    rule: str
    sheet: str
    cell: str
    message: str
    received: str
    reason: str
    fill: str = ""


class Looks(NamedTuple):
    """The numbers of the styles that the sheet is written in."""

    title: int
    heading: int
    words: int
    link: int
    blank: int  # to be filled in
    severities: Mapping[Severity, int]


def xml(text: str) -> str:
    """Words as they may stand in a part of the workbook."""
    return escape(_UNWRITABLE.sub("·", text[:LONGEST]))


def read(name: str, rows: Sequence[Sequence[Raw]]) -> list[ReturnedFinding] | None:
    """The lines of a sheet that this module wrote; None for any other sheet."""
    named = any(name.startswith(text) for text in (NAME.vi, NAME.en))
    if not named or not rows or not rows[0] or rows[0][0] not in (TITLE.vi, TITLE.en):
        return None
    found = []
    for row in rows[HEADER_ROW:]:
        words = [str(raw).strip() for raw in row[: len(HEADINGS)]]
        words += [""] * (len(HEADINGS) - len(words))
        if words[8]:
            found.append(ReturnedFinding(words[8], words[2], words[3], words[4], words[5], words[7], words[9]))
    return found


def write(
    findings: Sequence[Finding],
    language: Language,
    looks: Looks,
    sheets: Sequence[str],
    fills: Mapping[tuple[str, str], str],
    notes: int | None = None,
    said: str = "",
) -> str:
    """The sheet's XML. `sheets` are there to be led to; `notes`: so many have one, where not all; `said`: a line on
    top."""
    counted = Counter[Severity]()
    for f in findings:
        counted[f.severity] += f.count
    counts = " · ".join(f"{SEVERITY_LABELS[s].in_(language)}: {counted[s]}" for s in Severity if counted[s])
    tops = [counts, said or HOW.in_(language)]
    tops += [FEW_NOTES.in_(language).format(notes=notes)] if notes is not None else []
    lines = [_row(1, [(TITLE.in_(language), looks.title)])]
    lines += [_row(number, [(text, 0)]) for number, text in enumerate(tops, 2)]
    lines.append(_row(HEADER_ROW, [(text.in_(language), looks.heading) for text in HEADINGS]))
    links: list[str] = []
    for number, f in enumerate(findings, 1):
        row = HEADER_ROW + number
        first = f.cell.partition(",")[0]
        leads = f.sheet in sheets and bool(_AREA.fullmatch(first))
        asked = f.severity is Severity.QUESTION
        cells = [
            (str(number), looks.words),
            (SEVERITY_LABELS[f.severity].in_(language), looks.severities[f.severity]),
            (f.sheet, looks.words),
            (f.cell, looks.link if leads else looks.words),
            (f.message.in_(language), looks.words),
            (f.received, looks.words),
            (f.expected.in_(language), looks.words),
            ("", looks.blank if asked else looks.words),
            (f.rule, 0),
            (fills.get((f.sheet, f.cell), ""), 0),
        ]
        lines.append(_row(row, cells))
        if leads and len(links) < MOST_LINKS:
            where = "'" + f.sheet.replace("'", "''") + f"'!{first}"
            links.append(f'<hyperlink ref="D{row}" location={quoteattr(where)}/>')
    last = HEADER_ROW + len(findings)
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"{" hidden=" + chr(34) + "1" + chr(34) if n > 8 else ""}/>'
        for n, width in enumerate(WIDTHS, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<sheetPr><tabColor rgb="FF9A1B2B"/></sheetPr>'
        f'<dimension ref="A1:J{last}"/><sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
        f'<pane ySplit="{HEADER_ROW}" topLeftCell="A{HEADER_ROW + 1}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f"<cols>{columns}</cols><sheetData>{''.join(lines)}</sheetData>"
        f'<autoFilter ref="A{HEADER_ROW}:H{last}"/>'
        + (f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "")
        + '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _row(number: int, cells: Sequence[tuple[str, int]]) -> str:
    written = "".join(
        f'<c r="{letter(place)}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{xml(text)}</t></is></c>'
        if text
        else f'<c r="{letter(place)}{number}" s="{style}"/>'
        for place, (text, style) in enumerate(cells)
    )
    return f'<row r="{number}">{written}</row>'
