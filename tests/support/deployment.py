"""The deployment of docs/deploy.md as it is written: nginx with TLS before the app, and a sign-in at a real provider."""

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from service import administration
from service.access.roles import LOCAL
from service.service import Service
from tests.browser.signing import PEOPLE, PROVIDER, SECRET, SignedApp, free_port, provider
from tests.support.browsing import ROOT, TODAY
from tests.support.processes import started
from tests.support.serving import served

NAME = "so-lieu.localhost"  # which every browser takes for this machine
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"


@contextmanager
def deployment(folder: Path, fill: Callable[[Path], None]) -> Iterator[SignedApp]:
    """The app behind nginx on a store that `fill` makes, with the six people of `PEOPLE`."""
    fill(folder / "store")
    service = Service(folder / "store")
    for person in PEOPLE:
        administration.grant(service, LOCAL, person, "thử")
    service.close()
    front, plain, at = free_port(), free_port(), free_port()
    url = f"https://{NAME}:{front}"
    secrets = (ROOT / "docs/deploy/secrets.toml").read_text()
    changes = {
        "https://so-lieu.example.vn/": f"{url}/",
        'cookie_secret = ""': f'cookie_secret = "{SECRET}"',
        'client_secret = ""': f'client_secret = "{SECRET}"',
        "https://dang-nhap.example.vn/": f"http://localhost:{at}/",
    }
    for old, new in changes.items():
        assert old in secrets
        secrets = secrets.replace(old, new)
    (folder / "secrets.toml").write_text(secrets)
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "1",
            "-subj",
            f"/CN={NAME}",
            "-keyout",
            folder / "privkey.pem",
            "-out",
            folder / "fullchain.pem",
        ],
        check=True,
        capture_output=True,
    )
    (folder / "orders").touch()
    log = folder / "app.log"
    (folder / "tmp").mkdir()
    environment = {
        "TMPDIR": str(folder / "tmp"),  # so that what the app leaves there can be counted
        "INDICATORS_HOME": str(folder / "store"),
        "INDICATORS_TODAY": TODAY,
        "INDICATORS_SIGN_IN": "required",
        "INDICATORS_TEST_HAND": str(folder / "orders"),
        "PYTHONPATH": str(PROVIDER / "hand"),
    }
    with (
        served(ROOT / "app.py", ROOT, log, environment, f"--secrets.files={folder / 'secrets.toml'}") as server,
        provider(at, url, folder / "provider.log") as issuer,
        nginx(folder, front, plain, server.url),
    ):
        yield SignedApp(url, issuer, log, folder / "orders", server.pid, server.url)
    assert "Traceback" not in log.read_text(), log.read_text()


@contextmanager
def nginx(folder: Path, front: int, plain: int, app: str) -> Iterator[None]:
    """The file of docs/deploy, with this machine's ports and files in place of the real ones."""
    text = (ROOT / "docs/deploy/nginx.conf").read_text()
    changes = {
        "so-lieu.example.vn": NAME,
        "/etc/ssl/indicators": str(folder),
        "/var/log/nginx": str(folder),
        "127.0.0.1:8501": app.removeprefix("http://"),
        "listen 443 ": f"listen 127.0.0.1:{front} ",
        "listen 80 ": f"listen 127.0.0.1:{plain} ",
        "listen 80;": f"listen 127.0.0.1:{plain};",
    }
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;\nevents {{}}\nhttp {{ {temporary}\n{text}}}\n"
    )
    command = [NGINX, "-c", str(folder / "nginx.conf"), "-p", str(folder)]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    with started(command) as process:
        until = time.monotonic() + 20
        while not _listens(front):
            assert time.monotonic() < until
            assert process.poll() is None, (folder / "nginx.log").read_text()
            time.sleep(0.1)
        yield


def _listens(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0
