"""What a foreign Word document may be made of, judged by what makes a part what it is, never its name: its kind in
`[Content_Types].xml`, and the relations that lead to it.

Only what a letter needs is let in; the finished document is looked at by the same rules before it is given out.
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.parsers import expat

from data.model import Text
from data.reading.guard import Package
from data.rules.findings import Refused
from pages.texts import reports as texts

LARGEST, LARGEST_PART = 5 << 20, 1 << 20  # bytes of a template, and of one of its parts of text
MOST_BRACES = 2000  # of a part
MARK = "\ue000"  # stands around the name of a part of the report while it is set in: no template holds it
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PACKAGE = "application/vnd.openxmlformats-package."
_RELATIONS = f"{_PACKAGE}relationships+xml"
_MAIN = f"{_WORD}document.main+xml"
# Kinds of parts of text: those of a letter, and what Word adds about the file.
_TEXT = {
    _MAIN,
    _RELATIONS,
    f"{_PACKAGE}core-properties+xml",
    *(
        f"{_WORD}{kind}+xml"
        for kind in (
            *("styles", "settings", "people", "webSettings", "fontTable", "numbering"),
            *("header", "footer", "footnotes", "endnotes", "document.glossary"),
        )
    ),
    *(
        f"application/vnd.openxmlformats-officedocument.{kind}+xml"
        for kind in ("theme", "extended-properties", "custom-properties", "customXmlProperties")
    ),
    "application/vnd.ms-word.stylesWithEffects+xml",
    "application/vnd.ms-office.classificationlabels+xml",
    "application/xml",  # reached as customXml only
}
_PICTURES = {"image/png", "image/jpeg", "image/jpg", "image/gif", "image/bmp", "image/tiff"}
_MACROS = (
    "macro",
    "vba",
    "activex",
    "ms-office.intelliplace",
    "webextension",
    "customui",
    "keymap",
    "attachedtoolbars",
)
_LEADS_TO = {
    *("officedocument", "core-properties", "extended-properties", "custom-properties", "thumbnail", "styles"),
    *("styleswitheffects", "settings", "websettings", "fonttable", "numbering", "theme", "header", "footer"),
    *("footnotes", "endnotes", "glossarydocument", "image", "hyperlink", "customxml", "customxmlprops"),
    *("people", "classificationlabels"),
}
_EMBEDS = {"oleobject", "package", "afchunk", "control", "subdocument", "chart", "diagramdata", "frame", "font"}
_PRESSED = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)  # where a link may lead
# Elements by what they bring in, whatever their namespace.
_EMBEDDED = {"OLEObject", "object", "control", "altChunk", "subDoc", "movie", "embeddedHtml"}
_OUTSIDE = {"attachedTemplate", "mailMerge", "framesets", "frameset", "sourceFileName"}
# Fields that show what the document itself knows; all others run, fetch or ask something.
_FIELDS = {
    *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "HYPERLINK", "REF", "PAGEREF", "NOTEREF", "TOC"),
    *("SEQ", "STYLEREF", "AUTHOR", "TITLE", "SUBJECT", "CREATEDATE", "SAVEDATE", "PRINTDATE"),
}


class TemplateRefusedError(Exception):
    """A template that is not used; `text` says why and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def look(data: bytes, finished: bool = False) -> None:
    """Judge a document by its bytes: a foreign template, or what was made of one. Raises TemplateRefusedError."""
    if len(data) > LARGEST and not finished:
        raise TemplateRefusedError(texts.TEMPLATE_LARGE.format(most=LARGEST >> 20))
    try:
        package = Package(data)
        package.drain()
        content = {"/" + name.replace("\\", "/"): package.read(name) for name in package.names if name[-1] not in "/\\"}
        _judge(content, finished)
    except (Refused, expat.ExpatError, ElementTree.ParseError, KeyError, ValueError, LookupError):
        raise TemplateRefusedError(texts.TEMPLATE_OTHER) from None


def _judge(content: Mapping[str, bytes], finished: bool) -> None:
    kinds = _kinds(content)
    for kind in kinds.values():
        _judge_kind(kind)
    for name, kind in kinds.items():
        if kind in _PICTURES:
            continue
        if not finished:
            _judge_size(content[name])
        root = _parsed(content[name])
        if kind == _RELATIONS or name.lower().endswith(".rels"):  # Word finds them by their name
            _judge_relations(name, root)
        else:
            _judge_text(root, finished)
    _judge_main(content, kinds)


def _kinds(content: Mapping[str, bytes]) -> dict[str, str]:
    """The kind of each part, as `[Content_Types].xml` makes it."""
    usual, own = dict[str, str](), dict[str, str]()
    (types,) = (name for name in content if name.lower() == "/[content_types].xml")
    for line in _parsed(content[types]):
        kind = line.attrib["ContentType"].strip()
        if line.tag.rpartition("}")[2] == "Default":
            usual[line.attrib["Extension"].lower()] = kind
        else:
            own[line.attrib["PartName"].lower()] = kind
    kinds = {}
    for name in content:
        ending = posixpath.basename(name).rpartition(".")[2].lower()
        if name != types:
            kinds[name] = own.get(name.lower()) or usual.get(ending, "")
    return kinds


def _judge_kind(kind: str) -> None:
    if kind in _TEXT or kind in _PICTURES:
        return
    plain = kind.lower()
    if any(word in plain for word in _MACROS):
        raise TemplateRefusedError(texts.TEMPLATE_MACRO)
    if "comment" in plain:
        raise TemplateRefusedError(texts.TEMPLATE_HIDDEN)
    raise TemplateRefusedError(texts.TEMPLATE_EMBEDDED)


