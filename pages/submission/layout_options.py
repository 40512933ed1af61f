"""What a row, a column, a word or a table of a layout may be said to be, and in which words it is asked."""

from data.layouts.layout import (
    ASIDE,
    COUNTER,
    FORM,
    PART,
    TOTAL,
    LayoutBlock,
    LayoutColumn,
    LayoutRow,
    OpenQuestion,
    told_of,
)
from pages.server.store import service
from pages.texts import layouts as texts
from pages.ui.formats import literal
from pages.ui.session import t

_SPOKEN = {ASIDE: texts.ASIDE, PART: texts.PART, TOTAL: texts.TOTAL}


def becomes(each: LayoutRow | LayoutColumn) -> str:
    """What one is now, in words: a code, or what becomes of it."""
    item = getattr(each, "item", "")
    return t(_SPOKEN[each.becomes]) if each.becomes in _SPOKEN else item or each.becomes


def label(block: LayoutBlock, question: OpenQuestion) -> str:
    said = " ".join(question.said.split())
    kind, _, column = question.kind.partition(":")
    declared = service().tables[block.table].columns if block.table else {}
    match kind:
        case "block":
            return literal(f"{t(texts.TABLE, number=question.block + 1)}: {said}")
        case "constant":
            return literal(t(texts.CONSTANT, column=t(declared[said].label)))
        case "choice":
            return literal(t(texts.WORD, said=said, column=t(declared[column].label)))
    return literal(t(texts.COLUMN if kind == "column" else texts.ROW, said=said))


def options(block: LayoutBlock, question: OpenQuestion) -> dict[str, str]:
    """What something may be: what is proposed first, then what is near, then everything."""
    kind, _, column = question.kind.partition(":")
    declared = service().tables[block.table].columns if block.table else {}
    if kind == "block":
        return (
            {"read": t(texts.READ_TABLE), ASIDE: t(texts.LEAVE_TABLE)}
            if block.shape != ASIDE
            else {ASIDE: t(texts.LEAVE_TABLE)}
        )
    if kind in ("constant", "choice"):
        return {code: t(text) for code, text in declared[column or question.key].choices.items()}
    told = told_of(block, question.kind, question.key)
    near = (told.becomes, *told.others) if told else ()
    figures = {f.code: f"{f.code} · {t(f.label)}" for table in service().tables.values() for f in table.figures}
    if kind == "row" and block.adds:
        named = {PART: t(texts.PART), TOTAL: t(texts.TOTAL)}
    elif kind == "row":
        named = figures
    elif isinstance(told, LayoutColumn) and (block.pick or block.adds) and told.becomes != "name":
        time = told.becomes if told.becomes in ("value", "year_to_date") else "value"
        near = tuple(code if "=" in code else f"{time}={code}" for code in (told.item, *told.others) if code)
        named = {f"{time}={code}": said for code, said in figures.items()}
    elif block.shape == FORM:
        named = {key: t(text) for key, text in texts.FORM_COLUMNS.items()}
    else:
        named = {key: t(each.label) for key, each in declared.items()} | {COUNTER: t(texts.FORM_COLUMNS[COUNTER])}
    named = {ASIDE: t(texts.ASIDE)} | named
    first = [code for code in near if code in named]
    whole = next((code for code in near[:1] if "+" in code), None)
    made = {whole: " + ".join(named.get(part, part) for part in whole.split("+"))} if whole else {}
    return made | {code: named[code] for code in dict.fromkeys([*first, *named])}
