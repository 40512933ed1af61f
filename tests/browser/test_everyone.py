"""Every page is for everyone: both languages, wide and on a phone, light and dark, by ear and by keyboard."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from pages.ui import navigation
from tests.support.browsing import barriers, settled

# All of the menu, the first of them at the bare address.
PAGES = ["", *(entry.path for entry in navigation.PAGES[1:])]
CHOICES = {"kham-pha": {"tinh": "ha-noi,lam-dong-2025", "chi-tieu": "MQ01"}, "ho-so-tinh": {"tinh": "quang-tri-2025"}}
# High enough to hold whole pages: axe judges no colours of what must be scrolled to.
DESK: ViewportSize = {"width": 1280, "height": 4000}
PHONE: ViewportSize = {"width": 390, "height": 6000}
GROUNDS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SIGHTS = [(size, ground) for size in (DESK, PHONE) for ground in GROUNDS]


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
    for size, ground in SIGHTS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=ground)
        settled(page)
        found += [f"{size['width']} px, {ground}: {barrier}" for barrier in barriers(page)]
        if size is PHONE:
            too_wide = page.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth")
            main = page.get_by_test_id("stMain").evaluate("part => part.scrollWidth - part.clientWidth")
            assert max(too_wide, main) <= 0, "the page moves sideways"
    assert not found, "\n".join(found)


def test_on_a_phone_no_choice_is_cut_off(visit: Callable[..., Page]) -> None:
    page = visit("kham-pha", **{"chi-tieu": "MQ01"})
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name="Thêm…").click()
    for name in ("Tại thời điểm báo cáo", "Từng ô nhỏ"):
        box = page.locator("[data-testid=stButtonGroup] button", has_text=name).bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 390, f"{name} lies beyond the screen"


def test_streamlits_own_words_are_vietnamese_in_vietnamese(visit: Callable[..., Page]) -> None:
    page = visit("kham-pha", **{"chi-tieu": "MQ01"})

    def shown(selector: str) -> list[object]:
        """The size of the words as they come, and what stands in their place."""
        found: list[object] = page.evaluate(
            """selector => { const at = document.querySelector(selector)
            return [getComputedStyle(at).fontSize, getComputedStyle(at, '::after').content] }""",
            selector,
        )
        return found

    assert shown("[data-testid=stSkipToContent]") == ["0px", '"Đến nội dung chính"']
    page.get_by_role("combobox", name="Địa phương").fill("zzzz")
    expect(page.get_by_role("listbox")).to_have_attribute("data-empty", "true")
    assert shown("[role=listbox][data-empty=true] [role=option] span") == ["0px", '"Không có mục nào như vậy"']


def test_a_day_that_is_not_chosen_is_asked_for_in_the_readers_language(visit: Callable[..., Page]) -> None:
    for language, words in (("vi", ["ngày", "tháng", "năm"]), ("en", ["dd", "mm", "yyyy"])):
        page = visit("quan-tri", **({"lang": "en"} if language == "en" else {}))
        shown = (
            page.get_by_test_id("stDateInputField")
            .get_by_role("spinbutton")
            .evaluate_all(
                """all => all.map(each => getComputedStyle(each).fontSize === '0px'
                ? JSON.parse(getComputedStyle(each, '::after').content) : each.textContent)"""
            )
        )
        assert shown == words


def test_words_on_a_button_can_be_read_under_the_pointer(visit: Callable[..., Page]) -> None:
    page = visit("bao-cao")
    page.emulate_media(color_scheme="dark")
    settled(page)
    page.get_by_role("button", name="Lập báo cáo").hover()
    page.wait_for_timeout(500)  # the ground turns slowly
    assert barriers(page) == []


def test_a_slash_leads_to_the_search_but_not_while_something_is_typed(visit: Callable[..., Page]) -> None:
    page = visit("gioi-thieu")
    page.keyboard.press("/")
    box = page.get_by_role("searchbox", name="Tìm chỉ tiêu, tỉnh, trang")
    expect(box).to_be_focused()
    page.keyboard.type("tỉnh/34")
    expect(box).to_have_value("tỉnh/34")
    other = page.get_by_role("searchbox", name="Tìm theo mã")
    other.click()
    page.keyboard.type("a/b")
    expect(other).to_have_value("a/b")


def test_what_is_being_typed_is_not_lost_where_the_readers_system_turns_dark(visit: Callable[..., Page]) -> None:
    page = visit("kham-pha", **{"chi-tieu": "MQ01", "tinh": "ha-noi"})
    page.evaluate(
        "() => {const typed = document.createElement('textarea'); typed.value = 'lý do'; document.body.append(typed)}"
    )
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(3_000)
    expect(page.locator("body > textarea")).to_have_value("lý do")
    page.evaluate("() => {document.querySelector('body > textarea').value = ''}")
    expect(page.locator("body > textarea")).to_have_count(0, timeout=10_000)  # drawn anew once it was sent
    expect(page.locator(".xtick text").first).to_have_css("fill", "rgb(250, 250, 250)")


def test_where_the_readers_system_turns_dark_the_words_of_a_chart_turn_pale(visit: Callable[..., Page]) -> None:
    page = visit("kham-pha", **{"chi-tieu": "MQ01", "tinh": "ha-noi"})
    words = page.locator(".xtick text").first
    expect(words).to_have_css("fill", "rgb(38, 39, 48)")
    page.emulate_media(color_scheme="dark")
    expect(words).to_have_css("fill", "rgb(250, 250, 250)")
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hà Nội")


WORDS = """() => { const shown = [...document.querySelectorAll('#root .main-svg text')].filter(each => each.textContent.trim())
    .map(each => [each.textContent, each.getBoundingClientRect()]).filter(([, at]) => at.width)
    const said = shown.filter(([, at]) => at.left < -1 || at.right > innerWidth + 1).map(([text]) => `${text} is cut off`)
    shown.forEach(([one, a], n) => shown.slice(n + 1).forEach(([other, b]) => {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
        if (wide > 4 && high > 4) said.push(`${one} covers ${other}`) }))
    return said }"""
CROWDED = {
    "small charts": {"chi-tieu": "MQ01", "tinh": "ha-noi,quang-tri-2025,lam-dong-2025", "ve-them": "o-nho"},
    "ranking": {"chi-tieu": "MQ01", "tinh": "quang-tri-2025", "xem": "xep-hang", "lang": "en"},
    "spread": {"chi-tieu": "MQ01", "tinh": "quang-tri-2025", "xem": "phan-bo"},
    "field": {},
}


@pytest.mark.parametrize("name", CROWDED)
def test_on_a_phone_no_words_of_a_chart_cover_others_or_are_cut_off(visit: Callable[..., Page], name: str) -> None:
    page = visit("kham-pha" if CROWDED[name] else "dao-tao-tap-huan", **CROWDED[name])
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    settled(page)
    page.locator("#root .main-svg").first.wait_for()
    assert page.evaluate(WORDS) == []


def test_names_beside_bars_are_as_dark_as_the_page_writes(visit: Callable[..., Page]) -> None:
    page = visit("dao-tao-tap-huan")
    expect(page.locator("#root .ytick text").first).to_have_css("fill", "rgb(38, 39, 48)")


@pytest.mark.parametrize("width", [800, 900, 1000, 1239])
def test_every_page_of_the_menu_can_be_reached_in_a_narrow_window(visit: Callable[..., Page], width: int) -> None:
    page = visit("gioi-thieu")
    page.set_viewport_size({"width": width, "height": 700})
    page.reload()
    settled(page)
    page.wait_for_timeout(500)  # the bar counts what has room once its letters are there
    last = page.locator("[data-testid=stTopNavSection]:visible").last
    box = last.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= width
    last.click()
    page.get_by_role("menuitem", name="Quản trị").click()
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Quản trị")
    expect(page.get_by_role("menuitem")).to_have_count(0)


def test_the_menu_of_a_narrow_window_is_shut_once_a_page_was_chosen(visit: Callable[..., Page]) -> None:
    page = visit("gioi-thieu")
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebarNav").get_by_text("Kế hoạch").click()
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kế hoạch")
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")


PAPER = 794  # pixels of a sheet of A4, upright
LOST = """wide => { const all = [...document.querySelectorAll('#root .main-svg, #root table.figures, #root .figures td')]
    return [...all].filter(each => each.getBoundingClientRect().right > wide + 1).map(each => each.textContent.slice(0, 60)) }"""
CONTROLS = "button, input, [role=combobox], [role=slider], [role=radio], summary"


@pytest.mark.parametrize(
    ("path", "choices"),
    [
        ("", {}),
        ("kham-pha", {"chi-tieu": "MQ01", "tinh": "ha-noi,quang-tri-2025"}),
        ("kham-pha", {"chi-tieu": "MQ01", "xem": "ban-do"}),
        ("kham-pha", {"chi-tieu": "MQ01", "xem": "xep-hang"}),
        ("kham-pha", {"chi-tieu": "MQ01", "xem": "bang", "tinh": "ha-noi,quang-tri-2025"}),
        ("dao-tao-tap-huan", {}),
        ("ho-so-tinh", {"tinh": "quang-tri-2025"}),
        ("ke-hoach", {}),
        ("nguon-so-lieu", {"chi-tieu": "MQ01", "pham-vi": "ha-noi"}),
    ],
)
def test_on_paper_nothing_is_cut_off_and_no_control_is_printed(
    visit: Callable[..., Page], path: str, choices: dict[str, str]
) -> None:
    page = visit(path, **choices)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.evaluate(f"document.body.style.width = '{PAPER}px'")
    assert page.evaluate(LOST, PAPER) == []
    shown = page.locator(CONTROLS).filter(visible=True)
    assert [
        each.inner_text() for each in shown.all() if each.evaluate("e => !e.closest('.reason, details[open]')")
    ] == []
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.evaluate("[...document.querySelectorAll('#root *')].filter(each => each.style.zoom).length") == 0
