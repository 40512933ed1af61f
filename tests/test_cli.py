"""The command line: one JSON document, exit codes with one meaning each, the whole way from template to answer."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner, Result

import cli
from commands.console import DONE, OUR_FAULT, REFUSED, USAGE
from data.storage.truth import hold
from indicators import MEASURES, TABLES
from service import administration
from service.access.roles import LOCAL
from service.service import Service

ROOT = Path(__file__).parent.parent
Run = Callable[..., Result]
TRAININGS = """Tên lớp;Chủ đề;Đơn vị tổ chức;Ngày khai giảng;Số lượt người tham dự
Lớp A;Khác;Sở;12/10/2024;30
Lớp B;Chuyển giao kỹ thuật;Trung tâm;13/10/2024;1.250
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("INDICATORS_HOME", str(tmp_path / "store"))

    def run(*words: object) -> Result:
        return CliRunner().invoke(cli.app, [str(word) for word in words])

    return run


@pytest.fixture
def trainings_csv(tmp_path: Path) -> Path:
    path = tmp_path / "dao-tao.csv"
    path.write_text(TRAININGS.replace("1.250", "45"), encoding="utf-8")
    return path


def document(result: Result) -> dict[str, Any]:
    return json.loads(result.stdout)  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "words",
    [
        ["ask", "NO99"],
        ["ask", "MQ01", "--from", "2024-Q9"],
        ["ask", "MQ01", "--from", "2024", "--to", "2023"],
        ["ask", "MQ01", "--province", "Atlantis"],
        ["ask", "MQ01", "--split", "colour"],
        ["ask", "MQ01", "--by", "planet"],
        ["template", "--province", "45", "--period", "2025-Q3"],
        ["template", "--province", "45", "--period", "2024"],
        ["history", "--province", "45"],
        ["check", "no-such-file.xlsx"],
        ["review"],
        ["review", "maybe", "--reason", "x"],
        ["nothing"],
    ],
)
def test_wrong_usage_ends_with_two_and_says_what_is_right(run: Run, words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == USAGE
    assert "Traceback" not in result.output
    assert result.stdout == ""


def test_a_file_that_is_no_submission_is_refused_in_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"no workbook")
    result = run("check", tmp_path / "x.xlsx", "--json")
    (file,) = document(result)["files"]
    assert result.exit_code == REFUSED
    assert file["verdict"] == "refused"
    assert [finding["severity"] for finding in file["findings"]] == ["stop"]
    assert str(tmp_path) not in result.output


