"""The server: Streamlit drawing pages/frame.py, behind the guard that decides who may ask what."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

# Loaded here so that they are part of what is frozen below and the first visitor does not wait for them.
from data import memory
from pages.api import routes
from pages.charts import comparisons, lines  # noqa: F401
from pages.first_picture import serve as first_picture
from pages.server import (
    demo_loading,
    gathered_messages,
    left_sessions,
    log_privacy,
    session_cookie,
    theme_message,
    websocket_protocol,
)
from pages.server.auth_gate import Gate
from pages.server.compression import Compressed
from pages.server.security_headers import Guard, Shell
from pages.texts import common
from pages.ui import downloads, session, style  # noqa: F401

memory.bound()
sys.setswitchinterval(
    0.001
)  # seconds until a busy thread makes way: five of them keep the health check waiting for each
log_privacy.keep_ids_out()
websocket_protocol.bound()
theme_message.keep_theme()
gathered_messages.gather()


def calm(_: Exception) -> bool:
    """Our own faults stand whole in Streamlit's log; the reader gets one sentence."""
    st.error(f"{common.FAILED.vi}\n\n{common.FAILED.en}", icon=":material/error:")
    return True


try:
    sign_in = session_cookie.settings()
except session_cookie.UnsafeError as fault:
    sys.exit(f"Không khởi động: phần đăng nhập chưa đúng.\nNot started: the sign-in is not right. {fault}")


@asynccontextmanager
async def while_it_runs(server: Any) -> AsyncIterator[None]:
    """Sessions that were left are ended, a demo that was begun goes on, and the first page is made ahead."""
    async with left_sessions.ended_in_time(server), demo_loading.begun(), first_picture.made_ahead():
        yield


app = st.App(
    "pages/frame.py",
    lifespan=while_it_runs,
    routes=routes.ROUTES,
    middleware=[
        Middleware(Guard, https=sign_in is not None and sign_in.secure),
        Middleware(Gate, settings=sign_in),
        Middleware(Compressed),
        Middleware(Shell, first=first_picture.of, style=style.rules),
    ],
    on_script_error=calm,
)

# What is loaded by now never becomes garbage, so that no collection need look at it again (benchmarks/README.md).
gc.collect()
gc.freeze()
