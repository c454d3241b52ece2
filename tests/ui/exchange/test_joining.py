"""An office joins headquarters through the screens of both."""

from __future__ import annotations

from pathlib import Path

from sciattache.sync import partners

from .conftest import Sitting, join


def test_an_office_that_belongs_to_nobody_sees_how_to_join(lone: Sitting) -> None:
    assert lone.screen.tab == "join"
    assert lone.screen.join.office.text() == "office"
    assert not lone.screen.join.join.isEnabled()


def test_an_office_joins_by_a_file_an_answer_and_six_words(
    lone: Sitting, headquarters: Sitting, tmp_path: Path
) -> None:
    words = join(lone, headquarters, tmp_path / "mail", "Lisbon")
    assert lone.screen.tab == "send"
    assert [peer.site for peer in lone.screen.seen.peers] == [0]
    assert [peer.office for peer in headquarters.screen.seen.peers] == ["Lisbon"]
    lone.screen.turn_to("keys")
    assert lone.screen.keys.words.words == words
    page = headquarters.screen.offices
    headquarters.click(page.enrolling.done)
    page.sheet.choose("1")
    headquarters.click(page.compare)
    assert page.enrolling.words.words == words


def test_other_words_than_those_read_out_join_nobody(
    lone: Sitting, headquarters: Sitting, tmp_path: Path
) -> None:
    lone.dialogs.file = tmp_path / "request.psb"
    lone.click(lone.screen.join.save)
    headquarters.drop(tmp_path / "request.psb")
    headquarters.click(headquarters.screen.offices.enrolling.yes)
    headquarters.dialogs.file = tmp_path / "answer.psb"
    headquarters.click(headquarters.screen.offices.enrolling.save)
    lone.drop(tmp_path / "answer.psb")
    for field in lone.screen.join.entry.fields:
        field.setText("zebra")
    lone.click(lone.screen.join.join)
    assert lone.said[-1].startswith("The six words are not those of this answer.")
    with lone.office.session() as session:
        assert partners.peers(session) == []


def test_words_pasted_into_the_first_field_fill_all_six(lone: Sitting) -> None:
    entry = lone.screen.join.entry
    entry.fields[0].setText("abandon ability able about above absent")
    assert [field.text() for field in entry.fields] == [
        "abandon", "ability", "able", "about", "above", "absent",
    ]  # fmt: skip
    assert entry.is_whole()


def test_a_word_that_is_none_is_told_before_it_is_sent(lone: Sitting) -> None:
    entry = lone.screen.join.entry
    entry.fields[0].setText("qwertz")
    entry.fields[0].editingFinished.emit()
    assert "qwertz" in entry._mistake.text()
    assert not entry.is_whole()


def test_a_request_dropped_at_an_office_is_refused_with_a_remedy(
    lone: Sitting, tmp_path: Path
) -> None:
    lone.dialogs.file = tmp_path / "request.psb"
    lone.click(lone.screen.join.save)
    lone.drop(tmp_path / "request.psb")
    assert lone.said[-1] == "This is a request to join. Headquarters takes it, not an office."
