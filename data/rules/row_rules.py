"""What may be wrong with the rows of a list: its statement, each row beside its like, and the lists sent before."""

from data.model import Text
from data.rules.declare import BARE, LINE_MESSAGE, PLACED, ROW_MESSAGE, Rule

ROW: dict[str, Rule] = {
    "declared:row": ROW_MESSAGE.error("{message}", "{message}"),
    "declared:row_of_period": ROW_MESSAGE.error(
        "{message}", "{message}", "{period}: {first}–{last}", "{period}: {first} – {last}"
    ),
    # the state of a list's data
    "state_contradicts": PLACED.error(
        "ghi «{received}» nhưng có {rows} dòng số liệu. Chọn «{has_data}», hoặc xóa các dòng.",
        "it says “{received}”, yet there are {rows} rows. Choose “{has_data}”, or delete the rows.",
        "{has_data}",
    ),
    "state_without_rows": PLACED.error(
        "ghi «{received}» nhưng không có dòng nào. Điền các dòng, hoặc chọn tình trạng khác.",
        "it says “{received}”, yet there is no row. Fill in rows, or choose another state.",
        *("ít nhất một dòng", "at least one row"),
    ),
    "silence": PLACED.question(
        "không có dòng nào và chưa chọn tình trạng số liệu. Để như vậy sẽ ghi là chưa báo cáo, không phải bằng 0. Nếu không phát sinh, chọn «{nothing}».",
        "there is no row and no state was chosen. Left so it counts as not reported, not as zero. If nothing happened, choose “{nothing}”.",
        *("một tình trạng số liệu", "a state of the data"),
    ),
    # one row beside the others
    "duplicate": PLACED.error(
        "«{received}» trùng với dòng {first} ({columns}). Xóa một dòng, hoặc sửa cho khác nhau.",
        "“{received}” repeats row {first} ({columns}). Delete one row, or make them differ.",
        *("mỗi dòng một lần", "each row once"),
    ),
    "unknown_province": PLACED.error(
        "nhận «{received}», năm {year} không có đơn vị này. Ghi đúng tên hoặc mã.",
        "received “{received}”, which was no province in {year}. Write its name or code.",
        *("một trong {count} tỉnh, thành phố năm {year}", "one of the {count} provinces of {year}"),
    ),
    "province_twice": PLACED.error(
        *("«{name}» đã có ở dòng {first}. Xóa một dòng.", "“{name}” is in row {first} already. Delete one."),
        *("mỗi tỉnh một dòng", "each province once"),
    ),
    "rank_out": PLACED.error(
        "nhận hạng {received}, cần số từ 1 đến {count}, mỗi hạng một tỉnh.{taken} Sửa ô này.",
        "received rank {received}, expected 1 to {count}, each once.{taken} Mend this cell.",
        *("1 đến {count}, mỗi hạng một lần", "1 to {count}, each once"),
    ),
    "provinces_absent": PLACED.question(
        "thiếu {absent} trong {count} tỉnh: {received}. Bổ sung, hoặc nêu lý do.",
        "{absent} of {count} provinces are absent: {received}. Add them, or say why.",
        *("{count} dòng", "{count} rows"),
    ),
    # the lists that the province sent before
    "row_unlike": LINE_MESSAGE.question(
        "«{column}» của {count} dòng cùng loại mà tỉnh đã nộp thường là {usual} (từ {low} đến {high}).{zeros} Kiểm tra số và đơn vị; nếu đúng, nêu lý do.",
        "“{column}” of {count} rows of its kind that this province has sent is usually {usual} ({low} to {high}).{zeros} Check the figure and its unit; if it is right, say why.",
        *("khoảng {usual}", "about {usual}"),
    ),
    "rows_repeated": PLACED.question(
        "{same} trên {rows} dòng giống hệt danh sách của {earlier}: có thể đã nộp lại danh sách cũ. Ghi những gì làm trong {now}; nếu đúng là trùng, nêu lý do.",
        "{same} of {rows} rows are exactly those of {earlier}: the old list may have been sent again. List what was done in {now}; if they are the same, say why.",
        *("danh sách của {now}", "the list of {now}"),
    ),
    "sudden_zero:list": PLACED.question(
        "ghi không phát sinh, trong khi {count} lần nộp trước đều có, thường là {usual} dòng. Nếu chưa có số liệu, chọn «{not_available}»; nếu đúng là không phát sinh, nêu lý do.",
        "nothing happened, while the {count} lists before all had rows, usually {usual}. If it is not known yet choose “{not_available}”; if nothing happened, say why.",
        *("khoảng {usual} dòng", "about {usual} rows"),
    ),
    "register_shrinks": BARE.question(
        "Sheet «{sheet}», cột «{column}»: thiếu {count} dòng còn hiệu lực ở quý trước: {received}{more}. Danh sách phải đầy đủ; cái đã hủy bỏ hay hết hiệu lực vẫn ghi lại với tình trạng đó. Bổ sung, hoặc nêu lý do.",
        "Sheet “{sheet}”, column “{column}”: {count} rows that were in force last quarter are absent: {received}{more}. The list must be complete; what was cancelled or expired stays in it with that status. Add them, or say why.",
        *("danh sách đầy đủ", "the whole list"),
    ),
}

# Parts of the sentences above
RANK_TAKEN = Text(" Hạng này đã có ở dòng {first}.", " Row {first} has it already.")
MORE_BY_ZEROS = Text(
    " Chia cho {times} thì hợp với các dòng ấy hơn nhiều: có thể thừa chữ số 0 hoặc sai đơn vị.",
    " Divided by {times} it would be far more like them: a zero too many, or another unit.",
)
LESS_BY_ZEROS = Text(
    " Nhân với {times} thì hợp với các dòng ấy hơn nhiều: có thể thiếu chữ số 0 hoặc sai đơn vị.",
    " Times {times} it would be far more like them: a zero too few, or another unit.",
)
MORE_ROWS = Text(" và {count} dòng nữa", " and {count} more")
