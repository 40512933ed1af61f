"""A new indicator is one file: dropped into a copy of the product it is in template, intake, store, ask, pages and About."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

# Runs inside the copy, so that nothing of the product under test is imported here.
PROOF = """
import io, json, os
from datetime import date
import openpyxl
from streamlit.testing.v1 import AppTest
from data.model import Period
from data.places import PLACES, Boundary
from indicators import TABLES
from indicators.engine.answer import By, Question
from service import acceptance, blank_workbooks, drafts
from service.service import Service

service, period = Service(), Period.parse("2024-Q4")
unit = PLACES.find("45", period.end)
book = openpyxl.load_workbook(io.BytesIO(blank_workbooks.for_province(service, unit, period)))
rows = list(book["_meta"].iter_rows(values_only=True))
start = next(n for n, row in enumerate(rows) if row[0] == "sheet")
lines = [dict(zip(rows[start], row)) for row in rows[start + 1:]]
typed = {"standard": "TCVN 9:2024", "standard_kind": "Tiêu chuẩn cơ sở", "users": 12, "state": "Có số liệu"}
for line in lines:
    letters = "".join(c for c in line["header_cell"] if c.isalpha())
    if line["table"] == "standards_adopted":
        book[line["sheet"]][f"{letters}{line['first_row']}"] = typed[line["column"]]
    elif line["column"] == "state":
        book[line["sheet"]][f"{letters}{line['first_row']}"] = "Không phát sinh (bằng 0)"
file = io.BytesIO()
book.save(file)
draft = acceptance.accept(service, drafts.check(service, "mau.xlsx", file.getvalue()), "người thử")
question = Question("XX01", period, period, By.PROVINCE, (unit.key,), boundary=Boundary.THEN, split="standard_kind")
answer = [(row.item, row.value) for row in service.ask(question).rows]
service.close()

def text(at):
    return " ".join(str(getattr(e, "value", "")) + str(getattr(e, "label", "")) for e in at.main)

def page(name):
    at = AppTest.from_file("pages/frame.py", default_timeout=600)
    at.run()
    at.switch_page(name)
    at.run()
    assert not at.exception, at.exception
    return at

print(json.dumps({
    "findings": [f.rule for f in draft.findings],
    "receipt": draft.receipt.number if draft.receipt else None,
    "answer": answer,
    "summary": "XX01" in [f.code for f in TABLES["summary"].figures],
    "about": "XX01" in text(page("about.py")),
    "trends": any("XX01" in str(o) or "Số đơn vị áp dụng tiêu chuẩn" in str(o) for s in page("explore.py").selectbox for o in s.options),
    "table": any("Tiêu chuẩn áp dụng" in str(o) for s in page("list_rows.py").selectbox for o in s.options),
}))
"""


@pytest.fixture
def product(tmp_path: Path) -> Path:
    """The product as it is, with one more file."""
    for name in ("data", "indicators", "service", "pages", ".streamlit"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "tests" / "files" / "standards_adopted.py", tmp_path / "indicators")
    return tmp_path


def test_one_file_more_is_one_indicator_more_everywhere(product: Path) -> None:
    environment = os.environ | {"INDICATORS_HOME": str(product / "store"), "PYTHONPATH": str(product)}
    done = subprocess.run(
        [sys.executable, "-c", PROOF], cwd=product, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "findings": [],
        "receipt": 1,
        "answer": [["base", 12]],
        "summary": True,
        "about": True,
        "trends": True,
        "table": True,
    }
