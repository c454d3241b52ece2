"""Somewhere people go: a city, an airport, a venue, a hotel, a room."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from sciattache.domain import vocabularies as v
from sciattache.domain.fields import field
from sciattache.domain.kinds import CHOICE, IDENTIFIER, NOTE, NUMBER, POINTS, REAL, REFERENCE, TEXT
from sciattache.domain.points import Address, Point
from sciattache.domain.records import About, Record


class Place(Record):
    """A place with its time zone, so that hours mean something."""

    __tablename__ = "place"
    about = About(
        8,
        "Place",
        "Places",
        "directory",
        ("name",),
        same_if=(("iata",), ("=title", "city"), ("=title",)),
    )

    name: Mapped[str] = field(
        TEXT,
        "Name",
        1,
        required=True,
        width=30,
        search=True,
        aliases=("place", "venue", "location", "lieu", "ort", "lugar", "title", "site"),
    )
    native_name: Mapped[str | None] = field(
        TEXT, "Name in own script", 2, width=24, search=True, listed=True
    )
    kind: Mapped[str | None] = field(
        CHOICE,
        "Kind",
        3,
        width=14,
        vocabulary=v.PLACE_KINDS,
        listed=True,
        aliases=(
            "kind",
            "type",
            "category",
        ),
    )
    part_of: Mapped[str | None] = field(REFERENCE, "Part of", 4, width=28, target="place")
    organisation: Mapped[str | None] = field(
        REFERENCE, "Organisation", 5, width=28, target="organisation"
    )
    address: Mapped[tuple[Address, ...] | None] = field(
        POINTS,
        "Address",
        6,
        width=36,
        scheme="address",
        aliases=(
            "address",
            "street",
            "postal address",
        ),
    )
    city: Mapped[str | None] = field(
        TEXT, "City", 7, width=18, search=True, listed=True, aliases=("city", "town")
    )
    country: Mapped[str | None] = field(
        CHOICE,
        "Country",
        8,
        width=18,
        vocabulary=v.COUNTRIES,
        listed=True,
        aliases=("country",),
    )
    zone: Mapped[str | None] = field(
        CHOICE,
        "Time zone",
        9,
        width=22,
        vocabulary=v.ZONES,
        aliases=("time zone", "timezone"),
    )
    iata: Mapped[str | None] = field(
        IDENTIFIER,
        "IATA code",
        10,
        width=6,
        scheme="iata",
        search=True,
        aliases=(
            "iata",
            "airport code",
        ),
    )
    latitude: Mapped[float | None] = field(
        REAL, "Latitude", 11, width=10, aliases=("latitude", "lat")
    )
    longitude: Mapped[float | None] = field(
        REAL, "Longitude", 12, width=10, aliases=("longitude", "lon", "lng")
    )
    phones: Mapped[tuple[Point, ...] | None] = field(
        POINTS,
        "Phone",
        13,
        width=20,
        scheme="phone",
        aliases=(
            "phone",
            "telephone",
        ),
    )
    links: Mapped[tuple[Point, ...] | None] = field(
        POINTS,
        "Links",
        14,
        width=28,
        scheme="link",
        aliases=(
            "website",
            "url",
            "web",
        ),
    )
    seats: Mapped[int | None] = field(
        NUMBER,
        "Seats",
        15,
        width=8,
        aliases=(
            "seats",
            "capacity",
        ),
    )
    access: Mapped[str | None] = field(
        NOTE,
        "How to get in",
        16,
        width=40,
        help="Entrance, security, parking, step-free access.",
    )
    notes: Mapped[str | None] = field(NOTE, "Notes", 17, width=48, search=True, audience="full")
    buffer: Mapped[int | None] = field(
        NUMBER,
        "Minutes for security",
        18,
        width=8,
        help="What it takes from the door to the meeting.",
    )
    hours: Mapped[str | None] = field(
        IDENTIFIER,
        "Opening hours",
        19,
        width=24,
        scheme="opening_hours",
        aliases=("opening hours", "hours"),
        help="As OpenStreetMap writes them: Mo-Fr 09:00-17:00; PH off.",
    )
