"""Make the demonstration office: invented people and programmes around a given day."""

from __future__ import annotations

import hashlib
import io
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from math import sin
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from sciattache import assets
from sciattache.demonstration import planning
from sciattache.domain.fields import Field
from sciattache.domain.kinds import BLOB, DATE, INSTANT, REFERENCE
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.records import Record
from sciattache.domain.wings import type_called
from sciattache.store import blobs, office
from sciattache.store.office import Office

_CHAPTERS = (
    "office", "places", "organisations", "people", "investor_trip", "delegation", "roadshow",
    "contacts",
)  # fmt: skip
_COLOURS = ("#4A6FA5", "#5B8C7B", "#8A6B93", "#A5705A", "#6B7F4F", "#4F7F8F", "#8F6F4F", "#6A6FA0")


@dataclass(frozen=True)
class _Parts:
    """What an entry's list makes: records of a type that refer to it, by texts or tables."""

    type: str
    owner: str
    names: str
    detail: str


_PARTS = {
    ("agenda_item", "who"): _Parts("attendance", "item", "person", "role"),
    ("leg", "who"): _Parts("passage", "leg", "person", "seat"),
    ("person", "at"): _Parts("affiliation", "person", "organisation", "title"),
}


@dataclass
class _Chapter:
    """One file: a step of the history, its day 0, the entries of each record type, and what is
    done with them afterwards.
    """

    step: str
    author: str
    day: date
    zone: str
    engagement: str | None = None
    arranged: tuple[str, ...] = ()
    entries: list[tuple[type[Record], dict[str, Any]]] = field(default_factory=list)
    invitations: dict[str, planning.Invitation] = field(default_factory=dict)


def make(path: Path, *, today: date | None = None) -> Office:
    """The demonstration office, made at ``path`` and open; all its days are counted from ``today``.

    The same day gives the same records with the same ids, but for the ids of what the program
    proposes itself, which are as random as everywhere.  ``KnownError`` when something is at
    ``path`` already.  Everybody and everything in it is invented: see resources/demonstration.
    """
    day = today or datetime.now(UTC).astimezone().date()
    book = _Book(day)
    made = office.create(path)
    author = made.author
    try:
        for chapter in book.chapters:
            made.author = chapter.author
            with made.step(chapter.step) as session:
                session.add_all([book.record(session, chapter, *pair) for pair in chapter.entries])
            with made.session() as session:
                book.plan(session, chapter)
    except BaseException:
        made.close()
        path.unlink(missing_ok=True)
        raise
    made.author = author
    return made


