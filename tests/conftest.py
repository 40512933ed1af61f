"""What tests share: a service on an empty store, and a province's quarter told without a file."""

import gc
import logging
import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

from data.model import Calendar, Grain, Period
from data.places import PLACES, Boundary
from data.reading.reader import Reading
from indicators import TABLES
from indicators.engine.answer import By, Question, Row
from pages.server import store
from service import acceptance, drafts
from service.service import Service
from tests.support.rows import Asked, Rows, Tell, instruments, send, sheet_rows, trainings

# At every run of a page Streamlit reads what every installed package says of itself: four fifths of a page test's time.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def pytest_collection_finish() -> None:
    """What imports and collection made stays: the collector need not look through it again and again.

    Streamlit cuts some seventy loggers off the root; pytest would hang a handler on each, six times a test.
    """
    for logger in logging.Logger.manager.loggerDict.values():
        if isinstance(logger, logging.Logger):
            logger.propagate = True
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(autouse=True)
def _a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDICATORS_TODAY", "2026-11-21")


@pytest.fixture(autouse=True)
def _figures_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Against Plotly's schema, which the pages leave out for speed."""
    monkeypatch.setattr("pages.charts.axis.VALIDATE", True)


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store without rows: a copy opens in half the time that a new one takes."""
    home = tmp_path_factory.mktemp("empty") / "store"
    Service(home).close()
    return home


@pytest.fixture
def service(empty_store: Path, tmp_path: Path) -> Iterator[Service]:
    service = Service(shutil.copytree(empty_store, tmp_path / "store"))
    yield service
    service.close()


@pytest.fixture
def tell(service: Service) -> Tell:
    return partial(send, service)


@pytest.fixture
def asked(service: Service) -> Asked:
    """The rows of an answer; provinces by code or name at the start of the span, or of today."""

    def ask(
        measure: str,
        first: str,
        last: str | None = None,
        by: By = By.NATION,
        provinces: Sequence[str] = (),
        grain: Grain | None = None,
        units: Boundary = Boundary.TODAY,
        split: str = "",
        calendar: Calendar | None = None,
    ) -> list[Row]:
        start, end = Period.parse(first), Period.parse(last or first)
        day = date(2026, 11, 21) if units is Boundary.TODAY else start.start
        keys = []
        for text in provinces:
            unit = PLACES.find(text, day) or PLACES.find(text, end.end)
            assert unit is not None, text
            keys.append(unit.key)
        by = By.PROVINCE if keys else by
        return list(
            service.ask(
                Question(measure, start, end, by, tuple(keys), grain or start.grain, units, split, calendar)
            ).rows
        )

    return ask


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Five provinces, two years; one of them has not sent the last quarter, one sent nothing of instruments."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", "2026-11-21")
        service = Service(tmp_path_factory.mktemp("filled") / "store")
        for quarter, start in {"2025-Q3": date(2025, 8, 1), "2026-Q3": date(2026, 8, 1)}.items():
            for n, name in enumerate(["Hà Nội", "Huế", "Sơn La", "Cao Bằng", "Nghệ An"]):
                if (n, quarter) == (4, "2026-Q3"):
                    continue
                period = Period.parse(quarter)
                lists: dict[str, Rows] = {"trainings": trainings(n + 1, start)}
                lists |= {"calibrated_instruments": instruments(100 * n + 7)} if n != 3 else {}
                sheets = {table: sheet_rows(TABLES[table], rows) for table, rows in lists.items()}
                unit = PLACES.find(name, period.end)
                draft = drafts.judge(
                    service, "a.xlsx", f"{name}{quarter}".encode(), Reading({}, sheets, []), unit, period
                )
                assert acceptance.accept(service, draft, "người thử", "đúng như vậy").receipt
        yield service
        service.close()


@pytest.fixture
def open_desk(filled: Service, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(store, "_open", lambda _: filled)
    monkeypatch.setenv("INDICATORS_HOME", str(filled.home))
    return filled
