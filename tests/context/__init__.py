"""Files whose cells are sound and whose context is not: what stands beside the numbers changes what they mean."""

from tests.context import (
    asides,
    beside,
    clauses,
    formulas,
    free_texts,
    headings,
    layout,
    notes,
    offices,
    painted,
    paraphrases,
    regions,
    scope,
    shown,
    units,
    words,
)

CONTEXTS = [
    *(*headings.CASES, *scope.CASES, *units.CASES, *regions.CASES, *layout.CASES, *beside.CASES),
    *(*notes.CASES, *words.CASES, *shown.CASES, *painted.CASES, *offices.CASES, *asides.CASES, *clauses.CASES),
    *(*formulas.CASES, *paraphrases.CASES, *free_texts.CASES),
]
