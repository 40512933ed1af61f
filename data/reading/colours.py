"""Letters in the colour of their ground, in the words of .xlsx and .ods styles."""

import re

WHITE, BLACK = "FFFFFF", "000000"
_NEAR = 8  # of 255 in red, green and blue

_INDEXED = {"0": BLACK, "1": WHITE, "8": BLACK, "9": WHITE, "64": BLACK, "65": WHITE}
_THEME = {"0": WHITE, "1": BLACK}  # of every theme that Office ships, unless a tint is added
_RGB = re.compile(r"#?(?:[0-9A-F]{2})?([0-9A-F]{6})", re.I)


def of_rgb(words: str) -> str | None:
    """`FFC00000`, `#c00000` → C00000."""
    match = _RGB.fullmatch(words.strip())
    return match[1].upper() if match else None


def of_excel(said: dict[str, str]) -> str | None:
    """The colour that the attributes of a `color` say, six digits; else what they say, to be compared."""
    tint = "" if float_or_nought(said.get("tint", "")) == 0 else said["tint"]
    if "rgb" in said:
        known = of_rgb(said["rgb"])
    elif "theme" in said:
        known = _THEME.get(said["theme"], f"theme {said['theme']}")
    elif "indexed" in said:
        known = _INDEXED.get(said["indexed"], f"indexed {said['indexed']}")
    else:
        known = None
    return f"{known} {tint}" if known and tint else known


def float_or_nought(words: str) -> float:
    try:
        return float(words)
    except ValueError:
        return 0.0


def unseen(letters: str | None, ground: str | None, patterned: bool = False) -> bool:
    """Whether letters of a colour are not seen on a ground; None is what a program takes by itself, black and white."""
    return not patterned and _alike(letters or BLACK, ground or WHITE)


def _alike(letters: str, ground: str) -> bool:
    """Whether two colours are one to the eye: FEFEFE on FFFFFF."""
    if letters == ground or not (_RGB.fullmatch(letters) and _RGB.fullmatch(ground)):
        return letters == ground
    return all(abs(a - b) <= _NEAR for a, b in zip(bytes.fromhex(letters), bytes.fromhex(ground), strict=True))
