"""The same work without a screen: template, check, submit, ask, received, history, demo, targets; and what keeps the store:
rebuild, verify, backup, restore, people, lock, unlock; export and publish.

Exit codes: 0 done, 1 a file was refused or has unanswered questions, 2 wrong usage, 3 the store is in use by the
running app, 4 our fault. With `--json` stdout is one JSON document; everything for people goes to stderr beside it.
"""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table as Grid

from data import child
from data.archive import digest
from data.model import SEVERITY_LABELS, Calendar, Finding, Grain, Period, Text, day_text, number_text, today
from data.places import NATION, NATION_KEY, PLACES, Boundary, Unit
from data.returned import returned
from data.store import StoreBusyError
from data.words import fold
from indicators import administration, keeping, plans, publication
from indicators.ask import OBS_STATUS, STANDING_LABELS, Answer, By, Question, Row, Standing
from indicators.book import StoreFaultError
from indicators.compare import Growth, last_year
from indicators.define import Nature
from indicators.desk import ARRIVAL_LABELS, HOME, Arrival, Desk, Draft, Submission, Verdict
from indicators.office import NotPossibleError
from indicators.people import LOCAL, ROLE_LABELS, Person, Role, until_text
from indicators.progress import PACE_LABELS
from indicators.reasons import carried
from indicators.targets import Progress as Aim
from indicators.targets import progress_of

