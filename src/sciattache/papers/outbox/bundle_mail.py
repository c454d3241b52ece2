"""Drafts of e-mails that carry bundles, each no larger than a mail server takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sciattache.errors import KnownError
from sciattache.interchange import mail
from sciattache.papers import words
from sciattache.store.office import Office
from sciattache.sync import attachments, container, partners, sending
from sciattache.sync.carrying import ways

_MESSAGE, _PART = 4_000, 400
"""Bytes of a message without attachments, and of an attachment's own head, at most."""
_LINE, _ENCODED = 57, 78
"""Bytes on a line of base64, and how many it takes with its end (RFC 2045, 6.8)."""


@dataclass(frozen=True)
class Draft:
    """A draft as a file: its name, what is in it, the names of the bundles that it carries."""

    name: str
    content: bytes
    bundles: tuple[str, ...]


def mailed(
    office: Office,
    site: int,
    *,
    language: str,
    budget: int = attachments.BUDGET,
    again: bool = False,
) -> list[Draft]:
    """Make a partner's bundles and drafts that carry them, as its way is remembered."""
    with office.session() as session:
        way, peer = ways.way(session, site), partners.active(session, site)
    cap = container.room(room(way.largest_mail))
    contents = sending.make(office, site, cap=cap, budget=budget, again=again)
    return drafts(
        contents,
        largest=way.largest_mail,
        address=way.address,
        name=peer.office,
        language=language,
    )


def drafts(
    contents: Sequence[bytes], *, largest: int, address: str = "", name: str = "", language: str
) -> list[Draft]:
    """As many drafts to one address as it takes for bundles, in their order.

    ``largest`` counts bytes of a whole message, what encoding adds among them; ``KnownError``
    where a bundle is too large for any.
    """
    parcels = list(_parcels(contents, largest))
    return [
        _draft(parcel, number, len(parcels), address, name, language)
        for number, parcel in enumerate(parcels, start=1)
    ]


def room(largest: int) -> int:
    """Bytes of the largest bundle that goes in a message of so many bytes."""
    return max(largest - _MESSAGE - _PART, 0) // _ENCODED * _LINE


def _parcels(contents: Sequence[bytes], largest: int) -> Iterator[list[bytes]]:
    parcel: list[bytes] = []
    size = _MESSAGE
    for content in contents:
        if len(content) > room(largest):
            raise KnownError(
                f"A bundle of {len(content) // 1000} kB does not go into a mail of"
                f" {largest // 1000} kB.",
                "Allow larger mails, or send it by another way.",
            )
        more = _PART + -(-len(content) // _LINE) * _ENCODED
        if parcel and size + more > largest:
            yield parcel
            parcel, size = [], _MESSAGE
        parcel.append(content)
        size += more
    if parcel:
        yield parcel


def _draft(
    parcel: Sequence[bytes], number: int, of: int, address: str, name: str, language: str
) -> Draft:
    named = [container.file_name(content) for content in parcel]
    places = {"number": number, "of": of}
    to = [mail.Recipient(name, address)] if address else []
    if mail.unusable(to):
        raise KnownError(f"“{address}” is no address of e-mail.", "Check it.")
    content = mail.draft(
        to,
        words.letter("bundles.subject", language).format(**places),
        words.letter("bundles.body", language).format(**places),
        attachments=[mail.Attachment(*one) for one in zip(named, parcel, strict=True)],
        language=language,
    )
    return Draft(f"bundles-{number}-of-{of}.eml", content, tuple(named))
