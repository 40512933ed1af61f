"""The shape of the code: imports run one way, libraries stay where they belong, pages stay short."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ["data", "indicators", "service", "pages", "commands"]  # each may import itself and what stands before it
MODULES = [path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))]
HOMES = {"streamlit": {"pages", "app.py"}, "plotly": {"pages"}, "duckdb": {"database.py"}}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports by place; name the module"
            yield (node.module or "").split(".")[0]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_run_one_way(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0]
    forbidden = {*LAYERS[LAYERS.index(layer) + 1 :], "app", "cli"}
    assert not forbidden & set(imported(path))


@pytest.mark.parametrize("path", [*MODULES, ROOT / "app.py", ROOT / "cli.py"], ids=name)
def test_each_library_stays_where_it_belongs(path: Path) -> None:
    for library, homes in HOMES.items():
        if library in imported(path):
            assert homes & {*path.relative_to(ROOT).parts}, f"{library} in {name(path)}"


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=name)
def test_a_page_has_at_most_80_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 80


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_module_opens_with_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