class _Book:
    """All chapters, with the entries by key: what a reference and a stop's clock are read from."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.known: dict[str, dict[str, Any]] = {}
        folder = assets.resources() / "demonstration"
        self.chapters = [
            self._chapter(tomllib.loads((folder / f"{name}.toml").read_text("utf-8")), name)
            for name in _CHAPTERS
        ]

    def record(
        self, session: Session, chapter: _Chapter, cls: type[Record], entry: dict[str, Any]
    ) -> Record:
        """The record that ``entry`` describes."""
        described = {each.name for each in cls.fields()}
        strange = entry.keys() - described - {"key", "id"}
        if strange:
            raise ValueError(f"{cls.type_name()} has no {', '.join(sorted(strange))}")
        around = {**entry, **self._zones(chapter, cls, entry)}
        values: dict[str, Any] = {}
        last = chapter.day
        for each in cls.fields():
            raw = around.get(each.name, each.default)
            if raw is None:
                continue
            if each.kind is INSTANT:
                last, values[each.name] = _instant(raw, chapter.day, last, around[each.zone or ""])
            elif each.kind is BLOB:
                values[each.name] = _content(session, raw, entry)
            else:
                values[each.name] = self._value(each, raw, chapter, around)
        return cls(id=entry["id"], **values)

    def plan(self, session: Session, chapter: _Chapter) -> None:
        """Invite whom the chapter invites, and let the program arrange what it wishes."""
        if chapter.invitations:
            planning.invite(session, chapter.invitations)
        for wish in chapter.arranged:
            planning.arrange(session, self.known[chapter.engagement or ""]["id"], wish)

    def _value(self, of: Field, raw: Any, chapter: _Chapter, around: dict[str, Any]) -> Any:
        if of.kind is REFERENCE:
            return self.known[raw]["id"]
        if of.kind is DATE and isinstance(raw, int):
            return chapter.day + timedelta(days=raw)
        return of.parse(raw, around)

    def _zones(self, chapter: _Chapter, cls: type[Record], entry: dict[str, Any]) -> dict[str, str]:
        """The clocks that the entry leaves unsaid: its stop's, or the chapter's."""
        stop = self.known.get(entry.get("stop", ""), {})
        usual = stop.get("zone", chapter.zone)
        return {
            each.zone: entry.get(each.zone, usual)
            for each in cls.fields()
            if each.kind is INSTANT and each.zone and each.name in entry
        }

    def _chapter(self, file: dict[str, Any], name: str) -> _Chapter:
        first = _first_day(self.today, **file.pop("first_day", {}))
        groups = file.pop("groups", {})
        engagement = file["engagement"][0]["key"] if "engagement" in file else None
        chapter = _Chapter(
            file.pop("step"), file.pop("author"), first, file.pop("zone", "UTC"), engagement,
            tuple(file.pop("arranged", ())),
        )  # fmt: skip
        for type_name, tables in file.items():
            cls = type_called(type_name)
            belongs = any(each.owner and each.name == "engagement" for each in cls.fields())
            for number, table in enumerate(_spread(tables)):
                if engagement and belongs:
                    table.setdefault("engagement", engagement)
                key = table.get("key", f"{name} {type_name} {number}")
                self._enter(chapter, cls, table, key, groups)
        return chapter

    def _enter(
        self,
        chapter: _Chapter,
        cls: type[Record],
        table: dict[str, Any],
        key: str,
        groups: dict[str, list[str]],
    ) -> None:
        if key in self.known:
            raise ValueError(f"two entries have the key {key}")
        lists = {
            parts: table.pop(name)
            for (owner, name), parts in _PARTS.items()
            if owner == cls.type_name() and name in table
        }
        self.known[key] = table
        table["id"] = _identity(self.today, key)
        if cls is Participation and "invited_on" in table:
            chapter.invitations[table["id"]] = _invitation(table, chapter.day)
        chapter.entries.append((cls, table))
        for parts, listed in lists.items():
            for number, part in enumerate(_people(listed, groups)):
                made = _detail(part, parts) if isinstance(part, str) else dict(part)
                made[parts.owner] = key
                self._enter(
                    chapter, type_called(parts.type), made, f"{key} {parts.type} {number}", {}
                )


def _invitation(table: dict[str, Any], first: date) -> planning.Invitation:
    """The invitation that an entry tells of, taken out of the entry."""
    days = {
        name: first + timedelta(days=table.pop(name))
        for name in ("invited_on", "answered_on")
        if name in table
    }
    return planning.Invitation(answer=table.pop("rsvp", None), **days)


def _identity(today: date, key: str) -> str:
    """The same id for the same day and key, in the form of a random UUID (RFC 9562, version 4)."""
    digest = hashlib.sha256(f"{today.isoformat()} {key}".encode()).digest()
    return str(UUID(bytes=digest[:16], version=4))


def _first_day(
    today: date, days: int = 0, weekday: int = 0, *, past_new_year: bool = False
) -> date:
    """The day so many days from today, moved to the nearest ``weekday`` (1 is Monday).

    With ``past_new_year`` one that falls into the weeks when hosts are away is moved on by weeks.
    """
    day = today + timedelta(days=days)
    if weekday:
        day += timedelta(days=(weekday - day.isoweekday() + 3) % 7 - 3)
    while past_new_year and ((day.month, day.day) >= (12, 16) or (day.month, day.day) <= (1, 5)):
        day += timedelta(days=7)
    return day


def _instant(written: str, first: date, last: date, zone: str) -> tuple[date, datetime]:
    """The day and the moment of ``"2 09:30"``, or of ``"09:30"`` on the day ``last``."""
    found = re.fullmatch(r"(?:(-?\d+) )?(\d\d):(\d\d)", written)
    if found is None:
        raise ValueError(f"“{written}” is not a day and an hour")
    day = first + timedelta(days=int(found[1])) if found[1] else last
    hour = time(int(found[2]), int(found[3]), tzinfo=ZoneInfo(zone))
    return day, datetime.combine(day, hour).astimezone(UTC)


def _spread(tables: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The entries, one for each position of the lists under ``each``."""
    for table in tables:
        lists: dict[str, list[Any]] | None = table.pop("each", None)
        if lists is None:
            yield table
            continue
        for values in zip(*lists.values(), strict=True):
            yield {**table, **dict(zip(lists, values, strict=True))}


