"""What one visitor may make the interface and framed charts work and keep: issue 13, A3 to A6, by counts and bytes.

Figures of the attacks are those measured on a demo of four years before each was cured.
"""

import gc
import random
import threading
import time
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest

from data.model import Grain, Period
from data.places import PLACES, Boundary
from indicators import MEASURES
from indicators.engine import areas
from indicators.engine.answer import Answer, By, Question, size_of
from pages.api import embed, observations, turn_taking
from pages.server import addresses
from pages.ui import session
from service.service import Service
from tests.support.interface import Server, at_this_machine

MEGABYTE = 1024 * 1024
CODES = list(MEASURES)
ALL = {"by": "province", "units": "63"}
LARGE = {"by": "province", "limit": "50000", "compare": "last-year"}


@pytest.fixture
def reader(open_desk: Service, monkeypatch: pytest.MonkeyPatch) -> Server:
    """Local mode on five provinces, with empty caches."""
    session.answers.clear()
    areas._scopes.clear()
    embed.pictures.clear()
    monkeypatch.setattr(type(open_desk.repository.access), "sites", ("https://so-khcn.example.vn",), raising=False)
    return at_this_machine(monkeypatch)


def asked(monkeypatch: pytest.MonkeyPatch) -> list[Question]:
    """The questions that are put from now on."""
    questions: list[Question] = []
    ask = session.ask

    def heard(question: Question) -> Answer:
        questions.append(question)
        return ask(question)

    monkeypatch.setattr(session, "ask", heard)
    return questions


# A3: what is kept


@pytest.mark.slow
def test_twenty_questions_over_a_hundred_years_leave_no_more_than_twenty_megabytes(reader: Server) -> None:
    """Three measures each, a row a page: 301 → 1,355 MB, 1.0 to 2.7 s each; now 298 → 298 MB, 0.1 s each."""
    reader.get("observations", measure=CODES[0], limit=1)
    gc.collect()
    tracemalloc.start()
    for n in range(20):
        answer = reader.get("observations", measure=CODES[3 * n : 3 * n + 3], from_="2000", to="2099", limit=1, **ALL)
        assert (answer.status, len(answer.rows)) == (200, 1)
    del answer
    gc.collect()
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 20 * MEGABYTE


@pytest.mark.slow
def test_answers_of_all_visitors_together_take_so_many_bytes(reader: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session.answers, "most", MEGABYTE)
    for code in CODES[:30]:
        reader.get("observations", measure=code, **ALL)
    assert 0 < session.answers.held <= MEGABYTE
    assert 0 < areas._scopes.held <= areas.KEPT


@pytest.mark.slow
@pytest.mark.parametrize("split", ["", "topic"])
@pytest.mark.parametrize("boundary", Boundary)
@pytest.mark.parametrize("by", By)
def test_what_an_answer_is_said_to_weigh_is_what_it_weighs(
    reader: Server, open_desk: Service, by: By, boundary: Boundary, split: str
) -> None:
    question = Question("TR01", Period(2024), Period(2027), by, boundary=boundary, split=split)
    open_desk.ask(question)  # what belongs to the question and not to the answer is there
    gc.collect()
    tracemalloc.start()
    answer = open_desk.ask(question)
    gc.collect()
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 2 * size_of(answer)
    assert size_of(answer) < 3 * kept


