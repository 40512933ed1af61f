"""What goes back to the sender of a file with findings: their own workbook marked, or where that may not be, the list
and why."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from data.feedback.annotate import CONTENT, MADE, OFFICE, RELATIONS, mark
from data.feedback.whole_list import RereadFile
from data.feedback.xml_text import MAIN, WHY, Unmarkable
from data.model import Finding, Language, Severity, Text
from data.sandbox import mark_file
from data.table import Table

LIST_ONLY = Text(
    "Danh sách được gửi riêng vì {why}. Sửa trong tệp của mình rồi nộp lại tệp đó.",
    "The list comes by itself because {why}. Mend your own file and send that.",
)


@dataclass(frozen=True, slots=True)
class Returned:
    """A workbook to download. `why` it is only the list, where it is."""

    name: str
    data: bytes
    why: Text | None = None


def returned(
    name: str,
    data: bytes,
    findings: Sequence[Finding],
    language: Language,
    source: RereadFile | None = None,
    tables: Mapping[str, Table] | None = None,
    who: str = "",
) -> Returned:
    """The file that comes back; what was sent is opened in a process apart. `source`: where only some of the findings
    are known here, what all are made from."""
    whole = source, tables, who
    stem = PurePath(name.replace("\\", "/")).stem[:80] or "tep"
    if any(f.severity is Severity.STOP for f in findings):
        why = WHY["not_read"]
    elif data[:4] != b"PK\x03\x04" or not name.lower().endswith((".xlsx", ".xltx")):
        why = WHY["not_xlsx"]
    else:
        try:
            return Returned(f"{stem} - {_MARKED.in_(language)}.xlsx", mark_file(data, findings, language, "", *whole))
        except Unmarkable as unmarkable:
            why = WHY.get(unmarkable.why, WHY["unusual"])
    said = LIST_ONLY.format(why="{why}").in_(language).format(why=why.in_(language))
    if source is None:
        listed = mark(_blank(), findings, language, said)
    else:
        listed = mark_file(_blank(), findings, language, said, *whole)
    return Returned(
        f"{stem} - {_LISTED.in_(language)}.xlsx",
        listed,
        Text(LIST_ONLY.vi.format(why=why.vi), LIST_ONLY.en.format(why=why.en)),
    )


_MARKED = Text("đã đánh dấu", "marked")
_LISTED = Text("kết quả kiểm tra", "findings")


@cache
def _blank() -> bytes:
    """A workbook without a sheet, which becomes one of findings only."""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{CONTENT}.spreadsheetml.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{CONTENT}.spreadsheetml.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/styles" '
        'Target="styles.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}"><bookViews><workbookView/></bookViews><sheets></sheets></workbook>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="10"/><name val="Arial"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    }
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(ZipInfo(part, MADE), '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
    return out.getvalue()
