"""The store as a whole: demo, rebuild, verify, backup, restore."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from commands.console import DONE, REFUSED, bar, emit, err, out, refuse, wrong
from commands.open_store import home_folder, kept, opened
from commands.options import JsonOption
from data.model import Text, number_text
from data.storage import truth
from data.storage.truth import StoreBusyError
from service import backup as service_backup
from service.demo import load
from service.service import Service


def demo(as_json: JsonOption = False) -> None:
    """Nạp số liệu minh họa qua đúng khâu tiếp nhận; lần trước dở dang thì nạp tiếp."""
    with opened() as service:
        begun = service.is_demo and not service.is_real
        if not service.empty and not (begun and not load.whole(service)):
            kind = "đã có số liệu minh họa" if service.is_demo else "đã có số liệu thật"
            err.print(f"Kho {kind}; không nạp gì thêm.")
            if as_json:
                emit({"submissions": 0, "revision": service.revision, "demo": service.is_demo})
            raise typer.Exit(DONE if service.is_demo else REFUSED)
        reached = [0, 0]
        try:
            with bar("Nạp tiếp số liệu minh họa" if begun else "Nạp số liệu minh họa") as step:

                def reach(done: int, total: int) -> None:
                    reached[:] = done, total
                    step(done, total)

                count = load.load_demo(service, reach)
        except KeyboardInterrupt:
            done, total = reached
            refuse(
                f"Đã dừng khi mới nạp {done} trong {total or '…'} tệp minh họa; kho chưa đủ số liệu minh họa.",
                "Chạy lại lệnh demo (hoặc make run) để nạp tiếp từ chỗ đang dở.",
            )
        err.print(f"Đã nạp {count} tệp minh họa.")
        if as_json:
            emit({"submissions": count, "revision": service.revision, "demo": True})


def rebuild(check_only: Annotated[bool, typer.Option("--check", help="Chỉ so sánh, không thay.")] = False) -> None:
    """Tính lại toàn bộ số liệu chỉ từ sổ ghi và các tệp đã lưu, rồi so với số liệu đang dùng."""
    with opened() as service:
        with bar("Dựng lại"):
            changed = service.repository.rebuild(check=check_only)
        out.print("Không có gì thay đổi." if not changed else f"Khác trước ở: {', '.join(changed)}.")
        if check_only and changed:
            raise typer.Exit(REFUSED)


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
    service = None
    mended: list[Text] = []
    with suppress(StoreBusyError):
        service = Service(home) if (home / truth.LOCK).exists() or (home / "store").is_dir() else None
    try:
        with bar("Kiểm tra") as step:
            state = service_backup.verify(home, service, step)
    finally:
        if service is not None:
            mended = service.repository.notices
            service.close()
    if as_json:
        emit(
            {
                "lines": state.lines,
                "head": state.head,
                "last_at": state.last_at.isoformat() if state.last_at else None,
                "files": state.files,
                "bytes": state.size,
                "store": state.differ,
                "faults": [fault.vi for fault in state.faults],
                "mended": [notice.vi for notice in mended],
            }
        )
    else:
        out.print(f"Sổ ghi: {number_text(state.lines)} dòng, dòng cuối {state.head[:16]}…")
        out.print(f"Tệp đã lưu: {number_text(state.files)}, {number_text(state.size / 1e6, decimals=1)} MB")
        if state.differ is None:
            out.print("Kho số liệu: chưa so được (đang được khôi phục, không có, hoặc sổ ghi có lỗi).")
        else:
            differ = f"Kho số liệu khác ở: {', '.join(state.differ)}."
            out.print(differ if state.differ else "Kho số liệu: khớp với sổ ghi.")
        if load.mark(home).exists():
            out.print("Số liệu minh họa mới nạp được một phần.")
        for fault in state.faults:
            out.print(f"  Lỗi: {escape(fault.vi)}")
        for notice in mended:
            out.print(f"  Đã tự sửa khi mở: {escape(notice.vi)}")
    if state.faults or state.differ or mended:
        raise typer.Exit(REFUSED)


def backup(
    into: Annotated[Path, typer.Argument(help="Thư mục sao lưu; giữ lại cả bản trước.", metavar="DIR")],
    as_json: JsonOption = False,
    in_open: Annotated[bool, typer.Option("--open", help="Ghi ledger.jsonl và từng tệp theo mã băm.")] = False,
) -> None:
    """Sao lưu sổ ghi và các tệp đã lưu, cả khi ứng dụng đang chạy."""
    if in_open:
        with kept():
            files = service_backup.lay_open(home_folder(), into)
        out.print(f"Đã ghi ledger.jsonl và {number_text(files)} tệp.")
        return
    with bar("Sao lưu") as step, kept():
        done = service_backup.backup(home_folder(), into, step)
    if as_json:
        emit({"lines": done.lines, "head": done.head, "files": done.files, "bytes": done.size})
    else:
        out.print(
            f"Đã sao lưu {number_text(done.lines)} dòng sổ ghi; chép thêm {number_text(done.files)} tệp, {number_text(done.size / 1e6, decimals=1)} MB."
        )
        out.print(f"Dòng cuối: {done.head}")


def restore(
    source: Annotated[Path, typer.Argument(help="Thư mục sao lưu.", metavar="DIR")], as_json: JsonOption = False
) -> None:
    """Khôi phục kho từ bản sao lưu, vào thư mục trống hoặc thay kho bị hỏng."""
    with bar("Khôi phục") as step, kept():
        state = service_backup.restore(source, home_folder(), step)
    if as_json:
        emit({"lines": state.lines, "head": state.head, "files": state.files})
    else:
        out.print(
            f"Đã khôi phục {number_text(state.lines)} dòng sổ ghi, {number_text(state.files)} tệp; kho đã dựng lại."
        )
