"""Publications: everything that stands, in one archive with a version and a list of what changed since the last one.

A version says what a reader must do: major: look at the definitions again, what is measured, of what or of which
provinces has changed; minor: there are new figures; patch: figures that were published were corrected or withdrawn.
Each is one line of the ledger, and its archive is kept like every file that came.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.compute as pc

from data.exports.datapackage import Resource
from data.model import VIETNAM, Grain, Period, Text
from data.places import Boundary
from data.storage.database import Work
from indicators.engine.answer import Answer, By, Question
from indicators.engine.query import ask
from service.access.events import Event, moment_of
from service.access.roles import Action, Identity
from service.access.state import NotPossibleError
from service.publishing import datapackage, figure_table
from service.publishing.changelog import ADDED, CHANGE_LABELS, CORRECTED, REMOVED, changes, structure_of
from service.publishing.contents import COLUMNS, Everything, Publication, ReleaseVersion, _read
from service.service import Service

Progress = Callable[[int, int], None]
AREAS = (*((Boundary.TODAY, by) for by in (By.NATION, By.REGION, By.PROVINCE)), (Boundary.THEN, By.PROVINCE))
GRAINS = (Grain.QUARTER, Grain.YTD)
JUST_PUBLISHED = "Vừa có người công bố. Hãy xem lại rồi công bố sau.", "Somebody has just published. Look again first."


def published(service: Service) -> list[Publication]:
    """The newest first."""
    lines = [line for line in reversed(service.repository.ledger.lines) if line.kind == Event.PUBLICATION]
    return [
        Publication(
            **{**line.body, "version": ReleaseVersion.parse(line.body["version"])},
            at=moment_of(line).astimezone(VIETNAM),
            by=line.name or line.actor,
            reason=line.reason,
        )
        for line in lines
    ]


def publish(service: Service, who: Identity, reason: str, progress: Progress = lambda done, total: None) -> Publication:
    """Publish all that stands. Raises NotAllowedError, NotPossibleError where nothing changed, StoreFaultError."""
    service.permit(who, Action.ADMINISTER)
    if not reason.strip():
        raise NotPossibleError("Hãy ghi lý do.", "Give a reason.")
    if service.empty:
        raise NotPossibleError("Kho chưa có số liệu nào để công bố.", "There is nothing to publish yet.")
    before = next(iter(published(service)), None)
    now = gather(service, progress)
    changed = changes(service, before, now)
    counts = {kind: pc.sum(pc.equal(changed["change"], kind)).as_py() or 0 for kind in CHANGE_LABELS}
    structure = structure_of(service)
    version = following(before, structure, counts)
    at = datetime.now(UTC).replace(microsecond=0)
    data = _packed(service, now.figures, changed, about(version, now.head, now.head_hash, at), str(version))
    with service.repository.entry() as entry:
        service.permit(who, Action.ADMINISTER)
        if next(iter(published(service)), None) != before:
            raise NotPossibleError(*JUST_PUBLISHED)
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


def following(before: Publication | None, structure: str, counts: Mapping[str, int]) -> ReleaseVersion:
    """Raises NotPossibleError where nothing is different."""
    if before is None:
        return ReleaseVersion(1, 0, 0)
    major, minor, patch = before.version
    if structure != before.structure:
        return ReleaseVersion(major + 1, 0, 0)
    if counts[ADDED]:
        return ReleaseVersion(major, minor + 1, 0)
    if counts[CORRECTED] or counts[REMOVED]:
        return ReleaseVersion(major, minor, patch + 1)
    raise NotPossibleError(
        f"Không có số liệu nào thay đổi từ phiên bản {before.version}, nên không có gì để công bố.",
        f"No figure has changed since version {before.version}, so there is nothing to publish.",
    )


def standing(
    service: Service, who: Identity, period: Period | None = None, progress: Progress = lambda done, total: None
) -> bytes:
    """The same of what stands now, published or not: of everything, or of one quarter with the year up to it."""
    service.permit(who, Action.SEE)
    now = gather(service, progress, period)
    before = next(iter(published(service)), None)
    only = None if period is None else {period.code, period.so_far().code}
    told = about(None, now.head, now.head_hash, datetime.now(UTC))
    return _packed(service, now.figures, changes(service, before, now, only), told)


def archive(service: Service, who: Identity, one: Publication) -> bytes:
    """The archive as it was published. Raises NotAllowedError, FileNotFoundError, ValueError."""
    service.permit(who, Action.SEE)
    return service.truth.read(one.sha256)


def of_quarter(service: Service, who: Identity, one: Publication, period: Period) -> bytes:
    """What a publication says of one quarter, and of the year up to it: an archive cut from the kept one."""
    whole, changed = _read(archive(service, who, one))
    wanted = pa.array([period.code, period.so_far().code])
    figures, log = (table.filter(pc.is_in(table["period"], wanted)) for table in (whole, changed))
    told = [(Text("Kỳ", "Period"), period.label.vi), *about(one.version, one.head, one.head_hash, one.at)]
    return _packed(service, figures, log, told, str(one.version))


def changelog(service: Service, who: Identity, one: Publication) -> pa.Table:
    """What a publication changed."""
    return _read(archive(service, who, one))[1]


def about(version: ReleaseVersion | None, head: int, head_hash: str, at: datetime) -> list[tuple[Text, str]]:
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


def _packed(
    service: Service, held: pa.Table, changed: pa.Table, told: list[tuple[Text, str]], version: str = ""
) -> bytes:
    title = Text("Thay đổi từ lần công bố trước", "Changes since the last publication")
    log = Resource("changes", title, changed, {name: text for name, (_, text) in COLUMNS.items()})
    out = io.BytesIO()
    datapackage.write(out, held, service.catalogue, service.places, told, service.is_demo, version, [log])
    return out.getvalue()


# What stands


def gather(service: Service, progress: Progress = lambda done, total: None, period: Period | None = None) -> Everything:
    """Every figure that stands, or those of one quarter with the year up to it; all as of the same moment."""
    first, last = (period, period) if period else (service.first(), service.newest())
    assert first is not None
    assert last is not None
    made = []
    with service.store.reading() as work:
        head = work.rows("SELECT seq, hash FROM derived_to")[0]
        for done, code in enumerate(service.series):
            progress(done, len(service.series))
            made.append(figure_table.table(_answers(service, work, code, first, last)))
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
                kept = (row for row in found.rows if row.expected or row.excluded)
                if one_quarter:
                    kept = (row for row in kept if row.period.last == last.last)
                yield replace(found, rows=tuple(kept))
