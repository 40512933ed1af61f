"""A publication is whole, says what changed since the last and by which submissions, and stays what it was."""

import io
import json
import zipfile
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from frictionless import validate

from data.model import Period
from pages.server import store
from pages.texts import releases as releases_texts
from service import backup
from service.access.roles import LOCAL, Identity, NotAllowedError, Person, Role
from service.access.state import NotPossibleError
from service.publishing import changelog, releases
from service.publishing.contents import Publication, ReleaseVersion
from service.service import Service
from tests.support import pages
from tests.support.forging import files_of, spoil
from tests.support.rows import Tell

STRANGER = Identity("la@example.vn", "Lạ")
Q4 = Period(2024, "Q4")


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch, service: Service) -> None:
    """Of the catalogue a few measures, so that a publication takes no time."""
    monkeypatch.setattr(service, "series", {code: service.series[code] for code in ("AP01", "ST01", "IN01", "MQ03")})


def changed(service: Service, one: Publication) -> dict[tuple[str, str, str], dict[str, object]]:
    return {
        (line["measure"], line["area"], line["period"]): line
        for line in releases.changelog(service, LOCAL, one).to_pylist()
        if not line["breakdown"]
    }


# What must not happen


def test_nothing_is_published_of_an_empty_store_without_a_reason_or_by_who_may_not(
    service: Service, tell: Tell
) -> None:
    with pytest.raises(NotPossibleError, match="nothing to publish"):
        releases.publish(service, LOCAL, "lần đầu")
    tell("Huế", "2024-Q4", {"AP01": 5})
    with pytest.raises(NotPossibleError, match="reason"):
        releases.publish(service, LOCAL, "  ")
    with pytest.raises(NotAllowedError):
        releases.publish(service, STRANGER, "lần đầu")
    assert releases.published(service) == []


def test_what_is_published_cannot_be_published_again_unchanged(service: Service, tell: Tell) -> None:
    tell("Huế", "2024-Q4", {"AP01": 5})
    releases.publish(service, LOCAL, "lần đầu")
    with pytest.raises(NotPossibleError, match="No figure has changed"):
        releases.publish(service, LOCAL, "lại")


def test_a_stranger_gets_no_archive(service: Service, tell: Tell) -> None:
    tell("Huế", "2024-Q4", {"AP01": 5})
    one = releases.publish(service, LOCAL, "lần đầu")
    for take in (releases.archive, releases.changelog):
        with pytest.raises(NotAllowedError):
            take(service, STRANGER, one)


@pytest.mark.slow
def test_a_viewer_takes_an_archive_and_publishes_none(service: Service, tell: Tell) -> None:
    from service import administration

    tell("Huế", "2024-Q4", {"AP01": 5})
    one = releases.publish(service, LOCAL, "lần đầu")
    administration.grant(service, LOCAL, Person("xem@example.vn", "", Role.VIEWER), "để xem")
    viewer = Identity("xem@example.vn", "Xem")
    assert len(releases.archive(service, viewer, one)) == one.size
    with pytest.raises(NotAllowedError):
        releases.publish(service, viewer, "thử")


@pytest.mark.slow
def test_an_archive_that_the_disk_has_changed_is_not_handed_out(service: Service, tell: Tell) -> None:
    tell("Huế", "2024-Q4", {"AP01": 5})
    one = releases.publish(service, LOCAL, "lần đầu")
    spoil(service.home, one.sha256, b"khac")
    with pytest.raises(ValueError, match="has changed"):
        releases.archive(service, LOCAL, one)


# Versions


@pytest.mark.parametrize(
    ("structure", "counts", "version"),
    [
        ("other", (9, 9, 9), "2.0.0"),
        ("same", (1, 9, 9), "1.3.0"),
        ("same", (0, 1, 0), "1.2.4"),
        ("same", (0, 0, 1), "1.2.4"),
    ],
)
def test_a_version_says_what_a_reader_must_do(structure: str, counts: tuple[int, int, int], version: str) -> None:
    from datetime import UTC, datetime

    before = Publication(ReleaseVersion(1, 2, 3), datetime.now(UTC), "", "", 1, "", "", 0, "same", {}, False)
    kinds = dict(zip(("added", "corrected", "removed"), counts, strict=True))
    assert str(releases.following(before, structure, kinds)) == version


