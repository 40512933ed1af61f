"""A file that comes later does not erase what stands without being asked."""

from data.model import Severity
from service.service import Service
from tests.support.rows import Tell

Q = "2024-Q4"


def gone(draft_findings: list) -> list[tuple[str, str]]:  # type: ignore[type-arg]
    return [(f.table, f.message.vi) for f in draft_findings if f.rule == "figures_gone"]


def test_figures_that_stand_and_are_left_blank_are_asked_about_form_by_form(service: Service, tell: Tell) -> None:
    tell("45", Q, {"MQ04": (10, None), "MQ05": (3, None), "IP06": (2, None)})
    draft = tell("45", Q, {"MQ04": (11, None)}, accept=False)
    ((table, message),) = gone(draft.findings)
    assert table == "standards_quality"
    assert "1 số mà tệp này để trống: MQ05." in message
    assert all(f.severity is Severity.QUESTION for f in draft.findings if f.rule == "figures_gone")


def test_what_is_typed_again_or_stands_in_a_form_that_the_file_lacks_is_not_asked(tell: Tell) -> None:
    tell("45", Q, {"MQ04": (10, None), "IP06": (2, None)})
    assert gone(tell("45", Q, {"MQ04": (12, None)}, accept=False).findings) == []


def test_another_quarter_and_another_province_lose_nothing(tell: Tell) -> None:
    tell("45", "2024-Q3", {"MQ04": (10, None), "MQ05": (3, None)})
    tell("44", Q, {"MQ04": (10, None), "MQ05": (3, None)})
    assert gone(tell("45", Q, {"MQ04": (12, None)}, accept=False).findings) == []
