"""The addresses of the interface, answered: read only, in threads, a page at a time, and not twice while nothing changed."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Any
from urllib.parse import urlencode

import anyio
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from data.model import Language, Text
from data.storage.database import StoreBrokenError, StoreBusyError
from pages.api import embed
from pages.api.etags import cached, print_of
from pages.api.formats import FORMATS, Leaf, negotiated, offered
from pages.api.openapi import OPERATIONS, description
from pages.api.operation import Operation, table
from pages.api.parameters import USUAL, read
from pages.server import store
from pages.server.addresses import FRAMED, HEALTH, ROOT
from pages.server.problem import RefusedError, problem
from pages.texts import access, common
from pages.ui import downloads
from service.access.roles import Action
from service.service import Service

READ = ("GET", "HEAD", "OPTIONS")
SECONDS = 20.0  # that an answer may take
AT_ONCE = 2  # answers being worked on, so that the pages go on
DESCRIPTION = "openapi.json"
LONGEST_NAME = 80  # letters
log = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def _turns() -> anyio.CapacityLimiter:
    return anyio.CapacityLimiter(AT_ONCE)


class Interface:
    """All of /api."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        try:
            with anyio.fail_after(SECONDS):
                answer = await anyio.to_thread.run_sync(_answered, request, limiter=_turns(), abandon_on_cancel=True)
        except TimeoutError:
            answer = problem(
                503,
                Text(
                    "Máy chủ đang bận hoặc câu hỏi quá lớn. Hãy thử lại, hoặc hỏi ít hơn.",
                    "The server is busy, or the question too large. Try again, or ask for less.",
                ),
                headers={"retry-after": "10"},
            )
        await answer(scope, receive, send)


class Anything(StringConvertor):
    """What follows /api, even with a line break in it: Starlette's own would hand that on to Streamlit."""

    regex = r"[\s\S]*"


register_url_convertor("anything", Anything())
ROUTES: list[BaseRoute] = [
    Route("/api", Interface()),
    Route("/api/{path:anything}", Interface()),
    Route(f"{FRAMED}/{{view}}", embed.frame),
]


def _answered(request: Request) -> Response:
    """Anything that was asked, as an answer; our own faults stand in the log."""
    try:
        answer = _answer(request)
    except RefusedError as refused:
        answer = refused.answer()
    except StoreBusyError:
        answer = problem(503, access.BUSY, headers={"retry-after": "60"})
    except Exception:  # the boundary of a request: whoever asked gets one sentence, the log the whole
        log.exception("a request to the interface could not be answered")
        answer = problem(500, access.FAULT)
    for name, value in _sharing(request).items():
        answer.headers[name] = value
    return answer


def _answer(request: Request) -> Response:
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"allow": ", ".join(READ), "cache-control": "no-store"})
    if request.method not in READ:
        return problem(
            405,
            Text("Giao diện này chỉ để đọc.", "This interface can only be read."),
            {"accepted": list(READ)},
            {"allow": ", ".join(READ)},
        )
    whole = f"{request.url.path}/"
    path = whole.removeprefix(f"{ROOT}/").strip("/") if whole.startswith(f"{ROOT}/") else "?"
    name, _, suffix = path.partition(".")
    if path in ("", DESCRIPTION):
        read((), request.query_params)
        told = description() if path else _index()
        return cached(request, "json", lambda: json.dumps(told, ensure_ascii=False).encode(), "application/json", {})
    if name not in OPERATIONS or (suffix and suffix not in offered(OPERATIONS[name].statistical)):
        raise RefusedError(access.NOT_FOUND, "path", request.url.path, _addresses(), 404)
    operation, form = OPERATIONS[name], suffix
    form = form or negotiated(request.headers.get("accept", ""), operation.statistical)
    asked = read(operation.parameters, request.query_params)
    at, language = store.service(), asked.get("lang", "vi")
    found = operation.find(at, asked, language)
    limit, page = asked.get("limit", USUAL), asked.get("page", 1)
    total = len(found.things)
    onward = _next(request, page + 1) if page * limit < total else None
    headers = {"x-total-count": str(total)}
    if form != "json":
        headers["content-disposition"] = f'attachment; filename="{_file(name, asked, form, at.is_demo)}"'
    if at.is_demo:
        headers["x-demonstration-data"] = "true"
    if onward:
        headers["link"] = f'<{onward}>; rel="next"'

    def written() -> bytes:
        things = found.things[(page - 1) * limit : page * limit]
        rows = [found.told(thing) for thing in things]
        figures = partial(found.figures or (lambda _: table((), ())), things)
        around = {**_about(at, operation, language), "total": total, "page": page, "next": onward}
        return FORMATS[form].write(Leaf(operation.shown(asked), rows, around, figures))

    return cached(request, form, written, FORMATS[form].said, headers)


