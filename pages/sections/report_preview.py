"""A report as the page shows it before it is taken away: words and tables, on a phone folded after its beginning."""

from collections.abc import Sequence
from html import escape

from data.model import Language
from pages.reports.document import Block, Grid, Heading, Paragraph, Report
from pages.texts import reports as texts
from pages.ui import tables
from pages.ui.folding import PHONE, folded, part

STYLE = (
    "<style>.preview p {margin: 0 0 1rem} .preview h5 {margin: 0; font-size: 1rem; padding: .5rem 0 1rem}"
    " .preview .scroll {margin-bottom: 1rem}</style>"
)


def preview(report: Report) -> str:
    """Section by section, tables too; of pictures, which are in the files, what they are of.

    A phone shows so many paragraphs as it shows lines of a table; what comes after is folded, each section by itself,
    and every table, so that it never stands before what is folded.
    """
    language, left, html = report.language, PHONE, list[str]()
    for section in report.sections:
        shown, rest = _beginning(section.blocks, left)
        head = f"<h5>{escape(section.title)}</h5>"
        if shown:
            count = sum(not isinstance(block, Heading) for block in rest)
            more = texts.MORE_OF.in_(language).format(count=count, title=section.title)
            html.append(head + _all(shown, language) + (part(more, _all(rest, language)) if rest else ""))
        else:
            html.append(part(texts.MORE_SECTION.in_(language).format(title=section.title), head + _all(rest, language)))
        left = 0 if rest else left - len(shown)
    return f'{STYLE}<div class="preview">{"".join(html)}</div>'


def _beginning(blocks: Sequence[Block], most: int) -> tuple[Sequence[Block], Sequence[Block]]:
    """What a phone shows of a section, and the rest: a table, or a heading with nothing below it, is of the rest."""
    end = next((at for at, block in enumerate(blocks[:most]) if isinstance(block, Grid)), min(most, len(blocks)))
    while end and end < len(blocks) and isinstance(blocks[end - 1], Heading):
        end -= 1
    return blocks[:end], blocks[end:]


def _all(blocks: Sequence[Block], language: Language) -> str:
    return "".join(_block(block, language) for block in blocks)


def _block(block: Block, language: Language) -> str:
    if isinstance(block, Grid):
        return f"<p><strong>{escape(block.title)}</strong></p>{folded(_table(block), language, screen=False)}"
    if isinstance(block, Paragraph):
        return f"<p>{escape(block.text)}</p>"
    if isinstance(block, Heading):
        return f"<p><strong>{escape(block.text)}</strong></p>"
    return f"<p><em>{escape(block.caption)}</em></p>"


def _table(grid: Grid) -> str:
    body: list[tables.Line | str] = []
    for row in grid.rows:
        cells = [tables.Cell(text, "words" if at in grid.left else "") for at, text in enumerate(row)]
        body.append((cells[0], cells[1:]) if len(row) > 1 else row[0])
    return tables.table(grid.title, grid.head, body)
