"""Targets on the page: a line each or a table of provinces and measures, and the working of one of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from math import floor
from urllib.parse import urlencode

import pyarrow as pa
import streamlit as st

from data.model import Period, Text
from data.places import NATION, NATION_KEY, PLACES, Boundary
from indicators import CATALOGUE, MEASURES
from indicators.engine.answer import Row, Standing
from indicators.engine.observations import labels
from indicators.engine.progress import BEHIND_FROM, ON_TRACK_FROM, PACE_LABELS, Pace
from pages.charts import target_marks
from pages.server.menu import EXPLORE
from pages.server.store import service
from pages.texts import common, sending
from pages.texts import targets as texts
from pages.ui import page_links, reason_marks, tables
from pages.ui.formats import PER_CENT, held, small, with_unit
from pages.ui.session import language, localized, moment, t
from pages.ui.tables import Cell
from service.targets import plans
from service.targets.merged import TargetRole
from service.targets.progress import Progress
from service.targets.target import Operator, Target, path_of, versions

CHOSEN = "cach-tinh"  # in the address: the target whose working is shown
STEP = 5  # per cent by which a bar grows
# A bar is the ground of its cell, so that words stay readable on it; the class is told by a form and a word besides.
_INKS = {
    Pace.ACHIEVED: "light-dark(#bfe3d2, #12402f)",
    Pace.ON_TRACK: "light-dark(#cfe3f5, #123a5a)",
    Pace.BEHIND: "light-dark(#f8e2b0, #4a3608)",
    Pace.FAR_BEHIND: "light-dark(#f3cfcd, #571d24)",
    Pace.NOT_REACHED: "light-dark(#f3cfcd, #571d24)",
    Pace.CANNOT_SAY: "transparent",
    Pace.NOT_BEGUN: "transparent",
}
RULES = (
    "<style>.figures td.bar {text-align: left; min-width: 9rem}"
    + "".join(f".bar.{pace} {{--ink: {ink}}} .pace.{pace} {{background: {ink}}}" for pace, ink in _INKS.items())
    + "".join(
        f".bar.fill-{n} {{background: linear-gradient(90deg, var(--ink) {n}%, transparent {n}%)}}"
        for n in range(STEP, 101, STEP)
    )
    + ".pace a {color: inherit !important} .figures.plan tbody th {white-space: normal; min-width: 10rem} "
    ".figures.plan td.pace {white-space: nowrap; text-align: left} .figures.plan thead th {text-align: left; white-space: normal; vertical-align: bottom} "
    ".figures.plan.list thead th:nth-child(3), .figures.plan.list thead th:nth-child(4) {text-align: right}</style>"
)


def unit_name(key: str) -> str:
    """What a unit is or was last called."""
    return t(NATION) if key == NATION_KEY else PLACES.versions[key][-1].name


def item_label(target: Target) -> str:
    if not target.item:
        return ""
    known = labels(CATALOGUE[MEASURES[target.measure].indicator], target.split)
    return t(known.get(target.item, Text(target.item, target.item)))


def name(progress: Progress, code: bool = True) -> str:
    """The figure a target is about."""
    measure = MEASURES[progress.target.measure]
    text = f"{measure.code} · {t(measure.label)}" if code else t(measure.label)
    return text + _part(progress)


def _part(progress: Progress) -> str:
    part = item_label(progress.target)
    return f": {part.lower()}" if part else ""


def demand(target: Target) -> str:
    """`≥ 80 nhãn hiệu, năm 2025`."""
    values = {key: localized(v) for key, v in (("value", target.value), ("value_to", target.value_to)) if v is not None}
    text = t(texts.BY[target.operator], **values)
    if target.operator is not Operator.WITHDRAWN:
        text = f"{text} {t(MEASURES[target.measure].unit)}"
    each = f" {t(texts.PER_DISTRICT)}" if target.per else ""
    return f"{text}{each}, {t(target.period.inside)}"


def role(progress: Progress) -> str:
    return t(texts.ROLES[progress.role], unit=unit_name(progress.target.unit))


def percent(share: float) -> str:
    """Whole per cent, but never rounded over the limit of a class: 99.6 % is not 100 %."""
    told, decimals = 100 * share, 0
    if any((round(told) >= 100 * limit) != (share >= limit) for limit in (ON_TRACK_FROM, BEHIND_FROM)):
        told, decimals = floor(told * 10 + 1e-6) / 10, 1
    return f"{localized(told, decimals).replace('-', '−')}{t(PER_CENT)}"


def label(progress: Progress) -> str:
    """In a list of choices."""
    return f"{unit_name(progress.target.unit)} · {name(progress)} · {t(progress.target.period.short)}"


def options(targets: Sequence[Progress]) -> dict[str, str]:
    """The targets whose working can be looked at."""
    return {"": t(texts.NONE)} | {one.target.key: label(one) for one in targets}


def summary(targets: Sequence[Progress], quarter: Period) -> str:
    """`Quý III/2026: 6 chỉ tiêu kế hoạch, 1 đạt, 2 chậm …; kế hoạch năm 2027 chưa bắt đầu (3 chỉ tiêu)`."""
    counted = Counter(one.pace for one in targets)
    later = counted.pop(Pace.NOT_BEGUN, 0)
    counts = ", ".join(f"{counted[pace]} {t(PACE_LABELS[pace]).lower()}" for pace in Pace if counted[pace])
    said = [t(texts.SUMMARY, count=counted.total(), told=counts)] if counts else []
    if later:
        said.append(t(texts.NOT_BEGUN, when=target_marks.not_begun(targets, language()), count=later))
    return f"{t(quarter.label)}: {'; '.join(said)}"


def _link(progress: Progress) -> str:
    """The page as it is, with this target's working."""
    chosen = st.query_params.to_dict() | {CHOSEN: progress.target.key}
    return f"?{urlencode(chosen, safe=',~')}"


