"""Who may do what, what is closed to whom, from when a quarter counts: people, lock, unlock, review, enough."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table as Grid

from commands.arguments import a_quarter, a_unit
from commands.console import emit, out, wrong
from commands.open_store import opened, possible
from commands.options import JsonOption, ProvinceOption, QuarterOption, ReasonOption
from data.model import Period, today
from service import administration, completeness
from service.access.roles import LOCAL, ROLE_LABELS, Person, Role, until_text
from service.service import Service

app = typer.Typer(help="Người dùng và quyền: liệt kê, cấp, thu hồi.", no_args_is_help=True)


@app.command("list")
def list_people(as_json: JsonOption = False) -> None:
    """Những người đã được cấp quyền."""
    with opened() as service:
        people = administration.people(service)
        if as_json:
            emit(
                [
                    {
                        "email": p.email,
                        "name": p.name,
                        "role": p.role,
                        "provinces": sorted(p.units),
                        "until": p.until.isoformat() if p.until else None,
                        "ended": p.ended,
                    }
                    for p in people
                ]
            )
            return
        grid = Grid("Thư điện tử", "Tên", "Quyền", "Tỉnh", "Thời hạn")
        for p in people:
            where = ", ".join(service.places.versions[key][-1].name for key in sorted(p.units)) or "tất cả"
            grid.add_row(escape(p.email), escape(p.name), ROLE_LABELS[p.role].vi, escape(where), until_text(p).vi)
        out.print(grid if people else "Chưa cấp quyền cho ai.")


@app.command("grant")
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
    with opened() as service, possible():
        try:
            last = date.fromisoformat(until) if until else None
        except ValueError:
            wrong(f"không hiểu ngày «{until}»; ví dụ 2026-12-31")
        units = frozenset(a_unit(service, text, Period.at(today())).key for text in province or ())
        administration.grant(service, LOCAL, Person(email, name, role, units, last), reason)
        out.print(f"Đã cấp quyền {ROLE_LABELS[role].vi} cho {escape(email)}.")


@app.command("revoke")
def revoke_role(
    email: Annotated[str, typer.Argument(help="Thư điện tử.", metavar="EMAIL")], reason: ReasonOption = ""
) -> None:
    """Thu hồi quyền của một người."""
    with opened() as service, possible():
        administration.revoke(service, LOCAL, email, reason)
        out.print(f"Đã thu hồi quyền của {escape(email)}.")


def lock(period: QuarterOption, province: ProvinceOption = None, reason: ReasonOption = "") -> None:
    """Khóa một quý, của một tỉnh hoặc của tất cả."""
    with opened() as service, possible():
        quarter, unit = quarter_to_lock(service, period, province)
        administration.lock(service, LOCAL, quarter, reason, unit)
        out.print(f"Đã khóa {quarter.label.vi}.")


def unlock(period: QuarterOption, province: ProvinceOption = None, reason: ReasonOption = "") -> None:
    """Mở khóa một quý; lý do được giữ lại."""
    with opened() as service, possible():
        quarter, unit = quarter_to_lock(service, period, province)
        administration.unlock(service, LOCAL, quarter, reason, unit)
        out.print(f"Đã mở khóa {quarter.label.vi}.")


def quarter_to_lock(service: Service, period: str, province: str | None) -> tuple[Period, str]:
    """The quarter, and the key of its province; '' for all."""
    quarter = a_quarter(period)
    return quarter, a_unit(service, province, quarter).key if province else ""


class Switch(StrEnum):
    ON = "on"
    OFF = "off"


def review(switch: Annotated[Switch, typer.Argument(help="on: bật; off: tắt.")], reason: ReasonOption = "") -> None:
    """Bật hoặc tắt việc duyệt: khi bật, bản nộp chờ người duyệt; khi tắt, bản đang chờ vẫn chờ quyết định."""
    with opened() as service, possible():
        administration.switch_review(service, LOCAL, switch is Switch.ON, reason)
        out.print("Đã bật duyệt." if switch is Switch.ON else "Đã tắt duyệt.")


def enough(
    percent: Annotated[
        int | None,
        typer.Argument(help="Phần trăm số tỉnh phải nộp; không ghi: nói mức đang dùng.", metavar="[PERCENT]"),
    ] = None,
    reason: ReasonOption = "",
) -> None:
    """Mức đủ: bao nhiêu phần trăm số tỉnh phải nộp một quý thì quý đó là quý mới nhất."""
    with opened() as service, possible():
        if percent is not None:
            administration.require_share(service, LOCAL, percent, reason)
        latest = service.latest()
        out.print(completeness.RULE.vi.format(share=service.repository.access.enough))
        out.print(f"Quý mới nhất: {latest.label.vi}." if latest else "Chưa có số liệu.")
