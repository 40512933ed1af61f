"""The server: Streamlit drawing pages/frame.py, behind the guard that decides who may ask what."""

from __future__ import annotations

import gc
import sys

import streamlit as st
from starlette.middleware import Middleware

# Loaded here so that they are part of what is frozen below and the first visitor does not wait for them.
from pages.api import serving
from pages.parts import charts, downloads, passport, session, views, words  # noqa: F401
from pages.parts.gate import Gate
from pages.parts.shell import Guard, Shell


def calm(_: Exception) -> bool:
    """Our own faults stand whole in Streamlit's log; the reader gets one sentence."""
    st.error(f"{words.FAILED.vi}\n\n{words.FAILED.en}", icon=":material/error:")
    return True


try:
    sign_in = passport.settings()
except passport.UnsafeError as fault:
    sys.exit(f"Không khởi động: phần đăng nhập chưa đúng.\nNot started: the sign-in is not right. {fault}")

app = st.App(
    "pages/frame.py",
    routes=serving.ROUTES,
    middleware=[
        Middleware(Guard, https=sign_in is not None and sign_in.secure),
        Middleware(Gate, settings=sign_in),
        Middleware(Shell),
    ],
    on_script_error=calm,
)

# What is loaded by now never becomes garbage, so that no collection need look at it again (benchmarks/README.md).
gc.collect()
gc.freeze()