def test_a_page_asks_only_for_what_is_on_it(reader: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    questions = asked(monkeypatch)
    answer = reader.get("observations", limit=1, **ALL)
    assert len({question.measure for question in questions}) == 1
    assert answer.told["total"] > 5_000
    questions.clear()
    answer = reader.get("observations", limit=1, page=answer.told["total"], **ALL)
    assert {question.measure for question in questions} == {CODES[-1]}
    assert answer.told["next"] is None


@pytest.mark.slow
def test_rows_are_counted_before_they_are_made(open_desk: Service) -> None:
    draw = random.Random(13)
    spans = [Period.parse(code) for code in ("2023", "2024-H1", "2025-Q3", "2025-9M", "2026", "2026-Q4", "2027-Q1")]
    for _ in range(300):
        measure = draw.choice(list(open_desk.series.values()))
        first, last = sorted(draw.choices(spans, k=2), key=lambda period: period.first)
        if last.last < first.first:
            continue
        keys = draw.choice([(), ("ha-noi",), ("hue", "son-la")])
        question = Question(
            measure.code,
            first,
            last,
            draw.choice(list(By)),
            keys,
            draw.choice(list(Grain)),
            draw.choice(list(Boundary)),
            draw.choice(["", *measure.breakdowns]),
        )
        assert open_desk.count(question) == len(open_desk.ask(question).rows), question


def test_a_span_is_answered_as_far_as_anything_can_have_been_sent(reader: Server) -> None:
    long = reader.get("observations", measure="TR01", from_="2000", to="2099")
    assert long.rows == reader.get("observations", measure="TR01", from_="2020", to="2026").rows
    assert {row["period"][:4] for row in long.rows} == {str(year) for year in range(2020, 2027)}
    for outside in ({"from": "2000", "to": "2019"}, {"from": "2027-Q1", "to": "2099"}):
        for name in ("observations", "coverage", "periods"):
            answer = reader.ask(f"/api/v1/{name}?{urlencode(outside)}")
            assert (answer.status, answer.told["total"], answer.rows) == (200, 0, [])
        for form in ("csv", "parquet", "sdmx.csv", "structure.json"):
            assert reader.ask(f"/api/v1/observations.{form}?{urlencode(outside)}").status == 200


# A4: what is typed


@pytest.mark.parametrize("path", ["/api/v1/observations", "/api/v1/zz", "/nhung/xu-huong", "/nhung/ban-do.svg"])
def test_an_address_of_half_a_million_letters_is_refused_unread(reader: Server, path: str) -> None:
    answer = reader.ask(f"{path}?province=" + "x" * 500_000)
    assert answer.status == 414
    assert str(addresses.LONGEST_QUERY) in answer.body.decode()
    assert len(answer.body) < 2_000


# A5: whose turn it is


@pytest.mark.slow
def test_a_small_question_does_not_wait_behind_a_large_one(reader: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Six at once: 200, 200 and four 503 after 21 s, the small one 503, too; now five 200, one 429, the small 0.15 s."""
    gate, ask = threading.Event(), session.ask
    begun = threading.Event()

    def slow(question: Question) -> Answer:
        begun.set()
        gate.wait(60)
        return ask(question)

    with ThreadPoolExecutor(6) as pool, monkeypatch.context() as patch:
        patch.setattr(session, "ask", slow)
        patch.setattr(turn_taking, "SECONDS", 600.0)  # however busy the machine is
        large = [pool.submit(reader.get, "observations", **LARGE) for _ in range(6)]
        assert begun.wait(60)
        patch.setattr(session, "ask", ask)
        assert reader.get("observations", measure="TR01").status == 200
        gate.set()
        assert sorted(each.result().status for each in large) == [200] * 5 + [429]
    refused = next(each.result() for each in large if each.result().status == 429)
    assert int(refused.headers["retry-after"]) > 0
    assert refused.told["detail"] != refused.told["detail_en"]


@pytest.mark.slow
def test_a_question_that_is_given_up_is_not_asked_to_its_end(reader: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    questions, ask = [], session.ask

    def slow(question: Question) -> Answer:
        questions.append(question)
        time.sleep(0.05)
        return ask(question)

    monkeypatch.setattr(session, "ask", slow)
    monkeypatch.setattr(turn_taking, "SECONDS", 0.5)
    assert reader.get("observations", **LARGE).status == 503
    monkeypatch.setattr(turn_taking, "SECONDS", 600.0)
    monkeypatch.setattr(session, "ask", ask)
    assert reader.get("observations", **LARGE).status == 200  # its turn came: the other's had ended
    assert len({question.measure for question in questions}) < len(CODES)


def test_last_year_counts_as_figures_too(reader: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    total = reader.get("observations", measure="TR01", **ALL).told["total"]
    monkeypatch.setattr(observations, "MOST", total)
    assert reader.get("observations", measure="TR01", **ALL).status == 200
    answer = reader.get("observations", measure="TR01", compare="last-year", **ALL)
    assert (answer.status, answer.told["parameter"]) == (400, "measure")
    assert str(2 * total) in answer.told["detail"]


@pytest.mark.slow
def test_an_unchanged_large_answer_waits_for_no_turn(reader: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    tag = reader.get("observations", **LARGE).headers["etag"]
    monkeypatch.setattr(turn_taking, "large", None)
    monkeypatch.setattr(session, "ask", lambda _: pytest.fail("it was asked"))
    assert reader.get("observations", h_if_none_match=tag, **LARGE).status == 304


# A6: framed charts


def test_a_framed_chart_holds_so_many_measures_and_points(reader: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """All measures over seventy years: 10.8 s; the largest that is drawn now takes about one."""
    monkeypatch.setattr(session, "ask", lambda _: pytest.fail("it was asked"))
    keys = ",".join(unit.key for unit in PLACES.current)
    wide = {"them": ",".join(CODES), "tu": "2030-Q1", "den": "2099-Q4"}
    many = {"them": ",".join(CODES[1:6]), "tinh": keys, "tu": "2000-Q1", "den": "2099-Q4"}
    for asked_, most in ((wide, embed.MEASURES_AT_MOST), (many, embed.POINTS_AT_MOST)):
        for kind in ("", ".svg"):
            answer = reader.ask(f"/nhung/xu-huong{kind}?{urlencode(asked_)}")
            assert answer.status == 400
            assert f"tối đa {most}" in answer.body.decode()


@pytest.mark.slow
def test_a_framed_span_ends_where_figures_do(reader: Server) -> None:
    long = reader.ask("/nhung/xu-huong.svg?chi-tieu=TR01&tu=2000-Q1&den=2099-Q4")
    assert long.body == reader.ask("/nhung/xu-huong.svg?chi-tieu=TR01&tu=2020-Q1&den=2026-Q4").body


def test_a_framed_chart_is_drawn_once_for_all_and_its_page_without_drawing(
    reader: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn, picture = [], embed.picture

    def heard(*given: object) -> bytes:
        drawn.append(given)
        return picture(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(embed, "picture", heard)
    assert reader.ask("/nhung/xu-huong?chi-tieu=TR01").status == 200
    assert not drawn
    first, second = (reader.ask("/nhung/xu-huong.svg?chi-tieu=TR01") for _ in range(2))
    assert first.body == second.body
    assert len(drawn) == 1
    assert 0 < embed.pictures.held <= embed.pictures.most


def test_framed_charts_take_turns_with_questions(reader: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn_taking, "SECONDS", 0.3)
    with turn_taking.large.turn("someone else", 60):
        answer = reader.ask("/nhung/xu-huong.svg?chi-tieu=TR01")
    assert (answer.status, answer.headers["retry-after"]) == (503, str(turn_taking.AGAIN))
