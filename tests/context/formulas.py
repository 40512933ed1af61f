"""Numbers that are computed: from sheets, files and columns whose names say another time, place or kind, by a factor,
or from cells that have changed since. And formulas as every summary of details has them, which are silent."""

import zipfile
from collections.abc import Sequence
from functools import partial
from html import escape
from io import BytesIO

from tests.context.beside import CLASSES
from tests.context.case import (
    FIGURE,
    FIGURE_READ,
    FINE,
    FINE_READ,
    FINES,
    FORM,
    FORM_HEADINGS,
    Context,
    accepted,
    asked,
    form_of,
    list_of,
)
from tests.context.computed import SHEET, computed, linked_to, naming
from tests.hostile import biff
from tests.support.corpus import altered, book_of, saved, zipped


def pointing(formula: str, cell: str = "D2") -> bytes:
    """A form with a formula behind one of its numbers; far below stands a thousand."""
    below = [[], [], [], [], [], [], [*[None] * 7, 1000]] if "$H$9" in formula else []
    return computed({cell: formula}, form_of(below=below))


def beside(formula: str, *headings: object, values: Sequence[object] = (), cell: str = "D2") -> bytes:
    """A form with further columns behind it, from G on, and a formula over them."""
    typed = [*FIGURE, None, *values]
    return computed({cell: formula}, saved(book_of({FORM: [[*FORM_HEADINGS, *headings], typed]})))


def of_file(name: str, formula: str = "=[1]Sheet1!D2", cell: str = "D2") -> bytes:
    """A form whose formula points at another workbook."""
    return linked_to(pointing(formula, cell), name)


def defined(name: str, refers: str) -> bytes:
    return naming(pointing(f"={name}"), name, refers)


def filled_down(formula: str) -> bytes:
    """Two lines, the second of which has its formula by the first one's number."""
    data = computed({"D2": formula}, form_of(lines=[FIGURE, CLASSES]), ' t="shared" ref="D2:D3" si="0"')
    return altered(
        data,
        SHEET,
        b'<c r="D3"><v>' if b'<c r="D3"><v>' in _sheet(data) else b'<c r="D3" t="n"><v>',
        b'<c r="D3"><f t="shared" si="0"/><v>',
    )


def _sheet(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.read(SHEET)


def oddly_written(formula: str) -> bytes:
    """So that only the slow reader takes it."""
    return altered(pointing(formula), SHEET, b'<c r="A1"', b'<c  r="A1"')


def ods(formula: str) -> bytes:
    """A form as .ods whose quarter's number is computed."""
    spaces = "".join(f' xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"' for p in ("office", "table", "text"))
    words = [
        [f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in line]
        for line in (FORM_HEADINGS, FIGURE[:3])
    ]
    numbers = [
        f'<table:table-cell {of}office:value-type="float" office:value="{number}"><text:p>{number}</text:p></table:table-cell>'
        for number, of in ((FIGURE[3], f'table:formula="{escape(formula)}" '), (FIGURE[4], ""))
    ]
    rows = "".join(
        f"<table:table-row>{''.join(cells)}</table:table-row>" for cells in (words[0], [*words[1], *numbers])
    )
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="{FORM}">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()})


def of_fine(formula: str, unit: str = "triệu đồng") -> bytes:
    return computed({"D2": formula}, form_of(lines=[[*FINE[:2], unit, *FINE[3:]]], sheet=FINES))


def of_class(formula: str) -> bytes:
    return computed({"G2": formula}, list_of())


def xls(parts: bytes, sheet: str = "", file: str = "") -> bytes:
    """A form as .xls whose quarter's number is computed, from the sheet of another file where one is named."""
    line = [*FIGURE[:3], biff.formula(1260, parts), FIGURE[4]]
    extra = biff.links(sheet, file=file) if file else biff.links("0")
    return biff.workbook([FORM_HEADINGS, line], FORM, extra=extra)


def xls_shared(parts: bytes, sheet: str = "Quý III", block: bool = False) -> bytes:
    """A form as .xls of two lines whose quarter's numbers share one formula, behind the first of them."""
    lines = [[*line[:3], biff.formula(float(str(line[3])), biff.sharing(1, 3)), line[4]] for line in (FIGURE, CLASSES)]
    after = {(1, 3): biff.shared(1, 3, 2, 3, parts, block)}
    return biff.workbook([FORM_HEADINGS, *lines], FORM, extra=biff.links(sheet, file="TH.xls"), after=after)


