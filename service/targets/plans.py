"""How a plan comes in: a workbook of targets or one entry on the page, checked cell by cell, kept like a submission.

receive → draft → accept, as with figures: every fault at its cell in one pass, the bytes in the archive, a number and a
receipt; a later row of the same figure, area and period stands, and nothing is overwritten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import pyarrow as pa

from data.kept_file import KeptFile, content
from data.model import Finding, Severity, Text, asks, blocks, in_vietnam, utc_text
from data.sandbox import read_file
from data.storage.database import columns_of
from data.storage.ledger import digest
from data.storage.row_bundle import pack
from data.table import Table, choice, decimal, text
from data.templates.single_list import single
from service.access.events import Event
from service.access.roles import LOCAL, Action, Identity
from service.submissions import sent_before
from service.targets.plan_rows import OPERATOR_LABELS, PlanRows
from service.targets.target import DISTRICT, Target, points_text

if TYPE_CHECKING:
    from service.repository import Transaction
    from service.service import Service

NAME = "targets"
NOTES = (
    Text("Mỗi dòng một chỉ tiêu; cột có dấu * là bắt buộc.", "One row a target; columns marked * are required."),
    Text(
        "Kỳ là một năm (2025), một quý (Quý IV/2025), hoặc nhiều năm, mỗi năm một chỉ tiêu như nhau (2021–2025).",
        "The period is a year (2025), a quarter (2025-Q4), or several years with the same target each (2021–2025).",
    ),
    Text(
        "Có kỳ gốc mà không có số gốc: lấy số liệu đã nộp của kỳ đó.",
        "A base period without a base: the figure that was sent for it is taken.",
    ),
    Text(
        "Nộp lại một chỉ tiêu cùng đơn vị, cùng kỳ thì dòng mới có hiệu lực; dòng cũ được giữ trong lịch sử.",
        "A newer row of the same figure, area and period stands; the older one is kept in the history.",
    ),
)


def table(service: Service) -> Table:
    """The one sheet of a plan."""
    codes = tuple(f"{code} · {m.label.vi}" for code, m in service.measures.items())
    columns = {
        "province": text(
            Text("Tỉnh, thành phố", "Province"),
            Text(
                "Tên hoặc mã vào thời gian của kỳ; «Cả nước» cho chỉ tiêu quốc gia.",
                "Name or code at the time of the period; “Cả nước” for a national target.",
            ),
            "Bắc Giang",
            also=("Tỉnh", "Địa phương", "Đơn vị"),
            width=20,
        ),
        "measure": text(
            Text("Chỉ tiêu", "Measure"),
            Text("Mã chỉ tiêu, chọn trong danh sách.", "The measure's code, from the list."),
            "IP04",
            suggestions=codes,
            also=("Mã chỉ tiêu", "Mã", "Tên chỉ tiêu"),
            width=40,
        ),
        "item": text(
            Text("Phân tổ", "Part"),
            Text("Chỉ ghi khi chỉ tiêu giao cho một nhóm.", "Only where the target is set for one part."),
            "",
            required=False,
            also=("Nhóm", "Trong đó"),
            width=20,
        ),
        "period": text(
            Text("Kỳ", "Period"),
            Text("Năm, quý, hoặc từ năm đến năm.", "A year, a quarter, or from year to year."),
            "2025",
            also=("Kỳ chỉ tiêu", "Năm", "Thời hạn"),
            width=14,
        ),
        "operator": text(
            Text("Yêu cầu", "Demand"),
            Text("Ít nhất, không quá, trong khoảng; hoặc thôi áp dụng.", "At least, at most, between; or withdrawn."),
            "Ít nhất (≥)",
            suggestions=tuple(t.vi for t in OPERATOR_LABELS.values()),
            also=("Toán tử", "So sánh", "Điều kiện"),
            width=22,
        ),
        "value": decimal(
            Text("Giá trị", "Value"),
            Text("Theo đơn vị tính của chỉ tiêu.", "In the measure's unit."),
            "80",
            required=False,
            also=("Giá trị chỉ tiêu", "Mức", "Từ"),
            width=12,
        ),
        "value_to": decimal(
            Text("Đến giá trị", "To"),
            Text("Chỉ với yêu cầu «trong khoảng».", "Only for “between”."),
            "",
            required=False,
            also=("Đến",),
            width=12,
        ),
        "base_period": text(
            Text("Kỳ gốc", "Base period"),
            Text(
                "Kỳ mà lộ trình bắt đầu; để trống khi không có lộ trình.",
                "The period in which the path begins; blank where there is no path.",
            ),
            "2020",
            required=False,
            also=("Năm gốc",),
            width=12,
        ),
        "base": decimal(
            Text("Số gốc", "Base"),
            Text("Để trống: lấy số đã nộp của kỳ gốc.", "Blank: the figure sent for the base period."),
            "41",
            required=False,
            also=("Giá trị gốc",),
            width=12,
        ),
        "points": text(
            Text("Lộ trình", "Path"),
            Text("Để trống là đều theo thời gian; hoặc các mốc.", "Blank: evenly in time; or points."),
            "2022=50; 2023=60",
            required=False,
            also=("Các mốc",),
            width=26,
        ),
        "per": choice(
            Text("Tính trên", "Set for each"),
            Text("Chỉ khi kế hoạch giao cho từng huyện.", "Only where the plan sets it for each district."),
            {DISTRICT: Text("Mỗi huyện", "Each district")},
            required=False,
            width=14,
        ),
        "source": text(
            Text("Văn bản", "Document"),
            Text("Số, ngày, cơ quan và tên văn bản giao chỉ tiêu.", "Number, date, body and name of the document."),
            "Kế hoạch số … ngày …",
            also=("Nguồn", "Căn cứ", "Văn bản giao"),
            width=46,
        ),
        "quote": text(
            Text("Trích văn bản", "Quote"),
            Text("Nguyên văn câu giao chỉ tiêu.", "The sentence that sets it."),
            "",
            required=False,
            also=("Trích dẫn", "Ghi chú"),
            width=60,
        ),
    }
    return Table(NAME, Text("Chỉ tiêu kế hoạch", "Plan targets"), columns, also=("Kế hoạch", "Chỉ tiêu"))


@dataclass(frozen=True, slots=True)
class TargetSet:
    """One accepted file or entry of targets."""

    number: int
    received_at: datetime  # in Viet Nam
    by: str
    file: str
    sha256: str
    size: int
    demo: bool
    note: str
    rows: int
    units: tuple[str, ...]  # keys that it sets targets for


@dataclass(slots=True)
class Plan:
    """A file of targets that was looked at; stored once it has a receipt."""

    file: str
    sha256: str
    sent: bytes | KeptFile
    targets: list[Target]
    findings: list[Finding]
    already: TargetSet | None = None
    over: int = 0  # the newest set when it was looked at
    receipt: TargetSet | None = None
    lines: dict[int, int] = field(default_factory=dict)  # row of the file → targets made of it

    @property
    def data(self) -> bytes:
        return content(self.sent)

    @property
    def refused(self) -> bool:
        return blocks(self.findings)

    @property
    def asks(self) -> bool:
        return asks(self.findings) and self.already is None


def template(service: Service, rows: Sequence[Mapping[str, object]] = ()) -> bytes:
    """The workbook of a plan, blank or with rows; their keys are those of the columns."""
    return single(table(service), NOTES, rows)


def check(service: Service, name: str, data: bytes | KeptFile, who: Identity = LOCAL) -> Plan:
    """Look at a file of targets and say everything there is to say; nothing is stored."""
    reading = read_file(content(data), name, {NAME: table(service)}, who.email)
    sha256 = data.sha256 if isinstance(data, KeptFile) else digest(data)
    plan = Plan(name, sha256, data, [], list(reading.findings))
    # Where not all errors of cells are told, which rows have one is not known here: those first.
    told = all(f.count == 1 for f in plan.findings if f.severity is Severity.ERROR)
    sheet = reading.sheets.get(NAME)
    if sheet is not None and told and not any(f.severity is Severity.STOP for f in plan.findings):
        rows = PlanRows(service, sheet, table(service).columns, plan.findings)
        rows.check()
        plan.targets, plan.lines = rows.targets, rows.lines
    plan.already = next((one for one in history(service) if one.sha256 == plan.sha256), None)
    if (old := plan.already) is not None and _overtaken(service, old):
        plan.already = None
        plan.findings.append(sent_before(old.number, old.received_at))
    plan.over = revision(service)
    return plan


def _overtaken(service: Service, one: TargetSet) -> bool:
    """Whether a later set has taken the place of one of its targets."""
    with service.store.reading() as work:
        return bool(
            work.one(
                """SELECT count(*) FROM target AS mine JOIN target AS other USING (unit, measure, item, period, per)
                WHERE mine.target_set = $number::INTEGER AND other.target_set > $number::INTEGER""",
                number=one.number,
            )
        )


def accept(
    service: Service,
    plan: Plan,
    by: str,
    reason: str = "",
    at: datetime | None = None,
    demo: bool = False,
    who: Identity = LOCAL,
) -> Plan:
    """Store a plan in one transaction and give it its receipt; the same bytes a second time are recognised.

    Refused, or with open questions, it comes back as it was. Raises NotAllowedError, StoreFaultError.
    """
    if plan.refused or (plan.asks and not reason.strip()):
        return plan
    for unit in {target.unit for target in plan.targets}:
        service.permit(who, Action.PLAN, unit)
    if plan.already is None:
        with service.repository.entry() as entry:
            # The same bytes may have come in since it was looked at.
            since = "SELECT count(*) FROM target_set WHERE sha256 = $sha256 AND number > $over::INTEGER"
            if not entry.work.one(since, sha256=plan.sha256, over=plan.over):
                _store(entry, plan, by, reason.strip(), at, demo, who)
    plan.receipt = plan.already or next(one for one in history(service) if one.sha256 == plan.sha256)
    return plan


def _store(
    entry: Transaction, plan: Plan, by: str, reason: str, at: datetime | None, demo: bool, who: Identity
) -> None:
    number = entry.work.one("SELECT coalesce(max(number), 0) + 1 FROM target_set")
    columns = {"target_set": pa.int32(), "row": pa.int32()}
    columns |= dict.fromkeys(("unit", "measure", "item", "period", "per", "operator"), pa.string())
    columns |= dict.fromkeys(("value", "value_to", "base"), pa.float64())
    columns |= dict.fromkeys(("base_period", "points", "source", "quote"), pa.string())
    lines = []
    for target in plan.targets:
        line = {key: getattr(target, key) for key in columns if key != "target_set"}
        line |= {"target_set": number, "period": target.period.code, "operator": str(target.operator)}
        line["base_period"] = target.base_period.code if target.base_period else ""
        lines.append(line | {"points": points_text(target.points)})
    rows = {"target": columns_of(lines, columns)}
    received = utc_text(at)
    data = plan.data
    entry.keep(data)
    entry.record(
        rows,
        kind=Event.TARGETS,
        at=received,
        actor=who.email,
        name=by,
        reason=reason,
        body={
            "number": number,
            "received_at": received,
            "file": plan.file,
            "sha256": plan.sha256,
            "size": len(data),
            "demo": demo,
            "rows": entry.keep(pack(rows)),
        },
    )


def history(service: Service) -> list[TargetSet]:
    """Every set of targets that was accepted, the newest first."""
    with service.store.reading() as work:
        rows = work.rows(
            """SELECT s.number, s.received_at, s.sender, s.file, s.sha256, s.size, s.demo, s.note,
                count(t.row), list(DISTINCT t.unit ORDER BY t.unit)
            FROM target_set AS s JOIN target AS t ON t.target_set = s.number GROUP BY ALL ORDER BY s.number DESC"""
        )
    return [
        TargetSet(n, in_vietnam(at), by, file, sha, size, demo, note, count, tuple(units))
        for n, at, by, file, sha, size, demo, note, count, units in rows
    ]


def revision(service: Service) -> int:
    """The number of the newest set: what was computed from targets is good while it stays."""
    with service.store.reading() as work:
        return int(work.one("SELECT coalesce(max(number), 0) FROM target_set"))
