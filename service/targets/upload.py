"""How a plan comes in: a workbook of targets or one entry on the page, checked cell by cell, kept like a submission.

receive → draft → accept, as with figures: every fault at its cell in one pass, the bytes in the archive, a number and a
receipt; a later row of the same figure, area and period stands, and nothing is overwritten.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from data.column_types.decimal import read_decimal
from data.model import VIETNAM, Finding, Grain, Period, Severity, Text, asks, blocks, number_text, today
from data.places import NATION, Unit
from data.reading.reader import SheetRows
from data.sandbox import read_file
from data.storage.archive import digest
from data.storage.database import columns_of
from data.storage.row_bundle import pack
from data.table import Table, choice, decimal, text
from data.templates.single_list import single
from data.text_keys import bare, fold, tidy
from indicators.define import Nature
from indicators.engine.derivation import UNGROUPED
from indicators.engine.observations import labels
from indicators.engine.query import NATION_KEY
from service.access.events import Event
from service.access.roles import LOCAL, Action, Identity
from service.targets.target import DISTRICT, Operator, Target, points_text, split_of, standing

if TYPE_CHECKING:
    from service.repository import Entry
    from service.service import Service

NAME = "targets"
OPERATOR_LABELS: dict[Operator, Text] = {
    Operator.AT_LEAST: Text("Ít nhất (≥)", "At least (≥)"),
    Operator.AT_MOST: Text("Không quá (≤)", "At most (≤)"),
    Operator.RANGE: Text("Trong khoảng (từ … đến …)", "Between (from … to …)"),
    Operator.WITHDRAWN: Text("Thôi áp dụng", "Withdrawn"),
}
_SIGNS = {"≥": Operator.AT_LEAST, ">=": Operator.AT_LEAST, "≤": Operator.AT_MOST, "<=": Operator.AT_MOST}
_WORDS = {
    Operator.AT_LEAST: ("it nhat", "toi thieu", "tu", "tro len", "tu tro len", "khong duoi", "at least", "min"),
    Operator.AT_MOST: ("khong qua", "toi da", "nhieu nhat", "tro xuong", "khong vuot qua", "at most", "max"),
    Operator.RANGE: ("trong khoang", "trong khoang tu den", "tu den", "khoang", "range", "between", "between from to"),
    Operator.WITHDRAWN: ("thoi ap dung", "bai bo", "rut", "huy", "huy bo", "withdrawn"),
}
_OPERATORS = {word: operator for operator, words in _WORDS.items() for word in words}
_YEARS = re.compile(r"(\d{4}) ?(?:-|den) ?(\d{4})")
_QUARTER = re.compile(r"(?:quy |q)?([1-4]|iv|i{1,3})(?: ?[/.-] ?| nam | )(\d{4})")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_OLD, _NEW = ("(cu)", "(truoc sap nhap)"), ("(moi)", "(sau sap nhap)")
MOST_YEARS = 20  # that one row may stand for
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
    data: bytes
    targets: list[Target]
    findings: list[Finding]
    already: TargetSet | None = None
    receipt: TargetSet | None = None
    lines: dict[int, int] = field(default_factory=dict)  # row of the file → targets made of it

    @property
    def refused(self) -> bool:
        return blocks(self.findings)

    @property
    def asks(self) -> bool:
        return asks(self.findings) and self.already is None


def template(service: Service, rows: Sequence[Mapping[str, object]] = ()) -> bytes:
    """The workbook of a plan, blank or with rows; their keys are those of the columns."""
    return single(table(service), NOTES, rows)


def check(service: Service, name: str, data: bytes) -> Plan:
    """Look at a file of targets and say everything there is to say; nothing is stored."""
    reading = read_file(data, name, {NAME: table(service)})
    plan = Plan(name, digest(data), data, [], list(reading.findings))
    sheet = reading.sheets.get(NAME)
    if sheet is not None and not any(f.severity is Severity.STOP for f in plan.findings):
        _Judge(service, sheet, plan).judge()
    plan.already = next((one for one in history(service) if one.sha256 == plan.sha256), None)
    return plan


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

    A plan that is refused, or whose questions are not answered, comes back as it was. Raises NotAllowedError, StoreFaultError.
    """
    if plan.refused or (plan.asks and not reason.strip()):
        return plan
    for unit in {target.unit for target in plan.targets}:
        service.permit(who, Action.PLAN, unit)
    if plan.already is None:
        with service.repository.entry() as entry:
            if not entry.work.one("SELECT count(*) FROM target_set WHERE sha256 = $sha256", sha256=plan.sha256):
                _store(entry, plan, by, reason.strip(), at, demo, who)
    plan.receipt = plan.already or next(one for one in history(service) if one.sha256 == plan.sha256)
    return plan


