"""A file comes in: what it says of itself, what is wrong with its rows. Nothing is stored here.

The order is that of `check`: is it a submission at all, of which province and quarter; then cells (by the reader), rows,
sheets. What needs measures or what stands is added in `indicators/validation/cross_checks.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from data.model import CALENDAR_LABELS, Calendar, Finding, Grain, Period, Severity, Text, day_text, number_text, today
from data.places import Places, Unit
from data.reading.errors import of_cell
from data.reading.reader import Reading, SheetRows
from data.storage.database import Work
from data.table import STATE_LABELS, Rule, State, Table

if TYPE_CHECKING:
    from data.reading.reader import Reading
from data.table import closed


@dataclass(slots=True)
class Scope:
    """Whose a file is and of which days; `unit` is None for a nationwide table, and where it is not known."""

    unit: Unit | None = None
    period: Period | None = None
    calendar: Calendar = Calendar.STATISTICAL
    nation: bool = False
    findings: list[Finding] = field(default_factory=list)

    @property
    def known(self) -> bool:
        return self.period is not None and (self.nation or self.unit is not None)


def scope(
    reading: Reading,
    tables: Mapping[str, Table],
    unit: Unit | None,
    period: Period | None,
    calendar: Calendar | None,
    places: Places,
) -> Scope:
    """The province, quarter and calendar a file is of: what it says of itself, else what its sender chose; all must agree.

    A nationwide table is of a year, and of no province.
    """
    found = Scope(nation=any(tables[name].nationwide for name in reading.sheets))
    if found.nation and not all(tables[name].nationwide for name in reading.sheets):
        both = ", ".join(f"«{sheet.sheet}»" for sheet in reading.sheets.values())
        found.findings.append(
            _stop(
                "scope_mixed",
                Text(
                    f"Tệp vừa có số liệu của một tỉnh vừa có chỉ số của cả nước ({both}). Tách thành hai tệp rồi nộp riêng.",
                    f"The file holds both a province's figures and the index of all provinces ({both}). Make two files of it and send each by itself.",
                ),
                both,
            )
        )
        return found
    _scope_calendar(found, reading.meta.get("calendar", ""), calendar)
    _scope_period(found, reading.meta.get("period"), period)
    if found.period is not None and not found.nation:
        _scope_unit(found, reading.meta.get("province", ""), unit, places)
    return found


def _scope_calendar(found: Scope, said: str, chosen: Calendar | None) -> None:
    if said and said not in list(Calendar):
        found.findings.append(
            _stop(
                "scope_calendar",
                Text(
                    "Sheet ẩn _meta không ghi đúng lịch báo cáo. Tải lại mẫu rồi chép số liệu sang.",
                    "The hidden sheet _meta names no calendar. Download the template anew and copy the figures into it.",
                ),
                said,
            )
        )
        return
    if said and chosen and said != chosen:
        mine, theirs = CALENDAR_LABELS[Calendar(said)], CALENDAR_LABELS[chosen]
        found.findings.append(
            _stop(
                "scope_calendar",
                Text(
                    f"Tệp ghi «{mine.vi}», nhưng lịch được chọn là «{theirs.vi}». Chọn lại lịch, hoặc nộp tệp theo đúng lịch.",
                    f"The file follows “{mine.en}”, but “{theirs.en}” was chosen. Choose that calendar, or send the right file.",
                ),
                said,
                chosen,
            )
        )
    found.calendar = Calendar(said) if said else chosen or Calendar.STATISTICAL


def _scope_period(found: Scope, said: str | None, chosen: Period | None) -> None:
    findings = found.findings
    mine = _parsed(said) if said is not None else None
    if said is not None and mine is None:
        findings.append(
            _stop(
                "scope_period",
                Text(
                    "Sheet ẩn _meta không ghi đúng kỳ báo cáo. Tải lại mẫu của đúng tỉnh, đúng quý rồi chép số liệu sang.",
                    "The hidden sheet _meta names no quarter. Download the template of the right province and quarter and copy the figures into it.",
                ),
                said,
            )
        )
    if mine and chosen and mine != chosen and not (found.nation and mine.year == chosen.year):
        findings.append(
            _stop(
                "scope_period",
                Text(
                    f"Tệp ghi {mine.label.vi}, nhưng kỳ được chọn là {chosen.label.vi}. Chọn lại kỳ, hoặc nộp tệp của đúng kỳ.",
                    f"The file is of {mine.label.en}, but {chosen.label.en} was chosen. Choose that quarter, or send the right file.",
                ),
                mine.code,
                chosen.code,
            )
        )
    period = mine or chosen
    if period is None:
        if not findings:
            findings.append(
                _stop(
                    "scope_missing",
                    Text(
                        "Tệp không cho biết là của tỉnh nào, quý nào. Chọn tỉnh và quý khi nộp, hoặc dùng mẫu tải về từ trang này.",
                        "The file does not say which province and quarter it is of. Choose both when sending, or use the template from this site.",
                    ),
                )
            )
        return
    if found.nation:
        period = Period(period.year, "Q4")  # kept under the last quarter of its year
    elif period.grain is not Grain.QUARTER:
        findings.append(
            _stop(
                "scope_period",
                Text("Kỳ nộp phải là một quý, ví dụ 2024-Q4.", "A submission is of a quarter, for example 2024-Q4."),
                period.code,
            )
        )
        return
    start, end = found.calendar.days(period)
    if start > today():
        findings.append(
            _stop(
                "scope_future",
                Text(
                    f"{period.label.vi} chưa bắt đầu (từ {day_text(start)}). Kiểm tra lại kỳ báo cáo.",
                    f"{period.label.en} has not begun (it does on {day_text(start, 'en')}). Check the quarter.",
                ),
                period.code,
            )
        )
    elif end >= today() and not found.nation:
        findings.append(
            Finding(
                "scope_unfinished",
                Severity.QUESTION,
                Text(
                    f"{period.label.vi} chưa kết thúc (đến hết {day_text(end)}). Nêu lý do nộp sớm, hoặc nộp sau ngày đó.",
                    f"{period.label.en} is not over (it ends on {day_text(end, 'en')}). Say why it is sent early, or send it after that day.",
                ),
            )
        )
    found.period = period


def _scope_unit(found: Scope, said: str, chosen: Unit | None, places: Places) -> None:
    period, findings = found.period, found.findings
    assert period is not None
    mine = places.find(said, period.end) if said else None
    if said and mine is None:
        findings.append(
            _stop(
                "scope_province",
                Text(
                    f"Tệp ghi tỉnh «{said}», không có đơn vị này trong {period.label.vi}. Từ 01/07/2025 cả nước có 34 tỉnh, thành phố: tải lại mẫu của tỉnh mới.",
                    f"The file names province “{said}”, which did not exist in {period.label.en}. Since 1 July 2025 there are 34: download the new province's template.",
                ),
                said,
            )
        )
    if mine and chosen and mine.key != chosen.key:
        findings.append(
            _stop(
                "scope_province",
                Text(
                    f"Tệp ghi {mine.name} ({mine.code}), nhưng tỉnh được chọn là {chosen.name} ({chosen.code}). Chọn lại tỉnh, hoặc nộp tệp của đúng tỉnh.",
                    f"The file is of {mine.name} ({mine.code}), but {chosen.name} ({chosen.code}) was chosen. Choose that province, or send the right file.",
                ),
                mine.code,
                chosen.code,
            )
        )
    unit = mine or (chosen if not said else None)
    if unit is None and not findings:
        findings.append(
            _stop(
                "scope_missing",
                Text(
                    "Tệp không cho biết là của tỉnh nào. Chọn tỉnh khi nộp, hoặc dùng mẫu tải về từ trang này.",
                    "The file does not say which province it is of. Choose it when sending, or use the template from this site.",
                ),
            )
        )
    if unit is not None and not places.alive(unit.key, period.end):
        findings.append(
            _stop(
                "scope_province",
                Text(
                    f"{unit.name} ({unit.code}) không còn hoặc chưa có trong {period.label.vi}. Chọn đơn vị của quý đó.",
                    f"{unit.name} ({unit.code}) did not exist in {period.label.en}. Choose the province of that quarter.",
                ),
                unit.code,
            )
        )
    found.unit = unit
    if unit is not None:
        findings += _straddles(unit, period, found.calendar, places)


def _straddles(unit: Unit, period: Period, calendar: Calendar, places: Places) -> list[Finding]:
    """A quarter from the 15th may begin before the province did: whose those days are must be said."""
    start, _ = calendar.days(period)
    first = places.versions[unit.key][0].valid_from
    if start >= first or not places.predecessors(unit.key):
        return []
    return [
        Finding(
            "period_straddles",
            Severity.QUESTION,
            Text(
                f"{period.label.vi} theo kỳ hành chính bắt đầu {day_text(start)}, trước khi {unit.name} thành lập ({day_text(first)}). Nêu rõ số liệu có gồm phần của các tỉnh cũ trong những ngày đó không.",
                f"The administrative {period.label.en} begins on {day_text(start, 'en')}, before {unit.name} was formed ({day_text(first, 'en')}). Say whether the figures hold what the former provinces did in those days.",
            ),
            received=f"{day_text(start)}",
            expected=Text(f"từ {day_text(first)}", f"from {day_text(first, 'en')}"),
        )
    ]


def check_rows(work: Work, table: Table, sheet: SheetRows, period: Period, calendar: Calendar) -> list[Finding]:
    """A list's rules, duplicates and statement, each broken one at its cell. Its rows were laid in `work`."""
    start, end = calendar.days(period)
    findings = _statement(table, sheet)
    if sheet.rows.num_rows == 0:
        return findings
    broken = ", ".join(f"coalesce({rule.broken}, false)" for rule in table.rules) or "false"
    for row, flags in work.rows(
        f"""SELECT _row, flags FROM (SELECT _row, [{broken}] AS flags
            FROM (SELECT $start::DATE AS period_start, $end::DATE AS period_end, * FROM {sheet.lies}))
        WHERE list_contains(flags, true) ORDER BY _row""",  # noqa: S608 - only declared constants
        start=start,
        end=end,
    ):
        values = _values(sheet, row)
        hit = [rule for rule, flag in zip(table.rules, flags, strict=False) if flag]
        findings += [_broken(rule, table, sheet, row, values[rule.at], period, (start, end)) for rule in hit]
    if table.key:
        named = f'"{table.key[0]}"'
        keys = ", ".join(f'lower("{k}")' if table.columns[k].type.is_text else f'"{k}"' for k in table.key)
        keyed = f"SELECT _row, {named}, hash({keys}) AS key FROM {sheet.lies} WHERE {named} IS NOT NULL"  # noqa: S608 - only declared names
        repeated = work.rows(
            f"""WITH keyed AS ({keyed}), twice AS (SELECT key, min(_row) AS first FROM keyed GROUP BY key HAVING count(*) > 1)
            SELECT _row, first, {named} FROM keyed JOIN twice USING (key) WHERE _row > first ORDER BY _row"""  # noqa: S608
        )
        findings += [_repeated(table, sheet, row, first, value) for row, first, value in repeated]
    return findings


