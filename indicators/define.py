"""The words a declaration is written in: an indicator is a sheet, and the measures taken from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import partial

from data.model import Grain, Period, Text
from data.table import FORM_COLUMNS, Column, FormFigure, RowRule, Table


class Nature(StrEnum):
    """How a measure adds up; said once here, applied in `engine/` and nowhere else."""

    FLOW = "flow"  # quarters add up
    STOCK = "stock"  # the last that stands
    RATIO = "ratio"  # made anew from its parts, never averaged
    INDEX = "index"  # neither summed nor averaged


class Direction(StrEnum):
    HIGHER_BETTER = "higher_better"
    LOWER_BETTER = "lower_better"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What the figures of a form are broken down into: a line each, which add up to the figure's own."""

    label: Text
    items: Mapping[str, Text]  # code → name, in the order of the form


@dataclass(frozen=True, slots=True)
class Break:
    """A day from which a series is no longer the same thing. `comparable`: growth across it still means something."""

    day: date
    vi: str  # a sentence in each language: what changed
    en: str
    source: str | Text  # a document by its name, or what there is instead of one
    comparable: bool = True

    @property
    def text(self) -> Text:
        return Text(self.vi, self.en)

    @property
    def cited(self) -> str:
        """The document; empty where none has been read, which the register of assumptions says (Giới thiệu)."""
        return self.source if isinstance(self.source, str) else ""


@dataclass(frozen=True, slots=True)
class Told:
    """How reports in prose tell a figure, in Vietnamese: words with `{n}` where the number stands.

    `…` is a gap up to a semicolon, `…;` one within the sentence, `(a|b)` one of several, `(a|)` what may be missing;
    commas count for nothing, and abbreviations stand for what they mean. `{0}` is a «không có» that means zero,
    `{name}` a name in quotation marks that counts as one. `under` are words, parted by bars, of which one stands before
    it in its paragraph or over it; `item` is the part of a breakdown that it is of; `parts` are told one by one, and
    their sum is the figure. What is not `sure` is always asked.
    """

    words: str
    under: str = ""
    item: str = ""
    sure: bool = True
    parts: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure, by its code in the catalogue.

    Of a list, `value` is a SQL aggregate over the rows of one submission (`period_start` and `period_end` may be used);
    a ratio has `numerator` and `denominator` instead and is given in percent. `distinct` names the SQL key of the
    things counted, where one thing may be reported by two provinces and counts once in their total. `breakdowns` are
    columns with few values.

    Of a form, the value is typed. `numerator` and `denominator` of a ratio are then sums of the codes of lines
    (`"IN03 + IN07.inspected"`), and `breakdowns` names one of the form's. A measure without SQL in a list's file is
    typed on the summary.
    """

    label: Text
    unit: Text
    vi: str  # its definition, in whole sentences
    en: str
    formula: Text
    basis: str
    kind: Nature
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    distinct: str = ""
    distinct_where: str = "TRUE"
    breakdowns: tuple[str, ...] = ()
    direction: Direction = Direction.HIGHER_BETTER
    whole: bool = True
    of_stocks: bool = False  # a ratio of two stocks
    yearly: bool = False  # known once a year, with the fourth quarter
    core: bool = True  # what every province owes; the others are wanted where there is something to say
    money: bool = False  # in million đồng
    usual: tuple[float, float] | None = None  # what a province's figure for a year lies between, else it is asked about
    growth_of: str = ""  # the code of the measure whose growth since last year it is; computed, never typed
    breaks: tuple[Break, ...] = ()
    phrase: Text | None = None  # the words around its figure `{n}` in a report's sentence; None: its label says it
    told: tuple[str | Told, ...] = ()  # how reports in prose tell it, besides its phrase and its label
    # Told since January whatever a report's span: the first quarter holds what the year began with, so that a later
    # quarter alone is the difference of two totals and not what was done in it.
    since_january: bool = False
    code: str = ""  # said by the declaration's key
    indicator: str = ""  # said by the file's name
    typed: bool = False  # said by the catalogue: it has a line on a form

    @property
    def definition(self) -> Text:
        return Text(self.vi, self.en)

    @property
    def sql(self) -> str:
        """All its SQL: what of a list's columns it reads stands in it by name."""
        return " ".join((self.value, self.numerator, self.denominator, self.distinct, self.distinct_where))

    @property
    def at_date(self) -> bool:
        """Whether the last quarter answers for a longer period."""
        return self.kind in (Nature.STOCK, Nature.INDEX) or self.of_stocks

    @property
    def closing(self) -> bool:
        """Whether only those report on a period who exist on its last day."""
        return self.at_date or self.yearly

    @property
    def grain(self) -> Grain:
        """The shortest span it is known for."""
        return Grain.YEAR if self.yearly else Grain.QUARTER

    def latest(self, quarter: Period) -> Period:
        """Its last span of that length that is over at the end of a quarter."""
        return Period(quarter.year if quarter.part == "Q4" else quarter.year - 1) if self.yearly else quarter

    @property
    def adds_up(self) -> bool:
        """Whether the figures of two provinces make one of both, without counting a shared thing twice."""
        return self.kind in (Nature.FLOW, Nature.STOCK) and not self.distinct

    def span_at(self, quarter: Period, over: bool = True) -> Period:
        """What is said of it at the end of a quarter: of a flow the year so far, of a stock what stands, of a yearly
        figure the last year that is over, or the one that runs."""
        if self.yearly:
            return self.latest(quarter) if over else Period(quarter.year)
        return quarter if self.at_date else quarter.so_far()

    @property
    def figure(self) -> FormFigure:
        """The line on the form on which a province types it."""
        code, label, unit, share = self.code, self.label, self.unit, self.kind is Nature.RATIO
        return FormFigure(code, label, unit, self.whole, self.at_date, share, self.definition, self.yearly, self.money)

    def lines(self, breakdowns: Mapping[str, Breakdown]) -> Iterator[FormFigure]:
        """Its own line on a form, then one for each item it is broken down into."""
        yield self.figure
        if self.typed and self.kind is not Nature.RATIO:
            for item, text in ((i, t) for split in self.breakdowns for i, t in breakdowns[split].items.items()):
                yield replace(self.figure, code=f"{self.code}.{item}", label=text, part_of=self.code)


