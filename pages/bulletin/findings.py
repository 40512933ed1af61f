"""Five findings of a quarter, by a published rule: what moved most, the plan, who leads by population, what had to be
explained, who is missing. Each is a sentence, a small picture, a link and a shade for every province of the map."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from textwrap import shorten
from typing import NamedTuple
from urllib.parse import urlencode

from data.model import Grain, Language, Period, Text, number_text
from data.places import PLACES
from data.population import populations
from indicators.define import Measure, Nature
from indicators.engine.answer import By, Question, Standing
from indicators.engine.growth import Growth
from indicators.engine.progress import UNJUDGED, Pace
from pages.bulletin import pictures
from pages.bulletin.facts import BOUNDARY, FIRST, Facts
from pages.charts import area_figures, highlights
from pages.charts.cards import course_said, sparkline
from pages.charts.ranking import exact
from pages.charts.transforms import HEADS
from pages.server.menu import EXPLORE
from pages.texts import bulletin as texts
from pages.texts import common
from pages.ui import page_links
from pages.ui.formats import amount, area, change, listed, small, with_unit
from pages.ui.session import ask
from service.targets.progress import Progress

GOOD = (Pace.ACHIEVED, Pace.ON_TRACK)
PACES = {Pace.ACHIEVED: "good", Pace.ON_TRACK: "good", Pace.BEHIND: "slow", Pace.FAR_BEHIND: "bad"}
PACES |= {Pace.NOT_REACHED: "bad", Pace.CANNOT_SAY: "none"}
NAMED = 3  # provinces that a sentence names before it counts
REASON = 44  # letters of a sender's reason that stand in a sentence


class KeyFinding(NamedTuple):
    """A sentence in two parts, with what stands beside it. Nothing in the sentence is markup."""

    lead: str
    rest: str
    link: str
    word: Text
    picture: str  # HTML of ours
    map_title: str
    shades: Mapping[str, str]  # a class for each province, by key
    keys: tuple[tuple[str, str], ...]  # what the classes mean: class, words


def findings(facts: Facts, language: Language) -> list[KeyFinding]:
    """Always five, in this order; where there is nothing to tell, it says so."""
    return [make(facts, language) for make in (moved, plan, rate, broke, missing)]


def so_far(span: Period, language: Language) -> str:
    """`9 tháng`, where a figure is of the year so far and not of the quarter alone."""
    return span.months.in_(language) if span.part and span.grain is not Grain.QUARTER else ""


def _spanned(growth: Growth, language: Language) -> str:
    return so_far(growth.now.period, language) or growth.now.period.inside.in_(language)


def _keys(name: str, classes: Iterable[str], language: Language, **values: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (kind, text.in_(language).format(**values)) for kind, text in zip(classes, texts.KEYS[name], strict=True)
    )


def _over(link: str, choices: Mapping[str, str], language: Language) -> str:
    return f"{link}?{urlencode(dict(choices) | page_links.kept(BOUNDARY, language))}"


def _comparable(growths: Iterable[Growth]) -> list[Growth]:
    """What can be compared and was not explained; small ones that double are no news."""
    return [
        one
        for one in growths
        if one.percent is not None
        and one.before is not None
        and one.now.state is Standing.FINAL
        and not (one.now.reasons or one.before.reasons)
        and (one.before.value or 0) >= highlights.SMALL
    ]


def _weight(growth: Growth, growths: Iterable[Growth]) -> float:
    """By how much of itself one province moves the national sum."""
    whole = sum(one.before.value or 0 for one in growths if one.before is not None)
    return abs(growth.difference or 0) / whole if whole else 0.0


def _trend(measure: Measure, key: str, language: Language) -> str:
    grain = "year" if measure.yearly else "quarter" if measure.at_date else "ytd"
    return _over(EXPLORE, {"chi-tieu": measure.code, "tinh": key, "ky": grain, "ve-them": "nam-truoc"}, language)


def _spark(code: str, quarter: Period, key: str, language: Language) -> str:
    one = area_figures.figure(code, quarter, key, BOUNDARY)
    return sparkline(one.course, course_said(one, language), pictures.WIDE, pictures.HIGH) if one else ""


def moved(facts: Facts, language: Language) -> KeyFinding:
    least = 100 * highlights.LEAST
    large = [
        (_weight(one, growths), code, one)
        for code, growths in facts.growths.items()
        for one in _comparable(growths)
        if abs(one.percent or 0) >= least
    ]
    code = max(large, key=lambda each: each[0])[1] if large else FIRST
    measure, shades = facts.measure(code), {}
    for each in facts.growths[code]:
        if each.percent is not None and each.now.state is Standing.FINAL:
            shades[each.now.key] = ("d" if each.percent < 0 else "u") + ("2" if abs(each.percent) >= least else "1")
    keys = _keys("moved", ("d2", "d1", "u1", "u2"), language, least=f"{least:.0f}")
    map_title = texts.MAP_MOVED.in_(language).format(measure=measure.label.in_(language))
    if not large:
        compared = any(map(highlights.comparable, facts.growths.values()))
        none = [text.in_(language) for text in texts.NOTHING_MOVED]
        if not compared:
            lead, colon, rest = common.NOTHING_COMPARED.in_(language).partition(":")
            none = [lead, colon + rest]
        link = page_links.movements(measure, measure.span_at(facts.quarter), BOUNDARY, language)
        return KeyFinding(none[0], none[1].format(least=f"{least:.0f}"), link, texts.SEE, "", map_title, shades, keys)
    growth = max(large, key=lambda each: each[0])[2]
    now, before = growth.now.value or 0, (growth.before.value or 0) if growth.before else 0
    lead = texts.MOST_MOVED.in_(language).format(
        area=area(growth.now, language),
        measure=small(measure.label).in_(language),
        moved=_change(measure, growth, language),
    )
    said = (texts.MOST_MOVED_REST if now > before else texts.MOST_MOVED_DOWN).in_(language)
    rest = said.format(
        before=(with_unit if measure.money else amount)(measure, before, language),
        now=with_unit(measure, now, language),
        span=_spanned(growth, language),
    )
    picture, link = _spark(code, facts.quarter, growth.now.key, language), _trend(measure, growth.now.key, language)
    return KeyFinding(lead, rest, link, texts.SEE, picture, map_title, shades, keys)


def _change(measure: Measure, growth: Growth, language: Language) -> str:
    before = (growth.before.value or 0) if growth.before else 0
    said = change(measure, growth.now.value or 0, before, language)
    bare = said[-1:].isdigit() and measure.kind is not Nature.INDEX  # a difference, which would be taken for per cent
    return f"{said} {measure.unit.in_(language)}" if bare else said


def plan(facts: Facts, language: Language) -> KeyFinding:
    judged = [one for one in facts.targets if one.pace not in UNJUDGED]
    year = judged[0].target.period.year if judged else facts.quarter.year
    link = _over("ke-hoach", {}, language)
    title, classes = texts.MAP_PLAN.in_(language), ("s1", "s2", "s3", "s4")
    keys = _keys("plan", classes, language)
    if not judged:
        lead, rest = texts.NO_PLAN.in_(language).format(year=year), texts.NO_PLAN_REST.in_(language)
        return KeyFinding(lead, rest, link, texts.SEE_PLAN, "", title, {}, keys)
    by_unit: dict[str, list[Progress]] = defaultdict(list)
    for one in judged:
        by_unit[one.under].append(one)
    shades = {}
    for key, targets in by_unit.items():
        share = sum(one.pace in GOOD for one in targets) / len(targets)
        shades[key] = classes[3 if share == 1 else 2 if share > 2 / 3 else 1 if share > 1 / 3 else 0]
    good = sum(one.pace in GOOD for one in judged)
    lead = texts.PLAN.in_(language).format(year=year, good=good, all=len(judged))
    late = [one for one in judged if one.pace not in GOOD and one.share is not None]
    worst = min(late, key=lambda one: one.share or 0) if late else None
    rest = texts.PLAN_ALL_GOOD.in_(language)
    if worst is not None:
        rest = texts.PLAN_WORST.in_(language).format(
            area=PLACES.versions[worst.under][-1].name,
            measure=small(facts.measure(worst.target.measure).label).in_(language),
            share=round(100 * (worst.share or 0)),
            when=worst.at.inside.in_(language),
        )
    counts = Counter(PACES[one.pace] for one in facts.targets)
    picture = pictures.parts([(kind, counts[kind]) for kind in ("good", "slow", "bad", "none")], lead)
    return KeyFinding(lead, rest, link, texts.SEE_PLAN, picture, title, shades, keys)


def rate(facts: Facts, language: Language) -> KeyFinding:
    measure = facts.measure(FIRST)
    span, people = measure.span_at(facts.quarter), populations()
    rows = ask(Question(measure.code, span, span, By.PROVINCE, (), span.grain, BOUNDARY)).rows
    known = {row.key: row.value or 0 for row in rows if exact(row) and not row.reasons}
    alike = people.comparable(known, span.year)
    rates = {key: HEADS * known[key] / found.people for key in alike if (found := people.of(key, span.year))}
    title = texts.MAP_RATE.in_(language).format(measure=f"{measure.label.in_(language)}, {span.inside.in_(language)}")
    link = _over(EXPLORE, {"xem": "ban-do", "chi-tieu": measure.code}, language)
    if not rates:
        lead, rest = texts.NO_RATE.in_(language), texts.NO_RATE_REST.in_(language)
        return KeyFinding(lead, rest, link, texts.SEE, "", title, {}, ())
    order = sorted(rates, key=lambda key: -rates[key])
    told = {key: number_text(value, language, 1 if value >= 1 else 2) for key, value in rates.items()}
    names = {key: PLACES.versions[key][-1].name for key in rates}
    edges = [rates[order[len(order) * n // 4]] for n in (1, 2, 3)]  # a quarter of them in each class
    shades = {key: f"s{1 + sum(value > edge for edge in edges)}" for key, value in rates.items()}
    groups = {kind: sorted(rates[key] for key in order if shades[key] == kind) for kind in ("s1", "s2", "s3", "s4")}
    keys = tuple(
        (kind, " – ".join(dict.fromkeys(number_text(end, language, 1) for end in (group[0], group[-1]))))
        for kind, group in groups.items()
        if group
    )
    first, last = order[0], order[-1]
    lead = texts.RATE.in_(language).format(area=names[first], value=told[first])
    said = {
        "measure": small(measure.label).in_(language),
        "last": names[last],
        "least": told[last],
        "count": len(order),
    }
    rest = texts.RATE_REST.in_(language).format(**said)
    return KeyFinding(lead, rest, link, texts.SEE, pictures.dots(list(rates.values()), lead), title, shades, keys)


def broke(facts: Facts, language: Language) -> KeyFinding:
    told = [
        (_weight(one, growths), code, one)
        for code, growths in facts.growths.items()
        for one in growths
        if one.now.reasons and one.now.value is not None
    ]
    title = texts.MAP_BROKE.in_(language)
    keys = _keys("broke", ("s1", "s4"), language)
    there = {cell.unit.key for cell in facts.received if cell not in facts.silent}
    shades = dict.fromkeys(there, "s1") | {one.now.key: "s4" for _, _, one in told}
    link = _over("tinh-hinh-nop", {}, language)
    if not told:
        lead, rest = texts.NOTHING_BROKE.in_(language), texts.NOTHING_BROKE_REST.in_(language)
        return KeyFinding(lead, rest, link, texts.SEE_ARRIVALS, "", title, shades, keys)
    _, code, first = max(told, key=lambda each: (each[2].percent is not None, each[0]))
    measure = facts.measure(code)
    step = with_unit(measure, first.now.value or 0, language)
    step = step if first.difference is None else _change(measure, first, language)
    names = {"area": area(first.now, language), "measure": small(measure.label).in_(language), "moved": step}
    names["span"] = _spanned(first, language)
    reason = " ".join(first.now.reasons[-1].reason.split())
    reason = shorten(reason, REASON, placeholder="…")
    said = (texts.BROKE_REST if len(told) > 1 else texts.BROKE_ALONE).in_(language)
    rest = said.format(reason=reason, count=len(told) - 1)
    link = page_links.source(code, first.now.period, first.now.key, BOUNDARY, language)
    picture = _spark(code, facts.quarter, first.now.key, language)
    return KeyFinding(texts.BROKE.in_(language).format(**names), rest, link, texts.SEE, picture, title, shades, keys)


def missing(facts: Facts, language: Language) -> KeyFinding:
    silent, all_of_them = {cell.unit.key for cell in facts.silent}, len(facts.received)
    lead, rest = texts.ALL_SENT.in_(language).format(all=all_of_them), texts.ALL_SENT_REST.in_(language)
    if silent:
        names = sorted(cell.unit.name for cell in facts.silent)
        lead = texts.SILENT.in_(language).format(who=listed(names, language, NAMED))
        rest = _weighed(facts, silent, language)
    link = _over("tinh-hinh-nop", {"den-quy-nop": facts.quarter.code}, language)
    picture = pictures.squares([cell.unit.key not in silent for cell in facts.received], lead)
    title = texts.MAP_SENT.in_(language).format(quarter=facts.quarter.inside.in_(language))
    shades = {cell.unit.key: "open" if cell.unit.key in silent else "there" for cell in facts.received}
    keys = _keys("sent", ("there", "open"), language)
    return KeyFinding(lead, rest, link, texts.SEE_ARRIVALS, picture, title, shades, keys)


def _weighed(facts: Facts, silent: set[str], language: Language) -> str:
    """How much of the nation those who are missing had a year before, where all of them had sent then."""
    measure = facts.measure(FIRST)
    past = {one.before.key: one.before for one in facts.growths.get(measure.code, []) if one.before is not None}
    whole = sum(row.value or 0 for row in past.values())
    if not whole or any(key not in past or not exact(past[key]) for key in silent):
        return texts.SILENT_UNKNOWN.in_(language)
    share = 100 * sum(past[key].value or 0 for key in silent) / whole
    return texts.SILENT_REST.in_(language).format(
        share=number_text(share, language, 1), measure=small(measure.label).in_(language)
    )