def test_a_fault_is_told_at_its_cell_in_both_languages(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "dao-tao.csv"
    path.write_text(TRAININGS.replace(";30\n", ";mười\n"), encoding="utf-8")
    result = run("check", path, "--province", "45", "--period", "2024-Q4", "--json")
    errors = [f for f in document(result)["files"][0]["findings"] if f["severity"] == "error"]
    assert result.exit_code == REFUSED
    assert [(f["cell"], f["row"], f["column"], f["received"]) for f in errors] == [("E2", 2, "participants", "mười")]
    assert "mười" in errors[0]["message"]
    assert errors[0]["message_en"] != errors[0]["message"]


def test_questions_need_a_reason(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "dao-tao.csv"
    path.write_text(TRAININGS, encoding="utf-8")
    scope = ("--province", "45", "--period", "2024-Q4", "--json")
    unanswered = run("submit", path, *scope)
    assert (unanswered.exit_code, document(unanswered)["files"][0]["verdict"]) == (REFUSED, "questions")
    answered = run("submit", path, *scope, "--reason", "hội nghị lớn")
    assert (answered.exit_code, document(answered)["files"][0]["verdict"]) == (DONE, "accepted")


@pytest.mark.slow
def test_from_a_file_to_an_answer(run: Run, trainings_csv: Path) -> None:
    scope = ("--province", "Quảng Trị", "--period", "2024-Q4")
    checked = document(run("check", trainings_csv, *scope, "--json", "--rows"))["files"][0]
    assert checked["verdict"] == "acceptable"
    assert (checked["province"], checked["units"], checked["period"]) == ("45", "63", "2024-Q4")
    assert checked["sheets"] == {"trainings": {"rows": 2}}
    assert checked["rows"]["trainings"][0] == {
        "_row": 2,
        "title": "Lớp A",
        "topic": "other",
        "organiser": "department",
        "started_on": "2024-10-12",
        "ended_on": None,
        "place": None,
        "participants": 30,
        "women": None,
    }

    sent = document(run("submit", trainings_csv, *scope, "--by", "Sở KH&CN", "--json"))["files"][0]
    assert (sent["verdict"], sent["submission"], sent["version"], sent["already_received"]) == ("accepted", 1, 1, False)
    again = document(run("submit", trainings_csv, *scope, "--json"))["files"][0]
    assert (again["submission"], again["already_received"]) == (1, True)

    answer = document(
        run(
            "ask",
            "TR02",
            "--province",
            "45",
            "--units",
            "63",
            "--from",
            "2024-Q3",
            "--to",
            "2024-Q4",
            "--format",
            "json",
        )
    )
    assert answer == {
        "measure": "TR02",
        "name": {"vi": "Số lượt người được tập huấn", "en": "Persons trained (attendances)"},
        "unit": {"vi": "lượt người", "en": "attendances"},
        "kind": "flow",
        "grain": "quarter",
        "units": "63",
        "rows": [
            {
                "area": "45",
                "name": "Quảng Trị",
                "period": "2024-Q3",
                "value": None,
                "reported": 0,
                "expected": 1,
                "state": "missing",
                "bound": "",
                "conflict": False,
                "calendar": "",
                "obs_status": "L",
                "missing": ["quang-tri"],
                "withheld": [],
            },
            {
                "area": "45",
                "name": "Quảng Trị",
                "period": "2024-Q4",
                "value": 75,
                "reported": 1,
                "expected": 1,
                "state": "final",
                "bound": "",
                "conflict": False,
                "calendar": "statistical",
                "obs_status": "A",
                "missing": [],
                "withheld": [],
            },
        ],
    }
    lines = list(csv.DictReader(io.StringIO(run("ask", "TR02", "--format", "csv", "--from", "2024-Q4").stdout)))
    assert [(line["area"], line["value"], line["reported"], line["state"]) for line in lines] == [
        ("VN", "75", "1", "partial")
    ]

    history = document(run("history", *scope, "--json"))["submissions"]
    assert [(one["submission"], one["by"], one["sheets"]) for one in history] == [
        (1, "Sở KH&CN", {"trainings": {"rows": 2}})
    ]
    cells = document(run("received", "--from", "2024-Q4", "--to", "2024-Q4", "--json"))["received"]
    assert len(cells) == 63
    assert {cell["name"]: cell["state"] for cell in cells}["Quảng Trị"] == "sent"
    table = run("received", "--from", "2024-Q4", "--to", "2024-Q4")
    assert table.exit_code == DONE
    (line,) = [line for line in table.stdout.splitlines() if "45 Quảng Trị" in line]
    assert "N*" in line
    assert "N đã nộp" in " ".join(table.stdout.split())
    assert all(
        run(*words).exit_code == DONE
        for words in (["history", *scope], ["ask", "TR02"], ["targets", "list"], ["verify"])
    )
    assert run("rebuild", "--check").exit_code == DONE


def test_several_files_are_judged_apart(run: Run, trainings_csv: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    result = run("submit", trainings_csv, tmp_path / "x.csv", "--province", "45", "--period", "2024-Q4", "--json")
    assert result.exit_code == REFUSED
    assert [file["verdict"] for file in document(result)["files"]] == ["accepted", "refused"]


@pytest.mark.slow
def test_a_template_filled_in_is_accepted_and_the_next_one_brings_its_register(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mau.xlsx"
    assert run("template", "--province", "45", "--period", "2024-Q3", "--out", path).exit_code == DONE
    fill(
        path,
        "collective_marks",
        [["M-1", "Tiêu Cùa", "Nhãn hiệu tập thể", None, "Hội", "15/06/2019", None, "Đang bảo hộ"]],
    )
    lists = [name for name, table in TABLES.items() if not table.is_form and not table.nationwide]
    state(path, {*lists} - {"collective_marks"}, "Không phát sinh (bằng 0)")
    sent = document(run("submit", path, "--json"))["files"][0]
    assert (sent["verdict"], sent["findings"]) == ("accepted", [])

    again = tmp_path / "da-nop.xlsx"
    assert run("template", "--province", "45", "--period", "2024-Q3", "--as-sent", "--out", again).exit_code == DONE
    rows = document(run("check", again, "--json", "--rows"))["files"][0]["rows"]["collective_marks"]
    assert [row["certificate_no"] for row in rows] == ["M-1"]

    following = tmp_path / "mau-sau.xlsx"
    refused = run("template", "--province", "45", "--period", "2024-Q4", "--as-sent", "--out", following)
    assert (refused.exit_code, following.exists()) == (USAGE, False)
    assert "chưa có bản nộp" in refused.output
    run("template", "--province", "45", "--period", "2024-Q4", "--out", following)
    rows = document(run("check", following, "--json", "--rows"))["files"][0]["rows"]["collective_marks"]
    assert [(row["certificate_no"], row["mark_type"], row["granted_on"]) for row in rows] == [
        ("M-1", "collective", "2019-06-15")
    ]


def meta(path: Path) -> list[dict[str, Any]]:
    rows = list(openpyxl.load_workbook(path)["_meta"].iter_rows(values_only=True))
    start = next(n for n, row in enumerate(rows) if row[0] == "sheet")
    return [dict(zip([str(key) for key in rows[start]], row, strict=True)) for row in rows[start + 1 :]]


def fill(path: Path, table: str, rows: list[list[object]]) -> None:
    columns = [line for line in meta(path) if line["table"] == table and line["column"] != "state"]
    book = openpyxl.load_workbook(path)
    sheet = book[columns[0]["sheet"]]
    for number, row in enumerate(rows):
        for line, value in zip(columns, row, strict=True):
            letters = "".join(c for c in line["header_cell"] if c.isalpha())
            sheet[f"{letters}{int(line['first_row']) + number}"] = value
    book.save(path)


def state(path: Path, tables: set[str], label: str) -> None:
    book = openpyxl.load_workbook(path)
    for line in meta(path):
        if line["table"] in tables and line["column"] == "state":
            letters = "".join(c for c in line["header_cell"] if c.isalpha())
            book[line["sheet"]][f"{letters}{line['first_row']}"] = label
    book.save(path)


@pytest.mark.slow
def test_a_command_works_beside_the_running_app_which_sees_what_it_did(run: Run, tmp_path: Path) -> None:
    app = Service(tmp_path / "store")
    assert run("review", "on", "--reason", "x").exit_code == DONE
    assert not app.repository.access.reviewing
    app.repository.look(now=True)
    assert app.repository.access.reviewing
    administration.switch_review(app, LOCAL, False, "x")
    assert run("review", "off", "--reason", "x").exit_code == REFUSED, "the command sees what the app did"
    app.close()


@pytest.mark.slow
@pytest.mark.parametrize("words", [["received"], ["review", "on", "--reason", "x"]], ids=lambda words: words[0])
def test_a_store_that_is_being_restored_is_said_calmly(tmp_path: Path, words: list[str]) -> None:
    holder = hold(tmp_path, alone=True)
    assert holder is not None
    done = subprocess.run(
        [sys.executable, "cli.py", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={"INDICATORS_HOME": str(tmp_path), "PATH": ""},
    )
    os.close(holder)
    assert done.returncode == REFUSED
    assert "đang được khôi phục" in done.stderr
    assert str(tmp_path) not in done.stderr
    assert done.stdout == ""


@pytest.mark.slow
def test_our_own_fault_has_a_code_of_its_own_and_shows_no_inside(tmp_path: Path) -> None:
    fault = "from service import arrivals; arrivals.received = None; import cli; cli.main()"
    done = subprocess.run(
        [sys.executable, "-c", fault, "received"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={"INDICATORS_HOME": str(tmp_path), "PATH": ""},
    )
    assert done.returncode == OUR_FAULT
    assert "Traceback" not in done.stderr
    assert str(tmp_path) not in done.stderr


@pytest.mark.slow
def test_the_index_of_the_provinces_goes_in_by_its_own_workbook(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "pii.xlsx"
    assert run("template", "--province", "VN", "--period", "2025", "--out", path).exit_code == DONE
    book = openpyxl.load_workbook(path)
    sheet = next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible" and "Chỉ số" in sheet.title)
    heads = {str(cell.value).rstrip(" *"): cell for row in sheet.iter_rows() for cell in row if cell.value}
    place = next(cell for label, cell in heads.items() if label.startswith("Tỉnh"))
    score = next(cell for label, cell in heads.items() if label.startswith("Điểm"))
    names = [sheet.cell(place.row + n, place.column).value for n in range(1, 35)]
    assert len({name for name in names if name}) == 34
    sheet.cell(place.row + 1 + names.index("Huế"), score.column).value = 49.37
    book.save(path)
    sent = document(run("submit", path, "--reason", "mới có một tỉnh", "--json"))["files"][0]
    assert (sent["verdict"], sent["province"], sent["period"]) == ("accepted", None, "2025-Q4")
    rows = document(run("ask", "PI01", "--from", "2025", "--to", "2025", "--format", "json"))["rows"]
    assert {row["name"]: row["value"] for row in rows if row["value"] is not None} == {"Huế": 49.37}
    assert len(rows) == 34


def send_samples(run: Run, tmp_path: Path, period: str, *lines: str) -> None:
    path = tmp_path / f"{period}.csv"
    head = "Mã số;Chỉ tiêu;Đơn vị tính;Trong quý;Lũy kế từ đầu năm;Ghi chú"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    result = run("submit", path, "--province", "Hà Nội", "--period", period, "--reason", "đúng")
    assert result.exit_code == DONE, result.output


@pytest.mark.slow
def test_an_area_is_asked_for_by_the_key_that_answers_show(run: Run, tmp_path: Path) -> None:
    send_samples(run, tmp_path, "2025-Q3", "MQ04;;;300;;")

    def names(*words: str) -> set[str]:
        asked = ("ask", "MQ04", "--from", "2025-Q3", "--to", "2025-Q3", "--format", "json", *words)
        return {row["name"] for row in document(run(*asked))["rows"]}

    assert names("--province", "ha-noi") == names("--province", "01") == {"Hà Nội"}
    assert names("--province", "quang-binh") == names("--province", "quang-tri-2025") == {"Quảng Trị"}
    assert names("--province", "quang-binh", "--units", "63", "--from", "2025-Q2") >= {"Quảng Bình"}
    assert names("--province", "VN") == {"Cả nước"}
    assert {"Hà Nội", "Hưng Yên"} < names("--province", "dong-bang-song-hong")
    assert names("--province", "dong-bang-song-hong", "--by", "region") == {"Đồng bằng sông Hồng"}
    assert run("ask", "MQ04", "--province", "bac-trung-bo-duyen-hai").exit_code == USAGE  # no region of today


@pytest.mark.slow
def test_so_far_this_year_stands_beside_last_years_same_span(run: Run, tmp_path: Path) -> None:
    for period, total in (("2024-Q3", 300), ("2025-Q3", 360)):
        send_samples(run, tmp_path, period, f"MQ04;;;;{total};", "MQ05;;;;2;")
    words = ("--province", "01", "--from", "2025", "--to", "2025", "--grain", "ytd", "--compare", "last-year")
    rows = document(run("ask", "MQ04", *words, "--format", "json"))["rows"]
    nine = next(row for row in rows if row["period"] == "2025-9M")
    assert (nine["value"], nine["before"], nine["difference"], nine["percent"]) == (360, 300, 60, 20)
    half = next(row for row in rows if row["period"] == "2025-H1")
    assert (half["value"], half["percent"]) == (None, None)
    assert half["why"] == "6 tháng đầu năm 2025: chưa báo cáo"
    table = run("ask", "MQ04", *words)
    assert "+20,0 %" in table.output


@pytest.mark.slow
def test_one_calendar_alone_can_be_asked(run: Run, tmp_path: Path) -> None:
    send_samples(run, tmp_path, "2024-Q3", "MQ04;;;300;;")
    asked = (
        "ask",
        "MQ04",
        "--province",
        "01",
        "--from",
        "2024-Q3",
        "--to",
        "2024-Q3",
        "--format",
        "json",
        "--calendar",
    )
    found = {c: document(run(*asked, c))["rows"][0]["value"] for c in ("statistical", "administrative")}
    assert found == {"statistical": 300, "administrative": None}


@pytest.mark.slow
def test_a_code_of_every_family_can_be_asked(run: Run) -> None:
    for code in {measure.indicator: code for code, measure in MEASURES.items()}.values():
        result = run("ask", code, "--from", "2024", "--to", "2024", "--format", "json")
        assert result.exit_code == DONE, code
        assert document(result)["rows"], code


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["lock", "--period", "2024-Q4"], "Hãy ghi lý do."),
        (["unlock", "--period", "2024-Q4", "--reason", "x"], "Quý IV/2024 không bị khóa."),
        (["review", "off", "--reason", "x"], "Việc duyệt đã tắt rồi."),
        (["review", "on"], "Hãy ghi lý do."),
        (["review", "on", "--reason", "  "], "Hãy ghi lý do."),
    ],
)
def test_what_cannot_be_locked_or_switched_is_one_sentence_and_no_line(
    run: Run, tmp_path: Path, words: list[str], said: str
) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout, result.stderr.strip()) == (REFUSED, "", said)
    assert log(tmp_path) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["enough", "30", "--reason", "x"], "cần từ 50–100 %"),
        (["enough", "90", "--reason", "x"], "Mức đủ đang là 90 % rồi."),
        (["enough", "80"], "Hãy ghi lý do."),
    ],
)
def test_a_share_that_is_none_or_has_no_reason_is_refused(run: Run, words: list[str], said: str) -> None:
    refused = run(*words)
    assert refused.exit_code == REFUSED
    assert said in " ".join(refused.stderr.split())


