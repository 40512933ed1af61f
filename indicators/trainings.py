"""Training classes that began in the quarter, and who came."""

from data.model import Text
from data.table import RowRule, choice, day, text, whole
from indicators.define import Check, Indicator, Told, flow
from indicators.sources import REPORT

TOPIC = {
    "microbial_aquaculture": Text("Chế phẩm vi sinh - thủy sản", "Microbial products: aquaculture"),
    "microbial_waste": Text("Chế phẩm vi sinh - rác thải", "Microbial products: waste"),
    "microbial_feed": Text("Chế phẩm vi sinh - thức ăn chăn nuôi", "Microbial products: animal feed"),
    "technology_transfer": Text("Chuyển giao kỹ thuật", "Technology transfer"),
    "intellectual_property": Text("Sở hữu trí tuệ", "Intellectual property"),
    "standards_quality": Text("Tiêu chuẩn, đo lường, chất lượng", "Standards, metrology and quality"),
    "traceability": Text("Truy xuất nguồn gốc", "Traceability"),
    "startup_innovation": Text("Khởi nghiệp đổi mới sáng tạo", "Innovative start-ups"),
    "radiation_safety": Text("An toàn bức xạ", "Radiation safety"),
    "grassroots_council": Text("Hội đồng khoa học cơ sở", "Grass-roots science councils"),
    "other": Text("Khác", "Other"),
}
ORGANISER = {
    "department": Text("Sở", "Department"),
    "centre": Text("Trung tâm", "Centre"),
    "commune": Text("Xã, phường", "Commune"),
    "other": Text("Khác", "Other"),
}