DONE, REFUSED, USAGE, BUSY, OUR_FAULT = range(5)
out = Console(highlight=False)
err = Console(stderr=True, highlight=False)
app = typer.Typer(
    help="Số liệu khoa học và công nghệ của các tỉnh: mẫu nộp, kiểm tra, nộp, hỏi đáp.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class Compare(StrEnum):
    LAST_YEAR = "last-year"


Files = Annotated[list[Path], typer.Argument(help="Tệp .xlsx, .xls, .ods, .csv hoặc .tsv.", metavar="FILE...")]
ProvinceOption = Annotated[str | None, typer.Option("--province", help="Mã hoặc tên tỉnh vào thời điểm của kỳ.")]
PeriodOption = Annotated[str | None, typer.Option("--period", help="Quý, ví dụ 2024-Q4.")]
CalendarOption = Annotated[
    Calendar | None,
    typer.Option("--calendar", help="statistical: quý dương lịch; administrative: kỳ từ ngày 15 đến ngày 14."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="In một tài liệu JSON.")]
FromOption = Annotated[str | None, typer.Option("--from", help="Kỳ đầu: 2024-Q1, 2024 …")]
ToOption = Annotated[str | None, typer.Option("--to", help="Kỳ cuối.")]


@app.command()
def template(
    province: Annotated[
        str, typer.Option("--province", help="Mã hoặc tên tỉnh vào thời điểm của kỳ; VN: chỉ số cả nước của một năm.")
    ],
    period: Annotated[str, typer.Option("--period", help="Quý, ví dụ 2024-Q4; với VN là năm, ví dụ 2025.")],
    out_file: Annotated[Path | None, typer.Option("--out", metavar="FILE.xlsx")] = None,
    calendar: CalendarOption = None,
) -> None:
    """Tạo mẫu nộp số liệu của một tỉnh, một quý; hoặc mẫu chỉ số của cả nước, một năm."""
    with opened() as desk:
        if is_nation(province):
            year = a_period(period)
            (table,) = (name for name, each in desk.tables.items() if each.nationwide)
            data, code, of = desk.nationwide_template(table, year.year), NATION_KEY, f"cả nước, năm {year.year}"
        else:
            quarter = a_quarter(period)
            unit = a_unit(desk, province, quarter)
            data = desk.template(unit, quarter, calendar or Calendar.STATISTICAL)
            code, of = unit.code, f"{unit.name}, {quarter.label.vi}"
        path = out_file or Path(f"mau-{code}-{period}.xlsx")
        try:
            path.write_bytes(data)
        except OSError:
            raise typer.BadParameter(f"không ghi được tệp {path.name}") from None
        err.print(f"Đã ghi mẫu của {of}: {path.name}")


@app.command()
def check(
    files: Files,
    province: ProvinceOption = None,
    period: PeriodOption = None,
    as_json: JsonOption = False,
    calendar: CalendarOption = None,
    with_rows: Annotated[bool, typer.Option("--rows", help="Kèm các dòng đã đọc (chỉ với --json).")] = False,
    marked: Annotated[
        Path | None, typer.Option("--marked", metavar="OUT.xlsx", help="Ghi lại tệp với lỗi đánh dấu ở từng ô.")
    ] = None,
) -> None:
    """Kiểm tra tệp, không lưu gì."""
    child.ready()
    if marked and len(files) != 1:
        wrong("--marked cần đúng một tệp")
    with opened() as desk:
        drafts = [look(desk, file, province, period, calendar) for file in files]
        if marked:
            hand_back(drafts[0], marked)
        finish(drafts, as_json, with_rows)


@app.command()
def submit(
    files: Files,
    province: ProvinceOption = None,
    period: PeriodOption = None,
    by: Annotated[str, typer.Option("--by", help="Người nộp.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Giải trình cho các câu hỏi.")] = "",
    as_json: JsonOption = False,
    calendar: CalendarOption = None,
) -> None:
    """Kiểm tra và nộp tệp."""
    child.ready()
    with opened() as desk:
        sender = by or os.environ.get("USER") or "cli"
        drafts = []
        for file in files:
            draft = look(desk, file, province, period, calendar)
            reasons = dict.fromkeys(range(len(draft.findings)), reason) | carried(draft.findings, draft.reading.answers)
            drafts.append(desk.accept(draft, sender, reasons) if draft.verdict is not Verdict.REFUSED else draft)
        finish(drafts, as_json)


@app.command()
def ask(
    measure: Annotated[str, typer.Argument(help="Mã chỉ tiêu, ví dụ MQ01.")],
    by: Annotated[By | None, typer.Option("--by")] = None,
    province: Annotated[list[str] | None, typer.Option("--province", help="Mã hoặc tên; lặp lại được.")] = None,
    first: FromOption = None,
    last: ToOption = None,
    grain: Annotated[
        Grain | None, typer.Option("--grain", help="ytd: từ đầu năm. Mặc định: quý; chỉ tiêu năm: năm.")
    ] = None,
    units: Annotated[
        Boundary, typer.Option("--units", help="34: đơn vị hiện nay; 63: như khi báo cáo.")
    ] = Boundary.TODAY,
    split: Annotated[str, typer.Option("--split", help="Phân tổ, ví dụ instrument_type.")] = "",
    form: Annotated[Format, typer.Option("--format")] = Format.TABLE,
    compare: Annotated[Compare | None, typer.Option("--compare", help="So với cùng kỳ năm trước.")] = None,
    calendar: CalendarOption = None,
) -> None:
    """Hỏi một chỉ tiêu theo vùng, kỳ và địa giới."""
    with opened() as desk:
        code = next((code for code in desk.series if code.upper() == measure.upper()), "")
        if not code:
            wrong(f"không có chỉ tiêu {measure}; các mã: {', '.join(desk.measures)}")
        breakdowns = desk.series[code].breakdowns
        if split and split not in breakdowns:
            wrong(f"{code} không có phân tổ {split}; có: {', '.join(breakdowns) or 'không'}")
        start, end = a_span(desk, first, last)
        keys = tuple(an_area(desk, text, start, end, units).key for text in province or ())
        grain = grain or (Grain.YEAR if desk.series[code].yearly else Grain.QUARTER)
        area = by or (By.PROVINCE if keys or desk.series[code].kind is Nature.INDEX else By.NATION)
        question = Question(code, start, end, area, keys, grain, units, split, calendar)
        growth = last_year(desk.ask, question) if compare else []
        {Format.TABLE: show, Format.CSV: write_csv, Format.JSON: write_json}[form](desk.ask(question), growth)


@app.command()
def trace(
    measure: Annotated[str, typer.Argument(help="Mã chỉ tiêu, ví dụ MQ01.")],
    period: Annotated[str, typer.Option("--period", help="Kỳ: 2025-Q3, 2025-H1, 2025-9M, 2025.")],
    province: Annotated[str, typer.Option("--province", help="Mã hoặc tên tỉnh; VN: cả nước.")] = NATION_KEY,
    units: Annotated[
        Boundary, typer.Option("--units", help="34: đơn vị hiện nay; 63: như khi báo cáo.")
    ] = Boundary.TODAY,
    split: Annotated[str, typer.Option("--split", help="Phân tổ.")] = "",
    item: Annotated[str, typer.Option("--item", help="Mục của phân tổ.")] = "",
    calendar: CalendarOption = None,
    as_json: JsonOption = False,
) -> None:
    """Một con số từ đâu mà có: từ tổng đến từng ô của tệp đã nộp."""
    from indicators.telling import document, tree
    from indicators.trace import Asked, with_texts
    from indicators.trace import trace as traced

    with opened() as desk:
        code = next((code for code in desk.series if code.upper() == measure.upper()), "")
        if not code:
            wrong(f"không có chỉ tiêu {measure}; các mã: {', '.join(desk.measures)}")
        span = a_period(period)
        area = NATION_KEY if is_nation(province) else an_area(desk, province, span, span, units).key
        if bool(split) != bool(item) or (split and split not in desk.series[code].breakdowns):
            wrong(
                f"--split cần đi cùng --item; phân tổ của {code}: {', '.join(desk.series[code].breakdowns) or 'không có'}"
            )
        try:
            found = traced(desk, Asked(code, span, area, units, split, item, calendar))
        except KeyError:
            wrong(f"không có mục {item} trong phân tổ {split} của {code} ở {span.label.vi}")
        root = found.root if area == NATION_KEY else with_texts(desk, found.root)
        if as_json:
            emit(
                {
                    "measure": code,
                    "period": span.code,
                    "units": units,
                    "split": split,
                    "item": item,
                    "path": document(root),
                }
            )
        else:
            # A line is a fact: where nobody reads it on a screen it stays one.
            page = out if out.is_terminal else Console(highlight=False, width=1000)
            page.print(tree(found, root, texts=area != NATION_KEY))
            if area == NATION_KEY:
                err.print("Thêm --province để xem nội dung từng ô của một tỉnh.")


@app.command()
def received(first: FromOption = None, last: ToOption = None, as_json: JsonOption = False) -> None:
    """Tỉnh nào đã nộp quý nào."""
    with opened() as desk:
        start, end = a_span(desk, first, last)
        cells = desk.received(start, end)
        if as_json:
            emit(
                {
                    "received": [
                        {
                            "province": cell.unit.code,
                            "name": cell.unit.name,
                            "period": cell.period.code,
                            "state": cell.state,
                            "late": cell.late,
                            "versions": cell.versions,
                            "submission": cell.submission.number if cell.submission else None,
                        }
                        for cell in cells
                    ]
                }
            )
            return
        letters = dict(zip(Arrival, ("·", "–", "N", "G", "S"), strict=True))
        grid = Grid("Tỉnh", *(Period.quarter(q).short.vi for q in range(start.first, end.last + 1)))
        lines: dict[str, dict[int, str]] = {}
        for cell in cells:
            mark = letters[cell.state] + ("*" if cell.late else "")
            lines.setdefault(cell.unit.key, {})[cell.period.last] = mark
        for key, marks in lines.items():
            unit = desk.places.versions[key][-1]
            grid.add_row(f"{unit.code} {unit.name}", *(marks.get(q, "") for q in range(start.first, end.last + 1)))
        out.print(grid)
        legend = ", ".join(f"{letters[state]} {text.vi.lower()}" for state, text in ARRIVAL_LABELS.items())
        out.print(f"{legend}, * nộp muộn")


@app.command()
def history(
    province: Annotated[str, typer.Option("--province")],
    period: Annotated[str, typer.Option("--period")],
    as_json: JsonOption = False,
) -> None:
    """Các lần nộp của một tỉnh, một quý."""
    with opened() as desk:
        quarter = a_quarter(period)
        unit = a_unit(desk, province, quarter)
        versions = desk.history(unit, quarter)
        if as_json:
            emit(
                {
                    "province": unit.code,
                    "name": unit.name,
                    "period": quarter.code,
                    "submissions": [
                        submission_json(one)
                        | {
                            "findings": [
                                finding_json(finding) | {"reason": reason}
                                for finding, reason in desk.findings(one.number)
                            ]
                        }
                        for one in versions
                    ],
                }
            )
            return
        grid = Grid("Lần", "Biên nhận số", "Nhận lúc", "Người nộp", "Tệp", "Giải trình", "SHA-256")
        for one in versions:
            at = f"{day_text(one.received_at.date())} {one.received_at:%H:%M}"
            grid.add_row(
                str(one.version),
                str(one.number),
                at,
                escape(one.by),
                escape(one.file),
                str(one.questions),
                one.sha256[:16],
            )
        out.print(grid if versions else f"{unit.name} chưa nộp {quarter.label.vi}.")


@app.command()
def demo(as_json: JsonOption = False) -> None:
    """Nạp số liệu minh họa qua đúng khâu tiếp nhận."""
    with opened() as desk:
        if not desk.empty:
            kind = "đã có số liệu minh họa" if desk.is_demo else "đã có số liệu thật"
            err.print(f"Kho {kind}; không nạp gì thêm.")
            if as_json:
                emit({"submissions": 0, "revision": desk.revision, "demo": desk.is_demo})
            raise typer.Exit(DONE if desk.is_demo else REFUSED)
        with bar() as progress:
            task = progress.add_task("Nạp số liệu minh họa", total=None)
            count = desk.load_demo(lambda done, total: progress.update(task, completed=done, total=total))
        err.print(f"Đã nạp {count} tệp minh họa.")
        if as_json:
            emit({"submissions": count, "revision": desk.revision, "demo": True})


class Paper(StrEnum):
    DOCX = "docx"
    PDF = "pdf"


@app.command("report")
def write_report(
    province: Annotated[
        str, typer.Option("--province", help="Mã hoặc tên tỉnh vào thời điểm của kỳ; VN: tổng hợp cả nước.")
    ],
    period: Annotated[str, typer.Option("--period", help="Kỳ báo cáo: 2024-Q4, 2024-H1, 2024-9M, 2024.")],
    form: Annotated[Paper, typer.Option("--format")] = Paper.DOCX,
    out_file: Annotated[Path | None, typer.Option("--out", metavar="FILE")] = None,
    own_template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE.docx", help="Mẫu Word của đơn vị.")
    ] = None,
    language: Annotated[str, typer.Option("--lang", help="vi hoặc en.")] = "vi",
) -> None:
    """Lập báo cáo của một tỉnh hoặc bản tổng hợp cả nước, dạng Word hoặc PDF/A."""
    from pages.paper.make import printed, written  # which loads the charts
    from pages.paper.template import TemplateRefusedError

    if language not in ("vi", "en"):
        wrong("--lang là vi hoặc en")
    if own_template and form is not Paper.DOCX:
        wrong("--template chỉ dùng với --format docx")
    with opened() as desk:
        span = a_period(period)
        area = NATION_KEY if is_nation(province) else a_unit(desk, province, span).key
        with bar() as progress:
            task = progress.add_task("Lập báo cáo", total=None)
            made = written(desk, area, span, "en" if language == "en" else "vi", lambda n, all_, what: progress.update(task, completed=n, total=all_, description=what))  # fmt: skip
        path = out_file or Path(f"{fold(made.name).replace(' ', '-')}.{form}")
        try:
            path.write_bytes(printed(made, form.value, own_template.read_bytes() if own_template else None))
        except OSError:
            raise typer.BadParameter("không đọc hoặc ghi được tệp; kiểm tra --out và --template") from None
        except TemplateRefusedError as refused:
            err.print(escape(refused.text.vi))
            raise typer.Exit(REFUSED) from None
        err.print(f"Đã ghi báo cáo: {path.name}")


