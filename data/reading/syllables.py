"""How a Vietnamese syllable is spelt, its tone taken off."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")
MOST_WORDS = 100_000  # remembered of a file, what is asked of each kind

TONES = "\u0300\u0309\u0303\u0301\u0323"  # grave, hook, tilde, acute, dot below
_ONSET = re.compile("(?:ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|kr|br|gr|dr|pl|[bcdđghklmnprstvx])?")
_SPELT = (
    "a ac ach ai ak am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et "
    "ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang "
    "oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi ok om on ong ooc oong op ot ô ôc ôi ôk ôm ôn ông ôp "
    "ôt ơ ơi ơm ơn ơng ơp ơt u ua uc ui uk um un ung uôc uôi uôm uôn uông uôt up ut uân uâng uât uây uê uêch uên uênh "
    "uơ uy uya uych uyên uyêt uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yên yêm "
    "yêng yêt yêu ych yn ynh yt"
)
_RIMES = frozenset(_SPELT.split())
_STOPPED = ("c", "ch", "k", "p", "t")  # ends of a syllable that take two tones only
_QUALITY = frozenset("ăâêôơư")
_VOWELS = frozenset("aăâeêioôơuưy")


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Whether a word is spelt as a Vietnamese syllable, its tone where it is written."""
    if len(word) > 8 or not (word.islower() or word.isupper() or word[1:].islower()):
        return False
    plain, tone, at = "", "", -1
    for letter in unicodedata.normalize("NFC", word).lower():
        parts = unicodedata.normalize("NFD", letter)
        found = [c for c in parts[1:] if c in TONES]
        if len(found) > 1 or (found and tone):
            return False
        if found:
            tone, at = found[0], len(plain)
        plain += unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES))
    longest = _ONSET.match(plain)
    onsets = {longest[0] if longest else "", plain[:1], ""}
    return any(_fits(plain[len(o) :], at - len(o), tone) for o in onsets if plain.startswith(o) and _ONSET.fullmatch(o))


def _fits(rime: str, at: int, tone: str) -> bool:
    if rime not in _RIMES:
        return False
    vowels = rime.rstrip("cghkmnpt")
    coda = rime[len(vowels) :]
    if coda in _STOPPED and tone not in ("\u0301", "\u0323"):
        return rime.endswith("k") and not tone
    if not tone:
        return True
    if not 0 <= at < len(vowels):
        return False
    quality = [i for i, vowel in enumerate(vowels) if vowel in _QUALITY]
    if quality:
        return at == quality[-1]
    if len(vowels) == 1 or coda or len(vowels) == 3:
        return at == (1 if len(vowels) > 1 else 0)
    return vowels in ("oa", "oe", "uy") or at == 0


class ByWord(dict[str, T]):
    """What follows from a word alone, worked out once: a language has some thousands of them, a file has millions."""

    def __init__(self, of: Callable[[str], T]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, word: str) -> T:
        if len(self) >= MOST_WORDS:
            self.clear()
        made = self[word] = self._of(word)
        return made
