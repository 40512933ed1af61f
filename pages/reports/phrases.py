"""How a figure stands in a sentence of a report: `{n}` is the figure. A measure without words of its own is told by its label."""

from __future__ import annotations

from collections.abc import Sequence

from data.model import Language, Period, Text
from indicators.define import Measure, Nature

PHRASES: dict[str, Text] = {
    "IP01": Text("có {n} chỉ dẫn địa lý được bảo hộ", "{n} geographical indications are protected"),
    "IP02": Text("được cấp mới {n} chỉ dẫn địa lý", "{n} geographical indications were granted"),
    "IP03": Text(
        "có {n} hồ sơ chỉ dẫn địa lý đang đăng ký", "{n} applications for geographical indications are pending"
    ),
    "IP04": Text("có {n} nhãn hiệu tập thể được bảo hộ", "{n} collective marks are protected"),
    "IP05": Text("có {n} nhãn hiệu chứng nhận được bảo hộ", "{n} certification marks are protected"),
    "IP06": Text("có {n} đơn đăng ký quyền sở hữu công nghiệp", "{n} applications for industrial property were filed"),
    "IP07": Text("được cấp {n} văn bằng bảo hộ", "{n} titles of protection were granted"),
    "IP09": Text("công nhận {n} sáng kiến có phạm vi cấp tỉnh", "{n} initiatives of provincial scope were recognised"),
    "IP10": Text(
        "có {n} tổ chức, cá nhân được trao quyền sử dụng chỉ dẫn địa lý",
        "{n} organisations and persons may use geographical indications",
    ),
    "IP11": Text("nhân rộng {n} sáng kiến", "{n} initiatives were spread"),
    "MQ01": Text("kiểm định, hiệu chuẩn {n} phương tiện đo", "{n} measuring instruments were verified or calibrated"),
    "MQ04": Text("thử nghiệm {n} mẫu", "{n} samples were tested"),
    "MQ05": Text(
        "tiếp nhận, xử lý {n} hồ sơ công bố hợp chuẩn", "{n} declarations of conformity with standards were handled"
    ),
    "MQ06": Text(
        "tiếp nhận, xử lý {n} hồ sơ công bố hợp quy", "{n} declarations of conformity with regulations were handled"
    ),
    "MQ07": Text(
        "tiếp nhận, xử lý {n} hồ sơ đăng ký kiểm tra nhà nước về chất lượng hàng hóa nhập khẩu",
        "{n} registrations for quality inspection of imports were handled",
    ),
    "MQ08": Text(
        "có {n} đơn vị kiểm định được chỉ định, ủy quyền", "{n} organisations are designated or authorised to verify"
    ),
    "MQ09": Text(
        "có {n} sản phẩm, cơ sở trên hệ thống truy xuất nguồn gốc",
        "{n} products and premises are on the traceability system",
    ),
    "TR01": Text("tổ chức {n} lớp tập huấn", "{n} training classes were held"),
    "TR02": Text("tập huấn cho {n} lượt người", "{n} people were trained"),
    "TR03": Text("cử {n} công chức, viên chức đi đào tạo", "{n} officials were sent for training"),
    "ST01": Text(
        "triển khai thực hiện {n} nhiệm vụ KH&CN các cấp", "{n} science and technology tasks were carried out"
    ),
    "ST02": Text("{n} nhiệm vụ chuyển tiếp từ năm trước", "{n} tasks were carried over from the year before"),
    "ST03": Text("phê duyệt mới {n} nhiệm vụ", "{n} tasks were newly approved"),
    "ST04": Text("nghiệm thu {n} nhiệm vụ KH&CN", "{n} tasks were accepted on completion"),
    "ST05": Text("có {n} nhiệm vụ đã phê duyệt danh mục, đang thẩm định", "{n} tasks are listed and under appraisal"),
    "ST06": Text(
        "có {n} quy trình công nghệ sẵn sàng chuyển giao", "{n} technological processes are ready for transfer"
    ),
    "TM01": Text("có {n} doanh nghiệp KH&CN còn hiệu lực", "{n} science and technology enterprises are certified"),
    "TM02": Text(
        "thẩm định, góp ý về công nghệ cho {n} dự án đầu tư", "the technology of {n} investment projects was appraised"
    ),
    "TM03": Text("đăng ký {n} hợp đồng chuyển giao công nghệ", "{n} technology transfer contracts were registered"),
    "TM04": Text("hỗ trợ {n} dự án, doanh nghiệp khởi nghiệp sáng tạo", "{n} innovative start-ups were supported"),
    "TM05": Text(
        "sản xuất, cung cấp {n} tấn chế phẩm vi sinh", "{n} tonnes of microbial products were made and supplied"
    ),
    "RN01": Text(
        "cấp giấy phép tiến hành công việc bức xạ cho {n} cơ sở", "{n} premises were licensed for radiation work"
    ),
    "RN02": Text("có {n} cơ sở bức xạ có giấy phép còn hiệu lực", "{n} radiation premises hold a valid licence"),
    "RN03": Text("cấp {n} chứng chỉ nhân viên bức xạ", "{n} radiation worker certificates were issued"),
    "RN04": Text("xảy ra {n} sự cố bức xạ, hạt nhân", "{n} radiation or nuclear incidents occurred"),
    "IN01": Text("thực hiện {n} cuộc thanh tra chuyên ngành", "{n} specialised inspections were carried out"),
    "IN02": Text("tổ chức {n} đợt kiểm tra", "{n} rounds of checks were held"),
    "IN03": Text("kiểm tra {n} lượt cơ sở", "{n} visits to premises were made"),
    "IN04": Text("kiểm tra {n} phương tiện đo", "{n} measuring instruments were checked"),
    "IN05": Text("xử phạt vi phạm hành chính {n} cơ sở", "{n} premises were fined"),
    "IN06": Text(
        "xử phạt vi phạm hành chính với số tiền {n} triệu đồng", "administrative fines came to {n} million VND"
    ),
    "PB02": Text(
        "chi ngân sách cho KH&CN, ĐMST {n} triệu đồng",
        "{n} million VND of the budget were spent on science, technology and innovation",
    ),
    "PB03": Text("có {n} tổ chức KH&CN", "there are {n} science and technology organisations"),
    "PB04": Text("có {n} người hoạt động nghiên cứu và phát triển", "{n} people work in research and development"),
    "AP01": Text(
        "có {n} thủ tục hành chính thuộc thẩm quyền", "{n} administrative procedures are within its competence"
    ),
    "AP02": Text("có {n} thủ tục là dịch vụ công trực tuyến toàn trình", "{n} procedures are full online services"),
    "AP03": Text("có {n} thủ tục là dịch vụ công trực tuyến một phần", "{n} procedures are partial online services"),
    "AP05": Text("giải quyết {n} hồ sơ thủ tục hành chính", "{n} administrative files were settled"),
    "AP07": Text("cắt giảm thời gian giải quyết của {n} thủ tục", "the time limit of {n} procedures was cut"),
}
# Counted from the first of January whatever the report's span: their first quarter holds what the year began with, so that
# a later quarter alone is the difference of two totals and not what was done in it.
SINCE_JANUARY = frozenset({"ST01", "ST02"})
BY_LABEL = Text("{label}: {n} {unit}", "{label}: {n} {unit}")
NOTHING = Text("{label}: không phát sinh", "{label}: none")

