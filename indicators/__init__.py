"""What is measured. Every file here that defines INDICATOR is in the catalogue, under its own name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from data.table import FormFigure, Table
from indicators.define import Indicator, Measure, Nature
from indicators.other_names import OTHER_NAMES

# Only files that declare are imported: the others here, such as the service, need the finished catalogue themselves.
_DECLARES = re.compile(r"^(INDICATOR\s*=|from \S+ import .*\bINDICATOR\b)", re.MULTILINE)


def discover(folder: Path, package: str) -> dict[str, Indicator]:
    """The declarations in a folder, by file name, in their own order.

    A file that fails to import stops the program, loudly. Raises ValueError where two files declare one code.
    """
    found: dict[str, Indicator] = {}
    for path in folder.glob("*.py"):
        if _DECLARES.search(path.read_text(encoding="utf-8")):
            declared: Indicator = import_module(f"{package}.{path.stem}").INDICATOR
            found[path.stem] = _named(declared, path.stem)
    found = dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))
    codes = [code for indicator in found.values() for code in indicator.series]
    if len(set(codes)) < len(codes):
        raise ValueError("two indicators declare the same code")
    totals = tuple(f for i in found.values() if not i.form and not i.nationwide for f in _lines(i))
    return {
        name: replace(i, figures=tuple(_lines(i)) if i.measures else totals) if i.form else i
        for name, i in found.items()
    }


def _named(declared: Indicator, name: str) -> Indicator:
    """A declaration whose measures know their code, their file, and whether they are typed."""

    def whole(code: str, m: Measure) -> Measure:
        typed = declared.form or not (m.value or m.distinct or m.numerator)
        terms = [series[term.strip()] for term in m.denominator.split("+") if term.strip() in series] if typed else []
        of_stocks = m.of_stocks or bool(terms and all(term.kind is Nature.STOCK for term in terms))
        return replace(
            m,
            code=code,
            indicator=name,
            typed=typed and not m.growth_of and not declared.nationwide,
            of_stocks=of_stocks,
        )

    series = declared.series
    return replace(
        declared,
        name=name,
        measures={code: whole(code, m) for code, m in declared.measures.items()},
        terms={code: whole(code, m) for code, m in declared.terms.items()},
    )


def _lines(indicator: Indicator) -> Iterator[FormFigure]:
    """The lines of a form: each measure, what it is broken down into, and the terms that a ratio is made of."""
    for code, measure in indicator.measures.items():
        if not measure.growth_of:
            yield from map(_named_otherwise, measure.lines(indicator.breakdowns))
        for term, each in indicator.terms.items():
            if term.startswith(f"{code}."):
                for figure in each.lines(indicator.breakdowns):
                    yield _named_otherwise(replace(figure, part_of=figure.part_of or code))


def _named_otherwise(figure: FormFigure) -> FormFigure:
    return replace(figure, also=OTHER_NAMES.get(figure.code, ()))


CATALOGUE: Mapping[str, Indicator] = discover(Path(__file__).parent, __name__)
MEASURES: Mapping[str, Measure] = {c: m for indicator in CATALOGUE.values() for c, m in indicator.measures.items()}
TABLES: Mapping[str, Table] = {name: indicator.table for name, indicator in CATALOGUE.items()}
