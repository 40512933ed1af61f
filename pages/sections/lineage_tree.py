"""The path of a figure as lines that open: each with its operation, what it was made of, and at the end the cell that
was sent."""

from html import escape

import streamlit as st

from data.byte_cache import ByteCache
from data.model import Language, Text, today
from data.places import NATION, NATION_KEY, PLACES
from data.prose.confirmed import OPEN, SHUT
from indicators.engine.steps import How
from pages.server.store import service
from pages.submission import originals
from pages.texts import lineage as texts
from pages.ui import page_links, session, tables
from pages.ui.formats import literal
from pages.ui.session import language, t
from service.lineage.render import SUBMISSION, facts, figure, held, name, rest, rows
from service.lineage.trace import FigureKey, Trace, with_texts
from service.lineage.trace import trace as traced
from service.lineage.tree import Node, Source
from service.service import Service
from service.submissions import Submission

FEW = 6  # figures at the end of a path that stand open; more are opened one by one
RULES = """<style>
.path, .path ul {list-style: none; margin: 0 !important; padding: 0 !important} .path ul {margin-left: .45rem !important; padding-left: .7rem !important; border-left: 1px solid color-mix(in srgb, currentColor 25%, transparent)}
.path li {margin: .15rem 0 !important; padding: 0 !important} .path summary, .path .line {display: flex; align-items: baseline; padding: .3rem .2rem} .path .told {display: flex; flex-wrap: wrap; gap: .1rem .6rem; align-items: baseline; min-width: 0} .path summary {cursor: pointer}
.path summary::before {content: "▸"; flex: none; width: 1.2rem; font-size: 1.1rem; line-height: 1} .path details[open] > summary::before {content: "▾"} .path .line {padding-left: 1.7rem}
.path .value {font-weight: 600; font-variant-numeric: tabular-nums} .path .value.none {font-weight: 400; font-style: italic} .path .how, .path .said {font-size: .85rem; color: light-dark(#5c6167, #b3b1ac)}
.path .said {margin: 0 0 .2rem 1.7rem} .path a {color: inherit !important; text-decoration: underline} .path .under {border-top: 1px solid currentColor; padding-top: .3rem}
.path dl {display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .15rem .9rem; margin: .1rem 0 .5rem 1.7rem; font-size: .875rem} .path dt {color: light-dark(#5c6167, #b3b1ac)} .path dd {margin: 0; overflow-wrap: anywhere}
.path .scroll {margin: 0 0 .6rem 1.7rem} @media (max-width: 640px) {.path dl {grid-template-columns: 1fr} .path dd {margin-bottom: .3rem} .path ul {padding-left: .3rem !important} .path dl, .path .said, .path .scroll {margin-left: .4rem}}
</style>"""


def _bytes(trace: Trace) -> int:
    """How much memory a path takes, about: most of it are the cells that were sent, whose texts may be long."""
    sources = [node.source for node in trace.root.every() if node.source is not None]
    cells = [cell for source in sources for row in (source.spots or {}).values() for cell in row]
    return 5_000 + 1_000 * sum(1 for _ in trace.root.every()) + sum(300 + 4 * len(cell.text) for cell in cells)


paths = ByteCache[Trace](8 * 1024 * 1024, _bytes)  # read by all visitors; a nation's takes a tenth of a megabyte


def _trace(service: Service, revision: int, key: FigureKey) -> Trace:
    province = key.area in PLACES.versions
    trace = traced(service, key, session._reasons(service, revision), whole=province)
    return Trace(trace.asked, trace.measure, with_texts(service, trace.root), trace.items) if province else trace


def find(key: FigureKey) -> Trace | None:
    """The path of a figure; None where there is no such figure."""
    try:
        here = service()
        with here.at_once():
            revision = here.revision
            return paths.get((here, revision, today(), key), lambda: _trace(here, revision, key))
    except KeyError:
        return None


def draw(trace: Trace) -> None:
    """The path, and the files at its end for those who may have them."""
    leaves = [node for node in trace.root.every() if node.source]
    st.html(
        f'{RULES}<ul class="path" aria-label="{escape(t(texts.PATH))}">'
        f"{_item(trace, trace.root, trace.measure.code, How.SUM, len(leaves) <= FEW, language())}</ul>"
    )
    files: dict[int, Submission] = {one.source.submission.number: one.source.submission for one in leaves if one.source}
    if files:
        st.markdown(f"**{t(texts.ORIGINALS)}**")
        originals.offer(sorted(files.values(), key=lambda one: (one.period, one.unit)), _called)


