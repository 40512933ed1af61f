"""The page of plans as its reader meets it: what is told, the working, a filter in the link, a target entered."""

import io
import json
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from data.model import Period
from data.places import Boundary
from data.reading.reader import Reading
from indicators import MEASURES, TABLES
from indicators.engine.answer import Standing
from indicators.engine.progress import PACE_LABELS, Pace
from pages.charts import lines
from pages.download_formats import excel, notes
from pages.sections import target_chart
from pages.sections import targets_table as parts
from pages.server import store
from pages.texts import common
from pages.texts import targets as texts
from pages.ui import session
from service import acceptance, drafts
from service.demo import targets as demo_targets
from service.service import Service
from service.targets import plans
from service.targets import target as targets_target
from service.targets.merged import TargetRole
from service.targets.progress import progress_of
from tests.support import pages
from tests.support.answers import answer, row
from tests.support.rows import figure_line, instruments, plan_file, send, sheet_rows, trainings


@pytest.fixture(scope="module")
def prepared(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a quarter of Hà Nội, a sound target for it, the plan of Bắc Giang."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", "2026-11-21")
        service = Service(shutil.copytree(empty_store, tmp_path_factory.mktemp("plans") / "store"))
        quarter = Period.parse("2024-Q4")
        lists = {"trainings": trainings(3), "calibrated_instruments": instruments(90)}
        sheets = {name: sheet_rows(TABLES[name], rows) for name, rows in lists.items()}
        unit = service.places.find("Hà Nội", quarter.end)
        acceptance.accept(
            service, drafts.judge(service, "a.xlsx", b"1", Reading({}, sheets, []), unit, quarter), "người thử", "đúng"
        )
        demo_targets.load(service)
        row = {"province": "Hà Nội", "period": "Quý IV/2024", "operator": "≥", "source": "Kế hoạch <b>số 7</b>"}
        rows = [row | {"measure": "TR01", "value": 4}, row | {"measure": "MQ01", "value": 80}]
        plans.accept(service, plans.check(service, "b.xlsx", plan_file(service, rows)), "Trần <i>A</i>")
        service.close()
    return service.home