def _store(entry: Entry, plan: Plan, by: str, reason: str, at: datetime | None, demo: bool, who: Identity) -> None:
    number = entry.work.one("SELECT coalesce(max(number), 0) + 1 FROM target_set")
    lines = [
        {
            "target_set": number,
            "row": t.row,
            "unit": t.unit,
            "measure": t.measure,
            "item": t.item,
            "period": t.period.code,
            "per": t.per,
            "operator": str(t.operator),
            "value": t.value,
            "value_to": t.value_to,
            "base": t.base,
            "base_period": t.base_period.code if t.base_period else "",
            "points": points_text(t.points),
            "source": t.source,
            "quote": t.quote,
        }
        for t in plan.targets
    ]
    numbers = {"value", "value_to", "base"}
    types = {
        key: pa.int32() if key in ("target_set", "row") else pa.float64() if key in numbers else pa.string()
        for key in lines[0]
    }
    rows = {"target": columns_of(lines, types)}
    received = (at or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()
    entry.keep(plan.data)
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
            "size": len(plan.data),
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
        TargetSet(n, at.replace(tzinfo=UTC).astimezone(VIETNAM), by, file, sha, size, demo, note, count, tuple(units))
        for n, at, by, file, sha, size, demo, note, count, units in rows
    ]


def revision(service: Service) -> int:
    """The number of the newest set: what was computed from targets is good while it stays."""
    with service.store.reading() as work:
        return int(work.one("SELECT coalesce(max(number), 0) FROM target_set"))


# What is wrong with a row


