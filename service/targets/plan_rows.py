"""A row of a plan read into targets, and what is wrong with it, each at its cell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from data.column_types.decimal import read_decimal
from data.model import Finding, Grain, Period, Severity, Text, joined, number_text, number_words, today
from data.places import NATION, NATION_KEY, Unit
from data.reading.reader import SheetRows
from data.reading.tally import Tally
from data.rules.findings import RULES, Location, finding
from data.table import Column
from data.text_keys import bare, fold, tidy
from indicators.define import Nature
from indicators.engine.derivation import UNGROUPED
from indicators.engine.observations import labels
from service.targets.target import Operator, Target, split_of, standing

if TYPE_CHECKING:
    from service.service import Service

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


class PlanRows:
    """Makes targets of the rows of a sheet and adds what is wrong with them to the findings of its reader."""

    def __init__(
        self, service: Service, sheet: SheetRows, columns: Mapping[str, Column], findings: list[Finding]
    ) -> None:
        self.service, self.sheet, self.columns, self.findings = service, sheet, columns, findings
        self.targets: list[Target] = []
        self.lines: dict[int, int] = {}  # row of the file → targets made of it
        self.seen: dict[str, int] = {}  # key of a target → its row
        self.stands = {target.key for target in standing(service)}
        self.names = {bare(m.label.in_(l)): code for code, m in service.measures.items() for l in ("vi", "en")}  # noqa: E741
        self.first = service.first()
        self.tally = Tally(told=len(findings))
        self.errors: dict[int, set[str]] = defaultdict(set)  # row → its columns with an error so far
        for f in findings:
            if f.severity is Severity.ERROR and f.row is not None:
                self.errors[f.row].add(f.column)

    def check(self) -> None:
        rows = self.sheet.rows.to_pylist()
        for row in rows:
            self._row(row)
        if not rows:
            self.findings.append(finding("no_targets", Location(self.sheet.sheet, table=self.sheet.table)))
        self.findings += self.tally.rest()
        self.findings.sort(key=lambda f: (f.row or 0, len(f.cell), f.cell))

    def _report(self, rule: str, row: Mapping[str, Any], key: str, /, **values: object) -> None:
        value, number = row[key], row["_row"]
        received = "" if value is None else number_text(value) if isinstance(value, float) else str(value)
        place = self.sheet.place(number, key, self.columns[key].label)
        if key not in self.sheet.columns:
            place = replace(place, cell="")
        if RULES[rule].severity is Severity.ERROR:
            self.errors[number].add(key)
        if self.tally.tells(rule, place, self.columns[key].label):
            self.findings.append(finding(rule, place, received, **values))

    def _wrong(self, row: Mapping[str, Any]) -> set[str]:
        """The columns in which a row has an error so far."""
        return self.errors.get(row["_row"], set())

    def _row(self, row: dict[str, Any]) -> None:
        code = self._measure(row)
        item = self._item(row, code) if code else ""
        spans = self._periods(row, code)
        unit = self._area(row, spans)
        operator = self._operator(row)
        if operator and operator is not Operator.WITHDRAWN:
            self._values(row, operator, code)
        base_period = self._base(row, spans)
        points = self._points(row, spans, base_period)
        if self._wrong(row):
            return
        assert code is not None
        assert operator is not None
        assert unit is not None
        high = row["value_to"] if operator is Operator.RANGE else None
        value, path = row["value"], (row["base"], base_period, points)
        if operator is Operator.WITHDRAWN:
            value, path = None, (None, None, ())
        words = (row["per"] or "", tidy(row["source"]), tidy(row["quote"] or ""))
        about = (split_of(self.service, code, item) or "", self.service.measures[code].kind)
        for period in spans:
            target = Target(unit, code, period, operator, value, high, item, *path, *words, 0, row["_row"], *about)
            self._alone(row, target)
            self.targets.append(target)
        self.lines[row["_row"]] = len(spans)

    def _alone(self, row: Mapping[str, Any], target: Target) -> None:
        """A target stands once in a file, and only one that stands can be withdrawn."""
        if first := self.seen.get(target.key):
            self._report("target_twice", row, "measure", code=target.measure, first=first)
        self.seen.setdefault(target.key, target.row)
        withdrawn = target.operator is Operator.WITHDRAWN
        if withdrawn and target.key not in self.stands:
            self._report("target_not_standing", row, "operator")
        if self.first and target.period.end < self.first.start and not withdrawn:
            self._report("target_before_figures", row, "period", period=self.first.label)

    def _measure(self, row: Mapping[str, Any]) -> str | None:
        given = tidy(row["measure"] or "")
        if not given:
            return None  # the reader has told already that it is required
        code = given.split("·")[0].split(" - ")[0].strip().upper()
        known = code if code in self.service.measures else self.names.get(bare(given))
        if known is None:
            self._report("target_measure", row, "measure")
        return known

    def _item(self, row: Mapping[str, Any], code: str) -> str:
        given = bare(row["item"] or "")
        if not given:
            return ""
        measure = self.service.measures[code]
        known = {
            item: label
            for split in measure.breakdowns
            for item, label in labels(self.service.catalogue[measure.indicator], split).items()
            if item != UNGROUPED
        }
        for item, label in known.items():
            if given in (bare(item), bare(label.vi), bare(label.en)):
                return item
        self._report("target_item" if known else "target_item:none", row, "item", items=joined(known.values()))
        return ""

    def _periods(self, row: Mapping[str, Any], code: str | None) -> list[Period]:
        given = tidy(row["period"] or "")
        if not given:
            return []
        spans = parse_periods(given)
        if not spans or any(p.grain not in (Grain.YEAR, Grain.QUARTER) for p in spans):
            self._report("target_period", row, "period")
            return []
        if code and self.service.measures[code].yearly and spans[0].grain is Grain.QUARTER:
            self._report("target_period:yearly", row, "period", code=code)
        return spans

    def _area(self, row: Mapping[str, Any], spans: Sequence[Period]) -> str | None:
        given = tidy(row["province"] or "")
        if not given:
            return None
        if fold(given) in (fold(NATION.vi), "viet nam", "toan quoc", NATION_KEY.lower(), fold(NATION.en)):
            return NATION_KEY
        places, key = self.service.places, fold(given)
        if given in places.versions:
            return given
        days = [spans[0].start, spans[-1].end] if spans else [today(), today()]
        older, newer = (places.find(given, day) for day in days)
        if older and newer and older.key != newer.key and not key.endswith(_OLD + _NEW):
            self._report("target_area:two", row, "province", older=older.name, newer=newer.name, name=given)
            return None
        unit: Unit | None = newer if key.endswith(_NEW) else older or newer
        unit = unit or places.find(given, today())
        if unit is None:
            self._report("target_area", row, "province")
        return unit.key if unit else None

    def _operator(self, row: Mapping[str, Any]) -> Operator | None:
        given = tidy(row["operator"] or "")
        if not given:
            return None
        operator = parse_operator(given)
        if operator is None:
            offered = joined(label.quoted for label in OPERATOR_LABELS.values())
            self._report("target_operator", row, "operator", operators=offered)
        return operator

    def _values(self, row: Mapping[str, Any], operator: Operator, code: str | None) -> None:
        wrong, low, high = self._wrong(row), row["value"], row["value_to"]
        if low is None and "value" not in wrong:
            self._report("target_value", row, "value")
        if operator is not Operator.RANGE:
            if high is not None:
                self._report("target_range:other_demand", row, "value_to")
        elif high is None and "value_to" not in wrong:
            self._report("target_range", row, "value_to")
        elif low is not None and high is not None and high < low:
            self._report("target_range:below", row, "value_to", least=number_words(low))
        measure = self.service.measures[code] if code else None
        if measure and measure.kind is Nature.RATIO and not measure.growth_of and measure.unit.vi == "%":
            for key in ("value", "value_to", "base"):
                if row[key] is not None and row[key] > 100:
                    self._report("share_above:target", row, key)

    def _base(self, row: Mapping[str, Any], spans: Sequence[Period]) -> Period | None:
        given = tidy(row["base_period"] or "")
        if not given:
            if row["base"] is not None:
                self._report("target_base:no_period", row, "base_period")
            return None
        periods = parse_periods(given)
        if len(periods) != 1 or periods[0].grain not in (Grain.YEAR, Grain.QUARTER):
            self._report("target_base", row, "base_period")
            return None
        if spans and periods[0].last >= spans[0].last:
            self._report("target_base:late", row, "base_period", period=spans[0].label)
            return None
        return periods[0]

    def _points(
        self, row: Mapping[str, Any], spans: Sequence[Period], base: Period | None
    ) -> tuple[tuple[Period, float], ...]:
        given = tidy(row["points"] or "")
        if not given or bare(given) in ("tuyen tinh", "deu", "linear"):
            return ()
        points = parse_points(given)
        if points is None or len(spans) > 1:
            self._report("target_path" if points is None else "target_path:years", row, "points")
            return ()
        inside = not spans or all((base is None or p.last > base.last) and p.last < spans[0].last for p, _ in points)
        if not inside or len({p.last for p, _ in points}) < len(points):
            self._report("target_path:outside", row, "points")
        return points


def parse_operator(given: str) -> Operator | None:
    """What a demand says: a sign, or the words that plans use."""
    sign = _SIGNS.get(tidy(given))
    return sign or _OPERATORS.get(bare(given)) or next((o for o in Operator if o == tidy(given).lower()), None)


def parse_periods(given: str) -> list[Period]:
    """`2025`, `năm 2025`, `Quý IV/2025`, `2025-Q4`, `2021–2025` (each of the years); else none."""
    folded = fold(given).removeprefix("den nam ").removeprefix("nam ")
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


def parse_points(given: str) -> tuple[tuple[Period, float], ...] | None:
    """`2022=50; Quý IV/2023: 62,5`; None where some of it is no point."""
    points = []
    for part in filter(None, (part.strip() for part in re.split(r"[;\n]", given))):
        when, _, amount = re.sub(r"[=:]", "=", part).partition("=")
        periods, value = parse_periods(when), read_decimal(amount.strip()).value
        if len(periods) != 1 or not isinstance(value, int | float):
            return None
        points.append((periods[0], float(value)))
    return tuple(sorted(points)) or None