@app.command()
def rebuild(check_only: Annotated[bool, typer.Option("--check", help="Chỉ so sánh, không thay.")] = False) -> None:
    """Dựng lại kho số liệu chỉ từ sổ ghi và các tệp đã lưu, rồi so với kho đang dùng."""
    with opened() as desk:
        with bar() as progress:
            progress.add_task("Dựng lại", total=None)
            changed = desk.rebuild(check=check_only)
        out.print("Không có gì thay đổi." if not changed else f"Khác trước ở: {', '.join(changed)}.")
        if check_only and changed:
            raise typer.Exit(REFUSED)


@contextmanager
def opened() -> Iterator[Desk]:
    try:
        desk = Desk()
        for notice in desk.book.notices:
            err.print(escape(notice.vi))
    except StoreBusyError:
        err.print(
            "Kho số liệu đang được ứng dụng sử dụng. Làm việc này trên trang web, hoặc dừng ứng dụng rồi thử lại."
        )
        err.print("The store is in use by the running app. Do this on its pages, or stop it and try again.")
        raise typer.Exit(BUSY) from None
    try:
        yield desk
    except StoreFaultError as error:
        err.print(escape(error.text.vi))
        raise typer.Exit(REFUSED) from None
    finally:
        desk.close()


def bar() -> Progress:
    return Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=err
    )  # fmt: skip


