"""Hostile texts in everything that can be typed, and what on a page is more than letters."""

import json
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any

from streamlit.testing.v1 import AppTest

from data.model import Finding, Period, Severity, Text
from data.places import PLACES
from data.reading.reader import Reading
from indicators import TABLES
from service import acceptance, drafts
from service.service import Service
from service.targets import plans
from tests.support.rows import indication, instruments, mark, plan_file, sheet_rows, training

SIGN = "zzq"  # stands in every hostile text, so that it is found again
HOSTILE = (
    f'{SIGN}<script>alert(1)</script><img src=x onerror=alert(2)>"\'><a href="javascript:alert(3)">x</a> '
    "**đậm** [liên kết](http://example.com) :red[đỏ] :material/bolt: $x^2$ `m` https://example.com =HYPERLINK(1) "
    "\u202eđảo\u202c <b>b</b> %{x} {0}"
)
# Where Streamlit shows text as it is, whatever stands in it.
PLAIN = {
    "Text.body",
    "Selectbox.options",
    "MultiSelect.options",
    "TextInput.value",
    "TextInput.default",
    "TextArea.value",
    "Selectbox.raw_value",
    "MultiSelect.raw_values",
    "DownloadButton.url",
}
# A drawing in the page, or an outline of ours.
OUR_PICTURES = re.compile(r"data:image/svg\+xml[;,]|/?app/static/geo/\w+\.svg\Z")
TAGS = {
    "a",
    "abbr",
    "article",
    "b",
    "br",
    "caption",
    "circle",
    "col",
    "colgroup",
    "dd",
    "defs",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "i",
    "li",
    "line",
    "ol",
    "p",
    "path",
    "polygon",
    "polyline",
    "progress",
    "rect",
    "section",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "ul",
    "use",
}


class Page(HTMLParser):
    """What a browser would make of a piece of HTML: tags, links, and what runs."""

    def __init__(self, body: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.said: list[str] = []
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        picture = dict(attrs).get("src") or ""
        if tag not in TAGS and not (tag == "img" and re.match(OUR_PICTURES, picture)):
            self.wrong.append(tag)  # a picture in an img runs nothing
        for name, value in attrs:
            where = (value or "").strip().lower()
            if name.startswith("on") or name in ("srcdoc", "formaction"):
                self.wrong.append(f"{tag} {name}")
            if name in ("href", "src", "xlink:href") and tag != "img" and re.match(r"[a-z][a-z0-9+.-]*:|//|\\", where):
                self.wrong.append(f"{tag} {name}={where}")

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def strings(message: Any) -> Iterator[tuple[str, str]]:
    """Every text of a message for the browser, with where in it it stands."""
    for descriptor, value in message.ListFields():
        values = value if descriptor.is_repeated else [value]
        if descriptor.message_type and descriptor.message_type.GetOptions().map_entry:
            continue
        for one in values:
            if isinstance(one, str):
                yield f"{message.DESCRIPTOR.name}.{descriptor.name}", one
            elif descriptor.message_type is not None:
                yield from strings(one)


def figure_texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from figure_texts(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from figure_texts(each, key)
    elif isinstance(value, str):
        yield key, value


def faults(at: AppTest) -> list[str]:
    """What on a page is more than letters, or leads elsewhere."""
    found: list[str] = []
    for node in at._tree:
        if getattr(node, "proto", None) is None:
            continue
        for where, said in strings(node.proto):
            if where == "Html.body":
                found += [f"{where}: {wrong}" for wrong in Page(said).wrong]
            elif where == "PlotlyChart.spec":
                # Plotly draws a few tags in its texts; ours use two, and what is typed uses none.
                for key, text in figure_texts(json.loads(said)):
                    naked = r"<(?!/?b>|br>)|<b>b</b>|%\{x\}" if "template" in key else r"<(?!/?b>|br>)|<b>b</b>"
                    found += [f"{where} {key}: {text[:80]}"] if SIGN in text and re.search(naked, text) else []
            elif SIGN in said and where not in PLAIN:
                naked = re.search(r"(?<!\\)(<script|<img|\]\(|\*\*đ|:red\[|\$x|`m|:material|://)", said)
                found += [f"{where}: {said[naked.start() :][:60]}"] if naked else []
    return found


def told(at: AppTest) -> str:
    return "\n".join(
        said for node in at._tree if getattr(node, "proto", None) is not None for _, said in strings(node.proto)
    )


def tell(service: Service) -> None:
    """Two quarters of two provinces, and a plan, in which every text that can be typed is hostile."""
    asked = Finding(
        "hostile",
        Severity.QUESTION,
        Text(HOSTILE, HOSTILE),
        HOSTILE,
        "B2",
        received=HOSTILE,
        expected=Text(HOSTILE, HOSTILE),
    )
    for name in ("Hà Nội", "Huế"):
        for quarter, day in (("2025-Q3", date(2025, 8, 1)), ("2025-Q4", date(2025, 10, 12))):
            period = Period.parse(quarter)
            lists = {
                "geographical_indications": [indication("1", name=HOSTILE, product=HOSTILE, product_group=HOSTILE)],
                "collective_marks": [mark("4-1", name=HOSTILE, owner=HOSTILE)],
                "calibrated_instruments": [dict(row, provider=HOSTILE) for row in instruments(30)],
                "trainings": [training(1, title=HOSTILE, started_on=day)],
            }
            sheets = {table: sheet_rows(TABLES[table], rows) for table, rows in lists.items()}
            draft = drafts.judge(
                service,
                f"{HOSTILE}.xlsx",
                f"{name} {quarter}".encode(),
                Reading({}, sheets, [asked]),
                PLACES.find(name, period.end),
                period,
            )
            acceptance.accept(service, draft, HOSTILE, HOSTILE)
            assert draft.receipt is not None
    row = {
        "province": "Hà Nội",
        "period": "Quý IV/2025",
        "operator": "≥",
        "measure": "TR01",
        "value": 4,
        "source": HOSTILE,
    }
    plans.accept(service, plans.check(service, f"{HOSTILE}.xlsx", plan_file(service, [row])), HOSTILE)
