"""What papers read of an engagement: its cues and briefs in their order, its stories, its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.knowledge.story import Story
from sciattache.domain.office.country_name import CountryName
from sciattache.domain.office.handling import Handling
from sciattache.domain.office.letter import Letter
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.brief_paragraph import BriefParagraph
from sciattache.domain.programmes.cue import Cue
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.passage import Passage
from sciattache.domain.programmes.vehicle import Vehicle
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


def test_other_engagements_are_read_with_what_may_be_booked_twice_and_nothing_else(
    tmp_path: Path,
) -> None:
    def on(id: str, engagement: str, hour: int, **values: Any) -> AgendaItem:
        start = datetime(2026, 3, 4, hour, tzinfo=UTC)
        return AgendaItem(id=id, engagement=engagement, title=id, starts_at=start,
                          ends_at=start + timedelta(hours=1), **values)  # fmt: skip

    made = create(tmp_path / "others.sciattache")
    with made.step("Plan") as session:
        session.add_all([
            *(Engagement(id=one, title=one) for one in ("visit", "fair", "alien")),
            Engagement(id="off", title="Off", state="cancelled"),
            Engagement(id="pattern", title="Pattern", template=True),
            *(Person(id=one, family_name=one) for one in ("ana", "zoe", "ivo")),
            Place(id="hall", name="Hall"),
            Participation(id="p-visit", engagement="visit", person="ana"),
            Participation(id="p-fair", engagement="fair", person="ana"),
            Participation(id="p-zoe", engagement="fair", person="zoe"),
            Vehicle(id="van", engagement="visit", name="Van", plate="AB-1"),
            Vehicle(id="bus", engagement="alien", name="Bus", plate="ab 1"),
            on("ours", "visit", 9, place="hall", interpreter="ivo"),
            Attendance(id="a-ours", item="ours", person="ana"),
            on("named", "alien", 9), Attendance(id="a-named", item="named", person="ana"),
            Attendance(id="a-zoe", item="named", person="zoe"),
            on("not ours", "alien", 9), Attendance(id="a-not", item="not ours", person="zoe"),
            on("nobody", "alien", 9), on("everybody", "fair", 9), on("later", "fair", 12),
            on("in the hall", "alien", 9, place="hall"),
            on("interpreted", "alien", 9, interpreter="ivo"),
            on("driven", "alien", 9, vehicle="bus"),
            on("called off", "off", 9, place="hall"), on("a pattern", "pattern", 9, place="hall"),
            Leg(id="flown", engagement="alien", kind="flight", number="1",
                departs_at=datetime(2026, 3, 4, 8, tzinfo=UTC),
                arrives_at=datetime(2026, 3, 4, 9, 30, tzinfo=UTC)),
            Passage(id="s", leg="flown", person="ana"),
            Leg(id="not ours either", engagement="alien", kind="flight", number="2",
                departs_at=datetime(2026, 3, 4, 9, tzinfo=UTC)),
        ])  # fmt: skip
    held = {one.engagement.id: one for one in read(made).others}
    assert set(held) == {"alien", "fair"}
    assert {item.id for item in held["fair"].items} == {"everybody"}
    assert {item.id for item in held["alien"].items} == {
        "named", "in the hall", "interpreted", "driven",
    }  # fmt: skip
    assert [leg.id for leg in held["alien"].legs] == ["flown"]
    assert [one.person for one in held["fair"].participants] == ["ana"]
    assert held["alien"].invited("named") == ["ana", "zoe"]
    made.close()


def test_what_others_book_is_no_part_of_a_version(office: Office) -> None:
    whole = read(office)
    beside = replace(whole, others=(Dossier(Engagement(id="fair", title="Fair")),))
    assert freezing.freeze(beside) == freezing.freeze(whole)
    assert freezing.thaw(freezing.freeze(beside)).others == ()
    assert changes.between(whole, beside) == ()
