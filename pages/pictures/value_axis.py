"""An axis of a figure on paper: its range, ticks and labels in points of the sheet."""

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.ticker import MaxNLocator, MultipleLocator

from data.model import Language, number_text
from pages.pictures.palette import plain


class Axis:
    """One axis of a figure: where it lies on the sheet, from where to where it reaches."""

    def __init__(
        self, settings: Mapping[str, Any], start: float, length: float, values: Sequence[Any], flat: bool
    ) -> None:
        low, high = settings.get("domain") or (0, 1)
        self.settings, self.start, self.length = settings, start + low * length, (high - low) * length
        names = settings.get("categoryarray") or [v for v in dict.fromkeys(values) if isinstance(v, str)]
        self.names = {name: n for n, name in enumerate(names)}
        if settings.get("range"):
            self.low, self.high = (float(end) for end in settings["range"])
        elif self.names:
            self.low, self.high = -0.5, len(self.names) - 0.5
        else:
            known = [float(v) for v in values if v is not None] or [0.0, 1.0]
            least, most = min([*known, *([0.0] if flat else [])]), max(known)
            room = 0.06 * ((most - least) or 1)
            self.low, self.high = least - (0 if flat and least == 0 else room), most + room
        if settings.get("autorange") == "reversed":
            self.low, self.high = self.high, self.low

    def number(self, value: Any) -> float:
        return float(self.names[value]) if isinstance(value, str) else float(value)

    def at(self, value: Any) -> float:
        return self.start + (self.number(value) - self.low) / ((self.high - self.low) or 1) * self.length

    def ticks(self, language: Language) -> list[tuple[float, str]]:
        """Where its marks are and what stands beside them."""
        given = self.settings
        if not given.get("showticklabels", True) or not given.get("visible", True):
            return []
        decimals = 1 if given.get("tickformat") == ",.1f" else 0
        if (marks := given.get("tickvals")) is not None:
            words = given.get("ticktext") or [number_text(float(mark), language, decimals) for mark in marks]
            return [(self.at(mark), plain(word)) for mark, word in zip(marks, words, strict=False)]
        if self.names:
            return [(self.at(name), plain(name)) for name in self.names]
        low, high = sorted((self.low, self.high))
        step = given.get("dtick")
        few = MaxNLocator(given.get("nticks") or 6, integer=not decimals, min_n_ticks=2)
        locator = MultipleLocator(step) if step else few
        steps = [float(v) for v in locator.tick_values(low, high) if low - 1e-9 <= v <= high + 1e-9]
        return [(self.at(v), number_text(v, language, decimals)) for v in steps]
