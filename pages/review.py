"""Duyệt số liệu: what waits for someone who did not send it, and the quarters that are locked."""

from pages.administration import locks
from pages.submission import review
from pages.ui import actions
from pages.ui.session import person

actions.show_done()
review.draw()
if someone := person():
    locks.draw(someone)