AWAY, HERE = biff.place(1, 3, 0), biff.place(1, 4)
THOUSAND, LESS = b"\x1e" + (1000).to_bytes(2, "little"), b"\x1e" + (8000).to_bytes(2, "little")


def alike(formula: str, cell: str) -> bytes:
    """A form whose two numbers are the same, one of them computed."""
    return computed({cell: formula}, form_of(lines=[[*FIGURE[:3], 1260, 1260]]))


def of_stock(formula: str) -> bytes:
    """A figure at a date, which has no year so far."""
    line = ["IP01", "Số chỉ dẫn địa lý được bảo hộ", "chỉ dẫn địa lý", 7]
    return computed({"D2": formula}, form_of(lines=[line]))


def saved_before(formula: str, more: str = "") -> bytes:
    """A workbook that says that its numbers were not computed again before it was saved."""
    return altered(
        pointing(formula), "xl/workbook.xml", b'calcId="124519" fullCalcOnLoad="1"', b'calcId="191029"' + more.encode()
    )


def as_displayed(formula: str, cell: str = "D2") -> bytes:
    """A workbook that computes with its numbers as they are shown, not as they are."""
    return altered(pointing(formula, cell), "xl/workbook.xml", b"<calcPr ", b'<calcPr fullPrecision="0" ')


