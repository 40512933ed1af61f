"""One attack a row of the table: what is done, and what it may cost at the most."""

import http.client
import io
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass

import openpyxl
from docx import Document
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed

from indicators import MEASURES, TABLES
from pages.reports.template_check import MARK
from pages.server.menu import PAGES
from pages.texts.reports import GET_WORD, TEMPLATE_CODE, UPLOAD_TEMPLATE, WRITE
from tests.attacks.stage import LIST, header, signed
from tests.browser.signing import SignedApp
from tests.support.visiting import Tab, request


@dataclass(frozen=True, slots=True)
class Limits:
    """Of the app's process, while it lasts and until it is quiet again."""

    cpu: float  # seconds
    memory: float  # MB more at its end, while the session that did it is still remembered


@dataclass(frozen=True, slots=True)
class Attack:
    name: str
    limits: Limits
    run: Callable[[SignedApp], str]  # does it, and tells what came of it


def widget_states(app: SignedApp) -> str:
    """22.9 MB of two million widget states in one message, three times."""
    said = BackMsg()
    said.rerun_script.page_name = "kham-pha"
    for number in range(2_000_000):
        said.rerun_script.widget_states.widgets.add(id=f"x{number % 10}").bool_value = True
    message, ran = said.SerializeToString(), 0
    for _ in range(3):
        tab = Tab(app.url, "kham-pha", cookies=signed(app, "xem"), patience=5)
        with tab, suppress(ConnectionClosed, TimeoutError):
            tab.socket.send(message)
            while tab._hear().WhichOneof("type") != "script_finished":
                pass
            ran += 1
    return f"{len(message) / 1e6:.1f} MB, {ran} of 3 were answered"


def faults_everywhere() -> bytes:
    """A list of 40,000 rows in which every cell is another fault, as an honest wrong mapping makes it."""
    table = TABLES["trainings"]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(table.label.vi[:31])
    sheet.append([column.label.vi for column in table.columns.values()])
    width = len(table.columns)
    for row in range(40_000):
        sheet.append([f"sai {row}.{column}" for column in range(width)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(app: SignedApp, account: str, name: str, data: bytes, times: int = 1, patience: float = 300) -> list[float]:
    """Send a file on the page of submission; the seconds that each took until the page had answered."""
    took = []
    with Tab(app.url, "nop-so-lieu", "tinh-nop=ca-mau-2025", signed(app, account), patience) as tab:
        (label,) = [label for kind, label in tab.ids if kind == "file_uploader"]
        for number in range(times):
            begun = time.monotonic()
            tab.upload(label, name.format(n=number), data + b"\n" * number if name.endswith("csv") else data)
            took.append(time.monotonic() - begun)
    return took


def every_cell_wrong(app: SignedApp) -> str:
    data = faults_everywhere()
    (took,) = upload(app, "anh", "sai.xlsx", data)
    return f"{len(data) / 1e6:.1f} MB, answered in {took:.1f} s"


def old_font_text(app: SignedApp) -> str:
    """20 MB of text in an old font, ten uploads of one person."""
    words = "Tæng sè ph­¬ng tiÖn ®o ®­îc kiÓm ®Þnh".encode("cp1252")
    line = b",".join([words] * 8) + b"\r\n"
    data = line * (20_000_000 // len(line))
    took = upload(app, "cuc", "cu-{n}.csv", data, 10, 600)
    return f"ten files, the slowest {max(took):.1f} s"


def report(tab: Tab) -> None:
    """Write one, and wait until it is offered."""
    tab.press(WRITE.vi)
    until = time.monotonic() + 120
    while GET_WORD.vi not in tab.downloads and time.monotonic() < until:
        time.sleep(0.5)
        tab._run()


def used(app: SignedApp) -> None:
    """What an ordinary day loads and keeps: every page, every measure, a report taken, a picture framed."""
    for entry in PAGES:
        with Tab(app.url, entry.path, cookies=signed(app, "quan")) as tab:
            if entry.path == "xu-huong":
                for measure in tab.lists[LIST][1]:
                    tab.choose(LIST, measure)
            if entry.path == "bao-cao":
                report(tab)
                tab.download(GET_WORD.vi)
    comparisons(app)
    ask(app, f"/nhung/xu-huong.svg?them={','.join(list(MEASURES)[:3])}&don-vi=34")


def crowded_template(app: SignedApp) -> str:
    """A Word template of 38 KB with twenty marks of our own, for the report of the whole country."""
    word, out = Document(), io.BytesIO()
    for _ in range(20):
        word.add_paragraph(f"{MARK}noi_dung{MARK}")
    word.save(out)
    with Tab(app.url, "bao-cao", "cua=VN", signed(app, "anh")) as tab:
        report(tab)
        begun = time.monotonic()
        tab.upload(UPLOAD_TEMPLATE.vi, "mau.docx", out.getvalue())
        took = time.monotonic() - begun
        begun = time.monotonic()
        for _ in range(10):
            tab._run()
        again = (time.monotonic() - begun) / 10
        first = TEMPLATE_CODE.vi.partition(".")[0]
        said = "refused" if any(first in words for words in tab.texts) else "not refused"
    return f"{len(out.getvalue()) / 1e3:.0f} KB, {said} in {took:.1f} s, a click with it {again:.2f} s"


def ask(app: SignedApp, path: str, account: str = "") -> tuple[int, int]:
    status, body = request(app.url, path, cookie=header(app, account) if account else "")
    return status, len(body)


def many_questions(app: SignedApp) -> str:
    """Questions of which each is answered by a page of one row and computed for all provinces and seventy years."""
    answers = [
        ask(app, f"/api/v1/observations?measure={code}&by=province&from=2001-Q1&to=2070-Q4&limit=1", "xem")
        for code in list(MEASURES)[:20]
    ]
    return statuses(answers)


def statuses(answers: list[tuple[int, int]]) -> str:
    counts = {status: sum(1 for each, _ in answers if each == status) for status in sorted({s for s, _ in answers})}
    return (
        ", ".join(f"{count} × {status}" for status, count in counts.items())
        + f", largest {max(n for _, n in answers)} B"
    )


def long_words(app: SignedApp) -> str:
    """Search words of 500,000 letters in the box of the page of rows, ten of them."""
    passed = 0
    for number in range(10):
        with Tab(app.url, "bang-so-lieu", cookies=signed(app, "xem"), patience=4) as tab:
            box = next(id_ for (kind, _), id_ in tab.ids.items() if kind == "text_input")
            tab.chosen[box] = f"{number}" + "x" * 500_000
            with suppress(ConnectionClosed, TimeoutError, RuntimeError):
                tab._run()
                passed += 1
    return f"{passed} of 10 were answered"


def comparisons(app: SignedApp) -> str:
    """Six heavy questions with `compare` at once, by one person, given up after two seconds."""
    path = "/api/v1/observations?by=province&compare=last-year&grain=quarter&from=2015-Q1&to=2026-Q3"
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda n: ask(app, f"{path}&page={n + 1}", "xem"), range(6)))
    return statuses(answers)


def framed(app: SignedApp) -> str:
    """A picture of every measure over seventy years."""
    path = f"/nhung/xu-huong.svg?them={','.join(MEASURES)}&tu=2001-Q1&den=2070-Q4"
    return statuses([ask(app, f"{path}&don-vi={boundary}") for boundary in ("34", "63", "34")])


def addresses(app: SignedApp) -> str:
    """14,000 addresses of strangers, told by the proxy: how many a second at the first and at the last."""
    rates = []
    port = app.inner.rpartition(":")[2]
    host = app.url.removeprefix("https://")
    for start in (0, 13_000):
        if start:
            flood(port, host, range(1_000, 13_000))
        begun = time.monotonic()
        flood(port, host, range(start, start + 1_000))
        rates.append(1_000 / (time.monotonic() - begun))
    return f"{rates[0]:.0f} → {rates[1]:.0f} requests a second"


def flood(port: str, host: str, numbers: range) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=60)
    for number in numbers:
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        connection.request("GET", "/", headers={"Host": host, "X-Forwarded-For": address})
        connection.getresponse().read()
    connection.close()


