"""What a province types where a declared check passes, and where it fails: an example for each."""

from collections.abc import Mapping
from typing import NamedTuple

from data.model import Severity
from indicators import CATALOGUE

CHECKS = {check.name: check for indicator in CATALOGUE.values() for check in indicator.checks}
Figures = Mapping[str, object]  # code → value, or (value, year to date)


class Case(NamedTuple):
    """What a province types: figures that pass and figures that fail, after what it sent a quarter earlier."""

    passes: Figures
    fails: Figures
    at: str = ""  # the line at which a general rule finds it
    severity: Severity = Severity.QUESTION
    before: Figures | None = None
    period: str = "2024-Q3"


def so_far(**figures: float) -> dict[str, object]:
    """Figures that stand under the year to date only; a term's point is written `__`."""
    return {code.replace("__", "."): (None, number) for code, number in figures.items()}


DECLARED = {
    "gi_stock_and_new": Case({"IP01": 3, "IP02": 1}, {"IP01": 2, "IP02": 1}, before={"IP01": 2}),
    "marks_certification_above_collective": Case({"IP04": 59, "IP05": 6}, {"IP04": 6, "IP05": 59}),
    "ip_new_gis_above_titles": Case({"IP02": 1, "IP07": 1}, {"IP02": 2, "IP07": 1}),
    "ip_new_marks_above_titles": Case(
        {"IP04": 61, "IP05": 7, "IP07": 3}, {"IP04": 61, "IP05": 7, "IP07": 2}, before={"IP04": 59, "IP05": 6}
    ),
    "ip_holders_without_gi": Case({"IP01": 1, "IP10": 30}, {"IP01": 0, "IP10": 30}),
    "mq_verified_above_required": Case(
        {"MQ03.required": 100, "MQ03.verified": 100}, {"MQ03.required": 100, "MQ03.verified": 101}, period="2024-Q4"
    ),
    "mq_kinds_below_dossiers": Case({"MQ05": 2, "MQ05.product_kinds": 57}, {"MQ05": 57, "MQ05.product_kinds": 2}),
    "mq_applying_above_obliged": Case(
        {"MQ10.obliged": 30, "MQ10.applying": 30}, {"MQ10.obliged": 30, "MQ10.applying": 31}, period="2024-Q4"
    ),
    "mq_met_above_received": Case(
        so_far(MQ11__received=12, MQ11__met=12), so_far(MQ11__received=12, MQ11__met=13), period="2024-Q4"
    ),
    "tr_parts_above_classes": Case(
        {"TR01": 30, "TR01.by_centre": 29, "TR01.microbial": 15}, {"TR01": 30, "TR01.by_centre": 31}
    ),
    "tr_attendances_below_classes": Case({"TR01": 4, "TR02": 120}, {"TR01": 120, "TR02": 4}),
    "tr_attendances_per_class": Case({"TR01": 4, "TR02": 400}, {"TR01": 4, "TR02": 401}),
    "st_parts_do_not_sum": Case(so_far(ST01=43, ST02=40, ST03=3), so_far(ST01=44, ST02=40, ST03=3)),
    "st_carried_over_changes": Case(
        {"ST02": (0, 40)}, {"ST02": (1, 41)}, before=so_far(ST02=40)
    ),  # none in the quarter is as it should be
    "st_accepted_above_under_way": Case(
        {"ST01": (3, 43), "ST04": (5, 9)}, so_far(ST01=43, ST04=44), before=so_far(ST01=40, ST04=4)
    ),  # more accepted in one quarter than began in it is no wonder
    "tm_tonnes_or_kilograms": Case({"TM05": 15.5}, {"TM05": 15500}),
    "rn_incident_reported": Case({"RN04": 0}, {"RN04": 1}),
    "rn_valid_below_new": Case({"RN01": 15, "RN01.new": 10, "RN02": 10}, {"RN01": 15, "RN01.new": 10, "RN02": 9}),
    "in_visits_below_campaigns": Case({"IN02": 10, "IN03": 1668}, {"IN02": 1668, "IN03": 10}),
    "in_fined_above_visited": Case(
        {"IN03": 3, "IN07.inspected": 1, "IN05": 4}, {"IN03": 2, "IN07.inspected": 1, "IN05": 4}
    ),
    "in_fines_and_premises": Case({"IN05": 0, "IN06": 0}, {"IN05": 4, "IN06": 0}),
    "in_fine_per_case": Case({"IN05": 4, "IN06": 35}, {"IN05": 4, "IN06": 35000}),
    "pb_spending_above_plan": Case(
        so_far(PB02=120, PB02__plan=100), so_far(PB02=121, PB02__plan=100), period="2024-Q4"
    ),
    "pb_spending_above_budget": Case(
        so_far(PB02=150, PB01__local_budget=10000), so_far(PB02=10001, PB01__local_budget=10000), period="2024-Q4"
    ),
    "ap_online_above_total": Case({"AP01": 52, "AP02": 37, "AP03": 15}, {"AP01": 52, "AP02": 38, "AP03": 15}),
    "ap_shortened_above_total": Case(
        {"AP01": 52, "AP07": (None, 52)}, {"AP01": 52, "AP07": (None, 53)}, period="2024-Q4"
    ),
}
# Half of a case may fall on either side of these: the other side of a range, a second way to go wrong.
ALSO_FAIL = {
    "gi_stock_and_new": {"IP01": 5, "IP02": 1},
    "tr_attendances_per_class": {"TR01": 4, "TR02": 39},
    "st_parts_do_not_sum": {"ST01": 3, "ST02": 0, "ST03": 2},
    "in_fines_and_premises": {"IN05": 0, "IN06": 20},
    "in_fine_per_case": {"IN05": 4, "IN06": 3},
    "in_fined_above_visited": {"IN03": 100, "IN05": 4, "IN05.inspection": 4, "IN07.inspected": 3},
}