# The sign before a figure that is not exact, as a sentence says it.
BOUNDS = {
    ">": Text("trên", "over"),
    "≥": Text("ít nhất", "at least"),
    "<": Text("dưới", "under"),
    "≤": Text("không quá", "at most"),
    "~": Text("khoảng", "about"),
}
OF_WHICH = Text(" (trong đó: {parts})", " (of which: {parts})")
BESIDE = Text(" ({parts})", " ({parts})")
NOT_WHOLE = Text(" (chưa đủ số của cả kỳ{lacking})", " (not of the whole period{lacking})")
LACKING = Text("; chưa có {quarters}", "; {quarters} missing")
ONLY = Text(" (mới có số của {held} địa phương{who})", " (of {held} provinces only{who})")
ONLY_OLD_AND_NEW = Text(" (mới có số của {held}{who})", " (of {held} only{who})")
NOBODY_WHOLE = Text(" (chưa địa phương nào đủ số của cả kỳ)", " (no province has all of the period)")
WITHOUT = Text("; chưa có {names}", "; without {names}")
WITHHELD = Text("; không công bố: {names}", "; withheld: {names}")
CONTRADICTED = Text(" (số lũy kế giữa các quý đang mâu thuẫn)", " (the year-to-date figures contradict each other)")
ANSWERED = Text(" (đơn vị nộp đã giải trình)", " (its sender has given a reason)")
HOLDS = Text("Đủ số ở {held}{who}.", "Complete for {held}{who}.")
GREW, FELL = Text("tăng", "up"), Text("giảm", "down")
MOVED = Text(
    ", {way} {by} so với cùng kỳ năm trước ({before})", ", {way} {by} on the same period of last year ({before})"
)
SINCE = Text("Từ đầu năm đến hết {quarter}", "From January to the end of {quarter}")
EACH_LATEST = Text(", theo số gần nhất của từng địa phương", ", by the latest figure of each province")
UNMOVED = Text(", bằng cùng kỳ năm trước", ", the same as a year before")
BEFORE = Text(", cùng kỳ năm trước là {before}", ", {before} a year before")
POINTS = Text("{n} điểm phần trăm", "{n} percentage points")
PLANNED = Text(", bằng {share} % mức kế hoạch {when} ({goal})", ", {share}% of the plan for {when} ({goal})")
LIMITED = Text(" (kế hoạch {when}: {goal})", " (plan for {when}: {goal})")


