"""Words to be searched for, however long they arrive: by a link, or by the socket past the box's own limit."""

import pytest

from pages.ui.controls import LONGEST_SEARCH
from tests.support.pages import shown, text

LONG = "mot " * 120_000  # as long as Streamlit takes from a link


@pytest.mark.parametrize(("page", "key"), [("bang-so-lieu", "tim"), ("gioi-thieu", "tim-chi-tieu")])
@pytest.mark.usefixtures("open_desk")
def test_search_words_are_cut_at_arrival(page: str, key: str) -> None:
    at = shown(page, {key: LONG})
    assert at.session_state[key] == LONG[:LONGEST_SEARCH]
    assert at.query_params[key] in (LONG[:LONGEST_SEARCH], [LONG[:LONGEST_SEARCH]])
    assert len(text(at)) < 200_000
    at.text_input(key).set_value(LONG).run()
    assert not at.exception
    assert at.session_state[key] == LONG[:LONGEST_SEARCH]