class _Judge:
    """Makes targets of the rows of a sheet and collects what is wrong with them, each at its cell."""

    def __init__(self, service: Service, sheet: SheetRows, plan: Plan) -> None:
        self.service, self.sheet, self.plan = service, sheet, plan
        self.columns = table(service).columns
        self.seen: dict[str, int] = {}  # key of a target → its row
        self.stands = {target.key for target in standing(service)}
        self.names = {bare(m.label.in_(l)): code for code, m in service.measures.items() for l in ("vi", "en")}  # noqa: E741
        self.first = service.first()

    def judge(self) -> None:
        rows = self.sheet.rows.to_pylist()
        for row in rows:
            self._row(row)
        if not rows:
            said = Text(
                f"Sheet «{self.sheet.sheet}» không có dòng chỉ tiêu nào. Điền ít nhất một dòng rồi nộp lại.",
                f"Sheet “{self.sheet.sheet}” has no target. Fill in at least one row and send it again.",
            )
            self.plan.findings.append(Finding("no_targets", Severity.ERROR, said, self.sheet.sheet, table=NAME))
        self.plan.findings.sort(key=lambda f: (f.row or 0, len(f.cell), f.cell))

    def _fault(
        self,
        row: Mapping[str, Any],
        key: str,
        rule: str,
        expected: Text,
        todo: Text | None = None,
        severity: Severity = Severity.ERROR,
    ) -> None:
        value, label = row[key], self.columns[key].label
        received = "" if value is None else number_text(value) if isinstance(value, float) else str(value)
        cell = f"{self.sheet.columns.get(key, '')}{row['_row']}" if key in self.sheet.columns else ""
        place = Text(
            f", ô {cell}" if cell else f", dòng {row['_row']}", f", cell {cell}" if cell else f", row {row['_row']}"
        )
        got = Text(f"nhận «{received}»", f"received “{received}”") if received else Text("chưa ghi", "nothing is given")
        todo = todo or Text("Sửa ô này rồi nộp lại.", "Mend this cell and send the file again.")
        message = Text(
            f"Sheet «{self.sheet.sheet}»{place.vi} ({label.vi}): {got.vi}, cần {expected.vi}. {todo.vi}",
            f"Sheet “{self.sheet.sheet}”{place.en} ({label.en}): {got.en}; expected is {expected.en}. {todo.en}",
        )
        self.plan.findings.append(
            Finding(rule, severity, message, self.sheet.sheet, cell, row["_row"], key, NAME, received, expected)
        )

    def _row(self, row: dict[str, Any]) -> None:
        before = sum(f.severity is Severity.ERROR for f in self.plan.findings)
        flawed = any(f.row == row["_row"] and f.severity is Severity.ERROR for f in self.plan.findings)
        code, item = self._measure(row), ""
        if code:
            item = self._item(row, code)
        spans = self._periods(row, code)
        unit = self._area(row, spans)
        operator = self._operator(row)
        if operator and operator is not Operator.WITHDRAWN:
            self._values(row, operator, code)
        base_period = self._base(row, spans)
        points = self._points(row, spans, base_period)
        if flawed or sum(f.severity is Severity.ERROR for f in self.plan.findings) > before:
            return
        assert code is not None
        assert operator is not None
        assert unit is not None
        gone = operator is Operator.WITHDRAWN
        for period in spans:
            target = Target(
                unit,
                code,
                period,
                operator,
                None if gone else row["value"],
                row["value_to"] if operator is Operator.RANGE else None,
                item,
                None if gone else row["base"],
                None if gone else base_period,
                () if gone else points,
                row["per"] or "",
                tidy(row["source"]),
                tidy(row["quote"] or ""),
                0,
                row["_row"],
                split_of(self.service, code, item) or "",
                self.service.measures[code].kind,
            )
            self._alone(row, target)
            self.plan.targets.append(target)
        self.plan.lines[row["_row"]] = len(spans)

    def _alone(self, row: Mapping[str, Any], target: Target) -> None:
        """A target stands once in a file, and only one that stands can be withdrawn."""
        if first := self.seen.get(target.key):
            self._fault(
                row,
                "measure",
                "target_twice",
                Text(
                    f"mỗi chỉ tiêu một dòng; {target.measure} của đơn vị và kỳ này đã có ở dòng {first}",
                    f"one row a target; {target.measure} of this area and period stands in row {first}",
                ),
                Text("Bỏ một trong hai dòng rồi nộp lại.", "Drop one of the two rows and send the file again."),
            )
        self.seen.setdefault(target.key, target.row)
        if target.operator is Operator.WITHDRAWN and target.key not in self.stands:
            self._fault(
                row,
                "operator",
                "target_not_standing",
                Text("một chỉ tiêu đang áp dụng của đơn vị và kỳ này", "a target of this area and period that stands"),
                Text("Kiểm tra đơn vị, mã và kỳ; hoặc bỏ dòng này.", "Check area, code and period, or drop the row."),
            )
        if self.first and target.period.end < self.first.start and target.operator is not Operator.WITHDRAWN:
            self._fault(
                row,
                "period",
                "target_before_figures",
                Text(
                    f"thường là kỳ từ {self.first.label.vi}, quý đầu tiên có số liệu",
                    f"usually a period from {self.first.label.en} on, the first with figures",
                ),
                Text(
                    "Chỉ tiêu vẫn được lưu, nhưng chưa có số liệu để đánh giá.",
                    "It is kept, but there is no figure to judge it by.",
                ),
                Severity.INFO,
            )

    def _measure(self, row: Mapping[str, Any]) -> str | None:
        said = tidy(row["measure"] or "")
        if not said:
            return None  # the reader has told already that it is required
        code = said.split("·")[0].split(" - ")[0].strip().upper()
        found = code if code in self.service.measures else self.names.get(bare(said))
        if found is None:
            self._fault(
                row,
                "measure",
                "target_measure",
                Text("mã của một chỉ tiêu, ví dụ IP04", "the code of a measure, e.g. IP04"),
                Text(
                    "Chọn trong danh sách của mẫu, hoặc tra mã ở trang «Giới thiệu».",
                    "Choose from the template's list, or look the code up on the page “About”.",
                ),
            )
        return found

    def _item(self, row: Mapping[str, Any], code: str) -> str:
        said = bare(row["item"] or "")
        if not said:
            return ""
        measure = self.service.measures[code]
        known = {
            item: label
            for split in measure.breakdowns
            for item, label in labels(self.service.catalogue[measure.indicator], split).items()
            if item != UNGROUPED
        }
        for item, label in known.items():
            if said in (bare(item), bare(label.vi), bare(label.en)):
                return item
        names = Text(", ".join(l.vi for l in known.values()), ", ".join(l.en for l in known.values()))  # noqa: E741
        none = Text("ô trống: chỉ tiêu này không có phân tổ", "a blank: this measure has no parts")
        self._fault(
            row, "item", "target_item", Text(f"một trong: {names.vi}", f"one of: {names.en}") if known else none
        )
        return ""

    def _periods(self, row: Mapping[str, Any], code: str | None) -> list[Period]:
        said = tidy(row["period"] or "")
        if not said:
            return []
        found = parse_periods(said)
        expected = Text(
            "một năm (2025), một quý (Quý IV/2025) hoặc các năm (2021–2025)",
            "a year (2025), a quarter (2025-Q4) or years (2021–2025)",
        )
        if not found or any(p.grain not in (Grain.YEAR, Grain.QUARTER) for p in found):
            self._fault(row, "period", "target_period", expected)
            return []
        if code and self.service.measures[code].yearly and found[0].grain is Grain.QUARTER:
            self._fault(
                row,
                "period",
                "target_period",
                Text(f"một năm: {code} là chỉ tiêu năm", f"a year: {code} is known once a year"),
            )
        return found

    def _area(self, row: Mapping[str, Any], spans: Sequence[Period]) -> str | None:
        said = tidy(row["province"] or "")
        if not said:
            return None
        if fold(said) in (fold(NATION.vi), "viet nam", "toan quoc", NATION_KEY.lower(), fold(NATION.en)):
            return NATION_KEY
        places, key = self.service.places, fold(said)
        if said in places.versions:
            return said
        days = [spans[0].start, spans[-1].end] if spans else [today(), today()]
        older, newer = (places.find(said, day) for day in days)
        if older and newer and older.key != newer.key and not key.endswith(_OLD + _NEW):
            self._fault(
                row,
                "province",
                "target_area",
                Text(
                    f"«{older.name} (cũ)» hoặc «{newer.name} (mới)»: trong kỳ này «{said}» là hai đơn vị khác nhau",
                    f"“{older.name} (cũ)” or “{newer.name} (mới)”: in this period “{said}” was two different units",
                ),
            )
            return None
        found: Unit | None = newer if key.endswith(_NEW) else older or newer
        found = found or places.find(said, today())
        if found is None:
            self._fault(
                row,
                "province",
                "target_area",
                Text(
                    "tên hoặc mã của một tỉnh có trong kỳ này, hoặc «Cả nước»",
                    "the name or code of a province of this period, or “Cả nước”",
                ),
            )
            return None
        return found.key

    def _operator(self, row: Mapping[str, Any]) -> Operator | None:
        said = tidy(row["operator"] or "")
        if not said:
            return None
        found = parse_operator(said)
        if found is None:
            offered = Text(
                ", ".join(f"«{t.vi}»" for t in OPERATOR_LABELS.values()),
                ", ".join(f"“{t.en}”" for t in OPERATOR_LABELS.values()),
            )
            self._fault(row, "operator", "target_operator", Text(f"một trong: {offered.vi}", f"one of: {offered.en}"))
        return found

    def _values(self, row: Mapping[str, Any], operator: Operator, code: str | None) -> None:
        flawed = {f.column for f in self.plan.findings if f.row == row["_row"] and f.severity is Severity.ERROR}
        measure = self.service.measures[code] if code else None
        if row["value"] is None and "value" not in flawed:
            self._fault(row, "value", "target_value", Text("mức phải đạt, ví dụ 80", "what is to be reached, e.g. 80"))
        if operator is Operator.RANGE:
            if row["value_to"] is None and "value_to" not in flawed:
                self._fault(row, "value_to", "target_range", Text("mức trên của khoảng", "the upper end of the range"))
            elif row["value"] is not None and row["value_to"] is not None and row["value_to"] < row["value"]:
                self._fault(
                    row,
                    "value_to",
                    "target_range",
                    Text(
                        f"số từ {number_text(row['value'])} trở lên: mức trên của khoảng",
                        f"{number_text(row['value'], 'en')} or more: the upper end of the range",
                    ),
                )
        elif row["value_to"] is not None:
            self._fault(
                row,
                "value_to",
                "target_range",
                Text("ô trống, hoặc yêu cầu «trong khoảng»", "a blank, or the demand “between”"),
            )
        share = (
            measure is not None and measure.kind is Nature.RATIO and not measure.growth_of and measure.unit.vi == "%"
        )
        if share:
            for key in ("value", "value_to", "base"):
                if row[key] is not None and row[key] > 100:
                    self._fault(
                        row, key, "share_above", Text("tỷ lệ phần trăm từ 0 đến 100", "a percentage from 0 to 100")
                    )

    def _base(self, row: Mapping[str, Any], spans: Sequence[Period]) -> Period | None:
        said = tidy(row["base_period"] or "")
        if not said:
            if row["base"] is not None:
                self._fault(
                    row,
                    "base_period",
                    "target_base",
                    Text("kỳ của số gốc, ví dụ 2020", "the period of the base, e.g. 2020"),
                )
            return None
        found = parse_periods(said)
        if len(found) != 1 or found[0].grain not in (Grain.YEAR, Grain.QUARTER):
            self._fault(
                row,
                "base_period",
                "target_base",
                Text("một năm hoặc một quý, ví dụ 2020", "a year or a quarter, e.g. 2020"),
            )
            return None
        if spans and found[0].last >= spans[0].last:
            self._fault(
                row,
                "base_period",
                "target_base",
                Text(f"kỳ trước {spans[0].label.vi}", f"a period before {spans[0].label.en}"),
            )
            return None
        return found[0]

    def _points(
        self, row: Mapping[str, Any], spans: Sequence[Period], base: Period | None
    ) -> tuple[tuple[Period, float], ...]:
        said = tidy(row["points"] or "")
        if not said or bare(said) in ("tuyen tinh", "deu", "linear"):
            return ()
        points = parse_points(said)
        if points is None:
            self._fault(
                row,
                "points",
                "target_path",
                Text("các mốc kỳ=giá trị, ví dụ 2022=50; 2023=60", "points period=value, e.g. 2022=50; 2023=60"),
            )
            return ()
        if len(spans) > 1:
            self._fault(
                row,
                "points",
                "target_path",
                Text(
                    "ô trống: mỗi năm một chỉ tiêu thì không có lộ trình chung",
                    "a blank: a target for each year has no path across them",
                ),
            )
            return ()
        inside = not spans or all((base is None or p.last > base.last) and p.last < spans[0].last for p, _ in points)
        if not inside or len({p.last for p, _ in points}) < len(points):
            self._fault(
                row,
                "points",
                "target_path",
                Text(
                    "các mốc khác nhau, sau kỳ gốc và trước kỳ của chỉ tiêu",
                    "different points after the base and before the target's period",
                ),
            )
        return points