@pytest.fixture
def stocked(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    service = Service(shutil.copytree(prepared, tmp_path / "stocked"))
    monkeypatch.setattr(store, "_open", lambda _: service)
    yield service
    service.close()
    session.progresses.clear()


shown = partial(pages.shown, "ke-hoach")


def text(at: AppTest) -> str:
    said = [*at.subheader, *at.markdown, *at.caption, *at.info, *at.error, *at.success, *at.text]
    return "\n".join([*(str(one.value) for one in said), *(each.proto.body for each in at.get("html"))])


@pytest.mark.slow
@pytest.mark.usefixtures("stocked")
def test_what_cannot_be_said_is_told_with_its_reason_in_both_languages() -> None:
    for language, none, reason in (("vi", "Chưa đánh giá được", "chưa báo cáo"), ("en", "Cannot say", "not reported")):
        said = text(shown(lang=language))
        assert none in said
        assert reason in said


@pytest.mark.slow
def test_plans_that_have_not_begun_are_told_apart_from_what_could_not_be_judged(stocked: Service) -> None:
    """85 targets were counted of 2025-Q3, 82 as «chưa đánh giá được», of which 77 were the next year's."""
    row = {"province": "Hà Nội", "operator": "≥", "source": "Kế hoạch", "value": 9}
    rows = [row | {"measure": measure, "period": "2026"} for measure in ("TR01", "TR02", "MQ01")]
    plans.accept(stocked, plans.check(stocked, "c.xlsx", plan_file(stocked, rows)), "người thử")
    for language, count, not_begun, cannot in (
        ("vi", "2 chỉ tiêu kế hoạch", "kế hoạch năm 2026 chưa bắt đầu (3 chỉ tiêu)", "chưa đánh giá được"),
        ("en", "2 targets", "the plan for 2026 has not begun (targets: 3)", "cannot say"),
    ):
        (summary,) = (
            str(one.value).replace("\\", "") for one in shown(lang=language, quy="2024-Q4", tinh="ha-noi").subheader
        )
        assert count in summary
        assert not_begun in summary
        assert cannot not in summary
    (alone,) = (str(one.value) for one in shown(quy="2024-Q4", tinh="ha-noi", chi_tieu_ke_hoach="TR02").subheader)
    assert alone.replace("\\", "").endswith("Quý IV/2024: kế hoạch năm 2026 chưa bắt đầu (1 chỉ tiêu)")


@pytest.mark.slow
def test_what_is_followed_stands_before_plans_that_have_not_begun(stocked: Service) -> None:
    """Of Cao Bằng, whose plan was the next year's, eight lines stood before the first that could be judged."""
    row = {
        "province": "Cao Bằng",
        "operator": "≥",
        "source": "Kế hoạch",
        "value": 9,
        "measure": "TR01",
        "period": "2026",
    }
    plans.accept(stocked, plans.check(stocked, "c.xlsx", plan_file(stocked, [row])), "người thử")
    page = text(shown(quy="2024-Q4"))
    assert 0 < page.index(">Hà Nội<") < page.index(">Cao Bằng: chưa bắt đầu<")


@pytest.mark.usefixtures("stocked")
def test_a_class_is_told_by_a_sign_and_a_word_and_not_by_colour_alone() -> None:
    said = text(shown())
    assert f"{texts.FORMS[Pace.ACHIEVED]} {PACE_LABELS[Pace.ACHIEVED].vi}</a>" in said
    assert f"{texts.FORMS[Pace.NOT_REACHED]} {PACE_LABELS[Pace.NOT_REACHED].vi}</a>" in said
    assert len(set(texts.FORMS.values())) == len(Pace)


@pytest.mark.usefixtures("stocked")
def test_a_merged_province_shows_the_part_of_its_predecessor_and_says_what_is_left_out() -> None:
    said = text(shown())
    assert texts.ROLES[TargetRole.PART].vi.format(unit="Bắc Giang") in said
    assert texts.LEFT_OUT.vi.format(count=6) in said
    assert "MQ11" not in text(shown()).split("<table", 1)[1]
    assert "MQ11" in text(shown(don_vi="63"))


@pytest.mark.slow
def test_a_figure_that_was_explained_carries_its_mark_in_the_plan_and_in_what_is_taken_away(stocked: Service) -> None:
    tell = partial(send, stocked)
    row = {"province": "Huế", "period": "2026", "operator": "≥", "source": "Kế hoạch", "measure": "MQ01", "value": 9000}
    plans.accept(stocked, plans.check(stocked, "c.xlsx", plan_file(stocked, [row])), "người thử")
    for quarter in ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"):
        tell("Huế", quarter, {"MQ01": 3000})
    tell("Huế", "2026-Q3", {"MQ01": 90000})  # asked about, and answered «đúng như vậy»
    (line,) = [each for each in text(shown(quy="2026-Q3")).split("<tr") if "≥ 9.000" in each]
    assert "96.000 phương tiện, 9T/2026" in line
    assert "đúng như vậy" in line
    told = parts.to_table(
        [one for one in session.progress(Period.parse("2026-Q3"), Boundary.TODAY) if one.under == "hue"]
    )
    assert "đúng như vậy" in str(told.to_pylist()[0][common.REASON_GIVEN.vi])


@pytest.mark.slow
def test_a_part_of_a_year_is_not_told_as_the_year_so_far(stocked: Service) -> None:
    """«25 phương tiện, 9T/2026» stood there of a province whose third quarter was missing."""
    row = {"province": "Hà Nội", "period": "2024", "operator": "≥", "source": "Kế hoạch", "measure": "TR02", "value": 9}
    plans.accept(stocked, plans.check(stocked, "c.xlsx", plan_file(stocked, [row])), "người thử")
    for language, word in (("vi", "(chưa đủ quý)"), ("en", "(not all quarters)")):
        at = shown(lang=language)
        (line,) = [each for each in text(at).split("<tr") if "TR02" in each]
        assert word in line
    progress = parts.to_table(progress_of(stocked, ("ha-noi",), Period.parse("2024-Q4")))
    (told,) = [each for each in progress.to_pylist() if each["Mã"] == "TR02"]
    assert "(chưa đủ quý)" in str(told[texts.WHY.vi])


def test_a_link_opens_the_working_with_its_document_and_every_step(stocked: Service) -> None:
    (target,) = [t for t in targets_target.standing(stocked) if t.measure == "TR01"]
    at = shown(cach_tinh=target.key, lang="en")
    said = text(at)
    assert "3 ÷ 4 = 75%" in said
    assert 'href="kham-pha?chi-tieu=TR01&amp;tinh=ha-noi&amp;lang=en"' in said
    assert "Kế hoạch &lt;b&gt;số 7" in said
    assert "<b>số 7" not in said
    assert "Trần &lt;i&gt;A" in said
    assert (
        at.subheader[0]
        .value.replace("\\", "")
        .startswith("Hà Nội, training classes: not reached, by the figure of Q4 2024 (75%")
    )


def test_months_so_far_are_not_drawn_where_the_whole_year_will_stand() -> None:
    """Nine months stood once more over December, as a hollow point of the year."""
    rows = [row(code, 3) for code in ("2026-H1", "2026-9M")] + [row("2026", 3, Standing.PARTIAL, reported=0)]
    line = target_chart.until(answer(rows), Period.parse("2026-Q3"))
    drawn = line.rows
    assert [(one.value, one.state) for one in drawn] == [
        (3, Standing.FINAL),
        (3, Standing.FINAL),
        (None, Standing.NOT_DUE),
    ]
    (named,) = (
        each for each in lines.trend(None, line, "vi", None, {"VN": ()}).layout.annotations if each.text[-1:] == "3"
    )
    assert named.x == 2, "no path of a plan goes through the name of its line"


def test_the_working_shows_the_planned_line_beside_the_actual_one(stocked: Service) -> None:
    (target,) = [t for t in targets_target.standing(stocked) if t.unit == "bac-giang" and t.measure == "IP04"]
    assert not shown(cach_tinh=target.key).get("plotly_chart"), "without a figure there is no line to set beside"
    quarter = Period.parse("2025-Q2")
    unit = stocked.places.find("Bắc Giang", quarter.end)
    sheets = {"summary": sheet_rows(TABLES["summary"], [figure_line("IP04", 77)])}
    draft = drafts.judge(stocked, "c.xlsx", b"3", Reading({}, sheets, []), unit, quarter)
    acceptance.accept(stocked, draft, "người thử", "đúng")
    (chart,) = shown(cach_tinh=target.key).get("plotly_chart")
    drawn = json.loads(chart.proto.spec)["data"]
    assert [trace for trace in drawn if 77 in (trace.get("y") or [])], "the actual"
    assert [trace for trace in drawn if 80 in (trace.get("y") or [])], "the planned"


@pytest.mark.usefixtures("stocked")
@pytest.mark.parametrize(
    "query", [{"danh_gia": "not_reached"}, {"chi_tieu_ke_hoach": "TR01"}, {"tinh": "ha-noi", "danh_gia": "not_reached"}]
)
def test_filters_stand_in_the_link(query: dict[str, str]) -> None:
    said = text(shown(**query))
    assert "TR01" in said
    assert "MQ01 ·" not in said


@pytest.mark.usefixtures("stocked")
def test_nothing_that_matches_says_what_to_do() -> None:
    assert texts.NOTHING.vi in text(shown(danh_gia="on_track"))


@pytest.mark.usefixtures("stocked")
def test_provinces_and_measures_make_a_table_too() -> None:
    said = text(shown(xem_ke_hoach="bang"))
    assert f"{texts.FORMS[Pace.NOT_REACHED]} 75 %</a>" in said


@pytest.mark.usefixtures("stocked")
def test_the_rule_is_published_on_the_page() -> None:
    said = text(shown())
    assert all(rule.vi in said for rule in texts.RULES)


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (0.996, "99,6 %"),
        (0.9999, "99,9 %"),
        (1.0, "100 %"),
        (0.699, "69,9 %"),
        (0.7, "70 %"),
        (0.726, "73 %"),
        (-0.45, "−45 %"),
    ],
)
def test_a_share_is_never_rounded_into_a_better_class(share: float, told: str) -> None:
    assert parts.percent(share) == told


