"""How a figure `{n}` stands in a sentence of a report; a measure without words of its own is told by its label."""

from collections.abc import Sequence

from data.model import Language, Period, Text
from indicators.define import Measure, Nature

BY_LABEL = Text("{label}: {n} {unit}", "{label}: {n} {unit}")
NOTHING = Text("{label}: không phát sinh", "{label}: none")

# The sign before a figure that is not exact, as a sentence says it.
BOUNDS = {
    ">": Text("trên", "over"),
    "≥": Text("ít nhất", "at least"),
    "<": Text("dưới", "under"),
    "≤": Text("không quá", "at most"),
    "~": Text("khoảng", "about"),
}
OF_WHICH = Text(" (trong đó: {parts})", " (of which: {parts})")
BESIDE = Text(" ({parts})", " ({parts})")
NOT_WHOLE = Text(" (chưa đủ số của cả kỳ{lacking})", " (not of the whole period{lacking})")
LACKING = Text("; chưa có {quarters}", "; {quarters} missing")
ONLY = Text(" (mới có số của {held} địa phương{who})", " (of {held} provinces only{who})")
ONLY_OLD_AND_NEW = Text(" (mới có số của {held}{who})", " (of {held} only{who})")
NOBODY_WHOLE = Text(" (chưa địa phương nào đủ số của cả kỳ)", " (no province has all of the period)")
WITHOUT = Text("; chưa có {names}", "; without {names}")
WITHHELD = Text("; không công bố: {names}", "; withheld: {names}")
CONTRADICTED = Text(" (số lũy kế giữa các quý đang mâu thuẫn)", " (the year-to-date figures contradict each other)")
ANSWERED = Text(" (đơn vị nộp đã giải trình)", " (its sender has given a reason)")
HOLDS = Text("Đủ số ở {held}{who}.", "Complete for {held}{who}.")
GREW, FELL = Text("tăng", "up"), Text("giảm", "down")
SAME = Text("không đổi", "no change")
MOVED = Text(", {moved} so với cùng kỳ năm trước ({before})", ", {moved} on the same period of last year ({before})")
MOVED_ALIKE = Text(
    ", {moved} so với cùng kỳ năm trước (ở {count} địa phương đủ số cả hai kỳ{without})",
    ", {moved} on the same period of last year (in {count} provinces complete both times{without})",
)
WITHOUT_EXPLAINED = Text(
    "; không kể số đã giải trình của {who}: {moved}", "; without the explained figures of {who}: {moved}"
)
SINCE = Text("Từ đầu năm đến hết {quarter}", "From January to the end of {quarter}")
EACH_LATEST = Text(", theo số gần nhất của từng địa phương", ", by the latest figure of each province")
UNMOVED = Text(", bằng cùng kỳ năm trước", ", the same as a year before")
BEFORE = Text(", cùng kỳ năm trước là {before}", ", {before} a year before")
POINTS = Text("{n} điểm phần trăm", "{n} percentage points")
PLANNED = Text(", bằng {share} % mức kế hoạch {when} ({goal})", ", {share}% of the plan for {when} ({goal})")
SINCE_THEN = Text(", {span} là {n}", ", {n} in {span}")  # what a plan of a year is held against
LIMITED = Text(" (kế hoạch {when}: {goal})", " (plan for {when}: {goal})")


def in_sentence(text: str) -> str:
    """A label inside a sentence: `Số lớp` → `số lớp`; what begins with an abbreviation stays."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def phrase(measure: Measure, language: Language) -> str:
    """The words around the figure of a measure."""
    if measure.phrase is not None:
        return measure.phrase.in_(language)
    label, unit = measure.label.in_(language), measure.unit.in_(language)
    return BY_LABEL.in_(language).replace("{label}", in_sentence(label)).replace("{unit}", unit)


def span_said(period: Period, language: Language) -> str:
    """`quý IV năm 2024`, `6 tháng đầu năm 2024`, `năm 2024`."""
    if language == "en":
        named = {
            "H1": "the first half of",
            "H2": "the second half of",
            "9M": "the first nine months of",
            "": "the year",
        }
        return f"{named[period.part]} {period.year}" if period.part in named else period.label.en
    return in_sentence(period.label.vi).replace("/", " năm ")


def quarters_said(quarters: Sequence[Period], language: Language) -> str:
    """`quý I, II, III năm 2024`."""
    if language == "en" or len({one.year for one in quarters}) > 1:
        return ", ".join(span_said(one, language) for one in quarters)
    numbers = ", ".join(one.label.vi.removeprefix("Quý ").partition("/")[0] for one in quarters)
    return f"quý {numbers} năm {quarters[0].year}"


def when(measure: Measure, period: Period, language: Language) -> Text:
    """Of a stock the day it stood, of what happens the span."""
    if measure.at_date and measure.kind is not Nature.INDEX:
        return Text(f"Tính đến ngày {period.end:%d/%m/%Y}", f"On {period.end.day} {period.end:%b %Y}")
    span = span_said(period, language)
    return Text(begun(span), f"In {span}")


def begun(text: str) -> str:
    """As a sentence begins."""
    return text[:1].upper() + text[1:]
