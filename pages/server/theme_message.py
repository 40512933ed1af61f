"""The theme, which Streamlit tells every page at each click: made from the settings once, a tenth of a click's work."""

from functools import cache

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


def keep_theme() -> None:
    """From now on, for the whole process: the settings of a server that runs do not change."""
    fill = app_session._populate_theme_msg

    @cache
    def made(section: str) -> CustomThemeConfig:
        message = CustomThemeConfig()
        fill(message, section)
        return message

    def told(msg: CustomThemeConfig, section: str = "theme") -> None:
        if (kept := made(section)).ByteSize():  # what says nothing stays unset
            msg.MergeFrom(kept)

    app_session._populate_theme_msg = told
