"""The state of a list's data, which stands above its headings: what its sender says of it, and where."""

from data.column_types.cell import Broken, is_blank
from data.model import Text
from data.reading.table_reader import SheetReader, listed
from data.table import STATE_LABELS, DataState
from data.text_keys import bare

_STATE_HEADING = Text("Tình trạng số liệu", "State of the data")
_STATE_WORDS = (bare(_STATE_HEADING.vi), bare(_STATE_HEADING.en))
_STATES: dict[str, str] = {
    **{bare(word): str(state) for state, text in STATE_LABELS.items() for word in (text.vi, text.en, state)},
    **dict.fromkeys(("khong phat sinh", "khong co", "khong", "bang 0", "0"), DataState.NOTHING.value),
    **dict.fromkeys(("chua co", "chua bao cao"), DataState.NOT_AVAILABLE.value),
    "x": DataState.NOT_APPLICABLE.value,
    **dict.fromkeys(("mat", "bao mat", "bi mat", "khong duoc cong bo", "confidential"), DataState.WITHHELD.value),
    **dict.fromkeys(("co", "co du lieu", "co phat sinh"), DataState.HAS_DATA.value),
}


def state(page: SheetReader) -> tuple[str | None, str]:
    """The state of the data that stands above the headings of a list, and the address of its cell."""
    if not page.table.is_form:
        for row in range(page.header.first):
            for column, raw in enumerate(page.sheet.rows[row]):
                if isinstance(raw, str) and len(raw) < 200 and bare(raw).startswith(_STATE_WORDS):
                    return _state_at(page, row, column, bare(raw))
    return None, ""


def _state_at(page: SheetReader, row: int, column: int, word: str) -> tuple[str | None, str]:
    """What stands with the label of the state: after its colon, below it, or to its right."""
    for start in _STATE_WORDS:
        word = word.removeprefix(start).strip()
    if word in _STATES:
        _ask_of_state(page, row, column)
        return _STATES[word], page.sheet.place((row, column))[1]
    places = [(row + 1, column)] if row + 1 < page.header.first else []
    right = next((c for c in range(column + 1, page.sheet.width) if not is_blank(page.sheet.cell(row, c))), None)
    places += [(row, right)] if right is not None else []
    filled = [place for place in places if not is_blank(page.sheet.cell(*place))]
    for place in filled:
        if (state := _STATES.get(bare(str(page.sheet.cell(*place))[:200]))) is not None:
            _ask_of_state(page, *place)
            return state, page.sheet.place(place)[1]
    if not filled:
        return None, page.sheet.place(places[0] if places else (row, column + 1))[1]
    raw = page.sheet.cell(*filled[0])
    rule = raw.rule if isinstance(raw, Broken) else "unknown_state"
    page.report_at(rule, filled[0], "state", _STATE_HEADING, raw, choices=listed(STATE_LABELS))
    return None, page.sheet.place(filled[0])[1]


def _ask_of_state(page: SheetReader, row: int, column: int) -> None:
    """A state that was put into Unicode says whether there is nothing: that is asked."""
    if (row, column) in page.sheet.mended:
        page.report_mended("state", _STATE_HEADING, row, column)
