"""The same pages as other programs than Excel write them: .xls, .ods, exports of Google Sheets and WPS Office, text
files of a Vietnamese Excel, and workbooks typed in the fonts that were used before Unicode.

Each is written by code with the peculiarities of its program, so that nothing need be installed to make the corpus.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.styles import Border, Font, Side
from openpyxl.utils import get_column_letter

from data.reading.legacy_encodings import TCVN3, VNI
from tests.hostile import biff

if TYPE_CHECKING:
    from tests.support.layouts.page import Case, Page, Sent

_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
_GRID = Side(style="thin")
FROM_TCVN3 = {letter: code for code, letter in TCVN3.items()}
FROM_VNI = {letter: code for code, letter in reversed(VNI.items()) if code.islower() or code.isupper()}


def in_tcvn3(text: str) -> str:
    return "".join(FROM_TCVN3.get(c, FROM_TCVN3.get(c.lower(), c)) for c in text)


def as_tcvn3_keeps(text: str) -> str:
    """What is left of a text in TCVN3: it has no capital with a tone, outside of words that are all capitals."""
    words = text.split(" ")
    return " ".join(
        word
        if word.isupper() and len(word) > 1
        else "".join(c if c in FROM_TCVN3 or c.isascii() else c.lower() for c in word)
        for word in words
    )


def in_vni(text: str) -> str:
    return "".join(FROM_VNI.get(c, c) for c in text)


def day_of(value: Any) -> date | None:
    """A cell that was typed as a day: programs keep it as one."""
    match = _DAY.fullmatch(value) if isinstance(value, str) else None
    return date(int(match[3]), int(match[2]), int(match[1])) if match else None


def _workbook(pages: Sequence[Page], say: Callable[[str], str] = str, font: str = "") -> Workbook:
    """With days as days, every cell of the table ruled, and the font that its text is drawn in."""
    book = Workbook()
    book.remove(book.active)
    for page in pages:
        sheet = book.create_sheet(page.name)
        width = max(map(len, page.cells))
        for r, row in enumerate(page.cells, 1):
            for c in range(1, width + 1):
                value = row[c - 1] if c <= len(row) else None
                cell = sheet.cell(r, c)
                if (day := day_of(value)) is not None:
                    cell.value, cell.number_format = day, "dd/mm/yyyy"
                elif value not in (None, ""):
                    cell.value = say(value) if isinstance(value, str) else value
                if r > page.top:
                    cell.border = Border(_GRID, _GRID, _GRID, _GRID)
                if font:
                    cell.font = Font(name=font, size=13)
        for top, left, bottom, right in page.merged:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    return book


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rewritten(data: bytes, change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> bytes:
    """A package with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = change({name: package.read(name) for name in package.namelist()})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def _sheets_of(parts: dict[str, bytes], change: Callable[[str], str]) -> None:
    for name in [each for each in parts if each.startswith("xl/worksheets/sheet")]:
        parts[name] = change(parts[name].decode()).encode()


# Google Sheets: no theme, no properties, no dimension; text in its cell; a thousand rows and twenty-six columns, styled


def google(pages: Sequence[Page]) -> bytes:
    return _rewritten(_saved(_workbook(pages)), _as_google)


def _as_google(parts: dict[str, bytes]) -> dict[str, bytes]:
    kept = {name: part for name, part in parts.items() if not name.startswith(("docProps/", "xl/theme/"))}
    for name, gone in (
        ("[Content_Types].xml", r'<Override [^>]*PartName="/(?:docProps|xl/theme)[^>]*/>'),
        ("_rels/.rels", r'<Relationship [^>]*Target="/?docProps[^>]*/>'),
        ("xl/_rels/workbook.xml.rels", r'<Relationship [^>]*Target="[^"]*theme[^>]*/>'),
    ):
        kept[name] = re.sub(gone, "", kept[name].decode()).encode()

    def change(xml: str) -> str:
        xml = re.sub(r"<dimension[^>]*/>", "", xml)
        xml = re.sub(r'\st="n"', "", xml)
        last = max((int(row) for row in re.findall(r'<row r="(\d+)"', xml)), default=0)
        blank = "".join(
            f'<row r="{row}" ht="15.75" customHeight="1">'
            + ("".join(f'<c r="{get_column_letter(c)}{row}" s="1"/>' for c in range(1, 27)) if row < last + 6 else "")
            + "</row>"
            for row in range(last + 1, 1001)
        )
        return xml.replace("</sheetData>", f"{blank}</sheetData>")

    _sheets_of(kept, change)
    return kept


# WPS Office: names itself, and adds its own lists to styles and sheets


