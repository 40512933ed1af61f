"""Which report is meant, and on what it is printed: the one door for the page and the command line."""

from dataclasses import replace
from typing import Literal

from data.model import Language, Period
from data.places import NATION_KEY
from pages.reports import nation, province
from pages.reports.document import Report
from pages.reports.sections import NOTHING, Step
from service.service import Service

Format = Literal["docx", "pdf"]


def written(
    service: Service, area: str, period: Period, language: Language = "vi", step: Step = NOTHING, site: str = ""
) -> Report:
    """The report of a province (its key) or of the nation (`VN`); `site` is the address of the product, where known.

    Raises whatever `step` raises.
    """
    with service.at_once():
        if area == NATION_KEY:
            made = nation.report(service, period, language, step)
        else:
            made = province.report(service, area, period, language, step)
    return replace(made, site=site)


def printed(report: Report, kind: Format, template: bytes | None = None, who: str = "") -> bytes:
    """Its bytes. Raises TemplateRefusedError for an official's own template, `who` sent it, that cannot be used."""
    if kind == "docx":
        from pages.reports.docx import docx

        return docx(report, template, who)
    from pages.reports.pdf import pdf

    return pdf(report)
