"""How many provinces make a quarter the latest, set by an administrator."""

import pytest

from pages.server import store
from service.service import Service
from tests.support.admin_page import pressed, shown
from tests.support.pages import text


def test_the_share_is_set_with_a_reason_and_stands_in_the_rule(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_open", lambda _: service)
    at = shown("khoa")
    assert "ít nhất 90 % số tỉnh" in text(at)
    at.number_input(key="enough-0").set_value(80)
    pressed(at, "enough")
    assert at.error, "there is no reason yet"
    at.text_area(key="enough-reason-0").input("quý đầu sau sắp xếp")
    pressed(at, "enough")
    assert "ít nhất 80 % số tỉnh" in text(at)
    assert service.repository.access.enough == 80
