"""A path in words, for a page and for the command line alike, and as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from rich.markup import escape
from rich.tree import Tree

from data.model import Language, Text, plain
from data.model import number_text as number
from data.table import FormFigure
from indicators import CATALOGUE, MEASURES
from indicators.engine.answer import STANDING_LABELS, Standing, mixes
from indicators.engine.steps import How
from service.lineage.trace import ROWS_READ, Trace
from service.lineage.tree import FigureVersion, Node, Source, Spot
from service.review.moves import REVIEW_LABELS, Review

SUBMISSION = Text("Bản nộp số", "Submission no.")
VERSION = Text("lần {version}", "version {version}")
RECEIVED = Text("Nhận lúc", "Received at")
SENDER = Text("Người nộp", "Sender")
FILE = Text("Tệp", "File")
SHEET = Text("Trang tính", "Sheet")
CELL = Text("ô", "cell")
DOCUMENT = Text("Văn bản", "Document")
CONFIRMED_AS = Text("số được xác nhận thứ", "confirmed figure no.")
SENTENCE = Text("Câu trong văn bản như đã gửi", "The sentence as sent")
ORIGINAL = Text("Nội dung ô như đã gửi", "The cell as sent")
NOT_READ = Text("không đọc lại được từ tệp đã lưu", "could not be read again from the archived file")
RULE = Text("Cách tính", "How it is counted")
ROWS = Text("Các dòng được tính", "Rows that count")
MORE_ROWS = Text("và {count} dòng nữa, cộng {value}", "and {count} more, together {value}")
REASON = Text("Giải trình", "Reason given")
SENDER_NOTE = Text("Ghi chú của đơn vị gửi", "The sender’s note")
OTHERS = Text("Phiên bản khác của số này", "Other versions of this figure")
DEMO = Text("số liệu minh họa", "demo data")
NO_FIGURE = Text("không có số", "no figure")
NOTHING = Text("không có số của mục này", "no figure of it")


@lru_cache(maxsize=1)
def _lines() -> Mapping[str, FormFigure]:
    return {figure.code: figure for indicator in CATALOGUE.values() for figure in indicator.figures}


def line_name(code: str, language: Language) -> str:
    """`AP05.before_time · Số hồ sơ … – Trước hạn`."""
    base = code.partition(".")[0]
    figure, whole = _lines().get(code), MEASURES.get(base)
    label = whole.label.in_(language) if whole else base
    if figure is not None and code != base:
        above = _lines().get(figure.part_of)
        label = f"{(above.label if above else figure.label).in_(language)} – {figure.label.in_(language)}"
    return f"{code} · {label}"


def name(node: Node, above: str, language: Language) -> str:
    """What a node is; with its line where that is another than its parent's."""
    label = node.name.in_(language)
    return f"{line_name(node.line, language)}: {label}" if node.line and above and node.line != above else label


def figure(node: Node, language: Language) -> str:
    """The figure with its sign, of a ratio what it is made of; or the word for why there is none."""
    if node.value is None:
        return state(node, language)
    bound = node.row.bound if node.row else node.bound
    figures = f"{bound} {number(node.value, language)}".strip()
    if node.quantity.denominator is not None and node.quantity.numerator is not None:
        above, below = (number(each, language) for each in (node.quantity.numerator, node.quantity.denominator))
        figures += f" % = 100 × {above} ÷ {below}"
    elif node.how is How.GROWTH:
        now, before = (number(one.value, language) for one in node.parts if one.value is not None)
        figures += f" % = 100 × ({now} ÷ {before} − 1)"
    return figures


def state(node: Node, language: Language) -> str:
    """Why there is no figure."""
    if node.how is How.STATED and node.notes:
        return node.notes[0].in_(language)
    if node.row is not None and node.row.state is not Standing.FINAL:
        return STANDING_LABELS[node.row.state].in_(language)
    if node.how is How.SILENT:
        return STANDING_LABELS[Standing.MISSING].in_(language)
    return NO_FIGURE.in_(language)


