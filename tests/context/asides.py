"""What is remarked around a table and was not read: blocks of notes under it, columns of remarks, comments that are
answered, long letters over it, sheets that are not loaded; work on figures that is not done yet; other spans. And what
is remarked in the same places and changes nothing."""

from collections.abc import Callable, Sequence
from functools import partial

from openpyxl.styles import Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.context.beside import OTHER, TWO, commented, edited, formatted, with_column
from tests.context.case import (
    FIGURE,
    FIGURE_READ,
    FINE,
    FINE_READ,
    FINES,
    FORM,
    FORM_HEADINGS,
    LIST,
    Context,
    accepted,
    asked,
    form_of,
    list_of,
    refused,
)
from tests.context.notes import noted
from tests.context.offices import under
from tests.context.painted import coloured
from tests.support.corpus import HEADINGS, ROW, altered, book_of, saved, with_parts

# Notes at a figure, and beside it.
NOTES = {
    "other_role": (
        *("đang cập nhật", "số liệu đang tổng hợp", "đang rà soát lại", "đang chờ số của Trung tâm", "số tự tính"),
        *("chưa nhận được báo cáo của 3 xã", "còn 2 xã chưa báo cáo", "2 huyện chưa gửi báo cáo", "chưa thống kê hết"),
        *("mới tổng hợp được 80%", "nội suy", "nhầm cột với lũy kế", "số lũy kế chứ không phải trong quý"),
        *("hủy do bão", "hoãn vì mưa lũ", "chưa thực hiện do thiếu kinh phí", "đang triển khai, chưa nghiệm thu"),
        *("chưa trừ trùng", "tính cả lượt lặp lại", "tính trên 1.000 dân", "theo mẫu cũ", "theo cách tính cũ"),
        "số đăng ký đầu năm",
    ),
    "other_period": (
        *("dồn cả số quý III", "cộng bù số quý III báo thiếu", "báo bù quý III", "số đến tuần 50"),
        *("đã cộng 200 phương tiện của quý III chuyển sang", "gồm 300 phương tiện của quý III báo bổ sung"),
        "chuyển sang quý I/2025 do chưa nghiệm thu",
        "số liệu chốt ngày 15/12/2024",
    ),
}
PLAIN_NOTES = (
    *("tăng do đang triển khai kiểm định taxi", "đã cập nhật số liệu mới nhất", "đã tổng hợp từ các huyện"),
    *("không đạt kế hoạch do thiếu kinh phí", "chưa đạt kế hoạch năm", "đạt 80% kế hoạch do mưa bão"),
    *("giảm do một số đơn vị chưa đến hạn kiểm định", "gồm cả các đơn vị ngoài ngành", "tăng 200 so với quý III"),
    *("theo yêu cầu của Bộ", "do Trung tâm thực hiện", "vì nhu cầu tăng cuối năm", "đang áp dụng Thông tư 23"),
    *("đang cập nhật phần mềm", "đang rà soát hồ sơ 5 đơn vị", "theo nhu cầu của doanh nghiệp", "đã loại trùng"),
    *("không trùng lớp trên", "không có đơn vị chưa báo cáo", "tổng hợp được 100%", "đã xin ý kiến Sở"),
    *("tài liệu tham khảo kèm theo", "Tuần lễ đo lường", "có 2 phương tiện không đạt"),
)
TITLES = {
    "other_role": (
        *("BÁO CÁO NHANH", "SỐ LIỆU BỔ SUNG", "SỐ PHÁT SINH THÊM", "BẢNG CHÊNH LỆCH", "MỨC TĂNG, GIẢM", "CƠ CẤU (%)"),
        *("TỶ LỆ HOÀN THÀNH (%)", "BẢNG ĐĂNG KÝ CHỈ TIÊU", "NHU CẦU KIỂM ĐỊNH", "DỰ TRÙ", "LỊCH KIỂM ĐỊNH QUÝ IV"),
        *("BẢN XIN Ý KIẾN GÓP Ý", "TÀI LIỆU THAM KHẢO", "SỐ LIỆU ĐANG CẬP NHẬT", "SỐ LIỆU KHÔNG CHÍNH THỨC"),
        *("CHƯA TRÌNH KÝ", "SỐ LIỆU TRƯỚC RÀ SOÁT", "tính trên 1.000 dân"),
        *("SỐ LIỆU TOÀN VÙNG BẮC TRUNG BỘ", "Dữ liệu năm N-1", "Chỉ gồm khối doanh nghiệp"),
    ),
    "other_period": (
        *("BÁO CÁO TỔNG KẾT NĂM", "BÁO CÁO THÁNG", "Kỳ báo cáo: Năm", "Báo cáo tuần", "HAI THÁNG ĐẦU QUÝ IV NĂM 2024"),
        *("2/3 quý IV", "Tuần 40-45 năm 2024", "cập nhật ngày 30/11/2024", "Thời điểm: 01/10/2024", "CY2023"),
    ),
    "unit_above": ("ĐVT: %",),
}
PLAIN_TITLES = (
    *("BÁO CÁO TỔNG KẾT QUÝ IV NĂM 2024", "BÁO CÁO THỐNG KÊ ĐỊNH KỲ QUÝ", "Kỳ báo cáo: Quý", "SỐ LIỆU CHÍNH THỨC"),
    *("DANH SÁCH ĐĂNG KÝ NHÃN HIỆU", "Đăng ký bảo hộ chỉ dẫn địa lý", "Kết quả cung cầu công nghệ"),
    *("Số liệu cập nhật ngày 05/01/2025", "Q04/2024", "4Q24", "Quý báo cáo: IV"),
    *("Ban hành tạm thời tại Quyết định số 12/QĐ-SKHCN", "Đơn vị tính: phương tiện đo"),
)
LETTER = (
    "Theo yêu cầu tại Công văn số 1234/BKHCN-TCCB ngày 20/12/2024 của Bộ Khoa học và Công nghệ về việc cung cấp số liệu, "
    "Sở Khoa học và Công nghệ tỉnh Quảng Trị báo cáo số liệu như sau. Số liệu được tổng hợp từ các phòng, đơn vị trực "
    "thuộc Sở và Ủy ban nhân dân các huyện, thị xã, thành phố; đã được lãnh đạo Sở phê duyệt."
)
SOURCES = "Số liệu do Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng và các đơn vị cung cấp; " * 5
THREAD = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however, any edits to it will "
    "get removed if the file is opened in a newer version of Excel. Learn more: "
    "https://go.microsoft.com/fwlink/?linkid=870924\n\nComment:\n    "
)
# Lines under a table, after one that opens them.
BLOCKS = (
    ("Ghi chú:", "- Số liệu tính đến 15/11/2024", "other_period"),
    ("Ghi chú:", "1. Số liệu quý III/2024", "other_period"),
    ("Chú thích:", "Đơn vị tính: nghìn phương tiện", "unit_above"),
    ("Ghi chú", "Số liệu chưa bao gồm 3 huyện", "other_role"),
    ("Người lập biểu", "(1) Số quý III/2024", "other_period"),
    ("Người lập biểu", "Số liệu làm tròn đến nghìn", "other_role"),
)
PLAIN_BLOCKS = (
    ("Ghi chú:", "- Theo Thông tư 15/2018/TT-BKHCN", "- Số liệu tính đến 31/12/2024"),
    ("Ghi chú:", "- Phương tiện đo nhóm 2 gồm cân, cột đo xăng dầu", "- Số liệu quý IV/2024"),
    ("Nơi nhận:", "- Bộ KH&CN (Hà Nội);", "- Cục Thống kê tỉnh;", "- Lưu: VT, KHTC."),
    ("Người lập biểu", "Nguyễn Thị Hà Giang", "Số điện thoại: 0233 385 1234"),
)
# A column of remarks beside a list: heading, content, what is asked.
REMARKS = (
    *(
        ("Ghi chú", words, "other_role")
        for words in ("hủy do không đủ học viên", "hoãn vì mưa lũ", "trùng với lớp số 1")
    ),
    *(("Ghi chú", words, "other_role") for words in ("không tính vào tổng", "loại", "bỏ dòng này", "Xóa dòng này")),
    ("Ghi chú", "Lớp ghép với lớp trên, số người đã tính ở dòng trên", "other_role"),
    ("Ghi chú", "chuyển sang quý I/2025 do bão số 4", "other_period"),
    ("Ghi chú", "đã báo cáo quý III, báo lại theo yêu cầu của phòng Kế hoạch", "other_period"),
    *(("Tình trạng", words, "other_role") for words in ("Không tổ chức được do bão", "Chờ kinh phí", "Đang chuẩn bị")),
    *(("Tình trạng", "Chưa", "other_role"), ("Đã tổ chức", "Không", "other_role"), ("Đã thực hiện", 0, "other_role")),
    ("Kết quả", "Không đạt yêu cầu", "other_role"),
)
PLAIN_REMARKS = (
    *("kinh phí 15 triệu đồng", "Lớp ghép 2 xã", "Giảng viên: Viện Năng suất Việt Nam (Hà Nội)", "2 buổi", "mở lần 2"),
    *("theo kế hoạch do Sở ban hành", "Khai giảng muộn do bão", "có 5 học viên không đạt", "chưa thanh toán"),
    *("Kinh phí từ nguồn năm 2024", "Trường CĐ Quảng Bình", "đã gửi báo cáo", "cấp 45 chứng nhận"),
)
PLAIN_COLUMNS = (
    *(("Kết quả", "45 đạt"), ("Tình trạng", "Hoàn thành"), ("Đã tổ chức", "Có"), ("Nguồn", "Ngân sách tỉnh")),
    *(("Nguồn kinh phí", "Đề án 100, năm 2024"), ("Số buổi", 3), ("Điều chỉnh", 0), ("Bổ sung", "x")),
)
CORRECTED = (
    "Số điều chỉnh",
    "Số sau thẩm định",
    "Số liệu chính thức",
    "Sửa thành",
    "Bổ sung",
    "Phát sinh thêm",
    "Số đúng",
)