def _of(progress: Progress) -> str:
    """HTML: of which quarter or year the figure is that was judged."""
    return f" <small>{escape(t(progress.at.short))}</small>"


def _pace(progress: Progress) -> Cell:
    text = f"{texts.FORMS[progress.pace]} {t(PACE_LABELS[progress.pace])}"
    why = t(progress.why) if progress.why else t(texts.WORKING)
    return Cell(text, f"pace {progress.pace}", why, _link(progress), _of(progress))


def _bar(progress: Progress) -> Cell:
    if progress.share is None:
        return Cell("–", "bar")
    filled = min(100, max(0, round(100 * progress.share / STEP) * STEP))
    return Cell(percent(progress.share), f"bar {progress.pace}" + (f" fill-{filled}" if filled else ""))


def _actual(progress: Progress) -> Cell:
    if progress.actual is None or progress.row is None:
        return Cell("–", "none", t(progress.why) if progress.why else "")
    sign = f"{progress.row.bound} " if progress.row.bound else ""
    text = f"{sign}{with_unit(MEASURES[progress.target.measure], progress.actual, language())}, {t(progress.row.period.short)}"
    key, target = progress.row.key, progress.target
    # A former province has figures of its own only on the units of then.
    units = Boundary.THEN if key in PLACES.versions and PLACES.heir(key) != key else Boundary.TODAY
    link = page_links.source(target.measure, progress.row.period, key, units, language(), target.split, target.item)
    lacks = _lacks(progress.row)
    mark = reason_marks.mark(progress.row.reasons, language(), progress.row.sender_notes)
    return Cell(text + lacks, "number partial" if lacks else "number", link=link, picture=mark)


def _lacks(row: Row | None) -> str:
    """` (31/34)`, ` (chưa đủ quý)`: that a figure is a part of what it is called."""
    return f" ({held(row, language())})" if row is not None and row.state is Standing.PARTIAL else ""


def _needed(progress: Progress) -> Cell:
    needed = progress.required
    return Cell("–", "none") if needed is None else Cell(localized(needed), "number")


