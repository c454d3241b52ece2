"""What every bundle says beside its changes: who speaks, of which steps, and what they hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, NamedTuple

from sciattache.sync import receipts
from sciattache.sync.container import PAYLOAD, RefusedError
from sciattache.sync.ranges import Range
from sciattache.sync.receipts import Receipts

DIGEST = 16
"""Bytes by which a piece of a log is known."""


class _Key(IntEnum):
    """The whole numbers of a manifest's parts (0 is the payload's)."""

    FROM, TO, SPAN, HOLDS, SCHEMA, MADE, PARENTS, RESTAMPED, KNOWN, PURGES, PURGED, KEY, KEYS = (
        range(1, 14)
    )
    RECEIPTS, PIECES, DIRECTORY, KNOWS = range(14, 18)


class Span(NamedTuple):
    """The steps that a piece of a log tells of, from first to last; the digest by which it is
    known, and that of the piece before it, empty for the first of an incarnation; its bytes.

    The digest is not that of those bytes where something was ``erased`` from them since.
    """

    first: int
    last: int
    digest: bytes
    before: bytes
    size: int
    erased: bool = False


class Held(NamedTuple):
    """A range of steps that somebody has without a hole, and the digest of its last piece."""

    first: int
    last: int
    digest: bytes


class Parent(NamedTuple):
    """Which incarnation another goes on from, after a restored backup or a copy: the last step
    that both have, and where headquarters' log stood there, nought for a post."""

    child: int
    inc: int
    seq: int
    pos: int


class Restamped(NamedTuple):
    """Steps of the receiver's that follow each other, and the stamp of the first of them, given
    by headquarters since theirs was days ahead; the others' follow it one by one."""

    inc: int
    seq: int
    hlc: int
    steps: int


class Purge(NamedTuple):
    """A record that is to be erased for good, by headquarters' count."""

    number: int
    id: str


@dataclass(frozen=True)
class Manifest:
    """One bundle's manifest; a bundle without spans only acknowledges.

    ``inc`` is the incarnation whose pieces it brings, ``parents`` from what the one goes on that
    speaks: the same, or a later one.  ``spans`` are of pieces whose payloads follow each other.
    ``holds`` is what the sender has of the receiver's steps, by the receiver's incarnation;
    ``known`` what each incarnation of the receiver has said that it has of the sender's, by theirs:
    one that has less was put back from a backup.  ``key`` is the fingerprint of the receiver's
    key that the sender knows, ``keys`` the sender's new ones.  ``purges`` is what headquarters
    asks to be erased, ``purged`` up to which of its purges a post has done so.  ``directory`` is
    what the offline root says of headquarters' keys, ``knows`` the number of the one that a post
    has.
    """

    site: int
    inc: int
    to: int
    schema: str
    made: int
    spans: tuple[Span, ...] = ()
    holds: Mapping[int, tuple[Held, ...]] = field(default_factory=dict)
    parents: tuple[Parent, ...] = ()
    restamped: tuple[Restamped, ...] = ()
    key: bytes = b""
    keys: tuple[bytes, str] | None = None
    purges: tuple[Purge, ...] = ()
    purged: int = 0
    known: Mapping[int, Mapping[int, tuple[Range, ...]]] = field(default_factory=dict)
    receipts: Receipts | None = None
    directory: Sequence[Any] | None = None
    knows: int = 0

    @property
    def life(self) -> int:
        """The incarnation that speaks."""
        return self.parents[0].child if self.parents else self.inc

    def plain(self) -> dict[int, Any]:
        """The manifest by whole numbers, as it is written."""
        always: dict[_Key, Any] = {
            _Key.FROM: [self.site, self.inc],
            _Key.TO: self.to,
            _Key.SCHEMA: self.schema,
            _Key.MADE: self.made,
            _Key.HOLDS: {inc: [list(one) for one in held] for inc, held in self.holds.items()},
        }
        known = {
            inc: {of: [list(one) for one in held] for of, held in holds.items()}
            for inc, holds in self.known.items()
        }
        optional: dict[_Key, Any] = {
            **_plain(self.spans),
            _Key.PARENTS: [list(one) for one in self.parents] or None,
            _Key.KNOWN: known or None,
            _Key.KEY: self.key or None,
            _Key.KEYS: self.keys and list(self.keys),
            _Key.PURGES: [list(one) for one in self.purges] or None,
            _Key.PURGED: self.purged or None,
            _Key.RESTAMPED: [list(one) for one in self.restamped] or None,
            _Key.RECEIPTS: self.receipts and self.receipts.plain(),
            _Key.DIRECTORY: self.directory and list(self.directory),
            _Key.KNOWS: self.knows or None,
        }
        said = always | {key: value for key, value in optional.items() if value is not None}
        return {int(key): value for key, value in said.items()}


