"""Notes at cells: the part that holds their words and the drawing that holds their boxes, others' notes left in
both."""

import re
from collections.abc import Mapping, Sequence

from data.feedback.xml_text import MAIN, attribute, before_end, place
from data.reading.addresses import letter
from data.reading.findings_sheet import xml
from data.reading.remarks import AUTHOR
from data.reading.remarks import MARK as MARK

_COMMENT = re.compile(r"<comment\b([^>]*)>(.*?)</comment>", re.S)
_SHAPE = re.compile(r"<((?:\w+:)?shape)\b(?!type|layout).*?</\1>", re.S)
EMPTY_NOTES = f'<comments xmlns="{MAIN}"><authors></authors><commentList></commentList></comments>'
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"'
_BOX = (
    f'<v:shapetype {_VML} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
EMPTY_CANVAS = f'<xml {_VML}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>{_BOX}</xml>'


def with_notes(
    text: str, notes: Mapping[tuple[int, int], str]
) -> tuple[str, set[tuple[int, int]], set[tuple[int, int]]]:
    """The part of notes with ours in it; the cells whose note was only ours and is gone, and those that others wrote
    at."""
    theirs: dict[tuple[int, int], tuple[str, str]] = {}
    gone: set[tuple[int, int]] = set()
    for found in _COMMENT.finditer(text):
        where = place(attribute(found[1], "ref"))
        body = _without_ours(found[2])
        if body is None:
            gone.add(where)
        else:
            theirs[where] = (found[1], body)
    author = len(re.findall(r"<author\b", text))
    text = re.sub(r"<authors\s*/>", "<authors></authors>", text)
    if f"<author>{xml(AUTHOR)}</author>" not in text:
        text = before_end(text, "authors", f"<author>{xml(AUTHOR)}</author>")
    else:
        author = re.findall(r"<author\b[^>]*>(.*?)</author>|<author\s*/>", text, re.S).index(xml(AUTHOR))
    lines = []
    for where in sorted({*theirs, *notes}):
        told = xml(("\n\n" if where in theirs else "") + notes[where]) if where in notes else ""
        run = f'<r><t xml:space="preserve">{told}</t></r>' if told else ""
        if where in theirs:
            attributes, body = theirs[where]
            if run:
                body = re.sub(r"<text>\s*(<t\b.*?</t>)", r"<text><r>\1</r>", body, count=1, flags=re.S)
                body = body.replace("</text>", run + "</text>", 1)
            lines.append(f"<comment{attributes}>{body}</comment>")
        else:
            row, column = where
            lines.append(
                f'<comment ref="{letter(column - 1)}{row}" authorId="{author}" shapeId="0"><text>{run}</text></comment>'
            )
    text = re.sub(
        r"<commentList\b[^>]*?(?:/>|>.*?</commentList>)",
        lambda _: f"<commentList>{''.join(lines)}</commentList>",
        text,
        count=1,
        flags=re.S,
    )
    return text, gone, set(theirs)


def _without_ours(body: str) -> str | None:
    """A note without what we said in it; None where nothing is left of it."""
    head, mark_, _ = body.partition(xml(MARK))
    if not mark_:
        return body
    runs = head.rpartition("<t")[0] if not head.rpartition(">")[2].strip() else ""
    if runs:  # our words began a run of their own
        runs = runs[: runs.rfind("</r>") + len("</r>")] if "</r>" in runs else ""
        kept = runs
    else:
        kept = head.rstrip() + "</t>" + ("</r>" if head.rfind("<r>") > head.rfind("</r>") else "")
    if not "".join(re.findall(r"<t\b[^>]*>(.*?)</t>", kept, re.S)).strip():
        return None
    return kept + "</text>"


def with_boxes(text: str, new: Sequence[tuple[int, int]], gone: set[tuple[int, int]]) -> str:
    """The boxes of the notes: without those that are gone, with those that are new."""

    def keep(found: re.Match[str]) -> str:
        row, column = (re.search(rf"<(?:\w+:)?{name}>\s*(\d+)\s*<", found[0]) for name in ("Row", "Column"))
        is_gone = row and column and (int(row[1]) + 1, int(column[1]) + 1) in gone and "Note" in found[0]
        return "" if is_gone else found[0]

    text = _SHAPE.sub(keep, text) if gone else text
    if 'id="_x0000_t202"' not in text:
        text = before_end(text, "xml", _BOX)
    first = max([1024, *(int(n) for n in re.findall(r'id="_x0000_s(\d{1,9})"', text))]) + 1
    boxes = [
        f'<v:shape {_VML} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;'
        'width:300pt;height:110pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{column}, 12, {row - 1}, 4, {column + 4}, 40, {row + 6}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
        for number, (row, column) in enumerate(new, first)
    ]
    return before_end(text, "xml", "".join(boxes))
