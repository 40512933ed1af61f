"""Every page is for everyone: both languages, wide and on a phone, light and dark, by ear and by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from indicators import CATALOGUE

from .conftest import WIDE, settled

LISTS = [name.replace("_", "-") for name, indicator in CATALOGUE.items() if not indicator.form]
PAGES = ["", "xu-huong", *LISTS, "bang-so-lieu", "nop-so-lieu", "tinh-hinh-nop", "gioi-thieu"]
CHOICES = {"xu-huong": {"tinh": "ha-noi,lam-dong-2025", "chi-tieu": "MQ01"}}
PHONE = {"width": 390, "height": 844}
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


def barriers(page: Page, when: str) -> list[str]:
    """What axe holds against the page as it stands."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{when}: {each['id']} {node['html'][:160]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("address", PAGES, ids=lambda address: address or "tong-quan")
def test_a_page_shuts_nobody_out(visit: Callable[..., Page], address: str, language: str) -> None:
    choices = CHOICES.get(address, {}) | ({"lang": "en"} if language == "en" else {})
    page = visit(address, **choices)
    assert page.locator("html").get_attribute("lang") == language
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert page.title()
    # Where nothing is demo, nothing says so.
    expect(page.get_by_text("Dữ liệu minh họa" if language == "vi" else "Demonstration data")).to_have_count(0)

    found = []
    for size, ground in ((WIDE, "light"), (PHONE, "dark"), (PHONE, "light"), (WIDE, "dark")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=ground)
        settled(page)
        found += barriers(page, f"{size['width']} px, {ground}")
        if size is PHONE:
            too_wide = page.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth")
            main = page.get_by_test_id("stMain").evaluate("part => part.scrollWidth - part.clientWidth")
            assert max(too_wide, main) <= 0, "the page moves sideways"
    assert not found, "\n".join(found)
