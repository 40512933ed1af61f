"""The name of a part of a province, as a letterhead, a sheet or a file is called after it: «Huyện Hải Lăng»."""

import re

from data.reading.roles import plain

# A letterhead, or a line by itself, of a part of the province: no city that is a province.
_PART_OF_PROVINCE = (
    r"(?:huyen|thi xa|thi tran|tx|quan(?! ly| tri| he| trac)|xa(?! hoi)|phuong(?! tien| phap| an| thuc| huong)|"
    r"(?:thanh pho|tp)(?![. ]+(?:ha noi|hai phong|da nang|hue|can tho|ho chi minh|hcm|truc thuoc)\b))(?: ?\. ?| )"
    r"(?!quy\b|nam\b|thang\b)[a-z]{2}[a-z ]{0,24}"
)
DISTRICT = re.compile(
    rf"{_PART_OF_PROVINCE}|"
    r"(?:ubnd|uy ban nhan dan|phong [a-z ]{2,40}?) (?:huyen|quan(?! ly| tri| he)|thi xa|thi tran|"
    r"xa(?! hoi)|phuong(?! tien| phap| an| thuc))\b.*"
)
_NO_PART = re.compile(r"\W*(?:xạ|xả|xá|xà|xa|quản|quan|quán|quân|phương|phượng)\b", re.I)  # «Xạ trị» is no commune
# The name of a sheet of a part: «Huyện Hải Lăng», «H. Hải Lăng», «Phường 1». Of its name alone nothing is known.
SHEET_OF_PART = re.compile(rf"{_PART_OF_PROVINCE}|h\. ?[a-z]{{2}}[a-z ]{{0,24}}|(?:phuong|quan|xa) \d{{1,2}}")


def part_of_province(text: str, pattern: re.Pattern[str] = DISTRICT) -> str:
    """The words by which a text is that of a part of a province; "" where it is none."""
    match = None if not text.isascii() and _NO_PART.match(text) else pattern.fullmatch(plain(text))
    return match[0] if match else ""
