"""Figures with all it takes to read them, in one archive: what is measured, which areas, SDMX, and words about it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc

from data.exports import datapackage
from data.exports.datapackage import Resource
from data.model import Language, Text
from data.places import NATION, NATION_KEY, REGIONS, Places
from indicators.define import Indicator, Nature
from indicators.engine.answer import STANDING_LABELS
from service.publishing import figure_table as figures_of
from service.publishing import sdmx

TITLE = Text("Số liệu khoa học và công nghệ các tỉnh", "Science and technology figures of the provinces")
DEMO = Text(
    "DỮ LIỆU MINH HỌA: số liệu được tạo ra để giới thiệu sản phẩm, không dùng để báo cáo.",
    "DEMONSTRATION DATA: made to show the product, not for reporting.",
)
NATURES = {
    Nature.FLOW: Text("số trong kỳ, cộng được qua các quý", "flow: quarters add up"),
    Nature.STOCK: Text("số có đến cuối kỳ, lấy số cuối", "stock: the last that stands"),
    Nature.RATIO: Text("tỷ lệ, tính lại từ tử số và mẫu số", "ratio: made anew from its parts"),
    Nature.INDEX: Text("chỉ số, không cộng, không lấy trung bình", "index: neither summed nor averaged"),
}
KEY = ("measure", "boundary", "area", "period", "breakdown", "item", "calendar")
_MEASURES = {
    "measure": Text("Mã", "Code"),
    "name_vi": Text("Tên", "Name in Vietnamese"),
    "name_en": Text("Tên tiếng Anh", "Name"),
    "unit_vi": Text("Đơn vị tính", "Unit in Vietnamese"),
    "unit_en": Text("Đơn vị tính tiếng Anh", "Unit"),
    "kind": Text("Loại: flow, stock, ratio, index", "Kind: flow, stock, ratio, index"),
    "definition_vi": Text("Định nghĩa", "Definition in Vietnamese"),
    "definition_en": Text("Định nghĩa tiếng Anh", "Definition"),
    "formula_vi": Text("Cách tính", "Formula in Vietnamese"),
    "formula_en": Text("Cách tính tiếng Anh", "Formula"),
    "basis": Text("Căn cứ", "Legal basis"),
}
_AREAS = {
    "area": Text("Khóa", "Key"),
    "code": Text("Mã", "Code"),
    "name": Text("Tên", "Name"),
    "region": Text("Vùng", "Region"),
    "valid_from": Text("Có từ ngày", "First day"),
    "valid_to": Text("Đến hết ngày; trống là hiện nay", "Last day; blank: today"),
    "successor": Text("Nay thuộc đơn vị có khóa này", "Key of the unit of which it is a part now"),
}


def write(
    out: IO[bytes],
    figures: pa.Table,
    catalogue: Mapping[str, Indicator],
    places: Places,
    about: Sequence[tuple[Text, str]],
    demo: bool,
    version: str = "",
    more: Sequence[Resource] = (),
) -> None:
    """An archive of these figures. `about` are lines for its README; `more` are further tables."""
    columns = {name: text for name, (_, text) in figures_of.COLUMNS.items()}
    resources = [
        Resource("figures", Text("Số liệu", "Figures"), figures, columns, KEY),
        Resource("measures", Text("Chỉ tiêu", "Measures"), measures(figures, catalogue), _MEASURES, ("measure",)),
        Resource("areas", Text("Địa phương", "Areas"), areas(places), _AREAS),
        *more,
    ]
    told = [f"{label.vi}: {said}." for label, said in about] + ([f"{DEMO.vi} {DEMO.en}"] if demo else [])
    head: dict[str, Any] = {"name": "vn-provincial-science-technology-indicators", "title": f"{TITLE.vi} / {TITLE.en}"}
    head |= {"description": " ".join(told)} | ({"version": version} if version else {})
    structure = sdmx.structure(figures, catalogue, places)
    others: dict[str, bytes | Callable[[Any], None]] = {
        "sdmx/figures.csv": lambda file: sdmx.write(figures, file, catalogue),
        "sdmx/structure.json": json.dumps(structure, ensure_ascii=False, indent=1).encode(),
        "README.vi.md": _readme(resources, about, demo, "vi").encode(),
        "README.en.md": _readme(resources, about, demo, "en").encode(),
    }
    datapackage.write(out, head, resources, others)


def measures(figures: pa.Table, catalogue: Mapping[str, Indicator]) -> pa.Table:
    """What is said of each measure that the figures hold."""
    held = set(pc.unique(figures["measure"]).to_pylist())
    lines = [
        (code, *astuple(m.label), *astuple(m.unit), m.kind.value, *astuple(m.definition), *astuple(m.formula), m.basis)
        for indicator in catalogue.values()
        for code, m in indicator.series.items()
        if code in held
    ]
    return _table(_MEASURES, lines)


def areas(places: Places) -> pa.Table:
    """The nation, its regions, and every version of every province."""
    lines: list[tuple[object, ...]] = [(NATION_KEY, NATION_KEY, NATION.vi, "", None, None, "")]
    lines += [(key, key, text.vi, key, None, None, "") for key, text in REGIONS.items()]
    lines += [
        (key, unit.code, unit.name, unit.region, unit.valid_from, unit.valid_to, unit.successor)
        for key, versions in places.versions.items()
        for unit in versions
    ]
    return _table(_AREAS, lines)


def _table(names: Mapping[str, Text], lines: Sequence[tuple[object, ...]]) -> pa.Table:
    kinds = {"valid_from": pa.date32(), "valid_to": pa.date32()}
    columns = zip(names, list(zip(*lines, strict=True)) or [()] * len(names), strict=True)
    return pa.table({name: pa.array(values, kinds.get(name, pa.string())) for name, values in columns})


def _readme(resources: Sequence[Resource], about: Sequence[tuple[Text, str]], demo: bool, said: Language) -> str:
    lines = [f"# {TITLE.in_(said)}", ""]
    if demo:
        lines += [f"**{DEMO.in_(said)}**", ""]
    lines += [f"- {label.in_(said)}: {' '.join(text.split())}" for label, text in about]
    for resource in resources:
        count = f"{Text('số dòng', 'rows').in_(said)}: {resource.rows.num_rows}"
        lines += ["", f"## {resource.name}: {resource.title.in_(said)} ({count})", ""]
        lines += [f"- `{name}`: {resource.columns[name].in_(said)}" for name in resource.rows.column_names]
    lines += ["", f"## {Text('Tình trạng', 'States').in_(said)}", ""]
    lines += [f"- `{state.value}`: {text.in_(said)}" for state, text in STANDING_LABELS.items()]
    lines += ["", *(text.in_(said) for text in _NOTES), ""]
    return "\n".join(lines)


_NOTES = (
    Text(
        "`data/` là CSV (UTF-8 có BOM, dấu phẩy, số thập phân dấu chấm); `parquet/` có cùng các dòng, chữ giữ nguyên từng ký tự; `sdmx/` là SDMX-CSV 2.1 với cấu trúc SDMX-JSON 2.0.",
        "`data/` is CSV (UTF-8 with a byte-order mark, commas, decimal points); `parquet/` has the same rows with every letter as it was; `sdmx/` is SDMX-CSV 2.1 with its structure in SDMX-JSON 2.0.\n",
    ),
    Text(
        "Trong CSV, chữ mà bảng tính có thể hiểu là công thức có thêm một dấu nháy đơn ở trước.",
        "In CSV a text that a spreadsheet might take for a formula has an apostrophe before it.",
    ),
    Text(
        "Không có số khác với bằng 0: xem cột tình trạng. Tỷ lệ của nhiều tỉnh được tính lại, không lấy trung bình.",
        "No figure is not zero: see the state. A ratio of several provinces is made anew, never averaged.",
    ),
    Text(
        "Danh sách từng dòng mà tỉnh gửi tải ở trang Bảng số liệu.",
        "The rows of lists that provinces send are on the page Data table.",
    ),
)