def test_the_share_from_which_a_quarter_is_the_latest_is_told_and_set(run: Run) -> None:
    assert "ít nhất 90 % số tỉnh" in " ".join(run("enough").stdout.split())
    assert run("enough", "80", "--reason", "mới sắp xếp").exit_code == DONE
    assert "ít nhất 80 % số tỉnh" in " ".join(run("enough").stdout.split())


@pytest.mark.slow
def test_review_is_switched_on_and_off_and_what_waits_goes_on_waiting(
    run: Run, tmp_path: Path, trainings_csv: Path
) -> None:
    def states() -> tuple[str, str]:
        cells = document(run("received", "--from", "2024-Q4", "--to", "2024-Q4", "--json"))["received"]
        found = {cell["province"]: cell["state"] for cell in cells}
        return found["44"], found["45"]

    on = run("review", "on", "--reason", "từ quý này")
    assert (on.exit_code, on.stdout, on.stderr) == (DONE, "Đã bật duyệt.\n", "")
    run("submit", trainings_csv, "--province", "45", "--period", "2024-Q4")
    assert states() == ("not_sent", "waiting")
    again = run("review", "on", "--reason", "lần nữa")
    assert (again.exit_code, again.stderr.strip()) == (REFUSED, "Việc duyệt đã bật rồi.")

    off = run("review", "off", "--reason", "thôi duyệt")
    assert (off.exit_code, off.stdout, off.stderr) == (DONE, "Đã tắt duyệt.\n", "")
    run("submit", trainings_csv, "--province", "44", "--period", "2024-Q4")
    assert states() == ("sent", "waiting")
    switched = [(reason, body["on"]) for reason, body in log(tmp_path) if "on" in body]
    assert switched == [("thôi duyệt", False), ("từ quý này", True)]


def log(tmp_path: Path) -> list[tuple[str, dict[str, Any]]]:
    """Reasons and bodies of the ledger's lines, the newest first."""
    service = Service(tmp_path / "store")
    lines = [(entry.reason, entry.body) for entry in administration.log(service, LOCAL)]
    service.close()
    return lines


@pytest.mark.slow
def test_a_store_goes_out_in_the_open_and_comes_in_again(
    run: Run, tmp_path: Path, trainings_csv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("submit", trainings_csv, "--province", "45", "--period", "2024-Q4")
    told = document(run("verify", "--json"))
    assert run("backup", tmp_path / "open", "--open").exit_code == DONE
    assert len((tmp_path / "open" / "ledger.jsonl").read_text(encoding="utf-8").splitlines()) == told["lines"] == 1
    monkeypatch.setenv("INDICATORS_HOME", str(tmp_path / "again"))
    assert run("restore", tmp_path / "open").exit_code == DONE
    assert document(run("verify", "--json")) == told
