"""Briefs on people and organisations, the debrief, the showcase and the handover pack."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from sqlalchemy.orm import Session

from sciattache.domain.directory.affiliation import Affiliation
from sciattache.domain.directory.follow_up import FollowUp
from sciattache.domain.directory.interaction import Interaction
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.relationship import Relationship
from sciattache.domain.knowledge.story import Story
from sciattache.domain.office.handling import Handling
from sciattache.domain.office.post import Post
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.expense import Expense
from sciattache.domain.programmes.meeting_request import MeetingRequest
from sciattache.domain.programmes.participation import Participation
from sciattache.errors import KnownError
from sciattache.papers import office_papers
from sciattache.papers.blocks import Block, Facts, Figures, Grid, Heading, Note, Quote, Sum
from sciattache.papers.flowing.briefs import organisation_brief, person_brief
from sciattache.papers.flowing.debrief import debrief
from sciattache.papers.flowing.showcase import showcase
from sciattache.papers.reader import Reader
from sciattache.services.dossier import Dossier
from sciattache.services.profile import Known
from sciattache.store import blobs, handing_over, issues, profiles
from sciattache.store import office as offices
from sciattache.store.dossiers import load
from sciattache.store.office import Office

ON = date(2026, 5, 10)
READER = Reader("full", "en")


def _at(month: int) -> datetime:
    return datetime(2026, month, 3, 9, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Ana, who was met thrice and introduced by Bo; the visit in which she took part."""
    made = offices.create(tmp_path / "office.sciattache")
    portrait = io.BytesIO()
    Image.new("RGB", (40, 50), "#00ff00").save(portrait, "PNG")
    with made.step("Begin") as session:
        session.add_all(
            [
                Handling(id="secret", name="Secret", level=5, text="SECRET"),
                Handling(id="internal", name="Internal", level=1, text="INTERNAL"),
                Post(name="Embassy", ours=True),
                Person(id="ana", given_name="Ana", family_name="Dias", handling="internal",
                       dealing="Begin with the figures.",
                       photo=blobs.keep(session, portrait.getvalue(), "image/png")),
                Person(id="bo", given_name="Bo", family_name="Lind"),
                Person(id="cy", given_name="Cy", family_name="Stray"),
                Organisation(id="lab", name="Harbour Laboratory", kind="laboratory"),
                Affiliation(person="ana", organisation="lab", title="Director", main=True),
                Relationship(person="ana", kind="introduced_by", other="bo", dealing="Thank Bo."),
                Engagement(id="visit", title="Visit of the harbour", kind="inbound_delegation",
                           state="running", starts_on=date(2026, 5, 4), ends_on=date(2026, 5, 20)),
                Engagement(id="old", title="Old visit", kind="seminar", state="completed",
                           starts_on=date(2024, 1, 1)),
                Participation(engagement="visit", person="ana", side="guest", rsvp="accepted"),
                Participation(engagement="old", person="ana", side="guest", role="speaker"),
                *[Interaction(subject=f"Talk {n}", person="ana", at=_at(n)) for n in (2, 4, 3)],
                Interaction(subject="Word with Cy", person="cy", at=_at(4), handling="secret"),
                FollowUp(task="Send the data", person="ana", engagement="visit", due_days=10),
                FollowUp(task="Ring her", person="ana", due_on=date(2026, 5, 1)),
                FollowUp(task="Long done", person="ana", state="done"),
            ]
        )  # fmt: skip
    yield made
    made.close()


@pytest.fixture
def session(office: Office) -> Iterator[Session]:
    with office.session() as made:
        yield made


def person(session: Session, id: str = "ana") -> Person:
    return session.query(Person).filter_by(id=id).one()


def table(blocks: tuple[Block, ...], heading: str) -> list[tuple[str, ...]]:
    """The rows of the table below a heading."""
    at = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.text == heading)
    grid = blocks[at + 1]
    assert isinstance(grid, Grid)
    return [row for row in grid.rows if isinstance(row, tuple)]


def read(made: bytes) -> str:
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made))


