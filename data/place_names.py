"""Provinces named by half: by their initials («Sở KH&CN QB»), a shortened word («Q. Bình»), or by the name of one that
was there before the table of provinces begins («Bình Trị Thiên»). Only where nothing else can be meant."""

import csv
import re
import unicodedata
from functools import lru_cache
from itertools import chain
from pathlib import Path

from data.places import PLACES, Places
from data.text_keys import fold, tidy

FORMER = Path(__file__).parent / "reference" / "former_provinces.csv"

# Initials that abbreviate nothing else in an office; those that do even behind «tỉnh»: thực hiện, hướng dẫn; and those
# that do behind «Sở KH&CN»: văn phòng, lãnh đạo, điện thoại, doanh nghiệp …
_ALONE = {"QB", "YB", "HY", "PY", "TTH"}
_OTHERWISE = {"TH", "HD", "LA"}
_IN_AN_OFFICE = {
    *_OTHERWISE,
    *("PT", "TB", "CT", "KT", "VP", "LĐ", "LD", "ĐT", "DT", "ND", "NĐ", "CB", "CM", "TV", "BD", "DN", "NB", "TN", "ST"),
    *("KH", "HC"),
}
_LED = re.compile(
    r"\b(?i:(?P<tinh>tỉnh|tinh)|tinh|tp\.?|thành phố|s[ởo] kh ?(?:&|và|va|-)? ?cn|skhcn|s[ởo] khoa h[ọo]c v[àa] c[ôo]ng ngh[ệe])"
    r"(?i:(?P<then> tỉnh| tinh| tp\.?)?)\s+(?P<initials>[A-ZĐ]{2,4})(?![\w&])"
)
_TOKEN = re.compile(rf"(?<![\w&.-])({'|'.join(sorted(_ALONE))})(?![\w&])")
_Q = re.compile(  # «Q. Bình Thạnh» is a district of a city
    r"\bQ\.\s?(?i:(bình|binh|trị|tri|nam|ninh|ngãi|ngai))\b(?!\s+(?!(?i:quý|quy|năm|nam)\b)[^\W\d_])"
)
_NATION = re.compile(r"(?:so lieu |bieu |bao cao )?(ca nuoc|toan quoc)(?: \W*\d{4})?")
_OFFICE = re.compile(r"^(?:skhcn|sokhcn|khcn|bc|tinh)(?=[a-z]{5})")
_PROVINCE = r"(?:tinh|ubnd|so [a-z& ]{2,30}) "
_NO_PLACE = r"(?<!xo viet )(?<!xa )(?<!huyen )(?<!duong )"  # streets, and parts of provinces
_AND = re.compile(r"\s*(?:\+|,|;|\bvà\b|\bva\b)\s*")
# A note that is a place and nothing else, or whose numbers are said to be there as well.
_WHOSE = re.compile(
    r"(?:(?:ghi chu|chu thich|luu y) ?: ?|[(*)]+ ?)?(?:(?:so(?: lieu)?(?: nay)?(?: la)?|la)? ?cua|(?:(?:bao )?gom|ke|tinh)(?: ca)?|ca|cong(?: ca| them)?)? ?"
    r"(?:cua )?(?:so kh ?&? ?cn |tinh )?"
)


def half_named(text: str, places: Places = PLACES) -> list[tuple[str, set[str]]]:
    """Provinces that a text names by half: the words, and the keys of the units that may be meant; none for one of
    which there is no unit any more."""
    spelt = unicodedata.normalize("NFC", tidy(text.replace("_", " ")))
    initials = _initials(places)
    led = ((m["initials"], _OTHERWISE if m["tinh"] or m["then"] else _IN_AN_OFFICE) for m in _LED.finditer(spelt))
    found = [words for words, no in led if words in initials and words not in no]
    found += [m[1] for m in _TOKEN.finditer(spelt)]
    named = [(words, initials[words]) for words in found]
    short = ((match[0], places.named_in(f"quang {fold(match[1])}")) for match in _Q.finditer(spelt))
    named += [(words, set(chain.from_iterable(keys for _, keys in found))) for words, found in short]
    run = (_OFFICE.sub("", word) for word in re.findall(r"[a-z]{5,}", fold(spelt)))
    named += [(word, squeezed[word]) for word in run if word in (squeezed := _squeezed(places))]
    if (nation := _NATION.fullmatch(fold(spelt))) is not None:
        named.append((nation[1], set()))
    return named + [(name, set()) for name in _former_in(spelt)]


def whose(note: str, places: Places = PLACES) -> list[tuple[str, set[str]]]:
    """The provinces that a note names and says nothing besides: «TT-Huế», «gồm cả Nghệ Tĩnh», «QB + QT»."""
    spelt = tidy(note).rstrip(".")
    lead = _WHOSE.match(fold(spelt))
    rest = spelt[lead.end() if lead and len(fold(spelt)) == len(spelt) else 0 :]
    parts = [_place(part, places) for part in _AND.split(rest)]
    found = [part for part in parts if part is not None] or [whole for whole in [_place(rest, places)] if whole]
    return found if len(found) in (1, len(parts)) else []


def _place(words: str, places: Places) -> tuple[str, set[str]] | None:
    """The province that words are the name of, and nothing else."""
    for name, keys in (*half_named(words, places), *places.named_in(words)):
        if _letters(words) == _letters(re.sub(r"(?<=[^\W\d_])\d", "", name)):
            return words, keys
    return None


def _letters(words: str) -> str:
    return fold(re.sub(r"\W+", "", words))


@lru_cache(maxsize=8)
def _initials(places: Places) -> dict[str, set[str]]:
    """The first letters of every province's name → the keys of the units so abbreviated."""
    found: dict[str, set[str]] = {}
    for key, versions in places.versions.items():
        for name in {unit.name for unit in versions}:
            letters = "".join(word[0] for word in re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", name)))
            for spelt in {letters, letters.replace("Đ", "D")}:
                if len(spelt) > 1:
                    found.setdefault(spelt, set()).add(key)
    return found


@lru_cache(maxsize=8)
def _squeezed(places: Places) -> dict[str, set[str]]:
    """Names of several words written as one, as files have them → the keys of the units so named."""
    found: dict[str, set[str]] = {}
    for key, versions in places.versions.items():
        for name in {name for unit in versions for name in (unit.name, *unit.aliases) if len(name.split()) > 1}:
            if len(word := re.sub(r"\W+", "", fold(name))) > 4 and not word.startswith(("tp", "thanhpho")):
                found.setdefault(word, set()).add(key)
    return found


@lru_cache(maxsize=1)
def _formers() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """The names of former provinces, each as it is found with its tones and without them."""
    with FORMER.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {}
    for row in rows:
        lead = _NO_PLACE if row["alone"] else _PROVINCE
        toned = r"\b" + re.escape(row["name"].lower()) + r"\b"
        found[row["name"]] = re.compile(toned), re.compile(rf"\b{lead}{re.escape(fold(row['name']))}\b")
    return found


def _former_in(spelt: str) -> list[str]:
    """Tones count where the text has any."""
    folded, lower = fold(spelt), spelt.lower()
    return [
        name
        for name, (toned, plain) in _formers().items()
        if plain.search(folded) and (spelt.isascii() or toned.search(lower))
    ]
