"""Addresses of cells: a column's letters and its number, a cell's row and column."""

from functools import lru_cache


def letter(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=2_000)
def column_number(letters: str | bytes) -> int:
    """A column counted from 0 by its capital letters: A is 0, AA is 26."""
    number = 0
    for c in letters.encode() if isinstance(letters, str) else letters:
        number = number * 26 + c - 64
    return number - 1


def address(row: int, column: int) -> str:
    """The address of a cell counted from 0: (13, 4) is E14."""
    return f"{letter(column)}{row + 1}"