def test_a_brief_tells_the_last_contacts_first_and_the_promises_by_their_day(
    session: Session,
) -> None:
    made = person_brief(profiles.profile(session, person(session)), READER)
    assert [row[1] for row in table(made, "Last contacts")] == ["Talk 4", "Talk 3", "Talk 2"]
    promised = table(made, "Promises open")
    assert [(row[0], row[1]) for row in promised] == [
        ("1 May 2026", "Ring her"), ("14 May 2026", "Send the data"),
    ]  # fmt: skip
    met = [row[1:] for row in table(made, "Where we met")]
    assert met == [("Visit of the harbour", "Member"), ("Old visit", "Speaker")]
    assert any(isinstance(b, Note) and b.text == "Begin with the figures." for b in made)


def test_a_connection_is_turned_round_in_the_brief_on_the_other_side(session: Session) -> None:
    of_ana = person_brief(profiles.profile(session, person(session)), READER)
    of_bo = person_brief(profiles.profile(session, person(session, "bo")), READER)
    assert table(of_ana, "Relationships") == [("Introduced by", "Bo Lind", "Thank Bo.")]
    assert table(of_bo, "Relationships") == [("Introduced", "Ana Dias", "Thank Bo.")]


def test_somebody_who_was_never_met_has_a_brief_that_says_so(session: Session) -> None:
    made = read(office_papers.brief(session, person(session, "bo"), on=ON))
    assert "No contact is noted down yet." in made


def test_the_brief_on_an_organisation_tells_what_was_said_to_its_people(session: Session) -> None:
    lab = session.query(Organisation).one()
    made = organisation_brief(profiles.profile(session, lab), READER)
    assert [row[1] for row in table(made, "Last contacts")] == ["Talk 4", "Talk 3", "Talk 2"]
    assert "Ana Dias" in table(made, "Last contacts")[0][2].replace("\u00a0", " ")


def test_a_brief_bears_the_day_and_the_highest_marking_of_what_it_tells(session: Session) -> None:
    of_ana = read(office_papers.brief(session, person(session), on=ON))
    assert "As of 10 May 2026" in of_ana and "INTERNAL" in of_ana and "SECRET" not in of_ana
    assert "SECRET" in read(office_papers.brief(session, person(session, "cy"), on=ON))


def test_a_brief_has_a_look_that_is_known(session: Session) -> None:
    plain, large = (office_papers.brief(session, person(session), on=ON, look=look)
                    for look in (None, "large"))  # fmt: skip
    assert plain != large
    with pytest.raises(KnownError, match="look"):
        office_papers.brief(session, person(session), on=ON, look="loud")


def test_there_is_no_brief_on_an_engagement(session: Session) -> None:
    visit = session.query(Engagement).filter_by(id="visit").one()
    with pytest.raises(KnownError, match="neither a person nor an organisation"):
        office_papers.brief(session, visit, on=ON)


def test_what_was_said_since_an_issue_changes_no_version(office: Office, session: Session) -> None:
    visit = session.query(Engagement).filter_by(id="visit").one()
    with office.step("Issue") as working:
        issues.keep(working, load(working, working.merge(visit)), number=1, at=_at(5))
    with office.step("Note down a talk") as working:
        working.add(Interaction(subject="Talk 5", person="ana", at=_at(5), engagement="visit"))
    with office.session() as later:
        now = load(later, later.query(Engagement).filter_by(id="visit").one())
        assert now.unissued == 0
        assert "Talk 5" in {one.subject for one in now.known.interactions}
        again = issues.reissued(later, 1, "visit")
        assert "Talk 5" in {one.subject for one in again.known.interactions}


def test_a_successor_finds_what_is_under_way_and_whom_to_keep_warm(session: Session) -> None:
    taken = handing_over.handover(session, on=ON)
    assert [one.engagement.id for one in taken.standings] == ["visit"]
    standing = taken.standings[0]
    assert (standing.participants, standing.accepted, standing.tasks) == (1, 1, 1)
    assert [one.person.id for one in taken.contacts] == ["ana", "cy"]
    assert taken.contacts[0].last is not None and taken.contacts[0].last.subject == "Talk 4"
    assert [one.task for one in taken.promises] == ["Ring her", "Send the data"]
    assert taken.marking == "SECRET"  # the talk with Cy is told