def _called(submission: Submission) -> str:
    """`Quảng Trị, I/2025 (514)`."""
    name = t(NATION) if submission.unit == NATION_KEY else PLACES.version(submission.unit, submission.period.end).name
    return literal(f"{name}, {t(submission.period.short)} ({submission.number})")


def _item(trace: Trace, node: Node, above: str, within: How, opened: bool, tongue: Language) -> str:
    """One line with what is below it."""
    under = ' class="under"' if within is How.QUOTIENT and node.sign < 0 else ""
    enters = "− " if within is How.SUM and node.sign < 0 else "÷ " if under else ""
    head = _head(trace, node, enters, above, tongue)
    notes = "".join(
        f'<p class="said">{escape(one.in_(tongue))}</p>' for one in node.notes if node.how is not How.STATED
    )
    below = "".join(_item(trace, one, node.line or above, node.how, opened, tongue) for one in node.parts)
    sent = _sent(node.source, tongue) if node.source else ""
    if not (below or sent):
        return f'<li{under}><div class="line"><span class="told">{head}</span></div>{notes}</li>'
    # Of a nation the regions stand folded: which of them to open is the reader's choice.
    fold = node.row is not None and node is not trace.root and any(one.row for one in node.parts)
    shown = " open" if not fold and (not sent or opened) else ""
    under_it = f"<ul>{below}</ul>" if below else ""
    head = f'<summary><span class="told">{head}</span></summary>'
    return f"<li{under}><details{shown}>{head}{notes}{under_it}{sent}</details></li>"


def _head(trace: Trace, node: Node, enters: str, above: str, tongue: Language) -> str:
    asked, said = trace.asked, name(node, above, tongue)
    named = escape(said)
    if node.row is not None and node is not trace.root and node.key in PLACES.versions:
        link = page_links.source(asked.measure, asked.period, node.key, asked.boundary, tongue, asked.split, asked.item)
        named = f'<a href="{escape(link)}" target="_self">{named}</a>'
    form = "value" if node.value is not None else "value none"
    how = "" if node.how in (How.SILENT, How.STATED, How.NONE, How.UNOPENED) else node.operation.in_(tongue)
    counted = ""
    if node.how is How.COUNTED and node.source:
        counted = Text(f"{len(node.source.rows)} dòng", f"{len(node.source.rows)} rows").in_(tongue)
    more = " · ".join(filter(None, [held(node, tongue), how, counted]))
    return f'<span>{enters}{named}:</span> <span class="{form}">{escape(figure(node, tongue))}</span>' + (
        f' <span class="how">{escape(more)}</span>' if more else ""
    )


def _sent(source: Source, tongue: Language) -> str:
    """Where a figure stands in what was sent: the facts, and the rows that count."""
    sent = source.submission
    parts = []
    for label, value in facts(source, tongue):
        shown = escape(value)
        if source.of_document:  # the number in its sentence
            shown = shown.replace(OPEN, "<mark>").replace(SHUT, "</mark>")
        if label == SUBMISSION.in_(tongue) and sent.unit != NATION_KEY:
            link = f"tinh-hinh-nop?lich-su={sent.unit}&quy={sent.period}" + ("&lang=en" if tongue == "en" else "")
            shown = f'<a href="{escape(link)}" target="_self">{shown}</a>'
        parts.append(f"<dt>{escape(label)}</dt><dd>{shown}</dd>")
    listed = rows(source, tongue)
    table = ""
    if listed:
        heads = [text.in_(tongue) for text in (texts.ROW, texts.ADDS, texts.CELLS_AS_SENT)]
        body = [
            (tables.Cell(str(row)), [tables.Cell(adds), tables.Cell(cells, "words")]) for row, adds, cells in listed
        ]
        table = tables.table(f"{heads[0]}: {source.sheet}", heads, body, "texts")
        table += f'<p class="said">{escape(left)}</p>' if (left := rest(source, tongue)) else ""
    return f"<dl>{''.join(parts)}</dl>{table}"
