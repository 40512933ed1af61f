"""Further edits of a good workbook: numbers that become formulas, which keep the value that was typed.

Those that change the meaning take it from where another quarter, province or plan is kept, multiply it by what no unit
explains, or are older than their cells; those that change nothing are what every summary of details has.
"""

from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from tests.context.edits import Edit, Edited

# Names of sheets that are of another time, another kind of figure, another province.
TIMES = [
    *("Quý III", "Quý 3", "Q3", "Q.III", "quý III năm 2024", "Q3-2024", "2024-Q1", "quy 2", "QUÝ I.2025", "T9", "9T"),
    *(
        "Năm 2023",
        "2023",
        "Quý IV năm 2023",
        "Q4-2023",
        "6 tháng",
        "9 tháng",
        "Tháng 9",
        "Tháng 12",
        "6 tháng cuối năm",
    ),
    *("BC quý 3", "Số liệu Q2", "TH quý III", "giai đoạn 2021-2023", "Nam 2022", "Quí II", "quy3_2024", "Q1+Q2"),
]
ROLES = [
    *("KH 2024", "Kế hoạch", "Kế hoạch giao", "Dự kiến", "Ước TH", "Cùng kỳ", "Kỳ trước", "Quý trước", "Năm trước"),
    *("Dự toán", "Chỉ tiêu giao", "Mục tiêu", "Bình quân", "Số liệu mẫu", "Ước cả quý", "KH giao đầu năm", "Dự báo"),
    *("ke hoach", "KE_HOACH", "du kien", "uoc TH quy IV", "cung ky", "KH quý IV", "Plan", "Target 2024", "Estimate"),
]
PLACES = ["Bắc Giang", "Hà Tĩnh", "Tỉnh Nghệ An", "Sở KH&CN Huế", "TP Hải Phòng", "Bac Giang", "UBND tỉnh Quảng Bình"]
# Names of files and folders, as people write them, of another time or place.
FILES = [
    *(
        "BC quy III 2024",
        "Q3-2024",
        "quy3_2024",
        "so lieu nam 2023",
        "Bao cao 9 thang",
        "TH 2023",
        "KH 2024",
        "Ha Tinh",
    ),
    *("Ke hoach giao", "Bac Giang", "uoc thuc hien quy IV", "Quý II năm 2024", "bac-giang-Q4-2024", "6 thang dau nam"),
]
FOLDERS = [
    *("2023", "Quy III", "Q3-2024", "Năm 2023", "Quy 2-2024", "BC 6 thang", "Thang 9", "Bac Giang", "Tinh Ha Tinh"),
    *("2022/Tong hop", "Quy I/So lieu", "Bao cao quy 3/TTKD"),
]
PLAIN_SHEETS = [
    *(
        "Tổng hợp chung",
        "Sheet2",
        "Dữ liệu",
        "Chi tiết",
        "Q4",
        "Quý IV",
        "Quý IV năm 2024",
        "Q4-2024",
        "2024",
        "Sổ theo dõi",
    ),
    *("Số liệu TTKĐ", "DS lớp", "Phòng KH-TC", "Hoạt động hiệu chuẩn", "Quảng Trị", "TH", "Bảng tính", "data", "Pivot"),
]
PLAIN_FILES = [
    *(
        "Chi tiet.xlsx",
        "C:/Bao cao/So lieu.xlsx",
        "Q4-2024.xlsx",
        "D:/2024/Quy IV/Tong hop.xlsx",
        "../TTKD/chi tiet.xlsx",
    ),
    *("file:///C:\\Users\\Hue\\Documents\\so%20lieu.xlsx", "file:///D:/KHCN/2024/Bao%20cao%20quy%20IV.xlsx"),
    *("https://khcn.quangtri.gov.vn/Shared%20Documents/Tong%20hop.xlsx", "//may-chu/Phong Ke hoach/chi tiet.xlsx"),
    *("D:/2023/Q4-2024.xlsx", "D:/Quảng Trị/chi tiết.xlsx", "E:/Phòng KH-TC/Năm 2024/so lieu.xlsx"),
]
# One number from a sheet: `{s}` with its quotes, `{d}` the column of the number, `{row}` its row.
ALONE = [
    *("={s}!{d}{row}", "=+{s}!${d}${row}", "=SUM({s}!D2:D9)", "=ROUND({s}!D7,0)", "=({s}!D2)", "=IFERROR({s}!D2,0)"),
    *("=VLOOKUP({a}{row},{s}!A:E,4,0)", "=INDEX({s}!D:D,MATCH({a}{row},{s}!A:A,0))", '=IF({s}!D2="",0,{s}!D2)'),
    *("=SUMIFS({s}!D:D,{s}!A:A,{a}{row})", "=SUMPRODUCT(({s}!A2:A9={a}{row})*{s}!D2:D9)", "=N({s}!D2)", "=-(-{s}!D2)"),
    *("=XLOOKUP({a}{row},{s}!A:A,{s}!D:D)", "=SUBTOTAL(9,{s}!D2:D9)", "=OFFSET({s}!A1,1,3)", "={s}!D2+0", "={s}!D2*1"),
    *(
        '=INDIRECT("{s}!D2")',
        "=LOOKUP({a}{row},{s}!A2:A9,{s}!D2:D9)",
        "=VALUE({s}!D2)",
        "={s}!D2+{s}!D3",
        "=ABS({s}!D2)",
    ),
    *("=AGGREGATE(9,6,{s}!D2:D9)", "=IFNA(VLOOKUP({a}{row},{s}!$A$2:$E$99,4,FALSE),0)", "=COUNTA({s}!A2:A99)"),
    *(
        "=MAX({s}!D2:D9)",
        "=ROUNDUP({s}!D2,0)",
        "=HLOOKUP({h},{s}!A1:E9,2,0)",
        "=DSUM({s}!A1:E9,4,{s}!G1:G2)",
        "={s}!$D:$D",
    ),
]
AMONG = [
    "={s}!D2+{p}!D2",
    "=SUM({p}!D2,{s}!D2)",
    "={p}!D2+SUM({s}!D2:D5)",
    "={p}!D9-{p}!D8+{s}!D2",
    "=IF({p}!D2>0,{s}!D2,0)",
]
AVERAGES = [
    *(
        "=AVERAGE({p}!D2:D9)",
        "=ROUND(AVERAGE({p}!D2:D9),0)",
        "=AVERAGEIF({p}!A:A,{a}{row},{p}!D:D)",
        "=MEDIAN({p}!D2:D9)",
    ),
    *(
        "=FORECAST(4,{p}!D2:D4,{p}!A2:A4)",
        "=TREND({p}!D2:D4)",
        "=RANDBETWEEN(1000,2000)",
        "=ROUND(GROWTH({p}!D2:D4),0)",
    ),
    *("=SUBTOTAL(1,{p}!D2:D9)", "=SUBTOTAL(101,{p}!D2:D9)", "=AGGREGATE(1,6,{p}!D2:D9)", "=TRIMMEAN({p}!D2:D9,0.2)"),
    *("=AVERAGEIFS({p}!D:D,{p}!A:A,{a}{row})", "=FORECAST.LINEAR(4,{p}!D2:D4,{p}!A2:A4)", "=RAND()*2000"),
    *(
        "=GEOMEAN({p}!D2:D9)",
        "=FORECAST.ETS(4,{p}!D2:D4,{p}!A2:A4)",
        "=SUM({p}!D2:D4)/3",
        "=DAVERAGE({p}!A1:E9,4,{p}!G1:G2)",
    ),
]
FACTORS = [
    *("={p}!D2*1000", "={p}!D2/1000", "=1000*{p}!D2", "=ROUND({p}!D2/1000,0)", "={p}!D2*10^3", "=SUM({p}!D2:D9)*1000"),
    *(
        "={p}!D2*1E3",
        "=PRODUCT({p}!D2,1000)",
        "={p}!D2*POWER(10,3)",
        "={p}!D2/0.001",
        "={p}!D2*1000000",
        "={p}!D2*(1000)",
    ),
    *("={p}!D2*0.001", "={p}!D2*10*100", "=SUMPRODUCT({p}!D2:D9*1000)", "={p}!D2/(1000)", "=({p}!D2+{p}!D3)*1000"),
    *(
        "=QUOTIENT({p}!D2,1000)",
        "={p}!D2*100000%",
        "={p}!D2*0.8",
        "={p}!D2*110%",
        "=VLOOKUP({a}{row},{p}!A:E,4,0)*1000",
    ),
]
MONEY_FACTORS = ["={p}!D2*1000000", "={p}!D2*10^6", "={p}!D2/1000000000", "={p}!D2*1E6", "=PRODUCT({p}!D2,1000000)"]
WORTH = [
    "={p}!D2/1000000",
    "={p}!D2/1000",
    "={p}!D2*1000",
    "={p}!D2/10^6",
    "=ROUND({p}!D2/1000000,0)",
    "=SUM({p}!D2:D9)/1000",
]
SOUND = [
    *("={p}!{d}{row}", "=+{p}!D2", "=SUM({p}!D2:D9)", "=ROUND({p}!D2,0)", "=VLOOKUP({a}{row},{p}!A:E,4,0)", "={p}!D2+{p}!D3"),
    *("=SUMIFS({p}!D:D,{p}!A:A,{a}{row})", "=COUNTIF({p}!A:A,\"*\")", "=COUNTA({p}!A2:A99)", "=IFERROR({p}!D2,0)"),
    *("=SUM('Tháng 10'!D2,'Tháng 11'!D2,'Tháng 12'!D2)", "='T10'!D2+'T11'!D2+'T12'!D2", "=SUM('Tháng 10:Tháng 12'!D2)"),
    *("=SUM('Xã A:Xã C'!D2)", "='Huyện Hải Lăng'!D2+'Huyện Gio Linh'!D2", "={p}!D9-'Quý III'!D9", "=INDEX({p}!D:D,MATCH({a}{row},{p}!A:A,0))"),
    *("=SUMPRODUCT(({p}!B2:B9=\"Quý IV\")*{p}!C2:C9)", "=XLOOKUP({a}{row},{p}!A:A,{p}!D:D)", "=SUBTOTAL(9,{p}!D2:D9)", "={p}!D2*1"),
    *("=SUMIF({p}!B:B,\"Q4/2024\",{p}!C:C)", "=INDIRECT(\"{p}!D2\")", "=COUNTIFS({p}!B:B,\">=\"&DATE(2024,10,1),{p}!B:B,\"<=\"&DATE(2024,12,31))"),
]  # fmt: skip
YEAR_SOUND = [
    "='Quý III'!E2+{v}{row}",
    "='9 tháng'!E2+{v}{row}",
    "='Năm 2024'!E2",
    "='Lũy kế'!E2",
    "={p}!E2",
    "='Kỳ trước'!E2+{v}{row}",
]
YEAR_TIMES = ["Quý III", "Q3", "9 tháng", "Năm 2023", "2023", "Q4-2023", "6 tháng", "Quý I-2025", "Tháng 9"]


