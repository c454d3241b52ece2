"""Where the columns of a table may go: the fields of a record, and of those around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sciattache.domain.fields import Field
from sciattache.domain.records import Record
from sciattache.domain.wings import type_called

FULL_NAME = "name"
"""The target that takes a person's whole name and splits it."""
DAYS = "days"
"""The target that takes the first and the last day from one cell."""
ID_OF = "_id"
"""What a path ends in that takes the id of the record referred to."""
HOUR_OF = "_hour"
"""What a path ends in that takes the hour of a moment whose day stands elsewhere."""
ENTITLING = ("purpose", "city", "country")
"""What an engagement without a title is called by."""
_ABOARD = {
    "person": ("passenger", "passenger name", "traveller", "traveler", "pax", "pax name"),
    "seat": ("seat", "seat number", "seat no"),
    "ticket": ("ticket", "ticket number", "e-ticket", "eticket"),
}
"""What a list of flights calls who is on them."""
_ABOVE = frozenset({"engagement", "person", "organisation", "place"})


@dataclass(frozen=True)
class Target:
    """Where a column may go: a path such as ``city`` or ``affiliation.title``, and its field."""

    path: str
    label: str
    field: Field | None
    words: tuple[str, ...]


@cache
def targets(cls: type[Record]) -> tuple[Target, ...]:
    """Every field that a row of ``cls`` can fill: its own, then those of records around it."""
    found = list(_own(cls, "", ""))
    for name in _reference_fields(cls):
        around = type_called(cls.field(name).target or "")
        found += _own(around, f"{name}.", f"{cls.field(name).label}: ")
    if cls.type_name() == "person":
        around = type_called("affiliation")
        found += [t for t in _own(around, "affiliation.", "") if t.path != "affiliation.person"]
    if cls.type_name() == "participation":
        department = type_called("affiliation").field("department")
        words = (department.label, *department.aliases)
        found.append(Target("person.affiliation.department", department.label, department, words))
    if cls.type_name() == "leg":
        aboard = type_called("passage")
        for name, words in _ABOARD.items():
            field = aboard.field(name)
            found.append(Target(f"passage.{name}", f"Passenger: {field.label}", field, words))
    return tuple(found)


def _reference_fields(cls: type[Record]) -> list[str]:
    return [
        f.name for f in cls.fields()
        if f.kind.name == "reference" and f.target in _ABOVE and f.search is False
        and f.name in ("engagement", "person", "organisation", "place", "host")
    ]  # fmt: skip


def _own(cls: type[Record], before: str, label: str) -> Iterator[Target]:
    if cls.type_name() == "person":
        words = tuple(map(label.replace(": ", " ").__add__, _FULL_NAMES))
        yield Target(before + FULL_NAME, label + "Full name", None, words)
    for described in cls.fields():
        if described.kind.name != "blob" and described.target != "*":
            yield from _of_field(described, before, label)
    if has_days(cls):
        yield Target(before + DAYS, label + "First and last day", None, _DAYS)
    if not before:
        yield from _hours(cls)
        yield Target("id", "Identity", None, ("id", "identity"))


def _hours(cls: type[Record]) -> Iterator[Target]:
    """A target for the hour of each moment; the first is what a table calls "Time" alone."""
    moments = [described for described in cls.fields() if described.kind.name == "instant"]
    for number, described in enumerate(moments):
        words = [described.label, *described.aliases]
        words += [f"{word} time" for word in words]
        words += _TIMES if number == 0 else ()
        words += _TIMES_OF.get(described.name, ())
        yield Target(described.name + HOUR_OF, f"{described.label}: hour", described, tuple(words))


def _of_field(field: Field, before: str, label: str) -> Iterator[Target]:
    if before and (field.target == "handling" or field.name in _OF_THE_ROW):
        return
    words: tuple[str, ...] = (field.name, field.label, *field.aliases)
    if label and (before in _APART or (field.required and field.default is None)):
        # "Host name": the bare word is the name of the row itself
        words = tuple(label.replace(": ", " ") + word for word in words)
    yield Target(before + field.name, label + field.label, field, words)
    if field.kind.name == "reference" and not before:
        words = (f"{field.name} id", f"{field.label} id")
        yield Target(f"{field.name}{ID_OF}", f"{field.label} id", field, words)
    if field.name == "addresses":
        for part, (shown, *more) in ADDRESS_PARTS.items():
            yield Target(before + part, label + shown, None, (part, shown, *more))


_FULL_NAMES = (
    "name", "full name", "display name", "person name", "nom complet", "nombre completo",
    "official full", "contact name", "contact person", "employee name", "winner", "laureate",
    "speaker", "author", "researcher", "applicant", "candidate name",
)  # fmt: skip
ADDRESS_PARTS: Mapping[str, tuple[str, ...]] = {
    "postal_code": ("Postal code", "zip", "zip code", "postcode", "plz", "code postal"),
    "second_line": ("Second line of the address", "address 2", "address line 2", "suite"),
}
"""Parts of an address with a column of their own: path, label, and other words for it."""
_APART = frozenset({"host.", "place."})
"""Records beside a row that every heading must name: "State" is not that of the host."""
_OF_THE_ROW = frozenset({"source", "notes", "kind", "state", "reference", "description"})
"""Fields of which a table speaks for its rows, never for the records beside them."""
_TIMES = ("time", "hour", "hours", "times", "time slot", "slot")
_TIMES_OF = {
    "starts_at": ("start date", "from time"),
    "ends_at": ("end date", "finish", "finish time", "to time"),
}
"""What the hours of a moment are called too; one foreign word may mean a day or an hour."""
_DAYS = (
    "dates", "days", "travel dates", "date range", "period", "when", "time",
    *(f"{days} of {what}" for days in ("dates", "date s") for what in ("trip", "travel", "visit")),
)  # fmt: skip


def has_days(cls: type[Record]) -> bool:
    return {"starts_on", "ends_on"} <= {f.name for f in cls.fields()}
