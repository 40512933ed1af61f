"""The words beside each measure are words in which reports speak: each of them finds its own figure, and only that."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product

import pytest

from data.model import Period, Text
from data.places import PLACES
from data.prose.passages import Document, Passage
from indicators import CATALOGUE
from indicators.define import Indicator, Told, flow
from indicators.prose.claims import lines_of
from indicators.prose.propose import propose
from tests.support.reports import HEAD

QUARTER = Period.parse("2024-Q4")
LINES = lines_of(CATALOGUE)
TOLD = [
    (f"{code}{'.' * bool(told.item)}{told.item}", told)
    for indicator in CATALOGUE.values()
    for code, measure in indicator.series.items()
    for told in (one if isinstance(one, Told) else Told(one) for one in measure.told)
]
TYPED = sorted(
    code for code, line in LINES.items() if not line.figure.part_of and line.figure.code in line.measure.code
)
# Recomputed shares and figures of the ministry are told by the numbers they are made of.
UNTOLD = {"MQ02", "MQ03", "MQ10", "MQ11", "AP04", "IN07", "PB01"}


def document(*texts: str) -> Document:
    return Document("docx", tuple(Passage("paragraph", text, 0, i) for i, text in enumerate([*HEAD, *texts], 1)))


def found(sentence: str, catalogue: dict[str, Indicator] | None = None) -> list[str]:
    unit = PLACES.find("Quảng Trị", QUARTER.end)
    assert unit is not None
    return [one.code for one in propose(document(sentence), unit, QUARTER, catalogue or CATALOGUE).figures]


def spellings(words: str, number: str) -> Iterator[str]:
    """The ways in which a declaration may be written out, its gaps left out."""
    parts = [part[1:-1].split("|") if part.startswith("(") else [part] for part in re.split(r"(\([^()]*\))", words)]
    for chosen in product(*parts):
        text = " ".join("".join(chosen).replace("…;", " ").replace("…", " ").split())
        text = text.replace("{n}", number).replace("{name}", "“Cà phê Khe Sanh”").replace("{0}", "không có")
        yield f"Năm 2024, {text}."


@pytest.mark.slow
@pytest.mark.parametrize(("code", "told"), TOLD, ids=[f"{code} {told.words}" for code, told in TOLD])
def test_every_way_of_telling_finds_its_own_figure(code: str, told: Told) -> None:
    figure = LINES[code].figure
    number = "12%" if figure.share else "12 triệu đồng" if figure.money else "12"
    over = f"{told.under.split('|')[0].capitalize()} hoạt động tốt. " if told.under else ""
    missed = []
    for sentence in islice(spellings(told.words, number), 60):
        codes = found(over + sentence)
        if code not in codes and not {one.partition(".")[0] for one in codes} & {code.partition(".")[0]}:
            missed.append((sentence, codes))
    assert missed == []


@pytest.mark.slow
@pytest.mark.parametrize("code", TYPED)
def test_every_figure_that_is_typed_can_be_told_in_words(code: str) -> None:
    """Its phrase, with which our own reports tell it, is one way."""
    measure = LINES[code].measure
    if measure.phrase is None or "{n}" not in measure.phrase.vi:
        assert code in UNTOLD or measure.told
        return
    assert found(f"Năm 2024, Sở đã {measure.phrase.vi.replace('{n}', '12')}.") == [code]


def test_a_measure_more_is_found_by_its_own_words_with_no_other_edit() -> None:
    own = CATALOGUE["administrative_procedures"]
    label = Text("Số thủ tục được đơn giản hóa", "Procedures simplified")
    more = replace(
        own.measures["AP07"], code="AP08", label=label, phrase=Text("đơn giản hóa {n} thủ tục", "{n}"), told=()
    )
    figures = (*own.figures, more.figure)
    catalogue = dict(CATALOGUE) | {own.name: replace(own, measures={**own.measures, "AP08": more}, figures=figures)}
    assert found("Năm 2024, Sở đã đơn giản hóa 14 thủ tục.", catalogue) == ["AP08"]
    assert flow is not None
