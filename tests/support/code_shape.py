"""What `tests/test_layers.py` measures of the code: who imports whom, circles, and what is larger or wider than agreed.

`python -m tests.support.code_shape` writes today's exceptions to `code_exceptions.toml` again: after a move, or once
fewer are left. Whoever adds one shows it in the difference.
"""

import ast
import io
import json
import re
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
EXCEPTIONS = Path(__file__).with_name("code_exceptions.toml")
PACKAGES = ("data", "indicators", "service", "pages", "commands")
ENTRANCES = ("app", "cli")  # started, never imported
LINE, FILE, PAGE, FUNCTION, COMPLEXITY = 120, 350, 80, 60, 10  # at most: characters, lines (3), ruff's C901


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES: Mapping[str, Path] = {
    module_of(path): path
    for path in [
        *(path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))),
        *(ROOT / f"{name}.py" for name in ENTRANCES),
    ]
}


@cache
def source(module: str) -> str:
    return MODULES[module].read_text(encoding="utf-8")


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(source(module))


_HOLDERS = (ast.stmt, ast.excepthandler, ast.match_case)


def statements(node: ast.AST, typing: bool = True) -> Iterator[ast.AST]:
    """The statements under a node; without `typing` not those under `if TYPE_CHECKING`, which never run."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and not typing and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            for each in child.orelse:
                yield each
                yield from statements(each, typing)
        elif isinstance(child, _HOLDERS):
            yield child
            yield from statements(child, typing)


@cache
def imports(module: str, typing: bool = False) -> frozenset[str]:
    """The modules that a module imports, at its top or in a function; with `typing` also under `if TYPE_CHECKING`."""
    return imported(statements(tree(module), typing), module) - {module}


def imported(nodes: Iterable[ast.AST], module: str, known: Container[str] = MODULES) -> frozenset[str]:
    """What these nodes import. Of `from a import b` it is `a.b` where that is a known module, else `a`."""
    found = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports by place; name the module"
            assert node.module
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in known else node.module for name in names}
    return frozenset(found)


def libraries(module: str) -> set[str]:
    return {name.split(".")[0] for name in imports(module)}


def circles(typing: bool = False) -> list[list[str]]:
    """The groups of modules each of which reaches every other of its group by imports."""

    def reached(module: str) -> set[str]:
        seen: set[str] = set()
        ends = [module]
        while ends:
            new = (imports(ends.pop(), typing) & MODULES.keys()) - seen
            seen |= new
            ends += new
        return seen

    reach = {module: reached(module) for module in MODULES}
    groups = {tuple(sorted(b for b in reach[a] if a in reach[b])) for a in MODULES if a in reach[a]}
    return [list(group) for group in sorted(groups)]


def public_types() -> dict[str, list[str]]:
    """The public classes whose name stands in more than one module, with the modules."""
    homes: dict[str, list[str]] = {}
    for module in MODULES:
        for node in tree(module).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(module)
    return {name: modules for name, modules in sorted(homes.items()) if len(modules) > 1}


_PRAGMA = re.compile(r"\s+# (type: ignore|noqa)\S*$")


def wide_lines() -> dict[str, int]:
    """Module → how many of its lines are wider than agreed; lines that end in a text which people read are not counted."""
    return {module: n for module in MODULES if (n := sum(1 for _ in _wide(module)))}


def _wide(module: str) -> Iterator[int]:
    lines = [_PRAGMA.sub("", line) for line in source(module).splitlines()]
    wide = {number for number, line in enumerate(lines, 1) if len(line) > LINE}
    if not wide:
        return
    documents = {
        number
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node)
        for number in range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)
    }
    texts = set()
    for token in tokenize.generate_tokens(io.StringIO(source(module)).readline):
        if token.type == tokenize.STRING:
            first, last = token.start[0], token.end[0]
            texts |= {number for number in range(first, last + 1) if first < last or " " in token.string}
    yield from (wide & documents) | (wide - texts)


def long_files() -> dict[str, int]:
    return {module: n for module in MODULES if (n := len(source(module).splitlines())) > FILE}


def long_pages() -> dict[str, int]:
    pages = [module for module in MODULES if module.startswith("pages.") and module.count(".") == 1]
    return {module: n for module in pages if (n := len(source(module).splitlines())) > PAGE}


def long_functions() -> dict[str, int]:
    return {
        f"{module}.{name}": lines
        for module in MODULES
        for name, node in functions(tree(module))
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION
    }


def functions(node: ast.AST, within: str = "") -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            continue  # no function is declared in one
        name = within
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = f"{within}.{child.name}".lstrip(".")
            if not isinstance(child, ast.ClassDef):
                yield name, child
        yield from functions(child, name)


def complex_functions() -> dict[str, int]:
    """Function → its complexity, where ruff finds more than agreed."""
    command = [Path(sys.executable).with_name("ruff"), "check", "--isolated", "--no-cache", "--exit-zero"]
    command += ["--select=C901", f"--config=lint.mccabe.max-complexity={COMPLEXITY}", "--output-format=json"]
    shown = subprocess.run([*command, *MODULES.values()], cwd=ROOT, check=True, capture_output=True).stdout
    found = {}
    for fault in json.loads(shown):
        module = module_of(Path(fault["filename"]))
        line = fault["location"]["row"]
        name = next(n for n, node in functions(tree(module)) if node.lineno <= line <= node.body[0].lineno)
        found[f"{module}.{name}"] = int(fault["message"].split("(")[1].split(" ")[0])
    return dict(sorted(found.items()))


def skipped_formats() -> int:
    return sum(source(module).count("# fmt: skip") + source(module).count("# fmt: off") for module in MODULES)


SECTIONS = {
    "wide_lines": (wide_lines, f"Lines of more than {LINE} characters that hold no text for people; to be emptied."),
    "long_files": (long_files, f"Files of more than {FILE} lines; to be emptied."),
    "long_pages": (long_pages, f"Pages of more than {PAGE} lines; to be emptied."),
    "long_functions": (
        long_functions,
        f"Functions of more than {FUNCTION} lines; to be emptied but for tables of declarations.",
    ),
    "complex_functions": (
        complex_functions,
        f"Functions with a complexity above {COMPLEXITY}; to be emptied but for parsers of binary files.",
    ),
    "public_types": (public_types, "Public classes whose name stands in two modules; to be emptied."),
}


@cache
def exceptions() -> Mapping[str, Any]:
    return tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))


def written() -> str:
    out = [
        "# What of today's code breaks a rule of tests/test_layers.py. Made by `python -m tests.support.code_shape`."
    ]
    out += ["", "# Modules that import each other in a circle, if only for their types; to be emptied.", "circles = ["]
    out += [f"    {json.dumps(circle)}," for circle in circles(typing=True)]
    out += ["]"]
    for name, (measured, why) in SECTIONS.items():
        out += ["", f"# {why}", f"[{name}]"]
        out += [f"{json.dumps(key)} = {json.dumps(value)}" for key, value in measured().items()]
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    EXCEPTIONS.write_text(written(), encoding="utf-8")