def _judge_size(part: bytes) -> None:
    if len(part) > LARGEST_PART:
        raise TemplateRefusedError(texts.TEMPLATE_LARGE.format(most=LARGEST_PART >> 20))
    if part.count(b"{") + part.count(b"}") + part.count(b"&#") > MOST_BRACES:
        raise TemplateRefusedError(texts.TEMPLATE_CODE)


def _parsed(part: bytes) -> ElementTree.Element:
    """A part of text, in which no comment or instruction of XML hides anything."""

    def hidden(*_: object) -> None:
        raise TemplateRefusedError(texts.TEMPLATE_HIDDEN)

    parser = expat.ParserCreate()
    parser.CommentHandler = parser.ProcessingInstructionHandler = hidden
    parser.Parse(part, True)
    return ElementTree.fromstring(part)


def _judge_main(content: Mapping[str, bytes], kinds: Mapping[str, str]) -> None:
    """The document that Word opens is the one that the package names, and a plain one."""
    (root,) = (name for name in content if name.lower() == "/_rels/.rels")
    targets = [
        posixpath.normpath(posixpath.join("/", link.attrib["Target"])).lower()
        for link in _parsed(content[root])
        if link.attrib["Type"].lower().endswith("/officedocument")
    ]
    if [kind for name, kind in kinds.items() if name.lower() in targets] != [_MAIN]:
        raise TemplateRefusedError(texts.TEMPLATE_OTHER)


def _judge_relations(name: str, root: ElementTree.Element) -> None:
    """Every relation leads inside, to a part that a letter has; only a link to be pressed leads out."""
    if not name.lower().endswith(".rels"):
        raise TemplateRefusedError(texts.TEMPLATE_OTHER)  # what it relates cannot be told
    for link in root:
        leads, target = link.attrib["Type"].rpartition("/")[2].lower(), link.attrib["Target"]
        if leads == "attachedtemplate":
            raise TemplateRefusedError(texts.TEMPLATE_OUTSIDE)
        if leads in _EMBEDS:
            raise TemplateRefusedError(texts.TEMPLATE_EMBEDDED)
        if leads in ("vbaproject", "wordvbadata", "keymapcustomizations", "attachedtoolbars"):
            raise TemplateRefusedError(texts.TEMPLATE_MACRO)
        if "comment" in leads:
            raise TemplateRefusedError(texts.TEMPLATE_HIDDEN)
        if link.get("TargetMode", "").strip().lower() == "external":
            if leads != "hyperlink" or not _PRESSED.match(target):
                raise TemplateRefusedError(texts.TEMPLATE_OUTSIDE)
        elif leads not in _LEADS_TO:
            raise TemplateRefusedError(texts.TEMPLATE_EMBEDDED)


def _judge_text(root: ElementTree.Element, finished: bool) -> None:
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        if name in _EMBEDDED:
            raise TemplateRefusedError(texts.TEMPLATE_EMBEDDED)
        if name in _OUTSIDE:
            raise TemplateRefusedError(texts.TEMPLATE_OUTSIDE)
        if MARK in (element.text or "") or MARK in (element.tail or ""):
            raise TemplateRefusedError(texts.TEMPLATE_ALONE if finished else texts.TEMPLATE_CODE)
    for code in _field_codes(root):
        _judge_field(code)


@dataclass(slots=True)
class _Fields:
    """The instructions of the fields of a part, however many runs and paragraphs each is spread over."""

    codes: list[str] = field(default_factory=list)
    open: list[list[str] | None] = field(default_factory=list)  # of fields begun: what is written so far; None: all is

    def instruction(self, text: str) -> None:
        now = self.open[-1] if self.open else None
        if now is None:
            self.codes.append(text)  # an instruction outside of a field is one all the same
        else:
            now.append(text)

    def mark(self, kind: str) -> None:
        now = self.open[-1] if self.open else None
        if kind == "begin":
            if now is not None:
                raise TemplateRefusedError(texts.TEMPLATE_FIELD)  # one that writes the instruction of another
            self.open.append([])
            return
        if now is not None:
            self.codes.append("".join(now))
            self.open[-1] = None
        if kind == "end" and self.open:
            self.open.pop()


def _field_codes(root: ElementTree.Element) -> list[str]:
    fields = _Fields()
    for element in root.iter():
        name, here = str(element.tag).rpartition("}")[2], {k.rpartition("}")[2]: v for k, v in element.attrib.items()}
        if name == "fldSimple":
            fields.codes.append(here.get("instr", ""))
        elif name in ("instrText", "delInstrText"):
            fields.instruction(element.text or "")
        elif name == "fldChar":
            fields.mark(here.get("fldCharType", ""))
    if fields.open:
        raise TemplateRefusedError(texts.TEMPLATE_FIELD)  # one without an end
    return fields.codes


def _judge_field(code: str) -> None:
    words = code.split()
    if not words:
        return
    if words[0].upper() not in _FIELDS:
        raise TemplateRefusedError(texts.TEMPLATE_FIELD)
    if words[0].upper() == "HYPERLINK" and len(words) > 1:
        target = words[1].strip('"“”')
        if not (_PRESSED.match(target) or words[1].lower() == "\\l"):
            raise TemplateRefusedError(texts.TEMPLATE_OUTSIDE)