def _about(at: Service, operation: Operation, language: Language) -> dict[str, Any]:
    """What a reader of the rows must know of them."""
    return {
        "title": operation.title.in_(language),
        "source": common.SOURCE.in_(language),
        "data_version": at.revision,
        "data_hash": print_of(at),
        "demo": at.is_demo,
        "notice": common.DEMO_BANNER.in_(language).replace("**", "") if at.is_demo else None,
    }


def _addresses() -> list[str]:
    """All that there is: each subject, in each of its formats, and the description."""
    known = [
        f"{ROOT}/{name}{end}"
        for name, operation in OPERATIONS.items()
        for end in ("", *(f".{form}" for form in offered(operation.statistical)))
    ]
    return [*known, f"{ROOT}/{DESCRIPTION}"]


def _file(name: str, asked: Mapping[str, Any], form: str, demo: bool) -> str:
    """What is in it, of which measures and periods: `observations-mq01-2023-q1-2026-q3-minh-hoa.csv`."""
    given = (asked.get(key) for key in ("measure", "province", "from", "to"))
    told = ["+".join(map(str, each)) if isinstance(each, list | tuple) else str(each) for each in given if each]
    return downloads.file_name("_".join([name, *told])[:LONGEST_NAME], form, demo)


def _next(request: Request, page: int) -> str:
    """The address of another page, without the name of the server: who asked knows it."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "page"]
    return f"{request.url.path}?{urlencode([*kept, ('page', str(page))])}"


def _index() -> dict[str, Any]:
    return {
        "title": common.PRODUCT.vi,
        "title_en": common.PRODUCT.en,
        "description": f"{ROOT}/{DESCRIPTION}",
        "addresses": {name: f"{ROOT}/{name}" for name in OPERATIONS},
        "formats": list(FORMATS),
    }


def _sharing(request: Request) -> dict[str, str]:
    """Scripts of the web sites that an administrator has named may read what is open to all, without anyone's sign-in."""
    origin = request.headers.get("origin", "")
    if not origin or not store.opened():
        return {}
    office = store.service().repository.access
    if not office.public or origin not in office.sites:
        return {}
    given = {
        "access-control-allow-origin": origin,
        "access-control-expose-headers": "ETag, Link, X-Total-Count",
        "cross-origin-resource-policy": "cross-origin",
    }
    if request.method == "OPTIONS":
        given |= {"access-control-allow-methods": "GET, HEAD", "access-control-max-age": "600"}
    return given


# Health


async def health(request: Request) -> Response:
    """Whether the store answers and takes figures; what is wrong is told to administrators only."""
    if request.query_params != QueryParams(""):
        return problem(400, Text("Địa chỉ này không có tham số.", "This address takes no parameters."))
    with anyio.move_on_after(SECONDS):
        well, said = await anyio.to_thread.run_sync(_health, abandon_on_cancel=True)
        person = request.scope.get("person")
        details = said if person is not None and person.may(Action.ADMINISTER) else {}
        told = {"status": "ok" if well else "fault", **details}
        return Response(
            json.dumps(told, ensure_ascii=False),
            200 if well else 503,
            {"cache-control": "no-store"},
            "application/json",
        )
    return Response('{"status": "fault"}', 503, {"cache-control": "no-store"}, "application/json")


def _health() -> tuple[bool, dict[str, Any]]:
    try:
        at = store.service()
        fault = at.fault
        with at.store.reading() as work:
            work.one("SELECT count(*) FROM submission")
    except StoreBusyError:
        return False, {"fault": access.BUSY.en}
    except (OSError, StoreBrokenError) as error:
        log.error("the store does not answer: %r", error)
        return False, {"fault": "the store does not answer"}
    return fault is None, {"data_version": at.revision, "fault": fault.en if fault else None}


ROUTES.append(Route(HEALTH, health))
