"""Of whom and when the cells are that a number is computed from, against the province and the quarter of the file.

A summary takes its numbers from sheets, files and columns of its own quarter, from the months of it, and the year's so
far from the quarters before; what is taken off is none of these (`data.reading.formulas`).
"""

from collections.abc import Callable, Collection, Iterable

from data.model import Calendar, Period
from data.reading.formula_names import BETWEEN, OF_FILE, TO, places_of, times_of
from data.reading.said import Said
from data.reading.times import Time, agrees

COMPUTED = {"computed", "computed_alone", "computed_stock", "computed_same"}
_NO_YEAR = 4  # of days whose year is not named

Named = Callable[[str], list[tuple[str, set[str]]]]  # the provinces that a text names, each with its keys


def other_times(said: Iterable[Said], period: Period, calendar: Calendar) -> list[Said]:
    """Those that name another time, once for each that they name; of it alone, and of all their cells."""
    found: dict[tuple[str, str, str], Said] = {}
    for one in said:
        if one.where in ("computed", "computed_alone") and (name := _other_time(one, period, calendar)):
            _add(found, one, name)
        elif one.where == "computed_same" and period.part != "Q1":
            _add(found, one, one.text)
    return list(found.values())


def other_places(said: Iterable[Said], named: Named, unit: str, former: Collection[str]) -> list[tuple[Said, str]]:
    """Those that name another province, and what they call it. A province may add up those that it was made of
    (`former`), but not take its numbers from one of them alone."""
    found: dict[tuple[str, str, str], Said] = {}
    called: dict[tuple[str, str, str], str] = {}
    parts: set[str] = set()
    for one in said:
        for name in one.text.split(BETWEEN) if one.where in COMPUTED else ():
            for words, keys in next(filter(None, map(named, places_of(name))), []):
                parts |= keys & {unit, *former}
                if unit not in keys:
                    called[_add(found, one, name)] = next(iter(keys & {*former}), words)
    summed = len(parts) > 1 or unit in parts
    return [(found[key], words) for key, words in called.items() if not (summed and words in former)]


def _add(found: dict[tuple[str, str, str], Said], one: Said, name: str) -> tuple[str, str, str]:
    key = one.table, one.column, name
    known = found.get(key)
    found[key] = one._replace(text=name) if known is None else known._replace(cells=known.cells + one.cells)
    return key


def _other_time(said: Said, period: Period, calendar: Calendar) -> str:
    """The name in a sum that is of another time than its column, or all of them where a part of it is wanting."""
    last, to_date = 3 * int(period.part[1]), said.column == "year_to_date"
    wanted = {*range(1 if to_date else last - 2, last + 1)}
    covered: set[int] = set()
    own = False
    for name in said.text.split(BETWEEN):
        times = times_of(name)
        of_column = [_is_own(time, period, calendar, to_date, OF_FILE in name) for time in times]
        if not times or (all(of_column) and TO not in name):
            own = True
            continue
        months = [_months(time, period) for time in times]
        among = {month for some in months for month in some}
        among = {*range(min(among), max(among) + 1)} if TO in name and among else among
        if not all(of or some for of, some in zip(of_column, months, strict=True)) or not among <= wanted:
            return name
        covered |= among
    wanting = said.where == "computed_alone" and not own and covered != wanted
    return said.text if wanting else ""


def _is_own(time: Time, period: Period, calendar: Calendar, to_date: bool, of_file: bool) -> bool:
    """Whether a time is the column's own. A report of the quarter's last month has the year so far as well; a file may
    be called after that month or the next, in which it was sent."""
    after = (time.quarter - 3 * int(period.part[1])) % 12 if time.kind == "month" else -1
    near = time.year in (None, period.year, period.year + 1) and (after == 0 or (of_file and after == 1))
    return agrees(time, period, calendar, to_date) is not False or (near and (to_date or of_file))


def _months(time: Time, period: Period) -> set[int]:
    """Which months of the quarter's year a time has; none where it is no part of it."""
    if time.kind == "until" and time.last is not None and time.last.year in (period.year, _NO_YEAR):
        return {*range(1, time.last.month + 1)}
    if time.year not in (None, period.year):
        return set()
    match time.kind:
        case "quarter":
            return {*range(3 * time.quarter - 2, 3 * time.quarter + 1)}
        case "months":
            return {*range(1, time.quarter + 1)}
        case "month":
            return {time.quarter}
        case "year":
            return {*range(1, 13)}
    return set()
