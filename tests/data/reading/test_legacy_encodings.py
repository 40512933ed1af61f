"""Text from before Unicode, or through a wrong code page: good Unicode is never touched, the rest is converted and asked."""

import itertools
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.model import Severity
from data.places import PLACES
from data.reading.legacy_encodings import (
    TCVN3,
    VNI,
    Code,
    converted,
    decoded_once,
    is_broken,
    is_syllable,
    mend,
    of_font,
    old_font,
    votes,
)
from data.reading.reader import Reading, read
from data.sandbox import measured
from indicators import TABLES
from tests.hostile import biff
from tests.support.corpus import HEADINGS, ROW, book_of, saved, trainings

TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
SMALL = [unicodedata.normalize("NFC", v + t) for v in "aăâeêioôơuưy" for t in TONES] + ["đ"]
LETTERS = st.sampled_from(
    [*SMALL, *map(str.upper, SMALL), *"bcdghklmnpqrstvx", *"BCDGHKLMNPQRSTVX", " ", ",", "-", "«", "»"]
)
ONSETS = re.split(" ", " b c d đ g h k l m n p r s t v x ch gi gh kh ng ngh nh ph qu th tr")
RIMES = re.split(
    " ",
    "a an ang anh ao ap at ay ăn ăng ăt âm ân âng âu ây em en eo ê ên ênh êt i ia iên iêng iêt iêu in inh it o oa oan "
    "oang oe oi on ong ô ôi ông ơ ơi ơn u ua uân uê ui un ung uôi uông uy uyên ư ưa ưng ươi ương ươt y yên",
)


def toned(onset: str, rime: str, tone: str) -> str:
    """A syllable as it is spelt, its tone where it belongs."""
    if rime[-1] in "pt" and tone != "\u0323":
        tone = "\u0301"
    vowels = rime.rstrip("cghkmnpt")
    at = max((i for i, c in enumerate(vowels) if c in "ăâêôơư"), default=-1)
    if at < 0:
        at = len(vowels) - 1 if len(rime) > len(vowels) or len(vowels) == 1 else 0
    return unicodedata.normalize("NFC", onset + rime[: at + 1] + tone + rime[at + 1 :])


SYLLABLES = sorted({toned(o, r, t) for o in ONSETS for r in RIMES for t in TONES})
WORDS = st.sampled_from(SYLLABLES).flatmap(lambda w: st.sampled_from([w, w.capitalize(), w.upper()]))
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)

FROM_TCVN3 = {letter: code for code, letter in TCVN3.items()}
FROM_VNI = {letter: code for code, letter in reversed(VNI.items()) if code.islower() or code.isupper()}


def in_tcvn3(text: str) -> str:
    return "".join(FROM_TCVN3.get(c, c) for c in text)


def in_vni(text: str) -> str:
    return "".join(FROM_VNI.get(c, c) for c in text)


def misread(text: str, page: str = "cp1252") -> str:
    """The text's UTF-8 read as a Windows code page, what that has no letter for as the octet itself."""
    return "".join(bytes([o]).decode(page, "ignore") or chr(o) for o in text.encode())


# The codes themselves


def test_each_letter_has_one_place_in_each_code() -> None:
    tcvn3 = {c for c in SMALL if not c.isascii()} | set("ĂÂÊÔƠƯĐ")
    vni = {c for c in [*SMALL, *map(str.upper, SMALL)] if not c.isascii() and c not in "ìíÌÍ"}
    assert set(FROM_TCVN3) == tcvn3
    assert set(FROM_VNI) == vni
    assert len(TCVN3) == len(tcvn3)


def test_every_letter_goes_there_and_back() -> None:
    for letter in SMALL:
        for word in (f"t{letter}n", f"{letter}"):
            assert converted(in_tcvn3(word), Code.TCVN3) == word or (len(word) == 1 and not letter.isascii())
        for word in (f"t{letter}n", f"T{letter.upper()}N"):
            assert converted(in_vni(word), Code.VNI) == word
    for letter in "ĂÂÊÔƠƯĐ":
        assert converted(in_tcvn3(f"{letter}ng"), Code.TCVN3) == f"{letter}ng"


