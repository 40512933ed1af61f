"""Science-and-technology tasks: under way, accepted, in preparation, and what came of them."""

from data.model import Text
from indicators.define import Breakdown, Check, Direction, Indicator, flow, stock
from indicators.sources import DIRECTIVE, REPORT, form

FORM = form("04/KHCN-NV")
TASKS = Text("nhiệm vụ", "tasks")

INDICATOR = Indicator(
    order=50,
    label=Text("Nhiệm vụ KH&CN", "Science-and-technology tasks"),
    vi="Nhiệm vụ khoa học và công nghệ các cấp do tỉnh quản lý hoặc chủ trì, từ phê duyệt đến nghiệm thu.",
    en="Science-and-technology tasks of all levels that the province manages or leads, from approval to acceptance.",
    basis=FORM,
    also=("Nhiệm vụ khoa học và công nghệ", "Nhiệm vụ KHCN", "Đề tài, dự án"),
    breakdowns={
        "level": Breakdown(
            Text("Cấp nhiệm vụ", "Level of task"),
            {
                "national": Text("Cấp quốc gia", "National"),
                "province": Text("Cấp tỉnh", "Province"),
                "grassroots": Text("Cấp cơ sở", "Grass-roots"),
            },
        ),
        "grade": Breakdown(
            Text("Kết quả nghiệm thu", "Grade at acceptance"),
            {
                "excellent": Text("Xuất sắc", "Excellent"),
                "passed": Text("Đạt", "Passed"),
                "failed": Text("Không đạt", "Not passed"),
            },
        ),
    },
    measures={
        "ST01": flow(
            Text("Số nhiệm vụ KH&CN đang triển khai trong kỳ", "S&T tasks under way in the period"),
            TASKS,
            "Nhiệm vụ được triển khai từ đầu năm, gồm chuyển tiếp và phê duyệt mới. Quý I ghi cả số chuyển tiếp, các quý sau chỉ ghi nhiệm vụ thêm vào trong quý.",
            "Tasks under way since the year began, carried over and new. The first quarter holds those carried over; later quarters only the tasks added in them.",
            Text(
                "Chuyển tiếp (ST02) + phê duyệt mới (ST03); cộng các cấp",
                "Carried over (ST02) + newly approved (ST03); the sum over levels",
            ),
            FORM,
            breakdowns=("level",),
            direction=Direction.NEUTRAL,
            phrase=Text(
                "triển khai thực hiện {n} nhiệm vụ KH&CN các cấp", "{n} science and technology tasks were carried out"
            ),
            since_january=True,
            told=("triển khai (thực hiện|) {n} nhiệm vụ (KH&CN|)",),
        ),
        "ST02": flow(
            Text("Chuyển tiếp từ năm trước", "Tasks carried over"),
            TASKS,
            "Nhiệm vụ chưa kết thúc vào ngày 31/12 năm trước. Ghi một lần ở quý I; lũy kế giữ nguyên trong năm.",
            "Tasks that were open on 31 December of the year before. Given once, in the first quarter; the year to date then stays.",
            Text(
                "Đếm nhiệm vụ còn mở vào ngày 31/12 năm trước; cộng các cấp",
                "Tasks open on 31 December of the year before; the sum over levels",
            ),
            FORM,
            breakdowns=("level",),
            direction=Direction.NEUTRAL,
            phrase=Text("{n} nhiệm vụ chuyển tiếp từ năm trước", "{n} tasks were carried over from the year before"),
            since_january=True,
            told=("{n} nhiệm vụ chuyển tiếp",),
        ),
        "ST03": flow(
            Text("Phê duyệt mới trong năm", "Tasks newly approved"),
            TASKS,
            "Nhiệm vụ có quyết định phê duyệt thực hiện trong kỳ.",
            "Tasks whose decision of approval falls in the period.",
            Text(
                "Đếm nhiệm vụ theo ngày quyết định phê duyệt; cộng các cấp",
                "Tasks by the day of the decision; the sum over levels",
            ),
            FORM,
            breakdowns=("level",),
            phrase=Text("phê duyệt mới {n} nhiệm vụ", "{n} tasks were newly approved"),
            told=("{n} nhiệm vụ (đã|được|) (phê duyệt mới|phê duyệt thực hiện|mở mới|mới)",),
        ),
        "ST04": flow(
            Text("Số nhiệm vụ KH&CN được nghiệm thu", "S&T tasks accepted"),
            TASKS,
            "Nhiệm vụ đã họp hội đồng nghiệm thu và có xếp loại trong kỳ.",
            "Tasks that their council judged and graded in the period.",
            Text(
                "Đếm nhiệm vụ theo ngày nghiệm thu; cộng các mức xếp loại",
                "Tasks by the day they were judged; the sum over grades",
            ),
            f"{FORM}; {DIRECTIVE}",
            breakdowns=("grade",),
            phrase=Text("nghiệm thu {n} nhiệm vụ KH&CN", "{n} tasks were accepted on completion"),
            told=(
                "nghiệm thu (được|) {n} nhiệm vụ",
                "{n} nhiệm vụ (đã|) được nghiệm thu",
            ),
        ),
        "ST05": stock(
            Text("Số nhiệm vụ đã phê duyệt danh mục, đang thẩm định", "Tasks listed, under appraisal"),
            TASKS,
            "Nhiệm vụ đã có trong danh mục phê duyệt và đang thẩm định nội dung, kinh phí vào ngày cuối quý; không nằm trong ST01.",
            "Tasks on the approved list whose content and cost are being appraised on the last day; they are no part of ST01.",
            Text("Đếm nhiệm vụ đang thẩm định vào ngày cuối quý", "Tasks under appraisal on the last day"),
            REPORT,
            direction=Direction.NEUTRAL,
            core=False,
            phrase=Text(
                "có {n} nhiệm vụ đã phê duyệt danh mục, đang thẩm định", "{n} tasks are listed and under appraisal"
            ),
            told=("{n} nhiệm vụ (đã|được|) phê duyệt danh mục",),
        ),
        "ST06": stock(
            Text("Số quy trình công nghệ sẵn sàng chuyển giao", "Technology processes ready for transfer"),
            Text("quy trình", "processes"),
            "Quy trình công nghệ mà đơn vị của tỉnh đã làm chủ và chuyển giao được ngay vào ngày cuối quý.",
            "Processes that the province's bodies have mastered and could hand over at once on the last day.",
            Text(
                "Đếm quy trình; không biết chính xác thì gõ «trên 70»",
                "Processes; where the number is not exact, type “trên 70” (more than 70)",
            ),
            REPORT,
            core=False,
            phrase=Text(
                "có {n} quy trình công nghệ sẵn sàng chuyển giao", "{n} technological processes are ready for transfer"
            ),
            told=(
                "chuyển giao … {n} quy trình (công nghệ|)",
                "{n} quy trình công nghệ",
            ),
        ),
    },
    checks=(
        Check.error(
            "st_parts_do_not_sum",
            '"ST01" <> "ST02" + "ST03"',
            "ST01",
            "Số nhiệm vụ đang triển khai (ST01) khác tổng của chuyển tiếp (ST02) và phê duyệt mới (ST03). Sửa một trong ba số cho khớp.",
            "Tasks under way (ST01) are not those carried over (ST02) plus those newly approved (ST03). Mend one of the three.",
        ),
        Check.question(
            "st_carried_over_changes",
            '"ST02" <> "ST02@before"',
            "ST02",
            "Lũy kế nhiệm vụ chuyển tiếp (ST02) khác quý trước, trong khi số chuyển tiếp không đổi trong một năm. Kiểm tra lại; nếu đúng, nêu lý do.",
            "The year to date of tasks carried over (ST02) is not that of last quarter, yet it does not change within a year. Check it; if it is right, say why.",
            quarter=False,
        ),
        Check.question(
            "st_accepted_above_under_way",
            '"ST04" > "ST01"',
            "ST04",
            "Từ đầu năm, số nhiệm vụ nghiệm thu (ST04) nhiều hơn số đang triển khai (ST01). Kiểm tra lại hai số; nếu đúng, nêu lý do.",
            "Since the year began more tasks were accepted (ST04) than were under way (ST01). Check both; if they are right, say why.",
            quarter=False,
        ),
    ),
)
