"""Links: every page's address is short, is answered in words where it names what is not there, and has a title before it is opened."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from data.model import Period
from data.places import PLACES
from data.reading.reader import Reading
from indicators import MEASURES, TABLES
from indicators.define import Nature
from pages.server import link_preview, menu, store
from pages.texts import common, explorer
from pages.texts import sharing as sharing_texts
from pages.ui import controls, sharing
from pages.ui.formats import literal
from service import acceptance, api_keys, drafts
from service.access.roles import LOCAL
from service.service import Service
from tests.support.pages import shown, text, unfolded
from tests.support.rows import indication, instruments, mark, sheet_rows, trainings

FAMILIES = [entry.path for entry in menu.PAGES if entry.menu is common.FAMILIES]
ADDRESSES = [entry.path for entry in menu.PAGES if entry.path not in FAMILIES[2:]]  # which are drawn by one file
INDEX = next(code for code, measure in MEASURES.items() if measure.kind is Nature.INDEX)
NONSENSE = '"><b>khong-co'
OF_UNITS = {
    "tong-quan",
    "kham-pha",
    "ho-so-tinh",
    "ke-hoach",
    *FAMILIES,
    "bang-so-lieu",
    "nguon-so-lieu",
}
ANY_TEXT = {"tim", "tim-ghi", "tim-chi-tieu"}  # what is typed to be searched for
# Choices that a page offers only once another was made, so that they are met, too.
OTHERWISE = [
    ("kham-pha", {"xem": "hai-chi-tieu"}),
    ("kham-pha", {"xem": "theo-ky"}),
    ("kham-pha", {"xem": "xep-hang", "ky": "half"}),
    ("kham-pha", {"xem": "ban-do", "ky": "ytd"}),
    ("kham-pha", {"xem": "co-cau", "chi-tieu": "IP01"}),
    ("bang-so-lieu", {"danh-sach": "collective_marks"}),
    ("quan-tri", {"muc": "nhat-ky"}),
    ("quan-tri", {"muc": "phien-ban"}),
    ("kham-pha", {"chi-tieu": INDEX}),
]


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A province's two quarters, the later one corrected."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", "2026-11-21")
        service = Service(tmp_path_factory.mktemp("links") / "store")
        for version, code in enumerate(("2025-Q3", "2025-Q4", "2025-Q4")):
            quarter = Period.parse(code)
            rows = {
                "trainings": trainings(2 + version, quarter.start),
                "collective_marks": [mark("4-1")],
                "calibrated_instruments": instruments(40),
                "geographical_indications": [indication("1", product_group="Chè")],
            }
            sheets = {name: sheet_rows(TABLES[name], each) for name, each in rows.items()}
            draft = drafts.judge(
                service,
                f"{version}.xlsx",
                f"{version}".encode(),
                Reading({}, sheets, []),
                PLACES.find("Huế", quarter.end),
                quarter,
            )
            assert acceptance.accept(service, draft, "A", "đúng").receipt is not None
        yield service
        service.close()


@pytest.fixture(autouse=True)
def _its_store(stocked: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_open", lambda _: stocked)


def offered(at: AppTest) -> set[str]:
    """The choices that the page has in its address."""
    return set(at.session_state[controls._DRAWN])


def left(at: AppTest) -> dict[str, str]:
    return {key: value if isinstance(value, str) else value[-1] for key, value in dict(at.query_params).items()}


@pytest.mark.slow
@pytest.mark.parametrize(("path", "chosen"), [*((path, {}) for path in ADDRESSES), *OTHERWISE])
def test_every_choice_of_every_page_that_does_not_exist_is_told_by_its_name(path: str, chosen: dict[str, str]) -> None:
    usual = shown(path, chosen)
    assert set(left(usual)) <= set(chosen), "an address holds what was not chosen"
    keys = offered(usual) - set(chosen)
    wrong = dict.fromkeys(keys | {"khong-co-dau"}, NONSENSE)
    at = shown(path, chosen | wrong)
    (said,) = [w.value for w in at.warning if "không tồn tại" in w.value]
    told = set(re.findall(r"\(([a-z0-9_-]+)\): «", said.replace("\\", "")))
    still = offered(at)
    assert told == (keys - ANY_TEXT) | {"khong-co-dau"}
    assert still == offered(usual), "another page than the usual one is shown"
    assert NONSENSE not in "".join(value for key, value in left(at).items() if key not in ANY_TEXT)
    assert NONSENSE not in said


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.slow
def test_a_link_survives_the_other_language_and_the_other_units_and_can_be_copied(path: str) -> None:
    of_units = {"don-vi": "63"} if path in OF_UNITS else {}
    asked = {"lang": "en"} | of_units
    at = unfolded(shown(path, asked), "link")
    assert ("don-vi" in offered(at)) == bool(of_units)
    assert [w.value for w in at.warning if "does not exist" in w.value] == []
    assert left(at) == asked
    popovers = [one.proto.popover.label for one in at.get("popover")]
    assert popovers.count(sharing_texts.LINK.en) == 1
    assert any("lang=en" in code.value for code in at.code), "the link to copy is not the one that is open"


def test_a_span_named_beside_a_measure_known_once_a_year_leaves_the_address_without_a_word() -> None:
    at = shown("kham-pha", {"chi-tieu": INDEX, "ky": "half"})
    assert left(at) == {"chi-tieu": INDEX}
    assert not [w for w in at.warning if "không tồn tại" in w.value]


@pytest.mark.slow
def test_a_choice_that_is_no_longer_offered_leaves_the_address_and_comes_back_with_it() -> None:
    at = shown("kham-pha", {"xem": "hai-chi-tieu", "chi-tieu": "TR01", "chi-tieu-2": "MQ01"})
    assert left(at)["chi-tieu-2"] == "MQ01"
    at.segmented_control(key="xem").select("xep-hang").run()
    assert "chi-tieu-2" not in left(at)
    assert not [w for w in at.warning if "không tồn tại" in w.value]
    at.segmented_control(key="xem").select("hai-chi-tieu").run()
    assert left(at)["chi-tieu-2"] == "MQ01"


# Before it is opened

SHELL = b'<!DOCTYPE html><html lang="en"><head><title>Streamlit</title></head><body></body></html>'


@pytest.mark.parametrize("path", ["", *(entry.path for entry in menu.PAGES)])
def test_every_page_has_a_title_of_its_own_before_it_is_opened(path: str) -> None:
    page = link_preview.titled(SHELL, f"/{path}", "lang=en").decode()
    title = next((e.title.en for e in menu.PAGES if e.path == path), common.OVERVIEW.en)
    assert f'<meta property="og:title" content="{title} · ' in unescape(page)
    assert "<title>Streamlit" not in page


def test_a_preview_says_measure_province_and_period_and_no_figure() -> None:
    said = link_preview.title_of("/kham-pha", "chi-tieu=TR01&tinh=ha-noi,hue&den=2025-Q4")
    assert all(part in said.vi for part in ("Hà Nội", "Huế", "Quý IV/2025"))
    assert "Q4 2025" in said.en
    report = link_preview.title_of("/bao-cao", "cua=ha-noi&ky-bao-cao=2025-Q4")
    assert report.vi.endswith(" · Hà Nội · Quý IV/2025")


def test_what_a_link_names_and_is_not_there_is_told_by_label_and_value_letter_by_letter() -> None:
    at = shown("kham-pha", {"tinh": "hue,atlantis", "chi-tieu": "<b>XX</b>", "la": "*x*"})
    (said,) = [w.value for w in at.warning if "không tồn tại" in w.value]
    for label, key, value in (
        (explorer.AREAS.vi, "tinh", "atlantis"),
        (common.MEASURE.vi, "chi-tieu", "<b>XX</b>"),
        ("", "la", "*x*"),
    ):
        assert literal(f"{label} ({key}): «{value}»".strip()) in said
    assert "<b>" not in said


@pytest.mark.parametrize(
    "query", ["tinh=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "chi-tieu=<b>", "lang=%22%3E", "quy=%0d%0aX: y"]
)
def test_what_an_address_says_is_never_part_of_the_page(query: str) -> None:
    page = link_preview.titled(SHELL, '/"><script>alert(1)</script>', query).decode()
    assert "<script" not in page
    assert "<b>" not in page
    assert page.count("<title>") == 1


# In a frame


def test_the_snippet_holds_the_chart_and_only_choices_that_a_frame_knows() -> None:
    here = "https://so-lieu.example.vn/kham-pha?chi-tieu=TR01&tinh=ha-noi,hue&lang=en&tu-dau=1"
    html = sharing.snippet(here, 'A "tên" <b>')
    source = unescape(html.partition('src="')[2].partition('"')[0])
    assert source.startswith("https://so-lieu.example.vn/nhung/xu-huong?")
    assert dict(parse_qsl(source.partition("?")[2])) == {"chi-tieu": "TR01", "tinh": "ha-noi,hue", "lang": "en"}
    assert "<b>" not in html


def test_a_program_that_tells_another_address_than_the_pages_gets_the_page_all_the_same(open_desk: Service) -> None:
    """It got our words for a fault, and the log a traceback."""
    api_keys.allow_sites(open_desk, LOCAL, ["https://so.example.vn"], "thử")
    assert sharing_texts.NO_FRAME.vi not in text(shown("xu-huong"))
