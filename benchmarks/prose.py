"""What is proposed of reports in prose, against what they say: the share proposed right, and what is certain and wrong.

`python -m benchmarks.prose` prints both for the 2024 report as a Word document and as a PDF, with the misses; then the
other official texts, of which nothing may be certain, and sentences that were made to say something else.
"""

import sys
import time

from benchmarks.measure import Figure
from data.column_types.numbers import exactly, unbound
from data.model import Period
from data.places import PLACES, Unit
from data.prose.opened import read
from data.prose.passages import Document
from indicators import CATALOGUE
from indicators.prose.claims import lines_of
from indicators.prose.proposal import Proposal
from indicators.prose.propose import propose
from tests.support.changed_sentences import CHANGES
from tests.support.quang_tri_2024 import REPORT
from tests.support.reports import paragraphs, pdf, saying, word

QUARTER = Period.parse("2024-Q4")
OTHERS = {"bac_giang_2021": "Bắc Giang", "binh_thuan_2017": "Bình Thuận", "dak_nong_2020": "Đắk Nông"}
OTHERS |= {"dak_nong_chi_thi": "Đắk Nông"}
AIM = 0.95


def unit(name: str) -> Unit:
    found = PLACES.find(name, QUARTER.end)
    assert found is not None
    return found


def value(one: Proposal) -> float | None:
    plain = str(unbound(one.typed)[0]).split()[0].rstrip("%")
    exact = exactly(plain)
    return float(exact) if exact is not None else None


def against_report(document: Document) -> tuple[list[str], list[str], float]:
    """What was missed, what is certain and wrong, and the seconds it took."""
    start = time.perf_counter()
    found = propose(document, unit("Quảng Trị"), QUARTER, CATALOGUE).figures
    seconds = time.perf_counter() - start
    right = {
        code
        for code, (last_day, year) in REPORT.items()
        for one in found
        if one.code == code and value(one) == (year if last_day is None else last_day)
        if one.column == ("year_to_date" if last_day is None else "value")
    }
    wrong = [one for one in found if one.sure and one.code not in right]
    wrong += [one for one in found if one.sure and value(one) not in REPORT[one.code]]
    return [code for code in REPORT if code not in right], [f"{one.code} = {one.typed}" for one in wrong], seconds


def certain(document: Document, name: str, quarter: Period = QUARTER) -> list[str]:
    return [
        f"{one.code} = {one.typed}" for one in propose(document, unit(name), quarter, CATALOGUE).figures if one.sure
    ]


def plain_sentences() -> dict[str, str]:
    """Each figure told by its own phrase, as a report tells it: code → sentence."""
    said = {}
    for code, line in lines_of(CATALOGUE).items():
        phrase = line.measure.phrase
        if phrase is not None and "{n}" in phrase.vi and line.measure.code == code:
            start = "Đến nay, trên địa bàn tỉnh" if line.figure.at_date else "Từ đầu năm 2024 đến nay, Sở đã"
            said[code] = f"{start} {phrase.vi.replace('{n}', '10.036')}."
    return said


def changed() -> tuple[int, list[str]]:
    """Every plain sentence changed in every way: how many, and those of which something is still certain."""
    count, wrong = 0, []
    for code, sentence in plain_sentences().items():
        for name, change in CHANGES.items():
            other = change(sentence)
            if other != sentence and (name != "mistyped" or lines_of(CATALOGUE)[code].figure.whole):
                count += 1
                wrong += [f"{code}, {name}: {each}" for each in certain(read(saying(other)), "Quảng Trị")]
    return count, wrong


def figures() -> list[Figure]:
    made = {"Word": word, "PDF": pdf}
    rows = []
    for name, make in made.items():
        missed, wrong, seconds = against_report(read(make(paragraphs("quang_tri_2024"))))
        share = 1 - len(missed) / len(REPORT)
        print(f"{name}: {share:.1%} of {len(REPORT)} figures proposed right in {seconds:.2f} s", file=sys.stderr)
        print(
            f"  missed: {', '.join(missed) or 'none'}; certain and wrong: {', '.join(wrong) or 'none'}", file=sys.stderr
        )
        rows.append(
            Figure(
                f"The 2024 report as {name}: figures proposed right", f"{share:.1%}", "–", "–", "≥ 95 %", share >= AIM
            )
        )
        rows.append(Figure("… certain and wrong", str(len(wrong)), "–", "–", "0", not wrong))
    wrong = [each for text, name in OTHERS.items() for each in certain(read(word(paragraphs(text))), name)]
    rows.append(Figure("Four plans and notices: certain", str(len(wrong)), "–", "–", "0", not wrong))
    count, wrong = changed()
    print("\n".join(wrong), file=sys.stderr)
    rows.append(
        Figure(f"{count} sentences made to say something else: certain", str(len(wrong)), "–", "–", "0", not wrong)
    )
    return rows


if __name__ == "__main__":
    for row in figures():
        print(f"{row.name}: {row.ours} (aim {row.aim}, {'met' if row.met else 'NOT met'})")
