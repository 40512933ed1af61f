"""A chart for the web site of a department: a picture with its title, source and the way back, in a frame, without a
script.

Only where an administrator has named that site; with a sign-in set up, only where the figures are open to all besides.
"""

import base64
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from html import escape
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlencode

import plotly.graph_objects as go
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from data.byte_cache import ByteCache
from data.model import Grain, Language, Period, day_text, periods, today
from data.places import NATION_KEY, PLACES, REGIONS, Boundary
from data.population import populations
from data.storage.truth import StoreBusyError
from indicators import CATALOGUE, MEASURES
from indicators.engine.answer import Answer, By, Question
from indicators.engine.observations import labels
from pages.api.etags import cached, unchanged
from pages.api.observations import stored
from pages.api.parameters import SPLITS, Absent, one_of, period_like
from pages.api.refusal import read
from pages.api.turn_taking import Large, in_turn
from pages.charts import choropleth, comparisons, readings, trend_series
from pages.pictures.picture import picture
from pages.pictures.picture_frame import Around
from pages.server import login_pages, old_addresses, session_cookie, store
from pages.server.addresses import FRAMED, LONGEST_QUERY
from pages.server.problem import RefusedError
from pages.server.turns import GivenUpError, still_wanted
from pages.texts import access, common
from pages.texts import sharing as texts
from pages.ui import filters, sentences, session
from service.targets import plans

WIDTHS = {None: 960, "hep": 480}  # pixels; the narrow one is for phones
_NOTES = 3
MEASURES_AT_MOST = 12  # one below the other, each as high as a hand: more is no picture
POINTS_AT_MOST = 2_000  # measures x areas x periods, which take a second and a half to draw
pictures = ByteCache[bytes](16 * 1024 * 1024, len)  # drawn for all visitors; one takes a quarter of a megabyte
_STYLE = """
:root {color-scheme: light} body {margin: 0; font: 14px/1.45 "Source Sans 3", "Segoe UI", system-ui, sans-serif; background: #fff; color: #1f2328}
figure {margin: 0; padding: 0 0 .5rem} img {display: block; width: 100%; max-width: 960px; height: auto} figcaption {padding: 0 1rem; overflow-wrap: anywhere}
a {color: #9a1b2b} a:focus-visible {outline: 3px solid #0b6fa4; outline-offset: 2px} p {margin: 1rem} .demo {color: #9a1b2b; font-weight: 600}
"""
_PRINT = base64.b64encode(sha256(_STYLE.encode()).digest()).decode()
log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart with what stands around it."""

    figure: go.Figure
    subtitle: str
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a frame asks for, told before it is made: its title needs one answer, its drawing all of them."""

    title: Callable[[], str]
    drawing: Callable[[], Drawing]


class TooMuchError(RefusedError):
    """A picture of more than can be drawn, or told apart."""


def _keys(text: object) -> object:
    """At most 2000 characters of keys set side by side."""
    return tuple(key for key in text.split(",") if key) if isinstance(text, str) and len(text) <= 2000 else None


# The addresses of the pages themselves, so that a link can be framed as it is.
Keys = Annotated[tuple[str, ...], BeforeValidator(_keys)]
Code = Annotated[str, one_of(MEASURES)]
Quarter = Annotated[Period, *period_like("20[0-9]{2}-Q[1-4]")]


class ChartParameters(BaseModel):
    model_config = ConfigDict(extra="forbid")

    measure: Code = Field(next(iter(MEASURES)), alias="chi-tieu")
    boundary: Boundary = Field(Boundary.TODAY, alias="don-vi")
    lang: Language = "vi"
    width: Literal["hep"] | Absent = Field(None, alias="rong")


class TrendParameters(ChartParameters):
    grain: Grain = Field(Grain.QUARTER, alias="ky")
    more: Keys = Field((), alias="them")
    areas: Keys = Field((), alias="tinh")
    first: Quarter | Absent = Field(None, alias="tu")
    last: Quarter | Absent = Field(None, alias="den")
    split: Annotated[str, one_of(SPLITS)] = Field("", alias="phan-to")
    extras: Keys = Field((), alias="ve-them")
    reading: str = Field("", alias="tinh-theo", max_length=20)


class MapParameters(ChartParameters):
    quarter: Quarter | Absent = Field(None, alias="quy")
    shade: str | Absent = Field(None, alias="to-mau", max_length=20)


def _known(name: str, keys: Sequence[str], options: Sequence[str]) -> list[str]:
    for key in keys:
        if key not in options:
            raise RefusedError(texts.NO_SUCH.format(name=name), name, key, options)
    return list(dict.fromkeys(keys))


