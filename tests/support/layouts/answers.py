"""A person who answers what is asked of a layout, and nothing else; and whether what was read is what was sent."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from data.layouts.layout import ASIDE, LIST, Layout, LayoutBlock, LayoutColumn, LayoutRow
from data.layouts.words import marked
from data.model import Finding, Severity
from data.reading.reader import Reading
from data.text_keys import bare
from tests.support.layouts.page import Case, Page, Sent

WHAT = {
    "plan": ASIDE,
    "share": ASIDE,
    "last": ASIDE,
    "growth": ASIDE,
    "other": ASIDE,
    "month": "value",
    "money": ASIDE,
    "words": ASIDE,
    "total": ASIDE,
}
CUTS = {
    "pair": ("participants+women", "men_and_women"),
    "from_to": ("started_on+ended_on", "from_to"),
    "number_and_day": ("certificate_no+granted_on", "number_and_day"),
}


def meaning_of(case: Case, said: str) -> tuple[str, str, dict[str, str]] | None:
    """What a column of the file becomes, how it is cut, and what it gives; None for one that is not there."""
    for page in case.sent.pages:
        for column, what in page.columns.items():
            heads = [row[column] for row in page.cells[page.top : page.start] if column < len(row)]
            own = next((str(each) for each in reversed(heads) if each), "")
            if bare(said.rpartition(" / ")[2]) == bare(own):
                return _told(what)
    return None


def _told(what: str) -> tuple[str, str, dict[str, str]]:
    if what in CUTS:
        return (*CUTS[what], {})
    if what.startswith("wide:"):
        name = what[5:]
        services = {"Kiểm định": "verification", "Hiệu chuẩn": "calibration"}
        gives = (
            {"service": services[name]} if name in services else {} if name.startswith("Tháng") else {"commune": name}
        )
        return "instruments", "", gives
    return ("value" if what.startswith("item:") else WHAT.get(what, what)), "", {}


def code_of(case: Case, said: str) -> str | None:
    """The figure of a row by its name as written."""
    name = bare(marked(said)[1].split(" (")[0])
    name = name.removeprefix("trong do ")
    return next((code for own, code in case.rows.items() if bare(own) == name), None)


def codes_in_order(case: Case) -> dict[tuple[str, int], str]:
    """The figures by name and how often it stood before, since parts of two figures may have one name."""
    seen: dict[str, int] = {}
    told: dict[tuple[str, int], str] = {}
    for page in case.sent.pages:
        where = next((c for c, what in page.columns.items() if what == "name"), None)
        for row, code in page.rows.items():
            if where is not None:
                name = plain_name(str(page.cells[row][where]))
                told[name, seen.get(name, 0)] = code
                seen[name] = seen.get(name, 0) + 1
    return told


def plain_name(said: str) -> str:
    return bare(marked(said.strip())[1].split(" (")[0]).removeprefix("trong do ")


@dataclass
class Score:
    """How a proposal compares with what is there."""

    right: int = 0
    there: int = 0
    asked: int = 0
    sure_and_wrong: list[str] = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        self.sure_and_wrong = []


def scored(layout: Layout, case: Case) -> Score:
    score, order, seen = Score(), codes_in_order(case), dict[str, int]()
    for block in layout.blocks:
        for column in block.columns:
            if (told := meaning_of(case, column.said)) is not None:
                _count(score, column.said, column.becomes, told[0], column.sure)
        for row in block.rows:
            name = plain_name(row.said)
            code = order.get((name, seen.get(name, 0)))
            seen[name] = seen.get(name, 0) + 1
            if code is not None:
                _count(score, row.said, row.becomes, code, row.sure)
    score.asked = len(layout.open)
    return score


def _count(score: Score, said: str, becomes: str, right: str, sure: bool) -> None:
    score.there += 1
    if becomes == right:
        score.right += 1
    elif sure and becomes != ASIDE:
        score.sure_and_wrong.append(f"{said} → {becomes}, not {right}")


def answered(layout: Layout, case: Case) -> Layout:
    """The layout with every open question answered as it should be; what is sure is left as it was proposed."""
    order, seen = codes_in_order(case), dict[str, int]()
    blocks = []
    for block in layout.blocks:
        rows = []
        for row in block.rows:
            name = plain_name(row.said)
            code = order.get((name, seen.get(name, 0)), ASIDE)
            seen[name] = seen.get(name, 0) + 1
            rows.append(row if row.sure and row.becomes else _row(row, code))
        columns = tuple(each if each.sure and each.becomes else _column(each, case) for each in block.columns)
        blocks.append(_block(block, columns, tuple(rows), case))
    return replace(layout, name=case.name, blocks=tuple(blocks))


def _row(row: LayoutRow, code: str) -> LayoutRow:
    return replace(row, becomes=code, sure=True)


def _column(column: LayoutColumn, case: Case) -> LayoutColumn:
    becomes, cut, gives = meaning_of(case, column.said) or (ASIDE, "", {})
    item = next(
        (
            what[5:]
            for page in case.sent.pages
            for c, what in page.columns.items()
            if what.startswith("item:") and page.cells[page.start - 1][c] == column.said
        ),
        "",
    )
    return replace(column, becomes=becomes, cut=cut, gives=gives, item=item, sure=True)


def _block(
    block: LayoutBlock, columns: tuple[LayoutColumn, ...], rows: tuple[LayoutRow, ...], case: Case
) -> LayoutBlock:
    words = {(key, bare(word)): code for (key, word), code in case.choices.items()}
    choices = {key: {w: code or words.get((key, w), "") for w, code in of.items()} for key, of in block.choices.items()}
    constants = {key: code or case.constants.get(key, "") for key, code in block.constants.items()}
    keys = {key for column in columns for key in (*column.keys, *column.gives)} if block.shape == LIST else set()
    constants = {key: code for key, code in constants.items() if key not in keys}
    return replace(block, columns=columns, rows=rows, choices=choices, constants=constants, sure=True)


# What was read


def wrong_values(reading: Reading, sent: Sent) -> list[str]:
    """Numbers and rows that were read and are not what was sent."""
    wrong = []
    for name, sheet in reading.sheets.items():
        told = sheet.rows.to_pylist()
        if name in sent.lists or (told and "code" not in told[0]):
            wrong += _wrong_rows(name, told, sent.lists.get(name, []))
            continue
        for line in told:
            value, total = sent.figures.get(line["code"], (None, None))
            if line["value"] is not None and line["value"] != value:
                wrong.append(f"{line['code']}: {line['value']}, not {value}")
            if line["year_to_date"] is not None and line["year_to_date"] != total:
                wrong.append(f"{line['code']} so far: {line['year_to_date']}, not {total}")
    return wrong


def _wrong_rows(name: str, told: Iterable[dict[str, Any]], wanted: list[dict[str, Any]]) -> list[str]:
    left = [{key: _plain(value) for key, value in row.items()} for row in wanted]
    wrong = []
    for line in told:
        own = {key: _plain(value) for key, value in line.items() if not key.startswith("_")}
        match = next((row for row in left if all(own.get(key) in (value, None) for key, value in row.items())), None)
        extra = match is not None and any(own.get(k) is not None and k not in match for k in own)
        if match is None or extra:
            wrong.append(f"{name}: {own}")
        else:
            left.remove(match)
    return wrong


def missing_values(reading: Reading, sent: Sent) -> list[str]:
    """What was sent and not read."""
    read: dict[str, tuple[Any, Any]] = {}
    for sheet in reading.sheets.values():
        for line in sheet.rows.to_pylist():
            if "code" in line:
                read[line["code"]] = (line["value"], line["year_to_date"])
    gone = [
        code for code, (value, _) in sent.figures.items() if value is not None and read.get(code, (None,))[0] is None
    ]
    for name, rows in sent.lists.items():
        count = reading.sheets[name].rows.num_rows if name in reading.sheets else 0
        gone += [f"{name}: {count} of {len(rows)} rows"] if count != len(rows) else []
    return gone


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return (value.year, value.month, value.day)
    return value.strip() if isinstance(value, str) else value


def blocked(findings: Iterable[Finding]) -> bool:
    return any(f.severity in (Severity.STOP, Severity.ERROR) for f in findings)


def asks(findings: Iterable[Finding]) -> bool:
    return any(f.severity is Severity.QUESTION for f in findings)


def page_of(sent: Sent) -> Page:
    return sent.pages[0]
