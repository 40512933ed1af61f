"""Abbreviations, days, parts and samples in headings, titles, names of sheets, figures and classes."""

from functools import partial

from tests.context.case import FIGURE, FIGURE_READ, Context, accepted, asked, form_of, list_of, refused
from tests.support.corpus import ROW

QUARTER = {
    "other_role": (
        *(
            "Trong quý (CK)",
            "CK trong quý",
            "Trong quý LK",
            "Trong quý (BQ)",
            "Trong quý (làm tròn)",
            "Trong quý (quy đổi)",
        ),
        *("Trong quý (chưa đầy đủ)", "Thực hiện năm", "Thực hiện đến hết quý", "Trong quý (ｋế hoạch)"),
    ),
    "other_period": (
        *(
            "Trong kỳ (đến 15/11)",
            "Trong quý (đến 15/11/2024)",
            "Trong quý đến 30/11",
            "Trong quý -23",
            "Trong quý '23",
        ),
        "Trong kỳ (15/9-14/12)",
    ),
}
TO_DATE = (
    *("Lũy kế đến 15/11", "Lũy kế đến 30/11/2024", "Lũy kế từ đầu nhiệm kỳ", "Lũy kế từ trước đến nay", "Lũy kế 3 năm"),
    *("Lũy kế từ khi thành lập", "Lũy kế đến hết quý III"),
)
SAME = (
    *((3, "TH trong quý"), (3, "TH quý IV/2024"), (3, "KQ trong quý"), (3, "Trong quý (từ 01/10 đến 31/12/2024)")),
    *((4, "LK từ đầu năm"), (4, "Lũy kế cả năm"), (4, "Lũy kế 12 tháng"), (4, "Lũy kế đến 31/12")),
    (4, "Lũy kế từ 01/01/2024 đến 31/12/2024"),
)
OVER = (
    ("Thành phố Đông Hà", "other_role"),
    ("Số liệu tạm", "other_role"),
    ("Đến 15/11/2024", "other_period"),
    ("TH 2023", "other_period"),
)
TITLES = {
    "other_period": (
        *("SỐ LIỆU TÍNH ĐẾN 15/11/2024", "(Số liệu tính đến ngày 15/11)", "Số liệu đến 30/11/2024", "3/2024", "FY2023"),
        *("Kỳ: 01/07-30/09/2024", "Từ 15/6 đến 14/9/2024", "As of 30 September 2024"),
    ),
    "other_role": (
        *(
            "QUÝ IV/2024 (CHƯA BAO GỒM TRUNG TÂM TĐC)",
            "Số liệu đã quy đổi",
            "SỐ LIỆU CK",
            "BẢN TẠM",
            "SỐ LIỆU CHƯA CHỐT",
        ),
        *("Số liệu chưa đầy đủ", "TỔNG HỢP 7/10 HUYỆN", "HUYỆN HẢI LĂNG", "Thị xã Quảng Trị", "TP. Đông Hà"),
        *("Xã Vĩnh Linh", "Phường Đông Hà", "K.HOẠCH", "SỐ LIỆU MINH HỌA", "VÍ DỤ", "Số liệu giả định", "Dữ liệu mẫu"),
        *("DEMO", "TEST", "Bản thử nghiệm"),
    ),
    "unit_above": ("x1.000", "ĐVT: 1.000"),
}
PLAIN_TITLES = (
    *("SỐ LIỆU TÍNH ĐẾN 31/12/2024", "QUÝ IV/2024 (từ 01/10 đến 31/12)", "Quý Ⅳ năm 2024", "Quý bốn năm 2024"),
    *(
        "Phòng Kế hoạch - Tài chính",
        "Kính gửi: Bộ Khoa học và Công nghệ, Hà Nội",
        "Họ tên người lập: Trần Thị Hà Giang",
    ),
    *("TỔNG HỢP 10/10 HUYỆN", "Phương tiện đo", "Xã hội hóa hoạt động kiểm định"),
)
NAMES = (
    *(
        ("(CK)", "other_role"),
        ("(làm tròn)", "other_role"),
        ("(chưa bao gồm xã)", "other_role"),
        ("/tháng", "other_role"),
    ),
    *(("(x1000)", "unit_named"), ("tính đến 15/11", "other_period"), ("tỉnh Quảng Bình", "other_province")),
    *((word, "unknown_words") for word in ("huyện Hải Lăng", "(khối tư nhân)", "miễn phí", "(nhóm 2)", "còn lại")),
)
CLASSES = (
    *(("Nuôi tôm (hoãn)", "other_role"), ("Nuôi tôm (lớp của năm 2023)", "other_period")),
    *(("Nuôi tôm (đã báo cáo quý III)", "other_period"), ("Nuôi tôm (chuyển sang quý I/2025)", "other_period")),
    *(("Cộng các lớp", "total_perhaps"), ("Cộng mục I", "total_perhaps"), ("Tổng số lớp: 3", "total_perhaps")),
)