def in_sentence(text: str) -> str:
    """A label inside a sentence: `Số lớp` → `số lớp`; what begins with an abbreviation stays."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def phrase(measure: Measure, language: Language) -> str:
    """The words around the figure of a measure."""
    if measure.code in PHRASES:
        return PHRASES[measure.code].in_(language)
    label, unit = measure.label.in_(language), measure.unit.in_(language)
    return BY_LABEL.in_(language).replace("{label}", in_sentence(label)).replace("{unit}", unit)


def span_said(period: Period, language: Language) -> str:
    """`quý IV năm 2024`, `6 tháng đầu năm 2024`, `năm 2024`."""
    if language == "en":
        named = {
            "H1": "the first half of",
            "H2": "the second half of",
            "9M": "the first nine months of",
            "": "the year",
        }
        return f"{named[period.part]} {period.year}" if period.part in named else period.label.en
    return in_sentence(period.label.vi).replace("/", " năm ")


def quarters_said(quarters: Sequence[Period], language: Language) -> str:
    """`quý I, II, III năm 2024`."""
    if language == "en" or len({one.year for one in quarters}) > 1:
        return ", ".join(span_said(one, language) for one in quarters)
    numbers = ", ".join(one.label.vi.removeprefix("Quý ").partition("/")[0] for one in quarters)
    return f"quý {numbers} năm {quarters[0].year}"


def when(measure: Measure, period: Period, language: Language) -> Text:
    """Of a stock the day it stood, of what happens the span."""
    if measure.at_date and measure.kind is not Nature.INDEX:
        return Text(f"Tính đến ngày {period.end:%d/%m/%Y}", f"On {period.end.day} {period.end:%b %Y}")
    said = span_said(period, language)
    return Text(begun(said), f"In {said}")


def begun(text: str) -> str:
    """As a sentence begins."""
    return text[:1].upper() + text[1:]
