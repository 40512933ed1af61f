"""Where a number came from: from an answer of `ask` through areas, units and quarters to the cells that were sent.

Whoever may see a figure may see its path, the text of its cells included; what is withheld, and what was never
accepted, stays out of it. The file itself is fetched elsewhere, by those who may.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_

from data.model import Calendar, Period, Text
from data.places import NATION_KEY, REGIONS, Boundary
from data.prose.confirmed import found_again
from data.prose.passages import Document
from data.reading.source_cells import CellRequest
from data.sandbox import READERS, cells_as_sent, document
from data.storage.database import Work
from indicators.define import Measure, Nature
from indicators.engine.answer import Answer, By, Question, Row, Standing
from indicators.engine.areas import areas_of
from indicators.engine.derivation import Derivation
from indicators.engine.observations import Observer
from indicators.engine.query import BOTH
from indicators.engine.steps import How
from indicators.engine.values import CALENDARS, Quantity, percentage
from service import layouts, reasons
from service.lineage.explain import WITHHELD, Explained
from service.lineage.source import Origins
from service.lineage.tree import Node, Source, Spot, distinct, shared
from service.reasons import Reasons
from service.service import Service

ROWS_READ = 50  # rows of a list whose cells are shown; the rest are counted
FILES_READ = 24  # files that are opened for one path
OTHER_CALENDAR = Text("Theo lịch khác, không tính vào đây.", "Of the other calendar, not counted here.")
TOGETHER = Text(
    "Nhiều đơn vị cùng báo cáo, chỉ tính một lần: «{keys}»", "Reported by several and counted once: “{keys}”"
)
ONLY_SHARE = Text(
    "Chỉ có tỷ lệ, không có tử số và mẫu số nên không vào được tổng.",
    "Only a share, without its parts, so it cannot enter a total.",
)
STATE = Text("Tình trạng số liệu", "State of the data")
NOT_ADDED = Text("Chỉ số không cộng và không lấy trung bình.", "An index is neither summed nor averaged.")


@dataclass(frozen=True, slots=True)
class FigureKey:
    """One figure: a measure in one area (`VN`, a region's key or a unit's) and one period, or one item of it."""

    measure: str
    period: Period
    area: str = NATION_KEY
    boundary: Boundary = Boundary.TODAY
    split: str = ""
    item: str = ""
    calendar: Calendar | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """The path of a figure; `items` are the parts that the breakdown asked for has."""

    asked: FigureKey
    measure: Measure
    root: Node
    items: Mapping[str, Text] = field(default_factory=dict)

    @property
    def item(self) -> Text | None:
        return self.items.get(self.asked.item)


def trace(service: Service, asked: FigureKey, given: Reasons | None = None, *, whole: bool = True) -> Trace:
    """The path of one figure. Where not the `whole` is wanted it ends at the provinces of a nation or region.

    Raises KeyError for a measure, area or item that there is none of, ValueError for a breakdown it does not have.
    """
    measure = service.series[asked.measure]
    if asked.area not in (NATION_KEY, *REGIONS, *service.places.versions):
        raise KeyError(asked.area)
    if asked.boundary is Boundary.TODAY and asked.area in service.places.versions:
        asked = replace(asked, area=service.places.heir(asked.area))
    if measure.growth_of:
        return Trace(asked, measure, _grown(service, asked, measure, given, whole))
    asking = _Asking(service, asked, measure)
    of_whom = asking.paths(given) if whole or asking.by is By.PROVINCE else None
    return Trace(asked, measure, asking.root(of_whom), asking.items)


def _question(asked: FigureKey, by: By, provinces: tuple[str, ...] = ()) -> Question:
    at, units = asked.period, asked.boundary
    return Question(asked.measure, at, at, by, provinces, at.grain, units, asked.split, asked.calendar)


def _grown(service: Service, asked: FigureKey, measure: Measure, given: Reasons | None, whole: bool) -> Node:
    """Growth: the figure it is of, now and a year before."""
    of = replace(asked, measure=measure.growth_of)
    spans = (asked.period, asked.period.year_before())
    parts = tuple(trace(service, replace(of, period=span), given, whole=whole).root for span in spans)
    parts = tuple(replace(one, name=span.label) for one, span in zip(parts, spans, strict=True))
    row = _row(service.ask(_question(asked, _by(asked.area), _one(service, asked.area))), asked)
    how = How.GROWTH if row.value is not None else How.NONE
    return Node(row.name, how, Quantity(row.value), parts, key=asked.area, period=asked.period, row=row)


def _by(area: str) -> By:
    return By.NATION if area == NATION_KEY else By.REGION if area in REGIONS else By.PROVINCE


def _one(service: Service, area: str) -> tuple[str, ...]:
    return (area,) if area in service.places.versions else ()


def _row(answer: Answer, asked: FigureKey) -> Row:
    """The row of the area and item. Raises KeyError where there is none: nobody named the item, no such region then."""
    found = next((row for row in answer.rows if (row.key, row.item) == (asked.area, asked.item)), None)
    if found is None:
        raise KeyError(asked.item or asked.area)
    return found


class _Asking:
    """One figure with all that it is asked of."""

    def __init__(self, service: Service, asked: FigureKey, measure: Measure) -> None:
        self.service, self.asked, self.measure = service, asked, measure
        self.by = _by(asked.area)
        # An item stands in the answer where anyone asked about names it.
        own = service.ask(_question(asked, self.by, () if asked.item else _one(service, asked.area)))
        self.items, self.row = own.items, _row(own, asked)
        with service.store.reading() as work:
            self._observed = self._read(work)

    def _read(self, work: Work) -> dict[str, tuple[Quantity, int]]:
        """What stands of every unit: its quantity, or that of the item, and its flags."""
        asked, period = self.asked, self.asked.period
        return {
            unit: (Quantity(*numbers), flags)
            for unit, *numbers, flags in work.rows(
                """SELECT unit, value, numerator, denominator, keys, flags FROM observation
                WHERE measure = $measure::VARCHAR AND span = $span::VARCHAR AND split = $split::VARCHAR
                    AND item = $item::VARCHAR AND last = $last::INTEGER AND part = $part::VARCHAR""",
                measure=asked.measure,
                span=str(period.grain),
                split=asked.split,
                item=asked.item,
                last=period.last,
                part=period.part,
            )
        }

    # Areas

    def root(self, paths: Mapping[str, Node] | None) -> Node:
        asked, places = self.asked, self.service.places
        if self.by is By.PROVINCE:
            return self._province(self.row, paths)
        provinces = [row for row in self._rows(By.PROVINCE) if row.expected or row.value is not None or row.excluded]
        regions = {row.key: row for row in self._rows(By.REGION)}
        _, eras = areas_of(_question(asked, By.REGION), places)
        home = next(era.area_of for era in eras if era.first <= asked.period.last <= era.last)
        of_region: dict[str, list[Node]] = defaultdict(list)
        for row in provinces:
            of_region[home[row.key]].append(self._province(row, paths))
        nodes = {key: self._area(regions[key], tuple(of_region[key])) for key in regions if of_region[key]}
        if self.by is By.REGION:
            return nodes.get(asked.area) or self._area(self.row, ())
        return self._area(self.row, tuple(nodes.values()))

    def _rows(self, by: By) -> list[Row]:
        return [row for row in self.service.ask(_question(self.asked, by)).rows if row.item == self.asked.item]

    def _province(self, row: Row, paths: Mapping[str, Node] | None) -> Node:
        """A province of the chosen boundary: of one unit, or of those it was made of as well."""
        units = [key for key in self._members(row.key) if key in self._observed or self._lived(key)]
        nodes = [self._unit(key, paths) for key in units]
        if len(nodes) == 1 and nodes[0].key == row.key and nodes[0].value == row.value:
            return replace(nodes[0], name=row.name, key=row.key, row=row)
        return self._area(row, tuple(nodes))

    def _members(self, area: str) -> list[str]:
        """The units that a province of the chosen boundary is, or was made of."""
        places, today = self.service.places, self.asked.boundary is Boundary.TODAY
        return [key for key in places.versions if (places.heir(key) if today else key) == area]

    def _lived(self, key: str) -> bool:
        """Whether a unit is one of those that report on the period."""
        period = self.asked.period
        quarters = [period.last] if self.measure.closing else range(period.first, period.last + 1)
        return any(unit.key == key for q in quarters for unit in self.service.places.of_quarter(q))

    def _unit(self, key: str, paths: Mapping[str, Node] | None) -> Node:
        version = self.service.places.version(key, self.asked.period.end)
        until = version.valid_to if version.successor else None
        since = self.service.places.versions[key][0].valid_from
        name = Text(version.name, version.name)
        if until is not None:
            name = Text(f"{version.name} (đến {until:%m/%Y})", f"{version.name} (until {until:%m/%Y})")
        elif since > self.asked.period.start:  # beside those it was made of, one of which may bear its name
            name = Text(f"{version.name} (từ {since:%m/%Y})", f"{version.name} (since {since:%m/%Y})")
        quantity, flags = self._observed.get(key, (Quantity(), 0))
        silent = Node(name, How.SILENT, key=key, period=self.asked.period)
        if self.asked.calendar and flags & BOTH != CALENDARS[self.asked.calendar]:
            return replace(silent, notes=(OTHER_CALENDAR,) if flags & BOTH else ())
        if paths is None or (path := paths.get(key)) is None:
            how = How.UNOPENED if paths is None and key in self._observed else How.SILENT
            return replace(silent, how=how, quantity=quantity, flags=flags)
        return replace(path, name=name, quantity=quantity if key in self._observed else path.quantity)

    def _area(self, row: Row, parts: tuple[Node, ...]) -> Node:
        """An area from its parts, by the way in which this measure adds up."""
        measure, notes, given = self.measure, list[Text](), [one.quantity for one in parts]
        summed = Quantity(row.value)
        if measure.kind is Nature.INDEX and row.value is None:
            how = How.NONE
            notes += [NOT_ADDED] * (len(parts) > 1)
        elif measure.kind is Nature.RATIO:
            how, summed = self._share(row, given)
            lacking = [one for one in parts if one.value is not None and one.quantity.denominator is None]
            notes += [ONLY_SHARE] * (len(parts) > 1 and bool(lacking))
        elif all(one.value is None for one in given):
            how, parts = (How.ZERO, ()) if row.value == 0 else (How.NONE, parts)
        elif measure.distinct:
            how, summed = How.DISTINCT, distinct(given)
            notes += [TOGETHER.format(keys=", ".join(both))] if (both := shared(given)) else []
        elif len(parts) == 1 or measure.kind is Nature.INDEX:
            how = How.LAST
        else:
            how = How.SUM
        if row.value is None and how is not How.NONE:
            how = How.NONE
        if row.state is Standing.WITHHELD:
            notes.append(WITHHELD)
        summed.value = row.value
        flags, period = reduce(or_, (one.flags for one in parts), 0), self.asked.period
        return Node(row.name, how, summed, parts, flags=flags, notes=tuple(notes), key=row.key, period=period, row=row)

    def _share(self, row: Row, given: Sequence[Quantity]) -> tuple[How, Quantity]:
        if below := sum(one.denominator or 0 for one in given):
            return How.RATIO, percentage(sum(one.numerator or 0 for one in given), below)
        return (How.LAST if row.value is not None else How.NONE), Quantity(row.value)

    # Units

    def paths(self, given: Reasons | None) -> dict[str, Node]:
        """The path of every unit of the area, down to what was sent."""
        service, asked, places = self.service, self.asked, self.service.places
        year, units = asked.period.year, set[str]()
        if self.by is By.PROVINCE:
            units = {each for key in self._members(asked.area) for each in service.observer.family(key, year)}
        indicator = service.catalogue[self.measure.indicator]
        named = {n: i for n, i in service.catalogue.items() if i is indicator or (i.form and not i.measures)}
        first, last = year * 4, year * 4 + 3
        with service.store.reading() as work:
            given = given or reasons.read(work, {**named}, places)
            reported = Observer(named, places).reported(work, sorted(units), first, last)
            origins = Origins(service, work, self.measure, units, first, last, given)
            derived = Derivation(places, reported)
            explained = Explained(derived, self.measure, indicator, origins.leaf)
            found = {key: explained.of(key, asked.period, asked.split, asked.item) for key in units or places.versions}
        return {key: node for key, node in found.items() if node is not None}


# What was sent


def with_texts(service: Service, root: Node) -> Node:
    """The same path with the cells as they were sent, read from the archived files; of the first ones, if many."""
    by_file: dict[str, list[Source]] = defaultdict(list)
    for node in root.every():
        if node.source and WITHHELD not in node.notes:
            by_file[node.source.submission.sha256].append(node.source)
    some = list(by_file.values())[:FILES_READ]
    with ThreadPoolExecutor(READERS) as readers:
        read = [one for sources in readers.map(lambda sources: _looked_up(service, sources), some) for one in sources]
    return root.mapped({id(old): new for old, new in zip((one for each in some for one in each), read, strict=True)})


def _looked_up(service: Service, sources: Sequence[Source]) -> list[Source]:
    """Sources of one file with their cells; as they were where it cannot be read."""
    sent = sources[0].submission
    if all(source.of_document for source in sources):
        return _quoted(service, sources)
    if any(source.of_document for source in sources):  # of a report's tables, and of its sentences
        told = iter(_quoted(service, [source for source in sources if source.of_document]))
        read = iter(_looked_up(service, [source for source in sources if not source.of_document]))
        return [next(told if source.of_document else read) for source in sources]
    wanted = [CellRequest(one.table, one.sheet, _rows_of(one), one.columns) for one in sources]
    try:
        read_by = layouts.of_submission(service, sent)
        data = service.truth.read(sent.sha256)
        found = cells_as_sent(data, sent.file, service.tables, wanted, standing=read_by)
    except (OSError, ValueError):
        return list(sources)
    filled = []
    for source, cells in zip(sources, found, strict=True):
        columns = service.tables[source.table].columns
        spots: dict[int, list[Spot]] = defaultdict(list)
        for row, column, cell, text in cells:
            spots[row].append(Spot(cell, columns[column].label if column else STATE, text))
        filled.append(replace(source, spots={row: tuple(each) for row, each in spots.items()} if spots else None))
    return filled


def _quoted(service: Service, sources: Sequence[Source]) -> list[Source]:
    """Sources of one document in prose with the sentences that were confirmed, found in it again."""
    try:
        read = document(service.truth.read(sources[0].submission.sha256))
    except (OSError, ValueError):
        return list(sources)
    if not isinstance(read, Document):
        return list(sources)
    return [
        replace(source, spots={1: tuple(Spot(place.vi, place, text) for place, text in again)} if again else None)
        for source in sources
        for again in [found_again(read, source.note)]
    ]


def _rows_of(source: Source) -> tuple[int, ...]:
    """The rows whose cells are wanted: of a form the one it stands on."""
    if source.cell:
        return (source.line,)
    return tuple(one.row for one in source.rows[:ROWS_READ])