@pytest.mark.parametrize(
    ("unicode", "tcvn3", "vni"),
    [
        ("Quảng Trị", "Qu¶ng TrÞ", "Quaûng Trò"),
        ("Đắk Nông", "§¾k N«ng", "Ñaék Noâng"),
        ("thành phố Hồ Chí Minh", "thµnh phè Hå ChÝ Minh", "thaønh phoá Hoà Chí Minh"),
        ("Bà Rịa - Vũng Tàu", "Bµ RÞa - Vòng Tµu", "Baø Ròa - Vuõng Taøu"),
        ("kiểm định phương tiện đo", "kiÓm ®Þnh ph\xad¬ng tiÖn ®o", "kieåm ñònh phöông tieän ño"),
        ("Thừa Thiên Huế", "Thõa Thiªn HuÕ", "Thöøa Thieân Hueá"),
        ("ở xã Vĩnh Ô", "ë x· VÜnh ¤", "ôû xaõ Vónh OÂ"),
    ],
)
def test_known_names_come_out_of_both_codes(unicode: str, tcvn3: str, vni: str) -> None:
    assert (converted(tcvn3, Code.TCVN3), converted(vni, Code.VNI)) == (unicode, unicode)
    assert (votes(tcvn3).code, votes(vni).code, votes(unicode).code) == (Code.TCVN3, Code.VNI, None)


@pytest.mark.parametrize(
    "raw", ["10×20 µm", "5 µl", "§ 3", "ABC®", "«Ba Lan»", "20 °C", "café", "Maß", "Niño", "x² + ½", "Citroën"]
)
def test_signs_and_foreign_words_are_no_old_font(raw: str) -> None:
    assert (old_font(raw), decoded_once(raw), is_broken(raw)) == ("", None, False)
    assert mend([[raw, "Hà Nam", "Đà Nẵng"]], {}) == {}


def test_capitals_in_tcvn3_are_capitals() -> None:
    assert converted("TØNH QU¶NG TRÞ", Code.TCVN3) == "TỈNH QUẢNG TRỊ"
    assert converted("Hµ Néi", Code.CAPITALS) == "HÀ NỘI"
    assert converted("§µ N½ng, Së", Code.TCVN3) == "Đà Nẵng, Sở"


@pytest.mark.parametrize(
    ("font", "code"),
    [
        (".VnTime", Code.TCVN3),
        (".VNARIALH", Code.CAPITALS),
        ("VNI-Times", Code.VNI),
        ("vni times", Code.VNI),
        ("Times New Roman", None),
        ("Vnifont", None),
        ("", None),
    ],
)
def test_a_fonts_name_tells_its_code(font: str, code: Code | None) -> None:
    assert of_font(font) is code


# Good Unicode stays


QUICK = settings(max_examples=150, deadline=None, derandomize=True)


def test_every_syllable_is_known_for_one_in_either_case() -> None:
    unknown = [word for word in SYLLABLES if not is_syllable(word) or not is_syllable(word.upper())]
    assert [word for word in unknown if not word.startswith(("qu", "gi"))] == []


@pytest.mark.slow
@QUICK
@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_any_vietnamese_text_in_unicode_stays_as_it_is(texts: list[str]) -> None:
    rows: list[list[object]] = [[text, unicodedata.normalize("NFD", text)] for text in texts]
    before = [list(row) for row in rows]
    assert mend(rows, {}) == {}
    assert rows == before
    assert not any(old_font(text) or is_broken(text) for text in texts)


def test_every_place_of_the_country_stays_as_it_is() -> None:
    names = sorted({unit.name for versions in PLACES.versions.values() for unit in versions})
    assert mend([[name, name.upper()] for name in names], {}) == {}


@QUICK
@given(st.lists(st.text(LETTERS, max_size=20), min_size=1, max_size=5))
def test_whatever_is_changed_is_told(texts: list[str]) -> None:
    rows: list[list[object]] = [[text] for text in texts]
    told = mend(rows, {})
    assert {i for i, text in enumerate(texts) if rows[i][0] != text} == {row for row, _ in told}
    assert all(told[i, 0].before == texts[i] for i, _ in told)


