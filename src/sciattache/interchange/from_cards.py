"""Contact cards into drafts of people and organisations, and people into cards."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from sciattache.domain.directory.affiliation import Affiliation
from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.points import Address as OurAddress
from sciattache.domain.points import Point as OurPoint
from sciattache.domain.standards import names
from sciattache.domain.vocabularies import COUNTRIES
from sciattache.interchange.cards.card import (
    Address,
    Card,
    Handle,
    NameParts,
    NativeName,
    Point,
    Position,
)
from sciattache.interchange.drafts import Draft
from sciattache.interchange.mapping import put_name
from sciattache.interchange.plan import Source

_REST = ("anniversary", "geo", "sort_string", "photo_url", "rev")
Contents = dict[str, tuple[bytes, str]]


def sources(cards: Iterable[tuple[int, Card]], contents: Contents) -> Iterator[Source]:
    """A draft for each card; photographs are put into ``contents`` by their hash."""
    for position, card in cards:
        try:
            yield Source(position, draft(card, contents))
        except ValueError as error:
            yield Source(position, None, str(error))


def draft(card: Card, contents: Contents) -> Draft:
    """What a card says of a person, or of an organisation where it speaks of none."""
    about_person = (
        card.name or card.native or card.nickname or card.full_name or not card.organisation
    )
    company = card.organisation[0] if card.organisation else ""
    if (
        card.kind == "org"
        or not about_person
        or (not card.name and company and card.full_name.strip() == company.strip())
    ):
        return _organisation(card, contents)
    made = Draft(Person)
    _common(made, card, contents, "photo")
    if card.name:
        for name, value in (
            ("prefix", card.name.prefix),
            ("given_name", card.name.given),
            ("additional_names", card.name.additional),
            ("family_name", card.name.family),
            ("suffix", card.name.suffix),
        ):
            made.put(name, value)
        _own_script(made, card)
    elif card.full_name:
        put_name(made, card.full_name)
    more: tuple[tuple[str, Any], ...] = (
        ("native_name", card.native.full_name or card.native.parts.western()),
        ("nickname", card.nickname),
        ("pronunciation", card.phonetic.western()),
        ("gender", card.gender.split(";")[0]),
        ("birthday", card.birthday),
        ("languages", card.languages),
        ("orcid", card.orcid),
        ("topics", ", ".join(card.categories)),
    )
    for name, value in more:
        if value:
            made.put(name, value)
    _work(made, card)
    return made


def _own_script(made: Draft, card: Card) -> None:
    """A name whose parts are in an own script is shown whole, in the order of that script."""
    written = card.name.family + card.name.given
    if not written or written.isascii():
        return
    if names.script(written) in ("Hani", "Hang", "Hira", "Kana", "Jpan", "Kore", "Hans", "Hant"):
        made.values["name_order"] = "family-first"


def _work(made: Draft, card: Card) -> None:
    first = Position(card.organisation, card.title or card.role, "")
    if card.title and card.role and card.role != card.title:
        _rest(made, [f"ROLE:{card.role}"])
    for place, position in enumerate((first, *card.other_positions)):
        if position:
            role = _role(position)
            if place:
                role.values["main"] = False
            made.children.append(("person", role))


def _role(position: Position) -> Draft:
    role = Draft(Affiliation)
    if position.organisation and position.organisation[0].strip():
        company = Draft(Organisation)
        company.put("name", position.organisation[0])
        role.values["organisation"] = company
    role.put("department", " / ".join(filter(None, position.organisation[1:])))
    role.put("title", position.title or position.role)
    return role


def _organisation(card: Card, contents: Contents) -> Draft:
    made = Draft(Organisation)
    _common(made, card, contents, "logo")
    made.put(
        "name",
        (card.organisation[0] if card.organisation else "")
        or card.full_name
        or card.name.western(),
    )
    if card.categories:
        made.put("topics", ", ".join(card.categories))
    return made


def _common(made: Draft, card: Card, contents: Contents, picture: str) -> None:
    addresses = [_our_address(a) for a in card.addresses]
    country = next(
        (a.country_code or a.country for a in card.addresses if a.country_code or a.country), ""
    )
    code = COUNTRIES.code(country)  # one that no list knows stays in the address
    if code:
        made.values["country"] = code
    for name, points in (
        ("emails", [OurPoint(p.value, p.label, p.preferred) for p in card.emails]),
        ("phones", [OurPoint(p.value, p.label, p.preferred) for p in card.phones]),
        ("addresses", addresses),
        (
            "links",
            [*(OurPoint(p.value, p.label, p.preferred) for p in card.links), *_messaging(card)],
        ),
    ):
        if points:
            made.put(name, points)
    made.put("notes", card.note)
    made.put("card_uid", card.uid)
    made.id = card.uid if card.uid.startswith("urn:uuid:") else ""
    if card.photo:
        sha256 = hashlib.sha256(card.photo).hexdigest()
        contents[sha256] = (card.photo, card.photo_type)
        made.values[picture] = sha256
    _rest(made, _left(card))


def _left(card: Card) -> Iterator[str]:
    for name in _REST:
        value = getattr(card, name)
        if value and name != "rev":
            yield f"{name.upper().replace('_', '-')}:{value}"
    for label, points in (("RELATED", card.related), ("DATE", card.dates)):
        for point in points:
            yield (
                f"{label}:{point.label}: {point.value}" if point.label else f"{label}:{point.value}"
            )
    for member in card.members:
        yield f"MEMBER:{member}"
    if card.zone:
        yield f"TZ:{card.zone}"
    for name, value in card.extra:
        yield f"{name}:{value}"


def _rest(made: Draft, lines: Iterable[str]) -> None:
    text = "\n".join(lines)
    if text:
        before = made.values.get("card_rest")
        made.put("card_rest", f"{before}\n{text}" if before else text)


def _messaging(card: Card) -> Iterator[OurPoint]:
    for handle in card.messaging:
        scheme = f"{handle.service}:" if handle.service else ""
        value = handle.value if handle.value.startswith(scheme) else scheme + handle.value
        yield OurPoint(value, handle.label or "messaging", handle.preferred)


def _our_address(address: Address) -> OurAddress:
    lines = ", ".join(filter(None, (address.po_box, address.extended, address.street)))
    empty = not (lines or address.locality or address.region or address.postal_code)
    return OurAddress(
        lines=" ".join((address.formatted if empty and address.formatted else lines).split()),
        locality=address.locality,
        region=address.region,
        postal_code=address.postal_code,
        country=address.country or address.country_code,
        label=address.label,
        preferred=address.preferred,
    )


def card(
    person: Person | Organisation,
    *,
    role: Affiliation | None = None,
    organisation: Organisation | None = None,
    photo: bytes | None = None,
    photo_type: str = "",
) -> Card:
    """The card of a person with the role given, or of an organisation."""
    common: dict[str, Any] = {
        "emails": _points(person.emails),
        "phones": _points(person.phones),
        "addresses": tuple(
            Address(
                street=a.lines,
                locality=a.locality,
                region=a.region,
                postal_code=a.postal_code,
                country=a.country,
                label=a.label,
                preferred=a.preferred,
            )
            for a in person.addresses or ()
        ),
        "links": tuple(p for p in _points(person.links) if p.label != "messaging"),
        "messaging": tuple(
            Handle(p.value.partition(":")[0], p.value.partition(":")[2], "", p.preferred)
            for p in _points(person.links)
            if p.label == "messaging"
        ),
        "note": person.notes or "",
        "uid": person.card_uid or f"urn:uuid:{person.id}",
        "photo": photo,
        "photo_type": photo_type,
        "extra": tuple(_extra(person.card_rest or "")),
    }
    if isinstance(person, Organisation):
        return Card(
            kind="org", full_name=person.name, organisation=(person.name,),
            categories=_listed(person.topics), **common,
        )  # fmt: skip
    made = Card(
        full_name=names.shown(person.name) or next((p.value for p in common["emails"]), ""),
        name=NameParts(
            person.prefix or "", person.given_name or "", person.additional_names or "",
            person.family_name or "", person.suffix or "",
        ),
        native=NativeName(full_name=person.native_name or ""),
        nickname=person.nickname or "",
        birthday=person.birthday or "",
        gender={"female": "F", "male": "M", "other": "O"}.get(person.gender or "", ""),
        languages=person.languages or (),
        categories=_listed(person.topics),
        orcid=person.orcid or "",
        **common,
    )  # fmt: skip
    if role is None:
        return made
    units = tuple((role.department or "").split(" / ")) if role.department else ()
    company = (organisation.name if organisation else "", *units)
    return replace(made, organisation=company if any(company) else (), title=role.title or "")


def _points(points: tuple[OurPoint, ...] | None) -> tuple[Point, ...]:
    return tuple(Point(p.value, p.label, p.preferred) for p in points or ())


def _listed(topics: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (topic.strip() for topic in (topics or "").split(","))))


def _extra(rest: str) -> Iterator[tuple[str, str]]:
    for line in rest.splitlines():
        name, _, value = line.partition(":")
        if (
            name
            and value
            and name.replace("-", "").replace(";", "").replace("=", "").replace(".", "").isalnum()
        ):
            yield name, value
