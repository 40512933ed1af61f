"""What a draft is asked in the light of its measures: against its own totals, and against what stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from statistics import median

from data.model import Finding, Period, Severity, Text, number_text
from data.places import Places
from data.reading import Reading, SheetRows
from data.store import Work, scratch
from data.table import State, Table
from indicators.define import Indicator, Measure, Nature
from indicators.observe import AllTold, Observer, Part, Told, measured, ratio

# A stock moves slowly, a flow may double; the catalogue's rule for stocks is more than 20 % and more than 3.
STOCK_CHANGE, STOCK_LEAST = 0.20, 3
FLOW_FACTOR, FLOW_LEAST = 5, 20
PAST_QUARTERS = 8
SHARE_TOLERANCE = 0.1  # a typed percentage is rounded


@dataclass(frozen=True, slots=True)
class Outlook:
    """What will stand once a draft is accepted: everything told of its year, and the records that follow from it."""

    told: AllTold
    records: list[dict[str, object]]

    def quarter(self, unit: str, period: Period) -> dict[str, float | None]:
        """The totals of one unit and quarter, by measure."""
        at = (unit, period.last, str(period.grain), "")
        return {
            str(r["measure"]): r["value"]  # type: ignore[misc]
            for r in self.records
            if (r["unit"], r["last"], r["span"], r["split"]) == at
        }


def outlook(work: Work, observer: Observer, reading: Reading, unit: str, period: Period) -> Outlook:
    """Put what a file tells in the place of what stands, and derive the year from it. Stores nothing."""
    year = period.year * 4
    told = observer.told(work, observer.family(unit, period.year), year, year + 3)
    here = (unit, period.last)
    with scratch() as desk:
        for name, sheet in reading.sheets.items():
            indicator = observer.catalogue[name]
            if indicator.form:
                for code, one in told.items():
                    line = _lines(sheet).get(code, {})
                    mine = one[here]
                    mine.typed, mine.year_to_date = _number(line, "value"), _number(line, "year_to_date")
                    mine.not_applicable = mine.not_applicable or line.get("_value_state") == "not_applicable"
            else:
                for code, measure in indicator.measures.items():
                    told[code][here] = replace(told[code][here], listed=None, items={}, not_applicable=False)
                    told[code][here].state(measure, sheet.rows.num_rows, sheet.state)
                for code, split, item, part in _measured(desk, indicator, sheet, period):
                    told[code][here].take(split, item, part)
    return Outlook(told, observer.derive(told))


def _measured(work: Work, indicator: Indicator, sheet: SheetRows, period: Period) -> list[tuple[str, str, str, Part]]:
    """Each measure over the rows of a draft: code, breakdown and item ('' for the total), part."""
    if sheet.rows.num_rows == 0:
        return []
    source = "SELECT $start::DATE AS period_start, $end::DATE AS period_end, * FROM sheet"
    with work.lent("sheet", sheet.rows):
        found = measured(work, indicator, source, {"start": period.start, "end": period.end})
        return [(code, split, item, part) for _, code, split, item, part in found]


def watch(work: Work, observer: Observer, reading: Reading, unit: str, period: Period, view: Outlook) -> list[Finding]:
    """Everything that can be said of a draft by comparing figures."""
    faulty = {f.table for f in reading.findings if f.severity is Severity.ERROR}
    history, totals = _history(work, unit, period), view.quarter(unit, period)
    findings: list[Finding] = []
    for indicator in observer.catalogue.values():
        for measure in indicator.measures.values():
            if indicator.name in faulty:
                continue  # its total is wrong because its cells are
            mine = view.told[measure.code].get((unit, period.last), Told())
            findings += _against_list(measure, indicator, mine, reading, observer.catalogue)
            if measure.kind is Nature.FLOW:
                findings += _against_year(work, observer, measure, unit, period, view, reading)
            findings += _against_past(history, totals, observer, measure, indicator, unit, period, view, reading)
        if indicator.register and indicator.name in reading.sheets and indicator.name not in faulty:
            findings += _against_register(work, observer.places, indicator.table, reading, unit, period)
    return findings


def _against_list(
    measure: Measure, indicator: Indicator, mine: Told, reading: Reading, catalogue: Mapping[str, Indicator]
) -> list[Finding]:
    """Where a list is given, its total and the typed one must agree."""
    if mine.listed is None or mine.typed is None:
        return []
    listed = ratio(mine.listed) if measure.kind is Nature.RATIO else mine.listed.value
    slack = SHARE_TOLERANCE if measure.kind is Nature.RATIO else 0.0
    if listed is None or abs(listed - mine.typed) <= slack + 1e-9:
        return []
    typed, counted = number_text(mine.typed), number_text(listed)
    label = indicator.label
    sheet = _form(reading, catalogue)
    if sheet is None:  # the form stands, the list is new
        at = reading.sheets[indicator.name]
        return [
            Finding(
                "total_disagrees_standing", Severity.QUESTION,
                Text(
                    f"Sheet «{at.sheet}»: danh sách cho {measure.label.vi.lower()} là {counted}, còn bảng tổng hợp đã nộp ghi {typed}. Danh sách sẽ được dùng. Nêu lý do, hoặc nộp lại bảng tổng hợp.",
                    f"Sheet “{at.sheet}”: the list gives {counted} for {measure.label.en.lower()}, the summary that stands says {typed}. The list will count. Say why, or send the summary anew.",
                ),
                at.sheet, "", None, "", indicator.name, counted, Text(typed, typed),
            )
        ]  # fmt: skip
    row, cell = _at(sheet, measure.code, "value")
    return [
        Finding(
            "total_disagrees",
            Severity.QUESTION if measure.kind is Nature.RATIO else Severity.ERROR,
            Text(
                f"Sheet «{sheet.sheet}», ô {cell} ({measure.code}): nhận {typed}, nhưng danh sách «{label.vi}» cho {counted}. Sửa ô này, hoặc sửa danh sách, để hai số khớp nhau.",
                f"Sheet “{sheet.sheet}”, cell {cell} ({measure.code}): received {number_text(mine.typed, 'en')}, but the list “{label.en}” gives {number_text(listed, 'en')}. Mend this cell or the list so that both agree.",
            ),
            sheet.sheet, cell, row, "value", sheet.table, typed, Text(counted, number_text(listed, "en")),
        )
    ]  # fmt: skip


def _against_year(
    work: Work, observer: Observer, measure: Measure, unit: str, period: Period, view: Outlook, reading: Reading
) -> list[Finding]:
    """A total of the year so far never falls, and is what stood before plus the quarter."""
    told = view.told[measure.code]
    mine = told.get((unit, period.last), Told())
    sheet = _form(reading, observer.catalogue)
    if mine.year_to_date is None or sheet is None:
        return []
    typed = mine.year_to_date
    row, cell = _at(sheet, measure.code, "year_to_date")
    findings = []

    def say(rule: str, severity: Severity, message: Text, expected: Text) -> None:
        head = Text(
            f"Sheet «{sheet.sheet}», ô {cell} ({measure.code}): lũy kế {number_text(typed)}",
            f"Sheet “{sheet.sheet}”, cell {cell} ({measure.code}): year to date {number_text(typed, 'en')}",
        )
        text = Text(f"{head.vi} {message.vi}", f"{head.en} {message.en}")
        findings.append(
            Finding(
                rule, severity, text, sheet.sheet, cell, row, "year_to_date", sheet.table, number_text(typed), expected
            )
        )

    own = None if mine.not_applicable else mine.value
    if own is not None and typed < own:
        say(
            "ytd_below_quarter", Severity.ERROR,
            Text(f"nhỏ hơn số trong quý {number_text(own)}. Sửa một trong hai số.", f"is below the quarter's own {number_text(own, 'en')}. Mend one of the two."),
            Text(f"từ {number_text(own)} trở lên", f"{number_text(own, 'en')} or more"),
        )  # fmt: skip
    start = period.year * 4
    before: float | None = 0.0
    for quarter in range(start, period.last):
        one = told.get((unit, quarter), Told())
        at = Period.quarter(quarter)
        if one.year_to_date is not None:
            if typed < one.year_to_date:
                other = _standing_cell(work, unit, quarter, measure.code)
                say(
                    "ytd_falls", Severity.ERROR,
                    Text(f"nhỏ hơn lũy kế {number_text(one.year_to_date)} đã nộp cho {at.label.vi} (ô {other}). Sửa ô này, hoặc nộp lại {at.label.vi} trước.", f"is below the {number_text(one.year_to_date, 'en')} that stands for {at.label.en} (cell {other}). Mend this cell, or send {at.label.en} anew first."),
                    Text(f"từ {number_text(one.year_to_date)} trở lên", f"{number_text(one.year_to_date, 'en')} or more"),
                )  # fmt: skip
            before = one.year_to_date
        elif before is not None and not one.not_applicable:
            before = before + one.value if one.value is not None else None
    if not observer.places.alive(unit, Period(period.year, "Q1").end):
        before = None  # a unit born this year continues what others had sent
    if own is not None and before is not None and typed >= before and abs(before + own - typed) > 1e-9:
        say(
            "ytd_disagrees", Severity.ERROR,
            Text(f"khác tổng của số đã nộp từ đầu năm ({number_text(before)}) và số trong quý ({number_text(own)}), là {number_text(before + own)}. Sửa cho khớp, hoặc nộp lại quý trước.", f"is not what stood before ({number_text(before, 'en')}) plus the quarter ({number_text(own, 'en')}), which is {number_text(before + own, 'en')}. Make them agree, or send the earlier quarter anew."),
            Text(number_text(before + own), number_text(before + own, "en")),
        )  # fmt: skip
    for quarter in range(period.last + 1, start + 4):
        one = told.get((unit, quarter), Told())
        at = Period.quarter(quarter)
        if one.year_to_date is not None and one.year_to_date < typed:
            other = _standing_cell(work, unit, quarter, measure.code)
            say(
                "ytd_above_later", Severity.QUESTION,
                Text(f"lớn hơn lũy kế {number_text(one.year_to_date)} đã nộp cho {at.label.vi} (ô {other}). Nêu lý do; {at.label.vi} sẽ ghi là mâu thuẫn cho đến khi được nộp lại.", f"is above the {number_text(one.year_to_date, 'en')} that stands for {at.label.en} (cell {other}). Say why; {at.label.en} will be marked as in conflict until it is sent anew."),
                Text(f"không quá {number_text(one.year_to_date)}", f"at most {number_text(one.year_to_date, 'en')}"),
            )  # fmt: skip
            break
    return findings


def _history(work: Work, unit: str, period: Period) -> dict[str, list[float]]:
    """The latest totals of a unit before a quarter, by measure, newest first."""
    history: dict[str, list[float]] = {}
    for code, value in work.rows(
        """SELECT measure, value FROM observation
        WHERE span = 'quarter' AND split = '' AND unit = $unit::VARCHAR AND value IS NOT NULL
            AND last BETWEEN $first::INTEGER AND $last::INTEGER ORDER BY last DESC""",
        unit=unit,
        first=period.last - PAST_QUARTERS,
        last=period.last - 1,
    ):
        history.setdefault(code, []).append(value)
    return history


def _against_past(
    history: Mapping[str, list[float]],
    totals: Mapping[str, float | None],
    observer: Observer,
    measure: Measure,
    indicator: Indicator,
    unit: str,
    period: Period,
    view: Outlook,
    reading: Reading,
) -> list[Finding]:
    """A total that jumps away from the province's own past is asked about."""
    mine = view.told[measure.code].get((unit, period.last), Told())
    given = indicator.name in reading.sheets or _form(reading, observer.catalogue) is not None
    value = totals.get(measure.code)
    if value is None or not given or measure.kind in (Nature.RATIO, Nature.INDEX):
        return []
    past = history.get(measure.code, [])
    if not past:
        return []
    usual = past[0] if measure.at_date else median(past)
    if measure.at_date:
        typed_fall = mine.listed is None and value < usual
        unusual = abs(value - usual) > STOCK_LEAST and abs(value - usual) > STOCK_CHANGE * usual
    else:
        typed_fall = False
        far = value > FLOW_FACTOR * usual or 0 < value < usual / FLOW_FACTOR
        unusual = far and usual > 0 and abs(value - usual) >= FLOW_LEAST  # after nothing, anything is new
    if not (unusual or typed_fall):
        return []
    sheet = _form(reading, observer.catalogue)
    if mine.listed is not None and indicator.name in reading.sheets:
        at, row, cell, column = reading.sheets[indicator.name], None, "", ""
    elif sheet is not None:
        column = "value" if mine.typed is not None else "year_to_date"
        at, (row, cell) = sheet, _at(sheet, measure.code, column)
    else:
        return []
    where = Text(f"Sheet «{at.sheet}»" + (f", ô {cell}" if cell else ""), f"Sheet “{at.sheet}”" + (f", cell {cell}" if cell else ""))  # fmt: skip
    compared = (
        Text("quý gần nhất", "the latest quarter") if measure.at_date else Text("mức thường gặp", "the usual level")
    )
    return [
        Finding(
            "stock_falls" if typed_fall and not unusual else "jump",
            Severity.QUESTION,
            Text(
                f"{where.vi}: {measure.label.vi} ({measure.code}) là {number_text(value)}, trong khi {compared.vi} của tỉnh là {number_text(usual)}. Kiểm tra lại; nếu đúng, nêu lý do.",
                f"{where.en}: {measure.label.en} ({measure.code}) is {number_text(value, 'en')}, while {compared.en} of this province is {number_text(usual, 'en')}. Check it; if it is right, say why.",
            ),
            at.sheet, cell, row, column, at.table, number_text(value),
            Text(f"khoảng {number_text(usual)}", f"about {number_text(usual, 'en')}"),
        )
    ]  # fmt: skip


