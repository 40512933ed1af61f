"""The Provincial Innovation Index, as the ministry publishes it once a year: a row a province, never summed."""

from datetime import date

from data.model import Text
from data.table import RowRule, decimal, text, whole
from indicators.define import Break, Breakdown, Direction, Indicator, index

PUBLISHED = "Bộ chỉ số đổi mới sáng tạo cấp địa phương (PII), Bộ Khoa học và Công nghệ"
PARTS = {
    "input": Text("Đầu vào", "Input"),
    "output": Text("Đầu ra", "Output"),
    "institutions": Text("Thể chế", "Institutions"),
    "human_capital": Text("Vốn con người, nghiên cứu và phát triển", "Human capital and R&D"),
    "infrastructure": Text("Cơ sở hạ tầng", "Infrastructure"),
    "market": Text("Trình độ phát triển của thị trường", "Market sophistication"),
    "business": Text("Trình độ phát triển của doanh nghiệp", "Business sophistication"),
    "knowledge_products": Text(
        "Sản phẩm tri thức, sáng tạo và công nghệ", "Knowledge, creative and technology products"
    ),
    "impact": Text("Tác động", "Impact"),
}
NEW_UNITS = (
    Break(
        date(2025, 1, 1),
        "Từ PII 2025 xếp 34 tỉnh, thành phố mới thay cho 63; điểm và hạng không so được với các năm trước.",
        "From PII 2025 on 34 new units are ranked in place of 63; scores and ranks cannot be compared with earlier years.",
        "PII 2024 và PII 2025, Bộ Khoa học và Công nghệ",
        comparable=False,
    ),
)
SCORES = ("score", *PARTS)

INDICATOR = Indicator(
    order=99,
    label=Text("Chỉ số đổi mới sáng tạo", "Innovation index"),
    vi="Điểm và hạng chỉ số đổi mới sáng tạo cấp địa phương của một năm, mỗi tỉnh một dòng.",
    en="Scores and ranks of the Provincial Innovation Index of one year, a row a province.",
    basis=PUBLISHED,
    also=("PII", "Chỉ số PII", "Đổi mới sáng tạo cấp địa phương"),
    nationwide=True,
    columns={
        "province": text(
            Text("Tỉnh, thành phố", "Province"),
            Text("Tên hoặc mã của tỉnh, như tại năm công bố.", "Name or code of the province, as of the year."),
            "Huế",
            also=("Tỉnh", "Tỉnh/thành phố", "Địa phương", "Tên tỉnh"),
        ),
        "score": decimal(
            Text("Điểm chung", "Score"),
            Text("Điểm chung, từ 0 đến 100.", "The overall score, 0 to 100."),
            "49,37",
            required=False,
            also=("Điểm", "Điểm PII", "Điểm số", "Tổng điểm"),
        ),
        **{
            key: decimal(
                name,
                Text(f"Điểm «{name.vi}», từ 0 đến 100.", f"Score of “{name.en}”, 0 to 100."),
                "51,50",
                required=False,
                also=(f"Điểm {name.vi.lower()}", f"Trụ cột {name.vi.lower()}"),
            )
            for key, name in PARTS.items()
        },
        "rank": whole(
            Text("Hạng", "Rank"),
            Text("Thứ hạng trong cả nước, 1 là cao nhất.", "Place in the country, 1 is the highest."),
            "5",
            required=False,
            also=("Xếp hạng", "Thứ hạng", "Hạng cả nước"),
        ),
        "source": text(
            Text("Nguồn", "Source"),
            Text("Văn bản hoặc trang đã công bố số này.", "The document or page that published the figures."),
            "Bộ KH&CN, 01/10/2025",
            required=False,
            also=("Nguồn số liệu",),
            width=40,
        ),
    },
    key=("province",),
    rules=(
        *(
            RowRule.error(
                f"{key}_above_100",
                f"{key} > 100",
                key,
                "Điểm phải từ 0 đến 100. Kiểm tra lại dấu thập phân.",
                "A score lies between 0 and 100. Check the decimal comma.",
            )
            for key in SCORES
        ),
        RowRule.question(
            "score_not_mean",
            "abs(score - (input + output) / 2) > 0.05 + 1e-9",
            "score",
            "Điểm chung khác trung bình của đầu vào và đầu ra. Kiểm tra lại ba số; nếu đúng, nêu lý do.",
            "The score is not the mean of input and output. Check the three; if they are right, say why.",
        ),
    ),
    breakdowns={"pillar": Breakdown(Text("Trụ cột", "Pillar"), PARTS)},
    measures={
        "PI01": index(
            Text("Điểm chỉ số đổi mới sáng tạo cấp địa phương (PII)", "Provincial Innovation Index score"),
            Text("điểm", "points"),
            "Điểm chung của tỉnh trong năm, từ 0 đến 100, như Bộ công bố. Không cộng, không lấy trung bình, không có cho tỉnh hợp nhất từ các tỉnh cũ.",
            "The province's overall score of the year, 0 to 100, as the ministry publishes it. Neither summed nor averaged, and not known for a merged province before the merger.",
            Text("Trung bình của điểm đầu vào và điểm đầu ra", "Mean of the input score and the output score"),
            PUBLISHED,
            value="score",
            breakdowns=("pillar",),
            whole=False,
            yearly=True,
            breaks=NEW_UNITS,
        ),
        "PI02": index(
            Text("Hạng PII", "PII rank"),
            Text("hạng", "rank"),
            "Thứ hạng của tỉnh trong cả nước theo điểm của năm: 63 tỉnh đến năm 2024, 34 tỉnh từ năm 2025.",
            "The province's place in the country by the year's score: of 63 up to 2024, of 34 from 2025.",
            Text("Như Bộ công bố; 1 là cao nhất", "As the ministry publishes it; 1 is the highest"),
            PUBLISHED,
            value="rank",
            direction=Direction.LOWER_BETTER,
            yearly=True,
            breaks=NEW_UNITS,
        ),
    },
)
