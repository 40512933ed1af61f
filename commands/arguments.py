"""Of whom and when: provinces and periods as they are typed, and why one is not understood."""

from collections.abc import Sequence

import typer

from commands.console import wrong
from data.model import Grain, Period, today
from data.places import NATION, NATION_KEY, Boundary, Unit
from data.text_keys import fold
from indicators.engine.areas import NoSuchAreaError, provinces_of
from service.service import Service


def a_period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError:
        raise typer.BadParameter(f"kỳ {text!r} không đúng; ví dụ 2024-Q4, 2024-H1, 2024-9M, 2024") from None


def a_quarter(text: str) -> Period:
    period = a_period(text)
    if period.grain is not Grain.QUARTER:
        raise typer.BadParameter(f"cần một quý, ví dụ 2024-Q4; nhận {text!r}")
    return period


def a_span(service: Service, first: str | None, last: str | None, usual: Period | None = None) -> tuple[Period, Period]:
    """Without a wish from the first quarter of which anything was sent to the usual one, or the newest."""
    end = a_period(last) if last else usual or service.newest() or Period.at(today()).shift(-1)
    start = a_period(first) if first else min(service.first() or end, end)
    if first and not last:
        end = max(end, start)
    if end.last < start.first:
        raise typer.BadParameter(f"kỳ cuối {end.code} trước kỳ đầu {start.code}")
    return start, end


def is_nation(text: str) -> bool:
    return fold(text) in {NATION_KEY.lower(), fold(NATION.vi)}


def a_unit(service: Service, text: str, period: Period) -> Unit:
    unit = service.places.find(text, period.end)
    if unit is None:
        raise typer.BadParameter(f"không có tỉnh {text!r} trong {period.label.vi}")
    return unit


def a_measure(service: Service, text: str) -> str:
    code = next((code for code in service.series if code.upper() == text.upper()), "")
    return code or wrong(f"không có chỉ tiêu {text}; các mã: {', '.join(service.measures)}")


def an_area(service: Service, text: str, first: Period, last: Period, boundary: Boundary) -> str:
    """The key of a province of the chosen boundary, of today or of the time asked about; an old name finds its heir."""
    key = service.places.key_of(text, first, last, boundary)
    if key is None:
        raise _no_area(text, first, last)
    return key


def some_provinces(
    service: Service, texts: Sequence[str] | None, first: Period, last: Period, boundary: Boundary
) -> tuple[str, ...]:
    """Of keys, codes and names; a region's key means its provinces, VN all of them, which is told as none."""
    try:
        return provinces_of(texts or (), first, last, boundary, service.places)
    except NoSuchAreaError as unknown:
        raise _no_area(str(unknown), first, last) from None


def _no_area(text: str, first: Period, last: Period) -> typer.BadParameter:
    return typer.BadParameter(f"không có tỉnh {text!r} trong khoảng {first.code} – {last.code}")
