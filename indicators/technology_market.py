"""Technology and its market: enterprises, appraisals, transfer contracts, start-ups, microbial products."""

from data.model import Text
from indicators.define import Breakdown, Check, Direction, Indicator, flow, stock
from indicators.sources import DIRECTIVE, PLAN, REPORT, form

ENTERPRISES, TRANSFER = form("07/KHCN-DN"), form("06/KHCN-CG")
KILOGRAMS = 1000  # tonnes in one quarter that no province is known to make; our own line, so only a question

INDICATOR = Indicator(
    order=60,
    label=Text("Công nghệ và thị trường", "Technology and market"),
    vi="Doanh nghiệp khoa học và công nghệ, thẩm định và chuyển giao công nghệ, khởi nghiệp sáng tạo.",
    en="Science-and-technology enterprises, appraisal and transfer of technology, innovative start-ups.",
    basis=f"Luật Chuyển giao công nghệ 07/2017/QH14; {TRANSFER}; {ENTERPRISES}",
    also=("Thị trường công nghệ", "Doanh nghiệp KH&CN", "Chuyển giao công nghệ"),
    breakdowns={
        "direction": Breakdown(
            Text("Chiều chuyển giao", "Direction of transfer"),
            {
                "domestic": Text("Trong nước", "Within the country"),
                "inward": Text("Từ nước ngoài vào", "From abroad"),
                "outward": Text("Ra nước ngoài", "To abroad"),
            },
        )
    },
    measures={
        "TM01": stock(
            Text("Số doanh nghiệp KH&CN còn hiệu lực", "S&T enterprises in force"),
            Text("doanh nghiệp", "enterprises"),
            "Doanh nghiệp có giấy chứng nhận doanh nghiệp khoa học và công nghệ chưa bị thu hồi vào ngày cuối quý.",
            "Enterprises whose certificate as a science-and-technology enterprise is not revoked on the last day.",
            Text(
                "Đếm giấy chứng nhận còn hiệu lực: đã cấp trừ đã thu hồi",
                "Valid certificates: those issued less those revoked",
            ),
            f"{ENTERPRISES}; Nghị định 13/2019/NĐ-CP; {PLAN}",
            usual=(0, 500),
            phrase=Text(
                "có {n} doanh nghiệp KH&CN còn hiệu lực", "{n} science and technology enterprises are certified"
            ),
            told=(
                "(có|hiện có|tổng số) {n} doanh nghiệp KH&CN",
                "{n} doanh nghiệp KH&CN",
            ),
        ),
        "TM02": flow(
            Text("Số dự án đầu tư được thẩm định, góp ý công nghệ", "Investment projects appraised for technology"),
            Text("dự án", "projects"),
            "Dự án đầu tư mà Sở thẩm định công nghệ hoặc có ý kiến về công nghệ trong kỳ.",
            "Investment projects whose technology the department appraised or commented on in the period.",
            Text(
                "Đếm dự án theo ngày có văn bản; nhiều văn bản cho một dự án tính một",
                "Projects by the day of the opinion; several opinions on one project count once",
            ),
            f"Luật Chuyển giao công nghệ 07/2017/QH14; {PLAN}",
            direction=Direction.NEUTRAL,
            phrase=Text(
                "thẩm định, góp ý về công nghệ cho {n} dự án đầu tư",
                "the technology of {n} investment projects was appraised",
            ),
            told=(
                "(thẩm định|góp ý|ý kiến) … công nghệ (cho|đối với|của|) {n} dự án (đầu tư|)",
                "thẩm định, tham gia ý kiến về công nghệ cho {n} dự án đầu tư",
            ),
        ),
        "TM03": flow(
            Text("Số hợp đồng chuyển giao công nghệ đăng ký", "Technology-transfer contracts registered"),
            Text("hợp đồng", "contracts"),
            "Hợp đồng chuyển giao công nghệ được cấp giấy chứng nhận đăng ký trong kỳ.",
            "Technology-transfer contracts whose registration was certified in the period.",
            Text(
                "Đếm hợp đồng theo ngày chứng nhận; cộng các chiều chuyển giao",
                "Contracts by the day of certification; the sum over directions",
            ),
            f"{TRANSFER}; {PLAN}",
            breakdowns=("direction",),
            core=False,
            phrase=Text(
                "đăng ký {n} hợp đồng chuyển giao công nghệ", "{n} technology transfer contracts were registered"
            ),
            told=("{n} hợp đồng chuyển giao công nghệ",),
        ),
        "TM04": flow(
            Text("Số dự án, doanh nghiệp khởi nghiệp sáng tạo được hỗ trợ", "Innovative start-ups supported"),
            Text("dự án", "projects"),
            "Dự án hoặc doanh nghiệp khởi nghiệp sáng tạo bắt đầu được hỗ trợ trong kỳ bằng kinh phí hoặc chương trình của tỉnh.",
            "Innovative start-up projects or firms that began in the period to be supported by the province's funds or programmes.",
            Text(
                "Đếm mỗi dự án một lần trong năm, ở quý bắt đầu được hỗ trợ",
                "Each project once in a year, in the quarter in which support began",
            ),
            f"{DIRECTIVE}; {PLAN}; {REPORT}",
            core=False,
            phrase=Text(
                "hỗ trợ {n} dự án, doanh nghiệp khởi nghiệp sáng tạo", "{n} innovative start-ups were supported"
            ),
            told=("hỗ trợ {n} (dự án|doanh nghiệp|ý tưởng) khởi nghiệp",),
        ),
        "TM05": flow(
            Text("Lượng chế phẩm vi sinh sản xuất, cung cấp", "Microbial products produced and supplied"),
            Text("tấn", "tonnes"),
            "Khối lượng chế phẩm vi sinh mà đơn vị của tỉnh sản xuất và cung cấp trong kỳ, tính bằng tấn.",
            "Weight of the microbial products that the province's bodies made and supplied in the period, in tonnes.",
            Text("Cộng khối lượng theo phiếu xuất; 1.000 kg ghi 1", "Sum of the weights delivered; 1,000 kg is 1"),
            f"Quyết định 324/QĐ-UBND của UBND tỉnh Quảng Trị; {REPORT}",
            whole=False,
            core=False,
            phrase=Text(
                "sản xuất, cung cấp {n} tấn chế phẩm vi sinh", "{n} tonnes of microbial products were made and supplied"
            ),
            told=(
                "(sản xuất|cung cấp) … {n} tấn chế phẩm",
                "sản xuất (và|) cung cấp {n} tấn chế phẩm (các loại|vi sinh|)",
            ),
        ),
    },
    checks=(
        Check.question(
            "tm_tonnes_or_kilograms",
            f'"TM05" >= {KILOGRAMS}',
            "TM05",
            "Lượng chế phẩm từ 1.000 tấn trở lên, có thể đã ghi theo kg. Đổi sang tấn; nếu đúng là tấn, nêu lý do.",
            "Products of 1,000 tonnes or more: the figure may be in kilograms. Give tonnes; if it is tonnes, say why.",
        ),
    ),
)
