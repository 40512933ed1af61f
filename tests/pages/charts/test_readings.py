"""Figures read by the head, as a share, by the organisation: nothing is ranked that was counted in two ways."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from data.model import Period
from data.places import Boundary
from data.population import Populations
from indicators import MEASURES
from indicators.define import Nature
from indicators.engine.answer import Answer, By, Question, Row
from pages.charts import ranking, readings
from pages.ui import formats
from tests.support.province_answers import PARTIAL, answer, row

HEAD = "unit,year,population,concept,source\n"


@pytest.fixture
def people(tmp_path: Path) -> Populations:
    """Two provinces counted by one concept, one by another; of the fourth nobody knows."""
    path = tmp_path / "population.csv"
    lines = ["ha-noi,2025,8000000,mean,A", "hue,2025,1000000,mean,A", "lao-cai-2025,2025,2000000,merger,B"]
    path.write_text(HEAD + "\n".join(lines), encoding="utf-8")
    return Populations(path)


def nation_row(value: float) -> Row:
    return row("hue", value)._replace(area="VN", key="VN")


def asking(found: Answer) -> Callable[[Question], Answer]:
    return lambda question: replace(found, question=question)


def test_two_concepts_of_population_are_never_in_one_ranking(people: Populations) -> None:
    told = answer([row("ha-noi", 800), row("hue", 400), row("lao-cai-2025", 900), row("son-la", 5)])
    read = readings.read_as(told, readings.HEADS, asking(told), people)
    order = ranking.rank(read, read)
    assert [(one.row.key, one.row.value) for one in order.ranked] == [("hue", 4), ("ha-noi", 1)]
    said = {one.row.key: ranking.standing(one.row, "vi") for one in order.others}
    assert said == {"lao-cai-2025": "Dân số theo khái niệm khác", "son-la": "Không áp dụng"}
    notes = readings.notes(told.rows, readings.HEADS, told.question.last, people, "vi")
    assert notes[0] == "Dân số: A, 2025 (2 tỉnh)."
    assert notes[1].endswith("(1): Lào Cai.")
    assert notes[2].endswith("(1): Sơn La.")


def test_the_shares_of_all_make_the_nation(people: Populations) -> None:
    told = answer([row("ha-noi", 30), row("hue", 10)])
    nation = answer([nation_row(40)])
    read = readings.read_as(told, readings.SHARE, asking(nation), people)
    assert [one.value for one in read.rows] == [75, 25]
    assert (read.measure.kind, read.measure.unit.vi) == (Nature.RATIO, "% cả nước")


def test_what_is_divided_by_nothing_has_no_figure(people: Populations) -> None:
    told = answer([row("ha-noi", 30), row("hue", 10)], "IP06")
    counts = answer([row("ha-noi", 6), row("hue", 0)], "TM01")
    read = readings.read_as(told, "doanh-nghiep", asking(counts), people)
    assert [one.value for one in read.rows] == [5, None]


def test_the_growth_of_a_nation_that_lacks_other_provinces_than_last_year_is_that_of_those_known_both_times(
    people: Populations,
) -> None:
    """Its two sums cannot be compared, and a chart without a line would be all that is seen."""
    provinces = [row("ha-noi", 110), row("hue", 30), row("son-la", None)]
    before = [row("ha-noi", 100, "2025-Q3"), row("hue", None, "2025-Q3"), row("son-la", 7, "2025-Q3")]
    sums = {"2026-Q3": (140, ("son-la",)), "2025-Q3": (107, ("hue",))}

    def ask(question: Question) -> Answer:
        when = question.last.code
        if question.by is By.PROVINCE:
            found = answer(provinces if when == "2026-Q3" else before)
            return replace(found, question=question)
        value, missing = sums[when]
        partial = row("hue", value, when, PARTIAL, reported=2, expected=3, missing=missing)
        return replace(answer([partial._replace(area="VN", key="VN")]), question=question)

    asked = Question("MQ01", Period.parse("2026-Q3"), Period.parse("2026-Q3"), By.NATION)
    (read,) = readings.read_as(ask(asked), readings.GROWTH, ask, people).rows
    assert read.value == pytest.approx(10)
    assert (read.reported, read.expected) == (1, 3), "and it says of how many"


def test_only_what_has_a_sense_is_offered(people: Populations) -> None:
    offered = readings.offered
    assert offered(MEASURES["PI01"], Boundary.TODAY, people) == [""], "a score is not divided"
    assert readings.HEADS not in offered(MEASURES["MQ02"], Boundary.TODAY, people)
    assert readings.SHARE not in offered(MEASURES["IP01"], Boundary.TODAY, people), "shared things do not add up"
    assert readings.INDEX in offered(MEASURES["MQ01"], Boundary.TODAY, people, lines=True)


def test_the_nation_stands_beside_shares_and_not_beside_counts() -> None:
    counts, shares = answer([row("ha-noi", 30)]), answer([row("ha-noi", 97)], "MQ02")
    assert readings.whole(counts, "", asking(answer([nation_row(40)]))) is None
    assert readings.whole(shares, "", asking(answer([nation_row(96)], "MQ02"))) == 96


@pytest.mark.parametrize(
    ("value", "said"),
    [(950, "950,0 triệu đồng"), (16_113, "16,1 tỷ đồng"), (1_143_000, "1.143 tỷ đồng")],
)
def test_money_is_told_as_people_write_it(value: float, said: str) -> None:
    assert formats.with_unit(MEASURES["PB02"], value, "vi") == said


def test_shares_that_differ_do_not_look_equal_and_what_does_not_show_is_unchanged() -> None:
    share = MEASURES["MQ02"]
    assert formats.apart(share, [96.91, 96.94]) == 2
    assert formats.apart(share, [96.9, 97.1]) == 1
    assert formats.change(share, 96.94, 96.91, "vi") == "không đổi"
    assert formats.change(MEASURES["MQ01"], 100_010, 100_000, "vi") == "▲ 10"
    assert formats.change(MEASURES["MQ01"], 101_000, 100_000, "vi") == "▲ 1,0 %"


def test_a_small_rate_has_digits_that_say_something_and_a_large_one_no_more_than_before(people: Populations) -> None:
    few, many = (answer([row("ha-noi", 6 * size), row("hue", 2 * size)]) for size in (1, 10_000))
    said = []
    for told in (few, many):
        read = readings.read_as(told, readings.HEADS, asking(told), people)
        said.append([formats.amount(read.measure, one.value or 0, "vi") for one in read.rows])
    assert said == [["0,008", "0,020"], ["75,0", "200,0"]]