def missing_sheets(reading: Reading, tables: Mapping[str, Table]) -> list[Finding]:
    """Sheets of our template that are no longer in the file: what stands of them stays, which its sender should know."""
    if not reading.meta or any(name not in tables or tables[name].nationwide for name in reading.sheets):
        return []
    return [
        Finding(
            "sheet_missing",
            Severity.QUESTION,
            Text(
                f"Tệp không còn sheet «{table.label.vi}» của mẫu. Số liệu đã nộp trước của sheet này được giữ nguyên. Nêu lý do, hoặc chép lại sheet từ mẫu.",
                f"The template's sheet “{table.label.en}” is no longer in the file. What stands of it stays. Say why, or copy the sheet back from the template.",
            ),
            table=name,
        )
        for name, table in tables.items()
        if name not in reading.sheets and not table.nationwide and not any(f.table == name for f in reading.findings)
    ]


def check_provinces(sheet: SheetRows, period: Period, places: Places, rank: str = "rank") -> list[Finding]:
    """A nationwide table names every province of its year once; ranks run from one to their number, each once."""
    table, findings = sheet.table, []
    units = {unit.key: unit for unit in places.of_quarter(period.last)}
    seen: dict[str, int] = {}
    ranks: dict[object, int] = {}

    def say(
        rule: str, column: str, row: int | None, received: str, expected: Text, message: Text, severity: Severity
    ) -> None:
        cell = f"{sheet.columns.get(column, '')}{row}" if row else ""
        where = Text(
            f"Sheet «{sheet.sheet}»" + (f", ô {cell}" if cell else ""),
            f"Sheet “{sheet.sheet}”" + (f", cell {cell}" if cell else ""),
        )
        text = Text(f"{where.vi}: {message.vi}", f"{where.en}: {message.en}")
        findings.append(Finding(rule, severity, text, sheet.sheet, cell, row, column, table, received, expected))

    for line in sheet.rows.to_pylist():
        row, name = line["_row"], line["province"]
        if name is None:
            continue
        unit = places.find(str(name), period.end)
        if unit is None:
            say(
                "unknown_province",
                "province",
                row,
                str(name),
                Text(
                    f"một trong {len(units)} tỉnh, thành phố năm {period.year}",
                    f"one of the {len(units)} provinces of {period.year}",
                ),
                Text(
                    f"nhận «{name}», năm {period.year} không có đơn vị này. Ghi đúng tên hoặc mã.",
                    f"received “{name}”, which was no province in {period.year}. Write its name or code.",
                ),
                Severity.ERROR,
            )
            continue
        if unit.key in seen:
            say(
                "province_twice",
                "province",
                row,
                str(name),
                Text("mỗi tỉnh một dòng", "each province once"),
                Text(
                    f"«{unit.name}» đã có ở dòng {seen[unit.key]}. Xóa một dòng.",
                    f"“{unit.name}” is in row {seen[unit.key]} already. Delete one.",
                ),
                Severity.ERROR,
            )
        seen.setdefault(unit.key, row)
        place = line.get(rank)
        if place is None:
            continue
        if not 1 <= place <= len(units) or place in ranks:
            twice = f" Hạng này đã có ở dòng {ranks[place]}." if place in ranks else ""
            also = f" Row {ranks[place]} has it already." if place in ranks else ""
            say(
                "rank_out",
                rank,
                row,
                shown(place),
                Text(f"1 đến {len(units)}, mỗi hạng một lần", f"1 to {len(units)}, each once"),
                Text(
                    f"nhận hạng {place}, cần số từ 1 đến {len(units)}, mỗi hạng một tỉnh.{twice} Sửa ô này.",
                    f"received rank {place}, expected 1 to {len(units)}, each once.{also} Mend this cell.",
                ),
                Severity.ERROR,
            )
        ranks.setdefault(place, row)
    absent = [unit.name for key, unit in units.items() if key not in seen]
    if absent:
        say(
            "provinces_absent",
            "province",
            None,
            ", ".join(absent),
            Text(f"{len(units)} dòng", f"{len(units)} rows"),
            Text(
                f"thiếu {len(absent)} trong {len(units)} tỉnh: {', '.join(absent)}. Bổ sung, hoặc nêu lý do.",
                f"{len(absent)} of {len(units)} provinces are absent: {', '.join(absent)}. Add them, or say why.",
            ),
            Severity.QUESTION,
        )
    return findings


