"""A catalogue that stays as it is: copies of seven declarations, taken when the saved workbooks were made.

Goldens and files under tests/files are read and judged by it, so that whoever adds an indicator, a figure or a list to
`indicators/` changes none of them. It is no contract of what is measured: that is tests/indicators/test_catalogue.py.
"""

from pathlib import Path

from indicators import discover

CATALOGUE = discover(Path(__file__).parent, __name__)
TABLES = {name: indicator.table for name, indicator in CATALOGUE.items()}
