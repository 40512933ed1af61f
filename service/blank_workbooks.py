"""The workbooks that senders fill in, with what the store knows already in them."""

from collections.abc import Collection, Mapping

from data.column_types.cell import NOT_APPLICABLE, NOT_AVAILABLE, WITHHELD, Bound
from data.column_types.numbers import bounded
from data.model import Calendar, Period
from data.places import Unit
from data.prose.confirmed import OPEN
from data.table import closed, lines
from data.templates import build as templates
from data.templates.fill import Blank
from indicators.validation.rows_against_history import standing_register
from service import submissions, template_references
from service.review import versions
from service.service import Service

STATES = {NOT_APPLICABLE: "x", NOT_AVAILABLE: "…", WITHHELD: "không công bố"}  # as a cell says that it has no number


def for_province(service: Service, unit: Unit, period: Period, calendar: Calendar = Calendar.STATISTICAL) -> bytes:
    """The workbook for one province and quarter, its registers as they last stood already in it, what is known of
    each figure beside its line."""
    previous: dict[str, list[dict[str, object]]] = {}
    with service.store.reading() as work:
        for name, table in service.tables.items():
            if table.register:
                rows = standing_register(work, service.places, table, unit.key, period)
                previous[name] = list({tuple(str(row[key]) for key in table.key): row for row in rows}.values())
        references = template_references.of_quarter(service, work, unit, period)
    units = service.places.units_in(period)
    return templates.build(service.tables, unit, period, units, previous, calendar=calendar, references=references)


def as_sent(service: Service, unit: Unit, period: Period) -> bytes | None:
    """The same workbook with all that stands of the quarter typed into it, whatever file brought it.

    To be corrected and sent again; sent back untouched it changes nothing. None where nothing stands.
    """
    stands = versions.stands(service, unit.key, period)
    if not stands:
        return None
    rows: dict[str, list[dict[str, object]]] = {}
    states: dict[str, str] = {}
    for name, number in stands.items():
        sheet = versions.sheets_of(service, number)[name]
        told, table = sheet.rows.to_pylist(), service.tables[name]
        if table.is_form:
            shut = {figure.code: closed(figure, period) for figure in lines(table, period)}
            told = [_typed(line, shut[line["code"]]) for line in told if line["code"] in shut]
        rows[name] = told
        if sheet.state is not None:
            states[name] = sheet.state
    with service.store.reading() as work:
        references = template_references.of_quarter(service, work, unit, period)
    newest = max(stands.values())
    calendar = next(one.calendar for one in submissions.versions(service, unit.key, period) if one.number == newest)
    blank = Blank(service.tables, unit, period, service.places.units_in(period), calendar, references)
    return blank.fill(unit, rows, states)


def _typed(line: Mapping[str, object], shut: Collection[str]) -> dict[str, object]:
    """The line of a form as it is typed: a bound and a figure that is none in words, nothing in a cell that is shut."""
    quoted = OPEN in str(line["note"])  # the sentence of a report, which is no word of the sender's to this line
    typed: dict[str, object] = {"code": line["code"], "note": None if quoted else line["note"]}
    for column, short in {"value": "value", "year_to_date": "ytd"}.items():
        if column in shut:
            continue
        value, state = line[column], line[f"_{short}_state"]
        bound = Bound(int(line[f"_{short}_bound"] or 0))  # type: ignore[call-overload]
        if isinstance(value, float) and bound:
            value = bounded(value, bound)
        typed[column] = STATES.get(str(state)) if value is None else value
    return typed


def for_nation(service: Service, table: str, year: int) -> bytes:
    """The workbook of a nationwide table for one year: a row for every province of it."""
    return templates.build_nationwide(service.tables[table], year, service.places.of_quarter(Period(year).last))
