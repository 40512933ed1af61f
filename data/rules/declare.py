"""The words a rule is declared in. Texts are templates, filled in by `data.rules.findings.finding`."""

from __future__ import annotations

from dataclasses import dataclass

from data.model import NOTHING, Severity, Text


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule says: `todo` in whole sentences, and what was `expected` instead, where that can be said apart."""

    severity: Severity
    todo: Text
    expected: Text
    frame: Frame


@dataclass(frozen=True, slots=True)
class Frame:
    """How the message of a rule is put together.

    Of `{where}`, the place; `{got}`, what was received (as `received` says it, or `blank` where there is nothing);
    `{expected}` and `{todo}`, the rule's own texts.
    """

    message: Text
    received: Text = NOTHING
    blank: Text = NOTHING

    def stop(self, vi: str, en: str, *expected: str) -> Rule:
        return self._rule(Severity.STOP, vi, en, expected)

    def error(self, vi: str, en: str, *expected: str) -> Rule:
        return self._rule(Severity.ERROR, vi, en, expected)

    def question(self, vi: str, en: str, *expected: str) -> Rule:
        return self._rule(Severity.QUESTION, vi, en, expected)

    def info(self, vi: str, en: str, *expected: str) -> Rule:
        return self._rule(Severity.INFO, vi, en, expected)

    def _rule(self, severity: Severity, vi: str, en: str, expected: tuple[str, ...]) -> Rule:
        """What was expected is given once where it is the same in both languages."""
        return Rule(severity, Text(vi, en), Text(*(expected * 2)[:2]) if expected else NOTHING, self)


_RECEIVED = Text("nhận «{received}»", "received “{received}”")

BARE = Frame(Text("{todo}", "{todo}"))
PLACED = Frame(Text("{where}: {todo}", "{where}: {todo}"))
SHEET_MESSAGE = Frame(Text("{where}{got}: {todo}", "{where}{got}: {todo}"), Text(" («{received}»)", " (“{received}”)"))
CELL_MESSAGE = Frame(
    Text("{where}: {got}, cần {expected}. {todo}", "{where}: {got}, expected {expected}. {todo}"),
    _RECEIVED,
    Text("ô để trống", "the cell is blank"),
)
CELL_NOTE = Frame(Text("{where}: {got}. {todo}", "{where}: {got}. {todo}"), CELL_MESSAGE.received, CELL_MESSAGE.blank)
ROW_MESSAGE = Frame(Text("{where}: {got}. {todo}", "{where}: {got}. {todo}"), _RECEIVED, Text("nhận «»", "received “”"))
LINE_MESSAGE = Frame(
    Text("{where}: {got}{todo}", "{where}: {got}{todo}"), Text("nhận {received}. ", "received {received}. ")
)
TARGET_MESSAGE = Frame(
    Text("{where}: {got}, cần {expected}. {todo}", "{where}: {got}; expected is {expected}. {todo}"),
    _RECEIVED,
    Text("chưa ghi", "nothing is given"),
)
