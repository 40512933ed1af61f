"""The bulletin of a quarter as HTML: its title, status, four figures, five findings and the map that follows them.

One string without scripts, so that the page, what a browser sees before the app has started, and the copy that a
reviewer freezes are the same thing.
"""

from collections.abc import Sequence
from html import escape

from data.byte_cache import ByteCache
from data.model import Language, Period, day_text, today
from data.places import PLACES
from indicators.define import Measure
from indicators.engine.growth import Alike
from pages.bulletin import small_map, style
from pages.bulletin.facts import BOUNDARY, Facts
from pages.bulletin.findings import KeyFinding, findings, small
from pages.charts import highlights
from pages.charts.area_figures import AreaFigure
from pages.charts.cards import change as change_said
from pages.charts.cards import course_said, sparkline
from pages.server.store import service
from pages.texts import bulletin as texts
from pages.texts import common, lineage
from pages.ui import page_links, reason_marks
from pages.ui.formats import EXPLAINED, change, figure, held, listed
from service.arrivals import Arrival
from service.publishing import bulletins
from service.publishing.bulletins import FrozenBulletin

# What a reader sees first is made when figures change, and then for everybody (pages/bulletin/first_picture.py).
made = ByteCache[str](4 * 1024 * 1024, len)


def as_of_now(quarter: Period, language: Language) -> str:
    """The bulletin of a quarter as it stands, made once for all readers until something is written."""
    here = service()
    with here.at_once():
        key = here, here.repository.ledger.head, today(), quarter, language
        return made.get(key, lambda: _whole(quarter, language))


def _whole(quarter: Period, language: Language) -> str:
    facts, frozen = Facts(quarter), bulletins.frozen(service(), quarter)
    revised = bulletins.revised(service(), frozen, facts.values) if frozen else []
    return draw(facts, language, frozen, len(revised))


def draw(facts: Facts, language: Language, frozen: FrozenBulletin | None = None, revised: int = 0) -> str:
    """All of it. `frozen` is the copy that a reviewer froze, `revised` how many of its figures changed since."""
    found = findings(facts, language)
    told = "".join(_finding(number, one, language) for number, one in enumerate(found, 1))
    cards = "".join(_card(one, facts, language) for one in facts.figures)
    return (
        f'{style.RULES}<div class="bulletin"><div class="head"><h1>{escape(title(facts, language))}</h1>'
        f"<p class=chips>{_chips(facts, language, frozen, revised)}</p></div>"
        f'<div class="body"><div class="four">{cards}</div><h2>{texts.FINDINGS.in_(language)}</h2>'
        f'<ol class="five">{told}</ol></div>{_maps(found, language)}</div>'
    )


def title(facts: Facts, language: Language) -> str:
    """What moved most of the four figures, in the same provinces and without what had to be explained."""
    moves = [
        (abs(rest.now - rest.before) / rest.before, one.measure, rest)
        for one in facts.figures
        if (rest := _plain(facts.same[one.measure.code])) and rest.before >= highlights.FEW
    ]
    quarter = facts.quarter.label.in_(language)
    if not moves:
        sent = len(facts.received) - len(facts.silent)
        return texts.SENT_TITLE.in_(language).format(quarter=quarter, sent=sent, all=len(facts.received))
    _, measure, rest = max(moves, key=lambda each: each[0])
    return texts.TITLE.in_(language).format(
        quarter=quarter,
        measure=small(measure.label).in_(language),
        moved=_moved(measure, rest, language),
        count=rest.provinces,
    )


def _plain(same: Alike | None) -> Alike | None:
    """Without the provinces whose figure had to be explained."""
    return same.without or same if same is not None else None


def _moved(measure: Measure, same: Alike, language: Language) -> str:
    if same.now == same.before:
        return texts.UNCHANGED.in_(language)
    step = change(measure, same.now, same.before, language).partition(" ")[2]
    return (texts.UP if same.now > same.before else texts.DOWN).in_(language).format(by=step)


def _chip(kind: str, text: str, link: str = "") -> str:
    inside = f'<a href="{escape(link)}" target="_self">{escape(text)}</a>' if link else escape(text)
    return f'<span class="chip {kind}">{inside}</span> '


