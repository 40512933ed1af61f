"""The corpus: files of each kind that provinces really make, and as many drawn by a seed."""

from random import Random

from tests.support.layouts.containers import KINDS, as_kind
from tests.support.layouts.others import money, of_all_provinces, parts_as_columns, several_tables
from tests.support.layouts.page import Case
from tests.support.layouts.registers import Look, register
from tests.support.layouts.syntheses import LABELS, Style, synthesis

SEED = 20261129  # chosen after the rules stood: the half of the corpus that follows from it was not looked at before


def named() -> list[Case]:
    """The kinds, each by itself."""
    headings = ("one", "two", "three", "quarters", "months")
    units = ("column", "name", "column", "column", "column")
    numbering = ("counter", "name", "none", "counter", "name")
    cases = [
        synthesis(
            100 + n, Style(h, u, k, label=LABELS[n % 6]), name=f"synthesis, headings {h}, units {u}, numbering {k}"
        )
        for n, (h, u, k) in enumerate(zip(headings, units, numbering, strict=True))
    ]
    cases += [
        synthesis(200, Style("two", texts=True), name="numbers as text, words beside numbers"),
        synthesis(201, Style("three", stocks_to_date=True), name="figures at a date in the year's column only"),
        synthesis(202, Style("one", kind="csv"), name="CSV of a Vietnamese Excel"),
        synthesis(203, Style("two", kind="csv-16"), name="Unicode text of Excel"),
        synthesis(
            204, Style("three", letterhead=False, footer=False, note=True), name="no letterhead, a column of notes"
        ),
        synthesis(205, Style("two", dash=3, numbering="name"), name="parts under «Trong đó»"),
        synthesis(206, Style("one", sections=False, numbering="none", dash=0), name="no sections, no numbers"),
        synthesis(207, Style("two", units="name", numbering="none", dash=2), name="parts set in by blanks"),
        synthesis(208, Style("quarters", label=LABELS[1]), 34, name="four quarters side by side, every field"),
        synthesis(209, Style("two", label=LABELS[3], strangers=True), 35, name="all figures"),
    ]
    looks = {
        "classes, own headings": Look(),
        "classes, men and women in one cell": Look(pairs=True),
        "classes, from when to when in one cell": Look(span=True, pairs=True),
        "classes, «Số người» over «Tổng số | Nữ»": Look(parents=True),
        "classes, a sheet a month": Look(sheets="month", subtotals=True),
        "classes, subtotals and strange columns": Look(subtotals=True, stranger=True),
        "marks": Look("marks"),
        "marks, number and day in one cell": Look("marks", number_and_day=True),
        "marks without a title": Look("marks", titled=False),
        "instruments": Look("instruments"),
        "instruments, a column a commune": Look("instruments", wide="communes"),
        "instruments, a column a month": Look("instruments", wide="months"),
        "instruments, a column a service": Look("instruments", wide="services"),
    }
    cases += [register(300 + n, look, name) for n, (name, look) in enumerate(looks.items())]
    return [*cases, several_tables(400), parts_as_columns(401), money(402), of_all_provinces(403)]


def contained() -> list[Case]:
    """Every container: a synthesis and a register each, and wide tables whose second row of headings no merging tells."""
    cases = []
    for n, kind in enumerate(KINDS):
        text = KINDS[kind][0] in ("csv", "txt")
        cases.append(as_kind(synthesis(500 + n, Style(("two", "three", "months")[n % 3])), kind))
        cases.append(as_kind(register(520 + n, Look(parents=True, subtotals=n % 2 == 0)), kind))
        if text:
            wide = ("communes", "services")[n % 2]
            cases.append(as_kind(register(540 + n, Look("instruments", wide=wide), f"instruments, wide, {wide}"), kind))
    months = Look(sheets="month")
    return [*cases, *(as_kind(register(560, months, "classes, a sheet a month"), k) for k in ("ods", "Google Sheets"))]


def drawn(seed: int = SEED, count: int = 36) -> list[Case]:
    """As many more, every choice of their making drawn."""
    random = Random(seed)
    cases = []
    for n in range(count):
        own = random.randint(0, 1 << 30)
        if random.random() < 0.7:
            heading = random.choice(["one", "two", "two", "three", "quarters", "months"])
            style = Style(
                heading,
                random.choice(["column", "column", "name"]),
                random.choice(["counter", "name", "none"]),
                random.random() < 0.7,
                random.random() < 0.3,
                random.random() < 0.7,
                random.random() < 0.3,
                random.random() < 0.7,
                heading == "three" and random.random() < 0.5,
                random.randint(0, 3),
                random.choice(["xlsx", "xlsx", "xlsx", "csv"]),
                random.random() < 0.85,
                random.choice(LABELS),
            )
            cases.append(synthesis(own, style, random.randint(8, 35), f"drawn {n}: synthesis {style}"))
        else:
            kind = random.choice(["trainings", "trainings", "marks", "instruments"])
            look = Look(
                kind,
                pairs=random.random() < 0.4,
                span=random.random() < 0.4,
                parents=random.random() < 0.4,
                subtotals=random.random() < 0.4,
                sheets=random.choice(["", "", "month"]),
                wide=random.choice(["", "communes", "months", "services"]),
                number_and_day=random.random() < 0.5,
                stranger=random.random() < 0.3,
                titled=random.random() < 0.8,
            )
            cases.append(register(own, look, f"drawn {n}: {look}"))
    return cases
