"""A report whose tables and sentences both go in: one submission, each number to its cell or its sentence."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

import cli
from commands.console import REFUSED
from data.layouts.answering import answered, proposals
from data.layouts.layout import ASIDE
from data.model import Period
from data.places import PLACES, Boundary, Unit
from service import acceptance, layouts, prose
from service.access.roles import LOCAL
from service.drafts import Draft, Verdict
from service.lineage.trace import FigureKey, trace, with_texts
from service.prose import Proposed
from service.service import Service
from tests.support.reports import TABLE, with_table

pytestmark = pytest.mark.slow  # whole stories

Q4 = Period.parse("2024-Q4")
INSTRUMENTS = "Tổng số phương tiện đo được kiểm định, hiệu chuẩn từ đầu năm 2024 đến nay là 10.036 phương tiện đo."
CLASSES = "Trong quý IV năm 2024, Sở đã tổ chức {count} lớp tập huấn."


@pytest.fixture
def unit() -> Unit:
    found = PLACES.find("Quảng Trị", Q4.end)
    assert found is not None
    return found


def confirm(service: Service, data: bytes, unit: Unit) -> None:
    proposed = layouts.propose(service, "bao-cao.docx", data, unit, Q4)
    assert proposed is not None
    taken = answered(proposed, proposals(proposed))
    left = {question[:3]: ASIDE for question in taken.open}
    layouts.save(service, LOCAL, unit.key, answered(taken, left), "đã xem bảng")


def both(service: Service, data: bytes, unit: Unit) -> Draft:
    """The tables by what stands, and of the sentences everything that is proposed and stands in none of them."""
    found = prose.proposed(service, data, unit, Q4)
    assert isinstance(found, Proposed)
    sentences = found.document.sentences
    told = [
        prose.as_confirmed(one)
        for one in found.proposals.figures
        if not any(found.document.of(sentences[quote.sentence - 1]).table for quote in one.quotes)
    ]
    standing = layouts.applicable(service, unit, Q4)
    return prose.check(service, "bao-cao.docx", data, found.document, told, unit, Q4, standing=standing)


def lines(draft: Draft) -> dict[str, tuple[float | None, float | None]]:
    told = (line for sheet in draft.reading.sheets.values() for line in sheet.rows.to_pylist())
    return {line["code"]: (line["value"], line["year_to_date"]) for line in told}


def rules(draft: Draft) -> list[str]:
    return [f.rule for f in draft.findings if f.severity != "info"]


def test_a_number_that_both_give_differently_is_asked_about_and_the_confirmed_sentence_counts(
    service: Service, unit: Unit
) -> None:
    data = with_table(CLASSES.format(count=15))
    confirm(service, data, unit)
    draft = both(service, data, unit)
    (asked,) = (f for f in draft.findings if f.rule == "confirmed_beside")
    assert "bảng ghi 12, câu đã xác nhận ghi 15" in asked.message.vi
    assert (asked.sheet, asked.cell[:1]) == ("Bảng 1", "D")
    assert lines(draft)["TR01"] == (15, None)
    assert draft.verdict is Verdict.QUESTIONS


def test_by_command_the_tables_go_in_only_by_a_layout_that_stands(
    unit: Unit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDICATORS_HOME", str(tmp_path / "store"))
    path, told, where = tmp_path / "bao-cao.docx", tmp_path / "f.json", ("--province", unit.name, "--period", Q4.code)
    path.write_bytes(with_table(INSTRUMENTS))

    def run(*words: object) -> Result:
        return CliRunner().invoke(cli.app, [str(word) for word in words])

    assert run("propose", path, *where, "--out", told).exit_code == 0
    found = json.loads(told.read_text(encoding="utf-8"))
    for one in found["figures"]:
        one["confirmed"] = one["code"] == "MQ01"
    told.write_text(json.dumps(found), encoding="utf-8")
    send = ("submit", path, *where, "--proposal", told, "--with-tables", "--reason", "đúng", "--json")
    refused = run(*send)
    assert refused.exit_code == REFUSED
    assert "Chưa có cách đọc nào" in refused.output
    service = Service()
    confirm(service, path.read_bytes(), unit)
    service.close()
    (file,) = json.loads(run(*send).stdout)["files"]
    assert (file["verdict"], file["submission"]) == ("accepted", 1)


def test_what_a_layout_does_not_fit_any_more_keeps_the_sentences_out_too(service: Service, unit: Unit) -> None:
    confirm(service, with_table(INSTRUMENTS), unit)
    changed = with_table(INSTRUMENTS, rows=(*TABLE, ("3", "Số mô hình mới", "mô hình", "7")))
    draft = both(service, changed, unit)
    assert "layout_new_row" in rules(draft)
    assert draft.verdict is Verdict.REFUSED


def test_the_same_number_in_both_is_one_and_nothing_is_asked_of_it(service: Service, unit: Unit) -> None:
    data = with_table(CLASSES.format(count=12))
    confirm(service, data, unit)
    draft = both(service, data, unit)
    assert "confirmed_beside" not in rules(draft)
    assert lines(draft) == {"TR01": (12, None), "IP06": (40, None)}


def test_both_go_in_as_one_submission_and_each_number_is_traced_to_where_it_stands(
    service: Service, unit: Unit
) -> None:
    data = with_table(INSTRUMENTS, CLASSES.format(count=12))
    confirm(service, data, unit)
    draft = both(service, data, unit)
    draft.put_aside()
    assert lines(draft) == {"TR01": (12, None), "IP06": (40, None), "MQ01": (None, 10_036)}
    accepted = acceptance.accept(service, draft, "người thử", "đúng")
    assert accepted.verdict is Verdict.ACCEPTED
    service.repository.rebuild()
    stood = {}
    for code in ("IP06", "TR01", "MQ01"):
        period = Period(2024) if code == "MQ01" else Q4
        root = with_texts(service, trace(service, FigureKey(code, period, unit.key, Boundary.THEN)).root)
        source = next(node.source for node in root.every() if node.source is not None and node.source.cell)
        stood[code] = [spot.text for each in (source.spots or {}).values() for spot in each]
    assert stood["IP06"] == ["40"]
    assert "12" in stood["TR01"][0]
    assert "10.036" in stood["MQ01"][0]
    assert "kiểm định, hiệu chuẩn" in stood["MQ01"][0]
