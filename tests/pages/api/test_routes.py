"""The interface for programs: what it refuses and how, what it answers, and to whom. With the whole guard before it."""

import csv
import io
import json
import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from html import escape
from typing import Any
from urllib.parse import urlencode

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pysdmx.io import read_sdmx

from data.model import Period, today
from data.places import PLACES, Boundary
from data.reading.reader import Reading
from indicators import MEASURES, TABLES
from indicators.define import Nature
from indicators.engine.answer import By
from pages.api import observations, openapi, routes, turn_taking
from pages.api.parameters import ObservationsParameters
from pages.api.response_formats import FORMATS, negotiated
from pages.server import old_addresses, rate_limits, session_cookie, store, visit
from pages.server.problem import RefusedError
from pages.server.rate_limits import RateLimit
from pages.ui import session
from service import acceptance, administration, api_keys, drafts
from service.access.roles import LOCAL, Person, Role
from service.access.state import NotPossibleError
from service.service import Service
from service.store_faults import DISK_FULL
from tests.support.forging import lines_of
from tests.support.interface import Server, at_this_machine, behind
from tests.support.rows import Tell, indication, instruments, sheet_rows, trainings
from tests.support.sign_in import HTML, METHODS, SECRET, SETTINGS, STREAM, cookies

SITE = "https://so-khcn.example.vn"
VIEWER = Person("xem@example.vn", "Xem", Role.VIEWER)
INDEX = next(code for code, measure in MEASURES.items() if measure.kind is Nature.INDEX)
HOSTILE = '=1+1"><script>alert(1)</script>'


@pytest.fixture
def opened(service: Service, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(store, "_open", lambda _: service)
    monkeypatch.setattr(store, "opened", lambda: True)
    return service


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Two provinces' quarters, for tests that only read; one thing has a name that would be a formula and a tag."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", "2026-11-21")
        service = Service(tmp_path_factory.mktemp("stocked") / "store")
        for name, number in (("Hà Nội", 40), ("Huế", 7)):
            for code in ("2025-Q3", "2025-Q4"):
                quarter = Period.parse(code)
                rows = {
                    "trainings": trainings(2, quarter.start),
                    "calibrated_instruments": instruments(number, passed=number - 2),
                    "geographical_indications": [indication(f"{name}1", product_group=HOSTILE)],
                }
                sheets = {table: sheet_rows(TABLES[table], each) for table, each in rows.items()}
                draft = drafts.judge(
                    service,
                    "test.xlsx",
                    f"{name} {code}".encode(),
                    Reading({}, sheets, []),
                    PLACES.find(name, quarter.end),
                    quarter,
                )
                assert acceptance.accept(service, draft, "người thử", "đúng như vậy").receipt is not None
        api_keys.allow_sites(service, LOCAL, [SITE, "http://localhost:8650"], "nhúng")
        yield service
        service.close()


@pytest.fixture
def reader(stocked: Service, monkeypatch: pytest.MonkeyPatch) -> Server:
    """Local mode on those; nothing is written."""
    monkeypatch.setattr(store, "_open", lambda _: stocked)
    monkeypatch.setattr(store, "opened", lambda: True)
    return at_this_machine(monkeypatch)


@pytest.fixture
def local(opened: Service, monkeypatch: pytest.MonkeyPatch) -> Server:
    """Local mode: whoever asks sits at this machine."""
    return at_this_machine(monkeypatch)


@pytest.fixture
def signed(opened: Service, monkeypatch: pytest.MonkeyPatch) -> Server:
    """With a sign-in; one person has a role."""
    monkeypatch.setattr(session_cookie, "settings", lambda: SETTINGS)
    monkeypatch.setattr(session_cookie, "get_cookie_secret", lambda: SECRET)
    monkeypatch.setattr(session_cookie, "_left", {})
    administration.grant(opened, LOCAL, VIEWER, "Quyết định 1")
    return behind(SETTINGS)


def cookie(mail: str) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies(mail).items())


@pytest.fixture
def figures(tell: Tell) -> None:
    """Two provinces' quarters; one thing has a name that would be a formula and a tag."""
    for name, number in (("Hà Nội", 40), ("Huế", 7)):
        for quarter in ("2025-Q3", "2025-Q4"):
            tell(
                name,
                quarter,
                trainings=trainings(2, Period.parse(quarter).start),
                calibrated_instruments=instruments(number, passed=number - 2),
                geographical_indications=[indication(f"{name}1", product_group=HOSTILE)],
            )


# What is refused, and how it is said

