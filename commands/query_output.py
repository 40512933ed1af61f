"""How answers are told: as a table, CSV or JSON, with last year beside them where that was asked."""

import csv
import sys

from rich.markup import escape
from rich.table import Table as Grid

from commands.console import emit, out
from data.exports import csv_file
from data.model import number_text, plain
from indicators.engine.answer import OBS_STATUS, STANDING_LABELS, Answer, Row, Standing
from indicators.engine.growth import Growth


def show(answer: Answer, growth: list[Growth]) -> None:
    measure, marks = answer.measure, {Standing.PARTIAL: "◐"}
    title = f"{measure.code} {measure.label.vi} ({measure.unit.vi})"
    more = ["Cùng kỳ", "Tăng, giảm"] if growth else []
    items = ["Phân tổ"] if answer.items else []
    grid = Grid("Đơn vị", "Kỳ", *items, "Giá trị", *more, "Đã có", "Tình trạng", title=title)
    for place, row in enumerate(answer.rows):
        value = "" if row.value is None else row.bound + number_text(row.value) + marks.get(row.state, "")
        item = [answer.items[row.item].vi] if answer.items else []
        compared = against(growth[place]) if growth else []
        state = STANDING_LABELS[row.state].vi + (", mâu thuẫn" if row.conflict else "")
        line = (escape(row.name.vi), row.period.short.vi, *map(escape, item), value, *compared)
        grid.add_row(*line, f"{row.reported}/{row.expected}", state)
    out.print(grid)


def against(growth: Growth) -> list[str]:
    """Last year's figure, and the change from it or why there is none."""
    before = growth.before.value if growth.before else None
    change = growth.why.vi if growth.why else ""
    if growth.percent is not None:
        change = f"{'+' if growth.percent >= 0 else ''}{number_text(growth.percent, decimals=1)} %"
    elif growth.difference is not None:
        change = f"{'+' if growth.difference >= 0 else ''}{number_text(growth.difference)}"
    return ["" if before is None else number_text(before), change]


def write_csv(answer: Answer, growth: list[Growth]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    lines = [row_json(answer, row) | growth_json(growth, place) for place, row in enumerate(answer.rows)]
    columns = ["area", "name", "period", *(["item", "item_name"] if answer.question.split else [])]
    columns += ["value", "reported", "expected", "state", "bound", "calendar", "obs_status"]
    columns += ["before", "difference", "percent", "why"] if growth else []
    writer.writerow(columns)
    for line in lines:  # a text is guarded as in every other CSV of ours
        writer.writerow([csv_file.guarded_text(v) if isinstance(v := line[column], str) else v for column in columns])


def write_json(answer: Answer, growth: list[Growth]) -> None:
    measure, question = answer.measure, answer.question
    emit(
        {
            "measure": measure.code,
            "name": {"vi": measure.label.vi, "en": measure.label.en},
            "unit": {"vi": measure.unit.vi, "en": measure.unit.en},
            "kind": measure.kind,
            "grain": question.grain,
            "units": question.boundary,
            "rows": [row_json(answer, row) | growth_json(growth, place) for place, row in enumerate(answer.rows)],
        }
    )


def row_json(answer: Answer, row: Row) -> dict[str, object]:
    item = {"item": row.item, "item_name": answer.items[row.item].vi} if answer.question.split else {}
    return {
        "area": row.area,
        "name": row.name.vi,
        "period": row.period.code,
        **item,
        "value": plain(row.value),
        "reported": row.reported,
        "expected": row.expected,
        "state": row.state,
        "bound": row.bound,
        "conflict": row.conflict,
        "calendar": row.calendar,
        "obs_status": OBS_STATUS[row.state],
        "missing": list(row.missing),
        "withheld": list(row.withheld),
    }


def growth_json(growth: list[Growth], place: int) -> dict[str, object]:
    """Last year's figure beside a row; `why` is the sentence that says why the two cannot be compared."""
    if not growth:
        return {}
    one = growth[place]
    return {
        "before": plain(one.before.value) if one.before else None,
        "difference": plain(one.difference),
        "percent": one.percent,
        "why": one.why.vi if one.why else None,
    }
