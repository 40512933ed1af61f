"""Arguments and options that several commands share, each said once."""

from pathlib import Path
from typing import Annotated

import typer

from data.model import Calendar
from data.places import Boundary

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
QuarterOption = Annotated[str, typer.Option("--period", help="Quý.")]
MeasureArgument = Annotated[str, typer.Argument(help="Mã chỉ tiêu, ví dụ MQ01.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Lý do, được giữ trong sổ ghi.")]
UnitsOption = Annotated[Boundary, typer.Option("--units", help="34: đơn vị hiện nay; 63: như khi báo cáo.")]