OTHERS: dict[str, Sequence[str]] = {
    "other_period": (
        *("='Quý III'!D2", "='Quý III năm 2024'!D2", "='Q3'!D2", "=Q3!$D$2", "='Năm 2023'!D7", "='2023'!D7"),
        *("=SUM('6 tháng'!D3:D9)", "='Quý IV năm 2023'!D2", "='Quý III'!D2+0", "=IFERROR('Quý III'!D2,0)"),
        *("=VLOOKUP(A2,'Quý III'!A:E,4,0)", "=SUMIFS('9 tháng'!D:D,'9 tháng'!A:A,A2)", "='Tháng 12'!D2"),
        *("='Tháng 10'!D2+'Tháng 11'!D2", "=SUM('Quý III:Quý IV'!D2)", "='Chi tiết'!D2+'Quý III'!D2"),
        *("=INDIRECT(\"'Quý III'!D2\")", "=-(-'Quý III'!D2)", "=E2-D9+'Quý III'!D2", "=+'Quý III'!D2"),
    ),
    "other_role": (
        *("='KH 2024'!D2", "='Kế hoạch'!D2", "='Ước TH'!D2", "='Dự kiến'!D2", "='Cùng kỳ'!D2", "='Kỳ trước'!D2"),
        *("='Lũy kế'!E2", "='Huyện Hải Lăng'!D2", "=ROUND('Kế hoạch giao'!D2,0)", "='Số liệu mẫu'!D2"),
    ),
    "other_province": ("='Bắc Giang'!D2", "='Tỉnh Quảng Bình'!D2", "=SUM('Hà Tĩnh'!D2:D9)", "='UBND tỉnh Huế'!D2"),
}
TO_DATE: dict[str, Sequence[str]] = {
    "other_period": (
        "='Quý III'!E2",
        "='9 tháng'!E2",
        "='9 tháng'!E2+'6 tháng'!E2",
        "='Năm 2023'!E2+D2",
        "='Quý I/2025'!E2+D2",
    ),
    "other_role": ("='Cùng kỳ năm trước'!E2", "='Kế hoạch năm'!E2+D2", "='Kỳ trước'!E2"),
}
FILES: dict[str, Sequence[tuple[str, str]]] = {
    "other_period": (
        *(("BC quy III 2024.xlsx", "=[1]Sheet1!D2"), ("file:///C:\\Bao%20cao\\Q3-2024.xlsx", "='[1]Tổng hợp'!D2")),
        *(("Chi tiet.xlsx", "='[1]Quý III'!D2"), ("so lieu nam 2023.xlsx", "=[1]Sheet1!D2")),
        *(("D:/2023/chi tiet.xlsx", "=[1]Sheet1!D2"), ("..\\Quý III\\TTKD\\so lieu.xlsx", "=[1]Sheet1!D2")),
        *(("D:/BC/Q3.2024/TH.xlsx", "=[1]Sheet1!D2"), ("D:/2023.BC/TH.xlsx", "=[1]Sheet1!D2")),
        *(("D:/2024/Q4/2023/TH.xlsx", "=[1]Sheet1!D2"), ("https://x.vn/sites/kh/Q2%202024/TH.xlsx", "=[1]TH!D2")),
    ),
    "other_role": (
        *(("KH 2024.xlsx", "=[1]Sheet1!D2"), ("D:/KH 2024/chi tiet.xlsx", "=[1]Sheet1!D2")),
        ("../Ke hoach giao.xls", "=SUM([1]Sheet1!D2:D5)"),
    ),
    "other_province": (
        *(("Bac Giang.xlsx", "=[1]Sheet1!D2"), ("D:/Hà Tĩnh/chi tiet.xlsx", "=[1]Sheet1!D2")),
        ("//may-chu/So KHCN Bac Giang/2024/TH.xlsx", "='[1]Quý IV'!D2"),
    ),
}
PLAIN = (
    *("='Chi tiết'!D9", "='Quý IV'!D2", "='Quý IV năm 2024'!D2", "=Sheet2!B3", "='Q4-2024'!D2", "='2024'!D9"),
    *("=E2-'9 tháng'!E2", "=E2-SUM('Quý I'!D2,'Quý II'!D2,'Quý III'!D2)", "=E2-('Quý I'!D2+'Quý II'!D2+'Quý III'!D2)"),
    *("='Tháng 10'!D2+'Tháng 11'!D2+'Tháng 12'!D2", "=SUM('Tháng 10'!D2,'Tháng 11'!D2,'Tháng 12'!D2)"),
    *("=SUM('Tháng 10:Tháng 12'!D2)", "='T10'!D2+'T11'!D2+'T12'!D2", "=SUM('Huyện A:Huyện C'!D2)"),
    *("='Huyện Hải Lăng'!D2+'Huyện Gio Linh'!D2", "='Phòng KH-TC'!D2", "='Nhãn hiệu'!D2", "='Quảng Trị'!D2"),
    *("='Tổng hợp'!E2-8776", "=COUNTIF('Đào tạo, tập huấn'!A:A,\"*\")", "='Danh sách lớp'!G2"),
    *("=SUMIFS('Chi tiết'!G:G,'Chi tiết'!B:B,\"Quý IV\")", "=COUNTIFS('Chi tiết'!B:B,\">=\"&DATE(2024,10,1))"),
    *("='Số liệu TTKĐ'!D2*1", "=700+560", "=SUM('Chi tiết'!D2:D40)", "=12*105", "='Hoạt động hiệu chuẩn'!C4"),
    *("=COUNTA('DS hồ sơ 2024'!A2:A1261)", "=ROUND('Chi tiết'!D9,0)", '=IF(F2="",1260,0)'),
)
PLAIN_TO_DATE = (
    *("='Quý III'!E2+D2", "='9 tháng'!E2+D2", "='Kỳ trước'!E2+D2", "=8776+D2", "='Quý IV'!E2", "='Tháng 12'!E2"),
    *("='Quý I'!D2+'Quý II'!D2+'Quý III'!D2+'Quý IV'!D2", "=SUM('Quý I:Quý IV'!D2)", "=D2+'Lũy kế quý trước'!E2"),
    *("='6 tháng'!E2+'Quý III'!D2+D2", "='Năm 2024'!E2", "='Lũy kế'!E2"),
)
PLAIN_FILES = (
    *("Chi tiet Q4-2024.xlsx", "so lieu TTKD.xlsx", "file:///D:/2024/Bao%20cao%20quy%20IV.xlsx"),
    *("Bao cao thang 01-2025.xlsx", "Quang Tri 2024.xlsx", "D:/2023/BC Q4-2024.xlsx", "D:/2023/2024/chi tiet.xlsx"),
    *("C:/Users/Hue/Documents/chi tiet.xlsx", "//may-chu/Phong Ke hoach/TH.xlsx", "D:/KH-TC/Tong hop.xlsx"),
    *("https://quangbinh-bacgiang.x.vn/TH.xlsx", "D:/Quảng Trị/Năm 2024/Quý 4/chi tiết.xlsx"),
)
AVERAGES = (
    *("=AVERAGE('Chi tiết'!D2:D9)", "=SUBTOTAL(1,'Chi tiết'!D2:D9)", "=SUBTOTAL(101,'Chi tiết'!D2:D9)"),
    *("=AGGREGATE(1,6,'Chi tiết'!D2:D9)", "=TRIMMEAN('Chi tiết'!D2:D9,0.2)", "=DAVERAGE('Sổ'!A1:E9,4,'Sổ'!G1:G2)"),
    *("=FORECAST.ETS(4,'Chi tiết'!D2:D4,'Chi tiết'!A2:A4)", "=RANDBETWEEN(1000,2000)", "=MEDIAN('Chi tiết'!D2:D9)"),
)
# The quarter's number for the year's, which only the first quarter's is.
SAME = (("=E2", "D2"), ("=SUM(E2)", "D2"), ("=ROUND($E$2,0)", "D2"), ("=D2", "E2"), ("='Tổng hợp'!D2", "E2"))
_GOOGLE = '=IFERROR(__xludf.DUMMYFUNCTION("IMPORTRANGE(""https://docs.google.com/spreadsheets/d/1x"",""{}!D2"")"),1260)'
# Headings and names of lines that are formulas, whose own words say nothing of it.
LABELS: Sequence[tuple[str, str, str]] = (
    *(
        ("D1", "='Quý III'!D1", "other_period"),
        ("D1", "='Kế hoạch'!D1", "other_role"),
        ("E1", "='9 tháng'!E1", "other_period"),
    ),
    *(("D1", "=TRIM('Bắc Giang'!D1)", "other_province"), ("B2", "='Quý III'!B2", "other_period")),
    *(("A2", "='Kế hoạch'!A2", "other_role"), ("B2", "=VLOOKUP(A2,'Năm 2023'!A:E,2,0)", "other_period")),
)
PLAIN_LABELS = (
    *(
        ("D1", "='Mẫu biểu'!D1"),
        ("D1", "='Quý IV'!D1"),
        ("E1", "='Danh mục'!E1"),
        ("B2", "=VLOOKUP(A2,'Danh mục'!A:C,2,0)"),
    ),
    *(("D1", '="Trong "&"quý"'), ("A2", "='Danh mục chỉ tiêu'!A2"), ("C2", "='Danh mục'!C2")),
)
# A formula over further columns: their headings, their numbers, what is asked.
COLUMNS: Sequence[tuple[str, Sequence[object], Sequence[object], str]] = (
    ("=G2+H2", ("Quý II/2024", "Quý III/2024"), (600, 660), "other_period@D2"),
    ("=G2", ("Quý III",), (1260,), "other_period@D2"),
    ("=G2", ("Kế hoạch quý IV",), (1260,), "other_role@D2"),
    ("=G2+H2", ("Lũy kế quý trước", "Phát sinh"), (600, 660), "other_role@D2"),
    ("=G2+H2", ("Tháng 10", "Tháng 11"), (600, 660), "other_period@D2"),
    ("=SUM(G2:H2)", ("Cùng kỳ năm trước", "Tăng thêm"), (1000, 260), "other_role@D2"),
)
PLAIN_COLUMNS: Sequence[tuple[str, Sequence[object], Sequence[object], str]] = (
    ("=SUM(G2:I2)", ("Tháng 10", "Tháng 11", "Tháng 12"), (400, 400, 460), "D2"),
    ("=G2+H2", ("Đợt 1", "Đợt 2"), (600, 660), "D2"),
    ("=E2-G2", ("Lũy kế quý trước",), (8776,), "D2"),
    ("=G2+D2", ("Lũy kế quý trước",), (8776,), "E2"),
    ("=G2+H2+I2+D2", ("Quý I", "Quý II", "Quý III"), (3000, 3000, 2776), "E2"),
)
FACTORS = (
    *(
        "='Chi tiết'!D2*1000",
        "='Chi tiết'!D2/1000",
        "=D9*1000000",
        "=1000*'Chi tiết'!D2",
        "=ROUND('Chi tiết'!D2/1000,0)",
    ),
    *(
        "='Chi tiết'!D2*(1000)",
        "='Chi tiết'!D2*10*100",
        "=PRODUCT('Chi tiết'!D2,1000)",
        "=QUOTIENT('Chi tiết'!D2,1000)",
    ),
    *(
        "='Chi tiết'!D2*POWER(10,3)",
        "='Chi tiết'!D2/0.001",
        "=SUMPRODUCT('Chi tiết'!D2:D9*1000)",
        "='Chi tiết'!D2*100000%",
    ),
    *("=('Chi tiết'!D2+'Chi tiết'!D3)*1000", "='Chi tiết'!D2+1000*'Chi tiết'!D3", "='Chi tiết'!D2*$H$9"),
    *("='Chi tiết'!D2*10^3", "=E2/4", "=E2*25%", "='Chi tiết'!D2*0.8", "=SUM('Chi tiết'!D2:D9)*1.1"),
    *("='Chi tiết'!D2*10", "='Chi tiết'!D2*3", "=12*'Chi tiết'!D2", "=SUM('Chi tiết'!D2:D9)*2", "='Số lớp'!C4*30"),
    *("='Chi tiết'!D2+'Chi tiết'!D2", "=SUM('Chi tiết'!D2,'Chi tiết'!D3,'Chi tiết'!$D$2)"),
)
STALE: Sequence[tuple[str, str]] = (
    ("=E2-8000", "D2"),
    ("=D3+D4", "D2"),
    ("=E2", "D2"),
    ("=SUM(D3:D4)", "D2"),
    ("=700+600", "D2"),
    ("=D2+9000", "E2"),
    ("=SUM(D3,D4,5)", "D2"),
    ("=+D3-D4", "D2"),
    *(("=ROUND(E2-8000,0)", "D2"), ("=IFERROR(E2-8000,0)", "D2"), ("=(E2-8776)*2", "D2"), ("=ROUNDUP(E2/8,0)", "D2")),
)