def wrong(message: str) -> None:
    raise typer.BadParameter(message)


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


def a_unit(desk: Desk, text: str, period: Period) -> Unit:
    unit = desk.places.find(text, period.end)
    if unit is None:
        raise typer.BadParameter(f"không có tỉnh {text!r} trong {period.label.vi}")
    return unit


def an_area(desk: Desk, text: str, first: Period, last: Period, boundary: Boundary) -> Unit:
    """A province of the chosen boundary: of today, or of the time asked about; an old name finds its heir."""
    if boundary is Boundary.THEN:
        unit = desk.places.find(text, first.start) or desk.places.find(text, last.end)
    else:
        unit = desk.places.find(text, today()) or desk.places.find(text, first.start)
        unit = desk.places.version(desk.places.heir(unit.key), today()) if unit else None
    if unit is None:
        raise typer.BadParameter(f"không có tỉnh {text!r} trong khoảng {first.code} – {last.code}")
    return unit


def a_span(desk: Desk, first: str | None, last: str | None) -> tuple[Period, Period]:
    recent = Period.at(today()).shift(-1)
    end = a_period(last) if last else desk.latest() or recent
    start = a_period(first) if first else min(desk.first() or end, end)
    if first and not last:
        end = max(end, start)
    if end.last < start.first:
        raise typer.BadParameter(f"kỳ cuối {end.code} trước kỳ đầu {start.code}")
    return start, end


def is_nation(text: str) -> bool:
    return fold(text) in {NATION_KEY.lower(), fold(NATION.vi)}


def look(desk: Desk, file: Path, province: str | None, period: str | None, calendar: Calendar | None) -> Draft:
    nation = province is not None and is_nation(province)
    quarter = (a_period(period) if nation else a_quarter(period)) if period else None
    if province and not quarter:
        raise typer.BadParameter("--province cần đi cùng --period")
    unit = a_unit(desk, province, quarter) if province and quarter and not nation else None
    try:
        data = file.read_bytes()
    except OSError:
        raise typer.BadParameter(f"không đọc được tệp {file.name}") from None
    return desk.check(file.name, data, unit, quarter, calendar)


def hand_back(draft: Draft, path: Path) -> None:
    """The sender's workbook marked, or the list of findings and why it is only that."""
    given_back = returned(draft.file, draft.data, draft.findings, "vi")
    try:
        path.write_bytes(given_back.data)
    except OSError:
        raise typer.BadParameter(f"không ghi được tệp {path.name}") from None
    err.print(f"Đã ghi {escape(path.name)}." + (f" {given_back.why.vi}" if given_back.why else ""))


def finish(drafts: list[Draft], as_json: bool, with_rows: bool = False) -> None:
    if as_json:
        emit({"files": [draft_json(draft, with_rows) for draft in drafts]})
    else:
        for draft in drafts:
            report(draft)
    if any(draft.verdict in (Verdict.REFUSED, Verdict.QUESTIONS) for draft in drafts):
        raise typer.Exit(REFUSED)


def report(draft: Draft) -> None:
    """What a person reads: the verdict, then every finding, identical ones together with all their cells."""
    words = {
        Verdict.ACCEPTABLE: "hợp lệ",
        Verdict.ACCEPTED: "đã tiếp nhận",
        Verdict.QUESTIONS: "có câu hỏi cần giải trình (--reason)",
        Verdict.REFUSED: "bị trả lại",
    }
    of = f"{draft.unit.name}, {draft.period.label.vi}: " if draft.unit and draft.period else ""
    if draft.calendar is not Calendar.STATISTICAL and draft.period:
        first, last = draft.calendar.days(draft.period)
        of = f"{of.removesuffix(': ')} ({day_text(first)}–{day_text(last)}): "
    out.print(f"[bold]{escape(draft.file)}[/bold]: {escape(of)}{words[draft.verdict]}")
    for cells, finding in merged(draft.findings):
        more = f" [dim](các ô {escape(', '.join(cells))})[/dim]" if len(cells) > 1 else ""
        out.print(f"  {SEVERITY_LABELS[finding.severity].vi}: {escape(finding.message.vi)}{more}")
    if draft.receipt:
        one = draft.receipt
        again = " (đã nhận trước đây)" if draft.already else ""
        rows = ", ".join(f"{name} {count} dòng" for name, count in one.sheets.items())
        at = f"{day_text(one.received_at.date())} {one.received_at:%H:%M}"
        out.print(f"  Biên nhận số {one.number}, lần {one.version}, {at}{again}; {rows}; SHA-256 {one.sha256}")


def merged(findings: list[Finding]) -> list[tuple[list[str], Finding]]:
    """Findings that say the same, once, with all their cells."""
    groups: dict[tuple[str, str, str, str], list[Finding]] = {}
    for number, finding in enumerate(findings):
        same = (
            (finding.rule, finding.sheet, finding.column, finding.received)
            if finding.cell
            else (str(number), "", "", "")
        )
        groups.setdefault(same, []).append(finding)
    return [([finding.cell for finding in group], group[0]) for group in groups.values()]


