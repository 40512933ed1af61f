"""The same work without a screen: template, check, submit, propose, ask, trace, received, history, demo, report,
targets, layout; and what keeps the store: rebuild, verify, backup, restore, people, lock, unlock, review, enough;
export and publish.

Exit codes: 0 done, 1 a file was refused or has unanswered questions, 2 wrong usage, 3 the store is in use by the
running app, 4 our fault. With `--json` stdout is one JSON document; everything for people goes to stderr beside it.
"""

import gc
import os
from collections.abc import Callable

import typer

from commands import export, layout, maintenance, people, prose, query, received, submit, targets
from commands.console import OUR_FAULT, err

COMMANDS: tuple[Callable[..., None], ...] = (  # in the order of --help
    submit.template,
    submit.check,
    submit.submit,
    prose.propose,
    query.ask,
    query.trace,
    received.received,
    received.history,
    maintenance.demo,
    export.report,
    maintenance.rebuild,
    maintenance.verify,
    maintenance.backup,
    maintenance.restore,
    people.lock,
    people.unlock,
    people.review,
    people.enough,
    export.export,
    export.publish,
)

app = typer.Typer(
    help="Số liệu khoa học và công nghệ của các tỉnh: mẫu nộp, kiểm tra, nộp, hỏi đáp.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in COMMANDS:
    app.command()(command)
app.add_typer(people.app, name="people")
app.add_typer(targets.app, name="targets")
app.add_typer(layout.app, name="layout")


def main() -> None:
    gc.freeze()  # what is loaded by now never becomes garbage, as in app.py
    try:
        app()
    except Exception:
        if os.environ.get("INDICATORS_DEBUG"):
            raise
        err.print("Có lỗi của chương trình; không có gì được lưu dở dang. Đặt INDICATORS_DEBUG=1 để xem chi tiết.")
        err.print("Something went wrong on our side; nothing was half stored. Set INDICATORS_DEBUG=1 for details.")
        raise SystemExit(OUR_FAULT) from None


if __name__ == "__main__":
    main()
