"""A store in which every name, note and reason is hostile, in a browser: nothing runs, nothing opens, nothing is asked of another host."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from service.service import Service
from tests.support.browsing import TODAY, opened, serve
from tests.support.hostile_texts import SIGN, tell

PLACES = {
    "": {},
    "kham-pha": {"chi-tieu": "IP01", "tinh": "ha-noi,hue", "xem": "co-cau", "phan-to": "product_group"},
    "bang-so-lieu": {"danh-sach": "trainings"},
    "tinh-hinh-nop": {"lich-su": "ha-noi", "quy": "2025-Q4"},
    "ke-hoach": {"quy": "2025-Q4"},
    "ho-so-tinh": {"tinh": "ha-noi", "quy": "2025-Q4"},
    "chi-dan-dia-ly": {},
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", TODAY)
        service = Service(folder / "store")
        tell(service)
        service.close()
    with serve(folder / "store", folder / "app.log") as server:
        yield server.url


@pytest.mark.parametrize("address", PLACES, ids=lambda address: address or "tong-quan")
def test_nothing_of_what_was_typed_runs_or_leads_away(page: Page, hostile: str, address: str) -> None:
    opened(page, hostile, address, PLACES[address])
    main = page.get_by_test_id("stMain")
    for chart in main.get_by_test_id("stPlotlyChart").all()[:2]:
        chart.scroll_into_view_if_needed()
        box = chart.bounding_box()
        assert box is not None
        for part in range(1, 20):
            page.mouse.move(box["x"] + box["width"] * part / 20, box["y"] + box["height"] / 2)
    # Every piece that holds the sign holds it as letters: no picture, link or script of it stands in the page.
    assert page.locator("img[src=x], script:not([src]):has-text('alert')").count() == 0
    leads = main.locator("a[href]").evaluate_all("all => all.map(a => a.protocol + '//' + a.host)")
    assert {lead for lead in leads if not lead.startswith(hostile)} == set()
    bold = main.locator("b, strong").evaluate_all("all => all.map(one => one.innerText)")
    assert "b" not in bold
    assert "đậm" not in bold
    if address in ("tinh-hinh-nop", "ke-hoach"):
        expect(main.get_by_text(SIGN).first).to_be_attached()
