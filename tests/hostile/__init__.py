"""A corpus of awkward and hostile files, made by code, each with a sentence and a verdict."""

from tests.hostile import containers, layouts, offices, sizes, texts, values, xml

CORPUS = [*containers.CASES, *xml.CASES, *sizes.CASES, *texts.CASES, *layouts.CASES, *values.CASES, *offices.CASES]