def _within(quarter: Period) -> Period:
    """A quarter, or the nearest of which anything can be."""
    low, high = stored(store.service(), Period(2000), Period(2099)) or filters.reach()
    return Period.quarter(min(max(quarter.last, low.first), high.last))


def trend(query: TrendParameters) -> Chart:
    """As the page draws it. Raises TooMuchError for more than a picture holds."""
    measure, language = MEASURES[query.measure], query.lang
    boundary, split = query.boundary, query.split
    more = [MEASURES[code] for code in _known("them", query.more, list(MEASURES)) if code != measure.code]
    keys = _known("tinh", query.areas, [NATION_KEY, *REGIONS, *PLACES.versions])
    if boundary is Boundary.TODAY:
        keys = list(dict.fromkeys(PLACES.heir(key) if key in PLACES.versions else key for key in keys))
    if split and (more or split not in measure.breakdowns):
        raise RefusedError(texts.NO_SUCH.format(name="phan-to"), "phan-to", split, measure.breakdowns)
    offered = list(filter(None, readings.offered(measure, boundary, populations(), lines=True)))
    # By the head and as an index were once among what is laid beside a line, and stand so in pages that frame one.
    former = [key for key in query.extras if key in (readings.HEADS, readings.INDEX)]
    extras = _known(
        "ve-them", [key for key in query.extras if key not in former], list(trend_series.extras(measure, language))
    )
    asked = [*former, *[query.reading] * bool(query.reading)]
    reading = "" if split else next(iter(_known("tinh-theo", asked[-1:], offered)), "")
    begun, ended = filters.reach()[0], filters.latest()
    first, last = sorted((_within(query.first or max(begun, ended.shift(-19))), _within(query.last or ended)))
    yearly = any(each.yearly for each in (measure, *more))
    grain = Grain.YEAR if yearly else query.grain
    beside = () if split else tuple(extras)
    chosen = trend_series.Choice(first, last, tuple(keys), grain, boundary, beside, split, reading)
    if len(more) >= MEASURES_AT_MOST:
        raise TooMuchError(texts.TOO_MANY_MEASURES.format(most=MEASURES_AT_MOST, count=1 + len(more)), "them")
    parts = len(labels(CATALOGUE[measure.indicator], split)) if split else 1 + len(extras) / 2
    points = round((1 + len(more)) * max(len(keys), 1) * len(periods(first, last, grain)) * parts)
    if points > POINTS_AT_MOST:
        raise TooMuchError(texts.TOO_MANY_POINTS.format(most=POINTS_AT_MOST, count=points), "them")

    def whole() -> trend_series.Series:
        index = chosen.reading == readings.INDEX
        plain = chosen._replace(split="", extras=(), reading="" if index else chosen.reading)
        return trend_series.read(measure, plain, language)

    def drawing() -> Drawing:
        shown = [trend_series.read(each, chosen, language) for each in (measure, *more)]
        notes = [
            *trend_series.notes(shown, chosen, language),
            *trend_series.missing([whole()], chosen, language, _NOTES, table=False),
        ]
        figure = trend_series.figure(shown, chosen, language)
        return Drawing(figure, trend_series.subtitle(shown, chosen, language), notes)

    return Chart(lambda: sentences.title(whole().shown, language, session.ask), drawing)


def map_(query: MapParameters) -> Chart:
    """A measure in a quarter, or in the year of what is known once a year, by province."""
    measure, language, boundary = MEASURES[query.measure], query.lang, query.boundary
    quarter = query.quarter or filters.latest()
    period = Period(quarter.year) if measure.yearly else quarter
    day = today() if boundary is Boundary.TODAY else period.end

    offered = readings.offered(measure, boundary, populations())
    usual = readings.HEADS if readings.HEADS in offered else ""  # as on the page, by rates
    shade = usual if query.shade is None else next(iter(_known("to-mau", [query.shade], offered)))

    def answer(span: Period) -> Answer:
        units = PLACES.current if boundary is Boundary.TODAY else PLACES.of_quarter(span.last)
        keys = tuple(unit.key for unit in units)
        question = Question(measure.code, span, span, By.PROVINCE, keys, span.grain, boundary)
        return readings.read_as(session.ask(question), shade, session.ask, populations())

    def seen() -> comparisons.View:
        return comparisons.mapped(answer(period), answer(period.year_before()), day, language, ())

    def drawing() -> Drawing:
        made = seen()
        (now,) = made.answers
        unit, when = now.measure.unit.in_(language), period.label.in_(language)
        subtitle = f"{measure.code} {measure.label.in_(language)} · {unit} · {when}"
        subtitle += f" · {(common.UNITS_TODAY if boundary is Boundary.TODAY else common.UNITS_SAID).in_(language)}"
        said = readings.notes(now.rows, shade, period, populations(), language)
        return Drawing(made.figure, subtitle, [*choropleth.footnotes(day, language), *said, *made.notes[:_NOTES]])

    return Chart(lambda: seen().title, drawing)


