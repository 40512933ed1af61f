"""The theme that is kept is the theme that Streamlit would make anew."""

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from pages.server.theme_message import keep_theme

SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar", "theme.dark.sidebar")


def told() -> CustomThemeConfig:
    message = CustomThemeConfig()
    for section, part in zip(
        SECTIONS,
        (message, message.light, message.dark, message.sidebar, message.light.sidebar, message.dark.sidebar),
        strict=True,
    ):
        app_session._populate_theme_msg(part, section)
    return message


def test_every_page_is_told_the_same_theme_and_the_settings_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)
    whole = told()
    assert whole.light.primary_color
    keep_theme()
    assert told() == whole
    monkeypatch.setattr(config, "get_options_for_section", lambda section: pytest.fail(section))
    assert told() == whole