def _statement(table: Table, sheet: SheetRows) -> list[Finding]:
    """Whether the state of the data and the rows say the same. No rows and no statement is a question, never zero."""
    rows, state = sheet.rows.num_rows, sheet.state
    if rows and state not in (None, State.HAS_DATA):
        said = STATE_LABELS[str(state)]
        return [
            Finding(
                "state_contradicts",
                Severity.ERROR,
                Text(
                    f"Sheet «{sheet.sheet}», ô {sheet.state_cell}: ghi «{said.vi}» nhưng có {rows} dòng số liệu. Chọn «Có số liệu», hoặc xóa các dòng.",
                    f"Sheet “{sheet.sheet}”, cell {sheet.state_cell}: it says “{said.en}”, yet there are {rows} rows. Choose “Has data”, or delete the rows.",
                ),
                sheet.sheet,
                sheet.state_cell,
                None,
                "state",
                table.name,
                said.vi,
                STATE_LABELS[State.HAS_DATA],
            )
        ]
    if not rows and state == State.HAS_DATA:
        return [
            Finding(
                "state_without_rows",
                Severity.ERROR,
                Text(
                    f"Sheet «{sheet.sheet}», ô {sheet.state_cell}: ghi «Có số liệu» nhưng không có dòng nào. Điền các dòng, hoặc chọn tình trạng khác.",
                    f"Sheet “{sheet.sheet}”, cell {sheet.state_cell}: it says “Has data”, yet there is no row. Fill in rows, or choose another state.",
                ),
                sheet.sheet,
                sheet.state_cell,
                None,
                "state",
                table.name,
                STATE_LABELS[State.HAS_DATA].vi,
                Text("ít nhất một dòng", "at least one row"),
            )
        ]
    if not rows and state is None:
        at = Text(f", ô {sheet.state_cell}", f", cell {sheet.state_cell}") if sheet.state_cell else Text("", "")
        return [
            Finding(
                "silence",
                Severity.QUESTION,
                Text(
                    f"Sheet «{sheet.sheet}»{at.vi}: không có dòng nào và chưa chọn tình trạng số liệu. Để như vậy sẽ ghi là chưa báo cáo, không phải bằng 0. Nếu không phát sinh, chọn «Không phát sinh (bằng 0)».",
                    f"Sheet “{sheet.sheet}”{at.en}: there is no row and no state was chosen. Left so it counts as not reported, not as zero. If nothing happened, choose “Nothing happened (zero)”.",
                ),
                sheet.sheet,
                sheet.state_cell,
                None,
                "state",
                table.name,
                "",
                Text("một tình trạng số liệu", "a state of the data"),
            )
        ]
    return []