WRONG = [
    ("observations?mesure=TR01", "mesure", "mesure", "measure"),
    ("observations?measure=ZZ99", "measure", "ZZ99", "TR01"),
    ("observations?measure=tr01", "measure", "tr01", "TR01"),
    ("observations?measure=", "measure", "", "TR01"),
    ("observations?grain=week", "grain", "week", "quarter"),
    ("observations?from=2024-Q5", "from", "2024-Q5", "2024-Q4"),
    ("observations?from=2024-Q4%0A", "from", "2024-Q4\n", "2024-Q4"),
    ("observations?units=34&units=63", "units", "63", None),
    ("observations?measure=TR01&province=Atlantis", "province", "Atlantis", "ha-noi"),
    ("observations?measure=TR01&units=63&province=hue-2099", "province", "hue-2099", "ha-noi"),
    ("observations?measure=TR01&split=product_group", "split", "product_group", "topic"),
    ("observations?split=topic", "split", "topic", None),
    ("observations?from=2025&to=2024", "to", "2024", None),
    ("observations?limit=0", "limit", "0", "1–50000"),
    ("observations?limit=99999999999999", "limit", "99999999999999", "1–50000"),
    ("measures?page=1.0", "page", "1.0", None),
    ("coverage?province=Atlantis", "province", "Atlantis", "ha-noi"),
    ("changelog?since=-1", "since", "-1", None),
    ("openapi.json?x=1", "x", "1", None),
]


@pytest.mark.parametrize(("asked", "parameter", "received", "accepted"), WRONG, ids=[asked for asked, *_ in WRONG])
def test_a_wrong_question_is_told_where_what_was_received_and_what_is_accepted(
    reader: Server, asked: str, parameter: str, received: str, accepted: str | None
) -> None:
    answer = reader.get(asked)
    assert answer.status == 400, answer.body
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.told["parameter"] == parameter
    assert answer.told["received"] == (received if parameter != "mesure" else "TR01")
    assert accepted is None or accepted in answer.told["accepted"]
    assert answer.told["detail"] != answer.told["detail_en"]


def test_more_than_can_be_asked_at_once_is_refused_before_it_is_counted(
    reader: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "ask", lambda question: pytest.fail("it was asked"))
    answer = reader.get("observations", from_="2000", to="2099", by="province", units="63", compare="last-year")
    assert (answer.status, answer.told["parameter"]) == (400, "measure")


def test_what_is_not_there_is_told_what_is(reader: Server) -> None:
    for path in (
        "/api/v1/zz",
        "/api/v1x",
        "/api/v1observations",
        "/api",
        "/api/v2/measures",
        "/api/v1/measures.xml",
        "/api/v1/measures.sdmx.csv",
        "/api/v1/../../etc/passwd",
        "/api/v1/a\nb",
    ):
        answer = reader.ask(path)
        assert answer.status == 404, path
        assert "/api/v1/measures" in answer.told["accepted"]


@pytest.mark.slow
def test_every_address_offered_to_who_has_gone_astray_is_there(reader: Server) -> None:
    offered = reader.ask("/api/v1/zz").told["accepted"]
    assert "/api/v1/observations.sdmx.csv" in offered
    assert [path for path in offered if reader.ask(path).status == 404] == []


def test_a_file_is_named_by_what_is_in_it_and_of_when(reader: Server) -> None:
    answer = reader.get("observations.csv", measure="TR01", from_="2025-Q1", to="2025-Q4")
    assert 'filename="observations-tr01-2025-q1-2025-q4.csv"' in answer.headers["content-disposition"]


@pytest.mark.parametrize("method", sorted({*METHODS, "TRACE", "BREW"} - {"GET", "HEAD", "OPTIONS"}))
def test_nothing_can_be_written(reader: Server, stocked: Service, method: str) -> None:
    before = stocked.repository.ledger.head
    answer = reader.ask("/api/v1/observations", method, body=b"{}")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert stocked.repository.ledger.head == before


