"""Words as typed, tidied and never interpreted."""

import math
import re
from collections.abc import Collection
from datetime import date
from functools import partial

import pyarrow as pa

from data.column_types.cell import DASH, LONGEST, NOT_AVAILABLE, SEEN_INVISIBLE, Raw, Read, is_dash, no_content, tidied
from data.column_types.column import Column, ColumnType
from data.model import Text, day_text
from data.reading.legacy_encodings import is_broken, old_font
from data.text_keys import letters

_LOST = re.compile(r"(?<!=)[^\W\d_]\?(?!\w+=)[^\W\d_]|\?[^\W\d_]+\?|\ufffd")
# Letters and marks of ordinary Vietnamese and English; what is written with them alone is NFC, nothing of it invisible.
ORDINARY = frozenset(map(chr, range(0x20, 0x7F))) | frozenset(
    "\n\t\u00a0–—“”‘’…«»°²àáâãèéêìíòóôõùúýăđĩũơưÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA)))
)
_TELLING = frozenset("?#«")  # a text with these is looked at one by one


def read_text(raw: Raw) -> Read:
    """Words as typed, tidied; a number typed as a name or code becomes its plain digits."""
    if isinstance(raw, str):
        return _words(raw)
    if (refused := no_content(raw)) is not None:
        return refused
    if isinstance(raw, date):
        day = day_text(raw)
        return Read(day, "date_in_text", {"value": day})
    assert isinstance(raw, int | float)
    if not math.isfinite(raw):
        return Read(rule="placeholder")
    if raw == int(raw):
        return Read(rule="digits_lost") if abs(raw) >= 1e15 else Read(str(int(raw)))
    return Read(f"{raw:.12f}".rstrip("0."))


def _words(raw: str) -> Read:
    text = tidied(raw)
    if isinstance(text, Read):
        return text
    if is_dash(text):
        return Read(rule="dash", state=DASH)
    if text.lower() in ("...", "…", "n/a"):
        return Read(rule="not_available", state=NOT_AVAILABLE)
    if len(text) > LONGEST:
        return Read(rule="too_long")
    rule = "" if text.lower().isascii() else "broken_text" if is_broken(raw) else old_font(raw)
    if rule in ("broken_text", "old_font"):
        return Read(rule=rule)
    if not rule and "?" in text and _LOST.search(text):
        rule = "lost_letters"
    if not rule and len(text) != len(raw) and SEEN_INVISIBLE.search(raw):
        rule = "hidden_marks"
    return Read(text, rule)


def _read_at_once(raws: Collection[Raw], values: dict[Raw, object]) -> list[Raw]:
    """Put the texts that need only their spaces tidied into `values`; give back the others."""
    rest: list[Raw] = [raw for raw in raws if not isinstance(raw, str)]
    texts = [raw for raw in raws if isinstance(raw, str)]
    together = "\n".join(texts)
    written = letters(together)
    if not written <= ORDINARY:
        return [*rest, *texts]
    telling = written & _TELLING
    untidy = not written.isdisjoint("\t\u00a0") or together.count("\n") >= max(len(texts), 1)
    untidy = untidy or any(blank in f"\n{together}\n" for blank in ("  ", " \n", "\n "))
    lengths = set(map(len, texts))
    if texts and not untidy and not telling and min(lengths) > 12 and max(lengths) <= LONGEST:
        values.update(zip(texts, texts, strict=True))
        return rest
    for raw in texts:
        if 12 < len(raw) <= LONGEST and not (telling and not telling.isdisjoint(raw)):
            values[raw] = " ".join(raw.split()) if untidy else raw
        else:
            rest.append(raw)
    return rest


TEXT = ColumnType(
    "text",
    label=Text("văn bản", "text"),
    hint=Text(f"Không quá {LONGEST:,} ký tự.".replace(",", "."), f"At most {LONGEST:,} characters."),
    sql="VARCHAR",
    arrow=pa.string(),
    read=read_text,
    read_at_once=_read_at_once,
    validation="textLength",
    most=str(LONGEST),
    width=24,
    is_text=True,
    order=1,
)
text = partial(Column, TEXT)
