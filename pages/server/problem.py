"""What a program is told when it cannot be answered: RFC 9457, with the values that would have been accepted."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from pydantic import BaseModel, Field
from starlette.responses import Response

from data.model import Text

MEDIA = "application/problem+json"
LONGEST = 200  # letters of what was received that are said again


class Problem(BaseModel):
    """What stands in it, for the description of the interface."""

    type: str
    title: str
    status: int
    detail: str = Field(description="Tiếng Việt.")
    detail_en: str = Field(description="English.")
    parameter: str = Field("", description="Which parameter is meant.")
    received: str = ""
    accepted: list[str] = Field([], description="What would have been accepted.")


class RefusedError(Exception):
    """A request that cannot be answered as it is: where, what was received, what is accepted, what to do."""

    def __init__(
        self, text: Text, parameter: str = "", received: str = "", accepted: Sequence[str] = (), status: int = 400
    ) -> None:
        super().__init__(text.en)
        self.text, self.status, self.accepted = text, status, list(accepted)
        self.parameter, self.received = parameter[:LONGEST], received[:LONGEST]

    def answer(self) -> Response:
        more: dict[str, object] = {"parameter": self.parameter, "received": self.received} if self.parameter else {}
        return problem(self.status, self.text, more | ({"accepted": self.accepted} if self.accepted else {}))


def problem(
    status: int, text: Text, more: Mapping[str, object] | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    members = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": text.vi,
        "detail_en": text.en,
    }
    body = json.dumps({**members, **(more or {})}, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, status, {"cache-control": "no-store", **(headers or {})}, MEDIA)
