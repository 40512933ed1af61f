"""What may be wrong with a file that is read by a layout: where it is not as the layout has it."""

from data.rules.declare import BARE, SHEET_MESSAGE, Rule

_error, _question, _info = SHEET_MESSAGE.error, SHEET_MESSAGE.question, SHEET_MESSAGE.info

LAYOUT: dict[str, Rule] = {
    "layout_used": BARE.info(
        "Đọc theo cách đọc đã xác nhận «{name}». Biểu mẫu của hệ thống vẫn là cách nhanh và chắc nhất.",
        "Read by the confirmed layout “{name}”. The template is still the quickest and surest way.",
    ),
    "layout_open": BARE.stop(
        "Cách đọc còn {count} chỗ chưa trả lời, chỗ đầu tiên: «{first}». Trả lời hết rồi mới đọc được tệp.",
        "The layout has {count} open questions, the first: “{first}”. Answer them all, then the file can be read.",
    ),
    "layout_no_fit": BARE.stop(
        "Tệp không giống cách đọc «{name}»: không bảng nào có các tiêu đề đã xác nhận.",
        "The file does not look like layout “{name}”: no table has the headings that were confirmed.",
    ),
    "layout_new_heading": _error(
        "Cột này chưa có trong cách đọc đã xác nhận. Mở «Cách đọc tệp», trả lời cột này là gì, rồi nộp lại.",
        "This column is not in the confirmed layout. Open “How the file is read”, say what it is, and send the file again.",
    ),
    "layout_heading_gone": _error(
        "Không còn cột «{heading}» của cách đọc đã xác nhận. Nếu cột đã đổi tên hoặc bỏ, mở «Cách đọc tệp» để xác nhận lại.",
        "Column “{heading}” of the confirmed layout is gone. If it was renamed or dropped, confirm that under “How the file is read”.",
    ),
    "layout_heading_twice": _error(
        "Có hai cột cùng tiêu đề này. Đổi tên hoặc bỏ một cột rồi nộp lại.",
        "Two columns have this heading. Rename or drop one and send the file again.",
    ),
    "layout_new_row": _error(
        "Dòng này có số nhưng chưa có trong cách đọc đã xác nhận. Mở «Cách đọc tệp», chọn chỉ tiêu hoặc để ngoài, rồi nộp lại.",
        "This row has numbers and is not in the confirmed layout. Open “How the file is read”, choose its figure or leave it aside, and send the file again.",
    ),
    "layout_row_twice": _error(
        "Dòng này trùng tên với dòng {first} nên không rõ số nào là của chỉ tiêu. Đổi tên hoặc bỏ một dòng.",
        "This row has the name of row {first}, so it is not clear which number counts. Rename or drop one.",
    ),
    "layout_figure_twice": _error(
        "Dòng này và dòng «{first}» của bảng khác cùng là chỉ tiêu {code}. Mở «Cách đọc tệp» và để một dòng ngoài.",
        "This row and row “{first}” of another table are both figure {code}. Leave one aside under “How the file is read”.",
    ),
    "layout_no_province": _error(
        "Bảng này mỗi tỉnh một dòng nhưng không có dòng của tỉnh đang nộp. Kiểm tra tên tỉnh rồi nộp lại.",
        "This table has a row a province, and none of the province that is sent for. Check its name and send the file again.",
    ),
    "layout_row_gone": _question(
        "Không còn dòng «{name}» ({code}) nên chỉ tiêu này coi là chưa báo cáo. Nếu đúng, nêu lý do; nếu dòng đổi tên, mở «Cách đọc tệp».",
        "Row “{name}” ({code}) is gone, so this figure is taken as not reported. If so, say why; if it was renamed, open “How the file is read”.",
    ),
    "layout_former": _error(
        "Bảng này có riêng tỉnh trước sắp xếp «{named}», nên số của một tỉnh cũ không phải số của tỉnh sau sắp xếp. Nộp bảng này cho quý trước sắp xếp, hoặc thay bằng số của cả tỉnh.",
        "This table tells the former province “{named}” apart, so that a former province's number is not that of the merged one. Send it for a quarter before the merger, or give the whole province's number.",
    ),
    "layout_other_unit": BARE.error(
        "Bảng không tách theo tỉnh trước sắp xếp, mà đơn vị của quý này là {named}. Bỏ quý này khỏi lần nộp, hoặc dùng bảng có dòng hay cột riêng của từng tỉnh.",
        "The table does not tell former provinces apart, and the province of this quarter is {named}. Leave the quarter out, or use a table with a row or column for each.",
    ),
    "layout_part_gone": _error(
        "Không còn dòng «{name}» trong các dòng được cộng thành số của tỉnh. Thêm dòng đó, hoặc mở «Cách đọc tệp» để xác nhận lại các dòng.",
        "Row “{name}” is gone from the rows that add up to the province's numbers. Add it, or confirm the rows anew under “How the file is read”.",
    ),
    "layout_total_differs": _error(
        "Tổng các phần là {sum}, khác số tổng ghi ở ô này. Không số nào được tự chọn: sửa một phần hoặc số tổng rồi nộp lại.",
        "The parts add up to {sum}, unlike the total in this cell. Neither is taken: mend a part or the total and send the file again.",
    ),
    "layout_rows_added": _info(
        "Số của tỉnh là tổng {count} dòng như đã xác nhận trong cách đọc; dòng tổng (nếu có) đã được so.",
        "The province's numbers are the sum of {count} rows, as was confirmed in the layout; a row of totals was compared.",
    ),
    "layout_unit_changed": _error(
        "Đơn vị tính không còn như khi xác nhận («{unit}»). Mở «Cách đọc tệp» để xác nhận đơn vị mới, hoặc sửa tệp.",
        "The unit is no longer the one confirmed (“{unit}”). Confirm the new one under “How the file is read”, or mend the file.",
    ),
    "layout_new_words": _question(
        "Dòng trên bảng có phần chưa hiểu và chưa có khi xác nhận cách đọc: «{words}». Nếu số liệu của bảng đúng là số thực hiện, đủ, của kỳ báo cáo, ghi lý do; nếu không, nộp đúng số.",
        "A line over the table says something that is not understood and was not there when the layout was confirmed: “{words}”. If the figures below are all that was done in the quarter, say why; if not, send those.",
    ),
    "layout_new_table": _error(
        "Bảng này chưa có trong cách đọc đã xác nhận. Mở «Cách đọc tệp» để trả lời, hoặc xóa bảng rồi nộp lại.",
        "This table is not in the confirmed layout. Answer under “How the file is read”, or delete it and send the file again.",
    ),
    "layout_table_gone": BARE.error(
        "Tệp không còn bảng có các cột: {headings}. Mở «Cách đọc tệp» để xác nhận lại.",
        "The file no longer has the table with the columns: {headings}. Confirm that under “How the file is read”.",
    ),
    "layout_sheet_gone": BARE.error(
        "Tệp thiếu sheet của cách đọc đã xác nhận: {sheets}. Thêm sheet đó rồi nộp lại.",
        "The file lacks a sheet of the confirmed layout: {sheets}. Add it and send the file again.",
    ),
    "layout_other_time": _question(
        "Sheet này là của kỳ khác nên không đọc vào quý đang nộp. Nếu đúng là để lại, nêu lý do; nếu không, chọn đúng quý hoặc bỏ sheet này.",
        "This sheet is of another time and is not read into the quarter that is sent. If that is right, say why; if not, choose the right quarter or drop the sheet.",
    ),
    "layout_no_quarter": _error(
        "Bảng này không có cột số của {quarter} như đã xác nhận. Bỏ quý này khỏi lần nộp, hoặc sửa tiêu đề của cột.",
        "This table has no column of numbers of {quarter} as was confirmed. Leave that quarter out, or mend the column's heading.",
    ),
    "layout_not_added": _error(
        "Ô này là một phần của một số cộng từ nhiều ô nhưng không đọc được là số. Sửa ô này rồi nộp lại.",
        "This cell is part of a sum of several cells and cannot be read as a number. Mend it and send the file again.",
    ),
    "layout_no_sum": _error(
        "«{name}» là tỷ lệ nên không cộng từ nhiều ô được. Mở «Cách đọc tệp», để dòng hoặc cột này ngoài, và ghi tỷ lệ của cả quý hoặc cả tỉnh ở một ô.",
        "“{name}” is a share, which is not the sum of several cells. Leave this row or column aside under “How the file is read”, and give the whole quarter's or province's share in one cell.",
    ),
    "layout_last_month": _info(
        "«{name}» là số tại thời điểm: lấy số của tháng cuối quý, không cộng các tháng.",
        "“{name}” is a figure at a date: the last month's number is taken, the months are not added.",
    ),
    "layout_last_month_blank": _question(
        "«{name}» là số tại thời điểm và ô của tháng cuối quý để trống, nên coi là chưa báo cáo. Nếu đúng, nêu lý do; nếu không, điền số cuối quý.",
        "“{name}” is a figure at a date and the last month's cell is blank, so it is taken as not reported. If so, say why; if not, fill in the number at the quarter's end.",
    ),
    "layout_not_cut": _error(
        "Ô này không tách được thành các cột như đã xác nhận. Viết như các ô khác rồi nộp lại.",
        "This cell cannot be cut into its columns as confirmed. Write it like the others and send the file again.",
    ),
    "layout_other_number": _question(
        "Chỉ tiêu thời điểm này được lấy từ cột lũy kế ({taken}), còn cột của quý ghi số khác. Kiểm tra hai số; nếu số lũy kế đúng, nêu lý do.",
        "This figure at a date is taken from the year's column ({taken}), and the quarter's column has another number. Check both; if the year's is right, say why.",
    ),
    "layout_same_totals": _question(
        "Cột của quý và cột lũy kế giống hệt nhau ở cả {count} chỉ tiêu dù không phải quý I. Có thể số lũy kế đã ghi vào cột của quý: kiểm tra; nếu đúng, nêu lý do.",
        "The quarter's and the year's column are the same for all {count} figures, though this is not the first quarter. The year's numbers may stand in the quarter's column: check; if they are right, say why.",
    ),
    "layout_sum_differs": _question(
        "Tổng các cột tháng là {sum}, khác số của cả quý ở ô này. Kiểm tra lại; nếu số của quý đúng, nêu lý do.",
        "The months add up to {sum}, unlike the quarter's number in this cell. Check; if the quarter's is right, say why.",
    ),
    "layout_money_read": _info(
        "Đơn vị «{unit}» đã xác nhận; đã đổi thành {value} triệu đồng.",
        "The unit “{unit}” was confirmed; converted to {value} million đồng.",
    ),
    "layout_font_read": BARE.info(
        "{count} ô gõ bằng phông chữ cũ ({codes}) đã chuyển sang Unicode như đã xác nhận trong cách đọc.",
        "{count} cells typed in an old font ({codes}) were converted to Unicode, as was confirmed in the layout.",
    ),
    "layout_words_read": _info(
        "Ô có chữ kèm số; lấy số «{value}» như đã xác nhận.",
        "The cell has words beside its number; “{value}” was taken, as confirmed.",
    ),
}
