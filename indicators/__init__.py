"""What is measured. Every file here that defines INDICATOR is in the catalogue, under its own name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules

from data.table import Table
from indicators.define import Indicator, Measure


def discover(path: list[str], package: str) -> dict[str, Indicator]:
    """The declarations in a folder, by file name, in their own order.

    A file that fails to import stops the program, loudly. Raises ValueError where two files declare one code.
    """
    found: dict[str, Indicator] = {}
    for _, name, _ in iter_modules(path):
        declared = getattr(import_module(f"{package}.{name}"), "INDICATOR", None)
        if declared is not None:
            measures = {c: replace(m, code=c, indicator=name) for c, m in declared.measures.items()}
            found[name] = replace(declared, name=name, measures=measures)
    found = dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))
    lists = [m for indicator in found.values() for m in indicator.measures.values()]
    if len({m.code for m in lists}) < len(lists):
        raise ValueError("two indicators declare the same code")
    figures = tuple(m.figure for m in lists)
    return {name: replace(i, figures=figures) if i.form else i for name, i in found.items()}


CATALOGUE: Mapping[str, Indicator] = discover(list(__path__), __name__)
MEASURES: Mapping[str, Measure] = {c: m for indicator in CATALOGUE.values() for c, m in indicator.measures.items()}
TABLES: Mapping[str, Table] = {name: indicator.table for name, indicator in CATALOGUE.items()}
