"""The desk: everything that can be done with a store, in the words of the people who do it.

Pages and the command line call this and nothing below it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from data import checks
from data.checks import yearly_lines
from data.model import VIETNAM, Calendar, Finding, Period, Severity, Text, asks, blocks, today
from data.places import NATION, PLACES, Boundary, Places, Unit
from data.reading.reader import Reading
from data.sandbox import READERS, read_file
from data.storage.archive import digest
from data.storage.database import Store, Work
from data.storage.row_bundle import pack
from data.table import Kind, Table
from data.table import sheets as sheets_of
from data.templates import build as templates
from data.text_keys import fold
from indicators import CATALOGUE
from indicators.define import Indicator, Nature
from indicators.engine.observations import Observer
from indicators.engine.query import Answer, Question, ask
from indicators.engine.values import Flag
from indicators.validation.cross_checks import outlook, standing_register, watch
from service.access.events import Event, Review
from service.access.roles import LOCAL, Action, Identity, NotAllowedError, Person
from service.access.state import Lock, NotPossibleError, locked, not_theirs
from service.arrivals import Arrival, Completeness, Received
from service.drafts import OVERTAKEN, Change, Draft, Verdict, _figures, _finding_rows, _in_order, _repeat
from service.repository import Book, Entry
from service.submissions import SUBMISSION, Submission

HOME = "INDICATORS_HOME"


class Desk:
    """One store with its archive, for one process; any thread may call.

    `home` is the folder of the store, by default what INDICATORS_HOME names, else `var`. Raises StoreBusyError when another
    process has the store open.
    """

    def __init__(
        self, home: Path | None = None, catalogue: Mapping[str, Indicator] = CATALOGUE, places: Places = PLACES
    ) -> None:
        self.home = home or Path(os.environ.get(HOME) or "var")
        self.catalogue = catalogue
        self.places = places
        self.tables: Mapping[str, Table] = {name: indicator.table for name, indicator in catalogue.items()}
        self.measures = {code: m for indicator in catalogue.values() for code, m in indicator.measures.items()}
        self.series = {code: m for indicator in catalogue.values() for code, m in indicator.series.items()}
        self.observer = Observer(catalogue, places)
        # Files are judged and taken in one by one: many at once would only take the interpreter from each other.
        self._turn = threading.RLock()
        self.book = Book(self.home, self.tables, self.observer)
        self.store: Store = self.book.store
        self.archive = self.book.archive
        self.look()

    def look(self) -> None:
        """What is asked of the store at every click, kept at hand."""
        with self.store.reading() as work:
            ((first, last, demo, real),) = work.rows(
                """SELECT min(quarter) FILTER (WHERE counts), max(quarter) FILTER (WHERE counts),
                    coalesce(bool_or(demo), false), coalesce(bool_or(NOT demo), false)
                FROM (SELECT quarter, demo, number NOT IN (SELECT submission FROM held) AS counts FROM submission)"""
            )
        self.is_demo: bool = demo
        self._is_real: bool = real
        self._reach: tuple[Period | None, Period | None] = (None, None)
        if first is not None:
            self._reach = Period.quarter(first), Period.quarter(last)

    def recall(self) -> None:
        """Have at hand what was sent this year: for a process that goes on to take in files."""
        if (latest := self.latest()) is not None:
            with self.store.reading() as work:
                self.observer.recall(work, latest.year)

    @property
    def revision(self) -> int:
        """Of what is known: the ledger's last line that changed it. What was computed is good while it stays."""
        return self.book.revision

    @property
    def empty(self) -> bool:
        return self._reach[0] is None

    @property
    def fault(self) -> Text | None:
        """Why nothing can be taken in at present; None when all is well."""
        self.book.mend()
        return self.book.fault

    def close(self) -> None:
        self.book.close()

    # Who may

    def person(self, who: Identity) -> Person | None:
        """What someone may do now; None for a stranger."""
        return self.book.office.person(who)

    def permit(self, who: Identity, action: Action, unit: str | None = None) -> Person:
        """Raises NotAllowedError where this person may not do this now."""
        person = self.person(who)
        if person is None or not person.may(action, unit):
            raise NotAllowedError(action, unit)
        return person

    def lock_of(self, unit: str, period: Period) -> Lock | None:
        return self.book.office.lock_of(unit, period)

    # Asking

    def ask(self, question: Question) -> Answer:
        """Of a measure, or of a term of one. Raises KeyError for an unknown code, ValueError for a breakdown it does not have."""
        if question.measure not in self.series:
            raise KeyError(question.measure)
        with self.store.reading() as work:
            return ask(work, question, self.catalogue, self.places)

    def first(self) -> Period | None:
        """The earliest quarter of which something was sent."""
        return self._reach[0]

    def latest(self) -> Period | None:
        """The newest quarter of which something was sent."""
        return self._reach[1]

    # Sending

    def template(self, unit: Unit, period: Period, calendar: Calendar = Calendar.STATISTICAL) -> bytes:
        """The workbook for one province and quarter, its registers as they last stood already in it."""
        previous: dict[str, list[dict[str, object]]] = {}
        with self.store.reading() as work:
            for name, table in self.tables.items():
                if table.register:
                    rows = standing_register(work, self.places, table, unit.key, period)
                    previous[name] = list({tuple(str(row[key]) for key in table.key): row for row in rows}.values())
        return templates.build(self.tables, unit, period, self.places.units_in(period), previous, calendar=calendar)

    def nationwide_template(self, table: str, year: int) -> bytes:
        """The workbook of a nationwide table for one year: a row for every province of it."""
        return templates.build_nationwide(self.tables[table], year, self.places.of_quarter(Period(year).last))

    def check(
        self,
        name: str,
        data: bytes,
        unit: Unit | None = None,
        period: Period | None = None,
        calendar: Calendar | None = None,
        who: Identity = LOCAL,
    ) -> Draft:
        """Look at a file and say everything there is to say about it; nothing is stored."""
        return self.judge(name, data, read_file(data, name, self.tables), unit, period, calendar, who)

    def judge(
        self,
        name: str,
        data: bytes,
        reading: Reading,
        unit: Unit | None,
        period: Period | None,
        calendar: Calendar | None = None,
        who: Identity = LOCAL,
    ) -> Draft:
        """Judge a file that has been read: of whom and when, its rows and sheets, its totals, what stands.

        Of a province that is not for `who` to send nothing more is said than that.
        """
        with self._turn:
            return self._judge(name, data, reading, unit, period, calendar, who)

    def _judge(
        self,
        name: str,
        data: bytes,
        reading: Reading,
        unit: Unit | None,
        period: Period | None,
        calendar: Calendar | None,
        who: Identity,
    ) -> Draft:
        draft = Draft(name, digest(data), data, None, None, list(reading.findings), Verdict.REFUSED, reading)
        if any(f.severity is Severity.STOP for f in reading.findings):
            return draft
        scope = checks.scope(reading, self.tables, unit, period, calendar, self.places)
        draft.unit, draft.period, draft.calendar, draft.nation = scope.unit, scope.period, scope.calendar, scope.nation
        draft.findings = scope.findings + draft.findings
        draft.sheets = {name: sheet.rows.num_rows for name, sheet in reading.sheets.items()}
        if not scope.known or draft.period is None or blocks(scope.findings):
            return draft
        key = draft.sender_key
        person = self.person(who)
        if person is None or not person.may(Action.SEND, key):
            draft.findings = [not_theirs(Text(draft.unit.name, draft.unit.name) if draft.unit else NATION)]
            draft.sheets = {}
            return draft
        if (lock := self.lock_of(key, draft.period)) is not None:
            draft.findings.append(locked(lock))
        draft.revision = self.revision  # whatever comes in from here on is noticed when the draft is accepted
        draft.already = self._already(draft.sha256, key, draft.period)
        draft.over = self._newest_of(key, draft.period)
        draft.findings += checks.missing_sheets(reading, sheets_of(self.tables, draft.period))
        draft.findings += yearly_lines(reading, self.tables, draft.period)
        with self._beside(reading) as work:
            for table, sheet in reading.sheets.items():
                if not self.tables[table].is_form:
                    draft.findings += checks.check_rows(work, self.tables[table], sheet, draft.period, draft.calendar)
                if self.tables[table].nationwide:
                    draft.findings += checks.check_provinces(sheet, draft.period, self.places)
            draft.outlook = view = outlook(work, self.observer, reading, key, draft.period, draft.calendar)
            if not scope.nation:
                draft.findings += watch(work, self.observer, reading, key, draft.period, view)
                after = view.figures(key, draft.period, self.measures)
                draft.preview = self._preview(work, after, key, draft.period)
        draft.findings = _in_order(draft.findings, self.tables)
        if blocks(draft.findings):
            draft.verdict = Verdict.REFUSED
        elif asks(draft.findings) and draft.already is None:
            draft.verdict = Verdict.QUESTIONS
        else:
            draft.verdict = Verdict.ACCEPTABLE
        return draft

    @contextmanager
    def _beside(self, reading: Reading) -> Iterator[Work]:
        """What stands, with the lists of a draft beside it."""
        lists = {
            sheet.lies: sheet.rows
            for name, sheet in reading.sheets.items()
            if sheet.rows.num_rows and not self.tables[name].is_form
        }
        with self.store.reading() as work, work.laid(lists):
            yield work

    def foresee(self, draft: Draft) -> Draft:
        """What would stand with it, and what the quarter would say; for rows that were checked when they came."""
        assert draft.period is not None
        key = draft.sender_key
        with self._turn, self._beside(draft.reading) as work:
            draft.outlook = outlook(work, self.observer, draft.reading, key, draft.period, draft.calendar)
            if not draft.nation:
                after = draft.outlook.figures(key, draft.period, self.measures)
                draft.preview = self._preview(work, after, key, draft.period)
        return draft

    def accept(
        self,
        draft: Draft,
        by: str,
        reasons: str | Mapping[int, str] = "",
        at: datetime | None = None,
        demo: bool = False,
        who: Identity = LOCAL,
    ) -> Draft:
        """Store an acceptable draft in one transaction and give it its receipt; where figures are reviewed, it waits.

        `reasons` answers the questions: one text for all, or one for each by its place in `draft.findings`. A draft
        whose questions are not all answered, or that is refused, comes back as it was. The same bytes a second time
        are recognised: the receipt is the first one's. Raises NotAllowedError, StoreFaultError, and NotPossibleError where
        somebody sent that quarter since this file was looked at.
        """
        if draft.period is None or draft.verdict is Verdict.REFUSED or blocks(draft.findings):
            return draft
        self.permit(who, Action.SEND, draft.sender_key)
        with self._turn:
            return self._accept(draft, by, reasons, at, demo, who)

    def _accept(
        self,
        draft: Draft,
        by: str,
        reasons: str | Mapping[int, str],
        at: datetime | None,
        demo: bool,
        who: Identity,
    ) -> Draft:
        assert draft.period is not None
        if draft.already is None:
            answers = {
                index: (reasons if isinstance(reasons, str) else reasons.get(index, "")).strip()
                for index, finding in enumerate(draft.findings)
                if finding.severity is Severity.QUESTION
            }
            if not all(answers.values()):
                draft.verdict = Verdict.QUESTIONS
                return draft
            with self.book.entry() as entry:
                self.permit(who, Action.SEND, draft.sender_key)
                if (lock := self.lock_of(draft.sender_key, draft.period)) is not None:
                    draft.findings.append(locked(lock))
                    draft.verdict = Verdict.REFUSED
                    return draft
                if self.revision != draft.revision:  # something came in since it was looked at
                    draft.already = self._already(draft.sha256, draft.sender_key, draft.period)
                if draft.already is None and self._newest_of(draft.sender_key, draft.period) != draft.over:
                    raise NotPossibleError(OVERTAKEN)
                number = 0 if draft.already else self._store(entry, draft, by, answers, at, demo, who)
            if number:
                self.look()
                draft.receipt = self.submission(number)
                if draft.outlook is not None:
                    self.observer.remember(number, draft.outlook.measured)
        draft.receipt = draft.already or draft.receipt
        draft.verdict = Verdict.ACCEPTED
        return draft

    def _store(
        self,
        entry: Entry,
        draft: Draft,
        by: str,
        answers: Mapping[int, str],
        at: datetime | None,
        demo: bool,
        who: Identity,
    ) -> int:
        assert draft.period is not None
        work, unit, period = entry.work, draft.sender_key, draft.period
        ((number, version),) = work.rows(
            """SELECT coalesce(max(number), 0) + 1,
                1 + count(*) FILTER (WHERE unit = $unit AND quarter = $quarter::INTEGER) FROM submission""",
            unit=unit,
            quarter=period.last,
        )
        rows = self._rows(draft, number, answers)
        received = (at or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()
        waits = self.book.office.reviewing and not demo
        entry.keep(draft.data)
        entry.say(
            rows,
            kind=Event.SUBMISSION,
            at=received,
            actor=who.email,
            name=by,
            unit=unit,
            quarter=period.last,
            body={
                "number": number,
                "version": version,
                "received_at": received,
                "file": draft.file,
                "sha256": draft.sha256,
                "size": len(draft.data),
                "demo": demo,
                "calendar": str(draft.calendar),
                "state": str(Review.SENT if waits else Review.ACCEPTED),
                "rows": entry.keep(pack(rows)),
            },
        )
        if not waits:
            view = draft.outlook if draft.revision == self.revision else None  # nothing came in between
            self.observer.refresh(work, unit, period.year, view.records if view else None)
        return int(number)

    def _rows(self, draft: Draft, number: int, answers: Mapping[int, str]) -> dict[str, pa.Table]:
        """What a draft adds to the tables of the store, by their names."""
        tables = {
            "sheet": checks.state_rows(draft.reading.sheets, number),
            "finding": _finding_rows(draft.findings, answers, number),
        }
        figures = []
        for name, sheet in draft.reading.sheets.items():
            if self.tables[name].is_form:
                figures.append(_figures(name, sheet.rows, sheet.columns, number))
            else:
                rows = sheet.rows.rename_columns(["row" if c == "_row" else c for c in sheet.rows.column_names])
                tables[f"list_{name}"] = rows.append_column("submission", _repeat(number, rows.num_rows))
        if figures:
            tables["figure"] = pa.concat_tables(figures)
        return tables

    def _newest_of(self, unit: str, period: Period) -> int:
        with self.store.reading() as work:
            return int(
                work.one(
                    "SELECT coalesce(max(number), 0) FROM submission WHERE unit = $unit AND quarter = $quarter::INTEGER",
                    unit=unit,
                    quarter=period.last,
                )
            )

    def _already(self, sha256: str, unit: str, period: Period) -> Submission | None:
        """The submission that these bytes already are, of this province and quarter, unless it was returned."""
        with self.store.reading() as work:
            found = self._submissions(
                work,
                "sha256 = $sha256 AND unit = $unit AND quarter = $quarter::INTEGER",
                sha256=sha256,
                unit=unit,
                quarter=period.last,
            )
        return next((one for one in found if one.state in (Review.SENT, Review.ACCEPTED)), None)

    def _preview(self, work: Work, after: Mapping[str, float | None], unit: str, period: Period) -> list[Change]:
        before: dict[str, float | None] = dict(
            work.rows(
                """SELECT measure, value FROM observation WHERE split = '' AND unit = $unit::VARCHAR
                    AND last = $last::INTEGER
                    AND span = CASE WHEN list_contains($yearly::VARCHAR[], measure) THEN 'year' ELSE 'quarter' END""",
                unit=unit,
                last=period.last,
                yearly=[code for code, measure in self.measures.items() if measure.yearly],
            )
        )
        return [Change(code, before.get(code), after.get(code)) for code in self.measures]

    def completeness(self, period: Period) -> dict[str, Completeness]:
        """How many of the figures that each province owes for a quarter are known, by unit key.

        Owed are the core figures that apply to it, those sent once a year with the fourth quarter; a withheld one is
        answered, and so is one that was only sent as the year so far. What the product computes from others is not owed.
        """
        owed = [
            code
            for code, m in self.measures.items()
            if m.core and m.kind not in (Nature.RATIO, Nature.INDEX) and (not m.yearly or period.last % 4 == 3)
        ]
        known: dict[str, set[str]] = {}
        ruled_out: dict[str, set[str]] = {}
        with self.store.reading() as work:
            for unit, code, covered, due, flags in work.rows(
                """SELECT unit, measure, covered, due, flags FROM observation
                WHERE split = '' AND last = $last::INTEGER AND list_contains($owed::VARCHAR[], measure)
                    AND (span = CASE WHEN list_contains($yearly::VARCHAR[], measure) THEN 'year' ELSE 'quarter' END
                        OR (span = $span::VARCHAR AND part = $part::VARCHAR))""",
                span=str(period.so_far().grain),
                part=period.so_far().part,
                last=period.last,
                owed=owed,
                yearly=[code for code in owed if self.measures[code].yearly],
            ):
                if due == 0:
                    ruled_out.setdefault(unit, set()).add(code)
                elif covered == due or flags & Flag.WITHHELD:
                    known.setdefault(unit, set()).add(code)
        found = {}
        for unit in self.places.of_quarter(period.last):
            have, out = known.get(unit.key, set()), ruled_out.get(unit.key, set())
            missing = tuple(code for code in owed if code not in have | out)
            found[unit.key] = Completeness(len(have), len(owed) - len(out), missing)
        return found

    # Looking back

    def submission(self, number: int) -> Submission:
        """Raises KeyError where there is none."""
        with self.store.reading() as work:
            found = self._submissions(work, "number = $number::INTEGER", number=number)
        if not found:
            raise KeyError(number)
        return found[0]

    def history(self, unit: Unit, period: Period) -> list[Submission]:
        """All versions of one province and quarter, newest first."""
        return self.versions(unit.key, period)

    def versions(self, unit: str, period: Period) -> list[Submission]:
        """The same by key, for the nation's own table too."""
        with self.store.reading() as work:
            return self._submissions(
                work, "unit = $unit AND quarter = $quarter::INTEGER", unit=unit, quarter=period.last
            )

    def sent(self, first: Period, last: Period) -> list[Submission]:
        """All versions of all units in the quarters from one to another, newest first."""
        with self.store.reading() as work:
            return self._submissions(
                work, "quarter BETWEEN $first::INTEGER AND $last::INTEGER", first=first.first, last=last.last
            )

    def submissions_in(self, state: Review) -> list[Submission]:
        """Those that are not accepted but in this state, the oldest first."""
        with self.store.reading() as work:
            found = self._submissions(
                work, "number IN (SELECT submission FROM held WHERE state = $state)", state=str(state)
            )
        return found[::-1]

    def original(self, who: Identity, number: int) -> bytes:
        """The file as it was sent. Raises NotAllowedError, KeyError, FileNotFoundError, ValueError."""
        one = self.submission(number)
        self.permit(who, Action.FETCH, one.unit)
        return self.archive.read(one.sha256)

    def findings(self, number: int) -> list[tuple[Finding, str]]:
        """What was found in a submission when it was accepted, each with the reason its sender gave."""
        with self.store.reading() as work:
            rows = work.rows(
                """SELECT rule, severity, message_vi, message_en, sheet, cell, row, col, tbl, received, expected_vi,
                    expected_en, reason FROM finding WHERE submission = $number::INTEGER ORDER BY seq""",
                number=number,
            )
        return [
            (
                Finding(r[0], Severity(r[1]), Text(r[2], r[3]), r[4], r[5], r[6], r[7], r[8], r[9], Text(r[10], r[11])),
                r[12],
            )
            for r in rows
        ]

    def received(self, first: Period, last: Period) -> list[Received]:
        """The grid of who has sent what: a cell for each unit in each quarter of its life, by unit and quarter."""
        with self.store.reading() as work:
            found = self._submissions(
                work, "quarter BETWEEN $first::INTEGER AND $last::INTEGER", first=first.first, last=last.last
            )
        versions: dict[tuple[str, int], list[Submission]] = {}
        for one in found:  # newest first
            versions.setdefault((one.unit, one.period.last), []).append(one)
        cells = []
        for quarter in range(first.first, last.last + 1):
            period = Period.quarter(quarter)
            for unit in self.places.of_quarter(quarter):
                mine = versions.get((unit.key, quarter), [])
                waiting = [one for one in mine if one.state is Review.SENT]
                mine = [one for one in mine if one.state is Review.ACCEPTED]
                if waiting:
                    state, mine = Arrival.WAITING, mine or waiting
                elif not mine:
                    state = Arrival.NOT_SENT if period.due < today() else Arrival.NOT_DUE
                elif len(mine) > 1:
                    state = Arrival.CORRECTED
                else:
                    state = Arrival.QUESTIONS if mine[0].questions else Arrival.SENT
                late = mine[-1].late if mine else False
                cells.append(Received(unit, period, state, late, len(mine), mine[0] if mine else None))
        return cells

    def _submissions(self, work: Work, where: str, **values: object) -> list[Submission]:
        found = work.rows(f"SELECT {SUBMISSION} FROM submission WHERE {where} ORDER BY number DESC", **values)  # noqa: S608 - only our own conditions
        if not found:
            return []
        numbers = [row[0] for row in found]
        sheets: dict[int, dict[str, int]] = {}
        for number, name, rows in work.rows(
            "SELECT submission, name, rows FROM sheet WHERE list_contains($numbers::INTEGER[], submission) ORDER BY ALL",
            numbers=numbers,
        ):
            sheets.setdefault(number, {})[name] = rows
        questions = dict(
            work.rows(
                """SELECT submission, count(*) FROM finding
                WHERE severity = 'question' AND list_contains($numbers::INTEGER[], submission) GROUP BY submission""",
                numbers=numbers,
            )
        )
        held = dict(work.rows("SELECT submission, state FROM held"))
        return [
            Submission(
                number,
                unit,
                Period.quarter(quarter),
                version,
                at.replace(tzinfo=UTC).astimezone(VIETNAM),
                by,
                file,
                sha256,
                size,
                sheets.get(number, {}),
                questions.get(number, 0),
                demo,
                Calendar(calendar),
                Review(held.get(number, Review.ACCEPTED)),
            )
            for number, unit, quarter, version, at, by, file, sha256, size, demo, calendar in found
        ]

    def rows(
        self,
        table: str,
        first: Period,
        last: Period,
        units: Sequence[str] = (),
        boundary: Boundary = Boundary.TODAY,
        where: Mapping[str, Sequence[str]] | None = None,
        search: str = "",
    ) -> pa.Table:
        """The standing rows of a list: period, province, its declared columns, submission and `_row`.

        `units` are keys of the chosen boundary, empty for all; `where` keeps the rows whose choice column has one of
        these codes; `search` looks in every text column and in the province's name, without regard to case and accents.
        """
        declared = self.tables[table].columns
        members: dict[str, Unit] = {}
        for key in self.places.versions:
            home = self.places.heir(key) if boundary is Boundary.TODAY else key
            if not units or home in units:
                members[key] = self.places.version(home, today() if boundary is Boundary.TODAY else last.end)
        conditions = [f'list_contains($w_{n}::VARCHAR[], r."{c}")' for n, c in enumerate(where or {}) if c in declared]
        values: dict[str, object] = {
            f"w_{n}": list(v) for n, (c, v) in enumerate((where or {}).items()) if c in declared
        }
        if search.strip():
            texts = [f'r."{key}"' for key, column in declared.items() if column.kind is Kind.TEXT] + ["m.province"]
            conditions.append(
                "contains(replace(strip_accents(lower(concat_ws(' ', " + ", ".join(texts) + "))), 'đ', 'd'), $search)"
            )
            values["search"] = fold(search)
        select = ", ".join(f'r."{key}"' for key in declared)
        with self.store.reading() as work:
            return work.arrow(
                f"""SELECT (s.quarter // 4)::VARCHAR || '-Q' || (s.quarter % 4 + 1)::VARCHAR AS period,
                    m.province, {select}, s.number AS submission, r.row AS _row
                FROM standing AS s JOIN "list_{table}" AS r ON r.submission = s.number
                JOIN (SELECT unnest($units::VARCHAR[]) AS unit, unnest($codes::VARCHAR[]) AS code,
                             unnest($names::VARCHAR[]) AS province) AS m ON m.unit = s.unit
                WHERE s.name = $name AND s.quarter BETWEEN $first::INTEGER AND $last::INTEGER
                    {"".join(" AND " + condition for condition in conditions)}
                ORDER BY s.quarter DESC, m.code, r.submission, r.row""",  # noqa: S608 - only declared names
                name=table,
                units=list(members),
                codes=[unit.code for unit in members.values()],
                names=[unit.name for unit in members.values()],
                first=first.first,
                last=last.last,
                **values,
            )

    # Keeping

    def rebuild(self, check: bool = False) -> list[str]:
        """Make the store again from the ledger and the archive alone; the names of tables that differ from what stood.

        With `check` the new file is only compared, and what stands goes on.
        """
        return self.book.rebuild(check)

    def load_demo(self, progress: Callable[[int, int], None] = lambda done, total: None) -> int:
        """Send the demo's workbooks through the intake, in the order in which they would have come; how many there were.

        Raises ValueError on a store that holds anything else: demo and real figures never mix.
        """
        from service.demo.workbooks import indices, workbooks  # its tables of real names are needed for nothing else
        from service.targets.upload import load_demo_targets  # which needs the desk

        if self._is_real and not self.is_demo:
            raise ValueError("the store holds real submissions")
        files = sorted([*workbooks(), *indices()], key=lambda file: file.received_at)
        with ThreadPoolExecutor(READERS) as readers:  # they read ahead while this thread judges and stores
            readings = readers.map(lambda file: read_file(file.data, file.name, self.tables), files)
            for done, (file, reading) in enumerate(zip(files, readings, strict=True)):
                progress(done, len(files))
                draft = self.judge(file.name, file.data, reading, file.unit, file.period)
                self.accept(draft, by="Dữ liệu minh họa", reasons=file.reason or "", at=file.received_at, demo=True)
                if draft.receipt is None:
                    raise AssertionError(f"{file.name}: {[(f.rule, f.message.vi) for f in draft.findings]}")
        progress(len(files), len(files))
        load_demo_targets(self)
        self.book.compact()
        return len(files)