CASES: list[Context] = [
    *(
        asked(f"the quarter's number computed by {formula}", partial(pointing, formula), f"{rule}@D2")
        for rule, formulas in OTHERS.items()
        for formula in formulas
    ),
    *(
        asked(f"the year's number computed by {formula}", partial(pointing, formula, "E2"), f"{rule}@E2")
        for rule, formulas in TO_DATE.items()
        for formula in formulas
    ),
    *(
        asked(f"computed from the file {name} by {formula}", partial(of_file, name, formula), f"{rule}@D2")
        for rule, all_ in FILES.items()
        for name, formula in all_
    ),
    *(accepted(f"the quarter's number soundly computed by {f}", partial(pointing, f), [FIGURE_READ]) for f in PLAIN),
    *(
        accepted(f"the year's number soundly computed by {f}", partial(pointing, f, "E2"), [FIGURE_READ])
        for f in PLAIN_TO_DATE
    ),
    *(accepted(f"computed from the file {name}", partial(of_file, name), [FIGURE_READ]) for name in PLAIN_FILES),
    accepted(
        "the year so far from the last quarter's file",
        partial(of_file, "BC Q3.xlsx", "=[1]Sheet1!E2+D2", "E2"),
        [FIGURE_READ],
    ),
    *(
        asked(f"computed by {formula} over {headings}", partial(beside, formula, *headings, values=values), at)
        for formula, headings, values, at in COLUMNS
    ),
    *(
        accepted(
            f"soundly computed by {formula} over {headings}",
            partial(beside, formula, *headings, values=values, cell=cell),
            [FIGURE_READ],
        )
        for formula, headings, values, cell in PLAIN_COLUMNS
    ),
    *(asked(f"a count computed by {formula}", partial(pointing, formula), "formula_factor@D2") for formula in FACTORS),
    asked("a sum in đồng made of millions twice", partial(of_fine, "='Chi tiết'!D2*1000000"), "formula_factor@D2"),
    *(
        accepted(f"a sum converted by {formula}", partial(of_fine, formula), [FINE_READ])
        for formula in ("='Chi tiết'!D2/1000000", "='Chi tiết'!D2/1000", "='Chi tiết'!D2*1000", "='Số vụ'!D2*0.2")
    ),
    *(
        asked(f"{cell} holds another number than {f}", partial(pointing, f, cell), f"stale_value@{cell}")
        for f, cell in STALE
    ),
    *(asked(f"a count that is no count, {f}", partial(pointing, f), "other_role@D2") for f in AVERAGES),
    *(asked(f"{cell} the same number by {f}", partial(alike, f, cell), f"other_period@{cell}") for f, cell in SAME),
    *(
        asked(f"taken by another program from {name}", partial(pointing, _GOOGLE.format(name)), f"{rule}@D2")
        for name, rule in (("Quý III", "other_period"), ("Kế hoạch 2024", "other_role"), ("Hà Tĩnh", "other_province"))
    ),
    *(
        asked(
            f"an address that is put together from {name}",
            partial(pointing, f'=INDIRECT("\'"&"{name}"&"\'!D2")'),
            f"{rule}@D2",
        )
        for name, rule in (("Quý III", "other_period"), ("Kế hoạch 2024", "other_role"), ("Hà Tĩnh", "other_province"))
    ),
    accepted("taken by another program from details", partial(pointing, _GOOGLE.format("Chi tiết")), [FIGURE_READ]),
    *(
        asked(f"{cell}, no number, computed by {f}", partial(pointing, f, cell), f"{rule}@{cell}")
        for cell, f, rule in LABELS
    ),
    *(
        accepted(f"{cell}, no number, soundly computed by {f}", partial(pointing, f, cell), [FIGURE_READ])
        for cell, f in PLAIN_LABELS
    ),
    accepted("a sum of the cells beside it", partial(pointing, "=E2-8776"), [FIGURE_READ]),
    *(
        asked(f"a class's people computed by {formula}", partial(of_class, formula), f"{rule}@G2")
        for formula, rule in (
            *(
                ("='Quý III'!G2", "other_period"),
                ("='Kế hoạch'!G2", "other_role"),
                ("='Bắc Giang'!G2", "other_province"),
            ),
            *(("=H2+10", "stale_value"), ("='Chi tiết'!G2*1000", "formula_factor")),
        )
    ),
    *(
        accepted(f"a class's people soundly computed by {formula}", partial(of_class, formula), [["Nuôi tôm", 45, 20]])
        for formula in ("=H2+25", "='Lớp 1'!G2", "='Quý IV'!G2", "='Huyện Hải Lăng'!G2", "=COUNTA('Học viên'!B2:B46)")
    ),
    *(
        asked(f"a stock computed by {formula}", partial(of_stock, formula), f"{rule}@D2")
        for formula, rule in (
            *(("='Quý III'!D2", "other_period"), ("='Kế hoạch'!D2+2", "other_role"), ("='Kỳ trước'!D2", "other_role")),
            *(("='Quý I/2025'!D2", "other_period"), ("='Hà Tĩnh'!D2+2", "other_province")),
        )
    ),
    *(
        accepted(f"a stock soundly computed by {formula}", partial(of_stock, formula), [["IP01", 7, None]])
        for formula in ("='Quý III'!D2+2", "='Năm 2023'!D2+'Cấp mới'!D2-'Hết hạn'!D2", "='Kỳ trước'!D2+'Cấp mới'!D2")
    ),
    *(
        accepted(f"the quarter's number looked for by {formula}", partial(pointing, formula), [FIGURE_READ])
        for formula in (
            "=COUNTIF('Sổ'!C:C,\"12/2024\")",
            "=COUNTIFS('Sổ'!C:C,\">=01/10/2024\")",
            "=SUMIF('Sổ'!B:B,\"Quý IV\",'Sổ'!C:C)",
        )
    ),
    asked(
        "the quarter's number looked for among another's",
        partial(pointing, "=SUMIF('Sổ'!B:B,\"Quý III\",'Sổ'!C:C)"),
        "other_period@D2",
    ),
    asked("a formula filled down from another quarter", partial(filled_down, "='Quý III'!D2"), "other_period@D2"),
    accepted("a formula filled down from details", partial(filled_down, "='Chi tiết'!D2")),
    asked("a formula filled down whose numbers changed", partial(filled_down, "=E2-8776"), "stale_value@D3"),
    *(
        asked(f"an oddly written sheet computed by {formula}", partial(oddly_written, formula), f"{rule}@D2")
        for formula, rule in (("='Quý III'!D2", "other_period"), ("=E2-8000", "stale_value"))
    ),
    *(
        asked(f"an .ods computed by {formula}", partial(ods, formula), f"{rule}@D2", "a.ods")
        for formula, rule in (
            *(("of:=[$'Quý III'.D2]", "other_period"), ("of:=SUM(['6 tháng'.D3:.D9])", "other_period")),
            *(("of:=[$'Kế hoạch'.D2]", "other_role"), ("of:=['Bắc Giang'.D2]", "other_province")),
            *(("of:=['file:///C:/KH%202024.ods'#$Sheet1.D2]", "other_role"), ("of:=[.E2]-8000", "stale_value")),
            *(("of:=['Chi tiết'.D2]*1000", "formula_factor"), ("of:=SUM([.E2];[.E2])", "stale_value")),
        )
    ),
    *(
        accepted(f"an .ods soundly computed by {formula}", partial(ods, formula), [FIGURE_READ], "a.ods")
        for formula in (
            "of:=[$'Chi tiết'.D2]",
            "of:=[.E2]-8776",
            "of:=SUM(['Tháng 10'.D2];['Tháng 11'.D2];['Tháng 12'.D2])",
        )
    ),
    *(
        asked(f"an .xls computed from {what}", partial(xls, *about), f"{rule}@D2", "a.xls")
        for what, rule, *about in (
            ("a sheet of another quarter", "other_period", AWAY, "Quý III", "TH.xls"),
            ("a file of a plan", "other_role", AWAY, "Sheet1", "KH 2024.xls"),
            ("another province", "other_province", HERE + AWAY + b"\x03", "Bắc Giang", "TH.xls"),
            ("details in thousands", "formula_factor", AWAY + THOUSAND + b"\x05", "Chi tiết", "TH.xls"),
            ("cells that have changed", "stale_value", HERE + LESS + b"\x04"),
            ("a sum over another quarter", "other_period", AWAY + b"\x19\x10\x00\x00", "Quý III", "TH.xls"),
        )
    ),
    *(
        accepted(f"an .xls soundly computed from {what}", partial(xls, *about), [FIGURE_READ], "a.xls")
        for what, *about in (
            ("details", AWAY, "Chi tiết", "TH.xls"),
            ("a cell of its own sheet", biff.place(1, 4, 0) + b"\x1e" + (8776).to_bytes(2, "little") + b"\x04"),
            ("the year so far without the quarters before", HERE + AWAY + b"\x04", "Quý III", "TH.xls"),
        )
    ),
    *(
        asked(f"an .xls whose cells share {what}", partial(xls_shared, *about), f"{rule}@{cell}", "a.xls")
        for what, rule, cell, *about in (
            ("a difference that has changed", "stale_value", "D2", biff.beside(0, 1) + LESS + b"\x04"),
            ("a factor", "formula_factor", "D2", biff.beside(6, 1) + THOUSAND + b"\x05"),
            ("the year's number", "stale_value", "D2", biff.beside(0, 1)),
            ("a block over another quarter", "other_period", "D2", AWAY + b"\x19\x10\x00\x00", "Quý III", True),
        )
    ),
    accepted(
        "an .xls whose cells share a sound block",
        partial(xls_shared, AWAY + b"\x19\x10\x00\x00", "Chi tiết", True),
        name="a.xls",
    ),
    asked(
        "an .xls of a file in another year's folder",
        partial(xls, AWAY, "Sheet1", "\x01D2023\x03chi tiet.xls"),
        "other_period@D2",
        "a.xls",
    ),
    asked(
        "a name that stands for another quarter's cell", partial(defined, "so_pt", "'Quý III'!$D$2"), "other_period@D2"
    ),
    accepted("a name that stands for a cell of details", partial(defined, "so_pt", "'Chi tiết'!$D$2"), [FIGURE_READ]),
    *(
        asked(
            f"numbers not computed before saving:{more}",
            partial(saved_before, "='Chi tiết'!D2", more),
            "not_recalculated@D2",
        )
        for more in (' calcMode="manual" calcOnSave="0"', ' calcCompleted="0"')
    ),
    *(
        accepted(f"numbers computed before saving:{more}", partial(saved_before, "='Chi tiết'!D2", more), [FIGURE_READ])
        for more in (' calcMode="manual"', "", ' iterate="1"')
    ),
    *(
        accepted(f"computed as it is shown by {formula}", partial(as_displayed, formula), [FIGURE_READ])
        for formula in ("=E2-8776.4", "=1259.6", "=1260.3")
    ),
    *(
        asked(f"computed as it is shown and another by {formula}", partial(as_displayed, formula), "stale_value@D2")
        for formula in ("=E2-8777", "=1261", "=1259.4")
    ),
    accepted(
        "what was not computed again and is typed", partial(saved_before, "=1260", ' calcCompleted="0"'), [FIGURE_READ]
    ),
]
