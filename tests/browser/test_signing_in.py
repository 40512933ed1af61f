"""People sign in at a real provider: each role gets what it holds and nothing else, until the role or the sign-in ends."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import APIResponse, Browser, BrowserContext, Page, expect

from data.places import PLACES
from pages.server import menu
from pages.texts import access, targets
from service.access.roles import RIGHTS, ROLE_LABELS, Action, Role
from tests.browser.signing import ACCOUNTS, SignedApp, at_work, heading, sign_in, signed_app  # noqa: F401
from tests.browser.workbook import XLSX, filled, instruments, of_province, upload
from tests.support.browsing import barriers, choose, downloaded, settled

Sign = Callable[..., Page]
NO_ROLE = "Tài khoản chưa được cấp quyền"
LANGUAGE = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def visitor(browser: Browser) -> Any:
    """Browsers that share nothing, in which nothing of ours may break or be asked of another host."""
    open_ones: list[BrowserContext] = []
    wrong: list[str] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(**(LANGUAGE | options))
        context.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        context.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
        context.on("request", lambda asked: asked_of(asked.url, asked.frame.url))
        open_ones.append(context)
        return context

    def asked_of(url: str, page: str) -> None:
        # The pages of the provider are its own matter, and ask for a font on the web.
        ours = urlsplit(page).path.startswith(("/interaction", "/session", "/auth", "/logout")) or page in (
            "",
            "about:blank",
        )
        if not ours and urlsplit(url).hostname not in ("localhost", None):
            wrong.append(url)

    yield make
    for context in open_ones:
        context.close()
    assert not wrong


def cookies(context: BrowserContext) -> dict[str, Any]:
    return {cookie["name"]: cookie for cookie in context.cookies() if "streamlit" in cookie["name"]}


def put(page: Page, app: SignedApp, session_id: str, data: bytes = b"x" * 10) -> APIResponse:
    """What the page itself sends when a file is chosen, into a session of one's choosing."""
    token = cookies(page.context)["_streamlit_xsrf"]["value"]
    return page.request.put(
        f"{app.url}/_stcore/upload_file/{session_id}/replayed",
        headers={"X-Xsrftoken": token},
        multipart={"file": {"name": "a.xlsx", "mimeType": XLSX, "buffer": data}},
    )


def sent_by(page: Page) -> list[str]:
    """The sessions into which this tab sends files, from now on."""
    seen: list[str] = []

    def note(request: Any) -> None:
        if found := re.search(r"/upload_file/([^/]+)/", request.url):
            seen.append(found[1])

    page.on("request", note)
    return seen


# The way in


@pytest.mark.parametrize(
    ("account", "path"), [("anh", "/ho-so-tinh?tinh=ca-mau-2025"), ("duc", "/duyet-so-lieu"), ("xem", "/")]
)
def test_who_signs_in_without_a_link_lands_at_their_own_work_and_the_menu_still_leads_to_the_bulletin(
    signed: SignedApp, visitor: Any, account: str, path: str
) -> None:
    page = sign_in(visitor(), signed, account)
    settled(page)
    expect(page).to_have_url(f"{signed.url}{path}")
    page.get_by_test_id("stTopNavLink").filter(has_text="Tổng quan").click()
    settled(page)
    assert urlsplit(page.url).path == "/"


def test_on_a_phone_the_search_and_both_languages_have_room_beside_the_account(signed: SignedApp, visitor: Any) -> None:
    page = sign_in(visitor(), signed, "anh")
    page.set_viewport_size({"width": 390, "height": 844})
    search, english = page.get_by_role("searchbox").first.bounding_box(), page.get_by_text("English").bounding_box()
    assert search is not None
    assert english is not None
    assert search["width"] > 80
    assert english["x"] + english["width"] <= 390
    expect(page.get_by_role("button", name="Chuyên viên nộp số liệu")).to_be_visible()


