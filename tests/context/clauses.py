"""What a note says behind a colon, an equals sign or in brackets; names of people that are none; days that move a row
of a list; text files, and sheets called like one; letters over a table."""

from functools import partial

from tests.context.case import FIGURE, FIGURE_READ, FORM_HEADINGS, Context, accepted, asked, form_of, list_of
from tests.context.free_texts import noted as list_noted
from tests.context.notes import noted
from tests.support.corpus import ROW

BEHIND = {
    "other_period": (
        *("đã tổng hợp: 9 tháng", "cộng thêm: quý III", "phần này: quý III", "da tong hop: 9 thang"),
        *(
            "đã tổng hợp = 9 tháng",
            "đã tổng hợp: tháng 11",
            "phần này: tháng 9",
            "quý III: đã tổng hợp",
            "đã tổng hợp (9 tháng)",
            "đã tổng hợp [quý III]",
            "đã tổng hợp → quý III",
        ),
        *("thời gian tổng hợp: 9 tháng", "mới xong, đã tổng hợp: 9 tháng", "đã tổng hợp: 2023", "kỳ tổng hợp (2023)"),
    ),
    "other_role": (
        *("em ghi: số kế hoạch", "đã tổng hợp: số ước", "chị Hà báo: số cùng kỳ", "em ghi (số kế hoạch)"),
        "lý do: hoãn do mưa bão",
    ),
}
# Other numbers and other times than the number's own.
PLAIN = (
    *("tháng 10: 400; tháng 11: 400; tháng 12: 460", "giảm so với cùng kỳ (cùng kỳ 1.300)", "đã tổng hợp: quý IV"),
    *("tăng so với cùng kỳ: quý IV/2023", "thời gian đào tạo: 3 tháng", "thời gian bảo hành: 12 tháng"),
    *("phương tiện mới (sản xuất 2019)", "năm cấp: 2023"),
    *("kỳ báo cáo: quý IV (từ 01/10 đến 31/12/2024)", "chợ Đông Hà (tháng 10), chợ Lao Bảo (tháng 11)"),
    *(
        "làm nhiều nhất: tháng 12",
        "Loại: công tơ, cân, cột đo (chủ yếu)",
        "dự án nông thôn miền núi (giai đoạn 2021-2025)",
        "hoàn thành: 100% kế hoạch năm",
    ),
)
NO_PEOPLE = (
    *("Nguyễn Văn Thiếu Huyện", "Lê Chưa Cộng", "Trần Thị Kế Hoạch", "Lê Quý Ba", "Nguyễn Văn Tám Huyện", "Lê Cộng"),
    *("Hồ Sơ Thiếu", "Vũ Chín Tháng", "Phạm Cộng Thêm Bộ"),
)
PEOPLE = (
    *("Nguyễn Văn Cộng", "Trần Thị Mới", "Nguyễn Văn Tính", "Lê Thị Năm", "Hoàng Ngọc Quý", "Nguyễn Quang Huy"),
    *("Đỗ Trung Bình", "Nguyễn Thị Thêm", "Vũ Văn Tám"),
)
MOVED = (
    *("dời sang ngày 14/01/2025", "lớp chuyển sang ngày 14/01/2025", "dời sang 14/1", "tổ chức ngày 14/01/2025"),
    *("khai giảng ngày 28/9/2024", "hoãn lại đến ngày 05/01/2025", "kết thúc vào ngày 10/01/2025", "học bù 12/1/2025"),
    *("doi sang ngay 14/01/2025", "lùi sang sáng ngày 03/02/2025"),
    *("dời: 14/01/2025", "ngày học: 14/01/25", "lớp mở vào ngày 14-01-2025", "chuyển sang thứ Ba 14/01/2025"),
    *("rescheduled to 14 January 2025", "postponed until 5 Feb 2025", "moved to January 14, 2025"),
    "postponed to the 3rd of February",
)
STAYED = (
    *("dời sang ngày 20/12/2024", "QĐ số 12 ngày 3/1/2025", "Theo QĐ 12/QĐ-SKHCN ngày 03/01/2025"),
    *("tổ chức ngày 31/12/2024", "theo kế hoạch số 5 ngày 12/02/2024", "cấp chứng chỉ ngày 10/01/2025"),
    *("Thanh toán xong ngày 10/01/2025", "held on 14 November 2024", "moved to December 20, 2024"),
)
LETTER = (
    "Kính gửi Bộ Khoa học và Công nghệ, Sở Khoa học và Công nghệ tỉnh xin gửi biểu số liệu quý IV năm 2024 theo quy định "
    "của Bộ. Trong kỳ, hoạt động kiểm định phương tiện đo được triển khai đều tại các chợ, trạm y tế và cửa hàng xăng "
    "dầu; công tác tuyên truyền được tăng cường. {} Sở trân trọng cảm ơn sự phối hợp của các đơn vị."
)

