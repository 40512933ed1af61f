"""Long tables: the first lines, and the others once somebody asks for them; parts of a long text; on paper all."""

from html import escape

from data.model import Language, Text

PHONE, SCREEN = 11, 40  # lines of a table that are shown before the rest is folded
MORE = Text("Xem thêm {count} dòng", "Show {count} more rows")


NARROW = "max-width: 640px"


def _rules(kind: str, most: int, sight: str) -> str:
    """What is pressed holds nothing itself: while it is open all lines of the table beside it are shown."""
    fold = f".fold.{kind}"
    return (
        f" @media screen and ({sight}) {{"
        f"{fold}:not(:has(> details[open])) tbody tr:nth-child(n + {most + 1}) {{display: none}}"
        f" {fold} > details:not([open]) {{display: block; order: 2}}"
        f" .fold summary span:not(.{kind}) {{display: none}}}}"
    )


STYLE = (
    "<style>.fold {display: flex; flex-direction: column} .fold > details {display: none}"
    " .fold summary {padding: .7rem 0; font-weight: 600; cursor: pointer}"
    f"{_rules('phone', PHONE, NARROW)}{_rules('screen', SCREEN, 'min-width: 641px')}"
    f" @media screen and ({NARROW}) {{.fold.part:not(:has(> details[open])) > :not(details) {{display: none}}"
    " .fold.part > details:not([open]) {display: block}}</style>"
)


def folded(table: str, language: Language, *, screen: bool = True) -> str:
    """A table of ours, of which a phone shows a part and a screen (if it is to) a longer one; a short one as it is."""
    lines = table.partition("<tbody>")[2].count("<tr")
    limits = {"phone": PHONE} | ({"screen": SCREEN} if screen else {})
    more = {kind: lines - most for kind, most in limits.items() if lines > most}
    if not more:
        return table
    words = (f'<span class="{kind}">{MORE.in_(language).format(count=rest)}</span>' for kind, rest in more.items())
    return (
        f'{STYLE}<div class="fold {" ".join(more)}"><details><summary>{"".join(words)}</summary></details>{table}</div>'
    )


def part(words: str, html: str) -> str:
    """A part of a text of ours that a phone shows once its `words` are pressed; on a screen and on paper it stands."""
    pressed = f'<details><summary><span class="phone">{escape(words)}</span></summary></details>'
    return f'{STYLE}<div class="fold part">{pressed}<div>{html}</div></div>'
