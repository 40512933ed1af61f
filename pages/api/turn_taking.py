"""Answers in turn: small ones at once, and what takes a processor's time one by one, each person in rotation."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from data.model import Text
from data.turns import NoRoomError
from pages.api.health import SECONDS
from pages.server.turns import GivenUpError, WorkTurns, whose

AT_ONCE = 2  # small answers being worked on, so that the pages go on
SMALL = 2_000  # figures that are made in a tenth of a second: a measure of all provinces over some years
SMALL_WAITING = 100  # small requests that one person may have waiting
AGAIN = 10  # seconds after which it is worth while to ask again
BUSY = Text(
    "Máy chủ đang bận hoặc câu hỏi quá lớn. Hãy thử lại, hoặc hỏi ít hơn.",
    "The server is busy, or the question too large. Try again, or ask for less.",
)
NO_ROOM = Text(
    "Bạn đang có nhiều yêu cầu lớn chờ trả lời. Hãy đợi chúng xong rồi hỏi tiếp, mỗi lần một yêu cầu.",
    "Several large requests of yours are waiting. Let them be answered, then ask on, one at a time.",
)
small = WorkTurns(AT_ONCE, AT_ONCE, SMALL_WAITING)
large = WorkTurns(1)  # what counts is one processor: two at once would only make each other and the pages wait


@dataclass(frozen=True, slots=True)
class Large:
    """Work that has turned out to be large, still to be done."""

    work: Callable[[], Response]


async def in_turn(
    request: Request,
    work: Callable[[], Response | Large],
    refused: Callable[[Text, int, Mapping[str, str]], Response],
) -> Response:
    """What `work` answers, or what the large work that it found does; not for longer than anybody waits."""
    until, who, again = time.monotonic() + SECONDS, whose(request), {"retry-after": str(AGAIN)}
    try:
        answer = await small.run(who, until, request.is_disconnected, work)
        if isinstance(answer, Large):
            answer = await large.run(who, until, request.is_disconnected, answer.work)
    except NoRoomError:
        return refused(NO_ROOM, 429, again)
    except (TimeoutError, GivenUpError):
        return refused(BUSY, 503, again)
    return answer