def _values(sheet: SheetRows, row: int) -> dict[str, object]:
    at = pc.index(sheet.rows.column("_row"), row).as_py()
    return {name: sheet.rows.column(name)[at].as_py() for name in sheet.columns if name in sheet.rows.column_names}


def _broken(
    rule: Rule, table: Table, sheet: SheetRows, row: int, value: object, period: Period, days: tuple[date, date]
) -> Finding:
    cell = f"{sheet.columns.get(rule.at, '')}{row}"
    column = table.columns[rule.at]
    received = column.choices[str(value)].vi if value in column.choices else shown(value)
    label = column.label
    return Finding(
        rule.name,
        rule.severity,
        Text(
            f"Sheet «{sheet.sheet}», ô {cell} ({label.vi}): nhận «{received}». {rule.message.vi}",
            f"Sheet “{sheet.sheet}”, cell {cell} ({label.en}): received “{received}”. {rule.message.en}",
        ),
        sheet.sheet,
        cell,
        row,
        rule.at,
        table.name,
        received,
        Text(
            f"{period.label.vi}: {day_text(days[0])}–{day_text(days[1])}",
            f"{period.label.en}: {day_text(days[0], 'en')} – {day_text(days[1], 'en')}",
        )
        if "period_" in rule.broken
        else Text("", ""),
    )


