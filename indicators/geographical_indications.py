"""Geographical indications: product names protected because of where they come from."""

from data.model import Text
from data.table import RowRule, choice, day, text, whole
from indicators.define import Check, Indicator, flow, stock
from indicators.sources import PRODUCT_GROUPS, product_group

STATUS = {"in_force": Text("Đang bảo hộ", "In force"), "cancelled": Text("Đã hủy bỏ", "Cancelled")}
# One indication may lie in two provinces: the number identifies it, however many zeros were typed before it.
SAME = "coalesce(nullif(ltrim(upper(replace(certificate_no, ' ', '')), '0'), ''), '0')"

INDICATOR = Indicator(
    order=10,
    label=Text("Chỉ dẫn địa lý", "Geographical indications"),
    vi="Danh sách chỉ dẫn địa lý mang địa danh của tỉnh, theo tình trạng vào ngày cuối quý.",
    en="The geographical indications that bear a place name of the province, as they stand on the quarter's last day.",
    basis="Luật Sở hữu trí tuệ; Biểu 08/KHCN-SHTT (Thông tư 15/2018/TT-BKHCN)",
    register=True,
    also=("CDĐL", "GI"),
    columns={
        "certificate_no": text(
            Text("Số giấy chứng nhận", "Certificate no."),
            Text("Số Giấy chứng nhận đăng ký chỉ dẫn địa lý.", "Number of the registration certificate."),
            "00126",
            also=("Số GCN", "Số đăng bạ", "Số văn bằng"),
            width=18,
        ),
        "name": text(
            Text("Tên chỉ dẫn địa lý", "Name"),
            Text("Địa danh được bảo hộ.", "The protected place name."),
            "Quảng Trị",
            also=("Chỉ dẫn địa lý", "Tên CDĐL"),
        ),
        "product": text(
            Text("Sản phẩm", "Product"),
            Text("Sản phẩm mang chỉ dẫn địa lý.", "The product that bears it."),
            "chè vằng",
            also=("Tên sản phẩm",),
        ),
        "product_group": product_group("Dược liệu"),
        "registered_on": day(
            Text("Ngày đăng bạ", "Registered on"),
            Text("Ngày ghi trên Giấy chứng nhận.", "The date on the certificate."),
            "19/01/2023",
            also=("Ngày đăng ký", "Ngày cấp"),
        ),
        "manager": text(
            Text("Tổ chức quản lý", "Managing body"),
            Text("Cơ quan, tổ chức quản lý chỉ dẫn địa lý.", "The body that manages the indication."),
            "Sở KH&CN tỉnh Quảng Trị",
            required=False,
            also=("Cơ quan quản lý",),
            width=30,
        ),
        "authorised_users": whole(
            Text("Số tổ chức, cá nhân được trao quyền sử dụng", "Authorised users"),
            Text("Số chủ thể còn hiệu lực vào ngày cuối quý.", "Holders whose right is valid on the last day."),
            "30",
            required=False,
            also=("Số chủ thể sử dụng", "Số người sử dụng"),
            width=20,
        ),
        "status": choice(
            Text("Tình trạng", "Status"),
            Text("Tình trạng bảo hộ vào ngày cuối quý.", "Protection on the quarter's last day."),
            STATUS,
            also=("Trạng thái", "Hiệu lực"),
        ),
    },
    key=("certificate_no",),
    rules=(
        RowRule.error(
            "registered_after_period",
            "registered_on > period_end",
            "registered_on",
            "Ngày đăng bạ sau ngày cuối quý. Danh sách ghi theo tình trạng ngày cuối quý: sửa ngày hoặc bỏ dòng này.",
            "Registered after the quarter's last day. The list stands as of that day: mend the date or drop the row.",
        ),
        RowRule.question(
            "registered_before_law",
            "registered_on < DATE '2001-01-01'",
            "registered_on",
            "Ngày đăng bạ trước năm 2001, khi chưa có chỉ dẫn nào được đăng bạ ở Việt Nam. Kiểm tra lại ngày.",
            "Registered before 2001, when Viet Nam had registered none. Check the date.",
        ),
        RowRule.question(
            "many_users",
            "authorised_users > 5000",
            "authorised_users",
            "Số chủ thể lớn bất thường (trên 5.000). Xác nhận hoặc sửa.",
            "Unusually many holders (above 5,000). Confirm or mend.",
        ),
    ),
    labels={"product_group": PRODUCT_GROUPS},
    measures={
        "IP01": stock(
            Text("Số chỉ dẫn địa lý được bảo hộ", "Protected geographical indications"),
            Text("chỉ dẫn địa lý", "indications"),
            "Số chỉ dẫn địa lý mang địa danh của tỉnh còn được bảo hộ vào ngày cuối kỳ. Chỉ dẫn nằm ở hai tỉnh chỉ tính một lần trong tổng số.",
            "Indications bearing a place name of the province that are in force on the last day. One that lies in two provinces counts once in a total.",
            Text(
                "Đếm số giấy chứng nhận khác nhau có tình trạng «Đang bảo hộ»",
                "Distinct certificates with status “In force”",
            ),
            "Biểu 08/KHCN-SHTT (Thông tư 15/2018/TT-BKHCN)",
            distinct=SAME,
            distinct_where="status = 'in_force'",
            breakdowns=("product_group",),
            phrase=Text("có {n} chỉ dẫn địa lý được bảo hộ", "{n} geographical indications are protected"),
            told=(
                "bảo hộ … {n} chỉ dẫn địa lý",
                "(có|hiện có|tổng số) {n} chỉ dẫn địa lý",
                "{n} chỉ dẫn địa lý (đã|) được (bảo hộ|cấp giấy chứng nhận)",
            ),
        ),
        "IP02": flow(
            Text("Số chỉ dẫn địa lý được cấp trong kỳ", "Geographical indications registered in the period"),
            Text("chỉ dẫn địa lý", "indications"),
            "Số chỉ dẫn địa lý có ngày đăng bạ trong kỳ, kể cả khi sau đó bị hủy bỏ.",
            "Indications whose day of registration lies in the period, even if cancelled afterwards.",
            Text(
                "Đếm số giấy chứng nhận có ngày đăng bạ từ ngày đầu đến ngày cuối quý",
                "Distinct certificates registered from the quarter's first day to its last",
            ),
            "Biểu 08/KHCN-SHTT (Thông tư 15/2018/TT-BKHCN)",
            distinct=SAME,
            distinct_where="registered_on BETWEEN period_start AND period_end",
            breakdowns=("product_group",),
            usual=(0, 5),
            phrase=Text("được cấp mới {n} chỉ dẫn địa lý", "{n} geographical indications were granted"),
            told=("được cấp (mới|thêm|) {n} chỉ dẫn địa lý",),
        ),
    },
    checks=(
        Check.question(
            "gi_stock_and_new",
            '"IP01" <> "IP01@before" + "IP02"',
            "IP01",
            "Số chỉ dẫn địa lý (IP01) khác số của quý trước cộng số được cấp trong quý (IP02). Sửa cho khớp; nếu có chỉ dẫn bị hủy bỏ, nêu rõ chỉ dẫn nào.",
            "Indications in force (IP01) are not those of last quarter plus those registered in the quarter (IP02). Make them agree; if one was cancelled, say which.",
            counted=False,
        ),
    ),
)
