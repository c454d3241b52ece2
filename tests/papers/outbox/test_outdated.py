"""Letters that left and say something else now: by which facts, to whom, and by which not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from sciattache.domain.directory.affiliation import Affiliation
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.directory.place import Place
from sciattache.domain.office.colleague import Colleague
from sciattache.domain.office.dispatch import Dispatch
from sciattache.domain.office.letter import Letter
from sciattache.domain.points import Address, Point
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.leg import Leg
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.programmes.passage import Passage
from sciattache.domain.programmes.stay import Stay
from sciattache.domain.programmes.stop import Stop
from sciattache.papers.letters import merging, places, said
from sciattache.papers.outbox.outdated import outdated
from sciattache.services.dossier import Dossier
from sciattache.ui import words

ON = date(2026, 10, 1)
OURS = Letter(id="ours", name="Ours", occasion="invitation",
              body="Your flights:\n{flights}\nYour meetings:\n{meetings}\nYour hotel: {hotel}")  # fmt: skip


def visit(**values: Any) -> Dossier:
    """Ada and Bo of the Academy come to Bern; Ada has a flight, a meeting and a room."""
    return Dossier(**{
        "engagement": Engagement(
            id="visit", title="Glacier visit", kind="inbound_delegation", city="Bern", lead="lead",
            reference="V-1", zone="Europe/Zurich",
            starts_on=date(2026, 11, 3), ends_on=date(2026, 11, 5),
        ),
        "participants": [Participation(id=f"p-{one}", person=one, side="guest", organisation="academy")
                         for one in ("ada", "bo")],
        "people": {one: Person(id=one, family_name=one.title(), gender="female")
                   for one in ("ada", "bo")},
        "roles": {"ada": Affiliation(id="r", person="ada", organisation="academy", title="Dean")},
        "organisations": {"academy": Organisation(id="academy", name="Academy",
                                                  addresses=(Address("Park 1", "Basel", "", "4000", "CH"),))},
        "colleagues": {"lead": Colleague(id="lead", name="Rui Leal", phones=(Point("+41 31 000"),)),
                       "next": Colleague(id="next", name="Ana Reis")},
        "items": [AgendaItem(id="talk", title="Talk", kind="meeting", status="confirmed", place="hall",
                             room="2", starts_at=datetime(2026, 11, 3, 9, tzinfo=UTC))],
        "attendances": {"talk": [Attendance(id="a", item="talk", person="ada")]},
        "places": {"hall": Place(id="hall", name="Town hall")},
        "legs": [Leg(id="leg", kind="flight", carrier="LX", number="18", origin="BCN",
                     destination="ZRH", departs_at=datetime(2026, 11, 3, 5, tzinfo=UTC),
                     departure_zone="Europe/Madrid")],
        "passages": {"leg": [Passage(id="s", leg="leg", person="ada")]},
        "stays": [Stay(id="n", person="ada", hotel="Nord")],
        "letters": [],
        **values,
    })  # fmt: skip


def sent(dossier: Dossier, *, occasion: str = "invitation", on: date = ON) -> Dispatch:
    """A line of the log with a letter to every guest, as it is kept."""
    guests = dossier.participants
    made = merging.compose_all(dossier, guests, occasion, on=on, language="en")
    return Dispatch(id=f"sent-{on}", paper="all.pdf", kind=merging.kind_of(occasion),
                    says=said.written(one.said for one in made))  # fmt: skip


def other(record: Any, **values: Any) -> Any:
    """A record with other values."""
    kept = {field.name: getattr(record, field.name) for field in record.fields()}
    return type(record)(**{"id": record.id, **kept, **values})


def told(dossier: Dossier, *lines: Dispatch) -> dict[str, list[tuple[str, str, str]]]:
    """What each letter that is out of date would say otherwise, by its addressee's id."""
    found = outdated(lines, dossier)
    assert len({one.person for one in found}) == len(found)
    return {one.person: [(t.label, t.before, t.after) for t in one.turns] for one in found}


def test_a_letter_says_the_same_while_its_facts_do() -> None:
    before = visit()
    line = sent(before)
    assert told(before, line) == {}
    reworded = replace(
        before, letters=[Letter(id="l", name="L", occasion="invitation", body="Come.")]
    )
    assert told(reworded, line) == {}


