"""A report as a Word document that an official goes on editing: the template, with the parts set in their places."""

import io
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from pages.pictures.picture_frame import clean
from pages.reports import word_template as templates
from pages.reports.document import Drawn, Grid, Heading, Note, Paragraph, Picture, Report, Section, roman
from pages.reports.template_check import MARK, TemplateRefusedError, look
from pages.reports.template_worker import filled_apart
from pages.texts import reports as texts

NOTE = "footnote text"  # the style, by the name that Word knows it by
WIDE = 165  # millimetres of text on the page of Decree 30
RED = RGBColor(0x9A, 0x1B, 0x2B)


def docx(report: Report, template: bytes | None = None, who: str = "") -> bytes:
    """`template` is an official's own, `who` theirs it is. Raises TemplateRefusedError."""
    return (
        filled_in(report, templates.own())
        if template is None
        else filled_apart(filled_in_foreign, drawn(report), template, who)
    )


def drawn(report: Report) -> Report:
    """The report with its pictures drawn, each once: what is made of it then needs nothing else."""
    return replace(
        report,
        sections=tuple(
            replace(
                section,
                blocks=tuple(
                    replace(block, draw=Drawn(block.draw("png"))) if isinstance(block, Picture) else block
                    for block in section.blocks
                ),
            )
            for section in report.sections
        ),
    )


def filled_in_foreign(report: Report, template: bytes) -> bytes:
    """The report in an official's own template, which is looked at before and after. Raises TemplateRefusedError."""
    look(template)
    made = filled_in(report, template)
    look(made, finished=True)
    return made


def filled_in(report: Report, template: bytes) -> bytes:
    """The template with the words and the parts of the report. Raises TemplateRefusedError."""
    letter, tongue = report.letter, report.language
    words = {
        "co_quan_chu_quan": letter.over,
        "co_quan": letter.office,
        "so_ky_hieu": letter.number,
        "dia_danh_ngay": letter.place_and_date,
        "ten_loai": letter.kind,
        "trich_yeu": letter.title,
        "can_cu": letter.basis,
        "nguoi_ky": letter.signer,
        "noi_nhan": "\n".join([texts.RECEIVERS_HEAD.in_(tongue), *letter.receivers]),
        "quoc_hieu": texts.STATE_NAME.in_(tongue),
        "tieu_ngu": texts.STATE_MOTTO.in_(tongue),
    }
    values = {kind: {code: clean(value) for code, value in each.items()} for kind, each in report.values.items()}
    fields = {name: clean(text) for name, text in words.items()}
    filled = templates.filled(template, fields, values)
    word = Document(io.BytesIO(filled))  # read anew: docxtpl leaves the headers it has filled unknown to python-docx
    printer = _Printer(word, report)
    printer.place()
    if report.demo:
        _label(word, report.demo)
    word.core_properties.title, word.core_properties.author = clean(letter.title), clean(letter.office)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


