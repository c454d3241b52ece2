"""What every bundle says beside its changes: who speaks, of which steps, and what they hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, NamedTuple

from sciattache.sync import receipts
from sciattache.sync.container import RefusedError
from sciattache.sync.receipts import Receipts

DIGEST = 16
"""Bytes by which a piece of a log is known."""


class _Key(IntEnum):
    """The whole numbers of a manifest's parts (0 is the payload's)."""

    FROM, TO, SPAN, HOLDS, SCHEMA, MADE, PARENT = range(1, 8)
    RECEIPTS = 9


class Span(NamedTuple):
    """The steps that a piece of a log tells of, from first to last; its digest, and that of the
    piece before it, empty for the first of an incarnation."""

    first: int
    last: int
    digest: bytes
    before: bytes


class Held(NamedTuple):
    """A range of steps that somebody has without a hole, and the digest of its last piece."""

    first: int
    last: int
    digest: bytes


@dataclass(frozen=True)
class Manifest:
    """One bundle's manifest; a bundle without a span only acknowledges."""

    site: int
    inc: int
    to: int
    schema: str
    made: int
    span: Span | None = None
    holds: Mapping[int, tuple[Held, ...]] = field(default_factory=dict)
    parent: tuple[int, int] | None = None
    receipts: Receipts | None = None

    def plain(self) -> dict[int, Any]:
        """The manifest by whole numbers, as it is written."""
        told: dict[int, Any] = {
            _Key.FROM: [self.site, self.inc],
            _Key.TO: self.to,
            _Key.SCHEMA: self.schema,
            _Key.MADE: self.made,
            _Key.HOLDS: {inc: [list(one) for one in held] for inc, held in self.holds.items()},
        }
        if self.span is not None:
            told[_Key.SPAN] = list(self.span)
        if self.parent is not None:
            told[_Key.PARENT] = list(self.parent)
        if self.receipts is not None:
            told[_Key.RECEIPTS] = self.receipts.plain()
        return {int(key): value for key, value in told.items()}


def sender(told: Mapping[int, Any]) -> int | None:
    """The site that a manifest says it is from, before anything of it is believed."""
    match told.get(_Key.FROM):
        case [int(site), int()]:
            return site
    return None


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
            _span(told.get(_Key.SPAN)),
            {_is(inc, int): _held(held) for inc, held in _is(told[_Key.HOLDS], dict).items()},
            _optional(told.get(_Key.PARENT), lambda pair: tuple(_listed(pair, int, int))),
            _optional(told.get(_Key.RECEIPTS), receipts.read),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RefusedError("damaged", "Its manifest is not as offices write them.") from error


def _span(told: Any) -> Span | None:
    span: Span | None = _optional(told, lambda one: Span(*_listed(one, int, int, bytes, bytes)))
    if span is not None and not 0 < span.first <= span.last < 2**63:
        raise ValueError("a span that is none")
    return span


def _held(told: Any) -> tuple[Held, ...]:
    return tuple(Held(*_listed(one, int, int, bytes)) for one in _is(told, list))


def _optional(told: Any, made: Callable[[Any], Any]) -> Any:
    return None if told is None else made(told)


def _listed(told: Any, *types: type) -> Sequence[Any]:
    return [_is(one, type_) for one, type_ in zip(_is(told, list), types, strict=True)]


def _is(told: Any, type_: type) -> Any:
    if type(told) is not type_ or (isinstance(told, int) and abs(told) >= 2**63):
        raise TypeError(f"{told!r} is no {type_.__name__}")
    return told