CHANGES: dict[str, tuple[dict[str, Any], dict[str, list[tuple[str, str, str]]]]] = {
    "another office": (
        {"roles": {"ada": Affiliation(id="r", person="ada", organisation="academy", title="Rector")}},
        {"ada": [("Function", "Dean", "Rector")]},
    ),
    "a moved visit": (
        {"engagement": other(visit().engagement, starts_on=date(2026, 11, 4))},
        {one: [("Dates", "3–5 November 2026", "4–5 November 2026")] for one in ("ada", "bo")},
    ),
    "another city": (
        {"stops": [Stop(id="s", city="Basel", starts_on=date(2026, 11, 3))]},
        {one: [("Place", "Bern", "Basel")] for one in ("ada", "bo")},
    ),
    "another address": (
        {"organisations": {"academy": Organisation(
            id="academy", name="Academy", addresses=(Address("Hof 2", "Basel", "", "4000", "CH"),))}},
        {one: [("Address", "Park 1", "Hof 2")] for one in ("ada", "bo")},
    ),
    "what the letter does not say": (
        {"engagement": other(visit().engagement, country="CH", sectors=("space",))}, {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_what_became_other_is_told_to_whom_it_concerns(name: str) -> None:
    before = visit()
    line = sent(before)
    changes, expected = CHANGES[name]
    now = told(replace(before, **changes), line)
    assert now == expected


def test_another_officer_to_ask_is_told_where_the_letter_names_one() -> None:
    ask = Letter(id="ask", name="Ask", occasion="invitation", body="Ask {contact}.")
    for letters, expected in (
        ([], []), ([ask], [("Contact", "Rui Leal (+41 31 000)", "Ana Reis")] * 2),
    ):  # fmt: skip
        before = visit(letters=letters)
        after = replace(before, engagement=other(before.engagement, lead="next"))
        assert [one for turns in told(after, sent(before)).values() for one in turns] == expected


def test_another_name_is_told_with_the_salutation_that_it_changes() -> None:
    before = visit()
    after = replace(
        before, people={**before.people, "bo": Person(id="bo", family_name="Ek", gender="male")}
    )
    (turns,) = told(after, sent(before)).values()
    assert turns == [("Name", "Bo", "Ek"), ("Salutation", "Dear Ms Bo", "Dear Mr Ek")]


@pytest.mark.parametrize(
    ("part", "values", "label"),
    [
        ("legs", {"number": "20"}, "Flights"),
        ("legs", {"departs_at": datetime(2026, 11, 3, 6, tzinfo=UTC)}, "Flights"),
        ("legs", {"state": "cancelled"}, "Flights"),
        ("items", {"room": "3"}, "Meetings"),
        ("items", {"starts_at": datetime(2026, 11, 4, 9, tzinfo=UTC)}, "Meetings"),
        ("items", {"status": "cancelled"}, "Meetings"),
        ("stays", {"hotel": "Süd"}, "Hotel"),
    ],
)
def test_another_flight_room_or_hotel_is_told_to_whom_it_was_told(
    part: str, values: dict[str, Any], label: str
) -> None:
    before = visit(letters=[OURS])
    (record,) = getattr(before, part)
    after = replace(before, **{part: [other(record, **values)]})
    now = told(after, sent(before))
    assert set(now) == {"ada"}
    assert [turn[0] for turn in now["ada"]] == [label]


def test_flights_and_meetings_are_told_with_their_day_place_and_hours() -> None:
    before = visit(letters=[OURS])
    (ada, bo) = said.read(sent(before).says)
    assert ada.facts["flights"] == "LX 18, Barcelona (BCN) – Zurich (ZRH), 3 November 2026, 06:00"
    assert ada.facts["meetings"] == "3 November 2026, 10:00, Talk, Town hall, 2"
    assert ada.facts["hotel"] == "Nord"
    assert (bo.facts["flights"], bo.facts["meetings"], bo.facts["hotel"]) == ("", "", "")


def test_a_later_letter_puts_the_earlier_right() -> None:
    before = visit()
    after = replace(before, engagement=other(before.engagement, city="Basel"))
    old, new = sent(before), sent(after, on=date(2026, 10, 2))
    assert set(told(after, old)) == {"ada", "bo"}
    assert told(after, new, old) == {}
    thanks = sent(after, occasion="thank_you", on=date(2026, 10, 3))
    assert set(told(after, thanks, old)) == {"ada", "bo"}


def test_who_takes_no_part_any_more_is_told() -> None:
    before = visit()
    (found,) = outdated([sent(before)], replace(before, participants=before.participants[:1]))
    assert (found.person, found.name, found.turns) == ("bo", "Bo", ())


def test_what_nobody_wrote_like_this_is_no_letter() -> None:
    for kept in ("", "no JSON", "{}", '[{"to": 1}]', "[[]]"):
        assert outdated([Dispatch(id="d", paper="x", says=kept)], visit()) == ()


def test_each_place_has_a_name_to_be_told_by() -> None:
    assert set(said.LABELS) == set(places.known())
    for language in words.languages()[1:]:
        assert set(said.LABELS.values()) - set(words.catalogue(language)) == set()
