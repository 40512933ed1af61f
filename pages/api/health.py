"""`/healthz`: whether the store answers and takes figures."""

import json
import logging
from typing import Any

import anyio
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from data.model import Text
from data.storage.database import StoreBrokenError
from data.storage.truth import StoreBusyError
from pages.server import store
from pages.server.problem import problem
from pages.texts import access
from service.access.roles import Action

SECONDS = 20.0  # that an answer may take
log = logging.getLogger(__name__)


async def health(request: Request) -> Response:
    """Whether the store answers and takes figures; what is wrong is told to administrators only."""
    if request.query_params != QueryParams(""):
        return problem(400, Text("Địa chỉ này không có tham số.", "This address takes no parameters."))
    with anyio.move_on_after(SECONDS):
        well, said = await anyio.to_thread.run_sync(_health, abandon_on_cancel=True)
        person = request.scope.get("person")
        details = said if person is not None and person.may(Action.ADMINISTER) else {}
        body = {"status": "ok" if well else "fault", **details}
        return Response(
            json.dumps(body, ensure_ascii=False),
            200 if well else 503,
            {"cache-control": "no-store"},
            "application/json",
        )
    return Response('{"status": "fault"}', 503, {"cache-control": "no-store"}, "application/json")


def _health() -> tuple[bool, dict[str, Any]]:
    try:
        service = store.service()
        fault = service.fault
        with service.store.reading() as work:
            work.one("SELECT count(*) FROM submission")
    except StoreBusyError:
        return False, {"fault": access.BUSY.en}
    except (OSError, StoreBrokenError) as error:
        log.error("the store does not answer: %r", error)
        return False, {"fault": "the store does not answer"}
    alarms = [alarm.en for alarm in service.repository.alarms]
    told = {"data_version": service.revision, "fault": fault.en if fault else None, "alarms": alarms}
    return fault is None and not alarms, told
