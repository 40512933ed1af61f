"""How many lines of the ledger one person may write in a while: each stays for good, with what was sent with it.

Counted in the ledger itself, so that every way in counts: pages, files, decisions, downloads of what was sent.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import takewhile

from data.model import Text, utc_text
from data.storage.ledger import LedgerLine

# Seconds → lines. Who reviews all provinces of a quarter in a morning writes some hundred.
MOST = {3_600: 300, 86_400: 1_000}
TOO_MANY = Text(
    "Tài khoản này đã ghi {most} việc trong {hours} giờ qua, là mức nhiều nhất cho một người, nên việc này chưa được ghi. "
    "Hãy thử lại sau; nếu thật cần làm nhiều hơn, báo người quản trị.",
    "This account has recorded {most} things in the last {hours} hours, the most for one person, so this was not recorded. "
    "Try again later; where more is really needed, tell the administrator.",
)


def exceeded(lines: Sequence[LedgerLine], actor: str) -> Text | None:
    """Why this person may record nothing more for now. The machine itself (the command line, the demo) always may."""
    for seconds, most in MOST.items() if actor else ():
        if sum(line.actor == actor for line in _of_last(seconds, lines)) >= most:
            return TOO_MANY.format(most=most, hours=seconds // 3_600)
    return None


def _of_last(seconds: int, lines: Sequence[LedgerLine]) -> Iterator[LedgerLine]:
    since = utc_text(datetime.now(UTC) - timedelta(seconds=seconds))
    return takewhile(lambda line: line.at > since, reversed(lines))
