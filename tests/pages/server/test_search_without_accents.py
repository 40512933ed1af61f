"""Lists are searched without accents, by one function of Streamlit's script that is put right as it is served."""

import asyncio
from pathlib import Path
from typing import Any

from pages.server import search_without_accents
from pages.server.security_headers import Shell


def scripts() -> list[Path]:
    found = search_without_accents.SCRIPTS.glob("*.js")
    return [path for path in found if search_without_accents.SCRIPT.search(f"/static/js/{path.name}")]


def test_the_installed_streamlit_has_the_one_function_that_is_put_right() -> None:
    (path,) = scripts()
    assert path.read_bytes().count(search_without_accents.THEIRS) == 1
    righted = search_without_accents.righted(path.name)
    assert righted.count(search_without_accents.OURS) == 1
    assert len(righted) == path.stat().st_size + len(search_without_accents.OURS) - len(search_without_accents.THEIRS)


def test_only_that_script_is_served_by_us() -> None:
    (path,) = scripts()
    assert search_without_accents.script_of(f"/static/js/{path.name}") is not None
    for other in ("/", "/static/js/main.js", "/static/js/useSyncComboBoxEnterTargetFocus.none.js", f"/x/{path.name}"):
        assert search_without_accents.script_of(other) is None


def test_the_browser_gets_it_as_a_script() -> None:
    (path,) = scripts()
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "path": f"/static/js/{path.name}", "method": "GET", "headers": []}
    asyncio.run(Shell(None)(scope, None, send))  # type: ignore[arg-type]
    assert dict(sent[0]["headers"])[b"content-type"].startswith(b"text/javascript")
    assert search_without_accents.OURS in sent[1]["body"]
