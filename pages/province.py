"""Hồ sơ tỉnh: one province on one page, made to be printed."""

import streamlit as st

from pages.parts import words
from pages.parts.session import t

st.caption(t(words.PROFILE))
