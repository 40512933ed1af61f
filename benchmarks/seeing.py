"""What a person sees, and when: the answer, the live chart, another measure; against plain pages of Streamlit and Dash.

In one Chromium, warm, each page in turn, medians; the same figures, six areas. Ours draws the nation on the first page;
its live chart is the explorer's. `pip install dash gunicorn` first (`make bench` does).
"""

import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.clicking import MEASURE, ROOT, TODAY, export
from benchmarks.measure import Figure, demo_store
from tests.support.serving import served
from tests.support.visiting import Tab

ROUNDS = 7
LINE = ".js-plotly-plot .scatterlayer .js-line"
PICTURE = (
    f"#first-picture .chart svg.wide, {LINE}"  # whichever is seen: a picture that is not there in time counts as late
)
UNCOVERED = "!document.querySelector('#first-picture')?.checkVisibility({visibilityProperty: true})"
BOX = "[role=combobox][aria-label*='Chỉ tiêu']"
AREAS = "can-tho-2025,quang-tri-2025,nghe-an,hue,ha-noi,lam-dong-2025"
QUARTERS = [f"{year}-Q{n}" for year in (2023, 2024) for n in range(1, 5)]
BYTES_AT_MOST = 20_000


@contextmanager
def dash(data: Path, log: Path) -> Iterator[str]:
    """The Dash page on a free port of this machine."""
    command = [sys.executable, "-m", "gunicorn", "-b", "127.0.0.1:8699", "benchmarks.plain_dash:server"]
    with log.open("w") as said:
        process = subprocess.Popen(command, cwd=ROOT, env={"PLAIN_PAGE_DATA": str(data)}, stdout=said, stderr=said)
        try:
            time.sleep(5)
            yield "http://127.0.0.1:8699"
        finally:
            process.terminate()
            process.wait()


def made_ahead(url: str) -> None:
    """Wait until the first page comes with its picture: a few seconds after the start."""
    asked = urllib.request.Request(url, headers={"Accept": "text/html"})
    while b"first-picture" not in urllib.request.urlopen(asked).read():
        time.sleep(0.5)


def until(page: Page, url: str, selector: str) -> float:
    """Seconds from asking for an address until something of it can be seen."""
    begun = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.locator(selector).first.wait_for(state="visible", timeout=60_000)
    if "first-picture" not in selector:
        page.wait_for_function(UNCOVERED, polling="raf")
    return time.perf_counter() - begun


def seen(browser: Browser, pages: dict[str, tuple[str, str]]) -> dict[str, float]:
    """The median for each page, by its name: one visit to fill the browser's cache, then the rounds in turn. `{turn}`
    in an address makes it another each time, of which nothing has been made."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    times: dict[str, list[float]] = {name: [] for name in pages}
    for turn in range(ROUNDS + 1):
        for name, (url, selector) in pages.items():
            took = until(page, url.replace("{turn}", QUARTERS[turn]), selector)
            if turn:
                times[name].append(took)
            page.goto("about:blank")
    context.close()
    return {name: median(found) for name, found in times.items()}


DRAWN = "JSON.stringify([...document.querySelectorAll('.js-plotly-plot')].map(chart => (chart.data || []).map(line => line.y)))"


def changed(browser: Browser, url: str, opened: str) -> float:
    """Seconds from choosing another measure until its lines are drawn: the median.

    `opened` is the box whose list of measures is opened before the clock starts.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    until(page, url, LINE)
    page.wait_for_timeout(3_000)
    times = []
    for option in range(1, ROUNDS + 1):
        before = page.evaluate(DRAWN)
        page.locator(opened).first.click()
        chosen = page.get_by_role("option").nth(option)
        chosen.wait_for()
        page.wait_for_timeout(500)
        begun = time.perf_counter()
        chosen.click()
        page.wait_for_function(f"before => {DRAWN} !== before", arg=before, polling="raf")
        times.append(time.perf_counter() - begun)
        page.wait_for_timeout(2_500)
    context.close()
    return median(times)


