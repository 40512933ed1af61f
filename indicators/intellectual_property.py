"""Industrial property besides the two registers: applications, titles, holders of a right to use, initiatives."""

from datetime import date

from data.model import Text
from indicators.define import Break, Breakdown, Check, Direction, Indicator, Told, flow, ratio, stock
from indicators.sources import DIRECTIVE, MEETING, PERCENT, PLAN, REPORT, form

FORM = form("08/KHCN-SHTT")

INDICATOR = Indicator(
    order=25,
    label=Text("Sở hữu trí tuệ", "Intellectual property"),
    vi="Đơn đăng ký và văn bằng sở hữu công nghiệp, quyền sử dụng chỉ dẫn địa lý và sáng kiến của tỉnh.",
    en="The province's industrial-property applications and titles, rights to use an indication, and initiatives.",
    basis=f"Luật Sở hữu trí tuệ; {FORM}",
    also=("SHTT", "Sở hữu công nghiệp", "Sở hữu trí tuệ và sáng kiến"),
    breakdowns={
        "ip_type": Breakdown(
            Text("Đối tượng sở hữu công nghiệp", "Type of industrial property"),
            {
                "invention": Text("Sáng chế", "Inventions"),
                "utility_solution": Text("Giải pháp hữu ích", "Utility solutions"),
                "industrial_design": Text("Kiểu dáng công nghiệp", "Industrial designs"),
                "trademark": Text("Nhãn hiệu", "Trademarks"),
                "geographical_indication": Text("Chỉ dẫn địa lý", "Geographical indications"),
            },
        )
    },
    measures={
        "IP03": stock(
            Text("Số hồ sơ chỉ dẫn địa lý đang đăng ký", "GI applications under way"),
            Text("hồ sơ", "applications"),
            "Hồ sơ đăng ký chỉ dẫn địa lý mang địa danh của tỉnh đã nộp và chưa có kết quả vào ngày cuối quý.",
            "Applications for an indication bearing a place name of the province that are filed and undecided on the last day.",
            Text(
                "Đếm hồ sơ đã nộp, trừ hồ sơ đã được cấp, bị từ chối hoặc đã rút",
                "Applications filed, less those granted, refused or withdrawn",
            ),
            REPORT,
            direction=Direction.NEUTRAL,
            core=False,
            usual=(0, 20),
            phrase=Text(
                "có {n} hồ sơ chỉ dẫn địa lý đang đăng ký", "{n} applications for geographical indications are pending"
            ),
            told=(
                Told("đăng ký bảo hộ … chỉ dẫn địa lý cho sản phẩm {name}", sure=False),
                "{n} hồ sơ (đăng ký|) chỉ dẫn địa lý",
            ),
        ),
        "IP06": flow(
            Text("Số đơn đăng ký quyền sở hữu công nghiệp", "Industrial-property applications filed"),
            Text("đơn", "applications"),
            "Đơn đăng ký xác lập quyền sở hữu công nghiệp của tổ chức, cá nhân trong tỉnh nộp trong kỳ.",
            "Applications for an industrial-property right filed in the period by organisations and persons of the province.",
            Text("Đếm đơn theo ngày nộp; cộng các đối tượng", "Applications by day of filing; the sum over types"),
            f"{FORM}; {PLAN}",
            breakdowns=("ip_type",),
            phrase=Text(
                "có {n} đơn đăng ký quyền sở hữu công nghiệp", "{n} applications for industrial property were filed"
            ),
            told=(
                "{n} đơn đăng ký (xác lập quyền|bảo hộ|quyền|) (sở hữu công nghiệp|sở hữu trí tuệ)",
                Told("{n} đơn đăng ký (bảo hộ|) sáng chế", item="invention"),
                Told("{n} đơn đăng ký (bảo hộ|) giải pháp hữu ích", item="utility_solution"),
                Told("{n} đơn đăng ký (bảo hộ|) kiểu dáng công nghiệp", item="industrial_design"),
                Told("{n} đơn đăng ký (bảo hộ|) nhãn hiệu", item="trademark"),
            ),
        ),
        "IP07": flow(
            Text("Số văn bằng bảo hộ được cấp", "Industrial-property titles granted"),
            Text("văn bằng", "titles"),
            "Văn bằng bảo hộ sở hữu công nghiệp cấp trong kỳ cho chủ ở trong tỉnh, gồm cả nhãn hiệu tập thể và nhãn hiệu chứng nhận mới.",
            "Industrial-property titles granted in the period to owners in the province, new collective and certification marks among them.",
            Text("Đếm văn bằng theo ngày cấp; cộng các đối tượng", "Titles by day of grant; the sum over types"),
            f"{FORM}; chỉ tiêu thống kê quốc gia 1404 (sáng chế)",
            breakdowns=("ip_type",),
            phrase=Text("được cấp {n} văn bằng bảo hộ", "{n} titles of protection were granted"),
            told=("{n} văn bằng bảo hộ",),
        ),
        "IP08": ratio(
            Text("Tốc độ tăng số đơn đăng ký quyền sở hữu công nghiệp", "Growth of industrial-property applications"),
            PERCENT,
            "Số đơn của năm tăng bao nhiêu phần trăm so với năm trước; không tính được khi năm trước không có đơn.",
            "By how many percent the year's applications exceed those of the year before; not known where that year had none.",
            Text(
                "100 × (IP06 của năm − IP06 năm trước) ÷ IP06 năm trước; máy tính, không gõ",
                "100 × (IP06 of the year − IP06 of the year before) ÷ IP06 of the year before; computed, not typed",
            ),
            PLAN,
            yearly=True,
            growth_of="IP06",
            usual=(-100, 500),
        ),
        "IP09": flow(
            Text("Số sáng kiến được công nhận có phạm vi cấp tỉnh", "Initiatives recognised at province level"),
            Text("sáng kiến", "initiatives"),
            "Sáng kiến được công nhận trong năm là có phạm vi ảnh hưởng cấp tỉnh.",
            "Initiatives recognised in the year as having effect in the whole province.",
            Text(
                "Đếm sáng kiến theo ngày quyết định công nhận",
                "Initiatives by the day of the decision that recognises them",
            ),
            f"{DIRECTIVE}; {PLAN}",
            yearly=True,
            core=False,
            phrase=Text(
                "công nhận {n} sáng kiến có phạm vi cấp tỉnh", "{n} initiatives of provincial scope were recognised"
            ),
            told=("công nhận {n} sáng kiến",),
        ),
        "IP10": stock(
            Text("Số tổ chức, cá nhân được trao quyền sử dụng chỉ dẫn địa lý", "Holders of the right to use a GI"),
            Text("chủ thể", "holders"),
            "Tổ chức, cá nhân có giấy trao quyền sử dụng chỉ dẫn địa lý còn hiệu lực vào ngày cuối quý; giấy đã hết hạn không tính.",
            "Organisations and persons whose certificate of the right to use an indication is valid on the last day; expired ones do not count.",
            Text(
                "Đếm chủ thể có giấy còn hiệu lực; không cộng dồn các lần cấp",
                "Holders of a valid certificate, not all that were ever issued",
            ),
            f"{DIRECTIVE}; {MEETING}",
            core=False,
            phrase=Text(
                "có {n} tổ chức, cá nhân được trao quyền sử dụng chỉ dẫn địa lý",
                "{n} organisations and persons may use geographical indications",
            ),
            told=(
                "trao quyền sử dụng chỉ dẫn địa lý cho {n} (tổ chức|cá nhân|cơ sở|hộ|chủ thể)",
                "{n} (tổ chức, cá nhân|chủ thể) … quyền sử dụng chỉ dẫn địa lý",
            ),
        ),
        "IP11": flow(
            Text("Số sáng kiến được nhân rộng", "Initiatives replicated"),
            Text("sáng kiến", "initiatives"),
            "Sáng kiến đã được công nhận và được áp dụng ra ngoài nơi tạo ra nó trong năm.",
            "Recognised initiatives that in the year were taken up outside the place where they arose.",
            Text(
                "Đếm mỗi sáng kiến một lần, dù được áp dụng ở nhiều nơi",
                "Each initiative once, however many places took it up",
            ),
            PLAN,
            yearly=True,
            core=False,
            breaks=(
                Break(
                    date(2025, 7, 1),
                    "Mục tiêu 2–3 sáng kiến mỗi huyện không còn gốc tính khi không còn cấp huyện.",
                    "The target of 2–3 initiatives a district lost its base when districts ended.",
                    f"Nghị quyết 202/2025/QH15; {PLAN}",
                ),
            ),
            phrase=Text("nhân rộng {n} sáng kiến", "{n} initiatives were spread"),
            told=(
                "nhân rộng {n} sáng kiến",
                "{n} sáng kiến được nhân rộng",
            ),
        ),
    },
    checks=(
        Check.question(
            "ip_new_gis_above_titles",
            '"IP02" > "IP07"',
            "IP07",
            "Số văn bằng được cấp (IP07) ít hơn số chỉ dẫn địa lý được cấp (IP02), trong khi chỉ dẫn địa lý là một phần của văn bằng. Kiểm tra lại hai số; nếu đúng, nêu lý do.",
            "Fewer titles granted (IP07) than indications registered (IP02), which are part of them. Check both; if they are right, say why.",
        ),
        Check.question(
            "ip_new_marks_above_titles",
            '"IP04" - "IP04@before" + "IP05" - "IP05@before" > "IP07"',
            "IP07",
            "Nhãn hiệu tập thể và chứng nhận (IP04, IP05) tăng so với quý trước nhiều hơn số văn bằng được cấp (IP07). Kiểm tra lại; nếu đúng, nêu lý do.",
            "Collective and certification marks (IP04, IP05) grew since last quarter by more than the titles granted (IP07). Check them; if they are right, say why.",
        ),
        Check.question(
            "ip_holders_without_gi",
            '"IP10" > 0 AND "IP01" = 0',
            "IP10",
            "Có chủ thể được trao quyền (IP10) trong khi tỉnh không có chỉ dẫn địa lý nào (IP01 = 0). Kiểm tra lại hai số; nếu đúng, nêu lý do.",
            "There are holders of the right to use (IP10) while the province has no indication (IP01 = 0). Check both; if they are right, say why.",
        ),
    ),
)
