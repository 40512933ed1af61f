"""Illustrative data: workbooks as the provinces might have sent them, in the order in which they would have come.

Real are the geographical indications (`data/reference/geographical_indications.csv`, each with its source), the
innovation indices as far as they could be read (`innovation_index.csv`) and what Quảng Trị's report of 2024 says;
everything else is made up from the name of a province and a quarter, always the same.
"""

import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from openpyxl import load_workbook

import indicators  # its catalogue is complete only once this module has been discovered beside it
from data.model import Period
from data.places import PLACES, Unit
from data.table import DataState
from data.templates.build import FIRST_ROW, build_nationwide, sheet_name
from data.templates.fill import Blank
from data.templates.styles import saved
from service.demo.deliveries import EXPLAINED, FIRST, PUBLISHED, SILENT, Delivery, deliveries
from service.demo.form_figures import chance_of, families, holders, report_2024
from service.demo.lists import Lists, _day, _indications, _sum, lists
from service.demo.own_files import parted
from service.demo.own_workbooks import OwnWorkbook
from service.demo.tables import REFERENCE, demo_table, read_table
from service.demo.word_reports import OwnReport


@dataclass(frozen=True, slots=True)
class DemoFile:
    """A file, who sent it and when; `reason` answers the questions it raises, None where it raises none."""

    name: str
    data: bytes
    unit: Unit | None  # None for the whole country's index
    period: Period
    received_at: datetime
    reason: str | None
    own: OwnWorkbook | OwnReport | None = None  # of a province's own making, with what its office knows of it


# The total is known before the list is: the list says it is not available, the form carries the total.
WITHOUT_LIST = {("lang-son", "2023-Q2"): "collective_marks", ("hau-giang", "2024-Q4"): "trainings"}
NOT_APPLICABLE = {("lai-chau", "2024-Q2"): "calibrated_instruments"}
# What is written beside a figure, in the column for it.
NOTES = {(one["province"], one["quarter"], one["code"]): {"note": one["note"]} for one in demo_table("notes")}

RELEASED = {2023: date(2024, 3, 12), 2024: date(2024, 12, 30), 2025: date(2025, 10, 1)}  # of the innovation index
INDEX_NAME = "chi-so-doi-moi-sang-tao-{year}.xlsx"
INDEX_REASON = "Chỉ ghi những tỉnh có số liệu đã công bố đọc được, mỗi dòng kèm nguồn."


def workbooks(wanted: Iterable[Delivery] | None = None) -> Iterator[DemoFile]:
    """The files of these deliveries, of all where none are named; the same bytes each time."""
    blanks: dict[Period, Blank] = {}
    for one in deliveries() if wanted is None else wanted:
        if one.period not in blanks:
            blanks[one.period] = Blank(indicators.TABLES, one.unit, one.period, PLACES.units_in(one.period))
        rows, states = sheets(one.unit, one.period, first_of_two=one.version < one.versions)
        about = one.unit, one.period, one.received_at, one.reason
        if one.own:
            earlier = [
                sheets(one.unit, Period.quarter(index))[0] for index in range(one.period.year * 4, one.period.last)
            ]
            told = parted(one.own, one.unit, one.period, rows, earlier)
            if told.beside is not None:
                yield DemoFile(one.files[0], blanks[one.period].fill(one.unit, told.beside, states), *about)
            yield DemoFile(one.files[-1], told.own.data, *about, told.own)
        else:
            yield DemoFile(one.name, blanks[one.period].fill(one.unit, rows, states), *about)


def names() -> set[str]:
    """Of every file of the demo, no two alike; quickly, since none is made for it."""
    return {name for one in deliveries() for name in one.files} | _index_names()


def lacking(have: Collection[str]) -> set[str]:
    """The names of the files that are not among those that a store has. Where it has the template of a province that
    sends its own file today, from a demo of before that, nothing of that quarter is lacking."""
    lacking = {name for one in deliveries() if one.name not in have for name in one.files}
    return (lacking | _index_names()).difference(have)


def _index_names() -> set[str]:
    return {INDEX_NAME.format(year=year) for year in RELEASED}


def indices() -> Iterator[DemoFile]:
    """The innovation index of each year of which something could be read: the ministry's file, a row a province."""
    known = read_table(REFERENCE / "innovation_index.csv")
    for year, day in RELEASED.items():
        mine = {row["province"]: row for row in known if row["year"] == str(year)}
        provinces = PLACES.of_quarter(Period(year).last)
        data = _index_workbook(year, provinces, mine)
        at = datetime.combine(day, time(3, 0), UTC)
        yield DemoFile(INDEX_NAME.format(year=year), data, None, Period(year), at, INDEX_REASON)


