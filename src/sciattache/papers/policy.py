"""Which field of which record each audience may read: the house's rule, which an office narrows.

The office reads everything.  A guest and a host read what a field's description opens to guests;
a host also what a host provides for.  A driver and the press read the fields that are listed for
them and no others, so that a new field stays closed until somebody opens it.  An office may hide
more (:meth:`Policy.narrowed`), never less.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sciattache.domain.fields import Field
from sciattache.domain.points import Address, Point
from sciattache.domain.records import Record
from sciattache.domain.wings import TYPES
from sciattache.errors import KnownError

AUDIENCES = ("full", "host", "guest", "driver", "press")
"""Who reads papers: the office, the hosts, the guests, the drivers, the press."""

_NAMES = (
    "prefix given_name additional_names family_name suffix native_name name_order nickname"
    " form_of_address rank country"
)
_WHEN = "starts_at start_zone ends_at end_zone all_day first_day last_day"
_STOP = "engagement city country zone starts_on ends_on position"
_PLACE = (
    "name native_name kind part_of organisation address city country zone iata latitude longitude"
    " access hours"
)
_POST = (
    "name kind code sends country city zone address phones emails letterhead logo ours language"
    " paper_size print_look"
)
_MARKING = "name level text compartment"

ALSO: Mapping[str, Mapping[str, str]] = {
    "host": {"participation": "diet needs", "person": "diet needs", "story": "quotable"},
    "guest": {"story": "quotable"},
}
"""What the description keeps for the office and an audience needs all the same."""

ONLY: Mapping[str, Mapping[str, str]] = {
    "driver": {
        "engagement": "title kind reference starts_on ends_on home_zone zone country city host"
        " guest_organisation guest_country lead emergency handling",
        "stop": f"{_STOP} place",
        "participation": "engagement person side role organisation team vehicle arrives_at"
        " arrival_zone departs_at departure_zone badge_name",
        "agenda_item": f"engagement title kind status {_WHEN} stop place room host contact vehicle"
        " team description",
        "attendance": "item person role status",
        "leg": "engagement kind carrier number origin departs_at departure_zone destination"
        " arrives_at arrival_zone origin_place destination_place terminal vehicle team",
        "passage": "leg person",
        "stay": "engagement person hotel place arrives_on departs_on phone address",
        "vehicle": "engagement name kind seats plate driver driver_phone company position",
        "person": _NAMES,
        "affiliation": "person organisation main",
        "organisation": "name native_name acronym country city addresses",
        "place": f"{_PLACE} phones buffer",
        "travel_time": "origin destination minutes by one_way",
        "colleague": "name title phones",
        "post": _POST,
        "handling": _MARKING,
        "country_name": "country language name",
        "issue": "engagement version issued_at issued_by",
    },
    "press": {
        "engagement": "title kind reference starts_on ends_on home_zone zone country city host"
        " guest_organisation guest_country lead sectors languages press_rules handling",
        "stop": _STOP,
        "participation": "engagement person side role title organisation country badge_name",
        "agenda_item": f"engagement title kind status {_WHEN} stop place room host description"
        " press",
        "attendance": "item person role status",
        "person": _NAMES,
        "affiliation": "person organisation title main",
        "organisation": "name native_name acronym kind country city links",
        "place": _PLACE,
        "colleague": "name title phones emails person",
        "post": _POST,
        "handling": _MARKING,
        "country_name": "country language name",
        "issue": "engagement version issued_at issued_by",
    },
}
"""The fields that an audience reads at all, by record type."""

CLOSED = frozenset({
    "absence", "attachment", "copy", "expense", "follow_up", "gift", "indicator", "interaction",
    "relationship", "saved_view", "target", "waiver",
})  # fmt: skip
"""Record types of which nobody outside the office reads anything."""

_NOT_PRIVATE = frozenset({"work", "other", ""})
_REACHED = frozenset({"work", "mobile", "other", ""})
_SURELY_WORK = frozenset({"work"})
_PERHAPS_WORK = frozenset({"work", ""})

POINTS: Mapping[tuple[str, str], Collection[str]] = {
    ("person", "phone"): _SURELY_WORK,
    ("person", "email"): _PERHAPS_WORK,
    ("person", "link"): _PERHAPS_WORK,
    ("person", "address"): _SURELY_WORK,
}
"""The kinds of a person's contact points that leave the office; of bodies all but private ones."""

_COLLEAGUES = frozenset({"driver", "host"})
"""Who may ring an officer's mobile."""


