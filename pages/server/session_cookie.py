"""Who someone is: what the sign-in left in the signed cookie, for how long it counts, and whether they have signed out
since.

The guard of the server and the pages ask the same function. What someone may do is not in it: roles stand in the
ledger.
"""

import json
import os
import re
import secrets
import time
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from itsdangerous import BadSignature, TimestampSigner, URLSafeTimedSerializer
from streamlit import config
from streamlit.auth_util import (
    get_cookie_with_chunks,
    get_origin_from_redirect_uri,
    get_secrets_auth_section,
    get_validated_redirect_uri,
    validate_auth_credentials,
)
from streamlit.errors import StreamlitAuthError
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import SESSION_COOKIE_NAME, USER_COOKIE_NAME

from service.access.roles import Identity

DEMANDED = "INDICATORS_SIGN_IN"  # `required`: never start without a sign-in, whatever file is missing
SHORTEST_SECRET = 32
# Plain letters only: others have a way of becoming these when they are made small.
ADDRESS = re.compile(r"[!-?A-~]{1,64}@[!-?A-~]{1,189}\Z")
VERIFIED = "email_verified"  # the claim of OpenID Connect that says whether an address is its owner's
CLAIM = re.compile(r"[A-Za-z_][A-Za-z0-9_.:/-]{0,199}\Z")
BROWSER = "browser"  # the cookie that stays in a browser in which someone has signed in
BROWSER_AGE = 180 * 86_400  # seconds
STATE_AGE = 3_600  # seconds that a sign-in may take, as Authlib has it
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What the server needs to know of its sign-in; `[auth]` is Streamlit's section of secrets.toml, `[access]` is
    ours."""

    origin: str  # scheme and host that people type
    hours: float = 8.0  # after which one signs in again
    contact: str = ""  # whom to ask for a role
    verified: str = VERIFIED  # the claim by which the provider vouches for the address

    @property
    def host(self) -> str:
        return urlsplit(self.origin).netloc

    @property
    def secure(self) -> bool:
        return self.origin.startswith("https:")


@dataclass(frozen=True, slots=True)
class Passport:
    """One sign-in."""

    identity: Identity
    mark: bytes  # tells it from every other sign-in
    until: float  # seconds since 1970


class UnsafeError(Exception):
    """The sign-in is set up so that it would not keep anyone out; says what to mend, for whoever starts the server."""


@cache
def settings() -> Settings | None:
    """The sign-in as it was set up at the start; None is local mode.

    Read once: a file that is lost or broken later must not open a running server.
    """
    loaded = secrets_singleton.load_if_toml_exists()
    if not loaded and any(Path(path).exists() for path in config.get_option("secrets.files")):
        raise UnsafeError("secrets.toml is there but cannot be read as TOML; mend it.")
    if not get_secrets_auth_section():
        if os.environ.get(DEMANDED) == "required":
            raise UnsafeError(f"{DEMANDED}=required, but secrets.toml has no [auth]; see docs/deploy.md.")
        return None
    try:
        validate_auth_credentials("default")
    except StreamlitAuthError as fault:
        raise UnsafeError(str(fault)) from None
    origin = get_origin_from_redirect_uri() or ""
    address = urlsplit(origin)
    if get_validated_redirect_uri() is None or address.scheme not in ("http", "https") or not address.hostname:
        raise UnsafeError("redirect_uri in [auth] must be the whole address, ending in /oauth2callback.")
    if address.scheme == "http" and address.hostname not in LOCAL_HOSTS:
        raise UnsafeError("redirect_uri in [auth] must begin with https:// wherever others may reach it.")
    if len(get_cookie_secret()) < SHORTEST_SECRET:
        raise UnsafeError(f"cookie_secret in [auth] is shorter than {SHORTEST_SECRET} characters.")
    ours = secrets_singleton.get("access", {})
    verified = ours.get("verified_claim", VERIFIED)
    if not isinstance(verified, str) or not CLAIM.match(verified):
        raise UnsafeError("verified_claim in [access] must name one claim, such as email_verified or xms_edov.")
    return Settings(origin, float(ours.get("hours", 8)), str(ours.get("contact", "")), verified)


# Sign-ins that ended by signing out, with the time at which they would have ended anyway; those of before a restart are
# forgotten.
_left: dict[bytes, float] = {}


def leave(passport: Passport) -> None:
    """Signed out: a copy of the cookie is worth nothing from now on."""
    now = time.time()
    for mark in [mark for mark, until in _left.items() if until < now]:
        del _left[mark]
    _left[passport.mark] = passport.until


def counts(passport: Passport) -> bool:
    """Whether a sign-in that was read before still counts."""
    return time.time() < passport.until and passport.mark not in _left


def begun(cookies: Mapping[str, str], state: str) -> bool:
    """Whether this browser began the sign-in with this state here, in the hour before: Starlette's signed session, in
    which Authlib keeps it."""
    try:
        signed = TimestampSigner(get_cookie_secret()).unsign(cookies.get(SESSION_COOKIE_NAME, ""), max_age=STATE_AGE)
        kept = json.loads(b64decode(signed))
    except (BadSignature, ValueError):
        return False
    return bool(state) and any(key.startswith("_state_") and key.split("_", 3)[-1] == state for key in kept)


def new_browser() -> str:
    """For a browser in which someone has just signed in: it is counted by itself from now on, whoever else is at its
    address. It opens nothing."""
    return TimestampSigner(get_cookie_secret(), salt=BROWSER).sign(secrets.token_urlsafe(16)).decode()


def browser(cookies: Mapping[str, str]) -> str:
    """Which of those it is, or nothing."""
    try:
        signer = TimestampSigner(get_cookie_secret(), salt=BROWSER)
        return signer.unsign(cookies.get(BROWSER, ""), max_age=BROWSER_AGE).decode()
    except BadSignature:
        return ""


def read(cookies: Mapping[str, str]) -> Passport | None:
    """The sign-in behind the cookies of a request; None for a stranger: no cookie, a forged, an old or an incomplete
    one."""
    known = settings()
    if known is None:
        return None
    secret = get_cookie_secret()

    def signed_value(name: str) -> bytes | None:
        signed = cookies.get(name, "").encode("latin-1", "replace")
        return decode_signed_value(secret, name, signed, max_age_days=known.hours / 24)

    payload = get_cookie_with_chunks(signed_value, USER_COOKIE_NAME)
    if payload is None:
        return None
    try:
        claims = json.loads(payload)
    except ValueError:
        return None
    identity = _identity(claims, known)
    if identity is None:
        return None
    serializer = URLSafeTimedSerializer(secret, salt=USER_COOKIE_NAME)
    _, signed_at = serializer.loads(cookies[USER_COOKIE_NAME], return_timestamp=True)
    passport = Passport(identity, sha256(payload).digest(), signed_at.timestamp() + known.hours * 3600)
    return passport if counts(passport) else None


def _identity(claims: object, known: Settings) -> Identity | None:
    """An address that the provider vouches for, as one key."""
    if not isinstance(claims, dict) or claims.get("origin") != known.origin or claims.get("is_logged_in") is not True:
        return None
    email = claims.get("email")
    vouched = claims.get(known.verified) in (True, "true", "1")  # 1 is True; Entra ID says "1" in some tokens
    if not isinstance(email, str) or not vouched:
        return None
    email = email.strip()
    if not ADDRESS.match(email):
        return None
    email = email.lower()
    called = claims.get("name")
    return Identity(email, " ".join(called.split())[:120] if isinstance(called, str) and called.strip() else email)
