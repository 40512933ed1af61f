"""Provinces: found by code or name and day, through the merger of 1 July 2025 and whatever follows."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.places import PLACES, PROVINCES, Places, Unit

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)

SAME_NAME_NEW_CODE = {
    "Lào Cai": ("10", "15"),
    "Bắc Ninh": ("27", "24"),
    "Quảng Trị": ("45", "44"),
    "Gia Lai": ("64", "52"),
    "Tây Ninh": ("72", "80"),
    "Đồng Tháp": ("87", "82"),
    "An Giang": ("89", "91"),
}
SAME_CODE_NEW_NAME = {
    "15": ("Yên Bái", "Lào Cai"),
    "24": ("Bắc Giang", "Bắc Ninh"),
    "44": ("Quảng Bình", "Quảng Trị"),
    "52": ("Bình Định", "Gia Lai"),
    "80": ("Long An", "Tây Ninh"),
    "82": ("Tiền Giang", "Đồng Tháp"),
    "91": ("Kiên Giang", "An Giang"),
}


def found(text: str, day: date) -> Unit:
    unit = PLACES.find(text, day)
    assert unit is not None, f"{text!r} was not found"
    return unit


@pytest.mark.parametrize("text", ["", "Hà", "Quảng", "Hải Nam", "Quang Nan", "97", "100", "Hà Tây", "--", "Cả nước"])
def test_what_is_no_province_is_not_guessed(text: str) -> None:
    assert PLACES.find(text, BEFORE) is None


def test_an_old_name_is_not_a_province_after_the_merger() -> None:
    assert PLACES.find("Bắc Giang", AFTER) is None
    assert PLACES.find("45", AFTER) is None


def test_there_were_63_provinces_and_there_are_34() -> None:
    assert len(PLACES.at(BEFORE)) == 63
    assert len(PLACES.at(AFTER)) == 34
    assert len(PLACES.current) == 34


def test_seven_names_kept_on_with_a_new_code() -> None:
    kept = {
        old.name: (old.code, new.code)
        for old in PLACES.at(BEFORE)
        if (new := PLACES.find(old.name, AFTER)) and new.code != old.code
    }
    assert kept == SAME_NAME_NEW_CODE


def test_seven_codes_passed_to_another_name() -> None:
    passed = {
        old.code: (old.name, new.name)
        for old in PLACES.at(BEFORE)
        if (new := PLACES.find(old.code, AFTER)) and new.name != old.name
    }
    assert passed == SAME_CODE_NEW_NAME


def test_a_name_that_kept_on_is_another_unit_once_its_land_has_changed() -> None:
    assert found("Quảng Trị", BEFORE).key != found("Quảng Trị", AFTER).key
    assert found("Hà Nội", BEFORE).key == found("Hà Nội", AFTER).key


def test_hue_is_one_unit_under_two_names() -> None:
    assert found("Thừa Thiên Huế", date(2024, 12, 31)).key == found("Huế", date(2025, 1, 1)).key == "hue"
    assert found("46", date(2024, 12, 31)).name == "Thừa Thiên Huế"
    assert found("46", date(2025, 1, 1)).name == "Huế"


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("ĐẮK NÔNG", "Đắk Nông"),
        ("Đăk Nông", "Đắk Nông"),
        ("Đắc Nông", "Đắk Nông"),
        ("dak nong", "Đắk Nông"),
        ("Daknong", "Đắk Nông"),
        ("\u0110a\u0306\u0301k No\u0302ng", "Đắk Nông"),
        ("\u00d0ắk Nông", "Đắk Nông"),
        ("Tỉnh Đắk\u00a0 Nông", "Đắk Nông"),
        ("Đắk\u200b Nông", "Đắk Nông"),
        ("Đắk Lắk", "Đắk Lắk"),
        ("Đắc Lắc", "Đắk Lắk"),
        ("Kontum", "Kon Tum"),
        ("Bắc Cạn", "Bắc Kạn"),
        ("TT-Huế", "Thừa Thiên Huế"),
        ("Thừa Thiên – Huế", "Thừa Thiên Huế"),
        ("TP.HCM", "Hồ Chí Minh"),
        ("Tp. Hồ Chí Minh", "Hồ Chí Minh"),
        ("thành phố hồ chí minh", "Hồ Chí Minh"),
        ("Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Bà Rịa-Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("BR-VT", "Bà Rịa - Vũng Tàu"),
        ("Hoà Bình", "Hòa Bình"),
        ("Thanh Hoá", "Thanh Hóa"),
        ("Quảng Trị (cũ)", "Quảng Trị"),
        ("1", "Hà Nội"),
    ],
)
def test_every_usual_spelling_finds_its_province(spelling: str, name: str) -> None:
    assert found(spelling, date(2024, 6, 1)).name == name


def test_every_old_unit_has_exactly_one_heir_of_today_and_none_is_left_out() -> None:
    heirs = {unit.key: PLACES.heir(unit.key) for unit in PLACES.at(BEFORE)}
    assert set(heirs.values()) == {unit.key for unit in PLACES.current}


def test_a_third_change_is_rows_in_one_file(tmp_path: Path) -> None:
    """Next year two provinces merge and one is renamed: nothing but the table changes."""
    lines = PROVINCES.read_text(encoding="utf-8").splitlines()
    ended = [
        line.replace(",2025-07-01,,,", ",2025-07-01,2027-06-30,lao-cai-2027,") if line.startswith(keys) else line
        for line in lines
        for keys in [("lao-cai-2025,", "lai-chau,")]
    ]
    ended = [
        line.replace(",2025-07-01,,,", ",2025-07-01,2027-06-30,,") if line.startswith("son-la,") else line
        for line in ended
    ]
    region = "Trung du và miền núi phía Bắc"
    ended.append(f"lao-cai-2027,15,Lào Cai,Tỉnh,{region},2027-07-01,,,,law")
    ended.append(f"son-la,14,Mường La,Tỉnh,{region},2027-07-01,,,,law")
    (tmp_path / "provinces.csv").write_text("\n".join(ended), encoding="utf-8")

    places = Places.read(tmp_path / "provinces.csv")
    assert len(places.at(date(2027, 7, 1))) == 33
    assert places.heir("yen-bai") == places.heir("lai-chau") == "lao-cai-2027"
    assert places.predecessors("lao-cai-2027") == ["lai-chau", "lao-cai-2025"]
    renamed = places.find("Mường La", date(2027, 7, 1))
    assert renamed is not None
    assert renamed.key == "son-la"
    assert places.find("Sơn La", date(2027, 7, 1)) is None


def unit(key: str, code: str, start: str, end: str | None = None, successor: str = "", name: str = "") -> Unit:
    last = date.fromisoformat(end) if end else None
    return Unit(key, code, name or key, "Tỉnh", "dong-nam-bo", date.fromisoformat(start), last, successor, (), "")


@pytest.mark.parametrize(
    ("units", "complaint"),
    [
        ([unit("a", "01", "2020-01-01"), unit("b", "01", "2020-01-01")], "names both"),
        ([unit("a", "01", "2020-01-01", "2020-12-31"), unit("a", "01", "2021-01-02")], "do not follow"),
        ([unit("a", "01", "2020-01-01", "2020-12-31", "gone")], "not in the table"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(units: list[Unit], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Places(units)


@given(st.dates(date(2008, 8, 1), date(2035, 1, 1)))
def test_on_every_day_a_code_and_a_name_are_one_unit_and_every_unit_has_one_heir(day: date) -> None:
    units = PLACES.at(day)
    assert len(units) in (63, 34)
    assert len({unit.code for unit in units}) == len({unit.name for unit in units}) == len(units)
    for unit in units:
        for word in (unit.code, unit.name, f"Tỉnh {unit.name}", unit.name.upper()):
            found = PLACES.find(word, day)
            assert found is not None
            assert found.key == unit.key
    assert {PLACES.heir(unit.key) for unit in units} == {unit.key for unit in PLACES.current}
