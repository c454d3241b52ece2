"""Who may read what, and how an office narrows it."""

import pytest

from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.office.colleague import Colleague
from sciattache.domain.points import Point, kind_of
from sciattache.domain.programmes.participation import Participation
from sciattache.errors import KnownError
from sciattache.papers import policy
from sciattache.papers.policy import HOUSE, Policy
from sciattache.papers.reader import Reader


@pytest.mark.parametrize(
    ("label", "kind"),
    [("work", "work"), ("work cell", "mobile"), ("workMobile", "mobile"), ("Privat", "home"),
     ("Büro / bureau", "work"), ("手机", "mobile"), ("", ""), ("yacht", "other")],
)  # fmt: skip
def test_a_label_says_how_private_a_contact_point_is(label: str, kind: str) -> None:
    assert kind_of(label) == kind


def test_of_a_persons_phones_only_those_of_work_leave_the_office() -> None:
    phones = tuple(Point(f"+4120794600{n:02}", label)
                   for n, label in enumerate(("", "work", "mobile", "home")))  # fmt: skip
    person, body = Person(phones=phones), Organisation(phones=phones)
    assert Reader("full", "en").see(person, "phones") == phones
    assert Reader("guest", "en").see(person, "phones") == (phones[1],)
    assert Reader("press", "en").see(person, "phones") is None
    assert Reader("guest", "en").see(body, "phones") == phones[:2]


def test_drivers_and_hosts_may_ring_an_officers_mobile() -> None:
    officer = Colleague(phones=(Point("+44207946011", "mobile"), Point("+44207946012", "home")))
    for audience, count in (("full", 2), ("driver", 1), ("host", 1), ("guest", 0)):
        assert len(Reader(audience, "en").see(officer, "phones") or ()) == count


def test_a_messaging_address_is_somebodys_own() -> None:
    links = (Point("https://lab.example"), Point("whatsapp:+44207946013"), Point("x", "Signal"))
    assert HOUSE.see(Person(links=links), "links", "guest") == (links[0],)


def test_hosts_know_what_people_eat_but_not_their_passports() -> None:
    one = Participation(diet=("vegan",), passport_number="X1")
    assert Reader("host", "en").see(one, "diet") == ("vegan",)
    assert Reader("guest", "en").see(one, "diet") is None
    assert Reader("host", "en").see(one, "passport_number") is None


def test_an_office_hides_a_field_and_shows_it_again() -> None:
    hidden = policy.hide({}, "person.emails", "guest")
    assert hidden == {"person.emails": ["guest"]}
    person = Person(emails=(Point("ann@lab.example"),))
    narrowed = Policy.narrowed(hidden)
    assert Reader("guest", "en", narrowed).see(person, "emails") is None
    assert Reader("host", "en", narrowed).see(person, "emails")
    assert policy.table(narrowed)["person.emails"] == ("full", "host")
    assert policy.show(hidden, "person.emails", "guest") == {}


@pytest.mark.parametrize(
    ("change", "path", "audience", "sentence"),
    [
        (policy.hide, "person.emails", "full", "Nothing can be hidden"),
        (policy.hide, "person.emails", "nobody", "Nothing can be hidden"),
        (policy.hide, "person.mail", "guest", "no field"),
        (policy.hide, "participation.medical", "guest", "not for this audience"),
        (policy.hide, "agenda_item.title", "guest", "says nothing without"),
        (policy.show, "participation.medical", "guest", "kept back by the house"),
        (policy.show, "person.emails", "guest", "shown already"),
    ],
)
def test_the_house_s_rule_is_never_widened(change, path, audience, sentence) -> None:
    with pytest.raises(KnownError, match=sentence):
        change({}, path, audience)
