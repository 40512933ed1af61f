"""The addresses of the interface, answered: read only, in threads, a page at a time, and not twice while nothing
changed."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import IO, Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, FastAPI, Path, Query
from fastapi.exceptions import RequestValidationError
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from data.model import Language
from data.storage.database import StoreBrokenError
from data.storage.truth import StoreBusyError
from pages.api import embed
from pages.api.etags import cached, unchanged, whole
from pages.api.health import health
from pages.api.openapi import OPERATIONS, both, declared, description
from pages.api.operation import Found, Operation, ResponseColumn, Row, row_of
from pages.api.parameters import NoParameters, QueryParameters
from pages.api.refusal import refusal
from pages.api.response_formats import FORMATS, Leaf, negotiated, offered
from pages.api.sharing import Sharing
from pages.api.turn_taking import SMALL, Large, in_turn
from pages.server import store
from pages.server.addresses import FRAMED, HEALTH, ROOT
from pages.server.problem import RefusedError, problem
from pages.server.turns import still_wanted
from pages.texts import access, common
from pages.ui import downloads
from service.answer_maker import ANSWERS_BROKEN
from service.service import Service

DESCRIPTION = f"{ROOT}/openapi.json"
LONGEST_NAME = 80  # letters


# What cannot be answered


def _not_found(request: Request) -> RefusedError:
    known = [
        f"{ROOT}/{name}{end}"
        for name, operation in OPERATIONS.items()
        for end in ("", *(f".{form}" for form in offered(operation)))
    ]
    return RefusedError(access.NOT_FOUND, "path", request.url.path, [*known, DESCRIPTION], 404)


def _not_understood(request: Request, error: RequestValidationError) -> Response:
    operation = OPERATIONS.get(request.scope["route"].name)
    wrong = [each["loc"][1:] for each in error.errors()]
    refused = refusal(operation.parameters if operation else NoParameters, request.query_params, wrong)
    return (refused or _not_found(request)).answer()


HANDLERS: dict[int | type[Exception], Any] = {
    RefusedError: lambda _, refused: refused.answer(),
    RequestValidationError: _not_understood,
    404: lambda request, _: _not_found(request).answer(),
    StoreBusyError: lambda *_: problem(503, access.BUSY, headers={"retry-after": "60"}),
    StoreBrokenError: lambda *_: problem(503, ANSWERS_BROKEN, headers={"retry-after": "10"}),
    Exception: lambda *_: problem(500, access.FAULT),  # and raised again: the guard before us logs the whole
}
INTERFACE = FastAPI(
    title=both(common.PRODUCT),
    version="1.0.0",
    summary="Read only. The same figures, states and rights as on the pages.",
    license_info={"name": "MIT", "identifier": "MIT"},
    servers=[{"url": "/"}],
    openapi_url=None,  # described below, where it is not sent twice
    redirect_slashes=False,
    separate_input_output_schemas=False,
    exception_handlers=HANDLERS,
)


async def _in_turn(request: Request, work: Callable[[], Response | Large]) -> Response:
    return await in_turn(request, work, lambda text, status, headers: problem(status, text, headers=headers))


# What is answered


def _route(operation: Operation, suffixed: bool) -> None:
    forms = offered(operation)
    enum = {"enum": list(forms)}

    async def by_suffix(
        request: Request, format: str = Path(description="In place of the header Accept.", json_schema_extra=enum)
    ) -> str:
        if format not in forms:
            raise _not_found(request)
        return format

    async def by_header(request: Request) -> str:
        return negotiated(request.headers.get("accept", ""), operation)

    async def answered(
        request: Request, query: Any, form: str = Depends(by_suffix if suffixed else by_header)
    ) -> Response:
        return await _in_turn(request, partial(_answer, request, operation, query, form))

    answered.__annotations__["query"] = Annotated[operation.parameters, Query()]
    path = f"{ROOT}/{operation.name}" + (".{format}" if suffixed else "")
    INTERFACE.get(path, **declared(operation, suffixed))(answered)


for each in OPERATIONS.values():
    _route(each, suffixed=False)
    _route(each, suffixed=True)


@INTERFACE.get(ROOT, include_in_schema=False)
async def _index(request: Request, query: Annotated[NoParameters, Query()]) -> Response:
    document = {
        "title": common.PRODUCT.vi,
        "title_en": common.PRODUCT.en,
        "description": DESCRIPTION,
        "addresses": {name: f"{ROOT}/{name}" for name in OPERATIONS},
        "formats": list(FORMATS),
    }
    return await _in_turn(request, partial(_document, request, document))


@INTERFACE.get(DESCRIPTION, include_in_schema=False)
async def _description(request: Request, query: Annotated[NoParameters, Query()]) -> Response:
    return await _in_turn(request, partial(_document, request, description(INTERFACE)))


def _document(request: Request, document: dict[str, Any]) -> Response:
    return cached(request, "json", lambda: json.dumps(document, ensure_ascii=False).encode(), "application/json", {})


def _answer(request: Request, operation: Operation, query: QueryParameters, form: str) -> Response | Large:
    """At once, or what is still to be done where more figures are to be made than others should wait for.

    Tag, rows and what is said around them are of one moment.
    """
    if refused := refusal(type(query), request.query_params):
        raise refused
    service = store.service()

    def later() -> Response:
        with service.at_once():
            return _prepared(request, service, operation, query, form)[1]()

    with service.at_once():
        is_large, work = _prepared(request, service, operation, query, form)
        return Large(later) if is_large else work()


def _prepared(
    request: Request, service: Service, operation: Operation, query: QueryParameters, form: str
) -> tuple[bool, Callable[[], Response]]:
    """Whether it is much that is to be done, and what."""
    things = operation.find(service, query)
    found = things if isinstance(things, Found) else Found(things)
    total, begin = len(found), (query.page - 1) * query.limit
    end = begin + query.limit
    onward = _next(request, query.page + 1) if end < total else None
    headers = {"x-total-count": str(total)}
    if form != "json":
        headers["content-disposition"] = f'attachment; filename="{_file(operation.name, query, form, service.is_demo)}"'
    if service.is_demo:
        headers["x-demonstration-data"] = "true"
    if onward:
        headers["link"] = f'<{onward}>; rel="next"'

    def written() -> IO[bytes]:
        around = {**_about(service, operation, query.lang), "total": total, "page": query.page, "next": onward}
        columns, shown = operation.shown(query), found.page(begin, end)
        rows = _rows(columns, shown, query.lang)
        out = whole()
        FORMATS[form].write(Leaf(columns, rows, around, partial(operation.figures or list, shown)), out)
        return out

    work = partial(cached, request, form, written, FORMATS[form].content_type, headers)
    return found.cost(begin, end) > SMALL and not unchanged(request, form), work


def _rows(columns: Sequence[ResponseColumn], things: Sequence[Any], language: Language) -> Iterator[list[Row]]:
    for start in range(0, len(things), SMALL):
        still_wanted()
        yield [row_of(columns, thing, language) for thing in things[start : start + SMALL]]


def _about(service: Service, operation: Operation, language: Language) -> dict[str, Any]:
    """What a reader of the rows must know of them."""
    return {
        "title": operation.title.in_(language),
        "source": common.SOURCE.in_(language),
        "data_version": service.version[0],
        "data_hash": service.version[1],
        "demo": service.is_demo,
        "notice": common.DEMO_BANNER.in_(language).replace("**", "") if service.is_demo else None,
    }


def _file(name: str, query: QueryParameters, form: str, demo: bool) -> str:
    """What is in it, of which measures and periods: `observations-mq01-2023-q1-2026-q3-minh-hoa.csv`."""
    values = (getattr(query, key, None) for key in ("measure", "province", "from_", "to"))
    names = ["+".join(each) if isinstance(each, list) else str(each) for each in values if each]
    return downloads.file_name("_".join([name, *names])[:LONGEST_NAME], form, demo)


def _next(request: Request, page: int) -> str:
    """The address of another page, without the name of the server: who asked knows it."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "page"]
    return f"{request.url.path}?{urlencode([*kept, ('page', str(page))])}"


# The way in


class Anything(StringConvertor):
    """What follows /api, even with a line break in it: Starlette's own would hand that on to Streamlit."""

    regex = r"[\s\S]*"


register_url_convertor("anything", Anything())
ROUTES: list[BaseRoute] = [
    Route("/api", Sharing(INTERFACE)),
    Route("/api/{path:anything}", Sharing(INTERFACE)),
    Route(f"{FRAMED}/{{view}}", embed.frame),
    Route(HEALTH, health),
]
