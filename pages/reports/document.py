"""What a report says, before it is a Word or a PDF document: headings, sentences, tables, pictures and notes.

All of it is plain text: nothing that came from a province is ever markup here, and both printers write it as letters.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from data.model import Language
from pages.pictures.picture_frame import Kind


@dataclass(frozen=True, slots=True)
class TextRun:
    """A piece of a paragraph; `note` is the number of the footnote at its end, 0 for none."""

    text: str
    note: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote; `path` is the address, on the site, of the page that follows its figure to what was sent."""

    text: str
    path: str

    def __str__(self) -> str:
        return f"{self.text} /{self.path}"


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    parts: tuple[TextRun, ...]

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


def paragraph(text: str) -> Paragraph:
    """Words alone, without a note."""
    return Paragraph((TextRun(text),))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; a row of one cell is a heading across it. `widths` are millimetres, `left` the columns of words."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    left: frozenset[int] = frozenset({1})


@dataclass(frozen=True, slots=True)
class Picture:
    draw: Callable[[Kind], bytes]  # when it is wanted, since each kind takes its time
    caption: str
    alt: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture that is there already, in the place of what draws it."""

    data: bytes

    def __call__(self, kind: Kind) -> bytes:
        return self.data


Block = Heading | Paragraph | Grid | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report; a template may place it by its key."""

    key: str
    title: str
    blocks: tuple[Block, ...]


_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def roman(number: int) -> str:
    """The number of a section."""
    return _ROMAN[number]


@dataclass(frozen=True, slots=True)
class Letter:
    """What stands around a report by Decree 30/2020/NĐ-CP; number, date, basis and signature are left blank."""

    over: str  # the body that the office belongs to
    office: str
    number: str
    place_and_date: str
    kind: str
    title: str
    basis: str
    receivers: tuple[str, ...]
    signer: str


@dataclass(frozen=True, slots=True)
class Report:
    language: Language
    letter: Letter
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]  # footnotes, the first is number 1
    name: str  # of the file, without its ending
    site: str = ""  # its address, where that is known: the paths of notes can be pressed then
    demo: str = ""  # what is said on every page, where the figures are demo data
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # figures for templates, by kind and code

    @property
    def text(self) -> str:
        """All its words, for tests and for the preview."""
        lines = [self.letter.title, self.letter.basis]
        for section in self.sections:
            lines.append(section.title)
            for block in section.blocks:
                if isinstance(block, Heading | Paragraph):
                    lines.append(block.text)
                elif isinstance(block, Grid):
                    lines += [block.title, *(" | ".join(row) for row in (block.head, *block.rows))]
                else:
                    lines.append(block.caption)
        return "\n".join([*lines, *(f"[{n}] {note}" for n, note in enumerate(self.notes, 1))])
