"""What a command ends with: its exit code, one document or a table on stdout, everything for people on stderr."""

from __future__ import annotations

import json
import sys
from typing import NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

DONE, REFUSED, USAGE, BUSY, OUR_FAULT = range(5)
out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def wrong(message: str) -> NoReturn:
    raise typer.BadParameter(message)


def bar() -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=err,
    )


def emit(document: object) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def plain(value: object) -> object:
    """Whole numbers without a point."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
