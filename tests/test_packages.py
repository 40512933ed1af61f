"""What is installed is what was tested, to the byte, and the bill of materials says it."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def name(text: str) -> str:
    return re.sub(r"[-_.]+", "-", text).lower()


def locked(file: str) -> dict[str, tuple[str, int]]:
    """Package → version, and how many hashes of its files are known."""
    entries = re.split(r"\n(?=\S)", (ROOT / file).read_text().strip())
    heads = [re.match(r"(\S+)==(\S+)", entry) for entry in entries]
    assert all(heads)
    return {
        name(head[1]): (head[2], entry.count("--hash=sha256:"))
        for head, entry in zip(heads, entries, strict=True)
        if head
    }


def wanted(file: str) -> set[str]:
    lines = (ROOT / file).read_text().splitlines()
    return {name(re.split(r"[\[=<>]", line)[0]) for line in lines if line and line[0] not in "#-"}


@pytest.mark.parametrize("file", ["requirements", "requirements-dev"])
def test_every_package_is_locked_with_the_hashes_of_its_files(file: str) -> None:
    lock = locked(f"{file}.lock")
    assert [package for package, (_, hashes) in lock.items() if not hashes] == []
    assert wanted(f"{file}.txt") - lock.keys() == set()


def test_what_runs_what_is_tested_and_what_is_installed_by_hand_are_the_same_versions() -> None:
    run, dev = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {package: dev.get(package) for package in run} == run
    lines = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if line[0] != "#"]
    assert dict(line.split("==") for line in lines) == {package: version for package, (version, _) in dev.items()}


def test_the_bill_of_materials_lists_exactly_what_the_product_brings_along() -> None:
    bill = json.loads((ROOT / "sbom.cdx.json").read_text())
    listed = {name(one["name"]): one["version"] for one in bill["components"]}
    assert listed == {package: version for package, (version, _) in locked("requirements.lock").items()}
    assert [one["name"] for one in bill["components"] if not one.get("licenses")] == []


def test_the_makefile_installs_nothing_whose_hash_is_not_known() -> None:
    recipe = (ROOT / "Makefile").read_text().split("$(VENV)/run:")[1]
    installs = [line for line in recipe.splitlines() if "pip install" in line]
    assert len(installs) == 2
    assert [line for line in installs if "--require-hashes" not in line] == []
