"""A chart or map to take away as a picture, with everything around it that the page says."""

from collections.abc import Mapping, Sequence
from functools import partial

import plotly.graph_objects as go
import streamlit as st

from data.model import Text, day_text, today
from pages.pictures.picture_frame import LINES, Around, Kind
from pages.server.store import service
from pages.texts import common
from pages.texts import reports as texts
from pages.ui import downloads, part
from pages.ui.session import language, t

_KINDS: Mapping[Kind, Text] = {"png": texts.FOR_SCREENS, "svg": texts.FOR_PRINT}


def source() -> str:
    """Where figures come from, of which version of the data, on which day."""
    version = t(common.VERSION, number=service().revision)
    return f"{t(common.SOURCE)} · {version} · {day_text(today(), language())}"


def popover(figure: go.Figure, title: str, subtitle: str, notes: Sequence[str], name: str, key: str) -> None:
    """Buttons that make each picture when pressed; the words are the page's, as they were typed."""
    demo = service().is_demo
    around = Around(language(), title, subtitle, tuple(filter(None, notes)), source(), demo)

    def kinds() -> None:
        if (lines := len(figure.to_dict()["data"])) > LINES:
            st.caption(t(texts.PICTURE_TOO_LARGE, count=lines, most=LINES))
            return
        st.caption(t(texts.PICTURE_HINT))
        for kind, label in _KINDS.items():
            made = partial(_made, figure, around, kind)
            downloads.button(t(label), made, downloads.file_name(name, kind, demo), f"picture-{key}-{kind}")

    part.popover(t(texts.PICTURE), ":material/image:", f"take-picture-{key}", kinds)


offer = part.part(popover)


def _made(figure: go.Figure, around: Around, kind: Kind) -> bytes:
    from pages.pictures.picture import picture  # matplotlib takes a second to load, and nobody may ask for a picture

    return picture(figure, around, kind)
