"""Labels for letters: to whom, where, and the country below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from sciattache.domain.directory.organisation import Organisation
from sciattache.domain.directory.person import Person
from sciattache.domain.points import Address
from sciattache.domain.programmes.participation import Participation
from sciattache.domain.standards import postal
from sciattache.domain.standards.countries import country_code
from sciattache.domain.standards.scripts import direction, script
from sciattache.papers import words
from sciattache.papers.fixed.pages import Imprint
from sciattache.papers.fixed.sheet import lay_out
from sciattache.papers.fixed.stack import Row, draw_stack, stack
from sciattache.papers.fixed.stock import MM, Box, Stock
from sciattache.papers.reader import GONE, Reader
from sciattache.services.dossier import Dossier

_EDGE = 4.5 * MM
_LARGEST, _SMALLEST = 9.5, 6.0


@dataclass(frozen=True)
class Label:
    """An address line by line; the first line is who it is for, the last one a country."""

    lines: tuple[str, ...]


def address_labels(
    dossier: Dossier, reader: Reader, imprint: Imprint, stock: Stock, start: int
) -> bytes:
    """A label for everybody who comes and has an address, then one for each host beside them.

    Whose address nobody knows is named at the head of the first sheet.
    """
    made: list[Label] = []
    without: list[str] = []
    written: set[str] = set()
    for one in dossier.participants:
        person = dossier.people.get(one.person)
        if person is None or one.rsvp == "declined":
            continue
        label = _of_participant(dossier, reader, one, person)
        if label is None:
            without.append(reader.plain_name(person))
        else:
            made.append(label)
            organisation = dossier.organisation_of(one)
            written.add(organisation.id if organisation else "")
    for host in _hosts(dossier):
        address = _chosen(host.addresses)
        if host.id not in written and address is not None:
            made.append(Label(_lines(dossier, reader, (host.name,), address, host.country)))
    note = reader.say("labels.without", names=reader.listed(without)) if without else ""
    return lay_out(made, stock, _draw, imprint=imprint, start=start, note=note)


def _of_participant(
    dossier: Dossier, reader: Reader, one: Participation, person: Person
) -> Label | None:
    """Somebody's own address, at work before at home, else that of the organisation."""
    organisation = dossier.organisation_of(one)
    own = _chosen(reader.see(person, "addresses"))
    address = own or _chosen(organisation.addresses if organisation else None)
    if address is None:
        return None
    at_home = own is not None and own.label.casefold() == "home"
    named = [reader.name(person)]
    if not at_home:
        named += [dossier.title_of(one), organisation.name if organisation else ""]
    country = (None if own or not organisation else organisation.country) or person.country
    return Label(_lines(dossier, reader, named, address, country))


def _hosts(dossier: Dossier) -> Iterator[Organisation]:
    """The organisations that host the engagement or something of it that takes place."""
    items = (item.host for item in dossier.items if item.status not in GONE)
    for id in dict.fromkeys((dossier.engagement.host, *items)):
        host = dossier.organisations.get(id or "")
        if host is not None:
            yield host


def _chosen(addresses: Sequence[Address] | None) -> Address | None:
    """The preferred address, else the first that is not a home."""
    return min(
        addresses or (),
        key=lambda one: (not one.preferred, one.label.casefold() == "home"),
        default=None,
    )


def _lines(
    dossier: Dossier, reader: Reader, named: Sequence[str], address: Address, home: str | None
) -> tuple[str, ...]:
    """Who and where; the country is left off letters within that of the sender."""
    code = country_code(address.country) if address.country else home
    sender = dossier.post.country if dossier.post else None
    last = () if code and code == sender else (_country(reader, code) or address.country.upper(),)
    street = postal.lines(address, code or "")
    return tuple(line for line in (*named, *street, *last) if line.strip())


def _country(reader: Reader, code: str | None) -> str:
    """A country in the sender's language, and in English after a name in other letters.

    (Universal Postal Union, Convention Regulations: a language known between countries, in
    letters that the post of both can read.)
    """
    if not code:
        return ""
    name = reader.word("country", code)
    known = words.country(code, "en")
    return (name if script(name) == "Latn" else f"{name} · {known}").upper()


def _draw(canvas: Canvas, box: Box, label: Label) -> None:
    inside = Box(box.x + _EDGE, box.y + _EDGE / 2, box.width - 2 * _EDGE, box.height - _EDGE)
    rows = [Row(line, bold=not number) for number, line in enumerate(label.lines)]
    made = stack(rows, inside.width, inside.height, largest=_LARGEST, smallest=_SMALLEST)
    from_right = sum(direction(line) == "rtl" for line in label.lines) * 2 > len(label.lines)
    draw_stack(canvas, made, inside, align="right" if from_right else "left", stand="middle")
