"""Which records are likely one, and why; which are not."""

from __future__ import annotations

import pytest

from sciattache.services.duplicates import Looks, folded, likely, weigh


def person(id: str, *names: str, keys=(), shared=(), around=()) -> Looks:
    return Looks(
        id, "person", tuple(map(folded, names)), frozenset(keys), frozenset(shared),
        frozenset(around),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (("ana silva",), ("silva ana",), ("name",)),
        (("ana maria silva",), ("ana silva",), None),
        (("a silva",), ("ana silva",), None),
        (("ana silva",), ("joao silva",), None),
    ],
)
def test_a_name_alone_is_enough_where_it_is_the_same(one, other, reasons) -> None:
    found = likely([person("1", *one), person("2", *other)])
    assert [pair.reasons for pair in found] == ([reasons] if reasons else [])


def test_a_slip_of_the_pen_is_seen_where_something_beside_it_agrees() -> None:
    at = ("employer", "riken")
    pairs = likely([
        person("1", "keiko tanaka", around={at, ("city", "tokyo")}),
        person("2", "keiko tanka", around={at}),
        person("3", "keiko tanka"),
        person("4", "ren tanaka", around={at}),
    ])  # fmt: skip
    assert [(one.first, one.second, one.reasons) for one in pairs] == [
        ("1", "2", ("close name", "employer")),
        ("2", "3", ("name",)),
    ]


def test_another_country_or_birthday_speaks_against_a_name() -> None:
    fr, de = ("country", "FR"), ("country", "DE")
    assert (
        likely([person("1", "jean martin", around={fr}), person("2", "jean martin", around={de})])
        == []
    )
    mail = {("email", "jm@cea.fr")}
    (pair,) = likely([
        person("1", "jean martin", shared=mail, around={fr}),
        person("2", "jean martin", shared=mail, around={de}),
    ])  # fmt: skip
    assert pair.reasons == ("email", "name")


def test_two_with_identities_of_their_own_are_two() -> None:
    one = person("1", "ana silva", keys={("orcid", "a")}, shared={("email", "x")})
    other = person("2", "ana silva", keys={("orcid", "b")}, shared={("email", "x")})
    assert weigh(one, other) is None


def test_people_who_share_a_mailbox_are_not_one() -> None:
    shared = {("email", "info@cern.ch"), ("phone", "223456789")}
    assert (
        likely([person("1", "ana silva", shared=shared), person("2", "bo li", shared=shared)]) == []
    )


def test_a_company_is_known_without_what_it_is_in_law() -> None:
    names = [folded(name, is_company=True) for name in ("acme gmbh", "acme", "the acme co")]
    assert len(set(names)) == 1
    assert folded("company inc", is_company=True) == ("company", "inc")


def test_pairs_said_to_be_apart_are_left_out() -> None:
    both = [person("1", "ana silva"), person("2", "ana silva")]
    assert likely(both, apart={frozenset(("1", "2"))}) == []


def test_ten_thousand_of_one_family_name_are_no_quadratic_work() -> None:
    crowd = [person(str(n), f"given{n} wang") for n in range(10_000)]
    assert likely(crowd, least=60) == []
