"""One of the declared choices, stored as its code."""

from collections.abc import Mapping

import pyarrow as pa

from data.column_types.cell import NOT_APPLICABLE, Broken, Raw, Read, no_value, tidied
from data.column_types.column import Column, ColumnType
from data.model import Text
from data.text_keys import fold

LONGEST = 200  # characters of a cell that are looked at; no choice is nearly so long


def spellings(choices: Mapping[str, Text]) -> dict[str, str]:
    """Fold of every code and label → code."""
    return {fold(word): code for code, label in choices.items() for word in (label.en, label.vi, code)}


def read_choice(raw: Raw, known: Mapping[str, str]) -> Read:
    """One of the declared choices, by its code or its label in either language; stored as the code."""
    if not isinstance(raw, str):
        return Read(rule=raw.rule if isinstance(raw, Broken) else "unknown_choice")
    text = tidied(raw)
    if isinstance(text, Read):
        return text
    if len(text) > LONGEST:
        return Read(rule="unknown_choice")
    folded = fold(text)
    if folded in known:
        return Read(known[folded])
    absent = no_value(text, folded)
    return absent if absent and absent.state != NOT_APPLICABLE else Read(rule="unknown_choice")


def _options(column: Column, since_1904: bool) -> dict[str, Mapping[str, str]]:
    return {"known": spellings(column.choices)}


CHOICE = ColumnType(
    "choice",
    label=Text("chọn trong danh sách", "choice"),
    hint=Text("Chọn một mục trong danh sách.", "Choose one of the list."),
    sql="VARCHAR",
    arrow=pa.string(),
    read=read_choice,
    options=_options,
    validation="list",
    width=22,
    order=2,
)


def choice(
    label: Text,
    hint: Text,
    choices: Mapping[str, Text],
    *,
    required: bool = True,
    also: tuple[str, ...] = (),
    width: int = 0,
) -> Column:
    """A column of these choices, by code; the first is the example."""
    example = next(iter(choices.values())).vi
    return Column(CHOICE, label, hint, example, required=required, choices=choices, also=also, width=width)
