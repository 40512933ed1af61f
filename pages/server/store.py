"""The one store of this process, and who may ask it."""

import os
import threading
from pathlib import Path

from starlette.concurrency import run_in_threadpool

from data import sandbox
from service import api_keys
from service.access.roles import AT_THIS_MACHINE, LOCAL, Action, Identity, Person
from service.self_check import SelfCheck
from service.service import Service


def home() -> Path:
    """The store's folder; `INDICATORS_HOME` names another than ./var."""
    return Path(os.environ.get("INDICATORS_HOME") or "var").absolute()


# One for the process, whoever asks first; Streamlit's own cache would hash its way to it twenty times a click.
_services: dict[Path, Service] = {}


_opening = threading.Lock()


def _open(folder: Path) -> Service:
    with _opening:
        if folder not in _services:
            sandbox.ready()
            _services[folder] = Service(folder)
            _services[folder].recall()
            SelfCheck(_services[folder]).watch()
        return _services[folder]


def service() -> Service:
    """The one service of this process."""
    return _open(home())


def opened() -> bool:
    """Whether it is there already."""
    return home() in _services


def person_of(identity: Identity) -> Person | None:
    """What someone may do now, looked up at each call; None where they have no role. May open the store."""
    return AT_THIS_MACHINE if identity == LOCAL else service().person(identity)


async def entitled(who: Identity) -> Person | None:
    """The person, as long as they may see anything at all."""
    if not opened():  # opening the store takes a moment, and others are answered meanwhile
        await run_in_threadpool(service)
    person = person_of(who)
    return person if person is not None and person.may(Action.SEE) else None


async def holder_of(secret: str) -> Identity | None:
    """Whose access key this is; None for one that opens nothing."""
    if not opened():
        await run_in_threadpool(service)
    return api_keys.holder(service(), secret)


def public() -> bool:
    """Whether figures are open without a sign-in. May open the store."""
    return service().repository.access.public
