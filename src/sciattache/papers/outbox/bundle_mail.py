"""Drafts of e-mails that carry bundles, each no larger than a mail server takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sciattache.errors import KnownError
from sciattache.interchange import mail
from sciattache.papers import words
from sciattache.store.office import Office
from sciattache.sync import attachments, container, sending
from sciattache.sync.carrying import whole_files
from sciattache.sync.partners import Peer

_MESSAGE, _PART = 4_000, 400
"""Bytes of a message without attachments, and of an attachment's own head, at most."""
_LINE, _ENCODED = 57, 78
"""Bytes on a line of base64, and how many it takes with its end (RFC 2045, 6.8)."""


@dataclass(frozen=True)
class Draft:
    """A draft as a file: its name, what is in it, the names of the bundles that it carries, and
    the bytes of these."""

    name: str
    content: bytes
    bundles: tuple[str, ...]
    size: int


@dataclass(frozen=True)
class Written:
    """A draft that was written, and where."""

    draft: Draft
    path: Path


def mailed(
    office: Office,
    peer: Peer,
    folder: Path,
    *,
    largest: int,
    address: str,
    language: str,
    budget: int = attachments.BUDGET,
    again: bool = False,
    before: str = "",
) -> list[Written]:
    """Write a partner's bundles into a folder as drafts; ``before`` begins the names of files."""
    cap = container.room(room(largest))
    made = sending.prepare(office, peer.site, cap=cap, budget=budget, again=again)
    written = [
        Written(draft, whole_files.write(folder, before + draft.name, draft.content))
        for draft in drafts(
            made.contents, largest=largest, address=address, name=peer.office, language=language
        )
    ]
    sending.went(office, made)
    return written


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
    size = sum(map(len, parcel))
    return Draft(f"bundles-{number}-of-{of}.eml", content, tuple(named), size)