IN_LETTER = (
    *("Số liệu trên mới tính phần của 7 huyện.", "Phần của Bộ đã trừ ra khỏi các số trong biểu."),
    *("Các số cộng từ sổ tay của cán bộ, sổ gốc chưa mở.", "Số của Trung tâm gộp chung hai bên, chưa tách được."),
)
PLAIN_IN_LETTER = ("Trong kỳ có 3 xã đạt chuẩn.", "Số liệu đã được đối chiếu với các đơn vị.")
OF_FILE = {
    "other_role": ("Quang-Tri_ke-hoach_2024-Q4", "uoc thuc hien", "thieu 2 huyen", "ban nhap"),
    "other_period": ("9 thang", "Q3-2024"),
}
PLAIN_OF_FILE = ("Quang-Tri_2024-Q4", "anh Nam gui lai", "bieu 3 sua lan 2")
OF_SHEET = {
    "other_role": ("ke hoach.csv", "huyen Hai Lang.csv", "so bo.txt"),
    "other_period": ("9 thang.csv",),
    "unknown_words": ("gấu bông.csv",),
}


def text_file() -> bytes:
    return "\n".join(",".join(f'"{word}"' for word in line) for line in (FORM_HEADINGS, FIGURE)).encode()


CASES: list[Context] = [
    *(
        asked(f"a note «{words}», of which a part alone is understood", partial(noted, words), f"{rule}@F2")
        for rule, all_ in BEHIND.items()
        for words in all_
    ),
    *(
        accepted(f"a note «{words}», of another number or another thing", partial(noted, words), [FIGURE_READ])
        for words in PLAIN
    ),
    *(
        asked(f"«{words}» over a form, which is nobody's name", partial(form_of, [words], []), "unknown_words@A1")
        for words in NO_PEOPLE
        if words not in ("Trần Thị Kế Hoạch", "Lê Quý Ba", "Vũ Chín Tháng")
    ),
    *(
        accepted(f"«{words}» over a form, who wrote it", partial(form_of, [words], []), [FIGURE_READ])
        for words in PEOPLE
        if words != "Đỗ Trung Bình"
    ),
    *(asked(f"a class with the note «{words}»", partial(list_noted, words), "other_period@I2") for words in MOVED),
    *(accepted(f"a class with the note «{words}»", partial(list_noted, words)) for words in STAYED),
    *(
        asked(
            f"a class called «Nuôi tôm ({words})»",
            partial(list_of, lines=[[f"Nuôi tôm ({words})", *ROW[1:]]]),
            "other_period@A2",
        )
        for words in ("dời sang ngày 14/01/2025", "tổ chức ngày 05/01/2025")
    ),
    accepted(
        "a class called «Nuôi tôm (dời sang ngày 20/12/2024)»",
        partial(list_of, lines=[["Nuôi tôm (dời sang ngày 20/12/2024)", *ROW[1:]]]),
    ),
    *(
        asked(f"a letter that says «{words}»", partial(form_of, [LETTER.format(words)], []), "unknown_words@A1")
        for words in IN_LETTER
    ),
    *(
        accepted(f"a letter that says «{words}»", partial(form_of, [LETTER.format(words)], []), [FIGURE_READ])
        for words in PLAIN_IN_LETTER
    ),
    *(
        asked(f"a file called «{stem}{ending}»", make, f"{rule}@", f"{stem}{ending}")
        for rule, stems in OF_FILE.items()
        for stem in stems
        for ending, make in ((".csv", text_file), (".xlsx", form_of))
    ),
    *(
        accepted(f"a file called «{stem}{ending}»", make, [FIGURE_READ], f"{stem}{ending}")
        for stem in PLAIN_OF_FILE
        for ending, make in ((".csv", text_file), (".xlsx", form_of))
    ),
    *(
        asked(f"a sheet called «{name}»", partial(form_of, sheet=name), f"{rule}@A1")
        for rule, names in OF_SHEET.items()
        for name in names
    ),
    *(
        accepted(f"a sheet called «{name}»", partial(form_of, sheet=name), [FIGURE_READ])
        for name in ("so-lieu.csv", "Biểu.csv")
    ),
]
