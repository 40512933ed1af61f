"""What follows from a table alone: the words that are its own, and the lines that its template prints."""

from data.reading import roles
from data.reading.heading_words import names
from data.reading.titles import not_understood
from data.table import STATE_LABELS, Table

# How the notes that the template prints above its headings begin.
_PRINTED = (
    "o xam khong dien",
    "khong phat sinh: go 0",
    "leave grey cells",
    "chon tinh trang so lieu",
    "moi tinh, thanh pho mot dong",
    "a row a province",
)


def is_printed(text: str) -> bool:
    """Whether the template prints it above its headings."""
    return roles.folded(text).lstrip(" ◄").startswith(_PRINTED)


def neutral(table: Table) -> tuple[str, ...]:
    """Words of a table that change nothing in a heading: its own names, and what its columns offer."""
    choices = (text for column in table.columns.values() for text in column.choices.values())
    labels = (table.label.vi, table.label.en, *table.also, *(word for text in choices for word in (text.vi, text.en)))
    return tuple(sorted({roles.plain(word) for word in labels}, key=len, reverse=True))


def own(table: Table) -> tuple[str, ...]:
    """Words that a title over a table may have: those, what programs call it, and whose it is if it is the nation's."""
    return (*neutral(table), roles.plain(table.name), *(("ca nuoc",) if table.nationwide else ()))


def learn(table: Table) -> None:
    """What follows from a table alone, found once for all files: what its own headings say besides their names."""
    for key, column in table.columns.items():
        for word in (column.label.vi, f"{column.label.vi} *"):
            roles.meaning(word, names(table, key), neutral(table))
    for figure in table.figures:
        roles.plain(figure.label.vi)
    for word in (table.label.vi, *(state.vi for state in STATE_LABELS.values())):
        roles.meaning(word)
        not_understood(word, ())
