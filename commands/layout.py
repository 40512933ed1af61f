"""How files of provinces' own making are read: layout propose, save, list, show, check, withdraw."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table as Grid

from commands.arguments import a_quarter, a_unit, is_nation
from commands.console import REFUSED, emit, err, out, read, write, wrong
from commands.open_store import opened
from commands.options import JsonOption, QuarterOption, ReasonOption
from commands.submit import look, read_layout
from commands.submit_output import finish
from data import sandbox
from data.layouts.layout import ASIDE, Layout, LayoutColumn, LayoutRow
from data.model import Period, day_text, today
from data.places import NATION
from service import layouts
from service.access.roles import LOCAL
from service.service import Service

app = typer.Typer(
    help="Cách đọc tệp của tỉnh không theo mẫu: đề xuất, lưu, liệt kê, xem, kiểm tra, thôi dùng.", no_args_is_help=True
)
Number = Annotated[int, typer.Argument(help="Số của cách đọc (layout list).", metavar="NUMBER")]
Whose = Annotated[str, typer.Option("--province", help="Mã hoặc tên tỉnh; VN: chung cho cả nước.")]
LayoutFile = Annotated[Path, typer.Argument(help="Tệp cách đọc.", metavar="LAYOUT.json")]


@app.command("propose")
def propose_layout(
    file: Annotated[Path, typer.Argument(help="Tệp của tỉnh.", metavar="FILE")],
    province: Whose,
    period: QuarterOption,
    out_file: Annotated[Path | None, typer.Option("--out", metavar="LAYOUT.json")] = None,
    name: Annotated[str, typer.Option("--name", help="Tên của cách đọc.")] = "",
) -> None:
    """Đề xuất cách đọc một tệp; mỗi chỗ có lý do, chỗ chưa chắc để người xác nhận."""
    sandbox.ready()
    with opened() as service:
        quarter = a_quarter(period)
        unit = None if is_nation(province) else a_unit(service, province, quarter)
        one = layouts.propose(service, file.name, read(file), unit, quarter, layout_name=name)
        if one is None:
            err.print("Không thấy bảng nào trong tệp. Kiểm tra lại tệp, hoặc dùng biểu mẫu (template).")
            raise typer.Exit(REFUSED)
        tell(one)
        if out_file:
            write(out_file, one.to_json().encode())
            err.print(f"Đã ghi {escape(out_file.name)}.")
        if one.open:
            err.print(f"Còn {len(one.open)} chỗ cần trả lời: điền «becomes», đặt «sure» thành true, rồi layout save.")


def tell(one: Layout) -> None:
    """What becomes of every column and row, why, and what is asked."""
    for number, block in enumerate(one.blocks, 1):
        shape = {"form": "bảng tổng hợp", "list": f"danh sách {block.table}"}.get(block.shape, "để ngoài")
        out.print(f"[bold]Bảng {number}: {shape}[/bold]" + ("" if block.sure else f"  [?] {escape(block.why)}"))
        grid = Grid("", "Trong tệp", "Là", "Lý do", "Hoặc là")
        named: list[tuple[str, LayoutColumn | LayoutRow]] = [("cột", column) for column in block.columns]
        named += [("dòng", row) for row in block.rows]
        for what, each in named:
            becomes = {ASIDE: "để ngoài", "": "?"}.get(each.becomes, each.becomes)
            mark = "" if each.sure and each.becomes else "?"
            said = " ".join(each.said.split())
            grid.add_row(f"{what} {mark}", escape(said), escape(becomes), escape(each.why), ", ".join(each.others))
        if block.columns:
            out.print(grid)
        if block.fonts:
            out.print(f"  chữ gõ bằng phông cũ: {escape(', '.join(map(str, block.fonts)))}")
        for key, code in block.constants.items():
            out.print(f"  cả bảng: {key} = {code or '?'}")
        for key, words in block.choices.items():
            for word, code in words.items():
                out.print(f"  chữ «{escape(word)}» của cột {key} = {code or '?'}")


@app.command("save")
def save_layout(
    file: LayoutFile, province: Whose, reason: ReasonOption = "", name: Annotated[str, typer.Option("--name")] = ""
) -> None:
    """Lưu một cách đọc đã trả lời hết; từ đó các tệp giống vậy của tỉnh được đọc theo."""
    with opened() as service:
        one = read_layout(service, file)
        one = Layout(name or one.name, one.blocks)
        kept = layouts.save(service, LOCAL, _unit(service, province), one, reason)
        out.print(f"Đã lưu cách đọc số {kept.number}: {escape(kept.name)}")


@app.command("list")
def list_layouts(
    province: Annotated[str | None, typer.Option("--province", help="Chỉ của tỉnh này và của cả nước.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Các cách đọc đang dùng."""
    with opened() as service:
        found = layouts.kept(service, _unit(service, province) if province else None)
        if as_json:
            keys = ("number", "unit", "name", "sha256", "by", "reason", "demo")
            emit({"layouts": [{k: getattr(one, k) for k in keys} | {"at": one.at.isoformat()} for one in found]})
            return
        grid = Grid("Số", "Đơn vị", "Tên", "Ngày", "Người", "Lý do")
        for one in found:
            unit = service.places.versions[one.unit][-1].name if one.unit else NATION.vi
            told = (str(one.number), unit, one.name, day_text(one.at.date()), one.by, one.reason)
            grid.add_row(*map(escape, told))
        out.print(grid if found else "Chưa có cách đọc nào.")


@app.command("show")
def show_layout(
    number: Number, out_file: Annotated[Path | None, typer.Option("--out", metavar="LAYOUT.json")] = None
) -> None:
    """Xem một cách đọc, hoặc ghi ra tệp JSON."""
    with opened() as service:
        layouts.kept(service)
        try:
            one = layouts.layout(service, number)
        except KeyError:
            wrong(f"không có cách đọc số {number}")
        tell(one)
        if out_file:
            write(out_file, one.to_json().encode())
            err.print(f"Đã ghi {escape(out_file.name)}.")


@app.command("check")
def check_layout(
    file: Annotated[Path, typer.Argument(help="Tệp của tỉnh.", metavar="FILE")],
    layout: Annotated[Path, typer.Option("--layout", metavar="LAYOUT.json", help="Cách đọc, dù chưa lưu.")],
    province: Whose,
    period: QuarterOption,
    as_json: JsonOption = False,
) -> None:
    """Kiểm tra một tệp theo một cách đọc, không lưu gì."""
    sandbox.ready()
    with opened() as service:
        draft = look(service, file, province, period, None, read_layout(service, layout))
        finish([draft], as_json, with_rows=as_json)


@app.command("withdraw")
def withdraw_layout(number: Number, reason: ReasonOption = "") -> None:
    """Thôi dùng một cách đọc; những gì đã nộp vẫn giữ nguyên."""
    with opened() as service:
        layouts.kept(service)
        layouts.withdraw(service, LOCAL, number, reason)
        out.print(f"Đã thôi dùng cách đọc số {number}.")


def _unit(service: Service, province: str) -> str:
    return layouts.NATIONAL if is_nation(province) else a_unit(service, province, Period.at(today())).key
