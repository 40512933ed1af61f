"""Notes that say in other words that a number is a guess, another time's, somebody else's or not yet one; and notes of
nearly the same words that say nothing of it."""

from functools import partial

from tests.context.case import FIGURE_READ, Context, accepted, asked, form_of
from tests.context.notes import noted

NOTES = {
    "other_role": (
        *("lấy theo báo chí", "theo báo chí", "số liệu trên mạng", "lấy trên mạng", "theo Internet", "nghe nói"),
        *("theo ước đoán của phòng", "theo trí nhớ", "phỏng tính", "đoán", "đoán theo năm ngoái", "theo kinh nghiệm"),
        *("theo cảm tính", "suy từ số năm ngoái", "tự suy", "lấy tạm", "ghi tạm", "điền tạm", "tạm ghi 0"),
        *("điền cho đủ", "điền đại", "ghi đại", "cho khớp với năm ngoái", "chưa kiểm chứng", "chưa thẩm định"),
        *("không có căn cứ", "không có hồ sơ chứng minh", "số của năm ngoái vì chưa có số mới", "vì chưa có số mới"),
        *(
            "chưa có số mới nên lấy số cũ",
            "chưa có số chính thức",
            "chưa có số của Trung tâm",
            "thiếu số của Trung tâm",
        ),
        *("giữ nguyên như quý trước", "giữ như quý trước", "lấy nguyên số quý trước", "chưa tính Trung tâm"),
        *("mới tính nửa năm", "mới có một tháng", "số đề nghị", "theo chỉ tiêu", "số sẽ làm"),
        *("sẽ thực hiện trong tháng 1", "chuẩn bị thực hiện", "làm chưa xong", "chưa xong", "tính cả lần làm lại"),
        *("đếm cả lượt kiểm lại", "đếm hai lần", "cộng hai lần", "có cả của tỉnh bạn", "gồm cả làm hộ tỉnh bạn"),
        *("số toàn quốc", "số của cả vùng", "số của Bộ", "chia đều cho 4 quý", "lấy số năm chia 4", "nhân với 4"),
        *("nhân hệ số 1,2", "tham khảo", "chỉ để tham khảo", "chưa công bố", "chưa trình lãnh đạo", "số ma"),
        *("không đúng", "có thể sai", "chưa đúng", "cần kiểm tra lại", "kiểm tra lại", "xem lại", "sửa sau"),
        *("không chính xác", "gần đúng", "không nhớ", "không rõ số", "gần 1300", "hơn 1200", "khoảng 1.260"),
        *("trên 1200", "cỡ 1260", "ít nhất 1260"),
    ),
    "unit_named": ("vạn phương tiện", "đơn vị: vạn", "tính theo vạn", "vạn"),
}
PLAIN = (
    *("theo báo cáo của các huyện", "lấy theo sổ theo dõi", "lấy theo biên bản", "đúng theo sổ", "khớp với sổ"),
    *("tuyên truyền trên báo chí", "đăng trên báo chí 3 kỳ", "cung cấp cho báo chí", "đăng trên mạng xã hội"),
    *("hồ sơ nộp qua mạng", "qua mạng Internet", "trao đổi kinh nghiệm", "học tập kinh nghiệm", "chẩn đoán hình ảnh"),
    *("phòng tính toán của Viện", "đại diện 3 huyện", "số mới", "cấp mới 20", "có 2 đơn vị mới", "chợ Vạn"),
    *("phường Vạn Phúc", "van an toàn", "vận chuyển", "văn bản số 12", "đăng ký mới", "đăng ký lần đầu", "số được cấp"),
    *("hồ sơ được duyệt", "không có căn cứ xử phạt 2 vụ", "3 hồ sơ chưa thẩm định", "kiểm tra lại 5 cơ sở vi phạm"),
    *("kiểm định lại sau sửa chữa", "hiệu chuẩn lại 12 cái", "có trên 20 đơn vị", "trên 200 cơ sở tham gia"),
    *("gần khu công nghiệp", "hơn năm trước", "cao hơn quý trước", "như mọi năm", "như thường lệ", "nhận 3 hồ sơ"),
    *("chia cho 4 huyện", "đã công bố", "công bố trên cổng thông tin", "làm hộ Chi cục", "lãnh đạo đã duyệt"),
    *("không dùng 2 cái", "chưa dùng", "đang thực hiện nhiệm vụ", "nhiệm vụ chuyển tiếp", "số điện thoại 0233"),
    *(
        "theo chỉ tiêu chất lượng",
        "có số mới cấp",
        "lấy tám mẫu",
        "ghi tám mục",
        "hai lần kiểm tra",
        "trong tỉnh bán 200",
    ),
)
CASES: list[Context] = [
    *(
        asked(f"in other words: {words}", partial(noted, words), f"{rule}@F2")
        for rule, all_ in NOTES.items()
        for words in all_
    ),
    *(accepted(f"nearly in these words: {words}", partial(noted, words), [FIGURE_READ]) for words in PLAIN),
    *(
        asked(f"above the table, in other words: {words}", partial(form_of, [words], []), f"{rule}@A1")
        for words, rule in (
            *(("SỐ LIỆU LẤY THEO BÁO CHÍ", "other_role"), ("Số liệu ước đoán", "other_role")),
            *(
                ("Số liệu chưa thẩm định", "other_role"),
                ("ĐVT: vạn", "unit_above"),
                ("Đơn vị tính: vạn người", "unit_above"),
            ),
        )
    ),
]