def _index_workbook(year: int, provinces: Sequence[Unit], rows: Mapping[str, Mapping[str, str]]) -> bytes:
    table = next(table for table in indicators.TABLES.values() if table.nationwide)
    book = load_workbook(io.BytesIO(build_nationwide(table, year, provinces)))
    sheet = book[sheet_name(table)]
    place = {key: number for number, key in enumerate(table.columns, 1)}
    for number in range(FIRST_ROW, FIRST_ROW + len(provinces)):
        found = rows.get(str(sheet.cell(number, place["province"]).value), {})
        for key in ("score", "input", "output"):
            if found.get(key):
                sheet.cell(number, place[key]).value = float(found[key])
        if found.get("rank"):
            sheet.cell(number, place["rank"]).value = int(found["rank"])
        if found:
            sheet.cell(number, place["source"]).value = found["source"]
    return saved(book)


def sheets(unit: Unit, period: Period, first_of_two: bool = False) -> tuple[Lists, Mapping[str, str]]:
    """What a province fills in: rows by table, states by list; `first_of_two` is what it will correct later."""
    case = (unit.key, period.code)
    told = {name: list(rows) for name, rows in lists(unit.key, period).items()}
    if first_of_two:
        told["trainings"] = told["trainings"][:-1]
        told["calibrated_instruments"] = told["calibrated_instruments"][1:]
    states = {name: DataState.HAS_DATA if rows else DataState.NOTHING for name, rows in told.items()}
    if case == PUBLISHED:
        for name in ("collective_marks", "calibrated_instruments", "trainings"):
            told[name], states[name] = [], DataState.NOT_AVAILABLE
        return {**told, **report_2024()}, states
    typed = figures(told, period)
    if _counts_up(unit.key, period):
        for code, total in _year_to_date(unit.key, period, typed).items():
            typed[code]["year_to_date"] = total
    for reported, state in ((WITHOUT_LIST, DataState.NOT_AVAILABLE), (NOT_APPLICABLE, DataState.NOT_APPLICABLE)):
        if case in reported:
            told[reported[case]], states[reported[case]] = [], state
            if state is DataState.NOT_APPLICABLE:
                note = "Không có tổ chức kiểm định trên địa bàn trong quý"
                typed["MQ01"] = {"code": "MQ01", "value": "x", "note": note}
                del typed["MQ02"]
    if EXPLAINED.get(case) == SILENT:
        told["trainings"] = []
        del states["trainings"], typed["TR01"], typed["TR02"]
    forms = families(unit.key, period)
    for line in forms.get("intellectual_property", []):  # nobody may use what there is not, or has only just come
        if line["code"] == "IP10":
            line["value"] = sum(
                holders(territory, period)
                for territory in PLACES.predecessors(unit.key) or [unit.key]
                if any(_day(i["registered_on"]) < FIRST.start for i in _indications(territory))
            )
    forms["summary"] = [*typed.values(), *forms.get("summary", [])]
    return {**told, **_noted(forms, case)}, {name: str(state) for name, state in states.items()}


def _noted(forms: Lists, case: tuple[str, str]) -> Lists:
    """The lines of forms with what is written beside them."""
    return {
        name: [{**line, **NOTES.get((*case, str(line["code"])), {})} for line in lines] for name, lines in forms.items()
    }


def figures(told: Lists, period: Period) -> dict[str, dict[str, object]]:
    """The lines of the form that agree with the lists, by code."""
    indications, marks = told["geographical_indications"], told["collective_marks"]
    instruments, classes = told["calibrated_instruments"], told["trainings"]

    def standing(kind: str) -> int:
        return sum(row["mark_type"] == kind and row["status"] == "in_force" for row in marks)

    judged = [row for row in instruments if row.get("passed") is not None]
    tried = _sum(judged, "instruments")
    values: dict[str, float | None] = {
        "IP01": sum(row["status"] == "in_force" for row in indications),
        "IP02": sum(Period.at(_day(row["registered_on"])) == period for row in indications),
        "IP04": standing("collective"),
        "IP05": standing("certification"),
        "MQ01": _sum(instruments, "instruments"),
        "MQ02": round(100 * _sum(judged, "passed") / tried, 1) if tried else None,
        "TR01": len(classes),
        "TR02": _sum(classes, "participants"),
    }
    return {code: {"code": code, "value": value} for code, value in values.items() if value is not None}


def _counts_up(key: str, period: Period) -> bool:
    """Whether a province types the year so far besides the quarter; a unit born in the middle of a year does not."""
    of_its_own = PLACES.alive(key, Period(period.year, "Q1").end)
    return of_its_own and key != PUBLISHED[0] and chance_of("habit", key).random() < 0.25


def _year_to_date(key: str, period: Period, now: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    """The flows from January on: the quarters before as they stand, and this one as it is told."""
    totals: dict[str, object] = {}
    before = [Period.quarter(index) for index in range(period.year * 4, period.last)]
    for code in ("IP02", "MQ01", "TR01", "TR02"):
        earlier = [{"n": figures(lists(key, quarter), quarter)[code]["value"]} for quarter in before]
        totals[code] = _sum([*earlier, {"n": now[code]["value"]}], "n")
    return totals
