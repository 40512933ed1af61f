"""A page's question over millions of observations, against the same group-by of pandas in memory."""

import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Figure, apart, seconds

QUARTERS = (2016 * 4, 2025 * 4 + 1)  # the years in which there were 63 provinces
UNITS = 63
LINES = 8  # a total and seven items of a breakdown for each measure
RUNS = 15
MEASURE = "MQ01"
SMALL, LARGE = 10, 50  # million observations
AIM_PANDAS, AIM_SIZE = 0.1, 1.5


def fill(service: object, millions: int) -> int:
    """Synthetic observations of very many measures, among them the one asked about, laid down as a rebuild does."""
    from service.service import Service

    assert isinstance(service, Service)
    each = UNITS * (QUARTERS[1] - QUARTERS[0] + 1) * LINES
    measures = millions * 1_000_000 // each
    units = [unit.key for unit in service.places.of_quarter(QUARTERS[0])]
    with service.store.writing() as work:
        work.run(
            """INSERT INTO observation BY NAME
            SELECT code AS measure, 'quarter' AS span, CASE WHEN line = 0 THEN '' ELSE 'service' END AS split,
                q::INTEGER AS last, 'Q' || (q % 4 + 1)::VARCHAR AS part, unit,
                CASE WHEN line = 0 THEN '' ELSE 'item' || line::VARCHAR END AS item,
                (hash(m, q, unit, line) % 100000)::DOUBLE AS value, 1 AS covered, 1 AS due, 1 AS listed, 4 AS flags
            FROM (SELECT m, CASE WHEN m = $middle::BIGINT THEN $code ELSE printf('%s%05d', CASE WHEN m < $middle::BIGINT
                         THEN 'AA' ELSE 'ZZ' END, m) END AS code FROM range($measures::BIGINT) AS r(m)),
                range(2) AS b(breakdown), range($first::BIGINT, $last::BIGINT + 1) AS t(q),
                (SELECT unnest($units::VARCHAR[]) AS unit) AS u,
                range(CASE WHEN breakdown = 0 THEN 0 ELSE 1 END, CASE WHEN breakdown = 0 THEN 1 ELSE $lines::BIGINT END) AS l(line)
            ORDER BY code, span, split, last, unit, item""",
            middle=measures // 2,
            code=MEASURE,
            measures=measures,
            first=QUARTERS[0],
            last=QUARTERS[1],
            units=units,
            lines=LINES,
        )
        return int(work.one("SELECT count(*) FROM observation"))


def run(millions: int, with_pandas: bool) -> None:
    """Print: observations, seconds of our question, of pandas' over texts and over categories (0 when left out)."""
    from data.model import Period
    from indicators.engine.answer import By, Question
    from service.service import Service

    with tempfile.TemporaryDirectory() as home:
        service = Service(Path(home))
        count = fill(service, millions)
        question = Question(MEASURE, Period.quarter(QUARTERS[0]), Period.quarter(QUARTERS[1]), By.PROVINCE)
        answer = service.ask(question)
        assert len(answer.rows) == 34 * (QUARTERS[1] - QUARTERS[0] + 1)
        ours = seconds(lambda: service.ask(question), RUNS)
        theirs = best = 0.0
        if with_pandas:
            heirs = {key: service.places.heir(key) for key in service.places.versions}
            with service.store.reading() as work:
                columns = "measure, span, split, last, unit, value, covered, due"
                frame = work.arrow(f"SELECT {columns} FROM observation").to_pandas()

            def group() -> object:
                mine = frame[(frame["measure"] == MEASURE) & (frame["span"] == "quarter") & (frame["split"] == "")]
                mine = mine.assign(area=mine["unit"].map(heirs), known=mine["covered"] == mine["due"])
                return mine.groupby(["area", "last"], observed=True)[["value", "known"]].sum()

            theirs = seconds(group, RUNS)
            totals = group()
            assert sum(row.value or 0 for row in answer.rows) == totals["value"].sum()  # type: ignore[index]
            for column in ("measure", "span", "split", "unit"):
                frame[column] = frame[column].astype("category")  # pandas at its best: codes, not texts
            best = seconds(group, RUNS)
        service.close()
    print(count, ours, theirs, best)


def figures() -> list[Figure]:
    small, ours, pandas, best = map(float, apart("benchmarks.asking", str(SMALL), "pandas"))
    large, ours_large, *_ = map(float, apart("benchmarks.asking", str(LARGE)))
    return [
        Figure.in_ms(
            f"A page's question, 34 provinces × 38 quarters, {small / 1e6:.1f} million observations (pandas group-by in memory, as loaded)",
            *(ours, pandas, AIM_PANDAS),
        ),
        Figure.in_ms("The same (pandas with its keys made categories by hand)", ours, best, AIM_PANDAS),
        Figure.in_ms(
            f"The same at {large / 1e6:.1f} million (itself at {small / 1e6:.1f})", ours_large, ours, AIM_SIZE, 2
        ),
    ]


if __name__ == "__main__":
    run(int(sys.argv[1]), "pandas" in sys.argv)
