"""How many people lived where: only with a source, and never two concepts in one ranking."""

from pathlib import Path

from data.places import PLACES
from data.population import Populations, populations


def test_what_was_counted_by_another_concept_is_not_ranked_with_the_rest(tmp_path: Path) -> None:
    file = tmp_path / "population.csv"
    lines = ["ha-noi,2024,8810000,mean,A", "hue,2025,1200000,merger,B", "gia-lai-2025,2025,3500000,merger,B"]
    file.write_text("\n".join(["unit,year,population,concept,source", *lines]), encoding="utf-8")
    assert Populations(file).comparable(["ha-noi", "hue", "gia-lai-2025", "ca-mau-2025"], 2026) == {
        "hue",
        "gia-lai-2025",
    }


def test_every_province_of_today_has_a_population_with_its_source() -> None:
    known = populations()
    assert set(known.units) == {unit.key for unit in PLACES.current}
    assert all(one.source and one.concept in ("mean", "merger") for each in known.units.values() for one in each)
