"""Names, notes, reasons and addresses are hostile: on every page each is shown letter by letter, and nothing in them runs or leads away.

Everything that Streamlit is told to draw is looked through, whatever element draws it, so that a new one is covered too.
"""

import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from indicators import CATALOGUE
from pages.server import menu, session_cookie, store
from pages.texts import common
from pages.ui import account
from pages.ui import session as ui_session
from service.access.roles import Identity, Person, Role
from service.service import Service
from tests.support.hostile_texts import HOSTILE, SIGN, faults, tell, told
from tests.support.pages import shown


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", "2026-11-21")
        service = Service(tmp_path_factory.mktemp("hostile") / "store")
        tell(service)
        yield service
        service.close()
    ui_session.progresses.clear()


@pytest.fixture
def stocked(full: Service, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(store, "_open", lambda _: full)
    return full


LISTS = [path for path, name in menu.FIELDS.items() if not CATALOGUE[name].form or name == "inspection"]
PAGES = sorted({entry.path for entry in menu.PAGES if entry.menu is not common.FAMILIES or entry.path in LISTS})
FIELD = LISTS[0]
TOLD = {
    "bang-so-lieu": [{"danh_sach": name} for name in ("trainings", "geographical_indications", "collective_marks")],
    "tinh-hinh-nop": [{"lich_su": "ha-noi", "quy": "2025-Q4"}],
    "ke-hoach": [{"quy": "2025-Q4"}],
    "kham-pha": [
        {"chi_tieu": "IP01", "tinh": "ha-noi,hue", "xem": "co-cau", "phan_to": "product_group"},
        {"chi_tieu": "TR01"},
        {"chi_tieu": "TR01", "xem": "ban-do"},
        {"chi_tieu": "TR01", "xem": "xep-hang"},
    ],
    "ho-so-tinh": [{"tinh": "ha-noi", "quy": "2025-Q4"}],
}


@pytest.mark.slow
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
    "role",
    "vai-tro",
]


@pytest.mark.slow
@pytest.mark.usefixtures("stocked")
@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    "value",
    [
        HOSTILE,
        *(
            pytest.param(value, marks=pytest.mark.slow)
            for value in ("'; DROP TABLE submission; --", "../../etc/passwd", "\u202e1", "9" * 400)
        ),
    ],
    ids=["markup", "SQL", "path", "turned", "long"],
)
def test_an_address_chooses_only_what_there_is_to_choose(address: str, value: str) -> None:
    at = shown(address, **{key: value for key in KEYS if key != "lang"})
    assert faults(at) == []
    assert all(told_of_ours(warning.value) for warning in at.warning)


def told_of_ours(warning: str) -> bool:
    """It says that the link holds choices which do not exist, names only keys of ours, and turns no reading round."""
    begins, ends = common.UNKNOWN_CHOICE.vi.split("{choices}")
    named = set(re.findall(r"\(([a-z0-9_-]+)\): «", warning.replace("\\", "")))
    ours = warning.startswith(begins) and warning.endswith(ends)
    return ours and set() < named <= set(KEYS) and warning.isprintable()


@pytest.mark.slow
@pytest.mark.usefixtures("stocked")
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    address=st.sampled_from(["kham-pha", FIELD, "ho-so-tinh", "bang-so-lieu"]),
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
    for entry in menu.PAGES:
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
    at = shown("kham-pha")
    assert [error.value[:30] for error in at.error] == ["Tài khoản chưa được cấp quyền."]
    assert not at.title
    assert not at.get("plotly_chart")
