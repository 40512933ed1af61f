"""A province sends a quarter: from the template to the receipt, and to the trend that it moved."""

import io
import re
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import openpyxl
from playwright.sync_api import Locator, Page, expect

from tests.browser.workbook import filled, instruments, training, upload
from tests.support.browsing import barriers, choose, downloaded, figures, settled, unfold

Visit = Callable[..., Page]
PERIOD = "Quý III/2026"


def template_of(page: Page, typed: str, name: str) -> bytes:
    """The template that the page gives for a province found by typing."""
    choose(page, "Tỉnh, thành phố", typed, re.compile(f"^{name}"))
    return downloaded(page, f"Tải mẫu Excel · {name} · {PERIOD}")


def send(page: Page, *files: tuple[str, bytes]) -> Locator:
    """Upload files, and wait until the last of them was looked at: its part of the page."""
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([upload(name, data) for name, data in files])
    last = page.locator(f".st-key-file-{len(files) - 1}")
    expect(last).to_be_visible()
    settled(page)
    return last


def sign(page: Page, name: str = "Trần Thị Bình, Sở KH&CN") -> None:
    field = page.get_by_label("Người nộp")
    field.fill(name)
    field.press("Tab")
    settled(page)


def test_on_a_phone_many_faults_are_folded_after_the_first(visit: Visit) -> None:
    page = visit("nop-so-lieu")
    wrong = [instruments(f"số {n}") for n in range(30)]
    template = template_of(page, "ca mau", "Cà Mau")
    page.set_viewport_size({"width": 390, "height": 844})
    seen = send(page, ("so-lieu.xlsx", filled(template, {"calibrated_instruments": wrong})))
    rows = seen.get_by_role("row").filter(has_text="Lỗi phải sửa")
    assert page.get_by_test_id("stMain").evaluate("each => each.scrollHeight") <= 5 * 844
    hidden = rows.count()
    seen.get_by_text(re.compile(r"Xem thêm \d+ dòng")).filter(visible=True).click()
    assert rows.count() > hidden


def test_a_fault_is_told_at_its_cell_and_once_mended_the_file_moves_the_trend(visit: Visit) -> None:
    page = visit("kham-pha", **{"chi-tieu": "MQ01", "tinh": "ca-mau-2025"})
    assert figures(page)["Cà Mau"]["III/2026"] == "Chưa báo cáo"
    page.get_by_role("link", name="Nộp số liệu").click()
    settled(page)
    template = template_of(page, "ca mau", "Cà Mau")

    faulty = filled(template, {"calibrated_instruments": [instruments(1250), instruments("mười")]})
    seen = send(page, ("so-lieu.xlsx", faulty))
    expect(seen).to_contain_text("Chưa nhận được: còn lỗi phải sửa")
    fault = seen.get_by_role("row").filter(has_text="mười")
    cells = openpyxl.load_workbook(io.BytesIO(faulty), read_only=True)
    assert cells["Phương tiện đo"]["D9"].value == "mười"
    expect(fault).to_contain_text("D9")
    expect(fault).to_contain_text("Lỗi phải sửa")
    expect(fault).to_contain_text("nhận «mười», cần số nguyên không âm")
    expect(page.get_by_role("button", name="Xác nhận nộp")).to_have_count(0)

    page.get_by_role("button", name="Remove so-lieu.xlsx").click()
    expect(page.locator(".st-key-file-0")).to_have_count(0)
    mended = filled(template, {"calibrated_instruments": [instruments(1250), instruments(10)]})
    seen = send(page, ("so-lieu.xlsx", mended))
    expect(seen).to_contain_text("Không phát hiện lỗi nào")
    preview = seen.get_by_role("region", name="Sau khi nhận, quý này sẽ ghi").get_by_role("row").filter(has_text="MQ01")
    expect(preview.get_by_role("cell").nth(0)).to_have_text("chưa báo cáo")
    expect(preview.get_by_role("cell").nth(1)).to_have_text("1.260")
    expect(preview.get_by_role("cell").nth(2)).to_contain_text("→")
    expect(seen).to_contain_text("Đây là bản nộp đầu tiên của quý này")
    confirm = page.get_by_role("button", name="Xác nhận nộp")
    expect(confirm).to_be_disabled()
    expect(confirm.locator("p")).not_to_have_css("color", "rgb(255, 255, 255)")  # its word is seen on its ground
    sign(page)
    confirm.click()

    receipt = page.get_by_test_id("stAlert").filter(has_text="Biên nhận bản nộp số")
    expect(receipt).to_be_visible()
    settled(page)
    expect(seen).to_contain_text(sha256(mended).hexdigest())
    number = re.findall(r"bản nộp số (\d+)", receipt.inner_text())[0]
    kept = downloaded(page, "Tải biên nhận").decode("utf-8-sig")
    assert f"SHA-256: {sha256(mended).hexdigest()}" in kept
    assert f"bản nộp số {number}" in kept

    page.get_by_role("link", name="Xem xu hướng").click()
    expect(page.get_by_role("heading", name=re.compile("Cà Mau"), level=1)).to_be_visible()
    settled(page)
    expect(page).to_have_url(re.compile("tinh=ca-mau"))
    assert figures(page)["Cà Mau"]["III/2026"] == "1.260"
    expect(page.get_by_role("figure")).to_have_attribute("aria-label", re.compile("Cà Mau: 1.260 phương tiện"))


