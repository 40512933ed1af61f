"""What is no workbook, or no honest one: archives, encryption, damage, other formats, lies about what is inside."""

import gzip
import io
import re
import struct
import zipfile
import zlib

from tests.hostile import biff
from tests.hostile.case import Case, loads, refused
from tests.support.corpus import (
    HEADER_XML,
    HEADINGS,
    ROW,
    altered,
    book_of,
    lying_size,
    plain_parts,
    raw_workbook,
    row_xml,
    saved,
    trainings,
    with_parts,
    zipped,
)

GOOD = trainings(ROW)
XML = row_xml(2, [str(raw) for raw in ROW])
PARTS = plain_parts(HEADER_XML + XML)
SHEET = "xl/worksheets/sheet1.xml"
TYPES = "[Content_Types].xml"


def entries(parts: list[tuple[zipfile.ZipInfo, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for about, content in parts:
            file.writestr(about, content)
    return out.getvalue()


def flagged(data: bytes, flag: int) -> bytes:
    """The package with a flag set at every part and in the directory."""
    out = bytearray(data)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = out.find(sign)
        while start >= 0:
            out[start + at] |= flag
            start = out.find(sign, start + 4)
    return bytes(out)


def method(data: bytes, number: int) -> bytes:
    """The package said to be compressed in another way."""
    out = bytearray(data)
    for sign, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        start = out.find(sign)
        while start >= 0:
            struct.pack_into("<H", out, start + at, number)
            start = out.find(sign, start + 4)
    return bytes(out)


def overlapping(times: int) -> bytes:
    """A directory whose many entries all point at one part: a small file that unpacks to a large one."""
    content = b"\0" * (8 << 20)
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    squeezed = packed.compress(content) + packed.flush()
    crc = zlib.crc32(content)
    local = (
        struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(squeezed), len(content), 1, 0)
        + b"a"
        + squeezed
    )
    directory = b""
    for n in range(times):
        name = b"a" if n == 0 else b"xl/%d.bin" % n
        directory += (
            struct.pack(
                "<4sHHHHHHIIIHHHHHII",
                b"PK\x01\x02",
                20,
                20,
                0,
                8,
                0,
                0,
                crc,
                len(squeezed),
                len(content),
                len(name),
                0,
                0,
                0,
                0,
                0,
                0,
            )
            + name
        )
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, times, times, len(directory), len(local), 0)
    return local + directory + end


def encrypted_parts() -> bytes:
    return biff.compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x"})


def links(target: str, mode: str = "External") -> bytes:
    """The workbook's sheet to be found elsewhere."""
    rels = PARTS["xl/_rels/workbook.xml.rels"]
    changed = rels.replace(b'Target="worksheets/sheet1.xml"', f'Target="{target}" TargetMode="{mode}"'.encode())
    return zipped(PARTS | {"xl/_rels/workbook.xml.rels": changed})


def rings() -> bytes:
    """A thousand octets that list their own sectors over and over: once more than a gigabyte of numbers."""
    header = bytearray(biff.workbook([HEADINGS, ROW])[:512])
    struct.pack_into("<II", header, 68, 0, 0xFFFFFFFF)
    return bytes(header) + b"\0" * 600


SPREADSHEETML = (
    b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:'
    b'spreadsheet"><Worksheet><Table><Row><Cell><Data>1</Data></Cell></Row></Table></Worksheet></Workbook>'
)
HTML = "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table><tr><td>Tên lớp</td></tr></table></html>".encode()
MHTML = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n"
ODS = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}
EMPTY_ZIP = b"PK\x05\x06" + b"\0" * 18


def embedded() -> bytes:
    """The document stands in a storage of its own, which the file's own entries do not lead to."""
    book = biff.compound({"Workbook": biff.workbook_stream([HEADINGS, ROW]), "WordDocument": b"x"})
    at = book.index("WordDocument".encode("utf-16-le")) - 128
    return book[: at + 72] + b"\xff\xff\xff\xff" + book[at + 76 :]


def backslashed() -> bytes:
    with zipfile.ZipFile(io.BytesIO(trainings(ROW))) as package:
        return zipped({name.replace("/", "\\"): package.read(name) for name in package.namelist()})


def counted(serial: int) -> bytes:
    """A cell that is formatted as a day and holds a number."""
    book = book_of({"Đào tạo, tập huấn": [HEADINGS, [*ROW[:3], serial, *ROW[4:]]]})
    book.worksheets[0]["D2"].number_format = "dd/mm/yyyy"
    return saved(book)


