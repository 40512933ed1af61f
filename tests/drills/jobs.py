"""What the drills send: real workbooks of the demo, read by the real reader, and long lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.model import Period
from data.places import PLACES, Unit
from data.reading.reader import Reading
from data.sandbox import read_file
from data.storage.ledger import digest
from data.table import Column
from indicators import TABLES
from service import acceptance, drafts
from service.demo.deliveries import deliveries
from service.demo.workbooks import workbooks
from service.service import Service
from tests.support.rows import sheet_rows, trainings


@dataclass(frozen=True, slots=True)
class Job:
    """One file of one sender, already read: what is drilled is its acceptance."""

    file: str
    data: bytes
    unit: Unit | None
    period: Period
    reading: Reading

    @property
    def sha256(self) -> str:
        return digest(self.data)

    def send(self, service: Service) -> int:
        """Judge and accept; the number of its receipt."""
        draft = drafts.judge(service, self.file, self.data, self.reading, self.unit, self.period)
        return self.confirm(service, draft)

    @staticmethod
    def confirm(service: Service, draft: object) -> int:
        accepted = acceptance.accept(service, draft, "diễn tập", "đúng như vậy")  # type: ignore[arg-type]
        assert accepted.receipt is not None, [finding.rule for finding in accepted.findings]
        return accepted.receipt.number


def provinces(count: int) -> list[Job]:
    """Workbooks as provinces send them: all forms and lists, the first of them sent twice over."""
    wanted = [one for one in deliveries() if one.period == Period(2023, "Q1") and one.versions == 1][: count - 2]
    again = [one for one in deliveries() if one.versions > 1 and one.period == Period(2023, "Q1")][:2]
    return [
        Job(file.name, file.data, file.unit, file.period, read_file(file.data, file.name, TABLES))
        for file in workbooks([*again, *wanted])
    ]


def lists(count: int, rows: int) -> list[Job]:
    """One list of so many rows each, of another province and quarter every time."""
    jobs = []
    for place in range(count):
        period = Period(2009 + place // 4 % 14, f"Q{place % 4 + 1}")
        units = PLACES.of_quarter(period.last)
        unit = units[place // 56 % len(units)]
        data = f"{unit.key} {period.code} {rows}".encode()
        sheet = sheet_rows(TABLES["trainings"], trainings(rows, period.start))
        jobs.append(Job(f"{place}.csv", data, unit, period, Reading({}, {"trainings": sheet}, [])))
    return jobs


def as_csv(job: Job) -> Job:
    """The list as a file, read as the command reads it: what is lost of its rows can be read again."""
    columns = TABLES["trainings"].columns
    lines = [";".join(column.label.vi for column in columns.values())]
    for row in job.reading.sheets["trainings"].rows.to_pylist():
        row["title"] = f"{row['title']} {job.unit.name if job.unit else ''}"  # no two provinces send the same bytes
        told = [(column, row[key]) for key, column in columns.items()]
        lines.append(";".join("" if value is None else _typed(column, value) for column, value in told))
    data = "\n".join(lines).encode()
    return Job(job.file, data, job.unit, job.period, read_file(data, job.file, TABLES))


def _typed(column: Column, value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return column.choices[str(value)].vi if column.choices else str(value)


def by_hash(jobs: Sequence[Job]) -> dict[str, Job]:
    return {job.sha256: job for job in jobs}
