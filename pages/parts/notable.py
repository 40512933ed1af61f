"""What is worth a look in a quarter: the largest falls and rises of provinces, and who is missing, each a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from data.model import Language
from indicators.ask import Answer, Row, Standing
from pages.parts import words
from pages.parts.formats import area, change
from pages.parts.sentences import lines_of, year_before

LEAST = 0.2  # of its size a year ago a figure must have moved …
SMALL = 20  # … and it must not have been so small that a few make a jump


class Notable(NamedTuple):
    """A sentence, and the choices that show it on Xu hướng."""

    sentence: str
    choices: dict[str, str]


def moves(answers: Iterable[Answer], language: Language, most: int = 3) -> list[Notable]:
    """The provinces whose figure moved most against the same quarter of last year, the largest move first.

    Only complete figures of both quarters are compared; a small one that doubles is no news.
    """
    found: list[tuple[float, Answer, Row, Row]] = []
    for answer in answers:
        for rows in lines_of(answer).values():
            now = rows[-1]
            before = year_before(now, rows)
            if (
                before is None
                or not now.state is before.state is Standing.FINAL
                or not before.value
                or now.value is None
            ):
                continue
            share = (now.value - before.value) / before.value
            if abs(share) >= LEAST and before.value >= SMALL:
                found.append((abs(share), answer, now, before))
    found.sort(key=lambda each: -each[0])
    said = []
    for _, answer, now, before in found[:most]:
        moved = change(answer.measure, now.value or 0, before.value or 0, language)
        sentence = words.MOVED.in_(language).format(
            area=area(now, language), measure=answer.measure.label.in_(language), moved=moved
        )
        said.append(Notable(sentence, {"chi-tieu": answer.measure.code, "tinh": now.key}))
    return said