def test_a_shared_link_opens_after_the_sign_in_exactly_as_it_was_sent(signed: SignedApp, visitor: Any) -> None:
    link = "kham-pha?chi-tieu=MQ01&tinh=ha-noi&lang=en"
    page = sign_in(visitor(), signed, "xem", link)
    settled(page)
    assert page.url == f"{signed.url}/{link}"
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hà Nội: 298 instruments, Q3 2026")
    assert page.locator("html").get_attribute("lang") == "en"
    kept = cookies(page.context)["_streamlit_user"]
    assert kept["httpOnly"]
    assert kept["sameSite"] == "Lax"
    assert "next" not in {cookie["name"] for cookie in page.context.cookies()}
    page.goto(signed.url)
    settled(page)
    assert "chi-tieu" not in page.url, "a link is followed once"


def test_the_sign_in_page_speaks_both_languages_and_shuts_nobody_out(signed: SignedApp, visitor: Any) -> None:
    page = visitor(viewport={"width": 390, "height": 800}).new_page()
    answer = page.goto(f"{signed.url}/kham-pha?tinh=hue")
    assert answer is not None
    assert answer.status == 401
    heading(page, "Đăng nhập")
    assert not barriers(page)
    page.get_by_role("link", name="English").click()
    heading(page, "Sign in")
    assert page.url.endswith("/kham-pha?tinh=hue&lang=en")
    page.emulate_media(color_scheme="dark")
    assert not barriers(page)


def test_someone_without_a_role_is_told_whom_to_ask_whatever_the_provider_says_of_them(
    signed: SignedApp, visitor: Any
) -> None:
    page = sign_in(visitor(), signed, "la", "bang-so-lieu")
    heading(page, NO_ROLE)
    expect(page.get_by_text("la@example.vn")).to_be_visible()
    expect(page.get_by_text("vanphong@example.vn")).to_be_visible()
    assert page.request.get(f"{signed.url}/_stcore/host-config").status == 403
    page.get_by_role("link", name="Đăng xuất").click()
    page.get_by_role("button", name="Yes").click()
    heading(page, "Đăng nhập")


@pytest.mark.parametrize("account", ["chua", "im"])
def test_an_address_that_nobody_verified_signs_nobody_in(signed: SignedApp, visitor: Any, account: str) -> None:
    page = sign_in(visitor(), signed, account)
    heading(page, access.FAILED.vi)
    assert "_streamlit_user" not in cookies(page.context)


def test_a_callback_that_is_played_again_lets_nobody_in(signed: SignedApp, visitor: Any) -> None:
    context = visitor()
    calls: list[str] = []
    context.on("request", lambda asked: calls.append(asked.url) if "/oauth2callback?code" in asked.url else None)
    sign_in(context, signed, "xem")
    assert len(calls) == 1
    page = visitor().new_page()
    page.goto(calls[0])
    heading(page, access.FAILED.vi)
    assert "_streamlit_user" not in cookies(page.context)


def test_a_forged_cookie_is_no_sign_in(signed: SignedApp, visitor: Any) -> None:
    real = cookies(at_work(visitor(), signed, "xem").context)["_streamlit_user"]["value"]
    body, at, seal = real.rsplit(".", 2)
    for forged in (
        f"{body[:-2]}AA.{at}.{seal}",
        f"{body}.{at}.{seal[:-2]}AA",
        "eyJlbWFpbCI6InF1YW5AZXhhbXBsZS52biJ9.x.y",
    ):
        context = visitor()
        context.add_cookies([{"name": "_streamlit_user", "value": forged, "url": signed.url}])
        page = context.new_page()
        page.goto(signed.url)
        heading(page, "Đăng nhập")
        assert page.request.get(f"{signed.url}/_stcore/host-config").status == 401


# What each role holds

ROLES = {"xem": Role.VIEWER, "anh": Role.ANALYST, "duc": Role.REVIEWER, "quan": Role.ADMINISTRATOR}


