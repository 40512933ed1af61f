"""Duyệt số liệu: what waits for someone who did not send it, and the quarters that are locked."""

from pages.parts import deeds, locks, reviewing
from pages.parts.session import person

deeds.said()
reviewing.draw()
if someone := person():
    locks.draw(someone)
