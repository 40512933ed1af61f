"""A workbook's XML edited as text where it is written plainly; and why some file is better left alone."""

import re
from xml.sax.saxutils import unescape

from data.model import Text

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class Unmarkable(Exception):  # noqa: N818 - an answer, not a fault
    """The file cannot be marked without risk to it; `why` is a key of `WHY`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


WHY: dict[str, Text] = {
    "not_xlsx": Text(
        "tệp không phải .xlsx nên không tô màu và ghi chú vào ô được",
        "the file is not .xlsx, in which alone cells can be coloured and noted",
    ),
    "not_read": Text("tệp không đọc được như một bản nộp", "the file could not be read as a submission"),
    "signed": Text(
        "tệp có chữ ký số; thêm gì vào tệp cũng làm chữ ký mất hiệu lực",
        "the file is digitally signed, and whatever is added to it breaks the signature",
    ),
    "shared": Text(
        "tệp đang ở chế độ sổ dùng chung có theo dõi thay đổi, không ghi thêm an toàn được",
        "the file is a shared workbook with tracked changes, to which nothing can be added safely",
    ),
    "unusual": Text(
        "tệp được ghi theo cách ít gặp; ghi thêm có thể làm mất nội dung của tệp",
        "the file is written in an unusual way, and adding to it could lose some of it",
    ),
    "too_heavy": Text("tệp quá lớn để ghi chú vào từng ô", "the file is too large to be marked cell by cell"),
}


def place(cell: str) -> tuple[int, int]:
    """Row and column, counted from 1."""
    letters = cell.rstrip("0123456789")
    column = 0
    for one in letters:
        column = column * 26 + ord(one) - 64
    return int(cell[len(letters) :]), column


def attribute(attributes: str, name: str) -> str:
    found = re.search(rf"(?<![\w:]){name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", attributes)
    return unescape(found[1] or found[2] or "", {"&quot;": '"', "&apos;": "'"}) if found else ""


def before_end(text: str, tag: str, what: str) -> str:
    if f"</{tag}>" not in text:
        text = re.sub(rf"<{tag}\b([^>]*)/>", rf"<{tag}\1></{tag}>", text, count=1)
    head, end, tail = text.rpartition(f"</{tag}>")
    if not end:
        raise Unmarkable("unusual")
    return head + what + end + tail
