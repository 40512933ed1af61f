"""Where a submission stands in review, and what may follow what."""

from collections.abc import Mapping
from enum import StrEnum

from data.model import Text


class Review(StrEnum):
    """Where a submission stands."""

    SENT = "sent"  # waits for someone who did not send it
    ACCEPTED = "accepted"  # its figures count
    RETURNED = "returned"  # the sender is to mend it and send it again
    SET_ASIDE = "set_aside"  # an earlier version was restored over it


class Move(StrEnum):
    ACCEPT = "accept"
    RETURN = "return"
    SET_ASIDE = "set_aside"
    RESTORE = "restore"


NEVER_ACCEPTED = frozenset({Review.SENT, Review.RETURNED})  # nobody's figure yet: all may know number, time and state


# The whole of it: what is not here cannot happen.
MOVES: Mapping[tuple[Review, Move], Review] = {
    (Review.SENT, Move.ACCEPT): Review.ACCEPTED,
    (Review.SENT, Move.RETURN): Review.RETURNED,
    (Review.ACCEPTED, Move.SET_ASIDE): Review.SET_ASIDE,
    (Review.SET_ASIDE, Move.RESTORE): Review.ACCEPTED,
}


REVIEW_LABELS: dict[Review, Text] = {
    Review.SENT: Text("Chờ duyệt", "Waiting for review"),
    Review.ACCEPTED: Text("Đã chấp nhận", "Accepted"),
    Review.RETURNED: Text("Đã trả lại", "Returned"),
    Review.SET_ASIDE: Text("Đã thay bằng phiên bản trước", "Set aside for an earlier version"),
}
