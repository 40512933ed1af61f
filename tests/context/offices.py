"""What offices write and leave half said: abbreviated and former provinces, districts, drafts, ditto marks, figures
counted elsewhere, quarters for headings; and what they write that changes nothing."""

from collections.abc import Callable, Sequence
from functools import partial

from tests.context.case import (
    FIGURE,
    FIGURE_READ,
    FINE,
    FINES,
    FORM,
    FORM_HEADINGS,
    Context,
    accepted,
    asked,
    form_of,
    list_of,
    refused,
)
from tests.context.notes import noted
from tests.support.corpus import ROW, book_of, saved

COPIED = ("copy từ quý III", "tới hết tháng 11", "gộp cả năm", "lùi sang quý I", "tính vào quý I/2025")
NOTES = {
    "other_period": (
        "số năm 2024",
        "số liệu năm 2024",
        "Số cả năm 2024",
        "theo kế hoạch năm 2023",
        "là số năm 2024",
        *COPIED,
    ),
    "other_role": (
        *("trùng với MQ02", "giống MQ02", "đã tính ở MQ02", "đã báo cáo ở mã MQ04", "như IN04", "đã gộp vào MQ04"),
        *("gồm cả MQ04", "trùng mục trên", "đã tính ở dòng trên", "bằng số của TR02", "tính chung với MQ02"),
        *("số theo kế hoạch năm 2024", "lấy theo kế hoạch", "KH năm 2024"),
        *("chép số quý trước", "lấy lại số cũ", "mới có số tháng 10, 11", "chưa có tháng 12", "thiếu T12", "chờ duyệt"),
        *("sẽ bổ sung sau", "sẽ cập nhật", "cập nhật sau", "trừ huyện Cồn Cỏ", "chỉ khối nhà nước", "chỉ nhóm 2"),
        *("đã nhân đôi", "tính 2 lần", "trùng lặp", "có trùng", "trùng với số của Trung tâm", "đã báo ở biểu khác"),
        *("số của cả 2 tỉnh", "theo địa giới cũ", "số sai", "sai", "cần sửa", "đính chính: 1300", "1300?", "?", "??"),
        *("không chắc", "chưa chắc", "áng chừng", "khoảng", "tương đối", "tròn số", "số ảo", "số giả", "test", "thử"),
        *("demo", "ví dụ", "chưa làm"),
    ),
    "unit_named": ("nghìn cái", "đồng", "tính bằng lô", "tính theo bộ"),
    "other_province": (
        *("số của QB", "Số liệu của tỉnh BG", "gồm cả Nghệ Tĩnh", "Bình Trị Thiên", "TT-Huế", "QB", "gồm cả TT Huế"),
        *("số của Sở KH&CN QB", "cả Q.Bình", "Hà Nam Ninh"),
        *("cả QB và QT", "QB+QT", "Quảng Bình"),
    ),
}
PLAIN_NOTES = (
    *("thực hiện theo kế hoạch năm 2024", "Thực hiện theo kế hoạch", "đúng kế hoạch năm 2024", "xem MQ02", "QT"),
    *("triển khai theo kế hoạch của Sở", "theo kế hoạch số 12/KH-SKHCN năm 2024", "hoàn thành kế hoạch năm 2024"),
    *(
        "trong năm 2024",
        "mẫu",
        "số mẫu",
        "theo QĐ năm 2024",
        "đường Xô Viết Nghệ Tĩnh",
        "do TTKĐ thực hiện",
        "BC",
        "TH",
        "HN",
        "NA",
    ),
    *(
        "khác với MQ02",
        "không trùng MQ04",
        "không tính vào MQ01",
        "chi tiết báo cáo tại biểu số 02",
        "trong đó MQ03.required.fuel 200",
        "tỷ lệ đạt ghi ở MQ02",
    ),
)
ELSEWHERE = ("VÙNG DUYÊN HẢI", "CỤM THI ĐUA 5 TỈNH", "KHU VỰC BẮC TRUNG BỘ")
TITLES = (
    *("TỈNH BÌNH TRỊ THIÊN", "UBND TỈNH HÀ NAM NINH", "NGHỆ TĨNH", "UBND TỈNH THUẬN HẢI", "SỞ KH&CN QB", "SỞ KHCN BG"),
    *(
        "UBND tỉnh QB",
        "Tỉnh BG",
        "QB",
        "TTH",
        "Sở KH&CN Q. Ngãi",
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ BN",
        "TỈNH HÀ TÂY",
        "CẢ NƯỚC",
        "SỐ LIỆU TOÀN QUỐC",
    ),
)
PLAIN_TITLES = (
    *("QT", "BC", "UBND TỈNH QT", "SỞ KH&CN QT", "BG", "TH", "Sở KH&CN tỉnh QT", "TỈNH ỦY", "UBND TP", "KHCN"),
    *(
        "Quảng Trị, 2024",
        "Quảng Trị, năm 2024",
        "SỞ KH VÀ CN",
        "UBND tỉnh",
        "P. QLCN",
        "TT KĐ-HC",
        "Q. Trị",
        "Xạ trị",
        "XẠ TRỊ",
    ),
)
DISTRICTS = ("Huyện Hải Lăng", "TP Đồng Hới", "TP. Đông Hà", "Xã Hải Thượng", "Phường 1", "TX Quảng Trị", "H. Hải Lăng")
SHEETS = (
    "Sheet1",
    "Xã hội hóa",
    "Phương tiện",
    "Quan trắc",
    "Tập huấn TP",
    "TH",
    "Phường tiện",
    "Xạ trị",
    "Quản lý",
    "TXNG",
    "TP",
)
SQUEEZED = ("QuangBinh", "bacgiang_q4", "skhcnquangbinh", "ThuaThienHue_2024", "Q.Binh", "DaNang Q4")
FILES = {
    "other_period": ("T11.2024", "so lieu T11 2024", "T10-2024", "bao cao thang 10 2024", "bc t8.2024", "T11"),
    "other_day": ("thang11", "Q32024", "3Q2024", "31.12.2023", "2024.09.30", "20240930", "30092024", "30-9-2024"),
    "other_role": (
        *("bc tam", "bao cao tam", "nhap", "v1 nhap", "so lieu nhap", "ban nhap 2", "tam", "Q4_2024_nhap", "bc old"),
        *("ban cu", "so lieu draft2", "huyen Hai Lang", "TX Quang Tri", "Thanh pho Dong Ha", "test", "vi du 2"),
    ),
    "other_province": (
        "bc_QB",
        "so lieu QB 2024-Q4",
        "SKHCN BG q4",
        "binh tri thien",
        "Bình Trị Thiên",
        "TTH_Q4",
        *SQUEEZED,
    ),
}
PLAIN_FILES = (
    *(
        "T12.2024",
        "mau",
        "mau-45-2024-Q4",
        "bc T1.2025",
        "QuangTri_Q4",
        "20250110",
        "bc 15.12.2024",
        "31122024",
        "SKHCNQuangTri",
        "T10-T12.2024",
        "thang 12 nam 2024",
        "nhap lieu q4 2024",
        "Nhập số liệu quý 4",
    ),
    *(
        "bao cao Tam Ky q4",
        "bc_QT",
        "SKHCN QT q4 2024",
        "v1",
        "bc ban 2",
        "TXNG q4",
        "so lieu TP quy 4",
        "TH quy 4",
        "Biểu tổng hợp TTKĐ",
        "BG",
    ),
)
DITTOS = ("nt", "NT", "n.t", "-nt-", "như trên", "(nt)", '"', "″", "”", "''", "〃", '-"-', '- " -', "ditto", "Nhu tren")
# Notes, units, titles and lines that a department writes and that change nothing.
INNOCENT_NOTES = (
    *("Theo báo cáo của Trung tâm Kỹ thuật TĐC", "đã đối chiếu với Trung tâm", "Chi tiết tại phụ lục kèm theo"),
    *("gồm 12 lớp tại các xã", "tăng do nhu cầu kiểm định công tơ", "giảm vì hết chu kỳ kiểm định", "Đạt 105% KH năm"),
    *("so với quý trước tăng 5%", "tăng 8% so với cùng kỳ năm 2023", "vượt 10% kế hoạch năm 2024", "Số chính xác"),
    *("chủ yếu là cân đồng hồ lò xo", "gồm cả cân ô tô, cột đo xăng dầu", "làm xong trong tháng 11", "đủ hồ sơ"),
    *("có biên bản kèm theo", "lũy kế từ đầu năm là 10.036", "cùng kỳ năm trước 1.100", "nguồn: phần mềm quản lý"),
    *("theo Nghị quyết số 57-NQ/TW", "theo Kế hoạch 25/KH-UBND của UBND tỉnh", "phối hợp với Công an tỉnh"),
    *("phối hợp Sở KH&CN tỉnh Quảng Trị", "tại TP. Đông Hà và huyện Hải Lăng", "10 huyện, thị xã, thành phố"),
    *("Trung tâm UDTBKHCN cung cấp", "số thực hiện trong quý IV", "thực hiện quý IV/2024", "đến hết ngày 31/12/2024"),
    *(
        "từ 01/10 đến 31/12/2024",
        "hoàn thành trước 15/12/2024",
        "đã nghiệm thu ngày 20/11/2024",
        "không phát sinh thêm",
    ),
    *("nhiều hơn dự kiến", "hoàn thành 100% kế hoạch", "đã có xác nhận của lãnh đạo", "kiểm định định kỳ 12 tháng"),
    *(
        "chu kỳ kiểm định 24 tháng",
        "hiệu lực 5 năm",
        "theo chương trình mục tiêu quốc gia",
        "dự án giai đoạn 2021-2025",
    ),
    *("thuộc Chương trình 2024-2030", "Dự án do Bỉ tài trợ", "kế hoạch quý IV đã hoàn thành", "đã thẩm định"),
    *("Có", "ok", "đã rà soát", "Đã kiểm tra, khớp", "1.260 phương tiện", "3 tháng cuối năm", "quý cuối năm", "xong"),
    *("tháng 10: 3; tháng 11: 5; tháng 12: 4", "thời gian thực hiện 2023-2025", "thời gian thực hiện: 24 tháng"),
    *(
        "Chuyển tiếp từ năm 2023 sang",
        "sẽ nghiệm thu quý I/2025",
        "tham quan học tập tại tỉnh Lâm Đồng",
        "như quý trước",
    ),
    *("phối hợp với Sở KH&CN tỉnh Quảng Bình", "Theo QĐ số 3456/QĐ-UBND ngày 20/12/2023", "Niên vụ 2024-2025", "Q4"),
)
INNOCENT_ABOVE = (
    *("BIỂU TỔNG HỢP SỐ LIỆU KHOA HỌC VÀ CÔNG NGHỆ QUÝ IV NĂM 2024", "Quý 4 năm 2024 (từ 01/10 đến 31/12/2024)"),
    *(
        "Kèm theo Công văn số 123/SKHCN-KHTC ngày 10/01/2025",
        "(Kèm theo Báo cáo số 05/BC-SKHCN ngày 08 tháng 01 năm 2025)",
    ),
    *("Đơn vị báo cáo: Sở Khoa học và Công nghệ tỉnh Quảng Trị", "Đơn vị nhận báo cáo: Bộ Khoa học và Công nghệ"),
    *(
        "Kính gửi: Cục Thông tin, Thống kê - Hà Nội",
        "Mẫu số 01",
        "Biểu số: 01/KHCN-ĐP",
        "Ngày nhận báo cáo: 15/01/2025",
    ),
    *("Ban hành theo Thông tư số 15/2018/TT-BKHCN ngày 15/11/2018", "Phòng Quản lý chuyên ngành", "SKHCN QUẢNG TRỊ"),
    *("Quảng Trị, tháng 01 năm 2025", "Đông Hà, ngày 10 tháng 01 năm 2025", "Quảng Trị, ngày … tháng … năm 2025"),
    *(
        "Kỳ báo cáo: Quý IV năm 2024",
        "Tháng 10, 11, 12 năm 2024",
        "Từ tháng 10 đến tháng 12 năm 2024",
        "Báo cáo chính thức",
    ),
    *(
        "Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng",
        "ĐVT: phương tiện",
        "Tháng 10-12/2024",
        "Báo cáo định kỳ quý",
    ),
    *("Người phụ trách: Trần Bắc Giang", "Nơi nhận: Bộ KH&CN (Hà Nội)", "Hướng dẫn: ô vàng bắt buộc nhập", "Q.IV/2024"),
)
INNOCENT_BELOW = (
    *("Người lập biểu: Lê Quảng Nam", "Nơi nhận: - Như trên; - Lưu: VT, KHTC", "Đông Hà, ngày 10 tháng 01 năm 2025"),
    *("Ghi chú: số liệu do các đơn vị trực thuộc cung cấp", "Ghi chú: kế hoạch năm 2025 gửi sau", "KT. GIÁM ĐỐC"),
    *("Ghi chú: (1) theo Thông tư 07/2019/TT-BKHCN", "* Phương tiện đo nhóm 2", "Ghi chú: 12 lớp do Trung tâm mở"),
)
UNITS = ("PT", "P.tiện", "p/tiện", "ptiện", "Phương tiện", "PTĐ", "ph.tiện", "p.t", "pt đo", "phương tiện đo")
MONEY_UNITS = ("trđ", "Tr.đ", "triệu đ", "triệu VNĐ", "tr.đồng", "Triệu đồng", "trđồng", "triệu VND")