def _repeated(table: Table, sheet: SheetRows, row: int, first: int, value: object) -> Finding:
    key = table.key[0]
    cell = f"{sheet.columns.get(key, '')}{row}"
    names = Text(
        ", ".join(table.columns[k].label.vi for k in table.key), ", ".join(table.columns[k].label.en for k in table.key)
    )
    return Finding(
        "duplicate",
        Severity.ERROR,
        Text(
            f"Sheet «{sheet.sheet}», ô {cell}: «{shown(value)}» trùng với dòng {first} ({names.vi}). Xóa một dòng, hoặc sửa cho khác nhau.",
            f"Sheet “{sheet.sheet}”, cell {cell}: “{shown(value)}” repeats row {first} ({names.en}). Delete one row, or make them differ.",
        ),
        sheet.sheet,
        cell,
        row,
        key,
        table.name,
        shown(value),
        Text("mỗi dòng một lần", "each row once"),
    )


def shown(value: object) -> str:
    """A stored value as its sender would have typed it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)


def _parsed(code: str) -> Period | None:
    try:
        return Period.parse(code)
    except ValueError:
        return None


def _stop(rule: str, message: Text, received: str = "", expected: str = "") -> Finding:
    return Finding(rule, Severity.STOP, message, received=received, expected=Text(expected, expected))


def state_rows(sheets: Mapping[str, SheetRows], submission: int) -> pa.Table:
    """The records of table `sheet` for one submission."""
    kept = list(sheets.values())
    return pa.table(
        {
            "submission": pa.array([submission] * len(kept), pa.int32()),
            "name": pa.array([s.table for s in kept], pa.string()),
            "title": pa.array([s.sheet for s in kept], pa.string()),
            "rows": pa.array([s.rows.num_rows for s in kept], pa.int32()),
            "state": pa.array([s.state for s in kept], pa.string()),
        }
    )


def yearly_lines(reading: Reading, tables: Mapping[str, Table], period: Period) -> list[Finding]:
    """What is wrong with the figures of the year: a number before the last quarter, or the quarter's in place of the year's."""
    return [finding for table in tables.values() if table.is_form for finding in _yearly_lines(reading, table, period)]


def _yearly_lines(reading: Reading, table: Table, period: Period) -> Iterator[Finding]:
    sheet = reading.sheets.get(table.name)
    if sheet is None:
        return
    last = period.part == "Q4"
    shut = {figure.code: closed(figure, period) for figure in table.figures if figure.yearly}
    for row in sheet.rows.to_pylist():
        for key in shut.get(row["code"], ()):
            if row[key] is not None:
                rule = "yearly_in_quarter" if last else "yearly_line"
                received, heading = number_text(row[key]), table.columns[key].label
                fault = of_cell(
                    rule, sheet.sheet, table.name, key, heading, received, code=row["code"], year=period.year
                )
                yield fault.at(f"{sheet.columns.get(key, '')}{row['_row']}", row["_row"])