# Measures of each nature, as they are declared.
flow = partial(Measure, kind=Nature.FLOW)
stock = partial(Measure, kind=Nature.STOCK)
ratio = partial(Measure, kind=Nature.RATIO, whole=False)
index = partial(Measure, kind=Nature.INDEX)


@dataclass(frozen=True, slots=True)
class Check(RowRule):
    """Figures that must not stand together: `broken` is SQL over codes, the same for the quarter and the year to date.

    `"AP02" + "AP03" > "AP01"`. A code with `@before` is what stood a quarter earlier, for a flow the year to date of
    that quarter; a figure that is not known makes it NULL, and so not broken. The finding stands at the line `at`.
    """

    counted: bool = True  # also said of figures that a list gives, row by row, and not only of typed totals
    quarter: bool = True  # False: only the year so far can be compared, not the quarter's own figures


@dataclass(frozen=True, slots=True)
class Indicator:
    """One file of this folder: a list sheet with its measures, or a form on which figures are typed.

    A form without measures of its own takes the totals of all lists. `terms` are what a ratio of a form is made of
    besides the measures, each a line of its own with a code that begins with the ratio's (`MQ03.verified`).
    """

    label: Text
    vi: str  # its definition, in whole sentences
    en: str
    basis: str
    columns: Mapping[str, Column] = field(default_factory=lambda: FORM_COLUMNS)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    key: tuple[str, ...] = ()
    rules: tuple[RowRule, ...] = ()
    register: bool = False
    also: tuple[str, ...] = ()
    order: int = 100  # where it stands in the template and the menu
    labels: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)  # of a text breakdown's known values
    breakdowns: Mapping[str, Breakdown] = field(default_factory=dict)  # of a form's figures
    terms: Mapping[str, Measure] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    nationwide: bool = False  # see Table
    name: str = ""  # said by the file's name
    figures: tuple[FormFigure, ...] = ()  # filled in by the catalogue

    @property
    def definition(self) -> Text:
        return Text(self.vi, self.en)

    @property
    def form(self) -> bool:
        """Whether figures are typed on it: it declares no columns of its own."""
        return self.columns is FORM_COLUMNS

    @property
    def series(self) -> Mapping[str, Measure]:
        """Everything of this file that has a value in time: its measures and the terms of its ratios."""
        return {**self.measures, **self.terms}

    @property
    def listed(self) -> Mapping[str, Measure]:
        """The measures that are taken from the rows of the list."""
        return {code: m for code, m in self.measures.items() if not m.typed and not m.growth_of}

    def split_label(self, split: str) -> Text:
        """What a breakdown is called."""
        return self.breakdowns[split].label if split in self.breakdowns else self.columns[split].label

    @property
    def table(self) -> Table:
        name, label, columns, key = self.name, self.label, self.columns, self.key
        return Table(name, label, columns, key, self.rules, self.register, self.also, self.figures, self.nationwide)