def test_a_target_without_a_document_or_a_sound_value_is_not_saved(stocked: Service) -> None:
    at = shown()
    at.text_input("plan-period").set_value("2027")
    at.text_input("plan-value").set_value("mười")
    at.text_input("by").set_value("Trần A")
    at.button("plan-save").click().run()
    said = text(at)
    assert "«mười»" in said
    assert "L9" in said
    assert len(plans.history(stocked)) == 2


@pytest.mark.slow
def test_a_target_entered_on_the_page_is_kept_as_its_workbook(stocked: Service) -> None:
    at = shown()
    at.selectbox("plan-unit").set_value("bac-ninh-2025")
    at.selectbox("plan-measure").set_value("IP04").run()
    at.text_input("plan-period").set_value("2030")
    at.text_input("plan-value").set_value("1.250,5")
    at.text_input("plan-source").set_value("Kế hoạch 12")
    at.text_input("by").set_value("Trần A")
    at.button("plan-save").click().run()
    assert not at.exception
    assert [one.value for one in at.success] == [texts.SAVED.vi.format(number=3, count=1)]
    newest = plans.history(stocked)[0]
    (target,) = [t for t in targets_target.standing(stocked) if t.set == 3]
    assert (target.unit, target.measure, target.value, target.source) == (
        "bac-ninh-2025",
        "IP04",
        1250.5,
        "Kế hoạch 12",
    )
    assert stocked.truth.read(newest.sha256)[:2] == b"PK"


