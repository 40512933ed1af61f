"""What stands beside numbers and may make them other numbers: headings, titles, captions, names, units, totals."""

from data.rules.declare import BARE, SHEET_MESSAGE, Rule

_error, _question, _info = SHEET_MESSAGE.error, SHEET_MESSAGE.question, SHEET_MESSAGE.info
_OTHER_PERIOD = (
    "Chỗ này nói kỳ khác với kỳ nộp ({period}). Nếu số liệu đúng là của {period}, ghi lý do; nếu không, nộp đúng kỳ.",
    "This speaks of another time than the one sent for ({period}). If the figures are those of {period}, say why; if not, send them for the right quarter.",
    *("{period}", "{period}"),
)
_OTHER_PLACE = (
    "Chỗ này nói «{named}», không phải {unit.name}. Nếu số liệu đúng là của {unit.name}, ghi lý do; nếu không, nộp đúng tỉnh.",
    "This speaks of “{named}”, not of {unit.name}. If the figures are those of {unit.name}, say why; if not, send them for the right province.",
    "{unit.name}",
)
_OTHER_ROLE = (
    "«{words}» nghĩa là {role}. Nếu số liệu ở đây đúng là số thực hiện của kỳ báo cáo, ghi lý do; nếu không, bỏ hoặc thay phần này.",
    "“{words}” means {role}. If the figures here are what was done in the quarter, say why; if not, remove or replace them.",
    *("số thực hiện của kỳ báo cáo", "what was done in the quarter"),
)

