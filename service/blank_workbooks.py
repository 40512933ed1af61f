"""The workbooks that senders fill in, with what the store knows already in them."""

from data.model import Calendar, Period
from data.places import Unit
from data.templates import build as templates
from indicators.validation.rows_against_history import standing_register
from service import template_references
from service.service import Service


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


def for_nation(service: Service, table: str, year: int) -> bytes:
    """The workbook of a nationwide table for one year: a row for every province of it."""
    return templates.build_nationwide(service.tables[table], year, service.places.of_quarter(Period(year).last))
