"""A button that copies an address, and says that it did or that the browser does not allow it."""

import streamlit as st

from pages.texts import sharing
from pages.ui.session import t

# The words come as data and are set as text.
_COPY = st.components.v2.component(
    "copy_button",
    html='<button type="button"></button> <span role="status"></span>',
    css="""
button {font: inherit; font-size: .9rem; background: none; border: 1px solid var(--st-border-color); border-radius: 4px; padding: .35rem .8rem; color: var(--st-text-color); cursor: pointer}
button:focus-visible {outline: 2px solid var(--st-primary-color); outline-offset: 2px}
span {font-size: .9rem; color: var(--st-text-color)}
""",
    js="""
export default function ({parentElement, data}) {
  const button = parentElement.querySelector("button"), said = parentElement.querySelector("span");
  button.textContent = data.copy;
  button.onclick = async () => {
    try { await navigator.clipboard.writeText(data.link); said.textContent = data.copied } catch { said.textContent = data.closed }
    setTimeout(() => {said.textContent = ""}, 4000);
  };
}
""",
)


def draw(link: str) -> None:
    words = {"copy": t(sharing.COPY), "copied": t(sharing.COPIED), "closed": t(sharing.CLOSED)}
    _COPY(data=words | {"link": link}, key="copy-link", height="content")