class _Printer:
    """Writes the parts of a report before the marks that stand for them."""

    def __init__(self, word: Word, report: Report) -> None:
        self.word, self.report = word, report
        section = word.sections[0]
        page = (section.page_width or Mm(210)) - (section.left_margin or Mm(30)) - (section.right_margin or Mm(15))
        self.wide = min(WIDE, int(page / Mm(1)))
        self.notes = _Footnotes(word)

    def place(self) -> None:
        """Every mark gives way to its part. Raises TemplateRefusedError where one is missing or not alone."""
        sections, placed = {section.key: section for section in self.report.sections}, set[str]()
        for line in list(self.word.element.body.iter(qn("w:p"))):
            text = "".join(each.text or "" for each in line.iter(qn("w:t")))
            if MARK not in text:
                continue
            name = text.strip().strip(MARK)
            if text.strip() != f"{MARK}{name}{MARK}":
                raise TemplateRefusedError(texts.TEMPLATE_ALONE)
            if name in placed:
                raise TemplateRefusedError(texts.TEMPLATE_TWICE.format(name=name))
            placed.add(name)
            chosen = list(self.report.sections) if name == "noi_dung" else [sections[name]] * (name in sections)
            for number, section in enumerate(chosen, 1):
                self._section(line, section, f"{roman(number)}. " if name == "noi_dung" else "")
            if name == "noi_dung":
                self._keep_end(line)
            parent = line.getparent()
            if parent.tag == qn("w:tc") and len(parent.findall(qn("w:p"))) == 1:
                line.addnext(OxmlElement("w:p"))  # a cell ends with a paragraph
            parent.remove(line)
        if not placed:
            raise TemplateRefusedError(texts.TEMPLATE_EMPTY)
        self.notes.close()

    def _section(self, mark: BaseOxmlElement, section: Section, number: str) -> None:
        if number:
            self._heading(mark, f"{number}{section.title.upper()}", 0)
        for block in section.blocks:
            if isinstance(block, Heading):
                self._heading(mark, block.text, 1)
            elif isinstance(block, Paragraph):
                line = self._line(mark, WD_ALIGN_PARAGRAPH.JUSTIFY)
                line.paragraph_format.first_line_indent = Mm(10)
                for part in block.parts:
                    line.add_run(clean(part.text))
                    if part.note:
                        line._p.append(self.notes.refer(self.report.notes[part.note - 1], self.report.site))
            elif isinstance(block, Grid):
                self._grid(mark, block)
            else:
                self._picture(mark, block)

    def _keep_end(self, mark: BaseOxmlElement) -> None:
        """What is said last, or the last rows of it, stays on the page of the signature below."""
        for element in islice(mark.itersiblings(preceding=True), 2):
            for each in element.findall(qn("w:tr"))[-2:] or [element]:
                for made in each.iter(qn("w:p")):
                    Line(made, self.word._body).paragraph_format.keep_with_next = True

    def _line(self, mark: BaseOxmlElement, alignment: WD_ALIGN_PARAGRAPH) -> Line:
        made = OxmlElement("w:p")
        mark.addprevious(made)
        line = Line(made, self.word._body)
        line.alignment = alignment
        return line

    def _heading(self, mark: BaseOxmlElement, text: str, level: int) -> None:
        line = self._line(mark, WD_ALIGN_PARAGRAPH.LEFT)
        line.paragraph_format.keep_with_next, line.paragraph_format.space_before = True, Pt(8)
        line.add_run(clean(text)).bold = True
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(level))
        line._p.get_or_add_pPr().append(outline)

    def _grid(self, mark: BaseOxmlElement, grid: Grid) -> None:
        title = self._line(mark, WD_ALIGN_PARAGRAPH.CENTER)
        title.paragraph_format.keep_with_next = True
        title.add_run(clean(grid.title)).bold = True
        share = self.wide / sum(grid.widths)
        widths = [int(width * share * 56.7) for width in grid.widths]  # twentieths of a point
        edges = "".join(
            f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        table = parse_xml(
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f"<w:tblGrid>{''.join(f'<w:gridCol w:w={chr(34)}{width}{chr(34)}/>' for width in widths)}</w:tblGrid></w:tbl>"
        )
        table.append(self._row(grid.head, widths, grid, head=True))
        for row in grid.rows:
            table.append(self._row(row, widths, grid))
        mark.addprevious(table)
        self._line(mark, WD_ALIGN_PARAGRAPH.LEFT).paragraph_format.space_after = Pt(2)

    def _row(self, cells: Sequence[str], widths: Sequence[int], grid: Grid, head: bool = False) -> BaseOxmlElement:
        band = len(cells) == 1
        repeats = "<w:tblHeader/>" if head else ""
        row = parse_xml(f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/>{repeats}</w:trPr></w:tr>")
        across = f'<w:gridSpan w:val="{len(widths)}"/><w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>'
        span = across if band else ""
        for column, text in enumerate(cells):
            side = "left" if band or column in grid.left else "right"
            side = "center" if head or (column == 0 and not band) else side
            width = sum(widths) if band else widths[column]
            bold = "<w:b/>" if head or band else ""
            cell = parse_xml(
                f'<w:tc {nsdecls("w")}><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="center"/></w:tcPr>'
                f'<w:p><w:pPr>{"<w:keepNext/>" if band else ""}<w:spacing w:before="20" w:after="20"/><w:jc w:val="{side}"/></w:pPr>'
                f'<w:r><w:rPr>{bold}<w:sz w:val="19"/></w:rPr><w:t xml:space="preserve"/></w:r></w:p></w:tc>'
            )
            next(cell.iter(qn("w:t"))).text = clean(text)
            row.append(cell)
        return row

    def _picture(self, mark: BaseOxmlElement, picture: Picture) -> None:
        line = self._line(mark, WD_ALIGN_PARAGRAPH.CENTER)
        line.paragraph_format.keep_with_next = True
        line.add_run().add_picture(io.BytesIO(picture.draw("png")), width=Mm(self.wide))
        for shape in line._p.iter(qn("wp:docPr")):
            shape.set("descr", clean(picture.alt))
        caption = self._line(mark, WD_ALIGN_PARAGRAPH.CENTER).add_run(clean(picture.caption))
        caption.italic, caption.font.size = True, Pt(11)


class _Footnotes:
    """Footnotes as Word keeps them, in a part of their own; python-docx has no words for it."""

    def __init__(self, word: Word) -> None:
        self._word = word
        parts = (one.target_part for one in word.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.FOOTNOTES)
        self._part = next(parts, None)
        if self._part is None:
            marks = "".join(
                f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
                for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
            )
            self._root = parse_xml(f"<w:footnotes {nsdecls('w')}>{marks}</w:footnotes>")
        else:
            self._root = parse_xml(self._part.blob)
        known = [int(each.get(qn("w:id"), "0")) for each in self._root.iter(qn("w:footnote"))]
        self._next = max([0, *known]) + 1
        self._first = self._next
        # The number at the foot takes its size from the style of its line, whatever the run says.
        if NOTE not in word.styles:
            style = word.styles.add_style(NOTE, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
            style.base_style = word.styles.default(WD_STYLE_TYPE.PARAGRAPH)
            style.font.size, style.paragraph_format.space_after = Pt(8), Pt(0)
        self._style = word.styles[NOTE].style_id

    def refer(self, footnote: Note, site: str) -> BaseOxmlElement:
        """A new footnote; what is given back stands where it is referred to."""
        raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        note = parse_xml(
            f'<w:footnote {nsdecls("w")} w:id="{self._next}"><w:p><w:pPr><w:pStyle w:val="{self._style}"/></w:pPr><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
            '<w:r><w:t xml:space="preserve"/></w:r></w:p></w:footnote>'
        )
        next(note.iter(qn("w:t"))).text = f" {clean(footnote.text)} "
        run = parse_xml(f"<w:r {nsdecls('w')}><w:t/></w:r>")
        run[-1].text = f"/{clean(footnote.path)}"
        line = next(note.iter(qn("w:p")))
        if site:  # a field, so that the part needs no relationship to the outside
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), f'HYPERLINK "{site}/{footnote.path}"')
            field.append(run)
            line.append(field)
        else:
            line.append(run)
        self._root.append(note)
        run = parse_xml(f'<w:r {nsdecls("w")}>{raised}<w:footnoteReference w:id="{self._next}"/></w:r>')
        self._next += 1
        return run

    def close(self) -> None:
        """Put the part where the document looks for it, if anything is in it."""
        if self._next == self._first:
            return
        content = serialize_part_xml(self._root)
        if self._part is None:
            part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, content, self._word.part.package)
            self._word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        else:
            self._part._blob = content


def _label(word: Word, text: str) -> None:
    """What has to be read on every page, whatever template it is."""
    for section in word.sections:
        heads = [section.header]
        heads += [section.first_page_header] if section.different_first_page_header_footer else []
        heads += [section.even_page_header] if word.settings.odd_and_even_pages_header_footer else []
        for head in heads:
            made = OxmlElement("w:p")
            first = head.paragraphs[0]._p if head.paragraphs else head.add_paragraph()._p
            first.addprevious(made)
            line = Line(made, head)
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = line.add_run(clean(text))
            run.bold, run.font.size, run.font.color.rgb = True, Pt(10), RED
