"""Every declaration, present and future, keeps the same contract."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from data.column_types.decimal import DECIMAL
from data.model import Period, Severity, Text
from data.places import PLACES
from data.reading.reader import Reading
from data.storage.database import Store, layout_of, scratch
from indicators import CATALOGUE, MEASURES, TABLES, discover
from indicators.define import Check, Indicator, Measure, Nature
from indicators.engine.observations import aggregates, labels
from indicators.engine.standing import ROWS
from service import acceptance, drafts
from service.service import Service
from tests.support.check_examples import ALSO_FAIL, DECLARED
from tests.support.paths import FILES, ROOT
from tests.support.rows import sheet_rows, trainings
from tests.support.seeded_faults import BY_RULE, OWN_PAST

LISTS = [name for name, indicator in CATALOGUE.items() if not indicator.form]
FORMS = [name for name, indicator in CATALOGUE.items() if indicator.form and indicator.measures]
LISTED = [code for indicator in CATALOGUE.values() if not indicator.nationwide for code in indicator.listed]
TYPED = {code: m for indicator in CATALOGUE.values() for code, m in indicator.series.items() if m.typed}
LINES = [figure.code for table in TABLES.values() for figure in table.figures]
CHECKS = [check for indicator in CATALOGUE.values() for check in indicator.checks]
SCOPE: dict[str, object] = {"numbers": [], "units": [], "quarters": [], "starts": [], "ends": []}


def texts(indicator: Indicator) -> list[Text]:
    found = [indicator.label, indicator.definition]
    for column in indicator.columns.values():
        found += [column.label, column.hint, *column.choices.values()]
    for measure in indicator.series.values():
        found += [measure.label, measure.definition, measure.formula, measure.unit]
        found += [each.text for each in measure.breaks]
    for breakdown in indicator.breakdowns.values():
        found += [breakdown.label, *breakdown.items.values()]
    return found + [each.message for each in (*indicator.rules, *indicator.checks)]


def codes(sql: str) -> set[str]:
    """The codes that a check quotes."""
    return set(re.findall(r'"([^"]+)"', sql))


@pytest.mark.parametrize("name", CATALOGUE)
def test_everything_is_said_in_both_languages(name: str) -> None:
    for text in texts(CATALOGUE[name]):
        assert text.vi.strip()
        assert text.en.strip()
        assert text.vi != text.en or text.vi == "%", text


@pytest.mark.parametrize("code", LISTED)
def test_every_measure_of_a_list_binds_to_numbers_over_an_empty_store(code: str, tmp_path: Path) -> None:
    measure = MEASURES[code]
    store = Store()
    store.lay_out(TABLES)
    with store.reading() as work:
        rows = work.rows(
            f"SELECT unit, {aggregates([measure])} FROM ({ROWS.format(name=measure.indicator)}) GROUP BY unit", **SCOPE
        )
    assert rows == []
    store.close()
    assert bool(measure.value or measure.distinct) != (measure.kind is Nature.RATIO)
    assert bool(measure.numerator and measure.denominator) == (measure.kind is Nature.RATIO)


@pytest.mark.parametrize("name", LISTS)
def test_every_rule_binds_to_a_truth_value(name: str) -> None:
    table = TABLES[name]
    columns = ", ".join(f'NULL::{column.type.sql} AS "{key}"' for key, column in table.columns.items())
    days = "DATE '2024-01-01' AS period_start, DATE '2024-03-31' AS period_end"
    with scratch() as work:
        for rule in table.rules:
            assert rule.at in table.columns
            assert work.rows(f"SELECT {rule.broken} FROM (SELECT {columns}, {days})") == [(None,)]


@pytest.mark.parametrize("name", LISTS)
def test_breakdowns_and_keys_are_columns_of_the_sheet(name: str) -> None:
    indicator = CATALOGUE[name]
    for measure in indicator.listed.values():
        for split in measure.breakdowns:
            items = indicator.breakdowns[split].items if split in indicator.breakdowns else [split]
            assert set(items) <= set(indicator.columns)
            assert len(labels(indicator, split)) > 1, f"{split} names no items"
    assert set(indicator.key) <= set(indicator.columns)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_has_one_breakdown_a_figure_and_no_breakdown_without_figures(name: str) -> None:
    indicator = CATALOGUE[name]
    used = [split for measure in indicator.series.values() for split in measure.breakdowns]
    assert set(used) == set(indicator.breakdowns)
    assert max((len(measure.breakdowns) for measure in indicator.series.values()), default=0) <= 1
    for code, term in indicator.terms.items():
        assert re.fullmatch(r"[A-Z]{2}\d\d\.[a-z][a-z0-9_]*", code)
        assert code.partition(".")[0] in indicator.measures
        assert term.kind is not Nature.RATIO
    for breakdown in indicator.breakdowns.values():
        assert all(re.fullmatch("[a-z][a-z0-9_]*", item) for item in breakdown.items)


def test_every_line_has_a_code_of_its_own_and_stands_below_the_line_it_details() -> None:
    assert [code for code, times in Counter(LINES).items() if times > 1] == []
    for table in TABLES.values():
        seen: set[str] = set()
        for figure in table.figures:
            assert not figure.part_of or figure.part_of in seen, figure.code
            seen.add(figure.code)


@pytest.mark.parametrize("code", [code for code, m in TYPED.items() if m.kind is Nature.RATIO])
def test_a_typed_ratio_is_made_of_lines_that_are_known_as_often_as_it_is(code: str) -> None:
    measure = TYPED[code]
    for side in (measure.numerator, measure.denominator):
        terms = [term.strip() for term in side.split("+")]
        assert set(terms) <= set(LINES)
        for term in terms:
            line = TYPED.get(term) or TYPED[term.rpartition(".")[0]]
            assert measure.yearly or not line.yearly, f"{code} is wanted each quarter, {term} is known once a year"
            assert line.core or not measure.core, f"{code} is owed, so {term} must be"


def test_a_growth_is_of_a_flow_or_a_stock_and_has_no_line() -> None:
    grown = {code: m.growth_of for code, m in MEASURES.items() if m.growth_of}
    assert grown == {"IP08": "IP06"}
    assert MEASURES["IP06"].kind is Nature.FLOW
    assert "IP08" not in LINES


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_every_check_binds_to_a_truth_value_over_lines_that_there_are(check: Check) -> None:
    known = {*LINES, *MEASURES}
    quoted = codes(check.broken)
    assert {code.removesuffix("@before") for code in quoted} <= known
    assert check.at in LINES
    columns = ", ".join(f'NULL::DOUBLE AS "{code}"' for code in quoted)
    with scratch() as work:
        assert work.rows(f"SELECT ({check.broken})::BOOLEAN FROM (SELECT {columns})") == [(None,)]


def test_no_two_checks_or_rules_of_a_sheet_share_a_name() -> None:
    names = Counter(check.name for check in CHECKS)
    assert [name for name, times in names.items() if times > 1] == []
    for indicator in CATALOGUE.values():
        assert len({rule.name for rule in indicator.rules}) == len(indicator.rules)


def test_only_what_can_never_be_right_is_an_error() -> None:
    """The catalogue of the field: parts above their total, and sums that must hold; all else is asked about."""
    assert {check.name for check in CHECKS if check.severity is Severity.ERROR} == {
        "ap_online_above_total",
        "mq_applying_above_obliged",
        "mq_met_above_received",
        "mq_verified_above_required",
        "pb_spending_above_budget",
        "st_parts_do_not_sum",
        "tr_parts_above_classes",
    }


@pytest.mark.parametrize("name", LISTS)
def test_required_columns_choices_and_headings_hold_together(name: str) -> None:
    headings: dict[str, str] = {}
    for key, column in CATALOGUE[name].columns.items():
        assert bool(column.choices) == (column.type.validation == "list")
        assert len({text.vi for text in column.choices.values()}) == len(column.choices)
        for code, text in column.choices.items():
            assert "|" not in code + text.vi
        assert headings.setdefault(column.label.vi, key) == key


# Code, name, unit, then kind, direction, whether it is known once a year, whether every province owes it.
FIELD = """
AP01 | Tổng số thủ tục hành chính thuộc thẩm quyền | thủ tục | stock neutral core | administrative_procedures
AP02 | Dịch vụ công trực tuyến toàn trình | thủ tục | stock higher_better core | administrative_procedures
AP03 | Dịch vụ công trực tuyến một phần | thủ tục | stock neutral core | administrative_procedures
AP04 | Tỷ lệ thủ tục cung cấp toàn trình | % | ratio higher_better core | administrative_procedures
AP05 | Số hồ sơ thủ tục hành chính đã giải quyết | hồ sơ | flow neutral core | administrative_procedures
AP06 | Tỷ lệ hồ sơ giải quyết trước và đúng hạn | % | ratio higher_better core | administrative_procedures
AP07 | Số thủ tục được cắt giảm thời gian giải quyết | thủ tục | flow higher_better yearly | administrative_procedures
IN01 | Số cuộc thanh tra chuyên ngành | cuộc | flow neutral core | inspection
IN02 | Số đợt kiểm tra | đợt | flow neutral core | inspection
IN03 | Số lượt cơ sở được kiểm tra | lượt | flow neutral core | inspection
IN04 | Số phương tiện đo được kiểm tra | phương tiện | flow neutral core | inspection
IN05 | Số cơ sở bị xử phạt vi phạm hành chính | cơ sở | flow neutral core | inspection
IN06 | Số tiền xử phạt vi phạm hành chính | triệu đồng | flow neutral core | inspection
IN07 | Tỷ lệ cơ sở bị xử phạt trên lượt kiểm tra | % | ratio neutral | inspection
IP01 | Số chỉ dẫn địa lý được bảo hộ | chỉ dẫn địa lý | stock higher_better core | geographical_indications
IP02 | Số chỉ dẫn địa lý được cấp trong kỳ | chỉ dẫn địa lý | flow higher_better core | geographical_indications
IP03 | Số hồ sơ chỉ dẫn địa lý đang đăng ký | hồ sơ | stock neutral | intellectual_property
IP04 | Số nhãn hiệu tập thể được bảo hộ | nhãn hiệu | stock higher_better core | collective_marks
IP05 | Số nhãn hiệu chứng nhận được bảo hộ | nhãn hiệu | stock higher_better core | collective_marks
IP06 | Số đơn đăng ký quyền sở hữu công nghiệp | đơn | flow higher_better core | intellectual_property
IP07 | Số văn bằng bảo hộ được cấp | văn bằng | flow higher_better core | intellectual_property
IP08 | Tốc độ tăng số đơn đăng ký quyền sở hữu công nghiệp | % | ratio higher_better yearly core | intellectual_property
IP09 | Số sáng kiến được công nhận có phạm vi cấp tỉnh | sáng kiến | flow higher_better yearly | intellectual_property
IP10 | Số tổ chức, cá nhân được trao quyền sử dụng chỉ dẫn địa lý | chủ thể | stock higher_better | intellectual_property
IP11 | Số sáng kiến được nhân rộng | sáng kiến | flow higher_better yearly | intellectual_property
MQ01 | Số phương tiện đo được kiểm định, hiệu chuẩn | phương tiện | flow higher_better core | calibrated_instruments
MQ02 | Tỷ lệ phương tiện đo đạt yêu cầu | % | ratio higher_better | calibrated_instruments
MQ03 | Tỷ lệ phương tiện đo nhóm 2 được kiểm định theo quy định | % | ratio higher_better yearly core | standards_quality
MQ04 | Số mẫu thử nghiệm | mẫu | flow neutral core | standards_quality
MQ05 | Số hồ sơ công bố hợp chuẩn tiếp nhận, xử lý | hồ sơ | flow neutral core | standards_quality
MQ06 | Số hồ sơ công bố hợp quy tiếp nhận, xử lý | hồ sơ | flow neutral | standards_quality
MQ07 | Số hồ sơ đăng ký kiểm tra nhà nước về chất lượng hàng nhập khẩu | hồ sơ | flow neutral core | standards_quality
MQ08 | Số tổ chức kiểm định được chỉ định, ủy quyền | đơn vị | stock neutral | standards_quality
MQ09 | Số sản phẩm, cơ sở trên hệ thống truy xuất nguồn gốc | sản phẩm | stock higher_better | standards_quality
MQ10 | Tỷ lệ cơ quan hành chính áp dụng TCVN ISO 9001 | % | ratio higher_better yearly | standards_quality
MQ11 | Tỷ lệ nhu cầu hỗ trợ của doanh nghiệp được đáp ứng | % | ratio higher_better yearly | standards_quality
PB01 | Tỷ lệ chi KH&CN trên tổng chi ngân sách địa phương | % | ratio higher_better yearly core | resources_budget
PB02 | Chi ngân sách cho KH&CN, ĐMST | triệu đồng | flow higher_better core | resources_budget
PB03 | Số tổ chức KH&CN | tổ chức | stock higher_better yearly core | resources_budget
PB04 | Số người hoạt động nghiên cứu và phát triển | người | stock higher_better yearly core | resources_budget
PI01 | Điểm chỉ số đổi mới sáng tạo cấp địa phương (PII) | điểm | index higher_better yearly core | innovation_index
PI02 | Hạng PII | hạng | index lower_better yearly core | innovation_index
RN01 | Số cơ sở được cấp phép tiến hành công việc bức xạ trong kỳ | cơ sở | flow neutral core | radiation_safety
RN02 | Số cơ sở bức xạ đang có giấy phép còn hiệu lực | cơ sở | stock neutral | radiation_safety
RN03 | Số chứng chỉ nhân viên bức xạ được cấp | chứng chỉ | flow neutral core | radiation_safety
RN04 | Số sự cố bức xạ, hạt nhân | sự cố | flow lower_better core | radiation_safety
ST01 | Số nhiệm vụ KH&CN đang triển khai trong kỳ | nhiệm vụ | flow neutral core | science_tasks
ST02 | Chuyển tiếp từ năm trước | nhiệm vụ | flow neutral core | science_tasks
ST03 | Phê duyệt mới trong năm | nhiệm vụ | flow higher_better core | science_tasks
ST04 | Số nhiệm vụ KH&CN được nghiệm thu | nhiệm vụ | flow higher_better core | science_tasks
ST05 | Số nhiệm vụ đã phê duyệt danh mục, đang thẩm định | nhiệm vụ | stock neutral | science_tasks
ST06 | Số quy trình công nghệ sẵn sàng chuyển giao | quy trình | stock higher_better | science_tasks
TM01 | Số doanh nghiệp KH&CN còn hiệu lực | doanh nghiệp | stock higher_better core | technology_market
TM02 | Số dự án đầu tư được thẩm định, góp ý công nghệ | dự án | flow neutral core | technology_market
TM03 | Số hợp đồng chuyển giao công nghệ đăng ký | hợp đồng | flow higher_better | technology_market
TM04 | Số dự án, doanh nghiệp khởi nghiệp sáng tạo được hỗ trợ | dự án | flow higher_better | technology_market
TM05 | Lượng chế phẩm vi sinh sản xuất, cung cấp | tấn | flow higher_better | technology_market
TR01 | Số lớp tập huấn | lớp | flow higher_better core | trainings
TR02 | Số lượt người được tập huấn | lượt người | flow higher_better core | trainings
TR03 | Số công chức, viên chức được cử đào tạo | người | flow higher_better yearly | trainings
"""


def described(code: str, m: Measure) -> str:
    words = [str(m.kind), str(m.direction), *(["yearly"] if m.yearly else []), *(["core"] if m.core else [])]
    return f"{code} | {m.label.vi} | {m.unit.vi} | {' '.join(words)} | {m.indicator}"


def test_every_measure_of_the_catalogue_of_the_field_is_declared_in_its_own_file() -> None:
    """The wording is that of the reference catalogue; a copy of its lines stands here as the contract. Whoever declares
    more than it asks for touches nothing here."""
    declared = {described(code, m) for code, m in MEASURES.items()}
    assert [line for line in FIELD.strip().splitlines() if line not in declared] == []


def test_every_check_of_the_fields_files_has_an_example_of_what_passes_and_what_fails() -> None:
    """tests/indicators/validation/test_cross_checks.py shows each at work."""
    files = {line.rpartition(" | ")[2] for line in FIELD.strip().splitlines()}
    asked = {check.name for name in files for check in CATALOGUE[name].checks}
    assert asked <= set(DECLARED) <= {check.name for check in CHECKS}
    assert set(ALSO_FAIL) <= set(DECLARED)


def test_every_rule_stands_in_the_published_list() -> None:
    text = (ROOT / "docs" / "kiem-tra.md").read_text(encoding="utf-8")
    declared = {r.name for i in CATALOGUE.values() for r in (*i.table.rules, *i.checks)}
    assert {name for name in declared | OWN_PAST | BY_RULE if f"`{name}`" not in text} == set()


def test_the_index_is_neither_typed_on_a_form_nor_summed() -> None:
    indicator = CATALOGUE["innovation_index"]
    assert {m.kind for m in indicator.measures.values()} == {Nature.INDEX}
    assert [key for key, column in indicator.columns.items() if column.required] == ["province"]
    assert not {"PI01", "PI02"} & set(LINES)
    assert all(not each.comparable for m in indicator.measures.values() for each in m.breaks)


COLUMNS = {
    "geographical_indications": "certificate_no* name* product* product_group registered_on* manager authorised_users status*",
    "collective_marks": "certificate_no* name* mark_type* product_group owner* granted_on* expires_on status*",
    "calibrated_instruments": "provider* service* instrument_type* instruments* passed commune",
    "trainings": "title* topic* organiser* started_on* ended_on place participants* women",
    "innovation_index": "province* score input output institutions human_capital infrastructure market business knowledge_products impact rank source",
    **dict.fromkeys(["summary", *FORMS], "code* name unit value year_to_date note"),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_column_keys_are_a_contract(name: str) -> None:
    columns = TABLES[name].columns
    assert " ".join(f"{key}{'*' if column.required else ''}" for key, column in columns.items()) == COLUMNS[name]


def test_the_form_has_a_line_for_every_measure_of_every_list() -> None:
    measures = [code for name in LISTS if not CATALOGUE[name].nationwide for code in CATALOGUE[name].measures]
    assert [figure.code for figure in TABLES["summary"].figures if not figure.part_of] == measures
    assert "TR03" in measures, "typed, though its file is a list"


def test_every_sum_of_money_says_what_a_province_has_in_a_year_so_that_thousands_are_asked_on_an_empty_store() -> None:
    money = {code: m for i in CATALOGUE.values() for code, m in i.series.items() if m.money}
    assert len(money) >= 4
    for code, measure in money.items():
        assert measure.usual is not None, code
        low, high = measure.usual
        assert 0 <= low < high, code


def test_a_new_file_is_in_the_catalogue_and_on_the_form_with_no_other_edit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "dropped"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    source = FILES / "standards_adopted.py"
    (package / "standards_adopted.py").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    (package / "summary.py").write_text("from indicators.summary import INDICATOR as INDICATOR\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    catalogue = discover(package, "dropped")
    assert list(catalogue) == ["summary", "standards_adopted"]
    assert [figure.code for figure in catalogue["summary"].table.figures] == ["XX01"]


def test_two_files_may_not_declare_one_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "twice"
    package.mkdir()
    for name in ("__init__", "one", "two"):
        text = "" if name == "__init__" else "from indicators.trainings import INDICATOR as INDICATOR\n"
        (package / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ValueError, match="same code"):
        discover(package, "twice")


def test_another_column_is_another_layout_and_so_another_file() -> None:
    table = TABLES["trainings"]
    wider = replace(table, columns={**table.columns, "cost": replace(table.columns["women"], type=DECIMAL)})
    assert layout_of(TABLES) == layout_of(dict(reversed(TABLES.items())))
    assert layout_of(TABLES) != layout_of({**TABLES, "trainings": wider})


@pytest.mark.slow
def test_a_list_gains_a_column_and_keeps_its_rows_in_a_new_file(tmp_path: Path) -> None:
    period = Period.parse("2024-Q4")
    service = Service(tmp_path)
    rows = sheet_rows(TABLES["trainings"], trainings(3))
    draft = drafts.judge(
        service, "x", b"x", Reading({}, {"trainings": rows}, []), PLACES.find("45", period.end), period
    )
    assert acceptance.accept(service, draft, "ai đó", "đúng").receipt
    service.repository.publish()
    before = service.repository.maker.files.published()[0]
    service.close()
    table = CATALOGUE["trainings"].table
    wider = replace(table, columns={**table.columns, "cost": replace(table.columns["women"], type=DECIMAL)})
    service = Service(tmp_path, {**CATALOGUE, "trainings": replace(CATALOGUE["trainings"], columns=wider.columns)})
    with service.store.reading() as work:
        assert work.rows("SELECT title, cost FROM list_trainings ORDER BY row") == [
            (f"Lớp {n}", None) for n in range(3)
        ]
    assert before.exists()
    assert before not in service.repository.maker.files.published()
    service.close()
