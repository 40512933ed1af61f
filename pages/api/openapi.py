"""The description of the interface as OpenAPI 3.1, written from the declarations that read the requests."""

from __future__ import annotations

from functools import cache
from typing import Any

from data.model import Text
from pages.api.formats import offered
from pages.api.observations import OBSERVATIONS
from pages.api.operation import Operation
from pages.api.parameters import Parameter
from pages.api.reference import AREAS, CHANGELOG, COVERAGE, MEASURES, PERIODS
from pages.server import problem
from pages.server.addresses import ROOT
from pages.texts import common

OPERATIONS: dict[str, Operation] = {
    each.name: each for each in (MEASURES, AREAS, PERIODS, OBSERVATIONS, COVERAGE, CHANGELOG)
}
VERSION = "1.0.0"
FAULTS = {
    "400": "A parameter is unknown or not accepted; the answer says what is.",
    "401": "Neither a sign-in nor a key, and the figures are not open to all.",
    "403": "The account has no role.",
    "404": "There is nothing at this address.",
    "405": "This interface can only be read.",
    "406": "None of the formats asked for is there.",
    "429": "Too many requests; Retry-After says when to come again.",
    "503": "The store is in use elsewhere, or the question takes too long.",
}
HEADERS = {
    "ETag": {"schema": {"type": "string"}, "description": "Send it back as If-None-Match: 304 while nothing changed."},
    "Link": {"schema": {"type": "string"}, "description": 'The next page, as `<…>; rel="next"`.'},
    "X-Total-Count": {"schema": {"type": "integer"}, "description": "Rows on all pages together."},
}


def _both(text: Text) -> str:
    return f"{text.en} / {text.vi}"


@cache
def description() -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _both(common.PRODUCT),
            "version": VERSION,
            "summary": "Read only. The same figures, states and rights as on the pages.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "security": [{}, {"key": []}, {"signIn": []}],
        "paths": {
            path: {"get": _get(each, path)}
            for each in OPERATIONS.values()
            for path in (f"{ROOT}/{each.name}", f"{ROOT}/{each.name}.{{format}}")
        },
        "components": {
            "schemas": {"Problem": problem.SCHEMA, **{_named(each): _answer(each) for each in OPERATIONS.values()}},
            "responses": {code: _fault(said) for code, said in FAULTS.items()},
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "description": "A key that an administrator gave."},
                "signIn": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "_streamlit_user",
                    "description": "As on the pages.",
                },
            },
        },
    }


def _named(operation: Operation) -> str:
    return operation.name.capitalize()


def _get(operation: Operation, path: str) -> dict[str, Any]:
    named = path.endswith("}")
    bodies = {
        "json": {"$ref": f"#/components/schemas/{_named(operation)}"},
        "structure.json": {
            "type": "object",
            "required": ["meta", "data"],
        },  # SDMX-JSON 2.0, described by its own schema
    }
    other = {"type": "string", "format": "binary"}
    content = {
        each.media[0]: {"schema": bodies.get(name, other)} for name, each in offered(operation.statistical).items()
    }
    form = {
        "name": "format",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "enum": list(offered(operation.statistical))},
        "description": "In place of the header Accept.",
    }
    return {
        "operationId": f"{operation.name}As" if named else operation.name,
        "summary": _both(operation.title),
        "description": _both(operation.about),
        "parameters": [*([form] if named else []), *map(_parameter, operation.parameters)],
        "responses": {
            "200": {"description": _both(operation.title), "headers": HEADERS, "content": content},
            "304": {"description": "Nothing has changed since."},
            **{code: {"$ref": f"#/components/responses/{code}"} for code in FAULTS},
        },
    }


def _parameter(one: Parameter) -> dict[str, Any]:
    usual = f" Default: {one.usual}." if one.usual else ""
    schema: dict[str, Any] = dict(one.schema)
    if one.many:
        schema = {"type": "array", "items": schema, "minItems": 1}
    said = {
        "name": one.name,
        "in": "query",
        "required": False,
        "description": f"{_both(one.about)}{usual}",
        "schema": schema,
    }
    if one.many:
        said |= {"style": "form", "explode": True}
    if one.example:
        said["example"] = [one.example] if one.many else one.example
    return said


def _answer(operation: Operation) -> dict[str, Any]:
    rows = {
        "type": "object",
        "required": [column.name for column in operation.columns if not column.only],
        "properties": {column.name: column.schema for column in operation.columns},
        "additionalProperties": False,
    }
    around: dict[str, Any] = {
        "title": {"type": "string"},
        "source": {"type": "string"},
        "data_version": {"type": "integer", "description": "Grows with everything that is taken in; see changelog."},
        "data_hash": {
            "type": "string",
            "description": "Hash of the ledger up to that version: equal hashes, equal figures.",
        },
        "demo": {"type": "boolean", "description": "Whether these are demonstration data, not for reporting."},
        "notice": {"type": ["string", "null"]},
        "total": {"type": "integer", "description": "Rows on all pages together."},
        "page": {"type": "integer"},
        "next": {"type": ["string", "null"], "description": "Address of the next page, relative to this server."},
        "rows": {"type": "array", "items": rows},
    }
    return {"type": "object", "required": list(around), "properties": around, "additionalProperties": False}


def _fault(said: str) -> dict[str, Any]:
    return {
        "description": said,
        "content": {problem.MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
