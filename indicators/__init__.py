"""What is measured. Every file here that defines INDICATOR is in the catalogue, under its own name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from data.table import Table
from indicators.define import Indicator, Measure

# Only files that declare are imported: the others here, such as the desk, need the finished catalogue themselves.
_DECLARES = re.compile(r"^(INDICATOR\s*=|from \S+ import .*\bINDICATOR\b)", re.MULTILINE)


def discover(folder: Path, package: str) -> dict[str, Indicator]:
    """The declarations in a folder, by file name, in their own order.

    A file that fails to import stops the program, loudly. Raises ValueError where two files declare one code.
    """
    found: dict[str, Indicator] = {}
    for path in folder.glob("*.py"):
        if _DECLARES.search(path.read_text(encoding="utf-8")):
            declared: Indicator = import_module(f"{package}.{path.stem}").INDICATOR
            measures = {c: replace(m, code=c, indicator=path.stem) for c, m in declared.measures.items()}
            found[path.stem] = replace(declared, name=path.stem, measures=measures)
    found = dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))
    lists = [m for indicator in found.values() for m in indicator.measures.values()]
    if len({m.code for m in lists}) < len(lists):
        raise ValueError("two indicators declare the same code")
    figures = tuple(m.figure for m in lists)
    return {name: replace(i, figures=figures) if i.form else i for name, i in found.items()}


CATALOGUE: Mapping[str, Indicator] = discover(Path(__file__).parent, __name__)
MEASURES: Mapping[str, Measure] = {c: m for indicator in CATALOGUE.values() for c, m in indicator.measures.items()}
TABLES: Mapping[str, Table] = {name: indicator.table for name, indicator in CATALOGUE.items()}
