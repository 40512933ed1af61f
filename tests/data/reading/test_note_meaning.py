"""Whether a note leaves its number what it is: told by examples, and asked about where nothing is known."""

import csv
from collections import Counter

import pytest

from data.reading import note_meaning
from data.reading.note_meaning import EXAMPLES, may_change


def test_a_note_of_which_nothing_is_known_is_asked_about() -> None:
    assert may_change("zxqv wkrt") == "zxqv wkrt"


@pytest.mark.parametrize(
    "note", ["tăng do tính cả xã mới", "da tru phan cua bo", "chốt 15/11", "mới có của 2 phòng", "gom các quý"]
)
def test_a_note_that_speaks_of_how_its_number_was_made_is_asked_about(note: str) -> None:
    assert may_change(note)


def test_what_is_harmless_does_not_outweigh_the_sentence_or_the_clause_beside_it() -> None:
    plain = "Tăng so với cùng kỳ do nhu cầu kiểm định của các doanh nghiệp cao, thời tiết thuận lợi"
    assert may_change(plain) == ""
    assert may_change(f"{plain}. Chưa có số của 2 huyện") == "Chưa có số của 2 huyện"
    assert may_change(f"{plain}, đã trừ phần của bộ")


@pytest.mark.parametrize("note", ["lấy 12 mẫu xăng", "tạm đình chỉ 1 cơ sở", "đã đối chiếu với sổ", "tang do mua bao"])
def test_a_plain_note_is_not_asked_about(note: str) -> None:
    assert may_change(note) == ""


@pytest.mark.parametrize("note", ["Quý IV/2024", "tính đến 31/12/2024", "1.260 phương tiện", "số thực hiện trong quý"])
def test_what_is_understood_as_a_time_a_unit_or_a_role_is_not_weighed_again(note: str) -> None:
    assert may_change(note) == ""


def test_the_name_above_a_comment_and_the_names_of_people_are_no_words_of_it() -> None:
    assert may_change("Nguyễn Thị Thu Hà:\nTăng do mưa bão") == ""
    assert may_change("Admin:\nchưa có số của 2 huyện") == "chưa có số của 2 huyện"
    assert may_change("Admin:\nđã đối chiếu với sổ") == ""
    assert may_change("Thiếu:\nHải Khê") == "Thiếu"
    assert may_change("Thiếu:\nđã đối chiếu với sổ") == "Thiếu"


@pytest.mark.parametrize("note", ["Nguyễn Thị Hà: lấy số quý III", "Nguyễn Thị Hà lấy số quý III"])
def test_a_time_beside_the_name_of_a_person_is_not_taken_for_judged(note: str) -> None:
    assert may_change(note)


def test_a_note_told_wrong_is_mended_by_an_example(monkeypatch: pytest.MonkeyPatch) -> None:
    assert may_change("zxqv mnbv")
    examples = {**note_meaning._examples(), "zxqv mnbv": False}
    monkeypatch.setattr(note_meaning, "_examples", lambda: examples)
    may_change.cache_clear()
    assert may_change("Zxqv mnbv.") == ""
    may_change.cache_clear()


def test_every_example_is_told_once_and_as_yes_or_no() -> None:
    with EXAMPLES.open(encoding="utf-8", newline="") as lines:
        rows = [(note_meaning._key(line["text"]), line["changes"]) for line in csv.DictReader(lines)]
    assert {changes for _, changes in rows} == {"yes", "no"}
    assert [key for key, n in Counter(key for key, _ in rows).items() if n > 1] == []


OFFICIAL = (
    "Thực hiện Công văn số 812/SKHCN-KHTC của Sở về chế độ báo cáo thống kê, Chi cục đã phối hợp với các tổ chức được "
    "chỉ định rà soát hồ sơ kiểm định, trong đó {part}, lãnh đạo Chi cục đã ký duyệt và gửi về phòng tổng hợp đúng thời hạn"
)


@pytest.mark.parametrize(
    "part",
    [
        "phần của các xã miền núi được lấy theo số bình quân của những quý trước",
        "hai trạm phía tây chưa gửi biểu nên chưa đưa vào",
        "một phần là số của quý trước chuyển sang",
    ],
)
def test_of_a_long_official_sentence_the_few_words_that_change_the_number_are_not_outweighed(part: str) -> None:
    told = may_change(OFFICIAL.format(part=part))
    assert told
    assert set(part.split()) & set(told.split())


@pytest.mark.parametrize(
    "part", ["các cơ sở kinh doanh xăng dầu chấp hành tốt quy định", "hai trạm phía tây được khen thưởng"]
)
def test_a_long_official_sentence_that_leaves_its_number_is_not_asked_about(part: str) -> None:
    assert may_change(OFFICIAL.format(part=part)) == ""


def test_the_words_that_are_asked_about_are_those_of_the_note_with_the_names_in_them() -> None:
    long = (
        "Chi cục tại phường Nam Đông Hà đã rà soát hồ sơ kiểm định với các tổ chức được chỉ định và hai xã Hướng Phùng "
        "và Ba Lòng chưa gửi biểu nên chưa đưa vào số của quý mà lãnh đạo Chi cục đã ký duyệt gửi về phòng tổng hợp"
    )
    told = may_change(long)
    assert told in long, "not the one word that all names are to the weights"
    assert "Hướng Phùng và Ba Lòng chưa gửi biểu" in told
    assert len(told) < len(long)


def test_no_stretch_is_taken_out_of_a_sentence_that_is_a_plain_example(monkeypatch: pytest.MonkeyPatch) -> None:
    long = OFFICIAL.format(part="hai trạm phía tây chưa gửi biểu nên chưa đưa vào")
    examples = {**note_meaning._examples(), note_meaning._key(long): False}
    monkeypatch.setattr(note_meaning, "_examples", lambda: examples)
    may_change.cache_clear()
    assert may_change(f"{long}. Đã đối chiếu với sổ theo dõi") == ""
    may_change.cache_clear()


@pytest.mark.parametrize(
    "note",
    ["Còn thiếu xã Vĩnh Thủy", "thiếu: Nam Cửa Việt", "trừ xã Hướng Hiệp", "chưa có số của Triệu Cơ", "thiếu :Mỹ Thủy"],
)
def test_a_place_that_is_missing_is_asked_about_whatever_it_is_called(note: str) -> None:
    assert may_change(note)


@pytest.mark.parametrize("note", ["lớp mở ở xã Vĩnh Thủy", "do trạm Triệu Cơ kiểm", "Tổ chức tại Nam Cửa Việt"])
def test_a_place_where_something_was_done_is_not(note: str) -> None:
    assert may_change(note) == ""