def held(node: Node, language: Language) -> str:
    """Of a total of several: how many of its areas it holds, where that is not all."""
    row = node.row
    if row is None or row.state is not Standing.PARTIAL:
        return ""
    if row.reported == 0 or row.expected == 1:
        return Text("chưa đủ quý", "not all quarters").in_(language)
    told = f"{row.reported}/{row.expected}"
    if mixes(row):
        return Text(
            f"chưa đủ: {told} đơn vị trước và sau sắp xếp", f"partial: {told} units before and after the merger"
        ).in_(language)
    return Text(f"chưa đủ: {told} đơn vị", f"partial: {told} units").in_(language)


def version(one: FigureVersion, language: Language) -> str:
    """`lần 1: 240 (bản nộp số 12, 09:05 21/11/2026, Sở KH&CN)`."""
    value = one.word.in_(language) if one.word else NOTHING.in_(language)
    if one.quantity.value is not None and not one.word:
        value = number(one.quantity.value, language)
    where = f"{SUBMISSION.in_(language).lower()} {one.number}, {one.at:%H:%M %d/%m/%Y}, {one.by}"
    review = f", {REVIEW_LABELS[one.state].in_(language).lower()}" if one.state is Review.SET_ASIDE else ""
    return f"{VERSION.in_(language).format(version=one.version)}: {value} ({where}{review})"


def facts(source: Source, language: Language, *, texts: bool = True) -> Iterator[tuple[str, str]]:
    """Everything about where a figure stands, by name. `texts` where the file was looked into."""
    sent = source.submission
    if source.of_document:
        yield DOCUMENT.in_(language), f"{source.sheet}, {CONFIRMED_AS.in_(language)} {source.cell.split()[-1]}"
    else:
        cell = f", {CELL.in_(language)} {source.cell}" if source.cell else ""
        yield SHEET.in_(language), f"{source.sheet}{cell}"
    if not source.rows and texts:
        spots = [spot for row in (source.spots or {}).values() for spot in row]
        told = "; ".join(f"{_place(source, spot, language)}: «{spot.text}»" for spot in spots)
        yield (SENTENCE if source.of_document else ORIGINAL).in_(language), told or NOT_READ.in_(language)
    if source.rule:
        yield RULE.in_(language), source.rule.in_(language)
    for one in source.given:
        yield REASON.in_(language), f"{one.message.in_(language)} → «{' '.join(one.reason.split())}»"
    for note in source.sender_notes:
        yield SENDER_NOTE.in_(language), f"«{' '.join(note.text.split())}»"
    yield SUBMISSION.in_(language), f"{sent.number}, {VERSION.in_(language).format(version=sent.version)}"
    for other in source.others:
        yield OTHERS.in_(language), version(other, language)
    yield RECEIVED.in_(language), f"{sent.received_at:%H:%M %d/%m/%Y}"
    yield SENDER.in_(language), f"{sent.by} ({DEMO.in_(language)})" if sent.demo else sent.by
    yield FILE.in_(language), sent.file
    yield "SHA-256", sent.sha256


def _place(source: Source, spot: Spot, language: Language) -> str:
    return spot.heading.in_(language) if source.of_document else spot.cell


def _cells(spots: Sequence[Spot]) -> Iterator[str]:
    """Cells with their text; a sheet is named where it begins, as long as the next stand on the same."""
    before = ""
    for spot in spots:
        sheet, _, cell = spot.cell.rpartition("!")
        yield f"{cell if sheet == before else spot.cell} «{spot.text}»"
        before = sheet


def rows(source: Source, language: Language) -> list[tuple[int, str, str]]:
    """The rows that count, those listed: row, what it adds, its cells as sent."""
    listed = []
    for one in source.rows[:ROWS_READ]:
        spots = (source.spots or {}).get(one.row, ())
        counted = one.quantity
        adds = number(counted.value, language) if counted.value is not None else ""
        if counted.denominator is not None:
            adds = f"{number(counted.numerator or 0, language)} ÷ {number(counted.denominator, language)}"
        cell = spots[0].cell.split("+")[0].rpartition("!")[2] if spots else ""
        row = int("".join(filter(str.isdigit, cell)) or one.row)  # as sent, where a layout made the row
        listed.append((row, adds, "; ".join(_cells(spots))))
    return listed


def rest(source: Source, language: Language) -> str:
    """The rows that are not listed, counted; empty where all are."""
    left = source.rows[ROWS_READ:]
    value = number(sum(one.quantity.value or 0 for one in left), language)
    return MORE_ROWS.in_(language).format(count=len(left), value=value) if left else ""


# On the command line


