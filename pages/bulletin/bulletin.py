"""The bulletin of a quarter as HTML: its title, status, four figures, five findings and the map that follows them.

One string without scripts, so that the page, what a browser sees before the app has started, and the copy that a
reviewer freezes are the same thing.
"""

from collections.abc import Sequence
from html import escape

from data.byte_cache import ByteCache
from data.model import Language, Period, today
from pages.bulletin import small_map, style
from pages.bulletin.content import BulletinContent, Chip, Headline, content
from pages.bulletin.facts import Facts
from pages.bulletin.findings import KeyFinding
from pages.charts import highlights
from pages.server.store import service
from pages.texts import bulletin as texts
from pages.texts import common, lineage
from pages.ui import reason_marks
from pages.ui.formats import kept_together

# What a reader sees first is made when figures change, and then for everybody (pages/first_picture/).
made = ByteCache[str](4 * 1024 * 1024, len)


def as_of_now(quarter: Period, language: Language) -> str:
    """The bulletin of a quarter as it stands, made once for all readers until something is written."""
    here = service()
    with here.at_once():
        key = here, here.repository.ledger.head, today(), quarter, language
        return made.get(key, lambda: draw(content(Facts(quarter), language), language))


def draw(told: BulletinContent, language: Language) -> str:
    found = "".join(_finding(number, one, language) for number, one in enumerate(told.findings, 1))
    four = "".join(_headline(one, language) for one in told.headlines)
    aside = f'<span class="aside">{_escaped(told.aside)}</span>' if told.aside else ""
    return (
        f'{style.RULES}<div class="bulletin"><div class="head"><h1>{_escaped(told.title)}</h1>'
        f'<p class="chips">{"".join(map(_chip, told.chips))}{aside}</p></div>'
        f'<div class="body"><div class="four">{four}</div><h2>{texts.FINDINGS.in_(language)}</h2>'
        f'<ol class="five">{found}</ol></div>{_maps(told.findings, language)}</div>'
    )


def _escaped(said: str) -> str:
    return escape(kept_together(said))


def _chip(one: Chip) -> str:
    text = escape(one.text)
    inside = f'<a href="{escape(one.link)}" target="_self">{text}</a>' if one.link else text
    return f'<span class="chip {one.kind}">{inside}</span> '


def _headline(one: Headline, language: Language) -> str:
    value, moved = escape(one.value), _escaped(one.moved)
    if one.origin:
        where = escape(lineage.WHERE_FROM.in_(language))
        value = f'<a href="{escape(one.origin)}" target="_self" title="{where}">{value}</a>'
    unit = f" <small>{escape(one.unit)}</small>" if one.unit else ""
    if one.more:
        moved += f"<br><small>{_escaped(one.more)}</small>"
    return (
        f'<div><a class="name" href="{escape(one.link)}" target="_self">{escape(one.name)}</a>'
        f'<div class="figure{"" if one.unit else " none"}">{value}{unit}{reason_marks.mark(one.reasons, language)}</div>'
        f'<div class="moved" title="{escape(one.why)}">{moved}</div>{one.picture}<div class="span">{escape(one.span)}</div></div>'
    )


def _finding(number: int, one: KeyFinding, language: Language) -> str:
    return (
        f'<li class="f{number}" tabindex="0"><span class="words"><b>{_escaped(one.lead)}</b>{_escaped(one.rest)} '
        f'<a href="{escape(one.link)}" target="_self">{escape(one.word.in_(language))}</a></span>'
        f'<span class="picture">{one.picture}</span></li>'
    )


def _maps(found: Sequence[KeyFinding], language: Language) -> str:
    """A map for each finding with its words over it, of which one is shown."""
    drawn = "".join(
        f'<figure class="m{number}"><figcaption><b>{escape(one.map_title)}</b>{_keys(one, language)}</figcaption>'
        f"{small_map.draw(one.shades, one.map_title, language)}</figure>"
        for number, one in enumerate(found, 1)
    )
    return f'<div class="maps">{drawn}<p>{escape(texts.MAP_HINT.in_(language))}</p></div>'


def _keys(one: KeyFinding, language: Language) -> str:
    keys = [*one.keys, ("", texts.NO_FIGURE.in_(language))]
    return "".join(f'<span><i class="key k-{kind or "none"}"></i>{escape(words)}</span> ' for kind, words in keys)


def rules(language: Language) -> list[str]:
    """How all this is read and by what rule it is told."""
    share = service().repository.access.enough
    least = {"few": highlights.FEW, "least": f"{100 * highlights.LEAST:.0f}"}
    return [
        *(text.in_(language).format(share=share, **least) for text in texts.RULES),
        common.EXPLAINED_MEANS.in_(language),
    ]
