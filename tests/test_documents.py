"""What is written about the product leads to something: links, files, commands, modules."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import architecture
from tests.support.paths import ROOT

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)")
PATH = re.compile(r"`((?:data|indicators|service|pages|commands|tests|docs|benchmarks)/[\w./-]*)`")
TESTS = re.compile(r"tests/[\w/]+\.py")
TARGET = re.compile(r"`make (\w+)")
LONGEST_README = 150


def broken(document: Path) -> Iterator[str]:
    text = document.read_text(encoding="utf-8")
    for link in LINK.findall(text):
        if not (document.parent / link).exists():
            yield f"link to {link}"
    for path in {*PATH.findall(text), *TESTS.findall(text)}:
        if not (ROOT / path).exists():
            yield f"path {path}"
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    yield from (f"make {target}" for target in set(TARGET.findall(text)) - targets)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_path_and_make_target_of_a_document_is_there(document: Path) -> None:
    assert list(broken(document)) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_no_document_holds_two_versions_that_nobody_merged(document: Path) -> None:
    lines = document.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith(("<<<<<<< ", ">>>>>>> ")) or line == "======="] == []


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= LONGEST_README


def test_what_the_architecture_says_of_a_module_is_what_it_says_of_itself() -> None:
    """A file more is no fault: `python -m tests.support.architecture` writes all of it again, whenever that is done."""
    said = architecture.DOCUMENT.read_text(encoding="utf-8").splitlines()
    now = set(architecture.document().splitlines())
    assert [line for line in said if line not in now] == [], "of a module that is gone or speaks otherwise"
