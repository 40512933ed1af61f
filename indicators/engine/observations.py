"""Rows → observations: each measure of a province, once for every quarter, half, nine months and year.

What was sent is kept as sent, in the lists and figures of each submission; what follows from it (`derivation.py`) is
kept here, in the transaction that accepts it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from data.byte_cache import ByteCache
from data.model import Calendar, Period, Text
from data.places import NATION_KEY, Places
from data.storage.database import Work, columns_of
from data.text_keys import bare
from indicators.define import Indicator, Measure, Nature
from indicators.engine.derivation import UNGROUPED, Derivation, Record, records
from indicators.engine.fingerprints import ITSELF, fingerprints
from indicators.engine.standing import ROWS, RowsOf, Sent, Standing, placed, stands, typed_lines
from indicators.engine.values import CALENDARS, Quantity, Reported, ReportedByMeasure

UNGROUPED_LABEL = Text("Chưa phân nhóm", "Not grouped")
COLUMNS: dict[str, pa.DataType] = {
    "measure": pa.string(),
    "span": pa.string(),
    "split": pa.string(),
    "last": pa.int32(),
    "part": pa.string(),
    "unit": pa.string(),
    "item": pa.string(),
    "value": pa.float64(),
    "numerator": pa.float64(),
    "denominator": pa.float64(),
    "keys": pa.list_(pa.string()),
    "covered": pa.uint8(),
    "due": pa.uint8(),
    "listed": pa.uint8(),
    "flags": pa.uint16(),
}


def aggregates(measures: Iterable[Measure]) -> str:
    """The select list of some measures of one list: of each those of value, numerator, denominator and keys it has."""
    columns: list[str] = []
    for m in measures:
        # Sooner than `list(DISTINCT …)`, which keeps a table of its own for each group.
        keys = f"list_sort(list_distinct(list({m.distinct}) FILTER (WHERE {m.distinct_where})))"
        columns += [f"({sql})::DOUBLE" for sql in (m.value, m.numerator, m.denominator) if sql]
        columns += [f"coalesce({keys}, [])"] if m.distinct else []
    return ", ".join(columns)


def parts(measures: Iterable[Measure], cells: Sequence[Any]) -> list[Quantity]:
    """The measures back out of a row that `aggregates` selected."""
    found, rest = [], iter(cells)
    for m in measures:
        value, numerator, denominator, keys = (
            next(rest) if sql else None for sql in (m.value, m.numerator, m.denominator, m.distinct)
        )
        found.append(Quantity(float(len(keys)) if keys is not None else value, numerator, denominator, keys))
    return found


def measured(
    work: Work, indicator: Indicator, source: str, values: Mapping[str, object], by: Sequence[str] = ()
) -> Iterable[tuple[tuple[Any, ...], str, str, str, Quantity]]:
    """Every measure of a list over some rows, in one pass: for each group its total and each item of each breakdown.

    Gives the group, the measure's code, the breakdown ('' for the total), its item, and the part. What the rows do not
    speak of is left out: a ratio with nothing to divide by, an item that adds nothing.
    """
    measures = list(indicator.listed.values())
    splits = list(dict.fromkeys(split for m in measures for split in m.breakdowns))
    group = "".join(f'"{name}", ' for name in by)
    sets = ", ".join([f"({group.rstrip(', ')})", *(f'({group}"{split}")' for split in splits)])
    named = "".join(f'"{split}", GROUPING("{split}"), ' for split in splits)
    found = work.rows(
        f"SELECT {group}{named}{aggregates(measures)} FROM ({source}) GROUP BY GROUPING SETS ({sets})",  # noqa: S608
        **values,
    )
    names = len(by) + 2 * len(splits)
    for row in sorted(found, key=lambda row: repr(row[:names])):  # so that the same rows give the same sums
        key, cells = row[: len(by)], row[len(by) :]
        split = next((name for n, name in enumerate(splits) if cells[2 * n + 1] == 0), "")
        item = item_of(indicator, split, cells[2 * splits.index(split)]) if split else ""
        for measure, part in zip(measures, parts(measures, cells[2 * len(splits) :]), strict=True):
            speaks = part.denominator if measure.kind is Nature.RATIO else not split or part.value
            if speaks and (not split or split in measure.breakdowns):
                yield key, measure.code, split, item, part


def item_of(indicator: Indicator, split: str, raw: str | None) -> str:
    """The item of a breakdown that a cell stands for: its code where the value is known, else itself."""
    if raw is None or not raw.strip():
        return UNGROUPED
    if indicator.columns[split].choices:
        return raw
    known = indicator.labels.get(split, {}).items()
    return {bare(name): code for code, text in known for name in (code, text.vi, text.en)}.get(bare(raw), raw)


def labels(indicator: Indicator, split: str) -> dict[str, Text]:
    """The items of a breakdown and their names, in the order of the declaration."""
    if split in indicator.breakdowns:
        known = indicator.breakdowns[split].items
    else:
        known = indicator.columns[split].choices or indicator.labels.get(split, {})
    return {**known, UNGROUPED: UNGROUPED_LABEL}


Measured = tuple[str, str, str, Quantity]  # code, breakdown and item ('' for the total), what the rows say
KEPT = 32 << 20  # bytes of what was measured of lists: a year of a whole country takes five, long names any number


def _size(measured: Sequence[Measured]) -> int:
    return 200 + sum(
        300 + 4 * len(item) + sum(60 + 4 * len(key) for key in part.keys or ()) for _, _, item, part in measured
    )


class Observer:
    """Keeps observations true to the submissions that stand."""

    def __init__(self, catalogue: Mapping[str, Indicator], places: Places) -> None:
        self.catalogue = catalogue
        self.places = places
        figures = {figure.code for indicator in catalogue.values() for figure in indicator.figures}
        self._kept = ByteCache[list[Measured]](KEPT, _size)  # by list and what was measured
        self.codes = figures | {code for indicator in catalogue.values() for code in indicator.measures}

    def refresh(self, work: Work, unit: str, year: int, records: list[Record] | None = None) -> None:
        """Make again what depends on one province's year, inside the transaction that changes it.

        `unit` may be the nation, where a nationwide table was sent. `records` are what follows from everything told of
        that year, where that is known already.
        """
        units = self.family(unit, year)
        first, last = year * 4, year * 4 + 3
        if records is None:
            records = self.derive(self.reported(work, units, first, last))
        work.run(
            "DELETE FROM observation WHERE (len($units::VARCHAR[]) = 0 OR list_contains($units::VARCHAR[], unit)) "
            "AND last BETWEEN $first::INTEGER AND $last::INTEGER",
            units=units,
            first=first,
            last=last,
        )
        work.append("observation", columns_of(records, COLUMNS))

    def rebuild(self, work: Work, only: Collection[str] | None = None) -> None:
        """Make all observations again from the rows, or those of some measures, and lay them down in the order in which
        they are asked."""
        rows = columns_of(self.derive(self.reported(work, [], 0, 9999 * 4, anew=True), only), COLUMNS)
        if only is None:
            work.run("DELETE FROM observation")
        else:
            work.run("DELETE FROM observation WHERE list_contains($only::VARCHAR[], measure)", only=list(only))
        order = [(key, "ascending") for key in ("measure", "span", "split", "last", "unit", "item")]
        work.append("observation", rows.sort_by(order))

    def family(self, unit: str, year: int) -> list[str]:
        """The units whose figures of one year hang together: a merged unit and those it was made of that year.

        Of the nation: none named, which stands for all.
        """
        if unit == NATION_KEY:
            return []
        heirs = {unit, self.places.versions[unit][-1].successor} - {""}
        family = {unit}
        for heir in heirs:
            if self.places.versions[heir][0].valid_from.year == year:
                family |= {heir, *self.places.predecessors(heir)}
        return sorted(family)

    def remember(self, rows: RowsOf, measured: Mapping[str, list[Measured]]) -> None:
        """Keep what was measured of some rows, by what they are: a number may be given again where one was refused."""
        for name, found in measured.items():
            self._kept.keep((name, rows), found)

    # What was reported

    def recall(self, work: Work, year: int) -> None:
        """Measure all lists of a year at once, so that whoever sends next need not wait for it."""
        self.reported(work, [], year * 4, year * 4 + 3)

    def reported(
        self, work: Work, units: list[str], first: int, last: int, anew: bool = False, standing: Standing | None = None
    ) -> ReportedByMeasure:
        """What stands of each line, by unit and quarter; `units` empty for all; `anew`: measured from the rows.

        `standing` is what stands of these units and quarters, and may be of others, where that is known already.
        """
        told = {*units, NATION_KEY}
        if standing is None:
            standing = stands(work, sorted(told) if units else [], first, last)
        reported: ReportedByMeasure = {code: defaultdict(Reported) for code in self.codes}
        mine = {
            name: [one for one in of if first <= one.quarter <= last and (not units or one.unit in told)]
            for name, of in standing.items()
        }
        for indicator in self.catalogue.values():
            sheets = mine.get(indicator.name)
            if not sheets or indicator.form:
                continue
            if indicator.nationwide:
                self._read_nation(work, indicator, sheets, set(units), reported)
            else:
                self._read_lists(work, indicator, sheets, reported, anew)
        for code, sent, line in typed_lines(work, mine, every=not units):
            if code in reported:  # else a figure that the catalogue has dropped since
                reported[code][sent.unit, sent.quarter].read_line(line, Calendar(sent.calendar))
        return reported

    def _read_lists(
        self, work: Work, indicator: Indicator, standing: list[Sent], reported: ReportedByMeasure, anew: bool
    ) -> None:
        for sent in standing:
            for code, measure in indicator.listed.items():
                one = reported[code][sent.unit, sent.quarter]
                one.read_statement(measure, sent.rows, sent.state, Calendar(sent.calendar))
        filled = {sent.number: sent for sent in standing if sent.rows}
        # The rows of a submission never change, so what was measured of one is kept.
        known = {n: self._kept.kept((indicator.name, sent.as_measured)) for n, sent in filled.items() if not anew}
        found = {n: kept for n, kept in known.items() if kept is not None}
        new = {number: sent for number, sent in filled.items() if number not in found}
        if new:
            found |= {number: [] for number in new}
            source, values = ROWS.format(name=indicator.name), placed(new.values())
            for (number,), code, split, item, quantity in measured(work, indicator, source, values, ["submission"]):
                found[number].append((code, split, item, quantity))
            if not anew:
                for number, sent in new.items():
                    self.remember(sent.as_measured, {indicator.name: found[number]})
        for number, sent in filled.items():
            for code, split, item, quantity in found[number]:
                reported[code][sent.unit, sent.quarter].add(split, item, quantity)

    def _read_nation(
        self, work: Work, indicator: Indicator, standing: list[Sent], units: set[str], reported: ReportedByMeasure
    ) -> None:
        """A nationwide table: each row is of the province it names; `value` of a measure is the name of a column."""
        columns = list(indicator.columns)
        named = ", ".join(f'"{column}"' for column in columns)
        for sent in standing:
            for row in work.rows(
                f'SELECT {named} FROM "list_{indicator.name}" WHERE submission = $number::INTEGER',  # noqa: S608 - only declared names
                number=sent.number,
            ):
                line = dict(zip(columns, row, strict=True))
                self.read_nation_row(indicator, line, sent.quarter, units, reported)

    def read_nation_row(
        self, indicator: Indicator, line: Mapping[str, Any], quarter: int, units: set[str], reported: ReportedByMeasure
    ) -> None:
        """Take in one row of a nationwide table; a province that it did not have that year says nothing."""
        unit = self.places.find(str(line["province"]), Period.quarter(quarter).end)
        if unit is None or (units and unit.key not in units):
            return
        for code, measure in indicator.measures.items():
            one = reported[code][unit.key, quarter]
            if line[measure.value] is not None:
                one.listed = Quantity(float(line[measure.value]))
            one.list_calendar = CALENDARS[Calendar.STATISTICAL]
            for split in measure.breakdowns:
                items = indicator.breakdowns[split].items
                one.items = {split: {i: Quantity(float(line[i])) for i in items if line[i] is not None}}

    def derived_by(self, work: Work) -> tuple[dict[str, str], dict[str, str]]:
        """What the store's observations were made by, and what they would be made by now."""
        known = dict(work.rows("SELECT measure, fingerprint FROM derived_by"))
        return known, fingerprints(self.catalogue, known)

    def bring_up(self, work: Work) -> None:
        """Make the observations again of measures that are new or were made by something else."""
        known, now = self.derived_by(work)
        differ = {code for code in known | now if known.get(code) != now.get(code)} - {ITSELF}
        if differ:
            self.rebuild(work, differ)
        self.note(work, now)

    @staticmethod
    def note(work: Work, made_by: Mapping[str, str]) -> None:
        work.run("DELETE FROM derived_by")
        work.append("derived_by", pa.table({"measure": list(made_by), "fingerprint": list(made_by.values())}))

    # What follows from it

    def derive(self, reported: ReportedByMeasure, only: Collection[str] | None = None) -> list[Record]:
        """The records of table `observation` that follow from what was reported, or those of some measures."""
        derivation = Derivation(self.places, reported)
        series = [(m, indicator) for indicator in self.catalogue.values() for m in indicator.series.values()]
        return [
            record
            for measure, indicator in series
            if not measure.growth_of and (only is None or measure.code in only)
            for unit, observations in derivation.of(measure, indicator).items()
            for key, observation in observations.items()
            for record in records(measure, unit, *key, observation)
        ]
