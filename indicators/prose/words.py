"""A Vietnamese sentence as words: each with its place, abbreviations and what they stand for as one."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from data.prose.passages import Mention
from data.text_keys import fold, tidy

NUMBER = "#"  # the word that stands for a number that may count something
_TOKEN = re.compile(r"\d[\d.,/]*|[^\W\d_]+(?:&[^\W\d_]+)*|[;:()|%“”\"«»]")
_QUOTES = set('“”"«»')
# Abbreviations of offices and what they stand for, each as one word; the last is the one that all are read as.
_ALIKE: tuple[tuple[str, ...], ...] = (
    ("khoa học và công nghệ", "khoa học công nghệ", "KHCN", "KH&CN"),
    ("đổi mới sáng tạo", "ĐMST"),
    ("thủ tục hành chính", "TTCH", "TTHC"),
    ("tiêu chuẩn đo lường chất lượng", "TCĐLCL"),
    ("sở hữu trí tuệ", "SHTT"),
    ("sở hữu công nghiệp", "SHCN"),
    ("phương tiện đo", "PTĐ"),
    ("chỉ dẫn địa lý", "CDĐL"),
    ("nhãn hiệu tập thể", "NHTT"),
    ("nhãn hiệu chứng nhận", "NHCN"),
    ("dịch vụ công trực tuyến", "DVCTT", "dịch vụ công", "DVC"),
    ("vi sinh vật", "vi sinh"),
    ("ủy ban nhân dân", "UBND"),
)
_ALIKE_PLAIN = {fold(name): fold(names[-1]) for names in _ALIKE for name in names}
_SHORT = frozenset(name.lower() for names in _ALIKE for name in names)


_RUNS: dict[str, list[tuple[list[str], str]]] = {}  # by their first word, the longest first
for _name in sorted(_ALIKE_PLAIN, key=lambda name: -len(name.split())):
    _RUNS.setdefault(_name.split()[0], []).append((_name.split(), _ALIKE_PLAIN[_name]))


def is_known_name(typed: str) -> bool:
    """Whether words are one of the names that mean the same, with its accents."""
    return typed in _SHORT


class SentenceWord(NamedTuple):
    """A word of a sentence: folded (of several that an abbreviation stands for, the abbreviation), as typed in small
    letters, and where it stands in the sentence."""

    plain: str
    typed: str
    start: int
    end: int


@dataclass(slots=True)
class SentenceWords:
    """The words of a sentence. `line` has them with a blank after each; `at` says which word a place of it is."""

    words: list[SentenceWord]
    line: str = ""
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        for word in self.words:
            self._starts.append(len(self.line))
            self.line += word.plain + " "

    def at(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1

    def start(self, index: int) -> int:
        return self._starts[index] if index < len(self.words) else len(self.line)

    def within(self, start: int, end: int) -> range:
        """The words that a stretch of the line has."""
        return range(self.at(start), self.at(end - 1) + 1) if end > start else range(0)


def words_of(sentence: str, numbers: Sequence[Mention] = ()) -> SentenceWords:
    """The words of a sentence, each of its numbers as `#`."""
    starts = {mention.start: mention for mention in numbers}
    found: list[SentenceWord] = []
    for match in _TOKEN.finditer(sentence):
        mention = starts.get(match.start())
        if mention is not None:
            found.append(SentenceWord(NUMBER, mention.text, mention.start, mention.end))
            continue
        if match[0] in _QUOTES or (found and match.start() < found[-1].end):
            continue
        text = match[0].rstrip(".,/")
        found.append(SentenceWord(fold(text), tidy(text).lower(), match.start(), match.start() + len(text)))
    return SentenceWords(_alike(found))


def _alike(words: list[SentenceWord]) -> list[SentenceWord]:
    made: list[SentenceWord] = []
    index = 0
    plain = [word.plain for word in words]
    while index < len(words):
        for run, short in _RUNS.get(plain[index], ()):
            if plain[index : index + len(run)] == run:
                typed = " ".join(word.typed for word in words[index : index + len(run)])
                made.append(SentenceWord(short, typed, words[index].start, words[index + len(run) - 1].end))
                index += len(run)
                break
        else:
            made.append(words[index])
            index += 1
    return made


@lru_cache(maxsize=2_000)
def plain_words(text: str) -> str:
    """The words of a declaration's text, as `SentenceWords.line` has a sentence's."""
    return words_of(text).line


def typed_words(texts: Iterable[str]) -> set[str]:
    """The words of declarations as they are typed, accents and all."""
    return {word.typed for text in texts for word in words_of(text).words}
