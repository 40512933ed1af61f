"""Figures that a report tells in parts: numbers of one figure beside each other, and the parts of a breakdown."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from data.column_types.numbers import exactly, unbound
from data.model import Text, number_text
from indicators.prose.claims import ToldLine
from indicators.prose.proposal import Proposal

SUMMED = Text("cộng {count} số trong cùng đoạn", "the sum of {count} numbers of one paragraph")
OF_PARTS = Text("cộng các phần {codes}", "the sum of the parts {codes}")


def add_up(found: list[Proposal], lines: Mapping[str, ToldLine]) -> list[Proposal]:
    """The proposals with the sums that follow from them, each to be asked about."""
    joined = _together(found)
    return joined + _of_breakdowns(joined, lines)


def _together(found: list[Proposal]) -> list[Proposal]:
    """Numbers of one figure that stand in one paragraph are proposed as their sum."""
    groups: dict[tuple[str, str, str], list[Proposal]] = defaultdict(list)
    for one in found:
        if one.part:
            groups[one.code, one.column, str(one.quotes[0].place)].append(one)
    made, done = list[Proposal](), set[int]()
    for one in found:
        alike = groups[one.code, one.column, str(one.quotes[0].place)] if one.part else [one]
        numbers = [_number(each.typed) for each in alike]
        if len(alike) == 1 or None in numbers:
            made.append(one)
        elif id(alike[0]) not in done:
            done.add(id(alike[0]))
            total = sum(number for number in numbers if number is not None)
            quotes = tuple(quote for each in alike for quote in each.quotes)
            why = (SUMMED.format(count=len(alike)), *dict.fromkeys(doubt for each in alike for doubt in each.doubts))
            made.append(replace(one, typed=number_text(total), quotes=quotes, sure=False, doubts=why))
    return made


def _of_breakdowns(found: list[Proposal], lines: Mapping[str, ToldLine]) -> list[Proposal]:
    """A figure that is told in the parts of its breakdown only."""
    told = {one.code for one in found}
    parts: dict[tuple[str, str], list[Proposal]] = defaultdict(list)
    for one in found:
        above = lines[one.code].figure.part_of
        if above and above not in told and lines[above].measure is lines[one.code].measure:
            parts[above, one.column].append(one)
    made = []
    for (code, column), each in parts.items():
        numbers = [_number(one.typed) for one in each]
        if len({one.code for one in each}) < len(each) or len(each) < 2 or None in numbers:
            continue
        total = number_text(sum(number for number in numbers if number is not None))
        unit = next(iter(re.findall(r"[^\d.,\s].*$", each[0].typed)), "")
        quotes = tuple(quote for one in each for quote in one.quotes)
        codes = ", ".join(one.code for one in each)
        why = (OF_PARTS.format(codes=codes),)
        typed = f"{total} {unit}".strip()
        made.append(Proposal(code, column, each[0].span, typed, quotes, False, each[0].said, why))
    return made


def _number(typed: str) -> float | None:
    """A number as typed without its unit; None for a bound, which is in no sum."""
    plain, bound = unbound(typed)
    if bound:
        return None
    found = re.match(r"[\d.,]+", str(plain))
    exact = exactly(found[0].rstrip(".,")) if found else None
    return float(exact) if exact is not None else None
