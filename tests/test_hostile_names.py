"""Names, notes, reasons and addresses are hostile: on every page each is shown letter by letter, and nothing in them runs or leads away.

Everything that Streamlit is told to draw is looked through, whatever element draws it, so that a new one is covered too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from conftest import indication, instruments, mark, sheet_rows, training
from data.model import Finding, Period, Severity, Text
from data.places import PLACES
from data.reading.reader import Reading
from indicators import CATALOGUE, TABLES
from pages.server import session_cookie, store
from pages.texts import common
from pages.ui import account, navigation
from pages.ui import session as ui_session
from service import acceptance, drafts
from service.access.roles import Identity, Person, Role
from service.service import Service
from service.targets import upload

FRAME = Path(__file__).parent.parent / "pages" / "frame.py"
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
TAGS = {
    "a",
    "article",
    "b",
    "br",
    "caption",
    "circle",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "i",
    "li",
    "line",
    "ol",
    "p",
    "path",
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
    "col",
    "colgroup",
    "abbr",
    "g",
    "polygon",
    "defs",
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
        if tag not in TAGS and not (tag == "img" and picture.startswith("data:image/svg+xml;base64,")):
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
    upload.accept(service, upload.check(service, f"{HOSTILE}.xlsx", upload.template(service, [row])), HOSTILE)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", "2026-11-21")
        service = Service(tmp_path_factory.mktemp("hostile") / "store")
        tell(service)
        yield service
        service.close()
    ui_session._progress.cache_clear()


@pytest.fixture
def stocked(full: Service, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(store, "_open", lambda _: full)
    return full


def shown(address: str, **query: str) -> AppTest:
    at = AppTest.from_file(FRAME, default_timeout=30)
    at._page_hash = calc_hash(address)
    for key, value in query.items():
        at.query_params[key.replace("_", "-")] = value
    at.run()
    assert not at.exception, at.exception
    return at


LISTS = [name.replace("_", "-") for name, indicator in CATALOGUE.items() if not indicator.form]
PAGES = sorted(
    {entry.path for entry in navigation.PAGES if entry.file != "module.py" or entry.path in [*LISTS, "inspection"]}
)
TOLD = {
    "bang-so-lieu": [{"danh_sach": name} for name in ("trainings", "geographical_indications", "collective_marks")],
    "tinh-hinh-nop": [{"lich_su": "ha-noi", "quy": "2025-Q4"}],
    "ke-hoach": [{"quy": "2025-Q4"}],
    "xu-huong": [{"chi_tieu": "IP01", "tinh": "ha-noi,hue", "phan_to": "product_group"}, {"chi_tieu": "TR01"}],
    "ho-so-tinh": [{"tinh": "ha-noi", "quy": "2025-Q4"}],
}


@pytest.mark.usefixtures("stocked")
@pytest.mark.parametrize("address", PAGES)
def test_a_hostile_text_is_shown_letter_by_letter_on_every_page(address: str) -> None:
    for query in TOLD.get(address, [{}]):
        assert faults(shown(address, **query)) == []


@pytest.mark.usefixtures("stocked")
def test_the_hostile_texts_are_on_the_pages_that_tell_them() -> None:
    assert SIGN in told(shown("tinh-hinh-nop", lich_su="ha-noi", quy="2025-Q4"))
    assert SIGN in told(shown("ke-hoach", quy="2025-Q4"))


def test_the_test_itself_sees_what_is_not_letters() -> None:
    def drawn() -> None:
        import streamlit as st

        st.markdown("zzq[x](http://example.com)")
        st.html("<div onclick='x'>zzq</div><iframe></iframe><a href='//example.com'>x</a>")

    found = faults(AppTest.from_function(drawn).run())
    assert len(found) == 4, found


def test_the_name_of_whoever_is_signed_in_is_letters_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_cookie, "settings", lambda: session_cookie.Settings("https://example.vn"))
    monkeypatch.setattr(account, "who", lambda: Identity(f"{SIGN}<b>@example.vn", HOSTILE))

    def drawn() -> None:
        from pages.ui import account
        from service.access.roles import Person, Role

        account.draw(Person("x", "x", Role.ANALYST, frozenset({"hue"})))

    at = AppTest.from_function(drawn).run()
    assert SIGN in told(at)
    assert faults(at) == []


# Addresses

KEYS = [
    "lang",
    "chi-tieu",
    "tinh",
    "ky",
    "don-vi",
    "tu",
    "den",
    "phan-to",
    "phan",
    "pham-vi",
    "quy",
    "vung",
    "lich",
    "lich-su",
    "danh-sach",
    "tim",
    "tim-chi-tieu",
    "tinh-nop",
    "quy-nop",
    "danh-gia",
    "chi-tieu-ke-hoach",
    "cach-tinh",
    "xem-ke-hoach",
    "them",
    "ve-them",
    "tu-quy",
    "den-quy",
    "tu-quy-nop",
    "den-quy-nop",
    "chi-tieu-chinh",
    "role",
    "vai-tro",
]


@pytest.mark.usefixtures("stocked")
@pytest.mark.parametrize("address", PAGES)
def test_an_address_chooses_only_what_there_is_to_choose(address: str) -> None:
    for value in (HOSTILE, "'; DROP TABLE submission; --", "../../etc/passwd", "\u202e1", "9" * 400):
        at = shown(address, **{key: value for key in KEYS if key != "lang"})
        assert faults(at) == []
        assert all(told_of_ours(warning.value) for warning in at.warning)


def told_of_ours(warning: str) -> bool:
    """It says that the link holds choices which do not exist, names only keys of ours, and turns no reading round."""
    begins, ends = common.UNKNOWN_CHOICE.vi.split("{choices}")
    named = set(re.findall(r"\(([a-z0-9_-]+)\): «", warning.replace("\\", "")))
    ours = warning.startswith(begins) and warning.endswith(ends)
    return ours and set() < named <= set(KEYS) and warning.isprintable()


@pytest.mark.usefixtures("stocked")
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    address=st.sampled_from(["xu-huong", "so-sanh", "ban-do", "ho-so-tinh", "bang-so-lieu"]),
    query=st.dictionaries(st.sampled_from(KEYS), st.text(max_size=30), max_size=6),
)
def test_no_address_breaks_a_page(address: str, query: dict[str, str]) -> None:
    shown(address, **query)


# Roles on the pages


@pytest.mark.parametrize("role", list(Role))
def test_a_page_that_a_role_may_not_use_is_not_in_its_menu_and_says_one_sentence(
    role: Role, stocked: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone = Person("a@example.vn", "A", role)
    monkeypatch.setattr(store, "person_of", lambda _: someone)
    for entry in navigation.PAGES:
        if someone.may(entry.action):
            continue
        at = shown(entry.path, vai_tro="administrator", role="administrator")
        *others, said = sorted((warning.value for warning in at.warning), key=lambda said: said.startswith("Vai trò «"))
        assert said.startswith("Vai trò «")
        assert all("role" in other for other in others), "what nobody offers in an address is named"
        assert not at.get("file_uploader")
        assert not at.get("download_button")


def test_someone_whose_role_is_gone_sees_one_sentence_and_no_figure(
    stocked: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "person_of", lambda _: None)
    at = shown("xu-huong")
    assert [error.value[:30] for error in at.error] == ["Tài khoản chưa được cấp quyền."]
    assert not at.title
    assert not at.get("plotly_chart")
