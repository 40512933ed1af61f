"""An area's figures in a period, in sentences and lines of a table: what a figure carries, and what it lacks."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from data.model import Grain, Language, Period, Text, number_text, today
from data.places import NATION_KEY, Boundary
from indicators.define import Measure, Nature
from indicators.engine.answer import Answer, By, Question, Row, Standing
from indicators.engine.growth import Growth, last_year
from pages.charts.ranking import exact
from pages.charts.target_marks import demanded
from pages.reports import phrases
from pages.reports.document import Note, Paragraph, paragraph
from pages.ui import page_links
from pages.ui.formats import amount, held, listed, names
from service import reasons
from service.lineage.trace import FigureKey, trace
from service.lineage.tree import Source
from service.service import Service
from service.targets.merged import WHOLE
from service.targets.progress import Progress, progress_of
from service.targets.target import Operator

MOST_QUOTED = 3  # answers of a sender, and notes, in one footnote
MOST_NAMED = 12  # provinces in a note
MOST_PARTS = 6  # of a figure that are told in a sentence


class ReportedFigure(NamedTuple):
    """A measure of the area in its span, beside last year's; `plan` is what was set for it."""

    measure: Measure
    growth: Growth
    plan: Progress | None

    @property
    def now(self) -> Row:
        return self.growth.now


