"""The shape of the code: imports run one way and in no circle, libraries stay where they belong, nothing grows too large."""

import ast

import pytest

from tests.support import code_shape as shape

# From the ground up: each may import itself and what stands before it. A room in a room is named whole (`data.reading.reader`).
ROOMS = [
    *["data", "indicators", "service"],
    *["pages.texts", "pages.server", "pages.pictures", "pages.download_formats", "pages.ui", "pages.charts"],
    *[
        "pages.reports",
        "pages.api",
        "pages.administration",
        "pages.submission",
        "pages.sections",
        "pages.explorer",
        "pages.bulletin",
        "pages.first_picture",
    ],
    *["pages"],
    *["app", "commands", "cli"],
]
HOMES = {"streamlit": ["pages", "app"], "plotly": ["pages"], "duckdb": ["data.storage.database"]}
SKIPPED_FORMATS = 20


def room(module: str) -> str:
    """The innermost room of the table that a module stands in."""
    return max((each for each in ROOMS if f"{module}.".startswith(f"{each}.")), key=len)


def test_imports_run_one_way() -> None:
    upward = []
    for module in shape.MODULES:
        below = ROOMS[: ROOMS.index(room(module)) + 1]
        own = shape.imports(module, typing=True) & shape.MODULES.keys()
        upward += [f"{module} imports {each}" for each in own if room(each) not in below or each in shape.ENTRANCES]
    assert sorted(upward) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert shape.circles() == []


def test_no_more_circles_than_known_even_for_types_alone() -> None:
    assert shape.circles(typing=True) == shape.exceptions()["circles"]


def test_each_library_stays_where_it_belongs() -> None:
    strayed = [
        f"{library} in {module}"
        for module in shape.MODULES
        for library in shape.libraries(module) & HOMES.keys()
        if not any(f"{module}.".startswith(f"{home}.") for home in HOMES[library])
    ]
    assert strayed == []


@pytest.mark.parametrize("name", shape.SECTIONS)
def test_nothing_is_larger_than_agreed_but_for_the_known_exceptions(name: str) -> None:
    """An exception that is larger than known, new, or no longer needed, is told; see `code_shape` for the way out."""
    measured, known = shape.SECTIONS[name][0](), shape.exceptions()[name]
    grown = {key: value for key, value in measured.items() if key not in known or worse(value, known[key])}
    assert (grown, known.keys() - measured.keys()) == ({}, set())


def worse(value: int | list[str], known: int | list[str]) -> bool:
    if isinstance(value, int) and isinstance(known, int):
        return value > known
    return value != known


def test_formatting_is_left_out_in_few_places() -> None:
    assert shape.skipped_formats() <= SKIPPED_FORMATS


def test_tests_and_benchmarks_share_only_what_lies_in_support() -> None:
    """No test module imports another or a benchmark, no benchmark a test, and what they share imports neither."""
    folders = [shape.ROOT / "tests", shape.ROOT / "benchmarks"]
    known = {shape.module_of(path): path for folder in folders for path in folder.rglob("*.py")}
    strayed = []
    for module, path in known.items():
        away = "tests" if module.startswith("benchmarks") else "benchmarks"
        for name in shape.imported(shape.statements(ast.parse(path.read_text(encoding="utf-8"))), module, known):
            crosses = name.split(".")[0] == away and not name.startswith("tests.support")
            if crosses or name.split(".")[-1].startswith(("test_", "conftest")):
                strayed.append(f"{module} imports {name}")
    assert strayed == []


def test_every_module_opens_with_what_it_is_for() -> None:
    assert [module for module in shape.MODULES if not ast.get_docstring(shape.tree(module))] == []
