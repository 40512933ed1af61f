"""Figures, and where they came from: ask, trace."""

from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console

from commands.arguments import a_measure, a_period, a_span, an_area, is_nation, some_provinces
from commands.console import emit, err, out, wrong
from commands.open_store import opened
from commands.options import CalendarOption, FromOption, JsonOption, MeasureArgument, ToOption, UnitsOption
from commands.query_output import show, write_csv, write_json
from data.model import Grain
from data.places import NATION_KEY, Boundary
from indicators.define import Nature
from indicators.engine.answer import By, Question
from indicators.engine.growth import last_year


class OutputFormat(StrEnum):
    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class Compare(StrEnum):
    LAST_YEAR = "last-year"


def ask(
    measure: MeasureArgument,
    by: Annotated[By | None, typer.Option("--by")] = None,
    province: Annotated[
        list[str] | None,
        typer.Option("--province", help="Khóa, mã hoặc tên; khóa vùng: mọi tỉnh của vùng; lặp lại được."),
    ] = None,
    first: FromOption = None,
    last: ToOption = None,
    grain: Annotated[
        Grain | None, typer.Option("--grain", help="ytd: từ đầu năm. Mặc định: quý; chỉ tiêu năm: năm.")
    ] = None,
    units: UnitsOption = Boundary.TODAY,
    split: Annotated[str, typer.Option("--split", help="Phân tổ, ví dụ instrument_type.")] = "",
    form: Annotated[OutputFormat, typer.Option("--format")] = OutputFormat.TABLE,
    compare: Annotated[Compare | None, typer.Option("--compare", help="So với cùng kỳ năm trước.")] = None,
    calendar: CalendarOption = None,
) -> None:
    """Hỏi một chỉ tiêu theo vùng, kỳ và địa giới."""
    with opened() as service:
        code = a_measure(service, measure)
        breakdowns = service.series[code].breakdowns
        if split and split not in breakdowns:
            wrong(f"{code} không có phân tổ {split}; có: {', '.join(breakdowns) or 'không'}")
        start, end = a_span(service, first, last, service.latest())
        keys = some_provinces(service, province, start, end, units)
        grain = grain or service.series[code].grain
        area = by or (By.PROVINCE if keys or service.series[code].kind is Nature.INDEX else By.NATION)
        question = Question(code, start, end, area, keys, grain, units, split, calendar)
        growth = last_year(service.ask, question) if compare else []
        written = {OutputFormat.TABLE: show, OutputFormat.CSV: write_csv, OutputFormat.JSON: write_json}[form]
        written(service.ask(question), growth)


def trace(
    measure: MeasureArgument,
    period: Annotated[str, typer.Option("--period", help="Kỳ: 2025-Q3, 2025-H1, 2025-9M, 2025.")],
    province: Annotated[str, typer.Option("--province", help="Mã hoặc tên tỉnh; VN: cả nước.")] = NATION_KEY,
    units: UnitsOption = Boundary.TODAY,
    split: Annotated[str, typer.Option("--split", help="Phân tổ.")] = "",
    item: Annotated[str, typer.Option("--item", help="Mục của phân tổ.")] = "",
    calendar: CalendarOption = None,
    as_json: JsonOption = False,
) -> None:
    """Một con số từ đâu mà có: từ tổng đến từng ô của tệp đã nộp."""
    from service.lineage.render import document, tree
    from service.lineage.trace import FigureKey, with_texts
    from service.lineage.trace import trace as traced

    with opened() as service:
        code = a_measure(service, measure)
        span = a_period(period)
        area = NATION_KEY if is_nation(province) else an_area(service, province, span, span, units)
        if bool(split) != bool(item) or (split and split not in service.series[code].breakdowns):
            there = ", ".join(service.series[code].breakdowns) or "không có"
            wrong(f"--split cần đi cùng --item; phân tổ của {code}: {there}")
        try:
            trace = traced(service, FigureKey(code, span, area, units, split, item, calendar))
        except KeyError:
            wrong(f"không có mục {item} trong phân tổ {split} của {code} ở {span.label.vi}")
        root = trace.root if area == NATION_KEY else with_texts(service, trace.root)
        if as_json:
            asked = {"measure": code, "period": span.code, "units": units, "split": split, "item": item}
            emit(asked | {"path": document(root)})
        else:
            # A line is a fact: where nobody reads it on a screen it stays one.
            page = out if out.is_terminal else Console(highlight=False, width=1000)
            page.print(tree(trace, root, texts=area != NATION_KEY))
            if area == NATION_KEY:
                err.print("Thêm --province để xem nội dung từng ô của một tỉnh.")