class ReportWriter:
    """Everything a report asks about one area (a unit's key or `VN`) in one period."""

    def __init__(self, service: Service, area: str, period: Period, boundary: Boundary, language: Language) -> None:
        self.service, self.area, self.period, self.boundary, self.language = service, area, period, boundary, language
        self.by = By.NATION if area == NATION_KEY else By.PROVINCE
        with service.store.reading() as work:
            self.reasons = reasons.read(work, service.catalogue, service.places)
        self._asked: dict[Question, Answer] = {}
        self.notes: list[Note] = []
        self.cited: dict[int, Source] = {}  # by the number of the submission
        plans = progress_of(service, [area], Period.quarter(period.last), boundary)
        whole = (one for one in plans if not one.target.item and not one.target.per and one.role in WHOLE)
        self._plans = {one.target.measure: one for one in whole}

    def t(self, text: Text, **values: object) -> str:
        """Words with values set in; a brace in a value stays a brace."""
        sentence = text.in_(self.language)
        for name, value in values.items():
            sentence = sentence.replace(f"{{{name}}}", str(value))
        return sentence

    def paragraph(self, text: Text, **values: object) -> Paragraph:
        return paragraph(self.t(text, **values))

    def ask(self, question: Question) -> Answer:
        if question not in self._asked:
            self._asked[question] = self.reasons.beside(self.service.ask(question))
        return self._asked[question]

    # Figures

    def span(self, measure: Measure) -> Period | None:
        """The span a measure is told for: a yearly one only in a report that reaches the end of the year."""
        if measure.yearly:
            return Period(self.period.year) if self.period.last % 4 == 3 else None
        if measure.since_january and self.period.grain is Grain.QUARTER:
            return self.period.so_far()
        return self.period

    def question(self, code: str, span: Period, split: str = "") -> Question:
        keys = (self.area,) if self.by is By.PROVINCE else ()
        return Question(code, span, span, self.by, keys, span.grain, self.boundary, split)

    def figure(self, measure: Measure, span: Period | None = None) -> ReportedFigure | None:
        """None where such a figure cannot be: a nation has no score, a yearly figure none in spring."""
        span = span or self.span(measure)
        if span is None or (measure.kind is Nature.INDEX and self.by is By.NATION):
            return None
        growth = next(iter(last_year(self.ask, self.question(measure.code, span))), None)
        return ReportedFigure(measure, growth, self._plans.get(measure.code)) if growth else None

    def course(self, figure: ReportedFigure, quarters: int = 12) -> Answer:
        """What led to a figure, from the first to the last of it that is known and over: quarters; of a total over
        several the year so far; of a yearly figure years."""
        measure, span = figure.measure, figure.now.period
        last = Period.quarter(span.last)
        first = last.shift(1 - quarters)
        if measure.yearly:
            question = replace(self.question(measure.code, span), first=Period(span.year - 5))
        elif measure.at_date or span.grain is Grain.QUARTER:
            question = replace(self.question(measure.code, last), first=first)
        else:
            question = replace(self.question(measure.code, span), first=first.so_far(), grain=Grain.YTD)
        answer = self.ask(question)
        there = [at for at, row in enumerate(answer.rows) if row.value is not None and row.period.end < today()]
        return replace(answer, rows=answer.rows[there[0] : there[-1] + 1] if there else ())

    def quarters(self, figure: ReportedFigure) -> Sequence[Row]:
        """Its span quarter by quarter; nothing of what has none."""
        span = figure.now.period
        if figure.measure.yearly or span.grain is Grain.QUARTER:
            return []
        first, last = Period.quarter(span.first), Period.quarter(span.last)
        return self.ask(replace(self.question(figure.measure.code, last), first=first, last=last)).rows

    def lacking(self, figure: ReportedFigure) -> list[Period]:
        """The quarters of its span of which nothing is known; of a stock those since it was last known."""
        rows, at_date = self.quarters(figure), figure.measure.at_date
        last = self.stood(figure).last
        return [row.period for row in rows if row.value is None and not (at_date and row.period.last < last)]

    def stood(self, figure: ReportedFigure) -> Period:
        """The span of a figure, or of a stock the last quarter that anything of it is known of."""
        if not figure.measure.at_date or figure.now.state is Standing.FINAL:
            return figure.now.period
        known = [row.period for row in self.quarters(figure) if row.value is not None]
        return known[-1] if known else figure.now.period

    # Words

    def when(self, figure: ReportedFigure) -> str:
        """How a sentence begins: a stock that is not known at the end of its span is not dated there."""
        if figure.now.period != self.period and figure.measure.since_january:
            return self.t(phrases.SINCE, quarter=phrases.span_said(self.period, self.language))
        stood = self.stood(figure)
        text = self.t(phrases.when(figure.measure, stood, self.language))
        earlier = self.by is By.NATION and stood.last < figure.now.period.last
        return text + (self.t(phrases.EACH_LATEST) if earlier else "")

    def number(self, measure: Measure, row: Row) -> str:
        """`10.036`, `trên 70`; in a Vietnamese sentence a small count has two digits, as offices write it."""
        value = row.value or 0.0
        text = self.plainly(measure, value)
        if self.language == "vi" and measure.whole and len(text) == 1 and value:
            text = f"0{text}"
        return f"{self.t(phrases.BOUNDS[row.bound])} {text}" if row.bound else text

    def plainly(self, measure: Measure, value: float) -> str:
        """As a sentence has it: `35`, in a table `35,0`."""
        if measure.kind in (Nature.FLOW, Nature.STOCK):
            return number_text(round(value, 6), self.language)
        return amount(measure, value, self.language)

    def clause(self, figure: ReportedFigure, lacks: bool = True) -> str:
        """What happened, its parts, and what it lacks (unless that is said of several)."""
        measure, row = figure.measure, figure.now
        label = measure.label.in_(self.language)
        if row.value == 0 and row.state is Standing.FINAL and not row.bound and measure.kind is Nature.FLOW:
            clause = self.t(phrases.NOTHING, label=phrases.in_sentence(label))
        else:
            clause = phrases.phrase(measure, self.language).replace("{n}", self.number(measure, row))
            if self.language == "en" and measure.whole and row.value == 1:  # the phrase is in the plural
                clause = f"{phrases.in_sentence(label)}: {self.number(measure, row)}"
            clause += self._parts(figure)
        return clause + self.lacks(figure) * lacks + self.t(phrases.ANSWERED) * bool(figure.now.reasons)

    def _parts(self, figure: ReportedFigure) -> str:
        """The lines it is broken down into, where they are all there."""
        measure, span, parts = figure.measure, figure.now.period, list[str]()
        terms = [m for code, m in self.service.series.items() if code.startswith(f"{measure.code}.")]
        beside = list[str]()
        for term in terms:
            row = next(iter(self.ask(self.question(term.code, span)).rows), None)
            if row is not None and row.value is not None:
                label = term.label.in_(self.language)
                inner = label.removeprefix("Trong đó: ").removeprefix("Of these: ").removeprefix("Of which: ")
                if inner != label:
                    parts.append(f"{phrases.in_sentence(inner)} {self.number(term, row)}")
                else:
                    beside.append(f"{phrases.in_sentence(label)}: {self.number(term, row)}")
        if measure.breakdowns and not terms and measure.kind is not Nature.RATIO and exact(figure.now):
            answer = self.ask(self.question(measure.code, span, measure.breakdowns[0]))
            rows = [row for row in answer.rows if row.value]
            whole = abs(sum(row.value or 0 for row in rows) - (figure.now.value or 0)) < 0.5
            if whole and 1 < len(rows) <= MOST_PARTS and not any(row.typed for row in rows):
                named = ((phrases.in_sentence(answer.items[row.item].in_(self.language)), row) for row in rows)
                parts = [f"{name} {self.number(measure, row)}" for name, row in named]
        text = self.t(phrases.OF_WHICH, parts="; ".join(parts)) if parts else ""
        return text + (self.t(phrases.BESIDE, parts="; ".join(beside)) if beside else "")

    def lacks(self, figure: ReportedFigure) -> str:
        """What is to be known of a figure that is not all it should be."""
        row, sentence = figure.now, ""
        if row.state is Standing.PARTIAL and row.expected > 1:
            holds = held(row, self.language)
            only = phrases.ONLY if holds == f"{row.reported}/{row.expected}" else phrases.ONLY_OLD_AND_NEW
            only_of = self.t(only, held=holds, who=self.without(row))
            sentence += only_of if row.reported else self.t(phrases.NOBODY_WHOLE)
        elif row.state is Standing.PARTIAL:
            lacking = self.lacking(figure)
            holds = self.t(phrases.LACKING, quarters=phrases.quarters_said(lacking, self.language)) if lacking else ""
            sentence += self.t(phrases.NOT_WHOLE, lacking=holds)
        if row.conflict:
            sentence += self.t(phrases.CONTRADICTED)
        return sentence

    def without(self, row: Row, most: int = 4) -> str:
        """Whose figures a total does not hold: who has not reported, and who keeps theirs to themselves."""
        groups = ((phrases.WITHOUT, row.missing), (phrases.WITHHELD, row.withheld))
        return "".join(
            self.t(text, names=listed(names(who, row, self.language), self.language, most))
            for text, who in groups
            if who
        )

    def counted(self, measure: Measure, value: float) -> str:
        """With its unit, which English has in the plural: one of them goes without."""
        number = self.plainly(measure, value)
        return number if self.language == "en" and number == "1" else f"{number} {measure.unit.in_(self.language)}"

    def planned(self, figure: ReportedFigure) -> str:
        """How much of what was planned is reached; empty without a plan."""
        if figure.plan is None:
            return ""
        values = {"when": phrases.span_said(figure.plan.target.period, self.language), "goal": self.goal(figure)}
        share, row = self.share(figure), self._against_plan(figure)
        if row is None or not share:
            return self.t(phrases.LIMITED, **values)
        span = phrases.span_said(row.period, self.language)
        longer = row.period != figure.now.period
        since = self.t(phrases.SINCE_THEN, span=span, n=self.number(figure.measure, row)) if longer else ""
        return since + self.t(phrases.PLANNED, share=share, **values)

    def _against_plan(self, figure: ReportedFigure) -> Row | None:
        """What is held against a plan: of what happens, all since January where the plan is a year's; None before that
        year has begun."""
        if figure.plan is None or figure.measure.at_date:
            return figure.now
        return figure.plan.row if figure.plan.actual is not None else None

    def goal(self, figure: ReportedFigure) -> str:
        """`≥ 100`, `2–3`."""
        return demanded(figure.plan.target, figure.measure, self.language) if figure.plan else ""

    def share(self, figure: ReportedFigure) -> str:
        """What was reached of a plan, in per cent, where a whole figure stands against a floor; else nothing."""
        target, row = (figure.plan.target if figure.plan else None), self._against_plan(figure)
        if target is None or target.operator is not Operator.AT_LEAST or not target.value:
            return ""
        if row is None or not exact(row):
            return ""
        return number_text(100 * (row.value or 0) / target.value, self.language, 1)

    # Notes

    def note(self, measure: Measure, row: Row) -> int:
        """A footnote, by its number: of a province's figure the cells and rows in which it stands and what their sender
        answered, of the nation's which provinces it holds; and where it is followed. 0 where nothing was sent."""
        if row.key == NATION_KEY:
            holds = held(row, self.language) if row.reported else f"0/{row.expected}"
            text = self.t(phrases.HOLDS, held=holds, who=self.without(row, MOST_NAMED))
        elif sources := self.sources(measure, row):
            text = self._cited(sources)
        else:
            return 0
        path = page_links.source(measure.code, row.period, row.key, self.boundary, self.language)
        self.notes.append(Note(text, path))
        return len(self.notes)

    def sources(self, measure: Measure, row: Row) -> list[Source]:
        key = FigureKey(measure.code, row.period, row.key, self.boundary)
        root = trace(self.service, key, self.reasons).root
        sources = [node.source for node in root.every() if node.source is not None]
        for source in sources:
            self.cited.setdefault(source.submission.number, source)
        return sources

    def _cited(self, sources: Sequence[Source]) -> str:
        citations = []
        order = sorted(sources, key=lambda s: (s.submission.number, s.sheet))
        for (number, sheet), some in groupby(order, key=lambda s: (s.submission.number, s.sheet)):
            each = list(some)
            cells = list(dict.fromkeys(source.cell for source in each if source.cell))
            rows = sorted({one.row for source in each for one in source.rows})
            version = each[0].submission.version
            where = [self.t(Text("ô {cells}", "cell {cells}"), cells=", ".join(cells))] if cells else []
            where += [self.t(Text("dòng {rows}", "rows {rows}"), rows=runs(rows))] if rows else []
            text = Text(
                "bản nộp số {number} (lần {version}), sheet «{sheet}»",
                "submission {number} (version {version}), sheet “{sheet}”",
            )
            citations.append(", ".join([self.t(text, number=number, version=version, sheet=sheet), *where]))
        reasons = dict.fromkeys(one.reason for source in order for one in source.given)
        answers = [self.t(Text("Giải trình: «{reason}»", "Reason given: “{reason}”"), reason=one) for one in reasons]
        written = dict.fromkeys(" ".join(one.text.split()) for source in order for one in source.sender_notes)
        notes = [
            self.t(Text("Ghi chú của đơn vị gửi: «{note}»", "The sender’s note: “{note}”"), note=one) for one in written
        ]
        told = [*answers[:MOST_QUOTED], *notes[:MOST_QUOTED]]
        whole = ". ".join(["; ".join(citations), *(one.rstrip(".") for one in told)]) + "."
        return whole[:1].upper() + whole[1:]


def runs(rows: Sequence[int]) -> str:
    """`9–12, 15`."""
    ranges = []
    for _, some in groupby(enumerate(rows), key=lambda each: each[1] - each[0]):
        each = [row for _, row in some]
        ranges.append(str(each[0]) if len(each) == 1 else f"{each[0]}–{each[-1]}")
    return ", ".join(ranges)
