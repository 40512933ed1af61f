"""The quarter's bulletin: never misled by an outlier, a missing province or two ways of counting people; frozen it stays."""

import io
import re
from collections.abc import Mapping
from html import unescape

import pytest
from pypdf import PdfReader

from data.model import Language, Period
from data.places import PLACES
from indicators.engine.progress import Pace
from pages.bulletin import bulletin, frozen_copy, printed, small_map
from pages.bulletin.content import content, title
from pages.bulletin.facts import FIRST, Facts
from pages.bulletin.findings import KeyFinding, findings
from pages.server import store
from pages.ui import session
from service.access.roles import LOCAL, Identity, NotAllowedError
from service.access.state import NotPossibleError
from service.publishing import bulletins
from service.service import Service
from service.targets import plans
from tests.support.pages import shown, text
from tests.support.rows import Tell, plan_file

Q3, Q4 = Period(2026, "Q3"), Period(2026, "Q4")


@pytest.fixture
def here(service: Service, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(store, "_open", lambda _: service)
    session.answers.clear()
    session.progresses.clear()
    return service


def two_years(tell: Tell, figures: Mapping[str, tuple[float, float]]) -> None:
    """Of each province the instruments of the first nine months, a year ago and now."""
    for province, (before, now) in figures.items():
        for year, value in ((2025, before), (2026, now)):
            for part in ("Q1", "Q2", "Q3"):
                if year == 2025 and PLACES.find(province, Period(year, part).end) is None:
                    continue
                tell(province, f"{year}-{part}", {FIRST: round(value / 3)})


def words(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)))


def told(quarter: Period = Q3) -> list[KeyFinding]:
    return findings(Facts(quarter), "vi")


def test_a_plan_that_has_not_begun_is_not_drawn_among_what_could_not_be_judged(here: Service, tell: Tell) -> None:
    tell("Hà Nội", "2026-Q3", {"TR01": 9})
    row = {"province": "Hà Nội", "measure": "TR01", "operator": ">=", "value": 5, "source": "KH"}
    rows = [row | {"period": period} for period in ("Quý III/2026", "Quý IV/2026")]
    rows.append(row | {"period": "Quý IV/2026", "province": "Huế"})
    plans.accept(here, plans.check(here, "ke-hoach.xlsx", plan_file(here, rows)), "người thử")
    assert [(one.under, one.pace) for one in Facts(Q3).targets] == [("ha-noi", Pace.ACHIEVED)]


def test_a_small_sum_moved_by_so_much_of_its_unit_and_not_by_a_bare_number(here: Service, tell: Tell) -> None:
    """«số tiền xử phạt ▲ 39,0 so với cùng kỳ» was read as per cent; it was 39 million đồng of 81."""
    for year, value in ((2025, 27), (2026, 40)):
        for part in ("Q1", "Q2", "Q3"):
            tell("Huế", f"{year}-{part}", {"IN06": value})
    first, *_ = told()
    assert first.lead.endswith("▲ 39,0 triệu đồng")


@pytest.mark.slow
def test_a_figure_that_was_explained_never_leads_and_is_left_out_of_the_title(here: Service, tell: Tell) -> None:
    two_years(tell, {"Huế": (3000, 3150), "Hà Nội": (6000, 6300)})
    two_years(tell, {"Lai Châu": (3000, 90000)})  # asked about, and answered «đúng như vậy»
    facts = Facts(Q3)
    assert "9 tháng tăng 5,0 % so với cùng kỳ, ở 2 tỉnh" in title(facts, "vi")
    first, *_, fourth, _ = told()
    assert "Lai Châu" not in first.lead
    assert fourth.lead.startswith("Lai Châu")
    assert "đúng như vậy" in fourth.rest
    said = words(bulletin.draw(content(facts, "vi"), "vi"))
    assert "Không tính Lai Châu" in said
    assert "tính cả số đã giải trình" in said


@pytest.mark.slow
def test_who_has_not_sent_is_named_with_the_weight_of_a_year_before_and_is_not_counted_as_nothing(
    here: Service, tell: Tell
) -> None:
    two_years(tell, {"Huế": (3000, 3000)})
    missing = told()[4]
    assert "chưa nộp" in missing.lead
    assert "chưa gồm" in missing.rest, "what they had a year before is not known"
    assert missing.shades["ha-noi"] == "open"
    assert missing.shades["hue"] == "there"
    assert "ha-noi" not in told()[2].shades, "a missing figure has no shade on the map of rates"