CASES: list[Case] = [
    refused("nothing at all", b"", "empty_file@"),
    refused("only blanks", b" \r\n\t\n", "empty_file@"),
    refused("only NUL", b"\0" * 512, "empty_file@"),
    refused("a byte order mark and nothing", b"\xef\xbb\xbf", "unclear_table@", name="a.csv"),
    refused("an empty archive", EMPTY_ZIP, "other_document@"),
    refused("a picture called workbook", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "other_document@"),
    refused("a PDF called CSV", b"%PDF-1.4\n%...", "other_document@", name="a.csv"),
    refused("a gzip of a workbook", gzip.compress(GOOD, mtime=0), "other_document@"),
    refused("a 7z", b"7z\xbc\xaf\x27\x1c" + b"\0" * 30, "other_document@"),
    refused("a workbook within an archive", zipped({"inside.xlsx": GOOD}), "other_document@"),
    refused("a Word document", zipped({TYPES: b"<x/>", "word/document.xml": b"<x/>"}), "other_document@"),
    refused("a presentation", zipped({TYPES: b"<x/>", "ppt/presentation.xml": b"<x/>"}), "other_document@"),
    refused(
        "an OpenDocument text",
        zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
        "other_document@",
        name="a.ods",
    ),
    refused("a program", b"MZ\x90\x00" + b"\0\1" * 600, "damaged@"),
    refused("a web page called workbook", HTML, "web_page@", name="a.xls"),
    refused("a web page with a mark before it", b"\xef\xbb\xbf\r\n" + HTML, "web_page@", name="a.xls"),
    refused("a web archive called workbook", MHTML, "web_page@", name="a.xls"),
    refused("SpreadsheetML of 2003", SPREADSHEETML, "xml_file@", name="a.xls"),
    refused("a flat OpenDocument", b'<?xml version="1.0"?><office:document/>', "xml_file@", name="a.fods"),
    refused("a binary workbook", zipped({TYPES: b"<x/>", "xl/workbook.bin": b"x"}), "binary_workbook@", name="a.xlsb"),
    refused("a workbook of Excel 5", biff.compound({"Book": b"x"}), "old_workbook@", name="a.xls"),
    refused(
        "a workbook of Excel 2 without a container",
        b"\x09\x00\x04\x00\x02\x00\x10\x00" + b"\0\1" * 40,
        "old_workbook@",
        name="a.xls",
    ),
    refused("an encrypted workbook", encrypted_parts(), "encrypted@"),
    refused("an encrypted workbook called .xls", encrypted_parts(), "encrypted@", name="a.xls"),
    refused(
        "an .xls with a password",
        biff.workbook([HEADINGS, ROW], extra=struct.pack("<HHHHH", 0x2F, 6, 0, 1, 1)),
        "encrypted@",
        name="a.xls",
    ),
    refused(
        "an encrypted .ods",
        zipped(ODS | {"content.xml": b"x", "META-INF/manifest.xml": b"<m><manifest:encryption-data/></m>"}),
        "encrypted@",
        name="a.ods",
    ),
    refused("parts with a ZIP password", flagged(GOOD, 1), "encrypted@"),
    refused("macros", with_parts(GOOD, {"xl/vbaProject.bin": b"x"}), "macros@", name="a.xlsm"),
    refused("macros in a workbook that is said to have none", with_parts(GOOD, {"xl/vbaProject.bin": b"x"}), "macros@"),
    refused(
        "macros under another name, told by the content types",
        altered(GOOD, TYPES, b"sheet.main", b"sheet.macroEnabled.main"),
        "macros@",
    ),
    refused("a macro sheet of Excel 4", with_parts(GOOD, {"xl/macrosheets/sheet1.xml": b"<x/>"}), "macros@"),
    refused(
        "an .xls with macros", biff.compound({"Workbook": b"x", "_VBA_PROJECT_CUR": b"x"}), "macros@", name="a.xls"
    ),
    refused(
        "an .ods with macros",
        zipped(ODS | {"content.xml": b"<x/>", "Basic/Standard/script.xml": b"x"}),
        "macros@",
        name="a.ods",
    ),
    refused("a workbook cut off in its last part", GOOD[:-400], "damaged@"),
    refused("a workbook cut in half", GOOD[: len(GOOD) // 2], "damaged@"),
    refused("a workbook with its middle gone", GOOD[:2000] + GOOD[2600:], "damaged@"),
    refused(
        "a workbook with a byte of its sheet turned",
        bytes(b ^ (255 if 900 < i < 904 else 0) for i, b in enumerate(GOOD)),
        "damaged@",
    ),
    refused("an .xls cut in half", biff.workbook([HEADINGS, ROW])[:3000], "damaged@", name="a.xls"),
    refused("an .xls whose list of sectors goes in a ring", rings(), "damaged@", name="a.xls", apart=True),
    refused(
        "an .xls whose sectors go round in a ring",
        biff.workbook([HEADINGS, ROW])[:512] + b"\0" * 6000,
        "damaged@",
        name="a.xls",
    ),
    refused(
        "a part twice",
        entries(
            [(zipfile.ZipInfo(n), c) for n, c in PARTS.items()]
            + [(zipfile.ZipInfo(SHEET + " "), b""), (zipfile.ZipInfo("XL/Worksheets/Sheet1.xml"), b"<x/>")]
        ),
        "unsafe_part@",
    ),
    refused("a part outside the package", with_parts(GOOD, {"../../evil": b"x"}), "unsafe_part@"),
    refused("a part at an absolute place", with_parts(GOOD, {"/evil": b"x"}), "unsafe_part@"),
    refused("a part on a drive", with_parts(GOOD, {"C:\\evil": b"x"}), "unsafe_part@"),
    refused("a part with an invisible name", with_parts(GOOD, {"xl/\u202egnp": b"x"}), "unsafe_part@"),
    refused("a part compressed as nobody does", method(GOOD, 97), "unsafe_part@"),
    refused("a part compressed by LZMA", method(GOOD, 14), "unsafe_part@"),
    refused(
        "five hundred and one parts", lambda: with_parts(GOOD, {f"x/{i}": b"" for i in range(501)}), "too_many_parts@"
    ),
    refused(
        "a part said to be smaller than it is",
        lambda: lying_size(with_parts(GOOD, {"x.bin": b"\0" * (20 << 20)})),
        "damaged@",
        apart=True,
    ),
    refused("parts that overlap", lambda: overlapping(60), "too_big_unpacked@", apart=True),
    refused("no list of contents", zipped({k: v for k, v in PARTS.items() if k != TYPES}), "damaged@"),
    refused(
        "no relations", zipped({k: v for k, v in PARTS.items() if not k.endswith("workbook.xml.rels")}), "damaged@"
    ),
    refused(
        "no sheet where it is said to be", zipped({k: v for k, v in PARTS.items() if k != SHEET}), "unclear_writing@"
    ),
    refused("a sheet on another machine", links("file:///etc/passwd"), "unclear_writing@"),
    refused("a sheet on the web", links("http://localhost:9/sheet1.xml"), "unclear_writing@"),
    refused("relations that are no XML", zipped(PARTS | {"xl/_rels/workbook.xml.rels": b"\0\1\2"}), "damaged@"),
    refused("a workbook part that is no XML", zipped(PARTS | {"xl/workbook.xml": b"<workbook"}), "damaged@"),
    refused(
        "a workbook without a sheet",
        zipped(PARTS | {"xl/workbook.xml": re.sub(rb"<sheets>.*</sheets>", b"<sheets/>", PARTS["xl/workbook.xml"])}),
        "no_sheet@",
    ),
    refused(
        "two sheets of one name",
        zipped(PARTS | {"xl/workbook.xml": re.sub(rb"(<sheet .*?/>)", rb"\1\1", PARTS["xl/workbook.xml"])}),
        "unsafe_part@",
    ),
    refused(
        "a sheet whose XML ends early", altered(GOOD, "xl/worksheets/sheet1.xml", b"</sheetData>", b""), "damaged@"
    ),
    refused("a sheet in UTF-7", altered(raw_workbook(XML), SHEET, b"UTF-8", b"UTF-7"), "unsafe_part@"),
    refused("an .ods without content", zipped(ODS), "damaged@", name="a.ods"),
    refused(
        "an .ods whose content is cut",
        zipped(ODS | {"content.xml": b"<office:document-content><office:body>"}),
        "damaged@",
        name="a.ods",
    ),
    loads("a workbook under the name of a text file", GOOD, "wrong_name@", name="a.csv"),
    loads("a workbook without any ending", GOOD, "wrong_name@", name="số liệu"),
    loads("a template by its ending", GOOD, name="a.xltx"),
    loads("a name of a path", GOOD, name="..\\..\\a.xlsx"),
    loads("a workbook with something embedded", with_parts(GOOD, {"xl/embeddings/oleObject1.bin": b"x"}), "embedded@"),
    loads(
        "a workbook with links elsewhere", with_parts(GOOD, {"xl/externalLinks/externalLink1.xml": b"<x/>"}), "links@"
    ),
    loads("rubbish behind the archive", GOOD + b"\0" * 100),
    loads("parts stored as they are", entries([(zipfile.ZipInfo(n), c) for n, c in PARTS.items()])),
    loads("an .xls with a Word document embedded in it", embedded(), name="a.xls"),
    loads("an .xlsx whose folders are separated by backslashes", backslashed()),
    refused(
        "an .xls with a cell so far off that the rectangle is too large",
        biff.workbook([HEADINGS, ROW, *[[]] * 48_000, [None] * 255 + ["x"]]),
        "too_many_cells@IV48003",
        name="a.xls",
    ),
    refused("a day that Excel counts and no calendar has", counted(60), "no_such_day@D2"),
    loads("an ordinary .xls", biff.workbook([HEADINGS, ROW]), name="a.xls"),
    loads("an .xls under the name of an .xlsx", biff.workbook([HEADINGS, ROW]), "wrong_name@"),
    refused(
        "a sheet in UTF-16, which nobody writes",
        zipped(PARTS | {SHEET: PARTS[SHEET].decode().replace("UTF-8", "UTF-16").encode("utf-16")}),
        "unclear_writing@",
    ),
]
