"""What somebody has decided of the figures proposed of a report: each taken, mended or left out, one after another."""

from dataclasses import dataclass, field
from typing import Self

import streamlit as st

from data.kept_file import KeptFile
from data.prose.confirmed import ConfirmedFigure
from indicators.prose.proposal import Proposal
from service.prose import as_confirmed


@dataclass(frozen=True, slots=True)
class Decision:
    """One figure as it is taken; None where it is left out."""

    figure: ConfirmedFigure | None

    @property
    def state(self) -> str:
        if self.figure is None:
            return "left"
        return "mended" if self.figure.mended else "taken"


@dataclass(slots=True)
class Decisions:
    """Those of one document, by the place of each figure in its proposals; held for the visit."""

    count: int
    made: dict[int, Decision] = field(default_factory=dict)
    at: int = 0
    mending: bool = False

    @classmethod
    def of(cls, sha256: str, unit: str, period: str, count: int) -> Self:
        held: dict[tuple[str, str, str], Self] = st.session_state.setdefault("decisions", {})
        return held.setdefault((sha256, unit, period), cls(count))

    @classmethod
    def has_keys(cls, number: int, unit: str, period: str) -> bool:
        """Whether keystrokes are for this report: the first of those uploaded that is not decided yet. One keystroke
        never decides two figures."""
        held: dict[tuple[str, str, str], Self] = st.session_state.get("decisions", {})
        files: dict[str, KeptFile] = st.session_state.get("held files", {})
        for at, file in enumerate(files.values()):
            open_ = held.get((file.sha256, unit, period))
            if open_ is not None and not open_.complete:
                return at == number
        return True

    @property
    def complete(self) -> bool:
        return len(self.made) == self.count

    @property
    def taken(self) -> list[ConfirmedFigure]:
        return [one.figure for _, one in sorted(self.made.items()) if one.figure is not None]

    @property
    def numbers(self) -> dict[str, int]:
        """By line, its number among those taken, under which findings name it."""
        return {code: number for number, code in enumerate(dict.fromkeys(one.code for one in self.taken), 1)}

    def take(self, one: Proposal, typed: str = "", code: str = "", column: str = "") -> None:
        self._decide(Decision(as_confirmed(one, typed, code, column)))

    def leave(self) -> None:
        self._decide(Decision(None))

    def open_form(self) -> None:
        self.mending = not self.mending

    def back(self) -> None:
        self.at, self.mending = max(0, self.at - 1), False

    def restart(self) -> None:
        self.made, self.at, self.mending = {}, 0, False

    def _decide(self, decision: Decision) -> None:
        self.made[self.at] = decision
        later = [index for index in range(self.at + 1, self.count) if index not in self.made]
        earlier = [index for index in range(self.at) if index not in self.made]
        self.at, self.mending = next(iter(later + earlier), self.at), False
        if self.complete:  # what follows stands outside of the part that is drawn anew
            st.session_state["report decided"] = True
