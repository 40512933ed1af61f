"""A province's own file goes in whatever program wrote it, and is never read silently where it changed."""

from random import Random

import pytest

from data.layouts.layout import Layout
from data.layouts.propose import Asked, proposed
from data.layouts.standing import StandingLayouts
from data.model import Period
from data.reading.reader import Reading, read
from indicators import TABLES
from tests.support.layouts.answers import answered, asks, blocked, missing_values, wrong_values
from tests.support.layouts.containers import KINDS, as_kind
from tests.support.layouts.corpus import contained
from tests.support.layouts.mutations import MUTATIONS
from tests.support.layouts.page import Case, Sent
from tests.support.layouts.registers import Look, register
from tests.support.layouts.syntheses import Style, synthesis

pytestmark = pytest.mark.slow
CHANGES = ("column_inserted", "unit_changed", "heading_is_plan", "row_renamed", "total_row", "second_table")


def confirmed(case: Case) -> Layout:
    text = proposed(case.sent.data, case.sent.file, TABLES, Asked(Period.parse(case.quarter)))
    return answered(Layout.from_json(text, TABLES), case)


def by(layout: Layout, sent: Sent, quarter: str) -> Reading:
    standing = StandingLayouts((("kept", layout),), Period.parse(quarter))
    return read(sent.data, sent.file, TABLES, standing=standing)


@pytest.mark.parametrize("case", contained(), ids=lambda case: case.name)
def test_a_changed_file_of_any_program_is_never_read_wrong_in_silence(case: Case) -> None:
    layout = confirmed(case)
    for change in CHANGES:
        changed = MUTATIONS[change](case.following.copy(), Random(7))
        if changed is not None:
            reading = by(layout, changed, case.next_quarter)
            quiet = not blocked(reading.findings) and not asks(reading.findings)
            assert not (quiet and wrong_values(reading, changed)), change


@pytest.mark.parametrize("case", contained(), ids=lambda case: case.name)
def test_a_file_of_any_program_goes_in_once_confirmed_and_the_next_quarters_untouched(case: Case) -> None:
    layout = confirmed(case)
    for sent, quarter in ((case.sent, case.quarter), (case.following, case.next_quarter)):
        reading = by(layout, sent, quarter)
        assert not blocked(reading.findings), [f.message.vi for f in reading.findings]
        assert (wrong_values(reading, sent), missing_values(reading, sent)) == ([], [])
    assert not asks(reading.findings)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if KINDS[kind][0] not in ("csv", "txt")])
@pytest.mark.parametrize("case", [synthesis(570, Style("three")), register(571, Look())], ids=lambda case: case.name)
def test_a_layout_confirmed_of_an_excel_file_reads_the_same_table_from_another_program(case: Case, kind: str) -> None:
    """The department changes to WPS, to Google Sheets, back to an old font: only texts of a list are asked about."""
    layout, other = confirmed(case), as_kind(case, kind)
    reading = by(layout, other.following, other.next_quarter)
    assert not blocked(reading.findings)
    asked = {f.rule for f in reading.findings if f.severity == "question"}
    texts = bool(case.sent.lists) and ("VnTime" in kind or "VNI" in kind)
    assert asked == ({"old_font_read"} if texts else set())
    assert (wrong_values(reading, other.following), missing_values(reading, other.following)) == ([], [])
