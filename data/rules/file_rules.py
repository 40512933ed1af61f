"""What may be wrong with a file as a whole: why it is no submission, and what of it was not read."""

from data.rules.declare import BARE, Rule

_stop, _info = BARE.stop, BARE.info

FILE: dict[str, Rule] = {
    "empty_file": _stop("Tệp trống. Kiểm tra lại tệp rồi nộp lại.", "The file is empty. Check it and send it again."),
    "too_big": _stop(
        "Tệp lớn hơn 20 MB. Bỏ hình ảnh và sheet thừa, hoặc chia nhỏ, rồi nộp lại.",
        "The file is larger than 20 MB. Remove pictures and spare sheets, or split it, and send it again.",
    ),
    "unknown_kind": _stop(
        "Tệp không phải là bảng tính. Nhận .xlsx, .xls, .ods, .csv, .tsv.",
        "The file is not a spreadsheet. Accepted are .xlsx, .xls, .ods, .csv, .tsv.",
    ),
    "wrong_name": _info(
        "Tên tệp có đuôi «{extension}» nhưng nội dung là {kind}; đã đọc theo nội dung.",
        "The file's name ends in “{extension}” but it holds {kind}; it was read as what it holds.",
    ),
    "web_page": _stop(
        "Tệp là trang web (HTML) mang tên bảng tính. Mở bằng Excel, chọn Lưu thành (Save As) .xlsx rồi nộp lại.",
        "The file is a web page (HTML) under a spreadsheet's name. Open it in Excel, save it as .xlsx and send that.",
    ),
    "xml_file": _stop(
        "Tệp là XML, không phải bảng tính .xlsx. Mở bằng Excel, chọn Lưu thành (Save As) .xlsx rồi nộp lại.",
        "The file is XML, not an .xlsx workbook. Open it in Excel, save it as .xlsx and send that.",
    ),
    "other_document": _stop(
        "Tệp là {kind}, không phải bảng tính. Nộp bảng tính .xlsx, .xls, .ods hoặc CSV.",
        "The file is {kind}, not a spreadsheet. Send .xlsx, .xls, .ods or CSV.",
    ),
    "other_document:prose": _stop(
        "Tệp là {kind}. Nộp ở trang Nộp số liệu: sản phẩm đọc báo cáo và đề xuất số để xác nhận; trên dòng lệnh, dùng propose trước.",
        "The file is {kind}. Send it on the page Submit: the report is read and figures are proposed for you to confirm; on the command line, use propose first.",
    ),
    "no_document": _stop(
        "Tệp không phải báo cáo bằng lời. Nhận văn bản Word .docx hoặc PDF có chữ.",
        "The file is no report in prose. Accepted are Word .docx and PDF with text.",
    ),
    "old_document": _stop(
        "Văn bản Word kiểu cũ (.doc) không được nhận. Mở bằng Word, lưu thành .docx rồi nộp lại.",
        "Old Word documents (.doc) are not accepted. Open it in Word, save it as .docx and send that.",
    ),
    "scanned_document": _stop(
        "Văn bản là ảnh quét, không có chữ để đọc. Nộp tệp Word .docx gốc, hoặc bản PDF xuất ra từ Word, hoặc điền mẫu.",
        "The document is a scan: it has no text to read. Send the original Word .docx, a PDF exported from Word, or fill in the template.",
    ),
    "document_without_text": _stop(
        "Văn bản không có chữ nào. Kiểm tra lại tệp rồi nộp lại.",
        "The document has no text. Check it and send it again.",
    ),
    "document_without_letters": _stop(
        "Phông chữ trong tệp PDF không cho biết đó là những chữ gì. Nộp tệp Word .docx gốc, hoặc xuất lại PDF từ Word.",
        "The fonts of the PDF do not say which letters they draw. Send the original Word .docx, or export the PDF anew from Word.",
    ),
    "document_damaged": _stop(
        "Văn bản hỏng hoặc tải lên chưa trọn. Mở lại bằng Word, lưu thành tệp .docx mới rồi nộp lại.",
        "The document is damaged or incomplete. Open it in Word, save it as a new .docx and send that.",
    ),
    "document_too_long": _stop(
        "Văn bản quá dài (hơn {pages} trang). Nộp riêng báo cáo, không kèm phụ lục.",
        "The document is too long (over {pages} pages). Send the report alone, without its annexes.",
    ),
    "macros:document": _stop(
        "Văn bản có macro (chương trình). Lưu thành .docx không macro rồi nộp lại.",
        "The document holds macros (a program). Save it as .docx without macros and send that.",
    ),
    "binary_workbook": _stop(
        "Định dạng .xlsb không được nhận. Mở bằng Excel, lưu thành .xlsx rồi nộp lại.",
        "The .xlsb format is not accepted. Open it in Excel, save it as .xlsx and send that.",
    ),
    "old_workbook": _stop(
        "Tệp .xls quá cũ (trước Excel 97). Mở bằng Excel, lưu thành .xlsx rồi nộp lại.",
        "The .xls file is too old (before Excel 97). Open it in Excel, save it as .xlsx and send that.",
    ),
    "encrypted": _stop(
        "Tệp có mật khẩu. Bỏ mật khẩu mở tệp rồi nộp lại.",
        "The file is protected by a password. Remove it and send the file again.",
    ),
    "damaged": _stop(
        "Tệp hỏng hoặc tải lên chưa trọn. Mở lại bằng Excel, lưu thành tệp mới rồi nộp lại.",
        "The file is damaged or incomplete. Open it in Excel, save it as a new file and send that.",
    ),
    "unclear_writing": _stop(
        "Tệp được ghi theo cách mà hệ thống không đọc chắc chắn được. Mở bằng Excel, lưu thành tệp .xlsx mới rồi nộp lại.",
        "The file is written in a way that cannot be read for certain here. Open it in Excel, save it as a new .xlsx file and send that.",
    ),
    "macros": _stop(
        "Tệp có macro (chương trình). Lưu thành .xlsx không macro rồi nộp lại.",
        "The file holds macros (a program). Save it as .xlsx without macros and send that.",
    ),
    "too_many_parts": _stop(
        "Tệp có quá nhiều thành phần bên trong. Chép số liệu sang biểu mẫu mới rồi nộp lại.",
        "The file has too many parts inside. Copy the data into a new template and send that.",
    ),
    "too_big_unpacked": _stop(
        "Tệp quá lớn sau khi giải nén (hơn 120 MB). Xóa dòng, cột, sheet thừa rồi nộp lại.",
        "Unpacked, the file is too large (over 120 MB). Remove spare rows, columns and sheets and send it again.",
    ),
    "unsafe_part": _stop(
        "Cấu trúc bên trong tệp không hợp lệ hoặc không an toàn. Chép số liệu sang biểu mẫu mới rồi nộp lại.",
        "The file's inner structure is not valid or not safe. Copy the data into a new template and send that.",
    ),
    "too_many_rows": _stop(
        "Sheet «{sheet}» có nội dung ở ô {cell}, quá giới hạn 250.000 dòng. Xóa nội dung thừa ở xa bảng hoặc chia nhỏ tệp.",
        "Sheet “{sheet}” has something in cell {cell}, beyond the limit of 250,000 rows. Delete what is far from the table, or split the file.",
    ),
    "too_many_columns": _stop(
        "Sheet «{sheet}» có nội dung ở ô {cell}, quá giới hạn 256 cột. Xóa nội dung thừa ở xa bảng.",
        "Sheet “{sheet}” has something in cell {cell}, beyond the limit of 256 columns. Delete what is far from the table.",
    ),
    "too_many_cells": _stop(
        "Vùng dữ liệu của sheet «{sheet}» quá rộng (đến ô {cell}). Xóa nội dung thừa ở xa bảng hoặc chia nhỏ tệp.",
        "The area in use on sheet “{sheet}” is too large (up to cell {cell}). Delete what is far from the table, or split the file.",
    ),
    "cell_past_sheet": _stop(
        "Sheet «{sheet}» có ô nằm ngoài bảng tính; tệp không do Excel tạo hoặc đã hỏng. Chép số liệu sang biểu mẫu mới.",
        "Sheet “{sheet}” has a cell outside any worksheet; the file is damaged or not made by Excel. Copy the data into a new template.",
    ),
    "cell_twice": _stop(
        "Sheet «{sheet}» ghi ô {cell} hai lần; tệp hỏng. Mở bằng Excel, lưu thành tệp mới rồi nộp lại.",
        "Sheet “{sheet}” holds cell {cell} twice; the file is damaged. Open it in Excel, save it as a new file and send that.",
    ),
    "links": _info(
        "Tệp có liên kết tới tệp khác; đã dùng giá trị lưu sẵn trong ô.",
        "The file links to other files; the values kept in its cells were used.",
    ),
    "embedded": _info(
        "Tệp có đối tượng nhúng hoặc hình; phần này không được đọc.",
        "The file has embedded objects; they were not read.",
    ),
    "not_our_template": _stop(
        "Tệp lập theo biểu mẫu khác («{template}»). Tải biểu mẫu ở trang Nộp số liệu rồi điền lại.",
        "The file follows another template (“{template}”). Download the template from the page Submit and fill it in.",
    ),
    "no_sheet": _stop(
        "Không có sheet nào giống biểu mẫu. Nếu đây là bảng của chính đơn vị, mở «Cách đọc tệp» ở trang Nộp số liệu để xác nhận một lần; hoặc tải biểu mẫu rồi điền vào đó.",
        "No sheet of this file looks like the template. If it is a table of your own, confirm once how it is read under “How the file is read” on the page Submit; or download the template and fill it in.",
    ),
    "unclear_table": _stop(
        "Không nhận ra tệp này là phần nào của biểu. Nếu đây là bảng của chính đơn vị, mở «Cách đọc tệp» ở trang Nộp số liệu để xác nhận một lần; nếu không, dòng tiêu đề phải ghi tên cột như biểu mẫu: {tables}.",
        "It is not clear which part of the form this file is. If it is a table of your own, confirm once how it is read under “How the file is read” on the page Submit; otherwise its headings must be those of the template: {tables}.",
    ),
    "undecodable": _stop(
        "Không đọc được bảng mã chữ của tệp. Lưu lại dạng «CSV UTF-8» hoặc .xlsx rồi nộp lại.",
        "The text encoding of the file cannot be read. Save it as “CSV UTF-8” or .xlsx and send that.",
    ),
    "nul_bytes": _stop(
        "Tệp chữ có ký tự rỗng (NUL), có thể đã hỏng. Lưu lại dạng «CSV UTF-8» hoặc .xlsx rồi nộp lại.",
        "The text file holds NUL characters and may be damaged. Save it as “CSV UTF-8” or .xlsx and send that.",
    ),
    "bad_quotes": _stop(
        "Dấu ngoặc kép mở mà không đóng, hoặc đặt sai, ở khoảng dòng {row}. Sửa dấu ngoặc kép rồi nộp lại.",
        "A quotation mark is not closed, or is misplaced, near row {row}. Mend it and send the file again.",
    ),
    "too_heavy": _stop(
        "Tệp đòi quá nhiều bộ nhớ để đọc. Xóa dòng, cột, sheet thừa hoặc chia nhỏ, rồi nộp lại.",
        "Reading the file takes too much memory. Remove spare rows, columns and sheets, or split it, and send it again.",
    ),
    "too_slow": _stop(
        "Tệp đòi quá nhiều thời gian để đọc. Xóa dòng, cột, sheet thừa hoặc chia nhỏ, rồi nộp lại.",
        "Reading the file takes too long. Remove spare rows, columns and sheets, or split it, and send it again.",
    ),
    "unreadable": _stop(
        "Không đọc được tệp này. Mở lại bằng Excel, lưu thành tệp .xlsx mới rồi nộp lại.",
        "This file cannot be read. Open it in Excel, save it as a new .xlsx file and send that.",
    ),
}
