"""What has come in: received, history."""

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table as Grid

from commands.arguments import a_quarter, a_span, a_unit
from commands.console import emit, out
from commands.open_store import opened
from commands.options import FromOption, JsonOption, ToOption
from commands.submit_output import finding_json
from data.model import Period, day_text
from service import arrivals, submissions
from service.arrivals import ARRIVAL_LABELS, Arrival
from service.service import Service
from service.submissions import Submission


def received(first: FromOption = None, last: ToOption = None, as_json: JsonOption = False) -> None:
    """Tỉnh nào đã nộp quý nào."""
    with opened() as service:
        start, end = a_span(service, first, last)
        cells = arrivals.received(service, start, end)
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
        letters = dict(zip(Arrival, ("·", "–", "C", "N", "G", "S"), strict=True))
        grid = Grid("Tỉnh", *(Period.quarter(q).short.vi for q in range(start.first, end.last + 1)))
        lines: dict[str, dict[int, str]] = {}
        for cell in cells:
            mark = letters[cell.state] + ("*" if cell.late else "")
            lines.setdefault(cell.unit.key, {})[cell.period.last] = mark
        for key, marks in lines.items():
            unit = service.places.versions[key][-1]
            grid.add_row(f"{unit.code} {unit.name}", *(marks.get(q, "") for q in range(start.first, end.last + 1)))
        out.print(grid)
        legend = ", ".join(f"{letters[state]} {text.vi.lower()}" for state, text in ARRIVAL_LABELS.items())
        out.print(f"{legend}, * nộp muộn")


def history(
    province: Annotated[str, typer.Option("--province")],
    period: Annotated[str, typer.Option("--period")],
    as_json: JsonOption = False,
) -> None:
    """Các lần nộp của một tỉnh, một quý."""
    with opened() as service:
        quarter = a_quarter(period)
        unit = a_unit(service, province, quarter)
        versions = submissions.versions(service, unit.key, quarter)
        if as_json:
            told = [submission_json(one) | {"findings": findings_json(service, one.number)} for one in versions]
            emit({"province": unit.code, "name": unit.name, "period": quarter.code, "submissions": told})
            return
        grid = Grid("Lần", "Biên nhận số", "Nhận lúc", "Người nộp", "Tệp", "Giải trình", "SHA-256")
        for one in versions:
            when = f"{day_text(one.received_at.date())} {one.received_at:%H:%M}"
            line = (str(one.version), str(one.number), when, escape(one.by), escape(one.file), str(one.questions))
            grid.add_row(*line, one.sha256[:16])
        out.print(grid if versions else f"{unit.name} chưa nộp {quarter.label.vi}.")


def findings_json(service: Service, number: int) -> list[dict[str, object]]:
    return [finding_json(one) | {"reason": reason} for one, reason in submissions.findings(service, number)]


def submission_json(submission: Submission) -> dict[str, object]:
    return {
        "submission": submission.number,
        "version": submission.version,
        "received_at": submission.received_at.isoformat(),
        "by": submission.by,
        "file": submission.file,
        "sha256": submission.sha256,
        "sheets": {name: {"rows": rows} for name, rows in submission.sheets.items()},
        "late": submission.late,
        "demo": submission.demo,
    }
