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
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

import plotly.graph_objects as go
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from data.model import Grain, Language, Period, day_text, today
from data.places import PLACES, Boundary
from data.storage.truth import StoreBusyError
from indicators import MEASURES
from indicators.engine.answer import By, Question
from pages.api.etags import cached
from pages.api.parameters import SPLITS, Absent, one_of, period_like
from pages.api.refusal import read
from pages.charts import choropleth, comparisons, trend_series
from pages.pictures.picture import picture
from pages.pictures.picture_frame import Around
from pages.server import login_pages, session_cookie, store
from pages.server.addresses import FRAMED
from pages.server.problem import RefusedError
from pages.texts import access, common
from pages.texts import sharing as texts
from pages.ui import filters, sentences, session

WIDTHS = {None: 960, "hep": 480}  # pixels; the narrow one is for phones
_NOTES = 3
_STYLE = """
:root {color-scheme: light} body {margin: 0; font: 14px/1.45 "Source Sans 3", "Segoe UI", system-ui, sans-serif; background: #fff; color: #1f2328}
figure {margin: 0; padding: 0 0 .5rem} img {display: block; width: 100%; max-width: 960px; height: auto} figcaption {padding: 0 1rem; overflow-wrap: anywhere}
a {color: #9a1b2b} a:focus-visible {outline: 3px solid #0b6fa4; outline-offset: 2px} p {margin: 1rem} .demo {color: #9a1b2b; font-weight: 600}
"""
_PRINT = base64.b64encode(sha256(_STYLE.encode()).digest()).decode()
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with what stands around it."""

    figure: go.Figure
    title: str
    subtitle: str
    notes: Sequence[str]


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
    provinces: Keys = Field((), alias="tinh")
    first: Quarter | Absent = Field(None, alias="tu")
    last: Quarter | Absent = Field(None, alias="den")
    split: Annotated[str, one_of(SPLITS)] = Field("", alias="phan-to")
    extras: Keys = Field((), alias="ve-them")


class MapParameters(ChartParameters):
    quarter: Quarter | Absent = Field(None, alias="quy")


def _known(name: str, keys: Sequence[str], options: Sequence[str]) -> list[str]:
    for key in keys:
        if key not in options:
            raise RefusedError(texts.NO_SUCH.format(name=name), name, key, options)
    return list(dict.fromkeys(keys))


def trend(query: TrendParameters) -> Chart:
    """As the page draws it."""
    measure, language = MEASURES[query.measure], query.lang
    boundary, split = query.boundary, query.split
    more = [MEASURES[code] for code in _known("them", query.more, list(MEASURES)) if code != measure.code]
    keys = _known("tinh", query.provinces, list(PLACES.versions))
    if boundary is Boundary.TODAY:
        keys = list(dict.fromkeys(map(PLACES.heir, keys)))
    if split and (more or split not in measure.breakdowns):
        raise RefusedError(texts.NO_SUCH.format(name="phan-to"), "phan-to", split, measure.breakdowns)
    extras = _known("ve-them", query.extras, list(trend_series.extras(measure, language)))
    begun, ended = filters.reach()
    first, last = sorted((query.first or max(begun, ended.shift(-19)), query.last or ended))
    yearly = any(each.yearly for each in (measure, *more))
    grain = Grain.YEAR if yearly else query.grain
    chosen = trend_series.Choice(first, last, tuple(keys), grain, boundary, () if split else tuple(extras), split)
    shown = [trend_series.read(each, chosen, language) for each in (measure, *more)]
    whole = trend_series.read(measure, chosen._replace(split="", extras=()), language)
    notes = [
        *trend_series.notes(shown, chosen, language),
        *trend_series.missing([whole], chosen, language, _NOTES, table=False),
    ]
    title = sentences.title(whole.shown, language)
    return Chart(
        trend_series.figure(shown, chosen, language), title, trend_series.subtitle(shown, chosen, language), notes
    )


def map_(query: MapParameters) -> Chart:
    """A measure in a quarter, or in the year of what is known once a year, by province."""
    measure, language, boundary = MEASURES[query.measure], query.lang, query.boundary
    quarter = query.quarter or filters.reach()[1]
    period = Period(quarter.year) if measure.yearly else quarter
    day = today() if boundary is Boundary.TODAY else period.end

    def question(span: Period) -> Question:
        units = PLACES.current if boundary is Boundary.TODAY else PLACES.of_quarter(span.last)
        keys = tuple(unit.key for unit in units)
        return Question(measure.code, span, span, By.PROVINCE, keys, span.grain, boundary)

    seen = comparisons.mapped(
        session.ask(question(period)), session.ask(question(period.year_before())), day, language, ""
    )
    subtitle = (
        f"{measure.code} {measure.label.in_(language)} · {measure.unit.in_(language)} · {period.label.in_(language)}"
    )
    subtitle += f" · {common.UNITS.in_(language)}: {boundary.value}"
    return Chart(seen.figure, seen.title, subtitle, [*choropleth.footnotes(day, language), *seen.notes[:_NOTES]])


VIEWS: dict[str, tuple[Callable[[Any], Chart], type[ChartParameters]]] = {
    "xu-huong": (trend, TrendParameters),
    "ban-do": (map_, MapParameters),
}


async def frame(request: Request) -> Response:
    return await run_in_threadpool(_framed, request)


def _framed(request: Request) -> Response:
    language: Language = "en" if request.query_params.get("lang") == "en" else "vi"
    try:
        office = store.service().repository.access
        if not office.sites or (session_cookie.settings() is not None and not office.public):
            return login_pages.sentence(texts.NOT_SWITCHED_ON, 404)
        name, _, kind = request.path_params["view"].partition(".")
        if name not in VIEWS or kind not in ("", "svg"):
            return login_pages.sentence(access.NOT_FOUND, 404)
        make, model = VIEWS[name]
        parameters = read(model, request.query_params)
        if kind:
            return cached(request, "svg", partial(_picture, make(parameters), parameters), "image/svg+xml", {})
        answer: Response = HTMLResponse(
            _page(make(parameters), name, request, language), headers={"cache-control": "no-cache"}
        )
    except RefusedError as refused:
        office = store.service().repository.access
        message = texts.NO_SUCH.in_(language).format(name=refused.parameter)
        answer = HTMLResponse(_around(language, message, f"<p>{escape(message)}</p>"), refused.status)
    except StoreBusyError:
        return login_pages.sentence(access.BUSY, 503)
    except Exception:  # the boundary of a request: whoever asked gets one sentence, the log the whole
        log.exception("a chart could not be framed")
        return login_pages.sentence(access.FAULT, 500)
    answer.headers["content-security-policy"] = (
        f"default-src 'none'; img-src 'self' data:; style-src 'sha256-{_PRINT}'; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {' '.join(office.sites)}"
    )
    return answer


def _picture(chart: Chart, query: ChartParameters) -> bytes:
    service, language = store.service(), query.lang
    version = common.VERSION.in_(language).format(number=service.revision)
    source = f"{common.SOURCE.in_(language)} · {version} · {day_text(today(), language)}"
    across = WIDTHS[query.width]
    around = Around(
        language, chart.title, chart.subtitle, tuple(filter(None, chart.notes)), source, service.is_demo, across
    )
    return picture(chart.figure, around, "svg")


def _page(chart: Chart, name: str, request: Request, language: Language) -> str:
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != "rong"]
    query, narrow = urlencode(kept, safe=","), urlencode([*kept, ("rong", "hep")], safe=",")
    image, back = f"{FRAMED}/{name}.svg", f"/{name}?{query}".rstrip("?")
    demo = f'<span class="demo">{escape(common.DEMO.in_(language))}</span> · ' if store.service().is_demo else ""
    body = (
        f'<figure><picture><source media="(max-width: 640px)" srcset="{escape(f"{image}?{narrow}")}">'
        f'<img src="{escape(f"{image}?{query}".rstrip("?"))}" alt="{escape(chart.title)}"></picture>'
        f"<figcaption>{demo}{escape(common.SOURCE.in_(language))} · "
        f'<a href="{escape(back)}" target="_blank" rel="noopener">{escape(texts.OPEN_PAGE.in_(language))}</a></figcaption></figure>'
    )
    return _around(language, chart.title, body)


def _around(language: Language, title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        f"<style>{_STYLE}</style></head><body>{body}</body></html>"
    )
