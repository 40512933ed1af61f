"""What may be wrong with whom and when a file is of, with what it leaves out, and with who sends it."""

from data.rules.declare import BARE, Rule

SCOPE: dict[str, Rule] = {
    "scope_mixed": BARE.stop(
        "Tệp vừa có số liệu của một tỉnh vừa có chỉ số của cả nước ({received}). Tách thành hai tệp rồi nộp riêng.",
        "The file holds both a province's figures and the index of all provinces ({received}). Make two files of it and send each by itself.",
    ),
    "scope_calendar": BARE.stop(
        "Sheet ẩn _meta không ghi đúng lịch báo cáo. Tải lại mẫu rồi chép số liệu sang.",
        "The hidden sheet _meta names no calendar. Download the template anew and copy the figures into it.",
    ),
    "scope_calendar:other": BARE.stop(
        "Tệp ghi «{own}», nhưng lịch được chọn là «{chosen}». Chọn lại lịch, hoặc nộp tệp theo đúng lịch.",
        "The file follows “{own}”, but “{chosen}” was chosen. Choose that calendar, or send the right file.",
        "{code}",
    ),
    "scope_period": BARE.stop(
        "Sheet ẩn _meta không ghi đúng kỳ báo cáo. Tải lại mẫu của đúng tỉnh, đúng quý rồi chép số liệu sang.",
        "The hidden sheet _meta names no quarter. Download the template of the right province and quarter and copy the figures into it.",
    ),
    "scope_period:other": BARE.stop(
        "Tệp ghi {own}, nhưng kỳ được chọn là {chosen}. Chọn lại kỳ, hoặc nộp tệp của đúng kỳ.",
        "The file is of {own}, but {chosen} was chosen. Choose that quarter, or send the right file.",
        "{code}",
    ),
    "scope_period:no_quarter": BARE.stop(
        "Kỳ nộp phải là một quý, ví dụ 2024-Q4.", "A submission is of a quarter, for example 2024-Q4."
    ),
    "scope_missing": BARE.stop(
        "Tệp không cho biết là của tỉnh nào, quý nào. Chọn tỉnh và quý khi nộp, hoặc dùng mẫu tải về từ trang này.",
        "The file does not say which province and quarter it is of. Choose both when sending, or use the template from this site.",
    ),
    "scope_missing:province": BARE.stop(
        "Tệp không cho biết là của tỉnh nào. Chọn tỉnh khi nộp, hoặc dùng mẫu tải về từ trang này.",
        "The file does not say which province it is of. Choose it when sending, or use the template from this site.",
    ),
    "scope_future": BARE.stop(
        "{period} chưa bắt đầu (từ {start}). Kiểm tra lại kỳ báo cáo.",
        "{period} has not begun (it does on {start}). Check the quarter.",
    ),
    "scope_unfinished": BARE.question(
        "{period} chưa kết thúc (đến hết {end}). Nêu lý do nộp sớm, hoặc nộp sau ngày đó.",
        "{period} is not over (it ends on {end}). Say why it is sent early, or send it after that day.",
    ),
    "scope_province": BARE.stop(
        "Tệp ghi tỉnh «{received}», không có đơn vị này trong {period}. Từ 01/07/2025 cả nước có 34 tỉnh, thành phố: tải lại mẫu của tỉnh mới.",
        "The file names province “{received}”, which did not exist in {period}. Since 1 July 2025 there are 34: download the new province's template.",
    ),
    "scope_province:other": BARE.stop(
        "Tệp ghi {own.name} ({own.code}), nhưng tỉnh được chọn là {chosen.name} ({chosen.code}). Chọn lại tỉnh, hoặc nộp tệp của đúng tỉnh.",
        "The file is of {own.name} ({own.code}), but {chosen.name} ({chosen.code}) was chosen. Choose that province, or send the right file.",
        "{chosen.code}",
    ),
    "scope_province:other_time": BARE.stop(
        "{unit.name} ({unit.code}) không còn hoặc chưa có trong {period}. Chọn đơn vị của quý đó.",
        "{unit.name} ({unit.code}) did not exist in {period}. Choose the province of that quarter.",
    ),
    "period_straddles": BARE.question(
        "{period} theo kỳ hành chính bắt đầu {start}, trước khi {unit.name} thành lập ({formed}). Nêu rõ số liệu có gồm phần của các tỉnh cũ trong những ngày đó không.",
        "The administrative {period} begins on {start}, before {unit.name} was formed ({formed}). Say whether the figures hold what the former provinces did in those days.",
        *("từ {formed}", "from {formed}"),
    ),
    "sheet_missing": BARE.question(
        "Tệp không còn sheet «{label}» của mẫu. Số liệu đã nộp trước của sheet này được giữ nguyên. Nêu lý do, hoặc chép lại sheet từ mẫu.",
        "The template's sheet “{label}” is no longer in the file. What stands of it stays. Say why, or copy the sheet back from the template.",
    ),
    "sent_before": BARE.question(
        "Đúng tệp này đã nhận trước đây ({time}, số {number}), và từ đó đã có tệp khác thay số liệu của nó; số đang dùng là của tệp sau. Chỉ nộp tiếp nếu muốn tệp này thay trở lại, và nêu lý do.",
        "This very file was received before ({time}, No. {number}), and another one has since taken the place of its figures; the later one's are in use. Go on only if this file is to take their place again, and say why.",
    ),
    "quarter_locked": BARE.error(
        "{period} đã khóa từ {since} ({reason}), nên không nhận thêm số liệu. Nếu cần sửa, hãy đề nghị người duyệt mở khóa rồi nộp lại tệp này.",
        "{period} has been locked since {since} ({reason}), so no more figures are taken. If something must be mended, ask a reviewer to unlock it and send this file again.",
    ),
    "not_your_province": BARE.error(
        "Tệp này là của {place}; tài khoản này không được nộp số liệu của {place}. Hãy nộp tệp của tỉnh mình, hoặc đề nghị người quản trị cấp quyền.",
        "This file is of {place}, for which this account may not send figures. Send your own province's file, or ask an administrator for the right.",
    ),
}
