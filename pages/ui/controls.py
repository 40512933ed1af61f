"""Choices, whose state is the URL: by code, and written only where it differs from the default.

A choice survives a reload, a shared link, a change of page and of language. `pick` and `pick_some` are the only
readers and writers of the address and of the widgets' state.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Literal, cast

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.model import Text
from pages.texts import common
from pages.ui.session import t

HOME = ""  # the address of the first page
_SEEN = "address as we left it"
_LEFT = "choices as we left them"
_UNKNOWN = "choices of the address that are not there"
_LONGEST = 60  # letters of a value that are said again
_DRAWN = "choices offered in this run"
LONGEST_SEARCH = 100  # letters; a link or a socket can carry more, which is cut before anything is made of it
POINT = "diem"  # the quarter whose point is marked, where a link says so; no choice, and not carried on
# What other words an address may hold that are no choice of ours.
_FOREIGN = ("embed", "embed_options", POINT)
_OF_FRAME = {"lang"}


def begin(page: str) -> None:
    """To be called once a run, before any choice: a new page starts with a clean address."""
    state = st.session_state
    if state.get("page") != page:
        state["page"] = page
        state[_SEEN], state[_LEFT] = {}, {}
        if page == HOME:  # which is of the nation, whatever the page before looked at; only a link says otherwise
            state.pop("pham-vi", None)
    elif any(key in state and state[key] != value for key, value in state.get(_LEFT, {}).items()):
        _chosen_here()
    st.session_state[_UNKNOWN], st.session_state[_DRAWN] = [], set()


def begin_part(offered: Collection[str] = ()) -> None:
    """To be called by a part of a page that holds all choices of it, before the first: those of the frame stay, and
    those that were `offered` before a part of it."""
    st.session_state[_DRAWN] &= {*_OF_FRAME, *offered}
    context = get_script_run_ctx()
    if context is not None and context.fragment_ids_this_run:
        _chosen_here()


def offered() -> frozenset[str]:
    """The choices offered so far in this run."""
    return frozenset(st.session_state[_DRAWN])


def _chosen_here() -> None:
    """What was chosen in the page is newer than an address that differs: the browser sent it before it had heard of
    the choice before. Whoever goes back in the browser chooses nothing, and has the whole page run."""
    for key, value in st.session_state[_SEEN].items():
        if st.query_params.get(key) != value:
            if value is None:
                del st.query_params[key]
            else:
                st.query_params[key] = value


def page() -> str:
    """The page that is shown, by its address."""
    return str(st.session_state["page"])


def _arrived(key: str) -> str | None:
    """What someone came with; None where the address is as we left it, so that the widget knows better."""
    address = st.query_params.get(key)
    return None if address == st.session_state.setdefault(_SEEN, {}).get(key) else address or ""


def _leave(key: str, value: str, default: str, widget: str = "") -> None:
    # A link that names the usual choice stays as it came: each change of the address is a step of the browser's
    # history, and whoever presses Back would meet this page again.
    if value != default:
        if st.query_params.get(key) != value:  # what is set is told to the browser, changed or not
            st.query_params[key] = value
    elif st.query_params.get(key, value) != value:
        del st.query_params[key]
    st.session_state[_SEEN][key] = st.query_params.get(key)
    st.session_state.setdefault(_LEFT, {})[widget or key] = st.session_state.get(widget or key)
    st.session_state[_DRAWN].add(key)


def held(key: str, address: str = "") -> list[str]:
    """What was chosen before, or comes with the link, whether or not it is among what is offered."""
    return [value for value in (st.session_state.get(key), st.query_params.get(address or key)) if value]


def linked(key: str, options: Collection[str]) -> str:
    """A choice that only a link makes, for which there is no control; "" where the address names none that there is."""
    value = st.query_params.get(key, "")
    if value not in options:
        return ""
    _leave(key, value, "")
    return value


def settled(key: str, options: Collection[str]) -> None:
    """This choice is not offered now, but a link may well name an option; it leaves the address silently."""
    if st.query_params.get(key) in options:
        del st.query_params[key]
        st.session_state[_SEEN].pop(key, None)


def end() -> None:
    """To be called after all choices: those not offered leave the address, and what is none of ours is told."""
    for key in [key for key in st.query_params if key not in _FOREIGN and key not in st.session_state[_DRAWN]]:
        if st.session_state[_SEEN].pop(key, None) is None:  # not one that was offered until just now
            _untold(key, "", st.query_params[key])
        del st.query_params[key]


def _untold(key: str, label: str, value: str) -> None:
    """`Tỉnh, thành phố (tinh): «atlantis»`."""
    plain = "".join(c if c.isprintable() else " " for c in value)  # nothing that turns the reading round
    text = plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"
    st.session_state[_UNKNOWN].append(f"{label} ({key}): «{text}»".strip())


def unknown() -> list[str]:
    """The choices in the address that do not exist: label, key and what was received, as it was typed."""
    return list(st.session_state.get(_UNKNOWN, []))


def pick(
    key: str,
    label: Text,
    options: Mapping[str, str],
    default: str | None = None,
    *,
    row: bool = False,
    hidden: bool = False,
    changed: Callable[[], None] | None = None,
    address: str = "",
    also: Callable[[str], str] = lambda code: code,
    width: int | Literal["stretch", "content"] | None = None,
    drawn: bool = True,
) -> str:
    """One of the options, by its code. `row` sets them side by side instead of in a list; not `drawn`, it holds as it
    is, in a place that is folded.

    `address` is its name in the link where that is not its key: one province on a page of its own is found by the name
    under which other pages have several. `also` gives the code by which an outdated one is known now.
    """
    usual = default if default is not None and default in options else next(iter(options))
    named = address or key
    arrived = _arrived(named)
    choice = st.session_state.get(key, usual) if arrived is None else arrived or usual
    choice = choice if choice in options else also(choice)
    if choice not in options:
        if arrived:
            _untold(named, t(label), arrived)
        choice = usual
    st.session_state[key] = choice
    if not drawn:
        _leave(named, choice, usual, key)
        return choice
    in_row, in_list = partial(st.segmented_control, required=True), partial(st.selectbox, filter_mode="contains")
    widget: Callable[..., str | None] = in_row if row else in_list
    chosen = widget(
        t(label),
        list(options),
        format_func=options.__getitem__,
        key=key,
        label_visibility="collapsed" if hidden else "visible",
        on_change=changed or "rerun",
        persist_state="session",
        width=width or ("content" if row else "stretch"),
    )
    _leave(named, chosen or usual, usual, key)
    return chosen or usual


def pick_some(
    key: str,
    label: Text,
    options: Mapping[str, str],
    *,
    none: Text,
    also: Callable[[str], str] = lambda code: code,
    row: bool = False,
    hidden: bool = False,
    drawn: bool = True,
) -> list[str]:
    """Any number of the options, by code and in the order of choosing; `none` says what an empty choice means.

    `also` gives the code by which an outdated one is known now. `row` sets them side by side, as switches.
    """
    arrived = _arrived(key)
    held = cast("Sequence[str]", st.session_state.get(key, []))
    choice = held if arrived is None else [code for code in arrived.split(",") if code]
    known = list(dict.fromkeys(also(code) if code not in options else code for code in choice))
    if arrived and (wrong := [code for code in known if code not in options]):
        _untold(key, t(label), ", ".join(wrong))
    st.session_state[key] = there = [code for code in known if code in options]
    if not drawn:
        _leave(key, ",".join(there), "")
        return there
    in_list = partial(st.multiselect, placeholder=t(none), filter_mode="contains", select_all=False)
    widget: Callable[..., list[str]] = partial(st.pills, selection_mode="multi") if row else in_list
    chosen = widget(
        t(label),
        list(options),
        format_func=options.__getitem__,
        key=key,
        label_visibility="collapsed" if hidden else "visible",
        persist_state="session",
    )
    _leave(key, ",".join(chosen), "")
    return list(chosen)


def search(key: str, label: Text) -> str:
    """Words typed, without effect on case or accents."""
    arrived = _arrived(key)
    held = st.session_state.get(key) if arrived is None else arrived
    if held is not None:
        st.session_state[key] = held[:LONGEST_SEARCH]
    typed = st.text_input(
        t(label),
        key=key,
        placeholder=t(common.SEARCH_HINT),
        persist_state="session",
        max_chars=LONGEST_SEARCH,
        type="search",
    )
    _leave(key, typed or "", "")
    return typed or ""


def day(key: str, label: Text) -> date | None:
    """A day, or none; in the address as 2026-11-21."""
    arrived = _arrived(key)
    if arrived is not None:
        try:
            st.session_state[key] = date.fromisoformat(arrived) if arrived else None
        except ValueError:
            _untold(key, t(label), arrived)
            st.session_state[key] = None
    chosen: date | None = st.date_input(t(label), value=None, key=key, format="DD/MM/YYYY", persist_state="session")
    _leave(key, chosen.isoformat() if chosen else "", "")
    return chosen


def address() -> str:
    """The link to what is seen now."""
    from urllib.parse import urlencode

    chosen = {key: value for key, value in st.query_params.to_dict().items() if key not in _FOREIGN}
    here = (st.context.url or "").partition("?")[0]
    return f"{here}?{urlencode(chosen, safe=',')}" if chosen else here
