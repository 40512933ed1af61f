"""Standards, metrology and quality besides the instruments verified: tests, declarations, traceability, ISO 9001."""

from datetime import date

from data.model import Text
from indicators.define import Break, Breakdown, Check, Direction, Indicator, flow, ratio, stock
from indicators.sources import DIRECTIVE, DOSSIERS, PERCENT, PLAN, REPORT, form

FORM = form("09/KHCN-TDC")
METROLOGY = "Luật Đo lường 04/2011/QH13"
ISO = "Quyết định 19/2014/QĐ-TTg"
INSTRUMENTS = Text("phương tiện", "instruments")
AGENCIES = Text("cơ quan", "agencies")
REQUESTS = Text("yêu cầu", "requests")

INDICATOR = Indicator(
    order=35,
    label=Text("Tiêu chuẩn - đo lường - chất lượng", "Standards, metrology and quality"),
    vi="Thử nghiệm, công bố hợp chuẩn, hợp quy, hàng nhập khẩu, truy xuất nguồn gốc và hệ thống quản lý chất lượng.",
    en="Tests, declarations of conformity, imported goods, traceability and quality management.",
    basis=f"{METROLOGY}; {FORM}",
    also=("Tiêu chuẩn đo lường chất lượng", "TCĐLCL", "Tiêu chuẩn, đo lường, chất lượng"),
    breakdowns={
        "group": Breakdown(
            Text("Nhóm phương tiện đo", "Group of instruments"),
            {
                "water_meter": Text("Đồng hồ nước", "Water meters"),
                "police": Text("Phương tiện đo của công an", "Instruments of the police"),
                "fuel": Text("Xăng dầu", "Fuel"),
                "medical": Text("Y tế", "Medical"),
                "market": Text("Chợ", "Markets"),
                "other": Text("Khác", "Other"),
            },
        ),
        "field": Breakdown(
            Text("Lĩnh vực thử nghiệm", "Field of test"),
            {
                "food": Text("Thực phẩm", "Food"),
                "environment": Text("Môi trường", "Environment"),
                "construction": Text("Xây dựng", "Construction"),
                "gold": Text("Vàng", "Gold"),
                "fuel": Text("Xăng dầu", "Fuel"),
                "other": Text("Khác", "Other"),
            },
        ),
        "code_type": Breakdown(
            Text("Loại mã truy xuất", "Type of code"),
            {"gs1": Text("Mã GS1", "GS1 code"), "internal": Text("Mã nội bộ", "Internal code")},
        ),
        "level": Breakdown(
            Text("Cấp cơ quan", "Level of agency"),
            {"province": Text("Cấp tỉnh", "Province"), "commune": Text("Cấp xã", "Commune")},
        ),
    },
    measures={
        "MQ03": ratio(
            Text(
                "Tỷ lệ phương tiện đo nhóm 2 được kiểm định theo quy định",
                "Instruments under mandatory verification that are verified",
            ),
            PERCENT,
            "Trong số phương tiện đo nhóm 2 đang sử dụng phải kiểm định, phần còn hiệu lực kiểm định vào cuối năm.",
            "Of the instruments in use that the law makes subject to verification, the share whose verification is valid at the end of the year.",
            Text(
                "100 × số còn hiệu lực kiểm định (MQ03.verified) ÷ số phải kiểm định (MQ03.required)",
                "100 × instruments with a valid verification (MQ03.verified) ÷ instruments subject to it (MQ03.required)",
            ),
            f"{METROLOGY}; {PLAN}",
            numerator="MQ03.verified",
            denominator="MQ03.required",
            breakdowns=("group",),
            yearly=True,
        ),
        "MQ04": flow(
            Text("Số mẫu thử nghiệm", "Test samples"),
            Text("mẫu", "samples"),
            "Mẫu mà phòng thử nghiệm của tỉnh trả kết quả trong kỳ, theo yêu cầu quản lý hoặc dịch vụ.",
            "Samples whose result the province's laboratories gave in the period, for the authorities or for clients.",
            Text("Đếm mẫu theo ngày trả kết quả; cộng các lĩnh vực", "Samples by day of result; the sum over fields"),
            REPORT,
            breakdowns=("field",),
            direction=Direction.NEUTRAL,
            phrase=Text("thử nghiệm {n} mẫu", "{n} samples were tested"),
        ),
        "MQ05": flow(
            Text("Số hồ sơ công bố hợp chuẩn tiếp nhận, xử lý", "Declarations of conformity with standards"),
            DOSSIERS,
            "Hồ sơ công bố sản phẩm phù hợp tiêu chuẩn mà Sở tiếp nhận và xử lý xong trong kỳ.",
            "Dossiers declaring that a product conforms to a standard, received and dealt with in the period.",
            Text("Đếm hồ sơ theo ngày xử lý xong", "Dossiers by the day they were dealt with"),
            f"{FORM}; {REPORT}",
            direction=Direction.NEUTRAL,
            phrase=Text(
                "tiếp nhận, xử lý {n} hồ sơ công bố hợp chuẩn",
                "{n} declarations of conformity with standards were handled",
            ),
        ),
        "MQ06": flow(
            Text("Số hồ sơ công bố hợp quy tiếp nhận, xử lý", "Declarations of conformity with technical regulations"),
            DOSSIERS,
            "Hồ sơ công bố sản phẩm phù hợp quy chuẩn kỹ thuật mà Sở tiếp nhận và xử lý xong trong kỳ.",
            "Dossiers declaring that a product conforms to a technical regulation, received and dealt with in the period.",
            Text("Đếm hồ sơ theo ngày xử lý xong", "Dossiers by the day they were dealt with"),
            f"{FORM}; {DIRECTIVE}",
            direction=Direction.NEUTRAL,
            core=False,
            phrase=Text(
                "tiếp nhận, xử lý {n} hồ sơ công bố hợp quy",
                "{n} declarations of conformity with regulations were handled",
            ),
        ),
        "MQ07": flow(
            Text(
                "Số hồ sơ đăng ký kiểm tra nhà nước về chất lượng hàng nhập khẩu", "Import quality-check registrations"
            ),
            DOSSIERS,
            "Hồ sơ đăng ký kiểm tra chất lượng hàng nhập khẩu mà Sở xử lý trong kỳ; hồ sơ miễn kiểm tra không tính vào đây mà ghi dòng riêng.",
            "Registrations for the state check of imported goods dealt with in the period; exemptions are not among them and stand on a line of their own.",
            Text("Đếm hồ sơ theo ngày xử lý", "Dossiers by the day they were dealt with"),
            f"{FORM}; {REPORT}",
            direction=Direction.NEUTRAL,
            phrase=Text(
                "tiếp nhận, xử lý {n} hồ sơ đăng ký kiểm tra nhà nước về chất lượng hàng hóa nhập khẩu",
                "{n} registrations for quality inspection of imports were handled",
            ),
        ),
        "MQ08": stock(
            Text("Số tổ chức kiểm định được chỉ định, ủy quyền", "Authorised verification bodies"),
            Text("đơn vị", "bodies"),
            "Tổ chức trên địa bàn có quyết định chỉ định hoặc ủy quyền kiểm định còn hiệu lực vào ngày cuối quý.",
            "Bodies in the province whose designation or authorisation to verify instruments is valid on the last day.",
            Text("Đếm mỗi tổ chức một lần, dù có nhiều quyết định", "Each body once, however many decisions it holds"),
            REPORT,
            direction=Direction.NEUTRAL,
            core=False,
            usual=(0, 100),
            phrase=Text(
                "có {n} đơn vị kiểm định được chỉ định, ủy quyền",
                "{n} organisations are designated or authorised to verify",
            ),
        ),
        "MQ09": stock(
            Text("Số sản phẩm, cơ sở trên hệ thống truy xuất nguồn gốc", "Products on the traceability system"),
            Text("sản phẩm", "products"),
            "Sản phẩm và cơ sở có mã đang hoạt động trên hệ thống truy xuất nguồn gốc của tỉnh vào ngày cuối quý.",
            "Products and premises with an active code on the province's traceability system on the last day.",
            Text("Đếm mã đang hoạt động; cộng các loại mã", "Active codes; the sum over types of code"),
            f"{DIRECTIVE}; {PLAN}; {REPORT}",
            breakdowns=("code_type",),
            core=False,
            phrase=Text(
                "có {n} sản phẩm, cơ sở trên hệ thống truy xuất nguồn gốc",
                "{n} products and premises are on the traceability system",
            ),
        ),
        "MQ10": ratio(
            Text("Tỷ lệ cơ quan hành chính áp dụng TCVN ISO 9001", "Agencies that apply ISO 9001"),
            PERCENT,
            "Trong số cơ quan hành chính thuộc diện bắt buộc, phần đã công bố hệ thống quản lý chất lượng vào cuối năm.",
            "Of the agencies that must apply the standard, the share that has declared its quality management system by the end of the year.",
            Text(
                "100 × số cơ quan đã công bố (MQ10.applying) ÷ số cơ quan bắt buộc (MQ10.obliged)",
                "100 × agencies that declared (MQ10.applying) ÷ agencies obliged (MQ10.obliged)",
            ),
            f"{ISO}; {DIRECTIVE}; {PLAN}",
            numerator="MQ10.applying",
            denominator="MQ10.obliged",
            breakdowns=("level",),
            yearly=True,
            core=False,
            breaks=(
                Break(
                    date(2025, 7, 1),
                    "Số cơ quan bắt buộc giảm vì không còn cơ quan cấp huyện.",
                    "Fewer agencies are obliged, since those of the districts are gone.",
                    f"Nghị quyết 202/2025/QH15; {ISO}",
                ),
            ),
        ),
        "MQ11": ratio(
            Text("Tỷ lệ nhu cầu hỗ trợ của doanh nghiệp được đáp ứng", "Enterprise support requests met"),
            PERCENT,
            "Trong số yêu cầu hỗ trợ của doanh nghiệp về tiêu chuẩn, mã vạch, hệ thống quản lý, năng suất nhận được trong năm, phần đã được hỗ trợ.",
            "Of the year's requests of enterprises for help with standards, bar codes, management systems and productivity, the share that was met.",
            Text(
                "100 × yêu cầu được hỗ trợ (MQ11.met) ÷ yêu cầu nhận được (MQ11.received)",
                "100 × requests met (MQ11.met) ÷ requests received (MQ11.received)",
            ),
            PLAN,
            numerator="MQ11.met",
            denominator="MQ11.received",
            yearly=True,
            core=False,
        ),
    },
    terms={
        "MQ03.required": stock(
            Text("Phương tiện đo phải kiểm định đang sử dụng", "Instruments in use subject to verification"),
            INSTRUMENTS,
            "Phương tiện đo nhóm 2 đang sử dụng thuộc danh mục phải kiểm định, vào ngày cuối năm.",
            "Instruments in use that are on the list of those to be verified, on the year's last day.",
            Text("Đếm phương tiện đang sử dụng; cộng các nhóm", "Instruments in use; the sum over groups"),
            METROLOGY,
            breakdowns=("group",),
            direction=Direction.NEUTRAL,
            yearly=True,
        ),
        "MQ03.verified": stock(
            Text("Phương tiện đo được kiểm định còn hiệu lực", "Instruments with a valid verification"),
            INSTRUMENTS,
            "Phần của số phải kiểm định có tem, giấy chứng nhận kiểm định còn hiệu lực vào ngày cuối năm.",
            "Of those subject to verification, the ones whose stamp or certificate is valid on the year's last day.",
            Text(
                "Đếm phương tiện còn hiệu lực kiểm định; cộng các nhóm",
                "Instruments with a valid verification; the sum over groups",
            ),
            METROLOGY,
            breakdowns=("group",),
            yearly=True,
        ),
        "MQ05.product_kinds": flow(
            Text("Số loại sản phẩm công bố hợp chuẩn", "Kinds of product declared"),
            Text("loại sản phẩm", "kinds of product"),
            "Loại sản phẩm nêu trong các hồ sơ công bố hợp chuẩn của kỳ; một hồ sơ có thể nêu nhiều loại.",
            "Kinds of product named in the period's declarations; one dossier may name several.",
            Text("Đếm loại sản phẩm trong các hồ sơ", "Kinds of product in the dossiers"),
            REPORT,
            direction=Direction.NEUTRAL,
            core=False,
        ),
        "MQ07.exempt": flow(
            Text("Số hồ sơ được miễn kiểm tra chất lượng hàng nhập khẩu", "Imports exempted from the quality check"),
            DOSSIERS,
            "Hồ sơ được miễn kiểm tra nhà nước về chất lượng trong kỳ, ngoài số hồ sơ đăng ký kiểm tra.",
            "Dossiers exempted from the state quality check in the period, besides those registered for it.",
            Text("Đếm hồ sơ theo ngày xử lý", "Dossiers by the day they were dealt with"),
            f"{FORM}; {REPORT}",
            direction=Direction.NEUTRAL,
            core=False,
        ),
        "MQ10.obliged": stock(
            Text("Cơ quan thuộc diện bắt buộc", "Agencies obliged"),
            AGENCIES,
            "Cơ quan hành chính phải xây dựng và áp dụng hệ thống quản lý chất lượng, vào ngày cuối năm.",
            "Agencies that must set up and apply a quality management system, on the year's last day.",
            Text("Đếm cơ quan; cộng các cấp", "Agencies; the sum over levels"),
            ISO,
            breakdowns=("level",),
            direction=Direction.NEUTRAL,
            yearly=True,
            core=False,
        ),
        "MQ10.applying": stock(
            Text("Cơ quan đã công bố ISO", "Agencies that declared"),
            AGENCIES,
            "Phần của số bắt buộc đã công bố hệ thống quản lý chất lượng phù hợp TCVN ISO 9001.",
            "Of those obliged, the ones that have declared a system conforming to TCVN ISO 9001.",
            Text(
                "Đếm cơ quan có quyết định công bố; cộng các cấp",
                "Agencies with a decision of declaration; the sum over levels",
            ),
            ISO,
            breakdowns=("level",),
            yearly=True,
            core=False,
        ),
        "MQ11.received": flow(
            Text("Yêu cầu nhận được", "Requests received"),
            REQUESTS,
            "Yêu cầu hỗ trợ của doanh nghiệp mà Sở và đơn vị thuộc Sở nhận được trong năm.",
            "Requests of enterprises for help that the department and its bodies received in the year.",
            Text("Đếm yêu cầu theo ngày nhận", "Requests by day of receipt"),
            PLAN,
            direction=Direction.NEUTRAL,
            yearly=True,
            core=False,
        ),
        "MQ11.met": flow(
            Text("Yêu cầu được hỗ trợ", "Requests met"),
            REQUESTS,
            "Phần của số yêu cầu nhận được trong năm đã được hỗ trợ.",
            "Of the requests received in the year, those that were met.",
            Text("Đếm yêu cầu đã hỗ trợ", "Requests met"),
            PLAN,
            yearly=True,
            core=False,
        ),
    },
    checks=(
        Check.error(
            "mq_verified_above_required",
            '"MQ03.verified" > "MQ03.required"',
            "MQ03.verified",
            "Số phương tiện đo còn hiệu lực kiểm định lớn hơn số phải kiểm định. Sửa một trong hai số.",
            "More instruments hold a valid verification than are subject to it. Mend one of the two.",
        ),
        Check.question(
            "mq_kinds_below_dossiers",
            '"MQ05.product_kinds" < "MQ05"',
            "MQ05.product_kinds",
            "Số loại sản phẩm ít hơn số hồ sơ công bố hợp chuẩn (MQ05), trong khi mỗi hồ sơ nêu ít nhất một loại. Kiểm tra lại; nếu đúng, nêu lý do.",
            "Fewer kinds of product than declarations (MQ05), though each names at least one. Check both; if they are right, say why.",
        ),
        Check.error(
            "mq_applying_above_obliged",
            '"MQ10.applying" > "MQ10.obliged"',
            "MQ10.applying",
            "Số cơ quan đã công bố ISO lớn hơn số cơ quan thuộc diện bắt buộc. Sửa một trong hai số.",
            "More agencies declared than are obliged. Mend one of the two.",
        ),
        Check.error(
            "mq_met_above_received",
            '"MQ11.met" > "MQ11.received"',
            "MQ11.met",
            "Số yêu cầu được hỗ trợ lớn hơn số yêu cầu nhận được. Sửa một trong hai số.",
            "More requests were met than received. Mend one of the two.",
        ),
    ),
)
