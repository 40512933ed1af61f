"""What is printed beside the lines of a template: last quarter, a year ago, totals to date, what was sent already."""

from collections.abc import Mapping

from data.model import Period, Text, number_text
from data.places import Unit
from data.storage.database import Work
from data.templates.references import Reference
from indicators.engine.answer import sign
from indicators.engine.derivation import Record
from service import submissions
from service.service import Service

_LAST = Text("Quý trước ({period})", "Last quarter ({period})")
_YEAR_AGO = Text("Cùng kỳ năm trước ({period})", "A year ago ({period})")
_TO_DATE = Text("Lũy kế đến hết {period}", "To date, until {period}")
_SENT = Text("Đã nộp lần {version}: {column}", "Sent, version {version}: {column}")
_COLUMNS = {
    "value": Text("trong quý", "in the quarter"),
    "year_to_date": Text("lũy kế", "year to date"),
}
_HINT = Text("Để đối chiếu khi điền; không được đọc.", "For comparison while filling in; it is not read.")


def of_quarter(service: Service, work: Work, unit: Unit, period: Period) -> list[Reference]:
    """The columns for a province's quarter, those of which nothing is known left out."""
    before, year_ago = period.shift(-1), period.year_before()
    records = {year: _records(service, work, unit, year) for year in {before.year, year_ago.year}}
    known = [
        (_LAST.format(period=before.short), _values(records[before.year], unit, before)),
        (_YEAR_AGO.format(period=year_ago.short), _values(records[year_ago.year], unit, year_ago)),
    ]
    if before.year == period.year:
        to_date = _values(records[before.year], unit, before.so_far())
        known.append((_TO_DATE.format(period=before.short), to_date))
    known += _sent(service, work, unit, period)
    return [Reference(label, _HINT, values) for label, values in known if values]


def _records(service: Service, work: Work, unit: Unit, year: int) -> list[Record]:
    """Everything that follows from what stands of a province's year."""
    observer = service.observer
    if not service.places.alive(unit.key, Period(year).end):
        return []
    reported = observer.reported(work, observer.family(unit.key, year), year * 4, year * 4 + 3)
    return observer.derive(reported)


def _values(records: list[Record], unit: Unit, span: Period) -> Mapping[str, float | str]:
    """By line of a form, what is known for all of a span."""
    at = (unit.key, span.last, str(span.grain))
    return {
        str(r["measure"]) + (f".{r['item']}" if r["split"] else ""): _value(r)
        for r in records
        if (r["unit"], r["last"], r["span"]) == at and r["value"] is not None and r["covered"] == r["due"]
    }


def _value(record: Record) -> float | str:
    value = float(record["value"])  # type: ignore[arg-type]
    bound = sign(int(record["flags"] or 0))  # type: ignore[call-overload]
    return f"{bound} {number_text(value)}" if bound else value


def _sent(service: Service, work: Work, unit: Unit, period: Period) -> list[tuple[Text, Mapping[str, float | str]]]:
    """What the forms of this quarter said that stand, where it is sent again."""
    standing = [one for one in submissions.versions(service, unit.key, period) if one.state == "accepted"]
    if not standing:
        return []
    found: dict[str, dict[str, float | str]] = {"value": {}, "year_to_date": {}}
    for code, *cells in work.rows(
        """SELECT f.code, f.value, f.year_to_date FROM standing AS s
        JOIN figure AS f ON f.submission = s.number AND f.form = s.name
        WHERE s.unit = $unit AND s.quarter = $quarter::INTEGER""",
        unit=unit.key,
        quarter=period.last,
    ):
        for column, value in zip(found, cells, strict=True):
            if value is not None:
                found[column][code] = float(value)
    version = str(standing[0].version)
    return [(_SENT.format(version=version, column=_COLUMNS[column]), values) for column, values in found.items()]