_WPS_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<Properties xmlns="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/extended-properties"><Application>WPS \xe8\xa1\xa8\xe6\xa0\xbc</Application>'
    b"<HeadingPairs/><TitlesOfParts/></Properties>"
)
_WPS_STYLES = (
    '<extLst><ext uri="{EB79DEF2-80B8-43e5-95BD-54CBDDF9020C}" xmlns:x14="http://schemas.microsoft.com/office/'
    'spreadsheetml/2009/9/main"><x14:slicerStyles defaultSlicerStyle="SlicerStyleLight1"/></ext></extLst>'
)
_WPS_SHEET = (
    '<extLst><ext uri="{5a5607c9-04d4-4c7e-b5a3-8ad41b1b8e8a}" xmlns:etc="http://www.wps.cn/officeDocument/2017/'
    'etCustomData"><etc:dataValidations/></ext></extLst>'
)


def wps(pages: Sequence[Page]) -> bytes:
    return _rewritten(_saved(_workbook(pages)), _as_wps)


def _as_wps(parts: dict[str, bytes]) -> dict[str, bytes]:
    parts["docProps/app.xml"] = _WPS_APP
    styles = parts["xl/styles.xml"].decode()
    parts["xl/styles.xml"] = styles.replace("</styleSheet>", f"{_WPS_STYLES}</styleSheet>").encode()

    def change(xml: str) -> str:
        xml = re.sub(r"<sheetFormatPr[^>]*/>", '<sheetFormatPr defaultColWidth="9" defaultRowHeight="14.25"/>', xml)
        return xml.replace("</worksheet>", f"{_WPS_SHEET}</worksheet>")

    _sheets_of(parts, change)
    return _with_shared_strings(parts)


