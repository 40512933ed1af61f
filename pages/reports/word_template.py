"""The Word template of a report: the product's own, and an official's, which may hold placeholders and no code.

A foreign template is looked at before anything reads it (`template_check.py`). Its placeholders are names only: no
loops, calls, filters or sums.
"""

import io
import re
from collections.abc import Mapping

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate, Listing
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.exceptions import UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from pages.reports.template_check import MARK, TemplateRefusedError
from pages.texts import reports as texts

# What may stand in a template: on a line of its own a part of the report, anywhere a word or a single figure.
PARTS = ("noi_dung", "ket_qua", "bieu_so_lieu", "bieu_do", "con_thieu", "nguon")
WORDS = (
    *("co_quan_chu_quan", "co_quan", "so_ky_hieu", "dia_danh_ngay", "ten_loai", "trich_yeu"),
    *("can_cu", "noi_nhan", "nguoi_ky", "quoc_hieu", "tieu_ngu"),
)
FIGURES = ("so_lieu", "cung_ky", "thay_doi", "ke_hoach")
_NODES = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr)
_CODE = re.compile(r"[A-Z]{2,3}[0-9]{2}")


class _Placeholders(SandboxedEnvironment):
    """Jinja with nothing in it but names and the codes of figures."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if "{#" in source or "#}" in source:
            raise TemplateRefusedError(texts.TEMPLATE_HIDDEN)
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _NODES):
                raise TemplateRefusedError(texts.TEMPLATE_CODE)
            if isinstance(node, nodes.Getattr) and not (
                isinstance(node.node, nodes.Name) and node.node.name in FIGURES and _CODE.fullmatch(node.attr)
            ):
                raise TemplateRefusedError(texts.TEMPLATE_CODE)
        return tree


def filled(template: bytes, words: Mapping[str, str], figures: Mapping[str, Mapping[str, str]]) -> bytes:
    """The template with its words and single figures; parts stand as marks. Raises TemplateRefusedError."""
    environment = _Placeholders(autoescape=True, undefined=StrictUndefined)
    context: dict[str, object] = {name: Listing(words[name]) for name in WORDS}
    context |= {name: f"{MARK}{name}{MARK}" for name in PARTS}
    context |= {name: dict(figures.get(name, {})) for name in FIGURES}
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.render(context, jinja_env=environment, autoescape=True)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()
    except UndefinedError as error:
        unknown = " ".join(re.findall(r"'([\w.]{1,40})'", str(error))[-1:])
        names = ", ".join((*PARTS, *WORDS))
        raise TemplateRefusedError(texts.TEMPLATE_UNKNOWN.format(name=unknown, names=names)) from None
    except TemplateError:
        raise TemplateRefusedError(texts.TEMPLATE_CODE) from None


# The product's own


def own() -> bytes:
    """The template that ships: the form of Decree 30/2020/NĐ-CP, every word of it a placeholder."""
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin, section.header_distance = Mm(30), Mm(15), Mm(9)
    section.different_first_page_header_footer = True
    usual = word.styles["Normal"]
    usual.font.name, usual.font.size = "Times New Roman", Pt(13)
    usual.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    usual.paragraph_format.space_after = Pt(6)
    _page_number(section.header.paragraphs[0])
    head = word.add_table(2, 2)
    head.autofit = False
    head.columns[0].width, head.columns[1].width = Mm(72), Mm(93)
    lefts = (("co_quan_chu_quan", "co_quan"), ("so_ky_hieu",))
    rights = (("quoc_hieu", "tieu_ngu"), ("dia_danh_ngay",))
    for row, left, right in zip(head.rows, lefts, rights, strict=True):
        for cell, names, wide, rule in ((row.cells[0], left, 72, 24), (row.cells[1], right, 93, 18)):
            cell.width = Mm(wide)
            _centred(cell, names, rule)
    for name in ("ten_loai", "trich_yeu"):
        line = word.add_paragraph()
        line.alignment, line.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(0)
        line.paragraph_format.space_before = Pt(10 if name == "ten_loai" else 0)
        run = line.add_run(f"{{{{ {name} }}}}")
        run.bold, run.font.size = True, Pt(14)
    _rule(word.add_paragraph(), 60)
    basis = word.add_paragraph("{{ can_cu }}")
    basis.alignment, basis.paragraph_format.first_line_indent = WD_ALIGN_PARAGRAPH.JUSTIFY, Mm(10)
    word.add_paragraph("{{ noi_dung }}")
    foot = word.add_table(1, 2)
    receivers = foot.rows[0].cells[0].paragraphs[0]
    receivers.add_run("{{ noi_nhan }}").font.size = Pt(11)
    signer = foot.rows[0].cells[1].paragraphs[0]
    signer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    signer.add_run("{{ nguoi_ky }}").bold = True
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _centred(cell: _Cell, names: tuple[str, ...], rule: int) -> None:
    for place, name in enumerate(names):
        line = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        line.alignment, line.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(0)
        run = line.add_run(f"{{{{ {name} }}}}")
        run.bold, run.italic = name in ("co_quan", "quoc_hieu", "tieu_ngu"), name == "dia_danh_ngay"
        run.font.size = Pt(13 if name in ("tieu_ngu", "so_ky_hieu", "dia_danh_ngay") else 12)
    if len(names) == 2:
        _rule(cell.add_paragraph(), rule)


def _rule(line: Paragraph, indent: int) -> None:
    """A short line in the middle, as under the name of an office."""
    form = line.paragraph_format
    form.left_indent = form.right_indent = Mm(indent)
    form.space_after, form.line_spacing = Pt(4), Pt(3)
    border = OxmlElement("w:pBdr")
    edge = OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "000000")):
        edge.set(qn(f"w:{key}"), value)
    border.append(edge)
    line._p.get_or_add_pPr().append(border)


def _page_number(line: Paragraph) -> None:
    line.alignment, line.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(10)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "2"
    run.append(text)
    field.append(run)
    line._p.append(field)
