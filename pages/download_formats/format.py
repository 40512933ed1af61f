"""What a page offers to take away, what a file is made from, and what a format declares.

A new format is a new file beside this one; the interface's formats are `pages/api/response_formats.py`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from data.exports.xlsx_file import TextSheet, Value
from data.model import VIETNAM, Language, Text
from data.table import Column
from indicators.define import Measure
from indicators.engine.answer import Answer
from pages.download_formats import notes
from pages.texts import about, common
from pages.texts import downloads as texts
from service.service import Service


@dataclass(frozen=True, slots=True)
class Download:
    """What is shown, to take away: rows, or the rows of answers. `answers` are what the rows say, `columns` a list's.

    Figures that are no answers name their `measures`, what their `states` mean and which columns are `shares` of one.
    """

    key: str
    name: str  # of the file, without its ending
    filters: Mapping[Text, str]
    answers: Sequence[Answer] = ()
    rows: pa.Table | Callable[[], pa.Table] | None = None  # called outside the page's run, without its session
    columns: Sequence[Column] = ()
    notes: Sequence[str] = ()  # what the page says below its chart
    by_code: bool = True  # whether the figures are their measures' own, which SDMX and the data package give
    measures: Sequence[Measure] = ()
    states: Sequence[Text] = tuple(about.NOTHINGS)
    shares: Sequence[Text] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """What a file is made from when its button is pressed: a download in the reader's language, and its data."""

    download: Download
    rows: Callable[[], pa.Table]
    service: Service
    language: Language
    version: str
    link: str
    demo: bool

    def about(self, count: int) -> dict[str, Value]:
        """What «Bộ lọc» says of so many rows, at the moment at which the file is made."""
        now = datetime.now(VIETNAM).replace(microsecond=0)
        lines: dict[Text, Value] = {common.NOTE: common.DEMO.in_(self.language)} if self.demo else {}
        lines |= {texts.ROWS: count, common.DATA_VERSION: self.version, texts.MADE: now, common.LINK: self.link}
        title = "; ".join(value for value in self.download.filters.values() if value)
        cited = notes.citation(title, self.version, notes.plain(now), self.link)
        lines |= {texts.CITATION: cited.in_(self.language), **self.download.filters}
        return {label.in_(self.language): value for label, value in lines.items()}

    def about_as_text(self, count: int) -> dict[str, str]:
        return {label: notes.plain(value) for label, value in self.about(count).items()}

    def pages(self, count: int) -> list[TextSheet]:
        """«Chú giải» and «Bộ lọc»."""
        download, lang = self.download, self.language
        measures = [*download.measures, *(answer.measure for answer in download.answers)]
        meanings = notes.meanings(measures, download.columns, lang, download.notes, download.states)
        return [meanings, notes.chosen(self.about(count), lang)]


@dataclass(frozen=True, slots=True)
class DownloadFormat:
    """A format: what it is called, what it is good for, and how a file of it is made."""

    name: str
    label: Text
    ending: str
    media: str
    make: Callable[[Content], bytes]
    hint: Text | None = None  # None: offered first, and needs no word
    by_code: bool = False  # made of answers under their measures' own codes
    order: int = 100
