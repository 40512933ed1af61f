"""The page of administration: each section as its reader meets it, each deed by its button, every typed word as letters."""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from data.layouts.layout import Layout, LayoutBlock, LayoutColumn, LayoutRow
from data.model import Period, today
from pages.administration import audit_log
from pages.download_formats import excel
from pages.download_formats.csv import csv as as_csv_bytes
from pages.server import store
from pages.submission import originals
from pages.texts import administration as texts
from pages.ui import downloads, formats
from service import acceptance, administration, backup, layouts, submissions
from service.access.events import Event
from service.access.roles import LOCAL, Identity, Person, Role
from service.administration import AuditFilter
from service.review import decisions
from service.review.moves import Move, Review
from service.service import Service
from tests.support.admin_page import pressed, shown
from tests.support.forging import files_of, lines_of, spoil, write_lines
from tests.support.hostile_texts import HOSTILE, SIGN, faults, told
from tests.support.rows import Tell, indication, send, training, trainings

Q4 = Period.parse("2024-Q4")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store: two versions of Hà Nội, an administrator, an analyst."""
    home = tmp_path_factory.mktemp("prepared") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", "2026-11-21")
        service = Service(home)
        for version, (instruments, name) in enumerate(((5, "Cốm"), (9, "Cốm Vòng"))):
            lists = {"trainings": trainings(2 + version), "geographical_indications": [indication("1", name=name)]}
            send(service, "01", "2024-Q4", {"MQ01": instruments}, **lists)
        for email, role, units in (("thu", Role.ADMINISTRATOR, ()), ("lan", Role.ANALYST, ("hue", "da-nang"))):
            person = Person(f"{email}@example.vn", email.title(), role, frozenset(units))
            administration.grant(service, LOCAL, person, "Quyết định 12")
        service.close()
    return home


@pytest.fixture
def stocked(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    service = Service(shutil.copytree(prepared, tmp_path / "store"))
    monkeypatch.setattr(store, "_open", lambda _: service)
    yield service
    service.close()


@pytest.fixture
def tell(stocked: Service) -> Tell:
    return partial(send, stocked)


# People


def test_everyone_with_a_role_is_told_with_provinces_and_until_when(
    stocked: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    until = Person("minh@example.vn", "Minh", Role.REVIEWER, frozenset(), today() + timedelta(days=9))
    administration.grant(stocked, LOCAL, until, "thay người nghỉ")
    said = told(shown())
    for words in ("lan@example.vn", "Huế, Đà Nẵng", texts.ALL_OF_THEM.vi, "đến hết 30/11/2026", "không thời hạn"):
        assert words in said
    monkeypatch.setenv("INDICATORS_TODAY", "2026-12-01")
    assert "đã hết hạn 30/11/2026" in told(shown())


def test_a_role_is_given_by_the_form_and_what_was_typed_is_gone(stocked: Service) -> None:
    at = shown()
    at.text_input(key="grant-email-0").input("binh@example.vn")
    at.selectbox(key="grant-role-0").select(Role.REVIEWER)
    at.multiselect(key="grant-units-0").select("hue")
    at.text_area(key="grant-reason-0").input("phân công")
    pressed(at, "FormSubmitter:grant-0-Cấp quyền")
    assert "Người duyệt" in at.success[0].value
    assert stocked.person(Identity("binh@example.vn", "")) == Person(
        "binh@example.vn", "", Role.REVIEWER, frozenset({"hue"})
    )
    assert at.text_input(key="grant-email-1").value == ""


@pytest.mark.parametrize(
    ("email", "reason", "said"),
    [("binh", "phân công", "không phải địa chỉ"), ("binh@example.vn", " ", "Hãy ghi lý do")],
)
def test_a_form_with_something_wrong_is_refused_in_a_sentence_and_keeps_what_was_typed(
    stocked: Service, email: str, reason: str, said: str
) -> None:
    at = shown()
    before = stocked.revision
    at.text_input(key="grant-email-0").input(email)
    at.text_area(key="grant-reason-0").input(reason)
    pressed(at, "FormSubmitter:grant-0-Cấp quyền")
    assert said in at.error[0].value.replace("\\", "")
    assert at.text_input(key="grant-email-0").value == email
    assert stocked.revision == before


def test_an_analyst_without_provinces_is_no_slip_that_opens_all_of_them(stocked: Service) -> None:
    at = shown()
    before = stocked.revision
    at.text_input(key="grant-email-0").input("binh@example.vn")
    at.selectbox(key="grant-role-0").select(Role.ANALYST)
    at.text_area(key="grant-reason-0").input("phân công")
    pressed(at, "FormSubmitter:grant-0-Cấp quyền")
    assert at.error[0].value == texts.CHOOSE_PROVINCES.vi
    assert stocked.revision == before


def test_a_role_is_taken_away_by_the_form_but_not_the_last_administrators(stocked: Service) -> None:
    at = shown()
    at.selectbox(key="revoke-email-0").select("thu@example.vn")
    at.text_area(key="revoke-reason-0").input("nghỉ")
    pressed(at, "FormSubmitter:revoke-0-Thu hồi quyền")
    assert "duy nhất" in at.error[0].value
    at.selectbox(key="revoke-email-0").select("lan@example.vn")
    pressed(at, "FormSubmitter:revoke-0-Thu hồi quyền")
    assert stocked.person(Identity("lan@example.vn", "")) is None


# Locks and review


def test_a_quarter_is_locked_and_unlocked_with_a_reason(stocked: Service) -> None:
    at = pressed(shown("khoa"), "lock")
    assert at.error[0].value.replace("\\", "") == "Hãy ghi lý do."
    at.selectbox(key="lock-quarter-0").select("2024-Q4").run()
    at.selectbox(key="lock-unit-0").select("ha-noi")
    at.text_area(key="lock-reason-0").input("đã công bố").run()
    pressed(at, "lock")
    assert stocked.repository.access.lock_of("ha-noi", Q4) is not None
    assert stocked.repository.access.lock_of("hue", Q4) is None
    assert "đã công bố" in told(at)
    at.selectbox(key="unlock-which-1").select_index(0).run()
    at.text_area(key="unlock-reason-1").input("sửa số").run()
    pressed(at, "unlock")
    assert stocked.repository.access.lock_of("ha-noi", Q4) is None


@pytest.mark.slow
def test_review_is_switched_on_and_off_and_what_waits_is_counted(stocked: Service, tell: Tell) -> None:
    at = shown("khoa")
    at.text_area(key="switch-reason-0").input("từ quý này").run()
    pressed(at, "switch")
    assert stocked.repository.access.reviewing
    tell("01", "2024-Q4", trainings=trainings(4))
    at = shown("khoa")
    assert "1 bản nộp chờ duyệt" in told(at)
    at.text_area(key="switch-reason-0").input("thôi").run()
    pressed(at, "switch")
    assert not stocked.repository.access.reviewing


# The log


@pytest.mark.slow
def test_the_log_tells_what_was_done_by_whom_and_why_the_newest_first(stocked: Service) -> None:
    administration.lock(stocked, Identity("thu@example.vn", "Thu"), Q4, "đã công bố", "ha-noi")
    said = told(shown("nhat-ky"))
    for words in (
        "Khóa quý",
        "Thu &lt;thu@example.vn&gt;",
        "đã công bố",
        "bản nộp số 2, lần 2, tệp test.xlsx",
        texts.THIS_MACHINE.vi,
    ):
        assert words in said
    assert said.index("Khóa quý</td>") < said.index("Cấp quyền</td>") < said.index("Nộp số liệu</td>")


def test_the_log_tells_a_layout_which_is_of_a_province_and_of_no_quarter(stocked: Service) -> None:
    rows = (LayoutRow("mau", "Số mẫu thử nghiệm", "MQ04"),)
    columns = (LayoutColumn("noi dung", "Nội dung", "name"), LayoutColumn("quy", "Thực hiện", "value"))
    one = Layout("Bảng của Sở", (LayoutBlock("form", columns=columns, rows=rows),))
    kept = layouts.save(stocked, LOCAL, "ha-noi", one, "đã xem từng dòng")
    layouts.withdraw(stocked, LOCAL, kept.number, "làm lại")
    said = told(shown("nhat-ky"))
    assert "Xác nhận cách đọc tệp</td><td>Tại máy chủ</td><td>Hà Nội</td>" in re.sub(r"<(td)[^>]*>", r"<\1>", said)
    for words in ("cách đọc «Bảng của Sở»", f"cách đọc số {kept.number}", "đã xem từng dòng", "làm lại"):
        assert words in said


@pytest.mark.parametrize(
    ("query", "count"),
    [({"viec": "grant"}, 2), ({"ai": "tai-may"}, 4), ({"tim_ghi": "quyet dinh 12"}, 2), ({"viec": "lock"}, 0)],
)
def test_the_logs_filters_stand_in_the_link(stocked: Service, query: dict[str, str], count: int) -> None:
    at = shown("nhat-ky", **query)
    assert at.subheader[0].value == texts.LINES.vi.format(count=count)
    assert (texts.NO_LINES.vi in told(at)) is not bool(count)


def test_a_day_in_the_link_that_is_none_is_said_and_not_followed(stocked: Service) -> None:
    at = shown("nhat-ky", tu_ngay="2026-02-31")
    assert "Từ ngày (tu-ngay): «2026-02-31»" in at.warning[0].value.replace("\\", "")
    assert at.subheader[0].value == texts.LINES.vi.format(count=4)
    now = administration.log(stocked, LOCAL)[0].at.date()
    assert shown("nhat-ky", den_ngay=str(now - timedelta(days=3))).subheader[0].value.startswith("0 ")


def test_a_long_log_is_paged(stocked: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_log, "LINES", 3)
    first, second = told(shown("nhat-ky")), told(shown("nhat-ky", trang="2"))
    assert ">4</th>" in first
    assert ">1</th>" not in first
    assert ">1</th>" in second


def test_the_log_is_taken_away_whole_and_no_cell_of_it_is_a_formula(
    stocked: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    administration.lock(stocked, LOCAL, Q4, "=HYPERLINK(1)")
    made = []
    monkeypatch.setattr(downloads, "offer", lambda of: made.append(of.rows))
    shown("nhat-ky", viec="lock")
    table = made[0]()
    lines = list(csv.reader(io.StringIO(as_csv_bytes(table).decode("utf-8-sig"))))
    assert len(lines) == 2
    assert lines[1][0] == "5"
    assert "'=HYPERLINK(1)" in lines[1]
    assert lines[1][-1] == stocked.repository.ledger.head[1]
    sheet = openpyxl.load_workbook(io.BytesIO(excel.xlsx(table))).active
    assert sheet is not None
    assert [cell.data_type for cell in sheet[2]].count("f") == 0
    assert "=HYPERLINK(1)" in [cell.value for cell in sheet[2]]


def test_the_export_is_made_for_who_may_when_it_is_pressed(stocked: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(downloads, "offer", lambda of: made.append(of.rows))
    monkeypatch.setattr(audit_log, "who", lambda: Identity("thu@example.vn", "Thu"))
    shown("nhat-ky")
    assert made[0]().num_rows == 4
    person = Person("an@example.vn", "", Role.ADMINISTRATOR)
    administration.grant(stocked, LOCAL, person, "thay")
    administration.revoke(stocked, LOCAL, "thu@example.vn", "nghỉ")
    with pytest.raises(Exception, match="administer"):
        made[0]()


def test_the_chain_is_followed_on_demand_and_a_touched_line_is_found(stocked: Service) -> None:
    at = pressed(shown("nhat-ky"), "chain")
    assert "4 dòng" in at.success[0].value
    assert stocked.repository.ledger.head[1] in told(at)
    lines = lines_of(stocked.home)
    lines[1] = json.dumps(json.loads(lines[1]) | {"reason": "khác"}, ensure_ascii=False)
    write_lines(stocked.home, lines)
    assert "dòng 2" in pressed(shown("nhat-ky"), "chain").error[0].value


# Versions


def test_all_versions_of_a_quarter_are_told_with_their_differences(stocked: Service) -> None:
    at = shown("phien-ban", tinh_xem="ha-noi", quy_xem="2024-Q4")
    said = told(at)
    assert "2 lần nộp" in at.subheader[0].value
    assert "Tên chỉ dẫn địa lý: Cốm → Cốm Vòng" in said
    assert "MQ01" in said
    assert texts.SAME.vi in told(shown("phien-ban", tinh_xem="ha-noi", quy_xem="2024-Q4", lan_truoc="2", lan_sau="2"))
    assert [b.key for b in at.get("download_button") if "original" in b.key] == ["original-2", "original-1"]
    assert "Chưa có bản nộp nào" in told(shown("phien-ban", tinh_xem="hue", quy_xem="2024-Q4"))


@pytest.mark.slow
def test_a_version_is_restored_after_a_preview_and_with_a_reason(stocked: Service) -> None:
    at = shown("phien-ban", tinh_xem="ha-noi", quy_xem="2024-Q4")
    key = "restore-ha-noi-2024-Q4"
    assert len(at.selectbox(key=f"{key}-0").options) == 1
    at.selectbox(key=f"{key}-0").select_index(0).run()
    assert "Tên chỉ dẫn địa lý: Cốm Vòng → Cốm" in told(at)
    pressed(at, "restore")
    assert submissions.submission(stocked, 2).state is Review.ACCEPTED
    at.text_area(key="restore-reason-0").input("bản sau sai").run()
    pressed(at, "restore")
    assert [submissions.submission(stocked, n).state for n in (1, 2)] == [Review.ACCEPTED, Review.SET_ASIDE]
    assert administration.log(stocked, LOCAL, AuditFilter((Event.MOVE,)))[0].reason == "bản sau sai"


def test_an_original_is_named_by_us_and_logged_when_it_is_taken(stocked: Service, tell: Tell) -> None:
    draft = tell("46", "2024-Q4", accept=False, trainings=trainings(1))
    draft.file = '../../x"\r\nSet-Cookie: a=b.EXE'
    acceptance.accept(stocked, draft, "An", "đúng")
    one = submissions.submission(stocked, 3)
    assert originals.name(one) == "2024-Q4_hue_lan-1.bin"
    assert originals._fetch(stocked, LOCAL, 3)() == draft.data
    assert administration.log(stocked, LOCAL)[0].event is Event.FETCH


# The store


def test_the_store_tells_its_state_and_is_verified_on_demand(stocked: Service, tmp_path: Path) -> None:
    backup.backup(stocked.home, tmp_path / "backup")
    at = shown("kho")
    said = told(at)
    assert at.success[0].value == texts.ALL_WELL.vi
    assert stocked.repository.ledger.head[1] in said
    assert "đến dòng 4 (0 dòng chưa sao lưu)" in said
    assert str(stocked.home) not in said
    pressed(at, "verify")
    assert "mọi bảng của kho đều khớp" in at.success[1].value
    spoil(stocked.home, files_of(stocked.home)[0], b"spoilt")
    at = pressed(shown("kho"), "verify")
    assert "đã bị thay đổi" in at.error[0].value


def test_a_store_that_takes_nothing_in_says_why(stocked: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.repository.RESERVE", 1 << 60)
    at = shown("khoa")
    at.text_area(key="switch-reason-0").input("từ quý này").run()
    pressed(at, "switch")
    assert "hết chỗ lưu" in at.error[0].value
    assert "hết chỗ lưu" in shown("kho").error[0].value


# What is typed is letters


@pytest.mark.slow
def test_hostile_names_reasons_and_files_are_letters_in_every_section(stocked: Service, tell: Tell) -> None:
    administration.grant(stocked, LOCAL, Person("x@example.vn", HOSTILE, Role.VIEWER), HOSTILE)
    draft = tell(
        "01",
        "2024-Q4",
        accept=False,
        trainings=[training(1, title=HOSTILE)],
        geographical_indications=[indication(HOSTILE, name=HOSTILE)],
    )
    draft.file = f"{HOSTILE}.xlsx"
    acceptance.accept(stocked, draft, HOSTILE, HOSTILE)
    administration.switch_review(stocked, Identity("thu@example.vn", HOSTILE), True, HOSTILE)
    draft = tell("01", "2024-Q4", accept=False, trainings=[training(2, title=HOSTILE)])
    acceptance.accept(stocked, draft, HOSTILE, HOSTILE)
    decisions.decide(stocked, LOCAL, 4, Move.RETURN, HOSTILE)
    administration.lock(stocked, Identity("thu@example.vn", HOSTILE), Q4, HOSTILE, "ha-noi")
    for section in ("nguoi-dung", "khoa", "nhat-ky", "phien-ban"):
        at = shown(section, tinh_xem="ha-noi", quy_xem="2024-Q4", lang="en")
        assert SIGN in told(at), section
        assert faults(at) == [], section
    at.selectbox(key="restore-ha-noi-2024-Q4-0").select_index(0).run()
    assert faults(at) == []


@pytest.mark.parametrize(
    "address", ["https://e.vn", "HTTP://e.vn/a", "www.e.vn", "WWW.e.vn", "a@e.vn", "xem https://www.e.vn"]
)
def test_an_address_that_was_typed_is_no_link_once_markdown_is_read(address: str) -> None:
    """By the rules by which the browser makes links of bare addresses, escaped or not (GitHub's Markdown)."""
    read = re.sub(r"\\(.)", r"\1", formats.literal(address))
    assert not re.search(r"(https?://|www(?=\.))[-.\w]+|[-.\w+]+@[-\w]+(\.[-\w]+)+", read, re.IGNORECASE)
    assert read.replace("\u2060", "") == address


KEYS = (
    "ban-nop",
    "quy-xem",
    "tinh-xem",
    "lan-truoc",
    "lan-sau",
    "viec",
    "ai",
    "tinh-ghi",
    "tim-ghi",
    "tu-ngay",
    "den-ngay",
    "trang",
)


@pytest.mark.slow
@pytest.mark.parametrize("section", texts.SECTIONS)
def test_an_address_chooses_only_what_there_is_to_choose_in_every_section(stocked: Service, section: str) -> None:
    before = stocked.revision
    at = shown(section, **dict.fromkeys(KEYS, HOSTILE))
    assert faults(at) == []
    named = {key for warning in at.warning for key in re.findall(r"\(([\w-]+)\):", warning.value.replace("\\", ""))}
    assert named <= {*KEYS, "tu-ngay"}
    assert stocked.revision == before