def with_unit(unit: str) -> bytes:
    return form_of(lines=[[*FIGURE[:2], unit, *FIGURE[3:]]])


def fines(unit: str) -> bytes:
    return form_of(lines=[[*FINE[:2], unit, *FINE[3:]]], sheet=FINES)


def under(*headings: object, values: Sequence[object] = (1100, 1260), lines: int = 1) -> bytes:
    """A form whose columns of numbers have other headings."""
    return saved(book_of({FORM: [[*FORM_HEADINGS[:3], *headings], *[[*FIGURE[:3], *values]] * lines]}))


def ditto(mark: str, column: int) -> bytes:
    return list_of(lines=[ROW, [*ROW[:column], mark, *ROW[column + 1 :]]])


THIS_YEAR = [["MQ01", 1260, None]]
COLUMNS: list[tuple[str, str, Callable[[], bytes]]] = [
    ("this quarter beside the last", "", partial(under, "Quý III/2024", "Quý IV/2024")),
    ("this quarter before the last", "", partial(under, "Quý IV/2024", "Quý III/2024", values=(1260, 1100))),
    ("this quarter and another year's", "", partial(under, "Quý IV/2023", "Quý IV/2024")),
    ("this quarter alone", "", partial(under, "Quý IV năm 2024", values=(1260,))),
    ("Q4 beside Q3", "", partial(under, "Q3", "Q4")),
    ("the next quarter, too", "other_period@E1", partial(under, "Quý IV/2024", "Quý I/2025")),
    ("only the last quarter", "other_period@D1", partial(under, "Quý III/2024", values=(1100,))),
    ("this quarter twice", "unread_numbers@D1", partial(under, "Quý IV/2024", "Quý IV/2024")),
    ("months only", "unread_numbers@D1", partial(under, "Tháng 10", "Tháng 11", "Tháng 12", values=(400, 400, 460))),
    ("years only", "unread_numbers@D1", partial(under, "Năm 2023", "Năm 2024")),
    ("words of which nothing is known", "unread_numbers@D1", partial(under, "Đông Hà", "Hải Lăng")),
]