def show(answer: Answer, growth: list[Growth]) -> None:
    measure, marks = answer.measure, {Standing.PARTIAL: "◐"}
    title = f"{measure.code} {measure.label.vi} ({measure.unit.vi})"
    more = ["Cùng kỳ", "Tăng, giảm"] if growth else []
    grid = Grid(
        "Đơn vị", "Kỳ", *(["Phân tổ"] if answer.items else []), "Giá trị", *more, "Đã có", "Tình trạng", title=title
    )
    for place, row in enumerate(answer.rows):
        value = "" if row.value is None else row.bound + number_text(row.value) + marks.get(row.state, "")
        item = [answer.items[row.item].vi] if answer.items else []
        compared = against(growth[place]) if growth else []
        state = STANDING_LABELS[row.state].vi + (", mâu thuẫn" if row.conflict else "")
        grid.add_row(
            escape(row.name.vi), row.period.short.vi, *map(escape, item), value, *compared,
            f"{row.reported}/{row.expected}", state,
        )  # fmt: skip
    out.print(grid)


def against(growth: Growth) -> list[str]:
    """Last year's figure, and the change from it or why there is none."""
    before = growth.before.value if growth.before else None
    change = growth.why.vi if growth.why else ""
    if growth.percent is not None:
        change = f"{'+' if growth.percent >= 0 else ''}{number_text(growth.percent, decimals=1)} %"
    elif growth.difference is not None:
        change = f"{'+' if growth.difference >= 0 else ''}{number_text(growth.difference)}"
    return ["" if before is None else number_text(before), change]


