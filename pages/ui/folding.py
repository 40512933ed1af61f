"""Long tables on a phone: the first lines, and the others once somebody asks for them; on a screen and on paper all."""

from data.model import Language, Text

SHOWN = 14  # lines of a table that a phone shows before the rest is folded
MORE = Text("Xem thêm {count} dòng", "Show {count} more rows")
# What is pressed has nothing of its own inside: while it is open the lines of the table beside it are all shown.
STYLE = (
    "<style>.fold {display: flex; flex-direction: column} .fold > details {display: none}"
    " @media screen and (max-width: 640px) {"
    f".fold:not(:has(> details[open])) tbody tr:nth-child(n + {SHOWN + 1}) {{display: none}}"
    " .fold > details {display: block; order: 2} .fold > details[open] {display: none}"
    " .fold > details summary {padding: .7rem 0; font-weight: 600; cursor: pointer}}</style>"
)


def folded(table: str, language: Language) -> str:
    """A table of ours, which a phone shows in part; a short one as it is."""
    rest = table.partition("<tbody>")[2].count("<tr") - SHOWN
    if rest <= 0:
        return table
    more = MORE.in_(language).format(count=rest)
    return f'{STYLE}<div class="fold"><details><summary>{more}</summary></details>{table}</div>'