VIEWS: dict[str, tuple[Callable[[Any], Chart], type[ChartParameters]]] = {
    "xu-huong": (trend, TrendParameters),
    "ban-do": (map_, MapParameters),
}


async def frame(request: Request) -> Response:
    if (count := len(request.scope["query_string"])) > LONGEST_QUERY:
        return login_pages.sentence(access.TOO_LONG.format(most=LONGEST_QUERY, count=count), 414)
    return await in_turn(request, partial(_safely, request, partial(_framed, request)), login_pages.sentence)


def _safely(request: Request, work: Callable[[], T]) -> T | Response:
    """Whoever asks for a frame gets a page in it, whatever happens."""
    language = _language(request)
    try:
        answer = work()
    except RefusedError as refused:
        message = refused.text if isinstance(refused, TooMuchError) else texts.NO_SUCH.format(name=refused.parameter)
        said = message.in_(language)
        page = _around(language, said, f"<p>{escape(said)}</p>")
        return _framable(HTMLResponse(page, refused.status))
    except StoreBusyError:
        return login_pages.sentence(access.BUSY, 503)
    except GivenUpError:
        raise
    except Exception:  # the boundary of a request: whoever asked gets one sentence, the log the whole
        log.exception("a chart could not be framed")
        return login_pages.sentence(access.FAULT, 500)
    return answer


def _language(request: Request) -> Language:
    return "en" if request.query_params.get("lang") == "en" else "vi"


def _framed(request: Request) -> Response | Large:
    office = store.service().repository.access
    if not office.sites or (session_cookie.settings() is not None and not office.public):
        return login_pages.sentence(texts.NOT_SWITCHED_ON, 404)
    name, _, kind = request.path_params["view"].partition(".")
    if name not in VIEWS or kind not in ("", "svg"):
        return login_pages.sentence(access.NOT_FOUND, 404)
    make, model = VIEWS[name]
    parameters = read(model, request.query_params)
    chart = make(parameters)
    if not kind:
        page = _page(chart.title(), name, request, parameters.lang)
        return _framable(HTMLResponse(page, headers={"cache-control": "no-cache"}))

    def answered(at_once: bool) -> Response | Large:
        """The tag and the picture are of one moment."""
        here = store.service()
        with here.at_once():
            key = (here, here.version, plans.revision(here), today(), name, repr(parameters))
            if at_once and key not in pictures and not unchanged(request, "svg"):
                return Large(partial(_safely, request, partial(answered, at_once=False)))  # type: ignore[arg-type]
            drawn = partial(pictures.get, key, partial(_picture, chart, parameters))
            return cached(request, "svg", drawn, "image/svg+xml", {})

    return answered(at_once=True)


def _framable(answer: Response) -> Response:
    answer.headers["content-security-policy"] = (
        f"default-src 'none'; img-src 'self' data:; style-src 'sha256-{_PRINT}'; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {' '.join(store.service().repository.access.sites)}"
    )
    return answer


def _picture(chart: Chart, query: ChartParameters) -> bytes:
    service, language, drawing = store.service(), query.lang, chart.drawing()
    still_wanted()
    version = common.VERSION.in_(language).format(number=service.revision)
    source = f"{common.SOURCE.in_(language)} · {version} · {day_text(today(), language)}"
    notes = tuple(filter(None, drawing.notes))
    around = Around(language, chart.title(), drawing.subtitle, notes, source, service.is_demo, WIDTHS[query.width])
    return picture(drawing.figure, around, "svg")


def _page(title: str, name: str, request: Request, language: Language) -> str:
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != "rong"]
    query, narrow = urlencode(kept, safe=","), urlencode([*kept, ("rong", "hep")], safe=",")
    image, back = f"{FRAMED}/{name}.svg", old_addresses.of_frame(name, query)
    demo = f'<span class="demo">{escape(common.DEMO.in_(language))}</span> · ' if store.service().is_demo else ""
    body = (
        f'<figure><picture><source media="(max-width: 640px)" srcset="{escape(f"{image}?{narrow}")}">'
        f'<img src="{escape(f"{image}?{query}".rstrip("?"))}" alt="{escape(title)}"></picture>'
        f"<figcaption>{demo}{escape(common.SOURCE.in_(language))} · "
        f'<a href="{escape(back)}" target="_blank" rel="noopener">{escape(texts.OPEN_PAGE.in_(language))}</a></figcaption></figure>'
    )
    return _around(language, title, body)


def _around(language: Language, title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        f"<style>{_STYLE}</style></head><body>{body}</body></html>"
    )
