"""Ways on from a province's briefing: its report, and the printer."""

from urllib.parse import urlencode

import streamlit as st

from data.model import Period
from data.places import Boundary
from pages.texts import briefing as texts
from pages.ui.page_links import kept
from pages.ui.session import language, t

# What a browser alone can do. The words come as data and are set as text.
_WAYS = st.components.v2.component(
    "ways_on",
    html='<nav><a target="_self"></a><button type="button"></button></nav>',
    css="""
nav {display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: center; min-height: 2.5rem; font-size: .9rem}
a, button {font: inherit; background: none; border: 0; padding: .3rem 0}
a, button {color: var(--st-primary-color); text-decoration: underline; text-underline-offset: 3px; cursor: pointer}
a:focus-visible, button:focus-visible {outline: 2px solid var(--st-primary-color); outline-offset: 2px}
""",
    js="""
export default function ({parentElement, data}) {
  const report = parentElement.querySelector("a"), print = parentElement.querySelector("button");
  Object.assign(report, {textContent: data.report, href: data.to});
  Object.assign(print, {textContent: data.print, onclick: () => window.print()});
}
""",
)


def draw(key: str, quarter: Period) -> None:
    asked = {"cua": key, "ky-bao-cao": quarter.code} | kept(Boundary.TODAY, language())
    words = {"report": t(texts.MAKE_REPORT), "print": t(texts.PRINT)}
    _WAYS(data=words | {"to": f"bao-cao?{urlencode(asked)}"}, key="ways-on", height="content")
