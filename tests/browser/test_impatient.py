"""A hand that does not wait: a real mouse at what is seen, one click after the other, on a page that is still at work."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browsing import settled

Visit = Callable[..., Page]
DRAWN = "#root [data-testid=stApp][data-test-script-state=notRunning]"
QUICK = (60, 150, 300)  # milliseconds from click to click: quicker than any hand, before an answer, and with it


def middle(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("pause", QUICK)
@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("kham-pha", ("Bản đồ", "Xếp hạng", "Phân bố", "Bảng", "Đường")),
        ("quan-tri", ("Khóa và duyệt", "Cách đọc tệp", "Nhật ký", "Kho số liệu", "Người dùng")),
    ],
)
def test_of_quick_clicks_the_last_is_answered_and_the_address_says_so(
    visit: Visit, path: str, names: tuple[str, ...], pause: int
) -> None:
    page = visit(path)
    tabs = [page.get_by_role("radio", name=name, exact=True) for name in names]
    places = [middle(tab) for tab in tabs]
    for length in (len(names), len(names) - 1):
        for place in places[:length]:
            page.mouse.click(*place)
            page.wait_for_timeout(pause)
        settled(page)
        page.wait_for_timeout(500)
        settled(page)
        expect(tabs[length - 1]).to_be_checked()
        page.reload()  # what the address says
        settled(page)
        expect(tabs[length - 1]).to_be_checked()


@pytest.mark.parametrize("pause", QUICK)
def test_a_measure_chosen_before_the_areas_are_drawn_leaves_both_as_chosen(visit: Visit, pause: int) -> None:
    page = visit("kham-pha", tinh="ha-noi")
    for label, typed, option in (
        ("Địa phương", "lam dong", "Lâm Đồng"),
        ("Chỉ tiêu", "MQ01", "MQ01"),
        ("Kỳ", "nam", "năm"),
    ):
        page.get_by_role("combobox", name=label).first.fill(typed)
        page.get_by_role("option", name=option).first.click()
        if label == "Địa phương":
            page.keyboard.press("Escape")  # its list stays open for more of them
        page.wait_for_timeout(pause)
    for _ in range(2):
        settled(page)
        chips = page.locator(".st-key-tinh [data-tag]")
        expect(chips).to_have_text(["Hà Nội", "Lâm Đồng"])
        expect(page.get_by_role("combobox", name="Chỉ tiêu").first).to_have_value(re.compile("MQ01"))
        expect(page.get_by_role("combobox", name="Kỳ").first).to_have_value(re.compile("năm"))
        expect(page.get_by_role("heading", level=1)).to_contain_text("phương tiện")
        assert len(set(chips.evaluate_all("all => all.map(chip => getComputedStyle(chip).color)"))) == 2
        page.reload()  # what the address says


PLACES_OF = """(() => {window.places = {};
  const look = () => {
    for (const [name, at] of [["menu", "header a"], ["tools", ".st-key-masthead"], ["title", "#root .st-key-masthead h1"]]) {
      const box = document.querySelector(at)?.getBoundingClientRect();
      if (box?.width) (window.places[name] ??= []).push([box.x, box.y]);
    }
    requestAnimationFrame(look);
  };
  look()})()"""
STILL = 16  # pixels


def test_what_stands_above_a_page_is_at_its_place_from_the_first_moment(visit: Visit, page: Page) -> None:
    page.add_init_script(PLACES_OF)
    visit("ke-hoach")
    places = page.evaluate("places")
    assert set(places) == {"menu", "tools", "title"}
    moved = {
        name: [max(each) - min(each) for each in zip(*seen, strict=True)]
        for name, seen in places.items()
        if max(max(each) - min(each) for each in zip(*seen, strict=True)) > STILL
    }
    assert not moved


def test_while_a_chart_is_still_fetched_its_picture_stands_and_a_click_shows_what_it_does(
    visit: Visit, page: Page
) -> None:
    url = visit("kham-pha").url
    page.route("**/static/js/PlotlyChart*", lambda route: None)  # as on a slow line: it never comes
    page.goto(url)
    page.locator(DRAWN).wait_for(state="attached")
    picture = page.locator("#first-picture")
    expect(page.locator("#root [data-testid=stSkeleton]")).to_have_count(1)  # the chart's
    expect(picture).to_be_visible()
    assert picture.evaluate("each => each.getAnimations().length") == 0, "it goes although there is nothing else to see"
    page.mouse.click(*middle(page.get_by_role("radio", name="Bảng", exact=True)))
    expect(page.get_by_role("table").first).to_be_in_viewport(timeout=3_000)
    expect(picture).to_have_count(0)


@pytest.mark.parametrize("path", ["tinh-hinh-nop", "bang-so-lieu"])
def test_on_a_phone_a_chosen_quarter_is_read_whole_and_nothing_lies_over_a_choice(
    visit: Visit, page: Page, path: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(path)
    quarters = page.locator(".st-key-choices").get_by_role("combobox")
    for each in quarters.all():
        assert each.evaluate("box => box.scrollWidth <= box.clientWidth"), each.get_attribute("aria-label")
    for opener in page.locator(".st-key-choices [role=group] > button").all():
        opener.scroll_into_view_if_needed()
        page.get_by_test_id("stMain").hover(position={"x": 200, "y": 640})  # over the table, which shows its tools
        assert opener.evaluate(
            """button => {const box = button.getBoundingClientRect();
            return button.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2))}"""
        )


def test_the_search_key_works_after_a_click(visit: Visit, page: Page) -> None:
    visit("kham-pha")
    page.mouse.click(*middle(page.get_by_role("radio", name="Xếp hạng", exact=True)))
    settled(page)
    page.keyboard.press("/")
    page.keyboard.type("quang tri")
    expect(page.locator(".st-key-masthead input[type=search]")).to_have_value("quang tri")


CUT_OFF = """options => options.filter(each => {
    const words = document.createRange(); words.selectNodeContents(each);
    return words.getBoundingClientRect().right > each.closest("[role=listbox]").getBoundingClientRect().right
}).map(each => each.innerText)"""


def test_the_words_of_a_list_are_not_cut_off(visit: Visit, page: Page) -> None:
    visit("kham-pha")
    page.mouse.click(*middle(page.get_by_role("combobox", name="Chỉ tiêu")))
    page.keyboard.type("phuong tien")
    options = page.get_by_role("option", name="phương tiện")
    expect(options).to_have_count(4)
    assert options.evaluate_all(CUT_OFF) == []