def _against_register(
    work: Work, places: Places, table: Table, reading: Reading, unit: str, period: Period
) -> list[Finding]:
    """A register keeps what it held: a thing that was in force may be cancelled, not forgotten."""
    sheet = reading.sheets[table.name]
    if sheet.rows.num_rows == 0 and sheet.state in (None, State.NOT_AVAILABLE):
        return []  # asked about already, or said not to be there yet: nothing is forgotten by that
    before = standing_register(work, places, table, unit, period)
    key = table.key[0]
    have = {str(value).strip().lower() for value in sheet.rows.column(key).to_pylist() if value}
    active = next(iter(table.columns["status"].choices)) if "status" in table.columns else None
    lost = [
        str(row[key])
        for row in before
        if str(row[key]).strip().lower() not in have and (active is None or row["status"] == active)
    ]
    if not lost:
        return []
    names = ", ".join(lost)
    return [
        Finding(
            "register_shrinks",
            Severity.QUESTION,
            Text(
                f"Sheet «{sheet.sheet}»: thiếu {len(lost)} dòng còn hiệu lực ở quý trước: {names}. Danh sách phải đầy đủ; cái đã hủy bỏ hay hết hiệu lực vẫn ghi lại với tình trạng đó. Bổ sung, hoặc nêu lý do.",
                f"Sheet “{sheet.sheet}”: {len(lost)} rows that were in force last quarter are absent: {names}. The list must be complete; what was cancelled or expired stays in it with that status. Add them, or say why.",
            ),
            sheet.sheet,
            "",
            None,
            key,
            table.name,
            names,
            Text("danh sách đầy đủ", "the whole list"),
        )
    ]


