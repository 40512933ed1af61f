"""What is taken away: report, export; and publish, which keeps it under a version."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from commands.arguments import a_period, a_quarter, a_unit, is_nation
from commands.console import bar, emit, err, out, refuse, write, wrong
from commands.open_store import opened, possible
from commands.options import JsonOption, PeriodOption, ReasonOption
from data.model import number_text
from data.places import NATION_KEY
from data.text_keys import fold
from service.access.roles import LOCAL
from service.publishing import changelog, releases
from service.publishing.contents import Publication


class Paper(StrEnum):
    DOCX = "docx"
    PDF = "pdf"


def report(
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
    from pages.reports.make import printed, written  # which loads the charts
    from pages.reports.template_check import TemplateRefusedError

    if language not in ("vi", "en"):
        wrong("--lang là vi hoặc en")
    if own_template and form is not Paper.DOCX:
        wrong("--template chỉ dùng với --format docx")
    with opened() as service:
        span = a_period(period)
        area = NATION_KEY if is_nation(province) else a_unit(service, province, span).key
        with bar("Lập báo cáo") as step:
            made = written(service, area, span, "en" if language == "en" else "vi", step)
        path = out_file or Path(f"{fold(made.name).replace(' ', '-')}.{form}")
        try:
            path.write_bytes(printed(made, form.value, own_template.read_bytes() if own_template else None))
        except OSError:
            raise typer.BadParameter("không đọc hoặc ghi được tệp; kiểm tra --out và --template") from None
        except TemplateRefusedError as refused:
            refuse(refused.text.vi)
        err.print(f"Đã ghi báo cáo: {path.name}")


def export(
    out_file: Annotated[Path, typer.Option("--out", metavar="FILE.zip", help="Tệp sẽ ghi.")],
    period: PeriodOption = None,
    version: Annotated[str | None, typer.Option("--version", help="Phiên bản đã công bố, ví dụ 1.2.0.")] = None,
) -> None:
    """Ghi gói dữ liệu (CSV, Parquet, SDMX, mô tả): số liệu đang có, hoặc một phiên bản đã công bố; của tất cả hoặc một
    quý."""
    with opened() as service, bar("Tạo gói dữ liệu") as step, possible():
        quarter = a_quarter(period) if period else None
        if version:
            versions = {str(one.version): one for one in releases.published(service)}
            if version not in versions:
                wrong(f"không có phiên bản {version}; đã công bố: {', '.join(versions) or 'chưa có'}")
            publication = versions[version]
            part = releases.of_quarter(service, LOCAL, publication, quarter) if quarter else None
            data = part or releases.archive(service, LOCAL, publication)
        elif service.empty:
            wrong("kho chưa có số liệu")
        else:
            data = releases.standing(service, LOCAL, quarter, step)
        write(out_file, data)
    err.print(f"Đã ghi {out_file.name}, {number_text(len(data) / 1e6, decimals=1)} MB.")


def publish(
    reason: ReasonOption = "",
    as_list: Annotated[bool, typer.Option("--list", help="Chỉ liệt kê các lần công bố.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Công bố mọi số liệu đang có thành một phiên bản mới, hoặc liệt kê các phiên bản."""
    with opened() as service, possible():
        if not as_list:
            with bar("Công bố") as step:
                releases.publish(service, LOCAL, reason, step)
        publications = releases.published(service)[: None if as_list else 1]
    if as_json:
        emit([publication_json(one) for one in publications])
        return
    for one in publications:
        labels = changelog.CHANGE_LABELS
        counts = ", ".join(f"{labels[kind].vi.lower()} {number_text(n)}" for kind, n in one.counts.items())
        out.print(f"{one.version}  {one.at:%H:%M %d/%m/%Y}  {counts}  {escape(one.reason)}", soft_wrap=True)


def publication_json(publication: Publication) -> dict[str, object]:
    told: dict[str, object] = {"version": str(publication.version), "at": publication.at.isoformat()}
    told |= {key: getattr(publication, key) for key in ("by", "reason", "head", "head_hash", "sha256")}
    return told | {"bytes": publication.size, "changes": dict(publication.counts), "demo": publication.demo}
