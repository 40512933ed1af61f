"""A PDF with text read into passages: lines in reading order, put together into paragraphs, with their page."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, TypeVar

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTContainer, LTCurve, LTImage, LTItem, LTPage, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from data.prose.passages import Passage
from data.rules.findings import Refused
from data.text_keys import tidy

_T = TypeVar("_T", bound=LTItem)
MOST_PAGES = 300
FEWEST_LETTERS = 20  # a page with fewer, and a picture, is a scan
MOST_UNKNOWN = 0.02  # of the letters, those of which the font does not say what they are
_UNKNOWN = re.compile(r"\(cid:\d+\)|\ufffd|[\ue000-\uf8ff]")
_PAGE_NUMBER = re.compile(r"(?:trang )?[-– ]*\d{1,4}[-– ]*(?:/\d{1,4})?", re.IGNORECASE)
_STARTS = re.compile(r"(?:[-–+•*●]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ]\)\s|[IVX]{1,5}\.\s|\|)")
_BROKEN = re.compile(r"(?<=\w)- (?=[A-ZĐ])")  # «KH-» at the end of a line, «UBND» on the next
_ENDS = re.compile(r"[.:;!?…/]+[\"”»)]*$")


@dataclass(slots=True)
class _Line:
    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    width: float  # of its page
    ruled: bool = False  # within the lines of a table


def read(data: bytes) -> tuple[list[Passage], list[int]]:
    """The passages, and the pages that are only a picture. Raises Refused for a scan, a password, a damaged file."""
    try:
        return _read(data)
    except Refused:
        raise
    except PDFPasswordIncorrect:
        raise Refused("encrypted") from None
    except MemoryError:
        raise  # the sandbox says so
    except Exception:  # whatever a damaged PDF makes the library stumble over
        raise Refused("document_damaged") from None


def _read(data: bytes) -> tuple[list[Passage], list[int]]:
    lines, pictures, letters = list[_Line](), list[int](), 0
    number = 0
    for number, page in enumerate(_pages(data), 1):
        if number > MOST_PAGES:
            raise Refused("document_too_long", pages=MOST_PAGES)
        own = _lines(page, number)
        count = sum(len(line.text) for line in own)
        letters += count
        if count < FEWEST_LETTERS and any(True for _ in _all(page, LTImage)):
            pictures.append(number)
        lines += own
    if not number:
        raise Refused("document_damaged")
    if letters < FEWEST_LETTERS * min(number, 3):
        raise Refused("scanned_document" if pictures else "document_without_text")
    if sum(len(_UNKNOWN.findall(line.text)) for line in lines) > MOST_UNKNOWN * letters:
        raise Refused("document_without_letters")
    return list(_passages(lines)), pictures


def _pages(data: bytes) -> Iterator[LTPage]:
    resources = PDFResourceManager(caching=True)
    device = PDFPageAggregator(resources, laparams=LAParams(boxes_flow=None))
    interpreter = PDFPageInterpreter(resources, device)
    for page in PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(data)))):
        interpreter.process_page(page)
        yield device.get_result()


def _all(item: "LTContainer[Any]", kinds: type[_T] | tuple[type[_T], ...]) -> Iterator[_T]:
    """Everything of some kinds on a page, however deep it stands."""
    for each in item:
        if isinstance(each, kinds):
            yield each
        elif isinstance(each, LTContainer):
            yield from _all(each, kinds)


def _lines(page: LTPage, number: int) -> list[_Line]:
    """The lines of a page from its top, without its own number, pieces of one height joined from left to right."""
    drawn = [one.bbox for one in _all(page, LTCurve) if one.width < 0.98 * page.width]
    across = [box for box in drawn if box[2] - box[0] > 20 and box[3] - box[1] < 3]
    down = [box for box in drawn if box[3] - box[1] > 8 and box[2] - box[0] < 3]
    boxes = [box for box in drawn if box[2] - box[0] > 20 and box[3] - box[1] > 8]
    found: list[_Line] = []
    for one in _all(page, LTTextLine):
        text = tidy(one.get_text())
        if text:
            x0, y0, x1, y1 = one.bbox
            middle = (y0 + y1) / 2
            grid = any(d[1] - 2 <= middle <= d[3] + 2 for d in down) and len(down) > 1 and len(across) > 1
            boxed = any(b[0] - 2 <= x0 and x1 <= b[2] + 2 and b[1] - 2 <= middle <= b[3] + 2 for b in boxes)
            found.append(_Line(text, number, x0, x1, y1, y0, page.width, grid or (boxed and len(boxes) > 3)))
    found.sort(key=lambda line: (-line.top, line.left))
    return [line for line in _joined(found) if not _is_page_number(line, page)]


def _joined(lines: list[_Line]) -> list[_Line]:
    """Pieces that stand at one height are one line; between far pieces stands a bar, as between cells of a table."""
    rows: list[list[_Line]] = []
    for line in lines:
        middle = (line.top + line.bottom) / 2
        last = rows[-1][0] if rows else None
        if last is not None and last.bottom < middle < last.top:
            rows[-1].append(line)
        else:
            rows.append([line])
    joined = []
    for row in rows:
        row.sort(key=lambda line: line.left)
        text, ruled = row[0].text, any(line.ruled for line in row)
        for before, line in pairwise(row):
            far = line.left - before.right > 1.5 * (line.top - line.bottom)
            text += (" | " if far else " ") + line.text
            ruled |= far
        first = row[0]
        right = max(line.right for line in row)
        joined.append(_Line(text, first.page, first.left, right, first.top, first.bottom, first.width, ruled))
    return joined


def _is_page_number(line: _Line, page: LTPage) -> bool:
    edge = line.bottom < 0.1 * page.height or line.top > 0.9 * page.height
    return edge and _PAGE_NUMBER.fullmatch(line.text) is not None


def _passages(lines: list[_Line]) -> Iterator[Passage]:
    """Lines that go on from each other, as paragraphs; lines of a table each by itself."""
    if not lines:
        return
    plain = [line for line in lines if not line.ruled] or lines
    left = sorted(line.left for line in plain)[len(plain) // 10]
    right = max(
        sorted(line.right for line in plain)[-1 - len(plain) // 10], median(line.width for line in plain) - left
    )
    steps = [a.bottom - b.top for a, b in pairwise(plain) if a.page == b.page and a.bottom > b.top]
    step = median(steps) if steps else 0.0
    group: list[_Line] = []
    paragraph = 0
    for line in lines:
        if group and not _goes_on(group, line, left, right, step):
            paragraph += 1
            yield _passage(group, paragraph)
            group = []
        group.append(line)
    yield _passage(group, paragraph + 1)


def _passage(group: list[_Line], paragraph: int) -> Passage:
    text, first = tidy(_BROKEN.sub("-", " ".join(line.text for line in group))), group[0]
    if first.ruled:
        return Passage("row", text, first.page, paragraph, doubt="table")
    return Passage("item" if _STARTS.match(text) else "paragraph", text, first.page, paragraph)


def _goes_on(group: list[_Line], line: _Line, left: float, right: float, step: float) -> bool:
    """Whether a line continues the paragraph before it: the line above is full, and it begins no new one itself."""
    first, before = group[0], group[-1]
    if before.ruled or line.ruled:
        return False
    if _STARTS.match(line.text) and (line.text[0] not in "-–" or _ENDS.search(before.text)):
        return False  # a dash may as well stand within a sentence
    height = before.top - before.bottom
    full = before.right > right - 4 * height  # a word may not have found room
    if before.page == line.page and before.bottom - line.top > step + 0.6 * height:
        return False
    hangs = _STARTS.match(first.text) is not None and abs(line.left - first.left) > height / 2
    indented = line.left > left + height / 2
    if indented and not hangs and (len(group) == 1 or line.left > before.left + height / 2):
        return False
    return full