def named(words: str) -> bytes:
    return form_of(lines=[[FIGURE[0], f"{FIGURE[1]} {words}", *FIGURE[2:]]])


def counted_in(unit: str) -> bytes:
    return form_of(lines=[[*FIGURE[:2], unit, *FIGURE[3:]]])


CASES: list[Context] = [
    *(
        asked(f"«{heading}» over the quarter", partial(form_of, headings={3: heading}), f"{rule}@D1")
        for rule, headings in QUARTER.items()
        for heading in headings
    ),
    refused(
        "«Trong quý (x1.000)» over the quarter",
        partial(form_of, headings={3: "Trong quý (x1.000)"}),
        "scaled_heading@D1",
    ),
    *(
        asked(f"«{heading}» over the year", partial(form_of, headings={4: heading}), "other_period@E1")
        for heading in TO_DATE
    ),
    *(
        accepted(f"«{heading}» as a heading of its column", partial(form_of, headings={at: heading}), [FIGURE_READ])
        for at, heading in SAME
    ),
    *(
        asked(
            f"«{words}» over both headings, merged",
            partial(form_of, [None, None, None, words, None], merged=["D1:E1"]),
            f"{rule}@D1",
        )
        for words, rule in OVER
    ),
    *(
        asked(f"a title that says: {words}", partial(form_of, [words], []), f"{rule}@A1")
        for rule, titles in TITLES.items()
        for words in titles
    ),
    refused("a Roman number of one letter in the title", partial(form_of, ["QUÝ Ⅲ"], []), "other_period@A1"),
    *(accepted(f"a plain title: {words}", partial(form_of, [words], []), [FIGURE_READ]) for words in PLAIN_TITLES),
    *(
        asked(f"a sheet called {name}", partial(form_of, sheet=name), f"{rule}@A1")
        for name, rule in (
            ("Tổng hợp CK", "other_role"),
            ("Tổng hợp LK", "other_role"),
            ("Tổng hợp T11", "other_period"),
        )
    ),
    *(asked(f"a figure's name with «{words}»", partial(named, words), f"{rule}@B2") for words, rule in NAMES),
    *(
        accepted(f"a figure's name with «{words}»", partial(named, words), [FIGURE_READ])
        for words in ("(1)", "(MQ01)", "- tổng số", "*")
    ),
    *(
        accepted(f"a unit in other words: {unit}", partial(counted_in, unit), [FIGURE_READ])
        for unit in ("PTĐ", "phương tiện đo")
    ),
    asked("people and days in one heading", partial(list_of, headings={6: "Số người/ngày"}), "other_role@G1"),
    asked("people by days in one heading", partial(list_of, headings={6: "Số người × ngày"}), "unknown_words@G1"),
    *(
        asked(f"a row called {name}", partial(list_of, lines=[[name, *ROW[1:]]]), f"{rule}@A2")
        for name, rule in CLASSES
    ),
]
