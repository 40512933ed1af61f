"""The record of a derivation as a path that people read: its steps with their names, remarks and what was sent."""

from collections.abc import Callable
from dataclasses import replace

from data.model import Period, Text
from indicators.define import Indicator, Measure
from indicators.engine.derivation import UNGROUPED, Derivation, period_key
from indicators.engine.observations import labels
from indicators.engine.steps import DerivationStep, Remark
from service.lineage.tree import Node

SO_FAR = Text("Lũy kế đến hết {period}", "Year to date, {period}")
REST = Text("Chưa phân nhóm: phần còn lại của tổng", "Not grouped: what the total leaves over")
WITHHELD = Text("Không công bố", "Withheld")
REMARKS: dict[Remark, Text] = {
    Remark.CONFLICT: Text(
        "Mâu thuẫn: lũy kế đến hết quý không khớp với số đứng trước cộng số trong quý.",
        "In conflict: the year to date is not what stood before plus the quarter’s own figure.",
    ),
    Remark.BELOW: Text(
        "Mâu thuẫn: lũy kế nhỏ hơn lũy kế của kỳ trước nên không suy ra được số trong quý.",
        "In conflict: the year to date is below the one before it, so the quarter’s own figure does not follow.",
    ),
    Remark.NO_BEFORE: Text(
        "Có lũy kế nhưng chưa biết lũy kế đến hết kỳ trước nên không suy ra được số trong quý.",
        "There is a year to date, but not the one before it, so the quarter’s own figure does not follow.",
    ),
    Remark.EARLIER: Text(
        "Quý cuối kỳ chưa báo cáo; đây là số gần nhất trong kỳ.",
        "The last quarter has not reported; this is the latest in the span.",
    ),
    Remark.WITHHELD: WITHHELD,
    Remark.INCOMPLETE: Text(
        "Không suy ra được: thiếu số, hoặc các số không cùng quý.",
        "Does not follow: figures are wanting, or are not of the same quarters.",
    ),
}
Leaf = Callable[[Node, DerivationStep], Node]


class Explained:
    """The paths of one measure, unit by unit. `leaf` adds to a reported figure's node where it stands as sent."""

    def __init__(self, derivation: Derivation, measure: Measure, indicator: Indicator, leaf: Leaf) -> None:
        self._derivation, self._measure, self._indicator, self._leaf = derivation, measure, indicator, leaf
        self._observations = derivation.of(measure, indicator)

    def of(self, unit: str, period: Period, split: str, item: str) -> Node | None:
        """The path of a unit's figure, or of one item of it; None where nothing at all was reported."""
        observation = self._observations.get(unit, {}).get(period_key(period))
        if observation is None:
            return None
        step = self._derivation.step(self._measure, self._indicator, unit, period, observation, split, item)
        return self._node(step) if step else None

    def _node(self, step: DerivationStep) -> Node:
        name = step.period.label
        if step.so_far:
            name = SO_FAR.format(period=name)
        parts = tuple(map(self._node, step.terms))
        if parts and step.item == UNGROUPED and not step.line:
            name, items = REST, labels(self._indicator, step.split)
            own = f"{self._measure.code}."
            parts = parts[0], *(replace(one, name=items[one.line.removeprefix(own)]) for one in parts[1:])
        remarks = tuple(REMARKS[one] for one in step.remarks)
        of = (step.unit, step.period, step.line)
        node = Node(name, step.how, step.quantity, parts, step.sign, step.flags, remarks, *of)
        return self._leaf(node, step) if step.reported is not None else node
