"""The catalogue of rules: every finding is made from it, in both languages, and the published list agrees with it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from data.model import Severity, Text
from data.rules.findings import ANY_CELL, RULES, CellFault, Location, finding
from data.table import RowRule

LOGIC = [
    path for root in ("data", "indicators", "service") for path in Path(root).rglob("*.py") if "rules" not in path.parts
]
# Whose first argument is the id of a rule.
MAKERS = {
    "Fault",
    "finding",
    "Refused",
    "CellFault.of",
    "report",
    "fault",
    "Broken",
    "_report",
    "_fault",
    "_of_year",
    "_ask",
    "_tell",
}
TYPES = {"lỗi": Severity.ERROR, "câu hỏi": Severity.QUESTION}


@cache
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def literals(node: ast.expr | None) -> set[str]:
    """The strings that an expression may be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value} - {""}
    if isinstance(node, ast.IfExp):
        return literals(node.body) | literals(node.orelse)
    return {text for one in node.values for text in literals(one)} if isinstance(node, ast.BoolOp) else set()


@cache
def named(path: Path) -> set[str]:
    """The ids of rules that a module names where it finds something."""
    return set(_named(path))


def _named(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Assign) and any(getattr(target, "id", "") == "rule" for target in node.targets):
            yield from literals(node.value)
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        if MAKERS & {called, called.rpartition(".")[2]}:
            yield from literals(node.args[0] if node.args else None)
        if called == "Read":
            yield from literals(node.args[1] if len(node.args) > 1 else None)
            yield from literals(next((word.value for word in node.keywords if word.arg == "rule"), None))


@pytest.mark.parametrize("path", LOGIC, ids=str)
def test_every_rule_that_is_named_stands_in_the_catalogue(path: Path) -> None:
    assert named(path) - set(RULES) == set()


def test_every_rule_of_the_catalogue_is_named_somewhere() -> None:
    strings = {n.value for path in LOGIC for n in nodes(path) if isinstance(n, ast.Constant)}
    assert set(RULES) - strings == set()
    assert len(set().union(*map(named, LOGIC))) > 0.8 * len(RULES)  # the search above sees nearly all of them


def test_findings_are_made_in_one_place_and_copied_where_they_are_stored_or_sent() -> None:
    makers = {
        path.as_posix()
        for path in LOGIC
        for node in nodes(path)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Finding"
    }
    assert makers == {"data/reading_codec.py", "service/submissions.py"}


@pytest.mark.parametrize("name", RULES)
def test_both_languages_have_the_same_placeholders_and_not_the_same_words(name: str) -> None:
    rule = RULES[name]
    for text in (rule.todo, rule.expected, rule.frame.message, rule.frame.received, rule.frame.blank):
        assert fields(text.vi) == fields(text.en)
    assert rule.todo.vi != rule.todo.en or name.startswith("declared:")
    assert name.partition(":")[0] in RULES or name.startswith("declared:")


def fields(template: str) -> set[str | None]:
    return {field for _, field, _, _ in Formatter().parse(template)} - {None}


def test_an_unknown_rule_and_a_missing_value_are_faults_of_the_program() -> None:
    with pytest.raises(KeyError):
        finding("no_such_rule")
    with pytest.raises(KeyError):
        finding("scope_future", Location())


def test_a_finding_has_the_words_of_its_place_and_values_in_both_languages() -> None:
    place = Location("Biểu 1", "D9", 9, "value", "summary", "IP01")
    made = finding("parts_differ", place, Text("1.250", "1,250"), 0.5, total=Text("1.300", "1,300"))
    assert (made.rule, made.severity, made.cell, made.received, made.effect) == (
        "parts_differ",
        Severity.ERROR,
        "D9",
        "1.250",
        0.5,
    )
    assert made.message.vi.startswith("Sheet «Biểu 1», ô D9 (IP01): nhận 1.250. Các dòng chi tiết cộng lại là 1.300.")
    assert made.message.en.startswith("Sheet “Biểu 1”, cell D9 (IP01): received 1,250. Its parts add up to 1,300.")
    assert made.expected == Text("1.300", "1,300")


def test_a_case_of_a_rule_has_its_id_and_a_declared_one_its_own() -> None:
    assert finding("scope_period:no_quarter").rule == "scope_period"
    rule = RowRule("own", "x > 1", "x", Text("Sai {x}.", "Wrong {x}."), Severity.QUESTION)
    made = finding("declared:row", Location("A", "B2", 2, "x", "t", Text("Cột", "Column")), "", None, rule)
    assert (made.rule, made.severity) == ("own", Severity.QUESTION)
    assert made.message.en == "Sheet “A”, cell B2 (Column): received “”. Wrong {x}."


@pytest.mark.parametrize("received", ["mười", "", "{0} {cell}", "\0D9"])
def test_what_is_said_of_many_cells_is_what_is_said_of_one(received: str) -> None:
    place = Location("Sheet {1}", "D9", 9, "value", "summary", Text("«Số»", "“Number”"))
    values = {"choices": Text("«a»", "“a”")}
    fault = CellFault.of("unknown_choice", replace(place, cell=ANY_CELL, row=None), received, **values)
    assert fault.at("D9", 9) == finding("unknown_choice", place, received, **values)


def test_the_published_list_says_how_grave_the_rules_between_figures_are() -> None:
    text = Path("docs/kiem-tra.md").read_text(encoding="utf-8")
    section = text[text.index("\n## 2.") : text.index("\n## 3.")]
    rows = re.findall(r"^\| (`.+`) \| ([^|]+) \|", section, re.MULTILINE)
    assert rows
    for names, types in rows:
        rules = [key for name in re.findall(r"`(\w+)`", names) for key in RULES if key.partition(":")[0] == name]
        assert {RULES[key].severity for key in rules} == {TYPES[word] for word in types.split("; ")}, names
