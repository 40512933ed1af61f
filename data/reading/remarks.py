"""What is written about a sheet outside its cells: comments, text boxes, the header and the footer of its pages."""

import posixpath
import re
from collections.abc import Iterator
from html import escape, unescape
from itertools import islice
from xml.etree import ElementTree

from data.reading.cells import Annotation
from data.reading.guard import Package

AUTHOR = "Bộ số liệu KH&CN"  # of the comments that template and feedback write; they say nothing of numbers
MARK = "▪ Kiểm tra KH&CN / S&T check"  # every note of ours begins with this line; what a sender wrote stands above it
MOST, LONGEST = 500, 2_000  # of a sheet; characters

_PAGE = re.compile(rb"<(?:odd|even|first)(?:Header|Footer)[^<>]*>([^<]*)(?=<)")
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|K\d\d[+-]\d{3}|\d{1,3}|[A-Z&])')
_PARTS = re.compile(r"&[LCR]")
_OURS, _MARK = f"<author>{escape(AUTHOR)}</author>".encode(), MARK.encode()
_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
# What Excel writes before a comment that may be answered, for programs that know none such; and before an answer.
_THREAD = re.compile(r"\[[^\]\n]{5,60}\]\s.{0,600}?go\.microsoft\.com/\S+\s+[^\n:]{2,20}:\s*", re.S)
_ANSWER = re.compile(r"\n(?:Reply|Trả lời|Phản hồi):\s*")


def of_pages(end: bytes) -> list[Annotation]:
    """The headers and footers that the end of a worksheet's XML has."""
    if b"<headerFooter" not in end:
        return []
    return list(of_headers(unescape(found[1].decode("utf-8", "replace")) for found in _PAGE.finditer(end)))


def of_headers(codes: Iterator[str]) -> Iterator[Annotation]:
    """The texts of headers and footers in Excel's writing: `&LTỉnh Quảng Trị&RQuý IV/2024`."""
    texts = (_CODE.sub("", part).strip() for code in codes for part in _PARTS.split(code))
    yield from (Annotation("page", None, text[:LONGEST]) for text in texts if text)


def of_sheet(package: Package, part: str) -> list[Annotation]:
    """The comments and the text boxes of a worksheet."""
    folder, name = posixpath.split(part)
    relations = _tree(package, f"{folder}/_rels/{name}.rels")
    found: list[Annotation] = []
    for relation in relations if relations is not None else ():
        kind, target = relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")
        if kind in _KINDS and (tree := _tree(package, posixpath.normpath(posixpath.join("/", folder, target))[1:])):
            found += islice(_KINDS[kind](tree), MOST - len(found))
    return found


def _tree(package: Package, part: str) -> ElementTree.Element | None:
    """A part as XML; None where it is not there, is none, or holds only comments of the template's own."""
    xml = package.read(part) if package.has(part) else b""
    if not xml or (_OURS in xml and xml.count(b"<author") == 2 and _MARK not in xml):  # <authors><author>
        return None
    try:
        return ElementTree.fromstring(xml)
    except (ElementTree.ParseError, ValueError, LookupError):
        return None


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _comments(tree: ElementTree.Element) -> Iterator[Annotation]:
    authors = [author.text or "" for author in tree.iter() if _local(author) == "author"]
    ours = {str(number) for number, author in enumerate(authors) if author == AUTHOR}
    for comment in tree.iter():
        if _local(comment) == "comment" and (place := _PLACE.fullmatch(comment.get("ref", ""))):
            text = "".join(run.text or "" for run in comment.iter() if _local(run) == "t")
            theirs, mark, _ = text.partition(MARK)
            if theirs.strip() and (mark or comment.get("authorId") not in ours):
                for said in _ANSWER.split(_THREAD.sub("", theirs.strip(), count=1)):
                    yield Annotation("comment", (int(place[2]) - 1, _column(place[1])), said.strip()[:LONGEST])


def _boxes(tree: ElementTree.Element) -> Iterator[Annotation]:
    for anchor in tree:
        numbers = {_local(one): one.text or "" for start in anchor if _local(start) == "from" for one in start}
        row, column = numbers.get("row", ""), numbers.get("col", "")
        for body in anchor.iter():
            if _local(body) == "txBody":
                lines = ("".join(t.text or "" for t in p.iter() if _local(t) == "t") for p in body)
                text = "\n".join(filter(None, lines)).strip()[:LONGEST]
                at = (int(row), int(column)) if row.isdigit() and column.isdigit() else None
                if text:
                    yield Annotation("box", at, text)


def _column(letters: str) -> int:
    number = 0
    for c in letters:
        number = number * 26 + ord(c) - 64
    return number - 1


_KINDS = {"comments": _comments, "drawing": _boxes}
