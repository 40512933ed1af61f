"""Where things lie, for tests in any room."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = ROOT / "tests" / "files"  # workbooks and declarations that tests read
