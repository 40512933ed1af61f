"""What a plan asks for: targets list, load, template."""

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table as Grid

from commands.arguments import a_period, an_area, is_nation
from commands.console import REFUSED, emit, err, out, read, write, wrong
from commands.open_store import opened
from commands.options import JsonOption, UnitsOption
from commands.submit_output import finding_json, print_findings
from data import sandbox
from data.model import Period, number_text, plain, today
from data.places import NATION, NATION_KEY, Boundary
from indicators.engine.progress import PACE_LABELS
from service.drafts import Verdict
from service.service import Service
from service.targets import plans
from service.targets.progress import Progress, progress_of

app = typer.Typer(help="Chỉ tiêu kế hoạch: liệt kê, nạp, tải mẫu.", no_args_is_help=True)


@app.command("list")
def list_targets(
    province: Annotated[list[str] | None, typer.Option("--province", help="Mã hoặc tên; lặp lại được.")] = None,
    measure: Annotated[list[str] | None, typer.Option("--measure", help="Mã chỉ tiêu; lặp lại được.")] = None,
    at: Annotated[str | None, typer.Option("--at", help="Đánh giá đến hết kỳ này; mặc định là quý mới nhất.")] = None,
    units: UnitsOption = Boundary.TODAY,
    as_json: JsonOption = False,
) -> None:
    """Các chỉ tiêu đang áp dụng và mức đạt được."""
    with opened() as service:
        codes = {code.upper() for code in measure or ()}
        if unknown := codes - set(service.measures):
            wrong(f"không có chỉ tiêu {', '.join(sorted(unknown))}; các mã: {', '.join(service.measures)}")
        end = a_period(at) if at else service.latest() or Period.at(today()).shift(-1)
        keys = [NATION_KEY if is_nation(text) else an_area(service, text, end, end, units) for text in province or ()]
        of_areas = progress_of(service, keys, end, units, left=True)
        targets = [one for one in of_areas if not codes or one.target.measure in codes]
        if as_json:
            emit({"at": end.code, "units": units, "targets": [progress_json(service, one) for one in targets]})
            return
        grid = Grid("Đơn vị", "Chỉ tiêu", "Mục tiêu", "Kỳ", "Thực hiện", "Cần đến lúc đó", "Lộ trình", "Đánh giá")
        for one in targets:
            line = progress_json(service, one)
            share = "" if one.share is None else f"{number_text(100 * one.share, decimals=1)} %"
            numbers = ["" if value is None else number_text(value) for value in (one.actual, one.required)]
            grid.add_row(
                escape(str(line["name"])),
                " ".join(filter(None, [one.target.measure, one.target.item])),
                str(line["demand"]),
                one.target.period.short.vi,
                *numbers,
                share,
                PACE_LABELS[one.pace].vi,
            )
        out.print(grid if targets else "Chưa có chỉ tiêu kế hoạch nào.")


@app.command("load")
def load_targets(
    file: Annotated[Path, typer.Argument(help="Tệp chỉ tiêu kế hoạch.", metavar="FILE")],
    by: Annotated[str, typer.Option("--by", help="Người nộp.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Giải trình cho các câu hỏi.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Kiểm tra và nhận một tệp chỉ tiêu kế hoạch."""
    sandbox.ready()
    with opened() as service:
        checked = plans.check(service, file.name, read(file))
        plan = plans.accept(service, checked, by or os.environ.get("USER") or "cli", reason)
        receipt = plan.receipt
        if as_json:
            verdict = Verdict.ACCEPTED if receipt else Verdict.REFUSED if plan.refused else Verdict.QUESTIONS
            told = {"file": plan.file, "verdict": verdict, "set": receipt.number if receipt else None}
            told |= {"targets": len(plan.targets), "already_received": plan.already is not None, "sha256": plan.sha256}
            emit(told | {"findings": [finding_json(finding) for finding in plan.findings]})
        else:
            print_findings(plan.findings)
            again = " (đã nhận trước đây)" if plan.already else ""
            result = f"đã nhận, lần ghi {receipt.number}, {receipt.rows} chỉ tiêu{again}" if receipt else "chưa nhận"
            out.print(f"[bold]{escape(plan.file)}[/bold]: {result}")
        if receipt is None:
            raise typer.Exit(REFUSED)


@app.command("template")
def targets_template(file: Annotated[Path, typer.Argument(help="Tệp sẽ ghi.", metavar="FILE.xlsx")]) -> None:
    """Tạo mẫu chỉ tiêu kế hoạch."""
    with opened() as service:
        write(file, plans.template(service))
        err.print(f"Đã ghi mẫu chỉ tiêu kế hoạch: {file.name}")


def progress_json(service: Service, progress: Progress) -> dict[str, object]:
    target = progress.target
    nation = target.unit == NATION_KEY
    unit = None if nation else service.places.versions[target.unit][-1]
    end = f"–{number_text(target.value_to)}" if target.value_to is not None else ""
    sign = {"range": ""}.get(target.operator, f"{target.operator} ")
    return {
        "area": unit.code if unit else NATION_KEY,
        "name": unit.name if unit else NATION.vi,
        "under": progress.under,
        "role": progress.role,
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
        "at": progress.at.code,
        "required": plain(progress.required),
        "actual": plain(progress.actual),
        "share": progress.share,
        "class": progress.pace,
        "why": progress.why.vi if progress.why else None,
        "source": target.source,
    }
