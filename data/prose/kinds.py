"""Whether a file is prose, told by its bytes without opening it."""

from data.reading.guard import OLE


def is_document(data: bytes) -> bool:
    """Whether a file is prose by its bytes: a PDF, a Word document of today or of before 2007."""
    if data.startswith(b"%PDF"):
        return True
    if data[:8] == OLE:
        return "WordDocument".encode("utf-16-le") in data
    return data[:4] == b"PK\x03\x04" and b"word/document.xml" in data