def listing(targets: Sequence[Progress]) -> str:
    """A line a target, under the unit it is told under; those whose plan has not begun under it once more, last."""
    body: list[tuple[Cell, Sequence[Cell]] | str] = []
    under = None
    for one in sorted(targets, key=lambda one: one.pace is Pace.NOT_BEGUN):
        later = one.pace is Pace.NOT_BEGUN
        if (one.under, later) != under:
            under = one.under, later
            body.append(unit_name(one.under) + f": {t(PACE_LABELS[Pace.NOT_BEGUN]).lower()}" * later)
        label = f"{name(one)} ({role(one)})" if one.role is not TargetRole.OWN else name(one)
        body.append(
            (
                Cell(label, "words"),
                [Cell(demand(one.target), "words"), _actual(one), _needed(one), _bar(one), _pace(one)],
            )
        )
    head = [common.MEASURE, texts.TARGET, texts.ACTUAL, texts.NEEDED, texts.SHARE, texts.PACE]
    return RULES + tables.table(t(texts.PLAN), [t(text) for text in head], body, "plan list stacked")


def matrix(targets: Sequence[Progress]) -> str:
    """Provinces down, measures across; a cell is a form, a share and a link."""
    columns = list(dict.fromkeys((one.target.measure, one.target.item) for one in targets))
    titles = {(one.target.measure, one.target.item): one for one in targets}
    lines: dict[str, dict[tuple[str, str], Progress]] = {}
    for one in targets:
        lines.setdefault(one.target.unit, {})[one.target.measure, one.target.item] = one
    body = []
    for key, line in lines.items():
        cells = [_square(line[column]) if column in line else Cell("") for column in columns]
        body.append((Cell(unit_name(key)), cells))
    heads = [f"{code} {item_label(titles[code, item].target).lower()}".strip() for code, item in columns]
    return RULES + tables.table(t(texts.PLAN), [t(common.PROVINCE), *heads], body, "plan")


def _square(progress: Progress) -> Cell:
    share = f" {percent(progress.share)}" if progress.share is not None else ""
    why = f". {t(progress.why)}" if progress.why else ""
    title = f"{name(progress)}: {demand(progress.target)}; {t(PACE_LABELS[progress.pace])}{why}"
    return Cell(texts.FORMS[progress.pace] + share, f"pace {progress.pace}", title, _link(progress), _of(progress))


def legend() -> str:
    """What the forms mean."""
    marks = [f'<span class="pace {p} arrival">{texts.FORMS[p]}</span> {t(PACE_LABELS[p])}' for p in Pace]
    return f'{RULES}<p class="legend">{" ".join(f"<span>{mark}</span>" for mark in marks)}</p>'


# The working


def title(progress: Progress) -> str:
    pace = t(PACE_LABELS[progress.pace]).lower()
    sentence = t(
        texts.SAID,
        who=unit_name(progress.target.unit),
        measure=t(small(MEASURES[progress.target.measure].label)) + _part(progress),
        pace=pace,
        period=t(progress.at.inside),
    )
    if progress.share is not None:
        sentence += t(texts.SAID_SHARE, share=percent(progress.share), period=t(progress.at.inside))
    return sentence


def formula(progress: Progress) -> str:
    """The share with the numbers it was made of."""
    if progress.share is None or progress.actual is None or progress.required is None:
        return "–"
    target, needed = progress.target, progress.required
    over = target.value_to is not None and progress.actual > target.value_to
    if over and not progress.from_base and target.value_to is not None:
        needed = target.value_to
    actual, wanted = localized(progress.actual), localized(needed)
    if progress.from_base and target.base is not None:
        base = localized(target.base)
        return f"({actual} − {base}) ÷ ({wanted} − {base}) = {percent(progress.share)}"
    falling = over or target.operator is Operator.AT_MOST
    if needed <= 0 or (falling and progress.actual <= 0):
        return f"{t(texts.NO_DIVISION)}: {percent(progress.share)}"
    return (
        f"{wanted} ÷ {actual} = {percent(progress.share)}"
        if falling
        else f"{actual} ÷ {wanted} = {percent(progress.share)}"
    )


