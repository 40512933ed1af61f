"""How a province's own file goes in: what is proposed is confirmed as a person would, once for each kind of file."""

from data.layouts.answering import Where, answered
from data.layouts.layout import Layout, OpenQuestion
from data.model import Finding
from service import drafts, layouts, prose
from service.access.roles import LOCAL
from service.administration import DemoStamp
from service.demo.own_workbooks import OwnWorkbook
from service.demo.targets import SENDER
from service.demo.word_reports import OwnReport
from service.demo.workbooks import DemoFile
from service.drafts import Draft
from service.service import Service

LAYOUT_NAME = "Bảng của Sở KH&CN {province} (minh họa)"
LAYOUT_REASON = "Số liệu minh họa: đã xem từng dòng và cột của tệp, trả lời như cán bộ của Sở sẽ trả lời."


def draft_of(service: Service, file: DemoFile) -> Draft:
    """The draft of a province's own file, everything about it confirmed. Raises AssertionError where the file does not
    say what it was made to say."""
    assert file.unit is not None
    if isinstance(file.own, OwnReport):
        return _report(service, file, file.own)
    assert isinstance(file.own, OwnWorkbook)
    if not any(one.demo for one in layouts.kept(service, file.unit.key)):
        _keep_layout(service, file, file.own)
    standing = layouts.applicable(service, file.unit, file.period)
    return drafts.check(service, file.name, file.data, file.unit, file.period, standing=standing)


def _keep_layout(service: Service, file: DemoFile, own: OwnWorkbook) -> None:
    assert file.unit is not None
    name = LAYOUT_NAME.format(province=file.unit.name)
    proposed = layouts.propose(service, file.name, file.data, file.unit, file.period, layout_name=name)
    assert proposed is not None, file.name
    answers: dict[Where, str] = {question[:3]: _answer(question, own) for question in proposed.open}
    one: Layout = answered(proposed, answers)
    layouts.save(service, LOCAL, file.unit.key, one, LAYOUT_REASON, DemoStamp(file.received_at, SENDER))


def _answer(question: OpenQuestion, own: OwnWorkbook) -> str:
    """What somebody of the office knows."""
    return {"row": own.rows, "column": own.columns}[question.kind][question.said]


def _report(service: Service, file: DemoFile, own: OwnReport) -> Draft:
    """The figures of a report in prose that it was written to tell, each confirmed beside its sentence."""
    assert file.unit is not None
    found = prose.proposed(service, file.data, file.unit, file.period)
    assert not isinstance(found, Finding), found
    right = (one for one in found.proposals.figures if own.typed.get(one.code) == one.typed.rstrip("%"))
    figures = [prose.as_confirmed(one) for one in right]
    assert {one.code for one in figures} == own.typed.keys(), own.typed.keys() - {one.code for one in figures}
    return prose.check(service, file.name, file.data, found.document, figures, file.unit, file.period)