def test_a_question_must_be_answered_before_the_file_can_be_confirmed(visit: Visit) -> None:
    page = visit("nop-so-lieu")
    template = template_of(page, "dong thap", "Đồng Tháp")
    silent = filled(template, {"calibrated_instruments": [instruments(40)]}, nothing=("collective_marks", "trainings"))
    seen = send(page, ("hoi.xlsx", silent))
    expect(seen).to_contain_text("Cần giải trình trước khi nhận")
    expect(seen.get_by_role("heading", name="1 câu hỏi")).to_be_visible()
    expect(seen.get_by_role("listitem").filter(has_text="A5")).to_have_count(1)
    page.set_viewport_size({"width": 1280, "height": 3000})
    assert not barriers(page)
    sign(page)
    confirm = page.get_by_role("button", name="Xác nhận nộp")
    expect(confirm).to_be_disabled()
    reason = page.get_by_label("Giải trình (bắt buộc)")
    reason.fill("   ")
    reason.press("Tab")
    settled(page)
    expect(confirm).to_be_disabled()
    reason.fill("Sở đang rà soát danh sách")
    reason.press("Tab")
    settled(page)
    confirm.click()
    expect(page.get_by_test_id("stAlert").filter(has_text="Biên nhận")).to_be_visible()

    unfold(page, "Dữ liệu", "Tình hình nộp")
    choose(page, "Lịch sử nộp", "dong thap", re.compile("^Đồng Tháp"))
    expect(page.get_by_role("row").filter(has_text="Sở đang rà soát danh sách")).to_contain_text("A5")


def test_several_files_are_looked_at_and_confirmed_each_by_itself(visit: Visit) -> None:
    page = visit("nop-so-lieu")
    books = []
    for typed, name, number in (("gia lai", "Gia Lai", 11), ("dien bien", "Điện Biên", 12)):
        template = template_of(page, typed, name)
        books.append((f"{typed}.xlsx", filled(template, {"calibrated_instruments": [instruments(number)]})))
    send(page, *books, ("thu.csv", b"khong,phai\n1,2\n"))
    # What is sent goes by what the file says of itself, not by what happens to be chosen.
    expect(page.locator(".st-key-file-0")).to_contain_text("Tệp ghi Gia Lai")
    expect(page.locator(".st-key-file-2")).to_contain_text("Chưa nhận được: còn lỗi phải sửa")
    sign(page)
    for number in (0, 1):
        mine = page.locator(f".st-key-file-{number}")
        mine.get_by_role("button", name="Xác nhận nộp").click()
        expect(mine.get_by_test_id("stAlert").filter(has_text="Biên nhận")).to_be_visible()
        settled(page)
    expect(page.get_by_test_id("stAlert").filter(has_text="Biên nhận")).to_have_count(2)
    for number, (_, data) in enumerate(books):
        expect(page.locator(f".st-key-file-{number}")).to_contain_text(sha256(data).hexdigest())


