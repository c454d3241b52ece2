"""Contact tables (Google, Outlook, Thunderbird, Roundcube): which column is what, row to card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace

from sciattache.interchange.cards import labels, values
from sciattache.interchange.cards.card import Address, Card, Handle, NameParts, Point, shown_name
from sciattache.interchange.cards.headers import Target, target_of
from sciattache.interchange.cards.syntax import head_text

MULTIPLE = " ::: "
"""What Google puts between several values in one cell."""

_REACHED = frozenset({"emails", "phones"})
_NAMED = frozenset({"name", "full_name"})
_ADDRESS_PARTS = frozenset(each.name for each in fields(Address))


def known_header(header: str) -> Target | None:
    """Where a column with this header belongs on a card; None if the header is not known."""
    return target_of(header)


def is_contact_table(headers: Sequence[str]) -> bool:
    """Whether these headers are those of a table of people: ways to reach them, or parts of
    their names, and at least a third of all columns known."""
    named = [header for header in headers if header.strip()]
    known = [target for header in named if (target := target_of(header)) is not None]
    parts = {target.part for target in known if target.field == "name"}
    reached = any(target.field in _REACHED for target in known)
    people = {"given", "family"} <= parts
    if not named or not (reached or people) or len(known) * 3 < len(named):
        return False
    return (
        people
        or len(named) == len(known)
        or any(target.field in _NAMED or target.field == "organisation" for target in known)
    )


@dataclass(slots=True)
class _Row:
    """The cells of a row, sorted by what they are."""

    texts: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    several: dict[str, dict[tuple[str, int], dict[str, str]]] = field(default_factory=dict)
    extra: list[tuple[str, str]] = field(default_factory=list)

    def one(self, name: str, part: str = "") -> str:
        return next(iter(self.texts.get((name, part), ())), "")

    def every(self, name: str, part: str = "") -> list[str]:
        return self.texts.get((name, part), [])

    def groups(self, name: str) -> list[tuple[str, dict[str, str]]]:
        """What each entry of a repeated field holds, with the label that its header gave."""
        return [(label, cells) for (label, _), cells in self.several.get(name, {}).items()]


def card_from_row(headers: Sequence[str], cells: Sequence[str]) -> Card:
    """The card that one row of a contact table says.

    Cells under unknown headers are kept in `extra` as X-COLUMN with their header as LABEL.
    """
    row = _Row()
    for header, cell in zip(headers, cells, strict=False):
        text = cell.strip()
        if text:
            _sort_in(row, header, target_of(header), text)
    names = [
        NameParts(**{each.name: row.one(kind, each.name) for each in fields(NameParts)})
        for kind in ("name", "phonetic")
    ]
    organisation = (row.one("organisation", "name"), *row.every("organisation", "unit"))
    titles, notes = row.every("title"), row.every("note")
    links = _points(row, "links")
    dates = _points(row, "dates")
    events = [point.value for point in dates if point.label.casefold() == "anniversary"]
    card = Card(
        full_name=row.one("full_name"),
        name=names[0],
        phonetic=names[1],
        nickname=row.one("nickname"),
        emails=_points(row, "emails"),
        phones=_points(row, "phones"),
        addresses=_addresses(row),
        links=links,
        messaging=_messaging(row),
        organisation=organisation if any(organisation) else (),
        title=next(iter(titles), ""),
        role=row.one("role"),
        birthday=_birthday(row),
        anniversary=values.day(row.one("anniversary")) or next(iter(events), ""),
        dates=tuple(point for point in dates if point.value not in events),
        gender={"male": "M", "female": "F"}.get(row.one("gender").casefold(), row.one("gender")),
        languages=tuple(row.every("languages")),
        zone=row.one("zone"),
        categories=_categories(row),
        note="\n".join(notes),
        photo_url=row.one("photo_url"),
        uid=row.one("uid"),
        related=_related(row),
        sort_string=row.one("sort_string"),
        orcid=values.orcid(
            row.one("orcid") or " ".join(link.value for link in links if "orcid.org" in link.value)
        ),
        extra=tuple(row.extra),
    )
    card = _full_name_apart(card)
    return card if card.full_name else replace(card, full_name=shown_name(card))


def _sort_in(row: _Row, header: str, target: Target | None, text: str) -> None:
    if target is None or target.field == "extra":
        name = head_text("", "X-COLUMN", {"LABEL": (" ".join(header.split()),)})
        row.extra.append((name, values.escaped(text)))
    elif target.field in {
        "emails",
        "phones",
        "links",
        "addresses",
        "messaging",
        "related",
        "dates",
    }:
        entries = row.several.setdefault(target.field, {})
        cells = entries.setdefault((target.label, target.number), {})
        while target.part in cells and cells[target.part] != text:
            # Two columns of one meaning, such as "Phone" and "Telephone": a further entry.
            target = replace(target, number=target.number + 1)
            cells = entries.setdefault((target.label, target.number), {})
        cells[target.part] = text
    else:
        row.texts.setdefault((target.field, target.part), []).append(text)


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(MULTIPLE.strip()) if part.strip()]


def _points(row: _Row, name: str) -> tuple[Point, ...]:
    found: list[Point] = []
    for label, cells in row.groups(name):
        said = cells.get("label", "")
        # Google stars the entry that is the first choice.
        starred = said.startswith("* ")
        written = labels.normal(said.removeprefix("* "))
        label = label or labels.from_types(written.split(), written)
        found += [Point(text, label, starred) for text in _several(cells.get("value", ""))]
    return tuple(dict.fromkeys(found))


def _messaging(row: _Row) -> tuple[Handle, ...]:
    found = [
        Handle(
            labels.service(cells.get("service", "")),
            text,
            label or labels.normal(cells.get("label", "")),
        )
        for label, cells in row.groups("messaging")
        for text in _several(cells.get("value", ""))
    ]
    return tuple(dict.fromkeys(found))


def _related(row: _Row) -> tuple[Point, ...]:
    return tuple(
        Point(text, label or labels.relation(cells.get("label", "")))
        for label, cells in row.groups("related")
        for text in _several(cells.get("value", ""))
    )


def _addresses(row: _Row) -> tuple[Address, ...]:
    found = []
    for label, cells in row.groups("addresses"):
        said = labels.normal(cells.get("label", "").removeprefix("* "))
        parts = {part: text for part, text in cells.items() if part in _ADDRESS_PARTS - {"label"}}
        if third := cells.get("street_3"):
            parts["extended"] = "\n".join(filter(None, (parts.get("extended", ""), third)))
        address = replace(Address(label=label or said), **parts)  # type: ignore[arg-type]
        if any(address.components()) or address.formatted:
            found.append(address)
    return tuple(found)


def _birthday(row: _Row) -> str:
    year, month, day = (row.one("birthday", part) for part in ("year", "month", "day"))
    if month.isdecimal() and row.one("birthday").isdecimal() and not day:
        # Thunderbird in German calls the day of birth "Geburtstag", like the birthday.
        day = row.one("birthday")
    if month.isdecimal() and day.isdecimal():
        start = f"{int(year):04d}" if year.isdecimal() else "--"
        return values.day(f"{start}{int(month):02d}{int(day):02d}")
    return values.day(row.one("birthday")) or year


def _categories(row: _Row) -> tuple[str, ...]:
    found = [
        part.removeprefix("* ").strip()
        for text in row.every("categories")
        for each in _several(text)
        for part in each.split(";")
    ]
    return tuple(dict.fromkeys(part for part in found if part))


def _full_name_apart(card: Card) -> Card:
    """French and Spanish tables call the family name or the given name just "name"."""
    if (
        card.full_name
        and card.name.given
        and not card.name.family
        and card.name.given not in card.full_name
    ):
        return replace(card, full_name="", name=replace(card.name, family=card.full_name))
    return card


def cards_from_rows(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[Card, ...]:
    """The cards of a whole contact table, row by row."""
    return tuple(card_from_row(headers, row) for row in rows)