def standing_register(work: Work, places: Places, table: Table, unit: str, period: Period) -> list[dict[str, object]]:
    """The rows of a register as they last stood before a quarter; a merged unit starts from those it was made of."""
    units = [unit] if places.alive(unit, period.shift(-1).end) else places.predecessors(unit)
    numbers = [
        number
        for (number,) in work.rows(
            """SELECT max_by(number, quarter) FROM standing
            WHERE name = $name AND list_contains($units::VARCHAR[], unit) AND quarter < $quarter::INTEGER AND rows > 0
            GROUP BY unit""",
            name=table.name,
            units=units,
            quarter=period.last,
        )
    ]
    columns = ", ".join(f'"{key}"' for key in table.columns)
    rows = work.rows(
        f"""SELECT {columns} FROM "list_{table.name}" WHERE list_contains($numbers::INTEGER[], submission)
        ORDER BY submission, row""",  # noqa: S608 - only declared names
        numbers=numbers,
    )
    return [dict(zip(table.columns, row, strict=True)) for row in rows]


def _form(reading: Reading, catalogue: Mapping[str, Indicator]) -> SheetRows | None:
    return next((sheet for name, sheet in reading.sheets.items() if catalogue[name].form), None)


def _lines(sheet: SheetRows) -> dict[str, dict[str, object]]:
    return {str(line["code"]): line for line in sheet.rows.to_pylist()}


def _number(line: Mapping[str, object], column: str) -> float | None:
    value = line.get(column)
    return value if isinstance(value, float) else None


def _at(sheet: SheetRows, code: str, column: str) -> tuple[int | None, str]:
    """Row and address of a figure on the form."""
    line = _lines(sheet).get(code)
    row = line["_row"] if line else None
    return row, f"{sheet.columns.get(column, '')}{row}" if row else ""  # type: ignore[return-value]


def _standing_cell(work: Work, unit: str, quarter: int, code: str) -> str:
    return str(
        work.one(
            """SELECT f.ytd_cell FROM standing AS s JOIN figure AS f ON f.submission = s.number AND f.form = s.name
            WHERE s.unit = $unit AND s.quarter = $quarter::INTEGER AND f.code = $code AND f.year_to_date IS NOT NULL""",
            unit=unit,
            quarter=quarter,
            code=code,
        )
        or ""
    )
