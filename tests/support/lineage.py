"""The arithmetic of a path once more, for whoever checks one: what a node says must be what its parts give."""

from indicators.engine.steps import How
from indicators.engine.values import Quantity, percentage
from service.lineage.tree import Node, counted, distinct, keys_of, sum_known


def follows(node: Node) -> Quantity:
    """What the parts of a node, or the rows of a leaf, give by its operation; of other leaves what they say."""
    parts = [one.quantity for one in node.parts]
    if node.how is How.SUM:
        summed = sum_known(
            one.sign * one.quantity.value if one.quantity.value is not None else None for one in node.parts
        )
        return Quantity(summed, keys=keys_of(parts))
    if node.how is How.DISTINCT:
        return distinct(parts)
    if node.how is How.RATIO:
        return percentage(sum_known(one.numerator for one in parts), sum_known(one.denominator for one in parts))
    if node.how is How.QUOTIENT:
        return percentage(
            *(sum_known(one.quantity.value for one in node.parts if one.sign == sign) for sign in (1, -1))
        )
    if node.how is How.LAST:
        return next((one for one in reversed(parts) if one.value is not None), Quantity())
    if node.how is How.GROWTH:
        now, before = (one.value for one in parts)
        return Quantity(100 * (now / before - 1)) if now is not None and before else Quantity()
    if node.how in (How.ZERO, How.NONE):
        return Quantity(0.0 if node.how is How.ZERO else None)
    if node.how is How.COUNTED and node.source and node.source.count == len(node.source.rows):
        return counted([one.quantity for one in node.source.rows])
    return node.quantity
