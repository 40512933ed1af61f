"""The page of reports: what is chosen, a report on its way, and one that is there, with an official's own template."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

import streamlit as st

from data.kept_file import KeptFile
from data.model import KEPT_GRAINS, Period, Text, periods
from data.places import NATION_KEY, PLACES, Boundary
from data.text_keys import fold
from pages.sections.report_job import Job, ReportRequest
from pages.server.store import service
from pages.submission.held_files import hold
from pages.texts import reports as texts
from pages.ui import downloads, filters, tables
from pages.ui.controls import held, pick
from pages.ui.formats import literal
from pages.ui.session import kept, language, person, t, who
from service.access.roles import Action

if TYPE_CHECKING:
    from pages.reports.document import Report

_JOB, _FILLED = "the report being written", "the report in a template of one's own"


def job() -> Job | None:
    held: Job | None = st.session_state.get(_JOB)
    return held


def chosen() -> ReportRequest:
    """Of whom and when: any unit that there ever was, quarters and longer spans of which something was sent."""
    left, right = st.columns(2)
    first, last = filters.reach()
    spans = sorted(
        {p for grain in KEPT_GRAINS for p in periods(first, last, grain) if p.first <= last.last and p.part != "H2"},
        reverse=True,
    )
    usual = next((p for p in spans if p == filters.latest()), spans[0])
    with right:
        period = Period.parse(pick("ky-bao-cao", texts.PERIOD, {p.code: t(p.label) for p in spans}, usual.code))
    with left:
        options = {NATION_KEY: t(texts.NATIONAL)} | filters.unit_options(
            Boundary.THEN, period, held("bao-cao-cua", "cua")
        )
        area = pick("bao-cao-cua", texts.OF_WHOM, options, address="cua")
    site = (st.context.url or "").partition("?")[0].rpartition("/")[0]
    return ReportRequest(area, period, language(), service().revision, site if site.startswith("http") else "")


def begin(request: ReportRequest) -> None:
    """The button that starts one, in place of the one before; none for a unit that was not there then."""
    if request.area != NATION_KEY and not PLACES.alive(request.area, request.period.end):
        name = PLACES.version(request.area, request.period.end).name
        st.info(t(texts.NO_SUCH_UNIT, name=name, when=t(request.period.label)), icon=":material/info:")
        return
    if st.button(t(texts.WRITE), key="write-report", type="primary", icon=":material/description:"):
        if (old := job()) is not None:
            old.stop()
        st.session_state[_JOB] = made = Job(request, who().email)
        made.start(service())
        made.wait(0.3)
        st.rerun()


@st.fragment(run_every=0.5)
def waiting() -> None:
    """How far it is, and a way to stop it; the page itself follows when it is there."""
    now = job()
    if now is None or not now.running:
        st.rerun()
    if st.button(t(texts.STOP), key="stop-report", icon=":material/close:"):
        now.stop()
        now.wait(5.0)
        st.rerun()
    text = (
        t(texts.WRITING, what=literal(now.what), done=now.done + 1, total=now.total) if now.total else t(texts.STARTING)
    )
    st.progress(now.done / now.total if now.total else 0.0, text)


def finished(now: Job) -> None:
    """What came of it."""
    if now.report is not None:
        _offer(now.report, now.request)
    elif now.failed:
        st.error(t(texts.FAILED), icon=":material/error:")
    elif now.too_many:
        st.warning(t(texts.TOO_MANY), icon=":material/hourglass_top:")
    else:
        st.info(t(texts.STOPPED), icon=":material/info:")


def _offer(report: Report, request: ReportRequest) -> None:
    from pages.reports.make import Format, printed
    from pages.reports.template_check import TemplateRefusedError
    from pages.reports.word_template import own

    st.subheader(literal(t(texts.DONE, title=report.letter.title)), anchor=False)
    if request.revision != service().revision:
        st.warning(t(texts.OLDER), icon=":material/history:")
    stem = re.sub(r"[^a-z0-9]+", "-", fold(f"{report.name}{'_minh-hoa' if report.demo else ''}")).strip("-")

    def made(kind: Format) -> bytes:
        return printed(report, kind)

    with st.container(horizontal=True, key="take-report"):
        downloads.button(t(texts.GET_WORD), lambda: made("docx"), f"{stem}.docx", "report-docx")
        downloads.button(t(texts.GET_PDF), lambda: made("pdf"), f"{stem}.pdf", "report-pdf")
    with st.expander(t(texts.OWN_TEMPLATE), icon=":material/article:"):
        st.text(t(texts.OWN_TEMPLATE_SAID))
        downloads.button(t(texts.GET_TEMPLATE), own, "mau-bao-cao.docx", "report-template")
        someone = person()
        sent = None
        if someone is not None and (someone.may(Action.SEND) or someone.may(Action.PLAN)):  # as the gate has it
            sent = st.file_uploader(t(texts.UPLOAD_TEMPLATE), type="docx", max_upload_size=5, key="own-template")
        else:
            st.text(t(texts.NO_UPLOAD))
        if sent is not None:
            try:
                ((_, template),) = hold("own template", [sent])
                filled = _filled(report, template)
                if isinstance(filled, Text):
                    raise TemplateRefusedError(filled)
                downloads.button(t(texts.GET_WORD), filled, f"{stem}.docx", "report-own")
            except TemplateRefusedError as refused:
                st.error(literal(t(refused.text)), icon=":material/block:")
            except Exception:  # a template that no check foresaw must not end the page
                logging.getLogger(__name__).exception("a template could not be filled in")
                st.error(t(texts.TEMPLATE_OTHER), icon=":material/block:")
        st.html(placeholders())
    with st.expander(t(texts.PREVIEW), expanded=True):
        from pages.sections.report_preview import preview

        st.html(preview(report))


def _filled(report: Report, template: KeptFile) -> bytes | Text:
    """The report in a template of one's own, or why not; kept for this visit, so that it is not tried again at every
    click."""
    from pages.reports.make import printed
    from pages.reports.template_check import TemplateRefusedError

    def tried() -> bytes | Text:
        try:
            return printed(report, "docx", template.read(), who().email)
        except TemplateRefusedError as refused:
            if refused.text == texts.TEMPLATE_WAITS:
                raise
            return refused.text

    return kept(_FILLED, (id(report), template.sha256), tried)


def placeholders() -> str:
    """What may stand in a template."""
    body = [tables.line(f"{{{{ {name} }}}}", t(text)) for name, text in texts.PLACEHOLDERS.items()]
    return tables.table(t(texts.OWN_TEMPLATE), [t(texts.PLACEHOLDER), t(texts.MEANING)], body, "texts")
