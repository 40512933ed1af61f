"""All benchmarks in turn: a table on the screen, and the same between the marks of README.md."""

import os
import platform
import re
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks import arriving, asking, clicking, crowd, exporting, importing, layouts, prose, seeded_faults, seeing
from benchmarks.measure import Figure

README = Path(__file__).parent / "README.md"
BETWEEN = re.compile(r"(?<=<!-- table -->\n).*(?=<!-- /table -->)", re.DOTALL)
PACKAGES = ("streamlit", "duckdb", "pandas", "plotly", "openpyxl", "python-calamine", "pyarrow", "xlsxwriter")
MEASURED: dict[str, Callable[[], list[Figure]]] = {
    "importing": importing.figures,
    "arriving": arriving.figures,
    "asking": asking.figures,
    "clicking": clicking.figures,
    "seeing": seeing.figures,
    "crowd": crowd.figures,
    "exporting": exporting.figures,
    "layouts": layouts.figures,
    "seeded_faults": seeded_faults.figures,
    "prose": prose.figures,
}


def machine() -> str:
    """What the figures were taken on, and how busy it was besides."""
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{date.today():%d/%m/%Y}, {os.cpu_count()} cores, {pages * size / 2**30:.0f} GiB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, {packages}. Load before the run: {os.getloadavg()[0]:.1f}."
    )


def table(figures: Sequence[Figure]) -> str:
    """As Markdown."""
    lines = [
        f"| {f.name} | {f.ours} | {f.baseline} | {f.ratio} | {f.aim} | {'met' if f.met else '**not met**'} |"
        for f in figures
    ]
    return "\n".join(["| what (baseline) | ours | baseline | ratio | aim | |", "|---|--:|--:|--:|--:|---|", *lines])


def main() -> None:
    taken = machine()
    figures: list[Figure] = []
    for number, (name, measured) in enumerate(MEASURED.items(), start=1):
        print(f"{number}/{len(MEASURED)} {name} …", end=" ", file=sys.stderr, flush=True)
        start = time.monotonic()
        figures += measured()
        print(f"{time.monotonic() - start:.0f} s", file=sys.stderr)
    said = table(figures)
    print(said)
    text = README.read_text(encoding="utf-8")
    README.write_text(BETWEEN.sub(lambda _: f"\n{said}\n\n{taken}\n\n", text), encoding="utf-8")


if __name__ == "__main__":
    main()
