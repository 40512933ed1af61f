"""By what a file may be read: the layouts that stand for its sender, the quarter it is of, whose rows are whose."""

from dataclasses import dataclass

from data.layouts.layout import Layout
from data.model import Period
from data.places import Places, Unit
from data.text_keys import bare


@dataclass(frozen=True, slots=True)
class StandingLayouts:
    """The layouts by which files of one sender may be read, the newest first, and the quarter that a file is of."""

    layouts: tuple[tuple[str, Layout], ...]  # each with the name under which it is kept
    period: Period
    names: frozenset[str] = frozenset()  # of the province, folded: which row of a table of provinces is its own
    others: frozenset[str] = frozenset()  # of those that became one province with it
    former: bool = False  # whether it has become a part of another since
    together: tuple[Period, ...] = ()  # the quarters that are loaded at once
    anchor: Period | None = None  # of these the one of which the layout was confirmed

    @property
    def trial(self) -> Layout | None:
        """A layout that is not kept: by it the file is to be read, or not at all."""
        return next((layout for key, layout in self.layouts if not key), None)


def standing_of(
    places: Places,
    unit: Unit,
    period: Period,
    layouts: tuple[tuple[str, Layout], ...],
    together: tuple[Period, ...] = (),
    anchor: Period | None = None,
) -> StandingLayouts:
    """Layouts with what a file of a province and quarter is read by besides: whose rows and columns are whose."""
    names = names_of(unit)
    others = {name for each in siblings(places, unit, period) if each.key != unit.key for name in names_of(each)}
    former = places.heir(unit.key) != unit.key
    return StandingLayouts(layouts, period, names, frozenset(others - names), former, together, anchor)


def siblings(places: Places, unit: Unit | None, period: Period) -> list[Unit]:
    """The former provinces of the one that a province is, or has become; as they were called in a quarter, or last."""
    if unit is None:
        return []
    former = (places.versions[key] for key in places.predecessors(places.heir(unit.key)))
    return [next((each for each in versions if each.valid(period.end)), versions[-1]) for versions in former]


def names_of(unit: Unit) -> frozenset[str]:
    """What a province may be called in the row of a table."""
    kinds, ends = ("", "tỉnh ", "thành phố ", "TP. ", "TP ", "T. "), ("", " (cũ)") if unit.valid_to else ("",)
    names = (unit.name, *unit.aliases)
    return frozenset(bare(f"{kind}{name}{end}") for name in names for kind in kinds for end in ends)
