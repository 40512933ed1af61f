"""What is asked of a store after a fault: the figures that stand, what is said, and that a restore brings all of it back."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from data.model import Period
from data.storage.database import StoreBrokenError
from data.storage.truth_file import TruthError
from service import administration
from service import backup as service_backup
from service.access.roles import LOCAL, Person, Role
from service.backup import NotRestoredError
from service.service import Service
from service.store_faults import StoreFaultError
from service.targets import plans
from tests.drills.jobs import Job
from tests.drills.scenes import Scene
from tests.drills.stage import Say, apart
from tests.drills.whole import hashes

# What a page or a command says in words.
WORDS = (StoreFaultError, StoreBrokenError, NotRestoredError, TruthError)
# When something came, and what follows from that: two stores that were sent the same differ in it.
WHEN_IT_CAME = {
    "event": "happened_at, line, hash",
    "submission": "received_at",
    "target_set": "received_at",
    "derived_to": "hash",
}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A store that has everything: figures, versions, a lock, roles, targets, a published file, a tail, a backup."""

    base: Path  # as an app opened it
    more: Path  # and since another process added a line
    kept: Path  # a backup of that
    old: Path  # the same in the files of an earlier version
    job: Job  # what is sent
    others: Job  # what the other process sent
    acknowledged: frozenset[str]
    earlier: tuple[object, object]  # the figures as published, and before the other process added that line
    expected: tuple[object, object]  # and before and after the job

    @contextmanager
    def copy(self, of: Path) -> Iterator[Path]:
        """A home to be spoilt."""
        with TemporaryDirectory(dir=self.base.parent) as folder:
            home = Path(folder) / "store"
            shutil.copytree(of, home)
            yield home


def prepared(scene: Scene, others: Job, place: Path) -> Prepared:
    base, more, kept, old = (place / name for name in ("base", "more", "kept", "old"))
    shutil.copytree(scene.home, base)

    def fill(_: Say) -> tuple[object, object]:
        service = Service(base)
        service.repository.publish()  # an older one
        administration.grant(service, LOCAL, Person("a@b.vn", "A", Role.ADMINISTRATOR, frozenset(), None), "quản trị")
        administration.lock(service, LOCAL, Period(2008, "Q1"), "đã công bố")
        target = {"province": "45", "measure": "TR01", "period": "2025", "operator": ">=", "value": 12}
        told = plans.template(service, [target | {"source": "Kế hoạch 1/KH-UBND", "quote": "12 lớp"}])
        assert plans.accept(service, plans.check(service, "ke-hoach.xlsx", told), "Sở", "đúng như vậy").receipt
        service.repository.publish()
        published = figures(service)
        administration.require_share(service, LOCAL, 60, "như đã thống nhất")  # beyond what was published
        before = figures(service)
        service.close()
        service_backup.backup(base, base / "backup")
        return published, before

    def add(_: Say) -> tuple[object, object]:
        shutil.copytree(base, more)
        service = Service(more)
        others.send(service)
        before = figures(service)
        service.close()
        service_backup.backup(more, kept)
        service_backup.lay_open(more, old)
        shutil.copytree(more, place / "after")
        service = Service(place / "after")
        scene.job.send(service)
        after = figures(service)
        service.close()
        return before, after

    filled, added = apart(fill, 120), apart(add, 120)
    for outcome in (filled, added):
        assert outcome.result, outcome.failed
    # The backup told `more` of itself; the app's own stands beside it as before.
    shutil.copyfile(base / "last-backup.json", more / "last-backup.json")
    acknowledged = frozenset({*scene.acknowledged, others.sha256})
    return Prepared(base, more, kept, old, scene.job, others, acknowledged, filled.result, added.result)


def figures(service: Service) -> object:
    """Every measure × area × period × part, the rows they follow from, versions, targets, locks and roles."""
    found: list[object] = []
    with service.at_once(), service.store.reading() as work:
        for (name,) in work.rows("SELECT table_name FROM duckdb_tables() ORDER BY 1"):
            columns = f"* EXCLUDE ({WHEN_IT_CAME[name]})" if name in WHEN_IT_CAME else "*"
            sql = f'SELECT count(*), coalesce(sum(hash(*COLUMNS({columns}))::HUGEINT), 0) FROM "{name}"'
            found.append((name, work.rows(sql)[0]))
    access = service.repository.access
    return [*found, repr(sorted(access.people.items())), repr(sorted(access.locks.items())), access.enough]


def shown(service: Service, stage: Prepared) -> str:
    """What is wrong with what a running service shows; '' where it is right, or is nothing and that is said."""
    for _ in range(2):
        try:
            found = figures(service)
            break
        except StoreBrokenError:
            service.repository.look(now=True)  # as the next click does
    else:
        return "" if service.repository.fault else "nothing can be read, and nothing is said"
    at_least = (*stage.expected, *(stage.earlier if service.repository.fault else ()))
    if found in at_least or (service.repository.fault and not service.repository.ledger.lines):
        return ""
    return "other figures are shown" + (", though something is said" if service.repository.fault else "")


def judged(home: Path, stage: Prepared, acknowledged: bool) -> object:
    """`held`, `said`, or what is wrong."""
    outcome = apart(lambda _: _judge(home, stage, acknowledged), 120)
    return outcome.result or outcome.fault


def _judge(home: Path, stage: Prepared, acknowledged: bool) -> str:
    verdict, service = "held", Service(home)
    if service.fault is not None:
        if wrong := shown(service, stage):
            return f"at the next start {wrong}"
        try:
            stage.job.send(service)
            return "taken in although something is wrong"
        except StoreFaultError:
            pass
        service.close()
        verdict, service = "said", Service(_restored(home, stage))
    with closing(service):
        stored = set(hashes(service))
        if not stage.acknowledged <= stored or (acknowledged and verdict == "held" and stage.job.sha256 not in stored):
            return "lost"
        if figures(service) != stage.expected[stage.job.sha256 in stored]:
            lost = any("cannot be read" in notice.en for notice in service.repository.notices)
            return _brought_back(home, stage) if lost else "the figures differ"
        stage.job.send(service)
        if figures(service) != stage.expected[1]:
            return "the figures differ afterwards"
        state = service_backup.verify(service.home, service)
        if state.faults and verdict == "held":  # one kept file is damaged: found, told, and in the backup
            return "said"
        return "; ".join([*(fault.en for fault in state.faults), *(state.differ or ())][:2]) or verdict


def _brought_back(home: Path, stage: Prepared) -> str:
    """Of a file that is damaged with what was read of it the figures are gone, and its line is named: a backup has
    them."""
    other = home.with_name("brought-back")
    service_backup.restore(stage.kept, other)
    with closing(Service(other)) as service:
        whole = stage.acknowledged <= set(hashes(service)) and figures(service) == stage.expected[0]
    return "said" if whole else "a restore does not bring the figures back"


def _restored(home: Path, stage: Prepared) -> Path:
    """What the administrator is told to do: restore, or, where the folder knows more than the backup, into another."""
    try:
        service_backup.restore(stage.kept, home)
    except NotRestoredError:
        home = home.with_name("another")
        service_backup.restore(stage.kept, home)
    return home