def tree(traced: Trace, root: Node, texts: bool) -> Tree:
    """The path as a tree in Vietnamese; nothing that was typed is markup."""
    measure, asked = traced.measure, traced.asked
    item = f", {traced.item.vi}" if traced.item else ""
    about = f"{measure.label.vi} ({measure.unit.vi}){item}, {asked.period.label.vi}"
    top = Tree(f"[bold]{measure.code}[/bold] {escape(about)}")
    _grow(top, root, measure.code, How.SUM, texts)
    return top


def _grow(onto: Tree, node: Node, above: str, within: How, texts: bool) -> None:
    enters = {How.SUM: "− " if node.sign < 0 else "", How.QUOTIENT: "÷ " if node.sign < 0 else ""}.get(within, "")
    told = f"{escape(enters + name(node, above, 'vi'))}: [bold]{escape(figure(node, 'vi'))}[/bold]"
    more = [held(node, "vi"), "" if node.how in (How.SILENT, How.STATED, How.NONE) else node.operation.vi]
    told += "".join(f" [dim]· {escape(one)}[/dim]" for one in more if one)
    branch = onto.add(told)
    for remark in node.notes if node.value is not None or node.how is not How.STATED else ():
        branch.add(f"[yellow]{escape(remark.vi)}[/yellow]")
    if node.source is not None:
        for label, value in facts(node.source, "vi", texts=texts):
            branch.add(f"[dim]{escape(label)}:[/dim] {escape(value)}")
        listed = rows(node.source, "vi")
        if listed:
            under = branch.add(f"[dim]{ROWS.vi} ({len(node.source.rows)}):[/dim]")
            for row, adds, cells in listed:
                under.add(escape(f"dòng {row}: +{adds}  {cells}"))
            if left := rest(node.source, "vi"):
                under.add(escape(left))
    for one in node.parts:
        _grow(branch, one, node.line or above, node.how, texts)


# As JSON


def document(node: Node) -> dict[str, object]:
    """A node with all below it; what does not apply is left out."""
    one: dict[str, object] = {
        "name": node.name.vi,
        "key": node.key,
        "period": node.period.code if node.period else None,
        "line": node.line,
        "how": node.how,
        "sign": node.sign,
        "value": plain(node.value),
        "bound": node.row.bound if node.row else node.bound,
    }
    if node.quantity.denominator is not None:
        one |= {"numerator": plain(node.quantity.numerator), "denominator": plain(node.quantity.denominator)}
    if node.quantity.keys is not None:
        one["keys"] = node.quantity.keys
    if node.row is not None:
        row = node.row
        one |= {"state": row.state, "reported": row.reported, "expected": row.expected, "conflict": row.conflict}
        one |= {"missing": list(row.missing), "withheld": list(row.withheld)}
    if node.notes:
        one["remarks"] = [note.vi for note in node.notes]
    if node.source is not None:
        one["source"] = _source(node.source)
    return one | {"parts": [document(each) for each in node.parts]}


def _source(source: Source) -> dict[str, object]:
    sent = source.submission
    cells = {
        row: [{"cell": spot.cell, "heading": spot.heading.vi, "text": spot.text} for spot in spots]
        for row, spots in (source.spots or {}).items()
    }
    return {
        "submission": sent.number,
        "version": sent.version,
        "state": sent.state,
        "by": sent.by,
        "received_at": sent.received_at.isoformat(),
        "file": sent.file,
        "sha256": sent.sha256,
        "demo": sent.demo,
        "sheet": source.sheet,
        "cell": source.cell,
        "rows": [
            {"row": each.row}
            | {name: plain(getattr(each.quantity, name)) for name in ("value", "numerator", "denominator")}
            for each in source.rows
        ],
        "rule": source.rule.vi if source.rule else None,
        "as_sent": [cell for each in cells.values() for cell in each] if source.spots is not None else None,
        "reasons": [{"question": each.message.vi, "reason": each.reason} for each in source.given],
        "sender_notes": [each.text for each in source.sender_notes],
        "other_versions": [
            {
                "submission": each.number,
                "version": each.version,
                "received_at": each.at.isoformat(),
                "by": each.by,
                "state": each.state,
                "value": plain(each.quantity.value),
                "said": each.word.vi if each.word else None,
            }
            for each in source.others
        ],
    }