def _chips(facts: Facts, language: Language, frozen: FrozenBulletin | None, revised: int) -> str:
    """How sure it is: frozen or not, who has sent, what is coming in, what was left out of the title."""
    tongue = "&lang=en" if language == "en" else ""
    if frozen is None:
        chips = _chip("open", texts.PRELIMINARY.in_(language))
    else:
        day = day_text(frozen.at.date(), language)
        chips = _chip("sure", texts.FINAL.in_(language).format(day=day), f"?ban={facts.quarter.code}{tongue}")
        if revised:
            chips += _chip(
                "open", texts.REVISED.in_(language).format(count=revised), f"?ban={facts.quarter.code}{tongue}"
            )
    here, sent = facts.received, len(facts.received) - len(facts.silent)
    said = texts.HAVE_SENT.in_(language).format(sent=sent, all=len(here))
    chips += _chip("plain", said, f"tinh-hinh-nop?den-quy-nop={facts.quarter.code}{tongue}")
    if again := sum(cell.state is Arrival.CORRECTED for cell in here):
        chips += _chip("plain", texts.SENT_AGAIN.in_(language).format(count=again))
    coming = facts.collecting
    for one in coming:
        values = {"quarter": one.period.label.in_(language), "sent": one.sent, "all": one.owing}
        chips += _chip("open", texts.COLLECTING.in_(language).format(**values, day=day_text(one.period.due, language)))
    if not coming and facts.quarter == service().latest():
        following = facts.quarter.shift(1)
        values = {"quarter": following.label.in_(language), "day": day_text(following.due, language)}
        chips += _chip("plain", texts.NEXT_DUE.in_(language).format(**values))
    return chips + _left_out(facts, language)


def _left_out(facts: Facts, language: Language) -> str:
    """`Không tính Đồng Tháp ※: đã giải trình; tính cả thì ▲ 31,2 %`, of the figure in the title."""
    told = title(facts, language)
    for one in facts.figures:
        same = facts.same[one.measure.code]
        if same and same.without and small(one.measure.label).in_(language) in told:
            who = listed([PLACES.versions[key][-1].name for key in same.explained], language, 2)
            moved = change(one.measure, same.now, same.before, language)
            why = texts.LEFT_OUT_WHY.in_(language).format(moved=moved)
            left = texts.LEFT_OUT.in_(language).format(who=f"{who} {EXPLAINED}")
            return f'<span class="aside">{escape(f"{left}: {why}")}</span>'
    return ""


def _card(one: AreaFigure, facts: Facts, language: Language) -> str:
    """One of the four: its figure, how far it moved on a comparable base, its course, how many provinces it holds."""
    measure, now, same = one.measure, one.now, facts.same[one.measure.code]
    value = escape(figure(measure, now, language))
    if now.value is not None:
        origin = escape(page_links.source(measure.code, now.period, now.key, BOUNDARY, language))
        value = f'<a href="{origin}" target="_self" title="{lineage.WHERE_FROM.in_(language)}">{value}</a>'
    moved = f'<div class="moved">{_growth(one, same, language)}</div>'
    link = escape(page_links.movements(measure, now.period, BOUNDARY, language))
    unit = f" <small>{escape(measure.unit.in_(language))}</small>" if now.value is not None else ""
    told = reason_marks.mark(now.reasons, language)
    share = texts.HOLDS.in_(language).format(share=held(now, language)) if now.reported else ""
    return (
        f'<div><a class="name" href="{link}" target="_self">{escape(measure.label.in_(language))}</a>'
        f'<div class="figure{"" if now.value is not None else " none"}">{value}{unit}{told}</div>'
        f"{moved}{sparkline(one.course, course_said(one, language), 150, 34)}"
        f'<div class="span">{escape(now.period.label.in_(language))} · {escape(share)}</div></div>'
    )


def _growth(one: AreaFigure, same: Alike | None, language: Language) -> str:
    """`▲ 4,1 % · cùng 29 tỉnh`, without what was explained, and in small what it would be with it."""
    plain = _plain(same)
    if same is None or plain is None:
        said = change_said(one.measure, one.growth, language)
        short = texts.NOT_COMPARED.in_(language) if one.growth.why and one.growth.before else said
        return f'<span title="{escape(said)}">{escape(short)}</span>'
    step, whole = (change(one.measure, each.now, each.before, language) for each in (plain, same))
    told = escape(texts.SAME.in_(language).format(moved=step, count=plain.provinces))
    if step == whole:
        return told
    return f"{told}<br><small>{escape(texts.WITH_ALL.in_(language).format(moved=whole))}</small>"


def _finding(number: int, one: KeyFinding, language: Language) -> str:
    return (
        f'<li class="f{number}" tabindex="0"><span class="words"><b>{escape(one.lead)}</b>{escape(one.rest)} '
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
