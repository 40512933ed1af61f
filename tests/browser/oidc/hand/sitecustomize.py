"""An administrator's hand inside a server under test: changes roles in the process that owns the store.

Python loads this at the start of a server whose PYTHONPATH names this folder; it does what is written, line by line, to the
file that INDICATORS_TEST_HAND names.
"""

import json
import os
import threading
import time
from pathlib import Path


def follow(orders: Path) -> None:
    done = 0
    while True:
        for order in orders.read_text(encoding="utf-8").splitlines()[done:]:
            from pages.server import store
            from service import administration
            from service.access.roles import LOCAL, Person, Role

            told = json.loads(order)
            if told["role"]:
                person = Person(told["email"], told["email"], Role(told["role"]), frozenset(told["units"]))
                administration.grant(store.service(), LOCAL, person, "thử")
            else:
                administration.revoke(store.service(), LOCAL, told["email"], "thử")
            done += 1
            orders.with_suffix(".done").write_text(str(done))
        time.sleep(0.05)


if hand := os.environ.get("INDICATORS_TEST_HAND"):
    threading.Thread(target=follow, args=(Path(hand),), daemon=True).start()