def _quoted(name: str, before: str = "") -> str:
    return "'" + before + name.replace("'", "''") + "'"


def _put(e: Edited, formula: str, row: int, at: int, **words: str) -> None:
    """Put a formula behind a number, with words in it."""
    for key, word in ({"h": f'"{e.heading(at)}"'} | words).items():
        formula = formula.replace(f"{{{key}}}", word)
    e.compute(row, at, formula)
    e.done.append(f"{formula!r} in {get_column_letter(e.left + at + 1)}{row}")


def _line(e: Edited, draw: st.DataObject, numbers: int = 2) -> int:
    """A row that is filled in, of a form the quarter's own figures: what is counted at a date is none."""
    return e.first + draw.draw(st.integers(0, min(numbers, e.lines) - 1))


def other_sheet(e: Edited, draw: st.DataObject) -> None:
    at = draw.draw(st.sampled_from(e.numbers))
    to_date = e.kind != "list" and at == 4
    name = draw.draw(st.sampled_from([*(YEAR_TIMES if to_date else TIMES), *ROLES, *PLACES]))
    among = not to_date and name != "Tháng 12" and draw.draw(st.booleans())
    formula = draw.draw(st.sampled_from(AMONG if among else ALONE))
    row = _line(e, draw)
    _put(e, formula, row, at, s=_quoted(name), p=_quoted(draw.draw(st.sampled_from(["Chi tiết", "Sheet2"]))))
    e.at = f"{get_column_letter(e.left + at + 1)}{row}"


