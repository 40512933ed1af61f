"""Makes tests/files/golden.xlsx: Quảng Trị's last quarter of 2024, filled in with one fault of each kind.

python -m tests.support.golden        (from the project's folder)
"""

import io
from datetime import date
from pathlib import Path

import openpyxl

from data.model import Period
from data.places import PLACES
from data.templates.build import build
from tests.support.catalogue import TABLES

GOLDEN = Path(__file__).parents[1] / "files" / "golden.xlsx"
PERIOD = Period.parse("2024-Q4")
DAY = date(2024, 10, 12)
# By sheet, then row from the first one down; `None` leaves a cell blank. Each row but the first has one fault.
TRAININGS = [
    ["Lớp đúng", "Khác", "Sở", DAY, None, "Huế", 30, 12],
    [None, "Khác", "Sở", DAY, None, "Huế", 30, None],
    ["Chủ đề lạ", "Thiên văn", "Sở", DAY, None, "Huế", 30, None],
    ["Ngày lạ", "Khác", "Sở", "31/02/2024", None, "Huế", 30, None],
    ["Ngày kiểu Mỹ", "Khác", "Sở", "10/25/2024", None, "Huế", 30, None],
    ["Ngoài quý", "Khác", "Sở", date(2024, 9, 30), None, "Huế", 30, None],
    ["Bế giảng trước", "Khác", "Sở", DAY, date(2024, 10, 1), "Huế", 30, None],
    ["Số bằng chữ", "Khác", "Sở", DAY, None, "Huế", "mười", None],
    ["Hai số", "Khác", "Sở", DAY, None, "Huế", "15 + 15", None],
    ["Khoảng", "Khác", "Sở", DAY, None, "Huế", "20-30", None],
    ["Giới hạn", "Khác", "Sở", DAY, None, "Huế", "trên 70", None],
    ["Có đơn vị", "Khác", "Sở", DAY, None, "Huế", "30 người", None],
    ["Âm", "Khác", "Sở", DAY, None, "Huế", -5, None],
    ["Lẻ", "Khác", "Sở", DAY, None, "Huế", 30.5, None],
    ["Nghìn thành lẻ", "Khác", "Sở", DAY, None, "Huế", 1.25, None],
    ["Chữ của phần mềm", "Khác", "Sở", DAY, None, "NULL", 30, None],
    ["Lỗi công thức", "Khác", "Sở", DAY, None, "Huế", "#REF!", None],
    ["Công thức chưa tính", "Khác", "Sở", DAY, None, "Huế", "=1+1", None],
    ["Nữ nhiều hơn", "Khác", "Sở", DAY, None, "Huế", 30, 31],
    ["Lớp đúng", "Khác", "Sở", DAY, None, "Huế", 30, 12],
    ["Đông người", "Khác", "Sở", DAY, None, "Huế", "501", None],
    ["Nghìn kiểu Anh", "Khác", "Sở", DAY, None, "Huế", "1,250", None],
    ["TËp huÊn kü thuËt nu«i t«m", "Khác", "Sở", DAY, None, "Huế", 30, None],
    ["NÃ´ng dÃ¢n táº­p huáº¥n", "Khác", "Sở", DAY, None, "Huế", 30, None],
    ["Gạch ngang", "Khác", "Sở", DAY, None, "Huế", 30, "-"],
]
INSTRUMENTS = [
    ["Trung tâm A", "Kiểm định", "Cân", 1250, 1200, None],
    ["Trung tâm B", "Kiểm định", "Cân", 10.036, None, None],
    ["Trung tâm C", "Hiệu chuẩn", "Áp kế", 10, 11, None],
    ["Trung tâm D", "Thử nghiệm", "Khác", 100, 20, None],
    ["Tổng cộng", None, None, 1360, 1231, None],
]
MARKS = [
    ["M-1", "Nhãn đúng", "Nhãn hiệu tập thể", "Trái cây", "Hội A", date(2020, 1, 1), None, "Đang bảo hộ"],
    ["M-2", "Cấp sau kỳ", "Nhãn hiệu tập thể", None, "Hội A", date(2025, 1, 2), None, "Đang bảo hộ"],
    [
        "M-3",
        "Hết hạn trước khi cấp",
        "Nhãn hiệu tập thể",
        None,
        "Hội A",
        date(2020, 1, 1),
        date(2019, 1, 1),
        "Hết hiệu lực",
    ],
    ["M-4", "Quá hạn", "Nhãn hiệu chứng nhận", None, "Hội A", date(2010, 1, 1), date(2020, 1, 1), "Đang bảo hộ"],
]
FIGURES = {
    "MQ01": ("1.260", None),
    "IP04": (2, 2),
    "TR01": (None, "-"),
    "IP05": (-1, None),
    "MQ02": (0.98, None),
    "AP01": ("trên 70", None),
    "AP02": ("mật", None),
    "AP05": (1200, None),
    "AP05.late": ("10-12", None),
    "AP07": (3, None),
    "IN06": ("250.000.000 đồng", None),
    "IN06.inspection": ("2,3 tỷ", None),
    "IN06.check": ("khoảng 500 triệu", None),
}
UNITS = {"IN06.inspection": "nghìn đồng"}


def main() -> None:
    unit = PLACES.find("45", PERIOD.end)
    assert unit is not None
    book = openpyxl.load_workbook(io.BytesIO(build(TABLES, unit, PERIOD, 63)))
    lines = list(book["_meta"].iter_rows(values_only=True))
    start = next(n for n, line in enumerate(lines) if line[0] == "sheet")
    meta = [dict(zip([str(key) for key in lines[start]], line, strict=True)) for line in lines[start + 1 :]]
    for table, rows in (("trainings", TRAININGS), ("calibrated_instruments", INSTRUMENTS), ("collective_marks", MARKS)):
        columns = [line for line in meta if line["table"] == table and line["column"] != "state"]
        for number, row in enumerate(rows):
            for line, value in zip(columns, row, strict=True):
                letters = "".join(c for c in str(line["header_cell"]) if c.isalpha())
                book[str(line["sheet"])][f"{letters}{int(str(line['first_row'])) + number}"] = value
    for table in ("summary", "inspection", "administrative_procedures"):
        columns = {line["column"]: line for line in meta if line["table"] == table}
        form = book[str(columns["code"]["sheet"])]
        at = {name: "".join(c for c in str(line["header_cell"]) if c.isalpha()) for name, line in columns.items()}
        for row in range(int(str(columns["code"]["first_row"])), int(str(columns["code"]["last_row"])) + 1):
            code = str(form[f"{at['code']}{row}"].value)
            form[f"{at['value']}{row}"], form[f"{at['year_to_date']}{row}"] = FIGURES.get(code, (None, None))
            if code in UNITS:
                form[f"{at['unit']}{row}"] = UNITS[code]
    book.save(GOLDEN)


if __name__ == "__main__":
    main()
