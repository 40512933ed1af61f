"""Twenty people at once for half an hour, reading, searching, uploading: nothing of it is left behind."""

import random
import threading
import time

from websockets.exceptions import InvalidStatus

from tests.attacks.attacks import ask
from tests.attacks.stage import LIST, Usage, forgotten, p95, signed
from tests.browser.signing import SignedApp
from tests.support.visiting import Tab

PEOPLE = 20
ACCOUNTS = ("xem", "anh", "binh", "cuc", "duc", "quan")
WARM = 120.0  # seconds of the same before it is looked at: a server that twenty people use has made room for them
MORE = 1.1  # of the memory that it has then
PAGES = {"kham-pha": LIST, "ho-so-tinh": "Tỉnh, thành phố"}  # and the list by which one clicks there


def someone(app: SignedApp, number: int, until: float, clicks: list[float], faults: list[str]) -> None:
    chance = random.Random(number)
    account = ACCOUNTS[number % len(ACCOUNTS)]
    while time.monotonic() < until:
        try:
            page, label = chance.choice(list(PAGES.items()))
            with Tab(app.url, page, cookies=signed(app, account)) as tab:
                for _ in range(chance.randint(3, 12)):
                    begun = time.monotonic()
                    tab.choose(label, chance.choice(tab.lists[label][1]))
                    clicks.append(time.monotonic() - begun)
                    time.sleep(chance.uniform(0.5, 2))
            if account == "anh" and chance.random() < 0.3:
                with Tab(app.url, "nop-so-lieu", "tinh-nop=ca-mau-2025", signed(app, account), 120) as tab:
                    (label,) = [label for kind, label in tab.ids if kind == "file_uploader"]
                    tab.upload(label, "sai.csv", b"a,b\n1,%d\n" % chance.randint(0, 10**9))
            ask(app, "/api/v1/observations?measure=MQ01&limit=10", account)
        except InvalidStatus as refused:  # six accounts for twenty people: they are told to wait as one person is
            if refused.response.status_code != 429:
                faults.append(f"{account}: {refused!r}"[:200])
            time.sleep(20)
        except Exception as fault:  # whatever happens to somebody is a finding, not our end
            faults.append(f"{account}: {fault!r}"[:200])
            time.sleep(1)


def leftovers(app: SignedApp) -> int:
    """Temporary files of the app."""
    return len(list((app.log.parent / "tmp").rglob("*")))


def run(app: SignedApp, seconds: float) -> int:
    print(f"before anybody came {Usage.of(app.pid)}")
    crowd(app, WARM, [], [])
    forgotten(app)
    clicks: list[float] = []
    faults: list[str] = []
    first, temporary = Usage.of(app.pid), leftovers(app)
    crowd(app, seconds, clicks, faults)
    forgotten(app)
    last = Usage.of(app.pid)
    print(
        f"{PEOPLE} people, {seconds / 60:.0f} minutes, {len(clicks)} clicks, p95 {p95(clicks):.2f} s, {len(faults)} faults"
    )
    print(f"at the beginning {first}\nat the end       {last}\ntemporary files {temporary} → {leftovers(app)}")
    print("\n".join(sorted(set(faults))[:10]))
    held = last.memory <= first.memory * MORE and last.threads <= first.threads + 2 and last.files <= first.files + 5
    return 0 if held and not faults and last.children <= first.children + 1 else 1  # two readers are kept ready


def crowd(app: SignedApp, seconds: float, clicks: list[float], faults: list[str]) -> None:
    """All of them for so long; what they met is added to `clicks` and `faults`."""
    until = time.monotonic() + seconds
    people = [threading.Thread(target=someone, args=(app, n, until, clicks, faults)) for n in range(PEOPLE)]
    for person in people:
        person.start()
    for minute in range(int(seconds // 60)):
        time.sleep(60)
        print(f"minute {minute + 1}: {Usage.of(app.pid)}, {len(clicks)} clicks", flush=True)
    for person in people:
        person.join()