@pytest.mark.slow
def test_provinces_whose_people_were_counted_by_another_concept_are_not_ranked_together(
    here: Service, tell: Tell
) -> None:
    for province in ("Huế", "Hà Nội", "Đồng Tháp"):  # mean, mean, as stated at the merger
        for part in ("Q1", "Q2", "Q3"):
            tell(province, f"2026-{part}", {FIRST: 3000})
    rate = told()[2]
    assert set(rate.shades) == {"hue", "ha-noi"}
    assert "So trong 2 tỉnh" in rate.rest


def test_where_nothing_can_be_compared_it_says_so_instead_of_a_figure(here: Service, tell: Tell) -> None:
    tell("Huế", "2026-Q3", {"AP01": 10})
    assert title(Facts(Q3), "vi") == "Quý III/2026: 1 trên 34 tỉnh đã nộp"
    assert [one.lead for one in told()[:3]] == [
        "Chưa so được với cùng kỳ",
        "Chưa có kế hoạch năm 2026",
        "Chưa so được theo dân số",
    ]


def test_only_where_something_was_compared_it_says_that_nothing_moved(here: Service, tell: Tell) -> None:
    two_years(tell, {"Huế": (3000, 3060)})
    assert told()[0].lead == "Không có biến động lớn"


def test_the_small_map_draws_all_provinces_and_names_both_archipelagos() -> None:
    drawn = small_map.draw({"hue": "s4"}, "Bản đồ", "vi")
    assert set(small_map.outlines()) == {unit.key for unit in PLACES.current}
    assert "Ho%C3%A0ng%20Sa" in drawn or "Ho%C3%A0ng Sa" in drawn
    assert "Tr%C6%B0%E1%BB%9Dng Sa" in drawn
    assert len(drawn) < 20_000


# Frozen


def frozen(here: Service, quarter: Period = Q3, who: Identity = LOCAL) -> bulletins.FrozenBulletin:
    facts = Facts(quarter)
    pages = {tongue: bulletin.draw(content(facts, tongue), tongue) for tongue in frozen_copy.LANGUAGES}
    return bulletins.freeze(here, who, quarter, pages, facts.values, "đã rà soát")


@pytest.mark.slow
def test_only_a_reviewer_of_the_whole_nation_freezes_and_only_what_is_due(here: Service, tell: Tell) -> None:
    tell("Huế", "2026-Q3", {"AP01": 10})
    with pytest.raises(NotAllowedError):
        frozen(here, who=Identity("someone@example.vn", "Ai đó"))
    with pytest.raises(NotPossibleError, match="not yet due"):
        frozen(here, Q4)
    assert bulletins.frozen(here, Q3) is None


@pytest.mark.slow
def test_a_frozen_bulletin_stays_as_it_was_and_says_what_was_revised_since(here: Service, tell: Tell) -> None:
    two_years(tell, {"Huế": (3000, 3150), "Hà Nội": (6000, 6300)})
    one = frozen(here)
    before = bulletins.page(here, one, "vi")
    tell("Huế", "2026-Q3", {FIRST: 2050}, reason="sửa sổ")
    assert bulletins.page(here, one, "vi") == before
    changed = bulletins.revised(here, one, Facts(Q3).values)
    assert [key.rpartition("|")[2] for key, *_ in changed if key.startswith(FIRST)] == ["VN", "hue"]
    at = shown("", ban="2026-Q3", quy="2026-Q3")
    assert "Bản chốt" in text(at)
    assert "Huế, Số phương tiện đo được kiểm định, hiệu chuẩn, 9 tháng năm 2026: 3.150 → 4.150" in text(at).replace(
        "\\", ""
    )
    assert "2 số từ khi chốt" in words(text(shown("", quy="2026-Q3")))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_bulletin_on_paper_is_one_sheet_and_says_the_same(here: Service, tell: Tell, language: Language) -> None:
    two_years(tell, {"Huế": (3000, 3150), "Hà Nội": (6000, 6300)})
    pdf = PdfReader(io.BytesIO(printed.pdf(Q3, language)))
    (page,) = pdf.pages
    said = " ".join(page.extract_text().split())
    assert title(Facts(Q3), language) in said
    assert all(one.lead in said for one in findings(Facts(Q3), language))
