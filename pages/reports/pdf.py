"""A report as PDF/A-2b: typst in this process, with the fonts that ship beside; nothing of it is fetched or run."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from data.model import today
from pages.pictures.picture_frame import clean
from pages.reports.document import Block, Grid, Heading, Paragraph, Picture, Report, roman
from pages.texts import reports as texts

HERE = Path(__file__).parent
FONTS = typst.Fonts(include_system_fonts=False, font_paths=[HERE / "fonts"])  # read once


def pdf(report: Report) -> bytes:
    pictures: dict[str, bytes] = {}
    sections = [
        {"title": f"{roman(n)}. {one.title.upper()}", "blocks": [_block(block, pictures) for block in one.blocks]}
        for n, one in enumerate(report.sections, 1)
    ]
    now = today()
    data = {
        "language": report.language,
        "letter": asdict(report.letter),
        "sections": sections,
        "notes": [asdict(note) for note in report.notes],
        "site": report.site,
        "demo": report.demo,
        "day": [now.year, now.month, now.day],
        "state": texts.STATE_NAME.in_(report.language),
        "motto": texts.STATE_MOTTO.in_(report.language),
        "receivers_head": texts.RECEIVERS_HEAD.in_(report.language),
    }
    inputs = {name: svg.decode() for name, svg in pictures.items()}
    inputs["data"] = json.dumps(_clean(data), ensure_ascii=False)
    made: bytes = typst.compile(
        (HERE / "report.typ").read_bytes(), format="pdf", pdf_standards=["a-2b"], font_paths=FONTS, sys_inputs=inputs
    )
    return made


def _clean(data: Any) -> Any:
    """The same with every text as it may be printed."""
    if isinstance(data, str):
        return clean(data)
    if isinstance(data, dict):
        return {key: _clean(value) for key, value in data.items()}
    return [_clean(each) for each in data] if isinstance(data, list | tuple) else data


def _block(block: Block, pictures: dict[str, bytes]) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "text": block.text}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "parts": [asdict(part) for part in block.parts]}
    if isinstance(block, Grid):
        return {"kind": "grid", **asdict(block), "left": sorted(block.left)}
    assert isinstance(block, Picture)
    name = f"picture-{len(pictures)}"
    pictures[name] = block.draw("svg")
    return {"kind": "picture", "image": name, "caption": block.caption, "alt": block.alt}
