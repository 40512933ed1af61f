"""Notes beside a number, and lines under a table, as provinces write them: those that make the number another one, and
those that only explain it."""

from functools import partial

from tests.context.case import FIGURE, FIGURE_READ, Context, accepted, asked, form_of, list_of

NOTES = {
    "other_period": (
        *(
            "số liệu tính đến 15/11/2024",
            "Số liệu tính đến 15/11",
            "tính đến hết tháng 11",
            "đến 30/11",
            "số liệu 11 tháng",
        ),
        *(
            "Số liệu đến ngày 15/11/2024",
            "TH 2023",
            "giữ nguyên số quý III",
            "gồm cả quý III",
            "bao gồm cả quý III/2024",
        ),
        *("số của 2 quý", "số cả năm", "chưa cập nhật, lấy số quý III", "cộng dồn quý III và IV"),
    ),
    "other_role": (
        *("đã quy đổi", "đã quy đổi ra nghìn chiếc", "số làm tròn", "làm tròn nghìn", "làm tròn đến hàng trăm"),
        *("CK", "LK", "số KH giao", "LK từ đầu năm", "lấy số cùng kỳ", "lấy theo số quý trước", "số cũ", "bq/tháng"),
        *("số chưa chốt", "số tạm", "tạm báo cáo", "chờ xác nhận", "chưa kiểm tra", "cần rà soát lại", "chưa đầy đủ"),
        *("chưa đủ số liệu", "thiếu số liệu tháng 12", "chưa có số liệu tháng 12", "mới có 7/10 huyện"),
        *("mới tổng hợp được 8/10 đơn vị", "kể cả ngoài tỉnh", "bao gồm cả ngoài tỉnh"),
        *("số thay thế 1.360", "sửa thành 1360", "đúng là 1.360", "1.360 mới đúng"),
    ),
    "unit_named": (
        *("x1000", "x 1.000", "(x1.000)", "× 1000", "tính theo lượt", "tính bằng chục", "chục", "nghìn", "trăm"),
        "triệu",
    ),
    "other_province": ("gồm cả tỉnh Quảng Bình cũ", "trong đó có 200 của tỉnh Quảng Bình"),
}
PLAIN = (
    *(
        "tăng 12% so với cùng kỳ",
        "so với cùng kỳ tăng 10",
        "tăng do mở rộng địa bàn",
        "đạt 105% kế hoạch",
        "vượt kế hoạch",
    ),
    *("Kế hoạch số 12/KH-SKHCN", "Theo Quyết định 12/QĐ-UBND ngày 05/02/2024", "Số liệu quý IV/2024", "tại 3 xã"),
    *("tính đến 31/12/2024", "số liệu tính đến ngày 31/12", "làm xong trong tháng 12", "trong đó 200 cái cân"),
    *("tháng 10: 400; tháng 11: 400; tháng 12: 460", "cùng kỳ là 1.200", "số chính thức", "đã kiểm tra", "10/10 huyện"),
)
BELOW = (
    ("Ghi chú: số liệu tính đến 15/11/2024", "other_period"),
    ("(*) Số liệu tính đến 15/11", "other_period"),
    ("Ghi chú: lấy số năm 2023", "other_period"),
    ("Số liệu trên chỉ tính đến ngày 30/11/2024.", "other_period"),
    ("Note: figures as of 15/11/2024", "other_period"),
    ("(*) đã làm tròn đến nghìn", "other_role"),
    ("Lưu ý: số liệu đã quy đổi ra nghìn phương tiện", "other_role"),
    ("(*): số liệu của 8/10 huyện", "other_role"),
    ("Ghi chú: chưa có số liệu của 02 xã", "other_role"),
    ("Note: in thousands", "unit_above"),
)
PLAIN_BELOW = (
    *("Ghi chú: số liệu tính đến 31/12/2024", "Ghi chú: số liệu tính từ 01/10/2024 đến 31/12/2024"),
    *("(*) Theo Thông tư 15/2018/TT-BKHCN", "Ghi chú: Kế hoạch số 25/KH-UBND ngày 12/01/2024"),
    *("Số điện thoại: 0233 385 1234", "Người lập biểu: Nguyễn Văn A"),
)


def noted(words: str, *numbers: object) -> bytes:
    return form_of(lines=[[*FIGURE[:3], *(numbers or FIGURE[3:]), words]])


CASES: list[Context] = [
    *(
        asked(f"a note «{words}»", partial(noted, words), f"{rule}@F2")
        for rule, all_ in NOTES.items()
        for words in all_
    ),
    *(accepted(f"a note «{words}»", partial(noted, words), [FIGURE_READ]) for words in PLAIN),
    accepted("a note «chưa có số liệu» where there is no number", partial(noted, "chưa có số liệu", "…", "…")),
    *(asked(f"under a form «{line}»", partial(form_of, below=[[], [line]]), f"{rule}@A4") for line, rule in BELOW),
    *(accepted(f"under a form «{line}»", partial(form_of, below=[[], [line]]), [FIGURE_READ]) for line in PLAIN_BELOW),
    asked(
        "under a list that something is left out",
        partial(list_of, below=[[], ["Danh sách trên chưa bao gồm các lớp do xã tổ chức"]]),
        "other_role@A4",
    ),
    asked(
        "under a list that another quarter is in it",
        partial(list_of, below=[[], ["Ghi chú: số người gồm cả lớp quý III"]]),
        "other_period@A4",
    ),
]
