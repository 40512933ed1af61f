"""How far a quarter has been sent, and from when on it may be told as the latest.

The rule is published: its due day is past, and of the provinces that owe it a share has sent, `ENOUGH` unless an
administrator sets another. Where no quarter is so far along, the newest of which anything was sent stands in for it.
"""

from typing import NamedTuple

from data.model import Period, Text, today

ENOUGH = 90  # per cent: three of 34 may be late before a sum says more of who sent than of what was counted
LOWEST, WHOLE = 50, 100  # what an administrator may set

RULE = Text(
    "Quý mới nhất là quý gần nhất đã qua hạn nộp và có ít nhất {share} % số tỉnh phải báo cáo đã nộp; quý sau đó là quý «đang thu thập», đứng riêng.",
    "The latest quarter is the last whose due day is past and which at least {share}% of the provinces that owe it have sent; any after it is “being collected” and stands apart.",
)


class QuarterSent(NamedTuple):
    """How many of the provinces that owe a quarter have sent it, so that it counts."""

    period: Period
    sent: int
    owing: int

    def enough(self, share: int) -> bool:
        return self.period.due < today() and 100 * self.sent >= share * self.owing