CASES: list[Context] = [
    asked(
        "«kế hoạch» before a heading", partial(list_of, headings={6: "kế hoạch Số lượt người tham dự"}), "other_role@G1"
    ),
    asked(
        "a month beside the year so far",
        partial(under, "Tháng 12/2024", "Lũy kế từ đầu năm", values=(460, 10036)),
        "unread_numbers@D1",
    ),
    accepted(
        "the year so far beside a plan and last year's",
        partial(under, "Kế hoạch năm", "Cùng kỳ", "Lũy kế từ đầu năm", values=(12000, 9000, 10036)),
        [["MQ01", None, 10036]],
    ),
    asked(
        "under a list «Ghi chú: số của QB»", partial(list_of, below=[[], ["Ghi chú: số của QB"]]), "other_province@A4"
    ),
    asked(
        "under a list «Ghi chú: số năm 2024»", partial(list_of, below=[[], ["Ghi chú: số năm 2024"]]), "other_period@A4"
    ),
    *(
        asked(f"a note «{words}»", partial(noted, words), f"{rule}@F2")
        for rule, all_ in NOTES.items()
        for words in all_
    ),
    *(accepted(f"a note «{words}»", partial(noted, words), [FIGURE_READ]) for words in (*PLAIN_NOTES, *INNOCENT_NOTES)),
    *(refused(f"a letterhead «{words}»", partial(form_of, [words], []), "other_province@A1") for words in TITLES),
    *(asked(f"a title «{words}»", partial(form_of, [words], []), "other_role@A1") for words in ELSEWHERE),
    *(
        accepted(f"above the table «{words}»", partial(form_of, [words], []), [FIGURE_READ])
        for words in (*PLAIN_TITLES, *INNOCENT_ABOVE)
    ),
    *(
        accepted(f"below the table «{words}»", partial(form_of, below=[[], [words]]), [FIGURE_READ])
        for words in INNOCENT_BELOW
    ),
    *(asked(f"a sheet of a part, «{name}»", partial(list_of, sheet=name), "other_role@A1") for name in DISTRICTS),
    *(accepted(f"a sheet named «{name}»", partial(list_of, sheet=name)) for name in SHEETS),
    asked("a sheet named after a former province", partial(list_of, sheet="Bình Trị Thiên"), "other_province@A1"),
    asked("a sheet named «QB»", partial(list_of, sheet="QB"), "other_province@A1"),
    *(
        asked(f"a file named «{name}»", form_of, f"{rule.replace('day', 'period')}@", f"{name}.xlsx")
        for rule, names in FILES.items()
        for name in names
    ),
    *(accepted(f"a file named «{name}»", form_of, [FIGURE_READ], f"{name}.xlsx") for name in PLAIN_FILES),
    *(refused(f"{mark} for the name above", partial(ditto, mark, 0), "ditto@A3") for mark in DITTOS),
    *(
        refused(f"«nt» in column {letter} of a list", partial(ditto, "nt", column), f"ditto@{letter}3")
        for column, letter in enumerate("BCDEFGH", 1)
    ),
    refused("a ditto mark for a figure's number", partial(form_of, lines=[[*FIGURE[:3], '"', 9]]), "ditto@D2"),
    refused("«như trên» as a figure's note", partial(noted, "như trên"), "ditto@F2"),
    accepted("an apostrophe before a name", partial(ditto, "'Nuôi tôm hùm", 0)),
    *(
        accepted(f"quarters for headings: {what}", data, THIS_YEAR)
        if not told
        else refused(f"quarters for headings: {what}", data, told)
        for what, told, data in COLUMNS
    ),
    *(accepted(f"the unit «{unit}»", partial(with_unit, unit), [FIGURE_READ]) for unit in UNITS),
    *(accepted(f"money in «{unit}»", partial(fines, unit), None) for unit in MONEY_UNITS),
    asked(
        "fines in thousands of đồng",
        partial(form_of, lines=[[*FINE[:3], 12_000, 35_000]], sheet=FINES),
        "unusual@E2",
    ),
]
