"""The delegation list stands in the order of precedence."""

from __future__ import annotations

from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.papers.blocks import Heading
from sciattache.papers.flowing.lists import delegation_list
from sciattache.papers.reader import Reader
from sciattache.services import precedence
from sciattache.services.dossier import Dossier


def headings(rule: str, *, language: str) -> list[str]:
    """The countries of the list as a French paper, ordered in ``language``."""
    codes = ("AT", "DE", "ES", "JP")
    dossier = Dossier(
        Engagement(
            title="x", precedence_rule=rule, precedence_language=language, precedence_from="ES"
        ),
        participants=[Participation(id=c, person=c, side="guest", country=c) for c in codes],
        people={code: Person(id=code, given_name=code) for code in codes},
    )
    dossier.participants[:] = [one.one for one in precedence.ordered(dossier)]
    blocks = delegation_list(dossier, Reader("full", "fr"))
    return [one.text for one in blocks if isinstance(one, Heading) and one.level == 2]


def test_delegations_stand_as_the_rule_of_countries_says_whatever_the_papers_language() -> None:
    assert headings("country", language="en") == ["Autriche", "Allemagne", "Japon", "Espagne"]
    assert headings("rotation", language="en") == ["Espagne", "Autriche", "Allemagne", "Japon"]


def test_without_a_rule_of_countries_they_stand_by_the_papers_own_alphabet() -> None:
    assert headings("rank", language="en") == ["Allemagne", "Autriche", "Espagne", "Japon"]
