"""A new kind of column is one file, and so is a new format to take figures away in: dropped into a copy of the product, the
first is declared by a list, drawn on the template, read, stored, shown and exported, the second offered and made."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow  # the whole product copied, started and walked through
ROOT = Path(__file__).parent.parent
DROPPED = {"share": "data/column_types", "laboratories": "indicators", "json_lines": "pages/download_formats"}
# Runs inside the copy, so that nothing of the product under test is imported here.
PROOF = """
import io, json, pickle
import openpyxl, pyarrow.parquet as pq
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest
from data.column_types import COLUMN_TYPES
from data.model import Period
from data.places import PLACES, Boundary
from data.templates.single_list import single
from indicators import CATALOGUE, TABLES
from indicators.engine.answer import By, Question
from service import acceptance, blank_workbooks, drafts, list_rows
from service.service import Service
from pages.download_formats import FORMATS
from pages.download_formats.format import Content, Download

service, period = Service(), Period.parse("2024-Q4")
unit = PLACES.find("45", period.end)
book = openpyxl.load_workbook(io.BytesIO(blank_workbooks.for_province(service, unit, period)))
rows = list(book["_meta"].iter_rows(values_only=True))
start = next(n for n, row in enumerate(rows) if row[0] == "sheet")
lines = [dict(zip(rows[start], row)) for row in rows[start + 1:]]
capacity = next(line for line in lines if (line["table"], line["column"]) == ("laboratories", "capacity"))
at = "".join(c for c in capacity["header_cell"] if c.isalpha()) + str(capacity["first_row"])
sheet = book[capacity["sheet"]]
rule = next(rule for rule in sheet.data_validations.dataValidation if at in rule.cells)

def sent(values):
    for line in lines:
        letters = "".join(c for c in line["header_cell"] if c.isalpha())
        if line["table"] == "laboratories":
            typed = {"laboratory": list(values), "capacity": list(values.values()), "state": ["Có số liệu"]}
            for n, value in enumerate(typed[line["column"]]):
                book[line["sheet"]][f"{letters}{int(line['first_row']) + n}"] = value
        elif line["column"] == "state":
            book[line["sheet"]][f"{letters}{line['first_row']}"] = "Không phát sinh (bằng 0)"
    file = io.BytesIO()
    book.save(file)
    return drafts.check(service, "mau.xlsx", file.getvalue())

refused = [(f.rule, f.column) for f in sent({"Phòng 1": "140 %", "Phòng 2": "nửa"}).findings]
draft = acceptance.accept(service, sent({"Phòng 1": "98,5 %", "Phòng 2": 40}), "người thử")
question = Question("XX02", period, period, By.PROVINCE, (unit.key,), boundary=Boundary.THEN)
answer = [row.value for row in service.ask(question).rows]
with service.store.reading() as work:
    stored = work.rows("SELECT laboratory, capacity, typeof(capacity) FROM list_laboratories ORDER BY row")
held = list_rows.rows(service, "laboratories", period, period, boundary=Boundary.THEN)
content = Content(Download("x", "x", {}), lambda: held, service, "vi", "", "", False)
files = {each.name: each.make(content) for each in FORMATS if not each.by_code}
excel = CalamineWorkbook.from_filelike(io.BytesIO(files["xlsx"])).get_sheet_by_index(0).to_python()
place = held.column_names.index("capacity")
service.close()

def text(at):
    return " ".join(str(getattr(e, "value", "")) + str(getattr(e, "label", "")) for e in at.main)

def page(name):
    at = AppTest.from_file("pages/frame.py", default_timeout=60)
    at.run()
    at.switch_page(name)
    at.run()
    assert not at.exception, at.exception
    return at

taken = page("list_rows.py")
taken.session_state["more-rows"] = True
taken.run()
print(json.dumps({
    "kind": capacity["kind"],
    "format": sheet[at].number_format,
    "rule": [rule.type, rule.formula1, rule.formula2, rule.error],
    "width": openpyxl.load_workbook(io.BytesIO(single(TABLES["laboratories"], []))).active.column_dimensions["B"].width,
    "refused": sorted(refused),
    "findings": [f.rule for f in draft.findings],
    "receipt": draft.receipt.number if draft.receipt else None,
    "answer": answer,
    "stored": stored,
    "pickled": pickle.loads(pickle.dumps(TABLES["laboratories"])) == TABLES["laboratories"],
    "known": list(COLUMN_TYPES)[-1],
    "about": "tỷ lệ phần trăm" in text(page("about.py")),
    "parquet": str(pq.read_table(io.BytesIO(files["parquet"])).schema.field("capacity").type),
    "excel": [line[place] for line in excel[1:]],
    "semicolon": [line.split(";")[place] for line in files["semicolon"].decode("utf-8-sig").splitlines()[1:]],
    "jsonl": [json.loads(line)["capacity"] for line in files["jsonl"].decode().splitlines()],
    "offered": [button.proto.label for button in taken.get("download_button")],
    "hinted": any("JSON Lines: Mỗi dòng một đối tượng." in caption.value for caption in taken.caption),
}))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the product says of itself with three more files in it."""
    product = tmp_path_factory.mktemp("product")
    for name in ("data", "indicators", "service", "pages", ".streamlit"):
        shutil.copytree(ROOT / name, product / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name, folder in DROPPED.items():
        shutil.copy(ROOT / "tests" / "files" / f"{name}.py", product / folder)
    environment = os.environ | {"INDICATORS_HOME": str(product / "store"), "PYTHONPATH": str(product)}
    done = subprocess.run(
        [sys.executable, "-c", PROOF], cwd=product, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_a_new_kind_of_column_is_drawn_on_the_template_with_its_format_and_its_rule(told: dict[str, Any]) -> None:
    assert (told["kind"], told["format"], told["width"]) == ("share", "0.0##", 12)
    assert told["rule"] == ["decimal", "0", "100", "Tỷ lệ phần trăm từ 0 đến 100, ví dụ 98,5."]


def test_a_new_kind_of_column_is_read_and_refused_by_its_own_reader(told: dict[str, Any]) -> None:
    assert told["refused"] == [["not_number", "capacity"], ["share_above", "capacity"]]
    assert (told["findings"], told["receipt"], told["pickled"]) == ([], 1, True)


def test_a_new_kind_of_column_is_stored_measured_named_and_taken_away(told: dict[str, Any]) -> None:
    assert told["stored"] == [["Phòng 1", 98.5, "DOUBLE"], ["Phòng 2", 40.0, "DOUBLE"]]
    assert told["answer"] == [1]
    assert told["about"]
    assert told["known"] == "share"
    assert (told["parquet"], told["excel"], told["semicolon"]) == ("double", [98.5, 40.0], ['"98,5"', '"40"'])


def test_a_new_format_is_offered_explained_and_made(told: dict[str, Any]) -> None:
    assert told["offered"] == ["Tải CSV", "Tải Excel", "Tải Parquet", "Tải CSV, dấu chấm phẩy", "Tải JSON Lines"]
    assert told["hinted"]
    assert told["jsonl"] == [98.5, 40.0]
