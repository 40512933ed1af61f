"""Cells of a worksheet that get another fill, and get their own back, with all else of their style as it was."""

import re
from collections.abc import Mapping

from data.feedback.xml_text import Unmarkable, attribute, place
from data.model import Severity
from data.reading.addresses import letter
from data.reading.findings_sheet import Looks

COLOURS = {
    Severity.STOP: "FFFFC9CD",
    Severity.ERROR: "FFFFC9CD",
    Severity.QUESTION: "FFFFE7A8",
    Severity.INFO: "FFD9E9F8",
}
NO_FILL = '<fill><patternFill patternType="none"/></fill>'
_FILL = re.compile(
    r'<fill><patternFill(?: \w+="\w*")* ?(?:/>|>(?:<(?:fg|bg)Color(?: \w+="[\w.-]*")* ?/>)*</patternFill>)</fill>'
)
_ITEM = re.compile(r"<(xf|fill|font)\b[^>]*/>|<(xf|fill|font)\b[^>]*>.*?</\2>", re.S)
_ROW = re.compile(rb"<row\b([^>]*?)(/?)>")
_CELL = re.compile(rb"<c\b([^>]*?)(/>|>.*?</c>)", re.S)


def solid(colour: str) -> str:
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor indexed="64"/></patternFill></fill>'
    )


