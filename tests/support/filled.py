"""Makes tests/files/filled.xlsx: the fixed catalogue's template for Quảng Trị, 2024-Q4, with something of every kind in it.

python -m tests.support.filled        (from the project's folder)
"""

from datetime import date
from pathlib import Path

from data.model import Period
from data.places import PLACES
from data.templates.fill import Blank
from tests.support.catalogue import TABLES as FIXED

FILES = Path(__file__).parents[1] / "files"
PERIOD = Period.parse("2024-Q4")
UNIT = next(unit for unit in PLACES.at(PERIOD.end) if unit.code == "45")
INDICATION: dict[str, object] = {
    "certificate_no": "00126",
    "name": "Quảng Trị",
    "product": "chè vằng",
    "registered_on": date(2023, 1, 19),
    "status": "in_force",
}


def example() -> bytes:
    """A workbook with something of every kind; `tests/files/README.md` says how the files are made from it."""
    return Blank(FIXED, UNIT, PERIOD, 63).fill(UNIT, EXAMPLE, EXAMPLE_STATES)


EXAMPLE: dict[str, list[dict[str, object]]] = {
    "summary": [
        {"code": "IP01", "value": 1, "note": "Chè vằng"},
        {"code": "MQ01", "value": 1260, "year_to_date": 10036},
        {"code": "MQ02", "value": 98.5},
    ],
    "administrative_procedures": [
        {"code": "AP05", "value": 1200, "year_to_date": 4300},
        {"code": "AP05.late", "value": 12},
        {"code": "AP07", "year_to_date": 7},
    ],
    "geographical_indications": [
        INDICATION | {"product_group": "Dược liệu", "manager": "Sở KH&CN", "authorised_users": 30},
        INDICATION | {"certificate_no": "MH-01", "name": "=Hướng Hóa", "status": "cancelled"},
    ],
    "calibrated_instruments": [
        {
            "provider": "Trung tâm Kỹ thuật",
            "service": "calibration",
            "instrument_type": "taximeter",
            "instruments": 1260,
            "passed": 1241,
            "commune": "Phường Đông Hà",
        }
    ],
    "trainings": [
        {
            "title": "Ứng dụng chế phẩm vi sinh",
            "topic": "microbial_waste",
            "organiser": "commune",
            "started_on": date(2024, 10, 3),
            "ended_on": date(2024, 10, 4),
            "participants": 45,
            "women": 20,
        }
    ],
}
EXAMPLE_STATES = {"geographical_indications": "has_data", "collective_marks": "nothing", "trainings": "has_data"}


if __name__ == "__main__":
    (FILES / "filled.xlsx").write_bytes(example())
