"""The policy of papers is shown and narrowed by command."""

import json
from pathlib import Path

import pytest

from sciattache.cli import main
from sciattache.domain.directory.person import Person
from sciattache.domain.points import Point
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.papers import catalogue, issuing
from sciattache.papers.kinds import Wish
from sciattache.store import dossiers, issues
from sciattache.store.office import create, open_office


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "office.sciattache"
    office = create(path)
    with office.step("Plan") as session:
        session.add(Engagement(id="visit", title="Visit", zone="Europe/Paris"))
        session.add(Person(id="ann", family_name="Meier", emails=(Point("ann@lab.example"),)))
        session.add(Participation(engagement="visit", person="ann", side="guest"))
    office.close()
    return path


def test_every_field_is_shown_with_those_who_read_it(store, capsys) -> None:
    assert main(["policy", str(store), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["fields"]["participation.passport_number"] == ["full"]
    assert told["fields"]["person.family_name"] == ["full", "host", "guest", "driver", "press"]
    assert main(["policy", str(store)]) == 0
    (line,) = [one for one in capsys.readouterr().out.splitlines() if "participation.diet" in one]
    assert line.split() == ["participation.diet", "●", "●"]


def test_what_is_hidden_stays_hidden_until_it_is_shown_again(store, capsys) -> None:
    assert main(["policy", str(store), "--hide", "person.emails", "--from", "guest"]) == 0
    assert main(["policy", str(store), "--json"]) == 0
    told = capsys.readouterr().out
    assert json.loads(told[told.index("{") :])["hidden"] == {"person.emails": ["guest"]}
    assert main(["policy", str(store), "--show", "person.emails", "--to", "guest"]) == 0
    assert main(["policy", str(store), "--show", "person.emails", "--to", "guest"]) == 1
    assert main(["policy", str(store), "--hide", "person.emails"]) == 1


def test_an_issue_prints_again_to_the_byte_after_the_policy_was_narrowed(store) -> None:
    wish = Wish(audience="guest")
    office = open_office(store)
    with office.session() as session:
        visit = session.query(Engagement).one()
        issuing.issue(session, visit)
        first = catalogue.draw(issues.reissued(session, 1, visit.id), "contact-sheet", wish)
    office.close()
    assert main(["policy", str(store), "--hide", "person.emails", "--from", "guest"]) == 0
    office = open_office(store)
    with office.session() as session:
        visit = session.query(Engagement).one()
        again = catalogue.draw(issues.reissued(session, 1, visit.id), "contact-sheet", wish)
        now = dossiers.load(session, visit)
    assert again == first
    assert now.unissued == 1
    assert catalogue.draw(now, "contact-sheet", wish) != first
    office.close()
