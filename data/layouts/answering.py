"""One answer to one question of a layout: what a row, a column, a word, a whole table is."""

from collections.abc import Mapping
from dataclasses import replace

from data.layouts.layout import ASIDE, Layout, LayoutBlock, LayoutColumn, told_of

Where = tuple[int, str, str]  # block, kind and key, as `OpenQuestion` has them


def answered(layout: Layout, answers: Mapping[Where, str]) -> Layout:
    """The layout with some answers; each is what the thing becomes, `aside` among them."""
    blocks = list(layout.blocks)
    for (number, kind, key), becomes in answers.items():
        blocks[number] = _answered(blocks[number], kind, key, becomes)
    return replace(layout, blocks=tuple(blocks))


def _answered(block: LayoutBlock, kind: str, key: str, becomes: str) -> LayoutBlock:
    match kind.partition(":"):
        case ("block", *_):
            return replace(block, sure=True, shape=ASIDE if becomes == ASIDE else block.shape)
        case ("column", *_):
            told = (_column(column, becomes) if column.heading == key else column for column in block.columns)
            return replace(block, columns=tuple(told))
        case ("row", *_):
            rows = (replace(row, becomes=becomes, sure=True) if row.name == key else row for row in block.rows)
            return replace(block, rows=tuple(rows))
        case ("constant", *_):
            return replace(block, constants={**block.constants, key: becomes})
        case ("choice", _, column):
            words = {**block.choices.get(column, {}), key: becomes}
            return replace(block, choices={**block.choices, column: words})
    return block


def _column(column: LayoutColumn, becomes: str) -> LayoutColumn:
    """How a column is cut, and what it gives, goes on where it becomes the same. `value=IP06` is a figure's own."""
    becomes, _, item = becomes.partition("=")
    if item:
        return replace(column, becomes=becomes, item=item, sure=True)
    if column.becomes == becomes:
        return replace(column, sure=True)
    return replace(column, becomes=becomes, sure=True, cut="", gives={}, item="")


def proposals(layout: Layout) -> dict[Where, str]:
    """What is proposed where something is asked; without those of which nothing is."""
    found: dict[Where, str] = {}
    for number, kind, key, _ in layout.open:
        told = told_of(layout.blocks[number], kind, key)
        becomes = told.becomes if told is not None else ""
        if becomes:
            found[number, kind, key] = becomes
    return found
