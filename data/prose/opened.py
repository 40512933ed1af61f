"""A document in prose opened, whatever it is called: a Word document or a PDF with text; anything else is refused.

Run it through `data.sandbox.document`: a hostile file may exhaust or abort the process that reads it.
"""

import json

from data.prose import pdf, word
from data.prose.passages import LONGEST_PASSAGE, MOST_CHARACTERS, MOST_PASSAGES, Document
from data.reading.guard import LARGEST_FILE, OLE, Package
from data.rules.findings import Refused

DOCUMENTS = ("docx", "pdf")


def read(data: bytes) -> Document:
    """Raises Refused, with the reason in words for its sender."""
    if not data.strip(b"\0 \r\n\t"):
        raise Refused("empty_file")
    if len(data) > LARGEST_FILE:
        raise Refused("too_big")
    if data.startswith(b"%PDF"):
        passages, unread = pdf.read(data)
        return _bounded(Document("pdf", tuple(passages), tuple(unread)))
    if data[:8] == OLE:
        raise Refused("old_document")
    if data[:4] != b"PK\x03\x04":
        raise Refused("no_document")
    package = Package(data)
    names = {name.lower() for name in package.names}
    if word.MAIN not in names:
        raise Refused("no_document")
    word.no_macros(package)
    passages = word.read(package)
    if not passages:
        pictures = any(name.startswith("word/media/") for name in names)
        raise Refused("scanned_document" if pictures else "document_without_text")
    return _bounded(Document("docx", tuple(passages)))


def answer(data: bytes) -> bytes:
    """What `read` gives or raises, as `Document.or_rule` takes it."""
    try:
        return read(data).as_json()
    except Refused as refused:
        return json.dumps({"rule": refused.rule, "pages": pdf.MOST_PAGES}).encode()


def _bounded(document: Document) -> Document:
    lengths = [len(one.text) for one in document.passages]
    if sum(lengths) > MOST_CHARACTERS or len(lengths) > MOST_PASSAGES or max(lengths, default=0) > LONGEST_PASSAGE:
        raise Refused("document_too_long", pages=pdf.MOST_PAGES)
    return document