def parse_operator(said: str) -> Operator | None:
    """What a demand says: a sign, or the words that plans use."""
    sign = _SIGNS.get(tidy(said))
    return sign or _OPERATORS.get(bare(said)) or next((o for o in Operator if o == tidy(said).lower()), None)


def parse_periods(said: str) -> list[Period]:
    """`2025`, `năm 2025`, `Quý IV/2025`, `2025-Q4`, `2021–2025` (each of the years); none where it says nothing of these."""
    folded = fold(said).removeprefix("den nam ").removeprefix("nam ")
    if match := _YEARS.fullmatch(folded):
        first, last = int(match[1]), int(match[2])
        good = 1900 < first < last < 2200 and last - first < MOST_YEARS
        return [Period(year) for year in range(first, last + 1)] if good else []
    if match := _QUARTER.fullmatch(folded):
        number = _ROMAN.get(match[1]) or int(match[1])
        return [Period(int(match[2]), f"Q{number}")]
    try:
        return [Period.parse(folded.upper())]
    except ValueError:
        return []


def parse_points(said: str) -> tuple[tuple[Period, float], ...] | None:
    """`2022=50; Quý IV/2023: 62,5`; None where some of it is no point."""
    found = []
    for part in filter(None, (part.strip() for part in re.split(r"[;\n]", said))):
        when, _, amount = re.sub(r"[=:]", "=", part).partition("=")
        periods, value = parse_periods(when), read_decimal(amount.strip()).value
        if len(periods) != 1 or not isinstance(value, int | float):
            return None
        found.append((periods[0], float(value)))
    return tuple(sorted(found)) or None
