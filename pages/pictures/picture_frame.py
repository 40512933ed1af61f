"""What stands around a picture; apart from the drawing, so that a page loads matplotlib only for a picture."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from data.model import Language, Text

Kind = Literal["svg", "png"]
ACROSS = 960  # pixels of a picture
LINES = 300  # of a figure, which take some two seconds to draw; all provinces in small have two hundred
_SHARE = re.compile(r"(?<=\d) (?=%)")
DEMO = Text("DỮ LIỆU MINH HỌA", "DEMONSTRATION DATA")


@dataclass(frozen=True, slots=True)
class Around:
    """The answer in words, measure and unit, notes, source with date and data version."""

    language: Language
    title: str
    subtitle: str = ""
    notes: Sequence[str] = ()
    source: str = ""
    demo: bool = False
    across: int = ACROSS


def clean(text: str) -> str:
    """Typed text to be printed: what has no shape, or turns the reading round, is a blank; `21,0 %` is kept whole."""
    shown = "".join(c if c.isprintable() or c == "\n" else " " for c in text)
    return _SHARE.sub("\u00a0", shown)
