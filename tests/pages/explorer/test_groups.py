"""Among whom provinces are compared: the groups that a reader can choose."""

import pytest

from data.model import Period
from data.places import PLACES, Boundary
from data.population import populations
from pages.explorer import groups

QUARTER = Period.parse("2026-Q3")
ALL = [unit.key for unit in PLACES.current]


def group(name: str, *chosen: str) -> tuple[str, ...]:
    return groups.units(Boundary.TODAY, QUARTER, QUARTER, name, chosen)


@pytest.mark.parametrize("key", ALL)
def test_those_of_a_provinces_size_hold_itself_and_nobody_outside_is_nearer(key: str) -> None:
    sizes = {one: found.people for one in ALL if (found := populations().of(one, QUARTER.year))}
    if key not in sizes:
        pytest.skip("of whom no source says how many live there")
    alike = group(groups.SIZE, key)
    assert key in alike
    assert len(alike) == groups.ALIKE + 1
    furthest = max(abs(sizes[one] - sizes[key]) for one in alike)
    assert all(abs(sizes[one] - sizes[key]) >= furthest for one in sizes if one not in alike)


def test_merged_and_unmerged_provinces_are_all_of_them_and_none_twice() -> None:
    merged, kept = group(groups.MERGED), group(groups.UNMERGED)
    assert (len(merged), len(kept)) == (23, 11)
    assert set(merged) | set(kept) == set(ALL)


def test_the_chosen_are_only_those_that_there_are() -> None:
    assert group(groups.CHOSEN, "hue", "thua-thien-hue-cu") == ("hue",)
