"""Hồ sơ tỉnh, Tổng quan, Xu hướng and the fields as their reader meets them: figures beside last year, the plan, the breaks."""

import re
from datetime import date

import pytest

from data.model import Grain, Period
from data.places import NATION_KEY, PLACES, Boundary
from data.population import Populations
from indicators import CATALOGUE, MEASURES
from indicators.engine.answer import By, Question
from pages.charts import area_figures, highlights, readings, target_marks, transforms
from pages.explorer.choices import DRAWER
from pages.sections import catalogue, profile
from pages.server import menu, store
from pages.texts import common
from pages.ui import formats, session
from pages.ui.formats import literal
from service import arrivals
from service.service import Service
from service.targets import plans
from tests.support.pages import shown, text, unfolded
from tests.support.rows import Tell, plan_file

Q3 = Period(2026, "Q3")


@pytest.fixture
def here(service: Service, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(store, "_open", lambda _: service)
    session.answers.clear()  # another store than the test before, perhaps at the same address in memory
    return service


def cells(html: str) -> list[str]:
    return re.findall(r"<td[^>]*>(.*?)</td>", html)


def line(html: str, code: str) -> str:
    """The row of a table that begins with a code, without markup."""
    found = next(row for row in re.findall(r"<tr>(.*?)</tr>", html) if f">{code} ·" in row)
    return re.sub(r"<[^>]+>", " ", found)


# What is not there


@pytest.mark.slow
def test_a_province_that_did_not_exist_yet_is_told_so(here: Service, tell: Tell) -> None:
    tell("Quảng Trị", "2024-Q4", {"AP01": 100})
    at = shown("ho-so-tinh", tinh="quang-tri-2025", don_vi="63", quy="2024-Q4")
    name = PLACES.versions["quang-tri-2025"][-1].name
    assert [info.value for info in at.info] == [common.NO_SUCH_UNIT.vi.format(name=name, when="Quý IV/2024")]


@pytest.mark.slow
def test_what_is_missing_is_listed_by_name_and_what_is_there_is_not(here: Service, tell: Tell) -> None:
    tell("Huế", "2026-Q3", {"AP01": 100, "AP02": 40})
    said = text(shown("ho-so-tinh", tinh="hue", phu_luc="mo"))
    missing = said[said.index('class="missing"') :]
    assert f"AP03 · {MEASURES['AP03'].label.vi}" in missing
    assert "AP01 ·" not in missing


@pytest.mark.slow
def test_a_figure_that_may_not_be_published_is_neither_zero_nor_missing(here: Service, tell: Tell) -> None:
    tell("Huế", "2026-Q3", {"AP01": "mật", "AP02": 0})
    said = text(shown("ho-so-tinh", tinh="hue", phu_luc="mo"))
    assert "Không công bố" in line(said, "AP01")
    assert re.search(r"\b0\b.*Đủ số liệu", line(said, "AP02"))
    assert "Chưa báo cáo" in line(said, "AP03")


@pytest.mark.slow
def test_a_change_that_cannot_be_told_says_why(here: Service, tell: Tell) -> None:
    tell("Huế", "2025-Q3", {"AP01": "> 70"})
    tell("Huế", "2026-Q3", {"AP01": 100})
    said = line(text(shown("ho-so-tinh", tinh="hue", phu_luc="mo")), "AP01")
    assert "không phải số chính xác" in said
    assert "▲" not in said


def test_a_province_with_an_incomplete_figure_has_no_rank_and_counts_in_none(here: Service, tell: Tell) -> None:
    tell("Huế", "2026-Q3", {"AP02": 40})
    tell("Hà Nội", "2026-Q3", {"AP02": "> 70"})
    tell("Đà Nẵng", "2026-Q3", {"AP02": 50})
    growths = area_figures.growths("AP02", Q3, Boundary.TODAY)
    assert profile.place(growths, "hue", MEASURES["AP02"]) == "2/2"
    assert profile.place(growths, "ha-noi", MEASURES["AP02"]) == "–"


def test_growth_is_not_news_where_it_cannot_be_compared_or_was_small(here: Service, tell: Tell) -> None:
    for when, hue, hanoi in (("2025-Q3", 100, 5), ("2026-Q3", 150, 50)):
        tell("Huế", when, {"AP01": hue})
        tell("Hà Nội", when, {"AP01": hanoi})
    told = highlights.moves([(MEASURES["AP01"], area_figures.growths("AP01", Q3, Boundary.TODAY))], "vi")
    assert [one.choices["tinh"] for one in told] == ["hue"]
    assert "150 thủ tục ※, ▲ 50,0 % so với cùng kỳ" in told[0].sentence


# What is there


@pytest.mark.slow
def test_a_line_has_its_figure_its_change_its_rank_and_its_state(here: Service, tell: Tell) -> None:
    for when, value in (("2025-Q3", 100), ("2026-Q3", 130)):
        tell("Huế", when, {"AP01": value})
        tell("Hà Nội", when, {"AP01": 200})
    said = line(text(shown("ho-so-tinh", tinh="hue", phu_luc="mo")), "AP01")
    told = " ".join(said.split())
    assert " 130 ※ Quý III/2026 (bản nộp số 3): đúng như vậy " in told, "a jump was asked about and answered"
    assert told.endswith("▲ 30,0 % III/2026 2/2 Đủ số liệu")


def test_a_flow_is_told_for_the_year_so_far_and_a_yearly_figure_for_the_year_that_ended(
    here: Service, tell: Tell
) -> None:
    assert MEASURES["ST01"].span_at(Q3) == Period(2026, "9M")
    assert MEASURES["TM01"].span_at(Q3) == Q3
    assert MEASURES["PB03"].span_at(Q3) == Period(2025)
    assert MEASURES["PB03"].span_at(Period(2025, "Q4")) == Period(2025)


def test_the_shares_of_former_provinces_are_told_only_where_all_are_known(here: Service, tell: Tell) -> None:
    tell("Quảng Bình", "2025-Q2", {"AP01": 30, "AP02": 10})
    tell("Quảng Trị", "2025-Q2", {"AP01": 90})
    tell("Quảng Trị", "2025-Q3", {"AP01": 130})
    told = profile.inheritance(PLACES.version("quang-tri-2025", date(2026, 9, 30)), "vi")
    assert told is not None
    html, when = told
    assert when == Period(2025, "Q2")
    assert [cell for cell in cells(html) if "%" in cell] == ["30 · 25 %", "90 · 75 %"]
    assert "Chưa báo cáo" in line(html, "AP02")
    assert "AP04" not in html, "a ratio does not add up"
    assert "IP01" not in html, "an indication of both would count twice"


def test_a_province_that_was_never_merged_has_no_former_ones(here: Service) -> None:
    assert profile.inheritance(PLACES.version("hue", date(2026, 9, 30)), "vi") is None


@pytest.mark.slow
def test_the_page_of_a_former_province_opens_as_reported_then_and_as_its_heir_today(here: Service, tell: Tell) -> None:
    tell("Quảng Bình", "2025-Q2", {"AP01": 30})
    then = text(shown("ho-so-tinh", tinh="quang-binh", don_vi="63", quy="2025-Q2", phu_luc="mo"))
    assert "nay thuộc Quảng Trị" in then
    now = shown("ho-so-tinh", tinh="quang-binh", phu_luc="mo")
    assert not now.warning
    assert "hợp nhất Quảng Bình (44), Quảng Trị (45)" in text(now)


@pytest.mark.slow
def test_a_link_shows_the_same_figures_in_both_languages(here: Service, tell: Tell) -> None:
    tell("Huế", "2026-Q3", {"AP01": 1234})
    vi, en = (text(shown("ho-so-tinh", tinh="hue", lang=lang, phu_luc="mo")) for lang in ("vi", "en"))
    assert "1.234" in line(vi, "AP01")
    assert "1,234" in line(en, "AP01")


# Tổng quan


@pytest.mark.slow
def test_the_overview_of_a_region_holds_its_provinces_only(here: Service, tell: Tell) -> None:
    tell("Huế", "2026-Q3", {"AP01": 100})
    tell("Hà Nội", "2026-Q3", {"AP01": 200})
    at = shown("", pham_vi=PLACES.version("hue", date(2026, 9, 30)).region)
    at.session_state["more"] = True
    assert "100" in line(text(at.run()), "AP01")
    assert "1 trên 5 tỉnh đã nộp" in text(at)


def test_who_sent_and_still_lacks_figures_is_a_sentence_with_a_link(here: Service, tell: Tell) -> None:
    tell("Huế", "2026-Q3", {"AP01": 100})
    quarter = arrivals.received(here, Q3, Q3)
    told = highlights.gaps(quarter, arrivals.completeness(here, Q3), Q3, "vi")
    assert told[0].sentence.startswith("33 tỉnh chưa nộp quý này: ")
    assert re.fullmatch(r"Huế đã nộp nhưng còn thiếu \d+ trên \d+ chỉ tiêu bắt buộc", told[1].sentence)
    assert (told[1].page, told[1].choices) == ("province.py", {"tinh": "hue", "quy": "2026-Q3"})


def test_totals_that_cannot_be_compared_are_told_for_those_that_are_complete_both_times(
    here: Service, tell: Tell
) -> None:
    for when, value in (("2025-Q3", 100), ("2026-Q3", 110)):
        tell("Huế", when, {"AP01": value})
    tell("Hà Nội", "2026-Q3", {"AP01": 500})
    one = area_figures.figure("AP01", Q3, NATION_KEY, Boundary.TODAY)
    assert one is not None
    assert one.growth.why is not None
    same = area_figures.of_the_same(one, Q3, NATION_KEY, Boundary.TODAY)
    assert same is not None
    assert (same.provinces, same.now, same.before) == (1, 110, 100)


@pytest.mark.parametrize("before", [None, 100])
def test_a_province_without_a_year_before_is_not_said_to_stand_still(
    here: Service, tell: Tell, before: int | None
) -> None:
    if before is not None:
        tell("Huế", "2025-Q3", {"AP01": before})
    tell("Huế", "2026-Q3", {"AP01": 100})
    told = text(shown("ho-so-tinh", tinh="hue", quy="2026-Q3"))
    assert (common.NOTHING_COMPARED.vi in told) is (before is None)
    assert ("Không chỉ tiêu nào thay đổi từ 20 % trở lên" in told) is (before is not None)


# The plan


@pytest.fixture
def planned(here: Service, tell: Tell) -> Service:
    """Huế is to have 80 enterprises by the end of 2027 (it had 40 at the end of 2025), and 8 tasks accepted in 2026."""
    for when, enterprises in (("2025-Q4", 40), ("2026-Q3", 50)):
        tell("Huế", when, {"TM01": enterprises})
    row = {"province": "Huế", "operator": "≥", "source": "Kế hoạch số 7"}
    base = {"base": 40, "base_period": "Quý IV/2025"}
    rows = [
        row | base | {"measure": "TM01", "period": "Quý IV/2027", "value": 80},
        row | {"measure": "ST04", "period": "2026", "value": 8},
    ]
    plan = plans.accept(here, plans.check(here, "k.xlsx", plan_file(here, rows)), "người thử")
    assert plan.receipt is not None, [finding.message.vi for finding in plan.findings]
    return here


@pytest.mark.slow
def test_a_target_stands_in_the_line_of_its_measure_with_its_class_in_words(planned: Service) -> None:
    said = text(shown("ho-so-tinh", tinh="hue", phu_luc="mo"))
    assert re.search(r"≥ 80 · Quý IV/2027: Chậm\b.*67", line(said, "TM01").replace("\xa0", " "))
    assert "≥" not in line(said, "TM02")


@pytest.mark.slow
def test_the_path_of_a_stock_is_drawn_among_quarters_and_that_of_a_flow_only_over_the_year(planned: Service) -> None:
    found = target_marks.targets_of(["hue"], Q3, Boundary.TODAY)
    drawn = {
        (code, grain): target_marks.on_chart(found, MEASURES[code], grain, "vi").get("hue")
        for code in ("TM01", "ST04")
        for grain in (Grain.QUARTER, Grain.YTD, Grain.YEAR)
    }
    stock, flow = drawn["TM01", Grain.QUARTER], drawn["ST04", Grain.YTD]
    assert stock is not None
    assert [(aim.quarter, aim.value) for aim in stock] == [(2025 * 4 + 3, 40), (2027 * 4 + 3, 80)]
    assert flow is not None
    assert [aim.value for aim in flow] == [2, 4, 6, 8]
    assert drawn["ST04", Grain.QUARTER] is None
    assert [aim.value for aim in drawn["ST04", Grain.YEAR] or ()] == [8]
    assert all("Kế hoạch số 7" in aim.said for aim in stock)


@pytest.mark.slow
def test_where_no_plan_sets_a_target_the_page_says_so(planned: Service) -> None:
    def told(**chosen: str) -> str:
        return text(unfolded(shown("kham-pha", tinh="hue", ve_them="muc-tieu", **chosen), "how-to-read")).replace(
            "\\", ""
        )

    assert common.EXTRA_SAID["muc-tieu"].vi in told(chi_tieu="TM01")
    assert common.NO_AIM.vi in told(chi_tieu="TM02", ky="ytd")
    assert common.AIMS_BY_YEAR.vi in told(chi_tieu="ST04")


# Xu hướng


@pytest.mark.usefixtures("here")
def test_a_yearly_measure_is_seen_by_year_only(tell: Tell) -> None:
    tell("Huế", "2025-Q4", {"PB03": 7})
    at = shown("kham-pha", chi_tieu="PB03", tinh="hue", ky="quarter")
    assert "ky" not in {each.key for each in at.segmented_control}
    assert '<th scope="col">2025</th>' in text(unfolded(at))


@pytest.mark.usefixtures("here")
def test_a_score_has_no_nation_and_the_page_asks_for_provinces(tell: Tell) -> None:
    tell("Huế", "2025-Q4", {"AP01": 7})
    asked = literal(common.CHOOSE_A_PROVINCE.vi)
    assert asked in [said.value for said in shown("kham-pha", chi_tieu="PI01").title]
    assert asked not in [said.value for said in shown("kham-pha", chi_tieu="PI01", tinh="hue").title]


@pytest.mark.usefixtures("here")
def test_a_field_of_scores_which_a_nation_has_none_of_begins_with_the_ranking(tell: Tell) -> None:
    tell("Huế", "2025-Q4", {"AP01": 7})
    at = shown(next(path for path, name in menu.FIELDS.items() if name == "innovation_index"))
    assert at.segmented_control(key="xem-linh-vuc").value == "xep-hang"
    assert not at.info, "which asks for a province and shows nothing"


@pytest.mark.usefixtures("here")
def test_a_field_whose_first_measure_is_yearly_is_of_the_latest_quarter_all_the_same(tell: Tell) -> None:
    tell("Huế", "2025-Q4", {"PB02": 70})
    tell("Huế", "2026-Q3", {"PB02": 50})
    field = next(path for path, name in menu.FIELDS.items() if name == "resources_budget")
    at = shown(field)
    assert at.title[0].value == literal("Cả nước · Quý III/2026")
    assert not [box for box in at.selectbox if box.key in ("chi-tieu", "ky")], "all of its measures stand there"
    assert not shown(field, chi_tieu="PB01", ky="year").warning, "a link that names one says nothing wrong"


@pytest.mark.usefixtures("here")
def test_the_title_of_a_field_says_how_many_of_its_measures_rose_and_fell(tell: Tell) -> None:
    """«Cả nước · Quý III/2026» answered nothing."""
    for year, figures in ((2025, {"AP01": 100, "AP02": 50, "AP03": 7}), (2026, {"AP01": 120, "AP02": 45, "AP03": 7})):
        tell("Huế", f"{year}-Q3", figures)
    field = next(path for path, name in menu.FIELDS.items() if name == "administrative_procedures")
    for link in ({}, {"tinh": "hue"}):
        said = shown(field, link, quy="2026-Q3").title[0].value.replace("\\", "")
        assert ", quý III/2026: 1 trong 3 chỉ tiêu tăng, 1 giảm so với cùng kỳ; 4 chưa so được" in said


@pytest.mark.usefixtures("here")
def test_of_a_field_in_which_one_measure_can_be_compared_the_title_says_how_far_it_moved(tell: Tell) -> None:
    for year, firms in ((2025, 100), (2026, 120)):
        tell("Huế", f"{year}-Q3", {"TM01": firms})
    field = next(path for path, name in menu.FIELDS.items() if name == "technology_market")
    said = shown(field, {"tinh": "hue"}, quy="2026-Q3").title[0].value.replace("\\", "").replace("\u00a0", " ")
    assert said.startswith("Huế, quý III/2026: số doanh nghiệp KH&CN còn hiệu lực ▲ 20,0 % so với cùng kỳ; ")


@pytest.mark.usefixtures("here")
def test_switches_stand_in_the_link(tell: Tell) -> None:
    tell("Huế", "2026-Q3", {"AP01": 7})
    link = {"chi-tieu": "AP01", "them": "AP02,TM01", "ve-them": "nam-truoc", "tinh-theo": "chi-so", "tinh": "hue"}
    at = shown("kham-pha", link, lang="en")
    assert common.EXTRA_SAID["nam-truoc"].en in text(unfolded(at, "how-to-read")).replace("\\", "")
    unfolded(at, DRAWER)
    assert at.multiselect(key="them").value == ["AP02", "TM01"]
    assert at.get("button_group")[-1].value == ["nam-truoc"]
    assert at.selectbox(key="tinh-theo").value == "chi-so"
    assert not at.warning


def test_by_population_is_offered_only_where_it_has_a_source(here: Service) -> None:
    file = here.home / "population.csv"
    file.write_text("unit,year,population,concept,source\nhue,2025,1200000,mean,Niên giám\n", encoding="utf-8")
    nobody = here.home / "nobody.csv"
    nobody.write_text("unit,year,population,concept,source\n", encoding="utf-8")
    today = Boundary.TODAY
    assert readings.HEADS not in readings.offered(MEASURES["AP01"], today, Populations(nobody))
    assert readings.HEADS in readings.offered(MEASURES["AP01"], today, Populations(file))
    assert readings.HEADS not in readings.offered(MEASURES["AP04"], today, Populations(file)), "a share has no people"
    then = readings.offered(MEASURES["AP01"], Boundary.THEN, Populations(file))
    assert readings.HEADS not in then, "nobody knows how many lived in units that are gone"


def test_a_population_without_a_source_is_refused(here: Service) -> None:
    file = here.home / "population.csv"
    file.write_text("unit,year,population,concept,source\nhue,2025,1200000,mean,\n", encoding="utf-8")
    with pytest.raises(ValueError, match="population"):
        Populations(file)


def answered(
    here: Service, measure: str, first: str, last: str, grain: Grain = Grain.QUARTER
) -> list[tuple[str, float | None]]:
    question = Question(measure, Period.parse(first), Period.parse(last), By.PROVINCE, ("hue",), grain)
    rows = transforms.indexed(transforms.ended(here.ask(question), question.last, here.ask)).rows
    return [(row.period.code, row.value) for row in rows]


def test_an_index_starts_at_the_first_complete_figure_and_leaves_gaps(here: Service, tell: Tell) -> None:
    tell("Huế", "2026-Q1", {"AP01": "> 10"})
    tell("Huế", "2026-Q2", {"AP01": 50})
    assert answered(here, "AP01", "2025-Q4", "2026-Q3") == [
        ("2025-Q4", None),
        ("2026-Q1", 20.0),
        ("2026-Q2", 100.0),
        ("2026-Q3", None),
    ]


def test_the_years_so_far_end_with_the_last_quarter_asked_for(here: Service, tell: Tell) -> None:
    tell("Huế", "2026-Q1", {"ST04": 2})
    assert [code for code, _ in answered(here, "ST04", "2026-Q1", "2026-Q2", Grain.YTD)] == ["2026-Q1", "2026-H1"]


def test_for_every_ten_thousand_people_only_where_people_are_known(here: Service, tell: Tell) -> None:
    file = here.home / "population.csv"
    file.write_text("unit,year,population,concept,source\nhue,2024,1000000,mean,Niên giám\n", encoding="utf-8")
    tell("Huế", "2026-Q3", {"AP01": 50})
    tell("Hà Nội", "2026-Q3", {"AP01": 70})
    answer = transforms.by_head(here.ask(Question("AP01", Q3, Q3, By.PROVINCE, ("hue", "ha-noi"))), Populations(file))
    assert [(row.key, row.value) for row in answer.rows] == [("ha-noi", None), ("hue", 0.5)]


# Giới thiệu


def test_nothing_found_in_the_catalogue_says_so() -> None:
    assert list(catalogue.matching("không có chỉ tiêu nào như thế")) == []


@pytest.mark.parametrize("wanted", ["mq03", "PHUONG TIEN DO NHOM 2", "mandatory verification"])
def test_a_measure_is_found_by_code_and_by_words_without_accents_in_either_language(wanted: str) -> None:
    assert "MQ03" in [measure.code for _, measures in catalogue.matching(wanted) for measure in measures]


def test_everything_declared_of_a_measure_is_told_its_checks_and_breaks_too() -> None:
    html = catalogue.facts(CATALOGUE["administrative_procedures"], MEASURES["AP02"], "vi")
    check = next(c for c in CATALOGUE["administrative_procedures"].checks if c.name == "ap_online_above_total")
    assert check.message.vi in html
    assert "Nghị quyết 202/2025/QH15" in html
    assert common.QUARTERLY.vi in html


@pytest.mark.usefixtures("here")
def test_a_search_of_the_catalogue_stands_in_the_link(tell: Tell) -> None:
    at = shown("gioi-thieu", tim_chi_tieu="AP05")
    assert f"AP05 · {MEASURES['AP05'].label.vi}" in [each.label for each in at.expander]
    assert "IP01 ·" not in text(at)


@pytest.mark.slow
def test_a_share_stands_beside_the_nations(here: Service, tell: Tell) -> None:
    tell("Huế", "2026-Q3", {"AP01": 100, "AP02": 50, "AP03": 10})
    tell("Hà Nội", "2026-Q3", {"AP01": 300, "AP02": 250, "AP03": 10})
    page = text(shown("ho-so-tinh", tinh="hue", phu_luc="mo"))
    said = line(page, "AP04")
    assert "50,0" in said
    assert "cả nước 75,0 (2/34)" in said
    assert "cả nước" not in line(page, "AP01"), "a sum of many beside one says nothing"


def test_a_change_under_the_last_digit_shown_is_called_unchanged_and_a_count_tells_its_difference() -> None:
    assert formats.change(MEASURES["AP04"], 98.32, 98.3, "vi") == "không đổi", "98,3 % beside 98,3 %"
    assert formats.change(MEASURES["AP04"], 98.4, 98.3, "vi") == "▲ 0,1 điểm %"
    assert formats.change(MEASURES["MQ01"], 99_990, 100_000, "en") == "▼ 10", "ten instruments are not nothing"


def test_who_lacks_what_is_told_by_name_and_the_complete_in_one_sentence(here: Service, tell: Tell) -> None:
    tell("Huế", "2026-Q3", {"AP01": 100})
    said = text(shown("tinh-hinh-nop"))
    owed = arrivals.completeness(here, Q3)["hue"]
    assert f"{owed.known}/{owed.due}" in said
    assert f"tất cả {owed.due} chỉ tiêu" in said
    assert "Đủ mọi chỉ tiêu bắt buộc (0): không có" in said
    assert said.index("Mức đủ của chỉ tiêu bắt buộc") < said.index('class="arrival'), "the answer before the record"