@pytest.mark.parametrize("account", ROLES)
def test_each_role_has_its_pages_and_is_refused_the_others_by_address_too(
    signed: SignedApp, visitor: Any, account: str
) -> None:
    may = RIGHTS[ROLES[account]]
    page = at_work(visitor(), signed, account, "?role=administrator&vai-tro=administrator")
    expect(page.get_by_role("button", name=ROLE_LABELS[ROLES[account]].vi)).to_be_visible()
    told = {entry.path for entry in menu.PAGES if entry.action is not Action.SEE}
    for entry in menu.PAGES:
        if entry.path not in told and entry.path not in ("kham-pha", "ke-hoach"):
            continue
        page.goto(f"{signed.url}/{entry.path}?role=administrator")
        settled(page)
        refused = page.get_by_test_id("stAlert").filter(has_text="không dùng được trang này")
        expect(refused).to_have_count(0 if entry.action in may else 1)
        if entry.menu is None:
            expect(page.get_by_test_id("stTopNavLink").filter(has_text=entry.title.vi)).to_have_count(
                1 if entry.action in may else 0
            )
    page.goto(f"{signed.url}/ke-hoach")
    settled(page)
    expect(page.get_by_text(targets.ENTER.vi, exact=True)).to_have_count(1 if Action.PLAN in may else 0)
    # A file sent past the page is refused by the server itself, whoever's session it names.
    assert put(page, signed, "00000000-0000-0000-0000-000000000000").status == 403


def test_an_analyst_sends_for_their_own_province_and_for_no_other(signed: SignedApp, visitor: Any) -> None:
    page = at_work(visitor(), signed, "anh", "nop-so-lieu")
    page.get_by_role("combobox", name=re.compile("Tỉnh, thành phố")).click()
    expect(page.get_by_role("option")).to_have_text([re.compile("^Cà Mau")])
    page.keyboard.press("Escape")
    template = downloaded(page, "Tải mẫu Excel")
    own = filled(template, {"calibrated_instruments": [instruments(8)]})
    # The choice on the page says Cà Mau, the file says Đồng Tháp.
    another = PLACES.find("Đồng Tháp", date(2026, 9, 30))
    assert another is not None
    foreign = filled(of_province(template, another.code), {"calibrated_instruments": [instruments(7)]})
    drop = page.get_by_test_id("stFileUploaderDropzoneInput")
    drop.set_input_files([upload("cua-dong-thap.xlsx", foreign)])
    seen = page.locator(".st-key-file-0")
    expect(seen).to_contain_text("Đồng Tháp")
    settled(page)
    expect(page.get_by_role("button", name="Xác nhận nộp")).to_have_count(0)
    expect(seen).not_to_contain_text("MQ01")
    page.get_by_role("button", name="Remove cua-dong-thap.xlsx").click()
    expect(seen).to_have_count(0)
    drop.set_input_files([upload("cua-ca-mau.xlsx", own)])
    expect(seen).to_contain_text("Không phát hiện lỗi nào")
    settled(page)
    expect(page.get_by_text("Người gửi: Nguyễn Thị Ánh")).to_be_visible()
    page.get_by_role("button", name="Xác nhận nộp").click()
    expect(page.get_by_test_id("stAlert").filter(has_text="Biên nhận bản nộp số")).to_be_visible()
    settled(page)
    expect(seen).to_contain_text("Nguyễn Thị Ánh")


def test_a_file_played_again_into_someone_elses_session_is_refused(signed: SignedApp, visitor: Any) -> None:
    hers = at_work(visitor(), signed, "anh", "nop-so-lieu")
    sessions = sent_by(hers)
    hers.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([upload("a.xlsx", b"x" * 100)])
    expect(hers.locator(".st-key-file-0")).to_be_visible()
    settled(hers)
    assert put(hers, signed, sessions[0]).status == 204, "into one's own session it may be sent again"
    his = at_work(visitor(), signed, "binh", "nop-so-lieu")
    assert put(his, signed, sessions[0]).status == 403
    token = cookies(his.context)["_streamlit_xsrf"]["value"]
    taken = his.request.delete(
        f"{signed.url}/_stcore/upload_file/{sessions[0]}/replayed", headers={"X-Xsrftoken": token}
    )
    assert taken.status == 403
    bare = his.request.put(f"{signed.url}/_stcore/upload_file/{sessions[0]}/x", data=b"x")
    assert bare.status == 403


def test_what_someone_downloads_is_not_for_a_stranger_with_the_link(signed: SignedApp, visitor: Any) -> None:
    page = at_work(visitor(), signed, "xem", "bang-so-lieu?danh-sach=trainings")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải CSV").click()
    link = download.value.url
    assert "/media/" in link
    assert page.request.get(link).status == 200
    stranger = visitor().new_page()
    assert stranger.request.get(link).status == 401


