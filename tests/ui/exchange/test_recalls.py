"""What was marked higher after it left is asked back at a post's screen, and the answer returns."""

from __future__ import annotations

from pathlib import Path

from sciattache.domain.directory.person import Person
from sciattache.domain.office.handling import Handling
from sciattache.domain.office.recall import Recall

from .conftest import Sitting
from .test_exchange import _enter, travel

World = tuple[Sitting, Sitting, Sitting]


def test_a_post_says_what_became_of_what_is_asked_back(world: World, tmp_path: Path) -> None:
    hq, a, _ = world
    _enter(a, family_name="Curie")
    travel(world, tmp_path)
    assert [a.screen.tabs.tabData(n) for n in range(a.screen.tabs.count())].count("recalls") == 0
    with hq.office.step("Mark") as session:
        secret = Handling(name="Secret", level=9)
        session.add(secret)
        session.flush()
        session.query(Person).one().handling = secret.id
    hq.desk.look_again()
    travel(world, tmp_path)
    a.screen.turn_to("recalls")
    a.settle()
    page = a.screen.recalls
    assert page.title.text() == "Curie"
    assert "Secret" in page.under.text()
    a.click(page.kept)
    assert "There is no reason" in a.said[-1]
    page.reason.setPlainText("It was published in 2024.")
    a.click(page.kept)
    assert not page.kept.isVisible()
    travel(world, tmp_path)
    with hq.office.session() as session:
        mine = session.query(Recall).filter_by(site=1).one()
        assert (mine.state, mine.decided_by) == ("kept", "Ana")
        assert mine.reason == "It was published in 2024."
    hq.screen.turn_to("recalls")
    hq.settle()
    assert not hq.screen.recalls.done.isVisible()
