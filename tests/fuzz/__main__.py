"""The coverage-guided fuzzer: `make fuzz SECONDS=300`, or `python -m tests.fuzz SECONDS [FOLDER]` with atheris installed.

Inputs that lead somewhere new are kept in the folder (a scratch one by default), and there what broke a promise and ended
the run, as crash-, oom- or timeout-; it belongs into tests/hostile as a case.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["data"], enable_loader_override=False):
    from tests.fuzz import target
    from tests.hostile import CORPUS

BITS = (
    b"<c ",
    b' r="',
    b"<v>",
    b"</v>",
    b"<is><t>",
    b' t="s"',
    b' t="inlineStr"',
    b' t="e"',
    b"<f>",
    b"&#53;",
    b"<!--x-->",
    b"<![CDATA[1]]>",
    b"</c>",
    b"<row r=",
    b"1048577",
    b"XFD",
    b"-1",
    b"1e3",
    b"10.036",
    b"#REF!",
    "§µ".encode(),
    "Ã´".encode(),
    "Noâng".encode(),
    "\u200b".encode(),
    b"nan",
    b"TRUE",
    b"12/10/2024",
    b'"',
    b";",
    b"\t",
    b"'",
)
SHAPES = target.HEADER_XML + target.GOOD_ROW
WORDS = (
    "45",
    "10.036",
    "1,5",
    "§¾k N«ng",
    "NÃ´ng",
    "Khác",
    "Sở",
    "12/10/2024",
    "45577",
    "-",
    "x",
    "",
    "không",
    "1e3",
    "Noâng",
    "١٢",
    "(5)",
    "trên 70",
)
PLACES = {b"a.xlsx": 0, b"a.xls": 1}
runs = 0


def changes(data: atheris.FuzzedDataProvider) -> list[tuple[int, int, bytes]]:
    made = []
    for _ in range(data.ConsumeIntInRange(1, 6)):
        comes = (
            BITS[data.ConsumeIntInRange(0, len(BITS) - 1)]
            if data.ConsumeBool()
            else data.ConsumeBytes(data.ConsumeIntInRange(0, 6))
        )
        made.append((data.ConsumeIntInRange(0, 1 << 14), data.ConsumeIntInRange(0, 12), comes))
    return made


def word(data: atheris.FuzzedDataProvider) -> str:
    if data.ConsumeBool():
        return WORDS[data.ConsumeIntInRange(0, len(WORDS) - 1)]
    return data.ConsumeUnicodeNoSurrogates(data.ConsumeIntInRange(0, 24)).replace("\0", "")


def one(octets: bytes) -> None:
    global runs
    runs += 1
    data = atheris.FuzzedDataProvider(octets)
    kind = data.ConsumeIntInRange(0, 6)
    if kind == 0:
        target.anything(data.ConsumeBytes(4096), target.NAMES[data.ConsumeIntInRange(0, 3)])
    elif kind == 1:
        rows = [[word(data) for _ in range(8)] for _ in range(data.ConsumeIntInRange(1, 3))]
        target.text_file(rows, ",;\t|"[data.ConsumeIntInRange(0, 3)])
    elif kind == 2:
        target.sheet(target.mutated(SHAPES, changes(data)))
    elif kind == 3:
        part = list(target.PARTS)[data.ConsumeIntInRange(0, len(target.PARTS) - 1)]
        target.package(target.zipped(target.PARTS), part, target.mutated(target.PARTS[part], changes(data)))
    elif kind == 4:
        cells = [word(data) if data.ConsumeBool() else data.ConsumeFloat() for _ in range(8)]
        target.old_workbook(cells, data.ConsumeBytes(data.ConsumeIntInRange(0, 8)), data.ConsumeIntInRange(0, 6000))
    elif kind == 5:
        target.open_document(target.mutated(target.ODS_ROW.encode(), changes(data)).decode("utf-8", "replace"))
    else:
        case = SEEDS[data.ConsumeIntInRange(0, len(SEEDS) - 1)]
        target.anything(target.mutated(case[1], changes(data)), case[0])


SEEDS = [(case.name, case.bytes) for case in CORPUS if not case.heavy and not case.apart and len(case.bytes) < 20_000]


def main() -> None:
    seconds, folder = sys.argv[1] if len(sys.argv) > 1 else "60", sys.argv[2] if len(sys.argv) > 2 else ""
    kept = Path(folder or tempfile.mkdtemp())
    kept.mkdir(exist_ok=True)
    for number, (_, content) in enumerate(SEEDS[:200]):
        (kept / f"seed{number}").write_bytes(content[:4096])
    options = [
        f"-max_total_time={seconds}",
        "-rss_limit_mb=1500",
        "-timeout=20",
        "-max_len=8192",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={kept}/", str(kept)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
