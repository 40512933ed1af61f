"""What observations were made by: for each measure a hash of its declaration, of what it depends on, and of the engine.

Where one differs from what a store was made by, the observations of that measure are made again; a comment, a label or
a sentence changes nothing.
"""

import ast
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import lru_cache
from pathlib import Path

from data.places import PROVINCES
from indicators.define import Indicator, Measure

ROOT = Path(__file__).parents[2]
ENGINE = ("derivation", "line_years", "observations", "standing", "steps", "values")
CODE = (
    *(Path(__file__).with_name(f"{name}.py") for name in ENGINE),
    ROOT / "indicators" / "define.py",
    ROOT / "data" / "places.py",
)
SAID = {"label", "unit", "vi", "en", "formula", "basis", "phrase", "breaks"}  # fields of a measure that are only read
ITSELF = ""  # in the place of a measure's code: the engine


def fingerprints(catalogue: Mapping[str, Indicator], known: Mapping[str, str]) -> dict[str, str]:
    """By code of a measure; `known` are those that a store was made by, which spare reading the engine again."""
    engine = _engine(known.get(ITSELF, ""))
    made = {ITSELF: engine}
    for indicator in catalogue.values():
        for code, measure in indicator.series.items():
            if not measure.growth_of:
                told = repr([engine.partition(" ")[2], *_told(indicator, measure)])
                made[code] = hashlib.sha256(told.encode()).hexdigest()[:16]
    return made


def _told(indicator: Indicator, measure: Measure) -> Iterator[object]:
    """All that a measure's observations depend on, as far as it is declared."""
    terms = f"{measure.numerator} {measure.denominator}"
    for code, each in indicator.series.items():
        if each is measure or (measure.typed and code in terms):
            yield [(one.name, getattr(each, one.name)) for one in fields(each) if one.name not in SAID]
    yield [(key, column.type.sql, list(column.choices or ())) for key, column in indicator.columns.items()]
    yield [(split, *of.items()) for split, of in indicator.labels.items()]
    yield [(split, list(of.items)) for split, of in indicator.breakdowns.items()]
    yield indicator.name, indicator.nationwide, indicator.form


def _engine(known: str) -> str:
    """The engine's bytes and what they mean to Python, each hashed; the second again only where the first differ."""
    data = tuple(path.read_bytes() for path in (*CODE, PROVINCES))
    raw = hashlib.sha256(b"\0".join(data)).hexdigest()[:16]
    return known if known.startswith(raw) else f"{raw} {_meaning(data)}"


@lru_cache(maxsize=1)
def _meaning(data: tuple[bytes, ...]) -> str:
    meant = [ast.dump(_without_words(ast.parse(text))) for text in data[:-1]]
    return hashlib.sha256(repr([meant, data[-1]]).encode()).hexdigest()[:16]


def _without_words(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    return tree
