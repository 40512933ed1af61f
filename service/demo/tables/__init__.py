"""What the demo is made of, as tables: how large provinces are, what went wrong, what is sold, taught and measured."""

import csv
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
REFERENCE = HERE.parents[2] / "data" / "reference"


@cache
def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a table, in their order."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def demo_table(name: str) -> list[dict[str, str]]:
    """The rows of a table that lies beside this file."""
    return read_table(HERE / f"{name}.csv")
