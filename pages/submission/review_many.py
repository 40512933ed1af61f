"""Many submissions accepted at once: those of which nothing had to be explained."""

from collections.abc import Callable, Sequence

import streamlit as st

from pages.administration import locks
from pages.server.store import service
from pages.texts import administration as texts
from pages.ui import actions
from pages.ui.formats import listed
from pages.ui.session import t, who
from service.access.state import NotPossibleError
from service.review import decisions
from service.submissions import Submission


def draw(plain: Sequence[Submission], table: Callable[[], None]) -> None:
    """How many they are, the list folded, and a button for all but those that are set apart."""
    mine = [one for one in plain if not decisions.is_sender(service(), who(), one)]
    with st.container(border=True, key="many"):
        st.markdown(f"**{t(texts.UNASKED, count=len(plain))}**")
        with st.expander(t(texts.WHICH_UNASKED)):
            table()
        names = {one.number: f"{locks.place(one.unit, one.period)}, {t(one.period.label)}" for one in mine}
        left = st.multiselect(
            t(texts.SET_APART),
            list(names),
            format_func=names.__getitem__,
            key=actions.key("set-apart"),
            placeholder=t(texts.NONE_APART),
        )
        numbers = [number for number in names if number not in left]
        label = t(texts.ACCEPT_MANY, count=len(numbers))
        if st.button(label, key="accept-many", icon=":material/done_all:", type="primary", disabled=not numbers):
            actions.do(lambda: _accept(numbers), texts.ACCEPTED_MANY, count=len(numbers))


def _accept(numbers: Sequence[int]) -> None:
    """Raises NotPossibleError with what was not accepted, after the others were."""
    accepted, left = decisions.accept_unasked(service(), who(), numbers)
    if left:
        why = {lang: listed([text.in_(lang) for text in left.values()], lang, 5) for lang in ("vi", "en")}
        said = {lang: texts.ACCEPTED_SOME.in_(lang).format(count=len(accepted), why=why[lang]) for lang in why}  # type: ignore[arg-type]
        raise NotPossibleError(said["vi"], said["en"])
