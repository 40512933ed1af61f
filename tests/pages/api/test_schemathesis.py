"""The description of the interface and what the running app answers are held to each other by schemathesis.

Few examples by day; INDICATORS_EXAMPLES=500 is the long form.
"""

import os
import re
from collections.abc import Iterator
from typing import Any
from urllib.request import urlopen

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case
from schemathesis.checks import load_all_checks
from schemathesis.generation import GenerationMode
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance

from data.model import Period
from data.places import PLACES
from data.reading.reader import Reading
from indicators import TABLES
from pages.api.openapi import OPERATIONS
from pages.server.addresses import ROOT
from service import acceptance, drafts
from service.service import Service
from tests.support.paths import ROOT as REPOSITORY
from tests.support.rows import instruments, sheet_rows, training
from tests.support.serving import served

pytestmark = pytest.mark.slow

EXAMPLES = int(os.environ.get("INDICATORS_EXAMPLES", "8"))
# What each parameter takes is in the description; that a span begins before it ends, that a name is a province's and a
# breakdown the measure's is not, and is refused in words.
TOGETHER = [positive_data_acceptance]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app as it is started, on two provinces' quarters."""
    folder = tmp_path_factory.mktemp("api")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INDICATORS_TODAY", "2026-11-21")
        service = Service(folder / "store")
        for name in ("Hà Nội", "Huế"):
            quarter = Period.parse("2026-Q3")
            sheets = {
                "calibrated_instruments": sheet_rows(TABLES["calibrated_instruments"], instruments(30, passed=20)),
                "trainings": sheet_rows(TABLES["trainings"], [training(1, started_on=quarter.start, title="=1+1")]),
            }
            draft = drafts.judge(
                service, "a.xlsx", name.encode(), Reading({}, sheets, []), PLACES.find(name, quarter.end), quarter
            )
            assert acceptance.accept(service, draft, "A", "đúng").receipt is not None
        service.close()
    environment = {"INDICATORS_HOME": str(folder / "store"), "INDICATORS_TODAY": "2026-11-21"}
    with served(REPOSITORY / "app.py", REPOSITORY, folder / "app.log", environment) as server:
        yield server.url
    said = (folder / "app.log").read_text()
    assert "Traceback" not in said, said


@pytest.fixture(scope="module")
def described(app: str) -> BaseSchema:
    load_all_checks()
    return schemathesis.openapi.from_url(f"{app}/api/v1/openapi.json")


PATHS = [f"{ROOT}/{name}{suffix}" for name in OPERATIONS for suffix in ("", ".{format}")]


@pytest.mark.parametrize("modes", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["as described", "otherwise"])
@pytest.mark.parametrize("path", PATHS)
def test_an_address_answers_as_it_is_described(described: BaseSchema, path: str, modes: GenerationMode) -> None:
    @given(case=described[path]["GET"].as_strategy(generation_mode=modes))
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES < 100, suppress_health_check=list(HealthCheck))
    def answered(case: Case) -> None:
        case.call_and_validate(excluded_checks=TOGETHER)

    answered()


def test_the_description_names_every_address_with_and_without_a_suffix(described: BaseSchema) -> None:
    assert sorted(described.raw_schema["paths"]) == sorted(PATHS)


DOCUMENTED = (REPOSITORY / "docs" / "api.md").read_text(encoding="utf-8")


def test_the_python_of_the_documentation_runs_as_it_stands(app: str, capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", DOCUMENTED, re.DOTALL)
    there: dict[str, Any] = {}
    exec(example.replace("http://localhost:8501", app), there)
    assert set(there["whole"].area_name) == {"Hà Nội", "Huế"}
    assert len(there["figures"]) == 2 * 34 * 7  # measures, provinces, quarters from 2025 on
    assert "Hà Nội" in capsys.readouterr().out


def test_every_address_of_the_documentation_answers(app: str) -> None:
    asked = set(re.findall(r"/(?:api/v1/|healthz)[^\s\"'`)|,*{]*", DOCUMENTED)) - {"/api/v1/"}
    asked |= {f"/{address}" for address in re.findall(r"\"(api/v1/[^\"]*)\"", DOCUMENTED)}
    assert len(asked) > 10
    for address in sorted(asked):
        with urlopen(app + address) as answer:
            assert answer.status == 200, address
