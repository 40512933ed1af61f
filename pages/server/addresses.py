"""The addresses that are no pages: the interface, frames, the health check."""

import re

ROOT = "/api/v1"


HEALTH = "/healthz"


FRAMED = "/nhung"


LONGEST_QUERY = 16_000  # letters of what is asked at these; all provinces by name take a tenth of it


INTERFACE = re.compile(r"/api(/.*)?\Z", re.DOTALL)


FRAMES = re.compile(rf"{FRAMED}/[a-z-]+(\.svg)?\Z")


def beside(path: str) -> bool:
    """Whether an address is one of these and no page of Streamlit's."""
    return bool(INTERFACE.match(path) or FRAMES.match(path)) or path == HEALTH
