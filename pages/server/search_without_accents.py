"""Streamlit's lists search by letters alone: «da nang» finds no Đà Nẵng. One function of its script is put right.

No filter mode of 1.67 knows accents, and a plain spelling beside every name is an aid that nobody should have to read.
`tests/pages/server/test_search_without_accents.py` says so when another Streamlit no longer has that function.
"""

import re
from functools import lru_cache
from pathlib import Path

import streamlit

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
SCRIPT = re.compile(r"/static/js/(useSyncComboBoxEnterTargetFocus\.[\w-]+\.js)\Z")
THEIRS = b"=e=>e.toLowerCase();"
OURS = b"=e=>e.normalize(`NFD`).replace(/[\\u0300-\\u036f]/g,``).replace(/[\\u0110\\u0111]/g,`d`).toLowerCase();"


@lru_cache(maxsize=1)
def righted(name: str) -> bytes:
    """The script with the search put right; as it is where it holds another search."""
    script = (SCRIPTS / name).read_bytes()
    return script.replace(THEIRS, OURS) if script.count(THEIRS) == 1 else script


def script_of(path: str) -> bytes | None:
    """What is served in place of Streamlit's own, of the one script that searches; None of every other address."""
    found = SCRIPT.search(path)
    return righted(found[1]) if found and (SCRIPTS / found[1]).is_file() else None
