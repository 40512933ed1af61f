"""Sound files as other programs than Excel write them: parts in other folders, no first part, rich text in its cell."""

import io
import zipfile

from tests.hostile.case import Case, loads, refused
from tests.hostile.containers import PARTS
from tests.hostile.layouts import line, ods
from tests.hostile.xml import put
from tests.support.corpus import zipped

ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def elsewhere(folder: str) -> bytes:
    """The workbook with its parts in another folder than `xl`."""
    root = PARTS["_rels/.rels"].replace(b"xl/workbook.xml", f"{folder}workbook.xml".encode())
    moved = {name.replace("xl/", folder, 1) if name.startswith("xl/") else name: part for name, part in PARTS.items()}
    types = PARTS["[Content_Types].xml"].replace(b"/xl/", f"/{folder}".encode())
    return zipped(moved | {"_rels/.rels": root, "[Content_Types].xml": types})


def ods_of(mimetype: bytes | None, manifest: bytes = b"") -> bytes:
    """An .ods with another first part, or with none and a list of its parts."""
    with zipfile.ZipFile(io.BytesIO(ods(line()))) as package:
        parts = {name: package.read(name) for name in package.namelist() if name != "mimetype"}
    first = {} if mimetype is None else {"mimetype": mimetype}
    return zipped(first | parts | ({"META-INF/manifest.xml": manifest} if manifest else {}))


def rich(*runs: str) -> bytes:
    """A first cell that holds its text itself, in runs of several fonts."""
    inside = "".join(f"<r><rPr><b/></rPr><t xml:space='preserve'>{run}</t></r>" for run in runs)
    return put("A", f'<c r="A2" t="inlineStr"><is>{inside}</is></c>'.encode())


MANIFEST = (
    b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    b'<m:file-entry m:full-path="/" m:media-type="' + ODS_TYPE + b'"/></m:manifest>'
)

CASES: list[Case] = [
    loads("a workbook whose parts stand in no folder", elsewhere("")),
    loads("a workbook whose parts stand in another folder", elsewhere("book/")),
    refused("a workbook in another folder that is cut off", elsewhere("book/")[:-300], "damaged@"),
    loads("an .ods without its first part, as a web office writes it", ods_of(None, MANIFEST), name="a.ods"),
    loads("an .ots, a template of .ods", ods_of(ODS_TYPE + b"-template"), name="a.ots"),
    refused(
        "a text document under the name of an .ods", ods_of(ODS_TYPE[:-11] + b"text"), "other_document@", name="a.ods"
    ),
    loads("a text of several fonts that stands in its cell", rich("Nuôi ", "tôm")),
    *(
        refused(
            f"a workbook of Excel {version}", head + b"\x02\x00\x10\x00" + b"\0" * 400, "old_workbook@", name="a.xls"
        )
        for version, head in ((2, b"\x09\x00\x04\x00"), (3, b"\x09\x02\x06\x00"), (4, b"\x09\x04\x06\x00"))
    ),
]
