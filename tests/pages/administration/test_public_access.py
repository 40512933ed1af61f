"""The section of administration in which figures are opened, web sites named and keys given."""

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from pages.server import store
from pages.texts import sharing
from service import administration, api_keys
from service.access.roles import LOCAL, Person, Role
from service.service import Service
from tests.support.admin_page import pressed, shown
from tests.support.hostile_texts import told

WHO = Person("xem@example.vn", "Xem", Role.VIEWER)


@pytest.fixture
def office(service: Service, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(store, "_open", lambda _: service)
    return service


def typed(at: AppTest, **texts: str) -> AppTest:
    """Fields by the beginning of their keys, which end in how much has been done."""
    for name, text in texts.items():
        key = name.replace("_", "-")
        (one,) = [e for e in [*at.text_area, *at.text_input] if re.fullmatch(rf"{key}-\d+", e.key or "")]
        one.input(text)
    return at


@pytest.mark.slow
def test_nothing_is_opened_without_a_reason(office: Service) -> None:
    at = pressed(shown("mo"), "public")
    assert [error.value for error in at.error]
    assert not office.repository.access.public


def test_figures_are_opened_and_closed_and_the_page_says_which(office: Service) -> None:
    at = pressed(typed(shown("mo"), public_reason="Quyết định 5"), "public")
    assert office.repository.access.public
    assert sharing.IS_PUBLIC.vi.partition(":")[0] in told(at)
    pressed(typed(at, public_reason="hết hạn"), "public")
    assert not office.repository.access.public


def test_a_site_that_is_none_is_refused_in_words_and_a_right_one_is_kept(office: Service) -> None:
    at = pressed(typed(shown("mo"), sites="https://so.example.vn/trang", sites_reason="nhúng"), "sites")
    assert "không có đường dẫn" in at.error[0].value
    pressed(typed(at, sites=" https://so.example.vn/ \n\nhttps://SO2.example.vn", sites_reason="nhúng"), "sites")
    assert office.repository.access.sites == ("https://so.example.vn", "https://so2.example.vn")


def test_a_key_is_shown_once_and_opens_until_it_is_withdrawn(office: Service) -> None:
    assert sharing.NOBODY.vi in told(shown("mo"))
    administration.grant(office, LOCAL, WHO, "Quyết định 1")
    at = pressed(typed(shown("mo"), key_purpose="báo cáo R", key_reason="cần"), "key")
    (secret,) = [code.value for code in at.code if code.value.startswith(api_keys.PREFIX)]
    assert api_keys.holder(office, secret) is not None
    (token,) = api_keys.tokens(office)
    assert (token.email, token.purpose, token.until) == (WHO.email, "báo cáo R", date(2027, 2, 19))
    at.run()
    assert secret not in [code.value for code in at.code]
    assert "báo cáo R" in told(at)
    (number,) = [box for box in at.selectbox if (box.key or "").startswith("key-number")]
    number.select(token.number).run()
    pressed(typed(at, key_end_reason="mất máy"), "key-end")
    assert api_keys.holder(office, secret) is None


def test_the_log_tells_what_was_opened_and_never_a_key(office: Service) -> None:
    administration.grant(office, LOCAL, WHO, "Quyết định 1")
    api_keys.open_figures(office, LOCAL, True, "công khai")
    api_keys.allow_sites(office, LOCAL, ["https://so.example.vn"], "nhúng")
    secret = api_keys.issue(office, LOCAL, WHO.email, "báo cáo R", date(2026, 12, 31), "cần")
    api_keys.withdraw(office, LOCAL, office.repository.ledger.head[0], "xong")
    said = told(shown("nhat-ky"))
    assert "https://so.example.vn" in said
    assert f"{WHO.email}: báo cáo R" in said
    assert "khóa số 4" in said
    assert secret not in said
    assert api_keys._digest(secret) not in said
