"""Several quarters of one file: check and submit with --all-quarters."""

from pathlib import Path
from typing import Annotated

import typer

from commands.arguments import a_quarter, a_unit
from commands.console import err, read, refuse, wrong
from service import history
from service.access.state import NotPossibleError
from service.history import History
from service.service import Service

AllQuarters = Annotated[
    bool,
    typer.Option(
        "--all-quarters",
        help="Đọc mọi quý (và mọi tỉnh trước sắp xếp) có trong tệp theo cách đọc đã xác nhận; nhận tất cả hoặc không quý nào.",
    ),
]


def look(service: Service, files: list[Path], province: str | None, period: str | None) -> History:
    """The quarters of the file, looked at together; `period` is the one of which its layout was confirmed."""
    if len(files) != 1 or not province or not period:
        wrong("--all-quarters cần đúng một tệp, --province và --period")
    quarter = a_quarter(period)
    unit, data = a_unit(service, province, quarter), read(files[0])
    found = history.quarters(service, files[0].name, data) or [quarter]
    try:
        return history.check(service, files[0].name, data, unit, quarter, found)
    except NotPossibleError as error:
        refuse(error.text.vi)


def submit(service: Service, told: History, sender: str, reason: str) -> bool:
    """Whether all of them have their receipts; else none has, and why is said."""
    try:
        history.accept(service, told, sender, reason)
    except NotPossibleError as error:
        err.print(error.text.vi)
        return False
    return True
