"""The page of review, and what a sender reads of it: as someone else's reviewer, as the sender, and at the machine itself."""

import pytest
from streamlit.testing.v1 import AppTest

from data.model import Period
from data.places import PLACES
from pages.server import session_cookie, store
from pages.texts import administration as texts
from pages.ui import account
from service import acceptance, administration, drafts, submissions
from service.access.roles import LOCAL, Identity, Person, Role
from service.review import decisions
from service.review.moves import REVIEW_LABELS, Move, Review
from service.service import Service
from tests.support import pages
from tests.support.corpus import HEADINGS, ROW
from tests.support.corpus import trainings as trainings_file
from tests.support.hostile_texts import HOSTILE, SIGN, faults, told
from tests.support.rows import Tell, training, trainings

Q4 = Period.parse("2024-Q4")
BINH = Identity("binh@example.vn", "Trần Bình")
AN = Identity("an@example.vn", "Nguyễn An")


@pytest.fixture
def stocked(service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> Service:
    """Hà Nội's first version stands, its second waits, and Huế's first."""
    monkeypatch.setattr(store, "_open", lambda _: service)
    tell("01", "2024-Q4", {"MQ01": 5}, trainings=trainings(2))
    administration.switch_review(service, LOCAL, True, "từ nay")
    tell(
        "01", "2024-Q4", {"MQ01": 9}, trainings=[*trainings(2), training(9, participants=501)], reason="đã đối chiếu sổ"
    )
    tell("46", "2024-Q4", trainings=trainings(1))
    assert [one.number for one in decisions.waiting(service, LOCAL)] == [2, 3]
    return service


def as_(monkeypatch: pytest.MonkeyPatch, service: Service, who: Identity, role: Role, *units: str) -> None:
    """From now on the page is looked at by someone who signed in."""
    administration.grant(service, LOCAL, Person(who.email, who.name, role, frozenset(units)), "phân công")
    held = session_cookie.Passport(who, b"", 9e9)
    monkeypatch.setattr(session_cookie, "settings", lambda: session_cookie.Settings("https://example.vn"))
    monkeypatch.setattr(session_cookie, "read", lambda _: held)
    monkeypatch.setattr(account, "who", lambda: who)


def shown(path: str = "duyet-so-lieu", **query: str) -> AppTest:
    return pages.shown(path, **query)


def test_while_nothing_waits_the_page_says_so_and_whether_review_is_on(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_open", lambda _: service)
    assert texts.REVIEW_OFF.vi in told(shown())
    assert texts.NOTHING_WAITS.vi in told(shown())
    administration.switch_review(service, LOCAL, True, "từ nay")
    at = shown(lang="en")
    assert texts.REVIEW_ON.en in told(at)
    assert texts.NOTHING_WAITS.en in told(at)


@pytest.mark.slow
def test_what_waits_is_told_with_its_sender_its_reasons_and_what_it_would_do(stocked: Service) -> None:
    at = shown()
    said = told(at)
    assert texts.WAITS.vi.format(count=2) in said
    for words in ("người thử", "đã đối chiếu sổ", "MQ01", "Hà Nội"):
        assert words in said
    assert "501" in said
    assert [button.label for button in at.button if button.label in ("Chấp nhận", "Trả lại")] == [
        "Chấp nhận",
        "Trả lại",
    ]
    assert "Huế" in told(shown(ban_nop="3"))
    assert submissions.submission(stocked, 2).state is Review.SENT


@pytest.mark.slow
def test_it_is_accepted_by_one_button_and_leaves_the_page(stocked: Service) -> None:
    at = shown()
    at.button(key="accept").click().run()
    assert not at.exception
    assert at.success[0].value == texts.DECIDED[Move.ACCEPT].vi.format(number=2)
    assert submissions.submission(stocked, 2).state is Review.ACCEPTED
    assert texts.WAITS.vi.format(count=1) in told(at)


@pytest.mark.slow
def test_it_is_returned_only_with_a_reason(stocked: Service) -> None:
    at = shown()
    at.button(key="return").click().run()
    assert at.error[0].value.replace("\\", "") == "Hãy ghi lý do trả lại."
    assert submissions.submission(stocked, 2).state is Review.SENT
    at.text_area(key="decision-2-0").input("thiếu lớp tháng 11").run()
    at.button(key="return").click().run()
    assert submissions.submission(stocked, 2).state is Review.RETURNED
    assert decisions.moves(stocked, "ha-noi", Q4)[0].reason == "thiếu lớp tháng 11"


def test_a_reviewer_of_one_province_sees_only_what_waits_there(
    stocked: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_(monkeypatch, stocked, BINH, Role.REVIEWER, "hue")
    at = shown(ban_nop="2")
    assert texts.WAITS.vi.format(count=1) in told(at)
    assert "đã đối chiếu sổ" not in told(at)
    assert "Hà Nội" not in "".join(at.selectbox(key="lock-unit-0").options)


@pytest.mark.slow
def test_the_sender_is_told_to_leave_it_to_someone_else(
    stocked: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    administration.grant(stocked, LOCAL, Person(AN.email, AN.name, Role.ANALYST, frozenset({"da-nang"})), "nộp")
    acceptance.accept(stocked, tell("48", "2024-Q4", accept=False, trainings=trainings(1)), AN.name, "đúng", who=AN)
    as_(monkeypatch, stocked, AN, Role.REVIEWER, "da-nang")
    at = shown()
    assert texts.NOT_YOUR_OWN.vi in told(at)
    assert at.button(key="accept").disabled
    assert at.button(key="return").disabled


@pytest.mark.slow
def test_in_a_locked_quarter_nothing_is_decided_and_the_page_says_why(stocked: Service) -> None:
    administration.lock(stocked, LOCAL, Q4, "đã công bố")
    at = shown()
    assert at.button(key="accept").disabled
    assert any("đã công bố" in warning.value for warning in at.warning)


@pytest.mark.slow
def test_what_nothing_was_asked_of_is_accepted_at_once_and_what_was_asked_waits_with_the_reason_why(
    stocked: Service, tell: Tell
) -> None:
    tell("48", "2024-Q4", trainings=trainings(2))
    plain = [one.number for one in decisions.waiting(stocked, LOCAL) if not one.questions]
    assert len(plain) >= 2
    assert 2 not in plain
    at = shown()
    assert texts.UNASKED.vi.format(count=len(plain)) in told(at)
    assert texts.ASKED.vi.format(count=submissions.submission(stocked, 2).questions) in told(at)
    assert texts.REPLACES.vi.format(version=1) in told(at)
    at.multiselect(key="set-apart-0").select(plain[0]).run()
    at.button(key="accept-many").click().run()
    assert not at.exception
    assert at.success[0].value == texts.ACCEPTED_MANY.vi.format(count=len(plain) - 1)
    assert [one.number for one in decisions.waiting(stocked, LOCAL)] == [2, plain[0]]


def test_what_was_asked_about_is_never_accepted_among_many(stocked: Service) -> None:
    accepted, left = decisions.accept_unasked(stocked, LOCAL, [2, 3])
    assert accepted == [3]
    assert "câu hỏi" in left[2].vi
    assert submissions.submission(stocked, 2).state is Review.SENT


def test_of_many_those_that_cannot_be_accepted_are_told_and_the_others_are(stocked: Service, tell: Tell) -> None:
    tell("48", "2024-Q4", trainings=trainings(2))
    administration.lock(stocked, LOCAL, Q4, "đã công bố", "hue")
    accepted, left = decisions.accept_unasked(stocked, LOCAL, [3, 4])
    assert accepted == [4]
    assert "đã khóa" in left[3].vi


# What the sender reads


def test_the_sender_reads_that_it_waits_and_why_it_was_returned(
    stocked: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    decisions.decide(stocked, LOCAL, 2, Move.RETURN, "thiếu lớp tháng 11")
    as_(monkeypatch, stocked, AN, Role.ANALYST, "ha-noi", "hue")
    at = shown("tinh-hinh-nop", lich_su="ha-noi", quy="2024-Q4")
    (warning,) = [each.value for each in at.warning]
    assert "thiếu lớp tháng 11" in warning
    assert "Đã trả lại" in told(at)
    assert [button.key for button in at.get("download_button") if "original" in button.key] == [
        "original-2",
        "original-1",
    ]
    waits = shown("tinh-hinh-nop", lich_su="hue", quy="2024-Q4")
    assert "Chờ duyệt" in told(waits)


def test_the_notes_of_a_file_are_whole_only_for_those_who_may_have_it(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_open", lambda _: service)
    data = trainings_file([*ROW, "Cô Hoa giảng bài, số máy 0912 345 678"], headings=[*HEADINGS, "Ghi chú"])
    draft = drafts.check(service, "a.xlsx", data, PLACES.find("46", Q4.end), Q4)
    assert acceptance.accept(service, draft, "Sở", "đúng").receipt is not None
    as_(monkeypatch, service, AN, Role.VIEWER)
    assert "giảng bài" not in told(shown("tinh-hinh-nop", lich_su="hue", quy="2024-Q4"))
    as_(monkeypatch, service, AN, Role.ANALYST, "hue")
    assert "giảng bài" in told(shown("tinh-hinh-nop", lich_su="hue", quy="2024-Q4"))


def test_once_it_is_sent_again_the_return_is_history(stocked: Service, tell: Tell) -> None:
    decisions.decide(stocked, LOCAL, 2, Move.RETURN, "thiếu lớp tháng 11")
    assert shown("tinh-hinh-nop").warning
    tell("01", "2024-Q4", {"MQ01": 9}, trainings=trainings(4))
    assert not shown("tinh-hinh-nop").warning


def test_who_returned_it_and_why_is_not_for_everyone(stocked: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    decisions.decide(stocked, LOCAL, 2, Move.RETURN, "thiếu lớp tháng 11")
    as_(monkeypatch, stocked, AN, Role.VIEWER)
    at = shown("tinh-hinh-nop", lich_su="ha-noi", quy="2024-Q4")
    assert "thiếu lớp tháng 11" not in told(at)
    assert not [button for button in at.get("download_button") if "original" in button.key]


@pytest.mark.slow
@pytest.mark.parametrize("state", [Review.SENT, Review.RETURNED])
@pytest.mark.parametrize("role", [Role.VIEWER, Role.ANALYST])
def test_of_what_is_not_accepted_others_read_number_time_and_state_and_nothing_else(
    state: Review, role: Role, stocked: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    if state is Review.RETURNED:
        decisions.decide(stocked, LOCAL, 2, Move.RETURN, "thiếu lớp tháng 11")
    one = submissions.submission(stocked, 2)
    secrets = (one.by, one.file, one.sha256[:8], "đã đối chiếu sổ", "501", "thiếu lớp tháng 11")
    administration.grant(stocked, LOCAL, Person(BINH.email, BINH.name, Role.REVIEWER, frozenset({"ha-noi"})), "duyệt")
    as_(monkeypatch, stocked, AN, role, *(["hue"] if role is Role.ANALYST else []))
    at = shown("tinh-hinh-nop", lich_su="ha-noi", quy="2024-Q4")
    newest = told(at)[: told(at).index("Lần 1 ·")] if "Lần 1 ·" in told(at) else told(at)
    (label,) = [e.label for e in at.expander if "bản nộp số 2" in e.label]
    assert REVIEW_LABELS[state].vi in label
    assert f"{one.received_at:%H:%M %d/%m/%Y}" in label
    said = "\n".join([label, *(str(each.value) for e in at.expander if e.label == label for each in e.text)])
    assert [word for word in secrets if word in said] == []
    assert "đã đối chiếu sổ" not in newest
    as_(monkeypatch, stocked, BINH, Role.REVIEWER, "ha-noi")
    assert "đã đối chiếu sổ" in told(shown("tinh-hinh-nop", lich_su="ha-noi", quy="2024-Q4"))


# What is typed is letters


@pytest.mark.slow
def test_a_hostile_sender_reason_and_decision_are_shown_letter_by_letter(stocked: Service, tell: Tell) -> None:
    draft = tell("04", "2024-Q4", accept=False, trainings=trainings(1, people=501))
    draft.file = f"{HOSTILE}.xlsx"
    acceptance.accept(stocked, draft, HOSTILE, HOSTILE)
    number = max(one.number for one in decisions.waiting(stocked, LOCAL))
    at = shown(ban_nop=str(number))
    assert SIGN in told(at)
    assert faults(at) == []
    decisions.decide(stocked, LOCAL, number, Move.RETURN, HOSTILE)
    administration.lock(stocked, LOCAL, Q4, HOSTILE)
    at = shown("tinh-hinh-nop", lich_su="cao-bang", quy="2024-Q4")
    assert SIGN in at.warning[0].value
    assert faults(at) == []
    assert faults(shown()) == []
