"""Of which time the texts beside a table speak, where a layout knows more of that than they do."""

from collections.abc import Iterable

from data.layouts.apply import Applied
from data.reading.said import Said

_OVER = {"title", "sheet", "section"}
_OF_ALL = {*_OVER, "file", "month"}  # of a file with several quarters they speak for none of them


def as_applied(said: Iterable[Said], applied: Applied, together: bool) -> tuple[Said, ...]:
    """Each text once. What stands over the table of one month, on a sheet of its own, speaks of that month; of several
    quarters that are loaded at once what stands over all of them speaks of the occasion."""
    occasion = set() if not together else {"file"} if applied.layout.by_quarter else _OF_ALL
    found: dict[Said, None] = {}
    for one in said:
        where = "month" if one.sheet in applied.months and one.where in _OVER else one.where
        found[one._replace(where="occasion" if where in occasion else where, table="")] = None
    return tuple(found)