# The rest is put right


@pytest.mark.slow
@QUICK
@given(TEXTS, st.sampled_from(["cp1252", "cp1258"]))
def test_text_decoded_twice_comes_back_exactly_or_is_refused(text: str, page: str) -> None:
    broken = misread(text, page)
    if all(map(is_syllable, re.sub("[‘’“”…–—•«»‹›]", "", broken).split())):
        return  # `XÔ` comes as `XÃ”`, which may be the end of a quotation
    assert decoded_once(broken) == text


@pytest.mark.slow
@settings(QUICK, max_examples=80)
@given(st.lists(TEXTS, min_size=3, max_size=6))
def test_a_column_in_an_old_code_is_wholly_read_or_asked_about(texts: list[str]) -> None:
    """Never another Vietnamese text than the one that was meant without a question at its cell."""
    texts = [text.lower() for text in texts]
    for code in (in_tcvn3, in_vni):
        rows: list[list[object]] = [[code(text)] for text in [*texts, "đào tạo phương pháp kiểm định", "xã Vĩnh Ô"]]
        told = mend(rows, {})
        for i, text in enumerate(texts):
            assert rows[i][0] == text or (i, 0) in told or rows[i][0] == code(text)


# A whole file


def of(data: bytes, name: str = "a.xlsx") -> Reading:
    return read(data, name, TABLES)


def titles(reading: Reading) -> list[object]:
    return reading.sheets["trainings"].rows["title"].to_pylist()


def test_the_question_says_the_code_and_shows_before_and_after_and_counts_the_rest() -> None:
    reading = of(trainings(*[["§µo t¹o kü thuËt", *ROW[1:]]] * 3, ["NÃ´ng dÃ¢n", *ROW[1:]]))
    assert titles(reading) == ["Đào tạo kỹ thuật"] * 3 + ["Nông dân"]
    first, second = reading.findings
    assert [(f.rule, f.cell, f.severity) for f in reading.findings] == [
        ("old_font_read", "A2", Severity.QUESTION),
        ("decoded_twice", "A5", Severity.QUESTION),
    ]
    for words in ("TCVN3 (.VnTime)", "«§µo t¹o kü thuËt» thành «Đào tạo kỹ thuật»", "2 ô khác của cột này", "3–4"):
        assert words in first.message.vi
    assert "“NÃ´ng dÃ¢n” was converted to “Nông dân”" in second.message.en
    assert first.received == "§µo t¹o kü thuËt"


def test_the_font_decides_where_the_letters_do_not() -> None:
    for font, title in ((".VnTime", "Hỏn"), ("VNI-Times", "Hán"), ("Arial", "Hán")):
        book = book_of({"Tập huấn": [HEADINGS, ["Hán", *ROW[1:]]]})
        book.active["A2"].font = __import__("openpyxl").styles.Font(name=font)
        assert titles(of(saved(book))) == [title]
        old = biff.workbook([HEADINGS, ["Hán", *ROW[1:]]], fonts={(1, 0): font})
        assert titles(of(old, "a.xls")) == [title]


def test_headings_choices_and_states_in_an_old_font_are_read() -> None:
    state = [[in_tcvn3("Tình trạng số liệu"), in_tcvn3("Có số liệu")]]
    row = [in_tcvn3(str(raw)) if isinstance(raw, str) else raw for raw in ROW]
    data = saved(book_of({"Sheet1": [*state, [in_tcvn3(h) for h in HEADINGS], row]}))
    reading = of(data)
    assert reading.sheets["trainings"].state == "has_data"
    assert reading.sheets["trainings"].rows.to_pylist()[0]["topic"] == "other"
    assert {f.rule for f in reading.findings} == {"old_font_heading", "old_font_read"}
    assert {f.cell for f in reading.findings if f.severity is Severity.QUESTION} == {"B1", "A3", "B3", "C3", "F3"}


