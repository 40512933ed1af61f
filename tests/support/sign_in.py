"""A sign-in as a browser carries it: the settings of a site, and the cookies that Streamlit leaves."""

import json
from base64 import b64encode
from random import Random
from typing import Any

from itsdangerous import TimestampSigner
from streamlit.auth_util import set_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import SESSION_COOKIE_NAME, USER_COOKIE_NAME

from pages.server.session_cookie import Settings

HOST = "so-lieu.example.vn"
SECRET = "for-tests-only-0123456789-0123456789"
SETTINGS = Settings(f"https://{HOST}", 8, "vanphong@example.vn")
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
HTML = {"accept": "text/html,*/*"}
STREAM = {"origin": f"https://{HOST}"}


def begun(state: str, secret: str = SECRET) -> dict[str, str]:
    """What Starlette leaves in a browser that has begun to sign in, with the state that Authlib keeps in it."""
    kept = b64encode(json.dumps({f"_state_default_{state}": {"data": {}, "exp": 0}}).encode())
    return {SESSION_COOKIE_NAME: TimestampSigner(secret).sign(kept).decode()}


def cookies(mail: str, secret: str = SECRET, size: int = 0, without: str = "", **claims: Any) -> dict[str, str]:
    """What Streamlit leaves in a browser after a sign-in, made by its own functions; `without` one of its claims."""
    who = {"email": mail, "email_verified": True, "name": "Nguyễn Thị Ánh", "nonce": mail}
    told = {"origin": SETTINGS.origin, "is_logged_in": True} | who
    told.pop(without, None)
    given: dict[str, str] = {}

    def sign(name: str, value: str) -> bytes:
        return create_signed_value(secret, name, value)

    def keep(name: str, value: str) -> None:
        given[name] = sign(name, value).decode()

    long = {"groups": b64encode(Random(1).randbytes(size)).decode()} if size else {}  # nothing that can be packed
    set_cookie_with_chunks(keep, sign, USER_COOKIE_NAME, told | long | claims, cookie_attr_size=80)
    return given
