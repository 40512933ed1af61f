"""A Streamlit script as its visitors meet it: served by a process of its own on a free port of this machine."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.processes import started

PATIENCE = 120  # seconds until a server that does not answer is given up


@dataclass(frozen=True, slots=True)
class Served:
    """Where a server listens, and which process it is."""

    url: str
    pid: int


@contextmanager
def served(script: Path, folder: Path, log: Path, environment: Mapping[str, str], *options: str) -> Iterator[Served]:
    """`streamlit run script` started in `folder`, whose `.streamlit/config.toml` it reads; ended at the end.

    Raises RuntimeError, with what the server said, when it does not answer.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.address=127.0.0.1"]
    command += [f"--server.port={port}", "--server.headless=true", "--browser.gatherUsageStats=false", *options]
    with log.open("w") as said, started(command, folder, environment, said) as server:
        _answers(server, port, log)
        yield Served(f"http://127.0.0.1:{port}", server.pid)


def _answers(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        ask = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            ask.request("GET", "/_stcore/health")
            if ask.getresponse().read() == b"ok":
                return
        except OSError:
            time.sleep(0.1)
        finally:
            ask.close()
    raise RuntimeError(f"the server on port {port} does not answer:\n{log.read_text()}")