@dataclass(frozen=True)
class Policy:
    """The house's rule and what this office hides beyond it, as pairs of a path and an audience.

    A path is ``type.field``, as in ``person.emails``.
    """

    hidden: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def narrowed(cls, hidden: Mapping[str, Iterable[str]]) -> Policy:
        """The house's rule with what an office hides, by path."""
        return cls(frozenset((path, who) for path, all_ in hidden.items() for who in all_))

    def names(self, cls: type[Record], audience: str) -> frozenset[str]:
        """The fields of a record type that an audience may read."""
        return _names(self, cls, audience)

    def see(self, record: Record, name: str, audience: str) -> Any:
        """A field's value as an audience may read it; of contact points only those for it."""
        if name not in _names(self, type(record), audience):
            return None
        value = getattr(record, name)
        field = record.field(name)
        if audience == "full" or field.kind.name != "points" or not value:
            return value
        return tuple(p for p in value if _is_open(p, type(record), field, audience)) or None


HOUSE = Policy()
"""The rule as it is where no office narrows it."""


def allows(cls: type[Record], field: Field, audience: str) -> bool:
    """Whether the house lets an audience read a field."""
    if audience == "full":
        return True
    if cls.type_name() in CLOSED:
        return False
    if audience in ONLY:
        return field.name in ONLY[audience].get(cls.type_name(), "").split()
    also = ALSO.get(audience, {}).get(cls.type_name(), "").split()
    return field.audience != "full" or field.name in also


def hide(hidden: Mapping[str, Iterable[str]], path: str, audience: str) -> dict[str, list[str]]:
    """What an office hides, with one field more kept from an audience."""
    cls, field = _at(path)
    if audience not in AUDIENCES or audience == "full":
        outside = ", ".join(one for one in AUDIENCES if one != "full")
        raise KnownError(f"Nothing can be hidden from “{audience}”.", f"Choose among: {outside}.")
    if not allows(cls, field, audience):
        raise KnownError(f"“{path}” is not for this audience anyway.", "Nothing needs to be done.")
    if field.required or field.owner:
        raise KnownError(
            f"A {cls.about.label.lower()} says nothing without its {field.label.lower()}.",
            "Hide another field, or mark the record.",
        )
    found = {each: set(who) for each, who in hidden.items()}
    found.setdefault(path, set()).add(audience)
    return _sorted(found)


def show(hidden: Mapping[str, Iterable[str]], path: str, audience: str) -> dict[str, list[str]]:
    """What an office hides, without one field that it had kept from an audience."""
    cls, field = _at(path)
    found = {each: set(who) for each, who in hidden.items()}
    if audience not in found.get(path, ()):
        told = (
            "shown already"
            if audience in AUDIENCES and allows(cls, field, audience)
            else ("kept back by the house")
        )
        raise KnownError(
            f"“{path}” is {told}.", "An office takes back what it has hidden and no more."
        )
    found[path].discard(audience)
    return _sorted(found)


def table(policy: Policy = HOUSE) -> dict[str, tuple[str, ...]]:
    """For each field of each record type, by path, the audiences that read it."""
    return {
        f"{cls.type_name()}.{field.name}": tuple(
            one for one in AUDIENCES if field.name in policy.names(cls, one)
        )
        for cls in TYPES
        for field in cls.fields()
    }


ALL, SOME = "●", "◐"
"""Signs for a field that is read, and for contact points of which some are."""


def is_partly_open(path: str) -> bool:
    """Whether a field's private contact points stay with the office."""
    return _at(path)[1].kind.name == "points"


def _at(path: str) -> tuple[type[Record], Field]:
    name, _, of = path.partition(".")
    cls = next((one for one in TYPES if one.type_name() == name), None)
    field = next((one for one in cls.fields() if one.name == of), None) if cls else None
    if cls is None or field is None:
        raise KnownError(f"There is no field “{path}”.", "Name it as in “person.emails”.")
    return cls, field


def _sorted(hidden: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    return {path: sorted(who) for path, who in sorted(hidden.items()) if who}


@lru_cache(maxsize=1024)
def _names(policy: Policy, cls: type[Record], audience: str) -> frozenset[str]:
    return frozenset(
        field.name
        for field in cls.fields()
        if allows(cls, field, audience)
        and (f"{cls.type_name()}.{field.name}", audience) not in policy.hidden
    )


def _is_open(point: Point | Address, cls: type[Record], field: Field, audience: str) -> bool:
    """Whether a contact point may leave the office; a messaging address is somebody's own."""
    if cls.type_name() == "colleague" and audience in _COLLEAGUES:
        return point.kind in _REACHED
    if field.scheme == "link" and ":" in point.key and not point.key.startswith("http"):
        return False
    return point.kind in POINTS.get((cls.type_name(), field.scheme or ""), _NOT_PRIVATE)