def test_what_a_file_says_is_shown_letter_by_letter_and_does_nothing(visit: Visit) -> None:
    script = "<script>alert(1)</script><img src=//example.org onerror=alert(2)>"
    markup = "**đậm** ![ảnh](//example.org) [x](//example.org) $a^2$ :red[c]"
    formula = '=HYPERLINK("https://example.org","x")'
    page = visit("nop-so-lieu")
    template = template_of(page, "lang son", "Lạng Sơn")

    faulty = filled(template, {"calibrated_instruments": [instruments(text) for text in (script, markup, formula)]})
    seen = send(page, ("**x** <img src=a>.xlsx", faulty))
    for text in (script, markup, formula):
        expect(seen.get_by_role("row").filter(has_text=text)).to_have_count(1)
    expect(seen).to_contain_text("**x** <img src=a>.xlsx")
    inert(seen)

    page.get_by_role("button", name=re.compile("^Remove")).click()
    expect(page.locator(".st-key-file-0")).to_have_count(0)
    rows = [training(text, date(2026, 8, 1)) for text in (script, markup, formula)]
    seen = send(page, ("**y** <img src=a>.xlsx", filled(template, {"trainings": rows})))
    sign(page, markup)
    page.get_by_role("button", name="Xác nhận nộp").click()
    expect(page.get_by_test_id("stAlert").filter(has_text="Biên nhận")).to_be_visible()
    settled(page)
    expect(seen).to_contain_text(markup)
    inert(seen)

    unfold(page, "Dữ liệu", "Tình hình nộp")
    choose(page, "Lịch sử nộp", "lang son", re.compile("^Lạng Sơn"))
    expect(page.get_by_role("main")).to_contain_text("**y** <img src=a>.xlsx")
    expect(page.get_by_role("main")).to_contain_text(markup)
    inert(page.get_by_role("main"))

    visit("bang-so-lieu", **{"danh-sach": "trainings", "tinh": "lang-son"})
    sheet = downloaded(page, "Tải CSV").decode("utf-8-sig")
    assert script in sheet
    assert '"\'=HYPERLINK(""https://example.org"",""x"")"' in sheet
    book = openpyxl.load_workbook(io.BytesIO(downloaded(page, "Tải Excel")))
    kinds = {cell.value: cell.data_type for row in book.worksheets[0].iter_rows() for cell in row}
    assert kinds[formula] == "s"
    assert not any(cell.hyperlink for row in book.worksheets[0].iter_rows() for cell in row)


def inert(part: Locator) -> None:
    """Nothing of what was typed has become part of the page."""
    expect(part.locator("script, img[src*='example'], a[href*='example'], .katex")).to_have_count(0)
    expect(part.locator("strong", has_text=re.compile("^(x|y|đậm)$"))).to_have_count(0)


# The file that comes back


def again(page: Page, name: str, data: bytes) -> Locator:
    """Another file in the place of the one that is there."""
    page.get_by_role("button", name=re.compile("^Remove")).click()
    expect(page.locator(".st-key-file-0")).to_have_count(0)
    return send(page, (name, data))


