"""What is wrong with an address, as a problem: the first thing in the order it was written, with what would be
accepted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from starlette.datastructures import QueryParams

from data.model import Text
from pages.api.parameters import QueryParameters
from pages.server.problem import RefusedError

Model = TypeVar("Model", bound=BaseModel)


def read(model: type[Model], query: QueryParams) -> Model:
    """An address that FastAPI does not read. Raises RefusedError."""
    try:
        parameters = model.model_validate(dict(query))
    except ValidationError as error:
        raise refusal(model, query, [each["loc"] for each in error.errors()]) or error from None
    if refused := refusal(model, query):
        raise refused
    return parameters


def refusal(model: type[BaseModel], query: QueryParams, wrong: Sequence[Sequence[Any]] = ()) -> RefusedError | None:
    """The first thing wrong with an address in the order it was written; `wrong`: paths of what pydantic refused."""
    known = _fields(model)
    places = {(path[0], path[1] if _many(known.get(path[0])) else len(query.getlist(path[0])) - 1) for path in wrong}
    seen: Counter[str] = Counter()
    for name, given in query.multi_items():
        if name not in known:
            return RefusedError(
                Text(
                    "Không có tham số này. Hãy dùng các tham số trong «accepted».",
                    "There is no such parameter. Use those in “accepted”.",
                ),
                name or "?",
                given,
                list(known),
            )
        if seen[name] and not _many(known[name]):
            return RefusedError(
                Text(f"Tham số «{name}» chỉ được ghi một lần.", f"The parameter “{name}” may be given once only."),
                name,
                given,
            )
        if (name, seen[name]) in places:
            return RefusedError(
                Text(
                    f"Tham số «{name}» không nhận giá trị này. Hãy dùng một giá trị trong «accepted».",
                    f"The parameter “{name}” does not take this value. Use one of those in “accepted”.",
                ),
                name,
                given,
                _accepted(model, name),
            )
        seen[name] += 1
    return None


@cache
def _fields(model: type[BaseModel]) -> Mapping[str, FieldInfo]:
    """By the names in addresses; what every address takes comes last."""
    fields = sorted(model.model_fields.items(), key=lambda item: item[0] in QueryParameters.model_fields)
    return {field.alias or name: field for name, field in fields}


def _many(field: FieldInfo | None) -> bool:
    return field is not None and get_origin(field.annotation) is list


@cache
def _accepted(model: type[BaseModel], name: str) -> list[str]:
    """Said to whoever gave something else, from the same schema that describes it."""
    whole = model.model_json_schema()
    schema = whole["properties"][name]
    schema = schema.get("items", schema)
    schema = whole["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if "enum" in schema or "const" in schema:
        return list(schema.get("enum") or [schema["const"]])
    if "minimum" in schema:
        return [f"{schema['minimum']}–{schema['maximum']}"]
    if "pattern" in schema:
        return ["2024-Q4", "2024-H1", "2024-9M", "2024"]
    return [f"{schema['minLength']}–{schema['maxLength']} characters"] if "maxLength" in schema else []
