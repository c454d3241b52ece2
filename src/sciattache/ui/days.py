"""What falls on which day: engagements, items, journeys, birthdays, national days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import or_
from sqlalchemy.orm import Session

from sciattache.domain.directory.person import Person
from sciattache.domain.programmes.agenda_item import AgendaItem
from sciattache.domain.programmes.engagement import Engagement
from sciattache.domain.programmes.leg import Leg
from sciattache.store import query

_GONE = ("cancelled", "declined")


@dataclass(frozen=True)
class Entry:
    """Something on one or more days; ``hours`` on the clock of its place."""

    id: str
    kind: str
    title: str
    first: date
    last: date
    hours: str = ""
    where: str = ""
    engagement: str = ""
    part_of: str = ""
    state: str = ""


def engagements(session: Session, first: date, last: date) -> list[Entry]:
    """Engagements of which a day lies between ``first`` and ``last``, in order."""
    end = Engagement.ends_on
    found = (
        session.query(Engagement)
        .filter(Engagement.starts_on <= last)
        .filter(or_(end >= first, (end.is_(None)) & (Engagement.starts_on >= first)))
        .filter(or_(Engagement.state.is_(None), Engagement.state != "cancelled"))
        .filter(Engagement.template.is_distinct_from(True))
        .order_by(Engagement.starts_on, Engagement.title)
        .limit(200)
    )
    return [
        Entry(
            one.id, one.kind, one.title, one.starts_on, one.ends_on or one.starts_on,
            where=one.city or "", engagement=one.id, state=one.state or "",
        )
        for one in found
        if one.starts_on is not None
    ]  # fmt: skip


def items(session: Session, first: date, last: date) -> list[Entry]:
    """Programme items and journeys between two days, each on the clock where it begins."""
    begin = datetime.combine(first, time(), UTC) - timedelta(hours=14)
    end = datetime.combine(last, time(), UTC) + timedelta(hours=38)
    programme = (
        session.query(AgendaItem)
        .filter(AgendaItem.starts_at >= begin, AgendaItem.starts_at <= end)
        .filter(or_(AgendaItem.status.is_(None), AgendaItem.status.not_in(_GONE)))
        .limit(400)
        .all()
    )
    legs = (
        session.query(Leg).filter(Leg.departs_at >= begin, Leg.departs_at <= end).limit(200).all()
    )
    wanted = {item.engagement for item in programme} | {leg.engagement for leg in legs}
    wanted |= {one.place for one in programme if one.place}
    titles = query.titles(session, sorted(wanted))
    made = [*_items(programme, titles), *_legs(legs, titles)]
    made = [entry for entry in made if first <= entry.first <= last]
    return sorted(made, key=lambda entry: (entry.first, entry.hours))


def birthdays(session: Session, now: date, ahead: int) -> list[tuple[str, str, date]]:
    """Id, title and day of the people whose birthday lies within ``ahead`` days."""
    people = session.query(Person.id, Person.birthday).filter(Person.birthday.is_not(None)).all()
    found = []
    for identity, birthday in people:
        day = _next(str(birthday), now)
        if day is not None and day <= now + timedelta(days=ahead):
            found.append((str(identity), day))
    found.sort(key=lambda pair: pair[1])
    titles = query.titles(session, [identity for identity, _ in found[:20]])
    return [(identity, titles.get(identity, ""), day) for identity, day in found[:20]]


def national_days(session: Session, now: date, ahead: int) -> list[tuple[str, date, str]]:
    """Country, day and name of the national days of the countries that the office has most of."""
    rows = session.connection().exec_driver_sql(
        "SELECT country, count(*) AS n FROM person WHERE country IS NOT NULL"
        " GROUP BY country ORDER BY n DESC LIMIT 40"
    )
    found = []
    for code, _ in rows:
        day, name = NATIONAL_DAYS.get(str(code), ("", ""))
        falls = _next(f"--{day}", now) if day else None
        if falls is not None and falls <= now + timedelta(days=ahead):
            found.append((str(code), falls, name))
    return sorted(found, key=lambda one: one[1])


def _items(programme: list[AgendaItem], titles: dict[str, str]) -> Iterator[Entry]:
    for item in programme:
        start, hours = _hours(item.starts_at, item.start_zone, item.ends_at, item.end_zone)
        place = titles.get(item.place or "", "") or item.room or ""
        yield Entry(
            item.id, item.kind or "", item.title, start, start, hours, place,
            item.engagement, titles.get(item.engagement, ""), item.status or "",
        )  # fmt: skip


def _legs(legs: list[Leg], titles: dict[str, str]) -> Iterator[Entry]:
    for leg in legs:
        start, hours = _hours(leg.departs_at, leg.departure_zone, leg.arrives_at, leg.arrival_zone)
        way = " → ".join(filter(None, (leg.origin, leg.destination)))
        yield Entry(
            leg.id, "leg", " ".join(filter(None, (leg.number, way))), start, start, hours, "",
            leg.engagement, titles.get(leg.engagement, ""), leg.state or "",
        )  # fmt: skip


def _hours(
    start: datetime | None, start_zone: str | None, end: datetime | None, end_zone: str | None
) -> tuple[date, str]:
    assert start is not None
    begins = start.astimezone(ZoneInfo(start_zone or "UTC"))
    hours = f"{begins:%H:%M}"
    if end is not None:
        hours += f"–{end.astimezone(ZoneInfo(end_zone or start_zone or 'UTC')):%H:%M}"
    return begins.date(), hours


def _next(birthday: str, now: date) -> date | None:
    """The next day on which ``1980-04-12`` or ``--04-12`` falls; a 29 February comes early."""
    parts = birthday.removeprefix("--").split("-")[-2:]
    if (
        len(parts) != 2
        or len(birthday) < 7
        or (not birthday.startswith("--") and len(birthday) < 10)
    ):
        return None
    month, day = int(parts[0]), int(parts[1])
    for year in (now.year, now.year + 1):
        leap = month == 2 and day == 29 and not (year % 4 == 0 and (year % 100 or year % 400 == 0))
        falls = date(year, month, 28 if leap else day)
        if falls >= now:
            return falls
    return None


NATIONAL_DAYS = {
    "AE": ("12-02", "Union Day"), "AR": ("05-25", "May Revolution"),
    "AT": ("10-26", "National Day"),
    "AU": ("01-26", "Australia Day"), "BD": ("03-26", "Independence Day"),
    "BE": ("07-21", "National Day"), "BG": ("03-03", "Liberation Day"),
    "BR": ("09-07", "Independence Day"), "CA": ("07-01", "Canada Day"),
    "CH": ("08-01", "National Day"), "CL": ("09-18", "Independence Day"),
    "CN": ("10-01", "National Day"), "CO": ("07-20", "Independence Day"),
    "CZ": ("10-28", "Independence Day"), "DE": ("10-03", "Day of German Unity"),
    "DK": ("06-05", "Constitution Day"), "DZ": ("11-01", "Revolution Day"),
    "EE": ("02-24", "Independence Day"), "EG": ("07-23", "Revolution Day"),
    "ES": ("10-12", "National Day"), "ET": ("05-28", "National Day"),
    "FI": ("12-06", "Independence Day"), "FR": ("07-14", "National Day"),
    "GH": ("03-06", "Independence Day"), "GR": ("03-25", "Independence Day"),
    "HR": ("05-30", "Statehood Day"), "HU": ("08-20", "National Day"),
    "ID": ("08-17", "Independence Day"), "IE": ("03-17", "Saint Patrick's Day"),
    "IN": ("01-26", "Republic Day"), "IS": ("06-17", "National Day"),
    "IT": ("06-02", "Republic Day"), "JP": ("02-23", "Emperor's Birthday"),
    "KE": ("12-12", "Jamhuri Day"), "KR": ("10-03", "National Foundation Day"),
    "KZ": ("10-25", "Republic Day"), "LT": ("02-16", "Restoration of the State"),
    "LU": ("06-23", "National Day"), "LV": ("11-18", "Proclamation Day"),
    "MA": ("07-30", "Throne Day"), "MX": ("09-16", "Independence Day"),
    "MY": ("08-31", "National Day"), "NG": ("10-01", "Independence Day"),
    "NL": ("04-27", "King's Day"), "NO": ("05-17", "Constitution Day"),
    "NZ": ("02-06", "Waitangi Day"), "PE": ("07-28", "Independence Day"),
    "PH": ("06-12", "Independence Day"), "PK": ("03-23", "Pakistan Day"),
    "PL": ("11-11", "Independence Day"), "PT": ("06-10", "Portugal Day"),
    "QA": ("12-18", "National Day"), "RO": ("12-01", "National Day"),
    "RS": ("02-15", "Statehood Day"), "RU": ("06-12", "Russia Day"),
    "RW": ("07-01", "Independence Day"), "SA": ("09-23", "National Day"),
    "SE": ("06-06", "National Day"), "SG": ("08-09", "National Day"),
    "SI": ("06-25", "Statehood Day"), "SK": ("09-01", "Constitution Day"),
    "SN": ("04-04", "Independence Day"), "TH": ("12-05", "National Day"),
    "TN": ("03-20", "Independence Day"), "TR": ("10-29", "Republic Day"),
    "TZ": ("04-26", "Union Day"), "UA": ("08-24", "Independence Day"),
    "US": ("07-04", "Independence Day"), "UY": ("08-25", "Independence Day"),
    "VN": ("09-02", "National Day"), "ZA": ("04-27", "Freedom Day"),
}  # fmt: skip
"""The day on which a country's embassies hold their reception (month and day), with its name."""
