"""A small .xls written record by record, since nothing we depend on writes that format."""

import struct
from collections.abc import Mapping, Sequence
from typing import Any

Cell = str | float | int | bool | bytes | None  # bytes: a record's kind and content, for what no other type says


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _text(words: str, wide_length: bool = True) -> bytes:
    return struct.pack("<HB" if wide_length else "<BB", len(words), 1) + words.encode("utf-16-le")


def error(code: int) -> bytes:
    """A cell that holds this error."""
    return struct.pack("<H", 0x205) + bytes([code, 1])


def formula_error(code: int) -> bytes:
    """A formula whose kept value is this error."""
    return struct.pack("<H", 0x06) + bytes([2, 0, code, 0, 0, 0, 0xFF, 0xFF]) + b"\0" * 6 + struct.pack("<H", 0)


def formula(value: float, parts: bytes) -> bytes:
    """A formula by its parts, and the value that is kept of it."""
    return struct.pack("<HdHIH", 0x06, value, 0, 0, len(parts)) + parts


def links(*names: str, file: str = "") -> bytes:
    """What formulas name by a number: sheets of this workbook by their place, or those of another file."""
    numbers = range(len(names)) if file else [int(name) for name in names]
    other = struct.pack("<H", len(names)) + b"".join(_text(word) for word in (f"\x01{file}", *names))
    book = _record(0x1AE, other if file else struct.pack("<HH", 1, 0x0401))
    return book + _record(0x17, struct.pack("<H", len(names)) + b"".join(struct.pack("<Hhh", 0, n, n) for n in numbers))


def place(row: int, column: int, link: int | None = None) -> bytes:
    """A reference to a cell counted from 0, of the sheet that a link names."""
    return struct.pack("<BHH", 0x44, row, column) if link is None else struct.pack("<BHHH", 0x5A, link, row, column)


def shared(top: int, left: int, bottom: int, right: int, parts: bytes, block: bool = False) -> bytes:
    """What the formulas of some cells share, behind the first of them; or what is computed as a block of cells."""
    ends = struct.pack("<HHBB", top, bottom, left, right)
    more = struct.pack("<HI", 0, 0) if block else struct.pack("<BB", 0, bottom - top + 1)
    return _record(0x221 if block else 0x4BC, ends + more + struct.pack("<H", len(parts)) + parts)


def sharing(row: int, column: int) -> bytes:
    """The parts of a formula that is the one shared from this cell on."""
    return struct.pack("<BHH", 1, row, column)


def beside(down: int, right: int) -> bytes:
    """A reference within a shared formula, counted from its cell."""
    return struct.pack("<BHH", 0x4C, down & 0xFFFF, 0xC000 | right & 0xFF)


def rule(
    parts: bytes,
    more: bytes = b"",
    sign: int = 5,
    colour: int = -1,
    ground: int = -1,
    struck: bool = False,
    code: str = "",
) -> bytes:
    """A conditional format over D2:D9: numbers greater than what the parts come to (or by another sign; 0: where the
    parts hold) have letters of a colour of the palette, a ground, a line through them, a number format."""
    cells = struct.pack("<HHHH", 1, 8, 3, 3)
    block = _record(0x1B0, struct.pack("<HH", 1, 0) + cells + struct.pack("<H", 1) + cells)
    font = b"\0" * 64 + struct.pack("<iIHHBBBB", -1, 0x80 * struck, 400, 0, 0, 0, 0, 0)
    font += struct.pack("<iIIIIIIIIH", colour, 0, 0x1A | 0x80 * (not struck), 1, 1, 1, 0, 0, 0, 1)
    flags = 0x3FFFFF | (bool(code) << 25) | (colour >= 0 or struck) << 26 | (ground >= 0) << 29
    style = struct.pack("<IH", flags, bool(code))
    words = _text(code)
    style += struct.pack("<H", 2 + len(words)) + words if code else b""
    style += font if colour >= 0 or struck else b""
    style += struct.pack("<HH", 1 << 10, ground << 7) if ground >= 0 else b""
    head = struct.pack("<BBHH", 1 if sign else 2, sign, len(parts), len(more))
    return block + _record(0x1B1, head + style + parts + more)