def test_another_definition_is_another_structure(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    before = changelog.structure_of(service)
    other = replace(service.series["AP01"], vi="khác", en="other")
    monkeypatch.setattr(service, "series", dict(service.series) | {"AP01": other})
    assert changelog.structure_of(service) != before


# Changes


@pytest.mark.slow
def test_what_was_added_corrected_and_removed_is_told_with_old_and_new_and_the_submissions(
    service: Service, tell: Tell
) -> None:
    tell("Huế", "2024-Q4", {"AP01": 5, "IN01": 7})
    tell("Hà Nội", "2024-Q4", {"AP01": 9})
    first = releases.publish(service, LOCAL, "lần đầu")
    assert str(first.version) == "1.0.0"
    assert changed(service, first)["AP01", "ha-noi", "2024-Q4"]["change"] == "added"

    again = tell("Huế", "2024-Q4", {"AP01": 6, "IN01": "…"})
    second = releases.publish(service, LOCAL, "sửa")
    assert again.receipt is not None
    told = changed(service, second)
    number = str(again.receipt.number)
    line = told["AP01", "hue", "2024-Q4"]
    assert (line["change"], line["old_value"], line["new_value"], line["submissions"]) == ("corrected", 5, 6, number)
    line = told["IN01", "hue", "2024-Q4"]
    assert (line["change"], line["old_value"], line["new_value"], line["submissions"]) == ("removed", 7, None, number)
    assert not [key for key in told if key[1] == "ha-noi"]
    assert str(second.version) == "1.0.1"

    tell("Huế", "2025-Q1", {"AP01": 8})
    third = releases.publish(service, LOCAL, "quý mới")
    assert str(third.version) == "1.1.0"
    assert changed(service, third)["AP01", "hue", "2025-Q1"]["change"] == "added"

    tell("Huế", "2025-Q2", {"AP01": 8, "IN01": (None, 9)})
    late = tell("Huế", "2025-Q1", {"AP01": 8, "IN01": (None, 5)})
    tell("Huế", "2025-Q3", {"AP01": 7})
    fourth = changed(service, releases.publish(service, LOCAL, "thêm quý"))
    assert late.receipt is not None
    n = late.receipt.number
    assert fourth["AP01", "hue", "2025-Q3"]["submissions"] == str(n + 1), "a stock is its own quarter's"
    assert fourth["IN01", "hue", "2025-Q2"]["submissions"] == f"{n - 1}, {n}", (
        "a flow's quarter is of its year up to then"
    )
    assert [str(one.version) for one in releases.published(service)] == ["1.2.0", "1.1.0", "1.0.1", "1.0.0"]


@pytest.mark.slow
def test_figures_that_wait_for_review_are_not_published(service: Service, tell: Tell) -> None:
    from service import administration

    tell("Huế", "2024-Q4", {"AP01": 5})
    administration.switch_review(service, LOCAL, True, "từ nay duyệt")
    tell("Hà Nội", "2024-Q4", {"AP01": 9})
    one = releases.publish(service, LOCAL, "lần đầu")
    assert {key[1] for key in changed(service, one)} == {"hue"}


# The archive


@pytest.mark.slow
def test_the_archive_holds_what_ask_says_and_every_reader_is_content(
    service: Service, tell: Tell, tmp_path: Path
) -> None:
    from indicators.engine.answer import By, Question
    from service.publishing import figure_table

    tell("Huế", "2024-Q4", {"AP01": 5, "IN01": "> 70"})
    tell("Quảng Trị", "2025-Q3", {"AP01": "mật"})
    one = releases.publish(service, LOCAL, "lần đầu")
    data = releases.archive(service, LOCAL, one)
    (tmp_path / "p.zip").write_bytes(data)
    report = validate(str(tmp_path / "p.zip"), type="package")
    assert report.valid, report.flatten(["type", "message"])
    with zipfile.ZipFile(io.BytesIO(data)) as kept:
        held = pq.read_table(io.BytesIO(kept.read("parquet/figures.parquet")))
        described = json.loads(kept.read("datapackage.json"))
        readme = kept.read("README.vi.md").decode()
    assert described["version"] == "1.0.0"
    assert one.head_hash in readme
    told = {tuple(row[name] for name in KEY): row for row in held.to_pylist()}
    for code in service.series:
        for by in By:
            asked = Question(code, Period(2024, "Q4"), Period(2025, "Q3"), by)
            for row in figure_table.table([service.ask(asked)]).to_pylist():
                if row["expected"]:  # what cannot be is left out
                    assert told[tuple(row[name] for name in KEY)] == row


KEY = ("measure", "boundary", "area", "period", "breakdown", "item", "calendar")


@pytest.mark.slow
def test_the_cut_of_a_quarter_holds_that_quarter_and_the_year_up_to_it(
    service: Service, tell: Tell, tmp_path: Path
) -> None:
    tell("Huế", "2024-Q3", {"AP01": 4})
    tell("Huế", "2024-Q4", {"AP01": 5})
    one = releases.publish(service, LOCAL, "lần đầu")
    (tmp_path / "q.zip").write_bytes(releases.of_quarter(service, LOCAL, one, Q4))
    assert validate(str(tmp_path / "q.zip"), type="package").valid
    with zipfile.ZipFile(tmp_path / "q.zip") as kept:
        for name in ("figures", "changes"):
            held = pq.read_table(io.BytesIO(kept.read(f"parquet/{name}.parquet")))
            assert set(held["period"].to_pylist()) == {"2024-Q4", "2024"}


def test_a_publication_is_in_the_backup_and_in_a_store_made_again(service: Service, tell: Tell, tmp_path: Path) -> None:
    tell("Huế", "2024-Q4", {"AP01": 5})
    one = releases.publish(service, LOCAL, "lần đầu")
    assert service.repository.rebuild(check=True) == []
    backup.backup(service.home, tmp_path / "bak")
    assert one.sha256 in files_of(tmp_path / "bak")
    spoil(service.home, one.sha256, None)
    assert backup.verify(service.home).faults


def test_demo_data_says_so_in_the_archive(service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    tell("Huế", "2024-Q4", {"AP01": 5})
    monkeypatch.setattr(service, "is_demo", True)
    one = releases.publish(service, LOCAL, "lần đầu")
    with zipfile.ZipFile(io.BytesIO(releases.archive(service, LOCAL, one))) as kept:
        for name in ("README.vi.md", "README.en.md", "datapackage.json"):
            assert "MINH HỌA" in kept.read(name).decode() or "DEMONSTRATION" in kept.read(name).decode()


# The page


page = partial(pages.shown, "du-lieu-mo")


@pytest.fixture
def on_page(service: Service, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(store, "_open", lambda _: service)
    tell("Huế", "2024-Q4", {"AP01": 5})
    return service


@pytest.mark.usefixtures("on_page")
def test_before_anything_is_published_the_page_says_so_first_and_offers_what_stands() -> None:
    at = page()
    assert releases_texts.INTRO.vi not in [caption.value for caption in at.caption]
    labels = [button.proto.label for button in at.get("download_button")]
    assert labels == ["Tải quý IV/2024", releases_texts.EVERYTHING.vi]


@pytest.mark.slow
@pytest.mark.usefixtures("on_page")
def test_the_page_says_that_nothing_was_published_and_an_administrator_publishes_there() -> None:
    at = page()
    assert releases_texts.NONE.vi in [info.value for info in at.info]
    at.button(key="publish").click().run()
    assert at.error[0].value == "Hãy ghi lý do\\."
    next(area for area in at.text_area if area.key.startswith("publish-reason")).set_value("*lần* đầu")
    at.button(key="publish").click().run()
    assert not at.exception
    assert releases_texts.PUBLISHED.vi in [done.value for done in at.success]
    assert "Phiên bản 1.0.0" in [head.value for head in at.subheader]
    assert "\\*lần\\* đầu" in "".join(str(one.value) for one in at.markdown)


def test_whoever_may_only_see_takes_what_was_published_and_is_offered_no_button(
    on_page: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = releases.publish(on_page, LOCAL, "lần đầu")
    monkeypatch.setattr(store, "person_of", lambda _: Person("xem@example.vn", "", Role.VIEWER))
    at = page(lang="en")
    assert "Version 1.0.0" in [head.value for head in at.subheader]
    assert one.sha256 in "".join(each.proto.body for each in at.get("html"))
    assert not [button for button in at.button if button.key == "publish"]
    assert len(at.get("download_button")) == 2
