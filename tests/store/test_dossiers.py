"""What papers read of an engagement: its cues and briefs in their order, its stories, its words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sciattache.domain.knowledge.story import Story
from sciattache.domain.office.country_name import CountryName
from sciattache.domain.office.handling import Handling
from sciattache.domain.office.letter import Letter
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.brief_paragraph import BriefParagraph
from sciattache.domain.programmes.cue import Cue
from sciattache.domain.programmes.engagement import Engagement
from sciattache.services import changes, freezing
from sciattache.services.dossier import Dossier
from sciattache.store import blobs
from sciattache.store.dossiers import load
from sciattache.store.office import Office, create


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = create(tmp_path / "office.sciattache")
    with made.step("Plan") as session:
        session.add_all([
            Engagement(id="visit", title="Visit"), Engagement(id="other", title="Other"),
            AgendaItem(id="talk", engagement="visit", title="Talk", handling="secret"),
            AgendaItem(id="elsewhere", engagement="other", title="Elsewhere"),
            Handling(id="secret", name="Secret", level=2, text="SECRET"),
            Handling(id="plain", name="Plain", level=0),
            Cue(id="enter", item="talk", minutes=0, cue="Enter"),
            Cue(id="check", item="talk", minutes=-10, cue="Check"),
            Cue(id="away", item="elsewhere", minutes=1, cue="Away"),
            BriefParagraph(id="more", item="talk", part="addendum", position=1, text="More"),
            BriefParagraph(id="last", item="talk", part="background", text="Last"),
            BriefParagraph(id="second", item="talk", part="background", position=2, text="Two"),
            BriefParagraph(id="first", item="talk", part="background", position=1, text="One"),
            Story(id="told", title="Told", engagement="visit",
                  picture=blobs.keep(session, b"a picture", "image/png")),
            Story(id="others", title="Others", engagement="other"),
            Letter(id="letter", name="Invitation", body="{salutation}"),
            CountryName(id="ci", country="CI", language="en", name="Côte d’Ivoire"),
        ])  # fmt: skip
    yield made
    made.close()


def read(office: Office) -> Dossier:
    with office.session() as session:
        return load(session, session.query(Engagement).filter_by(id="visit").one())


def test_cues_come_in_the_order_of_their_minutes_paragraphs_in_that_of_the_brief(
    office: Office,
) -> None:
    dossier = read(office)
    assert {item: [cue.id for cue in cues] for item, cues in dossier.cues.items()} == {
        "talk": ["check", "enter"]
    }
    assert [one.id for one in dossier.paragraphs["talk"]] == ["first", "second", "last", "more"]


def test_a_dossier_has_its_own_stories_and_the_words_of_the_office(office: Office) -> None:
    dossier = read(office)
    assert [one.id for one in dossier.stories] == ["told"]
    assert dossier.photos == {"told": b"a picture"}
    assert [one.id for one in dossier.letters] == ["letter"]
    assert [one.name for one in dossier.country_names] == ["Côte d’Ivoire"]
    assert {id: one.name for id, one in dossier.handlings.items()} == {
        "secret": "Secret",
        "plain": "Plain",
    }


def test_what_is_frozen_has_all_of_it_and_tells_when_a_cue_or_a_paragraph_changed(
    office: Office,
) -> None:
    held = freezing.thaw(freezing.freeze(read(office)))
    assert [cue.cue for cue in held.cues["talk"]] == ["Check", "Enter"]
    assert [one.text for one in held.paragraphs["talk"]] == ["One", "Two", "Last", "More"]
    assert [one.title for one in held.stories] == ["Told"]
    assert [one.body for one in held.letters] == ["{salutation}"]
    assert held.marking_of(held.items[0]) == "SECRET"
    assert changes.between(held, read(office)) == ()
    with office.step("Rehearse") as session:
        session.query(Cue).filter_by(id="enter").one().minutes = 2
        session.delete(session.query(BriefParagraph).filter_by(id="more").one())
    found = {(one.how, one.record.id) for one in changes.between(held, read(office))}
    assert found == {("changed", "enter"), ("dropped", "more")}


def test_a_paper_about_an_item_has_the_higher_of_its_marking_and_the_engagement_s(
    office: Office,
) -> None:
    with office.step("Mark") as session:
        session.query(Engagement).filter_by(id="visit").one().handling = "plain"
    dossier = read(office)
    assert (dossier.marking, dossier.marking_of(dossier.items[0])) == ("Plain", "SECRET")
    with office.step("Mark the other way") as session:
        session.query(Engagement).filter_by(id="visit").one().handling = "secret"
        session.query(AgendaItem).filter_by(id="talk").one().handling = "plain"
    dossier = read(office)
    assert dossier.marking_of(dossier.items[0]) == "SECRET"