def _plain(spans: Sequence[Span]) -> dict[_Key, Any]:
    """Spans as they are written: of one alone only what the payload does not say itself."""
    if len(spans) == 1:
        (one,) = spans
        return {_Key.SPAN: [one.first, one.last, one.before, *[one.digest] * one.erased]}
    every = [[one.first, one.last, one.before, one.size, one.digest] for one in spans]
    return {_Key.PIECES: every} if every else {}


def sender(told: Mapping[int, Any]) -> int | None:
    """The site that a manifest says it is from, before anything of it is believed."""
    match told.get(_Key.FROM):
        case [int(site), int()]:
            return site
    return None


def said_directory(told: Mapping[int, Any]) -> Any:
    """The directory that a manifest holds, before anything of it is believed."""
    return told.get(_Key.DIRECTORY)


def read(told: Mapping[int, Any]) -> Manifest:
    """A manifest that was signed; ``RefusedError`` where it is not as offices write them."""
    try:
        site, inc = _listed(told[_Key.FROM], int, int)
        return Manifest(
            site,
            inc,
            _is(told[_Key.TO], int),
            _is(told[_Key.SCHEMA], str),
            _is(told[_Key.MADE], int),
            _spans(told),
            {_is(inc, int): _held(held) for inc, held in _is(told[_Key.HOLDS], dict).items()},
            _many(told, _Key.PARENTS, Parent),
            _many(told, _Key.RESTAMPED, Restamped),
            _is(told.get(_Key.KEY, b""), bytes),
            _optional(told.get(_Key.KEYS), lambda pair: tuple(_listed(pair, bytes, str))),
            tuple(Purge(*_listed(one, int, str)) for one in _is(told.get(_Key.PURGES, []), list)),
            _is(told.get(_Key.PURGED, 0), int),
            {_is(inc, int): _ranges(of) for inc, of in _is(told.get(_Key.KNOWN, {}), dict).items()},
            _optional(told.get(_Key.RECEIPTS), receipts.read),
            _optional(said_directory(told), lambda one: _is(one, list)),
            _is(told.get(_Key.KNOWS, 0), int),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RefusedError("damaged", "Its manifest is not as offices write them.") from error


def _spans(told: Mapping[int, Any]) -> tuple[Span, ...]:
    """The spans; where the digest of one alone is not said, it is the payload's, which every
    manifest has."""
    length, payload = told[PAYLOAD]
    spans = []
    if _Key.SPAN in told:
        said = _is(told[_Key.SPAN], list)
        first, last, before, *other = _listed(said, int, int, bytes, *[bytes] * (len(said) - 3))
        digest = other[0] if other else payload[:DIGEST]
        spans = [Span(first, last, digest, before, length, bool(other))]
    for one in _is(told.get(_Key.PIECES, []), list):
        first, last, before, size, digest = _listed(one, int, int, bytes, int, bytes)
        spans.append(Span(first, last, digest, before, size))
    if spans and sum(one.size for one in spans) != length:
        raise ValueError("pieces that are not all of it")
    if not all(0 < one.first <= one.last < 2**63 and one.size >= 0 for one in spans):
        raise ValueError("a span that is none")
    return tuple(spans)


def _held(told: Any) -> tuple[Held, ...]:
    return tuple(Held(*_listed(one, int, int, bytes)) for one in _is(told, list))


def _ranges(told: Any) -> dict[int, tuple[Range, ...]]:
    return {
        _is(inc, int): tuple((a, b) for a, b in (_listed(one, int, int) for one in _is(held, list)))
        for inc, held in _is(told, dict).items()
    }


def _many(told: Mapping[int, Any], key: int, made: Callable[..., Any]) -> tuple[Any, ...]:
    """The lists of four whole numbers under a key, each made into a value."""
    return tuple(made(*_listed(one, *[int] * 4)) for one in _is(told.get(key, []), list))


def _optional(told: Any, made: Callable[[Any], Any]) -> Any:
    return None if told is None else made(told)


def _listed(told: Any, *types: type) -> Sequence[Any]:
    return [_is(one, type_) for one, type_ in zip(_is(told, list), types, strict=True)]


def _is(told: Any, type_: type) -> Any:
    if type(told) is not type_ or (isinstance(told, int) and abs(told) >= 2**63):
        raise TypeError(f"{told!r} is no {type_.__name__}")
    return told