# The way out


def test_a_role_that_is_taken_away_ends_the_work_at_the_next_click(signed: SignedApp, visitor: Any) -> None:
    page = at_work(visitor(), signed, "cuc", "nop-so-lieu")
    sessions = sent_by(page)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([upload("a.xlsx", b"x" * 100)])
    expect(page.locator(".st-key-file-0")).to_be_visible()
    settled(page)
    try:
        signed.role("cuc@example.vn", None)
        assert put(page, signed, sessions[0]).status == 403
        page.get_by_test_id("stTopNavLink").filter(has_text="Khám phá").click()
        heading(page, NO_ROLE)
        expect(page.get_by_text("cuc@example.vn")).to_be_visible()
        signed.role("cuc@example.vn", Role.VIEWER)
        page.goto(f"{signed.url}/nop-so-lieu")
        settled(page)
        expect(page.get_by_text("không dùng được trang này")).to_be_visible()
        assert put(page, signed, sessions[0]).status == 403
    finally:
        signed.role("cuc@example.vn", Role.ANALYST)


def test_an_administrator_takes_a_role_away_on_their_page(signed: SignedApp, visitor: Any) -> None:
    his = at_work(visitor(), signed, "binh")
    hers = at_work(visitor(), signed, "quan", "quan-tri?muc=nguoi-dung")
    form = hers.get_by_test_id("stForm").filter(has_text="Thu hồi quyền")
    try:
        choose(hers, "Của ai", "binh", "binh@example.vn")
        form.get_by_label("Lý do").fill("Chuyển công tác")
        form.get_by_role("button", name="Thu hồi quyền").click()
        expect(hers.get_by_text("Đã thu hồi quyền của binh")).to_be_visible()
        his.get_by_test_id("stTopNavLink").filter(has_text="Khám phá").click()
        heading(his, NO_ROLE)
    finally:
        signed.role("binh@example.vn", Role.ANALYST, "dong-thap-2025")


def test_signing_out_ends_every_tab_and_every_copy_of_the_cookie(signed: SignedApp, visitor: Any) -> None:
    context = visitor()
    page = sign_in(context, signed, "xem")
    settled(page)
    other = context.new_page()
    other.goto(f"{signed.url}/kham-pha")
    settled(other)
    copied = list(cookies(context).values())
    page.get_by_role("button", name="Người xem").click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_role("button", name="Yes").click()
    heading(page, "Đăng nhập")
    assert "_streamlit_user" not in cookies(context)
    other.get_by_test_id("stTopNavLink").filter(has_text="Tổng quan").click()
    heading(other, "Đăng nhập")
    thief = visitor()
    thief.add_cookies(copied)
    stolen = thief.new_page()
    stolen.goto(signed.url)
    heading(stolen, "Đăng nhập")


def test_another_site_can_neither_frame_the_app_nor_sign_anyone_out(signed: SignedApp, visitor: Any) -> None:
    context = visitor()
    page = at_work(context, signed, "xem")
    evil = context.new_page()
    evil.route(
        "http://evil.localhost/**",
        lambda route: route.fulfill(
            content_type="text/html",
            body=f"<iframe src='{signed.url}/'></iframe><img src='{signed.url}/auth/logout'>"
            f"<script>fetch('{signed.url}/_stcore/host-config',{{credentials:'include'}}).then(()=>document.title='read',()=>document.title='shut');"
            f"new WebSocket('{signed.url.replace('http', 'ws')}/_stcore/stream').onerror=()=>window.shut=1</script>",
        ),
    )
    evil.goto("http://evil.localhost/")
    evil.wait_for_function("document.title === 'shut' && window.shut === 1")
    page.reload()
    settled(page)
    assert "_streamlit_user" in cookies(context)


def test_the_accounts_of_the_test_claim_roles_that_nobody_believes() -> None:
    claimed = [account for account, told in ACCOUNTS.items() if "administrator" in json.dumps(told)]
    assert set(claimed) == {"xem", "la"}
