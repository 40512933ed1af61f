"""An independent, simple reading of one cell: may this value have been made of this text? Shares nothing with the reader."""

import re
import unicodedata
from datetime import date, timedelta

from data.table import Column

ZERO = {"khong", "khong co", "khong phat sinh", "khong co phat sinh", "khong phat sinh (bang 0)"}
HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u180e]")


def plain(text: str) -> str:
    text = unicodedata.normalize("NFC", HIDDEN.sub("", text)).translate(str.maketrans("ÐƉðɖ", "ĐĐđđ"))
    return " ".join(text.split())


def folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", plain(text).lower().replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def may_be(column: Column, text: str, value: object) -> bool:
    """Whether a value that was loaded can be what the text says; `None` is no claim."""
    if value is None:
        return True
    if column.type.name == "text":
        return isinstance(value, str) and plain(text) == value
    if column.type.name == "whole":
        return isinstance(value, int) and _is_number(text, value)
    if column.type.name == "day":
        return isinstance(value, date) and _is_day(text, value)
    if column.type.name == "choice":
        label = column.choices[str(value)]
        said = re.sub(r"\s*[‐-―−-]\s*", "-", folded(text))
        return said in {re.sub(r"\s*[‐-―−-]\s*", "-", folded(word)) for word in (label.vi, label.en, str(value))}
    return isinstance(value, float) or column.type.name != "decimal"  # of other kinds nothing is claimed


def _is_number(text: str, value: int) -> bool:
    words = unicodedata.normalize("NFKC", plain(text)).lstrip("'‘’`+ ")
    if folded(words).rstrip(". ") in ZERO:
        return value == 0
    if re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", words) and float(words) == value:
        return True
    whole = re.fullmatch(r"([\d., ]*\d)", words)
    if whole is None:
        return False
    digits = re.sub(r"\D", "", words)
    decimals = re.fullmatch(r"(.*)[.,](0+)", words)
    return int(digits) == value or (decimals is not None and int(re.sub(r"\D", "", decimals[1])) == value)


def _is_day(text: str, value: date) -> bool:
    words = unicodedata.normalize("NFKC", folded(text))
    numbers = [int(part) for part in re.findall(r"\d+", words)]
    if len(numbers) == 1 or re.fullmatch(r"\d+(\.\d+)?([eE][+-]?\d+)?", words):
        return date(1899, 12, 30) + timedelta(days=int(float(words))) == value
    year = {value.year, value.year % 100}
    if numbers[:3] == [value.year, value.month, value.day]:
        return True
    if numbers[:2] == [value.day, value.month] and numbers[2] in year:
        return True
    return value.day in numbers and bool(year & set(numbers)) and bool(re.search("[a-z]{3}", words))
