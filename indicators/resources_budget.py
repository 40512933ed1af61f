"""What a province puts into science and technology: money, organisations, people."""

from data.model import Text
from indicators.define import Breakdown, Check, Direction, Indicator, Told, flow, ratio, stock
from indicators.sources import DIRECTIVE, MEETING, MILLION, PERCENT, PLAN, form

SPENDING, ORGANISATIONS, PEOPLE = form("03/KHCN-CP"), form("01/KHCN-TC"), form("02/KHCN-NL")
# In million đồng a year. The smallest province's budget is some thousand billion đồng, the largest's some hundred
# thousand billion, and science has about a hundredth of it: what is typed in nghìn đồng or đồng goes beyond these
# ranges whichever province it is; what is typed in tỷ đồng falls short of them but for the very largest.
SCIENCE = (2_000, 10_000_000)

INDICATOR = Indicator(
    order=90,
    label=Text("Tiềm lực và ngân sách", "Resources and budget"),
    vi="Chi ngân sách địa phương, tổ chức và nhân lực cho khoa học, công nghệ và đổi mới sáng tạo.",
    en="Local budget spending, organisations and people for science, technology and innovation.",
    basis=f"{ORGANISATIONS}; {PEOPLE}; {SPENDING}",
    also=("Tiềm lực KH&CN", "Ngân sách KH&CN", "Tiềm lực, ngân sách"),
    breakdowns={
        "type": Breakdown(
            Text("Loại chi", "Type of spending"),
            {"investment": Text("Chi đầu tư", "Investment"), "recurrent": Text("Chi sự nghiệp", "Recurrent")},
        ),
        "sex": Breakdown(Text("Giới tính", "Sex"), {"women": Text("Nữ", "Women"), "men": Text("Nam", "Men")}),
    },
    measures={
        "PB01": ratio(
            Text("Tỷ lệ chi KH&CN trên tổng chi ngân sách địa phương", "S&T share of local budget spending"),
            PERCENT,
            "Phần chi cho khoa học, công nghệ và đổi mới sáng tạo trong tổng chi ngân sách địa phương của năm. Ghi 1,5 cho 1,5 %.",
            "Spending on science, technology and innovation as a share of the year's local budget spending. Type 1.5 for 1.5 %.",
            Text(
                "100 × PB02 của năm ÷ tổng chi ngân sách địa phương (PB01.local_budget)",
                "100 × PB02 of the year ÷ local budget spending (PB01.local_budget)",
            ),
            f"{PLAN}; Nghị quyết 57-NQ/TW",
            numerator="PB02",
            denominator="PB01.local_budget",
            yearly=True,
            usual=(0, 10),
        ),
        "PB02": flow(
            Text("Chi ngân sách cho KH&CN, ĐMST", "Budget spending on S&T and innovation"),
            MILLION,
            "Số thực chi từ ngân sách của tỉnh cho khoa học, công nghệ và đổi mới sáng tạo trong kỳ.",
            "What the province's budget actually spent on science, technology and innovation in the period.",
            Text("Cộng chi đầu tư và chi sự nghiệp đã thực hiện", "Investment and recurrent spending carried out"),
            f"{SPENDING}; chỉ tiêu thống kê quốc gia 1407; {DIRECTIVE}; {MEETING}",
            breakdowns=("type",),
            whole=False,
            money=True,
            usual=SCIENCE,
            phrase=Text(
                "chi ngân sách cho KH&CN, ĐMST {n} triệu đồng",
                "{n} million VND of the budget were spent on science, technology and innovation",
            ),
            told=(
                "chi … (KH&CN|khoa học và công nghệ) {n}",
                Told("(kinh phí|ngân sách) … giải ngân (được|) {n}", sure=False),
            ),
        ),
        "PB03": stock(
            Text("Số tổ chức KH&CN", "S&T organisations"),
            Text("tổ chức", "organisations"),
            "Tổ chức có giấy chứng nhận đăng ký hoạt động khoa học và công nghệ, trụ sở tại tỉnh, vào ngày cuối năm.",
            "Organisations registered for science-and-technology activity and seated in the province, on the year's last day.",
            Text("Đếm giấy chứng nhận đăng ký còn hiệu lực", "Valid certificates of registration"),
            f"{ORGANISATIONS}; chỉ tiêu thống kê quốc gia 1401",
            yearly=True,
            phrase=Text("có {n} tổ chức KH&CN", "there are {n} science and technology organisations"),
            told=("{n} tổ chức KH&CN",),
        ),
        "PB04": stock(
            Text("Số người hoạt động nghiên cứu và phát triển", "R&D personnel"),
            Text("người", "persons"),
            "Người trực tiếp làm, quản lý hoặc phục vụ nghiên cứu và phát triển tại các tổ chức của tỉnh vào ngày cuối năm, tính theo đầu người.",
            "Persons who do, manage or serve research and development in the province's organisations on the year's last day, by head.",
            Text("Đếm đầu người; cộng nữ và nam", "Heads; women and men together"),
            f"{PEOPLE}; chỉ tiêu thống kê quốc gia 1402, 1403",
            breakdowns=("sex",),
            yearly=True,
            phrase=Text(
                "có {n} người hoạt động nghiên cứu và phát triển", "{n} people work in research and development"
            ),
        ),
    },
    terms={
        "PB01.local_budget": flow(
            Text("Tổng chi ngân sách địa phương", "Local budget spending"),
            MILLION,
            "Tổng số thực chi của ngân sách địa phương trong năm.",
            "All that the local budget actually spent in the year.",
            Text("Theo báo cáo thực hiện ngân sách của năm", "As in the year's report on the budget"),
            f"{SPENDING}; {PLAN}",
            direction=Direction.NEUTRAL,
            whole=False,
            money=True,
            usual=(1_000_000, 1_000_000_000),
            yearly=True,
        ),
        "PB02.plan": flow(
            Text("Dự toán chi cho KH&CN, ĐMST được giao", "Budget planned for S&T and innovation"),
            MILLION,
            "Dự toán chi cho khoa học, công nghệ và đổi mới sáng tạo được giao cho cả năm, gồm cả điều chỉnh.",
            "The whole year's budget allotted to science, technology and innovation, adjustments included.",
            Text("Theo quyết định giao dự toán của năm", "As in the year's decisions on the budget"),
            SPENDING,
            direction=Direction.NEUTRAL,
            whole=False,
            money=True,
            usual=SCIENCE,
            yearly=True,
            core=False,
        ),
    },
    checks=(
        Check.question(
            "pb_spending_above_plan",
            '"PB02" > 1.2 * "PB02.plan"',
            "PB02",
            "Số thực chi cả năm (PB02) vượt dự toán được giao hơn 20 %. Kiểm tra lại hai số và đơn vị triệu đồng; nếu đúng, nêu lý do.",
            "The year's spending (PB02) exceeds the plan by more than 20 %. Check both and that they are in million đồng; if they are right, say why.",
            quarter=False,
        ),
        Check.error(
            "pb_spending_above_budget",
            '"PB02" > "PB01.local_budget"',
            "PB02",
            "Chi cho khoa học, công nghệ (PB02) lớn hơn tổng chi ngân sách địa phương. Sửa một trong hai số.",
            "Spending on science and technology (PB02) exceeds all local budget spending. Mend one of the two.",
            quarter=False,
        ),
    ),
)
