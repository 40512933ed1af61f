"""`layout propose, save, list, show, check, withdraw`: from a file nobody knows to one that goes in by itself."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

import cli
from data.layouts.answering import answered as taken
from data.layouts.answering import proposals
from data.layouts.layout import Layout
from indicators import TABLES
from tests.support.layouts import histories
from tests.support.layouts.answers import answered
from tests.support.layouts.syntheses import Style, synthesis

pytestmark = pytest.mark.slow  # whole stories

Run = Callable[..., Result]
CASE = synthesis(21, Style("two"), 35, year=2025)
WHERE = ("--province", "Quảng Trị", "--period", "2025-Q4")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("INDICATORS_HOME", str(tmp_path / "store"))

    def invoke(*words: object) -> Result:
        return CliRunner().invoke(cli.app, [str(word) for word in words])

    return invoke


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    path = tmp_path / CASE.sent.file
    path.write_bytes(CASE.sent.data)
    return path


def confirmed(path: Path) -> None:
    layout = answered(Layout.from_json(path.read_text(encoding="utf-8"), TABLES), CASE)
    path.write_text(layout.to_json(), encoding="utf-8")


def test_what_is_no_layout_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"version": 1, "name": "x", "blocks": []}', encoding="utf-8")
    said = run("layout", "save", wrong, "--province", "Quảng Trị", "--reason", "x")
    assert said.exit_code == 2
    assert "không có bảng nào" in " ".join(said.output.split())


def test_an_open_question_keeps_a_layout_from_being_saved(run: Run, sent: Path, tmp_path: Path) -> None:
    out = tmp_path / "layout.json"
    assert run("layout", "propose", sent, *WHERE, "--out", out).exit_code == 0
    said = run("layout", "save", out, "--province", "Quảng Trị", "--reason", "đã xem")
    assert said.exit_code != 0
    assert run("layout", "list", "--json").stdout.find('"layouts": []') > 0


def test_from_a_file_nobody_knows_to_one_that_goes_in_by_itself(run: Run, sent: Path, tmp_path: Path) -> None:
    out = tmp_path / "layout.json"
    refused = run("submit", sent, *WHERE, "--json")
    assert json.loads(refused.stdout)["files"][0]["verdict"] == "refused"
    proposed = run("layout", "propose", sent, *WHERE, "--out", out, "--name", "Tổng hợp của Sở")
    assert "IP06" in proposed.output
    confirmed(out)
    tried = json.loads(run("layout", "check", sent, "--layout", out, *WHERE, "--json").stdout)["files"][0]
    codes = {row["code"]: row["value"] for rows in tried["rows"].values() for row in rows}
    assert codes["IP06"] == CASE.sent.figures["IP06"][0]
    assert run("layout", "save", out, "--province", "Quảng Trị", "--reason", "đã đối chiếu").exit_code == 0
    (kept,) = json.loads(run("layout", "list", "--province", "Quảng Trị", "--json").stdout)["layouts"]
    assert run("layout", "show", kept["number"], "--out", tmp_path / "again.json").exit_code == 0
    again = Layout.from_json((tmp_path / "again.json").read_text(encoding="utf-8"), TABLES)
    assert again.blocks == Layout.from_json(out.read_text(encoding="utf-8"), TABLES).blocks
    accepted = json.loads(run("submit", sent, *WHERE, "--reason", "đúng", "--json").stdout)["files"][0]
    assert accepted["verdict"] == "accepted"
    assert run("layout", "withdraw", kept["number"], "--reason", "làm lại").exit_code == 0
    assert json.loads(run("layout", "list", "--json").stdout)["layouts"] == []


def test_several_quarters_of_one_file_go_in_together_or_not_at_all(run: Run, tmp_path: Path) -> None:
    numbers, out = histories.numbers(1, (2023, 2024)), tmp_path / "layout.json"
    made = histories.side_by_side(numbers, (2023, 2024))
    good, bad, where = tmp_path / "tot.xlsx", tmp_path / "loi.xlsx", ("--province", "Quảng Trị", "--period", "2024-Q4")
    good.write_bytes(made.data)
    made.pages[0].cells[4][4] = "nhiều"
    bad.write_bytes(made.data)
    assert "Chưa có cách đọc nào" in run("check", good, *where, "--all-quarters").output
    assert run("submit", good, "--all-quarters").exit_code == 2
    run("layout", "propose", good, *where, "--out", out)
    layout = Layout.from_json(out.read_text(encoding="utf-8"), TABLES)
    out.write_text(taken(layout, proposals(layout)).to_json(), encoding="utf-8")
    assert run("layout", "save", out, "--province", "Quảng Trị", "--reason", "đã đối chiếu").exit_code == 0
    refused = run("submit", bad, *where, "--all-quarters", "--reason", "đúng", "--json")
    assert refused.exit_code == 1
    assert not any(each["submission"] for each in json.loads(refused.stdout)["files"])
    accepted = run("submit", good, *where, "--all-quarters", "--reason", "đúng", "--json")
    assert accepted.exit_code == 0
    told = [(each["period"], each["verdict"]) for each in json.loads(accepted.stdout)["files"]]
    assert told == [(f"{year}-Q{q}", "accepted") for year in (2023, 2024) for q in (1, 2, 3, 4)]
