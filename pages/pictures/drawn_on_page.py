"""A chart as a picture that stands in a page: the drawing alone, in the page's letters and the colours of its theme."""

import io
import re
import warnings

import plotly.graph_objects as go
from matplotlib import rc_context
from matplotlib.figure import Figure

from data.model import Language
from pages.pictures import palette
from pages.pictures.figure_renderer import FigureRenderer
from pages.pictures.picture import one_at_a_time, render

_NOT_NEEDED = re.compile(r"\A.*?(?=<svg)|<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->\s*", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")  # what is changed below stands in tags alone: «9.389» between them is a figure
_FRACTION = re.compile(r"(\d+\.\d)\d+")
_NAMED = re.compile(r"\b([hmp][0-9a-f]{10})\b")  # patterns and marks that are used several times
_UNUSED = re.compile(r' id="(?![hmp][0-9a-f]{10}-)[^"]*"| clip-path="[^"]*"| font-family: [^;"]*;?')
_COLOUR = re.compile(r"#[0-9a-f]{6}\b")
_SIZE = re.compile(r'width="[\d.]+pt" height="[\d.]+pt"')


def svg(figure: go.Figure, language: Language, across: int) -> str:
    """The chart as SVG, so many pixels wide and as high as the page has it; it has no words of its own around it.

    Raises ValueError for a form that has none on paper.
    """
    drawn = figure.to_plotly_json()
    tall = drawn["layout"]["height"]
    token = palette.on_page.set(True)
    try:
        with one_at_a_time, warnings.catch_warnings(), rc_context({"svg.fonttype": "none"}):
            warnings.filterwarnings("ignore", "Glyph .* missing")
            sheet = Figure(figsize=(across / 72, tall / 72), dpi=72, facecolor="none")
            ax = sheet.add_axes((0, 0, 1, 1), xlim=(0, across), ylim=(0, tall))
            ax.set_axis_off()
            render(FigureRenderer(ax, drawn, language, 0, 0, across))
            out = io.StringIO()
            sheet.savefig(out, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    finally:
        palette.on_page.reset(token)
    return _for_page(out.getvalue(), across)


def _for_page(text: str, across: int) -> str:
    """What matplotlib wrote without what a page does not need: half of it are digits that nobody sees."""
    both = palette.in_both_themes()

    def tag(found: re.Match[str]) -> str:
        shorter = _NAMED.sub(rf"\1-{across}", _FRACTION.sub(r"\1", found[0]))  # the names of two pictures differ
        return _COLOUR.sub(lambda one: both.get(one[0], one[0]), _UNUSED.sub("", shorter))

    return _SIZE.sub('aria-hidden="true"', _TAG.sub(tag, _NOT_NEEDED.sub("", text)), count=1)