def wrong_callbacks(app: SignedApp) -> str:
    """An image on any web page: callbacks and keys that come to nothing, then somebody of that office signs in."""
    for number in range(40):
        request(app.url, f"/oauth2callback?code={number}&state={number}")
        request(app.url, "/api/v1/observations", Authorization=f"Bearer wrong-{number}")
    status, _ = request(app.url, "/auth/login?provider=x")
    begun, _ = request(app.url, "/dang-nhap")
    return f"then the way to sign in answers {begun}, {status}"


def windows(app: SignedApp) -> str:
    """Twenty windows of one person on the page that takes longest, each clicking without a pause for half a minute."""
    until = time.monotonic() + 30

    def clicking(number: int) -> int:
        with Tab(app.url, "ho-so-tinh", cookies=signed(app, "quan"), patience=120) as tab:
            label = next(label for label in tab.lists if label.startswith("Tỉnh"))
            clicks = 0
            while time.monotonic() < until:
                clicks += 1
                tab.choose(label, tab.lists[label][1][(number * 7 + clicks) % len(tab.lists[label][1])])
            return clicks

    with ThreadPoolExecutor(20) as pool:
        return f"{sum(pool.map(clicking, range(20)))} clicks"


def originals(app: SignedApp) -> str:
    """Two hundred presses of the button of one original file."""
    lines, got = ledger_lines(app), 0
    with Tab(app.url, "tinh-hinh-nop", "lich-su=ca-mau-2025&quy=2026-Q2", signed(app, "duc"), patience=20) as tab:
        label = next(label for label in tab.downloads if "gốc" in label)
        for _ in range(200):
            with suppress(TimeoutError, ConnectionClosed):
                got += bool(tab.download(label))
    return f"{got} files, {ledger_lines(app) - lines} lines of the ledger"


def ledger_lines(app: SignedApp) -> int:
    with closing(sqlite3.connect(f"file:{app.log.parent / 'store' / 'truth.sqlite'}?mode=ro", uri=True)) as truth:
        return int(truth.execute("SELECT count(*) FROM ledger").fetchone()[0])


ATTACKS = [
    Attack("socket: two million widget states, three times", Limits(3, 10), widget_states),
    Attack("file: 40,000 rows, every cell another fault", Limits(10, 50), every_cell_wrong),
    Attack("interface: 20 questions over seventy years", Limits(20, 20), many_questions),
    Attack("page: ten search words of 500,000 letters", Limits(5, 10), long_words),
    Attack("pages: twenty windows of one person, clicking on", Limits(60, 60), windows),
    Attack("interface: six heavy comparisons at once", Limits(20, 30), comparisons),
    Attack("frame: every measure over seventy years, thrice", Limits(6, 20), framed),
    Attack("file: 20 MB of old-font text, ten times", Limits(20, 100), old_font_text),
    Attack("template: 38 KB of Word with twenty marks", Limits(12, 30), crowded_template),
    Attack("two hundred presses of one original file", Limits(10, 10), originals),
    Attack("14,000 addresses", Limits(30, 15), addresses),
    Attack("forty wrong callbacks and keys", Limits(5, 10), wrong_callbacks),
]
