"""May this file be opened at all? What it is, judged by its bytes, and whether unpacking it is safe."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from xml.parsers import expat

from data.model import Finding, Text
from data.rules.findings import Refused, finding, shown

LARGEST_FILE = 20 << 20
LARGEST_UNPACKED = 120 << 20
MOST_PARTS = 500
MOST_ROWS = 250_000
MOST_COLUMNS = 256
MOST_CELLS = 8_000_000  # of the rectangles in use, blank ones included: 65 bytes are reserved for each of them
CHUNK = 1 << 20

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEFORE_97 = (b"\x09\x00\x04\x00", b"\x09\x00\x06\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_DTD = tuple(word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be"))
_XML = (".xml", ".rels", ".vml")
_STRICT = (".xml", ".rels")
_ROOT = re.compile(
    rb"""<Relationship\s(?=[^>]*Type\s*=\s*["'][^"']*/officeDocument["'])[^>]*?Target\s*=\s*(?:"([^"]*)"|'([^']*)')"""
)
_DECLARED = re.compile(rb"""^[^<]{0,4}<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_ENCODINGS = {b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii"}

# Content → the endings that fit it, and what it is called.
_ENDINGS = {
    "xlsx": {".xlsx", ".xltx"},
    "xls": {".xls", ".xlt"},
    "ods": {".ods", ".ots"},
    "text": {".csv", ".tsv", ".txt", ".tab"},
}
_CALLED = {"xlsx": "Excel (.xlsx)", "xls": "Excel 97–2003 (.xls)", "ods": "OpenDocument (.ods)", "text": "CSV"}
_OTHERS = (
    (b"%PDF", Text("tệp PDF", "a PDF")),
    (b"{\\rtf", Text("văn bản RTF", "an RTF document")),
    (b"\x89PNG", Text("hình ảnh", "a picture")),
    (b"\xff\xd8\xff", Text("hình ảnh", "a picture")),
    (b"GIF8", Text("hình ảnh", "a picture")),
    (b"Rar!", Text("tệp nén", "an archive")),
    (b"7z\xbc\xaf", Text("tệp nén", "an archive")),
    (b"\x1f\x8b", Text("tệp nén", "an archive")),
)
_PARTS_OF_OTHERS = {
    "word/document.xml": Text("văn bản Word", "a Word document"),
    "ppt/presentation.xml": Text("bản trình chiếu", "a presentation"),
}
_ZIP = Text("tệp nén ZIP", "a ZIP archive")
_OTHER_OPEN_DOCUMENT = Text("tài liệu OpenDocument khác", "another OpenDocument file")
_EXCEL_XML = re.compile(rb"^<\?xml[^>]*>.{0,200}<(?:ss:)?Workbook\b", re.S)
_PAGE = re.compile(rb"<!doctype html|<html|<table|<body|<meta |^mime-version:|^content-type: multipart", re.I)


@dataclass(slots=True)
class Container:
    """What a file is: `xlsx`, `xls`, `ods` or `text`, its parts when it is a package, and what its sender should
    know."""

    kind: str
    package: Package | None = None
    findings: list[Finding] = field(default_factory=list)


def inspect(data: bytes, name: str) -> Container:
    """Judge a file by its bytes, whatever it is called. Raises Refused."""
    if not data or not data.strip(b"\0 \r\n\t"):
        raise Refused("empty_file")
    if len(data) > LARGEST_FILE:
        raise Refused("too_big")
    ending = PurePath(name).suffix.lower()
    container = _kind(data, ending)
    if ending not in _ENDINGS[container.kind]:
        container.findings.append(finding("wrong_name", extension=shown(ending)[:12], kind=_CALLED[container.kind]))
    return container


def _kind(data: bytes, ending: str) -> Container:
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _package(data)
    if data[:8] == OLE:
        return Container("xls")
    if data[:4] in _BEFORE_97:
        raise Refused("old_workbook")
    for magic, kind in _OTHERS:
        if data.startswith(magic):
            raise _other(kind)
    start = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t")
    if _PAGE.search(start) and not _EXCEL_XML.search(start):
        raise Refused("web_page")
    if start.startswith(b"<?xml") or start.startswith(b"<"):
        raise Refused("xml_file")
    if data[:2] not in (b"\xff\xfe", b"\xfe\xff") and ending not in _ENDINGS["text"] and _is_binary(data):
        raise Refused("damaged" if ending in (".xlsx", ".xls", ".ods") else "unknown_kind")
    return Container("text")


def _other(kind: Text) -> Refused:
    """Another document: one in prose has a way in of its own."""
    prose = kind in (_OTHERS[0][1], _PARTS_OF_OTHERS["word/document.xml"])
    return Refused("other_document:prose" if prose else "other_document", kind=kind)


def is_prose() -> Refused:
    """A Word document in which no layout reads a table."""
    return _other(_PARTS_OF_OTHERS["word/document.xml"])


def _is_binary(data: bytes) -> bool:
    sample = data[:65536]
    return b"\0" in sample or sum(sample.count(bytes([c])) for c in range(1, 9)) > 0


def _package(data: bytes) -> Container:
    package = Package(data)
    names = {name.lower() for name in package.names}
    if _is_ods(package):
        container = Container("ods", package)
        if b"encryption-data" in (package.read("META-INF/manifest.xml") if "meta-inf/manifest.xml" in names else b""):
            raise Refused("encrypted")
        if any(name.startswith(("basic/", "scripts/")) and not name.endswith("/") for name in names):
            raise Refused("macros")
        return container
    if package.workbook.endswith(".bin") or package.has("xl/workbook.bin"):
        raise Refused("binary_workbook")
    if not package.has(package.workbook):
        kind = next((kind for part, kind in _PARTS_OF_OTHERS.items() if part in names), _ZIP)
        raise _other(_OTHER_OPEN_DOCUMENT if "mimetype" in names else kind)
    if "[content_types].xml" not in names:
        raise Refused("damaged")
    types = package.read("[Content_Types].xml")
    if any("vbaproject" in name or "xl/macrosheets/" in name for name in names) or b"macroEnabled" in types:
        raise Refused("macros")
    container = Container("xlsx", package)
    if any(name.startswith("xl/externallinks/") for name in names):
        container.findings.append(finding("links"))
    if any(name.startswith("xl/embeddings/") or name.startswith("xl/activex/") for name in names):
        container.findings.append(finding("embedded"))
    return container


def _is_ods(package: Package) -> bool:
    """By its first part; by its list of parts where it has none, as some web offices write it."""
    if package.has("mimetype"):
        return package.read("mimetype").strip() in (ODS_TYPE, ODS_TYPE + b"-template")
    manifest = "META-INF/manifest.xml"
    return package.has("content.xml") and package.has(manifest) and ODS_TYPE in package.read(manifest)


class Package:
    """A zip whose every part is counted while it is unpacked, since what the directory says of sizes may be a lie.

    Raises Refused for one that is encrypted, damaged, larger than it may be, or not what an office program writes.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, NotImplementedError, OSError, EOFError):
            raise Refused("damaged") from None
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS:
            raise Refused("too_many_parts")
        seen: set[str] = set()
        for part in parts:
            plain = part.filename.replace("\\", "/").lower()
            inside = (
                not plain.startswith("/") and ".." not in plain.split("/") and ":" not in plain and "\0" not in plain
            )
            if plain in seen or not inside or not part.filename.isprintable():
                raise Refused("unsafe_part")
            seen.add(plain)
            if part.flag_bits & 0x1:
                raise Refused("encrypted")
            if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise Refused("unsafe_part")
        if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise Refused("too_big_unpacked")
        self._parts = {part.filename.replace("\\", "/").lower(): part for part in parts}
        self._unpacked = 0
        self._counted: set[str] = set()
        self.workbook = self._workbook()
        self._proper = self.workbook.rpartition("/")[0].lower()  # the folder of the workbook's own parts
        self.unusual: set[str] = set()  # XML parts with comments, CDATA or two octets a letter

    @property
    def names(self) -> list[str]:
        return [part.filename.replace("\\", "/") for part in self._parts.values()]

    def _workbook(self) -> str:
        """The part that is the workbook: `xl/workbook.xml` but for a few programs."""
        usual, roots = "xl/workbook.xml", self._parts.get("_rels/.rels")
        if usual in self._parts or roots is None or roots.file_size > CHUNK:
            return usual
        try:
            found = _ROOT.search(self._zip.read(roots).replace(b"\0", b""))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
            return usual
        target = next(filter(None, found.groups()), b"").decode("utf-8", "replace").lstrip("/") if found else ""
        return target if "workbook" in target.lower() else usual

    @property
    def backslashed(self) -> bool:
        """Whether it was written by a program that separates folders as Windows does; calamine does not know that."""
        return any("\\" in part.filename for part in self._parts.values())

    def has(self, name: str) -> bool:
        return name.lower() in self._parts

    def stream(self, name: str) -> Iterator[bytes]:
        """The bytes of a part in chunks, counted; an XML part is refused where it defines its own entities.

        A part of the workbook proper is refused where it is not well-formed: calamine reads on in what is left of it.
        """
        part = self._parts[name.lower()]
        first, tail, is_xml = name not in self._counted, b"", name.lower().endswith(_XML)
        start = True
        parser = (
            expat.ParserCreate()
            if first and name.lower().startswith(self._proper) and name.lower().endswith(_STRICT)
            else None
        )
        try:
            with self._zip.open(part) as file:
                while chunk := file.read(CHUNK):
                    if first:
                        self._unpacked += len(chunk)
                        if self._unpacked > LARGEST_UNPACKED:
                            raise Refused("too_big_unpacked")
                    if is_xml:
                        if start and _strange_encoding(chunk):
                            raise Refused("unsafe_part")
                        if b"<!" in chunk or (chunk[:1] == b"!" and tail[-1:] == b"<") or b"\0" in chunk:
                            self.unusual.add(name)
                            seen = tail + chunk
                            if any(word in seen for word in _DTD):
                                raise Refused("unsafe_part")
                        tail, start = chunk[-32:], False
                    if parser is not None:
                        parser.Parse(chunk)
                    yield chunk
            if parser is not None:
                parser.Parse(b"", True)
        except (
            expat.ExpatError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ):
            raise Refused("damaged") from None
        self._counted.add(name)

    def read(self, name: str) -> bytes:
        return b"".join(self.stream(name))

    def drain(self) -> None:
        """Unpack, count and look at every part that has not been read yet."""
        for name in self.names:
            if name not in self._counted:
                for _ in self.stream(name):
                    pass


def _strange_encoding(start: bytes) -> bool:
    declared = _DECLARED.match(start[:200])
    return declared is not None and declared[1].lower() not in _ENCODINGS