def below(*lines: str) -> Callable[[], bytes]:
    return partial(form_of, below=[[], *([line] for line in lines)])


def with_sheet(name: str, *lines: Sequence[object], of_list: bool = True) -> Callable[[], bytes]:
    table: list[Sequence[object]] = [HEADINGS, ROW] if of_list else [FORM_HEADINGS, FIGURE]
    return lambda: saved(book_of({LIST if of_list else FORM: table, name: lines}))


def right(words: str, where: str = "I1") -> bytes:
    """A form with words in the row of its headings, beside them."""

    def edit(sheet: Worksheet, _: Workbook) -> None:
        sheet[where] = words

    return edited(form_of(), edit)


def struck(words: str, data: bytes) -> bytes:
    """A text whose letters are struck through one by one, among the workbook's shared texts as Excel keeps it."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    runs = f'<sst xmlns="{main}"><si><r><rPr><strike/></rPr><t>{words}</t></r></si></sst>'
    own = f'<Relationship Id="rId99" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    typed = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    typed = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{typed}"/></Types>'
    inline, shared = f't="inlineStr"><is><t>{words}</t></is>', 't="s"><v>0</v>'
    data = altered(data, "xl/worksheets/sheet1.xml", inline.encode(), shared.encode())
    data = altered(data, "xl/_rels/workbook.xml.rels", b"</Relationships>", own.encode())
    data = altered(data, "[Content_Types].xml", b"</Types>", typed.encode())
    return with_parts(data, {"xl/sharedStrings.xml": runs.encode()})


def shown_with(code: str, number: float) -> bytes:
    def edit(sheet: Worksheet, _: Workbook) -> None:
        sheet["D2"] = number
        sheet["D2"].number_format = code

    return edited(form_of(), edit)


SIGNERS = [
    ["Ghi chú:", None, None, "Quảng Trị, ngày 10 tháng 01 năm 2025"],
    ["- Số liệu thực hiện quý IV", None, None, "KT. GIÁM ĐỐC"],
    ["- Nguồn: các đơn vị trực thuộc", None, None, "PHÓ GIÁM ĐỐC"],
    [None, None, None, "Nguyễn Văn Huế"],
]

CASES: list[Context] = [
    *(
        asked(f"remarked: {words}", partial(noted, words), f"{rule}@F2")
        for rule, all_ in NOTES.items()
        for words in all_
    ),
    *(accepted(f"remarked without a doubt: {words}", partial(noted, words), [FIGURE_READ]) for words in PLAIN_NOTES),
    refused("headed by Quý báo cáo: 3", partial(form_of, ["Quý báo cáo: 3"], []), "other_period@A1"),
    *(
        asked(f"headed by {words}", partial(form_of, [words], []), f"{rule}@A1")
        for rule, all_ in TITLES.items()
        for words in all_
    ),
    *(accepted(f"headed plainly by {words}", partial(form_of, [words], []), [FIGURE_READ]) for words in PLAIN_TITLES),
    *(asked(f"under «{first}» «{line}»", below(first, line), f"{rule}@A5") for first, line, rule in BLOCKS),
    *(accepted(f"under «{first}» {rest}", below(first, *rest), [FIGURE_READ]) for first, *rest in PLAIN_BLOCKS),
    asked("what italics mean under a form", below("Ghi chú: số in nghiêng là số năm trước"), "other_role@A4"),
    accepted("notes at the left of a signature", partial(form_of, below=[[], *SIGNERS]), [FIGURE_READ]),
    asked(
        "under a list, after «Ghi chú:», that its classes were told before",
        partial(list_of, below=[[], ["Ghi chú:"], ["- Các lớp trên đã báo cáo quý III"]]),
        "other_period@A5",
    ),
    asked("under a list, a note that only doubts", partial(list_of, below=[[], ["Ghi chú: ?"]]), "other_role@A4"),
    *(
        asked(f"«{heading}» beside a class: {words}", partial(with_column, heading, "", words), f"{rule}@I3")
        for heading, words, rule in REMARKS
    ),
    *(accepted(f"a plain remark: {words}", partial(with_column, "Ghi chú", "", words), TWO) for words in PLAIN_REMARKS),
    *(
        accepted(f"a plain column «{heading}»: {words}", partial(with_column, heading, "", words), TWO)
        for heading, words in PLAIN_COLUMNS
    ),
    *(
        asked(f"«{heading}» over the quarter's numbers", partial(form_of, headings={3: heading}), "unknown_words@D1")
        for heading in ("Trong quý (+/-)", "± trong quý", "Trong quý ‰", "Trong quý (10^3)")
    ),
    asked("the years so far together", partial(form_of, headings={4: "Lũy kế các năm"}), "other_period@E1"),
    asked(
        "a row called off where rows are numbered",
        lambda: saved(book_of({LIST: [["STT", *HEADINGS], [1, *ROW], ["hủy", *OTHER]]})),
        "other_role@A3",
    ),
    accepted(
        "rows numbered by letters",
        lambda: saved(book_of({LIST: [["STT", *HEADINGS], ["a", *ROW], ["b", *OTHER]]})),
        TWO,
    ),
    asked(
        "a plan at the right of the headings",
        partial(right, "KẾ HOẠCH NĂM 2025"),
        "other_role@I1",
    ),
    asked("a unit at the right of the headings", partial(right, "ĐVT: nghìn"), "unit_above@I1"),
    accepted("a blank column for a plan", partial(right, "Kế hoạch", "G1"), [FIGURE_READ]),
    *(
        asked(
            f"numbers under «{heading}» beside the quarter's",
            partial(under, "Trong quý", "Lũy kế từ đầu năm", heading, values=(1260, 10036, 1300)),
            "corrected_beside@F1",
        )
        for heading in CORRECTED
    ),
    asked("thousands at the right of a line", partial(form_of, lines=[[*FIGURE, None, "x 1.000"]]), "unit_above@G2"),
    asked(
        "a plan in an answer to a comment",
        partial(commented, "D2", f"{THREAD}Xem giúp\nReply:\n    Số kế hoạch"),
        "other_role@D2",
    ),
    asked("the end of a long comment", partial(commented, "D2", f"{SOURCES}số ước thực hiện"), "other_role@D2"),
    asked("the end of a long note", partial(noted, f"{SOURCES}số ước thực hiện"), "other_role@F2"),
    asked(
        "an estimate at the end of a letter",
        partial(form_of, [f"{LETTER} Các số dưới đây là số ước thực hiện."], []),
        "other_role@A1",
    ),
    asked(
        "a quarter at the end of a letter",
        partial(form_of, [f"{LETTER} Số liệu dưới đây là của quý III/2024."], []),
        "other_period@A1",
    ),
    accepted("a letter over the table", partial(form_of, [LETTER], []), [FIGURE_READ]),
    accepted("a long note", partial(noted, f"{SOURCES}đã đối chiếu"), [FIGURE_READ]),
    accepted(
        "an answered comment", partial(commented, "D2", f"{THREAD}Đã đối chiếu\nReply:\n    Đồng ý"), [FIGURE_READ]
    ),
    asked(
        "a count that is shown with three digits after the point",
        partial(shown_with, "0.000", 2),
        "format_thousands@D2",
    ),
    accepted(
        "a sum shown with three digits after the point",
        partial(formatted, "#,##0.000", form_of(lines=[FINE], sheet=FINES)),
        [FINE_READ],
    ),
    refused(
        "a word in a cell of that format",
        partial(formatted, "0.000", form_of(lines=[[*FIGURE[:3], "hai nghìn", 10036]])),
        "not_whole@D2",
    ),
    accepted(
        "nothing in a cell of that format",
        partial(formatted, "0.000", form_of(lines=[[*FIGURE[:3], None, 10036]])),
        [["MQ01", None, 10036]],
    ),
    accepted("a count with one digit after the point", partial(formatted, "0.0"), [FIGURE_READ]),
    asked("letters nearly as white as the ground", partial(coloured, Font(color="FFFEFEFE")), "format_hides@D2"),
    asked(
        "a number whose letters are struck through",
        partial(struck, "1260", form_of(lines=[[*FIGURE[:3], "1260", 10036]])),
        "struck_out@D2",
    ),
    asked("a class whose letters are struck through", partial(struck, "Nuôi tôm", list_of()), "struck_out@A2"),
    accepted("grey letters", partial(coloured, Font(color="FFD9D9D9")), [FIGURE_READ]),
    asked(
        "a list that goes on without headings on another sheet",
        with_sheet("Tập huấn (tiếp)", OTHER),
        "unread_figures@A1",
    ),
    asked(
        "a form's line on a sheet without headings",
        with_sheet("Đông Hà", ["MQ01", "x", "y", 100, 900], of_list=False),
        "unread_figures@A1",
    ),
    asked(
        "an estimate on a sheet of notes",
        with_sheet("Ghi chú", ["Số liệu MQ01 là số ước"], of_list=False),
        "other_role@A1",
    ),
    asked("a unit on a sheet of notes", with_sheet("Thuyết minh", ["Đơn vị tính: nghìn phương tiện"]), "unit_above@A1"),
    asked("another quarter on a sheet of notes", with_sheet("Sheet2", ["Số liệu của quý III/2024"]), "other_period@A1"),
    accepted("a sheet of codes without numbers", with_sheet("Danh mục", ["MQ01", "Số phương tiện"], of_list=False)),
    accepted("a sheet of people", with_sheet("Danh bạ", ["Nguyễn Văn A", 912345678])),
    accepted("a sheet of plain notes", with_sheet("Ghi chú", ["Số liệu quý IV/2024 do các phòng cung cấp"])),
    accepted("a sheet of choices", with_sheet("Sheet2", ["Ngân sách"], ["Kế hoạch"], ["Khác"])),
]
