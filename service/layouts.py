"""Layouts: proposed for a file, confirmed by a person, kept in the ledger, withdrawn; which stand for whom."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from data.kept_file import KeptFile, content
from data.layouts.layout import Layout, LayoutError
from data.layouts.propose import Asked
from data.layouts.propose_rows import Past
from data.layouts.standing import StandingLayouts, names_of, siblings, standing_of
from data.layouts.view import ViewSheet, parsed
from data.model import VIETNAM, Period
from data.places import Unit
from data.sandbox import told_of_layout
from data.storage.ledger import LedgerLine, digest
from service.access.events import Event, moment_of
from service.access.roles import LOCAL, Action, Identity
from service.access.state import NotPossibleError
from service.administration import DemoStamp, recording
from service.service import Service
from service.submissions import Submission

NATIONAL = ""  # the unit of a layout that is common to all
MOST = 200  # of one province


@dataclass(frozen=True, slots=True)
class KeptLayout:
    """A layout in the ledger."""

    number: int  # of its line
    unit: str  # key of the province, or NATIONAL
    name: str
    sha256: str
    at: datetime  # in Viet Nam
    by: str
    reason: str
    blocks: int
    rows: int
    demo: bool = False  # came with the demo


@dataclass(slots=True)
class LayoutState:
    """What the lines of the ledger say of layouts: which stand, and by which each submission was read."""

    lines: int = 0
    standing: dict[int, KeptLayout] = field(default_factory=dict)
    used: dict[int, str] = field(default_factory=dict)  # number of a submission → the hash of its layout
    together: dict[int, tuple[str, ...]] = field(default_factory=dict)  # … → the quarters it was loaded with
    anchors: dict[int, str] = field(default_factory=dict)  # … → that of which the layout was confirmed

    def take(self, line: LedgerLine) -> None:
        self.lines = line.seq
        if line.kind == Event.SUBMISSION and "layout" in line.body:
            self.used[line.body["number"]] = line.body["layout"]
            if "together" in line.body:
                self.together[line.body["number"]] = tuple(line.body["together"])
                self.anchors[line.body["number"]] = line.body["anchor"]
        elif line.kind == Event.LAYOUT:
            at, body = moment_of(line).astimezone(VIETNAM), line.body
            told = (body["layout_name"], body["sha256"], at, line.name or line.actor, line.reason)
            self.standing[line.seq] = KeptLayout(
                line.seq, line.unit, *told, body["blocks"], body["rows_told"], body.get("demo", False)
            )
        elif line.kind == Event.LAYOUT_END:
            self.standing.pop(line.body["number"], None)


_STATES: dict[int, tuple[object, LayoutState]] = {}
_FOLDING = threading.Lock()


def state(service: Service) -> LayoutState:
    """Folded from the lines that came since the last look."""
    ledger = service.repository.ledger
    with _FOLDING:
        owner, told = _STATES.get(id(ledger), (None, LayoutState()))
        if owner is not ledger:
            told = LayoutState()
            _STATES.clear()
            _STATES[id(ledger)] = ledger, told
        for line in ledger.lines[told.lines :]:
            told.take(line)
    return told


def kept(service: Service, unit: str | None = None) -> list[KeptLayout]:
    """The layouts that stand, the newest first: of one province with those common to all, or every one. What a province
    sent before a merger is read by the layouts of its heir, too."""
    service.repository.look()
    every = sorted(state(service).standing.values(), key=lambda one: -one.number)
    return [one for one in every if unit is None or one.unit == NATIONAL or _same(service, one.unit, unit)]


def _same(service: Service, one: str, other: str) -> bool:
    heirs = [service.places.heir(key) if key in service.places.versions else key for key in (one, other)]
    return heirs[0] == heirs[1]


def keys(service: Service, unit: str) -> set[str]:
    """Under what the layouts are kept that stand for a province."""
    return {one.sha256 for one in kept(service, unit)}


def layout(service: Service, number: int) -> Layout:
    """Raises KeyError where none stands under that number, LayoutError where it speaks of what there no longer is."""
    one = state(service).standing[number]
    return _read(service, one.sha256)


def _read(service: Service, sha256: str) -> Layout:
    return Layout.from_json(service.truth.read(sha256).decode(), service.tables)


def applicable(service: Service, unit: Unit | None, period: Period | None) -> StandingLayouts | None:
    """What a file of a province and quarter may be read by; None where there is nothing."""
    if unit is None or period is None:
        return None
    found = []
    for one in sorted(kept(service, unit.key), key=lambda each: each.unit == NATIONAL):  # the province's own first
        try:
            found.append((one.sha256, _read(service, one.sha256)))
        except (LayoutError, OSError, ValueError):
            continue  # it speaks of a figure that there no longer is: its files are asked about anew
    return standing_of(service.places, unit, period, tuple(found)) if found else None


def of_submission(service: Service, one: Submission) -> StandingLayouts | None:
    """The layout by which a submission was read, though it may have been withdrawn since."""
    sha256 = state(service).used.get(one.number)
    if sha256 is None:
        return None
    unit = service.places.version(one.unit, one.period.end)
    together = tuple(map(Period.parse, state(service).together.get(one.number, ())))
    anchor = Period.parse(state(service).anchors[one.number]) if together else None
    return standing_of(service.places, unit, one.period, ((sha256, _read(service, sha256)),), together, anchor)


def propose(
    service: Service,
    name: str,
    data: bytes | KeptFile,
    unit: Unit | None,
    period: Period,
    who: Identity = LOCAL,
    layout_name: str = "",
) -> Layout | None:
    """A layout for a file, with what stands of it taken over; None where the file has no table, or is not opened."""
    mine = applicable(service, unit, period)
    former = frozenset(name for each in siblings(service.places, unit, period) for name in names_of(each))
    known = tuple(layout for _, layout in mine.layouts) if mine else ()
    asked = Asked(period, _past(service, unit, period), known, layout_name or name, former)
    text = told_of_layout("propose", content(data), name, service.tables, asked, who=who.email)
    return Layout.from_json(text, service.tables) if text else None


def draw(
    service: Service, name: str, data: bytes | KeptFile, one: Layout, period: Period, who: Identity = LOCAL
) -> list[ViewSheet]:
    """The file as it was sent, each cell with what it becomes."""
    return parsed(told_of_layout("draw", content(data), name, service.tables, one, period, who=who.email))


def _past(service: Service, unit: Unit | None, period: Period) -> Mapping[str, Past]:
    """What the province sent of each figure a quarter before."""
    if unit is None:
        return {}
    before = period.shift(-1)
    with service.store.reading() as work:
        rows = work.rows(
            """SELECT f.code, f.year_to_date, f.value FROM figure AS f
            JOIN standing AS s ON f.submission = s.number AND f.form = s.name
            WHERE s.unit = $unit AND s.quarter = $quarter::INTEGER""",
            unit=unit.key,
            quarter=before.last,
        )
    same = before.year == period.year
    return {code: Past(total if same else None, value) for code, total, value in rows}


def save(
    service: Service, who: Identity, unit: str, one: Layout, reason: str, demo: DemoStamp | None = None
) -> KeptLayout:
    """Keep a layout whose every question is answered; of the same name the newest counts, the former one ends.

    `demo` is what is told of one that comes with the demo. Raises NotAllowedError, NotPossibleError, StoreFaultError.
    """
    try:
        one.judge(service.tables)
    except LayoutError as wrong:
        raise NotPossibleError(wrong.text.vi, wrong.text.en) from None
    if one.open:
        first = one.open[0].said
        raise NotPossibleError(
            f"Còn {len(one.open)} chỗ chưa trả lời, chỗ đầu tiên: «{first}».",
            f"{len(one.open)} questions are open, the first: “{first}”.",
        )
    if not one.name.strip() or len(one.name) > 200:
        raise NotPossibleError(
            "Hãy đặt tên cho cách đọc, không quá 200 ký tự.", "Give the layout a name of at most 200 characters."
        )
    if unit != NATIONAL and unit not in service.places.versions:
        raise NotPossibleError(f"Không có tỉnh {unit}.", f"There is no province {unit}.")
    data = one.to_json().encode()
    mine = [each for each in kept(service, unit) if each.unit == unit]
    if len(mine) >= MOST:
        raise NotPossibleError(f"Đã có {MOST} cách đọc; thôi dùng bớt trước.", f"There are {MOST} layouts already.")
    same = [each for each in mine if each.name == one.name.strip()]
    action = Action.ADMINISTER if unit == NATIONAL else Action.SEND
    for old in same:
        if old.sha256 == digest(data):
            return old
        withdraw(service, who, old.number, f"thay bằng bản mới: {reason.strip()}")
    with recording(service, who, action, reason, unit or None, demo) as say:
        rows = sum(len(block.rows) for block in one.blocks)
        body = {"layout_name": one.name.strip(), "sha256": digest(data), "blocks": len(one.blocks), "rows_told": rows}
        body |= {"demo": True} if demo else {}
        say(Event.LAYOUT, unit, None, body, data)
    return next(each for each in kept(service, unit) if each.sha256 == digest(data))


def bring_in(service: Service, who: Identity, unit: str, data: bytes, reason: str) -> KeptLayout:
    """Keep a layout that comes as a file. Raises NotAllowedError, NotPossibleError, StoreFaultError."""
    try:
        one = Layout.from_json(data.decode("utf-8", "replace"), service.tables)
    except LayoutError as wrong:
        raise NotPossibleError(wrong.text.vi, wrong.text.en) from None
    return save(service, who, unit, one, reason)


def used_by(service: Service, one: KeptLayout) -> list[int]:
    """The numbers of the submissions that were read by a layout, the oldest first."""
    return sorted(number for number, sha256 in state(service).used.items() if sha256 == one.sha256)


def withdraw(service: Service, who: Identity, number: int, reason: str) -> None:
    """It no longer reads anything. What was read by it stays. Raises NotAllowedError, NotPossibleError."""
    one = state(service).standing.get(number)
    if one is None:
        raise NotPossibleError(f"Không có cách đọc số {number}.", f"There is no layout {number}.")
    action = Action.ADMINISTER if one.unit == NATIONAL else Action.SEND
    with recording(service, who, action, reason, one.unit or None) as say:
        say(Event.LAYOUT_END, one.unit, None, {"number": number})