def other_file(e: Edited, draw: st.DataObject) -> None:
    row, at = _line(e, draw), e.numbers[0]
    e.formulas = [(cell, formula) for cell, formula in e.formulas if "[1]" not in formula]
    before = draw.draw(st.sampled_from(["", "C:/Bao cao/", "file:///D:\\Bao%20cao\\", "../", "//may-chu/chung/"]))
    if draw.draw(st.booleans()):
        e.file = f"{before}{draw.draw(st.sampled_from(FILES))}.xlsx"
    else:
        e.file = f"{before or 'D:/'}{draw.draw(st.sampled_from(FOLDERS))}/{draw.draw(st.sampled_from(['Tong hop', 'chi tiet']))}.xlsx"
    formulas = [formula for formula in ALONE if "INDIRECT" not in formula]
    _put(
        e,
        draw.draw(st.sampled_from(formulas)),
        row,
        at,
        s=_quoted(draw.draw(st.sampled_from(["Sheet1", "Tổng hợp"])), "[1]"),
    )
    e.at = f"{get_column_letter(e.left + at + 1)}{row}"


def other_column(e: Edited, draw: st.DataObject) -> None:
    """From a further column of the same sheet, whose heading says what it is."""
    at, row = e.numbers[0], e.first
    heading = draw.draw(
        st.sampled_from([*TIMES[:8], "Năm 2023", *ROLES[:12], "Cùng kỳ năm trước", "Số kế hoạch", "Tháng 9"])
    )
    plain = draw.draw(st.sampled_from(["Đợt 1", "Phát sinh", "Cấp tỉnh"]))
    number = int(str(e.sheet.cell(row, e.left + at + 1).value))
    formula, numbers = draw.draw(
        st.sampled_from(
            [
                *(("={f}{row}", [number]), ("=+${f}{row}", [number]), ("=SUM({f}{row}:{g}{row})", [number - 1, 1])),
                *(("={f}{row}+{g}{row}", [number - 1, 1]), ("={g}{row}+{f}{row}", [1, number - 1])),
            ]
        )
    )
    for n, (word, raw) in enumerate(zip([heading, plain], numbers, strict=False)):
        e.put(e.head, e.width + 2 + n, word)
        e.put(row, e.width + 2 + n, raw)
    _put(e, formula, row, at)
    e.at = f"{get_column_letter(e.left + at + 1)}{row}"


