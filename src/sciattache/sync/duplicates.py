"""Likely duplicates in an office, at headquarters across posts, and what is decided about them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.office.merging import Merging
from sciattache.domain.records import Record
from sciattache.domain.standards import text as texts
from sciattache.errors import KnownError
from sciattache.services import duplicates
from sciattache.services.duplicates import Looks, Pair, folded
from sciattache.store import merging, query, settings
from sciattache.sync import partners
from sciattache.sync.scope import Scope
from sciattache.sync.statements import rows

_APART = "duplicates.apart"
"""The pairs that were said not to be one."""
_DIGITS = 9
"""The last digits of a telephone number, by which it is known however it is written."""


@dataclass(frozen=True)
class Found:
    """A pair that is likely one, with the office that each record comes from."""

    pair: Pair
    offices: tuple[str, str]


def find(session: Session, *, across: bool, least: int = duplicates.LIKELY) -> list[Found]:
    """The pairs that are likely one, the likeliest first; ``across`` offices alone."""
    looks = [*_people(session), *_organisations(session)]
    pairs = duplicates.likely(looks, apart=kept_apart(session), least=least)
    wanted = {id for pair in pairs for id in (pair.first, pair.second)}
    of = offices(session, wanted)
    found = [Found(pair, (of[pair.first], of[pair.second])) for pair in pairs]
    return [one for one in found if not across or one.offices[0] != one.offices[1]]


def offices(session: Session, ids: Collection[str]) -> dict[str, str]:
    """The offices at which records were made, by their names; empty for this one."""
    own = partners.me(session).site
    named = {peer.site: peer.office for peer in partners.peers(session)}
    born = rows(
        session,
        "SELECT e.id, s.site FROM entry AS e JOIN change AS c ON c.t = e.t AND c.rid = e.rid"
        " JOIN step AS s ON s.id = c.step WHERE c.op = 'I'"
        " AND e.id IN (SELECT value FROM json_each(?)) ORDER BY s.id DESC",
        json.dumps(sorted(ids)),
    )
    first = dict.fromkeys(ids, own) | dict(born)
    return {id: "" if site == own else named.get(site, str(site)) for id, site in first.items()}


def merge(
    session: Session, kept: Record, gone: Record, *, values: Mapping[str, Any] | None = None
) -> Merging:
    """Merge two records; refused where an office that hears of one may not read the other."""
    _refuse_marked(session, kept, gone)
    return merging.merge(session, kept, gone, values=values)


def kept_apart(session: Session) -> set[frozenset[str]]:
    """The pairs that somebody said are not one, and those whose merging was taken back."""
    said = {frozenset(pair) for pair in settings.get(session, _APART) or ()}
    parted = session.query(Merging.gone, Merging.kept).filter_by(state="parted")
    return said | {frozenset(pair) for pair in parted}


def keep_apart(session: Session, one: str, other: str) -> None:
    """Note that two records are not one: they are not shown again."""
    known = {tuple(sorted(pair)) for pair in settings.get(session, _APART) or ()}
    known.add(tuple(sorted((one, other))))
    settings.keep(session, _APART, sorted(map(list, known)))


def _refuse_marked(session: Session, kept: Record, gone: Record) -> None:
    places = {(one.about.tag, one.rid): one for one in (kept, gone)}
    for peer in partners.peers(session):
        scope = Scope(session, sites=partners.sites_of(session, peer), clearance=peer.clearance)
        if not partners.me(session).is_headquarters or not scope.theirs(list(places)):
            continue
        for one in places.values():
            if scope.marking(one.about.tag, one.id):
                title = query.titles(session, [one.id]).get(one.id, "")
                raise KnownError(
                    f"{peer.office} may not read “{title}”, and would hear of it.",
                    "Lower its marking first, or leave the two apart.",
                )


# What is compared


def _people(session: Session) -> Iterator[Looks]:
    employers: dict[str, set[str]] = defaultdict(set)
    for person, name in rows(
        session,
        "SELECT a.person, o.name FROM affiliation AS a JOIN organisation AS o"
        " ON o.id = a.organisation WHERE o.name IS NOT NULL",
    ):
        employers[person].add(_words(name, is_company=True))
    for one in _stored(session, Person, (
        "given_name", "additional_names", "family_name", "native_name", "nickname", "emails",
        "phones", "orcid", "card_uid", "birthday", "country", "city",
    )):  # fmt: skip
        given, more, family = (one[n] or "" for n in (
            "given_name", "additional_names", "family_name"))  # fmt: skip
        full = [f"{given} {family}", f"{given} {more} {family}" if more else "", one["native_name"]]
        names = tuple(filter(None, dict.fromkeys(folded(texts.fold(n)) for n in full if n)))
        around = {("employer", name) for name in employers.get(one["id"], ())}
        birthday = one["birthday"] or ""
        if len(birthday) == len("2000-01-01") and birthday[0] != "-":
            around.add(("birthday", birthday))
        yield Looks(
            one["id"], "person", names,
            frozenset(_keys(one, orcid="orcid", card="card_uid")),
            frozenset(_reached(one)), frozenset(around | set(_placed(one))),
        )  # fmt: skip


def _organisations(session: Session) -> Iterator[Looks]:
    for one in _stored(session, Organisation, (
        "name", "native_name", "acronym", "other_names", "emails", "phones", "links", "ror",
        "registration", "card_uid", "country", "city",
    )):  # fmt: skip
        called = [one["name"], one["native_name"], *(one["other_names"] or "").split(";")]
        names = tuple(filter(None, dict.fromkeys(
            folded(texts.fold(name), is_company=True) for name in called if name
        )))  # fmt: skip
        shared = {*_reached(one), *_sites(one["links"])}
        if one["acronym"] and one["country"]:
            shared.add(("acronym", f"{texts.fold(one['acronym'])} {one['country']}"))
        yield Looks(
            one["id"], "organisation", names,
            frozenset(_keys(one, ror="ror", registration="registration", card="card_uid")),
            frozenset(shared), frozenset(_placed(one)),
        )  # fmt: skip


def _stored(session: Session, cls: type[Record], names: Iterable[str]) -> Iterator[dict[str, Any]]:
    columns = ("id", *names)
    for row in rows(session, f"SELECT {', '.join(columns)} FROM {cls.type_name()} ORDER BY rid"):
        yield dict(zip(columns, row, strict=True))


def _keys(one: Mapping[str, Any], **schemes: str) -> Iterator[tuple[str, str]]:
    for scheme, name in schemes.items():
        if one[name]:
            yield scheme, str(one[name]).casefold()


def _reached(one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for value in _points(one["emails"]):
        yield "email", value.casefold()
    for value in _points(one["phones"]):
        digits = "".join(filter(str.isdigit, value))[-_DIGITS:]
        if len(digits) == _DIGITS:
            yield "phone", digits


def _sites(stored: str | None) -> Iterator[tuple[str, str]]:
    for value in _points(stored):
        host = urlsplit(value if "//" in value else f"//{value}").hostname
        if host:
            yield "site", host.removeprefix("www.")


def _placed(one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if one["country"]:
        yield "country", one["country"]
    if one["city"]:
        yield "city", texts.fold(one["city"])


def _points(stored: str | None) -> list[str]:
    return [str(point.get("value") or "") for point in json.loads(stored or "[]")]


def _words(name: str, *, is_company: bool) -> str:
    return " ".join(folded(texts.fold(name), is_company=is_company))