def _people(listed: list[Any], groups: dict[str, list[str]]) -> Iterator[Any]:
    for part in listed:
        if isinstance(part, str) and part.startswith("@"):
            yield from groups[part[1:]]
        else:
            yield part


def _detail(part: str, parts: _Parts) -> dict[str, Any]:
    name, _, more = part.partition(" ")
    return {parts.names: name} | ({parts.detail: more} if more else {})


def _content(session: Session, raw: Any, entry: dict[str, Any]) -> str:
    if isinstance(raw, str):
        return blobs.keep(session, raw.encode(), entry.get("media_type"))
    if "happened_on" in entry:
        return blobs.keep(session, _seascape(), "image/png")
    return blobs.keep(session, _picture(_letters(entry), entry["id"]), "image/png")


def _letters(entry: dict[str, Any]) -> str:
    """What stands on the picture of a person or an organisation."""
    if "name" in entry:
        return str(entry.get("acronym", entry["name"][:1]))
    names = [entry.get(part, "")[:1] for part in ("given_name", "family_name")]
    return "".join(names[::-1] if entry.get("name_order") == "family-first" else names)


def _seascape() -> bytes:
    """A wide picture of the sea in the evening, as PNG of some kilobytes: a story's."""
    from PIL import Image, ImageDraw  # read only when a demonstration is made

    width, height = 960, 540
    image = Image.new("RGB", (width, height), "#F3E3CF")
    draw = ImageDraw.Draw(image)
    draw.ellipse((600, 130, 760, 290), fill="#E8A87C")
    for number, colour in enumerate(("#A9C6D6", "#7FA8BF", "#4F86A6", "#2F688B", "#1F4E79")):
        crest = 250 + 56 * number
        wave = [(x, crest + (14 + 2 * number) * sin(x / (70 + 9 * number) + 1.7 * number))
                for x in range(0, width + 8, 8)]  # fmt: skip
        draw.polygon([(0, height), *wave, (width, height)], fill=colour)
    file = io.BytesIO()
    image.quantize(32).save(file, "PNG", optimize=True)
    return file.getvalue()


def _picture(letters: str, seed: str) -> bytes:
    """A square of a soft colour with ``letters`` on it, as PNG of a few kilobytes."""
    from PIL import Image, ImageDraw, ImageFont  # read only when a demonstration is made

    side = 240
    colour = _COLOURS[int(seed[:8], 16) % len(_COLOURS)]
    size = 104 if len(letters) < 3 else 68
    font = ImageFont.truetype(assets.resources() / "fonts" / "NotoSans-SemiBold.ttf", size)
    image = Image.new("RGB", (side, side), colour)
    draw = ImageDraw.Draw(image)
    draw.text((side / 2, side / 2), letters, fill="#FFFFFF", font=font, anchor="mm")
    file = io.BytesIO()
    image.quantize(32).save(file, "PNG", optimize=True)
    return file.getvalue()