def factor(e: Edited, draw: st.DataObject) -> None:
    row, at = _line(e, draw), draw.draw(st.sampled_from(e.numbers))
    formula = draw.draw(st.sampled_from(MONEY_FACTORS if e.kind == "fines" else FACTORS))
    _put(e, formula, row, at, p=_quoted(draw.draw(st.sampled_from(PLAIN_SHEETS))))
    e.at = f"{get_column_letter(e.left + at + 1)}{row}"


def average(e: Edited, draw: st.DataObject) -> None:
    row, at = _line(e, draw), draw.draw(st.sampled_from(e.numbers))
    if e.kind == "fines":
        formula = draw.draw(st.sampled_from([one for one in AVERAGES if "/3" not in one]))
    else:
        formula = draw.draw(st.sampled_from(AVERAGES))
    _put(e, formula, row, at, p=_quoted(draw.draw(st.sampled_from(PLAIN_SHEETS[:4]))))
    e.at = f"{get_column_letter(e.left + at + 1)}{row}"


def stale(e: Edited, draw: st.DataObject) -> None:
    """A number that its cells do not come to any more."""
    row, (value, year) = e.first, e.numbers
    numbers = [int(str(e.sheet.cell(row, e.left + at + 1).value)) for at in (value, year)]
    off = draw.draw(st.sampled_from([1, 2, 10, -1]))
    at, formula = draw.draw(
        st.sampled_from(
            [
                *((value, f"={{y}}{{row}}-{numbers[1] - numbers[0] + off}"), (value, f"={numbers[0] - off}")),
                *((year, f"={{v}}{{row}}+{numbers[1] - numbers[0] + off}"), (value, f"=SUM({{y}}{{row}})+{off}")),
                *(
                    (value, f"=ROUND({{y}}{{row}}-{numbers[1] - numbers[0] + off},0)"),
                    (value, "=SUM({f}{row}:{g}{row})"),
                ),
                *((value, f"=({{y}}{{row}}-{numbers[1] - numbers[0] + off})*1"), (value, f"={numbers[0]}+{abs(off)}")),
            ]
        )
    )
    e.put(row, e.width + 2, numbers[0])
    e.put(row, e.width + 3, off)
    e.put(e.head, e.width + 2, "Đợt 1")
    e.put(e.head, e.width + 3, "Đợt 2")
    _put(e, formula, row, at)
    e.at = f"{get_column_letter(e.left + at + 1)}{row}"


