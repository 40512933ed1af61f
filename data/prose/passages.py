"""What a document in prose is read into: passages with their place, their sentences, and the numbers in these."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import NamedTuple

from data.model import Finding, Text
from data.rules.findings import finding

MOST_CHARACTERS = 1_000_000
MOST_PASSAGES = 20_000
LONGEST_PASSAGE = 20_000

# Where a sentence ends: not after an abbreviation, an enumerator or an initial.
_END = re.compile(r"[.!?…]+[\"”»’)]*(?=\s+[\"“«‘(–\-+]*\s*[A-ZÀ-ỴĐ])")
_NO_END = re.compile(r"(?:^|[\s(])(?:TP|Tp|TX|TT|Th|ThS|TS|PGS|GS|KS|BS|CN|Q|P|H|X|Tr|tr|St|No|[A-ZĐ]|[IVX]+|\d{1,2})$")
# A number that counts: no part of a date, a document's number, a code or another number.
_NUMBER = re.compile(
    r"(?<![\w/.,–-])(?<!\d:)(?<!\d )(?:[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+|\d+)"
    r"(?:,\d+|\.\d{1,2})?"
    r"(?![\w/]|[.,–-]+\d|[-–][A-ZĐ])"
)
_DATED = re.compile(r"(?:ngày|tháng|năm|quý|giai đoạn|đến|từ|số)[ \u00a0]*$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH = re.compile(r"(?:ngày|tháng)[ \u00a0]*$", re.IGNORECASE)
_ITS_NUMBER = re.compile(
    r"(?:giai đoạn|khóa|khoá|lần thứ|điều|khoản|mục|phụ lục|biểu|trang|"
    r"(?<!tổng )(?<!con )số(?: hiệu)?:?|iso|tcvn|qcvn|nq|qđ|nđ|tt)[ \u00a0]*(?:iso[ \u00a0]*)?$",
    re.IGNORECASE,
)


class Mention(NamedTuple):
    """A number in a sentence: where it stands there, counted in characters, and its text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, an item of a list or a row of a table, in the order of the document.

    `page` is 0 where the document does not say; `paragraph` counts through the whole document, `table` and `row` from
    1. `doubt` says why nothing in it is certain: `tracked`, `hidden`, `struck`, `mark`, `table`.
    """

    kind: str  # paragraph, item, row
    text: str
    page: int = 0
    paragraph: int = 0
    table: int = 0
    row: int = 0
    doubt: str = ""

    @property
    def place(self) -> Text:
        page = Text(f"trang {self.page}, ", f"page {self.page}, ") if self.page else Text("", "")
        if self.table:
            return page + Text(f"bảng {self.table}, dòng {self.row}", f"table {self.table}, row {self.row}")
        return page + Text(f"đoạn {self.paragraph}", f"paragraph {self.paragraph}")


@dataclass(frozen=True, slots=True)
class ProseSentence:
    """A sentence, numbered through the document from 1, and the passage it stands in (counted from 0)."""

    number: int
    passage: int
    text: str

    @property
    def mentions(self) -> list[Mention]:
        return mentions(self.text)


@dataclass(frozen=True)
class Document:
    """A document as it was read: `kind` is `docx` or `pdf`; `unread` are the pages of which only a picture is there."""

    kind: str
    passages: tuple[Passage, ...]
    unread: tuple[int, ...] = ()
    doubts: tuple[str, ...] = field(default=())

    @cached_property
    def sentences(self) -> list[ProseSentence]:
        found: list[ProseSentence] = []
        for index, passage in enumerate(self.passages):
            parts = [passage.text] if passage.kind == "row" else sentences(passage.text)
            found += [ProseSentence(len(found) + i + 1, index, part) for i, part in enumerate(parts)]
        return found

    def of(self, sentence: ProseSentence) -> Passage:
        return self.passages[sentence.passage]

    def as_json(self) -> bytes:
        """The document as bytes, for the way from the reader's process to ours."""
        passages = [list(asdict(one).values()) for one in self.passages]
        return json.dumps([self.kind, passages, self.unread, self.doubts], ensure_ascii=False).encode()

    @classmethod
    def or_rule(cls, data: bytes) -> "Document | Finding":
        """The document from those bytes, or the finding by which it was refused (`{"rule": …, "pages": …}`)."""
        told = json.loads(data)
        if isinstance(told, dict):
            return finding(told.pop("rule"), **told)
        kind, passages, unread, doubts = told
        return cls(kind, tuple(Passage(*one) for one in passages), tuple(unread), tuple(doubts))


def sentences(text: str) -> list[str]:
    """The sentences of a passage, in order; nothing of it is lost but blanks between them."""
    found, start = list[str](), 0
    for end in _END.finditer(text):
        before = text[start : end.start()]
        if end[0].startswith(".") and _NO_END.search(before):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    return [one for one in (*found, text[start:].strip()) if one]


def mentions(sentence: str) -> list[Mention]:
    """The numbers of a sentence that may count something, in order."""
    return list(_mentions(sentence))


def _mentions(sentence: str) -> Iterator[Mention]:
    for match in _NUMBER.finditer(sentence):
        before, text = sentence[max(0, match.start() - 24) : match.start()], match[0]
        if _MONTH.search(before) or _ITS_NUMBER.search(before):
            continue
        if _YEAR.fullmatch(text) and (_DATED.search(before) or not re.match(r"\s*[a-zà-ỹđ]", sentence[match.end() :])):
            continue
        if match.start() == 0 and re.match(r"[.)]\s", sentence[match.end() :]):
            continue  # «1. Công tác …»
        yield Mention(match.start(), match.end(), text)
