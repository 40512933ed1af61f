"""Formulas put behind the numbers of a workbook, and what they point at: other files, names that it defines."""

import re
import zipfile
from collections.abc import Mapping
from html import escape
from io import BytesIO

from tests.support.corpus import altered, with_parts, zipped

SHEET = "xl/worksheets/sheet1.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

_INLINE = re.compile(r'(<c r="[A-Z]+\d+") t="inlineStr"><is><t>([^<]*)</t></is>')


def computed(formulas: Mapping[str, str], data: bytes, attributes: str = "") -> bytes:
    """A workbook with formulas behind the numbers and texts of its first sheet, as a program keeps both."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    xml = parts[SHEET].decode()
    xml = (
        _INLINE.sub(r'\1 t="str"><v>\2</v>', xml) if any(f'"{cell}" t="inlineStr"' in xml for cell in formulas) else xml
    )
    for cell, formula in formulas.items():
        xml, count = re.subn(
            rf'(<c r="{cell}"[^>]*>)(<v>)',
            lambda m, f=formula: f"{m[1]}<f{attributes}>{escape(f[1:], False)}</f>{m[2]}",
            xml,
        )
        assert count == 1, f"no number in {cell}"
    parts[SHEET] = xml.encode()
    return zipped(parts)


def linked_to(data: bytes, *names: str) -> bytes:
    """A workbook whose formulas name these files as [1], [2] and so on."""
    links = "".join(f'<externalReference xmlns:r="{OFFICE}" r:id="rId7{n}"/>' for n, _ in enumerate(names))
    relation = '<Relationship Id="rId7{0}" Type="{1}/externalLink" Target="externalLinks/externalLink{0}.xml"/>'
    relations = "".join(relation.format(n, OFFICE) for n, _ in enumerate(names))
    book = f"<externalReferences>{links}</externalReferences></workbook>"
    data = altered(data, "xl/workbook.xml", b"</workbook>", book.encode())
    data = altered(data, "xl/_rels/workbook.xml.rels", b"</Relationships>", f"{relations}</Relationships>".encode())
    link = f'<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{OFFICE}" r:id="rId1"/></externalLink>'
    parts = {}
    for n, name in enumerate(names):
        parts[f"xl/externalLinks/externalLink{n}.xml"] = link.encode()
        parts[f"xl/externalLinks/_rels/externalLink{n}.xml.rels"] = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{OFFICE}/externalLinkPath" Target="{escape(name)}" TargetMode="External"/>'
            "</Relationships>"
        ).encode()
    return with_parts(data, parts)


def naming(data: bytes, name: str, refers: str) -> bytes:
    """A workbook that defines a name."""
    names = f'<definedNames><definedName name="{name}">{escape(refers, False)}</definedName></definedNames></workbook>'
    return altered(data, "xl/workbook.xml", b"</workbook>", names.encode())


_PLACE = re.compile(
    r"\"[^\"]*\"|(?:('(?:[^']|'')*'|[\w.\[\]]+)!)?"
    r"(?:(\$?[A-Z]{1,3}\$?\d+)(?::(\$?[A-Z]{1,3}\$?\d+))?|(\$?[A-Z]{1,3}):(\$?[A-Z]{1,3}))(?![\w(])"
)


def as_open_formula(formula: str, file: str = "") -> str:
    """A formula as .ods files have it: «='Quý III'!D2» is «of:=['Quý III'.D2]»."""

    def place(match: re.Match[str]) -> str:
        if match[0].startswith('"'):
            return match[0]
        first, last = (match[2], match[3]) if match[2] else (f"{match[4]}$1", f"{match[5]}$1048576")
        sheet = match[1] or ""
        if "[1]" in sheet:
            sheet = f"'{file}'#$'{sheet.strip(chr(39)).removeprefix('[1]')}'"
        sheet = sheet if not sheet or sheet.startswith("'") else f"'{sheet}'"
        return f"[{sheet}.{first}{f':.{last}' if last else ''}]"

    parts = re.split(r"(\"[^\"]*\")", _PLACE.sub(place, formula[1:]))
    return "of:=" + "".join(part if part.startswith('"') else part.replace(",", ";") for part in parts)