class Styles:
    """The workbook's styles: what a style looks like with another fill, and the few of our own sheet."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.fills, self.fonts, self.styles = (self._items(name) for name in ("fills", "fonts", "cellXfs"))
        if not self.styles or not self.fills or not self.fonts:
            raise Unmarkable("unusual")
        self._made: dict[tuple[int, str], int] = {}

    def _items(self, name: str) -> list[str]:
        block = re.search(rf"<{name}\b[^>]*>(.*?)</{name}>", self.text, re.S)
        return [item[0] for item in _ITEM.finditer(block[1])] if block else []

    def _number(self, items: list[str], item: str) -> int:
        if item not in items:
            items.append(item)
        return items.index(item)

    def filled(self, style: int, fill: str) -> int:
        """The number of a style that differs from another by its fill only."""
        if (style, fill) not in self._made:
            if style >= len(self.styles):
                raise Unmarkable("unusual")
            head, end, rest = re.fullmatch(r"(<xf\b[^>]*?)(/?>)(.*)", self.styles[style], re.S).groups()  # type: ignore[union-attr]
            head = re.sub(r'\s(?:fillId|applyFill)="[^"]*"', "", head)
            number = self._number(self.fills, fill)
            self._made[style, fill] = self._number(self.styles, f'{head} fillId="{number}" applyFill="1"{end}{rest}')
        return self._made[style, fill]

    def fill_of(self, style: int) -> str:
        number = attribute(self.styles[style], "fillId") if style < len(self.styles) else ""
        return self.fills[int(number)] if number.isdigit() and int(number) < len(self.fills) else NO_FILL

    def ours(self) -> set[int]:
        """The styles that have one of our colours."""
        return {
            n
            for n in range(len(self.styles))
            if any(f'rgb="{c}"' in self.fill_of(n).upper().replace("RGB", "rgb") for c in COLOURS.values())
        }

    def looks(self) -> Looks:
        bold, title, link = (
            self._number(self.fonts, f'<font>{more}<sz val="{size}"/><color rgb="{colour}"/><name val="Arial"/></font>')
            for more, size, colour in (("<b/>", 10, "FF1F2328"), ("<b/>", 14, "FF9A1B2B"), ("<u/>", 10, "FF0B5394"))
        )
        words = self._number(self.fonts, '<font><sz val="10"/><color rgb="FF1F2328"/><name val="Arial"/></font>')

        def style(font: int, fill: str = NO_FILL, wrap: bool = True) -> int:
            return self._number(
                self.styles,
                f'<xf numFmtId="49" fontId="{font}" fillId="{self._number(self.fills, fill)}" borderId="0" xfId="0" applyNumberFormat="1" '
                f'applyFont="1" applyFill="1" applyAlignment="1" applyProtection="1"><alignment vertical="top"{" wrapText=" + chr(34) + "1" + chr(34) if wrap else ""}/>'
                '<protection locked="0"/></xf>',
            )

        severities = {severity: style(bold, solid(colour)) for severity, colour in COLOURS.items()}
        return Looks(
            style(title, wrap=False),
            style(bold, solid("FFE8E6E1")),
            style(words),
            style(link),
            style(words, solid("FFFFFBE6")),
            severities,
        )

    def written(self) -> str:
        text = self.text
        for name, items in (("fills", self.fills), ("fonts", self.fonts), ("cellXfs", self.styles)):
            block = f'<{name} count="{len(items)}">{"".join(items)}</{name}>'
            text = re.sub(rf"<{name}\b[^>]*>.*?</{name}>", lambda _, block=block: block, text, count=1, flags=re.S)  # type: ignore[misc]
        return text


class Painter:
    """One worksheet in which some cells get another fill; cells that are not written yet are written."""

    def __init__(
        self,
        sheet: bytes,
        styles: Styles,
        marks: Mapping[tuple[int, int], str],
        former: Mapping[tuple[int, int], str],
        ours: set[int],
    ) -> None:
        self.sheet, self.styles, self.former, self.ours = sheet, styles, former, ours
        self.rows: dict[int, dict[int, str]] = {}
        for (row, column), fill in marks.items():
            self.rows.setdefault(row, {})[column] = fill
        self.before: dict[tuple[int, int], str] = {}
        head = sheet[: sheet.find(b"<sheetData")]
        self.columns = [
            tuple(int(attribute(one.decode(), name) or 0) for name in ("min", "max", "style"))
            for one in re.findall(rb"<col\b[^>]*>", head)
        ]

    def painted(self) -> bytes:
        sheet = re.sub(rb"<sheetData\s*/>", b"<sheetData></sheetData>", self.sheet, count=1)
        start, end = sheet.index(b">", sheet.index(b"<sheetData")) + 1, sheet.rindex(b"</sheetData>")
        pieces, done, number = [sheet[:start]], start, 0
        left = sorted(self.rows, reverse=True)
        for found in _ROW.finditer(sheet, start, end):
            said = re.search(rb'(?<![\w:])r="(\d+)"', found[1])
            number = int(said[1]) if said else number + 1
            while left and left[-1] < number:
                pieces += [sheet[done : found.start()], self._new(left.pop())]
                done = found.start()
            wanted = self.rows.get(number, {})
            if not wanted and not self.ours:
                continue
            if wanted:
                left.pop()
            close = found.end() if found[2] else sheet.index(b"</row>", found.end())
            inside = b"" if found[2] else sheet[found.end() : close]
            new = self._cells(inside, number, dict(wanted))
            if new != inside:
                attributes = re.sub(rb'\sspans="[^"]*"', b"", found[1])
                pieces += [sheet[done : found.start()], b"<row", attributes, b">", new, b"</row>"]
                done = close if found[2] else close + len(b"</row>")
        pieces += [sheet[done:end], *(self._new(row) for row in reversed(left)), sheet[end:]]
        return b"".join(pieces)

    def _new(self, row: int) -> bytes:
        return b'<row r="%d">%s</row>' % (row, self._cells(b"", row, dict(self.rows[row])))

    def _cells(self, inside: bytes, row: int, wanted: dict[int, str]) -> bytes:
        pieces, done, column = list[bytes](), 0, 0
        for found in _CELL.finditer(inside):
            said = re.search(rb'(?<![\w:])r="([A-Z]+)\d+"', found[1])
            column = place(said[1].decode() + "1")[1] if said else column + 1
            for missing in sorted(c for c in wanted if c < column):
                pieces += [inside[done : found.start()], self._blank(row, missing, wanted.pop(missing))]
                done = found.start()
            styled = re.search(rb'(?<![\w:])s="(\d+)"', found[1])
            style = int(styled[1]) if styled else 0
            if column not in wanted and style not in self.ours:
                continue
            new = self._style(row, column, style, wanted.pop(column, None))
            attributes = re.sub(rb'\ss="\d+"', b"", found[1])
            pieces += [inside[done : found.start()], b"<c", attributes, b' s="%d"' % new, found[2]]
            done = found.end()
        pieces.append(inside[done:])
        return b"".join([*pieces, *(self._blank(row, c, wanted[c]) for c in sorted(wanted))])

    def _style(self, row: int, column: int, style: int, fill: str | None) -> int:
        """The style of a cell with its new fill; without one it gets back what it had."""
        had = self.former.get((row, column), NO_FILL) if style in self.ours else self.styles.fill_of(style)
        had = had if _FILL.fullmatch(had) else NO_FILL
        if fill is not None:
            self.before[row, column] = had
        return self.styles.filled(style, fill or had)

    def _blank(self, row: int, column: int, fill: str) -> bytes:
        style = next((style for first, last, style in self.columns if first <= column <= last), 0)
        new = self._style(row, column, style, fill)
        return f'<c r="{letter(column - 1)}{row}" s="{new}"/>'.encode()
