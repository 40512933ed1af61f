"""What a file says of whom and when it is, in its title, letterhead, names, captions and signature. It is sent as
Quảng Trị's, 2024-Q4."""

from functools import partial

from tests.context.case import FIGURE_READ, Context, accepted, asked, form_of, list_of, refused

REPORT = "BÁO CÁO KẾT QUẢ HOẠT ĐỘNG KHOA HỌC VÀ CÔNG NGHỆ"

OTHER_TIMES = (
    "QUÝ III NĂM 2024",
    "Quý 3/2024",
    "Quý IV năm 2023",
    "QUÝ I/2025",
    "Q3-2024",
    "Third quarter of 2024",
)
OTHER_SPANS = (
    "6 THÁNG CUỐI NĂM 2024",
    "6 tháng cuối năm",
    "9 THÁNG ĐẦU NĂM 2024",
    "NĂM 2023",
    "Giai đoạn 2021-2024",
    "THÁNG 11 NĂM 2024",
    "Từ ngày 01/07/2024 đến ngày 30/09/2024",
    "NĂM 2024",
)
OTHER_ROLES = (
    "KẾ HOẠCH QUÝ IV NĂM 2024",
    "ƯỚC THỰC HIỆN QUÝ IV NĂM 2024",
    "NĂM 2024 (lũy kế)",
    "SỐ LIỆU CÙNG KỲ NĂM TRƯỚC",
)
OTHER_PLACES = (
    "UBND TỈNH BẮC GIANG",
    "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH",
    "SỞ KHOA HỌC VÀ CÔNG NGHỆ QUẢNG BÌNH",
    "SỞ KH&CN TỈNH NGHỆ AN",
    "Thành phố Đà Nẵng",
    "Department of Science and Technology of Bac Giang",
)
SAME_TIMES = (
    "QUÝ IV NĂM 2024",
    "Quý 4/2024",
    "QUÝ IV",
    "Kỳ báo cáo: Quý IV/2024",
    "Q4 2024",
    "Từ ngày 01/10/2024 đến ngày 31/12/2024",
    "Thực hiện Thông tư số 15/2018/TT-BKHCN ngày 15 tháng 11 năm 2018",
    "(Ban hành kèm theo Quyết định số 12/QĐ-SKHCN ngày 05/02/2023)",
)
SAME_PLACES = (
    "UBND TỈNH QUẢNG TRỊ",
    "SỞ KHOA HỌC VÀ CÔNG NGHỆ QUẢNG TRỊ",
    "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
    "Tỉnh Quảng Trị",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
)
RIGHT_TITLE = [["SỞ KHOA HỌC VÀ CÔNG NGHỆ QUẢNG TRỊ"], [f"{REPORT} QUÝ IV NĂM 2024"]]


def _titles() -> list[Context]:
    cases = []
    for number, words in enumerate((*OTHER_TIMES, *OTHER_SPANS)):
        rule = "other_period@A2"
        make = form_of if number % 2 else list_of
        way = refused if words in OTHER_TIMES else asked
        cases.append(way(f"«{words}» in the title", partial(make, [REPORT], [words], []), rule))
        cases.append(
            asked(
                f"«{words}» in the title, though another line says this quarter",
                partial(make, ["Quý IV/2024"], [words], []) if words != "NĂM 2024" else partial(make, [words], []),
                rule if words != "NĂM 2024" else "other_period@A1",
            )
        )
    for number, words in enumerate(OTHER_ROLES):
        make = list_of if number % 2 else form_of
        cases.append(asked(f"«{words}» in the title", partial(make, [REPORT], [words], []), "other_role@A2"))
    for number, words in enumerate(OTHER_PLACES):
        make = form_of if number % 2 else list_of
        cases.append(refused(f"«{words}» in the letterhead", partial(make, [words], [REPORT], []), "other_province@A1"))
        cases.append(
            asked(
                f"«{words}» in the letterhead, though the signature is of Quảng Trị",
                partial(make, [words], [], below=[[], ["Quảng Trị, ngày 10 tháng 01 năm 2025"]]),
                "other_province@A1",
            )
        )
    for number, words in enumerate((*SAME_TIMES, *SAME_PLACES)):
        make = form_of if number % 2 else list_of
        cases.append(accepted(f"«{words}» above the table", partial(make, [words], [], [])))
    return cases


