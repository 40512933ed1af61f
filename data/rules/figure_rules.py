"""What figures are asked in the light of others: of the same file, of what stands, of the province's own past."""

from data.model import Text
from data.rules.declare import LINE_MESSAGE, PLACED, Rule

_MONEY = (
    "Đơn vị là triệu đồng: kiểm tra xem có ghi nhầm nghìn đồng, đồng hay tỷ đồng không.",
    "The unit is million đồng: check that it is not in thousands, in đồng or in billions.",
)
_TOTAL = (
    "Danh sách «{list}» cho {counted}. Sửa ô này, hoặc sửa danh sách, để hai số khớp nhau.",
    "The list “{list}” gives {counted}. Mend this cell or the list so that both agree.",
)
_LATER = (
    "Với số này, từ đầu năm đến hết {period} của {name} là {wanted}, trong khi lũy kế đã nộp là {typed} (ô {standing}). Nêu lý do; {period} sẽ ghi là mâu thuẫn cho đến khi được nộp lại.",
    "With this the year up to {period} of {name} is {wanted}, while its year to date stands at {typed} (cell {standing}). Say why; {period} will be marked as in conflict until it is sent anew.",
)
_CHECK = ("Kiểm tra lại; nếu đúng, nêu lý do.", "Check it; if it is right, say why.")
_error, _question = LINE_MESSAGE.error, LINE_MESSAGE.question


def _unlike(hint_vi: str = "", hint_en: str = "") -> Rule:
    """A figure unlike the province's own past; the hint is a sentence on what may be wrong."""
    vi, en = (f" {hint}" if hint else "" for hint in (hint_vi, hint_en))
    return _question(
        f"{{label}} là {{number}}, trong khi {{level}}.{vi}{{share}} {_CHECK[0]}",
        f"{{label}} is {{number}}, while {{level}}.{en}{{share}} {_CHECK[1]}",
        *("khoảng {usual}", "about {usual}"),
    )