def workbook_stream(
    rows: Sequence[Sequence[Cell]],
    name: str = "Đào tạo, tập huấn",
    fonts: Mapping[tuple[int, int], str] | None = None,
    since_1904: bool = False,
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    percent: Sequence[tuple[int, int]] = (),
    extra: bytes = b"",
    code: str = "",
    of_sheet: bytes = b"",
    struck: bool = False,
    colour: int = 8,
    ground: int = 0,
    after: Mapping[tuple[int, int], bytes] | None = None,
) -> bytes:
    """The stream of a workbook of one sheet; cells named in `fonts` are drawn in those, those in `percent` as percentages.

    The number in D2 has the format `code`, letters of that `colour` of the palette on a `ground` (0: none), and is
    struck out where so told; `of_sheet` are more records of the sheet, `after` such as stand behind single cells.
    """
    fonts = fonts or {}
    names = ["Arial"] * 4 + sorted(set(fonts.values()))
    font = b"".join(
        _record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 8, 400, 0, 0, 0, 0, 0) + _text(n, False)) for n in names
    )
    numbers = [0, *range(5, len(names) + 1)]  # there is no font 4
    styles = b"".join(_record(0xE0, struct.pack("<HHH", n, 0, 1) + b"\0" * 14) for n in numbers)
    styles += _record(0xE0, struct.pack("<HHH", 0, 9, 1) + b"\0" * 14)
    fill = b"\0" * 11 + struct.pack("<BH", 4 * bool(ground), ground)
    styles += _record(0xE0, struct.pack("<HHH", len(names) + 1, 164, 1) + fill)
    font += _record(
        0x31, struct.pack("<HHHHHBBBB", 200, 8 * struck, colour, 400, 0, 0, 0, 0, 0) + _text("Arial", False)
    )
    font += _record(0x41E, struct.pack("<H", 164) + _text(code)) if code else b""
    head = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + extra + _record(0x42, struct.pack("<H", 1200))
    head += _record(0x22, struct.pack("<H", since_1904)) + font + styles
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for column in hidden_columns:
        sheet += _record(0x7D, struct.pack("<HHHHHH", column, column, 2000, 0, 1, 0))
    for number in hidden_rows:
        sheet += _record(0x208, struct.pack("<HHHHHHI", number, 0, 9, 255, 0, 0, 0x20))
    for r, cells in enumerate(rows):
        for c, raw in enumerate(cells):
            style = len(numbers) if (r, c) in percent else 0
            style = len(numbers) + 1 if (r, c) == (1, 3) and (code or struck or colour != 8) else style
            style = 1 + names[4:].index(fonts[r, c]) if (r, c) in fonts else style
            place = struct.pack("<HHH", r, c, style)
            if isinstance(raw, bytes):
                sheet += _record(struct.unpack_from("<H", raw)[0], place + raw[2:])
            elif isinstance(raw, bool):
                sheet += _record(0x205, place + bytes([raw, 0]))
            elif isinstance(raw, str):
                sheet += _record(0x204, place + _text(raw))
            elif raw is not None:
                sheet += _record(0x203, place + struct.pack("<d", raw))
            sheet += (after or {}).get((r, c), b"")
    sheet += of_sheet
    sheet += _record(0x0A)
    said = len(_record(0x85, struct.pack("<IBB", 0, 0, 0) + _text(name, False))) + 4
    bound = _record(0x85, struct.pack("<IBB", len(head) + said, 0, 0) + _text(name, False))
    return head + bound + _record(0x0A) + sheet


def workbook(rows: Sequence[Sequence[Cell]], *about: Any, **more: Any) -> bytes:
    """A file with that stream alone."""
    return compound({"Workbook": workbook_stream(rows, *about, **more)})


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file (MS-CFB) with these streams, each large enough to be kept in ordinary sectors."""
    sectors: list[bytes] = []
    follows: list[int] = []

    def put(content: bytes) -> int:
        start = len(sectors)
        pieces = [content[i : i + 512].ljust(512, b"\0") for i in range(0, len(content), 512)]
        for n, piece in enumerate(pieces):
            sectors.append(piece)
            follows.append(start + n + 1 if n + 1 < len(pieces) else 0xFFFFFFFE)
        return start

    entries = [("Root Entry", 5, 0xFFFFFFFE, 0)]
    for name, content in streams.items():
        content = content.ljust(4096, b"\0")
        entries.append((name, 2, put(content), len(content)))
    directory = b""
    for n, (name, kind, start, size) in enumerate(entries):
        words = name.encode("utf-16-le")
        entry = words.ljust(64, b"\0") + struct.pack("<HBB", len(words) + 2, kind, 1)
        right = n + 1 if 0 < n < len(entries) - 1 else 0xFFFFFFFF
        entry += struct.pack("<III", 0xFFFFFFFF, right, 1 if n == 0 and len(entries) > 1 else 0xFFFFFFFF)
        directory += entry.ljust(116, b"\0") + struct.pack("<IQ", start, size)
    first = put(directory)
    while True:
        tables = -(-(len(sectors) + 1) // 128)
        if len(sectors) + tables <= tables * 128:
            break
    at = len(sectors)
    table = follows + [0xFFFFFFFD] * tables
    table += [0xFFFFFFFF] * (tables * 128 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, tables, first, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    numbers = [at + n for n in range(tables)]
    header += struct.pack("<109I", *numbers, *[0xFFFFFFFF] * (109 - tables))
    return header + b"".join(sectors) + struct.pack(f"<{len(table)}I", *table)
