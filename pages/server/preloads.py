"""What Streamlit's page fetches only when it first draws a control, file after file, is fetched while it starts."""

import re
from functools import cache
from pathlib import Path

import streamlit

CONTROLS = ("Html", "TextInput", "ButtonGroup", "Selectbox", "Multiselect", "Button", "DownloadButton", "PageLink")
_STATIC = Path(streamlit.__file__).parent / "static"
_NEEDED = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')


@cache
def of(*names: str) -> bytes:
    """Links to the files of these controls and to those which they need, but for what the page names itself."""
    page = (_STATIC / "index.html").read_text(encoding="utf-8")
    waiting = [file.name for name in names for file in (_STATIC / "static" / "js").glob(f"{name}.*.js")]
    found: list[str] = []
    for file in waiting:
        if file not in found and file not in page:
            found.append(file)
            waiting += _NEEDED.findall((_STATIC / "static" / "js" / file).read_text(encoding="utf-8"))
    return "".join(f'<link rel="modulepreload" crossorigin href="./static/js/{file}">' for file in found).encode()
