"""Ways on from a province's briefing: its report, the printer, the link."""

from urllib.parse import urlencode

import streamlit as st

from data.model import Period
from pages.texts import briefing as texts
from pages.ui.controls import address
from pages.ui.session import language, t

# What a browser alone can do. The words come as data and are set as text; the link is the page's own address.
_WAYS = st.components.v2.component(
    "ways_on",
    html='<nav><a id="report" target="_self"></a><button id="print" type="button"></button><button id="copy" type="button"></button><span id="said" role="status"></span></nav>',
    css="""
nav {display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: center; min-height: 2.5rem; font-size: .9rem}
a, button {font: inherit; background: none; border: 0; padding: .3rem 0; color: var(--st-primary-color); text-decoration: underline; text-underline-offset: 3px; cursor: pointer}
a:focus-visible, button:focus-visible {outline: 2px solid var(--st-primary-color); outline-offset: 2px}
""",
    js="""
export default function ({parentElement, data}) {
  const at = id => parentElement.querySelector("#" + id);
  for (const id of ["report", "print", "copy"]) at(id).textContent = data[id];
  at("report").href = data.to;
  at("print").onclick = () => window.print();
  at("copy").onclick = async () => {
    await navigator.clipboard.writeText(data.link);
    at("said").textContent = data.copied;
    setTimeout(() => {at("said").textContent = ""}, 4000);
  };
}
""",
)


def draw(key: str, quarter: Period) -> None:
    """In one line beside the choices, after which the address says what is seen."""
    asked = {"cua": key, "ky-bao-cao": quarter.code} | ({"lang": "en"} if language() == "en" else {})
    words = {"report": t(texts.MAKE_REPORT), "print": t(texts.PRINT), "copy": t(texts.COPY_LINK)}
    links = {"to": f"bao-cao?{urlencode(asked)}", "link": address(), "copied": t(texts.COPIED)}
    _WAYS(data=words | links, key="ways-on", height="content")
