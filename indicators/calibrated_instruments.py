"""Measuring instruments verified, calibrated or tested: what was done in the quarter."""

from data.model import Text
from data.table import RowRule, choice, text, whole
from indicators.define import Indicator, flow, ratio

SERVICE = {
    "verification": Text("Kiểm định", "Verification"),
    "calibration": Text("Hiệu chuẩn", "Calibration"),
    "testing": Text("Thử nghiệm", "Testing"),
}
INSTRUMENT_TYPE = {
    "scale": Text("Cân", "Scales"),
    "fuel_dispenser": Text("Cột đo xăng dầu", "Fuel dispensers"),
    "water_meter": Text("Đồng hồ nước", "Water meters"),
    "electricity_meter": Text("Công tơ điện", "Electricity meters"),
    "pressure_gauge": Text("Áp kế", "Pressure gauges"),
    "blood_pressure_meter": Text("Huyết áp kế", "Blood-pressure meters"),
    "taximeter": Text("Taximet", "Taximeters"),
    "medical": Text("Phương tiện đo y tế", "Medical instruments"),
    "other": Text("Khác", "Other"),
}

INDICATOR = Indicator(
    order=30,
    label=Text("Phương tiện đo kiểm định, hiệu chuẩn", "Instruments verified or calibrated"),
    vi="Phương tiện đo được kiểm định, hiệu chuẩn, thử nghiệm trong quý, theo đơn vị thực hiện và loại phương tiện.",
    en="Instruments verified, calibrated or tested in the quarter, by provider and type.",
    basis="Luật Đo lường 04/2011/QH13; Biểu 09/KHCN-TDC (Thông tư 15/2018/TT-BKHCN)",
    also=("Phương tiện đo", "PTĐ", "Kiểm định, hiệu chuẩn"),
    columns={
        "provider": text(
            Text("Đơn vị thực hiện", "Provider"),
            Text("Tổ chức kiểm định, hiệu chuẩn, thử nghiệm.", "The body that did the work."),
            "Trung tâm Kỹ thuật TCĐLCL",
            also=("Tổ chức kiểm định", "Đơn vị kiểm định"),
            width=32,
        ),
        "service": choice(
            Text("Hoạt động", "Service"),
            Text("Kiểm định, hiệu chuẩn hay thử nghiệm.", "Verification, calibration or testing."),
            SERVICE,
            also=("Dịch vụ", "Loại hình", "Loại hoạt động"),
        ),
        "instrument_type": choice(
            Text("Loại phương tiện đo", "Type of instrument"),
            Text("Chọn loại gần nhất; nếu không có, chọn «Khác».", "Choose the nearest type, else “Other”."),
            INSTRUMENT_TYPE,
            also=("Loại PTĐ", "Phương tiện đo", "Tên phương tiện đo"),
        ),
        "instruments": whole(
            Text("Số phương tiện", "Instruments"),
            Text("Tổng số phương tiện đã làm trong quý.", "All instruments done in the quarter."),
            "1.250",
            also=("Số lượng", "Số lượng phương tiện đo", "Số PTĐ", "Số PTĐ được KĐ, HC"),
        ),
        "passed": whole(
            Text("Số đạt yêu cầu", "Passed"),
            Text("Trong đó đạt. Để trống nếu không theo dõi.", "Of these, passed. Leave blank if not kept."),
            "1.230",
            required=False,
            also=("Đạt", "Số đạt", "Trong đó đạt"),
        ),
        "commune": text(
            Text("Xã, phường", "Commune"),
            Text("Nơi đặt phương tiện, nếu có.", "Where the instruments are, if known."),
            "Phường Đông Hà",
            required=False,
            also=("Xã", "Phường", "Địa bàn", "Xã/phường"),
        ),
    },
    rules=(
        RowRule.error(
            "passed_above_total",
            "passed > instruments",
            "passed",
            "Số đạt lớn hơn tổng số phương tiện. Kiểm tra lại hai ô.",
            "More passed than there were. Check both cells.",
        ),
        RowRule.question(
            "half_failed",
            "instruments >= 20 AND passed < 0.5 * instruments",
            "passed",
            "Dưới một nửa đạt yêu cầu, khác thường (hay gặp 90–100 %). Xác nhận hoặc sửa.",
            "Fewer than half passed, which is unusual (90–100 % is common). Confirm or mend.",
        ),
    ),
    measures={
        "MQ01": flow(
            Text("Số phương tiện đo được kiểm định, hiệu chuẩn", "Measuring instruments verified or calibrated"),
            Text("phương tiện", "instruments"),
            "Số phương tiện đo được kiểm định, hiệu chuẩn hoặc thử nghiệm trong kỳ. Phương tiện được kiểm tra trong thanh tra, kiểm tra không tính ở đây.",
            "Instruments verified, calibrated or tested in the period. Instruments looked at by inspectors are not counted here.",
            Text("Tổng cột «Số phương tiện»", "Sum of column “Instruments”"),
            "Biểu 09/KHCN-TDC (Thông tư 15/2018/TT-BKHCN)",
            value="coalesce(sum(instruments), 0)",
            breakdowns=("service", "instrument_type"),
            usual=(1_000, 1_000_000),
            phrase=Text(
                "kiểm định, hiệu chuẩn {n} phương tiện đo", "{n} measuring instruments were verified or calibrated"
            ),
            told=(
                "kiểm định (và hiệu chuẩn|, hiệu chuẩn|) … {n} phương tiện đo",
                "{n} phương tiện đo (đã|) được (kiểm định, hiệu chuẩn|kiểm định|hiệu chuẩn)",
                "phương tiện đo được kiểm định, hiệu chuẩn … {n} (phương tiện đo|phương tiện)",
            ),
        ),
        "MQ02": ratio(
            Text("Tỷ lệ phương tiện đo đạt yêu cầu", "Instruments that passed"),
            Text("%", "%"),
            "Tỷ lệ đạt trên số phương tiện có ghi kết quả. Tỷ lệ của nhiều quý, nhiều tỉnh được tính lại từ hai phần, không lấy trung bình.",
            "Share that passed among the instruments whose result is known. Over quarters and provinces it is made anew from both parts, never averaged.",
            Text(
                "100 × tổng «Số đạt yêu cầu» ÷ tổng «Số phương tiện» của các dòng có cả hai số",
                "100 × sum of “Passed” ÷ sum of “Instruments”, over the rows that have both",
            ),
            "Biểu 09/KHCN-TDC (Thông tư 15/2018/TT-BKHCN)",
            numerator="sum(passed)",
            denominator="sum(instruments) FILTER (WHERE passed IS NOT NULL)",
            breakdowns=("service", "instrument_type"),
            core=False,
            usual=(90, 100),
        ),
    },
)
