"""The order of precedence: each rule, places set by hand, and why somebody stands somewhere."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciattache.domain import vocabularies
from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.standards import codes
from sciattache.services import precedence
from sciattache.services.dossier import Dossier
from sciattache.services.precedence import alphabets, explaining, rules


def part(person: str, **values: Any) -> Participation:
    return Participation(
        **{"id": person, "person": person, "side": "guest", "role": "member", **values}
    )


def visit(*parts: Participation, ranks: dict[str, str] | None = None, **values: Any) -> Dossier:
    people = {
        one.person: Person(
            id=one.person, given_name=one.person.title(), rank=(ranks or {}).get(one.person)
        )
        for one in parts
    }
    return Dossier(Engagement(title="x", **values), participants=list(parts), people=people)


def names(dossier: Dossier) -> list[str]:
    return [entrant.one.person for entrant in precedence.ordered(dossier)]


def why(dossier: Dossier, person: str) -> str:
    listed = precedence.ordered(dossier)
    (one,) = (entrant for entrant in listed if entrant.one.person == person)
    return str(precedence.explain(listed, one, precedence.Custom.of(dossier.engagement)))


def by_country(*countries: str, **values: Any) -> list[str]:
    parts = [part(code.lower(), country=code) for code in countries]
    return [name.upper() for name in names(visit(*parts, **values))]


def test_rank_for_the_event_comes_before_office_and_office_before_the_name() -> None:
    dossier = visit(
        part("zoe", precedence=1), part("ann"), part("bob"), part("head", role="head"),
        ranks={"bob": "minister"},
    )  # fmt: skip
    assert names(dossier) == ["head", "zoe", "bob", "ann"]


def test_sides_stand_one_after_another_whatever_the_rule() -> None:
    for rule in vocabularies.PRECEDENCE_RULES.terms:
        dossier = visit(
            part("press", side="press"), part("host", side="host"), part("guest"),
            precedence_rule=rule,
        )  # fmt: skip
        assert names(dossier) == ["guest", "host", "press"]


def test_the_longest_in_post_stands_first_and_who_gives_no_date_last() -> None:
    dossier = visit(
        part("new", in_post_since=date(2025, 5, 1)), part("none"),
        part("old", in_post_since=date(2019, 1, 9)), precedence_rule="date_in_post",
    )  # fmt: skip
    assert names(dossier) == ["old", "new", "none"]
    assert why(dossier, "old") == "Stands first: the longest in post, since 2019-01-09."
    assert why(dossier, "new") == "In post since 2025-05-01, Old since 2019-01-09."
    assert why(dossier, "none").startswith("It is not known since when in post; New is")


def test_a_class_goes_before_the_date_where_the_rule_says_category() -> None:
    dossier = visit(
        part("counsellor", in_post_since=date(2001, 1, 1)),
        part("late", in_post_since=date(2024, 1, 1)), part("early", in_post_since=date(2020, 1, 1)),
        ranks={"counsellor": "counsellor", "late": "ambassador", "early": "ambassador"},
        precedence_rule="category",
    )  # fmt: skip
    assert names(dossier) == ["early", "late", "counsellor"]
    assert why(dossier, "counsellor") == "After Late by office: Counsellor after Ambassador."


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["AT", "CL", "CN", "FR", "DE", "JP", "ES", "AE"]),
        ("fr", ["DE", "AT", "CL", "CN", "AE", "ES", "FR", "JP"]),
        ("es", ["DE", "AT", "CL", "CN", "AE", "ES", "FR", "JP"]),
        ("de", ["CL", "CN", "DE", "FR", "JP", "AT", "ES", "AE"]),
        ("zh", ["AE", "AT", "DE", "FR", "JP", "ES", "CL", "CN"]),
        ("ar", ["ES", "DE", "AE", "CL", "CN", "FR", "AT", "JP"]),
    ],
)
def test_countries_stand_by_their_names_in_the_language_chosen(
    language: str, expected: list[str]
) -> None:
    given_ = ("FR", "DE", "CN", "ES", "AE", "JP", "CL", "AT")
    found = by_country(*given_, precedence_rule="country", precedence_language=language)
    assert found == expected


def test_letters_of_their_own_stand_where_the_language_puts_them() -> None:
    swedish = by_country(
        "AT", "EG", "AX", "SE", precedence_rule="country", precedence_language="sv"
    )
    assert swedish == ["EG", "SE", "AX", "AT"]  # Egypten, Sverige, Åland, Österrike
    czech = by_country("CL", "CZ", "HT", "IN", precedence_rule="country", precedence_language="cs")
    assert czech == ["CZ", "HT", "CL", "IN"]  # Česko, Haiti, Chile, Indie


def test_peru_is_read_bilu_in_chinese() -> None:
    found = by_country("MX", "BE", "PE", "BO", precedence_rule="country", precedence_language="zh")
    assert found == ["BE", "PE", "BO", "MX"]  # Bǐlìshí, Bìlǔ, Bōlìwéiyà, Mòxīgē


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "zh", "ru", "sv", "tr", "pl"])
def test_no_two_countries_share_a_place(language: str) -> None:
    keys = [alphabets.key(code, language) for code in codes.countries()]
    assert len({key for key, _ in keys}) == len(keys)


def test_a_rotation_begins_with_the_country_drawn_and_comes_round() -> None:
    found = by_country(
        "AT", "BR", "FR", "JP", "PE", precedence_rule="rotation", precedence_from="FR"
    )
    assert found == ["FR", "JP", "PE", "AT", "BR"]


def test_a_country_drawn_that_does_not_come_still_begins_the_round() -> None:
    found = by_country("AT", "BR", "JP", precedence_rule="rotation", precedence_from="FR")
    assert found == ["JP", "AT", "BR"]


def test_in_its_country_the_head_of_each_delegation_stands_first() -> None:
    dossier = visit(
        part("a", country="AT"), part("b", country="AT", role="head"),
        part("c", country="FR", role="head"), part("d", country="FR"), precedence_rule="country",
    )  # fmt: skip
    assert names(dossier) == ["b", "a", "c", "d"]


def test_the_only_head_stands_before_all_countries() -> None:
    dossier = visit(
        part("a", country="AT"), part("z", country="JP", role="head"), precedence_rule="country"
    )
    assert names(dossier) == ["z", "a"]
    assert why(dossier, "z") == "Leads the delegation, and so stands first."


def test_a_place_by_hand_goes_before_the_rule_and_says_why() -> None:
    dossier = visit(
        part("a", country="AT"), part("b", country="BR"),
        part("c", country="CL", precedence=1, precedence_reason="Former head of State"),
        part("d", country="DE", precedence=1), precedence_rule="country",
    )  # fmt: skip
    assert names(dossier) == ["c", "a", "b", "d"]
    assert why(dossier, "c") == "Number 1 by hand: Former head of State"
    assert why(dossier, "b") == "Brazil comes after Austria (A) in English."


def test_nobody_is_put_by_hand_before_the_head() -> None:
    dossier = visit(
        part("h", role="head"), part("m", precedence=1, precedence_reason="Asked"),
        part("a"), precedence_rule="date_in_post",
    )  # fmt: skip
    assert names(dossier) == ["h", "m", "a"]


def test_equals_are_told_that_the_name_decides() -> None:
    assert why(visit(part("ann"), part("bob")), "bob") == (
        "Equal to Ann in all else; the name decides."
    )


def test_every_rule_tells_its_source() -> None:
    assert set(rules.SOURCES) == set(rules.GROUNDS) == set(vocabularies.PRECEDENCE_RULES.terms)


_PARTS = st.lists(
    st.builds(
        lambda side, role, rank, reason, since, country: {
            "side": side, "role": role, "precedence": rank, "precedence_reason": reason,
            "in_post_since": since, "country": country,
        },
        st.sampled_from(["guest", "host", None]), st.sampled_from(["head", "deputy_head", "member"]),
        st.none() | st.integers(1, 6), st.none() | st.just("So agreed"),
        st.none() | st.dates(date(2010, 1, 1), date(2026, 1, 1)),
        st.none() | st.sampled_from(["AT", "FR", "JP", "CL"]),
    ),
    min_size=1, max_size=8,
)  # fmt: skip


@given(_PARTS, st.sampled_from(list(rules.GROUNDS)), st.randoms(use_true_random=False))
def test_an_order_is_total_does_not_depend_on_how_people_were_listed_and_is_explained(
    values: list[dict[str, Any]], rule: str, chance: Any
) -> None:
    parts = [part(f"p{n}", **each) for n, each in enumerate(values)]
    first = names(visit(*parts, precedence_rule=rule, precedence_from="FR"))
    chance.shuffle(parts)
    dossier = visit(*parts, precedence_rule=rule, precedence_from="FR")
    assert names(dossier) == first
    sides = [next(p.side for p in parts if p.person == name) for name in first]
    assert [s for s, n in pairwise([*sides, "end"]) if s != n] == list(dict.fromkeys(sides))
    for name in first:
        told = why(dossier, name)
        assert told and "{" not in told and "None" not in told


@given(_PARTS)
def test_the_only_head_of_a_side_leads_it_under_every_rule(values: list[dict[str, Any]]) -> None:
    parts = [part(f"p{n}", **each) for n, each in enumerate(values)]
    for rule in rules.GROUNDS:
        ordered = precedence.ordered(visit(*parts, precedence_rule=rule))
        for side in {one.side for one in parts}:
            heads = [one for one in parts if one.side == side and one.role == "head"]
            if len(heads) == 1:
                first = next(e.one for e in ordered if e.one.side == side)
                assert first is heads[0]


def test_every_sentence_can_be_filled_from_what_is_known() -> None:
    known = {"other", "mine", "theirs", "language", "number", "reason"}
    for sentence in explaining.SENTENCES:
        sentence.format(**dict.fromkeys(known, "x"))


def test_the_host_receives_first_and_guests_pass_with_their_spouses() -> None:
    parts = [
        part("gh", role="head"), part("g2"), part("gs", role="spouse"), part("s2", role="spouse"),
        part("no", rsvp="declined"), part("int", role="interpreter"),
        part("hh", side="host", role="head"), part("h2", side="host"), part("p", side="press"),
    ]  # fmt: skip
    ordered = [one.one for one in precedence.ordered(visit(*parts))]
    couples = {frozenset(("gh", "gs")), frozenset(("g2", "s2"))}
    line = precedence.receiving_line(ordered, couples)
    assert [one.person for one in line.receiving] == ["hh", "gh", "gs"]
    assert [one.person for one in line.passing] == ["g2", "s2", "h2"]
