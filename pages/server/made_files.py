"""A file that a button made is kept for a minute, so that the browser that was told its address finds it there.

Streamlit forgets a file that no session shows when the second run of any session has ended since: with people on the
pages that is at once, and the download breaks off without a word.
"""

import time
from typing import Any

from streamlit.runtime import media_file_manager

SECONDS = 60.0  # from the making to the fetching


class MadeFile(media_file_manager.MediaFileMetadata):
    """In place of Streamlit's own record: not to be deleted before its time."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._until = time.monotonic() + SECONDS

    @property
    def is_marked_for_delete(self) -> bool:
        return super().is_marked_for_delete and time.monotonic() >= self._until


def keep_made_files() -> None:
    """From now on, for the whole process."""
    media_file_manager.MediaFileMetadata = MadeFile  # type: ignore[misc]
