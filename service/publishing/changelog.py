"""What changed from one release to the next: added, corrected and removed figures, with the submissions behind them."""

import hashlib
from collections import defaultdict

import pyarrow as pa
import pyarrow.compute as pc

from data.model import Period, Text
from data.places import Boundary
from indicators.define import Measure
from service.access.events import Event
from service.publishing import figure_table
from service.publishing.contents import _KEY, SCHEMA, Everything, Publication, _read
from service.review.versions import states_of
from service.service import Service

ADDED, CORRECTED, REMOVED = "added", "corrected", "removed"
CHANGE_LABELS = {ADDED: Text("Thêm", "Added"), CORRECTED: Text("Sửa", "Corrected"), REMOVED: Text("Rút", "Removed")}


def structure_of(service: Service) -> str:
    """A hash of everything that says what a figure means: columns, measures, provinces."""
    told: list[object] = [str(figure_table.SCHEMA), str(SCHEMA)]
    for code, m in service.series.items():
        splits = sorted(m.breakdowns)
        told.append((code, m.unit.vi, m.kind.value, m.definition.vi, m.formula.vi, m.yearly, splits))
    for key, versions in service.places.versions.items():
        told += [(key, unit.code, unit.name, unit.valid_from, unit.valid_to, unit.successor) for unit in versions]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _reach(measure: Measure | None, period: Period) -> range:
    """The quarters whose submissions may change a figure: a stock's own, a flow's year so far, growth's last year too.

    Of a measure that has been dropped nothing is known any more: the widest.
    """
    if measure is not None and measure.at_date:
        return range(period.first, period.last + 1)
    return range((period.year - (measure is None or bool(measure.growth_of))) * 4, period.last + 1)


def changes(service: Service, before: Publication | None, now: Everything, only: set[str] | None = None) -> pa.Table:
    """Province by province as they reported: what was added, corrected or removed, by which submissions.

    `only` are the periods that are looked at, where it is not all of them.
    """
    was = _told(_read(service.truth.read(before.sha256))[0]) if before else {}
    was = {key: told for key, told in was.items() if only is None or key[2] in only}
    will = _told(now.figures)
    since = before.head if before else 0
    sent: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for line in service.repository.ledger.lines[since : now.head]:
        if line.kind in (Event.SUBMISSION, Event.MOVE) and line.quarter is not None:
            sent[line.unit][line.quarter] += states_of(line)
    lines = []
    for key in dict.fromkeys([*was, *will]):
        old, new = was.get(key), will.get(key)
        if old == new:
            continue
        kind = ADDED if old is None else REMOVED if new is None else CORRECTED
        old_value, old_state, _ = old or (None, None, "")
        new_value, new_state, _ = new or (None, None, "")
        period = Period.parse(key[2])
        reach = _reach(service.series.get(key[0]), period)
        numbers = sorted({n for quarter, them in sent.get(key[1], {}).items() if quarter in reach for n in them})
        said = ", ".join(map(str, numbers))
        lines.append((kind, *key, old_value, old_state, new_value, new_state, said))
    columns = list(zip(*lines, strict=True)) or [()] * len(SCHEMA)
    return pa.table([pa.array(v, each.type) for v, each in zip(columns, SCHEMA, strict=True)], schema=SCHEMA)


Said = tuple[float | None, str, str]  # value, state, bound


def _told(held: pa.Table) -> dict[tuple[str, ...], Said]:
    """What provinces told, on the units of their time; silence is nothing."""
    mine = held.filter(
        pc.and_(
            pc.equal(held["boundary"], Boundary.THEN.value),
            pc.or_(pc.is_valid(held["value"]), pc.is_in(held["state"], pa.array(["withheld", "not_applicable"]))),
        )
    )
    keys = zip(*(mine[name].to_pylist() for name in _KEY), strict=True)
    said = zip(*(mine[name].to_pylist() for name in ("value", "state", "bound")), strict=True)
    return dict(zip(keys, said, strict=True))
