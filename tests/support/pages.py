"""Pages as a reader opens them: by a link, with all the words that stand there."""

import re
from collections.abc import Mapping
from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

FRAME = Path(__file__).parents[2] / "pages" / "frame.py"
PATIENCE = 600  # seconds after which a page that hangs is given up; no page is measured by it


def shown(address: str = "", asked: Mapping[str, str] | None = None, **query: str) -> AppTest:
    """A page opened by its link, as the first thing in a session; `query` is written with `_` for `-`, `asked` as it is."""
    at = AppTest.from_file(FRAME, default_timeout=PATIENCE)
    at._page_hash = calc_hash(address or "tong-quan")
    hyphenated = {key.replace("_", "-"): value for key, value in query.items()}
    for key, value in {**(asked or {}), **hyphenated}.items():
        at.query_params[key] = value
    at.run()
    assert not at.exception, at.exception
    return at


def unfolded(at: AppTest, key: str = "") -> AppTest:
    """The page with something open that is not made while it is folded: by default the table under its chart."""
    at.session_state[key or f"table-{at.segmented_control(key='xem').value}"] = True
    at.run()
    assert not at.exception, at.exception
    return at


def headings(at: AppTest) -> list[str]:
    """The title of the page: Streamlit's, or the one that its own answer begins with."""
    html = "".join(element.proto.body for element in at.get("html"))
    return [*(title.value for title in at.title), *re.findall(r"<h1>(.*?)</h1>", html)]


def text(at: AppTest) -> str:
    """All words on the page, whatever shows them."""
    elements = [
        *at.title,
        *at.subheader,
        *at.text,
        *at.markdown,
        *at.caption,
        *at.info,
        *at.warning,
        *at.error,
        *at.success,
    ]
    html = [element.proto.body for element in at.get("html")]
    return "\n".join([*(str(element.value) for element in elements), *html, *(e.label for e in at.expander)])
