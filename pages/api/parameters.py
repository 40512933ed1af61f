"""What can be asked: each parameter declared once, for reading an address and for describing the interface."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import QueryParams

from data.model import Calendar, Grain, Period, Text
from data.places import Boundary
from indicators import CATALOGUE
from indicators.engine.query import By
from pages.server.problem import RefusedError

MOST = 50_000  # rows on a page
USUAL = 5_000
MOST_PAGES = 1_000_000
LAST_VERSION = 2**31 - 1
PERIOD = "^20[0-9]{2}(-(Q[1-4]|H[12]|9M))?$"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an address. `schema` says in JSON Schema which texts are accepted, and is all that is looked at."""

    name: str
    about: Text
    schema: Mapping[str, Any]
    many: bool = False  # may be given several times
    usual: str = ""  # what is taken where it is not given, in words
    read: Callable[[str], Any] = str
    example: str = ""

    def value(self, given: str) -> Any:
        """Raises RefusedError."""
        if not self._accepts(given):
            raise RefusedError(
                Text(
                    f"Tham số «{self.name}» không nhận giá trị này. Hãy dùng một giá trị trong «accepted».",
                    f"The parameter “{self.name}” does not take this value. Use one of those in “accepted”.",
                ),
                self.name,
                given,
                self.accepted,
            )
        return self.read(given)

    def _accepts(self, given: str) -> bool:
        if "enum" in self.schema:
            return given in self.schema["enum"]
        if self.schema["type"] == "integer":
            whole = re.fullmatch(r"-?[0-9]{1,10}", given)
            return whole is not None and self.schema["minimum"] <= int(given) <= self.schema["maximum"]
        if "pattern" in self.schema:
            return re.search(self.schema["pattern"].replace("$", r"\Z"), given) is not None
        return bool(self.schema.get("minLength", 0) <= len(given) <= self.schema["maxLength"])

    @property
    def accepted(self) -> list[str]:
        """Said to whoever gave something else."""
        if "enum" in self.schema:
            return list(self.schema["enum"])
        if self.schema["type"] == "integer":
            return [f"{self.schema['minimum']}–{self.schema['maximum']}"]
        if "pattern" in self.schema:
            return ["2024-Q4", "2024-H1", "2024-9M", "2024"]
        return [f"{self.schema.get('minLength', 0)}–{self.schema['maxLength']} characters"]


def read(declared: Sequence[Parameter], query: QueryParams) -> dict[str, Any]:
    """The values of an address by name: of one that may come several times a list, of one not given nothing.

    Raises RefusedError for what is unknown, given twice, or not accepted.
    """
    known = {parameter.name: parameter for parameter in declared}
    found: dict[str, Any] = {}
    for name, given in query.multi_items():
        parameter = known.get(name)
        if parameter is None:
            raise RefusedError(
                Text(
                    "Không có tham số này. Hãy dùng các tham số trong «accepted».",
                    "There is no such parameter. Use those in “accepted”.",
                ),
                name or "?",
                given,
                list(known),
            )
        if parameter.many:
            found.setdefault(name, []).append(parameter.value(given))
        elif name in found:
            raise RefusedError(
                Text(f"Tham số «{name}» chỉ được ghi một lần.", f"The parameter “{name}” may be given once only."),
                name,
                given,
            )
        else:
            found[name] = parameter.value(given)
    return found


def choice(values: Sequence[str]) -> dict[str, Any]:
    return {"type": "string", "enum": list(values)}


def whole(least: int, most: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": least, "maximum": most}


def _period(name: str, about: Text, usual: str) -> Parameter:
    return Parameter(name, about, {"type": "string", "pattern": PERIOD}, usual=usual, read=Period.parse, example="2025")


SERIES = [code for indicator in CATALOGUE.values() for code in indicator.series]
SPLITS = sorted({s for indicator in CATALOGUE.values() for m in indicator.series.values() for s in m.breakdowns})
MEASURE = Parameter(
    "measure",
    Text("Mã chỉ tiêu; lặp lại được.", "Code of a measure; may be repeated."),
    choice(SERIES),
    many=True,
    usual="all measures",
    example=SERIES[0],
)
BY = Parameter(
    "by",
    Text("Theo cả nước, vùng hoặc tỉnh.", "By nation, region or province."),
    choice(list(By)),
    usual="province where provinces are named or the measure is an index, else nation",
    read=By,
)
PROVINCE = Parameter(
    "province",
    Text(
        "Khóa (không đổi), mã hoặc tên tỉnh vào thời điểm được hỏi; lặp lại được.",
        "Key (which never changes), code or name of a province at the time asked about; may be repeated.",
    ),
    {"type": "string", "minLength": 1, "maxLength": 100},
    many=True,
    usual="all provinces",
    example="ha-noi",
)
FROM = _period("from", Text("Kỳ đầu.", "First period."), "the first of which anything was sent")
TO = _period("to", Text("Kỳ cuối.", "Last period."), "the last of which anything was sent")
GRAIN = Parameter(
    "grain",
    Text("Độ dài kỳ; ytd: lũy kế từ đầu năm.", "How long a period is; ytd: so far this year."),
    choice(list(Grain)),
    usual="quarter; year for what is known once a year",
    read=Grain,
)
UNITS = Parameter(
    "units",
    Text("34: đơn vị hiện nay; 63: như khi báo cáo.", "34: today's units; 63: as reported then."),
    choice(list(Boundary)),
    usual="34",
    read=Boundary,
)
SPLIT = Parameter(
    "split", Text("Phân tổ của chỉ tiêu.", "A breakdown of the measure."), choice(SPLITS), usual="the total only"
)
CALENDAR = Parameter(
    "calendar",
    Text("Chỉ lấy số liệu theo lịch kỳ báo cáo này.", "Only figures of this reporting calendar."),
    choice(list(Calendar)),
    usual="both",
    read=Calendar,
)
COMPARE = Parameter(
    "compare",
    Text("Kèm số cùng kỳ năm trước.", "With the figure of the same span last year."),
    choice(["last-year"]),
    usual="none",
)
FAMILY = Parameter(
    "family",
    Text("Lĩnh vực; lặp lại được.", "Family; may be repeated."),
    choice(list(CATALOGUE)),
    many=True,
    usual="all",
)
SINCE = Parameter(
    "since",
    Text("Chỉ những thay đổi sau phiên bản số liệu này.", "Only what changed after this data version."),
    whole(0, LAST_VERSION),
    usual="0",
    read=int,
)
LANGUAGE = Parameter("lang", Text("Ngôn ngữ của tên gọi.", "Language of names."), choice(["vi", "en"]), usual="vi")
LIMIT = Parameter("limit", Text("Số dòng mỗi trang.", "Rows on a page."), whole(1, MOST), usual=str(USUAL), read=int)
PAGE = Parameter(
    "page",
    Text("Trang thứ mấy; liên kết «next» dẫn tới trang sau.", "Which page; the link “next” leads to the next one."),
    whole(1, MOST_PAGES),
    usual="1",
    read=int,
)
EVERYWHERE = (LANGUAGE, LIMIT, PAGE)