@pytest.mark.parametrize("code", [in_tcvn3, in_vni], ids=["tcvn3", "vni"])
def test_a_text_file_in_an_old_code_is_read_and_asked_about(code: object) -> None:
    assert callable(code)
    lines = [HEADINGS, [*map(str, ROW)], ["Lớp kỹ thuật sản xuất", *map(str, ROW[1:])]]
    text = code("\n".join(";".join(line) for line in lines))
    reading = of(text.encode("latin-1"), "a.csv")
    assert titles(reading) == ["Nuôi tôm", "Lớp kỹ thuật sản xuất"]
    assert {f.severity for f in reading.findings} == {Severity.QUESTION, Severity.INFO}


def test_a_cell_that_is_half_unicode_is_not_guessed_at() -> None:
    reading = of(trainings(["Đào t¹o", *ROW[1:]], ["Höng", *ROW[1:]]))
    assert titles(reading) == ["Đào t¹o", "Höng"]
    assert [(f.rule, f.cell) for f in reading.findings] == [("old_font_perhaps", "A2"), ("old_font_perhaps", "A3")]


def test_what_cannot_be_put_right_for_certain_is_refused_at_its_cell() -> None:
    reading = of(trainings(["trÃ  tÃ´m", *ROW[1:]], ["N\ufffdng", *ROW[1:]]))
    assert [(f.rule, f.cell, f.severity) for f in reading.findings] == [
        ("broken_text", "A2", Severity.ERROR),
        ("broken_text", "A3", Severity.ERROR),
    ]


def test_no_pair_of_syllables_in_unicode_is_taken_for_an_old_code() -> None:
    plain = [word for word in SYLLABLES if not any(c >= "\u0100" for c in word) and not word.isascii()]
    assert len(plain) > 1000
    assert [
        pair
        for pair in itertools.pairwise(plain)
        if any(votes(" ".join(pair)).__getattribute__(k) for k in ("tcvn3", "vni"))
    ] == []


@pytest.mark.parametrize("text", ["DẠ", "CỠ", "TẠO RA", "CỠ LỚN", "toàn tỉnh"])
def test_a_letter_whose_last_octet_was_taken_for_a_space_is_told(text: str) -> None:
    assert is_broken(misread(text, "cp1252").replace("\u00a0", " "))


@pytest.mark.parametrize("text", ["giống «cá» tốt", "nhãn «Bò tơ, cá»", "5 º"])
def test_a_quotation_that_ends_in_a_vowel_is_not_broken(text: str) -> None:
    assert not is_broken(text)


@pytest.mark.slow
def test_twenty_megabytes_of_an_old_font_are_read_in_seconds() -> None:
    """They took more than sixty seconds of the processor, of which every one of ten uploads took its own."""
    back = {letter: code for code, letter in TCVN3.items()}
    syllables = [
        "đào",
        "tạo",
        "tập",
        "huấn",
        "nuôi",
        "tôm",
        "nông",
        "nghiệp",
        "bền",
        "vững",
        "công",
        "nghệ",
        "số",
        "ứng",
        "dụng",
        "quản",
        "lý",
        "chất",
        "lượng",
        "sản",
        "phẩm",
    ]
    words = ["".join(back.get(letter, letter) for letter in word) for word in syllables]
    line = ",".join("".join(back.get(letter, letter) for letter in heading) for heading in HEADINGS)
    lines, size, row = [line], 0, 0
    while size < (20 << 20) - 2_000:
        row += 1
        texts = [" ".join(words[(row * 7 + i * i) % len(words)] for i in range(n)) for n in (60, 40, 30)]
        lines.append(f"{texts[0]} {row},Kh¸c,{texts[1]},12/10/2024,14/10/2024,{texts[2]},45,20")
        size += len(lines[-1]) + 1
    reading, cost = measured("\n".join(lines).encode("latin-1"), "cu.csv", TABLES)
    assert reading.sheets["trainings"].rows.num_rows == row
    assert reading.sheets["trainings"].rows.column("title")[0].as_py().startswith("nghiệp bền nghệ")
    assert cost.processor < 15
