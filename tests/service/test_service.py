"""One store, as a process has it open: what a thread is told while it asks all of one moment."""

from service.service import Service
from tests.support.rows import Tell, send


def test_a_page_is_of_one_version_whatever_others_send_while_it_is_drawn(tell: Tell, service: Service) -> None:
    tell("Huế", "2026-Q3", {"AP01": 7})
    before = service.version
    with service.at_once():
        assert service.version == before
        other = Service(service.home)
        send(other, "Hà Nội", "2026-Q3", {"AP01": 5})
        other.close()
        assert service.version == before
    after = Service(service.home)
    assert after.version != before
    after.close()


def test_who_writes_while_all_is_of_one_moment_is_told_the_next_version(tell: Tell, service: Service) -> None:
    with service.at_once():
        before = service.version
        tell("Huế", "2026-Q3", {"AP01": 7})
        assert service.version != before
