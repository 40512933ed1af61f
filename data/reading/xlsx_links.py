"""What the formulas of an .xlsx share: the files and the names that they speak of, and whether their values are old."""

import posixpath
from collections.abc import Mapping
from xml.etree import ElementTree

from data.reading.formula_texts import LONGEST, Kept
from data.reading.guard import Package

MOST_FILES, MOST_NAMES = 200, 2_000
LARGEST = 1 << 20  # bytes of what tells where a link goes


def formulas_of(package: Package, root: ElementTree.Element, targets: Mapping[str, str]) -> Kept:
    """`root` is the workbook's own part, `targets` its relations: id → part."""
    book = Kept()
    files: list[str] = []
    known: dict[str, str] = {}  # parts → what they link to, each read once
    names: dict[str, str] = {}
    for element in root.iter():
        tag, said = element.tag.rpartition("}")[2], element.attrib
        if tag == "externalReference" and len(files) < MOST_FILES:
            part = targets.get(next((value for key, value in said.items() if key.endswith("id")), ""), "")
            if part not in known:
                known[part] = _file(package, part)
            files.append(known[part])
        elif tag == "definedName" and len(names) < MOST_NAMES and not said.get("name", "_").startswith("_"):
            names[said["name"].lower()] = (element.text or "")[:LONGEST]
        elif tag == "calcPr":
            manual = said.get("calcMode") == "manual" and said.get("calcOnSave") in ("0", "false")
            book.as_displayed = said.get("fullPrecision") in ("0", "false")
            book.not_recalculated = manual or said.get("calcCompleted") in ("0", "false")
    book.files, book.names = files, names
    return book


def _file(package: Package, part: str) -> str:
    """The name of another workbook, as its link has it; "" where it is not told."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if not part or not package.has(relations):
        return ""
    xml = package.read(relations)
    try:
        links = ElementTree.fromstring(xml if len(xml) <= LARGEST else b"")
    except (ElementTree.ParseError, ValueError, LookupError):
        return ""
    return next((link.get("Target") or "" for link in links if link.get("TargetMode") == "External"), "")