def named(e: Edited, draw: st.DataObject) -> None:
    """By a name that the workbook defines, by the heading of a table's column, by a link of another program."""
    at, row = e.numbers[0], _line(e, draw)
    name = draw.draw(st.sampled_from([*TIMES[:5], "Năm 2023", *ROLES[:12], *PLACES[:3]]))
    way = draw.draw(st.sampled_from(["so_pt", "SUM(so_pt)", "Bang1[{}]", "SUM(Bang1[{}])", "import", "far"]))
    if "so_pt" in way:
        e.book.defined_names["so_pt"] = DefinedName("so_pt", attr_text=f"{_quoted(name)}!$D$2")
    elif way == "import":  # as a sheet of Google's is saved
        asked = f'IMPORTRANGE(""https://docs.google.com/spreadsheets/d/1aBcD"",""{name}!D2"")'
        way = f'IFERROR(__xludf.DUMMYFUNCTION("{asked}"),1260.0)'
    elif way == "far":
        way = f'INDIRECT("\'"&"{name}"&"\'!D2")'
    _put(e, f"={way.format(name)}" if "Bang1" in way else f"={way}", row, at)
    e.at = f"{get_column_letter(e.left + at + 1)}{row}"


def factor_in_a_cell(e: Edited, draw: st.DataObject) -> None:
    row, at = e.first, draw.draw(st.sampled_from(e.numbers))
    by = 1_000_000 if e.kind == "fines" else 1_000
    e.put(e.head, e.width + 2, draw.draw(st.sampled_from(["Hệ số", "Quy đổi", "Đơn giá"])))
    e.put(row, e.width + 2, by)
    formula = draw.draw(st.sampled_from(["={p}!D2*{f}{row}", "={f}{row}*{p}!D2", "=PRODUCT({p}!D2,${f}${row})"]))
    _put(e, formula, row, at, p=_quoted(draw.draw(st.sampled_from(PLAIN_SHEETS[:4]))))
    e.at = f"{get_column_letter(e.left + at + 1)}{row}"


def swapped(e: Edited, draw: st.DataObject) -> None:
    """The quarter's number taken for the year's, or the other way, in a quarter that is not the year's first."""
    if e.kind == "list":
        return factor(e, draw)
    row, (value, year) = e.first, e.numbers
    at, other = draw.draw(st.sampled_from([(value, year), (year, value)]))
    e.put(row, at, e.sheet.cell(row, e.left + other + 1).value)
    column = "{y}" if at == value else "{v}"
    _put(
        e,
        draw.draw(st.sampled_from(["={c}{row}", "=+${c}{row}", "=SUM({c}{row})", "=ROUND({c}{row},0)"])),
        row,
        at,
        c=column,
    )
    e.at = f"{get_column_letter(e.left + at + 1)}{row}"
    return None


