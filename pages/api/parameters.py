"""What can be asked: each parameter a type with its words, and for each address the ones it takes.

FastAPI reads and describes addresses by these; refusal.py says what is wrong with one.
"""

import re
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetPydanticSchema, PlainValidator
from pydantic.json_schema import SkipJsonSchema, WithJsonSchema
from pydantic_core import core_schema

from data.model import Calendar, Grain, Language, Period, Text
from data.places import Boundary
from indicators import CATALOGUE
from indicators.engine.answer import By

MOST = 50_000  # rows on a page
USUAL = 5_000
SERIES = [code for indicator in CATALOGUE.values() for code in indicator.series]
SPLITS = sorted({s for indicator in CATALOGUE.values() for m in indicator.series.values() for s in m.breakdowns})

# Types


def one_of(values: Iterable[str]) -> GetPydanticSchema:
    """One of these texts, which are known only when the catalogue has been read."""
    return GetPydanticSchema(lambda *_: core_schema.literal_schema(list(values)))


def period_like(pattern: str) -> tuple[PlainValidator, WithJsonSchema]:
    """A period whose code looks like this."""

    def read(text: str) -> Period:
        if not re.fullmatch(pattern, text):
            raise ValueError(text)
        return Period.parse(text)

    return PlainValidator(read), WithJsonSchema({"type": "string", "pattern": f"^{pattern}$"})


def _digits(text: object) -> object:
    """Python itself would take `1_0` and ` 1`, too."""
    if isinstance(text, str) and not re.fullmatch("-?[0-9]{1,10}", text):
        raise ValueError(text)
    return text


def _about(vi: str, en: str, usual: str = "", **more: Any) -> Any:
    return Field(description=f"{en} / {vi}" + (f" Default: {usual}." if usual else ""), **more)


DIGITS = BeforeValidator(_digits)
Absent = SkipJsonSchema[None]
_READ, _LIKE = period_like("20[0-9]{2}(-(Q[1-4]|H[12]|9M))?")
SomePeriod = Annotated[Period, _READ, _LIKE]
Measures = Annotated[
    list[Annotated[str, one_of(SERIES)]],
    _about("Mã chỉ tiêu; lặp lại được.", "Code of a measure; may be repeated.", "all measures", examples=[SERIES[:1]]),
]
ByArea = Annotated[
    By | Absent,
    _about(
        "Theo cả nước, vùng hoặc tỉnh.",
        "By nation, region or province.",
        "province where provinces are named or the measure is an index, else nation",
    ),
]
Provinces = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=100)]],
    _about(
        "Khóa (không đổi), mã hoặc tên tỉnh vào thời điểm được hỏi; khóa vùng là mọi tỉnh của vùng, VN là cả nước; "
        "lặp lại được.",
        "Key (which never changes), code or name of a province at the time asked about; a region's key means its "
        "provinces, VN the whole country; may be repeated.",
        "all provinces",
        examples=[["ha-noi"]],
    ),
]
_REACH = Text(
    "Chỉ những kỳ đã nộp được: từ năm 2020, hoặc từ năm đầu có số liệu, đến hết năm nay.",
    "Only of what can have been sent: from 2020, or the first year of which anything was, to the end of this year.",
)
From = Annotated[
    SomePeriod | Absent,
    _about(
        f"Kỳ đầu. {_REACH.vi}",
        f"First period. {_REACH.en}",
        "the first of which anything was sent",
        alias="from",
        examples=["2025"],
    ),
]
To = Annotated[
    SomePeriod | Absent,
    _about(
        f"Kỳ cuối. {_REACH.vi}",
        f"Last period. {_REACH.en}",
        "of observations the latest quarter, which is the last whose due day is past and which enough provinces "
        "(90 % unless the administrator set another share) have sent; else the last of which anything was sent",
        examples=["2025"],
    ),
]
OfGrain = Annotated[
    Grain | Absent,
    _about(
        "Độ dài kỳ; ytd: lũy kế từ đầu năm.",
        "How long a period is; ytd: so far this year.",
        "quarter; year for what is known once a year",
    ),
]
Units = Annotated[
    Boundary, _about("34: đơn vị hiện nay; 63: như khi báo cáo.", "34: today's units; 63: as reported then.")
]

# What each address takes


class QueryParameters(BaseModel):
    """What every address with rows takes; nothing else is let pass."""

    model_config = ConfigDict(extra="forbid")

    lang: Annotated[Language, _about("Ngôn ngữ của tên gọi.", "Language of names.")] = "vi"
    limit: Annotated[int, _about("Số dòng mỗi trang.", "Rows on a page.", ge=1, le=MOST), DIGITS] = USUAL
    page: Annotated[
        int,
        _about(
            "Trang thứ mấy; liên kết «next» dẫn tới trang sau.",
            "Which page; the link “next” leads to the next one.",
            ge=1,
            le=1_000_000,
        ),
        DIGITS,
    ] = 1


class MeasuresParameters(QueryParameters):
    family: Annotated[
        list[Annotated[str, one_of(CATALOGUE)]], _about("Lĩnh vực; lặp lại được.", "Family; may be repeated.", "all")
    ] = []


class AreasParameters(QueryParameters):
    units: Units = Boundary.TODAY


class PeriodsParameters(QueryParameters):
    from_: From = None
    to: To = None
    grain: OfGrain = None


class ObservationsParameters(QueryParameters):
    measure: Measures = []
    by: ByArea = None
    province: Provinces = []
    from_: From = None
    to: To = None
    grain: OfGrain = None
    units: Units = Boundary.TODAY
    split: Annotated[
        Annotated[str, one_of(SPLITS)] | Absent,
        _about("Phân tổ của chỉ tiêu.", "A breakdown of the measure.", "the total only"),
    ] = None
    calendar: Annotated[
        Calendar | Absent,
        _about("Chỉ lấy số liệu theo lịch kỳ báo cáo này.", "Only figures of this reporting calendar.", "both"),
    ] = None
    compare: Annotated[
        Literal["last-year"] | Absent,
        _about("Kèm số cùng kỳ năm trước.", "With the figure of the same span last year.", "none"),
    ] = None


class CoverageParameters(QueryParameters):
    from_: From = None
    to: To = None
    province: Provinces = []


class ChangelogParameters(QueryParameters):
    since: Annotated[
        int,
        _about(
            "Chỉ những thay đổi sau phiên bản số liệu này.",
            "Only what changed after this data version.",
            ge=0,
            le=2**31 - 1,
        ),
        DIGITS,
    ] = 0


class NoParameters(BaseModel):
    model_config = ConfigDict(extra="forbid")
