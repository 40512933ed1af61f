"""May this file be opened at all? What it is, judged by its bytes, and whether unpacking it is safe."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.faults import Refused
from data.model import Finding

LARGEST_FILE = 20 << 20


@dataclass(slots=True)
class Container:
    """What a file is: `xlsx`, `xls`, `ods` or `text`, and what its sender should know of it."""

    kind: str
    findings: list[Finding] = field(default_factory=list)


def inspect(data: bytes, name: str) -> Container:
    """Judge a file by its bytes. Raises Refused."""
    if not data:
        raise Refused("empty_file")
    if len(data) > LARGEST_FILE:
        raise Refused("too_big")
    if data[:4] == b"PK\x03\x04":
        return Container("xlsx")
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return Container("xls")
    return Container("text")