@pytest.mark.usefixtures("stocked")
def test_what_was_reached_leads_to_where_it_came_from() -> None:
    assert "nguon-so-lieu?chi-tieu=TR01&amp;ky=quarter&amp;quy=2024-Q4&amp;pham-vi=ha-noi" in text(shown(quy="2024-Q4"))


@pytest.mark.slow
def test_a_plans_workbook_says_what_its_classes_mean_and_shows_shares_as_per_cent(stocked: Service) -> None:
    shown(quy="2024-Q4")
    found = session.progress(Period.parse("2024-Q4"), Boundary.TODAY)
    measures = [MEASURES[one.target.measure] for one in found]
    page = notes.meanings(measures, (), "vi", [texts.RULES[0].vi], texts.MEANINGS)
    book = openpyxl.load_workbook(io.BytesIO(excel.xlsx(parts.to_table(found), [page], "Kế hoạch", [texts.SHARE.vi])))
    heads, *lines = book["Kế hoạch"].iter_rows()
    at = {cell.value: n for n, cell in enumerate(heads)}
    own = next(line for line in lines if line[at["Mã"]].value == "MQ01" and line[at["Địa phương"]].value == "Hà Nội")
    assert own[at["Đơn vị tính"]].value == MEASURES["MQ01"].unit.vi
    assert own[at["Phần lộ trình"]].number_format == "0.0 %"
    said = [cell.value for line in book["Chú giải"].iter_rows() for cell in line]
    assert {label.vi for label in PACE_LABELS.values()} <= set(said)
    assert {"MQ01", texts.RULES[0].vi} <= set(said)
    assert "Chưa đến hạn" not in said, "these are states of figures, not of targets"
    assert any("phần của" in (line[at["Từ các tỉnh cũ"]].value or "") for line in lines)
