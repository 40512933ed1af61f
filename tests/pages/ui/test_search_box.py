"""One box finds measures, provinces and pages without accents; what is not there is said, what one may not see not shown."""

import pytest

from pages.ui import search, session
from service.access.roles import AT_THIS_MACHINE, Person, Role


@pytest.fixture(autouse=True)
def _in_vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "language", lambda: "vi")
    monkeypatch.setattr(search, "language", lambda: "vi")


def found(typed: str, person: Person = AT_THIS_MACHINE) -> list[search.Hit]:
    return list(search.matching(typed, person))


@pytest.mark.parametrize("typed", ["", "   ", "không có gì như thế", "zzzz"])
def test_nothing_typed_and_nothing_there_find_nothing(typed: str) -> None:
    assert found(typed) == []


@pytest.mark.parametrize("typed", ["Quảng Trị", "quang tri", "QUANG TRI"])
def test_a_province_is_found_without_accents_and_leads_to_its_page(typed: str) -> None:
    first = found(typed)[0]
    told = ("Quảng Trị · hồ sơ tỉnh", "province.py", {"tinh": "quang-tri-2025"})
    assert (first.label, first.file, first.choices) == told


@pytest.mark.parametrize("typed", ["ho so nghe an", "nghe an ho so", "profile nghe an"])
def test_who_asks_for_the_profile_of_a_province_is_led_to_it(typed: str) -> None:
    assert found(typed)[0].choices == {"tinh": "nghe-an"}


def test_a_province_that_is_gone_is_found_by_its_old_name_as_what_it_became() -> None:
    (hit,) = found("binh thuan")
    assert hit.label == "Bình Thuận, nay thuộc Lâm Đồng · hồ sơ tỉnh"
    assert hit.choices == {"tinh": "lam-dong-2025"}


@pytest.mark.parametrize("typed", ["MQ01", "phuong tien do duoc kiem dinh", "instruments verified"])
def test_a_measure_is_found_by_code_and_by_name_in_either_language(typed: str) -> None:
    assert {"chi-tieu": "MQ01"} in [hit.choices for hit in found(typed)]


def test_a_measure_beside_a_province_leads_to_its_course_its_rank_its_like_and_its_source() -> None:
    hits = found("nghe an mq01")
    assert all(hit.label.startswith("Nghệ An: ") for hit in hits)
    assert [hit.choices for hit in hits] == [
        {"chi-tieu": "MQ01", "tinh": "nghe-an"},
        {"chi-tieu": "MQ01", "xem": "xep-hang", "tinh": "nghe-an"},
        {"chi-tieu": "MQ01", "xem": "xep-hang", "nhom": "cung-co", "tinh": "nghe-an"},
        {"chi-tieu": "MQ01", "pham-vi": "nghe-an"},
    ]
    assert [hit.file for hit in hits][-1] == "trace.py"


def test_a_measure_beside_a_region_leads_to_the_regions_figure_and_never_to_a_rank() -> None:
    hits = found("ap04 dong bang song hong")
    assert [hit.choices.get("xem") for hit in hits] == [None, None]
    assert hits[0].choices == {"chi-tieu": "AP04", "tinh": "dong-bang-song-hong"}


@pytest.mark.parametrize("typed", ["mq01 tay nguyen", "mq01 duyen hai nam trung bo va tay nguyen"])
def test_a_region_that_has_passed_into_another_leads_to_that_one_and_not_to_an_empty_page(typed: str) -> None:
    """«Tây Nguyên» was offered, of which there is nothing on today's units: «Chưa có số liệu»."""
    hits = found(typed)
    assert [hit.choices.get("tinh", hit.choices.get("pham-vi")) for hit in hits] == ["nam-trung-bo-tay-nguyen"] * 2
    assert hits[0].label.startswith("Duyên hải Nam Trung Bộ và Tây Nguyên: ")


@pytest.mark.parametrize("typed", ["ke hoach lao cai", "Lào Cai kế hoạch", "plans lao cai"])
def test_the_plan_of_a_province_is_found(typed: str) -> None:
    assert [(hit.file, hit.choices) for hit in found(typed)] == [("plan.py", {"tinh": "lao-cai-2025"})]


def test_a_measure_beside_two_provinces_leads_to_both_on_one_chart() -> None:
    hits = found("ip06 hai phong bac ninh")
    assert [hit.choices for hit in hits] == [
        {"chi-tieu": "IP06", "tinh": "hai-phong-2025,bac-ninh-2025"},
        {"chi-tieu": "IP06", "xem": "xep-hang", "tinh": "hai-phong-2025,bac-ninh-2025"},
    ], "in the order typed"
    assert hits[0].label.startswith("Hải Phòng, Bắc Ninh: ")


def test_the_one_measure_that_is_found_can_be_seen_on_the_map_and_ranked_at_once() -> None:
    assert [hit.choices.get("xem") for hit in found("pb02")] == [None, "ban-do", "xep-hang"]
    assert found("pb02")[1].label == "Chi ngân sách cho KH&CN, ĐMST · PB02 · bản đồ, trên 10.000 dân"
    assert found("ap04")[1].label.endswith(" · bản đồ"), "a share has no people to be divided by"
    assert not [hit for hit in found("phuong tien") if "xem" in hit.choices], "of several there is no knowing which"


def test_a_page_is_found_by_whoever_may_use_it_only() -> None:
    reader = Person("doc@example.vn", "Người đọc", Role.VIEWER)
    assert "admin.py" in [hit.file for hit in found("quản trị")]
    assert "admin.py" not in [hit.file for hit in found("quản trị", reader)]