CONTEXT: dict[str, Rule] = {
    "other_role": _question(*_OTHER_ROLE),
    "other_role:file": BARE.question(
        f"Tên tệp «{{received}}»: {_OTHER_ROLE[0]}",
        f"The file's name “{{received}}”: {_OTHER_ROLE[1]}",
        *_OTHER_ROLE[2:],
    ),
    "unknown_words": _question(
        "Tiêu đề có phần chưa hiểu: «{words}». Nếu cột này đúng là cột của biểu, ghi lý do; nếu không, sửa tiêu đề theo biểu mẫu.",
        "The heading says something that is not understood: “{words}”. If this is the form's column, say why; if not, write the heading as in the template.",
        *("tiêu đề như trong biểu mẫu", "the heading as in the template"),
    ),
    "unknown_words:title": _question(
        "Dòng này có phần chưa hiểu: «{words}». Nếu số liệu của biểu đúng là số thực hiện, đủ, của kỳ báo cáo, ghi lý do; nếu không, nộp đúng số; nếu dòng này không cần, bỏ đi.",
        "This line says something that is not understood: “{words}”. If the figures below are all that was done in the quarter, say why; if not, send those; if the line is not needed, take it out.",
        *("tiêu đề không nói gì khác về số liệu", "a title that says nothing else of the figures"),
    ),
    "unknown_words:note": _question(
        "Chưa rõ ghi chú «{words}» có làm đổi nghĩa của số không. Nếu số đúng là số thực hiện, đủ, của kỳ báo cáo, ghi lý do; nếu không, ghi lại số; nếu ghi chú không nói về số này, viết cách khác.",
        "It is not clear whether the note “{words}” makes its number something else. If the number is all that was done in the quarter, say why; if not, give that number; if the note is not about it, word it otherwise.",
        *("ghi chú không làm đổi nghĩa của số", "a note that leaves the number what it is"),
    ),
    "note_kept": _info(
        "Ghi chú này được đọc là không làm đổi nghĩa của số, được giữ và hiện cùng số liệu. Nếu nó nói số là ước, thiếu, gồm thêm hay của kỳ khác, ghi lại số trước khi gửi.",
        "This note was read as leaving the number what it is; it is kept and shown with the figures. If it says that the number is estimated, partial, includes more or is of another time, give the right number before sending.",
    ),
    "unknown_words:name": _question(
        "Tên chỉ tiêu có phần chưa hiểu: «{words}». Nếu số này đúng là của «{name}», ghi lý do; nếu không, bỏ dòng này hoặc ghi số của cả chỉ tiêu.",
        "The figure's name says something that is not understood: “{words}”. If this is the figure of “{name}”, say why; if not, remove the line or give the whole figure.",
        *("tên chỉ tiêu như trong biểu mẫu", "the figure's name as in the template"),
    ),
    "other_period": _question(*_OTHER_PERIOD),
    "other_period:alone": _error(
        "Chỗ này nói kỳ khác với kỳ được chọn ({period}), và không có gì trong tệp nói là {period}. Chọn lại kỳ, hoặc sửa chỗ này.",
        "This speaks of another time than the one chosen ({period}), and nothing in the file speaks of {period}. Choose the right quarter, or mend this.",
        *("{period}", "{period}"),
    ),
    "other_period:year": _question(
        "Chỗ này chỉ ghi năm, không ghi quý: có thể là số cả năm. Nếu số liệu đúng là của {period}, ghi lý do; nếu không, nộp đúng số của quý.",
        "This names a year and no quarter: the figures may be the year's. If they are those of {period}, say why; if not, send the quarter's.",
        *("{period}", "{period}"),
    ),
    "other_period:column": _error(
        "Cột được đọc làm số trong quý có tiêu đề của kỳ khác, không phải {period}. Đặt tiêu đề «Trong quý» cho cột số của {period}, hoặc nộp đúng kỳ.",
        "The column that was read as the quarter's is headed by another time than {period}. Head the column of {period} “In the quarter”, or send the file for the right quarter.",
        *("«Trong quý»", "“In the quarter”"),
    ),
    "unread_numbers": _error(
        "Biểu không có cột nào nhận ra là số trong quý hoặc lũy kế, trong khi cột này có số. Đặt tiêu đề «Trong quý» cho cột số của kỳ báo cáo và «Lũy kế từ đầu năm» cho cột lũy kế, hoặc nộp như bảng của chính đơn vị (Cách đọc tệp).",
        "No column is recognised as the quarter's figures or the year's so far, though this one holds numbers. Head the column of the quarter “In the quarter” and that of the year so far “Year to date”, or send the file as a table of your own (how the file is read).",
        *("«Trong quý» hoặc «Lũy kế từ đầu năm»", "“In the quarter” or “Year to date”"),
    ),
    "unread_numbers:quarter": _question(
        "Biểu có cột lũy kế mà không có cột nào nhận ra là số trong quý, trong khi cột này có số. Nếu đây là số trong quý, đặt tiêu đề «Trong quý»; nếu không, ghi lý do.",
        "The form has a column for the year so far and none recognised as the quarter's, though this one holds numbers. If these are the quarter's, head it “In the quarter”; if not, say why.",
        *("«Trong quý»", "“In the quarter”"),
    ),
    "other_period:file": BARE.question(
        f"Tên tệp «{{received}}»: {_OTHER_PERIOD[0]}",
        f"The file's name “{{received}}”: {_OTHER_PERIOD[1]}",
        *_OTHER_PERIOD[2:],
    ),
    "other_province": _question(*_OTHER_PLACE),
    "other_province:alone": _error(
        "Chỗ này nói «{named}», và không có gì trong tệp nói là {unit.name}. Chọn lại tỉnh, hoặc sửa chỗ này.",
        "This speaks of “{named}”, and nothing in the file speaks of {unit.name}. Choose the right province, or mend this.",
        "{unit.name}",
    ),
    "other_province:file": BARE.question(
        f"Tên tệp «{{received}}»: {_OTHER_PLACE[0]}",
        f"The file's name “{{received}}”: {_OTHER_PLACE[1]}",
        _OTHER_PLACE[2],
    ),
    "unit_above": _question(
        "Chỗ này ghi đơn vị «{unit}», khác đơn vị của biểu. Nếu số liệu đúng theo đơn vị của biểu, ghi lý do; nếu không, đổi số liệu.",
        "This names the unit “{unit}”, which is not the form's. If the figures are in the form's units, say why; if not, convert them.",
        *("đơn vị tính của biểu", "the form's units"),
    ),
    "unit_above:file": BARE.question(
        "Tên tệp «{received}» ghi đơn vị «{unit}». Nếu số liệu đúng theo đơn vị của biểu, ghi lý do; nếu không, đổi số liệu.",
        "The file's name “{received}” says the unit “{unit}”. If the figures are in the form's units, say why; if not, convert them.",
        *("đơn vị tính của biểu", "the form's units"),
    ),
    "unit_named": _question(
        "Chỗ này ghi đơn vị «{unit}», còn đơn vị của chỉ tiêu là «{own}». Nếu số liệu đúng theo «{own}», ghi lý do; nếu không, đổi số liệu.",
        "This names the unit “{unit}”, while the figure's is “{own}”. If the figure is in “{own}”, say why; if not, convert it.",
        "{own}",
    ),
    "second_table": _question(
        "Phần dưới có tiêu đề riêng và lặp lại dòng tiêu đề cột, như một bảng khác. Nếu các dòng dưới cùng thuộc số liệu của kỳ này, ghi lý do; nếu không, bỏ chúng.",
        "What follows has a caption and headings of its own, like another table. If its rows belong to this quarter's figures, say why; if not, remove them.",
        *("một bảng", "one table"),
    ),
    "total_perhaps": _question(
        "Tên dòng này là tên của một dòng tổng, nhưng các ô khác được điền như một dòng riêng. Nếu đúng là một dòng riêng, ghi lý do; nếu là tổng, bỏ dòng này.",
        "This row is called what a total is called, yet it is filled in like any other. If it is a row of its own, say why; if it is a total, remove it.",
        *("không có dòng tổng", "no row of totals"),
    ),
    "sum_of_others": _question(
        "Dòng này bằng đúng tổng của mọi dòng khác («{heading}»: {total}). Nếu là một dòng riêng, ghi lý do; nếu là tổng, bỏ dòng này.",
        "This row is exactly the sum of all others (“{heading}”: {total}). If it is a row of its own, say why; if it is a total, remove it.",
        *("không có dòng tổng", "no row of totals"),
    ),
    "format_hides": _question(
        "Định dạng ô (hoặc định dạng có điều kiện) làm số này không hiện ra, hoặc hiện thành chữ khác («{unit}»). Nếu đúng là số này, ghi lý do; nếu không, sửa hoặc xóa ô.",
        "The cell's format, or a conditional one, hides this number or shows other words (“{unit}”). If it is this number, say why; if not, mend or clear the cell.",
        *("số như hiện trên màn hình", "the number as it is shown"),
    ),
    "format_thousands": _question(
        "Định dạng của ô có ba chữ số sau dấu thập phân, nên {received} hiện ra như một số hàng nghìn. Nếu đúng là {received}, ghi lý do; nếu không, gõ lại cả số, không có dấu chấm.",
        "The cell's format has three digits after the point, so that {received} looks like thousands. If it is {received}, say why; if not, type the whole number without a point.",
        *("số không có chữ số thập phân", "a number without decimals"),
    ),
    "corrected_beside": _question(
        "Cột này không được nạp, nhưng theo tiêu đề thì số ở đây thay, sửa hoặc bổ sung số của cột đã đọc. Nếu số ở cột đã đọc là số đúng, ghi lý do; nếu không, ghi số đúng vào cột đó.",
        "This column was not loaded, yet by its heading its numbers replace, mend or add to those that were read. If the numbers that were read are right, say why; if not, write the right ones in their column.",
        *("số đúng trong cột của biểu", "the right numbers in the form's column"),
    ),
    "unread_figures": _question(
        "Sheet này có số liệu giống các dòng của biểu ({what}) nhưng không có tiêu đề cột nên không được nạp. Nếu các số này đã có trong biểu hoặc không thuộc kỳ này, ghi lý do; nếu chưa, chép chúng vào sheet của biểu.",
        "This sheet has rows like those of the form ({what}) but no headings, and was not loaded. If its numbers are in the form already, or not of this quarter, say why; if not, copy them to the form's sheet.",
        *("mọi dòng nằm trong sheet của biểu", "every row on the form's sheet"),
    ),
    "format_says": _question(
        "Định dạng ô (hoặc định dạng có điều kiện) ghi thêm «{unit}» cạnh số này, làm đổi nghĩa của số. Nếu đúng là số thực hiện của kỳ báo cáo, ghi lý do; nếu không, sửa.",
        "The cell's format, or a conditional one, writes “{unit}” beside this number, which makes it something else. If it is what was done in the quarter, say why; if not, mend it.",
        *("số không kèm chữ", "a number without words"),
    ),
    "format_hides:colour": _question(
        "Chữ cùng màu với nền (màu của ô, hoặc do định dạng có điều kiện) nên số này không nhìn thấy được. Nếu đúng là số này, ghi lý do; nếu không, sửa hoặc xóa ô.",
        "The letters have the colour of their ground (the cell's own, or by conditional formatting), so that this number is not seen. If it is this number, say why; if not, mend or clear the cell.",
        *("số nhìn thấy được", "a number that is seen"),
    ),
    "format_hides:picture": _question(
        "Định dạng có điều kiện chỉ hiện thanh hoặc biểu tượng, không hiện số này. Nếu đúng là số này, ghi lý do; nếu không, sửa hoặc xóa ô.",
        "Conditional formatting shows only a bar or an icon here and not the number. If it is this number, say why; if not, mend or clear the cell.",
        *("số như hiện trên màn hình", "the number as it is shown"),
    ),
    "struck_out": _question(
        "Ô bị gạch ngang vẫn được đọc (dòng {rows}). Nếu số liệu còn đúng, ghi lý do; nếu đã bỏ, xóa các dòng đó.",
        "Cells that are struck through were read all the same (rows {rows}). If they still hold, say why; if they were dropped, delete those rows.",
        *("ô không bị gạch ngang", "cells that are not struck through"),
    ),
    "unread_correction": _question(
        "Sheet này không được nạp nhưng nói là đính chính, thay thế số liệu. Nếu các sheet khác đã là số đúng, ghi lý do; nếu chưa, sửa thẳng vào biểu.",
        "This sheet was not loaded, yet it says that it corrects or replaces figures. If the other sheets hold the right ones, say why; if not, mend them there.",
        *("số đúng nằm trong biểu", "the right figures in the form"),
    ),
    "sums_of_groups": _question(
        "Các dòng {rows} đều bằng tổng của nhóm dòng kề bên, như những dòng cộng. Nếu là các dòng riêng, ghi lý do; nếu là dòng cộng, bỏ các dòng này.",
        "Rows {rows} are each the sum of the group of rows beside them, like subtotals. If they are rows of their own, say why; if they are subtotals, remove them.",
        *("không có dòng cộng", "no subtotals"),
    ),
    "other_role:formula": _question(
        "Công thức ({count} ô) lấy số từ «{source}»; «{words}» nghĩa là {role}. Nếu số ở đây đúng là số thực hiện của kỳ báo cáo, ghi lý do; nếu không, sửa công thức.",
        "The formula ({count} cells) takes its number from “{source}”; “{words}” means {role}. If the figures here are what was done in the quarter, say why; if not, mend the formula.",
        *_OTHER_ROLE[2:],
    ),
    "other_role:function": _question(
        "Công thức ({count} ô) dùng hàm {words}, cho {role}. Nếu số ở đây đúng là số thực hiện của kỳ báo cáo, ghi lý do; nếu không, thay bằng số đếm được.",
        "The formula ({count} cells) uses {words}, which gives {role}. If the figures here are what was done in the quarter, say why; if not, give what was counted.",
        *_OTHER_ROLE[2:],
    ),
    "other_period:formula": _question(
        "Công thức ({count} ô) lấy số từ «{received}», không đúng hoặc không đủ kỳ nộp ({period}). Nếu số liệu đúng là của {period}, ghi lý do; nếu không, sửa công thức.",
        "The formula ({count} cells) takes its number from “{received}”, which is not, or not all of, the time sent for ({period}). If the figures are those of {period}, say why; if not, mend the formula.",
        *("{period}", "{period}"),
    ),
    "other_province:formula": _question(
        "Công thức ({count} ô) lấy số từ «{received}», không phải số của {unit.name}. Nếu số liệu đúng là của {unit.name}, ghi lý do; nếu không, sửa công thức.",
        "The formula ({count} cells) takes its number from “{received}”, not from {unit.name}. If the figures are those of {unit.name}, say why; if not, mend the formula.",
        "{unit.name}",
    ),
    "formula_factor": _question(
        "Công thức ({count} ô) tính số này từ ô khác {words}, nên có thể là số ước hoặc theo đơn vị khác. Nếu kết quả đúng là số thực hiện theo đơn vị của biểu, ghi lý do; nếu không, sửa.",
        "The formula ({count} cells) makes this number of another by {words}, so that it may be an estimate or in another unit. If it is what was done, in the form's unit, say why; if not, mend it.",
        *("số thực hiện theo đơn vị của biểu", "what was done, in the form's unit"),
    ),
    "stale_value": _question(
        "Ô giữ số {received}, nhưng công thức {formula} với các ô hiện có cho {value} ({count} ô như vậy, dòng {rows}): tệp chưa được tính lại. Tính lại (F9), lưu rồi nộp lại; nếu số đang giữ là đúng, ghi lý do.",
        "The cell keeps {received}, though its formula {formula} gives {value} with the cells as they are ({count} such cells, rows {rows}): the file was not calculated again. Calculate (F9), save and send it again; if the number kept is right, say why.",
        *("kết quả của công thức", "what the formula gives"),
    ),
    "not_recalculated": _question(
        "Tệp được lưu khi chưa tính lại (chế độ tính thủ công), nên số do công thức tính ở đây ({count} ô) có thể là số cũ. Tính lại (F9), lưu rồi nộp lại; nếu số đang giữ là đúng, ghi lý do.",
        "The file was saved without being calculated again (manual calculation), so that what formulas give here ({count} cells) may be old. Calculate (F9), save and send it again; if the numbers kept are right, say why.",
        *("số đã tính lại", "numbers that were calculated again"),
    ),
    "formulas_unread": _question(
        "Công thức của {count} ô chưa được xem, vì quá dài, hoặc biểu có quá nhiều công thức, quá nhiều trang và tệp được trỏ đến; chưa rõ số ở đó lấy từ đâu. Nếu đã kiểm tra các số này, ghi lý do; nếu không, thay công thức bằng giá trị (Dán đặc biệt, Giá trị) rồi nộp lại.",
        "The formulas of {count} cells were not looked at, being too long, or too many, or naming too many sheets and files; it is not known where their numbers come from. If you have checked them, say why; if not, put values in place of the formulas (Paste special, Values) and send it again.",
        *("số đã kiểm tra, hoặc giá trị thay công thức", "numbers that were checked, or values in place of formulas"),
    ),
}