INDICATOR = Indicator(
    order=40,
    label=Text("Đào tạo, tập huấn", "Trainings"),
    vi="Lớp đào tạo, tập huấn khai giảng trong quý, mỗi lớp một dòng; lớp do nhiều đơn vị cùng tổ chức chỉ ghi một lần.",
    en="Training classes that began in the quarter, one row a class; a class held jointly is listed once.",
    basis="Biểu 04/KHCN-NV (Thông tư 15/2018/TT-BKHCN)",
    also=("Tập huấn", "Đào tạo", "Lớp tập huấn"),
    columns={
        "title": text(
            Text("Tên lớp", "Title"),
            Text("Tên lớp đào tạo, tập huấn.", "The title of the class."),
            "Ứng dụng chế phẩm vi sinh trong nuôi tôm",
            also=("Nội dung tập huấn", "Tên lớp tập huấn", "Tên khóa"),
            width=40,
        ),
        "topic": choice(
            Text("Chủ đề", "Topic"),
            Text("Chọn chủ đề gần nhất; nếu không có, chọn «Khác».", "Choose the nearest topic, else “Other”."),
            TOPIC,
            also=("Lĩnh vực", "Chuyên đề"),
            width=30,
        ),
        "organiser": choice(
            Text("Đơn vị tổ chức", "Organiser"),
            Text("Đơn vị chủ trì lớp.", "The body that ran the class."),
            ORGANISER,
            also=("Cấp tổ chức", "Tổ chức"),
        ),
        "started_on": day(
            Text("Ngày khai giảng", "Started on"),
            Text("Ngày đầu tiên, phải nằm trong quý.", "The first day, inside the quarter."),
            "12/10/2024",
            also=("Ngày bắt đầu", "Từ ngày", "Thời gian bắt đầu"),
        ),
        "ended_on": day(
            Text("Ngày bế giảng", "Ended on"),
            Text("Ngày cuối cùng, nếu đã kết thúc.", "The last day, if it is over."),
            "14/10/2024",
            required=False,
            also=("Ngày kết thúc", "Đến ngày", "Thời gian kết thúc"),
        ),
        "place": text(
            Text("Địa điểm", "Place"),
            Text("Nơi tổ chức.", "Where it was held."),
            "Xã Vĩnh Linh",
            required=False,
            also=("Nơi tổ chức",),
        ),
        "participants": whole(
            Text("Số lượt người tham dự", "Participants"),
            Text("Tổng số lượt người dự lớp.", "All who attended."),
            "45",
            also=("Số người", "Số học viên", "Số lượt người", "Lượt người"),
        ),
        "women": whole(
            Text("Trong đó nữ", "Women"),
            Text("Để trống nếu không theo dõi.", "Leave blank if not kept."),
            "20",
            required=False,
            also=("Nữ", "Số nữ"),
        ),
    },
    key=("title", "started_on", "place"),
    rules=(
        RowRule.error(
            "started_outside_period",
            "started_on < period_start OR started_on > period_end",
            "started_on",
            "Ngày khai giảng nằm ngoài quý báo cáo. Lớp thuộc quý mà nó khai giảng: sửa ngày hoặc chuyển sang quý đúng.",
            "It began outside the quarter. A class belongs to the quarter in which it began: mend the date or move the row.",
        ),
        RowRule.error(
            "ended_before_started",
            "ended_on < started_on",
            "ended_on",
            "Ngày bế giảng trước ngày khai giảng. Kiểm tra lại hai ngày.",
            "It ended before it started. Check both dates.",
        ),
        RowRule.error(
            "women_above_participants",
            "women > participants",
            "women",
            "Số nữ lớn hơn số người tham dự. Kiểm tra lại hai ô.",
            "More women than participants. Check both cells.",
        ),
        RowRule.question(
            "no_participants",
            "participants = 0",
            "participants",
            "Lớp không có người tham dự. Xác nhận hoặc bỏ dòng này.",
            "A class with no participants. Confirm or drop the row.",
        ),
        RowRule.question(
            "crowded",
            "participants > 500",
            "participants",
            "Trên 500 người trong một lớp, khác thường (hay gặp 10–100). Xác nhận hoặc sửa.",
            "More than 500 people in one class, which is unusual (10–100 is common). Confirm or mend.",
        ),
    ),
    measures={
        "TR01": flow(
            Text("Số lớp tập huấn", "Training classes"),
            Text("lớp", "classes"),
            "Số lớp đào tạo, tập huấn khai giảng trong kỳ.",
            "Training classes that began in the period.",
            Text("Đếm số dòng của danh sách", "Rows of the list"),
            "Biểu 04/KHCN-NV (Thông tư 15/2018/TT-BKHCN)",
            value="count(*)",
            breakdowns=("topic", "organiser"),
            phrase=Text("tổ chức {n} lớp tập huấn", "{n} training classes were held"),
            told=("{n} lớp (đào tạo, tập huấn|tập huấn)",),
        ),
        "TR02": flow(
            Text("Số lượt người được tập huấn", "Persons trained (attendances)"),
            Text("lượt người", "attendances"),
            "Tổng số lượt người dự các lớp khai giảng trong kỳ.",
            "Attendances at the classes that began in the period.",
            Text("Tổng cột «Số lượt người tham dự»", "Sum of column “Participants”"),
            "Biểu 04/KHCN-NV (Thông tư 15/2018/TT-BKHCN)",
            value="coalesce(sum(participants), 0)",
            breakdowns=("topic", "organiser"),
            phrase=Text("tập huấn cho {n} lượt người", "{n} people were trained"),
            told=(
                "tập huấn … cho {n} (lượt người|lượt học viên|học viên|lượt)",
                "(có|với) {n} (lượt người|học viên|người) (tham gia|tham dự|được) (tập huấn|)",
            ),
        ),
        "TR03": flow(
            Text("Số công chức, viên chức được cử đào tạo", "Staff sent to training"),
            Text("người", "persons"),
            "Công chức, viên chức, người lao động của Sở và đơn vị thuộc Sở được cử đi đào tạo, tập huấn trong năm.",
            "Staff of the department and its bodies who were sent to be trained in the year.",
            Text(
                "Đếm người theo quyết định cử đi; một người đi hai khóa tính hai",
                "Persons by the decision that sends them; one sent twice counts twice",
            ),
            REPORT,
            yearly=True,
            core=False,
            phrase=Text("cử {n} công chức, viên chức đi đào tạo", "{n} officials were sent for training"),
            told=(
                Told(
                    "cử …; {n} (thí nghiệm viên|thử nghiệm viên|kiểm định viên|viên chức|công chức|cán bộ)", parts=True
                ),
                Told("cử {n} (lượt|) (công chức|viên chức|cán bộ) … (đào tạo|tập huấn|bồi dưỡng)", parts=True),
            ),
        ),
    },
    # Parts of the classes that a report tells apart; they lie within TR01 and are never added to it.
    terms={
        "TR01.by_centre": flow(
            Text("Trong đó: lớp do trung tâm thuộc Sở tổ chức", "Of these: held by the department's centre"),
            Text("lớp", "classes"),
            "Phần của số lớp do trung tâm thuộc Sở tổ chức, đã tính trong TR01.",
            "The part of the classes held by the department's centre, counted in TR01 already.",
            Text("Đếm lớp theo đơn vị tổ chức", "Classes by organiser"),
            REPORT,
            core=False,
            told=(Told("{n} lớp (đào tạo, tập huấn|tập huấn)", under="trung tâm"),),
        ),
        "TR01.microbial": flow(
            Text("Trong đó: lớp về chế phẩm vi sinh", "Of these: on microbial products"),
            Text("lớp", "classes"),
            "Phần của số lớp về ứng dụng chế phẩm vi sinh, đã tính trong TR01.",
            "The part of the classes on microbial products, counted in TR01 already.",
            Text("Đếm lớp theo chủ đề", "Classes by topic"),
            REPORT,
            core=False,
            told=(Told("{n} lớp (đào tạo, tập huấn|tập huấn) (về|) (ứng dụng|sử dụng|) chế phẩm vi sinh", parts=True),),
        ),
    },
    checks=(
        Check.error(
            "tr_parts_above_classes",
            '"TR01.by_centre" > "TR01" OR "TR01.microbial" > "TR01"',
            "TR01",
            "Số lớp của trung tâm hoặc số lớp về chế phẩm vi sinh lớn hơn tổng số lớp (TR01), trong khi chỉ là một phần. Sửa cho đúng.",
            "The classes of the centre or on microbial products exceed all classes (TR01), of which they are a part. Mend them.",
        ),
        Check.question(
            "tr_attendances_below_classes",
            '"TR02" < "TR01"',
            "TR02",
            "Số lượt người (TR02) ít hơn số lớp (TR01), trong khi mỗi lớp có ít nhất một người. Kiểm tra lại hai số; nếu đúng, nêu lý do.",
            "Fewer attendances (TR02) than classes (TR01), though each has at least one. Check both; if they are right, say why.",
            counted=False,
        ),
        Check.question(
            "tr_attendances_per_class",
            '"TR01" > 1 AND "TR02" >= "TR01" AND "TR02" NOT BETWEEN 10 * "TR01" AND 100 * "TR01"',
            "TR02",
            "Bình quân một lớp ít hơn 10 hoặc nhiều hơn 100 lượt người, khác thường. Kiểm tra lại số lớp (TR01) và số "
            "lượt người (TR02); nếu đúng, nêu lý do.",
            "On average fewer than 10 or more than 100 attendances a class, which is unusual. Check the classes (TR01) and the attendances (TR02); if they are right, say why.",
            counted=False,
        ),
    ),
)