def test_a_format_that_is_not_there_is_told_which_are(reader: Server) -> None:
    answer = reader.get("measures", h_accept="application/xml")
    assert answer.status == 406
    assert "text/csv" in answer.told["accepted"]
    assert not any("sdmx" in media for media in answer.told["accepted"])


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "json"),
        ("text/csv", "csv"),
        ("text/*", "csv"),
        ("application/json;q=0.1, text/csv", "csv"),
        ("text/csv;q=0, */*", "json"),
        ("TEXT/CSV", "csv"),
        ("application/vnd.apache.parquet, */*;q=0.1", "parquet"),
        ("application/vnd.sdmx.data+csv; version=2.0.0", "sdmx.csv"),
        ("text/csv;q=much, application/json", "json"),
        (",;,", None),
        ("text/csv;q=nan", None),
        ("image/png", None),
    ],
)
def test_a_program_gets_the_form_it_likes_best(accept: str, form: str | None) -> None:
    if form is None:
        with pytest.raises(RefusedError):
            negotiated(accept, observations.OBSERVATIONS)
    else:
        assert negotiated(accept, observations.OBSERVATIONS) == form


def test_a_fault_of_ours_is_one_sentence_without_a_path(
    local: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("/srv/secret")

    monkeypatch.setattr(store, "service", broken)
    answer = local.get("measures")
    assert (answer.status, answer.headers["content-type"]) == (500, "application/problem+json")
    assert b"/srv" not in answer.body
    assert "/srv/secret" in caplog.text


def test_a_question_that_takes_too_long_is_given_up_and_others_are_answered(
    reader: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = threading.Event()
    monkeypatch.setattr(turn_taking, "SECONDS", 0.05)
    with monkeypatch.context() as patch:
        patch.setattr(routes, "_answer", lambda *_: done.wait(600) and None)
        assert reader.get("measures").status == 503
        done.set()
    monkeypatch.setattr(turn_taking, "SECONDS", 20.0)
    assert reader.get("measures").status == 200


# What is answered


@pytest.mark.slow
@given(
    measure=st.sampled_from(["TR01", "MQ01", "MQ02", "IP01"]),
    by=st.sampled_from([None, *By]),
    grain=st.sampled_from([None, "half", "year", "ytd"]),
    units=st.sampled_from([None, "34", "63"]),
    provinces=st.lists(st.sampled_from(["ha-noi", "46", "Huế", "da-nang"]), max_size=2),
    split=st.booleans(),
    compare=st.booleans(),
    limit=st.integers(1, 7),
)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_all_pages_of_every_form_hold_exactly_what_ask_answers(
    reader: Server,
    stocked: Service,
    measure: str,
    by: By | None,
    grain: str | None,
    units: str | None,
    provinces: list[str],
    split: bool,
    compare: bool,
    limit: int,
) -> None:
    breakdown = stocked.series[measure].breakdowns[0] if split else None
    given_ = {
        "measure": measure,
        "by": by,
        "grain": grain,
        "units": units,
        "province": provinces,
        "split": breakdown,
        "compare": "last-year" if compare else None,
        "from": "2025-Q3",
        "to": "2025-Q4",
    }
    chosen = {key: value for key, value in given_.items() if value}
    (question,) = observations.questions_of(
        stocked, ObservationsParameters.model_validate(chosen | {"measure": [measure]})
    )
    expected = [
        (r.key, r.period.code, r.item, r.value, r.reported, r.expected, str(r.state))
        for r in stocked.ask(question).rows
    ]

    def key(row: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(row[c] for c in ("area", "period", "item", "value", "reported", "expected", "state"))

    pages, onward = [], f"/api/v1/observations?{urlencode(chosen | {'limit': limit}, doseq=True)}"
    while onward:
        answer = reader.ask(onward)
        assert answer.status == 200, answer.body
        assert len(answer.rows) <= limit
        assert answer.headers.get("link", "") == (f'<{answer.told["next"]}>; rel="next"' if answer.told["next"] else "")
        pages += answer.rows
        onward = answer.told["next"]
    assert [key(row) for row in pages] == expected
    whole = reader.get("observations.parquet", **chosen)
    assert [key(row) for row in pq.read_table(io.BytesIO(whole.body)).to_pylist()] == expected
    lines = list(csv.DictReader(io.StringIO(reader.get("observations.csv", **chosen).body.decode("utf-8-sig"))))
    assert [(r["area"], r["period"], float(r["value"]) if r["value"] else None, r["state"]) for r in lines] == [
        (e[0], e[1], e[3], e[6]) for e in expected
    ]
    if expected:
        sdmx = read_sdmx(io.BytesIO(reader.get("observations.sdmx.csv", **chosen).body), validate=False)
        values = [None if v != v else float(v) for data in sdmx.data for v in data.data["OBS_VALUE"].astype(float)]
        assert values == [e[3] for e in expected]


def test_missing_is_not_zero(reader: Server) -> None:
    rows = reader.get("observations", measure="TR01", province=["ha-noi", "da-nang"], from_="2025-Q4").rows
    assert [
        (row["area"], row["value"], row["state"], row["obs_status"]) for row in rows if row["period"] == "2025-Q4"
    ] == [("ha-noi", 2, "final", "A"), ("da-nang-2025", None, "missing", "L")]


def test_a_province_is_found_by_the_code_it_bore_at_the_time(local: Server, tell: Tell) -> None:
    tell("44", "2024-Q4", trainings=trainings(3))  # Quảng Bình then; 44 is Quảng Trị since July 2025
    then = local.get("observations", measure="TR01", province="44", units="63", from_="2024-Q4", to="2024-Q4").rows
    now = local.get("observations", measure="TR01", province="44", from_="2024-Q4", to="2024-Q4").rows
    assert [(row["area"], row["value"]) for row in then] == [("quang-binh", 3)]
    assert [(row["area"], row["area_code"]) for row in now] == [("quang-tri-2025", "44")]


@pytest.mark.slow
@pytest.mark.parametrize("units", [Boundary.TODAY, pytest.param(Boundary.THEN, marks=pytest.mark.slow)])
def test_every_area_is_asked_for_by_the_key_that_areas_shows(reader: Server, units: str) -> None:
    for area in reader.get("areas", units=units, limit=500).rows:
        for name in ("observations", "coverage"):
            more = {"measure": "TR01", "units": units} if name == "observations" else {}
            answer = reader.get(name, province=area["key"], from_="2024-Q4", limit=1, **more)
            gone = area["valid_to"] is not None and area["valid_to"] < "2024-10-01"
            assert answer.status == 200 or gone, (area, answer.body)


def test_a_regions_key_means_its_provinces_and_vn_the_country(reader: Server) -> None:
    asked: dict[str, Any] = {"measure": "TR01", "from_": "2025-Q4", "to": "2025-Q4"}
    members = {area["key"] for area in reader.get("areas").rows if area["region"] == "dong-bang-song-hong"}
    rows = reader.get("observations", province="dong-bang-song-hong", **asked).rows
    assert {row["area"] for row in rows} == members
    assert "ha-noi" in members
    (row,) = reader.get("observations", province="dong-bang-song-hong", by="region", **asked).rows
    assert (row["area"], row["value"], row["expected"]) == ("dong-bang-song-hong", 2, len(members))
    (row,) = reader.get("observations", province=["VN", "hue"], **asked).rows
    assert (row["area"], row["value"], row["expected"]) == ("VN", 4, 34)
    sent = reader.get("coverage", province="dong-bang-song-hong", from_="2025-Q4", to="2025-Q4").rows
    assert {row["area"] for row in sent} == members
    assert len(reader.get("coverage", province="VN", from_="2025-Q4", to="2025-Q4").rows) == 34
    before = {"measure": "TR01", "units": "63", "from_": "2025-Q1", "to": "2025-Q1"}
    then = reader.get("observations", province="bac-trung-bo-duyen-hai", **before).rows
    assert "quang-binh" in {row["area"] for row in then}
    assert (
        reader.get("observations", province="bac-trung-bo-duyen-hai", measure="TR01").status == 400
    )  # no region today


def test_hostile_names_are_letters_in_every_form(reader: Server) -> None:
    asked = {"measure": "IP01", "split": "product_group"}
    rows = reader.get("observations", **asked).rows
    assert {row["item"] for row in rows} == {HOSTILE}
    text = reader.get("observations.csv", **asked).body.decode("utf-8-sig")
    assert {row["item"] for row in csv.DictReader(io.StringIO(text))} == {"'" + HOSTILE}
    for form in FORMATS:
        answer = reader.get(f"observations.{form}", **asked)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "html" not in answer.headers["content-type"]


@pytest.mark.slow
def test_nothing_is_sent_twice_while_it_has_not_changed(
    local: Server, tell: Tell, figures: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = local.get("observations", measure="TR01")
    tag = first.headers["etag"]
    again = local.get("observations", measure="TR01", h_if_none_match=f'"x", {tag}')
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert local.get("observations", measure="TR01", h_if_none_match=tag.removeprefix("W/")).status == 304
    others = [local.get("observations.csv", measure="TR01"), local.get("observations", measure="TR02")]
    assert tag not in {other.headers["etag"] for other in others}
    with monkeypatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", "2027-02-01")  # by then a quarter is overdue that was not
        assert local.get("observations", measure="TR01", h_if_none_match=tag).status == 200
    tell("Huế", "2025-Q4", trainings=trainings(5, date(2025, 10, 12)))
    changed = local.get("observations", measure="TR01", h_if_none_match=tag)
    assert (changed.status, changed.told["data_version"]) == (200, first.told["data_version"] + 1)


@pytest.mark.slow
def test_the_changelog_tells_what_came_after_a_version(local: Server, tell: Tell, figures: None) -> None:
    version = local.get("periods").told["data_version"]
    assert local.get("changelog", since=version).rows == []
    tell("Huế", "2025-Q4", trainings=trainings(5, date(2025, 10, 12)))
    (row,) = local.get("changelog", since=version).rows
    assert (row["data_version"], row["area"], row["period"], row["version"], row["state"]) == (
        version + 1,
        "hue",
        "2025-Q4",
        2,
        "accepted",
    )


def test_coverage_says_who_has_sent(reader: Server) -> None:
    rows = reader.get("coverage", from_="2025-Q4", to="2025-Q4").rows
    assert len(rows) == 34
    assert {row["area"] for row in rows if row["state"] == "sent"} == {"ha-noi", "hue"}


@pytest.mark.slow
def test_no_answer_names_a_person_or_a_file_or_repeats_a_reason(
    local: Server, tell: Tell, opened: Service, figures: None
) -> None:
    tell("Huế", "2025-Q4", trainings=trainings(500, date(2025, 10, 12)), reason="bí mật của người gửi")
    administration.grant(opened, LOCAL, VIEWER, "lý do của quản trị")
    for name in openapi.OPERATIONS:
        for tongue in ("vi", "en"):
            said = local.get(name, lang=tongue).body.decode()
            for secret in ("người thử", "test.xlsx", "bí mật", "lý do của", "example.vn", "sha256"):
                assert secret not in said, (name, secret)


def test_demo_figures_are_marked_in_every_form(local: Server, opened: Service) -> None:
    sheet = sheet_rows(TABLES["trainings"], trainings(1))
    quarter = Period.parse("2024-Q4")
    draft = drafts.judge(
        opened, "a.xlsx", b"1", Reading({}, {"trainings": sheet}, []), PLACES.find("01", quarter.end), quarter
    )
    acceptance.accept(opened, draft, "A", "đúng", demo=True)
    opened.look()
    answer = local.get("observations", measure="TR01")
    assert answer.told["demo"] is True
    assert "minh họa" in answer.told["notice"]
    assert all(row["demo"] for row in answer.rows)
    for form in ("csv", "parquet", "sdmx.csv"):
        taken = local.get(f"observations.{form}", measure="TR01")
        assert taken.headers["x-demonstration-data"] == "true"
        assert "minh-hoa" in taken.headers["content-disposition"]


def test_the_description_is_of_every_parameter_and_column_there_is() -> None:
    told = openapi.description(routes.INTERFACE)
    schemas = told["components"]["schemas"]

    def named(schema: dict[str, str]) -> Any:
        return schemas[schema["$ref"].rpartition("/")[2]]

    for each in openapi.OPERATIONS.values():
        said = told["paths"][f"/api/v1/{each.name}"]["get"]
        taken = [field.alias or name for name, field in each.parameters.model_fields.items()]
        assert [one["name"] for one in said["parameters"]] == taken
        assert all(" / " in one["description"] for one in said["parameters"])
        assert set(said["responses"]) == {"200", "304", *openapi.FAULTS}
        answer = named(said["responses"]["200"]["content"]["application/json"]["schema"])
        row = named(answer["properties"]["rows"]["items"])
        assert list(row["properties"]) == [column.name for column in each.columns]
        assert row["required"] == [column.name for column in each.columns if not column.only]
        assert not row["additionalProperties"]
    everything = json.dumps(told, ensure_ascii=False)
    assert "/work" not in everything


# To whom


@pytest.mark.slow
def test_a_stranger_gets_no_figure_but_a_problem_that_says_how_to_ask(signed: Server, figures: None) -> None:
    for path in (
        "/api/v1/measures",
        "/api/v1/observations?measure=TR01",
        "/api/v1/openapi.json",
        "/api",
        "/nhung/xu-huong",
    ):
        answer = signed.ask(path)
        assert answer.status == 401, path
        assert answer.headers["www-authenticate"].startswith("Bearer")
    assert signed.get("measures").headers["content-type"] == "application/problem+json"
    assert "Bearer" in signed.get("measures").told["detail"]


@pytest.mark.slow
def test_whoever_is_signed_in_reads_with_their_cookie_and_without_a_role_nothing(signed: Server, figures: None) -> None:
    answer = signed.get("observations", measure="TR01", h_cookie=cookie("xem@example.vn"))
    assert (answer.status, answer.headers["cache-control"]) == (200, "private, no-cache")
    assert signed.get("observations", h_cookie=cookie("la@example.vn")).status == 403


@pytest.mark.slow
def test_open_figures_are_read_by_everybody_and_nothing_else_is(signed: Server, opened: Service, figures: None) -> None:
    api_keys.open_figures(opened, LOCAL, True, "công khai")
    answer = signed.get("observations", measure="TR01")
    assert (answer.status, answer.headers["cache-control"]) == (200, "public, no-cache")
    for path in ("/", "/xu-huong", "/media/0123.csv", "/_stcore/host-config", "/auth/login2", "/static/js/main.js"):
        assert signed.ask(path).status == 401, path
    assert signed.ask("/xu-huong", h_accept=HTML["accept"]).status == 401
    assert signed.ask("/_stcore/upload_file/s/f", "PUT", b"x").status == 401
    assert signed.ask(visit.STREAM, h_origin=STREAM["origin"]).status == 401
    assert signed.get("measures", host="example.com").status == 421
    api_keys.open_figures(opened, LOCAL, False, "đóng")
    assert signed.get("observations", measure="TR01").status == 401


def key_of(service: Service, until: date | None = None) -> str:
    return api_keys.issue(
        service, LOCAL, VIEWER.email, "báo cáo R", until or today() + timedelta(days=30), "cần số liệu"
    )


@pytest.mark.slow
def test_a_key_reads_for_its_person_and_opens_no_page(signed: Server, opened: Service, figures: None) -> None:
    told = f"Bearer {key_of(opened)}"
    assert signed.get("observations", measure="TR01", h_authorization=told).status == 200
    for path in ("/", "/xu-huong", "/media/0123.csv", "/_stcore/upload_file/s/f"):
        assert signed.ask(path, h_authorization=told).status == 401, path


def test_a_key_is_nowhere_but_in_the_hand_of_its_person(signed: Server, opened: Service) -> None:
    secret = key_of(opened)
    everything = "".join(lines_of(opened.home))
    assert secret not in everything
    assert secret.removeprefix(api_keys.PREFIX) not in everything
    assert secret not in str(api_keys.tokens(opened))
    assert len(secret) > 40


def _withdrawn(service: Service) -> None:
    api_keys.withdraw(service, LOCAL, api_keys.tokens(service)[0].number, "mất máy")


def _revoked(service: Service) -> None:
    administration.revoke(service, LOCAL, VIEWER.email, "nghỉ")


def _granted_again(service: Service) -> None:
    _revoked(service)
    administration.grant(service, LOCAL, VIEWER, "về lại")


@pytest.mark.parametrize("step", [_withdrawn, _revoked, _granted_again])
def test_a_key_that_was_taken_away_opens_nothing_from_the_next_request_on(
    signed: Server, opened: Service, step: Callable[[Service], None]
) -> None:
    told = f"Bearer {key_of(opened)}"
    assert signed.get("measures", h_authorization=told).status == 200
    step(opened)
    answer = signed.get("measures", h_authorization=told)
    assert (answer.status, answer.headers["www-authenticate"]) == (401, 'Bearer realm="api"')


def test_a_key_ends_on_its_last_day_and_with_its_persons_role(
    signed: Server, opened: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = f"Bearer {key_of(opened, today())}"
    assert signed.get("measures", h_authorization=told).status == 200
    monkeypatch.setenv("INDICATORS_TODAY", "2026-11-22")
    assert signed.get("measures", h_authorization=told).status == 401
    short = Person(VIEWER.email, "Xem", Role.VIEWER, until=today())
    administration.grant(opened, LOCAL, short, "đến hôm nay")
    told = f"Bearer {key_of(opened)}"
    monkeypatch.setenv("INDICATORS_TODAY", "2026-11-23")
    assert signed.get("measures", h_authorization=told).status == 403


@pytest.mark.parametrize(
    "wrong", ["Bearer", "Bearer x", "Bearer khcn_", "Basic eHg6eA==", "Bearer \u00e9", "bearer khcn_" + "A" * 43]
)
def test_what_is_no_key_opens_nothing(signed: Server, opened: Service, wrong: str) -> None:
    key_of(opened)
    assert signed.get("measures", h_authorization=wrong).status == 401


def test_whoever_tries_keys_is_soon_told_to_wait_and_keys_that_are_right_work_beside_them(
    signed: Server, opened: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rate_limits, "KEY_FAILURES", RateLimit(2, 600))
    right = f"Bearer {key_of(opened)}"
    tried = [signed.get("measures", h_authorization=f"Bearer khcn_{n}").status for n in range(3)]
    assert tried == [401, 401, 429]
    assert signed.get("measures", h_authorization=right).status == 200
    assert signed.get("measures", h_authorization="Bearer khcn_3", peer="203.0.113.10").status == 401
    # and whoever is there signs in as before
    assert signed.ask("/dang-nhap").status == 302


def test_a_program_that_asks_too_much_waits_and_its_persons_pages_go_on(
    signed: Server, opened: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rate_limits, "REQUESTS", RateLimit(2, 600))
    told = f"Bearer {key_of(opened)}"
    assert [signed.get("measures", h_authorization=told).status for _ in range(3)] == [200, 200, 429]
    assert (
        signed.ask("/gioi-thieu", h_cookie=cookie(VIEWER.email)).status == 404
    )  # through the guard; no page is behind it here


def test_one_address_reads_what_is_open_only_so_often(
    signed: Server, opened: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    api_keys.open_figures(opened, LOCAL, True, "công khai")
    monkeypatch.setattr(rate_limits, "OPEN", RateLimit(2, 600))
    answers = [signed.get("measures") for _ in range(3)]
    assert [answer.status for answer in answers] == [200, 200, 429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert signed.get("measures", h_cookie=cookie("xem@example.vn")).status == 200
    assert signed.ask("/healthz").status == 200, "which a monitor at that address goes on asking"


def test_a_key_is_given_only_to_someone_with_a_role_for_a_purpose_and_for_a_time(opened: Service) -> None:
    administration.grant(opened, LOCAL, VIEWER, "Quyết định 1")
    before = opened.repository.ledger.head
    for email, purpose, until in (
        ("la@example.vn", "R", today()),
        (VIEWER.email, " ", today()),
        (VIEWER.email, "R", today() - timedelta(days=1)),
        (VIEWER.email, "R", today() + timedelta(days=367)),
    ):
        with pytest.raises(NotPossibleError):
            api_keys.issue(opened, LOCAL, email, purpose, until, "cần")
    with pytest.raises(NotPossibleError):
        api_keys.withdraw(opened, LOCAL, 99, "không có")
    assert opened.repository.ledger.head == before


# Other web sites


@pytest.mark.parametrize(
    "site",
    [
        "http://so.example.vn",
        "https://so.example.vn/trang",
        "https://*.example.vn",
        "so.example.vn",
        "https://a b.vn",
        "'none'",
        "https://x.vn; script-src *",
        "https://ví-dụ.vn",
        "javascript:alert(1)",
        "https://" + "a" * 300 + ".vn",
        "https://x.vn\nhttps://y.vn",
    ],
)
def test_only_the_origin_of_a_web_site_is_taken_for_one(opened: Service, site: str) -> None:
    with pytest.raises(NotPossibleError):
        api_keys.allow_sites(opened, LOCAL, [site], "nhúng")
    assert opened.repository.access.sites == ()


@pytest.mark.slow
def test_a_script_of_another_site_reads_only_where_it_is_named_and_figures_are_open(
    signed: Server, opened: Service, figures: None
) -> None:
    def allowed(origin: str, method: str = "GET") -> str | None:
        return signed.ask("/api/v1/measures", method, h_origin=origin).headers.get("access-control-allow-origin")

    assert allowed(SITE) is None
    api_keys.allow_sites(opened, LOCAL, [SITE], "nhúng")
    assert allowed(SITE) is None
    api_keys.open_figures(opened, LOCAL, True, "công khai")
    assert (allowed(SITE), allowed(SITE, "OPTIONS")) == (SITE, SITE)
    assert allowed("https://example.com") is None
    assert allowed(SITE + ".example.com") is None
    answer = signed.get("measures", h_origin=SITE)
    assert "access-control-allow-credentials" not in answer.headers
    assert "Origin" in answer.headers["vary"]


@pytest.mark.slow
@pytest.mark.usefixtures("figures")
def test_no_chart_is_framed_before_an_administrator_names_a_site_and_opens_the_figures(
    local: Server, opened: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert local.ask("/nhung/xu-huong").status == 404
    api_keys.allow_sites(opened, LOCAL, [SITE], "nhúng")
    assert local.ask("/nhung/xu-huong").status == 200
    monkeypatch.setattr(session_cookie, "settings", lambda: SETTINGS)
    monkeypatch.setattr(session_cookie, "get_cookie_secret", lambda: SECRET)
    signed = behind(SETTINGS)
    assert signed.ask("/nhung/xu-huong").status == 401
    administration.grant(opened, LOCAL, VIEWER, "Quyết định 1")
    assert signed.ask("/nhung/xu-huong", h_cookie=cookie(VIEWER.email)).status == 404
    api_keys.open_figures(opened, LOCAL, True, "công khai")
    assert signed.ask("/nhung/xu-huong").status == 200


@pytest.mark.parametrize(
    "asked",
    [
        "xu-huong?chi-tieu=TR01&tinh=ha-noi,hue",
        pytest.param("xu-huong?chi-tieu=MQ01&don-vi=63&ky=year&lang=en", marks=pytest.mark.slow),
        pytest.param("xu-huong?chi-tieu=TR01&phan-to=topic", marks=pytest.mark.slow),
        pytest.param(f"xu-huong?chi-tieu={INDEX}&tinh=hue", marks=pytest.mark.slow),
        "ban-do?chi-tieu=TR01",
        pytest.param("ban-do?chi-tieu=TR01&don-vi=63&quy=2025-Q3&lang=en", marks=pytest.mark.slow),
    ],
)
def test_a_framed_chart_has_title_source_and_the_way_back_and_no_script(reader: Server, asked: str) -> None:
    answer = reader.ask(f"/nhung/{asked}")
    page, policy = answer.body.decode(), answer.headers["content-security-policy"]
    assert answer.status == 200
    assert f"frame-ancestors {SITE} http://localhost:8650" in policy
    assert "x-frame-options" not in answer.headers
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert "<script" not in page
    assert "<nav" not in page
    view, _, query = asked.partition("?")
    assert f'href="{escape(old_addresses.of_frame(view, query))}"' in page
    assert ("Source:" if "lang=en" in asked else "Nguồn:") in page
    image = reader.ask("/nhung/" + asked.replace("?", ".svg?"))
    assert (image.status, image.headers["content-type"]) == (200, "image/svg+xml")
    assert b"<svg" in image.body
    assert b"<script" not in image.body


def test_every_other_page_stays_out_of_every_frame(reader: Server) -> None:
    for path in ("/api/v1/measures", "/nhung/xu-huong.svg", "/healthz", "/nhung/khong-co"):
        answer = reader.ask(path)
        assert answer.headers["x-frame-options"] == "DENY", path
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "asked",
    [
        "chi-tieu=ZZ",
        "tinh=ha-noi,atlantis",
        "ky=tuan",
        "khong-co=1",
        "tu=2025-Q9",
        "phan-to=topic&chi-tieu=MQ01",
        "ve-them=x",
        "chi-tieu=<script>alert(1)</script>",
        "them=ZZ",
        'tinh="><img>',
        "lang=fr",
    ],
)
def test_a_framed_chart_of_something_unknown_is_one_sentence_that_names_it(reader: Server, asked: str) -> None:
    answer = reader.ask(f"/nhung/xu-huong?{asked}")
    page = answer.body.decode()
    assert answer.status == 400
    name = {"phan-to=topic&chi-tieu=MQ01": "phan-to"}.get(asked, asked.partition("=")[0])
    assert f"«{name}» nêu một lựa chọn không có." in page
    assert "<img" not in page
    assert "<script" not in page
    assert f"frame-ancestors {SITE}" in answer.headers["content-security-policy"]


# Health


@pytest.mark.slow
def test_a_stranger_is_told_only_whether_it_is_well(signed: Server, opened: Service) -> None:
    answer = signed.ask("/healthz")
    assert (answer.status, answer.told) == (200, {"status": "ok"})
    assert signed.ask("/healthz", h_cookie=cookie(VIEWER.email)).told == {"status": "ok"}
    chief = Person("quan@example.vn", "Quản", Role.ADMINISTRATOR)
    administration.grant(opened, LOCAL, chief, "Quyết định 2")
    assert signed.ask("/healthz", h_cookie=cookie(chief.email)).told["data_version"] == 0


def test_a_store_that_takes_nothing_in_is_not_well(
    signed: Server, local: Server, opened: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(opened), "fault", DISK_FULL)
    assert (signed.ask("/healthz").status, signed.ask("/healthz").told) == (503, {"status": "fault"})
    opened.close()
    monkeypatch.setattr(type(opened), "fault", None)
    assert signed.ask("/healthz").status == 503
    assert "closed" not in signed.ask("/healthz").body.decode()
