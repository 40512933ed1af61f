"""Collective and certification marks: signs that belong to a group or vouch for a quality."""

from data.model import Text
from data.table import RowRule, choice, day, text
from indicators.define import Check, Indicator, stock
from indicators.sources import PRODUCT_GROUPS, product_group

MARK_TYPE = {
    "collective": Text("Nhãn hiệu tập thể", "Collective mark"),
    "certification": Text("Nhãn hiệu chứng nhận", "Certification mark"),
}
STATUS = {
    "in_force": Text("Đang bảo hộ", "In force"),
    "expired": Text("Hết hiệu lực", "Expired"),
    "cancelled": Text("Đã hủy bỏ", "Cancelled"),
}


def in_force(mark_type: str) -> str:
    numbers = f"list(certificate_no) FILTER (WHERE mark_type = '{mark_type}' AND status = 'in_force')"
    return f"len(coalesce(list_distinct({numbers}), []))"  # sooner than `count(DISTINCT …)`, as in `aggregates`


INDICATOR = Indicator(
    order=20,
    label=Text("Nhãn hiệu tập thể, chứng nhận", "Collective and certification marks"),
    vi="Danh sách nhãn hiệu tập thể và nhãn hiệu chứng nhận của tỉnh, theo tình trạng vào ngày cuối quý.",
    en="The province's collective and certification marks, as they stand on the quarter's last day.",
    basis="Luật Sở hữu trí tuệ; Biểu 08/KHCN-SHTT (Thông tư 15/2018/TT-BKHCN)",
    register=True,
    also=("Nhãn hiệu", "NHTT, NHCN", "Nhãn hiệu tập thể, nhãn hiệu chứng nhận"),
    columns={
        "certificate_no": text(
            Text("Số giấy chứng nhận", "Certificate no."),
            Text("Số Giấy chứng nhận đăng ký nhãn hiệu.", "Number of the registration certificate."),
            "4-0312456-000",
            also=("Số GCN", "Số văn bằng"),
            width=20,
        ),
        "name": text(
            Text("Tên nhãn hiệu", "Name"),
            Text("Tên như trên Giấy chứng nhận.", "The name on the certificate."),
            "Tiêu Cùa",
            also=("Nhãn hiệu",),
            width=30,
        ),
        "mark_type": choice(
            Text("Loại nhãn hiệu", "Type of mark"),
            Text("Nhãn hiệu tập thể hay chứng nhận.", "Collective or certification."),
            MARK_TYPE,
            also=("Loại",),
        ),
        "product_group": product_group("Gia vị"),
        "owner": text(
            Text("Chủ sở hữu", "Owner"),
            Text("Tổ chức là chủ nhãn hiệu.", "The organisation that owns the mark."),
            "Hội Nông dân huyện Cam Lộ",
            also=("Chủ nhãn hiệu", "Chủ văn bằng"),
            width=32,
        ),
        "granted_on": day(
            Text("Ngày cấp", "Granted on"),
            Text("Ngày cấp Giấy chứng nhận.", "The date of the certificate."),
            "15/06/2019",
            also=("Ngày cấp văn bằng",),
        ),
        "expires_on": day(
            Text("Ngày hết hiệu lực", "Expires on"),
            Text("10 năm kể từ ngày nộp đơn, gia hạn được.", "Ten years from filing, renewable."),
            "20/03/2028",
            required=False,
            also=("Ngày hết hạn", "Hiệu lực đến"),
            width=17,
        ),
        "status": choice(
            Text("Tình trạng", "Status"),
            Text("Tình trạng vào ngày cuối quý.", "State on the quarter's last day."),
            STATUS,
            also=("Trạng thái", "Hiệu lực"),
        ),
    },
    key=("certificate_no",),
    rules=(
        RowRule.error(
            "granted_after_period",
            "granted_on > period_end",
            "granted_on",
            "Ngày cấp sau ngày cuối quý. Danh sách ghi theo tình trạng ngày cuối quý: sửa ngày hoặc bỏ dòng này.",
            "Granted after the quarter's last day. The list stands as of that day: mend the date or drop the row.",
        ),
        RowRule.error(
            "expires_before_granted",
            "expires_on < granted_on",
            "expires_on",
            "Ngày hết hiệu lực trước ngày cấp. Kiểm tra lại hai ngày.",
            "It expires before it was granted. Check both dates.",
        ),
        RowRule.question(
            "in_force_past_expiry",
            "status = 'in_force' AND expires_on < period_start",
            "status",
            "Ghi «Đang bảo hộ» nhưng đã hết hiệu lực trước quý này. Nếu đã gia hạn, ghi ngày hết hiệu lực mới; nếu không, chọn «Hết hiệu lực».",
            "“In force”, yet it expired before this quarter. If it was renewed, give the new date; if not, choose “Expired”.",
        ),
    ),
    labels={"product_group": PRODUCT_GROUPS},
    measures={
        "IP04": stock(
            Text("Số nhãn hiệu tập thể được bảo hộ", "Protected collective marks"),
            Text("nhãn hiệu", "marks"),
            "Số nhãn hiệu tập thể còn được bảo hộ vào ngày cuối kỳ.",
            "Collective marks in force on the last day.",
            Text(
                "Đếm giấy chứng nhận loại «Nhãn hiệu tập thể» có tình trạng «Đang bảo hộ»",
                "Certificates of type “Collective mark” with status “In force”",
            ),
            "Biểu 08/KHCN-SHTT (Thông tư 15/2018/TT-BKHCN)",
            value=in_force("collective"),
            breakdowns=("product_group", "mark_type"),
            phrase=Text("có {n} nhãn hiệu tập thể được bảo hộ", "{n} collective marks are protected"),
            told=(
                "bảo hộ … {n} nhãn hiệu tập thể",
                "(có|hiện có|tổng số) {n} nhãn hiệu tập thể",
                "(có|bảo hộ được) … {n} nhãn hiệu tập thể",
            ),
        ),
        "IP05": stock(
            Text("Số nhãn hiệu chứng nhận được bảo hộ", "Protected certification marks"),
            Text("nhãn hiệu", "marks"),
            "Số nhãn hiệu chứng nhận còn được bảo hộ vào ngày cuối kỳ.",
            "Certification marks in force on the last day.",
            Text(
                "Đếm giấy chứng nhận loại «Nhãn hiệu chứng nhận» có tình trạng «Đang bảo hộ»",
                "Certificates of type “Certification mark” with status “In force”",
            ),
            "Biểu 08/KHCN-SHTT (Thông tư 15/2018/TT-BKHCN)",
            value=in_force("certification"),
            breakdowns=("product_group", "mark_type"),
            phrase=Text("có {n} nhãn hiệu chứng nhận được bảo hộ", "{n} certification marks are protected"),
            told=(
                "bảo hộ … {n} nhãn hiệu chứng nhận",
                "(có|hiện có|tổng số) {n} nhãn hiệu chứng nhận",
                "(có|bảo hộ được) … {n} nhãn hiệu chứng nhận",
            ),
        ),
    },
    checks=(
        Check.question(
            "marks_certification_above_collective",
            '"IP05" > "IP04"',
            "IP05",
            "Nhãn hiệu chứng nhận (IP05) nhiều hơn nhãn hiệu tập thể (IP04), khác thường; có thể hai số đã đổi chỗ. Kiểm tra lại; nếu đúng, nêu lý do.",
            "More certification marks (IP05) than collective ones (IP04), which is unusual: the two may be swapped. Check them; if they are right, say why.",
        ),
    ),
)
