"""Administrative procedures and how they were settled."""

from data.model import Text
from indicators.define import Breakdown, Check, Direction, Indicator, Told, flow, ratio, stock
from indicators.sources import DOSSIERS, PERCENT, REPORT

ONLINE = "Nghị định 42/2022/NĐ-CP"
SETTLED = "Nghị định 61/2018/NĐ-CP"
PROCEDURES = Text("thủ tục", "procedures")

INDICATOR = Indicator(
    order=95,
    label=Text("Thủ tục hành chính", "Administrative procedures"),
    vi="Thủ tục hành chính thuộc thẩm quyền của Sở, mức độ trực tuyến và kết quả giải quyết hồ sơ.",
    en="Procedures in the department's charge, how far they are online, and how dossiers were settled.",
    basis=f"{ONLINE}; {SETTLED}",
    also=("TTHC", "Cải cách hành chính"),
    breakdowns={
        "timing": Breakdown(
            Text("Thời hạn giải quyết", "Timing"),
            {
                "before_time": Text("Trước hạn", "Before time"),
                "on_time": Text("Đúng hạn", "On time"),
                "late": Text("Quá hạn", "Late"),
            },
        )
    },
    measures={
        "AP01": stock(
            Text("Tổng số thủ tục hành chính thuộc thẩm quyền", "Administrative procedures"),
            PROCEDURES,
            "Số thủ tục thuộc thẩm quyền của Sở, có đến ngày cuối quý.",
            "Procedures in the department's charge on the last day.",
            Text(
                "Đếm thủ tục trong quyết định công bố; gồm toàn trình, một phần và chỉ cung cấp thông tin",
                "Procedures in the decisions that publish them; full online, partial, and information only",
            ),
            ONLINE,
            direction=Direction.NEUTRAL,
            usual=(20, 200),
            phrase=Text(
                "có {n} thủ tục hành chính thuộc thẩm quyền", "{n} administrative procedures are within its competence"
            ),
            told=(
                "(TTHC|thủ tục) thuộc thẩm quyền … {n} (TTHC|thủ tục)",
                "{n} (TTHC|thủ tục) thuộc thẩm quyền",
                "(số lượng|tổng số) TTHC thuộc thẩm quyền giải quyết của Sở là {n} TTHC",
            ),
        ),
        "AP02": stock(
            Text("Dịch vụ công trực tuyến toàn trình", "Full online services"),
            PROCEDURES,
            "Thủ tục mà người dân nộp hồ sơ, trả phí và nhận kết quả hoàn toàn trên mạng.",
            "Procedures of which filing, payment and result are all online.",
            Text("Đếm thủ tục toàn trình có đến ngày cuối quý", "Full online procedures on the last day"),
            ONLINE,
            phrase=Text(
                "có {n} thủ tục là dịch vụ công trực tuyến toàn trình", "{n} procedures are full online services"
            ),
            told=("{n} (TTHC|thủ tục) (là|) (dịch vụ công|thực hiện|) toàn trình",),
        ),
        "AP03": stock(
            Text("Dịch vụ công trực tuyến một phần", "Partial online services"),
            PROCEDURES,
            "Thủ tục làm được trên mạng nhưng còn bước phải đến nơi hoặc gửi bản giấy.",
            "Procedures done online but for some step in person or on paper.",
            Text("Đếm thủ tục một phần có đến ngày cuối quý", "Partial online procedures on the last day"),
            ONLINE,
            direction=Direction.NEUTRAL,
            phrase=Text(
                "có {n} thủ tục là dịch vụ công trực tuyến một phần", "{n} procedures are partial online services"
            ),
            told=("{n} (TTHC|thủ tục) (là|) (dịch vụ công|thực hiện|) một phần",),
        ),
        "AP04": ratio(
            Text("Tỷ lệ thủ tục cung cấp toàn trình", "Full-online share"),
            PERCENT,
            "Phần thủ tục toàn trình trong tổng số thủ tục.",
            "Full online services among all procedures.",
            Text("100 × số toàn trình (AP02) ÷ tổng số (AP01)", "100 × full online (AP02) ÷ all (AP01)"),
            ONLINE,
            numerator="AP02",
            denominator="AP01",
        ),
        "AP05": flow(
            Text("Số hồ sơ thủ tục hành chính đã giải quyết", "Dossiers settled"),
            DOSSIERS,
            "Hồ sơ đã có kết quả trả trong kỳ, nộp trực tuyến hay trực tiếp.",
            "Dossiers whose result was given in the period, filed online or in person.",
            Text(
                "Đếm hồ sơ theo ngày trả kết quả; cộng trước hạn, đúng hạn, quá hạn",
                "Dossiers by day of result; before time, on time and late together",
            ),
            SETTLED,
            direction=Direction.NEUTRAL,
            breakdowns=("timing",),
            phrase=Text("giải quyết {n} hồ sơ thủ tục hành chính", "{n} administrative files were settled"),
            told=(
                "giải quyết (được|) {n} hồ sơ",
                "giải quyết … {n} hồ sơ",
                Told("{n} hồ sơ (giải quyết|) (trước hạn|trước thời hạn)", item="before_time"),
                Told("{n} hồ sơ (giải quyết|) đúng hạn", item="on_time"),
                Told("{n} hồ sơ (giải quyết|) (quá hạn|trễ hạn)", item="late"),
            ),
        ),
        "AP06": ratio(
            Text("Tỷ lệ hồ sơ giải quyết trước và đúng hạn", "Settled before or on time"),
            PERCENT,
            "Hồ sơ giải quyết trước hạn hoặc đúng hạn trong tổng số hồ sơ đã giải quyết.",
            "Dossiers settled before or on time among all settled.",
            Text("100 × (AP05 trước hạn + đúng hạn) ÷ AP05", "100 × (AP05 before time + on time) ÷ AP05"),
            SETTLED,
            numerator="AP05.before_time + AP05.on_time",
            denominator="AP05",
            told=(
                Told("giải quyết (trước hạn|đúng hạn) … {n}", sure=False),
                "(giải quyết|) trước và đúng hạn … {n}",
            ),
        ),
        "AP07": flow(
            Text("Số thủ tục được cắt giảm thời gian giải quyết", "Procedures with shortened time"),
            PROCEDURES,
            "Thủ tục được rút ngắn thời gian giải quyết trong năm.",
            "Procedures whose time was shortened in the year.",
            Text(
                "Đếm mỗi thủ tục một lần, theo quyết định cắt giảm trong năm",
                "Each procedure once, by the decisions of the year",
            ),
            REPORT,
            yearly=True,
            core=False,
            phrase=Text("cắt giảm thời gian giải quyết của {n} thủ tục", "the time limit of {n} procedures was cut"),
            told=("cắt giảm thời gian giải quyết (TTHC|) (đối với|của|cho|) {n} (thủ tục|TTHC)",),
        ),
    },
    checks=(
        Check.error(
            "ap_online_above_total",
            '"AP02" + "AP03" > "AP01"',
            "AP01",
            "Thủ tục toàn trình (AP02) cộng một phần (AP03) lớn hơn tổng số thủ tục. Sửa một trong ba số.",
            "Full (AP02) plus partial online services (AP03) exceed all procedures. Mend one of the three.",
        ),
        Check.question(
            "ap_shortened_above_total",
            '"AP07" > "AP01"',
            "AP07",
            "Số thủ tục được rút ngắn lớn hơn tổng số thủ tục (AP01). Kiểm tra lại; nếu đúng, nêu lý do.",
            "More procedures were shortened than there are (AP01). Check it; if it is right, say why.",
        ),
    ),
)
