"""What the bulletin of a quarter says, before it is HTML or a PDF: title, status, four figures, five findings."""

from typing import NamedTuple

from data.model import Language, day_text
from data.places import PLACES
from indicators.define import Measure
from indicators.engine.answer import Given
from indicators.engine.growth import Alike
from pages.bulletin.facts import BOUNDARY, Facts
from pages.bulletin.findings import KeyFinding, findings, so_far
from pages.charts import highlights
from pages.charts.area_figures import AreaFigure
from pages.charts.cards import change as change_said
from pages.charts.cards import course_said, sparkline
from pages.server.store import service
from pages.texts import bulletin as texts
from pages.ui import page_links
from pages.ui.formats import EXPLAINED, change, figure, held, listed, small
from service.arrivals import Arrival
from service.publishing import bulletins
from service.publishing.bulletins import FrozenBulletin


class Chip(NamedTuple):
    """One thing about how sure it is: `sure`, `open` or `plain`, and where it leads."""

    kind: str
    text: str
    link: str = ""


class Headline(NamedTuple):
    """One of the four figures, in words."""

    name: str
    link: str
    value: str
    unit: str  # empty where there is no value
    origin: str  # where the value came from; empty where there is none
    moved: str
    more: str  # what it would be with what was explained
    why: str  # why it cannot be told
    picture: str  # HTML of ours
    span: str
    reasons: tuple[Given, ...]


class BulletinContent(NamedTuple):
    title: str
    chips: list[Chip]
    aside: str  # whom the title leaves out, and what it would be with them
    headlines: list[Headline]
    findings: list[KeyFinding]


def content(facts: Facts, language: Language) -> BulletinContent:
    frozen = bulletins.frozen(service(), facts.quarter)
    revised = len(bulletins.revised(service(), frozen, facts.values)) if frozen else 0
    return BulletinContent(
        title(facts, language),
        _chips(facts, language, frozen, revised),
        _left_out(facts, language),
        [_headline(one, facts, language) for one in facts.figures],
        findings(facts, language),
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
    months = so_far(measure.span_at(facts.quarter), language)
    return texts.TITLE.in_(language).format(
        quarter=quarter,
        measure=small(measure.label).in_(language),
        span=texts.TITLE_SPAN.in_(language).format(months=months) if months else "",
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


def _chips(facts: Facts, language: Language, frozen: FrozenBulletin | None, revised: int) -> list[Chip]:
    """How sure it is: frozen or not, who has sent, what is coming in."""
    tongue = "&lang=en" if language == "en" else ""
    chips = [Chip("open", texts.PRELIMINARY.in_(language))]
    if frozen is not None:
        day, link = day_text(frozen.at.date(), language), f"?ban={facts.quarter.code}{tongue}"
        chips = [Chip("sure", texts.FINAL.in_(language).format(day=day), link)]
        chips += [Chip("open", texts.REVISED.in_(language).format(count=revised), link)] * bool(revised)
    here, sent = facts.received, len(facts.received) - len(facts.silent)
    said = texts.HAVE_SENT.in_(language).format(sent=sent, all=len(here))
    grid = f"den-quy-nop={facts.quarter.code}{tongue}"
    chips.append(Chip("plain", said, f"tinh-hinh-nop?{grid}"))
    if again := sum(cell.state is Arrival.CORRECTED for cell in here):
        chips.append(Chip("plain", texts.SENT_AGAIN.in_(language).format(count=again), f"tinh-hinh-nop?{grid}"))
    for one in facts.collecting:
        values = {"quarter": one.period.label.in_(language), "sent": one.sent, "all": one.owing}
        day = day_text(one.period.due, language)
        chips.append(Chip("open", texts.COLLECTING.in_(language).format(**values, day=day)))
    if not facts.collecting and facts.quarter == service().latest():
        following = facts.quarter.shift(1)
        values = {"quarter": following.label.in_(language), "day": day_text(following.due, language)}
        chips.append(Chip("plain", texts.NEXT_DUE.in_(language).format(**values)))
    return chips


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
            return f"{left}: {why}"
    return ""


def _headline(one: AreaFigure, facts: Facts, language: Language) -> Headline:
    """Its figure, how far it moved on a comparable base, its course, how many provinces it holds."""
    measure, now, known = one.measure, one.now, one.now.value is not None
    moved, more, why = _growth(one, facts.same[measure.code], language)
    share = texts.HOLDS.in_(language).format(share=held(now, language)) if now.reported else ""
    return Headline(
        measure.label.in_(language),
        page_links.movements(measure, now.period, BOUNDARY, language),
        figure(measure, now, language),
        measure.unit.in_(language) if known else "",
        page_links.source(measure.code, now.period, now.key, BOUNDARY, language) if known else "",
        moved,
        more,
        why,
        sparkline(one.course, course_said(one, language), 150, 34),
        " · ".join(filter(None, [now.period.label.in_(language), share])),
        now.reasons,
    )


def _growth(one: AreaFigure, same: Alike | None, language: Language) -> tuple[str, str, str]:
    """`▲ 4,1 % · cùng 29 tỉnh`, without what was explained, and what it would be with it; or why there is none."""
    plain = _plain(same)
    if same is None or plain is None:
        said = change_said(one.measure, one.growth, language)
        long = bool(one.growth.why and one.growth.before)
        return (texts.NOT_COMPARED.in_(language), "", said) if long else (said, "", "")
    step, whole = (change(one.measure, each.now, each.before, language) for each in (plain, same))
    told = texts.SAME.in_(language).format(moved=step, count=plain.provinces)
    return told, "" if step == whole else texts.WITH_ALL.in_(language).format(moved=whole), ""
