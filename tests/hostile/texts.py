"""CSV and TSV as programs and people leave them: encodings, separators, quotes, cut rows."""

import unicodedata

from tests.hostile.case import READ, Case, loads, read_with, refused
from tests.support.corpus import HEADINGS, ROW, TABLES

HEAD = ",".join(f'"{heading}"' for heading in HEADINGS)
LINE = "Nuôi tôm,Khác,Sở,12/10/2024,14/10/2024,Xã Vĩnh Linh,45,20"
TEXT = f"{HEAD}\n{LINE}\n"
KEYS = ",".join(TABLES["trainings"].columns)


def windows_1258(text: str) -> bytes:
    """As Vietnamese Windows wrote it: a letter with its hat or hook, then its tone."""
    out = bytearray()
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
        out += (unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones)) + tones).encode("cp1258")
    return bytes(out)


def separated(mark: str) -> str:
    return "\n".join(mark.join(f'"{cell}"' for cell in line) for line in (HEADINGS, map(str, ROW))) + "\n"


def csv(sentence: str, data: str | bytes, *places: str, rows: object = (READ,)) -> Case:
    kept = data if isinstance(data, bytes) else data.encode()
    return loads(sentence, kept, *places, rows=rows, name="a.csv")  # type: ignore[arg-type]


def no_csv(sentence: str, data: str | bytes, *places: str) -> Case:
    return refused(sentence, data if isinstance(data, bytes) else data.encode(), *places, name="a.csv")


