"""A department's quarterly report in prose as a Word document: the figures of two forms told in sentences."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from data.model import Period
from data.places import Unit
from data.templates.styles import MADE
from service.demo.own_workbooks import ROMAN

Line = Mapping[str, object]
TOLD = ("summary", "administrative_procedures")  # the forms that it tells, each whole
MADE_UP = "(Văn bản minh họa: số liệu được tạo ra để giới thiệu sản phẩm, không phải báo cáo của Sở)"
SENTENCES = """I. KẾT QUẢ THỰC HIỆN TRONG QUÝ
1. Hoạt động sở hữu trí tuệ
Tính đến nay, toàn tỉnh có {IP01} chỉ dẫn địa lý được bảo hộ. Số chỉ dẫn địa lý được cấp trong kỳ: {IP02} chỉ dẫn địa lý.
Tính đến nay, toàn tỉnh có {IP04} nhãn hiệu tập thể và {IP05} nhãn hiệu chứng nhận được bảo hộ.
2. Hoạt động tiêu chuẩn đo lường chất lượng
Trong quý {quarter}, Sở đã kiểm định, hiệu chuẩn {MQ01} phương tiện đo. Tỷ lệ phương tiện đo đạt yêu cầu trong quý {quarter}: {MQ02}%.
3. Công tác đào tạo, tập huấn
Trong quý {quarter}, Sở đã tổ chức {TR01} lớp tập huấn. Trong quý {quarter}, Sở đã tập huấn cho {TR02} lượt người.
4. Công tác cải cách hành chính
Tính đến nay, tổng số thủ tục hành chính thuộc thẩm quyền giải quyết của Sở là {AP01} thủ tục; có {AP02} thủ tục là dịch vụ công trực tuyến toàn trình; có {AP03} thủ tục là dịch vụ công trực tuyến một phần.
Trong quý {quarter}, Sở đã giải quyết {AP05} hồ sơ thủ tục hành chính, trong đó: {AP05.before_time} hồ sơ giải quyết trước hạn, {AP05.on_time} hồ sơ giải quyết đúng hạn, {AP05.late} hồ sơ quá hạn.
II. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI
Tiếp tục triển khai các nhiệm vụ theo chương trình công tác; danh sách chi tiết và các biểu còn lại gửi theo biểu mẫu kèm theo."""


@dataclass(frozen=True, slots=True)
class OwnReport:
    """The document, and what whoever confirms its figures knows of them: each line as it is typed in the document."""

    data: bytes
    typed: Mapping[str, str]


def report(unit: Unit, period: Period, told: Mapping[str, Line]) -> OwnReport:
    """`told` are the lines by code; of those that the sentences name each has its value."""
    typed = {code: typed_number(line["value"]) for code, line in told.items() if f"{{{code}}}" in SENTENCES}
    text = SENTENCES.replace("{quarter}", f"{ROMAN[period.last % 4]} năm {period.year}")
    for code, number in typed.items():
        text = text.replace(f"{{{code}}}", number)
    title = f"BÁO CÁO\nKết quả hoạt động khoa học và công nghệ quý {ROMAN[period.last % 4]} năm {period.year}"
    day = period.end
    signed = f"{unit.name}, ngày {day.day:02} tháng {day.month} năm {day.year}"
    heads = (f"UBND {unit.type} {unit.name}".upper(), "SỞ KHOA HỌC VÀ CÔNG NGHỆ", signed, *title.split("\n"), MADE_UP)
    return OwnReport(_document(heads, text.split("\n")), typed)


def typed_number(value: object) -> str:
    """A number as it is typed in a sentence."""
    return f"{value:,}".replace(",", " ").replace(".", ",").replace(" ", ".") if isinstance(value, int | float) else ""


def _document(heads: tuple[str, ...], paragraphs: list[str]) -> bytes:
    from docx import Document  # which every command would load otherwise
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    for text in heads:
        head = document.add_paragraph()
        head.alignment = WD_ALIGN_PARAGRAPH.CENTER
        head.add_run(text).bold = text.isupper()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        paragraph.add_run(text).bold = text[:2] in ("I.", "II", "1.", "2.", "3.", "4.")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1)
    out = io.BytesIO()
    document.save(out)
    return _timeless(out)


def _timeless(made: io.BytesIO) -> bytes:
    """The same document as the same bytes, whenever it is made."""
    out = io.BytesIO()
    with ZipFile(made) as archive, ZipFile(out, "w", ZIP_DEFLATED) as again:
        for name in archive.namelist():
            again.writestr(ZipInfo(name, MADE), archive.read(name), ZIP_DEFLATED)
    return out.getvalue()
