"""To whom the figures are open: everybody or only people with a role, which web sites show charts, whose programs ask.

Each is a line of the ledger with a reason, like everything an administrator does. Only figures are ever open: no file,
no name of a person, nothing that changes anything.
"""

import re
import secrets
from datetime import date, timedelta
from hashlib import sha256

from data.model import day_text, today
from service.access.events import Event
from service.access.roles import LOCAL, Action, Identity
from service.access.state import NotPossibleError, Token
from service.administration import recording
from service.service import Service

PREFIX = "khcn_"  # tells a key that lies about from other texts
LONGEST = 366  # days that a key may hold
PURPOSE = 120  # letters
MOST_SITES = 20
# A web site by its origin, by https; on this machine by http, too.
SITE = re.compile(
    r"https://[a-z0-9](-?[a-z0-9])*(\.[a-z0-9](-?[a-z0-9])*)+(:[0-9]{1,5})?"
    r"|http://(localhost|127\.0\.0\.1)(:[0-9]{1,5})?"
)


def open_figures(service: Service, who: Identity, on: bool, reason: str) -> None:
    """Let everybody read the figures that count, or only people with a role again."""
    with recording(service, who, Action.ADMINISTER, reason) as say:
        if service.repository.access.public == on:
            if on:
                raise NotPossibleError("Số liệu đã mở công khai rồi.", "The figures are open already.")
            raise NotPossibleError("Số liệu không mở công khai.", "The figures are not open.")
        say(Event.OPEN, body={"on": on})


def allow_sites(service: Service, who: Identity, sites: list[str], reason: str) -> None:
    """The web sites that may show charts in a frame from now on; none switches it off."""
    with recording(service, who, Action.ADMINISTER, reason) as say:
        named = tuple(dict.fromkeys(site.strip().rstrip("/").lower() for site in sites if site.strip()))
        for site in named:
            if len(site) > 200 or not SITE.fullmatch(site):
                raise NotPossibleError(
                    f"«{site[:200]}» không phải địa chỉ trang web. Hãy nhập dạng https://so-khcn.tinh.gov.vn, không có đường dẫn.",
                    f"“{site[:200]}” is no web site. Enter one like https://department.province.gov.vn, without a path.",
                )
        if len(named) > MOST_SITES:
            raise NotPossibleError(f"Tối đa {MOST_SITES} trang web.", f"{MOST_SITES} web sites at most.")
        if named == service.repository.access.sites:
            raise NotPossibleError("Danh sách không thay đổi.", "The list is the same.")
        say(Event.SITES, body={"sites": list(named)})


def issue(service: Service, who: Identity, email: str, purpose: str, until: date, reason: str) -> str:
    """A key for a person's programs, told this once. It may read what its person may see, as long as they may."""
    email, purpose = email.strip().casefold(), " ".join(purpose.split())[:PURPOSE]
    with recording(service, who, Action.ADMINISTER, reason) as say:
        person = service.repository.access.people.get(email)
        if person is None or person.ended:
            raise NotPossibleError(
                f"«{email}» không có quyền nào. Hãy cấp quyền trước.", f"“{email}” has no role. Grant one first."
            )
        last = today() + timedelta(days=LONGEST)
        if not purpose or not today() <= until <= last:
            raise NotPossibleError(
                f"Khóa cần mục đích sử dụng và ngày cuối từ hôm nay đến {day_text(last)}.",
                f"A key needs a purpose, and a last day between today and {day_text(last, 'en')}.",
            )
        secret = PREFIX + secrets.token_urlsafe(32)
        body = {"email": email, "purpose": purpose, "until": until.isoformat(), "digest": _digest(secret)}
        say(Event.TOKEN, body=body)
    return secret


def withdraw(service: Service, who: Identity, number: int, reason: str) -> None:
    """A key opens nothing any more, from the next request on."""
    with recording(service, who, Action.ADMINISTER, reason) as say:
        if number not in {token.number for token in service.repository.access.tokens.values()}:
            raise NotPossibleError(f"Không có khóa số {number}.", f"There is no key no. {number}.")
        say(Event.TOKEN_END, body={"number": number})


def tokens(service: Service, who: Identity = LOCAL) -> list[Token]:
    """The keys that were given and not withdrawn, the newest first, ended ones too. Raises NotAllowedError."""
    service.permit(who, Action.ADMINISTER)
    return sorted(service.repository.access.tokens.values(), key=lambda token: -token.number)


def holder(service: Service, secret: str) -> Identity | None:
    """Whose key this is; None for one that is unknown, withdrawn or ended. What they may do is looked up apart."""
    token = service.repository.access.tokens.get(_digest(secret)) if secret.startswith(PREFIX) else None
    return Identity(token.email, token.email) if token and not token.ended else None


def _digest(secret: str) -> str:
    """Of a secret of 256 random bits a plain hash is enough: there is nothing to guess."""
    return sha256(secret.encode()).hexdigest()