FORMULA_CHANGES: list[Edit] = [
    named,
    named,
    factor_in_a_cell,
    swapped,
    other_sheet,
    other_sheet,
    other_sheet,
    other_file,
    other_file,
    other_column,
    factor,
    average,
    stale,
]

# Formulas as every summary of details has them.


def sound(e: Edited, draw: st.DataObject) -> None:
    row, at = _line(e, draw), draw.draw(st.sampled_from(e.numbers))
    formulas = YEAR_SOUND if e.kind != "list" and at == 4 else SOUND
    _put(e, draw.draw(st.sampled_from(formulas)), row, at, p=_quoted(draw.draw(st.sampled_from(PLAIN_SHEETS))))


def sound_file(e: Edited, draw: st.DataObject) -> None:
    if e.file:
        return
    e.file = draw.draw(st.sampled_from(PLAIN_FILES))
    formula = draw.draw(
        st.sampled_from(["={s}!D2", "=SUM({s}!D2:D9)", "=VLOOKUP({a}{row},{s}!A:E,4,0)", "={s}!D2+{s}!D3"])
    )
    name = _quoted(draw.draw(st.sampled_from(["Sheet1", "Tổng hợp", "Chi tiết", "Quý IV"])), "[1]")
    _put(e, formula, _line(e, draw), e.numbers[0], s=name)


def sum_beside(e: Edited, draw: st.DataObject) -> None:
    """Columns beside the table that come to its number."""
    at, row = e.numbers[0], e.first
    if e.sheet.cell(e.head, e.left + e.width + 3).value is not None:
        return
    number = int(str(e.sheet.cell(row, e.left + at + 1).value))
    headings = draw.draw(st.sampled_from([("Đợt 1", "Đợt 2"), ("Cấp tỉnh", "Cấp xã"), ("Khu vực 1", "Khu vực 2")]))
    for n, raw in enumerate((number - 3, 3)):
        e.put(e.head, e.width + 2 + n, headings[n])
        e.put(row, e.width + 2 + n, raw)
    _put(
        e,
        draw.draw(st.sampled_from(["=SUM({f}{row}:{g}{row})", "={f}{row}+{g}{row}", "=SUM({f}{row},{g}{row})"])),
        row,
        at,
    )


def typed_sum(e: Edited, draw: st.DataObject) -> None:
    row, (value, year) = e.first, e.numbers
    numbers = [int(str(e.sheet.cell(row, e.left + at + 1).value)) for at in (value, year)]
    formula = draw.draw(
        st.sampled_from([f"={numbers[0] - 2}+2", f"={{y}}{{row}}-{numbers[1] - numbers[0]}", f"=2*{numbers[0]}/2"])
    )
    if e.kind == "list" and "{y}" in formula:
        formula = f"={numbers[0]}"
    _put(e, formula, row, value)


def share(e: Edited, draw: st.DataObject) -> None:
    """A share that is computed, of a form's last line."""
    if e.kind != "form":
        return typed_sum(e, draw)
    row = e.first + e.lines - 1
    formula = draw.draw(
        st.sampled_from(
            ["={p}!D3/{p}!D2*100", "=ROUND({p}!D3/{p}!D2*100,1)", "=100*{p}!D3/{p}!D2", "=AVERAGE({p}!D2:D9)"]
        )
    )
    _put(e, formula, row, 3, p=_quoted(draw.draw(st.sampled_from(PLAIN_SHEETS[:4]))))
    return None


def worth(e: Edited, draw: st.DataObject) -> None:
    """A sum of money from a table in another unit of it."""
    if e.kind != "fines":
        return sound(e, draw)
    formula = draw.draw(st.sampled_from(WORTH))
    _put(
        e, formula, e.first, draw.draw(st.sampled_from([3, 4])), p=_quoted(draw.draw(st.sampled_from(PLAIN_SHEETS[:4])))
    )
    return None


FORMULA_KEEPS: list[Edit] = [sound, sound_file, sum_beside, typed_sum, share, worth]
