"""What no line of the log may hold: the id of somebody's session, into which files are sent; the link of a download."""

import logging
import re
from typing import Any

# As Streamlit makes them: the id of a session and of a file (UUID), of a download that waits and of one that is made.
IDS = re.compile(r"\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}|[0-9a-f]{56})\b")
_formatter = logging.Formatter()


def keep_ids_out() -> None:
    """From now on, in whatever any library logs, tracebacks too."""
    made = logging.getLogRecordFactory()

    def nameless(*said: Any, **more: Any) -> logging.LogRecord:
        record = made(*said, **more)
        try:
            message = record.getMessage()
        except (TypeError, ValueError):  # what does not fill its template is told by whoever writes it
            return record
        if IDS.search(message):
            record.msg, record.args = IDS.sub("…", message), ()
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = IDS.sub("…", _formatter.formatException(record.exc_info))
        return record

    logging.setLogRecordFactory(nameless)