def sent(url: str, page: str = "", query: str = "") -> int:
    """The bytes over the wire for another measure, compressed where the server does that for a browser: the median."""
    found = []
    with Tab(url, page, query, compressed=True) as tab:
        for measure in tab.lists[MEASURE][1][1 : ROUNDS + 1]:
            before = tab.received
            tab.choose(MEASURE, measure)
            found.append(tab.received - before)
    return int(median(found))


def first_visit(browser: Browser, url: str, selector: str) -> int:
    """The bytes over the wire, HTTP alone, until the chart is drawn and everything has come; an empty cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    sizes: list[float] = []
    devtools.send("Network.enable")
    devtools.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    until(page, url, selector)
    page.wait_for_timeout(3_000)
    context.close()
    return int(sum(sizes))


def in_bytes(name: str, ours: int, baseline: int, most: int) -> Figure:
    sizes = (f"{ours / 1000:.1f} kB", f"{baseline / 1000:.1f} kB", f"{ours / max(baseline, 1):.2f}")
    return Figure(name, *sizes, f"≤ {most // 1000} kB", ours <= most)


def figures(home: Path | None = None) -> list[Figure]:
    """`home` is a store that holds the demo; without one it is built."""
    home = home or demo_store()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        export(home, folder / "figures.parquet")
        ours = {"INDICATORS_HOME": str(home), "INDICATORS_TODAY": TODAY}
        theirs = {"PLAIN_PAGE_DATA": str(folder / "figures.parquet")}
        with (
            served(ROOT / "app.py", ROOT, folder / "ours.log", ours) as app,
            served(ROOT / "benchmarks" / "plain_page.py", folder, folder / "plain.log", theirs) as plain,
            dash(folder / "figures.parquet", folder / "dash.log") as other,
            sync_playwright() as playwright,
        ):
            made_ahead(app.url)
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            explorer = f"{app.url}/kham-pha?chi-tieu=MQ01&tinh={AREAS}"
            took = seen(
                browser,
                {
                    "answer": (app.url, "#first-picture h1"),
                    "picture": (explorer, PICTURE),
                    "anew": (f"{explorer}&tu={{turn}}&den=2026-Q2", PICTURE),
                    "briefing": (
                        f"{app.url}/ho-so-tinh?tinh=nghe-an",
                        "#first-picture .briefing h2, #root .briefing h2",
                    ),
                    "live": (explorer, LINE),
                    "plain": (plain.url, LINE),
                    "dash": (other, LINE),
                },
            )
            ours_took, plain_took = (changed(browser, url, BOX) for url in (explorer, plain.url))
            ours_sent, plain_sent = sent(app.url, "kham-pha", f"chi-tieu=MQ01&tinh={AREAS}"), sent(plain.url)
            visit, plain_visit = (first_visit(browser, url, LINE) for url in (explorer, plain.url))
            browser.close()
    return [
        Figure.in_ms(
            "The answer of the first page is seen (a plain Dash page's chart)", took["answer"], took["dash"], 0.8, 2
        ),
        Figure.in_ms("… of the explorer, headline and chart", took["picture"], took["dash"], 0.8, 2),
        Figure.in_ms("… of an address that nobody has asked for yet", took["anew"], took["dash"], 0.8, 2),
        Figure.in_ms("… of a province's briefing", took["briefing"], took["dash"], 0.8, 2),
        Figure.in_ms("The explorer's live chart (a plain Streamlit page's chart)", took["live"], took["plain"], 1.0, 2),
        Figure.in_ms("… from another measure to its lines (a plain Streamlit page)", ours_took, plain_took, 1.3, 2),
        in_bytes("Over the wire at a first visit with a chart (a plain Streamlit page)", visit, plain_visit, 2_500_000),
        in_bytes("Sent for another measure (a plain Streamlit page)", ours_sent, plain_sent, BYTES_AT_MOST),
    ]


if __name__ == "__main__":
    for figure in figures(Path(sys.argv[1]) if len(sys.argv) > 1 else None):
        print(figure)
