"""`measures`, `areas`, `periods`: what figures are of."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from data.model import KEPT_GRAINS, Period, Text, periods
from data.places import NATION, NATION_KEY, REGIONS, Boundary
from indicators import CATALOGUE
from indicators.define import Indicator, Measure, Nature
from pages.api.observations import span
from pages.api.operation import Column, Operation
from pages.api.parameters import SERIES, AreasParameters, MeasuresParameters, PeriodsParameters
from service.service import Service

# Measures


class _Series(NamedTuple):
    family: Indicator
    measure: Measure


def _measures(service: Service, asked: MeasuresParameters) -> list[_Series]:
    families = [CATALOGUE[name] for name in dict.fromkeys(asked.family or CATALOGUE)]
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
        Column("code", "Mã", "Code", lambda of: of.measure.code, SERIES),
        Column("family", "Lĩnh vực", "Family", lambda of: of.family.name, list(CATALOGUE)),
        Column("family_name", "Tên lĩnh vực", "Name of the family", lambda of: of.family.label),
        Column("name", "Tên", "Name", lambda of: of.measure.label),
        Column("unit", "Đơn vị tính", "Unit of measure", lambda of: of.measure.unit),
        Column("kind", "Loại: dòng, tồn, tỷ lệ, chỉ số", "How it adds up", lambda of: of.measure.kind, list(Nature)),
        Column("definition", "Định nghĩa", "Definition", lambda of: of.measure.definition),
        Column("formula", "Cách tính", "Formula", lambda of: of.measure.formula),
        Column("basis", "Căn cứ", "Basis", lambda of: of.measure.basis),
        Column("breakdowns", "Các phân tổ", "Breakdowns", lambda of: tuple(of.measure.breakdowns), kind=list[str]),
        Column("yearly", "Chỉ có theo năm", "Known once a year", lambda of: of.measure.yearly, kind=bool),
        Column("core", "Mọi tỉnh đều phải báo cáo", "Owed by every province", lambda of: of.measure.core, kind=bool),
        Column(
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


def _areas(service: Service, asked: AreasParameters) -> list[_Area]:
    places = service.places
    every = [unit for versions in places.versions.values() for unit in versions]
    provinces = [
        _Area(
            *(unit.key, unit.code, unit.name, "province", unit.region, unit.valid_from, unit.valid_to, unit.successor),
            tuple(places.predecessors(unit.key)),
        )
        for unit in (places.current if asked.units is Boundary.TODAY else every)
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
        Column("key", "Khóa", "Key"),
        Column("code", "Mã", "Code"),
        Column("name", "Tên", "Name"),
        Column("kind", "Cấp", "Level", values=["nation", "region", "province"]),
        Column("region", "Khóa của vùng", "Key of its region"),
        Column("valid_from", "Từ ngày", "First day", empty=True),
        Column("valid_to", "Đến ngày", "Last day; null: to this day", empty=True),
        Column("successor", "Khóa của đơn vị kế tục", "Key of what it became"),
        Column("predecessors", "Khóa của các đơn vị tiền thân", "Keys of what it was made of", kind=list[str]),
    ),
)

# Periods


def _periods(service: Service, asked: PeriodsParameters) -> list[tuple[Period, int]]:
    first, last = span(service, asked.from_, asked.to)
    grains = [asked.grain] if asked.grain else KEPT_GRAINS
    return [(period, service.places.units_in(period)) for grain in grains for period in periods(first, last, grain)]


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
        Column("code", "Mã kỳ", "Code", lambda of: of[0].code),
        Column("grain", "Độ dài", "How long it is", lambda of: of[0].grain, list(KEPT_GRAINS)),
        Column("name", "Tên", "Name", lambda of: of[0].label),
        Column("start", "Ngày đầu", "First day", lambda of: of[0].start),
        Column("end", "Ngày cuối", "Last day", lambda of: of[0].end),
        Column("due", "Hạn nộp", "Last day on which figures are in time", lambda of: of[0].due),
        Column("provinces", "Số tỉnh vào cuối kỳ", "Provinces at its end", lambda of: of[1], kind=int),
    ),
)
