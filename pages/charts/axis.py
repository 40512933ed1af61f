"""What all charts share: the colours, the sheet they are drawn on, and time along the bottom."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from html import escape
from math import floor, log10
from textwrap import wrap
from typing import Any, cast

import plotly.graph_objects as go

from data.model import Language, Period, Text, day_text, number_text
from data.places import PLACES
from indicators.define import Measure
from indicators.engine.series_breaks import breaks_of
from pages.ui.formats import BILLION, MILLIONS, MUCH

# Streamlit writes the theme's ten chart colours in place of these ten, the light ones or the dark ones; the page does
# not know which. The first is always the area looked at.
COLOURS = tuple(f"#{number:06d}" for number in range(1, 11))
GREY = "#8d8d8d"  # readable on both grounds
FAINT = "rgba(128,128,128,0.25)"
INK = "#000037"  # near the colour of the page's text, in both themes
SIZE = 12
TALL = 400  # pixels of a chart that stands whole on the first screen, of a phone and of a projector
CLOSE = 10  # periods; beyond these quarters are told by their number alone
CROWDED = 24  # periods; beyond these only years are named


def safe(text: str) -> str:
    """Text for Plotly, which takes tags for markup."""
    return escape(text, quote=False)


def hover_lines(lines: str) -> str:
    """Lines that appear beside a point: the first one bold."""
    first, *rest = safe(lines).split("\n")
    return "<br>".join([f"<b>{first}</b>", *rest])


def folded(text: str, width: int = 60) -> str:
    """A sentence beside a point, in lines that a small screen can hold."""
    return "<br>".join(safe(line) for line in wrap(text, width))


def billions(measure: Measure, top: float, language: Language, at: Sequence[float] | None = None) -> dict[str, Any]:
    """The ticks of an axis of much money, by the thousand million as people write it: `2.000 tỷ`."""
    if measure.unit != MILLIONS or top < MUCH:
        return {}
    power = 10 ** floor(log10(top / 5))
    step = next(each * power for each in (1, 2, 2.5, 5, 10) if each * power >= top / 5)
    at = at or [n * step for n in range(floor(top / step) + 1)]
    said = [number_text(value / 1000, language, int(step < 1000)) for value in at]
    return {
        "tickmode": "array",
        "tickvals": at,
        "ticktext": [
            BILLION.in_(language).format(amount=one) if value else "0" for one, value in zip(said, at, strict=True)
        ],
    }


DIGIT, BESIDE = 6.5, 14  # pixels that a letter of a tick takes at most, and that stand beside its words
# Checking a figure against Plotly's schema takes a quarter of a click; every figure of the tests is checked instead.
VALIDATE = False
# What Streamlit's own template says of lines and bars; the rest of it is 3 kB of scales that none of them uses.
_TEMPLATE = {"data": {"scatter": [{"type": "scatter", "marker": {"line": {"width": 0}}}]}}


class DrawnFigure(go.Figure):  # type: ignore[misc]
    """A figure that stays the dictionaries it was drawn as; Plotly's own would copy and look through them four times,
    a sixth of a click."""

    def __init__(self, drawn: dict[str, Any]) -> None:
        object.__setattr__(self, "_drawn", drawn)

    def to_dict(self) -> dict[str, Any]:
        return cast("dict[str, Any]", self._drawn)

    to_plotly_json = to_dict

    def update_layout(self, **changed: Any) -> go.Figure:
        self._drawn["layout"] |= changed
        return self

    def add_scatter(self, **trace: Any) -> go.Figure:
        self._drawn["data"].append({"type": "scatter", **trace})
        return self


class ChartBuilder:
    """A chart being drawn, as plain dictionaries: Plotly checks all of a figure at each change of it, so it is made
    a figure once, at the end (34 small charts: 40 ms instead of 480).

    Numbers are as the language writes them; nothing on it needs a mouse to be read.
    """

    def __init__(
        self, language: Language, height: int, *, right: int = 12, top: int = 12, bottom: int = 44, left: int = 8
    ) -> None:
        self.language = language
        self._data: list[dict[str, Any]] = []
        self._layout: dict[str, Any] = {
            "height": height,
            "margin": {"l": left, "r": right, "t": top, "b": bottom},
            "separators": ",." if language == "vi" else ".,",
            "showlegend": False,
            "hovermode": "closest",
            "hoverdistance": 60,
            "hoverlabel": {"align": "left", "namelength": -1, "font": {"color": INK}},
            "dragmode": False,
            "font": {"size": SIZE, "color": INK},
            "shapes": [],
            "annotations": [],
        }

    def draw(self, kind: str, **trace: Any) -> None:
        """A trace: `scatter` or `bar`; hovering shows its `hovertext`."""
        self._data.append({"type": kind, "hovertemplate": "%{hovertext}<extra></extra>", **trace})

    def share(self, texts: Sequence[str]) -> int:
        """Texts that several traces say, told once for the sheet (`%{layout.meta[n]}`); the place of the first."""
        held = self._layout.setdefault("meta", [])
        held += texts
        return len(held) - len(texts)

    def set(self, **layout: Any) -> None:
        """Settings of the sheet; those of an axis are added to what it has."""
        for name, value in layout.items():
            held = self._layout.get(name)
            self._layout[name] = held | value if isinstance(held, dict) and isinstance(value, dict) else value

    def write(self, text: str, **place: Any) -> None:
        """Words on the sheet, without an arrow; nothing in them is markup but their line breaks."""
        text = "<br>".join(map(safe, text.split("\n")))
        self._layout["annotations"].append({"text": text, "showarrow": False, **place})

    def time(self, spans: Sequence[Period], x: str = "x", *, crowded: bool = False, **more: Any) -> None:
        """Periods from left to right, one step each; the year stands under the first of its periods, alone where they
        are `crowded`."""
        ticks, labels, growing = [], [], len({span.last - span.first for span in spans}) > 1
        years = [span.year for span in spans]
        for i, span in enumerate(spans):
            first = i == 0 or years[i - 1] != span.year
            if (crowded or len(spans) > CROWDED) and not first:
                continue
            mark = "" if crowded else span.short.in_(self.language).replace(str(span.year), "").strip(" /")
            mark = mark.removeprefix("Q") if len(spans) > CLOSE else mark
            if len(spans) > CLOSE and growing and not crowded:  # 3, 6, 9, 12 months
                mark = str(3 * (span.last - span.first + 1))
            # A year of one period would run into its neighbour's name.
            named = not mark or (first and (i + 1 == len(spans) or years[i + 1] == span.year))
            ticks.append(i)
            labels.append("<br>".join(filter(None, [mark, str(span.year) if named else ""])))
        axis = {
            "tickmode": "array",
            "tickvals": ticks,
            "ticktext": labels,
            "range": [-0.5, len(spans) - 0.5],
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "tickangle": 0,
            "tickfont": {"size": 11, "color": INK},
        }
        self.set(**{axis_name(x): axis | more})

    def values(self, y: str, reach: tuple[float, float], measure: Measure, **more: Any) -> None:
        """Figures from the least to the highest, which hold zero; whole numbers get whole ticks."""
        floor_, ceiling, whole = 1.08 * reach[0], reach[1] * 1.08 or 1, measure.whole
        axis: dict[str, Any] = {
            "range": [floor_, ceiling],
            "fixedrange": True,
            "showgrid": True,
            "gridcolor": FAINT,
            "zeroline": True,
            "zerolinecolor": GREY,
            "tickformat": ",.0f" if whole or ceiling > 5 else ",.1f",
            "nticks": 6,
            "tickfont": {"size": 11, "color": INK},
        }
        if whole and ceiling <= 6:
            axis["dtick"] = 1
        axis |= more | billions(measure, ceiling, self.language, more.get("tickvals"))
        ends = [number_text(end, self.language, 0 if whole or ceiling > 5 else 1) for end in reach]
        # Plotly finds the room for them by drawing the whole sheet a second time: a fifth of a change.
        room = DIGIT * max(map(len, axis.get("ticktext", ends))) + BESIDE
        self._layout["margin"]["l"] = max(self._layout["margin"]["l"], room)
        self.set(**{axis_name(y): axis})

    def breaks(self, measure: Measure, spans: Sequence[Period], y: str, x: str = "x") -> None:
        """A thin vertical rule on each day from which the series is no longer quite the same; pointed at, its foot says
        why."""
        said: dict[float, list[str]] = {}
        for one in breaks_of(measure):
            if (at := where(one.day, spans)) is not None:
                said.setdefault(at, []).append(f"{one.text.in_(self.language)}\n{one.cited}".strip())
        changed = {at for at, *_ in turns(spans)}  # drawn by `rules`
        for at in said.keys() - changed:
            line = {"width": 1, "color": FAINT, "dash": "dash"}
            ends = {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "layer": "below", "line": line}
            self._layout["shapes"].append({"xref": x, "yref": f"{y} domain", **ends})
        if said:
            marker = {"symbol": "triangle-up-open", "size": 9, "color": GREY, "line": {"width": 1.5}}
            texts = ["<br>".join(folded(line) for each in told for line in each.split("\n")) for told in said.values()]
            self.draw(
                "scatter",
                x=list(said),
                y=[0] * len(said),
                mode="markers",
                marker=marker,
                hovertext=texts,
                name="",
                xaxis=x,
                yaxis=y,
                cliponaxis=False,
            )

    def rules(self, spans: Sequence[Period], y: str, x: str = "x", word: bool = True) -> None:
        """A thin vertical rule on the day the provinces changed, with a word."""
        for at, day, before, after in turns(spans):
            line = {"width": 1, "color": GREY, "dash": "dot"}
            ends = {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "layer": "below", "line": line}
            self._layout["shapes"].append({"xref": x, "yref": f"{y} domain", **ends})
            if word:
                told = Text(
                    f"{day_text(day)}: {before} → {after} tỉnh", f"{day_text(day, 'en')}: {before} → {after} provinces"
                )
                side = "right" if at > len(spans) / 3 else "left"
                font = {"size": 11}
                self.write(
                    told.in_(self.language),
                    xref=x,
                    yref=f"{y} domain",
                    x=at,
                    y=1,
                    xanchor=side,
                    yanchor="bottom",
                    font=font,
                )

    def reference(self, value: float, name: str, side: str, down: float = 1, up: int = 0) -> None:
        """A value that bars are set against: a thin upright line, a share `down` of the sheet long, with its name on
        top, `up` pixels higher, to one `side`."""
        line = {"width": 1.5, "color": INK, "dash": "dot"}
        ends = {
            "type": "line",
            "x0": value,
            "x1": value,
            "y0": 1 - down,
            "y1": 1,
            "xref": "x",
            "yref": "paper",
        }
        self._layout["shapes"].append({**ends, "line": line})
        font = {"size": 11}
        self.write(name, x=value, y=1, xref="x", yref="paper", xanchor=side, yanchor="bottom", yshift=up, font=font)

    def figure(self) -> go.Figure:
        if {trace["type"] for trace in self._data} <= {"scatter", "bar"}:
            drawn = {"data": self._data, "layout": {"template": _TEMPLATE} | self._layout}
            return go.Figure(drawn) if VALIDATE else DrawnFigure(drawn)
        return go.Figure({"data": self._data, "layout": self._layout}, _validate=VALIDATE)


def colour_of(key: str, chosen: Sequence[str]) -> str:
    """The colour of a province that was chosen, the same in every view; the others are grey."""
    return COLOURS[chosen.index(key) % len(COLOURS)] if key in chosen else GREY


def row_height(count: int) -> int:
    """Pixels of each of so many rows, so that all of them stand on the first screen where that can be read."""
    return max(11, min(24, TALL // max(count, 1)))


def axis_name(short: str) -> str:
    """`y2`, as traces name an axis, is `yaxis2` to the layout."""
    return f"{short[0]}axis{short[1:]}"


def numbered(letter: str, n: int) -> str:
    """The n-th axis, from 0, as traces name it: `y`, `y2` …"""
    return f"{letter}{n + 1}" if n else letter


@lru_cache(maxsize=1)
def _changes() -> list[tuple[date, int, int]]:
    counted = [(day, len(PLACES.at(day - timedelta(days=1))), len(PLACES.at(day))) for day in PLACES.days_of_change[1:]]
    return [change for change in counted if change[1] != change[2]]


def turns(spans: Sequence[Period]) -> list[tuple[float, date, int, int]]:
    """Where on the axis the number of provinces changed: position, first day, units before and after.

    Between two periods when the day is the first of one, else on the period it lies in.
    """
    return [(at, day, was, now) for day, was, now in _changes() if (at := where(day, spans)) is not None]


def where(day: date, spans: Sequence[Period]) -> float | None:
    """Where on the axis a day lies that divides it: between two periods where it is the first of one, else on the one
    it lies in; None outside."""
    at = next((i for i, span in enumerate(spans) if span.end >= day), None)
    if at is None or spans[0].start >= day:
        return None
    return at - 0.5 if spans[at].start >= day else float(at)


def position(quarter: int, spans: Sequence[Period]) -> float | None:
    """Where on the axis the end of a quarter lies, between the periods that end before and after it; None outside."""
    ends = [span.last for span in spans]
    if not ends or not ends[0] <= quarter <= ends[-1]:
        return None
    after = next(i for i, end in enumerate(ends) if end >= quarter)
    if ends[after] == quarter:
        return float(after)
    return after - (ends[after] - quarter) / (ends[after] - ends[after - 1])
