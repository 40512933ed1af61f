"""Radiation and nuclear safety: licences, workers' certificates, incidents."""

from data.model import Text
from indicators.define import Breakdown, Check, Direction, Indicator, Told, flow, stock
from indicators.sources import REPORT, form

FORM = form("10/KHCN-NLAT")
FACILITIES = Text("cơ sở", "facilities")

INDICATOR = Indicator(
    order=70,
    label=Text("An toàn bức xạ, hạt nhân", "Radiation and nuclear safety"),
    vi="Cấp phép tiến hành công việc bức xạ, chứng chỉ nhân viên bức xạ và sự cố trên địa bàn tỉnh.",
    en="Licences for radiation work, certificates of radiation workers, and incidents in the province.",
    basis=FORM,
    also=("An toàn bức xạ", "ATBX", "An toàn bức xạ và hạt nhân"),
    breakdowns={
        "action": Breakdown(
            Text("Loại cấp phép", "Action"),
            {
                "new": Text("Cấp mới", "New licence"),
                "renewal": Text("Gia hạn", "Renewal"),
                "amendment": Text("Sửa đổi", "Amendment"),
            },
        ),
        "source_type": Breakdown(
            Text("Loại nguồn bức xạ", "Type of source"),
            {
                "x_ray": Text("Thiết bị X-quang", "X-ray equipment"),
                "radioactive_source": Text("Nguồn phóng xạ", "Radioactive sources"),
            },
        ),
    },
    measures={
        "RN01": flow(
            Text(
                "Số cơ sở được cấp phép tiến hành công việc bức xạ trong kỳ",
                "Facilities licensed for radiation work in the period",
            ),
            FACILITIES,
            "Cơ sở được cấp mới, gia hạn hoặc sửa đổi giấy phép tiến hành công việc bức xạ trong kỳ.",
            "Facilities whose licence for radiation work was issued, renewed or amended in the period.",
            Text(
                "Đếm cơ sở theo ngày ký giấy phép; cộng các loại cấp phép",
                "Facilities by the day of the licence; the sum over actions",
            ),
            f"{FORM}; {REPORT}",
            breakdowns=("action",),
            direction=Direction.NEUTRAL,
            phrase=Text(
                "cấp giấy phép tiến hành công việc bức xạ cho {n} cơ sở",
                "{n} premises were licensed for radiation work",
            ),
            told=(
                "(cấp|cấp mới|gia hạn) giấy phép tiến hành công việc bức xạ (cho|) {n} cơ sở",
                "cấp {n} giấy phép tiến hành công việc bức xạ",
                Told("cấp mới {n} giấy phép (tiến hành công việc bức xạ|)", item="new", sure=False),
                Told("gia hạn {n} giấy phép (tiến hành công việc bức xạ|)", item="renewal", sure=False),
            ),
        ),
        "RN02": stock(
            Text("Số cơ sở bức xạ đang có giấy phép còn hiệu lực", "Facilities with a valid licence"),
            FACILITIES,
            "Cơ sở có giấy phép tiến hành công việc bức xạ còn hiệu lực vào ngày cuối quý. Cơ sở có cả hai loại nguồn ghi ở nguồn phóng xạ.",
            "Facilities whose licence for radiation work is valid on the last day. One with both types of source stands under radioactive sources.",
            Text("Đếm mỗi cơ sở một lần; cộng các loại nguồn", "Each facility once; the sum over types of source"),
            FORM,
            breakdowns=("source_type",),
            direction=Direction.NEUTRAL,
            core=False,
            phrase=Text("có {n} cơ sở bức xạ có giấy phép còn hiệu lực", "{n} radiation premises hold a valid licence"),
            told=("{n} cơ sở (bức xạ|sử dụng nguồn bức xạ|có giấy phép tiến hành công việc bức xạ)",),
        ),
        "RN03": flow(
            Text("Số chứng chỉ nhân viên bức xạ được cấp", "Radiation-worker certificates"),
            Text("chứng chỉ", "certificates"),
            "Chứng chỉ nhân viên bức xạ cấp trong kỳ cho người làm việc tại các cơ sở của tỉnh.",
            "Certificates issued in the period to radiation workers of the province's facilities.",
            Text("Đếm chứng chỉ theo ngày cấp", "Certificates by day of issue"),
            f"{FORM}; {REPORT}",
            direction=Direction.NEUTRAL,
            phrase=Text("cấp {n} chứng chỉ nhân viên bức xạ", "{n} radiation worker certificates were issued"),
            told=(
                "(đào tạo|) cấp chứng chỉ nhân viên bức xạ cho {n} (học viên|người|nhân viên)",
                "{n} chứng chỉ nhân viên bức xạ",
            ),
        ),
        "RN04": flow(
            Text("Số sự cố bức xạ, hạt nhân", "Radiation incidents"),
            Text("sự cố", "incidents"),
            "Sự cố bức xạ, hạt nhân xảy ra trên địa bàn trong kỳ. Không có sự cố thì gõ 0; để trống là chưa báo cáo.",
            "Radiation and nuclear incidents in the province in the period. Type 0 for none; blank is not reported.",
            Text("Đếm sự cố theo ngày xảy ra", "Incidents by the day they happened"),
            FORM,
            direction=Direction.LOWER_BETTER,
            phrase=Text("xảy ra {n} sự cố bức xạ, hạt nhân", "{n} radiation or nuclear incidents occurred"),
            told=(
                "xảy ra {n} sự cố",
                "{0} sự cố (mất an toàn bức xạ|an toàn bức xạ|bức xạ|hạt nhân)",
            ),
        ),
    },
    checks=(
        Check.question(
            "rn_incident_reported",
            '"RN04" > 0',
            "RN04",
            "Có sự cố bức xạ, hạt nhân. Nếu đúng, ghi rõ sự cố gì, ngày nào, đã xử lý ra sao; nếu không, sửa thành 0.",
            "An incident is reported. If that is right, say what it was, when, and what was done; if not, put 0.",
        ),
        Check.question(
            "rn_valid_below_new",
            '"RN02" < "RN01.new"',
            "RN02",
            "Số cơ sở có giấy phép còn hiệu lực (RN02) ít hơn số cơ sở được cấp mới trong năm (RN01). Kiểm tra lại hai số; nếu đúng, nêu lý do.",
            "Fewer facilities hold a valid licence (RN02) than were newly licensed this year (RN01). Check both; if they are right, say why.",
        ),
    ),
)
