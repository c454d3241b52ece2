"""What is frozen comes back as it was, and a comparison finds exactly what became other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciattache.domain.directory.person import Person
from sciattache.domain.points import Point
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.attendance import Attendance
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.stay import Stay
from sciattache.errors import KnownError
from sciattache.services import changes, freezing
from sciattache.services.dossier import Dossier

START = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)

texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
items = st.builds(
    lambda title, room, hour, status: {
        "title": title, "room": room, "status": status,
        "starts_at": START + timedelta(hours=hour), "ends_at": START + timedelta(hours=hour + 1),
    },
    texts, st.none() | texts, st.integers(0, 60), st.sampled_from(["asked", "confirmed", None]),
)  # fmt: skip


def _dossier(parts: dict[str, dict[str, object]]) -> Dossier:
    made = [
        AgendaItem(id=id, rid=int(id), engagement="e", **values) for id, values in parts.items()
    ]
    seen = {one.id: [Attendance(id=f"a{one.id}", rid=1, item=one.id, person="p")] for one in made}
    person = Person(
        id="p", rid=1, given_name="Łucja", languages=("pl", "en"), notes="quiet",
        emails=(Point("lucja@example.org", "work"),),
    )  # fmt: skip
    return Dossier(
        Engagement(id="e", rid=1, title="Visit"),
        items=made,
        attendances=seen,
        people={"p": person},
        stays=[Stay(id="s", rid=1, engagement="e", hotel="Hôtel", arrives_on=START.date())],
    )


plans = st.dictionaries(st.integers(1, 30).map(str), items, max_size=8)


@given(plans)
def test_what_is_frozen_comes_back_as_it_was(plan: dict[str, dict[str, object]]) -> None:
    before = _dossier(plan)
    frozen = freezing.freeze(before)
    thawed = freezing.thaw(frozen)
    assert changes.between(before, thawed) == ()
    assert freezing.freeze(thawed) == frozen
    assert thawed.people["p"].plain() == before.people["p"].plain()


@given(plans, plans)
def test_a_comparison_finds_exactly_what_became_other(
    old: dict[str, dict[str, object]], new: dict[str, dict[str, object]]
) -> None:
    found = changes.between(freezing.thaw(freezing.freeze(_dossier(old))), _dossier(new))
    of_items = [change for change in found if isinstance(change.record, AgendaItem)]
    assert {c.record.id for c in of_items if c.how == "added"} == new.keys() - old.keys()
    assert {c.record.id for c in of_items if c.how == "dropped"} == old.keys() - new.keys()
    turned = {
        c.record.id: {t.field.name: (t.before, t.after) for t in c.turns}
        for c in of_items
        if c.turns
    }
    expected = {
        id: {
            name: (old[id][name], new[id][name])
            for name in new[id]
            if old[id][name] != new[id][name]
        }
        for id in old.keys() & new.keys()
        if old[id] != new[id]
    }
    assert turned == expected
    for change in of_items:
        moved = {"starts_at", "ends_at", "room"} & {turn.field.name for turn in change.turns}
        assert (change.how == "moved") == bool(moved)


def test_what_the_office_alone_reads_of_a_person_is_no_change_of_the_programme() -> None:
    before, after = _dossier({}), _dossier({})
    after.people["p"].notes = "prefers tea"
    assert changes.between(before, after) == ()
    after.people["p"].given_name = "Lucja"
    (change,) = changes.between(before, after)
    assert [turn.field.name for turn in change.turns] == ["given_name"]


def test_a_newer_form_is_refused() -> None:
    with pytest.raises(KnownError, match="newer SciAttaché"):
        freezing.thaw(freezing.freeze(_dossier({})).replace(b'"format":1', b'"format":2'))
