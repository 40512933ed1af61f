"""The wording of what is all there, what is still coming in, and how many a sum holds."""

from data.model import Text

LATEST_SAID = Text(
    "Đây là quý mới nhất: đã qua hạn nộp và ít nhất {share} % số tỉnh phải báo cáo đã nộp.",
    "This is the latest quarter: its due day is past and at least {share}% of the provinces that owe it have sent.",
)
NONE_COMPLETE = Text(
    "Chưa quý nào vừa qua hạn nộp vừa có ít nhất {share} % số tỉnh đã nộp; đây là quý mới nhất có số liệu, chưa đủ tỉnh.",
    "No quarter is both past its due day and sent by at least {share}% of the provinces; this is the newest one, and it is not complete.",
)
COLLECTING_SAID = Text(
    "{when} đang thu thập: mới có {sent}/{all} tỉnh, hạn nộp {day}. Tổng số chưa nói lên cả nước; quý mới nhất đủ số liệu là {latest}.",
    "{when} is being collected: {sent} of {all} provinces so far, due {day}. Totals do not speak of the nation yet; the latest quarter is {latest}.",
)
COLLECTING = Text(
    "Đang thu thập: {when}, {sent}/{all} tỉnh đã nộp, hạn {day}",
    "Being collected: {when}, {sent} of {all} provinces have sent, due {day}",
)
SENT_BY = Text("Đã nộp: {who}", "Sent: {who}")
STILL_TO_COME = Text("Còn chờ {count} tỉnh: {who}", "{count} still to come: {who}")
MOVED_IN_BOTH = Text(
    "{measure}, {span}: {value} ở {count} tỉnh đã nộp cả hai kỳ, {moved} so với cùng kỳ",
    "{measure}, {span}: {value} in the {count} provinces that sent both times, {moved} on a year before",
)
COLLECTING_SHORT = Text("{when} · đang thu thập {sent}/{all}", "{when} · being collected {sent}/{all}")
IN_THE_SUM = Text("số tỉnh", "provinces")
SAME_PROVINCES = Text("Cùng {count} tỉnh", "The same {count}")
NO_SAME = Text(
    "Không có tỉnh nào có đủ số ở mọi kỳ đang xem, nên không có đường «cùng nhóm tỉnh».",
    "No province is complete in every period shown, so there is no line of the same provinces.",
)
