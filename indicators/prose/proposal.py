"""What is proposed of a document: figures with the sentence they stand in, why, how sure; and numbers of nobody."""

from dataclasses import dataclass, field

from data.model import Text
from indicators.prose.spans import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """A number where it stands: its sentence (numbered from 1), which of the sentence's numbers (from 1; 0 for a name
    or a «không có»), and its stretch of the sentence."""

    sentence: int
    mention: int
    start: int
    end: int
    text: str  # the whole sentence
    place: Text

    @property
    def typed(self) -> str:
        """The number as it is typed."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A figure as it would be taken: `typed` is what goes into its cell, with its bound and its unit of money.

    Not `sure`: a person must say. `doubts` are why; `rivals` other lines that the same words may tell; of a sum of
    several numbers `quotes` has them all.
    """

    code: str
    column: str  # of the form: value, year_to_date
    span: Span
    typed: str
    quotes: tuple[Quote, ...]
    sure: bool
    said: str  # the words by which it was found, as they are declared
    doubts: tuple[Text, ...] = ()
    rivals: tuple[str, ...] = ()
    part: bool = False  # a number that is told to be added to others


@dataclass(frozen=True, slots=True)
class Proposals:
    """Everything that a document was found to say, in its order; `unclaimed` numbers are no figure that is known."""

    figures: tuple[Proposal, ...]
    unclaimed: tuple[Quote, ...] = ()
    notes: tuple[Text, ...] = field(default=())
