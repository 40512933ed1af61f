"""The log of everything that was done: filtered, paged, taken away, and its chain followed on demand."""

from collections.abc import Mapping
from datetime import date

import pyarrow as pa
import streamlit as st

from data.model import Language, Period, Text
from data.places import NATION_KEY, Boundary
from pages.administration import people
from pages.administration.locks import place
from pages.download_formats.format import Download
from pages.server.store import service
from pages.texts import administration as texts
from pages.texts import common, sending, sharing
from pages.ui import downloads, filters, tables
from pages.ui.controls import day, pick, pick_some, search
from pages.ui.session import language, localized, t, who
from pages.ui.tables import Cell
from service import administration
from service.access.events import EVENT_LABELS, Event
from service.access.roles import ROLE_LABELS, Person, Role, until_text
from service.administration import AuditEntry, AuditFilter
from service.health import chain
from service.review.moves import REVIEW_LABELS, Review

LINES = 50  # on a page
HEAD = (
    *(texts.LINE, texts.TIME, texts.EVENTS, texts.WHO, common.PROVINCE, common.QUARTER),
    *(texts.ABOUT_WHAT, texts.WHY, texts.FINGERPRINT),
)
HERE, EVERYONE = "tai-may", ""  # where the address is blank; no filter


def draw() -> None:
    audit_filter = _pick()
    count = administration.log_size(service(), who(), audit_filter)
    st.subheader(t(texts.LINES, count=localized(count)), anchor=False)
    if count:
        pages = {str(n): _lines(n, count) for n in range(1, (count - 1) // LINES + 2)}
        number = int(pick("trang", texts.PAGE, pages)) if len(pages) > 1 else 1
        page = administration.log(service(), who(), audit_filter, LINES, LINES * (number - 1))
        body = [(Cell(str(one.seq)), _row(one)) for one in page]
        tables.show(texts.SECTIONS["nhat-ky"], HEAD, body)
        _offer(audit_filter)
    else:
        st.info(t(texts.NO_LINES), icon=":material/search_off:")
    _chain()


def _pick() -> AuditFilter:
    with st.container(key="choices"):
        one, two, three = st.columns(3)
        four, five, six = st.columns([3, 2, 2])
    with one:
        labels = {str(event): t(text) for event, text in EVENT_LABELS.items()}
        events = pick_some("viec", texts.EVENTS, labels, none=texts.ALL_EVENTS)
    with two:
        someone = {a or HERE: a or t(texts.THIS_MACHINE) for a in administration.actors(service(), who())}
        actor = pick("ai", texts.WHO, {EVERYONE: t(texts.ANYONE)} | someone)
    with three:
        units = {"": t(texts.EVERY_PROVINCE), NATION_KEY: t(sending.WHOLE_INDEX)} | filters.unit_options(Boundary.THEN)
        unit = pick("tinh-ghi", texts.LOG_PROVINCE, units)
    with four:
        text = search("tim-ghi", texts.LOG_SEARCH)
    with five:
        first = day("tu-ngay", texts.FROM_DAY)
    with six:
        last = day("den-ngay", texts.TO_DAY)
    whose = None if actor == EVERYONE else "" if actor == HERE else actor
    return AuditFilter(tuple(Event(event) for event in events), whose, unit, text, first, last)


def _lines(page: int, count: int) -> str:
    first, last = LINES * (page - 1) + 1, min(LINES * page, count)
    return t(texts.PAGE_OF, first=localized(first), last=localized(last))


def _row(entry: AuditEntry) -> list[Cell]:
    """A line of the log after its number, as it is shown; the shown hash is the beginning of the whole one."""
    _, _, event, who_did, where, quarter, what, why, hash_ = _cells(entry, language())
    return [
        Cell(f"{entry.at:%H:%M:%S %d/%m/%Y}"),
        Cell(event),
        Cell(who_did, "words"),
        Cell(where),
        Cell(quarter),
        Cell(what, "words"),
        Cell(why, "words"),
        Cell(f"{hash_[:12]}…"),
    ]


def _cells(entry: AuditEntry, language: Language) -> list[str]:
    address = f"<{entry.actor}>" if entry.actor else f"({texts.THIS_MACHINE.in_(language)})"
    who_did = f"{entry.name} {address}" if entry.name else address.strip("<>()")
    period = Period.quarter(entry.quarter) if entry.quarter is not None else None
    where = place(entry.unit, period or Period.at(entry.at.date()), language) if entry.unit else ""
    return [
        str(entry.seq),
        f"{entry.at:%Y-%m-%d %H:%M:%S}",
        EVENT_LABELS[entry.event].in_(language),
        who_did,
        where,
        period.label.in_(language) if period else "",
        about(entry, language),
        entry.reason,
        entry.hash,
    ]


# What needs no more than what its line says.
TOLD = {
    Event.SUBMISSION: texts.SUBMISSION_TOLD,
    Event.TARGETS: texts.TARGETS_TOLD,
    Event.TOKEN: sharing.KEY_TOLD,
    Event.TOKEN_END: sharing.KEY_END_TOLD,
    Event.FETCH: texts.FETCH_TOLD,
    Event.LAYOUT: texts.LAYOUT_TOLD,
    Event.LAYOUT_END: texts.LAYOUT_END_TOLD,
    Event.PUBLICATION: Text("{version}", "{version}"),
    Event.COMPLETENESS: Text("{percent} %", "{percent}%"),
    Event.BULLETIN: Text("", ""),
}


def about(entry: AuditEntry, language: Language) -> str:
    """What a line is about, in words."""
    body: Mapping[str, object] = entry.body
    if entry.event in TOLD:
        return TOLD[entry.event].in_(language).format(**body)
    match entry.event:
        case Event.MOVE:
            states: Mapping[str, str] = body["states"]  # type: ignore[assignment]
            moves = (
                texts.MOVE_TOLD.in_(language).format(number=n, state=REVIEW_LABELS[Review(s)].in_(language))
                for n, s in states.items()
            )
            return "; ".join(moves)
        case Event.GRANT:
            role, units = Role(str(body["role"])), frozenset(body["units"])  # type: ignore[call-overload]
            last = date.fromisoformat(str(body["until"])) if body["until"] else None
            until = Person("", "", role, units, last)
            return texts.GRANT_TOLD.in_(language).format(
                email=body["email"],
                name=body["name"],
                role=ROLE_LABELS[role].in_(language),
                provinces=people.of_provinces(role, units, language),
                lasts=until_text(until).in_(language),
            )
        case Event.REVOKE:
            return str(body["email"])
        case Event.REVIEW | Event.OPEN:
            return texts.SWITCH_TOLD[bool(body["on"])].in_(language)
        case Event.SITES:
            return ", ".join(map(str, body["sites"])) or "–"  # type: ignore[call-overload]
        case Event.LOCK | Event.UNLOCK:
            return "" if entry.unit else texts.EVERY_PROVINCE.in_(language)
        case _:
            return ""


def _offer(audit_filter: AuditFilter) -> None:
    """All lines that were asked for, with their whole hashes. Made when pressed, outside the page's run."""
    at, by, lang = service(), who(), language()

    def made() -> pa.Table:
        lines = [_cells(one, lang) for one in administration.log(at, by, audit_filter)]
        columns = list(zip(*lines, strict=True)) or [()] * len(HEAD)
        whole = {head.in_(lang): pa.array(values, pa.string()) for head, values in zip(HEAD, columns, strict=True)}
        return pa.table(whole | {HEAD[0].in_(lang): pa.array([int(number) for number in columns[0]], pa.int64())})

    events = ", ".join(str(event) for event in audit_filter.events)
    days = " – ".join(str(one or "…") for one in (audit_filter.first, audit_filter.last))
    seq, head = service().repository.ledger.head
    selection = {
        texts.EVENTS: events or t(texts.ALL_EVENTS),
        texts.WHO: audit_filter.actor or t(texts.ANYONE),
        texts.LOG_PROVINCE: audit_filter.unit or t(texts.EVERY_PROVINCE),
        texts.LOG_SEARCH: audit_filter.search,
        texts.TIME: days,
        texts.CHAIN: t(texts.CHAIN_HEAD, line=seq, hash=head),
    }
    downloads.offer(Download("log", "nhat-ky", selection, rows=made))


def _chain() -> None:
    st.subheader(t(texts.CHAIN), anchor=False)
    seq, head = service().repository.ledger.head
    st.caption(t(texts.CHAIN_HINT))
    st.code(t(texts.CHAIN_HEAD, line=localized(seq), hash=head), language=None, wrap_lines=True)
    if not st.button(t(texts.CHECK_CHAIN), key="chain", icon=":material/link:"):
        return
    result = chain(service(), who())
    if result.broken:
        st.error(t(texts.CHAIN_BROKEN, line=localized(result.broken)), icon=":material/link_off:")
    elif result.other:
        st.error(t(texts.CHAIN_OTHER), icon=":material/link_off:")
    else:
        text = t(texts.CHAIN_WHOLE, lines=localized(result.lines), hash=result.head[:16])
        st.success(text, icon=":material/task_alt:")
