"""What may be wrong with a sheet, its headings or its rows."""

from data.rules.declare import SHEET_MESSAGE, Rule

_error, _question, _info = SHEET_MESSAGE.error, SHEET_MESSAGE.question, SHEET_MESSAGE.info

SHEET: dict[str, Rule] = {
    "unknown_sheet": _info(
        "Không nhận ra sheet này là phần nào của biểu nên không nạp.",
        "This sheet is no part of the form and was not loaded.",
    ),
    "unclear_sheet": _info(
        "Tiêu đề của sheet này giống nhiều phần của biểu ({tables}) nên không nạp. Đặt tên sheet theo biểu mẫu.",
        "The headings of this sheet fit several parts of the form ({tables}), so it was not loaded. Name the sheet as in the template.",
    ),
    "table_twice": _error(
        "Phần «{label}» đã có ở sheet «{first}». Gộp hoặc bỏ một sheet rồi nộp lại.",
        "“{label}” is already on sheet “{first}”. Merge the sheets or drop one, and send the file again.",
        *("phần «{label}» chỉ ở một sheet", "“{label}” on one sheet only"),
    ),
    "no_header": _error(
        "Không thấy dòng tiêu đề. Dùng đúng biểu mẫu, giữ nguyên dòng tiêu đề, rồi nộp lại.",
        "No row of headings was found. Use the template, keep its headings, and send the file again.",
        *("dòng tiêu đề của phần «{label}»", "the headings of “{label}”"),
    ),
    "missing_column": _error(
        "Thiếu cột bắt buộc «{heading}». Thêm cột này ở dòng tiêu đề rồi nộp lại.",
        "The required column “{heading}” is missing. Add it to the headings and send the file again.",
        *("cột bắt buộc «{heading}»", "the required column “{heading}”"),
    ),
    "column_twice": _error(
        "Cột «{heading}» đã có ở cột {first}. Bỏ hoặc đổi tên một trong hai cột.",
        "“{heading}” is already column {first}. Drop or rename one of them.",
        *("cột «{heading}» chỉ một lần", "column “{heading}” once only"),
    ),
    "scaled_heading": _error(
        "Tiêu đề ghi đơn vị khác biểu mẫu. Đổi số liệu về đơn vị của biểu mẫu rồi sửa tiêu đề.",
        "The heading names another unit than the form's. Convert the figures, then mend the heading.",
        *("số đếm từng đơn vị, không theo nghìn hay triệu", "single units, not thousands or millions"),
    ),
    "old_font_heading": _info(
        "Tiêu đề theo mã cũ ({code}), đã đọc là «{after}».",
        "The heading is in an old code ({code}) and was read as “{after}”.",
    ),
    "extra_column": _info(
        "Cột này không có trong biểu nên không nạp.", "This column is no part of the form and was not loaded."
    ),
    "unheaded_cells": _info(
        "Có nội dung ngoài các cột của biểu; phần này không nạp.",
        "There is something outside the form's columns; it was not loaded.",
    ),
    "hidden_sheet": _question(
        "Sheet đang ẩn mà vẫn được đọc. Nếu đúng là số liệu của kỳ này, ghi lý do; nếu không, xóa sheet này.",
        "The sheet is hidden and was read all the same. If it holds this quarter's figures, say why; if not, delete it.",
    ),
    "hidden_rows": _question(
        "Các dòng đang ẩn vẫn được đọc: {rows}. Nếu đúng là số liệu của kỳ này, ghi lý do; nếu không, xóa các dòng đó.",
        "Hidden rows were read all the same: {rows}. If they are this quarter's figures, say why; if not, delete them.",
    ),
    "hidden_columns": _question(
        "Các cột đang ẩn vẫn được đọc: {columns}. Nếu đúng là số liệu của kỳ này, ghi lý do; nếu không, xóa các cột đó.",
        "Hidden columns were read all the same: {columns}. If they are this quarter's figures, say why; if not, delete them.",
    ),
    "merged_cells": _error(
        "Các ô {range} đã gộp nên chỉ ô đầu có giá trị. Bỏ gộp ô, điền từng ô, rồi nộp lại.",
        "Cells {range} are merged, so only the first has a value. Unmerge them, fill in each, and send the file again.",
        *("mỗi ô một giá trị, không gộp ô {range}", "a value in each cell, {range} not merged"),
    ),
    "headings_again": _info(
        "Dòng này lặp lại tiêu đề, không nạp.", "This row repeats the headings and was not loaded."
    ),
    "total_row": _info("Dòng tổng, không nạp.", "A total, not loaded."),
    "section_row": _info("Dòng đề mục, không có số liệu, không nạp.", "A caption without figures, not loaded."),
    "section_perhaps": _question(
        "Dòng này chỉ có một ô nên được coi là đề mục và không nạp. Nếu đúng là đề mục, ghi lý do; nếu là một dòng của danh sách, điền các ô còn lại.",
        "This row has one cell only, so it is taken for a caption and not loaded. If it is one, say why; if it is a row of the list, fill in its other cells.",
    ),
    "footer": _info("Phần ghi chú, chữ ký dưới bảng, không nạp.", "Notes and signatures under the table, not loaded."),
    "more_errors": _error(
        "Còn {count} ô khác của cột «{heading}», từ dòng {first} đến dòng {last}, có cùng loại lỗi ({kind}). Sửa các lỗi đã liệt kê trước.",
        "{count} more cells of column “{heading}”, rows {first} to {last}, have the same kind of fault ({kind}). Mend the ones listed first.",
    ),
    "more_questions": _question(
        "Còn {count} ô khác của cột «{heading}», từ dòng {first} đến dòng {last}, cần giải trình cùng một điều ({kind}).",
        "{count} more cells of column “{heading}”, rows {first} to {last}, raise the same question ({kind}).",
    ),
    "more_notes": _info(
        "Còn {count} ô khác của cột «{heading}», từ dòng {first} đến dòng {last}, cũng vậy ({kind}).",
        "The same goes for {count} more cells of column “{heading}”, rows {first} to {last} ({kind}).",
    ),
    "more_errors:places": _error(
        "Còn {count} chỗ khác, từ dòng {first} đến dòng {last}, có cùng loại lỗi ({kind}). Sửa các lỗi đã liệt kê trước.",
        "{count} more places, rows {first} to {last}, have the same kind of fault ({kind}). Mend the ones listed first.",
    ),
    "more_questions:places": _question(
        "Còn {count} chỗ khác, từ dòng {first} đến dòng {last}, cần giải trình cùng một điều ({kind}).",
        "{count} more places, rows {first} to {last}, raise the same question ({kind}).",
    ),
    "more_notes:places": _info(
        "Còn {count} chỗ khác, từ dòng {first} đến dòng {last}, cũng vậy ({kind}).",
        "The same goes for {count} more places, rows {first} to {last} ({kind}).",
    ),
    "ragged_row": _error(
        "Dòng này có {count} ô, tiêu đề có {wanted} ô. Kiểm tra dấu ngăn cách trong dòng này rồi nộp lại.",
        "This row has {count} cells, the headings have {wanted}. Check the separators in this row and send the file again.",
        *("{wanted} ô như dòng tiêu đề", "{wanted} cells as in the headings"),
    ),
}
