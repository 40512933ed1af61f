"""`measures`, `areas`, `periods`: what figures are of. `coverage`, `changelog`: who has sent, and what changed when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from data.model import KEPT_GRAINS, VIETNAM, Language, Period, Text, periods
from data.places import NATION, NATION_KEY, REGIONS, Boundary
from indicators import CATALOGUE
from indicators.define import Nature
from pages.api.observations import span
from pages.api.operation import Column, Found, Operation
from pages.api.parameters import FAMILY, FROM, GRAIN, PROVINCE, SERIES, SINCE, TO, UNITS
from pages.server.problem import RefusedError
from service import arrivals
from service.access.events import Event, Review
from service.arrivals import ARRIVAL_LABELS, Arrival
from service.service import Service

# Measures


def _measures(service: Service, asked: Mapping[str, Any], language: Language) -> Found:
    families = asked.get("family") or list(CATALOGUE)
    things = [
        (indicator, m)
        for name in dict.fromkeys(families)
        for indicator in (CATALOGUE[name],)
        for m in indicator.series.values()
    ]
    return Found(
        things,
        lambda one: (
            one[1].code,
            one[0].name,
            one[0].label.in_(language),
            one[1].label.in_(language),
            one[1].unit.in_(language),
            str(one[1].kind),
            one[1].definition.in_(language),
            one[1].formula.in_(language),
            one[1].basis,
            list(one[1].breakdowns),
            one[1].yearly,
            one[1].core,
            one[1].code not in one[0].measures,
        ),
    )


MEASURES = Operation(
    "measures",
    Text("Danh mục chỉ tiêu", "Catalogue of measures"),
    Text(
        "Mọi chỉ tiêu và thành phần của tỷ lệ, kèm định nghĩa.",
        "Every measure, and what ratios are made of, with definitions.",
    ),
    (
        Column("code", "string", Text("Mã", "Code"), SERIES),
        Column("family", "string", Text("Lĩnh vực", "Family"), list(CATALOGUE)),
        Column("family_name", "string", Text("Tên lĩnh vực", "Name of the family")),
        Column("name", "string", Text("Tên", "Name")),
        Column("unit", "string", Text("Đơn vị tính", "Unit of measure")),
        Column("kind", "string", Text("Loại: dòng, tồn, tỷ lệ, chỉ số", "How it adds up"), list(Nature)),
        Column("definition", "string", Text("Định nghĩa", "Definition")),
        Column("formula", "string", Text("Cách tính", "Formula")),
        Column("basis", "string", Text("Căn cứ", "Basis")),
        Column("breakdowns", "array", Text("Các phân tổ", "Breakdowns")),
        Column("yearly", "boolean", Text("Chỉ có theo năm", "Known once a year")),
        Column("core", "boolean", Text("Mọi tỉnh đều phải báo cáo", "Owed by every province")),
        Column("term", "boolean", Text("Là thành phần của một tỷ lệ", "A term of a ratio, not a measure of its own")),
    ),
    (FAMILY,),
    _measures,
)

# Areas


def _areas(service: Service, asked: Mapping[str, Any], language: Language) -> Found:
    places = service.places
    if asked.get("units", Boundary.TODAY) is Boundary.TODAY:
        units = list(places.current)
    else:
        units = [unit for versions in places.versions.values() for unit in versions]
    regions = [key for key in REGIONS if any(unit.region == key for unit in units)]
    things: list[tuple[object, ...]] = [
        (NATION_KEY, NATION_KEY, NATION.in_(language), "nation", "", None, None, "", [])
    ]
    things += [(key, key, REGIONS[key].in_(language), "region", "", None, None, "", []) for key in regions]
    things += [
        (
            unit.key,
            unit.code,
            unit.name,
            "province",
            unit.region,
            unit.valid_from.isoformat(),
            unit.valid_to.isoformat() if unit.valid_to else None,
            unit.successor,
            places.predecessors(unit.key),
        )
        for unit in units
    ]
    return Found(things, tuple)


AREAS = Operation(
    "areas",
    Text("Địa phương", "Areas"),
    Text(
        "Cả nước, các vùng và tỉnh, mỗi đơn vị từ ngày nào đến ngày nào, được gộp từ đâu. Mã và tên từng đổi chủ; khóa thì không.",
        "The nation, regions and provinces, from when to when each was, and what it was made of. Codes and names have changed hands; keys never do.",
    ),
    (
        Column("key", "string", Text("Khóa", "Key")),
        Column("code", "string", Text("Mã", "Code")),
        Column("name", "string", Text("Tên", "Name")),
        Column("kind", "string", Text("Cấp", "Level"), ["nation", "region", "province"]),
        Column("region", "string", Text("Khóa của vùng", "Key of its region")),
        Column("valid_from", "string", Text("Từ ngày", "First day"), empty=True),
        Column("valid_to", "string", Text("Đến ngày", "Last day; null: to this day"), empty=True),
        Column("successor", "string", Text("Khóa của đơn vị kế tục", "Key of what it became")),
        Column("predecessors", "array", Text("Khóa của các đơn vị tiền thân", "Keys of what it was made of")),
    ),
    (UNITS,),
    _areas,
)

# Periods


def _periods(service: Service, asked: Mapping[str, Any], language: Language) -> Found:
    first, last = span(service, asked)
    grains = [asked["grain"]] if "grain" in asked else KEPT_GRAINS
    things = [period for grain in grains for period in periods(first, last, grain)]
    return Found(
        things,
        lambda one: (
            one.code,
            str(one.grain),
            one.label.in_(language),
            one.start.isoformat(),
            one.end.isoformat(),
            one.due.isoformat(),
            service.places.units_in(one),
        ),
    )


PERIODS = Operation(
    "periods",
    Text("Kỳ báo cáo", "Periods"),
    Text(
        "Các kỳ đã có số liệu, hoặc trong khoảng được hỏi.",
        "The periods of which there is anything, or those asked for.",
    ),
    (
        Column("code", "string", Text("Mã kỳ", "Code")),
        Column("grain", "string", Text("Độ dài", "How long it is"), [str(grain) for grain in KEPT_GRAINS]),
        Column("name", "string", Text("Tên", "Name")),
        Column("start", "string", Text("Ngày đầu", "First day")),
        Column("end", "string", Text("Ngày cuối", "Last day")),
        Column("due", "string", Text("Hạn nộp", "Last day on which figures are in time")),
        Column("provinces", "integer", Text("Số tỉnh vào cuối kỳ", "Provinces at its end")),
    ),
    (FROM, TO, GRAIN),
    _periods,
)

# Coverage


def _coverage(service: Service, asked: Mapping[str, Any], language: Language) -> Found:
    first, last = span(service, asked)
    wanted = set()
    for text in asked.get("province", ()):
        unit = service.places.find(text, last.end) or service.places.find(text, first.start)
        if text not in service.places.versions and unit is None:
            raise RefusedError(
                Text(
                    f"Không có tỉnh này trong khoảng {first} – {last}.",
                    f"There was no such province from {first} to {last}.",
                ),
                "province",
                text,
                [unit.key for unit in service.places.of_quarter(last.last)],
            )
        wanted.add(text if unit is None else unit.key)
    cells = [cell for cell in arrivals.received(service, first, last) if not wanted or cell.unit.key in wanted]
    return Found(
        cells,
        lambda cell: (
            cell.unit.key,
            cell.unit.code,
            cell.unit.name,
            cell.period.code,
            str(cell.state),
            ARRIVAL_LABELS[cell.state].in_(language),
            cell.late,
            cell.versions,
            cell.submission.received_at.isoformat() if cell.submission else None,
            bool(cell.submission and cell.submission.demo),
        ),
    )


COVERAGE = Operation(
    "coverage",
    Text("Tình hình nộp", "Who has sent what"),
    Text(
        "Tỉnh nào đã nộp quý nào, đúng hạn hay muộn, mấy lần.",
        "Which province has sent which quarter, in time or late, how often.",
    ),
    (
        Column("area", "string", Text("Khóa của tỉnh", "Key of the province")),
        Column("area_code", "string", Text("Mã tỉnh khi đó", "Province code at the time")),
        Column("area_name", "string", Text("Tên khi đó", "Name at the time")),
        Column("period", "string", Text("Quý", "Quarter")),
        Column("state", "string", Text("Tình trạng", "State"), list(Arrival)),
        Column("state_name", "string", Text("Tên tình trạng", "Name of the state")),
        Column("late", "boolean", Text("Lần đầu nộp sau hạn", "The first version came after the day it was due")),
        Column("versions", "integer", Text("Số lần nộp", "Versions")),
        Column("received_at", "string", Text("Nhận lần cuối lúc", "When the newest was received"), empty=True),
        Column("demo", "boolean", Text("Dữ liệu minh họa", "Demonstration data")),
    ),
    (FROM, TO, PROVINCE),
    _coverage,
)

# What changed

CHANGES = (Event.SUBMISSION, Event.TARGETS, Event.MOVE)


def _changelog(service: Service, asked: Mapping[str, Any], language: Language) -> Found:
    """From the ledger; of the people in it nothing is said."""
    since = asked.get("since", 0)
    things = []
    for line in service.repository.ledger.lines[since:]:
        if line.kind not in CHANGES:
            continue
        body, period = line.body, Period.quarter(line.quarter) if line.quarter is not None else None
        moved = {int(number): str(state) for number, state in body.get("states", {}).items()}
        states = moved or ({int(body["number"]): str(body["state"])} if line.kind == Event.SUBMISSION else {})
        name = ""
        if line.unit in service.places.versions and period:
            name = service.places.version(line.unit, period.end).name
        at = datetime.fromisoformat(line.at).replace(tzinfo=UTC).astimezone(VIETNAM)
        version = body.get("version") if line.kind == Event.SUBMISSION else None
        for number, state in states.items() or [(None, None)]:
            things.append(
                (
                    line.seq,
                    at.isoformat(),
                    line.kind,
                    line.unit,
                    NATION.in_(language) if line.unit == NATION_KEY else name,
                    period.code if period else None,
                    number,
                    version,
                    state,
                    bool(body.get("demo")),
                )
            )
    return Found(things, tuple)


CHANGELOG = Operation(
    "changelog",
    Text("Nhật ký thay đổi", "What changed"),
    Text(
        "Những việc làm thay đổi số liệu, theo thứ tự; «since» lấy từ «data_version» của lần hỏi trước.",
        "What changed the figures, in order; “since” is the “data_version” of an earlier answer.",
    ),
    (
        Column("data_version", "integer", Text("Phiên bản số liệu từ đó", "Data version from then on")),
        Column("at", "string", Text("Lúc", "When")),
        Column("kind", "string", Text("Việc", "What was done"), [str(event) for event in CHANGES]),
        Column("area", "string", Text("Khóa của tỉnh, hoặc VN", "Key of the province, or VN")),
        Column("area_name", "string", Text("Tên khi đó", "Name at the time")),
        Column("period", "string", Text("Quý", "Quarter"), empty=True),
        Column("submission", "integer", Text("Bản nộp số", "Number of the submission"), empty=True),
        Column("version", "integer", Text("Lần nộp", "Version"), empty=True),
        Column("state", "string", Text("Tình trạng từ đó", "State from then on"), list(Review), empty=True),
        Column("demo", "boolean", Text("Dữ liệu minh họa", "Demonstration data")),
    ),
    (SINCE,),
    _changelog,
)
