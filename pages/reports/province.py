"""The report of a province on a quarter, six months, nine months or a year."""

from __future__ import annotations

from data.model import Language, Period, Text
from data.places import PLACES, Boundary, Unit
from pages.pictures.picture_frame import DEMO
from pages.reports import charts, phrases
from pages.reports import sections as reports_sections
from pages.reports.document import Letter, Paragraph, Report, Section, TextRun
from pages.reports.facts import Teller
from pages.texts import reports as texts
from service.service import Service

NOTHING: reports_sections.Step = lambda done, total, what: None  # noqa: E731


def boundary_of(key: str) -> Boundary:
    """A province that is no more is told as it was; one of today with what its predecessors sent."""
    return Boundary.TODAY if key in {unit.key for unit in PLACES.current} else Boundary.THEN


def report(
    service: Service, key: str, period: Period, language: Language = "vi", step: reports_sections.Step = NOTHING
) -> Report:
    """Raises whatever `step` raises, so that who waits can stop it."""
    teller = Teller(service, key, period, boundary_of(key), language)
    figures = reports_sections.everything(teller, step)
    result = reports_sections.results(teller, figures, step)
    sections = (
        result,
        reports_sections.table(teller, figures),
        charts.pictures(teller, figures, step),
        reports_sections.missing(teller, figures),
        Section("nhiem_vu", teller.t(texts.TASKS), (Paragraph((TextRun(teller.t(texts.TO_WRITE)),)),)),
        reports_sections.sources(teller),
    )
    unit = PLACES.version(key, period.end)
    demo = teller.t(texts.DEMO_REPORT, label=DEMO.in_(language)) if service.is_demo else ""
    return Report(
        language,
        letter(unit, period, teller),
        sections,
        tuple(teller.notes),
        f"bao-cao_{unit.name}_{period.code}",
        demo=demo,
        values=reports_sections.values(teller, figures),
    )


def letter(unit: Unit, period: Period, teller: Teller) -> Letter:
    """The letterhead of the department of science and technology."""
    kind = Text(unit.type, "City" if unit.type == "Thành phố" else "Province")
    when = phrases.span_said(period, teller.language)
    place = unit.name
    return Letter(
        teller.t(texts.PEOPLES_COMMITTEE, kind=teller.t(kind), name=place).upper(),
        teller.t(texts.DEPARTMENT).upper(),
        teller.t(texts.NUMBERED),
        teller.t(texts.DATED, place=place),
        teller.t(texts.REPORT).upper(),
        teller.t(texts.TITLE, when=when, of=teller.t(texts.OF_UNIT, kind=teller.t(kind).lower(), name=place)),
        teller.t(texts.BASIS),
        tuple(teller.t(one, kind=teller.t(kind).lower(), name=place) for one in texts.RECEIVERS),
        teller.t(texts.SIGNER).upper(),
    )
