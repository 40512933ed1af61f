"""Memory that large files took goes back to the system, whatever small things were laid down meanwhile."""

import platform
import subprocess
import sys

import pytest

# Ten files of 20 MB, each with its copies, in threads; of each some small things stay, as of any page that is drawn.
WORK = """
import sys, threading
from data import memory

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 >> 20

def work():
    for _ in range(10):
        copies = [bytearray(20_000_000) for _ in range(3)]
        kept.extend(bytes(3_000 + n) for n in range(50))
        del copies

if "app" in sys.argv:
    import app

    assert sys.getswitchinterval() == 0.001
elif "bound" in sys.argv:
    memory.bound()
kept, before = [], resident()
for _ in range(3):
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
print(resident() - before)
"""


def left(*words: str) -> int:
    """MB more than before."""
    ran = subprocess.run([sys.executable, "-c", WORK, *words], capture_output=True, text=True, check=True)
    return int(ran.stdout)


@pytest.mark.slow
@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="what is bounded is glibc's")
def test_what_large_files_took_goes_back_to_the_system() -> None:
    """Of 80 MB at a time 240 stayed; now the 18 of the small things do."""
    assert left("bound") < 40 < left()


@pytest.mark.slow
def test_the_app_bounds_it_and_lets_a_busy_page_make_way_soon() -> None:
    assert left("app") < 40
