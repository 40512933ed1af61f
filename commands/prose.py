"""A report in prose: propose what it says, to be confirmed in a file and sent by `submit --proposal`."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from commands.arguments import a_quarter, a_unit
from commands.console import err, out, read, refuse, write, wrong
from commands.open_store import opened
from data.model import Calendar, Finding
from data.prose.confirmed import NotInDocumentError
from service import layouts, prose
from service.drafts import Draft
from service.service import Service

UNLIKE = "Tệp đề xuất không phải của văn bản, tỉnh và quý này. Lập lại bằng lệnh propose."


def propose(
    file: Annotated[Path, typer.Argument(help="Báo cáo .docx hoặc PDF có chữ.", metavar="FILE")],
    province: Annotated[str, typer.Option("--province", help="Mã hoặc tên tỉnh vào thời điểm của kỳ.")],
    period: Annotated[str, typer.Option("--period", help="Quý, ví dụ 2024-Q4.")],
    out_file: Annotated[Path | None, typer.Option("--out", metavar="F.json")] = None,
) -> None:
    """Đọc báo cáo bằng lời và đề xuất số; ghi "confirmed": true ở từng số rồi nộp bằng submit --proposal."""
    with opened() as service:
        quarter = a_quarter(period)
        unit = a_unit(service, province, quarter)
        data = read(file)
        found = prose.proposed(service, data, unit, quarter)
        if isinstance(found, Finding):
            refuse(found.message.vi)
        told = prose.as_json(file.name, data, unit, quarter, found)
    for one in found.proposals.figures:
        doubt = (
            "" if one.sure else f" [yellow]cần hỏi: {escape('; '.join(each.vi for each in one.doubts[:2]))}[/yellow]"
        )
        out.print(
            f"[bold]{one.code}[/bold] {escape(one.typed)} ({COLUMNS[one.column]}), {one.quotes[0].place.vi}{doubt}"
        )
    out.print(
        f"{len(found.proposals.figures)} số được đề xuất; {len(found.proposals.unclaimed)} số chưa rõ là chỉ tiêu nào."
    )
    path = out_file or Path(f"de-xuat-{unit.code}-{period}.json")
    write(path, json.dumps(told, ensure_ascii=False, indent=1).encode())
    err.print(f'Đã ghi {escape(path.name)}: chưa số nào được xác nhận. Đặt "confirmed": true ở từng số đúng, rồi nộp.')


COLUMNS = {"value": "trong quý hoặc tại thời điểm", "year_to_date": "lũy kế từ đầu năm"}


def look_confirmed(
    service: Service,
    file: Path,
    proposal: Path,
    province: str | None,
    period: str | None,
    calendar: Calendar | None,
    with_tables: bool = False,
) -> Draft:
    """A report with the file of its proposal, in which figures were confirmed, as a draft; its tables with them."""
    if not province or not period:
        wrong("--proposal cần --province và --period")
    quarter = a_quarter(period)
    unit = a_unit(service, province, quarter)
    data = read(file)
    found = prose.proposed(service, data, unit, quarter)
    if isinstance(found, Finding):
        refuse(found.message.vi)
    try:
        figures = prose.from_json(prose.loads(read(proposal)), data, unit, quarter, found)
        if not figures:
            refuse('Chưa số nào được xác nhận. Đặt "confirmed": true ở từng số đúng trong tệp đề xuất.')
        standing = layouts.applicable(service, unit, quarter) if with_tables else None
        if with_tables and standing is None:
            refuse("Chưa có cách đọc nào cho các bảng của báo cáo. Lập bằng layout propose, lưu bằng layout save.")
        scope = unit, quarter, calendar
        return prose.check(service, file.name, data, found.document, figures, *scope, standing=standing)
    except (prose.OtherDocumentError, NotInDocumentError, KeyError):
        refuse(UNLIKE)
