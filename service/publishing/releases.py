"""Publications: everything that stands, in one archive with a version and a list of what changed since the last one.

A version says what a reader must do: major: look at the definitions again, what is measured, of what or of which provinces has
changed; minor: there are new figures; patch: figures that were published were corrected or withdrawn. Each is one line
of the ledger, and its archive is kept like every file that came.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data.exports.datapackage import Resource
from data.model import VIETNAM, Grain, Period, Text
from data.places import Boundary
from data.storage.database import Work
from indicators.define import Measure
from indicators.engine.query import Answer, By, Question, Row, ask
from service.access.events import Event, moment_of
from service.access.roles import Action, Identity
from service.access.state import NotPossibleError
from service.publishing import datapackage, figure_table
from service.review.versions import states_of
from service.service import Service

Progress = Callable[[int, int], None]
FIGURES = "parquet/figures.parquet"
CHANGES = "parquet/changes.parquet"
AREAS = (
    (Boundary.TODAY, By.NATION),
    (Boundary.TODAY, By.REGION),
    (Boundary.TODAY, By.PROVINCE),
    (Boundary.THEN, By.PROVINCE),
)
GRAINS = (Grain.QUARTER, Grain.YTD)
ADDED, CORRECTED, REMOVED = "added", "corrected", "removed"
CHANGE_LABELS = {
    ADDED: Text("Thêm", "Added"),
    CORRECTED: Text("Sửa", "Corrected"),
    REMOVED: Text("Rút", "Removed"),
}
COLUMNS: Mapping[str, tuple[pa.DataType, Text]] = {
    "change": (pa.string(), Text("added: thêm; corrected: sửa; removed: rút", "added, corrected, removed")),
    "measure": (pa.string(), Text("Mã chỉ tiêu", "Code of the measure")),
    "area": (pa.string(), Text("Khóa của tỉnh như khi báo cáo", "Key of the province as it reported")),
    "period": (pa.string(), Text("Kỳ", "Period")),
    "breakdown": (pa.string(), Text("Phân tổ; trống là tổng", "Breakdown; blank for the total")),
    "item": (pa.string(), Text("Nhóm", "Item")),
    "old_value": (pa.float64(), Text("Giá trị đã công bố lần trước", "Value as last published")),
    "old_state": (pa.string(), Text("Tình trạng lần trước", "State as last published")),
    "new_value": (pa.float64(), Text("Giá trị nay", "Value now")),
    "new_state": (pa.string(), Text("Tình trạng nay", "State now")),
    "submissions": (
        pa.string(),
        Text("Các bản nộp giữa hai lần công bố đã làm thay đổi", "The submissions between the two that changed it"),
    ),
}
SCHEMA = pa.schema([(name, kind) for name, (kind, _) in COLUMNS.items()])
_KEY = ["measure", "area", "period", "breakdown", "item"]


class Version(NamedTuple):
    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"

    @classmethod
    def parse(cls, text: str) -> Version:
        return cls(*map(int, text.split(".")))


@dataclass(frozen=True, slots=True)
class Publication:
    version: Version
    at: datetime  # in Viet Nam
    by: str
    reason: str
    head: int  # the last line of the ledger that it holds …
    head_hash: str
    sha256: str  # … and its archive, in the archive
    size: int
    structure: str  # a hash of what was defined
    counts: Mapping[str, int]  # of changes, by kind
    demo: bool


@dataclass(frozen=True, slots=True)
class Everything:
    """All that stands, as of one line of the ledger."""

    figures: pa.Table
    head: int
    head_hash: str


def published(service: Service) -> list[Publication]:
    """The newest first."""
    found = []
    for line in reversed(service.repository.ledger.lines):
        if line.kind == Event.PUBLICATION:
            body = line.body
            found.append(
                Publication(
                    Version.parse(body["version"]),
                    moment_of(line).astimezone(VIETNAM),
                    line.name or line.actor,
                    line.reason,
                    body["head"],
                    body["head_hash"],
                    body["sha256"],
                    body["size"],
                    body["structure"],
                    body["counts"],
                    body["demo"],
                )
            )
    return found


def publish(service: Service, who: Identity, reason: str, progress: Progress = lambda done, total: None) -> Publication:
    """Publish all that stands. Raises NotAllowedError, NotPossibleError where nothing changed, StoreFaultError."""
    service.permit(who, Action.ADMINISTER)
    if not reason.strip():
        raise NotPossibleError(Text("Hãy ghi lý do.", "Give a reason."))
    if service.empty:
        raise NotPossibleError(Text("Kho chưa có số liệu nào để công bố.", "There is nothing to publish yet."))
    before = next(iter(published(service)), None)
    now = gather(service, progress)
    changed = changes(service, before, now)
    counts = {kind: pc.sum(pc.equal(changed["change"], kind)).as_py() or 0 for kind in CHANGE_LABELS}
    structure = structure_of(service)
    version = following(before, structure, counts)
    out = io.BytesIO()
    at = datetime.now(UTC).replace(microsecond=0)
    write(out, service, now.figures, changed, about(version, now.head, now.head_hash, at), str(version))
    data = out.getvalue()
    with service.repository.entry() as entry:
        service.permit(who, Action.ADMINISTER)
        if next(iter(published(service)), None) != before:
            raise NotPossibleError(
                Text(
                    "Vừa có người công bố. Hãy xem lại rồi công bố sau.",
                    "Somebody has just published. Look again first.",
                )
            )
        entry.record(
            kind=Event.PUBLICATION,
            at=at.replace(tzinfo=None).isoformat(),
            actor=who.email,
            name=who.name,
            reason=reason.strip(),
            body={
                "version": str(version),
                "head": now.head,
                "head_hash": now.head_hash,
                "sha256": entry.keep(data),
                "size": len(data),
                "structure": structure,
                "counts": counts,
                "demo": service.is_demo,
            },
        )
    return published(service)[0]


def following(before: Publication | None, structure: str, counts: Mapping[str, int]) -> Version:
    """Raises NotPossibleError where nothing is different."""
    if before is None:
        return Version(1, 0, 0)
    major, minor, patch = before.version
    if structure != before.structure:
        return Version(major + 1, 0, 0)
    if counts[ADDED]:
        return Version(major, minor + 1, 0)
    if counts[CORRECTED] or counts[REMOVED]:
        return Version(major, minor, patch + 1)
    raise NotPossibleError(
        Text(
            f"Không có số liệu nào thay đổi từ phiên bản {before.version}, nên không có gì để công bố.",
            f"No figure has changed since version {before.version}, so there is nothing to publish.",
        )
    )


def standing(
    service: Service, who: Identity, period: Period | None = None, progress: Progress = lambda done, total: None
) -> bytes:
    """The same of what stands now, published or not: of everything, or of one quarter with the year up to it."""
    service.permit(who, Action.SEE)
    now = gather(service, progress, period)
    before = next(iter(published(service)), None)
    only = None if period is None else {period.code, period.so_far().code}
    out = io.BytesIO()
    told = about(None, now.head, now.head_hash, datetime.now(UTC))
    write(out, service, now.figures, changes(service, before, now, only), told)
    return out.getvalue()


def archive(service: Service, who: Identity, one: Publication) -> bytes:
    """The archive as it was published. Raises NotAllowedError, FileNotFoundError, ValueError."""
    service.permit(who, Action.SEE)
    return service.archive.read(one.sha256)


def of_quarter(service: Service, who: Identity, one: Publication, period: Period) -> bytes:
    """What a publication says of one quarter, and of the year up to it: an archive of its own, cut from the kept one."""
    whole, changed = _read(archive(service, who, one))
    wanted = pa.array([period.code, period.so_far().code])
    parts = [table.filter(pc.is_in(table["period"], wanted)) for table in (whole, changed)]
    out = io.BytesIO()
    told = [(Text("Kỳ", "Period"), period.label.vi), *about(one.version, one.head, one.head_hash, one.at)]
    write(out, service, parts[0], parts[1], told, str(one.version))
    return out.getvalue()


def changelog(service: Service, who: Identity, one: Publication) -> pa.Table:
    """What a publication changed."""
    return _read(archive(service, who, one))[1]


def about(version: Version | None, head: int, head_hash: str, at: datetime) -> list[tuple[Text, str]]:
    """What an archive says of itself."""
    time = f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
    named = str(version) if version else "chưa công bố / not published"
    cited = f"{datapackage.TITLE.vi}, phiên bản {named}, {time}"
    return [
        (Text("Phiên bản dữ liệu", "Data version"), named),
        (Text("Dòng cuối của sổ ghi", "Last line of the ledger"), f"{head} · {head_hash}"),
        (Text("Tạo lúc", "Made at"), time),
        (Text("Trích dẫn", "Citation"), cited),
        *((Text("Số phiên bản", "Version numbers"), text) for text in MEANS),
    ]


MEANS = (
    "X.0.0: định nghĩa, chỉ tiêu hoặc địa giới thay đổi / definitions, measures or boundaries changed",
    "1.X.0: có số liệu mới / new figures",
    "1.0.X: số liệu đã công bố được sửa hoặc rút / published figures corrected or withdrawn",
)


def write(
    out: io.BytesIO,
    service: Service,
    held: pa.Table,
    changed: pa.Table,
    told: list[tuple[Text, str]],
    version: str = "",
) -> None:
    log = Resource(
        "changes",
        Text("Thay đổi từ lần công bố trước", "Changes since the last publication"),
        changed,
        {name: text for name, (_, text) in COLUMNS.items()},
    )
    datapackage.write(out, held, service.catalogue, service.places, told, service.is_demo, version, [log])


def _read(data: bytes) -> tuple[pa.Table, pa.Table]:
    with zipfile.ZipFile(io.BytesIO(data)) as kept:
        found = [pq.read_table(pa.BufferReader(kept.read(path))) for path in (FIGURES, CHANGES)]
    return found[0].replace_schema_metadata(), found[1].replace_schema_metadata()


# What stands


def gather(service: Service, progress: Progress = lambda done, total: None, period: Period | None = None) -> Everything:
    """Every figure that stands, or those of one quarter with the year up to it; all as of the same moment."""
    first, last = (period, period) if period else (service.first(), service.latest())
    assert first is not None
    assert last is not None
    made = []
    with service.store.reading() as work:
        work.run("BEGIN TRANSACTION")  # one sight of the store for all questions
        try:
            head = work.rows("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1")[0]
            for done, code in enumerate(service.series):
                progress(done, len(service.series))
                made.append(figure_table.table(_answers(service, work, code, first, last)))
        finally:
            work.run("ROLLBACK")
    progress(len(service.series), len(service.series))
    return Everything(pa.concat_tables(made).combine_chunks(), *head)


def _answers(service: Service, work: Work, code: str, first: Period, last: Period) -> Iterator[Answer]:
    """Everything there is to be asked of a measure; without what cannot be, since its area was not there."""
    one_quarter = first == last
    for boundary, by in AREAS:
        for split in ("", *service.series[code].breakdowns):
            for grain in GRAINS:
                asked = Question(code, first, last, by, (), grain, boundary, split)
                found = ask(work, asked, service.catalogue, service.places)
                kept = (row for row in found.rows if _is(row))
                if one_quarter:
                    kept = (row for row in kept if row.period.last == last.last)
                yield replace(found, rows=tuple(kept))


def _is(row: Row) -> bool:
    return row.expected > 0 or bool(row.excluded)


def structure_of(service: Service) -> str:
    """A hash of everything that says what a figure means: columns, measures, provinces."""
    told: list[object] = [str(figure_table.SCHEMA), str(SCHEMA)]
    for code, m in service.series.items():
        splits = sorted(m.breakdowns)
        told.append((code, m.unit.vi, m.kind.value, m.definition.vi, m.formula.vi, m.yearly, splits))
    for key, versions in service.places.versions.items():
        told += [(key, unit.code, unit.name, unit.valid_from, unit.valid_to, unit.successor) for unit in versions]
    return hashlib.sha256(repr(told).encode()).hexdigest()


# What changed


def _reach(measure: Measure | None, period: Period) -> range:
    """The quarters of which a submission may change a figure: a stock's own, a flow's year up to then, growth's year before too.

    Of a measure that has been dropped nothing is known any more: the widest.
    """
    if measure is not None and measure.at_date:
        return range(period.first, period.last + 1)
    return range((period.year - (measure is None or bool(measure.growth_of))) * 4, period.last + 1)


def changes(service: Service, before: Publication | None, now: Everything, only: set[str] | None = None) -> pa.Table:
    """Province by province as they reported: what was added, corrected or removed, by which submissions.

    `only` are the periods that are looked at, where it is not all of them.
    """
    was = _told(_read(service.archive.read(before.sha256))[0]) if before else {}
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
