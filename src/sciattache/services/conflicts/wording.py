"""The sentences of the rules, and the values in them, to be said in any language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from sciattache.domain.standards import countries, currencies

SHOWN = 3
"""How many names stand in a sentence before the others are counted."""


@dataclass(frozen=True)
class Names:
    """Several people or titles, the first of which are named and the others counted."""

    names: tuple[str, ...]

    @property
    def shown(self) -> tuple[str, ...]:
        """Those that a sentence names."""
        return self.names[:SHOWN] if self.others else self.names

    @property
    def others(self) -> int:
        """How many are counted; one alone would take no more room by name."""
        rest = len(self.names) - SHOWN
        return rest if rest > 1 else 0


@dataclass(frozen=True)
class Money:
    """An amount in minor units of a currency (ISO 4217)."""

    units: int
    currency: str

    @property
    def plain(self) -> str:
        """With its decimals: ``EUR 1,250.00``."""
        digits = currencies.currency_digits(self.currency)
        return f"{self.currency} {Decimal(self.units).scaleb(-digits):,}"


@dataclass(frozen=True)
class Country:
    """A country by its code (ISO 3166-1)."""

    code: str


Value: TypeAlias = str | int | date | datetime | Names | Money | Country
"""What a place in a sentence takes; a moment shows the hour of its own clock."""

SENTENCES = {
    # times
    "person_twice": "{first} and {second} are at the same time ({day}, {hour}): {people}.",
    "person_twice.part": "{second} lies within {first}, at the same place ({day}, {hour}).",
    "person_twice.told": "{first} and {second} seem to be one movement ({day}, {hour}).",
    "legs_overlap": "{first} and {second} overlap ({day}, {hour}): {people}.",
    "room_twice": "{place} is booked twice: {first} and {second} ({day}, {hour}).",
    "vehicle_twice": "{vehicle} is booked twice: {first} and {second} ({day}, {hour}).",
    "interpreter_twice": "The interpreter is wanted at {first} and {second} ({day}, {hour}): "
    "{people}.",
    "person_twice.elsewhere": "{first} and {second} of “{engagement}” are at the same time ({day}, "
    "{hour}): {people}.",
    "room_twice.elsewhere": "{place} is booked twice: {first}, and {second} of “{engagement}” "
    "({day}, {hour}).",
    "vehicle_twice.elsewhere": "{vehicle} is booked twice: {first}, and {second} of "
    "“{engagement}” ({day}, {hour}).",
    "interpreter_twice.elsewhere": "The interpreter is wanted at {first} and {second} of "
    "“{engagement}” ({day}, {hour}): {people}.",
    "ends_first": "{title} ends before it begins ({day}, {hour}).",
    # ways
    "way.known": "From {first} to {second} it is {needed} minutes; {gap} are left "
    "({day}, {hour}): {people}.",
    "way.guess": "From {first} to {second} it is about {needed} minutes, over {km} km; {gap} are "
    "left ({day}, {hour}): {people}.",
    "way.spare": "Between {first} and {second} there are {gap} minutes; {needed} are wanted for "
    "the way, security and time to spare ({day}, {hour}): {people}.",
    "way.building": "Between {first} and {second}, in the same building, there are {gap} minutes; "
    "{needed} are wanted to spare ({day}, {hour}).",
    # presence
    "outside.before": "{title} begins before the arrival ({day}, {hour}): {people}.",
    "outside.after": "{title} ends after the departure ({day}, {hour}): {people}.",
    "absent": "Not to be had during {title} ({day}, {hour}): {people}.",
    # nights and seats
    "bed_missing": "No bed in the night of {day}: {people}.",
    "bed_missing.nights": "No bed for {count} nights from {day}: {people}.",
    "bed_unused": "A bed at {hotel} is not needed in the night of {day}: {people}.",
    "bed_unused.nights": "A bed at {hotel} is not needed for {count} nights from {day}: {people}.",
    "bed_unused.declined": "A bed is kept at {hotel} for somebody who does not come: {people}.",
    "bed_twice": "Two beds in the night of {day}: {people}.",
    "beds_short": "A room for {beds} at {hotel} is to hold {count} from {day}: {people}.",
    "seats_short": "{vehicle} seats {seats}, and {count} are to ride: {title}.",
    "seats_short.car": "{vehicle} seats {seats}, and {count} are to ride in it: {people}.",
    # tables
    "seat.declined": "Seated at {table}, {title}, but declined: {people}.",
    "seat.gone": "Seated at {table}, {title}, but no participant: {people}.",
    "seat.replaced": "Seated at {table}, {title}, but replaced by somebody else: {people}.",
    "seat.unnamed": "Seated at {table}, {title}, but not among those whom it is for: {people}.",
    "seat.office": "Seated at {table}, {title}, but left their office before: {people}.",
    "seat.beyond": "{table}, {title}, has {places} places; seated beyond them: {people}.",
    "seat.twice": "Place {number} at {table}, {title}, is taken twice: {people}.",
    "table_changed": "{table}, {title}, has another shape or size than in version "
    "{number}: look at its seats.",
    "table_changed.room": "{table}, {title}, is in another room than in version {number}: "
    "{after}, not {before}.",
    "room_small": "{place} seats {seats}, and {count} are seated there: {title}.",
    # days and clocks
    "holiday": "{day} is a public holiday in {country} ({holiday}): {titles}.",
    "weekend": "{day} is at the weekend in {country}: {titles}.",
    "hours": "{title} ({day}, {hour}) is outside the hours of {place}: {hours}.",
    "zone_missing": "{title} has hours, but no time zone is known for it.",
    "hour_twice": "{title} is in an hour that comes twice, as the clocks go back ({day}, {hour}).",
    "hour_skipped": "{title} is just after an hour that the clocks skip ({day}, {hour}).",
    "clocks_change": "The clocks of {city} change in the night before {day} or on it, by {minutes} "
    "minutes: {titles}.",
    # papers and people
    "visa.refused": "The visa was refused: {people}.",
    "visa.open": "The visa is not granted yet: {people}.",
    "passport.expired": "The passport expires on {expires}, before the visit is over: {people}.",
    "passport.soon": "The passport expires on {expires}, within six months of the end: {people}.",
    "office_ended": "{people} left {office} on {ended}, before the visit.",
    "interpreter": "No interpreter, and no language in common, at {title} ({day}, {hour}): "
    "{people}.",
    "interpreter.working": "No interpreter for those who speak no working language, at {title} "
    "({day}, {hour}): {people}.",
    "interpreter.other": "The interpreter does not speak the languages of both sides at {title} "
    "({day}, {hour}): {people}.",
    "diet": "No diet is known of {people}; the meals begin on {day}: {titles}.",
    # what is due
    "unconfirmed": "{title} ({day}) is not confirmed, and the programme is frozen.",
    "unbooked": "{title} ({day}) is not booked, and the programme is frozen.",
    "brief": "{title} ({day}) has no brief, which is wanted three days before.",
    "brief.late": "The brief for {title} ({day}) is promised for {promised}, less than three days "
    "before.",
    # limits
    "budget": "The expenses of {total} are over the ceiling of {ceiling}.",
    "meetings": "{count} meetings on {day}, and {most} are the most: {people}.",
}
"""Each rule's sentences: the rule's code, and after a full stop the case."""


def english(value: Value) -> str:
    """A value as an English sentence has it."""
    if isinstance(value, datetime):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return f"{value:%a} {value.day} {value:%b %Y}"
    if isinstance(value, Names):
        named = ", ".join(value.shown)
        return f"{named} and {value.others} others" if value.others else named
    if isinstance(value, Country):
        return countries.country_name(value.code, "en")
    return value.plain if isinstance(value, Money) else str(value)
