"""What figures were made by: a changed or new measure is derived again for all years, and nothing else is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data.model import Text
from indicators import CATALOGUE
from indicators.define import Indicator
from indicators.engine import fingerprints as prints
from indicators.engine.fingerprints import ITSELF, fingerprints
from indicators.engine.observations import Observer
from service.service import Service
from tests.support.rows import Tell, trainings


def changed(name: str, code: str, **what: object) -> dict[str, Indicator]:
    of = CATALOGUE[name]
    measures = {**of.measures, code: replace(of.measures[code], **what)}  # type: ignore[arg-type]
    return {**CATALOGUE, name: replace(of, measures=measures)}


def without(name: str, code: str) -> dict[str, Indicator]:
    of = CATALOGUE[name]
    return {**CATALOGUE, name: replace(of, measures={key: m for key, m in of.measures.items() if key != code})}


def differ(catalogue: Mapping[str, Indicator]) -> set[str]:
    one, two = fingerprints(CATALOGUE, {}), fingerprints(catalogue, {})
    return {code for code in one | two if one.get(code) != two.get(code)}


def test_a_declaration_makes_other_figures_of_its_own_measure_and_words_make_none() -> None:
    of = CATALOGUE["trainings"].measures["TR02"]
    assert differ(changed("trainings", "TR02", value=f"{of.value} + 0")) == {"TR02"}
    assert differ(changed("trainings", "TR02", label=Text("x", "y"), vi="x", formula=Text("x", "y"))) == set()
    assert differ(without("trainings", "TR02")) == {"TR02"}


def test_a_ratio_of_a_form_follows_its_terms() -> None:
    of = next(i for i in CATALOGUE.values() if i.terms)
    term = next(iter(of.terms))
    other = replace(of, terms={**of.terms, term: replace(of.terms[term], of_stocks=not of.terms[term].of_stocks)})
    ratio = next(code for code, m in of.measures.items() if term in f"{m.numerator} {m.denominator}")
    assert {term, ratio} <= differ({**CATALOGUE, of.name: other})


def test_a_comment_in_the_engine_changes_nothing_and_a_statement_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_engine(text: str) -> dict[str, str]:
        (tmp_path / "engine.py").write_text(text, encoding="utf-8")
        monkeypatch.setattr(prints, "CODE", (tmp_path / "engine.py",))
        return fingerprints(CATALOGUE, {})

    one = with_engine('"""Said."""\nX = 1\n')
    two = with_engine('"""Said otherwise."""\nX = 1  # why\n')
    three = with_engine("X = 2\n")
    assert {code for code in one if one[code] != two[code]} == {ITSELF}, "the bytes alone"
    assert {code for code in one if one[code] != three[code]} == one.keys()


@pytest.mark.slow
@pytest.mark.parametrize("how", ["changed", "new"])
def test_a_store_of_years_has_the_new_figures_at_once_without_a_command(
    service: Service, tell: Tell, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line of a declaration changed: the old figures stood beside new ones, and a new one was blank."""
    home = service.home
    service.close()
    then = without("trainings", "TR02") if how == "new" else changed("trainings", "TR02", value="sum(participants) * 2")
    old = Service(home, then)
    from tests.support.rows import send

    for year in (2023, 2024):
        send(old, "45", f"{year}-Q1", {"MQ01": 10}, trainings=trainings(2, date(year, 2, 1)))
    old.repository.publish()
    old.close()
    made: list[object] = []
    real = Observer.rebuild
    monkeypatch.setattr(Observer, "rebuild", lambda self, work, only=None: made.append(only) or real(self, work, only))
    for _ in range(2):
        now = Service(home)
        with now.store.reading() as work:
            found = work.rows(
                "SELECT last, value FROM observation WHERE measure = 'TR02' AND span = 'quarter' AND split = '' "
                "AND unit = 'quang-tri' ORDER BY 1"
            )
        assert found == [(2023 * 4, 60.0), (2024 * 4, 60.0)]
        now.close()
    assert made == [{"TR02"}], "only that measure, and only once"
    now = Service(home)
    assert now.repository.rebuild(check=True) == []
    now.close()