def test_the_senders_own_file_comes_back_marked_is_mended_and_answered_in_it_and_goes_straight_in(visit: Visit) -> None:
    page = visit("nop-so-lieu")
    template = template_of(page, "hung yen", "Hưng Yên")
    rows = [training("=1+1", date(2026, 8, 1), 700), training("Lớp hai", date(2026, 8, 2))]
    faulty = filled(template, {"calibrated_instruments": [instruments("mười")], "trainings": rows})
    seen = send(page, ("hưng yên.xlsx", faulty))
    with page.expect_download() as download:
        seen.get_by_role("button", name="Tải tệp đã đánh dấu").click()
    assert download.value.suggested_filename == "hưng yên - đã đánh dấu.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    first, sheet = book.worksheets[0], book["Phương tiện đo"]
    assert "nhận «mười»" in sheet["D8"].comment.text
    question = next(row[0].row for row in first.iter_rows(min_row=6) if row[1].value == "Câu hỏi cần giải trình")
    assert first.cell(question, 4).hyperlink.location == "'Đào tạo, tập huấn'!" + str(first.cell(question, 4).value)
    first.cell(question, 8).value = "hội trường <b>lớn</b> **thật**"
    sheet["D8"].value = 10
    out = io.BytesIO()
    book.save(out)

    seen = again(page, "hưng yên.xlsx", out.getvalue())
    expect(seen).to_contain_text("Cần giải trình trước khi nhận")
    expect(seen).to_contain_text("Giải trình đã ghi trong tệp (1)")
    expect(page.get_by_label("Giải trình (bắt buộc)")).to_have_value("hội trường <b>lớn</b> **thật**")
    sign(page)
    page.get_by_role("button", name="Xác nhận nộp").click()
    expect(page.get_by_test_id("stAlert").filter(has_text="Biên nhận")).to_be_visible()
    settled(page)

    page = visit("kham-pha", **{"chi-tieu": "TR02", "tinh": "hung-yen-2025", "xem": "bang"})
    mark = page.get_by_label("Giải trình của người nộp").first
    expect(mark).to_be_visible()
    mark.focus()
    page.keyboard.press("Enter")
    told = page.locator("details.reason[open]")
    expect(told).to_contain_text("hội trường <b>lớn</b> **thật**")
    expect(told.locator("b", has_text="lớn").filter(has_not_text="hội")).to_have_count(0)
    page.set_viewport_size({"width": 1280, "height": 3000})
    assert not barriers(page)
    expect(page.get_by_role("main")).to_contain_text("hội trường")


def test_a_file_that_cannot_be_marked_gives_the_list_and_says_why(visit: Visit) -> None:
    page = visit("nop-so-lieu")
    seen = send(page, ("thu.csv", b"khong,phai\n1,2\n"))
    expect(seen).to_contain_text("Danh sách được gửi riêng vì tệp không đọc được như một bản nộp")
    book = openpyxl.load_workbook(io.BytesIO(downloaded(page, "Tải danh sách lỗi (Excel)")))
    assert len(book.worksheets) == 1


def test_who_sends_second_is_shown_what_the_first_sent_before_they_confirm(visit: Visit) -> None:
    mine = visit("nop-so-lieu")
    template = template_of(mine, "phu tho", "Phú Thọ")
    seen = send(mine, ("b.xlsx", filled(template, {"calibrated_instruments": [instruments(200)]})))
    sign(mine, "Người thứ hai")
    expect(mine.get_by_role("button", name="Xác nhận nộp")).to_be_enabled()

    other = mine.context.browser.new_context(bypass_csp=True).new_page()  # type: ignore[union-attr]
    other.goto(mine.url)
    settled(other)
    send(other, ("a.xlsx", filled(template, {"calibrated_instruments": [instruments(50)]})))
    sign(other, "Người thứ nhất")
    other.get_by_role("button", name="Xác nhận nộp").click()
    expect(other.get_by_test_id("stAlert").filter(has_text="Biên nhận")).to_be_visible()
    other.context.close()

    mine.get_by_role("button", name="Xác nhận nộp").click()
    settled(mine)
    expect(seen).to_contain_text("Người thứ nhất đã nộp lần 1 của quý này")
    expect(mine.get_by_test_id("stAlert").filter(has_text="Biên nhận")).to_have_count(0)
    expect(mine.get_by_role("button", name="Xác nhận nộp")).to_have_count(0)
    change = seen.get_by_role("region", name="Sau khi nhận, quý này sẽ ghi").get_by_role("row").filter(has_text="MQ01")
    expect(change.get_by_role("cell").nth(0)).to_have_text("50")
    expect(change.get_by_role("cell").nth(1)).to_have_text("200")
    mine.get_by_text("Tôi đã xem khác biệt và vẫn nộp bản của tôi").click()
    settled(mine)
    mine.get_by_role("button", name="Xác nhận nộp").click()
    expect(mine.get_by_test_id("stAlert").filter(has_text="Biên nhận")).to_be_visible()
    expect(seen).to_contain_text("Người thứ hai")