CASES: list[Case] = [
    csv("UTF-8 with its mark", TEXT.encode("utf-8-sig")),
    csv("UTF-16 with its mark", TEXT.encode("utf-16")),
    csv("UTF-16 the other way round, with its mark", b"\xfe\xff" + TEXT.encode("utf-16-be")),
    csv("UTF-16 without its mark", TEXT.encode("utf-16-le")),
    csv("Windows-1258", windows_1258(TEXT)),
    csv("letters in parts, in UTF-8", unicodedata.normalize("NFD", TEXT)),
    no_csv("UTF-16 cut in the middle of a letter", TEXT.encode("utf-16")[:-1], "undecodable@"),
    no_csv(
        "UTF-8 cut in the middle of a letter", TEXT.encode()[:-30].rstrip(b"\n") + "Vĩ".encode()[:-1], "undecodable@"
    ),
    no_csv(
        "UTF-8 and Windows-1258 in one file",
        TEXT.encode() + windows_1258("Lớp Hà Nội,Khác,Sở,12/10/2024,,,5,\n"),
        "undecodable@",
    ),
    no_csv("UTF-32", TEXT.encode("utf-32"), "nul_bytes@"),
    no_csv("Chinese in its own code page", f"{KEYS}\n养虾,Khac".encode("gbk"), "undecodable@"),
    no_csv(
        "Western text that is no Vietnamese",
        f"{KEYS}\nSchöne Größe,Khac,So,12/10/2024,,,5,\n".encode("cp1252"),
        "undecodable@",
    ),
    no_csv("NUL between", TEXT.replace("Nuôi", "Nu\0ôi"), "nul_bytes@"),
    no_csv("NUL at the end", TEXT + "\0\0\0", "nul_bytes@"),
    csv(
        "commas within quotation marks",
        TEXT.replace("Xã Vĩnh Linh", '"Xã Vĩnh Linh, Quảng Trị"'),
        rows=[read_with("F", "Xã Vĩnh Linh, Quảng Trị")],
    ),
    csv("semicolons, as Vietnamese Windows has it", separated(";")),
    csv("tabs", separated("\t")),
    csv("bars", separated("|")),
    csv("a separator named in the first line", "sep=^\n" + separated("^")),
    csv(
        "one that is named and is another",
        "sep=;\n" + separated(";").replace("Xã Vĩnh Linh", "Xã, Vĩnh Linh"),
        rows=[read_with("F", "Xã, Vĩnh Linh")],
    ),
    no_csv("a separator named that is not there", "sep=;\n" + separated(","), "bad_quotes@"),
    no_csv("commas above and semicolons below", f"{HEAD}\n{LINE.replace(',', ';')}\n", "ragged_row@B2"),
    csv("line ends of Windows", TEXT.replace("\n", "\r\n")),
    csv("line ends of old Macs", TEXT.replace("\n", "\r")),
    csv("line ends of two kinds", f"{HEAD}\r\n{LINE}\n"),
    csv("no line end at the end", TEXT.rstrip("\n")),
    csv("blank lines between", f"\n{HEAD}\n\n{LINE}\n\n"),
    csv("a line break within quotation marks", TEXT.replace("Nuôi tôm", '"Nuôi\ntôm"')),
    csv("a quotation mark doubled", TEXT.replace("Nuôi tôm", '"Nuôi ""tôm"""'), rows=[read_with("A", 'Nuôi "tôm"')]),
    csv("a quotation mark within words", TEXT.replace("Nuôi tôm", 'Nuôi 5" tôm'), rows=[read_with("A", 'Nuôi 5" tôm')]),
    no_csv("a quotation mark that is not closed", TEXT + '"Lớp,Khác,Sở,12/10/2024,,,5,\n', "bad_quotes@"),
    no_csv("letters behind a closed quotation mark", TEXT + '"Lớp"x,Khác,Sở,12/10/2024,,,5,\n', "bad_quotes@"),
    no_csv("a cell too few", f"{TEXT}Lớp,Khác,Sở,12/10/2024,,5,\n", "ragged_row@H3"),
    no_csv("a cell too many, by a comma within a number", f"{HEAD}\n{LINE.replace('45', '1,045')}\n", "ragged_row@I2"),
    csv("commas at the end of each line", "\n".join(line + ",,," for line in TEXT.splitlines())),
    csv(
        "titles above and signatures below",
        f"SỞ KHOA HỌC VÀ CÔNG NGHỆ,,,,,,,\n\n{TEXT}\nNgười lập biểu,,,,,,,\n",
        "footer@A6",
    ),
    csv("the columns' own names", f"{KEYS}\n{LINE}\n"),
    csv("zero-width marks in the headings", TEXT.replace("Tên", "\u200bTên\u200e")),
    csv(
        "an old code, TCVN3, by its octets",
        f"{KEYS};".rstrip(";").encode()
        + b"\n"
        + "Nu«i t«m,Kh¸c,Së,12/10/2024,14/10/2024,X· VÜnh Linh,45,20\n".encode("latin-1"),
        "old_font_read@A2",
        "old_font_read@B2",
        "old_font_read@C2",
        "old_font_read@F2",
    ),
    csv(
        "an old code, VNI, by its octets",
        f"{KEYS}\n".encode() + "Nuoâi toâm,Khaùc,Sôû,12/10/2024,14/10/2024,Xaõ Vónh Linh,45,20\n".encode("latin-1"),
        "old_font_read@A2",
        "old_font_read@B2",
        "old_font_read@C2",
        "old_font_read@F2",
    ),
    csv(
        "the whole file decoded twice",
        "".join(bytes([o]).decode("cp1252", "ignore") or chr(o) for o in f"{KEYS}\n{LINE}\n".encode()),
        "decoded_twice@A2",
        "decoded_twice@B2",
        "decoded_twice@C2",
        "decoded_twice@F2",
    ),
    no_csv("words that are no table", "Kính gửi Bộ Khoa học và Công nghệ,\nSở xin báo cáo.\n", "unclear_table@"),
    no_csv("headings of no table", "a,b,c\n1,2,3\n", "unclear_table@"),
    no_csv("JSON", '[{"title": "x"}]', "unclear_table@"),
    no_csv("three hundred thousand columns", "a," * 300_000 + "\n", "too_many_columns@A1"),
    no_csv(
        "two hundred and fifty-seven columns with something in them",
        f"{HEAD}\n{LINE}{',x' * 300}\n",
        "too_many_columns@A2",
    ),
    no_csv("one cell of two million letters", f"{HEAD}\n{'a' * 2_000_000},Khác,Sở,12/10/2024,,,5,\n", "too_long@A2"),
]
