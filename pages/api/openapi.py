"""What FastAPI cannot know of the interface from its declarations: forms, headers, problems, and who may."""

from functools import cache
from typing import Any

from fastapi import FastAPI

from data.model import Text
from pages.api.changes import CHANGELOG, COVERAGE
from pages.api.observations import OBSERVATIONS
from pages.api.operation import Operation
from pages.api.reference import AREAS, MEASURES, PERIODS
from pages.api.response_formats import offered
from pages.server.addresses import LONGEST_QUERY
from pages.server.problem import MEDIA, Problem

OPERATIONS: dict[str, Operation] = {
    each.name: each for each in (MEASURES, AREAS, PERIODS, OBSERVATIONS, COVERAGE, CHANGELOG)
}
FAULTS = {
    "400": "A parameter is unknown or not accepted; the answer says what is.",
    "401": "Neither a sign-in nor a key, and the figures are not open to all.",
    "403": "The account has no role.",
    "404": "There is nothing at this address.",
    "405": "This interface can only be read.",
    "406": "None of the formats asked for is there.",
    "414": f"More than {LONGEST_QUERY} characters after the question mark.",
    "429": "Too many requests, or large ones waiting; Retry-After says when to come again.",
    "503": "The store is in use elsewhere, or the question takes too long; Retry-After says when to come again.",
}
HEADERS = {
    "ETag": {"schema": {"type": "string"}, "description": "Send it back as If-None-Match: 304 while nothing changed."},
    "Link": {"schema": {"type": "string"}, "description": 'The next page, as `<…>; rel="next"`.'},
    "X-Total-Count": {"schema": {"type": "integer"}, "description": "Rows on all pages together."},
}
SECURITY = {
    "key": {"type": "http", "scheme": "bearer", "description": "A key that an administrator gave."},
    "signIn": {"type": "apiKey", "in": "cookie", "name": "_streamlit_user", "description": "As on the pages."},
}
STRUCTURE = {"type": "object", "required": ["meta", "data"]}  # SDMX-JSON 2.0, described by its own schema
FILE = {"type": "string", "format": "binary"}


def both(text: Text) -> str:
    return f"{text.en} / {text.vi}"


def declared(operation: Operation, suffixed: bool) -> dict[str, Any]:
    """What stands beside the parameters of an address, as FastAPI takes it."""
    content = {
        each.media[0]: {"schema": STRUCTURE if name == "structure.json" else FILE}
        for name, each in offered(operation).items()
        if name != "json"
    }
    problems = {"content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    return {
        "name": operation.name,
        "operation_id": f"{operation.name}As" if suffixed else operation.name,
        "summary": both(operation.title),
        "description": both(operation.about),
        "response_description": both(operation.title),
        "response_model": operation.answer(),
        "responses": {
            200: {"headers": HEADERS, "content": content},
            304: {"description": "Nothing has changed since."},
            **{code: {"description": said, **problems} for code, said in FAULTS.items()},
        },
    }


@cache
def description(interface: FastAPI) -> dict[str, Any]:
    """The whole as OpenAPI 3.1; what is not accepted is a problem with 400 here, never FastAPI's 422."""
    document = interface.openapi()
    for path in document["paths"].values():
        del path["get"]["responses"]["422"]
    schemas = document["components"]["schemas"]
    del schemas["HTTPValidationError"], schemas["ValidationError"]
    schemas["Problem"] = Problem.model_json_schema()
    document["components"]["securitySchemes"] = SECURITY
    return {**document, "security": [{}, *({name: []} for name in SECURITY)]}
