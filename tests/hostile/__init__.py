"""A corpus of awkward and hostile files, made by code, each with a sentence and a verdict."""

from tests.hostile import values

CORPUS = [*values.CASES]