def _with_shared_strings(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Texts in a part of their own, as Excel and WPS keep them; openpyxl writes each in its cell."""
    texts: dict[str, int] = {}

    def shared(found: re.Match[str]) -> str:
        return f'<c{found[1]} t="s"><v>{texts.setdefault(found[2], len(texts))}</v></c>'

    _sheets_of(parts, lambda xml: re.sub(r'<c([^>]*) t="inlineStr"><is>(.*?)</is></c>', shared, xml, flags=re.DOTALL))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    said = "".join(f"<si>{text}</si>" for text in texts)
    parts["xl/sharedStrings.xml"] = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><sst xmlns="{main}" uniqueCount="{len(texts)}">{said}</sst>'
    ).encode()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = parts["[Content_Types].xml"].decode()
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    parts["[Content_Types].xml"] = types.replace("</Types>", override).encode()
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relations = parts["xl/_rels/workbook.xml.rels"].decode()
    added = f'<Relationship Id="rIdShared" Type="{relation}" Target="sharedStrings.xml"/></Relationships>'
    parts["xl/_rels/workbook.xml.rels"] = relations.replace("</Relationships>", added).encode()
    return parts


# Fonts from before Unicode


def tcvn3(pages: Sequence[Page]) -> bytes:
    return _saved(_workbook(pages, in_tcvn3, ".VnTime"))


def vni(pages: Sequence[Page]) -> bytes:
    return _saved(_workbook(pages, in_vni, "VNI-Times"))


# .xls and .ods


def xls(pages: Sequence[Page]) -> bytes:
    """One sheet; days as the text that they were typed as."""
    (page,) = pages
    rows = [[None if value == "" else value for value in row] for row in page.cells]
    return biff.workbook(rows, name=page.name[:31], of_sheet=_merged_record(page))


def xls_tcvn3(pages: Sequence[Page]) -> bytes:
    (page,) = pages
    rows = [[in_tcvn3(value) if isinstance(value, str) else value for value in row] for row in page.cells]
    fonts = {(r, c): ".VnTime" for r, row in enumerate(rows) for c, value in enumerate(row) if isinstance(value, str)}
    return biff.workbook(rows, name=page.name[:31], fonts=fonts, of_sheet=_merged_record(page))


def _merged_record(page: Page) -> bytes:
    ranges = b"".join(_words(top, bottom, left, right) for top, left, bottom, right in page.merged)
    content = _words(len(page.merged)) + ranges
    return _words(0xE5, len(content)) + content if page.merged else b""


def _words(*numbers: int) -> bytes:
    return b"".join(number.to_bytes(2, "little") for number in numbers)


_SPACES = "".join(
    f' xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"' for p in ("office", "table", "text", "style")
)


def ods(pages: Sequence[Page]) -> bytes:
    """As LibreOffice writes it: what is blank is repeated to the end of the sheet, what is merged is covered."""
    sheets = "".join(_ods_sheet(page) for page in pages)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{_SPACES} office:version="1.3"><office:body>'
        f"<office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3" '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry '
        'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def _ods_sheet(page: Page) -> str:
    covered = {
        (row, column): (bottom - top + 1, right - left + 1) if (row, column) == (top, left) else None
        for top, left, bottom, right in page.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    width = max(map(len, page.cells))
    rows = []
    for r, row in enumerate(page.cells):
        cells = [_ods_cell(row[c] if c < len(row) else None, covered.get((r, c), ())) for c in range(width)]
        rest = f'<table:table-cell table:number-columns-repeated="{16384 - width}"/>'
        rows.append(f"<table:table-row>{''.join(cells)}{rest}</table:table-row>")
    rest = (
        f'<table:table-row table:number-rows-repeated="{1048576 - len(rows)}">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    return f'<table:table table:name="{escape(page.name)}">{"".join(rows)}{rest}</table:table>'


def _ods_cell(value: Any, span: tuple[int, ...] | None) -> str:
    kind = "covered-table-cell" if span is None else "table-cell"
    more = f' table:number-columns-spanned="{span[1]}" table:number-rows-spanned="{span[0]}"' if span else ""
    if value in (None, ""):
        return f"<table:{kind}{more}/>"
    if (day := day_of(value)) is not None:
        more += f' office:value-type="date" office:date-value="{day.isoformat()}"'
    elif isinstance(value, str):
        more += ' office:value-type="string"'
    else:
        more += f' office:value-type="float" office:value="{value}"'
    said = re.sub(r" {2,}", lambda found: f' <text:s text:c="{len(found[0]) - 1}"/>', escape(str(value)))
    said = re.sub(r"^ ", "<text:s/>", said)
    return f"<table:{kind}{more}><text:p>{said}</text:p></table:{kind}>"


# Text files: the list separator of a Vietnamese Windows is «;», its decimal sign «,»


def _records(page: Page, separator: str) -> str:
    out = io.StringIO()
    width = max(map(len, page.cells))
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    for row in page.cells:
        writer.writerow([_typed(value) for value in [*row, *[None] * (width - len(row))]])
    return out.getvalue()


def _typed(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    return "" if value is None else str(value)


def unicode_text(pages: Sequence[Page]) -> bytes:
    """«Unicode Text» of Excel: UTF-16 with tabs."""
    return _records(pages[0], "\t").encode("utf-16")


def csv_1258(pages: Sequence[Page]) -> bytes:
    """«CSV» of Excel on a Vietnamese Windows: each tone is a letter of its own."""
    tones = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
    out = ""
    for letter in _records(pages[0], ";"):
        parts = unicodedata.normalize("NFD", letter)
        own = unicodedata.normalize("NFC", parts.translate(tones))
        out += own + "".join(part for part in parts if ord(part) in tones) if len(parts) > 1 else letter
    return out.encode("cp1258")


def csv_utf8(pages: Sequence[Page]) -> bytes:
    """«CSV UTF-8» of Google Sheets: commas, no mark."""
    return _records(pages[0], ",").encode()


KINDS: dict[str, tuple[str, Callable[[Sequence[Page]], bytes]]] = {
    "xls": ("xls", xls),
    "xls in .VnTime": ("xls", xls_tcvn3),
    "ods": ("ods", ods),
    "Google Sheets": ("xlsx", google),
    "WPS Office": ("xlsx", wps),
    "xlsx in .VnTime": ("xlsx", tcvn3),
    "xlsx in VNI-Times": ("xlsx", vni),
    "Unicode text with tabs": ("txt", unicode_text),
    "CSV in windows-1258": ("csv", csv_1258),
    "CSV of Google Sheets": ("csv", csv_utf8),
}


def written(kind: str, pages: Sequence[Page]) -> bytes:
    return KINDS[kind][1](pages)


def as_kind(case: Case, kind: str) -> Case:
    """The same case with its files in another container."""

    def sent(one: Sent) -> Sent:
        lists = (
            one.lists if "VnTime" not in kind else {name: list(map(_kept, rows)) for name, rows in one.lists.items()}
        )
        return replace(one, kind=kind, file=f"{one.file.rpartition('.')[0]}.{KINDS[kind][0]}", lists=lists)

    return replace(case, name=f"{case.name}, {kind}", sent=sent(case.sent), following=sent(case.following))


def _kept(row: dict[str, Any]) -> dict[str, Any]:
    return {key: as_tcvn3_keeps(value) if isinstance(value, str) else value for key, value in row.items()}
