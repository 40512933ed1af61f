"""`docs/architecture.md` from the modules themselves: a table a room, each module with the first line of its docstring.

`python -m tests.support.architecture` writes it again.
"""

import ast
from collections.abc import Iterator
from itertools import groupby

from tests.support.code_shape import MODULES, PACKAGES, tree
from tests.support.paths import ROOT

DOCUMENT = ROOT / "docs" / "architecture.md"
HEAD = """# Every module, room by room

Made by `python -m tests.support.architecture` from what each module says of itself; `tests/test_documents.py` holds it to that.
Imports run one way, `data ← indicators ← service ← pages ← app.py` and `pages ← commands ← cli.py`, without a circle.
"""


def room_of(module: str) -> str:
    path = MODULES[module]
    return path.parent.relative_to(ROOT).as_posix() if path.parent != ROOT else "."


def says(module: str) -> str:
    """The first paragraph of its docstring, on one line."""
    text = ast.get_docstring(tree(module)) or ""
    return " ".join(text.split("\n\n")[0].split())


def document() -> str:
    return HEAD + "".join(f"\n{part}" for part in _parts())


def _parts() -> Iterator[str]:
    order = [".", *PACKAGES]
    named = sorted(MODULES, key=lambda module: (order.index(room_of(module).split("/")[0]), room_of(module), module))
    for room, modules in groupby(named, key=room_of):
        lines = [
            f"## `{room}/`" if room != "." else "## The two programs",
            "",
            "| module | what it is for |",
            "|---|---|",
        ]
        for module in modules:
            path = MODULES[module].relative_to(ROOT).as_posix()
            name = MODULES[module].name
            if name != "__init__.py" or says(module):
                lines.append(f"| [{name}](../{path}) | {says(module).replace('|', '/')} |")
        yield "\n".join(lines) + "\n"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
