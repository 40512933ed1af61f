"""The app as deployed, and what it costs: processor time, memory, threads, children, files; and how others fare."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

from tests.browser.signing import SECRET, SignedApp
from tests.support.sign_in import cookies
from tests.support.visiting import Tab, request

LIST = "Chỉ tiêu"  # the list by which a bystander clicks


@dataclass(frozen=True, slots=True)
class Usage:
    """Of the app's own process."""

    cpu: float  # seconds
    memory: float  # MB resident
    threads: int
    children: int
    files: int

    @classmethod
    def of(cls, pid: int) -> "Usage":
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
        children = 0
        for task in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):  # a thread that has ended meanwhile
                children += len((task / "children").read_text().split())
        return cls(
            (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"),
            int(status["VmRSS"].split()[0]) / 1024,
            int(status["Threads"]),
            children,
            len(list(Path(f"/proc/{pid}/fd").iterdir())),
        )


def signed(app: SignedApp, account: str, **claims: str) -> dict[str, str]:
    """The cookies of a sign-in that the provider would have given."""
    mail = f"{account}@example.vn"
    return cookies(mail, SECRET, origin=app.url, nonce=f"{mail}{time.time_ns()}", email_verified=True, **claims)


def header(app: SignedApp, account: str) -> str:
    return "; ".join(f"{name}={value}" for name, value in signed(app, account).items())


def p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1] if len(seconds) > 1 else sum(seconds)


@dataclass
class Bystanders:
    """Another person who clicks, and a monitor that asks whether all is well, while somebody attacks."""

    app: SignedApp
    clicks: list[float] = field(default_factory=list)
    health: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    most: float = 0.0  # MB that the app had at once
    ended: threading.Event = field(default_factory=threading.Event)

    def clicking(self) -> None:
        try:
            with Tab(self.app.url, "kham-pha", cookies=signed(self.app, "binh")) as tab:  # who attacks nothing
                options = tab.lists[LIST][1]
                turn = 0
                while not self.clicks or not self.ended.wait(0.5):
                    turn += 1
                    begun = time.monotonic()
                    tab.choose(LIST, options[turn % len(options)])
                    self.clicks.append(time.monotonic() - begun)
        except Exception as fault:  # whatever happens to a bystander is a finding, not our end
            self.faults.append(repr(fault)[:200])

    def asking(self) -> None:
        while not self.ended.wait(0.25):
            begun = time.monotonic()
            with suppress(OSError):
                status, _ = request(self.app.url, "/healthz")
                if status != 200:
                    self.faults.append(f"healthz {status}")
            self.health.append(time.monotonic() - begun)
            self.most = max(self.most, Usage.of(self.app.pid).memory)


@contextmanager
def watched(app: SignedApp) -> Iterator[Bystanders]:
    them = Bystanders(app)
    threads = [threading.Thread(target=them.clicking), threading.Thread(target=them.asking)]
    for thread in threads:
        thread.start()
    try:
        yield them
    finally:
        them.ended.set()
        for thread in threads:
            thread.join()


def forgotten(app: SignedApp) -> None:
    """Until every session that was left is gone with all that it held: two minutes, and the next visitor's coming."""
    time.sleep(130)
    for _ in range(2):
        with Tab(app.url, "kham-pha", cookies=signed(app, "xem")):
            pass
        time.sleep(5)


def apart(pid: int) -> None:
    """The app and what it starts on one core, the attackers on the other, so that their work is not taken for its."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) > 1:
        for task in Path(f"/proc/{pid}/task").iterdir():
            os.sched_setaffinity(int(task.name), cores[:1])
        os.sched_setaffinity(0, cores[1:])
