"""What a command ends with: its exit code, one document or a table on stdout, everything for people on stderr."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

DONE, REFUSED, USAGE, OUR_FAULT = 0, 1, 2, 4
out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def wrong(message: str) -> NoReturn:
    raise typer.BadParameter(message)


def refuse(*sentences: str, code: int = REFUSED) -> NoReturn:
    """Say why on stderr, and end."""
    for sentence in sentences:
        err.print(escape(sentence))
    raise typer.Exit(code) from None


def read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise typer.BadParameter(f"không đọc được tệp {path.name}") from None


def write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError:
        raise typer.BadParameter(f"không ghi được tệp {path.name}") from None


@contextmanager
def bar(what: str) -> Iterator[Callable[..., None]]:
    """A bar while something is done; called with how much is done, of how much, and perhaps what is done now."""
    words, count = TextColumn("{task.description}"), MofNCompleteColumn()
    with Progress(SpinnerColumn(), words, BarColumn(), count, TimeRemainingColumn(), console=err) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total, now=what: progress.update(task, completed=done, total=total, description=now)


def emit(document: object) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