FIGURE: dict[str, Rule] = {
    "confirmed_twice": PLACED.error(
        "{code} được xác nhận hai lần ở cùng một cột. Chỉ giữ một.",
        "{code} is confirmed twice for one column. Keep one of them.",
    ),
    "confirmed_mended": PLACED.question(
        "{code} được ghi là «{received}», khác số đề xuất từ câu trong văn bản. Nêu lý do.",
        "{code} is entered as “{received}”, which is not what was proposed of the document's sentence. Say why.",
    ),
    "confirmed_beside": PLACED.question(
        "{code}: bảng ghi {table}, câu đã xác nhận ghi {sentence}. Số của câu được lấy. Nếu đúng, nêu lý do; nếu không, đừng lấy số của câu.",
        "{code}: the table has {table}, the confirmed sentence {sentence}. The sentence's number is taken. If that is right, say why; if not, leave the sentence's out.",
    ),
    "declared:figures": _question("{message} [{figures}]", "{message} [{figures}]"),
    # a list and the total typed beside it
    "total_without_list": _question(
        "Danh sách «{list}» ghi «{state}», nên số này không được tính. Sửa tình trạng của danh sách, hoặc bỏ số này; nếu đúng như vậy, nêu lý do.",
        "The list “{list}” says “{state}”, so this figure does not count. Change what the list says, or take the figure out; if it is right so, say why.",
        "{state}",
    ),
    "total_disagrees_standing": PLACED.question(
        "danh sách cho {figure} là {received}, còn bảng tổng hợp đã nộp ghi {typed}. Danh sách sẽ được dùng. Nêu lý do, hoặc nộp lại bảng tổng hợp.",
        "the list gives {received} for {figure}, the summary that stands says {typed}. The list will count. Say why, or send the summary anew.",
        "{typed}",
    ),
    "total_disagrees": _error(*_TOTAL, "{counted}"),
    "total_disagrees:ratio": _question(*_TOTAL, "{counted}"),
    "figures_gone": PLACED.question(
        "Của quý này đã nộp {count} số mà tệp này để trống: {codes}. Nhận tệp này thì các số đó không còn. Ghi lại các số đó, hoặc bỏ trang này khỏi tệp; nếu đúng là bỏ, nêu lý do.",
        "Of this quarter {count} figures stand of which this file is blank: {codes}. They will be gone once it is taken in. Write them again, or take this sheet out of the file; if they are to go, say why.",
    ),
    # a figure and its parts
    "total_missing": _error(
        "Có số chi tiết của {code} nhưng dòng tổng để trống. Ghi tổng vào dòng {code} (các dòng chi tiết cộng lại là {total}).",
        "{code} is broken down but its own line is blank. Write the total there (the parts add up to {total}).",
        "{total}",
    ),
    "parts_differ": _error(
        "Các dòng chi tiết cộng lại là {total}. Sửa dòng tổng hoặc các dòng chi tiết để khớp nhau.",
        "Its parts add up to {total}. Mend the total or the parts so that they agree.",
        "{total}",
    ),
    "ratio_without_terms": _question(
        "Tỷ lệ được ghi mà thiếu số để tính ({terms}); không có các số đó, tỷ lệ này không vào được số chung. Ghi thêm, hoặc nêu lý do.",
        "A ratio was typed without the counts it is made of ({terms}); without them it cannot be part of any total. Add them, or say why.",
        "{terms}",
    ),
    "ratio_disagrees": _question(
        "Tính từ {above} / {below} được {computed}. Số tính được sẽ được dùng. Sửa cho khớp, hoặc nêu lý do.",
        "From {above} / {below} it is {computed}. The computed one will count. Make them agree, or say why.",
        "{computed}",
    ),
    # the year to date
    "ytd_below_quarter": _error(
        "Lũy kế nhỏ hơn số trong quý {own}. Sửa một trong hai số.",
        "The year to date is below the quarter's own {own}. Mend one of the two.",
        *("từ {own} trở lên", "{own} or more"),
    ),
    "ytd_falls": _error(
        "Lũy kế nhỏ hơn {base} đã có từ đầu năm ({earlier}). Sửa ô này, hoặc nộp lại quý trước cho đúng rồi nộp quý này.",
        "The year to date is below the {base} that stands for the year before this quarter ({earlier}). Mend this cell, or send the earlier quarter anew first.",
        "{wanted}",
    ),
    "ytd_disagrees": _error(
        "Lũy kế khác tổng của số đã có từ đầu năm {base} ({earlier}) và số trong quý {own}, là {total}. Sửa cho khớp, hoặc nộp lại quý trước.",
        "The year to date is not what stands for the year {base} ({earlier}) plus the quarter {own}, which is {total}. Make them agree, or send the earlier quarter anew.",
        "{wanted}",
    ),
    "ytd_above_later": _question(*_LATER, "{typed}"),
    "ytd_later_disagrees": _question(*_LATER, "{typed}"),
    # what provinces usually have
    "unusual": _question(
        f"Thường gặp từ {{low}} đến {{high}} {{unit}}. {_CHECK[0]}",
        f"Usual is {{low}} to {{high}} {{unit}}. {_CHECK[1]}",
        *("{low} đến {high}", "{low} to {high}"),
    ),
    "unusual:money": _question(
        f"Thường gặp từ {{low}} đến {{high}} {{unit}}. {_MONEY[0]} {_CHECK[0]}",
        f"Usual is {{low}} to {{high}} {{unit}}. {_MONEY[1]} {_CHECK[1]}",
        *("{low} đến {high}", "{low} to {high}"),
    ),
    # the province's own past
    "sudden_zero": _unlike(
        "Các kỳ trước đều có số. Nếu chưa có số liệu thì để trống hoặc ghi «…», không ghi 0.",
        "All periods before had some. If it is not known yet leave it blank or write “…”, not 0.",
    ),
    "money_scale": _unlike(
        "Đơn vị là triệu đồng: có thể đã ghi bằng nghìn đồng, đồng hoặc tỷ đồng.",
        "The unit is million đồng: it may be in thousands, in đồng or in billions.",
    ),
    "slip": _unlike(
        "Số này gấp khoảng {times} lần mức đó: có thể sai đơn vị, thừa hay thiếu chữ số 0, hoặc sai dấu phẩy thập phân.",
        "This is about {times} times that: the unit, a zero too many or too few, or a decimal comma may be wrong.",
    ),
    "slip:below": _unlike(
        "Số này chỉ bằng khoảng 1/{times} mức đó: có thể sai đơn vị, thừa hay thiếu chữ số 0, hoặc sai dấu phẩy thập phân.",
        "This is about 1/{times} of that: the unit, a zero too many or too few, or a decimal comma may be wrong.",
    ),
    "jump": _unlike(),
    "stock_falls": _unlike(),
    "year_in_quarter": _question(
        "{held} trên {judged} dòng của cột «Trong quý» ({cells}) lớn hơn mức thường gặp và không nhỏ hơn tổng các quý trước trong năm: có thể đã ghi lũy kế từ đầu năm vào cột trong quý. Dòng này: các quý trước cộng lại {before}, nếu là lũy kế thì số trong quý là {quarter}. Chuyển sang cột lũy kế, hoặc nêu lý do.",
        "{held} of {judged} lines of the column “In the quarter” ({cells}) are above what is usual and not below the quarters before them this year: they may be the year to date. Here the quarters before add up to {before}; if this is the year to date, the quarter is {quarter}. Move them to the year to date, or say why.",
        "{quarter}",
    ),
    "repeated": _question(
        "{same} trên {judged} dòng khác 0 của cột «Trong quý» ({cells}) giống hệt {earlier}: có thể đã chép lại số của quý trước. Ghi số của {now}; nếu đúng là không đổi, nêu lý do.",
        "{same} of {judged} lines above 0 of the column “In the quarter” ({cells}) are exactly those of {earlier}: they may have been copied. Write those of {now}; if nothing changed, say why.",
        *("số của {now}", "figures of {now}"),
    ),
}

# Parts of the sentences above
LEAST = Text("từ {total} trở lên", "{total} or more")
OR_MORE = Text("{total} trở lên", "{total} or more")
OF_CELL = Text("ô {cell} của {period}", "cell {cell} of {period}")
OF_FORMER = Text("của các tỉnh cũ: {names}", "of the former provinces: {names}")
FIGURE_VALUE = Text("{code}{before} = {number}", "{code}{before} = {number}")
QUARTER_BEFORE = Text(" (quý trước)", " (quarter before)")
LATEST = Text("kỳ gần nhất của tỉnh ({period}) là {usual}", "the latest of this province ({period}) is {usual}")
USUAL = Text(
    "mức thường gặp của tỉnh là {usual} ({span}: từ {low} đến {high})",
    "the usual level of this province is {usual} ({span}: {low} to {high})",
)
SPAN = Text("{count} kỳ từ {first} đến {last}", "{count} periods from {first} to {last}")
SHARE = Text(" Chênh lệch bằng {percent} % tổng cả nước.", " The difference is {percent} % of the national total.")
