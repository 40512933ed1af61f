"""The page of administration, opened at a section, and its buttons."""

from streamlit.testing.v1 import AppTest

from tests.support import pages


def shown(section: str = "", **query: str) -> AppTest:
    return pages.shown("quan-tri", muc=section, **query)


def pressed(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception, at.exception
    return at