def working(progress: Progress) -> list[tuple[str, str]]:
    """Every step from the document to the class."""
    target = progress.target
    since = f", {t(target.base_period.inside)}" if target.base_period else ""
    base = t(texts.NO_BASE) + since
    if target.base is not None:
        how = texts.BASE_FOUND if progress.looked_up else texts.BASE_GIVEN
        base = f"{localized(target.base)}{since} ({t(how)})"
    path = "; ".join(f"{t(period.short)}: {localized(value)}" for period, value in path_of(target))
    straight = "" if target.points else f" ({t(texts.STRAIGHT)})"
    state = _actual(progress).text if progress.actual is not None else "–"
    facts = [
        (texts.TARGET, demand(target)),
        (texts.BASE, base),
        (texts.PATH, path + straight if path else "–"),
        (texts.NEEDED, f"{_needed(progress).text}, {t(progress.at.label)}"),
        (texts.ACTUAL, state),
        (texts.SHARE_HOW, formula(progress)),
        (texts.PACE, f"{texts.FORMS[progress.pace]} {t(PACE_LABELS[progress.pace])}"),
    ]
    facts += [(texts.WHY, t(progress.why))] if progress.why else []
    facts += (
        [(texts.SUM_OF, "; ".join(f"{unit_name(p.unit)}: {demand(p)}" for p in progress.parts))]
        if progress.parts
        else []
    )
    facts += [(texts.SOURCE, target.source), (texts.QUOTE, target.quote or "–")]
    return [(t(text), said) for text, said in facts]


def _trend(progress: Progress) -> str:
    """The figure over time, on the units that its unit belongs to."""
    unit = progress.target.unit
    chosen = {"chi-tieu": progress.target.measure} | ({} if unit == NATION_KEY else {"tinh": unit})
    chosen |= {"xem": "co-cau", "phan-to": progress.target.split} if progress.target.item else {}
    if unit != NATION_KEY and PLACES.heir(unit) != unit:
        chosen["don-vi"] = Boundary.THEN.value
    chosen |= {"lang": "en"} if language() == "en" else {}
    return f"{EXPLORE}?{urlencode(chosen)}"


def draw_working(progress: Progress) -> None:
    """The working of one target with its versions."""
    links = {t(texts.ACTUAL): _trend(progress)}
    body = [tables.line(text, Cell(said, "words", link=links.get(text, ""))) for text, said in working(progress)]
    tables.show(texts.WORKING, [texts.WORKING, ""], body)
    sets = {each.number: each for each in plans.history(service())}
    lines = []
    for part in progress.parts or (progress.target,):
        for row in versions(service(), part.key):
            source = sets[row.set]
            cells = [moment(source.received_at), source.by, source.file, demand(row), row.source]
            lines.append(tables.line(str(source.number), *cells))
    head = [texts.SET, texts.AT, texts.BY_WHOM, sending.FILE, texts.TARGET, texts.SOURCE]
    st.caption(t(texts.VERSIONS))
    tables.show(texts.VERSIONS, head, lines)


def to_table(targets: Sequence[Progress]) -> pa.Table:
    """The same lines to take away, under headings in the reader's language."""
    columns: Mapping[Text, list[object]] = {
        common.AREA: [unit_name(one.target.unit) for one in targets],
        common.CODE: [one.target.measure for one in targets],
        common.MEASURE_NAME: [name(one, code=False) for one in targets],
        texts.CARRIED: [role(one) or None for one in targets],
        texts.TARGET: [demand(one.target) for one in targets],
        common.UNIT: [t(MEASURES[one.target.measure].unit) for one in targets],
        common.PERIOD: [one.at.code for one in targets],
        texts.ACTUAL: [one.actual for one in targets],
        texts.NEEDED: [one.required for one in targets],
        texts.SHARE: [one.share for one in targets],
        texts.PACES: [t(PACE_LABELS[one.pace]) for one in targets],
        texts.WHY: [(t(one.why) if one.why else "") + _lacks(one.row) or None for one in targets],
        common.REASON_GIVEN: [reason_marks.column(one.row.reasons, language()) if one.row else None for one in targets],
        texts.SOURCE: [one.target.source for one in targets],
    }
    numbers = (texts.ACTUAL, texts.NEEDED, texts.SHARE)
    return pa.table(
        {t(head): pa.array(v, pa.float64() if head in numbers else pa.string()) for head, v in columns.items()}
    )