def write_csv(answer: Answer, growth: list[Growth]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    lines = [row_json(answer, row) | growth_json(growth, place) for place, row in enumerate(answer.rows)]
    columns = ["area", "name", "period", *(["item", "item_name"] if answer.question.split else [])]
    columns += ["value", "reported", "expected", "state", "bound", "calendar", "obs_status"]
    columns += ["before", "difference", "percent", "why"] if growth else []
    writer.writerow(columns)
    writer.writerows([line[column] for column in columns] for line in lines)


def write_json(answer: Answer, growth: list[Growth]) -> None:
    measure, question = answer.measure, answer.question
    emit(
        {
            "measure": measure.code,
            "name": {"vi": measure.label.vi, "en": measure.label.en},
            "unit": {"vi": measure.unit.vi, "en": measure.unit.en},
            "kind": measure.kind,
            "grain": question.grain,
            "units": question.boundary,
            "rows": [row_json(answer, row) | growth_json(growth, place) for place, row in enumerate(answer.rows)],
        }
    )


def growth_json(growth: list[Growth], place: int) -> dict[str, object]:
    """Last year's figure beside a row; `why` is the sentence that says why the two cannot be compared."""
    if not growth:
        return {}
    one = growth[place]
    return {
        "before": plain(one.before.value) if one.before else None,
        "difference": plain(one.difference),
        "percent": one.percent,
        "why": one.why.vi if one.why else None,
    }


def row_json(answer: Answer, row: Row) -> dict[str, object]:
    item = {"item": row.item, "item_name": answer.items[row.item].vi} if answer.question.split else {}
    return {
        "area": row.area,
        "name": row.name.vi,
        "period": row.period.code,
        **item,
        "value": plain(row.value),
        "reported": row.reported,
        "expected": row.expected,
        "state": row.state,
        "bound": row.bound,
        "conflict": row.conflict,
        "calendar": row.calendar,
        "obs_status": OBS_STATUS[row.state],
        "missing": list(row.missing),
        "withheld": list(row.withheld),
    }


def plain(value: object) -> object:
    """Whole numbers without a point."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def finding_json(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "row": finding.row,
        "column": finding.column,
        "received": finding.received,
        "expected": finding.expected.vi,
        "message": finding.message.vi,
        "message_en": finding.message.en,
    }


def submission_json(one: Submission) -> dict[str, object]:
    return {
        "submission": one.number,
        "version": one.version,
        "received_at": one.received_at.isoformat(),
        "by": one.by,
        "file": one.file,
        "sha256": one.sha256,
        "sheets": {name: {"rows": rows} for name, rows in one.sheets.items()},
        "late": one.late,
        "demo": one.demo,
    }


def draft_json(draft: Draft, with_rows: bool) -> dict[str, object]:
    receipt = draft.receipt or draft.already
    rows: Mapping[str, object] = {}
    if with_rows:
        rows = {"rows": {name: sheet_rows(sheet.rows.to_pylist()) for name, sheet in draft.reading.sheets.items()}}
    return {
        "file": draft.file,
        "verdict": draft.verdict,
        "province": draft.unit.code if draft.unit else None,
        "units": str(PLACES.units_in(draft.period)) if draft.period else None,
        "period": draft.period.code if draft.period else None,
        "calendar": draft.calendar,
        "submission": receipt.number if receipt else None,
        "version": receipt.version if receipt else None,
        "sha256": draft.sha256 or digest(draft.data),
        "already_received": draft.already is not None,
        "sheets": {name: {"rows": count} for name, count in draft.sheets.items()},
        **rows,
        "findings": [finding_json(finding) for finding in draft.findings],
    }


def sheet_rows(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Rows as read: column → value, absent ones null; a form's own marks only where they say something."""
    return [
        {
            key: plain(value) if not hasattr(value, "isoformat") else value.isoformat()
            for key, value in row.items()
            if key == "_row" or not key.startswith("_") or value is not None
        }
        for row in rows
    ]


def emit(document: object) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")


# Keeping


@app.command()
def verify(
    folder: Annotated[
        Path | None, typer.Argument(help="Thư mục kho hoặc bản sao lưu; mặc định là kho đang dùng.", metavar="DIR")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Kiểm tra sổ ghi, từng tệp đã lưu, và kho số liệu so với sổ ghi; nói cả những gì vừa được tự sửa khi mở."""
    home = folder or home_folder()
    if not home.is_dir():
        wrong(f"không có thư mục {home.name}")
    desk = None
    mended: list[Text] = []
    with suppress(StoreBusyError):
        desk = Desk(home) if (home / "store").is_dir() and not keeping.read_ledger(home)[1] else None
    try:
        with bar() as progress:
            task = progress.add_task("Kiểm tra", total=None)
            state = keeping.verify(home, desk, lambda done, total: progress.update(task, completed=done, total=total))
    finally:
        if desk is not None:
            mended = desk.book.notices
            desk.close()
    if as_json:
        emit({
            "lines": state.lines, "head": state.head, "last_at": state.last_at.isoformat() if state.last_at else None,
            "files": state.files, "bytes": state.size, "store": state.differ, "faults": [fault.vi for fault in state.faults],
                "mended": [notice.vi for notice in mended],
        })  # fmt: skip
    else:
        out.print(f"Sổ ghi: {number_text(state.lines)} dòng, dòng cuối {state.head[:16]}…")
        out.print(f"Tệp đã lưu: {number_text(state.files)}, {number_text(state.size / 1e6, decimals=1)} MB")
        if state.differ is None:
            out.print("Kho số liệu: chưa so được (đang mở ở ứng dụng, không có, hoặc sổ ghi có lỗi).")
        else:
            out.print(
                "Kho số liệu: khớp với sổ ghi."
                if not state.differ
                else f"Kho số liệu khác ở: {', '.join(state.differ)}."
            )
        for fault in state.faults:
            out.print(f"  Lỗi: {escape(fault.vi)}")
        for notice in mended:
            out.print(f"  Đã tự sửa khi mở: {escape(notice.vi)}")
    if state.faults or state.differ or mended:
        raise typer.Exit(REFUSED)


@app.command()
def backup(
    into: Annotated[Path, typer.Argument(help="Thư mục sao lưu; lần sau chỉ chép phần mới.", metavar="DIR")],
    as_json: JsonOption = False,
) -> None:
    """Sao lưu sổ ghi và các tệp đã lưu, cả khi ứng dụng đang chạy."""
    with bar() as progress, kept():
        task = progress.add_task("Sao lưu", total=None)
        done = keeping.backup(home_folder(), into, lambda n, total: progress.update(task, completed=n, total=total))
    if as_json:
        emit({"lines": done.lines, "head": done.head, "files": done.files, "bytes": done.size})
    else:
        out.print(
            f"Đã sao lưu {number_text(done.lines)} dòng sổ ghi; chép thêm {number_text(done.files)} tệp, {number_text(done.size / 1e6, decimals=1)} MB."
        )
        out.print(f"Dòng cuối: {done.head}")


@app.command()
def restore(
    source: Annotated[Path, typer.Argument(help="Thư mục sao lưu.", metavar="DIR")], as_json: JsonOption = False
) -> None:
    """Khôi phục kho từ bản sao lưu, vào thư mục trống hoặc thay kho bị hỏng."""
    with bar() as progress, kept():
        task = progress.add_task("Khôi phục", total=None)
        state = keeping.restore(source, home_folder(), lambda n, total: progress.update(task, completed=n, total=total))
    if as_json:
        emit({"lines": state.lines, "head": state.head, "files": state.files})
    else:
        out.print(
            f"Đã khôi phục {number_text(state.lines)} dòng sổ ghi, {number_text(state.files)} tệp; kho đã dựng lại."
        )


@contextmanager
def kept() -> Iterator[None]:
    """What cannot be copied or restored is one sentence."""
    try:
        yield
    except StoreBusyError:
        err.print("Kho số liệu đang được ứng dụng sử dụng. Hãy dừng ứng dụng rồi thử lại.")
        raise typer.Exit(BUSY) from None
    except keeping.NotRestoredError as error:
        err.print(escape(error.text.vi))
        raise typer.Exit(REFUSED) from None
    except (OSError, ValueError):
        err.print(
            "Không đọc hoặc ghi được đầy đủ. Hãy chạy verify để biết tệp nào hỏng, và kiểm tra chỗ trống của đĩa."
        )
        raise typer.Exit(REFUSED) from None


def home_folder() -> Path:
    return Path(os.environ.get(HOME) or "var")


# People and locks

people_app = typer.Typer(help="Người dùng và quyền: liệt kê, cấp, thu hồi.", no_args_is_help=True)
app.add_typer(people_app, name="people")
ReasonOption = Annotated[str, typer.Option("--reason", help="Lý do, được giữ trong sổ ghi.")]


@people_app.command("list")
def list_people(as_json: JsonOption = False) -> None:
    """Những người đã được cấp quyền."""
    with opened() as desk:
        found = administration.people(desk)
        if as_json:
            emit([
                {
                    "email": p.email, "name": p.name, "role": p.role, "provinces": sorted(p.units),
                    "until": p.until.isoformat() if p.until else None, "ended": p.ended,
                }
                for p in found
            ])  # fmt: skip
            return
        grid = Grid("Thư điện tử", "Tên", "Quyền", "Tỉnh", "Thời hạn")
        for p in found:
            where = ", ".join(desk.places.versions[key][-1].name for key in sorted(p.units)) or "tất cả"
            grid.add_row(escape(p.email), escape(p.name), ROLE_LABELS[p.role].vi, escape(where), until_text(p).vi)
        out.print(grid if found else "Chưa cấp quyền cho ai.")


@people_app.command("grant")
def grant_role(
    email: Annotated[str, typer.Argument(help="Thư điện tử mà người này đăng nhập.", metavar="EMAIL")],
    role: Annotated[Role, typer.Argument(help="viewer, analyst, reviewer hoặc administrator.")],
    province: Annotated[
        list[str] | None, typer.Option("--province", help="Mã hoặc tên; lặp lại được; không có: tất cả.")
    ] = None,
    name: Annotated[str, typer.Option("--name", help="Họ tên.")] = "",
    until: Annotated[str | None, typer.Option("--until", help="Ngày cuối, ví dụ 2026-12-31.")] = None,
    reason: ReasonOption = "",
) -> None:
    """Cấp quyền cho một người."""
    with opened() as desk, possible():
        try:
            last = date.fromisoformat(until) if until else None
        except ValueError:
            wrong(f"không hiểu ngày «{until}»; ví dụ 2026-12-31")
        units = frozenset(a_unit(desk, text, Period.at(today())).key for text in province or ())
        administration.grant(desk, LOCAL, Person(email, name, role, units, last), reason)
        out.print(f"Đã cấp quyền {ROLE_LABELS[role].vi} cho {escape(email)}.")


@people_app.command("revoke")
def revoke_role(
    email: Annotated[str, typer.Argument(help="Thư điện tử.", metavar="EMAIL")], reason: ReasonOption = ""
) -> None:
    """Thu hồi quyền của một người."""
    with opened() as desk, possible():
        administration.revoke(desk, LOCAL, email, reason)
        out.print(f"Đã thu hồi quyền của {escape(email)}.")


def quarter_to_lock(desk: Desk, period: str, province: str | None) -> tuple[Period, str]:
    """The quarter, and the key of its province; '' for all."""
    quarter = a_quarter(period)
    return quarter, a_unit(desk, province, quarter).key if province else ""


@app.command()
def lock(
    period: Annotated[str, typer.Option("--period", help="Quý.")],
    province: ProvinceOption = None,
    reason: ReasonOption = "",
) -> None:
    """Khóa một quý, của một tỉnh hoặc của tất cả."""
    with opened() as desk, possible():
        quarter, unit = quarter_to_lock(desk, period, province)
        administration.lock(desk, LOCAL, quarter, reason, unit)
        out.print(f"Đã khóa {quarter.label.vi}.")


@app.command()
def unlock(
    period: Annotated[str, typer.Option("--period", help="Quý.")],
    province: ProvinceOption = None,
    reason: ReasonOption = "",
) -> None:
    """Mở khóa một quý; lý do được giữ lại."""
    with opened() as desk, possible():
        quarter, unit = quarter_to_lock(desk, period, province)
        administration.unlock(desk, LOCAL, quarter, reason, unit)
        out.print(f"Đã mở khóa {quarter.label.vi}.")


@app.command()
def export(
    out_file: Annotated[Path, typer.Option("--out", metavar="FILE.zip", help="Tệp sẽ ghi.")],
    period: PeriodOption = None,
    version: Annotated[str | None, typer.Option("--version", help="Phiên bản đã công bố, ví dụ 1.2.0.")] = None,
) -> None:
    """Ghi gói dữ liệu (CSV, Parquet, SDMX, mô tả): số liệu đang có, hoặc một phiên bản đã công bố; của tất cả hoặc một quý."""
    with opened() as desk, bar() as progress, possible():
        quarter = a_quarter(period) if period else None
        task = progress.add_task("Tạo gói dữ liệu", total=None)
        if version:
            found = {str(one.version): one for one in publication.published(desk)}
            if version not in found:
                raise typer.BadParameter(f"không có phiên bản {version}; đã công bố: {', '.join(found) or 'chưa có'}")
            one = found[version]
            data = (
                publication.of_quarter(desk, LOCAL, one, quarter) if quarter else publication.archive(desk, LOCAL, one)
            )
        elif desk.empty:
            raise typer.BadParameter("kho chưa có số liệu")
        else:
            data = publication.standing(
                desk, LOCAL, quarter, lambda n, total: progress.update(task, completed=n, total=total)
            )
        try:
            out_file.write_bytes(data)
        except OSError:
            raise typer.BadParameter(f"không ghi được tệp {out_file.name}") from None
    err.print(f"Đã ghi {out_file.name}, {number_text(len(data) / 1e6, decimals=1)} MB.")


@app.command()
def publish(
    reason: ReasonOption = "",
    as_list: Annotated[bool, typer.Option("--list", help="Chỉ liệt kê các lần công bố.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Công bố mọi số liệu đang có thành một phiên bản mới, hoặc liệt kê các phiên bản."""
    with opened() as desk, possible():
        if not as_list:
            with bar() as progress:
                task = progress.add_task("Công bố", total=None)
                publication.publish(
                    desk, LOCAL, reason, lambda n, total: progress.update(task, completed=n, total=total)
                )
        found = publication.published(desk)[: None if as_list else 1]
    if as_json:
        emit([publication_json(one) for one in found])
        return
    for one in found:
        counts = ", ".join(
            f"{publication.CHANGE_LABELS[kind].vi.lower()} {number_text(n)}" for kind, n in one.counts.items()
        )
        out.print(f"{one.version}  {one.at:%H:%M %d/%m/%Y}  {counts}  {escape(one.reason)}", soft_wrap=True)


def publication_json(one: publication.Publication) -> dict[str, object]:
    return {
        "version": str(one.version), "at": one.at.isoformat(), "by": one.by, "reason": one.reason, "head": one.head,
        "head_hash": one.head_hash, "sha256": one.sha256, "bytes": one.size, "changes": dict(one.counts), "demo": one.demo,
    }  # fmt: skip


@contextmanager
def possible() -> Iterator[None]:
    try:
        yield
    except NotPossibleError as error:
        err.print(escape(error.text.vi))
        raise typer.Exit(REFUSED) from None


# Plans

targets_app = typer.Typer(help="Chỉ tiêu kế hoạch: liệt kê, nạp, tải mẫu.", no_args_is_help=True)
app.add_typer(targets_app, name="targets")


@targets_app.command("list")
def list_targets(
    province: Annotated[list[str] | None, typer.Option("--province", help="Mã hoặc tên; lặp lại được.")] = None,
    measure: Annotated[list[str] | None, typer.Option("--measure", help="Mã chỉ tiêu; lặp lại được.")] = None,
    at: Annotated[str | None, typer.Option("--at", help="Đánh giá đến hết kỳ này; mặc định là quý mới nhất.")] = None,
    units: Annotated[
        Boundary, typer.Option("--units", help="34: đơn vị hiện nay; 63: như khi báo cáo.")
    ] = Boundary.TODAY,
    as_json: JsonOption = False,
) -> None:
    """Các chỉ tiêu đang áp dụng và mức đạt được."""
    with opened() as desk:
        codes = {code.upper() for code in measure or ()}
        if unknown := codes - set(desk.measures):
            wrong(f"không có chỉ tiêu {', '.join(sorted(unknown))}; các mã: {', '.join(desk.measures)}")
        end = a_period(at) if at else desk.latest() or Period.at(today()).shift(-1)
        keys = [NATION_KEY if is_nation(text) else an_area(desk, text, end, end, units).key for text in province or ()]
        found = [p for p in progress_of(desk, keys, end, units, left=True) if not codes or p.target.measure in codes]
        if as_json:
            emit({"at": end.code, "units": units, "targets": [progress_json(desk, one) for one in found]})
            return
        grid = Grid("Đơn vị", "Chỉ tiêu", "Mục tiêu", "Kỳ", "Thực hiện", "Cần đến lúc đó", "Lộ trình", "Đánh giá")
        for one in found:
            told = progress_json(desk, one)
            share = "" if one.share is None else f"{number_text(100 * one.share, decimals=1)} %"
            numbers = ["" if value is None else number_text(value) for value in (one.actual, one.required)]
            grid.add_row(
                escape(str(told["name"])), " ".join(filter(None, [one.target.measure, one.target.item])), str(told["demand"]),
                one.target.period.short.vi, *numbers, share, PACE_LABELS[one.pace].vi,
            )  # fmt: skip
        out.print(grid if found else "Chưa có chỉ tiêu kế hoạch nào.")


@targets_app.command("load")
def load_targets(
    file: Annotated[Path, typer.Argument(help="Tệp chỉ tiêu kế hoạch.", metavar="FILE")],
    by: Annotated[str, typer.Option("--by", help="Người nộp.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Giải trình cho các câu hỏi.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Kiểm tra và nhận một tệp chỉ tiêu kế hoạch."""
    child.ready()
    with opened() as desk:
        try:
            data = file.read_bytes()
        except OSError:
            raise typer.BadParameter(f"không đọc được tệp {file.name}") from None
        plan = plans.accept(desk, plans.check(desk, file.name, data), by or os.environ.get("USER") or "cli", reason)
        one = plan.receipt
        if as_json:
            verdict = Verdict.ACCEPTED if one else Verdict.REFUSED if plan.refused else Verdict.QUESTIONS
            emit(
                {
                    "file": plan.file,
                    "verdict": verdict,
                    "set": one.number if one else None,
                    "targets": len(plan.targets),
                    "already_received": plan.already is not None,
                    "sha256": plan.sha256,
                    "findings": [finding_json(finding) for finding in plan.findings],
                }
            )
        else:
            for cells, finding in merged(plan.findings):
                more = f" [dim](các ô {escape(', '.join(cells))})[/dim]" if len(cells) > 1 else ""
                out.print(f"  {SEVERITY_LABELS[finding.severity].vi}: {escape(finding.message.vi)}{more}")
            again = " (đã nhận trước đây)" if plan.already else ""
            told = f"đã nhận, lần ghi {one.number}, {one.rows} chỉ tiêu{again}" if one else "chưa nhận"
            out.print(f"[bold]{escape(plan.file)}[/bold]: {told}")
        if one is None:
            raise typer.Exit(REFUSED)


@targets_app.command("template")
def targets_template(file: Annotated[Path, typer.Argument(help="Tệp sẽ ghi.", metavar="FILE.xlsx")]) -> None:
    """Tạo mẫu chỉ tiêu kế hoạch."""
    with opened() as desk:
        try:
            file.write_bytes(plans.template(desk))
        except OSError:
            raise typer.BadParameter(f"không ghi được tệp {file.name}") from None
        err.print(f"Đã ghi mẫu chỉ tiêu kế hoạch: {file.name}")


def progress_json(desk: Desk, one: Aim) -> dict[str, object]:
    target = one.target
    nation = target.unit == NATION_KEY
    unit = None if nation else desk.places.versions[target.unit][-1]
    end = f"–{number_text(target.value_to)}" if target.value_to is not None else ""
    sign = {"range": ""}.get(target.operator, f"{target.operator} ")
    return {
        "area": unit.code if unit else NATION_KEY,
        "name": unit.name if unit else NATION.vi,
        "under": one.under,
        "role": one.role,
        "measure": target.measure,
        "item": target.item,
        "period": target.period.code,
        "demand": f"{sign}{number_text(target.value or 0)}{end}",
        "operator": target.operator,
        "value": plain(target.value),
        "value_to": plain(target.value_to),
        "per": target.per,
        "base": plain(target.base),
        "base_period": target.base_period.code if target.base_period else None,
        "at": one.at.code,
        "required": plain(one.required),
        "actual": plain(one.actual),
        "share": one.share,
        "class": one.pace,
        "why": one.why.vi if one.why else None,
        "source": target.source,
    }


def main() -> None:
    try:
        app()
    except Exception:
        if os.environ.get("INDICATORS_DEBUG"):
            raise
        err.print("Có lỗi của chương trình; không có gì được lưu dở dang. Đặt INDICATORS_DEBUG=1 để xem chi tiết.")
        err.print("Something went wrong on our side; nothing was half stored. Set INDICATORS_DEBUG=1 for details.")
        raise SystemExit(OUR_FAULT) from None


if __name__ == "__main__":
    main()
