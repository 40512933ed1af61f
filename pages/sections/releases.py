"""What was published: the files of one version, the list of all, and a new one for those who may."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from data.model import Period, number_text
from pages.administration import health
from pages.server.store import service
from pages.texts import releases as texts
from pages.ui import actions, downloads, tables
from pages.ui.formats import literal
from pages.ui.session import language, moment, t, who
from pages.ui.tables import Cell
from service.publishing import changelog, releases
from service.publishing.contents import Publication


def named(publication: Publication) -> str:
    return f"{publication.version} · {moment(publication.at)}"


def draw(publication: Publication, quarter: Period) -> None:
    """What a version is, and its files; each is made, and the right looked at, when its button is pressed."""
    here, by, said = service(), who(), language()
    counts = {kind: number_text(count, said) for kind, count in publication.counts.items()}
    st.subheader(t(texts.LATEST, version=publication.version), anchor=False)
    text = t(
        texts.TOLD,
        time=moment(publication.at),
        size=health.size(publication.size),
        reason=literal(publication.reason),
        **counts,
    )
    st.markdown(text)
    stem = f"so-lieu-khcn_{publication.version}"
    whole = downloads.file_name(stem, "zip", publication.demo)
    part = downloads.file_name(f"{stem}_{quarter}", "zip", publication.demo)
    with st.container(horizontal=True, key="take-published"):
        make = partial(releases.archive, here, by, publication)
        downloads.button(t(texts.EVERYTHING), make, whole, "published", kind="primary")
        make = partial(releases.of_quarter, here, by, publication, quarter)
        label = t(texts.OF_QUARTER, quarter=t(quarter.inside))
        downloads.button(label, make, part, "published-quarter")
    st.caption(t(texts.QUARTER_HINT))


def draw_standing(quarter: Period, whole: bool) -> None:
    """What stands now, under no version: a quarter, and for those who may publish everything, which takes its time."""
    here, by = service(), who()
    spans = {"quarter": (quarter, texts.OF_QUARTER)} | ({"all": (None, texts.EVERYTHING)} if whole else {})
    with st.container(horizontal=True, key="take-standing"):
        for key, (span, label) in spans.items():
            name = downloads.file_name(f"so-lieu-khcn_chua-cong-bo_{span or ''}", "zip", here.is_demo)
            make, called = partial(releases.standing, here, by, span), t(label, quarter=t(quarter.inside))
            downloads.button(called, make, name, f"standing-{key}")
    st.caption(" ".join([t(texts.QUARTER_HINT), *[t(texts.TAKES_TIME)] * whole]))


def listing(publications: Sequence[Publication]) -> None:
    lang = language()
    head = [texts.VERSION, texts.TIME, texts.CHANGED, texts.WHY, texts.HASH]
    body = []
    for one in publications:
        counts = " / ".join(number_text(one.counts[kind], lang) for kind in changelog.CHANGE_LABELS)
        body.append(tables.line(str(one.version), Cell(moment(one.at)), Cell(counts), one.reason, one.sha256))
    tables.show(texts.EARLIER, head, body)


def new() -> None:
    """Everything that stands now, as the next version."""
    with st.expander(t(texts.PUBLISH), icon=":material/publish:"):
        st.caption(t(texts.PUBLISH_HINT))
        why = actions.reason("publish-reason")
        if st.button(t(texts.PUBLISH), key="publish", icon=":material/publish:"):
            bar = st.progress(0.0)

            def progress(done: int, total: int) -> None:
                text = t(texts.GATHERING, done=done, total=total)
                bar.progress(done / max(total, 1), text)

            actions.do(lambda: releases.publish(service(), who(), why, progress), texts.PUBLISHED)
            bar.empty()
    actions.show_done()
