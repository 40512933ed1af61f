"""A workbook whose tables stand further down and to the right; what it says is the same."""

import io
import re
import zipfile

from openpyxl.utils import column_index_from_string, get_column_letter

_SHEET = re.compile(r'<(?:\w+:)?sheet [^>]*?name="([^"]*)"[^>]*?r:id="([^"]*)"')
_TARGET = re.compile(r"<Relationship\b[^>]*>")
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_CELL = re.compile(r'(<c [^>]*?\br=")([A-Z]{1,3}\d{1,7})"')
_ROW = re.compile(r'(<row [^>]*?\br=")(\d+)"')
_MERGED = re.compile(r'(<mergeCell [^>]*?ref=")([A-Z0-9:]+)"')
_COMMENT = re.compile(r'(<comment [^>]*?ref=")([A-Z0-9]+)"')
_ANCHOR = re.compile(r"(<\w+:(col|row)>)(\d+)<")
_PAINTED = re.compile(
    r'sqref="[^"]*"(?=[^<]*><cfRule)|(?<=<formula>)[^<]*(?=</formula>)|(?<=<xm:f>)[^<]*|(?<=<xm:sqref>)[^<]*'
)
_FORMULA_CELL = re.compile(r"(\$?)\b([A-Z]{1,3})(\$?)(\d{1,7})\b(?!\()")
_FORMULA = re.compile(r"<f(?:\s[^<>]*)?>[^<]*(?=</f>)")
_IN_FORMULA = re.compile(r"'[^']*'|(\$?)\b([A-Z]{1,3})(\$?)(\d{1,7})\b(?![(!])")  # no names of sheets
_COLUMN = re.compile(r"<col [^>]*/?>")


def address(cell: str, down: int, right: int) -> str:
    """The address of a cell after the move; "" stays."""
    return _ADDRESS.sub(
        lambda m: get_column_letter(column_index_from_string(m[1]) + right) + str(int(m[2]) + down), cell
    )


def _fixed(match: re.Match[str], down: int, right: int) -> str:
    """An address with its dollars, after the move."""
    column, row = get_column_letter(column_index_from_string(match[2]) + right), min(int(match[4]) + down, 1 << 20)
    return f"{match[1]}{column}{match[3]}{row}"


def moved(data: bytes, down: int, right: int) -> bytes | None:
    """The workbook with every sheet of data moved; None where its XML is not of the ordinary kind."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    book = parts.get("xl/workbook.xml", b"").decode("utf-8", "replace")
    relations = parts.get("xl/_rels/workbook.xml.rels", b"").decode("utf-8", "replace")
    targets, found = {}, False
    for relation in _TARGET.findall(relations):
        said = dict(re.findall(r'(\w+)="([^"]*)"', relation))
        targets[said.get("Id")] = "xl/" + said.get("Target", "").removeprefix("/xl/")
    for name, number in _SHEET.findall(book):
        part = targets.get(number, "")
        if name.startswith("_"):
            continue
        if part not in parts:
            return None
        xml = parts[part].decode("utf-8", "replace")
        if re.search(r"<\w+:(?:c|row)[ >]", xml) or "<!" in xml or not xml.startswith(("<?xml", "<worksheet")):
            return None
        if len(re.findall(r"<c[ >]", xml)) != len(_CELL.findall(xml)) or len(re.findall(r"<row[ >]", xml)) != len(
            _ROW.findall(xml)
        ):
            return None
        parts[part] = _moved(xml, down, right).encode()
        found = True
    if not found:
        return None
    for name, content in parts.items():
        if "comment" in name and name.endswith(".xml"):
            beside = _COMMENT.sub(lambda m: f'{m[1]}{address(m[2], down, right)}"', content.decode())
            parts[name] = beside.encode()
        elif name.startswith("xl/drawings/drawing"):
            box = _ANCHOR.sub(lambda m: f"{m[1]}{int(m[3]) + (right if m[2] == 'col' else down)}<", content.decode())
            parts[name] = box.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def _moved(xml: str, down: int, right: int) -> str:
    xml = re.sub(r"<dimension [^>]*/>|\sspans=\"[^\"]*\"", "", xml)
    xml = re.sub(r"<(dataValidations)\b.*?</\1>|<autoFilter\b[^>]*(?:/>|>.*?</autoFilter>)", "", xml)
    xml = _PAINTED.sub(lambda m: _FORMULA_CELL.sub(lambda n: _fixed(n, down, right), m[0]), xml)
    xml = _FORMULA.sub(lambda m: _IN_FORMULA.sub(lambda n: _fixed(n, down, right) if n[2] else n[0], m[0]), xml)
    xml = _CELL.sub(lambda m: f'{m[1]}{address(m[2], down, right)}"', xml)
    xml = _ROW.sub(lambda m: f'{m[1]}{int(m[2]) + down}"', xml)
    xml = _MERGED.sub(lambda m: f'{m[1]}{address(m[2], down, right)}"', xml)
    return _COLUMN.sub(lambda m: re.sub(r'\b(min|max)="(\d+)"', lambda n: f'{n[1]}="{int(n[2]) + right}"', m[0]), xml)
