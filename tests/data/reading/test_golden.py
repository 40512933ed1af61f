"""One workbook with one fault of each kind, and everything that must be said of it, at its cell and in one pass."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.model import Severity
from data.sandbox import read_file
from service import acceptance, drafts
from service.drafts import Verdict
from service.service import Service
from tests.support.catalogue import CATALOGUE, TABLES
from tests.support.golden import GOLDEN

EXPECTED = [
    ("Tổng hợp", "E10", "year_to_date_ignored", "info", "2"),
    ("Tổng hợp", "D11", "negative", "error", "-1"),
    ("Tổng hợp", "D12", "total_disagrees", "error", "1.260"),
    ("Tổng hợp", "D13", "share_fraction", "question", "0.98"),
    ("Tổng hợp", "D13", "total_disagrees", "question", "0,98"),
    ("Tổng hợp", "D13", "unusual", "question", "0,98"),
    ("Tổng hợp", "E14", "dash_in_form", "question", "-"),
    ("Chỉ dẫn địa lý", "A5", "silence", "question", ""),
    ("Nhãn hiệu tập thể, chứng nhận", "F9", "granted_after_period", "error", "02/01/2025"),
    ("Nhãn hiệu tập thể, chứng nhận", "G10", "expires_before_granted", "error", "01/01/2019"),
    ("Nhãn hiệu tập thể, chứng nhận", "H11", "in_force_past_expiry", "question", "Đang bảo hộ"),
    ("Phương tiện đo", "D9", "thousands_point", "question", "10.036"),
    ("Phương tiện đo", "E10", "passed_above_total", "error", "11"),
    ("Phương tiện đo", "E11", "half_failed", "question", "20"),
    ("Phương tiện đo", "A12", "total_row", "info", "Tổng cộng"),
    ("Đào tạo, tập huấn", "A9", "required", "error", ""),
    ("Đào tạo, tập huấn", "B10", "unknown_choice", "error", "Thiên văn"),
    ("Đào tạo, tập huấn", "D11", "no_such_day", "error", "31/02/2024"),
    ("Đào tạo, tập huấn", "D12", "month_first", "error", "10/25/2024"),
    ("Đào tạo, tập huấn", "D13", "started_outside_period", "error", "30/09/2024"),
    ("Đào tạo, tập huấn", "E14", "ended_before_started", "error", "01/10/2024"),
    ("Đào tạo, tập huấn", "G15", "not_whole", "error", "mười"),
    ("Đào tạo, tập huấn", "G16", "two_numbers", "error", "15 + 15"),
    ("Đào tạo, tập huấn", "G17", "number_range", "error", "20-30"),
    ("Đào tạo, tập huấn", "G18", "bound", "error", "trên 70"),
    ("Đào tạo, tập huấn", "G19", "number_with_unit", "error", "30 người"),
    ("Đào tạo, tập huấn", "G20", "negative", "error", "-5"),
    ("Đào tạo, tập huấn", "G21", "thousands_lost", "error", "30.5"),
    ("Đào tạo, tập huấn", "G22", "thousands_lost", "error", "1.25"),
    ("Đào tạo, tập huấn", "F23", "placeholder", "error", "NULL"),
    ("Đào tạo, tập huấn", "G24", "error_cell", "error", "#REF!"),
    ("Đào tạo, tập huấn", "G25", "no_kept_value", "error", "=1+1"),
    ("Đào tạo, tập huấn", "H26", "women_above_participants", "error", "31"),
    ("Đào tạo, tập huấn", "A27", "duplicate", "error", "Lớp đúng"),
    ("Đào tạo, tập huấn", "G28", "crowded", "question", "501"),
    ("Đào tạo, tập huấn", "G29", "english_thousands", "question", "1,250"),
    ("Đào tạo, tập huấn", "G29", "crowded", "question", "1250"),
    ("Đào tạo, tập huấn", "A30", "old_font_read", "question", "TËp huÊn kü thuËt nu«i t«m"),
    ("Đào tạo, tập huấn", "A31", "decoded_twice", "question", "NÃ´ng dÃ¢n táº·p huáº¥n"),
    ("Đào tạo, tập huấn", "H32", "dash", "info", "-"),
    ("Thanh tra, kiểm tra", "D19", "money_unit", "question", "250.000.000 đồng"),
    ("Thanh tra, kiểm tra", "D20", "money_units", "error", "2,3 tỷ"),
    ("Thanh tra, kiểm tra", "D21", "money_unit", "question", "khoảng 500 triệu"),
    ("Thanh tra, kiểm tra", "D21", "bound_taken", "info", "khoảng 500 triệu"),
    ("Thủ tục hành chính", "D8", "bound_taken", "info", "trên 70"),
    ("Thủ tục hành chính", "D15", "number_range", "error", "10-12"),
    ("Thủ tục hành chính", "D17", "yearly_in_quarter", "error", "3"),
]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    service = Service(tmp_path / "store", CATALOGUE)
    yield service
    service.close()


def test_every_fault_of_a_file_is_told_at_its_cell_in_one_pass(service: Service) -> None:
    draft = drafts.check(service, GOLDEN.name, GOLDEN.read_bytes())
    assert [(f.sheet, f.cell, f.rule, str(f.severity), f.received) for f in draft.findings] == EXPECTED
    assert draft.verdict is Verdict.REFUSED


def test_every_message_names_its_cell_what_was_received_and_what_to_do(service: Service) -> None:
    for finding in drafts.check(service, GOLDEN.name, GOLDEN.read_bytes()).findings:
        for words in (finding.message.vi, finding.message.en):
            assert finding.cell in words
            assert finding.sheet in words
            assert words.rstrip().endswith((".", "»", "”"))
        if finding.severity is not Severity.INFO:
            assert finding.message.vi != finding.message.en


def test_a_refused_file_leaves_nothing_behind(service: Service) -> None:
    acceptance.accept(service, drafts.check(service, GOLDEN.name, GOLDEN.read_bytes()), "ai đó", "lý do")
    assert service.empty
    assert not (service.home / "archive").exists()


@pytest.mark.slow
def test_the_reader_alone_finds_the_same_faults_of_cells() -> None:
    reading = read_file(GOLDEN.read_bytes(), GOLDEN.name, TABLES)
    said = {(f.sheet, f.cell, f.rule) for f in reading.findings}
    assert said < {(sheet, cell, rule) for sheet, cell, rule, *_ in EXPECTED}
