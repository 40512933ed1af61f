"""What a heading or the name of a row says, in one form, whatever quarter it names."""

import re

from data.model import Period
from data.reading.roles import plain
from data.reading.times import Time, times_in
from data.text_keys import bare

BETWEEN = " › "  # between the levels of headings, or of names
# Times in a heading as they stand to the quarter that the file is of.
QUARTER, OTHER_QUARTER, TO_DATE, OTHER_SPAN = "<quý>", "<quý khác>", "<lũy kế>", "<kỳ khác>"
YEAR, OTHER_YEAR, AT_END, OTHER_DAY, OTHER_MONTH = "<năm>", "<năm khác>", "<cuối kỳ>", "<ngày khác>", "<tháng khác>"
MONTHS = ("<tháng thứ 1>", "<tháng thứ 2>", "<tháng thứ 3>")
# What the names of sheets may be told apart by, and how the others are told then.
TIMES = ((MONTHS, OTHER_MONTH), ((QUARTER,), OTHER_QUARTER), ((YEAR,), OTHER_YEAR))

_MONTH = re.compile(r"\b(?:thang|t)[ .]?0?(1[0-2]|[1-9])(?:(?: nam | ?[/.-] ?| )((?:19|20)\d\d))?(?![\d/.-])")
_YEAR_WHOLE = re.compile(r"\bca nam(?: ((?:19|20)\d\d)\b)?")
_TO_DATE = re.compile(r"\b(3|6|9|12) ?(?:thang|t)\b(?: dau| dau nam)?(?: nam)?(?: ((?:19|20)\d\d)\b)?")
_MARK = re.compile(
    r"\s*(?:(?P<roman>[IVX]{1,5})[.):/]?(?=\s)|(?P<letter>[A-HĐ])[.)/:](?=\s)|"
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]?(?=\s)|"
    r"(?P<small>[a-zđ])[.)](?=\s)|(?P<dash>[-–—•*])\s*|(?P<plus>\+)\s*)"
)
_LEVELS = {"letter": 0, "roman": 1, "number": 2, "small": 4, "dash": 5, "plus": 6}
OF_WHICH = re.compile(r"\s*(?:trong đó|trong do|chia ra|bao gồm|gồm)\s*[:,]?\s*", re.I)

ABBREVIATIONS = {
    "kh cn": "khoa hoc cong nghe",
    "khcn": "khoa hoc cong nghe",
    "dmst": "doi moi sang tao",
    "tcdlcl": "tieu chuan do luong chat luong",
    "tdc": "tieu chuan do luong chat luong",
    "ptd": "phuong tien do",
    "kd": "kiem dinh",
    "hc": "hieu chuan",
    "shtt": "so huu tri tue",
    "shcn": "so huu cong nghiep",
    "nhtt": "nhan hieu tap the",
    "nhcn": "nhan hieu chung nhan",
    "nh": "nhan hieu",
    "cddl": "chi dan dia ly",
    "tthc": "thu tuc hanh chinh",
    "dvctt": "dich vu cong truc tuyen",
    "dvc": "dich vu cong",
    "dn": "doanh nghiep",
    "cgcn": "chuyen giao cong nghe",
    "hdcgcn": "hop dong chuyen giao cong nghe",
    "htx": "hop tac xa",
    "nsnn": "ngan sach nha nuoc",
    "vphc": "vi pham hanh chinh",
    "hq": "hop quy",
    "txng": "truy xuat nguon goc",
    "gphi": "giai phap huu ich",
    "kdcn": "kieu dang cong nghiep",
    "nv": "nhiem vu",
    "knst": "khoi nghiep sang tao",
    "nc pt": "nghien cuu phat trien",
    "r d": "nghien cuu phat trien",
    "atbx": "an toan buc xa",
    "ubnd": "uy ban nhan dan",
    "vpdo": "vi pham",
    "qltt": "quan ly thi truong",
    "sldv": "so lieu",
    "kt": "kiem tra",
    "tt": "thanh tra",
    "bq": "binh quan",
}
_ABBREVIATED = re.compile(r"\b(?:" + "|".join(sorted(ABBREVIATIONS, key=len, reverse=True)) + r")\b")