def _names() -> list[Context]:
    fine = partial(form_of, *RIGHT_TITLE, [])
    cases = [
        asked(f"a file called {name}", partial(form_of), f"{rule}@", name=name)
        for name, rule in (
            ("bao-cao-quy-3-2024.xlsx", "other_period"),
            ("BC_Q3.2024.xlsx", "other_period"),
            ("Biểu KHCN quý III năm 2024.xlsx", "other_period"),
            ("so-lieu-2023-Q4.xlsx", "other_period"),
            ("khcn_bac_giang_q4_2024.xlsx", "other_province"),
            ("Sở KHCN Hà Tĩnh.xlsx", "other_province"),
            ("ke hoach quy 4 2024.xlsx", "other_role"),
        )
    ]
    cases += [
        accepted(f"a file called {name}", fine, [FIGURE_READ], name=name)
        for name in (
            "bao-cao-quy-4-2024.xlsx",
            "Q4.2024.xlsx",
            "khcn_quang_tri_q4_2024.xlsx",
            "45_2024-Q4.xlsx",
            "Biểu 01 KHCN (1).xlsx",
            "bc 2024.xlsx",
        )
    ]
    for sheet, at in (("Tập huấn quý 3", "other_period"), ("Tập huấn Q1 2024", "other_period")):
        cases.append(asked(f"a sheet called {sheet}", partial(list_of, sheet=sheet), f"{at}@A1"))
    for sheet in ("Tập huấn quý 4", "Tập huấn Q4 2024", "Tập huấn 1"):
        cases.append(accepted(f"a sheet called {sheet}", partial(list_of, sheet=sheet)))
    return cases


def _numbered() -> list[Context]:
    """A heading's number is not the end of the line above it."""
    above = [["Bảng 1: Kết quả thực hiện các chỉ tiêu trong quý"], ["II. HOẠT ĐỘNG ĐÀO TẠO, TẬP HUẤN"]]
    return [
        asked(
            "«Phần 2: Tỉnh Bắc Giang» under the last line",
            partial(form_of, below=[["Phần 2: Tỉnh Bắc Giang"]]),
            "other_province@A3",
        ),
        accepted("a heading «II.» under a title that ends in «trong quý»", partial(list_of, *above)),
        refused(
            "a title of two lines: «… quý», «II NĂM 2024»",
            partial(list_of, ["Kết quả quý"], ["II năm 2024"]),
            "other_period@A2",
        ),
    ]


def _signatures() -> list[Context]:
    return [
        accepted(
            "the signature of Quảng Trị",
            partial(list_of, below=[[], [None, None, None, None, "Quảng Trị, ngày 10 tháng 01 năm 2025"]]),
        ),
        refused(
            "the signature of another province",
            partial(list_of, below=[[], [None, None, None, None, "Bắc Giang, ngày 10 tháng 01 năm 2025"]]),
            "other_province@E4",
        ),
        asked(
            "a signature from before the quarter",
            partial(list_of, below=[[], [None, None, None, None, "Quảng Trị, ngày 08 tháng 7 năm 2024"]]),
            "other_period@E4",
        ),
        asked(
            "the signature of another province under the right letterhead",
            partial(form_of, *RIGHT_TITLE, [], below=[[], ["Hà Tĩnh, ngày 10 tháng 01 năm 2025"]]),
            "other_province@A7",
        ),
    ]


CASES: list[Context] = [*_titles(), *_names(), *_numbered(), *_signatures()]
