"""Reports in prose, typed by program as an office would: Word documents and PDFs of official texts, and of sentences.

The texts in `tests/files/reports` are official documents as they were copied: paragraphs parted by a blank line, some of
them cut where a page ended.
"""

import io
import re
from functools import cache
from pathlib import Path

import typst
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

ROOT = Path(__file__).parents[1]
TEXTS = ROOT / "files" / "reports"
FONTS = ROOT.parent / "pages" / "reports" / "fonts"
HEAD = (
    "UBND TỈNH QUẢNG TRỊ",
    "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
    "Quảng Trị, ngày 20 tháng 12 năm 2024",
    "BÁO CÁO",
    "Kết quả năm 2024",
)


@cache
def paragraphs(name: str) -> tuple[str, ...]:
    """The paragraphs of a text, those that a page's end had cut put together, without marks of slant and weight."""
    text = (TEXTS / f"{name}.txt").read_text(encoding="utf-8").replace("*", "")
    found: list[str] = []
    for block in re.split(r"\n\s*\n", text):
        part = " ".join(block.split())
        if found and part and part[0].islower() and not re.search(r"[.:;!?]$", found[-1]):
            found[-1] += f" {part}"
        elif part:
            found.append(part)
    return tuple(found)


def word(parts: tuple[str, ...] | list[str]) -> bytes:
    """A Word document of these paragraphs."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    for part in parts:
        paragraph = document.add_paragraph(part)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(parts: tuple[str, ...] | list[str]) -> bytes:
    """A PDF of them: A4, justified, page numbers, as it is exported from an office program."""
    escaped = ["".join(f"\\{c}" if c in "#$*_`<>@[]\\=-+/~\"'." else c for c in part) for part in parts]
    head = (
        '#set page(paper: "a4", margin: (left: 3cm, rest: 2cm), numbering: "1")\n'
        '#set text(font: "Liberation Serif", size: 14pt, lang: "vi")\n'
        "#set par(justify: true, first-line-indent: (amount: 1cm, all: true), spacing: 1.2em)\n"
    )
    return typst.compile((head + "\n\n".join(escaped)).encode(), font_paths=[FONTS])


def saying(*sentences: str, head: tuple[str, ...] = HEAD) -> bytes:
    """A department's report of the year 2024, dated in its last quarter, that says these paragraphs."""
    return word([*head, "I. KẾT QUẢ THỰC HIỆN", *sentences])


TABLE = (("1", "Số lớp tập huấn", "lớp", "12"), ("2", "Số đơn đăng ký SHCN", "đơn", "40"))


def with_table(
    *sentences: str,
    rows: tuple[tuple[str, ...], ...] = TABLE,
    head: tuple[str, ...] = (*HEAD, "I. KẾT QUẢ THỰC HIỆN"),
    quarter: str = "Quý IV/2024",
) -> bytes:
    """A report of a quarter that says something in sentences and something in a table of its own making."""
    document = Document()
    for text in (*head, *sentences, "Số liệu trong quý"):
        document.add_paragraph(text)
    heads = ("STT", "Nội dung", "ĐVT", quarter)
    table = document.add_table(0, len(heads))
    for cells in (heads, *rows):
        for cell, words in zip(table.add_row().cells, cells, strict=True):
            cell.text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
