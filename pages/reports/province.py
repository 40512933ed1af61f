"""The report of a province on a quarter, six months, nine months or a year."""

from data.model import Language, Period, Text
from data.places import PLACES, Boundary, Unit
from pages.reports import charts, phrases, sections
from pages.reports.document import Letter, Report, Section
from pages.reports.facts import ReportWriter
from pages.texts import reports as texts
from service.service import Service


def boundary_of(key: str) -> Boundary:
    """A province that is no more is told as it was; one of today with what its predecessors sent."""
    return Boundary.TODAY if key in {unit.key for unit in PLACES.current} else Boundary.THEN


def report(
    service: Service, key: str, period: Period, language: Language = "vi", step: sections.Step = sections.NOTHING
) -> Report:
    """Raises whatever `step` raises, so that who waits can stop it."""
    writer = ReportWriter(service, key, period, boundary_of(key), language)
    figures = sections.everything(writer, step)
    result = sections.results(writer, figures, step)
    parts = (
        result,
        sections.table(writer, figures),
        charts.pictures(writer, figures, step),
        sections.missing(writer, figures),
        Section("nhiem_vu", writer.t(texts.TASKS), (writer.paragraph(texts.TO_WRITE),)),
        sections.sources(writer),
    )
    unit = PLACES.version(key, period.end)
    return sections.report(writer, letter(unit, period, writer), parts, f"bao-cao_{unit.name}_{period.code}", figures)


def letter(unit: Unit, period: Period, writer: ReportWriter) -> Letter:
    """The letterhead of the department of science and technology."""
    kind = Text(unit.type, "City" if unit.type == "Thành phố" else "Province")
    when = phrases.span_said(period, writer.language)
    place = unit.name
    return Letter(
        writer.t(texts.PEOPLES_COMMITTEE, kind=writer.t(kind), name=place).upper(),
        writer.t(texts.DEPARTMENT).upper(),
        writer.t(texts.NUMBERED),
        writer.t(texts.DATED, place=place),
        writer.t(texts.REPORT).upper(),
        writer.t(texts.TITLE, when=when, of=writer.t(texts.OF_UNIT, kind=writer.t(kind).lower(), name=place)),
        writer.t(texts.BASIS),
        tuple(writer.t(one, kind=writer.t(kind).lower(), name=place) for one in texts.RECEIVERS),
        writer.t(texts.SIGNER).upper(),
    )
