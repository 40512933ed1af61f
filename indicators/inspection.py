"""Inspections and checks: campaigns, visits, fines."""

from datetime import date

from data.model import Text
from indicators.define import Break, Breakdown, Check, Direction, Indicator, Told, flow, ratio
from indicators.sources import DIRECTIVE, FROM_MEMORY, MILLION, PERCENT, PLAN, REPORT

FORM = "Biểu 10/TKTH-KHCN-ĐP (Thông tư 26/2015/TT-BKHCN, đã thay thế)"
FOLDED = (
    Break(
        date(2025, 7, 1),
        "Năm 2025 thanh tra sở được sắp xếp vào thanh tra tỉnh; số của Sở từ đó không còn cùng phạm vi. Ngày chính xác chưa rõ.",
        "In 2025 the departments' inspectorates were folded into that of the province; the department's figures no longer have the same reach. The exact day is not known.",
        FROM_MEMORY,
    ),
)
PREMISES = Text("cơ sở", "premises")

INDICATOR = Indicator(
    order=80,
    label=Text("Thanh tra, kiểm tra", "Inspections and checks"),
    vi="Thanh tra chuyên ngành, kiểm tra của Sở và xử phạt vi phạm hành chính.",
    en="The department's specialised inspections and checks, and the fines that followed.",
    basis=FORM,
    also=("Thanh tra", "Công tác thanh tra, kiểm tra"),
    breakdowns={
        "field": Breakdown(
            Text("Lĩnh vực kiểm tra", "Field of check"),
            {
                "standards_quality": Text("Tiêu chuẩn, đo lường, chất lượng", "Standards, metrology and quality"),
                "intellectual_property": Text("Sở hữu trí tuệ", "Intellectual property"),
                "radiation": Text("An toàn bức xạ", "Radiation safety"),
                "other": Text("Khác", "Other"),
            },
        ),
        "origin": Breakdown(
            Text("Qua thanh tra hay kiểm tra", "From an inspection or a check"),
            {"inspection": Text("Qua thanh tra", "Inspections"), "check": Text("Qua kiểm tra", "Checks")},
        ),
    },
    measures={
        "IN01": flow(
            Text("Số cuộc thanh tra chuyên ngành", "Specialised inspections"),
            Text("cuộc", "inspections"),
            "Cuộc thanh tra chuyên ngành khoa học và công nghệ, theo kế hoạch và đột xuất, hoàn thành trong kỳ.",
            "Specialised inspections, planned and ad hoc, that were completed in the period.",
            Text("Đếm cuộc thanh tra theo ngày kết thúc", "Inspections by the day they ended"),
            f"{FORM}; {DIRECTIVE}; {PLAN}",
            direction=Direction.NEUTRAL,
            breaks=FOLDED,
            phrase=Text("thực hiện {n} cuộc thanh tra chuyên ngành", "{n} specialised inspections were carried out"),
            told=("{n} cuộc thanh tra (chuyên ngành|)",),
        ),
        "IN02": flow(
            Text("Số đợt kiểm tra", "Check campaigns"),
            Text("đợt", "campaigns"),
            "Đợt kiểm tra do Sở tổ chức hoặc chủ trì, hoàn thành trong kỳ; một đợt gồm nhiều cơ sở.",
            "Campaigns of checks held or led by the department and completed in the period; one visits many premises.",
            Text(
                "Đếm đợt kiểm tra theo ngày kết thúc; cộng các lĩnh vực",
                "Campaigns by the day they ended; the sum over fields",
            ),
            REPORT,
            breakdowns=("field",),
            direction=Direction.NEUTRAL,
            breaks=FOLDED,
            phrase=Text("tổ chức {n} đợt kiểm tra", "{n} rounds of checks were held"),
            told=("{n} đợt kiểm tra",),
        ),
        "IN03": flow(
            Text("Số lượt cơ sở được kiểm tra", "Premises checked (visits)"),
            Text("lượt", "visits"),
            "Lượt cơ sở, hộ kinh doanh được kiểm tra trong kỳ; một cơ sở được kiểm tra hai lần tính hai lượt.",
            "Visits to premises and household businesses in the period; one checked twice counts twice.",
            Text("Cộng số cơ sở của mọi đợt kiểm tra", "Sum of the premises of all campaigns"),
            REPORT,
            direction=Direction.NEUTRAL,
            breaks=FOLDED,
            phrase=Text("kiểm tra {n} lượt cơ sở", "{n} visits to premises were made"),
            told=(
                "kiểm tra … {n} lượt (cơ sở|hộ|)",
                "kiểm tra tại {n} lượt cơ sở/hộ kinh doanh",
            ),
        ),
        "IN04": flow(
            Text("Số phương tiện đo được kiểm tra", "Instruments checked"),
            Text("phương tiện", "instruments"),
            "Phương tiện đo mà đoàn thanh tra, kiểm tra xem xét trong kỳ; không tính vào số được kiểm định (MQ01).",
            "Instruments that inspectors looked at in the period; they are no part of those verified (MQ01).",
            Text("Cộng số phương tiện ghi trong các biên bản", "Sum of the instruments in the records of the visits"),
            REPORT,
            direction=Direction.NEUTRAL,
            breaks=FOLDED,
            phrase=Text("kiểm tra {n} phương tiện đo", "{n} measuring instruments were checked"),
            told=("kiểm tra … {n} phương tiện đo",),
        ),
        "IN05": flow(
            Text("Số cơ sở bị xử phạt vi phạm hành chính", "Premises fined"),
            PREMISES,
            "Cơ sở có quyết định xử phạt vi phạm hành chính ký trong kỳ, sau thanh tra hoặc kiểm tra.",
            "Premises with a decision to fine signed in the period, after an inspection or a check.",
            Text(
                "Đếm cơ sở theo ngày quyết định; cộng qua thanh tra và qua kiểm tra",
                "Premises by the day of the decision; inspections and checks together",
            ),
            f"{FORM}; {REPORT}",
            breakdowns=("origin",),
            direction=Direction.NEUTRAL,
            breaks=FOLDED,
            phrase=Text("xử phạt vi phạm hành chính {n} cơ sở", "{n} premises were fined"),
            told=(
                "xử phạt (vi phạm hành chính|) {n} (cơ sở|tổ chức|đơn vị)",
                Told("cuộc thanh tra … xử phạt (vi phạm hành chính|) {n} cơ sở", item="inspection"),
                Told("kết quả công tác kiểm tra … xử phạt (vi phạm hành chính|) {n} cơ sở", item="check"),
                Told("qua kiểm tra … xử phạt (vi phạm hành chính|) {n} cơ sở", item="check"),
            ),
        ),
        "IN06": flow(
            Text("Số tiền xử phạt vi phạm hành chính", "Fines"),
            MILLION,
            "Tổng số tiền phạt trong các quyết định ký trong kỳ, tính bằng triệu đồng; không phải số đã thu.",
            "Total of the fines in the decisions signed in the period, in million đồng; not what was collected.",
            Text(
                "Cộng số tiền của các quyết định; cộng qua thanh tra và qua kiểm tra",
                "Sum over the decisions; inspections and checks together",
            ),
            f"{FORM}; {REPORT}",
            breakdowns=("origin",),
            direction=Direction.NEUTRAL,
            whole=False,
            money=True,
            # A few dozen decisions a year of at most some hundred million đồng each; a thousand times as much is đồng
            # or nghìn đồng.
            usual=(0, 5_000),
            breaks=FOLDED,
            phrase=Text(
                "xử phạt vi phạm hành chính với số tiền {n} triệu đồng", "administrative fines came to {n} million VND"
            ),
            told=(
                "xử phạt … số tiền {n}",
                Told("cuộc thanh tra … xử phạt … số tiền {n}", item="inspection"),
                Told("kết quả công tác kiểm tra … xử phạt … số tiền {n}", item="check"),
                Told("qua kiểm tra … xử phạt … số tiền {n}", item="check"),
            ),
        ),
        "IN07": ratio(
            Text("Tỷ lệ cơ sở bị xử phạt trên lượt kiểm tra", "Fined share of visits"),
            PERCENT,
            "Số cơ sở bị xử phạt so với số lượt được kiểm tra và số cơ sở được thanh tra trong kỳ.",
            "Premises fined among those visited in checks and those inspected in the period.",
            Text("100 × IN05 ÷ (IN03 + số cơ sở được thanh tra)", "100 × IN05 ÷ (IN03 + premises inspected)"),
            REPORT,
            numerator="IN05",
            denominator="IN03 + IN07.inspected",
            direction=Direction.NEUTRAL,
            core=False,
            breaks=FOLDED,
        ),
    },
    terms={
        "IN07.inspected": flow(
            Text("Số cơ sở được thanh tra", "Premises inspected"),
            PREMISES,
            "Cơ sở là đối tượng của các cuộc thanh tra hoàn thành trong kỳ (IN01).",
            "Premises that were the object of the inspections completed in the period (IN01).",
            Text("Cộng số cơ sở của mọi cuộc thanh tra", "Sum of the premises of all inspections"),
            REPORT,
            direction=Direction.NEUTRAL,
            core=False,
            breaks=FOLDED,
            told=("thanh tra (chuyên ngành|) (tại|đối với) {n} cơ sở",),
        )
    },
    checks=(
        Check.question(
            "in_visits_below_campaigns",
            '"IN03" < "IN02"',
            "IN03",
            "Số lượt kiểm tra (IN03) ít hơn số đợt kiểm tra (IN02), trong khi mỗi đợt có ít nhất một cơ sở. Kiểm tra lại hai số; nếu đúng, nêu lý do.",
            "Fewer visits (IN03) than campaigns (IN02), though each has at least one. Check both; if they are right, say why.",
        ),
        Check.question(
            "in_fined_above_visited",
            '"IN05" > "IN03" + "IN07.inspected" OR "IN05.check" > "IN03" OR "IN05.inspection" > "IN07.inspected"',
            "IN05",
            "Số cơ sở bị xử phạt (IN05) nhiều hơn số lượt được kiểm tra (IN03) hoặc số cơ sở được thanh tra. Kiểm tra lại các số; nếu đúng, nêu lý do.",
            "More premises were fined (IN05) than were checked (IN03) or inspected. Check the figures; if they are right, say why.",
        ),
        Check.question(
            "in_fines_and_premises",
            '("IN05" > 0) <> ("IN06" > 0)',
            "IN06",
            "Số cơ sở bị xử phạt (IN05) và số tiền phạt (IN06) phải cùng bằng 0 hoặc cùng lớn hơn 0. Kiểm tra lại hai số; nếu đúng, nêu lý do.",
            "Premises fined (IN05) and fines (IN06) are both zero or both above it. Check both; if they are right, say why.",
        ),
        Check.question(
            "in_fine_per_case",
            '"IN05" > 0 AND "IN06" > 0 AND ("IN06" < "IN05" OR "IN06" > 500 * "IN05")',
            "IN06",
            "Mức phạt bình quân nằm ngoài khoảng 1–500 triệu đồng một cơ sở; có thể đã nhầm đồng, nghìn, triệu, tỷ. Ghi theo triệu đồng; nếu đúng, nêu lý do.",
            "The average fine lies outside 1–500 million đồng a case; đồng, thousand, million and billion may be mixed up. Give million đồng; if it is right, say why.",
        ),
    ),
)
