"""A number in its sentence: what kind it can be by what stands beside it, and the clause it stands in."""

import re

from data.prose.passages import ProseSentence
from indicators.prose.words import SentenceWords

MONEY = re.compile(r"\s*(?:nghìn|ngàn|triệu|tỷ|tỉ)?\s*(?:đồng|VNĐ|VND)\b", re.IGNORECASE)
_SCALED = re.compile(r"\s*(?:nghìn|ngàn|triệu|tỷ|tỉ|chục|trăm)\b", re.IGNORECASE)
_RANGE_BEFORE = re.compile(r"\d[\d.,]*\s*(?:đến|tới|-|–)\s*$")
_RANGE_AFTER = re.compile(r"\s*(?:đến|tới|-|–)\s*\d")


def kind_of(text: str, start: int, end: int) -> tuple[str, ...]:
    """What a number can be by what stands beside it: a share, money or a count; nothing of a range or a scale."""
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    if _RANGE_BEFORE.search(before) or _RANGE_AFTER.match(after):
        return ()
    if after.lstrip().startswith("%"):
        return ("share",)
    if MONEY.match(after):
        return ("money",)
    return () if _SCALED.match(after) else ("count",)


def unit_words(sentence: ProseSentence, words: SentenceWords, index: int) -> set[int]:
    """The words after a number that are its unit of money."""
    end = words.words[index].end
    unit = MONEY.match(sentence.text[end:])
    last = end + unit.end() if unit else end
    return {i for i in range(index + 1, len(words.words)) if words.words[i].end <= last}


def clause_of(words: SentenceWords, index: int) -> range:
    """The words between the semicolons around a number."""
    start = index
    while start and words.words[start - 1].plain != ";":
        start -= 1
    end = index + 1
    while end < len(words.words) and words.words[end].plain != ";":
        end += 1
    return range(start, end)