def test_contacts_beyond_the_most_are_counted(session: Session) -> None:
    taken = handing_over.handover(session, on=ON, most_contacts=1)
    assert [one.person.id for one in taken.contacts] == ["ana"]
    assert taken.more_contacts == 1


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "zh"])
def test_the_handover_pack_is_made_in_every_language(session: Session, language: str) -> None:
    made = read(office_papers.handover(session, on=ON, language=language))
    assert "Visit of the harbour" in made or language == "ar"
    assert "Send the data" in made or language == "ar"


def test_an_engagement_that_ended_long_ago_is_not_handed_over(session: Session) -> None:
    assert handing_over.handover(session, on=date(2026, 12, 1)).standings == ()


def expenses(*lines: tuple[str, int | None, int | None, str]) -> Dossier:
    listed = [Expense(label="x", kind=kind, estimate=estimate, actual=actual, currency=currency)
              for kind, estimate, actual, currency in lines]  # fmt: skip
    return Dossier(Engagement(title="x", kind="seminar"), expenses=listed)


def costs(dossier: Dossier) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The lines of the table of costs, and those that sum up."""
    (grid,) = [b for b in debrief(dossier, READER) if isinstance(b, Grid)]
    lines = [row for row in grid.rows if isinstance(row, tuple)]
    return lines, [row.cells for row in grid.rows if isinstance(row, Sum)]


def test_costs_are_summed_by_kind_and_in_all() -> None:
    lines, sums = costs(expenses(("travel", 10000, 12050, "EUR"), ("travel", 5000, 5000, "EUR"),
                                 ("gifts", 2000, 1500, "EUR")))  # fmt: skip
    assert lines == [("Travel", "€150.00", "€170.50", "€20.50"),
                     ("Gifts", "€20.00", "€15.00", "−€5.00")]  # fmt: skip
    assert sums == [("Total", "€170.00", "€185.50", "€15.50")]


def test_there_is_no_difference_while_something_is_still_to_be_paid() -> None:
    lines, sums = costs(expenses(("travel", 10000, 9000, "EUR"), ("travel", 5000, None, "EUR")))
    assert lines == [("Travel", "€150.00", "€90.00", "")]
    assert sums == [("Total", "€150.00", "€90.00", "")]


def test_currencies_are_summed_apart() -> None:
    _, sums = costs(expenses(("travel", 100, 100, "EUR"), ("travel", 300, 300, "JPY")))
    assert [row[1] for row in sums] == ["€1.00", "¥300"]


def test_a_debrief_counts_meetings_that_took_place_and_those_that_did_not() -> None:
    states = [("held", 5), ("held", 4), ("no_show", None), ("refused", None), ("scheduled", None)]
    dossier = Dossier(
        Engagement(title="x", kind="seminar"),
        requests=[MeetingRequest(state=state, rating=rating) for state, rating in states],
    )
    facts = [pair for b in debrief(dossier, READER) if isinstance(b, Facts) for pair in b.pairs]
    told = dict(facts)
    assert told["Took place"] == "2 of 4"
    assert told["No show"] == "1"
    assert told["Rating"] == "4.5 of 5, from 2 answers"


def stories(*, quotable: bool) -> Dossier:
    story = Story(
        id="s", title="A lens", invested=1_000_000, returned=124_000_000, currency="EUR", jobs=11,
        quote="They rang first.", quoted="ana", quotable=quotable,
    )  # fmt: skip
    person = Person(id="ana", given_name="Ana", family_name="Dias")
    return Dossier(Engagement(title="x", kind="seminar"), stories=[story], people={"ana": person})


def test_a_story_is_told_in_a_few_large_figures_and_somebodys_words() -> None:
    made = showcase(stories(quotable=True), READER)
    (figures,) = [b for b in made if isinstance(b, Figures)]
    assert [one for one, _ in figures.figures] == ["€1.2M", "€10K", "124.0×", "11"]
    (quote,) = [b for b in made if isinstance(b, Quote)]
    assert (quote.text, quote.who) == ("They rang first.", "Ana Dias")


def test_a_story_that_may_not_be_told_reaches_the_office_alone() -> None:
    dossier = stories(quotable=False)
    assert any(isinstance(b, Note) for b in showcase(dossier, READER))
    told = showcase(dossier, Reader("guest", "en"))
    assert not any(isinstance(b, Heading) for b in told)


def test_what_is_known_of_nobody_is_nothing() -> None:
    profile = Known().of(Person(id="x"))
    assert (profile.role, profile.interactions, profile.engagements) == (None, (), ())
