"""What a click draws again: the part in which something was chosen, and the whole page where more than that is new."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.places import PLACES
from data.reading.reader import Reading
from service import acceptance, administration, drafts
from service.access.roles import LOCAL, Person, Role
from service.service import Service
from tests.support.browsing import LAST, TODAY, fill
from tests.support.rows import sheet_rows
from tests.support.sign_in import cookies
from tests.support.signed_server import SECRET, SignedServer, signed_server
from tests.support.visiting import Tab

pytestmark = pytest.mark.slow
MEASURE, AREAS, FROM, VERSION = "Chỉ tiêu", "Địa phương", "Từ quý", "phiên bản số liệu"
SENT = {"provider": "Chi cục", "service": "verification", "instrument_type": "scale", "instruments": 7, "passed": 7}
LEADER, REVIEWER = "lanh-dao@example.vn", "kiem-tra@example.vn"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("part")


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[SignedServer]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", TODAY)
        fill(home / "store")
    people = [Person(mail, mail, Role.REVIEWER) for mail in (LEADER, REVIEWER)]
    with signed_server(home, people) as running:
        yield running


def tab_of(server: SignedServer, mail: str) -> Tab:
    return Tab(server.url, "kham-pha", cookies=cookies(mail, secret=SECRET, origin=server.url))


def another(tab: Tab, number: int) -> None:
    tab.choose(MEASURE, tab.lists[MEASURE][1][number])


def until_whole(tab: Tab) -> None:
    """The app learns of what another process has written within seconds; until then it shows what it knows."""
    for number in range(2, 40):
        another(tab, number)
        if tab.whole:
            return
        time.sleep(0.3)
    raise AssertionError("the whole page was never drawn again")


def test_a_choice_in_the_explorer_draws_it_again_without_the_rest_of_the_page(server: SignedServer) -> None:
    with tab_of(server, LEADER) as tab:
        assert tab.whole
        assert any(VERSION in said for said in tab.texts)
        another(tab, 2)
        assert not tab.whole
        assert len(tab.charts) == 1
        assert not any(VERSION in said for said in tab.texts)
        assert f"chi-tieu={tab.lists[MEASURE][1][2].rpartition(' ')[2]}" in tab.query


def test_another_measure_has_neither_the_views_nor_the_areas_nor_the_span_sent_again(server: SignedServer) -> None:
    with tab_of(server, LEADER) as tab:
        ways = {"Cách xem", AREAS, FROM, "Đến quý"}
        assert tab.labels >= ways
        another(tab, 2)
        assert MEASURE in tab.labels
        assert not tab.labels & ways
        tab.choose(AREAS, tab.lists[AREAS][1][8:10])
        tab.choose(FROM, tab.lists[FROM][1][2])
        assert tab.labels >= ways
        for kept in ("chi-tieu=", "tinh=", "tu="):
            assert kept in tab.query


def test_whose_role_became_another_meanwhile_has_the_whole_page_drawn_again(home: Path, server: SignedServer) -> None:
    with tab_of(server, REVIEWER) as tab:
        service = Service(home / "store")
        administration.grant(service, LOCAL, Person(REVIEWER, REVIEWER, Role.VIEWER), "thử")
        service.close()
        until_whole(tab)
        another(tab, 1)
        assert not tab.whole


def test_figures_that_came_meanwhile_never_stand_over_the_version_that_they_are_not_of(
    home: Path, server: SignedServer
) -> None:
    with tab_of(server, LEADER) as tab:
        (before,) = (said for said in tab.texts if VERSION in said)
        service = Service(home / "store")
        rows = {"calibrated_instruments": sheet_rows(service.tables["calibrated_instruments"], [SENT])}
        draft = drafts.judge(service, "x.xlsx", b"x", Reading({}, rows, []), PLACES.find("Lâm Đồng", LAST.end), LAST)
        acceptance.accept(service, draft, "Phòng Quản lý KH&CN", "đã đối chiếu")
        assert draft.receipt is not None
        service.close()
        until_whole(tab)
        (after,) = (said for said in tab.texts if VERSION in said)
        assert after.split(VERSION)[1].split("·")[0] != before.split(VERSION)[1].split("·")[0]
