"""`measures`, `areas`, `periods`: what figures are of."""

from datetime import date
from typing import NamedTuple

from data.model import KEPT_GRAINS, Period, Text, periods
from data.places import NATION, NATION_KEY, REGIONS, Boundary
from indicators import CATALOGUE
from indicators.define import Indicator, Measure, Nature
from pages.api.observations import span, stored
from pages.api.operation import Operation, ResponseColumn
from pages.api.parameters import SERIES, AreasParameters, MeasuresParameters, PeriodsParameters
from service.service import Service

# Measures


class _Series(NamedTuple):
    family: Indicator
    measure: Measure


def _measures(service: Service, query: MeasuresParameters) -> list[_Series]:
    families = [CATALOGUE[name] for name in dict.fromkeys(query.family or CATALOGUE)]
    return [_Series(family, measure) for family in families for measure in family.series.values()]


MEASURES = Operation(
    "measures",
    Text("Danh mục chỉ tiêu", "Catalogue of measures"),
    Text(
        "Mọi chỉ tiêu và thành phần của tỷ lệ, kèm định nghĩa.",
        "Every measure, and what ratios are made of, with definitions.",
    ),
    MeasuresParameters,
    _measures,
    (
        ResponseColumn("code", "Mã", "Code", lambda of: of.measure.code, SERIES),
        ResponseColumn("family", "Lĩnh vực", "Family", lambda of: of.family.name, list(CATALOGUE)),
        ResponseColumn("family_name", "Tên lĩnh vực", "Name of the family", lambda of: of.family.label),
        ResponseColumn("name", "Tên", "Name", lambda of: of.measure.label),
        ResponseColumn("unit", "Đơn vị tính", "Unit of measure", lambda of: of.measure.unit),
        ResponseColumn(
            "kind", "Loại: dòng, tồn, tỷ lệ, chỉ số", "How it adds up", lambda of: of.measure.kind, list(Nature)
        ),
        ResponseColumn("definition", "Định nghĩa", "Definition", lambda of: of.measure.definition),
        ResponseColumn("formula", "Cách tính", "Formula", lambda of: of.measure.formula),
        ResponseColumn("basis", "Căn cứ", "Basis", lambda of: of.measure.basis),
        ResponseColumn(
            "breakdowns", "Các phân tổ", "Breakdowns", lambda of: tuple(of.measure.breakdowns), kind=list[str]
        ),
        ResponseColumn("yearly", "Chỉ có theo năm", "Known once a year", lambda of: of.measure.yearly, kind=bool),
        ResponseColumn(
            "core", "Mọi tỉnh đều phải báo cáo", "Owed by every province", lambda of: of.measure.core, kind=bool
        ),
        ResponseColumn(
            "term",
            "Là thành phần của một tỷ lệ",
            "A term of a ratio, not a measure of its own",
            lambda of: of.measure.code not in of.family.measures,
            kind=bool,
        ),
    ),
)

# Areas


class _Area(NamedTuple):
    key: str
    code: str
    name: str | Text
    kind: str
    region: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str = ""
    predecessors: tuple[str, ...] = ()


def _areas(service: Service, query: AreasParameters) -> list[_Area]:
    places = service.places
    every = [unit for versions in places.versions.values() for unit in versions]
    provinces = [
        _Area(
            *(unit.key, unit.code, unit.name, "province", unit.region, unit.valid_from, unit.valid_to, unit.successor),
            tuple(places.predecessors(unit.key)),
        )
        for unit in (places.current if query.units is Boundary.TODAY else every)
    ]
    there = {province.region for province in provinces}
    regions = [_Area(key, key, name, "region") for key, name in REGIONS.items() if key in there]
    return [_Area(NATION_KEY, NATION_KEY, NATION, "nation"), *regions, *provinces]


AREAS = Operation(
    "areas",
    Text("Địa phương", "Areas"),
    Text(
        "Cả nước, các vùng và tỉnh, mỗi đơn vị từ ngày nào đến ngày nào, được gộp từ đâu. Mã và tên từng đổi chủ; khóa thì không.",
        "The nation, regions and provinces, from when to when each was, and what it was made of. Codes and names have changed hands; keys never do.",
    ),
    AreasParameters,
    _areas,
    (
        ResponseColumn("key", "Khóa", "Key"),
        ResponseColumn("code", "Mã", "Code"),
        ResponseColumn("name", "Tên", "Name"),
        ResponseColumn("kind", "Cấp", "Level", values=["nation", "region", "province"]),
        ResponseColumn("region", "Khóa của vùng", "Key of its region"),
        ResponseColumn("valid_from", "Từ ngày", "First day", empty=True),
        ResponseColumn("valid_to", "Đến ngày", "Last day; null: to this day", empty=True),
        ResponseColumn("successor", "Khóa của đơn vị kế tục", "Key of what it became"),
        ResponseColumn("predecessors", "Khóa của các đơn vị tiền thân", "Keys of what it was made of", kind=list[str]),
    ),
)

# Periods


def _periods(service: Service, query: PeriodsParameters) -> list[tuple[Period, int]]:
    first, last = span(service, query.from_, query.to)
    within = stored(service, first, last)
    grains = [query.grain] if query.grain else KEPT_GRAINS
    return [
        (period, service.places.units_in(period)) for grain in grains if within for period in periods(*within, grain)
    ]


PERIODS = Operation(
    "periods",
    Text("Kỳ báo cáo", "Periods"),
    Text(
        "Các kỳ đã có số liệu, hoặc trong khoảng được hỏi.",
        "The periods of which there is anything, or those asked for.",
    ),
    PeriodsParameters,
    _periods,
    (
        ResponseColumn("code", "Mã kỳ", "Code", lambda of: of[0].code),
        ResponseColumn("grain", "Độ dài", "How long it is", lambda of: of[0].grain, list(KEPT_GRAINS)),
        ResponseColumn("name", "Tên", "Name", lambda of: of[0].label),
        ResponseColumn("start", "Ngày đầu", "First day", lambda of: of[0].start),
        ResponseColumn("end", "Ngày cuối", "Last day", lambda of: of[0].end),
        ResponseColumn("due", "Hạn nộp", "Last day on which figures are in time", lambda of: of[0].due),
        ResponseColumn("provinces", "Số tỉnh vào cuối kỳ", "Provinces at its end", lambda of: of[1], kind=int),
    ),
)
