"""A corpus of awkward and hostile files, made by code, each with a sentence and a verdict."""

from tests.hostile import containers, values, xml

CORPUS = [*containers.CASES, *xml.CASES, *values.CASES]
