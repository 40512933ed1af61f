"""Figures as SDMX: SDMX-CSV 2.1, and the structure that says what its columns hold (SDMX-JSON 2.0).

The agency is the product's own and registered nowhere. Codes that SDMX cannot spell are spelt so that it can; what was
meant stands in their names. A missing value is NaN, and its observation status says which kind of missing it is.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc

from data.exports import csv_file
from data.model import CALENDAR_LABELS, Calendar, Period, Text
from data.places import NATION, NATION_KEY, REGIONS, Boundary, Places
from data.text_keys import fold
from indicators.define import Indicator
from indicators.engine.answer import OBS_STATUS, STANDING_LABELS
from indicators.engine.observations import labels
from service.publishing.figure_table import ALL

AGENCY, VERSION = "STI_VN", "1.0"
FLOW, STRUCTURE, CONCEPTS = "DF_STI", "DSD_STI", "CS_STI"
TOTAL = "_T"
JSON_SCHEMA = (
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/develop/structure-message/tools/schemas/2.0.0/"
    "sdmx-json-structure-schema.json"
)
BOUNDS = {">": "GT", "≥": "GE", "<": "LT", "≤": "LE", "~": "CA"}
FREQUENCIES = {  # of a period, by how its part of the year is written
    "Q": Text("Quý", "Quarterly"),
    "S": Text("6 tháng", "Half-yearly"),
    "M9": Text("9 tháng đầu năm", "First nine months of the year"),
    "A": Text("Năm", "Annual"),
}
DAYS = {
    "STATISTICAL": CALENDAR_LABELS[Calendar.STATISTICAL],
    "ADMINISTRATIVE": CALENDAR_LABELS[Calendar.ADMINISTRATIVE],
    "MIXED": Text("Lẫn hai lịch", "Both calendars"),
}
# Each column with its codelist or its type; dimensions first, in the order of the key.
DIMENSIONS: Mapping[str, tuple[Text, str]] = {
    "FREQ": (Text("Tần suất", "Frequency"), "CL_FREQ"),
    "REF_AREA": (Text("Địa phương", "Area"), "CL_AREA"),
    "BOUNDARY": (Text("Đơn vị hành chính", "Provinces as of"), "CL_BOUNDARY"),
    "INDICATOR": (Text("Chỉ tiêu", "Measure"), "CL_INDICATOR"),
    "BREAKDOWN": (Text("Phân tổ", "Breakdown"), "CL_BREAKDOWN"),
    "ITEM": (Text("Nhóm", "Item of the breakdown"), "CL_ITEM"),
    "CALENDAR": (Text("Lịch được tính", "Calendar counted"), "CL_CALENDAR"),
}
TIME = "TIME_PERIOD"
VALUE = "OBS_VALUE"
ATTRIBUTES: Mapping[str, tuple[Text, str]] = {
    "OBS_STATUS": (Text("Tình trạng", "Observation status"), "CL_OBS_STATUS"),
    "UNIT_MEASURE": (Text("Đơn vị tính", "Unit"), "CL_UNIT"),
    "BOUND": (Text("Dấu của số không chính xác", "Sign of a value that is not exact"), "CL_BOUND"),
    "REPORTED": (Text("Số tỉnh đã báo cáo", "Provinces reported"), "Integer"),
    "EXPECTED": (Text("Số tỉnh phải báo cáo", "Provinces expected"), "Integer"),
    "DAYS": (Text("Lịch của các bản nộp", "Calendar of the submissions"), "CL_DAYS"),
    "CONFLICT": (Text("Lũy kế thấp hơn kỳ trước", "Year-to-date below the one before"), "Boolean"),
}


def observations(figures: pa.Table, catalogue: Mapping[str, Indicator]) -> pa.Table:
    """The table of `figures.table` under the columns of SDMX-CSV 2.1."""
    units = {code: m.unit for indicator in catalogue.values() for code, m in indicator.series.items()}
    items = Items(figures, catalogue)
    periods = {code: _time(Period.parse(code)) for code in figures["period"].unique().to_pylist()}

    def by(column: str, meant: Mapping[str, str]) -> pa.Array:
        texts = figures[column].combine_chunks().dictionary_encode()
        return pa.array([meant[code] for code in texts.dictionary.to_pylist()], pa.string()).take(texts.indices)

    def always(text: str) -> pa.Array:
        return pa.repeat(text, figures.num_rows)

    def blank(column: str, meant: Mapping[str, str]) -> pa.Array:
        return by(column, {"": ""} | dict(meant))

    codes = {code: spelt(code) for code in units}
    every = figures["breakdown"].unique().to_pylist()
    columns: dict[str, pa.Array | pa.ChunkedArray] = {
        "STRUCTURE": always("dataflow"),
        "STRUCTURE_ID": always(f"{AGENCY}:{FLOW}({VERSION})"),
        "ACTION": always("I"),
        "FREQ": by("period", {code: freq for code, (freq, _) in periods.items()}),
        "REF_AREA": figures["area"],
        "BOUNDARY": figures["boundary"],
        "INDICATOR": by("measure", codes),
        "BREAKDOWN": by("breakdown", {split: spelt(split) if split else TOTAL for split in every}),
        "ITEM": items.column(figures),
        "CALENDAR": by("calendar", {ALL: TOTAL} | {c.value: c.name for c in Calendar}),
        TIME: by("period", {code: time for code, (_, time) in periods.items()}),
        VALUE: pc.fill_null(figures["value"].cast(pa.string()), "NaN"),
        "OBS_STATUS": figures["obs_status"],
        "UNIT_MEASURE": by("measure", {code: unit_code(unit) for code, unit in units.items()}),
        "BOUND": blank("bound", BOUNDS),
        "REPORTED": figures["reported"],
        "EXPECTED": figures["expected"],
        "DAYS": blank("days", {code.lower(): code for code in DAYS}),
        "CONFLICT": figures["conflict"].cast(pa.string()),
    }
    return pa.table(columns)


def write(figures: pa.Table, out: IO[bytes], catalogue: Mapping[str, Indicator]) -> None:
    """SDMX-CSV 2.1."""
    csv_file.write_codes(observations(figures, catalogue).to_reader(), out)


def spelt(code: str) -> str:
    """A code with letters that SDMX allows: `MQ03.verified` is `MQ03_verified`."""
    return re.sub(r"[^A-Za-z0-9_@$-]", "_", code)


def unit_code(unit: Text) -> str:
    """`INSTRUMENTS`; the sign of per cent has a name."""
    return re.sub(r"[^A-Z0-9]+", "_", unit.en.upper().replace("%", "PERCENT")).strip("_")


def _time(period: Period) -> tuple[str, str]:
    """How often such a period comes, and how SDMX writes it."""
    if period.part == "9M":
        return "M9", f"{period.year}-01-01/P9M"
    if period.part:
        kind = period.part[0].replace("H", "S")
        return kind, f"{period.year}-{kind}{period.part[1]}"
    return "A", str(period.year)


class Items:
    """The items of breakdowns under codes of their own: those that are declared, and those that senders have named."""

    def __init__(self, figures: pa.Table, catalogue: Mapping[str, Indicator]) -> None:
        self.codes: dict[tuple[str, str], str] = {}
        self.names: dict[str, Text] = {}
        for indicator in catalogue.values():
            for split in dict.fromkeys(split for m in indicator.series.values() for split in m.breakdowns):
                for item, text in labels(indicator, split).items():
                    self._add(split, item, text)
        seen = figures.group_by(["breakdown", "item"]).aggregate([("item_label", "min")])
        for line in sorted(seen.to_pylist(), key=lambda one: (one["breakdown"], one["item"])):
            if line["breakdown"]:
                name = line["item_label_min"] or line["item"]
                self._add(line["breakdown"], line["item"], Text(name, name))

    def _add(self, split: str, item: str, text: Text) -> None:
        if (split, item) in self.codes:
            return
        code = wanted = f"{spelt(split)}@{spelt(fold(item) if spelt(item) != item else item)}"
        number = 1
        while code in self.names:
            number += 1
            code = f"{wanted}_{number}"
        self.codes[split, item], self.names[code] = code, text

    def column(self, figures: pa.Table) -> pa.Array:
        pairs = zip(figures["breakdown"].to_pylist(), figures["item"].to_pylist(), strict=True)
        return pa.array([self.codes[pair] if pair[0] else TOTAL for pair in pairs], pa.string())


# The structure


def structure(figures: pa.Table, catalogue: Mapping[str, Indicator], places: Places) -> dict[str, Any]:
    """The message that defines the columns and every code in them."""
    lists = dict(_codelists(Items(figures, catalogue), catalogue, places))
    concepts = {**DIMENSIONS, TIME: (Text("Kỳ", "Period"), ""), VALUE: (Text("Giá trị", "Value"), ""), **ATTRIBUTES}
    component: dict[str, Any] = {
        "dimensionList": {
            "id": "DimensionDescriptor",
            "dimensions": [_component(one, kind) for one, (_, kind) in DIMENSIONS.items()],
            "timeDimension": _component(TIME, "ObservationalTimePeriod"),
        },
        "measureList": {"id": "MeasureDescriptor", "measures": [_component(VALUE, "Double")]},
        "attributeList": {
            "id": "AttributeDescriptor",
            "attributes": [
                {**_component(one, kind), "usage": "mandatory" if one == "OBS_STATUS" else "optional"}
                | {"attributeRelationship": {"observation": {}}}
                for one, (_, kind) in ATTRIBUTES.items()
            ],
        },
    }
    title = Text("Số liệu khoa học và công nghệ các tỉnh", "Science and technology figures of the provinces")
    return {
        "meta": {
            "schema": JSON_SCHEMA,
            "id": STRUCTURE,
            "prepared": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "contentLanguages": ["vi", "en"],
            "sender": {"id": AGENCY},
        },
        "data": {
            "codelists": [
                _artefact(name, text) | {"codes": [{"id": code} | _named(label) for code, label in codes]}
                for name, (text, codes) in lists.items()
            ],
            "conceptSchemes": [
                _artefact(CONCEPTS, title)
                | {"concepts": [{"id": one} | _named(text) for one, (text, _) in concepts.items()]}
            ],
            "dataStructures": [_artefact(STRUCTURE, title) | {"dataStructureComponents": component}],
            "dataflows": [_artefact(FLOW, title) | {"structure": _urn("datastructure.DataStructure", STRUCTURE)}],
        },
    }


def _codelists(
    items: Items, catalogue: Mapping[str, Indicator], places: Places
) -> Iterator[tuple[str, tuple[Text, list[tuple[str, Text]]]]]:
    series = {code: m for indicator in catalogue.values() for code, m in indicator.series.items()}
    splits: dict[str, Text] = {}
    for indicator in catalogue.values():
        for split in dict.fromkeys(split for m in indicator.series.values() for split in m.breakdowns):
            splits.setdefault(spelt(split), indicator.split_label(split))
    areas: dict[str, Text] = {NATION_KEY: NATION, **REGIONS}
    for key, versions in places.versions.items():
        name = f"{versions[-1].name} ({versions[-1].code})"
        areas[key] = Text(name, name)
    total = Text("Tổng", "Total")
    boundaries = {
        Boundary.TODAY.value: Text("34 đơn vị hiện nay", "Today's 34 units"),
        Boundary.THEN.value: Text("Đơn vị như khi báo cáo", "Units as reported"),
    }
    yield "CL_FREQ", _list(Text("Tần suất", "Frequencies"), FREQUENCIES)
    yield "CL_AREA", _list(Text("Địa phương", "Areas"), areas)
    yield "CL_BOUNDARY", _list(Text("Đơn vị hành chính", "Provinces as of"), boundaries)
    yield "CL_INDICATOR", _list(Text("Chỉ tiêu", "Measures"), {spelt(code): m.label for code, m in series.items()})
    yield "CL_BREAKDOWN", _list(Text("Phân tổ", "Breakdowns"), {TOTAL: total} | splits)
    yield "CL_ITEM", _list(Text("Nhóm", "Items"), {TOTAL: total} | items.names)
    calendars = {TOTAL: Text("Tất cả", "All")} | {c.name: CALENDAR_LABELS[c] for c in Calendar}
    yield "CL_CALENDAR", _list(Text("Lịch được tính", "Calendars counted"), calendars)
    statuses = {OBS_STATUS[state]: text for state, text in STANDING_LABELS.items()}
    yield "CL_OBS_STATUS", _list(Text("Tình trạng", "Observation status"), statuses)
    yield "CL_UNIT", _list(Text("Đơn vị tính", "Units"), {unit_code(m.unit): m.unit for m in series.values()})
    yield "CL_BOUND", _list(Text("Dấu", "Signs"), {code: Text(sign, sign) for sign, code in BOUNDS.items()})
    yield "CL_DAYS", _list(Text("Lịch của các bản nộp", "Calendars of submissions"), DAYS)


def _list(title: Text, codes: Mapping[str, Text]) -> tuple[Text, list[tuple[str, Text]]]:
    return title, list(codes.items())


def _named(text: Text) -> dict[str, Any]:
    return {"name": text.vi, "names": {"vi": text.vi, "en": text.en}}


def _artefact(name: str, text: Text) -> dict[str, Any]:
    return {"id": name, "agencyID": AGENCY, "version": VERSION} | _named(text)


def _urn(kind: str, name: str, item: str = "") -> str:
    return f"urn:sdmx:org.sdmx.infomodel.{kind}={AGENCY}:{name}({VERSION}){item}"


def _component(name: str, kind: str) -> dict[str, Any]:
    """A column: its concept, and the codelist or the type of what stands in it."""
    coded = kind.startswith("CL_")
    holds = {"enumeration": _urn("codelist.Codelist", kind)} if coded else {"format": {"dataType": kind}}
    concept = _urn("conceptscheme.Concept", CONCEPTS, f".{name}")
    return {"id": name, "conceptIdentity": concept, "localRepresentation": holds}