def relative(text: str, period: Period) -> str:
    """A text folded, its times told by how they stand to a quarter: «Thực hiện quý IV/2024» → `thuc hien <quý>`.

    The same for every quarter's file of one making; another for one whose columns are of another quarter.
    """
    words = plain(text[:300])
    found = [(*match.span(), _to_date(int(match[1]), match[2], period)) for match in _TO_DATE.finditer(words)]
    so_far = re.search(r"\b(?:luy ke|cong don)\b", words) is not None
    for match in _YEAR_WHOLE.finditer(words):
        own = match[1] in (None, str(period.year))
        found.append((*match.span(), _to_date(12, match[1], period) if so_far else YEAR if own else OTHER_YEAR))
    for match in _MONTH.finditer(words):
        if not _covered(found, match.start(), match.end()):
            found.append((*match.span(), _month(int(match[1]), match[2], period)))
    for time, start, end in times_in(words):
        if not _covered(found, start, end) and (token := _token(time, period)):
            found.append((start, end, token))
    told, at = "", 0
    for start, end, token in sorted(found):
        told += f"{bare(words[at:start])} {token} "
        at = end
    return " ".join((told + bare(words[at:])).split())


def _covered(found: list[tuple[int, int, str]], start: int, end: int) -> bool:
    return any(a < end and start < b for a, b, _ in found)


def _to_date(months: int, year: str | None, period: Period) -> str:
    own = months == 3 * (period.last % 4 + 1) and year in (None, str(period.year))
    return TO_DATE if own else OTHER_SPAN


def _month(month: int, year: str | None, period: Period) -> str:
    first = period.start.month
    if year not in (None, str(period.year)) or not first <= month < first + 3:
        return OTHER_MONTH
    return MONTHS[month - first]


def _token(time: Time, period: Period) -> str:
    match time.kind:
        case "quarter":
            own = time.year in (None, period.year) and period.part == f"Q{time.quarter}"
            return QUARTER if own else OTHER_QUARTER
        case "year":
            return YEAR if time.year == period.year else OTHER_YEAR
        case "until" | "day":
            near = time.last is not None and abs((time.last - period.end).days) <= 1
            return AT_END if near else OTHER_DAY
        case "span":
            own = (time.first, time.last) == (period.start, period.end)
            so_far = time.first is not None and (time.first.month, time.first.day) == (1, 1) and time.last == period.end
            return QUARTER if own else TO_DATE if so_far else OTHER_SPAN
        case "months":
            return _to_date(time.quarter, None if time.year is None else str(time.year), period)
    return OTHER_SPAN


def of_the_quarter(words: str, period: Period) -> str:
    """Words of `relative` as people say them of one quarter: `<tháng thứ 1>` → «tháng 10»."""
    for n, token in enumerate(MONTHS):
        words = words.replace(token, f"tháng {period.start.month + n}")
    return (
        words.replace(QUARTER, period.label.vi.lower()).replace(TO_DATE, "lũy kế").replace(YEAR, f"năm {period.year}")
    )


def marked(text: str) -> tuple[int | None, str]:
    """The level that the numbering before a name gives it (0 the highest; None without one), and the name itself."""
    match = _MARK.match(text)
    if match is None or not text[match.end() :].strip():
        return None, text.strip()
    kind = str(match.lastgroup)
    deeper = match[kind].count(".") if kind == "number" else 0
    return _LEVELS[kind] + min(deeper, 1), text[match.end() :].strip()


def level_of(mark: object) -> int | None:
    """The level of a numbering that stands in a column of its own; None for none."""
    text = str(int(mark)) if isinstance(mark, float) and mark.is_integer() else str(mark).strip()
    return marked(f"{text.rstrip('.')} x")[0] if text and len(text) <= 8 else None


def spelt_out(words: str) -> str:
    """Folded words with the usual abbreviations of offices written out."""
    return _ABBREVIATED.sub(lambda found: ABBREVIATIONS[found[0]], bare(words.replace("&", " ")))
