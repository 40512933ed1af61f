"""A file read by a layout: its sheets as the template would have them, and what of it does not fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.layouts.fit import Fault, fit
from data.layouts.form_sheets import FormSheets
from data.layouts.grid import known_headings
from data.layouts.history import anchor_of, of_quarter
from data.layouts.layout import FORM, Layout
from data.layouts.list_sheets import made_list
from data.layouts.made import Made
from data.layouts.standing import StandingLayouts
from data.model import Finding, Severity
from data.reading.addresses import address
from data.reading.cells import Sheet
from data.rules.findings import Location, finding, shown
from data.table import Table


@dataclass(slots=True)
class Applied:
    """What a layout made of a file."""

    key: str  # of the layout
    layout: Layout
    made: list[Made]
    findings: list[Finding] = field(default_factory=list)
    sheets: frozenset[str] = frozenset()  # those that it reads, or leaves aside
    months: frozenset[str] = frozenset()  # of those, the ones that are each a month of the quarter

    @property
    def doubts(self) -> int:
        """How much of the file is not as the layout has it."""
        return sum(finding.severity is not Severity.INFO for finding in self.findings)


def apply(sheets: Sequence[Sheet], standing: StandingLayouts, tables: Mapping[str, Table]) -> Applied | None:
    """The first layout that fits, else the one that fits best, with what does not; None where none looks like it.

    The newest come first: who corrects a layout under another name is not read by the former one any more.
    """
    heads = known_headings(tables.values())
    best: Applied | None = None
    for key, layout in standing.layouts:
        applied = _applied(sheets, key, layout, standing, tables, heads)
        if applied is not None and (best is None or applied.doubts < best.doubts):
            best = applied
    return best


def _applied(
    sheets: Sequence[Sheet],
    key: str,
    layout: Layout,
    standing: StandingLayouts,
    tables: Mapping[str, Table],
    heads: frozenset[str],
) -> Applied | None:
    period = standing.period
    anchor = anchor_of(layout, period, standing.anchor or period)
    told = fit(sheets, layout, anchor, heads)
    if told is None:
        return None
    used = finding("layout_used", Location(), "", name=layout.name)
    if layout.open:
        first = layout.open[0]
        return Applied(key, layout, [], [finding("layout_open", Location(), count=len(layout.open), first=first.said)])
    forms = [match for match in told.matches if match.block.shape == FORM]
    lists = [match for match in told.matches if match.block.shape != FORM]
    if standing.together:
        told.faults = [fault for fault in told.faults if fault.rule != "layout_other_time"]
        beside = [each for each in standing.together if anchor_of(layout, each, standing.anchor or each) == anchor]
        forms = [of_quarter(match, period, anchor, beside, told.faults) for match in forms]
        lists = lists if period == standing.anchor else []
    made = list(FormSheets(forms, tables, anchor, told.faults, standing).made().values()) if forms else []
    made += [made_list(match, tables[match.block.table], told.faults) for match in lists]
    months = frozenset(grid.sheet.name for m in told.matches if m.block.of_months for grid in m.grids)
    settled = _settled(made, {code for match in told.matches for code in match.block.fonts})
    return Applied(
        key, layout, made, [used, *settled, *(_finding(fault) for fault in told.faults)], told.sheets, months
    )


def _settled(made: Sequence[Made], fonts: set[str]) -> list[Finding]:
    """Texts of an old font that plainly are Vietnamese once converted are not asked about again where it was confirmed
    that the table is typed in that font; what is said of them."""
    found: list[str] = []
    for each in made:
        known = {at: str(was.code) for at, was in each.sheet.mended.items() if was.sure and was.code in fonts}
        found += known.values()
        for at in known:
            del each.sheet.mended[at]
    codes = ", ".join(sorted(set(found)))
    return [finding("layout_font_read", Location(), count=len(found), codes=codes)] if found else []


def _finding(fault: Fault) -> Finding:
    cell, row = (address(*fault.at), fault.at[0] + 1) if fault.at else ("", None)
    place = Location(fault.sheet, cell, row, title=shown(fault.sheet))
    return finding(fault.rule, place, shown(fault.received), **fault.words)
