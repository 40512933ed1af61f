"""A workbook on its way in: template, check, submit."""

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from commands import all_quarters
from commands.all_quarters import AllQuarters
from commands.arguments import a_period, a_quarter, a_unit, is_nation
from commands.console import REFUSED, err, read, write, wrong
from commands.open_store import opened
from commands.options import CalendarOption, Files, JsonOption, PeriodOption, ProvinceOption
from commands.prose import look_confirmed
from commands.submit_output import finish
from data import sandbox
from data.feedback.returned_file import returned
from data.layouts.layout import Layout, LayoutError
from data.layouts.standing import StandingLayouts, standing_of
from data.model import Calendar
from data.places import NATION_KEY
from service import acceptance, blank_workbooks, drafts, layouts
from service.drafts import Draft, Verdict
from service.reasons import carried
from service.service import Service


def template(
    province: Annotated[
        str, typer.Option("--province", help="Mã hoặc tên tỉnh vào thời điểm của kỳ; VN: chỉ số cả nước của một năm.")
    ],
    period: Annotated[str, typer.Option("--period", help="Quý, ví dụ 2024-Q4; với VN là năm, ví dụ 2025.")],
    out_file: Annotated[Path | None, typer.Option("--out", metavar="FILE.xlsx")] = None,
    calendar: CalendarOption = None,
    as_sent: Annotated[
        bool, typer.Option("--as-sent", help="Điền sẵn mọi số liệu đang có giá trị của quý, để sửa rồi nộp lại.")
    ] = False,
) -> None:
    """Tạo mẫu nộp số liệu của một tỉnh, một quý; hoặc mẫu chỉ số của cả nước, một năm."""
    with opened() as service:
        if is_nation(province):
            year = a_period(period)
            (table,) = (name for name, each in service.tables.items() if each.nationwide)
            data = blank_workbooks.for_nation(service, table, year.year)
            code, of = NATION_KEY, f"cả nước, năm {year.year}"
        else:
            quarter = a_quarter(period)
            unit = a_unit(service, province, quarter)
            filled = blank_workbooks.as_sent(service, unit, quarter) if as_sent else b""
            if filled is None:
                wrong(f"{unit.name} chưa có bản nộp nào của {quarter.label.vi}; bỏ --as-sent để lấy mẫu trống")
            data = filled or blank_workbooks.for_province(service, unit, quarter, calendar or Calendar.STATISTICAL)
            code, of = unit.code, f"{unit.name}, {quarter.label.vi}"
        path = out_file or Path(f"mau-{code}-{period}.xlsx")
        write(path, data)
        err.print(f"Đã ghi mẫu của {of}: {path.name}")


def check(
    files: Files,
    province: ProvinceOption = None,
    period: PeriodOption = None,
    as_json: JsonOption = False,
    calendar: CalendarOption = None,
    layout: Annotated[
        Path | None, typer.Option("--layout", metavar="LAYOUT.json", help="Đọc theo cách đọc này, dù chưa lưu.")
    ] = None,
    with_rows: Annotated[bool, typer.Option("--rows", help="Kèm các dòng đã đọc (chỉ với --json).")] = False,
    marked: Annotated[
        Path | None, typer.Option("--marked", metavar="OUT.xlsx", help="Ghi lại tệp với lỗi đánh dấu ở từng ô.")
    ] = None,
    every: AllQuarters = False,
) -> None:
    """Kiểm tra tệp, không lưu gì."""
    sandbox.ready()
    if marked and len(files) != 1:
        wrong("--marked cần đúng một tệp")
    with opened() as service:
        if every:
            finish(list(all_quarters.look(service, files, province, period).drafts), as_json, with_rows)
            return
        read_by = read_layout(service, layout) if layout else None
        checked = [look(service, file, province, period, calendar, read_by) for file in files]
        if marked:
            hand_back(service, checked[0], marked)
        finish(checked, as_json, with_rows)


def submit(
    files: Files,
    province: ProvinceOption = None,
    period: PeriodOption = None,
    by: Annotated[str, typer.Option("--by", help="Người nộp.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Giải trình cho các câu hỏi.")] = "",
    as_json: JsonOption = False,
    calendar: CalendarOption = None,
    proposal: Annotated[
        Path | None,
        typer.Option("--proposal", metavar="F.json", help="Của một báo cáo bằng lời: tệp đề xuất đã xác nhận."),
    ] = None,
    with_tables: Annotated[
        bool, typer.Option("--with-tables", help="Cùng --proposal: nộp cả các bảng của báo cáo theo cách đọc đã lưu.")
    ] = False,
    every: AllQuarters = False,
) -> None:
    """Kiểm tra và nộp tệp."""
    sandbox.ready()
    if proposal and len(files) != 1:
        wrong("--proposal cần đúng một tệp")
    with opened() as service:
        sender = by or os.environ.get("USER") or "cli"
        if every:
            told = all_quarters.look(service, files, province, period)
            done = all_quarters.submit(service, told, sender, reason)
            finish(list(told.drafts), as_json)
            if not done:
                raise typer.Exit(REFUSED)
            return
        checked = []
        for file in files:
            scope = province, period, calendar
            confirmed = look_confirmed(service, file, proposal, *scope, with_tables) if proposal else None
            draft = confirmed or look(service, file, *scope)
            reasons = dict.fromkeys(range(len(draft.findings)), reason) | carried(draft.findings, draft.reading.answers)
            refused = draft.verdict is Verdict.REFUSED
            checked.append(draft if refused else acceptance.accept(service, draft, sender, reasons))
        finish(checked, as_json)


def look(
    service: Service,
    file: Path,
    province: str | None,
    period: str | None,
    calendar: Calendar | None,
    layout: Layout | None = None,
) -> Draft:
    """The file checked; by a layout of its own, else by those that stand for the province."""
    nation = province is not None and is_nation(province)
    quarter = (a_period(period) if nation else a_quarter(period)) if period else None
    if province and not quarter:
        wrong("--province cần đi cùng --period")
    unit = a_unit(service, province, quarter) if province and quarter and not nation else None
    if layout is not None and quarter is None:
        wrong("--layout cần đi cùng --period")
    read_by = layouts.applicable(service, unit, quarter)
    if layout is not None and quarter is not None:
        tried = (("", layout),)
        read_by = standing_of(service.places, unit, quarter, tried) if unit else StandingLayouts(tried, quarter)
    return drafts.check(service, file.name, read(file), unit, quarter, calendar, standing=read_by)


def read_layout(service: Service, path: Path) -> Layout:
    try:
        return Layout.from_json(read(path).decode("utf-8", "replace"), service.tables)
    except LayoutError as error:
        wrong(f"{path.name}: {error.text.vi}")


def hand_back(service: Service, draft: Draft, path: Path) -> None:
    """The sender's workbook marked, or the list of findings and why it is only that."""
    given_back = returned(draft.file, draft.data, draft.findings, "vi", draft.source, service.tables)
    write(path, given_back.data)
    err.print(f"Đã ghi {escape(path.name)}." + (f" {given_back.why.vi}" if given_back.why else ""))
